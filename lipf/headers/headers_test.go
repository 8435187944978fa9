package headers_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/headers"
	"lilab/x2x3/xiri"
)

var start = time.Unix(1_700_000_000, 0).UTC()

// ipv4 makes a packet with options of a multiple of four octets. fragment is the field of flags and offset.
func ipv4(src, dst string, protocol uint8, fragment uint16, options, payload []byte) []byte {
	b := make([]byte, 20, 20+len(options)+len(payload))
	b[0] = 0x45 + byte(len(options)/4)
	binary.BigEndian.PutUint16(b[2:], uint16(20+len(options)+len(payload)))
	binary.BigEndian.PutUint16(b[4:], 0xabcd)
	binary.BigEndian.PutUint16(b[6:], fragment)
	b[8], b[9], b[10], b[11] = 64, protocol, 0x12, 0x34
	copy(b[12:], netip.MustParseAddr(src).AsSlice())
	copy(b[16:], netip.MustParseAddr(dst).AsSlice())
	return append(append(b, options...), payload...)
}

func ipv6(src, dst string, next uint8, label uint32, payload []byte) []byte {
	b := make([]byte, 40, 40+len(payload))
	binary.BigEndian.PutUint32(b, 6<<28|label)
	binary.BigEndian.PutUint16(b[4:], uint16(len(payload)))
	b[6], b[7] = next, 64
	copy(b[8:], netip.MustParseAddr(src).AsSlice())
	copy(b[24:], netip.MustParseAddr(dst).AsSlice())
	return append(b, payload...)
}

func udp(src, dst uint16, payload int) []byte {
	b := make([]byte, 8+payload)
	binary.BigEndian.PutUint16(b, src)
	binary.BigEndian.PutUint16(b[2:], dst)
	binary.BigEndian.PutUint16(b[4:], uint16(len(b)))
	b[6], b[7] = 0xca, 0xfe
	return b
}

func tcp(src, dst uint16, flags uint8, options []byte, payload int) []byte {
	b := make([]byte, 20, 20+len(options)+payload)
	binary.BigEndian.PutUint16(b, src)
	binary.BigEndian.PutUint16(b[2:], dst)
	copy(b[4:12], "SEQNACKN")
	b[12], b[13] = byte(20+len(options))/4<<4, flags
	copy(b[14:20], "WICSUP")
	b = append(b, options...)
	return append(b, make([]byte, payload)...)
}

type report struct {
	xiri.Event
	at         time.Time
	fromTarget bool
}

type sink struct{ got []report }

func (s *sink) emit(e xiri.Event, at time.Time, fromTarget bool) {
	s.got = append(s.got, report{e, at, fromTarget})
}

// take returns what came since the last time in short form.
func (s *sink) take() string {
	var out []string
	for _, r := range s.got {
		switch e := r.Event.(type) {
		case *xiri.PDSummaryReport:
			out = append(out, fmt.Sprintf("%d>%d %s %d/%d", e.SourcePort.Value, e.DestinationPort.Value, e.PDSRSummaryTrigger, e.PacketCount, e.ByteCount))
		case *xiri.IPIRIPacketReport:
			if m := e.Report.Summary; m != nil {
				out = append(out, fmt.Sprintf("%s %d/%d", m.Trigger, m.PacketCount.Value, m.ByteCount.Value))
			} else {
				out = append(out, fmt.Sprintf("%x", e.Report.Header.Header))
			}
		case *xiri.PDHeaderReport:
			out = append(out, fmt.Sprintf("%v>%v", e.SourcePort, e.DestinationPort))
		}
	}
	s.got = nil
	return strings.Join(out, ", ")
}

func reporter(t testing.TB, cfg headers.Config) (*headers.Reporter, *sink) {
	t.Helper()
	s := &sink{}
	cfg.Emit = s.emit
	r, err := headers.New(cfg)
	require.NoError(t, err)
	return r, s
}

// encoded has each record encoded, read again, and read by the compiler of the published ASN.1.
func encoded(t *testing.T, rs []report) {
	t.Helper()
	for _, r := range rs {
		require.Empty(t, xiri.Check(r.Event))
		x := xiri.XIRIPayload{Event: r.Event}
		b, err := x.AppendBinary(nil)
		require.NoError(t, err)
		again, n, err := xiri.ParseXIRIPayload(b)
		require.NoError(t, err)
		require.Len(t, b, n)
		b2, err := again.AppendBinary(nil)
		require.NoError(t, err)
		require.Equal(t, b, b2)
		_, err = judge.Decode(t, "TS33128Payloads", "XIRIPayload", b)
		require.NoError(t, err, "%x", b)
	}
}

// shapes are packets of every shape and what is in their reports.
var shapes = []struct {
	name    string
	packet  []byte
	headers int // octets of IP and transport header
	size    int
	next    uint8
	ports   string
	label   int // -1 for IPv4
}{
	{"UDP", ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(1000, 53, 30)), 28, 58, 17, "1000>53", -1},
	{"TCP with options, IP with options", ipv4("10.0.0.1", "10.0.0.2", 6, 0x4000, make([]byte, 40), tcp(1000, 80, 2, make([]byte, 40), 7)), 120, 127, 6, "1000>80", -1},
	{"octets behind the packet", append(ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(1000, 53, 1)), "padding"...), 28, 29, 17, "1000>53", -1},
	{"first fragment", ipv4("10.0.0.1", "10.0.0.2", 17, 0x2000, nil, udp(1000, 53, 16)), 28, 44, 17, "1000>53", -1},
	{"second fragment", ipv4("10.0.0.1", "10.0.0.2", 17, 3, nil, udp(1000, 53, 16)), 20, 44, 17, "", -1},
	{"ICMP", ipv4("10.0.0.1", "10.0.0.2", 1, 0, nil, make([]byte, 64)), 20, 84, 1, "", -1},
	{"unknown next header", ipv4("10.0.0.1", "10.0.0.2", 253, 0, nil, make([]byte, 64)), 20, 84, 253, "", -1},
	{"cut in UDP", ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(1000, 53, 30))[:25], 25, 25, 17, "1000>53", -1},
	{"cut in the ports", ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(1000, 53, 30))[:23], 23, 23, 17, "", -1},
	{"SCTP", ipv6("2001:db8::1", "2001:db8::2", 132, 0xfffff, udp(1000, 38412, 30)), 52, 78, 132, "1000>38412", 0xfffff},
	{"IPv6 UDP", ipv6("2001:db8::1", "2001:db8::2", 17, 5, udp(1000, 53, 30)), 48, 78, 17, "1000>53", 5},
	{"IPv6 extension headers", ipv6("2001:db8::1", "2001:db8::2", 0, 5,
		join([]byte{60, 0, 0, 0, 0, 0, 0, 0, 43, 1}, make([]byte, 14), []byte{51, 0, 0, 0, 0, 0, 0, 0, 6, 1}, make([]byte, 10), tcp(7, 8, 16, nil, 3))), 104, 107, 6, "7>8", 5},
	{"IPv6 first fragment", ipv6("2001:db8::1", "2001:db8::2", 44, 5, join([]byte{17, 0, 0, 1, 0, 0, 0, 9}, udp(1000, 53, 30))), 56, 86, 17, "1000>53", 5},
	{"IPv6 second fragment", ipv6("2001:db8::1", "2001:db8::2", 44, 5, join([]byte{17, 0, 0, 8, 0, 0, 0, 9}, udp(1000, 53, 30))), 48, 86, 17, "", 5},
	{"IPv6 later fragment of an extension header", ipv6("2001:db8::1", "2001:db8::2", 44, 5, join([]byte{60, 0, 0, 8, 0, 0, 0, 9}, udp(1000, 53, 30))), 48, 86, 60, "", 5},
	{"IPv6 no next header", ipv6("2001:db8::1", "2001:db8::2", 59, 0, nil), 40, 40, 59, "", 0},
	{"IPv6 extension header longer than the packet", ipv6("2001:db8::1", "2001:db8::2", 60, 0, []byte{17, 9, 0, 0, 0, 0, 0, 0}), 40, 48, 60, "", 0},
	{"ESP", ipv6("2001:db8::1", "2001:db8::2", 50, 0, make([]byte, 40)), 40, 80, 50, "", 0},
	{"65,535 octets", ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(1000, 53, 65507)), 28, 65535, 17, "1000>53", -1},
}

func join(parts ...[]byte) (out []byte) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

func TestPerPacket(t *testing.T) {
	for _, c := range shapes {
		t.Run(c.name, func(t *testing.T) {
			r, s := reporter(t, headers.Config{PerPacket: true})
			r.Packet(c.packet, true, start)
			require.Len(t, s.got, 1)
			require.Equal(t, c.packet[:c.headers], s.got[0].Event.(*xiri.IPIRIPacketReport).Report.Header.Header)
			require.Equal(t, start, s.got[0].at)
			require.True(t, s.got[0].fromTarget)
			encoded(t, s.got)

			r, s = reporter(t, headers.Config{PerPacket: true, Deprecated: true})
			r.Packet(c.packet, false, start)
			require.Len(t, s.got, 1)
			e := s.got[0].Event.(*xiri.PDHeaderReport)
			require.EqualValues(t, 255, e.PDUSessionID)
			require.EqualValues(t, c.size, e.PacketSize)
			require.Equal(t, c.next, e.NextLayerProtocol)
			require.Equal(t, xiri.DirectionToTarget, e.Direction)
			require.Equal(t, c.label >= 0, e.IPv6flowLabel.Set)
			require.Equal(t, c.label >= 0, e.SourceIPAddress.IPv6Address.IsValid() && !e.SourceIPAddress.IPv4Address.IsValid())
			if c.label >= 0 {
				require.EqualValues(t, c.label, e.IPv6flowLabel.Value)
			}
			got := ""
			if require.Equal(t, e.SourcePort.Set, e.DestinationPort.Set); e.SourcePort.Set {
				got = fmt.Sprintf("%d>%d", e.SourcePort.Value, e.DestinationPort.Value)
			}
			require.Equal(t, c.ports, got)
			encoded(t, s.got)
		})
	}
	for _, b := range [][]byte{nil, {}, {0x45}, make([]byte, 100), {0x60, 0}, join([]byte{0x44}, make([]byte, 40)), join([]byte{0x4f}, make([]byte, 30))} {
		r, s := reporter(t, headers.Config{PerPacket: true})
		r.Packet(b, true, start)
		require.Empty(t, s.got)
		require.Equal(t, headers.Stats{Packets: 1, NotIP: 1}, r.Stats())
	}
}

// TestSummaryHeader has what differs between packets of a flow zeroed, and says so.
func TestSummaryHeader(t *testing.T) {
	for _, deprecated := range []bool{false, true} {
		for _, c := range shapes {
			r, s := reporter(t, headers.Config{Packets: 10, Deprecated: deprecated})
			r.Packet(c.packet, true, start)
			r.Close(start.Add(time.Second))
			require.Len(t, s.got, 2)
			encoded(t, s.got)
		}
	}
	check := func(packet []byte, bits string, header string) {
		t.Helper()
		r, s := reporter(t, headers.Config{Packets: 10})
		r.Packet(packet, true, start)
		m := s.got[0].Event.(*xiri.IPIRIPacketReport).Report.Summary
		require.Equal(t, 13, m.Indications.Len)
		got := ""
		for i := range 13 {
			got += string('0' + m.Indications.Octets[i/8]>>(7-i%8)&1)
		}
		require.Equal(t, bits, got)
		require.Equal(t, header, fmt.Sprintf("%x", m.Header))
	}
	check(ipv4("10.0.0.1", "10.0.0.2", 6, 0x4000, []byte{1, 1, 1, 1}, tcp(1000, 80, 2, []byte{1, 1, 1, 1}, 7)), "1111001111100"[:6]+"1111100",
		"46000000abcd00000006"+"0000"+"0a0000010a000002"+"01010101"+"03e80050"+"0000000000000000"+"6000"+"0000"+"0000"+"5550"+"01010101")
	check(ipv6("2001:db8::1", "2001:db8::2", 60, 5, join([]byte{17, 0, 0, 0, 0, 0, 0, 0}, udp(1000, 53, 30))), "0000110000011",
		"60000005"+"0000"+"1140"+"20010db8000000000000000000000001"+"20010db8000000000000000000000002"+"03e8003500000000")
}

func TestTriggers(t *testing.T) {
	second := func(n int) time.Time { return start.Add(time.Duration(n) * time.Second) }
	a := func(n int) []byte { return ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(1, 2, n-28)) }
	b := func(n int) []byte { return ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(3, 4, n-28)) }

	r, s := reporter(t, headers.Config{Packets: 2, Octets: 1000, Interval: 10 * time.Second, Deprecated: true})
	r.Packet(a(100), true, second(0))
	require.Equal(t, "1>2 startOfFlow 1/100", s.take())
	r.Packet(b(100), true, second(0))
	require.Equal(t, "3>4 startOfFlow 1/100", s.take())
	r.Packet(a(100), true, second(1))
	require.Empty(t, s.take())
	r.Packet(a(200), true, second(1))
	require.Equal(t, "1>2 packetCount 2/300", s.take())
	r.Packet(a(1000), true, second(1))
	require.Equal(t, "1>2 byteCount 1/1000", s.take())
	r.Packet(a(50), true, second(5))
	r.Tick(second(10))
	require.Empty(t, s.take(), "b is due and has no packets")
	r.Tick(second(11))
	require.Equal(t, "1>2 timerExpiry 1/50", s.take())
	r.Packet(b(60), true, second(20))
	require.Equal(t, "3>4 timerExpiry 1/60", s.take(), "a packet notices a timer too")
	r.Packet(a(100), false, second(21))
	require.Equal(t, "1>2 startOfFlow 1/100", s.take(), "the other direction is another flow")
	r.Tick(second(71))
	require.Equal(t, "1>2 endOfFlow 0/0", s.take(), "idle since second 5 for more than 60 s")
	r.Packet(b(70), true, second(75))
	require.Empty(t, s.take(), "the timer began anew at 71")
	r.Packet(b(70), true, second(76))
	r.Close(second(77))
	require.Equal(t, "3>4 packetCount 2/140, 1>2 endOfFlow 0/0, 3>4 endOfFlow 0/0", s.take())
	r.Packet(b(70), true, second(78))
	r.Tick(second(1000))
	r.Close(second(1000))
	require.Empty(t, s.take())

	r, s = reporter(t, headers.Config{Packets: 3, Interval: 10 * time.Second, UseSessionTriggers: true})
	r.Packet(a(100), true, second(0))
	r.Packet(b(100), true, second(0))
	require.Equal(t, "flowStart 1/100, flowStart 1/100", s.take())
	r.Packet(a(100), true, second(1))
	r.Packet(b(110), true, second(1))
	require.Empty(t, s.take())
	r.Packet(a(100), true, second(2))
	require.Equal(t, "sessionPacketCount 2/200, sessionPacketCount 1/110", s.take())
	r.Packet(a(100), true, second(3))
	r.Tick(second(11))
	require.Empty(t, s.take())
	r.Tick(second(12))
	require.Equal(t, "sessionTimerExpiration 1/100", s.take())
	r.Close(second(13))
	require.Equal(t, "reportEnd 0/0, reportEnd 0/0", s.take())
}

// TestEndOfFlow ends flows in every way that is not Close.
func TestEndOfFlow(t *testing.T) {
	seg := func(port uint16, flags uint8) []byte {
		return ipv4("10.0.0.1", "10.0.0.2", 6, 0, nil, tcp(port, 80, flags, nil, 0))
	}
	r, s := reporter(t, headers.Config{Packets: 100, MaxFlows: 2})
	r.Packet(seg(1, 2), true, start)
	r.Packet(seg(1, 4), true, start)
	require.Equal(t, "flowStart 1/40, flowEnd 1/40", s.take(), "RST")
	r.Packet(seg(1, 2), true, start)
	r.Packet(seg(1, 0x11), true, start)
	r.Packet(seg(1, 0x10), true, start.Add(time.Second/2))
	r.Tick(start.Add(time.Second))
	require.Equal(t, "flowStart 1/40", s.take(), "the last ACK comes behind the FIN")
	r.Tick(start.Add(3 * time.Second / 2))
	require.Equal(t, "flowEnd 2/80", s.take())
	for port := range uint16(2) {
		r.Packet(seg(port, 2), true, start.Add(2*time.Second))
		r.Packet(seg(port, 16), true, start.Add(time.Duration(4-port)*time.Second))
	}
	s.take()
	r.Packet(seg(7, 2), true, start.Add(5*time.Second))
	require.Equal(t, "flowEnd 1/40, flowStart 1/40", s.take(), "room for another")
	require.EqualValues(t, 1, r.Stats().Evicted)
	r.Tick(start.Add(time.Hour))
	require.Equal(t, "flowTimeout 1/40, flowTimeout 0/0", s.take())
}

func TestFromOrder(t *testing.T) {
	require.Equal(t, headers.Config{PerPacket: true}, headers.FromOrder(lipf.HeaderReporting{PerPacket: true}))
	require.Equal(t, headers.Config{Interval: 3 * time.Second, Packets: 4, Octets: 5, UseSessionTriggers: true}, headers.FromOrder(lipf.HeaderReporting{
		UseSessionTriggers: true, Summary: []lipf.PDSRTrigger{{TimerExpiry: 7 * time.Second}, {PacketCount: 4}, {ByteCount: 5}, {TimerExpiry: 3 * time.Second}, {PacketCount: 9}}}))
	_, err := headers.New(headers.Config{})
	require.Error(t, err)
}

// TestCounts plays packets of some flows at random times against a table of all of them: the summaries add up to the
// packets, and no flow is reported that was not there.
func TestCounts(t *testing.T) {
	for seed := range uint64(2000) {
		g := rand.New(rand.NewPCG(seed, 1))
		cfg := headers.Config{Deprecated: true, UseSessionTriggers: (g.IntN(2) == 0), MaxFlows: (1 + g.IntN(6)),
			Packets: g.Uint64N(6), Octets: g.Uint64N(501),
			Interval: time.Duration(g.IntN(21)) * time.Second}
		s := &sink{}
		cfg.Emit = s.emit
		r, err := headers.New(cfg)
		if err != nil {
			t.Fatal(err)
		}
		type counts struct{ packets, octets int64 }
		want, got := map[string]counts{}, map[string]counts{}
		at := start
		for range 1 + g.IntN(60) {
			at = at.Add(time.Duration(g.IntN(30001)) * time.Millisecond)
			if g.IntN(6) == 0 {
				r.Tick(at)
			}
			n, size, from := (1 + g.IntN(5)), g.IntN(201), (g.IntN(2) == 0)
			flags := []uint8{16, 16, 16, 2, 17, 4}[g.IntN(6)]
			p := ipv4("10.0.0.1", "10.0.0.2", 6, 0, nil, tcp(uint16(n), 80, flags, nil, size))
			r.Packet(p, from, at)
			k := fmt.Sprint(n, from)
			want[k] = counts{want[k].packets + 1, want[k].octets + int64(len(p))}
		}
		r.Close(at)
		open := map[string]bool{}
		for _, x := range s.got {
			e := x.Event.(*xiri.PDSummaryReport)
			k := fmt.Sprint(e.SourcePort.Value, e.Direction == xiri.DirectionFromTarget)
			got[k] = counts{got[k].packets + e.PacketCount, got[k].octets + e.ByteCount}
			begins := e.PDSRSummaryTrigger == xiri.PDSRSummaryTriggerStartOfFlow
			if begins == open[k] {
				t.Fatalf("seed %d: flow %s: %s", seed, k, e.PDSRSummaryTrigger)
			}
			open[k] = e.PDSRSummaryTrigger != xiri.PDSRSummaryTriggerEndOfFlow
			if e.LastPacketTimestamp.Before(e.FirstPacketTimestamp) || x.fromTarget != (e.Direction == xiri.DirectionFromTarget) {
				t.Fatalf("seed %d: %+v", seed, e)
			}
		}
		for k := range open {
			if open[k] {
				t.Fatalf("seed %d: flow %s has no end", seed, k)
			}
		}
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Fatalf("seed %d: packets %v, reports %v", seed, want, got)
		}
	}
}

// FuzzPacket: whatever comes, the reports encode, their header is the beginning of the packet, and the sizes are within
// what was there.
func FuzzPacket(f *testing.F) {
	for _, c := range shapes {
		if len(c.packet) < 1000 {
			f.Add(c.packet)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var all []xiri.Event
		for _, cfg := range []headers.Config{{PerPacket: true}, {PerPacket: true, Deprecated: true}, {Packets: 1}, {Octets: 1, Deprecated: true}} {
			cfg.Emit = func(e xiri.Event, _ time.Time, _ bool) { all = append(all, e) }
			r, err := headers.New(cfg)
			require.NoError(t, err)
			r.Packet(b, true, start)
			r.Packet(b, false, start)
			r.Tick(start.Add(time.Hour))
			r.Close(start.Add(time.Hour))
		}
		for _, e := range all {
			x := xiri.XIRIPayload{Event: e}
			_, err := x.AppendBinary(nil)
			require.NoError(t, err)
			switch e := e.(type) {
			case *xiri.IPIRIPacketReport:
				if h := e.Report.Header; h != nil {
					require.LessOrEqual(t, len(h.Header), len(b))
					require.Equal(t, b[:len(h.Header)], h.Header)
				} else {
					require.LessOrEqual(t, e.Report.Summary.ByteCount.Value, int64(len(b)))
					require.GreaterOrEqual(t, len(e.Report.Summary.Header), 20)
				}
			case *xiri.PDHeaderReport:
				require.LessOrEqual(t, e.PacketSize, int64(len(b)))
				require.GreaterOrEqual(t, e.PacketSize, int64(20))
			}
		}
	})
}

// BenchmarkReports takes packets of 1000 flows.
func BenchmarkReports(b *testing.B) {
	packets := make([][]byte, 1000)
	for i := range packets {
		packets[i] = ipv4("10.0.0.1", "10.0.0.2", 17, 0, nil, udp(uint16(i), 53, 1000))
	}
	for name, cfg := range map[string]headers.Config{"PDHR": {PerPacket: true}, "PDSR": {Packets: 100}} {
		b.Run(name, func(b *testing.B) {
			var reports uint64
			var out []byte
			cfg.Emit = func(e xiri.Event, _ time.Time, _ bool) {
				x := xiri.XIRIPayload{Event: e}
				out, _ = x.AppendBinary(out[:0])
				reports++
			}
			r, err := headers.New(cfg)
			require.NoError(b, err)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				r.Packet(packets[i%len(packets)], true, start)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "packets/s")
			b.ReportMetric(float64(reports)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}
