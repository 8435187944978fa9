package aka

import (
	"encoding/binary"
	"math/bits"
)

// zuc is the keystream generator ZUC, TS 35.222.
type zuc struct {
	s      [16]uint32 // cells of 31 bits, s[0] leaves first
	r1, r2 uint32
}

// zucD are the constants d0 to d15 between key and initialisation octets, TS 35.222 clause 3.5.
var zucD = [16]uint32{
	0x44d7, 0x26bc, 0x626b, 0x135e, 0x5789, 0x35e2, 0x7135, 0x09af,
	0x4d78, 0x2f13, 0x6bc4, 0x1af1, 0x5e26, 0x3c4d, 0x789a, 0x47ac,
}

// newZUC initialises and throws away the first word, TS 35.222 clause 3.6.
func newZUC(key, iv *[16]byte) (g zuc) {
	for i := range g.s {
		g.s[i] = uint32(key[i])<<23 | zucD[i]<<8 | uint32(iv[i])
	}
	var z [keystreamBlock]uint32
	g.run(&z, 16, 0xffffffff)
	g.run(&z, 16, 0xffffffff)
	g.run(&z, 1, 0)
	return g
}

// run clocks n (at most 16) times and puts a word into z for each. feedback is all ones during initialisation
// and 0 afterwards.
func (g *zuc) run(z *[keystreamBlock]uint32, n int, feedback uint32) {
	var w [2 * keystreamBlock]uint32
	copy(w[:], g.s[:])
	r1, r2 := g.r1, g.r2
	n &= 31
	for i := 0; i < n && i < keystreamBlock; i++ {
		// Bit reorganisation and the nonlinear function.
		x0 := w[i+15]<<1&0xffff0000 | w[i+14]&0xffff
		x1 := w[i+11]<<16 | w[i+9]>>15
		x2 := w[i+7]<<16 | w[i+5]>>15
		x3 := w[i+2]<<16 | w[i]>>15
		f := (x0 ^ r1) + r2
		z[i] = f ^ x3
		w1, w2 := r1+x1, r2^x2
		u, v := w1<<16|w2>>16, w2<<16|w1>>16
		u ^= bits.RotateLeft32(u, 2) ^ bits.RotateLeft32(u, 10) ^ bits.RotateLeft32(u, 18) ^ bits.RotateLeft32(u, 24)
		v ^= bits.RotateLeft32(v, 8) ^ bits.RotateLeft32(v, 14) ^ bits.RotateLeft32(v, 22) ^ bits.RotateLeft32(v, 30)
		r1, r2 = zucS(u), zucS(v)
		// The linear feedback shift register, modulo 2^31 - 1.
		s := uint64(w[i])<<8 + uint64(w[i]) + uint64(w[i+4])<<20 + uint64(w[i+10])<<21 + uint64(w[i+13])<<17 +
			uint64(w[i+15])<<15 + uint64(f>>1&feedback)
		s = s&0x7fffffff + s>>31
		s = s&0x7fffffff + s>>31
		// A sum that is 0 modulo 2^31 - 1 is 2^31 - 1 here, as the standard wants it, because no cell is ever 0.
		w[i+16] = uint32(s)
	}
	copy(g.s[:], w[n:])
	g.r1, g.r2 = r1, r2
}

func zucS(x uint32) uint32 {
	return uint32(zucS0[x>>24])<<24 | uint32(zucS1[x>>16&0xff])<<16 | uint32(zucS0[x>>8&0xff])<<8 | uint32(zucS1[x&0xff])
}

// The S-boxes, TS 35.222 clause 3.4.2.
const (
	zucS0 = "" +
		"\x3e\x72\x5b\x47\xca\xe0\x00\x33\x04\xd1\x54\x98\x09\xb9\x6d\xcb\x7b\x1b\xf9\x32\xaf\x9d\x6a\xa5\xb8\x2d\xfc\x1d\x08\x53\x03\x90" +
		"\x4d\x4e\x84\x99\xe4\xce\xd9\x91\xdd\xb6\x85\x48\x8b\x29\x6e\xac\xcd\xc1\xf8\x1e\x73\x43\x69\xc6\xb5\xbd\xfd\x39\x63\x20\xd4\x38" +
		"\x76\x7d\xb2\xa7\xcf\xed\x57\xc5\xf3\x2c\xbb\x14\x21\x06\x55\x9b\xe3\xef\x5e\x31\x4f\x7f\x5a\xa4\x0d\x82\x51\x49\x5f\xba\x58\x1c" +
		"\x4a\x16\xd5\x17\xa8\x92\x24\x1f\x8c\xff\xd8\xae\x2e\x01\xd3\xad\x3b\x4b\xda\x46\xeb\xc9\xde\x9a\x8f\x87\xd7\x3a\x80\x6f\x2f\xc8" +
		"\xb1\xb4\x37\xf7\x0a\x22\x13\x28\x7c\xcc\x3c\x89\xc7\xc3\x96\x56\x07\xbf\x7e\xf0\x0b\x2b\x97\x52\x35\x41\x79\x61\xa6\x4c\x10\xfe" +
		"\xbc\x26\x95\x88\x8a\xb0\xa3\xfb\xc0\x18\x94\xf2\xe1\xe5\xe9\x5d\xd0\xdc\x11\x66\x64\x5c\xec\x59\x42\x75\x12\xf5\x74\x9c\xaa\x23" +
		"\x0e\x86\xab\xbe\x2a\x02\xe7\x67\xe6\x44\xa2\x6c\xc2\x93\x9f\xf1\xf6\xfa\x36\xd2\x50\x68\x9e\x62\x71\x15\x3d\xd6\x40\xc4\xe2\x0f" +
		"\x8e\x83\x77\x6b\x25\x05\x3f\x0c\x30\xea\x70\xb7\xa1\xe8\xa9\x65\x8d\x27\x1a\xdb\x81\xb3\xa0\xf4\x45\x7a\x19\xdf\xee\x78\x34\x60"
	zucS1 = "" +
		"\x55\xc2\x63\x71\x3b\xc8\x47\x86\x9f\x3c\xda\x5b\x29\xaa\xfd\x77\x8c\xc5\x94\x0c\xa6\x1a\x13\x00\xe3\xa8\x16\x72\x40\xf9\xf8\x42" +
		"\x44\x26\x68\x96\x81\xd9\x45\x3e\x10\x76\xc6\xa7\x8b\x39\x43\xe1\x3a\xb5\x56\x2a\xc0\x6d\xb3\x05\x22\x66\xbf\xdc\x0b\xfa\x62\x48" +
		"\xdd\x20\x11\x06\x36\xc9\xc1\xcf\xf6\x27\x52\xbb\x69\xf5\xd4\x87\x7f\x84\x4c\xd2\x9c\x57\xa4\xbc\x4f\x9a\xdf\xfe\xd6\x8d\x7a\xeb" +
		"\x2b\x53\xd8\x5c\xa1\x14\x17\xfb\x23\xd5\x7d\x30\x67\x73\x08\x09\xee\xb7\x70\x3f\x61\xb2\x19\x8e\x4e\xe5\x4b\x93\x8f\x5d\xdb\xa9" +
		"\xad\xf1\xae\x2e\xcb\x0d\xfc\xf4\x2d\x46\x6e\x1d\x97\xe8\xd1\xe9\x4d\x37\xa5\x75\x5e\x83\x9e\xab\x82\x9d\xb9\x1c\xe0\xcd\x49\x89" +
		"\x01\xb6\xbd\x58\x24\xa2\x5f\x38\x78\x99\x15\x90\x50\xb8\x95\xe4\xd0\x91\xc7\xce\xed\x0f\xb4\x6f\xa0\xcc\xf0\x02\x4a\x79\xc3\xde" +
		"\xa3\xef\xea\x51\xe6\x6b\x18\xec\x1b\x2c\x80\xf7\x74\xe7\xff\x21\x5a\x6a\x54\x1e\x41\x31\x92\x35\xc4\x33\x07\x0a\xba\x7e\x0e\x34" +
		"\x88\xb1\x98\x7c\xf3\x3d\x60\x6c\x7b\xca\xd3\x1f\x32\x65\x04\x28\x64\xbe\x85\x9b\x2f\x59\x8a\xd7\xb0\x25\xac\xaf\x12\x03\xe2\xf2"
)

// nea3 is 128-EEA3, TS 35.221 clause 3.
func nea3(key *[16]byte, count uint32, bearer, direction uint8, data []byte) {
	iv := firstBlock(count, bearer, direction)
	copy(iv[8:], iv[:8])
	g := newZUC(key, &iv)
	var z [keystreamBlock]uint32
	for len(data) > 0 {
		n := min(keystreamBlock, (len(data)+3)/4)
		g.run(&z, n, 0)
		data = xorWords(data, &z)
	}
}

// nia3 is 128-EIA3, TS 35.221 clause 4.
func nia3(key *[16]byte, count uint32, bearer, direction uint8, message []byte, n int) (mac [4]byte) {
	iv := firstBlock(count, bearer, 0)
	copy(iv[8:], iv[:8])
	iv[8] ^= direction << 7
	iv[14] ^= direction << 7
	g := newZUC(key, &iv)
	// z[at] and the word after it cover the bits of the current message word.
	var z [keystreamBlock]uint32
	words := (n+31)/32 + 2
	at, last := keystreamBlock, uint32(0)
	next := func() uint32 {
		if at == keystreamBlock {
			g.run(&z, min(words, keystreamBlock), 0)
			words -= keystreamBlock
			at = 0
		}
		at++
		return z[at-1]
	}
	var tag uint32
	last = next()
	for ; n >= 32; n -= 32 {
		word := next()
		tag ^= window(uint64(last)<<32|uint64(word), binary.BigEndian.Uint32(message))
		message = message[4:]
		last = word
	}
	if n > 0 {
		var b [4]byte
		copy(b[:], message)
		word := next()
		k := uint64(last)<<32 | uint64(word)
		tag ^= window(k, binary.BigEndian.Uint32(b[:])&^(1<<(32-n)-1))
		// The keystream word that begins at the bit after the message.
		tag ^= uint32(k << n >> 32)
	} else {
		tag ^= last
	}
	binary.BigEndian.PutUint32(mac[:], tag^next())
	return mac
}

// window adds, for each bit of m that is set, the 32 bits of k that begin at the position of the bit, the most
// significant bit being position 0.
func window(k uint64, m uint32) uint32 {
	// This is the product of k and the reversed m over GF(2), of which 64 bits are kept. Each factor is split into
	// four with three zeros after each bit, so that an integer product has no carry into a bit that counts: at
	// most eight ones meet there.
	const h = 0x1111111111111111
	r := uint64(bits.Reverse32(m))
	a0, a1, a2, a3 := k&h, k&(h<<1), k&(h<<2), k&(h<<3)
	b0, b1, b2, b3 := r&h, r&(h<<1), r&(h<<2), r&(h<<3)
	p0 := a0*b0 ^ a1*b3 ^ a2*b2 ^ a3*b1
	p1 := a0*b1 ^ a1*b0 ^ a2*b3 ^ a3*b2
	p2 := a0*b2 ^ a1*b1 ^ a2*b0 ^ a3*b3
	p3 := a0*b3 ^ a1*b2 ^ a2*b1 ^ a3*b0
	return uint32((p0&h | p1&(h<<1) | p2&(h<<2) | p3&(h<<3)) >> 32)
}
