package event

import (
	"net/netip"
	"time"
)

// Functions of the IMS, TS 23.228 clause 4, and the SMS function, TS 23.501 clause 6.2.13.
const (
	PCSCF  NFType = "P-CSCF"
	ICSCF  NFType = "I-CSCF"
	SCSCF  NFType = "S-CSCF"
	ECSCF  NFType = "E-CSCF"
	IBCF   NFType = "IBCF"
	MGCF   NFType = "MGCF"
	TAS    NFType = "TAS"
	IPSMGW NFType = "IP-SM-GW"
	IMSAGW NFType = "IMS-AGW"
	SMSF   NFType = "SMSF"
)

// IMSUser is what an IMS function knows of the user it works for. Empty means not known there.
type IMSUser struct {
	// IMPI is the private identity, TS 23.003 clause 13.3; IMPUs are the public ones of the implicit set: SIP URIs and
	// TEL URIs as text.
	IMPI  string
	IMPUs []string
	// SUPI holds IMSI digits, GPSI MSISDN digits, PEI IMEI or IMEISV digits where the function knows them.
	SUPI, GPSI, PEI string
}

// IMSDirection says who of the two ends a message or a packet comes from, seen from the served user.
type IMSDirection uint8

// Directions.
const (
	IMSIndeterminate IMSDirection = iota
	IMSFromUser
	IMSToUser
)

// IMSRoaming is how the served user's IMS is reached, TS 23.228 annex W and clause 4.15.
type IMSRoaming uint8

// Roaming of an IMS user.
const (
	IMSNotRoaming IMSRoaming = iota
	IMSRoamingLBO
	IMSRoamingN9HR
)

// IMSRole is what the publishing function does with the message.
type IMSRole string

// Roles.
const (
	IMSRegistration IMSRole = "registration"
	IMSOriginating  IMSRole = "originating"
	IMSTerminating  IMSRole = "terminating"
	IMSEmergency    IMSRole = "emergency"
	// IMSInterconnect is that of IBCF and MGCF: the other party is in another network.
	IMSInterconnect IMSRole = "interconnect"
)

// IMSMessage is published for every SIP message that an IMS function has received for or sent on behalf of a user, as the
// function itself reads it: after it removed the protection of Gm that ends at it.
type IMSMessage struct {
	Header
	Served    IMSUser
	Role      IMSRole
	Direction IMSDirection
	// Source and Destination are those of the IP packet that carried the message on the served user's side.
	Source, Destination netip.AddrPort
	// SIP is the message. It must not be changed.
	SIP []byte
	// CallID is that of the message, Session the function's name of the session, the same for all messages of a call of
	// the served user whatever the dialogs of it are; empty for messages outside of sessions.
	CallID, Session string
	Roaming         IMSRoaming
	// AccessNetworkInfo is the P-Access-Network-Info that the function believes, Location the cell in it, nil if none.
	AccessNetworkInfo string
	Location          *Location
}

// IMSSessionChanged is published when a session was answered, when its media were negotiated anew, and when it ended.
type IMSSessionChanged struct {
	Header
	Served  IMSUser
	Role    IMSRole
	Session string
	// Originating and Terminating are the parties as the function knows them; Diverting is who forwarded the call.
	Originating []string
	Terminating string
	Diverting   string
	Roaming     IMSRoaming
	Location    *Location
	// LocalSDP is the session description that holds for the served user, RemoteSDP that of the other end. Both as sent.
	LocalSDP, RemoteSDP []byte
	// Contexts are the contexts of the IMS access gateway that carry the media of the session here (H.248 ContextID),
	// empty if no media are anchored in this network.
	Contexts []uint32
	// Anchored says that media pass through a gateway of this network.
	Anchored bool
	Ended    bool
}

// IMSMedia is one packet that an IMS access gateway forwards. Its slices are those of the data path: an observer must neither keep
// nor change them.
type IMSMedia struct {
	Time time.Time
	NF   NF
	// Context is the H.248 ContextID. FromUser says that the packet came from the side of the served user of the context.
	Context  uint32
	FromUser bool
	// Packet is the IP packet of the leg towards the served user, after the gateway removed the protection that ends at
	// it: RTP where the gateway holds the keys, SRTP where it does not.
	Packet []byte
}

// An IMSMediaObserver is called for every packet that a gateway forwards, by the goroutine that forwards it.
type IMSMediaObserver interface {
	IMSMedia(*IMSMedia)
}

// SMSFRegistered is published when an SMSF has registered a UE for SMS over NAS, TS 23.502 clause 4.13.3.1.
type SMSFRegistered struct {
	Header
	Subscriber Subscriber
	Location   *Location
	// Ended says that the UE was deregistered.
	Ended bool
}

// SMSFMessage is published for every short message and every report that an SMSF transfers, TS 23.502 clauses 4.13.3.3 to 4.13.3.5.
type SMSFMessage struct {
	Header
	Subscriber Subscriber
	Location   *Location
	// FromUser says that the UE sent it.
	FromUser bool
	// CP and RP are the message as on NAS (TS 24.011), TPDU the TP layer in it (TS 23.040).
	CP, RP, TPDU []byte
	// Originator and Recipient are the parties, international digits; Centre is the service centre.
	Originator, Recipient, Centre string
	// Report says that it is an RP-ACK or RP-ERROR, Cause is the RP cause of an error, MessageReference the RP reference.
	Report           bool
	Cause            uint8
	MessageReference uint8
	// Delivered says whether the other side took it; only with Report.
	Delivered bool
}
