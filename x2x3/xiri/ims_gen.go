// Code generated from records/ims.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// IMSMessage is the record iMSMessage [105] of the IMS, TS 33.128 R19 clause 7.12.4.2.
type IMSMessage struct {
	Payload                      IMSPayload
	SessionDirection             SessionDirection
	VoIPRoamingIndication        Opt[VoIPRoamingIndication]
	Location                     *Location
	AccessNetworkInformation     []SIPAccessNetworkInformation
	CellularNetworkInformation   []SIPCellularNetworkInformation
	NumberTranslationInformation []NumberTranslation
	Sequence
}

func (v *IMSMessage) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Payload.encode(b, e); b == nil {
			return e.in("payload")
		}
		if len(b) == start {
			return e.missing("payload")
		}
		b = closed(b, start)
	}
	if !(v.SessionDirection != 0) {
		return e.missing("sessionDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.SessionDirection))
	}
	if v.VoIPRoamingIndication.Set {
		b = appendInt(append(b, 0x83), int64(v.VoIPRoamingIndication.Value))
	}
	if v.Location != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AccessNetworkInformation != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AccessNetworkInformation); b == nil {
			return e.in("accessNetworkInformation")
		}
		b = closed(b, start)
	}
	if v.CellularNetworkInformation != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CellularNetworkInformation); b == nil {
			return e.in("cellularNetworkInformation")
		}
		b = closed(b, start)
	}
	if v.NumberTranslationInformation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.NumberTranslationInformation); b == nil {
			return e.in("numberTranslationInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSMessage) decode(d *decoder, pos, end int) {
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
			if name = "payload"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Payload.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "sessionDirection"; d.first(&seen, 1, h) {
				v.SessionDirection = SessionDirection(d.enumerated(h))
			}
		case ctx | 3:
			if name = "voIPRoamingIndication"; d.first(&seen, 2, h) {
				v.VoIPRoamingIndication = Some(VoIPRoamingIndication(d.enumerated(h)))
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "accessNetworkInformation"; d.first(&seen, 4, h) {
				v.AccessNetworkInformation = sequences[SIPAccessNetworkInformation](d, h)
			}
		case ctx | 8:
			if name = "cellularNetworkInformation"; d.first(&seen, 5, h) {
				v.CellularNetworkInformation = sequences[SIPCellularNetworkInformation](d, h)
			}
		case ctx | 9:
			if name = "numberTranslationInformation"; d.first(&seen, 6, h) {
				v.NumberTranslationInformation = sequences[NumberTranslation](d, h)
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
		d.absent(at, ^seen&0x3, "IMSMessage")
	}
}

func (*IMSMessage) alternative() (uint32, string) { return 105, "iMSMessage" }

// StartOfInterceptionForActiveIMSSession is the record startOfInterceptionForActiveIMSSession [106] of the IMS,
// TS 33.128 R19 clause 7.12.4.2.
type StartOfInterceptionForActiveIMSSession struct {
	OriginatingId              []IMPU
	TerminatingId              IMPU
	SDPState                   [][]byte
	DiversionIdentity          IMPU
	VoIPRoamingIndication      Opt[VoIPRoamingIndication]
	Location                   *Location
	AccessNetworkInformation   []SIPAccessNetworkInformation
	CellularNetworkInformation []SIPCellularNetworkInformation
	Sequence
}

func (v *StartOfInterceptionForActiveIMSSession) encode(b []byte, e *encoder) []byte {
	if !(v.OriginatingId != nil) {
		return e.missing("originatingId")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.OriginatingId); b == nil {
			return e.in("originatingId")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TerminatingId.encode(b, e); b == nil {
			return e.in("terminatingId")
		}
		if len(b) == start {
			return e.missing("terminatingId")
		}
		b = closed(b, start)
	}
	if v.SDPState != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.SDPState {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.DiversionIdentity.encode(b, e); b == nil {
			return e.in("diversionIdentity")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.VoIPRoamingIndication.Set {
		b = appendInt(append(b, 0x85), int64(v.VoIPRoamingIndication.Value))
	}
	if v.Location != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AccessNetworkInformation != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AccessNetworkInformation); b == nil {
			return e.in("accessNetworkInformation")
		}
		b = closed(b, start)
	}
	if v.CellularNetworkInformation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CellularNetworkInformation); b == nil {
			return e.in("cellularNetworkInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *StartOfInterceptionForActiveIMSSession) decode(d *decoder, pos, end int) {
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
			if name = "originatingId"; d.first(&seen, 0, h) {
				v.OriginatingId = choices[IMPU](d, h)
			}
		case ctx | 2:
			if name = "terminatingId"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TerminatingId.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sDPState"; d.first(&seen, 2, h) {
				v.SDPState = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
			}
		case ctx | 4:
			if name = "diversionIdentity"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.DiversionIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "voIPRoamingIndication"; d.first(&seen, 4, h) {
				v.VoIPRoamingIndication = Some(VoIPRoamingIndication(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "accessNetworkInformation"; d.first(&seen, 6, h) {
				v.AccessNetworkInformation = sequences[SIPAccessNetworkInformation](d, h)
			}
		case ctx | 9:
			if name = "cellularNetworkInformation"; d.first(&seen, 7, h) {
				v.CellularNetworkInformation = sequences[SIPCellularNetworkInformation](d, h)
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
		d.absent(at, ^seen&0x3, "StartOfInterceptionForActiveIMSSession")
	}
}

func (*StartOfInterceptionForActiveIMSSession) alternative() (uint32, string) {
	return 106, "startOfInterceptionForActiveIMSSession"
}

// IMSCCUnavailable is the record iMSCCUnavailable [107] of the IMS, TS 33.128 R19 clause 7.12.4.2.
type IMSCCUnavailable struct {
	CCUnavailableReason string
	SDPState            []byte
	Sequence
}

func (v *IMSCCUnavailable) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.CCUnavailableReason)
	}
	if v.SDPState != nil {
		b = appendOctets(append(b, 0x82), v.SDPState)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSCCUnavailable) decode(d *decoder, pos, end int) {
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
			if name = "cCUnavailableReason"; d.first(&seen, 0, h) {
				v.CCUnavailableReason = d.text(h)
			}
		case ctx | 2:
			if name = "sDPState"; d.first(&seen, 1, h) {
				v.SDPState = d.octets(h)
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
		d.absent(at, ^seen&0x1, "IMSCCUnavailable")
	}
}

func (*IMSCCUnavailable) alternative() (uint32, string) { return 107, "iMSCCUnavailable" }

// IMSDataChannelSetup is the record iMSDataChannelSetup [162] of the IMS, TS 33.128 R19 clause 7.12.4.2.
type IMSDataChannelSetup struct {
	TargetIdentity           IMPU
	CallingIdentity          IMPU
	CalledIdentity           []IMPU
	SessionEventNotification *SBIType
	MediaInstructionData     *SBIType
	Sequence
}

func (v *IMSDataChannelSetup) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TargetIdentity.encode(b, e); b == nil {
			return e.in("targetIdentity")
		}
		if len(b) == start {
			return e.missing("targetIdentity")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CallingIdentity.encode(b, e); b == nil {
			return e.in("callingIdentity")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.CalledIdentity != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendChoices(b, e, v.CalledIdentity); b == nil {
			return e.in("calledIdentity")
		}
		b = closed(b, start)
	}
	if v.SessionEventNotification != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SessionEventNotification.encode(b, e); b == nil {
			return e.in("sessionEventNotification")
		}
		b = closed(b, start)
	}
	if v.MediaInstructionData != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.MediaInstructionData.encode(b, e); b == nil {
			return e.in("mediaInstructionData")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSDataChannelSetup) decode(d *decoder, pos, end int) {
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
			if name = "targetIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TargetIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "callingIdentity"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CallingIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "calledIdentity"; d.first(&seen, 2, h) {
				v.CalledIdentity = choices[IMPU](d, h)
			}
		case ctx | 4:
			if name = "sessionEventNotification"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SessionEventNotification = new(SBIType)
					v.SessionEventNotification.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "mediaInstructionData"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.MediaInstructionData = new(SBIType)
					v.MediaInstructionData.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "IMSDataChannelSetup")
	}
}

func (*IMSDataChannelSetup) alternative() (uint32, string) { return 162, "iMSDataChannelSetup" }

// IMSDataChannelModification is the record iMSDataChannelModification [163] of the IMS, TS 33.128 R19 clause
// 7.12.4.2.
type IMSDataChannelModification struct {
	TargetIdentity           IMPU
	CallingIdentity          IMPU
	CalledIdentity           []IMPU
	SessionEventNotification *SBIType
	MediaInstructions        *SBIType
	Sequence
}

func (v *IMSDataChannelModification) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TargetIdentity.encode(b, e); b == nil {
			return e.in("targetIdentity")
		}
		if len(b) == start {
			return e.missing("targetIdentity")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CallingIdentity.encode(b, e); b == nil {
			return e.in("callingIdentity")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.CalledIdentity != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendChoices(b, e, v.CalledIdentity); b == nil {
			return e.in("calledIdentity")
		}
		b = closed(b, start)
	}
	if v.SessionEventNotification != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SessionEventNotification.encode(b, e); b == nil {
			return e.in("sessionEventNotification")
		}
		b = closed(b, start)
	}
	if v.MediaInstructions != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.MediaInstructions.encode(b, e); b == nil {
			return e.in("mediaInstructions")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSDataChannelModification) decode(d *decoder, pos, end int) {
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
			if name = "targetIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TargetIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "callingIdentity"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CallingIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "calledIdentity"; d.first(&seen, 2, h) {
				v.CalledIdentity = choices[IMPU](d, h)
			}
		case ctx | 4:
			if name = "sessionEventNotification"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SessionEventNotification = new(SBIType)
					v.SessionEventNotification.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "mediaInstructions"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.MediaInstructions = new(SBIType)
					v.MediaInstructions.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "IMSDataChannelModification")
	}
}

func (*IMSDataChannelModification) alternative() (uint32, string) {
	return 163, "iMSDataChannelModification"
}

// IMSDataChannelTermination is the record iMSDataChannelTermination [164] of the IMS, TS 33.128 R19 clause
// 7.12.4.2.
type IMSDataChannelTermination struct {
	TargetIdentity           IMPU
	CallingIdentity          IMPU
	CalledIdentity           []IMPU
	SessionEventNotification *SBIType
	MediaInstructionData     *SBIType
	Sequence
}

func (v *IMSDataChannelTermination) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TargetIdentity.encode(b, e); b == nil {
			return e.in("targetIdentity")
		}
		if len(b) == start {
			return e.missing("targetIdentity")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CallingIdentity.encode(b, e); b == nil {
			return e.in("callingIdentity")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.CalledIdentity != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendChoices(b, e, v.CalledIdentity); b == nil {
			return e.in("calledIdentity")
		}
		b = closed(b, start)
	}
	if v.SessionEventNotification != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SessionEventNotification.encode(b, e); b == nil {
			return e.in("sessionEventNotification")
		}
		b = closed(b, start)
	}
	if v.MediaInstructionData != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.MediaInstructionData.encode(b, e); b == nil {
			return e.in("mediaInstructionData")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSDataChannelTermination) decode(d *decoder, pos, end int) {
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
			if name = "targetIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TargetIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "callingIdentity"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CallingIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "calledIdentity"; d.first(&seen, 2, h) {
				v.CalledIdentity = choices[IMPU](d, h)
			}
		case ctx | 4:
			if name = "sessionEventNotification"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SessionEventNotification = new(SBIType)
					v.SessionEventNotification.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "mediaInstructionData"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.MediaInstructionData = new(SBIType)
					v.MediaInstructionData.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "IMSDataChannelTermination")
	}
}

func (*IMSDataChannelTermination) alternative() (uint32, string) {
	return 164, "iMSDataChannelTermination"
}

// StartOfInterceptionWithEstablishedIMSDataChannel is the record
// startOfInterceptionWithEstablishedIMSDataChannel [181] of the IMS, TS 33.128 R19 clause 7.12.4.2.
type StartOfInterceptionWithEstablishedIMSDataChannel struct {
	TargetIdentity           IMPU
	CallingIdentity          IMPU
	CalledIdentities         []IMPU
	SessionEventNotification *SBIType
	MediaInstructions        *SBIType
	Sequence
}

func (v *StartOfInterceptionWithEstablishedIMSDataChannel) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TargetIdentity.encode(b, e); b == nil {
			return e.in("targetIdentity")
		}
		if len(b) == start {
			return e.missing("targetIdentity")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CallingIdentity.encode(b, e); b == nil {
			return e.in("callingIdentity")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.CalledIdentities != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendChoices(b, e, v.CalledIdentities); b == nil {
			return e.in("calledIdentities")
		}
		b = closed(b, start)
	}
	if v.SessionEventNotification != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SessionEventNotification.encode(b, e); b == nil {
			return e.in("sessionEventNotification")
		}
		b = closed(b, start)
	}
	if v.MediaInstructions != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.MediaInstructions.encode(b, e); b == nil {
			return e.in("mediaInstructions")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *StartOfInterceptionWithEstablishedIMSDataChannel) decode(d *decoder, pos, end int) {
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
			if name = "targetIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TargetIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "callingIdentity"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CallingIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "calledIdentities"; d.first(&seen, 2, h) {
				v.CalledIdentities = choices[IMPU](d, h)
			}
		case ctx | 4:
			if name = "sessionEventNotification"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SessionEventNotification = new(SBIType)
					v.SessionEventNotification.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "mediaInstructions"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.MediaInstructions = new(SBIType)
					v.MediaInstructions.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "StartOfInterceptionWithEstablishedIMSDataChannel")
	}
}

func (*StartOfInterceptionWithEstablishedIMSDataChannel) alternative() (uint32, string) {
	return 181, "startOfInterceptionWithEstablishedIMSDataChannel"
}

// NumberTranslation is a SEQUENCE of TS 33.128 R19 annex A.
type NumberTranslation struct {
	PartyIndication  PartyIndication
	TranslationInput TranslationInput
	Sequence
}

func (v *NumberTranslation) encode(b []byte, e *encoder) []byte {
	if !(v.PartyIndication != 0) {
		return e.missing("partyIndication")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.PartyIndication))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TranslationInput.encode(b, e); b == nil {
			return e.in("translationInput")
		}
		if len(b) == start {
			return e.missing("translationInput")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NumberTranslation) decode(d *decoder, pos, end int) {
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
			if name = "partyIndication"; d.first(&seen, 0, h) {
				v.PartyIndication = PartyIndication(d.enumerated(h))
			}
		case ctx | 2:
			if name = "translationInput"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TranslationInput.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "NumberTranslation")
	}
}

// PartyIndication is an ENUMERATED of TS 33.128 R19 annex A.
type PartyIndication uint16

// Values of PartyIndication.
const (
	PartyIndicationCallingParty PartyIndication = 1
	PartyIndicationCalledParty  PartyIndication = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PartyIndication) String() string {
	switch v {
	case PartyIndicationCallingParty:
		return "callingParty"
	case PartyIndicationCalledParty:
		return "calledParty"
	}
	return strconv.Itoa(int(v))
}

// TranslationInput is a CHOICE of TS 33.128 R19 annex A.
type TranslationInput struct {
	IMSIdentities IMSSubscriberIDs
	Choice
}

func (v *TranslationInput) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IMSIdentities.encode(b, e); b == nil {
			return e.in("iMSIdentities")
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

func (v *TranslationInput) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMSIdentities"
		if d.open(h) {
			v.IMSIdentities.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// VoIPRoamingIndication is an ENUMERATED of TS 33.128 R19 annex A.
type VoIPRoamingIndication uint16

// Values of VoIPRoamingIndication.
const (
	VoIPRoamingIndicationRoamingLBO  VoIPRoamingIndication = 1
	VoIPRoamingIndicationRoamingS8HR VoIPRoamingIndication = 2
	VoIPRoamingIndicationRoamingN9HR VoIPRoamingIndication = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v VoIPRoamingIndication) String() string {
	switch v {
	case VoIPRoamingIndicationRoamingLBO:
		return "roamingLBO"
	case VoIPRoamingIndicationRoamingS8HR:
		return "roamingS8HR"
	case VoIPRoamingIndicationRoamingN9HR:
		return "roamingN9HR"
	}
	return strconv.Itoa(int(v))
}

// SessionDirection is an ENUMERATED of TS 33.128 R19 annex A.
type SessionDirection uint16

// Values of SessionDirection.
const (
	SessionDirectionFromTarget    SessionDirection = 1
	SessionDirectionToTarget      SessionDirection = 2
	SessionDirectionCombined      SessionDirection = 3
	SessionDirectionIndeterminate SessionDirection = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v SessionDirection) String() string {
	switch v {
	case SessionDirectionFromTarget:
		return "fromTarget"
	case SessionDirectionToTarget:
		return "toTarget"
	case SessionDirectionCombined:
		return "combined"
	case SessionDirectionIndeterminate:
		return "indeterminate"
	}
	return strconv.Itoa(int(v))
}
