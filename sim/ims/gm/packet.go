package gm

import (
	"encoding/binary"
	"net/netip"

	"lilab/sim/esp"
)

const (
	lenIPv4, lenIPv6 = 20, 40
	lenFragment      = 8
	protoTCP         = 6
	protoUDP         = 17
)

// view is what the hook needs of an IP packet.
type view struct {
	src, dst netip.Addr
	// next is the protocol at payload, behind the extension headers that are known.
	next    uint8
	payload int
	// fragment says that the packet is one; from is where its octets belong, more that others follow, id names the packet. prefix is
	// the length of what stands before the fragment header, and nextAt where the protocol of the first octets is told there.
	fragment, more bool
	from           int
	id             uint32
	prefix, nextAt int
	// sport and dport are valid if ports is true.
	ports        bool
	sport, dport uint16
}

// look reads an IP packet. False says that the octets are none, or that it is cut off.
func look(b []byte) (v view, ok bool) {
	switch {
	case len(b) >= lenIPv4 && b[0]>>4 == 4:
		v.payload = 4 * int(b[0]&0xf)
		if v.payload < lenIPv4 || v.payload > len(b) || int(binary.BigEndian.Uint16(b[2:])) != len(b) {
			return v, false
		}
		v.src, v.dst = netip.AddrFrom4([4]byte(b[12:])), netip.AddrFrom4([4]byte(b[16:]))
		v.next, v.nextAt, v.prefix = b[9], 9, v.payload
		field := binary.BigEndian.Uint16(b[6:])
		v.fragment, v.more, v.from = field&0x3fff != 0, field&0x2000 != 0, int(field&0x1fff)*8
		v.id = uint32(binary.BigEndian.Uint16(b[4:]))
	case len(b) >= lenIPv6 && b[0]>>4 == 6:
		if int(binary.BigEndian.Uint16(b[4:]))+lenIPv6 != len(b) {
			return v, false
		}
		v.src, v.dst = netip.AddrFrom16([16]byte(b[8:])), netip.AddrFrom16([16]byte(b[24:]))
		v.next, v.payload = b[6], lenIPv6
		at := 6
	headers:
		for {
			n := 8
			switch v.next {
			case 0, 43, 60:
				if v.payload+8 > len(b) {
					return v, false
				}
				n += 8 * int(b[v.payload+1])
			case 44:
				if v.fragment || v.payload+8 > len(b) {
					return v, false
				}
				field := binary.BigEndian.Uint16(b[v.payload+2:])
				v.fragment, v.more, v.from = true, field&1 != 0, int(field&^7)
				v.id, v.prefix, v.nextAt = binary.BigEndian.Uint32(b[v.payload+4:]), v.payload, at
			default:
				break headers
			}
			if v.payload+n > len(b) {
				return v, false
			}
			at, v.next, v.payload = v.payload, b[v.payload], v.payload+n
			if v.fragment && v.from > 0 { // what follows is in the middle of something
				break
			}
		}
	default:
		return v, false
	}
	if v.from == 0 && (v.next == protoUDP || v.next == protoTCP) && v.payload+4 <= len(b) {
		v.ports = true
		v.sport, v.dport = binary.BigEndian.Uint16(b[v.payload:]), binary.BigEndian.Uint16(b[v.payload+2:])
	}
	return v, true
}

func setChecksum(h []byte) {
	h[10], h[11] = 0, 0
	var sum uint32
	for i := 0; i+1 < len(h); i += 2 {
		sum += uint32(binary.BigEndian.Uint16(h[i:]))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	binary.BigEndian.PutUint16(h[10:], ^uint16(sum))
}

// fragment cuts a packet to the MTU, RFC 791 clause 3.2 and RFC 8200 clause 4.5, and returns the number of pieces: RFC 4303 clause
// 3.3.4 has it done after ESP. It is a source of packets that does so; hence it may take a mark against fragmentation away. buf
// holds one piece.
func fragment(b []byte, mtu int, id uint32, buf []byte, send func([]byte)) (pieces int) {
	head, next := lenIPv6, byte(0)
	extra := lenFragment
	four := b[0]>>4 == 4
	if four {
		head, extra = 4*int(b[0]&0xf), 0
	} else {
		next = b[6]
		if next == 0 || next == 43 || next == 44 || next == 60 {
			return 0 // the stack makes no such packets
		}
	}
	payload := b[head:]
	size := (mtu - head - extra) &^ 7
	if size <= 0 {
		return 0
	}
	for at := 0; at < len(payload); at += size {
		end := min(at+size, len(payload))
		more := end < len(payload)
		buf = append(buf[:0], b[:head]...)
		if four {
			field := uint16(at / 8)
			if more {
				field |= 0x2000
			}
			buf = append(buf, payload[at:end]...)
			binary.BigEndian.PutUint16(buf[2:], uint16(len(buf)))
			binary.BigEndian.PutUint16(buf[4:], uint16(id))
			binary.BigEndian.PutUint16(buf[6:], field)
			setChecksum(buf[:head])
		} else {
			field := uint16(at)
			if more {
				field |= 1
			}
			buf[6] = 44
			buf = append(buf, next, 0, byte(field>>8), byte(field), byte(id>>24), byte(id>>16), byte(id>>8), byte(id))
			buf = append(buf, payload[at:end]...)
			binary.BigEndian.PutUint16(buf[4:], uint16(len(buf)-lenIPv6))
		}
		send(buf)
		pieces++
	}
	return pieces
}

// isESP says that a packet has ESP behind its headers.
func (v view) isESP() bool { return v.next == esp.Protocol }
