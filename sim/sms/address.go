package sms

import (
	"errors"
	"fmt"
	"strings"
)

// Types of number, TS 23.040 R17 clause 9.1.2.5.
const (
	UnknownNumber       uint8 = 0
	InternationalNumber uint8 = 1
	NationalNumber      uint8 = 2
	AlphanumericAddress uint8 = 5
)

// planISDN is the ISDN/telephone numbering plan, TS 23.040 R17 clause 9.1.2.5.
const planISDN = 1

// Address is an address of the transfer or of the relay layer.
type Address struct {
	// Type is the type of number, Plan the numbering plan.
	Type, Plan uint8
	// Digits are the digits, with *, #, a, b, c as TS 23.040 has them; for AlphanumericAddress the text.
	Digits string
}

// International is the address of a number in international form without "+".
func International(digits string) Address {
	return Address{Type: InternationalNumber, Plan: planISDN, Digits: digits}
}

const semiOctets = "0123456789*#abc"

// pack writes digits as semi-octets with the filler 1111.
func pack(digits string) ([]byte, error) {
	out := make([]byte, 0, (len(digits)+1)/2)
	for i := range len(digits) {
		v := strings.IndexByte(semiOctets, digits[i])
		if v < 0 {
			return nil, fmt.Errorf("sms: %q is no digit of an address", digits[i])
		}
		if i%2 == 0 {
			out = append(out, 0xf0|byte(v))
		} else {
			out[i/2] = out[i/2]&0x0f | byte(v)<<4
		}
	}
	return out, nil
}

var errDigit = errors.New("a semi-octet 15 is not at the end")

// unpack reads n semi-octets; a filler ends them if it is the last.
func unpack(b []byte, n int) (string, error) {
	out := make([]byte, 0, n)
	for i := range n {
		v := b[i/2] >> (4 * (i % 2)) & 0xf
		if v == 0xf {
			if i != n-1 {
				return "", errDigit
			}
			break
		}
		out = append(out, semiOctets[v])
	}
	return string(out), nil
}

func (a Address) typeOctet() byte { return 0x80 | a.Type&7<<4 | a.Plan&0xf }

// appendTP writes an address field of the transfer layer, TS 23.040 R17 clause 9.1.2.5: its length counts semi-octets.
func (a Address) appendTP(b []byte) ([]byte, error) {
	if a.Type == AlphanumericAddress {
		s, err := Encode7(a.Digits)
		if err != nil {
			return nil, err
		}
		if len(s) > 11 {
			return nil, fmt.Errorf("sms: the address %q has more than 11 septets", a.Digits)
		}
		packed := packSeptets(s, 0)
		return append(append(b, byte((len(s)*7+3)/4), a.typeOctet()), packed...), nil
	}
	if len(a.Digits) > 20 {
		return nil, fmt.Errorf("sms: the address has %d digits, at most 20 are possible", len(a.Digits))
	}
	d, err := pack(a.Digits)
	if err != nil {
		return nil, err
	}
	return append(append(b, byte(len(a.Digits)), a.typeOctet()), d...), nil
}

func (r *reader) tpAddress(field string) (a Address) {
	at := r.at
	n := int(r.octet(field))
	if n > 20 {
		r.fail(field, at, fmt.Errorf("%d semi-octets, at most 20 are possible", n))
		return a
	}
	t := r.octet(field)
	v := r.take(field, (n+1)/2)
	if r.err != nil {
		return a
	}
	a.Type, a.Plan = t>>4&7, t&0xf
	if a.Type == AlphanumericAddress {
		a.Digits = Decode7(unpackSeptets(v, n*4/7, 0))
		return a
	}
	var err error
	if a.Digits, err = unpack(v, n); err != nil {
		r.fail(field, at, err)
	}
	return a
}

// appendRP writes an address element of the relay layer without identifier, TS 24.011 R17 clause 8.2.5.1: its length counts octets.
// No digits give an empty element.
func (a Address) appendRP(b []byte) ([]byte, error) {
	if a.Digits == "" {
		return append(b, 0), nil
	}
	if len(a.Digits) > 20 {
		return nil, fmt.Errorf("sms: the address has %d digits, at most 20 are possible", len(a.Digits))
	}
	d, err := pack(a.Digits)
	if err != nil {
		return nil, err
	}
	return append(append(b, byte(1+len(d)), a.typeOctet()), d...), nil
}

func (r *reader) rpAddress(field string) (a Address) {
	at := r.at
	n := int(r.octet(field))
	if n == 0 || r.err != nil {
		return a
	}
	if n > 11 {
		r.fail(field, at, fmt.Errorf("%d octets, at most 11 are possible", n))
		return a
	}
	v := r.take(field, n)
	if r.err != nil {
		return a
	}
	a.Type, a.Plan = v[0]>>4&7, v[0]&0xf
	var err error
	if a.Digits, err = unpack(v[1:], 2*(n-1)); err != nil {
		r.fail(field, at, err)
	}
	if a.Digits == "" {
		return Address{} // a type of nothing
	}
	return a
}
