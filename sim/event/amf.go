package event

// Initiator says who started a procedure.
type Initiator uint8

// The parties of a procedure.
const (
	ByUE Initiator = iota + 1
	ByNetwork
)

// RegistrationType is the 5GS registration type, TS 24.501 clause 9.11.3.7, numbered as there.
type RegistrationType uint8

// Registration types.
const (
	InitialRegistration   RegistrationType = 1
	MobilityRegistration  RegistrationType = 2
	PeriodicRegistration  RegistrationType = 3
	EmergencyRegistration RegistrationType = 4
)

// AMFRegistered is published when the AMF has sent REGISTRATION ACCEPT and the UE is 5GMM-REGISTERED.
// Access is always 3GPP access.
//
// Type is EmergencyRegistration for a UE that is registered for emergency services (TS 23.501 clause 5.16.4). Only such a UE can be
// there without authentication: then Subscriber.Authenticated is false, SUPI is empty or what the UE claims, and PEI is there. What
// the AMF tells of it later has the same Subscriber.
type AMFRegistered struct {
	Header
	Subscriber   Subscriber
	Type         RegistrationType
	GUTI         GUTI
	OldGUTI      *GUTI
	Location     Location
	TAIList      []TAI
	AllowedNSSAI []SNSSAI
	// SMSOverNAS says that the accept allowed SMS over NAS.
	SMSOverNAS bool
}

// AMFDeregistered is published when a UE becomes 5GMM-DEREGISTERED.
type AMFDeregistered struct {
	Header
	Subscriber Subscriber
	GUTI       GUTI
	Initiator  Initiator
	// SwitchOff is the switch-off bit of a UE-initiated request.
	SwitchOff bool
	// ReregistrationRequired is the bit of a network-initiated request.
	ReregistrationRequired bool
	// Cause is the 5GMM cause of a network-initiated request, 0 if none was given.
	Cause    uint8
	Location *Location
}

// AMFLocationChanged is published when the AMF learns that a registered UE is in another cell.
type AMFLocationChanged struct {
	Header
	Subscriber Subscriber
	GUTI       GUTI
	Location   Location
}

// AMFRegistrationFailed is published when a registration ends without success at the AMF.
// Subscriber.Authenticated is false unless the failure came after the security mode procedure, which proves the
// identity: roaming not allowed, no slice.
type AMFRegistrationFailed struct {
	Header
	Subscriber Subscriber
	// Cause is the 5GMM cause value, TS 24.501 clause 9.11.3.2, of the reject that was sent,
	// or the one that describes the failure when the UE ended the procedure.
	Cause          uint8
	RequestedNSSAI []SNSSAI
	GUTI           *GUTI
	Location       *Location
}
