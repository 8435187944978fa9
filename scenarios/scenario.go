// Package scenarios holds the scenarios that lilab plays: the file format, its loader and schema, the
// shipped catalogue, and the runner.
//
// A scenario is one YAML file, scenarios/<family>/<slug>.yaml; its id is its path. The Go types of
// this file are the source of the JSON Schema in schema.json, and the loader checks files against that
// schema, so the editor, `lilab run` and the code agree about what a scenario may say. A key that the
// lab does not simulate is an error: no setting is ever accepted and then ignored.
package scenarios

// Scenario is one scenario file, as it was written.
type Scenario struct {
	// ID is the path of the file below scenarios/ without ".yaml", for example inbound/registration-suci-a.
	ID string `yaml:"id" jsonschema:"pattern=^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$"`
	// Title says in one line what happens.
	Title string `yaml:"title" jsonschema:"minLength=1"`
	// About says in a few sentences why the scenario exists and what a reader should learn from it.
	About string `yaml:"about,omitempty"`
	// Clauses names the clauses the scenario is about, for example "TS 33.128 R19 6.2.2.2.2".
	Clauses []string `yaml:"clauses,omitempty"`
	// Rows names the rows of the decision table that the scenario plays, for example V02: L rows are domestic, V rows are the visited agency's view, H rows the home agency's.
	Rows []string `yaml:"rows,omitempty"`
	// Networks are the mobile networks, by name.
	Networks map[string]Network `yaml:"networks"`
	// Agreements are the roaming agreements between them. A pair of networks without an agreement does not know each other.
	Agreements []Agreement `yaml:"agreements,omitempty"`
	// Subscribers are the subscribers and their phones, by name.
	Subscribers map[string]Subscriber `yaml:"subscribers"`
	// Warrants are the orders of the agencies, by name.
	Warrants map[string]Warrant `yaml:"warrants,omitempty"`
	// Script is what happens, in order. A warrant that is still active at the end is deactivated then.
	Script []Step `yaml:"script" jsonschema:"minItems=1"`
	// Expect is the verdict that the author foresees for each warrant. It is regression data for the rules, never the source of a verdict.
	Expect map[string]Axes `yaml:"expect,omitempty"`

	source *source
	// shipped says that it is built into the program.
	shipped bool
}

// Network is one mobile network (PLMN).
type Network struct {
	// PLMN is MCC-MNC. Only test networks are accepted: MCC 001 or 999.
	PLMN PLMN `yaml:"plmn"`
	// Country is the ISO 3166-1 alpha-2 code that goes into the headers of delivered records.
	Country string `yaml:"country,omitempty" jsonschema:"pattern=^[A-Z]{2}$"`
	// Cells are the NR cells, by name. Those with the same gNB bits belong to one gNB. The default is two cells of one gNB, cell1 and cell2, in two tracking areas.
	Cells map[string]Cell `yaml:"cells,omitempty"`
	// Handover says how phones are handed over between gNBs: over Xn (TS 23.502 clause 4.9.1.2), or through the AMF over n2 (clause 4.9.1.3). The default is xn.
	Handover Handover `yaml:"handover,omitempty"`
	// SMFs counts the SMFs, smf1, smf2 and so on, each with a UPF of its own. Cells name the one that serves them. A home-routed session goes to another V-SMF and V-UPF with the phone, TS 23.502 clause 4.23. The default is 1.
	SMFs int `yaml:"smfs,omitempty" jsonschema:"minimum=1,maximum=9"`
	// UPFs counts the UPFs of the SMF, upf1, upf2 and so on. Cells name the one that serves them. The first is the anchor of sessions, the others relay between it and the gNBs of their cells, TS 23.502 clause 4.9.1.2.3. The default is 1.
	UPFs int `yaml:"upfs,omitempty" jsonschema:"minimum=1,maximum=9"`
	// DNNs are the data networks that PDU sessions of this network lead to, by name. The default is one, internet, if the script opens sessions.
	DNNs map[string]DNN `yaml:"dnns,omitempty"`
	// X3Format is the form in which the points of interception of the UPF deliver packets, TS 33.128 clause 6.2.3.6: gtp-u is the GTP-U message as on N3 or N9, ip the packet or frame in it. The default is gtp-u.
	X3Format X3Format `yaml:"x3-format,omitempty"`
	// RoamingInterception says whether the law lets the network report communications that its own subscribers take part in abroad, TS 33.128 clause 4.4.6. The default is allowed.
	RoamingInterception Permission `yaml:"roaming-interception,omitempty"`
	// TruncateSMS leaves what users wrote out of the records that the SMSF makes of short messages, TS 33.128 clause 6.2.5.3. The default is false.
	TruncateSMS bool `yaml:"truncate-sms,omitempty"`
}

// DNN is one data network.
type DNN struct {
	// Types are the PDU session types that it offers. The default is ipv4, ipv6 and ipv4v6.
	Types []SessionType `yaml:"types,omitempty" jsonschema:"minItems=1,uniqueItems=true"`
	// Confidentiality is the user-plane security policy, TS 23.501 clause 5.10.3: whether the radio side ciphers the packets of a session. The default is preferred.
	Confidentiality Policy `yaml:"confidentiality,omitempty"`
}

// Cell is one NR cell.
type Cell struct {
	// TAC is the tracking area code, six hexadecimal digits.
	TAC string `yaml:"tac" jsonschema:"pattern=^[0-9a-f]{6}$"`
	// NRCellID is the NR cell identity, nine hexadecimal digits (36 bits). The first 22 bits are the gNB.
	NRCellID string `yaml:"nr-cell-id" jsonschema:"pattern=^[0-9a-f]{9}$"`
	// SMF is the number of the SMF that serves the tracking area. The default is 1.
	SMF int `yaml:"smf,omitempty" jsonschema:"minimum=1,maximum=9"`
	// UPF is the number of the UPF that serves the tracking area. The default is 1.
	UPF int `yaml:"upf,omitempty" jsonschema:"minimum=1,maximum=9"`
}

// Agreement is one roaming agreement: subscribers of Home may be served by Visited.
type Agreement struct {
	// Home is the name of the home network.
	Home string `yaml:"home"`
	// Visited is the name of the visited network.
	Visited string `yaml:"visited"`
	// N32 is the protection between the SEPPs, TS 33.501 clause 13. The default is tls.
	N32 N32 `yaml:"n32,omitempty"`
	// GPSISupplied says whether the home network puts the GPSI into the subscription data it sends to the visited AMF. The default is true.
	GPSISupplied *bool `yaml:"gpsi-supplied,omitempty"`
	// Data says how the packets of visitors leave, TS 23.501 clause 4.2.4: local-breakout at a UPF of the visited network, home-routed through a V-UPF and N9 at a UPF of the home network. Without it visitors have no PDU sessions.
	Data Route `yaml:"data,omitempty"`
	// N9 is the protection between V-UPF and H-UPF with home routing, TS 33.501 clause 9.9: clear, or esp between security gateways. The default is clear.
	N9 N9 `yaml:"n9,omitempty"`
	// LocationToHome says whether the V-SMF tells the H-SMF the cell of the phone on N16, TS 29.502 clause 5.2.2. Then the home agency has it, too, at second hand. The default is false.
	LocationToHome bool `yaml:"location-to-home,omitempty"`
	// IMS is where the P-CSCF of visitors is: local-breakout in the visited network, home-routed at home (N9HR, TS 23.228 annex W). Without it visitors have no IMS.
	IMS Route `yaml:"ims,omitempty"`
	// PrivacyEncryption says whether the home network leaves SIP between its visitors there and its P-CSCF encrypted. off is what interception in the visited network needs with home-routed IMS (TS 33.107 clause 20.1.1): the P-CSCF chooses null encryption. With on-and-visited-refuses it is on, and the visited network gives the visitors no service: its AMF rejects their registrations. The default is off.
	PrivacyEncryption PrivacyEncryption `yaml:"privacy-encryption,omitempty"`
	// HRLI is interception of home-routed IMS in the visited network, TS 33.128 clause 7.10.
	HRLI *HRLI `yaml:"hr-li,omitempty"`
}

// HRLI says whether home-routed interception is there.
type HRLI struct {
	// Deployed says that the visited network has BBIFF and LMISF. The default is true.
	Deployed *bool `yaml:"deployed,omitempty"`
	// HPLMNConfigured says that the home network is configured in them. The default is true.
	HPLMNConfigured *bool `yaml:"hplmn-configured,omitempty"`
}

// Subscriber is one subscriber and the phone that carries the subscription.
type Subscriber struct {
	// Home is the name of the home network.
	Home string `yaml:"home,omitempty"`
	// In is the name of the network the phone is in. The default is the home network.
	In string `yaml:"in,omitempty"`
	// Like takes every setting that is absent here from another subscriber, except identities, keys and control.
	Like string `yaml:"like,omitempty"`
	// Control marks a subscriber about whom nothing may be delivered.
	Control bool `yaml:"control,omitempty"`
	// Cell is the name of the cell the phone is in at the start. The default is the first cell of the network.
	Cell string `yaml:"cell,omitempty"`
	// SUCI is the protection scheme of the concealed identifier, TS 33.501 annex C. The default is profile-a.
	SUCI SUCIScheme `yaml:"suci,omitempty"`
	// NAS is the NAS ciphering algorithm that the phone offers besides NEA0, so that the network picks it. The default is nea2.
	NAS NAS `yaml:"nas,omitempty"`
	// Gm is the protection of SIP that the phone can do towards its P-CSCF, TS 33.203: esp-null is IPsec with integrity alone, esp-aes also encrypts unless the P-CSCF wants null encryption, tls is SIP over TLS. The default is esp-aes.
	Gm Gm `yaml:"gm,omitempty"`
	// Media is the protection of media that the phone wants, TS 33.328: rtp is none, sdes and dtls are how keys of SRTP are agreed, e2ae ends at the access gateway of the operator, e2e at the other phone. The default is rtp.
	Media MediaProtection `yaml:"media,omitempty"`
	// DivertTo is the name of the subscriber to whom the telephony application server of the home network diverts calls to this one, TS 24.604.
	DivertTo string `yaml:"divert-to,omitempty"`
	// DivertWhen says which calls it diverts: always all of them, busy those that find the phone busy, no-answer those that nobody answers. The phone is then busy, or does not answer, whenever it is called. The default is always.
	DivertWhen Diversion `yaml:"divert-when,omitempty"`
	// Registration says how the phone registers with the 5G core: normal, for emergency services (TS 24.501 clause 5.5.1.2.6), or for emergency services without authentication, as a phone does whose home network nobody can ask. A phone that nobody authenticates needs no agreement. The default is normal.
	Registration Registration `yaml:"registration,omitempty"`
	// Fault is what goes wrong on purpose when the phone registers.
	Fault Fault `yaml:"fault,omitempty"`
	// SUPI is the IMSI, 14 or 15 digits, in the PLMN of the home network. Invented from the seed if absent.
	SUPI string `yaml:"supi,omitempty" jsonschema:"pattern=^[0-9]{14\\,15}$"`
	// GPSI is the MSISDN in international format, digits only. Invented from the seed if absent.
	GPSI string `yaml:"gpsi,omitempty" jsonschema:"pattern=^[1-9][0-9]{4\\,14}$"`
	// PEI is the IMEISV, 16 digits. Invented from the seed if absent.
	PEI string `yaml:"pei,omitempty" jsonschema:"pattern=^[0-9]{16}$"`
	// K is the subscriber key, 32 hexadecimal digits. Invented from the seed if absent.
	K string `yaml:"k,omitempty" jsonschema:"pattern=^[0-9a-fA-F]{32}$"`
	// OPc is the derived operator variant key, 32 hexadecimal digits. Invented from the seed if absent.
	OPc string `yaml:"opc,omitempty" jsonschema:"pattern=^[0-9a-fA-F]{32}$"`
}

// Warrant is one order of one agency.
type Warrant struct {
	// Agency is the name of the network whose lawful interception functions execute the order.
	Agency string `yaml:"agency"`
	// Target is whom the order is about: a subscriber's supi, gpsi, pei or impu, for example anna.supi. nli is a non-local identity: the subscriber is a user of another network, and intercepted are the communications of own users and visitors with this subscriber.
	Target Target `yaml:"target"`
	// Deliver lists what the agency is to receive. The default is [iri, cc].
	Deliver []Delivery `yaml:"deliver,omitempty" jsonschema:"minItems=1,uniqueItems=true"`
	// Services lists the services the order covers, TS 33.128 clause 4.4.2. The default is all of them.
	Services []Service `yaml:"services,omitempty" jsonschema:"minItems=1,uniqueItems=true"`
	// HeaderReports orders packet header reports, TS 33.128 clause 6.2.3.5: per-packet is one record a packet, summary one a flow. The default is none.
	HeaderReports HeaderReports `yaml:"header-reports,omitempty"`
	// HeaderReportsBy says who makes them: the upf (approach 1, over LI_T2), or the mdf from the packets that the UPF delivers (approach 2). The default is upf.
	HeaderReportsBy HeaderReportsBy `yaml:"header-reports-by,omitempty"`
}

// Axes is the verdict about one warrant: T tappable, P partly, O delivered but opaque, N not, - not applicable.
type Axes struct {
	// Identity is T if a record for this warrant carries the authenticated SUPI.
	Identity Value `yaml:"identity"`
	// IRI is T if the access and mobility events of the serving AMF are delivered.
	IRI Value `yaml:"iri"`
	// Location is T if the cell or tracking area from the serving network is delivered.
	Location Value `yaml:"location"`
	// Call is T if the parties of the communication are delivered, P if only flow data is: addresses, ports, counts.
	Call Value `yaml:"call"`
	// Content is T if the content is delivered and can be read, O if its packets are delivered and are ciphertext.
	Content Value `yaml:"content"`
}

// Step is one step of the script: exactly one of its members is there.
type Step struct {
	// Activate provisions warrants: the MDF first, then the points of interception.
	Activate Names `yaml:"activate,omitempty"`
	// Deactivate ends warrants at all functions.
	Deactivate Names `yaml:"deactivate,omitempty"`
	// Register switches phones on: initial registration, TS 23.502 clause 4.2.2.2.2.
	Register Names `yaml:"register,omitempty"`
	// Deregister ends registrations.
	Deregister Deregistrations `yaml:"deregister,omitempty"`
	// Move takes registered phones to another cell of the network that serves them, or with their PDU sessions to another network.
	Move Moves `yaml:"move,omitempty"`
	// OpenSession establishes PDU sessions, TS 23.502 clause 4.3.2.2. What follows waits until the points of interception are triggered.
	OpenSession SessionOpenings `yaml:"open-session,omitempty"`
	// Data lets applications on phones send and receive real packets in a PDU session, one after the other.
	Data Transfers `yaml:"data,omitempty"`
	// ModifySession adds QoS flows to PDU sessions or removes them, TS 23.502 clause 4.3.3.
	ModifySession SessionModifications `yaml:"modify-session,omitempty"`
	// Handover has the network hand phones over to other cells, TS 23.502 clause 4.9.1, while packets flow.
	Handover Handovers `yaml:"handover,omitempty"`
	// CloseSession has phones release PDU sessions, TS 23.502 clause 4.3.4.
	CloseSession SessionClosings `yaml:"close-session,omitempty"`
	// ReleaseSession has the network release PDU sessions, TS 23.502 clause 4.3.4.
	ReleaseSession SessionReleases `yaml:"release-session,omitempty"`
	// IMSRegister registers phones with the IMS, TS 24.229 clause 5.1.1. It opens their PDU session for the IMS before.
	IMSRegister Names `yaml:"ims-register,omitempty"`
	// Call makes calls, one after the other. Phones that are not registered with the IMS do that before.
	Call Calls `yaml:"call,omitempty"`
	// Message sends short messages, one after the other.
	Message Messages `yaml:"message,omitempty"`
}

// Message is a short message that arrives.
type Message struct {
	// From and To are the names of the subscribers.
	From string `yaml:"from" jsonschema_description:"The name of the subscriber who writes."`
	To   string `yaml:"to" jsonschema_description:"The name of the subscriber who gets it."`
	// Kind says how both phones have it carried.
	Kind MessageKind `yaml:"kind" jsonschema_description:"sms-nas: over NAS and the SMSF of the serving network. sms-ip: in SIP over the IMS; phones that are not registered with it do that before."`
}

// Call is a call in which both speak and that the caller ends, unless its outcome is another one.
type Call struct {
	// From and To are the names of the subscribers.
	From string `yaml:"from" jsonschema_description:"The name of the subscriber who calls."`
	To   string `yaml:"to,omitempty" jsonschema_description:"The name of the subscriber who is called. It is left out with emergency."`
	// Emergency says that it is an emergency call.
	Emergency bool `yaml:"emergency,omitempty" jsonschema_description:"An emergency call to the emergency centre of the serving network, in a PDU session of its own that ends with the call. The default is false."`
	// Seconds is how long both speak.
	Seconds int `yaml:"seconds,omitempty" jsonschema:"minimum=1,maximum=60" jsonschema_description:"How long both speak, in seconds of speech. The default is 2."`
	// Outcome is how the call ends.
	Outcome Outcome `yaml:"outcome,omitempty" jsonschema_description:"How the call ends: answered, busy, no-answer, rejected by the one who is called, or cancelled by the caller while it rings. The default is answered."`
	// Hold says that the caller puts the other one on hold.
	Hold bool `yaml:"hold,omitempty" jsonschema_description:"The caller puts the other one on hold when the first second is spoken, and takes the call back half a second later. The default is false."`
	// Activate provisions warrants during the call.
	Activate Names `yaml:"activate,omitempty" jsonschema_description:"Warrants that are activated when the first second is spoken."`
	// Waiting is another call to the one who is called, during this one.
	Waiting *WaitingCall `yaml:"waiting,omitempty" jsonschema_description:"Somebody else calls the one who is called when the first second is spoken. The phone puts the first call on hold, takes the second one, and takes the first one back when the second one is over."`
	// Handover hands the caller over during the call.
	Handover *CallHandover `yaml:"handover,omitempty" jsonschema_description:"The network hands the caller over when the first second is spoken."`
}

// WaitingCall is a call to somebody who is in a call.
type WaitingCall struct {
	// From is the name of the subscriber.
	From string `yaml:"from" jsonschema_description:"The name of the subscriber who calls, too."`
	// Seconds is how long both speak.
	Seconds int `yaml:"seconds,omitempty" jsonschema:"minimum=1,maximum=60" jsonschema_description:"How long both speak, in seconds of speech. The default is 2."`
}

// CallHandover is a handover of the caller during a call.
type CallHandover struct {
	// To is the name of the cell.
	To string `yaml:"to" jsonschema_description:"The name of another cell of the serving network."`
}

// Deregistration is a UE-initiated deregistration, TS 23.502 clause 4.2.2.3.2.
type Deregistration struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// SwitchOff says that the phone is switched off rather than deregistered. The default is false.
	SwitchOff bool `yaml:"switch-off,omitempty" jsonschema_description:"The phone is switched off and does not wait for the accept. The default is false."`
}

// Move takes one phone to another cell, or from home to another network: a mobility registration there, TS 23.502 clause 4.2.2.2.2, with
// V-SMFs for its home-routed PDU sessions, clause 4.23.3.
type Move struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// Network is the name of the network that the phone goes to.
	Network string `yaml:"network,omitempty" jsonschema_description:"The name of the network that the phone goes to, with its PDU sessions. in names where it begins: at home. The default is the serving network."`
	// To is the name of the cell.
	To string `yaml:"to,omitempty" jsonschema_description:"The name of a cell of that network. With network it may be left out: the first by name."`
}

// SessionOpening is a UE-requested PDU session establishment, TS 23.502 clause 4.3.2.2.
type SessionOpening struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// DNN is the name of the data network.
	DNN string `yaml:"dnn,omitempty" jsonschema_description:"The name of the data network. The default is the only one, or internet."`
	// ID is the PDU session identity.
	ID uint8 `yaml:"id,omitempty" jsonschema:"minimum=1,maximum=15" jsonschema_description:"The PDU session identity, 1 to 15. The default is the first that is free."`
	// Type is the PDU session type that the phone asks for.
	Type SessionType `yaml:"type,omitempty" jsonschema_description:"The PDU session type that the phone asks for. The default is ipv4."`
	// Refused says that the network is meant to refuse it.
	Refused bool `yaml:"refused,omitempty" jsonschema_description:"The network is meant to refuse it. Then the data network may be one that does not exist. The default is false."`
}

// SessionModification is a PDU session modification, TS 23.502 clause 4.3.3: it adds one QoS flow or removes one.
type SessionModification struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// ID is the PDU session identity.
	ID uint8 `yaml:"id,omitempty" jsonschema:"minimum=1,maximum=15" jsonschema_description:"The PDU session identity. The default is the only one that is open."`
	// By is who asks for the change.
	By Initiator `yaml:"by,omitempty" jsonschema_description:"Who asks for the change: the ue, or the network. The default is ue."`
	// AddFlow is the QoS flow to add.
	AddFlow *QoSFlow `yaml:"add-flow,omitempty" jsonschema_description:"A QoS flow for some of the packets, in both directions."`
	// RemoveFlow is the QoS flow to remove.
	RemoveFlow uint8 `yaml:"remove-flow,omitempty" jsonschema:"minimum=2,maximum=63" jsonschema_description:"The QoS flow identifier of a flow to remove. The first flow that a session gets in addition to its default flow is 2."`
}

// QoSFlow is a QoS flow and the packets that go through it.
type QoSFlow struct {
	// FiveQI is the 5QI, TS 23.501 table 5.7.4-1.
	FiveQI uint8 `yaml:"five-qi,omitempty" jsonschema:"enum=5,enum=6,enum=7,enum=8,enum=9,enum=10,enum=69,enum=70,enum=79,enum=80" jsonschema_description:"The 5QI, one without a guaranteed bit rate. The default is 7."`
	// Protocol is what the packets are.
	Protocol FlowProtocol `yaml:"protocol" jsonschema_description:"The protocol of the packets: tcp or udp."`
	// Port is that of the other side.
	Port uint16 `yaml:"port,omitempty" jsonschema:"minimum=1,maximum=65535" jsonschema_description:"The port of the server. The default is all ports."`
}

// SessionRelease is a network-requested PDU session release, TS 23.502 clause 4.3.4.2.
type SessionRelease struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// ID is the PDU session identity.
	ID uint8 `yaml:"id,omitempty" jsonschema:"minimum=1,maximum=15" jsonschema_description:"The PDU session identity. The default is the only one that is open."`
	// Cause is the 5GSM cause.
	Cause uint8 `yaml:"cause,omitempty" jsonschema:"enum=26,enum=29,enum=36,enum=38,enum=39" jsonschema_description:"The 5GSM cause, TS 24.501 clause 9.11.4.2. The default is 36, regular deactivation."`
}

// HandoverStep hands one phone over to another cell.
type HandoverStep struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// To is the name of the cell.
	To string `yaml:"to" jsonschema_description:"The name of another cell of the serving network."`
	// During is what an application of the phone does meanwhile.
	During *Transfer `yaml:"during,omitempty" jsonschema_description:"What an application of the phone does meanwhile: the handover begins when its packets flow. from is the phone, and may be left out."`
}

// SessionClosing is a UE-requested PDU session release, TS 23.502 clause 4.3.4.2.
type SessionClosing struct {
	// Subscriber is the name of the subscriber.
	Subscriber string `yaml:"subscriber" jsonschema_description:"The name of the subscriber."`
	// ID is the PDU session identity.
	ID uint8 `yaml:"id,omitempty" jsonschema:"minimum=1,maximum=15" jsonschema_description:"The PDU session identity. The default is the only one that is open."`
}

// Transfer is what one application on one phone does. Names are looked up at the DNS server of the data network: in clear
// with protection none, else over TLS.
type Transfer struct {
	// From is the name of the subscriber whose application it is.
	From string `yaml:"from" jsonschema_description:"The name of the subscriber whose application it is."`
	// To is the other user of the messenger.
	To string `yaml:"to,omitempty" jsonschema_description:"The other user of the messenger, who needs an open session that ends in the same network. The default is somebody on the data network."`
	// App is the application.
	App App `yaml:"app" jsonschema_description:"http fetches and uploads, dns looks names up, messenger writes messages that are answered, udp sends datagrams that come back, frames does so in sessions of the types ethernet and unstructured."`
	// Protection is who can read the content.
	Protection Protection `yaml:"protection,omitempty" jsonschema_description:"none: in clear. tls: the provider of the server reads (http, dns, messenger). e2ee: only the two users read, who writes to whom is in clear (messenger). e2ee+tls: both (messenger). The default is none."`
	// Octets is the size of content each way: of a request and its answer, a message, a datagram.
	Octets int `yaml:"octets,omitempty" jsonschema:"minimum=64,maximum=1000000" jsonschema_description:"Octets of content each way of one request (http; default 4000), message (messenger; default 2000), datagram (udp; default 1200) or frame (frames; default 1200)."`
	// Requests counts the requests of http and dns.
	Requests int `yaml:"requests,omitempty" jsonschema:"minimum=1,maximum=10000" jsonschema_description:"Requests of http or lookups of dns, one after the other. The default is 3."`
	// Messages counts the messages of messenger, the datagrams of udp and the frames of frames.
	Messages int `yaml:"messages,omitempty" jsonschema:"minimum=1,maximum=10000" jsonschema_description:"Messages of messenger (default 3), datagrams of udp or frames of frames (default 20)."`
	// Session is the PDU session identity.
	Session uint8 `yaml:"session,omitempty" jsonschema:"minimum=1,maximum=15" jsonschema_description:"The PDU session identity. The default is the only one that is open."`
}
