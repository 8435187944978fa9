// Package hi is the carrier of HI2 and HI3, ETSI TS 102 232-1: the PS-PDU with its header, IRI, CC and keep-alive
// payloads, sequence numbers, and the sessions between delivery function and agency.
//
// Clause numbers without a document are those of TS 102 232-1, module version 43.
package hi

import (
	"time"

	"lilab/x2x3/ber"
)

// Opt is an optional component whose zero value may be sent.
type Opt[T any] = ber.Opt[T]

// Some returns a component that is there.
func Some[T any](v T) Opt[T] { return ber.Some(v) }

// DomainID is li-psDomainId {0 4 0 2 2 5 1 43}: the module with version 43.
var domainID = [...]uint32{0, 4, 0, 2, 2, 5, 1, 43}

// TimeStampQualifier says what a time stamp is the time of, clause 5.2.7.
type TimeStampQualifier uint8

// Time stamp qualifiers.
const (
	TimeUnknown        TimeStampQualifier = 0
	TimeOfInterception TimeStampQualifier = 1
	TimeOfMediation    TimeStampQualifier = 2
	TimeOfAggregation  TimeStampQualifier = 3
)

// IRIType is the type of an IRI record, clause 5.2.10.
type IRIType uint8

// IRI types.
const (
	IRIBegin    IRIType = 1
	IRIEnd      IRIType = 2
	IRIContinue IRIType = 3
	IRIReport   IRIType = 4
)

// PayloadDirection says whether the payload came from or went to the target.
type PayloadDirection uint8

// Payload directions.
const (
	FromTarget    PayloadDirection = 0
	ToTarget      PayloadDirection = 1
	Indeterminate PayloadDirection = 2
	Combined      PayloadDirection = 3
	NotApplicable PayloadDirection = 4
)

// PSHeader is the header of a PS-PDU, clause 5.2.
type PSHeader struct {
	// DomainVersion is the last arc of li-psDomainId, the module version; 0 means 43 when encoding.
	DomainVersion uint32
	// LIID is the lawful interception identifier, 1 to 25 octets.
	LIID string
	// AuthorizationCountryCode is an ISO 3166-1 code of two letters, clause 5.2.3.
	AuthorizationCountryCode string
	CommunicationIdentifier
	// SequenceNumber counts within the context of table 1A; see [Sequencer].
	SequenceNumber uint32
	// TimeStamp and MicroSecondTimeStamp are alternatives, by national agreement, clause 5.2.6.
	TimeStamp, MicroSecondTimeStamp time.Time
	// InterceptionPointID has up to 8 characters; at most one of it and ExtendedInterceptionPointID is present.
	InterceptionPointID         string
	TimeStampQualifier          Opt[TimeStampQualifier]
	ExtendedInterceptionPointID string
	// NetworkFunctionIdentifier names the function that intercepted, clause 5.2.14.
	NetworkFunctionIdentifier string
}

// CommunicationIdentifier names a communication, clause 5.2.4.
type CommunicationIdentifier struct {
	// OperatorIdentifier has 1 to 16 octets; NetworkElementIdentifier names the mediation function, up to 16.
	OperatorIdentifier, NetworkElementIdentifier string
	// CIN is the communication identity number. IRI tied to no session has none.
	CIN Opt[uint32]
	// DeliveryCountryCode is present when mediation function and agency are in different countries.
	DeliveryCountryCode string
}

// PSPDU is a PS-PDU. Exactly one of IRI, CC, TRI and Other is set.
type PSPDU struct {
	PSHeader
	IRI []IRIPayload
	CC  []CCPayload
	TRI TRI
	// Other is a payload that this package does not read, with its tag and length.
	Other []byte
}

// IRIPayload is one record of IRI, clause 5.3.
type IRIPayload struct {
	// Type is mandatory from V3.25.1 on.
	Type IRIType
	// TimeStamp and MicroSecondTimeStamp are for aggregated payloads only, clause 6.2.3.
	TimeStamp, MicroSecondTimeStamp time.Time
	TimeStampQualifier              Opt[TimeStampQualifier]
	SessionDirection                Opt[PayloadDirection]
	PayloadDirection                Opt[PayloadDirection]
	// Contents is the IRIPayload of TS 33.128, threeGPP33128DefinedIRI [19].
	Contents []byte
	// OtherContents is another alternative of IRIContents, with its tag and length.
	OtherContents []byte
}

// CCPayload is content of communication, clause 5.4.
type CCPayload struct {
	// Direction says whether the content came from or went to the target.
	Direction Opt[PayloadDirection]
	// TimeStamp and MicroSecondTimeStamp are for aggregated payloads only, clause 6.2.3.
	TimeStamp, MicroSecondTimeStamp time.Time
	TimeStampQualifier              Opt[TimeStampQualifier]
	// Contents is the CCPayload of TS 33.128, threeGPP33128DefinedCC [23].
	Contents []byte
	// OtherContents is another alternative of CCContents, with its tag and length.
	OtherContents []byte
}

// TRI is an alternative of TRIPayload that has no contents, by its tag plus one; 0 is none.
type TRI uint8

// Alternatives of TRIPayload, clause 6.
const (
	TestPDU           TRI = 2
	KeepAlive         TRI = 4
	KeepAliveResponse TRI = 5
	FirstSegment      TRI = 6
	LastSegment       TRI = 7
	CINReset          TRI = 8
)
