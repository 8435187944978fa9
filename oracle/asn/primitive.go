package asn

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// primitive checks the contents of a simple type and puts a segmented string together.
func (d *Decoder) primitive(n *Node, h *head, t *Type) error {
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
		if bits := 8*(len(b)-1) - int(b[0]); t.Sized && t.outside(bits) {
			d.finding(h.at, t.Extensible, "", "%d bits, %s", bits, bounds(t))
		}
	case OID, RelativeOID:
		if len(b) == 0 || b[len(b)-1]&0x80 != 0 {
			return d.fail(h.at, "a malformed object identifier")
		}
	case Time:
		if _, ok := parseTime(b); !ok {
			d.finding(h.at, false, "X.680 clause 46", "%q is no GeneralizedTime with seconds and zone", b)
		}
	case NumericString, PrintableString, IA5String, UTF8String, Octets:
		d.text(n, h, t)
	case Wrap:
		return d.wrapped(n, h, t)
	}
	return nil
}

// wrapped reads the value inside an OCTET STRING.
func (d *Decoder) wrapped(n *Node, h *head, t *Type) error {
	if h.constructed {
		return d.fail(h.at, "a segmented OCTET STRING around a value")
	}
	var c head
	if err := d.header(&c, h.body, h.stop); err != nil {
		return err
	}
	if c.end != h.stop {
		return d.fail(c.end, "octets after the value")
	}
	n.Children = d.alloc(1)
	n.Children[0].Name = t.Elem.TypeName()
	return d.value(&n.Children[0], &c, t.Elem, true)
}

func (d *Decoder) number(n *Node, h *head, t *Type) {
	v, ok := n.Int()
	if t.Kind == Enumerated {
		if _, known := t.ValueName(v); ok && known {
			return
		}
		lowest := int64(1 << 62)
		for _, v := range t.Values {
			lowest = min(lowest, v.Number)
		}
		d.finding(h.at, ok && v > lowest, "", "%s has no value %s", t.TypeName(), n.Text())
		return
	}
	if !t.Sized {
		return
	}
	if !ok {
		big := signed(n.Body)
		if !big.IsUint64() || big.Uint64() > t.Max {
			d.finding(h.at, false, "", "the value %s, %s", big, bounds(t))
		}
		return
	}
	if v < t.Min || v > 0 && uint64(v) > t.Max {
		d.finding(h.at, false, "", "the value %d, %s", v, bounds(t))
	}
}

func (d *Decoder) text(n *Node, h *head, t *Type) {
	size := len(n.Body)
	switch t.Kind {
	case NumericString:
		for _, c := range n.Body {
			if (c < '0' || c > '9') && c != ' ' {
				d.finding(h.at, false, "X.680 clause 41", "%q in a NumericString", c)
				break
			}
		}
	case PrintableString, IA5String:
		for _, c := range n.Body {
			if c >= 0x80 || t.Kind == PrintableString && !printable(c) {
				d.finding(h.at, false, "X.680 clause 41", "%q in a string of kind %s", c, t.Kind)
				break
			}
		}
	case UTF8String:
		if !utf8.Valid(n.Body) {
			d.finding(h.at, false, "X.680 clause 41", "octets that are not UTF-8")
		}
		size = utf8.RuneCount(n.Body)
	}
	if t.Sized && t.outside(size) {
		d.finding(h.at, t.Extensible, "", "a length of %d, %s", size, bounds(t))
	}
}

// join puts the segments of a constructed string together, X.690 clause 8.7.3.
func (d *Decoder) join(n *Node, h *head, t *Type) error {
	switch t.Kind {
	case NumericString, PrintableString, IA5String, UTF8String, Octets, Time:
	default:
		return d.fail(h.at, "a %s with a constructed encoding", t.Kind)
	}
	var all []byte
	var c head
	for at := h.body; at < h.stop; {
		if err := d.header(&c, at, h.stop); err != nil {
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
	case t.Min >= 0 && uint64(t.Min) == t.Max:
		return fmt.Sprintf("want %d", t.Min)
	case t.Max == Unbounded:
		return fmt.Sprintf("want at least %d", t.Min)
	}
	return fmt.Sprintf("want %d to %d", t.Min, t.Max)
}

func tagText(c Class, tag uint32) string {
	return [...]string{"universal", "application", "context", "private"}[c&3] + fmt.Sprintf(" [%d]", tag)
}

// outside tells whether a size is not within the bounds of the type.
func (t *Type) outside(n int) bool { return int64(n) < t.Min || uint64(n) > t.Max }

// printable tells whether a character belongs to PrintableString, X.680 clause 41.4.
func printable(c byte) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9':
		return true
	}
	switch c {
	case ' ', '\'', '(', ')', '+', ',', '-', '.', '/', ':', '=', '?':
		return true
	}
	return false
}

// parseTime reads a GeneralizedTime, X.680 clause 46, with seconds and in UTC or with an offset.
func parseTime(b []byte) (time.Time, bool) {
	num := func(from, to int) int {
		v := 0
		for _, c := range b[from:to] {
			if c < '0' || c > '9' {
				return -1
			}
			v = v*10 + int(c-'0')
		}
		return v
	}
	if len(b) < 15 || len(b) > 32 {
		return time.Time{}, false
	}
	year, month, day := num(0, 4), num(4, 6), num(6, 8)
	hour, minute, second := num(8, 10), num(10, 12), num(12, 14)
	if year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 {
		return time.Time{}, false
	}
	i, nanos := 14, 0
	if b[i] == '.' || b[i] == ',' {
		from := i + 1
		for i = from; i < len(b) && b[i] >= '0' && b[i] <= '9'; i++ {
			if i-from < 9 {
				nanos = nanos*10 + int(b[i]-'0')
			}
		}
		if i == from {
			return time.Time{}, false
		}
		for n := i - from; n < 9; n++ {
			nanos *= 10
		}
	}
	offset := 0
	switch {
	case i == len(b)-1 && b[i] == 'Z':
	case i == len(b)-5 && (b[i] == '+' || b[i] == '-'):
		h, m := num(i+1, i+3), num(i+3, i+5)
		if h < 0 || h > 23 || m < 0 || m > 59 {
			return time.Time{}, false
		}
		if offset = h*3600 + m*60; b[i] == '-' {
			offset = -offset
		}
	default:
		return time.Time{}, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, nanos, time.UTC)
	if t.Day() != day {
		return time.Time{}, false
	}
	return t.Add(-time.Duration(offset) * time.Second), true
}
