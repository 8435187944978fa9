package nas

import (
	"fmt"
	"strings"

	"lilab/sim/event"
)

// PLMN encodes a PLMN identity in three octets, TS 24.501 R17 figure 9.11.3.4.1 and TS 24.008 clause 10.5.1.13.
// A digit that is none becomes the filler 0xf.
func PLMN(p event.PLMN) [3]byte {
	d := func(s string, i int) byte {
		if i >= len(s) || s[i] < '0' || s[i] > '9' {
			return 0xf
		}
		return s[i] - '0'
	}
	return [3]byte{
		d(p.MCC, 1)<<4 | d(p.MCC, 0),
		d(p.MNC, 2)<<4 | d(p.MCC, 2),
		d(p.MNC, 1)<<4 | d(p.MNC, 0),
	}
}

// ParsePLMN decodes three octets.
func ParsePLMN(o []byte) (event.PLMN, error) {
	if len(o) != 3 {
		return event.PLMN{}, fmt.Errorf("PLMN identity of %d octets, want 3", len(o))
	}
	digits := [6]byte{o[0] & 0xf, o[0] >> 4, o[1] & 0xf, o[2] & 0xf, o[2] >> 4, o[1] >> 4}
	n := 6
	if digits[5] == 0xf {
		n = 5
	}
	for i := range n {
		if digits[i] > 9 {
			return event.PLMN{}, fmt.Errorf("PLMN identity %x: digit %d is %#x", o, i+1, digits[i])
		}
		digits[i] += '0'
	}
	return event.PLMN{MCC: string(digits[:3]), MNC: string(digits[3:n])}, nil
}

// CheckPLMN says whether a PLMN has three MCC digits and two or three MNC digits.
func CheckPLMN(p event.PLMN) error {
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	if len(p.MCC) != 3 || len(p.MNC) < 2 || len(p.MNC) > 3 || !digits(p.MCC) || !digits(p.MNC) {
		return fmt.Errorf("bad PLMN %q", p)
	}
	return nil
}

// NSSAI encodes slices as S-NSSAI values with their lengths, TS 24.501 R17 clauses 9.11.2.8 and 9.11.3.37.
func NSSAI(slices []event.SNSSAI) []byte {
	var b []byte
	for _, s := range slices {
		if len(s.SD) == 3 {
			b = append(append(b, 4, s.SST), s.SD...)
		} else {
			b = append(b, 1, s.SST)
		}
	}
	return b
}

// ParseNSSAI decodes slices. Mapped values of the home network are read over.
func ParseNSSAI(b []byte) ([]event.SNSSAI, error) {
	var out []event.SNSSAI
	for at := 0; at < len(b); {
		n := int(b[at])
		v := b[at+1:]
		if n > len(v) {
			return nil, fmt.Errorf("nas: NSSAI offset %d: S-NSSAI of %d octets: %w", at, n, ErrTruncated)
		}
		switch n {
		case 1, 2:
			out = append(out, event.SNSSAI{SST: v[0]})
		case 4, 5, 8:
			out = append(out, event.SNSSAI{SST: v[0], SD: append([]byte(nil), v[1:4]...)})
		default:
			return nil, fmt.Errorf("nas: NSSAI offset %d: S-NSSAI of %d octets", at, n)
		}
		at += 1 + n
	}
	return out, nil
}

// MaxTAIList is the number of tracking areas that a TAI list can hold, TS 24.501 R17 clause 9.11.3.9.
const MaxTAIList = 16

// TAIList encodes tracking areas of one PLMN as one partial list of type 00, of several PLMNs as type 10.
func TAIList(tais []event.TAI) ([]byte, error) {
	if len(tais) == 0 || len(tais) > MaxTAIList {
		return nil, fmt.Errorf("nas: TAI list of %d areas, 1 to %d are possible", len(tais), MaxTAIList)
	}
	listType := byte(0)
	for _, t := range tais {
		if t.PLMN != tais[0].PLMN {
			listType = 2
		}
	}
	b := []byte{listType<<5 | byte(len(tais)-1)}
	for i, t := range tais {
		if i == 0 || listType == 2 {
			p := PLMN(t.PLMN)
			b = append(b, p[:]...)
		}
		b = append(b, byte(t.TAC>>16), byte(t.TAC>>8), byte(t.TAC))
	}
	return b, nil
}

// ParseTAIList decodes the partial lists of every type.
func ParseTAIList(b []byte) ([]event.TAI, error) {
	var out []event.TAI
	at := 0
	take := func(n int) ([]byte, error) {
		if len(b)-at < n {
			return nil, fmt.Errorf("nas: TAI list offset %d: %w", at, ErrTruncated)
		}
		at += n
		return b[at-n : at], nil
	}
	tac := func() (uint32, error) {
		o, err := take(3)
		if err != nil {
			return 0, err
		}
		return uint32(o[0])<<16 | uint32(o[1])<<8 | uint32(o[2]), nil
	}
	for at < len(b) {
		kind, n := b[at]>>5&3, int(b[at]&0x1f)+1
		if kind == 3 || len(out)+n > MaxTAIList {
			return nil, fmt.Errorf("nas: TAI list offset %d: partial list of type %d with %d areas", at, kind, n)
		}
		at++
		var plmn event.PLMN
		var first uint32
		for i := range n {
			if i == 0 || kind == 2 {
				o, err := take(3)
				if err != nil {
					return nil, err
				}
				if plmn, err = ParsePLMN(o); err != nil {
					return nil, fmt.Errorf("nas: TAI list offset %d: %w", at-3, err)
				}
			}
			t := first + uint32(i)
			if i == 0 || kind != 1 {
				var err error
				if t, err = tac(); err != nil {
					return nil, err
				}
				first = t
			}
			out = append(out, event.TAI{PLMN: plmn, TAC: t & 0xffffff})
		}
	}
	return out, nil
}
