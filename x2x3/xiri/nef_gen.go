// Code generated from records/nef.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// NEFPDUSessionEstablishment is the record nEFPDUSessionEstablishment [65] of the NEF, TS 33.128 R19 clause
// 7.7.2.1.
type NEFPDUSessionEstablishment struct {
	SUPI         SUPI
	GPSI         GPSI
	PDUSessionID uint8
	SNSSAI       SNSSAI
	NEFID        string
	DNN          string
	RDSSupport   bool
	SMFID        string
	AFID         string
	Sequence
}

func (v *NEFPDUSessionEstablishment) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PDUSessionID))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x85), v.NEFID)
	}
	{
		b = appendText(append(b, 0x86), v.DNN)
	}
	{
		b = appendBool(append(b, 0x87), v.RDSSupport)
	}
	{
		b = appendText(append(b, 0x88), v.SMFID)
	}
	{
		b = appendText(append(b, 0x89), v.AFID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFPDUSessionEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pDUSessionID"; d.first(&seen, 2, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "sNSSAI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "nEFID"; d.first(&seen, 4, h) {
				v.NEFID = d.text(h)
			}
		case ctx | 6:
			if name = "dNN"; d.first(&seen, 5, h) {
				v.DNN = d.text(h)
			}
		case ctx | 7:
			if name = "rDSSupport"; d.first(&seen, 6, h) {
				v.RDSSupport = d.boolean(h)
			}
		case ctx | 8:
			if name = "sMFID"; d.first(&seen, 7, h) {
				v.SMFID = d.text(h)
			}
		case ctx | 9:
			if name = "aFID"; d.first(&seen, 8, h) {
				v.AFID = d.text(h)
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
	if seen&0x1ff != 0x1ff {
		d.absent(at, ^seen&0x1ff, "NEFPDUSessionEstablishment")
	}
}

func (*NEFPDUSessionEstablishment) alternative() (uint32, string) {
	return 65, "nEFPDUSessionEstablishment"
}

// NEFPDUSessionModification is the record nEFPDUSessionModification [66] of the NEF, TS 33.128 R19 clause
// 7.7.2.1.
type NEFPDUSessionModification struct {
	SUPI                     SUPI
	GPSI                     GPSI
	SNSSAI                   SNSSAI
	Initiator                Initiator
	RDSSourcePortNumber      Opt[uint8]
	RDSDestinationPortNumber Opt[uint8]
	ApplicationID            []byte
	AFID                     Opt[string]
	RDSAction                Opt[RDSAction]
	SerializationFormat      Opt[SerializationFormat]
	PDUSessionID             Opt[uint8]
	Sequence
}

func (v *NEFPDUSessionModification) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if !(v.Initiator != 0) {
		return e.missing("initiator")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Initiator))
	}
	if v.RDSSourcePortNumber.Set {
		if v.RDSSourcePortNumber.Value > 15 {
			return e.outside("rDSSourcePortNumber", int64(v.RDSSourcePortNumber.Value), 0, 15)
		}
		b = appendInt(append(b, 0x85), int64(v.RDSSourcePortNumber.Value))
	}
	if v.RDSDestinationPortNumber.Set {
		if v.RDSDestinationPortNumber.Value > 15 {
			return e.outside("rDSDestinationPortNumber", int64(v.RDSDestinationPortNumber.Value), 0, 15)
		}
		b = appendInt(append(b, 0x86), int64(v.RDSDestinationPortNumber.Value))
	}
	if v.ApplicationID != nil {
		b = appendOctets(append(b, 0x87), v.ApplicationID)
	}
	if v.AFID.Set {
		b = appendText(append(b, 0x88), v.AFID.Value)
	}
	if v.RDSAction.Set {
		b = appendInt(append(b, 0x89), int64(v.RDSAction.Value))
	}
	if v.SerializationFormat.Set {
		b = appendInt(append(b, 0x8a), int64(v.SerializationFormat.Value))
	}
	if v.PDUSessionID.Set {
		b = appendInt(append(b, 0x8b), int64(v.PDUSessionID.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFPDUSessionModification) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sNSSAI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "initiator"; d.first(&seen, 3, h) {
				v.Initiator = Initiator(d.enumerated(h))
			}
		case ctx | 5:
			if name = "rDSSourcePortNumber"; d.first(&seen, 4, h) {
				if x, ok := d.maybeInteger(h, 0, 15, &v.Extra); ok {
					v.RDSSourcePortNumber = Some(uint8(x))
				}
			}
		case ctx | 6:
			if name = "rDSDestinationPortNumber"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 0, 15, &v.Extra); ok {
					v.RDSDestinationPortNumber = Some(uint8(x))
				}
			}
		case ctx | 7:
			if name = "applicationID"; d.first(&seen, 6, h) {
				v.ApplicationID = d.octets(h)
			}
		case ctx | 8:
			if name = "aFID"; d.first(&seen, 7, h) {
				v.AFID = Some(d.text(h))
			}
		case ctx | 9:
			if name = "rDSAction"; d.first(&seen, 8, h) {
				v.RDSAction = Some(RDSAction(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "serializationFormat"; d.first(&seen, 9, h) {
				v.SerializationFormat = Some(SerializationFormat(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "pDUSessionID"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.PDUSessionID = Some(uint8(x))
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "NEFPDUSessionModification")
	}
}

func (*NEFPDUSessionModification) alternative() (uint32, string) {
	return 66, "nEFPDUSessionModification"
}

// NEFPDUSessionRelease is the record nEFPDUSessionRelease [67] of the NEF, TS 33.128 R19 clause 7.7.2.1.
type NEFPDUSessionRelease struct {
	SUPI              SUPI
	GPSI              GPSI
	PDUSessionID      uint8
	TimeOfFirstPacket time.Time
	TimeOfLastPacket  time.Time
	UplinkVolume      Opt[int64]
	DownlinkVolume    Opt[int64]
	ReleaseCause      NEFReleaseCause
	Sequence
}

func (v *NEFPDUSessionRelease) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PDUSessionID))
	}
	if !v.TimeOfFirstPacket.IsZero() {
		b = appendTime(append(b, 0x84), v.TimeOfFirstPacket)
	}
	if !v.TimeOfLastPacket.IsZero() {
		b = appendTime(append(b, 0x85), v.TimeOfLastPacket)
	}
	if v.UplinkVolume.Set {
		b = appendInt(append(b, 0x86), int64(v.UplinkVolume.Value))
	}
	if v.DownlinkVolume.Set {
		b = appendInt(append(b, 0x87), int64(v.DownlinkVolume.Value))
	}
	if !(v.ReleaseCause != 0) {
		return e.missing("releaseCause")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.ReleaseCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFPDUSessionRelease) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pDUSessionID"; d.first(&seen, 2, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "timeOfFirstPacket"; d.first(&seen, 3, h) {
				v.TimeOfFirstPacket = d.time(h)
			}
		case ctx | 5:
			if name = "timeOfLastPacket"; d.first(&seen, 4, h) {
				v.TimeOfLastPacket = d.time(h)
			}
		case ctx | 6:
			if name = "uplinkVolume"; d.first(&seen, 5, h) {
				v.UplinkVolume = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "downlinkVolume"; d.first(&seen, 6, h) {
				v.DownlinkVolume = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "releaseCause"; d.first(&seen, 7, h) {
				v.ReleaseCause = NEFReleaseCause(d.enumerated(h))
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
	if seen&0x87 != 0x87 {
		d.absent(at, ^seen&0x87, "NEFPDUSessionRelease")
	}
}

func (*NEFPDUSessionRelease) alternative() (uint32, string) { return 67, "nEFPDUSessionRelease" }

// NEFUnsuccessfulProcedure is the record nEFUnsuccessfulProcedure [68] of the NEF, TS 33.128 R19 clause
// 7.7.2.1.
type NEFUnsuccessfulProcedure struct {
	FailureCause             NEFFailureCause
	SUPI                     SUPI
	GPSI                     GPSI
	PDUSessionID             uint8
	DNN                      Opt[string]
	SNSSAI                   *SNSSAI
	RDSDestinationPortNumber uint8
	ApplicationID            []byte
	AFID                     string
	Sequence
}

func (v *NEFUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	if !(v.FailureCause != 0) {
		return e.missing("failureCause")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.FailureCause))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	{
		b = appendInt(append(b, 0x84), int64(v.PDUSessionID))
	}
	if v.DNN.Set {
		b = appendText(append(b, 0x85), v.DNN.Value)
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	{
		if v.RDSDestinationPortNumber > 15 {
			return e.outside("rDSDestinationPortNumber", int64(v.RDSDestinationPortNumber), 0, 15)
		}
		b = appendInt(append(b, 0x87), int64(v.RDSDestinationPortNumber))
	}
	if !(v.ApplicationID != nil) {
		return e.missing("applicationID")
	}
	{
		b = appendOctets(append(b, 0x88), v.ApplicationID)
	}
	{
		b = appendText(append(b, 0x89), v.AFID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
			if name = "failureCause"; d.first(&seen, 0, h) {
				v.FailureCause = NEFFailureCause(d.enumerated(h))
			}
		case ctx | 2:
			if name = "sUPI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pDUSessionID"; d.first(&seen, 3, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 5:
			if name = "dNN"; d.first(&seen, 4, h) {
				v.DNN = Some(d.text(h))
			}
		case ctx | 6:
			if name = "sNSSAI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "rDSDestinationPortNumber"; d.first(&seen, 6, h) {
				v.RDSDestinationPortNumber = uint8(d.integer(h, 0, 15))
			}
		case ctx | 8:
			if name = "applicationID"; d.first(&seen, 7, h) {
				v.ApplicationID = d.octets(h)
			}
		case ctx | 9:
			if name = "aFID"; d.first(&seen, 8, h) {
				v.AFID = d.text(h)
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
	if seen&0x1cb != 0x1cb {
		d.absent(at, ^seen&0x1cb, "NEFUnsuccessfulProcedure")
	}
}

func (*NEFUnsuccessfulProcedure) alternative() (uint32, string) {
	return 68, "nEFUnsuccessfulProcedure"
}

// NEFStartOfInterceptionWithEstablishedPDUSession is the record nEFStartOfInterceptionWithEstablishedPDUSession
// [69] of the NEF, TS 33.128 R19 clause 7.7.2.1.
type NEFStartOfInterceptionWithEstablishedPDUSession struct {
	SUPI         SUPI
	GPSI         GPSI
	PDUSessionID uint8
	DNN          string
	SNSSAI       SNSSAI
	NEFID        string
	RDSSupport   bool
	SMFID        string
	AFID         string
	Sequence
}

func (v *NEFStartOfInterceptionWithEstablishedPDUSession) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PDUSessionID))
	}
	{
		b = appendText(append(b, 0x84), v.DNN)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x86), v.NEFID)
	}
	{
		b = appendBool(append(b, 0x87), v.RDSSupport)
	}
	{
		b = appendText(append(b, 0x88), v.SMFID)
	}
	{
		b = appendText(append(b, 0x89), v.AFID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFStartOfInterceptionWithEstablishedPDUSession) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pDUSessionID"; d.first(&seen, 2, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "dNN"; d.first(&seen, 3, h) {
				v.DNN = d.text(h)
			}
		case ctx | 5:
			if name = "sNSSAI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "nEFID"; d.first(&seen, 5, h) {
				v.NEFID = d.text(h)
			}
		case ctx | 7:
			if name = "rDSSupport"; d.first(&seen, 6, h) {
				v.RDSSupport = d.boolean(h)
			}
		case ctx | 8:
			if name = "sMFID"; d.first(&seen, 7, h) {
				v.SMFID = d.text(h)
			}
		case ctx | 9:
			if name = "aFID"; d.first(&seen, 8, h) {
				v.AFID = d.text(h)
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
	if seen&0x1ff != 0x1ff {
		d.absent(at, ^seen&0x1ff, "NEFStartOfInterceptionWithEstablishedPDUSession")
	}
}

func (*NEFStartOfInterceptionWithEstablishedPDUSession) alternative() (uint32, string) {
	return 69, "nEFStartOfInterceptionWithEstablishedPDUSession"
}

// NEFDeviceTrigger is the record nEFdeviceTrigger [70] of the NEF, TS 33.128 R19 clause 7.7.2.1.
type NEFDeviceTrigger struct {
	SUPI              SUPI
	GPSI              GPSI
	TriggerId         string
	AFID              string
	TriggerPayload    []byte
	ValidityPeriod    Opt[int64]
	PriorityDT        Opt[PriorityDT]
	SourcePortId      Opt[uint16]
	DestinationPortId Opt[uint16]
	Sequence
}

func (v *NEFDeviceTrigger) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.TriggerId)
	}
	{
		b = appendText(append(b, 0x84), v.AFID)
	}
	if v.TriggerPayload != nil {
		b = appendOctets(append(b, 0x85), v.TriggerPayload)
	}
	if v.ValidityPeriod.Set {
		b = appendInt(append(b, 0x86), int64(v.ValidityPeriod.Value))
	}
	if v.PriorityDT.Set {
		b = appendInt(append(b, 0x87), int64(v.PriorityDT.Value))
	}
	if v.SourcePortId.Set {
		b = appendInt(append(b, 0x88), int64(v.SourcePortId.Value))
	}
	if v.DestinationPortId.Set {
		b = appendInt(append(b, 0x89), int64(v.DestinationPortId.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFDeviceTrigger) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "triggerId"; d.first(&seen, 2, h) {
				v.TriggerId = d.text(h)
			}
		case ctx | 4:
			if name = "aFID"; d.first(&seen, 3, h) {
				v.AFID = d.text(h)
			}
		case ctx | 5:
			if name = "triggerPayload"; d.first(&seen, 4, h) {
				v.TriggerPayload = d.octets(h)
			}
		case ctx | 6:
			if name = "validityPeriod"; d.first(&seen, 5, h) {
				v.ValidityPeriod = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "priorityDT"; d.first(&seen, 6, h) {
				v.PriorityDT = Some(PriorityDT(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "sourcePortId"; d.first(&seen, 7, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePortId = Some(uint16(x))
				}
			}
		case ctx | 9:
			if name = "destinationPortId"; d.first(&seen, 8, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPortId = Some(uint16(x))
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "NEFDeviceTrigger")
	}
}

func (*NEFDeviceTrigger) alternative() (uint32, string) { return 70, "nEFdeviceTrigger" }

// NEFDeviceTriggerReplace is the record nEFdeviceTriggerReplace [71] of the NEF, TS 33.128 R19 clause 7.7.2.1.
type NEFDeviceTriggerReplace struct {
	SUPI              SUPI
	GPSI              GPSI
	TriggerId         string
	AFID              string
	TriggerPayload    []byte
	ValidityPeriod    Opt[int64]
	PriorityDT        Opt[PriorityDT]
	SourcePortId      Opt[uint16]
	DestinationPortId Opt[uint16]
	Sequence
}

func (v *NEFDeviceTriggerReplace) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.TriggerId)
	}
	{
		b = appendText(append(b, 0x84), v.AFID)
	}
	if v.TriggerPayload != nil {
		b = appendOctets(append(b, 0x85), v.TriggerPayload)
	}
	if v.ValidityPeriod.Set {
		b = appendInt(append(b, 0x86), int64(v.ValidityPeriod.Value))
	}
	if v.PriorityDT.Set {
		b = appendInt(append(b, 0x87), int64(v.PriorityDT.Value))
	}
	if v.SourcePortId.Set {
		b = appendInt(append(b, 0x88), int64(v.SourcePortId.Value))
	}
	if v.DestinationPortId.Set {
		b = appendInt(append(b, 0x89), int64(v.DestinationPortId.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFDeviceTriggerReplace) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "triggerId"; d.first(&seen, 2, h) {
				v.TriggerId = d.text(h)
			}
		case ctx | 4:
			if name = "aFID"; d.first(&seen, 3, h) {
				v.AFID = d.text(h)
			}
		case ctx | 5:
			if name = "triggerPayload"; d.first(&seen, 4, h) {
				v.TriggerPayload = d.octets(h)
			}
		case ctx | 6:
			if name = "validityPeriod"; d.first(&seen, 5, h) {
				v.ValidityPeriod = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "priorityDT"; d.first(&seen, 6, h) {
				v.PriorityDT = Some(PriorityDT(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "sourcePortId"; d.first(&seen, 7, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePortId = Some(uint16(x))
				}
			}
		case ctx | 9:
			if name = "destinationPortId"; d.first(&seen, 8, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPortId = Some(uint16(x))
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "NEFDeviceTriggerReplace")
	}
}

func (*NEFDeviceTriggerReplace) alternative() (uint32, string) { return 71, "nEFdeviceTriggerReplace" }

// NEFDeviceTriggerCancellation is the record nEFdeviceTriggerCancellation [72] of the NEF, TS 33.128 R19 clause
// 7.7.2.1.
type NEFDeviceTriggerCancellation struct {
	SUPI      SUPI
	GPSI      GPSI
	TriggerId string
	Sequence
}

func (v *NEFDeviceTriggerCancellation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.TriggerId)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFDeviceTriggerCancellation) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "triggerId"; d.first(&seen, 2, h) {
				v.TriggerId = d.text(h)
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
		d.absent(at, ^seen&0x7, "NEFDeviceTriggerCancellation")
	}
}

func (*NEFDeviceTriggerCancellation) alternative() (uint32, string) {
	return 72, "nEFdeviceTriggerCancellation"
}

// NEFDeviceTriggerReportNotify is the record nEFdeviceTriggerReportNotify [73] of the NEF, TS 33.128 R19 clause
// 7.7.2.1.
type NEFDeviceTriggerReportNotify struct {
	SUPI                        SUPI
	GPSI                        GPSI
	TriggerId                   string
	DeviceTriggerDeliveryResult DeviceTriggerDeliveryResult
	Sequence
}

func (v *NEFDeviceTriggerReportNotify) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.TriggerId)
	}
	if !(v.DeviceTriggerDeliveryResult != 0) {
		return e.missing("deviceTriggerDeliveryResult")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.DeviceTriggerDeliveryResult))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFDeviceTriggerReportNotify) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "triggerId"; d.first(&seen, 2, h) {
				v.TriggerId = d.text(h)
			}
		case ctx | 4:
			if name = "deviceTriggerDeliveryResult"; d.first(&seen, 3, h) {
				v.DeviceTriggerDeliveryResult = DeviceTriggerDeliveryResult(d.enumerated(h))
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "NEFDeviceTriggerReportNotify")
	}
}

func (*NEFDeviceTriggerReportNotify) alternative() (uint32, string) {
	return 73, "nEFdeviceTriggerReportNotify"
}

// NEFMSISDNLessMOSMS is the record nEFMSISDNLessMOSMS [74] of the NEF, TS 33.128 R19 clause 7.7.2.1.
type NEFMSISDNLessMOSMS struct {
	SUPI                SUPI
	GPSI                GPSI
	TerminatingSMSParty string
	SMS                 SMSTPDUData
	SourcePort          Opt[uint16]
	DestinationPort     Opt[uint16]
	Sequence
}

func (v *NEFMSISDNLessMOSMS) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.TerminatingSMSParty)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SMS.encode(b, e); b == nil {
			return e.in("sMS")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.SourcePort.Set {
		b = appendInt(append(b, 0x85), int64(v.SourcePort.Value))
	}
	if v.DestinationPort.Set {
		b = appendInt(append(b, 0x86), int64(v.DestinationPort.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFMSISDNLessMOSMS) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "terminatingSMSParty"; d.first(&seen, 2, h) {
				v.TerminatingSMSParty = d.text(h)
			}
		case ctx | 4:
			if name = "sMS"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SMS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "sourcePort"; d.first(&seen, 4, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePort = Some(uint16(x))
				}
			}
		case ctx | 6:
			if name = "destinationPort"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPort = Some(uint16(x))
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
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "NEFMSISDNLessMOSMS")
	}
}

func (*NEFMSISDNLessMOSMS) alternative() (uint32, string) { return 74, "nEFMSISDNLessMOSMS" }

// NEFExpectedUEBehaviourUpdate is the record nEFExpectedUEBehaviourUpdate [75] of the NEF, TS 33.128 R19 clause
// 7.7.2.1.
type NEFExpectedUEBehaviourUpdate struct {
	GPSI                                 GPSI
	ExpectedUEMovingTrajectory           []UMTLocationArea5G
	StationaryIndication                 Opt[StationaryIndication]
	CommunicationDurationTime            Opt[int64]
	PeriodicTime                         Opt[int64]
	ScheduledCommunicationTime           *ScheduledCommunicationTime
	ScheduledCommunicationType           Opt[ScheduledCommunicationType]
	BatteryIndication                    Opt[BatteryIndication]
	TrafficProfile                       Opt[TrafficProfile]
	ExpectedTimeAndDayOfWeekInTrajectory []UMTLocationArea5G
	AFID                                 string
	ValidityTime                         time.Time
	Sequence
}

func (v *NEFExpectedUEBehaviourUpdate) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	if v.ExpectedUEMovingTrajectory != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ExpectedUEMovingTrajectory); b == nil {
			return e.in("expectedUEMovingTrajectory")
		}
		b = closed(b, start)
	}
	if v.StationaryIndication.Set {
		b = appendInt(append(b, 0x83), int64(v.StationaryIndication.Value))
	}
	if v.CommunicationDurationTime.Set {
		b = appendInt(append(b, 0x84), int64(v.CommunicationDurationTime.Value))
	}
	if v.PeriodicTime.Set {
		b = appendInt(append(b, 0x85), int64(v.PeriodicTime.Value))
	}
	if v.ScheduledCommunicationTime != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.ScheduledCommunicationTime.encode(b, e); b == nil {
			return e.in("scheduledCommunicationTime")
		}
		b = closed(b, start)
	}
	if v.ScheduledCommunicationType.Set {
		b = appendInt(append(b, 0x87), int64(v.ScheduledCommunicationType.Value))
	}
	if v.BatteryIndication.Set {
		b = appendInt(append(b, 0x88), int64(v.BatteryIndication.Value))
	}
	if v.TrafficProfile.Set {
		b = appendInt(append(b, 0x89), int64(v.TrafficProfile.Value))
	}
	if v.ExpectedTimeAndDayOfWeekInTrajectory != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ExpectedTimeAndDayOfWeekInTrajectory); b == nil {
			return e.in("expectedTimeAndDayOfWeekInTrajectory")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8b), v.AFID)
	}
	if !v.ValidityTime.IsZero() {
		b = appendTime(append(b, 0x8c), v.ValidityTime)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFExpectedUEBehaviourUpdate) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "expectedUEMovingTrajectory"; d.first(&seen, 1, h) {
				v.ExpectedUEMovingTrajectory = sequences[UMTLocationArea5G](d, h)
			}
		case ctx | 3:
			if name = "stationaryIndication"; d.first(&seen, 2, h) {
				v.StationaryIndication = Some(StationaryIndication(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "communicationDurationTime"; d.first(&seen, 3, h) {
				v.CommunicationDurationTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 5:
			if name = "periodicTime"; d.first(&seen, 4, h) {
				v.PeriodicTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 6:
			if name = "scheduledCommunicationTime"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.ScheduledCommunicationTime = new(ScheduledCommunicationTime)
					v.ScheduledCommunicationTime.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "scheduledCommunicationType"; d.first(&seen, 6, h) {
				v.ScheduledCommunicationType = Some(ScheduledCommunicationType(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "batteryIndication"; d.first(&seen, 7, h) {
				v.BatteryIndication = Some(BatteryIndication(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "trafficProfile"; d.first(&seen, 8, h) {
				v.TrafficProfile = Some(TrafficProfile(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "expectedTimeAndDayOfWeekInTrajectory"; d.first(&seen, 9, h) {
				v.ExpectedTimeAndDayOfWeekInTrajectory = sequences[UMTLocationArea5G](d, h)
			}
		case ctx | 11:
			if name = "aFID"; d.first(&seen, 10, h) {
				v.AFID = d.text(h)
			}
		case ctx | 12:
			if name = "validityTime"; d.first(&seen, 11, h) {
				v.ValidityTime = d.time(h)
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
	if seen&0x401 != 0x401 {
		d.absent(at, ^seen&0x401, "NEFExpectedUEBehaviourUpdate")
	}
}

func (*NEFExpectedUEBehaviourUpdate) alternative() (uint32, string) {
	return 75, "nEFExpectedUEBehaviourUpdate"
}

// NEFAFSessionWithQoSProvision is the record nEFAFSessionWithQoSProvision [135] of the NEF, TS 33.128 R19
// clause 7.7.6.1.
type NEFAFSessionWithQoSProvision struct {
	GPSI                              GPSI
	AFID                              string
	AFSessionWithQoSOpType            AForASSessionWithQoSOpType
	AFSessionWithQoSSubscription      *SBIType
	AFSessionWithQoSSubscriptionPatch *SBIType
	AFSessionWithQoSResponseCode      AForASSessionWithQoSResponseCode
	Sequence
}

func (v *NEFAFSessionWithQoSProvision) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.AFID)
	}
	if !(v.AFSessionWithQoSOpType != 0) {
		return e.missing("aFSessionWithQoSOpType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.AFSessionWithQoSOpType))
	}
	if v.AFSessionWithQoSSubscription != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.AFSessionWithQoSSubscription.encode(b, e); b == nil {
			return e.in("aFSessionWithQoSSubscription")
		}
		b = closed(b, start)
	}
	if v.AFSessionWithQoSSubscriptionPatch != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.AFSessionWithQoSSubscriptionPatch.encode(b, e); b == nil {
			return e.in("aFSessionWithQoSSubscriptionPatch")
		}
		b = closed(b, start)
	}
	if !(v.AFSessionWithQoSResponseCode != 0) {
		return e.missing("aFSessionWithQoSResponseCode")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.AFSessionWithQoSResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFAFSessionWithQoSProvision) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "aFID"; d.first(&seen, 1, h) {
				v.AFID = d.text(h)
			}
		case ctx | 3:
			if name = "aFSessionWithQoSOpType"; d.first(&seen, 2, h) {
				v.AFSessionWithQoSOpType = AForASSessionWithQoSOpType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "aFSessionWithQoSSubscription"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.AFSessionWithQoSSubscription = new(SBIType)
					v.AFSessionWithQoSSubscription.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "aFSessionWithQoSSubscriptionPatch"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.AFSessionWithQoSSubscriptionPatch = new(SBIType)
					v.AFSessionWithQoSSubscriptionPatch.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "aFSessionWithQoSResponseCode"; d.first(&seen, 5, h) {
				v.AFSessionWithQoSResponseCode = AForASSessionWithQoSResponseCode(d.enumerated(h))
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
	if seen&0x27 != 0x27 {
		d.absent(at, ^seen&0x27, "NEFAFSessionWithQoSProvision")
	}
}

func (*NEFAFSessionWithQoSProvision) alternative() (uint32, string) {
	return 135, "nEFAFSessionWithQoSProvision"
}

// NEFAFSessionWithQoSNotification is the record nEFAFSessionWithQoSNotification [136] of the NEF, TS 33.128 R19
// clause 7.7.6.1.
type NEFAFSessionWithQoSNotification struct {
	GPSI                             GPSI
	AFID                             string
	UserPlaneNotificationData        SBIType
	AForASSessionWithQoSResponseCode AForASSessionWithQoSResponseCode
	Sequence
}

func (v *NEFAFSessionWithQoSNotification) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.AFID)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.UserPlaneNotificationData.encode(b, e); b == nil {
			return e.in("userPlaneNotificationData")
		}
		b = closed(b, start)
	}
	if !(v.AForASSessionWithQoSResponseCode != 0) {
		return e.missing("aForASSessionWithQoSResponseCode")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.AForASSessionWithQoSResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEFAFSessionWithQoSNotification) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "aFID"; d.first(&seen, 1, h) {
				v.AFID = d.text(h)
			}
		case ctx | 3:
			if name = "userPlaneNotificationData"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.UserPlaneNotificationData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "aForASSessionWithQoSResponseCode"; d.first(&seen, 3, h) {
				v.AForASSessionWithQoSResponseCode = AForASSessionWithQoSResponseCode(d.enumerated(h))
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "NEFAFSessionWithQoSNotification")
	}
}

func (*NEFAFSessionWithQoSNotification) alternative() (uint32, string) {
	return 136, "nEFAFSessionWithQoSNotification"
}

// NEF5GVNGroupCreation is the record nEF5GVNGroupCreation [167] of the NEF, TS 33.128 R19 clause 7.7.7.1.
type NEF5GVNGroupCreation struct {
	AFID                        string
	GPSI                        GPSI
	FiveGLanParametersProvision SBIType
	Sequence
}

func (v *NEF5GVNGroupCreation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FiveGLanParametersProvision.encode(b, e); b == nil {
			return e.in("fiveGLanParametersProvision")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEF5GVNGroupCreation) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "fiveGLanParametersProvision"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FiveGLanParametersProvision.decode(d, h.start, h.stop)
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
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "NEF5GVNGroupCreation")
	}
}

func (*NEF5GVNGroupCreation) alternative() (uint32, string) { return 167, "nEF5GVNGroupCreation" }

// NEF5GVNGroupUpdate is the record nEF5GVNGroupUpdate [168] of the NEF, TS 33.128 R19 clause 7.7.7.1.
type NEF5GVNGroupUpdate struct {
	AFID                             string
	GPSI                             GPSI
	FiveGLanParametersProvision      *SBIType
	FiveGLanParametersProvisionPatch *SBIType
	Sequence
}

func (v *NEF5GVNGroupUpdate) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	if v.FiveGLanParametersProvision != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FiveGLanParametersProvision.encode(b, e); b == nil {
			return e.in("fiveGLanParametersProvision")
		}
		b = closed(b, start)
	}
	if v.FiveGLanParametersProvisionPatch != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.FiveGLanParametersProvisionPatch.encode(b, e); b == nil {
			return e.in("fiveGLanParametersProvisionPatch")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEF5GVNGroupUpdate) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "fiveGLanParametersProvision"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FiveGLanParametersProvision = new(SBIType)
					v.FiveGLanParametersProvision.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "fiveGLanParametersProvisionPatch"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.FiveGLanParametersProvisionPatch = new(SBIType)
					v.FiveGLanParametersProvisionPatch.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "NEF5GVNGroupUpdate")
	}
}

func (*NEF5GVNGroupUpdate) alternative() (uint32, string) { return 168, "nEF5GVNGroupUpdate" }

// NEF5GVNGroupDeletion is the record nEF5GVNGroupDeletion [169] of the NEF, TS 33.128 R19 clause 7.7.7.1.
type NEF5GVNGroupDeletion struct {
	AFID            string
	GPSI            GPSI
	ExternalGroupID []byte
	Sequence
}

func (v *NEF5GVNGroupDeletion) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	if !(v.ExternalGroupID != nil) {
		return e.missing("externalGroupID")
	}
	{
		b = appendOctets(append(b, 0x83), v.ExternalGroupID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEF5GVNGroupDeletion) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "externalGroupID"; d.first(&seen, 2, h) {
				v.ExternalGroupID = d.octets(h)
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
		d.absent(at, ^seen&0x7, "NEF5GVNGroupDeletion")
	}
}

func (*NEF5GVNGroupDeletion) alternative() (uint32, string) { return 169, "nEF5GVNGroupDeletion" }

// NEF5GVNGroupQuery is the record nEF5GVNGroupQuery [170] of the NEF, TS 33.128 R19 clause 7.7.7.1.
type NEF5GVNGroupQuery struct {
	AFID                        string
	GPSI                        GPSI
	FiveGLanParametersProvision SBIType
	Sequence
}

func (v *NEF5GVNGroupQuery) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			return e.missing("gPSI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FiveGLanParametersProvision.encode(b, e); b == nil {
			return e.in("fiveGLanParametersProvision")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NEF5GVNGroupQuery) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "fiveGLanParametersProvision"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FiveGLanParametersProvision.decode(d, h.start, h.stop)
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
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "NEF5GVNGroupQuery")
	}
}

func (*NEF5GVNGroupQuery) alternative() (uint32, string) { return 170, "nEF5GVNGroupQuery" }

// NEFFailureCause is an ENUMERATED of TS 33.128 R19 annex A.
type NEFFailureCause uint16

// Values of NEFFailureCause.
const (
	NEFFailureCauseUserUnknown                               NEFFailureCause = 1
	NEFFailureCauseNiddConfigurationNotAvailable             NEFFailureCause = 2
	NEFFailureCauseContextNotFound                           NEFFailureCause = 3
	NEFFailureCausePortNotFree                               NEFFailureCause = 4
	NEFFailureCausePortNotAssociatedWithSpecifiedApplication NEFFailureCause = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v NEFFailureCause) String() string {
	switch v {
	case NEFFailureCauseUserUnknown:
		return "userUnknown"
	case NEFFailureCauseNiddConfigurationNotAvailable:
		return "niddConfigurationNotAvailable"
	case NEFFailureCauseContextNotFound:
		return "contextNotFound"
	case NEFFailureCausePortNotFree:
		return "portNotFree"
	case NEFFailureCausePortNotAssociatedWithSpecifiedApplication:
		return "portNotAssociatedWithSpecifiedApplication"
	}
	return strconv.Itoa(int(v))
}

// NEFReleaseCause is an ENUMERATED of TS 33.128 R19 annex A.
type NEFReleaseCause uint16

// Values of NEFReleaseCause.
const (
	NEFReleaseCauseSMFRelease               NEFReleaseCause = 1
	NEFReleaseCauseDNRelease                NEFReleaseCause = 2
	NEFReleaseCauseUDMRelease               NEFReleaseCause = 3
	NEFReleaseCauseCHFRelease               NEFReleaseCause = 4
	NEFReleaseCauseLocalConfigurationPolicy NEFReleaseCause = 5
	NEFReleaseCauseUnknownCause             NEFReleaseCause = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v NEFReleaseCause) String() string {
	switch v {
	case NEFReleaseCauseSMFRelease:
		return "sMFRelease"
	case NEFReleaseCauseDNRelease:
		return "dNRelease"
	case NEFReleaseCauseUDMRelease:
		return "uDMRelease"
	case NEFReleaseCauseCHFRelease:
		return "cHFRelease"
	case NEFReleaseCauseLocalConfigurationPolicy:
		return "localConfigurationPolicy"
	case NEFReleaseCauseUnknownCause:
		return "unknownCause"
	}
	return strconv.Itoa(int(v))
}
