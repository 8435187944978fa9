package lipf

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// UUID is an RFC 4122 identifier: an XID, a DID, a ProductID or an x1TransactionId (TS 103 221-1 clause 5.1).
type UUID [16]byte

// ErrUUID is returned for text that is not a version 4 UUID in lower case.
var ErrUUID = errors.New("not a version 4 UUID in lower case")

// NewUUID makes a version 4 UUID from 16 octets of r.
func NewUUID(r io.Reader) (UUID, error) {
	var u UUID
	if _, err := io.ReadFull(r, u[:]); err != nil {
		return UUID{}, fmt.Errorf("random octets for a UUID: %w", err)
	}
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return u, nil
}

// ParseUUID reads the text form of a version 4 UUID. Upper case and other versions are errors:
// TS 103 280 has a lower-case pattern and TS 103 221-1 clause 5.1 wants version 4.
func ParseUUID(s string) (UUID, error) {
	var u UUID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return UUID{}, fmt.Errorf("%q: %w", clip(s), ErrUUID)
	}
	for i := range len(s) {
		if s[i] >= 'A' && s[i] <= 'F' {
			return UUID{}, fmt.Errorf("%q: %w", s, ErrUUID)
		}
	}
	digits := s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	if _, err := hex.Decode(u[:], []byte(digits)); err != nil {
		return UUID{}, fmt.Errorf("%q: %w", s, ErrUUID)
	}
	if u[6]>>4 != 4 || u[8]>>6 != 2 {
		return UUID{}, fmt.Errorf("%q: %w", s, ErrUUID)
	}
	return u, nil
}

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

// IsZero says that the identifier was never set.
func (u UUID) IsZero() bool { return u == UUID{} }

// MarshalText writes the text form, so that identifiers read well in JSON and logs.
func (u UUID) MarshalText() ([]byte, error) { return []byte(u.String()), nil }

// UnmarshalText reads the text form.
func (u *UUID) UnmarshalText(b []byte) (err error) {
	*u, err = ParseUUID(string(b))
	return err
}

func clip(s string) string {
	if len(s) > 60 {
		return s[:60] + "…"
	}
	return s
}
