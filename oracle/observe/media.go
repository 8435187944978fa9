package observe

import (
	"hash/crc32"
	"net/netip"
	"time"

	"lilab/oracle/wire"
)

// The places where RTP was seen.
const (
	// OnLink is a link of the network, OnX3 and OnHI3 media delivered as content of the IMS, InPackets media in packets that were
	// delivered as content of a PDU session, OnX3Lite media between BBIFF and LMISF.
	OnLink MediaPlace = iota
	OnX3
	OnHI3
	InPackets
	OnX3Lite
)

// MediaPlace is where RTP was seen.
type MediaPlace uint8

// Media is one packet of RTP or RTCP, without its octets.
type Media struct {
	Place MediaPlace
	Frame int
	Time  time.Time
	// Point is the index in Observations.Points of the interface. Series is that in X3Series or HI3Series for delivered media.
	Point, Series int
	Src, Dst      netip.AddrPort
	// Header is false for RTCP and for what is no RTP.
	Header      bool
	RTCP        bool
	SSRC        uint32
	Sequence    uint16
	Timestamp   uint32
	PayloadType uint8
	// Sum is CRC-32 (IEEE) of the payload, Length its number of octets; of all of the datagram where there is no header.
	Sum    uint32
	Length int
	// Direction is the payload direction of X3 (a number) or HI3, Correlation the Correlation ID of X3, Described says that the
	// content came with a session description.
	Direction   string
	Correlation uint64
	Described   bool
	// XID is that of the PDU between BBIFF and LMISF.
	XID string
	// At is the time that the delivery gives, Number its sequence number.
	At     time.Time
	Number uint32
}

// Hooks are told of content while a capture is read, which is not kept. All may be nil.
type Hooks struct {
	// Content is told of every user packet on its way to an agency.
	Content Content
	// Media is told of every packet of RTP with the octets of its payload. It must not keep them, nor m. s is nil for what is not
	// on its way to an agency.
	Media func(s *HI3Series, m *Media, payload []byte)
	// SSRC are the streams to look for among user packets. AnyMedia says to take everything that looks like G.711.
	SSRC     map[uint32]bool
	AnyMedia bool
	// Signalling says to look for SIP on the links and in user packets.
	Signalling bool
}

// MediaSource returns where a packet was seen.
func (o *Observations) MediaSource(m *Media) Source {
	return Source{Network: networkOf(o.Points[m.Point]), Interface: o.Points[m.Point], Frame: m.Frame, Time: m.Time}
}

func networkOf(iface string) string {
	for i := range iface {
		if iface[i] == '.' {
			return iface[:i]
		}
	}
	return iface
}

// rtp reads a datagram at an interface as RTP into m and tells the hook.
func (o *observer) rtp(m Media, iface string, datagram []byte) {
	m.Point = intern(o.pointIndex, &o.out.Points, iface)
	payload := datagram
	if p, err := wire.ReadRTP(datagram); err == nil {
		m.Header, m.SSRC, m.Sequence, m.Timestamp, m.PayloadType = true, p.SSRC, p.Sequence, p.Timestamp, p.PayloadType
		payload = p.Payload
	}
	m.RTCP = wire.IsRTCP(datagram)
	m.Sum, m.Length = crc32.ChecksumIEEE(payload), len(payload)
	o.out.Media = append(o.out.Media, m)
	if o.hooks.Media != nil && m.Header {
		var s *HI3Series
		if m.Place == OnHI3 || m.Place == InPackets {
			s = &o.out.HI3Series[m.Series]
		}
		o.hooks.Media(s, &o.out.Media[len(o.out.Media)-1], payload)
	}
}

// userMedia takes a datagram of a user that may be RTP.
func (o *observer) userMedia(src Source, p *wire.Packet) {
	if !o.looksLikeMedia(p.Payload) {
		return
	}
	o.rtp(Media{Place: OnLink, Frame: src.Frame, Time: src.Time, Src: p.Src, Dst: p.Dst}, src.Interface, p.Payload)
}

func (o *observer) looksLikeMedia(b []byte) bool {
	if len(o.hooks.SSRC) == 0 && !o.hooks.AnyMedia || len(b) < 12 || b[0]>>6 != 2 || wire.IsRTCP(b) {
		return false
	}
	if o.hooks.SSRC[uint32(b[8])<<24|uint32(b[9])<<16|uint32(b[10])<<8|uint32(b[11])] {
		return true
	}
	pt := b[1] & 0x7f
	return o.hooks.AnyMedia && (pt == 0 || pt == 8) && (len(b)-12)%80 == 0 && len(b) > 12
}

// deliveredMedia takes an IP packet that was delivered as content of the IMS, or as content of a PDU session with media in it.
func (o *observer) deliveredMedia(m Media, iface string, packet []byte) {
	in, err := wire.ReadInner(packet)
	if err != nil || in.Protocol != wire.ProtocolUDP || in.Offset > 0 || len(in.Body) < 8 {
		if m.Place == OnHI3 {
			o.rtp(m, iface, packet)
		}
		return
	}
	if m.Place == InPackets && !o.looksLikeMedia(in.Body[8:]) {
		return
	}
	m.Src, m.Dst = in.Src, in.Dst
	o.rtp(m, iface, in.Body[8:])
}
