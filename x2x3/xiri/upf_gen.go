// Code generated from records/upf.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// PDHeaderReport is the record pDHeaderReport [14] of the UPF, TS 33.128 R19 clause 6.2.3.5.
type PDHeaderReport struct {
	PDUSessionID         uint8
	SourceIPAddress      IPAddress
	SourcePort           Opt[uint16]
	DestinationIPAddress IPAddress
	DestinationPort      Opt[uint16]
	NextLayerProtocol    uint8
	IPv6flowLabel        Opt[uint32]
	Direction            Direction
	PacketSize           int64
	Sequence
}

func (v *PDHeaderReport) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.PDUSessionID))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SourceIPAddress.encode(b, e); b == nil {
			return e.in("sourceIPAddress")
		}
		if len(b) == start {
			return e.missing("sourceIPAddress")
		}
		b = closed(b, start)
	}
	if v.SourcePort.Set {
		b = appendInt(append(b, 0x83), int64(v.SourcePort.Value))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.DestinationIPAddress.encode(b, e); b == nil {
			return e.in("destinationIPAddress")
		}
		if len(b) == start {
			return e.missing("destinationIPAddress")
		}
		b = closed(b, start)
	}
	if v.DestinationPort.Set {
		b = appendInt(append(b, 0x85), int64(v.DestinationPort.Value))
	}
	{
		b = appendInt(append(b, 0x86), int64(v.NextLayerProtocol))
	}
	if v.IPv6flowLabel.Set {
		if v.IPv6flowLabel.Value > 1048575 {
			return e.outside("iPv6flowLabel", int64(v.IPv6flowLabel.Value), 0, 1048575)
		}
		b = appendInt(append(b, 0x87), int64(v.IPv6flowLabel.Value))
	}
	if !(v.Direction != 0) {
		return e.missing("direction")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.Direction))
	}
	{
		b = appendInt(append(b, 0x89), int64(v.PacketSize))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PDHeaderReport) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "pDUSessionID"; d.first(&seen, 0, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "sourceIPAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SourceIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sourcePort"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePort = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "destinationIPAddress"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.DestinationIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "destinationPort"; d.first(&seen, 4, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPort = Some(uint16(x))
				}
			}
		case ctx | 6:
			if name = "nextLayerProtocol"; d.first(&seen, 5, h) {
				v.NextLayerProtocol = uint8(d.integer(h, 0, 255))
			}
		case ctx | 7:
			if name = "iPv6flowLabel"; d.first(&seen, 6, h) {
				if x, ok := d.maybeInteger(h, 0, 1048575, &v.Extra); ok {
					v.IPv6flowLabel = Some(uint32(x))
				}
			}
		case ctx | 8:
			if name = "direction"; d.first(&seen, 7, h) {
				v.Direction = Direction(d.enumerated(h))
			}
		case ctx | 9:
			if name = "packetSize"; d.first(&seen, 8, h) {
				v.PacketSize = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x1ab != 0x1ab {
		d.absent(at, ^seen&0x1ab, "PDHeaderReport")
	}
}

func (*PDHeaderReport) alternative() (uint32, string) { return 14, "pDHeaderReport" }

// PDSummaryReport is the record pDSummaryReport [15] of the UPF, TS 33.128 R19 clause 6.2.3.5.
type PDSummaryReport struct {
	PDUSessionID         uint8
	SourceIPAddress      IPAddress
	SourcePort           Opt[uint16]
	DestinationIPAddress IPAddress
	DestinationPort      Opt[uint16]
	NextLayerProtocol    uint8
	IPv6flowLabel        Opt[uint32]
	Direction            Direction
	PDSRSummaryTrigger   PDSRSummaryTrigger
	FirstPacketTimestamp time.Time
	LastPacketTimestamp  time.Time
	PacketCount          int64
	ByteCount            int64
	UseSessionTrigger    bool
	Sequence
}

func (v *PDSummaryReport) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.PDUSessionID))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SourceIPAddress.encode(b, e); b == nil {
			return e.in("sourceIPAddress")
		}
		if len(b) == start {
			return e.missing("sourceIPAddress")
		}
		b = closed(b, start)
	}
	if v.SourcePort.Set {
		b = appendInt(append(b, 0x83), int64(v.SourcePort.Value))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.DestinationIPAddress.encode(b, e); b == nil {
			return e.in("destinationIPAddress")
		}
		if len(b) == start {
			return e.missing("destinationIPAddress")
		}
		b = closed(b, start)
	}
	if v.DestinationPort.Set {
		b = appendInt(append(b, 0x85), int64(v.DestinationPort.Value))
	}
	{
		b = appendInt(append(b, 0x86), int64(v.NextLayerProtocol))
	}
	if v.IPv6flowLabel.Set {
		if v.IPv6flowLabel.Value > 1048575 {
			return e.outside("iPv6flowLabel", int64(v.IPv6flowLabel.Value), 0, 1048575)
		}
		b = appendInt(append(b, 0x87), int64(v.IPv6flowLabel.Value))
	}
	if !(v.Direction != 0) {
		return e.missing("direction")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.Direction))
	}
	if !(v.PDSRSummaryTrigger != 0) {
		return e.missing("pDSRSummaryTrigger")
	}
	{
		b = appendInt(append(b, 0x89), int64(v.PDSRSummaryTrigger))
	}
	if !(!v.FirstPacketTimestamp.IsZero()) {
		return e.missing("firstPacketTimestamp")
	}
	{
		b = appendTime(append(b, 0x8a), v.FirstPacketTimestamp)
	}
	if !(!v.LastPacketTimestamp.IsZero()) {
		return e.missing("lastPacketTimestamp")
	}
	{
		b = appendTime(append(b, 0x8b), v.LastPacketTimestamp)
	}
	{
		b = appendInt(append(b, 0x8c), int64(v.PacketCount))
	}
	{
		b = appendInt(append(b, 0x8d), int64(v.ByteCount))
	}
	{
		b = appendBool(append(b, 0x8e), v.UseSessionTrigger)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PDSummaryReport) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "pDUSessionID"; d.first(&seen, 0, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "sourceIPAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SourceIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sourcePort"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePort = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "destinationIPAddress"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.DestinationIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "destinationPort"; d.first(&seen, 4, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPort = Some(uint16(x))
				}
			}
		case ctx | 6:
			if name = "nextLayerProtocol"; d.first(&seen, 5, h) {
				v.NextLayerProtocol = uint8(d.integer(h, 0, 255))
			}
		case ctx | 7:
			if name = "iPv6flowLabel"; d.first(&seen, 6, h) {
				if x, ok := d.maybeInteger(h, 0, 1048575, &v.Extra); ok {
					v.IPv6flowLabel = Some(uint32(x))
				}
			}
		case ctx | 8:
			if name = "direction"; d.first(&seen, 7, h) {
				v.Direction = Direction(d.enumerated(h))
			}
		case ctx | 9:
			if name = "pDSRSummaryTrigger"; d.first(&seen, 8, h) {
				v.PDSRSummaryTrigger = PDSRSummaryTrigger(d.enumerated(h))
			}
		case ctx | 10:
			if name = "firstPacketTimestamp"; d.first(&seen, 9, h) {
				v.FirstPacketTimestamp = d.time(h)
			}
		case ctx | 11:
			if name = "lastPacketTimestamp"; d.first(&seen, 10, h) {
				v.LastPacketTimestamp = d.time(h)
			}
		case ctx | 12:
			if name = "packetCount"; d.first(&seen, 11, h) {
				v.PacketCount = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 13:
			if name = "byteCount"; d.first(&seen, 12, h) {
				v.ByteCount = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 14:
			if name = "useSessionTrigger"; d.first(&seen, 13, h) {
				v.UseSessionTrigger = d.boolean(h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if d.release < 19 {
		seen |= 0x2000
	}
	if seen&0x3fab != 0x3fab {
		d.absent(at, ^seen&0x3fab, "PDSummaryReport")
	}
}

func (*PDSummaryReport) alternative() (uint32, string) { return 15, "pDSummaryReport" }

// PDSRSummaryTrigger is an ENUMERATED of TS 33.128 R19 annex A.
type PDSRSummaryTrigger uint16

// Values of PDSRSummaryTrigger.
const (
	PDSRSummaryTriggerTimerExpiry PDSRSummaryTrigger = 1
	PDSRSummaryTriggerPacketCount PDSRSummaryTrigger = 2
	PDSRSummaryTriggerByteCount   PDSRSummaryTrigger = 3
	PDSRSummaryTriggerStartOfFlow PDSRSummaryTrigger = 4
	PDSRSummaryTriggerEndOfFlow   PDSRSummaryTrigger = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PDSRSummaryTrigger) String() string {
	switch v {
	case PDSRSummaryTriggerTimerExpiry:
		return "timerExpiry"
	case PDSRSummaryTriggerPacketCount:
		return "packetCount"
	case PDSRSummaryTriggerByteCount:
		return "byteCount"
	case PDSRSummaryTriggerStartOfFlow:
		return "startOfFlow"
	case PDSRSummaryTriggerEndOfFlow:
		return "endOfFlow"
	}
	return strconv.Itoa(int(v))
}
