package gm

import (
	"encoding/binary"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// Bounds of reassembly.
const (
	maxParts   = 64               // packets that are incomplete at a time
	partsTime  = 30 * time.Second // how long one is kept
	maxPayload = 65535
)

// reassembly puts fragments together, RFC 791 clause 3.2 and RFC 8200 clause 4.5. Fragments that overlap end their packet (RFC
// 5722).
type reassembly struct {
	now func() time.Time

	mu    sync.Mutex
	parts []*part // oldest first
	lost  uint64  // packets given up
}

type partID struct {
	src, dst netip.Addr
	next     uint8 // 0 for IPv6
	id       uint32
}

type part struct {
	id    partID
	since time.Time
	head  []byte // with the protocol of the payload
	data  []byte
	have  []span // ordered, without overlap
	end   int    // length of the data, -1 when not known
}

type span struct{ from, to int }

// add takes a fragment and returns the whole packet when there is one; it belongs to the caller.
func (r *reassembly) add(b []byte, v view) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	for len(r.parts) > 0 && now.Sub(r.parts[0].since) > partsTime {
		r.giveUp(0)
	}
	id := partID{v.src, v.dst, v.next, v.id}
	body := v.prefix
	if v.src.Is6() {
		id.next, body = 0, v.prefix+lenFragment
	}
	from, to := v.from, v.from+len(b)-body
	at := slices.IndexFunc(r.parts, func(p *part) bool { return p.id == id })
	if to == from || v.more && (to-from)%8 != 0 || to+body > maxPayload {
		if at >= 0 {
			r.giveUp(at)
		} else {
			r.lost++
		}
		return nil
	}
	if at < 0 {
		if len(r.parts) == maxParts {
			r.giveUp(0)
		}
		at = len(r.parts)
		r.parts = append(r.parts, &part{id: id, since: now, end: -1})
	}
	p := r.parts[at]
	if !p.put(b[body:], from, to, v.more) {
		r.giveUp(at)
		return nil
	}
	if from == 0 {
		p.head = append([]byte(nil), b[:v.prefix]...)
		if v.src.Is6() {
			p.head[v.nextAt] = b[v.prefix]
		}
	}
	if p.end < 0 || p.head == nil || len(p.have) != 1 || p.have[0] != (span{0, p.end}) {
		return nil
	}
	r.parts = slices.Delete(r.parts, at, at+1)
	whole := append(p.head, p.data[:p.end]...)
	if len(whole) > maxPayload {
		r.lost++
		return nil
	}
	if v.src.Is6() {
		binary.BigEndian.PutUint16(whole[4:], uint16(len(whole)-lenIPv6))
		return whole
	}
	binary.BigEndian.PutUint16(whole[2:], uint16(len(whole)))
	binary.BigEndian.PutUint16(whole[6:], 0)
	setChecksum(whole[:4*int(whole[0]&0xf)])
	return whole
}

func (r *reassembly) giveUp(at int) {
	r.parts = slices.Delete(r.parts, at, at+1)
	r.lost++
}

func (r *reassembly) incomplete() uint64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lost
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
