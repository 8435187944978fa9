package agw

import (
	"bytes"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

// sink is a socket that takes everything and keeps the last packet.
type sink struct {
	net.PacketConn
	addr *net.UDPAddr
	last []byte
	n    int
}

func (s *sink) WriteTo(b []byte, _ net.Addr) (int, error) {
	s.last, s.n = append(s.last[:0], b...), s.n+1
	return len(b), nil
}
func (s *sink) LocalAddr() net.Addr { return s.addr }

// path is a context on sockets that are not there: the relay path alone.
func path(t testing.TB) (*relay, [2]*sink) {
	g := &Gateway{cfg: Config{Now: time.Now}}
	c := &relay{g: g, id: 1, agreed: true, mux: true, access: media.RTP}
	var s [2]*sink
	for side := range c.legs {
		s[side] = &sink{addr: net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, 0, byte(side + 1)}), 20000))}
		c.legs[side].open(c, ims.Side(side), s[side])
		c.legs[side].direct(netip.AddrPortFrom(netip.AddrFrom4([4]byte{10, 0, 1, byte(side + 1)}), 30000))
		c.legs[side].clear = make([]byte, headroom+maxDatagram+64)
		c.legs[side].sealed = make([]byte, 0, maxDatagram+64)
	}
	return c, s
}

func packetOf(t testing.TB, number uint16) []byte {
	p := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 8, SequenceNumber: number, SSRC: 7}, Payload: make([]byte, 160)}
	b, err := p.Marshal()
	require.NoError(t, err)
	return append(make([]byte, headroom), b...)
}

// The path of a plain packet does not allocate, with and without an observer.
func TestPathDoesNotAllocate(t *testing.T) {
	c, s := path(t)
	b := packetOf(t, 0)
	number := uint16(0)
	one := func() {
		number++
		b[headroom+2], b[headroom+3] = byte(number>>8), byte(number)
		if reason, ok := c.legs[ims.Access].receive(c.legs[ims.Access].peer, b); !ok {
			t.Fatal(reason)
		}
	}
	require.Zero(t, testing.AllocsPerRun(1000, one))
	octets := 0
	c.g.Subscribe(ObserverFunc(func(m *event.IMSMedia) { octets += len(m.Packet) }))
	require.Zero(t, testing.AllocsPerRun(1000, one))
	require.Equal(t, 1001*200, octets)
	require.Equal(t, 2002, s[ims.Core].n)
}

func BenchmarkPath(b *testing.B) {
	c, _ := path(b)
	p := packetOf(b, 0)
	number := uint16(0)
	b.ReportAllocs()
	for b.Loop() {
		number++
		p[headroom+2], p[headroom+3] = byte(number>>8), byte(number)
		if reason, ok := c.legs[ims.Access].receive(c.legs[ims.Access].peer, p); !ok {
			b.Fatal(reason)
		}
	}
}

func BenchmarkPathSealed(b *testing.B) {
	c, _ := path(b)
	c.access = media.SDESE2AE
	k, err := media.NewKeys(media.AESCM128SHA80, bytes.NewReader(make([]byte, 64)))
	require.NoError(b, err)
	require.NoError(b, c.legs[ims.Access].protect(media.SDESE2AE, legKeys{seal: k, open: k}))
	p := packetOf(b, 0)
	number := uint16(0)
	b.ReportAllocs()
	for b.Loop() {
		number++
		p[headroom+2], p[headroom+3] = byte(number>>8), byte(number)
		if reason, ok := c.legs[ims.Core].receive(c.legs[ims.Core].peer, p); !ok {
			b.Fatal(reason)
		}
	}
}

// FuzzReceive throws datagrams at a protected access leg: nothing that is not authentic is sent on, nothing crashes.
func FuzzReceive(f *testing.F) {
	k, err := media.NewKeys(media.AESCM128SHA80, bytes.NewReader(make([]byte, 64)))
	require.NoError(f, err)
	sealer, err := media.NewSealer(k)
	require.NoError(f, err)
	good, err := sealer.RTP(nil, packetOf(f, 9)[headroom:])
	require.NoError(f, err)
	f.Add(good)
	f.Add(good[:20])
	f.Add(packetOf(f, 10)[headroom:])
	f.Add([]byte{0x80, 200, 0, 1, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Add([]byte{22, 254, 253, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) > maxDatagram {
			return
		}
		c, s := path(t)
		c.access = media.SDESE2AE
		require.NoError(t, c.legs[ims.Access].protect(media.SDESE2AE, legKeys{seal: k, open: k}))
		published := 0
		c.g.Subscribe(ObserverFunc(func(m *event.IMSMedia) { published++ }))
		in := append(make([]byte, headroom), b...)
		reason, ok := c.legs[ims.Access].receive(c.legs[ims.Access].peer, in)
		require.Equal(t, bytes.Equal(b, good), ok, "%v", reason)
		require.Equal(t, s[ims.Core].n, published)
		require.Equal(t, ok, published == 1)
		// In clear every header check holds, and what passes passes unchanged.
		c, s = path(t)
		in = append(make([]byte, headroom), b...)
		if _, ok := c.legs[ims.Access].receive(c.legs[ims.Access].peer, in); ok {
			require.Equal(t, 1, s[ims.Core].n)
			require.True(t, bytes.Equal(b, s[ims.Core].last))
		} else {
			require.Zero(t, s[ims.Core].n)
		}
	})
}
