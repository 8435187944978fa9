package content

import (
	"encoding/binary"

	"github.com/pion/srtp/v3"
)

// SRTP opens what one side of a session sends, with the keys that the session's own signalling gave for it (RFC 3711, RFC 4568). It
// is not safe for concurrent use. The authentication tag of a packet says which of the keys it is under, so that offers that were
// refused, answers of several callees and new keys in mid-call need no further thought; a packet that none of them opens stays
// what it is.
//
// Replays are no matter here: a packet that passed twice is product twice.
type SRTP struct {
	keys    []*Crypto // the newest first
	streams map[uint32]*opened
	plain   []byte
	packet  []byte
}

// opened is one SSRC.
type opened struct {
	key *Crypto
	ctx *srtp.Context
	// rtp says that a packet of RTP was opened, so that the roll-over counter is known. failed counts those that were not since.
	rtp    bool
	failed int
}

const (
	// maxKeys are the keys of one side that are kept, maxStreams its SSRCs.
	maxKeys    = 8
	maxStreams = 32
	// maxRollOver is how often the sequence numbers of a stream may have started again before its first packet is seen: the
	// counter of that is in no packet (RFC 3711 clause 3.3.1), and interception may begin in mid-call. At 50 packets per second
	// a sequence number comes again after 22 minutes. Which one it is, the authentication tag says.
	maxRollOver = 8
	// maxFailed packets in a row make the counter of a stream unknown again.
	maxFailed = 64
)

// Add adds keys, and tells whether one of them is new.
func (s *SRTP) Add(keys []Crypto) bool {
	added := false
next:
	for i := range keys {
		for _, k := range s.keys {
			if k.Equal(&keys[i]) {
				continue next
			}
		}
		k := keys[i]
		s.keys = append([]*Crypto{&k}, s.keys[:min(len(s.keys), maxKeys-1)]...)
		added = true
	}
	return added
}

// Keyed says whether there are any keys.
func (s *SRTP) Keyed() bool { return len(s.keys) > 0 }

// SRTPOf tells whether an IP packet has what may be SRTP or SRTCP: UDP with the fixed header of RTP version 2.
func SRTPOf(b []byte) bool {
	from, to, ok := Datagram(b)
	return ok && to-from >= 12 && b[from]>>6 == 2
}

// Open authenticates and decrypts the SRTP or SRTCP in an IP packet, and returns the packet with RTP or RTCP in its place. The
// result is valid until the next call.
func (s *SRTP) Open(b []byte) ([]byte, bool) {
	from, to, ok := Datagram(b)
	if !ok || to-from < 12 || b[from]>>6 != 2 {
		return nil, false
	}
	in := b[from:to]
	rtcp := in[1] >= 192 && in[1] <= 223 // RFC 5761 clause 4
	ssrc := binary.BigEndian.Uint32(in[8:])
	if rtcp {
		ssrc = binary.BigEndian.Uint32(in[4:])
	}
	if !s.open(in, ssrc, rtcp) {
		return nil, false
	}
	s.packet = Repacked(s.packet[:0], b, from, s.plain)
	return s.packet, true
}

func (s *SRTP) open(in []byte, ssrc uint32, rtcp bool) bool {
	st := s.streams[ssrc]
	if st != nil && (rtcp || st.rtp) {
		if s.try(st.ctx, in, rtcp) {
			st.failed = 0
			return true
		}
		st.failed++
	}
	for _, k := range s.keys {
		if st != nil && st.key == k && (rtcp || st.rtp) && st.failed%maxFailed != 0 {
			continue
		}
		turns := uint32(maxRollOver)
		if rtcp {
			turns = 1 // its index is in the packet
		}
		for roc := range turns {
			ctx, err := srtp.CreateContext(k.master, k.salt, k.profile, srtp.SRTPNoReplayProtection(), srtp.SRTCPNoReplayProtection())
			if err != nil {
				break
			}
			if !rtcp {
				ctx.SetROC(ssrc, roc)
			}
			if !s.try(ctx, in, rtcp) {
				continue
			}
			if s.streams == nil || len(s.streams) >= maxStreams {
				s.streams = map[uint32]*opened{}
			}
			s.streams[ssrc] = &opened{key: k, ctx: ctx, rtp: !rtcp}
			return true
		}
	}
	return false
}

func (s *SRTP) try(ctx *srtp.Context, in []byte, rtcp bool) bool {
	var out []byte
	var err error
	if rtcp {
		out, err = ctx.DecryptRTCP(s.plain[:0], in, nil)
	} else {
		out, err = ctx.DecryptRTP(s.plain[:0], in, nil)
	}
	if err != nil || len(out) > len(in) {
		return false
	}
	s.plain = out
	return true
}
