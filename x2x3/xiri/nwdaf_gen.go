// Code generated from records/nwdaf.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// NWDAFEventsSubscription is the record nWDAFEventsSubscription [152] of the NWDAF, TS 33.128 R19 clause
// 7.16.2.
type NWDAFEventsSubscription struct {
	SUPI                                SUPI
	NWDAFConsumerNFType                 NWDAFConsumerNFType
	NWDAFEventsSubscriptionOpType       NWDAFEventsSubscriptionOpType
	NWDAFSubscribedEventList            []NWDAFEvent
	NWDAFEventsSubscription             SBIType
	NWDAFEventsSubscriptionID           Opt[string]
	NWDAFEventsSubscriptionResponseCode NWDAFEventsSubscriptionResponseCode
	Sequence
}

func (v *NWDAFEventsSubscription) encode(b []byte, e *encoder) []byte {
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
	if !(v.NWDAFConsumerNFType != 0) {
		return e.missing("nWDAFConsumerNFType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.NWDAFConsumerNFType))
	}
	if !(v.NWDAFEventsSubscriptionOpType != 0) {
		return e.missing("nWDAFEventsSubscriptionOpType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.NWDAFEventsSubscriptionOpType))
	}
	if !(v.NWDAFSubscribedEventList != nil) {
		return e.missing("nWDAFSubscribedEventList")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.NWDAFSubscribedEventList {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.NWDAFEventsSubscription.encode(b, e); b == nil {
			return e.in("nWDAFEventsSubscription")
		}
		b = closed(b, start)
	}
	if v.NWDAFEventsSubscriptionID.Set {
		b = appendText(append(b, 0x86), v.NWDAFEventsSubscriptionID.Value)
	}
	if !(v.NWDAFEventsSubscriptionResponseCode != 0) {
		return e.missing("nWDAFEventsSubscriptionResponseCode")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.NWDAFEventsSubscriptionResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NWDAFEventsSubscription) decode(d *decoder, pos, end int) {
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
			if name = "nWDAFConsumerNFType"; d.first(&seen, 1, h) {
				v.NWDAFConsumerNFType = NWDAFConsumerNFType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "nWDAFEventsSubscriptionOpType"; d.first(&seen, 2, h) {
				v.NWDAFEventsSubscriptionOpType = NWDAFEventsSubscriptionOpType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "nWDAFSubscribedEventList"; d.first(&seen, 3, h) {
				v.NWDAFSubscribedEventList = list(d, h, 10, func(d *decoder, h header, v *NWDAFEvent) { *v = NWDAFEvent(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "nWDAFEventsSubscription"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.NWDAFEventsSubscription.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "nWDAFEventsSubscriptionID"; d.first(&seen, 5, h) {
				v.NWDAFEventsSubscriptionID = Some(d.text(h))
			}
		case ctx | 7:
			if name = "nWDAFEventsSubscriptionResponseCode"; d.first(&seen, 6, h) {
				v.NWDAFEventsSubscriptionResponseCode = NWDAFEventsSubscriptionResponseCode(d.enumerated(h))
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
	if seen&0x5f != 0x5f {
		d.absent(at, ^seen&0x5f, "NWDAFEventsSubscription")
	}
}

func (*NWDAFEventsSubscription) alternative() (uint32, string) { return 152, "nWDAFEventsSubscription" }

// NWDAFEventsNotification is the record nWDAFEventsNotification [153] of the NWDAF, TS 33.128 R19 clause
// 7.16.2.
type NWDAFEventsNotification struct {
	SUPI                    SUPI
	NWDAFNotifiedEventList  []NWDAFEvent
	NWDAFEventsNotification SBIType
	Sequence
}

func (v *NWDAFEventsNotification) encode(b []byte, e *encoder) []byte {
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
	if !(v.NWDAFNotifiedEventList != nil) {
		return e.missing("nWDAFNotifiedEventList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.NWDAFNotifiedEventList {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.NWDAFEventsNotification.encode(b, e); b == nil {
			return e.in("nWDAFEventsNotification")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NWDAFEventsNotification) decode(d *decoder, pos, end int) {
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
			if name = "nWDAFNotifiedEventList"; d.first(&seen, 1, h) {
				v.NWDAFNotifiedEventList = list(d, h, 10, func(d *decoder, h header, v *NWDAFEvent) { *v = NWDAFEvent(d.enumerated(h)) })
			}
		case ctx | 3:
			if name = "nWDAFEventsNotification"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.NWDAFEventsNotification.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "NWDAFEventsNotification")
	}
}

func (*NWDAFEventsNotification) alternative() (uint32, string) { return 153, "nWDAFEventsNotification" }

// NWDAFAnalyticsInfoQuery is the record nWDAFAnalyticsInfoQuery [154] of the NWDAF, TS 33.128 R19 clause
// 7.16.2.
type NWDAFAnalyticsInfoQuery struct {
	SUPI                           SUPI
	NWDAFEvent                     NWDAFEvent
	NWDAFEventReportingRequirement *SBIType
	NWDAFEventFilter               *SBIType
	NWDAFAnalyticsData             *SBIType
	NWDAFAnalyticsInfoResponseCode NWDAFAnalyticsInfoResponseCode
	Sequence
}

func (v *NWDAFAnalyticsInfoQuery) encode(b []byte, e *encoder) []byte {
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
	if !(v.NWDAFEvent != 0) {
		return e.missing("nWDAFEvent")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.NWDAFEvent))
	}
	if v.NWDAFEventReportingRequirement != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.NWDAFEventReportingRequirement.encode(b, e); b == nil {
			return e.in("nWDAFEventReportingRequirement")
		}
		b = closed(b, start)
	}
	if v.NWDAFEventFilter != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.NWDAFEventFilter.encode(b, e); b == nil {
			return e.in("nWDAFEventFilter")
		}
		b = closed(b, start)
	}
	if v.NWDAFAnalyticsData != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.NWDAFAnalyticsData.encode(b, e); b == nil {
			return e.in("nWDAFAnalyticsData")
		}
		b = closed(b, start)
	}
	if !(v.NWDAFAnalyticsInfoResponseCode != 0) {
		return e.missing("nWDAFAnalyticsInfoResponseCode")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.NWDAFAnalyticsInfoResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NWDAFAnalyticsInfoQuery) decode(d *decoder, pos, end int) {
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
			if name = "nWDAFEvent"; d.first(&seen, 1, h) {
				v.NWDAFEvent = NWDAFEvent(d.enumerated(h))
			}
		case ctx | 3:
			if name = "nWDAFEventReportingRequirement"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.NWDAFEventReportingRequirement = new(SBIType)
					v.NWDAFEventReportingRequirement.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "nWDAFEventFilter"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.NWDAFEventFilter = new(SBIType)
					v.NWDAFEventFilter.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "nWDAFAnalyticsData"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.NWDAFAnalyticsData = new(SBIType)
					v.NWDAFAnalyticsData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "nWDAFAnalyticsInfoResponseCode"; d.first(&seen, 5, h) {
				v.NWDAFAnalyticsInfoResponseCode = NWDAFAnalyticsInfoResponseCode(d.enumerated(h))
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
	if seen&0x23 != 0x23 {
		d.absent(at, ^seen&0x23, "NWDAFAnalyticsInfoQuery")
	}
}

func (*NWDAFAnalyticsInfoQuery) alternative() (uint32, string) { return 154, "nWDAFAnalyticsInfoQuery" }

// NWDAFRoamingAnalyticsSubscription is the record nWDAFRoamingAnalyticsSubscription [155] of the NWDAF, TS
// 33.128 R19 clause 7.16.2.
type NWDAFRoamingAnalyticsSubscription struct {
	SUPI                                SUPI
	PLMNID                              PLMNID
	NWDAFEventsSubscriptionOpType       NWDAFEventsSubscriptionOpType
	NWDAFSubscribedEventList            []NWDAFEvent
	NWDAFEventsSubscription             SBIType
	NWDAFEventsSubscriptionID           Opt[string]
	NWDAFEventsSubscriptionResponseCode NWDAFEventsSubscriptionResponseCode
	Sequence
}

func (v *NWDAFRoamingAnalyticsSubscription) encode(b []byte, e *encoder) []byte {
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
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if !(v.NWDAFEventsSubscriptionOpType != 0) {
		return e.missing("nWDAFEventsSubscriptionOpType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.NWDAFEventsSubscriptionOpType))
	}
	if !(v.NWDAFSubscribedEventList != nil) {
		return e.missing("nWDAFSubscribedEventList")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.NWDAFSubscribedEventList {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.NWDAFEventsSubscription.encode(b, e); b == nil {
			return e.in("nWDAFEventsSubscription")
		}
		b = closed(b, start)
	}
	if v.NWDAFEventsSubscriptionID.Set {
		b = appendText(append(b, 0x86), v.NWDAFEventsSubscriptionID.Value)
	}
	if !(v.NWDAFEventsSubscriptionResponseCode != 0) {
		return e.missing("nWDAFEventsSubscriptionResponseCode")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.NWDAFEventsSubscriptionResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NWDAFRoamingAnalyticsSubscription) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "nWDAFEventsSubscriptionOpType"; d.first(&seen, 2, h) {
				v.NWDAFEventsSubscriptionOpType = NWDAFEventsSubscriptionOpType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "nWDAFSubscribedEventList"; d.first(&seen, 3, h) {
				v.NWDAFSubscribedEventList = list(d, h, 10, func(d *decoder, h header, v *NWDAFEvent) { *v = NWDAFEvent(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "nWDAFEventsSubscription"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.NWDAFEventsSubscription.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "nWDAFEventsSubscriptionID"; d.first(&seen, 5, h) {
				v.NWDAFEventsSubscriptionID = Some(d.text(h))
			}
		case ctx | 7:
			if name = "nWDAFEventsSubscriptionResponseCode"; d.first(&seen, 6, h) {
				v.NWDAFEventsSubscriptionResponseCode = NWDAFEventsSubscriptionResponseCode(d.enumerated(h))
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
	if seen&0x5f != 0x5f {
		d.absent(at, ^seen&0x5f, "NWDAFRoamingAnalyticsSubscription")
	}
}

func (*NWDAFRoamingAnalyticsSubscription) alternative() (uint32, string) {
	return 155, "nWDAFRoamingAnalyticsSubscription"
}

// NWDAFRoamingAnalyticsNotification is the record nWDAFRoamingAnalyticsNotification [156] of the NWDAF, TS
// 33.128 R19 clause 7.16.2.
type NWDAFRoamingAnalyticsNotification struct {
	SUPI                    SUPI
	NWDAFNotifiedEventList  []NWDAFEvent
	NWDAFEventsNotification SBIType
	Sequence
}

func (v *NWDAFRoamingAnalyticsNotification) encode(b []byte, e *encoder) []byte {
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
	if !(v.NWDAFNotifiedEventList != nil) {
		return e.missing("nWDAFNotifiedEventList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.NWDAFNotifiedEventList {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.NWDAFEventsNotification.encode(b, e); b == nil {
			return e.in("nWDAFEventsNotification")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NWDAFRoamingAnalyticsNotification) decode(d *decoder, pos, end int) {
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
			if name = "nWDAFNotifiedEventList"; d.first(&seen, 1, h) {
				v.NWDAFNotifiedEventList = list(d, h, 10, func(d *decoder, h header, v *NWDAFEvent) { *v = NWDAFEvent(d.enumerated(h)) })
			}
		case ctx | 3:
			if name = "nWDAFEventsNotification"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.NWDAFEventsNotification.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "NWDAFRoamingAnalyticsNotification")
	}
}

func (*NWDAFRoamingAnalyticsNotification) alternative() (uint32, string) {
	return 156, "nWDAFRoamingAnalyticsNotification"
}

// NWDAFEventsSubscriptionOpType is an ENUMERATED of TS 33.128 R19 annex A.
type NWDAFEventsSubscriptionOpType uint16

// Values of NWDAFEventsSubscriptionOpType.
const (
	NWDAFEventsSubscriptionOpTypePOST   NWDAFEventsSubscriptionOpType = 1
	NWDAFEventsSubscriptionOpTypePUT    NWDAFEventsSubscriptionOpType = 2
	NWDAFEventsSubscriptionOpTypeDELETE NWDAFEventsSubscriptionOpType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v NWDAFEventsSubscriptionOpType) String() string {
	switch v {
	case NWDAFEventsSubscriptionOpTypePOST:
		return "pOST"
	case NWDAFEventsSubscriptionOpTypePUT:
		return "pUT"
	case NWDAFEventsSubscriptionOpTypeDELETE:
		return "dELETE"
	}
	return strconv.Itoa(int(v))
}

// NWDAFEventsSubscriptionResponseCode is an ENUMERATED of TS 33.128 R19 annex A.
type NWDAFEventsSubscriptionResponseCode uint16

// Values of NWDAFEventsSubscriptionResponseCode.
const (
	NWDAFEventsSubscriptionResponseCodeOK200                   NWDAFEventsSubscriptionResponseCode = 1
	NWDAFEventsSubscriptionResponseCodeCreated201              NWDAFEventsSubscriptionResponseCode = 2
	NWDAFEventsSubscriptionResponseCodeNoContent204            NWDAFEventsSubscriptionResponseCode = 3
	NWDAFEventsSubscriptionResponseCodeTemporaryRedirect307    NWDAFEventsSubscriptionResponseCode = 4
	NWDAFEventsSubscriptionResponseCodePermanentRedirect308    NWDAFEventsSubscriptionResponseCode = 5
	NWDAFEventsSubscriptionResponseCodeBadRequest400           NWDAFEventsSubscriptionResponseCode = 6
	NWDAFEventsSubscriptionResponseCodeUnauthorized401         NWDAFEventsSubscriptionResponseCode = 7
	NWDAFEventsSubscriptionResponseCodeForbidden403            NWDAFEventsSubscriptionResponseCode = 8
	NWDAFEventsSubscriptionResponseCodeNotFound404             NWDAFEventsSubscriptionResponseCode = 9
	NWDAFEventsSubscriptionResponseCodeNotAcceptable406        NWDAFEventsSubscriptionResponseCode = 10
	NWDAFEventsSubscriptionResponseCodeLengthRequired411       NWDAFEventsSubscriptionResponseCode = 11
	NWDAFEventsSubscriptionResponseCodePayloadTooLarge413      NWDAFEventsSubscriptionResponseCode = 12
	NWDAFEventsSubscriptionResponseCodeUnsupportedMediaType415 NWDAFEventsSubscriptionResponseCode = 13
	NWDAFEventsSubscriptionResponseCodeTooManyRequests429      NWDAFEventsSubscriptionResponseCode = 14
	NWDAFEventsSubscriptionResponseCodeInternalServerError500  NWDAFEventsSubscriptionResponseCode = 15
	NWDAFEventsSubscriptionResponseCodeNotImplemented501       NWDAFEventsSubscriptionResponseCode = 16
	NWDAFEventsSubscriptionResponseCodeBadGateway502           NWDAFEventsSubscriptionResponseCode = 17
	NWDAFEventsSubscriptionResponseCodeServiceUnavailable503   NWDAFEventsSubscriptionResponseCode = 18
)

// String returns the name that the ASN.1 module gives the value.
func (v NWDAFEventsSubscriptionResponseCode) String() string {
	switch v {
	case NWDAFEventsSubscriptionResponseCodeOK200:
		return "oK200"
	case NWDAFEventsSubscriptionResponseCodeCreated201:
		return "created201"
	case NWDAFEventsSubscriptionResponseCodeNoContent204:
		return "noContent204"
	case NWDAFEventsSubscriptionResponseCodeTemporaryRedirect307:
		return "temporaryRedirect307"
	case NWDAFEventsSubscriptionResponseCodePermanentRedirect308:
		return "permanentRedirect308"
	case NWDAFEventsSubscriptionResponseCodeBadRequest400:
		return "badRequest400"
	case NWDAFEventsSubscriptionResponseCodeUnauthorized401:
		return "unauthorized401"
	case NWDAFEventsSubscriptionResponseCodeForbidden403:
		return "forbidden403"
	case NWDAFEventsSubscriptionResponseCodeNotFound404:
		return "notFound404"
	case NWDAFEventsSubscriptionResponseCodeNotAcceptable406:
		return "notAcceptable406"
	case NWDAFEventsSubscriptionResponseCodeLengthRequired411:
		return "lengthRequired411"
	case NWDAFEventsSubscriptionResponseCodePayloadTooLarge413:
		return "payloadTooLarge413"
	case NWDAFEventsSubscriptionResponseCodeUnsupportedMediaType415:
		return "unsupportedMediaType415"
	case NWDAFEventsSubscriptionResponseCodeTooManyRequests429:
		return "tooManyRequests429"
	case NWDAFEventsSubscriptionResponseCodeInternalServerError500:
		return "internalServerError500"
	case NWDAFEventsSubscriptionResponseCodeNotImplemented501:
		return "notImplemented501"
	case NWDAFEventsSubscriptionResponseCodeBadGateway502:
		return "badGateway502"
	case NWDAFEventsSubscriptionResponseCodeServiceUnavailable503:
		return "serviceUnavailable503"
	}
	return strconv.Itoa(int(v))
}

// NWDAFAnalyticsInfoResponseCode is an ENUMERATED of TS 33.128 R19 annex A.
type NWDAFAnalyticsInfoResponseCode uint16

// Values of NWDAFAnalyticsInfoResponseCode.
const (
	NWDAFAnalyticsInfoResponseCodeOK200                  NWDAFAnalyticsInfoResponseCode = 1
	NWDAFAnalyticsInfoResponseCodeNoContent204           NWDAFAnalyticsInfoResponseCode = 2
	NWDAFAnalyticsInfoResponseCodeBadRequest400          NWDAFAnalyticsInfoResponseCode = 3
	NWDAFAnalyticsInfoResponseCodeUnauthorized401        NWDAFAnalyticsInfoResponseCode = 4
	NWDAFAnalyticsInfoResponseCodeForbidden403           NWDAFAnalyticsInfoResponseCode = 5
	NWDAFAnalyticsInfoResponseCodeNotFound404            NWDAFAnalyticsInfoResponseCode = 6
	NWDAFAnalyticsInfoResponseCodeNotAcceptable406       NWDAFAnalyticsInfoResponseCode = 7
	NWDAFAnalyticsInfoResponseCodeURITooLong414          NWDAFAnalyticsInfoResponseCode = 8
	NWDAFAnalyticsInfoResponseCodeTooManyRequests429     NWDAFAnalyticsInfoResponseCode = 9
	NWDAFAnalyticsInfoResponseCodeInternalServerError500 NWDAFAnalyticsInfoResponseCode = 10
	NWDAFAnalyticsInfoResponseCodeBadGateway502          NWDAFAnalyticsInfoResponseCode = 11
	NWDAFAnalyticsInfoResponseCodeServiceUnavailable503  NWDAFAnalyticsInfoResponseCode = 12
)

// String returns the name that the ASN.1 module gives the value.
func (v NWDAFAnalyticsInfoResponseCode) String() string {
	switch v {
	case NWDAFAnalyticsInfoResponseCodeOK200:
		return "oK200"
	case NWDAFAnalyticsInfoResponseCodeNoContent204:
		return "noContent204"
	case NWDAFAnalyticsInfoResponseCodeBadRequest400:
		return "badRequest400"
	case NWDAFAnalyticsInfoResponseCodeUnauthorized401:
		return "unauthorized401"
	case NWDAFAnalyticsInfoResponseCodeForbidden403:
		return "forbidden403"
	case NWDAFAnalyticsInfoResponseCodeNotFound404:
		return "notFound404"
	case NWDAFAnalyticsInfoResponseCodeNotAcceptable406:
		return "notAcceptable406"
	case NWDAFAnalyticsInfoResponseCodeURITooLong414:
		return "uRITooLong414"
	case NWDAFAnalyticsInfoResponseCodeTooManyRequests429:
		return "tooManyRequests429"
	case NWDAFAnalyticsInfoResponseCodeInternalServerError500:
		return "internalServerError500"
	case NWDAFAnalyticsInfoResponseCodeBadGateway502:
		return "badGateway502"
	case NWDAFAnalyticsInfoResponseCodeServiceUnavailable503:
		return "serviceUnavailable503"
	}
	return strconv.Itoa(int(v))
}

// NWDAFConsumerNFType is an ENUMERATED of TS 33.128 R19 annex A.
type NWDAFConsumerNFType uint16

// Values of NWDAFConsumerNFType.
const (
	NWDAFConsumerNFTypePCF   NWDAFConsumerNFType = 1
	NWDAFConsumerNFTypeNSSF  NWDAFConsumerNFType = 2
	NWDAFConsumerNFTypeAMF   NWDAFConsumerNFType = 3
	NWDAFConsumerNFTypeSMF   NWDAFConsumerNFType = 4
	NWDAFConsumerNFTypeNEF   NWDAFConsumerNFType = 5
	NWDAFConsumerNFTypeAF    NWDAFConsumerNFType = 6
	NWDAFConsumerNFTypeLMF   NWDAFConsumerNFType = 7
	NWDAFConsumerNFTypeOAM   NWDAFConsumerNFType = 8
	NWDAFConsumerNFTypeNWDAF NWDAFConsumerNFType = 9
	NWDAFConsumerNFTypeDCCF  NWDAFConsumerNFType = 10
	NWDAFConsumerNFTypeCEF   NWDAFConsumerNFType = 11
)

// String returns the name that the ASN.1 module gives the value.
func (v NWDAFConsumerNFType) String() string {
	switch v {
	case NWDAFConsumerNFTypePCF:
		return "pCF"
	case NWDAFConsumerNFTypeNSSF:
		return "nSSF"
	case NWDAFConsumerNFTypeAMF:
		return "aMF"
	case NWDAFConsumerNFTypeSMF:
		return "sMF"
	case NWDAFConsumerNFTypeNEF:
		return "nEF"
	case NWDAFConsumerNFTypeAF:
		return "aF"
	case NWDAFConsumerNFTypeLMF:
		return "lMF"
	case NWDAFConsumerNFTypeOAM:
		return "oAM"
	case NWDAFConsumerNFTypeNWDAF:
		return "nWDAF"
	case NWDAFConsumerNFTypeDCCF:
		return "dCCF"
	case NWDAFConsumerNFTypeCEF:
		return "cEF"
	}
	return strconv.Itoa(int(v))
}

// NWDAFEvent is an ENUMERATED of TS 33.128 R19 annex A.
type NWDAFEvent uint16

// Values of NWDAFEvent.
const (
	NWDAFEventServiceExperience NWDAFEvent = 1
	NWDAFEventUEMobility        NWDAFEvent = 2
	NWDAFEventUEComm            NWDAFEvent = 3
	NWDAFEventAbnormalBehaviour NWDAFEvent = 4
	NWDAFEventDispersion        NWDAFEvent = 5
	NWDAFEventRelativeProximity NWDAFEvent = 6
	NWDAFEventPDUSessionTraffic NWDAFEvent = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v NWDAFEvent) String() string {
	switch v {
	case NWDAFEventServiceExperience:
		return "serviceExperience"
	case NWDAFEventUEMobility:
		return "uEMobility"
	case NWDAFEventUEComm:
		return "uEComm"
	case NWDAFEventAbnormalBehaviour:
		return "abnormalBehaviour"
	case NWDAFEventDispersion:
		return "dispersion"
	case NWDAFEventRelativeProximity:
		return "relativeProximity"
	case NWDAFEventPDUSessionTraffic:
		return "pDUSessionTraffic"
	}
	return strconv.Itoa(int(v))
}
