package truth

import (
	"net/netip"
	"time"
)

// The routes of a party of a call or a message: where the P-CSCF is that serves it.
const (
	RouteDomestic  = "domestic"
	RouteLocal     = "local-breakout"
	RouteHome      = "home-routed"
	RouteEmergency = "emergency"
)

// Party is one end of a call or of a message.
type Party struct {
	// Subscriber is the name of the subscriber, empty for somebody who is none of the scenario (an emergency centre).
	Subscriber string `json:"subscriber,omitempty"`
	// Identities are the public identities by which the end can be named: SIP and TEL URIs as text, the one that was used
	// first. MSISDN has international digits.
	Identities []string `json:"identities,omitempty"`
	MSISDN     string   `json:"msisdn,omitempty"`
	// Session is the index in Truth.Sessions of the session for the IMS, nil for a party without one (SMS over NAS).
	Session *int `json:"session,omitempty"`
	// Route is "domestic", "local-breakout", "home-routed" or "emergency"; empty for a party without a phone of ours.
	Route string `json:"route,omitempty"`
}

// Call is one attempt to call somebody.
type Call struct {
	From Party `json:"from"`
	To   Party `json:"to"`
	// Forwarded are those to whom the call was diverted, in order. The last one was called in the end.
	Forwarded []Party `json:"forwarded,omitempty"`
	// Emergency says that it is an emergency call; Unauthenticated that the phone had no authenticated identity.
	Emergency       bool `json:"emergency,omitempty"`
	Unauthenticated bool `json:"unauthenticated,omitempty"`
	// CallIDs are the values of Call-ID that the phones saw.
	CallIDs []string `json:"call_ids,omitempty"`
	// Start is when the caller began, Answered when the answer came (zero if none did), End when it was over.
	Start    time.Time `json:"start"`
	Answered time.Time `json:"answered,omitzero"`
	End      time.Time `json:"end,omitzero"`
	// Result is "answered", "busy", "no-answer", "cancelled", "rejected", "failed". Status is the SIP status of the last answer.
	Result string `json:"result"`
	Status int    `json:"status,omitempty"`
	// Codec is the encoding name that was agreed: "PCMA", "PCMU", "AMR-WB", "EVS". Protection is what was agreed for the media:
	// "rtp", "sdes-e2ae", "sdes-e2e", "dtls-e2ae", "dtls-e2e"; of the caller's side if the sides differ.
	Codec      string `json:"codec,omitempty"`
	Protection string `json:"protection,omitempty"`
	Tones      Tones  `json:"tones,omitzero"`
	// Streams are the RTP streams that the phones sent.
	Streams []Stream `json:"streams,omitempty"`
}

// Tones are the frequencies in Hz that are planted in the speech of each party, 0 for none.
type Tones struct {
	From float64 `json:"from,omitempty"`
	To   float64 `json:"to,omitempty"`
}

// Stream is one RTP stream as its sender sent it.
type Stream struct {
	// Sender is "from" or "to"; "to" also for the one to whom the call was forwarded.
	Sender string `json:"sender"`
	SSRC   uint32 `json:"ssrc"`
	// Source and Destination are the addresses of the packets at the sender.
	Source      netip.AddrPort `json:"source"`
	Destination netip.AddrPort `json:"destination"`
	PayloadType uint8          `json:"payload_type"`
	Packets     uint64         `json:"packets"`
	// First and Last are when the first and the last packet were sent.
	First time.Time `json:"first,omitzero"`
	Last  time.Time `json:"last,omitzero"`
	// Sequence is the sequence number of the first packet. Sums has CRC-32 (IEEE) of the payload of each packet in order of
	// sending, before protection; empty if they were not recorded.
	Sequence uint16   `json:"sequence"`
	Sums     []uint32 `json:"sums,omitempty"`
}

// The kinds of short messages.
const (
	SMSOverNAS = "sms-nas"
	SMSOverIP  = "sms-ip"
)

// Message is one short message.
type Message struct {
	// Kind is "sms-nas" or "sms-ip". The sides need not be the same: it is that of the sender, and ToKind of the recipient
	// if it differs.
	Kind   string `json:"kind"`
	ToKind string `json:"to_kind,omitempty"`
	From   Party  `json:"from"`
	To     Party  `json:"to"`
	// Canary is the string planted in the text.
	Canary string    `json:"canary"`
	Time   time.Time `json:"time"`
	// Delivered is when the recipient had it, zero if he never did.
	Delivered time.Time `json:"delivered,omitzero"`
	// Result is "delivered", "accepted" (by the network, not delivered yet) or "failed".
	Result string `json:"result"`
}

// Gm is how SIP between a phone and its P-CSCF is protected.
type Gm struct {
	// Protection is "none", "esp-null", "esp-aes", "tls" as it was when the phone registered last.
	Protection string `json:"protection"`
	// Changes are the protections of registrations in order, if there was more than one.
	Changes []GmChange `json:"changes,omitempty"`
}

// GmChange is a registration with the IMS after which SIP was protected in a way.
type GmChange struct {
	At         time.Time `json:"at"`
	Protection string    `json:"protection"`
	// PLMN is where the phone was: "MCC-MNC".
	PLMN string `json:"plmn,omitempty"`
}

// HRLI is interception of home-routed IMS in the visited network of an agreement, TS 33.128 clause 7.10.
type HRLI struct {
	// Deployed says that the visited network has BBIFF and LMISF, HPLMNConfigured that this home network is configured in them.
	Deployed        bool `json:"deployed"`
	HPLMNConfigured bool `json:"hplmn_configured"`
}

// Placement says which functions of a network make the records of IMS communications.
type Placement struct {
	// Local are those of sessions of own subscribers and of local breakout, NonLocal those of tasks on identities that are not
	// of this network: "S-CSCF", "P-CSCF", "IBCF", "MGCF". Empty means the default of the standard: the S-CSCF for own
	// subscribers, the P-CSCF for visitors, IBCF and MGCF for identities that are not local.
	Local    []string `json:"local,omitempty"`
	NonLocal []string `json:"non_local,omitempty"`
	// TruncateSMS says that the text of short messages is cut from the records of the SMSF.
	TruncateSMS bool `json:"truncate_sms,omitempty"`
}
