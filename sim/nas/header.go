// Package nas holds what UE and AMF share of the NAS protocol (TS 24.501 R17): the security protected envelope,
// the plain 5GMM messages behind one decode boundary, and the information elements that the lab's own types are
// made of.
package nas

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Protocol discriminators, TS 24.007 clause 11.2.3.1A.
const (
	EPD5GMM = 0x7e
	EPD5GSM = 0x2e
)

// MaxPDU is the longest NAS PDU that is decoded, in octets: what PDCP can carry (TS 38.323 clause 4.3.1).
const MaxPDU = 9000

// HeaderType is the security header type, TS 24.501 R17 clause 9.3.1.
type HeaderType uint8

// Security header types.
const (
	Plain HeaderType = iota
	Integrity
	IntegrityCiphered
	// IntegrityNew is for SECURITY MODE COMMAND only.
	IntegrityNew
	// IntegrityCipheredNew is for SECURITY MODE COMPLETE only.
	IntegrityCipheredNew
)

// Ciphered says that the type has a ciphered message inside.
func (t HeaderType) Ciphered() bool { return t == IntegrityCiphered || t == IntegrityCipheredNew }

// Direction is the direction bit of the NAS security algorithms, TS 33.501 R17 clause 6.4.3.1.
type Direction uint8

// Directions.
const (
	Uplink Direction = iota
	Downlink
)

// ErrTruncated says that a PDU ends too early.
var ErrTruncated = errors.New("truncated")

// Header is the outer part of a NAS PDU.
type Header struct {
	Type HeaderType
	// MAC and Sequence are those of a security protected message, else 0.
	MAC      uint32
	Sequence uint8
	// Body is the message inside, ciphered or not; of a plain PDU the PDU itself.
	Body []byte
}

// ParseHeader splits a 5GMM PDU. Body shares memory with pdu.
func ParseHeader(pdu []byte) (Header, error) {
	switch {
	case len(pdu) > MaxPDU:
		return Header{}, fmt.Errorf("nas: PDU of %d octets, at most %d are allowed", len(pdu), MaxPDU)
	case len(pdu) < 3:
		return Header{}, fmt.Errorf("nas: PDU of %d octets: header: %w", len(pdu), ErrTruncated)
	case pdu[0] != EPD5GMM:
		return Header{}, fmt.Errorf("nas: offset 0: extended protocol discriminator %#x is not 5GMM", pdu[0])
	}
	t := HeaderType(pdu[1] & 0xf)
	if t == Plain {
		return Header{Body: pdu}, nil
	}
	if t > IntegrityCipheredNew {
		return Header{}, fmt.Errorf("nas: offset 1: reserved security header type %d", t)
	}
	if len(pdu) < 8 {
		return Header{}, fmt.Errorf("nas: PDU of %d octets: security header: %w", len(pdu), ErrTruncated)
	}
	return Header{Type: t, MAC: binary.BigEndian.Uint32(pdu[2:]), Sequence: pdu[6], Body: pdu[7:]}, nil
}
