package xiri

import (
	"errors"
	"fmt"

	"lilab/x2x3/ber"
)

// XIRIPayload is what an X2 PDU with payload format 2 carries, TS 33.128 R19 clause 5.3.2 and annex A.
type XIRIPayload struct {
	// Version is R19v3 where it is zero.
	Version ModuleVersion
	Event   Event
	Sequence
}

var envelopeXIRI = envelope{"XIRIPayload", "xIRIPayloadOID", "event", arcTS33128, suffixXIRI, R19v3}

// AppendBinary appends the encoding. After an error b is as it was.
func (v *XIRIPayload) AppendBinary(b []byte) ([]byte, error) {
	return appendPayload(&envelopeXIRI, b, v)
}

func (v *XIRIPayload) parts() (*ModuleVersion, *Sequence) { return &v.Version, &v.Sequence }

func (v *XIRIPayload) appendBody(b []byte, e *encoder) []byte { return appendEvent(b, e, v.Event) }

func (v *XIRIPayload) decodeBody(d *decoder, h header) bool {
	if h.tag == ctx|2 {
		v.Event = d.event(h, false)
	}
	return h.tag == ctx|2
}

// ParseXIRIPayload reads one payload from the front of b and says how many octets it has. An alternative of
// XIRIEvent that is not of this release is an error, [ber.ErrUnknown]. The result shares no memory with b.
func ParseXIRIPayload(b []byte) (v XIRIPayload, n int, err error) {
	d := decoders.Get().(*decoder)
	n = d.parse(&envelopeXIRI, b, &d.xiri)
	v = d.xiri
	return v, n, d.done(envelopeXIRI.name)
}

// IRIPayload is what HI2 carries for TS 33.128, clause 5.5.5 and annex A.
type IRIPayload struct {
	// Version is R19v3 where it is zero.
	Version           ModuleVersion
	Event             Event
	TargetIdentifiers []IRITargetIdentifier
	// MediatedFrom is the version of the xIRI where it is another one; zero is absent.
	MediatedFrom ModuleVersion
	Sequence
}

var envelopeIRI = envelope{"IRIPayload", "iRIPayloadOID", "event", arcTS33128, suffixIRI, R19v3}

// AppendBinary appends the encoding. After an error b is as it was.
func (v *IRIPayload) AppendBinary(b []byte) ([]byte, error) { return appendPayload(&envelopeIRI, b, v) }

func (v *IRIPayload) parts() (*ModuleVersion, *Sequence) { return &v.Version, &v.Sequence }

func (v *IRIPayload) appendBody(b []byte, e *encoder) []byte {
	if b = appendEvent(b, e, v.Event); b == nil {
		return nil
	}
	if v.TargetIdentifiers != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TargetIdentifiers); b == nil {
			return e.in("targetIdentifiers")
		}
		b = closed(b, start)
	}
	if v.MediatedFrom != (ModuleVersion{}) {
		// A CHOICE of one: the relative object identifier of the xIRI.
		b = append(b, 0xa4, 0)
		start := len(b)
		b = closed(appendVersion(b, arcTS33128, v.MediatedFrom, suffixXIRI), start)
	}
	return b
}

func (v *IRIPayload) decodeBody(d *decoder, h header) bool {
	name := ""
	switch h.tag {
	default:
		return false
	case ctx | 2:
		v.Event = d.event(h, true)
		return true
	case ctx | 3:
		name, v.TargetIdentifiers = "targetIdentifiers", sequences[IRITargetIdentifier](d, h)
	case ctx | 4:
		name = "mediatedFromIndicator"
		if !d.open(h) {
			break
		}
		switch a, ok := d.alternative(h.start, h.stop); {
		case !ok:
		case a.tag == ctx|1:
			v.MediatedFrom = d.version(a, arcTS33128, suffixXIRI)
		default:
			d.keep(&v.Extra, h)
		}
	}
	if d.err != nil {
		d.in(name)
	}
	return true
}

// ParseIRIPayload reads one payload from the front of b and says how many octets it has.
// The result shares no memory with b.
func ParseIRIPayload(b []byte) (v IRIPayload, n int, err error) {
	n, err = parsePayload(&envelopeIRI, b, &v)
	return v, n, err
}

// CCPayload is what HI3 carries for TS 33.128, clause 5.5.3 and annex A.
type CCPayload struct {
	// Version is R19v3 where it is zero.
	Version ModuleVersion
	PDU     CCPDU
	Sequence
}

var envelopeCC = envelope{"CCPayload", "cCPayloadOID", "pDU", arcTS33128, suffixCC, R19v3}

// AppendBinary appends the encoding. After an error b is as it was.
func (v *CCPayload) AppendBinary(b []byte) ([]byte, error) { return appendPayload(&envelopeCC, b, v) }

func (v *CCPayload) parts() (*ModuleVersion, *Sequence) { return &v.Version, &v.Sequence }

// tagPTCr16 is the tag of pTCCCPDU in the module of release 16, where it is 5 today.
const tagPTCr16 = 4

func (v *CCPayload) appendBody(b []byte, e *encoder) []byte {
	b = append(b, 0xa2, 0)
	start := len(b)
	if v.Version.Release == 16 && v.PDU.PTCCCPDU != nil {
		b = ber.AppendOctets(b, ber.Context(tagPTCr16), v.PDU.PTCCCPDU)
		return closed(b, start)
	}
	switch b = v.PDU.encode(b, e); {
	case b == nil:
		return e.in("pDU")
	case len(b) == start:
		return e.missing("pDU")
	}
	return closed(b, start)
}

func (v *CCPayload) decodeBody(d *decoder, h header) bool {
	if h.tag != ctx|2 {
		return false
	}
	if d.open(h) {
		a, ok := d.alternative(h.start, h.stop)
		switch {
		case !ok:
		case d.release == 16 && a.tag == ctx|tagPTCr16:
			if v.PDU.PTCCCPDU = d.octets(a); d.err != nil {
				d.in("pTCCCPDU")
			}
		default:
			v.PDU.decode(d, h.start, h.stop)
		}
		d.known(v.PDU.Other)
	}
	if d.err != nil {
		d.in("pDU")
	}
	return true
}

// known refuses an alternative that is not declared.
func (d *decoder) known(other *Raw) {
	if other != nil {
		d.fail(ber.ErrUnknown, 0, "", fmt.Sprintf("[%d]", other.Tag))
	}
}

// ParseCCPayload reads one payload from the front of b and says how many octets it has. An alternative of CCPDU that is not
// of this release is an error, [ber.ErrUnknown]. In a payload of release 16 the alternative [4] is pTCCCPDU.
// The result shares no memory with b.
func ParseCCPayload(b []byte) (v CCPayload, n int, err error) {
	n, err = parsePayload(&envelopeCC, b, &v)
	return v, n, err
}

// LINotificationPayload is what HI4 carries for TS 33.128, clause 5.6 and annex A.
type LINotificationPayload struct {
	// Version is R19v3 where it is zero.
	Version      ModuleVersion
	Notification LINotificationMessage
	Sequence
}

var envelopeNotification = envelope{"LINotificationPayload", "lINotificationPayloadOID", "notification", arcTS33128, suffixNotification, R19v3}

// AppendBinary appends the encoding. After an error b is as it was.
func (v *LINotificationPayload) AppendBinary(b []byte) ([]byte, error) {
	return appendPayload(&envelopeNotification, b, v)
}

func (v *LINotificationPayload) parts() (*ModuleVersion, *Sequence) { return &v.Version, &v.Sequence }

func (v *LINotificationPayload) appendBody(b []byte, e *encoder) []byte {
	return appendChoice(b, e, "notification", &v.Notification)
}

func (v *LINotificationPayload) decodeBody(d *decoder, h header) bool {
	return decodeChoice(d, h, "notification", &v.Notification, func() *Raw { return v.Notification.Other })
}

// ParseLINotificationPayload reads one payload from the front of b and says how many octets it has. The result shares no
// memory with b.
func ParseLINotificationPayload(b []byte) (v LINotificationPayload, n int, err error) {
	n, err = parsePayload(&envelopeNotification, b, &v)
	return v, n, err
}

// ErrNoIRIEvent means an xIRI whose event has no counterpart in IRIEvent, so that it cannot be delivered over
// HI2 as it is: what the home-routed interfaces carry stays inside the operator, and the packet report
// travels as IRIContents [20].
var ErrNoIRIEvent = errors.New("xiri: no alternative of IRIEvent")

// IRI makes of an xIRI the payload of version v for HI2, TS 33.128 R19 clause 5.5.5. It fails with
// [ErrNoIRIEvent] rather than deliver an empty event. The two payloads share the event.
func (v *XIRIPayload) IRI(to ModuleVersion, targets []IRITargetIdentifier) (IRIPayload, error) {
	if v.Event == nil {
		return IRIPayload{}, &ber.Error{Err: ber.ErrMissing, Off: -1, Path: "XIRIPayload.event"}
	}
	if tag, name := v.Event.alternative(); !HasIRIEvent(tag) {
		return IRIPayload{}, fmt.Errorf("%w is %s [%d]", ErrNoIRIEvent, name, tag)
	}
	p := IRIPayload{Version: to.or(R19v3), Event: v.Event, TargetIdentifiers: targets}
	if from := v.Version.or(R19v3); from != p.Version {
		p.MediatedFrom = from
	}
	return p, nil
}
