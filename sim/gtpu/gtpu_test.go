package gtpu_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	gtp "github.com/wmnsk/go-gtp/gtpv1/message"

	"lilab/internal/judge"
	"lilab/sim/gtpu"
)

var inner = []byte{0x45, 0, 0, 30, 0, 1, 0, 0, 64, 17, 0x66, 0xad, 10, 45, 0, 1, 10, 6, 0, 1, 0, 7, 0, 7, 0, 10, 0, 0, 'h', 'i'}

func session(t testing.TB, teid uint32, s gtpu.PDUSession, tpdu []byte) []byte {
	t.Helper()
	b, err := gtpu.AppendGPDU(nil, teid, s, tpdu)
	require.NoError(t, err)
	return b
}

// messages are valid messages of every type with every option.
func messages(t testing.TB) map[string][]byte {
	all := map[string][]byte{
		"uplink":             session(t, 0x01020304, gtpu.PDUSession{Uplink: true, QFI: 9}, inner),
		"downlink":           session(t, 0xffffffff, gtpu.PDUSession{QFI: 63, RQI: true}, inner),
		"downlink with PPI":  session(t, 1, gtpu.PDUSession{QFI: 1, PPP: true, PPI: 5}, inner),
		"echo request":       gtpu.AppendEcho(nil, gtpu.EchoRequest, 7),
		"echo response":      gtpu.AppendEcho(nil, gtpu.EchoResponse, 65535),
		"error indication":   gtpu.AppendErrorIndication(nil, gtpu.NoTunnel{TEID: 0xa1b2c3d4, Peer: netip.MustParseAddr("10.3.0.1"), SourcePort: 2152}),
		"error indication 6": gtpu.AppendErrorIndication(nil, gtpu.NoTunnel{TEID: 5, Peer: netip.MustParseAddr("2001:db8::1")}),
		"notification":       gtpu.AppendSupportedExtensions(nil, gtpu.PDUSessionContainer, gtpu.UDPPort),
		"end marker":         gtpu.AppendEndMarker(nil, 77, nil),
		"end marker 5G":      gtpu.AppendEndMarker(nil, 77, &gtpu.PDUSession{QFI: 5}),
	}
	plain, err := gtpu.Append(nil, gtpu.Message{Type: gtpu.GPDU, TEID: 3, Payload: inner})
	require.NoError(t, err)
	all["no options"] = plain
	nested, err := gtpu.Append(nil, gtpu.Message{Type: gtpu.GPDU, TEID: 3, HasSequence: true, Sequence: 9, HasNPDU: true, NPDU: 8, Payload: inner},
		gtpu.Extension{Type: 0x20, Content: []byte{1, 0}}, gtpu.Extension{Type: gtpu.PDUSessionContainer, Content: make([]byte, 6)})
	require.NoError(t, err)
	all["two extension headers"] = nested
	return all
}

func TestSessionContainer(t *testing.T) {
	for _, s := range []gtpu.PDUSession{{}, {Uplink: true, QFI: 63}, {QFI: 9}, {QFI: 9, RQI: true}, {QFI: 1, PPP: true, PPI: 7, RQI: true}} {
		b := session(t, 0xdeadbeef, s, inner)
		require.LessOrEqual(t, len(b), gtpu.GPDUOverhead+len(inner))
		m, err := gtpu.Parse(b)
		require.NoError(t, err)
		require.Equal(t, gtpu.GPDU, m.Type)
		require.EqualValues(t, 0xdeadbeef, m.TEID)
		require.Equal(t, inner, m.Payload)
		got, ok, err := m.PDUSession()
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, s, got)
		same, err := gtpu.Append(nil, m, s.Extension())
		require.NoError(t, err)
		require.Equal(t, b, same, "both encoders agree")
	}
	for name, b := range map[string]string{
		"empty": "", "one octet": "00", "PDU type 2": "2009", "PPI missing": "0089", "DL timestamp missing": "08090000",
		"UL timestamps missing": "1809000000000000", "UL sequence number missing": "11090000", "UL delay missing": "14090000", "N3 delay missing": "10890000",
	} {
		o, err := hex.DecodeString(b)
		require.NoError(t, err)
		_, err = gtpu.ParsePDUSession(o)
		require.Error(t, err, name)
	}
}

func TestSignalling(t *testing.T) {
	for _, e := range []gtpu.NoTunnel{
		{TEID: 0xa1b2c3d4, Peer: netip.MustParseAddr("10.3.0.1"), SourcePort: 2152},
		{TEID: 1, Peer: netip.MustParseAddr("2001:db8::1")},
	} {
		m, err := gtpu.Parse(gtpu.AppendErrorIndication(nil, e))
		require.NoError(t, err)
		require.Zero(t, m.TEID)
		got, err := m.NoTunnel()
		require.NoError(t, err)
		require.Equal(t, e, got)
	}
	// An IPv4 address in 16 octets is the peer of that address.
	mapped := netip.MustParseAddr("::ffff:10.3.0.1").As16()
	m := gtpu.Message{Type: gtpu.ErrorIndication, Payload: append([]byte{16, 0, 0, 0, 7, 133, 0, 16}, mapped[:]...)}
	got, err := m.NoTunnel()
	require.NoError(t, err)
	require.Equal(t, gtpu.NoTunnel{TEID: 7, Peer: netip.MustParseAddr("10.3.0.1")}, got)
	p, err := gtpu.Parse(gtpu.AppendSupportedExtensions(nil, 0x85, 0x40))
	require.NoError(t, err)
	types, err := p.SupportedExtensions()
	require.NoError(t, err)
	require.Equal(t, []gtpu.ExtensionType{0x85, 0x40}, types)
	p, err = gtpu.Parse(gtpu.AppendEcho(nil, gtpu.EchoResponse, 513))
	require.NoError(t, err)
	require.NoError(t, p.CheckEcho())
	require.EqualValues(t, 513, p.Sequence)

	for name, p := range map[string]string{
		"TEID missing": "8500040a030001", "peer missing": "1000000001", "peer of five octets": "10000000018500050a03000100",
		"peer truncated": "10000000018500040a03", "length truncated": "100000000185 00", "TEID truncated": "1000", "unknown of fixed length": "10000000010800",
		"empty": "",
	} {
		o, err := hex.DecodeString(strings.ReplaceAll(p, " ", ""))
		require.NoError(t, err)
		m := gtpu.Message{Type: gtpu.ErrorIndication, Payload: o}
		_, err = m.NoTunnel()
		require.Error(t, err, name)
	}
	_, err = (&gtpu.Message{}).SupportedExtensions()
	require.ErrorIs(t, err, gtpu.ErrMissing)
	require.ErrorIs(t, (&gtpu.Message{Type: gtpu.EchoResponse}).CheckEcho(), gtpu.ErrMissing)
}

func TestBadInput(t *testing.T) {
	chain := func(n int) string { // n extension headers of an unknown type
		body := "00000020" + strings.Repeat("01aabb20", n-1) + "01aabb00"
		return "34ff" + hex.EncodeToString(binary.BigEndian.AppendUint16(nil, uint16(len(body)/2))) + "00000001" + body
	}
	for _, c := range []struct {
		name, octets string
		cause        error
		offset       int
	}{
		{"empty", "", gtpu.ErrTruncated, 0},
		{"version 2", "48ff000000000001", gtpu.ErrVersion, 0},
		{"GTP'", "20ff000000000001", gtpu.ErrVersion, 0},
		{"shorter than its length", "30ff000400000001", gtpu.ErrTruncated, 8},
		{"longer than its length", "30ff000000000001aa", gtpu.ErrTrailing, 8},
		{"optional fields missing", "34ff000000000001", gtpu.ErrTruncated, 8},
		{"optional fields cut", "32ff000200000001aabb", gtpu.ErrTruncated, 10},
		{"extension header missing", "34ff00040000000100000085", gtpu.ErrTruncated, 12},
		{"extension header of length 0", "34ff0008000000010000008500000000", gtpu.ErrLength, 12},
		{"extension header longer than the message", "34ff0008000000010000008502000000", gtpu.ErrTruncated, 16},
		{"nested extension header missing", "34ff0008000000010000008501100985", gtpu.ErrTruncated, 16},
		{"seventeen extension headers", chain(17), gtpu.ErrChain, 12 + 16*4},
	} {
		b, err := hex.DecodeString(c.octets)
		require.NoError(t, err)
		_, err = gtpu.Parse(b)
		require.ErrorIs(t, err, c.cause, c.name)
		var at *gtpu.Error
		require.ErrorAs(t, err, &at)
		require.Equal(t, c.offset, at.Offset, c.name)
	}
	b, err := hex.DecodeString(chain(16))
	require.NoError(t, err)
	m, err := gtpu.Parse(b)
	require.NoError(t, err)
	n := 0
	for typ, content := range m.Extensions() {
		require.EqualValues(t, 0x20, typ)
		require.Equal(t, []byte{0xaa, 0xbb}, content)
		n++
	}
	require.Equal(t, 16, n)

	_, err = gtpu.AppendGPDU([]byte{1}, 1, gtpu.PDUSession{}, make([]byte, 65535))
	require.ErrorIs(t, err, gtpu.ErrLength)
	whole, err := gtpu.AppendGPDU(nil, 1, gtpu.PDUSession{}, make([]byte, 65535-8))
	require.NoError(t, err)
	m, err = gtpu.Parse(whole)
	require.NoError(t, err)
	require.Len(t, m.Payload, 65535-8)
	for _, e := range []gtpu.Extension{{Type: 0, Content: make([]byte, 2)}, {Type: 1}, {Type: 1, Content: make([]byte, 4)}, {Type: 1, Content: make([]byte, 1022)}} {
		_, err := gtpu.Append(nil, gtpu.Message{}, e)
		require.Error(t, err)
	}
}

func TestComprehension(t *testing.T) {
	for typ, want := range map[gtpu.ExtensionType][2]bool{0x20: {}, 0x40: {}, 0x85: {true, false}, 0xc0: {true, true}} {
		require.Equal(t, want, [2]bool{typ.EndpointMustUnderstand(), typ.IntermediateMustUnderstand()})
	}
	b, err := gtpu.Append(nil, gtpu.Message{Type: gtpu.GPDU}, gtpu.Extension{Type: 0x20, Content: []byte{0, 0}}, gtpu.PDUSession{}.Extension(),
		gtpu.Extension{Type: 0x9a, Content: []byte{0, 0}})
	require.NoError(t, err)
	m, err := gtpu.Parse(b)
	require.NoError(t, err)
	got, bad := m.NotUnderstood(gtpu.PDUSessionContainer)
	require.True(t, bad)
	require.EqualValues(t, 0x9a, got)
	_, bad = m.NotUnderstood(gtpu.PDUSessionContainer, 0x9a)
	require.False(t, bad)
}

// Every prefix of a message fails.
func TestPrefixes(t *testing.T) {
	for name, b := range messages(t) {
		_, err := gtpu.Parse(b)
		require.NoError(t, err, name)
		for n := range b {
			_, err := gtpu.Parse(b[:n])
			require.Error(t, err, "%s, %d octets", name, n)
		}
	}
}

// go-gtp reads what this package writes, and the other way round.
func TestGoGTP(t *testing.T) {
	for name, b := range messages(t) {
		other, err := gtp.Parse(bytes.Clone(b))
		require.NoError(t, err, name)
		m, err := gtpu.Parse(b)
		require.NoError(t, err)
		require.Equal(t, m.TEID, other.TEID(), name)
		require.EqualValues(t, m.Type, other.MessageType(), name)
		if m.HasSequence {
			require.Equal(t, m.Sequence, other.Sequence(), name)
		}
		tpdu, ok := other.(*gtp.TPDU)
		if !ok {
			continue
		}
		require.Equal(t, m.Payload, tpdu.Decapsulate(), name)
		i := 0
		for typ, content := range m.Extensions() {
			require.EqualValues(t, typ, tpdu.ExtensionHeaders[i].Type, name)
			require.Equal(t, content, tpdu.ExtensionHeaders[i].Content, name)
			i++
		}
		require.Len(t, tpdu.ExtensionHeaders, i, name)
	}
	theirs, err := gtp.NewTPDUWithExtentionHeader(0x11223344, inner, gtp.NewExtensionHeader(0x85, []byte{0x10, 5}, 0)).Marshal()
	require.NoError(t, err)
	require.Equal(t, session(t, 0x11223344, gtpu.PDUSession{Uplink: true, QFI: 5}, inner), theirs)
}

// packet puts a message into IPv4 and UDP.
func packet(b []byte) []byte {
	p := make([]byte, 28, 28+len(b))
	p[0], p[8], p[9] = 0x45, 64, 17
	binary.BigEndian.PutUint16(p[2:], uint16(28+len(b)))
	copy(p[12:], []byte{10, 3, 0, 1, 10, 3, 0, 2})
	binary.BigEndian.PutUint16(p[20:], gtpu.Port)
	binary.BigEndian.PutUint16(p[22:], gtpu.Port)
	binary.BigEndian.PutUint16(p[24:], uint16(8+len(b)))
	return append(p, b...)
}

func TestTshark(t *testing.T) {
	all := messages(t)
	names := []string{"uplink", "downlink", "downlink with PPI", "echo request", "echo response", "error indication", "error indication 6",
		"notification", "end marker", "end marker 5G", "no options", "two extension headers"}
	require.Len(t, all, len(names))
	var pdus [][]byte
	for _, n := range names {
		pdus = append(pdus, packet(all[n]))
	}
	args := judge.Dissect(judge.Capture(t, pdus...), "ip")
	require.Empty(t, judge.Tshark(t, append(args, "-Y", "_ws.malformed || _ws.expert.severity == error")...))
	out := judge.Tshark(t, append(args, "-T", "fields", "-e", "gtp.message", "-e", "gtp.teid", "-e", "gtp.ext_hdr.pdu_ses_con.pdu_type",
		"-e", "gtp.ext_hdr.pdu_ses_con.qos_flow_id", "-e", "gtp.ext_hdr.pdu_ses_cont.ppi", "-e", "gtp.seq_number", "-e", "gtp.teid_data", "-e", "udp.length")...)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, len(names))
	field := func(i, j int) string { return strings.Split(lines[i], "\t")[j] }
	require.Equal(t, "0xff", field(0, 0))
	require.Equal(t, "0x01020304", field(0, 1))
	require.Equal(t, "1", field(0, 2))
	require.Equal(t, "9", field(0, 3))
	require.Equal(t, "0", field(1, 2))
	require.Equal(t, "63", field(1, 3))
	require.Equal(t, "5", field(2, 4))
	require.Equal(t, "0x0007", field(3, 5))
	require.Equal(t, "0x02", field(4, 0))
	require.Equal(t, "0xa1b2c3d4", field(5, 6))
	require.Equal(t, "0x1f", field(7, 0))
	require.Equal(t, "0xfe", field(8, 0))
	require.Equal(t, "5", field(9, 3))
	require.Contains(t, field(0, 7), ",10", "the inner UDP header is seen")
}

func FuzzParse(f *testing.F) {
	for _, b := range messages(f) {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		m, err := gtpu.Parse(b)
		if err != nil {
			return
		}
		var ext []gtpu.Extension
		for typ, content := range m.Extensions() {
			ext = append(ext, gtpu.Extension{Type: typ, Content: content})
		}
		again, err := gtpu.Append(nil, m, ext...)
		if err != nil {
			t.Fatal(err)
		}
		n, err := gtpu.Parse(again)
		if err != nil || n.TEID != m.TEID || n.Type != m.Type || !bytes.Equal(n.Payload, m.Payload) || n.HasSequence != m.HasSequence || n.Sequence != m.Sequence {
			t.Fatalf("%x became %x: %v", b, again, err)
		}
		_, _, _ = m.PDUSession()
		_, _ = m.NotUnderstood(gtpu.PDUSessionContainer)
		_, _ = m.SupportedExtensions()
		_ = m.CheckEcho()
		if e, err := m.NoTunnel(); err == nil {
			r, err := gtpu.Parse(gtpu.AppendErrorIndication(nil, e))
			if err != nil {
				t.Fatal(err)
			}
			if back, err := r.NoTunnel(); err != nil || back != e {
				t.Fatalf("%+v became %+v: %v", e, back, err)
			}
		}
	})
}

func TestNoAllocations(t *testing.T) {
	buf := make([]byte, 0, 2000)
	require.Zero(t, testing.AllocsPerRun(1000, func() {
		b, err := gtpu.AppendGPDU(buf, 7, gtpu.PDUSession{QFI: 9}, inner)
		if err != nil {
			panic(err)
		}
		m, err := gtpu.Parse(b)
		if err != nil {
			panic(err)
		}
		if _, ok, err := m.PDUSession(); !ok || err != nil {
			panic(err)
		}
		if _, bad := m.NotUnderstood(gtpu.PDUSessionContainer); bad {
			panic("not understood")
		}
	}))
}

func BenchmarkGPDU(b *testing.B) {
	payload := make([]byte, 1400)
	buf := make([]byte, 0, 2000)
	b.Run("append", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = gtpu.AppendGPDU(buf, 7, gtpu.PDUSession{QFI: 9}, payload) // the length is right
		}
	})
	whole := session(b, 7, gtpu.PDUSession{QFI: 9}, payload)
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			m, err := gtpu.Parse(whole)
			if err != nil {
				b.Fatal(err)
			}
			if _, ok, _ := m.PDUSession(); !ok {
				b.Fatal("no container")
			}
		}
	})
}
