package xiri

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"lilab/x2x3/ber"
)

// encoder holds the error of an encoding. The encode methods append to the slice that they are given and return it; they
// return nil after an error. The path of an error is put together on the way back, so that it costs nothing
// where there is none.
type encoder struct {
	err *ber.Error
	// path has the names from the innermost to the outermost.
	path []string
}

var encoders = sync.Pool{New: func() any { return new(encoder) }}

// fail notes an error of the component with this name; the empty name is the value itself.
func (e *encoder) fail(err error, name, want, got string) []byte {
	e.err = &ber.Error{Err: err, Off: -1, Want: want, Got: got}
	return e.in(name)
}

func (e *encoder) missing(name string) []byte { return e.fail(ber.ErrMissing, name, "", "") }

func (e *encoder) outside(name string, v, lo, hi int64) []byte {
	return e.fail(ber.ErrValue, name, fmt.Sprintf("%d to %d", lo, hi), strconv.FormatInt(v, 10))
}

func (e *encoder) several(n int) []byte {
	return e.fail(ber.ErrValue, "", "one alternative of the CHOICE", strconv.Itoa(n))
}

// in adds a name to the path of the error.
func (e *encoder) in(name string) []byte {
	if name != "" {
		e.path = append(e.path, name)
	}
	return nil
}

// done returns the error with its path and gives the encoder back.
func (e *encoder) done(root string) error {
	err := e.err
	if err != nil {
		err.Path = joined(root, e.path)
	}
	*e = encoder{path: e.path[:0]}
	encoders.Put(e)
	if err == nil {
		return nil
	}
	return err
}

func joined(root string, path []string) string {
	b := []byte(root)
	for _, p := range slices.Backward(path) {
		if p[0] != '[' {
			b = append(b, '.')
		}
		b = append(b, p...)
	}
	return string(b)
}

// closed writes the length of the contents that start at this position, where one octet was left for it.
func closed(b []byte, start int) []byte {
	if n := len(b) - start; n < 0x80 {
		b[start-1] = byte(n)
		return b
	}
	return ber.Close(b, start)
}

func appendText(b []byte, s string) []byte {
	if len(s) < 0x80 {
		return append(append(b, byte(len(s))), s...)
	}
	return append(ber.AppendLength(b, len(s)), s...)
}

func appendOctets(b, s []byte) []byte {
	if len(s) < 0x80 {
		return append(append(b, byte(len(s))), s...)
	}
	return append(ber.AppendLength(b, len(s)), s...)
}

func appendInt(b []byte, v int64) []byte {
	if v >= 0 && v < 0x80 {
		return append(b, 1, byte(v))
	}
	return ber.AppendIntContents(b, v)
}

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1, 0xff)
	}
	return append(b, 1, 0)
}

func appendTime(b []byte, at time.Time) []byte {
	b = append(b, 0)
	return closed(ber.AppendTimeContents(b, at), len(b))
}

func appendAddr(b []byte, a netip.Addr) []byte {
	if a.Is4() {
		x := a.As4()
		return appendOctets(b, x[:])
	}
	x := a.As16()
	return appendOctets(b, x[:])
}

func appendArcs(b []byte, arcs []uint32, oid bool) []byte {
	b = append(b, 0)
	start := len(b)
	if oid && len(arcs) > 1 {
		b = ber.AppendArc(b, arcs[0]*40+arcs[1])
		arcs = arcs[2:]
	}
	for _, a := range arcs {
		b = ber.AppendArc(b, a)
	}
	return closed(b, start)
}

func appendBitString(b []byte, s BitString) []byte {
	octets := (s.Len + 7) / 8
	b = ber.AppendLength(b, octets+1)
	b = append(b, byte(octets*8-s.Len))
	b = append(b, s.Octets...)
	if pad := octets*8 - s.Len; pad > 0 {
		b[len(b)-1] &= 0xff << pad
	}
	return b
}

// body is a SEQUENCE or CHOICE type T by its pointer.
type body[T any] interface {
	*T
	encode([]byte, *encoder) []byte
	decode(d *decoder, pos, end int)
}

// appendSequences appends the elements of a SEQUENCE OF a SEQUENCE.
func appendSequences[T any, P body[T]](b []byte, e *encoder, list []T) []byte {
	for i := range list {
		b = append(b, 0x30, 0)
		start := len(b)
		if b = P(&list[i]).encode(b, e); b == nil {
			return e.in(index(i))
		}
		b = closed(b, start)
	}
	return b
}

// appendChoices appends the elements of a SEQUENCE OF a CHOICE.
func appendChoices[T any, P body[T]](b []byte, e *encoder, list []T) []byte {
	for i := range list {
		start := len(b)
		if b = P(&list[i]).encode(b, e); b == nil {
			return e.in(index(i))
		}
		if len(b) == start {
			return e.fail(ber.ErrMissing, index(i), "", "an element without an alternative")
		}
	}
	return b
}

func index(i int) string { return "[" + strconv.Itoa(i) + "]" }
