package hi

import (
	"strconv"
	"time"

	"lilab/x2x3/ber"
)

// AppendBinary appends the octets of the PDU. On an error it returns b as it was.
func (p *PSPDU) AppendBinary(b []byte) ([]byte, error) {
	if err := p.check(); err != nil {
		return b, err
	}
	b, pdu := ber.Open(b, ber.Sequence)
	b = p.PSHeader.append(b)
	b, payload := ber.Open(b, ber.ContextConstructed(2))
	switch {
	case p.IRI != nil:
		var list int
		b, list = ber.Open(b, ber.ContextConstructed(0))
		for i := range p.IRI {
			b = p.IRI[i].append(b)
		}
		b = ber.Close(b, list)
	case p.TRI != 0:
		var tri int
		b, tri = ber.Open(b, ber.ContextConstructed(2))
		b = ber.AppendNull(b, ber.Context(uint32(p.TRI-1)))
		b = ber.Close(b, tri)
	default:
		b = append(b, p.Other...)
	}
	return ber.Close(ber.Close(b, payload), pdu), nil
}

func (h *PSHeader) append(b []byte) []byte {
	b, start := ber.Open(b, ber.ContextConstructed(1))
	oid := domainID
	if h.DomainVersion != 0 {
		oid[len(oid)-1] = h.DomainVersion
	}
	b = ber.AppendOID(b, ber.Context(0), oid[:]...)
	b = ber.AppendString(b, ber.Context(1), h.LIID)
	b = text(b, 2, h.AuthorizationCountryCode)
	b, ci := ber.Open(b, ber.ContextConstructed(3))
	b, ni := ber.Open(b, ber.ContextConstructed(0))
	b = ber.AppendString(b, ber.Context(0), h.OperatorIdentifier)
	b = text(b, 1, h.NetworkElementIdentifier)
	b = ber.Close(b, ni)
	if h.CIN.Set {
		b = ber.AppendInt(b, ber.Context(1), int64(h.CIN.Value))
	}
	b = text(b, 2, h.DeliveryCountryCode)
	b = ber.Close(b, ci)
	b = ber.AppendInt(b, ber.Context(4), int64(h.SequenceNumber))
	b = stamp(b, 5, h.TimeStamp)
	b = text(b, 6, h.InterceptionPointID)
	b = micro(b, 7, h.MicroSecondTimeStamp)
	b = number(b, 8, h.TimeStampQualifier)
	b = text(b, 9, h.ExtendedInterceptionPointID)
	b = text(b, 10, h.NetworkFunctionIdentifier)
	return ber.Close(b, start)
}

func (p *IRIPayload) append(b []byte) []byte {
	b, start := ber.Open(b, ber.Sequence)
	if p.Type != 0 {
		b = ber.AppendInt(b, ber.Context(0), int64(p.Type))
	}
	b = stamp(b, 1, p.TimeStamp)
	b, contents := ber.Open(b, ber.ContextConstructed(2))
	if p.OtherContents != nil {
		b = append(b, p.OtherContents...)
	} else {
		b = ber.AppendOctets(b, ber.Context(19), p.Contents)
	}
	b = ber.Close(b, contents)
	b = micro(b, 3, p.MicroSecondTimeStamp)
	b = number(b, 4, p.TimeStampQualifier)
	b = number(b, 5, p.SessionDirection)
	b = number(b, 6, p.PayloadDirection)
	return ber.Close(b, start)
}

func text(b []byte, tag uint32, s string) []byte {
	if s == "" {
		return b
	}
	return ber.AppendString(b, ber.Context(tag), s)
}

func number[T ~uint8](b []byte, tag uint32, v Opt[T]) []byte {
	if !v.Set {
		return b
	}
	return ber.AppendInt(b, ber.Context(tag), int64(v.Value))
}

func stamp(b []byte, tag uint32, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	return ber.AppendTime(b, ber.Context(tag), t)
}

// micro appends a MicroSecondTimeStamp. What is below a microsecond is cut off.
func micro(b []byte, tag uint32, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	b, start := ber.Open(b, ber.ContextConstructed(tag))
	b = ber.AppendInt(b, ber.Context(0), t.Unix())
	b = ber.AppendInt(b, ber.Context(1), int64(t.Nanosecond()/1000))
	return ber.Close(b, start)
}

// check finds what cannot be encoded in the module's types.
func (p *PSPDU) check() error {
	bad := func(path, want, got string) error {
		return &ber.Error{Err: ber.ErrValue, Off: -1, Path: "PS-PDU." + path, Want: want, Got: got}
	}
	size := func(path, s string, lo, hi int) error {
		if len(s) < lo || len(s) > hi {
			return bad(path, strconv.Itoa(lo)+" to "+strconv.Itoa(hi)+" octets", strconv.Itoa(len(s)))
		}
		return nil
	}
	for _, f := range [...]struct {
		path, v string
		lo, hi  int
	}{
		{"pSHeader.lawfulInterceptionIdentifier", p.LIID, 1, 25},
		{"pSHeader.communicationIdentifier.networkIdentifier.operatorIdentifier", p.OperatorIdentifier, 1, 16},
		{"pSHeader.communicationIdentifier.networkIdentifier.networkElementIdentifier", p.NetworkElementIdentifier, 0, 16},
		{"pSHeader.interceptionPointID", p.InterceptionPointID, 0, 8},
		{"pSHeader.extendedInterceptionPointID", p.ExtendedInterceptionPointID, 0, 65535},
		{"pSHeader.networkFunctionIdentifier", p.NetworkFunctionIdentifier, 0, 65535},
	} {
		if err := size(f.path, f.v, f.lo, f.hi); err != nil {
			return err
		}
	}
	for path, v := range map[string]string{"pSHeader.authorizationCountryCode": p.AuthorizationCountryCode, "pSHeader.communicationIdentifier.deliveryCountryCode": p.DeliveryCountryCode} {
		if v != "" && len(v) != 2 {
			return bad(path, "2 letters", strconv.Quote(v))
		}
	}
	if !p.MicroSecondTimeStamp.IsZero() && p.MicroSecondTimeStamp.Unix() < 0 {
		return bad("pSHeader.microSecondTimeStamp", "a time from 1970 on", p.MicroSecondTimeStamp.String())
	}
	n := 0
	if p.IRI != nil {
		n++
	}
	if p.TRI != 0 {
		n++
	}
	if p.Other != nil {
		n++
	}
	if n != 1 {
		return bad("payload", "one payload", strconv.Itoa(n))
	}
	for i := range p.IRI {
		if r := &p.IRI[i]; (r.Contents == nil) == (r.OtherContents == nil) {
			return bad("payload.iRIPayloadSequence["+strconv.Itoa(i)+"].iRIContents", "one alternative", "none or two")
		}
	}
	return nil
}
