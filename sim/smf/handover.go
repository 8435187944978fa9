package smf

import (
	"context"
	"net/http"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// preparation is a handover through the AMF in progress (TS 23.502 R17 clause 4.9.1.3.2).
type preparation struct {
	// downlink is the end of the tunnel at the target gNB, invalid until it is known.
	downlink event.FTEID
	// to is the path for the target, nil if it stays.
	to *relocation
	// arriving says that this V-SMF takes the session over with the handover.
	arriving bool
}

// prepareAt forgets an older preparation.
func (x *session) prepareAt(ctx context.Context, p *preparation) {
	if x.ho != nil {
		x.abandon(ctx, x.ho.to)
	}
	x.ho = p
}

// handoverInfo takes the N2 SM information of a handover; ok is false for other kinds.
func (x *session) handoverInfo(r *sbi.Request, in *models.SmfPduSessionSmContextUpdateData, n2 []byte) (reply *sbi.Reply, ok bool, err error) {
	switch in.N2SmInfoType {
	case models.N2SmInfoType_PATH_SWITCH_REQ:
		reply, err = x.pathSwitch(r, n2)
	case models.N2SmInfoType_PATH_SWITCH_SETUP_FAIL:
		// TS 23.502 R17 clause 4.9.1.2.2 step 2: the session stays, without user plane.
		x.smf.cfg.Log.Error("smf: the target gNB has no resources for the session", "session", x.info.ID)
		reply, err = x.deactivateN3(r)
	case models.N2SmInfoType_HANDOVER_REQUIRED:
		reply, err = x.prepare(r.Context(), in, n2)
	case models.N2SmInfoType_HANDOVER_REQ_ACK:
		reply, err = x.prepared(r.Context(), n2)
	case models.N2SmInfoType_HANDOVER_RES_ALLOC_FAIL:
		x.smf.cfg.Log.Error("smf: the target gNB has no resources for the session", "session", x.info.ID)
		x.prepareAt(r.Context(), nil)
		reply = &sbi.Reply{Body: &models.SmContextUpdatedData{HoState: models.HoState_CANCELLED}}
	default:
		return nil, false, nil
	}
	return reply, true, err
}

// handoverState ends a handover that was prepared.
func (x *session) handoverState(r *sbi.Request, state models.HoState) (*sbi.Reply, error) {
	switch state {
	case models.HoState_COMPLETED:
		if x.ho == nil || !x.ho.downlink.Addr.IsValid() {
			return nil, sbi.NewProblem(http.StatusForbidden, "HANDOVER_RESOURCE_ALLOCATION_FAILURE", "no handover is prepared")
		}
		h := x.ho
		x.ho = nil
		if h.arriving {
			return x.arrived(r, h.downlink)
		}
		if err := x.switchTo(r.Context(), h.to, h.downlink); err != nil {
			return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the UPF does not take the tunnel")
		}
	case models.HoState_CANCELLED:
		x.prepareAt(r.Context(), nil)
	default:
		return nil, sbi.Incorrect("/hoState", "does not fit")
	}
	return &sbi.Reply{Body: &models.SmContextUpdatedData{HoState: state}}, nil
}

// refuseN2 is SmContextUpdateError with N2 SM information for the gNB.
func refuseN2(status int, app string, kind models.N2SmInfoType, transfer func(*ie.Cause) ([]byte, error), cause *ie.Cause) (*sbi.Reply, error) {
	n2, err := transfer(cause)
	if err != nil {
		return nil, err
	}
	return sbi.MultipartReply(status, "", &models.SmContextUpdateError{
		Error:    &models.SmfPduSessionExtProblemDetails{Status: int32(status), Title: http.StatusText(status), Cause: app},
		N2SmInfo: ref(partN2), N2SmInfoType: kind,
	}, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: n2}})
}

// pathSwitch is the SMF's part of a handover over Xn, TS 23.502 R17 clause 4.9.1.2.2 steps 3 to 6.
func (x *session) pathSwitch(r *sbi.Request, n2 []byte) (*sbi.Reply, error) {
	fail := func(status int, app string, cause aper.Enumerated, why string, err error) (*sbi.Reply, error) {
		x.smf.cfg.Log.Error("smf: path switch", "session", x.info.ID, "why", why, "err", err)
		return refuseN2(status, app, models.N2SmInfoType_PATH_SWITCH_REQ_FAIL, ngap.PathSwitchUnsuccessful, ngap.RadioCause(cause))
	}
	p, err := ngap.ParsePathSwitch(n2)
	switch {
	case err != nil:
		return fail(http.StatusForbidden, "N2_SM_ERROR", ie.CauseRadioNetworkPresentUnspecified, "transfer is not understood", err)
	case x.phase != active:
		return fail(http.StatusForbidden, "INVALID_REQUEST", ie.CauseRadioNetworkPresentUnknownPDUSessionID, "the session is not established", nil)
	}
	if p.Integrity != x.policy.integrity || p.Confidentiality != x.policy.confidentiality {
		// TS 33.501 R17 clause 6.6.1: the policy of the SMF counts; the gNB is not told again, because nothing of this
		// lab depends on what it does.
		x.smf.cfg.Log.Error("smf: path switch with another user-plane security policy", "session", x.info.ID)
	}
	x.prepareAt(r.Context(), nil)
	m, err := x.relocate(r.Context(), x.tac(), p.Downlink)
	if err != nil {
		return fail(http.StatusInternalServerError, "PEER_NOT_RESPONDING", ie.CauseRadioNetworkPresentUnspecified, "no path", err)
	}
	if err := x.switchTo(r.Context(), m, p.Downlink); err != nil {
		return fail(http.StatusInternalServerError, "PEER_NOT_RESPONDING", ie.CauseRadioNetworkPresentUnspecified, "N4", err)
	}
	b, err := ngap.PathSwitchAck{Uplink: x.info.UplinkN3}.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return sbi.MultipartReply(http.StatusOK, "", &models.SmContextUpdatedData{
		UpCnxState: models.UpCnxState_ACTIVATED, N2SmInfo: ref(partN2), N2SmInfoType: models.N2SmInfoType_PATH_SWITCH_REQ_ACK,
	}, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: b}})
}

// switchTo makes the UPF send to another gNB. Behind the last packet to the old one it sends an end marker. When the
// UPF does not take it, nobody knows where it sends to: the session stays without user plane.
func (x *session) switchTo(ctx context.Context, m *relocation, to event.FTEID) error {
	if err := x.take(ctx, m, to); err != nil {
		x.smf.cfg.Log.Error("smf: N4", "err", err)
		x.info.DownlinkN3, x.deactivated = event.FTEID{}, true
		x.publishFailed(event.PDUSessionModification, nas.SMCauseNetworkFailure, event.ByNetwork)
		return err
	}
	x.deactivated = false
	x.publishHandover()
	return nil
}

// arrived completes a handover with which this V-SMF takes the session over.
func (x *session) arrived(r *sbi.Request, downlink event.FTEID) (*sbi.Reply, error) {
	x.info.DownlinkN3 = downlink
	err := x.modifyN4(r.Context(), false, true)
	if err == nil {
		err = x.moveAtHome(r.Context(), x.info.VisitedN9)
	}
	if err != nil {
		x.smf.cfg.Log.Error("smf: session of another V-SMF", "session", x.info.ID, "err", err)
		return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the session cannot be taken over")
	}
	x.publishEstablished()
	return &sbi.Reply{Body: &models.SmContextUpdatedData{HoState: models.HoState_COMPLETED}}, nil
}

// publishHandover tells of the new tunnel.
func (x *session) publishHandover() {
	info := x.snapshot()
	info.RequestType = event.ModificationRequest
	x.smf.cfg.Events.Publish(event.SMFPDUSessionModified{
		Header: x.smf.head(), Session: info, Initiator: event.ByNetwork, Handover: event.HandoverCompleted,
	})
}

// deactivateN3 gives the user plane towards the gNB up.
func (x *session) deactivateN3(r *sbi.Request) (*sbi.Reply, error) {
	if x.phase != active || x.deactivated {
		return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
	}
	return x.connection(r, models.UpCnxState_DEACTIVATED)
}

// prepare is TS 23.502 R17 clause 4.9.1.3.2 steps 4 to 7: the target gNB will need what the source gNB has.
func (x *session) prepare(ctx context.Context, in *models.SmfPduSessionSmContextUpdateData, n2 []byte) (*sbi.Reply, error) {
	fail := func(status int, app string, why string, err error) (*sbi.Reply, error) {
		x.smf.cfg.Log.Error("smf: handover preparation", "session", x.info.ID, "why", why, "err", err)
		return refuseN2(status, app, models.N2SmInfoType_HANDOVER_PREP_FAIL, ngap.HandoverPreparationFailed, ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified))
	}
	_, err := ngap.ParseHandoverRequiredTransfer(n2)
	switch {
	case err != nil:
		return fail(http.StatusForbidden, "N2_SM_ERROR", "transfer is not understood", err)
	case x.phase != active || in.HoState != models.HoState_PREPARING:
		return fail(http.StatusForbidden, "INVALID_REQUEST", "the session is not established, or hoState does not fit", nil)
	}
	p := &preparation{}
	if to := parseTAI(in.TargetId); to != nil {
		if p.to, err = x.relocate(ctx, to.TAC, event.FTEID{}); err != nil {
			return fail(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "no path", err)
		}
	}
	x.prepareAt(ctx, p)
	b, err := x.n2SetupFrom(p.to.uplink(x))
	if err != nil {
		return nil, err
	}
	return sbi.MultipartReply(http.StatusOK, "", &models.SmContextUpdatedData{
		HoState: models.HoState_PREPARING, N2SmInfo: ref(partN2), N2SmInfoType: models.N2SmInfoType_PDU_RES_SETUP_REQ,
	}, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: b}})
}

// prepared is TS 23.502 R17 clause 4.9.1.3.2 steps 10 and 11: packets are forwarded from gNB to gNB.
func (x *session) prepared(ctx context.Context, n2 []byte) (*sbi.Reply, error) {
	ack, err := ngap.ParseHandoverAck(n2)
	if err != nil || x.ho == nil {
		x.smf.cfg.Log.Error("smf: handover preparation", "session", x.info.ID, "prepared", x.ho != nil, "err", err)
		x.prepareAt(ctx, nil)
		return refuseN2(http.StatusForbidden, "N2_SM_ERROR", models.N2SmInfoType_HANDOVER_PREP_FAIL, ngap.HandoverPreparationFailed,
			ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified))
	}
	x.ho.downlink = ack.Downlink
	b, err := ngap.HandoverCmd{Forwarding: ack.Forwarding, QFIs: ack.QFIs}.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return sbi.MultipartReply(http.StatusOK, "", &models.SmContextUpdatedData{
		HoState: models.HoState_PREPARED, N2SmInfo: ref(partN2), N2SmInfoType: models.N2SmInfoType_HANDOVER_CMD,
	}, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: b}})
}
