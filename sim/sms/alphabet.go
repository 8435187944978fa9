package sms

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// ErrAlphabet says that a text has a character that the GSM 7 bit default alphabet lacks.
var ErrAlphabet = errors.New("sms: character is not in the GSM 7 bit default alphabet")

// The GSM 7 bit default alphabet, TS 23.038 R17 clause 6.2.1; place 27 is the escape to the extension.
var basic = []rune("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà")

// escape is the septet that leads to the extension table, TS 23.038 R17 clause 6.2.1.1.
const escape = 0x1b

var extension = map[byte]rune{0x0a: '\f', 0x14: '^', 0x28: '{', 0x29: '}', 0x2f: '\\', 0x3c: '[', 0x3d: '~', 0x3e: ']', 0x40: '|', 0x65: '€'}

// Encode7 writes a text as septets, one in each octet.
func Encode7(text string) ([]byte, error) {
	out := make([]byte, 0, len(text))
next:
	for _, c := range text {
		if c != escape {
			for i, x := range basic {
				if x == c {
					out = append(out, byte(i))
					continue next
				}
			}
			for i, x := range extension {
				if x == c {
					out = append(out, escape, i)
					continue next
				}
			}
		}
		return nil, fmt.Errorf("%w: %q", ErrAlphabet, c)
	}
	return out, nil
}

// Decode7 reads septets. An extension that is not known is shown as the character of the basic table (TS 23.038 R17 clause
// 6.2.1.1), a second escape as a space.
func Decode7(septets []byte) string {
	var s strings.Builder
	for i := 0; i < len(septets); i++ {
		c := septets[i] & 0x7f
		if c != escape {
			s.WriteRune(basic[c])
			continue
		}
		if i++; i == len(septets) {
			break
		}
		c = septets[i] & 0x7f
		if x, ok := extension[c]; ok {
			s.WriteRune(x)
		} else if c == escape {
			s.WriteByte(' ')
		} else {
			s.WriteRune(basic[c])
		}
	}
	return s.String()
}

// packSeptets packs septets behind fill bits, TS 23.038 R17 clause 6.1.2.1 and TS 23.040 R17 clause 9.2.3.24.
func packSeptets(s []byte, fill int) []byte {
	out := make([]byte, (fill+7*len(s)+7)/8)
	for i, c := range s {
		bit := fill + 7*i
		v := uint16(c&0x7f) << (bit % 8)
		out[bit/8] |= byte(v)
		if v>>8 != 0 {
			out[bit/8+1] |= byte(v >> 8)
		}
	}
	return out
}

// unpackSeptets reads n septets behind fill bits; b has them.
func unpackSeptets(b []byte, n, fill int) []byte {
	out := make([]byte, n)
	for i := range out {
		bit := fill + 7*i
		v := uint16(b[bit/8])
		if bit/8+1 < len(b) {
			v |= uint16(b[bit/8+1]) << 8
		}
		out[i] = byte(v>>(bit%8)) & 0x7f
	}
	return out
}

// EncodeUCS2 writes a text in UCS2; characters outside the basic multilingual plane take two units as in UTF-16.
func EncodeUCS2(text string) []byte {
	units := utf16.Encode([]rune(text))
	out := make([]byte, 0, 2*len(units))
	for _, u := range units {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

// DecodeUCS2 reads it. A last single octet is read over.
func DecodeUCS2(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
	}
	return string(utf16.Decode(units))
}
