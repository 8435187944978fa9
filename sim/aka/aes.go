package aka

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
)

func newAES(key *[16]byte) cipher.Block {
	block, err := aes.NewCipher(key[:])
	if err != nil {
		panic(err) // The key has 16 octets, so this cannot happen.
	}
	return block
}

// firstBlock is COUNT || BEARER || DIRECTION || 0^26, and zeros.
func firstBlock(count uint32, bearer, direction uint8) (b [16]byte) {
	binary.BigEndian.PutUint32(b[:], count)
	b[4] = bearer<<3 | direction<<2
	return b
}

// nea2 is 128-EEA2, TS 33.401 annex B.1.3.
func nea2(key *[16]byte, count uint32, bearer, direction uint8, data []byte) {
	iv := firstBlock(count, bearer, direction)
	cipher.NewCTR(newAES(key), iv[:]).XORKeyStream(data, data)
}

// nia2 is 128-EIA2, TS 33.401 annex B.2.3: AES-CMAC (NIST SP 800-38B) over eight octets and the message.
func nia2(key *[16]byte, count uint32, bearer, direction uint8, message []byte, n int) (mac [4]byte) {
	// The message follows eight octets, so a block of CMAC begins eight octets into a block of the message.
	var work [3 * 16]byte
	block := newAES(key)
	state, in, sub := work[:16], work[16:32], work[32:]
	first := firstBlock(count, bearer, direction)
	copy(in, first[:8])
	filled, rest := 8, n
	for {
		c := min(16-filled, len(message))
		copy(in[filled:], message[:c])
		filled += c
		message = message[c:]
		rest -= 8 * c
		if len(message) == 0 {
			break
		}
		for i := range in {
			state[i] ^= in[i]
		}
		block.Encrypt(state, state)
		filled = 0
	}
	// rest is now 0 or, for a message that ends inside an octet, the negative number of unused bits.
	block.Encrypt(sub, sub)
	double(sub)
	if filled < 16 || rest < 0 {
		// The last block is not complete: a 1 follows the last bit, then zeros, and the second subkey.
		double(sub)
		if rest < 0 {
			in[filled-1] = in[filled-1]&(0xff<<-rest) | 1<<(-rest-1)
		} else {
			in[filled] = 0x80
			filled++
		}
		clear(in[filled:])
	}
	for i := range in {
		state[i] ^= in[i] ^ sub[i]
	}
	block.Encrypt(state, state)
	copy(mac[:], state)
	return mac
}

// double multiplies by x in GF(2^128), NIST SP 800-38B clause 6.1.
func double(b []byte) {
	hi, lo := binary.BigEndian.Uint64(b), binary.BigEndian.Uint64(b[8:])
	carry := hi >> 63
	binary.BigEndian.PutUint64(b, hi<<1|lo>>63)
	binary.BigEndian.PutUint64(b[8:], lo<<1^carry*0x87)
}
