// Code generated from records/amf.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// AMFRegistration is the record of a registration that succeeded, TS 33.128 R19 clause 6.2.2.2.2. It is made
// when the AMF has sent REGISTRATION ACCEPT and the UE is 5GMM-REGISTERED.
type AMFRegistration struct {
	RegistrationType               AMFRegistrationType
	RegistrationResult             AMFRegistrationResult
	Slice                          *Slice
	SUPI                           SUPI
	SUCI                           *SUCI
	PEI                            PEI
	GPSI                           GPSI
	GUTI                           FiveGGUTI
	Location                       *Location
	Non3GPPAccessEndpoint          UEEndpointAddress
	FiveGSTAIList                  []TAI
	SMSOverNASIndicator            Opt[SMSOverNASIndicator]
	OldGUTI                        EPS5GGUTI
	EMM5GRegStatus                 *EMM5GMMStatus
	NonIMEISVPEI                   NonIMEISVPEI
	MACRestIndicator               Opt[MACRestrictionIndicator]
	PagingRestrictionIndicator     []byte
	RATType                        Opt[RATType]
	RRCEstablishmentCause          RRCEstablishmentCause
	DeprecatedNGInformation        *NGInformation
	NASTransportInitialInformation *NASTransportInitialInformation
	SORTransparentContainer        []byte
	EquivalentPLMNList             []PLMNID
	FiveGMMCapability              []byte
	InitialRANUEContextSetup       *InitialRANUEContextSetup
	MUSIMUERequestType             []byte
	UnavailabilityPeriodDuration   []byte
	FiveGSUpdateType               []byte
	UEAreaIndication               *UEAreaIndication
	// EstablishmentCauseNon3GPPAccess is coded as in TS 24.502.
	EstablishmentCauseNon3GPPAccess []byte
	AdditionalUserIdentifiers       *UserIdentifiers
	Sequence
}

func (v *AMFRegistration) encode(b []byte, e *encoder) []byte {
	if !(v.RegistrationType != 0) {
		return e.missing("registrationType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.RegistrationType))
	}
	if !(v.RegistrationResult != 0) {
		return e.missing("registrationResult")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RegistrationResult))
	}
	if v.Slice != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.Slice.encode(b, e); b == nil {
			return e.in("slice")
		}
		b = closed(b, start)
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
	if v.SUCI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
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
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Non3GPPAccessEndpoint.encode(b, e); b == nil {
			return e.in("non3GPPAccessEndpoint")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.FiveGSTAIList != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = appendSequences(b, e, v.FiveGSTAIList); b == nil {
			return e.in("fiveGSTAIList")
		}
		b = closed(b, start)
	}
	if v.SMSOverNASIndicator.Set {
		b = appendInt(append(b, 0x8c), int64(v.SMSOverNASIndicator.Value))
	}
	{
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.OldGUTI.encode(b, e); b == nil {
			return e.in("oldGUTI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.EMM5GRegStatus != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.EMM5GRegStatus.encode(b, e); b == nil {
			return e.in("eMM5GRegStatus")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.NonIMEISVPEI.encode(b, e); b == nil {
			return e.in("nonIMEISVPEI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.MACRestIndicator.Set {
		b = appendInt(append(b, 0x90), int64(v.MACRestIndicator.Value))
	}
	if v.PagingRestrictionIndicator != nil {
		b = appendOctets(append(b, 0x91), v.PagingRestrictionIndicator)
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x92), int64(v.RATType.Value))
	}
	{
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = v.RRCEstablishmentCause.encode(b, e); b == nil {
			return e.in("rRCEstablishmentCause")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.DeprecatedNGInformation != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.DeprecatedNGInformation.encode(b, e); b == nil {
			return e.in("deprecatedNGInformation")
		}
		b = closed(b, start)
	}
	if v.NASTransportInitialInformation != nil {
		b = append(b, 0xb5, 0)
		start := len(b)
		if b = v.NASTransportInitialInformation.encode(b, e); b == nil {
			return e.in("nASTransportInitialInformation")
		}
		b = closed(b, start)
	}
	if v.SORTransparentContainer != nil {
		b = appendOctets(append(b, 0x96), v.SORTransparentContainer)
	}
	if v.EquivalentPLMNList != nil {
		b = append(b, 0xb7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EquivalentPLMNList); b == nil {
			return e.in("equivalentPLMNList")
		}
		b = closed(b, start)
	}
	if v.FiveGMMCapability != nil {
		b = appendOctets(append(b, 0x98), v.FiveGMMCapability)
	}
	if v.InitialRANUEContextSetup != nil {
		b = append(b, 0xb9, 0)
		start := len(b)
		if b = v.InitialRANUEContextSetup.encode(b, e); b == nil {
			return e.in("initialRANUEContextSetup")
		}
		b = closed(b, start)
	}
	if v.MUSIMUERequestType != nil {
		b = appendOctets(append(b, 0x9a), v.MUSIMUERequestType)
	}
	if v.UnavailabilityPeriodDuration != nil {
		b = appendOctets(append(b, 0x9b), v.UnavailabilityPeriodDuration)
	}
	if v.FiveGSUpdateType != nil {
		b = appendOctets(append(b, 0x9c), v.FiveGSUpdateType)
	}
	if v.UEAreaIndication != nil {
		b = append(b, 0xbd, 0)
		start := len(b)
		if b = v.UEAreaIndication.encode(b, e); b == nil {
			return e.in("uEAreaIndication")
		}
		b = closed(b, start)
	}
	if v.EstablishmentCauseNon3GPPAccess != nil {
		b = appendOctets(append(b, 0x9e), v.EstablishmentCauseNon3GPPAccess)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xbf, 0x1f, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFRegistration) decode(d *decoder, pos, end int) {
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
				v.RegistrationType = AMFRegistrationType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "registrationResult"; d.first(&seen, 1, h) {
				v.RegistrationResult = AMFRegistrationResult(d.enumerated(h))
			}
		case ctx | 3:
			if name = "slice"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.Slice = new(Slice)
					v.Slice.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sUPI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "sUCI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pEI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "gPSI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "gUTI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "fiveGSTAIList"; d.first(&seen, 10, h) {
				v.FiveGSTAIList = sequences[TAI](d, h)
			}
		case ctx | 12:
			if name = "sMSOverNasIndicator"; d.first(&seen, 11, h) {
				v.SMSOverNASIndicator = Some(SMSOverNASIndicator(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "oldGUTI"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.OldGUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 14:
			if name = "eMM5GRegStatus"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.EMM5GRegStatus = new(EMM5GMMStatus)
					v.EMM5GRegStatus.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "nonIMEISVPEI"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.NonIMEISVPEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "mACRestIndicator"; d.first(&seen, 15, h) {
				v.MACRestIndicator = Some(MACRestrictionIndicator(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "pagingRestrictionIndicator"; d.first(&seen, 16, h) {
				v.PagingRestrictionIndicator = d.octets(h)
			}
		case ctx | 18:
			if name = "rATType"; d.first(&seen, 17, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 19:
			if name = "rRCEstablishmentCause"; d.first(&seen, 18, h) {
				if d.open(h) {
					v.RRCEstablishmentCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 20:
			if name = "deprecatedNGInformation"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.DeprecatedNGInformation = new(NGInformation)
					v.DeprecatedNGInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "nASTransportInitialInformation"; d.first(&seen, 20, h) {
				if d.open(h) {
					v.NASTransportInitialInformation = new(NASTransportInitialInformation)
					v.NASTransportInitialInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 22:
			if name = "sORTransparentContainer"; d.first(&seen, 21, h) {
				v.SORTransparentContainer = d.octets(h)
			}
		case ctx | 23:
			if name = "equivalentPLMNList"; d.first(&seen, 22, h) {
				v.EquivalentPLMNList = sequences[PLMNID](d, h)
			}
		case ctx | 24:
			if name = "fiveGMMCapability"; d.first(&seen, 23, h) {
				v.FiveGMMCapability = d.octets(h)
			}
		case ctx | 25:
			if name = "initialRANUEContextSetup"; d.first(&seen, 24, h) {
				if d.open(h) {
					v.InitialRANUEContextSetup = new(InitialRANUEContextSetup)
					v.InitialRANUEContextSetup.decode(d, h.start, h.stop)
				}
			}
		case ctx | 26:
			if name = "mUSIMUERequestType"; d.first(&seen, 25, h) {
				v.MUSIMUERequestType = d.octets(h)
			}
		case ctx | 27:
			if name = "unavailabilityPeriodDuration"; d.first(&seen, 26, h) {
				v.UnavailabilityPeriodDuration = d.octets(h)
			}
		case ctx | 28:
			if name = "fiveGSUpdateType"; d.first(&seen, 27, h) {
				v.FiveGSUpdateType = d.octets(h)
			}
		case ctx | 29:
			if name = "uEAreaIndication"; d.first(&seen, 28, h) {
				if d.open(h) {
					v.UEAreaIndication = new(UEAreaIndication)
					v.UEAreaIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 30:
			if name = "establishmentCauseNon3GPPAccess"; d.first(&seen, 29, h) {
				v.EstablishmentCauseNon3GPPAccess = d.octets(h)
			}
		case ctx | 31:
			if name = "additionalUserIdentifiers"; d.first(&seen, 30, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
	if seen&0x8b != 0x8b {
		d.absent(at, ^seen&0x8b, "AMFRegistration")
	}
}

func (*AMFRegistration) alternative() (uint32, string) { return 1, "registration" }

// AMFDeregistration is the record of a UE that becomes 5GMM-DEREGISTERED, TS 33.128 R19 clause 6.2.2.2.3. At
// least one of SUPI, SUCI, PEI and GPSI is to be there.
type AMFDeregistration struct {
	DeregistrationDirection AMFDirection
	AccessType              AccessType
	SUPI                    SUPI
	SUCI                    *SUCI
	PEI                     PEI
	GPSI                    GPSI
	GUTI                    *FiveGGUTI
	// Cause is a 5GMM cause of TS 24.501 clause 9.11.3.2.
	Cause                        Opt[uint8]
	Location                     *Location
	SwitchOffIndicator           Opt[SwitchOffIndicator]
	ReRegRequiredIndicator       Opt[ReRegRequiredIndicator]
	UnavailabilityPeriodDuration []byte
	AdditionalUserIdentifiers    *UserIdentifiers
	Sequence
}

func (v *AMFDeregistration) encode(b []byte, e *encoder) []byte {
	if !(v.DeregistrationDirection != 0) {
		return e.missing("deregistrationDirection")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.DeregistrationDirection))
	}
	if !(v.AccessType != 0) {
		return e.missing("accessType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.AccessType))
	}
	{
		b = append(b, 0xa3, 0)
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
	if v.SUCI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
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
		b = append(b, 0xa6, 0)
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
	if v.GUTI != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Cause.Set {
		b = appendInt(append(b, 0x88), int64(v.Cause.Value))
	}
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.SwitchOffIndicator.Set {
		b = appendInt(append(b, 0x8a), int64(v.SwitchOffIndicator.Value))
	}
	if v.ReRegRequiredIndicator.Set {
		b = appendInt(append(b, 0x8b), int64(v.ReRegRequiredIndicator.Value))
	}
	if v.UnavailabilityPeriodDuration != nil {
		b = appendOctets(append(b, 0x8c), v.UnavailabilityPeriodDuration)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFDeregistration) decode(d *decoder, pos, end int) {
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
			if name = "deregistrationDirection"; d.first(&seen, 0, h) {
				v.DeregistrationDirection = AMFDirection(d.enumerated(h))
			}
		case ctx | 2:
			if name = "accessType"; d.first(&seen, 1, h) {
				v.AccessType = AccessType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "sUPI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sUCI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pEI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "gPSI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "gUTI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GUTI = new(FiveGGUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "cause"; d.first(&seen, 7, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.Cause = Some(uint8(x))
				}
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "switchOffIndicator"; d.first(&seen, 9, h) {
				v.SwitchOffIndicator = Some(SwitchOffIndicator(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "reRegRequiredIndicator"; d.first(&seen, 10, h) {
				v.ReRegRequiredIndicator = Some(ReRegRequiredIndicator(d.enumerated(h)))
			}
		case ctx | 12:
			if name = "unavailabilityPeriodDuration"; d.first(&seen, 11, h) {
				v.UnavailabilityPeriodDuration = d.octets(h)
			}
		case ctx | 13:
			if name = "additionalUserIdentifiers"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "AMFDeregistration")
	}
}

func (*AMFDeregistration) alternative() (uint32, string) { return 2, "deregistration" }

// AMFLocationUpdate is the record of a location that the AMF learns, TS 33.128 R19 clause 6.2.2.2.4.
type AMFLocationUpdate struct {
	SUPI                          SUPI
	SUCI                          *SUCI
	PEI                           PEI
	GPSI                          GPSI
	GUTI                          *FiveGGUTI
	Location                      Location
	DeprecatedSMSOverNASIndicator Opt[SMSOverNASIndicator]
	DeprecatedOldGUTI             EPS5GGUTI
	UEAreaIndication              *UEAreaIndication
	AdditionalUserIdentifiers     *UserIdentifiers
	Sequence
}

func (v *AMFLocationUpdate) encode(b []byte, e *encoder) []byte {
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
	if v.SUCI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
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
		b = append(b, 0xa4, 0)
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
	if v.GUTI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.DeprecatedSMSOverNASIndicator.Set {
		b = appendInt(append(b, 0x87), int64(v.DeprecatedSMSOverNASIndicator.Value))
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.DeprecatedOldGUTI.encode(b, e); b == nil {
			return e.in("deprecatedOldGUTI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.UEAreaIndication != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.UEAreaIndication.encode(b, e); b == nil {
			return e.in("uEAreaIndication")
		}
		b = closed(b, start)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFLocationUpdate) decode(d *decoder, pos, end int) {
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
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gPSI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUTI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUTI = new(FiveGGUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "deprecatedSMSOverNASIndicator"; d.first(&seen, 6, h) {
				v.DeprecatedSMSOverNASIndicator = Some(SMSOverNASIndicator(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "deprecatedOldGUTI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.DeprecatedOldGUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "uEAreaIndication"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.UEAreaIndication = new(UEAreaIndication)
					v.UEAreaIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "additionalUserIdentifiers"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x21, "AMFLocationUpdate")
	}
}

func (*AMFLocationUpdate) alternative() (uint32, string) { return 3, "locationUpdate" }

// AMFStartOfInterceptionWithRegisteredUE is the record of a task that starts while the UE is registered, one
// for each access type, TS 33.128 R19 clause 6.2.2.2.5.
type AMFStartOfInterceptionWithRegisteredUE struct {
	RegistrationResult           AMFRegistrationResult
	RegistrationType             Opt[AMFRegistrationType]
	Slice                        *Slice
	SUPI                         SUPI
	SUCI                         *SUCI
	PEI                          PEI
	GPSI                         GPSI
	GUTI                         FiveGGUTI
	Location                     *Location
	Non3GPPAccessEndpoint        UEEndpointAddress
	TimeOfRegistration           time.Time
	FiveGSTAIList                []TAI
	SMSOverNASIndicator          Opt[SMSOverNASIndicator]
	OldGUTI                      EPS5GGUTI
	EMM5GRegStatus               *EMM5GMMStatus
	SORTransparentContainer      []byte
	UEPolicy                     []byte
	UnavailabilityPeriodDuration []byte
	FiveGSUpdateType             []byte
	UEAreaIndication             *UEAreaIndication
	AdditionalUserIdentifiers    *UserIdentifiers
	Sequence
}

func (v *AMFStartOfInterceptionWithRegisteredUE) encode(b []byte, e *encoder) []byte {
	if !(v.RegistrationResult != 0) {
		return e.missing("registrationResult")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.RegistrationResult))
	}
	if v.RegistrationType.Set {
		b = appendInt(append(b, 0x82), int64(v.RegistrationType.Value))
	}
	if v.Slice != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.Slice.encode(b, e); b == nil {
			return e.in("slice")
		}
		b = closed(b, start)
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
	if v.SUCI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
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
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Non3GPPAccessEndpoint.encode(b, e); b == nil {
			return e.in("non3GPPAccessEndpoint")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if !v.TimeOfRegistration.IsZero() {
		b = appendTime(append(b, 0x8b), v.TimeOfRegistration)
	}
	if v.FiveGSTAIList != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = appendSequences(b, e, v.FiveGSTAIList); b == nil {
			return e.in("fiveGSTAIList")
		}
		b = closed(b, start)
	}
	if v.SMSOverNASIndicator.Set {
		b = appendInt(append(b, 0x8d), int64(v.SMSOverNASIndicator.Value))
	}
	{
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.OldGUTI.encode(b, e); b == nil {
			return e.in("oldGUTI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.EMM5GRegStatus != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.EMM5GRegStatus.encode(b, e); b == nil {
			return e.in("eMM5GRegStatus")
		}
		b = closed(b, start)
	}
	if v.SORTransparentContainer != nil {
		b = appendOctets(append(b, 0x90), v.SORTransparentContainer)
	}
	if v.UEPolicy != nil {
		b = appendOctets(append(b, 0x91), v.UEPolicy)
	}
	if v.UnavailabilityPeriodDuration != nil {
		b = appendOctets(append(b, 0x92), v.UnavailabilityPeriodDuration)
	}
	if v.FiveGSUpdateType != nil {
		b = appendOctets(append(b, 0x93), v.FiveGSUpdateType)
	}
	if v.UEAreaIndication != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.UEAreaIndication.encode(b, e); b == nil {
			return e.in("uEAreaIndication")
		}
		b = closed(b, start)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xb5, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFStartOfInterceptionWithRegisteredUE) decode(d *decoder, pos, end int) {
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
			if name = "registrationResult"; d.first(&seen, 0, h) {
				v.RegistrationResult = AMFRegistrationResult(d.enumerated(h))
			}
		case ctx | 2:
			if name = "registrationType"; d.first(&seen, 1, h) {
				v.RegistrationType = Some(AMFRegistrationType(d.enumerated(h)))
			}
		case ctx | 3:
			if name = "slice"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.Slice = new(Slice)
					v.Slice.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sUPI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "sUCI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pEI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "gPSI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "gUTI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "timeOfRegistration"; d.first(&seen, 10, h) {
				v.TimeOfRegistration = d.time(h)
			}
		case ctx | 12:
			if name = "fiveGSTAIList"; d.first(&seen, 11, h) {
				v.FiveGSTAIList = sequences[TAI](d, h)
			}
		case ctx | 13:
			if name = "sMSOverNASIndicator"; d.first(&seen, 12, h) {
				v.SMSOverNASIndicator = Some(SMSOverNASIndicator(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "oldGUTI"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.OldGUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "eMM5GRegStatus"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.EMM5GRegStatus = new(EMM5GMMStatus)
					v.EMM5GRegStatus.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "sORTransparentContainer"; d.first(&seen, 15, h) {
				v.SORTransparentContainer = d.octets(h)
			}
		case ctx | 17:
			if name = "uEPolicy"; d.first(&seen, 16, h) {
				v.UEPolicy = d.octets(h)
			}
		case ctx | 18:
			if name = "unavailabilityPeriodDuration"; d.first(&seen, 17, h) {
				v.UnavailabilityPeriodDuration = d.octets(h)
			}
		case ctx | 19:
			if name = "fiveGSUpdateType"; d.first(&seen, 18, h) {
				v.FiveGSUpdateType = d.octets(h)
			}
		case ctx | 20:
			if name = "uEAreaIndication"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.UEAreaIndication = new(UEAreaIndication)
					v.UEAreaIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "additionalUserIdentifiers"; d.first(&seen, 20, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
	if seen&0x89 != 0x89 {
		d.absent(at, ^seen&0x89, "AMFStartOfInterceptionWithRegisteredUE")
	}
}

func (*AMFStartOfInterceptionWithRegisteredUE) alternative() (uint32, string) {
	return 4, "startOfInterceptionWithRegisteredUE"
}

// AMFUnsuccessfulProcedure is the record of a registration, SMS or PDU session establishment that fails at the
// AMF, TS 33.128 R19 clause 6.2.2.2.6.
type AMFUnsuccessfulProcedure struct {
	FailedProcedureType       AMFFailedProcedureType
	FailureCause              AMFFailureCause
	RequestedSlice            []SNSSAI
	SUPI                      SUPI
	SUCI                      *SUCI
	PEI                       PEI
	GPSI                      GPSI
	GUTI                      *FiveGGUTI
	Location                  *Location
	AdditionalUserIdentifiers *UserIdentifiers
	Sequence
}

func (v *AMFUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	if !(v.FailedProcedureType != 0) {
		return e.missing("failedProcedureType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.FailedProcedureType))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.FailureCause.encode(b, e); b == nil {
			return e.in("failureCause")
		}
		if len(b) == start {
			return e.missing("failureCause")
		}
		b = closed(b, start)
	}
	if v.RequestedSlice != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RequestedSlice); b == nil {
			return e.in("requestedSlice")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
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
	if v.SUCI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
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
		b = append(b, 0xa7, 0)
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
	if v.GUTI != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
			if name = "failedProcedureType"; d.first(&seen, 0, h) {
				v.FailedProcedureType = AMFFailedProcedureType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "failureCause"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.FailureCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "requestedSlice"; d.first(&seen, 2, h) {
				v.RequestedSlice = sequences[SNSSAI](d, h)
			}
		case ctx | 4:
			if name = "sUPI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "sUCI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pEI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "gPSI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "gUTI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.GUTI = new(FiveGGUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "additionalUserIdentifiers"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "AMFUnsuccessfulProcedure")
	}
}

func (*AMFUnsuccessfulProcedure) alternative() (uint32, string) { return 5, "unsuccessfulAMProcedure" }

// AMFPositioningInfoTransfer is the record positioningInfoTransfer [111] of the AMF, TS 33.128 R19 clause
// 6.2.2.2.8.
type AMFPositioningInfoTransfer struct {
	SUPI                      SUPI
	SUCI                      *SUCI
	PEI                       PEI
	GPSI                      GPSI
	GUTI                      *FiveGGUTI
	NRPPaMessage              []byte
	LPPMessage                []byte
	LcsCorrelationId          string
	AdditionalUserIdentifiers *UserIdentifiers
	Sequence
}

func (v *AMFPositioningInfoTransfer) encode(b []byte, e *encoder) []byte {
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
	if v.SUCI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
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
		b = append(b, 0xa4, 0)
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
	if v.GUTI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.NRPPaMessage != nil {
		b = appendOctets(append(b, 0x86), v.NRPPaMessage)
	}
	if v.LPPMessage != nil {
		b = appendOctets(append(b, 0x87), v.LPPMessage)
	}
	if !(v.LcsCorrelationId != "") {
		return e.missing("lcsCorrelationId")
	}
	{
		b = appendText(append(b, 0x88), v.LcsCorrelationId)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFPositioningInfoTransfer) decode(d *decoder, pos, end int) {
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
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gPSI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUTI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUTI = new(FiveGGUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "nRPPaMessage"; d.first(&seen, 5, h) {
				v.NRPPaMessage = d.octets(h)
			}
		case ctx | 7:
			if name = "lPPMessage"; d.first(&seen, 6, h) {
				v.LPPMessage = d.octets(h)
			}
		case ctx | 8:
			if name = "lcsCorrelationId"; d.first(&seen, 7, h) {
				v.LcsCorrelationId = d.some(d.text(h), h)
			}
		case ctx | 9:
			if name = "additionalUserIdentifiers"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
	if seen&0x81 != 0x81 {
		d.absent(at, ^seen&0x81, "AMFPositioningInfoTransfer")
	}
}

func (*AMFPositioningInfoTransfer) alternative() (uint32, string) {
	return 111, "positioningInfoTransfer"
}

// AMFRANHandoverCommand is the record aMFRANHandoverCommand [113] of the AMF, TS 33.128 R19 clause 6.2.2.2.9.
type AMFRANHandoverCommand struct {
	UserIdentifiers         UserIdentifiers
	AMFUENGAPID             uint64
	RANUENGAPID             uint32
	HandoverType            HandoverType
	TargetToSourceContainer []byte
	Sequence
}

func (v *AMFRANHandoverCommand) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		if v.AMFUENGAPID > 1099511627775 {
			return e.outside("aMFUENGAPID", int64(v.AMFUENGAPID), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x82), int64(v.AMFUENGAPID))
	}
	{
		b = appendInt(append(b, 0x83), int64(v.RANUENGAPID))
	}
	if !(v.HandoverType != 0) {
		return e.missing("handoverType")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.HandoverType))
	}
	if !(v.TargetToSourceContainer != nil) {
		return e.missing("targetToSourceContainer")
	}
	{
		b = appendOctets(append(b, 0x85), v.TargetToSourceContainer)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFRANHandoverCommand) decode(d *decoder, pos, end int) {
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
			if name = "userIdentifiers"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserIdentifiers.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "aMFUENGAPID"; d.first(&seen, 1, h) {
				v.AMFUENGAPID = uint64(d.integer(h, 0, 1099511627775))
			}
		case ctx | 3:
			if name = "rANUENGAPID"; d.first(&seen, 2, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 4:
			if name = "handoverType"; d.first(&seen, 3, h) {
				v.HandoverType = HandoverType(d.enumerated(h))
			}
		case ctx | 5:
			if name = "targetToSourceContainer"; d.first(&seen, 4, h) {
				v.TargetToSourceContainer = d.octets(h)
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
	if seen&0x1f != 0x1f {
		d.absent(at, ^seen&0x1f, "AMFRANHandoverCommand")
	}
}

func (*AMFRANHandoverCommand) alternative() (uint32, string) { return 113, "aMFRANHandoverCommand" }

// AMFRANHandoverRequest is the record aMFRANHandoverRequest [114] of the AMF, TS 33.128 R19 clause 6.2.2.2.9.
type AMFRANHandoverRequest struct {
	UserIdentifiers               UserIdentifiers
	AMFUENGAPID                   uint64
	RANUENGAPID                   uint32
	HandoverType                  HandoverType
	HandoverCause                 HandoverCause
	PDUSessionResourceInformation PDUSessionResourceInformation
	MobilityRestrictionList       *MobilityRestrictionList
	LocationReportingRequestType  *LocationReportingRequestType
	TargetToSourceContainer       []byte
	NPNAccessInformation          NPNAccessInformation
	SourceToTargetContainer       []byte
	Sequence
}

func (v *AMFRANHandoverRequest) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		if v.AMFUENGAPID > 1099511627775 {
			return e.outside("aMFUENGAPID", int64(v.AMFUENGAPID), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x82), int64(v.AMFUENGAPID))
	}
	{
		b = appendInt(append(b, 0x83), int64(v.RANUENGAPID))
	}
	if !(v.HandoverType != 0) {
		return e.missing("handoverType")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.HandoverType))
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.HandoverCause.encode(b, e); b == nil {
			return e.in("handoverCause")
		}
		if len(b) == start {
			return e.missing("handoverCause")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.PDUSessionResourceInformation.encode(b, e); b == nil {
			return e.in("pDUSessionResourceInformation")
		}
		b = closed(b, start)
	}
	if v.MobilityRestrictionList != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.MobilityRestrictionList.encode(b, e); b == nil {
			return e.in("mobilityRestrictionList")
		}
		b = closed(b, start)
	}
	if v.LocationReportingRequestType != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.LocationReportingRequestType.encode(b, e); b == nil {
			return e.in("locationReportingRequestType")
		}
		b = closed(b, start)
	}
	if !(v.TargetToSourceContainer != nil) {
		return e.missing("targetToSourceContainer")
	}
	{
		b = appendOctets(append(b, 0x89), v.TargetToSourceContainer)
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.NPNAccessInformation.encode(b, e); b == nil {
			return e.in("nPNAccessInformation")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if !(v.SourceToTargetContainer != nil) {
		return e.missing("sourceToTargetContainer")
	}
	{
		b = appendOctets(append(b, 0x8b), v.SourceToTargetContainer)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFRANHandoverRequest) decode(d *decoder, pos, end int) {
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
			if name = "userIdentifiers"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserIdentifiers.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "aMFUENGAPID"; d.first(&seen, 1, h) {
				v.AMFUENGAPID = uint64(d.integer(h, 0, 1099511627775))
			}
		case ctx | 3:
			if name = "rANUENGAPID"; d.first(&seen, 2, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 4:
			if name = "handoverType"; d.first(&seen, 3, h) {
				v.HandoverType = HandoverType(d.enumerated(h))
			}
		case ctx | 5:
			if name = "handoverCause"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.HandoverCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pDUSessionResourceInformation"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PDUSessionResourceInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "mobilityRestrictionList"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.MobilityRestrictionList = new(MobilityRestrictionList)
					v.MobilityRestrictionList.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "locationReportingRequestType"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.LocationReportingRequestType = new(LocationReportingRequestType)
					v.LocationReportingRequestType.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "targetToSourceContainer"; d.first(&seen, 8, h) {
				v.TargetToSourceContainer = d.octets(h)
			}
		case ctx | 10:
			if name = "nPNAccessInformation"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.NPNAccessInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "sourceToTargetContainer"; d.first(&seen, 10, h) {
				v.SourceToTargetContainer = d.octets(h)
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
	if seen&0x53f != 0x53f {
		d.absent(at, ^seen&0x53f, "AMFRANHandoverRequest")
	}
}

func (*AMFRANHandoverRequest) alternative() (uint32, string) { return 114, "aMFRANHandoverRequest" }

// AMFUEConfigurationUpdate is the record aMFUEConfigurationUpdate [132] of the AMF, TS 33.128 R19 clause
// 6.2.2.2.10.
type AMFUEConfigurationUpdate struct {
	UserIdentifiers     UserIdentifiers
	GUTI                GUTI
	OldGUTI             EPS5GGUTI
	FiveGSTAIList       []TAI
	Slice               *Slice
	ServiceAreaList     []byte
	RegistrationResult  Opt[AMFRegistrationResult]
	SMSOverNASIndicator Opt[SMSOverNASIndicator]
	Sequence
}

func (v *AMFUEConfigurationUpdate) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.OldGUTI.encode(b, e); b == nil {
			return e.in("oldGUTI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.FiveGSTAIList != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.FiveGSTAIList); b == nil {
			return e.in("fiveGSTAIList")
		}
		b = closed(b, start)
	}
	if v.Slice != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Slice.encode(b, e); b == nil {
			return e.in("slice")
		}
		b = closed(b, start)
	}
	if v.ServiceAreaList != nil {
		b = appendOctets(append(b, 0x86), v.ServiceAreaList)
	}
	if v.RegistrationResult.Set {
		b = appendInt(append(b, 0x87), int64(v.RegistrationResult.Value))
	}
	if v.SMSOverNASIndicator.Set {
		b = appendInt(append(b, 0x88), int64(v.SMSOverNASIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFUEConfigurationUpdate) decode(d *decoder, pos, end int) {
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
			if name = "userIdentifiers"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserIdentifiers.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gUTI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "oldGUTI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.OldGUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "fiveGSTAIList"; d.first(&seen, 3, h) {
				v.FiveGSTAIList = sequences[TAI](d, h)
			}
		case ctx | 5:
			if name = "slice"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.Slice = new(Slice)
					v.Slice.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "serviceAreaList"; d.first(&seen, 5, h) {
				v.ServiceAreaList = d.octets(h)
			}
		case ctx | 7:
			if name = "registrationResult"; d.first(&seen, 6, h) {
				v.RegistrationResult = Some(AMFRegistrationResult(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "sMSOverNASIndicator"; d.first(&seen, 7, h) {
				v.SMSOverNASIndicator = Some(SMSOverNASIndicator(d.enumerated(h)))
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
		d.absent(at, ^seen&0x3, "AMFUEConfigurationUpdate")
	}
}

func (*AMFUEConfigurationUpdate) alternative() (uint32, string) {
	return 132, "aMFUEConfigurationUpdate"
}

// AMFRANTraceReport is the record aMFRANTraceReport [139] of the AMF, TS 33.128 R19 clause 6.2.2.2.
type AMFRANTraceReport struct {
	UserIdentifiers               UserIdentifiers
	AMFUENGAPID                   uint64
	RANUENGAPID                   uint32
	TraceRecordType               TraceRecordType
	TraceDirection                TraceDirection
	DeprecatedTraceActivationInfo *TraceActivationInfo
	NGRANCGI                      NCGI
	GlobalRANNodeID               GlobalRANNodeID
	TraceCollectionEntityInfo     *TraceCollectionEntityInfo
	AMFTraceData                  XMLType
	Location                      *Location
	TraceActivation               *ExternalASNType
	Sequence
}

func (v *AMFRANTraceReport) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		if v.AMFUENGAPID > 1099511627775 {
			return e.outside("aMFUENGAPID", int64(v.AMFUENGAPID), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x82), int64(v.AMFUENGAPID))
	}
	{
		b = appendInt(append(b, 0x83), int64(v.RANUENGAPID))
	}
	if !(v.TraceRecordType != 0) {
		return e.missing("traceRecordType")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.TraceRecordType))
	}
	if !(v.TraceDirection != 0) {
		return e.missing("traceDirection")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.TraceDirection))
	}
	if v.DeprecatedTraceActivationInfo != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.DeprecatedTraceActivationInfo.encode(b, e); b == nil {
			return e.in("deprecatedTraceActivationInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.NGRANCGI.encode(b, e); b == nil {
			return e.in("nGRANCGI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.GlobalRANNodeID.encode(b, e); b == nil {
			return e.in("globalRANNodeID")
		}
		b = closed(b, start)
	}
	if v.TraceCollectionEntityInfo != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.TraceCollectionEntityInfo.encode(b, e); b == nil {
			return e.in("traceCollectionEntityInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.AMFTraceData.encode(b, e); b == nil {
			return e.in("aMFTraceData")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.TraceActivation != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.TraceActivation.encode(b, e); b == nil {
			return e.in("traceActivation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFRANTraceReport) decode(d *decoder, pos, end int) {
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
			if name = "userIdentifiers"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserIdentifiers.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "aMFUENGAPID"; d.first(&seen, 1, h) {
				v.AMFUENGAPID = uint64(d.integer(h, 0, 1099511627775))
			}
		case ctx | 3:
			if name = "rANUENGAPID"; d.first(&seen, 2, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 4:
			if name = "traceRecordType"; d.first(&seen, 3, h) {
				v.TraceRecordType = TraceRecordType(d.enumerated(h))
			}
		case ctx | 5:
			if name = "traceDirection"; d.first(&seen, 4, h) {
				v.TraceDirection = TraceDirection(d.enumerated(h))
			}
		case ctx | 6:
			if name = "deprecatedTraceActivationInfo"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.DeprecatedTraceActivationInfo = new(TraceActivationInfo)
					v.DeprecatedTraceActivationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "nGRANCGI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.NGRANCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "globalRANNodeID"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.GlobalRANNodeID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "traceCollectionEntityInfo"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.TraceCollectionEntityInfo = new(TraceCollectionEntityInfo)
					v.TraceCollectionEntityInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "aMFTraceData"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.AMFTraceData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "location"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "traceActivation"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.TraceActivation = new(ExternalASNType)
					v.TraceActivation.decode(d, h.start, h.stop)
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
	if seen&0x2df != 0x2df {
		d.absent(at, ^seen&0x2df, "AMFRANTraceReport")
	}
}

func (*AMFRANTraceReport) alternative() (uint32, string) { return 139, "aMFRANTraceReport" }

// AMFUEPolicyTransfer is the record aMFUEPolicyTransfer [146] of the AMF, TS 33.128 R19 clause 6.2.2.2.12.
type AMFUEPolicyTransfer struct {
	SUPI     SUPI
	SUCI     *SUCI
	PEI      PEI
	GPSI     GPSI
	GUTI     *FiveGGUTI
	UEPolicy []byte
	Sequence
}

func (v *AMFUEPolicyTransfer) encode(b []byte, e *encoder) []byte {
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
	if v.SUCI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
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
		b = append(b, 0xa4, 0)
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
	if v.GUTI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if !(v.UEPolicy != nil) {
		return e.missing("uEPolicy")
	}
	{
		b = appendOctets(append(b, 0x86), v.UEPolicy)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFUEPolicyTransfer) decode(d *decoder, pos, end int) {
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
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gPSI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUTI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUTI = new(FiveGGUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "uEPolicy"; d.first(&seen, 5, h) {
				v.UEPolicy = d.octets(h)
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
		d.absent(at, ^seen&0x21, "AMFUEPolicyTransfer")
	}
}

func (*AMFUEPolicyTransfer) alternative() (uint32, string) { return 146, "aMFUEPolicyTransfer" }

// AMFUEServiceAccept is the record aMFUEServiceAccept [147] of the AMF, TS 33.128 R19 clause 6.2.2.2.12.
type AMFUEServiceAccept struct {
	UserIdentifiers         UserIdentifiers
	ServiceMessageIdentity  ServiceMessageIdentity
	ServiceType             []byte
	FiveGTMSI               Opt[uint32]
	UplinkDataStatus        []byte
	PDUSessionStatus        []byte
	DeprecatedUERequestType Opt[FiveGSMRequestType]
	PagingRestriction       []byte
	ForbiddenTAIList        []TAI
	UERequestType           []byte
	Sequence
}

func (v *AMFUEServiceAccept) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ServiceMessageIdentity.encode(b, e); b == nil {
			return e.in("serviceMessageIdentity")
		}
		if len(b) == start {
			return e.missing("serviceMessageIdentity")
		}
		b = closed(b, start)
	}
	if v.ServiceType != nil {
		b = appendOctets(append(b, 0x83), v.ServiceType)
	}
	if v.FiveGTMSI.Set {
		b = appendInt(append(b, 0x84), int64(v.FiveGTMSI.Value))
	}
	if v.UplinkDataStatus != nil {
		b = appendOctets(append(b, 0x85), v.UplinkDataStatus)
	}
	if v.PDUSessionStatus != nil {
		b = appendOctets(append(b, 0x86), v.PDUSessionStatus)
	}
	if v.DeprecatedUERequestType.Set {
		b = appendInt(append(b, 0x87), int64(v.DeprecatedUERequestType.Value))
	}
	if v.PagingRestriction != nil {
		b = appendOctets(append(b, 0x88), v.PagingRestriction)
	}
	if v.ForbiddenTAIList != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ForbiddenTAIList); b == nil {
			return e.in("forbiddenTAIList")
		}
		b = closed(b, start)
	}
	if v.UERequestType != nil {
		b = appendOctets(append(b, 0x8a), v.UERequestType)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFUEServiceAccept) decode(d *decoder, pos, end int) {
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
			if name = "userIdentifiers"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserIdentifiers.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "serviceMessageIdentity"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ServiceMessageIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "serviceType"; d.first(&seen, 2, h) {
				v.ServiceType = d.octets(h)
			}
		case ctx | 4:
			if name = "fiveGTMSI"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 4294967295, &v.Extra); ok {
					v.FiveGTMSI = Some(uint32(x))
				}
			}
		case ctx | 5:
			if name = "uplinkDataStatus"; d.first(&seen, 4, h) {
				v.UplinkDataStatus = d.octets(h)
			}
		case ctx | 6:
			if name = "pDUSessionStatus"; d.first(&seen, 5, h) {
				v.PDUSessionStatus = d.octets(h)
			}
		case ctx | 7:
			if name = "deprecatedUERequestType"; d.first(&seen, 6, h) {
				v.DeprecatedUERequestType = Some(FiveGSMRequestType(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "pagingRestriction"; d.first(&seen, 7, h) {
				v.PagingRestriction = d.octets(h)
			}
		case ctx | 9:
			if name = "forbiddenTAIList"; d.first(&seen, 8, h) {
				v.ForbiddenTAIList = sequences[TAI](d, h)
			}
		case ctx | 10:
			if name = "uERequestType"; d.first(&seen, 9, h) {
				v.UERequestType = d.octets(h)
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
		d.absent(at, ^seen&0x3, "AMFUEServiceAccept")
	}
}

func (*AMFUEServiceAccept) alternative() (uint32, string) { return 147, "aMFUEServiceAccept" }

// AMFUEContextUpdate is the record aMFUEContextUpdate [175] of the AMF, TS 33.128 R19 clause 6.2.2.2.14.
type AMFUEContextUpdate struct {
	UserIdentifiers          UserIdentifiers
	RANUEContextModification *RANUEContextModification
	RANDownlinkNASTransport  *RANDownlinkNASTransport
	Sequence
}

func (v *AMFUEContextUpdate) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	if v.RANUEContextModification != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RANUEContextModification.encode(b, e); b == nil {
			return e.in("rANUEContextModification")
		}
		b = closed(b, start)
	}
	if v.RANDownlinkNASTransport != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.RANDownlinkNASTransport.encode(b, e); b == nil {
			return e.in("rANDownlinkNASTransport")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFUEContextUpdate) decode(d *decoder, pos, end int) {
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
			if name = "userIdentifiers"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserIdentifiers.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rANUEContextModification"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RANUEContextModification = new(RANUEContextModification)
					v.RANUEContextModification.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "rANDownlinkNASTransport"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.RANDownlinkNASTransport = new(RANDownlinkNASTransport)
					v.RANDownlinkNASTransport.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "AMFUEContextUpdate")
	}
}

func (*AMFUEContextUpdate) alternative() (uint32, string) { return 175, "aMFUEContextUpdate" }

// AMFIdentifierAssociation is the record aMFIdentifierAssociation [62] of the AMF, TS 33.128 R19 clause
// 6.2.2.2.7.
type AMFIdentifierAssociation struct {
	SUPI                      SUPI
	SUCI                      *SUCI
	PEI                       PEI
	GPSI                      GPSI
	GUTI                      FiveGGUTI
	Location                  Location
	FiveGSTAIList             []TAI
	AdditionalUserIdentifiers *UserIdentifiers
	Sequence
}

func (v *AMFIdentifierAssociation) encode(b []byte, e *encoder) []byte {
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
	if v.SUCI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
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
		b = append(b, 0xa4, 0)
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
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.FiveGSTAIList != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.FiveGSTAIList); b == nil {
			return e.in("fiveGSTAIList")
		}
		b = closed(b, start)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFIdentifierAssociation) decode(d *decoder, pos, end int) {
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
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gPSI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUTI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "fiveGSTAIList"; d.first(&seen, 6, h) {
				v.FiveGSTAIList = sequences[TAI](d, h)
			}
		case ctx | 8:
			if name = "additionalUserIdentifiers"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
	if seen&0x31 != 0x31 {
		d.absent(at, ^seen&0x31, "AMFIdentifierAssociation")
	}
}

func (*AMFIdentifierAssociation) alternative() (uint32, string) {
	return 62, "aMFIdentifierAssociation"
}

// AMFIdentifierDeassociation is the record aMFIdentifierDeassociation [186] of the AMF, TS 33.128 R19 clause
// 6.2.2.2.7.
type AMFIdentifierDeassociation struct {
	SUPI                      SUPI
	SUCI                      *SUCI
	PEI                       PEI
	GPSI                      GPSI
	GUTI                      FiveGGUTI
	Location                  *Location
	AdditionalUserIdentifiers *UserIdentifiers
	Sequence
}

func (v *AMFIdentifierDeassociation) encode(b []byte, e *encoder) []byte {
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
	if v.SUCI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
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
		b = append(b, 0xa4, 0)
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
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalUserIdentifiers != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.AdditionalUserIdentifiers.encode(b, e); b == nil {
			return e.in("additionalUserIdentifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFIdentifierDeassociation) decode(d *decoder, pos, end int) {
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
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gPSI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUTI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "additionalUserIdentifiers"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.AdditionalUserIdentifiers = new(UserIdentifiers)
					v.AdditionalUserIdentifiers.decode(d, h.start, h.stop)
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
	if seen&0x11 != 0x11 {
		d.absent(at, ^seen&0x11, "AMFIdentifierDeassociation")
	}
}

func (*AMFIdentifierDeassociation) alternative() (uint32, string) {
	return 186, "aMFIdentifierDeassociation"
}

// AMFDirection says who started a deregistration.
type AMFDirection uint16

// Values of AMFDirection.
const (
	AMFDirectionNetworkInitiated AMFDirection = 1
	AMFDirectionUEInitiated      AMFDirection = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v AMFDirection) String() string {
	switch v {
	case AMFDirectionNetworkInitiated:
		return "networkInitiated"
	case AMFDirectionUEInitiated:
		return "uEInitiated"
	}
	return strconv.Itoa(int(v))
}

// AMFFailedProcedureType says which procedure failed.
type AMFFailedProcedureType uint16

// Values of AMFFailedProcedureType.
const (
	AMFFailedProcedureTypeRegistration            AMFFailedProcedureType = 1
	AMFFailedProcedureTypeSMS                     AMFFailedProcedureType = 2
	AMFFailedProcedureTypePDUSessionEstablishment AMFFailedProcedureType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v AMFFailedProcedureType) String() string {
	switch v {
	case AMFFailedProcedureTypeRegistration:
		return "registration"
	case AMFFailedProcedureTypeSMS:
		return "sMS"
	case AMFFailedProcedureTypePDUSessionEstablishment:
		return "pDUSessionEstablishment"
	}
	return strconv.Itoa(int(v))
}

// AMFFailureCause is a CHOICE: the cause of a failure at the AMF.
type AMFFailureCause struct {
	// FiveGMMCause is a value of TS 24.501 clause 9.11.3.2, FiveGSMCause one of clause 9.11.4.2.
	FiveGMMCause Opt[uint8]
	FiveGSMCause Opt[uint8]
	Choice
}

func (v *AMFFailureCause) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.FiveGMMCause.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.FiveGMMCause.Value))
	}
	if v.FiveGSMCause.Set {
		n++
		b = appendInt(append(b, 0x82), int64(v.FiveGSMCause.Value))
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

func (v *AMFFailureCause) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fiveGMMCause"
		v.FiveGMMCause = Some(uint8(d.integer(h, 0, 255)))
	case ctx | 2:
		name = "fiveGSMCause"
		v.FiveGSMCause = Some(uint8(d.integer(h, 0, 255)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// AMFRegistrationResult says over which access the UE is registered.
type AMFRegistrationResult uint16

// Values of AMFRegistrationResult.
const (
	AMFRegistrationResultThreeGPPAccess               AMFRegistrationResult = 1
	AMFRegistrationResultNonThreeGPPAccess            AMFRegistrationResult = 2
	AMFRegistrationResultThreeGPPAndNonThreeGPPAccess AMFRegistrationResult = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v AMFRegistrationResult) String() string {
	switch v {
	case AMFRegistrationResultThreeGPPAccess:
		return "threeGPPAccess"
	case AMFRegistrationResultNonThreeGPPAccess:
		return "nonThreeGPPAccess"
	case AMFRegistrationResultThreeGPPAndNonThreeGPPAccess:
		return "threeGPPAndNonThreeGPPAccess"
	}
	return strconv.Itoa(int(v))
}

// AMFRegistrationType says what kind of registration it was.
type AMFRegistrationType uint16

// Values of AMFRegistrationType.
const (
	AMFRegistrationTypeInitial          AMFRegistrationType = 1
	AMFRegistrationTypeMobility         AMFRegistrationType = 2
	AMFRegistrationTypePeriodic         AMFRegistrationType = 3
	AMFRegistrationTypeEmergency        AMFRegistrationType = 4
	AMFRegistrationTypeSNPNOnboarding   AMFRegistrationType = 5
	AMFRegistrationTypeDisasterMobility AMFRegistrationType = 6
	AMFRegistrationTypeDisasterInitial  AMFRegistrationType = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v AMFRegistrationType) String() string {
	switch v {
	case AMFRegistrationTypeInitial:
		return "initial"
	case AMFRegistrationTypeMobility:
		return "mobility"
	case AMFRegistrationTypePeriodic:
		return "periodic"
	case AMFRegistrationTypeEmergency:
		return "emergency"
	case AMFRegistrationTypeSNPNOnboarding:
		return "sNPNOnboarding"
	case AMFRegistrationTypeDisasterMobility:
		return "disasterMobility"
	case AMFRegistrationTypeDisasterInitial:
		return "disasterInitial"
	}
	return strconv.Itoa(int(v))
}

// MDTConfiguration is an ENUMERATED of TS 33.128 R19 annex A.
type MDTConfiguration uint16

// Values of MDTConfiguration.
const (
	MDTConfigurationMDTConfigurationNR    MDTConfiguration = 1
	MDTConfigurationMDTConfigurationEUTRA MDTConfiguration = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MDTConfiguration) String() string {
	switch v {
	case MDTConfigurationMDTConfigurationNR:
		return "mDTConfigurationNR"
	case MDTConfigurationMDTConfigurationEUTRA:
		return "mDTConfigurationEUTRA"
	}
	return strconv.Itoa(int(v))
}

// ServiceMessageIdentity is a CHOICE of TS 33.128 R19 annex A.
type ServiceMessageIdentity struct {
	ServiceRequest []byte
	ServiceAccept  []byte
	Choice
}

func (v *ServiceMessageIdentity) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.ServiceRequest != nil {
		n++
		b = appendOctets(append(b, 0x81), v.ServiceRequest)
	}
	if v.ServiceAccept != nil {
		n++
		b = appendOctets(append(b, 0x82), v.ServiceAccept)
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

func (v *ServiceMessageIdentity) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "serviceRequest"
		v.ServiceRequest = d.octets(h)
	case ctx | 2:
		name = "serviceAccept"
		v.ServiceAccept = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// TraceActivationInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TraceActivationInfo struct {
	NGRANTraceID                   []byte
	InterfacestoTrace              uint64
	TraceDepth                     TraceDepth
	TraceCollectionEntityIPAddress IPAddress
	MDTConfiguration               Opt[MDTConfiguration]
	Sequence
}

func (v *TraceActivationInfo) encode(b []byte, e *encoder) []byte {
	if !(v.NGRANTraceID != nil) {
		return e.missing("nGRANTraceID")
	}
	{
		b = appendOctets(append(b, 0x81), v.NGRANTraceID)
	}
	{
		if v.InterfacestoTrace>>8 != 0 {
			return e.fail(ber.ErrValue, "interfacestoTrace", "8 bits", "more")
		}
		b = append(append(b, 0x82), 2, 0, byte(v.InterfacestoTrace>>0))
	}
	if !(v.TraceDepth != 0) {
		return e.missing("traceDepth")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.TraceDepth))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.TraceCollectionEntityIPAddress.encode(b, e); b == nil {
			return e.in("traceCollectionEntityIPAddress")
		}
		if len(b) == start {
			return e.missing("traceCollectionEntityIPAddress")
		}
		b = closed(b, start)
	}
	if v.MDTConfiguration.Set {
		b = appendInt(append(b, 0x85), int64(v.MDTConfiguration.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TraceActivationInfo) decode(d *decoder, pos, end int) {
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
			if name = "nGRANTraceID"; d.first(&seen, 0, h) {
				v.NGRANTraceID = d.octets(h)
			}
		case ctx | 2:
			if name = "interfacestoTrace"; d.first(&seen, 1, h) {
				v.InterfacestoTrace = d.bits(h, 8)
			}
		case ctx | 3:
			if name = "traceDepth"; d.first(&seen, 2, h) {
				v.TraceDepth = TraceDepth(d.enumerated(h))
			}
		case ctx | 4:
			if name = "traceCollectionEntityIPAddress"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.TraceCollectionEntityIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "mDTConfiguration"; d.first(&seen, 4, h) {
				v.MDTConfiguration = Some(MDTConfiguration(d.enumerated(h)))
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
		d.absent(at, ^seen&0xf, "TraceActivationInfo")
	}
}

// TraceDepth is an ENUMERATED of TS 33.128 R19 annex A.
type TraceDepth uint16

// Values of TraceDepth.
const (
	TraceDepthMinimum                               TraceDepth = 1
	TraceDepthMedium                                TraceDepth = 2
	TraceDepthMaximum                               TraceDepth = 3
	TraceDepthMinimumWithoutVendorSpecificExtension TraceDepth = 4
	TraceDepthMediumWithoutVendorSpecificExtension  TraceDepth = 5
	TraceDepthMaximumWithoutVendorSpecificExtension TraceDepth = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v TraceDepth) String() string {
	switch v {
	case TraceDepthMinimum:
		return "minimum"
	case TraceDepthMedium:
		return "medium"
	case TraceDepthMaximum:
		return "maximum"
	case TraceDepthMinimumWithoutVendorSpecificExtension:
		return "minimumWithoutVendorSpecificExtension"
	case TraceDepthMediumWithoutVendorSpecificExtension:
		return "mediumWithoutVendorSpecificExtension"
	case TraceDepthMaximumWithoutVendorSpecificExtension:
		return "maximumWithoutVendorSpecificExtension"
	}
	return strconv.Itoa(int(v))
}

// NASTransportInitialInformation is a SEQUENCE of TS 33.128 R19 annex A.
type NASTransportInitialInformation struct {
	RANUENGAPID             uint32
	IABNodeIndication       Opt[bool]
	EDTSession              Opt[bool]
	AuthenticatedIndication Opt[bool]
	NPNAccessInformation    []string
	REDCAPIndication        Opt[REDCAPIndication]
	MobileIABNodeIndication Opt[bool]
	Sequence
}

func (v *NASTransportInitialInformation) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.RANUENGAPID))
	}
	if v.IABNodeIndication.Set {
		b = appendBool(append(b, 0x82), v.IABNodeIndication.Value)
	}
	if v.EDTSession.Set {
		b = appendBool(append(b, 0x83), v.EDTSession.Value)
	}
	if v.AuthenticatedIndication.Set {
		b = appendBool(append(b, 0x84), v.AuthenticatedIndication.Value)
	}
	if v.NPNAccessInformation != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.NPNAccessInformation {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.REDCAPIndication.Set {
		b = appendInt(append(b, 0x86), int64(v.REDCAPIndication.Value))
	}
	if v.MobileIABNodeIndication.Set {
		b = appendBool(append(b, 0x87), v.MobileIABNodeIndication.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NASTransportInitialInformation) decode(d *decoder, pos, end int) {
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
			if name = "rANUENGAPID"; d.first(&seen, 0, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 2:
			if name = "iABNodeIndication"; d.first(&seen, 1, h) {
				v.IABNodeIndication = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "eDTSession"; d.first(&seen, 2, h) {
				v.EDTSession = Some(d.boolean(h))
			}
		case ctx | 4:
			if name = "authenticatedIndication"; d.first(&seen, 3, h) {
				v.AuthenticatedIndication = Some(d.boolean(h))
			}
		case ctx | 5:
			if name = "nPNAccessInformation"; d.first(&seen, 4, h) {
				v.NPNAccessInformation = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 6:
			if name = "rEDCAPIndication"; d.first(&seen, 5, h) {
				v.REDCAPIndication = Some(REDCAPIndication(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "mobileIABNodeIndication"; d.first(&seen, 6, h) {
				v.MobileIABNodeIndication = Some(d.boolean(h))
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
		d.absent(at, ^seen&0x1, "NASTransportInitialInformation")
	}
}

// REDCAPIndication is an ENUMERATED of TS 33.128 R19 annex A.
type REDCAPIndication uint16

// Values of REDCAPIndication.
const (
	REDCAPIndicationRedCAP REDCAPIndication = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v REDCAPIndication) String() string {
	switch v {
	case REDCAPIndicationRedCAP:
		return "redCAP"
	}
	return strconv.Itoa(int(v))
}

// InitialRANUEContextSetup is a SEQUENCE of TS 33.128 R19 annex A.
type InitialRANUEContextSetup struct {
	AMFUENGAPID                          uint64
	RANUENGAPID                          uint32
	OldAMF                               *GUAMI
	PDUSessionSetupRequest               []PDUSessionSetupRequestItem
	AllowedNSSAI                         [][]SNSSAI
	MobilityRestrictionList              *MobilityRestrictionList
	UERadioCapability                    *UERadioCapability
	RATFrequencySelectionPriority        Opt[uint16]
	UERadioCapabilityForPaging           *UERadioCapabilityForPaging
	IABAuthorizedIndicator               Opt[IABAuthorizedIndicator]
	NRV2XServicesAuthorization           *NRV2XServicesAuthorization
	LTEV2XServiceAuthorization           *LTEV2XServiceAuthorization
	RGLevelWirelineAccessCharacteristics []byte
	UERadioCapabilityID                  []byte
	TargetNSSAIInfo                      *TargetNSSAIInfo
	FiveGProSeAuthorizationIndication    *FiveGProSeAuthorizationIndication
	UEDifferentiationInfo                *UEDifferentiationInfo
	MobileIABAuthorizedIndicator         Opt[MobileIABAuthorizedIndicator]
	Sequence
}

func (v *InitialRANUEContextSetup) encode(b []byte, e *encoder) []byte {
	{
		if v.AMFUENGAPID > 1099511627775 {
			return e.outside("aMFUENGAPID", int64(v.AMFUENGAPID), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x81), int64(v.AMFUENGAPID))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RANUENGAPID))
	}
	if v.OldAMF != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.OldAMF.encode(b, e); b == nil {
			return e.in("oldAMF")
		}
		b = closed(b, start)
	}
	if !(v.PDUSessionSetupRequest != nil) {
		return e.missing("pDUSessionSetupRequest")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PDUSessionSetupRequest); b == nil {
			return e.in("pDUSessionSetupRequest")
		}
		b = closed(b, start)
	}
	if !(v.AllowedNSSAI != nil) {
		return e.missing("allowedNSSAI")
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.AllowedNSSAI {
			b = append(b, 0x30, 0)
			start0 := len(b)
			if b = appendSequences(b, e, x0); b == nil {
				return e.in("allowedNSSAI")
			}
			b = closed(b, start0)
		}
		b = closed(b, start)
	}
	if v.MobilityRestrictionList != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.MobilityRestrictionList.encode(b, e); b == nil {
			return e.in("mobilityRestrictionList")
		}
		b = closed(b, start)
	}
	if v.UERadioCapability != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.UERadioCapability.encode(b, e); b == nil {
			return e.in("uERadioCapability")
		}
		b = closed(b, start)
	}
	if v.RATFrequencySelectionPriority.Set {
		if v.RATFrequencySelectionPriority.Value < 1 || v.RATFrequencySelectionPriority.Value > 256 {
			return e.outside("rATFrequencySelectionPriority", int64(v.RATFrequencySelectionPriority.Value), 1, 256)
		}
		b = appendInt(append(b, 0x88), int64(v.RATFrequencySelectionPriority.Value))
	}
	if v.UERadioCapabilityForPaging != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.UERadioCapabilityForPaging.encode(b, e); b == nil {
			return e.in("uERadioCapabilityForPaging")
		}
		b = closed(b, start)
	}
	if v.IABAuthorizedIndicator.Set {
		b = appendInt(append(b, 0x8a), int64(v.IABAuthorizedIndicator.Value))
	}
	if v.NRV2XServicesAuthorization != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.NRV2XServicesAuthorization.encode(b, e); b == nil {
			return e.in("nRV2XServicesAuthorization")
		}
		b = closed(b, start)
	}
	if v.LTEV2XServiceAuthorization != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.LTEV2XServiceAuthorization.encode(b, e); b == nil {
			return e.in("lTEV2XServiceAuthorization")
		}
		b = closed(b, start)
	}
	if v.RGLevelWirelineAccessCharacteristics != nil {
		b = appendOctets(append(b, 0x8d), v.RGLevelWirelineAccessCharacteristics)
	}
	if v.UERadioCapabilityID != nil {
		b = appendOctets(append(b, 0x8e), v.UERadioCapabilityID)
	}
	if v.TargetNSSAIInfo != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.TargetNSSAIInfo.encode(b, e); b == nil {
			return e.in("targetNSSAIInfo")
		}
		b = closed(b, start)
	}
	if v.FiveGProSeAuthorizationIndication != nil {
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.FiveGProSeAuthorizationIndication.encode(b, e); b == nil {
			return e.in("fiveGProSeAuthorizationIndication")
		}
		b = closed(b, start)
	}
	if v.UEDifferentiationInfo != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.UEDifferentiationInfo.encode(b, e); b == nil {
			return e.in("uEDifferentiationInfo")
		}
		b = closed(b, start)
	}
	if v.MobileIABAuthorizedIndicator.Set {
		b = appendInt(append(b, 0x92), int64(v.MobileIABAuthorizedIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *InitialRANUEContextSetup) decode(d *decoder, pos, end int) {
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
			if name = "aMFUENGAPID"; d.first(&seen, 0, h) {
				v.AMFUENGAPID = uint64(d.integer(h, 0, 1099511627775))
			}
		case ctx | 2:
			if name = "rANUENGAPID"; d.first(&seen, 1, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 3:
			if name = "oldAMF"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.OldAMF = new(GUAMI)
					v.OldAMF.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pDUSessionSetupRequest"; d.first(&seen, 3, h) {
				v.PDUSessionSetupRequest = sequences[PDUSessionSetupRequestItem](d, h)
			}
		case ctx | 5:
			if name = "allowedNSSAI"; d.first(&seen, 4, h) {
				v.AllowedNSSAI = list(d, h, 16, func(d *decoder, h header, v *[]SNSSAI) { *v = sequences[SNSSAI](d, h) })
			}
		case ctx | 6:
			if name = "mobilityRestrictionList"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.MobilityRestrictionList = new(MobilityRestrictionList)
					v.MobilityRestrictionList.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "uERadioCapability"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.UERadioCapability = new(UERadioCapability)
					v.UERadioCapability.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "rATFrequencySelectionPriority"; d.first(&seen, 7, h) {
				if x, ok := d.maybeInteger(h, 1, 256, &v.Extra); ok {
					v.RATFrequencySelectionPriority = Some(uint16(x))
				}
			}
		case ctx | 9:
			if name = "uERadioCapabilityForPaging"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.UERadioCapabilityForPaging = new(UERadioCapabilityForPaging)
					v.UERadioCapabilityForPaging.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "iABAuthorizedIndicator"; d.first(&seen, 9, h) {
				v.IABAuthorizedIndicator = Some(IABAuthorizedIndicator(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "nRV2XServicesAuthorization"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.NRV2XServicesAuthorization = new(NRV2XServicesAuthorization)
					v.NRV2XServicesAuthorization.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "lTEV2XServiceAuthorization"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.LTEV2XServiceAuthorization = new(LTEV2XServiceAuthorization)
					v.LTEV2XServiceAuthorization.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "rGLevelWirelineAccessCharacteristics"; d.first(&seen, 12, h) {
				v.RGLevelWirelineAccessCharacteristics = d.octets(h)
			}
		case ctx | 14:
			if name = "uERadioCapabilityID"; d.first(&seen, 13, h) {
				v.UERadioCapabilityID = d.octets(h)
			}
		case ctx | 15:
			if name = "targetNSSAIInfo"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.TargetNSSAIInfo = new(TargetNSSAIInfo)
					v.TargetNSSAIInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "fiveGProSeAuthorizationIndication"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.FiveGProSeAuthorizationIndication = new(FiveGProSeAuthorizationIndication)
					v.FiveGProSeAuthorizationIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "uEDifferentiationInfo"; d.first(&seen, 16, h) {
				if d.open(h) {
					v.UEDifferentiationInfo = new(UEDifferentiationInfo)
					v.UEDifferentiationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 18:
			if name = "mobileIABAuthorizedIndicator"; d.first(&seen, 17, h) {
				v.MobileIABAuthorizedIndicator = Some(MobileIABAuthorizedIndicator(d.enumerated(h)))
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
	if seen&0x1b != 0x1b {
		d.absent(at, ^seen&0x1b, "InitialRANUEContextSetup")
	}
}

// PDUSessionSetupRequestItem is a SEQUENCE of TS 33.128 R19 annex A.
type PDUSessionSetupRequestItem struct {
	PDUSessionID uint8
	SNSSAI       SNSSAI
	Sequence
}

func (v *PDUSessionSetupRequestItem) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.PDUSessionID))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PDUSessionSetupRequestItem) decode(d *decoder, pos, end int) {
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
			if name = "sNSSAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SNSSAI.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "PDUSessionSetupRequestItem")
	}
}

// UERadioCapability is a SEQUENCE of TS 33.128 R19 annex A.
type UERadioCapability struct {
	UERadioCapibilityNR    []byte
	UERadioCapabilityEUTRA []byte
	Sequence
}

func (v *UERadioCapability) encode(b []byte, e *encoder) []byte {
	if v.UERadioCapibilityNR != nil {
		b = appendOctets(append(b, 0x81), v.UERadioCapibilityNR)
	}
	if v.UERadioCapabilityEUTRA != nil {
		b = appendOctets(append(b, 0x82), v.UERadioCapabilityEUTRA)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UERadioCapability) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "uERadioCapibilityNR"; d.first(&seen, 0, h) {
				v.UERadioCapibilityNR = d.octets(h)
			}
		case ctx | 2:
			if name = "uERadioCapabilityEUTRA"; d.first(&seen, 1, h) {
				v.UERadioCapabilityEUTRA = d.octets(h)
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

// UERadioCapabilityForPaging is a SEQUENCE of TS 33.128 R19 annex A.
type UERadioCapabilityForPaging struct {
	UERadioCapabilityForPagingOfNR    []byte
	UERadioCapabilityForPagingOfEUTRA []byte
	UERadioCapabilityForPagingOfNBIoT []byte
	Sequence
}

func (v *UERadioCapabilityForPaging) encode(b []byte, e *encoder) []byte {
	if v.UERadioCapabilityForPagingOfNR != nil {
		b = appendOctets(append(b, 0x81), v.UERadioCapabilityForPagingOfNR)
	}
	if v.UERadioCapabilityForPagingOfEUTRA != nil {
		b = appendOctets(append(b, 0x82), v.UERadioCapabilityForPagingOfEUTRA)
	}
	if v.UERadioCapabilityForPagingOfNBIoT != nil {
		b = appendOctets(append(b, 0x83), v.UERadioCapabilityForPagingOfNBIoT)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UERadioCapabilityForPaging) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "uERadioCapabilityForPagingOfNR"; d.first(&seen, 0, h) {
				v.UERadioCapabilityForPagingOfNR = d.octets(h)
			}
		case ctx | 2:
			if name = "uERadioCapabilityForPagingOfEUTRA"; d.first(&seen, 1, h) {
				v.UERadioCapabilityForPagingOfEUTRA = d.octets(h)
			}
		case ctx | 3:
			if name = "uERadioCapabilityForPagingOfNBIoT"; d.first(&seen, 2, h) {
				v.UERadioCapabilityForPagingOfNBIoT = d.octets(h)
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

// TargetNSSAIInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TargetNSSAIInfo struct {
	TargetSNSSAIList              []SNSSAI
	RATFrequencySelectionPriority uint16
	Sequence
}

func (v *TargetNSSAIInfo) encode(b []byte, e *encoder) []byte {
	if !(v.TargetSNSSAIList != nil) {
		return e.missing("targetSNSSAIList")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TargetSNSSAIList); b == nil {
			return e.in("targetSNSSAIList")
		}
		b = closed(b, start)
	}
	{
		if v.RATFrequencySelectionPriority < 1 || v.RATFrequencySelectionPriority > 256 {
			return e.outside("rATFrequencySelectionPriority", int64(v.RATFrequencySelectionPriority), 1, 256)
		}
		b = appendInt(append(b, 0x82), int64(v.RATFrequencySelectionPriority))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TargetNSSAIInfo) decode(d *decoder, pos, end int) {
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
			if name = "targetSNSSAIList"; d.first(&seen, 0, h) {
				v.TargetSNSSAIList = sequences[SNSSAI](d, h)
			}
		case ctx | 2:
			if name = "rATFrequencySelectionPriority"; d.first(&seen, 1, h) {
				v.RATFrequencySelectionPriority = uint16(d.integer(h, 1, 256))
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
		d.absent(at, ^seen&0x3, "TargetNSSAIInfo")
	}
}

// FiveGProSeAuthorizationIndication is a SEQUENCE of TS 33.128 R19 annex A.
type FiveGProSeAuthorizationIndication struct {
	FiveGProSeDirectDiscovery     Opt[FiveGProSeAuthorizationIndicator]
	FiveGProSeDirectCommunication Opt[FiveGProSeAuthorizationIndicator]
	FiveGProSeL2UEToNetworkRelay  Opt[FiveGProSeAuthorizationIndicator]
	FiveGProSeL3UEToNetworkRelay  Opt[FiveGProSeAuthorizationIndicator]
	FiveGProSeL2RemoteUE          Opt[FiveGProSeAuthorizationIndicator]
	Sequence
}

func (v *FiveGProSeAuthorizationIndication) encode(b []byte, e *encoder) []byte {
	if v.FiveGProSeDirectDiscovery.Set {
		b = appendInt(append(b, 0x81), int64(v.FiveGProSeDirectDiscovery.Value))
	}
	if v.FiveGProSeDirectCommunication.Set {
		b = appendInt(append(b, 0x82), int64(v.FiveGProSeDirectCommunication.Value))
	}
	if v.FiveGProSeL2UEToNetworkRelay.Set {
		b = appendInt(append(b, 0x83), int64(v.FiveGProSeL2UEToNetworkRelay.Value))
	}
	if v.FiveGProSeL3UEToNetworkRelay.Set {
		b = appendInt(append(b, 0x84), int64(v.FiveGProSeL3UEToNetworkRelay.Value))
	}
	if v.FiveGProSeL2RemoteUE.Set {
		b = appendInt(append(b, 0x85), int64(v.FiveGProSeL2RemoteUE.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGProSeAuthorizationIndication) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "fiveGProSeDirectDiscovery"; d.first(&seen, 0, h) {
				v.FiveGProSeDirectDiscovery = Some(FiveGProSeAuthorizationIndicator(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "fiveGProSeDirectCommunication"; d.first(&seen, 1, h) {
				v.FiveGProSeDirectCommunication = Some(FiveGProSeAuthorizationIndicator(d.enumerated(h)))
			}
		case ctx | 3:
			if name = "fiveGProSeL2UEToNetworkRelay"; d.first(&seen, 2, h) {
				v.FiveGProSeL2UEToNetworkRelay = Some(FiveGProSeAuthorizationIndicator(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "fiveGProSeL3UEToNetworkRelay"; d.first(&seen, 3, h) {
				v.FiveGProSeL3UEToNetworkRelay = Some(FiveGProSeAuthorizationIndicator(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "fiveGProSeL2RemoteUE"; d.first(&seen, 4, h) {
				v.FiveGProSeL2RemoteUE = Some(FiveGProSeAuthorizationIndicator(d.enumerated(h)))
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

// FiveGProSeAuthorizationIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type FiveGProSeAuthorizationIndicator uint16

// Values of FiveGProSeAuthorizationIndicator.
const (
	FiveGProSeAuthorizationIndicatorAuthorized    FiveGProSeAuthorizationIndicator = 1
	FiveGProSeAuthorizationIndicatorNotAuthorized FiveGProSeAuthorizationIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v FiveGProSeAuthorizationIndicator) String() string {
	switch v {
	case FiveGProSeAuthorizationIndicatorAuthorized:
		return "authorized"
	case FiveGProSeAuthorizationIndicatorNotAuthorized:
		return "notAuthorized"
	}
	return strconv.Itoa(int(v))
}

// UEAreaIndication is a SEQUENCE: the country or international area of a UE on satellite access, TS 29.572
// clause 6.1.6.2.
type UEAreaIndication struct {
	// Country has two letters.
	Country                     string
	InternationalAreaIndication Opt[bool]
	Sequence
}

func (v *UEAreaIndication) encode(b []byte, e *encoder) []byte {
	if v.Country != "" {
		b = appendText(append(b, 0x81), v.Country)
	}
	if v.InternationalAreaIndication.Set {
		b = appendBool(append(b, 0x82), v.InternationalAreaIndication.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UEAreaIndication) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "country"; d.first(&seen, 0, h) {
				v.Country = d.some(d.text(h), h)
			}
		case ctx | 2:
			if name = "internationalAreaIndication"; d.first(&seen, 1, h) {
				v.InternationalAreaIndication = Some(d.boolean(h))
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

// RANUEContextModification is a SEQUENCE of TS 33.128 R19 annex A.
type RANUEContextModification struct {
	AMFUENGAPID                          uint64
	RANUENGAPID                          uint32
	RATFrequencySelectionPriority        Opt[uint16]
	NewAMFUENGAPID                       Opt[uint64]
	NewGUAMI                             *GUAMI
	IABAuthorizedIndicator               Opt[IABAuthorizedIndicator]
	NRV2XServicesAuthorization           *NRV2XServicesAuthorization
	LTEV2XServiceAuthorization           *LTEV2XServiceAuthorization
	RGLevelWirelineAccessCharacteristics []byte
	UERadioCapabilityID                  []byte
	FiveGProSeAuthorizationIndication    *FiveGProSeAuthorizationIndication
	MobileIABAuthorizedIndicator         Opt[MobileIABAuthorizedIndicator]
	Sequence
}

func (v *RANUEContextModification) encode(b []byte, e *encoder) []byte {
	{
		if v.AMFUENGAPID > 1099511627775 {
			return e.outside("aMFUENGAPID", int64(v.AMFUENGAPID), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x81), int64(v.AMFUENGAPID))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RANUENGAPID))
	}
	if v.RATFrequencySelectionPriority.Set {
		if v.RATFrequencySelectionPriority.Value < 1 || v.RATFrequencySelectionPriority.Value > 256 {
			return e.outside("rATFrequencySelectionPriority", int64(v.RATFrequencySelectionPriority.Value), 1, 256)
		}
		b = appendInt(append(b, 0x83), int64(v.RATFrequencySelectionPriority.Value))
	}
	if v.NewAMFUENGAPID.Set {
		if v.NewAMFUENGAPID.Value > 1099511627775 {
			return e.outside("newAMFUENGAPID", int64(v.NewAMFUENGAPID.Value), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x84), int64(v.NewAMFUENGAPID.Value))
	}
	if v.NewGUAMI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.NewGUAMI.encode(b, e); b == nil {
			return e.in("newGUAMI")
		}
		b = closed(b, start)
	}
	if v.IABAuthorizedIndicator.Set {
		b = appendInt(append(b, 0x86), int64(v.IABAuthorizedIndicator.Value))
	}
	if v.NRV2XServicesAuthorization != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.NRV2XServicesAuthorization.encode(b, e); b == nil {
			return e.in("nRV2XServicesAuthorization")
		}
		b = closed(b, start)
	}
	if v.LTEV2XServiceAuthorization != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.LTEV2XServiceAuthorization.encode(b, e); b == nil {
			return e.in("lTEV2XServiceAuthorization")
		}
		b = closed(b, start)
	}
	if v.RGLevelWirelineAccessCharacteristics != nil {
		b = appendOctets(append(b, 0x89), v.RGLevelWirelineAccessCharacteristics)
	}
	if v.UERadioCapabilityID != nil {
		b = appendOctets(append(b, 0x8a), v.UERadioCapabilityID)
	}
	if v.FiveGProSeAuthorizationIndication != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.FiveGProSeAuthorizationIndication.encode(b, e); b == nil {
			return e.in("fiveGProSeAuthorizationIndication")
		}
		b = closed(b, start)
	}
	if v.MobileIABAuthorizedIndicator.Set {
		b = appendInt(append(b, 0x8c), int64(v.MobileIABAuthorizedIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RANUEContextModification) decode(d *decoder, pos, end int) {
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
			if name = "aMFUENGAPID"; d.first(&seen, 0, h) {
				v.AMFUENGAPID = uint64(d.integer(h, 0, 1099511627775))
			}
		case ctx | 2:
			if name = "rANUENGAPID"; d.first(&seen, 1, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 3:
			if name = "rATFrequencySelectionPriority"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 1, 256, &v.Extra); ok {
					v.RATFrequencySelectionPriority = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "newAMFUENGAPID"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 1099511627775, &v.Extra); ok {
					v.NewAMFUENGAPID = Some(uint64(x))
				}
			}
		case ctx | 5:
			if name = "newGUAMI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.NewGUAMI = new(GUAMI)
					v.NewGUAMI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "iABAuthorizedIndicator"; d.first(&seen, 5, h) {
				v.IABAuthorizedIndicator = Some(IABAuthorizedIndicator(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "nRV2XServicesAuthorization"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.NRV2XServicesAuthorization = new(NRV2XServicesAuthorization)
					v.NRV2XServicesAuthorization.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "lTEV2XServiceAuthorization"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.LTEV2XServiceAuthorization = new(LTEV2XServiceAuthorization)
					v.LTEV2XServiceAuthorization.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "rGLevelWirelineAccessCharacteristics"; d.first(&seen, 8, h) {
				v.RGLevelWirelineAccessCharacteristics = d.octets(h)
			}
		case ctx | 10:
			if name = "uERadioCapabilityID"; d.first(&seen, 9, h) {
				v.UERadioCapabilityID = d.octets(h)
			}
		case ctx | 11:
			if name = "fiveGProSeAuthorizationIndication"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.FiveGProSeAuthorizationIndication = new(FiveGProSeAuthorizationIndication)
					v.FiveGProSeAuthorizationIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "mobileIABAuthorizedIndicator"; d.first(&seen, 11, h) {
				v.MobileIABAuthorizedIndicator = Some(MobileIABAuthorizedIndicator(d.enumerated(h)))
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
		d.absent(at, ^seen&0x3, "RANUEContextModification")
	}
}

// RANDownlinkNASTransport is a SEQUENCE of TS 33.128 R19 annex A.
type RANDownlinkNASTransport struct {
	AMFUENGAPID                   uint64
	RANUENGAPID                   uint32
	OldAMF                        *GUAMI
	AllowedNSSAI                  [][]SNSSAI
	MobilityRestrictionList       *MobilityRestrictionList
	RATFrequencySelectionPriority Opt[uint16]
	UEDifferentiationInfo         *UEDifferentiationInfo
	UERadioCapability             *UERadioCapability
	UERadioCapabilityID           []byte
	TargetNSSAIInfo               *TargetNSSAIInfo
	MobileIABAuthorizedIndicator  Opt[MobileIABAuthorizedIndicator]
	Sequence
}

func (v *RANDownlinkNASTransport) encode(b []byte, e *encoder) []byte {
	{
		if v.AMFUENGAPID > 1099511627775 {
			return e.outside("aMFUENGAPID", int64(v.AMFUENGAPID), 0, 1099511627775)
		}
		b = appendInt(append(b, 0x81), int64(v.AMFUENGAPID))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RANUENGAPID))
	}
	if v.OldAMF != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.OldAMF.encode(b, e); b == nil {
			return e.in("oldAMF")
		}
		b = closed(b, start)
	}
	if v.AllowedNSSAI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.AllowedNSSAI {
			b = append(b, 0x30, 0)
			start0 := len(b)
			if b = appendSequences(b, e, x0); b == nil {
				return e.in("allowedNSSAI")
			}
			b = closed(b, start0)
		}
		b = closed(b, start)
	}
	if v.MobilityRestrictionList != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.MobilityRestrictionList.encode(b, e); b == nil {
			return e.in("mobilityRestrictionList")
		}
		b = closed(b, start)
	}
	if v.RATFrequencySelectionPriority.Set {
		if v.RATFrequencySelectionPriority.Value < 1 || v.RATFrequencySelectionPriority.Value > 256 {
			return e.outside("rATFrequencySelectionPriority", int64(v.RATFrequencySelectionPriority.Value), 1, 256)
		}
		b = appendInt(append(b, 0x86), int64(v.RATFrequencySelectionPriority.Value))
	}
	if v.UEDifferentiationInfo != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.UEDifferentiationInfo.encode(b, e); b == nil {
			return e.in("uEDifferentiationInfo")
		}
		b = closed(b, start)
	}
	if v.UERadioCapability != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.UERadioCapability.encode(b, e); b == nil {
			return e.in("uERadioCapability")
		}
		b = closed(b, start)
	}
	if v.UERadioCapabilityID != nil {
		b = appendOctets(append(b, 0x89), v.UERadioCapabilityID)
	}
	if v.TargetNSSAIInfo != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.TargetNSSAIInfo.encode(b, e); b == nil {
			return e.in("targetNSSAIInfo")
		}
		b = closed(b, start)
	}
	if v.MobileIABAuthorizedIndicator.Set {
		b = appendInt(append(b, 0x8b), int64(v.MobileIABAuthorizedIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RANDownlinkNASTransport) decode(d *decoder, pos, end int) {
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
			if name = "aMFUENGAPID"; d.first(&seen, 0, h) {
				v.AMFUENGAPID = uint64(d.integer(h, 0, 1099511627775))
			}
		case ctx | 2:
			if name = "rANUENGAPID"; d.first(&seen, 1, h) {
				v.RANUENGAPID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 3:
			if name = "oldAMF"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.OldAMF = new(GUAMI)
					v.OldAMF.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "allowedNSSAI"; d.first(&seen, 3, h) {
				v.AllowedNSSAI = list(d, h, 16, func(d *decoder, h header, v *[]SNSSAI) { *v = sequences[SNSSAI](d, h) })
			}
		case ctx | 5:
			if name = "mobilityRestrictionList"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.MobilityRestrictionList = new(MobilityRestrictionList)
					v.MobilityRestrictionList.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "rATFrequencySelectionPriority"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 1, 256, &v.Extra); ok {
					v.RATFrequencySelectionPriority = Some(uint16(x))
				}
			}
		case ctx | 7:
			if name = "uEDifferentiationInfo"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.UEDifferentiationInfo = new(UEDifferentiationInfo)
					v.UEDifferentiationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "uERadioCapability"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.UERadioCapability = new(UERadioCapability)
					v.UERadioCapability.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "uERadioCapabilityID"; d.first(&seen, 8, h) {
				v.UERadioCapabilityID = d.octets(h)
			}
		case ctx | 10:
			if name = "targetNSSAIInfo"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.TargetNSSAIInfo = new(TargetNSSAIInfo)
					v.TargetNSSAIInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "mobileIABAuthorizedIndicator"; d.first(&seen, 10, h) {
				v.MobileIABAuthorizedIndicator = Some(MobileIABAuthorizedIndicator(d.enumerated(h)))
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
		d.absent(at, ^seen&0x3, "RANDownlinkNASTransport")
	}
}

// UEDifferentiationInfo is a SEQUENCE of TS 33.128 R19 annex A.
type UEDifferentiationInfo struct {
	PeriodicCommunicationIndicator Opt[PeriodicCommunicationIndicator]
	PeriodicTime                   Opt[int64]
	ScheduledCommunicationTime     *SBIType
	StationaryIndication           *SBIType
	TrafficProfile                 *SBIType
	BatteryIndication              *SBIType
	Sequence
}

func (v *UEDifferentiationInfo) encode(b []byte, e *encoder) []byte {
	if v.PeriodicCommunicationIndicator.Set {
		b = appendInt(append(b, 0x81), int64(v.PeriodicCommunicationIndicator.Value))
	}
	if v.PeriodicTime.Set {
		b = appendInt(append(b, 0x82), int64(v.PeriodicTime.Value))
	}
	if v.ScheduledCommunicationTime != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.ScheduledCommunicationTime.encode(b, e); b == nil {
			return e.in("scheduledCommunicationTime")
		}
		b = closed(b, start)
	}
	if v.StationaryIndication != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.StationaryIndication.encode(b, e); b == nil {
			return e.in("stationaryIndication")
		}
		b = closed(b, start)
	}
	if v.TrafficProfile != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.TrafficProfile.encode(b, e); b == nil {
			return e.in("trafficProfile")
		}
		b = closed(b, start)
	}
	if v.BatteryIndication != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.BatteryIndication.encode(b, e); b == nil {
			return e.in("batteryIndication")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UEDifferentiationInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "periodicCommunicationIndicator"; d.first(&seen, 0, h) {
				v.PeriodicCommunicationIndicator = Some(PeriodicCommunicationIndicator(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "periodicTime"; d.first(&seen, 1, h) {
				v.PeriodicTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 3:
			if name = "scheduledCommunicationTime"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.ScheduledCommunicationTime = new(SBIType)
					v.ScheduledCommunicationTime.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "stationaryIndication"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.StationaryIndication = new(SBIType)
					v.StationaryIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "trafficProfile"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.TrafficProfile = new(SBIType)
					v.TrafficProfile.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "batteryIndication"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.BatteryIndication = new(SBIType)
					v.BatteryIndication.decode(d, h.start, h.stop)
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

// MobileIABAuthorizedIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type MobileIABAuthorizedIndicator uint16

// Values of MobileIABAuthorizedIndicator.
const (
	MobileIABAuthorizedIndicatorAuthorized    MobileIABAuthorizedIndicator = 1
	MobileIABAuthorizedIndicatorNotAuthorized MobileIABAuthorizedIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MobileIABAuthorizedIndicator) String() string {
	switch v {
	case MobileIABAuthorizedIndicatorAuthorized:
		return "authorized"
	case MobileIABAuthorizedIndicatorNotAuthorized:
		return "notAuthorized"
	}
	return strconv.Itoa(int(v))
}

// EPS5GGUTI is a CHOICE: the GUTI that a UE had before, of either system.
type EPS5GGUTI struct {
	GUTI      *GUTI
	FiveGGUTI *FiveGGUTI
	Choice
}

func (v *EPS5GGUTI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.GUTI != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.FiveGGUTI != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.FiveGGUTI.encode(b, e); b == nil {
			return e.in("fiveGGUTI")
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

func (v *EPS5GGUTI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "gUTI"
		if d.open(h) {
			v.GUTI = new(GUTI)
			v.GUTI.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "fiveGGUTI"
		if d.open(h) {
			v.FiveGGUTI = new(FiveGGUTI)
			v.FiveGGUTI.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// AreaOfInterest is a SEQUENCE of TS 33.128 R19 annex A.
type AreaOfInterest struct {
	AreaOfInterestTAIList     []TAI
	AreaOfInterestCellList    []NCGI
	AreaOfInterestRANNodeList []GlobalRANNodeID
	Sequence
}

func (v *AreaOfInterest) encode(b []byte, e *encoder) []byte {
	if v.AreaOfInterestTAIList != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AreaOfInterestTAIList); b == nil {
			return e.in("areaOfInterestTAIList")
		}
		b = closed(b, start)
	}
	if v.AreaOfInterestCellList != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AreaOfInterestCellList); b == nil {
			return e.in("areaOfInterestCellList")
		}
		b = closed(b, start)
	}
	if v.AreaOfInterestRANNodeList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AreaOfInterestRANNodeList); b == nil {
			return e.in("areaOfInterestRANNodeList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AreaOfInterest) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "areaOfInterestTAIList"; d.first(&seen, 0, h) {
				v.AreaOfInterestTAIList = sequences[TAI](d, h)
			}
		case ctx | 2:
			if name = "areaOfInterestCellList"; d.first(&seen, 1, h) {
				v.AreaOfInterestCellList = sequences[NCGI](d, h)
			}
		case ctx | 3:
			if name = "areaOfInterestRANNodeList"; d.first(&seen, 2, h) {
				v.AreaOfInterestRANNodeList = sequences[GlobalRANNodeID](d, h)
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

// AreaOfInterestItem is a SEQUENCE of TS 33.128 R19 annex A.
type AreaOfInterestItem struct {
	AreaOfInterest AreaOfInterest
	Sequence
}

func (v *AreaOfInterestItem) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.AreaOfInterest.encode(b, e); b == nil {
			return e.in("areaOfInterest")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AreaOfInterestItem) decode(d *decoder, pos, end int) {
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
			if name = "areaOfInterest"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.AreaOfInterest.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "AreaOfInterestItem")
	}
}

// CauseMisc is an ENUMERATED of TS 33.128 R19 annex A.
type CauseMisc uint16

// Values of CauseMisc.
const (
	CauseMiscControlProcessingOverload             CauseMisc = 1
	CauseMiscNotEnoughUserPlaneProcessingResources CauseMisc = 2
	CauseMiscHardwareFailure                       CauseMisc = 3
	CauseMiscOMIntervention                        CauseMisc = 4
	CauseMiscUnknownPLMNOrSNPN                     CauseMisc = 5
	CauseMiscUnspecified                           CauseMisc = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v CauseMisc) String() string {
	switch v {
	case CauseMiscControlProcessingOverload:
		return "controlProcessingOverload"
	case CauseMiscNotEnoughUserPlaneProcessingResources:
		return "notEnoughUserPlaneProcessingResources"
	case CauseMiscHardwareFailure:
		return "hardwareFailure"
	case CauseMiscOMIntervention:
		return "oMIntervention"
	case CauseMiscUnknownPLMNOrSNPN:
		return "unknownPLMNOrSNPN"
	case CauseMiscUnspecified:
		return "unspecified"
	}
	return strconv.Itoa(int(v))
}

// CauseNas is an ENUMERATED of TS 33.128 R19 annex A.
type CauseNas uint16

// Values of CauseNas.
const (
	CauseNasNormalRelease         CauseNas = 1
	CauseNasAuthenticationFailure CauseNas = 2
	CauseNasDeregister            CauseNas = 3
	CauseNasUnspecified           CauseNas = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v CauseNas) String() string {
	switch v {
	case CauseNasNormalRelease:
		return "normalRelease"
	case CauseNasAuthenticationFailure:
		return "authenticationFailure"
	case CauseNasDeregister:
		return "deregister"
	case CauseNasUnspecified:
		return "unspecified"
	}
	return strconv.Itoa(int(v))
}

// CauseProtocol is an ENUMERATED of TS 33.128 R19 annex A.
type CauseProtocol uint16

// Values of CauseProtocol.
const (
	CauseProtocolTransferSyntaxError                          CauseProtocol = 1
	CauseProtocolAbstractSyntaxErrorReject                    CauseProtocol = 2
	CauseProtocolAbstractSyntaxErrorIgnoreAndNotify           CauseProtocol = 3
	CauseProtocolMessageNotCompatibleWithReceiverState        CauseProtocol = 4
	CauseProtocolSemanticError                                CauseProtocol = 5
	CauseProtocolAbstractSyntaxErrorFalselyConstructedMessage CauseProtocol = 6
	CauseProtocolUnspecified                                  CauseProtocol = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v CauseProtocol) String() string {
	switch v {
	case CauseProtocolTransferSyntaxError:
		return "transferSyntaxError"
	case CauseProtocolAbstractSyntaxErrorReject:
		return "abstractSyntaxError-reject"
	case CauseProtocolAbstractSyntaxErrorIgnoreAndNotify:
		return "abstractSyntaxErrorIgnoreAndNotify"
	case CauseProtocolMessageNotCompatibleWithReceiverState:
		return "messageNotCompatibleWithReceiverState"
	case CauseProtocolSemanticError:
		return "semanticError"
	case CauseProtocolAbstractSyntaxErrorFalselyConstructedMessage:
		return "abstractSyntaxErrorFalselyConstructedMessage"
	case CauseProtocolUnspecified:
		return "unspecified"
	}
	return strconv.Itoa(int(v))
}

// CauseRadioNetwork is an ENUMERATED of TS 33.128 R19 annex A.
type CauseRadioNetwork uint16

// Values of CauseRadioNetwork.
const (
	CauseRadioNetworkUnspecified                                              CauseRadioNetwork = 1
	CauseRadioNetworkTxnrelocoverallExpiry                                    CauseRadioNetwork = 2
	CauseRadioNetworkSuccessfulHandover                                       CauseRadioNetwork = 3
	CauseRadioNetworkReleaseDueToNGRANGeneratedReason                         CauseRadioNetwork = 4
	CauseRadioNetworkReleaseDueTo5gcGeneratedReason                           CauseRadioNetwork = 5
	CauseRadioNetworkHandoverCancelled                                        CauseRadioNetwork = 6
	CauseRadioNetworkPartialHandover                                          CauseRadioNetwork = 7
	CauseRadioNetworkHoFailureInTarget5GCNGRANNodeOrTargetSystem              CauseRadioNetwork = 8
	CauseRadioNetworkHoTargetNotAllowed                                       CauseRadioNetwork = 9
	CauseRadioNetworkTNGRelocOverallExpiry                                    CauseRadioNetwork = 10
	CauseRadioNetworkTNGRelocPrepExpiry                                       CauseRadioNetwork = 11
	CauseRadioNetworkCellNotAvailable                                         CauseRadioNetwork = 12
	CauseRadioNetworkUnknownTargetID                                          CauseRadioNetwork = 13
	CauseRadioNetworkNoRadioResourcesAvailableInTargetCell                    CauseRadioNetwork = 14
	CauseRadioNetworkUnknownLocalUENGAPID                                     CauseRadioNetwork = 15
	CauseRadioNetworkInconsistentRemoteUENGAPID                               CauseRadioNetwork = 16
	CauseRadioNetworkHandoverDesirableForRadioReason                          CauseRadioNetwork = 17
	CauseRadioNetworkTimeCriticalHandover                                     CauseRadioNetwork = 18
	CauseRadioNetworkResourceOptimisationHandover                             CauseRadioNetwork = 19
	CauseRadioNetworkReduceLoadInServingCell                                  CauseRadioNetwork = 20
	CauseRadioNetworkUserInactivity                                           CauseRadioNetwork = 21
	CauseRadioNetworkRadioConnectionWithUELost                                CauseRadioNetwork = 22
	CauseRadioNetworkRadioResourcesNotAvailable                               CauseRadioNetwork = 23
	CauseRadioNetworkInvalidQoSCombination                                    CauseRadioNetwork = 24
	CauseRadioNetworkFailureInRadioInterfaceProcedure                         CauseRadioNetwork = 25
	CauseRadioNetworkInteractionWithOtherProcedure                            CauseRadioNetwork = 26
	CauseRadioNetworkUnknownPDUSessionID                                      CauseRadioNetwork = 27
	CauseRadioNetworkMultiplePDUSessionIDInstances                            CauseRadioNetwork = 29
	CauseRadioNetworkMultipleQoSFlowIDInstances                               CauseRadioNetwork = 30
	CauseRadioNetworkEncryptionAndOrIntegrityProtectionAlgorithmsNotSupported CauseRadioNetwork = 31
	CauseRadioNetworkNGIntraSystemHandoverTriggered                           CauseRadioNetwork = 32
	CauseRadioNetworkNGInterSystemHandoverTriggered                           CauseRadioNetwork = 33
	CauseRadioNetworkXNHandoverTriggered                                      CauseRadioNetwork = 34
	CauseRadioNetworkNotSupported5QIValue                                     CauseRadioNetwork = 35
	CauseRadioNetworkUEContextTransfer                                        CauseRadioNetwork = 36
	CauseRadioNetworkIMSVoiceeEPSFallbackOrRATFallbackTriggered               CauseRadioNetwork = 37
	CauseRadioNetworkUPIntegrityProtectioNotPossible                          CauseRadioNetwork = 38
	CauseRadioNetworkUPConfidentialityProtectionNotPossible                   CauseRadioNetwork = 39
	CauseRadioNetworkSliceNotSupported                                        CauseRadioNetwork = 40
	CauseRadioNetworkUEInRRCInactiveStateNotReachable                         CauseRadioNetwork = 41
	CauseRadioNetworkRedirection                                              CauseRadioNetwork = 42
	CauseRadioNetworkResourcesNotAvailableForTheSlice                         CauseRadioNetwork = 43
	CauseRadioNetworkUEMaxIntegrityProtectedDataRateReason                    CauseRadioNetwork = 44
	CauseRadioNetworkReleaseDueToCNDetectedMobility                           CauseRadioNetwork = 45
	CauseRadioNetworkN26InterfaceNotAvailable                                 CauseRadioNetwork = 46
	CauseRadioNetworkReleaseDueToPreemption                                   CauseRadioNetwork = 47
	CauseRadioNetworkMultipleLocationReportingReferenceIDInstances            CauseRadioNetwork = 48
	CauseRadioNetworkRSNNotAvailableForTheUP                                  CauseRadioNetwork = 49
	CauseRadioNetworkNPMAccessDenied                                          CauseRadioNetwork = 50
	CauseRadioNetworkCAGOnlyAccessDenied                                      CauseRadioNetwork = 51
	CauseRadioNetworkInsufficientUECapabilities                               CauseRadioNetwork = 52
)

// String returns the name that the ASN.1 module gives the value.
func (v CauseRadioNetwork) String() string {
	switch v {
	case CauseRadioNetworkUnspecified:
		return "unspecified"
	case CauseRadioNetworkTxnrelocoverallExpiry:
		return "txnrelocoverallExpiry"
	case CauseRadioNetworkSuccessfulHandover:
		return "successfulHandover"
	case CauseRadioNetworkReleaseDueToNGRANGeneratedReason:
		return "releaseDueToNGRANGeneratedReason"
	case CauseRadioNetworkReleaseDueTo5gcGeneratedReason:
		return "releaseDueTo5gcGeneratedReason"
	case CauseRadioNetworkHandoverCancelled:
		return "handoverCancelled"
	case CauseRadioNetworkPartialHandover:
		return "partialHandover"
	case CauseRadioNetworkHoFailureInTarget5GCNGRANNodeOrTargetSystem:
		return "hoFailureInTarget5GCNGRANNodeOrTargetSystem"
	case CauseRadioNetworkHoTargetNotAllowed:
		return "hoTargetNotAllowed"
	case CauseRadioNetworkTNGRelocOverallExpiry:
		return "tNGRelocOverallExpiry"
	case CauseRadioNetworkTNGRelocPrepExpiry:
		return "tNGRelocPrepExpiry"
	case CauseRadioNetworkCellNotAvailable:
		return "cellNotAvailable"
	case CauseRadioNetworkUnknownTargetID:
		return "unknownTargetID"
	case CauseRadioNetworkNoRadioResourcesAvailableInTargetCell:
		return "noRadioResourcesAvailableInTargetCell"
	case CauseRadioNetworkUnknownLocalUENGAPID:
		return "unknownLocalUENGAPID"
	case CauseRadioNetworkInconsistentRemoteUENGAPID:
		return "inconsistentRemoteUENGAPID"
	case CauseRadioNetworkHandoverDesirableForRadioReason:
		return "handoverDesirableForRadioReason"
	case CauseRadioNetworkTimeCriticalHandover:
		return "timeCriticalHandover"
	case CauseRadioNetworkResourceOptimisationHandover:
		return "resourceOptimisationHandover"
	case CauseRadioNetworkReduceLoadInServingCell:
		return "reduceLoadInServingCell"
	case CauseRadioNetworkUserInactivity:
		return "userInactivity"
	case CauseRadioNetworkRadioConnectionWithUELost:
		return "radioConnectionWithUELost"
	case CauseRadioNetworkRadioResourcesNotAvailable:
		return "radioResourcesNotAvailable"
	case CauseRadioNetworkInvalidQoSCombination:
		return "invalidQoSCombination"
	case CauseRadioNetworkFailureInRadioInterfaceProcedure:
		return "failureInRadioInterfaceProcedure"
	case CauseRadioNetworkInteractionWithOtherProcedure:
		return "interactionWithOtherProcedure"
	case CauseRadioNetworkUnknownPDUSessionID:
		return "unknownPDUSessionID"
	case CauseRadioNetworkMultiplePDUSessionIDInstances:
		return "multiplePDUSessionIDInstances"
	case CauseRadioNetworkMultipleQoSFlowIDInstances:
		return "multipleQoSFlowIDInstances"
	case CauseRadioNetworkEncryptionAndOrIntegrityProtectionAlgorithmsNotSupported:
		return "encryptionAndOrIntegrityProtectionAlgorithmsNotSupported"
	case CauseRadioNetworkNGIntraSystemHandoverTriggered:
		return "nGIntraSystemHandoverTriggered"
	case CauseRadioNetworkNGInterSystemHandoverTriggered:
		return "nGInterSystemHandoverTriggered"
	case CauseRadioNetworkXNHandoverTriggered:
		return "xNHandoverTriggered"
	case CauseRadioNetworkNotSupported5QIValue:
		return "notSupported5QIValue"
	case CauseRadioNetworkUEContextTransfer:
		return "uEContextTransfer"
	case CauseRadioNetworkIMSVoiceeEPSFallbackOrRATFallbackTriggered:
		return "iMSVoiceeEPSFallbackOrRATFallbackTriggered"
	case CauseRadioNetworkUPIntegrityProtectioNotPossible:
		return "uPIntegrityProtectioNotPossible"
	case CauseRadioNetworkUPConfidentialityProtectionNotPossible:
		return "uPConfidentialityProtectionNotPossible"
	case CauseRadioNetworkSliceNotSupported:
		return "sliceNotSupported"
	case CauseRadioNetworkUEInRRCInactiveStateNotReachable:
		return "uEInRRCInactiveStateNotReachable"
	case CauseRadioNetworkRedirection:
		return "redirection"
	case CauseRadioNetworkResourcesNotAvailableForTheSlice:
		return "resourcesNotAvailableForTheSlice"
	case CauseRadioNetworkUEMaxIntegrityProtectedDataRateReason:
		return "uEMaxIntegrityProtectedDataRateReason"
	case CauseRadioNetworkReleaseDueToCNDetectedMobility:
		return "releaseDueToCNDetectedMobility"
	case CauseRadioNetworkN26InterfaceNotAvailable:
		return "n26InterfaceNotAvailable"
	case CauseRadioNetworkReleaseDueToPreemption:
		return "releaseDueToPreemption"
	case CauseRadioNetworkMultipleLocationReportingReferenceIDInstances:
		return "multipleLocationReportingReferenceIDInstances"
	case CauseRadioNetworkRSNNotAvailableForTheUP:
		return "rSNNotAvailableForTheUP"
	case CauseRadioNetworkNPMAccessDenied:
		return "nPMAccessDenied"
	case CauseRadioNetworkCAGOnlyAccessDenied:
		return "cAGOnlyAccessDenied"
	case CauseRadioNetworkInsufficientUECapabilities:
		return "insufficientUECapabilities"
	}
	return strconv.Itoa(int(v))
}

// CauseTransport is an ENUMERATED of TS 33.128 R19 annex A.
type CauseTransport uint16

// Values of CauseTransport.
const (
	CauseTransportTransportResourceUnavailable CauseTransport = 1
	CauseTransportUnspecified                  CauseTransport = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v CauseTransport) String() string {
	switch v {
	case CauseTransportTransportResourceUnavailable:
		return "transportResourceUnavailable"
	case CauseTransportUnspecified:
		return "unspecified"
	}
	return strconv.Itoa(int(v))
}

// ForbiddenAreaInformation is a SEQUENCE of TS 33.128 R19 annex A.
type ForbiddenAreaInformation struct {
	PLMNIdentity  PLMNID
	ForbiddenTACs [][]byte
	Sequence
}

func (v *ForbiddenAreaInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNIdentity.encode(b, e); b == nil {
			return e.in("pLMNIdentity")
		}
		b = closed(b, start)
	}
	if !(v.ForbiddenTACs != nil) {
		return e.missing("forbiddenTACs")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.ForbiddenTACs {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ForbiddenAreaInformation) decode(d *decoder, pos, end int) {
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
			if name = "pLMNIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "forbiddenTACs"; d.first(&seen, 1, h) {
				v.ForbiddenTACs = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
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
		d.absent(at, ^seen&0x3, "ForbiddenAreaInformation")
	}
}

// HandoverCause is a CHOICE of TS 33.128 R19 annex A.
type HandoverCause struct {
	RadioNetwork Opt[CauseRadioNetwork]
	Transport    Opt[CauseTransport]
	Nas          Opt[CauseNas]
	Protocol     Opt[CauseProtocol]
	Misc         Opt[CauseMisc]
	Choice
}

func (v *HandoverCause) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.RadioNetwork.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.RadioNetwork.Value))
	}
	if v.Transport.Set {
		n++
		b = appendInt(append(b, 0x82), int64(v.Transport.Value))
	}
	if v.Nas.Set {
		n++
		b = appendInt(append(b, 0x83), int64(v.Nas.Value))
	}
	if v.Protocol.Set {
		n++
		b = appendInt(append(b, 0x84), int64(v.Protocol.Value))
	}
	if v.Misc.Set {
		n++
		b = appendInt(append(b, 0x85), int64(v.Misc.Value))
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

func (v *HandoverCause) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "radioNetwork"
		v.RadioNetwork = Some(CauseRadioNetwork(d.enumerated(h)))
	case ctx | 2:
		name = "transport"
		v.Transport = Some(CauseTransport(d.enumerated(h)))
	case ctx | 3:
		name = "nas"
		v.Nas = Some(CauseNas(d.enumerated(h)))
	case ctx | 4:
		name = "protocol"
		v.Protocol = Some(CauseProtocol(d.enumerated(h)))
	case ctx | 5:
		name = "misc"
		v.Misc = Some(CauseMisc(d.enumerated(h)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// HandoverType is an ENUMERATED of TS 33.128 R19 annex A.
type HandoverType uint16

// Values of HandoverType.
const (
	HandoverTypeIntra5GS     HandoverType = 1
	HandoverTypeFiveGStoEPS  HandoverType = 2
	HandoverTypeEPSto5GS     HandoverType = 3
	HandoverTypeFiveGStoUTRA HandoverType = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v HandoverType) String() string {
	switch v {
	case HandoverTypeIntra5GS:
		return "intra5GS"
	case HandoverTypeFiveGStoEPS:
		return "fiveGStoEPS"
	case HandoverTypeEPSto5GS:
		return "ePSto5GS"
	case HandoverTypeFiveGStoUTRA:
		return "fiveGStoUTRA"
	}
	return strconv.Itoa(int(v))
}

// LocationEventType is an ENUMERATED of TS 33.128 R19 annex A.
type LocationEventType uint16

// Values of LocationEventType.
const (
	LocationEventTypeDirect                          LocationEventType = 1
	LocationEventTypeChangeOfServeCell               LocationEventType = 2
	LocationEventTypeUEPrescenceInAreaOfInterest     LocationEventType = 3
	LocationEventTypeStopChangeOfServeCell           LocationEventType = 4
	LocationEventTypeStopUEPresenceInAreaOfInterest  LocationEventType = 5
	LocationEventTypeCancelLocationReportingForTheUE LocationEventType = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v LocationEventType) String() string {
	switch v {
	case LocationEventTypeDirect:
		return "direct"
	case LocationEventTypeChangeOfServeCell:
		return "changeOfServeCell"
	case LocationEventTypeUEPrescenceInAreaOfInterest:
		return "uEPrescenceInAreaOfInterest"
	case LocationEventTypeStopChangeOfServeCell:
		return "stopChangeOfServeCell"
	case LocationEventTypeStopUEPresenceInAreaOfInterest:
		return "stopUEPresenceInAreaOfInterest"
	case LocationEventTypeCancelLocationReportingForTheUE:
		return "cancelLocationReportingForTheUE"
	}
	return strconv.Itoa(int(v))
}

// LocationReportArea is an ENUMERATED of TS 33.128 R19 annex A.
type LocationReportArea uint16

// Values of LocationReportArea.
const (
	LocationReportAreaCell LocationReportArea = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v LocationReportArea) String() string {
	switch v {
	case LocationReportAreaCell:
		return "cell"
	}
	return strconv.Itoa(int(v))
}

// LocationReportingRequestType is a SEQUENCE of TS 33.128 R19 annex A.
type LocationReportingRequestType struct {
	EventType          LocationEventType
	ReportArea         LocationReportArea
	AreaOfInterestList []AreaOfInterestItem
	Sequence
}

func (v *LocationReportingRequestType) encode(b []byte, e *encoder) []byte {
	if !(v.EventType != 0) {
		return e.missing("eventType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.EventType))
	}
	if !(v.ReportArea != 0) {
		return e.missing("reportArea")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.ReportArea))
	}
	if !(v.AreaOfInterestList != nil) {
		return e.missing("areaOfInterestList")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AreaOfInterestList); b == nil {
			return e.in("areaOfInterestList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LocationReportingRequestType) decode(d *decoder, pos, end int) {
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
			if name = "eventType"; d.first(&seen, 0, h) {
				v.EventType = LocationEventType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "reportArea"; d.first(&seen, 1, h) {
				v.ReportArea = LocationReportArea(d.enumerated(h))
			}
		case ctx | 3:
			if name = "areaOfInterestList"; d.first(&seen, 2, h) {
				v.AreaOfInterestList = sequences[AreaOfInterestItem](d, h)
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
		d.absent(at, ^seen&0x7, "LocationReportingRequestType")
	}
}

// MACRestrictionIndicator says whether a MAC address identifies the equipment.
type MACRestrictionIndicator uint16

// Values of MACRestrictionIndicator.
const (
	MACRestrictionIndicatorNoResrictions                             MACRestrictionIndicator = 1
	MACRestrictionIndicatorMACAddressNotUseableAsEquipmentIdentifier MACRestrictionIndicator = 2
	MACRestrictionIndicatorUnknown                                   MACRestrictionIndicator = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v MACRestrictionIndicator) String() string {
	switch v {
	case MACRestrictionIndicatorNoResrictions:
		return "noResrictions"
	case MACRestrictionIndicatorMACAddressNotUseableAsEquipmentIdentifier:
		return "mACAddressNotUseableAsEquipmentIdentifier"
	case MACRestrictionIndicatorUnknown:
		return "unknown"
	}
	return strconv.Itoa(int(v))
}

// MobilityRestrictionList is a SEQUENCE of TS 33.128 R19 annex A.
type MobilityRestrictionList struct {
	ServingPLMN              PLMNID
	EquivalentPLMNs          []PLMNID
	RATRestrictions          []RATRestrictionItem
	ForbiddenAreaInformation *ForbiddenAreaInformation
	ServiceAreaInformation   []ServiceAreaInfo
	Sequence
}

func (v *MobilityRestrictionList) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ServingPLMN.encode(b, e); b == nil {
			return e.in("servingPLMN")
		}
		b = closed(b, start)
	}
	if v.EquivalentPLMNs != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EquivalentPLMNs); b == nil {
			return e.in("equivalentPLMNs")
		}
		b = closed(b, start)
	}
	if v.RATRestrictions != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RATRestrictions); b == nil {
			return e.in("rATRestrictions")
		}
		b = closed(b, start)
	}
	if v.ForbiddenAreaInformation != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ForbiddenAreaInformation.encode(b, e); b == nil {
			return e.in("forbiddenAreaInformation")
		}
		b = closed(b, start)
	}
	if v.ServiceAreaInformation != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ServiceAreaInformation); b == nil {
			return e.in("serviceAreaInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MobilityRestrictionList) decode(d *decoder, pos, end int) {
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
			if name = "servingPLMN"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ServingPLMN.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "equivalentPLMNs"; d.first(&seen, 1, h) {
				v.EquivalentPLMNs = sequences[PLMNID](d, h)
			}
		case ctx | 3:
			if name = "rATRestrictions"; d.first(&seen, 2, h) {
				v.RATRestrictions = sequences[RATRestrictionItem](d, h)
			}
		case ctx | 4:
			if name = "forbiddenAreaInformation"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ForbiddenAreaInformation = new(ForbiddenAreaInformation)
					v.ForbiddenAreaInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "serviceAreaInformation"; d.first(&seen, 4, h) {
				v.ServiceAreaInformation = sequences[ServiceAreaInfo](d, h)
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
		d.absent(at, ^seen&0x1, "MobilityRestrictionList")
	}
}

// NonIMEISVPEI is a CHOICE: the equipment identifier of equipment without an IMEI.
type NonIMEISVPEI struct {
	// MACAddress has 6 octets, EUI64 has 8.
	MACAddress []byte
	EUI64      []byte
	Choice
}

func (v *NonIMEISVPEI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MACAddress != nil {
		n++
		b = appendOctets(append(b, 0x81), v.MACAddress)
	}
	if v.EUI64 != nil {
		n++
		b = appendOctets(append(b, 0x82), v.EUI64)
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

func (v *NonIMEISVPEI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "mACAddress"
		v.MACAddress = d.octets(h)
	case ctx | 2:
		name = "eUI64"
		v.EUI64 = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// NPNAccessInformation is a CHOICE of TS 33.128 R19 annex A.
type NPNAccessInformation struct {
	PNINPNAccessInformation []string
	Choice
}

func (v *NPNAccessInformation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.PNINPNAccessInformation != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		for _, x0 := range v.PNINPNAccessInformation {
			b = appendText(append(b, 0x0c), x0)
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

func (v *NPNAccessInformation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "pNINPNAccessInformation"
		v.PNINPNAccessInformation = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PDUSessionResourceInformation is a SEQUENCE of TS 33.128 R19 annex A.
type PDUSessionResourceInformation struct {
	PDUSessionID uint8
	Sequence
}

func (v *PDUSessionResourceInformation) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.PDUSessionID))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PDUSessionResourceInformation) decode(d *decoder, pos, end int) {
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
		d.absent(at, ^seen&0x1, "PDUSessionResourceInformation")
	}
}

// RATRestrictionItem is a SEQUENCE of TS 33.128 R19 annex A.
type RATRestrictionItem struct {
	PLMNIdentity              PLMNID
	RATRestrictionInformation BitString
	Sequence
}

func (v *RATRestrictionItem) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNIdentity.encode(b, e); b == nil {
			return e.in("pLMNIdentity")
		}
		b = closed(b, start)
	}
	if !(v.RATRestrictionInformation.Octets != nil) {
		return e.missing("rATRestrictionInformation")
	}
	{
		if v.RATRestrictionInformation.Len < 0 || len(v.RATRestrictionInformation.Octets) != (v.RATRestrictionInformation.Len+7)/8 {
			return e.fail(ber.ErrValue, "rATRestrictionInformation", "as many octets as the bits need", "others")
		}
		b = appendBitString(append(b, 0x82), v.RATRestrictionInformation)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RATRestrictionItem) decode(d *decoder, pos, end int) {
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
			if name = "pLMNIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rATRestrictionInformation"; d.first(&seen, 1, h) {
				v.RATRestrictionInformation = d.bitString(h)
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
		d.absent(at, ^seen&0x3, "RATRestrictionItem")
	}
}

// RejectedSNSSAI is a SEQUENCE: a slice that was refused and why, TS 24.501 clause 9.11.3.46.
type RejectedSNSSAI struct {
	CauseValue uint8
	SNSSAI     SNSSAI
	Sequence
}

func (v *RejectedSNSSAI) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.CauseValue))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RejectedSNSSAI) decode(d *decoder, pos, end int) {
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
			if name = "causeValue"; d.first(&seen, 0, h) {
				v.CauseValue = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "sNSSAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SNSSAI.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "RejectedSNSSAI")
	}
}

// ReRegRequiredIndicator says whether the network asked for a new registration.
type ReRegRequiredIndicator uint16

// Values of ReRegRequiredIndicator.
const (
	ReRegRequiredIndicatorReRegistrationRequired    ReRegRequiredIndicator = 1
	ReRegRequiredIndicatorReRegistrationNotRequired ReRegRequiredIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v ReRegRequiredIndicator) String() string {
	switch v {
	case ReRegRequiredIndicatorReRegistrationRequired:
		return "reRegistrationRequired"
	case ReRegRequiredIndicatorReRegistrationNotRequired:
		return "reRegistrationNotRequired"
	}
	return strconv.Itoa(int(v))
}

// ServiceAreaInfo is a SEQUENCE of TS 33.128 R19 annex A.
type ServiceAreaInfo struct {
	PLMNIdentity   PLMNID
	AllowedTACs    [][]byte
	NotAllowedTACs [][]byte
	Sequence
}

func (v *ServiceAreaInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNIdentity.encode(b, e); b == nil {
			return e.in("pLMNIdentity")
		}
		b = closed(b, start)
	}
	if v.AllowedTACs != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.AllowedTACs {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.NotAllowedTACs != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.NotAllowedTACs {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ServiceAreaInfo) decode(d *decoder, pos, end int) {
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
			if name = "pLMNIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "allowedTACs"; d.first(&seen, 1, h) {
				v.AllowedTACs = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
			}
		case ctx | 3:
			if name = "notAllowedTACs"; d.first(&seen, 2, h) {
				v.NotAllowedTACs = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
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
		d.absent(at, ^seen&0x1, "ServiceAreaInfo")
	}
}

// Slice is a SEQUENCE: the slices of a registration.
type Slice struct {
	AllowedNSSAI    []SNSSAI
	ConfiguredNSSAI []SNSSAI
	RejectedNSSAI   []RejectedSNSSAI
	Sequence
}

func (v *Slice) encode(b []byte, e *encoder) []byte {
	if v.AllowedNSSAI != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AllowedNSSAI); b == nil {
			return e.in("allowedNSSAI")
		}
		b = closed(b, start)
	}
	if v.ConfiguredNSSAI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ConfiguredNSSAI); b == nil {
			return e.in("configuredNSSAI")
		}
		b = closed(b, start)
	}
	if v.RejectedNSSAI != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RejectedNSSAI); b == nil {
			return e.in("rejectedNSSAI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *Slice) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "allowedNSSAI"; d.first(&seen, 0, h) {
				v.AllowedNSSAI = sequences[SNSSAI](d, h)
			}
		case ctx | 2:
			if name = "configuredNSSAI"; d.first(&seen, 1, h) {
				v.ConfiguredNSSAI = sequences[SNSSAI](d, h)
			}
		case ctx | 3:
			if name = "rejectedNSSAI"; d.first(&seen, 2, h) {
				v.RejectedNSSAI = sequences[RejectedSNSSAI](d, h)
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

// SMSOverNASIndicator says whether SMS over NAS is allowed.
type SMSOverNASIndicator uint16

// Values of SMSOverNASIndicator.
const (
	SMSOverNASIndicatorSMSOverNASNotAllowed SMSOverNASIndicator = 1
	SMSOverNASIndicatorSMSOverNASAllowed    SMSOverNASIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v SMSOverNASIndicator) String() string {
	switch v {
	case SMSOverNASIndicatorSMSOverNASNotAllowed:
		return "sMSOverNASNotAllowed"
	case SMSOverNASIndicatorSMSOverNASAllowed:
		return "sMSOverNASAllowed"
	}
	return strconv.Itoa(int(v))
}
