package amf

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// handover is one through the AMF (TS 23.502 R17 clause 4.9.1.3) from HANDOVER REQUIRED to HANDOVER NOTIFY.
type handover struct {
	source, target *link
	to             event.TAI
	cause          *ie.Cause
	container      []byte
	// sessions are those that their SMFs prepare, by identity; prepared those that the target gNB admitted.
	sessions map[uint8]event.HandoverSession
	prepared []uint8
	// acknowledged says that the target gNB has answered, commanded that the source gNB was told to send the UE away.
	acknowledged, commanded bool
	guard                   *time.Timer
	// later is what is to be sent to the UE when it has arrived.
	later []func()
}

// unknownRAN stands for the RAN UE NGAP ID that the target gNB has not given yet.
const unknownRAN = 1 << 40

// handoverRequired is HANDOVER REQUIRED, TS 38.413 R17 clause 8.4.1.
func (u *ueContext) handoverRequired(m *message.HandoverRequired) {
	source := u.link
	refuse := func(cause *ie.Cause, why string, err error) {
		u.log().Error("HANDOVER REQUIRED refused", "gnb", source.as.sctp.RemoteAddr(), "why", why, "err", err)
		u.preparationFailed(source, cause)
	}
	name, tai, err := ngap.ParseTargetGNB(m.TargetID)
	switch {
	case err != nil:
		refuse(ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError), "target", err)
		return
	case m.SourceToTargetTransparentContainer == nil || m.PDUSessionResourceListHORqd == nil || m.HandoverType == nil || m.Cause == nil:
		refuse(ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError), "mandatory elements are missing", nil)
		return
	case m.HandoverType.Value != ie.HandoverTypePresentIntra5gs:
		refuse(ngap.RadioCause(ie.CauseRadioNetworkPresentHoTargetNotAllowed), "not within 5GS", nil)
		return
	case u.ho != nil || u.state != registered || u.keys == nil:
		refuse(ngap.RadioCause(ie.CauseRadioNetworkPresentInteractionWithOtherProcedure), "another procedure is going on", nil)
		return
	}
	as := u.a.gnb(name)
	switch {
	case as == nil:
		refuse(ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownTargetID), fmt.Sprintf("no gNB %#x", name.ID), nil)
		return
	case as == source.as || !u.a.serves(as, tai):
		refuse(ngap.RadioCause(ie.CauseRadioNetworkPresentHoTargetNotAllowed), "no such tracking area there", nil)
		return
	}
	h := &handover{
		source: source, to: tai, cause: m.Cause, container: m.SourceToTargetTransparentContainer.Value, sessions: map[uint8]event.HandoverSession{},
	}
	u.hoTarget = &tai
	defer func() { u.hoTarget = nil }()
	for _, item := range m.PDUSessionResourceListHORqd.List {
		if item.PDUSessionID == nil || item.HandoverRequiredTransfer == nil {
			continue
		}
		s := u.sessions[uint8(item.PDUSessionID.Value)]
		if s == nil {
			continue
		}
		n2, err := u.prepareSession(s, m.TargetID, tai, *item.HandoverRequiredTransfer)
		if err != nil || n2 == nil {
			continue
		}
		h.sessions[s.id] = event.HandoverSession{ID: s.id, SNSSAI: s.slice, Transfer: n2}
	}
	if len(h.sessions) == 0 {
		// What an SMF has prepared nevertheless is forgotten with its next handover.
		refuse(ngap.RadioCause(ie.CauseRadioNetworkPresentHoFailureInTarget5GCNgranNodeOrTargetSystem), "no session can be prepared", nil)
		return
	}
	u.ho = h
	h.target = u.a.expect(as, u)
	h.guard = time.AfterFunc(u.a.cfg.Timers.Handover, func() {
		u.post(func() {
			if u.ho == h {
				u.log().Error("handover is not completed", "gnb", as.sctp.RemoteAddr(), "commanded", h.commanded)
				u.handoverFailed(ngap.RadioCause(ie.CauseRadioNetworkPresentTngrelocoverallExpiry))
			}
		})
	})
	u.requestHandover(h)
}

// gnb finds the association of a gNB.
func (a *AMF) gnb(name ngap.GNBName) *association {
	a.mu.Lock()
	defer a.mu.Unlock()
	for as := range a.assocs {
		if as.ready && as.node == name {
			return as
		}
	}
	return nil
}

func (a *AMF) serves(as *association, tai event.TAI) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Contains(as.tais, tai)
}

// expect makes a connection whose RAN UE NGAP ID the gNB will give.
func (a *AMF) expect(as *association, u *ueContext) *link {
	a.mu.Lock()
	defer a.mu.Unlock()
	for {
		a.nextID = (a.nextID + 1) & (1<<40 - 1)
		if _, used := a.links[a.nextID]; !used {
			break
		}
	}
	l := &link{as: as, amfID: a.nextID, ranID: unknownRAN, ue: u}
	a.links[l.amfID] = l
	return l
}

// requestHandover sends HANDOVER REQUEST, TS 38.413 R17 clause 8.4.2, with a fresh {NH, NCC} (TS 33.501 R17 clause
// 6.9.2.3.3).
func (u *ueContext) requestHandover(h *handover) {
	list := &ie.PDUSessionResourceSetupListHOReq{}
	for _, id := range slices.Sorted(maps.Keys(h.sessions)) {
		s := h.sessions[id]
		octets := aper.OctetString(s.Transfer)
		list.List = append(list.List, ie.PDUSessionResourceSetupItemHOReq{
			PDUSessionID: &ie.PDUSessionID{Value: int64(id)}, SNSSAI: ngap.SNSSAI(s.SNSSAI), HandoverRequestTransfer: &octets,
		})
	}
	hop := u.keys.Next()
	h.target.as.tell(0, &message.HandoverRequest{
		AMFUENGAPID:  &ie.AMFUENGAPID{Value: int64(h.target.amfID)},
		HandoverType: &ie.HandoverType{Value: ie.HandoverTypePresentIntra5gs}, Cause: h.cause,
		UEAggregateMaximumBitRate: &ie.UEAggregateMaximumBitRate{
			UEAggregateMaximumBitRateDL: &ie.BitRate{Value: 1e9}, UEAggregateMaximumBitRateUL: &ie.BitRate{Value: 1e9},
		},
		UESecurityCapabilities: ngap.UESecurityCapabilities(u.capability[0], u.capability[1]), SecurityContext: ngap.NextHop(hop.NH, hop.NCC),
		PDUSessionResourceSetupListHOReq: list, AllowedNSSAI: ngap.AllowedNSSAI(u.allowed), MaskedIMEISV: ngap.MaskedIMEISV(u.pei),
		SourceToTargetTransparentContainer: &ie.SourceToTargetTransparentContainer{Value: h.container},
		LocationReportingRequestType: &ie.LocationReportingRequestType{
			EventType: &ie.EventType{Value: ie.EventTypePresentChangeOfServeCell}, ReportArea: &ie.ReportArea{Value: ie.ReportAreaPresentCell},
		},
		GUAMI: ngap.GUAMI(u.a.guami),
	})
}

// prepareSession has the SMF prepare a session for the target.
func (u *ueContext) prepareSession(s *smContext, target *ie.TargetID, tai event.TAI, transfer []byte) ([]byte, error) {
	_, n2, _, err := u.askSMF(s, &models.SmfPduSessionSmContextUpdateData{
		HoState: models.HoState_PREPARING, TargetId: targetModel(target, tai),
		N2SmInfo: &models.RefToBinaryData{ContentId: partN2}, N2SmInfoType: models.N2SmInfoType_HANDOVER_REQUIRED,
	}, sbi.Part{ContentID: partN2, Type: sbi.TypeNGAP, Data: transfer})
	return n2, err
}

// targetModel is the target of a handover on N11, TS 29.571 R17 clause 5.4.4.28 ff.
func targetModel(t *ie.TargetID, tai event.TAI) *models.NgRanTargetId {
	out := &models.NgRanTargetId{Tai: sbi.TAIModel(tai)}
	if g, _, err := ngap.ParseTargetGNB(t); err == nil {
		plmn := sbi.PLMNID(g.PLMN)
		out.RanNodeId = &models.GlobalRanNodeId{PlmnId: &plmn, GNbId: &models.GNbId{BitLength: int32(g.Length), GNBValue: fmt.Sprintf("%0*x", (g.Length+3)/4, g.ID)}}
	}
	return out
}

// handoverLink runs f in the context whose handover goes to the connection of that AMF UE NGAP ID on this association.
func (as *association) handoverLink(id *ie.AMFUENGAPID, f func(u *ueContext, h *handover)) {
	if id == nil {
		as.a.cfg.Log.Error("handover message without AMF UE NGAP ID", "gnb", as.sctp.RemoteAddr())
		return
	}
	as.a.mu.Lock()
	l := as.a.links[uint64(id.Value)]
	var u *ueContext
	if l != nil {
		u = l.ue
	}
	as.a.mu.Unlock()
	if l == nil || l.as != as {
		as.a.cfg.Log.Error("handover message for no UE here", "gnb", as.sctp.RemoteAddr(), "amf-ue-ngap-id", id.Value)
		as.tell(0, &message.ErrorIndication{AMFUENGAPID: id, Cause: ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownLocalUENGAPID)})
		return
	}
	if u == nil {
		return
	}
	u.offer(func() {
		if u.ho != nil && u.ho.target == l {
			f(u, u.ho)
		}
	})
}

// handoverAcknowledged is HANDOVER REQUEST ACKNOWLEDGE.
func (as *association) handoverAcknowledged(m *message.HandoverRequestAcknowledge) {
	if m.RANUENGAPID == nil {
		as.a.cfg.Log.Error("HANDOVER REQUEST ACKNOWLEDGE without identifier", "gnb", as.sctp.RemoteAddr())
		return
	}
	// A UE that was to come and is not expected any more has to go.
	as.a.mu.Lock()
	if m.AMFUENGAPID != nil {
		if l := as.a.links[uint64(m.AMFUENGAPID.Value)]; l != nil && l.as == as && l.ranID == unknownRAN {
			l.ranID = uint64(m.RANUENGAPID.Value)
			as.byRAN[l.ranID] = l
			if l.ue == nil {
				defer as.a.release(l, ngap.RadioCause(ie.CauseRadioNetworkPresentHandoverCancelled))
			}
		}
	}
	as.a.mu.Unlock()
	as.handoverLink(m.AMFUENGAPID, func(u *ueContext, h *handover) {
		if h.acknowledged {
			u.log().Error("HANDOVER REQUEST ACKNOWLEDGE sent again", "gnb", as.sctp.RemoteAddr())
			return
		}
		h.acknowledged = true
		u.command(h, m)
	})
}

// command tells SMFs and source gNB that the target is ready (TS 23.502 R17 clause 4.9.1.3.2 steps 10 to 12a and
// 4.9.1.3.3 steps 1 and 2).
func (u *ueContext) command(h *handover, m *message.HandoverRequestAcknowledge) {
	out := &message.HandoverCommand{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: int64(h.source.amfID)}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(h.source.ranID)},
		HandoverType:                       &ie.HandoverType{Value: ie.HandoverTypePresentIntra5gs},
		PDUSessionResourceHandoverList:     &ie.PDUSessionResourceHandoverList{},
		TargetToSourceTransparentContainer: m.TargetToSourceTransparentContainer,
	}
	toRelease := &ie.PDUSessionResourceToReleaseListHOCmd{}
	if m.PDUSessionResourceAdmittedList != nil && m.TargetToSourceTransparentContainer != nil {
		for _, item := range m.PDUSessionResourceAdmittedList.List {
			if item.PDUSessionID == nil || item.HandoverRequestAcknowledgeTransfer == nil {
				continue
			}
			s := u.sessions[uint8(item.PDUSessionID.Value)]
			if _, asked := h.sessions[uint8(item.PDUSessionID.Value)]; s == nil || !asked || slices.Contains(h.prepared, s.id) {
				continue
			}
			_, n2, _, err := u.askSMF(s, &models.SmfPduSessionSmContextUpdateData{
				HoState:  models.HoState_PREPARED,
				N2SmInfo: &models.RefToBinaryData{ContentId: partN2}, N2SmInfoType: models.N2SmInfoType_HANDOVER_REQ_ACK,
			}, sbi.Part{ContentID: partN2, Type: sbi.TypeNGAP, Data: *item.HandoverRequestAcknowledgeTransfer})
			if err != nil || n2 == nil {
				continue
			}
			h.prepared = append(h.prepared, s.id)
			octets := aper.OctetString(n2)
			out.PDUSessionResourceHandoverList.List = append(out.PDUSessionResourceHandoverList.List,
				ie.PDUSessionResourceHandoverItem{PDUSessionID: item.PDUSessionID, HandoverCommandTransfer: &octets})
		}
	}
	if l := m.PDUSessionResourceFailedToSetupListHOAck; l != nil {
		for _, item := range l.List {
			if item.PDUSessionID != nil && item.HandoverResourceAllocationUnsuccessfulTransfer != nil {
				u.n2Answer(item.PDUSessionID, item.HandoverResourceAllocationUnsuccessfulTransfer, models.N2SmInfoType_HANDOVER_RES_ALLOC_FAIL)
			}
		}
	}
	if len(h.prepared) == 0 {
		u.handoverFailed(ngap.RadioCause(ie.CauseRadioNetworkPresentHoFailureInTarget5GCNgranNodeOrTargetSystem))
		return
	}
	for _, id := range slices.Sorted(maps.Keys(h.sessions)) {
		if slices.Contains(h.prepared, id) {
			continue
		}
		b, err := ngap.HandoverPreparationFailed(ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified))
		if err != nil {
			u.log().Error("handover preparation unsuccessful transfer", "err", err)
			continue
		}
		octets := aper.OctetString(b)
		toRelease.List = append(toRelease.List, ie.PDUSessionResourceToReleaseItemHOCmd{
			PDUSessionID: &ie.PDUSessionID{Value: int64(id)}, HandoverPreparationUnsuccessfulTransfer: &octets,
		})
	}
	if len(toRelease.List) > 0 {
		out.PDUSessionResourceToReleaseListHOCmd = toRelease
	}
	request := event.AMFHandoverRequest{
		Header: u.head(), Subscriber: u.subscriber(), GUTI: u.guti, AMFUENGAPID: h.target.amfID, RANUENGAPID: h.target.ranID,
		Type: event.HandoverIntra5GS, Cause: ngap.CauseOf(h.cause), LocationReporting: true, SourceToTarget: h.container,
		TargetToSource: m.TargetToSourceTransparentContainer.Value, Target: h.to,
	}
	for _, id := range slices.Sorted(maps.Keys(h.sessions)) {
		request.Sessions = append(request.Sessions, h.sessions[id])
	}
	u.publish(request)
	h.source.as.tell(ngap.Stream(h.source.ranID), out)
	h.commanded = true
	u.publish(event.AMFHandoverCommand{
		Header: u.head(), Subscriber: u.subscriber(), GUTI: u.guti, AMFUENGAPID: h.source.amfID, RANUENGAPID: h.source.ranID,
		Type: event.HandoverIntra5GS, TargetToSource: m.TargetToSourceTransparentContainer.Value, Location: u.location,
	})
}

// handoverRefused is HANDOVER FAILURE of the target gNB.
func (as *association) handoverRefused(m *message.HandoverFailure) {
	as.handoverLink(m.AMFUENGAPID, func(u *ueContext, h *handover) {
		cause := m.Cause
		if cause == nil {
			cause = ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified)
		}
		u.log().Error("HANDOVER FAILURE", "gnb", as.sctp.RemoteAddr(), "cause", ngap.CauseText(cause))
		u.a.unlink(h.target)
		u.handoverFailed(cause)
	})
}

// handoverFailed ends a handover. A source gNB that waits for it is told.
func (u *ueContext) handoverFailed(cause *ie.Cause) {
	h := u.ho
	u.cancelHandover()
	if h != nil && !h.commanded && u.link == h.source {
		u.preparationFailed(h.source, cause)
	}
}

func (u *ueContext) preparationFailed(l *link, cause *ie.Cause) {
	l.as.tell(ngap.Stream(l.ranID), &message.HandoverPreparationFailure{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: int64(l.amfID)}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(l.ranID)}, Cause: cause,
	})
}

// cancelHandover forgets a handover in progress, at SMFs and target gNB.
func (u *ueContext) cancelHandover() {
	h := u.ho
	if h == nil {
		return
	}
	u.ho = nil
	h.guard.Stop()
	for id := range h.sessions {
		if s := u.sessions[id]; s != nil {
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{HoState: models.HoState_CANCELLED})
		}
	}
	u.a.mu.Lock()
	answered := h.target.ranID != unknownRAN
	h.target.ue = nil
	if !answered {
		// The answer is awaited to release what the gNB prepared.
		l := h.target
		l.guard = time.AfterFunc(u.a.cfg.Timers.Release, func() { u.a.unlink(l) })
	}
	u.a.mu.Unlock()
	if answered {
		u.a.release(h.target, ngap.RadioCause(ie.CauseRadioNetworkPresentHandoverCancelled))
	}
	for _, f := range h.later {
		f()
	}
}

// handoverCancelled is HANDOVER CANCEL of the source gNB, TS 38.413 R17 clause 8.4.5.
func (u *ueContext) handoverCancelled(m *message.HandoverCancel) {
	l := u.link
	u.cancelHandover()
	l.as.tell(ngap.Stream(l.ranID), &message.HandoverCancelAcknowledge{AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID})
}

// handoverNotify is HANDOVER NOTIFY, TS 38.413 R17 clause 8.4.3: the UE has arrived.
func (as *association) handoverNotify(m *message.HandoverNotify) {
	if as.find(m.AMFUENGAPID, m.RANUENGAPID) == nil {
		return
	}
	where, err := ngap.ParseUserLocation(m.UserLocationInformation, as.a.cfg.Now())
	if err != nil {
		as.a.cfg.Log.Error("HANDOVER NOTIFY", "gnb", as.sctp.RemoteAddr(), "err", err)
		as.tell(0, &message.ErrorIndication{
			AMFUENGAPID: m.AMFUENGAPID, RANUENGAPID: m.RANUENGAPID, Cause: ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError),
		})
		return
	}
	as.handoverLink(m.AMFUENGAPID, func(u *ueContext, h *handover) {
		if !h.commanded {
			u.log().Error("HANDOVER NOTIFY before HANDOVER COMMAND", "gnb", as.sctp.RemoteAddr())
			return
		}
		u.handedOver(h, where)
	})
}

// handedOver is TS 23.502 R17 clause 4.9.1.3.3 steps 6 to 14.
func (u *ueContext) handedOver(h *handover, where event.Location) {
	u.ho = nil
	h.guard.Stop()
	from, old := u.location, u.link
	u.link = h.target
	u.moved(where)
	for _, id := range slices.Sorted(maps.Keys(u.sessions)) {
		s := u.sessions[id]
		switch {
		case slices.Contains(h.prepared, id):
			s.up = true
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{HoState: models.HoState_COMPLETED})
			continue
		case h.sessions[id].ID == id:
			// The target gNB did not take it.
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{HoState: models.HoState_CANCELLED})
		}
		if s.up {
			s.up = false
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{UpCnxState: models.UpCnxState_DEACTIVATED})
		}
	}
	if old != nil {
		u.a.release(old, ngap.RadioCause(ie.CauseRadioNetworkPresentSuccessfulHandover))
	}
	u.publish(event.AMFHandedOver{
		Header: u.head(), Subscriber: u.subscriber(), GUTI: u.guti, Procedure: event.N2Handover, From: from, To: where, Sessions: h.prepared,
	})
	for _, f := range h.later {
		f()
	}
}
