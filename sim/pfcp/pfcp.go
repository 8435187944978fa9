// Package pfcp looks at PFCP messages (TS 29.244 R18) of the network before the codec does. The codec takes elements that
// are longer than what holds them for empty, and its time grows with the square of the depth of nested elements; both
// functions of N4 therefore read messages through this package.
package pfcp

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"
)

// MaxNesting bounds grouped elements in grouped elements. TS 29.244 needs three levels.
const MaxNesting = 8

// ErrHeader says that octets have no PFCP header of version 1, or that its length is not that of the message.
var ErrHeader = errors.New("pfcp: no header of a whole message")

// ErrVersion says that the version is not 1.
var ErrVersion = errors.New("pfcp: version is not 1")

// A MalformedError is an information element that cannot be read.
type MalformedError struct {
	// Type is the type of the element, 0 when the message ends before it has one.
	Type uint16
	// Offset counts from the first information element.
	Offset int
	// TooDeep says that the element is nested too deep, otherwise it has a wrong length.
	TooDeep bool
}

// Error names element, offset and fault.
func (e *MalformedError) Error() string {
	what := "length"
	if e.TooDeep {
		what = "depth"
	}
	return fmt.Sprintf("pfcp: element of type %d at offset %d: %s", e.Type, e.Offset, what)
}

// Cause is the cause for an answer, TS 29.244 clause 8.2.1.
func (e *MalformedError) Cause() uint8 {
	if e.TooDeep {
		return ie.CauseMandatoryIEIncorrect
	}
	return ie.CauseInvalidLength
}

// Header reads the header of a message. The payload is not looked at. ErrVersion comes with the header.
func Header(b []byte) (*message.Header, error) {
	h, err := message.ParseHeader(b)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrHeader, err)
	case h.Flags>>5 != 1:
		return h, ErrVersion
	case int(h.Length)+4 != len(b) || h.HasFO(): // several messages in one datagram are not for N4 here
		return nil, ErrHeader
	}
	return h, nil
}

// Check looks at types and lengths of information elements only. Its error is a *MalformedError.
func Check(ies []byte) error { return check(ies, 0, 0) }

func check(b []byte, at, depth int) error {
	for len(b) > 0 {
		if len(b) < 4 {
			return &MalformedError{Offset: at}
		}
		i := ie.IE{Type: binary.BigEndian.Uint16(b)}
		n := int(binary.BigEndian.Uint16(b[2:]))
		if n > len(b)-4 || i.IsVendorSpecific() && n < 2 {
			return &MalformedError{Type: i.Type, Offset: at}
		}
		if i.IsGrouped() {
			if depth == MaxNesting {
				return &MalformedError{Type: i.Type, Offset: at, TooDeep: true}
			}
			if err := check(b[4:4+n], at+4, depth+1); err != nil {
				return err
			}
		}
		b, at = b[4+n:], at+4+n
	}
	return nil
}

// Elements reads the information elements of a message. What Check refuses is a *MalformedError.
func Elements(h *message.Header) ([]*ie.IE, error) {
	if err := Check(h.Payload); err != nil {
		return nil, err
	}
	return ie.ParseMultiIEs(h.Payload)
}

// Parse decodes a whole message. A panic of the codec becomes an error. The message keeps parts of b.
func Parse(b []byte) (m message.Message, err error) {
	h, err := Header(b)
	if err != nil {
		return nil, err
	}
	if err := Check(h.Payload); err != nil {
		return nil, err
	}
	defer func() {
		if r := recover(); r != nil {
			m, err = nil, fmt.Errorf("pfcp: codec panic in message of type %d: %v", h.Type, r)
		}
	}()
	return message.Parse(b)
}
