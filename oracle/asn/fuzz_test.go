package asn_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/asn"
)

var vectors = []struct{ typ, module, name, text string }{
	{"ts33128.XIRIPayload", "TS33128Payloads", "XIRIPayload", xiriReg},
	{"ts33128.XIRIPayload", "TS33128Payloads", "XIRIPayload", xiriLoc},
	{"ts33128.XIRIPayload", "TS33128Payloads", "XIRIPayload", xiriDereg},
	{"ts33128.XIRIPayload", "TS33128Payloads", "XIRIPayload", xiriFail},
	{"ts33128.XIRIPayload", "TS33128Payloads", "XIRIPayload", xiriServ},
	{"ps.PS-PDU", "LI-PS-PDU", "PS-PDU", pspduIRI},
	{"ps.PS-PDU", "LI-PS-PDU", "PS-PDU", pspduKA},
}

func TestEveryPrefixFails(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	for _, v := range vectors {
		b := octets(t, v.text)
		for i := range b {
			_, err := d.Decode(b[:i], s.Type(v.typ))
			var e *asn.Error
			require.ErrorAs(t, err, &e, "%d octets", i)
			require.LessOrEqual(t, e.Offset, i)
		}
	}
}

// leaves returns the values of a tree in the form of judge.Decode: "a.b.c" to the text of the value.
func leaves(n *asn.Node, path string, out map[string]string) {
	if n.Type != nil && len(n.Children) == 0 && n.Type.Kind != asn.Sequence && n.Type.Kind != asn.ListOf {
		out[path] = n.Text()
	}
	for i := range n.Children {
		name := n.Children[i].Name
		next := path + "." + name
		if path == "" {
			next = name
		}
		leaves(&n.Children[i], next, out)
	}
}

// TestAgainstAsn1ct compares every leaf with what Erlang's asn1ct decodes.
func TestAgainstAsn1ct(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	for _, v := range vectors {
		b := octets(t, v.text)
		text, err := judge.Decode(t, v.module, v.name, b)
		require.NoError(t, err)
		got, err := d.Decode(b, s.Type(v.typ))
		require.NoError(t, err)
		ours := map[string]string{}
		leaves(got.Root, "", ours)
		compared := 0
		for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
			name, value, ok := strings.Cut(line, " = ")
			require.True(t, ok, line)
			mine, ok := ours[name]
			if !ok {
				continue // lists and wrapped values have other names there
			}
			compared++
			switch {
			case strings.HasPrefix(value, `"`):
				value = strings.Trim(value, `"`)
			case strings.HasPrefix(value, "0x"):
				value = strings.TrimPrefix(value, "0x")
			case strings.HasPrefix(value, "{"):
				value = strings.ReplaceAll(strings.Trim(value, "{}"), " ", ".")
			case strings.HasPrefix(value, "0b"), value == "'NULL'":
				continue
			}
			require.Equal(t, value, mine, name)
		}
		require.GreaterOrEqual(t, compared, min(5, len(ours)), "%s\n%v", text, ours)
	}
}

func TestFindings(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	for _, c := range []struct {
		name, from, to, want string
		note                 bool
	}{
		{"a missing mandatory member", "a156810101820101", "a153820101", "mandatory member registrationType [1] of AMFRegistration is missing", false},
		{"a value below the enumeration", "810101820101", "810100820101", "AMFRegistrationType has no value 0", false},
		{"a value of a later release", "810101820101", "810163820101", "AMFRegistrationType has no value 99", true},
		{"members out of order", "810101820101", "820101810101", "out of order", false},
		{"a short MCC", "8103303031" + "82023031", "810230318203303031", "a length of 2, want 3", false},
		{"a letter in an IMSI", "810f30303130", "810f41303130", `'A' in a NumericString`, false},
		{"an unknown member", "860412345678", "9e0412345678", "unknown member context [30] of FiveGGUTI", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(xiriReg, c.from, c.to, 1)
			require.NotEqual(t, xiriReg, text)
			b := octets(t, text)
			if len(b) != len(octets(t, xiriReg)) { // the lengths above the change
				delta := byte(len(octets(t, xiriReg)) - len(b))
				b[1] -= delta
				b[10] -= delta
			}
			got, err := d.Decode(b, s.Type("ts33128.XIRIPayload"))
			require.NoError(t, err)
			require.NotEmpty(t, got.Findings)
			f := got.Findings[0]
			require.Contains(t, f.Problem, c.want)
			require.Equal(t, c.note, f.Note)
			if !strings.Contains(c.want, "NumericString") {
				require.Equal(t, "TS 33.128 R19 clause 6.2.2.2.2", f.Clause)
			}
			require.Contains(t, f.Path, "event.registration")
		})
	}
}

func TestUnknownEventIsAnError(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	_, err := d.Decode(octets(t, "300e81050413130301a205bf817a01ff"), s.Type("ts33128.XIRIPayload"))
	require.Error(t, err)
	// An event that only stays inside the operator has no place on HI2.
	_, err = d.Decode(octets(t, "300d81050413130303a204bf640105"), s.Type("ts33128.IRIPayload"))
	require.ErrorContains(t, err, "IRIEvent has no alternative context [100]")
}

// TestIndefiniteLength reads what some senders write: an outer sequence without a length.
func TestIndefiniteLength(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	b := octets(t, pspduKA)
	open := append(append([]byte{0x30, 0x80}, b[2:]...), 0, 0)
	got, err := d.Decode(open, s.Type("ps.PS-PDU"))
	require.NoError(t, err)
	require.Equal(t, len(open), got.Length)
	require.Equal(t, "keep-alive", got.Root.At("payload", "tRIPayload").Children[0].Name)
	for i := range open {
		_, err := d.Decode(open[:i], s.Type("ps.PS-PDU"))
		require.Error(t, err)
	}
}

func FuzzDecode(f *testing.F) {
	for _, v := range vectors {
		f.Add(octets(f, v.text), v.typ == "ps.PS-PDU")
	}
	s := schema(f)
	f.Fuzz(func(t *testing.T, b []byte, ps bool) {
		typ := s.Type("ts33128.XIRIPayload")
		if ps {
			typ = s.Type("ps.PS-PDU")
		}
		got, err := asn.NewDecoder().Decode(b, typ)
		if err != nil {
			return
		}
		if got.Length > len(b) || got.Length <= 0 {
			t.Fatalf("%d octets used of %d", got.Length, len(b))
		}
		within(t, got.Root, 0, len(b))
		again, err := asn.NewDecoder().Decode(b[:got.Length], typ)
		if err != nil || len(again.Findings) != len(got.Findings) {
			t.Fatal("the value alone decodes differently")
		}
	})
}

// within checks that every node lies inside its parent.
func within(t *testing.T, n *asn.Node, from, to int) {
	end := n.Offset + n.Header
	if n.Offset < from || end > to {
		t.Fatalf("node %s at %d of %d..%d", n.Name, n.Offset, from, to)
	}
	for i := range n.Children {
		within(t, &n.Children[i], n.Offset, to)
		_ = n.Children[i].Text()
	}
}
