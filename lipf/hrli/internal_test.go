package hrli

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/sipmsg"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

const options = "OPTIONS sip:x SIP/2.0\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\nContent-Length: 3\r\n\r\nabc"

// FuzzSIP takes any message as one of a user, in both directions.
func FuzzSIP(f *testing.F) {
	f.Add([]byte(options))
	f.Add([]byte("SIP/2.0 200 OK\r\nv: x\r\n y\r\nf: <sip:a@b>\r\nt: \"q\\\"<\" <tel:+1>;tag=2\r\ni: 1\r\nCSeq: 1 INVITE\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _, err := sipmsg.Read(b, false)
		if err != nil {
			return
		}
		ex := &exchange{call: true}
		u := &user{}
		for _, up := range []bool{true, false} {
			u.learn(m, up)
			ex.learn(m, up)
			ex.negotiate(m, up)
			ex.messages++
		}
		require.LessOrEqual(t, len(ex.local)+len(ex.remote), 2*sipmsg.MaxParties)
	})
}

// FuzzReassembly cuts a packet into fragments, in any order and repeated, and wants it back whole.
func FuzzReassembly(f *testing.F) {
	f.Add([]byte("payload that is longer than eight octets"), uint64(1), false)
	f.Add(bytes.Repeat([]byte("x"), 3000), uint64(7), true)
	f.Fuzz(func(t *testing.T, payload []byte, seed uint64, v6 bool) {
		var r reassembler
		// Any octets are survived.
		_, _, _ = r.add(payload)
		if len(payload) == 0 || len(payload) > 20000 {
			return
		}
		rng := rand.New(rand.NewPCG(seed, 0))
		var parts [][]byte
		for at := 0; at < len(payload); {
			n := 8 * (1 + rng.IntN(200))
			if len(parts) == maxFragments-1 {
				n = len(payload)
			}
			end := min(at+n, len(payload))
			parts = append(parts, fragmentOf(payload[at:end], at, end < len(payload), v6))
			at = end
		}
		if len(parts) == 1 {
			return // not a fragment
		}
		rng.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		for i, p := range parts {
			got, ok, malformed := r.add(p)
			require.False(t, malformed)
			require.Equal(t, i == len(parts)-1, ok)
			if ok {
				require.Equal(t, payload, got.payload)
				require.Equal(t, uint8(protoUDP), got.protocol)
				require.Zero(t, r.partials[fragmentKey{got.src, got.dst, 77, protoUDP}])
			} else if _, again, _ := r.add(p); again {
				t.Fatal("a repetition completes a packet")
			}
		}
	})
}

func fragmentOf(part []byte, at int, more, v6 bool) []byte {
	if v6 {
		b := make([]byte, 48, 48+len(part))
		b[0], b[6], b[40] = 0x60, 44, protoUDP
		off := uint16(at)
		if more {
			off |= 1
		}
		binary.BigEndian.PutUint16(b[4:], uint16(8+len(part)))
		binary.BigEndian.PutUint16(b[42:], off)
		b[47] = 77
		return append(b, part...)
	}
	b := make([]byte, 20, 20+len(part))
	b[0], b[9], b[5] = 0x45, protoUDP, 77
	off := uint16(at / 8)
	if more {
		off |= 0x2000
	}
	binary.BigEndian.PutUint16(b[2:], uint16(20+len(part)))
	binary.BigEndian.PutUint16(b[6:], off)
	return append(b, part...)
}

// TestReassemblyBounds: fragments that overlap, that never become whole, and that are too many cost bounded memory.
func TestReassemblyBounds(t *testing.T) {
	var r reassembler
	for i := range 10000 {
		b := fragmentOf(bytes.Repeat([]byte{1}, 1400), 0, true, false)
		binary.BigEndian.PutUint16(b[4:], uint16(i))
		_, ok, _ := r.add(b)
		require.False(t, ok)
		require.LessOrEqual(t, r.held, maxHeld)
		require.LessOrEqual(t, len(r.order), maxPartial)
		require.Len(t, r.partials, len(r.order))
	}
	require.NotZero(t, r.dropped)
	r = reassembler{}
	_, _, _ = r.add(fragmentOf(make([]byte, 16), 0, true, false))
	_, ok, malformed := r.add(fragmentOf(make([]byte, 16), 8, false, false))
	require.False(t, ok)
	require.True(t, malformed, "an overlap")
	require.Empty(t, r.partials)
}

// FuzzESP: what is stripped lies within what came, and what is encrypted with a random key is not read.
func FuzzESP(f *testing.F) {
	f.Add(bytes.Repeat([]byte{1}, 60), uint64(5))
	f.Fuzz(func(t *testing.T, b []byte, seed uint64) {
		var a associations
		p := ipPacket{netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2"), protoESP, b}
		in, result := a.open(p)
		if result == espRead && (len(in.payload) >= len(b) || !checksumFits(in)) {
			t.Fatal("read what does not fit")
		}
		a.agree(mechanisms([]string{string(b), "ipsec-3gpp;alg=hmac-sha-1-96;ealg=null;spi-c=7000;spi-s=7001"}))
		if len(a.order) > maxAssociations {
			t.Fatal("too many associations")
		}
	})
}

// TestEncryptedNeverRead: ciphertext, here random octets, is not taken for something clear without an agreement.
func TestEncryptedNeverRead(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 200000 {
		a := associations{}
		b := make([]byte, 40+rng.IntN(60))
		for j := range b {
			b[j] = byte(rng.Uint32())
		}
		b[0] = 1
		_, result := a.open(ipPacket{netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2"), protoESP, b})
		require.NotEqual(t, espRead, result, "%d %x", i, b)
	}
}

// TestNegotiation follows offers and answers through early media, a refused re-INVITE, and an offer in the response.
func TestNegotiation(t *testing.T) {
	msg := func(start string, cseq int, method string, port int) *sipmsg.Message {
		body := ""
		if port > 0 {
			body = fmt.Sprintf("v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio %d RTP/AVP 8\r\n", port)
		}
		m, _, err := sipmsg.Read([]byte(fmt.Sprintf("%s\r\nFrom: <sip:a@b>\r\nTo: <sip:c@d>\r\nCall-ID: 1\r\nCSeq: %d %s\r\nContent-Type: application/sdp\r\n\r\n%s", start, cseq, method, body)), false)
		require.NoError(t, err)
		return m
	}
	ex := &exchange{call: true}
	ports := func() [2]uint16 {
		if ex.ours == nil {
			return [2]uint16{}
		}
		return [2]uint16{ex.ours.Media[0].Port(), ex.theirs.Media[0].Port()}
	}
	require.False(t, ex.negotiate(msg("INVITE sip:x SIP/2.0", 1, "INVITE", 1000), true))
	require.True(t, ex.negotiate(msg("SIP/2.0 183 Progress", 1, "INVITE", 2000), false))
	require.Equal(t, [2]uint16{1000, 2000}, ports())
	require.False(t, ex.negotiate(msg("SIP/2.0 200 OK", 1, "INVITE", 2000), false), "the answer again")
	require.False(t, ex.negotiate(msg("INVITE sip:x SIP/2.0", 2, "INVITE", 3000), false))
	require.False(t, ex.negotiate(msg("SIP/2.0 488 No", 2, "INVITE", 0), true))
	require.Equal(t, [2]uint16{1000, 2000}, ports(), "a refused offer changes nothing")
	require.False(t, ex.negotiate(msg("UPDATE sip:x SIP/2.0", 3, "UPDATE", 3000), false))
	require.True(t, ex.negotiate(msg("SIP/2.0 200 OK", 3, "UPDATE", 1004), true))
	require.Equal(t, [2]uint16{1004, 3000}, ports())
	require.False(t, ex.negotiate(msg("INVITE sip:x SIP/2.0", 4, "INVITE", 0), true))
	require.False(t, ex.negotiate(msg("SIP/2.0 200 OK", 4, "INVITE", 5000), false))
	require.False(t, ex.negotiate(msg("SIP/2.0 200 OK", 4, "INVITE", 5000), false))
	require.True(t, ex.negotiate(msg("ACK sip:x SIP/2.0", 4, "ACK", 1008), true))
	require.Equal(t, [2]uint16{1008, 5000}, ports())
}

// TestESPAgreement: what the security agreement says counts, and a packet that comes twice is read once.
func TestESPAgreement(t *testing.T) {
	payload := []byte{0, 1, 0, 2, 0, 12, 0, 0, 'S', 'I', 'P', '!', 1, 2, 2, protoUDP}
	packet := ipPacket{netip.MustParseAddr("10.0.0.1"), netip.MustParseAddr("10.0.0.2"), protoESP, append(append([]byte{0, 0, 0x1b, 0x58, 0, 0, 0, 9}, payload...), make([]byte, 12)...)}
	for ealg, want := range map[string]espResult{"null": espRead, "aes-cbc": espEncrypted} {
		var a associations
		a.agree(mechanisms([]string{"ipsec-3gpp;alg=hmac-sha-1-96;ealg=" + ealg + ";spi-c=7000;spi-s=7001"}))
		in, result := a.open(packet)
		require.Equal(t, want, result, ealg)
		if want == espRead {
			require.Equal(t, payload[:12], in.payload)
			_, result = a.open(packet)
			require.Equal(t, espRepeated, result)
		}
	}
}

// TestContentInTime: packets count from the moment at which the media were negotiated to the end of the call, whatever the
// order in which the LMISF-CC hears of packets and of the call.
func TestContentInTime(t *testing.T) {
	c := &LMISFCC{tasks: map[lipf.UUID]*ccTask{}, calls: map[xc]*call{}}
	k := xc{lipf.UUID{15: 1}, 7}
	c.tasks[k.xid] = &ccTask{}
	ours, theirs := netip.MustParseAddrPort("10.0.0.1:4000"), netip.MustParseAddrPort("10.0.0.2:5000")
	packet := func(second int64) *x2x3.PDU {
		b := make([]byte, 32)
		b[0], b[9], b[3] = 0x45, protoUDP, 32
		copy(b[12:], ours.Addr().AsSlice())
		copy(b[16:], theirs.Addr().AsSlice())
		binary.BigEndian.PutUint16(b[20:], ours.Port())
		binary.BigEndian.PutUint16(b[22:], theirs.Port())
		p := &x2x3.PDU{Type: x2x3.X3, Format: x2x3.FormatIPv4, Direction: x2x3.FromTarget, XID: x2x3.UUID(k.xid), CorrelationID: k.correlation, Payload: b}
		p.Timestamp = time.UnixMilli(second)
		return p
	}
	send := func(at int64) { require.NoError(t, c.lite3(packet(at))) }
	send(100)
	require.Equal(t, uint64(1), c.stray.Load())
	c.open(k, false)
	send(190)
	send(210)
	require.Zero(t, c.delivered.Load())
	c.flows(k, []flow{{ours: ours, theirs: theirs}}, "sdp", time.UnixMilli(200))
	require.Equal(t, uint64(1), c.delivered.Load(), "the one that came after the answer")
	send(300)
	c.end(k, time.UnixMilli(400))
	send(390)
	send(410)
	require.Equal(t, uint64(3), c.delivered.Load())
	require.Equal(t, uint64(2), c.discarded.Load())
	delete(c.tasks, k.xid)
	send(395)
	require.Equal(t, uint64(1), c.noTask.Load())
}

// mirrorOnly is an LMISF-IRI without its connections.
func mirrorOnly() (*LMISFIRI, *copied) {
	l := &LMISFIRI{}
	l.mirror.init()
	xid := lipf.UUID{15: 1}
	l.phase1[xid] = lipf.Task{}
	l.info(xid, 7, "smf", time.Unix(1, 0), &xiri.N9HRPDUSessionInfo{SUPI: xiri.SUPI{IMSI: "999700000000001"}, PDUSessionID: 2})
	body := "v=0\r\nc=IN IP4 10.0.0.1\r\nm=audio 4000 RTP/AVP 8\r\n"
	sip := fmt.Sprintf("INVITE tel:+31201234567 SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.1;branch=z9hG4bK00000000\r\nFrom: <sip:+4930@ims.example>;tag=1\r\nTo: <tel:+31201234567>\r\nCall-ID: call-00000000\r\n"+
		"CSeq: 1 INVITE\r\nP-Preferred-Identity: <sip:+4930@ims.example>\r\nContact: <sip:10.0.0.1>\r\n%sContent-Type: application/sdp\r\nContent-Length: %d\r\n\r\n%s",
		strings.Repeat("Supported: 100rel, timer, precondition\r\n", 8), len(body), body)
	b := make([]byte, 28, 28+len(sip))
	b[0], b[9] = 0x45, protoUDP
	binary.BigEndian.PutUint16(b[2:], uint16(28+len(sip)))
	binary.BigEndian.PutUint16(b[24:], uint16(8+len(sip)))
	return l, &copied{xid, 7, x2x3.FormatIPv4, x2x3.FromTarget, time.Unix(2, 0), append(b, sip...)}
}

// BenchmarkMirror is what one message of a user that is no target costs the LMISF-IRI.
func BenchmarkMirror(b *testing.B) {
	l, c := mirrorOnly()
	at := bytes.Index(c.payload, []byte("call-"))
	via := bytes.Index(c.payload, []byte("z9hG4bK"))
	b.SetBytes(int64(len(c.payload)))
	for i := 0; b.Loop(); i++ {
		copy(c.payload[via+7:], fmt.Sprintf("%08d", i))
		copy(c.payload[at+5:], fmt.Sprintf("%08d", i/8)) // eight messages of one call
		l.packet(c)
	}
	require.Zero(b, l.counters.garbage.Load()+l.counters.malformed.Load()+l.counters.repeated.Load())
	require.NotZero(b, l.counters.messages.Load())
	b.ReportMetric(float64(l.counters.messages.Load())/b.Elapsed().Seconds(), "messages/s")
}
