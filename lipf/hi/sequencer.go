package hi

import "sync"

// Sequencer numbers PS-PDUs by context, clause 5.2.5 and table 1A: LIID, operator, network element, CIN, delivery
// country and kind of payload, where an absent field is a value of its own. Each context starts at 0.
// The zero value is ready; it may be used by several goroutines.
type Sequencer struct {
	mu   sync.Mutex
	next map[context1A]uint32
}

type context1A struct {
	liid, operator, element, country string
	cin                              Opt[uint32]
	// kind is 0 for IRI, 1 for CC and 2 plus the alternative for TRI.
	kind uint8
}

// Number gives p the next number of its context.
func (s *Sequencer) Number(p *PSPDU) {
	k := context1A{liid: p.LIID, operator: p.OperatorIdentifier, element: p.NetworkElementIdentifier, country: p.DeliveryCountryCode, cin: p.CIN}
	switch {
	case p.TRI != 0:
		k.kind = 2 + uint8(p.TRI)
	case p.IRI == nil:
		k.kind = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == nil {
		s.next = make(map[context1A]uint32)
	}
	n := s.next[k]
	s.next[k] = n + 1
	p.SequenceNumber = n
}

// Forget drops the contexts of an LIID whose task has ended.
func (s *Sequencer) Forget(liid string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.next {
		if k.liid == liid {
			delete(s.next, k)
		}
	}
}
