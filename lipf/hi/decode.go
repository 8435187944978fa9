package hi

import (
	"strconv"
	"strings"
	"time"

	"lilab/x2x3/ber"
)

// Parse reads one PS-PDU from the front of b and says how many octets it has. Octet fields share memory with b.
func Parse(b []byte) (PSPDU, int, error) {
	var p PSPDU
	r := ber.NewReader(b)
	e, err := r.Next()
	if err == nil && e.Tag != ber.Sequence {
		err = &ber.Error{Err: ber.ErrTag, Off: 0, Want: ber.Sequence.String(), Got: e.Tag.String()}
	}
	d := decoder{}
	if err != nil {
		d.fail(err, "PS-PDU", "")
		return p, 0, d.err
	}
	d.components("PS-PDU", e, func(c ber.Element) {
		switch c.Tag.Number {
		case 1:
			d.header(&p.PSHeader, c, "PS-PDU.pSHeader")
		case 2:
			d.payload(&p, c, "PS-PDU.payload")
		}
	}, 1, 2)
	return p, len(e.Octets), d.err
}

// decoder keeps the first error.
type decoder struct{ err error }

// fail keeps an error about the component name of path; an empty name is path itself.
func (d *decoder) fail(err error, path, name string) {
	if d.err != nil || err == nil {
		return
	}
	if e, ok := err.(*ber.Error); ok && e.Path == "" {
		if e.Path = path; name != "" {
			e.Path += "." + name
		}
	}
	d.err = err
}

// components calls each for the components of a SEQUENCE, whose tags must rise, and demands the mandatory ones.
// Components that the caller does not know are passed over.
func (d *decoder) components(path string, e ber.Element, each func(c ber.Element), mandatory ...uint32) {
	if d.err != nil {
		return
	}
	if !e.Tag.Constructed {
		d.fail(&ber.Error{Err: ber.ErrTag, Off: e.Off, Want: "a constructed encoding", Got: "a primitive one"}, path, "")
		return
	}
	last := -1
	for r := e.Reader(); r.More() && d.err == nil; {
		c, err := r.Next()
		if err != nil {
			d.fail(err, path, "")
			return
		}
		if c.Tag.Class != ber.ContextSpecific {
			d.fail(&ber.Error{Err: ber.ErrTag, Off: c.Off, Want: "a context-specific tag", Got: c.Tag.String()}, path, "")
			return
		}
		n := c.Tag.Number
		if int64(n) <= int64(last) {
			d.fail(&ber.Error{Err: ber.ErrOrder, Off: c.Off, Got: c.Tag.String()}, path, "")
			return
		}
		last = int(n)
		if len(mandatory) > 0 && n >= mandatory[0] {
			if n > mandatory[0] {
				break
			}
			mandatory = mandatory[1:]
		}
		each(c)
	}
	if d.err == nil && len(mandatory) > 0 {
		d.fail(&ber.Error{Err: ber.ErrMissing, Off: e.Off, Want: "[" + strconv.Itoa(int(mandatory[0])) + "]"}, path, "")
	}
}

func (d *decoder) octets(e ber.Element, path, name string, lo, hi int) string {
	b, err := e.OctetString()
	if err == nil && (len(b) < lo || len(b) > hi) {
		err = &ber.Error{Err: ber.ErrValue, Off: e.Off, Want: strconv.Itoa(lo) + " to " + strconv.Itoa(hi) + " octets", Got: strconv.Itoa(len(b))}
	}
	d.fail(err, path, name)
	return string(b)
}

func (d *decoder) printable(e ber.Element, path, name string, lo, hi int) string {
	s, err := e.PrintableString()
	if err == nil && (len(s) < lo || len(s) > hi) {
		err = &ber.Error{Err: ber.ErrValue, Off: e.Off, Want: strconv.Itoa(lo) + " to " + strconv.Itoa(hi) + " characters", Got: strconv.Itoa(len(s))}
	}
	d.fail(err, path, name)
	return s
}

func (d *decoder) uint(e ber.Element, path, name string, hi uint64) uint64 {
	v, err := e.Uint(hi)
	d.fail(err, path, name)
	return v
}

func (d *decoder) time(e ber.Element, path, name string) time.Time {
	t, err := e.Time()
	if err == nil && t.IsZero() {
		err = &ber.Error{Err: ber.ErrValue, Off: e.Off, Want: "a time after the year 1"}
	}
	d.fail(err, path, name)
	return t
}

func (d *decoder) micro(e ber.Element, path, name string) time.Time {
	if d.err != nil {
		return time.Time{}
	}
	var s, us uint64
	d.components(path, e, func(c ber.Element) {
		switch c.Tag.Number {
		case 0:
			s = d.uint(c, path, "seconds", 1<<40)
		case 1:
			us = d.uint(c, path, "microSeconds", 999_999)
		}
	}, 0, 1)
	if d.err != nil {
		d.within(path, "."+name)
	}
	return time.Unix(int64(s), int64(us)*1000).UTC()
}

func (d *decoder) header(h *PSHeader, e ber.Element, path string) {
	d.components(path, e, func(c ber.Element) {
		switch c.Tag.Number {
		case 0:
			arcs, err := c.OID()
			d.fail(err, path, "li-psDomainId")
			for i, a := range domainID[:len(domainID)-1] {
				if d.err == nil && (len(arcs) != len(domainID) || arcs[i] != a) {
					d.fail(&ber.Error{Err: ber.ErrValue, Off: c.Off, Want: "{0 4 0 2 2 5 1 version}"}, path, "li-psDomainId")
				}
			}
			if d.err == nil {
				if h.DomainVersion = arcs[len(arcs)-1]; h.DomainVersion == 0 {
					d.fail(&ber.Error{Err: ber.ErrValue, Off: c.Off, Want: "a version", Got: "0"}, path, "li-psDomainId")
				}
			}
		case 1:
			h.LIID = d.octets(c, path, "lawfulInterceptionIdentifier", 1, 25)
		case 2:
			h.AuthorizationCountryCode = d.printable(c, path, "authorizationCountryCode", 2, 2)
		case 3:
			d.communication(&h.CommunicationIdentifier, c, "PS-PDU.pSHeader.communicationIdentifier")
		case 4:
			h.SequenceNumber = uint32(d.uint(c, path, "sequenceNumber", 1<<32-1))
		case 5:
			h.TimeStamp = d.time(c, path, "timeStamp")
		case 6:
			h.InterceptionPointID = d.printable(c, path, "interceptionPointID", 1, 8)
		case 7:
			h.MicroSecondTimeStamp = d.micro(c, path, "microSecondTimeStamp")
		case 8:
			h.TimeStampQualifier = Some(TimeStampQualifier(d.uint(c, path, "timeStampQualifier", 255)))
		case 9:
			h.ExtendedInterceptionPointID = d.octets(c, path, "extendedInterceptionPointID", 1, 65535)
		case 10:
			h.NetworkFunctionIdentifier = d.octets(c, path, "networkFunctionIdentifier", 1, 65535)
		}
	}, 0, 1, 3, 4)
}

func (d *decoder) communication(v *CommunicationIdentifier, e ber.Element, path string) {
	d.components(path, e, func(c ber.Element) {
		switch c.Tag.Number {
		case 0:
			const path = "PS-PDU.pSHeader.communicationIdentifier.networkIdentifier"
			d.components(path, c, func(c ber.Element) {
				switch c.Tag.Number {
				case 0:
					v.OperatorIdentifier = d.octets(c, path, "operatorIdentifier", 1, 16)
				case 1:
					v.NetworkElementIdentifier = d.octets(c, path, "networkElementIdentifier", 1, 16)
				}
			}, 0)
		case 1:
			v.CIN = Some(uint32(d.uint(c, path, "communicationIdentityNumber", 1<<32-1)))
		case 2:
			v.DeliveryCountryCode = d.printable(c, path, "deliveryCountryCode", 2, 2)
		}
	}, 0)
}

// one returns the only element inside e, the alternative of a CHOICE.
func (d *decoder) one(e ber.Element, path, name string) (ber.Element, bool) {
	if d.err != nil {
		return ber.Element{}, false
	}
	r := e.Reader()
	if !e.Tag.Constructed || !r.More() {
		d.fail(&ber.Error{Err: ber.ErrTag, Off: e.Off, Want: "an alternative of the CHOICE", Got: "none"}, path, name)
		return ber.Element{}, false
	}
	c, err := r.Next()
	if err == nil && r.More() {
		err = &ber.Error{Err: ber.ErrValue, Off: r.Offset(), Want: "one alternative of the CHOICE", Got: "more"}
	}
	if err == nil && c.Tag.Class != ber.ContextSpecific {
		err = &ber.Error{Err: ber.ErrTag, Off: c.Off, Want: "a context-specific tag", Got: c.Tag.String()}
	}
	d.fail(err, path, name)
	return c, err == nil
}

func (d *decoder) payload(p *PSPDU, e ber.Element, path string) {
	c, ok := d.one(e, path, "")
	if !ok {
		return
	}
	switch c.Tag.Number {
	case 0:
		p.IRI = []IRIPayload{}
		d.list(c, pathIRI, func(c ber.Element) {
			p.IRI = append(p.IRI, IRIPayload{})
			d.iri(&p.IRI[len(p.IRI)-1], c, pathIRI)
		})
	case 1:
		p.CC = []CCPayload{}
		d.list(c, pathCC, func(c ber.Element) {
			p.CC = append(p.CC, CCPayload{})
			d.cc(&p.CC[len(p.CC)-1], c, pathCC)
		})
	case 2:
		t, ok := d.one(c, path, "tRIPayload")
		if !ok {
			return
		}
		switch tri := TRI(min(t.Tag.Number, 200) + 1); tri {
		case TestPDU, KeepAlive, KeepAliveResponse, FirstSegment, LastSegment, CINReset:
			d.fail(t.Null(), path, "tRIPayload")
			p.TRI = tri
			return
		}
		p.Other = c.Octets
	default:
		p.Other = c.Octets
	}
}

// Paths of the two kinds of payload.
const (
	pathIRI = "PS-PDU.payload.iRIPayloadSequence"
	pathCC  = "PS-PDU.payload.cCPayloadSequence"
)

// maxPayloads bounds the payloads of one PDU.
const maxPayloads = 4096

// list calls each for the elements of a SEQUENCE OF payloads.
func (d *decoder) list(e ber.Element, path string, each func(c ber.Element)) {
	if !e.Tag.Constructed {
		d.fail(&ber.Error{Err: ber.ErrTag, Off: e.Off, Want: "a constructed encoding"}, path, "")
		return
	}
	n := 0
	for r := e.Reader(); r.More() && d.err == nil; n++ {
		c, err := r.Next()
		if err == nil && c.Tag != ber.Sequence {
			err = &ber.Error{Err: ber.ErrTag, Off: c.Off, Want: ber.Sequence.String(), Got: c.Tag.String()}
		}
		if err == nil && n >= maxPayloads {
			err = &ber.Error{Err: ber.ErrLimit, Off: c.Off, Got: "too many payloads in one PDU"}
		}
		if err == nil {
			each(c)
		}
		d.fail(err, path, "")
		if d.err != nil {
			d.within(path, "["+strconv.Itoa(n)+"]")
		}
	}
}

// within puts a part into the path of the error: names and numbers that take memory are made only when one occurred.
func (d *decoder) within(path, part string) {
	if e, ok := d.err.(*ber.Error); ok && strings.HasPrefix(e.Path, path) {
		e.Path = path + part + e.Path[len(path):]
	}
}

func (d *decoder) iri(v *IRIPayload, e ber.Element, path string) {
	d.components(path, e, func(c ber.Element) {
		switch c.Tag.Number {
		case 0:
			if v.Type = IRIType(d.uint(c, path, "iRIType", 4)); v.Type == 0 {
				d.fail(&ber.Error{Err: ber.ErrValue, Off: c.Off, Want: "1 to 4", Got: "0"}, path, "iRIType")
			}
		case 1:
			v.TimeStamp = d.time(c, path, "timeStamp")
		case 2:
			v.Contents, v.OtherContents = d.contents(c, path, "iRIContents", 19)
		case 3:
			v.MicroSecondTimeStamp = d.micro(c, path, "microSecondTimeStamp")
		case 4:
			v.TimeStampQualifier = Some(TimeStampQualifier(d.uint(c, path, "timeStampQualifier", 255)))
		case 5:
			v.SessionDirection = Some(PayloadDirection(d.uint(c, path, "sessionDirection", 255)))
		case 6:
			v.PayloadDirection = Some(PayloadDirection(d.uint(c, path, "payloadDirection", 255)))
		}
	}, 2)
}

func (d *decoder) cc(v *CCPayload, e ber.Element, path string) {
	d.components(path, e, func(c ber.Element) {
		switch c.Tag.Number {
		case 0:
			v.Direction = Some(PayloadDirection(d.uint(c, path, "payloadDirection", 255)))
		case 1:
			v.TimeStamp = d.time(c, path, "timeStamp")
		case 2:
			v.Contents, v.OtherContents = d.contents(c, path, "cCContents", 23)
		case 3:
			v.MicroSecondTimeStamp = d.micro(c, path, "microSecondTimeStamp")
		case 4:
			v.TimeStampQualifier = Some(TimeStampQualifier(d.uint(c, path, "timeStampQualifier", 255)))
		}
	}, 2)
}

// contents reads IRIContents or CCContents: the octets under the tag of TS 33.128, or another alternative as it is.
func (d *decoder) contents(e ber.Element, path, name string, tag uint32) (octets, other []byte) {
	alt, ok := d.one(e, path, name)
	switch {
	case !ok:
		return nil, nil
	case alt.Tag.Number != tag:
		return nil, alt.Octets
	}
	b, err := alt.OctetString()
	d.fail(err, path, name)
	return b, nil
}
