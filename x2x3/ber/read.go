package ber

import "fmt"

// MaxDepth bounds how deep indefinite lengths and constructed strings may nest.
const MaxDepth = 32

// Element is one tag-length-value that was read. Its slices share memory with the octets that were read.
type Element struct {
	Tag Tag
	// Off is the offset of the identifier octets, ContentsOff that of the contents.
	Off, ContentsOff int
	// Contents are the contents octets, without the end-of-contents octets of an indefinite length.
	Contents []byte
	// Octets is the whole element.
	Octets []byte
}

// Reader reads consecutive elements. Offsets in errors count from the octets given to [NewReader].
type Reader struct {
	buf  []byte
	off  int
	base int
}

// NewReader returns a reader of these octets.
func NewReader(b []byte) Reader { return Reader{buf: b} }

// Reader returns a reader of the elements inside e.
func (e Element) Reader() Reader { return Reader{buf: e.Contents, base: e.ContentsOff} }

// More says whether octets are left.
func (r *Reader) More() bool { return r.off < len(r.buf) }

// Offset returns the offset of the next element.
func (r *Reader) Offset() int { return r.base + r.off }

// Next reads one element. At the end of the octets it fails with [ErrTruncated]; ask More first.
func (r *Reader) Next() (Element, error) {
	if r.off+2 <= len(r.buf) {
		// The usual case: a short tag and a short length.
		t, n := r.buf[r.off], int(r.buf[r.off+1])
		if t&0x1f != 0x1f && n < 0x80 && t != 0 {
			start := r.off + 2
			if end := start + n; end <= len(r.buf) {
				e := Element{
					Tag:         Tag{Class(t >> 6), t&0x20 != 0, uint32(t & 0x1f)},
					Off:         r.base + r.off,
					ContentsOff: r.base + start,
					Contents:    r.buf[start:end:end],
					Octets:      r.buf[r.off:end:end],
				}
				r.off = end
				return e, nil
			}
		}
	}
	return r.next(0)
}

func (r *Reader) fail(err error, off int, format string, args ...any) (Element, error) {
	return Element{}, &Error{Err: err, Off: r.base + off, Got: fmt.Sprintf(format, args...), short: err == ErrTruncated}
}

func (r *Reader) next(depth int) (Element, error) {
	b := r.buf
	tag, pos, err := parseTag(b, r.off)
	if err != nil {
		err.Off += r.base
		return Element{}, err
	}
	if tag.Class == Universal && tag.Number == NumberEndOfContents {
		return r.fail(ErrTag, r.off, "end-of-contents outside of an indefinite length")
	}
	if pos >= len(b) {
		return r.fail(ErrTruncated, pos, "no length octet")
	}
	first := b[pos]
	at := pos
	pos++
	if first == 0x80 {
		return r.indefinite(tag, pos, depth)
	}
	n := int(first)
	if first > 0x80 {
		count := int(first & 0x7f)
		if first == 0xff {
			return r.fail(ErrLength, at, "reserved length octet 0xFF")
		}
		if pos+count > len(b) {
			return r.fail(ErrTruncated, at, "%d of %d length octets", len(b)-pos, count)
		}
		n = 0
		for _, o := range b[pos : pos+count] {
			if n > 1<<31>>8 {
				return r.fail(ErrLength, at, "a length of 2 GiB or more")
			}
			n = n<<8 | int(o)
		}
		pos += count
	}
	if n > len(b)-pos {
		return Element{}, &Error{Err: ErrLength, Off: r.base + at, short: true,
			Got: fmt.Sprintf("a length of %d octets where %d are left", n, len(b)-pos)}
	}
	end := pos + n
	e := Element{Tag: tag, Off: r.base + r.off, ContentsOff: r.base + pos, Contents: b[pos:end:end], Octets: b[r.off:end:end]}
	r.off = end
	return e, nil
}

// indefinite finds the end-of-contents octets that belong to an element whose contents start at pos.
func (r *Reader) indefinite(tag Tag, pos, depth int) (Element, error) {
	if !tag.Constructed {
		return r.fail(ErrLength, r.off, "an indefinite length of a primitive element")
	}
	if depth >= MaxDepth {
		return r.fail(ErrLimit, r.off, "indefinite lengths nested deeper than %d", MaxDepth)
	}
	in := Reader{buf: r.buf[pos:], base: r.base + pos}
	for {
		left := in.buf[in.off:]
		if len(left) >= 2 && left[0] == 0 && left[1] == 0 {
			break
		}
		if len(left) < 2 {
			return r.fail(ErrTruncated, pos+in.off, "no end-of-contents octets")
		}
		if _, err := in.next(depth + 1); err != nil {
			return Element{}, err
		}
	}
	end := pos + in.off
	all := end + 2
	e := Element{Tag: tag, Off: r.base + r.off, ContentsOff: r.base + pos, Contents: r.buf[pos:end:end], Octets: r.buf[r.off:all:all]}
	r.off = all
	return e, nil
}

func parseTag(b []byte, off int) (Tag, int, *Error) {
	if off >= len(b) {
		return Tag{}, off, &Error{Err: ErrTruncated, Off: off, Got: "no identifier octet", short: true}
	}
	lead := b[off]
	t := Tag{Class: Class(lead >> 6), Constructed: lead&0x20 != 0, Number: uint32(lead & 0x1f)}
	pos := off + 1
	if t.Number != 31 {
		return t, pos, nil
	}
	t.Number = 0
	for {
		if pos >= len(b) {
			return t, pos, &Error{Err: ErrTruncated, Off: off, Got: "part of a long tag", short: true}
		}
		o := b[pos]
		if t.Number == 0 && o == 0x80 {
			return t, pos, &Error{Err: ErrTag, Off: off, Got: "a long tag with a leading zero"}
		}
		if t.Number >= 1<<25 {
			return t, pos, &Error{Err: ErrTag, Off: off, Got: "a tag number of 2^32 or more"}
		}
		t.Number = t.Number<<7 | uint32(o&0x7f)
		pos++
		if o < 0x80 {
			break
		}
	}
	if t.Number < 31 {
		return t, pos, &Error{Err: ErrTag, Off: off, Got: fmt.Sprintf("tag %d in the long form", t.Number)}
	}
	return t, pos, nil
}

// ElementAt reads the element whose identifier octets are at this offset of b. Offsets count from the front of b.
func ElementAt(b []byte, off int) (Element, error) {
	r := Reader{buf: b, off: off}
	return r.Next()
}

// Size says how long the first element of b is, from its header alone: ok is false while b is too short to
// tell. A stream reader uses it to learn how much it has to wait for. An element of indefinite length
// has to be there as a whole. More than max octets are refused.
func Size(b []byte, max int) (n int, ok bool, err error) {
	_, pos, tagErr := parseTag(b, 0)
	if tagErr != nil {
		if tagErr.Err == ErrTruncated {
			return 0, false, nil
		}
		return 0, false, tagErr
	}
	if pos >= len(b) {
		return 0, false, nil
	}
	first := b[pos]
	pos++
	switch {
	case first < 0x80:
		n = pos + int(first)
	case first == 0x80:
		return indefiniteSize(b, max)
	case first == 0xff:
		return 0, false, &Error{Err: ErrLength, Off: pos - 1, Got: "reserved length octet 0xFF"}
	default:
		count := int(first & 0x7f)
		if pos+count > len(b) {
			if count > 64 {
				return 0, false, &Error{Err: ErrLimit, Off: pos - 1, Got: fmt.Sprintf("%d length octets", count)}
			}
			return 0, false, nil
		}
		for _, o := range b[pos : pos+count] {
			if n = n<<8 | int(o); n > max {
				return 0, false, &Error{Err: ErrLimit, Off: pos - 1, Got: fmt.Sprintf("a length above %d octets", max)}
			}
		}
		n += pos + count
	}
	if n > max {
		return 0, false, &Error{Err: ErrLimit, Off: 0, Got: fmt.Sprintf("an element of %d octets, the limit is %d", n, max)}
	}
	return n, true, nil
}

func indefiniteSize(b []byte, max int) (int, bool, error) {
	r := NewReader(b)
	e, err := r.next(0)
	switch {
	case err == nil && len(e.Octets) <= max:
		return len(e.Octets), true, nil
	case err == nil || len(b) > max:
		return 0, false, &Error{Err: ErrLimit, Off: 0, Got: fmt.Sprintf("an element of indefinite length above %d octets", max)}
	}
	if err.(*Error).short {
		return 0, false, nil
	}
	return 0, false, err
}

// Self returns a reader that reads e and nothing else.
func (e Element) Self() Reader { return Reader{buf: e.Octets, base: e.Off} }
