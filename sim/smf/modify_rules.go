package smf

import (
	"context"
	"fmt"
	"net"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/event"
)

// Identifiers of the rules of a QoS flow beside the default one.
func flowPDRs(q uint8) (uplink, downlink uint16) { return 16 + 2*uint16(q), 17 + 2*uint16(q) }

func flowQER(q uint8) uint32 { return 16 + uint32(q) }

// precedenceFlows is the precedence of QoS flow 0: behind router discovery, before the default QoS flow.
const precedenceFlows = 51

// flowRules changes the rules of the UPF for a modification (TS 29.244 R17 clause 6.3.3): before UE and gNB are asked it takes
// uplink packets of new flows; when they have accepted it sends downlink packets through them and forgets old flows; when they have
// not it forgets the new ones.
func (x *session) flowRules(ctx context.Context, c *change, before, accepted bool) error {
	var ies []*ie.IE
	for _, f := range c.add {
		up, down := flowPDRs(f.QFI)
		switch {
		case before:
			ies = append(ies, ie.NewCreateQER(ie.NewQERID(flowQER(f.QFI)), ie.NewGateStatus(ie.GateStatusOpen, ie.GateStatusOpen), ie.NewQFI(f.QFI)),
				x.flowPDR(up, f, x.accessSide(), *x.accessEnd(), farUplink))
		case accepted:
			ies = append(ies, x.flowPDR(down, f, x.coreSide(), x.info.VisitedN9, farDownlink))
		default:
			ies = append(ies, ie.NewRemovePDR(ie.NewPDRID(up)), ie.NewRemoveQER(ie.NewQERID(flowQER(f.QFI))))
		}
	}
	for _, f := range c.remove {
		if accepted {
			up, down := flowPDRs(f.QFI)
			ies = append(ies, ie.NewRemovePDR(ie.NewPDRID(down)), ie.NewRemovePDR(ie.NewPDRID(up)), ie.NewRemoveQER(ie.NewQERID(flowQER(f.QFI))))
		}
	}
	if len(ies) == 0 {
		return nil
	}
	return x.modifyRules(ctx, ies...)
}

// flowPDR is the rule for one direction of a QoS flow. In a tunnel the flow is known by its identifier; where the UPF has to
// sort packets, or to verify what the UE sorted, by its filters.
func (x *session) flowPDR(id uint16, f event.QoSFlow, from side, end event.FTEID, far uint32) *ie.IE {
	pdi := []*ie.IE{ie.NewSourceInterface(from.source), ie.NewNetworkInstance(from.instance)}
	rule := []*ie.IE{ie.NewPDRID(id), ie.NewPrecedence(precedenceFlows + uint32(f.QFI))}
	if from.tunnel {
		var four, six net.IP
		flag := uint8(0x01)
		if end.Addr.Is4() {
			four = end.Addr.AsSlice()
		} else {
			flag, six = 0x02, end.Addr.AsSlice()
		}
		pdi = append(pdi, ie.NewFTEID(flag, end.TEID, four, six, 0), ie.NewQFI(f.QFI))
	} else {
		pdi = append(pdi, x.ueAddress(ueAddressDownlink))
	}
	if x.info.Role != event.VisitedSMF {
		for _, filter := range f.Filters {
			pdi = append(pdi, ie.NewSDFFilter(filter.SDF(), "", "", "", 0))
		}
	}
	pdi = append(pdi, ie.NewTGPPInterfaceType(from.interfaceType))
	rule = append(rule, ie.NewPDI(pdi...))
	if from.tunnel {
		rule = append(rule, ie.NewOuterHeaderRemoval(6, 1))
	}
	return ie.NewCreatePDR(append(rule, ie.NewFARID(far), ie.NewURRID(urrVolume), ie.NewQERID(flowQER(f.QFI)))...)
}

// modifyRules is the PFCP session modification procedure, TS 29.244 R17 clause 6.3.3.
func (x *session) modifyRules(ctx context.Context, ies ...*ie.IE) error {
	_, err := x.upf().modify(ctx, x.info.UPFSEID.SEID, ies...)
	if err == nil {
		x.publishUserPlane()
	}
	return err
}

// modify changes the rules of a session at the UPF and returns the tunnel ends that it chose.
func (n *n4) modify(ctx context.Context, seid uint64, ies ...*ie.IE) (map[uint16]event.FTEID, error) {
	m, err := n.request(ctx, message.NewSessionModificationRequest(0, 0, seid, n.sequence(), 0, ies...))
	if err != nil {
		return nil, err
	}
	r, ok := m.(*message.SessionModificationResponse)
	if !ok {
		return nil, fmt.Errorf("smf: %s answers the session modification request", m.MessageTypeName())
	}
	if err := accepted("session modification", r.Cause, r.OffendingIE); err != nil {
		return nil, err
	}
	return createdTunnels(r.CreatedPDR)
}
