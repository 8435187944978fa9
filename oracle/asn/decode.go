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

// maxFindings bounds the findings of one value.
const maxFindings = 100

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
	arena, spare []Node
	path         []string
	in           []byte // for offsets
	depth        int
	count        int
	found        []Finding
	rec          *Type // the record that the walk is in
}

// NewDecoder returns a Decoder.
func NewDecoder() *Decoder { return &Decoder{} }

// Recycle lets the decoder use the memory of earlier results again: their nodes must not be looked at any more.
func (d *Decoder) Recycle() { d.arena = d.spare }

// Decode reads one value of type t from the start of b. What follows it is not looked at.
// The nodes keep parts of b. Every error is an *Error.
func (d *Decoder) Decode(b []byte, t *Type) (Decoded, error) {
	d.path, d.in, d.depth, d.count, d.found, d.rec = d.path[:0], b, 0, 0, nil, t
	var h head
	if err := d.header(&h, 0, len(b)); err != nil {
		return Decoded{}, err
	}
	root := d.alloc(1)
	if err := d.value(&root[0], &h, t, true); err != nil {
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
		if len(d.arena) > len(d.spare) {
			d.spare = d.arena
		}
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
	if len(d.found) < maxFindings {
		d.found = append(d.found, Finding{Offset: at, Path: strings.Join(d.path, "."), Problem: fmt.Sprintf(format, args...), Clause: clause, Note: note})
	}
}

func clauseOf(t *Type) string {
	switch {
	case t.Clause != "":
		return t.Clause
	case t.Module == "ps":
		return "TS 102 232-1 V3.26.1 clause 5.2"
	case t.Module == "ia":
		return "TS 33.128 R19 clause 6.2.2A.2"
	case t.Module == "ip":
		return "TS 102 232-3"
	}
	return "TS 33.128 R19 annex A"
}

// value fills n with the value of type t that h heads. With own the tag must be the type's own;
// else it is an implicit context tag, which is explicit on a CHOICE.
func (d *Decoder) value(n *Node, h *head, t *Type, own bool) error {
	if d.depth++; d.depth > maxDepth {
		return d.fail(h.at, "nested deeper than %d", maxDepth)
	}
	if d.count++; d.count > maxNodes {
		return d.fail(h.at, "more than %d values", maxNodes)
	}
	n.Type, n.Class, n.Tag, n.Offset, n.Header, n.Body = t, h.class, h.tag, h.at, h.body-h.at, d.in[h.body:h.stop]
	n.Children = nil
	if own && t.Kind != Choice {
		if want, ok := universal(t.Kind); ok && (h.class != Universal || h.tag != want) {
			return d.fail(h.at, "the tag is %s, want universal %d (%s)", tagText(h.class, h.tag), want, t.Kind)
		}
	}
	var err error
	switch t.Kind {
	case Sequence:
		if t.release {
			t = d.released(t, h)
			n.Type = t
		}
		err = d.sequence(n, h, t)
	case Choice:
		if own {
			err = d.alternative(n, h, t)
		} else {
			err = d.explicit(n, h, t)
		}
	case ListOf, SetOf:
		err = d.list(n, h, t)
	case Any:
	default:
		err = d.primitive(n, h, t)
	}
	d.depth--
	return err
}

func (d *Decoder) sequence(n *Node, h *head, t *Type) error {
	if !h.constructed {
		return d.fail(h.at, "a SEQUENCE with a primitive encoding")
	}
	outer := d.rec
	if t.Clause != "" {
		d.rec = t
	}
	kids, err := d.kids(h)
	if err != nil {
		return err
	}
	n.Children = kids
	next, seen := 0, uint64(0)
	var c head
	for at, k := h.body, 0; at < h.stop; k++ {
		if err := d.header(&c, at, h.stop); err != nil {
			return err
		}
		at = c.end
		i := -1
		if c.class == Context {
			i = t.place(c.tag)
		}
		if i < 0 {
			d.unknown(&kids[k], &c)
			d.finding(c.at, true, "", "unknown member %s of %s", tagText(c.class, c.tag), t.TypeName())
			continue
		}
		if i < next {
			if j := t.again(c.tag, next); j >= 0 {
				i = j
			}
		}
		m := &t.Members[i]
		d.path = append(d.path, m.Name)
		if i < next {
			d.finding(c.at, false, "", "member %s stands twice or out of order", m.Name)
		} else {
			next = i + 1
		}
		if i < 64 {
			seen |= 1 << i
		}
		kids[k].Name = m.Name
		if err := d.value(&kids[k], &c, m.Type, false); err != nil {
			return err
		}
		d.path = d.path[:len(d.path)-1]
	}
	for i := range t.Members[:min(len(t.Members), 64)] {
		if seen&(1<<i) == 0 && !t.Members[i].Optional {
			m := &t.Members[i]
			d.finding(h.at, false, "", "mandatory member %s [%d] of %s is missing", m.Name, m.Tag, t.TypeName())
		}
	}
	d.rec = outer
	return nil
}

// kids makes room for the values inside a constructed encoding. It looks at their tags and lengths only; what is
// wrong with these is found again, and told, when they are read.
func (d *Decoder) kids(h *head) ([]Node, error) {
	n := 0
	var c head
	for at := h.body; at < h.stop; n++ {
		if d.quick(&c, at, h.stop) {
			at = c.end
			continue
		}
		if d.header(&c, at, h.stop) != nil {
			n++
			break
		}
		at = c.end
	}
	if d.count+n > maxNodes {
		return nil, d.fail(h.at, "more than %d values", maxNodes)
	}
	return d.alloc(n), nil
}

func (d *Decoder) unknown(n *Node, c *head) {
	*n = Node{Name: "?", Class: c.class, Tag: c.tag, Offset: c.at, Header: c.body - c.at, Body: d.in[c.body:c.stop]}
}

// explicit reads a CHOICE below a context tag.
func (d *Decoder) explicit(n *Node, h *head, t *Type) error {
	if !h.constructed {
		return d.fail(h.at, "a tagged CHOICE with a primitive encoding")
	}
	if h.body == h.stop {
		return d.fail(h.at, "a CHOICE without an alternative")
	}
	var c head
	if err := d.header(&c, h.body, h.stop); err != nil {
		return err
	}
	if c.end != h.stop {
		return d.fail(c.end, "octets after the alternative of a CHOICE")
	}
	return d.alternative(n, &c, t)
}

func (d *Decoder) alternative(n *Node, c *head, t *Type) error {
	i := -1
	if c.class == Context {
		i = t.place(c.tag)
	}
	n.Children = d.alloc(1)
	if i < 0 {
		if t.loud {
			return d.fail(c.at, "%s has no alternative %s", t.TypeName(), tagText(c.class, c.tag))
		}
		d.finding(c.at, true, "", "unknown alternative %s of %s", tagText(c.class, c.tag), t.TypeName())
		d.unknown(&n.Children[0], c)
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

func (d *Decoder) list(n *Node, h *head, t *Type) error {
	if !h.constructed {
		return d.fail(h.at, "a %s with a primitive encoding", t.Kind)
	}
	kids, err := d.kids(h)
	if err != nil {
		return err
	}
	n.Children = kids
	count := 0
	var c head
	for at := h.body; at < h.stop; count++ {
		if err := d.header(&c, at, h.stop); err != nil {
			return err
		}
		at = c.end
		kids[count].Name = "[]"
		if err := d.value(&kids[count], &c, t.Elem, true); err != nil {
			return err
		}
	}
	if t.Sized && (int64(count) < t.Min || uint64(count) > t.Max) {
		d.finding(h.at, t.Extensible, "", "%d elements, %s", count, bounds(t))
	}
	return nil
}
