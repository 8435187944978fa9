package seg_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/esp"
	"lilab/sim/fabric"
	"lilab/sim/seg"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// wire keeps the packets of a link.
type wire struct {
	mu  sync.Mutex
	all [][]byte
}

func (w *wire) Packet(_ time.Time, b []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, bytes.Clone(b))
}

func (w *wire) packets() [][]byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([][]byte(nil), w.all...)
}

// lab is two networks with a host each behind a gateway.
type lab struct {
	links    [3]fabric.Link // a, between, b
	prefixes [3]netip.Prefix
	taps     [3]*wire
	hosts    [2]fabric.Host
	gateways [2]*seg.Gateway
	sas      [2][]*esp.SA // of the receivers: from a, from b
}

func newLab(t testing.TB, mtu int, enc func(c *esp.Config)) *lab {
	t.Helper()
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	l := &lab{}
	for i := range 3 {
		l.prefixes[i] = netip.MustParsePrefix(fmt.Sprintf("10.0.%d.0/24", i))
		l.taps[i] = &wire{}
		cfg := fabric.LinkConfig{Name: fmt.Sprint("link", i), Prefix: l.prefixes[i], Tap: l.taps[i]}
		if i == 1 {
			cfg.MTU = mtu
		}
		l.links[i], err = v.Link(cfg)
		require.NoError(t, err)
	}
	for i := range 2 {
		l.hosts[i], err = v.Host(fmt.Sprint("host", i))
		require.NoError(t, err)
		_, err = l.links[2*i].Attach(l.hosts[i])
		require.NoError(t, err)
		l.gateways[i], err = seg.New(seg.Config{Name: fmt.Sprint("seg", i), Inner: l.links[2*i], Outer: l.links[1], Protected: l.prefixes[2*i], MTU: mtu})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, l.gateways[i].Close()) })
	}
	var out [2][]*esp.SA
	for i := range 2 {
		for g := range 2 {
			cfg := esp.Config{SPI: uint32(0x1000 + 16*i + g), Mode: esp.Tunnel, Local: l.gateways[i].Addr(), Remote: l.gateways[1-i].Addr(),
				Encryption: esp.AESGCM, EncryptionKey: bytes.Repeat([]byte{byte(1 + i + 2*g)}, 20)}
			if enc != nil {
				enc(&cfg)
			}
			for side := range 2 {
				sa, err := esp.New(cfg)
				require.NoError(t, err)
				if side == 0 {
					out[i] = append(out[i], sa)
				} else {
					l.sas[i] = append(l.sas[i], sa)
				}
			}
		}
	}
	for i := range 2 {
		require.NoError(t, l.gateways[i].AddPeer(seg.Peer{Addr: l.gateways[1-i].Addr(), Prefix: l.prefixes[2-2*i], Out: out[i], In: l.sas[1-i]}))
	}
	return l
}

// addr is that of a host.
func (l *lab) addr(i int) netip.Addr { return l.hosts[i].Addr(fmt.Sprint("link", 2*i)) }

// datagrams sends n datagrams of a size from one host to the other and expects them.
func (l *lab) datagrams(t testing.TB, n, size int) {
	t.Helper()
	to, err := l.hosts[1].ListenPacket(t.Context(), netip.AddrPortFrom(l.addr(1), 7))
	require.NoError(t, err)
	defer to.Close()
	from, err := l.hosts[0].ListenPacket(t.Context(), netip.AddrPortFrom(l.addr(0), 0))
	require.NoError(t, err)
	defer from.Close()
	b := make([]byte, 65536)
	for i := range n {
		sent := bytes.Repeat([]byte{byte(i)}, size)
		_, err = from.WriteTo(sent, net.UDPAddrFromAddrPort(netip.AddrPortFrom(l.addr(1), 7)))
		require.NoError(t, err)
		require.NoError(t, to.SetReadDeadline(time.Now().Add(5*time.Second)))
		got, _, err := to.ReadFrom(b)
		require.NoError(t, err, "datagram %d", i)
		require.Equal(t, sent, b[:got])
	}
}

// TestCarries sends datagrams of every size and a stream of TCP through two gateways, with each algorithm, and looks at what
// was on the links.
func TestCarries(t *testing.T) {
	for name, enc := range map[string]func(*esp.Config){
		"AES-GCM": nil,
		"AES-CBC": func(c *esp.Config) {
			c.Encryption, c.EncryptionKey, c.Integrity, c.IntegrityKey = esp.AESCBC, c.EncryptionKey[:16], esp.HMACSHA256, bytes.Repeat([]byte{7}, 32)
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLab(t, 1500, enc)
			l.datagrams(t, 20, 100)
			for _, size := range []int{1, 1395, 1400, 1410, 1472, 5000, 8900} {
				l.datagrams(t, 2, size)
			}
			listener, err := l.hosts[1].Listen(t.Context(), netip.AddrPortFrom(l.addr(1), 80))
			require.NoError(t, err)
			defer listener.Close()
			go func() {
				c, err := listener.Accept()
				if err == nil {
					_, _ = io.Copy(c, c)
					c.Close()
				}
			}()
			c, err := l.hosts[0].DialContext(t.Context(), "tcp", netip.AddrPortFrom(l.addr(1), 80).String())
			require.NoError(t, err)
			defer c.Close()
			sent := bytes.Repeat([]byte("canary "), 50_000)
			go func() { _, _ = c.Write(sent) }()
			require.NoError(t, c.SetDeadline(time.Now().Add(10*time.Second)))
			got := make([]byte, len(sent))
			_, err = io.ReadFull(c, got)
			require.NoError(t, err)
			require.Equal(t, sent, got)

			a, b := l.gateways[0].Stats(), l.gateways[1].Stats()
			require.NotZero(t, a.Fragments)
			require.Equal(t, seg.Stats{Sealed: a.Sealed, Opened: a.Opened, Fragments: a.Fragments}, a)
			require.Equal(t, seg.Stats{Sealed: b.Sealed, Opened: b.Opened, Fragments: b.Fragments}, b)
			for _, p := range l.taps[1].packets() {
				require.EqualValues(t, esp.Protocol, p[9])
				require.LessOrEqual(t, len(p), 1500)
				require.NotContains(t, string(p), "canary canary")
			}
			// What comes out is what went in, but for the hops of two gateways.
			in, out := l.taps[0].packets(), l.taps[2].packets()
			seen := map[string]bool{}
			for _, p := range out {
				seen[string(p[20:])] = true
				require.Zero(t, sum(p[:20]), "header checksum")
			}
			for _, p := range in {
				require.True(t, seen[string(p[20:])])
			}
		})
	}
}

func sum(h []byte) uint16 {
	var s uint32
	for i := 0; i < len(h); i += 2 {
		s += uint32(binary.BigEndian.Uint16(h[i:]))
	}
	s = s>>16 + s&0xffff
	return ^uint16(s + s>>16)
}

// TestLifetime changes the association when the soft lifetime of one is over, and stops when there is no other.
func TestLifetime(t *testing.T) {
	l := newLab(t, 1500, func(c *esp.Config) { c.Soft, c.Hard = esp.Lifetime{Packets: 5}, esp.Lifetime{Packets: 6} })
	l.datagrams(t, 11, 100)
	require.EqualValues(t, 5, l.sas[0][0].Stats().Packets)
	require.EqualValues(t, 6, l.sas[0][1].Stats().Packets)
	from, err := l.hosts[0].ListenPacket(t.Context(), netip.AddrPortFrom(l.addr(0), 0))
	require.NoError(t, err)
	defer from.Close()
	_, err = from.WriteTo([]byte("one too many"), net.UDPAddrFromAddrPort(netip.AddrPortFrom(l.addr(1), 7)))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return l.gateways[0].Stats().Expired == 1 }, 5*time.Second, time.Millisecond)
}

// TestAttacks has a third party on the link between the gateways: nothing that it sends comes through.
func TestAttacks(t *testing.T) {
	l := newLab(t, 1500, nil)
	l.datagrams(t, 3, 100)
	rogue, err := l.links[1].AttachRouter("rogue", netip.MustParsePrefix("10.66.0.0/16"), func([]byte) {})
	require.NoError(t, err)
	g := l.gateways[1]
	inside := len(l.taps[2].packets())
	recorded := l.taps[1].packets()[0]
	send := func(b []byte) { require.NoError(t, rogue.Send(b)) }
	fresh := func(edit func(b []byte)) []byte { b := bytes.Clone(recorded); edit(b); return b }
	counted := func(name string, want seg.Stats) {
		t.Helper()
		want.Opened = 3
		require.Eventually(t, func() bool { return g.Stats() == want }, 5*time.Second, time.Millisecond, "%s: %+v", name, g.Stats())
	}
	want := seg.Stats{}
	send(recorded)
	want.Refused++
	counted("replay", want)
	require.EqualValues(t, 1, l.sas[0][0].Stats().Replayed)
	send(fresh(func(b []byte) { b[20+7] = 99 })) // another sequence number
	want.Refused++
	counted("forged", want)
	require.EqualValues(t, 1, l.sas[0][0].Stats().Failed)
	send(fresh(func(b []byte) { b[21] ^= 1 }))
	want.UnknownSPI++
	counted("unknown SPI", want)
	send(fresh(func(b []byte) { b[9] = 17 }))
	want.Clear++
	counted("clear", want)
	clear := l.taps[0].packets()[0]
	send(clear) // for the host itself
	want.Clear++
	counted("clear for the inside", want)
	// Fragments that overlap, that have no end, that are no multiple of 8.
	piece := func(id byte, offset int, more bool, size int) []byte {
		b := make([]byte, 20+size)
		copy(b, recorded[:20])
		binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
		b[4], b[5] = 77, id
		field := uint16(offset / 8)
		if more {
			field |= 0x2000
		}
		binary.BigEndian.PutUint16(b[6:], field)
		return b
	}
	send(piece(1, 0, true, 64))
	send(piece(1, 32, true, 64))
	want.Incomplete++
	counted("overlap", want)
	send(piece(2, 0, true, 63))
	want.Incomplete++
	counted("no multiple of 8", want)
	send(piece(3, 65528, false, 400))
	want.Incomplete++
	counted("longer than a packet", want)
	send(piece(4, 64, false, 64))
	send(piece(4, 256, true, 64))
	want.Incomplete++
	counted("beyond the end", want)
	send(piece(5, 8, false, 64))
	send(piece(5, 0, true, 8)) // whole, and no ESP that anybody sent
	want.UnknownSPI++
	counted("put together", want)
	for i := range 70 {
		send(piece(byte(100+i), 0, true, 64))
	}
	want.Incomplete += 6
	counted("bounded", want)

	// An authentic packet between addresses that the association is not for.
	out, err := esp.New(esp.Config{SPI: 0x1001, Mode: esp.Tunnel, Local: l.gateways[0].Addr(), Remote: l.gateways[1].Addr(),
		Encryption: esp.AESGCM, EncryptionKey: bytes.Repeat([]byte{3}, 20)})
	require.NoError(t, err)
	for i, edit := range []func(b []byte){
		func(b []byte) { b[14] = 66 }, func(b []byte) { b[18] = 66 }, func(b []byte) { b[8] = 1 },
	} {
		p := bytes.Clone(clear)
		edit(p)
		sealed, err := out.Seal(nil, p)
		require.NoError(t, err)
		send(sealed)
		if i < 2 {
			want.Policy++
		} else {
			want.Undeliverable++
		}
		counted("policy", want)
	}
	require.Len(t, l.taps[2].packets(), inside, "nothing came through")
	// From inside: a false source, and a last hop.
	port, err := l.links[0].AttachRouter("rogue", netip.MustParsePrefix("10.66.0.0/16"), func([]byte) {})
	require.NoError(t, err)
	p := bytes.Clone(clear)
	p[14] = 66
	require.NoError(t, port.Send(p))
	p = bytes.Clone(clear)
	p[8] = 1
	require.NoError(t, port.Send(p))
	require.Eventually(t, func() bool { s := l.gateways[0].Stats(); return s.Policy == 1 && s.Undeliverable == 1 }, 5*time.Second, time.Millisecond)
	l.datagrams(t, 3, 3000)
}

func TestConfig(t *testing.T) {
	l := newLab(t, 1500, nil)
	for i, c := range []seg.Config{
		{}, {Inner: l.links[0], Outer: l.links[1]}, {Inner: l.links[0], Outer: l.links[1], Protected: l.prefixes[0], MTU: 100},
		{Inner: l.links[0], Outer: l.links[1], Protected: l.prefixes[0], Name: "twice"},
	} {
		_, err := seg.New(c)
		require.Error(t, err, i)
	}
	require.Error(t, l.gateways[0].AddPeer(seg.Peer{}))
	require.Error(t, l.gateways[0].AddPeer(seg.Peer{Addr: l.gateways[1].Addr(), Prefix: netip.MustParsePrefix("10.9.0.0/16"), Out: l.sas[0], In: l.sas[1]}), "SPI in use")
}

func BenchmarkGateways(b *testing.B) {
	l := newLab(b, 9000, nil)
	to, err := l.hosts[1].ListenPacket(b.Context(), netip.AddrPortFrom(l.addr(1), 7))
	require.NoError(b, err)
	defer to.Close()
	from, err := l.hosts[0].ListenPacket(b.Context(), netip.AddrPortFrom(l.addr(0), 0))
	require.NoError(b, err)
	defer from.Close()
	at := net.UDPAddrFromAddrPort(netip.AddrPortFrom(l.addr(1), 7))
	sent, buf := make([]byte, 1400), make([]byte, 2000)
	b.SetBytes(1400)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := from.WriteTo(sent, at); err != nil {
			b.Fatal(err)
		}
		if _, _, err := to.ReadFrom(buf); err != nil {
			b.Fatal(err)
		}
	}
}
