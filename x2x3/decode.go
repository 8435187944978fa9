package x2x3

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"time"
)

// Limits bound what a receiver takes. The standard names none; zero values are the defaults.
type Limits struct {
	// Header is the longest header, 64 KiB by default.
	Header int
	// Payload is the longest payload, 16 MiB by default.
	Payload int
	// Accept decides about the version field. By default every minor of major version 0 passes.
	Accept func(Version) bool
}

// Defaults of [Limits].
const (
	DefaultMaxHeader  = 64 << 10
	DefaultMaxPayload = 16 << 20
)

func (l Limits) withDefaults() Limits {
	if l.Header == 0 {
		l.Header = DefaultMaxHeader
	}
	if l.Payload == 0 {
		l.Payload = DefaultMaxPayload
	}
	if l.Accept == nil {
		l.Accept = acceptMajor0
	}
	return l
}

// frame checks the fixed fields and returns header and payload length. It needs the first twelve octets.
func (l *Limits) frame(b []byte) (header, payload int, err error) {
	be := binary.BigEndian
	if len(b) < 12 {
		return 0, 0, &Error{Err: ErrTruncated, Off: len(b), Field: "header"}
	}
	if v := Version(be.Uint16(b)); !l.Accept(v) {
		return 0, 0, &Error{Err: ErrVersion, Off: 0, Field: "Version", Detail: fmt.Sprintf("0x%04x", uint16(v))}
	}
	t := Type(be.Uint16(b[2:]))
	if t < X2 || t > KeepaliveAck {
		return 0, 0, &Error{Err: ErrType, Off: 2, Field: "PDU Type", Detail: t.String()}
	}
	h, p := be.Uint32(b[4:]), be.Uint32(b[8:])
	switch {
	case h < headerLength:
		return 0, 0, &Error{Err: ErrLength, Off: 4, Field: "Header Length", Detail: fmt.Sprintf("%d, the mandatory part has %d octets", h, headerLength)}
	case uint64(h) > uint64(l.Header):
		return 0, 0, &Error{Err: ErrLimit, Off: 4, Field: "Header Length", Detail: fmt.Sprintf("%d, the limit is %d", h, l.Header)}
	case uint64(p) > uint64(l.Payload):
		return 0, 0, &Error{Err: ErrLimit, Off: 8, Field: "Payload Length", Detail: fmt.Sprintf("%d, the limit is %d", p, l.Payload)}
	case t >= Keepalive && p != 0:
		return 0, 0, &Error{Err: ErrType, Off: 8, Field: "Payload Length", Detail: fmt.Sprintf("a %s with %d octets of payload", t, p)}
	}
	return int(h), int(p), nil
}

// Parse reads one PDU from the front of b with the default limits and says how many octets it has.
// Payload and Other share memory with b.
func Parse(b []byte) (PDU, int, error) {
	var p PDU
	n, err := p.Parse(b, Limits{})
	return p, n, err
}

// Parse reads one PDU from the front of b into p and says how many octets it has. It uses the memory of what p
// held before again, so reading many PDUs into one allocates little. Payload and Other share memory with b.
func (p *PDU) Parse(b []byte, limits Limits) (int, error) {
	l := limits.withDefaults()
	header, payload, err := l.frame(b)
	if err != nil {
		return 0, err
	}
	if len(b) < header {
		return 0, &Error{Err: ErrTruncated, Off: len(b), Field: "header", Detail: fmt.Sprintf("%d of %d octets", len(b), header)}
	}
	if len(b) < header+payload {
		return 0, &Error{Err: ErrTruncated, Off: len(b), Field: "payload", Detail: fmt.Sprintf("%d of %d octets", len(b)-header, payload)}
	}
	if err := p.parse(b[:header+payload:header+payload], header); err != nil {
		return 0, err
	}
	return header + payload, nil
}

// parse reads a PDU that fills b and whose lengths are right.
func (p *PDU) parse(b []byte, header int) error {
	be := binary.BigEndian
	p.Version = Version(be.Uint16(b))
	p.Type = Type(be.Uint16(b[2:]))
	p.Format = Format(be.Uint16(b[12:]))
	p.Direction = Direction(be.Uint16(b[14:]))
	p.XID = UUID(b[16:32])
	p.CorrelationID = be.Uint64(b[32:])
	if err := p.Attributes.parse(b[:header]); err != nil {
		return err
	}
	if p.Type >= Keepalive {
		switch {
		case p.Format != 0 || p.Direction != 0 || p.XID != (UUID{}) || p.CorrelationID != 0:
			return &Error{Err: ErrType, Off: 12, Field: "mandatory fields", Detail: "not zero in a " + p.Type.String()}
		case !p.SequenceNumber.Set:
			return &Error{Err: ErrAttribute, Off: header, Field: "attribute 8", Detail: "absent from a " + p.Type.String()}
		}
	}
	p.Payload = b[header:]
	return nil
}

// parse reads the attributes behind the mandatory part of a header.
func (a *Attributes) parse(h []byte) error {
	old := *a
	*a = Attributes{
		MatchedTargets: old.MatchedTargets[:0],
		OtherTargets:   old.OtherTargets[:0],
		AdditionalXIDs: old.AdditionalXIDs[:0],
		Other:          old.Other[:0],
	}
	be := binary.BigEndian
	var seen uint32
	for off := headerLength; off < len(h); {
		if len(h)-off < 4 {
			return &Error{Err: ErrAttribute, Off: off, Field: "attribute", Detail: fmt.Sprintf("%d octets left, type and length take 4", len(h)-off)}
		}
		t, n := AttributeType(be.Uint16(h[off:])), int(be.Uint16(h[off+2:]))
		at := off
		off += 4
		if n > len(h)-off {
			return &Error{Err: ErrAttribute, Off: at, Field: fmt.Sprintf("attribute %d", t), Detail: fmt.Sprintf("length %d where %d octets of the header are left", n, len(h)-off)}
		}
		v := h[off : off+n : off+n]
		off += n
		multi := t == AttrMatchedTarget || t == AttrOtherTarget || t == AttrAdditionalXID
		if t <= AttrProprietary || t > highestAttributeType || !multi && seen>>t&1 != 0 {
			a.Other = append(a.Other, Attribute{t, v})
			continue
		}
		seen |= 1 << t
		if !a.set(t, v, &old) {
			return &Error{Err: ErrAttribute, Off: at, Field: fmt.Sprintf("attribute %d", t), Detail: fmt.Sprintf("a value of %d octets", n)}
		}
	}
	return nil
}

// set stores the value of an attribute and says whether it is of the form that the type has. It takes strings
// from old where they are the same.
func (a *Attributes) set(t AttributeType, v []byte, old *Attributes) bool {
	be := binary.BigEndian
	n := len(v)
	switch t {
	case AttrDID:
		a.DID = same(old.DID, v)
		return n > 0
	case AttrNFID:
		a.NFID = same(old.NFID, v)
		return n > 0
	case AttrIPID:
		a.IPID = same(old.IPID, v)
		return n > 0
	case AttrSequenceNumber:
		if n == 4 {
			a.SequenceNumber = Some(be.Uint32(v))
		}
		return n == 4
	case AttrTimestamp:
		if n != 8 || be.Uint32(v[4:]) > 999_999_999 {
			return false
		}
		a.Timestamp = time.Unix(int64(be.Uint32(v)), int64(be.Uint32(v[4:]))).UTC()
		return true
	case AttrSourceIPv4:
		return address(&a.SourceIPv4, v, 4)
	case AttrDestinationIPv4:
		return address(&a.DestinationIPv4, v, 4)
	case AttrSourceIPv6:
		return address(&a.SourceIPv6, v, 16)
	case AttrDestinationIPv6:
		return address(&a.DestinationIPv6, v, 16)
	case AttrSourcePort:
		if n == 2 {
			a.SourcePort = Some(be.Uint16(v))
		}
		return n == 2
	case AttrDestinationPort:
		if n == 2 {
			a.DestinationPort = Some(be.Uint16(v))
		}
		return n == 2
	case AttrIPProtocol:
		if n == 1 {
			a.IPProtocol = Some(v[0])
		}
		return n == 1
	case AttrMatchedTarget:
		a.MatchedTargets = appendSame(a.MatchedTargets, v)
	case AttrOtherTarget:
		a.OtherTargets = appendSame(a.OtherTargets, v)
	case AttrMIMEContentType:
		a.MIMEContentType = same(old.MIMEContentType, v)
		return n > 0
	case AttrMIMEEncoding:
		a.MIMETransferEncoding = same(old.MIMETransferEncoding, v)
		return n > 0
	case AttrAdditionalXID:
		if n != 24 && n != 28 {
			return false
		}
		x := AdditionalXID{XID: UUID(v[:16]), CorrelationID: be.Uint64(v[16:])}
		if n == 28 {
			x.SequenceNumber = Some(be.Uint32(v[24:]))
		}
		a.AdditionalXIDs = append(a.AdditionalXIDs, x)
	case AttrSDP:
		a.SDP = same(old.SDP, v)
		return n > 0
	}
	return true
}

func address(to *netip.Addr, v []byte, n int) bool {
	if len(v) != n {
		return false
	}
	*to, _ = netip.AddrFromSlice(v)
	return true
}

// same returns v as a string: the old one where it is equal.
func same(old string, v []byte) string {
	if old == string(v) {
		return old
	}
	return string(v)
}

// appendSame appends v as a string, the one that stood there before where it is equal.
func appendSame(s []string, v []byte) []string {
	if len(s) < cap(s) {
		return append(s, same(s[:len(s)+1][len(s)], v))
	}
	return append(s, string(v))
}
