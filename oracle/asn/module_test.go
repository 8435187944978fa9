package asn_test

import (
	"fmt"
	"os"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/asn"
)

// module reads the type assignments of an ASN.1 module as text: name to definition without comments and line ends.
func module(t *testing.T, folder, file string) map[string]string {
	b, err := os.ReadFile(judge.Shared(t, "spec", "asn", folder, file))
	require.NoError(t, err)
	text := regexp.MustCompile(`--.*`).ReplaceAllString(string(b), "")
	text = text[strings.Index(text, "BEGIN"):]
	if i := strings.Index(text, "IMPORTS"); i >= 0 {
		text = text[i+strings.Index(text[i:], ";")+1:]
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
	t      *testing.T
	module string // the module of the notation that the definition belongs to
	toks   []string
	at     int
}

var asnToken = regexp.MustCompile(`\.\.\.|\.\.|[A-Za-z][A-Za-z0-9-]*(?:\.[A-Z][A-Za-z0-9-]*)?|-?\d+|[{}\[\](),]`)

func (p *asnParser) peek() string {
	if p.at < len(p.toks) {
		return p.toks[p.at]
	}
	return ""
}

func (p *asnParser) next() string { s := p.peek(); p.at++; return s }

func (p *asnParser) want(s string) {
	require.Equal(p.t, s, p.next(), "word %d of %v", p.at, p.toks)
}

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

var bound = regexp.MustCompile(`^(?:SIZE \( )?(-?\d+)(?: \.\. (-?\d+|MAX))?( , \.\.\.)?(?: \))?$`)

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
	if strings.HasPrefix(raw, "CONTAINING ") {
		return "", raw
	}
	m := bound.FindStringSubmatch(raw)
	require.NotNil(p.t, m, "the constraint %q", raw)
	hi := m[2]
	switch hi {
	case "":
		hi = m[1]
	case "MAX":
		hi = "*"
	}
	out := "[" + m[1] + ".." + hi
	if m[3] != "" {
		out += "+"
	}
	return out + "]", raw
}

var simple = map[string]string{"NumericString": "num", "PrintableString": "printable", "IA5String": "ia5", "UTF8String": "utf8", "INTEGER": "int",
	"BOOLEAN": "bool", "GeneralizedTime": "time", "RELATIVE-OID": "reloid", "NULL": "null"}

// notation names the modules of the schema.
var notation = map[string]string{"TS33128Payloads": "ts33128", "Common-Parameters": "ps", "LI-PS-PDU": "ps", "IPAccessPDU": "ip"}

func (p *asnParser) typ() string {
	switch s := p.next(); s {
	case "SEQUENCE", "SET", "CHOICE":
		if s != "CHOICE" && p.peek() != "{" {
			z, _ := p.size()
			p.want("OF")
			return map[string]string{"SEQUENCE": "list", "SET": "setof"}[s] + z + " " + p.typ()
		}
		return map[string]string{"SEQUENCE": "seq", "SET": "set", "CHOICE": "choice"}[s] + p.members()
	case "ENUMERATED":
		return "enum" + p.values()
	case "OCTET":
		p.want("STRING")
		z, raw := p.size()
		if inner, ok := strings.CutPrefix(raw, "CONTAINING TS33128Payloads."); ok {
			return "wrap ts33128." + inner
		}
		require.False(p.t, strings.HasPrefix(raw, "CONTAINING"), raw)
		return "octets" + z
	case "BIT":
		p.want("STRING")
		if p.peek() == "{" { // names of bits
			for p.next() != "}" {
			}
		}
		z, _ := p.size()
		return "bits" + z
	case "OBJECT":
		p.want("IDENTIFIER")
		return "oid"
	default:
		z, _ := p.size()
		if k, ok := simple[s]; ok {
			return k + z
		}
		if mod, name, ok := strings.Cut(s, "."); ok {
			if q := notation[mod]; q != "" {
				return strings.TrimPrefix(q+"."+name, p.module+".")
			}
			return "any" // a module of another service, which is not here
		}
		return s + z
	}
}

func (p *asnParser) members() string {
	p.want("{")
	var out []string
	for {
		switch p.peek() {
		case "}":
			p.next()
			return " {" + strings.Join(out, "; ") + "}"
		case ",", "...":
			p.next()
			continue
		}
		name := p.next()
		p.want("[")
		tag := p.next()
		p.want("]")
		m := tag + " " + name + " " + p.typ()
		if p.peek() == "OPTIONAL" {
			p.next()
			m += "?"
		}
		out = append(out, m)
	}
}

func (p *asnParser) values() string {
	p.want("{")
	var out []string
	for {
		switch p.peek() {
		case "}":
			p.next()
			sort.Strings(out)
			return " {" + strings.Join(out, "; ") + "}"
		case ",", "...":
			p.next()
			continue
		}
		name := p.next()
		p.want("(")
		out = append(out, p.next()+" "+name)
		p.want(")")
	}
}

// notate returns a definition of a module in the notation of the schema.
func notate(t *testing.T, module, definition string) string {
	p := &asnParser{t: t, module: module, toks: asnToken.FindAllString(definition, -1)}
	out := p.typ()
	require.Equal(t, len(p.toks), p.at, "%v is left over of %s", p.toks[min(p.at, len(p.toks)):], definition)
	return out
}

// reference writes a type in the place of a member: a named one by its name.
func reference(t *asn.Type, module string) string {
	if t.Name != "" {
		return strings.TrimPrefix(t.Module+"."+t.Name, module+".")
	}
	return render(t, module)
}

// render writes a type of the schema in its own notation again; references are by name.
func render(t *asn.Type, module string) string {
	size := ""
	if t.Sized {
		hi := fmt.Sprint(t.Max)
		if t.Max == asn.Unbounded && (t.Kind != asn.Integer || t.Min != 0) {
			hi = "*"
		}
		if t.Extensible {
			hi += "+"
		}
		size = fmt.Sprintf("[%d..%s]", t.Min, hi)
	}
	if t.Alias != "" {
		return strings.TrimPrefix(t.Alias, module+".")
	}
	switch t.Kind {
	case asn.Sequence, asn.Choice:
		var ms []string
		for _, m := range t.Members {
			s := fmt.Sprintf("%d %s %s", m.Tag, m.Name, reference(m.Type, module))
			if m.Optional {
				s += "?"
			}
			ms = append(ms, s)
		}
		return t.Kind.String() + " {" + strings.Join(ms, "; ") + "}"
	case asn.Enumerated:
		var vs []string
		for _, v := range t.Values {
			vs = append(vs, fmt.Sprintf("%d %s", v.Number, v.Name))
		}
		sort.Strings(vs)
		return "enum {" + strings.Join(vs, "; ") + "}"
	case asn.ListOf, asn.SetOf:
		return t.Kind.String() + size + " " + reference(t.Elem, module)
	case asn.Wrap:
		return "wrap " + reference(t.Elem, module)
	}
	return t.Kind.String() + size
}

// published returns the definitions of the published modules by the qualified names of the schema.
func published(t *testing.T) map[string]string {
	out := map[string]string{}
	for _, m := range []struct{ file, module string }{{"TS33128Payloads.asn", "ts33128"}, {"TS33128IdentityAssociation.asn", "ia"},
		{"IPAccessPDU.asn", "ip"}, {"LI-PS-PDU.asn", "ps"}, {"TS_103_280.asn1", "ps"}} {
		for name, def := range module(t, "published", m.file) {
			if q := m.module + "." + name; out[q] == "" {
				// The module imports this one type without naming the module at each use.
				out[q] = regexp.MustCompile(`([^.A-Za-z]|^)IPIRIPacketReport\b`).ReplaceAllString(def, "${1}IPAccessPDU.IPIRIPacketReport")
			}
		}
	}
	return out
}

// TestSchemaAgainstModule compares the schema with the published modules, type by type and in both directions: names,
// kinds, tags, order, presence, enumeration values and sizes.
func TestSchemaAgainstModule(t *testing.T) {
	s := schema(t)
	modules := published(t)
	require.Greater(t, len(modules), 1100)
	for q, def := range modules {
		mod, _, _ := strings.Cut(q, ".")
		have := s.Type(q)
		if have == nil {
			t.Errorf("%s is not in the schema", q)
			continue
		}
		if want, got := notate(t, mod, def), render(have, mod); want != got {
			t.Errorf("%s\n module %s\n schema %s", q, want, got)
		}
	}
	for _, q := range s.Names() {
		if _, ok := modules[q]; !ok {
			t.Errorf("%s is not in the modules", q)
		}
	}
}

// TestR16AgainstModule compares what the schema of R16 has otherwise, and that everything else of the R16 module is in R19
// with the same meaning: R19 only adds optional members, alternatives and values to it.
func TestR16AgainstModule(t *testing.T) {
	s, err := asn.LoadR16()
	require.NoError(t, err)
	for name, def := range module(t, "published-r16", "TS33128Payloads.asn") {
		have := s.Type("ts33128." + name)
		require.NotNil(t, have, name)
		want, got := notate(t, "ts33128", def), render(have, "ts33128")
		if name == "CCPDU" { // version9 has one alternative more than the module that is here
			got = strings.Replace(got, "; 4 pTCCCPDU PTCCCPDU", "", 1)
		}
		require.True(t, additive(want, got), "%s\n module %s\n schema %s", name, want, got)
	}
}

// additive tells whether a later definition only adds to an earlier one.
func additive(old, now string) bool {
	if old == now {
		return true
	}
	kind, rest, ok := strings.Cut(old, " {")
	kindNow, restNow, _ := strings.Cut(now, " {")
	if !ok || kind != kindNow {
		return false
	}
	was := map[string]bool{}
	for _, m := range strings.Split(strings.TrimSuffix(rest, "}"), "; ") {
		was[m] = true
	}
	for _, m := range strings.Split(strings.TrimSuffix(restNow, "}"), "; ") {
		if !was[m] && kind == "seq" && !strings.HasSuffix(m, "?") {
			return false
		}
		delete(was, m)
	}
	return len(was) == 0
}

// TestDriftIsSeen shows that the comparison above finds a wrong tag, name, presence, order, size and value.
func TestDriftIsSeen(t *testing.T) {
	def := "SEQUENCE { a [1] NumericString (SIZE(3)), b [2] PLMNID OPTIONAL, c [3] ENUMERATED { x(1), y(2) }, ..., d [4] BIT STRING (SIZE(8, ...)) }"
	for text, same := range map[string]bool{
		"seq {1 a num[3]; 2 b PLMNID?; 3 c enum {1 x; 2 y}; 4 d bits[8+]}":    true,
		"seq {1 a num[3]; 3 b PLMNID?; 2 c enum {1 x; 2 y}; 4 d bits[8+]}":    false,
		"seq {2 b PLMNID?; 1 a num[3]; 3 c enum {1 x; 2 y}; 4 d bits[8+]}":    false,
		"seq {1 a num[3]; 2 c PLMNID?; 3 c enum {1 x; 2 y}; 4 d bits[8+]}":    false,
		"seq {1 a num[3]; 2 b PLMNID; 3 c enum {1 x; 2 y}; 4 d bits[8+]}":     false,
		"seq {1 a num[2..3]; 2 b PLMNID?; 3 c enum {1 x; 2 y}; 4 d bits[8+]}": false,
		"seq {1 a num; 2 b PLMNID?; 3 c enum {1 x; 2 y}; 4 d bits[8+]}":       false,
		"seq {1 a num[3]; 2 b any?; 3 c enum {1 x; 2 y}; 4 d bits[8+]}":       false,
		"seq {1 a num[3]; 2 b PLMNID?; 3 c enum {0 x; 2 y}; 4 d bits[8+]}":    false,
		"seq {1 a num[3]; 2 b PLMNID?; 3 c enum {1 x; 2 y}; 4 d bits[8]}":     false,
		"seq {1 a num[3]; 2 b PLMNID?; 3 c enum {1 x; 2 y}}":                  false,
	} {
		s, err := asn.Parse(map[string]string{"x": "module ts33128\nA = " + text + "\nPLMNID = octets"})
		require.NoError(t, err, text)
		require.Equal(t, same, notate(t, "ts33128", def) == render(s.Type("ts33128.A"), "ts33128"), text)
	}
}

// TestBadSchema has texts that must not load.
func TestBadSchema(t *testing.T) {
	for _, text := range []string{"", "module x A = B", "module x A = choice {1 a int; 1 b int}", "module x A = int A = int", "module x A = seq {1 a}",
		"module x A = seq {1 a int", "module x A = A", "module x A = B B = A", "module x A = enum {x 1}", "module x A = int[1..x]", "module x A int",
		"module x A = list", "module x A = seq {9999999 a int}", "module x A = }"} {
		_, err := asn.Parse(map[string]string{"x": text})
		require.Error(t, err, text)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := asn.LoadFresh(); err != nil {
			b.Fatal(err)
		}
	}
}
