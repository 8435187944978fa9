package content

import (
	"encoding/binary"
	"net/netip"
)

// RTP is a packet of RTP as its header says, RFC 3550 clause 5.1.
type RTP struct {
	Source, Destination netip.AddrPort
	PayloadType         uint8
	Sequence            uint16
	Timestamp, SSRC     uint32
	// Payload shares memory with the packet.
	Payload []byte
}

// ReadRTP reads an IP packet with UDP that has the header of RTP. RTCP, which shares the port sometimes (RFC 5761), is not
// RTP. What is not whole is not RTP either; a fragment never is.
func ReadRTP(b []byte) (r RTP, ok bool) {
	be := binary.BigEndian
	if Guess(b) != IP {
		return r, false
	}
	var u []byte
	if b[0]>>4 == 4 {
		n := int(b[0]&0xf) * 4
		if b[9] != 17 || be.Uint16(b[6:])&0x3fff != 0 {
			return r, false
		}
		u = b[n:be.Uint16(b[2:])]
		r.Source = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[12:])), 0)
		r.Destination = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[16:])), 0)
	} else {
		if b[6] != 17 { // an extension header is not usual for media
			return r, false
		}
		u = b[40 : 40+int(be.Uint16(b[4:]))]
		r.Source = netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[8:])), 0)
		r.Destination = netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[24:])), 0)
	}
	if len(u) < 8 || int(be.Uint16(u[4:])) < 8 || int(be.Uint16(u[4:])) > len(u) {
		return r, false
	}
	r.Source = netip.AddrPortFrom(r.Source.Addr(), be.Uint16(u))
	r.Destination = netip.AddrPortFrom(r.Destination.Addr(), be.Uint16(u[2:]))
	p := u[8:be.Uint16(u[4:])]
	const header = 12
	if len(p) < header || p[0]>>6 != 2 || p[1] >= 192 && p[1] <= 223 {
		return r, false
	}
	r.PayloadType, r.Sequence = p[1]&0x7f, be.Uint16(p[2:])
	r.Timestamp, r.SSRC = be.Uint32(p[4:]), be.Uint32(p[8:])
	at, end := header+int(p[0]&0xf)*4, len(p)
	if p[0]&0x10 != 0 {
		if at+4 > end {
			return r, false
		}
		at += 4 + int(be.Uint16(p[at+2:]))*4
	}
	if p[0]&0x20 != 0 {
		n := int(p[end-1])
		if n == 0 {
			return r, false
		}
		end -= n
	}
	if at > end {
		return r, false
	}
	r.Payload = p[at:end]
	return r, true
}
