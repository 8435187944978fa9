package ue

import (
	"context"
	"encoding/binary"
	"errors"
	"net/netip"
	"slices"

	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/event"
	"lilab/sim/nas"
)

// flow is a QoS flow with the rule that sends packets through it.
type flow struct {
	event.QoSFlow
	rule, precedence uint8
}

// AddFlow asks for a QoS flow for the packets that match a filter (TS 24.501 R17 clause 6.4.2). A refusal of the network is a
// *SessionError.
func (s *Session) AddFlow(ctx context.Context, fiveQI uint8, filters ...event.PacketFilter) (event.QoSFlow, error) {
	rules, err := nas.EncodeQoSRules([]nas.QoSRule{{Operation: nas.QoSCreate, Filters: filters}})
	if err != nil {
		return event.QoSFlow{}, err
	}
	before := s.Flows()
	if err := s.modify(ctx, rules, nas.EncodeQoSFlows([]nas.QoSFlowOperation{{Operation: nas.QoSCreate, FiveQI: fiveQI}})); err != nil {
		return event.QoSFlow{}, err
	}
	for _, f := range s.Flows() {
		if !slices.ContainsFunc(before, func(b event.QoSFlow) bool { return b.QFI == f.QFI }) {
			return f, nil
		}
	}
	return event.QoSFlow{}, errors.New("ue: the network added no QoS flow")
}

// RemoveFlow asks the network to remove a QoS flow.
func (s *Session) RemoveFlow(ctx context.Context, qfi uint8) error {
	var rules []nas.QoSRule
	for _, f := range s.rules() {
		if f.QFI == qfi {
			rules = append(rules, nas.QoSRule{ID: f.rule, Operation: nas.QoSDelete})
		}
	}
	b, err := nas.EncodeQoSRules(rules)
	if err != nil {
		return err
	}
	return s.modify(ctx, b, nas.EncodeQoSFlows([]nas.QoSFlowOperation{{QFI: qfi, Operation: nas.QoSDelete}}))
}

// Flows are the QoS flows beside the default one.
func (s *Session) Flows() (out []event.QoSFlow) {
	for _, f := range s.rules() {
		q := f.QoSFlow
		q.Filters = slices.Clone(f.Filters)
		out = append(out, q)
	}
	return out
}

func (s *Session) rules() []flow {
	if p := s.flows.Load(); p != nil {
		return *p
	}
	return nil
}

// modify is PDU SESSION MODIFICATION REQUEST.
func (s *Session) modify(ctx context.Context, rules, flows []byte) error {
	u := s.u
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var plain []byte
	var err error
	if e := u.ask(func() {
		if u.sessions[s.ID] != s {
			err = ErrSessionClosed
			return
		}
		s.pti, s.procedure = u.nextPTI(), "modification"
		var n1 []byte
		if n1, err = nas.Encode(nas.ModificationRequest(nas.Modification{Session: s.ID, PTI: s.pti, Rules: rules, Flows: flows})); err == nil {
			plain, err = nas.Encode(nas.ULTransport(s.ID, n1, 0, "", nil))
		}
	}); e != nil {
		return e
	}
	if err != nil {
		return err
	}
	_, err = u.sessionProcedure(ctx, s, plain, u.cfg.Timers.T3581)
	return err
}

// modified is PDU SESSION MODIFICATION COMMAND, TS 24.501 R17 clause 6.3.2.
func (u *UE) modified(s *Session, pti uint8, m *nasMessage.PDUSessionModificationCommand) {
	var rules, flows []byte
	if m.AuthorizedQosRules != nil {
		rules = m.AuthorizedQosRules.Buffer
	}
	if m.AuthorizedQosFlowDescriptions != nil {
		flows = m.AuthorizedQosFlowDescriptions.Buffer
	}
	next, cause := s.apply(rules, flows)
	if cause != 0 {
		u.cfg.Log.Error("PDU SESSION MODIFICATION COMMAND refused", "cause", cause)
		u.sendSM(s.ID, nas.ModificationCommandReject(s.ID, pti, cause))
	} else {
		s.flows.Store(&next)
		u.sendSM(s.ID, nas.ModificationComplete(s.ID, pti))
	}
	switch {
	case pti == 0 || pti != s.pti:
	case cause != 0:
		s.end(sessionAnswer{err: &SessionError{Procedure: "modification", Cause: cause}})
	default:
		s.end(sessionAnswer{})
	}
}

// apply makes the rules that a command leads to; cause is 0 unless it makes no sense (TS 24.501 R17 clause 6.3.2.4). A command
// that was carried out already leads to the same again.
func (s *Session) apply(rules, flows []byte) (next []flow, cause uint8) {
	r, err := nas.ParseQoSRules(rules)
	if errors.Is(err, nas.ErrFilter) {
		return nil, nas.SMCauseSyntacticPacketFilter
	}
	d, err2 := nas.ParseQoSFlows(flows)
	if err != nil || err2 != nil {
		return nil, nas.SMCauseSyntacticQoS
	}
	next = slices.Clone(s.rules())
	drop := func(qfi uint8) {
		next = slices.DeleteFunc(next, func(f flow) bool { return f.QFI == qfi })
	}
	described := map[uint8]uint8{}
	for _, f := range d {
		switch {
		case f.QFI == 0 || f.QFI == s.QFI:
			return nil, nas.SMCauseSemanticQoS
		case f.Operation == nas.QoSDelete:
			drop(f.QFI)
		default:
			described[f.QFI] = f.FiveQI
		}
	}
	for _, q := range r {
		if q.Operation == nas.QoSDelete {
			next = slices.DeleteFunc(next, func(f flow) bool { return f.rule == q.ID })
			continue
		}
		fiveQI, ok := described[q.QFI]
		if !ok || q.ID == 0 || q.Default || q.MatchAll || len(q.Filters) == 0 {
			return nil, nas.SMCauseSemanticQoS
		}
		drop(q.QFI)
		next = append(next, flow{event.QoSFlow{QFI: q.QFI, FiveQI: fiveQI, Filters: q.Filters}, q.ID, q.Precedence})
	}
	slices.SortFunc(next, func(a, b flow) int { return int(a.precedence) - int(b.precedence) })
	return next, 0
}

// flowOf is the QoS flow of an uplink packet, 0 for the default one (TS 23.501 R17 clause 5.7.1.5).
func (s *Session) flowOf(packet []byte) uint8 {
	p := s.flows.Load()
	if p == nil || len(*p) == 0 || framed(s.Type) {
		return 0
	}
	dst, protocol, port, ok := destination(packet)
	if !ok {
		return 0
	}
	for i := range *p {
		f := &(*p)[i]
		for _, c := range f.Filters {
			if (!c.Remote.IsValid() || c.Remote.Contains(dst)) && (c.Protocol == 0 || c.Protocol == protocol) &&
				(c.HighPort == 0 || port >= 0 && int(c.LowPort) <= port && port <= int(c.HighPort)) {
				return f.QFI
			}
		}
	}
	return 0
}

// destination reads what filters look at. port is negative where there is none: in protocols without ports, and in fragments but
// the first.
func destination(b []byte) (dst netip.Addr, protocol uint8, port int, ok bool) {
	port = -1
	var rest []byte
	switch {
	case len(b) >= 20 && b[0]>>4 == 4 && len(b) >= 4*int(b[0]&0xf):
		dst, protocol = netip.AddrFrom4([4]byte(b[16:])), b[9]
		if binary.BigEndian.Uint16(b[6:])&0x1fff == 0 {
			rest = b[4*int(b[0]&0xf):]
		}
	case len(b) >= 40 && b[0]>>4 == 6:
		dst, protocol, rest = netip.AddrFrom16([16]byte(b[24:])), b[6], b[40:]
		for protocol == 0 || protocol == 43 || protocol == 60 || protocol == 44 {
			n := 8
			if len(rest) < 8 {
				return dst, protocol, port, true
			}
			if protocol != 44 {
				n += 8 * int(rest[1])
			}
			later := protocol == 44 && binary.BigEndian.Uint16(rest[2:])&0xfff8 != 0
			protocol = rest[0]
			if later || len(rest) < n {
				return dst, protocol, port, true
			}
			rest = rest[n:]
		}
	default:
		return dst, 0, port, false
	}
	if (protocol == 6 || protocol == 17 || protocol == 132) && len(rest) >= 4 {
		port = int(binary.BigEndian.Uint16(rest[2:]))
	}
	return dst, protocol, port, true
}
