// Code generated from records/smf.decl; DO NOT EDIT.

package xiri

import "net/netip"
import "strconv"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// SMFPDUSessionEstablishment is the record pDUSessionEstablishment [6] of the SMF, TS 33.128 R19 clause
// 6.2.3.2.2.
type SMFPDUSessionEstablishment struct {
	SUPI                          SUPI
	SUPIUnauthenticated           Opt[bool]
	PEI                           PEI
	GPSI                          GPSI
	PDUSessionID                  uint8
	GTPTunnelID                   FTEID
	PDUSessionType                PDUSessionType
	SNSSAI                        *SNSSAI
	UEEndpoint                    []UEEndpointAddress
	Non3GPPAccessEndpoint         UEEndpointAddress
	Location                      *Location
	DNN                           string
	AMFID                         *AMFID
	HSMFURI                       Opt[string]
	RequestType                   FiveGSMRequestType
	AccessType                    Opt[AccessType]
	RATType                       Opt[RATType]
	SMPDUDNRequest                []byte
	UEEPSPDNConnection            []byte
	EPS5GSComboInfo               *EPS5GSComboInfo
	SelectedDNN                   Opt[string]
	ServingNetwork                *SMFServingNetwork
	OldPDUSessionID               Opt[uint8]
	HandoverState                 Opt[HandoverState]
	GTPTunnelInfo                 *GTPTunnelInfo
	PCCRules                      []PCCRule
	EPSPDNConnectionEstablishment *EPSPDNConnectionEstablishment
	SatelliteBackhaulCategory     *SBIType
	GEOSatelliteID                Opt[string]
	Sequence
}

func (v *SMFPDUSessionEstablishment) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
		b = appendInt(append(b, 0x85), int64(v.PDUSessionID))
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.GTPTunnelID.encode(b, e); b == nil {
			return e.in("gTPTunnelID")
		}
		b = closed(b, start)
	}
	if !(v.PDUSessionType != 0) {
		return e.missing("pDUSessionType")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.PDUSessionType))
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if v.UEEndpoint != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoint); b == nil {
			return e.in("uEEndpoint")
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
	if v.Location != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8c), v.DNN)
	}
	if v.AMFID != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
		}
		b = closed(b, start)
	}
	if v.HSMFURI.Set {
		b = appendText(append(b, 0x8e), v.HSMFURI.Value)
	}
	if !(v.RequestType != 0) {
		return e.missing("requestType")
	}
	{
		b = appendInt(append(b, 0x8f), int64(v.RequestType))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x90), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x91), int64(v.RATType.Value))
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x92), v.SMPDUDNRequest)
	}
	if v.UEEPSPDNConnection != nil {
		b = appendOctets(append(b, 0x93), v.UEEPSPDNConnection)
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	if v.SelectedDNN.Set {
		b = appendText(append(b, 0x95), v.SelectedDNN.Value)
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xb6, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.OldPDUSessionID.Set {
		b = appendInt(append(b, 0x97), int64(v.OldPDUSessionID.Value))
	}
	if v.HandoverState.Set {
		b = appendInt(append(b, 0x98), int64(v.HandoverState.Value))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xb9, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.PCCRules != nil {
		b = append(b, 0xba, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PCCRules); b == nil {
			return e.in("pCCRules")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionEstablishment != nil {
		b = append(b, 0xbb, 0)
		start := len(b)
		if b = v.EPSPDNConnectionEstablishment.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionEstablishment")
		}
		b = closed(b, start)
	}
	if v.SatelliteBackhaulCategory != nil {
		b = append(b, 0xbc, 0)
		start := len(b)
		if b = v.SatelliteBackhaulCategory.encode(b, e); b == nil {
			return e.in("satelliteBackhaulCategory")
		}
		b = closed(b, start)
	}
	if v.GEOSatelliteID.Set {
		b = appendText(append(b, 0x9d), v.GEOSatelliteID.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFPDUSessionEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "pDUSessionID"; d.first(&seen, 4, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "gTPTunnelID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GTPTunnelID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "pDUSessionType"; d.first(&seen, 6, h) {
				v.PDUSessionType = PDUSessionType(d.enumerated(h))
			}
		case ctx | 8:
			if name = "sNSSAI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "uEEndpoint"; d.first(&seen, 8, h) {
				v.UEEndpoint = choices[UEEndpointAddress](d, h)
			}
		case ctx | 10:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "dNN"; d.first(&seen, 11, h) {
				v.DNN = d.text(h)
			}
		case ctx | 13:
			if name = "aMFID"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.AMFID = new(AMFID)
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 14:
			if name = "hSMFURI"; d.first(&seen, 13, h) {
				v.HSMFURI = Some(d.text(h))
			}
		case ctx | 15:
			if name = "requestType"; d.first(&seen, 14, h) {
				v.RequestType = FiveGSMRequestType(d.enumerated(h))
			}
		case ctx | 16:
			if name = "accessType"; d.first(&seen, 15, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "rATType"; d.first(&seen, 16, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 18:
			if name = "sMPDUDNRequest"; d.first(&seen, 17, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 19:
			if name = "uEEPSPDNConnection"; d.first(&seen, 18, h) {
				v.UEEPSPDNConnection = d.octets(h)
			}
		case ctx | 20:
			if name = "ePS5GSComboInfo"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "selectedDNN"; d.first(&seen, 20, h) {
				v.SelectedDNN = Some(d.text(h))
			}
		case ctx | 22:
			if name = "servingNetwork"; d.first(&seen, 21, h) {
				if d.open(h) {
					v.ServingNetwork = new(SMFServingNetwork)
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 23:
			if name = "oldPDUSessionID"; d.first(&seen, 22, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.OldPDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 24:
			if name = "handoverState"; d.first(&seen, 23, h) {
				v.HandoverState = Some(HandoverState(d.enumerated(h)))
			}
		case ctx | 25:
			if name = "gTPTunnelInfo"; d.first(&seen, 24, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 26:
			if name = "pCCRules"; d.first(&seen, 25, h) {
				v.PCCRules = sequences[PCCRule](d, h)
			}
		case ctx | 27:
			if name = "ePSPDNConnectionEstablishment"; d.first(&seen, 26, h) {
				if d.open(h) {
					v.EPSPDNConnectionEstablishment = new(EPSPDNConnectionEstablishment)
					v.EPSPDNConnectionEstablishment.decode(d, h.start, h.stop)
				}
			}
		case ctx | 28:
			if name = "satelliteBackhaulCategory"; d.first(&seen, 27, h) {
				if d.open(h) {
					v.SatelliteBackhaulCategory = new(SBIType)
					v.SatelliteBackhaulCategory.decode(d, h.start, h.stop)
				}
			}
		case ctx | 29:
			if name = "gEOSatelliteID"; d.first(&seen, 28, h) {
				v.GEOSatelliteID = Some(d.text(h))
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
	if seen&0x4870 != 0x4870 {
		d.absent(at, ^seen&0x4870, "SMFPDUSessionEstablishment")
	}
}

func (*SMFPDUSessionEstablishment) alternative() (uint32, string) {
	return 6, "pDUSessionEstablishment"
}

// SMFPDUSessionModification is the record pDUSessionModification [7] of the SMF, TS 33.128 R19 clause
// 6.2.3.2.3.
type SMFPDUSessionModification struct {
	SUPI                         SUPI
	SUPIUnauthenticated          Opt[bool]
	PEI                          PEI
	GPSI                         GPSI
	SNSSAI                       *SNSSAI
	Non3GPPAccessEndpoint        UEEndpointAddress
	Location                     *Location
	RequestType                  FiveGSMRequestType
	AccessType                   Opt[AccessType]
	RATType                      Opt[RATType]
	PDUSessionID                 Opt[uint8]
	EPS5GSComboInfo              *EPS5GSComboInfo
	UEEndpoint                   UEEndpointAddress
	ServingNetwork               *SMFServingNetwork
	HandoverState                Opt[HandoverState]
	GTPTunnelInfo                *GTPTunnelInfo
	PCCRules                     []PCCRule
	EPSPDNConnectionModification *EPSPDNConnectionModification
	UPPathChange                 *UPPathChange
	PFDDataForApp                *PFDDataForApp
	SatelliteBackhaulCategory    *SBIType
	GEOSatelliteID               Opt[string]
	ProSeRemoteUEsReport         *ProSeRemoteUEsReport
	Sequence
}

func (v *SMFPDUSessionModification) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
	if v.SNSSAI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
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
	if v.Location != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if !(v.RequestType != 0) {
		return e.missing("requestType")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.RequestType))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x89), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8a), int64(v.RATType.Value))
	}
	if v.PDUSessionID.Set {
		b = appendInt(append(b, 0x8b), int64(v.PDUSessionID.Value))
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.UEEndpoint.encode(b, e); b == nil {
			return e.in("uEEndpoint")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.HandoverState.Set {
		b = appendInt(append(b, 0x8f), int64(v.HandoverState.Value))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.PCCRules != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PCCRules); b == nil {
			return e.in("pCCRules")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionModification != nil {
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = v.EPSPDNConnectionModification.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionModification")
		}
		b = closed(b, start)
	}
	if v.UPPathChange != nil {
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = v.UPPathChange.encode(b, e); b == nil {
			return e.in("uPPathChange")
		}
		b = closed(b, start)
	}
	if v.PFDDataForApp != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.PFDDataForApp.encode(b, e); b == nil {
			return e.in("pFDDataForApp")
		}
		b = closed(b, start)
	}
	if v.SatelliteBackhaulCategory != nil {
		b = append(b, 0xb5, 0)
		start := len(b)
		if b = v.SatelliteBackhaulCategory.encode(b, e); b == nil {
			return e.in("satelliteBackhaulCategory")
		}
		b = closed(b, start)
	}
	if v.GEOSatelliteID.Set {
		b = appendText(append(b, 0x96), v.GEOSatelliteID.Value)
	}
	if v.ProSeRemoteUEsReport != nil {
		b = append(b, 0xb7, 0)
		start := len(b)
		if b = v.ProSeRemoteUEsReport.encode(b, e); b == nil {
			return e.in("proSeRemoteUEsReport")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFPDUSessionModification) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "sNSSAI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "requestType"; d.first(&seen, 7, h) {
				v.RequestType = FiveGSMRequestType(d.enumerated(h))
			}
		case ctx | 9:
			if name = "accessType"; d.first(&seen, 8, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "rATType"; d.first(&seen, 9, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "pDUSessionID"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.PDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 12:
			if name = "ePS5GSComboInfo"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "uEEndpoint"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.UEEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 14:
			if name = "servingNetwork"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.ServingNetwork = new(SMFServingNetwork)
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "handoverState"; d.first(&seen, 14, h) {
				v.HandoverState = Some(HandoverState(d.enumerated(h)))
			}
		case ctx | 16:
			if name = "gTPTunnelInfo"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "pCCRules"; d.first(&seen, 16, h) {
				v.PCCRules = sequences[PCCRule](d, h)
			}
		case ctx | 18:
			if name = "ePSPDNConnectionModification"; d.first(&seen, 17, h) {
				if d.open(h) {
					v.EPSPDNConnectionModification = new(EPSPDNConnectionModification)
					v.EPSPDNConnectionModification.decode(d, h.start, h.stop)
				}
			}
		case ctx | 19:
			if name = "uPPathChange"; d.first(&seen, 18, h) {
				if d.open(h) {
					v.UPPathChange = new(UPPathChange)
					v.UPPathChange.decode(d, h.start, h.stop)
				}
			}
		case ctx | 20:
			if name = "pFDDataForApp"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.PFDDataForApp = new(PFDDataForApp)
					v.PFDDataForApp.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "satelliteBackhaulCategory"; d.first(&seen, 20, h) {
				if d.open(h) {
					v.SatelliteBackhaulCategory = new(SBIType)
					v.SatelliteBackhaulCategory.decode(d, h.start, h.stop)
				}
			}
		case ctx | 22:
			if name = "gEOSatelliteID"; d.first(&seen, 21, h) {
				v.GEOSatelliteID = Some(d.text(h))
			}
		case ctx | 23:
			if name = "proSeRemoteUEsReport"; d.first(&seen, 22, h) {
				if d.open(h) {
					v.ProSeRemoteUEsReport = new(ProSeRemoteUEsReport)
					v.ProSeRemoteUEsReport.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x80, "SMFPDUSessionModification")
	}
}

func (*SMFPDUSessionModification) alternative() (uint32, string) { return 7, "pDUSessionModification" }

// SMFPDUSessionRelease is the record pDUSessionRelease [8] of the SMF, TS 33.128 R19 clause 6.2.3.2.4.
type SMFPDUSessionRelease struct {
	SUPI                    SUPI
	PEI                     PEI
	GPSI                    GPSI
	PDUSessionID            uint8
	TimeOfFirstPacket       time.Time
	TimeOfLastPacket        time.Time
	UplinkVolume            Opt[int64]
	DownlinkVolume          Opt[int64]
	Location                *Location
	Cause                   Opt[string]
	EPS5GSComboInfo         *EPS5GSComboInfo
	NGAPCause               *NGAPCauseInt
	FiveGMMCause            Opt[uint8]
	PCCRuleIDs              []string
	EPSPDNConnectionRelease *EPSPDNConnectionRelease
	Sequence
}

func (v *SMFPDUSessionRelease) encode(b []byte, e *encoder) []byte {
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
		b = appendInt(append(b, 0x84), int64(v.PDUSessionID))
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
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.Cause.Set {
		b = appendText(append(b, 0x8a), v.Cause.Value)
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	if v.NGAPCause != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.NGAPCause.encode(b, e); b == nil {
			return e.in("nGAPCause")
		}
		b = closed(b, start)
	}
	if v.FiveGMMCause.Set {
		b = appendInt(append(b, 0x8d), int64(v.FiveGMMCause.Value))
	}
	if v.PCCRuleIDs != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		for _, x0 := range v.PCCRuleIDs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionRelease != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.EPSPDNConnectionRelease.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionRelease")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFPDUSessionRelease) decode(d *decoder, pos, end int) {
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
			if name = "pDUSessionID"; d.first(&seen, 3, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
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
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "cause"; d.first(&seen, 9, h) {
				v.Cause = Some(d.text(h))
			}
		case ctx | 11:
			if name = "ePS5GSComboInfo"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "nGAPCause"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.NGAPCause = new(NGAPCauseInt)
					v.NGAPCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "fiveGMMCause"; d.first(&seen, 12, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.FiveGMMCause = Some(uint8(x))
				}
			}
		case ctx | 14:
			if name = "pCCRuleIDs"; d.first(&seen, 13, h) {
				v.PCCRuleIDs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 15:
			if name = "ePSPDNConnectionRelease"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.EPSPDNConnectionRelease = new(EPSPDNConnectionRelease)
					v.EPSPDNConnectionRelease.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x9, "SMFPDUSessionRelease")
	}
}

func (*SMFPDUSessionRelease) alternative() (uint32, string) { return 8, "pDUSessionRelease" }

// SMFStartOfInterceptionWithEstablishedPDUSession is the record startOfInterceptionWithEstablishedPDUSession
// [9] of the SMF, TS 33.128 R19 clause 6.2.3.2.5.
type SMFStartOfInterceptionWithEstablishedPDUSession struct {
	SUPI                                               SUPI
	SUPIUnauthenticated                                Opt[bool]
	PEI                                                PEI
	GPSI                                               GPSI
	PDUSessionID                                       uint8
	GTPTunnelID                                        FTEID
	PDUSessionType                                     PDUSessionType
	SNSSAI                                             *SNSSAI
	UEEndpoint                                         []UEEndpointAddress
	Non3GPPAccessEndpoint                              UEEndpointAddress
	Location                                           *Location
	DNN                                                string
	AMFID                                              *AMFID
	HSMFURI                                            Opt[string]
	RequestType                                        FiveGSMRequestType
	AccessType                                         Opt[AccessType]
	RATType                                            Opt[RATType]
	SMPDUDNRequest                                     []byte
	TimeOfSessionEstablishment                         time.Time
	EPS5GSComboInfo                                    *EPS5GSComboInfo
	UEEPSPDNConnection                                 []byte
	ServingNetwork                                     *SMFServingNetwork
	GTPTunnelInfo                                      *GTPTunnelInfo
	PCCRules                                           []PCCRule
	EPSStartOfInterceptionWithEstablishedPDNConnection *EPSStartOfInterceptionWithEstablishedPDNConnection
	PFDDataForApps                                     []PFDDataForApp
	SatelliteBackhaulCategory                          *SBIType
	GEOSatelliteID                                     Opt[string]
	RemoteUEsContextConnected                          *RemoteUEContextList
	Sequence
}

func (v *SMFStartOfInterceptionWithEstablishedPDUSession) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
		b = appendInt(append(b, 0x85), int64(v.PDUSessionID))
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.GTPTunnelID.encode(b, e); b == nil {
			return e.in("gTPTunnelID")
		}
		b = closed(b, start)
	}
	if !(v.PDUSessionType != 0) {
		return e.missing("pDUSessionType")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.PDUSessionType))
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if !(v.UEEndpoint != nil) {
		return e.missing("uEEndpoint")
	}
	{
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoint); b == nil {
			return e.in("uEEndpoint")
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
	if v.Location != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8c), v.DNN)
	}
	if v.AMFID != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
		}
		b = closed(b, start)
	}
	if v.HSMFURI.Set {
		b = appendText(append(b, 0x8e), v.HSMFURI.Value)
	}
	if !(v.RequestType != 0) {
		return e.missing("requestType")
	}
	{
		b = appendInt(append(b, 0x8f), int64(v.RequestType))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x90), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x91), int64(v.RATType.Value))
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x92), v.SMPDUDNRequest)
	}
	if !v.TimeOfSessionEstablishment.IsZero() {
		b = appendTime(append(b, 0x93), v.TimeOfSessionEstablishment)
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	if v.UEEPSPDNConnection != nil {
		b = appendOctets(append(b, 0x95), v.UEEPSPDNConnection)
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xb6, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xb7, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.PCCRules != nil {
		b = append(b, 0xb8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PCCRules); b == nil {
			return e.in("pCCRules")
		}
		b = closed(b, start)
	}
	if v.EPSStartOfInterceptionWithEstablishedPDNConnection != nil {
		b = append(b, 0xb9, 0)
		start := len(b)
		if b = v.EPSStartOfInterceptionWithEstablishedPDNConnection.encode(b, e); b == nil {
			return e.in("ePSStartOfInterceptionWithEstablishedPDNConnection")
		}
		b = closed(b, start)
	}
	if v.PFDDataForApps != nil {
		b = append(b, 0xba, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PFDDataForApps); b == nil {
			return e.in("pFDDataForApps")
		}
		b = closed(b, start)
	}
	if v.SatelliteBackhaulCategory != nil {
		b = append(b, 0xbb, 0)
		start := len(b)
		if b = v.SatelliteBackhaulCategory.encode(b, e); b == nil {
			return e.in("satelliteBackhaulCategory")
		}
		b = closed(b, start)
	}
	if v.GEOSatelliteID.Set {
		b = appendText(append(b, 0x9c), v.GEOSatelliteID.Value)
	}
	if v.RemoteUEsContextConnected != nil {
		b = append(b, 0xbd, 0)
		start := len(b)
		if b = v.RemoteUEsContextConnected.encode(b, e); b == nil {
			return e.in("remoteUEsContextConnected")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFStartOfInterceptionWithEstablishedPDUSession) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "pDUSessionID"; d.first(&seen, 4, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "gTPTunnelID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.GTPTunnelID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "pDUSessionType"; d.first(&seen, 6, h) {
				v.PDUSessionType = PDUSessionType(d.enumerated(h))
			}
		case ctx | 8:
			if name = "sNSSAI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "uEEndpoint"; d.first(&seen, 8, h) {
				v.UEEndpoint = choices[UEEndpointAddress](d, h)
			}
		case ctx | 10:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "dNN"; d.first(&seen, 11, h) {
				v.DNN = d.text(h)
			}
		case ctx | 13:
			if name = "aMFID"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.AMFID = new(AMFID)
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 14:
			if name = "hSMFURI"; d.first(&seen, 13, h) {
				v.HSMFURI = Some(d.text(h))
			}
		case ctx | 15:
			if name = "requestType"; d.first(&seen, 14, h) {
				v.RequestType = FiveGSMRequestType(d.enumerated(h))
			}
		case ctx | 16:
			if name = "accessType"; d.first(&seen, 15, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "rATType"; d.first(&seen, 16, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 18:
			if name = "sMPDUDNRequest"; d.first(&seen, 17, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 19:
			if name = "timeOfSessionEstablishment"; d.first(&seen, 18, h) {
				v.TimeOfSessionEstablishment = d.time(h)
			}
		case ctx | 20:
			if name = "ePS5GSComboInfo"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "uEEPSPDNConnection"; d.first(&seen, 20, h) {
				v.UEEPSPDNConnection = d.octets(h)
			}
		case ctx | 22:
			if name = "servingNetwork"; d.first(&seen, 21, h) {
				if d.open(h) {
					v.ServingNetwork = new(SMFServingNetwork)
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 23:
			if name = "gTPTunnelInfo"; d.first(&seen, 22, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 24:
			if name = "pCCRules"; d.first(&seen, 23, h) {
				v.PCCRules = sequences[PCCRule](d, h)
			}
		case ctx | 25:
			if name = "ePSStartOfInterceptionWithEstablishedPDNConnection"; d.first(&seen, 24, h) {
				if d.open(h) {
					v.EPSStartOfInterceptionWithEstablishedPDNConnection = new(EPSStartOfInterceptionWithEstablishedPDNConnection)
					v.EPSStartOfInterceptionWithEstablishedPDNConnection.decode(d, h.start, h.stop)
				}
			}
		case ctx | 26:
			if name = "pFDDataForApps"; d.first(&seen, 25, h) {
				v.PFDDataForApps = sequences[PFDDataForApp](d, h)
			}
		case ctx | 27:
			if name = "satelliteBackhaulCategory"; d.first(&seen, 26, h) {
				if d.open(h) {
					v.SatelliteBackhaulCategory = new(SBIType)
					v.SatelliteBackhaulCategory.decode(d, h.start, h.stop)
				}
			}
		case ctx | 28:
			if name = "gEOSatelliteID"; d.first(&seen, 27, h) {
				v.GEOSatelliteID = Some(d.text(h))
			}
		case ctx | 29:
			if name = "remoteUEsContextConnected"; d.first(&seen, 28, h) {
				if d.open(h) {
					v.RemoteUEsContextConnected = new(RemoteUEContextList)
					v.RemoteUEsContextConnected.decode(d, h.start, h.stop)
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
	if seen&0x4970 != 0x4970 {
		d.absent(at, ^seen&0x4970, "SMFStartOfInterceptionWithEstablishedPDUSession")
	}
}

func (*SMFStartOfInterceptionWithEstablishedPDUSession) alternative() (uint32, string) {
	return 9, "startOfInterceptionWithEstablishedPDUSession"
}

// SMFUnsuccessfulProcedure is the record unsuccessfulSMProcedure [10] of the SMF, TS 33.128 R19 clause
// 6.2.3.2.6.
type SMFUnsuccessfulProcedure struct {
	FailedProcedureType         SMFFailedProcedureType
	FailureCause                uint8
	Initiator                   Initiator
	RequestedSlice              []SNSSAI
	SUPI                        SUPI
	SUPIUnauthenticated         Opt[bool]
	PEI                         PEI
	GPSI                        GPSI
	PDUSessionID                Opt[uint8]
	UEEndpoint                  []UEEndpointAddress
	Non3GPPAccessEndpoint       UEEndpointAddress
	DNN                         Opt[string]
	AMFID                       *AMFID
	HSMFURI                     Opt[string]
	RequestType                 Opt[FiveGSMRequestType]
	AccessType                  Opt[AccessType]
	RATType                     Opt[RATType]
	SMPDUDNRequest              []byte
	Location                    *Location
	EPSPDNUnsuccessfulProcedure *EPSPDNUnsuccessfulProcedure
	Sequence
}

func (v *SMFUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	if !(v.FailedProcedureType != 0) {
		return e.missing("failedProcedureType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.FailedProcedureType))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.FailureCause))
	}
	if !(v.Initiator != 0) {
		return e.missing("initiator")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Initiator))
	}
	if v.RequestedSlice != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RequestedSlice); b == nil {
			return e.in("requestedSlice")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x86), v.SUPIUnauthenticated.Value)
	}
	{
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
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
	if v.PDUSessionID.Set {
		b = appendInt(append(b, 0x89), int64(v.PDUSessionID.Value))
	}
	if v.UEEndpoint != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoint); b == nil {
			return e.in("uEEndpoint")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xab, 0)
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
	if v.DNN.Set {
		b = appendText(append(b, 0x8c), v.DNN.Value)
	}
	if v.AMFID != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
		}
		b = closed(b, start)
	}
	if v.HSMFURI.Set {
		b = appendText(append(b, 0x8e), v.HSMFURI.Value)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x8f), int64(v.RequestType.Value))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x90), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x91), int64(v.RATType.Value))
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x92), v.SMPDUDNRequest)
	}
	if v.Location != nil {
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.EPSPDNUnsuccessfulProcedure != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.EPSPDNUnsuccessfulProcedure.encode(b, e); b == nil {
			return e.in("ePSPDNUnsuccessfulProcedure")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
				v.FailedProcedureType = SMFFailedProcedureType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "failureCause"; d.first(&seen, 1, h) {
				v.FailureCause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 3:
			if name = "initiator"; d.first(&seen, 2, h) {
				v.Initiator = Initiator(d.enumerated(h))
			}
		case ctx | 4:
			if name = "requestedSlice"; d.first(&seen, 3, h) {
				v.RequestedSlice = sequences[SNSSAI](d, h)
			}
		case ctx | 5:
			if name = "sUPI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "sUPIUnauthenticated"; d.first(&seen, 5, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 7:
			if name = "pEI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "gPSI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "pDUSessionID"; d.first(&seen, 8, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.PDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 10:
			if name = "uEEndpoint"; d.first(&seen, 9, h) {
				v.UEEndpoint = choices[UEEndpointAddress](d, h)
			}
		case ctx | 11:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "dNN"; d.first(&seen, 11, h) {
				v.DNN = Some(d.text(h))
			}
		case ctx | 13:
			if name = "aMFID"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.AMFID = new(AMFID)
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 14:
			if name = "hSMFURI"; d.first(&seen, 13, h) {
				v.HSMFURI = Some(d.text(h))
			}
		case ctx | 15:
			if name = "requestType"; d.first(&seen, 14, h) {
				v.RequestType = Some(FiveGSMRequestType(d.enumerated(h)))
			}
		case ctx | 16:
			if name = "accessType"; d.first(&seen, 15, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "rATType"; d.first(&seen, 16, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 18:
			if name = "sMPDUDNRequest"; d.first(&seen, 17, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 19:
			if name = "location"; d.first(&seen, 18, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 20:
			if name = "ePSPDNUnsuccessfulProcedure"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.EPSPDNUnsuccessfulProcedure = new(EPSPDNUnsuccessfulProcedure)
					v.EPSPDNUnsuccessfulProcedure.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "SMFUnsuccessfulProcedure")
	}
}

func (*SMFUnsuccessfulProcedure) alternative() (uint32, string) { return 10, "unsuccessfulSMProcedure" }

// SMFPDUtoMAPDUSessionModification is the record sMFPDUtoMAPDUSessionModification [64] of the SMF, TS 33.128
// R19 clause 6.2.3.2.8.
type SMFPDUtoMAPDUSessionModification struct {
	SUPI                         SUPI
	SUPIUnauthenticated          Opt[bool]
	PEI                          PEI
	GPSI                         GPSI
	SNSSAI                       *SNSSAI
	Non3GPPAccessEndpoint        UEEndpointAddress
	Location                     *Location
	RequestType                  FiveGSMRequestType
	AccessType                   Opt[AccessType]
	RATType                      Opt[RATType]
	PDUSessionID                 uint8
	RequestIndication            RequestIndication
	ATSSSContainer               []byte
	UEEndpoint                   UEEndpointAddress
	ServingNetwork               *SMFServingNetwork
	HandoverState                Opt[HandoverState]
	GTPTunnelInfo                *GTPTunnelInfo
	EPSPDNConnectionModification *EPSPDNConnectionModification
	Sequence
}

func (v *SMFPDUtoMAPDUSessionModification) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
	if v.SNSSAI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
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
	if v.Location != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if !(v.RequestType != 0) {
		return e.missing("requestType")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.RequestType))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x89), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8a), int64(v.RATType.Value))
	}
	{
		b = appendInt(append(b, 0x8b), int64(v.PDUSessionID))
	}
	{
		b = appendInt(append(b, 0x8c), int64(v.RequestIndication))
	}
	if !(v.ATSSSContainer != nil) {
		return e.missing("aTSSSContainer")
	}
	{
		b = appendOctets(append(b, 0x8d), v.ATSSSContainer)
	}
	{
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.UEEndpoint.encode(b, e); b == nil {
			return e.in("uEEndpoint")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.HandoverState.Set {
		b = appendInt(append(b, 0x90), int64(v.HandoverState.Value))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionModification != nil {
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = v.EPSPDNConnectionModification.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionModification")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFPDUtoMAPDUSessionModification) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "sNSSAI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "requestType"; d.first(&seen, 7, h) {
				v.RequestType = FiveGSMRequestType(d.enumerated(h))
			}
		case ctx | 9:
			if name = "accessType"; d.first(&seen, 8, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "rATType"; d.first(&seen, 9, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "pDUSessionID"; d.first(&seen, 10, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 12:
			if name = "requestIndication"; d.first(&seen, 11, h) {
				v.RequestIndication = RequestIndication(d.enumerated(h))
			}
		case ctx | 13:
			if name = "aTSSSContainer"; d.first(&seen, 12, h) {
				v.ATSSSContainer = d.octets(h)
			}
		case ctx | 14:
			if name = "uEEndpoint"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.UEEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "servingNetwork"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.ServingNetwork = new(SMFServingNetwork)
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "handoverState"; d.first(&seen, 15, h) {
				v.HandoverState = Some(HandoverState(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "gTPTunnelInfo"; d.first(&seen, 16, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 18:
			if name = "ePSPDNConnectionModification"; d.first(&seen, 17, h) {
				if d.open(h) {
					v.EPSPDNConnectionModification = new(EPSPDNConnectionModification)
					v.EPSPDNConnectionModification.decode(d, h.start, h.stop)
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
	if seen&0x1c80 != 0x1c80 {
		d.absent(at, ^seen&0x1c80, "SMFPDUtoMAPDUSessionModification")
	}
}

func (*SMFPDUtoMAPDUSessionModification) alternative() (uint32, string) {
	return 64, "sMFPDUtoMAPDUSessionModification"
}

// SMFMAPDUSessionEstablishment is the record sMFMAPDUSessionEstablishment [57] of the SMF, TS 33.128 R19 clause
// 6.2.3.2.7.
type SMFMAPDUSessionEstablishment struct {
	SUPI                          SUPI
	SUPIUnauthenticated           Opt[bool]
	PEI                           PEI
	GPSI                          GPSI
	PDUSessionID                  uint8
	PDUSessionType                PDUSessionType
	AccessInfo                    []AccessInfo
	SNSSAI                        *SNSSAI
	UEEndpoint                    []UEEndpointAddress
	Location                      *Location
	DNN                           string
	AMFID                         *AMFID
	HSMFURI                       Opt[string]
	RequestType                   FiveGSMRequestType
	SMPDUDNRequest                []byte
	ServingNetwork                SMFServingNetwork
	OldPDUSessionID               Opt[uint8]
	MAUpgradeIndication           Opt[bool]
	EPSPDNCnxInfo                 Opt[string]
	MAAcceptedIndication          bool
	ATSSSContainer                []byte
	UEEPSPDNConnection            []byte
	EPS5GSComboInfo               *EPS5GSComboInfo
	SelectedDNN                   Opt[string]
	HandoverState                 Opt[HandoverState]
	PCCRules                      []PCCRule
	EPSPDNConnectionEstablishment *EPSPDNConnectionEstablishment
	Sequence
}

func (v *SMFMAPDUSessionEstablishment) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
		b = appendInt(append(b, 0x85), int64(v.PDUSessionID))
	}
	if !(v.PDUSessionType != 0) {
		return e.missing("pDUSessionType")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.PDUSessionType))
	}
	if !(v.AccessInfo != nil) {
		return e.missing("accessInfo")
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AccessInfo); b == nil {
			return e.in("accessInfo")
		}
		b = closed(b, start)
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if v.UEEndpoint != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoint); b == nil {
			return e.in("uEEndpoint")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8b), v.DNN)
	}
	if v.AMFID != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
		}
		b = closed(b, start)
	}
	if v.HSMFURI.Set {
		b = appendText(append(b, 0x8d), v.HSMFURI.Value)
	}
	if !(v.RequestType != 0) {
		return e.missing("requestType")
	}
	{
		b = appendInt(append(b, 0x8e), int64(v.RequestType))
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x8f), v.SMPDUDNRequest)
	}
	{
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.OldPDUSessionID.Set {
		b = appendInt(append(b, 0x91), int64(v.OldPDUSessionID.Value))
	}
	if v.MAUpgradeIndication.Set {
		b = appendBool(append(b, 0x92), v.MAUpgradeIndication.Value)
	}
	if v.EPSPDNCnxInfo.Set {
		b = appendText(append(b, 0x93), v.EPSPDNCnxInfo.Value)
	}
	{
		b = appendBool(append(b, 0x94), v.MAAcceptedIndication)
	}
	if v.ATSSSContainer != nil {
		b = appendOctets(append(b, 0x95), v.ATSSSContainer)
	}
	if v.UEEPSPDNConnection != nil {
		b = appendOctets(append(b, 0x96), v.UEEPSPDNConnection)
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xb7, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	if v.SelectedDNN.Set {
		b = appendText(append(b, 0x98), v.SelectedDNN.Value)
	}
	if v.HandoverState.Set {
		b = appendInt(append(b, 0x99), int64(v.HandoverState.Value))
	}
	if v.PCCRules != nil {
		b = append(b, 0xba, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PCCRules); b == nil {
			return e.in("pCCRules")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionEstablishment != nil {
		b = append(b, 0xbb, 0)
		start := len(b)
		if b = v.EPSPDNConnectionEstablishment.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionEstablishment")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFMAPDUSessionEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "pDUSessionID"; d.first(&seen, 4, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "pDUSessionType"; d.first(&seen, 5, h) {
				v.PDUSessionType = PDUSessionType(d.enumerated(h))
			}
		case ctx | 7:
			if name = "accessInfo"; d.first(&seen, 6, h) {
				v.AccessInfo = sequences[AccessInfo](d, h)
			}
		case ctx | 8:
			if name = "sNSSAI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "uEEndpoint"; d.first(&seen, 8, h) {
				v.UEEndpoint = choices[UEEndpointAddress](d, h)
			}
		case ctx | 10:
			if name = "location"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "dNN"; d.first(&seen, 10, h) {
				v.DNN = d.text(h)
			}
		case ctx | 12:
			if name = "aMFID"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.AMFID = new(AMFID)
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "hSMFURI"; d.first(&seen, 12, h) {
				v.HSMFURI = Some(d.text(h))
			}
		case ctx | 14:
			if name = "requestType"; d.first(&seen, 13, h) {
				v.RequestType = FiveGSMRequestType(d.enumerated(h))
			}
		case ctx | 15:
			if name = "sMPDUDNRequest"; d.first(&seen, 14, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 16:
			if name = "servingNetwork"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "oldPDUSessionID"; d.first(&seen, 16, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.OldPDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 18:
			if name = "mAUpgradeIndication"; d.first(&seen, 17, h) {
				v.MAUpgradeIndication = Some(d.boolean(h))
			}
		case ctx | 19:
			if name = "ePSPDNCnxInfo"; d.first(&seen, 18, h) {
				v.EPSPDNCnxInfo = Some(d.text(h))
			}
		case ctx | 20:
			if name = "mAAcceptedIndication"; d.first(&seen, 19, h) {
				v.MAAcceptedIndication = d.boolean(h)
			}
		case ctx | 21:
			if name = "aTSSSContainer"; d.first(&seen, 20, h) {
				v.ATSSSContainer = d.octets(h)
			}
		case ctx | 22:
			if name = "uEEPSPDNConnection"; d.first(&seen, 21, h) {
				v.UEEPSPDNConnection = d.octets(h)
			}
		case ctx | 23:
			if name = "ePS5GSComboInfo"; d.first(&seen, 22, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 24:
			if name = "selectedDNN"; d.first(&seen, 23, h) {
				v.SelectedDNN = Some(d.text(h))
			}
		case ctx | 25:
			if name = "handoverState"; d.first(&seen, 24, h) {
				v.HandoverState = Some(HandoverState(d.enumerated(h)))
			}
		case ctx | 26:
			if name = "pCCRules"; d.first(&seen, 25, h) {
				v.PCCRules = sequences[PCCRule](d, h)
			}
		case ctx | 27:
			if name = "ePSPDNConnectionEstablishment"; d.first(&seen, 26, h) {
				if d.open(h) {
					v.EPSPDNConnectionEstablishment = new(EPSPDNConnectionEstablishment)
					v.EPSPDNConnectionEstablishment.decode(d, h.start, h.stop)
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
	if seen&0x8a470 != 0x8a470 {
		d.absent(at, ^seen&0x8a470, "SMFMAPDUSessionEstablishment")
	}
}

func (*SMFMAPDUSessionEstablishment) alternative() (uint32, string) {
	return 57, "sMFMAPDUSessionEstablishment"
}

// SMFMAPDUSessionModification is the record sMFMAPDUSessionModification [58] of the SMF, TS 33.128 R19 clause
// 6.2.3.2.7.
type SMFMAPDUSessionModification struct {
	SUPI                         SUPI
	SUPIUnauthenticated          Opt[bool]
	PEI                          PEI
	GPSI                         GPSI
	PDUSessionID                 uint8
	AccessInfo                   []AccessInfo
	SNSSAI                       *SNSSAI
	Location                     *Location
	RequestType                  Opt[FiveGSMRequestType]
	ServingNetwork               SMFServingNetwork
	OldPDUSessionID              Opt[uint8]
	MAUpgradeIndication          Opt[bool]
	EPSPDNCnxInfo                Opt[string]
	MAAcceptedIndication         bool
	ATSSSContainer               []byte
	UEEPSPDNConnection           []byte
	EPS5GSComboInfo              *EPS5GSComboInfo
	HandoverState                Opt[HandoverState]
	PCCRules                     []PCCRule
	UPPathChange                 *UPPathChange
	PFDDataForApp                *PFDDataForApp
	EPSPDNConnectionModification *EPSPDNConnectionModification
	Sequence
}

func (v *SMFMAPDUSessionModification) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
		b = appendInt(append(b, 0x85), int64(v.PDUSessionID))
	}
	if v.AccessInfo != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AccessInfo); b == nil {
			return e.in("accessInfo")
		}
		b = closed(b, start)
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x89), int64(v.RequestType.Value))
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.OldPDUSessionID.Set {
		b = appendInt(append(b, 0x8b), int64(v.OldPDUSessionID.Value))
	}
	if v.MAUpgradeIndication.Set {
		b = appendBool(append(b, 0x8c), v.MAUpgradeIndication.Value)
	}
	if v.EPSPDNCnxInfo.Set {
		b = appendText(append(b, 0x8d), v.EPSPDNCnxInfo.Value)
	}
	{
		b = appendBool(append(b, 0x8e), v.MAAcceptedIndication)
	}
	if v.ATSSSContainer != nil {
		b = appendOctets(append(b, 0x8f), v.ATSSSContainer)
	}
	if v.UEEPSPDNConnection != nil {
		b = appendOctets(append(b, 0x90), v.UEEPSPDNConnection)
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	if v.HandoverState.Set {
		b = appendInt(append(b, 0x92), int64(v.HandoverState.Value))
	}
	if v.PCCRules != nil {
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PCCRules); b == nil {
			return e.in("pCCRules")
		}
		b = closed(b, start)
	}
	if v.UPPathChange != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = v.UPPathChange.encode(b, e); b == nil {
			return e.in("uPPathChange")
		}
		b = closed(b, start)
	}
	if v.PFDDataForApp != nil {
		b = append(b, 0xb5, 0)
		start := len(b)
		if b = v.PFDDataForApp.encode(b, e); b == nil {
			return e.in("pFDDataForApp")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionModification != nil {
		b = append(b, 0xb6, 0)
		start := len(b)
		if b = v.EPSPDNConnectionModification.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionModification")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFMAPDUSessionModification) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "pDUSessionID"; d.first(&seen, 4, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "accessInfo"; d.first(&seen, 5, h) {
				v.AccessInfo = sequences[AccessInfo](d, h)
			}
		case ctx | 7:
			if name = "sNSSAI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
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
			if name = "requestType"; d.first(&seen, 8, h) {
				v.RequestType = Some(FiveGSMRequestType(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "servingNetwork"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "oldPDUSessionID"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.OldPDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 12:
			if name = "mAUpgradeIndication"; d.first(&seen, 11, h) {
				v.MAUpgradeIndication = Some(d.boolean(h))
			}
		case ctx | 13:
			if name = "ePSPDNCnxInfo"; d.first(&seen, 12, h) {
				v.EPSPDNCnxInfo = Some(d.text(h))
			}
		case ctx | 14:
			if name = "mAAcceptedIndication"; d.first(&seen, 13, h) {
				v.MAAcceptedIndication = d.boolean(h)
			}
		case ctx | 15:
			if name = "aTSSSContainer"; d.first(&seen, 14, h) {
				v.ATSSSContainer = d.octets(h)
			}
		case ctx | 16:
			if name = "uEEPSPDNConnection"; d.first(&seen, 15, h) {
				v.UEEPSPDNConnection = d.octets(h)
			}
		case ctx | 17:
			if name = "ePS5GSComboInfo"; d.first(&seen, 16, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 18:
			if name = "handoverState"; d.first(&seen, 17, h) {
				v.HandoverState = Some(HandoverState(d.enumerated(h)))
			}
		case ctx | 19:
			if name = "pCCRules"; d.first(&seen, 18, h) {
				v.PCCRules = sequences[PCCRule](d, h)
			}
		case ctx | 20:
			if name = "uPPathChange"; d.first(&seen, 19, h) {
				if d.open(h) {
					v.UPPathChange = new(UPPathChange)
					v.UPPathChange.decode(d, h.start, h.stop)
				}
			}
		case ctx | 21:
			if name = "pFDDataForApp"; d.first(&seen, 20, h) {
				if d.open(h) {
					v.PFDDataForApp = new(PFDDataForApp)
					v.PFDDataForApp.decode(d, h.start, h.stop)
				}
			}
		case ctx | 22:
			if name = "ePSPDNConnectionModification"; d.first(&seen, 21, h) {
				if d.open(h) {
					v.EPSPDNConnectionModification = new(EPSPDNConnectionModification)
					v.EPSPDNConnectionModification.decode(d, h.start, h.stop)
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
	if seen&0x2210 != 0x2210 {
		d.absent(at, ^seen&0x2210, "SMFMAPDUSessionModification")
	}
}

func (*SMFMAPDUSessionModification) alternative() (uint32, string) {
	return 58, "sMFMAPDUSessionModification"
}

// SMFMAPDUSessionRelease is the record sMFMAPDUSessionRelease [59] of the SMF, TS 33.128 R19 clause 6.2.3.2.7.
type SMFMAPDUSessionRelease struct {
	SUPI                    SUPI
	PEI                     PEI
	GPSI                    GPSI
	PDUSessionID            uint8
	TimeOfFirstPacket       time.Time
	TimeOfLastPacket        time.Time
	UplinkVolume            Opt[int64]
	DownlinkVolume          Opt[int64]
	Location                *Location
	Cause                   Opt[string]
	NGAPCause               *NGAPCauseInt
	FiveGMMCause            Opt[uint8]
	PCCRuleIDs              []string
	EPSPDNConnectionRelease *EPSPDNConnectionRelease
	Sequence
}

func (v *SMFMAPDUSessionRelease) encode(b []byte, e *encoder) []byte {
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
		b = appendInt(append(b, 0x84), int64(v.PDUSessionID))
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
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.Cause.Set {
		b = appendText(append(b, 0x8a), v.Cause.Value)
	}
	if v.NGAPCause != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.NGAPCause.encode(b, e); b == nil {
			return e.in("nGAPCause")
		}
		b = closed(b, start)
	}
	if v.FiveGMMCause.Set {
		b = appendInt(append(b, 0x8c), int64(v.FiveGMMCause.Value))
	}
	if v.PCCRuleIDs != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		for _, x0 := range v.PCCRuleIDs {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionRelease != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.EPSPDNConnectionRelease.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionRelease")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFMAPDUSessionRelease) decode(d *decoder, pos, end int) {
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
			if name = "pDUSessionID"; d.first(&seen, 3, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
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
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "cause"; d.first(&seen, 9, h) {
				v.Cause = Some(d.text(h))
			}
		case ctx | 11:
			if name = "nGAPCause"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.NGAPCause = new(NGAPCauseInt)
					v.NGAPCause.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "fiveGMMCause"; d.first(&seen, 11, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.FiveGMMCause = Some(uint8(x))
				}
			}
		case ctx | 13:
			if name = "pCCRuleIDs"; d.first(&seen, 12, h) {
				v.PCCRuleIDs = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 14:
			if name = "ePSPDNConnectionRelease"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.EPSPDNConnectionRelease = new(EPSPDNConnectionRelease)
					v.EPSPDNConnectionRelease.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x9, "SMFMAPDUSessionRelease")
	}
}

func (*SMFMAPDUSessionRelease) alternative() (uint32, string) { return 59, "sMFMAPDUSessionRelease" }

// SMFStartOfInterceptionWithEstablishedMAPDUSession is the record
// startOfInterceptionWithEstablishedMAPDUSession [60] of the SMF, TS 33.128 R19 clause 6.2.3.2.7.
type SMFStartOfInterceptionWithEstablishedMAPDUSession struct {
	SUPI                                               SUPI
	SUPIUnauthenticated                                Opt[bool]
	PEI                                                PEI
	GPSI                                               GPSI
	PDUSessionID                                       uint8
	PDUSessionType                                     PDUSessionType
	AccessInfo                                         []AccessInfo
	SNSSAI                                             *SNSSAI
	UEEndpoint                                         []UEEndpointAddress
	Location                                           *Location
	DNN                                                string
	AMFID                                              *AMFID
	HSMFURI                                            Opt[string]
	RequestType                                        Opt[FiveGSMRequestType]
	SMPDUDNRequest                                     []byte
	ServingNetwork                                     SMFServingNetwork
	OldPDUSessionID                                    Opt[uint8]
	MAUpgradeIndication                                Opt[bool]
	EPSPDNCnxInfo                                      Opt[string]
	MAAcceptedIndication                               bool
	ATSSSContainer                                     []byte
	EPS5GSComboInfo                                    *EPS5GSComboInfo
	UEEPSPDNConnection                                 []byte
	PCCRules                                           []PCCRule
	PFDDataForApps                                     []PFDDataForApp
	EPSStartOfInterceptionWithEstablishedPDNConnection *EPSStartOfInterceptionWithEstablishedPDNConnection
	Sequence
}

func (v *SMFStartOfInterceptionWithEstablishedMAPDUSession) encode(b []byte, e *encoder) []byte {
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.SUPIUnauthenticated.Value)
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
		b = appendInt(append(b, 0x85), int64(v.PDUSessionID))
	}
	if !(v.PDUSessionType != 0) {
		return e.missing("pDUSessionType")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.PDUSessionType))
	}
	if !(v.AccessInfo != nil) {
		return e.missing("accessInfo")
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AccessInfo); b == nil {
			return e.in("accessInfo")
		}
		b = closed(b, start)
	}
	if v.SNSSAI != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.SNSSAI.encode(b, e); b == nil {
			return e.in("sNSSAI")
		}
		b = closed(b, start)
	}
	if v.UEEndpoint != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoint); b == nil {
			return e.in("uEEndpoint")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8b), v.DNN)
	}
	if v.AMFID != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
		}
		b = closed(b, start)
	}
	if v.HSMFURI.Set {
		b = appendText(append(b, 0x8d), v.HSMFURI.Value)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x8e), int64(v.RequestType.Value))
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x8f), v.SMPDUDNRequest)
	}
	{
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.OldPDUSessionID.Set {
		b = appendInt(append(b, 0x91), int64(v.OldPDUSessionID.Value))
	}
	if v.MAUpgradeIndication.Set {
		b = appendBool(append(b, 0x92), v.MAUpgradeIndication.Value)
	}
	if v.EPSPDNCnxInfo.Set {
		b = appendText(append(b, 0x93), v.EPSPDNCnxInfo.Value)
	}
	{
		b = appendBool(append(b, 0x94), v.MAAcceptedIndication)
	}
	if v.ATSSSContainer != nil {
		b = appendOctets(append(b, 0x95), v.ATSSSContainer)
	}
	if v.EPS5GSComboInfo != nil {
		b = append(b, 0xb6, 0)
		start := len(b)
		if b = v.EPS5GSComboInfo.encode(b, e); b == nil {
			return e.in("ePS5GSComboInfo")
		}
		b = closed(b, start)
	}
	if v.UEEPSPDNConnection != nil {
		b = appendOctets(append(b, 0x97), v.UEEPSPDNConnection)
	}
	if v.PCCRules != nil {
		b = append(b, 0xb8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PCCRules); b == nil {
			return e.in("pCCRules")
		}
		b = closed(b, start)
	}
	if v.PFDDataForApps != nil {
		b = append(b, 0xb9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PFDDataForApps); b == nil {
			return e.in("pFDDataForApps")
		}
		b = closed(b, start)
	}
	if v.EPSStartOfInterceptionWithEstablishedPDNConnection != nil {
		b = append(b, 0xba, 0)
		start := len(b)
		if b = v.EPSStartOfInterceptionWithEstablishedPDNConnection.encode(b, e); b == nil {
			return e.in("ePSStartOfInterceptionWithEstablishedPDNConnection")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFStartOfInterceptionWithEstablishedMAPDUSession) decode(d *decoder, pos, end int) {
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
			if name = "sUPIUnauthenticated"; d.first(&seen, 1, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
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
			if name = "pDUSessionID"; d.first(&seen, 4, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 6:
			if name = "pDUSessionType"; d.first(&seen, 5, h) {
				v.PDUSessionType = PDUSessionType(d.enumerated(h))
			}
		case ctx | 7:
			if name = "accessInfo"; d.first(&seen, 6, h) {
				v.AccessInfo = sequences[AccessInfo](d, h)
			}
		case ctx | 8:
			if name = "sNSSAI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.SNSSAI = new(SNSSAI)
					v.SNSSAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "uEEndpoint"; d.first(&seen, 8, h) {
				v.UEEndpoint = choices[UEEndpointAddress](d, h)
			}
		case ctx | 10:
			if name = "location"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "dNN"; d.first(&seen, 10, h) {
				v.DNN = d.text(h)
			}
		case ctx | 12:
			if name = "aMFID"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.AMFID = new(AMFID)
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "hSMFURI"; d.first(&seen, 12, h) {
				v.HSMFURI = Some(d.text(h))
			}
		case ctx | 14:
			if name = "requestType"; d.first(&seen, 13, h) {
				v.RequestType = Some(FiveGSMRequestType(d.enumerated(h)))
			}
		case ctx | 15:
			if name = "sMPDUDNRequest"; d.first(&seen, 14, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 16:
			if name = "servingNetwork"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.ServingNetwork.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "oldPDUSessionID"; d.first(&seen, 16, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.OldPDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 18:
			if name = "mAUpgradeIndication"; d.first(&seen, 17, h) {
				v.MAUpgradeIndication = Some(d.boolean(h))
			}
		case ctx | 19:
			if name = "ePSPDNCnxInfo"; d.first(&seen, 18, h) {
				v.EPSPDNCnxInfo = Some(d.text(h))
			}
		case ctx | 20:
			if name = "mAAcceptedIndication"; d.first(&seen, 19, h) {
				v.MAAcceptedIndication = d.boolean(h)
			}
		case ctx | 21:
			if name = "aTSSSContainer"; d.first(&seen, 20, h) {
				v.ATSSSContainer = d.octets(h)
			}
		case ctx | 22:
			if name = "ePS5GSComboInfo"; d.first(&seen, 21, h) {
				if d.open(h) {
					v.EPS5GSComboInfo = new(EPS5GSComboInfo)
					v.EPS5GSComboInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 23:
			if name = "uEEPSPDNConnection"; d.first(&seen, 22, h) {
				v.UEEPSPDNConnection = d.octets(h)
			}
		case ctx | 24:
			if name = "pCCRules"; d.first(&seen, 23, h) {
				v.PCCRules = sequences[PCCRule](d, h)
			}
		case ctx | 25:
			if name = "pFDDataForApps"; d.first(&seen, 24, h) {
				v.PFDDataForApps = sequences[PFDDataForApp](d, h)
			}
		case ctx | 26:
			if name = "ePSStartOfInterceptionWithEstablishedPDNConnection"; d.first(&seen, 25, h) {
				if d.open(h) {
					v.EPSStartOfInterceptionWithEstablishedPDNConnection = new(EPSStartOfInterceptionWithEstablishedPDNConnection)
					v.EPSStartOfInterceptionWithEstablishedPDNConnection.decode(d, h.start, h.stop)
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
	if seen&0x88470 != 0x88470 {
		d.absent(at, ^seen&0x88470, "SMFStartOfInterceptionWithEstablishedMAPDUSession")
	}
}

func (*SMFStartOfInterceptionWithEstablishedMAPDUSession) alternative() (uint32, string) {
	return 60, "startOfInterceptionWithEstablishedMAPDUSession"
}

// SMFMAUnsuccessfulProcedure is the record unsuccessfulMASMProcedure [61] of the SMF, TS 33.128 R19 clause
// 6.2.3.2.7.
type SMFMAUnsuccessfulProcedure struct {
	FailedProcedureType SMFFailedProcedureType
	FailureCause        uint8
	RequestedSlice      []SNSSAI
	Initiator           Initiator
	SUPI                SUPI
	SUPIUnauthenticated Opt[bool]
	PEI                 PEI
	GPSI                GPSI
	PDUSessionID        Opt[uint8]
	AccessInfo          []AccessInfo
	UEEndpoint          []UEEndpointAddress
	Location            *Location
	DNN                 Opt[string]
	AMFID               *AMFID
	HSMFURI             Opt[string]
	RequestType         Opt[FiveGSMRequestType]
	SMPDUDNRequest      []byte
	Sequence
}

func (v *SMFMAUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	if !(v.FailedProcedureType != 0) {
		return e.missing("failedProcedureType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.FailedProcedureType))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.FailureCause))
	}
	if v.RequestedSlice != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RequestedSlice); b == nil {
			return e.in("requestedSlice")
		}
		b = closed(b, start)
	}
	if !(v.Initiator != 0) {
		return e.missing("initiator")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Initiator))
	}
	{
		b = append(b, 0xa5, 0)
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
	if v.SUPIUnauthenticated.Set {
		b = appendBool(append(b, 0x86), v.SUPIUnauthenticated.Value)
	}
	{
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
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
	if v.PDUSessionID.Set {
		b = appendInt(append(b, 0x89), int64(v.PDUSessionID.Value))
	}
	if !(v.AccessInfo != nil) {
		return e.missing("accessInfo")
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AccessInfo); b == nil {
			return e.in("accessInfo")
		}
		b = closed(b, start)
	}
	if v.UEEndpoint != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoint); b == nil {
			return e.in("uEEndpoint")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.DNN.Set {
		b = appendText(append(b, 0x8d), v.DNN.Value)
	}
	if v.AMFID != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
		}
		b = closed(b, start)
	}
	if v.HSMFURI.Set {
		b = appendText(append(b, 0x8f), v.HSMFURI.Value)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x90), int64(v.RequestType.Value))
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x91), v.SMPDUDNRequest)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFMAUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
				v.FailedProcedureType = SMFFailedProcedureType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "failureCause"; d.first(&seen, 1, h) {
				v.FailureCause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 3:
			if name = "requestedSlice"; d.first(&seen, 2, h) {
				v.RequestedSlice = sequences[SNSSAI](d, h)
			}
		case ctx | 4:
			if name = "initiator"; d.first(&seen, 3, h) {
				v.Initiator = Initiator(d.enumerated(h))
			}
		case ctx | 5:
			if name = "sUPI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "sUPIUnauthenticated"; d.first(&seen, 5, h) {
				v.SUPIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 7:
			if name = "pEI"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "gPSI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "pDUSessionID"; d.first(&seen, 8, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.PDUSessionID = Some(uint8(x))
				}
			}
		case ctx | 10:
			if name = "accessInfo"; d.first(&seen, 9, h) {
				v.AccessInfo = sequences[AccessInfo](d, h)
			}
		case ctx | 11:
			if name = "uEEndpoint"; d.first(&seen, 10, h) {
				v.UEEndpoint = choices[UEEndpointAddress](d, h)
			}
		case ctx | 12:
			if name = "location"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 13:
			if name = "dNN"; d.first(&seen, 12, h) {
				v.DNN = Some(d.text(h))
			}
		case ctx | 14:
			if name = "aMFID"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.AMFID = new(AMFID)
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "hSMFURI"; d.first(&seen, 14, h) {
				v.HSMFURI = Some(d.text(h))
			}
		case ctx | 16:
			if name = "requestType"; d.first(&seen, 15, h) {
				v.RequestType = Some(FiveGSMRequestType(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "sMPDUDNRequest"; d.first(&seen, 16, h) {
				v.SMPDUDNRequest = d.octets(h)
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
	if seen&0x20b != 0x20b {
		d.absent(at, ^seen&0x20b, "SMFMAUnsuccessfulProcedure")
	}
}

func (*SMFMAUnsuccessfulProcedure) alternative() (uint32, string) {
	return 61, "unsuccessfulMASMProcedure"
}

// SMFProSeRemoteUEReport is the record sMFProSeRemoteUEReport [182] of the SMF, TS 33.128 R19 clause 6.2.3.2.
type SMFProSeRemoteUEReport struct {
	SUPI                        SUPI
	GPSI                        GPSI
	PEI                         PEI
	PDUSessionID                uint8
	RemoteUEContextConnected    *RemoteUEContext
	RemoteUEContextDisconnected *RemoteUEContext
	Location                    *Location
	Sequence
}

func (v *SMFProSeRemoteUEReport) encode(b []byte, e *encoder) []byte {
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
		b = appendInt(append(b, 0x84), int64(v.PDUSessionID))
	}
	if v.RemoteUEContextConnected != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.RemoteUEContextConnected.encode(b, e); b == nil {
			return e.in("remoteUEContextConnected")
		}
		b = closed(b, start)
	}
	if v.RemoteUEContextDisconnected != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.RemoteUEContextDisconnected.encode(b, e); b == nil {
			return e.in("remoteUEContextDisconnected")
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

func (v *SMFProSeRemoteUEReport) decode(d *decoder, pos, end int) {
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
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pDUSessionID"; d.first(&seen, 3, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 5:
			if name = "remoteUEContextConnected"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.RemoteUEContextConnected = new(RemoteUEContext)
					v.RemoteUEContextConnected.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "remoteUEContextDisconnected"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.RemoteUEContextDisconnected = new(RemoteUEContext)
					v.RemoteUEContextDisconnected.decode(d, h.start, h.stop)
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
	if seen&0x9 != 0x9 {
		d.absent(at, ^seen&0x9, "SMFProSeRemoteUEReport")
	}
}

func (*SMFProSeRemoteUEReport) alternative() (uint32, string) { return 182, "sMFProSeRemoteUEReport" }

// SMFStartOfInterceptionWithConnectedProSeRemoteUE is the record
// sMFStartOfInterceptionWithConnectedProSeRemoteUE [183] of the SMF, TS 33.128 R19 clause 6.2.3.2.
type SMFStartOfInterceptionWithConnectedProSeRemoteUE struct {
	SUPI                     SUPI
	GPSI                     GPSI
	PEI                      PEI
	PDUSessionID             uint8
	RemoteUEContextConnected *RemoteUEContextList
	Location                 *Location
	Sequence
}

func (v *SMFStartOfInterceptionWithConnectedProSeRemoteUE) encode(b []byte, e *encoder) []byte {
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
		b = appendInt(append(b, 0x84), int64(v.PDUSessionID))
	}
	if v.RemoteUEContextConnected != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.RemoteUEContextConnected.encode(b, e); b == nil {
			return e.in("remoteUEContextConnected")
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
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFStartOfInterceptionWithConnectedProSeRemoteUE) decode(d *decoder, pos, end int) {
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
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pDUSessionID"; d.first(&seen, 3, h) {
				v.PDUSessionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 5:
			if name = "remoteUEContextConnected"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.RemoteUEContextConnected = new(RemoteUEContextList)
					v.RemoteUEContextConnected.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
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
		d.absent(at, ^seen&0x9, "SMFStartOfInterceptionWithConnectedProSeRemoteUE")
	}
}

func (*SMFStartOfInterceptionWithConnectedProSeRemoteUE) alternative() (uint32, string) {
	return 183, "sMFStartOfInterceptionWithConnectedProSeRemoteUE"
}

// SMFFailedProcedureType is an ENUMERATED of TS 33.128 R19 annex A.
type SMFFailedProcedureType uint16

// Values of SMFFailedProcedureType.
const (
	SMFFailedProcedureTypePDUSessionEstablishment SMFFailedProcedureType = 1
	SMFFailedProcedureTypePDUSessionModification  SMFFailedProcedureType = 2
	SMFFailedProcedureTypePDUSessionRelease       SMFFailedProcedureType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v SMFFailedProcedureType) String() string {
	switch v {
	case SMFFailedProcedureTypePDUSessionEstablishment:
		return "pDUSessionEstablishment"
	case SMFFailedProcedureTypePDUSessionModification:
		return "pDUSessionModification"
	case SMFFailedProcedureTypePDUSessionRelease:
		return "pDUSessionRelease"
	}
	return strconv.Itoa(int(v))
}

// AccessInfo is a SEQUENCE of TS 33.128 R19 annex A.
type AccessInfo struct {
	AccessType                AccessType
	RATType                   Opt[RATType]
	GTPTunnelID               FTEID
	Non3GPPAccessEndpoint     UEEndpointAddress
	EstablishmentStatus       EstablishmentStatus
	ANTypeToReactivate        Opt[AccessType]
	GTPTunnelInfo             *GTPTunnelInfo
	SatelliteBackhaulCategory *SBIType
	GEOSatelliteID            Opt[string]
	Sequence
}

func (v *AccessInfo) encode(b []byte, e *encoder) []byte {
	if !(v.AccessType != 0) {
		return e.missing("accessType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.AccessType))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x82), int64(v.RATType.Value))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.GTPTunnelID.encode(b, e); b == nil {
			return e.in("gTPTunnelID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
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
	{
		b = appendInt(append(b, 0x85), int64(v.EstablishmentStatus))
	}
	if v.ANTypeToReactivate.Set {
		b = appendInt(append(b, 0x86), int64(v.ANTypeToReactivate.Value))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.SatelliteBackhaulCategory != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.SatelliteBackhaulCategory.encode(b, e); b == nil {
			return e.in("satelliteBackhaulCategory")
		}
		b = closed(b, start)
	}
	if v.GEOSatelliteID.Set {
		b = appendText(append(b, 0x89), v.GEOSatelliteID.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AccessInfo) decode(d *decoder, pos, end int) {
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
			if name = "accessType"; d.first(&seen, 0, h) {
				v.AccessType = AccessType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "rATType"; d.first(&seen, 1, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 3:
			if name = "gTPTunnelID"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GTPTunnelID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "establishmentStatus"; d.first(&seen, 4, h) {
				v.EstablishmentStatus = EstablishmentStatus(d.enumerated(h))
			}
		case ctx | 6:
			if name = "aNTypeToReactivate"; d.first(&seen, 5, h) {
				v.ANTypeToReactivate = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "gTPTunnelInfo"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "satelliteBackhaulCategory"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.SatelliteBackhaulCategory = new(SBIType)
					v.SatelliteBackhaulCategory.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "gEOSatelliteID"; d.first(&seen, 8, h) {
				v.GEOSatelliteID = Some(d.text(h))
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
		d.absent(at, ^seen&0x15, "AccessInfo")
	}
}

// EstablishmentStatus is an ENUMERATED of TS 33.128 R19 annex A.
type EstablishmentStatus uint16

// Values of EstablishmentStatus.
const (
	EstablishmentStatusEstablished EstablishmentStatus = 0
	EstablishmentStatusReleased    EstablishmentStatus = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v EstablishmentStatus) String() string {
	switch v {
	case EstablishmentStatusEstablished:
		return "established"
	case EstablishmentStatusReleased:
		return "released"
	}
	return strconv.Itoa(int(v))
}

// HandoverState is an ENUMERATED of TS 33.128 R19 annex A.
type HandoverState uint16

// Values of HandoverState.
const (
	HandoverStateNone      HandoverState = 1
	HandoverStatePreparing HandoverState = 2
	HandoverStatePrepared  HandoverState = 3
	HandoverStateCompleted HandoverState = 4
	HandoverStateCancelled HandoverState = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v HandoverState) String() string {
	switch v {
	case HandoverStateNone:
		return "none"
	case HandoverStatePreparing:
		return "preparing"
	case HandoverStatePrepared:
		return "prepared"
	case HandoverStateCompleted:
		return "completed"
	case HandoverStateCancelled:
		return "cancelled"
	}
	return strconv.Itoa(int(v))
}

// NGAPCauseInt is a SEQUENCE of TS 33.128 R19 annex A.
type NGAPCauseInt struct {
	Group int64
	Value int64
	Sequence
}

func (v *NGAPCauseInt) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.Group))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NGAPCauseInt) decode(d *decoder, pos, end int) {
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
			if name = "group"; d.first(&seen, 0, h) {
				v.Group = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "value"; d.first(&seen, 1, h) {
				v.Value = int64(d.integer(h, -1<<63, 1<<63-1))
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
		d.absent(at, ^seen&0x3, "NGAPCauseInt")
	}
}

// RequestIndication is an ENUMERATED of TS 33.128 R19 annex A.
type RequestIndication uint16

// Values of RequestIndication.
const (
	RequestIndicationUEREQPDUSESMOD      RequestIndication = 0
	RequestIndicationUEREQPDUSESREL      RequestIndication = 1
	RequestIndicationPDUSESMOB           RequestIndication = 2
	RequestIndicationNWREQPDUSESAUTH     RequestIndication = 3
	RequestIndicationNWREQPDUSESMOD      RequestIndication = 4
	RequestIndicationNWREQPDUSESREL      RequestIndication = 5
	RequestIndicationEBIASSIGNMENTREQ    RequestIndication = 6
	RequestIndicationRELDUETO5GANREQUEST RequestIndication = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v RequestIndication) String() string {
	switch v {
	case RequestIndicationUEREQPDUSESMOD:
		return "uEREQPDUSESMOD"
	case RequestIndicationUEREQPDUSESREL:
		return "uEREQPDUSESREL"
	case RequestIndicationPDUSESMOB:
		return "pDUSESMOB"
	case RequestIndicationNWREQPDUSESAUTH:
		return "nWREQPDUSESAUTH"
	case RequestIndicationNWREQPDUSESMOD:
		return "nWREQPDUSESMOD"
	case RequestIndicationNWREQPDUSESREL:
		return "nWREQPDUSESREL"
	case RequestIndicationEBIASSIGNMENTREQ:
		return "eBIASSIGNMENTREQ"
	case RequestIndicationRELDUETO5GANREQUEST:
		return "rELDUETO5GANREQUEST"
	}
	return strconv.Itoa(int(v))
}

// PCCRule is a SEQUENCE of TS 33.128 R19 annex A.
type PCCRule struct {
	PCCRuleID                Opt[string]
	AppId                    Opt[string]
	FlowInfos                []FlowInformation
	AppReloc                 Opt[bool]
	SimConnInd               Opt[bool]
	SimConnTerm              Opt[int64]
	MaxAllowedUpLat          Opt[int64]
	TrafficRoutes            []RouteToLocation
	TrafficSteeringPolIdDl   Opt[string]
	TrafficSteeringPolIdUl   Opt[string]
	DeprecatedSourceDNAI     Opt[string]
	DeprecatedTargetDNAI     Opt[string]
	DeprecatedDNAIChangeType Opt[DNAIChangeType]
	DeprecatedSourceUEIPAddr IPAddress
	DeprecatedTargetUEIPAddr IPAddress
	SourceTrafficRouting     *RouteToLocation
	TargetTrafficRouting     *RouteToLocation
	EASIPReplaceInfos        *EASIPReplaceInfos
	Sequence
}

func (v *PCCRule) encode(b []byte, e *encoder) []byte {
	if v.PCCRuleID.Set {
		b = appendText(append(b, 0x81), v.PCCRuleID.Value)
	}
	if v.AppId.Set {
		b = appendText(append(b, 0x82), v.AppId.Value)
	}
	if v.FlowInfos != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.FlowInfos); b == nil {
			return e.in("flowInfos")
		}
		b = closed(b, start)
	}
	if v.AppReloc.Set {
		b = appendBool(append(b, 0x84), v.AppReloc.Value)
	}
	if v.SimConnInd.Set {
		b = appendBool(append(b, 0x85), v.SimConnInd.Value)
	}
	if v.SimConnTerm.Set {
		b = appendInt(append(b, 0x86), int64(v.SimConnTerm.Value))
	}
	if v.MaxAllowedUpLat.Set {
		b = appendInt(append(b, 0x87), int64(v.MaxAllowedUpLat.Value))
	}
	if !(v.TrafficRoutes != nil) {
		return e.missing("trafficRoutes")
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TrafficRoutes); b == nil {
			return e.in("trafficRoutes")
		}
		b = closed(b, start)
	}
	if v.TrafficSteeringPolIdDl.Set {
		b = appendText(append(b, 0x89), v.TrafficSteeringPolIdDl.Value)
	}
	if v.TrafficSteeringPolIdUl.Set {
		b = appendText(append(b, 0x8a), v.TrafficSteeringPolIdUl.Value)
	}
	if v.DeprecatedSourceDNAI.Set {
		b = appendText(append(b, 0x8b), v.DeprecatedSourceDNAI.Value)
	}
	if v.DeprecatedTargetDNAI.Set {
		b = appendText(append(b, 0x8c), v.DeprecatedTargetDNAI.Value)
	}
	if v.DeprecatedDNAIChangeType.Set {
		b = appendInt(append(b, 0x8d), int64(v.DeprecatedDNAIChangeType.Value))
	}
	{
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.DeprecatedSourceUEIPAddr.encode(b, e); b == nil {
			return e.in("deprecatedSourceUEIPAddr")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	{
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.DeprecatedTargetUEIPAddr.encode(b, e); b == nil {
			return e.in("deprecatedTargetUEIPAddr")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.SourceTrafficRouting != nil {
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.SourceTrafficRouting.encode(b, e); b == nil {
			return e.in("sourceTrafficRouting")
		}
		b = closed(b, start)
	}
	if v.TargetTrafficRouting != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.TargetTrafficRouting.encode(b, e); b == nil {
			return e.in("targetTrafficRouting")
		}
		b = closed(b, start)
	}
	if v.EASIPReplaceInfos != nil {
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = v.EASIPReplaceInfos.encode(b, e); b == nil {
			return e.in("eASIPReplaceInfos")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PCCRule) decode(d *decoder, pos, end int) {
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
			if name = "pCCRuleID"; d.first(&seen, 0, h) {
				v.PCCRuleID = Some(d.text(h))
			}
		case ctx | 2:
			if name = "appId"; d.first(&seen, 1, h) {
				v.AppId = Some(d.text(h))
			}
		case ctx | 3:
			if name = "flowInfos"; d.first(&seen, 2, h) {
				v.FlowInfos = sequences[FlowInformation](d, h)
			}
		case ctx | 4:
			if name = "appReloc"; d.first(&seen, 3, h) {
				v.AppReloc = Some(d.boolean(h))
			}
		case ctx | 5:
			if name = "simConnInd"; d.first(&seen, 4, h) {
				v.SimConnInd = Some(d.boolean(h))
			}
		case ctx | 6:
			if name = "simConnTerm"; d.first(&seen, 5, h) {
				v.SimConnTerm = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "maxAllowedUpLat"; d.first(&seen, 6, h) {
				v.MaxAllowedUpLat = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "trafficRoutes"; d.first(&seen, 7, h) {
				v.TrafficRoutes = sequences[RouteToLocation](d, h)
			}
		case ctx | 9:
			if name = "trafficSteeringPolIdDl"; d.first(&seen, 8, h) {
				v.TrafficSteeringPolIdDl = Some(d.text(h))
			}
		case ctx | 10:
			if name = "trafficSteeringPolIdUl"; d.first(&seen, 9, h) {
				v.TrafficSteeringPolIdUl = Some(d.text(h))
			}
		case ctx | 11:
			if name = "deprecatedSourceDNAI"; d.first(&seen, 10, h) {
				v.DeprecatedSourceDNAI = Some(d.text(h))
			}
		case ctx | 12:
			if name = "deprecatedTargetDNAI"; d.first(&seen, 11, h) {
				v.DeprecatedTargetDNAI = Some(d.text(h))
			}
		case ctx | 13:
			if name = "deprecatedDNAIChangeType"; d.first(&seen, 12, h) {
				v.DeprecatedDNAIChangeType = Some(DNAIChangeType(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "deprecatedSourceUEIPAddr"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.DeprecatedSourceUEIPAddr.decode(d, h.start, h.stop)
				}
			}
		case ctx | 15:
			if name = "deprecatedTargetUEIPAddr"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.DeprecatedTargetUEIPAddr.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "sourceTrafficRouting"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.SourceTrafficRouting = new(RouteToLocation)
					v.SourceTrafficRouting.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "targetTrafficRouting"; d.first(&seen, 16, h) {
				if d.open(h) {
					v.TargetTrafficRouting = new(RouteToLocation)
					v.TargetTrafficRouting.decode(d, h.start, h.stop)
				}
			}
		case ctx | 18:
			if name = "eASIPReplaceInfos"; d.first(&seen, 17, h) {
				if d.open(h) {
					v.EASIPReplaceInfos = new(EASIPReplaceInfos)
					v.EASIPReplaceInfos.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x80, "PCCRule")
	}
}

// UPPathChange is a SEQUENCE of TS 33.128 R19 annex A.
type UPPathChange struct {
	SourceDNAI           Opt[string]
	TargetDNAI           Opt[string]
	DNAIChangeType       Opt[DNAIChangeType]
	SourceUEIPAddr       IPAddress
	TargetUEIPAddr       IPAddress
	SourceTrafficRouting *RouteToLocation
	TargetTrafficRouting *RouteToLocation
	MACAddress           []byte
	Sequence
}

func (v *UPPathChange) encode(b []byte, e *encoder) []byte {
	if v.SourceDNAI.Set {
		b = appendText(append(b, 0x81), v.SourceDNAI.Value)
	}
	if v.TargetDNAI.Set {
		b = appendText(append(b, 0x82), v.TargetDNAI.Value)
	}
	if v.DNAIChangeType.Set {
		b = appendInt(append(b, 0x83), int64(v.DNAIChangeType.Value))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SourceUEIPAddr.encode(b, e); b == nil {
			return e.in("sourceUEIPAddr")
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
		if b = v.TargetUEIPAddr.encode(b, e); b == nil {
			return e.in("targetUEIPAddr")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.SourceTrafficRouting != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.SourceTrafficRouting.encode(b, e); b == nil {
			return e.in("sourceTrafficRouting")
		}
		b = closed(b, start)
	}
	if v.TargetTrafficRouting != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.TargetTrafficRouting.encode(b, e); b == nil {
			return e.in("targetTrafficRouting")
		}
		b = closed(b, start)
	}
	if v.MACAddress != nil {
		b = appendOctets(append(b, 0x88), v.MACAddress)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UPPathChange) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "sourceDNAI"; d.first(&seen, 0, h) {
				v.SourceDNAI = Some(d.text(h))
			}
		case ctx | 2:
			if name = "targetDNAI"; d.first(&seen, 1, h) {
				v.TargetDNAI = Some(d.text(h))
			}
		case ctx | 3:
			if name = "dNAIChangeType"; d.first(&seen, 2, h) {
				v.DNAIChangeType = Some(DNAIChangeType(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "sourceUEIPAddr"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SourceUEIPAddr.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "targetUEIPAddr"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.TargetUEIPAddr.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "sourceTrafficRouting"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.SourceTrafficRouting = new(RouteToLocation)
					v.SourceTrafficRouting.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "targetTrafficRouting"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.TargetTrafficRouting = new(RouteToLocation)
					v.TargetTrafficRouting.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "mACAddress"; d.first(&seen, 7, h) {
				v.MACAddress = d.octets(h)
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

// FlowInformation is a SEQUENCE of TS 33.128 R19 annex A.
type FlowInformation struct {
	FlowDescription    *FlowDescription
	EthFlowDescription *EthFlowDescription
	TosTrafficClass    []byte
	Spi                []byte
	FlowLabel          []byte
	FlowDirection      Opt[FlowDirection]
	Sequence
}

func (v *FlowInformation) encode(b []byte, e *encoder) []byte {
	if v.FlowDescription != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FlowDescription.encode(b, e); b == nil {
			return e.in("flowDescription")
		}
		b = closed(b, start)
	}
	if v.EthFlowDescription != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EthFlowDescription.encode(b, e); b == nil {
			return e.in("ethFlowDescription")
		}
		b = closed(b, start)
	}
	if v.TosTrafficClass != nil {
		b = appendOctets(append(b, 0x83), v.TosTrafficClass)
	}
	if v.Spi != nil {
		b = appendOctets(append(b, 0x84), v.Spi)
	}
	if v.FlowLabel != nil {
		b = appendOctets(append(b, 0x85), v.FlowLabel)
	}
	if v.FlowDirection.Set {
		b = appendInt(append(b, 0x86), int64(v.FlowDirection.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FlowInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "flowDescription"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.FlowDescription = new(FlowDescription)
					v.FlowDescription.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "ethFlowDescription"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EthFlowDescription = new(EthFlowDescription)
					v.EthFlowDescription.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "tosTrafficClass"; d.first(&seen, 2, h) {
				v.TosTrafficClass = d.octets(h)
			}
		case ctx | 4:
			if name = "spi"; d.first(&seen, 3, h) {
				v.Spi = d.octets(h)
			}
		case ctx | 5:
			if name = "flowLabel"; d.first(&seen, 4, h) {
				v.FlowLabel = d.octets(h)
			}
		case ctx | 6:
			if name = "flowDirection"; d.first(&seen, 5, h) {
				v.FlowDirection = Some(FlowDirection(d.enumerated(h)))
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

// FlowDescription is a SEQUENCE of TS 33.128 R19 annex A.
type FlowDescription struct {
	SourceIPAddress       IPAddressOrRangeOrAny
	DestinationIPAddress  IPAddressOrRangeOrAny
	SourcePortNumber      Opt[uint16]
	DestinationPortNumber Opt[uint16]
	Protocol              NextLayerProtocolOrAny
	Sequence
}

func (v *FlowDescription) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SourceIPAddress.encode(b, e); b == nil {
			return e.in("sourceIPAddress")
		}
		if len(b) == start {
			return e.missing("sourceIPAddress")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.DestinationIPAddress.encode(b, e); b == nil {
			return e.in("destinationIPAddress")
		}
		if len(b) == start {
			return e.missing("destinationIPAddress")
		}
		b = closed(b, start)
	}
	if v.SourcePortNumber.Set {
		b = appendInt(append(b, 0x83), int64(v.SourcePortNumber.Value))
	}
	if v.DestinationPortNumber.Set {
		b = appendInt(append(b, 0x84), int64(v.DestinationPortNumber.Value))
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Protocol.encode(b, e); b == nil {
			return e.in("protocol")
		}
		if len(b) == start {
			return e.missing("protocol")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FlowDescription) decode(d *decoder, pos, end int) {
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
			if name = "sourceIPAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SourceIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "destinationIPAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.DestinationIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sourcePortNumber"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.SourcePortNumber = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "destinationPortNumber"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.DestinationPortNumber = Some(uint16(x))
				}
			}
		case ctx | 5:
			if name = "protocol"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.Protocol.decode(d, h.start, h.stop)
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
	if seen&0x13 != 0x13 {
		d.absent(at, ^seen&0x13, "FlowDescription")
	}
}

// IPAddressOrRangeOrAny is a CHOICE of TS 33.128 R19 annex A.
type IPAddressOrRangeOrAny struct {
	IPAddress      IPAddress
	IpAddressRange *IPMask
	AnyIPAddress   Opt[AnyIPAddress]
	Choice
}

func (v *IPAddressOrRangeOrAny) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IPAddress.encode(b, e); b == nil {
			return e.in("iPAddress")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.IpAddressRange != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IpAddressRange.encode(b, e); b == nil {
			return e.in("ipAddressRange")
		}
		b = closed(b, start)
	}
	if v.AnyIPAddress.Set {
		n++
		b = appendInt(append(b, 0x83), int64(v.AnyIPAddress.Value))
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

func (v *IPAddressOrRangeOrAny) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iPAddress"
		if d.open(h) {
			v.IPAddress.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "ipAddressRange"
		if d.open(h) {
			v.IpAddressRange = new(IPMask)
			v.IpAddressRange.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "anyIPAddress"
		v.AnyIPAddress = Some(AnyIPAddress(d.enumerated(h)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IPMask is a SEQUENCE of TS 33.128 R19 annex A.
type IPMask struct {
	FromIPAddress IPAddress
	ToIPAddress   IPAddress
	Sequence
}

func (v *IPMask) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FromIPAddress.encode(b, e); b == nil {
			return e.in("fromIPAddress")
		}
		if len(b) == start {
			return e.missing("fromIPAddress")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ToIPAddress.encode(b, e); b == nil {
			return e.in("toIPAddress")
		}
		if len(b) == start {
			return e.missing("toIPAddress")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IPMask) decode(d *decoder, pos, end int) {
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
			if name = "fromIPAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.FromIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "toIPAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ToIPAddress.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "IPMask")
	}
}

// AnyIPAddress is an ENUMERATED of TS 33.128 R19 annex A.
type AnyIPAddress uint16

// Values of AnyIPAddress.
const (
	AnyIPAddressAny AnyIPAddress = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v AnyIPAddress) String() string {
	switch v {
	case AnyIPAddressAny:
		return "any"
	}
	return strconv.Itoa(int(v))
}

// NextLayerProtocolOrAny is a CHOICE of TS 33.128 R19 annex A.
type NextLayerProtocolOrAny struct {
	NextLayerProtocol    Opt[uint8]
	AnyNextLayerProtocol Opt[AnyNextLayerProtocol]
	Choice
}

func (v *NextLayerProtocolOrAny) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.NextLayerProtocol.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.NextLayerProtocol.Value))
	}
	if v.AnyNextLayerProtocol.Set {
		n++
		b = appendInt(append(b, 0x82), int64(v.AnyNextLayerProtocol.Value))
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

func (v *NextLayerProtocolOrAny) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "nextLayerProtocol"
		v.NextLayerProtocol = Some(uint8(d.integer(h, 0, 255)))
	case ctx | 2:
		name = "anyNextLayerProtocol"
		v.AnyNextLayerProtocol = Some(AnyNextLayerProtocol(d.enumerated(h)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// AnyNextLayerProtocol is an ENUMERATED of TS 33.128 R19 annex A.
type AnyNextLayerProtocol uint16

// Values of AnyNextLayerProtocol.
const (
	AnyNextLayerProtocolIp AnyNextLayerProtocol = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v AnyNextLayerProtocol) String() string {
	switch v {
	case AnyNextLayerProtocolIp:
		return "ip"
	}
	return strconv.Itoa(int(v))
}

// EthFlowDescription is a SEQUENCE of TS 33.128 R19 annex A.
type EthFlowDescription struct {
	DestMacAddress   []byte
	EthType          []byte
	FDesc            *FlowDescription
	FDir             Opt[FDir]
	SourceMacAddress []byte
	VlanTags         []VLANTag
	SrcMacAddrEnd    []byte
	DestMacAddrEnd   []byte
	Sequence
}

func (v *EthFlowDescription) encode(b []byte, e *encoder) []byte {
	if v.DestMacAddress != nil {
		b = appendOctets(append(b, 0x81), v.DestMacAddress)
	}
	if !(v.EthType != nil) {
		return e.missing("ethType")
	}
	{
		b = appendOctets(append(b, 0x82), v.EthType)
	}
	if v.FDesc != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FDesc.encode(b, e); b == nil {
			return e.in("fDesc")
		}
		b = closed(b, start)
	}
	if v.FDir.Set {
		b = appendInt(append(b, 0x84), int64(v.FDir.Value))
	}
	if v.SourceMacAddress != nil {
		b = appendOctets(append(b, 0x85), v.SourceMacAddress)
	}
	if !(v.VlanTags != nil) {
		return e.missing("vlanTags")
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.VlanTags); b == nil {
			return e.in("vlanTags")
		}
		b = closed(b, start)
	}
	if v.SrcMacAddrEnd != nil {
		b = appendOctets(append(b, 0x87), v.SrcMacAddrEnd)
	}
	if v.DestMacAddrEnd != nil {
		b = appendOctets(append(b, 0x88), v.DestMacAddrEnd)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EthFlowDescription) decode(d *decoder, pos, end int) {
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
			if name = "destMacAddress"; d.first(&seen, 0, h) {
				v.DestMacAddress = d.octets(h)
			}
		case ctx | 2:
			if name = "ethType"; d.first(&seen, 1, h) {
				v.EthType = d.octets(h)
			}
		case ctx | 3:
			if name = "fDesc"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FDesc = new(FlowDescription)
					v.FDesc.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "fDir"; d.first(&seen, 3, h) {
				v.FDir = Some(FDir(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "sourceMacAddress"; d.first(&seen, 4, h) {
				v.SourceMacAddress = d.octets(h)
			}
		case ctx | 6:
			if name = "vlanTags"; d.first(&seen, 5, h) {
				v.VlanTags = sequences[VLANTag](d, h)
			}
		case ctx | 7:
			if name = "srcMacAddrEnd"; d.first(&seen, 6, h) {
				v.SrcMacAddrEnd = d.octets(h)
			}
		case ctx | 8:
			if name = "destMacAddrEnd"; d.first(&seen, 7, h) {
				v.DestMacAddrEnd = d.octets(h)
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
	if seen&0x22 != 0x22 {
		d.absent(at, ^seen&0x22, "EthFlowDescription")
	}
}

// FDir is an ENUMERATED of TS 33.128 R19 annex A.
type FDir uint16

// Values of FDir.
const (
	FDirDownlink FDir = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v FDir) String() string {
	switch v {
	case FDirDownlink:
		return "downlink"
	}
	return strconv.Itoa(int(v))
}

// VLANTag is a SEQUENCE of TS 33.128 R19 annex A.
type VLANTag struct {
	Priority uint64
	CFI      uint64
	VLANID   uint64
	Sequence
}

func (v *VLANTag) encode(b []byte, e *encoder) []byte {
	{
		if v.Priority>>3 != 0 {
			return e.fail(ber.ErrValue, "priority", "3 bits", "more")
		}
		b = append(append(b, 0x81), 2, 5, byte(v.Priority<<5))
	}
	{
		if v.CFI>>1 != 0 {
			return e.fail(ber.ErrValue, "cFI", "1 bits", "more")
		}
		b = append(append(b, 0x82), 2, 7, byte(v.CFI<<7))
	}
	{
		if v.VLANID>>12 != 0 {
			return e.fail(ber.ErrValue, "vLANID", "12 bits", "more")
		}
		b = append(append(b, 0x83), 3, 4, byte(v.VLANID>>4), byte(v.VLANID<<4))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *VLANTag) decode(d *decoder, pos, end int) {
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
			if name = "priority"; d.first(&seen, 0, h) {
				v.Priority = d.bits(h, 3)
			}
		case ctx | 2:
			if name = "cFI"; d.first(&seen, 1, h) {
				v.CFI = d.bits(h, 1)
			}
		case ctx | 3:
			if name = "vLANID"; d.first(&seen, 2, h) {
				v.VLANID = d.bits(h, 12)
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
		d.absent(at, ^seen&0x7, "VLANTag")
	}
}

// FlowDirection is an ENUMERATED of TS 33.128 R19 annex A.
type FlowDirection uint16

// Values of FlowDirection.
const (
	FlowDirectionDownlinkOnly     FlowDirection = 1
	FlowDirectionUplinkOnly       FlowDirection = 2
	FlowDirectionDowlinkAndUplink FlowDirection = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v FlowDirection) String() string {
	switch v {
	case FlowDirectionDownlinkOnly:
		return "downlinkOnly"
	case FlowDirectionUplinkOnly:
		return "uplinkOnly"
	case FlowDirectionDowlinkAndUplink:
		return "dowlinkAndUplink"
	}
	return strconv.Itoa(int(v))
}

// DNAIChangeType is an ENUMERATED of TS 33.128 R19 annex A.
type DNAIChangeType uint16

// Values of DNAIChangeType.
const (
	DNAIChangeTypeEarly        DNAIChangeType = 1
	DNAIChangeTypeEarlyAndLate DNAIChangeType = 2
	DNAIChangeTypeLate         DNAIChangeType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v DNAIChangeType) String() string {
	switch v {
	case DNAIChangeTypeEarly:
		return "early"
	case DNAIChangeTypeEarlyAndLate:
		return "earlyAndLate"
	case DNAIChangeTypeLate:
		return "late"
	}
	return strconv.Itoa(int(v))
}

// EASIPReplaceInfos is a SEQUENCE of TS 33.128 R19 annex A.
type EASIPReplaceInfos struct {
	SourceEASAddress EASServerAddress
	TargetEASAddress EASServerAddress
	Sequence
}

func (v *EASIPReplaceInfos) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SourceEASAddress.encode(b, e); b == nil {
			return e.in("sourceEASAddress")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TargetEASAddress.encode(b, e); b == nil {
			return e.in("targetEASAddress")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASIPReplaceInfos) decode(d *decoder, pos, end int) {
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
			if name = "sourceEASAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SourceEASAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "targetEASAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TargetEASAddress.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "EASIPReplaceInfos")
	}
}

// EASServerAddress is a SEQUENCE of TS 33.128 R19 annex A.
type EASServerAddress struct {
	IPAddress IPAddress
	Port      uint16
	Sequence
}

func (v *EASServerAddress) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IPAddress.encode(b, e); b == nil {
			return e.in("iPAddress")
		}
		if len(b) == start {
			return e.missing("iPAddress")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Port))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EASServerAddress) decode(d *decoder, pos, end int) {
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
			if name = "iPAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.IPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "port"; d.first(&seen, 1, h) {
				v.Port = uint16(d.integer(h, 0, 65535))
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
		d.absent(at, ^seen&0x3, "EASServerAddress")
	}
}

// ProSeRemoteUEsReport is a SEQUENCE of TS 33.128 R19 annex A.
type ProSeRemoteUEsReport struct {
	RemoteUEsContextConnected    *RemoteUEContextList
	RemoteUEsContextDisconnected *RemoteUEContextList
	Sequence
}

func (v *ProSeRemoteUEsReport) encode(b []byte, e *encoder) []byte {
	if v.RemoteUEsContextConnected != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.RemoteUEsContextConnected.encode(b, e); b == nil {
			return e.in("remoteUEsContextConnected")
		}
		b = closed(b, start)
	}
	if v.RemoteUEsContextDisconnected != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RemoteUEsContextDisconnected.encode(b, e); b == nil {
			return e.in("remoteUEsContextDisconnected")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ProSeRemoteUEsReport) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "remoteUEsContextConnected"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.RemoteUEsContextConnected = new(RemoteUEContextList)
					v.RemoteUEsContextConnected.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "remoteUEsContextDisconnected"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RemoteUEsContextDisconnected = new(RemoteUEContextList)
					v.RemoteUEsContextDisconnected.decode(d, h.start, h.stop)
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

// RemoteUEContextList is a SEQUENCE of TS 33.128 R19 annex A.
type RemoteUEContextList struct {
	NumberOfRemoteUEContexts int64
	RemoteUEContexts         []RemoteUEContext
	Sequence
}

func (v *RemoteUEContextList) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.NumberOfRemoteUEContexts))
	}
	if !(v.RemoteUEContexts != nil) {
		return e.missing("remoteUEContexts")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RemoteUEContexts); b == nil {
			return e.in("remoteUEContexts")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RemoteUEContextList) decode(d *decoder, pos, end int) {
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
			if name = "numberOfRemoteUEContexts"; d.first(&seen, 0, h) {
				v.NumberOfRemoteUEContexts = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "remoteUEContexts"; d.first(&seen, 1, h) {
				v.RemoteUEContexts = sequences[RemoteUEContext](d, h)
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
		d.absent(at, ^seen&0x3, "RemoteUEContextList")
	}
}

// RemoteUEContext is a SEQUENCE of TS 33.128 R19 annex A.
type RemoteUEContext struct {
	RemoteUEIDFormat       RemoteUEIDFormat
	RemoteUEIDType         RemoteUEIDType
	RemoteUEID             RemoteUEID
	UDPPortRangeIndicator  bool
	TCPPortRangeIndicator  bool
	ProtocolUsedByRemoteUE ProtocolUsedByRemoteUE
	AddressInformation     AddressInformation
	HPLMNID                *PLMNID
	Sequence
}

func (v *RemoteUEContext) encode(b []byte, e *encoder) []byte {
	if !(v.RemoteUEIDFormat != 0) {
		return e.missing("remoteUEIDFormat")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.RemoteUEIDFormat))
	}
	if !(v.RemoteUEIDType != 0) {
		return e.missing("remoteUEIDType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RemoteUEIDType))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.RemoteUEID.encode(b, e); b == nil {
			return e.in("remoteUEID")
		}
		if len(b) == start {
			return e.missing("remoteUEID")
		}
		b = closed(b, start)
	}
	{
		b = appendBool(append(b, 0x84), v.UDPPortRangeIndicator)
	}
	{
		b = appendBool(append(b, 0x85), v.TCPPortRangeIndicator)
	}
	if !(v.ProtocolUsedByRemoteUE != 0) {
		return e.missing("protocolUsedByRemoteUE")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.ProtocolUsedByRemoteUE))
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.AddressInformation.encode(b, e); b == nil {
			return e.in("addressInformation")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.HPLMNID != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.HPLMNID.encode(b, e); b == nil {
			return e.in("hPLMNID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RemoteUEContext) decode(d *decoder, pos, end int) {
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
			if name = "remoteUEIDFormat"; d.first(&seen, 0, h) {
				v.RemoteUEIDFormat = RemoteUEIDFormat(d.enumerated(h))
			}
		case ctx | 2:
			if name = "remoteUEIDType"; d.first(&seen, 1, h) {
				v.RemoteUEIDType = RemoteUEIDType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "remoteUEID"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.RemoteUEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "uDPPortRangeIndicator"; d.first(&seen, 3, h) {
				v.UDPPortRangeIndicator = d.boolean(h)
			}
		case ctx | 5:
			if name = "tCPPortRangeIndicator"; d.first(&seen, 4, h) {
				v.TCPPortRangeIndicator = d.boolean(h)
			}
		case ctx | 6:
			if name = "protocolUsedByRemoteUE"; d.first(&seen, 5, h) {
				v.ProtocolUsedByRemoteUE = ProtocolUsedByRemoteUE(d.enumerated(h))
			}
		case ctx | 7:
			if name = "addressInformation"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.AddressInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "hPLMNID"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.HPLMNID = new(PLMNID)
					v.HPLMNID.decode(d, h.start, h.stop)
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
	if seen&0x3f != 0x3f {
		d.absent(at, ^seen&0x3f, "RemoteUEContext")
	}
}

// ProtocolUsedByRemoteUE is an ENUMERATED of TS 33.128 R19 annex A.
type ProtocolUsedByRemoteUE uint16

// Values of ProtocolUsedByRemoteUE.
const (
	ProtocolUsedByRemoteUENoIPInfo     ProtocolUsedByRemoteUE = 1
	ProtocolUsedByRemoteUEIPv4         ProtocolUsedByRemoteUE = 2
	ProtocolUsedByRemoteUEIPv6         ProtocolUsedByRemoteUE = 3
	ProtocolUsedByRemoteUEUnstructured ProtocolUsedByRemoteUE = 4
	ProtocolUsedByRemoteUEEthernet     ProtocolUsedByRemoteUE = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v ProtocolUsedByRemoteUE) String() string {
	switch v {
	case ProtocolUsedByRemoteUENoIPInfo:
		return "noIPInfo"
	case ProtocolUsedByRemoteUEIPv4:
		return "iPv4"
	case ProtocolUsedByRemoteUEIPv6:
		return "iPv6"
	case ProtocolUsedByRemoteUEUnstructured:
		return "unstructured"
	case ProtocolUsedByRemoteUEEthernet:
		return "ethernet"
	}
	return strconv.Itoa(int(v))
}

// RemoteUEIDFormat is an ENUMERATED of TS 33.128 R19 annex A.
type RemoteUEIDFormat uint16

// Values of RemoteUEIDFormat.
const (
	RemoteUEIDFormatNAI                RemoteUEIDFormat = 1
	RemoteUEIDFormatSixtyFourBitString RemoteUEIDFormat = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v RemoteUEIDFormat) String() string {
	switch v {
	case RemoteUEIDFormatNAI:
		return "nAI"
	case RemoteUEIDFormatSixtyFourBitString:
		return "sixtyFourBitString"
	}
	return strconv.Itoa(int(v))
}

// RemoteUEIDType is an ENUMERATED of TS 33.128 R19 annex A.
type RemoteUEIDType uint16

// Values of RemoteUEIDType.
const (
	RemoteUEIDTypeUPPRUKID RemoteUEIDType = 1
	RemoteUEIDTypeCPPRUKID RemoteUEIDType = 2
	RemoteUEIDTypeIMEI     RemoteUEIDType = 3
	RemoteUEIDTypeIMEISV   RemoteUEIDType = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v RemoteUEIDType) String() string {
	switch v {
	case RemoteUEIDTypeUPPRUKID:
		return "uPPRUKID"
	case RemoteUEIDTypeCPPRUKID:
		return "cPPRUKID"
	case RemoteUEIDTypeIMEI:
		return "iMEI"
	case RemoteUEIDTypeIMEISV:
		return "iMEISV"
	}
	return strconv.Itoa(int(v))
}

// RemoteUEID is a CHOICE of TS 33.128 R19 annex A.
type RemoteUEID struct {
	UPPRUKIDNAI         string
	UPPRUKID64BitString Opt[uint64]
	CPPRUKIDNAI         string
	CPPRUKID64BitString Opt[uint64]
	IMEI                string
	IMEISV              string
	Choice
}

func (v *RemoteUEID) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.UPPRUKIDNAI != "" {
		n++
		b = appendText(append(b, 0x81), v.UPPRUKIDNAI)
	}
	if v.UPPRUKID64BitString.Set {
		n++
		b = append(append(b, 0x82), 9, 0, byte(v.UPPRUKID64BitString.Value>>56), byte(v.UPPRUKID64BitString.Value>>48), byte(v.UPPRUKID64BitString.Value>>40), byte(v.UPPRUKID64BitString.Value>>32), byte(v.UPPRUKID64BitString.Value>>24), byte(v.UPPRUKID64BitString.Value>>16), byte(v.UPPRUKID64BitString.Value>>8), byte(v.UPPRUKID64BitString.Value>>0))
	}
	if v.CPPRUKIDNAI != "" {
		n++
		b = appendText(append(b, 0x83), v.CPPRUKIDNAI)
	}
	if v.CPPRUKID64BitString.Set {
		n++
		b = append(append(b, 0x84), 9, 0, byte(v.CPPRUKID64BitString.Value>>56), byte(v.CPPRUKID64BitString.Value>>48), byte(v.CPPRUKID64BitString.Value>>40), byte(v.CPPRUKID64BitString.Value>>32), byte(v.CPPRUKID64BitString.Value>>24), byte(v.CPPRUKID64BitString.Value>>16), byte(v.CPPRUKID64BitString.Value>>8), byte(v.CPPRUKID64BitString.Value>>0))
	}
	if v.IMEI != "" {
		n++
		b = appendText(append(b, 0x85), v.IMEI)
	}
	if v.IMEISV != "" {
		n++
		b = appendText(append(b, 0x86), v.IMEISV)
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

func (v *RemoteUEID) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "uPPRUKIDNAI"
		if v.UPPRUKIDNAI = d.text(h); v.UPPRUKIDNAI == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "uPPRUKID64BitString"
		v.UPPRUKID64BitString = Some(d.bits(h, 64))
	case ctx | 3:
		name = "cPPRUKIDNAI"
		if v.CPPRUKIDNAI = d.text(h); v.CPPRUKIDNAI == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 4:
		name = "cPPRUKID64BitString"
		v.CPPRUKID64BitString = Some(d.bits(h, 64))
	case ctx | 5:
		name = "iMEI"
		v.IMEI = d.some(d.digits(h), h)
	case ctx | 6:
		name = "iMEISV"
		v.IMEISV = d.some(d.digits(h), h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// AddressInformation is a CHOICE of TS 33.128 R19 annex A.
type AddressInformation struct {
	IPv4Address                netip.Addr
	IPv4AddressUDPPortRange    *IPv4AddressUDPPortRange
	IPv4AddressTCPPortRange    *IPv4AddressTCPPortRange
	IPv4AddressUDPTCPPortRange *IPv4AddressUDPTCPPortRange
	IPv6Address                netip.Addr
	EthernetAddress            []byte
	Choice
}

func (v *AddressInformation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IPv4Address.IsValid() {
		n++
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	if v.IPv4AddressUDPPortRange != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IPv4AddressUDPPortRange.encode(b, e); b == nil {
			return e.in("iPv4AddressUDPPortRange")
		}
		b = closed(b, start)
	}
	if v.IPv4AddressTCPPortRange != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.IPv4AddressTCPPortRange.encode(b, e); b == nil {
			return e.in("iPv4AddressTCPPortRange")
		}
		b = closed(b, start)
	}
	if v.IPv4AddressUDPTCPPortRange != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.IPv4AddressUDPTCPPortRange.encode(b, e); b == nil {
			return e.in("iPv4AddressUDPTCPPortRange")
		}
		b = closed(b, start)
	}
	if v.IPv6Address.IsValid() {
		n++
		if !v.IPv6Address.Is6() {
			return e.fail(ber.ErrValue, "iPv6Address", "16 octets", v.IPv6Address.String())
		}
		b = appendAddr(append(b, 0x85), v.IPv6Address)
	}
	if v.EthernetAddress != nil {
		n++
		b = appendOctets(append(b, 0x86), v.EthernetAddress)
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

func (v *AddressInformation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iPv4Address"
		v.IPv4Address = d.address(h, 4)
	case ctx | 2:
		name = "iPv4AddressUDPPortRange"
		if d.open(h) {
			v.IPv4AddressUDPPortRange = new(IPv4AddressUDPPortRange)
			v.IPv4AddressUDPPortRange.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "iPv4AddressTCPPortRange"
		if d.open(h) {
			v.IPv4AddressTCPPortRange = new(IPv4AddressTCPPortRange)
			v.IPv4AddressTCPPortRange.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "iPv4AddressUDPTCPPortRange"
		if d.open(h) {
			v.IPv4AddressUDPTCPPortRange = new(IPv4AddressUDPTCPPortRange)
			v.IPv4AddressUDPTCPPortRange.decode(d, h.start, h.stop)
		}
	case ctx | 5:
		name = "iPv6Address"
		v.IPv6Address = d.address(h, 16)
	case ctx | 6:
		name = "ethernetAddress"
		v.EthernetAddress = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IPv4AddressUDPPortRange is a SEQUENCE of TS 33.128 R19 annex A.
type IPv4AddressUDPPortRange struct {
	IPv4Address  netip.Addr
	UDPPortRange PortRange
	Sequence
}

func (v *IPv4AddressUDPPortRange) encode(b []byte, e *encoder) []byte {
	if !(v.IPv4Address.IsValid()) {
		return e.missing("iPv4Address")
	}
	{
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.UDPPortRange.encode(b, e); b == nil {
			return e.in("uDPPortRange")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IPv4AddressUDPPortRange) decode(d *decoder, pos, end int) {
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
			if name = "iPv4Address"; d.first(&seen, 0, h) {
				v.IPv4Address = d.address(h, 4)
			}
		case ctx | 2:
			if name = "uDPPortRange"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.UDPPortRange.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "IPv4AddressUDPPortRange")
	}
}

// IPv4AddressTCPPortRange is a SEQUENCE of TS 33.128 R19 annex A.
type IPv4AddressTCPPortRange struct {
	IPv4Address  netip.Addr
	TCPPortRange PortRange
	Sequence
}

func (v *IPv4AddressTCPPortRange) encode(b []byte, e *encoder) []byte {
	if !(v.IPv4Address.IsValid()) {
		return e.missing("iPv4Address")
	}
	{
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TCPPortRange.encode(b, e); b == nil {
			return e.in("tCPPortRange")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IPv4AddressTCPPortRange) decode(d *decoder, pos, end int) {
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
			if name = "iPv4Address"; d.first(&seen, 0, h) {
				v.IPv4Address = d.address(h, 4)
			}
		case ctx | 2:
			if name = "tCPPortRange"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TCPPortRange.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "IPv4AddressTCPPortRange")
	}
}

// IPv4AddressUDPTCPPortRange is a SEQUENCE of TS 33.128 R19 annex A.
type IPv4AddressUDPTCPPortRange struct {
	IPv4Address  netip.Addr
	UDPPortRange PortRange
	TCPPortRange PortRange
	Sequence
}

func (v *IPv4AddressUDPTCPPortRange) encode(b []byte, e *encoder) []byte {
	if !(v.IPv4Address.IsValid()) {
		return e.missing("iPv4Address")
	}
	{
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.UDPPortRange.encode(b, e); b == nil {
			return e.in("uDPPortRange")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TCPPortRange.encode(b, e); b == nil {
			return e.in("tCPPortRange")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IPv4AddressUDPTCPPortRange) decode(d *decoder, pos, end int) {
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
			if name = "iPv4Address"; d.first(&seen, 0, h) {
				v.IPv4Address = d.address(h, 4)
			}
		case ctx | 2:
			if seen>>1 != 0 {
				if name = "tCPPortRange"; d.first(&seen, 2, h) {
					if d.open(h) {
						v.TCPPortRange.decode(d, h.start, h.stop)
					}
				}
			} else {
				if name = "uDPPortRange"; d.first(&seen, 1, h) {
					if d.open(h) {
						v.UDPPortRange.decode(d, h.start, h.stop)
					}
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
		d.absent(at, ^seen&0x7, "IPv4AddressUDPTCPPortRange")
	}
}

// PortRange is a SEQUENCE of TS 33.128 R19 annex A.
type PortRange struct {
	PortStart uint16
	PortEnd   uint16
	Sequence
}

func (v *PortRange) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.PortStart))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PortEnd))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PortRange) decode(d *decoder, pos, end int) {
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
			if name = "portStart"; d.first(&seen, 0, h) {
				v.PortStart = uint16(d.integer(h, 0, 65535))
			}
		case ctx | 2:
			if name = "portEnd"; d.first(&seen, 1, h) {
				v.PortEnd = uint16(d.integer(h, 0, 65535))
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
		d.absent(at, ^seen&0x3, "PortRange")
	}
}

// PFDDataForApp is a SEQUENCE of TS 33.128 R19 annex A.
type PFDDataForApp struct {
	APPId string
	PFDs  []PFD
	Sequence
}

func (v *PFDDataForApp) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.APPId)
	}
	if !(v.PFDs != nil) {
		return e.missing("pFDs")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PFDs); b == nil {
			return e.in("pFDs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PFDDataForApp) decode(d *decoder, pos, end int) {
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
			if name = "aPPId"; d.first(&seen, 0, h) {
				v.APPId = d.text(h)
			}
		case ctx | 2:
			if name = "pFDs"; d.first(&seen, 1, h) {
				v.PFDs = sequences[PFD](d, h)
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
		d.absent(at, ^seen&0x3, "PFDDataForApp")
	}
}

// PFD is a SEQUENCE of TS 33.128 R19 annex A.
type PFD struct {
	PFDId               string
	PFDFlowDescriptions []PFDFlowDescription
	Urls                []string
	DomainNames         []string
	DnProtocol          DnProtocol
	Sequence
}

func (v *PFD) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.PFDId)
	}
	if !(v.PFDFlowDescriptions != nil) {
		return e.missing("pFDFlowDescriptions")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PFDFlowDescriptions); b == nil {
			return e.in("pFDFlowDescriptions")
		}
		b = closed(b, start)
	}
	if !(v.Urls != nil) {
		return e.missing("urls")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		for _, x0 := range v.Urls {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if !(v.DomainNames != nil) {
		return e.missing("domainNames")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.DomainNames {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if !(v.DnProtocol != 0) {
		return e.missing("dnProtocol")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.DnProtocol))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PFD) decode(d *decoder, pos, end int) {
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
			if name = "pFDId"; d.first(&seen, 0, h) {
				v.PFDId = d.text(h)
			}
		case ctx | 2:
			if name = "pFDFlowDescriptions"; d.first(&seen, 1, h) {
				v.PFDFlowDescriptions = sequences[PFDFlowDescription](d, h)
			}
		case ctx | 3:
			if name = "urls"; d.first(&seen, 2, h) {
				v.Urls = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 4:
			if name = "domainNames"; d.first(&seen, 3, h) {
				v.DomainNames = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 5:
			if name = "dnProtocol"; d.first(&seen, 4, h) {
				v.DnProtocol = DnProtocol(d.enumerated(h))
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
		d.absent(at, ^seen&0x1f, "PFD")
	}
}

// PFDFlowDescription is a SEQUENCE of TS 33.128 R19 annex A.
type PFDFlowDescription struct {
	NextLayerProtocol uint8
	ServerIPAddress   IPAddress
	ServerPortNumber  uint16
	Sequence
}

func (v *PFDFlowDescription) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.NextLayerProtocol))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ServerIPAddress.encode(b, e); b == nil {
			return e.in("serverIPAddress")
		}
		if len(b) == start {
			return e.missing("serverIPAddress")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.ServerPortNumber))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PFDFlowDescription) decode(d *decoder, pos, end int) {
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
			if name = "nextLayerProtocol"; d.first(&seen, 0, h) {
				v.NextLayerProtocol = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "serverIPAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ServerIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "serverPortNumber"; d.first(&seen, 2, h) {
				v.ServerPortNumber = uint16(d.integer(h, 0, 65535))
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
		d.absent(at, ^seen&0x7, "PFDFlowDescription")
	}
}

// DnProtocol is an ENUMERATED of TS 33.128 R19 annex A.
type DnProtocol uint16

// Values of DnProtocol.
const (
	DnProtocolDnsQname DnProtocol = 1
	DnProtocolTlsSni   DnProtocol = 2
	DnProtocolTlsSan   DnProtocol = 3
	DnProtocolTlsScn   DnProtocol = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v DnProtocol) String() string {
	switch v {
	case DnProtocolDnsQname:
		return "dnsQname"
	case DnProtocolTlsSni:
		return "tlsSni"
	case DnProtocolTlsSan:
		return "tlsSan"
	case DnProtocolTlsScn:
		return "tlsScn"
	}
	return strconv.Itoa(int(v))
}

// EPS5GSComboInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EPS5GSComboInfo struct {
	EPSInterworkingIndication EPSInterworkingIndication
	EPSSubscriberIDs          EPSSubscriberIDs
	EPSPDNCnxInfo             *EPSPDNCnxInfo
	EPSBearerInfo             []EPSBearers
	Sequence
}

func (v *EPS5GSComboInfo) encode(b []byte, e *encoder) []byte {
	if !(v.EPSInterworkingIndication != 0) {
		return e.missing("ePSInterworkingIndication")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.EPSInterworkingIndication))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.EPSPDNCnxInfo != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.EPSPDNCnxInfo.encode(b, e); b == nil {
			return e.in("ePSPDNCnxInfo")
		}
		b = closed(b, start)
	}
	if v.EPSBearerInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.EPSBearerInfo); b == nil {
			return e.in("ePSBearerInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPS5GSComboInfo) decode(d *decoder, pos, end int) {
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
			if name = "ePSInterworkingIndication"; d.first(&seen, 0, h) {
				v.EPSInterworkingIndication = EPSInterworkingIndication(d.enumerated(h))
			}
		case ctx | 2:
			if name = "ePSSubscriberIDs"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "ePSPDNCnxInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.EPSPDNCnxInfo = new(EPSPDNCnxInfo)
					v.EPSPDNCnxInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "ePSBearerInfo"; d.first(&seen, 3, h) {
				v.EPSBearerInfo = sequences[EPSBearers](d, h)
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
		d.absent(at, ^seen&0x3, "EPS5GSComboInfo")
	}
}

// EPSInterworkingIndication is an ENUMERATED of TS 33.128 R19 annex A.
type EPSInterworkingIndication uint16

// Values of EPSInterworkingIndication.
const (
	EPSInterworkingIndicationNone       EPSInterworkingIndication = 1
	EPSInterworkingIndicationWithN26    EPSInterworkingIndication = 2
	EPSInterworkingIndicationWithoutN26 EPSInterworkingIndication = 3
	EPSInterworkingIndicationIwkNon3GPP EPSInterworkingIndication = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSInterworkingIndication) String() string {
	switch v {
	case EPSInterworkingIndicationNone:
		return "none"
	case EPSInterworkingIndicationWithN26:
		return "withN26"
	case EPSInterworkingIndicationWithoutN26:
		return "withoutN26"
	case EPSInterworkingIndicationIwkNon3GPP:
		return "iwkNon3GPP"
	}
	return strconv.Itoa(int(v))
}

// EPSPDNCnxInfo is a SEQUENCE of TS 33.128 R19 annex A.
type EPSPDNCnxInfo struct {
	PGWS8ControlPlaneFTEID FTEID
	LinkedBearerID         Opt[uint8]
	Sequence
}

func (v *EPSPDNCnxInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PGWS8ControlPlaneFTEID.encode(b, e); b == nil {
			return e.in("pGWS8ControlPlaneFTEID")
		}
		b = closed(b, start)
	}
	if v.LinkedBearerID.Set {
		b = appendInt(append(b, 0x82), int64(v.LinkedBearerID.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSPDNCnxInfo) decode(d *decoder, pos, end int) {
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
			if name = "pGWS8ControlPlaneFTEID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PGWS8ControlPlaneFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "linkedBearerID"; d.first(&seen, 1, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.LinkedBearerID = Some(uint8(x))
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
		d.absent(at, ^seen&0x1, "EPSPDNCnxInfo")
	}
}

// EPSBearers is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearers struct {
	EPSBearerID         uint8
	PGWS8UserPlaneFTEID FTEID
	QCI                 uint8
	Sequence
}

func (v *EPSBearers) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.EPSBearerID))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PGWS8UserPlaneFTEID.encode(b, e); b == nil {
			return e.in("pGWS8UserPlaneFTEID")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.QCI))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearers) decode(d *decoder, pos, end int) {
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
			if name = "ePSBearerID"; d.first(&seen, 0, h) {
				v.EPSBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "pGWS8UserPlaneFTEID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PGWS8UserPlaneFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "qCI"; d.first(&seen, 2, h) {
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
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "EPSBearers")
	}
}

// PDUSessionType is an ENUMERATED of TS 33.128 R19 annex A.
type PDUSessionType uint16

// Values of PDUSessionType.
const (
	PDUSessionTypeIPv4         PDUSessionType = 1
	PDUSessionTypeIPv6         PDUSessionType = 2
	PDUSessionTypeIPv4v6       PDUSessionType = 3
	PDUSessionTypeUnstructured PDUSessionType = 4
	PDUSessionTypeEthernet     PDUSessionType = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PDUSessionType) String() string {
	switch v {
	case PDUSessionTypeIPv4:
		return "iPv4"
	case PDUSessionTypeIPv6:
		return "iPv6"
	case PDUSessionTypeIPv4v6:
		return "iPv4v6"
	case PDUSessionTypeUnstructured:
		return "unstructured"
	case PDUSessionTypeEthernet:
		return "ethernet"
	}
	return strconv.Itoa(int(v))
}
