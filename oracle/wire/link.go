package wire

import (
	"encoding/binary"
	"errors"
	"net/netip"
)

// Packet is an IP packet with what its transport header says. The slices are parts of the frame.
type Packet struct {
	// Src and Dst have port 0 where the transport has no ports.
	Src, Dst netip.AddrPort
	// Protocol is the IP protocol of the last header, after IPv6 extension headers.
	Protocol uint8
	// Fragment says that the packet is one, so that Payload is no whole transport packet. Src and Dst have no ports then.
	Fragment bool
	// Cut says that the capture has less of the packet than its length says.
	Cut bool
	// Seq, Ack and Flags are those of TCP.
	Seq, Ack uint32
	Flags    uint8
	// Payload is that of TCP or UDP, else of IP.
	Payload []byte
}

// The flags of TCP, RFC 9293.
const (
	FlagFIN = 1 << iota
	FlagSYN
	FlagRST
	FlagPSH
	FlagACK
)

// IP protocol numbers.
const (
	ProtocolTCP  = 6
	ProtocolUDP  = 17
	ProtocolSCTP = 132
)

// ErrNotIP is for a frame that carries something other than IP, or a link type that is not known.
var ErrNotIP = errors.New("wire: no IP packet")

// Link types of captures (the values of the LINKTYPE registry).
const (
	linkNull     = 0
	linkEthernet = 1
	linkRawBSD   = 12
	linkRawOpen  = 14
	linkRaw      = 101
	linkLoop     = 108
	linkCooked   = 113
	linkIPv4     = 228
	linkIPv6     = 229
	linkCooked2  = 276
)

// ReadFrame reads the IP packet of a captured frame: Ethernet with VLAN tags, raw IP, Linux cooked capture of both
// versions, and loopback. The error is ErrNotIP or an *Error.
func ReadFrame(linkType int, b []byte) (Packet, error) {
	skip := 0
	kind := uint16(0)
	switch linkType {
	case linkEthernet:
		if len(b) < 14 {
			return Packet{}, fail(len(b), "Ethernet header", "ends after %d of 14 octets", len(b))
		}
		kind, skip = binary.BigEndian.Uint16(b[12:]), 14
		for n := 0; (kind == 0x8100 || kind == 0x88a8 || kind == 0x9100) && n < 4; n++ {
			if len(b) < skip+4 {
				return Packet{}, fail(len(b), "VLAN tag", "ends early")
			}
			kind = binary.BigEndian.Uint16(b[skip+2:])
			skip += 4
		}
	case linkCooked:
		if len(b) < 16 {
			return Packet{}, fail(len(b), "Linux cooked header", "ends after %d of 16 octets", len(b))
		}
		kind, skip = binary.BigEndian.Uint16(b[14:]), 16
	case linkCooked2:
		if len(b) < 20 {
			return Packet{}, fail(len(b), "Linux cooked header", "ends after %d of 20 octets", len(b))
		}
		kind, skip = binary.BigEndian.Uint16(b), 20
	case linkNull, linkLoop:
		if len(b) < 4 {
			return Packet{}, fail(len(b), "loopback header", "ends after %d of 4 octets", len(b))
		}
		skip = 4
	case linkRaw, linkRawBSD, linkRawOpen, linkIPv4, linkIPv6:
	default:
		return Packet{}, ErrNotIP
	}
	if kind != 0 && kind != 0x0800 && kind != 0x86dd {
		return Packet{}, ErrNotIP
	}
	return ReadIP(b[skip:])
}

// ReadIP reads an IPv4 or IPv6 packet and the header of TCP or UDP in it.
func ReadIP(b []byte) (Packet, error) {
	if len(b) == 0 {
		return Packet{}, fail(0, "IP header", "is missing")
	}
	switch b[0] >> 4 {
	case 4:
		return ipv4(b)
	case 6:
		return ipv6(b)
	}
	return Packet{}, ErrNotIP
}

func ipv4(b []byte) (Packet, error) {
	if len(b) < 20 {
		return Packet{}, fail(len(b), "IPv4 header", "ends after %d of 20 octets", len(b))
	}
	head, total := int(b[0]&15)*4, int(binary.BigEndian.Uint16(b[2:]))
	if total == 0 { // segmentation offload: the capture is from before the length was written
		total = len(b)
	}
	if head < 20 || total < head {
		return Packet{}, fail(0, "IPv4 header", "header length %d, total length %d", head, total)
	}
	if len(b) < head {
		return Packet{}, fail(len(b), "IPv4 header", "ends after %d of %d octets", len(b), head)
	}
	p := Packet{Protocol: b[9], Cut: total > len(b)}
	src, _ := netip.AddrFromSlice(b[12:16])
	dst, _ := netip.AddrFromSlice(b[16:20])
	p.Src, p.Dst = netip.AddrPortFrom(src, 0), netip.AddrPortFrom(dst, 0)
	p.Payload = b[head:min(total, len(b))]
	if p.Fragment = binary.BigEndian.Uint16(b[6:])&0x3fff != 0; p.Fragment {
		return p, nil
	}
	return p.transport()
}

// maxExtensions bounds the extension headers of IPv6.
const maxExtensions = 8

func ipv6(b []byte) (Packet, error) {
	if len(b) < 40 {
		return Packet{}, fail(len(b), "IPv6 header", "ends after %d of 40 octets", len(b))
	}
	size := int(binary.BigEndian.Uint16(b[4:]))
	if size == 0 {
		size = len(b) - 40
	}
	p := Packet{Protocol: b[6], Cut: 40+size > len(b)}
	src, _ := netip.AddrFromSlice(b[8:24])
	dst, _ := netip.AddrFromSlice(b[24:40])
	p.Src, p.Dst = netip.AddrPortFrom(src, 0), netip.AddrPortFrom(dst, 0)
	rest := b[40:min(40+size, len(b))]
	for range maxExtensions {
		length := 0
		switch p.Protocol {
		case 0, 43, 60: // hop-by-hop options, routing, destination options
			length = 8
		case 44: // fragment
			length = 8
		case 51: // authentication
			length = 12
		default:
			p.Payload = rest
			if p.Fragment {
				return p, nil
			}
			return p.transport()
		}
		if len(rest) < length {
			return Packet{}, fail(len(b), "IPv6 extension header", "ends early")
		}
		switch p.Protocol {
		case 44:
			p.Fragment = p.Fragment || binary.BigEndian.Uint16(rest[2:])&0xfff9 != 0
		case 51:
			length = 4 * (int(rest[1]) + 2)
		default:
			length = 8 * (int(rest[1]) + 1)
		}
		if len(rest) < length {
			return Packet{}, fail(len(b), "IPv6 extension header", "ends early")
		}
		p.Protocol, rest = rest[0], rest[length:]
	}
	return Packet{}, fail(40, "IPv6 extension headers", "more than %d", maxExtensions)
}

func (p Packet) transport() (Packet, error) {
	b := p.Payload
	switch p.Protocol {
	case ProtocolTCP:
		if len(b) < 20 {
			return Packet{}, fail(len(b), "TCP header", "ends after %d of 20 octets", len(b))
		}
		head := int(b[12]>>4) * 4
		if head < 20 || head > len(b) {
			return Packet{}, fail(12, "TCP header", "length %d, %d octets are there", head, len(b))
		}
		p.Seq, p.Ack, p.Flags = binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:]), b[13]
		p.Payload = b[head:]
	case ProtocolUDP:
		if len(b) < 8 {
			return Packet{}, fail(len(b), "UDP header", "ends after %d of 8 octets", len(b))
		}
		p.Payload = b[8:]
	case ProtocolSCTP:
		if len(b) < 12 {
			return Packet{}, fail(len(b), "SCTP header", "ends after %d of 12 octets", len(b))
		}
	default:
		return p, nil
	}
	p.Src = netip.AddrPortFrom(p.Src.Addr(), binary.BigEndian.Uint16(b))
	p.Dst = netip.AddrPortFrom(p.Dst.Addr(), binary.BigEndian.Uint16(b[2:]))
	return p, nil
}
