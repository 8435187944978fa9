package fabric_test

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/fabric"
)

// recorder is a tap that keeps everything.
type recorder struct {
	mu      sync.Mutex
	times   []time.Time
	packets [][]byte
}

func (r *recorder) Packet(at time.Time, octets []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.times = append(r.times, at)
	r.packets = append(r.packets, slices.Clone(octets))
}

func (r *recorder) all() [][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.packets)
}

// udpPair opens a socket on each host.
func udpPair(t testing.TB, p pair) (a, b net.PacketConn) {
	ctx := deadline(t)
	a, err := p.a.ListenPacket(ctx, netip.AddrPortFrom(p.aa, 1000))
	require.NoError(t, err)
	b, err = p.b.ListenPacket(ctx, netip.AddrPortFrom(p.ba, 1000))
	require.NoError(t, err)
	t.Cleanup(func() { _, _ = a.Close(), b.Close() })
	return a, b
}

func TestTap(t *testing.T) {
	tap := &recorder{}
	n, err := fabric.NewVirtual(fabric.VirtualConfig{Now: func() time.Time { return time.Unix(1, 2) }})
	require.NoError(t, err)
	p := newPair(t, n, fabric.LinkConfig{Tap: tap})
	a, b := udpPair(t, p)
	_, err = a.WriteTo([]byte("hello"), b.LocalAddr())
	require.NoError(t, err)
	got, from, err := b.ReadFrom(make([]byte, 16))
	require.NoError(t, err)
	require.Equal(t, 5, got)
	require.Equal(t, "10.1.2.1:1000", from.String())
	packets := tap.all()
	require.Len(t, packets, 1, "nothing but what the users sent, above all no address resolution")
	ip := packets[0]
	require.Len(t, ip, 20+8+5)
	require.EqualValues(t, 0x45, ip[0])
	require.EqualValues(t, len(ip), binary.BigEndian.Uint16(ip[2:]))
	require.EqualValues(t, 17, ip[9])
	require.Equal(t, []byte{10, 1, 2, 1, 10, 1, 2, 2}, ip[12:20])
	require.Equal(t, "hello", string(ip[28:]))
	require.Equal(t, uint16(0xffff), checksum(ip[:20]), "IP header checksum")
	pseudo := slices.Concat(ip[12:20], []byte{0, 17}, ip[24:26], ip[20:])
	require.Equal(t, uint16(0xffff), checksum(pseudo), "UDP checksum")
	require.Equal(t, time.Unix(1, 2), tap.times[0])
}

func checksum(b []byte) uint16 {
	var sum uint32
	for i := 0; i < len(b); i += 2 {
		sum += uint32(b[i]) << 8
		if i+1 < len(b) {
			sum += uint32(b[i+1])
		}
	}
	for sum>>16 != 0 {
		sum = sum&0xffff + sum>>16
	}
	return uint16(sum)
}

func TestDelay(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{Delay: 20 * time.Millisecond})
	a, b := udpPair(t, p)
	buf := make([]byte, 16)
	trip := func() time.Duration {
		start := time.Now()
		for i := range 3 { // packets travel together and keep their order
			_, err := a.WriteTo([]byte{byte(i)}, b.LocalAddr())
			require.NoError(t, err)
		}
		for i := range 3 {
			n, _, err := b.ReadFrom(buf)
			require.NoError(t, err)
			require.Equal(t, []byte{byte(i)}, buf[:n])
		}
		return time.Since(start)
	}
	d := trip()
	require.GreaterOrEqual(t, d, 20*time.Millisecond)
	require.Less(t, d, 55*time.Millisecond, "the delays of packets add up")
	p.link.SetDelay(0)
	require.Less(t, trip(), 20*time.Millisecond)
}

func TestLossIsSeeded(t *testing.T) {
	arrived := func(seed uint64) []byte {
		tap := &recorder{}
		p := newPair(t, virtual(t), fabric.LinkConfig{Loss: 0.3, Seed: seed, Tap: tap})
		a, b := udpPair(t, p)
		const count = 200
		for i := range count {
			_, err := a.WriteTo([]byte{byte(i)}, b.LocalAddr())
			require.NoError(t, err)
		}
		require.Len(t, tap.all(), count, "the tap sees lost packets")
		p.link.SetLoss(0)
		_, err := a.WriteTo([]byte("end"), b.LocalAddr())
		require.NoError(t, err)
		var out []byte
		buf := make([]byte, 16)
		for {
			n, _, err := b.ReadFrom(buf)
			require.NoError(t, err)
			if n == 3 {
				return out
			}
			out = append(out, buf[0])
		}
	}
	first := arrived(1)
	require.Greater(t, len(first), 100)
	require.Less(t, len(first), 180)
	require.Equal(t, first, arrived(1))
	require.NotEqual(t, first, arrived(2))
}

func TestTCPAndSCTPSurviveLoss(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{Seed: 3})
	ctx := deadline(t)
	l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
	require.NoError(t, err)
	echo(t, l)
	c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
	require.NoError(t, err)
	defer c.Close()
	client, server, _ := associate(t, p)
	p.link.SetLoss(0.05)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i := range 100 {
			if err := client.Send(ctx, fabric.Message{Stream: 1, PPID: 60, Data: append(make([]byte, 2000), byte(i))}); err != nil {
				t.Error(err)
			}
		}
	})
	wg.Go(func() {
		if _, err := c.Write(make([]byte, 1<<20)); err != nil {
			t.Error(err)
		}
	})
	_, err = io.ReadFull(c, make([]byte, 1<<20))
	require.NoError(t, err)
	for i := range 100 {
		m, err := server.Receive(ctx)
		require.NoError(t, err)
		require.EqualValues(t, i, m.Data[2000])
	}
	wg.Wait()
	p.link.SetLoss(0)
}

func TestCut(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{})
	ctx := deadline(t)
	a, b := udpPair(t, p)
	client, server, listener := associate(t, p)
	l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
	require.NoError(t, err)
	echo(t, l)
	c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
	require.NoError(t, err)
	defer c.Close()

	p.link.Cut()
	_, err = a.WriteTo([]byte("lost"), b.LocalAddr())
	require.NoError(t, err)
	_, err = c.Write([]byte("kept"))
	require.NoError(t, err)
	require.NoError(t, client.Send(ctx, fabric.Message{PPID: 60, Data: []byte("kept")}))
	short, cancel := context.WithTimeout(ctx, 30*time.Millisecond)
	defer cancel()
	_, err = p.a.DialContext(short, "tcp", l.Addr().String())
	require.ErrorIs(t, err, context.DeadlineExceeded)
	short, cancel = context.WithTimeout(ctx, 30*time.Millisecond)
	defer cancel()
	_, err = p.a.DialSCTP(short, p.aa, listener.Addr())
	require.ErrorIs(t, err, context.DeadlineExceeded)

	p.link.Restore()
	_, err = a.WriteTo([]byte("after"), b.LocalAddr())
	require.NoError(t, err)
	buf := make([]byte, 16)
	n, _, err := b.ReadFrom(buf)
	require.NoError(t, err)
	require.Equal(t, "after", string(buf[:n]))
	_, err = io.ReadFull(c, buf[:4])
	require.NoError(t, err)
	require.Equal(t, "kept", string(buf[:4]))
	m, err := server.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, "kept", string(m.Data))
}

// Closing an association over a cut link ends within its limit.
func TestSCTPCloseOnCutLink(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{})
	client, _, _ := associate(t, p)
	p.link.Cut()
	start := time.Now()
	require.NoError(t, client.Close())
	require.Less(t, time.Since(start), 3*time.Second)
	_, err := client.Receive(context.Background())
	require.ErrorIs(t, err, fabric.ErrClosed)
}

func TestNetworkCloseEndsAssociations(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{})
	client, server, l := associate(t, p)
	ctx := deadline(t)
	errs := make(chan error, 3)
	go func() { _, err := client.Receive(ctx); errs <- err }()
	go func() { _, err := server.Receive(ctx); errs <- err }()
	go func() { _, err := l.Accept(ctx); errs <- err }()
	start := time.Now()
	require.NoError(t, p.network.Close())
	require.Less(t, time.Since(start), 500*time.Millisecond)
	for range 3 {
		require.ErrorIs(t, <-errs, fabric.ErrClosed)
	}
	require.ErrorIs(t, client.Send(ctx, fabric.Message{PPID: 60, Data: []byte{1}}), fabric.ErrClosed)
	_, err := p.a.DialSCTP(ctx, p.aa, netip.AddrPortFrom(p.ba, 1))
	require.ErrorIs(t, err, fabric.ErrClosed)
}

func TestLinkConfigIsChecked(t *testing.T) {
	n := virtual(t)
	defer n.Close()
	good := fabric.LinkConfig{Name: "x", Prefix: netip.MustParsePrefix("10.0.0.0/30")}
	for name, change := range map[string]func(*fabric.LinkConfig){
		"no name":        func(c *fabric.LinkConfig) { c.Name = "" },
		"no prefix":      func(c *fabric.LinkConfig) { c.Prefix = netip.Prefix{} },
		"loss above one": func(c *fabric.LinkConfig) { c.Loss = 1.1 },
		"negative loss":  func(c *fabric.LinkConfig) { c.Loss = -0.1 },
		"negative delay": func(c *fabric.LinkConfig) { c.Delay = -1 },
		"tiny MTU":       func(c *fabric.LinkConfig) { c.MTU = 100 },
		"huge MTU":       func(c *fabric.LinkConfig) { c.MTU = 1 << 20 },
	} {
		c := good
		change(&c)
		_, err := n.Link(c)
		require.Error(t, err, name)
	}
	l, err := n.Link(good)
	require.NoError(t, err)
	_, err = n.Link(fabric.LinkConfig{Name: "y", Prefix: netip.MustParsePrefix("10.0.0.0/8")})
	require.ErrorContains(t, err, "overlaps")
	for i := range 3 {
		h, err := n.Host(string(rune('a' + i)))
		require.NoError(t, err)
		_, err = l.Attach(h)
		if i < 2 {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, "no more addresses")
		}
	}
}

// Everything works over IPv6 as well.
func TestIPv6(t *testing.T) {
	tap := &recorder{}
	p := newPair(t, virtual(t), fabric.LinkConfig{Prefix: netip.MustParsePrefix("2001:db8:1::/64"), Tap: tap})
	require.Equal(t, "2001:db8:1::1", p.aa.String())
	ctx := deadline(t)
	a, b := udpPair(t, p)
	_, err := a.WriteTo([]byte("six"), b.LocalAddr())
	require.NoError(t, err)
	n, _, err := b.ReadFrom(make([]byte, 16))
	require.NoError(t, err)
	require.Equal(t, 3, n)
	require.Len(t, tap.all(), 1, "no neighbour discovery")
	l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 443))
	require.NoError(t, err)
	echo(t, l)
	c, err := p.a.DialContext(ctx, "tcp", "[2001:db8:1::2]:443")
	require.NoError(t, err)
	_, err = c.Write([]byte("x"))
	require.NoError(t, err)
	_, err = io.ReadFull(c, make([]byte, 1))
	require.NoError(t, err)
	require.NoError(t, c.Close())
	client, server, _ := associate(t, p)
	require.NoError(t, client.Send(ctx, fabric.Message{PPID: 60, Data: []byte("six")}))
	m, err := server.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, "six", string(m.Data))
}

// A host on several links uses the address of the link on which the peer is.
func TestSeveralLinks(t *testing.T) {
	n := virtual(t)
	p := newPair(t, n, fabric.LinkConfig{})
	sbi, err := n.Link(fabric.LinkConfig{Name: "nl.sbi", Prefix: netip.MustParsePrefix("10.1.3.0/24")})
	require.NoError(t, err)
	alone, err := n.Host("nrf")
	require.NoError(t, err)
	at, err := sbi.Attach(alone)
	require.NoError(t, err)
	own, err := sbi.Attach(p.a)
	require.NoError(t, err)
	require.Equal(t, own, p.a.Addr("nl.sbi"))
	ctx := deadline(t)
	l, err := alone.Listen(ctx, netip.AddrPortFrom(at, 80))
	require.NoError(t, err)
	echo(t, l)
	c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
	require.NoError(t, err)
	require.Equal(t, own.String(), c.LocalAddr().(*net.TCPAddr).IP.String())
	require.NoError(t, c.Close())
	_, err = p.b.DialContext(ctx, "tcp", l.Addr().String())
	require.Error(t, err, "b is not on that link, and hosts do not route")
	// At the unspecified address a listener takes connections from each link.
	all, err := p.a.Listen(ctx, netip.MustParseAddrPort("0.0.0.0:81"))
	require.NoError(t, err)
	echo(t, all)
	for h, addr := range map[fabric.Host]netip.Addr{alone: own, p.b: p.aa} {
		c, err := h.DialContext(ctx, "tcp", netip.AddrPortFrom(addr, 81).String())
		require.NoError(t, err)
		require.NoError(t, c.Close())
	}
}

// A request and its answer on one connection are not held up by Nagle's algorithm or delayed acknowledgements.
func TestSmallMessagesAreNotHeldUp(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{})
	ctx := deadline(t)
	l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
	require.NoError(t, err)
	echo(t, l)
	c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
	require.NoError(t, err)
	defer c.Close()
	client, server, _ := associate(t, p)
	tcp := func() {
		_, err := c.Write([]byte{1})
		require.NoError(t, err)
		_, err = c.Write([]byte{2})
		require.NoError(t, err)
		_, err = io.ReadFull(c, make([]byte, 2))
		require.NoError(t, err)
	}
	sctp := func() {
		require.NoError(t, client.Send(ctx, fabric.Message{PPID: 60, Data: []byte{1}}))
		_, err := server.Receive(ctx)
		require.NoError(t, err)
		require.NoError(t, server.Send(ctx, fabric.Message{PPID: 60, Data: []byte{1}}))
		_, err = client.Receive(ctx)
		require.NoError(t, err)
	}
	for name, f := range map[string]func(){"tcp": tcp, "sctp": sctp} {
		var all []time.Duration
		for range 100 {
			start := time.Now()
			f()
			all = append(all, time.Since(start))
		}
		slices.Sort(all)
		t.Logf("%s: median %v, worst %v", name, all[50], all[99])
		require.Less(t, all[50], 10*time.Millisecond, name) // a held up message takes 40 ms or more
	}
}

// Two networks in one process have the same names and addresses and do not meet.
func TestTwoNetworks(t *testing.T) {
	ctx := deadline(t)
	one, two := newPair(t, virtual(t), fabric.LinkConfig{}), newPair(t, virtual(t), fabric.LinkConfig{})
	require.Equal(t, one.ba, two.ba)
	l, err := one.b.Listen(ctx, netip.AddrPortFrom(one.ba, 80))
	require.NoError(t, err)
	defer l.Close()
	_, err = two.a.DialContext(ctx, "tcp", l.Addr().String())
	require.Error(t, err)
	require.NoError(t, one.network.Name("x", one.ba))
	_, err = two.a.DialContext(ctx, "tcp", "x:80")
	require.ErrorIs(t, err, fabric.ErrUnknownHost)
}

// A lab of forty hosts comes and goes in no time and leaves nothing behind.
func TestFortyHosts(t *testing.T) {
	start := time.Now()
	n := virtual(t)
	l, err := n.Link(fabric.LinkConfig{Name: "l", Prefix: netip.MustParsePrefix("10.0.0.0/24")})
	require.NoError(t, err)
	for i := range 40 {
		h, err := n.Host("h" + string(rune('0'+i)))
		require.NoError(t, err)
		_, err = l.Attach(h)
		require.NoError(t, err)
	}
	made := time.Since(start)
	require.NoError(t, n.Close())
	t.Logf("made in %v, gone after %v", made, time.Since(start))
	goleak.VerifyNone(t)
}

// Hostile octets at the SCTP port of a host neither harm its associations nor make it fall silent.
func TestHostileOctetsAtTheSCTPPort(t *testing.T) {
	p := newPair(t, virtual(t), fabric.LinkConfig{})
	ctx := deadline(t)
	client, server, _ := associate(t, p)
	third, err := p.network.Host("c")
	require.NoError(t, err)
	at, err := p.link.Attach(third)
	require.NoError(t, err)
	enemy, err := third.ListenPacket(ctx, netip.AddrPortFrom(at, fabric.PortSCTPInUDP))
	require.NoError(t, err)
	defer enemy.Close()
	to := net.UDPAddrFromAddrPort(netip.AddrPortFrom(p.ba, fabric.PortSCTPInUDP))
	for size := range 300 {
		_, err := enemy.WriteTo(make([]byte, size), to)
		require.NoError(t, err)
	}
	require.NoError(t, client.Send(ctx, fabric.Message{PPID: 60, Data: []byte("alive")}))
	m, err := server.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, "alive", string(m.Data))
	_, err = server.Receive(canceled())
	require.True(t, errors.Is(err, context.Canceled))
}

func canceled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
