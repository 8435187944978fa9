package hi_test

import (
	"bytes"
	"encoding/hex"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf/hi"
	"lilab/x2x3/ber"
)

func unhex(t testing.TB, s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

// What asn1ct made by hand for the module version 43.
const (
	refHeader = "a15880070400020205012b81094c4949442d3030303182025858a318a00f80054f5030303181066d6466322d3181010782025858840100a70b8004695735a5810301e240880101890b534d462d4952492d504f498a04736d6631"
	refIRI    = "30818881050413130303a263a661a111810f303031303130303030303030303031820100850105a60c81041122334482040a000002870101a8088101018203010203a90681040a2d00028c08696e7465726e65748f0101900101910101b910a10ea10c81041122334482040a000002a31a3018a113a111810f303031303130303030303030303031820103"
	refPSIRI  = "3081f7" + refHeader + "a2819aa08197308194800101a2818e93818b" + refIRI
	refCC     = "302e81050413130304a225a223a11e811c4500001c00010000401100000a2d000208080808c000003500080000820105"
	refPSKA   = "3060" + refHeader + "a204a2028300"
	refPSCC   = "308197" + refHeader + "a23ba1393037800100a2329730302e81050413130304a225a223a11e811c4500001c00010000401100000a2d000208080808c000003500080000820105"
)

func header() hi.PSHeader {
	return hi.PSHeader{
		DomainVersion: 43, LIID: "LIID-0001", AuthorizationCountryCode: "XX",
		CommunicationIdentifier: hi.CommunicationIdentifier{OperatorIdentifier: "OP001", NetworkElementIdentifier: "mdf2-1", CIN: hi.Some[uint32](7),
			DeliveryCountryCode: "XX"},
		MicroSecondTimeStamp: time.Unix(0x695735a5, 123456_000).UTC(), TimeStampQualifier: hi.Some(hi.TimeOfInterception),
		ExtendedInterceptionPointID: "SMF-IRI-POI", NetworkFunctionIdentifier: "smf1",
	}
}

func everything(t testing.TB) []hi.PSPDU {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	bare := hi.PSHeader{DomainVersion: 42, LIID: "-", CommunicationIdentifier: hi.CommunicationIdentifier{OperatorIdentifier: "o"}, SequenceNumber: 1<<32 - 1}
	full := header()
	full.TimeStamp, full.InterceptionPointID = at, "point"
	full.CIN = hi.Some[uint32](0)
	full.TimeStampQualifier = hi.Some(hi.TimeUnknown)
	pdus := []hi.PSPDU{
		{PSHeader: header(), IRI: []hi.IRIPayload{{Type: hi.IRIBegin, Contents: unhex(t, refIRI)}}},
		{PSHeader: bare, IRI: []hi.IRIPayload{}},
		{PSHeader: full, IRI: []hi.IRIPayload{
			{Type: hi.IRIReport, TimeStamp: at, MicroSecondTimeStamp: time.Unix(1, 0).UTC(), TimeStampQualifier: hi.Some(hi.TimeOfAggregation), SessionDirection: hi.Some(hi.FromTarget),
				PayloadDirection: hi.Some(hi.NotApplicable), Contents: []byte{}},
			{OtherContents: unhex(t, "b403 800100")}}},
		{PSHeader: header(), CC: []hi.CCPayload{{Direction: hi.Some(hi.FromTarget), Contents: unhex(t, refCC)}}},
		{PSHeader: bare, CC: []hi.CCPayload{}},
		{PSHeader: full, CC: []hi.CCPayload{
			{TimeStamp: at, MicroSecondTimeStamp: time.Unix(1, 0).UTC(), TimeStampQualifier: hi.Some(hi.TimeOfAggregation), Contents: []byte{}},
			{Direction: hi.Some(hi.Combined), OtherContents: unhex(t, "8403 010203")}}},
		{PSHeader: full, Other: unhex(t, "a3023000")},
	}
	for _, tri := range []hi.TRI{hi.TestPDU, hi.KeepAlive, hi.KeepAliveResponse, hi.FirstSegment, hi.LastSegment, hi.CINReset} {
		pdus = append(pdus, hi.PSPDU{PSHeader: header(), TRI: tri})
	}
	return pdus
}

func TestReference(t *testing.T) {
	for name, c := range map[string]struct {
		octets string
		pdu    hi.PSPDU
	}{
		"pspdu_iri": {refPSIRI, hi.PSPDU{PSHeader: header(), IRI: []hi.IRIPayload{{Type: hi.IRIBegin, Contents: unhex(t, refIRI)}}}},
		"pspdu_ka":  {refPSKA, hi.PSPDU{PSHeader: header(), TRI: hi.KeepAlive}},
		"pspdu_cc":  {refPSCC, hi.PSPDU{PSHeader: header(), CC: []hi.CCPayload{{Direction: hi.Some(hi.FromTarget), Contents: unhex(t, refCC)}}}},
	} {
		b, err := c.pdu.AppendBinary([]byte("foo"))
		require.NoError(t, err, name)
		require.Equal(t, hex.EncodeToString([]byte("foo"))+c.octets, hex.EncodeToString(b), name)
		got, n, err := hi.Parse(append(b[3:], 0xff))
		require.NoError(t, err, name)
		require.Equal(t, len(c.octets)/2, n)
		require.Equal(t, c.pdu, got)
	}
}

func TestASN1CT(t *testing.T) {
	for i, p := range everything(t) {
		b, err := p.AppendBinary(nil)
		require.NoError(t, err)
		back, n, err := hi.Parse(b)
		require.NoError(t, err)
		require.Equal(t, len(b), n)
		require.Equal(t, p, back)
		for n := range b {
			_, _, err := hi.Parse(b[:n])
			var e *ber.Error
			require.ErrorAs(t, err, &e)
		}
		if len(p.IRI) == 2 {
			continue // Its iPIRIPacketReport is nonsense.
		}
		got, err := judge.Decode(t, "LI-PS-PDU", "PS-PDU", b)
		require.NoError(t, err, "PDU %d", i)
		lines := strings.Split(got, "\n")
		has := func(l string) { t.Helper(); require.Contains(t, lines, l) }
		h := p.PSHeader
		has("pSHeader.lawfulInterceptionIdentifier = 0x" + hex.EncodeToString([]byte(h.LIID)))
		switch {
		case p.IRI != nil && len(p.IRI) == 1:
			has("pSHeader.li-psDomainId = {0 4 0 2 2 5 1 43}")
			has(`pSHeader.authorizationCountryCode = "XX"`)
			has("pSHeader.communicationIdentifier.communicationIdentityNumber = 7")
			has("pSHeader.communicationIdentifier.networkIdentifier.networkElementIdentifier = 0x" + hex.EncodeToString([]byte("mdf2-1")))
			has("pSHeader.microSecondTimeStamp.microSeconds = 123456")
			has("pSHeader.timeStampQualifier = timeOfInterception")
			has("pSHeader.networkFunctionIdentifier = 0x" + hex.EncodeToString([]byte("smf1")))
			has("payload.iRIPayloadSequence[0].iRIType = 'iRI-Begin'")
			has("payload.iRIPayloadSequence[0].iRIContents.threeGPP33128DefinedIRI = 0x" + refIRI)
		case p.TRI == hi.KeepAlive:
			has("payload.tRIPayload.keep-alive = 'NULL'")
		case p.TRI == hi.KeepAliveResponse:
			has("payload.tRIPayload.keep-aliveResponse = 'NULL'")
		}
	}
}

// tlv returns an element in hexadecimal.
func tlv(tag string, contents ...string) string {
	c := strings.ReplaceAll(strings.Join(contents, ""), " ", "")
	return tag + hex.EncodeToString(ber.AppendLength(nil, len(c)/2)) + c
}

func TestBadInput(t *testing.T) {
	const oid, liid, ci, seq = "80070400020205012b", "810141", "a305a003800141", "840100"
	head := tlv("a1", oid, liid, ci, seq)
	ka := tlv("a2", tlv("a2", "8300"))
	_, _, err := hi.Parse(unhex(t, tlv("30", head, ka)))
	require.NoError(t, err)
	_, _, err = hi.Parse(unhex(t, tlv("30", tlv("a1", oid, liid, ci, seq, "9f7f0100"), ka, "9f200100")))
	require.NoError(t, err, "components of a later version are passed over")
	_, _, err = hi.Parse(unhex(t, "3080"+"a180"+oid+liid+ci+seq+"0000"+ka+"0000"))
	require.NoError(t, err, "an indefinite length")
	for _, c := range []struct {
		name, octets string
		err          error
		says         string
	}{
		{"SET", tlv("31", head, ka), ber.ErrTag, "PS-PDU"},
		{"no header", tlv("30", ka), ber.ErrMissing, "[1]"},
		{"no payload", tlv("30", head), ber.ErrMissing, "[2]"},
		{"payload first", tlv("30", ka, head), ber.ErrMissing, "[1]"},
		{"payload twice", tlv("30", head, ka, ka), ber.ErrOrder, "[2]"},
		{"primitive header", tlv("30", tlv("81", oid), ka), ber.ErrTag, "pSHeader"},
		{"another domain", tlv("30", tlv("a1", "80070400020205022b", liid, ci, seq), ka), ber.ErrValue, "li-psDomainId"},
		{"short domain", tlv("30", tlv("a1", "8003040002", liid, ci, seq), ka), ber.ErrValue, "li-psDomainId"},
		{"no LIID", tlv("30", tlv("a1", oid, ci, seq), ka), ber.ErrMissing, "[1]"},
		{"LIID of 26 octets", tlv("30", tlv("a1", oid, tlv("81", strings.Repeat("41", 26)), ci, seq), ka), ber.ErrValue, "lawfulInterceptionIdentifier"},
		{"country of 3 letters", tlv("30", tlv("a1", oid, liid, "8203414141", ci, seq), ka), ber.ErrValue, "authorizationCountryCode"},
		{"no operator", tlv("30", tlv("a1", oid, liid, "a302a000", seq), ka), ber.ErrMissing, "networkIdentifier"},
		{"no sequence number", tlv("30", tlv("a1", oid, liid, ci), ka), ber.ErrMissing, "[4]"},
		{"sequence number of 33 bits", tlv("30", tlv("a1", oid, liid, ci, "84050100000000"), ka), ber.ErrValue, "sequenceNumber"},
		{"negative sequence number", tlv("30", tlv("a1", oid, liid, ci, "8401ff"), ka), ber.ErrValue, "sequenceNumber"},
		{"local time", tlv("30", tlv("a1", oid, liid, ci, seq, "850e3230323630313032303330343035"), ka), ber.ErrValue, "timeStamp"},
		{"a million microseconds", tlv("30", tlv("a1", oid, liid, ci, seq, "a708 800100 81030f4240"), ka), ber.ErrValue, "microSeconds"},
		{"empty payload", tlv("30", head, "a200"), ber.ErrTag, "payload"},
		{"two payloads in one", tlv("30", head, tlv("a2", tlv("a2", "8300"), tlv("a2", "8300"))), ber.ErrValue, "payload"},
		{"keep-alive with contents", tlv("30", head, tlv("a2", tlv("a2", "830100"))), ber.ErrValue, "tRIPayload"},
		{"IRI without contents", tlv("30", head, tlv("a2", tlv("a0", tlv("30", "800101")))), ber.ErrMissing, "iRIPayloadSequence[0]"},
		{"IRI type 0", tlv("30", head, tlv("a2", tlv("a0", tlv("30", "800100", "a2029300")))), ber.ErrValue, "iRIType"},
		{"IRI type 5", tlv("30", head, tlv("a2", tlv("a0", tlv("30", "800105", "a2029300")))), ber.ErrValue, "iRIType"},
		{"IRI that is no SEQUENCE", tlv("30", head, tlv("a2", tlv("a0", "3100"))), ber.ErrTag, "iRIPayloadSequence[0]"},
		{"length beyond the end", "3005a1", ber.ErrLength, "PS-PDU"},
		{"length of 4 GiB", "3084ffffffff", ber.ErrLength, "2 GiB"},
		{"deep nesting", strings.Repeat("3080", 100), ber.ErrLimit, "PS-PDU"},
	} {
		_, _, err := hi.Parse(unhex(t, c.octets))
		require.ErrorIs(t, err, c.err, c.name)
		require.ErrorContains(t, err, c.says, c.name)
	}
}

func TestEncodeErrors(t *testing.T) {
	for name, change := range map[string]func(*hi.PSPDU){
		"no LIID":           func(p *hi.PSPDU) { p.LIID = "" },
		"long LIID":         func(p *hi.PSPDU) { p.LIID = strings.Repeat("x", 26) },
		"no operator":       func(p *hi.PSPDU) { p.OperatorIdentifier = "" },
		"long element":      func(p *hi.PSPDU) { p.NetworkElementIdentifier = strings.Repeat("x", 17) },
		"long point":        func(p *hi.PSPDU) { p.InterceptionPointID = "123456789" },
		"country":           func(p *hi.PSPDU) { p.AuthorizationCountryCode = "XXX" },
		"two payloads":      func(p *hi.PSPDU) { p.TRI = hi.KeepAlive },
		"no payload":        func(p *hi.PSPDU) { p.IRI = nil },
		"no contents":       func(p *hi.PSPDU) { p.IRI = make([]hi.IRIPayload, 1) },
		"before the epoch ": func(p *hi.PSPDU) { p.MicroSecondTimeStamp = time.Unix(-1, 0) },
	} {
		p := everything(t)[0]
		change(&p)
		b, err := p.AppendBinary([]byte("foo"))
		require.ErrorIs(t, err, ber.ErrValue, name)
		require.Equal(t, "foo", string(b))
	}
}

func TestSequencer(t *testing.T) {
	var s hi.Sequencer
	next := func(change func(*hi.PSPDU)) uint32 {
		p := everything(t)[0]
		change(&p)
		s.Number(&p)
		return p.SequenceNumber
	}
	same := func(*hi.PSPDU) {}
	require.Equal(t, []uint32{0, 1}, []uint32{next(same), next(same)})
	for _, other := range []func(*hi.PSPDU){
		func(p *hi.PSPDU) { p.LIID = "x" }, func(p *hi.PSPDU) { p.OperatorIdentifier = "x" }, func(p *hi.PSPDU) { p.NetworkElementIdentifier = "" },
		func(p *hi.PSPDU) { p.CIN = hi.Opt[uint32]{} }, func(p *hi.PSPDU) { p.CIN = hi.Some[uint32](0) }, func(p *hi.PSPDU) { p.DeliveryCountryCode = "" },
		func(p *hi.PSPDU) { p.IRI, p.Other = nil, []byte{0xa1, 0} }, func(p *hi.PSPDU) { p.IRI, p.TRI = nil, hi.TestPDU }, func(p *hi.PSPDU) { p.IRI, p.TRI = nil, hi.CINReset },
	} {
		require.Equal(t, []uint32{0, 1}, []uint32{next(other), next(other)})
	}
	require.Equal(t, uint32(2), next(func(p *hi.PSPDU) { p.NetworkFunctionIdentifier, p.AuthorizationCountryCode = "", "" }), "not part of the context")
	s.Forget("LIID-0001")
	require.Equal(t, uint32(0), next(same))
}

func TestReader(t *testing.T) {
	var stream []byte
	var want [][]byte
	for i := range 40 {
		p := everything(t)[0]
		p.IRI[0].Contents = bytes.Repeat([]byte{1}, i*i*97%200000)
		b, err := p.AppendBinary(nil)
		require.NoError(t, err)
		want = append(want, b)
		stream = append(stream, b...)
	}
	indefinite := unhex(t, "3080 a100 a280 a203 040141 0000 0000")
	stream = append(stream, indefinite...)
	want = append(want, indefinite)
	for name, r := range map[string]io.Reader{"whole": bytes.NewReader(stream), "one octet a time": iotest.OneByteReader(bytes.NewReader(stream)),
		"data with EOF": iotest.DataErrReader(bytes.NewReader(stream))} {
		in := hi.NewReader(r, 0)
		for i := range want {
			got, err := in.Next()
			require.NoError(t, err, "%s %d", name, i)
			require.Equal(t, want[i], got)
		}
		_, err := in.Next()
		require.Equal(t, io.EOF, err)
	}
	for s, says := range map[string]string{"31": "begins at octet 0", "30850100000000": "limit", "3083ffffff": "limit", "30ff": "reserved", "3080" + strings.Repeat("040141", 30000): "limit"} {
		_, err := hi.NewReader(bytes.NewReader(unhex(t, s)), 1<<20).Next()
		require.ErrorContains(t, err, says)
	}
	for n := 1; n < len(want[0]); n++ {
		_, err := hi.NewReader(bytes.NewReader(want[0][:n]), 0).Next()
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	}
}

// FuzzParse wants what decodes to encode, and to decode to the same again.
func FuzzParse(f *testing.F) {
	for _, p := range everything(f) {
		b, err := p.AppendBinary(nil)
		require.NoError(f, err)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, n, err := hi.Parse(b)
		if err != nil {
			var e *ber.Error
			require.ErrorAs(t, err, &e)
			require.LessOrEqual(t, e.Off, len(b))
			return
		}
		require.LessOrEqual(t, n, len(b))
		out, err := p.AppendBinary(nil)
		require.NoError(t, err)
		require.LessOrEqual(t, len(out), 2*n+64)
		q, m, err := hi.Parse(out)
		require.NoError(t, err)
		require.Equal(t, len(out), m)
		require.Equal(t, p, q)
	})
}
