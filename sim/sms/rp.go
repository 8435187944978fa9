package sms

import (
	"errors"
	"fmt"
)

// RPKind is what an RP message is for, whatever its direction.
type RPKind uint8

// Kinds of RP messages, TS 24.011 R17 table 8.3.
const (
	RPData RPKind = iota
	RPAck
	RPError
	// RPSMMA says that a phone has memory again.
	RPSMMA
)

func (k RPKind) String() string {
	return [...]string{"RP-DATA", "RP-ACK", "RP-ERROR", "RP-SMMA"}[k&3]
}

// RP causes, TS 24.011 R17 tables 8.4.
const (
	CauseUnassignedNumber      uint8 = 1
	CauseOperatorBarring       uint8 = 8
	CauseCallBarred            uint8 = 10
	CauseTransferRejected      uint8 = 21
	CauseMemoryExceeded        uint8 = 22
	CauseDestinationOutOfOrder uint8 = 27
	CauseUnidentified          uint8 = 28
	CauseUnknownSubscriber     uint8 = 30
	CauseNetworkOutOfOrder     uint8 = 38
	CauseTemporaryFailure      uint8 = 41
	CauseCongestion            uint8 = 42
	CauseNotSubscribed         uint8 = 50
	CauseInvalidReference      uint8 = 81
	CauseSemanticallyIncorrect uint8 = 95
	CauseInvalidMandatory      uint8 = 96
	CauseTypeNonExistent       uint8 = 97
	CauseTypeIncompatible      uint8 = 98
	CauseProtocolError         uint8 = 111
	CauseInterworking          uint8 = 127
)

// RP is a message of the relay layer, TS 24.011 R17 clause 7.3.
type RP struct {
	Kind RPKind
	// FromNetwork is the direction: towards the phone.
	FromNetwork bool
	// Reference is the RP-Message Reference.
	Reference uint8
	// Centre is the address of the service centre, with RP-DATA: RP-Originator Address from the network, RP-Destination Address
	// towards it.
	Centre Address
	// Cause is the RP-Cause of RP-ERROR.
	Cause uint8
	// TPDU is RP-User-Data; RP-DATA always has it, reports may.
	TPDU []byte
}

// elementUserData is the identifier of RP-User-Data where it is optional, TS 24.011 R17 clause 8.2.5.3.
const elementUserData = 0x41

// Octets encodes the message.
func (m *RP) Octets() ([]byte, error) {
	if len(m.TPDU) > MaxTPDU {
		return nil, fmt.Errorf("sms: TPDU of %d octets, at most %d are possible", len(m.TPDU), MaxTPDU)
	}
	if m.Kind > RPSMMA || m.Kind == RPSMMA && m.FromNetwork {
		return nil, fmt.Errorf("sms: RP message of kind %d", m.Kind)
	}
	b := []byte{byte(m.Kind)<<1 | flag(m.FromNetwork, 0), m.Reference}
	var err error
	switch m.Kind {
	case RPData:
		if len(m.TPDU) == 0 {
			return nil, errors.New("sms: RP-DATA without TPDU")
		}
		first, second := Address{}, m.Centre
		if m.FromNetwork {
			first, second = second, first
		}
		if b, err = first.appendRP(b); err != nil {
			return nil, err
		}
		if b, err = second.appendRP(b); err != nil {
			return nil, err
		}
		return append(append(b, byte(len(m.TPDU))), m.TPDU...), nil
	case RPError:
		b = append(b, 1, m.Cause&0x7f)
	case RPSMMA:
		return b, nil
	}
	if len(m.TPDU) > 0 {
		b = append(append(b, elementUserData, byte(len(m.TPDU))), m.TPDU...)
	}
	return b, nil
}

// ErrKind says that the type of a message does not exist.
var ErrKind = errors.New("message type does not exist")

// ParseRP reads a message that came from the network, or from a phone.
func ParseRP(b []byte, fromNetwork bool) (*RP, error) {
	r := &reader{layer: "RP", b: b}
	if len(b) > MaxRPDU {
		r.fail("RPDU", 0, fmt.Errorf("%d octets, at most %d are possible", len(b), MaxRPDU))
		return nil, r.err
	}
	first := r.octet("RP-MTI")
	m := &RP{Kind: RPKind(first >> 1 & 3), FromNetwork: first&1 != 0, Reference: r.octet("RP-Message Reference")}
	if r.err == nil && (m.FromNetwork != fromNetwork || m.Kind == RPSMMA && fromNetwork) {
		r.fail("RP-MTI", 0, fmt.Errorf("%d: %w in this direction", first&7, ErrKind))
	}
	switch m.Kind {
	case RPData:
		originator, destination := r.rpAddress("RP-Originator Address"), r.rpAddress("RP-Destination Address")
		m.Centre = destination
		if fromNetwork {
			m.Centre = originator
		}
		m.TPDU = r.rpUserData(true)
	case RPError:
		at := r.at
		n := int(r.octet("RP-Cause length"))
		v := r.take("RP-Cause", n)
		if r.err == nil && (n < 1 || n > 2) {
			r.fail("RP-Cause length", at, fmt.Errorf("%d octets", n))
		}
		if r.err == nil {
			m.Cause = v[0] & 0x7f
		}
		m.TPDU = r.rpUserData(false)
	case RPAck:
		m.TPDU = r.rpUserData(false)
	}
	return m, r.end()
}

func (r *reader) rpUserData(mandatory bool) []byte {
	if !mandatory {
		if r.left() == 0 {
			return nil
		}
		at := r.at
		if id := r.octet("RP-User-Data"); r.err == nil && id != elementUserData {
			r.fail("RP-User-Data", at, fmt.Errorf("element %#x is not known", id))
		}
	}
	at := r.at
	n := int(r.octet("RP-User-Data length"))
	v := r.take("RP-User-Data", n)
	if r.err == nil && (n == 0 || n > MaxTPDU) {
		r.fail("RP-User-Data length", at, fmt.Errorf("%d octets", n))
	}
	return append([]byte(nil), v...)
}

// An RPFailure is an RP-ERROR as an error.
type RPFailure struct {
	// Cause is the RP cause, TPDU the report that came with it, nil for none.
	Cause uint8
	TPDU  []byte
}

func (e *RPFailure) Error() string { return fmt.Sprintf("sms: RP-ERROR, cause %d", e.Cause) }
