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
		UESecurityCapabilities: u.radioCapabilities(), SecurityContext: ngap.NextHop(hop.NH, hop.NCC),
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
