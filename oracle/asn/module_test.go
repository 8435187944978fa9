package asn_test

import (
	"fmt"
	"os"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/asn"
)

const published = "../../../shared/spec/asn/published/"

// module reads the type assignments of an ASN.1 module as text: name to definition without comments and line ends.
func module(t *testing.T, file string) map[string]string {
	b, err := os.ReadFile(published + file)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("the published modules are not here")
	}
	text := regexp.MustCompile(`--.*`).ReplaceAllString(string(b), "")
	text = text[strings.Index(text, "BEGIN"):]
	if strings.Contains(text, "IMPORTS") {
		text = text[strings.Index(text, ";")+1:]
	}
	out := map[string]string{}
	start := regexp.MustCompile(`(?m)^([A-Z][A-Za-z0-9-]*)\s*::=`)
	end := regexp.MustCompile(`(?m)^(\S[^\n]*::=|END)`)
	for _, m := range start.FindAllStringSubmatchIndex(text, -1) {
		body := text[m[1]:]
		if e := end.FindStringIndex(body); e != nil {
			body = body[:e[0]]
		}
		out[text[m[2]:m[3]]] = body
	}
	return out
}

// asnParser turns the definition of a type into the notation of the schema.
type asnParser struct {
	toks []string
	at   int
}

var asnToken = regexp.MustCompile(`\.\.\.|\.\.|[A-Za-z][A-Za-z0-9-]*(?:\.[A-Z][A-Za-z0-9-]*)?|\d+|[{}\[\](),]`)

func (p *asnParser) peek() string {
	if p.at < len(p.toks) {
		return p.toks[p.at]
	}
	return ""
}
func (p *asnParser) next() string { s := p.peek(); p.at++; return s }

// paren returns what stands between balanced parentheses, of which the first was read.
func (p *asnParser) paren() string {
	var out []string
	for depth := 1; ; {
		s := p.next()
		switch s {
		case "(":
			depth++
		case ")":
			depth--
		case "":
			return strings.Join(out, " ")
		}
		if depth == 0 {
			return strings.Join(out, " ")
		}
		out = append(out, s)
	}
}

var bound = regexp.MustCompile(`^(?:SIZE \( )?(\d+)(?: \.\. (\d+|MAX))?`)

// size reads an optional constraint and returns it as "[lo..hi]".
func (p *asnParser) size() (constraint, raw string) {
	if p.peek() == "SIZE" {
		p.next()
	}
	if p.peek() != "(" {
		return "", ""
	}
	p.next()
	raw = p.paren()
	m := bound.FindStringSubmatch(raw)
	if m == nil {
		return "", raw
	}
	hi := m[2]
	switch hi {
	case "":
		hi = m[1]
	case "MAX":
		hi = "*"
	}
	return "[" + m[1] + ".." + hi + "]", raw
}

var simple = map[string]string{"NumericString": "num", "PrintableString": "printable", "UTF8String": "utf8", "INTEGER": "int", "BOOLEAN": "bool",
	"GeneralizedTime": "time", "RELATIVE-OID": "reloid", "NULL": "null"}

func (p *asnParser) typ() string {
	switch s := p.next(); s {
	case "SEQUENCE", "SET", "CHOICE":
		if s != "CHOICE" && p.peek() != "{" {
			z, _ := p.size()
			p.next() // OF
			return map[string]string{"SEQUENCE": "list", "SET": "setof"}[s] + z + " " + p.typ()
		}
		return map[string]string{"SEQUENCE": "seq", "SET": "set", "CHOICE": "choice"}[s] + p.members()
	case "ENUMERATED":
		return "enum" + p.values()
	case "OCTET":
		p.next()
		z, raw := p.size()
		if strings.HasPrefix(raw, "CONTAINING TS33128Payloads.") {
			return "wrap ts33128." + strings.TrimPrefix(raw, "CONTAINING TS33128Payloads.")
		}
		return "octets" + z
	case "BIT":
		p.next()
		z, _ := p.size()
		return "bits" + z
	case "OBJECT":
		p.next()
		return "oid"
	default:
		z, _ := p.size()
		if k, ok := simple[s]; ok {
			return k + z
		}
		if mod, name, ok := strings.Cut(s, "."); ok {
			switch mod {
			case "TS33128Payloads":
				return "ts33128." + name
			case "Common-Parameters":
				return name
			}
			return "any"
		}
		return s + z
	}
}

func (p *asnParser) members() string {
	p.next()
	var out []string
	for {
		switch p.peek() {
		case "}", "":
			p.next()
			return " {" + strings.Join(out, "; ") + "}"
		case ",", "...":
			p.next()
			continue
		}
		name := p.next()
		p.next()
		tag := p.next()
		p.next()
		m := tag + " " + name + " " + p.typ()
		if p.peek() == "OPTIONAL" {
			p.next()
			m += "?"
		}
		out = append(out, m)
	}
}

func (p *asnParser) values() string {
	p.next()
	var out []string
	for {
		switch p.peek() {
		case "}", "":
			p.next()
			sort.Strings(out)
			return " {" + strings.Join(out, "; ") + "}"
		case ",", "...":
			p.next()
			continue
		}
		name := p.next()
		p.next()
		out = append(out, p.next()+" "+name)
		p.next()
	}
}

// render writes a type of the schema in its own notation again; references are by name.
func render(t *asn.Type, module string) string {
	size := ""
	if t.Sized {
		hi := fmt.Sprint(t.Max)
		if t.Max == asn.Unbounded && t.Kind != asn.Integer {
			hi = "*"
		}
		size = fmt.Sprintf("[%d..%s]", t.Min, hi)
	}
	if t.Alias != "" {
		name := strings.TrimPrefix(t.Alias, module+".")
		return name
	}
	switch t.Kind {
	case asn.Sequence, asn.Choice:
		var ms []string
		for _, m := range t.Members {
			s := fmt.Sprintf("%d %s %s", m.Tag, m.Name, render(m.Type, module))
			if m.Optional {
				s += "?"
			}
			ms = append(ms, s)
		}
		return t.Kind.String() + " {" + strings.Join(ms, "; ") + "}"
	case asn.Enumerated:
		var vs []string
		for v, name := range t.Values {
			vs = append(vs, fmt.Sprintf("%d %s", v, name))
		}
		sort.Strings(vs)
		return "enum {" + strings.Join(vs, "; ") + "}"
	case asn.ListOf, asn.SetOf:
		return t.Kind.String() + size + " " + render(t.Elem, module)
	case asn.Wrap:
		return "wrap " + t.Elem.Alias
	}
	return t.Kind.String() + size
}

// TestSchemaAgainstModule compares each type of the schema with the published module: tags, names, order,
// presence, enumeration values and sizes. What the schema keeps as "any" must not be a type of the schema.
func TestSchemaAgainstModule(t *testing.T) {
	s := schema(t)
	texts := map[string]map[string]string{"ts33128": module(t, "TS33128Payloads.asn"), "ps": module(t, "LI-PS-PDU.asn")}
	for name, def := range module(t, "TS_103_280.asn1") {
		if _, ok := texts["ps"][name]; !ok {
			texts["ps"][name] = def
		}
	}
	names := s.Names()
	require.Greater(t, len(names), 300)
	for _, q := range names {
		mod, name, _ := strings.Cut(q, ".")
		def, ok := texts[mod][name]
		if !ok {
			t.Errorf("%s is not in the module", q)
			continue
		}
		p := &asnParser{toks: asnToken.FindAllString(def, -1)}
		want, got := p.typ(), render(s.Type(q), mod)
		if s.Type(q).Kind == asn.Any && s.Type(q).Alias == "" {
			continue
		}
		if same(want, got, s, mod) {
			continue
		}
		t.Errorf("%s\n module %s\n schema %s", q, want, got)
	}
}

// same compares two definitions; "any" in the schema stands for a type that the schema does not have.
func same(want, got string, s *asn.Schema, mod string) bool {
	a, b := strings.Split(want, "; "), strings.Split(got, "; ")
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		wa, wb := strings.Fields(strings.Trim(a[i], "}?")), strings.Fields(strings.Trim(b[i], "}?"))
		if len(wa) != len(wb) || len(wa) < 2 || wb[len(wb)-1] != "any" || strings.HasSuffix(a[i], "?") != strings.HasSuffix(b[i], "?") {
			return false
		}
		if strings.Join(wa[:len(wa)-1], " ") != strings.Join(wb[:len(wb)-1], " ") || s.Type(mod+"."+wa[len(wa)-1]) != nil {
			return false
		}
	}
	return true
}

// TestDriftIsSeen shows that the comparison above finds a wrong tag, name, presence, size and value.
func TestDriftIsSeen(t *testing.T) {
	s := schema(t)
	want := (&asnParser{toks: asnToken.FindAllString("SEQUENCE { a [1] NumericString (SIZE(3)), b [2] PLMNID OPTIONAL }", -1)}).typ()
	require.Equal(t, "seq {1 a num[3..3]; 2 b PLMNID?}", want)
	require.True(t, same(want, "seq {1 a num[3..3]; 2 b PLMNID?}", s, "ts33128"))
	for _, got := range []string{"seq {1 a num[3..3]; 3 b PLMNID?}", "seq {1 a num[3..3]; 2 c PLMNID?}", "seq {1 a num[3..3]; 2 b PLMNID}",
		"seq {1 a num[2..3]; 2 b PLMNID?}", "seq {1 a num[3..3]}", "seq {1 a num[3..3]; 2 b any?}"} {
		require.False(t, same(want, got, s, "ts33128"), got)
	}
	require.False(t, same("enum {1 x; 2 y}", "enum {0 x; 2 y}", s, "ts33128"))
}
