// Package ue is a user equipment: a USIM, the 5GMM state machine of TS 24.501 and NAS security of TS 33.501.
// It speaks NAS to the AMF through a gNB.
package ue

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/sms"
)

// Radio is where a UE finds cells. *gnb.GNB implements it; something in front of several
// gNBs can join their cells.
type Radio interface {
	Connect(ctx context.Context, cell string, e gnb.Establishment) (*gnb.Connection, error)
	// Access takes a UE that is handed over.
	Access(ctx context.Context, cell string, a gnb.Access) (*gnb.Connection, error)
}

// PublicKey is a home network public key, TS 33.501 R17 clause 5.2.5.
type PublicKey struct {
	// ID is the home network public key identifier, 1 to 255.
	ID uint8
	// Key has 32 octets for profile A, 33 (a compressed point) for profile B.
	Key []byte
}

// Config describes a UE and its USIM.
type Config struct {
	// SUPI holds the IMSI digits; PLMN is the home network, whose digits begin the IMSI.
	SUPI string
	PLMN event.PLMN
	// PEI holds the 16 digits of the IMEISV.
	PEI string
	// K and OPc are the subscriber's secret key and operator constant for MILENAGE.
	K, OPc [16]byte
	// Scheme is the SUCI protection scheme: 0 null, 1 profile A, 2 profile B (TS 33.501 R17 annex C.1).
	Scheme uint8
	// HomeNetworkPublicKey is the key for the scheme, nothing for the null scheme.
	HomeNetworkPublicKey PublicKey
	// RoutingIndicator has one to four digits; empty means "0".
	RoutingIndicator string
	// NEA and NIA are the algorithms the UE supports; nil means 0 to 3. NIA0 is accepted from the network in a
	// registration for emergency services only (TS 33.501 clause 5.3.2).
	NEA, NIA []uint8
	// RequestedNSSAI goes into the registration request.
	RequestedNSSAI []event.SNSSAI
	Radio          Radio
	// Fabric gives PDU sessions their network device, Host is where they are; nil for a UE without data.
	Fabric fabric.Network
	Host   fabric.Host
	Timers Timers
	// SMSCentre is the number of the service centre on the USIM, international digits; empty for a UE without short messages. With
	// one the UE asks for SMS over NAS when it registers.
	SMSCentre string
	SMSTimers sms.Timers
	Now       func() time.Time
	// Rand supplies the ephemeral keys of the SUCI; nil means crypto/rand.
	Rand io.Reader
	Log  *slog.Logger
}

// Timers of TS 24.501 R17 table 10.2.1. Zero means the default.
type Timers struct {
	// T3510 guards a registration (15 s).
	T3510 time.Duration
	// T3521 guards a deregistration (15 s); its request is sent up to five times.
	T3521 time.Duration
	// T3540 is how long the UE waits for the network to release the connection after a refusal or a
	// deregistration (10 s); then it releases it itself.
	T3540 time.Duration
	// T3580 guards PDU SESSION ESTABLISHMENT REQUEST, T3581 PDU SESSION MODIFICATION REQUEST, T3582 PDU SESSION RELEASE REQUEST
	// (16 s each); each is sent up to five times.
	T3580, T3581, T3582 time.Duration
}

// Result says how a registration ended.
type Result string

// Results of a registration.
const (
	Registered Result = "registered"
	// Rejected is a REGISTRATION REJECT with a cause.
	Rejected Result = "rejected"
	// AuthenticationRejected is an AUTHENTICATION REJECT.
	AuthenticationRejected Result = "authentication-rejected"
	// SecurityFailed says that the UE did not accept the network's security: AUTN, a message authentication
	// code, replayed capabilities or algorithms were wrong.
	SecurityFailed Result = "security-failed"
	// NoAnswer says that the network did not answer, or released the connection.
	NoAnswer Result = "no-answer"
)

// Registration is the outcome of a registration, with every failure.
type Registration struct {
	Result Result
	// Cause is the 5GMM cause of a reject, or the one that the UE sent to the network; 0 if there was none.
	Cause uint8
	// Reason says in words why the registration failed, empty for Registered.
	Reason string
	// GUTI is the 5G-GUTI of the accept.
	GUTI event.GUTI
	// NEA and NIA are the algorithms in use.
	NEA, NIA uint8
	// Emergency says that the accept was for emergency services only; Unauthenticated that it came without authentication and
	// with null security (NIA0 and NEA0).
	Emergency, Unauthenticated bool
	// SUCI is what the UE sent, nil if it sent none.
	SUCI         *event.SUCI
	TAIList      []event.TAI
	AllowedNSSAI []event.SNSSAI
}

// Errors of the procedures.
var (
	// ErrClosed says that the UE is closed.
	ErrClosed = errors.New("ue: closed")
	// ErrNotRegistered says that the procedure needs a registered UE.
	ErrNotRegistered = errors.New("ue: not registered")
)
