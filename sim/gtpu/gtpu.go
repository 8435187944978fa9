// Package gtpu is the user plane part of the GPRS tunnelling protocol, GTP-U (TS 29.281 R18), as it runs on N3, N9:
// G-PDU, echo, error indication, end marker, supported extension headers notification, and the PDU session
// container (TS 38.415 R18) among the extension headers.
//
// Parse copies nothing and allocates nothing; what it returns points into the octets it was given.
package gtpu

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
)

// Port is the UDP port of GTP-U, TS 29.281 clause 4.4.2.
const Port = 2152

// Type is a message type, TS 29.281 clause 6.1.
type Type uint8

// The message types of GTP-U.
const (
	EchoRequest                           Type = 1
	EchoResponse                          Type = 2
	ErrorIndication                       Type = 26
	SupportedExtensionHeadersNotification Type = 31
	TunnelStatus                          Type = 253
	EndMarker                             Type = 254
	GPDU                                  Type = 255
)

// ExtensionType names an extension header, TS 29.281 clause 5.2.1. Its two high bits say who must understand it.
type ExtensionType uint8

// Extension headers, TS 29.281 figure 5.2.1-3.
const (
	NoMoreExtensions    ExtensionType = 0x00
	LongPDCPPDUNumber   ExtensionType = 0x03 // 0x82 in early releases
	ServiceClass        ExtensionType = 0x20
	UDPPort             ExtensionType = 0x40
	RANContainer        ExtensionType = 0x81
	XwRANContainer      ExtensionType = 0x83
	NRRANContainer      ExtensionType = 0x84
	PDUSessionContainer ExtensionType = 0x85
	PDCPPDUNumber       ExtensionType = 0xc0
)

// EndpointMustUnderstand says that the endpoint of the tunnel has to refuse a message with this header if it does not
// know it, TS 29.281 figure 5.2.1-2.
func (t ExtensionType) EndpointMustUnderstand() bool { return t&0x80 != 0 }

// IntermediateMustUnderstand says the same of a node between the endpoints.
func (t ExtensionType) IntermediateMustUnderstand() bool { return t&0xc0 == 0xc0 }

const (
	// HeaderLen is the length of the mandatory header in octets.
	HeaderLen = 8
	// MaxPayload is the greatest value of the length field: everything after the mandatory header.
	MaxPayload = 65535
	// maxExtensions bounds the chain; no node sends more than two.
	maxExtensions = 16

	flagNPDU      = 0x01
	flagSequence  = 0x02
	flagExtension = 0x04
	optionalLen   = 4
)

// A Message is one GTP-U message. Its slices point into what was parsed.
type Message struct {
	Type Type
	TEID uint32
	// Sequence and NPDU count only with HasSequence and HasNPDU.
	Sequence    uint16
	NPDU        uint8
	HasSequence bool
	HasNPDU     bool
	// Payload is the T-PDU of a G-PDU, the information elements of another message.
	Payload []byte

	first ExtensionType
	chain []byte // extension headers with their length and next-type octets, checked
}

// Error is why octets are no GTP-U message.
type Error struct {
	// Offset is where in the octets.
	Offset int
	// Field is what is wrong there.
	Field string
	// Cause is one of the errors of this package.
	Cause error
}

// Error returns everything.
func (e *Error) Error() string {
	return fmt.Sprintf("gtpu: %s at octet %d: %v", e.Field, e.Offset, e.Cause)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Causes of errors.
var (
	ErrTruncated = errors.New("truncated")
	ErrTrailing  = errors.New("octets after the message")
	// ErrVersion says that the version is not 1, or the protocol type that of GTP'.
	ErrVersion = errors.New("not GTP version 1")
	ErrLength  = errors.New("length is wrong")
	ErrChain   = errors.New("too many extension headers")
	ErrMissing = errors.New("missing")
	ErrValue   = errors.New("value is not allowed")
)

func fail(offset int, field string, cause error) error {
	return &Error{Offset: offset, Field: field, Cause: cause}
}

// Parse reads one message, the whole content of a UDP datagram. The content of extension headers is not looked at.
func Parse(b []byte) (Message, error) {
	if len(b) < HeaderLen {
		return Message{}, fail(len(b), "header", ErrTruncated)
	}
	if b[0]&0xf0 != 0x30 {
		return Message{}, fail(0, "version", ErrVersion)
	}
	m := Message{Type: Type(b[1]), TEID: binary.BigEndian.Uint32(b[4:])}
	switch n := int(binary.BigEndian.Uint16(b[2:])); {
	case len(b) < HeaderLen+n:
		return Message{}, fail(len(b), "message", ErrTruncated)
	case len(b) > HeaderLen+n:
		return Message{}, fail(HeaderLen+n, "message", ErrTrailing)
	}
	if b[0]&(flagNPDU|flagSequence|flagExtension) == 0 {
		m.Payload = b[HeaderLen:]
		return m, nil
	}
	at := HeaderLen + optionalLen
	if len(b) < at {
		return Message{}, fail(len(b), "optional fields", ErrTruncated)
	}
	if b[0]&flagSequence != 0 {
		m.HasSequence, m.Sequence = true, binary.BigEndian.Uint16(b[8:])
	}
	if b[0]&flagNPDU != 0 {
		m.HasNPDU, m.NPDU = true, b[10]
	}
	if b[0]&flagExtension != 0 {
		m.first = ExtensionType(b[11])
		next, start := m.first, at
		for count := 0; next != NoMoreExtensions; count++ {
			if count == maxExtensions {
				return Message{}, fail(at, "extension header", ErrChain)
			}
			if at >= len(b) {
				return Message{}, fail(at, "extension header", ErrTruncated)
			}
			n := 4 * int(b[at])
			if n == 0 {
				return Message{}, fail(at, "extension header", ErrLength)
			}
			if at+n > len(b) {
				return Message{}, fail(len(b), "extension header", ErrTruncated)
			}
			at += n
			next = ExtensionType(b[at-1])
		}
		m.chain = b[start:at]
	}
	m.Payload = b[at:]
	return m, nil
}

// Extensions gives the extension headers in their order: type and content, without the length and next-type octets.
func (m *Message) Extensions() iter.Seq2[ExtensionType, []byte] {
	return func(yield func(ExtensionType, []byte) bool) {
		next := m.first
		for c := m.chain; next != NoMoreExtensions && len(c) > 0; {
			n := 4 * int(c[0])
			if !yield(next, c[1:n-1]) {
				return
			}
			next, c = ExtensionType(c[n-1]), c[n:]
		}
	}
}

// Extension returns the content of the first extension header of that type.
func (m *Message) Extension(t ExtensionType) ([]byte, bool) {
	next := m.first
	for c := m.chain; next != NoMoreExtensions && len(c) > 0; {
		n := 4 * int(c[0])
		if next == t {
			return c[1 : n-1], true
		}
		next, c = ExtensionType(c[n-1]), c[n:]
	}
	return nil, false
}

// NotUnderstood returns the first extension header that an endpoint must understand and that is none of known.
func (m *Message) NotUnderstood(known ...ExtensionType) (ExtensionType, bool) {
	next := m.first
chain:
	for c := m.chain; next != NoMoreExtensions && len(c) > 0; {
		t, n := next, 4*int(c[0])
		next, c = ExtensionType(c[n-1]), c[n:]
		if !t.EndpointMustUnderstand() {
			continue
		}
		for _, k := range known {
			if k == t {
				continue chain
			}
		}
		return t, true
	}
	return 0, false
}

// Extension is an extension header to append.
type Extension struct {
	Type ExtensionType
	// Content has 4n-2 octets, TS 29.281 clause 5.2.1.
	Content []byte
}

// Append encodes a message with the given extension headers; those that m was parsed with are not used.
func Append(b []byte, m Message, ext ...Extension) ([]byte, error) {
	start := len(b)
	flags := byte(0x30)
	if m.HasSequence {
		flags |= flagSequence
	}
	if m.HasNPDU {
		flags |= flagNPDU
	}
	if len(ext) > 0 {
		flags |= flagExtension
	}
	b = append(b, flags, byte(m.Type), 0, 0)
	b = binary.BigEndian.AppendUint32(b, m.TEID)
	if flags != 0x30 {
		var sequence uint16
		var npdu byte
		if m.HasSequence {
			sequence = m.Sequence
		}
		if m.HasNPDU {
			npdu = m.NPDU
		}
		b = binary.BigEndian.AppendUint16(b, sequence)
		b = append(b, npdu)
		if len(ext) > maxExtensions {
			return b[:start], fail(len(b)-start, "extension header", ErrChain)
		}
		for _, e := range ext {
			if e.Type == NoMoreExtensions {
				return b[:start], fail(len(b)-start, "extension header", ErrValue)
			}
			if len(e.Content)%4 != 2 || len(e.Content) > 4*255-2 {
				return b[:start], fail(len(b)-start, "extension header", ErrLength)
			}
			b = append(b, byte(e.Type), byte((len(e.Content)+2)/4))
			b = append(b, e.Content...)
		}
		b = append(b, byte(NoMoreExtensions))
	}
	n := len(b) - start - HeaderLen + len(m.Payload)
	if n > MaxPayload {
		return b[:start], fail(2, "message", ErrLength)
	}
	binary.BigEndian.PutUint16(b[start+2:], uint16(n))
	return append(b, m.Payload...), nil
}
