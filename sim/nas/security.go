package nas

import (
	"encoding/binary"
	"errors"
	"fmt"

	"lilab/sim/aka"
)

// bearer is the NAS connection identifier of 3GPP access, TS 33.501 R17 clause 6.4.2.2.
const bearer = aka.NASBearer

// maxCount is the first value that a NAS COUNT of 24 bits cannot have.
const maxCount = 1 << 24

// Refusals of security protected messages.
var (
	// ErrIntegrity says that the message authentication code is wrong: another key, changed octets, or a replay.
	ErrIntegrity = errors.New("nas: integrity check failed")
	// ErrCountExhausted says that the NAS COUNT has no next value; the UE must be authenticated anew.
	ErrCountExhausted = errors.New("nas: NAS COUNT exhausted")
)

// Security is one side's 5G NAS security context for 3GPP access, TS 33.501 R17 clause 6.4. It is not safe for
// concurrent use.
type Security struct {
	// KSI is the NAS key set identifier, 0 to 6.
	KSI uint8
	// NEA and NIA are the selected algorithms.
	NEA, NIA   uint8
	KEnc, KInt [16]byte
	// Up and Down are the NAS COUNTs that come next in each direction: to be sent, or the lowest to be accepted.
	Up, Down uint32
}

// NewSecurity derives the NAS keys from KAMF (TS 33.501 R17 clause A.8) with both counts at zero.
func NewSecurity(kamf [32]byte, ksi, nea, nia uint8) *Security {
	return &Security{KSI: ksi, NEA: nea, NIA: nia, KEnc: aka.KNASenc(kamf, nea), KInt: aka.KNASint(kamf, nia)}
}

func (s *Security) count(d Direction) *uint32 {
	if d == Uplink {
		return &s.Up
	}
	return &s.Down
}

// Protect puts a plain message into the envelope of the given type and takes the next NAS COUNT.
func (s *Security) Protect(d Direction, t HeaderType, plain []byte) ([]byte, error) {
	if t == Plain || t > IntegrityCipheredNew {
		return nil, fmt.Errorf("nas: protect: security header type %d", t)
	}
	next := s.count(d)
	if *next >= maxCount {
		return nil, ErrCountExhausted
	}
	out := make([]byte, 7+len(plain))
	out[0], out[1], out[6] = EPD5GMM, byte(t), byte(*next)
	copy(out[7:], plain)
	if t.Ciphered() {
		if err := aka.Cipher(s.NEA, s.KEnc, *next, bearer, uint8(d), out[7:]); err != nil {
			return nil, err
		}
	}
	mac, err := aka.MAC(s.NIA, s.KInt, *next, bearer, uint8(d), out[6:])
	if err != nil {
		return nil, err
	}
	copy(out[2:], mac[:])
	*next++
	return out, nil
}

// Open checks and deciphers a security protected message that was parsed with ParseHeader. The NAS COUNT moves on
// only if the check succeeds. The result shares no memory with the PDU when it was ciphered.
//
// The count is estimated from the sequence number (TS 24.501 R17 clause 4.4.3.1), so an old message gets a count
// 256 ahead of its own and fails the check.
func (s *Security) Open(d Direction, pdu []byte, h Header) ([]byte, error) {
	next := s.count(d)
	count := *next&^0xff | uint32(h.Sequence)
	if count < *next {
		count += 0x100
	}
	if count >= maxCount {
		return nil, ErrCountExhausted
	}
	mac, err := aka.MAC(s.NIA, s.KInt, count, bearer, uint8(d), pdu[6:])
	if err != nil {
		return nil, err
	}
	if binary.BigEndian.Uint32(mac[:]) != h.MAC {
		return nil, ErrIntegrity
	}
	plain := h.Body
	if h.Type.Ciphered() {
		plain = append([]byte(nil), h.Body...)
		if err := aka.Cipher(s.NEA, s.KEnc, count, bearer, uint8(d), plain); err != nil {
			return nil, err
		}
	}
	*next = count + 1
	return plain, nil
}

// CipherAt enciphers or deciphers data in place with the given NAS COUNT: the contents of a NAS message container
// in an initial message (TS 24.501 R17 clause 4.4.6).
func (s *Security) CipherAt(d Direction, count uint32, data []byte) error {
	return aka.Cipher(s.NEA, s.KEnc, count, bearer, uint8(d), data)
}
