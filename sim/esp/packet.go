package esp

import (
	"encoding/binary"
	"fmt"
	"math"
	"net/netip"
)

const (
	lenIPv4, lenIPv6 = 20, 40
	hopLimit         = 64
)

func headerLen(a netip.Addr) int {
	if a.Is4() {
		return lenIPv4
	}
	return lenIPv6
}

// Seal appends to dst the IP packet that carries packet under the protection of the SA. It allocates nothing if dst has
// room. packet and dst must not overlap.
func (s *SA) Seal(dst, packet []byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := parseHeader(packet)
	if !ok {
		s.stats.Malformed++
		return nil, ErrPacket
	}
	start := len(dst)
	var err error
	if s.cfg.Mode == Tunnel {
		next := uint8(nextIPv4)
		if h.six {
			next = nextIPv6
		}
		dst = s.outer(dst, h.class)
		if dst, err = s.seal(dst, packet, next); err != nil {
			return nil, err
		}
	} else {
		// RFC 4303 clause 3.3.4: fragments come after ESP, not before it.
		if h.fragment || !s.between(h.src, h.dst) {
			s.stats.Malformed++
			return nil, ErrPacket
		}
		// RFC 4303 clause 2.6: under ESP it could not be told from a dummy packet, which the receiver throws away.
		if packet[h.nextAt] == nextDummy {
			s.stats.Malformed++
			return nil, ErrPacket
		}
		dst = append(dst, packet[:h.end]...)
		dst[start+h.nextAt] = Protocol
		if dst, err = s.seal(dst, packet[h.end:], packet[h.nextAt]); err != nil {
			return nil, err
		}
	}
	if err := setLength(dst[start:]); err != nil {
		s.stats.Malformed++
		return nil, err
	}
	return dst, nil
}

// Open appends to dst the IP packet that was given to Seal. b has to be whole: fragments are put together first. It
// allocates nothing if dst has room. b and dst must not overlap.
func (s *SA) Open(dst, b []byte) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	h, ok := parseHeader(b)
	if !ok || h.fragment || b[h.nextAt] != Protocol || !s.between(h.src, h.dst) {
		s.stats.Malformed++
		return nil, ErrPacket
	}
	start := len(dst)
	if s.cfg.Mode == Transport {
		dst = append(dst, b[:h.end]...)
	}
	dst, next, err := s.open(dst, b[h.end:])
	if err != nil {
		return nil, err
	}
	if s.cfg.Mode == Transport {
		dst[start+h.nextAt] = next
		return dst, setLength(dst[start:])
	}
	inner, ok := parseHeader(dst[start:])
	if !ok || next != nextIPv4 && next != nextIPv6 || inner.six != (next == nextIPv6) {
		s.stats.Malformed++
		return nil, ErrPadding
	}
	return dst, nil
}

// between says that addresses are those of the SA.
func (s *SA) between(src, dst netip.Addr) bool {
	return (!s.cfg.Local.IsValid() || s.cfg.Local == src) && (!s.cfg.Remote.IsValid() || s.cfg.Remote == dst)
}

// outer appends the header of a tunnel, without its length. The traffic class is that of the packet (RFC 4301 clause
// 5.1.2), and routers may fragment.
func (s *SA) outer(dst []byte, class uint8) []byte {
	src, to := s.cfg.Local, s.cfg.Remote
	if src.Is4() {
		s.ident++
		dst = append(dst, 0x45, class, 0, 0, byte(s.ident>>8), byte(s.ident), 0, 0, hopLimit, Protocol, 0, 0)
		a, b := src.As4(), to.As4()
		return append(append(dst, a[:]...), b[:]...)
	}
	dst = append(dst, 0x60|class>>4, class<<4, 0, 0, 0, 0, Protocol, hopLimit)
	a, b := src.As16(), to.As16()
	return append(append(dst, a[:]...), b[:]...)
}

// setLength writes length and checksum of an IP header.
func setLength(p []byte) error {
	if p[0]>>4 == 6 {
		if len(p)-lenIPv6 > math.MaxUint16 {
			return fmt.Errorf("%w: %d octets", ErrPacket, len(p))
		}
		binary.BigEndian.PutUint16(p[4:], uint16(len(p)-lenIPv6))
		return nil
	}
	if len(p) > math.MaxUint16 {
		return fmt.Errorf("%w: %d octets", ErrPacket, len(p))
	}
	binary.BigEndian.PutUint16(p[2:], uint16(len(p)))
	p[10], p[11] = 0, 0
	binary.BigEndian.PutUint16(p[10:], checksum(p[:4*int(p[0]&0xf)]))
	return nil
}

func checksum(b []byte) uint16 {
	var sum uint32
	for i := 0; i+1 < len(b); i += 2 {
		sum += uint32(binary.BigEndian.Uint16(b[i:]))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return ^uint16(sum)
}

// header is what ESP needs of an IP header.
type header struct {
	six, fragment bool
	class         uint8
	src, dst      netip.Addr
	// nextAt is where the protocol of the octets from end on is written.
	nextAt, end int
}

// parseHeader reads an IP header; ok is false unless the octets are exactly one packet. Of IPv6 the hop-by-hop options,
// routing headers and a fragment header stay before ESP (RFC 4303 clause 3.1.1).
func parseHeader(p []byte) (h header, ok bool) {
	switch {
	case len(p) >= lenIPv4 && p[0]>>4 == 4:
		h.end, h.nextAt, h.class = 4*int(p[0]&0xf), 9, p[1]
		h.fragment = binary.BigEndian.Uint16(p[6:])&0x3fff != 0
		h.src, h.dst = netip.AddrFrom4([4]byte(p[12:])), netip.AddrFrom4([4]byte(p[16:]))
		return h, h.end >= lenIPv4 && h.end <= len(p) && int(binary.BigEndian.Uint16(p[2:])) == len(p)
	case len(p) >= lenIPv6 && p[0]>>4 == 6:
		h.six, h.end, h.nextAt, h.class = true, lenIPv6, 6, p[0]<<4|p[1]>>4
		h.src, h.dst = netip.AddrFrom16([16]byte(p[8:])), netip.AddrFrom16([16]byte(p[24:]))
		if int(binary.BigEndian.Uint16(p[4:])) != len(p)-lenIPv6 {
			return h, false
		}
		for {
			n := 8
			switch p[h.nextAt] {
			case 0, 43:
				if h.end+8 > len(p) {
					return h, false
				}
				n += 8 * int(p[h.end+1])
			case 44:
				h.fragment = true
			default:
				return h, true
			}
			if h.end+n > len(p) {
				return h, false
			}
			h.nextAt, h.end = h.end, h.end+n
		}
	}
	return h, false
}

// SPI reads the security parameters index of an IP packet, by which a receiver finds the SA.
func SPI(packet []byte) (uint32, bool) {
	h, ok := parseHeader(packet)
	if !ok || h.fragment || packet[h.nextAt] != Protocol || len(packet) < h.end+8 {
		return 0, false
	}
	return binary.BigEndian.Uint32(packet[h.end:]), true
}
