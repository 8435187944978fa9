package aka

import (
	"fmt"

	"lilab/sim/event"
)

// maxIMSIDigits is the length of the longest IMSI, TS 23.003 clause 2.2.
const maxIMSIDigits = 15

// digits says whether s consists of lo to hi decimal digits.
func digits(s string, lo, hi int) bool {
	if len(s) < lo || len(s) > hi {
		return false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// appendTBCD packs digits two to an octet, the first in the low half, with 1111 as a filler.
func appendTBCD(b []byte, digits string) []byte {
	for i := 0; i+1 < len(digits); i += 2 {
		b = append(b, digits[i]-'0'|(digits[i+1]-'0')<<4)
	}
	if len(digits)%2 == 1 {
		b = append(b, digits[len(digits)-1]-'0'|0xf0)
	}
	return b
}

// MSIN unpacks the digits of a null scheme output or of a deciphered ECIES plaintext: one to ten digits, two
// to an octet, TS 24.501 figure 9.11.3.4.3. The filler may only stand at the end.
func MSIN(packed []byte) (string, error) {
	if len(packed) < 1 || len(packed) > 5 {
		return "", fmt.Errorf("%w: MSIN of %d octets, want 1 to 5", ErrIdentity, len(packed))
	}
	var out [10]byte
	return unpack(out[:0], packed, 0)
}

// unpack appends the digits of packed to out. at is the offset of packed for the error text.
func unpack(out, packed []byte, at int) (string, error) {
	for i, o := range packed {
		lo, hi := o&0xf, o>>4
		if lo > 9 {
			return "", fmt.Errorf("%w: digit %#x at octet %d", ErrIdentity, lo, at+i)
		}
		out = append(out, '0'+lo)
		if hi == 0xf && i == len(packed)-1 {
			break
		}
		if hi > 9 {
			return "", fmt.Errorf("%w: digit %#x at octet %d", ErrIdentity, hi, at+i)
		}
		out = append(out, '0'+hi)
	}
	return string(out), nil
}

// appendPLMN packs an MCC and an MNC, TS 24.501 figure 9.11.3.4.1 octets 5 to 7.
func appendPLMN(b []byte, p event.PLMN) ([]byte, error) {
	if !digits(p.MCC, 3, 3) || !digits(p.MNC, 2, 3) {
		return nil, fmt.Errorf("%w: PLMN %q", ErrIdentity, p)
	}
	third := byte(0xf)
	if len(p.MNC) == 3 {
		third = p.MNC[2] - '0'
	}
	return append(b,
		p.MCC[0]-'0'|(p.MCC[1]-'0')<<4,
		p.MCC[2]-'0'|third<<4,
		p.MNC[0]-'0'|(p.MNC[1]-'0')<<4), nil
}

// parsePLMN unpacks three octets. at is their offset for the error text.
func parsePLMN(b []byte, at int) (event.PLMN, error) {
	d := [6]byte{b[0] & 0xf, b[0] >> 4, b[1] & 0xf, b[2] & 0xf, b[2] >> 4, b[1] >> 4}
	n := 6
	if d[5] == 0xf {
		n = 5
	}
	var s [6]byte
	for i := range n {
		if d[i] > 9 {
			return event.PLMN{}, fmt.Errorf("%w: digit %#x in the PLMN at octet %d", ErrIdentity, d[i], at)
		}
		s[i] = '0' + d[i]
	}
	return event.PLMN{MCC: string(s[:3]), MNC: string(s[3:n])}, nil
}
