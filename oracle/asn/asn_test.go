package asn_test

import (
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/asn"
)

const (
	xiriReg   = "306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678"
	xiriLoc   = "306781050413130301a25ea35ca111810f303031303130303030303030303031a518810330303182023031830102840101850100860412345678a62da12ba129a227a110a1098103303031820230318203000001a213a1098103303031820230318206040000000100"
	xiriDereg = "304181050413130301a238a236810102820101a311810f303031303130303030303030303031a7188103303031820230318301028401018501008604123456788a0102"
	xiriFail  = "302681050413130301a21da51b810101a20381010ba411810f303031303130303030303030303031"
	xiriServ  = "302f81050413130301a226ab24a111810f303031303130303030303030303031a6098103393939820237308701008901ff"
	pspduIRI  = "3081f7a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631a2819aa08197308194800101a2818e93818b30818881050413130303a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002a31a3018a113a111810f303031303130303030303030303031820103"
	pspduKA   = "3060a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631a204a2028300"
)

func schema(t testing.TB) *asn.Schema {
	s, err := asn.Load()
	require.NoError(t, err)
	return s
}

func octets(t testing.TB, text string) []byte {
	b, err := hex.DecodeString(text)
	require.NoError(t, err)
	return b
}

func TestDecodeVectors(t *testing.T) {
	s := schema(t)
	d := asn.NewDecoder()
	v, err := d.Decode(octets(t, xiriReg), s.Type("ts33128.XIRIPayload"))
	require.NoError(t, err)
	require.Empty(t, v.Findings)
	reg := v.Root.At("event", "registration")
	require.Equal(t, "initial", reg.Child("registrationType").Text())
	require.Equal(t, "001010000000001", reg.At("sUPI", "iMSI").Text())
	require.Equal(t, "3550930612345601", reg.At("pEI", "iMEISV").Text())
	require.Equal(t, "305419896", reg.At("gUTI", "fiveGTMSI").Text())
	require.Equal(t, "4.19.19.3.1", v.Root.Child("xIRIPayloadOID").Text())

	v, err = d.Decode(octets(t, xiriLoc), s.Type("ts33128.XIRIPayload"))
	require.NoError(t, err)
	require.Empty(t, v.Findings)
	nr := v.Root.At("event", "locationUpdate", "location", "locationInfo", "userLocation", "nRLocation")
	require.Equal(t, "000000010", nr.At("nCGI", "nRCellID").Text())
	require.Equal(t, "000001", nr.At("tAI", "tAC").Text())

	v, err = d.Decode(octets(t, pspduIRI), s.Type("ps.PS-PDU"))
	require.NoError(t, err)
	require.Empty(t, v.Findings)
	iri := v.Root.At("payload", "iRIPayloadSequence", "[]", "iRIContents", "threeGPP33128DefinedIRI", "IRIPayload")
	require.NotNil(t, iri)
	require.Equal(t, "001010000000001", iri.At("targetIdentifiers", "[]", "identifier", "sUPI", "iMSI").Text())
	require.Equal(t, "matchedOn", iri.At("targetIdentifiers", "[]", "provenance").Text())
	require.NotNil(t, v.Root.At("pSHeader", "microSecondTimeStamp", "seconds"))
	require.Equal(t, "0.4.0.2.2.5.1.43", v.Root.At("pSHeader", "li-psDomainId").Text())
	require.Equal(t, "timeOfInterception", v.Root.At("pSHeader", "timeStampQualifier").Text())
}

// TestReleaseByOID reads one tag of CCPDU by the release that the payload names.
func TestReleaseByOID(t *testing.T) {
	s, d := schema(t), asn.NewDecoder()
	for oid, want := range map[string]string{"0413100904": "pTCCCPDU", "0413110004": "nIDDCCPDU", "0413120f04": "nIDDCCPDU", "0413130304": "nIDDCCPDU"} {
		v, err := d.Decode(octets(t, "300c8105"+oid+"a203840100"), s.Type("ts33128.CCPayload"))
		require.NoError(t, err)
		require.Equal(t, want, v.Root.Child("pDU").Children[0].Name)
	}
}
