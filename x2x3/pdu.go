package x2x3

import (
	"net/netip"
	"slices"
	"time"

	"lilab/x2x3/ber"
)

// AttributeType is the type of a conditional attribute, clause 5.3.1.
type AttributeType uint16

// Attribute types.
const (
	AttrTS102232         AttributeType = 1
	AttrTS33128          AttributeType = 2
	AttrTS33108          AttributeType = 3
	AttrProprietary      AttributeType = 4
	AttrDID              AttributeType = 5
	AttrNFID             AttributeType = 6
	AttrIPID             AttributeType = 7
	AttrSequenceNumber   AttributeType = 8
	AttrTimestamp        AttributeType = 9
	AttrSourceIPv4       AttributeType = 10
	AttrDestinationIPv4  AttributeType = 11
	AttrSourceIPv6       AttributeType = 12
	AttrDestinationIPv6  AttributeType = 13
	AttrSourcePort       AttributeType = 14
	AttrDestinationPort  AttributeType = 15
	AttrIPProtocol       AttributeType = 16
	AttrMatchedTarget    AttributeType = 17
	AttrOtherTarget      AttributeType = 18
	AttrMIMEContentType  AttributeType = 19
	AttrMIMEEncoding     AttributeType = 20
	AttrAdditionalXID    AttributeType = 21
	AttrSDP              AttributeType = 22
	highestAttributeType               = AttrSDP
)

// Opt is an attribute that may be absent and whose zero value means something.
type Opt[T any] = ber.Opt[T]

// Some returns an attribute that is there.
func Some[T any](v T) Opt[T] { return ber.Some(v) }

// PDU is an X2 or X3 PDU or a keepalive, clause 5.1. Header length, payload length and attribute lengths are
// not fields: they follow from the contents.
type PDU struct {
	// Version is [DefaultVersion] where it is zero.
	Version   Version
	Type      Type
	Format    Format
	Direction Direction
	// XID is the task's XID, or its ProductID where X1 gave one (clause 5.2.7).
	XID UUID
	// CorrelationID joins the PDUs of one session, clause 5.2.8; 0 is "not correlated".
	CorrelationID uint64
	Attributes
	// Payload is in the form that Format names. [Parse] lets it share memory with the octets.
	Payload []byte
}

// Attributes are the conditional attributes of a PDU, clause 5.3.1. An empty string, an invalid address, a zero
// time and a nil slice are absent.
type Attributes struct {
	// DID, NFID and IPID name the domain, the network function and the point of interception within it.
	DID, NFID, IPID string
	SequenceNumber  Opt[uint32]
	// Timestamp is the time of the event in UTC with nanoseconds, clause 5.3.10; from 1970 to 2106.
	Timestamp                   time.Time
	SourceIPv4, DestinationIPv4 netip.Addr
	SourceIPv6, DestinationIPv6 netip.Addr
	SourcePort, DestinationPort Opt[uint16]
	IPProtocol                  Opt[uint8]
	MatchedTargets              []string // Each is the contents of an X1 targetIdentifier in XML, clause 5.3.18.
	OtherTargets                []string // Further identifiers that the POI knows, in the same form, clause 5.3.19.
	MIMEContentType             string
	MIMETransferEncoding        string
	AdditionalXIDs              []AdditionalXID
	SDP                         string
	// Other holds attributes 1 to 4, those this package does not know, and repetitions of ones that may come only
	// once: clause 5.3.1 makes the first one count and the rest be ignored.
	Other []Attribute
}

// Attribute is one as it stands in the PDU.
type Attribute struct {
	Type  AttributeType
	Value []byte
}

// AdditionalXID is attribute 21, clause 5.3.22: a further task that the same PDU is for.
type AdditionalXID struct {
	XID            UUID
	CorrelationID  uint64
	SequenceNumber Opt[uint32]
}

// NewKeepalive returns a keepalive, clause 5.1.
func NewKeepalive(v Version, sequence uint32) PDU {
	return PDU{Version: v, Type: Keepalive, Attributes: Attributes{SequenceNumber: Some(sequence)}}
}

// Clone returns a copy that shares no memory with p.
func (p *PDU) Clone() PDU {
	c := *p
	c.Payload = slices.Clone(p.Payload)
	c.MatchedTargets = slices.Clone(p.MatchedTargets)
	c.OtherTargets = slices.Clone(p.OtherTargets)
	c.AdditionalXIDs = slices.Clone(p.AdditionalXIDs)
	c.Other = slices.Clone(p.Other)
	for i := range c.Other {
		c.Other[i].Value = slices.Clone(c.Other[i].Value)
	}
	return c
}
