package x2x3

import (
	"errors"
	"fmt"
)

// What can be wrong with a PDU. Every [Error] wraps one of these.
var (
	// ErrTruncated means that the octets end before the PDU does.
	ErrTruncated = errors.New("octets end too early")
	// ErrVersion means a version that the policy refuses.
	ErrVersion = errors.New("version not accepted")
	// ErrType means an unknown PDU type, or a field that a keepalive must not have.
	ErrType = errors.New("bad PDU type")
	// ErrLength means a header length that is impossible.
	ErrLength = errors.New("bad length")
	// ErrLimit means a length above the receiver's limit.
	ErrLimit = errors.New("length above the limit")
	// ErrAttribute means an attribute that does not fit the header or is not of the form its type has.
	ErrAttribute = errors.New("bad attribute")
)

// Error says what is wrong where.
type Error struct {
	// Err is one of the sentinels of this package.
	Err error
	// Off counts from the first octet of the PDU; -1 when encoding.
	Off int
	// Field is the name of the field, or "attribute N".
	Field string
	// Detail says more.
	Detail string
}

// Error gives all of it in one line.
func (e *Error) Error() string {
	s := "x2x3: " + e.Err.Error()
	if e.Off >= 0 {
		s += fmt.Sprintf(" at offset %d", e.Off)
	}
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.Detail != "" {
		s += ": " + e.Detail
	}
	return s
}

// Unwrap returns the sentinel.
func (e *Error) Unwrap() error { return e.Err }
