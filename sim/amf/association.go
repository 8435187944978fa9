package amf

import (
	"errors"
	"fmt"
	"time"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ngap"
)

// association is one gNB.
type association struct {
	a    *AMF
	sctp fabric.Association

	// ready, tais and byRAN are guarded by a.mu. ready is true after NG Setup.
	ready bool
	node  ngap.GNBName
	tais  []event.TAI
	byRAN map[uint64]*link
}

// link is one UE-associated logical NG connection.
type link struct {
	as           *association
	amfID, ranID uint64
	// ue is the context that the connection belongs to, nil once it is being released; guarded by a.mu.
	ue *ueContext
	// guard forgets the connection when the gNB does not complete its release.
	guard *time.Timer
}

func (a *AMF) accept() {
	for {
		sctp, err := a.listener.Accept(a.ctx)
		if err != nil {
			if a.ctx.Err() == nil {
				a.cfg.Log.Error("N2 listener ended", "err", err)
			}
			return
		}
		as := &association{a: a, sctp: sctp, byRAN: map[uint64]*link{}}
		a.mu.Lock()
		if a.closing {
			a.mu.Unlock()
			sctp.Close()
			return
		}
		a.assocs[as] = struct{}{}
		a.mu.Unlock()
		a.wg.Go(as.read)
	}
}

// read takes messages until the association ends.
func (as *association) read() {
	a := as.a
	defer as.sctp.Close()
	for {
		m, err := as.sctp.Receive(a.ctx)
		if err != nil {
			if a.ctx.Err() == nil {
				a.cfg.Log.Info("gNB is gone", "gnb", as.sctp.RemoteAddr(), "err", err)
			}
			break
		}
		if m.PPID != fabric.PPIDNGAP {
			a.cfg.Log.Error("SCTP message with another payload protocol", "gnb", as.sctp.RemoteAddr(), "ppid", m.PPID, "octets", len(m.Data))
			continue
		}
		as.receive(m.Data)
	}
	a.mu.Lock()
	delete(a.assocs, as)
	var lost []*link
	for _, l := range a.links {
		if l.as == as {
			lost = append(lost, l)
		}
	}
	a.mu.Unlock()
	for _, l := range lost {
		a.lose(l)
	}
}

// lose forgets a connection that ended without a release procedure.
func (a *AMF) lose(l *link) {
	if u := a.unlink(l); u != nil && a.ctx.Err() == nil {
		u.post(func() { u.lost(l) })
	}
}

// unlink takes a connection out of the tables and returns the context that it belonged to.
func (a *AMF) unlink(l *link) *ueContext {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.links[l.amfID] == l {
		delete(a.links, l.amfID)
	}
	if l.as.byRAN[l.ranID] == l {
		delete(l.as.byRAN, l.ranID)
	}
	if l.guard != nil {
		l.guard.Stop()
	}
	u := l.ue
	l.ue = nil
	return u
}

// send encodes a message and hands it to the gNB.
func (as *association) send(stream uint16, m message.Message) error {
	pdu, err := m.MarshalBinary()
	if err != nil {
		return fmt.Errorf("amf: encode %T: %w", m, err)
	}
	if err := as.sctp.Send(as.a.ctx, fabric.Message{Stream: stream, PPID: fabric.PPIDNGAP, Data: pdu}); err != nil {
		return fmt.Errorf("amf: send %T: %w", m, err)
	}
	return nil
}

// tell sends a message that nobody waits for.
func (as *association) tell(stream uint16, m message.Message) {
	if err := as.send(stream, m); err != nil && as.a.ctx.Err() == nil {
		as.a.cfg.Log.Error("cannot send to the gNB", "gnb", as.sctp.RemoteAddr(), "err", err)
	}
}

// receive handles one NGAP PDU. It never fails: what the gNB did wrong is logged and, where TS 38.413 R17
// clause 10 says so, reported to it.
func (as *association) receive(pdu []byte) {
	log := as.a.cfg.Log.With("gnb", as.sctp.RemoteAddr())
	m, err := ngap.Parse(pdu)
	if err != nil {
		log.Error("NGAP PDU not understood", "octets", len(pdu), "err", err)
		var se *ngap.SyntaxError
		if errors.As(err, &se) && !se.Response {
			if e := se.ErrorIndication(); e != nil {
				as.tell(0, e)
			}
		}
		return
	}
	as.a.mu.Lock()
	ready := as.ready
	as.a.mu.Unlock()
	if setup, ok := m.(*message.NGSetupRequest); ok {
		as.ngSetup(setup)
		return
	}
	if e, ok := m.(*message.ErrorIndication); ok {
		log.Error("ERROR INDICATION", "cause", ngap.CauseText(e.Cause))
		return
	}
	if !ready {
		// TS 38.413 R17 clause 8.7.1.1: NG Setup is the first procedure of an association.
		log.Error("NGAP message before NG Setup", "message", fmt.Sprintf("%T", m))
		as.tell(0, &message.ErrorIndication{Cause: ngap.ProtocolCause(ie.CauseProtocolPresentMessageNotCompatibleWithReceiverState)})
		return
	}
	switch m := m.(type) {
	case *message.InitialUEMessage:
		as.initialUE(m)
	case *message.UplinkNASTransport:
		as.uplinkNAS(m)
	case *message.InitialContextSetupResponse:
		as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) { u.contextSetUp() })
	case *message.InitialContextSetupFailure:
		as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) { u.contextSetupFailed(m.Cause) })
	case *message.UEContextReleaseRequest:
		as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) { u.releaseRequested(m.Cause) })
	case *message.UEContextReleaseComplete:
		if l := as.find(m.AMFUENGAPID, m.RANUENGAPID); l != nil {
			as.a.lose(l)
		}
	case *message.PDUSessionResourceSetupResponse:
		as.sessionsSetUp(m)
	case *message.PDUSessionResourceReleaseResponse:
		as.sessionsReleased(m)
	case *message.PathSwitchRequest:
		as.pathSwitch(m)
	case *message.HandoverRequired:
		as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) { u.handoverRequired(m) })
	case *message.HandoverRequestAcknowledge:
		as.handoverAcknowledged(m)
	case *message.HandoverFailure:
		as.handoverRefused(m)
	case *message.HandoverNotify:
		as.handoverNotify(m)
	case *message.HandoverCancel:
		as.deliver(m.AMFUENGAPID, m.RANUENGAPID, func(u *ueContext) { u.handoverCancelled(m) })
	case *message.PDUSessionResourceModifyResponse:
		as.sessionsModified(m)
	case *message.LocationReport:
		as.locationReport(m)
	case *message.LocationReportingFailureIndication:
		log.Error("LOCATION REPORTING FAILURE INDICATION", "cause", ngap.CauseText(m.Cause))
	case *message.NASNonDeliveryIndication:
		log.Error("NAS NON DELIVERY INDICATION", "cause", ngap.CauseText(m.Cause))
	case *message.UERadioCapabilityInfoIndication:
		log.Debug("UE radio capability is not stored")
	case *message.NGReset:
		as.reset(m)
	default:
		// TS 38.413 R17 clause 10.3.4.1: a procedure that is not comprehended here.
		log.Error("NGAP procedure not supported", "message", fmt.Sprintf("%T", m))
		if m.MessageType() == message.MessageTypeInitiatingMessage && m.Criticality() != message.CriticalityIgnore {
			as.tell(0, notSupported(m))
		}
	}
}

func notSupported(m message.Message) *message.ErrorIndication {
	return &message.ErrorIndication{
		Cause: ngap.ProtocolCause(ie.CauseProtocolPresentAbstractSyntaxErrorReject),
		CriticalityDiagnostics: &ie.CriticalityDiagnostics{
			ProcedureCode:        &ie.ProcedureCode{Value: m.ProcedureCode()},
			TriggeringMessage:    &ie.TriggeringMessage{Value: ie.TriggeringMessagePresentInitiatingMessage},
			ProcedureCriticality: &ie.Criticality{Value: m.Criticality()},
		},
	}
}

// find returns the connection of a UE-associated message. An unknown or inconsistent identifier is reported
// (TS 38.413 R17 clause 10.6).
func (as *association) find(amf *ie.AMFUENGAPID, ran *ie.RANUENGAPID) *link {
	if amf == nil || ran == nil {
		as.a.cfg.Log.Error("UE-associated message without identifiers", "gnb", as.sctp.RemoteAddr())
		return nil
	}
	as.a.mu.Lock()
	l := as.a.links[uint64(amf.Value)]
	as.a.mu.Unlock()
	var cause aper.Enumerated
	switch {
	case l == nil || l.as != as:
		cause = ie.CauseRadioNetworkPresentUnknownLocalUENGAPID
	case l.ranID != uint64(ran.Value):
		cause = ie.CauseRadioNetworkPresentInconsistentRemoteUENGAPID
	default:
		return l
	}
	as.a.cfg.Log.Error("message for no UE here", "gnb", as.sctp.RemoteAddr(), "amf-ue-ngap-id", amf.Value, "ran-ue-ngap-id", ran.Value)
	as.tell(0, &message.ErrorIndication{AMFUENGAPID: amf, RANUENGAPID: ran, Cause: ngap.RadioCause(cause)})
	return nil
}

// deliver runs f in the context that a UE-associated message belongs to.
func (as *association) deliver(amf *ie.AMFUENGAPID, ran *ie.RANUENGAPID, f func(*ueContext)) {
	l := as.find(amf, ran)
	if l == nil {
		return
	}
	as.a.mu.Lock()
	u := l.ue
	as.a.mu.Unlock()
	if u == nil {
		return
	}
	u.offer(func() {
		if u.link == l {
			f(u)
		}
	})
}

// ngSetup is TS 38.413 R17 clause 8.7.1. A repeated NG Setup drops the UEs of the first.
func (as *association) ngSetup(m *message.NGSetupRequest) {
	a := as.a
	tais, err := as.supportedTAs(m)
	if err != nil {
		a.cfg.Log.Error("NG SETUP REQUEST refused", "gnb", as.sctp.RemoteAddr(), "err", err)
		as.tell(0, &message.NGSetupFailure{Cause: ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError)})
		return
	}
	if len(tais) == 0 {
		a.cfg.Log.Error("NG SETUP REQUEST refused: no tracking area of this PLMN", "gnb", as.sctp.RemoteAddr())
		as.tell(0, &message.NGSetupFailure{Cause: ngap.MiscCause(ie.CauseMiscPresentUnknownPLMNOrSNPN)})
		return
	}
	// Without an identifier that makes sense nobody can be handed over to the gNB.
	node, err := ngap.ParseGNBID(m.GlobalRANNodeID)
	if err != nil {
		a.cfg.Log.Error("NG SETUP REQUEST", "gnb", as.sctp.RemoteAddr(), "err", err)
	}
	a.mu.Lock()
	as.tais, as.node, as.ready = tais, node, true
	lost := make([]*link, 0, len(as.byRAN))
	for _, l := range as.byRAN {
		lost = append(lost, l)
	}
	a.mu.Unlock()
	for _, l := range lost {
		a.lose(l)
	}
	as.tell(0, &message.NGSetupResponse{
		AMFName:             &ie.AMFName{Value: aper.PrintableString(a.cfg.Name)},
		ServedGUAMIList:     &ie.ServedGUAMIList{List: []ie.ServedGUAMIItem{{GUAMI: ngap.GUAMI(a.guami)}}},
		RelativeAMFCapacity: &ie.RelativeAMFCapacity{Value: 255},
		PLMNSupportList: &ie.PLMNSupportList{List: []ie.PLMNSupportItem{{
			PLMNIdentity: ngap.PLMN(a.cfg.PLMN), SliceSupportList: ngap.SliceSupport(a.cfg.Slices),
		}}},
	})
}

// supportedTAs returns the tracking areas of the request that broadcast the PLMN of the AMF.
func (as *association) supportedTAs(m *message.NGSetupRequest) ([]event.TAI, error) {
	if m.SupportedTAList == nil {
		return nil, errors.New("no supported TA list")
	}
	var tais []event.TAI
	for _, ta := range m.SupportedTAList.List {
		tac, err := ngap.ParseTAC(ta.TAC)
		if err != nil || ta.BroadcastPLMNList == nil {
			return nil, fmt.Errorf("supported TA: %w", errors.Join(err, errors.New("no broadcast PLMN")))
		}
		for _, b := range ta.BroadcastPLMNList.List {
			p, err := ngap.ParsePLMN(b.PLMNIdentity)
			if err != nil {
				return nil, fmt.Errorf("broadcast PLMN: %w", err)
			}
			if p == as.a.cfg.PLMN {
				tais = append(tais, event.TAI{PLMN: p, TAC: tac})
			}
		}
	}
	return tais, nil
}

// reset is TS 38.413 R17 clause 8.7.4: the gNB lost some or all UE contexts.
func (as *association) reset(m *message.NGReset) {
	if m.ResetType == nil {
		return
	}
	var lost []*link
	ack := &message.NGResetAcknowledge{}
	as.a.mu.Lock()
	switch t := m.ResetType.Choice.(type) {
	case *ie.ResetAll:
		for _, l := range as.byRAN {
			lost = append(lost, l)
		}
	case *ie.UEAssociatedLogicalNGConnectionList:
		ack.UEAssociatedLogicalNGConnectionList = t
		for _, item := range t.List {
			if item.RANUENGAPID == nil {
				continue
			}
			if l := as.byRAN[uint64(item.RANUENGAPID.Value)]; l != nil {
				lost = append(lost, l)
			}
		}
	}
	as.a.mu.Unlock()
	for _, l := range lost {
		as.a.lose(l)
	}
	as.tell(0, ack)
}
