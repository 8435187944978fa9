package xiri

import (
	"errors"
	"fmt"
	"strconv"

	"lilab/x2x3/ber"
)

// ModuleVersion is the release and version of the module TS33128Payloads that a payload names in its
// relative object identifier.
type ModuleVersion struct {
	Release, Version uint32
}

// R19v3 is the module of TS 33.128 V19.3.0, which this package encodes.
var R19v3 = ModuleVersion{19, 3}

// String returns for example "r19 version3".
func (v ModuleVersion) String() string { return fmt.Sprintf("r%d version%d", v.Release, v.Version) }

// Suffixes of the relative object identifier {threeGPP(4) ts33128(19) release version suffix}.
const (
	arcThreeGPP = 4
	arcTS33128  = 19
	suffixXIRI  = 1
	suffixIRI   = 3
)

// XIRIPayload is what an X2 PDU with payload format 2 carries, TS 33.128 R19 clause 5.3.2 and annex A.
type XIRIPayload struct {
	// Version is R19v3 where it is zero.
	Version ModuleVersion
	Event   Event
	Sequence
}

func (v *XIRIPayload) walk(c *codec) {
	c.version(1, "xIRIPayloadOID", mandatory, suffixXIRI, &v.Version)
	c.event(2, "event", &v.Event)
}

// AppendBinary appends the encoding. After an error the octets that were appended are of no use.
func (v *XIRIPayload) AppendBinary(b []byte) ([]byte, error) {
	return appendPayload(b, "XIRIPayload", v)
}

// ParseXIRIPayload reads one payload from the front of b and says how many octets it has. An alternative of
// XIRIEvent that has no Go type is an error, [ber.ErrUnknown]. The result shares no memory with b.
func ParseXIRIPayload(b []byte) (XIRIPayload, int, error) {
	var v XIRIPayload
	n, err := parsePayload(b, "XIRIPayload", &v)
	return v, n, err
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

func (v *IRIPayload) walk(c *codec) {
	c.version(1, "iRIPayloadOID", mandatory, suffixIRI, &v.Version)
	c.event(2, "event", &v.Event)
	list(c, 3, "targetIdentifiers", optional, &v.TargetIdentifiers)
	indicator := MediatedFromIndicator{XIRIRelativeOID: v.MediatedFrom}
	c.value(4, "mediatedFromIndicator", optional, &indicator)
	v.MediatedFrom = indicator.XIRIRelativeOID
}

// AppendBinary appends the encoding. After an error the octets that were appended are of no use.
func (v *IRIPayload) AppendBinary(b []byte) ([]byte, error) { return appendPayload(b, "IRIPayload", v) }

// ParseIRIPayload reads one payload from the front of b and says how many octets it has.
// The result shares no memory with b.
func ParseIRIPayload(b []byte) (IRIPayload, int, error) {
	var v IRIPayload
	n, err := parsePayload(b, "IRIPayload", &v)
	return v, n, err
}

// MediatedFromIndicator is a CHOICE of one: the relative object identifier of the xIRI.
type MediatedFromIndicator struct {
	XIRIRelativeOID ModuleVersion
	Choice
}

func (v *MediatedFromIndicator) walk(c *codec) {
	if c.mode != decoding && c.mode != describing && v.XIRIRelativeOID == (ModuleVersion{}) {
		return
	}
	c.version(1, "xIRIRelativeOID", optional, suffixXIRI, &v.XIRIRelativeOID)
}

// ErrNoIRIEvent means an xIRI whose event has no counterpart in IRIEvent, so that it cannot be delivered over
// HI2 as it is: what the home-routed interfaces carry stays inside the operator, and the packet report
// travels as IRIContents [20].
var ErrNoIRIEvent = errors.New("xiri: no alternative of IRIEvent")

// HasIRIEvent says whether the alternative of XIRIEvent with this tag is one of IRIEvent too.
func HasIRIEvent(tag uint32) bool { return tag != 100 && tag != 101 && tag != 161 }

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

func (v ModuleVersion) or(other ModuleVersion) ModuleVersion {
	if v == (ModuleVersion{}) {
		return other
	}
	return v
}

// version walks the RELATIVE-OID {4 19 release version suffix}.
func (c *codec) version(tag uint32, name string, p presence, suffix uint32, v *ModuleVersion) {
	switch c.mode {
	case encoding:
		o := v.or(R19v3)
		c.b = ber.AppendRelativeOID(c.b, ber.Context(tag), arcThreeGPP, arcTS33128, o.Release, o.Version, suffix)
		c.set++
	case decoding:
		if !c.take(tag, name, p) {
			return
		}
		arcs, err := c.elem.RelativeOID()
		if err != nil {
			c.wrap(err, name)
			return
		}
		if len(arcs) != 5 || arcs[0] != arcThreeGPP || arcs[1] != arcTS33128 || arcs[4] != suffix {
			c.fail(ber.ErrValue, c.elem.Off, name, "{4 19 release version "+strconv.Itoa(int(suffix))+"}", fmt.Sprint(arcs))
			return
		}
		*v = ModuleVersion{arcs[2], arcs[3]}
		if *v == (ModuleVersion{}) {
			c.fail(ber.ErrValue, c.elem.Off, name, "a release", "0")
		}
	case describing:
		c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: "RELATIVE-OID", Kind: "RELATIVE-OID", Mandatory: p == mandatory, Required: p != optional, Typed: true})
	default:
		c.set++
		c.line(name, v.or(R19v3).String())
	}
}

func appendPayload(b []byte, name string, v composite) ([]byte, error) {
	c := newCodec(encoding, name)
	defer c.release()
	var start int
	c.b, start = ber.Open(b, ber.Sequence)
	c.encodeBody(v)
	if c.err != nil {
		return b, c.err
	}
	return ber.Close(c.b, start), nil
}

func parsePayload(b []byte, name string, v composite) (int, error) {
	c := newCodec(decoding, name)
	defer c.release()
	r := ber.NewReader(b)
	e, err := r.Next()
	switch {
	case err != nil:
		c.wrap(err, "")
	case e.Tag != ber.Sequence:
		c.fail(ber.ErrTag, e.Off, "", ber.Sequence.String(), e.Tag.String())
	default:
		c.decodeBody(v, e.Reader())
	}
	return len(e.Octets), c.err
}
