package dissect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/dissect"
)

// pspdu changes the reference PS-PDU, of which the lengths stay the same.
func pspdu(t *testing.T, from, to string) []byte {
	text := strings.Replace(vectors["pspdu"], from, to, 1)
	require.NotEqual(t, vectors["pspdu"], text)
	require.Len(t, text, len(vectors["pspdu"]))
	return octets(t, text)
}

func TestPSPDURules(t *testing.T) {
	for name, c := range map[string]struct {
		b    []byte
		want string
	}{
		"another domain":          {pspdu(t, "0400020205012b", "0400020205022b"), "is not that of TS 102 232-1"},
		"an IRI type of another":  {pspdu(t, "a2819aa08197308194800101", "a2819aa08197308194800102"), "SMFPDUSessionEstablishment as iRI-End, want iRI-Begin [TS 33.128 R19 clause 6.2.3.7]"},
		"a qualifier of another":  {pspdu(t, "880101890b", "880102890b"), "want timeOfInterception"},
		"a country in lower case": {pspdu(t, "82025858", "82027878"), `the country code "xx" is not in capitals`},
		"microseconds":            {pspdu(t, "810301e240", "8103ffffff"), "want 0 to 999999"},
	} {
		t.Run(name, func(t *testing.T) {
			us, err := dissect.Octets(c.b, dissect.PSPDU)
			require.NoError(t, err)
			require.Empty(t, us[0].Error)
			require.Contains(t, strings.Join(us[0].Findings, "\n"), c.want)
			invariants(t, us[0])
		})
	}
}

// ber writes a value of which the contents are given as values in hexadecimal digits; the tag is one octet.
func ber(tag string, parts ...string) string {
	body := strings.Join(parts, "")
	n := len(body) / 2
	switch {
	case n < 128:
		return fmt.Sprintf("%s%02x%s", tag, n, body)
	case n < 256:
		return fmt.Sprintf("%s81%02x%s", tag, n, body)
	}
	return fmt.Sprintf("%s82%04x%s", tag, n, body)
}

// TestPSHeaderRules builds PS-PDUs of parts.
func TestPSHeaderRules(t *testing.T) {
	const (
		domain  = "80070400020205012b"
		liid    = "81094c4949442d30303031"
		ids     = "a00780054f50303031"
		cin     = "810107"
		number  = "840100"
		micro   = "a70b8004695735a5810301e240"
		seconds = "850f32303236303130323033303430355a"
		time    = "880101"
		short   = "8601" + "41"
		ipid    = "8901" + "41"
		nf      = "8a0141"
	)
	header := func(parts ...string) string { return ber("a1", parts...) }
	full := header(domain, liid, ber("a3", ids, cin), number, micro, time, ipid, nf)
	bare := header(domain, liid, ber("a3", ids), number, micro, time, ipid, nf)
	iri := func(kind, payload string) string {
		return ber("a2", ber("a0", ber("30", kind, ber("a2", ber("93", payload)))))
	}
	reg := strings.Replace(xiriReg, "0413130301", "0413130303", 1)
	est := strings.Replace(xiriEst, "0413130301", "0413130303", 1)
	cc := ber("a2", ber("a1", ber("30", "800100", ber("a2", ber("97", "302e81050413130304a225a223a11e811c"+inner+"820105")))))
	badCC := ber("a2", ber("a1", ber("30", "800100", ber("a2", ber("97", "302e81050413130304a225a223a11e811c"+"05"+inner[2:]+"820105")))))
	keep := ber("a2", ber("a2", "8300"))
	test := ber("a2", ber("a2", "8100"))
	crypt := func(kind string) string {
		return ber("a2", ber("a4", "8001"+kind, ber("81", ber("30", "800105", ber("a1", ber("a2", "8300"))))))
	}
	for name, c := range map[string]struct{ header, payload, want string }{
		"good, no session":       {bare, iri("800104", reg), ""},
		"good, session":          {full, iri("800101", est), ""},
		"good, CC":               {full, cc, ""},
		"good, keep-alive":       {header(domain, liid, ber("a3", ids), number, seconds), keep, ""},
		"no timestamp":           {header(domain, liid, ber("a3", ids), number), keep, "neither timeStamp nor microSecondTimeStamp [TS 102 232-1 V3.26.1 clause 5.2.6]"},
		"both timestamps":        {header(domain, liid, ber("a3", ids), number, seconds, micro), keep, "both timeStamp and microSecondTimeStamp [TS 102 232-1 V3.26.1 clause 5.2.6]"},
		"both IPIDs":             {header(domain, liid, ber("a3", ids), number, micro[:0]+seconds, short, ipid), keep, "both interceptionPointID and extendedInterceptionPointID [TS 102 232-1 V3.26.1 clause 5.2.13]"},
		"no LIID":                {header(domain, ber("a3", ids), number, micro), keep, "mandatory member lawfulInterceptionIdentifier [1] of PSHeader is missing"},
		"LIID of 26 characters":  {header(domain, ber("81", strings.Repeat("41", 26)), ber("a3", ids), number, micro), keep, "a length of 26, want 1 to 25"},
		"a number of a test PDU": {header(domain, liid, ber("a3", ids), "840105", micro), test, "the sequence number of a test PDU is 0"},
		"a later version":        {header(strings.Replace(domain, "012b", "0140", 1), liid, ber("a3", ids), number, micro), keep, "~version 64 of the PS-PDU is newer"},
		"a CIN without session":  {full, iri("800104", reg), "AMFRegistration has no session and yet a CIN [TS 33.128 R19 clause 6.2.2.3]"},
		"a session without CIN":  {bare, iri("800101", est), "SMFPDUSessionEstablishment without the CIN of its session [TS 33.128 R19 clause 6.2.3.7]"},
		"no IRI type":            {bare, iri("", reg), "an IRI without iRIType [TS 102 232-1 V3.26.1 clause 5.2.10]"},
		"another IRI type":       {bare, iri("800101", reg), "AMFRegistration as iRI-Begin, want iRI-Report [TS 33.128 R19 clause 6.2.2.3]"},
		"IRI with an xIRI's OID": {bare, iri("800104", xiriReg), "ends with 1, want 3 for IRIPayload"},
		"a CC without CIN":       {bare, cc, "a CC without a CIN"},
		"a CC of something else": {full, badCC, "uPFIPCC: wire: no IP packet [TS 33.128 R19 clause 6.2.3.8]"},
		"no qualifier":           {header(domain, liid, ber("a3", ids), number, micro, ipid, nf), iri("800104", reg), `the time stamp qualifier of an IRI is "", want timeOfInterception`},
		"no IPID":                {header(domain, liid, ber("a3", ids), number, micro, time, nf), iri("800104", reg), "extendedInterceptionPointID is missing [TS 102 232-7 V3.11.1 clause 15.4]"},
		"no NFID":                {header(domain, liid, ber("a3", ids), number, micro, time, ipid), iri("800104", reg), "~networkFunctionIdentifier is missing"},
		"encrypted":              {full, crypt("03"), "~the payload is encrypted (aES-192-CBC); 11 octets, of which nothing is read"},
		"not encrypted":          {full, crypt("01"), ""},
	} {
		t.Run(name, func(t *testing.T) {
			us, err := dissect.Octets(octets(t, ber("30", c.header, c.payload)), dissect.Auto)
			require.NoError(t, err)
			require.Len(t, us, 1)
			u := us[0]
			require.Empty(t, u.Error)
			require.Equal(t, dissect.PSPDU, u.Kind)
			switch {
			case c.want == "":
				require.Empty(t, u.Findings)
				require.Empty(t, u.Remarks)
			case c.want[0] == '~':
				require.Contains(t, strings.Join(u.Remarks, "\n"), c.want[1:])
				require.Empty(t, u.Findings)
			default:
				require.Contains(t, strings.Join(u.Findings, "\n"), c.want)
			}
			invariants(t, u)
		})
	}
}
