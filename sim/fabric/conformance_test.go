package fabric_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/netip"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// pair is two hosts on one link of a fresh network.
type pair struct {
	network fabric.Network
	link    fabric.Link
	a, b    fabric.Host
	aa, ba  netip.Addr
}

func newPair(t testing.TB, n fabric.Network, cfg fabric.LinkConfig) pair {
	t.Helper()
	t.Cleanup(func() { require.NoError(t, n.Close()) })
	if cfg.Name == "" {
		cfg.Name = "nl.n2"
	}
	if !cfg.Prefix.IsValid() {
		cfg.Prefix = netip.MustParsePrefix("10.1.2.0/24")
	}
	var (
		p   = pair{network: n}
		err error
	)
	p.link, err = n.Link(cfg)
	require.NoError(t, err)
	p.a, err = n.Host("a")
	require.NoError(t, err)
	p.b, err = n.Host("b")
	require.NoError(t, err)
	p.aa, err = p.link.Attach(p.a)
	require.NoError(t, err)
	p.ba, err = p.link.Attach(p.b)
	require.NoError(t, err)
	return p
}

func virtual(t testing.TB) fabric.Network {
	n, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	return n
}

func loopback(t testing.TB) fabric.Network {
	n, err := fabric.NewLoopback(fabric.LoopbackConfig{})
	require.NoError(t, err)
	return n
}

// everywhere runs one test on both networks.
func everywhere(t *testing.T, test func(t *testing.T, p pair)) {
	for _, c := range []struct {
		name string
		make func(testing.TB) fabric.Network
	}{{"virtual", virtual}, {"loopback", loopback}} {
		t.Run(c.name, func(t *testing.T) { test(t, newPair(t, c.make(t), fabric.LinkConfig{})) })
	}
}

func deadline(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// echo serves every connection of a listener until the listener closes.
func echo(t testing.TB, l net.Listener) {
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				require.ErrorIs(t, err, net.ErrClosed)
				return
			}
			wg.Go(func() {
				_, _ = io.Copy(c, c) // ends with the connection
				_ = c.Close()
			})
		}
	})
	t.Cleanup(func() {
		_ = l.Close()
		wg.Wait()
	})
}

func TestAttach(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		require.Equal(t, "a", p.a.Name())
		require.Equal(t, "nl.n2", p.link.Name())
		require.Equal(t, p.aa, p.a.Addr("nl.n2"))
		require.NotEqual(t, p.aa, p.ba)
		require.False(t, p.a.Addr("nl.n3").IsValid())
		_, err := p.link.Attach(p.a)
		require.ErrorContains(t, err, "already")
		_, err = p.network.Host("a")
		require.ErrorContains(t, err, "already")
		_, err = p.network.Link(fabric.LinkConfig{Name: "nl.n2", Prefix: netip.MustParsePrefix("10.9.0.0/24")})
		require.ErrorContains(t, err, "already")
		other := virtual(t)
		defer other.Close()
		h, err := other.Host("a")
		require.NoError(t, err)
		_, err = p.link.Attach(h)
		require.Error(t, err, "a host of another network")
	})
}

func TestTCPEcho(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
		require.NoError(t, err)
		echo(t, l)
		require.NoError(t, p.network.Name("AMF1.example.", p.ba))
		at := netip.MustParseAddrPort(l.Addr().String())
		require.Equal(t, p.ba, at.Addr())
		_, port, err := net.SplitHostPort(l.Addr().String())
		require.NoError(t, err)
		for _, address := range []string{l.Addr().String(), "amf1.example:" + port} {
			c, err := p.a.DialContext(ctx, "tcp", address)
			require.NoError(t, err)
			require.Equal(t, p.aa, netip.MustParseAddrPort(c.LocalAddr().String()).Addr(), "source address")
			require.Equal(t, at.String(), c.RemoteAddr().String())
			want := bytes.Repeat([]byte("lilab"), 1<<18)
			var wg sync.WaitGroup
			wg.Go(func() {
				_, err := c.Write(want)
				require.NoError(t, err)
				require.NoError(t, c.(interface{ CloseWrite() error }).CloseWrite())
			})
			got, err := io.ReadAll(c)
			require.NoError(t, err)
			wg.Wait()
			require.True(t, bytes.Equal(want, got))
			require.NoError(t, c.Close())
		}
	})
}

func TestDialErrors(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		_, err := p.a.DialContext(ctx, "tcp", "nobody.example:80")
		require.ErrorIs(t, err, fabric.ErrUnknownHost)
		_, err = p.a.DialContext(ctx, "tcp", netip.AddrPortFrom(p.ba, 81).String())
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		_, err = p.a.DialContext(ctx, "udp", netip.AddrPortFrom(p.ba, 81).String())
		require.Error(t, err)
		_, err = p.a.DialContext(ctx, "tcp", "no port")
		require.Error(t, err)
		gone, cancel := context.WithCancel(ctx)
		cancel()
		_, err = p.a.DialContext(gone, "tcp", netip.AddrPortFrom(p.ba, 81).String())
		require.ErrorIs(t, err, context.Canceled)
		_, err = p.a.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
		require.ErrorIs(t, err, syscall.EADDRNOTAVAIL, "the address of another host")
		l, err := p.a.Listen(ctx, netip.AddrPortFrom(p.aa, 8080))
		require.NoError(t, err)
		defer l.Close()
		_, err = p.a.Listen(ctx, netip.AddrPortFrom(p.aa, 8080))
		require.ErrorIs(t, err, syscall.EADDRINUSE)
	})
}

func TestTCPClose(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 7777))
		require.NoError(t, err)
		accepted := make(chan net.Conn, 1)
		go func() {
			c, err := l.Accept()
			require.NoError(t, err)
			accepted <- c
		}()
		c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
		require.NoError(t, err)
		s := <-accepted

		require.NoError(t, c.SetReadDeadline(time.Now().Add(-time.Second)))
		_, err = c.Read(make([]byte, 1))
		require.ErrorIs(t, err, os.ErrDeadlineExceeded)
		require.NoError(t, c.SetReadDeadline(time.Time{}))

		waiting := make(chan error, 1)
		go func() {
			_, err := c.Read(make([]byte, 1))
			waiting <- err
		}()
		require.NoError(t, c.Close())
		require.ErrorIs(t, <-waiting, net.ErrClosed, "a Read that waits")
		_, err = c.Write([]byte{1})
		require.ErrorIs(t, err, net.ErrClosed)
		_, err = s.Read(make([]byte, 1))
		require.ErrorIs(t, err, io.EOF)
		require.NoError(t, s.Close())

		go func() {
			_, err := l.Accept()
			waiting <- err
		}()
		require.NoError(t, l.Close())
		require.ErrorIs(t, <-waiting, net.ErrClosed, "an Accept that waits")
		l, err = p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 7777))
		require.NoError(t, err, "the port is free again")
		require.NoError(t, l.Close())
	})
}

func TestNetworkClose(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
		require.NoError(t, err)
		u, err := p.b.ListenPacket(ctx, netip.AddrPortFrom(p.ba, 0))
		require.NoError(t, err)
		c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
		require.NoError(t, err)
		s, err := l.Accept()
		require.NoError(t, err)
		errs := make(chan error, 4)
		go func() { _, err := c.Read(make([]byte, 1)); errs <- err }()
		go func() { _, err := s.Read(make([]byte, 1)); errs <- err }()
		go func() { _, err := l.Accept(); errs <- err }()
		go func() { _, _, err := u.ReadFrom(make([]byte, 1)); errs <- err }()
		require.NoError(t, p.network.Close())
		for range 4 {
			err := <-errs
			require.True(t, errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF), "%v", err)
		}
		_, err = p.a.DialContext(ctx, "tcp", "10.0.0.1:1")
		require.ErrorIs(t, err, fabric.ErrClosed)
		_, err = p.a.Listen(ctx, netip.AddrPortFrom(p.aa, 0))
		require.ErrorIs(t, err, fabric.ErrClosed)
		_, err = p.network.Host("c")
		require.ErrorIs(t, err, fabric.ErrClosed)
		require.NoError(t, p.network.Close(), "closing twice")
	})
}

func TestUDP(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		a, err := p.a.ListenPacket(ctx, netip.AddrPortFrom(p.aa, 0))
		require.NoError(t, err)
		defer a.Close()
		b, err := p.b.ListenPacket(ctx, netip.AddrPortFrom(p.ba, 2152))
		require.NoError(t, err)
		defer b.Close()
		for _, size := range []int{1, 1400, 20000} {
			want := bytes.Repeat([]byte{7}, size)
			// net.UDPAddr may hold an IPv4 address in sixteen octets.
			to := &net.UDPAddr{IP: net.ParseIP(p.ba.String()), Port: 2152}
			n, err := a.WriteTo(want, to)
			require.NoError(t, err)
			require.Equal(t, size, n)
			buf := make([]byte, 65536)
			n, from, err := b.ReadFrom(buf)
			require.NoError(t, err)
			require.Equal(t, a.LocalAddr().String(), from.String())
			require.True(t, bytes.Equal(want, buf[:n]))
			_, err = b.WriteTo(buf[:n], from)
			require.NoError(t, err)
			n, _, err = a.ReadFrom(buf)
			require.NoError(t, err)
			require.Equal(t, size, n)
		}
		require.NoError(t, a.SetReadDeadline(time.Now().Add(-time.Second)))
		_, _, err = a.ReadFrom(make([]byte, 1))
		require.ErrorIs(t, err, os.ErrDeadlineExceeded)
		require.NoError(t, b.Close())
		_, _, err = b.ReadFrom(make([]byte, 1))
		require.ErrorIs(t, err, net.ErrClosed)
	})
}
