package aka

import (
	"encoding/binary"
	"math/bits"
)

// snow3g is the keystream generator SNOW 3G, TS 35.216.
type snow3g struct {
	s          [16]uint32 // s[0] leaves first
	r1, r2, r3 uint32
}

// keystreamBlock is the number of keystream words made in one go.
const keystreamBlock = 16

// newSNOW3G initialises with key words k0…k3 and initialisation words iv0…iv3, TS 35.216 clause 4.1, and throws
// away the first word as clause 4.2 wants it.
func newSNOW3G(k, iv [4]uint32) (g snow3g) {
	const ones = 0xffffffff
	g.s = [16]uint32{
		k[0] ^ ones, k[1] ^ ones, k[2] ^ ones, k[3] ^ ones, k[0], k[1], k[2], k[3],
		k[0] ^ ones, k[1] ^ ones ^ iv[3], k[2] ^ ones ^ iv[2], k[3] ^ ones, k[0] ^ iv[1], k[1], k[2], k[3] ^ iv[0],
	}
	var z [keystreamBlock]uint32
	g.run(&z, 16, ones)
	g.run(&z, 16, ones)
	g.run(&z, 1, 0)
	return g
}

// run clocks n (at most 16) times and puts a word into z for each. feedback is all ones during initialisation,
// when the output of the state machine is fed back, and 0 afterwards.
func (g *snow3g) run(z *[keystreamBlock]uint32, n int, feedback uint32) {
	t := &snow3gTables
	var w [2 * keystreamBlock]uint32
	copy(w[:], g.s[:])
	r1, r2, r3 := g.r1, g.r2, g.r3
	n &= 31
	for i := 0; i < n && i < keystreamBlock; i++ {
		f := (w[i+15] + r1) ^ r2
		s0, s11 := w[i], w[i+11]
		z[i] = f ^ s0
		w[i+16] = s0<<8 ^ t.mulAlpha[s0>>24] ^ w[i+2] ^ s11>>8 ^ t.divAlpha[s11&0xff] ^ f&feedback
		r1, r2, r3 = r2+(r3^w[i+5]),
			t.s1[0][r1>>24]^t.s1[1][r1>>16&0xff]^t.s1[2][r1>>8&0xff]^t.s1[3][r1&0xff],
			t.s2[0][r2>>24]^t.s2[1][r2>>16&0xff]^t.s2[2][r2>>8&0xff]^t.s2[3][r2&0xff]
	}
	copy(g.s[:], w[n:])
	g.r1, g.r2, g.r3 = r1, r2, r3
}

// snow3gTables are constants of the algorithm, computed from their definitions.
var snow3gTables = makeSNOW3GTables()

type snow3gTable struct {
	// s1 and s2 are the S-boxes with 32 bits (TS 35.216 clauses 3.3.1, 3.3.2), one table for each input octet.
	s1, s2 [4][256]uint32
	// mulAlpha and divAlpha are the functions of clauses 3.4.2 and 3.4.3.
	mulAlpha, divAlpha [256]uint32
}

func makeSNOW3GTables() (t snow3gTable) {
	for i := range 256 {
		x := byte(i)
		t.s1[0][i] = column(rijndaelS(x), 0x1b)
		t.s2[0][i] = column(dicksonS(x), 0x69)
		for j := 1; j < 4; j++ {
			t.s1[j][i] = bits.RotateLeft32(t.s1[0][i], -8*j)
			t.s2[j][i] = bits.RotateLeft32(t.s2[0][i], -8*j)
		}
		t.mulAlpha[i] = alphaPowers(x, 23, 245, 48, 239)
		t.divAlpha[i] = alphaPowers(x, 16, 39, 6, 64)
	}
	return t
}

// mulx multiplies by x in the field whose polynomial is x^8 + c.
func mulx(v, c byte) byte {
	if v&0x80 != 0 {
		return v<<1 ^ c
	}
	return v << 1
}

func fieldMul(a, b, c byte) (p byte) {
	for ; b != 0; b >>= 1 {
		if b&1 != 0 {
			p ^= a
		}
		a = mulx(a, c)
	}
	return p
}

func fieldPower(a byte, n int, c byte) byte {
	p := byte(1)
	for range n {
		p = fieldMul(p, a, c)
	}
	return p
}

// column is the contribution of the first octet: 2s, 3s, s, s.
func column(s, c byte) uint32 {
	d := mulx(s, c)
	return uint32(d)<<24 | uint32(d^s)<<16 | uint32(s)<<8 | uint32(s)
}

// rijndaelS is the S-box of AES: the inverse in the field of 0x11b and an affine map.
func rijndaelS(x byte) byte {
	v := fieldPower(x, 254, 0x1b)
	return v ^ bits.RotateLeft8(v, 1) ^ bits.RotateLeft8(v, 2) ^ bits.RotateLeft8(v, 3) ^ bits.RotateLeft8(v, 4) ^ 0x63
}

// dicksonS is the S-box SQ: the Dickson polynomial g49 over the field of 0x169, and 0x25.
func dicksonS(x byte) byte {
	v := byte(0x25)
	for _, n := range [...]int{1, 9, 13, 15, 33, 41, 45, 47, 49} {
		v ^= fieldPower(x, n, 0x69)
	}
	return v
}

// alphaPowers puts four products with powers of x in the field of 0x1a9 side by side.
func alphaPowers(v byte, exponents ...int) (w uint32) {
	for _, n := range exponents {
		w = w<<8 | uint32(fieldMul(v, fieldPower(2, n, 0xa9), 0xa9))
	}
	return w
}

// snow3gKey splits a key into the words that UEA2 and UIA2 use: k3 is the first.
func snow3gKey(key *[16]byte) (k [4]uint32) {
	for i := range k {
		k[3-i] = binary.BigEndian.Uint32(key[4*i:])
	}
	return k
}

// nea1 is 128-EEA1, TS 33.401 annex B.1.2: UEA2 of TS 35.215 clause 3.
func nea1(key *[16]byte, count uint32, bearer, direction uint8, data []byte) {
	b := uint32(bearer)<<27 | uint32(direction)<<26
	g := newSNOW3G(snow3gKey(key), [4]uint32{b, count, b, count})
	var z [keystreamBlock]uint32
	for len(data) > 0 {
		n := min(keystreamBlock, (len(data)+3)/4)
		g.run(&z, n, 0)
		data = xorWords(data, &z)
	}
}

// xorWords adds up to 16 keystream words to data and returns what is left of data.
func xorWords(data []byte, z *[keystreamBlock]uint32) []byte {
	for i := range z {
		if len(data) < 4 {
			for j := range data {
				data[j] ^= byte(z[i] >> (24 - 8*j))
			}
			return nil
		}
		binary.BigEndian.PutUint32(data, binary.BigEndian.Uint32(data)^z[i])
		data = data[4:]
	}
	return data
}

// nia1 is 128-EIA1, TS 33.401 annex B.2.2: UIA2 of TS 35.215 clause 4 with FRESH made of the bearer.
func nia1(key *[16]byte, count uint32, bearer, direction uint8, message []byte, n int) (mac [4]byte) {
	fresh, d := uint32(bearer)<<27, uint32(direction)
	g := newSNOW3G(snow3gKey(key), [4]uint32{fresh ^ d<<15, count ^ d<<31, fresh, count})
	var z [keystreamBlock]uint32
	g.run(&z, 5, 0)
	p := newMultiplier64(uint64(z[0])<<32 | uint64(z[1]))
	q := newMultiplier64(uint64(z[2])<<32 | uint64(z[3]))
	var eval uint64
	whole := n / 64
	for i := range whole {
		eval = p.times(eval ^ binary.BigEndian.Uint64(message[8*i:]))
	}
	if rest := n % 64; rest != 0 {
		var b [8]byte
		copy(b[:], message[8*whole:])
		eval = p.times(eval ^ binary.BigEndian.Uint64(b[:])&^(1<<(64-rest)-1))
	}
	eval = q.times(eval ^ uint64(n))
	binary.BigEndian.PutUint32(mac[:], uint32(eval>>32)^z[4])
	return mac
}

// multiplier64 holds the multiples of an element of GF(2^64) by polynomials of degree below 4. The field
// polynomial is x^64 + x^4 + x^3 + x + 1, TS 35.215 clause 4.3.2.
type multiplier64 [16]uint64

func newMultiplier64(p uint64) (m multiplier64) {
	m[1] = p
	for i := 2; i < 16; i += 2 {
		v := m[i/2]
		m[i] = v<<1 ^ -(v>>63)&0x1b
		m[i+1] = m[i] ^ p
	}
	return m
}

// times multiplies with v, four bits at a time.
func (m *multiplier64) times(v uint64) (r uint64) {
	for range 16 {
		top := r >> 60
		r = r<<4 ^ top ^ top<<1 ^ top<<3 ^ top<<4 ^ m[v>>60]
		v <<= 4
	}
	return r
}
