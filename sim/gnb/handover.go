package gnb

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/ngap"
	"lilab/sim/rrc"
)

// handoverState is what a connection needs to be handed over, guarded by Connection.mu.
type handoverState struct {
	capabilities *ie.UESecurityCapabilities
	// hop is a fresh {NH, NCC} that was not used yet, ncc the counter of the KgNB in use.
	hop *aka.Hop
	ncc uint8
	// answer takes the AMF's answer while it prepares a handover, target is the connection at the other gNB with Xn.
	answer chan message.Message
	target *Connection
	// rnti is that of a UE which is handed over to this gNB, source the connection that it leaves, nil without Xn.
	rnti   uint16
	source *Connection
}

// neighbour is a gNB that UEs can be handed over to, with Xn or through the AMF.
type neighbour struct {
	g  *GNB
	xn bool
}

// Neighbour makes another gNB one that UEs can be handed over to: over Xn, or else through the AMF. XnAP itself is not
// simulated, the gNBs call each other. Forwarded packets are GTP-U between Config.Xn of both in either case.
func (g *GNB) Neighbour(other *GNB, xn bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.neighbours = append(g.neighbours, neighbour{other, xn})
}

// Admit says whether UEs are taken that are handed over to this gNB; at first they are.
func (g *GNB) Admit(yes bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.barred = !yes
}

func (g *GNB) neighbourOf(cell string) (neighbour, Cell, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, n := range g.neighbours {
		if c, ok := n.g.cells[cell]; ok {
			return n, c, true
		}
	}
	return neighbour{}, Cell{}, false
}

// Handover hands the UE over to a cell, as after a measurement report. The result is the HandoverCommand of RRC (TS
// 38.331 R17 clause 11.2.2) that tells the UE to go to the target cell; from then on its downlink packets are
// forwarded. It is nil for a cell of this gNB, where there is nothing to prepare. A UE without PDU session cannot be
// handed over between gNBs, ErrNoSession.
func (c *Connection) Handover(ctx context.Context, cell string) ([]byte, error) {
	if _, ok := c.g.cells[cell]; ok {
		return nil, c.Move(ctx, cell)
	}
	n, where, ok := c.g.neighbourOf(cell)
	if !ok {
		return nil, fmt.Errorf("%w: %q", ErrNoCell, cell)
	}
	c.mu.Lock()
	var err error
	h := &c.handover
	switch {
	case c.released:
		err = ErrReleased
	case len(c.bearers) == 0:
		err = ErrNoSession
	case h.answer != nil || h.target != nil || !c.secured:
		err = fmt.Errorf("%w: the connection is not ready", ErrHandover)
	case !n.xn:
		h.answer = make(chan message.Message, 1)
	}
	c.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if n.xn {
		return c.prepareXn(n.g, where)
	}
	return c.prepareN2(ctx, n.g, where)
}

// all are the bearers in the order of their sessions.
func (c *Connection) all() []*bearer {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []*bearer
	for _, id := range slices.Sorted(maps.Keys(c.bearers)) {
		out = append(out, c.bearers[id])
	}
	return out
}

// prepareXn is the handover preparation over Xn, TS 38.423 R17 clause 8.2.1: this gNB derives the key of the target
// cell (TS 33.501 R17 clause 6.9.2.3.2).
func (c *Connection) prepareXn(target *GNB, cell Cell) ([]byte, error) {
	bearers := c.all()
	c.mu.Lock()
	o := offer{
		cell: cell, amfID: c.amfID, capabilities: c.handover.capabilities, tracking: c.tracking, source: c,
		key: aka.KNGRANStar(c.kgnb, cell.pci(), rrc.ARFCN), ncc: c.handover.ncc,
	}
	if hop := c.handover.hop; hop != nil {
		o.key, o.ncc = aka.KNGRANStar(hop.NH, cell.pci(), rrc.ARFCN), hop.NCC
	}
	c.mu.Unlock()
	for _, r := range bearers {
		o.sessions = append(o.sessions, offered{r.session, ngap.SetupRequest{
			Uplink: r.up.Load().FTEID, QFI: r.qfi, More: r.flows.more(r.qfi), Integrity: r.policy[0], Confidentiality: r.policy[1],
		}})
	}
	t, command, err := target.admit(o)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	c.handover.target = t
	c.mu.Unlock()
	for _, r := range bearers {
		if to := t.bearer(r.session); to != nil {
			c.g.user.depart(r, event.FTEID{TEID: to.xn, Addr: target.cfg.Xn})
		}
	}
	return command, nil
}

func (c *Connection) bearer(session uint8) *bearer {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.bearers[session]
}

// prepareN2 is the handover preparation through the AMF, TS 38.413 R17 clause 8.4.1.
func (c *Connection) prepareN2(ctx context.Context, target *GNB, cell Cell) ([]byte, error) {
	bearers := c.all()
	at, amfID, _, err := c.state()
	if err == nil {
		err = c.require(ctx, bearers, target, at, cell, amfID)
	}
	if err != nil {
		c.unprepare()
		return nil, fmt.Errorf("gnb: HANDOVER REQUIRED: %w", err)
	}
	t := time.NewTimer(c.g.cfg.PrepareTimeout)
	defer t.Stop()
	c.mu.Lock()
	answer := c.handover.answer
	c.mu.Unlock()
	select {
	case m := <-answer:
		command, err := c.commanded(m, bearers)
		if err != nil {
			c.unprepare()
		}
		return command, err
	case <-c.gone:
		return nil, ErrReleased
	case <-ctx.Done():
		err = ctx.Err()
	case <-t.C:
		err = context.DeadlineExceeded
	}
	c.cancel(ie.CauseRadioNetworkPresentTngrelocprepExpiry)
	return nil, fmt.Errorf("%w: HANDOVER REQUIRED is not answered: %w", ErrHandover, err)
}

// require sends HANDOVER REQUIRED.
func (c *Connection) require(ctx context.Context, bearers []*bearer, target *GNB, at, cell Cell, amfID int64) error {
	direct := c.g.user.xn != nil && target.cfg.Xn.IsValid()
	transfer, err := ngap.HandoverRequiredTransfer(direct)
	if err != nil {
		return err
	}
	octets := aper.OctetString(transfer)
	container := ngap.SourceToTarget{RRC: rrc.PreparationInformation(), Target: target.location(cell), Visited: c.g.location(at)}
	list := &ie.PDUSessionResourceListHORqd{}
	for _, r := range bearers {
		container.Sessions = append(container.Sessions, ngap.SourceSession{ID: r.session, QFI: r.qfi})
		list.List = append(list.List, ie.PDUSessionResourceItemHORqd{PDUSessionID: &ie.PDUSessionID{Value: int64(r.session)}, HandoverRequiredTransfer: &octets})
	}
	b, err := container.MarshalBinary()
	if err != nil {
		return err
	}
	m := &message.HandoverRequired{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: amfID}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(c.ranID)},
		HandoverType:                       &ie.HandoverType{Value: ie.HandoverTypePresentIntra5gs},
		Cause:                              ngap.RadioCause(ie.CauseRadioNetworkPresentHandoverDesirableForRadioReason),
		TargetID:                           ngap.TargetGNB(target.cfg.PLMN, target.cfg.GNBID, target.cfg.GNBIDLength, event.TAI{PLMN: target.cfg.PLMN, TAC: cell.TAC}),
		PDUSessionResourceListHORqd:        list,
		SourceToTargetTransparentContainer: &ie.SourceToTargetTransparentContainer{Value: b},
	}
	if direct {
		m.DirectForwardingPathAvailability = &ie.DirectForwardingPathAvailability{Value: ie.DirectForwardingPathAvailabilityPresentDirectPathAvailable}
	}
	c.sendMu.Lock()
	defer c.sendMu.Unlock()
	return c.g.send(ctx, ngap.Stream(c.ranID), m)
}

// prepared takes the AMF's answer to HANDOVER REQUIRED.
func (c *Connection) prepared(m message.Message) {
	c.mu.Lock()
	answer := c.handover.answer
	c.mu.Unlock()
	select {
	case answer <- m: // a nil channel is never ready
	default:
		c.g.cfg.Log.Error("gnb: handover that was not asked for", "message", fmt.Sprintf("%T", m), "ran-ue-ngap-id", c.ranID)
	}
}

// commanded reads HANDOVER COMMAND and begins to forward.
func (c *Connection) commanded(m message.Message, bearers []*bearer) ([]byte, error) {
	if f, ok := m.(*message.HandoverPreparationFailure); ok {
		return nil, fmt.Errorf("%w: HANDOVER PREPARATION FAILURE, cause %s", ErrHandover, ngap.CauseText(f.Cause))
	}
	h := m.(*message.HandoverCommand)
	var command []byte
	err := fmt.Errorf("no container of the target")
	if h.TargetToSourceTransparentContainer != nil {
		command, err = ngap.ParseTargetToSource(h.TargetToSourceTransparentContainer.Value)
	}
	if err != nil {
		c.cancel(ie.CauseRadioNetworkPresentUnspecified)
		return nil, fmt.Errorf("%w: HANDOVER COMMAND: %w", ErrHandover, err)
	}
	if h.PDUSessionResourceHandoverList == nil {
		return command, nil
	}
	for _, item := range h.PDUSessionResourceHandoverList.List {
		if item.PDUSessionID == nil || item.HandoverCommandTransfer == nil {
			continue
		}
		t, err := ngap.ParseHandoverCmd(*item.HandoverCommandTransfer)
		if err != nil {
			c.g.cfg.Log.Error("gnb: HANDOVER COMMAND", "session", item.PDUSessionID.Value, "err", err)
			continue
		}
		for _, r := range bearers {
			if int64(r.session) == item.PDUSessionID.Value {
				c.g.user.depart(r, t.Forwarding)
			}
		}
	}
	return command, nil
}

func (c *Connection) unprepare() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.handover.answer, c.handover.target = nil, nil
}

// cancel sends HANDOVER CANCEL, TS 38.413 R17 clause 8.4.5.
func (c *Connection) cancel(cause aper.Enumerated) {
	c.unprepare()
	_, amfID, _, err := c.state()
	if err != nil {
		return
	}
	c.sendMu.Lock()
	defer c.sendMu.Unlock()
	c.g.tell(ngap.Stream(c.ranID), &message.HandoverCancel{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: amfID}, RANUENGAPID: &ie.RANUENGAPID{Value: int64(c.ranID)}, Cause: ngap.RadioCause(cause),
	})
}

// Stay says that the UE did not get into the target cell and comes back, as with RRC re-establishment in the cell that
// it left: the preparation is cancelled, and its packets are not forwarded any more.
func (c *Connection) Stay() {
	c.mu.Lock()
	target := c.handover.target
	c.mu.Unlock()
	if target != nil {
		target.g.drop(target)
		c.unprepare()
	} else {
		c.cancel(ie.CauseRadioNetworkPresentHandoverCancelled)
	}
	for _, r := range c.all() {
		c.g.user.stay(r)
	}
}
