package x2x3

import "sync"

// Sequencer numbers PDUs, clause 5.3.9: from 0, one more for each PDU with the same XID, DID, NFID, IPID and
// correlation identifier, X2 and X3 apart, and from 2^32-1 on with 0 again. Reconnections and modified tasks do
// not restart a series. The zero value is ready; it may be used by several goroutines.
type Sequencer struct {
	mu   sync.Mutex
	next map[series]uint32
}

type series struct {
	kind            Type
	xid             UUID
	did, nfid, ipid string
	correlation     uint64
}

// Number gives p the next number of its series.
func (s *Sequencer) Number(p *PDU) {
	k := series{p.Type, p.XID, p.DID, p.NFID, p.IPID, p.CorrelationID}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == nil {
		s.next = make(map[series]uint32)
	}
	n := s.next[k]
	s.next[k] = n + 1
	p.SequenceNumber = Some(n)
}

// Forget drops the series of a task that was deactivated.
func (s *Sequencer) Forget(xid UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.next {
		if k.xid == xid {
			delete(s.next, k)
		}
	}
}

// ForgetSession drops the series of one session of a task, X2 and X3.
func (s *Sequencer) ForgetSession(xid UUID, correlation uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.next {
		if k.xid == xid && k.correlation == correlation {
			delete(s.next, k)
		}
	}
}
