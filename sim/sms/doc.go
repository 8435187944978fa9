// Package sms has the protocols of the short message service: the transfer layer of TS 23.040 (SMS-SUBMIT, SMS-DELIVER and their
// reports, with the alphabets of TS 23.038 and concatenation), the relay layer (RP) and the control layer (CP) of TS 24.011, and the
// exchange of CP messages that a phone and an SMSF have with each other.
//
// Every decoder is bounded and names the layer, the offset and the field of what it refuses.
package sms

import (
	"errors"
	"fmt"
)

// Sizes.
const (
	// MaxTPDU is the longest TPDU, TS 24.011 R17 clause 8.2.5.3: RP-User-Data has at most 233 octets, of which one is the length.
	MaxTPDU = 232
	// MaxRPDU is the longest RPDU: CP-User-Data has at most 248 octets (TS 24.011 R17 clause 8.1.4.1).
	MaxRPDU = 248
	// MaxUserData is the longest TP-UD in octets, TS 23.040 R17 clause 9.2.3.24.
	MaxUserData = 140
)

// ErrTruncated says that a message ends too early.
var ErrTruncated = errors.New("truncated")

// A DecodeError says where a message cannot be read.
type DecodeError struct {
	// Layer is "TP", "RP" or "CP", Field the element in the words of the standard.
	Layer, Field string
	// Offset is in octets from the first octet of the layer.
	Offset int
	Err    error
}

func (e *DecodeError) Error() string {
	return fmt.Sprintf("sms: %s at octet %d: %s: %v", e.Layer, e.Offset, e.Field, e.Err)
}
func (e *DecodeError) Unwrap() error { return e.Err }

// reader reads a layer. After the first error everything is empty.
type reader struct {
	layer string
	b     []byte
	at    int
	err   error
}

func (r *reader) fail(field string, at int, err error) {
	if r.err == nil {
		r.err = &DecodeError{r.layer, field, at, err}
	}
}

func (r *reader) take(field string, n int) []byte {
	if r.err != nil {
		return nil
	}
	if n > len(r.b)-r.at {
		r.fail(field, r.at, ErrTruncated)
		return nil
	}
	out := r.b[r.at : r.at+n : r.at+n]
	r.at += n
	return out
}

func (r *reader) octet(field string) byte {
	if v := r.take(field, 1); v != nil {
		return v[0]
	}
	return 0
}

func (r *reader) left() int {
	if r.err != nil {
		return 0
	}
	return len(r.b) - r.at
}

// end refuses octets behind the last field.
func (r *reader) end() error {
	if n := r.left(); n > 0 {
		r.fail("end", r.at, fmt.Errorf("%d octets are left over", n))
	}
	return r.err
}
