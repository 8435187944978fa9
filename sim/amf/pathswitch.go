package amf

import (
	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// pathSwitch is PATH SWITCH REQUEST, TS 38.413 R17 clause 8.4.4: the UE came to this gNB over Xn.
func (as *association) pathSwitch(m *message.PathSwitchRequest) {
	a := as.a
	wrong := func(cause *ie.Cause, why string, err error) {
		a.cfg.Log.Error("PATH SWITCH REQUEST refused", "gnb", as.sctp.RemoteAddr(), "why", why, "err", err)
		as.tell(0, &message.ErrorIndication{AMFUENGAPID: m.SourceAMFUENGAPID, RANUENGAPID: m.RANUENGAPID, Cause: cause})
	}
	if m.RANUENGAPID == nil || m.SourceAMFUENGAPID == nil || m.PDUSessionResourceToBeSwitchedDLList == nil {
		wrong(ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError), "mandatory elements are missing", nil)
		return
	}
	where, err := ngap.ParseUserLocation(m.UserLocationInformation, a.cfg.Now())
	if err != nil {
		wrong(ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError), "location", err)
		return
	}
	ran := uint64(m.RANUENGAPID.Value)
	a.mu.Lock()
	l, twice := a.links[uint64(m.SourceAMFUENGAPID.Value)], as.byRAN[ran]
	var u *ueContext
	if l != nil {
		u = l.ue
	}
	a.mu.Unlock()
	switch {
	case u == nil:
		wrong(ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownLocalUENGAPID), "no such UE", nil)
		return
	case twice != nil:
		// Sent again, or the identifier is another UE's: nothing changes.
		wrong(ngap.ProtocolCause(ie.CauseProtocolPresentMessageNotCompatibleWithReceiverState), "RAN UE NGAP ID is in use", nil)
		return
	}
	u.offer(func() {
		if u.link != l {
			wrong(ngap.RadioCause(ie.CauseRadioNetworkPresentUnknownLocalUENGAPID), "the UE is not there any more", nil)
			return
		}
		u.switchPath(as, m, where)
	})
}

// switchPath is TS 23.502 R17 clause 4.9.1.2.2.
func (u *ueContext) switchPath(as *association, m *message.PathSwitchRequest, where event.Location) {
	u.cancelHandover()
	from, old := u.location, u.link
	amfID := &ie.AMFUENGAPID{Value: int64(old.amfID)}
	ack := &message.PathSwitchRequestAcknowledge{
		AMFUENGAPID: amfID, RANUENGAPID: m.RANUENGAPID, AllowedNSSAI: ngap.AllowedNSSAI(u.allowed),
		PDUSessionResourceSwitchedList: &ie.PDUSessionResourceSwitchedList{},
	}
	failed := &ie.PDUSessionResourceReleasedListPSAck{}
	fail := func(id *ie.PDUSessionID, transfer []byte, cause aper.Enumerated) {
		if transfer == nil {
			var err error
			if transfer, err = ngap.PathSwitchUnsuccessful(ngap.RadioCause(cause)); err != nil {
				u.log().Error("path switch unsuccessful transfer", "err", err)
			}
		}
		octets := aper.OctetString(transfer)
		failed.List = append(failed.List, ie.PDUSessionResourceReleasedItemPSAck{PDUSessionID: id, PathSwitchRequestUnsuccessfulTransfer: &octets})
	}
	ready := u.state == registered && u.keys != nil
	if ready {
		u.moved(where)
	}
	named := map[uint8]bool{}
	var sessions []uint8
	for _, item := range m.PDUSessionResourceToBeSwitchedDLList.List {
		if item.PDUSessionID == nil || item.PathSwitchRequestTransfer == nil || named[uint8(item.PDUSessionID.Value)] {
			continue
		}
		id := uint8(item.PDUSessionID.Value)
		named[id] = true
		s := u.sessions[id]
		if !ready || s == nil {
			fail(item.PDUSessionID, nil, ie.CauseRadioNetworkPresentUnknownPDUSessionID)
			continue
		}
		_, n2, _, err := u.askSMF(s, &models.SmfPduSessionSmContextUpdateData{
			ToBeSwitched: true, N2SmInfo: &models.RefToBinaryData{ContentId: partN2}, N2SmInfoType: models.N2SmInfoType_PATH_SWITCH_REQ,
		}, sbi.Part{ContentID: partN2, Type: sbi.TypeNGAP, Data: *item.PathSwitchRequestTransfer})
		if err != nil || n2 == nil {
			s.up = false
			fail(item.PDUSessionID, sbi.RefusedN2(err), ie.CauseRadioNetworkPresentUnspecified)
			continue
		}
		s.up = true
		octets := aper.OctetString(n2)
		ack.PDUSessionResourceSwitchedList.List = append(ack.PDUSessionResourceSwitchedList.List,
			ie.PDUSessionResourceSwitchedItem{PDUSessionID: item.PDUSessionID, PathSwitchRequestAcknowledgeTransfer: &octets})
		sessions = append(sessions, id)
	}
	if l := m.PDUSessionResourceFailedToSetupListPSReq; l != nil {
		for _, item := range l.List {
			if item.PDUSessionID != nil && item.PathSwitchRequestSetupFailedTransfer != nil && !named[uint8(item.PDUSessionID.Value)] {
				named[uint8(item.PDUSessionID.Value)] = true
				u.n2Answer(item.PDUSessionID, item.PathSwitchRequestSetupFailedTransfer, models.N2SmInfoType_PATH_SWITCH_SETUP_FAIL)
			}
		}
	}
	if len(sessions) == 0 {
		u.log().Error("PATH SWITCH REQUEST: no session can be switched", "gnb", as.sctp.RemoteAddr(), "state", u.state)
		list := &ie.PDUSessionResourceReleasedListPSFail{}
		for _, item := range failed.List {
			list.List = append(list.List, ie.PDUSessionResourceReleasedItemPSFail{
				PDUSessionID: item.PDUSessionID, PathSwitchRequestUnsuccessfulTransfer: item.PathSwitchRequestUnsuccessfulTransfer,
			})
		}
		as.tell(ngap.Stream(uint64(m.RANUENGAPID.Value)), &message.PathSwitchRequestFailure{
			AMFUENGAPID: amfID, RANUENGAPID: m.RANUENGAPID, PDUSessionResourceReleasedListPSFail: list,
		})
		return
	}
	l := u.a.rebind(old, as, uint64(m.RANUENGAPID.Value))
	if l == nil {
		u.lost(old)
		return
	}
	u.link = l
	for id, s := range u.sessions {
		if s.up && !named[id] {
			// The gNB did not take it.
			s.up = false
			u.updateSession(s, &models.SmfPduSessionSmContextUpdateData{UpCnxState: models.UpCnxState_DEACTIVATED})
		}
	}
	if len(failed.List) > 0 {
		ack.PDUSessionResourceReleasedListPSAck = failed
	}
	if stored := u.radioCapabilities(); !ngap.SameCapabilities(stored, m.UESecurityCapabilities) {
		// TS 33.501 R17 clause 6.7.3.1: the gNB is told those that the UE really has.
		u.log().Error("PATH SWITCH REQUEST with other UE security capabilities", "gnb", as.sctp.RemoteAddr())
		ack.UESecurityCapabilities = stored
	}
	hop := u.keys.Next()
	ack.SecurityContext = ngap.NextHop(hop.NH, hop.NCC)
	as.tell(ngap.Stream(l.ranID), ack)
	u.publish(event.AMFHandedOver{
		Header: u.head(), Subscriber: u.subscriber(), GUTI: u.guti, Procedure: event.XnHandover, From: from, To: where, Sessions: sessions,
	})
}

// rebind puts a connection of another gNB in place of one, with the same AMF UE NGAP ID. It is nil if that gNB is gone.
func (a *AMF) rebind(old *link, as *association, ran uint64) *link {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, there := a.assocs[as]; !there {
		return nil
	}
	l := &link{as: as, amfID: old.amfID, ranID: ran, ue: old.ue}
	if old.as.byRAN[old.ranID] == old {
		delete(old.as.byRAN, old.ranID)
	}
	old.ue = nil
	a.links[l.amfID], as.byRAN[ran] = l, l
	return l
}
