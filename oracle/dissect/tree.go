package dissect

import (
	"encoding/hex"
	"net/netip"
	"strconv"

	"lilab/oracle/asn"
	"lilab/oracle/wire"
)

// node returns a new node; nil where no tree is made.
func (d *Decoder) node(name, value string, offset, length int) *Node {
	if d.bare {
		return nil
	}
	if len(d.slab) == 0 {
		d.slab = make([]Node, 128)
	}
	n := &d.slab[0]
	d.slab = d.slab[1:]
	n.Name, n.Value, n.Offset, n.Length = name, value, offset, length
	return n
}

// list returns room for the children of a node.
func (d *Decoder) list(n int) []*Node {
	if len(d.links) < n {
		d.links = make([]*Node, max(256, n))
	}
	out := d.links[:0:n]
	d.links = d.links[n:]
	return out
}

// tree makes nodes of a decoded value whose first octet is octet base of the unit.
func (w *work) tree(n *asn.Node, base int) *Node {
	if w.d.bare {
		return nil
	}
	offset := base + n.Offset
	out := w.d.node(n.Name, "", offset, n.Header+len(n.Body))
	if n.Type == nil || n.Name == "?" {
		out.Name, out.Value = bracket(int(n.Tag)), printable(n.Body)
		out.Note = "not in the schema"
		return out
	}
	if n.Type.Kind == asn.Any && n.Class == asn.Context {
		w.opaque(out, n, offset)
		return out
	}
	if len(n.Children) == 0 {
		out.Value = value(n)
		w.content(out, n)
		return out
	}
	out.Children = w.d.list(len(n.Children))
	for i := range n.Children {
		c := w.tree(&n.Children[i], base)
		if n.Children[i].Name == "[]" {
			c.Name = bracket(i)
		}
		out.Children = append(out.Children, c)
	}
	return out
}

// opaque shows a value of which there is no schema as bare tags.
func (w *work) opaque(out *Node, n *asn.Node, offset int) {
	kids, err := asn.Generic(n.Body, offset+n.Header)
	if err != nil || len(n.Body) == 0 {
		out.Value = printable(n.Body)
		return
	}
	out.Note = "shown as bare tags"
	for i := range kids {
		out.Children = append(out.Children, w.bare(&kids[i]))
	}
}

func (w *work) bare(n *asn.Node) *Node {
	out := w.d.node(bracket(int(n.Tag)), "", n.Offset, n.Header+len(n.Body))
	if n.Class == asn.Universal {
		out.Name = "universal " + strconv.Itoa(int(n.Tag))
	}
	if len(n.Children) == 0 {
		out.Value = printable(n.Body)
		return out
	}
	for i := range n.Children {
		out.Children = append(out.Children, w.bare(&n.Children[i]))
	}
	return out
}

func bracket(n int) string { return "[" + strconv.Itoa(n) + "]" }

// value returns the text of a leaf; octet strings have the text beside the digits where they are one.
func value(n *asn.Node) string {
	switch n.Type.Kind {
	case asn.Octets, asn.Any, asn.Wrap:
		if name := n.Type.TypeName(); name == "IPv4Address" || name == "IPv6Address" {
			if ip, ok := netip.AddrFromSlice(n.Body); ok {
				return hex.EncodeToString(n.Body) + " " + ip.String()
			}
		}
		return printable(n.Body)
	case asn.Sequence, asn.ListOf, asn.SetOf, asn.Choice, asn.Null:
		return ""
	case asn.Enumerated:
		if v, ok := n.Int(); ok {
			return n.Text() + " (" + strconv.FormatInt(v, 10) + ")"
		}
	}
	return n.Text()
}

// maxShown bounds the octets that a value shows.
const maxShown = 4096

// printable shows octets as hexadecimal digits, with the text beside them where they are one.
func printable(b []byte) string {
	if len(b) > maxShown {
		return printable(b[:maxShown]) + " … (" + strconv.Itoa(len(b)) + " octets)"
	}
	text := len(b) > 1
	for _, c := range b {
		if c < 0x20 && c != '\r' && c != '\n' && c != '\t' || c >= 0x7f {
			text = false
			break
		}
	}
	if !text {
		return hex.EncodeToString(b)
	}
	out := make([]byte, 0, 3*len(b)+3)
	out = hex.AppendEncode(out, b)
	out = append(out, ' ')
	return string(strconv.AppendQuote(out, string(b)))
}

// content adds what an octet string of a known kind carries: IP packets, GTP-U and SIP messages.
func (w *work) content(out *Node, n *asn.Node) {
	if text, _ := carried(n); text != "" {
		out.Children = append(out.Children, w.d.node("content", text, out.Offset+n.Header, len(n.Body)))
	}
}

// carried tells what an octet string carries in a few words, and what is wrong with it.
func carried(n *asn.Node) (string, error) {
	if n.Type == nil || n.Type.Kind != asn.Octets {
		return "", nil
	}
	switch n.Name {
	case "uPFCCPDU":
		return gtpu(n.Body)
	case "uPFIPCC", "iPPackets":
		return wire.SummarizeIP(n.Body)
	case "sIPContent":
		return wire.SummarizeSIP(n.Body)
	}
	return "", nil
}

// contentRules says what is wrong with the content below a value.
func (w *work) contentRules(n *asn.Node, base int) {
	if _, err := carried(n); err != nil {
		w.say(base+n.Offset, n.Name+": "+err.Error(), "TS 33.128 R19 clause 6.2.3.8")
	}
	for i := range n.Children {
		w.contentRules(&n.Children[i], base)
	}
}

// gtpu returns a GTP-U message with the packet in it in a few words.
func gtpu(b []byte) (string, error) {
	g, err := wire.ReadGTPU(b)
	if err != nil {
		return "", err
	}
	text := g.String()
	if g.Type == 255 && len(g.Payload) > 0 {
		if inner, err := wire.SummarizeIP(g.Payload); err == nil {
			text += "; " + inner
		}
	}
	return text, nil
}
