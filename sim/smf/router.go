package smf

import (
	"net"
	"net/netip"

	"github.com/wmnsk/go-pfcp/ie"

	"lilab/sim/event"
	"lilab/sim/gtpu"
	"lilab/sim/ndp"
)

// InstanceN4 names the end of N4-u at the UPF: the tunnel between UPF and SMF for what the SMF itself sends to and gets
// from UEs (TS 29.244 R17 clause 5.3).
const InstanceN4 = "n4"

// Rules of a session with IPv6: router solicitations of the UE go to the SMF, its advertisements to the UE (TS 23.501
// R17 clause 5.8.2.2.3).
const (
	pdrSolicitation, pdrAdvertisement = 3, 4
	farSolicitation                   = 3
	chooseID                          = 1
	chooseV4WithID                    = 0x0d
	// filterSolicitation is the SDF filter of what a UE sends to the routers of its link.
	filterSolicitation = "permit out 58 from ff02::2 to any"
)

// announced is a prefix that the SMF advertises: to is the UPF's end of N4-u.
type announced struct {
	prefix netip.Prefix
	to     event.FTEID
}

// ipv6 is the prefix of a session whose UPF is the anchor; others are advertised by the H-SMF.
func (x *session) ipv6() (netip.Prefix, bool) {
	if x.info.Role == event.VisitedSMF {
		return netip.Prefix{}, false
	}
	for _, a := range x.info.Addresses {
		if a.Addr().Is6() {
			return a, true
		}
	}
	return netip.Prefix{}, false
}

// n4uTEID is the SMF's end of N4-u for the session.
func (x *session) n4uTEID() uint32 { return uint32(x.info.CPFSEID.SEID) }

// routerRules are the rules for router discovery.
func (x *session) routerRules(access side) []*ie.IE {
	own := event.FTEID{TEID: x.n4uTEID(), Addr: x.smf.cfg.N4}
	return []*ie.IE{
		ie.NewCreatePDR(ie.NewPDRID(pdrSolicitation), ie.NewPrecedence(50),
			ie.NewPDI(ie.NewSourceInterface(access.source), ie.NewNetworkInstance(access.instance),
				ie.NewFTEID(chooseV4WithID, 0, nil, nil, chooseID), ie.NewSDFFilter(filterSolicitation, "", "", "", 0),
				ie.NewTGPPInterfaceType(access.interfaceType)),
			ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farSolicitation)),
		ie.NewCreatePDR(ie.NewPDRID(pdrAdvertisement), ie.NewPrecedence(100),
			ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceCPFunction), ie.NewNetworkInstance(InstanceN4), ie.NewFTEID(chooseV4, 0, nil, nil, 0)),
			ie.NewOuterHeaderRemoval(6, 1), ie.NewFARID(farDownlink), ie.NewQERID(qerFlow)),
		ie.NewCreateFAR(ie.NewFARID(farSolicitation), ie.NewApplyAction(actionForward), ie.NewForwardingParameters(
			ie.NewDestinationInterface(ie.DstInterfaceCPFunction), ie.NewNetworkInstance(InstanceN4),
			ie.NewOuterHeaderCreation(outerGTPv4, own.TEID, own.Addr.String(), "", 0, 0, 0))),
	}
}

// advertise begins to answer router solicitations of the session.
func (x *session) advertise(prefix netip.Prefix, to event.FTEID) {
	s := x.smf
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.announced == nil {
		s.announced = map[uint32]announced{}
	}
	s.announced[x.n4uTEID()] = announced{prefix, to}
}

// readN4u takes what UPFs send on N4-u.
func (n *n4) readN4u() {
	defer close(n.doneN4u)
	b := make([]byte, 64<<10)
	own := ndp.LinkLocal([8]byte{7: 0xff})
	for {
		size, from, err := n.n4u.ReadFrom(b)
		if err != nil {
			return
		}
		m, err := gtpu.Parse(b[:size])
		if err != nil {
			n.smf.cfg.Log.Error("smf: GTP-U message not understood", "from", from, "err", err)
			continue
		}
		switch m.Type {
		case gtpu.EchoRequest:
			_, _ = n.n4u.WriteTo(gtpu.AppendEcho(nil, gtpu.EchoResponse, m.Sequence), from)
			continue
		case gtpu.GPDU:
		default:
			continue
		}
		n.smf.mu.Lock()
		a, ok := n.smf.announced[m.TEID]
		n.smf.mu.Unlock()
		ue, err := ndp.ParseSolicitation(m.Payload)
		if !ok || err != nil {
			n.smf.cfg.Log.Error("smf: packet on N4-u is no router solicitation of a session", "teid", m.TEID, "err", err)
			continue
		}
		if !ue.IsLinkLocalUnicast() {
			ue = netip.AddrFrom16([16]byte{0xff, 0x02, 15: 1})
		}
		out, err := gtpu.AppendGPDU(nil, a.to.TEID, gtpu.PDUSession{QFI: qfi}, ndp.Advertisement(own, ue, a.prefix))
		if err == nil {
			_, err = n.n4u.WriteTo(out, net.UDPAddrFromAddrPort(netip.AddrPortFrom(a.to.Addr, gtpu.Port)))
		}
		if err != nil {
			n.smf.cfg.Log.Error("smf: router advertisement", "err", err)
		}
	}
}
