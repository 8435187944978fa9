package smf

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/event"
)

// Identifiers of the rules of every session.
const (
	pdrUplink, pdrDownlink = 1, 2
	farUplink, farDownlink = 1, 2
	qerFlow                = 1
	urrVolume              = 1
	// 3GPP interface types, TS 29.244 R17 table 8.2.118-1.
	interfaceN3       = 11
	interfaceN6       = 17
	interfaceN9       = 15
	chooseV4          = 0x05 // CHOOSE and V4 of F-TEID, TS 29.244 R17 clause 8.2.3
	outerGTPv4        = 0x0100
	outerGTPv6        = 0x0200
	outerUDPv6        = 0x0800
	removalUDPv6      = 3 // UDP/IPv6
	actionForward     = 0x02
	actionBuffer      = 0x04
	ueAddressV6       = 0x01
	ueAddressV4       = 0x02
	ueAddressDownlink = 0x04 // destination
	sendEndMarker     = 0x02 // SNDEM of PFCPSMReq-Flags
	measurePackets    = 0x10 // MNOP of Measurement Information
)

// Network instances by which the SMF names the ends of the UPF; the one of N6 is the DNN.
const (
	InstanceN3 = "n3"
	InstanceN9 = "n9"
)

// pdnTypes are the PDN types of PDU session types, TS 29.244 R17 clause 8.2.79.
var pdnTypes = map[event.PDUSessionType]uint8{
	event.IPv4: ie.PDNTypeIPv4, event.IPv6: ie.PDNTypeIPv6, event.IPv4v6: ie.PDNTypeIPv4v6,
	event.Unstructured: ie.PDNTypeNonIP, event.Ethernet: ie.PDNTypeEthernet,
}

// usage is the last usage report of a session.
type usage struct {
	first, last         time.Time
	upOctets, dnOctets  uint64
	upPackets, dnPacket uint64
}

// add joins what two UPFs counted.
func (u *usage) add(o usage) {
	u.upOctets, u.dnOctets, u.upPackets, u.dnPacket = u.upOctets+o.upOctets, u.dnOctets+o.dnOctets, u.upPackets+o.upPackets, u.dnPacket+o.dnPacket
	if u.first.IsZero() || !o.first.IsZero() && o.first.Before(u.first) {
		u.first = o.first
	}
	if o.last.After(u.last) {
		u.last = o.last
	}
}

// side is one side of a UPF: towards the access or towards the data network.
type side struct {
	source, destination uint8
	instance            string
	interfaceType       uint8
	// tunnel says that a GTP-U tunnel ends there.
	tunnel bool
	// peer is the other end of the tunnel, invalid as long as it is not known.
	peer event.FTEID
	// endMarker says that whoever had the tunnel is to get an end marker.
	endMarker bool
	// udp is the other end of a tunnel for unstructured data.
	udp netip.AddrPort
}

// accessSide and coreSide are those of the session's UPF.
func (x *session) accessSide() side {
	if x.info.Role == event.HomeSMF {
		return side{source: ie.SrcInterfaceAccess, destination: ie.DstInterfaceAccess, instance: InstanceN9, interfaceType: interfaceN9, tunnel: true, peer: x.info.VisitedN9, endMarker: x.switching}
	}
	if x.leg != nil {
		return innerSide(x.leg.n9, x.switching)
	}
	return side{source: ie.SrcInterfaceAccess, destination: ie.DstInterfaceAccess, instance: InstanceN3, interfaceType: interfaceN3, tunnel: true, peer: x.info.DownlinkN3, endMarker: x.switching}
}

func (x *session) coreSide() side {
	if x.info.Role == event.VisitedSMF {
		return side{source: ie.SrcInterfaceCore, destination: ie.DstInterfaceCore, instance: InstanceN9, interfaceType: interfaceN9, tunnel: true, peer: x.info.HomeN9}
	}
	s := side{source: ie.SrcInterfaceCore, destination: ie.DstInterfaceCore, instance: x.info.DNN, interfaceType: interfaceN6}
	if x.info.Type == event.Unstructured && x.pool != nil {
		s.udp = x.pool.dnn.Unstructured
	}
	return s
}

// detect is a PDR for packets that come in at from.
func (x *session) detect(id uint16, from side, far uint32) *ie.IE {
	pdi := []*ie.IE{ie.NewSourceInterface(from.source), ie.NewNetworkInstance(from.instance)}
	rule := []*ie.IE{ie.NewPDRID(id), ie.NewPrecedence(100)}
	if from.tunnel {
		if _, shared := x.ipv6(); shared && id == pdrUplink {
			// The rule for router solicitations has the same end point.
			pdi = append(pdi, ie.NewFTEID(chooseV4WithID, 0, nil, nil, chooseID))
		} else {
			pdi = append(pdi, ie.NewFTEID(chooseV4, 0, nil, nil, 0))
		}
	} else if x.info.Type == event.Ethernet {
		pdi = append(pdi, ie.NewEthernetPDUSessionInformation(1))
	} else {
		pdi = append(pdi, x.ueAddress(ueAddressDownlink))
	}
	pdi = append(pdi, ie.NewTGPPInterfaceType(from.interfaceType))
	rule = append(rule, ie.NewPDI(pdi...))
	if from.tunnel {
		// GTP-U/UDP/IP with the PDU Session Container.
		rule = append(rule, ie.NewOuterHeaderRemoval(6, 1))
	} else if from.udp.IsValid() {
		rule = append(rule, ie.NewOuterHeaderRemoval(removalUDPv6, 0))
	}
	return ie.NewCreatePDR(append(rule, ie.NewFARID(far), ie.NewURRID(urrVolume), ie.NewQERID(qerFlow))...)
}

func (x *session) ueAddress(flags uint8) *ie.IE {
	var v4, v6 string
	for _, a := range append([]netip.Prefix{x.n6}, x.info.Addresses...) {
		if !a.IsValid() {
			continue
		}
		if a.Addr().Is4() {
			v4, flags = a.Addr().String(), flags|ueAddressV4
		} else {
			v6, flags = a.Addr().String(), flags|ueAddressV6
		}
	}
	return ie.NewUEIPAddress(flags, v4, v6, 0, 0)
}

// forwarding are the parameters of a FAR towards to.
func forwarding(to side) []*ie.IE {
	out := []*ie.IE{ie.NewDestinationInterface(to.destination), ie.NewNetworkInstance(to.instance)}
	if to.tunnel && to.peer.Addr.IsValid() {
		desc, v4, v6 := uint16(outerGTPv4), to.peer.Addr.String(), ""
		if to.peer.Addr.Is6() {
			desc, v4, v6 = outerGTPv6, "", v4
		}
		out = append(out, ie.NewOuterHeaderCreation(desc, to.peer.TEID, v4, v6, 0, 0, 0))
	}
	if to.udp.IsValid() {
		out = append(out, ie.NewOuterHeaderCreation(outerUDPv6, 0, "", to.udp.Addr().String(), to.udp.Port(), 0, 0))
	}
	return append(out, ie.NewTGPPInterfaceType(to.interfaceType))
}

// open reports whether packets can be sent towards to already.
func (to side) open() bool { return !to.tunnel || to.peer.Addr.IsValid() }

func createFAR(id uint32, to side) *ie.IE {
	if !to.open() {
		// Where to comes with an update.
		return ie.NewCreateFAR(ie.NewFARID(id), ie.NewApplyAction(actionBuffer))
	}
	return ie.NewCreateFAR(ie.NewFARID(id), ie.NewApplyAction(actionForward), ie.NewForwardingParameters(forwarding(to)...))
}

// updateFAR makes the FAR as the side is now.
func updateFAR(id uint32, to side) *ie.IE {
	if !to.open() {
		return ie.NewUpdateFAR(ie.NewFARID(id), ie.NewApplyAction(actionBuffer))
	}
	params := forwarding(to)
	if to.endMarker {
		// Whoever had the tunnel before is told when the last packet was sent to it (TS 29.244 R17 clause 5.2.3.1).
		params = append(params, ie.NewPFCPSMReqFlags(sendEndMarker))
	}
	return ie.NewUpdateFAR(ie.NewFARID(id), ie.NewApplyAction(actionForward), ie.NewUpdateForwardingParameters(params...))
}

// establishN4 is the PFCP session establishment procedure, TS 29.244 R17 clause 6.3.2. The UPF chooses the tunnel
// end points on its side.
func (x *session) establishN4(ctx context.Context) error {
	n := x.upf()
	if err := n.associate(ctx); err != nil {
		return err
	}
	access, core := x.accessSide(), x.coreSide()
	pdn := pdnTypes[x.info.Type]
	own := x.smf.cfg.N4.AsSlice()
	ies := []*ie.IE{
		n.nodeID(), ie.NewFSEID(x.info.CPFSEID.SEID, own, nil),
		x.detect(pdrUplink, access, farUplink), x.detect(pdrDownlink, core, farDownlink),
		createFAR(farUplink, core), createFAR(farDownlink, access),
		ie.NewCreateURR(ie.NewURRID(urrVolume), ie.NewMeasurementMethod(0, 1, 0), ie.NewReportingTriggers(0, 0), ie.NewMeasurementInformation(measurePackets)),
		ie.NewCreateQER(ie.NewQERID(qerFlow), ie.NewGateStatus(ie.GateStatusOpen, ie.GateStatusOpen), ie.NewQFI(x.info.QFI)),
	}
	prefix, router := x.ipv6()
	if router {
		ies = append(ies, x.routerRules(access)...)
	}
	if pdn != 0 {
		ies = append(ies, ie.NewPDNType(pdn))
	}
	ies = append(ies, ie.NewAPNDNN(x.info.DNN))
	up, chosen, err := n.establish(ctx, ies...)
	x.info.UPFSEID = up
	if err != nil {
		return err
	}
	for _, c := range []struct {
		pdr uint16
		end *event.FTEID
		has bool
	}{{pdrUplink, x.accessEnd(), true}, {pdrDownlink, &x.info.VisitedN9, core.tunnel}} {
		if f, ok := chosen[c.pdr]; ok && c.has {
			*c.end = f
		} else if c.has {
			return fmt.Errorf("smf: session establishment response without F-TEID for PDR %d", c.pdr)
		}
	}
	if router {
		to, ok := chosen[pdrAdvertisement]
		if !ok {
			return errors.New("smf: session establishment response without F-TEID of N4-u")
		}
		x.advertise(prefix, to)
	}
	x.publishUserPlane()
	return nil
}

// accessEnd is where the UPF's end of the tunnel towards the access belongs.
func (x *session) accessEnd() *event.FTEID {
	if x.info.Role == event.HomeSMF {
		return &x.info.HomeN9
	}
	if x.leg != nil {
		return &x.ownN9
	}
	return &x.info.UplinkN3
}

// createdTunnels reads the Created PDR IEs.
func createdTunnels(created []*ie.IE) (map[uint16]event.FTEID, error) {
	out := map[uint16]event.FTEID{}
	for _, c := range created {
		id, err := c.PDRID()
		if err != nil {
			return nil, fmt.Errorf("smf: Created PDR: %w", err)
		}
		f, err := c.FTEID()
		if err != nil {
			continue // a PDR without tunnel
		}
		addr, ok := netip.AddrFromSlice(f.IPv4Address.To4())
		if !ok {
			addr, ok = netip.AddrFromSlice(f.IPv6Address)
		}
		if !ok {
			return nil, fmt.Errorf("smf: Created PDR %d: F-TEID without address", id)
		}
		out[id] = event.FTEID{TEID: f.TEID, Addr: addr}
	}
	return out, nil
}

// modifyN4 brings the FARs of the UPF up to date, TS 29.244 R17 clause 6.3.3.
func (x *session) modifyN4(ctx context.Context, uplink, downlink bool) error {
	var ies []*ie.IE
	if uplink {
		ies = append(ies, updateFAR(farUplink, x.coreSide()))
	}
	if downlink && x.leg != nil {
		if err := x.modifyLeg(ctx, x.leg); err != nil {
			return err
		}
	} else if downlink {
		ies = append(ies, updateFAR(farDownlink, x.accessSide()))
	}
	if len(ies) == 0 {
		x.publishUserPlane()
		return nil
	}
	return x.modifyRules(ctx, ies...)
}

// deleteN4 deletes the session at every UPF. The result is what they counted.
func (x *session) deleteN4(ctx context.Context) (usage, error) {
	u, err := x.upf().delete(ctx, x.info.UPFSEID.SEID)
	err = errors.Join(err, x.deleteLegs(ctx))
	u.add(x.carried)
	x.carried = usage{}
	return u, err
}

// delete is the PFCP session deletion procedure, TS 29.244 R17 clause 6.3.4. The answer has the last usage report. Session 0
// is none.
func (n *n4) delete(ctx context.Context, seid uint64) (usage, error) {
	if seid == 0 {
		return usage{}, nil
	}
	m, err := n.request(ctx, message.NewSessionDeletionRequest(0, 0, seid, n.sequence(), 0))
	if err != nil {
		return usage{}, err
	}
	r, ok := m.(*message.SessionDeletionResponse)
	if !ok {
		return usage{}, fmt.Errorf("smf: %s answers the session deletion request", m.MessageTypeName())
	}
	if err := accepted("session deletion", r.Cause, r.OffendingIE); err != nil {
		return usage{}, err
	}
	var u usage
	for _, report := range r.UsageReport {
		list, err := report.UsageReport()
		if err != nil {
			return u, fmt.Errorf("smf: usage report: %w", err)
		}
		for _, i := range list {
			switch i.Type {
			case ie.VolumeMeasurement:
				if v, err := i.VolumeMeasurement(); err == nil {
					u.upOctets, u.dnOctets = u.upOctets+v.UplinkVolume, u.dnOctets+v.DownlinkVolume
					u.upPackets, u.dnPacket = u.upPackets+v.UplinkNumberOfPackets, u.dnPacket+v.DownlinkNumberOfPackets
				}
			case ie.TimeOfFirstPacket:
				if at, err := i.TimeOfFirstPacket(); err == nil && (u.first.IsZero() || at.Before(u.first)) {
					u.first = at.UTC()
				}
			case ie.TimeOfLastPacket:
				if at, err := i.TimeOfLastPacket(); err == nil && at.After(u.last) {
					u.last = at.UTC()
				}
			}
		}
	}
	return u, nil
}
