package xiri

import (
	"fmt"
	"math/bits"
	"net/netip"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
	"unsafe"

	"lilab/x2x3/ber"
)

const (
	// maxUnknown bounds how many components that it does not know the decoder keeps of one value.
	maxUnknown = 256
	// maxElements bounds a SEQUENCE OF.
	maxElements = 65536
	// maxMemory bounds the octets that the Go values of one payload may take, which can be many times those on the wire.
	maxMemory = 16 << 20
)

// ctx is the class of context-specific tags in a header.
const ctx = 2 << 30

// header is a tag and where the contents are. Positions count from the first octet of the payload.
type header struct {
	// tag is the number, with the class in the two highest bits. Numbers of 2^30 and more are all noTag.
	tag         uint32
	constructed bool
	// at is the identifier octet, next the octet behind the element.
	at, start, stop, next int
}

const noTag = 1<<32 - 1

// decoder reads one payload. The decode methods stop at the first error and add their part of its path on the way back.
type decoder struct {
	b []byte
	// s has the same octets: every string is a part of it, so that all of them take one allocation.
	s     string
	err   *ber.Error
	path  []string
	spent int
	// release is that of the module which the payload names.
	release uint32
	// xiri is what ParseXIRIPayload fills, which would be an allocation otherwise.
	xiri XIRIPayload
}

var decoders = sync.Pool{New: func() any { return new(decoder) }}

// done returns the error with its path and gives the decoder back.
func (d *decoder) done(root string) error {
	err := d.err
	if err != nil {
		err.Path = joined(root, d.path)
	}
	*d = decoder{path: d.path[:0]}
	decoders.Put(d)
	if err == nil {
		return nil
	}
	return err
}

// in adds a name to the path of the error.
func (d *decoder) in(name string) {
	if name != "" {
		d.path = append(d.path, name)
	}
}

func (d *decoder) fail(err error, at int, want, got string) {
	if d.err == nil {
		d.err = &ber.Error{Err: err, Off: at, Want: want, Got: got}
	}
}

func (d *decoder) wrap(err error) {
	if e, ok := err.(*ber.Error); ok && d.err == nil && err != nil {
		d.err = e
	}
}

// next reads the header at pos of an element that has to end before end.
func (d *decoder) next(pos, end int) header {
	if b := d.b; pos+2 <= end && end <= len(b) {
		t, n := b[pos], int(b[pos+1])
		if stop := pos + 2 + n; t&0x1f != 0x1f && n < 0x80 && t != 0 && stop <= end {
			return header{uint32(t>>6)<<30 | uint32(t&0x1f), t&0x20 != 0, pos, pos + 2, stop, stop}
		}
	}
	return d.long(pos, end)
}

func (d *decoder) long(pos, end int) header {
	e, err := ber.ElementAt(d.b[:end], pos)
	if err != nil {
		d.wrap(err)
		return header{at: pos, start: pos, stop: pos, next: end}
	}
	h := header{noTag, e.Tag.Constructed, pos, e.ContentsOff, e.ContentsOff + len(e.Contents), pos + len(e.Octets)}
	if e.Tag.Number < 1<<30-1 {
		h.tag = uint32(e.Tag.Class)<<30 | e.Tag.Number
	}
	return h
}

// element is the header as package ber has it, for what is rare.
func (d *decoder) element(h header) ber.Element {
	return ber.Element{Tag: ber.Tag{Class: ber.Class(h.tag >> 30), Constructed: h.constructed, Number: h.tag &^ (3 << 30)}, Off: h.at, ContentsOff: h.start,
		Contents: d.b[h.start:h.stop:h.stop], Octets: d.b[h.at:h.next:h.next]}
}

// spend counts the octets of a Go value against maxMemory.
func (d *decoder) spend(n uintptr, at int) bool {
	if d.spent += int(n); d.spent > maxMemory {
		d.fail(ber.ErrLimit, at, "", "a payload whose values take more memory than is allowed")
	}
	return d.err == nil
}

// first notes that the component with this index is there. It may neither be there already nor come before one that is.
func (d *decoder) first(seen *uint64, i uint, h header) bool {
	if *seen>>i != 0 || d.err != nil {
		d.fail(ber.ErrOrder, h.at, "", "")
		return false
	}
	*seen |= 1 << i
	return true
}

// absent notes the first of the mandatory components that are not there.
func (d *decoder) absent(at int, bitmap uint64, typ string) {
	d.fail(ber.ErrMissing, at, "", "")
	d.in(schema().Get(typ).Members[bits.TrailingZeros64(bitmap)].Name)
}

// open says whether an element has elements inside.
func (d *decoder) open(h header) bool {
	if !h.constructed {
		d.fail(ber.ErrTag, h.at, "a constructed encoding", "a primitive one")
	}
	return d.err == nil
}

// alternative reads the one element of a CHOICE.
func (d *decoder) alternative(pos, end int) (header, bool) {
	if pos >= end {
		d.fail(ber.ErrValue, pos, "one alternative of the CHOICE", "0")
		return header{}, false
	}
	h := d.next(pos, end)
	if d.err == nil && h.next < end {
		d.fail(ber.ErrValue, h.next, "one alternative of the CHOICE", "more")
	}
	return h, d.err == nil
}

// keep puts a component that is not declared with the others of that kind.
func (d *decoder) keep(extra *[]Raw, h header) {
	if d.err != nil {
		return
	}
	if len(*extra) >= maxUnknown {
		d.fail(ber.ErrLimit, h.at, "", fmt.Sprintf("more than %d unknown components", maxUnknown))
		return
	}
	if d.spend(unsafe.Sizeof(Raw{})+uintptr(h.next-h.at), h.at) {
		*extra = append(*extra, *d.raw(h))
	}
}

func (d *decoder) raw(h header) *Raw {
	r := &Raw{Tag: h.tag &^ (3 << 30), Octets: append([]byte(nil), d.b[h.at:h.next]...)}
	if h.tag == noTag {
		if e, err := ber.ElementAt(d.b, h.at); err == nil {
			r.Tag = e.Tag.Number
		}
	}
	return r
}

// text reads a UTF8String.
func (d *decoder) text(h header) string {
	if h.constructed {
		s, err := d.element(h).UTF8()
		d.wrap(err)
		return s
	}
	s := d.s[h.start:h.stop]
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			if !utf8.ValidString(s[i:]) {
				d.fail(ber.ErrValue, h.at, "", "octets that are no UTF-8")
			}
			break
		}
	}
	return s
}

// digits reads a NumericString.
func (d *decoder) digits(h header) string {
	if h.constructed {
		s, err := d.element(h).NumericString()
		d.wrap(err)
		return s
	}
	s := d.s[h.start:h.stop]
	for i := 0; i < len(s); i++ {
		if s[i]-'0' > 9 && s[i] != ' ' {
			d.fail(ber.ErrValue, h.at, "", fmt.Sprintf("octet 0x%02X in a NumericString", s[i]))
		}
	}
	return s
}

// some refuses the empty string where Go takes that for absent.
func (d *decoder) some(s string, h header) string {
	if s == "" {
		d.fail(ber.ErrValue, h.at, "at least one character", "none")
	}
	return s
}

func (d *decoder) octets(h header) []byte {
	if !h.constructed {
		return append([]byte{}, d.b[h.start:h.stop]...)
	}
	b, err := d.element(h).OctetString()
	d.wrap(err)
	return append([]byte{}, b...)
}

func (d *decoder) address(h header, n int) netip.Addr {
	b, err := d.element(h).OctetString()
	d.wrap(err)
	if len(b) != n {
		d.fail(ber.ErrValue, h.at, strconv.Itoa(n)+" octets", strconv.Itoa(len(b)))
		return netip.Addr{}
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

func (d *decoder) integer(h header, lo, hi int64) int64 {
	if h.stop == h.start+1 && !h.constructed {
		if v := int64(int8(d.b[h.start])); v >= lo && v <= hi {
			return v
		}
	}
	v, err := d.element(h).Int()
	d.wrap(err)
	if v < lo || v > hi {
		d.fail(ber.ErrValue, h.at, fmt.Sprintf("%d to %d", lo, hi), strconv.FormatInt(v, 10))
	}
	return v
}

// maybeInteger keeps a value that is out of range as it is where the payload is of an earlier release, in which the range
// could be wider.
func (d *decoder) maybeInteger(h header, lo, hi int64, extra *[]Raw) (int64, bool) {
	v := d.integer(h, lo, hi)
	if d.err != nil && d.err.Want != "" && d.release > 0 && d.release < R19v3.Release {
		d.err = nil
		d.keep(extra, h)
	}
	return v, d.err == nil && v >= lo && v <= hi
}

func (d *decoder) enumerated(h header) uint16 {
	if h.stop == h.start+1 && !h.constructed && d.b[h.start] < 0x80 {
		return uint16(d.b[h.start])
	}
	v, err := d.element(h).Uint(0xffff)
	d.wrap(err)
	return uint16(v)
}

func (d *decoder) boolean(h header) bool {
	if h.stop == h.start+1 && !h.constructed {
		return d.b[h.start] != 0
	}
	v, err := d.element(h).Bool()
	d.wrap(err)
	return v
}

func (d *decoder) null(h header) bool {
	d.wrap(d.element(h).Null())
	return true
}

func (d *decoder) time(h header) time.Time {
	t, err := d.element(h).Time()
	d.wrap(err)
	if t.IsZero() {
		d.fail(ber.ErrValue, h.at, "a time after the year 1", "")
	}
	return t
}

func (d *decoder) bits(h header, n int) uint64 {
	v, err := d.element(h).Bits(n)
	d.wrap(err)
	return v
}

func (d *decoder) bitString(h header) BitString {
	b, n, err := d.element(h).BitString()
	d.wrap(err)
	return BitString{Octets: append([]byte{}, b...), Len: n}
}

func (d *decoder) arcs(h header, oid bool) []uint32 {
	read := ber.Element.RelativeOID
	if oid {
		read = ber.Element.OID
	}
	a, err := read(d.element(h))
	d.wrap(err)
	return a
}

// list makes room for the elements inside h and lets read fill them one by one. Every element has to have this universal
// tag; 0 is for a CHOICE, which has its own.
func list[T any](d *decoder, h header, tag uint32, read func(d *decoder, h header, v *T)) []T {
	if !d.open(h) {
		return nil
	}
	n := 0
	for pos := h.start; pos < h.stop; n++ {
		if pos = d.next(pos, h.stop).next; d.err != nil {
			return nil
		}
	}
	if n > maxElements {
		d.fail(ber.ErrLimit, h.at, "", fmt.Sprintf("more than %d elements", maxElements))
		return nil
	}
	if !d.spend(uintptr(n)*unsafe.Sizeof(*new(T)), h.at) {
		return nil
	}
	out := make([]T, n)
	pos := h.start
	for i := range out {
		e := d.next(pos, h.stop)
		if tag != 0 && e.tag != tag {
			d.fail(ber.ErrTag, e.at, ber.Tag{Number: tag}.String(), d.element(e).Tag.String())
		} else {
			read(d, e, &out[i])
		}
		if d.err != nil {
			d.in(index(i))
			return nil
		}
		pos = e.next
	}
	return out
}

// sequences reads a SEQUENCE OF a SEQUENCE.
func sequences[T any, P body[T]](d *decoder, h header) []T {
	return list(d, h, ber.NumberSequence, func(d *decoder, h header, v *T) {
		if d.open(h) {
			P(v).decode(d, h.start, h.stop)
		}
	})
}

// choices reads a SEQUENCE OF a CHOICE.
func choices[T any, P body[T]](d *decoder, h header) []T {
	return list(d, h, 0, func(d *decoder, h header, v *T) { P(v).decode(d, h.at, h.next) })
}
