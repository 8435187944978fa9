package upf

import (
	"encoding/binary"
	"net/netip"
)

// inner is what rules look at of a user's IP packet.
type inner struct {
	src, dst netip.Addr
	// protocol is the last next header that was found; with ports the packet has source and destination port.
	protocol uint8
	ports    bool
	srcPort  uint16
	dstPort  uint16
}

const (
	protoTCP, protoUDP, protoSCTP = 6, 17, 132

	maxIPv6Headers = 8
)

// parseInner reads an IP packet. ok is false unless the octets are exactly one IP packet. IP options and extension
// headers are skipped; of fragments only the first has ports. An unknown next header is not wrong.
func parseInner(b []byte) (p inner, ok bool) {
	if len(b) == 0 {
		return p, false
	}
	switch b[0] >> 4 {
	case 4:
		if len(b) < 20 {
			return p, false
		}
		n := 4 * int(b[0]&0x0f)
		if n < 20 || n > len(b) || int(binary.BigEndian.Uint16(b[2:])) != len(b) {
			return p, false
		}
		p.src, p.dst = netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20]))
		p.protocol = b[9]
		if binary.BigEndian.Uint16(b[6:])&0x1fff == 0 {
			p.readPorts(b[n:])
		}
		return p, true
	case 6:
		if len(b) < 40 || int(binary.BigEndian.Uint16(b[4:])) != len(b)-40 {
			return p, false
		}
		p.src, p.dst = netip.AddrFrom16([16]byte(b[8:24])), netip.AddrFrom16([16]byte(b[24:40]))
		p.protocol = b[6]
		rest := b[40:]
		for range maxIPv6Headers {
			n := 0
			switch p.protocol {
			case 0, 43, 60, 135: // hop by hop, routing, destination options, mobility
				if len(rest) < 8 {
					return p, true
				}
				n = 8 + 8*int(rest[1])
			case 44: // fragment
				if len(rest) < 8 {
					return p, true
				}
				n = 8
				if binary.BigEndian.Uint16(rest[2:])&0xfff8 != 0 {
					p.protocol = rest[0]
					return p, true
				}
			case 51: // authentication
				if len(rest) < 8 {
					return p, true
				}
				n = 8 + 4*int(rest[1])
			default:
				p.readPorts(rest)
				return p, true
			}
			if n > len(rest) {
				return p, true
			}
			p.protocol, rest = rest[0], rest[n:]
		}
		return p, true
	}
	return p, false
}

func (p *inner) readPorts(b []byte) {
	switch p.protocol {
	case protoTCP, protoUDP, protoSCTP:
		if len(b) >= 4 {
			p.ports = true
			p.srcPort, p.dstPort = binary.BigEndian.Uint16(b), binary.BigEndian.Uint16(b[2:])
		}
	}
}

// key is the address under which a UE address is found: IPv6 by its /64.
func key(a netip.Addr) netip.Addr {
	if a.Is4() {
		return a
	}
	b := a.As16()
	clear(b[8:])
	return netip.AddrFrom16(b)
}
