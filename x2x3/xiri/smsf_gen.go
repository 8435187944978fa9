// Code generated from records/smsf.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// SMSMessage is the record sMSMessage [12] of the SMSF, TS 33.128 R19 clause 6.2.5.2.
type SMSMessage struct {
	OriginatingSMSParty SMSParty
	TerminatingSMSParty SMSParty
	Direction           Direction
	LinkTransferStatus  SMSTransferStatus
	OtherMessage        Opt[bool]
	Location            *Location
	PeerNFAddress       SMSNFAddress
	PeerNFType          Opt[SMSNFType]
	SMSTPDUData         SMSTPDUData
	MessageType         Opt[SMSMessageType]
	RPMessageReference  Opt[uint8]
	Sequence
}

func (v *SMSMessage) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.OriginatingSMSParty.encode(b, e); b == nil {
			return e.in("originatingSMSParty")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TerminatingSMSParty.encode(b, e); b == nil {
			return e.in("terminatingSMSParty")
		}
		b = closed(b, start)
	}
	if !(v.Direction != 0) {
		return e.missing("direction")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Direction))
	}
	if !(v.LinkTransferStatus != 0) {
		return e.missing("linkTransferStatus")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.LinkTransferStatus))
	}
	if v.OtherMessage.Set {
		b = appendBool(append(b, 0x85), v.OtherMessage.Value)
	}
	if v.Location != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.PeerNFAddress.encode(b, e); b == nil {
			return e.in("peerNFAddress")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.PeerNFType.Set {
		b = appendInt(append(b, 0x88), int64(v.PeerNFType.Value))
	}
	{
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.SMSTPDUData.encode(b, e); b == nil {
			return e.in("sMSTPDUData")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.MessageType.Set {
		b = appendInt(append(b, 0x8a), int64(v.MessageType.Value))
	}
	if v.RPMessageReference.Set {
		b = appendInt(append(b, 0x8b), int64(v.RPMessageReference.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMSMessage) decode(d *decoder, pos, end int) {
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
			if name = "originatingSMSParty"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.OriginatingSMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "terminatingSMSParty"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TerminatingSMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "direction"; d.first(&seen, 2, h) {
				v.Direction = Direction(d.enumerated(h))
			}
		case ctx | 4:
			if name = "linkTransferStatus"; d.first(&seen, 3, h) {
				v.LinkTransferStatus = SMSTransferStatus(d.enumerated(h))
			}
		case ctx | 5:
			if name = "otherMessage"; d.first(&seen, 4, h) {
				v.OtherMessage = Some(d.boolean(h))
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "peerNFAddress"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.PeerNFAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "peerNFType"; d.first(&seen, 7, h) {
				v.PeerNFType = Some(SMSNFType(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "sMSTPDUData"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.SMSTPDUData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "messageType"; d.first(&seen, 9, h) {
				v.MessageType = Some(SMSMessageType(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "rPMessageReference"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.RPMessageReference = Some(uint8(x))
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
		d.absent(at, ^seen&0xf, "SMSMessage")
	}
}

func (*SMSMessage) alternative() (uint32, string) { return 12, "sMSMessage" }

// SMSReport is the record sMSReport [56] of the SMSF, TS 33.128 R19 clause 6.2.5.2.
type SMSReport struct {
	Location           *Location
	SMSTPDUData        SMSTPDUData
	MessageType        SMSMessageType
	RPMessageReference uint8
	Sequence
}

func (v *SMSReport) encode(b []byte, e *encoder) []byte {
	if v.Location != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SMSTPDUData.encode(b, e); b == nil {
			return e.in("sMSTPDUData")
		}
		if len(b) == start {
			return e.missing("sMSTPDUData")
		}
		b = closed(b, start)
	}
	if !(v.MessageType != 0) {
		return e.missing("messageType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.MessageType))
	}
	{
		b = appendInt(append(b, 0x84), int64(v.RPMessageReference))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMSReport) decode(d *decoder, pos, end int) {
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
			if name = "location"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "sMSTPDUData"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SMSTPDUData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "messageType"; d.first(&seen, 2, h) {
				v.MessageType = SMSMessageType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "rPMessageReference"; d.first(&seen, 3, h) {
				v.RPMessageReference = uint8(d.integer(h, 0, 255))
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
	if seen&0xe != 0xe {
		d.absent(at, ^seen&0xe, "SMSReport")
	}
}

func (*SMSReport) alternative() (uint32, string) { return 56, "sMSReport" }

// SMSMessageType is an ENUMERATED of TS 33.128 R19 annex A.
type SMSMessageType uint16

// Values of SMSMessageType.
const (
	SMSMessageTypeDeliver            SMSMessageType = 1
	SMSMessageTypeDeliverReportAck   SMSMessageType = 2
	SMSMessageTypeDeliverReportError SMSMessageType = 3
	SMSMessageTypeStatusReport       SMSMessageType = 4
	SMSMessageTypeCommand            SMSMessageType = 5
	SMSMessageTypeSubmit             SMSMessageType = 6
	SMSMessageTypeSubmitReportAck    SMSMessageType = 7
	SMSMessageTypeSubmitReportError  SMSMessageType = 8
	SMSMessageTypeReserved           SMSMessageType = 9
)

// String returns the name that the ASN.1 module gives the value.
func (v SMSMessageType) String() string {
	switch v {
	case SMSMessageTypeDeliver:
		return "deliver"
	case SMSMessageTypeDeliverReportAck:
		return "deliverReportAck"
	case SMSMessageTypeDeliverReportError:
		return "deliverReportError"
	case SMSMessageTypeStatusReport:
		return "statusReport"
	case SMSMessageTypeCommand:
		return "command"
	case SMSMessageTypeSubmit:
		return "submit"
	case SMSMessageTypeSubmitReportAck:
		return "submitReportAck"
	case SMSMessageTypeSubmitReportError:
		return "submitReportError"
	case SMSMessageTypeReserved:
		return "reserved"
	}
	return strconv.Itoa(int(v))
}

// SMSParty is a SEQUENCE of TS 33.128 R19 annex A.
type SMSParty struct {
	SUPI       SUPI
	PEI        PEI
	GPSI       GPSI
	SMSAddress []byte
	Sequence
}

func (v *SMSParty) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PEI.encode(b, e); b == nil {
			return e.in("pEI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
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
	if v.SMSAddress != nil {
		b = appendOctets(append(b, 0x84), v.SMSAddress)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMSParty) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
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
			if name = "pEI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sMSAddress"; d.first(&seen, 3, h) {
				v.SMSAddress = d.octets(h)
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
}

// SMSTransferStatus is an ENUMERATED of TS 33.128 R19 annex A.
type SMSTransferStatus uint16

// Values of SMSTransferStatus.
const (
	SMSTransferStatusTransferSucceeded SMSTransferStatus = 1
	SMSTransferStatusTransferFailed    SMSTransferStatus = 2
	SMSTransferStatusUndefined         SMSTransferStatus = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v SMSTransferStatus) String() string {
	switch v {
	case SMSTransferStatusTransferSucceeded:
		return "transferSucceeded"
	case SMSTransferStatusTransferFailed:
		return "transferFailed"
	case SMSTransferStatusUndefined:
		return "undefined"
	}
	return strconv.Itoa(int(v))
}

// SMSNFAddress is a CHOICE of TS 33.128 R19 annex A.
type SMSNFAddress struct {
	IPAddress  IPAddress
	E164Number string
	Choice
}

func (v *SMSNFAddress) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IPAddress.encode(b, e); b == nil {
			return e.in("iPAddress")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.E164Number != "" {
		n++
		b = appendText(append(b, 0x82), v.E164Number)
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

func (v *SMSNFAddress) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iPAddress"
		if d.open(h) {
			v.IPAddress.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "e164Number"
		v.E164Number = d.some(d.digits(h), h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// SMSNFType is an ENUMERATED of TS 33.128 R19 annex A.
type SMSNFType uint16

// Values of SMSNFType.
const (
	SMSNFTypeSMSGMSC   SMSNFType = 1
	SMSNFTypeIWMSC     SMSNFType = 2
	SMSNFTypeSMSRouter SMSNFType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v SMSNFType) String() string {
	switch v {
	case SMSNFTypeSMSGMSC:
		return "sMSGMSC"
	case SMSNFTypeIWMSC:
		return "iWMSC"
	case SMSNFTypeSMSRouter:
		return "sMSRouter"
	}
	return strconv.Itoa(int(v))
}
