package xiri

import (
	"fmt"

	"lilab/x2x3/ber"
)

// value walks a SEQUENCE that is mandatory, or a CHOICE. A CHOICE without an alternative is absent.
func (c *codec) value(tag uint32, name string, p presence, v composite) {
	switch c.mode {
	case encoding:
		mark := len(c.b)
		var start int
		c.b, start = ber.Open(c.b, ber.ContextConstructed(tag))
		c.push(name, 0)
		n := c.encodeBody(v)
		c.pop()
		if n == 0 && v.isChoice() {
			c.b = c.b[:mark]
			c.absent(name, p)
			return
		}
		c.b = ber.Close(c.b, start)
		c.set++
	case decoding:
		if c.take(tag, name, p) && c.constructed(name) {
			in := c.elem.Reader()
			c.push(name, 0)
			c.decodeBody(v, in)
			c.pop()
		}
	case describing:
		c.describe(tag, name, p, v, false)
	default:
		c.push(name, 0)
		n := c.inspectBody(v)
		c.pop()
		if n == 0 && v.isChoice() {
			c.absent(name, p)
			return
		}
		c.set++
	}
}

func (c *codec) constructed(name string) bool {
	if !c.elem.Tag.Constructed {
		c.fail(ber.ErrTag, c.elem.Off, name, "a constructed encoding", "a primitive one")
	}
	return c.err == nil
}

// pointer is a composite type T by its pointer.
type pointer[T any] interface {
	*T
	composite
}

// maybe walks an optional SEQUENCE; nil is absent.
func maybe[T any, P pointer[T]](c *codec, tag uint32, name string, p presence, v **T) {
	switch c.mode {
	case decoding:
		if c.take(tag, name, p) && c.constructed(name) {
			*v = new(T)
			in := c.elem.Reader()
			c.push(name, 0)
			c.decodeBody(P(*v), in)
			c.pop()
		}
	case describing:
		c.describe(tag, name, p, P(new(T)), false)
	default:
		if *v == nil {
			c.absent(name, p)
			return
		}
		c.value(tag, name, p, P(*v))
	}
}

// list walks a SEQUENCE OF a SEQUENCE or CHOICE; nil is absent, empty is not.
func list[T any, P pointer[T]](c *codec, tag uint32, name string, p presence, v *[]T) {
	if *v == nil && c.mode != decoding && c.mode != describing {
		c.absent(name, p)
		return
	}
	switch c.mode {
	case encoding:
		var start int
		c.b, start = ber.Open(c.b, ber.ContextConstructed(tag))
		listBody[T, P](c, name, *v)
		c.b = ber.Close(c.b, start)
		c.set++
	case decoding:
		if !c.take(tag, name, p) || !c.constructed(name) {
			return
		}
		outer := c.frame
		in := c.elem.Reader()
		c.push(name, 0)
		*v = decodeList[T, P](c, in)
		c.pop()
		c.frame = outer
		if c.err != nil {
			c.have = false
		}
	case describing:
		c.describe(tag, name, p, P(new(T)), true)
	default:
		for i := range *v {
			c.push(name, 0)
			c.push("", i)
			c.inspectBody(P(&(*v)[i]))
			c.pop()
			c.pop()
		}
		c.set++
	}
}

func listBody[T any, P pointer[T]](c *codec, name string, v []T) {
	c.push(name, 0)
	for i := range v {
		e := P(&v[i])
		c.push("", i)
		if e.isChoice() {
			if c.encodeBody(e) == 0 {
				c.fail(ber.ErrMissing, -1, "", "", "an element without an alternative")
			}
		} else {
			var at int
			c.b, at = ber.Open(c.b, ber.Sequence)
			c.encodeBody(e)
			c.b = ber.Close(c.b, at)
		}
		c.pop()
	}
	c.pop()
}

func decodeList[T any, P pointer[T]](c *codec, in ber.Reader) []T {
	out := []T{}
	for in.More() && c.err == nil {
		e, err := in.Next()
		if err != nil {
			c.wrap(err, "")
			break
		}
		if len(out) >= maxElements {
			c.fail(ber.ErrLimit, e.Off, "", "", fmt.Sprintf("more than %d elements", maxElements))
			break
		}
		out = append(out, *new(T))
		v := P(&out[len(out)-1])
		c.push("", len(out)-1)
		switch {
		case v.isChoice():
			c.decodeBody(v, e.Self())
		case e.Tag != ber.Sequence:
			c.fail(ber.ErrTag, e.Off, "", ber.Sequence.String(), e.Tag.String())
		default:
			c.decodeBody(v, e.Reader())
		}
		c.pop()
	}
	return out
}
