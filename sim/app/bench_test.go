package app_test

import (
	"io"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/app"
	"lilab/sim/fabric"
	"lilab/sim/pki"
	"lilab/sim/ue"
)

// newBench makes a lab whose link nobody taps.
func newBench(b *testing.B) *lab {
	l := &lab{t: b}
	l.build(v4Prefix, nil)
	return l
}

// BenchmarkRawTCP is what the rest is to be compared with: octets that nobody looks at on the same network.
func BenchmarkRawTCP(b *testing.B) {
	l := newBench(b)
	ctx := deadline(b)
	ln, err := l.server.Listen(ctx, netip.AddrPortFrom(l.addrs[0], 9))
	require.NoError(b, err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c, err := ln.Accept()
		if err != nil {
			return
		}
		_, _ = io.Copy(io.Discard, c)
		_ = c.Close()
	}()
	c, err := l.phone.DialContext(ctx, "tcp", ln.Addr().String())
	require.NoError(b, err)
	buf := make([]byte, 1<<20)
	b.SetBytes(int64(len(buf)))
	for b.Loop() {
		if _, err := c.Write(buf); err != nil {
			b.Fatal(err)
		}
	}
	require.NoError(b, c.Close())
	require.NoError(b, ln.Close())
	<-done
}

// fetch downloads a mebibyte with each request of one connection.
func fetch(b *testing.B, scheme string) {
	l := newBench(b)
	c := l.client(false)
	const octets = 1 << 20
	b.SetBytes(octets)
	b.ResetTimer()
	_, err := c.Fetch(b.Context(), app.FetchRequest{URL: scheme + "://www.data.test", Requests: b.N, Download: octets})
	require.NoError(b, err)
}

func BenchmarkHTTP(b *testing.B)  { fetch(b, "http") }
func BenchmarkHTTPS(b *testing.B) { fetch(b, "https") }

// BenchmarkFetch is a small request with its lookup, connection and all.
func BenchmarkFetch(b *testing.B) {
	for _, scheme := range []string{"http", "https"} {
		b.Run(scheme, func(b *testing.B) {
			l := newBench(b)
			c := l.client(false)
			for b.Loop() {
				if _, err := c.Fetch(b.Context(), app.FetchRequest{URL: scheme + "://www.data.test", Download: 1000}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkLookup(b *testing.B) {
	for _, dot := range []bool{false, true} {
		name := "UDP"
		if dot {
			name = "TLS"
		}
		b.Run(name, func(b *testing.B) {
			l := newBench(b)
			c := l.client(dot)
			for b.Loop() {
				if _, _, err := c.Lookup(b.Context(), app.LookupRequest{Name: "www.data.test"}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkMessages(b *testing.B) {
	for _, c := range []struct {
		name      string
		tls, e2ee bool
	}{{"clear", false, false}, {"tls", true, false}, {"e2ee", false, true}, {"e2ee+tls", true, true}} {
		b.Run(c.name, func(b *testing.B) {
			l := newBench(b)
			anna := l.open(app.MessengerRequest{User: "anna", TLS: c.tls, EndToEnd: c.e2ee})
			l.openOther(app.MessengerRequest{User: "bert", TLS: c.tls, EndToEnd: c.e2ee})
			b.ResetTimer()
			for range b.N {
				if _, err := anna.Send(b.Context(), "bert", "", 1000); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDatagrams sends datagrams of 1,400 octets and gets them back: two packets for each.
func BenchmarkDatagrams(b *testing.B) {
	l := newBench(b)
	c := l.client(false)
	b.ReportAllocs()
	b.ResetTimer()
	r, _, err := c.Generate(b.Context(), app.GenerateRequest{Server: l.dn.EchoAt(), Datagrams: b.N, Size: 1400})
	require.NoError(b, err)
	require.Zero(b, r.Lost)
	b.ReportMetric(float64(2*b.N)/b.Elapsed().Seconds(), "packets/s")
}

// BenchmarkSession is the same through UE, gNB and UPF, and with home routing through a second UPF: the price of the
// network beside BenchmarkDatagrams and BenchmarkHTTP. Nobody taps, nobody observes.
func BenchmarkSession(b *testing.B) {
	for _, c := range []struct {
		route  sim.Route
		anchor string
	}{{sim.LocalBreakout, "nl"}, {sim.HomeRouted, "de"}} {
		session := func(b *testing.B) (*app.DataNetwork, *app.Client) {
			network, err := fabric.NewVirtual(fabric.VirtualConfig{})
			require.NoError(b, err)
			b.Cleanup(func() { require.NoError(b, network.Close()) })
			lab, err := sim.New(visitor(network, c.route, nil))
			require.NoError(b, err)
			ctx := deadline(b)
			require.NoError(b, lab.Start(ctx))
			b.Cleanup(func() { require.NoError(b, lab.Close()) })
			server, err := lab.Network(c.anchor).Server("dn")
			require.NoError(b, err)
			ca, err := pki.NewAuthority("third party CA", time.Now)
			require.NoError(b, err)
			dn, err := app.NewDataNetwork(app.DataNetworkConfig{Host: server, Addrs: server.Addrs(lab.Network(c.anchor).N6()), Authority: ca})
			require.NoError(b, err)
			require.NoError(b, dn.Start(ctx))
			b.Cleanup(func() { require.NoError(b, dn.Close()) })
			_, err = lab.UE("anna").Register(ctx, "c1")
			require.NoError(b, err)
			s, err := lab.UE("anna").OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(b, err)
			client, err := dn.Client(app.ClientConfig{Host: s.Host, Addrs: s.Addresses, Rand: lab.Rand("apps")}, false)
			require.NoError(b, err)
			return dn, client
		}
		b.Run(string(c.route)+"/datagrams", func(b *testing.B) {
			dn, client := session(b)
			b.ResetTimer()
			r, _, err := client.Generate(b.Context(), app.GenerateRequest{Server: dn.EchoAt(), Datagrams: b.N, Size: 1300})
			require.NoError(b, err)
			require.Zero(b, r.Lost, "%+v", r)
			b.ReportMetric(float64(2*b.N)/b.Elapsed().Seconds(), "packets/s")
		})
		b.Run(string(c.route)+"/http", func(b *testing.B) {
			_, client := session(b)
			const octets = 1 << 20
			b.SetBytes(octets)
			b.ResetTimer()
			_, err := client.Fetch(b.Context(), app.FetchRequest{URL: "http://www.data.test", Requests: b.N, Download: octets})
			require.NoError(b, err)
		})
	}
}
