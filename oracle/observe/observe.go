// Package observe turns the frames of a capture into observations: what was provisioned, what a point of
// interception sent, what reached the agency, what anyone could see on N2. It interprets nothing further.
//
// The interface name says what a frame is: "<network>.x1", "<network>.t2" and "<network>.t3" (X1 towards triggered points of
// interception), "<network>.x2", "<network>.lmdf" (X2 between mediation functions), "<network>.x3", "<network>.hi2",
// "<network>.hi3", "<network>.n2", "<network>.n3", "<network>.n4", "<network>.n9", "<visited>-<home>.n9"; of the IMS "<network>.ims",
// "<network>.n6", "<visited>-<home>.ici", and of home-routed interception "<network>.t1", "<network>.x2lite", "<network>.x3lite".
package observe

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"io"
	"slices"
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
	// Point is "x1", "t2", "t3", "x2", "lmdf", "x3", "hi2", "hi3" or "n2".
	Point string
	// Offset is the octet in the unit at which reading stopped, -1 if not known.
	Offset int
	Err    error
}

// X1 is one X1 message.
type X1 struct {
	Source
	// Point is "x1", or "t1", "t2" or "t3" where a triggering function speaks to a triggered point of interception.
	Point string
	wire.X1Message
}

// X2 is one X2 PDU as its receiver got it, or a keepalive.
type X2 struct {
	Source
	// Point is "x2", or "lmdf" between mediation functions.
	Point string
	PDU   wire.PDU
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
	N4     []N4
	Broken []Broken
	// X3 and HI3 are delivered content, User the packets on N3 and N9. What they have in common is in the lists that their
	// indexes lead to.
	X3        []X3
	HI3       []HI3
	User      []UserPacket
	X3Series  []X3Series
	HI3Series []HI3Series
	Tunnels   []Tunnel
	Flows     []Flow
	// Signals are the SIP messages that can be read on links, Media packets of RTP there and in what was delivered, Points the
	// interfaces of the latter. Lite are the PDUs from BBIFF to LMISF that have records, Lite3 counts those with packets.
	Signals []Signal
	Media   []Media
	Points  []string
	Lite    []X2
	Lite3   map[string]int
	// Sealed counts encrypted packets of ESP inside user packets and on the links of the IMS.
	Sealed map[string]int
	// ESP counts encrypted frames of an interface of N9, Unreadable frames of N3 and N9 that are no GTP-U or wrong.
	ESP, Unreadable map[string]int
	// Interfaces counts the frames of each interface.
	Interfaces map[string]int
	// Frames is the number of frames in the capture.
	Frames int
	seed   maphash.Seed
}

// maxBroken bounds the list of what could not be read.
const maxBroken = 1000

// Content is told of every user packet, frame or piece of unstructured data on its way to an agency. packet is the IP packet in
// octets, nil if there is none. It must not keep h.
type Content func(s *HI3Series, h *HI3, octets, packet []byte)

// Read reads a capture to its end. The error is about the file or the context only. content may be nil.
func Read(ctx context.Context, in io.Reader, content Content) (*Observations, error) {
	return ReadWith(ctx, in, Hooks{Content: content})
}

// ReadWith is Read with more hooks.
func ReadWith(ctx context.Context, in io.Reader, hooks Hooks) (*Observations, error) {
	r, err := pcaps.NewReader(in)
	if err != nil {
		return nil, err
	}
	rd, err := wire.NewReader()
	if err != nil {
		return nil, err
	}
	u, err := newUsers()
	if err != nil {
		return nil, err
	}
	o := &observer{out: &Observations{Interfaces: map[string]int{}, ESP: map[string]int{}, Unreadable: map[string]int{}, Lite3: map[string]int{},
		Sealed: map[string]int{}, seed: u.seed}, rd: rd, sctp: map[string]*wire.SCTP{}, users: u, content: hooks.Content, hooks: hooks,
		pointIndex: map[string]int{}}
	for {
		if o.out.Frames%1024 == 0 {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
		}
		f, err := r.NextLent()
		if errors.Is(err, io.EOF) {
			o.finish()
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
	units   int
	users   *users
	content Content
	hooks   Hooks
	signals signalling
	// pointIndex leads into Observations.Points.
	pointIndex map[string]int
}

// finish tells content of the IMS from content of PDU sessions: it has the Correlation ID of records of the IMS.
func (o *observer) finish() {
	type key struct {
		network, xid string
		correlation  uint64
	}
	ims := map[key]bool{}
	for i := range o.out.X2 {
		if x := &o.out.X2[i]; x.Record != nil && x.Record.IsIMS() && x.PDU.CorrelationID != 0 {
			ims[key{x.Network, x.XID, x.PDU.CorrelationID}] = true
		}
	}
	for i := range o.out.X3 {
		x := &o.out.X3[i]
		s := &o.out.X3Series[x.Series]
		x.IMS = x.IMS || ims[key{s.Network, s.XID, x.CorrelationID}]
		if x.IMS {
			ims[key{s.Network, s.XID, x.CorrelationID}] = true
		}
	}
	o.out.Media = slices.DeleteFunc(o.out.Media, func(m Media) bool {
		if m.Place != OnX3 {
			return false
		}
		s := &o.out.X3Series[m.Series]
		return !ims[key{s.Network, s.XID, m.Correlation}]
	})
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
	case "n3", "n9", "n9i", "x3", "hi3":
		// Content is the most of a capture, and nothing keeps it: the frame is lent.
	default:
		f.Data = bytes.Clone(f.Data)
	}
	switch point {
	case "n2":
		o.n2(src, f)
	case "n3", "n9", "n9i":
		o.n3(src, f)
	case "n4":
		o.n4(src, f)
	case "ims", "n6", "ici":
		o.link(src, f)
	case "x1", "t1", "t2", "t3", "x2", "lmdf", "x3", "x2lite", "x3lite", "hi2", "hi3":
		payload, err := f.UpperPayload()
		if err != nil {
			o.broken(src, point, err)
			return
		}
		switch point {
		case "x1", "t1", "t2", "t3":
			o.x1(src, point, payload)
		case "x2lite", "x3lite":
			o.lite(src, point, payload)
		case "x2", "lmdf", "x3":
			o.x2(src, point, payload)
		case "hi2", "hi3":
			o.handover(src, point, payload)
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

func (o *observer) x1(src Source, point string, b []byte) {
	c, err := wire.ReadX1(b)
	if err != nil {
		o.broken(src, point, err)
		return
	}
	for _, m := range c.Messages {
		o.out.X1 = append(o.out.X1, X1{src, point, m})
	}
}

// x2 takes what an MDF receives: X2 and X3 PDUs, each where its type says.
func (o *observer) x2(src Source, point string, b []byte) {
	p := &o.users.pdu
	for at := 0; at < len(b) || at == 0; {
		if err := p.ReadX2X3(b[at:]); err != nil {
			o.broken(src, point, shift(err, at))
			return
		}
		if p.Type == wire.TypeX3 {
			if err := o.x3(src, p); err != nil {
				o.broken(src, "x3", shift(err, at+p.HeaderLength))
			}
			at += len(p.Octets)
			continue
		}
		if point == "x3" { // the record is kept, and the frame is lent
			if err := p.ReadX2X3(bytes.Clone(p.Octets)); err != nil {
				o.broken(src, point, shift(err, at))
				return
			}
		}
		x := X2{Source: src, Point: point, PDU: *p, XID: p.XIDText()}
		x.PDU.Attributes = slices.Clone(p.Attributes)
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

// handover takes what an agency receives: records and content, each where its kind says.
func (o *observer) handover(src Source, point string, b []byte) {
	for at := 0; at < len(b) || at == 0; {
		rd := o.rd
		if point == "hi3" { // content is not kept, so that the memory of its tree serves the next
			rd = o.users.reader
			rd.Recycle()
		}
		p, err := rd.PSPDU(b[at:])
		if err != nil {
			o.broken(src, point, shift(err, at))
			return
		}
		o.units++
		switch {
		case len(p.CC) > 0:
			if err := o.hi3(src, &p); err != nil {
				o.broken(src, "hi3", shift(err, at))
			}
		case point == "hi3" && len(p.IRI) == 0: // keepalives and the like
		case point == "hi3":
			o.broken(src, "hi3", &wire.Error{Offset: at, Path: "PS-PDU.payload", Problem: "intercept related information on HI3"})
		default:
			o.hi2(src, &p)
		}
		at += len(p.Octets)
	}
}

// hi2 takes the records in a PS-PDU.
func (o *observer) hi2(src Source, p *wire.PSPDU) {
	if len(p.IRI) == 0 {
		o.out.HI2 = append(o.out.HI2, HI2{Source: src, Unit: o.units, PDU: *p})
	}
	for _, iri := range p.IRI {
		h := HI2{Source: src, Unit: o.units, PDU: *p, IRIType: iri.Type}
		switch {
		case iri.Payload != nil:
			h.Record = newRecord(iri.Payload, p.Findings)
			h.Targets = targets(iri.Payload.Child("targetIdentifiers"))
		case iri.Report != nil:
			h.Record = newReport(iri.Report, p.Findings)
		}
		o.out.HI2 = append(o.out.HI2, h)
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

// lite takes what an LMISF receives.
func (o *observer) lite(src Source, point string, b []byte) {
	p := &o.users.pdu
	for at := 0; at < len(b) || at == 0; {
		if err := p.ReadX2X3(b[at:]); err != nil {
			o.broken(src, point, shift(err, at))
			return
		}
		at += len(p.Octets)
		if p.Type == wire.TypeX3 {
			o.out.Lite3[src.Interface]++
			packet := p.Payload
			if p.Format == wire.FormatGTPU {
				g, err := wire.ReadGTPU(p.Payload)
				if err != nil {
					o.broken(src, point, shift(err, at-len(p.Payload)))
					continue
				}
				packet = g.Payload
			}
			if in, err := wire.ReadInner(packet); err == nil && in.Protocol == wire.ProtocolUDP && len(in.Body) > 8 && o.looksLikeMedia(in.Body[8:]) {
				o.deliveredMedia(Media{Place: OnX3Lite, Frame: src.Frame, Time: src.Time, Correlation: p.CorrelationID, XID: p.XIDText()}, src.Interface, packet)
			}
			continue
		}
		x := X2{Source: src, Point: point, PDU: *p, XID: p.XIDText()}
		x.PDU.Attributes = slices.Clone(p.Attributes)
		x.Sequence, x.HasSequence = p.Sequence()
		x.Stamp, x.HasStamp = p.Timestamp()
		if p.Type == wire.TypeX2 && p.Format == wire.Format33128 {
			v, err := o.rd.XIRI(p.Payload)
			if err != nil {
				o.broken(src, point, shift(err, at-len(p.Payload)))
			} else {
				x.Record = newRecord(v.Root, v.Findings)
			}
		}
		o.out.Lite = append(o.out.Lite, x)
	}
}

// link takes a frame of a link that carries SIP and media.
func (o *observer) link(src Source, f pcaps.Frame) {
	if !o.hooks.Signalling {
		return
	}
	if ip, err := network(f); err == nil {
		o.signal(src, ip)
	}
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
