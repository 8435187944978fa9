package sms

import (
	"fmt"
	"unicode/utf16"
)

// Coding is how user data are coded, TS 23.038 R17 clause 4.
type Coding uint8

// Codings.
const (
	GSM7 Coding = iota
	Octets8
	UCS2
)

// Data coding schemes without message class, TS 23.038 R17 clause 4.
const (
	DCSGSM7 byte = 0x00
	DCS8Bit byte = 0x04
	DCSUCS2 byte = 0x08
)

// CodingOf reads a data coding scheme. Compressed and reserved ones are octets for the reader.
func CodingOf(dcs byte) Coding {
	switch {
	case dcs&0x80 == 0 && dcs&0x20 != 0: // compressed
		return Octets8
	case dcs&0x80 == 0:
		return [...]Coding{GSM7, Octets8, UCS2, GSM7}[dcs>>2&3]
	case dcs>>4 == 0xf:
		return [...]Coding{GSM7, Octets8}[dcs>>2&1]
	case dcs>>4 == 0xe:
		return UCS2
	case dcs>>4 == 0xc, dcs>>4 == 0xd:
		return GSM7
	}
	return GSM7 // reserved: TS 23.038 R17 clause 4
}

// Element is an information element of a user data header, TS 23.040 R17 clause 9.2.3.24.
type Element struct {
	ID   byte
	Data []byte
}

// Identifiers of concatenation, TS 23.040 R17 clauses 9.2.3.24.1 and 9.2.3.24.8.
const (
	Concatenation8  byte = 0x00
	Concatenation16 byte = 0x08
)

// UserData is TP-UD with what describes it.
type UserData struct {
	// DCS is TP-DCS.
	DCS byte
	// Header are the elements of the user data header; none for no header.
	Header []Element
	// Text is what was written, for GSM7 and UCS2. Octets are the user data for Octets8.
	Text   string
	Octets []byte
}

// Part says which part of a long message user data are.
type Part struct {
	Reference uint16
	// Number counts from 1 to Total.
	Number, Total uint8
}

// Part reads the concatenation header. Values that are not possible mean that there is none (TS 23.040 R17 clause 9.2.3.24.1).
func (u *UserData) Part() (Part, bool) {
	for i := len(u.Header) - 1; i >= 0; i-- {
		e := u.Header[i]
		var p Part
		switch {
		case e.ID == Concatenation8 && len(e.Data) == 3:
			p = Part{uint16(e.Data[0]), e.Data[2], e.Data[1]}
		case e.ID == Concatenation16 && len(e.Data) == 4:
			p = Part{uint16(e.Data[0])<<8 | uint16(e.Data[1]), e.Data[3], e.Data[2]}
		default:
			continue
		}
		if p.Number > 0 && p.Number <= p.Total {
			return p, true
		}
	}
	return Part{}, false
}

func (u *UserData) header() ([]byte, error) {
	if len(u.Header) == 0 {
		return nil, nil
	}
	b := []byte{0}
	for _, e := range u.Header {
		if len(e.Data) > MaxUserData {
			return nil, fmt.Errorf("sms: header element %#x has %d octets", e.ID, len(e.Data))
		}
		b = append(append(b, e.ID, byte(len(e.Data))), e.Data...)
	}
	if len(b) > MaxUserData {
		return nil, fmt.Errorf("sms: user data header of %d octets", len(b))
	}
	b[0] = byte(len(b) - 1)
	return b, nil
}

// append writes TP-UDL and TP-UD.
func (u *UserData) append(b []byte) ([]byte, error) {
	h, err := u.header()
	if err != nil {
		return nil, err
	}
	var body []byte
	length := 0
	switch CodingOf(u.DCS) {
	case GSM7:
		s, err := Encode7(u.Text)
		if err != nil {
			return nil, err
		}
		before := (8*len(h) + 6) / 7 // septets that the header takes
		length = before + len(s)
		body = packSeptets(s, 7*before-8*len(h))
	case UCS2:
		body = EncodeUCS2(u.Text)
		length = len(h) + len(body)
	default:
		body = u.Octets
		length = len(h) + len(body)
	}
	if len(h)+len(body) > MaxUserData {
		return nil, fmt.Errorf("sms: user data of %d octets, at most %d are possible", len(h)+len(body), MaxUserData)
	}
	return append(append(append(b, byte(length)), h...), body...), nil
}

// userData reads TP-UDL and TP-UD.
func (r *reader) userData(dcs byte, headed bool) (u UserData) {
	u.DCS = dcs
	at := r.at
	length := int(r.octet("TP-UDL"))
	octets := length
	coding := CodingOf(dcs)
	if coding == GSM7 {
		octets = (7*length + 7) / 8
	}
	if octets > MaxUserData {
		r.fail("TP-UDL", at, fmt.Errorf("%d octets, at most %d are possible", octets, MaxUserData))
		return u
	}
	start := r.at
	b := r.take("TP-UD", octets)
	if r.err != nil {
		return u
	}
	n := 0
	if headed {
		if len(b) == 0 || int(b[0]) > len(b)-1 {
			r.fail("TP-UDHL", start, ErrTruncated)
			return u
		}
		n = 1 + int(b[0])
		for i := 1; i < n; {
			if n-i < 2 || int(b[i+1]) > n-i-2 {
				r.fail("TP-UDH element", start+i, ErrTruncated)
				return u
			}
			e := Element{ID: b[i], Data: append([]byte(nil), b[i+2:i+2+int(b[i+1])]...)}
			u.Header = append(u.Header, e)
			i += 2 + int(b[i+1])
		}
	}
	switch coding {
	case GSM7:
		before := (8*n + 6) / 7
		if before > length {
			r.fail("TP-UD", start, ErrTruncated)
			return u
		}
		u.Text = Decode7(unpackSeptets(b, length-before, 7*before)[:length-before])
	case UCS2:
		if (len(b)-n)%2 != 0 {
			r.fail("TP-UD", start, fmt.Errorf("an odd number of octets of UCS2"))
			return u
		}
		u.Text = DecodeUCS2(b[n:])
	default:
		u.Octets = append([]byte(nil), b[n:]...)
	}
	return u
}

// maxParts is how many parts a concatenated message can have.
const maxParts = 255

// Split makes user data of a text: in the GSM 7 bit default alphabet if that has all its characters, else in UCS2; in several parts if it
// is too long for one. reference names the parts.
func Split(text string, reference uint8) ([]UserData, error) {
	var pieces []string
	dcs := DCSGSM7
	if s, err := Encode7(text); err == nil {
		if len(s) <= 160 {
			return []UserData{{DCS: dcs, Text: text}}, nil
		}
		for len(s) > 0 {
			n := min(153, len(s))
			if n < len(s) && s[n-1] == escape {
				n-- // an escape stays with what it escapes
			}
			pieces = append(pieces, Decode7(s[:n]))
			s = s[n:]
		}
	} else {
		dcs = DCSUCS2
		units := utf16.Encode([]rune(text))
		if len(units) <= 70 {
			return []UserData{{DCS: dcs, Text: string(utf16.Decode(units))}}, nil
		}
		for len(units) > 0 {
			n := min(67, len(units))
			if n < len(units) && units[n] >= 0xdc00 && units[n] <= 0xdfff {
				n-- // nor is a pair cut
			}
			pieces = append(pieces, string(utf16.Decode(units[:n])))
			units = units[n:]
		}
	}
	if len(pieces) > maxParts {
		return nil, fmt.Errorf("sms: the text needs %d short messages, at most %d belong together", len(pieces), maxParts)
	}
	out := make([]UserData, len(pieces))
	for i, p := range pieces {
		out[i] = UserData{DCS: dcs, Text: p, Header: []Element{{Concatenation8, []byte{reference, byte(len(pieces)), byte(i + 1)}}}}
	}
	return out, nil
}
