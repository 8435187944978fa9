// Code generated from records/hss.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// HSSServingSystemMessage is the record hSSServingSystemMessage [133] of the HSS, TS 33.128 R19 clause 7.2.3.3.
type HSSServingSystemMessage struct {
	IMSI             string
	OldPLMNID        PLMNID
	NewPLMNID        PLMNID
	RoamingIndicator bool
	ResponseCodes    string
	Sequence
}

func (v *HSSServingSystemMessage) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.OldPLMNID.encode(b, e); b == nil {
			return e.in("oldPLMNID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.NewPLMNID.encode(b, e); b == nil {
			return e.in("newPLMNID")
		}
		b = closed(b, start)
	}
	{
		b = appendBool(append(b, 0x84), v.RoamingIndicator)
	}
	{
		b = appendText(append(b, 0x85), v.ResponseCodes)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *HSSServingSystemMessage) decode(d *decoder, pos, end int) {
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
			if name = "oldPLMNID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.OldPLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "newPLMNID"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.NewPLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "roamingIndicator"; d.first(&seen, 3, h) {
				v.RoamingIndicator = d.boolean(h)
			}
		case ctx | 5:
			if name = "responseCodes"; d.first(&seen, 4, h) {
				v.ResponseCodes = d.text(h)
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
		d.absent(at, ^seen&0x1f, "HSSServingSystemMessage")
	}
}

func (*HSSServingSystemMessage) alternative() (uint32, string) { return 133, "hSSServingSystemMessage" }

// HSSStartOfInterceptionWithRegisteredTarget is the record hSSStartOfInterceptionWithRegisteredTarget [134] of
// the HSS, TS 33.128 R19 clause 7.2.3.3.
type HSSStartOfInterceptionWithRegisteredTarget struct {
	HSSIdentities        HSSIdentities
	SubscriptionDataSets SubscriptionDataSets
	PSUserState          SBIType
	Sequence
}

func (v *HSSStartOfInterceptionWithRegisteredTarget) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.HSSIdentities.encode(b, e); b == nil {
			return e.in("hSSIdentities")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SubscriptionDataSets.encode(b, e); b == nil {
			return e.in("subscriptionDataSets")
		}
		if len(b) == start {
			return e.missing("subscriptionDataSets")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PSUserState.encode(b, e); b == nil {
			return e.in("pSUserState")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *HSSStartOfInterceptionWithRegisteredTarget) decode(d *decoder, pos, end int) {
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
			if name = "hSSIdentities"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.HSSIdentities.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "subscriptionDataSets"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SubscriptionDataSets.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pSUserState"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PSUserState.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "HSSStartOfInterceptionWithRegisteredTarget")
	}
}

func (*HSSStartOfInterceptionWithRegisteredTarget) alternative() (uint32, string) {
	return 134, "hSSStartOfInterceptionWithRegisteredTarget"
}

// HSSSubscriberRecordChange is the record hSSSubscriberRecordChange [171] of the HSS, TS 33.128 R19 clause
// 7.2.3.3.
type HSSSubscriberRecordChange struct {
	HSSIdentities                 []HSSIdentities
	SubscriberRecordChangePayload SubscriberRecordChangePayload
	Sequence
}

func (v *HSSSubscriberRecordChange) encode(b []byte, e *encoder) []byte {
	if !(v.HSSIdentities != nil) {
		return e.missing("hSSIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.HSSIdentities); b == nil {
			return e.in("hSSIdentities")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SubscriberRecordChangePayload.encode(b, e); b == nil {
			return e.in("subscriberRecordChangePayload")
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

func (v *HSSSubscriberRecordChange) decode(d *decoder, pos, end int) {
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
			if name = "hSSIdentities"; d.first(&seen, 0, h) {
				v.HSSIdentities = sequences[HSSIdentities](d, h)
			}
		case ctx | 2:
			if name = "subscriberRecordChangePayload"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SubscriberRecordChangePayload.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "HSSSubscriberRecordChange")
	}
}

func (*HSSSubscriberRecordChange) alternative() (uint32, string) {
	return 171, "hSSSubscriberRecordChange"
}

// IMSHSSServingSystemMessage is the record iMSHSSServingSystemMessage [172] of the IMS HSS, TS 33.128 R19
// clause 7.2.4.3.
type IMSHSSServingSystemMessage struct {
	IMSI                 string
	OldPLMNID            PLMNID
	AuthorizationRequest AuthorizationRequest
	RoamingIndicator     bool
	DeregistrationData   *SBIType
	Sequence
}

func (v *IMSHSSServingSystemMessage) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.OldPLMNID.encode(b, e); b == nil {
			return e.in("oldPLMNID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.AuthorizationRequest.encode(b, e); b == nil {
			return e.in("authorizationRequest")
		}
		b = closed(b, start)
	}
	{
		b = appendBool(append(b, 0x84), v.RoamingIndicator)
	}
	if v.DeregistrationData != nil {
		b = append(b, 0xa5, 0)
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

func (v *IMSHSSServingSystemMessage) decode(d *decoder, pos, end int) {
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
			if name = "oldPLMNID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.OldPLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "authorizationRequest"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.AuthorizationRequest.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "roamingIndicator"; d.first(&seen, 3, h) {
				v.RoamingIndicator = d.boolean(h)
			}
		case ctx | 5:
			if name = "deregistrationData"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.DeregistrationData = new(SBIType)
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "IMSHSSServingSystemMessage")
	}
}

func (*IMSHSSServingSystemMessage) alternative() (uint32, string) {
	return 172, "iMSHSSServingSystemMessage"
}

// IMSHSSStartOfInterceptionWithRegisteredTarget is the record iMSHSSStartOfInterceptionWithRegisteredTarget
// [173] of the IMS HSS, TS 33.128 R19 clause 7.2.4.3.
type IMSHSSStartOfInterceptionWithRegisteredTarget struct {
	HSSIdentities         []HSSIdentities
	IMSProfileData        *SBIType
	IMSRegistrationStatus IMSRegistrationStatus
	Sequence
}

func (v *IMSHSSStartOfInterceptionWithRegisteredTarget) encode(b []byte, e *encoder) []byte {
	if !(v.HSSIdentities != nil) {
		return e.missing("hSSIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.HSSIdentities); b == nil {
			return e.in("hSSIdentities")
		}
		b = closed(b, start)
	}
	if v.IMSProfileData != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IMSProfileData.encode(b, e); b == nil {
			return e.in("iMSProfileData")
		}
		b = closed(b, start)
	}
	if !(v.IMSRegistrationStatus != 0) {
		return e.missing("iMSRegistrationStatus")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.IMSRegistrationStatus))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSHSSStartOfInterceptionWithRegisteredTarget) decode(d *decoder, pos, end int) {
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
			if name = "hSSIdentities"; d.first(&seen, 0, h) {
				v.HSSIdentities = sequences[HSSIdentities](d, h)
			}
		case ctx | 2:
			if name = "iMSProfileData"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.IMSProfileData = new(SBIType)
					v.IMSProfileData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "iMSRegistrationStatus"; d.first(&seen, 2, h) {
				v.IMSRegistrationStatus = IMSRegistrationStatus(d.enumerated(h))
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
		d.absent(at, ^seen&0x5, "IMSHSSStartOfInterceptionWithRegisteredTarget")
	}
}

func (*IMSHSSStartOfInterceptionWithRegisteredTarget) alternative() (uint32, string) {
	return 173, "iMSHSSStartOfInterceptionWithRegisteredTarget"
}

// IMSHSSSubscriberRecordChange is the record iMSHSSSubscriberRecordChange [174] of the IMS HSS, TS 33.128 R19
// clause 7.2.4.3.
type IMSHSSSubscriberRecordChange struct {
	HSSIdentities  []HSSIdentities
	IMSProfileData *SBIType
	MSISDNs        []string
	IMEI           string
	PreviousIMEI   string
	Sequence
}

func (v *IMSHSSSubscriberRecordChange) encode(b []byte, e *encoder) []byte {
	if !(v.HSSIdentities != nil) {
		return e.missing("hSSIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.HSSIdentities); b == nil {
			return e.in("hSSIdentities")
		}
		b = closed(b, start)
	}
	if v.IMSProfileData != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IMSProfileData.encode(b, e); b == nil {
			return e.in("iMSProfileData")
		}
		b = closed(b, start)
	}
	if v.MSISDNs != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.MSISDNs {
			b = appendText(append(b, 0x12), x0)
		}
		b = closed(b, start)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	if v.PreviousIMEI != "" {
		b = appendText(append(b, 0x85), v.PreviousIMEI)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSHSSSubscriberRecordChange) decode(d *decoder, pos, end int) {
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
			if name = "hSSIdentities"; d.first(&seen, 0, h) {
				v.HSSIdentities = sequences[HSSIdentities](d, h)
			}
		case ctx | 2:
			if name = "iMSProfileData"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.IMSProfileData = new(SBIType)
					v.IMSProfileData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "mSISDNs"; d.first(&seen, 2, h) {
				v.MSISDNs = list(d, h, 18, func(d *decoder, h header, v *string) { *v = d.digits(h) })
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "previousIMEI"; d.first(&seen, 4, h) {
				v.PreviousIMEI = d.some(d.digits(h), h)
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
		d.absent(at, ^seen&0x1, "IMSHSSSubscriberRecordChange")
	}
}

func (*IMSHSSSubscriberRecordChange) alternative() (uint32, string) {
	return 174, "iMSHSSSubscriberRecordChange"
}

// HSSIdentities is a SEQUENCE of TS 33.128 R19 annex A.
type HSSIdentities struct {
	EPSSubscriberIDs *EPSSubscriberIDs
	IMSSubscriberIDs IMSSubscriberIDs
	Sequence
}

func (v *HSSIdentities) encode(b []byte, e *encoder) []byte {
	if v.EPSSubscriberIDs != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IMSSubscriberIDs.encode(b, e); b == nil {
			return e.in("iMSSubscriberIDs")
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

func (v *HSSIdentities) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "ePSSubscriberIDs"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EPSSubscriberIDs = new(EPSSubscriberIDs)
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "iMSSubscriberIDs"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.IMSSubscriberIDs.decode(d, h.start, h.stop)
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

// SubscriptionDataSets is a CHOICE of TS 33.128 R19 annex A.
type SubscriptionDataSets struct {
	IMSSubscriptionData *SBIType
	Choice
}

func (v *SubscriptionDataSets) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMSSubscriptionData != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IMSSubscriptionData.encode(b, e); b == nil {
			return e.in("iMSSubscriptionData")
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

func (v *SubscriptionDataSets) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMSSubscriptionData"
		if d.open(h) {
			v.IMSSubscriptionData = new(SBIType)
			v.IMSSubscriptionData.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IMSRegistrationStatus is an ENUMERATED of TS 33.128 R19 annex A.
type IMSRegistrationStatus uint16

// Values of IMSRegistrationStatus.
const (
	IMSRegistrationStatusInitialRegistration          IMSRegistrationStatus = 1
	IMSRegistrationStatusReregistration               IMSRegistrationStatus = 2
	IMSRegistrationStatusTimeoutDeregistration        IMSRegistrationStatus = 3
	IMSRegistrationStatusUserDeregistration           IMSRegistrationStatus = 4
	IMSRegistrationStatusAdministrativeDeregistration IMSRegistrationStatus = 5
	IMSRegistrationStatusAuthenticationFailure        IMSRegistrationStatus = 6
	IMSRegistrationStatusAuthenticationTimeout        IMSRegistrationStatus = 7
	IMSRegistrationStatusUnregisteredUser             IMSRegistrationStatus = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v IMSRegistrationStatus) String() string {
	switch v {
	case IMSRegistrationStatusInitialRegistration:
		return "initialRegistration"
	case IMSRegistrationStatusReregistration:
		return "reregistration"
	case IMSRegistrationStatusTimeoutDeregistration:
		return "timeoutDeregistration"
	case IMSRegistrationStatusUserDeregistration:
		return "userDeregistration"
	case IMSRegistrationStatusAdministrativeDeregistration:
		return "administrativeDeregistration"
	case IMSRegistrationStatusAuthenticationFailure:
		return "authenticationFailure"
	case IMSRegistrationStatusAuthenticationTimeout:
		return "authenticationTimeout"
	case IMSRegistrationStatusUnregisteredUser:
		return "unregisteredUser"
	}
	return strconv.Itoa(int(v))
}

// AuthorizationRequest is a SEQUENCE of TS 33.128 R19 annex A.
type AuthorizationRequest struct {
	AuthorizationType        AuthorizationType
	IMPI                     string
	VisitedNetworkIdentifier string
	Sequence
}

func (v *AuthorizationRequest) encode(b []byte, e *encoder) []byte {
	if !(v.AuthorizationType != 0) {
		return e.missing("authorizationType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.AuthorizationType))
	}
	{
		b = appendText(append(b, 0x82), v.IMPI)
	}
	{
		b = appendText(append(b, 0x83), v.VisitedNetworkIdentifier)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AuthorizationRequest) decode(d *decoder, pos, end int) {
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
			if name = "authorizationType"; d.first(&seen, 0, h) {
				v.AuthorizationType = AuthorizationType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "iMPI"; d.first(&seen, 1, h) {
				v.IMPI = d.text(h)
			}
		case ctx | 3:
			if name = "visitedNetworkIdentifier"; d.first(&seen, 2, h) {
				v.VisitedNetworkIdentifier = d.text(h)
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
		d.absent(at, ^seen&0x7, "AuthorizationRequest")
	}
}

// AuthorizationType is an ENUMERATED of TS 33.128 R19 annex A.
type AuthorizationType uint16

// Values of AuthorizationType.
const (
	AuthorizationTypeRegistration   AuthorizationType = 1
	AuthorizationTypeDeregistration AuthorizationType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v AuthorizationType) String() string {
	switch v {
	case AuthorizationTypeRegistration:
		return "registration"
	case AuthorizationTypeDeregistration:
		return "deregistration"
	}
	return strconv.Itoa(int(v))
}

// SubscriberRecordChangePayload is a CHOICE of TS 33.128 R19 annex A.
type SubscriberRecordChangePayload struct {
	IMEIUpdateInfo          *IMEIUpdateInfo
	IMEIUpdateResponse      *IMEIUpdateResponse
	RoamingStatusUpdateInfo *RoamingStatusUpdateInfo
	Choice
}

func (v *SubscriberRecordChangePayload) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMEIUpdateInfo != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IMEIUpdateInfo.encode(b, e); b == nil {
			return e.in("iMEIUpdateInfo")
		}
		b = closed(b, start)
	}
	if v.IMEIUpdateResponse != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IMEIUpdateResponse.encode(b, e); b == nil {
			return e.in("iMEIUpdateResponse")
		}
		b = closed(b, start)
	}
	if v.RoamingStatusUpdateInfo != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.RoamingStatusUpdateInfo.encode(b, e); b == nil {
			return e.in("roamingStatusUpdateInfo")
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

func (v *SubscriberRecordChangePayload) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMEIUpdateInfo"
		if d.open(h) {
			v.IMEIUpdateInfo = new(IMEIUpdateInfo)
			v.IMEIUpdateInfo.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "iMEIUpdateResponse"
		if d.open(h) {
			v.IMEIUpdateResponse = new(IMEIUpdateResponse)
			v.IMEIUpdateResponse.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "roamingStatusUpdateInfo"
		if d.open(h) {
			v.RoamingStatusUpdateInfo = new(RoamingStatusUpdateInfo)
			v.RoamingStatusUpdateInfo.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IMEIUpdateInfo is a SEQUENCE of TS 33.128 R19 annex A.
type IMEIUpdateInfo struct {
	IMSI   string
	IMEI   string
	IMEISV string
	Sequence
}

func (v *IMEIUpdateInfo) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x82), v.IMEI)
	}
	if v.IMEISV != "" {
		b = appendText(append(b, 0x83), v.IMEISV)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMEIUpdateInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
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
			if name = "iMEISV"; d.first(&seen, 2, h) {
				v.IMEISV = d.some(d.digits(h), h)
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

// IMEIUpdateResponse is a SEQUENCE of TS 33.128 R19 annex A.
type IMEIUpdateResponse struct {
	PreviousIMEI   string
	PreviousIMEISV string
	Sequence
}

func (v *IMEIUpdateResponse) encode(b []byte, e *encoder) []byte {
	if v.PreviousIMEI != "" {
		b = appendText(append(b, 0x81), v.PreviousIMEI)
	}
	if v.PreviousIMEISV != "" {
		b = appendText(append(b, 0x82), v.PreviousIMEISV)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMEIUpdateResponse) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "previousIMEI"; d.first(&seen, 0, h) {
				v.PreviousIMEI = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "previousIMEISV"; d.first(&seen, 1, h) {
				v.PreviousIMEISV = d.some(d.digits(h), h)
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

// RoamingStatusUpdateInfo is a SEQUENCE of TS 33.128 R19 annex A.
type RoamingStatusUpdateInfo struct {
	IMSI   string
	PLMNID *PLMNID
	Sequence
}

func (v *RoamingStatusUpdateInfo) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.PLMNID != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RoamingStatusUpdateInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
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
			if name = "pLMNID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PLMNID = new(PLMNID)
					v.PLMNID.decode(d, h.start, h.stop)
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
