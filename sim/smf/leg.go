package smf

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"time"

	"github.com/wmnsk/go-pfcp/ie"

	"lilab/sim/event"
)

// openInner gives the anchor an end for intermediate UPFs. It keeps its end on N3 for when the UE comes back.
func (x *session) openInner(ctx context.Context) error {
	if x.ownN9.Addr.IsValid() {
		return nil
	}
	from := innerSide(event.FTEID{}, false)
	pdi := []*ie.IE{ie.NewSourceInterface(from.source), ie.NewNetworkInstance(from.instance),
		ie.NewFTEID(chooseV4WithID, 0, nil, nil, innerChooseID), ie.NewTGPPInterfaceType(from.interfaceType)}
	ies := []*ie.IE{ie.NewCreatePDR(ie.NewPDRID(pdrInner), ie.NewPrecedence(100), ie.NewPDI(pdi...), ie.NewOuterHeaderRemoval(6, 1),
		ie.NewFARID(farUplink), ie.NewURRID(urrVolume), ie.NewQERID(qerFlow))}
	if _, router := x.ipv6(); router {
		ies = append(ies, ie.NewCreatePDR(ie.NewPDRID(pdrInnerSolicitation), ie.NewPrecedence(50),
			ie.NewPDI(append(pdi, ie.NewSDFFilter(filterSolicitation, "", "", "", 0))...), ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farSolicitation)))
	}
	ends, err := x.upf().modify(ctx, x.info.UPFSEID.SEID, ies...)
	if err != nil {
		return err
	}
	end, ok := ends[pdrInner]
	if !ok {
		return errors.New("smf: session modification response without F-TEID of N9")
	}
	x.ownN9 = end
	return nil
}

// openLeg establishes the session at an intermediate UPF.
func (x *session) openLeg(ctx context.Context, n *n4, downlink event.FTEID) (*leg, error) {
	if err := n.associate(ctx); err != nil {
		return nil, err
	}
	if err := x.openInner(ctx); err != nil {
		return nil, err
	}
	// One that the session has just left has the same UE address.
	for _, l := range slices.Clone(x.leaving) {
		if l.node == n {
			x.closeLeg(ctx, l)
		}
	}
	l := &leg{node: n, cp: x.smf.newSEID(), local: n.upf.Local[x.info.DNN]}
	access := side{source: ie.SrcInterfaceAccess, destination: ie.DstInterfaceAccess, instance: InstanceN3, interfaceType: interfaceN3, tunnel: true, peer: downlink}
	core := side{source: ie.SrcInterfaceCore, destination: ie.DstInterfaceCore, instance: InstanceN9Inner, interfaceType: interfaceN9, tunnel: true, peer: x.ownN9}
	fromGNB := func(more ...*ie.IE) *ie.IE {
		return ie.NewPDI(append([]*ie.IE{ie.NewSourceInterface(access.source), ie.NewNetworkInstance(access.instance),
			ie.NewFTEID(chooseV4WithID, 0, nil, nil, chooseID), ie.NewTGPPInterfaceType(access.interfaceType)}, more...)...)
	}
	ies := []*ie.IE{
		n.nodeID(), ie.NewFSEID(l.cp.SEID, l.cp.Addr.AsSlice(), nil),
		ie.NewCreatePDR(ie.NewPDRID(pdrUplink), ie.NewPrecedence(100), fromGNB(), ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farUplink)),
		ie.NewCreatePDR(ie.NewPDRID(pdrDownlink), ie.NewPrecedence(100), ie.NewPDI(ie.NewSourceInterface(core.source), ie.NewNetworkInstance(core.instance),
			ie.NewFTEID(chooseV4, 0, nil, nil, 0), ie.NewTGPPInterfaceType(core.interfaceType)), ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farDownlink)),
		createFAR(farUplink, core), createFAR(farDownlink, access),
	}
	if l.local.IsValid() {
		ies = append(ies, x.localRules(l.local, fromGNB)...)
	}
	if pdn := pdnTypes[x.info.Type]; pdn != 0 {
		ies = append(ies, ie.NewPDNType(pdn))
	}
	ies = append(ies, ie.NewAPNDNN(x.info.DNN))
	up, ends, err := n.establish(ctx, ies...)
	if err != nil {
		return nil, err
	}
	l.up = up
	var ok, ok2 bool
	l.n3, ok = ends[pdrUplink]
	l.n9, ok2 = ends[pdrDownlink]
	if !ok || !ok2 {
		return nil, errors.Join(errors.New("smf: session establishment response without F-TEID"), func() error { _, err := n.delete(ctx, up.SEID); return err }())
	}
	return l, nil
}

// localRules are those of an uplink classifier that is its own local anchor. What leaves there the anchor does not count.
func (x *session) localRules(to netip.Prefix, fromGNB func(...*ie.IE) *ie.IE) []*ie.IE {
	n6 := side{source: ie.SrcInterfaceCore, destination: ie.DstInterfaceCore, instance: LocalInstance(x.info.DNN), interfaceType: interfaceN6}
	filter := fmt.Sprintf("permit out ip from %v to any", to)
	return []*ie.IE{
		ie.NewCreatePDR(ie.NewPDRID(pdrLocalUplink), ie.NewPrecedence(precedenceLocal), fromGNB(ie.NewSDFFilter(filter, "", "", "", 0)),
			ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farLocal), ie.NewURRID(urrVolume), ie.NewQERID(qerFlow)),
		ie.NewCreatePDR(ie.NewPDRID(pdrLocalDown), ie.NewPrecedence(precedenceLocal), ie.NewPDI(ie.NewSourceInterface(n6.source),
			ie.NewNetworkInstance(n6.instance), x.ueAddress(ueAddressDownlink), ie.NewTGPPInterfaceType(n6.interfaceType)),
			ie.NewFARID(farDownlink), ie.NewURRID(urrVolume), ie.NewQERID(qerFlow)),
		createFAR(farLocal, n6),
		ie.NewCreateURR(ie.NewURRID(urrVolume), ie.NewMeasurementMethod(0, 1, 0), ie.NewReportingTriggers(0, 0), ie.NewMeasurementInformation(measurePackets)),
		ie.NewCreateQER(ie.NewQERID(qerFlow), ie.NewGateStatus(ie.GateStatusOpen, ie.GateStatusOpen), ie.NewQFI(x.info.QFI)),
	}
}

// modifyLeg makes an intermediate UPF send to the gNB as it is now.
func (x *session) modifyLeg(ctx context.Context, l *leg) error {
	_, err := l.node.modify(ctx, l.up.SEID, updateFAR(farDownlink, side{destination: ie.DstInterfaceAccess, instance: InstanceN3,
		interfaceType: interfaceN3, tunnel: true, peer: x.info.DownlinkN3, endMarker: l.marker}))
	return err
}

// retire lets a UPF that the session has left forward what is on its way, and then forgets the session there.
func (x *session) retire(l *leg) {
	x.leaving = append(x.leaving, l)
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
		if slices.Contains(x.leaving, l) {
			x.closeLeg(x.smf.ctx, l)
		}
	})
}

// closeLeg deletes the session at a UPF that it has left.
func (x *session) closeLeg(ctx context.Context, l *leg) {
	x.leaving = slices.DeleteFunc(x.leaving, func(o *leg) bool { return o == l })
	u, err := l.node.delete(ctx, l.up.SEID)
	if err != nil && x.smf.ctx.Err() == nil {
		x.smf.cfg.Log.Error("smf: session at a UPF that it has left", "err", err)
	}
	x.carried.add(u)
}

// deleteLegs deletes the session at every UPF but its own.
func (x *session) deleteLegs(ctx context.Context) error {
	for _, l := range slices.Clone(x.leaving) {
		x.closeLeg(ctx, l)
	}
	if x.ho != nil {
		x.abandon(ctx, x.ho.to)
		x.ho = nil
	}
	l := x.leg
	if l == nil {
		return nil
	}
	x.leg = nil
	u, err := l.node.delete(ctx, l.up.SEID)
	x.carried.add(u)
	return err
}
