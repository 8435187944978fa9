package smf

import (
	"errors"
	"net/http"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// updateSMContext is Nsmf_PDUSession_UpdateSMContext, TS 29.502 R17 clause 5.2.2.3.
func (s *SMF) updateSMContext(r *sbi.Request) (*sbi.Reply, error) {
	var in models.SmfPduSessionSmContextUpdateData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	x, err := s.find(r.Param(0), false)
	if err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.phase == gone {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "no such session")
	}
	if l := parseLocation(in.UeLocation); l != nil {
		x.info.Location = l
	}
	switch {
	case in.N1SmMsg != nil:
		return x.n1Message(r, sbi.FindPart(parts, in.N1SmMsg.ContentId))
	case in.N2SmInfo != nil:
		n2 := sbi.FindPart(parts, in.N2SmInfo.ContentId)
		if reply, ok, err := x.handoverInfo(r, &in, n2); ok {
			return reply, err
		}
		return x.n2Info(r, in.N2SmInfoType, n2)
	case in.HoState != "":
		return x.handoverState(r, in.HoState)
	case in.UpCnxState != "":
		return x.connection(r, in.UpCnxState)
	}
	return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
}

// n2Info takes what the gNB answered.
func (x *session) n2Info(r *sbi.Request, kind models.N2SmInfoType, n2 []byte) (*sbi.Reply, error) {
	switch kind {
	case models.N2SmInfoType_PDU_RES_SETUP_RSP:
		if x.phase == releasing {
			return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
		}
		resp, err := ngap.ParseSetupResponse(n2)
		if err != nil {
			x.smf.cfg.Log.Error("smf: N2 SM information", "err", err)
			return nil, sbi.NewProblem(http.StatusForbidden, "N2_SM_ERROR", "setup response transfer is not understood")
		}
		again := x.info.DownlinkN3.Addr.IsValid() || x.deactivated
		x.info.DownlinkN3, x.deactivated = resp.Downlink, false
		if err := x.modifyN4(r.Context(), false, true); err != nil {
			x.smf.cfg.Log.Error("smf: N4", "err", err)
			x.publishFailed(event.PDUSessionModification, nas.SMCauseNetworkFailure, event.ByNetwork)
			return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the UPF does not take the tunnel")
		}
		if again {
			x.publishModified(false)
		}
		return &sbi.Reply{Body: &models.SmContextUpdatedData{UpCnxState: models.UpCnxState_ACTIVATED}}, nil
	case models.N2SmInfoType_PDU_RES_SETUP_FAIL:
		// TS 23.502 R17 clause 4.3.2.2.1 step 14 ff.: without resources at the gNB there is no session.
		x.smf.cfg.Log.Error("smf: the gNB has no resources for the session")
		x.ended(r.Context(), event.ByNetwork, nas.SMCauseInsufficientResources)
		return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
	case models.N2SmInfoType_PDU_RES_MOD_RSP, models.N2SmInfoType_PDU_RES_MOD_FAIL:
		return x.resourcesModified(r, kind, n2)
	case models.N2SmInfoType_PDU_RES_REL_RSP:
		return &sbi.Reply{Body: &models.SmContextUpdatedData{}}, nil
	}
	return nil, sbi.NewProblem(http.StatusForbidden, "N2_SM_ERROR", "N2 SM information of a type that is not supported")
}

// n1Message takes a 5GSM message of the UE about a session that exists.
func (x *session) n1Message(r *sbi.Request, n1 []byte) (*sbi.Reply, error) {
	h, err := nas.ParseSMHeader(n1)
	if err != nil {
		x.smf.cfg.Log.Error("smf: N1 SM message", "err", err)
		return nil, sbi.NewProblem(http.StatusForbidden, "N1_SM_ERROR", "N1 SM message is not understood")
	}
	m, err := nas.DecodeSM(n1)
	switch {
	case err != nil:
		x.smf.cfg.Log.Error("smf: N1 SM message", "err", err)
		return x.answerN1(nas.Encode(nas.SMStatus(x.info.ID, h.PTI, nas.SMCauseInvalidMandatoryInfo)))
	case m.PDUSessionReleaseRequest != nil:
		return x.releaseRequested(r, h.PTI)
	case m.PDUSessionModificationRequest != nil && x.phase == active:
		var rules, flows []byte
		if q := m.PDUSessionModificationRequest.RequestedQosRules; q != nil {
			rules = q.Buffer
		}
		if q := m.PDUSessionModificationRequest.RequestedQosFlowDescriptions; q != nil {
			flows = q.Buffer
		}
		return x.modificationRequested(r, h.PTI, rules, flows)
	case m.PDUSessionModificationComplete != nil:
		return x.changeAnswered(r, h.PTI, 0)
	case m.PDUSessionModificationCommandReject != nil:
		return x.changeAnswered(r, h.PTI, max(m.PDUSessionModificationCommandReject.Cause5GSM.Octet, 1))
	case m.PDUSessionReleaseComplete != nil && x.phase == releasing:
		// The network and the UE have forgotten the session: so does the AMF.
		x.forget()
		x.smf.tell(x)
		return &sbi.Reply{}, nil
	case m.Status5GSM != nil:
		x.smf.cfg.Log.Error("smf: 5GSM STATUS of the UE", "cause", m.Status5GSM.Cause5GSM.Octet)
		return &sbi.Reply{}, nil
	}
	x.smf.cfg.Log.Error("smf: N1 SM message does not fit", "type", h.Type, "phase", x.phase)
	return x.answerN1(nas.Encode(nas.SMStatus(x.info.ID, h.PTI, nas.SMCauseMessageTypeIncompatible)))
}

func (x *session) answerN1(n1 []byte, err error) (*sbi.Reply, error) {
	if err != nil {
		return nil, err
	}
	return sbi.MultipartReply(http.StatusOK, "", &models.SmContextUpdatedData{N1SmMsg: ref(partN1)},
		[]sbi.Part{{ContentID: partN1, Type: sbi.Type5GNAS, Data: n1}})
}

// releaseRequested is the release that a UE asks for, TS 24.501 R17 clause 6.4.3 and TS 23.502 R17 clause 4.3.4.2:
// the UPF forgets the session, then gNB and UE are told.
func (x *session) releaseRequested(r *sbi.Request, pti uint8) (*sbi.Reply, error) {
	if x.phase != releasing {
		if x.change != nil {
			x.abort(r.Context(), nas.SMCauseRegularDeactivation, errors.New("smf: the session is released"))
		}
		info := x.snapshot()
		u, err := x.deleteN4(r.Context())
		if err != nil {
			x.smf.cfg.Log.Error("smf: session at the UPF", "err", err)
		}
		x.info.UPFSEID.SEID = 0
		x.giveBack()
		x.releaseAtHome(r.Context())
		x.deregisterAtHome(r.Context())
		x.phase = releasing
		x.published(info, u, event.ByUE, nas.SMCauseRegularDeactivation)
	}
	n1, err := nas.Encode(nas.ReleaseCommand(x.info.ID, pti, nas.SMCauseRegularDeactivation))
	if err != nil {
		return nil, err
	}
	out := &models.SmContextUpdatedData{N1SmMsg: ref(partN1)}
	parts := []sbi.Part{{ContentID: partN1, Type: sbi.Type5GNAS, Data: n1}}
	if !x.deactivated {
		n2, err := ngap.ReleaseCommandTransfer(ngap.NASCause(ie.CauseNasPresentNormalRelease))
		if err != nil {
			return nil, err
		}
		out.N2SmInfo, out.N2SmInfoType = ref(partN2), models.N2SmInfoType_PDU_RES_REL_CMD
		parts = append(parts, sbi.Part{ContentID: partN2, Type: sbi.TypeNGAP, Data: n2})
	}
	return sbi.MultipartReply(http.StatusOK, "", out, parts)
}

// connection deactivates or activates the user plane of a session, TS 29.502 R17 clauses 5.2.2.3.2.2 and 5.2.2.3.2.3.
func (x *session) connection(r *sbi.Request, want models.UpCnxState) (*sbi.Reply, error) {
	if x.phase != active {
		return nil, sbi.NewProblem(http.StatusForbidden, "INVALID_REQUEST", "the session is not established")
	}
	switch want {
	case models.UpCnxState_DEACTIVATED:
		if x.deactivated {
			break
		}
		x.info.DownlinkN3, x.deactivated = event.FTEID{}, true
		if err := x.modifyN4(r.Context(), false, true); err != nil {
			x.smf.cfg.Log.Error("smf: N4", "err", err)
		}
		x.publishModified(true)
	case models.UpCnxState_ACTIVATING:
		if err := x.follow(r.Context()); err != nil {
			x.smf.cfg.Log.Error("smf: no path for the session", "session", x.info.ID, "err", err)
			return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "no UPF for the place where the UE is")
		}
		n2, err := x.n2Setup()
		if err != nil {
			return nil, err
		}
		return sbi.MultipartReply(http.StatusOK, "", &models.SmContextUpdatedData{
			UpCnxState: models.UpCnxState_ACTIVATING, N2SmInfo: ref(partN2), N2SmInfoType: models.N2SmInfoType_PDU_RES_SETUP_REQ,
		}, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: n2}})
	default:
		return nil, sbi.Incorrect("/upCnxState", "is not DEACTIVATED or ACTIVATING")
	}
	return &sbi.Reply{Body: &models.SmContextUpdatedData{UpCnxState: want}}, nil
}

func (x *session) publishModified(deactivated bool) {
	info := x.snapshot()
	info.RequestType = event.ModificationRequest
	who := event.ByUE
	if deactivated {
		who = event.ByNetwork
	}
	x.smf.cfg.Events.Publish(event.SMFPDUSessionModified{Header: x.smf.head(), Session: info, Initiator: who, Deactivated: deactivated})
}
