package content_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf/content"
	"lilab/x2x3"
	"lilab/x2x3/ber"
	"lilab/x2x3/xiri"
)

func unhex(t testing.TB, s string) []byte {
	b, err := hex.DecodeString(s)
	require.NoError(t, err)
	return b
}

// packet is an IPv4 packet with UDP and n octets of data.
func packet(n int) []byte {
	b := make([]byte, 28+n)
	b[0], b[8], b[9] = 0x45, 64, 17
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
	copy(b[12:], []byte{10, 45, 0, 2, 8, 8, 8, 8})
	binary.BigEndian.PutUint16(b[24:], uint16(8+n))
	return b
}

// gtpu puts a packet into a GTP-U message with the header's tail, which says flags and extension headers.
func gtpu(flags byte, tail, inner []byte) []byte {
	b := append([]byte{0x30 | flags, 255, 0, 0, 0, 0, 0, 1}, tail...)
	b = append(b, inner...)
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)-8))
	return b
}

func TestGTPU(t *testing.T) {
	inner := packet(3)
	container := unhex(t, "00000085"+"01"+"1005"+"00") // uplink, QFI 5
	for name, c := range map[string]struct {
		message []byte
		qfi     ber.Opt[uint8]
	}{
		"bare":                            {gtpu(0, nil, inner), ber.Opt[uint8]{}},
		"sequence number":                 {gtpu(2, []byte{0, 7, 0, 0}, inner), ber.Opt[uint8]{}},
		"uplink container":                {gtpu(4, container, inner), ber.Some[uint8](5)},
		"downlink, behind another header": {gtpu(4, unhex(t, "00000040"+"02"+"000000000000"+"85"+"01"+"003f"+"00"), inner), ber.Some[uint8](63)},
		"flag E is not set, the rest of the word does not count": {gtpu(1, []byte{0, 0, 9, 0x85}, inner), ber.Opt[uint8]{}},
	} {
		p, err := content.GTPU(c.message)
		require.NoError(t, err, name)
		require.Equal(t, content.IP, p.Kind, name)
		require.Equal(t, inner, p.Octets, name)
		require.Equal(t, c.qfi, p.QFI, name)
	}
	for name, b := range map[string][]byte{
		"empty": {}, "seven octets": make([]byte, 7), "version 2": append([]byte{0x48}, gtpu(0, nil, inner)[1:]...), "GTP'": append([]byte{0x20}, gtpu(0, nil, inner)[1:]...),
		"too short": gtpu(0, nil, inner)[:20], "too long": append(gtpu(0, nil, inner), 0), "echo": {0x32, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0}, "end marker": {0x30, 254, 0, 0, 0, 0, 0, 1},
		"flags without their octets":                    {0x34, 255, 0, 2, 0, 0, 0, 1, 0, 0},
		"extension header of no octets":                 gtpu(4, unhex(t, "0000008500"), inner),
		"extension header beyond the end":               gtpu(4, unhex(t, "00000085ff"), inner),
		"a chain that ends with the message":            gtpu(4, unhex(t, "0000008501000040"), nil),
		"an extension header where the message has end": gtpu(4, unhex(t, "00000085"), nil),
	} {
		_, err := content.GTPU(b)
		require.ErrorIs(t, err, content.ErrContent, name)
	}
}

// TestCCPayload takes every format from X3 to HI3 and back. The octets are those of package xiri, and asn1ct reads them.
func TestCCPayload(t *testing.T) {
	inner := packet(100)
	v6 := make([]byte, 40)
	v6[0] = 0x60
	var e content.Encoder
	for name, c := range map[string]struct {
		format x2x3.Format
		octets []byte
		want   xiri.CCPDU
		record string
	}{
		"GTP-U": {x2x3.FormatGTPU, gtpu(4, unhex(t, "0000008501100500"), inner), xiri.CCPDU{UPFCCPDU: gtpu(4, unhex(t, "0000008501100500"), inner)}, "uPFCCPDU"},
		"GTP-U with something else": {x2x3.FormatGTPU, gtpu(4, unhex(t, "0000008501100500"), []byte("no IP")),
			xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFUnstructuredCC: []byte("no IP")}, QFI: xiri.Some[uint8](5)}}, "uPFUnstructuredCC"},
		"IPv4":         {x2x3.FormatIPv4, inner, xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFIPCC: inner}}}, "uPFIPCC"},
		"IPv6":         {x2x3.FormatIPv6, v6, xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFIPCC: v6}}}, "uPFIPCC"},
		"Ethernet":     {x2x3.FormatEthernet, make([]byte, 60), xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFEthernetCC: make([]byte, 60)}}}, "uPFEthernetCC"},
		"unstructured": {x2x3.FormatUnstructured, []byte{1}, xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFUnstructuredCC: []byte{1}}}}, "uPFUnstructuredCC"},
	} {
		p, err := content.FromX3(c.format, c.octets)
		require.NoError(t, err, name)
		body := e.Around(c.format, c.octets, p)
		got := bytes.Join([][]byte{e.Head, body, e.Tail}, nil)
		want, err := (&xiri.CCPayload{PDU: c.want}).AppendBinary(nil)
		require.NoError(t, err, name)
		require.Equal(t, want, got, name)
		back, err := content.FromHI3(got)
		require.NoError(t, err, name)
		require.Equal(t, p.Octets, back.Octets, name)
		require.Equal(t, p.Kind, back.Kind, name)
		require.Equal(t, p.QFI, back.QFI, name)
		require.Equal(t, c.record, back.Record(), name)
		_, err = judge.Decode(t, "TS33128Payloads", "CCPayload", got)
		require.NoError(t, err, name)
	}
	// The vector of the reference compiler.
	p := content.Packet{Kind: content.IP, Octets: unhex(t, "4500001c00010000401100000a2d000208080808c000003500080000"), QFI: ber.Some[uint8](5)}
	body := e.Around(x2x3.FormatIPv4, nil, p)
	require.Equal(t, unhex(t, "302e81050413130304a225a223a11e811c4500001c00010000401100000a2d000208080808c000003500080000820105"), bytes.Join([][]byte{e.Head, body, e.Tail}, nil))
	for _, n := range []int{0, 1, 95, 96, 97, 98, 99, 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115, 116, 117, 118, 119, 120, 127, 128, 65535} {
		octets := make([]byte, 1+n)
		p, err := content.FromX3(x2x3.FormatUnstructured, octets)
		require.NoError(t, err)
		p.QFI = ber.Some[uint8](1)
		body := e.Around(x2x3.FormatUnstructured, octets, p)
		want, err := (&xiri.CCPayload{PDU: xiri.CCPDU{ExtendedUPFCCPDU: &xiri.ExtendedUPFCCPDU{Payload: xiri.UPFCCPDUPayload{UPFUnstructuredCC: octets}, QFI: p.QFI}}}).AppendBinary(nil)
		require.NoError(t, err)
		require.Equal(t, want, bytes.Join([][]byte{e.Head, body, e.Tail}, nil))
	}
}

func TestBadContent(t *testing.T) {
	for name, c := range map[string]struct {
		format x2x3.Format
		octets []byte
	}{
		"IPv6 as IPv4": {x2x3.FormatIPv4, append([]byte{0x60}, make([]byte, 39)...)}, "IPv4 as IPv6": {x2x3.FormatIPv6, packet(1)}, "half an IPv4 packet": {x2x3.FormatIPv4, packet(9)[:30]},
		"empty IPv4": {x2x3.FormatIPv4, nil}, "short frame": {x2x3.FormatEthernet, make([]byte, 13)}, "empty": {x2x3.FormatUnstructured, nil},
		"RTP": {x2x3.FormatRTP, packet(1)}, "xIRI": {x2x3.FormatTS33128, packet(1)}, "PS-PDU": {x2x3.FormatPSPDUPayload, packet(1)}, "format 99": {99, packet(1)},
		"frame over size": {x2x3.FormatEthernet, make([]byte, content.MaxPacket+1)}, "GTP-U over size": {x2x3.FormatGTPU, make([]byte, content.MaxGTPU+1)},
		"no GTP-U": {x2x3.FormatGTPU, packet(1)},
	} {
		_, err := content.FromX3(c.format, c.octets)
		require.ErrorIs(t, err, content.ErrContent, name)
	}
	for name, s := range map[string]string{"empty": "", "another record": "3006" + "8105" + "0413130301", "MMS": "301981050413130304a210a30ea103810101820161830101"} {
		_, err := content.FromHI3(unhex(t, s))
		require.Error(t, err, name)
	}
}

// FuzzX3 wants what is taken from X3 to come out of HI3 as the same packet.
func FuzzX3(f *testing.F) {
	f.Add(uint16(12), gtpu(4, unhex(f, "0000008501100500"), packet(3)))
	f.Add(uint16(12), gtpu(0, nil, []byte("no IP")))
	f.Add(uint16(5), packet(4))
	f.Add(uint16(7), make([]byte, 60))
	f.Add(uint16(16), []byte{1})
	f.Fuzz(func(t *testing.T, format uint16, b []byte) {
		p, err := content.FromX3(x2x3.Format(format), b)
		if err != nil {
			require.ErrorIs(t, err, content.ErrContent)
			return
		}
		var e content.Encoder
		body := e.Around(x2x3.Format(format), b, p)
		back, err := content.FromHI3(bytes.Join([][]byte{e.Head, body, e.Tail}, nil))
		require.NoError(t, err)
		require.True(t, bytes.Equal(p.Octets, back.Octets))
		require.Equal(t, p.Kind, back.Kind)
		require.Equal(t, p.QFI, back.QFI)
	})
}

// FuzzHI3 reads anything as CCPayload.
func FuzzHI3(f *testing.F) {
	f.Add(unhex(f, "302e81050413130304a225a223a11e811c4500001c00010000401100000a2d000208080808c000003500080000820105"))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := content.FromHI3(b)
		if err == nil {
			require.LessOrEqual(t, len(p.Octets), len(b))
		}
	})
}
