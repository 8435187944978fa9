package xiri

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// paths lists the places of the values in a JSON document, as [Dump] names them.
func paths(t *testing.T, b []byte, name string) (out []string) {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	var v any
	require.NoError(t, d.Decode(&v), "%s", b)
	var walk func(v any, at string)
	walk = func(v any, at string) {
		switch x := v.(type) {
		case map[string]any:
			_, value := x["value"].(string)
			if _, length := x["length"].(json.Number); value && length && len(x) == 2 {
				out = append(out, at)
				return
			}
			for k, e := range x {
				walk(e, at+"."+k)
			}
		case []any:
			if len(x) == 0 {
				out = append(out, at)
			}
			for i, e := range x {
				walk(e, at+"["+strconv.Itoa(i)+"]")
			}
		default:
			out = append(out, at)
		}
	}
	walk(v, name)
	slices.Sort(out)
	return out
}

// TestJSON wants each record's JSON to have the values that its dump has, under the same names.
func TestJSON(t *testing.T) {
	for _, full := range []bool{true, false} {
		f := newFiller(full)
		for _, tag := range slices.Concat(Tags(), Tags()) {
			e := f.record(tag)
			b, err := AppendJSON(nil, e)
			require.NoError(t, err)
			var want []string
			for _, l := range Dump(e) {
				want = append(want, l.Path)
			}
			slices.Sort(want)
			require.Equal(t, want, paths(t, b, Name(e)), "%s", b)
		}
	}
}

func TestJSONForms(t *testing.T) {
	p := IRIPayload{Event: &AMFRegistration{
		RegistrationType: AMFRegistrationTypeInitial, RegistrationResult: AMFRegistrationResultThreeGPPAccess, SUPI: SUPI{IMSI: "001010000000001"},
		GUTI: sampleGUTI(), Location: sampleLocation(),
	}, TargetIdentifiers: []IRITargetIdentifier{{Identifier: TargetIdentifier{SUPI: SUPI{NAI: "a\"b@\xff"}}}}, MediatedFrom: ModuleVersion{18, 9}}
	b, err := json.Marshal(&p)
	require.NoError(t, err)
	for _, s := range []string{
		`"iRIPayloadOID":"4.19.19.3.3"`, `"event":{"registration":{`, `"registrationType":"initial"`, `"sUPI":{"iMSI":"001010000000001"}`,
		`"tAC":"000001"`, `"nRCellID":"abcdef0120"`, `"uELocationTimestamp":"20260102030405.25Z"`, `"currentLoc":false`,
		`"mediatedFromIndicator":{"xIRIPayloadOID":"4.19.18.9.1"}`, `"nAI":"a\"b@\ufffd"`,
	} {
		require.Contains(t, string(b), s)
	}
	x, err := json.Marshal(&XIRIPayload{Event: &SMFPDUSessionRelease{SUPI: SUPI{IMSI: "001010000000001"}, PDUSessionID: 5, Sequence: Sequence{Extra: []Raw{{Tag: 99, Octets: []byte{0xbf, 0x63, 0}}}}}})
	require.NoError(t, err)
	require.Equal(t, `{"xIRIPayloadOID":"4.19.19.3.1","event":{"pDUSessionRelease":{"sUPI":{"iMSI":"001010000000001"},"pDUSessionID":5,"[99]":"bf6300"}}}`,
		strings.ReplaceAll(string(x), " ", ""))
	_, err = json.Marshal(&IRIPayload{})
	require.Error(t, err)
	_, err = AppendJSON(nil, (*AMFRegistration)(nil))
	require.Error(t, err)
}

// FuzzJSON wants valid JSON of everything that decodes.
func FuzzJSON(f *testing.F) {
	fill := newFiller(true)
	for _, tag := range []uint32{1, 6, 11, 14, 161} {
		p := XIRIPayload{Event: fill.record(tag)}
		b, err := p.AppendBinary(nil)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, _, err := ParseXIRIPayload(b)
		if err != nil {
			return
		}
		_, err = json.Marshal(&p) // It checks what MarshalJSON returns.
		require.NoError(t, err)
	})
}
