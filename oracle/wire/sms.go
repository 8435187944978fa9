package wire

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// The kinds of TPDU, TS 23.040 R18 clause 9.2.2.
const (
	SMSDeliver       = "deliver"
	SMSDeliverReport = "deliver-report"
	SMSSubmit        = "submit"
	SMSSubmitReport  = "submit-report"
	SMSStatusReport  = "status-report"
	SMSCommand       = "command"
)

// TPDU is a transfer protocol data unit of the short message service, TS 23.040 R18 clause 9.2.2.
type TPDU struct {
	Kind string
	// Address is the originating or destination address: digits, or text of an alphanumeric one.
	Address string
	// Text is the user data as text. Cut says that there are fewer octets of it than their length says.
	Text string
	Cut  bool
	// Length is TP-UDL, Data the octets of the user data, Coding TP-DCS.
	Length int
	Data   []byte
	Coding uint8
	// Reference is TP-MR of a submit or a status report.
	Reference uint8
}

// ReadTPDU reads a TPDU. fromPhone says that a phone sent it: the two directions share the message types. User data may be
// missing from the end on; that is no error. Every error is an *Error.
func ReadTPDU(b []byte, fromPhone bool) (TPDU, error) {
	r := tpdu{b: b}
	first := r.octet("TP-MTI")
	var t TPDU
	header := first&0x40 != 0
	switch kind := first & 3; {
	case kind == 0 && !fromPhone:
		t.Kind = SMSDeliver
		t.Address = r.address()
		r.octet("TP-PID")
		t.Coding = r.octet("TP-DCS")
		r.skip(7, "TP-SCTS")
	case kind == 1 && fromPhone:
		t.Kind = SMSSubmit
		t.Reference = r.octet("TP-MR")
		t.Address = r.address()
		r.octet("TP-PID")
		t.Coding = r.octet("TP-DCS")
		switch first >> 3 & 3 { // TP-VPF
		case 2:
			r.skip(1, "TP-VP")
		case 1, 3:
			r.skip(7, "TP-VP")
		}
	case kind == 0:
		t.Kind = SMSDeliverReport
		return t, r.err
	case kind == 1:
		t.Kind = SMSSubmitReport
		return t, r.err
	case kind == 2 && !fromPhone:
		t.Kind = SMSStatusReport
		t.Reference = r.octet("TP-MR")
		t.Address = r.address()
		return t, r.err
	case kind == 2:
		t.Kind = SMSCommand
		return t, r.err
	default:
		return TPDU{}, fail(0, "TPDU TP-MTI", "reserved")
	}
	t.Length = int(r.octet("TP-UDL"))
	if r.err != nil {
		return TPDU{}, r.err
	}
	t.userData(b[r.at:], header)
	return t, nil
}

type tpdu struct {
	b   []byte
	at  int
	err error
}

func (r *tpdu) skip(n int, what string) []byte {
	if r.err != nil {
		return nil
	}
	if len(r.b)-r.at < n {
		r.err = fail(len(r.b), "TPDU "+what, "ends early")
		return nil
	}
	r.at += n
	return r.b[r.at-n : r.at]
}

func (r *tpdu) octet(what string) uint8 {
	if b := r.skip(1, what); b != nil {
		return b[0]
	}
	return 0
}

// address reads an address field, clause 9.1.2.5: the length counts digits.
func (r *tpdu) address() string {
	n := int(r.octet("address length"))
	kind := r.octet("type of address")
	if n > 20 && r.err == nil {
		r.err = fail(r.at-2, "TPDU address", "%d digits", n)
	}
	return smsAddress(r.skip((n+1)/2, "address"), kind, n)
}

// smsAddress returns the digits of semi-octets, or the text of an alphanumeric address.
func smsAddress(b []byte, kind uint8, n int) string {
	if kind>>4&7 == 5 {
		return septets(b, 0, n*4/7)
	}
	const digits = "0123456789*#abc"
	var out []byte
	for i := range n {
		if i/2 >= len(b) {
			break
		}
		d := b[i/2] >> (4 * (i & 1)) & 15
		if d == 15 {
			break
		}
		out = append(out, digits[d])
	}
	return string(out)
}

// ReadSMSAddress reads the address of a party in a record, TS 33.128 R19 table 6.2.5.3-1: an address field of TS 23.040 clause
// 9.1.2.5. "" for what is none.
func ReadSMSAddress(b []byte) string {
	r := tpdu{b: b}
	s := r.address()
	if r.err != nil {
		return ""
	}
	return s
}

// userData decodes TP-UD, clauses 9.2.3.16, 9.2.3.24 and TS 23.038 R18 clause 4.
func (t *TPDU) userData(b []byte, header bool) {
	alphabet := 0 // GSM 7 bit
	switch group := t.Coding >> 4; {
	case group < 8:
		alphabet = int(t.Coding >> 2 & 3)
	case group == 14:
		alphabet = 2
	case group == 15:
		alphabet = int(t.Coding >> 2 & 1)
	}
	need := t.Length
	if alphabet == 0 {
		need = (t.Length*7 + 7) / 8
	}
	t.Cut = len(b) < need
	t.Data = b[:min(len(b), need)]
	skip := 0
	if header && len(t.Data) > 0 {
		skip = min(1+int(t.Data[0]), len(t.Data))
	}
	switch alphabet {
	case 0:
		from := (skip*8 + 6) / 7
		t.Text = septets(t.Data, from, max(0, t.Length-from))
	case 2:
		var units []uint16
		for rest := t.Data[skip:]; len(rest) >= 2; rest = rest[2:] {
			units = append(units, binary.BigEndian.Uint16(rest))
		}
		t.Text = string(utf16.Decode(units))
	default:
		t.Text = string(t.Data[skip:])
	}
}

// gsm7 is the default alphabet of TS 23.038 R18 clause 6.2.1; the escape stands as a blank.
var gsm7 = []rune("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")

// gsm7Extension is the extension table of clause 6.2.1.1.
var gsm7Extension = map[byte]rune{0x0a: '\f', 0x14: '^', 0x28: '{', 0x29: '}', 0x2f: '\\', 0x3c: '[', 0x3d: '~', 0x3e: ']', 0x40: '|', 0x65: '€'}

// septets unpacks characters of 7 bits.
func septets(b []byte, from, count int) string {
	var out strings.Builder
	escape := false
	for i := from; i < from+count; i++ {
		bit := 7 * i
		if bit+7 > 8*len(b) {
			break
		}
		v := uint16(b[bit/8]) >> (bit % 8)
		if bit%8 > 1 {
			v |= uint16(b[bit/8+1]) << (8 - bit%8)
		}
		c := byte(v & 0x7f)
		switch {
		case escape:
			if r, ok := gsm7Extension[c]; ok {
				out.WriteRune(r)
			} else {
				out.WriteRune(gsm7[c])
			}
			escape = false
		case c == 0x1b:
			escape = true
		default:
			out.WriteRune(gsm7[c])
		}
	}
	return out.String()
}

// RP is a message of the relay layer, TS 24.011 R18 clause 7.3.
type RP struct {
	// Kind is "data", "ack", "error" or "smma".
	Kind      string
	FromPhone bool
	Reference uint8
	// Originator and Destination are the addresses of RP-DATA: one of them is that of the service centre.
	Originator, Destination string
	// Cause is that of an error.
	Cause uint8
	// TPDU is the user data, nil if there are none.
	TPDU []byte
}

// ReadRP reads a message of the relay layer that fills b. Every error is an *Error.
func ReadRP(b []byte) (RP, error) {
	const path = "RP"
	if len(b) < 2 {
		return RP{}, fail(len(b), path, "ends after %d of 2 octets", len(b))
	}
	m := RP{Reference: b[1], FromPhone: b[0]&1 == 0}
	at := 2
	field := func() ([]byte, error) {
		if at >= len(b) || len(b)-at-1 < int(b[at]) {
			return nil, fail(len(b), path, "a field ends early")
		}
		v := b[at+1 : at+1+int(b[at])]
		at += 1 + len(v)
		return v, nil
	}
	number := func(v []byte) string {
		if len(v) < 2 {
			return ""
		}
		return smsAddress(v[1:], v[0], 2*(len(v)-1))
	}
	switch b[0] & 7 {
	case 0, 1:
		m.Kind = "data"
		o, err := field()
		if err != nil {
			return RP{}, err
		}
		d, err := field()
		if err != nil {
			return RP{}, err
		}
		m.Originator, m.Destination = number(o), number(d)
		if m.TPDU, err = field(); err != nil {
			return RP{}, err
		}
	case 2, 3, 4, 5:
		m.Kind = "ack"
		if b[0]&7 >= 4 {
			m.Kind = "error"
			c, err := field()
			if err != nil {
				return RP{}, err
			}
			if len(c) > 0 {
				m.Cause = c[0] & 0x7f
			}
		}
		if at < len(b) && b[at] == 0x41 { // RP user data
			at++
			v, err := field()
			if err != nil {
				return RP{}, err
			}
			m.TPDU = v
		}
	case 6:
		m.Kind = "smma"
	default:
		return RP{}, fail(0, path, "message type %d is reserved", b[0]&7)
	}
	return m, nil
}
