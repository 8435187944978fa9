package sms

import (
	"errors"
	"fmt"
	"time"
)

// Message type indicators, TS 23.040 R17 clause 9.2.3.1. What they mean depends on the direction.
const (
	mtiDeliver = 0 // from the service centre; towards it SMS-DELIVER-REPORT
	mtiSubmit  = 1 // towards the service centre; from it SMS-SUBMIT-REPORT
)

// Failure causes, TS 23.040 R17 clause 9.2.3.22.
const (
	FailureUnspecified       uint8 = 0xff
	FailureSCBusy            uint8 = 0xc0
	FailureInvalidSMEAddress uint8 = 0xc3
	FailureErrorInMS         uint8 = 0xd2
	FailureMemoryExceeded    uint8 = 0xd3
)

// Submit is SMS-SUBMIT, TS 23.040 R17 clause 9.2.2.2: a message of a phone.
type Submit struct {
	RejectDuplicates, StatusReport, ReplyPath bool
	// Reference is TP-MR.
	Reference   uint8
	Destination Address
	PID         byte
	// Validity is TP-VP as octets: 0 for none, 1 for the relative format, 7 for an absolute or the enhanced one.
	Validity []byte
	// Enhanced says that 7 octets of validity are in the enhanced format.
	Enhanced bool
	UserData UserData
}

// Deliver is SMS-DELIVER, TS 23.040 R17 clause 9.2.2.1: a message for a phone.
type Deliver struct {
	// More says that more messages wait (TP-MMS is its opposite).
	More, LoopPrevention, StatusReport, ReplyPath bool
	Originator                                    Address
	PID                                           byte
	// Time is TP-SCTS, when the service centre took the message.
	Time     time.Time
	UserData UserData
}

// Report is SMS-DELIVER-REPORT (TS 23.040 R17 clause 9.2.2.1a) of a phone, or SMS-SUBMIT-REPORT (clause 9.2.2.2a) of a service centre.
type Report struct {
	// Submit says that it is SMS-SUBMIT-REPORT.
	Submit bool
	// Error says that it is the kind for an RP-ERROR, with Failure (TP-FCS).
	Error   bool
	Failure uint8
	// Time is TP-SCTS of SMS-SUBMIT-REPORT.
	Time time.Time
	// PID is TP-PID, UserData TP-DCS with TP-UDL and TP-UD; nil for not there.
	PID      *byte
	UserData *UserData
}

func flag(v bool, bit int) byte {
	if v {
		return 1 << bit
	}
	return 0
}

// Octets encodes the message.
func (s *Submit) Octets() ([]byte, error) {
	first := mtiSubmit | flag(s.RejectDuplicates, 2) | flag(s.StatusReport, 5) | flag(len(s.UserData.Header) > 0, 6) | flag(s.ReplyPath, 7)
	switch {
	case len(s.Validity) == 0:
	case len(s.Validity) == 1:
		first |= 2 << 3
	case len(s.Validity) == 7 && s.Enhanced:
		first |= 1 << 3
	case len(s.Validity) == 7:
		first |= 3 << 3
	default:
		return nil, fmt.Errorf("sms: TP-VP of %d octets", len(s.Validity))
	}
	b, err := s.Destination.appendTP([]byte{first, s.Reference})
	if err != nil {
		return nil, err
	}
	b = append(append(b, s.PID, s.UserData.DCS), s.Validity...)
	return s.UserData.append(b)
}

// ValidFor is how long the message is to be kept, by the relative format of TP-VP (TS 23.040 R17 clause 9.2.3.12.1); 0 if another or
// none says so.
func (s *Submit) ValidFor() time.Duration {
	if len(s.Validity) != 1 {
		return 0
	}
	switch v := time.Duration(s.Validity[0]); {
	case v <= 143:
		return (v + 1) * 5 * time.Minute
	case v <= 167:
		return 12*time.Hour + (v-143)*30*time.Minute
	case v <= 196:
		return (v - 166) * 24 * time.Hour
	default:
		return (v - 192) * 7 * 24 * time.Hour
	}
}

// ParseSubmit reads an SMS-SUBMIT.
func ParseSubmit(b []byte) (*Submit, error) {
	r, first, err := tpdu(b, mtiSubmit, "SMS-SUBMIT")
	if err != nil {
		return nil, err
	}
	s := &Submit{RejectDuplicates: first&4 != 0, StatusReport: first&0x20 != 0, ReplyPath: first&0x80 != 0}
	s.Reference = r.octet("TP-MR")
	s.Destination = r.tpAddress("TP-DA")
	s.PID = r.octet("TP-PID")
	dcs := r.octet("TP-DCS")
	n := [...]int{0, 7, 1, 7}[first>>3&3]
	s.Enhanced = first>>3&3 == 1
	if v := r.take("TP-VP", n); n > 0 {
		s.Validity = append([]byte(nil), v...)
	}
	s.UserData = r.userData(dcs, first&0x40 != 0)
	return s, r.end()
}

// Octets encodes the message.
func (d *Deliver) Octets() ([]byte, error) {
	first := mtiDeliver | flag(!d.More, 2) | flag(d.LoopPrevention, 3) | flag(d.StatusReport, 5) | flag(len(d.UserData.Header) > 0, 6) | flag(d.ReplyPath, 7)
	b, err := d.Originator.appendTP([]byte{first})
	if err != nil {
		return nil, err
	}
	b = append(b, d.PID, d.UserData.DCS)
	if b, err = appendTime(b, d.Time); err != nil {
		return nil, err
	}
	return d.UserData.append(b)
}

// ParseDeliver reads an SMS-DELIVER.
func ParseDeliver(b []byte) (*Deliver, error) {
	r, first, err := tpdu(b, mtiDeliver, "SMS-DELIVER")
	if err != nil {
		return nil, err
	}
	d := &Deliver{More: first&4 == 0, LoopPrevention: first&8 != 0, StatusReport: first&0x20 != 0, ReplyPath: first&0x80 != 0}
	d.Originator = r.tpAddress("TP-OA")
	d.PID = r.octet("TP-PID")
	dcs := r.octet("TP-DCS")
	d.Time = r.time("TP-SCTS")
	d.UserData = r.userData(dcs, first&0x40 != 0)
	return d, r.end()
}

// Octets encodes the report.
func (p *Report) Octets() ([]byte, error) {
	mti := byte(mtiDeliver)
	if p.Submit {
		mti = mtiSubmit
	}
	b := []byte{mti | flag(p.UserData != nil && len(p.UserData.Header) > 0, 6)}
	if p.Error {
		b = append(b, p.Failure)
	}
	b = append(b, flag(p.PID != nil, 0)|flag(p.UserData != nil, 1)|flag(p.UserData != nil, 2))
	var err error
	if p.Submit {
		if b, err = appendTime(b, p.Time); err != nil {
			return nil, err
		}
	}
	if p.PID != nil {
		b = append(b, *p.PID)
	}
	if p.UserData != nil {
		b, err = p.UserData.append(append(b, p.UserData.DCS))
	}
	return b, err
}

// ParseReport reads SMS-DELIVER-REPORT, or SMS-SUBMIT-REPORT if submit says so. failed says that it came in an RP-ERROR, which decides
// whether there is a TP-FCS.
func ParseReport(b []byte, submit, failed bool) (*Report, error) {
	mti, name := byte(mtiDeliver), "SMS-DELIVER-REPORT"
	if submit {
		mti, name = mtiSubmit, "SMS-SUBMIT-REPORT"
	}
	r, first, err := tpdu(b, mti, name)
	if err != nil {
		return nil, err
	}
	p := &Report{Submit: submit, Error: failed}
	if failed {
		p.Failure = r.octet("TP-FCS")
	}
	pi := r.octet("TP-PI")
	for more := pi; more&0x80 != 0 && r.err == nil; { // extensions of TP-PI have nothing for us
		more = r.octet("TP-PI")
	}
	if submit {
		p.Time = r.time("TP-SCTS")
	}
	if pi&1 != 0 {
		v := r.octet("TP-PID")
		p.PID = &v
	}
	dcs := DCSGSM7 // TS 23.040 R17 clause 9.2.3.27: without TP-DCS the default alphabet
	if pi&2 != 0 {
		dcs = r.octet("TP-DCS")
	}
	if pi&4 != 0 {
		u := r.userData(dcs, first&0x40 != 0)
		p.UserData = &u
	}
	return p, r.end()
}

// tpdu reads the first octet.
func tpdu(b []byte, mti byte, name string) (*reader, byte, error) {
	r := &reader{layer: "TP", b: b}
	if len(b) > MaxTPDU {
		r.fail("TPDU", 0, fmt.Errorf("%d octets, at most %d are possible", len(b), MaxTPDU))
		return nil, 0, r.err
	}
	first := r.octet("TP-MTI")
	if r.err == nil && first&3 != mti {
		r.fail("TP-MTI", 0, fmt.Errorf("%d is not that of %s", first&3, name))
	}
	return r, first, r.err
}

var errTime = errors.New("not a moment")

// appendTime writes a time stamp, TS 23.040 R17 clause 9.2.3.11: two-digit fields with their digits swapped, the last the zone in
// quarters of an hour with its sign in bit 4.
func appendTime(b []byte, t time.Time) ([]byte, error) {
	_, zone := t.Zone()
	quarters := zone / (15 * 60)
	if zone%(15*60) != 0 { // no zone of today; told in UTC
		t, quarters = t.UTC(), 0
	}
	sign := byte(0)
	if quarters < 0 {
		sign, quarters = 8, -quarters
	}
	if quarters > 79 {
		return nil, fmt.Errorf("sms: time zone %v: %w", t, errTime)
	}
	for _, v := range []int{t.Year() % 100, int(t.Month()), t.Day(), t.Hour(), t.Minute(), t.Second()} {
		b = append(b, byte(v%10<<4|v/10))
	}
	return append(b, byte(quarters%10<<4|quarters/10)|sign), nil
}

func (r *reader) time(field string) time.Time {
	at := r.at
	b := r.take(field, 7)
	if r.err != nil {
		return time.Time{}
	}
	var v [7]int
	for i, o := range b {
		if i == 6 {
			o &^= 8
		}
		if o>>4 > 9 || o&0xf > 9 {
			r.fail(field, at+i, errTime)
			return time.Time{}
		}
		v[i] = int(o&0xf)*10 + int(o>>4)
	}
	zone := v[6] * 15 * 60
	if b[6]&8 != 0 {
		zone = -zone
	}
	year := 2000 + v[0]
	if v[0] >= 90 {
		year = 1900 + v[0]
	}
	t := time.Date(year, time.Month(v[1]), v[2], v[3], v[4], v[5], 0, time.FixedZone("", zone))
	if int(t.Month()) != v[1] || t.Day() != v[2] || t.Hour() != v[3] || t.Minute() != v[4] || t.Second() != v[5] {
		r.fail(field, at, errTime)
		return time.Time{}
	}
	return t
}
