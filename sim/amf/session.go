package amf

import (
	"context"
	"errors"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// Sessions is what an AMF asks of SMFs and, about sessions, of the home UDM. *sbi.Client implements it.
type Sessions interface {
	// SMFSelection is Nudm_SDM_Get of SMF selection subscription data.
	SMFSelection(ctx context.Context, home event.PLMN, supi string, serving event.PLMN) (*models.SmfSelectionSubscriptionData, error)
	// FindSMF returns apiRoot and instance identifier of an SMF in that PLMN, FindSMFServing one for a tracking area: the current one
	// if it can be.
	FindSMF(ctx context.Context, plmn event.PLMN) (apiRoot, instance string, err error)
	FindSMFServing(ctx context.Context, plmn event.PLMN, tai event.TAI, current string) (apiRoot, instance string, err error)
	// MoveSMContext is CreateSMContext with the SM context of another V-SMF.
	MoveSMContext(ctx context.Context, apiRoot string, in *models.SmfPduSessionSmContextCreateData, parts []sbi.Part) (string, *models.SmfPduSessionSmContextCreatedData, []sbi.Part, error)
	// CreateSMContext, UpdateSMContext and ReleaseSMContext are the operations of Nsmf_PDUSession (TS 29.502).
	CreateSMContext(ctx context.Context, apiRoot string, in *models.SmfPduSessionSmContextCreateData, parts []sbi.Part) (string, *models.SmfPduSessionSmContextCreatedData, error)
	UpdateSMContext(ctx context.Context, ref string, in *models.SmfPduSessionSmContextUpdateData, parts []sbi.Part) (*models.SmContextUpdatedData, []sbi.Part, error)
	ReleaseSMContext(ctx context.Context, ref string, in *models.SmfPduSessionSmContextReleaseData) error
}

// smContext is a PDU session as the AMF knows it.
type smContext struct {
	id    uint8
	ref   string // URI of the SM context at the SMF
	slice event.SNSSAI
	// number tells sessions apart that had the same identity.
	number uint64
	// smf is the instance of the SMF, made what it was asked for.
	smf  string
	made models.SmfPduSessionSmContextCreateData
	// next is the SM context at another V-SMF to which a handover in preparation takes the session.
	next *smContext
	// up says that the gNB has, or was asked for, resources of the session.
	up bool
}

// Content identifiers of binary parts.
const (
	partN1 = "n1SmMsg"
	partN2 = "n2SmInfo"
)

// ulTransport is UL NAS TRANSPORT, TS 24.501 R17 clause 5.4.5.2.
func (u *ueContext) ulTransport(m *nasMessage.ULNASTransport) {
	container := m.PayloadContainer.Buffer
	if m.SpareHalfOctetAndPayloadContainerType.Octet&0xf == nas.PayloadSMS {
		u.uplinkSMS(container)
		return
	}
	if m.SpareHalfOctetAndPayloadContainerType.Octet&0xf != nas.PayloadN1SM || m.PduSessionID2Value == nil || u.a.cfg.Sessions == nil {
		u.log().Error("UL NAS TRANSPORT is not forwarded", "payload", m.SpareHalfOctetAndPayloadContainerType.Octet&0xf)
		u.notForwarded(0, container, nas.CausePayloadNotForwarded)
		return
	}
	id := m.PduSessionID2Value.Octet
	h, err := nas.ParseSMHeader(container)
	if err != nil {
		u.log().Error("N1 SM container", "err", err)
		u.notForwarded(id, container, nas.CausePayloadNotForwarded)
		return
	}
	if h.Type == codec.MsgTypePDUSessionEstablishmentRequest {
		u.createSession(id, m, container)
		return
	}
	s := u.sessions[id]
	if s == nil {
		// TS 24.501 R17 clause 5.4.5.2.5 case a: there is no such session.
		u.notForwarded(id, container, nas.CausePayloadNotForwarded)
		return
	}
	u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{N1SmMsg: &models.RefToBinaryData{ContentId: partN1}},
		sbi.Part{ContentID: partN1, Type: sbi.Type5GNAS, Data: container})
}

// notForwarded gives the container back to the UE, TS 24.501 R17 clause 5.4.5.3.1 case h.
func (u *ueContext) notForwarded(id uint8, container []byte, cause uint8) {
	u.sendMessage(nas.DLTransport(id, container, cause))
}

// createSession selects the SMF, or V-SMF and H-SMF, and creates the SM context (TS 23.502 R17 clauses 4.3.2.2.1 and
// 4.3.2.2.2, TS 23.501 R17 clause 6.3.2).
func (u *ueContext) createSession(id uint8, m *nasMessage.ULNASTransport, container []byte) {
	request := event.InitialRequest
	if m.RequestType != nil {
		request = event.SMRequestType(m.RequestType.Octet & 7)
	}
	if !u.mayAsk(id, request) {
		u.log().Info("PDU session that the UE may not have", "request", request, "emergency", u.emergency)
		u.notForwarded(id, container, nas.CausePayloadNotForwarded)
		return
	}
	emergency := request == event.InitialEmergencyRequest
	slice, ok := nas.ParseSMSlice(m.SNSSAI)
	if (!ok || emergency) && len(u.allowed) > 0 {
		slice = u.allowed[0]
	} else if !contains(u.allowed, slice) {
		u.log().Info("PDU session in a slice that is not allowed", "sst", slice.SST)
		u.notForwarded(id, container, nas.CausePayloadNotForwarded)
		return
	}
	dnn := ""
	if m.DNN != nil {
		dnn = m.DNN.GetDNN()
	}
	u.smContexts++
	in := &models.SmfPduSessionSmContextCreateData{
		PduSessionId: int32(id), SNssai: sbi.SNSSAI(slice), ServingNfId: u.a.cfg.NF.InstanceID,
		Guami: guamiModel(u.a.guami), ServingNetwork: &models.PlmnIdNid{Mcc: u.a.cfg.PLMN.MCC, Mnc: u.a.cfg.PLMN.MNC},
		RequestType: models.RequestType_INITIAL_REQUEST, N1SmMsg: &models.RefToBinaryData{ContentId: partN1},
		AnType: models.AccessType__3_GPP_ACCESS, RatType: models.RatType_NR, UeLocation: sbi.NRLocation(&u.location),
		SmContextStatusUri: u.a.cfg.CallbackURI + smStatusPath(u.contextID(), u.smContexts),
	}
	if u.supi != "" {
		in.Supi, in.UnauthenticatedSupi = sbi.SUPI(u.supi), !u.authenticated
	}
	if u.pei != "" {
		in.Pei = peiName(u.pei)
	}
	if u.gpsi != "" {
		in.Gpsi = sbi.GPSI(u.gpsi)
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	var root string
	var err error
	if emergency {
		root, err = u.selectEmergencySMF(ctx, in)
	} else {
		root, err = u.selectSMF(ctx, in, slice, dnn)
	}
	if err != nil {
		u.log().Error("no SMF", "home", u.home, "dnn", dnn, "err", err)
		u.notForwarded(id, container, nas.CausePayloadNotForwarded)
		return
	}
	instance := in.SmContextSmfId
	in.SmContextSmfId = ""
	ref, _, err := u.a.cfg.Sessions.CreateSMContext(ctx, root, in, []sbi.Part{{ContentID: partN1, Type: sbi.Type5GNAS, Data: container}})
	if err != nil {
		u.log().Error("Nsmf_PDUSession_CreateSMContext", "dnn", in.Dnn, "err", err)
		var r *sbi.Refusal
		if errors.As(err, &r) && len(r.N1) > 0 {
			u.sendMessage(nas.DLTransport(id, r.N1, 0))
			return
		}
		u.notForwarded(id, container, nas.CausePayloadNotForwarded)
		return
	}
	if u.sessions == nil {
		u.sessions = map[uint8]*smContext{}
	}
	// An older session of that identity is the SMF's to release (TS 24.501 R17 clause 6.4.1.7 c).
	u.sessions[id] = &smContext{id: id, ref: ref, slice: slice, number: u.smContexts, smf: instance, made: *in}
}

// selectSMF fills DNN and H-SMF in and returns the apiRoot of the SMF to ask. A visitor's session breaks out here if
// his home network allows it for the DNN; else it is routed home.
func (u *ueContext) selectSMF(ctx context.Context, in *models.SmfPduSessionSmContextCreateData, slice event.SNSSAI, dnn string) (string, error) {
	a := u.a
	data, err := a.cfg.Sessions.SMFSelection(ctx, u.home, u.supi, a.cfg.PLMN)
	var p *sbi.Problem
	if err != nil && !errors.As(err, &p) {
		return "", err
	}
	var breakout bool
	if data != nil {
		for i, d := range data.SubscribedSnssaiInfos[sbi.SNSSAIKey(slice)].DnnInfos {
			name, _ := d.Dnn.(string)
			if dnn == "" && d.DefaultDnnIndicator {
				dnn = name
			}
			if dnn == name || i == 0 {
				// A DNN that is not listed goes the way of the first; the SMF refuses it.
				breakout = d.LboRoamingAllowed
			}
			if dnn == name {
				break
			}
		}
	}
	if dnn == "" {
		return "", errors.New("no DNN, and none by default")
	}
	in.Dnn, in.SelMode = dnn, models.DnnSelectionMode_VERIFIED
	root, instance, err := a.cfg.Sessions.FindSMFServing(ctx, a.cfg.PLMN, u.location.TAI, "")
	in.SmContextSmfId = instance // for the caller; it is sent with an SM context only
	if err != nil || sbi.SamePLMN(u.home, a.cfg.PLMN) || breakout {
		return root, err
	}
	home, homeInstance, err := a.cfg.Sessions.FindSMF(ctx, u.home)
	in.HSmfUri, in.HSmfId = home+"/nsmf-pdusession/v1", homeInstance
	in.HplmnSnssai = in.SNssai
	return root, err
}

// updateSession is Nsmf_PDUSession_UpdateSMContext; what the SMF answers goes to gNB and UE.
func (u *ueContext) updateSession(s *smContext, in *models.SmfPduSessionSmContextUpdateData, parts ...sbi.Part) {
	if n1, n2, kind, err := u.askSMF(s, in, parts...); err == nil {
		u.forward(s, n1, n2, kind)
	}
}

// askSMF is Nsmf_PDUSession_UpdateSMContext. It returns the messages for UE and gNB that the SMF answers with.
func (u *ueContext) askSMF(s *smContext, in *models.SmfPduSessionSmContextUpdateData, parts ...sbi.Part) (n1, n2 []byte, kind string, err error) {
	in.UeLocation = sbi.NRLocation(&u.location)
	if to, moves := u.mover(s, in); moves {
		return u.moveSession(s, to, in, parts)
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	ref := s.ref
	if s.next != nil && (in.HoState == models.HoState_PREPARED || in.HoState == models.HoState_COMPLETED) {
		ref = s.next.ref
	}
	out, got, err := u.a.cfg.Sessions.UpdateSMContext(ctx, ref, in, parts)
	if err != nil {
		if u.a.ctx.Err() == nil {
			u.log().Error("Nsmf_PDUSession_UpdateSMContext", "session", s.id, "err", err)
		}
		if sbi.IsCause(err, sbi.CauseContextNotFound) && u.sessions[s.id] == s {
			delete(u.sessions, s.id)
		}
		return nil, nil, "", err
	}
	u.settle(s, in)
	if out.N1SmMsg != nil {
		n1 = sbi.FindPart(got, out.N1SmMsg.ContentId)
	}
	if out.N2SmInfo != nil {
		n2 = sbi.FindPart(got, out.N2SmInfo.ContentId)
	}
	return n1, n2, string(out.N2SmInfoType), nil
}

// forward sends what an SMF has for the UE and for the gNB.
func (u *ueContext) forward(s *smContext, n1, n2 []byte, kind string) {
	var pdu []byte
	if n1 != nil {
		plain, err := nas.Encode(nas.DLTransport(s.id, n1, 0))
		if err == nil && n2 == nil {
			err = u.send(plain)
		} else if err == nil && u.sec != nil && u.secured {
			pdu, err = u.sec.Protect(nas.Downlink, nas.IntegrityCiphered, plain)
		}
		if err != nil {
			u.log().Error("DL NAS TRANSPORT", "session", s.id, "err", err)
			return
		}
	}
	if n2 == nil {
		return
	}
	if u.ho != nil && u.ho.commanded {
		// The UE is on its way to another gNB.
		u.ho.later = append(u.ho.later, func() { u.forwardN2(s, pdu, n2, kind) })
		return
	}
	u.forwardN2(s, pdu, n2, kind)
}

// forwardN2 sends N2 SM information with a NAS PDU, which may be nil.
func (u *ueContext) forwardN2(s *smContext, pdu, n2 []byte, kind string) {
	l := u.link
	if l == nil {
		u.log().Error("N2 SM information for a UE without connection", "session", s.id, "type", kind)
		return
	}
	var m message.Message
	transfer := aper.OctetString(n2)
	var nasPDU *ie.NASPDU
	if pdu != nil {
		nasPDU = &ie.NASPDU{Value: pdu}
	}
	amfID, ranID := &ie.AMFUENGAPID{Value: int64(l.amfID)}, &ie.RANUENGAPID{Value: int64(l.ranID)}
	switch kind {
	case string(models.N2SmInfoType_PDU_RES_SETUP_REQ):
		s.up = true
		m = &message.PDUSessionResourceSetupRequest{
			AMFUENGAPID: amfID, RANUENGAPID: ranID,
			PDUSessionResourceSetupListSUReq: &ie.PDUSessionResourceSetupListSUReq{List: []ie.PDUSessionResourceSetupItemSUReq{{
				PDUSessionID: &ie.PDUSessionID{Value: int64(s.id)}, PDUSessionNASPDU: nasPDU, SNSSAI: ngap.SNSSAI(s.slice),
				PDUSessionResourceSetupRequestTransfer: &transfer,
			}}},
			UEAggregateMaximumBitRate: &ie.UEAggregateMaximumBitRate{
				UEAggregateMaximumBitRateDL: &ie.BitRate{Value: 1e9}, UEAggregateMaximumBitRateUL: &ie.BitRate{Value: 1e9},
			},
		}
	case string(models.N2SmInfoType_PDU_RES_REL_CMD):
		s.up = false
		m = &message.PDUSessionResourceReleaseCommand{
			AMFUENGAPID: amfID, RANUENGAPID: ranID, NASPDU: nasPDU,
			PDUSessionResourceToReleaseListRelCmd: &ie.PDUSessionResourceToReleaseListRelCmd{List: []ie.PDUSessionResourceToReleaseItemRelCmd{{
				PDUSessionID: &ie.PDUSessionID{Value: int64(s.id)}, PDUSessionResourceReleaseCommandTransfer: &transfer,
			}}},
		}
	case string(models.N2SmInfoType_PDU_RES_MOD_REQ):
		m = modifyRequest(amfID, ranID, s.id, nasPDU, &transfer)
	default:
		u.log().Error("N2 SM information of a type that is not supported", "session", s.id, "type", kind)
		return
	}
	l.as.tell(ngap.Stream(l.ranID), m)
}

// sessionsSetUp is PDU SESSION RESOURCE SETUP RESPONSE, TS 38.413 R17 clause 8.2.1.
func (as *association) sessionsSetUp(m *message.PDUSessionResourceSetupResponse) {
	as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) {
		if l := m.PDUSessionResourceSetupListSURes; l != nil {
			for _, item := range l.List {
				u.n2Answer(item.PDUSessionID, item.PDUSessionResourceSetupResponseTransfer, models.N2SmInfoType_PDU_RES_SETUP_RSP)
			}
		}
		if l := m.PDUSessionResourceFailedToSetupListSURes; l != nil {
			for _, item := range l.List {
				u.n2Answer(item.PDUSessionID, item.PDUSessionResourceSetupUnsuccessfulTransfer, models.N2SmInfoType_PDU_RES_SETUP_FAIL)
			}
		}
	})
}

// sessionsReleased is PDU SESSION RESOURCE RELEASE RESPONSE, TS 38.413 R17 clause 8.2.2.
func (as *association) sessionsReleased(m *message.PDUSessionResourceReleaseResponse) {
	if m.PDUSessionResourceReleasedListRelRes == nil {
		return
	}
	as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) {
		for _, item := range m.PDUSessionResourceReleasedListRelRes.List {
			u.n2Answer(item.PDUSessionID, item.PDUSessionResourceReleaseResponseTransfer, models.N2SmInfoType_PDU_RES_REL_RSP)
		}
	})
}

// n2Answer hands a transfer of the gNB to the SMF.
func (u *ueContext) n2Answer(id *ie.PDUSessionID, transfer *aper.OctetString, kind models.N2SmInfoType) {
	if id == nil || transfer == nil || id.Value < 0 || id.Value > 255 {
		return
	}
	s := u.sessions[uint8(id.Value)]
	if s == nil {
		return
	}
	u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{N2SmInfo: &models.RefToBinaryData{ContentId: partN2}, N2SmInfoType: kind},
		sbi.Part{ContentID: partN2, Type: sbi.TypeNGAP, Data: *transfer})
}

// releaseSessions is Nsmf_PDUSession_ReleaseSMContext for every session: the UE is not registered any more.
func (u *ueContext) releaseSessions() {
	for id, s := range u.sessions {
		delete(u.sessions, id)
		if u.a.ctx.Err() != nil {
			continue
		}
		ctx, cancel := u.homeContext()
		u.forgetNext(s)
		err := u.a.cfg.Sessions.ReleaseSMContext(ctx, s.ref, &models.SmfPduSessionSmContextReleaseData{UeLocation: sbi.NRLocation(&u.location)})
		cancel()
		if err != nil && !sbi.IsCause(err, sbi.CauseContextNotFound) && u.a.ctx.Err() == nil {
			u.log().Error("Nsmf_PDUSession_ReleaseSMContext", "session", id, "err", err)
		}
	}
}

// deactivateSessions tells the SMFs that the gNB has no resources of the UE any more (TS 23.502 R17 clause 4.2.6).
func (u *ueContext) deactivateSessions() {
	for _, s := range u.sessions {
		if s.up {
			s.up = false
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{UpCnxState: models.UpCnxState_DEACTIVATED})
		}
	}
}

// activateSessions asks for the user plane of the sessions that the UE names (TS 23.502 R17 clause 4.2.3.2).
func (u *ueContext) activateSessions(want func(id uint8) bool) {
	for _, s := range u.sessions {
		if want(s.id) {
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{UpCnxState: models.UpCnxState_ACTIVATING})
		}
	}
}
