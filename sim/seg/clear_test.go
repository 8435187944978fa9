package seg_test

import (
	"bytes"
	"fmt"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
	"lilab/sim/seg"
)

// newClear is two networks whose gateways have no associations, and a third host that sits on the link between them.
func newClear(t *testing.T) (*lab, fabric.Host) {
	t.Helper()
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	l := &lab{}
	for i := range 3 {
		l.prefixes[i] = netip.MustParsePrefix(fmt.Sprintf("10.0.%d.0/24", i))
		l.taps[i] = &wire{}
		l.links[i], err = v.Link(fabric.LinkConfig{Name: fmt.Sprint("link", i), Prefix: l.prefixes[i], Tap: l.taps[i]})
		require.NoError(t, err)
	}
	for i := range 2 {
		l.hosts[i], err = v.Host(fmt.Sprint("host", i))
		require.NoError(t, err)
		_, err = l.links[2*i].Attach(l.hosts[i])
		require.NoError(t, err)
		l.gateways[i], err = seg.New(seg.Config{Name: fmt.Sprint("gateway", i), Inner: l.links[2*i], Outer: l.links[1], Protected: l.prefixes[2*i]})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, l.gateways[i].Close()) })
	}
	for i := range 2 {
		require.NoError(t, l.gateways[i].AddPeer(seg.Peer{Addr: l.gateways[1-i].Addr(), Prefix: l.prefixes[2-2*i]}))
	}
	stranger, err := v.Host("stranger")
	require.NoError(t, err)
	_, err = l.links[1].Attach(stranger)
	require.NoError(t, err)
	return l, stranger
}

// TestClear carries packets between gateways without associations: the same packets on all three links but for the hops, and nothing of a
// stranger between them.
func TestClear(t *testing.T) {
	l, stranger := newClear(t)
	l.datagrams(t, 20, 100)
	for _, size := range []int{1, 1400, 1472, 8900} {
		l.datagrams(t, 2, size)
	}
	a, b := l.gateways[0].Stats(), l.gateways[1].Stats()
	require.Equal(t, seg.Stats{Sent: 28}, a)
	require.Equal(t, seg.Stats{Received: 28}, b)
	for i := range 3 {
		packets := l.taps[i].packets()
		require.Len(t, packets, 28)
		for j, p := range packets {
			require.Equal(t, l.taps[0].packets()[j][20:], p[20:])
			require.Equal(t, l.taps[0].packets()[j][8]-byte(i), p[8], "hop limit")
			require.Zero(t, sum(p[:20]), "header checksum")
		}
	}

	from, err := stranger.ListenPacket(t.Context(), netip.AddrPortFrom(stranger.Addr("link1"), 0))
	require.NoError(t, err)
	defer from.Close()
	_, err = from.WriteTo(bytes.Repeat([]byte{1}, 10), net.UDPAddrFromAddrPort(netip.AddrPortFrom(l.addr(1), 7)))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return l.gateways[1].Stats().Clear == 1 }, 5*time.Second, time.Millisecond)
	require.Len(t, l.taps[2].packets(), 28)
	require.EqualValues(t, 28, l.gateways[1].Stats().Received)
}

// TestNoDowngrade has a packet in clear arrive from the addresses of a peer that has associations: it is dropped.
func TestNoDowngrade(t *testing.T) {
	l := newLab(t, 1500, nil)
	require.ErrorContains(t, l.gateways[0].AddPeer(seg.Peer{Addr: l.gateways[1].Addr(), Prefix: l.prefixes[2], Out: l.sas[0]}), "both ways or none")
	l.datagrams(t, 1, 100)
	in := l.taps[0].packets()[0]
	port, err := l.links[1].AttachRouter("rogue", netip.MustParsePrefix("10.9.9.0/24"), func([]byte) {})
	require.NoError(t, err)
	defer port.Close()
	require.NoError(t, port.Send(bytes.Clone(in)))
	require.Eventually(t, func() bool { return l.gateways[1].Stats().Clear == 1 }, 5*time.Second, time.Millisecond)
	require.Zero(t, l.gateways[1].Stats().Received)
	require.EqualValues(t, 1, l.gateways[1].Stats().Opened)
}
