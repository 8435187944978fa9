package headers

import (
	"encoding/binary"
	"net/netip"
)

// Protocol numbers that the parser looks into.
const (
	protoHopByHop    = 0
	protoTCP         = 6
	protoUDP         = 17
	protoRouting     = 43
	protoFragment    = 44
	protoAH          = 51
	protoDestination = 60
	protoSCTP        = 132
	protoMobility    = 135
	protoHIP         = 139
	protoShim6       = 140
)

// maxExtensions bounds the IPv6 extension headers that are walked. What follows is an unknown next header.
const maxExtensions = 16

// packet is what a report says of a user's IP packet.
type packet struct {
	src, dst netip.Addr
	// protocol is what follows IP and its extension headers as far as they can be read.
	protocol uint8
	// ports says that the packet shows ports: a fragment that is not the first does not.
	ports            bool
	srcPort, dstPort uint16
	v6               bool
	label            uint32
	// size counts the octets of the packet, those that are there.
	size int
	// ip is where the IP header and its extension headers end, end where the header of the transport ends.
	ip, end int
	flags   uint8 // of TCP
}

// Flags of TCP.
const (
	flagFIN = 0x01
	flagRST = 0x04
)

// parse reads the headers of an IP packet. ok is false where there is not even a whole IP header. Octets behind the
// length of the IP header do not count, a length that is not there counts only as far as there are octets.
func parse(b []byte) (p packet, ok bool) {
	if len(b) == 0 {
		return p, false
	}
	switch b[0] >> 4 {
	case 4:
		return parseIPv4(b)
	case 6:
		return parseIPv6(b)
	}
	return p, false
}

func parseIPv4(b []byte) (p packet, ok bool) {
	if len(b) < 20 {
		return p, false
	}
	p.ip = 4 * int(b[0]&0x0f)
	if p.ip < 20 || p.ip > len(b) {
		return p, false
	}
	p.size = len(b)
	if n := int(binary.BigEndian.Uint16(b[2:])); n >= p.ip && n < len(b) {
		p.size = n
	}
	p.src, p.dst = netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20]))
	p.protocol, p.end = b[9], p.ip
	if binary.BigEndian.Uint16(b[6:])&0x1fff == 0 {
		p.transport(b[:p.size])
	}
	return p, true
}

func parseIPv6(b []byte) (p packet, ok bool) {
	if len(b) < 40 {
		return p, false
	}
	p.v6 = true
	p.size = len(b)
	// A length of zero is that of a jumbogram.
	if n := int(binary.BigEndian.Uint16(b[4:])); n > 0 && 40+n < len(b) {
		p.size = 40 + n
	}
	b = b[:p.size]
	p.label = binary.BigEndian.Uint32(b) & 0xfffff
	p.src, p.dst = netip.AddrFrom16([16]byte(b[8:24])), netip.AddrFrom16([16]byte(b[24:40]))
	p.protocol, p.ip = b[6], 40
	first := true
	for range maxExtensions {
		rest := b[p.ip:]
		n := 0
		switch p.protocol {
		case protoHopByHop, protoRouting, protoDestination, protoMobility, protoHIP, protoShim6:
			if len(rest) >= 8 {
				n = 8 + 8*int(rest[1])
			}
		case protoFragment:
			if len(rest) >= 8 {
				n = 8
				first = first && binary.BigEndian.Uint16(rest[2:])&0xfff8 == 0
			}
		case protoAH:
			if len(rest) >= 8 {
				n = 8 + 4*int(rest[1])
			}
		}
		if n == 0 || n > len(rest) {
			break
		}
		p.protocol, p.ip = rest[0], p.ip+n
		if !first {
			// What the next header of a later fragment names is not in it.
			p.end = p.ip
			return p, true
		}
	}
	p.end = p.ip
	p.transport(b)
	return p, true
}

// transport reads the header behind IP as far as it is there.
func (p *packet) transport(b []byte) {
	rest := b[p.ip:]
	n := 0
	switch p.protocol {
	case protoTCP:
		if n = 20; len(rest) >= 20 {
			n = max(n, 4*int(rest[12]>>4))
			p.flags = rest[13]
		}
	case protoUDP:
		n = 8
	case protoSCTP:
		n = 12
	default:
		return
	}
	p.end = p.ip + min(n, len(rest))
	if len(rest) >= 4 {
		p.ports = true
		p.srcPort, p.dstPort = binary.BigEndian.Uint16(rest), binary.BigEndian.Uint16(rest[2:])
	}
}
