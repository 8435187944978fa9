package wire

import "encoding/binary"

// RTP is the header of an RTP packet, RFC 3550 section 5.1. An SRTP packet has the same one (RFC 3711 section 3.1).
type RTP struct {
	PayloadType uint8
	Marker      bool
	Sequence    uint16
	Timestamp   uint32
	SSRC        uint32
	// Payload is what follows the header, without padding; of SRTP with the authentication tag.
	Payload []byte
}

// ReadRTP reads an RTP packet that fills b. It refuses RTCP. Every error is an *Error.
func ReadRTP(b []byte) (RTP, error) {
	const path = "RTP header"
	if len(b) < 12 {
		return RTP{}, fail(len(b), path, "ends after %d of 12 octets", len(b))
	}
	if b[0]>>6 != 2 {
		return RTP{}, fail(0, path, "version %d, not 2", b[0]>>6)
	}
	if IsRTCP(b) {
		return RTP{}, fail(1, path, "packet type %d is one of RTCP", b[1])
	}
	p := RTP{PayloadType: b[1] & 0x7f, Marker: b[1]&0x80 != 0, Sequence: binary.BigEndian.Uint16(b[2:]),
		Timestamp: binary.BigEndian.Uint32(b[4:]), SSRC: binary.BigEndian.Uint32(b[8:])}
	at := 12 + 4*int(b[0]&15)
	if b[0]&0x10 != 0 {
		if len(b) < at+4 {
			return RTP{}, fail(len(b), path, "the header extension is missing")
		}
		at += 4 + 4*int(binary.BigEndian.Uint16(b[at+2:]))
	}
	if len(b) < at {
		return RTP{}, fail(len(b), path, "ends after %d of %d octets", len(b), at)
	}
	end := len(b)
	if b[0]&0x20 != 0 {
		n := int(b[end-1])
		if n == 0 || n > end-at {
			return RTP{}, fail(end-1, path, "%d octets of padding in a payload of %d", n, end-at)
		}
		end -= n
	}
	p.Payload = b[at:end:end]
	return p, nil
}

// IsRTCP tells RTCP from RTP on one port, RFC 5761 section 4.
func IsRTCP(b []byte) bool { return len(b) >= 2 && b[0]>>6 == 2 && b[1] >= 192 && b[1] <= 223 }

// G711 appends the samples of a G.711 payload: payload type 8 is A-law, 0 is mu-law. ok is false for others.
func G711(dst []int16, payloadType uint8, payload []byte) (samples []int16, ok bool) {
	table := &aLaw
	switch payloadType {
	case 0:
		table = &muLaw
	case 8:
	default:
		return dst, false
	}
	for _, b := range payload {
		dst = append(dst, table[b])
	}
	return dst, true
}

var aLaw, muLaw = func() (a, u [256]int16) {
	for i := range a {
		a[i], u[i] = expandA(byte(i)), expandMu(byte(i))
	}
	return a, u
}()

// expandA is ITU-T G.711 table 1, in 16 bits.
func expandA(b byte) int16 {
	b ^= 0x55
	mantissa, segment := int(b&15), int(b>>4&7)
	v := mantissa<<4 + 8
	if segment > 0 {
		v = (v + 0x100) << (segment - 1)
	}
	if b&0x80 == 0 {
		v = -v
	}
	return int16(v)
}

// expandMu is ITU-T G.711 table 2, in 16 bits.
func expandMu(b byte) int16 {
	b = ^b
	v := (int(b&15)<<3+0x84)<<(b>>4&7) - 0x84
	if b&0x80 != 0 {
		v = -v
	}
	return int16(v)
}
