package ber

import (
	"math/bits"
	"time"
)

// AppendTag appends the identifier octets of t, X.690 clauses 8.1.2.2 and 8.1.2.4.
func AppendTag(b []byte, t Tag) []byte {
	lead := byte(t.Class) << 6
	if t.Constructed {
		lead |= 0x20
	}
	if t.Number < 31 {
		return append(b, lead|byte(t.Number))
	}
	b = append(b, lead|0x1f)
	for shift := (bits.Len32(t.Number) - 1) / 7 * 7; shift > 0; shift -= 7 {
		b = append(b, byte(t.Number>>shift)|0x80)
	}
	return append(b, byte(t.Number)&0x7f)
}

// AppendLength appends the length octets of n in the definite form, X.690 clause 8.1.3, as short as possible.
func AppendLength(b []byte, n int) []byte {
	switch {
	case n < 0x80:
		return append(b, byte(n))
	case n < 1<<8:
		return append(b, 0x81, byte(n))
	case n < 1<<16:
		return append(b, 0x82, byte(n>>8), byte(n))
	case n < 1<<24:
		return append(b, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(b, 0x84, byte(n>>24), byte(n>>16), byte(n>>8), byte(n))
}

// Open appends the tag and one octet for the length, and returns the position that [Close] wants when
// the contents have been appended.
func Open(b []byte, t Tag) ([]byte, int) {
	b = AppendTag(b, t)
	b = append(b, 0)
	return b, len(b)
}

// Close writes the length of the contents that were appended since [Open] returned start, and moves
// them where the length needs more than one octet.
func Close(b []byte, start int) []byte {
	n := len(b) - start
	if n < 0x80 {
		b[start-1] = byte(n)
		return b
	}
	extra := (bits.Len32(uint32(n)) + 7) / 8
	for range extra {
		b = append(b, 0)
	}
	copy(b[start+extra:], b[start:start+n])
	b[start-1] = 0x80 | byte(extra)
	for i := range extra {
		b[start+i] = byte(n >> (8 * (extra - 1 - i)))
	}
	return b
}

// AppendOctets appends an element with these contents. It serves OCTET STRING, NULL (no contents), and
// every element whose contents are made already.
func AppendOctets(b []byte, t Tag, contents []byte) []byte {
	b = AppendTag(b, t)
	b = AppendLength(b, len(contents))
	return append(b, contents...)
}

// AppendString appends a character string of any of the ASN.1 string types.
func AppendString(b []byte, t Tag, s string) []byte {
	b = AppendTag(b, t)
	b = AppendLength(b, len(s))
	return append(b, s...)
}

// AppendNull appends an element without contents, X.690 clause 8.8.
func AppendNull(b []byte, t Tag) []byte { return append(AppendTag(b, t), 0) }

// AppendBool appends a BOOLEAN, X.690 clause 8.2; TRUE is 0xFF as clause 11.1 wants.
func AppendBool(b []byte, t Tag, v bool) []byte {
	b = AppendTag(b, t)
	if v {
		return append(b, 1, 0xff)
	}
	return append(b, 1, 0)
}

// AppendInt appends an INTEGER or ENUMERATED, X.690 clauses 8.3 and 8.4.
func AppendInt(b []byte, t Tag, v int64) []byte {
	return AppendIntContents(AppendTag(b, t), v)
}

// AppendIntContents appends the length and the contents of an INTEGER or ENUMERATED.
func AppendIntContents(b []byte, v int64) []byte {
	u := v
	if u < 0 {
		u = ^u
	}
	n := bits.Len64(uint64(u))/8 + 1
	b = append(b, byte(n))
	for i := n - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// AppendUint appends a not negative INTEGER.
func AppendUint(b []byte, t Tag, v uint64) []byte {
	if v>>63 == 0 {
		return AppendInt(b, t, int64(v))
	}
	b = AppendTag(b, t)
	b = append(b, 9, 0)
	for i := 7; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// AppendBits appends a BIT STRING of n bits, X.690 clause 8.6: the low n bits of v, the highest of them first.
// n is at most 64.
func AppendBits(b []byte, t Tag, v uint64, n int) []byte {
	octets := (n + 7) / 8
	unused := octets*8 - n
	b = AppendTag(b, t)
	b = append(b, byte(octets+1), byte(unused))
	v <<= unused
	for i := octets - 1; i >= 0; i-- {
		b = append(b, byte(v>>(8*i)))
	}
	return b
}

// AppendOID appends an OBJECT IDENTIFIER, X.690 clause 8.19. It needs at least two arcs.
func AppendOID(b []byte, t Tag, arcs ...uint32) []byte {
	b, start := Open(b, t)
	b = AppendArc(b, arcs[0]*40+arcs[1])
	for _, a := range arcs[2:] {
		b = AppendArc(b, a)
	}
	return Close(b, start)
}

// AppendRelativeOID appends a RELATIVE-OID, X.690 clause 8.20.
func AppendRelativeOID(b []byte, t Tag, arcs ...uint32) []byte {
	b, start := Open(b, t)
	for _, a := range arcs {
		b = AppendArc(b, a)
	}
	return Close(b, start)
}

// AppendArc appends one arc of an object identifier, X.690 clause 8.19.2.
func AppendArc(b []byte, a uint32) []byte {
	if a != 0 {
		for shift := (bits.Len32(a) - 1) / 7 * 7; shift > 0; shift -= 7 {
			b = append(b, byte(a>>shift)|0x80)
		}
	}
	return append(b, byte(a)&0x7f)
}

// AppendTime appends a GeneralizedTime in UTC, X.690 clause 11.7: "20260102030405Z", with a fraction of a
// second only where t has one. The year has to be one of four digits.
func AppendTime(b []byte, t Tag, at time.Time) []byte {
	b, start := Open(b, t)
	return Close(AppendTimeContents(b, at), start)
}

// AppendTimeContents appends the contents of a GeneralizedTime in UTC.
func AppendTimeContents(b []byte, at time.Time) []byte {
	at = at.UTC()
	year, month, day := at.Date()
	hour, minute, second := at.Clock()
	b = append(b, byte('0'+year/1000%10), byte('0'+year/100%10), byte('0'+year/10%10), byte('0'+year%10))
	for _, v := range [...]int{int(month), day, hour, minute, second} {
		b = append(b, byte('0'+v/10), byte('0'+v%10))
	}
	if ns := at.Nanosecond(); ns != 0 {
		b = append(b, '.')
		for div := 100_000_000; ns > 0; div /= 10 {
			b = append(b, byte('0'+ns/div))
			ns %= div
		}
	}
	return append(b, 'Z')
}
