package xiri

import (
	"fmt"
	"strconv"
	"sync"

	"lilab/x2x3/ber"
)

// presence says whether a component has to be there.
type presence uint8

const (
	// optional is OPTIONAL in the ASN.1.
	optional presence = iota
	// mandatory is mandatory in the ASN.1.
	mandatory
	// required is OPTIONAL in the ASN.1 and M in the table of the clause.
	required
)

// mode is what a codec does while it walks the components of a value.
type mode uint8

const (
	encoding mode = iota
	decoding
	checking
	describing
	dumping
)

// A composite is a SEQUENCE or a CHOICE. Its walk names every component once, in the order of the tags;
// the codec makes of that the encoding, the decoding, the presence check, the description and the dump.
type composite interface {
	walk(c *codec)
	isChoice() bool
	rawList() []Raw
	addRaw(Raw)
}

const (
	// maxUnknown bounds how many components that it does not know the decoder keeps of one value.
	maxUnknown = 256
	// maxDepth bounds how deep typed values may nest.
	maxDepth = 32
	// maxElements bounds a SEQUENCE OF.
	maxElements = 65536
)

// frame is the state of the composite value that is being walked.
type frame struct {
	// v is that value.
	v composite
	// index counts the components that walk has named so far, at most 64.
	index uint
	// seen has a bit for each component that the decoder found.
	seen uint64
	// set counts the components that have a value.
	set int
	// missing names the first mandatory component that is absent.
	missing string
	// in holds what is left to be decoded after next, the element in front.
	in   ber.Reader
	next ber.Element
	have bool
	// raw holds the components to be encoded as they are, and done which of them are written.
	raw  []Raw
	done []bool
}

// step is one part of a path: a component, or an element of a list where name is empty.
type step struct {
	name  string
	index int
}

type codec struct {
	frame
	mode mode
	err  error
	path []step
	b    []byte
	// elem is the element that take has found.
	elem ber.Element
	// clause is where the table of the record stands; findings, fields and lines are what checking,
	// describing and dumping collect.
	clause   string
	findings []Finding
	fields   []Field
	lines    []Line
}

// codecs keeps codecs for the next call, so that encoding into a reused slice allocates nothing.
var codecs = sync.Pool{New: func() any { return &codec{path: make([]step, 0, 32)} }}

func newCodec(m mode, root string) *codec {
	c := codecs.Get().(*codec)
	c.mode = m
	c.path = append(c.path[:0], step{name: root})
	return c
}

func (c *codec) release() {
	*c = codec{path: c.path[:0]}
	codecs.Put(c)
}

// fail keeps the first error.
func (c *codec) fail(err error, off int, name, want, got string) {
	c.have = false
	if c.err == nil {
		c.err = &ber.Error{Err: err, Off: off, Path: c.at(name), Want: want, Got: got}
	}
}

// wrap keeps the first error and adds the path, which the primitive decoders do not know.
func (c *codec) wrap(err error, name string) {
	c.have = false
	if c.err != nil {
		return
	}
	if e, ok := err.(*ber.Error); ok && e.Path == "" {
		e.Path = c.at(name)
	}
	c.err = err
}

// at returns the path of a component of the value that is being walked.
func (c *codec) at(name string) string {
	var p []byte
	for i, s := range c.path {
		switch {
		case s.name == "":
			p = append(strconv.AppendInt(append(p, '['), int64(s.index), 10), ']')
		case i > 0:
			p = append(append(p, '.'), s.name...)
		default:
			p = append(p, s.name...)
		}
	}
	if name != "" {
		p = append(append(p, '.'), name...)
	}
	return string(p)
}

func (c *codec) push(name string, index int) { c.path = append(c.path, step{name, index}) }
func (c *codec) pop()                        { c.path = c.path[:len(c.path)-1] }

// about tells where the stage 3 table of a record stands.
func (c *codec) about(clause string) {
	if c.mode >= checking {
		c.clause = clause
	}
}

// advance reads the next component of the value that is being decoded.
func (c *codec) advance() {
	if c.have = c.in.More(); !c.have {
		return
	}
	e, err := c.in.Next()
	if err != nil {
		c.wrap(err, "")
		return
	}
	c.next = e
}

// take reports whether the next component is the one with this tag, and puts it into c.elem.
func (c *codec) take(tag uint32, name string, p presence) bool {
	i := c.index
	c.index++
	if !c.have || c.next.Tag.Number != tag || c.next.Tag.Class != ber.ContextSpecific {
		if p == mandatory && c.missing == "" && c.seen>>i&1 == 0 {
			c.missing = name
		}
		return false
	}
	if c.seen>>i != 0 {
		c.fail(ber.ErrOrder, c.next.Off, name, "", "")
		return false
	}
	c.seen |= 1 << i
	c.set++
	c.elem = c.next
	c.advance()
	return true
}

// absent notes that a component has no value to be encoded or checked.
func (c *codec) absent(name string, p presence) {
	switch {
	case p == optional:
	case c.mode == checking:
		c.find(name, p == mandatory, "absent")
	case p == mandatory && c.missing == "":
		c.missing = name
	}
}

// encodeBody appends the components of v and returns how many there are. It saves only what encoding uses of the
// frame around it: copying the whole frame is what would take most of the time.
func (c *codec) encodeBody(v composite) int {
	set, missing, raw, done := c.set, c.missing, c.raw, c.done
	c.set, c.missing = 0, ""
	if c.raw = v.rawList(); len(c.raw) > 0 {
		c.done = make([]bool, len(c.raw))
	}
	v.walk(c)
	for i, r := range c.raw {
		if !c.done[i] {
			c.b = append(c.b, r.Octets...)
			c.set++
		}
	}
	if c.missing != "" {
		c.fail(ber.ErrMissing, -1, c.missing, "", "")
	}
	n := c.set
	if n > 1 && v.isChoice() {
		c.fail(ber.ErrValue, -1, "", "one alternative of the CHOICE", strconv.Itoa(n))
	}
	c.set, c.missing, c.raw, c.done = set, missing, raw, done
	return n
}

// decodeBody fills v from the elements of in.
func (c *codec) decodeBody(v composite, in ber.Reader) {
	if len(c.path) > maxDepth {
		c.fail(ber.ErrLimit, in.Offset(), "", "", "values nested too deep")
		return
	}
	outer := c.frame
	c.frame = frame{v: v, in: in}
	c.advance()
	unknown := 0
	for {
		seen := c.seen
		c.index, c.missing = 0, ""
		v.walk(c)
		if !c.have {
			break
		}
		if c.seen != seen {
			continue
		}
		// No component has this tag. It is an extension, which stays as it is.
		if unknown++; unknown > maxUnknown {
			c.fail(ber.ErrLimit, c.next.Off, "", "", fmt.Sprintf("more than %d unknown components", maxUnknown))
			break
		}
		c.keep(c.next)
		c.set++
		c.advance()
	}
	if c.err == nil && c.missing != "" {
		c.fail(ber.ErrMissing, in.Offset(), c.missing, "", "")
	}
	if c.err == nil && v.isChoice() && c.set != 1 {
		c.fail(ber.ErrValue, in.Offset(), "", "one alternative of the CHOICE", strconv.Itoa(c.set))
	}
	c.frame = outer
	if c.err != nil {
		c.have = false
	}
}

func (c *codec) keep(e ber.Element) {
	c.v.addRaw(Raw{Tag: e.Tag.Number, Octets: append([]byte(nil), e.Octets...)})
}

// inspectBody walks v for the modes that only look.
func (c *codec) inspectBody(v composite) int {
	outer, fields := c.frame, c.fields
	c.frame = frame{v: v, raw: v.rawList()}
	if len(c.raw) > 0 {
		c.done = make([]bool, len(c.raw))
	}
	if c.mode == describing {
		c.fields = nil
	}
	v.walk(c)
	for i, r := range c.raw {
		if !c.done[i] {
			c.set++
			c.raw1(r, "["+strconv.Itoa(int(r.Tag))+"]")
		}
	}
	n := c.set
	if n > 1 && v.isChoice() && c.mode == checking {
		c.find("", true, "more than one alternative of the CHOICE")
	}
	c.frame = outer
	if c.mode == describing {
		c.fields = fields
	}
	return n
}

func (c *codec) raw1(r Raw, name string) {
	if c.mode == dumping {
		c.line(name, fmt.Sprintf("raw %x", r.Octets))
	}
}

// untyped names a component that has no Go field yet. Its encoding is kept and passed on as it is.
func (c *codec) untyped(tag uint32, name, typ string) {
	switch c.mode {
	case decoding:
		if c.take(tag, name, optional) {
			c.keep(c.elem)
		}
		return
	case describing:
		c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: typ})
		return
	}
	for i, r := range c.raw {
		if r.Tag == tag && !c.done[i] {
			c.done[i] = true
			c.set++
			if c.mode == encoding {
				c.b = append(c.b, r.Octets...)
			} else {
				c.raw1(r, name)
			}
		}
	}
}
