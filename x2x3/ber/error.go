package ber

import (
	"errors"
	"fmt"
	"strings"
)

// What can be wrong with an encoding. Every [Error] wraps one of these.
var (
	// ErrTruncated means that the octets end before the element does.
	ErrTruncated = errors.New("octets end too early")
	// ErrLength means a length that is malformed or leads beyond the element around it.
	ErrLength = errors.New("bad length")
	// ErrTag means identifier octets that are malformed, or another tag than the type has.
	ErrTag = errors.New("bad tag")
	// ErrValue means contents that are no value of the type.
	ErrValue = errors.New("bad value")
	// ErrMissing means that a mandatory component is absent.
	ErrMissing = errors.New("mandatory component is absent")
	// ErrOrder means a component that comes twice or in the wrong place.
	ErrOrder = errors.New("component repeated or out of order")
	// ErrUnknown means a CHOICE alternative that the decoder does not know and may not pass over.
	ErrUnknown = errors.New("unknown alternative")
	// ErrLimit means that one of the limits against hostile input was reached.
	ErrLimit = errors.New("limit reached")
)

// Error says what is wrong where.
type Error struct {
	// Err is one of the sentinels of this package.
	Err error
	// Off is the offset, counted from the first octet that the decoder was given; -1 when encoding.
	Off int
	// Path names the component, for example "XIRIPayload.event.registration.sUPI".
	Path string
	// Want and Got say more, where there is more to say.
	Want, Got string

	// short says that more octets could cure the error.
	short bool
}

// Error gives all of it in one line.
func (e *Error) Error() string {
	var s strings.Builder
	s.WriteString("ber: ")
	if e.Path != "" {
		s.WriteString(e.Path)
		s.WriteString(": ")
	}
	s.WriteString(e.Err.Error())
	if e.Off >= 0 {
		fmt.Fprintf(&s, " at offset %d", e.Off)
	}
	if e.Want != "" {
		s.WriteString(": want " + e.Want)
	}
	if e.Got != "" {
		s.WriteString(": got " + e.Got)
	}
	return s.String()
}

// Unwrap returns the sentinel.
func (e *Error) Unwrap() error { return e.Err }
