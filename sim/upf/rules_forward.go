package upf

import (
	"net"
	"net/netip"
	"slices"

	"github.com/wmnsk/go-pfcp/ie"

	"lilab/sim/gtpu"
)

// parseFAR reads Create FAR, or Update FAR on top of an earlier rule. endMarker asks for an end marker to the old tunnel.
func (u *UPF) parseFAR(ies []*ie.IE, old *far) (f *far, endMarker bool, err error) {
	id, err := need(ies, ie.FARID, (*ie.IE).FARID)
	if err != nil {
		return nil, false, err
	}
	f = &far{id: id}
	var action []byte
	if old != nil {
		*f = *old
		if _, err := may(ies, ie.ApplyAction, &action, (*ie.IE).ApplyAction); err != nil {
			return nil, false, err
		}
	} else if action, err = need(ies, ie.ApplyAction, (*ie.IE).ApplyAction); err != nil {
		return nil, false, err
	}
	if action != nil {
		if len(action) == 0 {
			return nil, false, badLength(ie.ApplyAction)
		}
		f.action = action[0]
		switch f.action & (actionDrop | actionForward | actionBuffer) {
		case actionDrop, actionForward, actionBuffer:
		default: // exactly one, TS 29.244 clause 8.2.26
			return nil, false, incorrect(ie.ApplyAction)
		}
	}
	params := first(ies, ie.ForwardingParameters)
	if old != nil {
		params = first(ies, ie.UpdateForwardingParameters)
	}
	if params == nil {
		if f.action&actionForward != 0 && f.tunnel == nil && f.dn == nil {
			return nil, false, conditional(ie.ForwardingParameters)
		}
		return f, false, nil
	}
	endMarker, err = u.forwarding(params.ChildIEs, f, old)
	return f, endMarker, err
}

func (u *UPF) forwarding(ies []*ie.IE, f, old *far) (endMarker bool, err error) {
	iface := uint8(ie.DstInterfaceAccess)
	if f.uplink {
		iface = ie.DstInterfaceCore
	}
	if old == nil {
		if iface, err = need(ies, ie.DestinationInterface, (*ie.IE).DestinationInterface); err != nil {
			return false, err
		}
	} else if _, err := may(ies, ie.DestinationInterface, &iface, (*ie.IE).DestinationInterface); err != nil {
		return false, err
	}
	switch iface {
	case ie.DstInterfaceAccess:
		f.uplink = false
	case ie.DstInterfaceCore, ie.DstInterfaceSGiLANN6LAN, ie.DstInterfaceCPFunction:
		f.uplink = true
	default:
		return false, failedRule(ruleFAR, f.id, "destination interface is not served")
	}
	var flags uint8
	if _, err := may(ies, ie.PFCPSMReqFlags, &flags, (*ie.IE).PFCPSMReqFlags); err != nil {
		return false, err
	}
	creation := first(ies, ie.OuterHeaderCreation)
	if creation == nil {
		if old != nil && old.tunnel != nil {
			return false, nil // the tunnel stays
		}
		if !f.uplink {
			if f.action&actionForward != 0 {
				return false, conditional(ie.OuterHeaderCreation)
			}
			return false, nil // the tunnel comes with a later update
		}
		if _, f.dn, err = u.side(ies, iface, false); err != nil {
			return false, ruleError(err, ruleFAR, f.id)
		}
		return false, nil
	}
	o, err := creation.OuterHeaderCreation()
	if err != nil {
		return false, badLength(ie.OuterHeaderCreation)
	}
	const udpIPv6 = 0x0800 // TS 29.244 table 8.2.56-1
	if o.OuterHeaderCreationDescription == udpIPv6 {
		a, ok := netip.AddrFromSlice(o.IPv6Address)
		if !ok || !a.Is6() || o.PortNumber == 0 || !f.uplink {
			return false, incorrect(ie.OuterHeaderCreation)
		}
		if _, f.dn, err = u.side(ies, iface, false); err != nil {
			return false, ruleError(err, ruleFAR, f.id)
		}
		f.udp, f.tunnel, f.remote, f.teid, f.peer = netip.AddrPortFrom(a, o.PortNumber), nil, nil, 0, netip.Addr{}
		return false, nil
	}
	if f.tunnel, _, err = u.side(ies, iface, true); err != nil {
		return false, ruleError(err, ruleFAR, f.id)
	}
	ip := o.IPv4Address.To4()
	if f.tunnel.Addr.Is6() {
		ip = o.IPv6Address
	}
	if !o.HasTEID() || len(ip) == 0 {
		return false, incorrect(ie.OuterHeaderCreation)
	}
	f.dn, f.teid, f.remote = nil, o.TEID, &net.UDPAddr{IP: slices.Clone(ip), Port: gtpu.Port}
	f.peer, _ = netip.AddrFromSlice(ip) // as long as the address family says
	const sndem = 0x02
	return flags&sndem != 0 && old != nil && old.tunnel != nil, nil
}

func parseQER(ies []*ie.IE, old *qer) (*qer, error) {
	id, err := need(ies, ie.QERID, (*ie.IE).QERID)
	if err != nil {
		return nil, err
	}
	q := &qer{id: id}
	if old != nil {
		*q = *old
	}
	if g := first(ies, ie.GateStatus); g != nil {
		if len(g.Payload) == 0 {
			return nil, badLength(ie.GateStatus)
		}
		q.closed = [2]bool{g.Payload[0]>>2&3 != 0, g.Payload[0]&3 != 0}
	} else if old == nil {
		return nil, missing(ie.GateStatus)
	}
	if _, err := may(ies, ie.QFI, &q.qfi, (*ie.IE).QFI); err != nil {
		return nil, err
	}
	q.qfi &= 0x3f
	var rqi uint8
	if has, err := may(ies, ie.RQI, &rqi, (*ie.IE).RQI); err != nil {
		return nil, err
	} else if has {
		q.rqi = rqi&1 != 0
	}
	return q, nil
}

func (u *UPF) parseURR(ies []*ie.IE, old *urr) (*urr, error) {
	id, err := need(ies, ie.URRID, (*ie.IE).URRID)
	if err != nil {
		return nil, err
	}
	if old != nil {
		return old, nil // volume, packets and times are always counted
	}
	if _, err := need(ies, ie.MeasurementMethod, (*ie.IE).MeasurementMethod); err != nil {
		return nil, err
	}
	if first(ies, ie.ReportingTriggers) == nil {
		return nil, missing(ie.ReportingTriggers)
	}
	return &urr{id: id, usage: &usage{since: u.cfg.Now()}}, nil
}
