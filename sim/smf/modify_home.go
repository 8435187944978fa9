package smf

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// qosElements are the IEs of a UE's modification request as a V-SMF relays them (TS 29.502 R17 clause 5.2.3.1).
func qosElements(rules, flows []byte) []byte {
	var b []byte
	for _, e := range []struct {
		iei uint8
		v   []byte
	}{{nasMessage.PDUSessionModificationRequestRequestedQosRulesType, rules}, {nasMessage.PDUSessionModificationRequestRequestedQosFlowDescriptionsType, flows}} {
		if e.v != nil {
			b = append(binary.BigEndian.AppendUint16(append(b, e.iei), uint16(len(e.v))), e.v...)
		}
	}
	return b
}

// parseQoSElements reads them; ok is false if they are cut or others.
func parseQoSElements(b []byte) (rules, flows []byte, ok bool) {
	for len(b) > 0 {
		if len(b) < 3 || len(b)-3 < int(binary.BigEndian.Uint16(b[1:])) {
			return nil, nil, false
		}
		n := int(binary.BigEndian.Uint16(b[1:]))
		switch b[0] {
		case nasMessage.PDUSessionModificationRequestRequestedQosRulesType:
			rules = b[3 : 3+n]
		case nasMessage.PDUSessionModificationRequestRequestedQosFlowDescriptionsType:
			flows = b[3 : 3+n]
		default:
			return nil, nil, false
		}
		b = b[3+n:]
	}
	return rules, flows, true
}

// askHome is the V-SMF's part of a modification that the UE asks for, TS 29.502 R17 clause 5.2.2.8.2.2.
func (x *session) askHome(ctx context.Context, pti uint8, rules, flows []byte) *refusedSM {
	ctx, cancel := x.smf.sbiContext(ctx)
	defer cancel()
	_, _, err := x.smf.cfg.SBI.UpdateAtHome(ctx, x.info.HSMFURI, &models.HsmfUpdateData{
		RequestIndication: models.RequestIndication_UE_REQ_PDU_SES_MOD, Pti: int32(pti), UeLocation: x.locationForHome(), N1SmInfoFromUe: ref(partFromUE),
	}, []sbi.Part{{ContentID: partFromUE, Type: sbi.Type5GNAS, Data: qosElements(rules, flows)}})
	if err == nil {
		return nil
	}
	r := &refusedSM{cause: nas.SMCauseNetworkFailure, err: err}
	var no *sbi.Refusal
	if errors.As(err, &no) && no.N1Cause != 0 {
		r.cause = no.N1Cause
	}
	return r
}

// updatePDUSession is Nsmf_PDUSession_Update of a V-SMF at the H-SMF, TS 29.502 R17 clause 5.2.2.8.2.
func (s *SMF) updatePDUSession(r *sbi.Request) (*sbi.Reply, error) {
	var in models.HsmfUpdateData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	x, err := s.find(r.Param(0), true)
	if err != nil {
		return nil, err
	}
	if in.RequestIndication == models.RequestIndication_PDU_SES_MOB {
		x.mu.Lock()
		defer x.mu.Unlock()
		if l := parseLocation(in.UeLocation); l != nil {
			x.info.Location = l
		}
		return x.moved(r, &in)
	}
	if in.RequestIndication != models.RequestIndication_UE_REQ_PDU_SES_MOD {
		return nil, sbi.Incorrect("/requestIndication", "is not UE_REQ_PDU_SES_MOD")
	}
	if in.Pti < 1 || in.Pti > 254 {
		return nil, sbi.Incorrect("/pti", "is not 1 to 254")
	}
	var b []byte
	if in.N1SmInfoFromUe != nil {
		b = sbi.FindPart(parts, in.N1SmInfoFromUe.ContentId)
	}
	// The UE may be quicker than the V-SMF's answer to the last modification.
	ctx, cancel := context.WithTimeout(r.Context(), s.cfg.Timers.SBI/2)
	defer cancel()
	x.mu.Lock()
	defer x.mu.Unlock()
	for c := x.change; c != nil && c.pti != uint8(in.Pti) && ctx.Err() == nil; c = x.change {
		x.mu.Unlock()
		select {
		case <-c.ended:
		case <-ctx.Done():
		}
		x.mu.Lock()
	}
	if l := parseLocation(in.UeLocation); l != nil {
		x.info.Location = l
	}
	refused := func(no *refusedSM) (*sbi.Reply, error) {
		s.cfg.Log.Info("smf: modification refused", "role", x.info.Role, "cause", no.cause, "err", no.err)
		x.publishFailed(event.PDUSessionModification, no.cause, event.ByUE)
		return &sbi.Reply{Status: no.status, Body: &models.HsmfUpdateError{
			Error: &models.ProblemDetails{Status: int32(no.status), Title: http.StatusText(no.status), Cause: no.app},
			Pti:   in.Pti, N1smCause: fmt.Sprintf("%02x", no.cause),
		}}, nil
	}
	if c := x.change; c != nil && c.who == event.ByUE && c.pti == uint8(in.Pti) {
		return &sbi.Reply{Body: &models.HsmfUpdatedData{}}, nil // repeated
	}
	rules, flows, ok := parseQoSElements(b)
	if !ok {
		return refused(refuse(nas.SMCauseInvalidMandatoryInfo, http.StatusForbidden, "N1_SM_ERROR", "n1SmInfoFromUe"))
	}
	add, remove, cause := wanted(rules, flows)
	if cause != 0 {
		return refused(refuse(cause, http.StatusForbidden, "N1_SM_ERROR", "QoS rules or QoS flow descriptions of the UE"))
	}
	c, no := x.begin(r.Context(), event.ByUE, uint8(in.Pti), add, remove)
	if no != nil {
		return refused(no)
	}
	if !s.background(func() { x.carryOut(c) }) {
		x.abort(r.Context(), nas.SMCauseNetworkFailure, errBusy)
	}
	return &sbi.Reply{Body: &models.HsmfUpdatedData{}}, nil
}

// carryOut has the V-SMF carry a modification of the H-SMF out, TS 29.502 R17 clause 5.2.2.8.3.2.
func (x *session) carryOut(c *change) {
	in := &models.VsmfUpdateData{RequestIndication: models.RequestIndication_NW_REQ_PDU_SES_MOD, Pti: int32(c.pti)}
	if c.who == event.ByUE {
		in.RequestIndication = models.RequestIndication_UE_REQ_PDU_SES_MOD
	}
	var err error
	octets := func(add, remove []event.QoSFlow) (rules, description string) {
		b, e := rulesOf(add, remove)
		err = errors.Join(err, e)
		return base64.StdEncoding.EncodeToString(b), base64.StdEncoding.EncodeToString(descriptionsOf(add, remove))
	}
	for _, f := range c.add {
		rules, description := octets([]event.QoSFlow{f}, nil)
		in.QosFlowsAddModRequestList = append(in.QosFlowsAddModRequestList, models.SmfPduSessionQosFlowAddModifyRequestItem{
			Qfi: int32(f.QFI), QosRules: rules, QosFlowDescription: description,
			QosFlowProfile: &models.SmfPduSessionQosFlowProfile{Var5qi: int32(f.FiveQI)},
		})
	}
	for _, f := range c.remove {
		rules, description := octets(nil, []event.QoSFlow{f})
		in.QosFlowsRelRequestList = append(in.QosFlowsRelRequestList, models.QosFlowReleaseRequestItem{
			Qfi: int32(f.QFI), QosRules: rules, QosFlowDescription: description,
		})
	}
	if err == nil {
		ctx, cancel := x.visitedContext(x.smf.cfg.Timers.T3591)
		_, _, err = x.smf.cfg.SBI.UpdateVisited(ctx, x.vsmf, in, nil)
		cancel()
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.change != c {
		return
	}
	if err != nil {
		cause := nas.SMCauseNetworkFailure
		var no *sbi.Refusal
		if errors.As(err, &no) && no.N1Cause != 0 {
			cause = no.N1Cause
		}
		x.abort(x.smf.ctx, cause, err)
		return
	}
	c.n1, c.n2 = false, false
	x.progress(x.smf.ctx)
}

// visitedContext bounds a request whose answer comes when the UE has answered.
func (x *session) visitedContext(timer time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(x.smf.ctx, x.smf.cfg.Timers.SBI+(maxRepeats+1)*timer)
}

// updateVisited is Nsmf_PDUSession_Update of an H-SMF at the V-SMF, TS 29.502 R17 clause 5.2.2.8.3: the V-SMF tells UE and gNB, and
// answers when they have answered.
func (s *SMF) updateVisited(r *sbi.Request) (*sbi.Reply, error) {
	var in models.VsmfUpdateData
	if _, err := r.DecodeParts(&in); err != nil {
		return nil, err
	}
	x, err := s.find(r.Param(0), false)
	if err != nil {
		return nil, err
	}
	if x.info.Role != event.VisitedSMF {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such session")
	}
	switch in.RequestIndication {
	case models.RequestIndication_UE_REQ_PDU_SES_MOD, models.RequestIndication_NW_REQ_PDU_SES_MOD:
		return x.modifyForHome(r, &in)
	case models.RequestIndication_NW_REQ_PDU_SES_REL:
		return x.releaseForHome(r, &in)
	}
	return nil, sbi.Incorrect("/requestIndication", "is not supported")
}

func (x *session) modifyForHome(r *sbi.Request, in *models.VsmfUpdateData) (*sbi.Reply, error) {
	c := newChange(uint8(in.Pti), event.ByNetwork)
	if in.RequestIndication == models.RequestIndication_UE_REQ_PDU_SES_MOD {
		c.who = event.ByUE
	}
	var rules, descriptions []byte
	take := func(qfi int32, rule, description string) (uint8, []event.PacketFilter, error) {
		r, err := base64.StdEncoding.DecodeString(rule)
		d, err2 := base64.StdEncoding.DecodeString(description)
		parsed, err3 := nas.ParseQoSRules(r)
		if err := errors.Join(err, err2, err3); err != nil || qfi < 1 || qfi > 63 {
			return 0, nil, sbi.Incorrect("/qosFlowsAddModRequestList", "QoS rules, description or identifier cannot be read")
		}
		rules, descriptions = append(rules, r...), append(descriptions, d...)
		var filters []event.PacketFilter
		for _, p := range parsed {
			filters = append(filters, p.Filters...)
		}
		return uint8(qfi), filters, nil
	}
	for _, i := range in.QosFlowsAddModRequestList {
		q, filters, err := take(i.Qfi, i.QosRules, i.QosFlowDescription)
		if err != nil {
			return nil, err
		}
		f := event.QoSFlow{QFI: q, Filters: filters}
		if i.QosFlowProfile != nil {
			f.FiveQI = uint8(i.QosFlowProfile.Var5qi)
		}
		c.add = append(c.add, f)
	}
	for _, i := range in.QosFlowsRelRequestList {
		q, _, err := take(i.Qfi, i.QosRules, i.QosFlowDescription)
		if err != nil {
			return nil, err
		}
		c.remove = append(c.remove, event.QoSFlow{QFI: q})
	}
	refused := func(no *refusedSM) (*sbi.Reply, error) {
		return &sbi.Reply{Status: no.status, Body: &models.VsmfUpdateError{
			Error: &models.SmfPduSessionExtProblemDetails{Status: int32(no.status), Title: http.StatusText(no.status), Cause: no.app},
			Pti:   in.Pti, N1smCause: fmt.Sprintf("%02x", no.cause),
		}}, nil
	}
	x.mu.Lock()
	if no := x.beginForHome(r.Context(), c, rules, descriptions); no != nil {
		x.mu.Unlock()
		return refused(no)
	}
	x.mu.Unlock()
	select {
	case err := <-c.done:
		var no *refusedSM
		if errors.As(err, &no) {
			return refused(no)
		}
		out := &models.VsmfUpdatedData{}
		for _, f := range c.add {
			out.QosFlowsAddModList = append(out.QosFlowsAddModList, models.QosFlowItem{Qfi: int32(f.QFI)})
		}
		for _, f := range c.remove {
			out.QosFlowsRelList = append(out.QosFlowsRelList, models.QosFlowItem{Qfi: int32(f.QFI)})
		}
		return &sbi.Reply{Body: out}, nil
	case <-r.Context().Done():
	case <-x.smf.ctx.Done():
	}
	// The H-SMF does not wait any longer: what comes now must not count on one side only.
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.change == c {
		x.abort(x.smf.ctx, nas.SMCauseNetworkFailure, errors.New("smf: the H-SMF gave the modification up"))
	}
	return nil, sbi.NewProblem(http.StatusGatewayTimeout, "PEER_NOT_RESPONDING", "the UE did not answer")
}

// beginForHome starts what the H-SMF has decided. The lock is held.
func (x *session) beginForHome(ctx context.Context, c *change, rules, descriptions []byte) *refusedSM {
	if x.phase != active || x.change != nil || x.deactivated {
		return refuse(nas.SMCauseRequestRejected, http.StatusForbidden, "INVALID_REQUEST", "%w", errBusy)
	}
	for i, f := range c.remove { // with its 5QI and filters, for whoever hears of it
		for _, known := range x.flows {
			if known.QFI == f.QFI {
				c.remove[i] = known
			}
		}
	}
	if err := x.encode(c, rules, descriptions); err != nil {
		return refuse(nas.SMCauseNetworkFailure, http.StatusInternalServerError, "UNSPECIFIED", "%w", err)
	}
	if _, no := x.start(ctx, c); no != nil {
		return no
	}
	if err := x.transfer(c.command, c.transfer, models.AmfCommunicationNgapIeType_PDU_RES_MOD_REQ); err != nil {
		x.abort(ctx, nas.SMCauseNetworkFailure, err)
		return refuse(nas.SMCauseNetworkFailure, http.StatusGatewayTimeout, "PEER_NOT_RESPONDING", "%w", err)
	}
	x.watch(c)
	return nil
}
