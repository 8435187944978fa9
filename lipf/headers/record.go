package headers

import (
	"bytes"
	"net/netip"
	"time"

	"lilab/x2x3/xiri"
)

// reportOID is iPIRIPacketReportObjId of TS 102 232-3: {5 3 18 4}, relative to the domain of lawful interception.
var reportOID = [...]uint32{5, 3, 18, 4}

// noSession is the PDU session identity of the deprecated records: the function that makes them does not know it
// (TS 33.128 R19 clause 6.2.3.5).
const noSession = 255

func address(a netip.Addr) xiri.IPAddress {
	if a.Is4() {
		return xiri.IPAddress{IPv4Address: a}
	}
	return xiri.IPAddress{IPv6Address: a}
}

func direction(fromTarget bool) xiri.Direction {
	if fromTarget {
		return xiri.DirectionFromTarget
	}
	return xiri.DirectionToTarget
}

// header is the record of one packet.
func (r *Reporter) header(p *packet, b []byte, fromTarget bool) xiri.Event {
	if !r.cfg.Deprecated {
		return &xiri.IPIRIPacketReport{IPIRIPacketReportObjId: reportOID[:], Report: xiri.PacketReport{
			Header: &xiri.PacketReportHeader{Header: bytes.Clone(b[:p.end])}}}
	}
	e := &xiri.PDHeaderReport{PDUSessionID: noSession, SourceIPAddress: address(p.src), DestinationIPAddress: address(p.dst),
		NextLayerProtocol: p.protocol, Direction: direction(fromTarget), PacketSize: int64(p.size)}
	if p.ports {
		e.SourcePort, e.DestinationPort = xiri.Some(p.srcPort), xiri.Some(p.dstPort)
	}
	if p.v6 {
		e.IPv6flowLabel = xiri.Some(p.label)
	}
	return e
}

// deprecatedTriggers are the triggers of PDSummaryReport.
var deprecatedTriggers = [...]xiri.PDSRSummaryTrigger{
	xiri.PacketReportTriggerFlowStart:              xiri.PDSRSummaryTriggerStartOfFlow,
	xiri.PacketReportTriggerFlowEnd:                xiri.PDSRSummaryTriggerEndOfFlow,
	xiri.PacketReportTriggerFlowTimeout:            xiri.PDSRSummaryTriggerEndOfFlow,
	xiri.PacketReportTriggerFlowTimerExpiration:    xiri.PDSRSummaryTriggerTimerExpiry,
	xiri.PacketReportTriggerFlowPacketCount:        xiri.PDSRSummaryTriggerPacketCount,
	xiri.PacketReportTriggerFlowByteCount:          xiri.PDSRSummaryTriggerByteCount,
	xiri.PacketReportTriggerSessionTimerExpiration: xiri.PDSRSummaryTriggerTimerExpiry,
	xiri.PacketReportTriggerSessionPacketCount:     xiri.PDSRSummaryTriggerPacketCount,
	xiri.PacketReportTriggerSessionByteCount:       xiri.PDSRSummaryTriggerByteCount,
	xiri.PacketReportTriggerReportEnd:              xiri.PDSRSummaryTriggerEndOfFlow,
}

// summary is the record of what a flow has since its last one.
func (r *Reporter) summary(f *flow, t xiri.PacketReportTrigger) xiri.Event {
	from, to := f.since, f.latest
	if f.packets == 0 {
		from = f.latest
	}
	if !r.cfg.Deprecated {
		return &xiri.IPIRIPacketReport{IPIRIPacketReportObjId: reportOID[:], Report: xiri.PacketReport{Summary: &xiri.PacketReportSummary{
			Header: bytes.Clone(f.header), Indications: xiri.BitString{Octets: []byte{byte(f.zeroed >> 8), byte(f.zeroed)}, Len: indications}, Trigger: t,
			PacketCount: xiri.Some(int64(f.packets)), ByteCount: xiri.Some(int64(f.octets)), FirstTimestamp: from, LastTimestamp: to}}}
	}
	e := &xiri.PDSummaryReport{PDUSessionID: noSession, SourceIPAddress: address(f.key.src), DestinationIPAddress: address(f.key.dst),
		NextLayerProtocol: f.key.protocol, Direction: direction(f.key.fromTarget), PDSRSummaryTrigger: deprecatedTriggers[t],
		FirstPacketTimestamp: from, LastPacketTimestamp: to, PacketCount: int64(f.packets), ByteCount: int64(f.octets),
		UseSessionTrigger: r.cfg.UseSessionTriggers}
	if f.key.ports {
		e.SourcePort, e.DestinationPort = xiri.Some(f.key.srcPort), xiri.Some(f.key.dstPort)
	}
	if f.v6 {
		e.IPv6flowLabel = xiri.Some(f.label)
	}
	return e
}

// The bits of PacketReportIndications, TS 102 232-3; bit 0 is the first of a BIT STRING of 13.
const (
	indications = 13

	zeroedIPv4TotalLength = 1 << (16 - iota)
	zeroedIPv4Flags
	zeroedIPv4TimeToLive
	zeroedIPv4HeaderChecksum
	zeroedIPv6PayloadLength
	removedIPv6Extensions
	zeroedTCPSequence
	zeroedTCPAcknowledgement
	zeroedTCPFlags
	zeroedTCPWindow
	zeroedTCPChecksum
	zeroedUDPLength
	zeroedUDPChecksum
)

// template makes the header that stands for a flow of that of its first packet: what differs from packet to packet is
// zero, and IPv6 has no extension headers. The second result says what was done, as indications.
func template(p *packet, b []byte) (h []byte, done uint16) {
	ip := p.ip
	if p.v6 {
		ip = 40
	}
	h = make([]byte, 0, ip+p.end-p.ip)
	h = append(append(h, b[:ip]...), b[p.ip:p.end]...)
	if p.v6 {
		clear(h[4:6])
		done |= zeroedIPv6PayloadLength
		if p.ip != 40 {
			h[6] = p.protocol
			done |= removedIPv6Extensions
		}
	} else {
		clear(h[2:4])
		clear(h[6:9]) // flags, fragment offset and time to live
		clear(h[10:12])
		done |= zeroedIPv4TotalLength | zeroedIPv4Flags | zeroedIPv4TimeToLive | zeroedIPv4HeaderChecksum
	}
	t := h[ip:]
	switch {
	case p.protocol == protoTCP && len(t) >= 20:
		clear(t[4:12])
		t[12] &= 0xf0
		clear(t[13:18])
		done |= zeroedTCPSequence | zeroedTCPAcknowledgement | zeroedTCPFlags | zeroedTCPWindow | zeroedTCPChecksum
	case p.protocol == protoUDP && len(t) == 8:
		clear(t[4:8])
		done |= zeroedUDPLength | zeroedUDPChecksum
	}
	return h, done
}

// emit hands a record over.
func (r *Reporter) emit(e xiri.Event, at time.Time, fromTarget bool) {
	r.stats.Reports++
	r.cfg.Emit(e, at, fromTarget)
}
