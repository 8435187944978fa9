package asn

import (
	"fmt"
	"unicode/utf8"
)

// primitive checks the contents of a simple type and puts a segmented string together.
func (d *Decoder) primitive(n *Node, h head, t *Type) error {
	if h.constructed {
		if err := d.join(n, h, t); err != nil {
			return err
		}
	}
	b := n.Body
	switch t.Kind {
	case Integer, Enumerated:
		if len(b) == 0 {
			return d.fail(h.at, "an integer without octets")
		}
		d.number(n, h, t)
	case Boolean:
		if len(b) != 1 {
			return d.fail(h.at, "a BOOLEAN of %d octets", len(b))
		}
	case Null:
		if len(b) != 0 {
			return d.fail(h.at, "a NULL of %d octets", len(b))
		}
	case Bits:
		if len(b) == 0 || b[0] > 7 || (len(b) == 1 && b[0] != 0) {
			return d.fail(h.at, "a malformed BIT STRING")
		}
		if bits := uint64(8*(len(b)-1) - int(b[0])); t.Sized && (bits < t.Min || bits > t.Max) {
			d.finding(h.at, false, "", "%d bits, %s", bits, bounds(t))
		}
	case OID, RelativeOID:
		if len(b) == 0 || b[len(b)-1]&0x80 != 0 {
			return d.fail(h.at, "a malformed object identifier")
		}
	case Time:
		if _, ok := n.Time(); !ok {
			d.finding(h.at, false, "X.680 clause 46", "%q is no GeneralizedTime with seconds and zone", b)
		}
	case NumericString, PrintableString, UTF8String, Octets:
		d.text(n, h, t)
	case Wrap:
		return d.wrapped(n, h, t)
	}
	return nil
}

// wrapped reads the value inside an OCTET STRING.
func (d *Decoder) wrapped(n *Node, h head, t *Type) error {
	if h.constructed {
		return d.fail(h.at, "a segmented OCTET STRING around a value")
	}
	c, err := d.header(d.in[h.body:h.stop], h.body)
	if err != nil {
		return err
	}
	if c.end != h.stop {
		return d.fail(c.end, "octets after the value")
	}
	n.Children = d.alloc(1)
	n.Children[0].Name = t.Elem.TypeName()
	return d.value(&n.Children[0], c, t.Elem, true)
}

func (d *Decoder) number(n *Node, h head, t *Type) {
	v, ok := n.Int()
	if t.Kind == Enumerated {
		if _, known := t.Values[v]; ok && known {
			return
		}
		lowest := int64(1 << 62)
		for k := range t.Values {
			lowest = min(lowest, k)
		}
		d.finding(h.at, ok && v > lowest, "", "%s has no value %s", t.TypeName(), n.Text())
		return
	}
	if !t.Sized {
		return
	}
	if !ok {
		big := signed(n.Body)
		if big.Sign() < 0 || !big.IsUint64() || big.Uint64() < t.Min || big.Uint64() > t.Max {
			d.finding(h.at, false, "", "the value %s, %s", big, bounds(t))
		}
		return
	}
	if v < 0 || uint64(v) < t.Min || uint64(v) > t.Max {
		d.finding(h.at, false, "", "the value %d, %s", v, bounds(t))
	}
}

func (d *Decoder) text(n *Node, h head, t *Type) {
	size := len(n.Body)
	switch t.Kind {
	case NumericString:
		for _, c := range n.Body {
			if (c < '0' || c > '9') && c != ' ' {
				d.finding(h.at, false, "X.680 clause 41", "%q in a NumericString", c)
				break
			}
		}
	case UTF8String:
		if !utf8.Valid(n.Body) {
			d.finding(h.at, false, "X.680 clause 41", "octets that are not UTF-8")
		}
		size = utf8.RuneCount(n.Body)
	}
	if t.Sized && (uint64(size) < t.Min || uint64(size) > t.Max) {
		d.finding(h.at, false, "", "a length of %d, %s", size, bounds(t))
	}
}

// join puts the segments of a constructed string together, X.690 clause 8.7.3.
func (d *Decoder) join(n *Node, h head, t *Type) error {
	switch t.Kind {
	case NumericString, PrintableString, UTF8String, Octets, Time:
	default:
		return d.fail(h.at, "a %s with a constructed encoding", t.Kind)
	}
	var all []byte
	for at := h.body; at < h.stop; {
		c, err := d.header(d.in[at:h.stop], at)
		if err != nil {
			return err
		}
		if c.constructed || c.class != Universal {
			return d.fail(at, "a segment that is no simple string")
		}
		all = append(all, d.in[c.body:c.stop]...)
		at = c.end
	}
	n.Body = all
	return nil
}

func bounds(t *Type) string {
	switch {
	case t.Min == t.Max:
		return fmt.Sprintf("want %d", t.Min)
	case t.Max == Unbounded:
		return fmt.Sprintf("want at least %d", t.Min)
	}
	return fmt.Sprintf("want %d to %d", t.Min, t.Max)
}

func tagText(c Class, tag uint32) string {
	return [...]string{"universal", "application", "context", "private"}[c&3] + fmt.Sprintf(" [%d]", tag)
}
