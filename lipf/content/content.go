// Package content is users' packets as the LI side carries them: what an X3 PDU of a UPF holds (TS 33.128 R19 clause 6.2.3.6)
// made into the CCPayload of HI3 (clause 6.2.3.8), and back.
package content

import (
	"encoding/binary"
	"errors"
	"fmt"

	"lilab/x2x3"
	"lilab/x2x3/ber"
	"lilab/x2x3/xiri"
)

// Kind says what a packet is.
type Kind uint8

// Kinds of packets. Unstructured is what belongs to an unstructured PDU session, and what cannot be told.
const (
	Unstructured Kind = iota
	IP
	Ethernet
)

// Packet is a packet of a user.
type Packet struct {
	Kind   Kind
	Octets []byte
	// QFI is the QoS flow that a GTP-U header or an ExtendedUPFCCPDU named.
	QFI ber.Opt[uint8]
	// Tunnelled says that the packet was taken out of a GTP-U message.
	Tunnelled bool
	// Media says that it is of a session of the IMS (iMSCCPDU), SDP is the session description that came with it, nil for
	// none: the one before it goes on.
	Media bool
	SDP   []byte
}

// Record is the name of what carried a packet that FromHI3 returned: uPFCCPDU iMSCCPDU, or an alternative of ExtendedUPFCCPDU's payload.
func (p *Packet) Record() string {
	switch {
	case p.Media:
		return "iMSCCPDU"
	case p.Tunnelled:
		return "uPFCCPDU"
	case p.Kind == IP:
		return "uPFIPCC"
	case p.Kind == Ethernet:
		return "uPFEthernetCC"
	}
	return "uPFUnstructuredCC"
}

// ErrContent is wrapped by every error about content.
var ErrContent = errors.New("content not usable")

// Bounds of what a packet can have.
const (
	// MaxGTPU is a GTP-U message whose length field says all it can, TS 29.281 clause 5.1.
	MaxGTPU = 8 + 1<<16 - 1
	// MaxPacket is an IPv6 packet without jumbo payload; Ethernet frames and unstructured data get the same.
	MaxPacket = 40 + 1<<16 - 1
)

// gPDU is the type of the GTP-U message that carries a user's packet, TS 29.281 clause 6.1.
const gPDU = 255

// pduSessionContainer is the type of the extension header of TS 38.415.
const pduSessionContainer = 0x85

// GTPU reads a GTP-U message that carries a user's packet (TS 29.281 clause 5). The packet shares memory with b.
func GTPU(b []byte) (Packet, error) {
	be := binary.BigEndian
	switch {
	case len(b) < 8:
		return Packet{}, fmt.Errorf("%w: a GTP-U message of %d octets", ErrContent, len(b))
	case b[0]>>5 != 1 || b[0]&0x10 == 0:
		return Packet{}, fmt.Errorf("%w: first octet 0x%02X is not GTP-U version 1", ErrContent, b[0])
	case int(be.Uint16(b[2:])) != len(b)-8:
		return Packet{}, fmt.Errorf("%w: GTP-U length %d, there are %d octets", ErrContent, be.Uint16(b[2:]), len(b)-8)
	case b[1] != gPDU:
		return Packet{}, fmt.Errorf("%w: GTP-U message type %d carries no packet", ErrContent, b[1])
	}
	p := Packet{Tunnelled: true}
	at, next := 8, byte(0)
	if b[0]&7 != 0 {
		if len(b) < 12 {
			return Packet{}, fmt.Errorf("%w: GTP-U header of %d octets, flags want 12", ErrContent, len(b))
		}
		at = 12
		if b[0]&4 != 0 {
			next = b[11]
		}
	}
	// Each header has four octets at least, so the message bounds the loop.
	for next != 0 {
		if at >= len(b) || b[at] == 0 || int(b[at])*4 > len(b)-at {
			return Packet{}, fmt.Errorf("%w: GTP-U extension header 0x%02X at octet %d does not fit", ErrContent, next, at)
		}
		n := int(b[at]) * 4
		if next == pduSessionContainer && !p.QFI.Set {
			// The second octet of a container has the QFI in uplink (type 1) and downlink (type 0).
			if kind := b[at+1] >> 4; kind <= 1 {
				p.QFI = ber.Some(b[at+2] & 0x3f)
			}
		}
		next = b[at+n-1]
		at += n
	}
	p.Octets = b[at:]
	p.Kind = Guess(p.Octets)
	return p, nil
}

// Guess says whether octets are an IP packet: version, header and length have to fit. What is shorter than its length says
// is none.
func Guess(b []byte) Kind {
	be := binary.BigEndian
	switch {
	case len(b) >= 20 && b[0]>>4 == 4 && b[0]&0xf >= 5 && int(be.Uint16(b[2:])) <= len(b) && be.Uint16(b[2:]) >= uint16(b[0]&0xf)*4:
		return IP
	case len(b) >= 40 && b[0]>>4 == 6 && 40+int(be.Uint16(b[4:])) <= len(b):
		return IP
	}
	return Unstructured
}

// FromX3 checks the payload of an X3 PDU of a UPF, and says which packet it has.
func FromX3(f x2x3.Format, b []byte) (Packet, error) {
	kind := Unstructured
	switch f {
	case x2x3.FormatGTPU:
		if len(b) > MaxGTPU {
			return Packet{}, fmt.Errorf("%w: a GTP-U message of %d octets", ErrContent, len(b))
		}
		return GTPU(b)
	case x2x3.FormatIPv4, x2x3.FormatIPv6:
		kind = IP
		if version := byte(4 + 2*(f-x2x3.FormatIPv4)); len(b) == 0 || b[0]>>4 != version || Guess(b) != IP {
			return Packet{}, fmt.Errorf("%w: %d octets under payload format %s are no such packet", ErrContent, len(b), f)
		}
	case x2x3.FormatEthernet:
		kind = Ethernet
		if len(b) < 14 {
			return Packet{}, fmt.Errorf("%w: an Ethernet frame of %d octets", ErrContent, len(b))
		}
	case x2x3.FormatUnstructured:
	default:
		return Packet{}, fmt.Errorf("%w: payload format %s is not for content of a UPF", ErrContent, f)
	}
	switch {
	case len(b) == 0:
		return Packet{}, fmt.Errorf("%w: empty", ErrContent)
	case len(b) > MaxPacket:
		return Packet{}, fmt.Errorf("%w: a packet of %d octets", ErrContent, len(b))
	}
	return Packet{Kind: kind, Octets: b}, nil
}

// Encoder makes CCPayloads around packets that stay where they are. Head and Tail are valid until the next call.
type Encoder struct {
	Head, Tail []byte
	scratch    [64]byte
	media      []byte
}

// oid is cCPayloadOID [1] of the module of R19.
var oid = [...]byte{0x81, 5, 4, 19, byte(xiri.R19v3.Release), byte(xiri.R19v3.Version), 4}

// Around sets Head and Tail for the payload of an X3 PDU, and returns what goes between them. A GTP-U message with an IP
// packet inside goes as it is, uPFCCPDU [1]; that of another session cannot (clause 6.2.3.8), so its packet goes as
// unstructured with the QFI of the message, extendedUPFCCPDU [2].
func (e *Encoder) Around(f x2x3.Format, payload []byte, p Packet) []byte {
	b := e.scratch[:0]
	if f == x2x3.FormatGTPU && p.Kind == IP {
		n := 1 + lengthSize(len(payload)) + len(payload)
		b = ber.AppendLength(append(b, 0x30), len(oid)+1+lengthSize(n)+n)
		b = append(b, oid[:]...)
		b = ber.AppendLength(append(b, 0xa2), n)
		b = ber.AppendLength(append(b, 0x81), len(payload))
		e.Head, e.Tail = b, nil
		return payload
	}
	n := len(p.Octets)
	packet := 1 + lengthSize(n) + n
	extended := 1 + lengthSize(packet) + packet
	var tail []byte
	if p.QFI.Set {
		extended += 3
	}
	choice := 1 + lengthSize(extended) + extended
	b = ber.AppendLength(append(b, 0x30), len(oid)+1+lengthSize(choice)+choice)
	b = append(b, oid[:]...)
	b = ber.AppendLength(append(b, 0xa2), choice)
	b = ber.AppendLength(append(b, 0xa2), extended)
	b = ber.AppendLength(append(b, 0xa1), packet)
	tag := byte(0x83)
	switch p.Kind {
	case IP:
		tag = 0x81
	case Ethernet:
		tag = 0x82
	}
	b = ber.AppendLength(append(b, tag), n)
	e.Head = b
	if p.QFI.Set {
		tail = append(e.scratch[len(b):len(b)], 0x82, 1, p.QFI.Value)
	}
	e.Tail = tail
	return p.Octets
}

// AroundMedia is Around for a packet of a session of the IMS, iMSCCPDU [6], with a session description or without (TS 33.128
// R19 clause 7.12.5).
func (e *Encoder) AroundMedia(packet []byte, sdp string) []byte {
	n := 1 + lengthSize(len(packet)) + len(packet)
	e.Tail = nil
	if sdp != "" {
		e.media = append(ber.AppendLength(append(e.media[:0], 0x82), len(sdp)), sdp...)
		e.Tail = e.media
		n += len(e.media)
	}
	choice := 1 + lengthSize(n) + n
	b := ber.AppendLength(append(e.scratch[:0], 0x30), len(oid)+1+lengthSize(choice)+choice)
	b = append(b, oid[:]...)
	b = ber.AppendLength(append(b, 0xa2), choice)
	b = ber.AppendLength(append(b, 0xa6), n)
	e.Head = ber.AppendLength(append(b, 0x81), len(packet))
	return packet
}

func lengthSize(n int) int {
	switch {
	case n < 0x80:
		return 1
	case n < 1<<8:
		return 2
	case n < 1<<16:
		return 3
	}
	return 4
}

// FromHI3 reads the contents of threeGPP33128DefinedCC: the packet of the user, taken out of the GTP-U message where
// there is one. The packet does not share memory with b.
func FromHI3(b []byte) (Packet, error) {
	cc, n, err := xiri.ParseCCPayload(b)
	switch {
	case err != nil:
		return Packet{}, err
	case n != len(b):
		return Packet{}, fmt.Errorf("%w: %d octets after the CCPayload", ErrContent, len(b)-n)
	case cc.PDU.UPFCCPDU != nil:
		return GTPU(cc.PDU.UPFCCPDU)
	case cc.PDU.IMSCCPDU != nil:
		x := cc.PDU.IMSCCPDU
		if Guess(x.Payload) != IP {
			return Packet{}, fmt.Errorf("%w: iMSCCPDU has no IP packet", ErrContent)
		}
		return Packet{Kind: IP, Octets: x.Payload, Media: true, SDP: x.SDPInfo}, nil
	case cc.PDU.ExtendedUPFCCPDU == nil:
		return Packet{}, fmt.Errorf("%w: the CCPDU is neither of a UPF nor of the IMS", ErrContent)
	}
	x := cc.PDU.ExtendedUPFCCPDU
	switch p := x.Payload; {
	case p.UPFIPCC != nil:
		if Guess(p.UPFIPCC) != IP {
			return Packet{}, fmt.Errorf("%w: uPFIPCC has no IP packet", ErrContent)
		}
		return Packet{Kind: IP, Octets: p.UPFIPCC, QFI: x.QFI}, nil
	case p.UPFEthernetCC != nil:
		return Packet{Kind: Ethernet, Octets: p.UPFEthernetCC, QFI: x.QFI}, nil
	case p.UPFUnstructuredCC != nil:
		return Packet{Kind: Unstructured, Octets: p.UPFUnstructuredCC, QFI: x.QFI}, nil
	}
	return Packet{}, fmt.Errorf("%w: an extendedUPFCCPDU with a payload that is not known", ErrContent)
}
