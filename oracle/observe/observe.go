// Package observe turns the frames of a capture into observations: what was provisioned, what a point of
// interception sent, what reached the agency, what anyone could see on N2. It interprets nothing further.
//
// The interface name says what a frame is: "<network>.x1", "<network>.x2", "<network>.hi2", "<network>.n2".
package observe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
	"lilab/pcaps"
)

// Source is where an observation comes from.
type Source struct {
	// Network is the part of the interface name before the dot.
	Network   string
	Interface string
	Frame     int
	// Time is when the frame was captured.
	Time time.Time
}

// Broken is a unit that could not be read.
type Broken struct {
	Source
	// Point is "x1", "x2", "hi2" or "n2".
	Point string
	// Offset is the octet in the unit at which reading stopped, -1 if not known.
	Offset int
	Err    error
}

// X1 is one X1 message.
type X1 struct {
	Source
	wire.X1Message
}

// X2 is one X2 or X3 PDU as its receiver got it.
type X2 struct {
	Source
	PDU wire.PDU
	// XID is the XID field as text.
	XID string
	// Sequence and Time come from the attributes; Has… tells whether they are there.
	Sequence    uint32
	HasSequence bool
	Stamp       time.Time
	HasStamp    bool
	// Record is the xIRI in it, nil for other payloads.
	Record *Record
}

// HI2 is one IRI of a PS-PDU as the agency got it. PS-PDUs without IRI have one HI2 with a nil Record.
type HI2 struct {
	Source
	// Unit numbers the PS-PDUs of the capture; the IRIs of one PS-PDU share it.
	Unit int
	PDU  wire.PSPDU
	// IRIType is "iRI-Report" and so on.
	IRIType string
	Record  *Record
	// Targets are the targetIdentifiers of the IRIPayload.
	Targets []Target
}

// Target is one IRITargetIdentifier.
type Target struct{ Kind, Value, Provenance string }

// N2 is one NGAP message.
type N2 struct {
	Source
	NGAP wire.NGAP
	// NAS is what can be read of the NAS PDU without keys, nil if there is none.
	NAS *wire.NAS
	// Octets are those of the NGAP message.
	Octets []byte
}

// Observations are all that a capture says. The slices are in the order of the capture.
type Observations struct {
	X1     []X1
	X2     []X2
	HI2    []HI2
	N2     []N2
	Broken []Broken
	// Interfaces counts the frames of each interface.
	Interfaces map[string]int
	// Frames is the number of frames in the capture.
	Frames int
}

// maxBroken bounds the list of what could not be read.
const maxBroken = 1000

// Read reads a capture to its end. The error is about the file or the context only.
func Read(ctx context.Context, in io.Reader) (*Observations, error) {
	r, err := pcaps.NewReader(in)
	if err != nil {
		return nil, err
	}
	rd, err := wire.NewReader()
	if err != nil {
		return nil, err
	}
	o := &observer{out: &Observations{Interfaces: map[string]int{}}, rd: rd, sctp: map[string]*wire.SCTP{}}
	for {
		if o.out.Frames%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return o.out, nil
		}
		if err != nil {
			return nil, err
		}
		o.frame(f)
	}
}

type observer struct {
	out  *Observations
	rd   *wire.Reader
	sctp map[string]*wire.SCTP
	// units counts the PS-PDUs.
	units int
}

func (o *observer) frame(f pcaps.Frame) {
	o.out.Frames++
	o.out.Interfaces[f.Interface]++
	net, point, ok := strings.Cut(f.Interface, ".")
	if !ok {
		return
	}
	src := Source{Network: net, Interface: f.Interface, Frame: f.Number, Time: f.Time}
	switch point {
	case "n2":
		o.n2(src, f)
	case "x1", "x2", "x3", "hi2":
		pdu, err := f.PDU()
		if err != nil {
			o.broken(src, point, err)
			return
		}
		switch point {
		case "x1":
			o.x1(src, pdu.Payload)
		case "x2", "x3":
			o.x2(src, point, pdu.Payload)
		case "hi2":
			o.hi2(src, pdu.Payload)
		}
	}
}

func (o *observer) broken(src Source, point string, err error) {
	if len(o.out.Broken) >= maxBroken {
		return
	}
	at, ok := wire.Offset(err)
	if !ok {
		at = -1
	}
	o.out.Broken = append(o.out.Broken, Broken{Source: src, Point: point, Offset: at, Err: err})
}

func (o *observer) x1(src Source, b []byte) {
	c, err := wire.ReadX1(b)
	if err != nil {
		o.broken(src, "x1", err)
		return
	}
	for _, m := range c.Messages {
		o.out.X1 = append(o.out.X1, X1{src, m})
	}
}

func (o *observer) x2(src Source, point string, b []byte) {
	for at := 0; at < len(b) || at == 0; {
		p, err := wire.ReadX2X3(b[at:])
		if err != nil {
			o.broken(src, point, shift(err, at))
			return
		}
		x := X2{Source: src, PDU: p, XID: p.XIDText()}
		x.Sequence, x.HasSequence = p.Sequence()
		x.Stamp, x.HasStamp = p.Timestamp()
		if p.Type == wire.TypeX2 && p.Format == wire.Format33128 {
			v, err := o.rd.XIRI(p.Payload)
			if err != nil {
				o.broken(src, point, shift(err, at+p.HeaderLength))
			} else {
				x.Record = newRecord(v.Root, v.Findings)
			}
		}
		o.out.X2 = append(o.out.X2, x)
		at += len(p.Octets)
	}
}

func (o *observer) hi2(src Source, b []byte) {
	for at := 0; at < len(b) || at == 0; {
		p, err := o.rd.PSPDU(b[at:])
		if err != nil {
			o.broken(src, "hi2", shift(err, at))
			return
		}
		o.units++
		if len(p.IRI) == 0 {
			o.out.HI2 = append(o.out.HI2, HI2{Source: src, Unit: o.units, PDU: p})
		}
		for _, iri := range p.IRI {
			h := HI2{Source: src, Unit: o.units, PDU: p, IRIType: iri.Type}
			if iri.Payload != nil {
				h.Record = newRecord(iri.Payload, p.Findings)
				h.Targets = targets(iri.Payload.Child("targetIdentifiers"))
			}
			o.out.HI2 = append(o.out.HI2, h)
		}
		at += len(p.Octets)
	}
}

func targets(list *asn.Node) []Target {
	if list == nil {
		return nil
	}
	var out []Target
	for i := range list.Children {
		n := &list.Children[i]
		t := Target{Provenance: n.Child("provenance").Text()}
		if id := n.Child("identifier"); id != nil && len(id.Children) > 0 {
			alt := &id.Children[0]
			t.Kind = alt.Name
			if len(alt.Children) > 0 {
				alt = &alt.Children[0]
				t.Kind += "." + alt.Name
			}
			t.Value = alt.Text()
		}
		out = append(out, t)
	}
	return out
}

// shift adds an offset to that of a reader's error.
func shift(err error, by int) error {
	var e *wire.Error
	if by != 0 && errors.As(err, &e) {
		return &wire.Error{Offset: e.Offset + by, Path: e.Path, Problem: e.Problem}
	}
	return err
}

func (o *observer) n2(src Source, f pcaps.Frame) {
	ip, err := network(f)
	if err != nil {
		o.broken(src, "n2", err)
		return
	}
	s := o.sctp[f.Interface]
	if s == nil {
		s = &wire.SCTP{}
		o.sctp[f.Interface] = s
	}
	ms, err := s.Packet(ip)
	if err != nil {
		o.broken(src, "n2", err)
	}
	for _, m := range ms {
		if m.PPID != wire.PPIDNGAP {
			continue
		}
		g, err := wire.ReadNGAP(m.Data)
		if err != nil {
			o.broken(src, "n2", err)
			continue
		}
		n := N2{Source: src, NGAP: g, Octets: m.Data}
		if g.NAS != nil {
			nas, err := wire.ReadNAS(g.NAS)
			if err != nil {
				o.broken(src, "n2", err)
			}
			n.NAS = &nas
		}
		o.out.N2 = append(o.out.N2, n)
	}
}

// network returns the IP packet of a frame.
func network(f pcaps.Frame) ([]byte, error) {
	skip := 0
	switch f.LinkType {
	case pcaps.LinkTypeRaw:
	case pcaps.LinkTypeEthernet:
		skip = 14
	case 113: // Linux cooked capture
		skip = 16
	case 276: // Linux cooked capture, version 2
		skip = 20
	default:
		return nil, fmt.Errorf("link type %d is not one the oracle reads", f.LinkType)
	}
	if len(f.Data) < skip {
		return nil, fmt.Errorf("a frame of %d octets", len(f.Data))
	}
	return f.Data[skip:], nil
}
