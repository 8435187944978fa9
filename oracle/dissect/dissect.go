// Package dissect shows LI octets as a tree and says what in them does not conform: what lilab decode prints.
package dissect

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

// Kind is a kind of LI protocol data unit.
type Kind string

// The kinds that can be shown. Auto tries them in turn.
const (
	Auto           Kind = ""
	X2X3           Kind = "x2x3"        // TS 103 221-2
	XIRI           Kind = "xiri"        // XIRIPayload, TS 33.128 annex A
	IRIPayload     Kind = "iri-payload" // IRIPayload, TS 33.128 annex A
	CCPayload      Kind = "cc-payload"  // CCPayload, TS 33.128 annex A
	LINotification Kind = "li-notification"
	PSPDU          Kind = "ps-pdu" // TS 102 232-1
	IEF            Kind = "ief"    // IEFMessage of LI_XER, TS 33.128 clause 6.2.2A.2
	X1             Kind = "x1"     // TS 103 221-1
	// TLS is a connection whose octets are encrypted: it has a length and nothing else. It is never asked for.
	TLS Kind = "tls"
	// Lost is a stretch of a TCP connection that cannot be read. It is never asked for.
	Lost Kind = "lost"
)

// Kinds are those that can be asked for.
func Kinds() []Kind {
	return []Kind{X2X3, XIRI, IRIPayload, CCPayload, LINotification, PSPDU, IEF, X1}
}

// Node is one field of a decoded unit. Offset counts from the first octet of the unit, -1 if it has no octets of its own.
type Node struct {
	Name     string  `json:"name"`
	Value    string  `json:"value,omitempty"`
	Offset   int     `json:"offset"`
	Length   int     `json:"length"`
	Note     string  `json:"note,omitempty"` // what is wrong here, with its clause
	Children []*Node `json:"children,omitempty"`
}

// Unit is one decoded unit.
type Unit struct {
	Kind Kind `json:"kind"`
	// Frame and Interface say where in a capture it stood: Frame is where it was complete, Frames are all that
	// carried a part of it when these are several.
	Frame     int    `json:"frame,omitempty"`
	Frames    []int  `json:"frames,omitempty"`
	Interface string `json:"interface,omitempty"`
	// Source and Destination are the ends of the connection.
	Source      string `json:"source,omitempty"`
	Destination string `json:"destination,omitempty"`
	// Time is that of the frame.
	Time   time.Time `json:"time,omitzero"`
	Length int       `json:"length"`
	// Summary is the unit in a few words: PDU type, record, sequence number.
	Summary string `json:"summary,omitempty"`
	Root    *Node  `json:"root,omitempty"`
	// Findings lists what is non-conformant, each with its clause; Error is set when decoding stopped.
	Findings []string `json:"findings,omitempty"`
	// Remarks are worth knowing and break no rule.
	Remarks []string `json:"remarks,omitempty"`
	Error   string   `json:"error,omitempty"`
}

// ErrUnknown is returned for octets that are no LI unit of any kind.
var ErrUnknown = errors.New("dissect: these octets are no X2/X3 PDU, no PS-PDU, no payload of TS 33.128, no IEF message and no X1 message")

// Decoder decodes units one after the other and keeps its working memory. It is not safe for concurrent use.
type Decoder struct {
	rd  *wire.Reader
	pdu wire.PDU
	// bare leaves the trees out: only summaries, findings, remarks and errors are made.
	bare  bool
	slab  []Node
	links []*Node
	text  []byte
}

// NewDecoder returns a Decoder.
func NewDecoder() (*Decoder, error) {
	rd, err := wire.NewReader()
	if err != nil {
		return nil, err
	}
	return &Decoder{rd: rd}, nil
}

// Octets decodes one or more units that stand back to back. A unit that cannot be read to its end is the last,
// with Error set. The error is for octets whose kind cannot be told.
func Octets(b []byte, kind Kind) ([]*Unit, error) {
	d, err := NewDecoder()
	if err != nil {
		return nil, err
	}
	return d.Octets(b, kind)
}

// Octets decodes like the function of that name.
func (d *Decoder) Octets(b []byte, kind Kind) ([]*Unit, error) {
	if kind == Auto {
		if kind = d.detect(b); kind == Auto {
			return nil, ErrUnknown
		}
	}
	var out []*Unit
	for at := 0; at < len(b) || at == 0; {
		u := d.one(b[at:], kind)
		out = append(out, u)
		if u.Error != "" || u.Length == 0 {
			break
		}
		at += u.Length
	}
	return out, nil
}

// detect tells which kind the octets begin with. A kind that can be read whole wins over one that merely looks right.
func (d *Decoder) detect(b []byte) Kind {
	if strings.HasPrefix(strings.TrimLeft(string(b[:min(len(b), 256)]), "\xef\xbb\xbf \t\r\n"), "<") {
		return X1
	}
	if len(b) == 0 {
		return Auto
	}
	if k := payloadKind(b); k != Auto {
		return k
	}
	bare := d.bare
	d.bare = true
	defer func() { d.bare = bare }()
	best, reach := Auto, -1
	for _, k := range []Kind{X2X3, PSPDU, XIRI, IRIPayload, CCPayload, IEF} {
		if k == X2X3 && !plausible(b, k) {
			continue
		}
		u := d.one(b, k)
		if u.Error == "" {
			return k
		}
		if u.Length > reach && plausible(b, k) {
			best, reach = k, u.Length
		}
	}
	return best
}

// payloadKind tells a payload of TS 33.128 by the relative object identifier that it begins with.
func payloadKind(b []byte) Kind {
	if len(b) < 2 || b[0] != 0x30 {
		return Auto
	}
	at := 2
	if b[1] > 0x80 {
		at += int(b[1] & 0x7f)
	}
	if len(b) < at+7 || b[at] != 0x81 || b[at+1] != 5 || b[at+2] != 4 {
		return Auto
	}
	switch oid := b[at+2 : at+7]; {
	case oid[1] == 19 && oid[4] == 1:
		return XIRI
	case oid[1] == 19 && oid[4] == 3:
		return IRIPayload
	case oid[1] == 19 && oid[4] == 4:
		return CCPayload
	case oid[1] == 19 && oid[4] == 5:
		return LINotification
	case oid[1] == 20:
		return IEF
	}
	return Auto
}

// plausible tells whether the first octets could begin a unit of a kind.
func plausible(b []byte, k Kind) bool {
	switch k {
	case X2X3:
		if len(b) < 8 || b[2] != 0 || b[3] < 1 || b[3] > 4 || b[4] != 0 || b[5] > 1 {
			return false
		}
		// Some sender writes the version with its octets swapped.
		return b[0] == 0 && b[1] > 0 && b[1] < 16 || b[1] == 0 && b[0] > 0 && b[0] < 16
	case PSPDU:
		return b[0] == 0x30 && strings.Contains(string(b[:min(len(b), 24)]), "\x04\x00\x02\x02\x05\x01")
	}
	return payloadKind(b) == k
}

// one decodes the unit at the start of b. Length is the number of octets used, or those read before an error.
func (d *Decoder) one(b []byte, kind Kind) *Unit {
	d.rd.Recycle()
	u := &Unit{Kind: kind}
	w := work{d, u}
	switch kind {
	case X2X3:
		w.x2x3(b)
	case PSPDU:
		w.pspdu(b)
	case XIRI:
		w.payload(d.rd.XIRI(b))
	case IRIPayload:
		w.payload(d.rd.IRIPayload(b))
	case CCPayload:
		w.payload(d.rd.CCPayload(b))
	case LINotification:
		w.payload(d.rd.LINotification(b))
	case IEF:
		w.ief(b)
	case X1:
		w.x1(b)
	default:
		u.Error = fmt.Sprintf("no kind %q", kind)
	}
	return u
}

// work is the decoding of one unit.
type work struct {
	d *Decoder
	u *Unit
}

func (w *work) failed(err error) bool {
	if err == nil {
		return false
	}
	w.u.Error = err.Error()
	w.u.Length, _ = wire.Offset(err)
	return true
}

// say adds a finding about the octet at an offset, -1 for none, and notes it on the field there.
func (w *work) say(offset int, problem, clause string) {
	text := problem + " [" + clause + "]"
	if offset >= 0 {
		if n := w.u.Root.at(offset); n != nil && n.Note == "" {
			n.Note = text
		}
		text = fmt.Sprintf("octet %d: %s", offset, text)
	}
	w.u.Findings = append(w.u.Findings, text)
}

func (w *work) remark(format string, args ...any) {
	w.u.Remarks = append(w.u.Remarks, fmt.Sprintf(format, args...))
}

// found puts findings of the schema into the unit and onto the nodes they are about.
func (w *work) found(fs []asn.Finding, base int) {
	for _, f := range fs {
		f.Offset += base
		if n := w.u.Root.at(f.Offset); n != nil {
			n.Note = f.Problem + " [" + f.Clause + "]"
		}
		if f.Note {
			w.u.Remarks = append(w.u.Remarks, f.String()+" (a later release may define it)")
			continue
		}
		w.u.Findings = append(w.u.Findings, f.String())
	}
}

// at returns the innermost node that begins at an offset.
func (n *Node) at(offset int) *Node {
	if n == nil {
		return nil
	}
	var best *Node
	if n.Offset == offset {
		best = n
	}
	for _, c := range n.Children {
		if c.Offset <= offset && offset < c.Offset+max(c.Length, 1) {
			if m := c.at(offset); m != nil {
				best = m
			}
		}
	}
	return best
}

// payload shows a payload of TS 33.128 that fills the octets.
func (w *work) payload(v asn.Decoded, err error) {
	if w.failed(err) {
		return
	}
	w.u.Length = v.Length
	w.u.Root = w.tree(v.Root, 0)
	w.found(v.Findings, 0)
	w.u.Summary = eventName(v.Root)
	w.stage3(v.Root, 0)
}
