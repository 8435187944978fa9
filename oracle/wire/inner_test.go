package wire_test

import (
	"bytes"
	"errors"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

const (
	innerUDP4 = "45000024000100004011000064400002c633645013880007001000006162636465666768"
	// The same datagram in IPv6 behind hop-by-hop options, with flow label 0x12345.
	innerUDP6 = "60012345001800402001 0db8000000100000000000000099 20010db8ffff00000000000000000080 1100010400000000 1388000700100000 6162636465666768"
)

func TestReadInner(t *testing.T) {
	p, err := wire.ReadInner(octets(t, innerUDP4))
	require.NoError(t, err)
	require.Equal(t, "100.64.0.2:5000 198.51.100.80:7", p.Src.String()+" "+p.Dst.String())
	require.EqualValues(t, wire.ProtocolUDP, p.Protocol)
	require.Equal(t, 36, p.Length)
	p, err = wire.ReadInner(append(octets(t, innerUDP4), 0, 0))
	require.NoError(t, err)
	require.Len(t, p.Body, 16)
	p, err = wire.ReadInner(octets(t, innerUDP6))
	require.NoError(t, err)
	require.Equal(t, "[2001:db8:0:10::99]:5000", p.Src.String())
	require.EqualValues(t, 0x12345, p.Label)
	for i := range octets(t, innerUDP4) {
		_, err := wire.ReadInner(octets(t, innerUDP4)[:i])
		require.Error(t, err)
	}
	for i := range octets(t, innerUDP6) {
		_, err := wire.ReadInner(octets(t, innerUDP6)[:i])
		require.Error(t, err)
	}
	_, err = wire.ReadInner([]byte{0x50})
	require.True(t, errors.Is(err, wire.ErrNotIP))
}

// piece makes a fragment of a datagram.
func piece(body []byte, at, end int) *wire.Inner {
	return &wire.Inner{Src: netip.MustParseAddrPort("10.0.0.1:0"), Dst: netip.MustParseAddrPort("10.0.0.2:0"), Protocol: wire.ProtocolUDP, ID: 7,
		Fragment: true, Offset: at, More: end < len(body), Body: body[at:end]}
}

func TestDefragmenter(t *testing.T) {
	body := append([]byte{0x13, 0x88, 0, 7, 0, 48, 0, 0}, bytes.Repeat([]byte("abcd"), 10)...)
	for _, order := range [][][2]int{{{0, 16}, {16, 32}, {32, 48}}, {{32, 48}, {0, 16}, {0, 16}, {16, 32}}} {
		var d wire.Defragmenter
		for i, q := range order {
			p, ok, err := d.Add(piece(body, q[0], q[1]))
			require.NoError(t, err)
			require.Equal(t, i == len(order)-1, ok)
			if ok {
				require.Equal(t, body[8:], p.Payload)
				require.EqualValues(t, 5000, p.Src.Port())
			}
		}
	}
	var d wire.Defragmenter // an overlap ends it
	for _, q := range [][2]int{{0, 16}, {8, 32}, {16, 32}, {32, 48}} {
		_, ok, _ := d.Add(piece(body, q[0], q[1]))
		require.False(t, ok)
	}
	for i := range 1000 { // the oldest make room
		p := piece(body, 0, 16)
		p.ID = uint32(i + 100)
		_, ok, _ := d.Add(p)
		require.False(t, ok)
	}
	whole := piece(body, 0, 48)
	whole.Fragment = false
	_, ok, err := d.Add(whole)
	require.True(t, ok)
	require.NoError(t, err)
}

func FuzzReadInner(f *testing.F) {
	f.Add(octets(f, innerUDP4))
	f.Add(octets(f, innerUDP6))
	var d wire.Defragmenter
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := wire.ReadInner(b)
		if err != nil {
			if at, ok := wire.Offset(err); ok && (at < 0 || at > len(b)) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		if p.Length > len(b) || len(p.Body) > p.Length || p.Fragment != (p.Offset > 0 || p.More) {
			t.Fatalf("%+v", p)
		}
		if q, ok, err := d.Add(&p); ok && err == nil && len(q.Payload) > 65535 {
			t.Fatalf("%d octets out of fragments", len(q.Payload))
		}
	})
}

// FuzzReadGTPU also puts the message into a CCPayload, where it must be found as it is.
func FuzzReadGTPU(f *testing.F) {
	f.Add(octets(f, "34ff000c0000000100000085011009 00 45000014"))
	f.Add(octets(f, "30ff00010000000145"))
	f.Add(octets(f, "37ff00080000000100010285ff000000"))
	r, err := wire.NewReader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		g, err := wire.ReadGTPU(b)
		if err == nil && (g.Header < 8 || g.Header+len(g.Payload) != len(b)) {
			t.Fatalf("%+v of %d octets", g, len(b))
		}
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
		}
		if len(b) > 100 {
			return
		}
		cc := append([]byte{0x30, byte(11 + len(b)), 0x81, 5, 4, 19, 19, 3, 4, 0xa2, byte(2 + len(b)), 0x81, byte(len(b))}, b...)
		v, err2 := r.CCPayload(cc)
		if err2 != nil {
			t.Fatal(err2)
		}
		c, err2 := wire.ReadCC(v.Root)
		if c.Kind != wire.CCGTPU || !bytes.Equal(c.Octets, b) {
			t.Fatalf("%q: %x", c.Kind, c.Octets)
		}
		if (err2 == nil) != (err == nil && g.Type == wire.GPDU) {
			t.Fatalf("%v, %v", err, err2)
		}
	})
}

// FuzzReadCC reads any CCPayload.
func FuzzReadCC(f *testing.F) {
	f.Add(octets(f, "300e8105041313 0304a205810330ff00"))
	f.Add(octets(f, "301581050413130304a20ca20aa1058103450000820109"))
	r, err := wire.NewReader()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		r.Recycle()
		v, err := r.CCPayload(b)
		if err != nil {
			return
		}
		c, err := wire.ReadCC(v.Root)
		if err != nil {
			if at, ok := wire.Offset(err); !ok || at < 0 || at > len(b) {
				t.Fatalf("offset %d of %d: %v", at, len(b), err)
			}
			return
		}
		if c.Kind == "" || len(c.Octets) > len(b) || c.HasQFI && c.QFI > 63 && len(v.Findings) == 0 {
			t.Fatalf("%+v", c)
		}
	})
}

func TestReadCCWithoutPDU(t *testing.T) {
	_, err := wire.ReadCC(nil)
	require.Error(t, err)
	_, err = wire.ReadCC(&asn.Node{})
	require.Error(t, err)
}
