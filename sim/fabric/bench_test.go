package fabric_test

import (
	"fmt"
	"io"
	"net"
	"net/netip"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
	"lilab/sim/fabric"
)

// drain reads all connections of a listener and throws the octets away; Close of the listener ends it.
func drain(b *testing.B, l net.Listener) (done chan struct{}) {
	done = make(chan struct{})
	go func() {
		defer close(done)
		c, err := l.Accept()
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, c)
		_ = c.Close()
	}()
	b.Cleanup(func() { _ = l.Close(); <-done })
	return done
}

// BenchmarkTCP moves octets over one connection in writes of 16 KiB, over loopback sockets of the machine as baseline,
// over a virtual link with several MTUs, and over one that is tapped into a capture.
func BenchmarkTCP(b *testing.B) {
	run := func(b *testing.B, p pair) {
		ctx := b.Context()
		l, err := p.b.Listen(ctx, netip.AddrPortFrom(p.ba, 0))
		require.NoError(b, err)
		done := drain(b, l)
		c, err := p.a.DialContext(ctx, "tcp", l.Addr().String())
		require.NoError(b, err)
		buf := make([]byte, 16<<10)
		b.SetBytes(int64(len(buf)))
		for b.Loop() {
			if _, err := c.Write(buf); err != nil {
				b.Fatal(err)
			}
		}
		require.NoError(b, c.Close())
		<-done
	}
	b.Run("loopback", func(b *testing.B) { run(b, newPair(b, loopback(b), fabric.LinkConfig{})) })
	for _, mtu := range []int{1500, 9000, 65535} {
		b.Run("virtual/mtu="+strconv.Itoa(mtu), func(b *testing.B) { run(b, newPair(b, virtual(b), fabric.LinkConfig{MTU: mtu})) })
	}
	b.Run("virtual/tapped", func(b *testing.B) {
		w, err := pcaps.NewWriter(io.Discard, pcaps.WriterConfig{})
		require.NoError(b, err)
		tap, err := w.PacketInterface("x")
		require.NoError(b, err)
		run(b, newPair(b, virtual(b), fabric.LinkConfig{Tap: tap}))
	})
}

// BenchmarkRoundTrip is one octet there and back.
func BenchmarkRoundTrip(b *testing.B) {
	for _, n := range []struct {
		name string
		make func(testing.TB) fabric.Network
	}{{"loopback", loopback}, {"virtual", virtual}} {
		b.Run("tcp/"+n.name, func(b *testing.B) {
			p := newPair(b, n.make(b), fabric.LinkConfig{})
			l, err := p.b.Listen(b.Context(), netip.AddrPortFrom(p.ba, 0))
			require.NoError(b, err)
			echo(b, l)
			c, err := p.a.DialContext(b.Context(), "tcp", l.Addr().String())
			require.NoError(b, err)
			defer c.Close()
			buf := make([]byte, 1)
			for b.Loop() {
				_, err := c.Write(buf)
				if err == nil {
					_, err = io.ReadFull(c, buf)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("sctp/virtual", func(b *testing.B) {
		p := newPair(b, virtual(b), fabric.LinkConfig{})
		client, server, _ := associate(b, p)
		m := fabric.Message{PPID: fabric.PPIDNGAP, Data: make([]byte, 100)}
		for b.Loop() {
			for _, way := range [][2]fabric.Association{{client, server}, {server, client}} {
				err := way[0].Send(b.Context(), m)
				if err == nil {
					_, err = way[1].Receive(b.Context())
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// BenchmarkDial opens and closes a connection.
func BenchmarkDial(b *testing.B) {
	for _, n := range []struct {
		name string
		make func(testing.TB) fabric.Network
	}{{"loopback", loopback}, {"virtual", virtual}} {
		b.Run("tcp/"+n.name, func(b *testing.B) {
			p := newPair(b, n.make(b), fabric.LinkConfig{})
			l, err := p.b.Listen(b.Context(), netip.AddrPortFrom(p.ba, 0))
			require.NoError(b, err)
			echo(b, l)
			for b.Loop() {
				c, err := p.a.DialContext(b.Context(), "tcp", l.Addr().String())
				if err != nil {
					b.Fatal(err)
				}
				_ = c.Close()
			}
		})
	}
	b.Run("sctp/virtual", func(b *testing.B) {
		p := newPair(b, virtual(b), fabric.LinkConfig{})
		_, _, l := associate(b, p)
		for b.Loop() {
			c, err := p.a.DialSCTP(b.Context(), p.aa, l.Addr())
			if err != nil {
				b.Fatal(err)
			}
			s, err := l.Accept(b.Context())
			if err != nil {
				b.Fatal(err)
			}
			_, _ = c.Close(), s.Close()
		}
	})
}

// BenchmarkHosts makes and destroys a network of forty hosts on three links.
func BenchmarkHosts(b *testing.B) {
	for b.Loop() {
		n := virtual(b)
		for l := range 3 {
			link, err := n.Link(fabric.LinkConfig{Name: fmt.Sprint(l), Prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, 0, byte(l), 0}), 24)})
			if err != nil {
				b.Fatal(err)
			}
			for i := range 40 {
				if l > 0 && i%3 != 0 {
					continue
				}
				h, err := n.Host(fmt.Sprint(l, " ", i))
				if err == nil {
					_, err = link.Attach(h)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		}
		if err := n.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSCTP sends messages one way.
func BenchmarkSCTP(b *testing.B) {
	for _, size := range []int{100, 1000, 10000} {
		b.Run(strconv.Itoa(size), func(b *testing.B) {
			p := newPair(b, virtual(b), fabric.LinkConfig{})
			client, server, _ := associate(b, p)
			received := make(chan int, 1)
			go func() {
				n := 0
				for {
					if _, err := server.Receive(b.Context()); err != nil {
						received <- n
						return
					}
					n++
				}
			}()
			m := fabric.Message{Stream: 1, PPID: fabric.PPIDNGAP, Data: make([]byte, size)}
			b.SetBytes(int64(size))
			sent := 0
			for b.Loop() {
				if err := client.Send(b.Context(), m); err != nil {
					b.Fatal(err)
				}
				sent++
			}
			require.NoError(b, client.Close())
			require.Equal(b, sent, <-received)
			b.ReportMetric(float64(sent)/b.Elapsed().Seconds(), "msg/s")
		})
	}
}
