package gnb

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/ngap"
	"lilab/sim/rrc"
)

// offer is what a gNB is asked to take over.
type offer struct {
	cell         Cell
	amfID        int64
	key          [32]byte
	ncc          uint8
	capabilities *ie.UESecurityCapabilities
	tracking     bool
	sessions     []offered
	source       *Connection // with Xn
}

type offered struct {
	id  uint8
	req ngap.SetupRequest
}

// refused is why a gNB does not take a UE.
type refused struct {
	cause *ie.Cause
	why   string
}

func (r *refused) Error() string { return "gnb: handover refused: " + r.why }
func (r *refused) Unwrap() error { return ErrHandover }

// admit makes everything ready for a UE. It answers with the HandoverCommand for it.
func (g *GNB) admit(o offer) (*Connection, []byte, error) {
	no := func(cause aper.Enumerated, why string) (*Connection, []byte, error) {
		return nil, nil, &refused{ngap.RadioCause(cause), why}
	}
	g.mu.Lock()
	barred := g.barred
	g.mu.Unlock()
	if barred {
		return no(ie.CauseRadioNetworkPresentNoRadioResourcesAvailableInTargetCell, "no radio resources")
	}
	if g.user == nil {
		return no(ie.CauseRadioNetworkPresentHoTargetNotAllowed, "no user plane")
	}
	c := &Connection{g: g, gone: make(chan struct{}), cell: o.cell, amfID: o.amfID, kgnb: o.key, secured: true, tracking: o.tracking}
	c.handover = handoverState{capabilities: o.capabilities, ncc: o.ncc, source: o.source}
	if err := g.add(c); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrHandover, err)
	}
	g.mu.Lock()
	for {
		g.nextRNTI = g.nextRNTI%0xffef + 1 // 1 to 0xffef, TS 38.321 R17 table 7.1-1
		if g.expected[g.nextRNTI] == nil {
			break
		}
	}
	c.handover.rnti = g.nextRNTI
	g.expected[c.handover.rnti] = c
	g.mu.Unlock()
	for _, s := range o.sessions {
		if r, ok := g.user.bearer(c, s.id, s.req); ok {
			g.user.expect(r)
		}
	}
	command, err := rrc.Command{PCI: o.cell.pci(), RNTI: c.handover.rnti, NCC: o.ncc}.MarshalBinary()
	if err != nil {
		g.drop(c)
		return no(ie.CauseRadioNetworkPresentUnspecified, err.Error())
	}
	return c, command, nil
}

// handoverRequest is HANDOVER REQUEST, TS 38.413 R17 clause 8.4.2.
func (g *GNB) handoverRequest(m *message.HandoverRequest) {
	answer, err := g.takeOver(m)
	if err == nil {
		g.tell(ngap.Stream(uint64(answer.RANUENGAPID.Value)), answer)
		return
	}
	g.cfg.Log.Error("gnb: HANDOVER REQUEST refused", "err", err)
	cause := ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError)
	var r *refused
	if errors.As(err, &r) {
		cause = r.cause
	}
	if m.AMFUENGAPID != nil {
		g.tell(0, &message.HandoverFailure{AMFUENGAPID: m.AMFUENGAPID, Cause: cause})
	}
}

func (g *GNB) takeOver(m *message.HandoverRequest) (*message.HandoverRequestAcknowledge, error) {
	if m.AMFUENGAPID == nil || m.SourceToTargetTransparentContainer == nil || m.PDUSessionResourceSetupListHOReq == nil {
		return nil, errors.New("gnb: mandatory elements are missing")
	}
	s, err := ngap.ParseSourceToTarget(m.SourceToTargetTransparentContainer.Value)
	if err == nil {
		err = rrc.CheckPreparationInformation(s.RRC)
	}
	if err != nil {
		return nil, err
	}
	nh, ncc, err := ngap.ParseNextHop(m.SecurityContext)
	if err != nil {
		return nil, err
	}
	o := offer{amfID: m.AMFUENGAPID.Value, capabilities: m.UESecurityCapabilities, ncc: ncc}
	found := false
	for _, c := range g.cells {
		if c.NRCellID == s.Target.NRCellID && g.cfg.PLMN == s.Target.NCGIPLMN {
			o.cell, found = c, true
		}
	}
	if !found {
		return nil, &refused{ngap.RadioCause(ie.CauseRadioNetworkPresentCellNotAvailable), "no such cell"}
	}
	// The key of the target cell comes from the NH of the AMF (TS 33.501 R17 clause 6.9.2.3.3).
	o.key = aka.KNGRANStar(nh, o.cell.pci(), rrc.ARFCN)
	if t := m.LocationReportingRequestType; t != nil && t.EventType != nil {
		o.tracking = t.EventType.Value == ie.EventTypePresentChangeOfServeCell
	}
	failed := &ie.PDUSessionResourceFailedToSetupListHOAck{}
	for _, item := range m.PDUSessionResourceSetupListHOReq.List {
		if item.PDUSessionID == nil || item.HandoverRequestTransfer == nil {
			continue
		}
		req, err := ngap.ParseSetupRequest(*item.HandoverRequestTransfer)
		if err == nil {
			o.sessions = append(o.sessions, offered{uint8(item.PDUSessionID.Value), req})
			continue
		}
		g.cfg.Log.Error("gnb: HANDOVER REQUEST", "session", item.PDUSessionID.Value, "err", err)
		b, err := ngap.HandoverAllocationFailed(ngap.ProtocolCause(ie.CauseProtocolPresentSemanticError))
		if err != nil {
			return nil, err
		}
		octets := aper.OctetString(b)
		failed.List = append(failed.List, ie.PDUSessionResourceFailedToSetupItemHOAck{PDUSessionID: item.PDUSessionID, HandoverResourceAllocationUnsuccessfulTransfer: &octets})
	}
	if len(o.sessions) == 0 {
		return nil, &refused{ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified), "no PDU session that can be set up"}
	}
	c, command, err := g.admit(o)
	if err != nil {
		return nil, err
	}
	answer, err := c.acknowledge(command, failed)
	if err != nil {
		g.drop(c)
	}
	return answer, err
}

// acknowledge makes HANDOVER REQUEST ACKNOWLEDGE.
func (c *Connection) acknowledge(command []byte, failed *ie.PDUSessionResourceFailedToSetupListHOAck) (*message.HandoverRequestAcknowledge, error) {
	container, err := ngap.TargetToSource(command)
	if err != nil {
		return nil, err
	}
	answer := &message.HandoverRequestAcknowledge{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: c.amfID}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(c.ranID)},
		PDUSessionResourceAdmittedList:     &ie.PDUSessionResourceAdmittedList{},
		TargetToSourceTransparentContainer: &ie.TargetToSourceTransparentContainer{Value: container},
	}
	if len(failed.List) > 0 {
		answer.PDUSessionResourceFailedToSetupListHOAck = failed
	}
	for _, r := range c.all() {
		ack := ngap.HandoverAck{
			Downlink: event.FTEID{TEID: r.teid, Addr: c.g.user.addr}, QFIs: r.flows.list(r.qfi),
			IntegrityPerformed: r.integrity, ConfidentialityPerformed: r.confidentiality,
		}
		if r.xn != 0 {
			ack.Forwarding = event.FTEID{TEID: r.xn, Addr: c.g.cfg.Xn}
		}
		b, err := ack.MarshalBinary()
		if err != nil {
			return nil, err
		}
		octets := aper.OctetString(b)
		answer.PDUSessionResourceAdmittedList.List = append(answer.PDUSessionResourceAdmittedList.List,
			ie.PDUSessionResourceAdmittedItem{PDUSessionID: &ie.PDUSessionID{Value: int64(r.session)}, HandoverRequestAcknowledgeTransfer: &octets})
	}
	return answer, nil
}

// Access is how a UE comes into the target cell: random access with the C-RNTI of the command, and
// RRCReconfigurationComplete, which is protected with the key of the target cell.
type Access struct {
	RNTI uint16
	// MAC is AccessMAC of the key that the UE derived.
	MAC [4]byte
	UE  Terminal
}

// AccessMAC is the message authentication code over RRCReconfigurationComplete. The lab protects RRC with 128-NIA2.
func AccessMAC(kgnb [32]byte, rnti uint16) [4]byte {
	// The input is of the right form, so that there is no error.
	mac, _ := aka.MAC(aka.NIA2, aka.KRRCint(kgnb, aka.NIA2), 0, 0, 0, binary.BigEndian.AppendUint16([]byte{0x08}, rnti))
	return mac
}

// Access takes a UE that is handed over. The core network is told: PATH SWITCH REQUEST after Xn, else HANDOVER NOTIFY.
// The handover is complete when the connection that the UE left is gone; it failed when this one is.
func (g *GNB) Access(ctx context.Context, cell string, a Access) (*Connection, error) {
	g.mu.Lock()
	c := g.expected[a.RNTI]
	if c == nil || c.cell.Name != cell {
		g.mu.Unlock()
		return nil, fmt.Errorf("%w: no UE with C-RNTI %d is expected in cell %q", ErrHandover, a.RNTI, cell)
	}
	if AccessMAC(c.kgnb, a.RNTI) != a.MAC {
		g.mu.Unlock()
		return nil, fmt.Errorf("%w: RRCReconfigurationComplete fails the integrity check", ErrHandover)
	}
	delete(g.expected, a.RNTI)
	g.mu.Unlock()
	c.mu.Lock()
	c.ue = a.UE
	source := c.handover.source
	amfID := c.amfID
	c.mu.Unlock()
	t, _ := a.UE.(SessionTerminal)
	for _, r := range c.all() {
		g.user.arrived(r, t)
	}
	where := ngap.UserLocation(g.location(c.cell))
	var m message.Message = &message.HandoverNotify{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: amfID}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(c.ranID)}, UserLocationInformation: where,
	}
	if source != nil {
		var err error
		if m, err = c.pathSwitch(amfID, where); err != nil {
			return nil, err
		}
	}
	c.sendMu.Lock()
	defer c.sendMu.Unlock()
	if err := g.send(ctx, ngap.Stream(c.ranID), m); err != nil {
		g.drop(c)
		return nil, fmt.Errorf("gnb: %T: %w", m, err)
	}
	return c, nil
}

// pathSwitch makes PATH SWITCH REQUEST, TS 38.413 R17 clause 8.4.4.
func (c *Connection) pathSwitch(amfID int64, where *ie.UserLocationInformation) (*message.PathSwitchRequest, error) {
	m := &message.PathSwitchRequest{
		RANUENGAPID: &ie.RANUENGAPID{Value: int64(c.ranID)}, SourceAMFUENGAPID: &ie.AMFUENGAPID{Value: amfID},
		UserLocationInformation: where, UESecurityCapabilities: c.handover.capabilities,
		PDUSessionResourceToBeSwitchedDLList: &ie.PDUSessionResourceToBeSwitchedDLList{},
	}
	for _, r := range c.all() {
		b, err := ngap.PathSwitch{
			Downlink: event.FTEID{TEID: r.teid, Addr: c.g.user.addr}, QFIs: r.flows.list(r.qfi), Integrity: r.policy[0], Confidentiality: r.policy[1],
			IntegrityPerformed: r.integrity, ConfidentialityPerformed: r.confidentiality,
		}.MarshalBinary()
		if err != nil {
			return nil, err
		}
		octets := aper.OctetString(b)
		m.PDUSessionResourceToBeSwitchedDLList.List = append(m.PDUSessionResourceToBeSwitchedDLList.List,
			ie.PDUSessionResourceToBeSwitchedDLItem{PDUSessionID: &ie.PDUSessionID{Value: int64(r.session)}, PathSwitchRequestTransfer: &octets})
	}
	return m, nil
}

// pathSwitched is PATH SWITCH REQUEST ACKNOWLEDGE. The source gNB may forget the UE then (TS 38.423 R17 clause 8.2.7).
func (g *GNB) pathSwitched(c *Connection, m *message.PathSwitchRequestAcknowledge) {
	nh, ncc, err := ngap.ParseNextHop(m.SecurityContext)
	c.mu.Lock()
	source := c.handover.source
	c.handover.source = nil
	if err == nil && source != nil {
		c.handover.hop = &aka.Hop{NH: nh, NCC: ncc}
	}
	if m.UESecurityCapabilities != nil {
		// What the other gNB had told was wrong (TS 33.501 R17 clause 6.7.3.1).
		c.handover.capabilities = m.UESecurityCapabilities
	}
	c.mu.Unlock()
	if err != nil {
		g.cfg.Log.Error("gnb: PATH SWITCH REQUEST ACKNOWLEDGE", "err", err)
	}
	if source == nil {
		g.cfg.Log.Error("gnb: PATH SWITCH REQUEST ACKNOWLEDGE that was not asked for", "ran-ue-ngap-id", c.ranID)
		return
	}
	if l := m.PDUSessionResourceSwitchedList; l != nil {
		for _, item := range l.List {
			if item.PDUSessionID == nil || item.PathSwitchRequestAcknowledgeTransfer == nil {
				continue
			}
			t, err := ngap.ParsePathSwitchAck(*item.PathSwitchRequestAcknowledgeTransfer)
			if err != nil {
				g.cfg.Log.Error("gnb: PATH SWITCH REQUEST ACKNOWLEDGE", "session", item.PDUSessionID.Value, "err", err)
				continue
			}
			if r := c.bearer(uint8(item.PDUSessionID.Value)); r != nil && t.Uplink.Addr.IsValid() {
				r.up.Store(newPeer(t.Uplink))
			}
		}
	}
	if l := m.PDUSessionResourceReleasedListPSAck; l != nil {
		for _, item := range l.List {
			if item.PDUSessionID != nil {
				g.closeBearer(c, uint8(item.PDUSessionID.Value))
			}
		}
	}
	source.g.drop(source)
}

// pathNotSwitched is PATH SWITCH REQUEST FAILURE: the UE has no session left, so both gNBs give it up.
func (g *GNB) pathNotSwitched(c *Connection) {
	c.mu.Lock()
	source := c.handover.source
	c.handover.source = nil
	c.mu.Unlock()
	if source == nil {
		g.cfg.Log.Error("gnb: PATH SWITCH REQUEST FAILURE that was not asked for", "ran-ue-ngap-id", c.ranID)
		return
	}
	g.drop(c)
	_, amfID, _, err := source.state()
	if err != nil {
		return
	}
	source.g.tell(ngap.Stream(source.ranID), &message.UEContextReleaseRequest{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: amfID}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(source.ranID)},
		Cause: ngap.RadioCause(ie.CauseRadioNetworkPresentXnHandoverTriggered),
	})
}
