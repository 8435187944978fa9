// Package dissect shows LI octets as a tree: what lilab decode prints.
package dissect

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
	"lilab/pcaps"
)

// Kind is a kind of LI protocol data unit.
type Kind string

// The kinds that can be shown. Auto tries them in turn.
const (
	Auto       Kind = ""
	X2X3       Kind = "x2x3"        // TS 103 221-2
	XIRI       Kind = "xiri"        // XIRIPayload, TS 33.128 annex A
	IRIPayload Kind = "iri-payload" // IRIPayload, TS 33.128 annex A
	PSPDU      Kind = "ps-pdu"      // TS 102 232-1
	X1         Kind = "x1"          // TS 103 221-1
)

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
	// Frame and Interface say where in a capture it stood.
	Frame     int    `json:"frame,omitempty"`
	Interface string `json:"interface,omitempty"`
	Length    int    `json:"length"`
	Root      *Node  `json:"root,omitempty"`
	// Findings lists what is non-conformant, each with its clause; Error is set when decoding stopped.
	Findings []string `json:"findings,omitempty"`
	Error    string   `json:"error,omitempty"`
}

// ErrUnknown is returned for octets that are no LI unit of any kind.
var ErrUnknown = errors.New("dissect: these octets are no X2/X3 PDU, no PS-PDU, no xIRI or IRI payload and no X1 message")

// Octets decodes one or more units that stand back to back. A unit that cannot be read to its end is the last,
// with Error set. The error is for octets whose kind cannot be told.
func Octets(b []byte, kind Kind) ([]*Unit, error) {
	rd, err := wire.NewReader()
	if err != nil {
		return nil, err
	}
	if kind == Auto {
		if kind = detect(rd, b); kind == Auto {
			return nil, ErrUnknown
		}
	}
	var out []*Unit
	for at := 0; at < len(b) || at == 0; {
		u := one(rd, b[at:], kind)
		out = append(out, u)
		if u.Error != "" || u.Length == 0 {
			break
		}
		at += u.Length
	}
	return out, nil
}

// detect tells which kind the octets begin with. A kind that can be read whole wins over one that merely looks right.
func detect(rd *wire.Reader, b []byte) Kind {
	if strings.HasPrefix(strings.TrimLeft(string(b[:min(len(b), 256)]), "\xef\xbb\xbf \t\r\n"), "<") {
		return X1
	}
	if len(b) == 0 {
		return Auto
	}
	best, reach := Auto, -1
	for _, k := range []Kind{X2X3, PSPDU, XIRI, IRIPayload} {
		u := one(rd, b, k)
		if u.Error == "" {
			// An xIRI and an IRIPayload differ in what the relative OID ends with and in the third member.
			if k == XIRI && strings.HasSuffix(oid(u), ".3") {
				continue
			}
			return k
		}
		if u.Length > reach && plausible(b, k) {
			best, reach = k, u.Length
		}
	}
	return best
}

// plausible tells whether the first octets could begin a unit of a kind.
func plausible(b []byte, k Kind) bool {
	switch k {
	case X2X3:
		return len(b) >= 4 && b[0] == 0 && b[1] > 0 && b[2] == 0 && b[3] >= 1 && b[3] <= 4
	case PSPDU:
		return b[0] == 0x30 && strings.Contains(string(b[:min(len(b), 24)]), "\x04\x00\x02\x02\x05\x01")
	}
	return b[0] == 0x30 && strings.Contains(string(b[:min(len(b), 12)]), "\x81\x05\x04")
}

func oid(u *Unit) string {
	if u.Root == nil || len(u.Root.Children) == 0 {
		return ""
	}
	return u.Root.Children[0].Value
}

// one decodes the unit at the start of b. Length is the number of octets used, or those read before an error.
func one(rd *wire.Reader, b []byte, kind Kind) *Unit {
	u := &Unit{Kind: kind}
	switch kind {
	case X2X3:
		u.x2x3(rd, b)
	case PSPDU:
		p, err := rd.PSPDU(b)
		if u.failed(err) {
			return u
		}
		u.Length = len(p.Octets)
		u.Root = tree(p.Root, 0)
		u.found(p.Findings, 0)
	case XIRI, IRIPayload:
		u.payload(rd, b, kind)
	case X1:
		u.x1(b)
	default:
		u.Error = fmt.Sprintf("no kind %q", kind)
	}
	return u
}

func (u *Unit) failed(err error) bool {
	if err == nil {
		return false
	}
	u.Error = err.Error()
	u.Length, _ = wire.Offset(err)
	return true
}

// found puts findings into the unit and onto the nodes they are about.
func (u *Unit) found(fs []asn.Finding, base int) {
	for _, f := range fs {
		f.Offset += base
		text := f.String()
		if f.Note {
			text += " (a later release may define it)"
		}
		u.Findings = append(u.Findings, text)
		if n := u.Root.at(f.Offset); n != nil {
			n.Note = f.Problem + " [" + f.Clause + "]"
		}
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

func (u *Unit) payload(rd *wire.Reader, b []byte, kind Kind) {
	read := rd.XIRI
	if kind == IRIPayload {
		read = rd.IRIPayload
	}
	v, err := read(b)
	if u.failed(err) {
		return
	}
	u.Length, u.Root = v.Length, tree(v.Root, 0)
	u.found(v.Findings, 0)
}

// tree makes nodes of a decoded value whose first octet is octet base of the unit.
func tree(n *asn.Node, base int) *Node {
	out := &Node{Name: n.Name, Value: n.Text(), Offset: base + n.Offset, Length: n.Header + len(n.Body)}
	if n.Type == nil || n.Name == "?" {
		out.Name = fmt.Sprintf("[%d]", n.Tag)
		out.Note = "not in the schema"
	}
	if n.Type != nil && n.Type.Kind == asn.Any && n.Class == asn.Context {
		if kids, err := asn.Generic(n.Body, base+n.Offset+n.Header); err == nil && len(n.Body) > 0 {
			out.Value = ""
			out.Note = "shown as bare tags"
			for i := range kids {
				out.Children = append(out.Children, bare(&kids[i]))
			}
		}
		return out
	}
	for i := range n.Children {
		c := tree(&n.Children[i], base)
		if n.Children[i].Name == "[]" {
			c.Name = fmt.Sprintf("[%d]", i)
		}
		out.Children = append(out.Children, c)
	}
	return out
}

func bare(n *asn.Node) *Node {
	out := &Node{Name: fmt.Sprintf("[%d]", n.Tag), Offset: n.Offset, Length: n.Header + len(n.Body)}
	if n.Class == asn.Universal {
		out.Name = fmt.Sprintf("universal %d", n.Tag)
	}
	if len(n.Children) == 0 {
		out.Value = printable(n.Body)
		return out
	}
	for i := range n.Children {
		out.Children = append(out.Children, bare(&n.Children[i]))
	}
	return out
}

// printable shows octets as hexadecimal digits, with the text beside them where they are one.
func printable(b []byte) string {
	text := len(b) > 1
	for _, c := range b {
		text = text && c >= 0x20 && c < 0x7f
	}
	if text {
		return fmt.Sprintf("%x %q", b, b)
	}
	return fmt.Sprintf("%x", b)
}

// Capture decodes the LI frames of a pcap or pcapng file and calls fn for each unit: interfaces named …x1, …x2,
// …x3 and …hi2 with Wireshark upper PDUs. Frames of other interfaces are passed over.
func Capture(ctx context.Context, r io.Reader, fn func(*Unit) error) error {
	in, err := pcaps.NewReader(r)
	if err != nil {
		return err
	}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := in.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		units, err := frame(f)
		if err != nil {
			return err
		}
		for _, u := range units {
			u.Frame, u.Interface = f.Number, f.Interface
			if err := fn(u); err != nil {
				return err
			}
		}
	}
}

func frame(f pcaps.Frame) ([]*Unit, error) {
	if f.LinkType == pcaps.LinkTypeUser0 {
		// The usual way to give Wireshark bare PDUs; nothing says which kind they are.
		units, err := Octets(f.Data, Auto)
		if errors.Is(err, ErrUnknown) {
			return nil, nil
		}
		return units, err
	}
	if f.LinkType != pcaps.LinkTypeUpperPDU {
		return nil, nil
	}
	pdu, err := f.PDU()
	if err != nil {
		return []*Unit{{Error: err.Error()}}, nil
	}
	_, point, _ := strings.Cut(f.Interface, ".")
	kind := Auto
	switch point {
	case "x1":
		kind = X1
	case "x2", "x3":
		kind = X2X3
	case "hi2", "hi3":
		kind = PSPDU
	default:
		switch pdu.Dissector {
		case "li5g", "5gli":
			kind = X2X3
		case "xiri":
			kind = XIRI
		default:
			return nil, nil
		}
	}
	return Octets(pdu.Payload, kind)
}
