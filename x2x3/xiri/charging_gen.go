// Code generated from records/charging.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// ChargingDataEvent is the record chargingDataEvent [190] of the Charging, TS 33.128 R19 clause 7.19.
type ChargingDataEvent struct {
	Location                *Location
	ChargingDataInformation ChargingDataInformation
	Sequence
}

func (v *ChargingDataEvent) encode(b []byte, e *encoder) []byte {
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
		if b = v.ChargingDataInformation.encode(b, e); b == nil {
			return e.in("chargingDataInformation")
		}
		if len(b) == start {
			return e.missing("chargingDataInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ChargingDataEvent) decode(d *decoder, pos, end int) {
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
			if name = "chargingDataInformation"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ChargingDataInformation.decode(d, h.start, h.stop)
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
	if seen&0x2 != 0x2 {
		d.absent(at, ^seen&0x2, "ChargingDataEvent")
	}
}

func (*ChargingDataEvent) alternative() (uint32, string) { return 190, "chargingDataEvent" }

// ChargingDataInformation is a CHOICE of TS 33.128 R19 annex A.
type ChargingDataInformation struct {
	NchfChargingDataRequest    *NchfChargingDataRequest
	RfChargingDataRequest      *RfChargingDataRequest
	TranslatedChargingDataInfo *TranslatedChargingDataInfo
	Choice
}

func (v *ChargingDataInformation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.NchfChargingDataRequest != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.NchfChargingDataRequest.encode(b, e); b == nil {
			return e.in("nchfChargingDataRequest")
		}
		b = closed(b, start)
	}
	if v.RfChargingDataRequest != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RfChargingDataRequest.encode(b, e); b == nil {
			return e.in("rfChargingDataRequest")
		}
		b = closed(b, start)
	}
	if v.TranslatedChargingDataInfo != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.TranslatedChargingDataInfo.encode(b, e); b == nil {
			return e.in("translatedChargingDataInfo")
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

func (v *ChargingDataInformation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "nchfChargingDataRequest"
		if d.open(h) {
			v.NchfChargingDataRequest = new(NchfChargingDataRequest)
			v.NchfChargingDataRequest.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "rfChargingDataRequest"
		if d.open(h) {
			v.RfChargingDataRequest = new(RfChargingDataRequest)
			v.RfChargingDataRequest.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "translatedChargingDataInfo"
		if d.open(h) {
			v.TranslatedChargingDataInfo = new(TranslatedChargingDataInfo)
			v.TranslatedChargingDataInfo.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// NchfChargingDataRequest is a SEQUENCE of TS 33.128 R19 annex A.
type NchfChargingDataRequest struct {
	SBIchargingData   SBIChargingData
	NchfChargingEvent Opt[NchfChargingEvent]
	RoamerInOut       RoamerInOut
	Sequence
}

func (v *NchfChargingDataRequest) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SBIchargingData.encode(b, e); b == nil {
			return e.in("sBIchargingData")
		}
		if len(b) == start {
			return e.missing("sBIchargingData")
		}
		b = closed(b, start)
	}
	if v.NchfChargingEvent.Set {
		b = appendInt(append(b, 0x82), int64(v.NchfChargingEvent.Value))
	}
	if !(v.RoamerInOut != 0) {
		return e.missing("roamerInOut")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.RoamerInOut))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NchfChargingDataRequest) decode(d *decoder, pos, end int) {
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
			if name = "sBIchargingData"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SBIchargingData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "nchfChargingEvent"; d.first(&seen, 1, h) {
				v.NchfChargingEvent = Some(NchfChargingEvent(d.enumerated(h)))
			}
		case ctx | 3:
			if name = "roamerInOut"; d.first(&seen, 2, h) {
				v.RoamerInOut = RoamerInOut(d.enumerated(h))
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
		d.absent(at, ^seen&0x5, "NchfChargingDataRequest")
	}
}

// SBIChargingData is a CHOICE of TS 33.128 R19 annex A.
type SBIChargingData struct {
	FullSBIChargingData EncapsulatedSBIChargingData
	Choice
}

func (v *SBIChargingData) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FullSBIChargingData.encode(b, e); b == nil {
			return e.in("fullSBIChargingData")
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

func (v *SBIChargingData) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fullSBIChargingData"
		if d.open(h) {
			v.FullSBIChargingData.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// EncapsulatedSBIChargingData is a CHOICE of TS 33.128 R19 annex A.
type EncapsulatedSBIChargingData struct {
	EncapsulatedSBIConvergedChargingData *SBIType
	EncapsulatedSBIOfflineChargingData   *SBIType
	Choice
}

func (v *EncapsulatedSBIChargingData) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.EncapsulatedSBIConvergedChargingData != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EncapsulatedSBIConvergedChargingData.encode(b, e); b == nil {
			return e.in("encapsulatedSBIConvergedChargingData")
		}
		b = closed(b, start)
	}
	if v.EncapsulatedSBIOfflineChargingData != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EncapsulatedSBIOfflineChargingData.encode(b, e); b == nil {
			return e.in("encapsulatedSBIOfflineChargingData")
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

func (v *EncapsulatedSBIChargingData) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "encapsulatedSBIConvergedChargingData"
		if d.open(h) {
			v.EncapsulatedSBIConvergedChargingData = new(SBIType)
			v.EncapsulatedSBIConvergedChargingData.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "encapsulatedSBIOfflineChargingData"
		if d.open(h) {
			v.EncapsulatedSBIOfflineChargingData = new(SBIType)
			v.EncapsulatedSBIOfflineChargingData.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// NchfChargingEvent is an ENUMERATED of TS 33.128 R19 annex A.
type NchfChargingEvent uint16

// Values of NchfChargingEvent.
const (
	NchfChargingEventPDUSessionChargingInformation                 NchfChargingEvent = 1
	NchfChargingEventSMSChargingInformation                        NchfChargingEvent = 2
	NchfChargingEventNEFChargingInformation                        NchfChargingEvent = 3
	NchfChargingEventRegistrationChargingInformation               NchfChargingEvent = 4
	NchfChargingEventN2ConnectionChargingInformation               NchfChargingEvent = 5
	NchfChargingEventLocationReportingChargingInformation          NchfChargingEvent = 6
	NchfChargingEventNSPAChargingInformation                       NchfChargingEvent = 7
	NchfChargingEventNSMChargingInformation                        NchfChargingEvent = 8
	NchfChargingEventMMTelChargingInformation                      NchfChargingEvent = 9
	NchfChargingEventIMSChargingInformation                        NchfChargingEvent = 10
	NchfChargingEventEdgeInfrastructureUsageChargingInformation    NchfChargingEvent = 11
	NchfChargingEventEASDeploymentChargingInformation              NchfChargingEvent = 12
	NchfChargingEventDirectEdgeEnablingServiceChargingInformation  NchfChargingEvent = 13
	NchfChargingEventExposedEdgeEnablingServiceChargingInformation NchfChargingEvent = 14
	NchfChargingEventProSeChargingInformation                      NchfChargingEvent = 15
	NchfChargingEventMMSChargingInformation                        NchfChargingEvent = 16
	NchfChargingEventMBSSessionChargingInformation                 NchfChargingEvent = 17
	NchfChargingEventTSNChargingInformation                        NchfChargingEvent = 18
	NchfChargingEventNSACFChargingInformation                      NchfChargingEvent = 19
	NchfChargingEventNSSAAChargingInformation                      NchfChargingEvent = 20
	NchfChargingEventRangingSLChargingInformation                  NchfChargingEvent = 21
)

// String returns the name that the ASN.1 module gives the value.
func (v NchfChargingEvent) String() string {
	switch v {
	case NchfChargingEventPDUSessionChargingInformation:
		return "pDUSessionChargingInformation"
	case NchfChargingEventSMSChargingInformation:
		return "sMSChargingInformation"
	case NchfChargingEventNEFChargingInformation:
		return "nEFChargingInformation"
	case NchfChargingEventRegistrationChargingInformation:
		return "registrationChargingInformation"
	case NchfChargingEventN2ConnectionChargingInformation:
		return "n2ConnectionChargingInformation"
	case NchfChargingEventLocationReportingChargingInformation:
		return "locationReportingChargingInformation"
	case NchfChargingEventNSPAChargingInformation:
		return "nSPAChargingInformation"
	case NchfChargingEventNSMChargingInformation:
		return "nSMChargingInformation"
	case NchfChargingEventMMTelChargingInformation:
		return "mMTelChargingInformation"
	case NchfChargingEventIMSChargingInformation:
		return "iMSChargingInformation"
	case NchfChargingEventEdgeInfrastructureUsageChargingInformation:
		return "edgeInfrastructureUsageChargingInformation"
	case NchfChargingEventEASDeploymentChargingInformation:
		return "eASDeploymentChargingInformation"
	case NchfChargingEventDirectEdgeEnablingServiceChargingInformation:
		return "directEdgeEnablingServiceChargingInformation"
	case NchfChargingEventExposedEdgeEnablingServiceChargingInformation:
		return "exposedEdgeEnablingServiceChargingInformation"
	case NchfChargingEventProSeChargingInformation:
		return "proSeChargingInformation"
	case NchfChargingEventMMSChargingInformation:
		return "mMSChargingInformation"
	case NchfChargingEventMBSSessionChargingInformation:
		return "mBSSessionChargingInformation"
	case NchfChargingEventTSNChargingInformation:
		return "tSNChargingInformation"
	case NchfChargingEventNSACFChargingInformation:
		return "nSACFChargingInformation"
	case NchfChargingEventNSSAAChargingInformation:
		return "nSSAAChargingInformation"
	case NchfChargingEventRangingSLChargingInformation:
		return "rangingSLChargingInformation"
	}
	return strconv.Itoa(int(v))
}

// RoamerInOut is an ENUMERATED of TS 33.128 R19 annex A.
type RoamerInOut uint16

// Values of RoamerInOut.
const (
	RoamerInOutInBound  RoamerInOut = 1
	RoamerInOutOutBound RoamerInOut = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v RoamerInOut) String() string {
	switch v {
	case RoamerInOutInBound:
		return "in-bound"
	case RoamerInOutOutBound:
		return "out-bound"
	}
	return strconv.Itoa(int(v))
}

// RfChargingDataRequest is a SEQUENCE of TS 33.128 R19 annex A.
type RfChargingDataRequest struct {
	RfChargingData  DiameterChargingData
	RfChargingEvent Opt[RfChargingEvent]
	Sequence
}

func (v *RfChargingDataRequest) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.RfChargingData.encode(b, e); b == nil {
			return e.in("rfChargingData")
		}
		if len(b) == start {
			return e.missing("rfChargingData")
		}
		b = closed(b, start)
	}
	if v.RfChargingEvent.Set {
		b = appendInt(append(b, 0x82), int64(v.RfChargingEvent.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RfChargingDataRequest) decode(d *decoder, pos, end int) {
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
			if name = "rfChargingData"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.RfChargingData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rfChargingEvent"; d.first(&seen, 1, h) {
				v.RfChargingEvent = Some(RfChargingEvent(d.enumerated(h)))
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
		d.absent(at, ^seen&0x1, "RfChargingDataRequest")
	}
}

// DiameterChargingData is a CHOICE of TS 33.128 R19 annex A.
type DiameterChargingData struct {
	FullDiameterChargingData []byte
	Choice
}

func (v *DiameterChargingData) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.FullDiameterChargingData != nil {
		n++
		b = appendOctets(append(b, 0x81), v.FullDiameterChargingData)
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

func (v *DiameterChargingData) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fullDiameterChargingData"
		v.FullDiameterChargingData = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// RfChargingEvent is an ENUMERATED of TS 33.128 R19 annex A.
type RfChargingEvent uint16

// Values of RfChargingEvent.
const (
	RfChargingEventAoCInformation            RfChargingEvent = 1
	RfChargingEventPSInformation             RfChargingEvent = 2
	RfChargingEventIMSInformation            RfChargingEvent = 3
	RfChargingEventMMSInformation            RfChargingEvent = 4
	RfChargingEventLCSInformation            RfChargingEvent = 5
	RfChargingEventPoCInformation            RfChargingEvent = 6
	RfChargingEventMBMSInform                RfChargingEvent = 7
	RfChargingEventSMSInformation            RfChargingEvent = 8
	RfChargingEventVCSInformation            RfChargingEvent = 9
	RfChargingEventMMTelInformation          RfChargingEvent = 10
	RfChargingEventProSeInformation          RfChargingEvent = 11
	RfChargingEventServiceGenericInformation RfChargingEvent = 12
	RfChargingEventIMInformation             RfChargingEvent = 13
	RfChargingEventDCDInformation            RfChargingEvent = 14
	RfChargingEventM2MInformation            RfChargingEvent = 15
	RfChargingEventCPDTInformation           RfChargingEvent = 16
)

// String returns the name that the ASN.1 module gives the value.
func (v RfChargingEvent) String() string {
	switch v {
	case RfChargingEventAoCInformation:
		return "aoC-Information"
	case RfChargingEventPSInformation:
		return "pS-Information"
	case RfChargingEventIMSInformation:
		return "iMS-Information"
	case RfChargingEventMMSInformation:
		return "mMS-Information"
	case RfChargingEventLCSInformation:
		return "lCS-Information"
	case RfChargingEventPoCInformation:
		return "poC-Information"
	case RfChargingEventMBMSInform:
		return "mBMS-Inform"
	case RfChargingEventSMSInformation:
		return "sMS-Information"
	case RfChargingEventVCSInformation:
		return "vCS-Information"
	case RfChargingEventMMTelInformation:
		return "mMTel-Information"
	case RfChargingEventProSeInformation:
		return "proSe-Information"
	case RfChargingEventServiceGenericInformation:
		return "service-Generic-Information"
	case RfChargingEventIMInformation:
		return "iM-Information"
	case RfChargingEventDCDInformation:
		return "dCD-Information"
	case RfChargingEventM2MInformation:
		return "m2M-Information"
	case RfChargingEventCPDTInformation:
		return "cPDT-Information"
	}
	return strconv.Itoa(int(v))
}

// TranslatedChargingDataInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TranslatedChargingDataInfo struct {
	TranslatedChargingData TranslatedChargingData
	Sequence
}

func (v *TranslatedChargingDataInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TranslatedChargingData.encode(b, e); b == nil {
			return e.in("translatedChargingData")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TranslatedChargingDataInfo) decode(d *decoder, pos, end int) {
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
			if name = "translatedChargingData"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TranslatedChargingData.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "TranslatedChargingDataInfo")
	}
}

// TranslatedChargingData is a SEQUENCE of TS 33.128 R19 annex A.
type TranslatedChargingData struct {
	ReleaseID           uint8
	VersonID            uint8
	SpecificationNumber uint8
	ReleaseIDExtension  Opt[uint8]
	RecordData          ExternalASNType
	Sequence
}

func (v *TranslatedChargingData) encode(b []byte, e *encoder) []byte {
	{
		if v.ReleaseID > 7 {
			return e.outside("releaseID", int64(v.ReleaseID), 0, 7)
		}
		b = appendInt(append(b, 0x81), int64(v.ReleaseID))
	}
	{
		if v.VersonID > 31 {
			return e.outside("versonID", int64(v.VersonID), 0, 31)
		}
		b = appendInt(append(b, 0x82), int64(v.VersonID))
	}
	{
		if v.SpecificationNumber > 31 {
			return e.outside("specificationNumber", int64(v.SpecificationNumber), 0, 31)
		}
		b = appendInt(append(b, 0x83), int64(v.SpecificationNumber))
	}
	if v.ReleaseIDExtension.Set {
		b = appendInt(append(b, 0x84), int64(v.ReleaseIDExtension.Value))
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.RecordData.encode(b, e); b == nil {
			return e.in("recordData")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TranslatedChargingData) decode(d *decoder, pos, end int) {
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
			if name = "releaseID"; d.first(&seen, 0, h) {
				v.ReleaseID = uint8(d.integer(h, 0, 7))
			}
		case ctx | 2:
			if name = "versonID"; d.first(&seen, 1, h) {
				v.VersonID = uint8(d.integer(h, 0, 31))
			}
		case ctx | 3:
			if name = "specificationNumber"; d.first(&seen, 2, h) {
				v.SpecificationNumber = uint8(d.integer(h, 0, 31))
			}
		case ctx | 4:
			if name = "releaseIDExtension"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.ReleaseIDExtension = Some(uint8(x))
				}
			}
		case ctx | 5:
			if name = "recordData"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.RecordData.decode(d, h.start, h.stop)
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
	if seen&0x17 != 0x17 {
		d.absent(at, ^seen&0x17, "TranslatedChargingData")
	}
}
