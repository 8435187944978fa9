package smf

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// maxFlows bounds the QoS flows of a session beside the default one.
const maxFlows = 8

// nonGBR are the standardized 5QIs without guaranteed bit rate, TS 23.501 R17 table 5.7.4-1. Others need bit rates, which this lab
// does not enforce.
var nonGBR = []uint8{5, 6, 7, 8, 9, 10, 69, 70, 79, 80}

// change is a modification of a session in progress (TS 24.501 R17 clause 6.3.2). At an H-SMF the V-SMF carries it out.
type change struct {
	pti    uint8
	who    event.Initiator
	add    []event.QoSFlow
	remove []event.QoSFlow
	// command is PDU SESSION MODIFICATION COMMAND, transfer the message to the gNB.
	command, transfer []byte
	// n1 and n2 say that UE and gNB have not answered yet.
	n1, n2 bool
	done   chan error // gets one value
	ended  chan struct{}
	cancel context.CancelFunc
}

func newChange(pti uint8, who event.Initiator) *change {
	return &change{pti: pti, who: who, n1: true, n2: true, done: make(chan error, 1), ended: make(chan struct{})}
}

// errBusy says that another procedure of the session is in progress, or the session is not established.
var errBusy = errors.New("smf: the session is not established, or another procedure is in progress")

// ModifySession adds QoS flows to a session of a subscriber and removes others, at the request of the network (TS 23.502 R17 clause
// 4.3.3.2). It returns when the UE has accepted. The flows that are added get QoS flow identifiers where they have none. A session
// that is home-routed is modified by its H-SMF.
func (s *SMF) ModifySession(ctx context.Context, supi string, id uint8, add []event.QoSFlow, remove ...uint8) ([]event.QoSFlow, error) {
	x := s.session(supi, id)
	if x == nil {
		return nil, errBusy
	}
	x.mu.Lock()
	c, refused := x.begin(ctx, event.ByNetwork, 0, add, remove)
	if refused != nil {
		x.mu.Unlock()
		return nil, refused
	}
	if x.info.Role != event.HomeSMF {
		if err := x.transfer(c.command, c.transfer, models.AmfCommunicationNgapIeType_PDU_RES_MOD_REQ); err != nil {
			x.abort(ctx, nas.SMCauseNetworkFailure, err)
		} else {
			x.watch(c)
		}
	} else if !s.background(func() { x.carryOut(c) }) {
		x.abort(ctx, nas.SMCauseNetworkFailure, errBusy)
	}
	x.mu.Unlock()
	select {
	case err := <-c.done:
		return c.add, err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-s.ctx.Done():
		return nil, errors.New("smf: closing")
	}
}

// session finds an established session whose QoS this SMF decides; in a V-SMF it finds one to release only.
func (s *SMF) session(supi string, id uint8) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	if x := s.byUE[ueKey{supi: supi, id: id}]; x != nil {
		return x
	}
	return s.byUE[ueKey{supi: supi, id: id, home: true}]
}

// begin checks a modification, gives it identifiers, and makes the UPF take what the UE may send.
func (x *session) begin(ctx context.Context, who event.Initiator, pti uint8, add []event.QoSFlow, remove []uint8) (*change, *refusedSM) {
	no := func(cause uint8, format string, args ...any) (*change, *refusedSM) {
		return nil, refuse(cause, http.StatusForbidden, "INVALID_REQUEST", format, args...)
	}
	switch {
	case x.phase != active || x.change != nil || x.info.Role == event.VisitedSMF:
		return nil, refuse(nas.SMCauseRequestRejected, http.StatusForbidden, "INVALID_REQUEST", "%w", errBusy)
	case x.deactivated:
		return no(nas.SMCauseRequestRejected, "the UE is idle, and paging is not simulated")
	case len(add)+len(remove) == 0:
		return no(nas.SMCauseSemanticQoS, "nothing is asked for")
	case len(add) > 0 && (x.info.Type == event.Ethernet || x.info.Type == event.Unstructured):
		return no(nas.SMCauseSemanticPacketFilter, "filters of IP for PDU session type %d", x.info.Type)
	case len(x.flows)+len(add)-len(remove) > maxFlows:
		return no(nas.SMCauseInsufficientResources, "more than %d QoS flows", maxFlows)
	}
	c := newChange(pti, who)
	for _, q := range remove {
		at := slices.IndexFunc(x.flows, func(f event.QoSFlow) bool { return f.QFI == q })
		if at < 0 || slices.ContainsFunc(c.remove, func(f event.QoSFlow) bool { return f.QFI == q }) {
			return no(nas.SMCauseSemanticQoS, "QoS flow %d does not exist, or is the default one", q)
		}
		c.remove = append(c.remove, x.flows[at])
	}
	for _, f := range add {
		if !slices.Contains(nonGBR, f.FiveQI) {
			return no(nas.SMCauseUnsupported5QI, "5QI %d", f.FiveQI)
		}
		if len(f.Filters) == 0 {
			return no(nas.SMCauseSemanticQoS, "a QoS flow without packet filter")
		}
		has := func(q uint8) bool {
			same := func(f event.QoSFlow) bool { return f.QFI == q }
			return q == x.info.QFI || slices.ContainsFunc(x.flows, same) || slices.ContainsFunc(c.add, same)
		}
		if f.QFI == 0 {
			for f.QFI = qfi + 1; has(f.QFI); f.QFI++ {
			}
		} else if f.QFI > 63 || has(f.QFI) {
			return no(nas.SMCauseSemanticQoS, "QoS flow %d exists, or cannot be", f.QFI)
		}
		f.Filters = slices.Clone(f.Filters)
		c.add = append(c.add, f)
	}
	rules, err := rulesOf(c.add, c.remove)
	if err != nil {
		return nil, refuse(nas.SMCauseSemanticPacketFilter, http.StatusForbidden, "INVALID_REQUEST", "%w", err)
	}
	if err := x.encode(c, rules, descriptionsOf(c.add, c.remove)); err != nil {
		return nil, refuse(nas.SMCauseNetworkFailure, http.StatusInternalServerError, "UNSPECIFIED", "%w", err)
	}
	return x.start(ctx, c)
}

// start makes the UPF take packets of new QoS flows, before anybody sends some.
func (x *session) start(ctx context.Context, c *change) (*change, *refusedSM) {
	if err := x.flowRules(ctx, c, true, false); err != nil {
		return nil, refuse(nas.SMCauseNetworkFailure, http.StatusGatewayTimeout, "PEER_NOT_RESPONDING", "%w", err)
	}
	x.change = c
	return c, nil
}

// rulesOf are the QoS rules for a UE: each flow has one, whose identifier and precedence are the QoS flow identifier.
func rulesOf(add, remove []event.QoSFlow) ([]byte, error) {
	var rules []nas.QoSRule
	for _, f := range add {
		rules = append(rules, nas.QoSRule{ID: f.QFI, Operation: nas.QoSCreate, Filters: f.Filters, Precedence: f.QFI, QFI: f.QFI})
	}
	for _, f := range remove {
		rules = append(rules, nas.QoSRule{ID: f.QFI, Operation: nas.QoSDelete})
	}
	return nas.EncodeQoSRules(rules)
}

func descriptionsOf(add, remove []event.QoSFlow) []byte {
	var flows []nas.QoSFlowOperation
	for _, f := range add {
		flows = append(flows, nas.QoSFlowOperation{QFI: f.QFI, Operation: nas.QoSCreate, FiveQI: f.FiveQI})
	}
	for _, f := range remove {
		flows = append(flows, nas.QoSFlowOperation{QFI: f.QFI, Operation: nas.QoSDelete})
	}
	return nas.EncodeQoSFlows(flows)
}

// encode makes the messages to UE and gNB.
func (x *session) encode(c *change, rules, descriptions []byte) error {
	var err error
	c.command, err = nas.Encode(nas.ModificationCommand(nas.Modification{Session: x.info.ID, PTI: c.pti, Rules: rules, Flows: descriptions}))
	if err != nil {
		return err
	}
	r := ngap.ModifyRequest{Add: ngapFlows(c.add)}
	for _, f := range c.remove {
		r.Release = append(r.Release, f.QFI)
	}
	c.transfer, err = r.MarshalBinary()
	return err
}

func ngapFlows(flows []event.QoSFlow) (out []ngap.Flow) {
	for _, f := range flows {
		out = append(out, ngap.Flow{QFI: f.QFI, FiveQI: f.FiveQI})
	}
	return out
}

// progress ends a modification that UE and gNB have accepted.
func (x *session) progress(ctx context.Context) {
	c := x.change
	if c == nil || c.n1 || c.n2 {
		return
	}
	if err := x.flowRules(ctx, c, false, true); err != nil {
		x.abort(ctx, nas.SMCauseNetworkFailure, err)
		return
	}
	x.flows = slices.DeleteFunc(x.flows, func(f event.QoSFlow) bool {
		return slices.ContainsFunc(c.remove, func(r event.QoSFlow) bool { return r.QFI == f.QFI })
	})
	x.flows = append(x.flows, c.add...)
	x.endChange(nil)
	info := x.snapshot()
	info.RequestType, info.PTI = event.ModificationRequest, c.pti
	x.smf.cfg.Events.Publish(event.SMFPDUSessionModified{Header: x.smf.head(), Session: info, Initiator: c.who, Added: c.add, Removed: c.remove})
}

// abort ends a modification that somebody refused, and makes the UPF forget it.
func (x *session) abort(ctx context.Context, cause uint8, err error) {
	c := x.change
	if c == nil {
		return
	}
	x.smf.cfg.Log.Error("smf: modification of a session", "cause", cause, "err", err)
	if e := x.flowRules(ctx, c, false, false); e != nil && x.smf.ctx.Err() == nil {
		x.smf.cfg.Log.Error("smf: N4", "err", e)
	}
	x.endChange(&refusedSM{cause: cause, status: http.StatusForbidden, app: "REQUEST_REJECTED", err: err})
	x.publishFailed(event.PDUSessionModification, cause, c.who)
}

func (x *session) endChange(err error) {
	if x.change.cancel != nil {
		x.change.cancel()
	}
	x.change.done <- err
	close(x.change.ended)
	x.change = nil
}

// watch sends the command again until the UE answers (T3591, TS 24.501 R17 clause 6.3.2.5).
func (x *session) watch(c *change) {
	ctx, cancel := context.WithCancel(x.smf.ctx)
	c.cancel = cancel
	if !x.smf.repeat(ctx, x.smf.cfg.Timers.T3591, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.change == c && c.n1 {
			if err := x.transfer(c.command, nil, ""); err != nil {
				x.smf.cfg.Log.Error("smf: PDU SESSION MODIFICATION COMMAND", "err", err)
			}
		}
	}, func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.change == c {
			x.abort(x.smf.ctx, nas.SMCauseNetworkFailure, errors.New("smf: UE or gNB did not answer"))
		}
	}) {
		cancel()
	}
}

// modificationRequested is PDU SESSION MODIFICATION REQUEST of the UE, TS 24.501 R17 clause 6.4.2. At a V-SMF it goes on to the
// H-SMF, which answers with a modification of its own.
func (x *session) modificationRequested(r *sbi.Request, pti uint8, rules, flows []byte) (*sbi.Reply, error) {
	refused := func(s *refusedSM) (*sbi.Reply, error) {
		x.smf.cfg.Log.Info("smf: modification refused", "cause", s.cause, "err", s.err)
		x.publishFailed(event.PDUSessionModification, s.cause, event.ByUE)
		return x.answerN1(nas.Encode(nas.ModificationReject(x.info.ID, pti, s.cause)))
	}
	if c := x.change; c != nil && c.who == event.ByUE && c.pti == pti {
		// Repeated by the UE: so is the command, by its timer.
		return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
	}
	if x.info.Role == event.VisitedSMF {
		if err := x.askHome(r.Context(), pti, rules, flows); err != nil {
			return refused(err)
		}
		return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
	}
	add, remove, cause := wanted(rules, flows)
	if cause != 0 {
		return refused(refuse(cause, http.StatusForbidden, "N1_SM_ERROR", "QoS rules or QoS flow descriptions of the UE"))
	}
	c, no := x.begin(r.Context(), event.ByUE, pti, add, remove)
	if no != nil {
		return refused(no)
	}
	x.watch(c)
	return sbi.MultipartReply(http.StatusOK, "", &models.SmContextUpdatedData{
		N1SmMsg: ref(partN1), N2SmInfo: ref(partN2), N2SmInfoType: models.N2SmInfoType_PDU_RES_MOD_REQ,
	}, []sbi.Part{{ContentID: partN1, Type: sbi.Type5GNAS, Data: c.command}, {ContentID: partN2, Type: sbi.TypeNGAP, Data: c.transfer}})
}

// wanted reads what a UE asks for: at most one new QoS flow, without identifiers, and flows to delete. cause is 0 unless it makes
// no sense.
func wanted(rules, flows []byte) (add []event.QoSFlow, remove []uint8, cause uint8) {
	r, err := nas.ParseQoSRules(rules)
	if errors.Is(err, nas.ErrFilter) {
		return nil, nil, nas.SMCauseSyntacticPacketFilter
	}
	d, err2 := nas.ParseQoSFlows(flows)
	if err != nil || err2 != nil {
		return nil, nil, nas.SMCauseSyntacticQoS
	}
	var filters []event.PacketFilter
	for _, q := range r {
		switch {
		case q.Operation == nas.QoSCreate && (q.ID != 0 || q.QFI != 0 || q.Default || q.MatchAll || len(filters) > 0):
			return nil, nil, nas.SMCauseSemanticQoS
		case q.Operation == nas.QoSCreate:
			filters = q.Filters
		}
	}
	for _, f := range d {
		switch {
		case f.Operation == nas.QoSDelete:
			remove = append(remove, f.QFI)
		case f.QFI != 0 || len(add) > 0:
			return nil, nil, nas.SMCauseSemanticQoS
		default:
			add = append(add, event.QoSFlow{FiveQI: f.FiveQI, Filters: filters})
		}
	}
	for _, q := range r {
		if q.Operation == nas.QoSDelete && !slices.Contains(remove, q.ID) || q.Operation == nas.QoSCreate && len(add) == 0 {
			return nil, nil, nas.SMCauseSemanticQoS
		}
	}
	return add, remove, 0
}

// changeAnswered takes the answer of the UE to PDU SESSION MODIFICATION COMMAND; cause is 0 for complete.
func (x *session) changeAnswered(r *sbi.Request, pti, cause uint8) (*sbi.Reply, error) {
	c := x.change
	switch {
	case c == nil || c.pti != pti || !c.n1: // repeated
	case cause != 0:
		if len(c.add) > 0 && !c.n2 {
			x.takeBack(c)
		}
		x.abort(r.Context(), cause, errors.New("smf: the UE refuses the modification"))
	default:
		c.n1 = false
		x.progress(r.Context())
	}
	return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
}

// takeBack makes the gNB forget QoS flows that the UE did not want.
func (x *session) takeBack(c *change) {
	var m ngap.ModifyRequest
	for _, f := range c.add {
		m.Release = append(m.Release, f.QFI)
	}
	x.smf.background(func() {
		n2, err := m.MarshalBinary()
		if err == nil {
			err = x.transfer(nil, n2, models.AmfCommunicationNgapIeType_PDU_RES_MOD_REQ)
		}
		if err != nil && x.smf.ctx.Err() == nil {
			x.smf.cfg.Log.Error("smf: QoS flows at the gNB", "err", err)
		}
	})
}

// resourcesModified takes the answer of the gNB.
func (x *session) resourcesModified(r *sbi.Request, kind models.N2SmInfoType, n2 []byte) (*sbi.Reply, error) {
	done := &sbi.Reply{Body: &models.SmContextUpdatedData{}}
	c := x.change
	if c == nil || !c.n2 {
		return done, nil
	}
	var err error
	if kind == models.N2SmInfoType_PDU_RES_MOD_RSP {
		var m ngap.ModifyResponse
		if m, err = ngap.ParseModifyResponse(n2); err == nil && len(m.Failed) > 0 {
			err = fmt.Errorf("smf: QoS flows %d", m.Failed)
		}
	} else {
		err = errors.New("smf: the gNB refuses the modification")
	}
	if err == nil {
		c.n2 = false
		x.progress(r.Context())
		return done, nil
	}
	byUE := c.who == event.ByUE && c.n1
	x.abort(r.Context(), nas.SMCauseInsufficientResources, err)
	if byUE && x.info.Role == event.AnchorSMF {
		// The gNB kept the command from the UE, which waits for an answer.
		return x.answerN1(nas.Encode(nas.ModificationReject(x.info.ID, c.pti, nas.SMCauseInsufficientResources)))
	}
	return done, nil
}
