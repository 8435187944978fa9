// Package wire has the oracle's own readers of what crosses a reference point: X2/X3 PDUs, PS-PDUs,
// X1 messages, and N2 as far as it is evidence. They share nothing with the code that sends.
package wire

import (
	"errors"
	"fmt"
)

// Error says where and why reading stopped.
type Error struct {
	// Offset counts from the first octet that was given to the reader.
	Offset int
	// Path names the unit and the field, for example "X2 header.payload length".
	Path    string
	Problem string
}

// Error returns "octet 8 (X2/X3 header.payload length): …".
func (e *Error) Error() string { return fmt.Sprintf("octet %d (%s): %s", e.Offset, e.Path, e.Problem) }

func fail(at int, path, format string, args ...any) error {
	return &Error{Offset: at, Path: path, Problem: fmt.Sprintf(format, args...)}
}

// Offset returns the octet at which a reader of this package or of oracle/asn stopped.
func Offset(err error) (int, bool) {
	var e *Error
	if errors.As(err, &e) {
		return e.Offset, true
	}
	return 0, false
}
