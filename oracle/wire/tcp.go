package wire

import (
	"net/netip"
	"slices"
)

// Chunk is a piece of one direction of a TCP connection in the order of its octets.
type Chunk struct {
	Flow *Flow
	// Frame is the number of the frame that carried the octets.
	Frame int
	// Lost is the number of octets that the capture does not have before this chunk, -1 where that is not known.
	Lost int
	// Start says that the chunk begins a connection or what the capture has of it; End that none follows.
	Start, End bool
	Data       []byte
}

// Flow is one direction of a TCP connection.
type Flow struct {
	Src, Dst netip.AddrPort
	// Synchronised says that the capture has the SYN.
	Synchronised bool
	// Retransmitted counts octets that came again, Reordered segments that came early, Lost octets that never came.
	Retransmitted, Reordered, Lost int64

	next    uint32
	known   bool // next is known
	started bool
	closing bool // a FIN came; fin is the sequence number behind it
	closed  bool // everything before the FIN was handed over
	fin     uint32
	waiting []segment // in the order of their sequence numbers
	held    int       // octets of waiting
	reverse *Flow
	touched uint64
}

type segment struct {
	seq   uint32
	frame int
	data  []byte
}

func (s segment) end() uint32 { return s.seq + uint32(len(s.data)) }

// Limits of a Streams that its fields do not set.
const (
	DefaultFlows    = 4096
	DefaultHeld     = 4 << 20
	maxTotal        = 256 << 20 // of all directions together
	maxWaiting      = 4096
	windowJump      = 1 << 26 // a sequence number that is further away belongs to another connection
	evictionPortion = 8
)

// Streams puts TCP segments in order. Memory is bounded: at most Flows directions, each holding at most Held
// octets that came before what precedes them. Every chunk is handed to Emit before Packet returns; its data are
// parts of the packet, or of memory that nobody else has. It is not safe for concurrent use.
type Streams struct {
	// Emit receives the chunks.
	Emit func(Chunk)
	// Flows and Held bound the memory; 0 is the default.
	Flows, Held int
	// Evicted counts the directions that were given up to stay within the bound.
	Evicted int

	flows map[flowKey]*Flow
	held  int // octets that wait, of all directions
	clock uint64
	last  *Flow
}

type flowKey struct{ src, dst netip.AddrPort }

// before tells whether a sequence number is before another, RFC 9293 section 3.4.
func before(a, b uint32) bool { return int32(a-b) < 0 }

// Packet takes a TCP segment that is not a fragment.
func (s *Streams) Packet(frame int, p *Packet) {
	f := s.flow(p)
	s.clock++
	f.touched = s.clock
	if p.Flags&FlagACK != 0 && f.reverse != nil && len(f.reverse.waiting) > 0 {
		s.acknowledged(f.reverse, p.Ack)
	}
	seq := p.Seq
	if p.Flags&FlagSYN != 0 {
		seq++
		if !f.known || seq != f.next || f.closing {
			if f.started {
				s.finish(f)
				f.started = false
			}
			f.closing, f.closed = false, false
			f.next, f.known, f.Synchronised = seq, true, true
		}
	}
	if p.Flags&FlagRST != 0 {
		s.drop(f)
		if f.reverse != nil {
			s.drop(f.reverse)
		}
		return
	}
	if len(p.Payload) > 0 {
		s.data(f, segment{seq, frame, p.Payload})
	}
	if p.Flags&FlagFIN != 0 && !f.closing {
		f.closing, f.fin = true, seq+uint32(len(p.Payload))
	}
	if f.closing && f.started && !before(f.next, f.fin) {
		// The direction is kept, so that what comes again is known for that.
		s.finish(f)
		f.started, f.closed = false, true
	}
}

func (s *Streams) flow(p *Packet) *Flow {
	if f := s.last; f != nil && f.Src == p.Src && f.Dst == p.Dst {
		return f
	}
	if s.flows == nil {
		s.flows = map[flowKey]*Flow{}
	}
	key := flowKey{p.Src, p.Dst}
	f := s.flows[key]
	if f == nil {
		limit := s.Flows
		if limit == 0 {
			limit = DefaultFlows
		}
		if len(s.flows) >= limit {
			s.evict(max(1, limit/evictionPortion))
		}
		f = &Flow{Src: p.Src, Dst: p.Dst}
		s.flows[key] = f
		if r := s.flows[flowKey{p.Dst, p.Src}]; r != nil {
			f.reverse, r.reverse = r, f
		}
	}
	s.last = f
	return f
}

// evict gives up the n directions that were idle longest.
func (s *Streams) evict(n int) {
	all := make([]*Flow, 0, len(s.flows))
	for _, f := range s.flows {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *Flow) int {
		if a.touched < b.touched {
			return -1
		}
		return 1
	})
	for _, f := range all[:min(n, len(all))] {
		s.Evicted++
		s.drop(f)
	}
}

// drop ends a direction and forgets it.
func (s *Streams) drop(f *Flow) {
	s.finish(f)
	delete(s.flows, flowKey{f.Src, f.Dst})
	if f.reverse != nil {
		f.reverse.reverse = nil
		f.reverse = nil
	}
	if s.last == f {
		s.last = nil
	}
}

// finish hands over what still waits and says that the direction ends.
func (s *Streams) finish(f *Flow) {
	for len(f.waiting) > 0 {
		s.skip(f)
	}
	if f.started {
		s.Emit(Chunk{Flow: f, End: true})
	}
}

// Close ends all directions, in the order in which they were last heard of.
func (s *Streams) Close() {
	evicted := s.Evicted
	s.evict(len(s.flows))
	s.Evicted = evicted
}

func (s *Streams) data(f *Flow, g segment) {
	if f.closed {
		if before(g.seq, f.fin) {
			f.Retransmitted += int64(len(g.data))
			return
		}
		f.closing, f.closed, f.known = false, false, false // another connection without its beginning
	}
	if !f.known {
		f.next, f.known = g.seq, true
	}
	if d := int32(g.seq - f.next); d > windowJump || d < -windowJump {
		// Another connection with the same addresses, of which the capture has no beginning.
		for len(f.waiting) > 0 {
			s.skip(f)
		}
		f.next, f.closing = g.seq, false
		s.emit(f, g, -1)
		return
	}
	if before(f.next, g.seq) {
		s.wait(f, g)
		return
	}
	if !s.fresh(f, &g) {
		return
	}
	s.emit(f, g, 0)
	s.drain(f)
}

// fresh cuts off what was there before and tells whether anything is left.
func (s *Streams) fresh(f *Flow, g *segment) bool {
	if !before(g.seq, f.next) {
		return true
	}
	old := int(f.next - g.seq)
	if old >= len(g.data) {
		f.Retransmitted += int64(len(g.data))
		return false
	}
	f.Retransmitted += int64(old)
	g.seq, g.data = f.next, g.data[old:]
	return true
}

func (s *Streams) emit(f *Flow, g segment, lost int) {
	start := !f.started
	f.started = true
	f.next = g.end()
	s.Emit(Chunk{Flow: f, Frame: g.frame, Lost: lost, Start: start, Data: g.data})
}

// drain hands over what waited for the octets that have come.
func (s *Streams) drain(f *Flow) {
	for len(f.waiting) > 0 && !before(f.next, f.waiting[0].seq) {
		g := f.waiting[0]
		f.waiting = f.waiting[1:]
		f.held -= len(g.data)
		s.held -= len(g.data)
		if s.fresh(f, &g) {
			s.emit(f, g, 0)
		}
	}
	if len(f.waiting) == 0 {
		f.waiting = nil
	}
}

// wait keeps a segment that came early.
func (s *Streams) wait(f *Flow, g segment) {
	f.Reordered++
	i, _ := slices.BinarySearchFunc(f.waiting, g, func(a, b segment) int {
		switch {
		case a.seq == b.seq:
			return 0
		case before(a.seq, b.seq):
			return -1
		}
		return 1
	})
	if i < len(f.waiting) && f.waiting[i].seq == g.seq && len(f.waiting[i].data) >= len(g.data) {
		f.Retransmitted += int64(len(g.data))
		return
	}
	g.data = slices.Clone(g.data) // the packet may be lent
	f.waiting = slices.Insert(f.waiting, i, g)
	f.held += len(g.data)
	s.held += len(g.data)
	limit := s.Held
	if limit == 0 {
		limit = DefaultHeld
	}
	for f.held > limit || len(f.waiting) > maxWaiting || s.held > maxTotal {
		s.skip(f)
	}
}

// skip gives up the octets before the first segment that waits.
func (s *Streams) skip(f *Flow) {
	g := f.waiting[0]
	f.waiting = f.waiting[1:]
	f.held -= len(g.data)
	s.held -= len(g.data)
	if !s.fresh(f, &g) {
		return
	}
	lost := int(g.seq - f.next)
	f.Lost += int64(lost)
	s.emit(f, g, lost)
	s.drain(f)
}

// acknowledged gives up octets that the other side has and the capture has not: when it acknowledged a segment that
// waits, what is missing before it will not come again.
func (s *Streams) acknowledged(f *Flow, ack uint32) {
	for len(f.waiting) > 0 && !before(ack, f.waiting[0].end()) {
		s.skip(f)
	}
}
