package asn

// maxIndefinite bounds a value of indefinite length that is looked for in a stream.
const maxIndefinite = 256 << 10

// Length returns how many octets the value at the start of b takes, 0 where b has too few to tell, so that values can
// be cut out of a stream. It does not look into values of definite length. The error is an *Error.
func Length(b []byte) (int, error) {
	d := &Decoder{in: b}
	i := 1
	if len(b) > 0 && b[0]&0x1f == 31 {
		for {
			if i >= len(b) {
				return 0, nil
			}
			i++
			if b[i-1]&0x80 == 0 {
				break
			}
			if i > 4 {
				return 0, d.fail(0, "the tag number does not fit 28 bits")
			}
		}
	}
	if i >= len(b) {
		return 0, nil
	}
	switch c := b[i]; {
	case c < 0x80:
		return i + 1 + int(c), nil
	case c == 0x80:
		var h head
		if err := d.header(&h, 0, len(b)); err == nil {
			return h.end, nil
		}
		if len(b) > maxIndefinite {
			return 0, d.fail(0, "a value of indefinite length has no end within %d octets", maxIndefinite)
		}
		return 0, nil
	default:
		n := int(c & 0x7f)
		if n > 4 {
			return 0, d.fail(i, "a length of %d octets", n)
		}
		if len(b) < i+1+n {
			return 0, nil
		}
		v := 0
		for _, c := range b[i+1 : i+1+n] {
			v = v<<8 | int(c)
		}
		return i + 1 + n + v, nil
	}
}
