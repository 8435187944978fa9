package wire

import (
	"encoding/binary"
	"encoding/hex"
	"time"
)

// PDU types of TS 103 221-2 V1.6.1 clause 5.2.2.
const (
	TypeX2           = 1
	TypeX3           = 2
	TypeKeepalive    = 3
	TypeKeepaliveAck = 4
)

// Payload directions of TS 103 221-2 V1.6.1 clause 5.2.6.
const (
	DirectionKeepalive     = 0
	DirectionUnknown       = 1
	DirectionToTarget      = 2
	DirectionFromTarget    = 3
	DirectionMultiple      = 4
	DirectionNotApplicable = 5
)

// Format33128 is the payload format of TS 33.128 records, TS 103 221-2 V1.6.1 clause 5.4.3.
const Format33128 = 2

// Conditional attributes of TS 103 221-2 V1.6.1 clause 5.3.1.
const (
	AttrDomainID      = 5
	AttrNFID          = 6
	AttrIPID          = 7
	AttrSequence      = 8
	AttrTimestamp     = 9
	AttrMatchedTarget = 17
	AttrOtherTarget   = 18
	AttrSDP           = 22
)

// Limits of what ReadX2X3 believes.
const (
	MaxHeader  = 64 << 10
	MaxPayload = 16 << 20
	minHeader  = 40
)

// Attribute is one conditional attribute. Offset is that of its type field.
type Attribute struct {
	Type   uint16
	Offset int
	Value  []byte
}

// PDU is one X2 or X3 PDU, TS 103 221-2 V1.6.1 clause 5.2.
type PDU struct {
	Version       uint16
	Type          uint16
	HeaderLength  int
	PayloadLength int
	Format        uint16
	Direction     uint16
	XID           [16]byte
	CorrelationID uint64
	Attributes    []Attribute
	Payload       []byte
	// Octets is the whole PDU.
	Octets []byte
}

// ReadX2X3 reads the PDU at the start of b. What follows it is not looked at; len(PDU.Octets) octets were used.
// The parts of the PDU are parts of b. It refuses another major version than 0 and PDU types that are not defined. Every
// error is an *Error.
func ReadX2X3(b []byte) (PDU, error) {
	p := PDU{}
	if err := p.ReadX2X3(b); err != nil {
		return PDU{}, err
	}
	return p, nil
}

// ReadX2X3 does what the function of that name does and keeps the memory of p's attributes.
func (p *PDU) ReadX2X3(b []byte) error {
	if len(b) >= minHeader {
		if v := binary.BigEndian.Uint16(b); v>>8 != 0 {
			return fail(0, headerPath+".version", "major version %d, only 0 is known", v>>8)
		}
		if kind := binary.BigEndian.Uint16(b[2:]); kind < TypeX2 || kind > TypeKeepaliveAck {
			return fail(2, headerPath+".PDU type", "%d is no PDU type", kind)
		}
	}
	return p.Read(b)
}

const headerPath = "X2/X3 header"

// LengthX2X3 returns the length of the PDU at the start of b as its header gives it, 0 where b has too little of the header.
func LengthX2X3(b []byte) (int, error) {
	if len(b) < 12 {
		return 0, nil
	}
	hl, pl := binary.BigEndian.Uint32(b[4:]), binary.BigEndian.Uint32(b[8:])
	if hl < minHeader || hl > MaxHeader {
		return 0, fail(4, headerPath+".header length", "%d is not within %d to %d", hl, minHeader, MaxHeader)
	}
	if pl > MaxPayload {
		return 0, fail(8, headerPath+".payload length", "%d is more than %d", pl, MaxPayload)
	}
	return int(hl) + int(pl), nil
}

// Read reads the PDU at the start of b whatever its version and type, and keeps the memory of p's attributes. After an
// error p has what could be read before it.
func (p *PDU) Read(b []byte) error {
	attributes := p.Attributes[:0]
	*p = PDU{}
	if len(b) < minHeader {
		return fail(len(b), headerPath, "ends after %d of %d octets", len(b), minHeader)
	}
	*p = PDU{
		Version:       binary.BigEndian.Uint16(b),
		Type:          binary.BigEndian.Uint16(b[2:]),
		Format:        binary.BigEndian.Uint16(b[12:]),
		Direction:     binary.BigEndian.Uint16(b[14:]),
		CorrelationID: binary.BigEndian.Uint64(b[32:]),
		HeaderLength:  int(binary.BigEndian.Uint32(b[4:])),
		PayloadLength: int(binary.BigEndian.Uint32(b[8:])),
	}
	copy(p.XID[:], b[16:32])
	total, err := LengthX2X3(b)
	if err != nil {
		return err
	}
	whole := len(b) >= total
	if whole {
		p.Octets = b[:total:total]
		p.Payload = b[p.HeaderLength:total:total]
	}
	head := b[:min(p.HeaderLength, len(b))]
	if cap(attributes) == 0 {
		attributes = make([]Attribute, 0, 8)
	}
	p.Attributes = attributes
	for at := minHeader; at < len(head); {
		if !whole && len(head) < p.HeaderLength && (len(head)-at < 4 || int(binary.BigEndian.Uint16(head[at+2:])) > len(head)-at-4) {
			break // the end of b is what is wrong
		}
		if len(head)-at < 4 {
			return fail(at, "X2/X3 attribute", "%d octets are left in the header, an attribute needs 4", len(head)-at)
		}
		kind, size := binary.BigEndian.Uint16(head[at:]), int(binary.BigEndian.Uint16(head[at+2:]))
		if size > len(head)-at-4 {
			return fail(at+2, "X2/X3 attribute length", "attribute %d is %d octets long, %d are left in the header", kind, size, len(head)-at-4)
		}
		p.Attributes = append(p.Attributes, Attribute{Type: kind, Offset: at, Value: head[at+4 : at+4+size]})
		at += 4 + size
	}
	if !whole {
		return fail(len(b), "X2/X3 PDU", "ends after %d of %d octets", len(b), total)
	}
	return nil
}

// Attribute returns the first attribute of a type; later ones do not count (TS 103 221-2 V1.6.1 clause 5.3.1).
func (p *PDU) Attribute(kind uint16) ([]byte, bool) {
	for _, a := range p.Attributes {
		if a.Type == kind {
			return a.Value, true
		}
	}
	return nil, false
}

// Text returns an attribute as text, "" where it is missing.
func (p *PDU) Text(kind uint16) string {
	v, _ := p.Attribute(kind)
	return string(v)
}

// Sequence returns the sequence number attribute.
func (p *PDU) Sequence() (uint32, bool) {
	v, ok := p.Attribute(AttrSequence)
	if !ok || len(v) != 4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(v), true
}

// Timestamp returns the timestamp attribute: seconds and nanoseconds since 1970 in UTC.
func (p *PDU) Timestamp() (time.Time, bool) {
	v, ok := p.Attribute(AttrTimestamp)
	if !ok || len(v) != 8 {
		return time.Time{}, false
	}
	ns := binary.BigEndian.Uint32(v[4:])
	if ns >= 1e9 {
		return time.Time{}, false
	}
	return time.Unix(int64(binary.BigEndian.Uint32(v)), int64(ns)).UTC(), true
}

// XIDText returns the XID as lower-case UUID text.
func (p *PDU) XIDText() string { return UUIDText(p.XID) }

// UUIDText returns the text form of a UUID.
func UUIDText(u [16]byte) string {
	var out [36]byte
	hex.Encode(out[:8], u[:4])
	hex.Encode(out[9:13], u[4:6])
	hex.Encode(out[14:18], u[6:8])
	hex.Encode(out[19:23], u[8:10])
	hex.Encode(out[24:], u[10:])
	out[8], out[13], out[18], out[23] = '-', '-', '-', '-'
	return string(out[:])
}
