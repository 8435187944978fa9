package verdict

import "lilab/oracle/observe"

// Target is the truth about the subscriber of a warrant that a measurement compares with.
type Target struct {
	SUPI, GPSI, PEI string
	// ServingPLMN is where the subscriber really was, AgencyPLMN the network that holds the warrant: "MCC-MNC".
	ServingPLMN, AgencyPLMN string
	// Cells are all the cells that the subscriber was in.
	Cells []observe.Cell
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
		if r == nil || (r.SUPI != "" && r.SUPI != t.SUPI) {
			continue
		}
		switch {
		case r.SUPI == t.SUPI && r.SUPI != "" && r.Authenticated():
			a.Identity = Max(a.Identity, T)
		case r.SUPI == t.SUPI && r.SUPI != "", r.PEI != "" && r.PEI == t.PEI, r.GPSI != "" && r.GPSI == t.GPSI:
			a.Identity = Max(a.Identity, P)
		}
		switch {
		case r.AMF() && r.Authenticated():
			a.IRI = Max(a.IRI, T)
		case r.AMF(), r.UDM(), r.SMF(), r.Header():
			a.IRI = Max(a.IRI, P)
		}
		a.Location = Max(a.Location, location(r, t))
	}
	return a
}

func location(r *observe.Record, t Target) Value {
	if r.Cell != nil && (r.AMF() || r.SMF()) {
		for _, c := range t.Cells {
			if c == *r.Cell {
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
