// Package truth holds what a scenario really did, as the script and the UEs saw it: the file truth.json
// of a run folder. The runner writes it; the oracle compares it with delivered octets. Nothing in it
// comes from the LI side, except the identifiers with which a warrant was provisioned.
package truth

import (
	"net/netip"
	"time"
)

// Schema is the value of Truth.Schema.
const Schema = "lilab/truth/v1"

// Truth is one run of one scenario.
type Truth struct {
	Schema   string `json:"schema"`
	Scenario string `json:"scenario"`
	Title    string `json:"title,omitempty"`
	// Rows are the rows of the decision table the scenario plays ("V02").
	Rows []string `json:"rows,omitempty"`
	Seed uint64   `json:"seed"`
	// Networks, Agreements, Subscribers, Warrants are the settings of the run, keyed by their names.
	Networks    map[string]Network    `json:"networks"`
	Agreements  []Agreement           `json:"agreements,omitempty"`
	Subscribers map[string]Subscriber `json:"subscribers"`
	Warrants    map[string]Warrant    `json:"warrants"`
	// Steps are the steps of the script in order of their start.
	Steps []Step `json:"steps"`
	// Sessions are the PDU sessions that were opened, in order of their opening.
	Sessions []Session `json:"sessions,omitempty"`
	// Flows are what the applications did, in order of their start.
	Flows []Flow `json:"flows,omitempty"`
	// Calls are the calls that were tried, Messages the short messages that were sent, in order of their start.
	Calls    []Call    `json:"calls,omitempty"`
	Messages []Message `json:"messages,omitempty"`
	// Expect is the verdict the author of the scenario wrote down: regression data, not a source of verdicts.
	Expect map[string]Axes `json:"expect,omitempty"`
	Start  time.Time       `json:"start"`
	End    time.Time       `json:"end"`
}

// Network is one PLMN.
type Network struct {
	// PLMN is "MCC-MNC", for example "001-01".
	PLMN    string `json:"plmn"`
	Country string `json:"country"`
	// Operator and MDF are the identifiers that the network puts into PS-PDU headers.
	Operator string `json:"operator,omitempty"`
	// LI says which functions intercept IMS communications.
	LI Placement `json:"li,omitzero"`
	// RoamingInterception is "" or "allowed", or "not-allowed": the law of the home network forbids reporting sessions in which
	// an own subscriber abroad takes part.
	RoamingInterception string `json:"roaming_interception,omitempty"`
}

// Agreement is a roaming agreement.
type Agreement struct {
	Home         string `json:"home"`
	Visited      string `json:"visited"`
	N32          string `json:"n32"` // "tls", "prins", "none"
	GPSISupplied bool   `json:"gpsi_supplied"`
	// Data is how data of visitors leaves: "", "local-breakout", "home-routed". N9 is "", "clear" or "esp".
	Data string `json:"data,omitempty"`
	N9   string `json:"n9,omitempty"`
	// IMS is how the IMS of visitors is reached: "", "local-breakout", "home-routed".
	IMS string `json:"ims,omitempty"`
	// PrivacyEncryption says whether the home network encrypts Gm of its subscribers in the visited network: "", "off", "on", or
	// "on-and-visited-refuses" where the visited network then gives no service.
	PrivacyEncryption string `json:"privacy_encryption,omitempty"`
	// HRLI is that of the visited network for this home network.
	HRLI HRLI `json:"hr_li,omitzero"`
}

// Subscriber is one simulated subscriber and the UE that carries it.
type Subscriber struct {
	Home string `json:"home"` // name of the home network
	In   string `json:"in"`   // name of the serving network
	SUPI string `json:"supi"` // IMSI digits
	GPSI string `json:"gpsi,omitempty"`
	PEI  string `json:"pei,omitempty"`
	// SUCI is the protection scheme: "null", "profile-a", "profile-b".
	SUCI string `json:"suci"`
	// NEA is the NAS ciphering the network picked or would pick: 0 to 3.
	NEA int `json:"nea"`
	// Control marks a subscriber about whom nothing may be delivered.
	Control bool `json:"control,omitempty"`
	// Fault is what was made to go wrong on purpose: "", "home-rejects", "wrong-key", "supi-mismatch".
	Fault string `json:"fault,omitempty"`
	// MismatchSUPI is the SUPI that the home returns instead, with Fault "supi-mismatch".
	MismatchSUPI string `json:"mismatch_supi,omitempty"`
	// Registration says how the phone registers: "" as usual, "emergency" for emergency services, "emergency-unauthenticated" for
	// those without authentication.
	Registration string `json:"registration,omitempty"`
	// Gm is how SIP is protected, nil for a phone without IMS. Media is how the phone wants its media to be protected: "rtp",
	// "sdes-e2ae", "sdes-e2e", "dtls-e2ae", "dtls-e2e".
	Gm    *Gm    `json:"gm,omitempty"`
	Media string `json:"media,omitempty"`
	// IMPUs are the public identities, the default first.
	IMPUs []string `json:"impus,omitempty"`
	// Moved is how the phone came to the network In from another one, nil if it was there from the beginning.
	Moved *Moved `json:"moved,omitempty"`
}

// Moved is the way of a phone from one network to another, with its sessions.
type Moved struct {
	// From is the name of the network that it left.
	From string `json:"from"`
	// Start and At bound the mobility registration: at At the phone was registered in the other network.
	Start time.Time `json:"start"`
	At    time.Time `json:"at"`
}

// The ways in which phones register for emergency services.
const (
	RegistrationEmergency       = "emergency"
	RegistrationUnauthenticated = "emergency-unauthenticated"
)

// Warrant is one order of one agency, as it was provisioned.
type Warrant struct {
	// Agency is the name of the network whose LI functions execute it.
	Agency string `json:"agency"`
	// Subscriber is the name of the target; TargetType is "supi", "gpsi", "pei", "impu" or "nli" (a non-local identity: the
	// subscriber is somebody of another network with whom own users communicate); Target is the value as X1 carries it (digits,
	// or a URI).
	Subscriber string `json:"subscriber"`
	TargetType string `json:"target_type"`
	Target     string `json:"target"`
	// Deliver lists "iri", "cc". Services lists "voice", "data", "messaging"; empty means all.
	Deliver  []string `json:"deliver"`
	Services []string `json:"services,omitempty"`
	LIID     string   `json:"liid"`
	// HeaderReports is "" (none ordered), "per-packet" or "summary"; HeaderReportsBy says who makes them: "upf" or "mdf".
	HeaderReports   string `json:"header_reports,omitempty"`
	HeaderReportsBy string `json:"header_reports_by,omitempty"`
	// XID is the task identifier at POIs and MDF2, lower-case UUID text: that of the last activation.
	XID string `json:"xid"`
	// Activations are the times in which the warrant was active, in order. A warrant that is activated again gets another XID.
	Activations []Activation `json:"activations,omitempty"`
}

// Activation is one time in which a warrant was active: from the end of its activation to the beginning of its deactivation.
type Activation struct {
	XID  string    `json:"xid"`
	LIID string    `json:"liid"`
	From time.Time `json:"from"`
	// To is zero while it goes on.
	To time.Time `json:"to,omitzero"`
}

// Session is one PDU session as the phone had it.
type Session struct {
	Subscriber string `json:"subscriber"`
	// ID is the PDU session identity, 1 to 15. Type is "ipv4", "ipv6", "ipv4v6", "ethernet", "unstructured".
	ID   uint8  `json:"id"`
	DNN  string `json:"dnn"`
	Type string `json:"type"`
	// Serving is the name of the serving network. Route is "domestic", "local-breakout" or "home-routed". Of a session that went to
	// another network with its phone they are those after that, and Moved says when it was; until then it was domestic.
	Serving string `json:"serving"`
	Route   string `json:"route"`
	Moved   *Moved `json:"moved,omitempty"`
	// Confidentiality is the user-plane security policy: "required", "preferred", "not-needed".
	Confidentiality string `json:"confidentiality,omitempty"`
	// Addresses are the phone's in the session: an IPv4 address, an IPv6 prefix of 64 bits, or both. MAC is its address in
	// an Ethernet session.
	Addresses []netip.Prefix `json:"addresses,omitempty"`
	MAC       string         `json:"mac,omitempty"`
	// Result is "established" or "rejected", Cause the 5GSM cause of a reject.
	Result string `json:"result"`
	Cause  uint8  `json:"cause,omitempty"`
	// Requested and Established bound the establishment, Released is when the phone had released it; zero if it did not.
	Requested   time.Time `json:"requested"`
	Established time.Time `json:"established,omitzero"`
	Released    time.Time `json:"released,omitzero"`
	// Packets are the user packets that the phone sent and received in the session.
	Uplink   uint64 `json:"uplink_packets"`
	Downlink uint64 `json:"downlink_packets"`
}

// Flow is one flow of an application: a TCP connection or a UDP socket with one peer.
type Flow struct {
	Subscriber string `json:"subscriber"`
	// Session is the index in Truth.Sessions.
	Session int `json:"session"`
	// Service is "dns", "http", "messenger", "udp" or "frames", Transport "tcp" or "udp", or of frames the type of the session:
	// "ethernet" or "unstructured".
	Service   string `json:"service"`
	Transport string `json:"transport"`
	// Client and Server are the ends; of Ethernet frames ClientMAC and ServerMAC.
	Client    netip.AddrPort `json:"client"`
	Server    netip.AddrPort `json:"server"`
	ClientMAC string         `json:"client_mac,omitempty"`
	ServerMAC string         `json:"server_mac,omitempty"`
	Name      string         `json:"name,omitempty"`
	// Protection is "none", "tls", "e2ee", "e2ee+tls"; EncryptedBy is "none", "csp", "third-party".
	Protection  string        `json:"protection"`
	EncryptedBy string        `json:"encrypted_by"`
	Up          FlowDirection `json:"up"`
	Down        FlowDirection `json:"down"`
	Start       time.Time     `json:"start"`
	End         time.Time     `json:"end"`
	Failure     string        `json:"failure,omitempty"`
}

// FlowDirection is one direction of a flow.
type FlowDirection struct {
	// Octets are those of the transport's payload, without retransmissions.
	Octets    uint64 `json:"octets"`
	Datagrams uint64 `json:"datagrams,omitempty"`
	Messages  uint64 `json:"messages"`
	// Canaries are the strings planted in the user content of this direction.
	Canaries []string `json:"canaries,omitempty"`
}

// Step is one step of the script and what came of it.
type Step struct {
	// Kind is "activate", "deactivate", "register", "deregister", "move", "enter" (another network), "handover", "open-session", "modify-session", "close-session",
	// "release-session", "data", "register-ims", "deregister-ims", "call", "sms".
	Kind string `json:"kind"`
	// Warrant or Subscriber says whom the step is about.
	Warrant    string    `json:"warrant,omitempty"`
	Subscriber string    `json:"subscriber,omitempty"`
	Start      time.Time `json:"start"`
	End        time.Time `json:"end"`
	// Result of a register step: "registered", "rejected", "authentication-rejected", "security-failed".
	// Of the others: "done" or "failed".
	Result string `json:"result"`
	// Cause is the 5GMM cause the UE got or sent, or the 5GSM cause of a release by the network; 0 for none.
	Cause uint8 `json:"cause,omitempty"`
	// Initiator of a modification or release of a session is "ue" or "network".
	Initiator string `json:"initiator,omitempty"`
	// GUTI is the 5G-GUTI the UE holds after the step, "5gguti-MCC-MNC-RR-SSS-PP-TTTTTTTT" in lower case.
	GUTI string `json:"guti,omitempty"`
	// Cell is where the UE was (after a move: where it went).
	Cell *Cell `json:"cell,omitempty"`
	// Session is the index in Truth.Sessions of the steps that are about one.
	Session *int `json:"session,omitempty"`
	// Call and Message are the indexes in Truth.Calls and Truth.Messages of the steps that are about one.
	Call    *int `json:"call,omitempty"`
	Message *int `json:"message,omitempty"`
	// SwitchOff is the bit of a deregistration.
	SwitchOff bool `json:"switch_off,omitempty"`
}

// Cell is one NR cell.
type Cell struct {
	// Name is the name in the scenario; PLMN is "MCC-MNC".
	Name string `json:"name,omitempty"`
	PLMN string `json:"plmn"`
	// TAC is six, NRCellID nine hexadecimal digits in lower case.
	TAC      string `json:"tac"`
	NRCellID string `json:"nr_cell_id"`
	// SMF and UPF name the functions in whose area the cell is, where the network has several: "smf2", "upf2".
	SMF string `json:"smf,omitempty"`
	UPF string `json:"upf,omitempty"`
}

// Axes are the five values of a verdict: "T", "P", "O", "N" or "-".
type Axes struct {
	Identity string `json:"identity"`
	IRI      string `json:"iri"`
	Location string `json:"location"`
	Call     string `json:"call"`
	Content  string `json:"content"`
}
