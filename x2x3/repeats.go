package x2x3

import (
	"hash/maphash"
	"sync"
)

// DefaultRepeats is how many PDUs of each peer [Repeats] remembers: more than a [Sender] writes again by default.
const DefaultRepeats = 1 << 16

// Repeats finds the PDUs that a peer sends again after a reconnection, see [Sender]. A repetition has the same octets:
// clause 5.3.9 gives two PDUs of one series different numbers, and a point of interception that begins to number at 0
// again sends other times and contents. The zero value is ready; it may be used by several goroutines.
type Repeats struct {
	// Remember is how many PDUs of each peer are remembered, [DefaultRepeats] when 0.
	Remember int

	mu    sync.Mutex
	seed  maphash.Seed
	peers map[string]*memory
}

// memory is the last PDUs of a peer: their hashes in order, and what each had as number.
type memory struct {
	known map[uint64]uint32
	ring  []uint64
	next  int
}

// Seen says whether the octets of p came from this peer before, and remembers them. PDUs without a sequence number are
// never repetitions.
func (r *Repeats) Seen(peer string, p *PDU, octets []byte) bool {
	if !p.SequenceNumber.Set {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.peers == nil {
		r.seed, r.peers = maphash.MakeSeed(), make(map[string]*memory)
	}
	m := r.peers[peer]
	if m == nil {
		m = &memory{known: make(map[uint64]uint32)}
		r.peers[peer] = m
	}
	h := maphash.Bytes(r.seed, octets)
	if n, ok := m.known[h]; ok {
		return n == p.SequenceNumber.Value
	}
	limit := r.Remember
	if limit <= 0 {
		limit = DefaultRepeats
	}
	if len(m.ring) < limit {
		m.ring = append(m.ring, h)
	} else {
		delete(m.known, m.ring[m.next])
		m.ring[m.next] = h
		m.next = (m.next + 1) % limit
	}
	m.known[h] = p.SequenceNumber.Value
	return false
}
