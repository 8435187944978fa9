package event

import (
	"net/netip"
	"time"
)

// SMF and UPF are the functions of the session plane.
const (
	SMF NFType = "SMF"
	UPF NFType = "UPF"
)

// PDUSessionType is the PDU session type, TS 24.501 clause 9.11.4.11, numbered as there.
type PDUSessionType uint8

// PDU session types.
const (
	IPv4         PDUSessionType = 1
	IPv6         PDUSessionType = 2
	IPv4v6       PDUSessionType = 3
	Unstructured PDUSessionType = 4
	Ethernet     PDUSessionType = 5
)

// SMRequestType is the request type, TS 24.501 clause 9.11.3.47, numbered as there.
type SMRequestType uint8

// Request types.
const (
	InitialRequest     SMRequestType = 1
	ExistingPDUSession SMRequestType = 2
	// InitialEmergencyRequest and ExistingEmergencyPDUSession are those of emergency services (TS 23.501 clause 5.16.4).
	InitialEmergencyRequest     SMRequestType = 3
	ExistingEmergencyPDUSession SMRequestType = 4
	ModificationRequest         SMRequestType = 5
)

// SMFRole says which part of a PDU session an SMF has, TS 23.501 clause 4.2.4.
type SMFRole uint8

// Roles of an SMF.
const (
	// AnchorSMF has the whole session: at home, or in local breakout.
	AnchorSMF SMFRole = iota + 1
	// VisitedSMF is the V-SMF, HomeSMF the H-SMF of a home-routed session.
	VisitedSMF
	HomeSMF
)

// FTEID is a fully qualified tunnel endpoint identifier, TS 29.244 clause 8.2.3.
type FTEID struct {
	TEID uint32
	Addr netip.Addr
}

// FSEID is a fully qualified session endpoint identifier, TS 29.244 clause 8.2.37.
type FSEID struct {
	SEID uint64
	Addr netip.Addr
}

// SMFSession is what an SMF knows of a PDU session when it publishes an event about it. Zero means not known there.
type SMFSession struct {
	Role       SMFRole
	Subscriber Subscriber
	// ID is the PDU session identity, 1 to 15, PTI the procedure transaction identity of the UE's request.
	ID  uint8
	PTI uint8
	// Type is the selected PDU session type.
	Type   PDUSessionType
	SNSSAI SNSSAI
	DNN    string
	// Addresses are the UE's: an IPv4 address, an IPv6 prefix of 64 bits, or both.
	Addresses   []netip.Prefix
	RequestType SMRequestType
	// Location is where the UE was when the session was requested or last changed.
	Location *Location
	// ServingPLMN is the PLMN of the AMF.
	ServingPLMN PLMN
	// AMF is the serving AMF, AMFInstanceID its NF instance identifier.
	AMF           *GUAMI
	AMFInstanceID string
	// HSMFURI is the PDU session resource at the H-SMF, at a V-SMF only.
	HSMFURI string
	// UplinkN3 is the UPF's end on N3, DownlinkN3 the gNB's. An H-SMF knows neither.
	UplinkN3, DownlinkN3 FTEID
	// VisitedN9 is the V-UPF's end on N9, HomeN9 the H-UPF's; home-routed sessions only.
	VisitedN9, HomeN9 FTEID
	// CPFSEID and UPFSEID name the session on N4, at this SMF and at its own UPF.
	CPFSEID, UPFSEID FSEID
	QFI, FiveQI      uint8
	// UPF is the one of UPFSEID: the anchor, or the V-UPF. Path are the UPFs between gNB and it, from the gNB on.
	UPF  NF
	Path []SMFPathUPF
	// Flows are the QoS flows beside that default one.
	Flows []QoSFlow
	// Established is when the session was established.
	Established time.Time
}

// SMFUserPlane is published when the UPF has accepted the rules of a session: each time that a PFCP session establishment
// or modification succeeded, before anything is told to UE, gNB or another SMF. The session itself may still fail;
// then SMFProcedureFailed follows, with the same CPFSEID.
type SMFUserPlane struct {
	Header
	Session SMFSession
}

// SMFPDUSessionEstablished is published when the SMF has sent PDU SESSION ESTABLISHMENT ACCEPT towards the UE; by an
// H-SMF when it has answered Nsmf_PDUSession_Create.
type SMFPDUSessionEstablished struct {
	Header
	Session SMFSession
}

// SMFPDUSessionModified is published when an established session changed: its tunnel towards the gNB
// (activation after idle, another gNB), the user plane was given up because the UE is idle, or QoS flows were added or
// removed. In the last case RequestType and PTI of the session are those of the modification.
type SMFPDUSessionModified struct {
	Header
	Session SMFSession
	// Initiator started the change: the network gives the user plane up, the UE asks for it again.
	Initiator Initiator
	// Deactivated says that the session has no tunnel to a gNB any more.
	Deactivated bool
	// Added and Removed are the QoS flows of a modification that the UE has accepted.
	Added, Removed []QoSFlow
	// Handover is 0, or says that the session changed because the UE was handed over.
	Handover HandoverState
}

// SMFPDUSessionReleased is published when the SMF has released the session at its UPF.
type SMFPDUSessionReleased struct {
	Header
	Session SMFSession
	// Initiator started the release.
	Initiator Initiator
	// Continued says that the session goes on: another V-SMF has taken it over.
	Continued bool
	// Cause is the 5GSM cause of PDU SESSION RELEASE COMMAND, 0 if none was sent.
	Cause uint8
	// FirstPacket and LastPacket are zero if there was no packet. The volumes are octets of user packets.
	FirstPacket, LastPacket        time.Time
	UplinkOctets, DownlinkOctets   uint64
	UplinkPackets, DownlinkPackets uint64
}

// SMFFailedProcedure says which procedure failed, numbered as SMFFailedProcedureType of TS 33.128.
type SMFFailedProcedure uint8

// Procedures of an SMF.
const (
	PDUSessionEstablishment SMFFailedProcedure = 1
	PDUSessionModification  SMFFailedProcedure = 2
	PDUSessionRelease       SMFFailedProcedure = 3
)

// SMFProcedureFailed is published when a procedure of a PDU session ended without success at this SMF.
type SMFProcedureFailed struct {
	Header
	Session   SMFSession
	Procedure SMFFailedProcedure
	// Cause is the 5GSM cause, TS 24.501 clause 9.11.4.2.
	Cause     uint8
	Initiator Initiator
}
