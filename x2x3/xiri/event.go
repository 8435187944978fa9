package xiri

import (
	"slices"
	"strconv"

	"lilab/x2x3/ber"
)

// A Value is a SEQUENCE or CHOICE of the modules, by its pointer.
type Value interface {
	encode(b []byte, e *encoder) []byte
	decode(d *decoder, pos, end int)
}

// An Event is one alternative of XIRIEvent and IRIEvent, TS 33.128 R19 annex A: a pointer to a record.
type Event interface {
	Value
	// alternative returns the tag and the name of the alternative in the module.
	alternative() (uint32, string)
}

// Tag returns the tag of an event in XIRIEvent and IRIEvent.
func Tag(e Event) uint32 {
	tag, _ := e.alternative()
	return tag
}

// Name returns the name of the alternative that an event is, for example "registration".
func Name(e Event) string {
	_, name := e.alternative()
	return name
}

// NewEvent returns an empty record of the alternative with this tag, nil where there is none.
func NewEvent(tag uint32) Event {
	e, _, _ := newEvent(tag)
	return e
}

// Tags returns the tags of the alternatives of XIRIEvent.
func Tags() []uint32 {
	return tags(func(xiri, _ bool) bool { return xiri })
}

// IRITags returns the tags of the alternatives of IRIEvent.
func IRITags() []uint32 {
	return tags(func(_, iri bool) bool { return iri })
}

func tags(want func(xiri, iri bool) bool) []uint32 {
	var out []uint32
	for _, e := range schema().Events {
		if want(e.XIRI, e.IRI) {
			out = append(out, e.Tag)
		}
	}
	slices.Sort(out)
	return out
}

// HasIRIEvent says whether IRIEvent has an alternative with this tag. What the home-routed interfaces carry (100, 101) and
// the packet report (161) it has not. A tag of a later release counts as one that it has.
func HasIRIEvent(tag uint32) bool {
	e, _, iri := newEvent(tag)
	return iri || e == nil
}

// appendEvent appends the component [2], whose tag is EXPLICIT because the type is a CHOICE.
func appendEvent(b []byte, e *encoder, v Event) []byte {
	if v == nil {
		return e.missing("event")
	}
	number, name := v.alternative()
	b = append(b, 0xa2, 0)
	outer := len(b)
	b, inner := ber.Open(b, ber.ContextConstructed(number))
	if b = v.encode(b, e); b == nil {
		e.in(name)
		return e.in("event")
	}
	return closed(closed(b, inner), outer)
}

// event reads the alternative out of the component [2]. One that it does not know is an error: success
// with an empty event would hide that something was intercepted.
func (d *decoder) event(h header, iri bool) Event {
	if !h.constructed || h.start == h.stop {
		d.fail(ber.ErrTag, h.at, "an alternative of the CHOICE", "none")
		return nil
	}
	a, ok := d.alternative(h.start, h.stop)
	if !ok {
		return nil
	}
	if a.tag>>30 != 2 || !a.constructed {
		d.fail(ber.ErrTag, a.at, "a context-specific constructed tag", d.element(a).Tag.String())
		return nil
	}
	v, ofXIRI, ofIRI := newEvent(a.tag &^ ctx)
	if v == nil || iri && !ofIRI || !iri && !ofXIRI {
		d.fail(ber.ErrUnknown, a.at, "", "["+strconv.Itoa(int(a.tag&^ctx))+"]")
		return nil
	}
	if v.decode(d, a.start, a.stop); d.err != nil {
		d.in(Name(v))
		return nil
	}
	return v
}
