package x1

import (
	"lilab/lipf"
)

// structuredTargets are the alternatives of targetIdentifier whose content is not text. textTargets are the others.
// The order is that of the schema and has no meaning.
var (
	structuredTargets = map[string]bool{
		"ipv4Cidr": true, "tcpPortRange": true, "tcpPortList": true, "udpPortRange": true, "udpPortList": true,
		"hashedIdentifier": true, "targetIdentifierExtension": true,
	}
	textTargets = map[string]bool{
		"e164Number": true, "imsi": true, "imei": true, "macAddress": true, "ipv4Address": true, "ipv6Address": true,
		"ipv6Cidr": true, "tcpPort": true, "udpPort": true, "emailAddress": true, "internationalizedEmailAddress": true,
		"sipUri": true, "telUri": true, "h323Uri": true, "impu": true, "impi": true, "nai": true, "radiusAttribute": true,
		"gtpuTunnelId": true, "gtpcTunnelId": true, "callPartyRole": true, "nonLocalIdentifier": true, "supiimsi": true,
		"supinai": true, "suci": true, "peiImei": true, "peiImeiCheckDigit": true, "peiImeisv": true, "gpsiMsisdn": true,
		"gpsiNai": true, "eui64": true, "serviceAccessIdentifier": true, "vrf": true,
	}
)

func (r *reader) target(n *node) lipf.TargetIdentifier {
	l := r.open(n)
	if len(l.kids) != 1 {
		r.fail(l.n, "exactly one identifier is expected")
		return lipf.TargetIdentifier{}
	}
	k := l.kids[0]
	t := lipf.TargetIdentifier{Type: lipf.TargetType(k.local)}
	switch {
	case k.space != NS || !structuredTargets[k.local] && !textTargets[k.local]:
		r.fail(k, "not a target identifier of the schema")
	case structuredTargets[k.local]:
		if k.local == "targetIdentifierExtension" {
			r.extension(k)
		}
		r.open(k)
		t.Value = fragment(k.kids())
	case k.local == "supinai" || k.local == "gpsiNai" || k.local == "nai":
		t.Value = r.str(k)
	default:
		t.Value = r.token(k)
	}
	if err := t.Validate(); err != nil {
		r.fail(k, "%v", err)
	}
	return t
}

func (r *reader) task(n *node) lipf.Task {
	l := r.open(n)
	t := lipf.Task{XID: r.uuid(l.one("xId"))}
	tl := r.open(l.one("targetIdentifiers"))
	t.Targets = append(t.Targets, r.target(tl.one("targetIdentifier")))
	for k := tl.opt("targetIdentifier"); k != nil; k = tl.opt("targetIdentifier") {
		t.Targets = append(t.Targets, r.target(k))
	}
	tl.end()
	t.DeliveryType = r.deliveryType(l.one("deliveryType"))
	t.DIDs, t.DSIDs = r.dids(l.one("listOfDIDs"))
	if k := l.opt("listOfMediationDetails"); k != nil {
		ml := r.open(k)
		for m := ml.opt("mediationDetails"); m != nil; m = ml.opt("mediationDetails") {
			t.Mediation = append(t.Mediation, r.mediation(m))
		}
		ml.end()
	}
	t.CorrelationID = r.uint64(l.opt("correlationID"))
	t.ImplicitDeactivationAllowed = r.boolean(l.opt("implicitDeactivationAllowed"))
	if k := l.opt("productID"); k != nil {
		p := r.uuid(k)
		t.ProductID = &p
	}
	if k := l.opt("listOfServiceTypes"); k != nil {
		t.Services = r.services(k)
	}
	t.Extensions = r.extensions(l, "taskDetailsExtensions")
	if k := l.opt("listOfTrafficPolicyReferences"); k != nil {
		t.TrafficPolicies = r.policies(k)
	}
	l.end()
	return t
}

func (r *reader) policies(n *node) []lipf.UUID {
	l := r.open(n)
	us := r.uuids(l, "trafficPolicyReference")
	l.end()
	return us
}

func (r *reader) deliveryType(n *node) lipf.DeliveryType {
	return enum(r, n, lipf.X2Only, lipf.X3Only, lipf.X2andX3)
}

func (r *reader) dids(n *node) (dids, dsids []lipf.UUID) {
	l := r.open(n)
	dids = r.uuids(l, "dId")
	dsids = r.uuids(l, "dSId")
	l.end()
	return dids, dsids
}

func (r *reader) services(n *node) []lipf.ServiceType {
	l := r.open(n)
	var ss []lipf.ServiceType
	for k := l.one("serviceType"); k != nil; k = l.opt("serviceType") {
		ss = append(ss, enum(r, k, lipf.Voice, lipf.Data, lipf.Messaging, lipf.PushToTalk, lipf.LALS, lipf.RCS))
	}
	l.end()
	return ss
}

func (r *reader) mediation(n *node) lipf.MediationDetails {
	l := r.open(n)
	var m lipf.MediationDetails
	if k := l.one("LIID"); k != nil {
		m.LIID = r.str(k)
		if !liidPattern.MatchString(m.LIID) {
			r.fail(k, "not an LIID of TS 103 280")
		}
	}
	m.DeliveryType = enum(r, l.one("deliveryType"), lipf.HI2Only, lipf.HI3Only, lipf.HI2andHI3)
	m.Start = r.time(l.opt("StartTime"))
	m.End = r.time(l.opt("EndTime"))
	if k := l.opt("listOfDIDs"); k != nil {
		m.DIDs, m.DSIDs = r.dids(k)
	}
	m.Extensions = r.extensions(l, "mediationDetailsExtensions")
	if k := l.opt("serviceScopingOptions"); k != nil {
		sl := r.open(k)
		for o := sl.opt("serviceScopingOptions"); o != nil; o = sl.opt("serviceScopingOptions") {
			m.Scoping = append(m.Scoping, r.scoping(o))
		}
		sl.end()
	}
	if k := l.opt("listOfTrafficPolicyReferences"); k != nil {
		m.Policies = r.policies(k)
	}
	l.end()
	return m
}

func (r *reader) scoping(n *node) lipf.ServiceScoping {
	l := r.open(n)
	var s lipf.ServiceScoping
	if k := l.opt("serviceType"); k != nil {
		s.Services = r.services(k)
	}
	if k := l.opt("locationType"); k != nil {
		r.locationType(k, &s)
	}
	s.SuspendOnOutboundInternationalRoaming = r.boolean(l.opt("suspendOnOutboundInternationalRoaming"))
	s.ReportPostDialledDigits = r.boolean(l.opt("reportPostDialledDigits"))
	l.end()
	return s
}

func (r *reader) locationType(n *node, s *lipf.ServiceScoping) {
	l := r.open(n)
	if k := l.opt("doNotReport"); k != nil {
		s.DoNotReportLocation = true
		if r.str(k) != "" {
			r.fail(k, "must be empty")
		}
	} else {
		s.HasLocation = true
		ll := r.open(l.one("listOfLocationTypes"))
		for k := ll.opt("locationType"); k != nil; k = ll.opt("locationType") {
			tl := r.open(k)
			s.Location = append(s.Location, lipf.LocationType{
				BeginningAndEnd: r.boolean(tl.opt("beginningAndEnd")),
				UponChange:      r.boolean(tl.opt("uponChange")),
				LALS:            r.boolean(tl.opt("LALS")),
			})
			tl.end()
		}
		ll.end()
	}
	l.end()
}

func (r *reader) destination(n *node) lipf.Destination {
	l := r.open(n)
	d := lipf.Destination{DID: r.uuid(l.one("dId"))}
	if k := l.opt("friendlyName"); k != nil {
		d.FriendlyName = r.str(k)
	}
	d.DeliveryType = r.deliveryType(l.one("deliveryType"))
	al := r.open(l.one("deliveryAddress"))
	switch {
	case len(al.kids) == 0:
		r.fail(al.n, "no address")
	default:
		if k := al.opt("ipAddressAndPort"); k != nil {
			d.Address, d.UDP = r.addressPort(k)
		} else if k := al.opt("e164Number"); k != nil {
			d.E164 = r.token(k)
			if (lipf.TargetIdentifier{Type: lipf.E164Number, Value: d.E164}).Validate() != nil {
				r.fail(k, "not an international E.164 number")
			}
		} else if k := al.opt("uri"); k != nil {
			d.URI = r.token(k)
			if d.URI == "" {
				r.fail(k, "empty")
			}
		} else if k := al.one("emailAddress"); k != nil {
			d.Email = r.token(k)
			if d.Email == "" {
				r.fail(k, "empty")
			}
		}
	}
	al.end()
	d.Extensions = r.extensions(l, "destinationDetailsExtensions")
	l.end()
	return d
}
