package lipf_test

import (
	"context"
	"crypto/tls"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/lemf"
	"lilab/lipf/mdf"
	"lilab/sim/pki"
	"lilab/x2x3"
)

// BenchmarkMDF3 is content from X3 PDUs of a UPF (GTP-U, 1400 octets inside) through the MDF3 to PS-PDUs, mutual TLS on both
// sides, on loopback. "sink" has an agency that reads octets and does nothing with them, so that the MDF3 is what is
// measured; "LEMF" has one that reads PDUs. The baseline is as many octets over one plain TLS connection in writes of
// 16 KiB, in the same run: content crosses two.
func BenchmarkMDF3(b *testing.B) {
	packet := tunnelled(true, ipPacket(true, 53, make([]byte, 1372)))
	for _, name := range []string{"sink", "LEMF", "two-warrants"} {
		b.Run(name, func(b *testing.B) {
			l := newSessionLab(b, sessionOptions{noProduct: true, lemf: func(c *lemf.Config) { c.OnHI3 = nil }, mdf3: func(c *mdf.Config3) { c.OnX3, c.Buffer = nil, 1<<18 }})
			var read atomic.Int64
			change := func(*lipf.Warrant) {}
			if name != "LEMF" {
				at := drain(b, l, &read)
				change = func(w *lipf.Warrant) { w.LEMF3 = at }
			}
			xids := []lipf.UUID{l.order("nl-1", change).XID}
			if name == "two-warrants" {
				xids = append(xids, l.order("nl-2", change).XID)
			}
			pdus := make([]*x2x3.PDU, len(xids))
			for i, xid := range xids {
				pdus[i] = l.ccPDU(xid, 7, x2x3.FromTarget, x2x3.FormatGTPU, packet)
			}
			ctx := b.Context()
			arrived := func() uint64 {
				if name == "LEMF" {
					return l.lemf.Stats().CC
				}
				return l.mdf3.Stats().Delivered
			}
			b.ReportAllocs()
			b.ResetTimer()
			start := time.Now()
			for i := range b.N {
				p := pdus[i%len(pdus)]
				p.SequenceNumber.Value++
				require.NoError(b, l.upf.Send(ctx, p))
				if i%20_000 == 19_999 { // Stay within the buffers.
					wait(b, func() bool { return arrived()+30_000 > uint64(i) })
				}
			}
			require.NoError(b, l.upf.Flush(ctx))
			wait(b, func() bool { return l.mdf3.Stats().Received >= uint64(b.N) })
			require.NoError(b, l.mdf3.Drain(context.Background()))
			wait(b, func() bool { return arrived() >= uint64(b.N) })
			b.StopTimer()
			took := time.Since(start)
			require.Zero(b, l.mdf3.Stats().Lost+l.mdf3.Stats().Repeated)
			octets := float64(b.N) * float64(len(packet))
			b.SetBytes(int64(len(packet)))
			b.ReportMetric(float64(b.N)/took.Seconds(), "PDU/s")
			b.ReportMetric(octets/took.Seconds()/1e6, "MB/s")
			n := int(octets)>>14 + 1
			raw := baseline(b, l.operator, n, 16<<10)
			b.ReportMetric(float64(n<<14)/raw.Seconds()/1e6, "raw-MB/s")
			b.ReportMetric(raw.Seconds()/took.Seconds(), "of-raw-TLS")
		})
	}
}

// drain is an agency that reads and does nothing.
func drain(b *testing.B, l *sessionLab, read *atomic.Int64) netip.AddrPort {
	ln, at := listen(b)
	cert := issue(b, l.ca, "lemf1")
	server := tls.NewListener(ln, pki.ServerConfig(cert, l.ca.Pool(), pki.Options{}))
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			c, err := server.Accept()
			if err != nil {
				return
			}
			buf := make([]byte, 64<<10)
			for err == nil {
				var n int
				n, err = c.Read(buf)
				read.Add(int64(n))
			}
			_ = c.Close()
		}
	}()
	b.Cleanup(func() { _ = server.Close() })
	return at
}
