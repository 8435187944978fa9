package x2x3

import "encoding/binary"

// Raw is a PDU with every field as it goes out, right or wrong. It is for negative tests alone: use [PDU] for all else.
type Raw struct {
	Version   Version
	Type      Type
	Format    Format
	Direction Direction
	XID       UUID
	// HeaderLength and PayloadLength are computed where they are not set.
	HeaderLength, PayloadLength Opt[uint32]
	CorrelationID               uint64
	Attributes                  []RawAttribute
	Payload                     []byte
}

// RawAttribute is an attribute whose length is computed where it is not set.
type RawAttribute struct {
	Type   AttributeType
	Length Opt[uint16]
	Value  []byte
}

// Raw returns the PDU as its fields go out, to break some of them.
func (p *PDU) Raw() (Raw, error) {
	b, err := p.AppendBinary(nil)
	if err != nil {
		return Raw{}, err
	}
	be := binary.BigEndian
	r := Raw{Version: Version(be.Uint16(b)), Type: p.Type, Format: p.Format, Direction: p.Direction, XID: p.XID, CorrelationID: p.CorrelationID,
		Payload: p.Payload}
	for h := b[headerLength : len(b)-len(p.Payload)]; len(h) > 0; {
		n := 4 + int(be.Uint16(h[2:]))
		r.Attributes = append(r.Attributes, RawAttribute{Type: AttributeType(be.Uint16(h)), Value: h[4:n:n]})
		h = h[n:]
	}
	return r, nil
}

// AppendBinary appends the octets. The error is always nil.
func (r *Raw) AppendBinary(b []byte) ([]byte, error) {
	be := binary.BigEndian
	start := len(b)
	b = be.AppendUint16(b, uint16(r.Version))
	b = be.AppendUint16(b, uint16(r.Type))
	b = be.AppendUint32(b, r.HeaderLength.Value)
	n := uint32(len(r.Payload))
	if r.PayloadLength.Set {
		n = r.PayloadLength.Value
	}
	b = be.AppendUint32(b, n)
	b = be.AppendUint16(b, uint16(r.Format))
	b = be.AppendUint16(b, uint16(r.Direction))
	b = append(b, r.XID[:]...)
	b = be.AppendUint64(b, r.CorrelationID)
	for _, a := range r.Attributes {
		n := uint16(len(a.Value))
		if a.Length.Set {
			n = a.Length.Value
		}
		b = be.AppendUint16(b, uint16(a.Type))
		b = be.AppendUint16(b, n)
		b = append(b, a.Value...)
	}
	if !r.HeaderLength.Set {
		be.PutUint32(b[start+4:], uint32(len(b)-start))
	}
	return append(b, r.Payload...), nil
}
