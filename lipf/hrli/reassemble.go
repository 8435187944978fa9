package hrli

import (
	"encoding/binary"
	"net/netip"
)

// Protocol numbers of what the LMISF looks into.
const (
	protoTCP = 6
	protoUDP = 17
	protoESP = 50
)

// Bounds of the reassembly of fragments of one user: RFC 791 allows a packet 65535 octets.
const (
	maxPacket    = 65535
	maxFragments = 64      // of one packet
	maxPartial   = 16      // packets that are not whole yet
	maxHeld      = 1 << 18 // octets of them
)

// ipPacket is an IP packet without its header.
type ipPacket struct {
	src, dst netip.Addr
	protocol uint8
	payload  []byte
}

// fragmentKey names the packet that a fragment belongs to, RFC 791 and RFC 8200 clause 4.5.
type fragmentKey struct {
	src, dst netip.Addr
	id       uint32
	protocol uint8
}

// partial is a packet whose fragments come in.
type partial struct {
	parts []fragment
	total int // -1 until the last fragment is there
	held  int
	// protocol is what the first fragment of IPv6 names.
	protocol uint8
}

type fragment struct {
	at     int
	octets []byte
}

// reassembler puts fragments of one user together. The oldest partial packets leave when there is no room: time does not
// matter here, because a packet that is not whole by the time that others need its room is lost.
type reassembler struct {
	partials map[fragmentKey]*partial
	order    []fragmentKey
	held     int
	// dropped counts packets that were given up.
	dropped uint64
}

// add returns the packet that is whole now. ok is false while fragments are missing and where octets are no packet;
// malformed says which. The payload of an unfragmented packet shares memory with b.
func (r *reassembler) add(b []byte) (p ipPacket, ok, malformed bool) {
	if len(b) == 0 {
		return p, false, true
	}
	switch b[0] >> 4 {
	case 4:
		return r.add4(b)
	case 6:
		return r.add6(b)
	}
	return p, false, true
}

func (r *reassembler) add4(b []byte) (p ipPacket, ok, malformed bool) {
	if len(b) < 20 {
		return p, false, true
	}
	h, n := 4*int(b[0]&15), int(binary.BigEndian.Uint16(b[2:]))
	if h < 20 || n < h || n > len(b) {
		return p, false, true
	}
	p = ipPacket{netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20])), b[9], b[h:n]}
	f := binary.BigEndian.Uint16(b[6:])
	if f&0x3fff == 0 {
		return p, true, false
	}
	id := uint32(binary.BigEndian.Uint16(b[4:]))
	return r.fragment(p, fragmentKey{p.src, p.dst, id, p.protocol}, int(f&0x1fff)*8, f&0x2000 != 0)
}

func (r *reassembler) add6(b []byte) (p ipPacket, ok, malformed bool) {
	if len(b) < 40 {
		return p, false, true
	}
	n := 40 + int(binary.BigEndian.Uint16(b[4:]))
	if n > len(b) {
		return p, false, true
	}
	p = ipPacket{netip.AddrFrom16([16]byte(b[8:24])), netip.AddrFrom16([16]byte(b[24:40])), b[6], b[40:n]}
	const maxExtensions = 16
	for range maxExtensions {
		switch p.protocol {
		case 0, 43, 60, 135: // hop-by-hop options, routing, destination options, mobility
			if len(p.payload) < 8 || 8+8*int(p.payload[1]) > len(p.payload) {
				return p, false, true
			}
			p.protocol, p.payload = p.payload[0], p.payload[8+8*int(p.payload[1]):]
		case 44:
			if len(p.payload) < 8 {
				return p, false, true
			}
			f := binary.BigEndian.Uint16(p.payload[2:])
			id := binary.BigEndian.Uint32(p.payload[4:])
			p.protocol, p.payload = p.payload[0], p.payload[8:]
			if f&0xfff9 == 0 { // an atomic fragment, RFC 6946
				continue
			}
			return r.fragment(p, fragmentKey{p.src, p.dst, id, 0}, int(f&0xfff8), f&1 != 0)
		default:
			return p, true, false
		}
	}
	return p, false, true
}

// fragment keeps a fragment and returns the packet if it is whole.
func (r *reassembler) fragment(p ipPacket, key fragmentKey, at int, more bool) (ipPacket, bool, bool) {
	end := at + len(p.payload)
	if len(p.payload) == 0 || end > maxPacket || more && len(p.payload)%8 != 0 {
		return p, false, true
	}
	x := r.partials[key]
	if x == nil {
		if r.partials == nil {
			r.partials = map[fragmentKey]*partial{}
		}
		x = &partial{total: -1}
		r.partials[key] = x
		r.order = append(r.order, key)
	}
	if at == 0 {
		x.protocol = p.protocol
	}
	bad := len(x.parts) >= maxFragments || !more && x.total >= 0 && x.total != end || x.total >= 0 && end > x.total
	for _, f := range x.parts {
		if f.at == at && len(f.octets) == len(p.payload) {
			return p, false, false // a repetition
		}
		// Fragments that overlap are an attack: the packet is given up (RFC 5722).
		bad = bad || at < f.at+len(f.octets) && f.at < end || !more && f.at+len(f.octets) > end
	}
	if bad {
		r.forget(key)
		r.dropped++
		return p, false, true
	}
	if !more {
		x.total = end
	}
	x.parts = append(x.parts, fragment{at, append([]byte(nil), p.payload...)})
	x.held += len(p.payload)
	r.held += len(p.payload)
	if x.total >= 0 && x.held == x.total {
		whole := make([]byte, x.total)
		for _, f := range x.parts {
			copy(whole[f.at:], f.octets)
		}
		r.forget(key)
		p.protocol, p.payload = x.protocol, whole
		return p, true, false
	}
	for len(r.order) > maxPartial || r.held > maxHeld {
		r.forget(r.order[0])
		r.dropped++
	}
	return p, false, false
}

func (r *reassembler) forget(key fragmentKey) {
	x := r.partials[key]
	if x == nil {
		return
	}
	r.held -= x.held
	delete(r.partials, key)
	for i, k := range r.order {
		if k == key {
			r.order = append(r.order[:i], r.order[i+1:]...)
			break
		}
	}
}
