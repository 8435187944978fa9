package xiri

import (
	"strconv"

	"lilab/x2x3/ber"
)

// An Event is one alternative of XIRIEvent and IRIEvent, TS 33.128 R19 annex A: a pointer to a record.
type Event interface {
	composite
	// alternative returns the tag and the name of the alternative in the module.
	alternative() (uint32, string)
}

// constructors has the alternatives of XIRIEvent that have a Go type, by their tags.
var constructors = [...]func() Event{
	1:   record[AMFRegistration],
	2:   record[AMFDeregistration],
	3:   record[AMFLocationUpdate],
	4:   record[AMFStartOfInterceptionWithRegisteredUE],
	5:   record[AMFUnsuccessfulProcedure],
	11:  record[UDMServingSystemMessage],
	55:  record[UDMCancelLocationMessage],
	110: record[UDMUEAuthenticationResponse],
	124: record[UDMStartOfInterceptionWithRegisteredTarget],
}

func record[T any, P interface {
	*T
	Event
}]() Event {
	return P(new(T))
}

// Tag returns the tag of an event in XIRIEvent.
func Tag(e Event) uint32 {
	tag, _ := e.alternative()
	return tag
}

// Name returns the name of the alternative that an event is, for example "registration".
func Name(e Event) string {
	_, name := e.alternative()
	return name
}

// NewEvent returns an empty record of the alternative with this tag, nil where the tag has no Go type.
func NewEvent(tag uint32) Event {
	if tag < uint32(len(constructors)) && constructors[tag] != nil {
		return constructors[tag]()
	}
	return nil
}

// Tags returns the tags of the alternatives that have a Go type.
func Tags() []uint32 {
	var tags []uint32
	for tag, f := range constructors {
		if f != nil {
			tags = append(tags, uint32(tag))
		}
	}
	return tags
}

// event walks a component of type XIRIEvent or IRIEvent. Its tag is EXPLICIT because the type is a CHOICE.
func (c *codec) event(tag uint32, name string, v *Event) {
	switch c.mode {
	case encoding:
		if *v == nil {
			c.absent(name, mandatory)
			return
		}
		number, alternative := (*v).alternative()
		var outer, inner int
		c.b, outer = ber.Open(c.b, ber.ContextConstructed(tag))
		c.b, inner = ber.Open(c.b, ber.ContextConstructed(number))
		c.push(name, 0)
		c.push(alternative, 0)
		c.encodeBody(*v)
		c.pop()
		c.pop()
		c.b = ber.Close(c.b, inner)
		c.b = ber.Close(c.b, outer)
		c.set++
	case decoding:
		if c.take(tag, name, mandatory) {
			outer := c.elem
			c.push(name, 0)
			*v = c.decodeEvent(outer)
			c.pop()
		}
	case describing:
		c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: "XIRIEvent", Kind: "CHOICE", Mandatory: true, Required: true, Typed: true})
	default:
		if *v == nil {
			c.absent(name, mandatory)
			return
		}
		c.push(name, 0)
		c.push(Name(*v), 0)
		c.inspectBody(*v)
		c.pop()
		c.pop()
		c.set++
	}
}

// decodeEvent reads the alternative out of the element [2]. One that it does not know is an error: success
// with an empty event would hide that something was intercepted.
func (c *codec) decodeEvent(outer ber.Element) Event {
	in := outer.Reader()
	if !outer.Tag.Constructed || !in.More() {
		c.fail(ber.ErrTag, outer.Off, "", "an alternative of the CHOICE", "none")
		return nil
	}
	alt, err := in.Next()
	if err != nil {
		c.wrap(err, "")
		return nil
	}
	if in.More() {
		c.fail(ber.ErrValue, in.Offset(), "", "one alternative of the CHOICE", "more")
		return nil
	}
	if alt.Tag.Class != ber.ContextSpecific || !alt.Tag.Constructed {
		c.fail(ber.ErrTag, alt.Off, "", "a context-specific constructed tag", alt.Tag.String())
		return nil
	}
	e := NewEvent(alt.Tag.Number)
	if e == nil {
		c.fail(ber.ErrUnknown, alt.Off, "", "", "["+strconv.Itoa(int(alt.Tag.Number))+"]")
		return nil
	}
	c.push(Name(e), 0)
	c.decodeBody(e, alt.Reader())
	c.pop()
	return e
}
