package media

import (
	"net/netip"
	"slices"
)

// outbound is the stream that a phone sends.
type outbound struct {
	ssrc            uint32
	number, first   uint16
	timestamp       uint32
	marker          bool
	active          bool // in DTLS
	codec           Codec
	to              netip.AddrPort
	packets, octets uint64
	frames          []Frame
	reported        Reception
}

// acknowledged is how many packets are up to the highest that the other side has reported.
func (o *outbound) acknowledged() uint64 {
	if o.reported.Reports == 0 {
		return 0
	}
	n := uint64(o.reported.Highest - uint32(o.first) + 1)
	return min(n, o.packets)
}

func (o *outbound) stream(local netip.AddrPort) Stream {
	return Stream{SSRC: o.ssrc, From: local, To: o.to, Codec: o.codec, Packets: o.packets, Octets: o.octets, Reported: o.reported,
		Frames: slices.Clone(o.frames)}
}

// reception is a stream that a phone receives.
type reception struct {
	ssrc            uint32
	from            netip.AddrPort
	codec           Codec
	packets, octets uint64
	dup, late       uint64
	jitter          float64
	transit         int64
	seq             Sequence
	frames          []Frame
}

func (r *reception) lost() uint64 {
	if e := r.seq.Expected(); e > r.packets {
		return e - r.packets
	}
	return 0
}

func (r *reception) stream(local netip.AddrPort) Stream {
	return Stream{SSRC: r.ssrc, From: r.from, To: local, Codec: r.codec, Packets: r.packets, Octets: r.octets, Lost: r.lost(), Duplicated: r.dup,
		Reordered: r.late, Jitter: uint32(r.jitter), Frames: slices.Clone(r.frames)}
}
