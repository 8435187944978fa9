package dissect_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/dissect"
)

var update = flag.Bool("update", false, "write the golden files")

// vectors are the reference vectors of the LI facts, made with Erlang asn1ct.
var vectors = map[string]string{
	"x2-registration": "00060001000000c5000000630002000329f28e1cf230486aa860f5a784ab9172000000000000000100060026616d66312e3567632e6d6e633030312e6d63633030312e336770706e6574776f726b2e6f72670007000b414d462d4952492d504f4900080004000000000009000869000000075bcd15001100243c73757069696d73693e3030313031303030303030303030313c2f73757069696d73693e001200243c677073694d736973646e3e31353535303130303030313c2f677073694d736973646e3e306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678",
	"keepalive":       "000600030000003000000000000000000000000000000000000000000000000000000000000000000008000400000000",
	"xiri-location":   "306781050413130301a25ea35ca111810f303031303130303030303030303031a518810330303182023031830102840101850100860412345678a62da12ba129a227a110a1098103303031820230318203000001a213a1098103303031820230318206040000000100",
	"iri-payload":     "30818881050413130303a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002a31a3018a113a111810f303031303130303030303030303031820103",
	"pspdu":           "3081f7a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631a2819aa08197308194800101a2818e93818b30818881050413130303a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002a31a3018a113a111810f303031303130303030303030303031820103",
}

func octets(t testing.TB, text string) []byte {
	b, err := hex.DecodeString(text)
	require.NoError(t, err)
	return b
}

func TestGolden(t *testing.T) {
	kinds := map[string]dissect.Kind{"x2-registration": dissect.X2X3, "keepalive": dissect.X2X3, "xiri-location": dissect.XIRI,
		"iri-payload": dissect.IRIPayload, "pspdu": dissect.PSPDU}
	for name, text := range vectors {
		t.Run(name, func(t *testing.T) {
			us, err := dissect.Octets(octets(t, text), dissect.Auto)
			require.NoError(t, err)
			require.Len(t, us, 1)
			require.Equal(t, kinds[name], us[0].Kind)
			require.Empty(t, us[0].Error)
			require.Equal(t, len(text)/2, us[0].Length)
			var b bytes.Buffer
			require.NoError(t, dissect.Text(&b, us[0]))
			file := filepath.Join("testdata", name+".txt")
			if *update {
				require.NoError(t, os.WriteFile(file, b.Bytes(), 0o644))
			}
			want, err := os.ReadFile(file)
			require.NoError(t, err)
			require.Equal(t, string(want), b.String())
			_, err = json.Marshal(us[0])
			require.NoError(t, err)
		})
	}
}

func TestBackToBack(t *testing.T) {
	us, err := dissect.Octets(octets(t, vectors["keepalive"]+vectors["x2-registration"]), dissect.Auto)
	require.NoError(t, err)
	require.Len(t, us, 2)
}

func TestSaysWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"unknown direction", "00020003" + "29f2", "00020009" + "29f2", "clause 5.2.6"},
		{"format of X3 on X2", "00020003" + "29f2", "000c0003" + "29f2", "clause 5.4.1"},
		{"unknown attribute", "0007000b414d46", "0063000b414d46", "attribute 7 (IPID) is missing"},
		{"registration type 0", "a156810101", "a156810100", "AMFRegistrationType has no value 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(vectors["x2-registration"], c.from, c.to, 1)
			require.NotEqual(t, vectors["x2-registration"], text)
			us, err := dissect.Octets(octets(t, text), dissect.Auto)
			require.NoError(t, err)
			require.Contains(t, strings.Join(us[0].Findings, "\n"), c.want)
		})
	}
}

func TestUnreadable(t *testing.T) {
	b := octets(t, vectors["x2-registration"])
	us, err := dissect.Octets(b[:len(b)-3], dissect.Auto)
	require.NoError(t, err)
	require.Equal(t, dissect.X2X3, us[0].Kind)
	require.Contains(t, us[0].Error, "octet 293")
	_, err = dissect.Octets([]byte("nothing of ours"), dissect.Auto)
	require.ErrorIs(t, err, dissect.ErrUnknown)
	_, err = dissect.Octets(nil, dissect.Auto)
	require.ErrorIs(t, err, dissect.ErrUnknown)
}

func FuzzOctets(f *testing.F) {
	for _, v := range vectors {
		f.Add(octets(f, v))
	}
	f.Add([]byte("<X1Request/>"))
	f.Add(good().octets())
	f.Add(good().with(func(e *envelope) { e.kind, e.format, e.payload = 2, 12, gpdu }).octets())
	f.Fuzz(func(t *testing.T, b []byte) {
		us, err := dissect.Octets(b, dissect.Auto)
		if err != nil {
			return
		}
		used := 0
		for i, u := range us {
			if u.Error == "" {
				used += u.Length
			} else if i != len(us)-1 {
				t.Fatal("a unit after one that could not be read")
			}
			invariants(t, u)
			if err := dissect.Text(&bytes.Buffer{}, u); err != nil {
				t.Fatal(err)
			}
		}
		if used > len(b) {
			t.Fatalf("%d octets used of %d", used, len(b))
		}
	})
}
