package ber

import (
	"fmt"
	"time"
	"unicode/utf8"
)

func (e Element) bad(format string, args ...any) *Error {
	return &Error{Err: ErrValue, Off: e.Off, Got: fmt.Sprintf(format, args...)}
}

// OctetString returns the octets of a string, put together where the encoding is constructed
// (X.690 clauses 8.7.3 and 8.23).
func (e Element) OctetString() ([]byte, error) {
	if !e.Tag.Constructed {
		return e.Contents, nil
	}
	out := make([]byte, 0, len(e.Contents))
	return e.segments(out, 0)
}

func (e Element) segments(out []byte, depth int) ([]byte, error) {
	if depth >= MaxDepth {
		return nil, &Error{Err: ErrLimit, Off: e.Off, Got: "string segments nested too deep"}
	}
	for r := e.Reader(); r.More(); {
		s, err := r.Next()
		if err != nil {
			return nil, err
		}
		if !s.Tag.Is(Universal, NumberOctetString) {
			return nil, &Error{Err: ErrTag, Off: s.Off, Want: "a string segment [UNIVERSAL 4]", Got: s.Tag.String()}
		}
		if !s.Tag.Constructed {
			out = append(out, s.Contents...)
		} else if out, err = s.segments(out, depth+1); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// UTF8 returns the value of a UTF8String.
func (e Element) UTF8() (string, error) {
	b, err := e.OctetString()
	if err != nil {
		return "", err
	}
	if !utf8.Valid(b) {
		return "", e.bad("octets that are no UTF-8")
	}
	return string(b), nil
}

// NumericString returns the value of a NumericString: digits and space, X.680 clause 41.
func (e Element) NumericString() (string, error) {
	b, err := e.OctetString()
	if err != nil {
		return "", err
	}
	for _, o := range b {
		if o-'0' > 9 && o != ' ' {
			return "", e.bad("octet 0x%02X in a NumericString", o)
		}
	}
	return string(b), nil
}

// PrintableString returns the value of a PrintableString, X.680 clause 41.
func (e Element) PrintableString() (string, error) {
	b, err := e.OctetString()
	if err != nil {
		return "", err
	}
	for _, o := range b {
		switch {
		case o >= 'a' && o <= 'z', o >= 'A' && o <= 'Z', o >= '0' && o <= '9':
		case o == ' ', o >= '\'' && o <= ')', o >= '+' && o <= '/', o == ':', o == '=', o == '?':
		default:
			return "", e.bad("octet 0x%02X in a PrintableString", o)
		}
	}
	return string(b), nil
}

func (e Element) primitive() error {
	if e.Tag.Constructed {
		return &Error{Err: ErrTag, Off: e.Off, Want: "a primitive encoding", Got: "a constructed one"}
	}
	return nil
}

// Bool returns the value of a BOOLEAN; every octet but 0 is TRUE.
func (e Element) Bool() (bool, error) {
	if err := e.primitive(); err != nil {
		return false, err
	}
	if len(e.Contents) != 1 {
		return false, e.bad("a BOOLEAN of %d octets", len(e.Contents))
	}
	return e.Contents[0] != 0, nil
}

// Null checks the contents of a NULL.
func (e Element) Null() error {
	if err := e.primitive(); err != nil {
		return err
	}
	if len(e.Contents) != 0 {
		return e.bad("a NULL of %d octets", len(e.Contents))
	}
	return nil
}

// Int returns the value of an INTEGER or ENUMERATED that fits 64 bits.
func (e Element) Int() (int64, error) {
	if err := e.primitive(); err != nil {
		return 0, err
	}
	c := e.Contents
	if len(c) == 0 {
		return 0, e.bad("an INTEGER without contents")
	}
	if len(c) > 1 && (c[0] == 0 && c[1] < 0x80 || c[0] == 0xff && c[1] >= 0x80) {
		return 0, e.bad("an INTEGER that is longer than needed")
	}
	if len(c) > 8 {
		return 0, e.bad("an INTEGER of %d octets", len(c))
	}
	v := int64(int8(c[0]))
	for _, o := range c[1:] {
		v = v<<8 | int64(o)
	}
	return v, nil
}

// Uint returns the value of an INTEGER that is at most max.
func (e Element) Uint(max uint64) (uint64, error) {
	if len(e.Contents) == 9 && e.Contents[0] == 0 && e.Contents[1] >= 0x80 && !e.Tag.Constructed {
		var v uint64
		for _, o := range e.Contents[1:] {
			v = v<<8 | uint64(o)
		}
		if v > max {
			return 0, e.bad("%d, the highest value is %d", v, max)
		}
		return v, nil
	}
	v, err := e.Int()
	if err != nil {
		return 0, err
	}
	if v < 0 || uint64(v) > max {
		return 0, e.bad("%d, allowed are 0 to %d", v, max)
	}
	return uint64(v), nil
}

// Bits returns a BIT STRING of exactly n bits, n at most 64, as the low bits of a number.
// Unused bits may have any value.
func (e Element) Bits(n int) (uint64, error) {
	if err := e.primitive(); err != nil {
		return 0, err
	}
	c := e.Contents
	if len(c) == 0 || c[0] > 7 || len(c) == 1 && c[0] != 0 {
		return 0, e.bad("a BIT STRING whose count of unused bits is wrong")
	}
	if got := (len(c)-1)*8 - int(c[0]); got != n {
		return 0, e.bad("a BIT STRING of %d bits, not %d", got, n)
	}
	var v uint64
	for _, o := range c[1:] {
		v = v<<8 | uint64(o)
	}
	return v >> c[0], nil
}

// BitString returns a BIT STRING of any length and the count of its bits. Unused bits are cleared.
func (e Element) BitString() ([]byte, int, error) {
	if err := e.primitive(); err != nil {
		return nil, 0, err
	}
	c := e.Contents
	if len(c) == 0 || c[0] > 7 || len(c) == 1 && c[0] != 0 {
		return nil, 0, e.bad("a BIT STRING whose count of unused bits is wrong")
	}
	unused := int(c[0])
	out := append([]byte{}, c[1:]...)
	if unused > 0 {
		out[len(out)-1] &= 0xff << unused
	}
	return out, len(out)*8 - unused, nil
}

// RelativeOID returns the arcs of a RELATIVE-OID.
func (e Element) RelativeOID() ([]uint32, error) {
	if err := e.primitive(); err != nil {
		return nil, err
	}
	return e.arcs(nil)
}

// OID returns the arcs of an OBJECT IDENTIFIER.
func (e Element) OID() ([]uint32, error) {
	if err := e.primitive(); err != nil {
		return nil, err
	}
	sub, err := e.arcs(make([]uint32, 1, 12))
	if err != nil {
		return nil, err
	}
	first := min(sub[1]/40, 2)
	sub[0], sub[1] = first, sub[1]-first*40
	return sub, nil
}

func (e Element) arcs(out []uint32) ([]uint32, error) {
	c := e.Contents
	if len(c) == 0 {
		return nil, e.bad("an object identifier without arcs")
	}
	if len(c) > 256 {
		return nil, &Error{Err: ErrLimit, Off: e.Off, Got: fmt.Sprintf("an object identifier of %d octets", len(c))}
	}
	if c[len(c)-1] >= 0x80 {
		return nil, e.bad("an object identifier whose last arc does not end")
	}
	var arc uint32
	start := true
	for _, o := range c {
		if start && o == 0x80 {
			return nil, e.bad("an arc with a leading zero")
		}
		if arc >= 1<<25 {
			return nil, e.bad("an arc of 2^32 or more")
		}
		arc = arc<<7 | uint32(o&0x7f)
		if start = o < 0x80; start {
			out = append(out, arc)
			arc = 0
		}
	}
	return out, nil
}

// Time returns the value of a GeneralizedTime in UTC. It accepts a fraction of a second after "." or ",",
// and a difference to UTC such as "+0100"; a local time without a zone is refused.
func (e Element) Time() (time.Time, error) {
	b, err := e.OctetString()
	if err != nil {
		return time.Time{}, err
	}
	s := string(b)
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	layout := "20060102150405"
	if digits != len(layout) {
		return time.Time{}, e.bad("GeneralizedTime %q", s)
	}
	rest := s[digits:]
	var ns time.Duration
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		n := 1
		unit := 100 * time.Millisecond
		for ; n < len(rest) && rest[n] >= '0' && rest[n] <= '9'; n++ {
			ns += time.Duration(rest[n]-'0') * unit
			unit /= 10
		}
		if n == 1 {
			return time.Time{}, e.bad("GeneralizedTime %q", s)
		}
		rest = rest[n:]
	}
	var at time.Time
	switch {
	case rest == "Z":
		at, err = time.Parse(layout, s[:digits])
	case len(rest) == 5 && (rest[0] == '+' || rest[0] == '-'):
		at, err = time.Parse(layout+"-0700", s[:digits]+rest)
	default:
		return time.Time{}, e.bad("GeneralizedTime %q without a zone", s)
	}
	if err != nil {
		return time.Time{}, e.bad("GeneralizedTime %q", s)
	}
	at = at.Add(ns).UTC()
	if y := at.Year(); y < 0 || y > 9999 {
		return time.Time{}, e.bad("GeneralizedTime %q in the year %d", s, y)
	}
	return at, nil
}
