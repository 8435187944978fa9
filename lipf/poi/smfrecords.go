package poi

import (
	"net/netip"

	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// smfEstablishment is TS 33.128 R19 clause 6.2.3.2.2. hSMFURI is there exactly at a V-SMF: only it knows an H-SMF.
func smfEstablishment(s *event.SMFSession) xiri.Event {
	r := &xiri.SMFPDUSessionEstablishment{
		SUPI: supi(s.Subscriber.SUPI), SUPIUnauthenticated: unauthenticated(s), PEI: pei(s.Subscriber.PEI), GPSI: gpsi(s.Subscriber.GPSI),
		PDUSessionID: s.ID, GTPTunnelID: fteid(uplinkEnd(s)), PDUSessionType: xiri.PDUSessionType(s.Type), SNSSAI: slice(s.SNSSAI),
		UEEndpoint: endpoints(s.Addresses), Location: optLocation(s.Location), DNN: s.DNN, AMFID: amfID(s.AMF), HSMFURI: hsmfURI(s),
		RequestType: xiri.FiveGSMRequestType(s.RequestType), AccessType: xiri.Some(xiri.AccessTypeThreeGPPAccess), RATType: xiri.Some(xiri.RATTypeNR),
		ServingNetwork: servingNetwork(s.ServingPLMN), GTPTunnelInfo: tunnels(s),
	}
	return r
}

// smfModification is TS 33.128 R19 clause 6.2.3.2.3.
func smfModification(s *event.SMFSession) xiri.Event {
	r := &xiri.SMFPDUSessionModification{
		SUPI: supi(s.Subscriber.SUPI), SUPIUnauthenticated: unauthenticated(s), PEI: pei(s.Subscriber.PEI), GPSI: gpsi(s.Subscriber.GPSI),
		SNSSAI: slice(s.SNSSAI), Location: optLocation(s.Location), RequestType: xiri.FiveGSMRequestType(s.RequestType),
		AccessType: xiri.Some(xiri.AccessTypeThreeGPPAccess), RATType: xiri.Some(xiri.RATTypeNR), PDUSessionID: xiri.Some(s.ID),
		ServingNetwork: servingNetwork(s.ServingPLMN), GTPTunnelInfo: tunnels(s),
	}
	// The record has room for one endpoint.
	if es := endpoints(s.Addresses); len(es) > 0 {
		r.UEEndpoint = es[0]
	}
	return r
}

// smfRelease is TS 33.128 R19 clause 6.2.3.2.4.
func smfRelease(e *event.SMFPDUSessionReleased) xiri.Event {
	s := &e.Session
	r := &xiri.SMFPDUSessionRelease{
		SUPI: supi(s.Subscriber.SUPI), PEI: pei(s.Subscriber.PEI), GPSI: gpsi(s.Subscriber.GPSI), PDUSessionID: s.ID,
		Location:     optLocation(s.Location),
		UplinkVolume: xiri.Some(int64(min(e.UplinkOctets, 1<<62))), DownlinkVolume: xiri.Some(int64(min(e.DownlinkOctets, 1<<62))),
	}
	if validTime(e.FirstPacket) {
		r.TimeOfFirstPacket = e.FirstPacket
	}
	if validTime(e.LastPacket) {
		r.TimeOfLastPacket = e.LastPacket
	}
	if c := releaseCause(e.Cause); c != "" {
		r.Cause = xiri.Some(c)
	}
	return r
}

// releaseCause names a 5GSM cause (TS 24.501 clause 9.11.4.2) as TS 29.502 does, clause 6.1.6.3.8. Most have no name
// there; a regular deactivation is one of them. Which belongs to which is told by their meaning here: no table of it was read.
func releaseCause(c uint8) string {
	switch c {
	case 26:
		return "INSUFFICIENT_UP_RESOURCES"
	case 39:
		return "REL_DUE_TO_REACTIVATION"
	}
	return ""
}

// smfStart is TS 33.128 R19 clause 6.2.3.2.5. Its request type is that of the establishment, whatever has modified the session since.
func smfStart(x *smfSession) xiri.Event {
	s := &x.info
	request := x.request
	if request == 0 {
		request = s.RequestType
	}
	r := &xiri.SMFStartOfInterceptionWithEstablishedPDUSession{
		SUPI: supi(s.Subscriber.SUPI), SUPIUnauthenticated: unauthenticated(s), PEI: pei(s.Subscriber.PEI), GPSI: gpsi(s.Subscriber.GPSI),
		PDUSessionID: s.ID, GTPTunnelID: fteid(uplinkEnd(s)), PDUSessionType: xiri.PDUSessionType(s.Type), SNSSAI: slice(s.SNSSAI),
		UEEndpoint: endpoints(s.Addresses), Location: optLocation(s.Location), DNN: s.DNN, AMFID: amfID(s.AMF), HSMFURI: hsmfURI(s),
		RequestType: xiri.FiveGSMRequestType(request), AccessType: xiri.Some(xiri.AccessTypeThreeGPPAccess), RATType: xiri.Some(xiri.RATTypeNR),
		ServingNetwork: servingNetwork(s.ServingPLMN), GTPTunnelInfo: tunnels(s),
	}
	if validTime(s.Established) {
		r.TimeOfSessionEstablishment = s.Established
	} else if validTime(x.at) {
		r.TimeOfSessionEstablishment = x.at
	}
	return r
}

// smfUnsuccessful is TS 33.128 R19 clause 6.2.3.2.6.
func smfUnsuccessful(e *event.SMFProcedureFailed) xiri.Event {
	s := &e.Session
	r := &xiri.SMFUnsuccessfulProcedure{
		FailedProcedureType: xiri.SMFFailedProcedureType(e.Procedure), FailureCause: e.Cause, Initiator: xiri.InitiatorUnknown,
		RequestedSlice: nssai([]event.SNSSAI{s.SNSSAI}), SUPI: supi(s.Subscriber.SUPI), SUPIUnauthenticated: unauthenticated(s),
		PEI: pei(s.Subscriber.PEI), GPSI: gpsi(s.Subscriber.GPSI), UEEndpoint: endpoints(s.Addresses),
		AMFID: amfID(s.AMF), HSMFURI: hsmfURI(s), AccessType: xiri.Some(xiri.AccessTypeThreeGPPAccess),
		RATType: xiri.Some(xiri.RATTypeNR), Location: optLocation(s.Location),
	}
	switch e.Initiator {
	case event.ByUE:
		r.Initiator = xiri.InitiatorUE
	case event.ByNetwork:
		r.Initiator = xiri.InitiatorNetwork
	}
	if len(s.Addresses) == 0 {
		r.UEEndpoint = nil
	}
	if s.ID != 0 {
		r.PDUSessionID = xiri.Some(s.ID)
	}
	if s.DNN != "" {
		r.DNN = xiri.Some(s.DNN)
	}
	if s.RequestType != 0 {
		r.RequestType = xiri.Some(xiri.FiveGSMRequestType(s.RequestType))
	}
	return r
}

// unauthenticated is present when there is a SUPI (TS 33.128 R19 table 6.2.3.2.2-1).
func unauthenticated(s *event.SMFSession) xiri.Opt[bool] {
	if supi(s.Subscriber.SUPI).IMSI == "" {
		return xiri.Opt[bool]{}
	}
	return xiri.Some(!s.Subscriber.Authenticated)
}

func hsmfURI(s *event.SMFSession) xiri.Opt[string] {
	if s.Role != event.VisitedSMF || s.HSMFURI == "" {
		return xiri.Opt[string]{}
	}
	return xiri.Some(s.HSMFURI)
}

// uplinkEnd is the UPF's end of the tunnel that uplink packets come in through: of N3, and at an H-SMF, which does not
// know N3, of N9.
func uplinkEnd(s *event.SMFSession) event.FTEID {
	if s.Role == event.HomeSMF {
		return s.HomeN9
	}
	return s.UplinkN3
}

func fteid(f event.FTEID) xiri.FTEID {
	out := xiri.FTEID{TEID: f.TEID}
	switch {
	case f.Addr.Is4():
		out.IPv4Address = f.Addr
	case f.Addr.Is6():
		out.IPv6Address = f.Addr.WithZone("")
	}
	return out
}

// tunnels is gTPTunnelInfo, TS 33.128 R19 tables 6.2.3.2.2-3 to -5: the tunnel end at the UPF, and that at the gNB when it
// is known. An H-SMF has no N3, so its UPF's end of N9 stands there and nothing for the other end.
func tunnels(s *event.SMFSession) *xiri.GTPTunnelInfo {
	up := fteid(uplinkEnd(s))
	t := &xiri.FiveGSGTPTunnels{ULNGUUPTunnelInformation: &up}
	if s.DownlinkN3.Addr.IsValid() {
		flow := xiri.QOSFlowTunnelInformation{UPTunnelInformation: fteid(s.DownlinkN3), AssociatedQOSFlowList: flows(s)}
		t.DLRANTunnelInformation = &xiri.DLRANTunnelInformation{DLQOSFlowTunnelInformation: &flow}
	}
	return &xiri.GTPTunnelInfo{FiveGSGTPTunnels: t}
}

// flows names the QoS flow of the tunnel.
func flows(s *event.SMFSession) []xiri.QOSFlowList {
	if s.QFI > 63 {
		return nil
	}
	return []xiri.QOSFlowList{{QFI: s.QFI}}
}

func endpoints(as []netip.Prefix) []xiri.UEEndpointAddress {
	out := make([]xiri.UEEndpointAddress, 0, len(as))
	for _, a := range as {
		if a.Addr().Is4() {
			out = append(out, xiri.UEEndpointAddress{IPv4Address: a.Addr()})
		} else if a.Addr().Is6() {
			out = append(out, xiri.UEEndpointAddress{IPv6Address: a.Addr().WithZone("")})
		}
	}
	return out
}

func slice(s event.SNSSAI) *xiri.SNSSAI {
	if n := nssai([]event.SNSSAI{s}); n != nil && s.SST != 0 {
		return &n[0]
	}
	return nil
}

func amfID(g *event.GUAMI) *xiri.AMFID {
	if g == nil || g.AMFSetID > 1023 || g.AMFPointer > 63 {
		return nil
	}
	return &xiri.AMFID{AMFRegionID: g.AMFRegionID, AMFSetID: g.AMFSetID, AMFPointer: g.AMFPointer}
}

func servingNetwork(p event.PLMN) *xiri.SMFServingNetwork {
	if !validPLMN(p) {
		return nil
	}
	return &xiri.SMFServingNetwork{PLMNID: plmn(p)}
}
