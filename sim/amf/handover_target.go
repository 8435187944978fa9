package amf

import (
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
