// Package ndp has the two messages of IPv6 neighbour discovery (RFC 4861) with which a UE gets the prefix of a PDU
// session (TS 23.501 R17 clause 5.8.2.2.3): router solicitation and router advertisement, as whole IPv6 packets.
package ndp

import (
	"encoding/binary"
	"errors"
	"fmt"
	"net/netip"
)

// AllRouters is the link-local multicast address of routers, RFC 4291 clause 2.7.1.
var AllRouters = netip.AddrFrom16([16]byte{0xff, 0x02, 15: 2})

const (
	headerLen         = 40
	protocolICMPv6    = 58
	hopLimit          = 255 // RFC 4861 clauses 6.1.1 and 6.1.2: anything else was forwarded
	typeSolicitation  = 133
	typeAdvertisement = 134
	optionPrefix      = 3
	flagAutonomous    = 0x40
	infinite          = 0xffffffff
)

// ErrNot says that a packet is another one.
var ErrNot = errors.New("ndp: not this message")

// LinkLocal is the link-local address with an interface identifier.
func LinkLocal(id [8]byte) netip.Addr {
	a := [16]byte{0xfe, 0x80}
	copy(a[8:], id[:])
	return netip.AddrFrom16(a)
}

// Solicitation is a router solicitation from that link-local address.
func Solicitation(from netip.Addr) []byte {
	return packet(from, AllRouters, []byte{typeSolicitation, 0, 0, 0, 0, 0, 0, 0})
}

// Advertisement tells one prefix of 64 bits for autoconfiguration, for ever. The prefix is not on the link: the UE
// sends everything to the router.
func Advertisement(from, to netip.Addr, prefix netip.Prefix) []byte {
	b := []byte{typeAdvertisement, 0, 0, 0, 64, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0}
	b = append(b, optionPrefix, 4, byte(prefix.Bits()), flagAutonomous)
	b = binary.BigEndian.AppendUint32(b, infinite)
	b = binary.BigEndian.AppendUint32(b, infinite)
	b = append(b, 0, 0, 0, 0)
	a := prefix.Masked().Addr().As16()
	return packet(from, to, append(b, a[:]...))
}

// ParseSolicitation returns the sender of a router solicitation, or ErrNot.
func ParseSolicitation(p []byte) (netip.Addr, error) {
	from, _, err := message(p, typeSolicitation, 8)
	return from, err
}

// ParseAdvertisement returns the first prefix for autoconfiguration of a router advertisement, or ErrNot.
func ParseAdvertisement(p []byte) (netip.Prefix, error) {
	_, b, err := message(p, typeAdvertisement, 16)
	if err != nil {
		return netip.Prefix{}, err
	}
	for o := b[16:]; len(o) >= 8; {
		n := 8 * int(o[1])
		if n == 0 || n > len(o) {
			return netip.Prefix{}, fmt.Errorf("ndp: option %d of %d octets, %d are left", o[0], n, len(o))
		}
		if o[0] == optionPrefix && n == 32 && o[3]&flagAutonomous != 0 && o[2] == 64 {
			return netip.PrefixFrom(netip.AddrFrom16([16]byte(o[16:32])), 64).Masked(), nil
		}
		o = o[n:]
	}
	return netip.Prefix{}, errors.New("ndp: router advertisement without prefix")
}

// message checks header and checksum and returns sender and ICMPv6 message.
func message(p []byte, kind byte, size int) (netip.Addr, []byte, error) {
	if len(p) < headerLen+size || p[0]>>4 != 6 || p[6] != protocolICMPv6 || p[headerLen] != kind {
		return netip.Addr{}, nil, ErrNot
	}
	n := int(binary.BigEndian.Uint16(p[4:]))
	if n < size || headerLen+n > len(p) {
		return netip.Addr{}, nil, fmt.Errorf("ndp: payload of %d octets in a packet of %d", n, len(p))
	}
	p = p[:headerLen+n]
	if p[7] != hopLimit {
		return netip.Addr{}, nil, fmt.Errorf("ndp: hop limit %d", p[7])
	}
	if checksum(p) != 0 {
		return netip.Addr{}, nil, errors.New("ndp: checksum is wrong")
	}
	return netip.AddrFrom16([16]byte(p[8:24])), p[headerLen:], nil
}

func packet(from, to netip.Addr, icmp []byte) []byte {
	p := make([]byte, headerLen, headerLen+len(icmp))
	p[0] = 0x60
	binary.BigEndian.PutUint16(p[4:], uint16(len(icmp)))
	p[6], p[7] = protocolICMPv6, hopLimit
	f, t := from.As16(), to.As16()
	copy(p[8:], f[:])
	copy(p[24:], t[:])
	p = append(p, icmp...)
	binary.BigEndian.PutUint16(p[headerLen+2:], checksum(p))
	return p
}

// checksum is that of RFC 8200 clause 8.1 over a packet: the value to put into a packet whose field is 0, and 0 for a
// packet whose field is right.
func checksum(p []byte) uint16 {
	sum := uint32(len(p)-headerLen) + protocolICMPv6
	for i := 8; i < len(p); i += 2 {
		if i+1 < len(p) {
			sum += uint32(p[i])<<8 | uint32(p[i+1])
		} else {
			sum += uint32(p[i]) << 8
		}
	}
	for sum>>16 != 0 {
		sum = sum&0xffff + sum>>16
	}
	return ^uint16(sum)
}
