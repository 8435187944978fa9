package x2x3

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"time"
)

// headerLength is the length of the mandatory part of the header, clause 5.1.
const headerLength = 40

// AppendBinary appends the octets of the PDU. On an error it returns b as it was.
func (p *PDU) AppendBinary(b []byte) ([]byte, error) {
	be := binary.BigEndian
	start := len(b)
	v := p.Version
	if v == 0 {
		v = DefaultVersion
	}
	if uint64(len(p.Payload)) > 1<<32-1 {
		return b, &Error{Err: ErrLength, Off: -1, Field: "Payload Length", Detail: fmt.Sprintf("%d octets", len(p.Payload))}
	}
	// One append of the whole mandatory part; the header length is put in when it is known.
	var h [headerLength]byte
	be.PutUint16(h[0:], uint16(v))
	be.PutUint16(h[2:], uint16(p.Type))
	be.PutUint32(h[8:], uint32(len(p.Payload)))
	be.PutUint16(h[12:], uint16(p.Format))
	be.PutUint16(h[14:], uint16(p.Direction))
	copy(h[16:], p.XID[:])
	be.PutUint64(h[32:], p.CorrelationID)
	b = append(b, h[:]...)
	b, err := p.Attributes.append(b)
	if err != nil {
		return b[:start], err
	}
	be.PutUint32(b[start+4:], uint32(len(b)-start))
	return append(b, p.Payload...), nil
}

func (a *Attributes) append(b []byte) ([]byte, error) {
	var err error
	if a.DID != "" {
		if b, err = appendText(b, AttrDID, a.DID); err != nil {
			return b, err
		}
	}
	if a.NFID != "" {
		if b, err = appendText(b, AttrNFID, a.NFID); err != nil {
			return b, err
		}
	}
	if a.IPID != "" {
		if b, err = appendText(b, AttrIPID, a.IPID); err != nil {
			return b, err
		}
	}
	if a.SequenceNumber.Set {
		v := a.SequenceNumber.Value
		b = append(b, 0, byte(AttrSequenceNumber), 0, 4, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
	}
	if !a.Timestamp.IsZero() {
		s := a.Timestamp.Unix()
		if s < 0 || s > 1<<32-1 {
			return b, attrError(AttrTimestamp, "a time that 32 bits of seconds cannot hold: "+a.Timestamp.UTC().Format(time.RFC3339))
		}
		ns := a.Timestamp.Nanosecond()
		b = append(b, 0, byte(AttrTimestamp), 0, 8, byte(s>>24), byte(s>>16), byte(s>>8), byte(s),
			byte(ns>>24), byte(ns>>16), byte(ns>>8), byte(ns))
	}
	if b, err = a.appendAddresses(b); err != nil {
		return b, err
	}
	for _, s := range a.MatchedTargets {
		if b, err = appendText(b, AttrMatchedTarget, s); err != nil {
			return b, err
		}
	}
	for _, s := range a.OtherTargets {
		if b, err = appendText(b, AttrOtherTarget, s); err != nil {
			return b, err
		}
	}
	if a.MIMEContentType != "" {
		if b, err = appendText(b, AttrMIMEContentType, a.MIMEContentType); err != nil {
			return b, err
		}
	}
	if a.MIMETransferEncoding != "" {
		if b, err = appendText(b, AttrMIMEEncoding, a.MIMETransferEncoding); err != nil {
			return b, err
		}
	}
	for i := range a.AdditionalXIDs {
		x := &a.AdditionalXIDs[i]
		n := 24
		if x.SequenceNumber.Set {
			n = 28
		}
		b = appendAttr(b, AttrAdditionalXID, n)
		b = append(b, x.XID[:]...)
		b = binary.BigEndian.AppendUint64(b, x.CorrelationID)
		if x.SequenceNumber.Set {
			b = binary.BigEndian.AppendUint32(b, x.SequenceNumber.Value)
		}
	}
	if a.SDP != "" {
		if b, err = appendText(b, AttrSDP, a.SDP); err != nil {
			return b, err
		}
	}
	for i := range a.Other {
		o := &a.Other[i]
		if len(o.Value) > 0xffff {
			return b, attrError(o.Type, fmt.Sprintf("%d octets, at most 65535 fit", len(o.Value)))
		}
		b = appendAttr(b, o.Type, len(o.Value))
		b = append(b, o.Value...)
	}
	return b, nil
}

func (a *Attributes) appendAddresses(b []byte) ([]byte, error) {
	var err error
	if a.SourceIPv4.IsValid() {
		if b, err = appendIPv4(b, AttrSourceIPv4, a.SourceIPv4); err != nil {
			return b, err
		}
	}
	if a.DestinationIPv4.IsValid() {
		if b, err = appendIPv4(b, AttrDestinationIPv4, a.DestinationIPv4); err != nil {
			return b, err
		}
	}
	if a.SourceIPv6.IsValid() {
		if b, err = appendIPv6(b, AttrSourceIPv6, a.SourceIPv6); err != nil {
			return b, err
		}
	}
	if a.DestinationIPv6.IsValid() {
		if b, err = appendIPv6(b, AttrDestinationIPv6, a.DestinationIPv6); err != nil {
			return b, err
		}
	}
	if a.SourcePort.Set {
		b = binary.BigEndian.AppendUint16(appendAttr(b, AttrSourcePort, 2), a.SourcePort.Value)
	}
	if a.DestinationPort.Set {
		b = binary.BigEndian.AppendUint16(appendAttr(b, AttrDestinationPort, 2), a.DestinationPort.Value)
	}
	if a.IPProtocol.Set {
		b = append(appendAttr(b, AttrIPProtocol, 1), a.IPProtocol.Value)
	}
	return b, nil
}

func appendAttr(b []byte, t AttributeType, n int) []byte {
	return append(b, byte(t>>8), byte(t), byte(n>>8), byte(n))
}

func appendText(b []byte, t AttributeType, s string) ([]byte, error) {
	if len(s) > 0xffff {
		return b, attrError(t, fmt.Sprintf("%d octets, at most 65535 fit", len(s)))
	}
	return append(appendAttr(b, t, len(s)), s...), nil
}

func appendIPv4(b []byte, t AttributeType, ip netip.Addr) ([]byte, error) {
	if !ip.Is4() {
		return b, attrError(t, ip.String()+" is no IPv4 address")
	}
	v := ip.As4()
	return append(appendAttr(b, t, 4), v[:]...), nil
}

func appendIPv6(b []byte, t AttributeType, ip netip.Addr) ([]byte, error) {
	if !ip.Is6() {
		return b, attrError(t, ip.String()+" is no IPv6 address")
	}
	v := ip.As16()
	return append(appendAttr(b, t, 16), v[:]...), nil
}

func attrError(t AttributeType, detail string) error {
	return &Error{Err: ErrAttribute, Off: -1, Field: fmt.Sprintf("attribute %d", t), Detail: detail}
}
