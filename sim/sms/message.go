package sms

import (
	"fmt"
	"sync"
	"time"
)

// Message is a short message that arrived, whole: parts are put together.
type Message struct {
	// From is the originator's number, or its name; Centre is the service centre.
	From, Centre string
	Text         string
	// Octets are the user data of a message that is no text.
	Octets []byte
	// Time is when the service centre took it (the last part of it).
	Time time.Time
	// Parts is of how many short messages it was made.
	Parts int
}

// maxPending bounds the long messages that are not complete.
const maxPending = 32

// Collector puts the parts of long messages together, TS 23.040 R17 clause 9.2.3.24.1. The zero value is ready.
type Collector struct {
	mu      sync.Mutex
	pending []*collected
}

type collected struct {
	from      string
	reference uint16
	parts     []*Deliver
}

// Add takes a message. It returns the whole message when its last part is there.
func (c *Collector) Add(centre string, d *Deliver) (Message, bool) {
	m := Message{From: d.Originator.Digits, Centre: centre, Time: d.Time, Text: d.UserData.Text, Octets: d.UserData.Octets, Parts: 1}
	p, ok := d.UserData.Part()
	if !ok || p.Total == 1 {
		return m, true
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var x *collected
	at := 0
	for at = range c.pending {
		if o := c.pending[at]; o.from == m.From && o.reference == p.Reference && len(o.parts) == int(p.Total) {
			x = o
			break
		}
	}
	if x == nil {
		if len(c.pending) >= maxPending {
			c.pending = c.pending[1:] // the oldest will not be complete any more
		}
		x = &collected{m.From, p.Reference, make([]*Deliver, p.Total)}
		c.pending = append(c.pending, x)
		at = len(c.pending) - 1
	}
	x.parts[p.Number-1] = d
	m.Text, m.Octets, m.Parts = "", nil, len(x.parts)
	for _, part := range x.parts {
		if part == nil {
			return Message{}, false
		}
		m.Text += part.UserData.Text
		m.Octets = append(m.Octets, part.UserData.Octets...)
	}
	c.pending = append(c.pending[:at], c.pending[at+1:]...)
	return m, true
}

// Received reads the TPDU of an RP-DATA at a phone. It returns the cause of an RP-ERROR, 0 for none, and the SMS-DELIVER-REPORT.
func Received(tpdu []byte, take func(*Deliver) (cause uint8)) (cause uint8, report []byte) {
	d, err := ParseDeliver(tpdu)
	if err != nil {
		cause = CauseInvalidMandatory
	} else {
		cause = take(d)
	}
	return cause, ReportOctets(false, cause, time.Time{})
}

// ReportOctets makes the report of the transfer layer that fits an RP cause, 0 for success.
func ReportOctets(submit bool, cause uint8, at time.Time) []byte {
	p := &Report{Submit: submit, Error: cause != 0, Time: at}
	switch cause {
	case CauseMemoryExceeded:
		p.Failure = FailureMemoryExceeded
	case CauseUnassignedNumber, CauseUnknownSubscriber:
		p.Failure = FailureInvalidSMEAddress
	case CauseCongestion:
		p.Failure = FailureSCBusy
	default:
		p.Failure = FailureUnspecified
	}
	b, err := p.Octets()
	if err != nil {
		return nil
	}
	return b
}

// SubmitOf makes the SMS-SUBMITs of a text. reference is TP-MR of the first and names the parts.
func SubmitOf(to, text string, reference uint8) ([][]byte, error) {
	parts, err := Split(text, reference)
	if err != nil {
		return nil, err
	}
	out := make([][]byte, len(parts))
	for i := range parts {
		s := Submit{Reference: reference + uint8(i), Destination: International(to), UserData: parts[i]}
		if out[i], err = s.Octets(); err != nil {
			return nil, fmt.Errorf("part %d: %w", i+1, err)
		}
	}
	return out, nil
}
