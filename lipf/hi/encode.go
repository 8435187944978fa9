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
	case p.CC != nil:
		var list int
		b, list = ber.Open(b, ber.ContextConstructed(1))
		for i := range p.CC {
			b = p.CC[i].append(b)
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
	b = contents(b, 19, p.Contents, p.OtherContents)
	b = micro(b, 3, p.MicroSecondTimeStamp)
	b = number(b, 4, p.TimeStampQualifier)
	b = number(b, 5, p.SessionDirection)
	b = number(b, 6, p.PayloadDirection)
	return ber.Close(b, start)
}

func (p *CCPayload) append(b []byte) []byte {
	b, start := ber.Open(b, ber.Sequence)
	b = number(b, 0, p.Direction)
	b = stamp(b, 1, p.TimeStamp)
	b = contents(b, 23, p.Contents, p.OtherContents)
	b = micro(b, 3, p.MicroSecondTimeStamp)
	b = number(b, 4, p.TimeStampQualifier)
	return ber.Close(b, start)
}

// contents appends IRIContents or CCContents: octets under the tag of TS 33.128, or another alternative.
func contents(b []byte, tag uint32, octets, other []byte) []byte {
	b, start := ber.Open(b, ber.ContextConstructed(2))
	if other != nil {
		b = append(b, other...)
	} else {
		b = ber.AppendOctets(b, ber.Context(tag), octets)
	}
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

// bad reports a component that cannot be encoded in the module's types.
func bad(path, want, got string) error {
	return &ber.Error{Err: ber.ErrValue, Off: -1, Path: "PS-PDU." + path, Want: want, Got: got}
}

func (h *PSHeader) check() error {
	for _, f := range [...]struct {
		path, v string
		lo, hi  int
	}{
		{"pSHeader.lawfulInterceptionIdentifier", h.LIID, 1, 25},
		{"pSHeader.communicationIdentifier.networkIdentifier.operatorIdentifier", h.OperatorIdentifier, 1, 16},
		{"pSHeader.communicationIdentifier.networkIdentifier.networkElementIdentifier", h.NetworkElementIdentifier, 0, 16},
		{"pSHeader.interceptionPointID", h.InterceptionPointID, 0, 8},
		{"pSHeader.extendedInterceptionPointID", h.ExtendedInterceptionPointID, 0, 65535},
		{"pSHeader.networkFunctionIdentifier", h.NetworkFunctionIdentifier, 0, 65535},
	} {
		if len(f.v) < f.lo || len(f.v) > f.hi {
			return bad(f.path, strconv.Itoa(f.lo)+" to "+strconv.Itoa(f.hi)+" octets", strconv.Itoa(len(f.v)))
		}
	}
	for _, f := range [...]struct{ path, v string }{
		{"pSHeader.authorizationCountryCode", h.AuthorizationCountryCode},
		{"pSHeader.communicationIdentifier.deliveryCountryCode", h.DeliveryCountryCode},
	} {
		if f.v != "" && len(f.v) != 2 {
			return bad(f.path, "2 letters", strconv.Quote(f.v))
		}
	}
	return checkTime(h.MicroSecondTimeStamp)
}

func checkTime(t time.Time) error {
	if !t.IsZero() && t.Unix() < 0 {
		return bad("pSHeader.microSecondTimeStamp", "a time from 1970 on", t.String())
	}
	return nil
}

// check finds what cannot be encoded in the module's types.
func (p *PSPDU) check() error {
	if err := p.PSHeader.check(); err != nil {
		return err
	}
	n := 0
	for _, there := range [...]bool{p.IRI != nil, p.CC != nil, p.TRI != 0, p.Other != nil} {
		if there {
			n++
		}
	}
	if n != 1 {
		return bad("payload", "one payload", strconv.Itoa(n))
	}
	for i := range p.IRI {
		if r := &p.IRI[i]; (r.Contents == nil) == (r.OtherContents == nil) {
			return bad("payload.iRIPayloadSequence["+strconv.Itoa(i)+"].iRIContents", "one alternative", "none or two")
		}
	}
	for i := range p.CC {
		if r := &p.CC[i]; (r.Contents == nil) == (r.OtherContents == nil) {
			return bad("payload.cCPayloadSequence["+strconv.Itoa(i)+"].cCContents", "one alternative", "none or two")
		}
	}
	return nil
}
