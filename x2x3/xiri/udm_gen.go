// Code generated from records/udm.decl; DO NOT EDIT.

package xiri

import "net/netip"
import "strconv"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// UDMServingSystemMessage is the record of a serving network that the UDM learns, TS 33.128 R19 clause 7.2.2.3.
type UDMServingSystemMessage struct {
	SUPI   SUPI
	PEI    PEI
	GPSI   GPSI
	GUAMI  *GUAMI
	GUMMEI *GUMMEI
	// PLMNID is the visited network of a subscriber who roams.
	PLMNID              *PLMNID
	ServingSystemMethod UDMServingSystemMethod
	ServiceID           *ServiceID
	RoamingIndicator    Opt[bool]
	Sequence
}

func (v *UDMServingSystemMessage) encode(b []byte, e *encoder) []byte {
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
	if v.GUAMI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GUAMI.encode(b, e); b == nil {
			return e.in("gUAMI")
		}
		b = closed(b, start)
	}
	if v.GUMMEI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUMMEI.encode(b, e); b == nil {
			return e.in("gUMMEI")
		}
		b = closed(b, start)
	}
	if v.PLMNID != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x87), int64(v.ServingSystemMethod))
	}
	if v.ServiceID != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.ServiceID.encode(b, e); b == nil {
			return e.in("serviceID")
		}
		b = closed(b, start)
	}
	if v.RoamingIndicator.Set {
		b = appendBool(append(b, 0x89), v.RoamingIndicator.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMServingSystemMessage) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gUAMI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GUAMI = new(GUAMI)
					v.GUAMI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUMMEI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUMMEI = new(GUMMEI)
					v.GUMMEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pLMNID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PLMNID = new(PLMNID)
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "servingSystemMethod"; d.first(&seen, 6, h) {
				v.ServingSystemMethod = UDMServingSystemMethod(d.enumerated(h))
			}
		case ctx | 8:
			if name = "serviceID"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.ServiceID = new(ServiceID)
					v.ServiceID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "roamingIndicator"; d.first(&seen, 8, h) {
				v.RoamingIndicator = Some(d.boolean(h))
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
	if seen&0x41 != 0x41 {
		d.absent(at, ^seen&0x41, "UDMServingSystemMessage")
	}
}

func (*UDMServingSystemMessage) alternative() (uint32, string) { return 11, "servingSystemMessage" }

// UDMSubscriberRecordChangeMessage is the record subscriberRecordChangeMessage [54] of the UDM, TS 33.128 R19
// clause 7.2.2.3.
type UDMSubscriberRecordChangeMessage struct {
	SUPI                         SUPI
	PEI                          PEI
	GPSI                         GPSI
	OldPEI                       PEI
	OldSUPI                      SUPI
	OldGPSI                      GPSI
	OldserviceID                 *ServiceID
	SubscriberRecordChangeMethod UDMSubscriberRecordChangeMethod
	ServiceID                    *ServiceID
	Sequence
}

func (v *UDMSubscriberRecordChangeMessage) encode(b []byte, e *encoder) []byte {
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
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.OldPEI.encode(b, e); b == nil {
			return e.in("oldPEI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OldSUPI.encode(b, e); b == nil {
			return e.in("oldSUPI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.OldGPSI.encode(b, e); b == nil {
			return e.in("oldGPSI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.OldserviceID != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.OldserviceID.encode(b, e); b == nil {
			return e.in("oldserviceID")
		}
		b = closed(b, start)
	}
	if !(v.SubscriberRecordChangeMethod != 0) {
		return e.missing("subscriberRecordChangeMethod")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.SubscriberRecordChangeMethod))
	}
	if v.ServiceID != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.ServiceID.encode(b, e); b == nil {
			return e.in("serviceID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMSubscriberRecordChangeMessage) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "oldPEI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.OldPEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "oldSUPI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OldSUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "oldGPSI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.OldGPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "oldserviceID"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.OldserviceID = new(ServiceID)
					v.OldserviceID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "subscriberRecordChangeMethod"; d.first(&seen, 7, h) {
				v.SubscriberRecordChangeMethod = UDMSubscriberRecordChangeMethod(d.enumerated(h))
			}
		case ctx | 9:
			if name = "serviceID"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.ServiceID = new(ServiceID)
					v.ServiceID.decode(d, h.start, h.stop)
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
	if seen&0x80 != 0x80 {
		d.absent(at, ^seen&0x80, "UDMSubscriberRecordChangeMessage")
	}
}

func (*UDMSubscriberRecordChangeMessage) alternative() (uint32, string) {
	return 54, "subscriberRecordChangeMessage"
}

// UDMCancelLocationMessage is the record of a registration that the UDM ends, TS 33.128 R19 clause 7.2.2.3.
type UDMCancelLocationMessage struct {
	SUPI                  SUPI
	PEI                   PEI
	GPSI                  GPSI
	GUAMI                 *GUAMI
	PLMNID                *PLMNID
	CancelLocationMethod  UDMCancelLocationMethod
	AMFDeregistrationInfo *UDMAMFDeregistrationInfo
	DeregistrationData    *UDMDeregistrationData
	Sequence
}

func (v *UDMCancelLocationMessage) encode(b []byte, e *encoder) []byte {
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
	if v.GUAMI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GUAMI.encode(b, e); b == nil {
			return e.in("gUAMI")
		}
		b = closed(b, start)
	}
	if v.PLMNID != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if !(v.CancelLocationMethod != 0) {
		return e.missing("cancelLocationMethod")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.CancelLocationMethod))
	}
	if v.AMFDeregistrationInfo != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.AMFDeregistrationInfo.encode(b, e); b == nil {
			return e.in("aMFDeregistrationInfo")
		}
		b = closed(b, start)
	}
	if v.DeregistrationData != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.DeregistrationData.encode(b, e); b == nil {
			return e.in("deregistrationData")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMCancelLocationMessage) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gUAMI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GUAMI = new(GUAMI)
					v.GUAMI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pLMNID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PLMNID = new(PLMNID)
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "cancelLocationMethod"; d.first(&seen, 5, h) {
				v.CancelLocationMethod = UDMCancelLocationMethod(d.enumerated(h))
			}
		case ctx | 7:
			if name = "aMFDeregistrationInfo"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.AMFDeregistrationInfo = new(UDMAMFDeregistrationInfo)
					v.AMFDeregistrationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "deregistrationData"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.DeregistrationData = new(UDMDeregistrationData)
					v.DeregistrationData.decode(d, h.start, h.stop)
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
	if seen&0x21 != 0x21 {
		d.absent(at, ^seen&0x21, "UDMCancelLocationMessage")
	}
}

func (*UDMCancelLocationMessage) alternative() (uint32, string) { return 55, "cancelLocationMessage" }

// UDMLocationInformationResult is the record uDMLocationInformationResult [108] of the UDM, TS 33.128 R19
// clause 7.2.2.3.
type UDMLocationInformationResult struct {
	SUPI                     SUPI
	PEI                      PEI
	GPSI                     GPSI
	LocationInfoRequest      UDMLocationInfoRequest
	VPLMNID                  *PLMNID
	CurrentLocationIndicator Opt[bool]
	AMFInstanceID            Opt[string]
	SMSFInstanceID           Opt[string]
	Location                 *Location
	RATType                  Opt[RATType]
	ProblemDetails           *UDMProblemDetails
	Sequence
}

func (v *UDMLocationInformationResult) encode(b []byte, e *encoder) []byte {
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
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.LocationInfoRequest.encode(b, e); b == nil {
			return e.in("locationInfoRequest")
		}
		b = closed(b, start)
	}
	if v.VPLMNID != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.VPLMNID.encode(b, e); b == nil {
			return e.in("vPLMNID")
		}
		b = closed(b, start)
	}
	if v.CurrentLocationIndicator.Set {
		b = appendBool(append(b, 0x86), v.CurrentLocationIndicator.Value)
	}
	if v.AMFInstanceID.Set {
		b = appendText(append(b, 0x87), v.AMFInstanceID.Value)
	}
	if v.SMSFInstanceID.Set {
		b = appendText(append(b, 0x88), v.SMSFInstanceID.Value)
	}
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8a), int64(v.RATType.Value))
	}
	if v.ProblemDetails != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.ProblemDetails.encode(b, e); b == nil {
			return e.in("problemDetails")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMLocationInformationResult) decode(d *decoder, pos, end int) {
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
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "locationInfoRequest"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.LocationInfoRequest.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "vPLMNID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.VPLMNID = new(PLMNID)
					v.VPLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "currentLocationIndicator"; d.first(&seen, 5, h) {
				v.CurrentLocationIndicator = Some(d.boolean(h))
			}
		case ctx | 7:
			if name = "aMFInstanceID"; d.first(&seen, 6, h) {
				v.AMFInstanceID = Some(d.text(h))
			}
		case ctx | 8:
			if name = "sMSFInstanceID"; d.first(&seen, 7, h) {
				v.SMSFInstanceID = Some(d.text(h))
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "rATType"; d.first(&seen, 9, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "problemDetails"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.ProblemDetails = new(UDMProblemDetails)
					v.ProblemDetails.decode(d, h.start, h.stop)
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
	if seen&0x9 != 0x9 {
		d.absent(at, ^seen&0x9, "UDMLocationInformationResult")
	}
}

func (*UDMLocationInformationResult) alternative() (uint32, string) {
	return 108, "uDMLocationInformationResult"
}

// UDMUEInformationResponse is the record uDMUEInformationResponse [109] of the UDM, TS 33.128 R19 clause
// 7.2.2.3.
type UDMUEInformationResponse struct {
	SUPI                SUPI
	TADSInfo            *UEContextInfo
	FiveGSUserStateInfo *FiveGSUserStateInfo
	FiveGSRVCCInfo      *FiveGSRVCCInfo
	ProblemDetails      *UDMProblemDetails
	Sequence
}

func (v *UDMUEInformationResponse) encode(b []byte, e *encoder) []byte {
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
	if v.TADSInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TADSInfo.encode(b, e); b == nil {
			return e.in("tADSInfo")
		}
		b = closed(b, start)
	}
	if v.FiveGSUserStateInfo != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FiveGSUserStateInfo.encode(b, e); b == nil {
			return e.in("fiveGSUserStateInfo")
		}
		b = closed(b, start)
	}
	if v.FiveGSRVCCInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.FiveGSRVCCInfo.encode(b, e); b == nil {
			return e.in("fiveGSRVCCInfo")
		}
		b = closed(b, start)
	}
	if v.ProblemDetails != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.ProblemDetails.encode(b, e); b == nil {
			return e.in("problemDetails")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMUEInformationResponse) decode(d *decoder, pos, end int) {
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
			if name = "tADSInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TADSInfo = new(UEContextInfo)
					v.TADSInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "fiveGSUserStateInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FiveGSUserStateInfo = new(FiveGSUserStateInfo)
					v.FiveGSUserStateInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "fiveGSRVCCInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.FiveGSRVCCInfo = new(FiveGSRVCCInfo)
					v.FiveGSRVCCInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "problemDetails"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.ProblemDetails = new(UDMProblemDetails)
					v.ProblemDetails.decode(d, h.start, h.stop)
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
	if seen&0x1 != 0x1 {
		d.absent(at, ^seen&0x1, "UDMUEInformationResponse")
	}
}

func (*UDMUEInformationResponse) alternative() (uint32, string) {
	return 109, "uDMUEInformationResponse"
}

// UDMUEAuthenticationResponse is the record of an answer of the UDM to a request for authentication data, TS
// 33.128 R19 clause 7.2.2.3.
type UDMUEAuthenticationResponse struct {
	SUPI                      SUPI
	AuthenticationInfoRequest UDMAuthenticationInfoRequest
	AKMAIndicator             Opt[bool]
	ProblemDetails            *UDMProblemDetails
	AuthAAA                   Opt[bool]
	PvsInfo                   []ServerAddressingInfo
	Sequence
}

func (v *UDMUEAuthenticationResponse) encode(b []byte, e *encoder) []byte {
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
		if b = v.AuthenticationInfoRequest.encode(b, e); b == nil {
			return e.in("authenticationInfoRequest")
		}
		b = closed(b, start)
	}
	if v.AKMAIndicator.Set {
		b = appendBool(append(b, 0x83), v.AKMAIndicator.Value)
	}
	if v.ProblemDetails != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ProblemDetails.encode(b, e); b == nil {
			return e.in("problemDetails")
		}
		b = closed(b, start)
	}
	if v.AuthAAA.Set {
		b = appendBool(append(b, 0x85), v.AuthAAA.Value)
	}
	if v.PvsInfo != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PvsInfo); b == nil {
			return e.in("pvsInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMUEAuthenticationResponse) decode(d *decoder, pos, end int) {
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
			if name = "authenticationInfoRequest"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.AuthenticationInfoRequest.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "aKMAIndicator"; d.first(&seen, 2, h) {
				v.AKMAIndicator = Some(d.boolean(h))
			}
		case ctx | 4:
			if name = "problemDetails"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ProblemDetails = new(UDMProblemDetails)
					v.ProblemDetails.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "authAAA"; d.first(&seen, 4, h) {
				v.AuthAAA = Some(d.boolean(h))
			}
		case ctx | 6:
			if name = "pvsInfo"; d.first(&seen, 5, h) {
				v.PvsInfo = sequences[ServerAddressingInfo](d, h)
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
		d.absent(at, ^seen&0x3, "UDMUEAuthenticationResponse")
	}
}

func (*UDMUEAuthenticationResponse) alternative() (uint32, string) {
	return 110, "uDMUEAuthenticationResponse"
}

// UDMStartOfInterceptionWithRegisteredTarget is the record of a task that starts while the UDM knows a serving
// network of the target, TS 33.128 R19 clause 7.2.2.3.
type UDMStartOfInterceptionWithRegisteredTarget struct {
	SUPI SUPI
	GPSI GPSI
	// UDMSubscriptionDataSets holds SubscriptionDataSets of TS 29.503 in JSON.
	UDMSubscriptionDataSets SBIType
	Sequence
}

func (v *UDMStartOfInterceptionWithRegisteredTarget) encode(b []byte, e *encoder) []byte {
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
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.UDMSubscriptionDataSets.encode(b, e); b == nil {
			return e.in("uDMSubscriptionDataSets")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMStartOfInterceptionWithRegisteredTarget) decode(d *decoder, pos, end int) {
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
			if name = "uDMSubscriptionDataSets"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.UDMSubscriptionDataSets.decode(d, h.start, h.stop)
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
	if seen&0x5 != 0x5 {
		d.absent(at, ^seen&0x5, "UDMStartOfInterceptionWithRegisteredTarget")
	}
}

func (*UDMStartOfInterceptionWithRegisteredTarget) alternative() (uint32, string) {
	return 124, "uDMStartOfInterceptionWithRegisteredTarget"
}

// UDMProSeTargetIdentifierDeconcealment is the record uDMProSeTargetIdentifierDeconcealment [159] of the UDM,
// TS 33.128 R19 clause 7.2.2.3.
type UDMProSeTargetIdentifierDeconcealment struct {
	SUPI SUPI
	SUCI SUCI
	Sequence
}

func (v *UDMProSeTargetIdentifierDeconcealment) encode(b []byte, e *encoder) []byte {
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
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMProSeTargetIdentifierDeconcealment) decode(d *decoder, pos, end int) {
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
			if name = "sUCI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SUCI.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "UDMProSeTargetIdentifierDeconcealment")
	}
}

func (*UDMProSeTargetIdentifierDeconcealment) alternative() (uint32, string) {
	return 159, "uDMProSeTargetIdentifierDeconcealment"
}

// UDMProSeTargetAuthentication is the record uDMProSeTargetAuthentication [160] of the UDM, TS 33.128 R19
// clause 7.2.2.3.
type UDMProSeTargetAuthentication struct {
	ServingNetworkName string
	RelayServiceCode   int64
	AuthenticationType PrimaryAuthenticationType
	SUPI               SUPI
	Sequence
}

func (v *UDMProSeTargetAuthentication) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.ServingNetworkName)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RelayServiceCode))
	}
	if !(v.AuthenticationType != 0) {
		return e.missing("authenticationType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.AuthenticationType))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMProSeTargetAuthentication) decode(d *decoder, pos, end int) {
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
			if name = "servingNetworkName"; d.first(&seen, 0, h) {
				v.ServingNetworkName = d.text(h)
			}
		case ctx | 2:
			if name = "relayServiceCode"; d.first(&seen, 1, h) {
				v.RelayServiceCode = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 3:
			if name = "authenticationType"; d.first(&seen, 2, h) {
				v.AuthenticationType = PrimaryAuthenticationType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "sUPI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0xf, "UDMProSeTargetAuthentication")
	}
}

func (*UDMProSeTargetAuthentication) alternative() (uint32, string) {
	return 160, "uDMProSeTargetAuthentication"
}

// ServerAddressingInfo is a SEQUENCE of TS 33.128 R19 annex A.
type ServerAddressingInfo struct {
	IPv4Address netip.Addr
	IPv6Address netip.Addr
	FQDNList    []string
	Sequence
}

func (v *ServerAddressingInfo) encode(b []byte, e *encoder) []byte {
	if v.IPv4Address.IsValid() {
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	if v.IPv6Address.IsValid() {
		if !v.IPv6Address.Is6() {
			return e.fail(ber.ErrValue, "iPv6Address", "16 octets", v.IPv6Address.String())
		}
		b = appendAddr(append(b, 0x82), v.IPv6Address)
	}
	if v.FQDNList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.FQDNList {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ServerAddressingInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "iPv4Address"; d.first(&seen, 0, h) {
				v.IPv4Address = d.address(h, 4)
			}
		case ctx | 2:
			if name = "iPv6Address"; d.first(&seen, 1, h) {
				v.IPv6Address = d.address(h, 16)
			}
		case ctx | 3:
			if name = "fQDNList"; d.first(&seen, 2, h) {
				v.FQDNList = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
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

// UDMServingSystemMethod says what made the UDM report a serving system. It is the one enumeration that starts
// at 0.
type UDMServingSystemMethod uint16

// Values of UDMServingSystemMethod.
const (
	UDMServingSystemMethodAmf3GPPAccessRegistration    UDMServingSystemMethod = 0
	UDMServingSystemMethodAmfNon3GPPAccessRegistration UDMServingSystemMethod = 1
	UDMServingSystemMethodUnknown                      UDMServingSystemMethod = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v UDMServingSystemMethod) String() string {
	switch v {
	case UDMServingSystemMethodAmf3GPPAccessRegistration:
		return "amf3GPPAccessRegistration"
	case UDMServingSystemMethodAmfNon3GPPAccessRegistration:
		return "amfNon3GPPAccessRegistration"
	case UDMServingSystemMethodUnknown:
		return "unknown"
	}
	return strconv.Itoa(int(v))
}

// UDMSubscriberRecordChangeMethod is an ENUMERATED of TS 33.128 R19 annex A.
type UDMSubscriberRecordChangeMethod uint16

// Values of UDMSubscriberRecordChangeMethod.
const (
	UDMSubscriberRecordChangeMethodPEIChange         UDMSubscriberRecordChangeMethod = 1
	UDMSubscriberRecordChangeMethodSUPIChange        UDMSubscriberRecordChangeMethod = 2
	UDMSubscriberRecordChangeMethodGPSIChange        UDMSubscriberRecordChangeMethod = 3
	UDMSubscriberRecordChangeMethodUEDeprovisioning  UDMSubscriberRecordChangeMethod = 4
	UDMSubscriberRecordChangeMethodUnknown           UDMSubscriberRecordChangeMethod = 5
	UDMSubscriberRecordChangeMethodServiceIDChange   UDMSubscriberRecordChangeMethod = 6
	UDMSubscriberRecordChangeMethodMultipleIDChanges UDMSubscriberRecordChangeMethod = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v UDMSubscriberRecordChangeMethod) String() string {
	switch v {
	case UDMSubscriberRecordChangeMethodPEIChange:
		return "pEIChange"
	case UDMSubscriberRecordChangeMethodSUPIChange:
		return "sUPIChange"
	case UDMSubscriberRecordChangeMethodGPSIChange:
		return "gPSIChange"
	case UDMSubscriberRecordChangeMethodUEDeprovisioning:
		return "uEDeprovisioning"
	case UDMSubscriberRecordChangeMethodUnknown:
		return "unknown"
	case UDMSubscriberRecordChangeMethodServiceIDChange:
		return "serviceIDChange"
	case UDMSubscriberRecordChangeMethodMultipleIDChanges:
		return "multipleIDChanges"
	}
	return strconv.Itoa(int(v))
}

// UDMCancelLocationMethod says what made the UDM end the registration of an AMF.
type UDMCancelLocationMethod uint16

// Values of UDMCancelLocationMethod.
const (
	UDMCancelLocationMethodAMF3GPPAccessDeregistration    UDMCancelLocationMethod = 1
	UDMCancelLocationMethodAMFNon3GPPAccessDeregistration UDMCancelLocationMethod = 2
	UDMCancelLocationMethodUDMDeregistration              UDMCancelLocationMethod = 3
	UDMCancelLocationMethodUnknown                        UDMCancelLocationMethod = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v UDMCancelLocationMethod) String() string {
	switch v {
	case UDMCancelLocationMethodAMF3GPPAccessDeregistration:
		return "aMF3GPPAccessDeregistration"
	case UDMCancelLocationMethodAMFNon3GPPAccessDeregistration:
		return "aMFNon3GPPAccessDeregistration"
	case UDMCancelLocationMethodUDMDeregistration:
		return "uDMDeregistration"
	case UDMCancelLocationMethodUnknown:
		return "unknown"
	}
	return strconv.Itoa(int(v))
}

// ServiceID is a SEQUENCE: the slices and closed access groups of a subscription.
type ServiceID struct {
	NSSAI []SNSSAI
	CAGID []string
	Sequence
}

func (v *ServiceID) encode(b []byte, e *encoder) []byte {
	if v.NSSAI != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.NSSAI); b == nil {
			return e.in("nSSAI")
		}
		b = closed(b, start)
	}
	if v.CAGID != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.CAGID {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ServiceID) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "nSSAI"; d.first(&seen, 0, h) {
				v.NSSAI = sequences[SNSSAI](d, h)
			}
		case ctx | 2:
			if name = "cAGID"; d.first(&seen, 1, h) {
				v.CAGID = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
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

// UDMAuthenticationInfoRequest is a SEQUENCE: what was asked for.
type UDMAuthenticationInfoRequest struct {
	InfoRequestType UDMInfoRequestType
	// RGAuthCtx has at least one element.
	RGAuthCtx []SubscriberIdentifier
	AuthType  PrimaryAuthenticationType
	// ServingNetworkName is the serving network.
	ServingNetworkName PLMNID
	AUSFInstanceID     Opt[string]
	CellCAGInfo        Opt[string]
	N5GCIndicator      Opt[bool]
	Sequence
}

func (v *UDMAuthenticationInfoRequest) encode(b []byte, e *encoder) []byte {
	if !(v.InfoRequestType != 0) {
		return e.missing("infoRequestType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.InfoRequestType))
	}
	if !(v.RGAuthCtx != nil) {
		return e.missing("rGAuthCtx")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RGAuthCtx); b == nil {
			return e.in("rGAuthCtx")
		}
		b = closed(b, start)
	}
	if !(v.AuthType != 0) {
		return e.missing("authType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.AuthType))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ServingNetworkName.encode(b, e); b == nil {
			return e.in("servingNetworkName")
		}
		b = closed(b, start)
	}
	if v.AUSFInstanceID.Set {
		b = appendText(append(b, 0x85), v.AUSFInstanceID.Value)
	}
	if v.CellCAGInfo.Set {
		b = appendText(append(b, 0x86), v.CellCAGInfo.Value)
	}
	if v.N5GCIndicator.Set {
		b = appendBool(append(b, 0x87), v.N5GCIndicator.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMAuthenticationInfoRequest) decode(d *decoder, pos, end int) {
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
			if name = "infoRequestType"; d.first(&seen, 0, h) {
				v.InfoRequestType = UDMInfoRequestType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "rGAuthCtx"; d.first(&seen, 1, h) {
				v.RGAuthCtx = choices[SubscriberIdentifier](d, h)
			}
		case ctx | 3:
			if name = "authType"; d.first(&seen, 2, h) {
				v.AuthType = PrimaryAuthenticationType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "servingNetworkName"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ServingNetworkName.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "aUSFInstanceID"; d.first(&seen, 4, h) {
				v.AUSFInstanceID = Some(d.text(h))
			}
		case ctx | 6:
			if name = "cellCAGInfo"; d.first(&seen, 5, h) {
				v.CellCAGInfo = Some(d.text(h))
			}
		case ctx | 7:
			if name = "n5GCIndicator"; d.first(&seen, 6, h) {
				v.N5GCIndicator = Some(d.boolean(h))
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
		d.absent(at, ^seen&0xf, "UDMAuthenticationInfoRequest")
	}
}

// UDMLocationInfoRequest is a SEQUENCE of TS 33.128 R19 annex A.
type UDMLocationInfoRequest struct {
	Requested5GSLocation     Opt[bool]
	RequestedCurrentLocation Opt[bool]
	RequestedRATType         Opt[bool]
	RequestedTimeZone        Opt[bool]
	RequestedServingNode     Opt[bool]
	Sequence
}

func (v *UDMLocationInfoRequest) encode(b []byte, e *encoder) []byte {
	if v.Requested5GSLocation.Set {
		b = appendBool(append(b, 0x81), v.Requested5GSLocation.Value)
	}
	if v.RequestedCurrentLocation.Set {
		b = appendBool(append(b, 0x82), v.RequestedCurrentLocation.Value)
	}
	if v.RequestedRATType.Set {
		b = appendBool(append(b, 0x83), v.RequestedRATType.Value)
	}
	if v.RequestedTimeZone.Set {
		b = appendBool(append(b, 0x84), v.RequestedTimeZone.Value)
	}
	if v.RequestedServingNode.Set {
		b = appendBool(append(b, 0x85), v.RequestedServingNode.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMLocationInfoRequest) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "requested5GSLocation"; d.first(&seen, 0, h) {
				v.Requested5GSLocation = Some(d.boolean(h))
			}
		case ctx | 2:
			if name = "requestedCurrentLocation"; d.first(&seen, 1, h) {
				v.RequestedCurrentLocation = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "requestedRATType"; d.first(&seen, 2, h) {
				v.RequestedRATType = Some(d.boolean(h))
			}
		case ctx | 4:
			if name = "requestedTimeZone"; d.first(&seen, 3, h) {
				v.RequestedTimeZone = Some(d.boolean(h))
			}
		case ctx | 5:
			if name = "requestedServingNode"; d.first(&seen, 4, h) {
				v.RequestedServingNode = Some(d.boolean(h))
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

// UDMProblemDetails is a SEQUENCE: why the UDM refused.
type UDMProblemDetails struct {
	Cause UDMProblemDetailsCause
	Sequence
}

func (v *UDMProblemDetails) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Cause.encode(b, e); b == nil {
			return e.in("cause")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMProblemDetails) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "cause"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Cause.decode(d, h.start, h.stop)
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
}

// UDMProblemDetailsCause is a CHOICE of a defined cause and the details of another one.
type UDMProblemDetailsCause struct {
	UDMDefinedCause Opt[UDMDefinedCause]
	OtherCause      *UDMProblemDetailsOtherCause
	Choice
}

func (v *UDMProblemDetailsCause) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.UDMDefinedCause.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.UDMDefinedCause.Value))
	}
	if v.OtherCause != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.OtherCause.encode(b, e); b == nil {
			return e.in("otherCause")
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

func (v *UDMProblemDetailsCause) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "uDMDefinedCause"
		v.UDMDefinedCause = Some(UDMDefinedCause(d.enumerated(h)))
	case ctx | 2:
		name = "otherCause"
		if d.open(h) {
			v.OtherCause = new(UDMProblemDetailsOtherCause)
			v.OtherCause.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// UDMDefinedCause is the cause of a refusal, after TS 29.503.
type UDMDefinedCause uint16

// Values of UDMDefinedCause.
const (
	UDMDefinedCauseUserNotFound         UDMDefinedCause = 1
	UDMDefinedCauseDataNotFound         UDMDefinedCause = 2
	UDMDefinedCauseContextNotFound      UDMDefinedCause = 3
	UDMDefinedCauseSubscriptionNotFound UDMDefinedCause = 4
	UDMDefinedCauseOther                UDMDefinedCause = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v UDMDefinedCause) String() string {
	switch v {
	case UDMDefinedCauseUserNotFound:
		return "userNotFound"
	case UDMDefinedCauseDataNotFound:
		return "dataNotFound"
	case UDMDefinedCauseContextNotFound:
		return "contextNotFound"
	case UDMDefinedCauseSubscriptionNotFound:
		return "subscriptionNotFound"
	case UDMDefinedCauseOther:
		return "other"
	}
	return strconv.Itoa(int(v))
}

// UDMInfoRequestType says who asked for authentication data.
type UDMInfoRequestType uint16

// Values of UDMInfoRequestType.
const (
	UDMInfoRequestTypeHSS   UDMInfoRequestType = 1
	UDMInfoRequestTypeAUSF  UDMInfoRequestType = 2
	UDMInfoRequestTypeOther UDMInfoRequestType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v UDMInfoRequestType) String() string {
	switch v {
	case UDMInfoRequestTypeHSS:
		return "hSS"
	case UDMInfoRequestTypeAUSF:
		return "aUSF"
	case UDMInfoRequestTypeOther:
		return "other"
	}
	return strconv.Itoa(int(v))
}

// UDMProblemDetailsOtherCause is a SEQUENCE after ProblemDetails of TS 29.571 clause 5.2.4.1.
type UDMProblemDetailsOtherCause struct {
	ProblemDetailsType Opt[string]
	Title              Opt[string]
	// Status is an HTTP status code.
	Status               Opt[int64]
	Detail               Opt[string]
	Instance             Opt[string]
	Cause                Opt[string]
	UDMInvalidParameters UDMInvalidParameters
	UDMSupportedFeatures Opt[string]
	Sequence
}

func (v *UDMProblemDetailsOtherCause) encode(b []byte, e *encoder) []byte {
	if v.ProblemDetailsType.Set {
		b = appendText(append(b, 0x81), v.ProblemDetailsType.Value)
	}
	if v.Title.Set {
		b = appendText(append(b, 0x82), v.Title.Value)
	}
	if v.Status.Set {
		b = appendInt(append(b, 0x83), int64(v.Status.Value))
	}
	if v.Detail.Set {
		b = appendText(append(b, 0x84), v.Detail.Value)
	}
	if v.Instance.Set {
		b = appendText(append(b, 0x85), v.Instance.Value)
	}
	if v.Cause.Set {
		b = appendText(append(b, 0x86), v.Cause.Value)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.UDMInvalidParameters.encode(b, e); b == nil {
			return e.in("uDMInvalidParameters")
		}
		b = closed(b, start)
	}
	if !(v.UDMSupportedFeatures.Set) {
		return e.missing("uDMSupportedFeatures")
	}
	{
		b = appendText(append(b, 0x88), v.UDMSupportedFeatures.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMProblemDetailsOtherCause) decode(d *decoder, pos, end int) {
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
			if name = "problemDetailsType"; d.first(&seen, 0, h) {
				v.ProblemDetailsType = Some(d.text(h))
			}
		case ctx | 2:
			if name = "title"; d.first(&seen, 1, h) {
				v.Title = Some(d.text(h))
			}
		case ctx | 3:
			if name = "status"; d.first(&seen, 2, h) {
				v.Status = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 4:
			if name = "detail"; d.first(&seen, 3, h) {
				v.Detail = Some(d.text(h))
			}
		case ctx | 5:
			if name = "instance"; d.first(&seen, 4, h) {
				v.Instance = Some(d.text(h))
			}
		case ctx | 6:
			if name = "cause"; d.first(&seen, 5, h) {
				v.Cause = Some(d.text(h))
			}
		case ctx | 7:
			if name = "uDMInvalidParameters"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.UDMInvalidParameters.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "uDMSupportedFeatures"; d.first(&seen, 7, h) {
				v.UDMSupportedFeatures = Some(d.text(h))
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
	if seen&0xc0 != 0xc0 {
		d.absent(at, ^seen&0xc0, "UDMProblemDetailsOtherCause")
	}
}

// UDMInvalidParameters is a SEQUENCE: a parameter that was refused.
type UDMInvalidParameters struct {
	Parameter Opt[string]
	Reason    Opt[string]
	Sequence
}

func (v *UDMInvalidParameters) encode(b []byte, e *encoder) []byte {
	if v.Parameter.Set {
		b = appendText(append(b, 0x81), v.Parameter.Value)
	}
	if v.Reason.Set {
		b = appendText(append(b, 0x82), v.Reason.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMInvalidParameters) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "parameter"; d.first(&seen, 0, h) {
				v.Parameter = Some(d.text(h))
			}
		case ctx | 2:
			if name = "reason"; d.first(&seen, 1, h) {
				v.Reason = Some(d.text(h))
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

// UDMAMFDeregistrationInfo is a SEQUENCE: what an AMF said when it deregistered a UE at the UDM.
type UDMAMFDeregistrationInfo struct {
	GUAMI     GUAMI
	PurgeFlag bool
	Sequence
}

func (v *UDMAMFDeregistrationInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GUAMI.encode(b, e); b == nil {
			return e.in("gUAMI")
		}
		b = closed(b, start)
	}
	{
		b = appendBool(append(b, 0x82), v.PurgeFlag)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMAMFDeregistrationInfo) decode(d *decoder, pos, end int) {
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
			if name = "gUAMI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GUAMI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "purgeFlag"; d.first(&seen, 1, h) {
				v.PurgeFlag = d.boolean(h)
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
		d.absent(at, ^seen&0x3, "UDMAMFDeregistrationInfo")
	}
}

// UDMDeregistrationData is a SEQUENCE: why the UDM deregistered a UE at an AMF.
type UDMDeregistrationData struct {
	DeregReason  Opt[UDMDeregReason]
	AccessType   Opt[AccessType]
	PDUSessionID Opt[uint8]
	Sequence
}

func (v *UDMDeregistrationData) encode(b []byte, e *encoder) []byte {
	if v.DeregReason.Set {
		b = appendInt(append(b, 0x81), int64(v.DeregReason.Value))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x82), int64(v.AccessType.Value))
	}
	if v.PDUSessionID.Set {
		b = appendInt(append(b, 0x83), int64(v.PDUSessionID.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UDMDeregistrationData) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "deregReason"; d.first(&seen, 0, h) {
				v.DeregReason = Some(UDMDeregReason(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "accessType"; d.first(&seen, 1, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 3:
			if name = "pDUSessionID"; d.first(&seen, 2, h) {
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
}

// UDMDeregReason is the reason of a deregistration, after TS 29.503 clause 6.2.6.3.5.
type UDMDeregReason uint16

// Values of UDMDeregReason.
const (
	UDMDeregReasonUEInitialRegistration                    UDMDeregReason = 1
	UDMDeregReasonUERegistrationAreaChange                 UDMDeregReason = 2
	UDMDeregReasonSubscriptionWithdrawn                    UDMDeregReason = 3
	UDMDeregReasonFiveGSToEPSMobility                      UDMDeregReason = 4
	UDMDeregReasonFiveGSToEPSMobilityUeInitialRegistration UDMDeregReason = 5
	UDMDeregReasonReregistrationRequired                   UDMDeregReason = 6
	UDMDeregReasonSMFContextTransferred                    UDMDeregReason = 7
	UDMDeregReasonDuplicatePDUSession                      UDMDeregReason = 8
	UDMDeregReasonFiveGSRVCCToUTRANMobility                UDMDeregReason = 9
	UDMDeregReasonPDUSessionReactivationRequired           UDMDeregReason = 10
	UDMDeregReasonDisasterConditionTerminated              UDMDeregReason = 11
)

// String returns the name that the ASN.1 module gives the value.
func (v UDMDeregReason) String() string {
	switch v {
	case UDMDeregReasonUEInitialRegistration:
		return "uEInitialRegistration"
	case UDMDeregReasonUERegistrationAreaChange:
		return "uERegistrationAreaChange"
	case UDMDeregReasonSubscriptionWithdrawn:
		return "subscriptionWithdrawn"
	case UDMDeregReasonFiveGSToEPSMobility:
		return "fiveGSToEPSMobility"
	case UDMDeregReasonFiveGSToEPSMobilityUeInitialRegistration:
		return "fiveGSToEPSMobilityUeInitialRegistration"
	case UDMDeregReasonReregistrationRequired:
		return "reregistrationRequired"
	case UDMDeregReasonSMFContextTransferred:
		return "sMFContextTransferred"
	case UDMDeregReasonDuplicatePDUSession:
		return "duplicatePDUSession"
	case UDMDeregReasonFiveGSRVCCToUTRANMobility:
		return "fiveGSRVCCToUTRANMobility"
	case UDMDeregReasonPDUSessionReactivationRequired:
		return "pDUSessionReactivationRequired"
	case UDMDeregReasonDisasterConditionTerminated:
		return "disasterConditionTerminated"
	}
	return strconv.Itoa(int(v))
}

// FiveGSRVCCInfo is a SEQUENCE of TS 33.128 R19 annex A.
type FiveGSRVCCInfo struct {
	UE5GSRVCCCapability   bool
	SessionTransferNumber Opt[string]
	CorrelationMSISDN     string
	Sequence
}

func (v *FiveGSRVCCInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendBool(append(b, 0x81), v.UE5GSRVCCCapability)
	}
	if v.SessionTransferNumber.Set {
		b = appendText(append(b, 0x82), v.SessionTransferNumber.Value)
	}
	if v.CorrelationMSISDN != "" {
		b = appendText(append(b, 0x83), v.CorrelationMSISDN)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGSRVCCInfo) decode(d *decoder, pos, end int) {
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
			if name = "uE5GSRVCCCapability"; d.first(&seen, 0, h) {
				v.UE5GSRVCCCapability = d.boolean(h)
			}
		case ctx | 2:
			if name = "sessionTransferNumber"; d.first(&seen, 1, h) {
				v.SessionTransferNumber = Some(d.text(h))
			}
		case ctx | 3:
			if name = "correlationMSISDN"; d.first(&seen, 2, h) {
				v.CorrelationMSISDN = d.some(d.digits(h), h)
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
		d.absent(at, ^seen&0x1, "FiveGSRVCCInfo")
	}
}

// FiveGSUserStateInfo is a SEQUENCE of TS 33.128 R19 annex A.
type FiveGSUserStateInfo struct {
	FiveGSUserState FiveGSUserState
	AccessType      AccessType
	Sequence
}

func (v *FiveGSUserStateInfo) encode(b []byte, e *encoder) []byte {
	if !(v.FiveGSUserState != 0) {
		return e.missing("fiveGSUserState")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.FiveGSUserState))
	}
	if !(v.AccessType != 0) {
		return e.missing("accessType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.AccessType))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGSUserStateInfo) decode(d *decoder, pos, end int) {
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
			if name = "fiveGSUserState"; d.first(&seen, 0, h) {
				v.FiveGSUserState = FiveGSUserState(d.enumerated(h))
			}
		case ctx | 2:
			if name = "accessType"; d.first(&seen, 1, h) {
				v.AccessType = AccessType(d.enumerated(h))
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
		d.absent(at, ^seen&0x3, "FiveGSUserStateInfo")
	}
}

// FiveGSUserState is an ENUMERATED of TS 33.128 R19 annex A.
type FiveGSUserState uint16

// Values of FiveGSUserState.
const (
	FiveGSUserStateDeregistered                    FiveGSUserState = 1
	FiveGSUserStateRegisteredNotReachableForPaging FiveGSUserState = 2
	FiveGSUserStateRegisteredReachableForPaging    FiveGSUserState = 3
	FiveGSUserStateConnectedNotReachableForPaging  FiveGSUserState = 4
	FiveGSUserStateConnectedReachableForPaging     FiveGSUserState = 5
	FiveGSUserStateNotProvidedFromAMF              FiveGSUserState = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v FiveGSUserState) String() string {
	switch v {
	case FiveGSUserStateDeregistered:
		return "deregistered"
	case FiveGSUserStateRegisteredNotReachableForPaging:
		return "registeredNotReachableForPaging"
	case FiveGSUserStateRegisteredReachableForPaging:
		return "registeredReachableForPaging"
	case FiveGSUserStateConnectedNotReachableForPaging:
		return "connectedNotReachableForPaging"
	case FiveGSUserStateConnectedReachableForPaging:
		return "connectedReachableForPaging"
	case FiveGSUserStateNotProvidedFromAMF:
		return "notProvidedFromAMF"
	}
	return strconv.Itoa(int(v))
}

// GUMMEI is a SEQUENCE of TS 33.128 R19 annex A.
type GUMMEI struct {
	MMEID MMEID
	MCC   string
	MNC   string
	Sequence
}

func (v *GUMMEI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.MMEID.encode(b, e); b == nil {
			return e.in("mMEID")
		}
		b = closed(b, start)
	}
	if !(v.MCC != "") {
		return e.missing("mCC")
	}
	{
		b = appendText(append(b, 0x82), v.MCC)
	}
	if !(v.MNC != "") {
		return e.missing("mNC")
	}
	{
		b = appendText(append(b, 0x83), v.MNC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GUMMEI) decode(d *decoder, pos, end int) {
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
			if name = "mMEID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.MMEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "mCC"; d.first(&seen, 1, h) {
				v.MCC = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "mNC"; d.first(&seen, 2, h) {
				v.MNC = d.some(d.digits(h), h)
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
		d.absent(at, ^seen&0x7, "GUMMEI")
	}
}

// MMEID is a SEQUENCE of TS 33.128 R19 annex A.
type MMEID struct {
	MMEGI string
	MMEC  string
	Sequence
}

func (v *MMEID) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.MMEGI)
	}
	{
		b = appendText(append(b, 0x82), v.MMEC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEID) decode(d *decoder, pos, end int) {
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
			if name = "mMEGI"; d.first(&seen, 0, h) {
				v.MMEGI = d.digits(h)
			}
		case ctx | 2:
			if name = "mMEC"; d.first(&seen, 1, h) {
				v.MMEC = d.digits(h)
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
		d.absent(at, ^seen&0x3, "MMEID")
	}
}

// PrimaryAuthenticationType is the authentication method.
type PrimaryAuthenticationType uint16

// Values of PrimaryAuthenticationType.
const (
	PrimaryAuthenticationTypeEAPAKAPrime PrimaryAuthenticationType = 1
	PrimaryAuthenticationTypeFiveGAKA    PrimaryAuthenticationType = 2
	PrimaryAuthenticationTypeEAPTLS      PrimaryAuthenticationType = 3
	PrimaryAuthenticationTypeNone        PrimaryAuthenticationType = 4
	PrimaryAuthenticationTypeEPSAKA      PrimaryAuthenticationType = 5
	PrimaryAuthenticationTypeEAPAKA      PrimaryAuthenticationType = 6
	PrimaryAuthenticationTypeIMSAKA      PrimaryAuthenticationType = 7
	PrimaryAuthenticationTypeGBAAKA      PrimaryAuthenticationType = 8
	PrimaryAuthenticationTypeUMTSAKA     PrimaryAuthenticationType = 9
)

// String returns the name that the ASN.1 module gives the value.
func (v PrimaryAuthenticationType) String() string {
	switch v {
	case PrimaryAuthenticationTypeEAPAKAPrime:
		return "eAPAKAPrime"
	case PrimaryAuthenticationTypeFiveGAKA:
		return "fiveGAKA"
	case PrimaryAuthenticationTypeEAPTLS:
		return "eAPTLS"
	case PrimaryAuthenticationTypeNone:
		return "none"
	case PrimaryAuthenticationTypeEPSAKA:
		return "ePSAKA"
	case PrimaryAuthenticationTypeEAPAKA:
		return "eAPAKA"
	case PrimaryAuthenticationTypeIMSAKA:
		return "iMSAKA"
	case PrimaryAuthenticationTypeGBAAKA:
		return "gBAAKA"
	case PrimaryAuthenticationTypeUMTSAKA:
		return "uMTSAKA"
	}
	return strconv.Itoa(int(v))
}

// SubscriberIdentifier is a CHOICE: a SUCI or a SUPI.
type SubscriberIdentifier struct {
	SUCI *SUCI
	SUPI SUPI
	Choice
}

func (v *SubscriberIdentifier) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.SUCI != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
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

func (v *SubscriberIdentifier) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "sUCI"
		if d.open(h) {
			v.SUCI = new(SUCI)
			v.SUCI.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "sUPI"
		if d.open(h) {
			v.SUPI.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// UEContextInfo is a SEQUENCE of TS 33.128 R19 annex A.
type UEContextInfo struct {
	SupportVoPS        Opt[bool]
	SupportVoPSNon3GPP Opt[bool]
	LastActiveTime     time.Time
	AccessType         Opt[AccessType]
	RATType            Opt[RATType]
	Sequence
}

func (v *UEContextInfo) encode(b []byte, e *encoder) []byte {
	if v.SupportVoPS.Set {
		b = appendBool(append(b, 0x81), v.SupportVoPS.Value)
	}
	if v.SupportVoPSNon3GPP.Set {
		b = appendBool(append(b, 0x82), v.SupportVoPSNon3GPP.Value)
	}
	if !v.LastActiveTime.IsZero() {
		b = appendTime(append(b, 0x83), v.LastActiveTime)
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x84), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x85), int64(v.RATType.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UEContextInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "supportVoPS"; d.first(&seen, 0, h) {
				v.SupportVoPS = Some(d.boolean(h))
			}
		case ctx | 2:
			if name = "supportVoPSNon3GPP"; d.first(&seen, 1, h) {
				v.SupportVoPSNon3GPP = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "lastActiveTime"; d.first(&seen, 2, h) {
				v.LastActiveTime = d.time(h)
			}
		case ctx | 4:
			if name = "accessType"; d.first(&seen, 3, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "rATType"; d.first(&seen, 4, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
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
