package lipf_test

import (
	"context"
	"crypto/tls"
	"io"
	"net"
	"testing"
	"time"

	"lilab/sim/pki"

	"github.com/stretchr/testify/require"
)

// BenchmarkChain is events per second from the POI over X2, MDF2 and HI2 to the LEMF, all over mutual TLS on loopback.
// The baseline is the same number of writes of a PS-PDU's size over one plain TLS connection, in the same run.
func BenchmarkChain(b *testing.B) {
	o := newOperator(b, options{})
	o.x1.pdus = nil
	anna := newPerson(1)
	o.activate("nl-1", anna.supi())
	e := anna.registered()
	b.ReportAllocs()
	b.ResetTimer()
	start := time.Now()
	for i := range b.N {
		o.amf.Observe(e)
		if i%10_000 == 9_999 { // Stay within the buffers of 65,536 PDUs.
			require.NoError(b, o.amf.Drain(b.Context()))
			wait(b, func() bool { return o.mdf.Stats().Received > uint64(i-30_000) || i < 30_000 })
			require.NoError(b, o.mdf.Drain(b.Context()))
		}
	}
	require.NoError(b, o.amf.Drain(b.Context()))
	wait(b, func() bool { return o.lemf.Stats().PDUs >= uint64(b.N) })
	b.StopTimer()
	took := time.Since(start)
	require.Zero(b, o.amf.Stats().Lost+o.mdf.Stats().Lost)
	size := 600
	if ps := o.lemf.PDUs("LIID-nl-1"); len(ps) > 0 {
		size = len(ps[0].Octets)
	}
	b.ReportMetric(float64(b.N)/took.Seconds(), "events/s")
	b.ReportMetric(float64(size), "octets/PS-PDU")
	b.ReportMetric(took.Seconds()/baseline(b, o, b.N, size).Seconds(), "x-plain-TLS")
}

// BenchmarkNonTarget is what an event about somebody else costs the POI.
func BenchmarkNonTarget(b *testing.B) {
	o := newOperator(b, options{})
	o.activate("nl-1", newPerson(1).supi())
	e := newPerson(2).moved(1)
	b.ReportAllocs()
	for b.Loop() {
		o.amf.Observe(e)
	}
	require.NoError(b, o.amf.Drain(b.Context()))
}

func wait(b *testing.B, done func() bool) {
	deadline := time.Now().Add(time.Minute)
	for !done() {
		if time.Now().After(deadline) {
			b.Fatal("nothing arrives any more")
		}
		time.Sleep(100 * time.Microsecond)
	}
}

// baseline writes n times size octets over one mutual TLS connection and waits until all has arrived.
func baseline(b *testing.B, o *operator, n, size int) time.Duration {
	ln, at := listen(b)
	cert := issue(b, o.ca, "baseline")
	got := make(chan struct{})
	go func() {
		defer close(got)
		c, err := tls.NewListener(ln, pki.ServerConfig(cert, o.ca.Pool(), pki.Options{})).Accept()
		if err != nil {
			return
		}
		defer c.Close()
		_, _ = io.CopyN(io.Discard, c, int64(n)*int64(size))
	}()
	d := tls.Dialer{NetDialer: &net.Dialer{}, Config: pki.ClientConfig(cert, o.ca.Pool(), "", pki.Options{})}
	c, err := d.DialContext(context.Background(), "tcp", at.String())
	require.NoError(b, err)
	defer c.Close()
	buf := make([]byte, size)
	start := time.Now()
	for range n {
		_, err := c.Write(buf)
		require.NoError(b, err)
	}
	<-got
	return time.Since(start)
}
