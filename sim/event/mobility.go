package event

import "net/netip"

// HandoverState is the state of a PDU session in a handover, numbered as HandoverState of TS 33.128.
type HandoverState uint8

// States of a session in a handover, TS 29.502 clause 6.1.6.3.13.
const (
	HandoverNone HandoverState = iota + 1
	HandoverPreparing
	HandoverPrepared
	HandoverCompleted
	HandoverCancelled
)

// HandoverType is the type of a handover, numbered as HandoverType of TS 33.128.
type HandoverType uint8

// HandoverIntra5GS is a handover between gNBs of 5GS.
const HandoverIntra5GS HandoverType = 1

// NGAPCause is a cause of NGAP, TS 38.413 clause 9.3.1.2.
type NGAPCause struct {
	// Group is 1 radio network, 2 transport, 3 NAS, 4 protocol, 5 miscellaneous.
	Group uint8
	// Value is the value in its group as its ASN.1 numbers it.
	Value int64
}

// Groups of NGAP causes, in the order of its ASN.1.
const (
	CauseRadioNetwork uint8 = iota + 1
	CauseTransport
	CauseNAS
	CauseProtocol
	CauseMisc
)

// HandoverSession is a PDU session that the target gNB was asked to take.
type HandoverSession struct {
	ID     uint8
	SNSSAI SNSSAI
	// Transfer is the PDU Session Resource Setup Request Transfer of the SMF, TS 38.413 clause 9.3.4.1.
	Transfer []byte
}

// AMFHandoverRequest is published when a target gNB has acknowledged HANDOVER REQUEST (TS 38.413 clause 8.4.2): the
// handover through the AMF is prepared there.
type AMFHandoverRequest struct {
	Header
	Subscriber Subscriber
	GUTI       GUTI
	// AMFUENGAPID and RANUENGAPID are those at the target gNB.
	AMFUENGAPID, RANUENGAPID uint64
	Type                     HandoverType
	Cause                    NGAPCause
	Sessions                 []HandoverSession
	// LocationReporting says that every change of the serving cell was asked for.
	LocationReporting bool
	// SourceToTarget and TargetToSource are the transparent containers of the gNBs.
	SourceToTarget, TargetToSource []byte
	// Target is the tracking area of the target cell.
	Target TAI
}

// AMFHandoverCommand is published when HANDOVER COMMAND was sent to the source gNB.
type AMFHandoverCommand struct {
	Header
	Subscriber Subscriber
	GUTI       GUTI
	// AMFUENGAPID and RANUENGAPID are those at the source gNB.
	AMFUENGAPID, RANUENGAPID uint64
	Type                     HandoverType
	TargetToSource           []byte
	// Location is where the UE was.
	Location Location
}

// HandoverProcedure says how a UE was handed over.
type HandoverProcedure uint8

// Procedures of TS 23.502 clause 4.9.1.
const (
	XnHandover HandoverProcedure = iota + 1
	N2Handover
)

// AMFHandedOver is published when a handover is complete: PATH SWITCH REQUEST ACKNOWLEDGE was sent, or HANDOVER NOTIFY
// came. AMFLocationChanged tells of the new cell besides.
type AMFHandedOver struct {
	Header
	Subscriber Subscriber
	GUTI       GUTI
	Procedure  HandoverProcedure
	From, To   Location
	// Sessions are the PDU sessions that came along.
	Sessions []uint8
}

// UPFRole is what a UPF between gNB and anchor is in a PDU session.
type UPFRole uint8

// Roles of UPFs.
const (
	// IntermediateUPF relays between N3 and N9.
	IntermediateUPF UPFRole = iota + 1
	// UplinkClassifier sends packets to some destinations through an N6 of its own (TS 23.501 clause 5.6.4.2).
	UplinkClassifier
)

// SMFPathUPF is a UPF between gNB and anchor that the same SMF controls.
type SMFPathUPF struct {
	Role UPFRole
	NF   NF
	// CPFSEID and UPFSEID name the session on N4 between SMF and this UPF.
	CPFSEID, UPFSEID FSEID
	// UplinkN3 is its end on N3, N9 the one towards the anchor.
	UplinkN3, N9 FTEID
	// Local is what leaves at an uplink classifier.
	Local netip.Prefix
}
