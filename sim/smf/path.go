package smf

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/event"
)

// UPF is one that an SMF controls.
type UPF struct {
	// Addr is where it listens for PFCP.
	Addr netip.AddrPort
	NF   event.NF
	// TACs are the tracking areas whose gNBs it serves on N3, none for all.
	TACs []uint32
	// DNNs are the data networks that it anchors, with pools of UE addresses of its own; none for an intermediate UPF.
	DNNs map[string]DNN
	// Local are the prefixes, by DNN, that it reaches on an N6 of its own. For sessions of UEs in its area it is an uplink
	// classifier with a local anchor (TS 23.501 R17 clause 5.6.4.2): what goes there leaves, the rest goes on to the anchor.
	// The network instance of that N6 is LocalInstance.
	Local map[string]netip.Prefix
}

// LocalInstance is the network instance of the local N6 of a data network.
func LocalInstance(dnn string) string { return dnn + ".local" }

// InstanceN9Inner names the ends of UPFs on N9 inside a network.
const InstanceN9Inner = "n9.inner"

func (n *n4) serves(tac uint32) bool { return len(n.upf.TACs) == 0 || slices.Contains(n.upf.TACs, tac) }

// upf is the session's own UPF.
func (x *session) upf() *n4 {
	if x.node == nil {
		return x.smf.n4
	}
	return x.node
}

func (x *session) tac() uint32 {
	if x.info.Location == nil {
		return 0
	}
	return x.info.Location.TAI.TAC
}

// anchorAt chooses the anchor of a session, the first that serves the place where the UE is, or else the first. It is nil if
// there is none for the DNN.
func (x *session) anchorAt() *pool {
	x.node = nil
	for _, n := range x.smf.nodes {
		if n.pools[x.info.DNN] == nil || len(n.upf.Local) > 0 {
			continue
		}
		if x.node == nil || x.info.Role == event.AnchorSMF && !x.node.serves(x.tac()) && n.serves(x.tac()) {
			x.node = n
		}
	}
	if x.node == nil {
		return nil
	}
	return x.node.pools[x.info.DNN]
}

// visitedAt chooses the V-UPF of a session.
func (x *session) visitedAt() error {
	for _, n := range x.smf.nodes {
		if n.serves(x.tac()) {
			x.node = n
			return nil
		}
	}
	return fmt.Errorf("%w %06x", errNoUPF, x.tac())
}

// errNoUPF says that no UPF of the SMF serves a tracking area.
var errNoUPF = errors.New("smf: no UPF serves tracking area")

// Identifiers of rules that only sessions with an intermediate UPF have: at the anchor, and at that UPF.
const (
	pdrInner, pdrInnerSolicitation = 5, 6
	pdrLocalUplink, pdrLocalDown   = 3, 4
	farLocal                       = 3
	innerChooseID                  = 2
	precedenceLocal                = 60
)

// leg is the session at an intermediate UPF: an I-UPF, or an uplink classifier.
type leg struct {
	node *n4
	cp   event.FSEID
	up   event.FSEID
	// n3 and n9 are its ends towards gNB and anchor.
	n3, n9 event.FTEID
	// local is the prefix that leaves there, invalid for none.
	local netip.Prefix
	// marker says that the gNB that it sends to is replaced by another while packets flow.
	marker bool
}

// innerSide is the side of the anchor towards an intermediate UPF.
func innerSide(peer event.FTEID, marker bool) side {
	return side{source: ie.SrcInterfaceAccess, destination: ie.DstInterfaceAccess, instance: InstanceN9Inner, interfaceType: interfaceN9,
		tunnel: true, peer: peer, endMarker: marker}
}

// relocation is a change of the path of a session that is prepared and not yet made.
type relocation struct {
	// leg is the new intermediate UPF, nil for none; visited is the session at the new V-UPF.
	leg     *leg
	visited *session
}

// uplink is where the gNB is to send to.
func (m *relocation) uplink(x *session) event.FTEID {
	switch {
	case m == nil:
		return x.info.UplinkN3
	case m.visited != nil:
		return m.visited.info.UplinkN3
	case m.leg != nil:
		return m.leg.n3
	}
	return x.ownN3
}

// between is the UPF that has to be between the gNBs of a tracking area and the anchor, nil for none.
func (x *session) between(tac uint32) (*n4, error) {
	own := x.upf()
	for _, n := range x.smf.nodes {
		if to, local := n.upf.Local[x.info.DNN]; local && x.classifies(to) && n != own && n.serves(tac) {
			return n, nil
		}
	}
	if own.serves(tac) {
		return nil, nil
	}
	for _, n := range x.smf.nodes {
		if n.serves(tac) {
			return n, nil
		}
	}
	return nil, fmt.Errorf("%w %06x", errNoUPF, tac)
}

// classifies says whether the session has packets for a prefix.
func (x *session) classifies(to netip.Prefix) bool {
	return x.info.Role == event.AnchorSMF && slices.ContainsFunc(x.info.Addresses, func(a netip.Prefix) bool { return a.Addr().Is4() == to.Addr().Is4() })
}

// relocate prepares the path for a tracking area (TS 23.502 R17 clauses 4.9.1.2.3 and 4.9.1.2.4, 4.9.1.3.2): nil if it stays. downlink
// is the gNB's end if it is known.
func (x *session) relocate(ctx context.Context, tac uint32, downlink event.FTEID) (*relocation, error) {
	n, err := x.between(tac)
	if err != nil {
		return nil, err
	}
	if x.info.Role == event.VisitedSMF {
		if n == nil {
			return nil, nil
		}
		y, err := x.visitAt(ctx, n, downlink)
		if err != nil {
			return nil, err
		}
		return &relocation{visited: y}, nil
	}
	switch {
	case n == nil && x.leg == nil, n != nil && x.leg != nil && x.leg.node == n:
		return nil, nil
	case n == nil:
		return &relocation{}, nil
	}
	l, err := x.openLeg(ctx, n, downlink)
	if err != nil {
		return nil, err
	}
	return &relocation{leg: l}, nil
}

// abandon forgets a path that was prepared.
func (x *session) abandon(ctx context.Context, m *relocation) {
	if m == nil {
		return
	}
	if m.leg != nil {
		if _, err := m.leg.node.delete(ctx, m.leg.up.SEID); err != nil {
			x.smf.cfg.Log.Error("smf: session at the intermediate UPF", "err", err)
		}
	}
	if m.visited != nil {
		if _, err := m.visited.upf().delete(ctx, m.visited.info.UPFSEID.SEID); err != nil {
			x.smf.cfg.Log.Error("smf: session at the V-UPF", "err", err)
		}
	}
}

// take makes a prepared path the session's. to is the gNB's end, invalid if it is not known yet. Whoever sent to the old gNB sends an end
// marker behind its last packet.
func (x *session) take(ctx context.Context, m *relocation, to event.FTEID) error {
	flowing := x.info.DownlinkN3.Addr.IsValid()
	x.info.DownlinkN3 = to
	switch {
	case m == nil && x.leg != nil:
		x.leg.marker = flowing
		err := x.modifyN4(ctx, false, true)
		x.leg.marker = false
		return err
	case m == nil:
		x.switching = flowing
		err := x.modifyN4(ctx, false, true)
		x.switching = false
		return err
	case m.visited != nil:
		return x.takeVisited(ctx, m.visited)
	}
	old, uplink := x.leg, x.info.UplinkN3
	if old == nil {
		x.ownN3 = x.info.UplinkN3
	}
	x.leg, x.info.UplinkN3 = m.leg, m.uplink(x)
	var err error
	if m.leg != nil {
		err = x.modifyLeg(ctx, m.leg)
	}
	if err == nil {
		x.switching = flowing
		ies := []*ie.IE{updateFAR(farDownlink, x.accessSide())}
		for _, f := range x.flows {
			// The flows come through the other end of the anchor now.
			up, _ := flowPDRs(f.QFI)
			ies = append(ies, ie.NewUpdatePDR(x.flowPDR(up, f, x.accessSide(), *x.accessEnd(), farUplink).ChildIEs...))
		}
		err = x.modifyRules(ctx, ies...)
		x.switching = false
	}
	if err != nil {
		x.leg, x.info.UplinkN3 = old, uplink
		x.abandon(ctx, m)
		return err
	}
	if old != nil {
		x.retire(old)
	}
	return nil
}

// follow makes the path of a session without tunnel to a gNB that of the place where the UE is (TS 23.502 R17 clause 4.2.3.2 steps 6
// and 7). What an intermediate UPF holds that is left is lost: the forwarding tunnel between old and new one is not simulated.
func (x *session) follow(ctx context.Context) error {
	m, err := x.relocate(ctx, x.tac(), event.FTEID{})
	if m == nil || err != nil {
		return err
	}
	return x.take(ctx, m, event.FTEID{})
}

// newSEID is a CP F-SEID.
func (s *SMF) newSEID() event.FSEID {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.nextSEID++
	return event.FSEID{SEID: s.nextSEID, Addr: s.cfg.N4}
}

// establish is the PFCP session establishment procedure with IEs that are ready.
func (n *n4) establish(ctx context.Context, ies ...*ie.IE) (event.FSEID, map[uint16]event.FTEID, error) {
	m, err := n.request(ctx, message.NewSessionEstablishmentRequest(0, 0, 0, n.sequence(), 0, ies...))
	if err != nil {
		return event.FSEID{}, nil, err
	}
	r, ok := m.(*message.SessionEstablishmentResponse)
	if !ok {
		return event.FSEID{}, nil, fmt.Errorf("smf: %s answers the session establishment request", m.MessageTypeName())
	}
	if err := accepted("session establishment", r.Cause, r.OffendingIE); err != nil {
		return event.FSEID{}, nil, err
	}
	if r.UPFSEID == nil {
		return event.FSEID{}, nil, errors.New("smf: session establishment response without F-SEID")
	}
	seid, err := r.UPFSEID.FSEID()
	if err != nil {
		return event.FSEID{}, nil, fmt.Errorf("smf: session establishment response: %w", err)
	}
	up := event.FSEID{SEID: seid.SEID}
	if a, ok := netip.AddrFromSlice(seid.IPv4Address.To4()); ok {
		up.Addr = a
	} else if a, ok := netip.AddrFromSlice(seid.IPv6Address); ok {
		up.Addr = a
	}
	ends, err := createdTunnels(r.CreatedPDR)
	return up, ends, err
}

// path tells of the UPFs between gNB and the session's own.
func (x *session) path() []event.SMFPathUPF {
	if x.leg == nil {
		return nil
	}
	role := event.IntermediateUPF
	if x.leg.local.IsValid() {
		role = event.UplinkClassifier
	}
	return []event.SMFPathUPF{{
		Role: role, NF: x.leg.node.upf.NF, CPFSEID: x.leg.cp, UPFSEID: x.leg.up, UplinkN3: x.leg.n3, N9: x.leg.n9, Local: x.leg.local,
	}}
}
