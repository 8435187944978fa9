package hi

import (
	"sync"
	"sync/atomic"
)

// Sequencer numbers PS-PDUs by context, clause 5.2.5 and table 1A: LIID, operator, network element, CIN, delivery
// country and kind of payload, where an absent field is a value of its own. Each context starts at 0.
// The zero value is ready; it may be used by several goroutines.
type Sequencer struct {
	mu       sync.Mutex
	counters map[context1A]*Counter
}

// Counter numbers the PS-PDUs of one context.
type Counter struct{ next atomic.Uint32 }

// Next returns the next number; after 2^32-1 comes 0.
func (c *Counter) Next() uint32 { return c.next.Add(1) - 1 }

type context1A struct {
	liid, operator, element, country string
	cin                              Opt[uint32]
	// kind is 0 for IRI, 1 for CC and 2 plus the alternative for TRI.
	kind uint8
}

// Number gives p the next number of its context.
func (s *Sequencer) Number(p *PSPDU) {
	kind := uint8(1)
	switch {
	case p.TRI != 0:
		kind = 2 + uint8(p.TRI)
	case p.IRI != nil:
		kind = 0
	}
	p.SequenceNumber = s.counter(&p.PSHeader, kind).Next()
}

// CC returns the counter of the content that has this header, for those who make many PDUs of one context.
func (s *Sequencer) CC(h *PSHeader) *Counter { return s.counter(h, 1) }

func (s *Sequencer) counter(h *PSHeader, kind uint8) *Counter {
	k := context1A{liid: h.LIID, operator: h.OperatorIdentifier, element: h.NetworkElementIdentifier, country: h.DeliveryCountryCode, cin: h.CIN, kind: kind}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.counters == nil {
		s.counters = make(map[context1A]*Counter)
	}
	c := s.counters[k]
	if c == nil {
		c = new(Counter)
		s.counters[k] = c
	}
	return c
}

// Forget drops the contexts of an LIID whose task has ended.
func (s *Sequencer) Forget(liid string) {
	s.forget(func(k *context1A) bool { return k.liid == liid })
}

// ForgetSession drops the contexts of one session of an LIID, which must not use its CIN again.
func (s *Sequencer) ForgetSession(liid string, cin uint32) {
	s.forget(func(k *context1A) bool { return k.liid == liid && k.cin == Some(cin) })
}

func (s *Sequencer) forget(is func(*context1A) bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.counters {
		if is(&k) {
			delete(s.counters, k)
		}
	}
}
