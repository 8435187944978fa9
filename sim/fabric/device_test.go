package fabric_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// routed is a UE host whose two devices are joined with a data network by a router that forwards packets as they are.
type routed struct {
	network fabric.Network
	n6      fabric.Link
	tap     *recorder
	ue, dn  fabric.Host
	one     fabric.Device
	two     fabric.Device
	router  fabric.RouterPort
	router6 fabric.RouterPort
}

func newRouted(t testing.TB) routed {
	t.Helper()
	r := routed{network: virtual(t), tap: &recorder{}}
	t.Cleanup(func() { require.NoError(t, r.network.Close()) })
	var err error
	r.n6, err = r.network.Link(fabric.LinkConfig{Name: "nl.n6", Prefix: netip.MustParsePrefix("10.6.0.0/24"),
		Prefix6: netip.MustParsePrefix("2001:db8:6::/64"), Tap: r.tap})
	require.NoError(t, err)
	r.ue, err = r.network.Host("ue")
	require.NoError(t, err)
	r.dn, err = r.network.Host("dn")
	require.NoError(t, err)
	_, err = r.n6.Attach(r.dn)
	require.NoError(t, err)
	down := func(p []byte) {
		var dst netip.Addr
		if p[0]>>4 == 4 {
			dst = netip.AddrFrom4([4]byte(p[16:20]))
		} else {
			dst = netip.AddrFrom16([16]byte(p[24:40]))
		}
		for _, d := range []fabric.Device{r.one, r.two} {
			if slices.Contains(d.Addrs(), dst) {
				_ = d.Inject(p) // an error is a lost packet, which the test sees
			}
		}
	}
	r.router, err = r.n6.AttachRouter("upf", netip.MustParsePrefix("10.45.0.0/16"), down)
	require.NoError(t, err)
	r.router6, err = r.n6.AttachRouter("upf", netip.MustParsePrefix("2001:db8:45::/48"), down)
	require.NoError(t, err)
	up := func(p []byte) { _ = r.router.Send(p) } // likewise
	r.one, err = r.network.Device(r.ue, "pdu1", []netip.Addr{netip.MustParseAddr("10.45.0.1"), netip.MustParseAddr("2001:db8:45::1")}, 1400, up)
	require.NoError(t, err)
	r.two, err = r.network.Device(r.ue, "pdu2", []netip.Addr{netip.MustParseAddr("10.45.0.2")}, 1400, up)
	require.NoError(t, err)
	return r
}

func TestDeviceTCPAndUDP(t *testing.T) {
	r := newRouted(t)
	ctx := deadline(t)
	addrs := r.dn.Addrs("nl.n6")
	require.Len(t, addrs, 2)
	require.Equal(t, addrs[0], r.dn.Addr("nl.n6"))
	require.Equal(t, r.one.Addrs(), r.ue.Addrs("pdu1"))
	for i, c := range []struct {
		server netip.Addr
		dev    fabric.Device
		source string
	}{
		{addrs[0], r.one, "10.45.0.1"},
		{addrs[0], r.two, "10.45.0.2"},
		{addrs[1], r.one, "2001:db8:45::1"},
	} {
		l, err := r.dn.Listen(ctx, netip.AddrPortFrom(c.server, uint16(8000+i)))
		require.NoError(t, err)
		echo(t, l)
		conn, err := c.dev.Host().DialContext(ctx, "tcp", l.Addr().String())
		require.NoError(t, err)
		require.Equal(t, c.source, conn.LocalAddr().(*net.TCPAddr).IP.String())
		sent := bytes.Repeat([]byte("0123456789"), 20_000)
		go func() { _, _ = conn.Write(sent) }() // a short write is seen below
		got := make([]byte, len(sent))
		_, err = io.ReadFull(conn, got)
		require.NoError(t, err)
		require.True(t, bytes.Equal(sent, got))
		require.NoError(t, conn.Close())

		server, err := r.dn.ListenPacket(ctx, netip.AddrPortFrom(c.server, 53))
		require.NoError(t, err)
		client, err := c.dev.Host().ListenPacket(ctx, netip.AddrPortFrom(netip.MustParseAddr(c.source), 0))
		require.NoError(t, err)
		for _, s := range []net.PacketConn{server, client} {
			require.NoError(t, s.SetDeadline(time.Now().Add(10*time.Second)))
		}
		_, err = client.WriteTo([]byte("question"), server.LocalAddr())
		require.NoError(t, err)
		buf := make([]byte, 100)
		n, from, err := server.ReadFrom(buf)
		require.NoError(t, err)
		require.Equal(t, c.source, from.(*net.UDPAddr).IP.String())
		_, err = server.WriteTo(append(buf[:n:n], "!"...), from)
		require.NoError(t, err)
		n, _, err = client.ReadFrom(buf)
		require.NoError(t, err)
		require.Equal(t, "question!", string(buf[:n]))
		require.NoError(t, client.Close())
		require.NoError(t, server.Close())
	}
	for _, p := range r.tap.all() {
		require.LessOrEqual(t, len(p), 1400, "the MTU of the device bounds the segments of both sides")
	}
	four, err := r.one.Host().ListenPacket(ctx, netip.AddrPort{})
	require.NoError(t, err)
	_, err = four.WriteTo(nil, net.UDPAddrFromAddrPort(netip.AddrPortFrom(addrs[1], 53)))
	require.Error(t, err, "a socket of IPv4")
	_, err = r.two.Host().DialContext(ctx, "tcp", net.JoinHostPort(addrs[1].String(), "80"))
	require.Error(t, err, "an IPv4 device has no way to an IPv6 address")

	require.NoError(t, r.one.Close())
	require.NoError(t, r.one.Close())
	require.ErrorIs(t, r.one.Inject(udpPacket(1, netip.MustParseAddr("10.45.0.1"))), fabric.ErrClosed)
	_, err = r.one.Host().DialContext(ctx, "tcp", net.JoinHostPort(addrs[0].String(), "8000"))
	require.Error(t, err)
	require.Empty(t, r.ue.Addrs("pdu1"))
	none, err := r.one.Host().ListenPacket(ctx, netip.MustParseAddrPort("10.45.0.1:7"))
	require.Error(t, err)
	require.True(t, none == nil, "no typed nil")
}

// udpPacket makes an IPv4 packet with that many octets of UDP payload; only what the fabric looks at is right.
func udpPacket(n int, dst netip.Addr) []byte {
	p := make([]byte, 28+n)
	p[0], p[8], p[9] = 0x45, 64, 17
	binary.BigEndian.PutUint16(p[2:], uint16(len(p)))
	copy(p[16:], dst.AsSlice())
	return p
}

func TestRouterPort(t *testing.T) {
	r := newRouted(t)
	got := make(chan int, 16)
	narrow, err := r.n6.AttachRouter("other", netip.MustParsePrefix("10.45.7.0/24"), func(p []byte) { got <- len(p) })
	require.NoError(t, err)
	require.True(t, netip.MustParsePrefix("10.6.0.0/24").Contains(narrow.Addr()))
	require.True(t, netip.MustParsePrefix("2001:db8:6::/64").Contains(r.router6.Addr()))

	receive := func(what string) {
		t.Helper()
		select {
		case n := <-got:
			require.Equal(t, 33, n)
		case <-deadline(t).Done():
			t.Fatal(what)
		}
	}
	require.NoError(t, r.router.Send(udpPacket(5, netip.MustParseAddr("10.45.7.9"))))
	receive("the longest prefix wins, also from router to router")
	require.NoError(t, r.router.Send(udpPacket(5, narrow.Addr())))
	receive("the port's own address")
	c, err := r.dn.ListenPacket(deadline(t), netip.AddrPort{})
	require.NoError(t, err)
	_, err = c.WriteTo([]byte("hello"), net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.45.7.9:7")))
	require.NoError(t, err)
	receive("a host of the link")

	late, err := r.network.Host("late")
	require.NoError(t, err)
	_, err = r.n6.Attach(late)
	require.NoError(t, err)
	c, err = late.ListenPacket(deadline(t), netip.AddrPort{})
	require.NoError(t, err)
	_, err = c.WriteTo([]byte("hello"), net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.45.7.9:7")))
	require.NoError(t, err)
	receive("a host that came after the router")

	r.n6.SetDelay(30 * time.Millisecond)
	start := time.Now()
	require.NoError(t, r.router.Send(udpPacket(5, netip.MustParseAddr("10.45.7.9"))))
	receive("with delay")
	require.GreaterOrEqual(t, time.Since(start), 30*time.Millisecond)
	r.n6.SetDelay(0)

	require.Len(t, r.tap.all(), 5, "the tap saw each packet once")

	require.NoError(t, narrow.Close())
	require.NoError(t, narrow.Close())
	require.NoError(t, r.router.Close())
	_, err = c.WriteTo([]byte("hello"), net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.45.7.9:7")))
	require.Error(t, err, "nobody has the prefix any more")
}

func TestRouterAndDeviceRefuse(t *testing.T) {
	r := newRouted(t)
	nop := func([]byte) {}
	for _, prefix := range []string{"10.45.0.0/16", "10.6.0.128/25", "0.0.0.0/0", "2001:db8:6::/96"} {
		_, err := r.n6.AttachRouter("x", netip.MustParsePrefix(prefix), nop)
		require.Error(t, err, prefix)
	}
	_, err := r.n6.AttachRouter("x", netip.Prefix{}, nop)
	require.Error(t, err)
	_, err = r.n6.AttachRouter("x", netip.MustParsePrefix("10.99.0.0/16"), nil)
	require.Error(t, err)
	four, err := r.network.Link(fabric.LinkConfig{Name: "four", Prefix: netip.MustParsePrefix("10.7.0.0/24")})
	require.NoError(t, err)
	_, err = four.AttachRouter("x", netip.MustParsePrefix("2001:db8:99::/64"), nop)
	require.ErrorContains(t, err, "family")
	_, err = r.network.Link(fabric.LinkConfig{Name: "odd", Prefix: netip.MustParsePrefix("10.8.0.0/24"), Prefix6: netip.MustParsePrefix("10.9.0.0/24")})
	require.Error(t, err)
	_, err = r.network.Link(fabric.LinkConfig{Name: "same", Prefix: netip.MustParsePrefix("10.8.0.0/24"), Prefix6: netip.MustParsePrefix("2001:db8:6::/96")})
	require.ErrorContains(t, err, "overlaps")

	require.ErrorIs(t, r.router.Send([]byte{0x45}), fabric.ErrPacket)
	require.ErrorIs(t, r.router.Send(make([]byte, 100)), fabric.ErrPacket)
	require.ErrorIs(t, r.router.Send(udpPacket(fabric.DefaultMTU, netip.MustParseAddr("10.45.0.1"))), fabric.ErrTooLong)
	require.ErrorIs(t, r.one.Inject(nil), fabric.ErrPacket)
	require.ErrorIs(t, r.one.Inject(udpPacket(1400, netip.MustParseAddr("10.45.0.1"))), fabric.ErrTooLong)

	a, b, c := netip.MustParseAddr("10.45.0.8"), netip.MustParseAddr("10.45.0.9"), netip.MustParseAddr("2001:db8:45::9")
	for _, addrs := range [][]netip.Addr{nil, {a, b}, {a, c, b}, {{}}, {netip.IPv4Unspecified()}} {
		_, err := r.network.Device(r.ue, "x", addrs, 1400, nop)
		require.Error(t, err, addrs)
	}
	_, err = r.network.Device(r.ue, "pdu1", []netip.Addr{a}, 1400, nop)
	require.ErrorContains(t, err, "already")
	_, err = r.network.Device(r.ue, "x", []netip.Addr{a}, 100, nop)
	require.Error(t, err)
	_, err = r.network.Device(nil, "x", []netip.Addr{a}, 1400, nop)
	require.Error(t, err)

	lo := loopback(t)
	defer lo.Close()
	h, err := lo.Host("h")
	require.NoError(t, err)
	_, err = lo.Device(h, "x", []netip.Addr{a}, 1400, nop)
	require.ErrorIs(t, err, fabric.ErrUnsupported)
	l, err := lo.Link(fabric.LinkConfig{Name: "l"})
	require.NoError(t, err)
	_, err = l.AttachRouter("x", netip.MustParsePrefix("10.45.0.0/16"), nop)
	require.ErrorIs(t, err, fabric.ErrUnsupported)
}
