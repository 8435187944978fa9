package media

import "math/bits"

// ALaw encodes a sample, ITU-T G.711 table 1a with the even bits inverted.
func ALaw(sample int16) byte {
	x := int(sample) >> 3 // 13 bits
	sign := byte(0x80)
	if x < 0 {
		x, sign = ^x, 0
	}
	// x has 12 bits: the segment is where its highest bit is.
	out := byte(x >> 1)
	if x > 31 {
		segment := bits.Len(uint(x)) - 5
		out = byte(segment<<4) | byte(x>>segment)&0x0f
	}
	return (out | sign) ^ 0x55
}

// FromALaw decodes a sample.
func FromALaw(b byte) int16 {
	b ^= 0x55
	segment, x := b>>4&7, int16(b&0x0f)<<4+8
	if segment > 0 {
		x = (x + 0x100) << (segment - 1)
	}
	if b&0x80 == 0 {
		return -x
	}
	return x
}

// µ-law works on 14 bits with a bias of 33; here both are scaled by 4.
const (
	muBias = 33 << 2
	muClip = 8158 << 2
)

// MuLaw encodes a sample, ITU-T G.711 table 2a.
func MuLaw(sample int16) byte {
	x, sign := int(sample), byte(0x80)
	if x < 0 {
		x, sign = -x, 0
	}
	x = min(x, muClip) + muBias
	segment := bits.Len(uint(x)) - 8
	return ^(byte(segment<<4)|byte(x>>(segment+3))&0x0f)&0x7f | sign
}

// FromMuLaw decodes a sample.
func FromMuLaw(b byte) int16 {
	c := ^b
	x := (int16(c&0x0f)<<3+muBias)<<(c>>4&7) - muBias
	if c&0x80 != 0 {
		return -x
	}
	return x
}

// encode puts samples into a payload of the codec, which is G.711.
func (c Codec) encode(dst []byte, pcm []int16) []byte {
	f := ALaw
	if c.Name == PCMU.Name {
		f = MuLaw
	}
	for _, s := range pcm {
		dst = append(dst, f(s))
	}
	return dst
}

// Decode appends the samples of a payload. It knows PCMA (8) and PCMU (0) by their static payload types; any other gives none.
func Decode(dst []int16, payloadType uint8, payload []byte) []int16 {
	f := FromALaw
	switch payloadType {
	case PCMU.PayloadType:
		f = FromMuLaw
	case PCMA.PayloadType:
	default:
		return dst
	}
	for _, b := range payload {
		dst = append(dst, f(b))
	}
	return dst
}

// samples puts frames in order.
func samples(frames []Frame) []int16 {
	if len(frames) == 0 {
		return nil
	}
	const longest = 8000 * 60
	first := frames[0].Timestamp
	for _, f := range frames { // a frame that overtook the first
		if int32(f.Timestamp-first) < 0 {
			first = f.Timestamp
		}
	}
	var out, one []int16
	skipped := 0
	for _, f := range frames {
		if one = Decode(one[:0], f.PayloadType, f.Payload); len(one) == 0 {
			continue
		}
		at := int(int32(f.Timestamp-first)) - skipped
		if gap := at - len(out); gap > longest {
			skipped += gap
			at -= gap
		}
		if at < 0 {
			continue
		}
		if need := at + len(one); need > len(out) {
			out = append(out, make([]int16, need-len(out))...)
		}
		copy(out[at:], one)
	}
	return out
}
