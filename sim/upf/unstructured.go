package upf

import (
	"encoding/binary"
	"net/netip"
)

// udp6 is the far end of a point-to-point tunnel on N6 for unstructured data, TS 23.501 clause 5.6.10.3: UDP over IPv6, with an
// address of the session's prefix on this side and the same port on both.
type udp6 struct {
	local  netip.Addr
	remote netip.AddrPort
}

const lenTunnel6 = 40 + 8

// append puts IPv6 and UDP before the octets of a user.
func (t *udp6) append(b, payload []byte) []byte {
	n := 8 + len(payload)
	b = append(b, 0x60, 0, 0, 0, byte(n>>8), byte(n), protoUDP, 64)
	src, dst := t.local.As16(), t.remote.Addr().As16()
	b = append(append(b, src[:]...), dst[:]...)
	at := len(b)
	port := t.remote.Port()
	b = append(b, byte(port>>8), byte(port), byte(port>>8), byte(port), byte(n>>8), byte(n), 0, 0)
	b = append(b, payload...)
	sum := checksum6(b[at-32:at], b[at:])
	if sum == 0 { // RFC 8200 clause 8.1
		sum = 0xffff
	}
	binary.BigEndian.PutUint16(b[at+6:], sum)
	return b
}

// payload returns the octets in a packet of the other end. ok is false for what is no packet of the tunnel.
func (t *udp6) payload(b []byte) (payload []byte, ok bool) {
	if len(b) < lenTunnel6 || b[0]>>4 != 6 || b[6] != protoUDP || int(binary.BigEndian.Uint16(b[4:])) != len(b)-40 {
		return nil, false
	}
	if netip.AddrFrom16([16]byte(b[8:])) != t.remote.Addr() || binary.BigEndian.Uint16(b[40:]) != t.remote.Port() ||
		binary.BigEndian.Uint16(b[42:]) != t.remote.Port() ||
		int(binary.BigEndian.Uint16(b[44:])) != len(b)-40 || len(b) == lenTunnel6 || checksum6(b[8:40], b[40:]) != 0 {
		return nil, false
	}
	return b[lenTunnel6:], true
}

// checksum6 is that of UDP with the pseudo header of IPv6.
func checksum6(addresses, b []byte) uint16 {
	sum := uint32(len(b)) + protoUDP
	for _, part := range [2][]byte{addresses, b} {
		for i := 0; i+1 < len(part); i += 2 {
			sum += uint32(binary.BigEndian.Uint16(part[i:]))
		}
		if len(part)%2 == 1 {
			sum += uint32(part[len(part)-1]) << 8
		}
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return ^uint16(sum)
}
