// Code generated from records/ees.decl; DO NOT EDIT.

package xiri

import "net/netip"
import "strconv"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// EESEECRegistration is the record eESEECRegistration [115] of the EES, TS 33.128 R19 clause 7.14.2.
type EESEECRegistration struct {
	RegistrationType      RegistrationType
	EECID                 string
	GPSI                  GPSI
	ACProfiles            []ACProfile
	EECServiceContSupport []ACRScenario
	ExpirationTime        time.Time
	EECContextID          Opt[string]
	SrcEESID              Opt[string]
	UnfulfilledACProfiles []UnfulfilledACProfile
	FailureResponse       Opt[FailureResponse]
	Sequence
}

func (v *EESEECRegistration) encode(b []byte, e *encoder) []byte {
	if !(v.RegistrationType != 0) {
		return e.missing("registrationType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.RegistrationType))
	}
	{
		b = appendText(append(b, 0x82), v.EECID)
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
	if v.ACProfiles != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ACProfiles); b == nil {
			return e.in("aCProfiles")
		}
		b = closed(b, start)
	}
	if v.EECServiceContSupport != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.EECServiceContSupport {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if !v.ExpirationTime.IsZero() {
		b = appendTime(append(b, 0x86), v.ExpirationTime)
	}
	if v.EECContextID.Set {
		b = appendText(append(b, 0x87), v.EECContextID.Value)
	}
	if v.SrcEESID.Set {
		b = appendText(append(b, 0x88), v.SrcEESID.Value)
	}
	if v.UnfulfilledACProfiles != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.UnfulfilledACProfiles); b == nil {
			return e.in("unfulfilledACProfiles")
		}
		b = closed(b, start)
	}
	if v.FailureResponse.Set {
		b = appendInt(append(b, 0x8a), int64(v.FailureResponse.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESEECRegistration) decode(d *decoder, pos, end int) {
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
			if name = "registrationType"; d.first(&seen, 0, h) {
				v.RegistrationType = RegistrationType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "eECID"; d.first(&seen, 1, h) {
				v.EECID = d.text(h)
			}
		case ctx | 3:
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "aCProfiles"; d.first(&seen, 3, h) {
				v.ACProfiles = sequences[ACProfile](d, h)
			}
		case ctx | 5:
			if name = "eECServiceContSupport"; d.first(&seen, 4, h) {
				v.EECServiceContSupport = list(d, h, 10, func(d *decoder, h header, v *ACRScenario) { *v = ACRScenario(d.enumerated(h)) })
			}
		case ctx | 6:
			if name = "expirationTime"; d.first(&seen, 5, h) {
				v.ExpirationTime = d.time(h)
			}
		case ctx | 7:
			if name = "eECContextID"; d.first(&seen, 6, h) {
				v.EECContextID = Some(d.text(h))
			}
		case ctx | 8:
			if name = "srcEESID"; d.first(&seen, 7, h) {
				v.SrcEESID = Some(d.text(h))
			}
		case ctx | 9:
			if name = "unfulfilledACProfiles"; d.first(&seen, 8, h) {
				v.UnfulfilledACProfiles = sequences[UnfulfilledACProfile](d, h)
			}
		case ctx | 10:
			if name = "failureResponse"; d.first(&seen, 9, h) {
				v.FailureResponse = Some(FailureResponse(d.enumerated(h)))
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
		d.absent(at, ^seen&0x3, "EESEECRegistration")
	}
}

func (*EESEECRegistration) alternative() (uint32, string) { return 115, "eESEECRegistration" }

// EESEASDiscovery is the record eESEASDiscovery [116] of the EES, TS 33.128 R19 clause 7.14.2.
type EESEASDiscovery struct {
	EECID                 string
	GPSI                  GPSI
	EASDiscoveryFilter    EASDiscoveryFilter
	EECServiceContSupport []ACRScenario
	UELocation            *Location
	EASTargetDNAIs        []string
	DiscoveredEAS         *DiscoveredEAS
	FailureResponse       Opt[FailureResponse]
	Sequence
}

func (v *EESEASDiscovery) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EECID)
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
		if b = v.EASDiscoveryFilter.encode(b, e); b == nil {
			return e.in("eASDiscoveryFilter")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.EECServiceContSupport != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.EECServiceContSupport {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if v.UELocation != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.UELocation.encode(b, e); b == nil {
			return e.in("uELocation")
		}
		b = closed(b, start)
	}
	if v.EASTargetDNAIs != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		for _, x0 := range v.EASTargetDNAIs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.DiscoveredEAS != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.DiscoveredEAS.encode(b, e); b == nil {
			return e.in("discoveredEAS")
		}
		b = closed(b, start)
	}
	if v.FailureResponse.Set {
		b = appendInt(append(b, 0x88), int64(v.FailureResponse.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESEASDiscovery) decode(d *decoder, pos, end int) {
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
			if name = "eECID"; d.first(&seen, 0, h) {
				v.EECID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "eASDiscoveryFilter"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.EASDiscoveryFilter.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "eECServiceContSupport"; d.first(&seen, 3, h) {
				v.EECServiceContSupport = list(d, h, 10, func(d *decoder, h header, v *ACRScenario) { *v = ACRScenario(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "uELocation"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.UELocation = new(Location)
					v.UELocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "eASTargetDNAIs"; d.first(&seen, 5, h) {
				v.EASTargetDNAIs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 7:
			if name = "discoveredEAS"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.DiscoveredEAS = new(DiscoveredEAS)
					v.DiscoveredEAS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "failureResponse"; d.first(&seen, 7, h) {
				v.FailureResponse = Some(FailureResponse(d.enumerated(h)))
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
		d.absent(at, ^seen&0x1, "EESEASDiscovery")
	}
}

func (*EESEASDiscovery) alternative() (uint32, string) { return 116, "eESEASDiscovery" }

// EESEASDiscoverySubscription is the record eESEASDiscoverySubscription [117] of the EES, TS 33.128 R19 clause
// 7.14.2.
type EESEASDiscoverySubscription struct {
	EECID                 string
	GPSI                  GPSI
	SubscriptionType      SubscriptionType
	EASEventType          EASEventType
	EASDiscoveryFilter    EASDiscoveryFilter
	EASDynamicInfoFilter  *EASDynamicInfoFilter
	EECServiceContSupport []ACRScenario
	ExpirationTime        time.Time
	SubscriptionId        Opt[string]
	FailureResponse       Opt[FailureResponse]
	Sequence
}

func (v *EESEASDiscoverySubscription) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EECID)
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
	if !(v.SubscriptionType != 0) {
		return e.missing("subscriptionType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.SubscriptionType))
	}
	if !(v.EASEventType != 0) {
		return e.missing("eASEventType")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.EASEventType))
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.EASDiscoveryFilter.encode(b, e); b == nil {
			return e.in("eASDiscoveryFilter")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.EASDynamicInfoFilter != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.EASDynamicInfoFilter.encode(b, e); b == nil {
			return e.in("eASDynamicInfoFilter")
		}
		b = closed(b, start)
	}
	if v.EECServiceContSupport != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		for _, x0 := range v.EECServiceContSupport {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if !v.ExpirationTime.IsZero() {
		b = appendTime(append(b, 0x88), v.ExpirationTime)
	}
	if v.SubscriptionId.Set {
		b = appendText(append(b, 0x89), v.SubscriptionId.Value)
	}
	if v.FailureResponse.Set {
		b = appendInt(append(b, 0x8a), int64(v.FailureResponse.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESEASDiscoverySubscription) decode(d *decoder, pos, end int) {
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
			if name = "eECID"; d.first(&seen, 0, h) {
				v.EECID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "subscriptionType"; d.first(&seen, 2, h) {
				v.SubscriptionType = SubscriptionType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "eASEventType"; d.first(&seen, 3, h) {
				v.EASEventType = EASEventType(d.enumerated(h))
			}
		case ctx | 5:
			if name = "eASDiscoveryFilter"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.EASDiscoveryFilter.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "eASDynamicInfoFilter"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.EASDynamicInfoFilter = new(EASDynamicInfoFilter)
					v.EASDynamicInfoFilter.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "eECServiceContSupport"; d.first(&seen, 6, h) {
				v.EECServiceContSupport = list(d, h, 10, func(d *decoder, h header, v *ACRScenario) { *v = ACRScenario(d.enumerated(h)) })
			}
		case ctx | 8:
			if name = "expirationTime"; d.first(&seen, 7, h) {
				v.ExpirationTime = d.time(h)
			}
		case ctx | 9:
			if name = "subscriptionId"; d.first(&seen, 8, h) {
				v.SubscriptionId = Some(d.text(h))
			}
		case ctx | 10:
			if name = "failureResponse"; d.first(&seen, 9, h) {
				v.FailureResponse = Some(FailureResponse(d.enumerated(h)))
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
	if seen&0xd != 0xd {
		d.absent(at, ^seen&0xd, "EESEASDiscoverySubscription")
	}
}

func (*EESEASDiscoverySubscription) alternative() (uint32, string) {
	return 117, "eESEASDiscoverySubscription"
}

// EESEASDiscoveryNotification is the record eESEASDiscoveryNotification [118] of the EES, TS 33.128 R19 clause
// 7.14.2.
type EESEASDiscoveryNotification struct {
	SubscriptionID  string
	EventType       EASEventType
	DiscoveredEAS   DiscoveredEAS
	FailureResponse Opt[FailureResponse]
	Sequence
}

func (v *EESEASDiscoveryNotification) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.SubscriptionID)
	}
	if !(v.EventType != 0) {
		return e.missing("eventType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.EventType))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.DiscoveredEAS.encode(b, e); b == nil {
			return e.in("discoveredEAS")
		}
		b = closed(b, start)
	}
	if v.FailureResponse.Set {
		b = appendInt(append(b, 0x84), int64(v.FailureResponse.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESEASDiscoveryNotification) decode(d *decoder, pos, end int) {
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
			if name = "subscriptionID"; d.first(&seen, 0, h) {
				v.SubscriptionID = d.text(h)
			}
		case ctx | 2:
			if name = "eventType"; d.first(&seen, 1, h) {
				v.EventType = EASEventType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "discoveredEAS"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.DiscoveredEAS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "failureResponse"; d.first(&seen, 3, h) {
				v.FailureResponse = Some(FailureResponse(d.enumerated(h)))
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
		d.absent(at, ^seen&0x7, "EESEASDiscoveryNotification")
	}
}

func (*EESEASDiscoveryNotification) alternative() (uint32, string) {
	return 118, "eESEASDiscoveryNotification"
}

// EESAppContextRelocation is the record eESAppContextRelocation [119] of the EES, TS 33.128 R19 clause 7.14.2.
type EESAppContextRelocation struct {
	EECID           string
	GPSI            GPSI
	EESACRDetOrInit EESACRDetOrInit
	Sequence
}

func (v *EESAppContextRelocation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EECID)
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
		if b = v.EESACRDetOrInit.encode(b, e); b == nil {
			return e.in("eESACRDetOrInit")
		}
		if len(b) == start {
			return e.missing("eESACRDetOrInit")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESAppContextRelocation) decode(d *decoder, pos, end int) {
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
			if name = "eECID"; d.first(&seen, 0, h) {
				v.EECID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "eESACRDetOrInit"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.EESACRDetOrInit.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x5, "EESAppContextRelocation")
	}
}

func (*EESAppContextRelocation) alternative() (uint32, string) { return 119, "eESAppContextRelocation" }

// EESACRSubscription is the record eESACRSubscription [120] of the EES, TS 33.128 R19 clause 7.14.2.
type EESACRSubscription struct {
	EECID            string
	GPSI             GPSI
	SubscriptionType SubscriptionType
	ExpirationTime   time.Time
	EASIDs           []string
	ACIDs            []string
	EventIDs         Opt[ACREventIDs]
	SubscriptionId   Opt[string]
	FailureResponse  Opt[FailureResponse]
	Sequence
}

func (v *EESACRSubscription) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EECID)
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
	if !(v.SubscriptionType != 0) {
		return e.missing("subscriptionType")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.SubscriptionType))
	}
	if !v.ExpirationTime.IsZero() {
		b = appendTime(append(b, 0x84), v.ExpirationTime)
	}
	if !(v.EASIDs != nil) {
		return e.missing("eASIDs")
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.EASIDs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.ACIDs != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		for _, x0 := range v.ACIDs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.EventIDs.Set {
		b = appendInt(append(b, 0x87), int64(v.EventIDs.Value))
	}
	if v.SubscriptionId.Set {
		b = appendText(append(b, 0x88), v.SubscriptionId.Value)
	}
	if v.FailureResponse.Set {
		b = appendInt(append(b, 0x89), int64(v.FailureResponse.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESACRSubscription) decode(d *decoder, pos, end int) {
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
			if name = "eECID"; d.first(&seen, 0, h) {
				v.EECID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "subscriptionType"; d.first(&seen, 2, h) {
				v.SubscriptionType = SubscriptionType(d.enumerated(h))
			}
		case ctx | 4:
			if name = "expirationTime"; d.first(&seen, 3, h) {
				v.ExpirationTime = d.time(h)
			}
		case ctx | 5:
			if name = "eASIDs"; d.first(&seen, 4, h) {
				v.EASIDs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 6:
			if name = "aCIDs"; d.first(&seen, 5, h) {
				v.ACIDs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 7:
			if name = "eventIDs"; d.first(&seen, 6, h) {
				v.EventIDs = Some(ACREventIDs(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "subscriptionId"; d.first(&seen, 7, h) {
				v.SubscriptionId = Some(d.text(h))
			}
		case ctx | 9:
			if name = "failureResponse"; d.first(&seen, 8, h) {
				v.FailureResponse = Some(FailureResponse(d.enumerated(h)))
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
	if seen&0x15 != 0x15 {
		d.absent(at, ^seen&0x15, "EESACRSubscription")
	}
}

func (*EESACRSubscription) alternative() (uint32, string) { return 120, "eESACRSubscription" }

// EESACRNotification is the record eESACRNotification [121] of the EES, TS 33.128 R19 clause 7.14.2.
type EESACRNotification struct {
	SubscriptionID string
	EASID          string
	EventID        ACREventIDs
	TargetInfo     *TargetInfo
	ACRRes         Opt[bool]
	FailReason     Opt[string]
	Sequence
}

func (v *EESACRNotification) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.SubscriptionID)
	}
	{
		b = appendText(append(b, 0x82), v.EASID)
	}
	if !(v.EventID != 0) {
		return e.missing("eventID")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.EventID))
	}
	if v.TargetInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.TargetInfo.encode(b, e); b == nil {
			return e.in("targetInfo")
		}
		b = closed(b, start)
	}
	if v.ACRRes.Set {
		b = appendBool(append(b, 0x85), v.ACRRes.Value)
	}
	if v.FailReason.Set {
		b = appendText(append(b, 0x86), v.FailReason.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESACRNotification) decode(d *decoder, pos, end int) {
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
			if name = "subscriptionID"; d.first(&seen, 0, h) {
				v.SubscriptionID = d.text(h)
			}
		case ctx | 2:
			if name = "eASID"; d.first(&seen, 1, h) {
				v.EASID = d.text(h)
			}
		case ctx | 3:
			if name = "eventID"; d.first(&seen, 2, h) {
				v.EventID = ACREventIDs(d.enumerated(h))
			}
		case ctx | 4:
			if name = "targetInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.TargetInfo = new(TargetInfo)
					v.TargetInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "aCRRes"; d.first(&seen, 4, h) {
				v.ACRRes = Some(d.boolean(h))
			}
		case ctx | 6:
			if name = "failReason"; d.first(&seen, 5, h) {
				v.FailReason = Some(d.text(h))
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
		d.absent(at, ^seen&0x7, "EESACRNotification")
	}
}

func (*EESACRNotification) alternative() (uint32, string) { return 121, "eESACRNotification" }

// EESEECContextRelocation is the record eESEECContextRelocation [122] of the EES, TS 33.128 R19 clause 7.14.2.
type EESEECContextRelocation struct {
	EECID        string
	EECContextID string
	GPSI         GPSI
	UELoc        *Location
	ACProfiles   []ACProfile
	Sequence
}

func (v *EESEECContextRelocation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EECID)
	}
	{
		b = appendText(append(b, 0x82), v.EECContextID)
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
	if v.UELoc != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.UELoc.encode(b, e); b == nil {
			return e.in("uELoc")
		}
		b = closed(b, start)
	}
	if v.ACProfiles != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ACProfiles); b == nil {
			return e.in("aCProfiles")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESEECContextRelocation) decode(d *decoder, pos, end int) {
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
			if name = "eECID"; d.first(&seen, 0, h) {
				v.EECID = d.text(h)
			}
		case ctx | 2:
			if name = "eECContextID"; d.first(&seen, 1, h) {
				v.EECContextID = d.text(h)
			}
		case ctx | 3:
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "uELoc"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.UELoc = new(Location)
					v.UELoc.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "aCProfiles"; d.first(&seen, 4, h) {
				v.ACProfiles = sequences[ACProfile](d, h)
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
		d.absent(at, ^seen&0x3, "EESEECContextRelocation")
	}
}

func (*EESEECContextRelocation) alternative() (uint32, string) { return 122, "eESEECContextRelocation" }

// EESStartOfInterceptionWithRegisteredEEC is the record eESStartOfInterceptionWithRegisteredEEC [123] of the
// EES, TS 33.128 R19 clause 7.14.2.
type EESStartOfInterceptionWithRegisteredEEC struct {
	EECID                 string
	GPSI                  GPSI
	ACProfiles            []ACProfile
	EECServiceContSupport []ACRScenario
	ExpirationTime        time.Time
	EECContextID          Opt[string]
	SrcEESID              Opt[string]
	UnfulfilledACProfiles []UnfulfilledACProfile
	TimeOfRegistration    time.Time
	Sequence
}

func (v *EESStartOfInterceptionWithRegisteredEEC) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EECID)
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
	if v.ACProfiles != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ACProfiles); b == nil {
			return e.in("aCProfiles")
		}
		b = closed(b, start)
	}
	if v.EECServiceContSupport != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.EECServiceContSupport {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if !v.ExpirationTime.IsZero() {
		b = appendTime(append(b, 0x85), v.ExpirationTime)
	}
	if v.EECContextID.Set {
		b = appendText(append(b, 0x86), v.EECContextID.Value)
	}
	if v.SrcEESID.Set {
		b = appendText(append(b, 0x87), v.SrcEESID.Value)
	}
	if v.UnfulfilledACProfiles != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.UnfulfilledACProfiles); b == nil {
			return e.in("unfulfilledACProfiles")
		}
		b = closed(b, start)
	}
	if !v.TimeOfRegistration.IsZero() {
		b = appendTime(append(b, 0x89), v.TimeOfRegistration)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESStartOfInterceptionWithRegisteredEEC) decode(d *decoder, pos, end int) {
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
			if name = "eECID"; d.first(&seen, 0, h) {
				v.EECID = d.text(h)
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "aCProfiles"; d.first(&seen, 2, h) {
				v.ACProfiles = sequences[ACProfile](d, h)
			}
		case ctx | 4:
			if name = "eECServiceContSupport"; d.first(&seen, 3, h) {
				v.EECServiceContSupport = list(d, h, 10, func(d *decoder, h header, v *ACRScenario) { *v = ACRScenario(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "expirationTime"; d.first(&seen, 4, h) {
				v.ExpirationTime = d.time(h)
			}
		case ctx | 6:
			if name = "eECContextID"; d.first(&seen, 5, h) {
				v.EECContextID = Some(d.text(h))
			}
		case ctx | 7:
			if name = "srcEESID"; d.first(&seen, 6, h) {
				v.SrcEESID = Some(d.text(h))
			}
		case ctx | 8:
			if name = "unfulfilledACProfiles"; d.first(&seen, 7, h) {
				v.UnfulfilledACProfiles = sequences[UnfulfilledACProfile](d, h)
			}
		case ctx | 9:
			if name = "timeOfRegistration"; d.first(&seen, 8, h) {
				v.TimeOfRegistration = d.time(h)
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
		d.absent(at, ^seen&0x1, "EESStartOfInterceptionWithRegisteredEEC")
	}
}

func (*EESStartOfInterceptionWithRegisteredEEC) alternative() (uint32, string) {
	return 123, "eESStartOfInterceptionWithRegisteredEEC"
}

// EESACRDetOrInit is a CHOICE of TS 33.128 R19 annex A.
type EESACRDetOrInit struct {
	ACRDetermineReq *ACRDetermineReq
	ACRInitiateReq  *ACRInitiateReq
	Choice
}

func (v *EESACRDetOrInit) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.ACRDetermineReq != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ACRDetermineReq.encode(b, e); b == nil {
			return e.in("aCRDetermineReq")
		}
		b = closed(b, start)
	}
	if v.ACRInitiateReq != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ACRInitiateReq.encode(b, e); b == nil {
			return e.in("aCRInitiateReq")
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

func (v *EESACRDetOrInit) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "aCRDetermineReq"
		if d.open(h) {
			v.ACRDetermineReq = new(ACRDetermineReq)
			v.ACRDetermineReq.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "aCRInitiateReq"
		if d.open(h) {
			v.ACRInitiateReq = new(ACRInitiateReq)
			v.ACRInitiateReq.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// ACRDetermineReq is a SEQUENCE of TS 33.128 R19 annex A.
type ACRDetermineReq struct {
	EASID        Opt[string]
	ACID         Opt[string]
	SEASEndpoint EASEndpoint
	Sequence
}

func (v *ACRDetermineReq) encode(b []byte, e *encoder) []byte {
	if v.EASID.Set {
		b = appendText(append(b, 0x81), v.EASID.Value)
	}
	if v.ACID.Set {
		b = appendText(append(b, 0x82), v.ACID.Value)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SEASEndpoint.encode(b, e); b == nil {
			return e.in("sEASEndpoint")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ACRDetermineReq) decode(d *decoder, pos, end int) {
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
			if name = "eASID"; d.first(&seen, 0, h) {
				v.EASID = Some(d.text(h))
			}
		case ctx | 2:
			if name = "aCID"; d.first(&seen, 1, h) {
				v.ACID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "sEASEndpoint"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SEASEndpoint.decode(d, h.start, h.stop)
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
	if seen&0x4 != 0x4 {
		d.absent(at, ^seen&0x4, "ACRDetermineReq")
	}
}

// ACRInitiateReq is a SEQUENCE of TS 33.128 R19 annex A.
type ACRInitiateReq struct {
	EASID                Opt[string]
	ACID                 Opt[string]
	TEASEndpoint         EASEndpoint
	SEASEndpoint         *EASEndpoint
	PreviousTEASEndpoint *EASEndpoint
	RouteReq             *RouteToLocation
	Sequence
}

func (v *ACRInitiateReq) encode(b []byte, e *encoder) []byte {
	if v.EASID.Set {
		b = appendText(append(b, 0x81), v.EASID.Value)
	}
	if v.ACID.Set {
		b = appendText(append(b, 0x82), v.ACID.Value)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.TEASEndpoint.encode(b, e); b == nil {
			return e.in("tEASEndpoint")
		}
		b = closed(b, start)
	}
	if v.SEASEndpoint != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SEASEndpoint.encode(b, e); b == nil {
			return e.in("sEASEndpoint")
		}
		b = closed(b, start)
	}
	if v.PreviousTEASEndpoint != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PreviousTEASEndpoint.encode(b, e); b == nil {
			return e.in("previousTEASEndpoint")
		}
		b = closed(b, start)
	}
	if v.RouteReq != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.RouteReq.encode(b, e); b == nil {
			return e.in("routeReq")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ACRInitiateReq) decode(d *decoder, pos, end int) {
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
			if name = "eASID"; d.first(&seen, 0, h) {
				v.EASID = Some(d.text(h))
			}
		case ctx | 2:
			if name = "aCID"; d.first(&seen, 1, h) {
				v.ACID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "tEASEndpoint"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.TEASEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sEASEndpoint"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SEASEndpoint = new(EASEndpoint)
					v.SEASEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "previousTEASEndpoint"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PreviousTEASEndpoint = new(EASEndpoint)
					v.PreviousTEASEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "routeReq"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.RouteReq = new(RouteToLocation)
					v.RouteReq.decode(d, h.start, h.stop)
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
	if seen&0x4 != 0x4 {
		d.absent(at, ^seen&0x4, "ACRInitiateReq")
	}
}

// RegistrationType is an ENUMERATED of TS 33.128 R19 annex A.
type RegistrationType uint16

// Values of RegistrationType.
const (
	RegistrationTypeRegistration       RegistrationType = 1
	RegistrationTypeRegistrationUpdate RegistrationType = 2
	RegistrationTypeDeregistration     RegistrationType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v RegistrationType) String() string {
	switch v {
	case RegistrationTypeRegistration:
		return "registration"
	case RegistrationTypeRegistrationUpdate:
		return "registrationUpdate"
	case RegistrationTypeDeregistration:
		return "deregistration"
	}
	return strconv.Itoa(int(v))
}

// ACProfile is a SEQUENCE of TS 33.128 R19 annex A.
type ACProfile struct {
	ACID                 string
	ACType               Opt[string]
	ACSchedule           *Daytime
	ExpACGeoServArea     *Location
	EASsInfo             []EASInfo
	ACServiceContSupport []ACRScenario
	Sequence
}

func (v *ACProfile) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.ACID)
	}
	if v.ACType.Set {
		b = appendText(append(b, 0x82), v.ACType.Value)
	}
	if v.ACSchedule != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.ACSchedule.encode(b, e); b == nil {
			return e.in("aCSchedule")
		}
		b = closed(b, start)
	}
	if v.ExpACGeoServArea != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ExpACGeoServArea.encode(b, e); b == nil {
			return e.in("expACGeoServArea")
		}
		b = closed(b, start)
	}
	if v.EASsInfo != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EASsInfo); b == nil {
			return e.in("eASsInfo")
		}
		b = closed(b, start)
	}
	if v.ACServiceContSupport != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		for _, x0 := range v.ACServiceContSupport {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ACProfile) decode(d *decoder, pos, end int) {
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
			if name = "aCID"; d.first(&seen, 0, h) {
				v.ACID = d.text(h)
			}
		case ctx | 2:
			if name = "aCType"; d.first(&seen, 1, h) {
				v.ACType = Some(d.text(h))
			}
		case ctx | 3:
			if name = "aCSchedule"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.ACSchedule = new(Daytime)
					v.ACSchedule.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "expACGeoServArea"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ExpACGeoServArea = new(Location)
					v.ExpACGeoServArea.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "eASsInfo"; d.first(&seen, 4, h) {
				v.EASsInfo = sequences[EASInfo](d, h)
			}
		case ctx | 6:
			if name = "aCServiceContSupport"; d.first(&seen, 5, h) {
				v.ACServiceContSupport = list(d, h, 10, func(d *decoder, h header, v *ACRScenario) { *v = ACRScenario(d.enumerated(h)) })
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
		d.absent(at, ^seen&0x1, "ACProfile")
	}
}

// ACRScenario is an ENUMERATED of TS 33.128 R19 annex A.
type ACRScenario uint16

// Values of ACRScenario.
const (
	ACRScenarioEECInitiated            ACRScenario = 1
	ACRScenarioEECExecutedViaSourceEES ACRScenario = 2
	ACRScenarioEECExecutedViaTargetEES ACRScenario = 3
	ACRScenarioSourceEASDecided        ACRScenario = 4
	ACRScenarioSourceEESExecuted       ACRScenario = 5
	ACRScenarioEELManagedACR           ACRScenario = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v ACRScenario) String() string {
	switch v {
	case ACRScenarioEECInitiated:
		return "eECInitiated"
	case ACRScenarioEECExecutedViaSourceEES:
		return "eECExecutedViaSourceEES"
	case ACRScenarioEECExecutedViaTargetEES:
		return "eECExecutedViaTargetEES"
	case ACRScenarioSourceEASDecided:
		return "sourceEASDecided"
	case ACRScenarioSourceEESExecuted:
		return "sourceEESExecuted"
	case ACRScenarioEELManagedACR:
		return "eELManagedACR"
	}
	return strconv.Itoa(int(v))
}

// UnfulfilledACProfile is a SEQUENCE of TS 33.128 R19 annex A.
type UnfulfilledACProfile struct {
	ACID   string
	Reason UnfulfilledACProfileReason
	Sequence
}

func (v *UnfulfilledACProfile) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.ACID)
	}
	if !(v.Reason != 0) {
		return e.missing("reason")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Reason))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UnfulfilledACProfile) decode(d *decoder, pos, end int) {
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
			if name = "aCID"; d.first(&seen, 0, h) {
				v.ACID = d.text(h)
			}
		case ctx | 2:
			if name = "reason"; d.first(&seen, 1, h) {
				v.Reason = UnfulfilledACProfileReason(d.enumerated(h))
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
		d.absent(at, ^seen&0x3, "UnfulfilledACProfile")
	}
}

// UnfulfilledACProfileReason is an ENUMERATED of TS 33.128 R19 annex A.
type UnfulfilledACProfileReason uint16

// Values of UnfulfilledACProfileReason.
const (
	UnfulfilledACProfileReasonEASNotAvailable         UnfulfilledACProfileReason = 1
	UnfulfilledACProfileReasonRequirementsUnfulfilled UnfulfilledACProfileReason = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v UnfulfilledACProfileReason) String() string {
	switch v {
	case UnfulfilledACProfileReasonEASNotAvailable:
		return "eASNotAvailable"
	case UnfulfilledACProfileReasonRequirementsUnfulfilled:
		return "requirementsUnfulfilled"
	}
	return strconv.Itoa(int(v))
}

// EASInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EASInfo struct {
	EASID             string
	ExpectedSvcKPIs   *ServiceKPIs
	MinimumReqSvcKPIs *ServiceKPIs
	Sequence
}

func (v *EASInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EASID)
	}
	if v.ExpectedSvcKPIs != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ExpectedSvcKPIs.encode(b, e); b == nil {
			return e.in("expectedSvcKPIs")
		}
		b = closed(b, start)
	}
	if v.MinimumReqSvcKPIs != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.MinimumReqSvcKPIs.encode(b, e); b == nil {
			return e.in("minimumReqSvcKPIs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASInfo) decode(d *decoder, pos, end int) {
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
			if name = "eASID"; d.first(&seen, 0, h) {
				v.EASID = d.text(h)
			}
		case ctx | 2:
			if name = "expectedSvcKPIs"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ExpectedSvcKPIs = new(ServiceKPIs)
					v.ExpectedSvcKPIs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "minimumReqSvcKPIs"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.MinimumReqSvcKPIs = new(ServiceKPIs)
					v.MinimumReqSvcKPIs.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "EASInfo")
	}
}

// ServiceKPIs is a SEQUENCE of TS 33.128 R19 annex A.
type ServiceKPIs struct {
	ConnectionBandwidth   Opt[int64]
	RequestRate           Opt[int64]
	ResponseTime          Opt[int64]
	RequestedAvailability Opt[int64]
	RequestedCompute      []byte
	RequestedGraphCompute []byte
	RequestedMemory       []byte
	RequestedStorage      []byte
	Sequence
}

func (v *ServiceKPIs) encode(b []byte, e *encoder) []byte {
	if v.ConnectionBandwidth.Set {
		b = appendInt(append(b, 0x81), int64(v.ConnectionBandwidth.Value))
	}
	if v.RequestRate.Set {
		b = appendInt(append(b, 0x82), int64(v.RequestRate.Value))
	}
	if v.ResponseTime.Set {
		b = appendInt(append(b, 0x83), int64(v.ResponseTime.Value))
	}
	if v.RequestedAvailability.Set {
		b = appendInt(append(b, 0x84), int64(v.RequestedAvailability.Value))
	}
	if v.RequestedCompute != nil {
		b = appendOctets(append(b, 0x85), v.RequestedCompute)
	}
	if v.RequestedGraphCompute != nil {
		b = appendOctets(append(b, 0x86), v.RequestedGraphCompute)
	}
	if v.RequestedMemory != nil {
		b = appendOctets(append(b, 0x87), v.RequestedMemory)
	}
	if v.RequestedStorage != nil {
		b = appendOctets(append(b, 0x88), v.RequestedStorage)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ServiceKPIs) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "connectionBandwidth"; d.first(&seen, 0, h) {
				v.ConnectionBandwidth = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 2:
			if name = "requestRate"; d.first(&seen, 1, h) {
				v.RequestRate = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 3:
			if name = "responseTime"; d.first(&seen, 2, h) {
				v.ResponseTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 4:
			if name = "requestedAvailability"; d.first(&seen, 3, h) {
				v.RequestedAvailability = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 5:
			if name = "requestedCompute"; d.first(&seen, 4, h) {
				v.RequestedCompute = d.octets(h)
			}
		case ctx | 6:
			if name = "requestedGraphCompute"; d.first(&seen, 5, h) {
				v.RequestedGraphCompute = d.octets(h)
			}
		case ctx | 7:
			if name = "requestedMemory"; d.first(&seen, 6, h) {
				v.RequestedMemory = d.octets(h)
			}
		case ctx | 8:
			if name = "requestedStorage"; d.first(&seen, 7, h) {
				v.RequestedStorage = d.octets(h)
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

// FailureResponse is an ENUMERATED of TS 33.128 R19 annex A.
type FailureResponse uint16

// Values of FailureResponse.
const (
	FailureResponseError400 FailureResponse = 1
	FailureResponseError401 FailureResponse = 2
	FailureResponseError403 FailureResponse = 3
	FailureResponseError404 FailureResponse = 4
	FailureResponseError406 FailureResponse = 5
	FailureResponseError411 FailureResponse = 6
	FailureResponseError413 FailureResponse = 7
	FailureResponseError415 FailureResponse = 8
	FailureResponseError429 FailureResponse = 9
	FailureResponseError500 FailureResponse = 10
	FailureResponseError503 FailureResponse = 11
)

// String returns the name that the ASN.1 module gives the value.
func (v FailureResponse) String() string {
	switch v {
	case FailureResponseError400:
		return "error400"
	case FailureResponseError401:
		return "error401"
	case FailureResponseError403:
		return "error403"
	case FailureResponseError404:
		return "error404"
	case FailureResponseError406:
		return "error406"
	case FailureResponseError411:
		return "error411"
	case FailureResponseError413:
		return "error413"
	case FailureResponseError415:
		return "error415"
	case FailureResponseError429:
		return "error429"
	case FailureResponseError500:
		return "error500"
	case FailureResponseError503:
		return "error503"
	}
	return strconv.Itoa(int(v))
}

// EASDiscoveryFilter is a CHOICE of TS 33.128 R19 annex A.
type EASDiscoveryFilter struct {
	ACsCharacteristics []ACProfile
	EASCharacteristics []EASCharacteristics
	Choice
}

func (v *EASDiscoveryFilter) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.ACsCharacteristics != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ACsCharacteristics); b == nil {
			return e.in("aCsCharacteristics")
		}
		b = closed(b, start)
	}
	if v.EASCharacteristics != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EASCharacteristics); b == nil {
			return e.in("eASCharacteristics")
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

func (v *EASDiscoveryFilter) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "aCsCharacteristics"
		v.ACsCharacteristics = sequences[ACProfile](d, h)
	case ctx | 2:
		name = "eASCharacteristics"
		v.EASCharacteristics = sequences[EASCharacteristics](d, h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// EASCharacteristics is a SEQUENCE of TS 33.128 R19 annex A.
type EASCharacteristics struct {
	EASID               Opt[string]
	ASPID               Opt[string]
	EASType             Opt[string]
	EASSchedule         *Daytime
	EASProfile          *EASProfile
	EASServiceArea      *Location
	EASServicePermLevel Opt[string]
	EASServiceFeatures  []string
	Sequence
}

func (v *EASCharacteristics) encode(b []byte, e *encoder) []byte {
	if v.EASID.Set {
		b = appendText(append(b, 0x81), v.EASID.Value)
	}
	if v.ASPID.Set {
		b = appendText(append(b, 0x82), v.ASPID.Value)
	}
	if v.EASType.Set {
		b = appendText(append(b, 0x83), v.EASType.Value)
	}
	if v.EASSchedule != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.EASSchedule.encode(b, e); b == nil {
			return e.in("eASSchedule")
		}
		b = closed(b, start)
	}
	if v.EASProfile != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.EASProfile.encode(b, e); b == nil {
			return e.in("eASProfile")
		}
		b = closed(b, start)
	}
	if v.EASServiceArea != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.EASServiceArea.encode(b, e); b == nil {
			return e.in("eASServiceArea")
		}
		b = closed(b, start)
	}
	if v.EASServicePermLevel.Set {
		b = appendText(append(b, 0x87), v.EASServicePermLevel.Value)
	}
	if v.EASServiceFeatures != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		for _, x0 := range v.EASServiceFeatures {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASCharacteristics) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "eASID"; d.first(&seen, 0, h) {
				v.EASID = Some(d.text(h))
			}
		case ctx | 2:
			if name = "aSPID"; d.first(&seen, 1, h) {
				v.ASPID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "eASType"; d.first(&seen, 2, h) {
				v.EASType = Some(d.text(h))
			}
		case ctx | 4:
			if name = "eASSchedule"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.EASSchedule = new(Daytime)
					v.EASSchedule.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "eASProfile"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.EASProfile = new(EASProfile)
					v.EASProfile.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "eASServiceArea"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.EASServiceArea = new(Location)
					v.EASServiceArea.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "eASServicePermLevel"; d.first(&seen, 6, h) {
				v.EASServicePermLevel = Some(d.text(h))
			}
		case ctx | 8:
			if name = "eASServiceFeatures"; d.first(&seen, 7, h) {
				v.EASServiceFeatures = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
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

// DiscoveredEAS is a SEQUENCE of TS 33.128 R19 annex A.
type DiscoveredEAS struct {
	EASProfile EASProfile
	Lifetime   Opt[int64]
	Sequence
}

func (v *DiscoveredEAS) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EASProfile.encode(b, e); b == nil {
			return e.in("eASProfile")
		}
		b = closed(b, start)
	}
	if v.Lifetime.Set {
		b = appendInt(append(b, 0x82), int64(v.Lifetime.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *DiscoveredEAS) decode(d *decoder, pos, end int) {
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
			if name = "eASProfile"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EASProfile.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "lifetime"; d.first(&seen, 1, h) {
				v.Lifetime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
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
		d.absent(at, ^seen&0x1, "DiscoveredEAS")
	}
}

// EASProfile is a SEQUENCE of TS 33.128 R19 annex A.
type EASProfile struct {
	EASID                 string
	EASEndpoint           EASEndpoint
	ACIDs                 []string
	ASPID                 Opt[string]
	EASType               Opt[string]
	EASDescription        Opt[string]
	EASSchedule           *Daytime
	EASServiceArea        *Location
	EASServiceKPIs        *ServiceKPIs
	EASServicePermLevel   Opt[string]
	EASServiceFeatures    []string
	EASServiceContSupport []ACRScenario
	AppLocs               []RouteToLocation
	EASStatus             Opt[EASStatus]
	Sequence
}

func (v *EASProfile) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EASID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EASEndpoint.encode(b, e); b == nil {
			return e.in("eASEndpoint")
		}
		b = closed(b, start)
	}
	if v.ACIDs != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.ACIDs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.ASPID.Set {
		b = appendText(append(b, 0x84), v.ASPID.Value)
	}
	if v.EASType.Set {
		b = appendText(append(b, 0x85), v.EASType.Value)
	}
	if v.EASDescription.Set {
		b = appendText(append(b, 0x86), v.EASDescription.Value)
	}
	if v.EASSchedule != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.EASSchedule.encode(b, e); b == nil {
			return e.in("eASSchedule")
		}
		b = closed(b, start)
	}
	if v.EASServiceArea != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.EASServiceArea.encode(b, e); b == nil {
			return e.in("eASServiceArea")
		}
		b = closed(b, start)
	}
	if v.EASServiceKPIs != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.EASServiceKPIs.encode(b, e); b == nil {
			return e.in("eASServiceKPIs")
		}
		b = closed(b, start)
	}
	if v.EASServicePermLevel.Set {
		b = appendText(append(b, 0x8a), v.EASServicePermLevel.Value)
	}
	if v.EASServiceFeatures != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		for _, x0 := range v.EASServiceFeatures {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.EASServiceContSupport != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		for _, x0 := range v.EASServiceContSupport {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if v.AppLocs != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AppLocs); b == nil {
			return e.in("appLocs")
		}
		b = closed(b, start)
	}
	if v.EASStatus.Set {
		b = appendInt(append(b, 0x8e), int64(v.EASStatus.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASProfile) decode(d *decoder, pos, end int) {
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
			if name = "eASID"; d.first(&seen, 0, h) {
				v.EASID = d.text(h)
			}
		case ctx | 2:
			if name = "eASEndpoint"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EASEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "aCIDs"; d.first(&seen, 2, h) {
				v.ACIDs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 4:
			if name = "aSPID"; d.first(&seen, 3, h) {
				v.ASPID = Some(d.text(h))
			}
		case ctx | 5:
			if name = "eASType"; d.first(&seen, 4, h) {
				v.EASType = Some(d.text(h))
			}
		case ctx | 6:
			if name = "eASDescription"; d.first(&seen, 5, h) {
				v.EASDescription = Some(d.text(h))
			}
		case ctx | 7:
			if name = "eASSchedule"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.EASSchedule = new(Daytime)
					v.EASSchedule.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "eASServiceArea"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.EASServiceArea = new(Location)
					v.EASServiceArea.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "eASServiceKPIs"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.EASServiceKPIs = new(ServiceKPIs)
					v.EASServiceKPIs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "eASServicePermLevel"; d.first(&seen, 9, h) {
				v.EASServicePermLevel = Some(d.text(h))
			}
		case ctx | 11:
			if name = "eASServiceFeatures"; d.first(&seen, 10, h) {
				v.EASServiceFeatures = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 12:
			if name = "eASServiceContSupport"; d.first(&seen, 11, h) {
				v.EASServiceContSupport = list(d, h, 10, func(d *decoder, h header, v *ACRScenario) { *v = ACRScenario(d.enumerated(h)) })
			}
		case ctx | 13:
			if name = "appLocs"; d.first(&seen, 12, h) {
				v.AppLocs = sequences[RouteToLocation](d, h)
			}
		case ctx | 14:
			if name = "eASStatus"; d.first(&seen, 13, h) {
				v.EASStatus = Some(EASStatus(d.enumerated(h)))
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
		d.absent(at, ^seen&0x3, "EASProfile")
	}
}

// EASStatus is an ENUMERATED of TS 33.128 R19 annex A.
type EASStatus uint16

// Values of EASStatus.
const (
	EASStatusEnabled  EASStatus = 1
	EASStatusDisabled EASStatus = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v EASStatus) String() string {
	switch v {
	case EASStatusEnabled:
		return "enabled"
	case EASStatusDisabled:
		return "disabled"
	}
	return strconv.Itoa(int(v))
}

// EASEndpoint is a SEQUENCE of TS 33.128 R19 annex A.
type EASEndpoint struct {
	FQDN          Opt[string]
	IPv4Addresses []netip.Addr
	IPv6Addresses []netip.Addr
	URI           Opt[string]
	Sequence
}

func (v *EASEndpoint) encode(b []byte, e *encoder) []byte {
	if v.FQDN.Set {
		b = appendText(append(b, 0x81), v.FQDN.Value)
	}
	if v.IPv4Addresses != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		for i0, x0 := range v.IPv4Addresses {
			if !x0.Is4() {
				return e.fail(ber.ErrValue, "iPv4Addresses"+index(i0), "4 octets", x0.String())
			}
			b = appendAddr(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.IPv6Addresses != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for i0, x0 := range v.IPv6Addresses {
			if !x0.Is6() {
				return e.fail(ber.ErrValue, "iPv6Addresses"+index(i0), "16 octets", x0.String())
			}
			b = appendAddr(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.URI.Set {
		b = appendText(append(b, 0x84), v.URI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASEndpoint) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "fQDN"; d.first(&seen, 0, h) {
				v.FQDN = Some(d.text(h))
			}
		case ctx | 2:
			if name = "iPv4Addresses"; d.first(&seen, 1, h) {
				v.IPv4Addresses = list(d, h, 4, func(d *decoder, h header, v *netip.Addr) { *v = d.address(h, 4) })
			}
		case ctx | 3:
			if name = "iPv6Addresses"; d.first(&seen, 2, h) {
				v.IPv6Addresses = list(d, h, 4, func(d *decoder, h header, v *netip.Addr) { *v = d.address(h, 16) })
			}
		case ctx | 4:
			if name = "uRI"; d.first(&seen, 3, h) {
				v.URI = Some(d.text(h))
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

// SubscriptionType is an ENUMERATED of TS 33.128 R19 annex A.
type SubscriptionType uint16

// Values of SubscriptionType.
const (
	SubscriptionTypeSubscription       SubscriptionType = 1
	SubscriptionTypeSubscriptionUpdate SubscriptionType = 2
	SubscriptionTypeUnsubscription     SubscriptionType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v SubscriptionType) String() string {
	switch v {
	case SubscriptionTypeSubscription:
		return "subscription"
	case SubscriptionTypeSubscriptionUpdate:
		return "subscriptionUpdate"
	case SubscriptionTypeUnsubscription:
		return "unsubscription"
	}
	return strconv.Itoa(int(v))
}

// EASEventType is an ENUMERATED of TS 33.128 R19 annex A.
type EASEventType uint16

// Values of EASEventType.
const (
	EASEventTypeEASAvailabilityChange EASEventType = 1
	EASEventTypeEASDynamicInfoChange  EASEventType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v EASEventType) String() string {
	switch v {
	case EASEventTypeEASAvailabilityChange:
		return "eASAvailabilityChange"
	case EASEventTypeEASDynamicInfoChange:
		return "eASDynamicInfoChange"
	}
	return strconv.Itoa(int(v))
}

// EASDynamicInfoFilter is a SEQUENCE of TS 33.128 R19 annex A.
type EASDynamicInfoFilter struct {
	EASId       string
	EASStatus   bool
	EASAcIDs    bool
	EASDesc     bool
	EASPt       bool
	EASFeature  bool
	EASSchedule bool
	EASSvcArea  bool
	EASSvcKpi   bool
	EASSvcCont  bool
	Sequence
}

func (v *EASDynamicInfoFilter) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EASId)
	}
	{
		b = appendBool(append(b, 0x82), v.EASStatus)
	}
	{
		b = appendBool(append(b, 0x83), v.EASAcIDs)
	}
	{
		b = appendBool(append(b, 0x84), v.EASDesc)
	}
	{
		b = appendBool(append(b, 0x85), v.EASPt)
	}
	{
		b = appendBool(append(b, 0x86), v.EASFeature)
	}
	{
		b = appendBool(append(b, 0x87), v.EASSchedule)
	}
	{
		b = appendBool(append(b, 0x88), v.EASSvcArea)
	}
	{
		b = appendBool(append(b, 0x89), v.EASSvcKpi)
	}
	{
		b = appendBool(append(b, 0x8a), v.EASSvcCont)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASDynamicInfoFilter) decode(d *decoder, pos, end int) {
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
			if name = "eASId"; d.first(&seen, 0, h) {
				v.EASId = d.text(h)
			}
		case ctx | 2:
			if name = "eASStatus"; d.first(&seen, 1, h) {
				v.EASStatus = d.boolean(h)
			}
		case ctx | 3:
			if name = "eASAcIDs"; d.first(&seen, 2, h) {
				v.EASAcIDs = d.boolean(h)
			}
		case ctx | 4:
			if name = "eASDesc"; d.first(&seen, 3, h) {
				v.EASDesc = d.boolean(h)
			}
		case ctx | 5:
			if name = "eASPt"; d.first(&seen, 4, h) {
				v.EASPt = d.boolean(h)
			}
		case ctx | 6:
			if name = "eASFeature"; d.first(&seen, 5, h) {
				v.EASFeature = d.boolean(h)
			}
		case ctx | 7:
			if name = "eASSchedule"; d.first(&seen, 6, h) {
				v.EASSchedule = d.boolean(h)
			}
		case ctx | 8:
			if name = "eASSvcArea"; d.first(&seen, 7, h) {
				v.EASSvcArea = d.boolean(h)
			}
		case ctx | 9:
			if name = "eASSvcKpi"; d.first(&seen, 8, h) {
				v.EASSvcKpi = d.boolean(h)
			}
		case ctx | 10:
			if name = "eASSvcCont"; d.first(&seen, 9, h) {
				v.EASSvcCont = d.boolean(h)
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
	if seen&0x3ff != 0x3ff {
		d.absent(at, ^seen&0x3ff, "EASDynamicInfoFilter")
	}
}

// ACREventIDs is an ENUMERATED of TS 33.128 R19 annex A.
type ACREventIDs uint16

// Values of ACREventIDs.
const (
	ACREventIDsTargetInformation ACREventIDs = 1
	ACREventIDsACRComplete       ACREventIDs = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v ACREventIDs) String() string {
	switch v {
	case ACREventIDsTargetInformation:
		return "targetInformation"
	case ACREventIDsACRComplete:
		return "aCRComplete"
	}
	return strconv.Itoa(int(v))
}

// TargetInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TargetInfo struct {
	DiscoveredEAS DiscoveredEAS
	TargetEESInfo *EDNConfigurationInfo
	Sequence
}

func (v *TargetInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.DiscoveredEAS.encode(b, e); b == nil {
			return e.in("discoveredEAS")
		}
		b = closed(b, start)
	}
	if v.TargetEESInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TargetEESInfo.encode(b, e); b == nil {
			return e.in("targetEESInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TargetInfo) decode(d *decoder, pos, end int) {
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
			if name = "discoveredEAS"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.DiscoveredEAS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "targetEESInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TargetEESInfo = new(EDNConfigurationInfo)
					v.TargetEESInfo.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "TargetInfo")
	}
}

// EDNConfigurationInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EDNConfigurationInfo struct {
	EDNConnectionInfo EDNConnectionInfo
	EESsInfo          []EESInfo
	Lifetime          Opt[int64]
	Sequence
}

func (v *EDNConfigurationInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EDNConnectionInfo.encode(b, e); b == nil {
			return e.in("eDNConnectionInfo")
		}
		b = closed(b, start)
	}
	if !(v.EESsInfo != nil) {
		return e.missing("eESsInfo")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EESsInfo); b == nil {
			return e.in("eESsInfo")
		}
		b = closed(b, start)
	}
	if v.Lifetime.Set {
		b = appendInt(append(b, 0x83), int64(v.Lifetime.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EDNConfigurationInfo) decode(d *decoder, pos, end int) {
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
			if name = "eDNConnectionInfo"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EDNConnectionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "eESsInfo"; d.first(&seen, 1, h) {
				v.EESsInfo = sequences[EESInfo](d, h)
			}
		case ctx | 3:
			if name = "lifetime"; d.first(&seen, 2, h) {
				v.Lifetime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
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
		d.absent(at, ^seen&0x3, "EDNConfigurationInfo")
	}
}

// EDNConnectionInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EDNConnectionInfo struct {
	DNN         Opt[string]
	SNSSAI      *SNSSAI
	ServiceArea *Location
	Sequence
}

func (v *EDNConnectionInfo) encode(b []byte, e *encoder) []byte {
	if v.DNN.Set {
		b = appendText(append(b, 0x81), v.DNN.Value)
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if v.ServiceArea != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.ServiceArea.encode(b, e); b == nil {
			return e.in("serviceArea")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EDNConnectionInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "dNN"; d.first(&seen, 0, h) {
				v.DNN = Some(d.text(h))
			}
		case ctx | 2:
			if name = "sNSSAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "serviceArea"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.ServiceArea = new(Location)
					v.ServiceArea.decode(d, h.start, h.stop)
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

// EESInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EESInfo struct {
	EESID       string
	EESEndpoint EESEndpoint
	EASIDs      []string
	ServiceArea *Location
	DNAIS       []string
	Sequence
}

func (v *EESInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EESID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EESEndpoint.encode(b, e); b == nil {
			return e.in("eESEndpoint")
		}
		b = closed(b, start)
	}
	if v.EASIDs != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.EASIDs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.ServiceArea != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ServiceArea.encode(b, e); b == nil {
			return e.in("serviceArea")
		}
		b = closed(b, start)
	}
	if v.DNAIS != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.DNAIS {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESInfo) decode(d *decoder, pos, end int) {
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
			if name = "eESID"; d.first(&seen, 0, h) {
				v.EESID = d.text(h)
			}
		case ctx | 2:
			if name = "eESEndpoint"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EESEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "eASIDs"; d.first(&seen, 2, h) {
				v.EASIDs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 4:
			if name = "serviceArea"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ServiceArea = new(Location)
					v.ServiceArea.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "dNAIS"; d.first(&seen, 4, h) {
				v.DNAIS = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
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
		d.absent(at, ^seen&0x3, "EESInfo")
	}
}

// EESEndpoint is a SEQUENCE of TS 33.128 R19 annex A.
type EESEndpoint struct {
	FQDN          Opt[string]
	IPv4Addresses []netip.Addr
	IPv6Addresses []netip.Addr
	URI           Opt[string]
	Sequence
}

func (v *EESEndpoint) encode(b []byte, e *encoder) []byte {
	if v.FQDN.Set {
		b = appendText(append(b, 0x81), v.FQDN.Value)
	}
	if v.IPv4Addresses != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		for i0, x0 := range v.IPv4Addresses {
			if !x0.Is4() {
				return e.fail(ber.ErrValue, "iPv4Addresses"+index(i0), "4 octets", x0.String())
			}
			b = appendAddr(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.IPv6Addresses != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for i0, x0 := range v.IPv6Addresses {
			if !x0.Is6() {
				return e.fail(ber.ErrValue, "iPv6Addresses"+index(i0), "16 octets", x0.String())
			}
			b = appendAddr(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.URI.Set {
		b = appendText(append(b, 0x84), v.URI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EESEndpoint) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "fQDN"; d.first(&seen, 0, h) {
				v.FQDN = Some(d.text(h))
			}
		case ctx | 2:
			if name = "iPv4Addresses"; d.first(&seen, 1, h) {
				v.IPv4Addresses = list(d, h, 4, func(d *decoder, h header, v *netip.Addr) { *v = d.address(h, 4) })
			}
		case ctx | 3:
			if name = "iPv6Addresses"; d.first(&seen, 2, h) {
				v.IPv6Addresses = list(d, h, 4, func(d *decoder, h header, v *netip.Addr) { *v = d.address(h, 16) })
			}
		case ctx | 4:
			if name = "uRI"; d.first(&seen, 3, h) {
				v.URI = Some(d.text(h))
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
