package dissect_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"lilab/oracle/dissect"
)

// benchCapture has X2 PDUs in TCP segments of 1400 octets, as a sender makes them.
func benchCapture(b *testing.B, n int) []byte {
	pdu := octets(b, vectors["x2-registration"])
	stream := make([]byte, 0, n*len(pdu))
	for i := range n {
		binary.BigEndian.PutUint32(pdu[101:], uint32(i))
		stream = append(stream, pdu...)
	}
	return capture(101, segments(stream, 1400)...)
}

// BenchmarkCapture reads a capture of 100,000 X2 PDUs with AMFRegistration: with all rules and no tree, with trees, and
// with their text. Where tshark is, the ratio to it is printed.
func BenchmarkCapture(b *testing.B) {
	const n = 100_000
	file := benchCapture(b, n)
	var fastest time.Duration
	for _, c := range []struct {
		name string
		o    dissect.Options
	}{
		{"judged", dissect.Options{Bare: true}},
		{"tree", dissect.Options{}},
		{"text", dissect.Options{Render: func(u *dissect.Unit) ([]byte, error) { return dissect.AppendText(nil, u), nil }}},
		{"judged by one", dissect.Options{Bare: true, Workers: 1}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				got := 0
				_, err := dissect.CaptureWith(context.Background(), bytes.NewReader(file), c.o, func(u *dissect.Unit, _ []byte) error {
					if u.Error != "" || len(u.Findings) > 0 {
						b.Fatal(u.Error, u.Findings)
					}
					got++
					return nil
				})
				if err != nil || got != n {
					b.Fatal(got, err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "PDU/s")
			if one := b.Elapsed() / time.Duration(b.N); fastest == 0 {
				fastest = one
			}
		})
	}
	b.Run("tshark", func(b *testing.B) {
		tshark, err := exec.LookPath("tshark")
		if err != nil {
			b.Skip("tshark is not installed")
		}
		// tshark puts no X2 segments together: one PDU a packet, link type USER0.
		pdu := octets(b, vectors["x2-registration"])
		path := filepath.Join(b.TempDir(), "x2.pcap")
		const few = 20_000
		if err := os.WriteFile(path, capture(147, slicesOf(pdu, few)...), 0o600); err != nil {
			b.Fatal(err)
		}
		var took time.Duration
		for b.Loop() {
			start := time.Now()
			cmd := exec.Command(tshark, "-r", path, "-o", `uat:user_dlts:"User 0 (DLT=147)","li5g","0","","0",""`, "-T", "fields", "-e", "li5g.ver",
				"-e", "li5g.xid", "-e", "lix2.event")
			if out, err := cmd.CombinedOutput(); err != nil {
				b.Skipf("tshark: %v\n%s", err, out)
			}
			took = time.Since(start)
		}
		rate := few / took.Seconds()
		b.ReportMetric(rate, "PDU/s")
		if fastest > 0 {
			b.ReportMetric(n/fastest.Seconds()/rate, "times-tshark")
		}
	})
}
