package esp

import (
	"crypto/hmac"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
)

// Next header values that ESP itself knows.
const (
	nextIPv4  = 4
	nextIPv6  = 41
	nextDummy = 59
)

// maxPayload keeps a sealed payload within an IP packet.
const maxPayload = math.MaxUint16

// SealPayload appends to dst the ESP header, the protected payload and the integrity check value; next is the protocol of
// the payload. It allocates nothing if dst has room. payload and dst must not overlap.
func (s *SA) SealPayload(dst, payload []byte, next uint8) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.seal(dst, payload, next)
}

func (s *SA) seal(dst, payload []byte, next uint8) ([]byte, error) {
	if len(payload) > maxPayload {
		s.stats.Malformed++
		return nil, fmt.Errorf("%w: %d octets", ErrPacket, len(payload))
	}
	if s.cfg.Hard.over(s.stats) || s.sequence == math.MaxUint32 {
		s.stats.Expired++
		return nil, ErrExpired
	}
	s.sequence++
	start := len(dst)
	dst = slices.Grow(dst, 8+s.iv+len(payload)+s.block+1+s.icv)
	dst = binary.BigEndian.AppendUint32(dst, s.cfg.SPI)
	dst = binary.BigEndian.AppendUint32(dst, s.sequence)
	dst = dst[:len(dst)+s.iv]
	iv := dst[start+8:]
	switch s.cfg.Encryption {
	case AESGCM, AESGMAC: // never repeats under one key, RFC 4106 clause 3.1
		binary.BigEndian.PutUint64(iv, uint64(s.sequence))
	case AESCBC: // cannot be foreseen, RFC 3602 clause 2.1
		if _, err := io.ReadFull(s.cfg.Rand, iv); err != nil {
			return nil, fmt.Errorf("esp: initialization vector: %w", err)
		}
	}
	return s.finish(dst, start, payload, next), nil
}

// finish appends what comes behind the initialization vector.
func (s *SA) finish(dst []byte, start int, payload []byte, next uint8) []byte {
	at := len(dst)
	iv := dst[at-s.iv : at]
	dst = append(dst, payload...)
	pad := (s.block - (len(payload)+2)%s.block) % s.block
	for i := range pad { // RFC 4303 clause 2.4
		dst = append(dst, byte(i+1))
	}
	dst = append(dst, byte(pad), next)
	s.stats.Packets++
	s.stats.Octets += uint64(len(payload))
	switch s.cfg.Encryption {
	case AESGCM:
		copy(s.nonce[4:], iv)
		return s.aead.Seal(dst[:at], s.nonce[:], dst[at:], dst[start:start+8])
	case AESGMAC: // RFC 4543 clause 3.3: everything is additional data, the initialization vector too
		copy(s.nonce[4:], iv)
		return s.aead.Seal(dst, s.nonce[:], nil, dst[start:])
	case AESCBC:
		s.cbc.encrypt(dst[at:], iv)
	}
	return append(dst, s.check(dst[start:])...)
}

func (s *SA) check(b []byte) []byte {
	s.mac.Reset()
	s.mac.Write(b)
	return s.mac.Sum(s.sum[:0])[:s.icv]
}

// OpenPayload appends to dst the payload of an ESP packet, whose first octet is that of the SPI, and returns its protocol. It
// allocates nothing if dst has room. b and dst must not overlap.
func (s *SA) OpenPayload(dst, b []byte) (payload []byte, next uint8, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open(dst, b)
}

func (s *SA) open(dst, b []byte) (payload []byte, next uint8, err error) {
	n := len(b) - 8 - s.iv - s.icv
	if n < 2 || n%s.block != 0 {
		s.stats.Malformed++
		return nil, 0, ErrTruncated
	}
	if binary.BigEndian.Uint32(b) != s.cfg.SPI {
		return nil, 0, ErrSPI
	}
	sequence := binary.BigEndian.Uint32(b[4:])
	if !s.window.fresh(sequence) {
		s.stats.Replayed++
		return nil, 0, ErrReplay
	}
	if s.cfg.Hard.over(s.stats) {
		s.stats.Expired++
		return nil, 0, ErrExpired
	}
	iv, text, icv := b[8:8+s.iv], b[8+s.iv:len(b)-s.icv], b[len(b)-s.icv:]
	start := len(dst)
	switch s.cfg.Encryption {
	case AESGCM:
		copy(s.nonce[4:], iv)
		if dst, err = s.aead.Open(dst, s.nonce[:], b[8+s.iv:], b[:8]); err != nil {
			s.stats.Failed++
			return nil, 0, ErrIntegrity
		}
	case AESGMAC:
		copy(s.nonce[4:], iv)
		if _, err = s.aead.Open(s.sum[:0], s.nonce[:], icv, b[:len(b)-s.icv]); err != nil {
			s.stats.Failed++
			return nil, 0, ErrIntegrity
		}
		dst = append(dst, text...)
	default:
		if !hmac.Equal(icv, s.check(b[:len(b)-s.icv])) {
			s.stats.Failed++
			return nil, 0, ErrIntegrity
		}
		dst = append(dst, text...)
		if s.cfg.Encryption == AESCBC {
			s.cbc.decrypt(dst[start:], iv)
		}
	}
	s.window.take(sequence) // only now: a forged number must not move the window
	end := len(dst) - 2
	pad := int(dst[end])
	next = dst[end+1]
	if pad > end-start {
		s.stats.Malformed++
		return nil, 0, ErrPadding
	}
	for i, v := range dst[end-pad : end] { // RFC 4303 clause 2.4: the receiver looks at it
		if int(v) != i+1 {
			s.stats.Malformed++
			return nil, 0, ErrPadding
		}
	}
	s.stats.Packets++
	s.stats.Octets += uint64(end - pad - start)
	if next == nextDummy {
		return nil, next, ErrDummy
	}
	return dst[:end-pad], next, nil
}
