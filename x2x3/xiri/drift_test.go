package xiri

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/x2x3/xiri/internal/decl"
)

// moduleType is a type as the text of a module has it.
type moduleType struct {
	// kind is SEQUENCE, CHOICE or ENUMERATED with members, or empty with the text of what the type is.
	kind, text string
	members    []moduleMember
}

type moduleMember struct {
	tag       uint32
	name, typ string
	optional  bool
}

var (
	reComment    = regexp.MustCompile(`--[^\n]*`)
	reDefinition = regexp.MustCompile(`(?m)^\s*([A-Z][A-Za-z0-9-]*)\s*::=`)
	reComponent  = regexp.MustCompile(`^([a-z][A-Za-z0-9-]*) ?\[(\d+)\] (.*)$`)
	reEnumerated = regexp.MustCompile(`^([A-Za-z0-9-]+) ?\((\d+)\)$`)
	reSize       = regexp.MustCompile(`\(SIZE\(([^)]*)\)\)`)
	reNamedBits  = regexp.MustCompile(`\{[^}]*\}`)
)

// readModule reads the text of a module, without knowing anything of this package.
func readModule(t *testing.T, folder, name string) map[string]moduleType {
	b, err := os.ReadFile(judge.Shared(t, "spec", "asn", folder, name+".asn"))
	require.NoError(t, err)
	s := reComment.ReplaceAllString(string(b), "")
	m := map[string]moduleType{}
	at := reDefinition.FindAllStringSubmatchIndex(s, -1)
	for i, a := range at {
		end := len(s)
		if i+1 < len(at) {
			end = at[i+1][0]
		}
		body := strings.TrimSuffix(strings.Join(strings.Fields(s[a[1]:end]), " "), " END")
		m[s[a[2]:a[3]]] = parseType(t, body)
	}
	return m
}

func parseType(t *testing.T, body string) moduleType {
	kind, _, _ := strings.Cut(body, "{")
	kind = strings.TrimSpace(kind)
	if kind != "SEQUENCE" && kind != "CHOICE" && kind != "ENUMERATED" {
		return moduleType{text: plain(body)}
	}
	d := moduleType{kind: kind}
	for _, part := range splitTop(body[strings.Index(body, "{")+1 : strings.LastIndex(body, "}")]) {
		if part = strings.TrimSpace(part); part == "" || part == "..." {
			continue
		}
		if kind == "ENUMERATED" {
			c := reEnumerated.FindStringSubmatch(part)
			require.NotNil(t, c, part)
			n, _ := strconv.Atoi(c[2])
			d.members = append(d.members, moduleMember{tag: uint32(n), name: c[1]})
			continue
		}
		c := reComponent.FindStringSubmatch(part)
		require.NotNil(t, c, part)
		tag, _ := strconv.Atoi(c[2])
		typ, optional := strings.CutSuffix(c[3], " OPTIONAL")
		d.members = append(d.members, moduleMember{uint32(tag), c[1], plain(typ), optional})
	}
	return d
}

// plain writes a type without spaces, named bits and brackets that mean nothing.
func plain(s string) string {
	if strings.HasPrefix(s, "BIT STRING") {
		s = reNamedBits.ReplaceAllString(s, "")
	}
	s = strings.ReplaceAll(strings.Join(strings.Fields(s), ""), "IPAccessPDU.", "")
	return reSize.ReplaceAllString(s, "SIZE($1)")
}

// splitTop splits at the commas that are not in brackets.
func splitTop(s string) (out []string) {
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

// declared writes a declared type as the module has it.
func declared(s *decl.Schema, e *decl.Expr) string {
	if e.Elem != nil {
		list := *e
		list.Elem = &decl.Expr{Name: "\x00"}
		return strings.Replace(plain(list.String()), "\x00", declared(s, e.Elem), 1)
	}
	if t := s.Get(e.Name); e.Kind == decl.Named && t != nil {
		return t.Name
	}
	return plain(e.String())
}

func moduleTypes(s *decl.Schema, module string) map[string]moduleType {
	out := map[string]moduleType{}
	for _, t := range s.Types {
		if t.Module != module {
			continue
		}
		d := moduleType{}
		if t.Kind == decl.Named {
			d.text = declared(s, t.Expr)
		} else {
			d.kind = t.Kind.String()
		}
		for _, m := range t.Members {
			x := moduleMember{tag: m.Tag, name: m.Name, optional: m.Optional}
			if m.Type != nil {
				x.typ = declared(s, m.Type)
			}
			d.members = append(d.members, x)
		}
		out[t.Name] = d
	}
	return out
}

// differences compares both ways and says each difference in a line.
func differences(want, got map[string]moduleType) (out []string) {
	for name, w := range want {
		g, ok := got[name]
		if !ok {
			out = append(out, name+": not declared")
			continue
		}
		if w.kind != g.kind || w.text != g.text {
			out = append(out, fmt.Sprintf("%s: declared %s%s, in the module %s%s", name, g.kind, g.text, w.kind, w.text))
		}
		for i := range max(len(w.members), len(g.members)) {
			switch {
			case i >= len(g.members):
				out = append(out, fmt.Sprintf("%s: %+v is not declared", name, w.members[i]))
			case i >= len(w.members):
				out = append(out, fmt.Sprintf("%s: %+v is not in the module", name, g.members[i]))
			case w.members[i] != g.members[i]:
				out = append(out, fmt.Sprintf("%s: declared %+v, in the module %+v", name, g.members[i], w.members[i]))
			}
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			out = append(out, name+": not in the module")
		}
	}
	return out
}

// TestDrift compares every declared type with the text of the modules: names, tags, order, presence, types, sizes, ranges
// and enumerated values, in both directions.
func TestDrift(t *testing.T) {
	n := 0
	for _, module := range []string{"TS33128Payloads", "TS33128IdentityAssociation", "IPAccessPDU"} {
		want := readModule(t, "published", module)
		got := moduleTypes(schema(), module)
		switch module {
		case "TS33128Payloads":
			require.Equal(t, alternativesOf(func(e decl.Event) bool { return e.XIRI }), want["XIRIEvent"])
			require.Equal(t, alternativesOf(func(e decl.Event) bool { return e.IRI }), want["IRIEvent"])
			n += 2
			delete(want, "XIRIEvent")
			delete(want, "IRIEvent")
		case "IPAccessPDU": // Of this one only the packet report.
			for name := range want {
				if _, ok := got[name]; !ok {
					delete(want, name)
				}
			}
			require.Len(t, got, 6)
		}
		require.Empty(t, differences(want, got))
		n += len(got)
	}
	t.Logf("%d types agree", n)
	require.Greater(t, n, 1000)
}

func alternativesOf(want func(decl.Event) bool) moduleType {
	d := moduleType{kind: "CHOICE"}
	for _, e := range schema().Events {
		if want(e) {
			d.members = append(d.members, moduleMember{tag: e.Tag, name: e.Name, typ: e.Type})
		}
	}
	return d
}

// TestDriftIsSeen changes declarations one by one and wants each change to be found.
func TestDriftIsSeen(t *testing.T) {
	want := readModule(t, "published", "TS33128Payloads")
	b, err := records.ReadFile("records/amf.decl")
	require.NoError(t, err)
	for _, change := range [][2]string{
		{"  3 slice Slice ?", "  3 slice Slice"}, {"  3 slice Slice ?", "  3 slices Slice ?"}, {"  3 slice Slice ?\n", ""},
		{"  31 additionalUserIdentifiers UserIdentifiers ?\n", "  31 additionalUserIdentifiers UserIdentifiers ?\n  32 more SUPI ?\n"},
		{"  31 additional", "  32 additional"}, {"  4 sUPI SUPI\n", "  4 sUPI GPSI\n"}, {"sequence AMFRegistration ", "choice AMFRegistration "},
	} {
		text := strings.Replace(string(b), change[0], change[1], 1)
		require.NotEqual(t, string(b), text, change[0])
		s, err := decl.Read(patched(t, text))
		require.NoError(t, err)
		got := moduleTypes(s, "TS33128Payloads")
		require.NotEqual(t, want["AMFRegistration"], got["AMFRegistration"], change[1])
	}
}

// earlier has what TS33128Payloads of release 16 (version 5) says otherwise than that of release 19 says it, and why a payload of it
// decodes all the same.
var earlier = map[string]string{
	"LALSReport.pEI": "renamed", "EUTRALocation.ageOfLocatonInfo": "wider range", "NRLocation.ageOfLocatonInfo": "wider range",
	"LocationData.ageOfLocationEstimate": "renamed", "PointUncertaintyCircle.uncertainty": "renamed",
	"PointAltitudeUncertainty.uncertaintyAltitude": "renamed", "EllipsoidArc.uncertaintyRadius": "renamed", "UncertaintyEllipse.semiMajor": "renamed",
	"UncertaintyEllipse.semiMinor": "renamed", "HorizontalWithVerticalVelocityAndUncertainty.hspeed": "renamed",
	"PDSummaryReport.useSessionTrigger": "mandatory since", "InnerRadius": "narrower range", "BarometricPressure": "wider range",
	"AgeOfLocationEstimate": "renamed", "AMFIdentifierAssocation": "renamed", "MMEIdentifierAssocation": "renamed",
}

// TestEarlierRelease compares the module of release 16 with the declarations: what is not the same has to be known.
func TestEarlierRelease(t *testing.T) {
	old := readModule(t, "published-r16", "TS33128Payloads")
	now := moduleTypes(schema(), "TS33128Payloads")
	known := map[string]bool{}
	differ := func(name string) {
		known[name] = true
		require.Contains(t, earlier, name)
	}
	for name, o := range old {
		if name == "XIRIEvent" || name == "IRIEvent" {
			continue
		}
		n, ok := now[name]
		if !ok || o.kind != n.kind || o.text != n.text {
			differ(name)
			continue
		}
		byTag := map[uint32]moduleMember{}
		for _, m := range n.members {
			byTag[m.tag] = m
		}
		for _, m := range o.members {
			x, ok := byTag[m.tag]
			require.True(t, ok, "%s.%s", name, m.name)
			if x != m && !(x.name == m.name && x.typ == m.typ && x.optional) {
				differ(name + "." + m.name)
			}
			delete(byTag, m.tag)
		}
		for _, m := range byTag {
			if o.kind == "SEQUENCE" && !m.optional {
				differ(name + "." + m.name)
			}
		}
	}
	for name := range earlier {
		require.True(t, known[name], name)
	}
}
