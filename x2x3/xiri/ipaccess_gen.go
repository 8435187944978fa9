// Code generated from records/ipaccess.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// IPIRIPacketReport is the record iPIRIPacketReport [161] of the UPF, TS 33.128 R19 clause 6.2.3.9.5.
type IPIRIPacketReport struct {
	IPIRIPacketReportObjId []uint32
	Report                 PacketReport
	Sequence
}

func (v *IPIRIPacketReport) encode(b []byte, e *encoder) []byte {
	if !(v.IPIRIPacketReportObjId != nil) {
		return e.missing("iPIRIPacketReportObjId")
	}
	{
		b = appendArcs(append(b, 0x80), v.IPIRIPacketReportObjId, false)
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Report.encode(b, e); b == nil {
			return e.in("report")
		}
		if len(b) == start {
			return e.missing("report")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IPIRIPacketReport) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	at := pos
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 0:
			if name = "iPIRIPacketReportObjId"; d.first(&seen, 0, h) {
				v.IPIRIPacketReportObjId = d.arcs(h, false)
			}
		case ctx | 1:
			if name = "report"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Report.decode(d, h.start, h.stop)
				}
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
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "IPIRIPacketReport")
	}
}

func (*IPIRIPacketReport) alternative() (uint32, string) { return 161, "iPIRIPacketReport" }

// PacketReport is a CHOICE of the module IPAccessPDU.
type PacketReport struct {
	Header  *PacketReportHeader
	Summary *PacketReportSummary
	Choice
}

func (v *PacketReport) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.Header != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Header.encode(b, e); b == nil {
			return e.in("header")
		}
		b = closed(b, start)
	}
	if v.Summary != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Summary.encode(b, e); b == nil {
			return e.in("summary")
		}
		b = closed(b, start)
	}
	if v.Choice.Other != nil {
		b = append(b, v.Choice.Other.Octets...)
		n++
	}
	if n > 1 {
		return e.several(n)
	}
	return b
}

func (v *PacketReport) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "header"
		if d.open(h) {
			v.Header = new(PacketReportHeader)
			v.Header.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "summary"
		if d.open(h) {
			v.Summary = new(PacketReportSummary)
			v.Summary.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PacketReportHeader is a SEQUENCE of the module IPAccessPDU.
type PacketReportHeader struct {
	Header []byte
	Sequence
}

func (v *PacketReportHeader) encode(b []byte, e *encoder) []byte {
	if !(v.Header != nil) {
		return e.missing("header")
	}
	{
		b = appendOctets(append(b, 0x81), v.Header)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PacketReportHeader) decode(d *decoder, pos, end int) {
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
			if name = "header"; d.first(&seen, 0, h) {
				v.Header = d.octets(h)
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
	if seen&0x1 != 0x1 {
		d.absent(at, ^seen&0x1, "PacketReportHeader")
	}
}

// PacketReportSummary is a SEQUENCE of the module IPAccessPDU.
type PacketReportSummary struct {
	Header         []byte
	Indications    BitString
	Trigger        PacketReportTrigger
	PacketCount    Opt[int64]
	ByteCount      Opt[int64]
	FirstTimestamp time.Time
	LastTimestamp  time.Time
	Sequence
}

func (v *PacketReportSummary) encode(b []byte, e *encoder) []byte {
	if !(v.Header != nil) {
		return e.missing("header")
	}
	{
		b = appendOctets(append(b, 0x81), v.Header)
	}
	if !(v.Indications.Octets != nil) {
		return e.missing("indications")
	}
	{
		if v.Indications.Len < 0 || len(v.Indications.Octets) != (v.Indications.Len+7)/8 {
			return e.fail(ber.ErrValue, "indications", "as many octets as the bits need", "others")
		}
		b = appendBitString(append(b, 0x82), v.Indications)
	}
	if !(v.Trigger != 0) {
		return e.missing("trigger")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Trigger))
	}
	if v.PacketCount.Set {
		b = appendInt(append(b, 0x84), int64(v.PacketCount.Value))
	}
	if v.ByteCount.Set {
		b = appendInt(append(b, 0x85), int64(v.ByteCount.Value))
	}
	if !v.FirstTimestamp.IsZero() {
		b = appendTime(append(b, 0x86), v.FirstTimestamp)
	}
	if !v.LastTimestamp.IsZero() {
		b = appendTime(append(b, 0x87), v.LastTimestamp)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PacketReportSummary) decode(d *decoder, pos, end int) {
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
			if name = "header"; d.first(&seen, 0, h) {
				v.Header = d.octets(h)
			}
		case ctx | 2:
			if name = "indications"; d.first(&seen, 1, h) {
				v.Indications = d.bitString(h)
			}
		case ctx | 3:
			if name = "trigger"; d.first(&seen, 2, h) {
				v.Trigger = PacketReportTrigger(d.enumerated(h))
			}
		case ctx | 4:
			if name = "packetCount"; d.first(&seen, 3, h) {
				v.PacketCount = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 5:
			if name = "byteCount"; d.first(&seen, 4, h) {
				v.ByteCount = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 6:
			if name = "firstTimestamp"; d.first(&seen, 5, h) {
				v.FirstTimestamp = d.time(h)
			}
		case ctx | 7:
			if name = "lastTimestamp"; d.first(&seen, 6, h) {
				v.LastTimestamp = d.time(h)
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
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "PacketReportSummary")
	}
}

// PacketReportTrigger is an ENUMERATED of the module IPAccessPDU.
type PacketReportTrigger uint16

// Values of PacketReportTrigger.
const (
	PacketReportTriggerFlowStart              PacketReportTrigger = 1
	PacketReportTriggerFlowEnd                PacketReportTrigger = 2
	PacketReportTriggerFlowTimeout            PacketReportTrigger = 3
	PacketReportTriggerFlowTimerExpiration    PacketReportTrigger = 4
	PacketReportTriggerFlowPacketCount        PacketReportTrigger = 5
	PacketReportTriggerFlowByteCount          PacketReportTrigger = 6
	PacketReportTriggerSessionTimerExpiration PacketReportTrigger = 7
	PacketReportTriggerSessionPacketCount     PacketReportTrigger = 8
	PacketReportTriggerSessionByteCount       PacketReportTrigger = 9
	PacketReportTriggerReportEnd              PacketReportTrigger = 10
)

// String returns the name that the ASN.1 module gives the value.
func (v PacketReportTrigger) String() string {
	switch v {
	case PacketReportTriggerFlowStart:
		return "flowStart"
	case PacketReportTriggerFlowEnd:
		return "flowEnd"
	case PacketReportTriggerFlowTimeout:
		return "flowTimeout"
	case PacketReportTriggerFlowTimerExpiration:
		return "flowTimerExpiration"
	case PacketReportTriggerFlowPacketCount:
		return "flowPacketCount"
	case PacketReportTriggerFlowByteCount:
		return "flowByteCount"
	case PacketReportTriggerSessionTimerExpiration:
		return "sessionTimerExpiration"
	case PacketReportTriggerSessionPacketCount:
		return "sessionPacketCount"
	case PacketReportTriggerSessionByteCount:
		return "sessionByteCount"
	case PacketReportTriggerReportEnd:
		return "reportEnd"
	}
	return strconv.Itoa(int(v))
}
