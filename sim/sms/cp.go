package sms

import (
	"errors"
	"fmt"
)

// CPType is the type of a CP message, TS 24.011 R17 clause 8.1.3.
type CPType uint8

// Types of CP messages.
const (
	CPData  CPType = 0x01
	CPAck   CPType = 0x04
	CPError CPType = 0x10
)

// CP causes, TS 24.011 R17 table 8.2.
const (
	CPCauseNetworkFailure         uint8 = 17
	CPCauseCongestion             uint8 = 22
	CPCauseInvalidTI              uint8 = 81
	CPCauseInvalidMandatory       uint8 = 96
	CPCauseTypeNonExistent        uint8 = 97
	CPCauseNotCompatibleWithState uint8 = 98
	protocolDiscriminatorSMS      byte  = 9
	maxTransactionIdentifier      uint8 = 6
)

// CP is a message of the control layer, TS 24.011 R17 clause 7.2: what a payload container of type SMS carries.
type CP struct {
	// TI is the transaction identifier, 0 to 6. Answer is its flag: the message is sent to the side that chose TI.
	TI     uint8
	Answer bool
	Type   CPType
	// Cause is that of CP-ERROR, RPDU the CP-User-Data of CP-DATA.
	Cause uint8
	RPDU  []byte
}

// Octets encodes the message.
func (m *CP) Octets() ([]byte, error) {
	if m.TI > maxTransactionIdentifier {
		return nil, fmt.Errorf("sms: transaction identifier %d", m.TI)
	}
	b := []byte{protocolDiscriminatorSMS | m.TI<<4 | flag(m.Answer, 7), byte(m.Type)}
	switch m.Type {
	case CPData:
		if len(m.RPDU) == 0 || len(m.RPDU) > MaxRPDU {
			return nil, fmt.Errorf("sms: RPDU of %d octets", len(m.RPDU))
		}
		return append(append(b, byte(len(m.RPDU))), m.RPDU...), nil
	case CPAck:
		return b, nil
	case CPError:
		return append(b, m.Cause), nil
	}
	return nil, fmt.Errorf("sms: CP message type %#x", byte(m.Type))
}

var errDiscriminator = errors.New("not that of short messages")

// ParseCP reads a message. With an error that wraps ErrKind, and for a CP-DATA whose contents are wrong, the result has the transaction
// identifier, for the CP-ERROR that answers it.
func ParseCP(b []byte) (*CP, error) {
	r := &reader{layer: "CP", b: b}
	first := r.octet("protocol discriminator")
	if r.err == nil && first&0xf != protocolDiscriminatorSMS {
		r.fail("protocol discriminator", 0, errDiscriminator)
	}
	if r.err == nil && first>>4&7 > maxTransactionIdentifier {
		r.fail("transaction identifier", 0, errors.New("7 is reserved"))
	}
	t := r.octet("message type")
	if r.err != nil {
		return nil, r.err
	}
	m := &CP{TI: first >> 4 & 7, Answer: first&0x80 != 0, Type: CPType(t)}
	switch m.Type {
	case CPData:
		at := r.at
		n := int(r.octet("CP-User-Data length"))
		v := r.take("CP-User-Data", n)
		if r.err == nil && (n == 0 || n > MaxRPDU) {
			r.fail("CP-User-Data length", at, fmt.Errorf("%d octets", n))
		}
		m.RPDU = append([]byte(nil), v...)
	case CPAck:
	case CPError:
		m.Cause = r.octet("CP-Cause")
	default:
		r.fail("message type", 1, fmt.Errorf("%#x: %w", t, ErrKind))
	}
	return m, r.end()
}
