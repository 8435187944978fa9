package wire

import (
	"encoding/binary"
	"net/netip"
)

// Inner is the IP packet of a user, as far as its header can be read. Slices are parts of the packet.
type Inner struct {
	// Src and Dst have ports for TCP, UDP and SCTP; of fragments the first alone has them.
	Src, Dst netip.AddrPort
	// Protocol is that of the last header, after IPv6 extension headers.
	Protocol uint8
	// Label is the flow label of IPv6.
	Label uint32
	// Fragment says that the packet is one: ID, Offset (in octets) and More place it.
	Fragment bool
	ID       uint32
	Offset   int
	More     bool
	// Length is what the IP header says about the length of the packet.
	Length int
	// Body is what follows the IP headers.
	Body []byte
}

// ReadInner reads the header of an IPv4 or IPv6 packet and the ports behind it. Octets behind the length that the
// header gives do not count. A transport header that cannot be read leaves the ports at 0.
func ReadInner(b []byte) (Inner, error) {
	if len(b) == 0 {
		return Inner{}, fail(0, "IP header", "is missing")
	}
	var p Inner
	var err error
	switch b[0] >> 4 {
	case 4:
		p, err = inner4(b)
	case 6:
		p, err = inner6(b)
	default:
		return Inner{}, ErrNotIP
	}
	if err != nil {
		return Inner{}, err
	}
	if p.Offset == 0 && len(p.Body) >= 4 && (p.Protocol == ProtocolTCP || p.Protocol == ProtocolUDP || p.Protocol == ProtocolSCTP) {
		p.Src = netip.AddrPortFrom(p.Src.Addr(), binary.BigEndian.Uint16(p.Body))
		p.Dst = netip.AddrPortFrom(p.Dst.Addr(), binary.BigEndian.Uint16(p.Body[2:]))
	}
	return p, nil
}

func inner4(b []byte) (Inner, error) {
	const path = "IPv4 header"
	if len(b) < 20 {
		return Inner{}, fail(len(b), path, "ends after %d of 20 octets", len(b))
	}
	head, total := int(b[0]&15)*4, int(binary.BigEndian.Uint16(b[2:]))
	if head < 20 || total < head || total > len(b) {
		return Inner{}, fail(2, path, "header length %d, total length %d, %d octets are there", head, total, len(b))
	}
	p := Inner{Protocol: b[9], ID: uint32(binary.BigEndian.Uint16(b[4:])), Length: total, Body: b[head:total]}
	p.Src = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[12:16])), 0)
	p.Dst = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[16:20])), 0)
	f := binary.BigEndian.Uint16(b[6:])
	p.More, p.Offset = f&0x2000 != 0, 8*int(f&0x1fff)
	p.Fragment = p.More || p.Offset > 0
	return p, nil
}

func inner6(b []byte) (Inner, error) {
	const path = "IPv6 header"
	if len(b) < 40 {
		return Inner{}, fail(len(b), path, "ends after %d of 40 octets", len(b))
	}
	total := 40 + int(binary.BigEndian.Uint16(b[4:]))
	if total > len(b) {
		return Inner{}, fail(4, path, "the packet has %d octets, %d are there", total, len(b))
	}
	p := Inner{Protocol: b[6], Label: binary.BigEndian.Uint32(b) & 0xfffff, Length: total}
	p.Src = netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[8:24])), 0)
	p.Dst = netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[24:40])), 0)
	rest := b[40:total]
	for range maxExtensions {
		length := 8
		switch p.Protocol {
		case 0, 43, 60: // hop-by-hop options, routing, destination options
			if len(rest) >= 2 {
				length = 8 * (int(rest[1]) + 1)
			}
		case 44: // fragment
			if len(rest) >= 8 {
				f := binary.BigEndian.Uint16(rest[2:])
				p.Fragment, p.Offset, p.More = f&0xfff9 != 0, int(f&0xfff8), f&1 != 0
				p.ID = binary.BigEndian.Uint32(rest[4:])
			}
		case 51: // authentication
			if len(rest) >= 2 {
				length = 4 * (int(rest[1]) + 2)
			}
		default:
			p.Body = rest
			return p, nil
		}
		if len(rest) < length {
			return Inner{}, fail(total-len(rest), "IPv6 extension header", "%d octets, %d are left", length, len(rest))
		}
		p.Protocol, rest = rest[0], rest[length:]
		if p.Offset > 0 { // what follows in a later fragment is no header
			p.Body = rest
			return p, nil
		}
	}
	return Inner{}, fail(40, "IPv6 extension headers", "more than %d", maxExtensions)
}
