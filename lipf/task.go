package lipf

import (
	"net/netip"
	"slices"
	"time"
)

// DeliveryType says over which of X2 and X3 a task or a destination delivers, TS 103 221-1 clause 6.2.1.2.
type DeliveryType string

// Delivery types.
const (
	X2Only  DeliveryType = "X2Only"
	X3Only  DeliveryType = "X3Only"
	X2andX3 DeliveryType = "X2andX3"
)

// Covers says whether a destination of type d can take at least one kind of product of type t.
func (d DeliveryType) Covers(t DeliveryType) bool { return d == t || d == X2andX3 || t == X2andX3 }

// MediationDeliveryType says over which of HI2 and HI3 a mediation function delivers, TS 103 221-1 annex C.2.2.
type MediationDeliveryType string

// Mediation delivery types.
const (
	HI2Only   MediationDeliveryType = "HI2Only"
	HI3Only   MediationDeliveryType = "HI3Only"
	HI2andHI3 MediationDeliveryType = "HI2andHI3"
)

// ServiceType is a service that a task is limited to, TS 103 221-1 clause 6.2.1.2.
type ServiceType string

// Service types.
const (
	Voice      ServiceType = "voice"
	Data       ServiceType = "data"
	Messaging  ServiceType = "messaging"
	PushToTalk ServiceType = "pushToTalk"
	LALS       ServiceType = "LALS"
	RCS        ServiceType = "RCS"
)

// Extension is an extension container of TS 103 221-1: an owner and elements of another namespace, kept as
// self-contained XML.
type Extension struct {
	Owner string
	// XML holds the elements with every namespace they need declared on them.
	XML string
}

// Task is taskDetails of TS 103 221-1 clause 6.2.1.2.
type Task struct {
	// XID names the task. Product carries it unless ProductID is set.
	XID UUID
	// Targets must all match.
	Targets      []TargetIdentifier
	DeliveryType DeliveryType
	// DIDs are the destinations of the task; an NE never delivers anywhere else. DSIDs are destination sets.
	DIDs, DSIDs []UUID
	// Mediation is present for mediation functions only.
	Mediation []MediationDetails
	// CorrelationID is present for triggered POIs (TS 33.128 clause 5.2.5), nil otherwise.
	CorrelationID               *uint64
	ImplicitDeactivationAllowed *bool
	// ProductID replaces the XID in X2 and X3 PDUs when it is not nil.
	ProductID *UUID
	// Services limits the task; empty means all services.
	Services        []ServiceType
	Extensions      []Extension
	TrafficPolicies []UUID
}

// ProductXID returns the value that goes into the XID field of X2 and X3 PDUs.
func (t *Task) ProductXID() UUID {
	if t.ProductID != nil {
		return *t.ProductID
	}
	return t.XID
}

// Matches says whether the task is about the identity: every target identifier matches.
func (t *Task) Matches(id Identity) bool { return AllMatch(t.Targets, id) }

// HasDID says whether the task delivers to the destination.
func (t *Task) HasDID(did UUID) bool {
	return slices.Contains(t.DIDs, did) ||
		slices.ContainsFunc(t.Mediation, func(m MediationDetails) bool { return slices.Contains(m.DIDs, did) })
}

// MediationDetails says for which agency reference a mediation function works, TS 103 221-1 annex C.2.2.
type MediationDetails struct {
	LIID         string
	DeliveryType MediationDeliveryType
	// Start and End bound the delivery; zero means open.
	Start, End time.Time
	// DIDs replace the DIDs of the task when not empty.
	DIDs, DSIDs []UUID
	Extensions  []Extension
	Scoping     []ServiceScoping
	Policies    []UUID
}

// ServiceScoping is one serviceScopingOptions element, TS 103 221-1 annex C.2.2.
type ServiceScoping struct {
	Services []ServiceType
	// DoNotReportLocation excludes Location; nil Location and false mean that the element is absent.
	DoNotReportLocation                   bool
	Location                              []LocationType
	HasLocation                           bool
	SuspendOnOutboundInternationalRoaming *bool
	ReportPostDialledDigits               *bool
}

// LocationType says when location is reported.
type LocationType struct {
	BeginningAndEnd, UponChange, LALS *bool
}

// Destination is destinationDetails of TS 103 221-1 clause 6.3.1.2.
type Destination struct {
	DID          UUID
	FriendlyName string
	DeliveryType DeliveryType
	// Address is the ipAddressAndPort form (TCP); URI, E164 and Email are the other alternatives.
	// Exactly one is set.
	Address          netip.AddrPort
	URI, E164, Email string
	// UDP is true when the port of Address is a UDP port.
	UDP        bool
	Extensions []Extension
}
