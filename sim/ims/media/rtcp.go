package media

import (
	"encoding/binary"
	"time"
)

// Packet types of RTCP, RFC 3550 clause 12.1.
const (
	rtcpSR   = 200
	rtcpRR   = 201
	rtcpSDES = 202
)

// sender is what a sender report says.
type sender struct {
	at             time.Time
	timestamp      uint32
	packets, bytes uint32
}

// appendRTCP appends a compound packet: a sender report, or a receiver report if s is nil, with at most one block, and the CNAME.
func appendRTCP(dst []byte, ssrc uint32, s *sender, r *Reception, name string) []byte {
	be := binary.BigEndian
	start := len(dst)
	kind := byte(rtcpRR)
	if s != nil {
		kind = rtcpSR
	}
	dst = append(dst, 0x80, kind, 0, 0)
	dst = be.AppendUint32(dst, ssrc)
	if s != nil {
		// Seconds since 1900 and their fraction.
		dst = be.AppendUint32(dst, uint32(s.at.Unix()+2208988800))
		dst = be.AppendUint32(dst, uint32(uint64(s.at.Nanosecond())<<32/1e9))
		dst = be.AppendUint32(dst, s.timestamp)
		dst = be.AppendUint32(dst, s.packets)
		dst = be.AppendUint32(dst, s.bytes)
	}
	if r != nil {
		dst[start]++
		dst = be.AppendUint32(dst, r.SSRC)
		dst = be.AppendUint32(dst, uint32(r.Fraction)<<24|uint32(r.Lost)&0xffffff)
		dst = be.AppendUint32(dst, r.Highest)
		dst = be.AppendUint32(dst, r.Jitter)
		dst = be.AppendUint64(dst, 0) // last sender report and delay: not measured
	}
	be.PutUint16(dst[start+2:], uint16((len(dst)-start)/4-1))
	start = len(dst)
	dst = append(dst, 0x81, rtcpSDES, 0, 0)
	dst = be.AppendUint32(dst, ssrc)
	name = name[:min(len(name), 255)]
	dst = append(dst, 1, byte(len(name)))
	dst = append(dst, name...)
	dst = append(dst, 0)
	for (len(dst)-start)%4 != 0 {
		dst = append(dst, 0)
	}
	be.PutUint16(dst[start+2:], uint16((len(dst)-start)/4-1))
	return dst
}

// readRTCP reads a compound packet: whether a sender report is in it, and the block about a stream. ok is false if it is
// malformed, RFC 3550 annex A.2.
func readRTCP(b []byte, about uint32) (report bool, r *Reception, ok bool) {
	be := binary.BigEndian
	for first := true; len(b) > 0; first = false {
		if len(b) < 8 || b[0]>>6 != 2 || first && b[1] != rtcpSR && b[1] != rtcpRR {
			return false, nil, false
		}
		n := 4 + 4*int(be.Uint16(b[2:]))
		if n < 8 || n > len(b) {
			return false, nil, false
		}
		blocks := b[8:n]
		switch b[1] {
		case rtcpSR:
			if len(blocks) < 20 {
				return false, nil, false
			}
			report, blocks = true, blocks[20:]
			fallthrough
		case rtcpRR:
			if len(blocks) < 24*int(b[0]&31) {
				return false, nil, false
			}
			for range b[0] & 31 {
				if be.Uint32(blocks) == about {
					word := be.Uint32(blocks[4:])
					r = &Reception{SSRC: about, Fraction: uint8(word >> 24), Lost: int32(word<<8) >> 8, Highest: be.Uint32(blocks[8:]), Jitter: be.Uint32(blocks[12:])}
				}
				blocks = blocks[24:]
			}
		}
		b = b[n:]
	}
	return report, r, true
}
