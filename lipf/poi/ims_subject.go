package poi

import (
	"net/netip"
	"slices"

	"lilab/lipf"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// imsSide says who of a session a task is about.
type imsSide uint8

const (
	noSide imsSide = iota
	localSide
	nonLocalSide
)

// imsSubject is whom a record of the IMS is about.
type imsSubject struct {
	f        *imsPOI
	session  *imsSession
	services []lipf.ServiceType
	user     event.IMSUser
	// local are the identities of the served user, others those of the far parties.
	local, others []party
	direction     event.IMSDirection
	roaming       event.IMSRoaming
	// fixed is the payload direction of records that have no direction of their own.
	fixed    x2x3.Direction
	src, dst netip.AddrPort
	// content limits the record to tasks with content, again to tasks that have left it out at its time.
	content, again bool
	// matched is the side of the task at hand, record makes its record.
	matched imsSide
	record  func() xiri.Event
}

func (x *imsSubject) make() xiri.Event { return x.record() }

func (x *imsSubject) id() lipf.Identity {
	return lipf.Identity{SUPI: x.user.SUPI, PEI: x.user.PEI, GPSI: x.user.GPSI}
}

// side says whom the targets of a task name. All must name the same.
func (x *imsSubject) side(ts []lipf.TargetIdentifier) imsSide {
	id, c := x.id(), &x.f.parties
	matched, named := localSide, false
	if isNonLocal(ts) {
		matched = nonLocalSide
	}
	for _, t := range ts {
		if t.Type == lipf.NonLocalIdentifier {
			continue
		}
		named = true
		var ok bool
		switch {
		case matched == nonLocalSide:
			ok = c.isParty(t, x.others)
		case t.Type == lipf.IMPI:
			ok = t.Value != "" && t.Value == x.user.IMPI
		default:
			ok = t.Matches(id) || c.isParty(t, x.local) || sameEquipment(t, id.PEI)
		}
		if !ok {
			return noSide
		}
	}
	if !named {
		return noSide
	}
	return matched
}

// sameEquipment says whether an IMEISV target means the equipment of which a function of the IMS knows the IMEI alone: the
// instance identifier of a phone need not have its software version (RFC 7254).
func sameEquipment(t lipf.TargetIdentifier, imei string) bool {
	return t.Type == lipf.PEIIMEISV && len(t.Value) == 16 && len(imei) == 14 && t.Value[:14] == imei
}

// served says whether a task is about one of the services.
func (x *imsSubject) served(t *lipf.Task) bool {
	return len(t.Services) == 0 || slices.ContainsFunc(x.services, func(s lipf.ServiceType) bool { return slices.Contains(t.Services, s) })
}

// suppressed says that the served user is abroad and may not be intercepted there. Whom a P-CSCF serves in local breakout is a visitor.
func (x *imsSubject) suppressed(t *lipf.Task) bool {
	return x.f.limited(t) && x.roaming != event.IMSNotRoaming && !(x.f.role == event.PCSCF && x.roaming == event.IMSRoamingLBO) && !x.session.diverted
}

// placed says whether this POI is the one that reports the served user.
func (x *imsSubject) placed() bool {
	return x.f.role != event.PCSCF || x.f.everyUser || x.roaming == event.IMSRoamingLBO || x.session.role == event.IMSEmergency
}

// wanted says whether a task is about the record.
func (x *imsSubject) wanted(t *lipf.Task) bool {
	if !x.served(t) || x.content && !x.f.contentOrdered(t) || x.again && !x.f.limited(t) {
		return false
	}
	switch x.side(t.Targets) {
	case localSide:
		return x.f.local && x.placed() && !x.suppressed(t)
	case nonLocalSide:
		return x.f.nonLocal && x.placed()
	}
	return false
}

// fill sets direction and addresses for the target of a task (TS 33.128 R19 clause 7.12.4).
func (x *imsSubject) fill(t *lipf.Task, pr *product, a *x2x3.Attributes) {
	x.matched = x.side(t.Targets)
	pr.direction = x.fixed
	if x.fixed == x2x3.DirectionNone {
		switch x.towards() {
		case xiri.SessionDirectionFromTarget:
			pr.direction = x2x3.FromTarget
		case xiri.SessionDirectionToTarget:
			pr.direction = x2x3.ToTarget
		default:
			pr.direction = x2x3.DirectionUnknown
		}
	}
	put := func(at netip.AddrPort, v4, v6 *netip.Addr, port *x2x3.Opt[uint16]) {
		ip := at.Addr().Unmap().WithZone("")
		switch {
		case ip.Is4():
			*v4 = ip
		case ip.Is6():
			*v6 = ip
		default:
			return
		}
		*port = x2x3.Some(at.Port())
	}
	put(x.src, &a.SourceIPv4, &a.SourceIPv6, &a.SourcePort)
	put(x.dst, &a.DestinationIPv4, &a.DestinationIPv6, &a.DestinationPort)
}

// towards is the direction of a message as the target of the task at hand sees it.
func (x *imsSubject) towards() xiri.SessionDirection {
	from, to := xiri.SessionDirectionFromTarget, xiri.SessionDirectionToTarget
	if x.matched == nonLocalSide {
		from, to = to, from
	}
	switch x.direction {
	case event.IMSFromUser:
		return from
	case event.IMSToUser:
		return to
	}
	return xiri.SessionDirectionIndeterminate
}

// identifiers are those that are known of the target of the task at hand.
func (x *imsSubject) identifiers() []lipf.TargetIdentifier {
	var out []lipf.TargetIdentifier
	add := func(t lipf.TargetType, v string) {
		if id := (lipf.TargetIdentifier{Type: t, Value: v}); v != "" && id.Validate() == nil {
			out = append(out, id)
		}
	}
	if x.matched == nonLocalSide {
		return nil // what else is known belongs to several parties
	}
	out = x.id().Identifiers()
	add(lipf.IMPI, x.user.IMPI)
	for _, u := range x.user.IMPUs {
		add(lipf.IMPU, u)
	}
	return out
}
