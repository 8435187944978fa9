package verdict

import (
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/wire"
)

// Target is the truth about the subscriber of a warrant that a measurement compares with.
type Target struct {
	SUPI, GPSI, PEI string
	// ServingPLMN is where the subscriber really was, AgencyPLMN the network that holds the warrant: "MCC-MNC".
	ServingPLMN, AgencyPLMN string
	// Cells are all the cells that the subscriber was in.
	Cells []observe.Cell
	// Identities are the public identities of the target in comparable form (wire.PublicIdentity).
	Identities []string
	// Unauthenticated says that the target had service without authentication (emergency calls).
	Unauthenticated bool
	// Refused says that the network authenticated the target and refused him service all the same.
	Refused bool
	// NonLocal says that the target is a party of another network: Cells are those of the own users with whom he communicates.
	NonLocal bool
}

// Measure finds the axes of one warrant, less call and content, from the records that were delivered for it.
//
// A record that names another SUPI counts for nothing. Identity is T when a record that presupposes
// authentication carries the SUPI, P when only other records or other identities do. IRI is T for access and
// mobility records of the AMF, P for records of UDM and SMF, for reports of packet headers and for failed procedures alone.
// Location is T for the true cell in an authenticated record of the AMF or of the serving SMF, P for the true cell in
// another one or for the true serving PLMN when it is not the agency's own, which the agency knows anyway.
func Measure(records []*observe.Record, t Target) Axes {
	a := Axes{Identity: N, IRI: N, Location: N, Call: NA, Content: NA}
	for _, r := range records {
		if r == nil || r.Internal() || (r.SUPI != "" && r.SUPI != t.SUPI) {
			continue
		}
		switch {
		case r.SUPI == t.SUPI && r.SUPI != "" && r.Authenticated() && !t.Unauthenticated:
			a.Identity = Max(a.Identity, T)
		case r.SUPI == t.SUPI && r.SUPI != "", r.PEI != "" && r.PEI == t.PEI, r.GPSI != "" && r.GPSI == t.GPSI:
			a.Identity = Max(a.Identity, P)
		}
		if named(r, t) {
			a.Identity = Max(a.Identity, P)
		}
		if t.Refused && r.Type == observe.AMFUnsuccessful && r.SUPI == t.SUPI {
			a.Identity, a.IRI = T, T
		}
		switch {
		case r.AMF() && r.Authenticated():
			a.IRI = Max(a.IRI, T)
		case r.AMF(), r.UDM(), r.SMF(), r.Header(), r.IsIMS(), r.IsSMS():
			a.IRI = Max(a.IRI, P)
		}
		a.Location = Max(a.Location, location(r, t))
	}
	return a
}

// named tells whether a record of the IMS or of an SMSF names the target by a public identity.
func named(r *observe.Record, t Target) bool {
	var ids []string
	switch {
	case r.IMS != nil && r.IMS.SIP != nil:
		ids = r.IMS.SIP.Parties()
		if r.IMS.SIP.Instance != "" && len(t.PEI) >= 14 && strings.HasPrefix(r.IMS.SIP.Instance, t.PEI[:14]) {
			return true
		}
	case r.IMS != nil:
		for _, u := range append(slices.Clone(r.IMS.Originating), r.IMS.Terminating) {
			ids = append(ids, wire.PublicIdentity(u))
		}
	case r.SMS != nil:
		for _, p := range []observe.MessageParty{r.SMS.Originating, r.SMS.Terminating} {
			ids = append(ids, p.GPSI, p.Address)
			if p.SUPI != "" && p.SUPI == t.SUPI {
				return true
			}
		}
	}
	return slices.ContainsFunc(ids, func(id string) bool { return id != "" && slices.Contains(t.Identities, id) })
}

func location(r *observe.Record, t Target) Value {
	if r.IMS != nil || r.SMS != nil {
		return communicationLocation(r, t)
	}
	if r.Cell != nil && (r.AMF() || r.SMF()) {
		for _, c := range t.Cells {
			if c == *r.Cell {
				if t.Refused && r.AMF() {
					return T
				}
				if r.Authenticated() && (r.AMF() || t.ServingPLMN == t.AgencyPLMN) {
					return T
				}
				return P
			}
		}
		return N
	}
	if r.PLMN != "" && r.PLMN == t.ServingPLMN && r.PLMN != t.AgencyPLMN {
		return P
	}
	return N
}

// communicationLocation is T for a cell that the serving network itself put into a record of a short message over NAS or of a
// home-routed session, P for one that a header of SIP gives.
func communicationLocation(r *observe.Record, t Target) Value {
	cells := []*observe.Cell{r.Cell}
	if r.IMS != nil {
		cells = append(cells, r.IMS.Cell)
		if r.IMS.SIP != nil {
			cells = append(cells, r.IMS.SIP.Access)
		}
	}
	for i, c := range cells {
		if c == nil || !slices.Contains(t.Cells, *c) {
			continue
		}
		if i == 0 && (r.SMS != nil || r.IMS.Roaming == "roamingN9HR") && (t.NonLocal || t.ServingPLMN == t.AgencyPLMN) {
			return T
		}
		return P
	}
	return N
}

// Delivery is what was measured of the communications of a warrant.
type Delivery struct {
	// Ordered tells whether the warrant orders content.
	Ordered bool
	// Packets counts delivered packets of flows (those that have ports), Reports delivered reports of packet headers. Frames
	// are Ethernet frames without such a packet, which name stations; Others are pieces of unstructured data, which name nobody.
	Packets, Reports, Frames, Others int
	// Planted counts the canaries that the content has, Found those that were in what was delivered.
	Planted, Found int
}

// Communications is what was measured of the calls and short messages of a warrant.
type Communications struct {
	// Ordered tells whether the warrant orders content.
	Ordered bool
	// Due counts the communications that the warrant covers, Named those of which a record names both parties.
	Due, Named int
	// Planted counts what was planted in their content: a tone for each direction of an answered call, a text for each message. Found
	// counts what was found of it in records and in content of the IMS.
	Planted, Found int
	// Media counts delivered packets of media, Keys tells whether keys of media came with the records.
	Media int
	Keys  bool
	// Cut says that a record of a short message came without its text.
	Cut bool
	// Packets counts what was delivered of PDU sessions, packets and reports of their headers, Reports the latter alone. Readable says
	// that SIP, speech or text can be read in the packets.
	Packets, Reports int
	Readable         bool
}

// Parties is the axis call for communications: T when records name both parties of all, P when they do so of some, or when there are
// packets or reports of their headers, else N.
func Parties(c Communications) Value {
	switch {
	case c.Due > 0 && c.Named == c.Due:
		return T
	case c.Named > 0 || c.Packets > 0:
		return P
	}
	return N
}

// Spoken is the axis content for communications: T when all that was planted was found; P when some was, when the text was cut from a
// record, when media came opaque together with their keys, or when content is readable only in packets that nothing joins to the
// communication; O when content arrived and nothing of it can be read; N when none arrived, "-" when none was ordered.
func Spoken(c Communications) Value {
	switch {
	case !c.Ordered:
		return NA
	case c.Found > 0 && c.Found >= c.Planted:
		return T
	case c.Found > 0, c.Cut, c.Media > 0 && c.Keys:
		return P
	case c.Media > 0:
		return O
	case c.Packets > c.Reports && c.Readable:
		return P
	case c.Packets > c.Reports:
		return O
	}
	return N
}

// Content is the axis content: T when all that was planted was found, P when some was, O when content arrived and
// nothing of it was found, N when none arrived, "-" when none was ordered.
func Content(d Delivery) Value {
	switch {
	case !d.Ordered:
		return NA
	case d.Packets+d.Frames+d.Others == 0:
		return N
	case d.Found == 0:
		return O
	case d.Found < d.Planted:
		return P
	}
	return T
}

// Call is the axis call for data: flow data is P, whether it comes from reports or from the headers of delivered packets;
// it never names the parties.
func Call(d Delivery) Value {
	if d.Packets > 0 || d.Reports > 0 || d.Frames > 0 {
		return P
	}
	return N
}
