package asn

import (
	"fmt"
	"strings"
)

// Limits of what Decode believes.
const (
	maxDepth = 64
	maxNodes = 1 << 17
)

// Error says where and why decoding stopped.
type Error struct {
	// Offset counts from the first octet given to Decode.
	Offset int
	// Path is the dotted path of member names down to the place.
	Path    string
	Problem string
}

// Error returns "octet 12 (pSHeader.sequenceNumber): …".
func (e *Error) Error() string {
	if e.Path == "" {
		return fmt.Sprintf("octet %d: %s", e.Offset, e.Problem)
	}
	return fmt.Sprintf("octet %d (%s): %s", e.Offset, e.Path, e.Problem)
}

// Finding is something that does not conform although it can be read.
type Finding struct {
	Offset  int
	Path    string
	Problem string
	// Clause is where the standard says otherwise.
	Clause string
	// Note is true where a later release could explain it: an unknown member or enumeration value.
	Note bool
}

// String returns the finding in one line.
func (f Finding) String() string {
	return fmt.Sprintf("octet %d (%s): %s [%s]", f.Offset, f.Path, f.Problem, f.Clause)
}

// Decoded is the result of decoding one value.
type Decoded struct {
	Root     *Node
	Findings []Finding
	// Length is the number of octets the value took.
	Length int
}

// Decoder decodes values one after the other and keeps its working memory. It is not safe for concurrent use.
type Decoder struct {
	arena []Node
	path  []string
	in    []byte // for offsets
	depth int
	count int
	found []Finding
	rec   string // the record type that the walk is in
}

// NewDecoder returns a Decoder.
func NewDecoder() *Decoder { return &Decoder{} }

// Decode reads one value of type t from the start of b. What follows it is not looked at.
// The nodes keep parts of b. Every error is an *Error.
func (d *Decoder) Decode(b []byte, t *Type) (Decoded, error) {
	d.path, d.in, d.depth, d.count, d.found, d.rec = d.path[:0], b, 0, 0, nil, t.TypeName()
	h, err := d.header(b, 0)
	if err != nil {
		return Decoded{}, err
	}
	root := d.alloc(1)
	if err := d.value(&root[0], h, t, true); err != nil {
		return Decoded{}, err
	}
	root[0].Name = t.TypeName()
	return Decoded{Root: &root[0], Findings: d.found, Length: h.end}, nil
}

func (d *Decoder) alloc(n int) []Node {
	if n == 0 {
		return nil
	}
	if len(d.arena) < n {
		d.arena = make([]Node, max(128, n))
	}
	out := d.arena[:n:n]
	d.arena = d.arena[n:]
	return out
}

func (d *Decoder) fail(at int, format string, args ...any) error {
	return &Error{Offset: at, Path: strings.Join(d.path, "."), Problem: fmt.Sprintf(format, args...)}
}

func (d *Decoder) finding(at int, note bool, clause, format string, args ...any) {
	if clause == "" {
		clause = clauseOf(d.rec)
	}
	if len(d.found) < 100 {
		d.found = append(d.found, Finding{Offset: at, Path: strings.Join(d.path, "."), Problem: fmt.Sprintf(format, args...), Clause: clause, Note: note})
	}
}

// head is a tag and a length: the contents stand at in[body:stop], the value ends at end.
type head struct {
	class       Class
	constructed bool
	tag         uint32
	at          int
	body        int
	stop, end   int
}

// header reads tag and length at octet at of d.in; the contents must lie within b, which starts at octet at.
func (d *Decoder) header(b []byte, at int) (head, error) {
	h := head{at: at}
	if len(b) == 0 {
		return h, d.fail(at, "the tag is missing")
	}
	h.class, h.constructed, h.tag = Class(b[0]>>6), b[0]&0x20 != 0, uint32(b[0]&0x1f)
	i := 1
	if h.tag == 31 {
		h.tag = 0
		for n := 0; ; n++ {
			if i >= len(b) {
				return h, d.fail(at+i, "the tag ends early")
			}
			if n == 4 {
				return h, d.fail(at, "the tag number does not fit 28 bits")
			}
			c := b[i]
			i++
			h.tag = h.tag<<7 | uint32(c&0x7f)
			if c&0x80 == 0 {
				break
			}
		}
	}
	if i >= len(b) {
		return h, d.fail(at+i, "the length is missing")
	}
	c := b[i]
	i++
	h.body = at + i
	switch {
	case c < 0x80:
		h.stop = h.body + int(c)
	case c == 0x80:
		if !h.constructed {
			return h, d.fail(at, "an indefinite length on a primitive encoding")
		}
		stop, err := d.endOfContents(b[i:], h.body, 0)
		if err != nil {
			return h, err
		}
		h.stop, h.end = stop, stop+2
		return h, nil
	default:
		n := int(c & 0x7f)
		if n > 4 {
			return h, d.fail(at+i-1, "a length of %d octets", n)
		}
		if len(b)-i < n {
			return h, d.fail(at+i, "the length ends early")
		}
		v := 0
		for _, c := range b[i : i+n] {
			v = v<<8 | int(c)
		}
		h.body += n
		h.stop = h.body + v
	}
	if h.stop > at+len(b) {
		return h, d.fail(at, "the length is %d, %d octets are left", h.stop-h.body, at+len(b)-h.body)
	}
	h.end = h.stop
	return h, nil
}

// endOfContents finds the end-of-contents octets of an indefinite length and returns the offset of the first.
func (d *Decoder) endOfContents(b []byte, at, depth int) (int, error) {
	if depth > maxDepth {
		return 0, d.fail(at, "nested deeper than %d", maxDepth)
	}
	for i := 0; ; {
		if len(b)-i < 2 {
			return 0, d.fail(at+i, "an indefinite length has no end")
		}
		if b[i] == 0 && b[i+1] == 0 {
			return at + i, nil
		}
		d.depth++
		if d.depth > maxDepth {
			return 0, d.fail(at+i, "nested deeper than %d", maxDepth)
		}
		h, err := d.header(b[i:], at+i)
		d.depth--
		if err != nil {
			return 0, err
		}
		i = h.end - at
	}
}

// universal returns the universal tag that a type has where it is not tagged.
func universal(k Kind) (uint32, bool) {
	switch k {
	case Sequence, ListOf:
		return 16, true
	case SetOf:
		return 17, true
	case Boolean:
		return 1, true
	case Integer:
		return 2, true
	case Bits:
		return 3, true
	case Octets, Wrap:
		return 4, true
	case Null:
		return 5, true
	case OID:
		return 6, true
	case Enumerated:
		return 10, true
	case UTF8String:
		return 12, true
	case RelativeOID:
		return 13, true
	case NumericString:
		return 18, true
	case PrintableString:
		return 19, true
	case Time:
		return 24, true
	}
	return 0, false
}

// value fills n with the value of type t that h heads. With own the tag must be the type's own;
// else it is an implicit context tag, which is explicit on a CHOICE.
func (d *Decoder) value(n *Node, h head, t *Type, own bool) error {
	if d.depth++; d.depth > maxDepth {
		return d.fail(h.at, "nested deeper than %d", maxDepth)
	}
	defer func() { d.depth-- }()
	if d.count++; d.count > maxNodes {
		return d.fail(h.at, "more than %d values", maxNodes)
	}
	n.Type, n.Class, n.Tag, n.Offset, n.Header, n.Body = t, h.class, h.tag, h.at, h.body-h.at, d.in[h.body:h.stop]
	if own && t.Kind != Choice {
		if want, ok := universal(t.Kind); ok && (h.class != Universal || h.tag != want) {
			return d.fail(h.at, "the tag is %s, want universal %d (%s)", tagText(h.class, h.tag), want, t.Kind)
		}
	}
	switch t.Kind {
	case Sequence:
		return d.sequence(n, h, t)
	case Choice:
		if own {
			return d.alternative(n, h, t)
		}
		return d.explicit(n, h, t)
	case ListOf, SetOf:
		return d.list(n, h, t)
	case Any:
		return nil
	}
	return d.primitive(n, h, t)
}

func (d *Decoder) sequence(n *Node, h head, t *Type) error {
	if !h.constructed {
		return d.fail(h.at, "a SEQUENCE with a primitive encoding")
	}
	outer := d.rec
	if name := t.TypeName(); clauses[name] != "" {
		d.rec = name
	}
	kids, err := d.kids(h)
	if err != nil {
		return err
	}
	n.Children = kids
	next, seen := 0, uint64(0)
	for at, k := h.body, 0; at < h.stop; k++ {
		c, err := d.header(d.in[at:h.stop], at)
		if err != nil {
			return err
		}
		at = c.end
		i := -1
		if c.class == Context {
			i = memberIndex(t.Members, c.tag, next)
		}
		if i < 0 {
			kids[k] = d.unknown(c)
			d.finding(c.at, true, "", "unknown member %s of %s", tagText(c.class, c.tag), t.TypeName())
			continue
		}
		m := &t.Members[i]
		d.path = append(d.path, m.Name)
		if i < next {
			d.finding(c.at, false, "", "member %s stands twice or out of order", m.Name)
		}
		next = max(next, i+1)
		if i < 64 {
			seen |= 1 << i
		}
		kids[k].Name = m.Name
		if err := d.value(&kids[k], c, m.Type, false); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
	}
	for i := range min(len(t.Members), 64) {
		if m := &t.Members[i]; !m.Optional && seen&(1<<i) == 0 {
			d.finding(h.at, false, "", "mandatory member %s [%d] of %s is missing", m.Name, m.Tag, t.TypeName())
		}
	}
	d.rec = outer
	return nil
}

// kids makes room for the values inside a constructed encoding. It looks at their tags and lengths only; what is
// wrong with these is found again, and told, when they are read.
func (d *Decoder) kids(h head) ([]Node, error) {
	n := 0
	for at := h.body; at < h.stop; n++ {
		c, err := d.header(d.in[at:h.stop], at)
		if err != nil {
			return d.alloc(n + 1), nil
		}
		at = c.end
	}
	if d.count+n > maxNodes {
		return nil, d.fail(h.at, "more than %d values", maxNodes)
	}
	return d.alloc(n), nil
}

func (d *Decoder) unknown(c head) Node {
	return Node{Name: "?", Class: c.class, Tag: c.tag, Offset: c.at, Header: c.body - c.at, Body: d.in[c.body:c.stop]}
}

// memberIndex finds a tag, first from member from on because members come in order.
func memberIndex(ms []Member, tag uint32, from int) int {
	for i := from; i < len(ms); i++ {
		if ms[i].Tag == tag {
			return i
		}
	}
	for i := 0; i < from && i < len(ms); i++ {
		if ms[i].Tag == tag {
			return i
		}
	}
	return -1
}

// explicit reads a CHOICE below a context tag.
func (d *Decoder) explicit(n *Node, h head, t *Type) error {
	if !h.constructed {
		return d.fail(h.at, "a tagged CHOICE with a primitive encoding")
	}
	if h.body == h.stop {
		return d.fail(h.at, "a CHOICE without an alternative")
	}
	c, err := d.header(d.in[h.body:h.stop], h.body)
	if err != nil {
		return err
	}
	if c.end != h.stop {
		return d.fail(c.end, "octets after the alternative of a CHOICE")
	}
	return d.alternative(n, c, t)
}

func (d *Decoder) alternative(n *Node, c head, t *Type) error {
	i := -1
	if c.class == Context {
		i = memberIndex(t.Members, c.tag, 0)
	}
	n.Children = d.alloc(1)
	if i < 0 {
		if name := t.TypeName(); name == "XIRIEvent" || name == "IRIEvent" || name == "Payload" {
			return d.fail(c.at, "%s has no alternative %s", name, tagText(c.class, c.tag))
		}
		d.finding(c.at, true, "", "unknown alternative %s of %s", tagText(c.class, c.tag), t.TypeName())
		n.Children[0] = d.unknown(c)
		return nil
	}
	m := &t.Members[i]
	d.path = append(d.path, m.Name)
	n.Children[0].Name = m.Name
	if err := d.value(&n.Children[0], c, m.Type, false); err != nil {
		return err
	}
	d.path = d.path[:len(d.path)-1]
	return nil
}

func (d *Decoder) list(n *Node, h head, t *Type) error {
	if !h.constructed {
		return d.fail(h.at, "a %s with a primitive encoding", t.Kind)
	}
	kids, err := d.kids(h)
	if err != nil {
		return err
	}
	n.Children = kids
	count := 0
	for at := h.body; at < h.stop; count++ {
		c, err := d.header(d.in[at:h.stop], at)
		if err != nil {
			return err
		}
		at = c.end
		kids[count].Name = "[]"
		if err := d.value(&kids[count], c, t.Elem, true); err != nil {
			return err
		}
	}
	if t.Sized && (uint64(count) < t.Min || uint64(count) > t.Max) {
		d.finding(h.at, false, "", "%d elements, %s", count, bounds(t))
	}
	return nil
}
