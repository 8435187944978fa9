package pcaps

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"strings"
)

// An UpperPDU is the content of a frame of link type 252.
type UpperPDU struct {
	// Dissector is the name under which Wireshark knows the protocol.
	Dissector string
	// Src and Dst are invalid where the capture does not give them.
	Src, Dst netip.AddrPort
	// Payload are the octets of the PDU, part of Frame.Data.
	Payload []byte
}

// PDU reads the tags of a frame of link type 252. Unknown tags are skipped.
func (f Frame) PDU() (UpperPDU, error) { return f.pdu(true) }

// UpperPayload is the payload of PDU alone.
func (f Frame) UpperPayload() ([]byte, error) {
	p, err := f.pdu(false)
	return p.Payload, err
}

// pdu leaves the name of the dissector out unless it is wanted.
func (f Frame) pdu(named bool) (UpperPDU, error) {
	if f.LinkType != LinkTypeUpperPDU {
		return UpperPDU{}, fmt.Errorf("pcaps: frame %d has link type %d, not %d (upper PDU)", f.Number, f.LinkType, LinkTypeUpperPDU)
	}
	var (
		out              UpperPDU
		src, dst         netip.Addr
		srcPort, dstPort uint16
	)
	for at := 0; ; {
		fail := func(text string) (UpperPDU, error) {
			return UpperPDU{}, &Error{Offset: f.Offset, Block: fmt.Sprintf("upper PDU of frame %d", f.Number),
				Problem: fmt.Sprintf("tag at octet %d %s", at, text)}
		}
		if len(f.Data)-at < 4 {
			return fail("is not there: the tags have no end")
		}
		tag, n := binary.BigEndian.Uint16(f.Data[at:]), int(binary.BigEndian.Uint16(f.Data[at+2:]))
		if n > len(f.Data)-at-4 {
			return fail(fmt.Sprintf("has a length of %d, %d octets are left", n, len(f.Data)-at-4))
		}
		value := f.Data[at+4 : at+4+n]
		want := -1
		switch tag {
		case tagIPv4Source, tagIPv4Dest, tagSourcePort, tagDestPort:
			want = 4
		case tagIPv6Source, tagIPv6Dest:
			want = 16
		}
		if want >= 0 && n != want {
			return fail(fmt.Sprintf("(%d) has a length of %d, not %d", tag, n, want))
		}
		switch tag {
		case tagEnd:
			if src.IsValid() {
				out.Src = netip.AddrPortFrom(src, srcPort)
			}
			if dst.IsValid() {
				out.Dst = netip.AddrPortFrom(dst, dstPort)
			}
			out.Payload = f.Data[at+4+n:]
			return out, nil
		case tagDissectorName:
			if named {
				out.Dissector = strings.TrimRight(string(value), "\x00")
			}
		case tagIPv4Source, tagIPv6Source:
			src, _ = netip.AddrFromSlice(value)
		case tagIPv4Dest, tagIPv6Dest:
			dst, _ = netip.AddrFromSlice(value)
		case tagSourcePort:
			srcPort = uint16(binary.BigEndian.Uint32(value))
		case tagDestPort:
			dstPort = uint16(binary.BigEndian.Uint32(value))
		}
		at += 4 + n
	}
}
