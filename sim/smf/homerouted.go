package smf

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strconv"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// visitedPath is where an H-SMF reaches a session at a V-SMF.
const visitedPath = "/nsmf-pdusession/v1/vsmf-pdu-sessions/"

// Content identifiers on N16.
const (
	partFromUE = "n1SmInfoFromUe"
	partToUE   = "n1SmInfoToUe"
)

// establishHomeRouted is the V-SMF's part of TS 23.502 R17 clause 4.3.2.2.2: the V-UPF gives its end of N9, the H-SMF
// gives the session, the V-UPF gets the other end of N9.
func (x *session) establishHomeRouted(ctx context.Context) error {
	// Unknown until the H-SMF has chosen; the V-UPF needs neither type nor flow to relay.
	asked := x.info.Type
	x.info.QFI = qfi
	if err := x.establishN4(ctx); err != nil {
		return err
	}
	in := x.createAtHome()
	in.RequestType, in.N1SmInfoFromUe = models.RequestType_INITIAL_REQUEST, ref(partFromUE)
	// The IEs of the UE that the V-SMF need not understand go on as they are (TS 29.502 R17 clause 5.2.3.1): PDU
	// session type and SSC mode, both of half an octet with their identifiers.
	var from []byte
	if asked != 0 {
		from = append(from, nasMessage.PDUSessionEstablishmentRequestPDUSessionTypeType<<4|uint8(asked))
	}
	from = append(from, nasMessage.PDUSessionEstablishmentRequestSSCModeType<<4|1)
	sctx, cancel := x.smf.sbiContext(ctx)
	defer cancel()
	uri, out, parts, err := x.smf.cfg.SBI.CreatePDUSession(sctx, x.hsmf, in, []sbi.Part{{ContentID: partFromUE, Type: sbi.Type5GNAS, Data: from}})
	if err != nil {
		var r *sbi.Refusal
		if errors.As(err, &r) && r.N1Cause != 0 {
			return &refusedSM{cause: r.N1Cause, err: err}
		}
		return &refusedSM{cause: nas.SMCauseNetworkFailure, err: err}
	}
	x.info.HSMFURI = uri
	if err := x.takeHome(out, parts); err != nil {
		return err
	}
	return x.modifyN4(ctx, true, false)
}

// createAtHome is what Nsmf_PDUSession_Create of a V-SMF always has.
func (x *session) createAtHome() *models.PduSessionCreateData {
	in := &models.PduSessionCreateData{
		Supi: sbi.SUPI(x.info.Subscriber.SUPI), UnauthenticatedSupi: !x.info.Subscriber.Authenticated,
		PduSessionId: int32(x.info.ID), Dnn: x.info.DNN, SNssai: sbi.SNSSAI(x.info.SNSSAI), HplmnSnssai: sbi.SNSSAI(x.info.SNSSAI),
		VsmfId:         x.smf.cfg.NF.InstanceID,
		ServingNetwork: &models.PlmnIdNid{Mcc: x.info.ServingPLMN.MCC, Mnc: x.info.ServingPLMN.MNC},
		AnType:         models.AccessType__3_GPP_ACCESS, RatType: models.RatType_NR,
		VsmfPduSessionUri: x.smf.uri(visitedPath + x.id),
		VcnTunnelInfo:     tunnelInfo(x.info.VisitedN9), AmfNfId: x.info.AMFInstanceID, Guami: guamiModel(x.info.AMF),
		UeLocation: x.locationForHome(),
	}
	if x.info.Subscriber.PEI != "" {
		in.Pei = "imeisv-" + x.info.Subscriber.PEI
	}
	if x.info.Subscriber.GPSI != "" {
		in.Gpsi = sbi.GPSI(x.info.Subscriber.GPSI)
	}
	return in
}

// locationForHome is the location of the UE for the H-SMF, nil where the V-SMF keeps it.
func (x *session) locationForHome() *models.UserLocation {
	home := x.smf.homeOf(x.info.Subscriber.SUPI)
	if !slices.ContainsFunc(x.smf.cfg.LocationToHome, func(p event.PLMN) bool { return sbi.SamePLMN(p, home) }) {
		return nil
	}
	return sbi.NRLocation(x.info.Location)
}

// takeHome takes what the H-SMF decided.
func (x *session) takeHome(out *models.PduSessionCreatedData, parts []sbi.Part) error {
	x.info.Type = parseSessionType(out.PduSessionType)
	if x.info.Type == 0 {
		return fmt.Errorf("smf: the H-SMF chose PDU session type %.20q", out.PduSessionType)
	}
	var err error
	if x.info.HomeN9, err = parseTunnelInfo(out.HcnTunnelInfo); err != nil {
		return fmt.Errorf("smf: hcnTunnelInfo: %w", err)
	}
	if len(out.QosFlowsSetupList) == 0 {
		return errors.New("smf: the H-SMF set no QoS flow up")
	}
	f := &out.QosFlowsSetupList[0]
	x.info.QFI = uint8(f.Qfi)
	if f.QosFlowProfile != nil {
		x.info.FiveQI = uint8(f.QosFlowProfile.Var5qi)
	}
	if a, err := netip.ParseAddr(out.UeIpv4Address); err == nil && a.Is4() {
		x.info.Addresses = append(x.info.Addresses, netip.PrefixFrom(a, 32))
	}
	if p, err := netip.ParsePrefix(out.UeIpv6Prefix); err == nil && p.Addr().Is6() {
		x.info.Addresses = append(x.info.Addresses, p)
	}
	if out.UpSecurity != nil {
		x.policy.integrity, x.policy.confidentiality = protection(string(out.UpSecurity.UpIntegr)), protection(string(out.UpSecurity.UpConfid))
	}
	if out.N1SmInfoToUe != nil {
		// 5GSM cause is the only one that this lab's H-SMF sends there.
		if b := sbi.FindPart(parts, out.N1SmInfoToUe.ContentId); len(b) == 2 && b[0] == nasMessage.PDUSessionEstablishmentAcceptCause5GSMType {
			x.policy.cause = b[1]
		}
	}
	if x.info.Subscriber.GPSI == "" {
		x.info.Subscriber.GPSI, _ = sbi.ParseGPSI(out.Gpsi)
	}
	return nil
}

// createPDUSession is Nsmf_PDUSession_Create, TS 29.502 R17 clause 5.2.2.7, at the H-SMF.
func (s *SMF) createPDUSession(r *sbi.Request) (*sbi.Reply, error) {
	var in models.PduSessionCreateData
	parts, err := r.DecodeParts(&in)
	if err != nil {
		return nil, err
	}
	x, err := s.requestedHome(&in)
	if err != nil {
		return nil, err
	}
	if in.RequestType == models.RequestType_EXISTING_PDU_SESSION {
		return s.goAbroad(r, x, &in)
	}
	if in.N1SmInfoFromUe != nil {
		for _, b := range sbi.FindPart(parts, in.N1SmInfoFromUe.ContentId) {
			if b>>4 == nasMessage.PDUSessionEstablishmentRequestPDUSessionTypeType {
				x.info.Type = event.PDUSessionType(b & 7)
			}
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if old := s.add(x); old != nil {
		s.drop(old)
	}
	if old := s.own(x.key.supi, x.info.ID, false); old != nil && old.anchors() {
		// The UE is abroad without it: no AMF has told that it was left behind.
		s.drop(old)
	}
	if refused := x.admit(r.Context(), s.cfg.PLMN); refused != nil {
		x.remove()
		return x.rejectHome(refused)
	}
	err = x.establishN4(r.Context())
	if err == nil {
		err = x.registerAtHome(r.Context())
	}
	if err != nil {
		s.cfg.Log.Error("smf: session cannot be established", "role", x.info.Role, "err", err)
		x.clear(r.Context(), false)
		return x.rejectHome(refuse(nas.SMCauseNetworkFailure, http.StatusGatewayTimeout, "PEER_NOT_RESPONDING", "%w", err))
	}
	reply, err := x.createdAtHome()
	if err != nil {
		x.clear(r.Context(), false)
		x.publishFailed(event.PDUSessionEstablishment, nas.SMCauseNetworkFailure, event.ByNetwork)
		return nil, err
	}
	x.phase = active
	x.publishEstablished()
	return reply, nil
}

// createdAtHome answers Nsmf_PDUSession_Create with the session as it is.
func (x *session) createdAtHome() (*sbi.Reply, error) {
	rules := base64.StdEncoding.EncodeToString(nas.DefaultQoSRule(x.info.QFI))
	if x.info.Type == event.Unstructured {
		rules = base64.StdEncoding.EncodeToString(nas.UnstructuredQoSRule(x.info.QFI))
	}
	out := &models.PduSessionCreatedData{
		PduSessionType: sessionType(x.info.Type), SscMode: "1", HcnTunnelInfo: tunnelInfo(x.info.HomeN9),
		SessionAmbr: &models.Ambr{Uplink: fmt.Sprint(sessionAMBR, " Mbps"), Downlink: fmt.Sprint(sessionAMBR, " Mbps")},
		QosFlowsSetupList: []models.QosFlowSetupItem{{
			Qfi: int32(x.info.QFI), QosRules: rules, DefaultQosRuleInd: true,
			QosFlowDescription: base64.StdEncoding.EncodeToString(nas.QoSFlowDescription(x.info.QFI, x.info.FiveQI)),
			QosFlowProfile:     &models.SmfPduSessionQosFlowProfile{Var5qi: int32(x.info.FiveQI)},
		}},
		HSmfInstanceId: x.smf.cfg.NF.InstanceID, PduSessionId: int32(x.info.ID), SNssai: sbi.SNSSAI(x.info.SNSSAI),
		UpSecurity: &models.UpSecurity{
			UpIntegr: models.UpIntegrity(protectionText(x.policy.integrity)),
			UpConfid: models.UpConfidentiality(protectionText(x.policy.confidentiality)),
		},
	}
	for _, a := range x.info.Addresses {
		if a.Addr().Is4() {
			out.UeIpv4Address = a.Addr().String()
		} else {
			out.UeIpv6Prefix = a.String()
		}
	}
	var back []sbi.Part
	if c := x.policy.cause; c != 0 {
		out.N1SmInfoToUe = ref(partToUE)
		back = []sbi.Part{{ContentID: partToUE, Type: sbi.Type5GNAS, Data: []byte{nasMessage.PDUSessionEstablishmentAcceptCause5GSMType, c}}}
	}
	return sbi.MultipartReply(http.StatusCreated, x.smf.uri("/nsmf-pdusession/v1/pdu-sessions/"+x.id), out, back)
}

// requestedHome reads the mandatory attributes, TS 29.502 R17 table 6.1.6.2.9-1.
func (s *SMF) requestedHome(in *models.PduSessionCreateData) (*session, error) {
	supi, ok := sbi.ParseSUPI(in.Supi)
	tunnel, err := parseTunnelInfo(in.VcnTunnelInfo)
	switch {
	case !ok:
		return nil, sbi.Incorrect("/supi", "is missing or not a SUPI of type IMSI")
	case in.PduSessionId < 1 || in.PduSessionId > 15:
		return nil, sbi.Incorrect("/pduSessionId", "is not 1 to 15")
	case in.Dnn == "":
		return nil, sbi.Missing("/dnn")
	case in.ServingNetwork == nil:
		return nil, sbi.Missing("/servingNetwork")
	case in.VsmfPduSessionUri == "":
		return nil, sbi.Missing("/vsmfPduSessionUri")
	case err != nil:
		return nil, sbi.Incorrect("/vcnTunnelInfo", err.Error())
	}
	slice, ok := sbi.ParseSNSSAI(in.SNssai)
	if !ok {
		return nil, sbi.Incorrect("/sNssai", "is missing or no slice")
	}
	x := &session{smf: s, key: ueKey{supi: supi, id: uint8(in.PduSessionId), home: true}, vsmf: in.VsmfPduSessionUri}
	x.info = event.SMFSession{
		Role: event.HomeSMF, Subscriber: event.Subscriber{SUPI: supi, Authenticated: !in.UnauthenticatedSupi},
		ID: uint8(in.PduSessionId), SNSSAI: slice, DNN: in.Dnn, RequestType: requestType(in.RequestType),
		Location: parseLocation(in.UeLocation), AMF: parseGUAMI(in.Guami), AMFInstanceID: in.AmfNfId, VisitedN9: tunnel,
		ServingPLMN: s.spell(event.PLMN{MCC: in.ServingNetwork.Mcc, MNC: in.ServingNetwork.Mnc}),
	}
	x.info.Subscriber.PEI, _ = sbi.ParsePEI(in.Pei)
	x.info.Subscriber.GPSI, _ = sbi.ParseGPSI(in.Gpsi)
	return x, nil
}

// rejectHome publishes the failure and answers with PduSessionCreateError and the 5GSM cause.
func (x *session) rejectHome(r *refusedSM) (*sbi.Reply, error) {
	x.smf.cfg.Log.Info("smf: session refused", "role", x.info.Role, "cause", r.cause, "err", r.err)
	x.publishFailed(event.PDUSessionEstablishment, r.cause, event.ByUE)
	return &sbi.Reply{Status: r.status, Body: &models.PduSessionCreateError{
		Error:     &models.ProblemDetails{Status: int32(r.status), Title: http.StatusText(r.status), Cause: r.app},
		N1smCause: fmt.Sprintf("%02x", r.cause),
	}}, nil
}

// releasePDUSession is Nsmf_PDUSession_Release, TS 29.502 R17 clause 5.2.2.9, at the H-SMF.
func (s *SMF) releasePDUSession(r *sbi.Request) (*sbi.Reply, error) {
	var in models.ReleaseData
	if _, err := r.DecodeParts(&in); err != nil {
		return nil, err
	}
	x, err := s.find(r.Param(0), true)
	if err != nil {
		return nil, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if l := parseLocation(in.UeLocation); l != nil {
		x.info.Location = l
	}
	x.ended(r.Context(), event.ByUE, 0)
	return nil, nil
}

func tunnelInfo(f event.FTEID) *models.TunnelInfo {
	t := &models.TunnelInfo{GtpTeid: fmt.Sprintf("%08x", f.TEID)}
	if f.Addr.Is6() {
		t.Ipv6Addr = f.Addr.String()
	} else {
		t.Ipv4Addr = f.Addr.String()
	}
	return t
}

func parseTunnelInfo(t *models.TunnelInfo) (event.FTEID, error) {
	if t == nil {
		return event.FTEID{}, errors.New("is missing")
	}
	teid, err := strconv.ParseUint(t.GtpTeid, 16, 32)
	if err != nil || len(t.GtpTeid) > 8 {
		return event.FTEID{}, fmt.Errorf("gtpTeid %.20q", t.GtpTeid)
	}
	addr, err := netip.ParseAddr(t.Ipv4Addr + t.Ipv6Addr)
	if err != nil {
		return event.FTEID{}, errors.New("has not one address")
	}
	return event.FTEID{TEID: uint32(teid), Addr: addr}, nil
}

func guamiModel(g *event.GUAMI) *models.Guami {
	if g == nil {
		return nil
	}
	return &models.Guami{
		PlmnId: &models.PlmnIdNid{Mcc: g.PLMN.MCC, Mnc: g.PLMN.MNC},
		AmfId:  fmt.Sprintf("%02x%04x", g.AMFRegionID, g.AMFSetID<<6|uint16(g.AMFPointer)),
	}
}
