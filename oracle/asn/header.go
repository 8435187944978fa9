package asn

// head is a tag and a length: the contents stand at in[body:stop], the value ends at end.
type head struct {
	class       Class
	constructed bool
	tag         uint32
	at          int
	body        int
	stop, end   int
}

// quick reads a tag of one octet and a length of one octet, which nearly all values have. It returns false for
// everything else, also for what is wrong.
func (d *Decoder) quick(h *head, at, limit int) bool {
	if limit-at < 2 {
		return false
	}
	t, l := d.in[at], int(d.in[at+1])
	if t&0x1f == 0x1f || l >= 0x80 || l > limit-at-2 {
		return false
	}
	h.class, h.constructed, h.tag = Class(t>>6), t&0x20 != 0, uint32(t&0x1f)
	h.at, h.body, h.stop, h.end = at, at+2, at+2+l, at+2+l
	return true
}

// header reads tag and length at octet at; the value must end at octet limit or before.
func (d *Decoder) header(h *head, at, limit int) error {
	if d.quick(h, at, limit) {
		return nil
	}
	b := d.in[at:limit]
	h.at = at
	if len(b) == 0 {
		return d.fail(at, "the tag is missing")
	}
	h.class, h.constructed, h.tag = Class(b[0]>>6), b[0]&0x20 != 0, uint32(b[0]&0x1f)
	i := 1
	if h.tag == 31 {
		h.tag = 0
		for n := 0; ; n++ {
			if i >= len(b) {
				return d.fail(at+i, "the tag ends early")
			}
			if n == 4 {
				return d.fail(at, "the tag number does not fit 28 bits")
			}
			c := b[i]
			i++
			h.tag = h.tag<<7 | uint32(c&0x7f)
			if c&0x80 == 0 {
				break
			}
		}
	}
	if i >= len(b) {
		return d.fail(at+i, "the length is missing")
	}
	c := b[i]
	i++
	h.body = at + i
	switch {
	case c < 0x80:
		h.stop = h.body + int(c)
	case c == 0x80:
		if !h.constructed {
			return d.fail(at, "an indefinite length on a primitive encoding")
		}
		stop, err := d.endOfContents(h.body, limit)
		if err != nil {
			return err
		}
		h.stop, h.end = stop, stop+2
		return nil
	default:
		n := int(c & 0x7f)
		if n > 4 {
			return d.fail(at+i-1, "a length of %d octets", n)
		}
		if len(b)-i < n {
			return d.fail(at+i, "the length ends early")
		}
		v := 0
		for _, c := range b[i : i+n] {
			v = v<<8 | int(c)
		}
		h.body += n
		h.stop = h.body + v
	}
	if h.stop > limit {
		return d.fail(at, "the length is %d, %d octets are left", h.stop-h.body, limit-h.body)
	}
	h.end = h.stop
	return nil
}

// endOfContents finds the end-of-contents octets of an indefinite length and returns the offset of the first.
func (d *Decoder) endOfContents(at, limit int) (int, error) {
	for {
		if limit-at < 2 {
			return 0, d.fail(limit, "an indefinite length has no end")
		}
		if d.in[at] == 0 && d.in[at+1] == 0 {
			return at, nil
		}
		d.depth++
		if d.depth > maxDepth {
			return 0, d.fail(at, "nested deeper than %d", maxDepth)
		}
		var h head
		err := d.header(&h, at, limit)
		d.depth--
		if err != nil {
			return 0, err
		}
		at = h.end
	}
}

// universal returns the universal tag that a type has where it is not tagged.
func universal(k Kind) (uint32, bool) {
	if int(k) < len(universals) {
		return universals[k], universals[k] != 0
	}
	return 0, false
}

var universals = [...]uint32{Sequence: 16, ListOf: 16, SetOf: 17, Boolean: 1, Integer: 2, Bits: 3, Octets: 4, Wrap: 4, Null: 5, OID: 6,
	Enumerated: 10, UTF8String: 12, RelativeOID: 13, NumericString: 18, PrintableString: 19, IA5String: 22, Time: 24}
