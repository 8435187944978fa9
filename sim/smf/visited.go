package smf

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// visitAt establishes a home-routed session at another V-UPF, which sends uplink packets to the same H-UPF.
func (x *session) visitAt(ctx context.Context, n *n4, downlink event.FTEID) (*session, error) {
	y := &session{smf: x.smf, key: x.key, policy: x.policy, flows: x.flows, node: n, info: x.snapshot()}
	y.info.UPFSEID, y.info.UplinkN3, y.info.VisitedN9, y.info.DownlinkN3 = event.FSEID{}, event.FTEID{}, event.FTEID{}, downlink
	err := y.establishN4(ctx)
	if err == nil && len(y.flows) > 0 {
		c := &change{add: y.flows}
		err = errors.Join(y.flowRules(ctx, c, true, false), y.flowRules(ctx, c, false, true))
	}
	if err != nil {
		_, gone := n.delete(ctx, y.info.UPFSEID.SEID)
		return nil, errors.Join(err, gone)
	}
	return y, nil
}

// takeVisited makes the session at another V-UPF the session: the H-SMF is told of its end on N9. The H-UPF sends an end marker to the
// old V-UPF, which hands it on.
func (x *session) takeVisited(ctx context.Context, y *session) error {
	if y.info.DownlinkN3 != x.info.DownlinkN3 {
		y.info.DownlinkN3 = x.info.DownlinkN3
		if err := y.modifyN4(ctx, false, true); err != nil {
			x.abandon(ctx, &relocation{visited: y})
			return err
		}
	}
	if err := x.moveAtHome(ctx, y.info.VisitedN9); err != nil {
		x.abandon(ctx, &relocation{visited: y})
		return err
	}
	old := &leg{node: x.upf(), up: x.info.UPFSEID}
	x.node, x.info.UPFSEID, x.info.UplinkN3, x.info.VisitedN9 = y.node, y.info.UPFSEID, y.info.UplinkN3, y.info.VisitedN9
	x.retire(old)
	return nil
}

// moveAtHome is Nsmf_PDUSession_Update of a V-SMF for mobility, TS 29.502 R17 clause 5.2.2.8.2.9 ff.: the H-SMF gets the V-UPF's end
// on N9, and the V-SMF it is to speak with.
func (x *session) moveAtHome(ctx context.Context, end event.FTEID) error {
	ctx, cancel := x.smf.sbiContext(ctx)
	defer cancel()
	_, _, err := x.smf.cfg.SBI.UpdateAtHome(ctx, x.info.HSMFURI, &models.HsmfUpdateData{
		RequestIndication: models.RequestIndication_PDU_SES_MOB, VcnTunnelInfo: tunnelInfo(end), UeLocation: x.locationForHome(),
		ServingNetwork:    &models.PlmnIdNid{Mcc: x.info.ServingPLMN.MCC, Mnc: x.info.ServingPLMN.MNC},
		VsmfPduSessionUri: x.smf.uri(visitedPath + x.id), VsmfId: x.smf.cfg.NF.InstanceID,
		AmfNfId: x.info.AMFInstanceID, Guami: guamiModel(x.info.AMF),
	}, nil)
	return err
}

// moved is the H-SMF's part of it.
func (x *session) moved(r *sbi.Request, in *models.HsmfUpdateData) (*sbi.Reply, error) {
	end, err := parseTunnelInfo(in.VcnTunnelInfo)
	switch {
	case err != nil:
		return nil, sbi.Incorrect("/vcnTunnelInfo", err.Error())
	case x.phase != active:
		return nil, sbi.NewProblem(http.StatusForbidden, "INVALID_REQUEST", "the session is not established")
	}
	old := x.info.VisitedN9
	x.info.VisitedN9, x.switching = end, true
	err = x.modifyN4(r.Context(), false, true)
	x.switching = false
	if err != nil {
		x.smf.cfg.Log.Error("smf: N4", "err", err)
		x.info.VisitedN9 = old
		x.publishFailed(event.PDUSessionModification, nas.SMCauseNetworkFailure, event.ByNetwork)
		return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the UPF does not take the tunnel")
	}
	if in.VsmfPduSessionUri != "" {
		x.vsmf = in.VsmfPduSessionUri
	}
	if in.ServingNetwork != nil {
		x.info.ServingPLMN = x.smf.spell(event.PLMN{MCC: in.ServingNetwork.Mcc, MNC: in.ServingNetwork.Mnc})
	}
	if in.AmfNfId != "" {
		x.info.AMFInstanceID, x.info.AMF = in.AmfNfId, parseGUAMI(in.Guami)
	}
	info := x.snapshot()
	info.RequestType = event.ModificationRequest
	x.smf.cfg.Events.Publish(event.SMFPDUSessionModified{Header: x.smf.head(), Session: info, Initiator: event.ByNetwork})
	return &sbi.Reply{Body: &models.HsmfUpdatedData{}}, nil
}

// retrieveSMContext is Nsmf_PDUSession_ContextRequest, TS 29.502 R17 clause 5.2.2.6, of a new V-SMF to the old one. Only what this lab's
// sessions have is told: no charging, no policies, no data of EPS.
func (s *SMF) retrieveSMContext(r *sbi.Request) (*sbi.Reply, error) {
	var in models.SmContextRetrieveData
	if _, err := r.DecodeParts(&in); err != nil {
		return nil, err
	}
	x, err := s.find(r.Param(0), false)
	if err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.phase != active || x.info.Role != event.VisitedSMF && x.info.Role != event.AnchorSMF || in.SmContextType != models.SmContextType_SM_CONTEXT {
		return nil, sbi.NewProblem(http.StatusForbidden, "INVALID_REQUEST", "no established session, or another type of context")
	}
	c := &models.SmContext{
		PduSessionId: int32(x.info.ID), Dnn: x.info.DNN, SNssai: sbi.SNSSAI(x.info.SNSSAI), HplmnSnssai: sbi.SNSSAI(x.info.SNSSAI),
		PduSessionType: sessionType(x.info.Type), HSmfUri: x.hsmf, PduSessionRef: x.info.HSMFURI, SelMode: models.DnnSelectionMode_VERIFIED,
		SessionAmbr: &models.Ambr{Uplink: fmt.Sprint(sessionAMBR, " Mbps"), Downlink: fmt.Sprint(sessionAMBR, " Mbps")},
		UpSecurity: &models.UpSecurity{
			UpIntegr: models.UpIntegrity(protectionText(x.policy.integrity)), UpConfid: models.UpConfidentiality(protectionText(x.policy.confidentiality)),
		},
		PsaTunnelInfo: tunnelInfo(x.info.HomeN9), SscMode: "1",
		QosFlowsList: []models.QosFlowSetupItem{{
			Qfi: int32(x.info.QFI), QosRules: base64.StdEncoding.EncodeToString(nas.DefaultQoSRule(x.info.QFI)), DefaultQosRuleInd: true,
			QosFlowProfile: &models.SmfPduSessionQosFlowProfile{Var5qi: int32(x.info.FiveQI)},
		}},
	}
	if g := x.info.Subscriber.GPSI; g != "" {
		c.Gpsi = sbi.GPSI(g)
	}
	more, err := x.flowItems()
	if err != nil {
		return nil, err
	}
	c.QosFlowsList = append(c.QosFlowsList, more...)
	if x.info.Role == event.AnchorSMF {
		// Without PDU session at an H-SMF: the V-SMF that asks makes itself known with Nsmf_PDUSession_Create.
		c.SmfUri, c.SmfInstanceId, c.PsaTunnelInfo = s.uri("/nsmf-pdusession/v1"), s.cfg.NF.InstanceID, nil
	}
	for _, a := range x.info.Addresses {
		if a.Addr().Is4() {
			c.UeIpv4Address = a.Addr().String()
		} else {
			c.UeIpv6Prefix = a.String()
		}
	}
	return &sbi.Reply{Body: &models.SmContextRetrievedData{SmContext: c}}, nil
}

// adopt takes the context of another V-SMF over (TS 23.502 R17 clause 4.23.4.3, 4.23.7 and 4.23.11).
func (x *session) adopt(c *models.SmContext) error {
	x.info.Type = parseSessionType(c.PduSessionType)
	if c.PduSessionRef != "" {
		x.info.HSMFURI, x.hsmf = c.PduSessionRef, c.HSmfUri
		var err error
		if x.info.HomeN9, err = parseTunnelInfo(c.PsaTunnelInfo); err != nil {
			return fmt.Errorf("smf: psaTunnelInfo: %w", err)
		}
	}
	if x.info.Type == 0 || c.PduSessionRef == "" && c.SmfUri == "" || len(c.QosFlowsList) == 0 {
		return errors.New("smf: SM context without type, PDU session or QoS flow")
	}
	for i, f := range c.QosFlowsList {
		fiveQI := uint8(0)
		if f.QosFlowProfile != nil {
			fiveQI = uint8(f.QosFlowProfile.Var5qi)
		}
		if i == 0 {
			x.info.QFI, x.info.FiveQI = uint8(f.Qfi), fiveQI
			continue
		}
		b, err := base64.StdEncoding.DecodeString(f.QosRules)
		if err != nil {
			return fmt.Errorf("smf: qosRules: %w", err)
		}
		rules, err := nas.ParseQoSRules(b)
		if err != nil {
			return fmt.Errorf("smf: qosRules: %w", err)
		}
		flow := event.QoSFlow{QFI: uint8(f.Qfi), FiveQI: fiveQI}
		for _, rule := range rules {
			flow.Filters = append(flow.Filters, rule.Filters...)
		}
		x.flows = append(x.flows, flow)
	}
	if u := c.UpSecurity; u != nil {
		x.policy.integrity, x.policy.confidentiality = protection(string(u.UpIntegr)), protection(string(u.UpConfid))
	}
	if a, err := netip.ParseAddr(c.UeIpv4Address); err == nil && a.Is4() {
		x.info.Addresses = append(x.info.Addresses, netip.PrefixFrom(a, 32))
	}
	if p, err := netip.ParsePrefix(c.UeIpv6Prefix); err == nil && p.Addr().Is6() {
		x.info.Addresses = append(x.info.Addresses, p)
	}
	if x.info.Subscriber.GPSI == "" {
		x.info.Subscriber.GPSI, _ = sbi.ParseGPSI(c.Gpsi)
	}
	return nil
}

// takeOver is Nsmf_PDUSession_CreateSMContext with the SM context of another V-SMF (TS 29.502 R17 clause 5.2.2.2.5 ff.).
func (s *SMF) takeOver(r *sbi.Request, x *session, in *models.SmfPduSessionSmContextCreateData, n2 []byte) (*sbi.Reply, error) {
	inserted := false
	fail := func(err error) (*sbi.Reply, error) {
		s.cfg.Log.Error("smf: session of another SMF", "session", x.info.ID, "err", err)
		x.clear(r.Context(), inserted)
		return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the session cannot be taken over")
	}
	x.info.RequestType = event.ExistingPDUSession
	sctx, cancel := s.sbiContext(r.Context())
	got, err := s.cfg.SBI.RetrieveSMContext(sctx, in.SmContextRef, &models.SmContextRetrieveData{SmContextType: models.SmContextType_SM_CONTEXT})
	cancel()
	x.mu.Lock()
	defer x.mu.Unlock()
	// There may be an older one of this UE from a handover before; the new one is the same session.
	if old := s.add(x); old != nil {
		old.mu.Lock()
		old.goesOn(s.ctx)
		old.mu.Unlock()
	}
	if err == nil && got.SmContext == nil {
		err = errors.New("smf: no SM context")
	}
	if err == nil {
		// The SMF of the session has had no V-SMF so far.
		inserted = got.SmContext.PduSessionRef == ""
		err = x.adopt(got.SmContext)
	}
	to := parseTAI(in.TargetId)
	if to != nil {
		// Before the UE is there, what counts is where it goes.
		l := event.Location{TAI: *to}
		where := x.info.Location
		x.info.Location = &l
		err = errors.Join(err, x.visitedAt())
		x.info.Location = where
	} else if err == nil {
		err = x.visitedAt()
	}
	if err != nil {
		return fail(err)
	}
	out := &models.SmfPduSessionSmContextCreatedData{HSmfUri: x.hsmf, PduSessionId: int32(x.info.ID), SNssai: sbi.SNSSAI(x.info.SNSSAI)}
	switch {
	case in.N2SmInfoType == models.N2SmInfoType_PATH_SWITCH_REQ:
		var p ngap.PathSwitch
		if p, err = ngap.ParsePathSwitch(n2); err == nil {
			x.info.DownlinkN3 = p.Downlink
		}
	case inserted && in.HoState != "":
		err = errors.New("smf: a handover to another network is not simulated")
	case in.HoState == models.HoState_PREPARING, in.UpCnxState == models.UpCnxState_ACTIVATING:
	case in.UpCnxState == "" && in.HoState == "" && in.N2SmInfoType == "": // the UE has no data now
	default:
		err = errors.New("smf: neither path switch, handover nor activation")
	}
	if err == nil {
		err = x.establishN4(r.Context())
	}
	if err == nil && len(x.flows) > 0 {
		c := &change{add: x.flows}
		err = errors.Join(x.flowRules(r.Context(), c, true, false), x.flowRules(r.Context(), c, false, true))
	}
	switch {
	case err != nil || in.HoState == models.HoState_PREPARING:
	case inserted:
		err = x.joinHome(r.Context(), in.SmContextRef)
	default:
		err = x.moveAtHome(r.Context(), x.info.VisitedN9)
	}
	if err != nil {
		return fail(err)
	}
	if in.N2SmInfoType == "" && in.HoState == "" {
		reply, err := x.contextCreated(out, in.UpCnxState)
		if err != nil {
			return fail(err)
		}
		x.phase, x.deactivated = active, true
		x.publishEstablished()
		return reply, nil
	}
	var b []byte
	out.N2SmInfo = ref(partN2)
	if in.N2SmInfoType == models.N2SmInfoType_PATH_SWITCH_REQ {
		out.UpCnxState, out.N2SmInfoType = models.UpCnxState_ACTIVATED, models.N2SmInfoType_PATH_SWITCH_REQ_ACK
		b, err = ngap.PathSwitchAck{Uplink: x.info.UplinkN3}.MarshalBinary()
	} else {
		out.UpCnxState, out.HoState, out.N2SmInfoType = in.UpCnxState, in.HoState, models.N2SmInfoType_PDU_RES_SETUP_REQ
		b, err = x.n2Setup()
	}
	if err != nil {
		return fail(err)
	}
	x.phase = active
	if in.HoState == models.HoState_PREPARING {
		x.ho = &preparation{arriving: true}
	} else {
		x.deactivated = in.UpCnxState == models.UpCnxState_ACTIVATING
		x.publishEstablished()
	}
	return sbi.MultipartReply(http.StatusCreated, s.uri("/nsmf-pdusession/v1/sm-contexts/"+x.id), out, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: b}})
}

// goesOn ends the part of a V-SMF in a session that goes on at another: its V-UPF still hands on what is on its way, the H-SMF is
// not asked.
func (x *session) goesOn(ctx context.Context) {
	if x.phase == gone || x.left {
		return
	}
	x.left, x.statusURI = true, ""
	end := func() {
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.phase == gone {
			return
		}
		info := x.snapshot()
		u := x.clear(ctx, false)
		if x.established {
			x.smf.cfg.Events.Publish(event.SMFPDUSessionReleased{
				Header: x.smf.head(), Session: info, Initiator: event.ByNetwork, Continued: true,
				FirstPacket: u.first, LastPacket: u.last, UplinkOctets: u.upOctets, DownlinkOctets: u.dnOctets,
				UplinkPackets: u.upPackets, DownlinkPackets: u.dnPacket,
			})
		}
	}
	x.smf.background(func() {
		t := time.NewTimer(x.smf.cfg.Timers.Relocation)
		defer t.Stop()
		select {
		case <-t.C:
			end()
		case <-x.smf.ctx.Done():
		}
	})
}

func parseTAI(t *models.NgRanTargetId) *event.TAI {
	if t == nil || t.Tai == nil || t.Tai.PlmnId == nil {
		return nil
	}
	l := parseLocation(&models.UserLocation{NrLocation: &models.NrLocation{Tai: t.Tai, Ncgi: &models.Ncgi{PlmnId: t.Tai.PlmnId, NrCellId: "000000000"}}})
	if l == nil {
		return nil
	}
	return &l.TAI
}
