package content

import "encoding/binary"

// Datagram returns where the payload of UDP is in an IP packet. What is not whole, a fragment and everything else is none.
func Datagram(b []byte) (from, to int, ok bool) {
	be := binary.BigEndian
	if Guess(b) != IP {
		return 0, 0, false
	}
	at, end := 40, 0
	if b[0]>>4 == 4 {
		if b[9] != 17 || be.Uint16(b[6:])&0x3fff != 0 {
			return 0, 0, false
		}
		at, end = int(b[0]&0xf)*4, int(be.Uint16(b[2:]))
	} else {
		if b[6] != 17 {
			return 0, 0, false
		}
		end = 40 + int(be.Uint16(b[4:]))
	}
	if end-at < 8 {
		return 0, 0, false
	}
	n := int(be.Uint16(b[at+4:]))
	if n < 8 || n > end-at {
		return 0, 0, false
	}
	return at + 8, at + n, true
}

// Repacked appends to dst the IP packet b with another payload of UDP, with the lengths and checksums that follow. b must have a
// [Datagram] that begins at from. A checksum that was absent stays so.
func Repacked(dst, b []byte, from int, payload []byte) []byte {
	be := binary.BigEndian
	start := len(dst)
	dst = append(append(dst, b[:from]...), payload...)
	p := dst[start:]
	u := p[from-8:]
	be.PutUint16(u[4:], uint16(8+len(payload)))
	sum := uint64(17) + uint64(8+len(payload))
	if p[0]>>4 == 4 {
		head := p[:from-8]
		be.PutUint16(head[2:], uint16(len(p)))
		be.PutUint16(head[10:], 0)
		be.PutUint16(head[10:], ^fold(words(0, head)))
		sum = words(sum, p[12:20])
	} else {
		be.PutUint16(p[4:], uint16(len(p)-40))
		sum = words(sum, p[8:40])
	}
	absent := be.Uint16(u[6:]) == 0
	be.PutUint16(u[6:], 0)
	if absent {
		return dst
	}
	check := ^fold(words(sum, u))
	if check == 0 {
		check = 0xffff
	}
	be.PutUint16(u[6:], check)
	return dst
}

// words adds the 16-bit words of octets, RFC 1071.
func words(sum uint64, b []byte) uint64 {
	for ; len(b) >= 2; b = b[2:] {
		sum += uint64(b[0])<<8 | uint64(b[1])
	}
	if len(b) == 1 {
		sum += uint64(b[0]) << 8
	}
	return sum
}

func fold(sum uint64) uint16 {
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return uint16(sum)
}
