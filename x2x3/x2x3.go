// Package x2x3 is ETSI TS 103 221-2: the PDUs that points of interception send to mediation functions over X2
// (intercept related information) and X3 (content), their octets, sequence numbers, keepalives and connections.
//
// A [PDU] encodes with AppendBinary and decodes with [Parse] or a [Reader]; [PDU.Check] says what is not conformant in
// one that can be read. A [Sequencer] numbers PDUs. [Sender] and [Receiver] are the two ends of a connection over mutual
// TLS, with keepalives, reconnection, a window of what is not confirmed, and a spool on disk; the doc comment of package
// link says what can come twice. A task with several destinations has a Sender for each, and hands the same numbered
// PDU to all. [Raw] breaks PDUs for negative tests.
//
// Clause numbers without a document are those of TS 103 221-2 V1.6.1.
package x2x3

import (
	"encoding/hex"
	"strconv"
)

// Version is the version field, clause 5.2.1: major in the upper octet, minor in the lower.
type Version uint16

// DefaultVersion is the value of V1.6.1, which PDUs get whose Version is zero.
const DefaultVersion Version = 5

// Major returns the upper octet, Minor the lower.
func (v Version) Major() uint8 { return uint8(v >> 8) }

// Minor returns the lower octet.
func (v Version) Minor() uint8 { return uint8(v) }

// String returns for example "0.5".
func (v Version) String() string {
	return strconv.Itoa(int(v.Major())) + "." + strconv.Itoa(int(v.Minor()))
}

// Type is the PDU type, clause 5.2.2.
type Type uint16

// PDU types.
const (
	X2           Type = 1
	X3           Type = 2
	Keepalive    Type = 3
	KeepaliveAck Type = 4
)

// String returns the name.
func (t Type) String() string {
	return name(uint16(t), 1, "X2", "X3", "Keepalive", "KeepaliveAck")
}

// Direction is the payload direction, clause 5.2.6.
type Direction uint16

// Payload directions.
const (
	// DirectionNone is reserved for keepalives.
	DirectionNone Direction = 0
	// DirectionUnknown is for a direction that the point of interception does not know.
	DirectionUnknown Direction = 1
	ToTarget         Direction = 2
	FromTarget       Direction = 3
	// MultipleDirections is for more than one direction.
	MultipleDirections Direction = 4
	// NotApplicable is for payloads without a direction, for example records of the start of interception.
	NotApplicable Direction = 5
)

// String returns the name.
func (d Direction) String() string {
	return name(uint16(d), 0, "none", "unknown", "toTarget", "fromTarget", "multiple", "notApplicable")
}

// Format is the payload format, clause 5.4.1.
type Format uint16

// Payload formats.
const (
	FormatKeepalive    Format = 0
	FormatTS102232     Format = 1
	FormatTS33128      Format = 2
	FormatTS33108      Format = 3
	FormatProprietary  Format = 4
	FormatIPv4         Format = 5
	FormatIPv6         Format = 6
	FormatEthernet     Format = 7
	FormatRTP          Format = 8
	FormatSIP          Format = 9
	FormatDHCP         Format = 10
	FormatRADIUS       Format = 11
	FormatGTPU         Format = 12
	FormatMSRP         Format = 13
	FormatEPSIRI       Format = 14
	FormatMIME         Format = 15
	FormatUnstructured Format = 16
	FormatPSPDUPayload Format = 17
)

// String returns a short name.
func (f Format) String() string {
	return name(uint16(f), 0, "keepalive", "TS102232", "TS33128", "TS33108", "proprietary", "IPv4", "IPv6", "Ethernet", "RTP", "SIP",
		"DHCP", "RADIUS", "GTP-U", "MSRP", "EpsIRIContent", "MIME", "unstructured", "PS-PDU.Payload")
}

// AllowedOn says whether clause 5.4.1 allows the format in PDUs of type t. Formats that this package does not
// know are allowed.
func (f Format) AllowedOn(t Type) bool {
	switch f {
	case FormatKeepalive:
		return t == Keepalive || t == KeepaliveAck
	case FormatEthernet, FormatRTP, FormatGTPU, FormatMSRP, FormatUnstructured:
		return t == X3
	case FormatSIP, FormatDHCP, FormatRADIUS, FormatEPSIRI:
		return t == X2
	}
	return t == X2 || t == X3
}

func name(v, first uint16, names ...string) string {
	if v >= first && int(v-first) < len(names) {
		return names[v-first]
	}
	return strconv.Itoa(int(v))
}

// UUID is an XID or ProductID, clause 5.2.7, as the 128-bit integer that the PDU carries.
type UUID [16]byte

// String returns the text form in lower case.
func (u UUID) String() string {
	var b [36]byte
	hex.Encode(b[:8], u[:4])
	hex.Encode(b[9:13], u[4:6])
	hex.Encode(b[14:18], u[6:8])
	hex.Encode(b[19:23], u[8:10])
	hex.Encode(b[24:], u[10:])
	b[8], b[13], b[18], b[23] = '-', '-', '-', '-'
	return string(b[:])
}
