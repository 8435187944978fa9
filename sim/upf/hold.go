package upf

import (
	"sync"

	"lilab/sim/gtpu"
)

// maxHeld bounds the downlink packets that one forwarding action rule keeps while it buffers. What comes then is
// dropped and counted.
const maxHeld = 64

// hold keeps the downlink packets of a session without tunnel towards the UE (apply action "buffer", TS 29.244 clause
// 8.2.26): between PDU SESSION ESTABLISHMENT ACCEPT and the tunnel of the gNB, and while the UE is idle.
type hold struct {
	mu      sync.Mutex
	packets []held
	// next takes what comes for a rule that was replaced meanwhile, by PDR; set by release.
	next map[uint16]*detector
}

type held struct {
	d              *detector
	from           Interface
	tpdu, received []byte
	teid           uint32
	s              gtpu.PDUSession
}

// keep takes a packet. If the rule was replaced meanwhile it returns its successor; else it says whether there was
// room.
func (h *hold) keep(p held) (next *detector, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.next != nil {
		return h.next[p.d.id], false
	}
	if len(h.packets) >= maxHeld {
		return nil, false
	}
	p.tpdu, p.received = append([]byte(nil), p.tpdu...), append([]byte(nil), p.received...)
	h.packets = append(h.packets, p)
	return nil, true
}

// close ends the hold and returns what it has.
func (h *hold) close(next map[uint16]*detector) []held {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.next = next
	p := h.packets
	h.packets = nil
	return p
}

// holdsOf gives every rule that buffers downlink packets its hold, an existing one or a new one.
func (s *session) holdsOf(d *detector) {
	if d.direction != Downlink || d.far.action&actionBuffer == 0 {
		return
	}
	if s.holds == nil {
		s.holds = map[uint32]*hold{}
	}
	if s.holds[d.far.id] == nil {
		s.holds[d.far.id] = &hold{}
	}
	d.hold = s.holds[d.far.id]
}

// release sends what was held by rules that forward now, in its order. The tables are locked, so that no packet that
// comes meanwhile overtakes.
func (u *UPF) release(s *session) {
	for id, h := range s.holds {
		if f := s.fars[id]; f != nil && f.action&actionBuffer != 0 {
			continue
		}
		delete(s.holds, id)
		next := map[uint16]*detector{}
		for _, d := range s.detectors {
			next[d.id] = d
		}
		w := u.newWorker()
		for _, p := range h.close(next) {
			if d := next[p.d.id]; d != nil {
				w.forward(d, p.from, p.tpdu, p.received, p.teid, p.s)
			} else {
				u.drop(Buffered)
			}
		}
	}
}

// discard drops what a session that is deleted held.
func (u *UPF) discard(s *session) {
	for _, h := range s.holds {
		for range h.close(map[uint16]*detector{}) {
			u.drop(Buffered)
		}
	}
}
