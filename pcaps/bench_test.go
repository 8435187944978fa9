package pcaps_test

import (
	"bytes"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
)

// BenchmarkWrite writes one packet of 1,400 octets or one X2-sized PDU.
func BenchmarkWrite(b *testing.B) {
	w, err := pcaps.NewWriter(io.Discard, pcaps.WriterConfig{})
	require.NoError(b, err)
	b.Run("packet", func(b *testing.B) {
		ifc, err := w.PacketInterface("p")
		require.NoError(b, err)
		octets, now := make([]byte, 1400), time.Now()
		b.SetBytes(int64(len(octets)))
		b.ReportAllocs()
		for b.Loop() {
			ifc.Packet(now, octets)
		}
	})
	b.Run("pdu", func(b *testing.B) {
		ifc, err := w.PDUInterface("d", "li5g")
		require.NoError(b, err)
		octets := make([]byte, 300)
		b.SetBytes(int64(len(octets)))
		b.ReportAllocs()
		for b.Loop() {
			ifc.PDU(src, dst, octets)
		}
	})
}

// BenchmarkRead reads a capture of 10,000 PDUs with their tags; time is per PDU.
func BenchmarkRead(b *testing.B) {
	var out bytes.Buffer
	w, err := pcaps.NewWriter(&out, pcaps.WriterConfig{})
	require.NoError(b, err)
	ifc, err := w.PDUInterface("d", "li5g")
	require.NoError(b, err)
	const count = 10000
	for range count {
		ifc.PDU(src, dst, make([]byte, 300))
	}
	b.ReportAllocs()
	frames := 0
	for b.Loop() {
		r, err := pcaps.NewReader(bytes.NewReader(out.Bytes()))
		if err != nil {
			b.Fatal(err)
		}
		for {
			f, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err == nil {
				_, err = f.PDU()
			}
			if err != nil {
				b.Fatal(err)
			}
			frames++
		}
	}
	b.ReportMetric(float64(frames)/b.Elapsed().Seconds(), "pdu/s")
}
