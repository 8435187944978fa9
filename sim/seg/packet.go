package seg

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"time"

	"lilab/sim/fabric"
)

const lenIPv4 = 20

// addresses reads source and destination of a packet.
func addresses(b []byte) (src, dst netip.Addr, ok bool) {
	switch {
	case len(b) >= lenIPv4 && b[0]>>4 == 4:
		return netip.AddrFrom4([4]byte(b[12:])), netip.AddrFrom4([4]byte(b[16:])), true
	case len(b) >= 40 && b[0]>>4 == 6:
		return netip.AddrFrom16([16]byte(b[8:])), netip.AddrFrom16([16]byte(b[24:])), true
	}
	return src, dst, false
}

// hop counts a gateway as the router that it is (RFC 4301 clause 5.1.2.1): false when the packet may go no further.
func hop(b []byte) bool {
	at := 8
	if b[0]>>4 == 6 {
		at = 7
	}
	if b[at] <= 1 {
		return false
	}
	b[at]--
	if at == 8 { // RFC 1624
		sum := uint32(binary.BigEndian.Uint16(b[10:])) + 0x100
		binary.BigEndian.PutUint16(b[10:], uint16(sum+sum>>16))
	}
	return true
}

// fragment cuts an IPv4 packet without options, RFC 791 clause 3.2, and says how many pieces were sent.
func fragment(b []byte, mtu int, send func([]byte) error) (int, error) {
	if b[0] != 0x45 {
		return 0, fabric.ErrTooLong
	}
	size := (mtu - lenIPv4) &^ 7
	payload := b[lenIPv4:]
	out := make([]byte, 0, mtu)
	n := 0
	for at := 0; at < len(payload); at += size {
		end := min(at+size, len(payload))
		out = append(append(out[:0], b[:lenIPv4]...), payload[at:end]...)
		field := uint16(at / 8)
		if end < len(payload) {
			field |= 0x2000
		}
		binary.BigEndian.PutUint16(out[2:], uint16(len(out)))
		binary.BigEndian.PutUint16(out[6:], field)
		setChecksum(out[:lenIPv4])
		if err := send(out); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
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

// Bounds of reassembly.
const (
	maxParts  = 64               // packets that are incomplete at a time
	partsTime = 30 * time.Second // how long one is kept
)

// reassembly puts fragments of IPv4 packets together.
type reassembly struct {
	now   func() time.Time
	parts []*part // oldest first
	whole []byte
	lost  uint64 // packets given up
}

type part struct {
	id    [11]byte // addresses, protocol, identification
	since time.Time
	head  []byte
	data  []byte
	have  []span // ordered, without overlap
	end   int    // length of the data, -1 when not known
}

type span struct{ from, to int }

// add takes a packet; done says that the result is a whole one. It is valid until the next call.
func (r *reassembly) add(b []byte) (whole []byte, done bool) {
	if len(b) < lenIPv4 || b[0]>>4 != 4 {
		return b, true
	}
	field := binary.BigEndian.Uint16(b[6:])
	if field&0x3fff == 0 {
		return b, true
	}
	now := r.now()
	for len(r.parts) > 0 && now.Sub(r.parts[0].since) > partsTime {
		r.giveUp(0)
	}
	h := 4 * int(b[0]&0xf)
	from := int(field&0x1fff) * 8
	to := from + len(b) - h
	more := field&0x2000 != 0
	var id [11]byte
	copy(id[:8], b[12:20])
	id[8] = b[9]
	copy(id[9:], b[4:6])
	at := slices.IndexFunc(r.parts, func(p *part) bool { return p.id == id })
	if h < lenIPv4 || h > len(b) || int(binary.BigEndian.Uint16(b[2:])) != len(b) || to == from || more && (to-from)%8 != 0 || h+to > 65535 {
		if at >= 0 {
			r.giveUp(at)
		} else {
			r.lost++
		}
		return nil, false
	}
	if at < 0 {
		if len(r.parts) == maxParts {
			r.giveUp(0)
		}
		at = len(r.parts)
		r.parts = append(r.parts, &part{id: id, since: now, end: -1})
	}
	p := r.parts[at]
	if !p.put(b[h:], from, to, more) {
		r.giveUp(at)
		return nil, false
	}
	if from == 0 {
		p.head = append([]byte(nil), b[:h]...)
	}
	if p.end < 0 || p.head == nil || len(p.have) != 1 || p.have[0] != (span{0, p.end}) {
		return nil, false
	}
	r.parts = slices.Delete(r.parts, at, at+1)
	r.whole = append(append(r.whole[:0], p.head...), p.data[:p.end]...)
	binary.BigEndian.PutUint16(r.whole[2:], uint16(len(r.whole)))
	binary.BigEndian.PutUint16(r.whole[6:], 0)
	setChecksum(r.whole[:len(p.head)])
	return r.whole, true
}

func (r *reassembly) giveUp(at int) {
	r.parts = slices.Delete(r.parts, at, at+1)
	r.lost++
}

// put takes octets; false if they overlap others, or are beyond the end.
func (p *part) put(b []byte, from, to int, more bool) bool {
	if !more {
		if p.end >= 0 && p.end != to {
			return false
		}
		p.end = to
	}
	i, _ := slices.BinarySearchFunc(p.have, from, func(s span, v int) int { return s.from - v })
	if i > 0 && p.have[i-1].to > from || i < len(p.have) && p.have[i].from < to {
		return false
	}
	if p.end >= 0 && (to > p.end || len(p.have) > 0 && p.have[len(p.have)-1].to > p.end) {
		return false
	}
	p.have = slices.Insert(p.have, i, span{from, to})
	if i+1 < len(p.have) && p.have[i].to == p.have[i+1].from {
		p.have[i].to = p.have[i+1].to
		p.have = slices.Delete(p.have, i+1, i+2)
	}
	if i > 0 && p.have[i-1].to == p.have[i].from {
		p.have[i-1].to = p.have[i].to
		p.have = slices.Delete(p.have, i, i+1)
	}
	if len(p.data) < to {
		p.data = append(p.data, make([]byte, to-len(p.data))...)
	}
	copy(p.data[from:], b)
	return true
}
