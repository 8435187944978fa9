// Code generated from records/scef.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// SCEFPDNConnectionEstablishment is the record sCEFPDNConnectionEstablishment [76] of the SCEF, TS 33.128 R19
// clause 7.8.2.1.
type SCEFPDNConnectionEstablishment struct {
	IMSI               string
	MSISDN             string
	ExternalIdentifier Opt[string]
	IMEI               string
	EPSBearerID        uint8
	SCEFID             string
	APN                string
	RDSSupport         bool
	SCSASID            string
	Sequence
}

func (v *SCEFPDNConnectionEstablishment) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	{
		b = appendInt(append(b, 0x85), int64(v.EPSBearerID))
	}
	{
		b = appendText(append(b, 0x86), v.SCEFID)
	}
	{
		b = appendText(append(b, 0x87), v.APN)
	}
	{
		b = appendBool(append(b, 0x88), v.RDSSupport)
	}
	{
		b = appendText(append(b, 0x89), v.SCSASID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFPDNConnectionEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "ePSBearerID"; d.first(&seen, 4, h) {
				v.EPSBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "sCEFID"; d.first(&seen, 5, h) {
				v.SCEFID = d.text(h)
			}
		case ctx | 7:
			if name = "aPN"; d.first(&seen, 6, h) {
				v.APN = d.text(h)
			}
		case ctx | 8:
			if name = "rDSSupport"; d.first(&seen, 7, h) {
				v.RDSSupport = d.boolean(h)
			}
		case ctx | 9:
			if name = "sCSASID"; d.first(&seen, 8, h) {
				v.SCSASID = d.text(h)
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
	if seen&0x1f0 != 0x1f0 {
		d.absent(at, ^seen&0x1f0, "SCEFPDNConnectionEstablishment")
	}
}

func (*SCEFPDNConnectionEstablishment) alternative() (uint32, string) {
	return 76, "sCEFPDNConnectionEstablishment"
}

// SCEFPDNConnectionUpdate is the record sCEFPDNConnectionUpdate [77] of the SCEF, TS 33.128 R19 clause 7.8.2.1.
type SCEFPDNConnectionUpdate struct {
	IMSI                     string
	MSISDN                   string
	ExternalIdentifier       Opt[string]
	Initiator                Initiator
	RDSSourcePortNumber      Opt[uint8]
	RDSDestinationPortNumber Opt[uint8]
	ApplicationID            []byte
	SCSASID                  Opt[string]
	RDSAction                Opt[RDSAction]
	SerializationFormat      Opt[SerializationFormat]
	EPSBearerID              Opt[uint8]
	Sequence
}

func (v *SCEFPDNConnectionUpdate) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	if !(v.Initiator != 0) {
		return e.missing("initiator")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Initiator))
	}
	if v.RDSSourcePortNumber.Set {
		if v.RDSSourcePortNumber.Value > 15 {
			return e.outside("rDSSourcePortNumber", int64(v.RDSSourcePortNumber.Value), 0, 15)
		}
		b = appendInt(append(b, 0x85), int64(v.RDSSourcePortNumber.Value))
	}
	if v.RDSDestinationPortNumber.Set {
		if v.RDSDestinationPortNumber.Value > 15 {
			return e.outside("rDSDestinationPortNumber", int64(v.RDSDestinationPortNumber.Value), 0, 15)
		}
		b = appendInt(append(b, 0x86), int64(v.RDSDestinationPortNumber.Value))
	}
	if v.ApplicationID != nil {
		b = appendOctets(append(b, 0x87), v.ApplicationID)
	}
	if v.SCSASID.Set {
		b = appendText(append(b, 0x88), v.SCSASID.Value)
	}
	if v.RDSAction.Set {
		b = appendInt(append(b, 0x89), int64(v.RDSAction.Value))
	}
	if v.SerializationFormat.Set {
		b = appendInt(append(b, 0x8a), int64(v.SerializationFormat.Value))
	}
	if v.EPSBearerID.Set {
		b = appendInt(append(b, 0x8b), int64(v.EPSBearerID.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFPDNConnectionUpdate) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "initiator"; d.first(&seen, 3, h) {
				v.Initiator = Initiator(d.enumerated(h))
			}
		case ctx | 5:
			if name = "rDSSourcePortNumber"; d.first(&seen, 4, h) {
				if x, ok := d.maybeInteger(h, 0, 15, &v.Extra); ok {
					v.RDSSourcePortNumber = Some(uint8(x))
				}
			}
		case ctx | 6:
			if name = "rDSDestinationPortNumber"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 0, 15, &v.Extra); ok {
					v.RDSDestinationPortNumber = Some(uint8(x))
				}
			}
		case ctx | 7:
			if name = "applicationID"; d.first(&seen, 6, h) {
				v.ApplicationID = d.octets(h)
			}
		case ctx | 8:
			if name = "sCSASID"; d.first(&seen, 7, h) {
				v.SCSASID = Some(d.text(h))
			}
		case ctx | 9:
			if name = "rDSAction"; d.first(&seen, 8, h) {
				v.RDSAction = Some(RDSAction(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "serializationFormat"; d.first(&seen, 9, h) {
				v.SerializationFormat = Some(SerializationFormat(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "ePSBearerID"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.EPSBearerID = Some(uint8(x))
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
	if seen&0x8 != 0x8 {
		d.absent(at, ^seen&0x8, "SCEFPDNConnectionUpdate")
	}
}

func (*SCEFPDNConnectionUpdate) alternative() (uint32, string) { return 77, "sCEFPDNConnectionUpdate" }

// SCEFPDNConnectionRelease is the record sCEFPDNConnectionRelease [78] of the SCEF, TS 33.128 R19 clause
// 7.8.2.1.
type SCEFPDNConnectionRelease struct {
	IMSI               string
	MSISDN             string
	ExternalIdentifier Opt[string]
	EPSBearerID        uint8
	TimeOfFirstPacket  time.Time
	TimeOfLastPacket   time.Time
	UplinkVolume       Opt[int64]
	DownlinkVolume     Opt[int64]
	ReleaseCause       SCEFReleaseCause
	Sequence
}

func (v *SCEFPDNConnectionRelease) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	{
		b = appendInt(append(b, 0x84), int64(v.EPSBearerID))
	}
	if !v.TimeOfFirstPacket.IsZero() {
		b = appendTime(append(b, 0x85), v.TimeOfFirstPacket)
	}
	if !v.TimeOfLastPacket.IsZero() {
		b = appendTime(append(b, 0x86), v.TimeOfLastPacket)
	}
	if v.UplinkVolume.Set {
		b = appendInt(append(b, 0x87), int64(v.UplinkVolume.Value))
	}
	if v.DownlinkVolume.Set {
		b = appendInt(append(b, 0x88), int64(v.DownlinkVolume.Value))
	}
	if !(v.ReleaseCause != 0) {
		return e.missing("releaseCause")
	}
	{
		b = appendInt(append(b, 0x89), int64(v.ReleaseCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFPDNConnectionRelease) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "ePSBearerID"; d.first(&seen, 3, h) {
				v.EPSBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 5:
			if name = "timeOfFirstPacket"; d.first(&seen, 4, h) {
				v.TimeOfFirstPacket = d.time(h)
			}
		case ctx | 6:
			if name = "timeOfLastPacket"; d.first(&seen, 5, h) {
				v.TimeOfLastPacket = d.time(h)
			}
		case ctx | 7:
			if name = "uplinkVolume"; d.first(&seen, 6, h) {
				v.UplinkVolume = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "downlinkVolume"; d.first(&seen, 7, h) {
				v.DownlinkVolume = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 9:
			if name = "releaseCause"; d.first(&seen, 8, h) {
				v.ReleaseCause = SCEFReleaseCause(d.enumerated(h))
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
	if seen&0x108 != 0x108 {
		d.absent(at, ^seen&0x108, "SCEFPDNConnectionRelease")
	}
}

func (*SCEFPDNConnectionRelease) alternative() (uint32, string) {
	return 78, "sCEFPDNConnectionRelease"
}

// SCEFUnsuccessfulProcedure is the record sCEFUnsuccessfulProcedure [79] of the SCEF, TS 33.128 R19 clause
// 7.8.2.1.
type SCEFUnsuccessfulProcedure struct {
	FailureCause             SCEFFailureCause
	IMSI                     string
	MSISDN                   string
	ExternalIdentifier       Opt[string]
	EPSBearerID              uint8
	APN                      string
	RDSDestinationPortNumber Opt[uint8]
	ApplicationID            []byte
	SCSASID                  string
	Sequence
}

func (v *SCEFUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	if !(v.FailureCause != 0) {
		return e.missing("failureCause")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.FailureCause))
	}
	if v.IMSI != "" {
		b = appendText(append(b, 0x82), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x83), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x84), v.ExternalIdentifier.Value)
	}
	{
		b = appendInt(append(b, 0x85), int64(v.EPSBearerID))
	}
	{
		b = appendText(append(b, 0x86), v.APN)
	}
	if v.RDSDestinationPortNumber.Set {
		if v.RDSDestinationPortNumber.Value > 15 {
			return e.outside("rDSDestinationPortNumber", int64(v.RDSDestinationPortNumber.Value), 0, 15)
		}
		b = appendInt(append(b, 0x87), int64(v.RDSDestinationPortNumber.Value))
	}
	if v.ApplicationID != nil {
		b = appendOctets(append(b, 0x88), v.ApplicationID)
	}
	{
		b = appendText(append(b, 0x89), v.SCSASID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
			if name = "failureCause"; d.first(&seen, 0, h) {
				v.FailureCause = SCEFFailureCause(d.enumerated(h))
			}
		case ctx | 2:
			if name = "iMSI"; d.first(&seen, 1, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "mSISDN"; d.first(&seen, 2, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 4:
			if name = "externalIdentifier"; d.first(&seen, 3, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 5:
			if name = "ePSBearerID"; d.first(&seen, 4, h) {
				v.EPSBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "aPN"; d.first(&seen, 5, h) {
				v.APN = d.text(h)
			}
		case ctx | 7:
			if name = "rDSDestinationPortNumber"; d.first(&seen, 6, h) {
				if x, ok := d.maybeInteger(h, 0, 15, &v.Extra); ok {
					v.RDSDestinationPortNumber = Some(uint8(x))
				}
			}
		case ctx | 8:
			if name = "applicationID"; d.first(&seen, 7, h) {
				v.ApplicationID = d.octets(h)
			}
		case ctx | 9:
			if name = "sCSASID"; d.first(&seen, 8, h) {
				v.SCSASID = d.text(h)
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
	if seen&0x131 != 0x131 {
		d.absent(at, ^seen&0x131, "SCEFUnsuccessfulProcedure")
	}
}

func (*SCEFUnsuccessfulProcedure) alternative() (uint32, string) {
	return 79, "sCEFUnsuccessfulProcedure"
}

// SCEFStartOfInterceptionWithEstablishedPDNConnection is the record
// sCEFStartOfInterceptionWithEstablishedPDNConnection [80] of the SCEF, TS 33.128 R19 clause 7.8.2.1.
type SCEFStartOfInterceptionWithEstablishedPDNConnection struct {
	IMSI               string
	MSISDN             string
	ExternalIdentifier Opt[string]
	IMEI               string
	EPSBearerID        uint8
	SCEFID             string
	APN                string
	RDSSupport         bool
	SCSASID            string
	Sequence
}

func (v *SCEFStartOfInterceptionWithEstablishedPDNConnection) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x84), v.IMEI)
	}
	{
		b = appendInt(append(b, 0x85), int64(v.EPSBearerID))
	}
	{
		b = appendText(append(b, 0x86), v.SCEFID)
	}
	{
		b = appendText(append(b, 0x87), v.APN)
	}
	{
		b = appendBool(append(b, 0x88), v.RDSSupport)
	}
	{
		b = appendText(append(b, 0x89), v.SCSASID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFStartOfInterceptionWithEstablishedPDNConnection) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "iMEI"; d.first(&seen, 3, h) {
				v.IMEI = d.some(d.digits(h), h)
			}
		case ctx | 5:
			if name = "ePSBearerID"; d.first(&seen, 4, h) {
				v.EPSBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "sCEFID"; d.first(&seen, 5, h) {
				v.SCEFID = d.text(h)
			}
		case ctx | 7:
			if name = "aPN"; d.first(&seen, 6, h) {
				v.APN = d.text(h)
			}
		case ctx | 8:
			if name = "rDSSupport"; d.first(&seen, 7, h) {
				v.RDSSupport = d.boolean(h)
			}
		case ctx | 9:
			if name = "sCSASID"; d.first(&seen, 8, h) {
				v.SCSASID = d.text(h)
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
	if seen&0x1f0 != 0x1f0 {
		d.absent(at, ^seen&0x1f0, "SCEFStartOfInterceptionWithEstablishedPDNConnection")
	}
}

func (*SCEFStartOfInterceptionWithEstablishedPDNConnection) alternative() (uint32, string) {
	return 80, "sCEFStartOfInterceptionWithEstablishedPDNConnection"
}

// SCEFDeviceTrigger is the record sCEFdeviceTrigger [81] of the SCEF, TS 33.128 R19 clause 7.8.2.1.
type SCEFDeviceTrigger struct {
	IMSI               string
	MSISDN             string
	ExternalIdentifier string
	TriggerId          string
	SCSASID            Opt[string]
	TriggerPayload     []byte
	ValidityPeriod     Opt[int64]
	PriorityDT         Opt[PriorityDT]
	SourcePortId       Opt[uint16]
	DestinationPortId  Opt[uint16]
	Sequence
}

func (v *SCEFDeviceTrigger) encode(b []byte, e *encoder) []byte {
	if !(v.IMSI != "") {
		return e.missing("iMSI")
	}
	{
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if !(v.MSISDN != "") {
		return e.missing("mSISDN")
	}
	{
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	{
		b = appendText(append(b, 0x83), v.ExternalIdentifier)
	}
	{
		b = appendText(append(b, 0x84), v.TriggerId)
	}
	if v.SCSASID.Set {
		b = appendText(append(b, 0x85), v.SCSASID.Value)
	}
	if v.TriggerPayload != nil {
		b = appendOctets(append(b, 0x86), v.TriggerPayload)
	}
	if v.ValidityPeriod.Set {
		b = appendInt(append(b, 0x87), int64(v.ValidityPeriod.Value))
	}
	if v.PriorityDT.Set {
		b = appendInt(append(b, 0x88), int64(v.PriorityDT.Value))
	}
	if v.SourcePortId.Set {
		b = appendInt(append(b, 0x89), int64(v.SourcePortId.Value))
	}
	if v.DestinationPortId.Set {
		b = appendInt(append(b, 0x8a), int64(v.DestinationPortId.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFDeviceTrigger) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = d.text(h)
			}
		case ctx | 4:
			if name = "triggerId"; d.first(&seen, 3, h) {
				v.TriggerId = d.text(h)
			}
		case ctx | 5:
			if name = "sCSASID"; d.first(&seen, 4, h) {
				v.SCSASID = Some(d.text(h))
			}
		case ctx | 6:
			if name = "triggerPayload"; d.first(&seen, 5, h) {
				v.TriggerPayload = d.octets(h)
			}
		case ctx | 7:
			if name = "validityPeriod"; d.first(&seen, 6, h) {
				v.ValidityPeriod = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "priorityDT"; d.first(&seen, 7, h) {
				v.PriorityDT = Some(PriorityDT(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "sourcePortId"; d.first(&seen, 8, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePortId = Some(uint16(x))
				}
			}
		case ctx | 10:
			if name = "destinationPortId"; d.first(&seen, 9, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPortId = Some(uint16(x))
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
		d.absent(at, ^seen&0xf, "SCEFDeviceTrigger")
	}
}

func (*SCEFDeviceTrigger) alternative() (uint32, string) { return 81, "sCEFdeviceTrigger" }

// SCEFDeviceTriggerReplace is the record sCEFdeviceTriggerReplace [82] of the SCEF, TS 33.128 R19 clause
// 7.8.2.1.
type SCEFDeviceTriggerReplace struct {
	IMSI               string
	MSISDN             string
	ExternalIdentifier Opt[string]
	TriggerId          string
	SCSASID            Opt[string]
	TriggerPayload     []byte
	ValidityPeriod     Opt[int64]
	PriorityDT         Opt[PriorityDT]
	SourcePortId       Opt[uint16]
	DestinationPortId  Opt[uint16]
	Sequence
}

func (v *SCEFDeviceTriggerReplace) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	{
		b = appendText(append(b, 0x84), v.TriggerId)
	}
	if v.SCSASID.Set {
		b = appendText(append(b, 0x85), v.SCSASID.Value)
	}
	if v.TriggerPayload != nil {
		b = appendOctets(append(b, 0x86), v.TriggerPayload)
	}
	if v.ValidityPeriod.Set {
		b = appendInt(append(b, 0x87), int64(v.ValidityPeriod.Value))
	}
	if v.PriorityDT.Set {
		b = appendInt(append(b, 0x88), int64(v.PriorityDT.Value))
	}
	if v.SourcePortId.Set {
		b = appendInt(append(b, 0x89), int64(v.SourcePortId.Value))
	}
	if v.DestinationPortId.Set {
		b = appendInt(append(b, 0x8a), int64(v.DestinationPortId.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFDeviceTriggerReplace) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "triggerId"; d.first(&seen, 3, h) {
				v.TriggerId = d.text(h)
			}
		case ctx | 5:
			if name = "sCSASID"; d.first(&seen, 4, h) {
				v.SCSASID = Some(d.text(h))
			}
		case ctx | 6:
			if name = "triggerPayload"; d.first(&seen, 5, h) {
				v.TriggerPayload = d.octets(h)
			}
		case ctx | 7:
			if name = "validityPeriod"; d.first(&seen, 6, h) {
				v.ValidityPeriod = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "priorityDT"; d.first(&seen, 7, h) {
				v.PriorityDT = Some(PriorityDT(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "sourcePortId"; d.first(&seen, 8, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePortId = Some(uint16(x))
				}
			}
		case ctx | 10:
			if name = "destinationPortId"; d.first(&seen, 9, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPortId = Some(uint16(x))
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
	if seen&0x8 != 0x8 {
		d.absent(at, ^seen&0x8, "SCEFDeviceTriggerReplace")
	}
}

func (*SCEFDeviceTriggerReplace) alternative() (uint32, string) {
	return 82, "sCEFdeviceTriggerReplace"
}

// SCEFDeviceTriggerCancellation is the record sCEFdeviceTriggerCancellation [83] of the SCEF, TS 33.128 R19
// clause 7.8.2.1.
type SCEFDeviceTriggerCancellation struct {
	IMSI               string
	MSISDN             string
	ExternalIdentifier Opt[string]
	TriggerId          string
	Sequence
}

func (v *SCEFDeviceTriggerCancellation) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	{
		b = appendText(append(b, 0x84), v.TriggerId)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFDeviceTriggerCancellation) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "triggerId"; d.first(&seen, 3, h) {
				v.TriggerId = d.text(h)
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
	if seen&0x8 != 0x8 {
		d.absent(at, ^seen&0x8, "SCEFDeviceTriggerCancellation")
	}
}

func (*SCEFDeviceTriggerCancellation) alternative() (uint32, string) {
	return 83, "sCEFdeviceTriggerCancellation"
}

// SCEFDeviceTriggerReportNotify is the record sCEFdeviceTriggerReportNotify [84] of the SCEF, TS 33.128 R19
// clause 7.8.2.1.
type SCEFDeviceTriggerReportNotify struct {
	IMSI                        string
	MSISDN                      string
	ExternalIdentifier          Opt[string]
	TriggerId                   string
	DeviceTriggerDeliveryResult DeviceTriggerDeliveryResult
	Sequence
}

func (v *SCEFDeviceTriggerReportNotify) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifier.Value)
	}
	{
		b = appendText(append(b, 0x84), v.TriggerId)
	}
	if !(v.DeviceTriggerDeliveryResult != 0) {
		return e.missing("deviceTriggerDeliveryResult")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.DeviceTriggerDeliveryResult))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFDeviceTriggerReportNotify) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifier"; d.first(&seen, 2, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 4:
			if name = "triggerId"; d.first(&seen, 3, h) {
				v.TriggerId = d.text(h)
			}
		case ctx | 5:
			if name = "deviceTriggerDeliveryResult"; d.first(&seen, 4, h) {
				v.DeviceTriggerDeliveryResult = DeviceTriggerDeliveryResult(d.enumerated(h))
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
	if seen&0x18 != 0x18 {
		d.absent(at, ^seen&0x18, "SCEFDeviceTriggerReportNotify")
	}
}

func (*SCEFDeviceTriggerReportNotify) alternative() (uint32, string) {
	return 84, "sCEFdeviceTriggerReportNotify"
}

// SCEFMSISDNLessMOSMS is the record sCEFMSISDNLessMOSMS [85] of the SCEF, TS 33.128 R19 clause 7.8.2.1.
type SCEFMSISDNLessMOSMS struct {
	IMSI                string
	MSISDN              string
	ExternalIdentifie   Opt[string]
	TerminatingSMSParty string
	SMS                 SMSTPDUData
	SourcePort          Opt[uint16]
	DestinationPort     Opt[uint16]
	Sequence
}

func (v *SCEFMSISDNLessMOSMS) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.ExternalIdentifie.Set {
		b = appendText(append(b, 0x83), v.ExternalIdentifie.Value)
	}
	{
		b = appendText(append(b, 0x84), v.TerminatingSMSParty)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SMS.encode(b, e); b == nil {
			return e.in("sMS")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.SourcePort.Set {
		b = appendInt(append(b, 0x86), int64(v.SourcePort.Value))
	}
	if v.DestinationPort.Set {
		b = appendInt(append(b, 0x87), int64(v.DestinationPort.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFMSISDNLessMOSMS) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "externalIdentifie"; d.first(&seen, 2, h) {
				v.ExternalIdentifie = Some(d.text(h))
			}
		case ctx | 4:
			if name = "terminatingSMSParty"; d.first(&seen, 3, h) {
				v.TerminatingSMSParty = d.text(h)
			}
		case ctx | 5:
			if name = "sMS"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SMS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "sourcePort"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePort = Some(uint16(x))
				}
			}
		case ctx | 7:
			if name = "destinationPort"; d.first(&seen, 6, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPort = Some(uint16(x))
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
	if seen&0x8 != 0x8 {
		d.absent(at, ^seen&0x8, "SCEFMSISDNLessMOSMS")
	}
}

func (*SCEFMSISDNLessMOSMS) alternative() (uint32, string) { return 85, "sCEFMSISDNLessMOSMS" }

// SCEFCommunicationPatternUpdate is the record sCEFCommunicationPatternUpdate [86] of the SCEF, TS 33.128 R19
// clause 7.8.2.1.
type SCEFCommunicationPatternUpdate struct {
	MSISDN                         string
	ExternalIdentifier             Opt[string]
	PeriodicCommunicationIndicator Opt[PeriodicCommunicationIndicator]
	CommunicationDurationTime      Opt[int64]
	PeriodicTime                   Opt[int64]
	ScheduledCommunicationTime     *ScheduledCommunicationTime
	ScheduledCommunicationType     Opt[ScheduledCommunicationType]
	StationaryIndication           Opt[StationaryIndication]
	BatteryIndication              Opt[BatteryIndication]
	TrafficProfile                 Opt[TrafficProfile]
	ExpectedUEMovingTrajectory     []UMTLocationArea5G
	SCSASID                        string
	ValidityTime                   time.Time
	Sequence
}

func (v *SCEFCommunicationPatternUpdate) encode(b []byte, e *encoder) []byte {
	if v.MSISDN != "" {
		b = appendText(append(b, 0x81), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x82), v.ExternalIdentifier.Value)
	}
	if v.PeriodicCommunicationIndicator.Set {
		b = appendInt(append(b, 0x83), int64(v.PeriodicCommunicationIndicator.Value))
	}
	if v.CommunicationDurationTime.Set {
		b = appendInt(append(b, 0x84), int64(v.CommunicationDurationTime.Value))
	}
	if v.PeriodicTime.Set {
		b = appendInt(append(b, 0x85), int64(v.PeriodicTime.Value))
	}
	if v.ScheduledCommunicationTime != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.ScheduledCommunicationTime.encode(b, e); b == nil {
			return e.in("scheduledCommunicationTime")
		}
		b = closed(b, start)
	}
	if v.ScheduledCommunicationType.Set {
		b = appendInt(append(b, 0x87), int64(v.ScheduledCommunicationType.Value))
	}
	if v.StationaryIndication.Set {
		b = appendInt(append(b, 0x88), int64(v.StationaryIndication.Value))
	}
	if v.BatteryIndication.Set {
		b = appendInt(append(b, 0x89), int64(v.BatteryIndication.Value))
	}
	if v.TrafficProfile.Set {
		b = appendInt(append(b, 0x8a), int64(v.TrafficProfile.Value))
	}
	if v.ExpectedUEMovingTrajectory != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ExpectedUEMovingTrajectory); b == nil {
			return e.in("expectedUEMovingTrajectory")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8d), v.SCSASID)
	}
	if !v.ValidityTime.IsZero() {
		b = appendTime(append(b, 0x8e), v.ValidityTime)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFCommunicationPatternUpdate) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 0, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "externalIdentifier"; d.first(&seen, 1, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 3:
			if name = "periodicCommunicationIndicator"; d.first(&seen, 2, h) {
				v.PeriodicCommunicationIndicator = Some(PeriodicCommunicationIndicator(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "communicationDurationTime"; d.first(&seen, 3, h) {
				v.CommunicationDurationTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 5:
			if name = "periodicTime"; d.first(&seen, 4, h) {
				v.PeriodicTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 6:
			if name = "scheduledCommunicationTime"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.ScheduledCommunicationTime = new(ScheduledCommunicationTime)
					v.ScheduledCommunicationTime.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "scheduledCommunicationType"; d.first(&seen, 6, h) {
				v.ScheduledCommunicationType = Some(ScheduledCommunicationType(d.enumerated(h)))
			}
		case ctx | 8:
			if name = "stationaryIndication"; d.first(&seen, 7, h) {
				v.StationaryIndication = Some(StationaryIndication(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "batteryIndication"; d.first(&seen, 8, h) {
				v.BatteryIndication = Some(BatteryIndication(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "trafficProfile"; d.first(&seen, 9, h) {
				v.TrafficProfile = Some(TrafficProfile(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "expectedUEMovingTrajectory"; d.first(&seen, 10, h) {
				v.ExpectedUEMovingTrajectory = sequences[UMTLocationArea5G](d, h)
			}
		case ctx | 13:
			if name = "sCSASID"; d.first(&seen, 11, h) {
				v.SCSASID = d.text(h)
			}
		case ctx | 14:
			if name = "validityTime"; d.first(&seen, 12, h) {
				v.ValidityTime = d.time(h)
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
	if seen&0x800 != 0x800 {
		d.absent(at, ^seen&0x800, "SCEFCommunicationPatternUpdate")
	}
}

func (*SCEFCommunicationPatternUpdate) alternative() (uint32, string) {
	return 86, "sCEFCommunicationPatternUpdate"
}

// SCEFASSessionWithQoSProvision is the record sCEFASSessionWithQoSProvision [137] of the SCEF, TS 33.128 R19
// clause 7.8.6.1.
type SCEFASSessionWithQoSProvision struct {
	MSISDN                            string
	ExternalIdentifier                Opt[string]
	SCSASID                           string
	ASSessionWithQoSOpType            AForASSessionWithQoSOpType
	ASSessionWithQoSSubscription      *SBIType
	ASSessionWithQoSSubscriptionPatch *SBIType
	ASSessionWithQoSResponseCode      AForASSessionWithQoSResponseCode
	Sequence
}

func (v *SCEFASSessionWithQoSProvision) encode(b []byte, e *encoder) []byte {
	if v.MSISDN != "" {
		b = appendText(append(b, 0x81), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x82), v.ExternalIdentifier.Value)
	}
	{
		b = appendText(append(b, 0x83), v.SCSASID)
	}
	if !(v.ASSessionWithQoSOpType != 0) {
		return e.missing("aSSessionWithQoSOpType")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.ASSessionWithQoSOpType))
	}
	if v.ASSessionWithQoSSubscription != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.ASSessionWithQoSSubscription.encode(b, e); b == nil {
			return e.in("aSSessionWithQoSSubscription")
		}
		b = closed(b, start)
	}
	if v.ASSessionWithQoSSubscriptionPatch != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.ASSessionWithQoSSubscriptionPatch.encode(b, e); b == nil {
			return e.in("aSSessionWithQoSSubscriptionPatch")
		}
		b = closed(b, start)
	}
	if !(v.ASSessionWithQoSResponseCode != 0) {
		return e.missing("aSSessionWithQoSResponseCode")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.ASSessionWithQoSResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFASSessionWithQoSProvision) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 0, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "externalIdentifier"; d.first(&seen, 1, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 3:
			if name = "sCSASID"; d.first(&seen, 2, h) {
				v.SCSASID = d.text(h)
			}
		case ctx | 4:
			if name = "aSSessionWithQoSOpType"; d.first(&seen, 3, h) {
				v.ASSessionWithQoSOpType = AForASSessionWithQoSOpType(d.enumerated(h))
			}
		case ctx | 5:
			if name = "aSSessionWithQoSSubscription"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.ASSessionWithQoSSubscription = new(SBIType)
					v.ASSessionWithQoSSubscription.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "aSSessionWithQoSSubscriptionPatch"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.ASSessionWithQoSSubscriptionPatch = new(SBIType)
					v.ASSessionWithQoSSubscriptionPatch.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "aSSessionWithQoSResponseCode"; d.first(&seen, 6, h) {
				v.ASSessionWithQoSResponseCode = AForASSessionWithQoSResponseCode(d.enumerated(h))
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
	if seen&0x4c != 0x4c {
		d.absent(at, ^seen&0x4c, "SCEFASSessionWithQoSProvision")
	}
}

func (*SCEFASSessionWithQoSProvision) alternative() (uint32, string) {
	return 137, "sCEFASSessionWithQoSProvision"
}

// SCEFASSessionWithQoSNotification is the record sCEFASSessionWithQoSNotification [138] of the SCEF, TS 33.128
// R19 clause 7.8.6.1.
type SCEFASSessionWithQoSNotification struct {
	MSISDN                       string
	ExternalIdentifier           Opt[string]
	SCSASID                      string
	UserPlaneNotificationData    SBIType
	ASSessionWithQoSResponseCode AForASSessionWithQoSResponseCode
	Sequence
}

func (v *SCEFASSessionWithQoSNotification) encode(b []byte, e *encoder) []byte {
	if v.MSISDN != "" {
		b = appendText(append(b, 0x81), v.MSISDN)
	}
	if v.ExternalIdentifier.Set {
		b = appendText(append(b, 0x82), v.ExternalIdentifier.Value)
	}
	{
		b = appendText(append(b, 0x83), v.SCSASID)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.UserPlaneNotificationData.encode(b, e); b == nil {
			return e.in("userPlaneNotificationData")
		}
		b = closed(b, start)
	}
	if !(v.ASSessionWithQoSResponseCode != 0) {
		return e.missing("aSSessionWithQoSResponseCode")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.ASSessionWithQoSResponseCode))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SCEFASSessionWithQoSNotification) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 0, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "externalIdentifier"; d.first(&seen, 1, h) {
				v.ExternalIdentifier = Some(d.text(h))
			}
		case ctx | 3:
			if name = "sCSASID"; d.first(&seen, 2, h) {
				v.SCSASID = d.text(h)
			}
		case ctx | 4:
			if name = "userPlaneNotificationData"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.UserPlaneNotificationData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "aSSessionWithQoSResponseCode"; d.first(&seen, 4, h) {
				v.ASSessionWithQoSResponseCode = AForASSessionWithQoSResponseCode(d.enumerated(h))
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
	if seen&0x1c != 0x1c {
		d.absent(at, ^seen&0x1c, "SCEFASSessionWithQoSNotification")
	}
}

func (*SCEFASSessionWithQoSNotification) alternative() (uint32, string) {
	return 138, "sCEFASSessionWithQoSNotification"
}

// SCEFFailureCause is an ENUMERATED of TS 33.128 R19 annex A.
type SCEFFailureCause uint16

// Values of SCEFFailureCause.
const (
	SCEFFailureCauseUserUnknown                               SCEFFailureCause = 1
	SCEFFailureCauseNiddConfigurationNotAvailable             SCEFFailureCause = 2
	SCEFFailureCauseInvalidEPSBearer                          SCEFFailureCause = 3
	SCEFFailureCauseOperationNotAllowed                       SCEFFailureCause = 4
	SCEFFailureCausePortNotFree                               SCEFFailureCause = 5
	SCEFFailureCausePortNotAssociatedWithSpecifiedApplication SCEFFailureCause = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v SCEFFailureCause) String() string {
	switch v {
	case SCEFFailureCauseUserUnknown:
		return "userUnknown"
	case SCEFFailureCauseNiddConfigurationNotAvailable:
		return "niddConfigurationNotAvailable"
	case SCEFFailureCauseInvalidEPSBearer:
		return "invalidEPSBearer"
	case SCEFFailureCauseOperationNotAllowed:
		return "operationNotAllowed"
	case SCEFFailureCausePortNotFree:
		return "portNotFree"
	case SCEFFailureCausePortNotAssociatedWithSpecifiedApplication:
		return "portNotAssociatedWithSpecifiedApplication"
	}
	return strconv.Itoa(int(v))
}

// SCEFReleaseCause is an ENUMERATED of TS 33.128 R19 annex A.
type SCEFReleaseCause uint16

// Values of SCEFReleaseCause.
const (
	SCEFReleaseCauseMMERelease               SCEFReleaseCause = 1
	SCEFReleaseCauseDNRelease                SCEFReleaseCause = 2
	SCEFReleaseCauseHSSRelease               SCEFReleaseCause = 3
	SCEFReleaseCauseLocalConfigurationPolicy SCEFReleaseCause = 4
	SCEFReleaseCauseUnknownCause             SCEFReleaseCause = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v SCEFReleaseCause) String() string {
	switch v {
	case SCEFReleaseCauseMMERelease:
		return "mMERelease"
	case SCEFReleaseCauseDNRelease:
		return "dNRelease"
	case SCEFReleaseCauseHSSRelease:
		return "hSSRelease"
	case SCEFReleaseCauseLocalConfigurationPolicy:
		return "localConfigurationPolicy"
	case SCEFReleaseCauseUnknownCause:
		return "unknownCause"
	}
	return strconv.Itoa(int(v))
}
