package fabric

import (
	"io"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"
)

// A bulk transfer over a link that loses nothing runs into no time-out: with a wrong window scale it does so in nine
// of ten. A busy machine may cause a time-out too, so one clean transfer of several will do.
func TestBulkTransferDoesNotStall(t *testing.T) {
	transfer := func() (timeouts uint64) {
		n, err := NewVirtual(VirtualConfig{})
		require.NoError(t, err)
		defer n.Close()
		l, err := n.Link(LinkConfig{Name: "l", Prefix: netip.MustParsePrefix("10.0.0.0/24")})
		require.NoError(t, err)
		a, err := n.Host("a")
		require.NoError(t, err)
		b, err := n.Host("b")
		require.NoError(t, err)
		_, err = l.Attach(a)
		require.NoError(t, err)
		at, err := l.Attach(b)
		require.NoError(t, err)
		ln, err := b.Listen(t.Context(), netip.AddrPortFrom(at, 80))
		require.NoError(t, err)
		received := make(chan int64, 1)
		go func() {
			c, err := ln.Accept()
			if err != nil {
				received <- -1
				return
			}
			n, _ := io.Copy(io.Discard, c) // a short count is seen below
			received <- n
		}()
		c, err := a.DialContext(t.Context(), "tcp", ln.Addr().String())
		require.NoError(t, err)
		const writes, size = 2000, 16 << 10
		buf := make([]byte, size)
		for range writes {
			_, err := c.Write(buf)
			require.NoError(t, err)
		}
		require.NoError(t, c.Close())
		require.EqualValues(t, writes*size, <-received)
		return a.(*virtualHost).stack.Stats().TCP.Timeouts.Value()
	}
	for range 4 {
		if transfer() == 0 {
			return
		}
	}
	t.Fatal("every transfer ran into a time-out")
}
