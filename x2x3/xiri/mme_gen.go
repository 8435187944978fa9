// Code generated from records/mme.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// MMEIdentifierAssociation is the record mMEIdentifierAssociation [63] of the MME, TS 33.128 R19 clause
// 6.3.2.2.2.
type MMEIdentifierAssociation struct {
	IMSI     string
	IMEI     string
	MSISDN   string
	GUTI     GUTI
	Location Location
	TAIList  []TAI
	Sequence
}

func (v *MMEIdentifierAssociation) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x82), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x83), v.MSISDN)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.TAIList != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TAIList); b == nil {
			return e.in("tAIList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEIdentifierAssociation) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 2, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "gUTI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "location"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "tAIList"; d.first(&seen, 5, h) {
				v.TAIList = sequences[TAI](d, h)
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
	if seen&0x19 != 0x19 {
		d.absent(at, ^seen&0x19, "MMEIdentifierAssociation")
	}
}

func (*MMEIdentifierAssociation) alternative() (uint32, string) {
	return 63, "mMEIdentifierAssociation"
}

// MMEIdentifierDeassociation is the record mMEIdentifierDeassociation [187] of the MME, TS 33.128 R19 clause
// 6.3.2.2.2.
type MMEIdentifierDeassociation struct {
	IMSI     string
	IMEI     string
	MSISDN   string
	GUTI     GUTI
	Location *Location
	Sequence
}

func (v *MMEIdentifierDeassociation) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x82), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x83), v.MSISDN)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEIdentifierDeassociation) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 2, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "gUTI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "location"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x9, "MMEIdentifierDeassociation")
	}
}

func (*MMEIdentifierDeassociation) alternative() (uint32, string) {
	return 187, "mMEIdentifierDeassociation"
}

// EPSRANHandoverCommand is the record ePSRANHandoverCommand [148] of the MME, TS 33.128 R19 clause 6.3.2.2.
type EPSRANHandoverCommand struct {
	UserIdentifiers          UserIdentifiers
	MMEUES1APID              uint32
	ENBUES1APID              uint32
	HandoverType             ExternalASNType
	ERABsToBeForwarded       []ERABContext
	ERABsToRelease           []ERABError
	TargetToSourceContainers [][]byte
	Sequence
}

func (v *EPSRANHandoverCommand) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.MMEUES1APID))
	}
	{
		if v.ENBUES1APID > 16777215 {
			return e.outside("eNBUES1APID", int64(v.ENBUES1APID), 0, 16777215)
		}
		b = appendInt(append(b, 0x83), int64(v.ENBUES1APID))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.HandoverType.encode(b, e); b == nil {
			return e.in("handoverType")
		}
		b = closed(b, start)
	}
	if v.ERABsToBeForwarded != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ERABsToBeForwarded); b == nil {
			return e.in("eRABsToBeForwarded")
		}
		b = closed(b, start)
	}
	if v.ERABsToRelease != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ERABsToRelease); b == nil {
			return e.in("eRABsToRelease")
		}
		b = closed(b, start)
	}
	if !(v.TargetToSourceContainers != nil) {
		return e.missing("targetToSourceContainers")
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		for _, x0 := range v.TargetToSourceContainers {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSRANHandoverCommand) decode(d *decoder, pos, end int) {
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
			if name = "mMEUES1APID"; d.first(&seen, 1, h) {
				v.MMEUES1APID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 3:
			if name = "eNBUES1APID"; d.first(&seen, 2, h) {
				v.ENBUES1APID = uint32(d.integer(h, 0, 16777215))
			}
		case ctx | 4:
			if name = "handoverType"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.HandoverType.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "eRABsToBeForwarded"; d.first(&seen, 4, h) {
				v.ERABsToBeForwarded = sequences[ERABContext](d, h)
			}
		case ctx | 6:
			if name = "eRABsToRelease"; d.first(&seen, 5, h) {
				v.ERABsToRelease = sequences[ERABError](d, h)
			}
		case ctx | 7:
			if name = "targetToSourceContainers"; d.first(&seen, 6, h) {
				v.TargetToSourceContainers = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
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
	if seen&0x4f != 0x4f {
		d.absent(at, ^seen&0x4f, "EPSRANHandoverCommand")
	}
}

func (*EPSRANHandoverCommand) alternative() (uint32, string) { return 148, "ePSRANHandoverCommand" }

// EPSRANHandoverRequest is the record ePSRANHandoverRequest [149] of the MME, TS 33.128 R19 clause 6.3.2.2.
type EPSRANHandoverRequest struct {
	UserIdentifiers         UserIdentifiers
	HandoverType            ExternalASNType
	HandoverCause           ExternalASNType
	SourceToTargetContainer []byte
	CSGInfo                 *EPSCSGInfo
	TargetToSourceContainer []byte
	AdmittedCSGID           Opt[int64]
	EPSRANUEContext         EPSRANUEContext
	Sequence
}

func (v *EPSRANHandoverRequest) encode(b []byte, e *encoder) []byte {
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
		if b = v.HandoverType.encode(b, e); b == nil {
			return e.in("handoverType")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.HandoverCause.encode(b, e); b == nil {
			return e.in("handoverCause")
		}
		b = closed(b, start)
	}
	if !(v.SourceToTargetContainer != nil) {
		return e.missing("sourceToTargetContainer")
	}
	{
		b = appendOctets(append(b, 0x84), v.SourceToTargetContainer)
	}
	if v.CSGInfo != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.CSGInfo.encode(b, e); b == nil {
			return e.in("cSGInfo")
		}
		b = closed(b, start)
	}
	if !(v.TargetToSourceContainer != nil) {
		return e.missing("targetToSourceContainer")
	}
	{
		b = appendOctets(append(b, 0x86), v.TargetToSourceContainer)
	}
	if v.AdmittedCSGID.Set {
		b = appendInt(append(b, 0x87), int64(v.AdmittedCSGID.Value))
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.EPSRANUEContext.encode(b, e); b == nil {
			return e.in("ePSRANUEContext")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSRANHandoverRequest) decode(d *decoder, pos, end int) {
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
			if name = "handoverType"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.HandoverType.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "handoverCause"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.HandoverCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sourceToTargetContainer"; d.first(&seen, 3, h) {
				v.SourceToTargetContainer = d.octets(h)
			}
		case ctx | 5:
			if name = "cSGInfo"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.CSGInfo = new(EPSCSGInfo)
					v.CSGInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "targetToSourceContainer"; d.first(&seen, 5, h) {
				v.TargetToSourceContainer = d.octets(h)
			}
		case ctx | 7:
			if name = "admittedCSGID"; d.first(&seen, 6, h) {
				v.AdmittedCSGID = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "ePSRANUEContext"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.EPSRANUEContext.decode(d, h.start, h.stop)
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
	if seen&0xaf != 0xaf {
		d.absent(at, ^seen&0xaf, "EPSRANHandoverRequest")
	}
}

func (*EPSRANHandoverRequest) alternative() (uint32, string) { return 149, "ePSRANHandoverRequest" }

// MMEAttach is the record mMEAttach [87] of the MME, TS 33.128 R19 clause 6.3.2.2.
type MMEAttach struct {
	AttachType                     EPSAttachType
	AttachResult                   EPSAttachResult
	IMSI                           string
	IMEI                           string
	MSISDN                         string
	GUTI                           *GUTI
	Location                       *Location
	EPSTAIList                     []TAI
	SMSServiceStatus               Opt[EPSSMSServiceStatus]
	OldGUTI                        *GUTI
	EMM5GRegStatus                 *EMM5GMMStatus
	PagingRestrictionIndicator     []byte
	RATType                        Opt[RATType]
	RRCEstablishmentCause          RRCEstablishmentCause
	DeprecatedS1Information        *S1Information
	NASTransportInitialInformation *EPSNASTransportInitialInformation
	EquivalentPLMNList             []PLMNID
	EPSUENetworkCapability         []byte
	InitailRANUEContextSetup       *EPSRANUEContext
	MUSIMUERequestType             []byte
	EPSNetworkPolicy               []byte
	Sequence
}

func (v *MMEAttach) encode(b []byte, e *encoder) []byte {
	if !(v.AttachType != 0) {
		return e.missing("attachType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.AttachType))
	}
	if !(v.AttachResult != 0) {
		return e.missing("attachResult")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.AttachResult))
	}
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x83), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x85), v.MSISDN)
	}
	if v.GUTI != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.EPSTAIList != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EPSTAIList); b == nil {
			return e.in("ePSTAIList")
		}
		b = closed(b, start)
	}
	if v.SMSServiceStatus.Set {
		b = appendInt(append(b, 0x89), int64(v.SMSServiceStatus.Value))
	}
	if v.OldGUTI != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.OldGUTI.encode(b, e); b == nil {
			return e.in("oldGUTI")
		}
		b = closed(b, start)
	}
	if v.EMM5GRegStatus != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.EMM5GRegStatus.encode(b, e); b == nil {
			return e.in("eMM5GRegStatus")
		}
		b = closed(b, start)
	}
	if v.PagingRestrictionIndicator != nil {
		b = appendOctets(append(b, 0x8c), v.PagingRestrictionIndicator)
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8d), int64(v.RATType.Value))
	}
	{
		b = append(b, 0xae, 0)
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
	if v.DeprecatedS1Information != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.DeprecatedS1Information.encode(b, e); b == nil {
			return e.in("deprecatedS1Information")
		}
		b = closed(b, start)
	}
	if v.NASTransportInitialInformation != nil {
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.NASTransportInitialInformation.encode(b, e); b == nil {
			return e.in("nASTransportInitialInformation")
		}
		b = closed(b, start)
	}
	if v.EquivalentPLMNList != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EquivalentPLMNList); b == nil {
			return e.in("equivalentPLMNList")
		}
		b = closed(b, start)
	}
	if v.EPSUENetworkCapability != nil {
		b = appendOctets(append(b, 0x92), v.EPSUENetworkCapability)
	}
	if v.InitailRANUEContextSetup != nil {
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = v.InitailRANUEContextSetup.encode(b, e); b == nil {
			return e.in("initailRANUEContextSetup")
		}
		b = closed(b, start)
	}
	if v.MUSIMUERequestType != nil {
		b = appendOctets(append(b, 0x94), v.MUSIMUERequestType)
	}
	if v.EPSNetworkPolicy != nil {
		b = appendOctets(append(b, 0x95), v.EPSNetworkPolicy)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEAttach) decode(d *decoder, pos, end int) {
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
			if name = "attachType"; d.first(&seen, 0, h) {
				v.AttachType = EPSAttachType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "attachResult"; d.first(&seen, 1, h) {
				v.AttachResult = EPSAttachResult(d.enumerated(h))
			}
		case ctx | 3:
			if name = "iMSI"; d.first(&seen, 2, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "mSISDN"; d.first(&seen, 4, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 6:
			if name = "gUTI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GUTI = new(GUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "location"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "ePSTAIList"; d.first(&seen, 7, h) {
				v.EPSTAIList = sequences[TAI](d, h)
			}
		case ctx | 9:
			if name = "sMSServiceStatus"; d.first(&seen, 8, h) {
				v.SMSServiceStatus = Some(EPSSMSServiceStatus(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "oldGUTI"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.OldGUTI = new(GUTI)
					v.OldGUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "eMM5GRegStatus"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.EMM5GRegStatus = new(EMM5GMMStatus)
					v.EMM5GRegStatus.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "pagingRestrictionIndicator"; d.first(&seen, 11, h) {
				v.PagingRestrictionIndicator = d.octets(h)
			}
		case ctx | 13:
			if name = "rATType"; d.first(&seen, 12, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "rRCEstablishmentCause"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.RRCEstablishmentCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "deprecatedS1Information"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.DeprecatedS1Information = new(S1Information)
					v.DeprecatedS1Information.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "nASTransportInitialInformation"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.NASTransportInitialInformation = new(EPSNASTransportInitialInformation)
					v.NASTransportInitialInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "equivalentPLMNList"; d.first(&seen, 16, h) {
				v.EquivalentPLMNList = sequences[PLMNID](d, h)
			}
		case ctx | 18:
			if name = "ePSUENetworkCapability"; d.first(&seen, 17, h) {
				v.EPSUENetworkCapability = d.octets(h)
			}
		case ctx | 19:
			if name = "initailRANUEContextSetup"; d.first(&seen, 18, h) {
				if d.open(h) {
					v.InitailRANUEContextSetup = new(EPSRANUEContext)
					v.InitailRANUEContextSetup.decode(d, h.start, h.stop)
				}
			}
		case ctx | 20:
			if name = "mUSIMUERequestType"; d.first(&seen, 19, h) {
				v.MUSIMUERequestType = d.octets(h)
			}
		case ctx | 21:
			if name = "ePSNetworkPolicy"; d.first(&seen, 20, h) {
				v.EPSNetworkPolicy = d.octets(h)
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
		d.absent(at, ^seen&0x7, "MMEAttach")
	}
}

func (*MMEAttach) alternative() (uint32, string) { return 87, "mMEAttach" }

// MMEDetach is the record mMEDetach [88] of the MME, TS 33.128 R19 clause 6.3.2.2.
type MMEDetach struct {
	DetachDirection    MMEDirection
	DetachType         EPSDetachType
	IMSI               string
	IMEI               string
	MSISDN             string
	GUTI               *GUTI
	Cause              Opt[uint8]
	Location           *Location
	SwitchOffIndicator Opt[SwitchOffIndicator]
	Sequence
}

func (v *MMEDetach) encode(b []byte, e *encoder) []byte {
	if !(v.DetachDirection != 0) {
		return e.missing("detachDirection")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.DetachDirection))
	}
	if !(v.DetachType != 0) {
		return e.missing("detachType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.DetachType))
	}
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x83), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x85), v.MSISDN)
	}
	if v.GUTI != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Cause.Set {
		b = appendInt(append(b, 0x87), int64(v.Cause.Value))
	}
	if v.Location != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.SwitchOffIndicator.Set {
		b = appendInt(append(b, 0x89), int64(v.SwitchOffIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEDetach) decode(d *decoder, pos, end int) {
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
			if name = "detachDirection"; d.first(&seen, 0, h) {
				v.DetachDirection = MMEDirection(d.enumerated(h))
			}
		case ctx | 2:
			if name = "detachType"; d.first(&seen, 1, h) {
				v.DetachType = EPSDetachType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "iMSI"; d.first(&seen, 2, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "mSISDN"; d.first(&seen, 4, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 6:
			if name = "gUTI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GUTI = new(GUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "cause"; d.first(&seen, 6, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.Cause = Some(uint8(x))
				}
			}
		case ctx | 8:
			if name = "location"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "switchOffIndicator"; d.first(&seen, 8, h) {
				v.SwitchOffIndicator = Some(SwitchOffIndicator(d.enumerated(h)))
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
		d.absent(at, ^seen&0x7, "MMEDetach")
	}
}

func (*MMEDetach) alternative() (uint32, string) { return 88, "mMEDetach" }

// MMELocationUpdate is the record mMELocationUpdate [89] of the MME, TS 33.128 R19 clause 6.3.2.2.
type MMELocationUpdate struct {
	IMSI             string
	IMEI             string
	MSISDN           string
	GUTI             *GUTI
	Location         *Location
	OldGUTI          *GUTI
	SMSServiceStatus Opt[EPSSMSServiceStatus]
	Sequence
}

func (v *MMELocationUpdate) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x82), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x83), v.MSISDN)
	}
	if v.GUTI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.OldGUTI != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.OldGUTI.encode(b, e); b == nil {
			return e.in("oldGUTI")
		}
		b = closed(b, start)
	}
	if v.SMSServiceStatus.Set {
		b = appendInt(append(b, 0x87), int64(v.SMSServiceStatus.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMELocationUpdate) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 2, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "gUTI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GUTI = new(GUTI)
					v.GUTI.decode(d, h.start, h.stop)
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
			if name = "oldGUTI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.OldGUTI = new(GUTI)
					v.OldGUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "sMSServiceStatus"; d.first(&seen, 6, h) {
				v.SMSServiceStatus = Some(EPSSMSServiceStatus(d.enumerated(h)))
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
		d.absent(at, ^seen&0x1, "MMELocationUpdate")
	}
}

func (*MMELocationUpdate) alternative() (uint32, string) { return 89, "mMELocationUpdate" }

// MMERANTraceReport is the record mMERANTraceReport [150] of the MME, TS 33.128 R19 clause 6.3.2.2.
type MMERANTraceReport struct {
	UserIdentifiers           UserIdentifiers
	MMEUES1APID               uint32
	ENBUES1APID               uint32
	TraceRecordType           TraceRecordType
	TraceDirection            TraceDirection
	TraceActivationInfo       *ExternalASNType
	EUTRANCGI                 ECGI
	GlobalRANNodeID           GlobalRANNodeID
	TraceCollectionEntityInfo *TraceCollectionEntityInfo
	MMETraceData              *XMLType
	Location                  *Location
	Sequence
}

func (v *MMERANTraceReport) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.MMEUES1APID))
	}
	{
		if v.ENBUES1APID > 16777215 {
			return e.outside("eNBUES1APID", int64(v.ENBUES1APID), 0, 16777215)
		}
		b = appendInt(append(b, 0x83), int64(v.ENBUES1APID))
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
	if v.TraceActivationInfo != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.TraceActivationInfo.encode(b, e); b == nil {
			return e.in("traceActivationInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.EUTRANCGI.encode(b, e); b == nil {
			return e.in("eUTRANCGI")
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
	if v.MMETraceData != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.MMETraceData.encode(b, e); b == nil {
			return e.in("mMETraceData")
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
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMERANTraceReport) decode(d *decoder, pos, end int) {
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
			if name = "mMEUES1APID"; d.first(&seen, 1, h) {
				v.MMEUES1APID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 3:
			if name = "eNBUES1APID"; d.first(&seen, 2, h) {
				v.ENBUES1APID = uint32(d.integer(h, 0, 16777215))
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
			if name = "traceActivationInfo"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.TraceActivationInfo = new(ExternalASNType)
					v.TraceActivationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "eUTRANCGI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.EUTRANCGI.decode(d, h.start, h.stop)
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
			if name = "mMETraceData"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.MMETraceData = new(XMLType)
					v.MMETraceData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "location"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
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
	if seen&0xdf != 0xdf {
		d.absent(at, ^seen&0xdf, "MMERANTraceReport")
	}
}

func (*MMERANTraceReport) alternative() (uint32, string) { return 150, "mMERANTraceReport" }

// MMEStartOfInterceptionWithEPSAttachedUE is the record mMEStartOfInterceptionWithEPSAttachedUE [90] of the
// MME, TS 33.128 R19 clause 6.3.2.2.
type MMEStartOfInterceptionWithEPSAttachedUE struct {
	AttachType                     EPSAttachType
	AttachResult                   EPSAttachResult
	IMSI                           string
	IMEI                           string
	MSISDN                         string
	GUTI                           *GUTI
	Location                       *Location
	EPSTAIList                     []TAI
	SMSServiceStatus               Opt[EPSSMSServiceStatus]
	EMM5GRegStatus                 *EMM5GMMStatus
	PagingRestrictionIndicator     []byte
	RATType                        Opt[RATType]
	RRCEstablishmentCause          RRCEstablishmentCause
	DeprecatedS1Information        *S1Information
	NASTransportInitialInformation *EPSNASTransportInitialInformation
	EquivalentPLMNList             []PLMNID
	EPSUENetworkCapability         []byte
	InitailRANUEContextSetup       *EPSRANUEContext
	MUSIMUERequestType             []byte
	EPSNetworkPolicy               []byte
	Sequence
}

func (v *MMEStartOfInterceptionWithEPSAttachedUE) encode(b []byte, e *encoder) []byte {
	if !(v.AttachType != 0) {
		return e.missing("attachType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.AttachType))
	}
	if !(v.AttachResult != 0) {
		return e.missing("attachResult")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.AttachResult))
	}
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x83), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x85), v.MSISDN)
	}
	if v.GUTI != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.EPSTAIList != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EPSTAIList); b == nil {
			return e.in("ePSTAIList")
		}
		b = closed(b, start)
	}
	if v.SMSServiceStatus.Set {
		b = appendInt(append(b, 0x8a), int64(v.SMSServiceStatus.Value))
	}
	if v.EMM5GRegStatus != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.EMM5GRegStatus.encode(b, e); b == nil {
			return e.in("eMM5GRegStatus")
		}
		b = closed(b, start)
	}
	if v.PagingRestrictionIndicator != nil {
		b = appendOctets(append(b, 0x8d), v.PagingRestrictionIndicator)
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8e), int64(v.RATType.Value))
	}
	{
		b = append(b, 0xaf, 0)
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
	if v.DeprecatedS1Information != nil {
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.DeprecatedS1Information.encode(b, e); b == nil {
			return e.in("deprecatedS1Information")
		}
		b = closed(b, start)
	}
	if v.NASTransportInitialInformation != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.NASTransportInitialInformation.encode(b, e); b == nil {
			return e.in("nASTransportInitialInformation")
		}
		b = closed(b, start)
	}
	if v.EquivalentPLMNList != nil {
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EquivalentPLMNList); b == nil {
			return e.in("equivalentPLMNList")
		}
		b = closed(b, start)
	}
	if v.EPSUENetworkCapability != nil {
		b = appendOctets(append(b, 0x93), v.EPSUENetworkCapability)
	}
	if v.InitailRANUEContextSetup != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.InitailRANUEContextSetup.encode(b, e); b == nil {
			return e.in("initailRANUEContextSetup")
		}
		b = closed(b, start)
	}
	if v.MUSIMUERequestType != nil {
		b = appendOctets(append(b, 0x95), v.MUSIMUERequestType)
	}
	if v.EPSNetworkPolicy != nil {
		b = appendOctets(append(b, 0x96), v.EPSNetworkPolicy)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEStartOfInterceptionWithEPSAttachedUE) decode(d *decoder, pos, end int) {
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
			if name = "attachType"; d.first(&seen, 0, h) {
				v.AttachType = EPSAttachType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "attachResult"; d.first(&seen, 1, h) {
				v.AttachResult = EPSAttachResult(d.enumerated(h))
			}
		case ctx | 3:
			if name = "iMSI"; d.first(&seen, 2, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "mSISDN"; d.first(&seen, 4, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 6:
			if name = "gUTI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GUTI = new(GUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "location"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "ePSTAIList"; d.first(&seen, 7, h) {
				v.EPSTAIList = sequences[TAI](d, h)
			}
		case ctx | 10:
			if name = "sMSServiceStatus"; d.first(&seen, 8, h) {
				v.SMSServiceStatus = Some(EPSSMSServiceStatus(d.enumerated(h)))
			}
		case ctx | 12:
			if name = "eMM5GRegStatus"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.EMM5GRegStatus = new(EMM5GMMStatus)
					v.EMM5GRegStatus.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "pagingRestrictionIndicator"; d.first(&seen, 10, h) {
				v.PagingRestrictionIndicator = d.octets(h)
			}
		case ctx | 14:
			if name = "rATType"; d.first(&seen, 11, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 15:
			if name = "rRCEstablishmentCause"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.RRCEstablishmentCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "deprecatedS1Information"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.DeprecatedS1Information = new(S1Information)
					v.DeprecatedS1Information.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "nASTransportInitialInformation"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.NASTransportInitialInformation = new(EPSNASTransportInitialInformation)
					v.NASTransportInitialInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 18:
			if name = "equivalentPLMNList"; d.first(&seen, 15, h) {
				v.EquivalentPLMNList = sequences[PLMNID](d, h)
			}
		case ctx | 19:
			if name = "ePSUENetworkCapability"; d.first(&seen, 16, h) {
				v.EPSUENetworkCapability = d.octets(h)
			}
		case ctx | 20:
			if name = "initailRANUEContextSetup"; d.first(&seen, 17, h) {
				if d.open(h) {
					v.InitailRANUEContextSetup = new(EPSRANUEContext)
					v.InitailRANUEContextSetup.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "mUSIMUERequestType"; d.first(&seen, 18, h) {
				v.MUSIMUERequestType = d.octets(h)
			}
		case ctx | 22:
			if name = "ePSNetworkPolicy"; d.first(&seen, 19, h) {
				v.EPSNetworkPolicy = d.octets(h)
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
		d.absent(at, ^seen&0x7, "MMEStartOfInterceptionWithEPSAttachedUE")
	}
}

func (*MMEStartOfInterceptionWithEPSAttachedUE) alternative() (uint32, string) {
	return 90, "mMEStartOfInterceptionWithEPSAttachedUE"
}

// MMEUEServiceAccept is the record mMEUEServiceAccept [151] of the MME, TS 33.128 R19 clause 6.3.2.2.
type MMEUEServiceAccept struct {
	UserIdentifiers          UserIdentifiers
	ServiceType              []byte
	MTMSI                    []byte
	CSFBResponse             []byte
	UEEPSBearerContextStatus []byte
	UERequestType            []byte
	PagingRestriction        []byte
	ControlPlaneServiceType  []byte
	Sequence
}

func (v *MMEUEServiceAccept) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserIdentifiers.encode(b, e); b == nil {
			return e.in("userIdentifiers")
		}
		b = closed(b, start)
	}
	if v.ServiceType != nil {
		b = appendOctets(append(b, 0x82), v.ServiceType)
	}
	if v.MTMSI != nil {
		b = appendOctets(append(b, 0x83), v.MTMSI)
	}
	if v.CSFBResponse != nil {
		b = appendOctets(append(b, 0x84), v.CSFBResponse)
	}
	if v.UEEPSBearerContextStatus != nil {
		b = appendOctets(append(b, 0x85), v.UEEPSBearerContextStatus)
	}
	if v.UERequestType != nil {
		b = appendOctets(append(b, 0x86), v.UERequestType)
	}
	if v.PagingRestriction != nil {
		b = appendOctets(append(b, 0x87), v.PagingRestriction)
	}
	if v.ControlPlaneServiceType != nil {
		b = appendOctets(append(b, 0x88), v.ControlPlaneServiceType)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEUEServiceAccept) decode(d *decoder, pos, end int) {
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
			if name = "serviceType"; d.first(&seen, 1, h) {
				v.ServiceType = d.octets(h)
			}
		case ctx | 3:
			if name = "mTMSI"; d.first(&seen, 2, h) {
				v.MTMSI = d.octets(h)
			}
		case ctx | 4:
			if name = "cSFBResponse"; d.first(&seen, 3, h) {
				v.CSFBResponse = d.octets(h)
			}
		case ctx | 5:
			if name = "uEEPSBearerContextStatus"; d.first(&seen, 4, h) {
				v.UEEPSBearerContextStatus = d.octets(h)
			}
		case ctx | 6:
			if name = "uERequestType"; d.first(&seen, 5, h) {
				v.UERequestType = d.octets(h)
			}
		case ctx | 7:
			if name = "pagingRestriction"; d.first(&seen, 6, h) {
				v.PagingRestriction = d.octets(h)
			}
		case ctx | 8:
			if name = "controlPlaneServiceType"; d.first(&seen, 7, h) {
				v.ControlPlaneServiceType = d.octets(h)
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
		d.absent(at, ^seen&0x1, "MMEUEServiceAccept")
	}
}

func (*MMEUEServiceAccept) alternative() (uint32, string) { return 151, "mMEUEServiceAccept" }

// MMEUnsuccessfulProcedure is the record mMEUnsuccessfulProcedure [91] of the MME, TS 33.128 R19 clause
// 6.3.2.2.
type MMEUnsuccessfulProcedure struct {
	FailedProcedureType MMEFailedProcedureType
	FailureCause        MMEFailureCause
	IMSI                string
	IMEI                string
	MSISDN              string
	GUTI                *GUTI
	Location            *Location
	Sequence
}

func (v *MMEUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
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
	if v.IMSI != "" {
		b = appendText(append(b, 0x83), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x85), v.MSISDN)
	}
	if v.GUTI != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
				v.FailedProcedureType = MMEFailedProcedureType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "failureCause"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.FailureCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "iMSI"; d.first(&seen, 2, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "mSISDN"; d.first(&seen, 4, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 6:
			if name = "gUTI"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GUTI = new(GUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "location"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "MMEUnsuccessfulProcedure")
	}
}

func (*MMEUnsuccessfulProcedure) alternative() (uint32, string) {
	return 91, "mMEUnsuccessfulProcedure"
}

// MMEPositioningInfoTransfer is the record mMEPositioningInfoTransfer [112] of the MME, TS 33.128 R19 clause
// 6.3.2.2.8.
type MMEPositioningInfoTransfer struct {
	IMSI                string
	IMEI                string
	MSISDN              string
	GUTI                *GUTI
	LPPaMessage         []byte
	LPPMessage          []byte
	MMELCSCorrelationId []byte
	Sequence
}

func (v *MMEPositioningInfoTransfer) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x82), v.IMEI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x83), v.MSISDN)
	}
	if v.GUTI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	if v.LPPaMessage != nil {
		b = appendOctets(append(b, 0x85), v.LPPaMessage)
	}
	if v.LPPMessage != nil {
		b = appendOctets(append(b, 0x86), v.LPPMessage)
	}
	if !(v.MMELCSCorrelationId != nil) {
		return e.missing("mMELCSCorrelationId")
	}
	{
		b = appendOctets(append(b, 0x87), v.MMELCSCorrelationId)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEPositioningInfoTransfer) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 2, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "gUTI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GUTI = new(GUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "lPPaMessage"; d.first(&seen, 4, h) {
				v.LPPaMessage = d.octets(h)
			}
		case ctx | 6:
			if name = "lPPMessage"; d.first(&seen, 5, h) {
				v.LPPMessage = d.octets(h)
			}
		case ctx | 7:
			if name = "mMELCSCorrelationId"; d.first(&seen, 6, h) {
				v.MMELCSCorrelationId = d.octets(h)
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
		d.absent(at, ^seen&0x41, "MMEPositioningInfoTransfer")
	}
}

func (*MMEPositioningInfoTransfer) alternative() (uint32, string) {
	return 112, "mMEPositioningInfoTransfer"
}

// AerialUESubscriptionIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type AerialUESubscriptionIndicator uint16

// Values of AerialUESubscriptionIndicator.
const (
	AerialUESubscriptionIndicatorAuthorized    AerialUESubscriptionIndicator = 1
	AerialUESubscriptionIndicatorNotAuthorized AerialUESubscriptionIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v AerialUESubscriptionIndicator) String() string {
	switch v {
	case AerialUESubscriptionIndicatorAuthorized:
		return "authorized"
	case AerialUESubscriptionIndicatorNotAuthorized:
		return "notAuthorized"
	}
	return strconv.Itoa(int(v))
}

// BBFTunnelInformation is a SEQUENCE of TS 33.128 R19 annex A.
type BBFTunnelInformation struct {
	HENBTransportLayerAddress IPAddr
	UDPPortNumber             Opt[uint16]
	Sequence
}

func (v *BBFTunnelInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.HENBTransportLayerAddress.encode(b, e); b == nil {
			return e.in("hENBTransportLayerAddress")
		}
		b = closed(b, start)
	}
	if v.UDPPortNumber.Set {
		b = appendInt(append(b, 0x82), int64(v.UDPPortNumber.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *BBFTunnelInformation) decode(d *decoder, pos, end int) {
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
			if name = "hENBTransportLayerAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.HENBTransportLayerAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "uDPPortNumber"; d.first(&seen, 1, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.UDPPortNumber = Some(uint16(x))
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
		d.absent(at, ^seen&0x1, "BBFTunnelInformation")
	}
}

// EPSAttachType is an ENUMERATED of TS 33.128 R19 annex A.
type EPSAttachType uint16

// Values of EPSAttachType.
const (
	EPSAttachTypeEPSAttach             EPSAttachType = 1
	EPSAttachTypeCombinedEPSIMSIAttach EPSAttachType = 2
	EPSAttachTypeEPSRLOSAttach         EPSAttachType = 3
	EPSAttachTypeEPSEmergencyAttach    EPSAttachType = 4
	EPSAttachTypeReserved              EPSAttachType = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSAttachType) String() string {
	switch v {
	case EPSAttachTypeEPSAttach:
		return "ePSAttach"
	case EPSAttachTypeCombinedEPSIMSIAttach:
		return "combinedEPSIMSIAttach"
	case EPSAttachTypeEPSRLOSAttach:
		return "ePSRLOSAttach"
	case EPSAttachTypeEPSEmergencyAttach:
		return "ePSEmergencyAttach"
	case EPSAttachTypeReserved:
		return "reserved"
	}
	return strconv.Itoa(int(v))
}

// EPSAttachResult is an ENUMERATED of TS 33.128 R19 annex A.
type EPSAttachResult uint16

// Values of EPSAttachResult.
const (
	EPSAttachResultEPSOnly         EPSAttachResult = 1
	EPSAttachResultCombinedEPSIMSI EPSAttachResult = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSAttachResult) String() string {
	switch v {
	case EPSAttachResultEPSOnly:
		return "ePSOnly"
	case EPSAttachResultCombinedEPSIMSI:
		return "combinedEPSIMSI"
	}
	return strconv.Itoa(int(v))
}

// EPSCSFallbackIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type EPSCSFallbackIndicator uint16

// Values of EPSCSFallbackIndicator.
const (
	EPSCSFallbackIndicatorCSFallbackRequired     EPSCSFallbackIndicator = 1
	EPSCSFallbackIndicatorCSFallbackHighPriority EPSCSFallbackIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSCSFallbackIndicator) String() string {
	switch v {
	case EPSCSFallbackIndicatorCSFallbackRequired:
		return "cSFallbackRequired"
	case EPSCSFallbackIndicatorCSFallbackHighPriority:
		return "cSFallbackHighPriority"
	}
	return strconv.Itoa(int(v))
}

// EPSCSGInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EPSCSGInfo struct {
	CSGID               Opt[int64]
	CSGMembershipStatus Opt[CSGMembershipIndication]
	Sequence
}

func (v *EPSCSGInfo) encode(b []byte, e *encoder) []byte {
	if v.CSGID.Set {
		b = appendInt(append(b, 0x81), int64(v.CSGID.Value))
	}
	if v.CSGMembershipStatus.Set {
		b = appendInt(append(b, 0x82), int64(v.CSGMembershipStatus.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSCSGInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "cSGID"; d.first(&seen, 0, h) {
				v.CSGID = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 2:
			if name = "cSGMembershipStatus"; d.first(&seen, 1, h) {
				v.CSGMembershipStatus = Some(CSGMembershipIndication(d.enumerated(h)))
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

// EPSDetachType is an ENUMERATED of TS 33.128 R19 annex A.
type EPSDetachType uint16

// Values of EPSDetachType.
const (
	EPSDetachTypeEPSDetach             EPSDetachType = 1
	EPSDetachTypeIMSIDetach            EPSDetachType = 2
	EPSDetachTypeCombinedEPSIMSIDetach EPSDetachType = 3
	EPSDetachTypeReAttachRequired      EPSDetachType = 4
	EPSDetachTypeReAttachNotRequired   EPSDetachType = 5
	EPSDetachTypeReserved              EPSDetachType = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSDetachType) String() string {
	switch v {
	case EPSDetachTypeEPSDetach:
		return "ePSDetach"
	case EPSDetachTypeIMSIDetach:
		return "iMSIDetach"
	case EPSDetachTypeCombinedEPSIMSIDetach:
		return "combinedEPSIMSIDetach"
	case EPSDetachTypeReAttachRequired:
		return "reAttachRequired"
	case EPSDetachTypeReAttachNotRequired:
		return "reAttachNotRequired"
	case EPSDetachTypeReserved:
		return "reserved"
	}
	return strconv.Itoa(int(v))
}

// EPSRANUEContext is a SEQUENCE of TS 33.128 R19 annex A.
type EPSRANUEContext struct {
	MMEUES1APID                                  uint32
	RANUES1APID                                  uint32
	ERABSetupRequest                             []ERABContext
	HandoverRestrictionList                      *ExternalASNType
	UERadioCapability                            []byte
	RATFrequencySelectionPriority                Opt[uint16]
	CSFallbackIndicator                          Opt[EPSCSFallbackIndicator]
	ProSeAuthorized                              *ExternalASNType
	LTEV2XServicesAuthorized                     *LTEV2XServiceAuthorization
	AerialUESubscription                         Opt[AerialUESubscriptionIndicator]
	SubscriptionBasedUEDifferentiationIndication *ExternalASNType
	IABAuthorizedIndicator                       Opt[IABAuthorizedIndicator]
	NRV2XServicesAuthorization                   *NRV2XServicesAuthorization
	Sequence
}

func (v *EPSRANUEContext) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.MMEUES1APID))
	}
	{
		if v.RANUES1APID > 16777215 {
			return e.outside("rANUES1APID", int64(v.RANUES1APID), 0, 16777215)
		}
		b = appendInt(append(b, 0x82), int64(v.RANUES1APID))
	}
	if v.ERABSetupRequest != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ERABSetupRequest); b == nil {
			return e.in("eRABSetupRequest")
		}
		b = closed(b, start)
	}
	if v.HandoverRestrictionList != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.HandoverRestrictionList.encode(b, e); b == nil {
			return e.in("handoverRestrictionList")
		}
		b = closed(b, start)
	}
	if v.UERadioCapability != nil {
		b = appendOctets(append(b, 0x85), v.UERadioCapability)
	}
	if v.RATFrequencySelectionPriority.Set {
		if v.RATFrequencySelectionPriority.Value < 1 || v.RATFrequencySelectionPriority.Value > 256 {
			return e.outside("rATFrequencySelectionPriority", int64(v.RATFrequencySelectionPriority.Value), 1, 256)
		}
		b = appendInt(append(b, 0x86), int64(v.RATFrequencySelectionPriority.Value))
	}
	if v.CSFallbackIndicator.Set {
		b = appendInt(append(b, 0x87), int64(v.CSFallbackIndicator.Value))
	}
	if v.ProSeAuthorized != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.ProSeAuthorized.encode(b, e); b == nil {
			return e.in("proSeAuthorized")
		}
		b = closed(b, start)
	}
	if v.LTEV2XServicesAuthorized != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.LTEV2XServicesAuthorized.encode(b, e); b == nil {
			return e.in("lTEV2XServicesAuthorized")
		}
		b = closed(b, start)
	}
	if v.AerialUESubscription.Set {
		b = appendInt(append(b, 0x8a), int64(v.AerialUESubscription.Value))
	}
	if v.SubscriptionBasedUEDifferentiationIndication != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.SubscriptionBasedUEDifferentiationIndication.encode(b, e); b == nil {
			return e.in("subscriptionBasedUEDifferentiationIndication")
		}
		b = closed(b, start)
	}
	if v.IABAuthorizedIndicator.Set {
		b = appendInt(append(b, 0x8c), int64(v.IABAuthorizedIndicator.Value))
	}
	if v.NRV2XServicesAuthorization != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.NRV2XServicesAuthorization.encode(b, e); b == nil {
			return e.in("nRV2XServicesAuthorization")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSRANUEContext) decode(d *decoder, pos, end int) {
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
			if name = "mMEUES1APID"; d.first(&seen, 0, h) {
				v.MMEUES1APID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 2:
			if name = "rANUES1APID"; d.first(&seen, 1, h) {
				v.RANUES1APID = uint32(d.integer(h, 0, 16777215))
			}
		case ctx | 3:
			if name = "eRABSetupRequest"; d.first(&seen, 2, h) {
				v.ERABSetupRequest = sequences[ERABContext](d, h)
			}
		case ctx | 4:
			if name = "handoverRestrictionList"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.HandoverRestrictionList = new(ExternalASNType)
					v.HandoverRestrictionList.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "uERadioCapability"; d.first(&seen, 4, h) {
				v.UERadioCapability = d.octets(h)
			}
		case ctx | 6:
			if name = "rATFrequencySelectionPriority"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 1, 256, &v.Extra); ok {
					v.RATFrequencySelectionPriority = Some(uint16(x))
				}
			}
		case ctx | 7:
			if name = "cSFallbackIndicator"; d.first(&seen, 6, h) {
				v.CSFallbackIndicator = Some(EPSCSFallbackIndicator(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "proSeAuthorized"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.ProSeAuthorized = new(ExternalASNType)
					v.ProSeAuthorized.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "lTEV2XServicesAuthorized"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.LTEV2XServicesAuthorized = new(LTEV2XServiceAuthorization)
					v.LTEV2XServicesAuthorized.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "aerialUESubscription"; d.first(&seen, 9, h) {
				v.AerialUESubscription = Some(AerialUESubscriptionIndicator(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "subscriptionBasedUEDifferentiationIndication"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.SubscriptionBasedUEDifferentiationIndication = new(ExternalASNType)
					v.SubscriptionBasedUEDifferentiationIndication.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "iABAuthorizedIndicator"; d.first(&seen, 11, h) {
				v.IABAuthorizedIndicator = Some(IABAuthorizedIndicator(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "nRV2XServicesAuthorization"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.NRV2XServicesAuthorization = new(NRV2XServicesAuthorization)
					v.NRV2XServicesAuthorization.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "EPSRANUEContext")
	}
}

// EPSNASTransportInitialInformation is a SEQUENCE of TS 33.128 R19 annex A.
type EPSNASTransportInitialInformation struct {
	RANUES1APID          uint32
	RelayNodeIndicator   Opt[bool]
	BBFTunnelInformation *BBFTunnelInformation
	EDTSession           Opt[bool]
	IABNodeIndication    Opt[bool]
	LTENTNTAIInformation *LTENTNTAIInformation
	Sequence
}

func (v *EPSNASTransportInitialInformation) encode(b []byte, e *encoder) []byte {
	{
		if v.RANUES1APID > 16777215 {
			return e.outside("rANUES1APID", int64(v.RANUES1APID), 0, 16777215)
		}
		b = appendInt(append(b, 0x81), int64(v.RANUES1APID))
	}
	if v.RelayNodeIndicator.Set {
		b = appendBool(append(b, 0x82), v.RelayNodeIndicator.Value)
	}
	if v.BBFTunnelInformation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.BBFTunnelInformation.encode(b, e); b == nil {
			return e.in("bBFTunnelInformation")
		}
		b = closed(b, start)
	}
	if v.EDTSession.Set {
		b = appendBool(append(b, 0x84), v.EDTSession.Value)
	}
	if v.IABNodeIndication.Set {
		b = appendBool(append(b, 0x85), v.IABNodeIndication.Value)
	}
	if v.LTENTNTAIInformation != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.LTENTNTAIInformation.encode(b, e); b == nil {
			return e.in("lTENTNTAIInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSNASTransportInitialInformation) decode(d *decoder, pos, end int) {
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
			if name = "rANUES1APID"; d.first(&seen, 0, h) {
				v.RANUES1APID = uint32(d.integer(h, 0, 16777215))
			}
		case ctx | 2:
			if name = "relayNodeIndicator"; d.first(&seen, 1, h) {
				v.RelayNodeIndicator = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "bBFTunnelInformation"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.BBFTunnelInformation = new(BBFTunnelInformation)
					v.BBFTunnelInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "eDTSession"; d.first(&seen, 3, h) {
				v.EDTSession = Some(d.boolean(h))
			}
		case ctx | 5:
			if name = "iABNodeIndication"; d.first(&seen, 4, h) {
				v.IABNodeIndication = Some(d.boolean(h))
			}
		case ctx | 6:
			if name = "lTENTNTAIInformation"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.LTENTNTAIInformation = new(LTENTNTAIInformation)
					v.LTENTNTAIInformation.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "EPSNASTransportInitialInformation")
	}
}

// EPSSMSServiceStatus is an ENUMERATED of TS 33.128 R19 annex A.
type EPSSMSServiceStatus uint16

// Values of EPSSMSServiceStatus.
const (
	EPSSMSServiceStatusSMSServicesNotAvailable           EPSSMSServiceStatus = 1
	EPSSMSServiceStatusSMSServicesNotAvailableInThisPLMN EPSSMSServiceStatus = 2
	EPSSMSServiceStatusNetworkFailure                    EPSSMSServiceStatus = 3
	EPSSMSServiceStatusCongestion                        EPSSMSServiceStatus = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSSMSServiceStatus) String() string {
	switch v {
	case EPSSMSServiceStatusSMSServicesNotAvailable:
		return "sMSServicesNotAvailable"
	case EPSSMSServiceStatusSMSServicesNotAvailableInThisPLMN:
		return "sMSServicesNotAvailableInThisPLMN"
	case EPSSMSServiceStatusNetworkFailure:
		return "networkFailure"
	case EPSSMSServiceStatusCongestion:
		return "congestion"
	}
	return strconv.Itoa(int(v))
}

// ERABQoSParameters is a SEQUENCE of TS 33.128 R19 annex A.
type ERABQoSParameters struct {
	QCI uint8
	Sequence
}

func (v *ERABQoSParameters) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.QCI))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ERABQoSParameters) decode(d *decoder, pos, end int) {
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
			if name = "qCI"; d.first(&seen, 0, h) {
				v.QCI = uint8(d.integer(h, 0, 255))
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
		d.absent(at, ^seen&0x1, "ERABQoSParameters")
	}
}

// ERABContext is a SEQUENCE of TS 33.128 R19 annex A.
type ERABContext struct {
	ERABID                uint8
	ERABQoSParameters     *ERABQoSParameters
	TransportLayerAddress *IPAddr
	ULGTPTEID             *FTEID
	DLGTPTEID             *FTEID
	Sequence
}

func (v *ERABContext) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.ERABID))
	}
	if v.ERABQoSParameters != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ERABQoSParameters.encode(b, e); b == nil {
			return e.in("eRABQoSParameters")
		}
		b = closed(b, start)
	}
	if v.TransportLayerAddress != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.TransportLayerAddress.encode(b, e); b == nil {
			return e.in("transportLayerAddress")
		}
		b = closed(b, start)
	}
	if v.ULGTPTEID != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ULGTPTEID.encode(b, e); b == nil {
			return e.in("uLGTPTEID")
		}
		b = closed(b, start)
	}
	if v.DLGTPTEID != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.DLGTPTEID.encode(b, e); b == nil {
			return e.in("dLGTPTEID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ERABContext) decode(d *decoder, pos, end int) {
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
			if name = "eRABID"; d.first(&seen, 0, h) {
				v.ERABID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "eRABQoSParameters"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ERABQoSParameters = new(ERABQoSParameters)
					v.ERABQoSParameters.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "transportLayerAddress"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.TransportLayerAddress = new(IPAddr)
					v.TransportLayerAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "uLGTPTEID"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ULGTPTEID = new(FTEID)
					v.ULGTPTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "dLGTPTEID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.DLGTPTEID = new(FTEID)
					v.DLGTPTEID.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "ERABContext")
	}
}

// ERABError is a SEQUENCE of TS 33.128 R19 annex A.
type ERABError struct {
	ERABID uint8
	Cause  ExternalASNType
	Sequence
}

func (v *ERABError) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.ERABID))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Cause.encode(b, e); b == nil {
			return e.in("cause")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ERABError) decode(d *decoder, pos, end int) {
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
			if name = "eRABID"; d.first(&seen, 0, h) {
				v.ERABID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "cause"; d.first(&seen, 1, h) {
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
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "ERABError")
	}
}

// LTENTNTAIInformation is a SEQUENCE of TS 33.128 R19 annex A.
type LTENTNTAIInformation struct {
	PLMN            PLMNID
	TACListInLTENTN [][]byte
	UETAC           []byte
	Sequence
}

func (v *LTENTNTAIInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMN.encode(b, e); b == nil {
			return e.in("pLMN")
		}
		b = closed(b, start)
	}
	if !(v.TACListInLTENTN != nil) {
		return e.missing("tACListInLTENTN")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.TACListInLTENTN {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.UETAC != nil {
		b = appendOctets(append(b, 0x83), v.UETAC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LTENTNTAIInformation) decode(d *decoder, pos, end int) {
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
			if name = "pLMN"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMN.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "tACListInLTENTN"; d.first(&seen, 1, h) {
				v.TACListInLTENTN = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
			}
		case ctx | 3:
			if name = "uETAC"; d.first(&seen, 2, h) {
				v.UETAC = d.octets(h)
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
		d.absent(at, ^seen&0x3, "LTENTNTAIInformation")
	}
}

// MMEDirection is an ENUMERATED of TS 33.128 R19 annex A.
type MMEDirection uint16

// Values of MMEDirection.
const (
	MMEDirectionNetworkInitiated MMEDirection = 1
	MMEDirectionUEInitiated      MMEDirection = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MMEDirection) String() string {
	switch v {
	case MMEDirectionNetworkInitiated:
		return "networkInitiated"
	case MMEDirectionUEInitiated:
		return "uEInitiated"
	}
	return strconv.Itoa(int(v))
}

// MMEFailedProcedureType is an ENUMERATED of TS 33.128 R19 annex A.
type MMEFailedProcedureType uint16

// Values of MMEFailedProcedureType.
const (
	MMEFailedProcedureTypeAttachReject                            MMEFailedProcedureType = 1
	MMEFailedProcedureTypeAuthenticationReject                    MMEFailedProcedureType = 2
	MMEFailedProcedureTypeSecurityModeReject                      MMEFailedProcedureType = 3
	MMEFailedProcedureTypeServiceReject                           MMEFailedProcedureType = 4
	MMEFailedProcedureTypeTrackingAreaUpdateReject                MMEFailedProcedureType = 5
	MMEFailedProcedureTypeActivateDedicatedEPSBearerContextReject MMEFailedProcedureType = 6
	MMEFailedProcedureTypeActivateDefaultEPSBearerContextReject   MMEFailedProcedureType = 7
	MMEFailedProcedureTypeBearerResourceAllocationReject          MMEFailedProcedureType = 8
	MMEFailedProcedureTypeBearerResourceModificationReject        MMEFailedProcedureType = 9
	MMEFailedProcedureTypeModifyEPSBearerContectReject            MMEFailedProcedureType = 10
	MMEFailedProcedureTypePDNConnectivityReject                   MMEFailedProcedureType = 11
	MMEFailedProcedureTypePDNDisconnectReject                     MMEFailedProcedureType = 12
)

// String returns the name that the ASN.1 module gives the value.
func (v MMEFailedProcedureType) String() string {
	switch v {
	case MMEFailedProcedureTypeAttachReject:
		return "attachReject"
	case MMEFailedProcedureTypeAuthenticationReject:
		return "authenticationReject"
	case MMEFailedProcedureTypeSecurityModeReject:
		return "securityModeReject"
	case MMEFailedProcedureTypeServiceReject:
		return "serviceReject"
	case MMEFailedProcedureTypeTrackingAreaUpdateReject:
		return "trackingAreaUpdateReject"
	case MMEFailedProcedureTypeActivateDedicatedEPSBearerContextReject:
		return "activateDedicatedEPSBearerContextReject"
	case MMEFailedProcedureTypeActivateDefaultEPSBearerContextReject:
		return "activateDefaultEPSBearerContextReject"
	case MMEFailedProcedureTypeBearerResourceAllocationReject:
		return "bearerResourceAllocationReject"
	case MMEFailedProcedureTypeBearerResourceModificationReject:
		return "bearerResourceModificationReject"
	case MMEFailedProcedureTypeModifyEPSBearerContectReject:
		return "modifyEPSBearerContectReject"
	case MMEFailedProcedureTypePDNConnectivityReject:
		return "pDNConnectivityReject"
	case MMEFailedProcedureTypePDNDisconnectReject:
		return "pDNDisconnectReject"
	}
	return strconv.Itoa(int(v))
}

// MMEFailureCause is a CHOICE of TS 33.128 R19 annex A.
type MMEFailureCause struct {
	EMMCause Opt[uint8]
	ESMCause Opt[uint8]
	Choice
}

func (v *MMEFailureCause) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.EMMCause.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.EMMCause.Value))
	}
	if v.ESMCause.Set {
		n++
		b = appendInt(append(b, 0x82), int64(v.ESMCause.Value))
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

func (v *MMEFailureCause) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "eMMCause"
		v.EMMCause = Some(uint8(d.integer(h, 0, 255)))
	case ctx | 2:
		name = "eSMCause"
		v.ESMCause = Some(uint8(d.integer(h, 0, 255)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}
