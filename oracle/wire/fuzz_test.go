package wire_test

import (
	"testing"

	"lilab/oracle/wire"
)

func FuzzReadX2X3(f *testing.F) {
	f.Add(octets(f, x2Reg))
	f.Add(octets(f, keep))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := wire.ReadX2X3(b)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		if len(p.Octets) != p.HeaderLength+p.PayloadLength || len(p.Octets) > len(b) {
			t.Fatal("lengths do not add up")
		}
		end := 40
		for _, a := range p.Attributes {
			if a.Offset != end {
				t.Fatal("attributes do not touch")
			}
			end += 4 + len(a.Value)
		}
		if end != p.HeaderLength {
			t.Fatal("attributes do not fill the header")
		}
		p.Sequence()
		p.Timestamp()
	})
}

func FuzzPSPDU(f *testing.F) {
	f.Add(octets(f, pspduIRI))
	f.Add(octets(f, pspduKA))
	r, err := wire.NewReader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := r.PSPDU(b)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		// A missing payload is not unreadable, but it must have been noticed.
		if len(p.Octets) == 0 || len(p.Octets) > len(b) || (p.Kind == "" && len(p.Findings) == 0) {
			t.Fatalf("%d octets of %d, kind %q, findings %v", len(p.Octets), len(b), p.Kind, p.Findings)
		}
	})
}

func FuzzReadX1(f *testing.F) {
	f.Add([]byte(`<X1Response xmlns="http://uri.etsi.org/03221/X1/2017/10" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><x1ResponseMessage xsi:type="PingResponse"><oK>AcknowledgedAndCompleted</oK></x1ResponseMessage></X1Response>`))
	f.Add([]byte(`<X1TopLevelErrorResponse xmlns="http://uri.etsi.org/03221/X1/2017/10"><neIdentifier>a</neIdentifier></X1TopLevelErrorResponse>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := wire.ReadX1(b)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		for _, m := range c.Messages {
			if m.Kind == "" || m.Response != (c.Root != "X1Request") {
				t.Fatalf("%+v", m)
			}
		}
	})
}

// FuzzSCTP gives packets in pieces of the input to one reassembly; messages never exceed what was put in.
func FuzzSCTP(f *testing.F) {
	chunk := octets(f, "0003001700000001000000000000003c0041420000000000")
	f.Add(append(octets(f, "4500004400000000401100000a0000010a00000226ab26ab0030000095e4960c0000000100000000"), chunk...), 68)
	f.Fuzz(func(t *testing.T, b []byte, size int) {
		if size < 20 || size > 2000 {
			return
		}
		var s wire.SCTP
		in, out := 0, 0
		for len(b) > 0 {
			n := min(size, len(b))
			in += n
			ms, _ := s.Packet(b[:n])
			for _, m := range ms {
				out += len(m.Data)
				if g, err := wire.ReadNGAP(m.Data); err == nil && g.NAS != nil {
					_, _ = wire.ReadNAS(g.NAS)
				}
			}
			b = b[n:]
		}
		if out > in {
			t.Fatalf("%d octets out of %d", out, in)
		}
	})
}

func FuzzN2(f *testing.F) {
	f.Add([]byte{0, 15, 0x40, 11, 0, 0, 2, 0, 85, 0, 2, 0, 1, 0, 38, 0, 4, 3, 0x7e, 0, 0x42}[:17], true)
	f.Add([]byte{0x7e, 0, 0x41, 0x79, 0, 13, 1, 0, 0xf1, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0x10}, false)
	f.Fuzz(func(t *testing.T, b []byte, ngap bool) {
		if ngap {
			if g, err := wire.ReadNGAP(b); err == nil && len(g.NAS) > len(b) {
				t.Fatal("a NAS PDU longer than its message")
			}
			return
		}
		n, err := wire.ReadNAS(b)
		if err == nil && n.Security == 0 && len(n.Clear) != len(b) {
			t.Fatal("a plain message that is not clear")
		}
	})
}
