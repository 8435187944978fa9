package x2x3

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Finding is one departure from the standard in a PDU that can be read all the same.
type Finding struct {
	// Clause is of TS 103 221-2.
	Clause string
	// Field is the name of the field, or "attribute N".
	Field string
	// Detail says what is wrong.
	Detail string
}

// Error gives all of it in one line.
func (f Finding) Error() string {
	return "x2x3: " + f.Field + ": " + f.Detail + " (clause " + f.Clause + ")"
}

// Check returns what is not as the standard wants it in a PDU that decodes or encodes: what a receiver takes all the
// same, and a sender should not do.
func (p *PDU) Check() []Finding {
	var out []Finding
	add := func(clause, field, format string, args ...any) {
		out = append(out, Finding{clause, field, fmt.Sprintf(format, args...)})
	}
	if v := p.Version; v != 0 && (v < OldestVersion || v > NewestVersion) {
		add("5.2.1", "Version", "0x%04x belongs to no published version", uint16(v))
	}
	if p.Type == Keepalive || p.Type == KeepaliveAck {
		if p.Format != 0 || p.Direction != 0 || p.XID != (UUID{}) || p.CorrelationID != 0 || len(p.Payload) > 0 {
			add("5.1", "mandatory fields", "a %s has something in them", p.Type)
		}
		if !p.SequenceNumber.Set {
			add("5.1", "attribute 8", "absent from a %s", p.Type)
		}
		return out
	}
	switch {
	case p.Type != X2 && p.Type != X3:
		add("5.2.2", "PDU Type", "%s is none", p.Type)
	case p.Format > FormatPSPDUPayload:
		add("5.4.1", "Payload Format", "%s is none", p.Format)
	case !p.Format.AllowedOn(p.Type):
		add("5.4.1", "Payload Format", "%s is not for %s", p.Format, p.Type)
	}
	switch {
	case p.Direction == DirectionNone:
		add("5.2.6", "Payload Direction", "0 is reserved for keepalives")
	case p.Direction > NotApplicable:
		add("5.2.6", "Payload Direction", "%s is none", p.Direction)
	}
	if p.XID[6]>>4 != 4 || p.XID[8]>>6 != 2 {
		add("5.2.7", "XID", "%s is no version 4 UUID", p.XID)
	}
	if p.Format == FormatProprietary {
		if _, _, err := Proprietary(p.Payload); err != nil {
			add("5.4.5", "payload", "%v", err)
		}
	}
	p.checkAttributes(add)
	return out
}

func (p *PDU) checkAttributes(add func(clause, field, format string, args ...any)) {
	for _, s := range p.MatchedTargets {
		if err := fragment(s); err != nil {
			add("5.3.18", "attribute 17", "%q: %v", s, err)
		}
	}
	for _, s := range p.OtherTargets {
		if err := fragment(s); err != nil {
			add("5.3.19", "attribute 18", "%q: %v", s, err)
		}
	}
	if p.Format == FormatMIME && p.MIMEContentType == "" {
		add("5.4.16", "attribute 19", "absent with a MIME payload")
	}
	if p.SDP != "" && p.Format != FormatIPv4 && p.Format != FormatIPv6 && p.Format != FormatRTP && p.Format != FormatMSRP {
		add("5.3.23", "attribute 22", "with payload format %s", p.Format)
	}
	for i := range p.Other {
		a := &p.Other[i]
		field := fmt.Sprintf("attribute %d", a.Type)
		switch {
		case a.Type == AttrProprietary:
			if _, _, err := Proprietary(a.Value); err != nil {
				add("5.3.5", field, "%v", err)
			}
		case a.Type > highestAttributeType || a.Type == 0:
			add("5.3.1", field, "is none")
		case a.Type > AttrProprietary:
			add("5.3.1", field, "more than once; the first counts")
		}
	}
}

// fragment wants the contents of an X1 targetIdentifier: one element with text or elements in it, clause 5.3.18.
func fragment(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	depth, elements := 0, 0
	for {
		t, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF) && depth == 0 && elements == 1:
			return nil
		case errors.Is(err, io.EOF):
			return errors.New("not one XML element")
		case err != nil:
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth == 0 {
				elements++
			}
			if depth++; depth > 32 {
				return errors.New("too deep")
			}
		case xml.EndElement:
			depth--
		case xml.CharData:
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return errors.New("text outside of an element")
			}
		case xml.Directive, xml.ProcInst:
			return errors.New("more than an element")
		}
	}
}

// Proprietary takes the contents of attribute 4 (clause 5.3.5) or of a payload of format 4 (clause 5.4.5) apart: who
// defined it, as a domain name, and the value, which shares memory with b.
func Proprietary(b []byte) (owner string, value []byte, err error) {
	switch {
	case len(b) == 0 || b[0] == 0:
		return "", nil, errors.New("a proprietary value without an owner")
	case len(b) < 1+int(b[0]):
		return "", nil, fmt.Errorf("an owner of %d octets where %d are left", b[0], len(b)-1)
	}
	return string(b[1 : 1+b[0]]), b[1+b[0]:], nil
}

// AppendProprietary appends what [Proprietary] reads.
func AppendProprietary(b []byte, owner string, value []byte) ([]byte, error) {
	if len(owner) == 0 || len(owner) > 255 {
		return b, fmt.Errorf("x2x3: owner %q of a proprietary value has not 1 to 255 octets", owner)
	}
	return append(append(append(b, byte(len(owner))), owner...), value...), nil
}

// Values returns the contents of all attributes of a type that [Attributes] has no field for: 1 to 4 and unknown ones. They
// share memory with the PDU.
func (a *Attributes) Values(t AttributeType) [][]byte {
	var out [][]byte
	for i := range a.Other {
		if a.Other[i].Type == t {
			out = append(out, a.Other[i].Value)
		}
	}
	return out
}

// Add appends an attribute as it stands, for types that [Attributes] has no field for.
func (a *Attributes) Add(t AttributeType, value []byte) {
	a.Other = append(a.Other, Attribute{t, value})
}
