// Package ims holds what the functions of the IMS share: names and identities (TS 23.003 clause 13), the interfaces to
// the subscriber data of the home network, and the interfaces by which media are made and anchored.
//
// What is simulated plainly. Diameter (Cx, Sh), H.248 (Iq) and charging are calls within the process; every SIP
// message (Gm, Mw, ISC, Mx, Ici, Mg) is real and crosses a link.
package ims

import (
	"context"
	"errors"
	"net/netip"
	"strings"

	"lilab/sim/aka"
	"lilab/sim/event"
)

// HomeDomain is the home network domain of the IMS, TS 23.003 R17 clause 13.2.
func HomeDomain(p event.PLMN) string {
	return "ims.mnc" + p.MNC3() + ".mcc" + p.MCC + ".3gppnetwork.org"
}

// IMPI is the private identity that is derived from an IMSI, TS 23.003 R17 clause 13.3.
func IMPI(imsi string, home event.PLMN) string { return imsi + "@" + HomeDomain(home) }

// TemporaryIMPU is the public identity that is derived from an IMSI, TS 23.003 R17 clause 13.4B. It is barred for
// everything but registration.
func TemporaryIMPU(imsi string, home event.PLMN) string { return "sip:" + IMPI(imsi, home) }

// TelURI is the tel URI of an MSISDN, RFC 3966.
func TelURI(msisdn string) string { return "tel:+" + msisdn }

// SIPURI is the SIP URI of an MSISDN in its home network, TS 23.003 R17 clause 13.4.
func SIPURI(msisdn string, home event.PLMN) string {
	return "sip:+" + msisdn + "@" + HomeDomain(home) + ";user=phone"
}

// IMEIURN is the instance identifier of a phone, RFC 7254: the IMEI of a PEI of 16 digits as a URN.
func IMEIURN(pei string) string {
	if len(pei) < 14 {
		return ""
	}
	return "urn:gsma:imei:" + pei[:8] + "-" + pei[8:14] + "-0"
}

// Forwarding is the call diversion of a subscriber, TS 24.604. Values are URIs, empty for none.
type Forwarding struct {
	Unconditional, Busy, NoAnswer, NotReachable string
}

// Profile is a subscriber of the IMS as the HSS stores him.
type Profile struct {
	IMPI string
	// SUPI has IMSI digits, GPSI MSISDN digits.
	SUPI, GPSI string
	// IMPUs are the implicit registration set, the default first. Barred is the temporary identity of TS 23.003
	// clause 13.4B.
	IMPUs      []string
	Barred     string
	Forwarding Forwarding
	// SMS says that the IP-SM-GW is in the initial filter criteria.
	SMS bool
}

// Errors of an HSS.
var (
	// ErrUnknownUser is DIAMETER_ERROR_USER_UNKNOWN, TS 29.228 clause 6.2.
	ErrUnknownUser = errors.New("ims: user unknown")
	// ErrIdentitiesDontMatch is DIAMETER_ERROR_IDENTITIES_DONT_MATCH.
	ErrIdentitiesDontMatch = errors.New("ims: private and public identity do not belong together")
	// ErrRoamingNotAllowed is DIAMETER_ERROR_ROAMING_NOT_ALLOWED.
	ErrRoamingNotAllowed = errors.New("ims: roaming not allowed")
)

// Resync is what a phone answers when the sequence number of a challenge is not fresh, RFC 3310 clause 3.4.
type Resync struct {
	RAND [16]byte
	AUTS [14]byte
}

// An HSS is the subscriber data of the home network: the Cx and Sh reference points, TS 29.228 and TS 29.328, as calls.
type HSS interface {
	// Authorize is a user authorization request of an I-CSCF: may this user register from the visited network?
	// visited is the P-Visited-Network-ID. It returns the S-CSCF that serves the user, empty if none does.
	Authorize(impi, impu, visited string) (scscf string, err error)
	// Vector is a multimedia authentication request of an S-CSCF.
	Vector(impi string, resync *Resync) (aka.IMSVector, error)
	// Assign is a server assignment request: scscf serves the user from now on, none if it is empty.
	Assign(impi, scscf string) (Profile, error)
	// Locate is a location information request of an I-CSCF. The user is one of this network. scscf is empty if he is not
	// registered; the profile tells the rest.
	Locate(impu string) (scscf string, p Profile, err error)
}

// Parties names the ends of a session as a gateway of media logs them.
type Parties struct{ From, To string }

// Side is one side of a context of an access gateway: Access is towards the phone, Core towards the other end.
type Side uint8

// Sides.
const (
	Access Side = iota
	Core
)

// ContextRequest asks a gateway for a context, ETSI TS 183 018 / TS 23.334.
type ContextRequest struct {
	// Session is the P-CSCF's name of the session, Served the user.
	Session string
	Served  event.IMSUser
	// From is the side that the first description comes from.
	From Side
	// UE is the address of the phone.
	UE netip.Addr
}

// A Gateway anchors media. It is controlled by a P-CSCF or an IBCF: the Iq and Ix reference points, TS 23.334, as
// calls. Methods must not wait for the network: they are called while a SIP message is forwarded.
type Gateway interface {
	// Add makes a context and returns its H.248 ContextID.
	Add(ContextRequest) (id uint32, err error)
	// Describe takes a session description that came from a side and returns the one to be sent to the other side, with
	// addresses, ports and keys of the gateway. answer says whether it answers an offer. An error means that the description
	// cannot be anchored; the message is refused with 488.
	Describe(id uint32, from Side, sdp []byte, answer bool) ([]byte, error)
	// Subtract ends a context. Packets that come later are dropped.
	Subtract(id uint32) error
}

// A Media makes the media of calls for a phone.
type Media interface {
	// Session makes the media of one call. call names it.
	Session(ctx context.Context, call string) (MediaSession, error)
}

// A MediaSession is the media of one call at one phone.
type MediaSession interface {
	// Offer is a session description to begin with, or to change what was agreed. hold says that the phone puts the other
	// side on hold (a=sendonly).
	Offer(hold bool) ([]byte, error)
	// Answer answers an offer.
	Answer(offer []byte) ([]byte, error)
	// Accept takes the answer to the last offer.
	Accept(answer []byte) error
	// Start begins to send and to receive after an offer was answered. Calls after the first have no effect.
	Start(ctx context.Context) error
	// Stop ends it and waits.
	Stop() error
	// Report says what was sent and received; its type is that of the implementation.
	Report() any
}

// UserPart returns the part of a SIP, SIPS or TEL URI that names a user without "+" and visual separators: digits for a
// telephone number.
func UserPart(uri string) string {
	s := uri
	if i := strings.IndexByte(s, ':'); i >= 0 {
		s = s[i+1:]
	}
	if i := strings.IndexAny(s, "@;?"); i >= 0 {
		s = s[:i]
	}
	return strings.TrimPrefix(strings.NewReplacer("-", "", ".", "", "(", "", ")", "").Replace(s), "+")
}

// Has says whether a public identity belongs to the user and is not barred.
func (p *Profile) Has(impu string) bool {
	for _, i := range p.IMPUs {
		if SameUser(i, impu) {
			return true
		}
	}
	return false
}

// Registers says whether the user may register a public identity: the barred one too.
func (p *Profile) Registers(impu string) bool {
	return p.Has(impu) || p.Barred != "" && SameUser(p.Barred, impu)
}
