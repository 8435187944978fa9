package oracle_test

import (
	"encoding/binary"
	"net/netip"
)

// The octets of user packets, GTP-U, X3 and HI3, again encoded by nothing that is under test.

func u16(v int) []byte    { return binary.BigEndian.AppendUint16(nil, uint16(v)) }
func u32(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }
func u64(v uint64) []byte { return binary.BigEndian.AppendUint64(nil, v) }

// ipPacket is an IPv4 or IPv6 packet without options.
func ipPacket(src, dst netip.Addr, protocol byte, id int, body []byte) []byte {
	if src.Is4() {
		return join([]byte{0x45, 0}, u16(20+len(body)), u16(id), []byte{0, 0, 64, protocol, 0, 0}, src.AsSlice(), dst.AsSlice(), body)
	}
	return join([]byte{0x60, 0, 0, 0}, u16(len(body)), []byte{protocol, 64}, src.AsSlice(), dst.AsSlice(), body)
}

// fragments cuts a packet of either version into two.
func fragments(src, dst netip.Addr, protocol byte, id int, body []byte, at int) [2][]byte {
	if src.Is6() {
		head := func(offset int) []byte { return join([]byte{protocol, 0}, u16(offset), u32(uint32(id))) }
		return [2][]byte{ipPacket(src, dst, 44, 0, join(head(1), body[:at])), ipPacket(src, dst, 44, 0, join(head(at), body[at:]))}
	}
	a, b := ipPacket(src, dst, protocol, id, body[:at]), ipPacket(src, dst, protocol, id, body[at:])
	a[6] |= 0x20
	copy(b[6:], u16(at/8))
	return [2][]byte{a, b}
}

func udpBody(from, to int, data []byte) []byte {
	return join(u16(from), u16(to), u16(8+len(data)), []byte{0, 0}, data)
}

func tcpBody(from, to int, number, ack uint32, flags byte, data []byte) []byte {
	return join(u16(from), u16(to), u32(number), u32(ack), []byte{0x50, flags, 0xff, 0xff, 0, 0, 0, 0}, data)
}

// gtpu is a G-PDU with a PDU session container.
func gtpu(teid uint32, direction int, inner []byte) []byte {
	kind := byte(0x10)
	if direction == 1 {
		kind = 0
	}
	return join([]byte{0x34, 0xff}, u16(8+len(inner)), u32(teid), []byte{0, 0, 0, 0x85, 1, kind, 9, 0}, inner)
}

// outer is an IPv4 packet with a GTP-U message.
func outer(from, to string, message []byte) []byte {
	return ipPacket(netip.MustParseAddr(from), netip.MustParseAddr(to), 17, 0, udpBody(2152, 2152, message))
}

func x3(xid string, format, direction int, correlation uint64, attrs, payload []byte) []byte {
	return join(u16(5), u16(2), u32(uint32(40+len(attrs))), u32(uint32(len(payload))), u16(format), u16(direction), unhex(xid), u64(correlation), attrs, payload)
}

// ccPayload is a CCPayload of TS 33.128 with an alternative of CCPDU.
func ccPayload(alt []byte) []byte { return seq(p(1, 4, 19, 19, 3, 4), c(2, alt)) }

// hi3 is a PS-PDU with content.
func hi3(header []byte, direction byte, alt []byte) []byte {
	return seq(header, c(2, c(1, seq(p(0, direction), c(2, tlv(0x80, 23, ccPayload(alt)))))))
}
