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

// Number gives p the next number of its series, and each of its additional XIDs the next of its own (clause 5.3.22): that
// has the PDU's DID, NFID and IPID and the XID and correlation identifier of the attribute.
func (s *Sequencer) Number(p *PDU) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.SequenceNumber = Some(s.number(seriesOf(p)))
	for i := range p.AdditionalXIDs {
		x := &p.AdditionalXIDs[i]
		k := seriesOf(p)
		k.xid, k.correlation = x.XID, x.CorrelationID
		x.SequenceNumber = Some(s.number(k))
	}
}

func seriesOf(p *PDU) series {
	return series{p.Type, p.XID, p.DID, p.NFID, p.IPID, p.CorrelationID}
}

func (s *Sequencer) number(k series) uint32 {
	if s.next == nil {
		s.next = make(map[series]uint32)
	}
	n := s.next[k]
	s.next[k] = n + 1
	return n
}

// Resume makes next the number of the next PDU of p's series, for a function that kept its numbers over a restart.
func (s *Sequencer) Resume(p *PDU, next uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.next == nil {
		s.next = make(map[series]uint32)
	}
	s.next[seriesOf(p)] = next
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
