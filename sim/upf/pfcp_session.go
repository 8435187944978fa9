package upf

import (
	"maps"
	"net"
	"slices"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/event"
)

// establish answers a Session Establishment Request, TS 29.244 clause 7.5.2.
func (u *UPF) establish(h *message.Header) []byte {
	var cp uint64
	say := func(ies ...*ie.IE) []byte {
		return marshal(message.MsgTypeSessionEstablishmentResponse, &cp, h.SequenceNumber, append([]*ie.IE{u.nodeID()}, ies...)...)
	}
	ies, err := elements(h)
	if err != nil {
		return say(refuse(err)...)
	}
	s, created, err := u.newSession(ies, &cp)
	if err != nil {
		return say(refuse(err)...)
	}
	return say(append([]*ie.IE{ie.NewCause(ie.CauseRequestAccepted), u.fSEID(s)}, created...)...)
}

func (u *UPF) fSEID(s *session) *ie.IE {
	a := u.cfg.Listen.Addr()
	if a.Is4() {
		return ie.NewFSEID(s.seid, net.IP(a.AsSlice()), nil)
	}
	return ie.NewFSEID(s.seid, nil, net.IP(a.AsSlice()))
}

func (u *UPF) newSession(ies []*ie.IE, cp *uint64) (*session, []*ie.IE, error) {
	seid, seidErr := need(ies, ie.FSEID, (*ie.IE).FSEID)
	if seidErr == nil {
		*cp = seid.SEID
	}
	node, err := need(ies, ie.NodeID, (*ie.IE).NodeID)
	if err != nil {
		return nil, nil, err
	}
	if seidErr != nil {
		return nil, nil, seidErr
	}
	a := u.control.associations[node]
	if a == nil {
		return nil, nil, &refusal{cause: ie.CauseNoEstablishedPFCPAssociation, why: "no association"}
	}
	for _, t := range []uint16{ie.CreatePDR, ie.CreateFAR} {
		if first(ies, t) == nil {
			return nil, nil, missing(t)
		}
	}
	var kind uint8
	if has, err := may(ies, ie.PDNType, &kind, (*ie.IE).PDNType); err != nil {
		return nil, nil, err
	} else if has && (kind < ie.PDNTypeIPv4 || kind > ie.PDNTypeEthernet) {
		return nil, nil, &refusal{cause: ie.CauseServiceNotSupported, why: "PDN type"}
	}
	u.control.nextSEID++
	s := &session{seid: u.control.nextSEID, cpSEID: seid.SEID, node: node, pdrs: map[uint16]*pdr{}, fars: map[uint32]*far{},
		qers: map[uint32]*qer{}, urrs: map[uint32]*urr{}}
	switch kind {
	case ie.PDNTypeNonIP:
		s.kind = event.Unstructured
	case ie.PDNTypeEthernet:
		s.kind = event.Ethernet
	}
	created, err := u.create(s, ies, u.newChooser(nil))
	if err != nil {
		return nil, nil, err
	}
	if err := s.compile(); err != nil {
		return nil, nil, err
	}
	if err := u.install(s, nil); err != nil {
		return nil, nil, err
	}
	a.sessions[s.seid] = s
	return s, created, nil
}

// create adds the rules of Create IEs to a session that is not in use yet.
func (u *UPF) create(s *session, ies []*ie.IE, choose *chooser) (created []*ie.IE, err error) {
	for _, i := range ies {
		switch i.Type {
		case ie.CreateFAR:
			f, _, err := u.parseFAR(i.ChildIEs, nil)
			if err != nil {
				return nil, err
			}
			if s.fars[f.id] != nil {
				return nil, failedRule(ruleFAR, f.id, "exists already")
			}
			s.fars[f.id] = f
		case ie.CreateQER:
			q, err := parseQER(i.ChildIEs, nil)
			if err != nil {
				return nil, err
			}
			if s.qers[q.id] != nil {
				return nil, failedRule(ruleQER, q.id, "exists already")
			}
			s.qers[q.id] = q
		case ie.CreateURR:
			r, err := u.parseURR(i.ChildIEs, nil)
			if err != nil {
				return nil, err
			}
			if s.urrs[r.id] != nil {
				return nil, failedRule(ruleURR, r.id, "exists already")
			}
			s.urrs[r.id] = r
		case ie.CreatePDR:
			p, err := u.parsePDR(i.ChildIEs, nil, choose)
			if err != nil {
				return nil, err
			}
			if s.pdrs[p.id] != nil {
				return nil, failedRule(rulePDR, uint32(p.id), "exists already")
			}
			p.octets = slices.Clone(i.Payload)
			s.pdrs[p.id] = p
			if p.chosen {
				created = append(created, ie.NewCreatedPDR(ie.NewPDRID(p.id), p.fTEID()))
			}
		}
	}
	return created, nil
}

// fTEID is the local F-TEID of a rule.
func (p *pdr) fTEID() *ie.IE {
	const v4, v6 = 0x01, 0x02
	a := p.tunnel.Addr
	if a.Is4() {
		return ie.NewFTEID(v4, p.teid, net.IP(a.AsSlice()), nil, 0)
	}
	return ie.NewFTEID(v6, p.teid, nil, net.IP(a.AsSlice()), 0)
}

// known returns the session that a request is for.
func (u *UPF) known(h *message.Header) *session {
	u.mu.RLock()
	defer u.mu.RUnlock()
	return u.bySEID[h.SEID]
}

// modify answers a Session Modification Request, TS 29.244 clause 7.5.4. A refused request changes nothing.
func (u *UPF) modify(h *message.Header) []byte {
	var cp uint64
	say := func(ies ...*ie.IE) []byte {
		return marshal(message.MsgTypeSessionModificationResponse, &cp, h.SequenceNumber, ies...)
	}
	old := u.known(h)
	if old == nil {
		return say(ie.NewCause(ie.CauseSessionContextNotFound))
	}
	cp = old.cpSEID
	ies, err := elements(h)
	if err != nil {
		return say(refuse(err)...)
	}
	s := old.clone()
	if f := first(ies, ie.FSEID); f != nil {
		v, err := f.FSEID()
		if err != nil {
			return say(refuse(badLength(ie.FSEID))...)
		}
		s.cpSEID = v.SEID
	}
	m := modification{u: u, s: s, choose: u.newChooser(old)}
	created, err := m.apply(ies)
	if err == nil {
		err = s.compile()
	}
	if err == nil {
		err = u.install(s, old)
	}
	if err != nil {
		return say(refuse(err)...)
	}
	u.control.associations[s.node].sessions[s.seid] = s
	for _, f := range m.endMarkers {
		u.sendEndMarker(f)
	}
	out := append([]*ie.IE{ie.NewCause(ie.CauseRequestAccepted)}, created...)
	now := u.cfg.Now()
	const immediate, terminated = 0x80, 0x08
	for _, r := range m.queried {
		out = append(out, r.report(now, ie.NewUsageReportWithinSessionModificationResponse, immediate, 0))
	}
	for _, r := range m.removed {
		out = append(out, r.report(now, ie.NewUsageReportWithinSessionModificationResponse, 0, terminated))
	}
	return say(out...)
}

// modification is one Session Modification Request at work on a copy of the session.
type modification struct {
	u                *UPF
	s                *session
	choose           *chooser
	endMarkers       []*far
	queried, removed []*urr
}

func (m *modification) apply(ies []*ie.IE) (created []*ie.IE, err error) {
	for _, i := range ies {
		if err := m.remove(i); err != nil {
			return nil, err
		}
	}
	if created, err = m.u.create(m.s, ies, m.choose); err != nil {
		return nil, err
	}
	for _, i := range ies {
		c, err := m.update(i)
		if err != nil {
			return nil, err
		}
		if c != nil {
			created = append(created, c)
		}
	}
	return created, nil
}

func (m *modification) remove(i *ie.IE) error {
	s := m.s
	switch i.Type {
	case ie.RemovePDR:
		id, err := need(i.ChildIEs, ie.PDRID, (*ie.IE).PDRID)
		if err != nil {
			return err
		}
		if s.pdrs[id] == nil {
			return failedRule(rulePDR, uint32(id), "does not exist")
		}
		delete(s.pdrs, id)
	case ie.RemoveFAR:
		id, err := need(i.ChildIEs, ie.FARID, (*ie.IE).FARID)
		if err != nil {
			return err
		}
		if s.fars[id] == nil {
			return failedRule(ruleFAR, id, "does not exist")
		}
		delete(s.fars, id)
	case ie.RemoveQER:
		id, err := need(i.ChildIEs, ie.QERID, (*ie.IE).QERID)
		if err != nil {
			return err
		}
		if s.qers[id] == nil {
			return failedRule(ruleQER, id, "does not exist")
		}
		delete(s.qers, id)
	case ie.RemoveURR:
		id, err := need(i.ChildIEs, ie.URRID, (*ie.IE).URRID)
		if err != nil {
			return err
		}
		if s.urrs[id] == nil {
			return failedRule(ruleURR, id, "does not exist")
		}
		m.removed = append(m.removed, s.urrs[id])
		delete(s.urrs, id)
	}
	return nil
}

func (m *modification) update(i *ie.IE) (*ie.IE, error) {
	s := m.s
	switch i.Type {
	case ie.UpdatePDR:
		id, err := need(i.ChildIEs, ie.PDRID, (*ie.IE).PDRID)
		if err != nil {
			return nil, err
		}
		if s.pdrs[id] == nil {
			return nil, failedRule(rulePDR, uint32(id), "does not exist")
		}
		p, err := m.u.parsePDR(i.ChildIEs, s.pdrs[id], m.choose)
		if err != nil {
			return nil, err
		}
		s.pdrs[id] = p
		if p.chosen {
			return ie.NewCreatedPDR(ie.NewPDRID(id), p.fTEID()), nil
		}
	case ie.UpdateFAR:
		id, err := need(i.ChildIEs, ie.FARID, (*ie.IE).FARID)
		if err != nil {
			return nil, err
		}
		old := s.fars[id]
		if old == nil {
			return nil, failedRule(ruleFAR, id, "does not exist")
		}
		f, marker, err := m.u.parseFAR(i.ChildIEs, old)
		if err != nil {
			return nil, err
		}
		s.fars[id] = f
		if marker {
			m.endMarkers = append(m.endMarkers, old)
		}
	case ie.UpdateQER:
		id, err := need(i.ChildIEs, ie.QERID, (*ie.IE).QERID)
		if err != nil {
			return nil, err
		}
		if s.qers[id] == nil {
			return nil, failedRule(ruleQER, id, "does not exist")
		}
		q, err := parseQER(i.ChildIEs, s.qers[id])
		if err != nil {
			return nil, err
		}
		s.qers[id] = q
	case ie.UpdateURR, ie.QueryURR:
		id, err := need(i.ChildIEs, ie.URRID, (*ie.IE).URRID)
		if err != nil {
			return nil, err
		}
		if s.urrs[id] == nil {
			return nil, failedRule(ruleURR, id, "does not exist")
		}
		if i.Type == ie.QueryURR {
			m.queried = append(m.queried, s.urrs[id])
		}
	}
	return nil, nil
}

// deleteSession answers a Session Deletion Request, TS 29.244 clause 7.5.6, with the last usage reports.
func (u *UPF) deleteSession(h *message.Header) []byte {
	s := u.known(h)
	if s == nil {
		var none uint64
		return marshal(message.MsgTypeSessionDeletionResponse, &none, h.SequenceNumber, ie.NewCause(ie.CauseSessionContextNotFound))
	}
	u.remove(s)
	u.discard(s)
	delete(u.control.associations[s.node].sessions, s.seid)
	out := []*ie.IE{ie.NewCause(ie.CauseRequestAccepted)}
	now := u.cfg.Now()
	const terminated = 0x08
	for _, id := range slices.Sorted(maps.Keys(s.urrs)) {
		out = append(out, s.urrs[id].report(now, ie.NewUsageReportWithinSessionDeletionResponse, 0, terminated))
	}
	return marshal(message.MsgTypeSessionDeletionResponse, &s.cpSEID, h.SequenceNumber, out...)
}
