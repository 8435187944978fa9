package xiri

import (
	"fmt"
	"strconv"

	"lilab/x2x3/ber"
)

// integral are the Go types of INTEGER.
type integral interface {
	~uint8 | ~uint16 | ~uint32 | ~uint64 | ~int64
}

// integer walks a mandatory INTEGER.
func integer[T integral](c *codec, tag uint32, name string, p presence, t *intType, v *T) {
	switch c.mode {
	case encoding:
		if x := int64(*v); x > t.hi || x < t.lo {
			c.fail(ber.ErrValue, -1, name, t.String(), strconv.FormatInt(x, 10))
		}
		c.b = ber.AppendInt(c.b, ber.Context(tag), int64(*v))
		c.set++
	case decoding:
		if c.take(tag, name, p) {
			x, err := c.elem.Int()
			if err != nil {
				c.wrap(err, name)
			} else if x > t.hi || x < t.lo {
				c.fail(ber.ErrValue, c.elem.Off, name, t.String(), strconv.FormatInt(x, 10))
			}
			*v = T(x)
		}
	case describing:
		c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: t.name, Kind: "INTEGER", Mandatory: p == mandatory, Required: p != optional, Min: t.lo, Max: t.hi, Typed: true})
	default:
		c.set++
		c.line(name, strconv.FormatInt(int64(*v), 10))
	}
}

// maybeInteger walks an optional INTEGER; 0 is a value.
func maybeInteger[T integral](c *codec, tag uint32, name string, p presence, t *intType, v *Opt[T]) {
	switch {
	case c.mode == describing:
		integer(c, tag, name, p, t, &v.Value)
	case c.mode == decoding:
		n := c.set
		if integer(c, tag, name, p, t, &v.Value); c.set != n {
			v.Set = true
		}
	case v.Set:
		integer(c, tag, name, p, t, &v.Value)
	default:
		c.absent(name, p)
	}
}

func (t *intType) String() string { return fmt.Sprintf("%d to %d", t.lo, t.hi) }

// enumeration are the Go types of ENUMERATED.
type enumeration interface {
	~uint16
	enum() *enumType
}

// enum walks a mandatory ENUMERATED. Every type is extensible, so values without a name pass; only 0,
// where the type does not define it, is absent when encoding.
func enum[T enumeration](c *codec, tag uint32, name string, p presence, v *T) {
	switch c.mode {
	case encoding:
		if *v == 0 && !(*v).enum().defines(0) {
			c.absent(name, p)
			return
		}
		c.b = ber.AppendInt(c.b, ber.Context(tag), int64(*v))
		c.set++
	case decoding:
		if c.take(tag, name, p) {
			x, err := c.elem.Uint(0xffff)
			if err != nil {
				c.wrap(err, name)
			}
			*v = T(x)
		}
	case describing:
		t := (*v).enum()
		c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: t.name, Kind: "ENUMERATED", Mandatory: p == mandatory, Required: p != optional,
			Min: int64(t.first), Max: int64(t.first) + int64(len(t.values)) - 1, Values: t.values, Typed: true})
	default:
		t := (*v).enum()
		c.set++
		if c.mode == checking && !t.defines(uint16(*v)) {
			c.find(name, false, "value "+strconv.Itoa(int(*v))+" is not defined")
		}
		c.line(name, t.text(uint16(*v)))
	}
}

// maybeEnum walks an optional ENUMERATED.
func maybeEnum[T enumeration](c *codec, tag uint32, name string, p presence, v *Opt[T]) {
	switch {
	case c.mode == describing:
		enum(c, tag, name, p, &v.Value)
	case c.mode == decoding:
		n := c.set
		if enum(c, tag, name, p, &v.Value); c.set != n {
			v.Set = true
		}
	case v.Set && c.mode == encoding:
		c.b = ber.AppendInt(c.b, ber.Context(tag), int64(v.Value))
		c.set++
	case v.Set:
		enum(c, tag, name, p, &v.Value)
	default:
		c.absent(name, p)
	}
}
