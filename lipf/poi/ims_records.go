package poi

import (
	"bytes"
	"net/netip"
	"strconv"
	"strings"

	"lilab/lipf/content"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// imsMessage is TS 33.128 R19 clause 7.12.4.2.1.
func imsMessage(e *event.IMSMessage, h *sipHead, x *imsSubject, at *event.Location, access, cellular []string, translated string) xiri.Event {
	m := xiri.SIPMessage{IPSourceAddress: ipAddress(e.Source.Addr()), IPDestinationAddress: ipAddress(e.Destination.Addr()), SIPContent: e.SIP}
	r := &xiri.IMSMessage{SessionDirection: x.towards(), VoIPRoamingIndication: roamingIndication(x.roaming), Location: optLocation(at),
		AccessNetworkInformation: accessInformation(access), CellularNetworkInformation: cellularInformation(cellular)}
	if cuts := keysIn(e.SIP, h); cuts != nil {
		r.Payload.ModifiedSIPMessage = withoutKeys(m, h, cuts)
	} else {
		r.Payload.EncapsulatedSIPMessage = &m
	}
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
			r.SDPState = append(r.SDPState, content.Without(d, content.Keys(d)))
		}
	}
	return r
}

// imsUnavailable is TS 33.128 R19 clause 7.12.4.2.3.
func imsUnavailable(s *imsSession) xiri.Event {
	r := &xiri.IMSCCUnavailable{CCUnavailableReason: "Roaming: the media of the session do not pass this network."}
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

// keysIn returns where the session descriptions in a message have keys of media.
func keysIn(b []byte, h *sipHead) []content.Cut {
	var cuts []content.Cut
	for _, r := range descriptionsIn(b, h) {
		for _, c := range content.Keys(b[r.From:r.To]) {
			cuts = append(cuts, content.Cut{From: r.From + c.From, To: r.From + c.To})
		}
	}
	return cuts
}

// descriptionsIn returns where session descriptions are in a message: the body, or parts of one that has several (RFC 5621).
// A body that does not say what it is may be one.
func descriptionsIn(b []byte, h *sipHead) (out []content.Cut) {
	kind, _, _ := strings.Cut(h.contentType, ";")
	switch kind = strings.TrimSpace(kind); {
	case kind == "application/sdp", kind == "":
		return []content.Cut{{From: h.body, To: len(b)}}
	case !strings.HasPrefix(kind, "multipart/"):
		return nil
	}
	head, sdp := false, false
	for at := h.body; at < len(b); {
		to := len(b)
		if i := bytes.IndexByte(b[at:], '\n'); i >= 0 {
			to = at + i + 1
		}
		l := strings.ToLower(string(bytes.TrimRight(b[at:min(to, at+200)], "\r\n")))
		switch {
		case strings.HasPrefix(l, "--"):
			head, sdp = true, false
		case head && l == "":
			head = false
			if sdp {
				out = append(out, content.Cut{From: to, To: to})
			}
		case head && strings.HasPrefix(l, "content-type:"):
			sdp = strings.Contains(l, "application/sdp")
		case !head && sdp:
			out[len(out)-1].To = to
		}
		at = to
	}
	return out
}

// withoutKeys takes lines out of a message, sets the Content-Length that follows, and says what was done. The places are those
// in the message as it was; an end is the octet behind.
func withoutKeys(m xiri.SIPMessage, h *sipHead, cuts []content.Cut) *xiri.ModifiedSIPMessage {
	b := m.SIPContent
	out := &xiri.ModifiedSIPMessage{}
	list := &out.Modifications.ModificationList
	gone := 0
	for _, c := range cuts {
		gone += c.To - c.From
		*list = append(*list, xiri.PayloadModification{DescribedModification: &xiri.PayloadModificationDescription{
			ModificationLocation: xiri.ModificationLocation{OctetLocation: &xiri.IndexRange{Start: int64(c.From), End: int64(c.To)}},
			ModificationType:     xiri.ModificationType{Removed: xiri.PayloadInformationRemoved{OctetsRemoved: xiri.Some(int64(c.To - c.From))}},
		}})
	}
	head := b[:h.body]
	if h.lengthFrom > 0 && h.lengthFrom < len(head) {
		from := h.lengthFrom
		for from < len(head) && (head[from] == ' ' || head[from] == '\t') {
			from++
		}
		to := from
		for to < len(head) && head[to] >= '0' && head[to] <= '9' {
			to++
		}
		if n, err := strconv.Atoi(string(head[from:to])); err == nil && n >= gone {
			length := strconv.Itoa(n - gone)
			head = []byte(string(head[:from]) + length + string(head[to:]))
			*list = append(*list, xiri.PayloadModification{DescribedModification: &xiri.PayloadModificationDescription{
				ModificationLocation: xiri.ModificationLocation{SIPHeader: "Content-Length"},
				ModificationType:     xiri.ModificationType{ReplacedWithCharacters: &xiri.PayloadInformationReplacedWithCharacters{Characters: length}},
			}})
		}
	}
	out.ModifiedSIPContent = m
	clean := append([]byte(nil), head...)
	at := h.body
	for _, c := range cuts {
		clean = append(clean, b[at:c.From]...)
		at = c.To
	}
	out.ModifiedSIPContent.SIPContent = append(clean, b[at:]...)
	return out
}
