package smf

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/wmnsk/go-pfcp/ie"

	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/sbi"
)

// accessRules are the identifiers of the rules for the end of the anchor towards the access: when the UE goes abroad, or comes home, that
// end is replaced by one on another network, and both exist for a while.
type accessRules struct {
	uplink, solicitation uint16
	choose               uint8
}

var accessSets = [2]accessRules{{pdrUplink, pdrSolicitation, chooseID}, {7, 8, 3}}

// access is what a session knows of its ends towards the access.
type access struct {
	// set is the one in use, stale are rules of ends that are not used any more; generation counts the changes.
	set        int
	stale      []uint16
	generation int
}

// reach replaces the end of the anchor towards the access: by one on N9 for a V-UPF (role HomeSMF), or by one on N3 (role AnchorSMF). The UE
// keeps its addresses, the PFCP session is the same. Whoever had the downlink gets an end marker behind its last packet. x.info has to
// be as before; change makes it as it is to be.
func (x *session) reach(ctx context.Context, change func(*event.SMFSession)) error {
	if err := x.dropStale(ctx); err != nil {
		return err
	}
	before, leg, ownN3, ownN9 := x.info, x.leg, x.ownN3, x.ownN9
	old, next := accessSets[x.access.set], accessSets[1-x.access.set]
	back := func() { x.info, x.leg, x.ownN3, x.ownN9 = before, leg, ownN3, ownN9 }
	x.leg, x.ownN3, x.ownN9 = nil, event.FTEID{}, event.FTEID{}
	change(&x.info)
	side := x.accessSide()
	_, router := x.ipv6()
	pdi := []*ie.IE{ie.NewSourceInterface(side.source), ie.NewNetworkInstance(side.instance),
		ie.NewFTEID(chooseV4WithID, 0, nil, nil, next.choose), ie.NewTGPPInterfaceType(side.interfaceType)}
	ies := []*ie.IE{ie.NewCreatePDR(ie.NewPDRID(next.uplink), ie.NewPrecedence(100), ie.NewPDI(pdi...), ie.NewOuterHeaderRemoval(6, 1),
		ie.NewFARID(farUplink), ie.NewURRID(urrVolume), ie.NewQERID(qerFlow))}
	if router {
		ies = append(ies, ie.NewCreatePDR(ie.NewPDRID(next.solicitation), ie.NewPrecedence(50),
			ie.NewPDI(append(slices.Clone(pdi), ie.NewSDFFilter(filterSolicitation, "", "", "", 0))...), ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farSolicitation)))
	}
	ends, err := x.upf().modify(ctx, x.info.UPFSEID.SEID, ies...)
	if err != nil {
		back()
		return err
	}
	made := []uint16{next.uplink}
	stale := []uint16{old.uplink}
	if router {
		made, stale = append(made, next.solicitation), append(stale, old.solicitation)
	}
	if ownN9.Addr.IsValid() {
		if stale = append(stale, pdrInner); router {
			stale = append(stale, pdrInnerSolicitation)
		}
	}
	end, ok := ends[next.uplink]
	if !ok {
		err = errors.New("smf: session modification response without F-TEID")
	} else {
		*x.accessEnd() = end
		x.switching = true
		ies = []*ie.IE{updateFAR(farDownlink, x.accessSide())}
		x.switching = false
		for _, f := range x.flows {
			up, _ := flowPDRs(f.QFI)
			ies = append(ies, ie.NewUpdatePDR(x.flowPDR(up, f, x.accessSide(), *x.accessEnd(), farUplink).ChildIEs...))
		}
		err = x.modifyRules(ctx, ies...)
	}
	if err != nil {
		back()
		return errors.Join(err, x.removePDRs(ctx, made))
	}
	x.access.set, x.access.stale = 1-x.access.set, stale
	x.access.generation++
	if leg != nil {
		x.retire(leg)
	}
	x.forgetStale(x.access.generation)
	return nil
}

// forgetStale lets the end that is not used any more take what is on its way, and then forgets it.
func (x *session) forgetStale(generation int) {
	x.smf.background(func() {
		t := time.NewTimer(x.smf.cfg.Timers.Relocation)
		defer t.Stop()
		select {
		case <-t.C:
		case <-x.smf.ctx.Done():
			return
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		if x.phase != active || x.access.generation != generation {
			return
		}
		if err := x.dropStale(x.smf.ctx); err != nil && x.smf.ctx.Err() == nil {
			x.smf.cfg.Log.Error("smf: end of a tunnel that is not used any more", "err", err)
		}
	})
}

func (x *session) dropStale(ctx context.Context) error {
	err := x.removePDRs(ctx, x.access.stale)
	if err == nil {
		x.access.stale = nil
	}
	return err
}

func (x *session) removePDRs(ctx context.Context, ids []uint16) error {
	if len(ids) == 0 {
		return nil
	}
	var ies []*ie.IE
	for _, id := range ids {
		ies = append(ies, ie.NewRemovePDR(ie.NewPDRID(id)))
	}
	_, err := x.upf().modify(ctx, x.info.UPFSEID.SEID, ies...)
	return err
}

// rekey moves a session between the tables of SM contexts and of PDU sessions of an H-SMF. What was there is returned.
func (x *session) rekey(home bool) (old *session) {
	s := x.smf
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byUE[x.key] == x {
		delete(s.byUE, x.key)
	}
	x.key.home = home
	old = s.byUE[x.key]
	s.byUE[x.key] = x
	return old
}

// own is the session of a UE that this SMF anchors, in that role; nil if there is none.
func (s *SMF) own(supi string, id uint8, home bool) *session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.byUE[ueKey{supi: supi, id: id, home: home}]
}

// anchors says whether this SMF has all of the session.
func (x *session) anchors() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.info.Role == event.AnchorSMF && x.phase == active
}

// settleDown ends what is in progress in a session whose UE has changed the network.
func (x *session) settleDown(ctx context.Context) {
	if x.change != nil {
		x.abort(ctx, nas.SMCauseNetworkFailure, errors.New("smf: the UE is in another network"))
	}
	x.prepareAt(ctx, nil)
	x.deactivated = false
}

// goAbroad is the part of the SMF in the insertion of a V-SMF, TS 23.502 R17 clause 4.23.3 and TS 29.502 R17 clause 5.2.2.7: y is what the
// V-SMF asks for. The SMF that had all of a session becomes H-SMF. The V-SMF has to name the SM context, which only the AMFs of
// the UE know.
func (s *SMF) goAbroad(r *sbi.Request, y *session, in *models.PduSessionCreateData) (*sbi.Reply, error) {
	x := s.own(y.key.supi, y.info.ID, false)
	if x == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "there is no such session")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case x.phase != active || x.info.Role != event.AnchorSMF || !strings.HasSuffix(in.OldSmContextRef, "/"+x.id):
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "there is no such session")
	case x.emergency() || x.info.DNN != y.info.DNN:
		return nil, sbi.NewProblem(http.StatusForbidden, "INVALID_REQUEST", "the session cannot be routed home, or is to another data network")
	}
	x.settleDown(r.Context())
	err := x.reach(r.Context(), func(i *event.SMFSession) {
		i.Role, i.UplinkN3, i.DownlinkN3, i.VisitedN9 = event.HomeSMF, event.FTEID{}, event.FTEID{}, y.info.VisitedN9
		i.ServingPLMN, i.AMF, i.AMFInstanceID, i.Location = y.info.ServingPLMN, y.info.AMF, y.info.AMFInstanceID, y.info.Location
		i.RequestType, i.PTI = event.ModificationRequest, 0
	})
	if err != nil {
		s.cfg.Log.Error("smf: session that goes abroad", "session", x.info.ID, "err", err)
		x.publishFailed(event.PDUSessionModification, nas.SMCauseNetworkFailure, event.ByNetwork)
		return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the UPF does not take the tunnel")
	}
	if old := x.rekey(true); old != nil && old != x {
		s.drop(old)
	}
	x.vsmf, x.statusURI = y.vsmf, ""
	s.cfg.Events.Publish(event.SMFPDUSessionModified{Header: s.head(), Session: x.snapshot(), Initiator: event.ByNetwork})
	return x.createdAtHome()
}

// comeHome is the part of the H-SMF in the removal of a V-SMF, TS 23.502 R17 clause 4.23.3: y is what the AMF of the home network asks for.
func (s *SMF) comeHome(r *sbi.Request, y *session, in *models.SmfPduSessionSmContextCreateData) (*sbi.Reply, error) {
	x := s.own(y.key.supi, y.info.ID, true)
	if x == nil {
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "there is no such session")
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	switch {
	case x.phase != active || x.info.Role != event.HomeSMF:
		return nil, sbi.NewProblem(http.StatusNotFound, sbi.CauseContextNotFound, "there is no such session")
	case x.info.DNN != y.info.DNN:
		return nil, sbi.NewProblem(http.StatusForbidden, "INVALID_REQUEST", "the session is to another data network")
	case in.UpCnxState != "" && in.UpCnxState != models.UpCnxState_ACTIVATING:
		return nil, sbi.Incorrect("/upCnxState", "is not ACTIVATING")
	}
	x.settleDown(r.Context())
	err := x.reach(r.Context(), func(i *event.SMFSession) {
		i.Role, i.UplinkN3, i.DownlinkN3, i.VisitedN9, i.HomeN9 = event.AnchorSMF, event.FTEID{}, event.FTEID{}, event.FTEID{}, event.FTEID{}
		i.ServingPLMN, i.AMF, i.AMFInstanceID, i.Location = y.info.ServingPLMN, y.info.AMF, y.info.AMFInstanceID, y.info.Location
		i.RequestType, i.PTI = event.ModificationRequest, 0
	})
	if err == nil {
		// Where the anchor does not serve the place another UPF comes between.
		err = x.follow(r.Context())
	}
	if err != nil {
		s.cfg.Log.Error("smf: session that comes home", "session", x.info.ID, "err", err)
		x.publishFailed(event.PDUSessionModification, nas.SMCauseNetworkFailure, event.ByNetwork)
		return nil, sbi.NewProblem(http.StatusInternalServerError, "PEER_NOT_RESPONDING", "the UPF does not take the tunnel")
	}
	if old := x.rekey(false); old != nil && old != x {
		s.drop(old)
	}
	x.vsmf, x.statusURI, x.deactivated = "", in.SmContextStatusUri, true
	s.cfg.Events.Publish(event.SMFPDUSessionModified{Header: s.head(), Session: x.snapshot(), Initiator: event.ByNetwork})
	out := &models.SmfPduSessionSmContextCreatedData{PduSessionId: int32(x.info.ID), SNssai: sbi.SNSSAI(x.info.SNSSAI)}
	return x.contextCreated(out, in.UpCnxState)
}

// contextCreated answers CreateSMContext for a session that exists. With "activating" it brings what the gNB needs.
func (x *session) contextCreated(out *models.SmfPduSessionSmContextCreatedData, state models.UpCnxState) (*sbi.Reply, error) {
	uri := x.smf.uri("/nsmf-pdusession/v1/sm-contexts/" + x.id)
	if state == "" {
		return &sbi.Reply{Status: http.StatusCreated, Location: uri, Body: out}, nil
	}
	n2, err := x.n2Setup()
	if err != nil {
		return nil, err
	}
	out.UpCnxState, out.N2SmInfo, out.N2SmInfoType = state, ref(partN2), models.N2SmInfoType_PDU_RES_SETUP_REQ
	return sbi.MultipartReply(http.StatusCreated, uri, out, []sbi.Part{{ContentID: partN2, Type: sbi.TypeNGAP, Data: n2}})
}

// joinHome is the V-SMF's part: it makes itself known to the SMF of a session that had no V-SMF, and gets its end of N9.
func (x *session) joinHome(ctx context.Context, smContext string) error {
	if x.hsmf == "" {
		return errors.New("smf: no H-SMF")
	}
	in := x.createAtHome()
	in.RequestType, in.OldSmContextRef = models.RequestType_EXISTING_PDU_SESSION, smContext
	sctx, cancel := x.smf.sbiContext(ctx)
	defer cancel()
	uri, out, _, err := x.smf.cfg.SBI.CreatePDUSession(sctx, x.hsmf, in, nil)
	if err != nil {
		return fmt.Errorf("smf: Nsmf_PDUSession_Create: %w", err)
	}
	x.info.HSMFURI = uri
	if x.info.HomeN9, err = parseTunnelInfo(out.HcnTunnelInfo); err != nil {
		return fmt.Errorf("smf: hcnTunnelInfo: %w", err)
	}
	return x.modifyN4(ctx, true, false)
}

// flowItems are the QoS flows beside the default one, on the SBI.
func (x *session) flowItems() ([]models.QosFlowSetupItem, error) {
	var out []models.QosFlowSetupItem
	for _, f := range x.flows {
		rules, err := rulesOf([]event.QoSFlow{f}, nil)
		if err != nil {
			return nil, err
		}
		out = append(out, models.QosFlowSetupItem{
			Qfi: int32(f.QFI), QosRules: base64.StdEncoding.EncodeToString(rules), QosFlowProfile: &models.SmfPduSessionQosFlowProfile{Var5qi: int32(f.FiveQI)},
		})
	}
	return out, nil
}
