package smf

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// Content identifiers of binary parts.
const (
	partN1 = "n1SmMsg"
	partN2 = "n2SmInfo"
)

func ref(id string) *models.RefToBinaryData { return &models.RefToBinaryData{ContentId: id} }

// createSMContext is Nsmf_PDUSession_CreateSMContext, TS 29.502 R17 clause 5.2.2.2. With hSmfUri this SMF is V-SMF.
// It answers when the session may be (for a V-SMF: at once); the user plane and the message to the UE follow
// (TS 23.502 R17 clauses 4.3.2.2.1 and 4.3.2.2.2).
func (s *SMF) createSMContext(r *sbi.Request) (*sbi.Reply, error) {
	var in models.SmfPduSessionSmContextCreateData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	x, home, err := s.requested(&in)
	if err != nil {
		return nil, err
	}
	if in.SmContextRef != "" && x.info.Role == event.AnchorSMF && in.RequestType == models.RequestType_EXISTING_PDU_SESSION {
		return s.comeHome(r, x, &in)
	}
	if in.SmContextRef != "" && x.info.Role == event.VisitedSMF {
		var n2 []byte
		if in.N2SmInfo != nil {
			n2 = sbi.FindPart(parts, in.N2SmInfo.ContentId)
		}
		return s.takeOver(r, x, &in, n2)
	}
	var n1 []byte
	if in.N1SmMsg != nil {
		n1 = sbi.FindPart(parts, in.N1SmMsg.ContentId)
	}
	m, err := nas.DecodeSM(n1)
	if err != nil || m.PDUSessionEstablishmentRequest == nil {
		s.cfg.Log.Error("smf: N1 SM message not understood", "octets", len(n1), "err", err)
		h, _ := nas.ParseSMHeader(n1)
		x.info.PTI = h.PTI
		return x.reject(refuse(nas.SMCauseInvalidMandatoryInfo, http.StatusForbidden, "N1_SM_ERROR", "N1 SM message is no establishment request"))
	}
	x.info.PTI = m.PDUSessionEstablishmentRequest.PTI.Octet
	if t := m.PDUSessionEstablishmentRequest.PDUSessionType; t != nil {
		x.info.Type = event.PDUSessionType(t.Octet & 7)
	}
	if m.PDUSessionEstablishmentRequest.PDUSessionID.Octet != x.info.ID {
		return x.reject(refuse(nas.SMCauseInvalidPDUSessionID, http.StatusForbidden, "N1_SM_ERROR", "N1 SM message is for PDU session %d", m.PDUSessionEstablishmentRequest.PDUSessionID.Octet))
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if old := s.add(x); old != nil {
		s.drop(old)
	}
	if x.info.Role == event.AnchorSMF {
		if refused := x.admit(r.Context(), home); refused != nil {
			x.remove()
			return x.reject(refused)
		}
	}
	out := &models.SmfPduSessionSmContextCreatedData{HSmfUri: x.hsmf, PduSessionId: int32(x.info.ID), SNssai: sbi.SNSSAI(x.info.SNSSAI)}
	if !s.background(x.establish) {
		x.remove()
		return nil, sbi.NewProblem(http.StatusServiceUnavailable, sbi.CauseNFCongestion, "closing")
	}
	return &sbi.Reply{Status: http.StatusCreated, Location: s.uri("/nsmf-pdusession/v1/sm-contexts/" + x.id), Body: out}, nil
}

func (s *SMF) uri(path string) string { return sbi.APIRoot(s.cfg.NF.FQDN, s.Addr().Port()) + path }

// requested reads the mandatory attributes of the request, TS 29.502 R17 table 6.1.6.2.2-1. The second result is the
// home PLMN of the subscriber.
func (s *SMF) requested(in *models.SmfPduSessionSmContextCreateData) (*session, event.PLMN, error) {
	supi, ok := sbi.ParseSUPI(in.Supi)
	request := requestType(in.RequestType)
	emergency := request == event.InitialEmergencyRequest || request == event.ExistingEmergencyPDUSession
	switch {
	case emergency && (in.Supi == "" || in.UnauthenticatedSupi):
		// TS 29.502 clause 6.1.6.2.2: the PEI takes the place of a SUPI that is not there, or not authenticated.
		if in.Pei == "" {
			return nil, event.PLMN{}, sbi.Missing("/pei")
		}
		if !isPEI(in.Pei) {
			return nil, event.PLMN{}, sbi.Incorrect("/pei", "is no IMEI or IMEISV")
		}
		if in.Supi != "" && !ok {
			return nil, event.PLMN{}, sbi.Incorrect("/supi", "is not a SUPI of type IMSI")
		}
	case in.UnauthenticatedSupi:
		return nil, event.PLMN{}, sbi.Incorrect("/unauthenticatedSupi", "belongs to emergency services only")
	case in.Supi == "":
		return nil, event.PLMN{}, sbi.Missing("/supi")
	case !ok:
		return nil, event.PLMN{}, sbi.Incorrect("/supi", "is not a SUPI of type IMSI")
	case in.PduSessionId < 1 || in.PduSessionId > 15:
		return nil, event.PLMN{}, sbi.Incorrect("/pduSessionId", "is not 1 to 15")
	case in.Dnn == "":
		return nil, event.PLMN{}, sbi.Missing("/dnn")
	case in.ServingNfId == "":
		return nil, event.PLMN{}, sbi.Missing("/servingNfId")
	case in.ServingNetwork == nil:
		return nil, event.PLMN{}, sbi.Missing("/servingNetwork")
	case in.SmContextStatusUri == "":
		return nil, event.PLMN{}, sbi.Missing("/smContextStatusUri")
	case in.AnType != models.AccessType__3_GPP_ACCESS:
		return nil, event.PLMN{}, sbi.Incorrect("/anType", "only 3GPP_ACCESS is served")
	}
	if emergency && in.HSmfUri != "" {
		return nil, event.PLMN{}, sbi.Incorrect("/hSmfUri", "an emergency session is not home-routed")
	}
	slice, ok := sbi.ParseSNSSAI(in.SNssai)
	if !ok {
		return nil, event.PLMN{}, sbi.Incorrect("/sNssai", "is missing or no slice")
	}
	key := supi
	if emergency && (supi == "" || in.UnauthenticatedSupi) {
		key = in.Pei
	}
	x := &session{smf: s, key: ueKey{supi: key, id: uint8(in.PduSessionId)}, statusURI: in.SmContextStatusUri, hsmf: in.HSmfUri}
	x.info = event.SMFSession{
		Role: event.AnchorSMF, Subscriber: event.Subscriber{SUPI: supi, Authenticated: supi != "" && !in.UnauthenticatedSupi},
		ID: uint8(in.PduSessionId), SNSSAI: slice, DNN: in.Dnn, RequestType: request,
		Location: parseLocation(in.UeLocation), AMF: parseGUAMI(in.Guami), AMFInstanceID: in.ServingNfId,
		ServingPLMN: s.spell(event.PLMN{MCC: in.ServingNetwork.Mcc, MNC: in.ServingNetwork.Mnc}),
	}
	x.info.Subscriber.PEI, _ = sbi.ParsePEI(in.Pei)
	if emergency {
		x.info.Subscriber.PEI = digitsOfPEI(in.Pei)
	}
	x.info.Subscriber.GPSI, _ = sbi.ParseGPSI(in.Gpsi)
	if in.HSmfUri != "" {
		x.info.Role = event.VisitedSMF
	}
	if !x.info.Subscriber.Authenticated {
		return x, event.PLMN{}, nil
	}
	return x, s.homeOf(supi), nil
}

// homeOf is the home PLMN of an IMSI: the own one, or a partner whose digits begin it.
func (s *SMF) homeOf(supi string) event.PLMN {
	for _, p := range append([]event.PLMN{s.cfg.PLMN}, s.cfg.RoamingPartners...) {
		if n := len(p.MCC + p.MNC); len(supi) > n && supi[:n] == p.MCC+p.MNC {
			return p
		}
	}
	return event.PLMN{MCC: supi[:3], MNC: supi[3:5]}
}

// spell gives a PLMN the spelling of the configuration.
func (s *SMF) spell(p event.PLMN) event.PLMN {
	for _, q := range append([]event.PLMN{s.cfg.PLMN}, s.cfg.RoamingPartners...) {
		if sbi.SamePLMN(p, q) {
			return q
		}
	}
	return p
}

func requestType(t models.RequestType) event.SMRequestType {
	switch t {
	case models.RequestType_EXISTING_PDU_SESSION:
		return event.ExistingPDUSession
	case models.RequestType_INITIAL_EMERGENCY_REQUEST:
		return event.InitialEmergencyRequest
	case models.RequestType_EXISTING_EMERGENCY_PDU_SESSION:
		return event.ExistingEmergencyPDUSession
	}
	return event.InitialRequest
}

// reject publishes the failure and answers with SmContextCreateError and PDU SESSION ESTABLISHMENT REJECT.
func (x *session) reject(r *refusedSM) (*sbi.Reply, error) {
	x.smf.cfg.Log.Info("smf: session refused", "cause", r.cause, "err", r.err)
	x.publishFailed(event.PDUSessionEstablishment, r.cause, event.ByUE)
	n1, err := nas.Encode(nas.EstablishmentReject(x.info.ID, x.info.PTI, r.cause))
	if err != nil {
		return nil, err
	}
	return sbi.MultipartReply(r.status, "", &models.SmContextCreateError{
		Error:   &models.SmfPduSessionExtProblemDetails{Status: int32(r.status), Title: http.StatusText(r.status), Cause: r.app},
		N1SmMsg: ref(partN1),
	}, []sbi.Part{{ContentID: partN1, Type: sbi.Type5GNAS, Data: n1}})
}

// establish makes the user plane and tells UE and gNB. It runs after the answer to CreateSMContext.
func (x *session) establish() {
	x.mu.Lock()
	defer x.mu.Unlock()
	s := x.smf
	if x.phase != establishing || s.ctx.Err() != nil {
		return
	}
	var err error
	if x.info.Role == event.VisitedSMF {
		if err = x.visitedAt(); err == nil {
			err = x.establishHomeRouted(s.ctx)
		}
	} else if err = x.establishN4(s.ctx); err == nil {
		if err = x.follow(s.ctx); err == nil {
			err = x.registerAtHome(s.ctx)
		}
	}
	if err == nil {
		err = x.announce()
	}
	if err == nil {
		x.phase = active
		x.publishEstablished()
		return
	}
	if s.ctx.Err() != nil {
		return
	}
	x.fail(err)
}

// announce sends PDU SESSION ESTABLISHMENT ACCEPT and the request to the gNB.
func (x *session) announce() error {
	n1, err := x.accept()
	if err != nil {
		return err
	}
	n2, err := x.n2Setup()
	if err != nil {
		return err
	}
	return x.transfer(n1, n2, models.AmfCommunicationNgapIeType_PDU_RES_SETUP_REQ)
}

// transfer is Namf_Communication_N1N2MessageTransfer; n1 or n2 may be nil.
func (x *session) transfer(n1, n2 []byte, kind models.AmfCommunicationNgapIeType) error {
	in := &models.N1N2MessageTransferReqData{PduSessionId: int32(x.info.ID)}
	var parts []sbi.Part
	if n1 != nil {
		in.N1MessageContainer = &models.N1MessageContainer{N1MessageClass: models.N1MessageClass_SM, N1MessageContent: ref(partN1)}
		parts = append(parts, sbi.Part{ContentID: partN1, Type: sbi.Type5GNAS, Data: n1})
	}
	if n2 != nil {
		in.N2InfoContainer = &models.N2InfoContainer{
			N2InformationClass: models.N2InformationClass_SM,
			SmInfo: &models.N2SmInformation{
				PduSessionId: int32(x.info.ID), SNssai: sbi.SNSSAI(x.info.SNSSAI),
				N2InfoContent: &models.N2InfoContent{NgapIeType: kind, NgapData: ref(partN2)},
			},
		}
		parts = append(parts, sbi.Part{ContentID: partN2, Type: sbi.TypeNGAP, Data: n2})
	}
	ctx, cancel := x.smf.sbiContext(x.smf.ctx)
	defer cancel()
	return x.smf.cfg.SBI.N1N2MessageTransfer(ctx, x.key.supi, in, parts)
}

// fail ends an establishment that was answered with 201: the UE gets the reject, the AMF is told that the context
// is gone.
func (x *session) fail(err error) {
	cause := nas.SMCauseNetworkFailure
	var r *refusedSM
	if errors.As(err, &r) {
		cause = r.cause
	}
	x.smf.cfg.Log.Error("smf: session cannot be established", "role", x.info.Role, "cause", cause, "err", err)
	x.clear(x.smf.ctx, true)
	n1, err := nas.Encode(nas.EstablishmentReject(x.info.ID, x.info.PTI, cause))
	if err == nil {
		err = x.transfer(n1, nil, "")
	}
	if err != nil {
		x.smf.cfg.Log.Error("smf: reject cannot be sent", "err", err)
	}
	x.publishFailed(event.PDUSessionEstablishment, cause, event.ByUE)
	x.notifyReleased()
}

// clear gives everything back that the session holds: the session at the UPF, at the H-SMF, its addresses.
func (x *session) clear(ctx context.Context, home bool) usage {
	u, err := x.deleteN4(ctx)
	if err != nil && x.smf.ctx.Err() == nil {
		x.smf.cfg.Log.Error("smf: session at the UPF", "err", err)
	}
	x.info.UPFSEID.SEID = 0
	if home && x.info.HSMFURI != "" {
		hctx, cancel := x.smf.sbiContext(ctx)
		defer cancel()
		if err := x.smf.cfg.SBI.ReleasePDUSession(hctx, x.info.HSMFURI, &models.ReleaseData{UeLocation: x.locationForHome()}); err != nil && x.smf.ctx.Err() == nil {
			x.smf.cfg.Log.Error("smf: session at the H-SMF", "err", err)
		}
	}
	x.deregisterAtHome(ctx)
	x.remove()
	return u
}

// notifyReleased is Nsmf_PDUSession_SMContextStatusNotify, TS 29.502 R17 clause 5.2.2.5.
func (x *session) notifyReleased() {
	if x.statusURI == "" {
		return
	}
	ctx, cancel := x.smf.sbiContext(x.smf.ctx)
	defer cancel()
	err := x.smf.cfg.SBI.NotifySMContextStatus(ctx, x.statusURI, &models.SmfPduSessionSmContextStatusNotification{
		StatusInfo: &models.StatusInfo{ResourceStatus: models.ResourceStatus_RELEASED},
	})
	if err != nil && x.smf.ctx.Err() == nil {
		x.smf.cfg.Log.Warn("smf: status notification", "err", err)
	}
}

// drop releases an older session in the background: the UE has asked for a new one with its identity.
func (s *SMF) drop(old *session) {
	s.background(func() {
		old.mu.Lock()
		defer old.mu.Unlock()
		if old.phase == gone || old.phase == releasing {
			return
		}
		info := old.snapshot()
		u := old.clear(s.ctx, true)
		old.published(info, u, event.ByUE, 0)
	})
}

func parseGUAMI(g *models.Guami) *event.GUAMI {
	if g == nil || g.PlmnId == nil {
		return nil
	}
	id, err := strconv.ParseUint(g.AmfId, 16, 24)
	if err != nil || len(g.AmfId) != 6 {
		return nil
	}
	return &event.GUAMI{
		PLMN:        event.PLMN{MCC: g.PlmnId.Mcc, MNC: g.PlmnId.Mnc},
		AMFRegionID: uint8(id >> 16), AMFSetID: uint16(id >> 6 & 0x3ff), AMFPointer: uint8(id & 0x3f),
	}
}

// parseLocation reads an NR location, TS 29.571 R17 clause 5.4.4.9; nil if there is none that makes sense.
func parseLocation(u *models.UserLocation) *event.Location {
	if u == nil || u.NrLocation == nil || u.NrLocation.Tai == nil || u.NrLocation.Ncgi == nil ||
		u.NrLocation.Tai.PlmnId == nil || u.NrLocation.Ncgi.PlmnId == nil {
		return nil
	}
	n := u.NrLocation
	tac, err := strconv.ParseUint(n.Tai.Tac, 16, 24)
	cell, err2 := strconv.ParseUint(n.Ncgi.NrCellId, 16, 36)
	if err != nil || err2 != nil {
		return nil
	}
	l := &event.Location{
		TAI:      event.TAI{PLMN: event.PLMN{MCC: n.Tai.PlmnId.Mcc, MNC: n.Tai.PlmnId.Mnc}, TAC: uint32(tac)},
		NCGIPLMN: event.PLMN{MCC: n.Ncgi.PlmnId.Mcc, MNC: n.Ncgi.PlmnId.Mnc}, NRCellID: cell,
	}
	if n.UeLocationTimestamp != nil {
		l.Time = *n.UeLocationTimestamp
	}
	return l
}
