package amf

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/nas/nasType"
	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// Peers is what an AMF asks of other AMFs (N14), in its own PLMN or through the SEPPs in another. *sbi.Client implements it.
type Peers interface {
	// TransferUEContext is Namf_Communication_UEContextTransfer to the AMF of a PLMN. The second result is the apiRoot of that AMF.
	TransferUEContext(ctx context.Context, old event.PLMN, id string, in *models.UeContextTransferReqData, parts []sbi.Part) (*models.UeContextTransferRspData, string, error)
	// UpdateRegistrationStatus is Namf_Communication_RegistrationStatusUpdate to that AMF.
	UpdateRegistrationStatus(ctx context.Context, apiRoot, id string, in *models.UeRegStatusUpdateReqData) error
}

// transferred is the context of a UE that another AMF gave, as long as it is needed.
type transferred struct {
	root, id string
	sessions []models.PduSessionContext
	// told says that the other AMF knows what became of it.
	told   bool
	moving []*arrival
}

// arrival is a PDU session that goes on here.
type arrival struct {
	create models.SmfPduSessionSmContextCreateData
	root   string // of the SMF
	smf    string
	slice  event.SNSSAI
	s      *smContext
	n2     []byte
	kind   string
}

// maxSessionContexts bounds what is read of another AMF's list.
const maxSessionContexts = 15

// fetch gets the context of a UE from the AMF that gave it its 5G-GUTI (TS 23.502 R17 clause 4.2.2.2.2 steps 4 and 5), and goes on with
// its authentication: what is transferred are identity and sessions, no keys. It is false if the UE has to identify itself.
func (u *ueContext) fetch(g event.GUTI) bool {
	a, r := u.a, u.reg
	if a.cfg.Peers == nil || r.kind != event.MobilityRegistration || a.owns(g) || len(u.first) == 0 {
		return false
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	plmn := sbi.PLMNID(a.cfg.PLMN)
	id := sbi.GUTIContext(g)
	out, root, err := a.cfg.Peers.TransferUEContext(ctx, g.PLMN, id, &models.UeContextTransferReqData{
		Reason: models.TransferReason_MOBI_REG, AccessType: models.AccessType__3_GPP_ACCESS, PlmnId: &plmn,
		RegRequest: &models.N1MessageContainer{N1MessageClass: models.N1MessageClass__5_GMM, N1MessageContent: &models.RefToBinaryData{ContentId: partN1}},
	}, []sbi.Part{{ContentID: partN1, Type: sbi.Type5GNAS, Data: u.first}})
	if err != nil {
		u.log().Warn("Namf_Communication_UEContextTransfer", "guti", g, "err", err)
		return false
	}
	t := &transferred{root: root, id: id}
	if err := u.accommodate(out.UeContext, t); err != nil {
		u.log().Error("UE context of another AMF", "guti", g, "err", err)
		u.refuseTransfer(t)
		return false
	}
	r.from = t
	if !a.admits(u.home) {
		u.log().Info("no roaming agreement with the home network", "home", u.home)
		u.reject(nas.CausePLMNNotAllowed)
		return true
	}
	u.authenticate(nil)
	return true
}

// accommodate takes identity and sessions out of a context.
func (u *ueContext) accommodate(c *models.UeContext, t *transferred) error {
	if c == nil {
		return errors.New("no ueContext")
	}
	supi, ok := sbi.ParseSUPI(c.Supi)
	if !ok {
		return fmt.Errorf("supi %.40q", c.Supi)
	}
	home, ok := u.a.homeOf(supi)
	if !ok {
		return fmt.Errorf("home network of %.15s is not known", supi)
	}
	if len(c.SessionContextList) > maxSessionContexts {
		return fmt.Errorf("%d PDU sessions", len(c.SessionContextList))
	}
	t.sessions = c.SessionContextList
	u.supi, u.home, u.suci, u.authenticated = supi, home, nil, false
	if pei, ok := sbi.ParsePEI(c.Pei); ok {
		u.pei = pei
	}
	return nil
}

// homeOf is the PLMN whose digits begin an IMSI: the own one, or a partner.
func (a *AMF) homeOf(supi string) (event.PLMN, bool) {
	for _, p := range append([]event.PLMN{a.cfg.PLMN}, a.cfg.RoamingPartners...) {
		if strings.HasPrefix(supi, p.MCC+p.MNC) {
			return p, true
		}
	}
	return event.PLMN{}, false
}

// homeIdentity is how the home network is told of the UE: by the SUCI of this registration, or by the SUPI that another AMF knew.
func (u *ueContext) homeIdentity() (string, error) {
	if u.suci == nil {
		return sbi.SUPI(u.supi), nil
	}
	return aka.FormatSUCI(*u.suci)
}

// refuseTransfer tells the other AMF that it still serves the UE, as far as this one knows.
func (u *ueContext) refuseTransfer(t *transferred) {
	if t == nil || t.told || u.a.ctx.Err() != nil {
		return
	}
	t.told = true
	ctx, cancel := u.homeContext()
	defer cancel()
	err := u.a.cfg.Peers.UpdateRegistrationStatus(ctx, t.root, t.id, &models.UeRegStatusUpdateReqData{TransferStatus: models.UeContextTransferStatus_NOT_TRANSFERRED})
	if err != nil && u.a.ctx.Err() == nil {
		u.log().Warn("Namf_Communication_RegistrationStatusUpdate", "err", err)
	}
}

// confirmTransfer tells the other AMF that the UE is here, and which of its sessions cannot go on (TS 23.502 R17 clause 4.2.2.2.2 step 10).
func (u *ueContext) confirmTransfer() {
	r := u.reg
	t := r.from
	if t == nil || t.told {
		return
	}
	t.told = true
	in := &models.UeRegStatusUpdateReqData{TransferStatus: models.UeContextTransferStatus_TRANSFERRED}
	ctx, cancel := u.homeContext()
	defer cancel()
	for i := range t.sessions {
		c := &t.sessions[i]
		x, err := u.plan(ctx, c)
		if err != nil {
			u.log().Info("PDU session does not go on", "session", c.PduSessionId, "why", err)
			in.ToReleaseSessionList = append(in.ToReleaseSessionList, c.PduSessionId)
			continue
		}
		t.moving = append(t.moving, x)
	}
	if err := u.a.cfg.Peers.UpdateRegistrationStatus(ctx, t.root, t.id, in); err != nil {
		// The other AMF releases what it has when the UDM tells it that the UE has gone.
		u.log().Error("Namf_Communication_RegistrationStatusUpdate", "err", err)
		t.moving = nil
	}
}

// plan says how a session of another AMF goes on: where it is routed home a V-SMF is put in, changed, or at home taken out (TS 23.502 R17
// clause 4.23.3). Sessions that leave elsewhere than at home do not.
func (u *ueContext) plan(ctx context.Context, c *models.PduSessionContext) (*arrival, error) {
	a := u.a
	slice, ok := sbi.ParseSNSSAI(c.SNssai)
	ref, err := url.Parse(c.SmContextRef)
	switch {
	case a.cfg.Sessions == nil:
		return nil, errors.New("no SMF here")
	case c.PduSessionId < 1 || c.PduSessionId > 15:
		return nil, fmt.Errorf("PDU session identity %d", c.PduSessionId)
	case u.reg.status != nil && *u.reg.status&(1<<c.PduSessionId) == 0:
		return nil, errors.New("the UE does not have it any more")
	case !ok || c.Dnn == "" || c.AccessType != models.AccessType__3_GPP_ACCESS:
		return nil, errors.New("slice, DNN or access type")
	case err != nil || ref.Scheme != "https":
		return nil, fmt.Errorf("smContextRef %.100q", c.SmContextRef)
	}
	at, ok := sbi.DomainPLMN(ref.Hostname())
	if !ok {
		return nil, fmt.Errorf("smContextRef %.100q is in no PLMN", c.SmContextRef)
	}
	if c.VsmfId == "" && (!sbi.SamePLMN(at, u.home) || sbi.SamePLMN(u.home, a.cfg.PLMN)) {
		return nil, errors.New("it leaves in the other network")
	}
	x := &arrival{slice: slice}
	in := &x.create
	*in = models.SmfPduSessionSmContextCreateData{
		Supi: sbi.SUPI(u.supi), PduSessionId: c.PduSessionId, SNssai: sbi.SNSSAI(slice), ServingNfId: a.cfg.NF.InstanceID,
		Guami: guamiModel(a.guami), ServingNetwork: &models.PlmnIdNid{Mcc: a.cfg.PLMN.MCC, Mnc: a.cfg.PLMN.MNC},
		RequestType: models.RequestType_EXISTING_PDU_SESSION, AnType: models.AccessType__3_GPP_ACCESS, RatType: models.RatType_NR,
		UeLocation: sbi.NRLocation(&u.location),
	}
	if x.root, err = u.selectSMF(ctx, in, slice, c.Dnn); err != nil {
		return nil, err
	}
	x.smf = in.SmContextSmfId
	in.SmContextRef, in.SmContextSmfId = c.SmContextRef, c.VsmfId
	switch {
	case sbi.SamePLMN(u.home, a.cfg.PLMN):
		// The SMF of the session is the H-SMF.
		x.root, x.smf, err = a.cfg.Sessions.FindSMFServing(ctx, a.cfg.PLMN, u.location.TAI, c.HsmfId)
		return x, err
	case in.HSmfUri == "":
		return nil, errors.New("the data network is reached in the visited network")
	case c.VsmfId == "":
		in.HSmfUri = (&url.URL{Scheme: ref.Scheme, Host: ref.Host}).String() + "/nsmf-pdusession/v1"
	}
	in.HSmfId = c.HsmfId
	return x, nil
}

// arrive makes the sessions go on at the SMFs here (TS 23.502 R17 clause 4.2.2.2.2 step 17).
func (u *ueContext) arrive() {
	t := u.reg.from
	if t == nil {
		return
	}
	for _, x := range t.moving {
		if err := u.takeIn(x); err != nil {
			u.log().Error("PDU session does not go on", "session", x.create.PduSessionId, "err", err)
			u.releaseElsewhere(x)
		}
	}
	t.sessions = nil
}

func (u *ueContext) takeIn(x *arrival) error {
	id := uint8(x.create.PduSessionId)
	if !contains(u.allowed, x.slice) {
		return errors.New("the slice is not allowed here")
	}
	in := x.create
	u.smContexts++
	in.SmContextStatusUri = u.a.cfg.CallbackURI + smStatusPath(u.supi, u.smContexts)
	if u.pei != "" {
		in.Pei = peiName(u.pei)
	}
	if u.gpsi != "" {
		in.Gpsi = sbi.GPSI(u.gpsi)
	}
	made := in
	if up := u.reg.uplink; up != nil && *up&(1<<id) != 0 {
		in.UpCnxState = models.UpCnxState_ACTIVATING
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	ref, out, parts, err := u.a.cfg.Sessions.MoveSMContext(ctx, x.root, &in, nil)
	if err != nil {
		return err
	}
	if out.N2SmInfo != nil {
		x.n2, x.kind = sbi.FindPart(parts, out.N2SmInfo.ContentId), string(out.N2SmInfoType)
	}
	made.SmContextRef, made.SmContextSmfId = "", ""
	x.s = &smContext{id: id, ref: ref, slice: x.slice, number: u.smContexts, smf: x.smf, made: made}
	if u.sessions == nil {
		u.sessions = map[uint8]*smContext{}
	}
	u.sessions[id] = x.s
	return nil
}

// releaseElsewhere is Nsmf_PDUSession_ReleaseSMContext at the SMF that has the SM context of a session that cannot go on here.
func (u *ueContext) releaseElsewhere(x *arrival) {
	if u.a.ctx.Err() != nil {
		return
	}
	ctx, cancel := u.homeContext()
	defer cancel()
	err := u.a.cfg.Sessions.ReleaseSMContext(ctx, x.create.SmContextRef, &models.SmfPduSessionSmContextReleaseData{})
	if err != nil && !sbi.IsCause(err, sbi.CauseContextNotFound) && u.a.ctx.Err() == nil {
		u.log().Error("Nsmf_PDUSession_ReleaseSMContext", "session", x.create.PduSessionId, "err", err)
	}
}

// dropArrivals releases the sessions that were to go on here, because the registration fails.
func (u *ueContext) dropArrivals(t *transferred) {
	if t == nil {
		return
	}
	u.refuseTransfer(t)
	for _, x := range t.moving {
		if x.s == nil {
			u.releaseElsewhere(x)
		}
	}
	t.moving = nil
}

// present has the gNB set the user plane of the sessions up that have come with the UE.
func (u *ueContext) present(t *transferred) {
	if t == nil || u.state != accepting {
		return
	}
	for _, x := range t.moving {
		if x.s != nil && x.n2 != nil {
			u.forward(x.s, nil, x.n2, x.kind)
		}
	}
	t.moving = nil
}

// sessionBits are sets of PDU session identities as TS 24.501 R17 clauses 9.11.3.44 and 9.11.3.57 write them: identity n is bit n%8 of octet n/8.
func sessionBits(b []byte) *uint16 {
	if len(b) < 2 {
		return nil
	}
	v := uint16(b[0]) | uint16(b[1])<<8
	return &v
}

// takeSessions reads what a registration request says of the UE's sessions.
func (r *registration) takeSessions(m *nasMessage.RegistrationRequest) {
	if s := m.PDUSessionStatus; s != nil {
		r.status = sessionBits(s.Buffer)
	}
	if s := m.UplinkDataStatus; s != nil {
		r.uplink = sessionBits(s.Buffer)
	}
}

// withSessions adds the PDU session status to REGISTRATION ACCEPT if the UE has told its own (TS 24.501 R17 clause 5.5.1.3.4).
func (u *ueContext) withSessions(accept []byte) ([]byte, error) {
	if u.reg.status == nil {
		return accept, nil
	}
	var bits uint16
	for id := range u.sessions {
		bits |= 1 << id
	}
	m, err := nas.Decode(accept)
	if err != nil {
		return nil, err
	}
	if m.RegistrationAccept == nil {
		return nil, errors.New("no REGISTRATION ACCEPT")
	}
	m.RegistrationAccept.PDUSessionStatus = &nasType.PDUSessionStatus{
		Iei: nasMessage.RegistrationAcceptPDUSessionStatusType, Len: 2, Buffer: []byte{byte(bits), byte(bits >> 8)},
	}
	return nas.Encode(func(b *bytes.Buffer) error { return m.RegistrationAccept.EncodeRegistrationAccept(b) })
}

// capabilityText is the UE security capability on N14.
func capabilityText(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
