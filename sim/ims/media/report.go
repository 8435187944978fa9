package media

import (
	"net/netip"
	"time"
)

// Frame is one RTP packet that was sent, or received and accepted.
type Frame struct {
	Sequence    uint16
	Timestamp   uint32
	PayloadType uint8
	Marker      bool
	// Payload is in clear.
	Payload []byte
	At      time.Time
}

// Stream is one RTP stream: the packets of one SSRC.
type Stream struct {
	SSRC uint32
	// From and To are the addresses of the packets at the phone.
	From, To netip.AddrPort
	Codec    Codec
	Packets  uint64
	Octets   uint64 // of payload
	// The rest is counted for received streams. Lost is the number expected less the number received, RFC 3550 annex A.3,
	// at least 0; Reordered came after a later one; Duplicated had a number that was seen.
	Lost, Duplicated, Reordered uint64
	// Jitter is the interarrival jitter in units of the timestamp, RFC 3550 clause 6.4.1.
	Jitter uint32
	// Reported is the last report of the other side about a sent stream.
	Reported Reception
	// Frames are those kept, in order of sending or of arrival.
	Frames []Frame
}

// Reception is a report block of RTCP, RFC 3550 clause 6.4.1.
type Reception struct {
	SSRC     uint32
	Fraction uint8
	Lost     int32
	// Highest is the extended highest sequence number received.
	Highest uint32
	Jitter  uint32
	// Reports counts the report blocks received.
	Reports uint64
}

// Report is what a session sent and received.
type Report struct {
	Call string
	// Mode is the protection that was agreed: an end-to-end mode or one that ends at a gateway.
	Mode  Mode
	Codec Codec
	// Source is what was planned to be said.
	Source   Source
	Sent     []Stream
	Received []Stream
	// Refused counts packets that were received and not taken, by reason.
	Refused map[Reason]uint64
	// Failure says why the media ended or never began, empty if they did not fail.
	Failure string
}

// Samples decodes the frames of a G.711 stream in order of their timestamps, 8000 samples a second. What is missing is
// silence; gaps of more than a minute are left out.
func (s Stream) Samples() []int16 { return samples(s.Frames) }
