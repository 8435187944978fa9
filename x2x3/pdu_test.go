package x2x3_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"math"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/x2x3"
)

func unhex(t testing.TB, s string) []byte {
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	require.NoError(t, err)
	return b
}

func xid(t testing.TB) x2x3.UUID { return x2x3.UUID(unhex(t, "29f28e1cf230486aa860f5a784ab9172")) }

const registration = "306181050413130301a258a156810101820101a411810f303031303130303030303030303031a612821033353530393330363132333435363031" +
	"a70d810b3135353530313030303031a818810330303182023031830102840101850100860412345678"

// reference are PDUs whose envelope was put together by hand and checked with tshark.
func reference(t testing.TB) map[string]struct {
	octets string
	pdu    x2x3.PDU
} {
	at := time.Unix(0x69000000, 0).UTC()
	x3 := x2x3.PDU{Version: 6, Type: x2x3.X3, Direction: x2x3.FromTarget, XID: xid(t), CorrelationID: 7,
		Attributes: x2x3.Attributes{NFID: "upf1", IPID: "UPF-CC-POI", SequenceNumber: x2x3.Some[uint32](0), Timestamp: at}}
	ip, gtp := x3, x3
	ip.Format, ip.SequenceNumber = x2x3.FormatIPv4, x2x3.Some[uint32](1)
	ip.Payload = unhex(t, "4500001c00010000401100000a2d000208080808c000003500080000")
	gtp.Format = x2x3.FormatGTPU
	gtp.Payload = append(unhex(t, "34ff00241122334400000085011005 00"), ip.Payload...)
	ack := x2x3.NewKeepalive(6, 0)
	ack.Type = x2x3.KeepaliveAck
	return map[string]struct {
		octets string
		pdu    x2x3.PDU
	}{
		"x2reg_v6": {"00060001000000c5000000630002000329f28e1cf230486aa860f5a784ab9172000000000000000100060026616d66312e3567632e6d6e633030312e6d63633030312e336770706e6574776f726b2e6f72670007000b414d462d4952492d504f4900080004000000000009000869000000075bcd15001100243c73757069696d73693e3030313031303030303030303030313c2f73757069696d73693e001200243c677073694d736973646e3e31353535303130303030313c2f677073694d736973646e3e" + registration,
			x2x3.PDU{Version: 6, Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: x2x3.FromTarget, XID: xid(t), CorrelationID: 1, Attributes: x2x3.Attributes{
				NFID: "amf1.5gc.mnc001.mcc001.3gppnetwork.org", IPID: "AMF-IRI-POI", SequenceNumber: x2x3.Some[uint32](0),
				Timestamp:      time.Unix(0x69000000, 123456789).UTC(),
				MatchedTargets: []string{"<supiimsi>001010000000001</supiimsi>"}, OtherTargets: []string{"<gpsiMsisdn>15550100001</gpsiMsisdn>"},
			}, Payload: unhex(t, registration)}},
		"x3gtp_v6": {"00060002000000520000002c000c000329f28e1cf230486aa860f5a784ab9172000000000000000700060004757066310007000a5550462d43432d504f49000800040000000000090008690000000000000034ff00241122334400000085011005004500001c00010000401100000a2d000208080808c000003500080000", gtp},
		"x3ip_v6":  {"00060002000000520000001c0005000329f28e1cf230486aa860f5a784ab9172000000000000000700060004757066310007000a5550462d43432d504f4900080004000000010009000869000000000000004500001c00010000401100000a2d000208080808c000003500080000", ip},
		"ka_v6":    {"000600030000003000000000000000000000000000000000000000000000000000000000000000000008000400000000", x2x3.NewKeepalive(6, 0)},
		"kaack_v6": {"000600040000003000000000000000000000000000000000000000000000000000000000000000000008000400000000", ack},
	}
}

// everything has every attribute.
func everything(t testing.TB) x2x3.PDU {
	return x2x3.PDU{Version: 5, Type: x2x3.X3, Format: x2x3.FormatIPv6, Direction: x2x3.ToTarget, XID: xid(t), CorrelationID: math.MaxUint64,
		Attributes: x2x3.Attributes{
			DID: "did", NFID: "nfid", IPID: "ipid", SequenceNumber: x2x3.Some[uint32](math.MaxUint32), Timestamp: time.Unix(math.MaxUint32, 999_999_999).UTC(),
			SourceIPv4: netip.MustParseAddr("192.0.2.1"), DestinationIPv4: netip.MustParseAddr("192.0.2.2"),
			SourceIPv6: netip.MustParseAddr("2001:db8::1"), DestinationIPv6: netip.MustParseAddr("2001:db8::2"),
			SourcePort: x2x3.Some[uint16](0), DestinationPort: x2x3.Some[uint16](65535), IPProtocol: x2x3.Some[uint8](0),
			MatchedTargets: []string{"<a>1</a>", "<b>2</b>"}, OtherTargets: []string{"<c>3</c>"}, MIMEContentType: "text/plain", MIMETransferEncoding: "7bit",
			AdditionalXIDs: []x2x3.AdditionalXID{{XID: x2x3.UUID{1}, CorrelationID: 2, SequenceNumber: x2x3.Some[uint32](0)}, {XID: x2x3.UUID{3}, CorrelationID: 4}},
			SDP:            "v=0\r\n",
			Other:          []x2x3.Attribute{{Type: 2, Value: []byte{1}}, {Type: x2x3.AttrProprietary, Value: []byte("\x01ax")}, {Type: 4711, Value: []byte{}}},
		}, Payload: []byte{0x60}}
}

func TestReference(t *testing.T) {
	for name, c := range reference(t) {
		t.Run(name, func(t *testing.T) {
			b, err := c.pdu.AppendBinary([]byte("foo"))
			require.NoError(t, err)
			require.Equal(t, "foo"+string(unhex(t, c.octets)), string(b))
			got, n, err := x2x3.Parse(append(b[3:], 0xff))
			require.NoError(t, err)
			require.Equal(t, len(c.octets)/2, n)
			want := c.pdu
			if want.Payload == nil {
				want.Payload = []byte{}
			}
			require.Equal(t, want, got)
			require.True(t, got.Format.AllowedOn(got.Type))
		})
	}
}

func TestEverything(t *testing.T) {
	p := everything(t)
	b, err := p.AppendBinary(nil)
	require.NoError(t, err)
	got, n, err := x2x3.Parse(b)
	require.NoError(t, err)
	require.Equal(t, len(b), n)
	require.Equal(t, p, got)
	c := got.Clone()
	for i := range b {
		b[i] ^= 0xff
	}
	require.Equal(t, p, c, "a clone shares no memory")
	p.Version = 0
	b, err = p.AppendBinary(nil)
	require.NoError(t, err)
	require.Equal(t, []byte{0, 5}, b[:2], "the default version")
}

func TestPrefixes(t *testing.T) {
	all := everything(t)
	pdus := []x2x3.PDU{all}
	for _, c := range reference(t) {
		pdus = append(pdus, c.pdu)
	}
	for _, p := range pdus {
		b, err := p.AppendBinary(nil)
		require.NoError(t, err)
		for n := range b {
			_, _, err := x2x3.Parse(b[:n])
			require.ErrorIs(t, err, x2x3.ErrTruncated, "%d of %d octets", n, len(b))
			r := x2x3.NewReader(bytes.NewReader(b[:n]), x2x3.Limits{})
			_, err = r.Next(&p)
			if n == 0 {
				require.Equal(t, io.EOF, err)
			} else {
				require.ErrorIs(t, err, io.ErrUnexpectedEOF)
			}
		}
	}
}

// keepalive makes a keepalive of 48 octets and changes some: each pair is an offset and the octets that go there.
func keepalive(t *testing.T, changes ...any) []byte {
	p := x2x3.NewKeepalive(5, 9)
	b, err := p.AppendBinary(nil)
	require.NoError(t, err)
	for i := 0; i < len(changes); i += 2 {
		copy(b[changes[i].(int):], unhex(t, changes[i+1].(string)))
	}
	return b
}

func TestBadInput(t *testing.T) {
	// attr returns an X2 PDU with these attributes, in hexadecimal.
	attr := func(s string) []byte {
		a := unhex(t, s)
		b := keepalive(t, 2, "0001")[:40]
		b[7] = byte(40 + len(a))
		return append(b, a...)
	}
	for _, c := range []struct {
		name   string
		octets []byte
		err    error
		says   string
	}{
		{"major version 5, as one implementation writes", keepalive(t, 0, "0500"), x2x3.ErrVersion, "0x0500"},
		{"version 0", keepalive(t, 0, "0000"), x2x3.ErrVersion, ""},
		{"PDU type 0", keepalive(t, 2, "0000"), x2x3.ErrType, "offset 2"},
		{"PDU type 5", keepalive(t, 2, "0005"), x2x3.ErrType, ""},
		{"header of 39 octets", keepalive(t, 4, "00000027"), x2x3.ErrLength, "39"},
		{"header of 0 octets", keepalive(t, 4, "00000000"), x2x3.ErrLength, ""},
		{"header of 4 GiB", keepalive(t, 4, "ffffffff"), x2x3.ErrLimit, "offset 4"},
		{"payload of 4 GiB", keepalive(t, 2, "0001", 8, "ffffffff"), x2x3.ErrLimit, "offset 8"},
		{"keepalive with a payload", append(keepalive(t, 8, "00000001"), 0), x2x3.ErrType, "payload"},
		{"keepalive with an XID", keepalive(t, 16, "01"), x2x3.ErrType, ""},
		{"keepalive with a direction", keepalive(t, 14, "0005"), x2x3.ErrType, ""},
		{"keepalive without a number", keepalive(t, 40, "0005"), x2x3.ErrAttribute, "attribute 8"},
		{"half an attribute header", attr("0006 00"), x2x3.ErrAttribute, "offset 40"},
		{"attribute longer than the header", attr("0006 0005 61626364"), x2x3.ErrAttribute, "offset 40"},
		{"attribute of 65535 octets", attr("ffff ffff"), x2x3.ErrAttribute, "65535"},
		{"second attribute longer than the header", attr("0006 0001 61 0007 0001"), x2x3.ErrAttribute, "offset 45"},
		{"timestamp of 12 octets, as one implementation writes", attr("0009 000c 000000000000000000000000"), x2x3.ErrAttribute, "attribute 9"},
		{"timestamp with a second of nanoseconds", attr("0009 0008 00000000 3b9aca00"), x2x3.ErrAttribute, "attribute 9"},
		{"sequence number of 2 octets", attr("0008 0002 0000"), x2x3.ErrAttribute, "attribute 8"},
		{"IPv4 of 16 octets", attr("000a 0010" + strings.Repeat("00", 16)), x2x3.ErrAttribute, "attribute 10"},
		{"IPv6 of 4 octets", attr("000d 0004 00000000"), x2x3.ErrAttribute, "attribute 13"},
		{"port of 4 octets", attr("000e 0004 00000000"), x2x3.ErrAttribute, "attribute 14"},
		{"protocol without octets", attr("0010 0000"), x2x3.ErrAttribute, "attribute 16"},
		{"NFID without octets", attr("0006 0000"), x2x3.ErrAttribute, "attribute 6"},
		{"additional XID of 25 octets", attr("0015 0019" + strings.Repeat("00", 25)), x2x3.ErrAttribute, "attribute 21"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, _, err := x2x3.Parse(c.octets)
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, c.says)
			var p x2x3.PDU
			good := keepalive(t)
			r := x2x3.NewReader(bytes.NewReader(append(good, c.octets...)), x2x3.Limits{})
			_, err = r.Next(&p)
			require.NoError(t, err)
			_, err = r.Next(&p)
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, "begins at octet 48")
		})
	}
}

func TestAttributeRules(t *testing.T) {
	head := keepalive(t, 2, "0001")[:40]
	a := unhex(t, "0006 0001 61"+"1771 0002 abcd"+"0006 0001 62"+"0008 0004 00000001"+"0008 0004 00000002"+"0011 0001 78"+"0011 0001 79")
	head[7] = byte(40 + len(a))
	p, _, err := x2x3.Parse(append(head, a...))
	require.NoError(t, err)
	require.Equal(t, "a", p.NFID, "the first counts")
	require.Equal(t, uint32(1), p.SequenceNumber.Value)
	require.Equal(t, []string{"x", "y"}, p.MatchedTargets, "this one may come more than once")
	require.Equal(t, []x2x3.Attribute{{Type: 6001, Value: []byte{0xab, 0xcd}}, {Type: 6, Value: []byte("b")}, {Type: 8, Value: []byte{0, 0, 0, 2}}}, p.Other)
	b, err := p.AppendBinary(nil)
	require.NoError(t, err)
	q, _, err := x2x3.Parse(b)
	require.NoError(t, err)
	require.Equal(t, p, q)
}

func TestEncodeErrors(t *testing.T) {
	for name, change := range map[string]func(*x2x3.PDU){
		"NFID of 64 KiB":       func(p *x2x3.PDU) { p.NFID = strings.Repeat("a", 65536) },
		"target of 64 KiB":     func(p *x2x3.PDU) { p.MatchedTargets = []string{strings.Repeat("a", 65536)} },
		"raw of 64 KiB":        func(p *x2x3.PDU) { p.Other = []x2x3.Attribute{{Type: 1, Value: make([]byte, 65536)}} },
		"IPv6 as IPv4":         func(p *x2x3.PDU) { p.SourceIPv4 = netip.MustParseAddr("::1") },
		"IPv4 as IPv6":         func(p *x2x3.PDU) { p.DestinationIPv6 = netip.MustParseAddr("192.0.2.1") },
		"timestamp after 2106": func(p *x2x3.PDU) { p.Timestamp = time.Unix(1<<32, 0) },
		"timestamp of 1969":    func(p *x2x3.PDU) { p.Timestamp = time.Unix(-1, 0) },
	} {
		p := everything(t)
		change(&p)
		b, err := p.AppendBinary([]byte("foo"))
		require.ErrorIs(t, err, x2x3.ErrAttribute, name)
		require.Equal(t, "foo", string(b), name)
	}
}

func TestLimits(t *testing.T) {
	p := everything(t)
	b, err := p.AppendBinary(nil)
	require.NoError(t, err)
	_, err = p.Parse(b, x2x3.Limits{Header: 100})
	require.ErrorIs(t, err, x2x3.ErrLimit)
	p.Payload = make([]byte, 2000)
	b, err = p.AppendBinary(nil)
	require.NoError(t, err)
	_, err = p.Parse(b, x2x3.Limits{Payload: 1999})
	require.ErrorIs(t, err, x2x3.ErrLimit)
	only5 := x2x3.Limits{Accept: func(v x2x3.Version) bool { return v == 5 }}
	_, err = p.Parse(b, only5)
	require.NoError(t, err)
	b[1] = 6
	_, err = p.Parse(b, only5)
	require.ErrorIs(t, err, x2x3.ErrVersion)
}

func TestFormats(t *testing.T) {
	require.True(t, x2x3.FormatTS33128.AllowedOn(x2x3.X2))
	require.False(t, x2x3.FormatGTPU.AllowedOn(x2x3.X2))
	require.False(t, x2x3.FormatSIP.AllowedOn(x2x3.X3))
	require.False(t, x2x3.FormatKeepalive.AllowedOn(x2x3.X2))
	require.Equal(t, "GTP-U", x2x3.FormatGTPU.String())
	require.Equal(t, "29f28e1c-f230-486a-a860-f5a784ab9172", xid(t).String())
}

// TestReader reads a stream in pieces of every size.
func TestReader(t *testing.T) {
	var stream []byte
	var pdus []x2x3.PDU
	for i := range 50 {
		p := everything(t)
		p.SequenceNumber = x2x3.Some(uint32(i))
		p.Payload = bytes.Repeat([]byte{byte(i)}, i*i*37%90000)
		pdus = append(pdus, p)
		var err error
		stream, err = p.AppendBinary(stream)
		require.NoError(t, err)
	}
	for name, r := range map[string]io.Reader{"whole": bytes.NewReader(stream), "one octet a time": iotest.OneByteReader(bytes.NewReader(stream)),
		"halves": iotest.HalfReader(bytes.NewReader(stream)), "data with EOF": iotest.DataErrReader(bytes.NewReader(stream))} {
		in := x2x3.NewReader(r, x2x3.Limits{})
		var p x2x3.PDU
		for i := range pdus {
			octets, err := in.Next(&p)
			require.NoError(t, err, name)
			want, err := pdus[i].AppendBinary(nil)
			require.NoError(t, err)
			require.Equal(t, want, octets)
			c := p.Clone()
			require.Equal(t, pdus[i].Attributes, c.Attributes)
			require.True(t, bytes.Equal(pdus[i].Payload, c.Payload))
		}
		_, err := in.Next(&p)
		require.Equal(t, io.EOF, err)
		require.Equal(t, int64(len(stream)), in.Offset())
	}
	// A length that lies costs no memory: the buffer grows with what arrives.
	p := everything(t)
	b, err := p.AppendBinary(nil)
	require.NoError(t, err)
	copy(b[8:], unhex(t, "00ffffff"))
	allocated := testing.AllocsPerRun(1, func() {
		_, err := x2x3.NewReader(bytes.NewReader(b), x2x3.Limits{}).Next(&p)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	})
	require.Less(t, allocated, 100.0)
}

func TestSequencer(t *testing.T) {
	var s x2x3.Sequencer
	next := func(change func(*x2x3.PDU)) uint32 {
		p := x2x3.PDU{Type: x2x3.X2, XID: xid(t), CorrelationID: 1, Attributes: x2x3.Attributes{DID: "d", NFID: "n", IPID: "i"}}
		change(&p)
		s.Number(&p)
		require.True(t, p.SequenceNumber.Set)
		return p.SequenceNumber.Value
	}
	same := func(*x2x3.PDU) {}
	require.Equal(t, []uint32{0, 1, 2}, []uint32{next(same), next(same), next(same)})
	for _, other := range []func(*x2x3.PDU){
		func(p *x2x3.PDU) { p.Type = x2x3.X3 }, func(p *x2x3.PDU) { p.XID[0]++ }, func(p *x2x3.PDU) { p.CorrelationID++ },
		func(p *x2x3.PDU) { p.DID = "" }, func(p *x2x3.PDU) { p.NFID = "m" }, func(p *x2x3.PDU) { p.IPID = "j" },
	} {
		require.Equal(t, []uint32{0, 1}, []uint32{next(other), next(other)})
	}
	require.Equal(t, uint32(3), next(func(p *x2x3.PDU) { p.Version, p.Format, p.Direction = 6, 2, 5 }), "not part of the series")
	s.ForgetSession(xid(t), 1)
	require.Equal(t, uint32(0), next(same))
	s.Forget(xid(t))
	require.Equal(t, uint32(0), next(same))
}

// FuzzParse wants what decodes to encode and to decode to the same again, a reader to say the same as Parse, and memory
// in proportion to the octets that are there, whatever the lengths in them say.
func FuzzParse(f *testing.F) {
	all := everything(f)
	b, err := all.AppendBinary(nil)
	require.NoError(f, err)
	f.Add(b)
	for _, c := range reference(f) {
		f.Add(unhex(f, c.octets))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		// Counting stops the world, so only octets that announce more than there is are counted.
		lies := len(b) >= 12 && uint64(binary.BigEndian.Uint32(b[4:]))+uint64(binary.BigEndian.Uint32(b[8:])) > uint64(len(b))
		var before, after runtime.MemStats
		if lies {
			runtime.ReadMemStats(&before)
		}
		p, n, err := x2x3.Parse(b)
		var q x2x3.PDU
		octets, readErr := x2x3.NewReader(bytes.NewReader(b), x2x3.Limits{}).Next(&q)
		if lies {
			runtime.ReadMemStats(&after)
		}
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20+64*len(b)))
		_ = p.Check()
		if err != nil {
			var e *x2x3.Error
			require.ErrorAs(t, err, &e)
			require.LessOrEqual(t, e.Off, len(b))
			require.Error(t, readErr)
			if !errors.Is(err, x2x3.ErrTruncated) {
				require.ErrorIs(t, readErr, e.Err)
			}
			return
		}
		require.NoError(t, readErr)
		require.Equal(t, b[:n], octets)
		require.Equal(t, p, q)
		out, err := p.AppendBinary(nil)
		require.NoError(t, err)
		require.Len(t, out, n, "attributes keep their octets")
		again, m, err := x2x3.Parse(out)
		require.NoError(t, err)
		require.Equal(t, n, m)
		require.Equal(t, p, again)
	})
}
