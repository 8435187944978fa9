package xiri

import (
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
)

// module is what the text of TS33128Payloads says about its types.
type module map[string]definition

type definition struct {
	kind   string // SEQUENCE, CHOICE, ENUMERATED, "SEQUENCE OF", or the type it stands for
	rest   string
	fields []component
	values []string
	first  int64
}

type component struct {
	tag       uint32
	name, typ string
	optional  bool
}

var (
	reComment    = regexp.MustCompile(`--[^\n]*`)
	reDefinition = regexp.MustCompile(`(?m)^([A-Z][\w-]*)\s*::=\s*`)
	reComponent  = regexp.MustCompile(`^([a-z][\w-]*)\s*\[(\d+)\]\s*(.*)$`)
	reEnumerated = regexp.MustCompile(`([\w-]+)\s*\((\d+)\)`)
	reSpace      = regexp.MustCompile(`\s+`)
	reSize       = regexp.MustCompile(`\(SIZE ?\((\d+)(?:\.\.(\d+))?\)\)`)
	reRange      = regexp.MustCompile(`\((\d+)\.\. ?(\d+)\)`)
)

func readModule(t *testing.T) module {
	b, err := os.ReadFile(judge.Shared(t, "spec", "asn", "published", "TS33128Payloads.asn"))
	require.NoError(t, err)
	s := reComment.ReplaceAllString(string(b), "")
	m := module{}
	at := reDefinition.FindAllStringSubmatchIndex(s, -1)
	for i, a := range at {
		end := len(s)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		body := strings.TrimSpace(reSpace.ReplaceAllString(s[a[1]:end], " "))
		if last := strings.Index(body, " END"); last >= 0 && i+1 == len(at) {
			body = body[:last]
		}
		m[s[a[2]:a[3]]] = parseDefinition(body)
	}
	require.Greater(t, len(m), 900)
	return m
}

func parseDefinition(body string) definition {
	open := strings.Index(body, "{")
	head := strings.TrimSpace(body)
	if open >= 0 {
		head = strings.TrimSpace(body[:open])
	}
	switch head {
	case "SEQUENCE", "CHOICE":
		d := definition{kind: head}
		inner := body[open+1 : strings.LastIndex(body, "}")]
		for _, part := range splitTop(inner) {
			if part = strings.TrimSpace(part); part == "" || part == "..." {
				continue
			}
			c := reComponent.FindStringSubmatch(part)
			tag, _ := strconv.Atoi(c[2])
			typ, optional := strings.CutSuffix(c[3], " OPTIONAL")
			d.fields = append(d.fields, component{tag: uint32(tag), name: c[1], typ: strings.TrimSpace(typ), optional: optional})
		}
		return d
	case "ENUMERATED":
		d := definition{kind: head}
		for i, v := range reEnumerated.FindAllStringSubmatch(body, -1) {
			n, _ := strconv.ParseInt(v[2], 10, 64)
			if i == 0 {
				d.first = n
			}
			for int64(len(d.values)) < n-d.first {
				d.values = append(d.values, "")
			}
			d.values = append(d.values, v[1])
		}
		return d
	}
	return definition{kind: "alias", rest: strings.TrimSpace(body)}
}

// splitTop splits at the commas that are not in brackets.
func splitTop(s string) []string {
	var out []string
	depth, from := 0, 0
	for i, r := range s {
		switch r {
		case '(', '{':
			depth++
		case ')', '}':
			depth--
		case ',':
			if depth == 0 {
				out = append(out, s[from:i])
				from = i + 1
			}
		}
	}
	return append(out, s[from:])
}

// resolve follows names to the base type and says whether there is a SEQUENCE OF on the way.
func (m module) resolve(typ string) (kind string, of bool, d definition, text string) {
	for range 10 {
		if i := strings.Index(typ, " OF "); strings.HasPrefix(typ, "SEQUENCE") && i >= 0 {
			of, typ = true, typ[i+4:]
			continue
		}
		d, ok := m[typ]
		if !ok {
			base := typ
			if i := strings.Index(typ, "("); i >= 0 {
				base = strings.TrimSpace(typ[:i])
			}
			return base, of, definition{}, typ
		}
		if d.kind != "alias" {
			return d.kind, of, d, typ
		}
		typ = d.rest
	}
	return "", false, definition{}, typ
}

// TestDrift compares every type that this package declares with the text of the module: components, tags, order,
// presence, types, sizes, ranges and enumerated values.
func TestDrift(t *testing.T) {
	m := readModule(t)
	done := map[string]bool{}
	var check func(name string, fields []Field)
	check = func(name string, fields []Field) {
		if done[name] {
			return
		}
		done[name] = true
		d, ok := m[name]
		require.True(t, ok, "%s is not in the module", name)
		require.Len(t, fields, len(d.fields), "components of %s", name)
		for i, f := range fields {
			want := d.fields[i]
			at := name + "." + want.name
			require.Equal(t, want.name, f.Name, at)
			require.Equal(t, want.tag, f.Tag, at)
			if !f.Typed {
				require.Equal(t, want.typ, f.Type, at)
				require.True(t, want.optional || d.kind == "CHOICE", "%s is mandatory and has no Go field", at)
				continue
			}
			if f.Kind == "CHOICE" && f.Composite == nil { // The event, which TestEventTags looks at.
				continue
			}
			kind, of, base, text := m.resolve(want.typ)
			require.Equal(t, kind, f.Kind, at)
			require.Equal(t, of, f.Of, at)
			require.Equal(t, !want.optional && d.kind == "SEQUENCE", f.Mandatory, "%s mandatory", at)
			switch {
			case f.Composite != nil:
				require.Equal(t, text, f.Type, at)
				check(f.Type, DescribeType(f.Composite))
			case kind == "ENUMERATED":
				require.Equal(t, want.typ, f.Type, at)
				require.Equal(t, base.values, f.Values, at)
				require.Equal(t, base.first, f.Min, at)
			default:
				// A type has its own name, or that of the base where the component names none.
				if named := strings.TrimSpace(strings.Split(want.typ, "(")[0]); !of {
					require.Equal(t, named, f.Type, at)
				}
				if s := reSize.FindStringSubmatch(text); s != nil {
					lo, _ := strconv.ParseInt(s[1], 10, 64)
					hi := lo
					if s[2] != "" {
						hi, _ = strconv.ParseInt(s[2], 10, 64)
					}
					require.Equal(t, [2]int64{lo, hi}, [2]int64{f.Min, f.Max}, "size of %s", at)
				} else if r := reRange.FindStringSubmatch(text); r != nil {
					lo, _ := strconv.ParseInt(r[1], 10, 64)
					hi, _ := strconv.ParseInt(r[2], 10, 64)
					require.Equal(t, [2]int64{lo, hi}, [2]int64{f.Min, f.Max}, "range of %s", at)
				} else if kind != "INTEGER" {
					require.Zero(t, [2]int64{f.Min, f.Max}, "size of %s", at)
				}
			}
		}
	}
	for _, tag := range Tags() {
		e := NewEvent(tag)
		f, _ := Describe(e)
		check(reflect.TypeOf(e).Elem().Name(), f)
	}
	for _, v := range []composite{new(XIRIPayload), new(IRIPayload)} {
		f, _ := fieldsOf(v)
		check(reflect.TypeOf(v).Elem().Name(), f)
	}
	t.Logf("%d types agree", len(done))
	require.Greater(t, len(done), 35)
}

// TestEventTags compares the alternatives with XIRIEvent and IRIEvent of the module.
func TestEventTags(t *testing.T) {
	m := readModule(t)
	iri := map[uint32]component{}
	for _, c := range m["IRIEvent"].fields {
		iri[c.tag] = c
	}
	typed := map[uint32]bool{}
	for _, tag := range Tags() {
		typed[tag] = true
	}
	for _, c := range m["XIRIEvent"].fields {
		_, ok := iri[c.tag]
		require.Equal(t, ok, HasIRIEvent(c.tag), "%s [%d] in IRIEvent", c.name, c.tag)
		if !typed[c.tag] {
			continue
		}
		e := NewEvent(c.tag)
		require.Equal(t, c.tag, Tag(e))
		require.Equal(t, c.name, Name(e))
		require.Equal(t, c.typ, reflect.TypeOf(e).Elem().Name())
		require.Equal(t, c, iri[c.tag])
		delete(typed, c.tag)
	}
	require.Empty(t, typed)
}
