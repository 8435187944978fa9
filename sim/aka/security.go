package aka

import (
	"errors"
	"fmt"
)

// Ciphering algorithm identities, TS 33.501 clause 5.11.1.1.
const (
	NEA0 uint8 = 0 // null
	NEA1 uint8 = 1 // SNOW 3G
	NEA2 uint8 = 2 // AES-128 in counter mode
	NEA3 uint8 = 3 // ZUC
)

// Integrity algorithm identities, TS 33.501 clause 5.11.1.2.
const (
	NIA0 uint8 = 0 // null
	NIA1 uint8 = 1 // SNOW 3G
	NIA2 uint8 = 2 // AES-128 in CMAC mode
	NIA3 uint8 = 3 // ZUC
)

// Directions of transmission, TS 33.501 annex D.2.1.
const (
	Uplink   uint8 = 0
	Downlink uint8 = 1
)

// NASBearer is the bearer of NAS over 3GPP access, TS 33.501 clause 6.4.3.1.
const NASBearer uint8 = 1

// ErrAlgorithm says that an algorithm identity, a bearer (five bits) or a direction (one bit) is out of range.
var ErrAlgorithm = errors.New("aka: bad algorithm input")

func checkInput(name string, alg, bearer, direction uint8) error {
	switch {
	case alg > 3:
		return fmt.Errorf("%w: %s%d", ErrAlgorithm, name, alg)
	case bearer > 31:
		return fmt.Errorf("%w: bearer %d", ErrAlgorithm, bearer)
	case direction > 1:
		return fmt.Errorf("%w: direction %d", ErrAlgorithm, direction)
	}
	return nil
}

// Cipher enciphers or deciphers data in place with NEA0, NEA1, NEA2 or NEA3, TS 33.501 annex D.2. count is the
// whole NAS COUNT, bearer is NASBearer for NAS.
func Cipher(alg uint8, key [16]byte, count uint32, bearer, direction uint8, data []byte) error {
	if err := checkInput("NEA", alg, bearer, direction); err != nil {
		return err
	}
	cipherBits(alg, &key, count, bearer, direction, data, len(data)*8)
	return nil
}

// MAC computes the message authentication code of NIA0 (zeros), NIA1, NIA2 or NIA3, TS 33.501 annex D.3. For NAS
// the message begins with the sequence number octet, TS 24.501 clause 4.4.3.3.
func MAC(alg uint8, key [16]byte, count uint32, bearer, direction uint8, message []byte) ([4]byte, error) {
	if err := checkInput("NIA", alg, bearer, direction); err != nil {
		return [4]byte{}, err
	}
	return macBits(alg, &key, count, bearer, direction, message, len(message)*8), nil
}

// cipherBits works on the first n bits of data; the other bits of the last octet keep their value.
func cipherBits(alg uint8, key *[16]byte, count uint32, bearer, direction uint8, data []byte, n int) {
	data = data[:(n+7)/8]
	if n == 0 {
		return
	}
	last := len(data) - 1
	rest := data[last]
	switch alg {
	case NEA1:
		nea1(key, count, bearer, direction, data)
	case NEA2:
		nea2(key, count, bearer, direction, data)
	case NEA3:
		nea3(key, count, bearer, direction, data)
	}
	if n%8 != 0 {
		keep := byte(0xff) >> (n % 8)
		data[last] = data[last]&^keep | rest&keep
	}
}

// macBits works on the first n bits of message.
func macBits(alg uint8, key *[16]byte, count uint32, bearer, direction uint8, message []byte, n int) [4]byte {
	message = message[:(n+7)/8]
	switch alg {
	case NIA1:
		return nia1(key, count, bearer, direction, message, n)
	case NIA2:
		return nia2(key, count, bearer, direction, message, n)
	case NIA3:
		return nia3(key, count, bearer, direction, message, n)
	}
	return [4]byte{}
}
