package dissect

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"unicode/utf8"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

const spec2212 = "TS 103 221-2 V1.6.1 clause "

// Limits of a receiver that is in use: longer PDUs conform and may yet be refused.
const (
	smallHeader  = 320
	smallPayload = 8192
)

// lastMinor is the highest minor version of the PDU that is known, that of V1.10.1.
const lastMinor = 6

// pduRules says what does not conform in the envelope of a PDU.
func (w *work) pduRules(p *wire.PDU) {
	switch major, minor := p.Version>>8, p.Version&0xff; {
	case major != 0:
		w.say(0, fmt.Sprintf("version %d.%d: the major version is 0", major, minor), spec2212+"5.2.1")
	case minor == 0:
		w.say(0, "version 0.0: the first is 0.1", spec2212+"5.2.1")
	case minor > lastMinor:
		w.remark("version 0.%d is newer than 0.%d, the last that is known here", minor, lastMinor)
	}
	seen := w.attributeRules(p)
	switch p.Type {
	case wire.TypeKeepalive, wire.TypeKeepaliveAck:
		w.keepalive(p, seen)
		return
	case wire.TypeX2, wire.TypeX3:
	default:
		w.say(2, "PDU type "+name(pduTypes, p.Type)+" is not defined", spec2212+"5.2.2")
		return
	}
	w.formatRules(p, seen)
	for _, a := range [...]uint16{wire.AttrNFID, wire.AttrIPID, wire.AttrSequence, wire.AttrTimestamp, wire.AttrMatchedTarget} {
		if seen&(1<<a) == 0 && (a != wire.AttrMatchedTarget || p.Type == wire.TypeX2) {
			w.say(-1, "attribute "+name(attributes, a)+" is missing", "TS 33.128 R19 clause 5.3")
		}
	}
	if p.XID == [16]byte{} {
		w.say(16, "the XID is zero", spec2212+"5.2.7")
	} else if p.XID[6]>>4 != 4 || p.XID[8]>>6 != 2 {
		w.say(16, "the XID is no UUID of version 4", "TS 103 221-1 V1.11.1 clause 5.1")
	}
	if p.HeaderLength > smallHeader {
		w.remark("a header of %d octets; a receiver is known that takes %d", p.HeaderLength, smallHeader)
	}
	if p.PayloadLength > smallPayload {
		w.remark("a payload of %d octets; a receiver is known that takes %d", p.PayloadLength, smallPayload)
	}
}

// several are the attributes that may stand more than once.
const several = 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<17 | 1<<18 | 1<<21

// sizes are the lengths that attributes must have, by type.
var sizes = [...]int{8: 4, 9: 8, 10: 4, 11: 4, 12: 16, 13: 16, 14: 2, 15: 2, 16: 1}

// attributeRules looks at each attribute and returns the set of those that are there.
func (w *work) attributeRules(p *wire.PDU) uint64 {
	var seen uint64
	for i := range p.Attributes {
		a := &p.Attributes[i]
		if a.Type == 0 || int(a.Type) >= len(attributes) {
			w.remark("octet %d: attribute %d is not defined up to V1.10.1; a receiver skips it [%s5.3.1]", a.Offset, a.Type, spec2212)
			if n := w.u.Root.at(a.Offset); n != nil {
				n.Note = "not defined, skipped"
			}
			continue
		}
		first := seen&(1<<a.Type) == 0
		seen |= 1 << a.Type
		if !first && several&(1<<a.Type) == 0 {
			w.attributeSay(a, "stands more than once, only the first counts", spec2212+"5.3.1")
			continue
		}
		if problem := attributeProblem(a); problem != "" {
			w.attributeSay(a, problem, spec2212+"5.3."+strconv.Itoa(int(a.Type)+1))
		}
	}
	return seen
}

func (w *work) attributeSay(a *wire.Attribute, problem, clause string) {
	w.say(a.Offset, "attribute "+name(attributes, a.Type)+": "+problem, clause)
}

func attributeProblem(a *wire.Attribute) string {
	v := a.Value
	if int(a.Type) < len(sizes) && sizes[a.Type] != 0 && len(v) != sizes[a.Type] {
		return fmt.Sprintf("%d octets, want %d", len(v), sizes[a.Type])
	}
	switch a.Type {
	case 4:
		if _, err := proprietary(v); err != nil {
			return err.Error()
		}
	case 5, 6, 7, 19, 20, 22:
		if len(v) == 0 {
			return "it is empty"
		}
		if !utf8.Valid(v) {
			return "it is not UTF-8"
		}
	case wire.AttrTimestamp:
		if binary.BigEndian.Uint32(v[4:]) >= 1e9 {
			return "more than 999999999 nanoseconds"
		}
	case wire.AttrMatchedTarget, wire.AttrOtherTarget:
		return targetProblem(v)
	case 21:
		if len(v) != 24 && len(v) != 28 {
			return fmt.Sprintf("%d octets, want an XID and a correlation ID (24) and perhaps a sequence number (28)", len(v))
		}
	}
	return ""
}

func (w *work) keepalive(p *wire.PDU, seen uint64) {
	if seen&(1<<wire.AttrSequence) == 0 {
		w.say(2, "a keepalive without a sequence number (attribute 8)", spec2212+"5.1")
	}
	if p.PayloadLength != 0 {
		w.say(8, "a keepalive with a payload", spec2212+"5.1")
	}
	if p.Format != 0 || p.Direction != 0 || p.CorrelationID != 0 || p.XID != [16]byte{} {
		w.say(12, "a keepalive with fields that are not zero", spec2212+"5.1")
	}
	if extra := seen &^ (1 << wire.AttrSequence); extra != 0 {
		w.say(40, "a keepalive with other attributes than the sequence number", spec2212+"5.1")
	}
}

// only has the PDU type that a payload format is for; 0 is both.
var only = [...]uint16{7: wire.TypeX3, 8: wire.TypeX3, 9: wire.TypeX2, 10: wire.TypeX2, 11: wire.TypeX2, 12: wire.TypeX3, 13: wire.TypeX3,
	14: wire.TypeX2, 16: wire.TypeX3, 17: 0}

func (w *work) formatRules(p *wire.PDU, seen uint64) {
	if p.Direction == 0 || int(p.Direction) >= len(directions) {
		w.say(14, "payload direction "+name(directions, p.Direction)+" on "+pduTypes[p.Type], spec2212+"5.2.6")
	}
	f := p.Format
	switch {
	case f == 0:
		w.say(12, "payload format 0 is for keepalives", spec2212+"5.4.1")
	case int(f) >= len(formats):
		w.remark("payload format %d is not defined up to V1.10.1", f)
	case only[min(int(f), len(only)-1)] != 0 && only[f] != p.Type:
		w.say(12, "payload format "+name(formats, f)+" on "+pduTypes[p.Type], spec2212+"5.4.1")
	case p.PayloadLength == 0:
		w.say(8, pduTypes[p.Type]+" without a payload", spec2212+"5.2.4")
	}
	has := func(a uint16) bool { return seen&(1<<a) != 0 }
	if f == 15 && !has(19) {
		w.say(12, "a MIME message without its content type (attribute 19)", spec2212+"5.4.16")
	}
	if f == 9 && !has(10) && !has(12) {
		w.remark("a SIP message without the IP addresses it was sent between (attributes 10 to 13) [%s5.4.10]", spec2212)
	}
	if f == 17 && p.Version < lastMinor {
		w.remark("payload format 17 is newer than version 0.%d says", p.Version&0xff)
	}
	if has(22) && f != 5 && f != 6 && (f != 8 && f != 13 || !has(15) || !has(11) && !has(13)) {
		w.say(12, "an SDP session description goes with formats 5 and 6, or 8 and 13 with destination address and port", spec2212+"5.3.23")
	}
}

// directionOf says what the record demands of the PDU that carries it.
func (w *work) directionOf(p *wire.PDU, payload *asn.Node) {
	n := eventOf(payload)
	if n == nil || n.Type == nil {
		return
	}
	switch n.Type.TypeName() {
	case "AMFStartOfInterceptionWithRegisteredUE", "SMFStartOfInterceptionWithEstablishedPDUSession", "UDMStartOfInterceptionWithRegisteredTarget":
		if p.Direction != wire.DirectionNotApplicable {
			w.say(14, n.Type.TypeName()+" has the direction "+name(directions, p.Direction)+", want "+name(directions, wire.DirectionNotApplicable), n.Type.Clause)
		}
	case "N9HRPDUSessionInfo", "S8HRBearerInfo", "IPIRIPacketReport":
		w.remark("%s has no alternative of IRIEvent: a mediation function cannot deliver it as one", n.Name)
	}
}
