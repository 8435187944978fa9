// Code generated from records/hr.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// N9HRPDUSessionInfo is the record n9HRPDUSessionInfo [100] of the BBIFF, TS 33.128 R19 clause 7.10.3.3.
type N9HRPDUSessionInfo struct {
	SUPI         SUPI
	PEI          PEI
	PDUSessionID uint8
	Location     *Location
	SNSSAI       *SNSSAI
	DNN          Opt[string]
	MessageCause N9HRMessageCause
	Sequence
}

func (v *N9HRPDUSessionInfo) encode(b []byte, e *encoder) []byte {
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
		b = appendInt(append(b, 0x83), int64(v.PDUSessionID))
	}
	if v.Location != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if v.DNN.Set {
		b = appendText(append(b, 0x86), v.DNN.Value)
	}
	if !(v.MessageCause != 0) {
		return e.missing("messageCause")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.MessageCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *N9HRPDUSessionInfo) decode(d *decoder, pos, end int) {
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
			if name = "pEI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pDUSessionID"; d.first(&seen, 2, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "location"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "sNSSAI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "dNN"; d.first(&seen, 5, h) {
				v.DNN = Some(d.text(h))
			}
		case ctx | 7:
			if name = "messageCause"; d.first(&seen, 6, h) {
				v.MessageCause = N9HRMessageCause(d.enumerated(h))
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
	if seen&0x45 != 0x45 {
		d.absent(at, ^seen&0x45, "N9HRPDUSessionInfo")
	}
}

func (*N9HRPDUSessionInfo) alternative() (uint32, string) { return 100, "n9HRPDUSessionInfo" }

// S8HRBearerInfo is the record s8HRBearerInfo [101] of the BBIFF, TS 33.128 R19 clause 7.10.3.3.
type S8HRBearerInfo struct {
	IMSI           string
	IMEI           string
	BearerID       uint8
	LinkedBearerID Opt[uint8]
	Location       *Location
	APN            Opt[string]
	SGWIPAddress   IPAddress
	MessageCause   S8HRMessageCause
	Sequence
}

func (v *S8HRBearerInfo) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x82), v.IMEI)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.BearerID))
	}
	if v.LinkedBearerID.Set {
		b = appendInt(append(b, 0x84), int64(v.LinkedBearerID.Value))
	}
	if v.Location != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.APN.Set {
		b = appendText(append(b, 0x86), v.APN.Value)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.SGWIPAddress.encode(b, e); b == nil {
			return e.in("sGWIPAddress")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if !(v.MessageCause != 0) {
		return e.missing("messageCause")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.MessageCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *S8HRBearerInfo) decode(d *decoder, pos, end int) {
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
			if name = "iMSI"; d.first(&seen, 0, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "iMEI"; d.first(&seen, 1, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "bearerID"; d.first(&seen, 2, h) {
				v.BearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "linkedBearerID"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.LinkedBearerID = Some(uint8(x))
				}
			}
		case ctx | 5:
			if name = "location"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "aPN"; d.first(&seen, 5, h) {
				v.APN = Some(d.text(h))
			}
		case ctx | 7:
			if name = "sGWIPAddress"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.SGWIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "messageCause"; d.first(&seen, 7, h) {
				v.MessageCause = S8HRMessageCause(d.enumerated(h))
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
	if seen&0x85 != 0x85 {
		d.absent(at, ^seen&0x85, "S8HRBearerInfo")
	}
}

func (*S8HRBearerInfo) alternative() (uint32, string) { return 101, "s8HRBearerInfo" }

// N9HRMessageCause is an ENUMERATED of TS 33.128 R19 annex A.
type N9HRMessageCause uint16

// Values of N9HRMessageCause.
const (
	N9HRMessageCausePDUSessionEstablished    N9HRMessageCause = 1
	N9HRMessageCausePDUSessionModified       N9HRMessageCause = 2
	N9HRMessageCausePDUSessionReleased       N9HRMessageCause = 3
	N9HRMessageCauseUpdatedLocationAvailable N9HRMessageCause = 4
	N9HRMessageCauseSMFChanged               N9HRMessageCause = 5
	N9HRMessageCauseOther                    N9HRMessageCause = 6
	N9HRMessageCauseHRLIEnabled              N9HRMessageCause = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v N9HRMessageCause) String() string {
	switch v {
	case N9HRMessageCausePDUSessionEstablished:
		return "pDUSessionEstablished"
	case N9HRMessageCausePDUSessionModified:
		return "pDUSessionModified"
	case N9HRMessageCausePDUSessionReleased:
		return "pDUSessionReleased"
	case N9HRMessageCauseUpdatedLocationAvailable:
		return "updatedLocationAvailable"
	case N9HRMessageCauseSMFChanged:
		return "sMFChanged"
	case N9HRMessageCauseOther:
		return "other"
	case N9HRMessageCauseHRLIEnabled:
		return "hRLIEnabled"
	}
	return strconv.Itoa(int(v))
}

// S8HRMessageCause is an ENUMERATED of TS 33.128 R19 annex A.
type S8HRMessageCause uint16

// Values of S8HRMessageCause.
const (
	S8HRMessageCauseBearerActivated          S8HRMessageCause = 1
	S8HRMessageCauseBearerModified           S8HRMessageCause = 2
	S8HRMessageCauseBearerDeleted            S8HRMessageCause = 3
	S8HRMessageCausePDNDisconnected          S8HRMessageCause = 4
	S8HRMessageCauseUpdatedLocationAvailable S8HRMessageCause = 5
	S8HRMessageCauseSGWChanged               S8HRMessageCause = 6
	S8HRMessageCauseOther                    S8HRMessageCause = 7
	S8HRMessageCauseHRLIEnabled              S8HRMessageCause = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v S8HRMessageCause) String() string {
	switch v {
	case S8HRMessageCauseBearerActivated:
		return "bearerActivated"
	case S8HRMessageCauseBearerModified:
		return "bearerModified"
	case S8HRMessageCauseBearerDeleted:
		return "bearerDeleted"
	case S8HRMessageCausePDNDisconnected:
		return "pDNDisconnected"
	case S8HRMessageCauseUpdatedLocationAvailable:
		return "updatedLocationAvailable"
	case S8HRMessageCauseSGWChanged:
		return "sGWChanged"
	case S8HRMessageCauseOther:
		return "other"
	case S8HRMessageCauseHRLIEnabled:
		return "hRLIEnabled"
	}
	return strconv.Itoa(int(v))
}
