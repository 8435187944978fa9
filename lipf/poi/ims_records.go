package poi

import (
	"net/netip"
	"strings"

	"lilab/lipf/content"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// imsMessage is TS 33.128 R19 clause 7.12.4.2.1.
func imsMessage(e *event.IMSMessage, x *imsSubject, at *event.Location, access, cellular []string, translated string) xiri.Event {
	m := xiri.SIPMessage{IPSourceAddress: ipAddress(e.Source.Addr()), IPDestinationAddress: ipAddress(e.Destination.Addr()), SIPContent: e.SIP}
	r := &xiri.IMSMessage{SessionDirection: x.towards(), VoIPRoamingIndication: roamingIndication(x.roaming), Location: optLocation(at),
		AccessNetworkInformation: accessInformation(access), CellularNetworkInformation: cellularInformation(cellular)}
	r.Payload.EncapsulatedSIPMessage = &m
	if id := impu(translated); id.SIPURI+id.TELURI != "" {
		r.NumberTranslationInformation = []xiri.NumberTranslation{{PartyIndication: xiri.PartyIndicationCalledParty,
			TranslationInput: xiri.TranslationInput{IMSIdentities: xiri.IMSSubscriberIDs{IMPU: id}}}}
	}
	return r
}

// imsStart is TS 33.128 R19 clause 7.12.4.2.2. The descriptions are the local one and then the remote one.
func imsStart(s *imsSession) xiri.Event {
	c := &s.changed
	r := &xiri.StartOfInterceptionForActiveIMSSession{OriginatingId: []xiri.IMPU{}, TerminatingId: impu(c.Terminating), DiversionIdentity: impu(c.Diverting),
		VoIPRoamingIndication: roamingIndication(s.roaming), Location: optLocation(s.location), AccessNetworkInformation: accessInformation(s.access),
		CellularNetworkInformation: cellularInformation(s.cellular)}
	if c.Terminating == "" {
		r.TerminatingId = impu(s.dialled)
	}
	for _, o := range c.Originating {
		if id := impu(o); id.SIPURI+id.TELURI != "" {
			r.OriginatingId = append(r.OriginatingId, id)
		}
	}
	for _, d := range [][]byte{c.LocalSDP, c.RemoteSDP} {
		if len(d) > 0 {
			r.SDPState = append(r.SDPState, d)
		}
	}
	return r
}

// imsUnavailable is TS 33.128 R19 clause 7.12.4.2.3.
func imsUnavailable(s *imsSession) xiri.Event {
	r := &xiri.IMSCCUnavailable{CCUnavailableReason: "Roaming: the media of the session do not pass this network."}
	if s.diverted {
		r.CCUnavailableReason = "Diversion: the media of the session do not pass this network."
	}
	d := s.changed.LocalSDP
	if len(d) == 0 {
		d = s.changed.RemoteSDP
	}
	if len(d) > 0 {
		r.SDPState = content.Without(d, content.Keys(d))
	}
	return r
}

func ipAddress(a netip.Addr) xiri.IPAddress {
	a = a.Unmap().WithZone("")
	if a.Is4() {
		return xiri.IPAddress{IPv4Address: a}
	}
	return xiri.IPAddress{IPv6Address: a}
}

// impu is a public identity. What is neither a SIP nor a TEL URI, as the service URN of an emergency call (RFC 5031), goes
// where SIP URIs go: there is no other place.
func impu(uri string) xiri.IMPU {
	uri = strings.ToValidUTF8(uri, "")
	if len(uri) > 4 && strings.EqualFold(uri[:4], "tel:") {
		return xiri.IMPU{TELURI: uri}
	}
	return xiri.IMPU{SIPURI: uri}
}

func roamingIndication(r event.IMSRoaming) xiri.Opt[xiri.VoIPRoamingIndication] {
	switch r {
	case event.IMSRoamingLBO:
		return xiri.Some(xiri.VoIPRoamingIndicationRoamingLBO)
	case event.IMSRoamingN9HR:
		return xiri.Some(xiri.VoIPRoamingIndicationRoamingN9HR)
	}
	return xiri.Opt[xiri.VoIPRoamingIndication]{}
}

func accessInformation(vs []string) (out []xiri.SIPAccessNetworkInformation) {
	for _, v := range vs {
		out = append(out, xiri.SIPAccessNetworkInformation{AccessNetworkInfo: strings.ToValidUTF8(v, "")})
	}
	return out
}

func cellularInformation(vs []string) (out []xiri.SIPCellularNetworkInformation) {
	for _, v := range vs {
		out = append(out, xiri.SIPCellularNetworkInformation{CellularNetworkInfo: strings.ToValidUTF8(v, "")})
	}
	return out
}
