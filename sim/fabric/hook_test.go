package fabric_test

import (
	"bytes"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// turner is a hook that turns the payloads of UDP to and from port 7 over, and drops what is for port 13.
type turner struct {
	mu      sync.Mutex
	out, in int
}

func turned(p []byte) (b []byte, port [2]byte) {
	n := 20
	if p[0]>>4 == 6 {
		n = 40
	}
	b = bytes.Clone(p)
	for i := n + 8; i < len(b); i++ {
		b[i] ^= 0xff
	}
	return b, [2]byte(p[n+2 : n+4])
}

func (h *turner) Outbound(p []byte, send func([]byte)) bool {
	b, port := turned(p)
	h.mu.Lock()
	defer h.mu.Unlock()
	switch port[1] {
	case 7:
		h.out++
		send(b)
		send(make([]byte, 9001)) // longer than the MTU, and no packet at all
		return false
	case 13:
		return false
	}
	return true
}

func (h *turner) Inbound(p []byte, deliver func([]byte)) bool {
	b, port := turned(p)
	h.mu.Lock()
	defer h.mu.Unlock()
	if port[1] != 7 {
		return true
	}
	h.in++
	deliver(b)
	deliver(nil)
	return false
}

// TestHook has two hosts with hooks: the link sees what the hooks make of packets, the sockets do not.
func TestHook(t *testing.T) {
	n := virtual(t)
	defer func() { require.NoError(t, n.Close()) }()
	tap := &recorder{}
	l, err := n.Link(fabric.LinkConfig{Name: "x", Prefix: netip.MustParsePrefix("10.1.0.0/24"), Prefix6: netip.MustParsePrefix("2001:db8::/64"), Tap: tap})
	require.NoError(t, err)
	var hosts []fabric.Host
	var hooks []*turner
	var removes []func()
	for _, name := range []string{"a", "b"} {
		h, err := n.Host(name)
		require.NoError(t, err)
		_, err = l.Attach(h)
		require.NoError(t, err)
		x := &turner{}
		mtu, remove, err := fabric.HookAt(h, h.Addr("x"), x)
		require.NoError(t, err)
		require.Equal(t, fabric.DefaultMTU, mtu)
		_, _, err = fabric.HookAt(h, h.Addrs("x")[1], x)
		require.ErrorIs(t, err, fabric.ErrHooked, "both addresses are of one interface")
		hosts, hooks, removes = append(hosts, h), append(hooks, x), append(removes, remove)
	}
	for i := range 2 {
		from, to := hosts[0].Addrs("x")[i], hosts[1].Addrs("x")[i]
		for _, c := range []struct {
			port        uint16
			show, there bool
		}{{7, false, true}, {8, true, true}, {13, false, false}} {
			a, err := hosts[0].ListenPacket(t.Context(), netip.AddrPortFrom(from, 0))
			require.NoError(t, err)
			b, err := hosts[1].ListenPacket(t.Context(), netip.AddrPortFrom(to, c.port))
			require.NoError(t, err)
			before := len(tap.all())
			_, err = a.WriteTo([]byte("hello"), net.UDPAddrFromAddrPort(netip.AddrPortFrom(to, c.port)))
			require.NoError(t, err)
			wait := 5 * time.Second
			if !c.there {
				wait = 50 * time.Millisecond
			}
			require.NoError(t, b.SetReadDeadline(time.Now().Add(wait)))
			got := make([]byte, 16)
			k, _, err := b.ReadFrom(got)
			require.Equal(t, c.there, err == nil, "port %d: %v", c.port, err)
			if c.there {
				require.Equal(t, "hello", string(got[:k]))
				seen := tap.all()[before:]
				require.Len(t, seen, 1)
				require.Equal(t, c.show, bytes.Contains(seen[0], []byte("hello")))
			} else {
				require.Len(t, tap.all(), before)
			}
			require.NoError(t, a.Close())
			require.NoError(t, b.Close())
		}
	}
	require.Equal(t, 2, hooks[0].out)
	require.Equal(t, 2, hooks[1].in)
	removes[0]()
	removes[0]()
	_, again, err := fabric.HookAt(hosts[0], hosts[0].Addr("x"), hooks[0])
	require.NoError(t, err)
	again()
	_, _, err = fabric.HookAt(hosts[0], netip.MustParseAddr("192.0.2.1"), hooks[0])
	require.Error(t, err)
	_, _, err = fabric.HookAt(hosts[0], hosts[0].Addr("x"), nil)
	require.Error(t, err)
	lo := loopback(t)
	defer func() { require.NoError(t, lo.Close()) }()
	h, err := lo.Host("c")
	require.NoError(t, err)
	_, _, err = fabric.HookAt(h, netip.MustParseAddr("127.0.0.1"), hooks[0])
	require.ErrorIs(t, err, fabric.ErrUnsupported)
}
