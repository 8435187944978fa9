package wire_test

import (
	"encoding/hex"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle/wire"
)

const (
	x2Reg    = "00060001000000c5000000630002000329f28e1cf230486aa860f5a784ab9172000000000000000100060026616d66312e3567632e6d6e633030312e6d63633030312e336770706e6574776f726b2e6f72670007000b414d462d4952492d504f4900080004000000000009000869000000075bcd15001100243c73757069696d73693e3030313031303030303030303030313c2f73757069696d73693e001200243c677073694d736973646e3e31353535303130303030313c2f677073694d736973646e3e306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678"
	keep     = "000600030000003000000000000000000000000000000000000000000000000000000000000000000008000400000000"
	pspduIRI = "3081f7a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631a2819aa08197308194800101a2818e93818b30818881050413130303a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002a31a3018a113a111810f303031303130303030303030303031820103"
	pspduKA  = "3060a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631a204a2028300"
)

func octets(t testing.TB, text string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(text, " ", ""))
	require.NoError(t, err)
	return b
}

func TestX2Vector(t *testing.T) {
	b := octets(t, x2Reg)
	p, err := wire.ReadX2X3(append(b, 0xff))
	require.NoError(t, err)
	require.Equal(t, len(b), len(p.Octets))
	require.EqualValues(t, 6, p.Version)
	require.EqualValues(t, wire.TypeX2, p.Type)
	require.EqualValues(t, wire.Format33128, p.Format)
	require.EqualValues(t, wire.DirectionFromTarget, p.Direction)
	require.Equal(t, "29f28e1c-f230-486a-a860-f5a784ab9172", p.XIDText())
	require.EqualValues(t, 1, p.CorrelationID)
	require.Equal(t, "amf1.5gc.mnc001.mcc001.3gppnetwork.org", p.Text(wire.AttrNFID))
	require.Equal(t, "AMF-IRI-POI", p.Text(wire.AttrIPID))
	require.Equal(t, "<supiimsi>001010000000001</supiimsi>", p.Text(wire.AttrMatchedTarget))
	seq, ok := p.Sequence()
	require.True(t, ok)
	require.Zero(t, seq)
	at, ok := p.Timestamp()
	require.True(t, ok)
	require.Equal(t, 123456789, at.Nanosecond())

	r, err := wire.NewReader()
	require.NoError(t, err)
	v, err := r.XIRI(p.Payload)
	require.NoError(t, err)
	require.Equal(t, "001010000000001", v.Root.At("event", "registration", "sUPI", "iMSI").Text())

	p, err = wire.ReadX2X3(octets(t, keep))
	require.NoError(t, err)
	require.EqualValues(t, wire.TypeKeepalive, p.Type)
}

func TestX2EveryPrefixFails(t *testing.T) {
	b := octets(t, x2Reg)
	for i := range b {
		_, err := wire.ReadX2X3(b[:i])
		require.Error(t, err, "%d octets", i)
		at, ok := wire.Offset(err)
		require.True(t, ok)
		require.LessOrEqual(t, at, i)
	}
}

func TestPSPDUVectors(t *testing.T) {
	r, err := wire.NewReader()
	require.NoError(t, err)
	p, err := r.PSPDU(octets(t, pspduIRI))
	require.NoError(t, err)
	require.Equal(t, "LIID-0001", p.LIID)
	require.Equal(t, "XX", p.Country)
	require.Equal(t, "OP001", p.Operator)
	require.Equal(t, "mdf2-1", p.NEID)
	require.True(t, p.HasCIN)
	require.EqualValues(t, 7, p.CIN)
	require.Equal(t, "SMF-IRI-POI", p.IPID)
	require.Equal(t, "smf1", p.NFID)
	require.Equal(t, "timeOfInterception", p.Qualifier)
	require.Equal(t, "2026-01-02T03:04:05.123456Z", p.Time.Format("2006-01-02T15:04:05.999999Z07:00"))
	require.Len(t, p.IRI, 1)
	require.Equal(t, "iRI-Begin", p.IRI[0].Type)
	require.NotNil(t, p.IRI[0].Payload)

	p, err = r.PSPDU(octets(t, pspduKA))
	require.NoError(t, err)
	require.Equal(t, "keep-alive", p.TRI)
}

func TestPSPDUEveryPrefixFails(t *testing.T) {
	r, err := wire.NewReader()
	require.NoError(t, err)
	b := octets(t, pspduIRI)
	for i := range b {
		_, err := r.PSPDU(b[:i])
		require.Error(t, err, "%d octets", i)
		at, ok := wire.Offset(err)
		require.True(t, ok)
		require.LessOrEqual(t, at, i)
	}
}

func TestX1(t *testing.T) {
	c, err := wire.ReadX1([]byte(`<?xml version="1.0" encoding="UTF-8"?>
<X1Request xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <x1RequestMessage xsi:type="ActivateTaskRequest"><admfIdentifier>admf1</admfIdentifier><neIdentifier>mdf2</neIdentifier>
 <messageTimestamp>2026-01-02T03:04:05.123456Z</messageTimestamp><version>v1.22.1</version>
 <x1TransactionId>3741800e-971b-4aa9-85f4-466d2b1adc80</x1TransactionId>
 <taskDetails><xId>29f28e1c-f230-486a-a860-f5a784ab9172</xId>
 <targetIdentifiers><targetIdentifier><supiimsi>001010000000001</supiimsi></targetIdentifier></targetIdentifiers>
 <deliveryType>X2Only</deliveryType><listOfDIDs><dId>19867c20-8c94-473e-b9cd-8b72b7b05fd4</dId></listOfDIDs>
 <listOfMediationDetails><mediationDetails><LIID>L1</LIID><deliveryType>HI2Only</deliveryType></mediationDetails></listOfMediationDetails>
 </taskDetails></x1RequestMessage></X1Request>`))
	require.NoError(t, err)
	require.Len(t, c.Messages, 1)
	m := c.Messages[0]
	require.Equal(t, "ActivateTaskRequest", m.Kind)
	require.Equal(t, "29f28e1c-f230-486a-a860-f5a784ab9172", m.XID)
	require.Equal(t, []string{"19867c20-8c94-473e-b9cd-8b72b7b05fd4"}, m.DIDs)
	require.Equal(t, []string{"supiimsi=001010000000001"}, m.Targets)
	require.True(t, m.Mediation)
	require.Equal(t, "L1", m.LIID)
	require.Equal(t, "X2Only", m.DeliveryType)
	require.Equal(t, "mdf2", m.NE)
	require.False(t, m.Response)

	for _, bad := range []string{"", "<a/>", "<!DOCTYPE x><X1Request/>", `<X1Request xmlns="http://uri.etsi.org/03221/X1/2017/10"/>`,
		`<X1Request xmlns="http://uri.etsi.org/03221/X1/2017/10"><x1RequestMessage/></X1Request>`} {
		_, err := wire.ReadX1([]byte(bad))
		require.Error(t, err, bad)
	}
}

func TestX1Schema(t *testing.T) {
	b, err := os.ReadFile("../../../shared/facts/li.md")
	if err != nil {
		judge.Absent(t, err.Error())
	}
	_, text, ok := strings.Cut(string(b), "```xml\n")
	require.True(t, ok)
	text, _, _ = strings.Cut(text, "```")
	c, err := wire.ReadX1([]byte(text))
	require.NoError(t, err)
	require.Len(t, c.Messages, 2)
	require.Equal(t, "CreateDestinationRequest", c.Messages[0].Kind)
	require.Equal(t, "19867c20-8c94-473e-b9cd-8b72b7b05fd4", c.Messages[0].DID)
	require.Equal(t, "ActivateTaskRequest", c.Messages[1].Kind)
}
