package xiri

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"lilab/x2x3/ber"
)

// textType is a restricted character string type with its size constraint; max 0 is no limit.
type textType struct {
	name, base string
	min, max   int
}

// octetsType is an OCTET STRING with its size constraint; max 0 is no limit.
type octetsType struct {
	name     string
	min, max int
}

// intType is an INTEGER with its range.
type intType struct {
	name   string
	lo, hi int64
}

// bitsType is a BIT STRING of a fixed size.
type bitsType struct {
	name string
	size int
}

// enumType is an ENUMERATED: values[i] names the value first+i.
type enumType struct {
	name   string
	first  uint16
	values []string
}

func (t *enumType) text(v uint16) string {
	if v >= t.first && int(v-t.first) < len(t.values) {
		return t.values[v-t.first]
	}
	return strconv.Itoa(int(v))
}

func (t *enumType) defines(v uint16) bool { return v >= t.first && int(v-t.first) < len(t.values) }

// text walks a mandatory character string, or an alternative of a CHOICE; the empty string is absent.
func (c *codec) text(tag uint32, name string, p presence, t *textType, v *string) {
	switch c.mode {
	case encoding:
		if *v == "" {
			c.absent(name, p)
			return
		}
		c.b = ber.AppendString(c.b, ber.Context(tag), *v)
		c.set++
	case decoding:
		if c.take(tag, name, p) {
			*v = c.string(name, t)
			if *v == "" && c.err == nil {
				c.fail(ber.ErrValue, c.elem.Off, name, "at least one character", "none")
			}
		}
	case describing:
		c.field(tag, name, p, t.name, t.base, t.min, t.max)
	default:
		if *v == "" {
			c.absent(name, p)
			return
		}
		c.set++
		c.sized(name, len(*v), t.min, t.max)
		c.line(name, strconv.Quote(*v))
	}
}

// maybeText walks an optional character string that may be empty.
func (c *codec) maybeText(tag uint32, name string, p presence, t *textType, v *Opt[string]) {
	if c.mode == decoding {
		if c.take(tag, name, p) {
			*v = Some(c.string(name, t))
		}
		return
	}
	if c.mode == describing {
		c.field(tag, name, p, t.name, t.base, t.min, t.max)
		return
	}
	if !v.Set {
		c.absent(name, p)
		return
	}
	c.set++
	if c.mode == encoding {
		c.b = ber.AppendString(c.b, ber.Context(tag), v.Value)
		return
	}
	c.sized(name, len(v.Value), t.min, t.max)
	c.line(name, strconv.Quote(v.Value))
}

func (c *codec) string(name string, t *textType) string {
	var s string
	var err error
	if t.base == "NumericString" {
		s, err = c.elem.NumericString()
	} else {
		s, err = c.elem.UTF8()
	}
	if err != nil {
		c.wrap(err, name)
	}
	return s
}

// octets walks an OCTET STRING; nil is absent.
func (c *codec) octets(tag uint32, name string, p presence, t *octetsType, v *[]byte) {
	switch c.mode {
	case decoding:
		if c.take(tag, name, p) {
			b, err := c.elem.OctetString()
			if err != nil {
				c.wrap(err, name)
			}
			*v = append([]byte{}, b...)
		}
		return
	case describing:
		c.field(tag, name, p, t.name, "OCTET STRING", t.min, t.max)
		return
	}
	if *v == nil {
		c.absent(name, p)
		return
	}
	c.set++
	if c.mode == encoding {
		c.b = ber.AppendOctets(c.b, ber.Context(tag), *v)
		return
	}
	c.sized(name, len(*v), t.min, t.max)
	c.line(name, "0x"+hex.EncodeToString(*v))
}

// bits walks a mandatory BIT STRING of a fixed size.
func (c *codec) bits(tag uint32, name string, p presence, t *bitsType, v *uint64) {
	switch c.mode {
	case encoding:
		if *v>>t.size != 0 {
			c.fail(ber.ErrValue, -1, name, strconv.Itoa(t.size)+" bits", fmt.Sprintf("0x%x", *v))
		}
		c.b = ber.AppendBits(c.b, ber.Context(tag), *v, t.size)
		c.set++
	case decoding:
		if c.take(tag, name, p) {
			n, err := c.elem.Bits(t.size)
			if err != nil {
				c.wrap(err, name)
			}
			*v = n
		}
	case describing:
		c.field(tag, name, p, t.name, "BIT STRING", t.size, t.size)
	default:
		c.set++
		c.line(name, fmt.Sprintf("0b%0*b", t.size, *v))
	}
}

// boolean walks a mandatory BOOLEAN.
func (c *codec) boolean(tag uint32, name string, v *bool) {
	o := Some(*v)
	c.maybeBool(tag, name, mandatory, typeBoolean, &o)
	*v = o.Value
}

// maybeBool walks an optional BOOLEAN; FALSE is a value.
func (c *codec) maybeBool(tag uint32, name string, p presence, t *octetsType, v *Opt[bool]) {
	switch c.mode {
	case decoding:
		if c.take(tag, name, p) {
			x, err := c.elem.Bool()
			if err != nil {
				c.wrap(err, name)
			}
			*v = Some(x)
		}
		return
	case describing:
		c.field(tag, name, p, t.name, "BOOLEAN", 0, 0)
		return
	}
	if !v.Set {
		c.absent(name, p)
		return
	}
	c.set++
	if c.mode == encoding {
		c.b = ber.AppendBool(c.b, ber.Context(tag), v.Value)
		return
	}
	c.line(name, strconv.FormatBool(v.Value))
}

// timestamp walks a GeneralizedTime; the zero time is absent.
func (c *codec) timestamp(tag uint32, name string, p presence, v *time.Time) {
	switch c.mode {
	case decoding:
		if c.take(tag, name, p) {
			x, err := c.elem.Time()
			if err != nil {
				c.wrap(err, name)
			}
			*v = x
			if x.IsZero() && c.err == nil {
				c.fail(ber.ErrValue, c.elem.Off, name, "a time after the year 1", "")
			}
		}
		return
	case describing:
		c.field(tag, name, p, "Timestamp", "GeneralizedTime", 0, 0)
		return
	}
	if v.IsZero() {
		c.absent(name, p)
		return
	}
	c.set++
	if c.mode == encoding {
		c.b = ber.AppendTime(c.b, ber.Context(tag), *v)
		return
	}
	c.line(name, strconv.Quote(string(ber.AppendTime(nil, ber.Context(0), *v)[2:])))
}

// texts walks a SEQUENCE OF a UTF8String; nil is absent.
func (c *codec) texts(tag uint32, name string, p presence, t *textType, v *[]string) {
	if c.mode == describing {
		c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: t.name, Kind: t.base, Of: true, Mandatory: p == mandatory, Required: p != optional,
			Min: int64(t.min), Max: int64(t.max), Typed: true})
		return
	}
	if c.mode == decoding {
		if !c.take(tag, name, p) || !c.constructed(name) {
			return
		}
		*v = []string{}
		for in := c.elem.Reader(); in.More(); {
			e, err := in.Next()
			if err == nil && !e.Tag.Is(ber.Universal, ber.NumberUTF8String) {
				err = &ber.Error{Err: ber.ErrTag, Off: e.Off, Want: "[UNIVERSAL 12]", Got: e.Tag.String()}
			}
			if err == nil && len(*v) >= maxElements {
				err = &ber.Error{Err: ber.ErrLimit, Off: e.Off, Got: "too many elements"}
			}
			if err != nil {
				c.wrap(err, name)
				return
			}
			c.elem = e
			*v = append(*v, c.string(name, t))
		}
		return
	}
	if *v == nil {
		c.absent(name, p)
		return
	}
	c.set++
	if c.mode == encoding {
		var start int
		c.b, start = ber.Open(c.b, ber.ContextConstructed(tag))
		for _, s := range *v {
			c.b = ber.AppendString(c.b, ber.Tag{Number: ber.NumberUTF8String}, s)
		}
		c.b = ber.Close(c.b, start)
		return
	}
	for i, s := range *v {
		c.push(name, 0)
		c.push("", i)
		c.line("", strconv.Quote(s))
		c.pop()
		c.pop()
	}
}

// address walks an IP address in 4 or 16 octets; the zero address is absent.
func (c *codec) address(tag uint32, name string, p presence, t *octetsType, v *netip.Addr) {
	switch c.mode {
	case decoding:
		if c.take(tag, name, p) {
			b, err := c.elem.OctetString()
			if err != nil {
				c.wrap(err, name)
				return
			}
			if len(b) != t.min {
				c.fail(ber.ErrValue, c.elem.Off, name, strconv.Itoa(t.min)+" octets", strconv.Itoa(len(b)))
				return
			}
			*v, _ = netip.AddrFromSlice(b)
		}
		return
	case describing:
		c.field(tag, name, p, t.name, "OCTET STRING", t.min, t.max)
		return
	}
	if !v.IsValid() {
		c.absent(name, p)
		return
	}
	c.set++
	if v.BitLen() != t.min*8 {
		c.fail(ber.ErrValue, -1, name, strconv.Itoa(t.min)+" octets", v.String())
		return
	}
	if c.mode != encoding {
		c.line(name, "0x"+hex.EncodeToString(v.AsSlice()))
		return
	}
	if t.min == 4 {
		a := v.As4()
		c.b = ber.AppendOctets(c.b, ber.Context(tag), a[:])
		return
	}
	a := v.As16()
	c.b = ber.AppendOctets(c.b, ber.Context(tag), a[:])
}
