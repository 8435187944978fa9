package poi

import (
	"slices"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// NewSMSF makes the IRI-POI of an SMSF, TS 33.128 R19 clause 6.2.5: each short message of a target is an SMSMessage, and each
// report about one that has a TPDU is an SMSReport. An RP-ACK without a TPDU has none that a report could carry.
//
// A task may order that what users wrote is left out (lipf.SMSFExtension): then the TPDU of a SMS-SUBMIT or SMS-DELIVER is a
// redactedSMSTPDU, which ends with TP-UDL.
func NewSMSF(cfg Config) (*POI, error) {
	return newPOI(cfg, event.SMSF, lipf.Messaging, &smsfPOI{})
}

// smsfPOI is what is special about the IRI-POI of an SMSF. It keeps the UEs that are registered, for the identities that a
// message does not come with.
type smsfPOI struct {
	registered states[event.Subscriber]
}

func (f *smsfPOI) configure(ne *x1.NEConfig) {
	ne.CheckExtensions = func(es []lipf.Extension) error {
		_, err := truncates(es)
		return err
	}
}

// truncates says whether a task wants messages without what users wrote.
func truncates(es []lipf.Extension) (bool, error) {
	out := false
	for _, e := range es {
		t, ok, err := e.TruncateTPUserData()
		switch {
		case err != nil:
			return false, err
		case !ok:
			return false, x1.Errorf(x1.ErrActivateTask, "the extension of %q is not known here", e.Owner)
		}
		out = out || t
	}
	return out, nil
}

func (f *smsfPOI) observe(e event.Event) (product, bool) {
	switch e := e.(type) {
	case event.SMSFRegistered:
		key := amfKey(e.Subscriber)
		if e.Ended {
			f.registered.remove(key)
		} else {
			f.registered.put(key, e.Subscriber)
		}
		return product{}, true
	case event.SMSFMessage:
		if r, ok := f.registered.get(amfKey(e.Subscriber)); ok {
			complete(&e.Subscriber, &registration{event.AMFRegistered{Subscriber: r}})
		}
		if len(e.TPDU) == 0 {
			return product{}, !e.Report
		}
		s := &smsSubject{e: &e, id: claims(e.Subscriber, false)}
		direction := x2x3.ToTarget
		if e.FromUser {
			direction = x2x3.FromTarget
		}
		return product{s.id, e.Time, direction, s.record, uncorrelated, false, s}, true
	}
	return product{}, false
}

func (*smsfPOI) ongoing(func(product)) {}
func (*smsfPOI) reported()             {}

// smsSubject is a message, which differs for tasks.
type smsSubject struct {
	e        *event.SMSFMessage
	id       lipf.Identity
	truncate bool
}

func (s *smsSubject) wanted(t *lipf.Task) bool {
	return (len(t.Services) == 0 || slices.Contains(t.Services, lipf.Messaging)) && t.Matches(s.id)
}

func (s *smsSubject) fill(t *lipf.Task, _ *product, _ *x2x3.Attributes) {
	s.truncate, _ = truncates(t.Extensions) // it was read when the task came
}

func (s *smsSubject) identifiers() []lipf.TargetIdentifier { return s.id.Identifiers() }

// record is TS 33.128 R19 clauses 6.2.5.3 and 6.2.5.4.
func (s *smsSubject) record() xiri.Event {
	e := s.e
	kind := smsType(e)
	data := xiri.SMSTPDUData{SMSTPDU: e.TPDU}
	if s.truncate && (kind == xiri.SMSMessageTypeSubmit || kind == xiri.SMSMessageTypeDeliver) {
		data = xiri.SMSTPDUData{RedactedSMSTPDU: withoutUserData(e.TPDU)}
	}
	if e.Report {
		return &xiri.SMSReport{Location: optLocation(e.Location), SMSTPDUData: data, MessageType: kind, RPMessageReference: e.MessageReference}
	}
	user := xiri.SMSParty{}
	user.SUPI, _, user.PEI, user.GPSI = about(e.Subscriber, false)
	r := &xiri.SMSMessage{LinkTransferStatus: xiri.SMSTransferStatusTransferSucceeded, Location: optLocation(e.Location), SMSTPDUData: data,
		MessageType: xiri.Some(kind), RPMessageReference: xiri.Some(e.MessageReference)}
	if e.FromUser {
		r.Direction, r.OriginatingSMSParty = xiri.DirectionFromTarget, user
		r.TerminatingSMSParty.SMSAddress = smsAddress(e.TPDU, true, e.Recipient)
	} else {
		r.Direction, r.TerminatingSMSParty = xiri.DirectionToTarget, user
		r.OriginatingSMSParty.SMSAddress = smsAddress(e.TPDU, false, e.Originator)
	}
	return r
}

// smsType reads the type of a TPDU, TS 23.040 clause 9.2.3.1: it means one thing from the UE and another towards it.
func smsType(e *event.SMSFMessage) xiri.SMSMessageType {
	failed := e.Report && (e.Cause != 0 || !e.Delivered)
	either := func(ack, bad xiri.SMSMessageType) xiri.SMSMessageType {
		if failed {
			return bad
		}
		return ack
	}
	switch mti := e.TPDU[0] & 3; {
	case mti == 0 && e.FromUser:
		return either(xiri.SMSMessageTypeDeliverReportAck, xiri.SMSMessageTypeDeliverReportError)
	case mti == 0:
		return xiri.SMSMessageTypeDeliver
	case mti == 1 && e.FromUser:
		return xiri.SMSMessageTypeSubmit
	case mti == 1:
		return either(xiri.SMSMessageTypeSubmitReportAck, xiri.SMSMessageTypeSubmitReportError)
	case mti == 2 && e.FromUser:
		return xiri.SMSMessageTypeCommand
	case mti == 2:
		return xiri.SMSMessageTypeStatusReport
	}
	return xiri.SMSMessageTypeReserved
}

// addressAt says where the address of the other party is in a TPDU of a message, TS 23.040 clause 9.2.2: TP-DA of SMS-SUBMIT and
// SMS-COMMAND, TP-OA of SMS-DELIVER, TP-RA of SMS-STATUS-REPORT.
func addressAt(b []byte, fromUser bool) int {
	switch kind := b[0] & 3; {
	case kind == 0: // SMS-DELIVER
		return 1
	case kind == 2 && fromUser: // SMS-COMMAND
		return 5
	case kind < 3: // SMS-SUBMIT, SMS-STATUS-REPORT
		return 2
	}
	return len(b)
}

// addressOf reads an address field, TS 23.040 clause 9.1.2.5: the count of digits, the type, and the digits in pairs.
func addressOf(b []byte, at int) []byte {
	if at >= len(b) {
		return nil
	}
	n := 2 + (int(b[at])+1)/2
	if b[at] > 20 || at+n > len(b) {
		return nil
	}
	return b[at : at+n]
}

// smsAddress is the other party's address as it stands in the TPDU, or one made of its number.
func smsAddress(tpdu []byte, fromUser bool, number string) []byte {
	if a := addressOf(tpdu, addressAt(tpdu, fromUser)); a != nil {
		return a
	}
	number = digits(number, 1, 20)
	if number == "" {
		return nil
	}
	const international = 0x91 // ISDN numbering plan
	out := []byte{byte(len(number)), international}
	for i := 0; i < len(number); i += 2 {
		o := byte(0xf0)
		if i+1 < len(number) {
			o = (number[i+1] - '0') << 4
		}
		out = append(out, o|(number[i]-'0'))
	}
	return out
}

// withoutUserData cuts a SMS-SUBMIT or SMS-DELIVER behind TP-UDL. Of one that cannot be read only the first octet is left: it
// is better to deliver too little than what must not be delivered.
func withoutUserData(b []byte) []byte {
	deliver := b[0]&3 == 0
	at := addressAt(b, !deliver)
	a := addressOf(b, at)
	if a == nil {
		return b[:1]
	}
	at += len(a) + 2 // TP-PID, TP-DCS
	switch {
	case deliver:
		at += 7 // TP-SCTS
	case b[0]>>3&3 == 2:
		at++ // relative TP-VP
	case b[0]>>3&3 != 0:
		at += 7 // absolute or enhanced TP-VP
	}
	if at >= len(b) {
		return b[:1]
	}
	return b[:at+1]
}
