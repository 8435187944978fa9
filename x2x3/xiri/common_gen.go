// Code generated from records/common.decl; DO NOT EDIT.

package xiri

import "net/netip"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// EPSPDNConnectionEstablishment is the record ePSPDNConnectionEstablishment [176] of the SGW, TS 33.128 R19
// clause 6.3.3.2.
type EPSPDNConnectionEstablishment struct {
	EPSSubscriberIDs                   EPSSubscriberIDs
	IMSIUnauthenticated                Opt[bool]
	DefaultBearerID                    uint8
	GTPTunnelInfo                      *GTPTunnelInfo
	PDNConnectionType                  PDNConnectionType
	UEEndpoints                        []UEEndpointAddress
	Non3GPPAccessEndpoint              UEEndpointAddress
	Location                           *Location
	AdditionalLocation                 *Location
	APN                                string
	RequestType                        Opt[EPSPDNConnectionRequestType]
	AccessType                         Opt[AccessType]
	RATType                            Opt[RATType]
	ProtocolConfigurationOptions       *PDNProtocolConfigurationOptions
	ServingNetwork                     *SMFServingNetwork
	SMPDUDNRequest                     []byte
	BearerContextsCreated              []EPSBearerContextCreated
	BearerContextsMarkedForRemoval     []EPSBearerContextForRemoval
	IndicationFlags                    []byte
	HandoverIndication                 Opt[bool]
	NBIFOMSupport                      Opt[bool]
	FiveGSInterworkingInfo             *FiveGSInterworkingInfo
	CSRMFI                             Opt[bool]
	RestorationOfPDNConnectionsSupport Opt[bool]
	PGWChangeIndication                Opt[bool]
	PGWRNSI                            Opt[bool]
	Sequence
}

func (v *EPSPDNConnectionEstablishment) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.IMSIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.IMSIUnauthenticated.Value)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.DefaultBearerID))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if !(v.PDNConnectionType != 0) {
		return e.missing("pDNConnectionType")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.PDNConnectionType))
	}
	if v.UEEndpoints != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoints); b == nil {
			return e.in("uEEndpoints")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalLocation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.AdditionalLocation.encode(b, e); b == nil {
			return e.in("additionalLocation")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8a), v.APN)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x8b), int64(v.RequestType.Value))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x8c), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8d), int64(v.RATType.Value))
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x90), v.SMPDUDNRequest)
	}
	if !(v.BearerContextsCreated != nil) {
		return e.missing("bearerContextsCreated")
	}
	{
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContextsCreated); b == nil {
			return e.in("bearerContextsCreated")
		}
		b = closed(b, start)
	}
	if v.BearerContextsMarkedForRemoval != nil {
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContextsMarkedForRemoval); b == nil {
			return e.in("bearerContextsMarkedForRemoval")
		}
		b = closed(b, start)
	}
	if v.IndicationFlags != nil {
		b = appendOctets(append(b, 0x93), v.IndicationFlags)
	}
	if v.HandoverIndication.Set {
		b = appendBool(append(b, 0x94), v.HandoverIndication.Value)
	}
	if v.NBIFOMSupport.Set {
		b = appendBool(append(b, 0x95), v.NBIFOMSupport.Value)
	}
	if v.FiveGSInterworkingInfo != nil {
		b = append(b, 0xb6, 0)
		start := len(b)
		if b = v.FiveGSInterworkingInfo.encode(b, e); b == nil {
			return e.in("fiveGSInterworkingInfo")
		}
		b = closed(b, start)
	}
	if v.CSRMFI.Set {
		b = appendBool(append(b, 0x97), v.CSRMFI.Value)
	}
	if v.RestorationOfPDNConnectionsSupport.Set {
		b = appendBool(append(b, 0x98), v.RestorationOfPDNConnectionsSupport.Value)
	}
	if v.PGWChangeIndication.Set {
		b = appendBool(append(b, 0x99), v.PGWChangeIndication.Value)
	}
	if v.PGWRNSI.Set {
		b = appendBool(append(b, 0x9a), v.PGWRNSI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSPDNConnectionEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "ePSSubscriberIDs"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "iMSIUnauthenticated"; d.first(&seen, 1, h) {
				v.IMSIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "defaultBearerID"; d.first(&seen, 2, h) {
				v.DefaultBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "gTPTunnelInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pDNConnectionType"; d.first(&seen, 4, h) {
				v.PDNConnectionType = PDNConnectionType(d.enumerated(h))
			}
		case ctx | 6:
			if name = "uEEndpoints"; d.first(&seen, 5, h) {
				v.UEEndpoints = choices[UEEndpointAddress](d, h)
			}
		case ctx | 7:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "additionalLocation"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.AdditionalLocation = new(Location)
					v.AdditionalLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "aPN"; d.first(&seen, 9, h) {
				v.APN = d.text(h)
			}
		case ctx | 11:
			if name = "requestType"; d.first(&seen, 10, h) {
				v.RequestType = Some(EPSPDNConnectionRequestType(d.enumerated(h)))
			}
		case ctx | 12:
			if name = "accessType"; d.first(&seen, 11, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "rATType"; d.first(&seen, 12, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "protocolConfigurationOptions"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
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
			if name = "sMPDUDNRequest"; d.first(&seen, 15, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 17:
			if name = "bearerContextsCreated"; d.first(&seen, 16, h) {
				v.BearerContextsCreated = sequences[EPSBearerContextCreated](d, h)
			}
		case ctx | 18:
			if name = "bearerContextsMarkedForRemoval"; d.first(&seen, 17, h) {
				v.BearerContextsMarkedForRemoval = sequences[EPSBearerContextForRemoval](d, h)
			}
		case ctx | 19:
			if name = "indicationFlags"; d.first(&seen, 18, h) {
				v.IndicationFlags = d.octets(h)
			}
		case ctx | 20:
			if name = "handoverIndication"; d.first(&seen, 19, h) {
				v.HandoverIndication = Some(d.boolean(h))
			}
		case ctx | 21:
			if name = "nBIFOMSupport"; d.first(&seen, 20, h) {
				v.NBIFOMSupport = Some(d.boolean(h))
			}
		case ctx | 22:
			if name = "fiveGSInterworkingInfo"; d.first(&seen, 21, h) {
				if d.open(h) {
					v.FiveGSInterworkingInfo = new(FiveGSInterworkingInfo)
					v.FiveGSInterworkingInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 23:
			if name = "cSRMFI"; d.first(&seen, 22, h) {
				v.CSRMFI = Some(d.boolean(h))
			}
		case ctx | 24:
			if name = "restorationOfPDNConnectionsSupport"; d.first(&seen, 23, h) {
				v.RestorationOfPDNConnectionsSupport = Some(d.boolean(h))
			}
		case ctx | 25:
			if name = "pGWChangeIndication"; d.first(&seen, 24, h) {
				v.PGWChangeIndication = Some(d.boolean(h))
			}
		case ctx | 26:
			if name = "pGWRNSI"; d.first(&seen, 25, h) {
				v.PGWRNSI = Some(d.boolean(h))
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
	if seen&0x10215 != 0x10215 {
		d.absent(at, ^seen&0x10215, "EPSPDNConnectionEstablishment")
	}
}

func (*EPSPDNConnectionEstablishment) alternative() (uint32, string) {
	return 176, "ePSPDNConnectionEstablishment"
}

// EPSPDNConnectionModification is the record ePSPDNConnectionModification [177] of the SGW, TS 33.128 R19
// clause 6.3.3.2.
type EPSPDNConnectionModification struct {
	EPSSubscriberIDs                   EPSSubscriberIDs
	IMSIUnauthenticated                Opt[bool]
	DefaultBearerID                    uint8
	GTPTunnelInfo                      *GTPTunnelInfo
	PDNConnectionType                  PDNConnectionType
	UEEndpoints                        []UEEndpointAddress
	Non3GPPAccessEndpoint              UEEndpointAddress
	Location                           *Location
	AdditionalLocation                 *Location
	APN                                string
	RequestType                        Opt[EPSPDNConnectionRequestType]
	AccessType                         Opt[AccessType]
	RATType                            Opt[RATType]
	ProtocolConfigurationOptions       *PDNProtocolConfigurationOptions
	ServingNetwork                     *SMFServingNetwork
	SMPDUDNRequest                     []byte
	BearerContextsCreated              []EPSBearerContextCreated
	BearerContextsModified             []EPSBearerContextModified
	BearerContextsMarkedForRemoval     []EPSBearerContextForRemoval
	BearersDeleted                     []EPSBearersDeleted
	IndicationFlags                    []byte
	HandoverIndication                 Opt[bool]
	NBIFOMSupport                      Opt[bool]
	FiveGSInterworkingInfo             *FiveGSInterworkingInfo
	CSRMFI                             Opt[bool]
	RestorationOfPDNConnectionsSupport Opt[bool]
	PGWChangeIndication                Opt[bool]
	PGWRNSI                            Opt[bool]
	Sequence
}

func (v *EPSPDNConnectionModification) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.IMSIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.IMSIUnauthenticated.Value)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.DefaultBearerID))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if !(v.PDNConnectionType != 0) {
		return e.missing("pDNConnectionType")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.PDNConnectionType))
	}
	if v.UEEndpoints != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoints); b == nil {
			return e.in("uEEndpoints")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalLocation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.AdditionalLocation.encode(b, e); b == nil {
			return e.in("additionalLocation")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8a), v.APN)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x8b), int64(v.RequestType.Value))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x8c), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8d), int64(v.RATType.Value))
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x90), v.SMPDUDNRequest)
	}
	if v.BearerContextsCreated != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContextsCreated); b == nil {
			return e.in("bearerContextsCreated")
		}
		b = closed(b, start)
	}
	if !(v.BearerContextsModified != nil) {
		return e.missing("bearerContextsModified")
	}
	{
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContextsModified); b == nil {
			return e.in("bearerContextsModified")
		}
		b = closed(b, start)
	}
	if v.BearerContextsMarkedForRemoval != nil {
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContextsMarkedForRemoval); b == nil {
			return e.in("bearerContextsMarkedForRemoval")
		}
		b = closed(b, start)
	}
	if v.BearersDeleted != nil {
		b = append(b, 0xb4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearersDeleted); b == nil {
			return e.in("bearersDeleted")
		}
		b = closed(b, start)
	}
	if v.IndicationFlags != nil {
		b = appendOctets(append(b, 0x95), v.IndicationFlags)
	}
	if v.HandoverIndication.Set {
		b = appendBool(append(b, 0x96), v.HandoverIndication.Value)
	}
	if v.NBIFOMSupport.Set {
		b = appendBool(append(b, 0x97), v.NBIFOMSupport.Value)
	}
	if v.FiveGSInterworkingInfo != nil {
		b = append(b, 0xb8, 0)
		start := len(b)
		if b = v.FiveGSInterworkingInfo.encode(b, e); b == nil {
			return e.in("fiveGSInterworkingInfo")
		}
		b = closed(b, start)
	}
	if v.CSRMFI.Set {
		b = appendBool(append(b, 0x99), v.CSRMFI.Value)
	}
	if v.RestorationOfPDNConnectionsSupport.Set {
		b = appendBool(append(b, 0x9a), v.RestorationOfPDNConnectionsSupport.Value)
	}
	if v.PGWChangeIndication.Set {
		b = appendBool(append(b, 0x9b), v.PGWChangeIndication.Value)
	}
	if v.PGWRNSI.Set {
		b = appendBool(append(b, 0x9c), v.PGWRNSI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSPDNConnectionModification) decode(d *decoder, pos, end int) {
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
			if name = "ePSSubscriberIDs"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "iMSIUnauthenticated"; d.first(&seen, 1, h) {
				v.IMSIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "defaultBearerID"; d.first(&seen, 2, h) {
				v.DefaultBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "gTPTunnelInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pDNConnectionType"; d.first(&seen, 4, h) {
				v.PDNConnectionType = PDNConnectionType(d.enumerated(h))
			}
		case ctx | 6:
			if name = "uEEndpoints"; d.first(&seen, 5, h) {
				v.UEEndpoints = choices[UEEndpointAddress](d, h)
			}
		case ctx | 7:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "additionalLocation"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.AdditionalLocation = new(Location)
					v.AdditionalLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "aPN"; d.first(&seen, 9, h) {
				v.APN = d.text(h)
			}
		case ctx | 11:
			if name = "requestType"; d.first(&seen, 10, h) {
				v.RequestType = Some(EPSPDNConnectionRequestType(d.enumerated(h)))
			}
		case ctx | 12:
			if name = "accessType"; d.first(&seen, 11, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "rATType"; d.first(&seen, 12, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "protocolConfigurationOptions"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
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
			if name = "sMPDUDNRequest"; d.first(&seen, 15, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 17:
			if name = "bearerContextsCreated"; d.first(&seen, 16, h) {
				v.BearerContextsCreated = sequences[EPSBearerContextCreated](d, h)
			}
		case ctx | 18:
			if name = "bearerContextsModified"; d.first(&seen, 17, h) {
				v.BearerContextsModified = sequences[EPSBearerContextModified](d, h)
			}
		case ctx | 19:
			if name = "bearerContextsMarkedForRemoval"; d.first(&seen, 18, h) {
				v.BearerContextsMarkedForRemoval = sequences[EPSBearerContextForRemoval](d, h)
			}
		case ctx | 20:
			if name = "bearersDeleted"; d.first(&seen, 19, h) {
				v.BearersDeleted = sequences[EPSBearersDeleted](d, h)
			}
		case ctx | 21:
			if name = "indicationFlags"; d.first(&seen, 20, h) {
				v.IndicationFlags = d.octets(h)
			}
		case ctx | 22:
			if name = "handoverIndication"; d.first(&seen, 21, h) {
				v.HandoverIndication = Some(d.boolean(h))
			}
		case ctx | 23:
			if name = "nBIFOMSupport"; d.first(&seen, 22, h) {
				v.NBIFOMSupport = Some(d.boolean(h))
			}
		case ctx | 24:
			if name = "fiveGSInterworkingInfo"; d.first(&seen, 23, h) {
				if d.open(h) {
					v.FiveGSInterworkingInfo = new(FiveGSInterworkingInfo)
					v.FiveGSInterworkingInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 25:
			if name = "cSRMFI"; d.first(&seen, 24, h) {
				v.CSRMFI = Some(d.boolean(h))
			}
		case ctx | 26:
			if name = "restorationOfPDNConnectionsSupport"; d.first(&seen, 25, h) {
				v.RestorationOfPDNConnectionsSupport = Some(d.boolean(h))
			}
		case ctx | 27:
			if name = "pGWChangeIndication"; d.first(&seen, 26, h) {
				v.PGWChangeIndication = Some(d.boolean(h))
			}
		case ctx | 28:
			if name = "pGWRNSI"; d.first(&seen, 27, h) {
				v.PGWRNSI = Some(d.boolean(h))
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
	if seen&0x20215 != 0x20215 {
		d.absent(at, ^seen&0x20215, "EPSPDNConnectionModification")
	}
}

func (*EPSPDNConnectionModification) alternative() (uint32, string) {
	return 177, "ePSPDNConnectionModification"
}

// EPSPDNConnectionRelease is the record ePSPDNConnectionRelease [178] of the SGW, TS 33.128 R19 clause 6.3.3.2.
type EPSPDNConnectionRelease struct {
	EPSSubscriberIDs    EPSSubscriberIDs
	IMSIUnauthenticated Opt[bool]
	DefaultBearerID     uint8
	Location            *Location
	GTPTunnelInfo       *GTPTunnelInfo
	RANNASCause         []byte
	PDNConnectionType   PDNConnectionType
	IndicationFlags     []byte
	ScopeIndication     Opt[bool]
	BearersDeleted      []EPSBearersDeleted
	Sequence
}

func (v *EPSPDNConnectionRelease) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.IMSIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.IMSIUnauthenticated.Value)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.DefaultBearerID))
	}
	if v.Location != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.RANNASCause != nil {
		b = appendOctets(append(b, 0x86), v.RANNASCause)
	}
	if !(v.PDNConnectionType != 0) {
		return e.missing("pDNConnectionType")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.PDNConnectionType))
	}
	if v.IndicationFlags != nil {
		b = appendOctets(append(b, 0x88), v.IndicationFlags)
	}
	if v.ScopeIndication.Set {
		b = appendBool(append(b, 0x89), v.ScopeIndication.Value)
	}
	if v.BearersDeleted != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearersDeleted); b == nil {
			return e.in("bearersDeleted")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSPDNConnectionRelease) decode(d *decoder, pos, end int) {
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
			if name = "ePSSubscriberIDs"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "iMSIUnauthenticated"; d.first(&seen, 1, h) {
				v.IMSIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "defaultBearerID"; d.first(&seen, 2, h) {
				v.DefaultBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "location"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gTPTunnelInfo"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "rANNASCause"; d.first(&seen, 5, h) {
				v.RANNASCause = d.octets(h)
			}
		case ctx | 7:
			if name = "pDNConnectionType"; d.first(&seen, 6, h) {
				v.PDNConnectionType = PDNConnectionType(d.enumerated(h))
			}
		case ctx | 8:
			if name = "indicationFlags"; d.first(&seen, 7, h) {
				v.IndicationFlags = d.octets(h)
			}
		case ctx | 9:
			if name = "scopeIndication"; d.first(&seen, 8, h) {
				v.ScopeIndication = Some(d.boolean(h))
			}
		case ctx | 10:
			if name = "bearersDeleted"; d.first(&seen, 9, h) {
				v.BearersDeleted = sequences[EPSBearersDeleted](d, h)
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
	if seen&0x45 != 0x45 {
		d.absent(at, ^seen&0x45, "EPSPDNConnectionRelease")
	}
}

func (*EPSPDNConnectionRelease) alternative() (uint32, string) { return 178, "ePSPDNConnectionRelease" }

// EPSStartOfInterceptionWithEstablishedPDNConnection is the record
// ePSStartOfInterceptionWithEstablishedPDNConnection [179] of the SGW, TS 33.128 R19 clause 6.3.3.2.
type EPSStartOfInterceptionWithEstablishedPDNConnection struct {
	EPSSubscriberIDs             EPSSubscriberIDs
	IMSIUnauthenticated          Opt[bool]
	DefaultBearerID              uint8
	GTPTunnelInfo                *GTPTunnelInfo
	PDNConnectionType            PDNConnectionType
	UEEndpoints                  []UEEndpointAddress
	Non3GPPAccessEndpoint        UEEndpointAddress
	Location                     *Location
	AdditionalLocation           *Location
	APN                          string
	RequestType                  Opt[EPSPDNConnectionRequestType]
	AccessType                   Opt[AccessType]
	RATType                      Opt[RATType]
	ProtocolConfigurationOptions *PDNProtocolConfigurationOptions
	ServingNetwork               *SMFServingNetwork
	SMPDUDNRequest               []byte
	BearerContexts               []EPSBearerContext
	Sequence
}

func (v *EPSStartOfInterceptionWithEstablishedPDNConnection) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.IMSIUnauthenticated.Set {
		b = appendBool(append(b, 0x82), v.IMSIUnauthenticated.Value)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.DefaultBearerID))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if !(v.PDNConnectionType != 0) {
		return e.missing("pDNConnectionType")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.PDNConnectionType))
	}
	if v.UEEndpoints != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendChoices(b, e, v.UEEndpoints); b == nil {
			return e.in("uEEndpoints")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
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
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalLocation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.AdditionalLocation.encode(b, e); b == nil {
			return e.in("additionalLocation")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x8a), v.APN)
	}
	if v.RequestType.Set {
		b = appendInt(append(b, 0x8b), int64(v.RequestType.Value))
	}
	if v.AccessType.Set {
		b = appendInt(append(b, 0x8c), int64(v.AccessType.Value))
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x8d), int64(v.RATType.Value))
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xae, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	if v.ServingNetwork != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.ServingNetwork.encode(b, e); b == nil {
			return e.in("servingNetwork")
		}
		b = closed(b, start)
	}
	if v.SMPDUDNRequest != nil {
		b = appendOctets(append(b, 0x90), v.SMPDUDNRequest)
	}
	if !(v.BearerContexts != nil) {
		return e.missing("bearerContexts")
	}
	{
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContexts); b == nil {
			return e.in("bearerContexts")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSStartOfInterceptionWithEstablishedPDNConnection) decode(d *decoder, pos, end int) {
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
			if name = "ePSSubscriberIDs"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "iMSIUnauthenticated"; d.first(&seen, 1, h) {
				v.IMSIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "defaultBearerID"; d.first(&seen, 2, h) {
				v.DefaultBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "gTPTunnelInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pDNConnectionType"; d.first(&seen, 4, h) {
				v.PDNConnectionType = PDNConnectionType(d.enumerated(h))
			}
		case ctx | 6:
			if name = "uEEndpoints"; d.first(&seen, 5, h) {
				v.UEEndpoints = choices[UEEndpointAddress](d, h)
			}
		case ctx | 7:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
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
			if name = "additionalLocation"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.AdditionalLocation = new(Location)
					v.AdditionalLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "aPN"; d.first(&seen, 9, h) {
				v.APN = d.text(h)
			}
		case ctx | 11:
			if name = "requestType"; d.first(&seen, 10, h) {
				v.RequestType = Some(EPSPDNConnectionRequestType(d.enumerated(h)))
			}
		case ctx | 12:
			if name = "accessType"; d.first(&seen, 11, h) {
				v.AccessType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "rATType"; d.first(&seen, 12, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "protocolConfigurationOptions"; d.first(&seen, 13, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
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
			if name = "sMPDUDNRequest"; d.first(&seen, 15, h) {
				v.SMPDUDNRequest = d.octets(h)
			}
		case ctx | 17:
			if name = "bearerContexts"; d.first(&seen, 16, h) {
				v.BearerContexts = sequences[EPSBearerContext](d, h)
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
	if seen&0x10215 != 0x10215 {
		d.absent(at, ^seen&0x10215, "EPSStartOfInterceptionWithEstablishedPDNConnection")
	}
}

func (*EPSStartOfInterceptionWithEstablishedPDNConnection) alternative() (uint32, string) {
	return 179, "ePSStartOfInterceptionWithEstablishedPDNConnection"
}

// EPSPDNUnsuccessfulProcedure is the record ePSPDNUnsuccessfulProcedure [180] of the SGW, TS 33.128 R19 clause
// 6.3.3.2.
type EPSPDNUnsuccessfulProcedure struct {
	FailureCause        uint8
	Initiator           Initiator
	EPSSubscriberIDs    EPSSubscriberIDs
	IMSIUnauthenticated Opt[bool]
	FailedProcedure     EPSPDNFailedProcedure
	Sequence
}

func (v *EPSPDNUnsuccessfulProcedure) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.FailureCause))
	}
	if !(v.Initiator != 0) {
		return e.missing("initiator")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Initiator))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.IMSIUnauthenticated.Set {
		b = appendBool(append(b, 0x84), v.IMSIUnauthenticated.Value)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.FailedProcedure.encode(b, e); b == nil {
			return e.in("failedProcedure")
		}
		if len(b) == start {
			return e.missing("failedProcedure")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSPDNUnsuccessfulProcedure) decode(d *decoder, pos, end int) {
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
				v.FailureCause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "initiator"; d.first(&seen, 1, h) {
				v.Initiator = Initiator(d.enumerated(h))
			}
		case ctx | 3:
			if name = "ePSSubscriberIDs"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "iMSIUnauthenticated"; d.first(&seen, 3, h) {
				v.IMSIUnauthenticated = Some(d.boolean(h))
			}
		case ctx | 5:
			if name = "failedProcedure"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.FailedProcedure.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x17, "EPSPDNUnsuccessfulProcedure")
	}
}

func (*EPSPDNUnsuccessfulProcedure) alternative() (uint32, string) {
	return 180, "ePSPDNUnsuccessfulProcedure"
}

// ScheduledCommunicationTime is a SEQUENCE of TS 33.128 R19 annex A.
type ScheduledCommunicationTime struct {
	Days []Daytime
	Sequence
}

func (v *ScheduledCommunicationTime) encode(b []byte, e *encoder) []byte {
	if !(v.Days != nil) {
		return e.missing("days")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.Days); b == nil {
			return e.in("days")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ScheduledCommunicationTime) decode(d *decoder, pos, end int) {
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
			if name = "days"; d.first(&seen, 0, h) {
				v.Days = sequences[Daytime](d, h)
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
		d.absent(at, ^seen&0x1, "ScheduledCommunicationTime")
	}
}

// UMTLocationArea5G is a SEQUENCE of TS 33.128 R19 annex A.
type UMTLocationArea5G struct {
	TimeOfDay   Daytime
	DurationSec int64
	Location    NRLocation
	Sequence
}

func (v *UMTLocationArea5G) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TimeOfDay.encode(b, e); b == nil {
			return e.in("timeOfDay")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.DurationSec))
	}
	{
		b = append(b, 0xa3, 0)
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

func (v *UMTLocationArea5G) decode(d *decoder, pos, end int) {
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
			if name = "timeOfDay"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TimeOfDay.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "durationSec"; d.first(&seen, 1, h) {
				v.DurationSec = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 3:
			if name = "location"; d.first(&seen, 2, h) {
				if d.open(h) {
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
	if seen&0x7 != 0x7 {
		d.absent(at, ^seen&0x7, "UMTLocationArea5G")
	}
}

// Daytime is a SEQUENCE of TS 33.128 R19 annex A.
type Daytime struct {
	DaysOfWeek     Opt[Day]
	TimeOfDayStart time.Time
	TimeOfDayEnd   time.Time
	Sequence
}

func (v *Daytime) encode(b []byte, e *encoder) []byte {
	if v.DaysOfWeek.Set {
		b = appendInt(append(b, 0x81), int64(v.DaysOfWeek.Value))
	}
	if !v.TimeOfDayStart.IsZero() {
		b = appendTime(append(b, 0x82), v.TimeOfDayStart)
	}
	if !v.TimeOfDayEnd.IsZero() {
		b = appendTime(append(b, 0x83), v.TimeOfDayEnd)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *Daytime) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "daysOfWeek"; d.first(&seen, 0, h) {
				v.DaysOfWeek = Some(Day(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "timeOfDayStart"; d.first(&seen, 1, h) {
				v.TimeOfDayStart = d.time(h)
			}
		case ctx | 3:
			if name = "timeOfDayEnd"; d.first(&seen, 2, h) {
				v.TimeOfDayEnd = d.time(h)
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

// AMFID is a SEQUENCE: an AMF within a PLMN, TS 23.003 clause 2.10.1.
type AMFID struct {
	AMFRegionID uint8
	// AMFSetID has 10 bits, AMFPointer 6.
	AMFSetID   uint16
	AMFPointer uint8
	Sequence
}

func (v *AMFID) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.AMFRegionID))
	}
	{
		if v.AMFSetID > 1023 {
			return e.outside("aMFSetID", int64(v.AMFSetID), 0, 1023)
		}
		b = appendInt(append(b, 0x82), int64(v.AMFSetID))
	}
	{
		if v.AMFPointer > 63 {
			return e.outside("aMFPointer", int64(v.AMFPointer), 0, 63)
		}
		b = appendInt(append(b, 0x83), int64(v.AMFPointer))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFID) decode(d *decoder, pos, end int) {
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
			if name = "aMFRegionID"; d.first(&seen, 0, h) {
				v.AMFRegionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "aMFSetID"; d.first(&seen, 1, h) {
				v.AMFSetID = uint16(d.integer(h, 0, 1023))
			}
		case ctx | 3:
			if name = "aMFPointer"; d.first(&seen, 2, h) {
				v.AMFPointer = uint8(d.integer(h, 0, 63))
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
		d.absent(at, ^seen&0x7, "AMFID")
	}
}

// TraceCollectionEntityInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TraceCollectionEntityInfo struct {
	TraceCollectionEntityIPAddress BitString
	TraceCollectionEntityURI       string
	Sequence
}

func (v *TraceCollectionEntityInfo) encode(b []byte, e *encoder) []byte {
	if !(v.TraceCollectionEntityIPAddress.Octets != nil) {
		return e.missing("traceCollectionEntityIPAddress")
	}
	{
		if v.TraceCollectionEntityIPAddress.Len < 0 || len(v.TraceCollectionEntityIPAddress.Octets) != (v.TraceCollectionEntityIPAddress.Len+7)/8 {
			return e.fail(ber.ErrValue, "traceCollectionEntityIPAddress", "as many octets as the bits need", "others")
		}
		b = appendBitString(append(b, 0x81), v.TraceCollectionEntityIPAddress)
	}
	{
		b = appendText(append(b, 0x82), v.TraceCollectionEntityURI)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TraceCollectionEntityInfo) decode(d *decoder, pos, end int) {
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
			if name = "traceCollectionEntityIPAddress"; d.first(&seen, 0, h) {
				v.TraceCollectionEntityIPAddress = d.bitString(h)
			}
		case ctx | 2:
			if name = "traceCollectionEntityURI"; d.first(&seen, 1, h) {
				v.TraceCollectionEntityURI = d.text(h)
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
		d.absent(at, ^seen&0x3, "TraceCollectionEntityInfo")
	}
}

// NGInformation is a SEQUENCE of TS 33.128 R19 annex A.
type NGInformation struct {
	GlobalRANNodeID     GlobalRANNodeID
	RANNodeName         RANNodeName
	SupportedTAList     []TAItem
	ExtendedRANNodeName RANNodeName
	PLMNSupportList     []PLMNSupportItem
	IABSupported        Opt[bool]
	Sequence
}

func (v *NGInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GlobalRANNodeID.encode(b, e); b == nil {
			return e.in("globalRANNodeID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RANNodeName.encode(b, e); b == nil {
			return e.in("rANNodeName")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.SupportedTAList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.SupportedTAList); b == nil {
			return e.in("supportedTAList")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ExtendedRANNodeName.encode(b, e); b == nil {
			return e.in("extendedRANNodeName")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if !(v.PLMNSupportList != nil) {
		return e.missing("pLMNSupportList")
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PLMNSupportList); b == nil {
			return e.in("pLMNSupportList")
		}
		b = closed(b, start)
	}
	if v.IABSupported.Set {
		b = appendBool(append(b, 0x86), v.IABSupported.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NGInformation) decode(d *decoder, pos, end int) {
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
			if name = "globalRANNodeID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GlobalRANNodeID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rANNodeName"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RANNodeName.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "supportedTAList"; d.first(&seen, 2, h) {
				v.SupportedTAList = sequences[TAItem](d, h)
			}
		case ctx | 4:
			if name = "extendedRANNodeName"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ExtendedRANNodeName.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pLMNSupportList"; d.first(&seen, 4, h) {
				v.PLMNSupportList = sequences[PLMNSupportItem](d, h)
			}
		case ctx | 6:
			if name = "iABSupported"; d.first(&seen, 5, h) {
				v.IABSupported = Some(d.boolean(h))
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
		d.absent(at, ^seen&0x11, "NGInformation")
	}
}

// PLMNSupportItem is a SEQUENCE of TS 33.128 R19 annex A.
type PLMNSupportItem struct {
	PLMNIdentity      PLMNID
	NPNSupport        string
	OnboardingSupport Opt[bool]
	Sequence
}

func (v *PLMNSupportItem) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNIdentity.encode(b, e); b == nil {
			return e.in("pLMNIdentity")
		}
		b = closed(b, start)
	}
	if v.NPNSupport != "" {
		b = appendText(append(b, 0x82), v.NPNSupport)
	}
	if v.OnboardingSupport.Set {
		b = appendBool(append(b, 0x83), v.OnboardingSupport.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PLMNSupportItem) decode(d *decoder, pos, end int) {
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
			if name = "nPNSupport"; d.first(&seen, 1, h) {
				v.NPNSupport = d.some(d.text(h), h)
			}
		case ctx | 3:
			if name = "onboardingSupport"; d.first(&seen, 2, h) {
				v.OnboardingSupport = Some(d.boolean(h))
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
		d.absent(at, ^seen&0x1, "PLMNSupportItem")
	}
}

// F1Information is a SEQUENCE of TS 33.128 R19 annex A.
type F1Information struct {
	GNBDUID           uint64
	GNBDUName         Opt[string]
	GNBCUName         Opt[string]
	GNBDUServedCells  []RANCGI
	ExtendedGNBDUName Opt[string]
	ExtendedGNBCUName Opt[string]
	Sequence
}

func (v *F1Information) encode(b []byte, e *encoder) []byte {
	{
		if v.GNBDUID > 68719476735 {
			return e.outside("gNBDUID", int64(v.GNBDUID), 0, 68719476735)
		}
		b = appendInt(append(b, 0x81), int64(v.GNBDUID))
	}
	if v.GNBDUName.Set {
		b = appendText(append(b, 0x82), v.GNBDUName.Value)
	}
	if v.GNBCUName.Set {
		b = appendText(append(b, 0x83), v.GNBCUName.Value)
	}
	if !(v.GNBDUServedCells != nil) {
		return e.missing("gNBDUServedCells")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendChoices(b, e, v.GNBDUServedCells); b == nil {
			return e.in("gNBDUServedCells")
		}
		b = closed(b, start)
	}
	if v.ExtendedGNBDUName.Set {
		b = appendText(append(b, 0x85), v.ExtendedGNBDUName.Value)
	}
	if v.ExtendedGNBCUName.Set {
		b = appendText(append(b, 0x86), v.ExtendedGNBCUName.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *F1Information) decode(d *decoder, pos, end int) {
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
			if name = "gNBDUID"; d.first(&seen, 0, h) {
				v.GNBDUID = uint64(d.integer(h, 0, 68719476735))
			}
		case ctx | 2:
			if name = "gNBDUName"; d.first(&seen, 1, h) {
				v.GNBDUName = Some(d.text(h))
			}
		case ctx | 3:
			if name = "gNBCUName"; d.first(&seen, 2, h) {
				v.GNBCUName = Some(d.text(h))
			}
		case ctx | 4:
			if name = "gNBDUServedCells"; d.first(&seen, 3, h) {
				v.GNBDUServedCells = choices[RANCGI](d, h)
			}
		case ctx | 5:
			if name = "extendedGNBDUName"; d.first(&seen, 4, h) {
				v.ExtendedGNBDUName = Some(d.text(h))
			}
		case ctx | 6:
			if name = "extendedGNBCUName"; d.first(&seen, 5, h) {
				v.ExtendedGNBCUName = Some(d.text(h))
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
		d.absent(at, ^seen&0x9, "F1Information")
	}
}

// RRCEstablishmentCause is a CHOICE of TS 33.128 R19 annex A.
type RRCEstablishmentCause struct {
	EPCEstablishmentCause    Opt[EstablishmentCause]
	FiveGCEstablishmentCause Opt[EstablishmentCause]
	Choice
}

func (v *RRCEstablishmentCause) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.EPCEstablishmentCause.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.EPCEstablishmentCause.Value))
	}
	if v.FiveGCEstablishmentCause.Set {
		n++
		b = appendInt(append(b, 0x82), int64(v.FiveGCEstablishmentCause.Value))
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

func (v *RRCEstablishmentCause) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "ePCEstablishmentCause"
		v.EPCEstablishmentCause = Some(EstablishmentCause(d.enumerated(h)))
	case ctx | 2:
		name = "fiveGCEstablishmentCause"
		v.FiveGCEstablishmentCause = Some(EstablishmentCause(d.enumerated(h)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// NRV2XServicesAuthorization is a SEQUENCE of TS 33.128 R19 annex A.
type NRV2XServicesAuthorization struct {
	V2XVehicleUEAuthorizationIndicator    Opt[V2XUEAuthorizationIndicator]
	V2XPedestrianUEAuthorizationIndicator Opt[V2XUEAuthorizationIndicator]
	Sequence
}

func (v *NRV2XServicesAuthorization) encode(b []byte, e *encoder) []byte {
	if v.V2XVehicleUEAuthorizationIndicator.Set {
		b = appendInt(append(b, 0x81), int64(v.V2XVehicleUEAuthorizationIndicator.Value))
	}
	if v.V2XPedestrianUEAuthorizationIndicator.Set {
		b = appendInt(append(b, 0x82), int64(v.V2XPedestrianUEAuthorizationIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NRV2XServicesAuthorization) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "v2XVehicleUEAuthorizationIndicator"; d.first(&seen, 0, h) {
				v.V2XVehicleUEAuthorizationIndicator = Some(V2XUEAuthorizationIndicator(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "v2XPedestrianUEAuthorizationIndicator"; d.first(&seen, 1, h) {
				v.V2XPedestrianUEAuthorizationIndicator = Some(V2XUEAuthorizationIndicator(d.enumerated(h)))
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

// LTEV2XServiceAuthorization is a SEQUENCE of TS 33.128 R19 annex A.
type LTEV2XServiceAuthorization struct {
	V2XVehicleUEAuthorizationIndicator    Opt[V2XUEAuthorizationIndicator]
	V2XPedestrianUEAuthorizationIndicator Opt[V2XUEAuthorizationIndicator]
	Sequence
}

func (v *LTEV2XServiceAuthorization) encode(b []byte, e *encoder) []byte {
	if v.V2XVehicleUEAuthorizationIndicator.Set {
		b = appendInt(append(b, 0x81), int64(v.V2XVehicleUEAuthorizationIndicator.Value))
	}
	if v.V2XPedestrianUEAuthorizationIndicator.Set {
		b = appendInt(append(b, 0x82), int64(v.V2XPedestrianUEAuthorizationIndicator.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LTEV2XServiceAuthorization) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "v2XVehicleUEAuthorizationIndicator"; d.first(&seen, 0, h) {
				v.V2XVehicleUEAuthorizationIndicator = Some(V2XUEAuthorizationIndicator(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "v2XPedestrianUEAuthorizationIndicator"; d.first(&seen, 1, h) {
				v.V2XPedestrianUEAuthorizationIndicator = Some(V2XUEAuthorizationIndicator(d.enumerated(h)))
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

// SMFServingNetwork is a SEQUENCE of TS 33.128 R19 annex A.
type SMFServingNetwork struct {
	PLMNID PLMNID
	NID    string
	Sequence
}

func (v *SMFServingNetwork) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if v.NID != "" {
		b = appendText(append(b, 0x82), v.NID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SMFServingNetwork) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "nID"; d.first(&seen, 1, h) {
				v.NID = d.some(d.text(h), h)
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
		d.absent(at, ^seen&0x1, "SMFServingNetwork")
	}
}

// DLRANTunnelInformation is a SEQUENCE of TS 33.128 R19 annex A.
type DLRANTunnelInformation struct {
	DLQOSFlowTunnelInformation                    *QOSFlowTunnelInformation
	AdditionalDLQOSFlowTunnelInformation          []QOSFlowTunnelInformation
	RedundantDLQOSFlowTunnelInformation           []QOSFlowTunnelInformation
	AdditionalredundantDLQOSFlowTunnelInformation []QOSFlowTunnelInformation
	Sequence
}

func (v *DLRANTunnelInformation) encode(b []byte, e *encoder) []byte {
	if v.DLQOSFlowTunnelInformation != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.DLQOSFlowTunnelInformation.encode(b, e); b == nil {
			return e.in("dLQOSFlowTunnelInformation")
		}
		b = closed(b, start)
	}
	if v.AdditionalDLQOSFlowTunnelInformation != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalDLQOSFlowTunnelInformation); b == nil {
			return e.in("additionalDLQOSFlowTunnelInformation")
		}
		b = closed(b, start)
	}
	if v.RedundantDLQOSFlowTunnelInformation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RedundantDLQOSFlowTunnelInformation); b == nil {
			return e.in("redundantDLQOSFlowTunnelInformation")
		}
		b = closed(b, start)
	}
	if v.AdditionalredundantDLQOSFlowTunnelInformation != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalredundantDLQOSFlowTunnelInformation); b == nil {
			return e.in("additionalredundantDLQOSFlowTunnelInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *DLRANTunnelInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "dLQOSFlowTunnelInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.DLQOSFlowTunnelInformation = new(QOSFlowTunnelInformation)
					v.DLQOSFlowTunnelInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "additionalDLQOSFlowTunnelInformation"; d.first(&seen, 1, h) {
				v.AdditionalDLQOSFlowTunnelInformation = sequences[QOSFlowTunnelInformation](d, h)
			}
		case ctx | 3:
			if name = "redundantDLQOSFlowTunnelInformation"; d.first(&seen, 2, h) {
				v.RedundantDLQOSFlowTunnelInformation = sequences[QOSFlowTunnelInformation](d, h)
			}
		case ctx | 4:
			if name = "additionalredundantDLQOSFlowTunnelInformation"; d.first(&seen, 3, h) {
				v.AdditionalredundantDLQOSFlowTunnelInformation = sequences[QOSFlowTunnelInformation](d, h)
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

// FiveGSGTPTunnels is a SEQUENCE of TS 33.128 R19 annex A.
type FiveGSGTPTunnels struct {
	ULNGUUPTunnelInformation           *FTEID
	AdditionalULNGUUPTunnelInformation []FTEID
	DLRANTunnelInformation             *DLRANTunnelInformation
	Sequence
}

func (v *FiveGSGTPTunnels) encode(b []byte, e *encoder) []byte {
	if v.ULNGUUPTunnelInformation != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ULNGUUPTunnelInformation.encode(b, e); b == nil {
			return e.in("uLNGUUPTunnelInformation")
		}
		b = closed(b, start)
	}
	if v.AdditionalULNGUUPTunnelInformation != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalULNGUUPTunnelInformation); b == nil {
			return e.in("additionalULNGUUPTunnelInformation")
		}
		b = closed(b, start)
	}
	if v.DLRANTunnelInformation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.DLRANTunnelInformation.encode(b, e); b == nil {
			return e.in("dLRANTunnelInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGSGTPTunnels) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "uLNGUUPTunnelInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ULNGUUPTunnelInformation = new(FTEID)
					v.ULNGUUPTunnelInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "additionalULNGUUPTunnelInformation"; d.first(&seen, 1, h) {
				v.AdditionalULNGUUPTunnelInformation = sequences[FTEID](d, h)
			}
		case ctx | 3:
			if name = "dLRANTunnelInformation"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.DLRANTunnelInformation = new(DLRANTunnelInformation)
					v.DLRANTunnelInformation.decode(d, h.start, h.stop)
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

// QOSFlowTunnelInformation is a SEQUENCE of TS 33.128 R19 annex A.
type QOSFlowTunnelInformation struct {
	UPTunnelInformation   FTEID
	AssociatedQOSFlowList []QOSFlowList
	Sequence
}

func (v *QOSFlowTunnelInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UPTunnelInformation.encode(b, e); b == nil {
			return e.in("uPTunnelInformation")
		}
		b = closed(b, start)
	}
	if !(v.AssociatedQOSFlowList != nil) {
		return e.missing("associatedQOSFlowList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AssociatedQOSFlowList); b == nil {
			return e.in("associatedQOSFlowList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *QOSFlowTunnelInformation) decode(d *decoder, pos, end int) {
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
			if name = "uPTunnelInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UPTunnelInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "associatedQOSFlowList"; d.first(&seen, 1, h) {
				v.AssociatedQOSFlowList = sequences[QOSFlowList](d, h)
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
		d.absent(at, ^seen&0x3, "QOSFlowTunnelInformation")
	}
}

// QOSFlowList is a SEQUENCE of TS 33.128 R19 annex A.
type QOSFlowList struct {
	QFI                      uint8
	QOSRules                 []byte
	EBI                      Opt[uint8]
	QOSFlowDescription       []byte
	QOSFlowProfile           *QOSFlowProfile
	AssociatedANType         Opt[AccessType]
	DefaultQOSRuleIndication Opt[bool]
	Sequence
}

func (v *QOSFlowList) encode(b []byte, e *encoder) []byte {
	{
		if v.QFI > 63 {
			return e.outside("qFI", int64(v.QFI), 0, 63)
		}
		b = appendInt(append(b, 0x81), int64(v.QFI))
	}
	if v.QOSRules != nil {
		b = appendOctets(append(b, 0x82), v.QOSRules)
	}
	if v.EBI.Set {
		b = appendInt(append(b, 0x83), int64(v.EBI.Value))
	}
	if v.QOSFlowDescription != nil {
		b = appendOctets(append(b, 0x84), v.QOSFlowDescription)
	}
	if v.QOSFlowProfile != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.QOSFlowProfile.encode(b, e); b == nil {
			return e.in("qOSFlowProfile")
		}
		b = closed(b, start)
	}
	if v.AssociatedANType.Set {
		b = appendInt(append(b, 0x86), int64(v.AssociatedANType.Value))
	}
	if v.DefaultQOSRuleIndication.Set {
		b = appendBool(append(b, 0x87), v.DefaultQOSRuleIndication.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *QOSFlowList) decode(d *decoder, pos, end int) {
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
			if name = "qFI"; d.first(&seen, 0, h) {
				v.QFI = uint8(d.integer(h, 0, 63))
			}
		case ctx | 2:
			if name = "qOSRules"; d.first(&seen, 1, h) {
				v.QOSRules = d.octets(h)
			}
		case ctx | 3:
			if name = "eBI"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.EBI = Some(uint8(x))
				}
			}
		case ctx | 4:
			if name = "qOSFlowDescription"; d.first(&seen, 3, h) {
				v.QOSFlowDescription = d.octets(h)
			}
		case ctx | 5:
			if name = "qOSFlowProfile"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.QOSFlowProfile = new(QOSFlowProfile)
					v.QOSFlowProfile.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "associatedANType"; d.first(&seen, 5, h) {
				v.AssociatedANType = Some(AccessType(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "defaultQOSRuleIndication"; d.first(&seen, 6, h) {
				v.DefaultQOSRuleIndication = Some(d.boolean(h))
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
		d.absent(at, ^seen&0x1, "QOSFlowList")
	}
}

// QOSFlowProfile is a SEQUENCE of TS 33.128 R19 annex A.
type QOSFlowProfile struct {
	FiveQI uint8
	Sequence
}

func (v *QOSFlowProfile) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.FiveQI))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *QOSFlowProfile) decode(d *decoder, pos, end int) {
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
			if name = "fiveQI"; d.first(&seen, 0, h) {
				v.FiveQI = uint8(d.integer(h, 0, 255))
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
		d.absent(at, ^seen&0x1, "QOSFlowProfile")
	}
}

// RouteToLocation is a SEQUENCE of TS 33.128 R19 annex A.
type RouteToLocation struct {
	DNAI      string
	RouteInfo RouteInfo
	Sequence
}

func (v *RouteToLocation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.DNAI)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RouteInfo.encode(b, e); b == nil {
			return e.in("routeInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RouteToLocation) decode(d *decoder, pos, end int) {
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
			if name = "dNAI"; d.first(&seen, 0, h) {
				v.DNAI = d.text(h)
			}
		case ctx | 2:
			if name = "routeInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RouteInfo.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "RouteToLocation")
	}
}

// RouteInfo is a SEQUENCE of TS 33.128 R19 annex A.
type RouteInfo struct {
	IPAddressTunnelEndpoint     IPAddress
	UDPPortNumberTunnelEndpoint uint16
	Sequence
}

func (v *RouteInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IPAddressTunnelEndpoint.encode(b, e); b == nil {
			return e.in("iPAddressTunnelEndpoint")
		}
		if len(b) == start {
			return e.missing("iPAddressTunnelEndpoint")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.UDPPortNumberTunnelEndpoint))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RouteInfo) decode(d *decoder, pos, end int) {
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
			if name = "iPAddressTunnelEndpoint"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.IPAddressTunnelEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "uDPPortNumberTunnelEndpoint"; d.first(&seen, 1, h) {
				v.UDPPortNumberTunnelEndpoint = uint16(d.integer(h, 0, 65535))
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
		d.absent(at, ^seen&0x3, "RouteInfo")
	}
}

// EPSSubscriberIDs is a SEQUENCE: identifiers of an EPS subscriber.
type EPSSubscriberIDs struct {
	IMSI   string
	MSISDN string
	IMEI   string
	Sequence
}

func (v *EPSSubscriberIDs) encode(b []byte, e *encoder) []byte {
	if v.IMSI != "" {
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x82), v.MSISDN)
	}
	if v.IMEI != "" {
		b = appendText(append(b, 0x83), v.IMEI)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSSubscriberIDs) decode(d *decoder, pos, end int) {
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
			if name = "mSISDN"; d.first(&seen, 1, h) {
				v.MSISDN = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "iMEI"; d.first(&seen, 2, h) {
				v.IMEI = d.some(d.digits(h), h)
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

// EPSBearerContext is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearerContext struct {
	EPSBearerID     uint8
	UPGTPTunnelInfo GTPTunnelInfo
	BearerQOS       EPSBearerQOS
	Sequence
}

func (v *EPSBearerContext) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.EPSBearerID))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.UPGTPTunnelInfo.encode(b, e); b == nil {
			return e.in("uPGTPTunnelInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.BearerQOS.encode(b, e); b == nil {
			return e.in("bearerQOS")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearerContext) decode(d *decoder, pos, end int) {
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
			if name = "uPGTPTunnelInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.UPGTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "bearerQOS"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.BearerQOS.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "EPSBearerContext")
	}
}

// EPSBearerContextCreated is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearerContextCreated struct {
	EPSBearerID                  uint8
	Cause                        uint8
	GTPTunnelInfo                *GTPTunnelInfo
	BearerQOS                    *EPSBearerQOS
	ProtocolConfigurationOptions *PDNProtocolConfigurationOptions
	Sequence
}

func (v *EPSBearerContextCreated) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.EPSBearerID))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Cause))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.BearerQOS != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.BearerQOS.encode(b, e); b == nil {
			return e.in("bearerQOS")
		}
		b = closed(b, start)
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearerContextCreated) decode(d *decoder, pos, end int) {
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
			if name = "cause"; d.first(&seen, 1, h) {
				v.Cause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 3:
			if name = "gTPTunnelInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "bearerQOS"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.BearerQOS = new(EPSBearerQOS)
					v.BearerQOS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "protocolConfigurationOptions"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "EPSBearerContextCreated")
	}
}

// EPSBearerContextModified is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearerContextModified struct {
	EPSBearerID                  uint8
	Cause                        uint8
	GTPTunnelInfo                *GTPTunnelInfo
	BearerQOS                    *EPSBearerQOS
	ProtocolConfigurationOptions *PDNProtocolConfigurationOptions
	LinkedBearerIDs              []uint8
	Sequence
}

func (v *EPSBearerContextModified) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.EPSBearerID))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Cause))
	}
	if v.GTPTunnelInfo != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.GTPTunnelInfo.encode(b, e); b == nil {
			return e.in("gTPTunnelInfo")
		}
		b = closed(b, start)
	}
	if v.BearerQOS != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.BearerQOS.encode(b, e); b == nil {
			return e.in("bearerQOS")
		}
		b = closed(b, start)
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	if v.LinkedBearerIDs != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		for _, x0 := range v.LinkedBearerIDs {
			b = appendInt(append(b, 0x02), int64(x0))
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearerContextModified) decode(d *decoder, pos, end int) {
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
			if name = "cause"; d.first(&seen, 1, h) {
				v.Cause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 3:
			if name = "gTPTunnelInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GTPTunnelInfo = new(GTPTunnelInfo)
					v.GTPTunnelInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "bearerQOS"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.BearerQOS = new(EPSBearerQOS)
					v.BearerQOS.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "protocolConfigurationOptions"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "linkedBearerIDs"; d.first(&seen, 5, h) {
				v.LinkedBearerIDs = list(d, h, 2, func(d *decoder, h header, v *uint8) { *v = uint8(d.integer(h, 0, 255)) })
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
		d.absent(at, ^seen&0x3, "EPSBearerContextModified")
	}
}

// EPSBearersDeleted is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearersDeleted struct {
	LinkedEPSBearerID            Opt[uint8]
	EPSBearerIDs                 []uint8
	ProtocolConfigurationOptions *PDNProtocolConfigurationOptions
	Cause                        Opt[uint8]
	DeleteBearerResponse         EPSDeleteBearerResponse
	Sequence
}

func (v *EPSBearersDeleted) encode(b []byte, e *encoder) []byte {
	if v.LinkedEPSBearerID.Set {
		b = appendInt(append(b, 0x81), int64(v.LinkedEPSBearerID.Value))
	}
	if v.EPSBearerIDs != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.EPSBearerIDs {
			b = appendInt(append(b, 0x02), int64(x0))
		}
		b = closed(b, start)
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	if v.Cause.Set {
		b = appendInt(append(b, 0x84), int64(v.Cause.Value))
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.DeleteBearerResponse.encode(b, e); b == nil {
			return e.in("deleteBearerResponse")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearersDeleted) decode(d *decoder, pos, end int) {
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
			if name = "linkedEPSBearerID"; d.first(&seen, 0, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.LinkedEPSBearerID = Some(uint8(x))
				}
			}
		case ctx | 2:
			if name = "ePSBearerIDs"; d.first(&seen, 1, h) {
				v.EPSBearerIDs = list(d, h, 2, func(d *decoder, h header, v *uint8) { *v = uint8(d.integer(h, 0, 255)) })
			}
		case ctx | 3:
			if name = "protocolConfigurationOptions"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "cause"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.Cause = Some(uint8(x))
				}
			}
		case ctx | 5:
			if name = "deleteBearerResponse"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.DeleteBearerResponse.decode(d, h.start, h.stop)
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
	if seen&0x10 != 0x10 {
		d.absent(at, ^seen&0x10, "EPSBearersDeleted")
	}
}

// EPSDeleteBearerResponse is a SEQUENCE of TS 33.128 R19 annex A.
type EPSDeleteBearerResponse struct {
	Cause                        uint8
	LinkedEPSBearerID            Opt[uint8]
	BearerContexts               []EPSDeleteBearerContext
	ProtocolConfigurationOptions *PDNProtocolConfigurationOptions
	Sequence
}

func (v *EPSDeleteBearerResponse) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.Cause))
	}
	if v.LinkedEPSBearerID.Set {
		b = appendInt(append(b, 0x82), int64(v.LinkedEPSBearerID.Value))
	}
	if v.BearerContexts != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BearerContexts); b == nil {
			return e.in("bearerContexts")
		}
		b = closed(b, start)
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSDeleteBearerResponse) decode(d *decoder, pos, end int) {
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
			if name = "cause"; d.first(&seen, 0, h) {
				v.Cause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "linkedEPSBearerID"; d.first(&seen, 1, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.LinkedEPSBearerID = Some(uint8(x))
				}
			}
		case ctx | 3:
			if name = "bearerContexts"; d.first(&seen, 2, h) {
				v.BearerContexts = sequences[EPSDeleteBearerContext](d, h)
			}
		case ctx | 4:
			if name = "protocolConfigurationOptions"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "EPSDeleteBearerResponse")
	}
}

// EPSDeleteBearerContext is a SEQUENCE of TS 33.128 R19 annex A.
type EPSDeleteBearerContext struct {
	Cause                        uint8
	EPSBearerID                  uint8
	ProtocolConfigurationOptions *PDNProtocolConfigurationOptions
	RANNASCause                  []byte
	Sequence
}

func (v *EPSDeleteBearerContext) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.Cause))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.EPSBearerID))
	}
	if v.ProtocolConfigurationOptions != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.ProtocolConfigurationOptions.encode(b, e); b == nil {
			return e.in("protocolConfigurationOptions")
		}
		b = closed(b, start)
	}
	if v.RANNASCause != nil {
		b = appendOctets(append(b, 0x84), v.RANNASCause)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSDeleteBearerContext) decode(d *decoder, pos, end int) {
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
			if name = "cause"; d.first(&seen, 0, h) {
				v.Cause = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "ePSBearerID"; d.first(&seen, 1, h) {
				v.EPSBearerID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 3:
			if name = "protocolConfigurationOptions"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.ProtocolConfigurationOptions = new(PDNProtocolConfigurationOptions)
					v.ProtocolConfigurationOptions.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "rANNASCause"; d.first(&seen, 3, h) {
				v.RANNASCause = d.octets(h)
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
		d.absent(at, ^seen&0x3, "EPSDeleteBearerContext")
	}
}

// EPSBearerContextForRemoval is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearerContextForRemoval struct {
	EPSBearerID uint8
	Cause       uint8
	Sequence
}

func (v *EPSBearerContextForRemoval) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.EPSBearerID))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Cause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearerContextForRemoval) decode(d *decoder, pos, end int) {
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
			if name = "cause"; d.first(&seen, 1, h) {
				v.Cause = uint8(d.integer(h, 0, 255))
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
		d.absent(at, ^seen&0x3, "EPSBearerContextForRemoval")
	}
}

// EPSBearerQOS is a SEQUENCE of TS 33.128 R19 annex A.
type EPSBearerQOS struct {
	QCI                       Opt[uint8]
	MaximumUplinkBitRate      []byte
	MaximumDownlinkBitRate    []byte
	GuaranteedUplinkBitRate   []byte
	GuaranteedDownlinkBitRate []byte
	PriorityLevel             Opt[uint8]
	Sequence
}

func (v *EPSBearerQOS) encode(b []byte, e *encoder) []byte {
	if v.QCI.Set {
		b = appendInt(append(b, 0x81), int64(v.QCI.Value))
	}
	if v.MaximumUplinkBitRate != nil {
		b = appendOctets(append(b, 0x82), v.MaximumUplinkBitRate)
	}
	if v.MaximumDownlinkBitRate != nil {
		b = appendOctets(append(b, 0x83), v.MaximumDownlinkBitRate)
	}
	if v.GuaranteedUplinkBitRate != nil {
		b = appendOctets(append(b, 0x84), v.GuaranteedUplinkBitRate)
	}
	if v.GuaranteedDownlinkBitRate != nil {
		b = appendOctets(append(b, 0x85), v.GuaranteedDownlinkBitRate)
	}
	if v.PriorityLevel.Set {
		if v.PriorityLevel.Value < 1 || v.PriorityLevel.Value > 15 {
			return e.outside("priorityLevel", int64(v.PriorityLevel.Value), 1, 15)
		}
		b = appendInt(append(b, 0x86), int64(v.PriorityLevel.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSBearerQOS) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "qCI"; d.first(&seen, 0, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.QCI = Some(uint8(x))
				}
			}
		case ctx | 2:
			if name = "maximumUplinkBitRate"; d.first(&seen, 1, h) {
				v.MaximumUplinkBitRate = d.octets(h)
			}
		case ctx | 3:
			if name = "maximumDownlinkBitRate"; d.first(&seen, 2, h) {
				v.MaximumDownlinkBitRate = d.octets(h)
			}
		case ctx | 4:
			if name = "guaranteedUplinkBitRate"; d.first(&seen, 3, h) {
				v.GuaranteedUplinkBitRate = d.octets(h)
			}
		case ctx | 5:
			if name = "guaranteedDownlinkBitRate"; d.first(&seen, 4, h) {
				v.GuaranteedDownlinkBitRate = d.octets(h)
			}
		case ctx | 6:
			if name = "priorityLevel"; d.first(&seen, 5, h) {
				if x, ok := d.maybeInteger(h, 1, 15, &v.Extra); ok {
					v.PriorityLevel = Some(uint8(x))
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

// EPSGTPTunnels is a SEQUENCE of TS 33.128 R19 annex A.
type EPSGTPTunnels struct {
	ControlPlaneSenderFTEID  *FTEID
	ControlPlanePGWS5S8FTEID *FTEID
	S1UeNodeBFTEID           *FTEID
	S5S8SGWFTEID             *FTEID
	S5S8PGWFTEID             *FTEID
	S2bUePDGFTEID            *FTEID
	S2aUePDGFTEID            *FTEID
	Sequence
}

func (v *EPSGTPTunnels) encode(b []byte, e *encoder) []byte {
	if v.ControlPlaneSenderFTEID != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ControlPlaneSenderFTEID.encode(b, e); b == nil {
			return e.in("controlPlaneSenderFTEID")
		}
		b = closed(b, start)
	}
	if v.ControlPlanePGWS5S8FTEID != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ControlPlanePGWS5S8FTEID.encode(b, e); b == nil {
			return e.in("controlPlanePGWS5S8FTEID")
		}
		b = closed(b, start)
	}
	if v.S1UeNodeBFTEID != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.S1UeNodeBFTEID.encode(b, e); b == nil {
			return e.in("s1UeNodeBFTEID")
		}
		b = closed(b, start)
	}
	if v.S5S8SGWFTEID != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.S5S8SGWFTEID.encode(b, e); b == nil {
			return e.in("s5S8SGWFTEID")
		}
		b = closed(b, start)
	}
	if v.S5S8PGWFTEID != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.S5S8PGWFTEID.encode(b, e); b == nil {
			return e.in("s5S8PGWFTEID")
		}
		b = closed(b, start)
	}
	if v.S2bUePDGFTEID != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.S2bUePDGFTEID.encode(b, e); b == nil {
			return e.in("s2bUePDGFTEID")
		}
		b = closed(b, start)
	}
	if v.S2aUePDGFTEID != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.S2aUePDGFTEID.encode(b, e); b == nil {
			return e.in("s2aUePDGFTEID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSGTPTunnels) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "controlPlaneSenderFTEID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ControlPlaneSenderFTEID = new(FTEID)
					v.ControlPlaneSenderFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "controlPlanePGWS5S8FTEID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ControlPlanePGWS5S8FTEID = new(FTEID)
					v.ControlPlanePGWS5S8FTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "s1UeNodeBFTEID"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.S1UeNodeBFTEID = new(FTEID)
					v.S1UeNodeBFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "s5S8SGWFTEID"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.S5S8SGWFTEID = new(FTEID)
					v.S5S8SGWFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "s5S8PGWFTEID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.S5S8PGWFTEID = new(FTEID)
					v.S5S8PGWFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "s2bUePDGFTEID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.S2bUePDGFTEID = new(FTEID)
					v.S2bUePDGFTEID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "s2aUePDGFTEID"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.S2aUePDGFTEID = new(FTEID)
					v.S2aUePDGFTEID.decode(d, h.start, h.stop)
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

// EPSPDNFailedProcedure is a CHOICE of TS 33.128 R19 annex A.
type EPSPDNFailedProcedure struct {
	EPSPDNConnectionEstablishment *EPSPDNConnectionEstablishment
	EPSPDNConnectionModification  *EPSPDNConnectionModification
	EPSPDNConnectionRelease       *EPSPDNConnectionRelease
	Choice
}

func (v *EPSPDNFailedProcedure) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.EPSPDNConnectionEstablishment != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSPDNConnectionEstablishment.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionEstablishment")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionModification != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EPSPDNConnectionModification.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionModification")
		}
		b = closed(b, start)
	}
	if v.EPSPDNConnectionRelease != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.EPSPDNConnectionRelease.encode(b, e); b == nil {
			return e.in("ePSPDNConnectionRelease")
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

func (v *EPSPDNFailedProcedure) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "ePSPDNConnectionEstablishment"
		if d.open(h) {
			v.EPSPDNConnectionEstablishment = new(EPSPDNConnectionEstablishment)
			v.EPSPDNConnectionEstablishment.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "ePSPDNConnectionModification"
		if d.open(h) {
			v.EPSPDNConnectionModification = new(EPSPDNConnectionModification)
			v.EPSPDNConnectionModification.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "ePSPDNConnectionRelease"
		if d.open(h) {
			v.EPSPDNConnectionRelease = new(EPSPDNConnectionRelease)
			v.EPSPDNConnectionRelease.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// FiveGSInterworkingInfo is a SEQUENCE of TS 33.128 R19 annex A.
type FiveGSInterworkingInfo struct {
	FiveGSInterworkingIndicator  bool
	FiveGSInterworkingWithoutN26 bool
	FiveGCNotRestrictedSupport   bool
	Sequence
}

func (v *FiveGSInterworkingInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendBool(append(b, 0x81), v.FiveGSInterworkingIndicator)
	}
	{
		b = appendBool(append(b, 0x82), v.FiveGSInterworkingWithoutN26)
	}
	{
		b = appendBool(append(b, 0x83), v.FiveGCNotRestrictedSupport)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGSInterworkingInfo) decode(d *decoder, pos, end int) {
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
			if name = "fiveGSInterworkingIndicator"; d.first(&seen, 0, h) {
				v.FiveGSInterworkingIndicator = d.boolean(h)
			}
		case ctx | 2:
			if name = "fiveGSInterworkingWithoutN26"; d.first(&seen, 1, h) {
				v.FiveGSInterworkingWithoutN26 = d.boolean(h)
			}
		case ctx | 3:
			if name = "fiveGCNotRestrictedSupport"; d.first(&seen, 2, h) {
				v.FiveGCNotRestrictedSupport = d.boolean(h)
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
		d.absent(at, ^seen&0x7, "FiveGSInterworkingInfo")
	}
}

// PDNProtocolConfigurationOptions is a SEQUENCE of TS 33.128 R19 annex A.
type PDNProtocolConfigurationOptions struct {
	RequestPCO   []byte
	RequestAPCO  []byte
	RequestEPCO  []byte
	ResponsePCO  []byte
	ResponseAPCO []byte
	ResponseEPCO []byte
	Sequence
}

func (v *PDNProtocolConfigurationOptions) encode(b []byte, e *encoder) []byte {
	if v.RequestPCO != nil {
		b = appendOctets(append(b, 0x81), v.RequestPCO)
	}
	if v.RequestAPCO != nil {
		b = appendOctets(append(b, 0x82), v.RequestAPCO)
	}
	if v.RequestEPCO != nil {
		b = appendOctets(append(b, 0x83), v.RequestEPCO)
	}
	if v.ResponsePCO != nil {
		b = appendOctets(append(b, 0x84), v.ResponsePCO)
	}
	if v.ResponseAPCO != nil {
		b = appendOctets(append(b, 0x85), v.ResponseAPCO)
	}
	if v.ResponseEPCO != nil {
		b = appendOctets(append(b, 0x86), v.ResponseEPCO)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PDNProtocolConfigurationOptions) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "requestPCO"; d.first(&seen, 0, h) {
				v.RequestPCO = d.octets(h)
			}
		case ctx | 2:
			if name = "requestAPCO"; d.first(&seen, 1, h) {
				v.RequestAPCO = d.octets(h)
			}
		case ctx | 3:
			if name = "requestEPCO"; d.first(&seen, 2, h) {
				v.RequestEPCO = d.octets(h)
			}
		case ctx | 4:
			if name = "responsePCO"; d.first(&seen, 3, h) {
				v.ResponsePCO = d.octets(h)
			}
		case ctx | 5:
			if name = "responseAPCO"; d.first(&seen, 4, h) {
				v.ResponseAPCO = d.octets(h)
			}
		case ctx | 6:
			if name = "responseEPCO"; d.first(&seen, 5, h) {
				v.ResponseEPCO = d.octets(h)
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

// GTPTunnelInfo is a SEQUENCE of TS 33.128 R19 annex A.
type GTPTunnelInfo struct {
	FiveGSGTPTunnels *FiveGSGTPTunnels
	EPSGTPTunnels    *EPSGTPTunnels
	Sequence
}

func (v *GTPTunnelInfo) encode(b []byte, e *encoder) []byte {
	if v.FiveGSGTPTunnels != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FiveGSGTPTunnels.encode(b, e); b == nil {
			return e.in("fiveGSGTPTunnels")
		}
		b = closed(b, start)
	}
	if v.EPSGTPTunnels != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EPSGTPTunnels.encode(b, e); b == nil {
			return e.in("ePSGTPTunnels")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GTPTunnelInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "fiveGSGTPTunnels"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.FiveGSGTPTunnels = new(FiveGSGTPTunnels)
					v.FiveGSGTPTunnels.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "ePSGTPTunnels"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EPSGTPTunnels = new(EPSGTPTunnels)
					v.EPSGTPTunnels.decode(d, h.start, h.stop)
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

// SMSTPDUData is a CHOICE of TS 33.128 R19 annex A.
type SMSTPDUData struct {
	SMSTPDU              []byte
	TruncatedSMSTPDU     []byte
	RedactedSMSTPDU      []byte
	ThreeGPP2SMSTPDU     []byte
	Redacted3GPP2SMSTPDU []byte
	Choice
}

func (v *SMSTPDUData) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.SMSTPDU != nil {
		n++
		b = appendOctets(append(b, 0x81), v.SMSTPDU)
	}
	if v.TruncatedSMSTPDU != nil {
		n++
		b = appendOctets(append(b, 0x82), v.TruncatedSMSTPDU)
	}
	if v.RedactedSMSTPDU != nil {
		n++
		b = appendOctets(append(b, 0x83), v.RedactedSMSTPDU)
	}
	if v.ThreeGPP2SMSTPDU != nil {
		n++
		b = appendOctets(append(b, 0x84), v.ThreeGPP2SMSTPDU)
	}
	if v.Redacted3GPP2SMSTPDU != nil {
		n++
		b = appendOctets(append(b, 0x85), v.Redacted3GPP2SMSTPDU)
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

func (v *SMSTPDUData) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "sMSTPDU"
		v.SMSTPDU = d.octets(h)
	case ctx | 2:
		name = "truncatedSMSTPDU"
		v.TruncatedSMSTPDU = d.octets(h)
	case ctx | 3:
		name = "redactedSMSTPDU"
		v.RedactedSMSTPDU = d.octets(h)
	case ctx | 4:
		name = "threeGPP2SMSTPDU"
		v.ThreeGPP2SMSTPDU = d.octets(h)
	case ctx | 5:
		name = "redacted3GPP2SMSTPDU"
		v.Redacted3GPP2SMSTPDU = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// MMSVersion is a SEQUENCE of TS 33.128 R19 annex A.
type MMSVersion struct {
	MajorVersion int64
	MinorVersion int64
	Sequence
}

func (v *MMSVersion) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.MajorVersion))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.MinorVersion))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSVersion) decode(d *decoder, pos, end int) {
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
			if name = "majorVersion"; d.first(&seen, 0, h) {
				v.MajorVersion = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "minorVersion"; d.first(&seen, 1, h) {
				v.MinorVersion = int64(d.integer(h, -1<<63, 1<<63-1))
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
		d.absent(at, ^seen&0x3, "MMSVersion")
	}
}

// PTCChatGroupID is a SEQUENCE of TS 33.128 R19 annex A.
type PTCChatGroupID struct {
	GroupIdentity string
	Sequence
}

func (v *PTCChatGroupID) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.GroupIdentity)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCChatGroupID) decode(d *decoder, pos, end int) {
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
			if name = "groupIdentity"; d.first(&seen, 0, h) {
				v.GroupIdentity = d.text(h)
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
		d.absent(at, ^seen&0x1, "PTCChatGroupID")
	}
}

// IMSPayload is a CHOICE of TS 33.128 R19 annex A.
type IMSPayload struct {
	EncapsulatedSIPMessage *SIPMessage
	ModifiedSIPMessage     *ModifiedSIPMessage
	Choice
}

func (v *IMSPayload) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.EncapsulatedSIPMessage != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EncapsulatedSIPMessage.encode(b, e); b == nil {
			return e.in("encapsulatedSIPMessage")
		}
		b = closed(b, start)
	}
	if v.ModifiedSIPMessage != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ModifiedSIPMessage.encode(b, e); b == nil {
			return e.in("modifiedSIPMessage")
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

func (v *IMSPayload) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "encapsulatedSIPMessage"
		if d.open(h) {
			v.EncapsulatedSIPMessage = new(SIPMessage)
			v.EncapsulatedSIPMessage.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "modifiedSIPMessage"
		if d.open(h) {
			v.ModifiedSIPMessage = new(ModifiedSIPMessage)
			v.ModifiedSIPMessage.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// ModifiedSIPMessage is a SEQUENCE of TS 33.128 R19 annex A.
type ModifiedSIPMessage struct {
	ModifiedSIPContent SIPMessage
	Modifications      PayloadModifications
	Sequence
}

func (v *ModifiedSIPMessage) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ModifiedSIPContent.encode(b, e); b == nil {
			return e.in("modifiedSIPContent")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Modifications.encode(b, e); b == nil {
			return e.in("modifications")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ModifiedSIPMessage) decode(d *decoder, pos, end int) {
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
			if name = "modifiedSIPContent"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ModifiedSIPContent.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "modifications"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Modifications.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "ModifiedSIPMessage")
	}
}

// SIPMessage is a SEQUENCE of TS 33.128 R19 annex A.
type SIPMessage struct {
	IPSourceAddress      IPAddress
	IPDestinationAddress IPAddress
	SIPContent           []byte
	Sequence
}

func (v *SIPMessage) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.IPSourceAddress.encode(b, e); b == nil {
			return e.in("iPSourceAddress")
		}
		if len(b) == start {
			return e.missing("iPSourceAddress")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IPDestinationAddress.encode(b, e); b == nil {
			return e.in("iPDestinationAddress")
		}
		if len(b) == start {
			return e.missing("iPDestinationAddress")
		}
		b = closed(b, start)
	}
	if !(v.SIPContent != nil) {
		return e.missing("sIPContent")
	}
	{
		b = appendOctets(append(b, 0x83), v.SIPContent)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPMessage) decode(d *decoder, pos, end int) {
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
			if name = "iPSourceAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.IPSourceAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "iPDestinationAddress"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.IPDestinationAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sIPContent"; d.first(&seen, 2, h) {
				v.SIPContent = d.octets(h)
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
		d.absent(at, ^seen&0x7, "SIPMessage")
	}
}

// ConnectedENGNB is a SEQUENCE of TS 33.128 R19 annex A.
type ConnectedENGNB struct {
	ENGNBID         BitString
	SupportedTAList [][]byte
	BroadcastPLMN   []PLMNID
	Sequence
}

func (v *ConnectedENGNB) encode(b []byte, e *encoder) []byte {
	if !(v.ENGNBID.Octets != nil) {
		return e.missing("eNGNBID")
	}
	{
		if v.ENGNBID.Len < 0 || len(v.ENGNBID.Octets) != (v.ENGNBID.Len+7)/8 {
			return e.fail(ber.ErrValue, "eNGNBID", "as many octets as the bits need", "others")
		}
		b = appendBitString(append(b, 0x81), v.ENGNBID)
	}
	if !(v.SupportedTAList != nil) {
		return e.missing("supportedTAList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.SupportedTAList {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if !(v.BroadcastPLMN != nil) {
		return e.missing("broadcastPLMN")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BroadcastPLMN); b == nil {
			return e.in("broadcastPLMN")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ConnectedENGNB) decode(d *decoder, pos, end int) {
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
			if name = "eNGNBID"; d.first(&seen, 0, h) {
				v.ENGNBID = d.bitString(h)
			}
		case ctx | 2:
			if name = "supportedTAList"; d.first(&seen, 1, h) {
				v.SupportedTAList = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
			}
		case ctx | 3:
			if name = "broadcastPLMN"; d.first(&seen, 2, h) {
				v.BroadcastPLMN = sequences[PLMNID](d, h)
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
		d.absent(at, ^seen&0x7, "ConnectedENGNB")
	}
}

// MMEServedGUMMEI is a SEQUENCE of TS 33.128 R19 annex A.
type MMEServedGUMMEI struct {
	ServedPLMNs []PLMNSupportItem
	Sequence
}

func (v *MMEServedGUMMEI) encode(b []byte, e *encoder) []byte {
	if !(v.ServedPLMNs != nil) {
		return e.missing("servedPLMNs")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ServedPLMNs); b == nil {
			return e.in("servedPLMNs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMEServedGUMMEI) decode(d *decoder, pos, end int) {
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
			if name = "servedPLMNs"; d.first(&seen, 0, h) {
				v.ServedPLMNs = sequences[PLMNSupportItem](d, h)
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
		d.absent(at, ^seen&0x1, "MMEServedGUMMEI")
	}
}

// S1Information is a SEQUENCE of TS 33.128 R19 annex A.
type S1Information struct {
	GlobalRANNodeID     GlobalRANNodeID
	RANNodeName         RANNodeName
	SupportedTAList     []TAItem
	CSGIDList           []int64
	ConnectedENGNBList  []ConnectedENGNB
	MMEServedGUMMEIList []MMEServedGUMMEI
	IABSupported        Opt[bool]
	Sequence
}

func (v *S1Information) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GlobalRANNodeID.encode(b, e); b == nil {
			return e.in("globalRANNodeID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RANNodeName.encode(b, e); b == nil {
			return e.in("rANNodeName")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.SupportedTAList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.SupportedTAList); b == nil {
			return e.in("supportedTAList")
		}
		b = closed(b, start)
	}
	if v.CSGIDList != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.CSGIDList {
			b = appendInt(append(b, 0x02), int64(x0))
		}
		b = closed(b, start)
	}
	if v.ConnectedENGNBList != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ConnectedENGNBList); b == nil {
			return e.in("connectedENGNBList")
		}
		b = closed(b, start)
	}
	if !(v.MMEServedGUMMEIList != nil) {
		return e.missing("mMEServedGUMMEIList")
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.MMEServedGUMMEIList); b == nil {
			return e.in("mMEServedGUMMEIList")
		}
		b = closed(b, start)
	}
	if v.IABSupported.Set {
		b = appendBool(append(b, 0x87), v.IABSupported.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *S1Information) decode(d *decoder, pos, end int) {
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
			if name = "globalRANNodeID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GlobalRANNodeID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rANNodeName"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RANNodeName.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "supportedTAList"; d.first(&seen, 2, h) {
				v.SupportedTAList = sequences[TAItem](d, h)
			}
		case ctx | 4:
			if name = "cSGIDList"; d.first(&seen, 3, h) {
				v.CSGIDList = list(d, h, 2, func(d *decoder, h header, v *int64) { *v = int64(d.integer(h, -1<<63, 1<<63-1)) })
			}
		case ctx | 5:
			if name = "connectedENGNBList"; d.first(&seen, 4, h) {
				v.ConnectedENGNBList = sequences[ConnectedENGNB](d, h)
			}
		case ctx | 6:
			if name = "mMEServedGUMMEIList"; d.first(&seen, 5, h) {
				v.MMEServedGUMMEIList = sequences[MMEServedGUMMEI](d, h)
			}
		case ctx | 7:
			if name = "iABSupported"; d.first(&seen, 6, h) {
				v.IABSupported = Some(d.boolean(h))
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
		d.absent(at, ^seen&0x21, "S1Information")
	}
}

// EMM5GMMStatus is a SEQUENCE: the registration state of a UE in both systems.
type EMM5GMMStatus struct {
	EMMRegStatus  Opt[EMMRegStatus]
	FiveGMMStatus Opt[FiveGMMStatus]
	Sequence
}

func (v *EMM5GMMStatus) encode(b []byte, e *encoder) []byte {
	if v.EMMRegStatus.Set {
		b = appendInt(append(b, 0x81), int64(v.EMMRegStatus.Value))
	}
	if v.FiveGMMStatus.Set {
		b = appendInt(append(b, 0x82), int64(v.FiveGMMStatus.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EMM5GMMStatus) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "eMMRegStatus"; d.first(&seen, 0, h) {
				v.EMMRegStatus = Some(EMMRegStatus(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "fiveGMMStatus"; d.first(&seen, 1, h) {
				v.FiveGMMStatus = Some(FiveGMMStatus(d.enumerated(h)))
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

// BroadcastPLMNItem is a SEQUENCE of TS 33.128 R19 annex A.
type BroadcastPLMNItem struct {
	PLMNIdentity        PLMNID
	TAISliceSupportList []SNSSAI
	NPNSupport          string
	Sequence
}

func (v *BroadcastPLMNItem) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNIdentity.encode(b, e); b == nil {
			return e.in("pLMNIdentity")
		}
		b = closed(b, start)
	}
	if !(v.TAISliceSupportList != nil) {
		return e.missing("tAISliceSupportList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TAISliceSupportList); b == nil {
			return e.in("tAISliceSupportList")
		}
		b = closed(b, start)
	}
	if !(v.NPNSupport != "") {
		return e.missing("nPNSupport")
	}
	{
		b = appendText(append(b, 0x83), v.NPNSupport)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *BroadcastPLMNItem) decode(d *decoder, pos, end int) {
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
			if name = "tAISliceSupportList"; d.first(&seen, 1, h) {
				v.TAISliceSupportList = sequences[SNSSAI](d, h)
			}
		case ctx | 3:
			if name = "nPNSupport"; d.first(&seen, 2, h) {
				v.NPNSupport = d.some(d.text(h), h)
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
		d.absent(at, ^seen&0x7, "BroadcastPLMNItem")
	}
}

// FiveGGUTI is a SEQUENCE: a 5G-GUTI, TS 23.003 clause 2.10.1.
type FiveGGUTI struct {
	MCC         string
	MNC         string
	AMFRegionID uint8
	// AMFSetID has 10 bits, AMFPointer 6.
	AMFSetID   uint16
	AMFPointer uint8
	FiveGTMSI  uint32
	Sequence
}

func (v *FiveGGUTI) encode(b []byte, e *encoder) []byte {
	if !(v.MCC != "") {
		return e.missing("mCC")
	}
	{
		b = appendText(append(b, 0x81), v.MCC)
	}
	if !(v.MNC != "") {
		return e.missing("mNC")
	}
	{
		b = appendText(append(b, 0x82), v.MNC)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.AMFRegionID))
	}
	{
		if v.AMFSetID > 1023 {
			return e.outside("aMFSetID", int64(v.AMFSetID), 0, 1023)
		}
		b = appendInt(append(b, 0x84), int64(v.AMFSetID))
	}
	{
		if v.AMFPointer > 63 {
			return e.outside("aMFPointer", int64(v.AMFPointer), 0, 63)
		}
		b = appendInt(append(b, 0x85), int64(v.AMFPointer))
	}
	{
		b = appendInt(append(b, 0x86), int64(v.FiveGTMSI))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGGUTI) decode(d *decoder, pos, end int) {
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
			if name = "mCC"; d.first(&seen, 0, h) {
				v.MCC = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "mNC"; d.first(&seen, 1, h) {
				v.MNC = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "aMFRegionID"; d.first(&seen, 2, h) {
				v.AMFRegionID = uint8(d.integer(h, 0, 255))
			}
		case ctx | 4:
			if name = "aMFSetID"; d.first(&seen, 3, h) {
				v.AMFSetID = uint16(d.integer(h, 0, 1023))
			}
		case ctx | 5:
			if name = "aMFPointer"; d.first(&seen, 4, h) {
				v.AMFPointer = uint8(d.integer(h, 0, 63))
			}
		case ctx | 6:
			if name = "fiveGTMSI"; d.first(&seen, 5, h) {
				v.FiveGTMSI = uint32(d.integer(h, 0, 4294967295))
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
		d.absent(at, ^seen&0x3f, "FiveGGUTI")
	}
}

// FiveGSSubscriberID is a CHOICE: one identifier of a 5GS subscriber.
type FiveGSSubscriberID struct {
	SUPI SUPI
	SUCI *SUCI
	PEI  PEI
	GPSI GPSI
	Choice
}

func (v *FiveGSSubscriberID) encode(b []byte, e *encoder) []byte {
	n := 0
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
			n++
		}
	}
	if v.SUCI != nil {
		n++
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
			n++
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

func (v *FiveGSSubscriberID) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "sUPI"
		if d.open(h) {
			v.SUPI.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "sUCI"
		if d.open(h) {
			v.SUCI = new(SUCI)
			v.SUCI.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "pEI"
		if d.open(h) {
			v.PEI.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "gPSI"
		if d.open(h) {
			v.GPSI.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// FiveGSSubscriberIDs is a SEQUENCE around a list.
type FiveGSSubscriberIDs struct {
	FiveGSSubscriberID []FiveGSSubscriberID
	Sequence
}

func (v *FiveGSSubscriberIDs) encode(b []byte, e *encoder) []byte {
	if !(v.FiveGSSubscriberID != nil) {
		return e.missing("fiveGSSubscriberID")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.FiveGSSubscriberID); b == nil {
			return e.in("fiveGSSubscriberID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGSSubscriberIDs) decode(d *decoder, pos, end int) {
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
			if name = "fiveGSSubscriberID"; d.first(&seen, 0, h) {
				v.FiveGSSubscriberID = choices[FiveGSSubscriberID](d, h)
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
		d.absent(at, ^seen&0x1, "FiveGSSubscriberIDs")
	}
}

// FTEID is a SEQUENCE of TS 33.128 R19 annex A.
type FTEID struct {
	TEID        uint32
	IPv4Address netip.Addr
	IPv6Address netip.Addr
	Sequence
}

func (v *FTEID) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.TEID))
	}
	if v.IPv4Address.IsValid() {
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x82), v.IPv4Address)
	}
	if v.IPv6Address.IsValid() {
		if !v.IPv6Address.Is6() {
			return e.fail(ber.ErrValue, "iPv6Address", "16 octets", v.IPv6Address.String())
		}
		b = appendAddr(append(b, 0x83), v.IPv6Address)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FTEID) decode(d *decoder, pos, end int) {
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
			if name = "tEID"; d.first(&seen, 0, h) {
				v.TEID = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 2:
			if name = "iPv4Address"; d.first(&seen, 1, h) {
				v.IPv4Address = d.address(h, 4)
			}
		case ctx | 3:
			if name = "iPv6Address"; d.first(&seen, 2, h) {
				v.IPv6Address = d.address(h, 16)
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
		d.absent(at, ^seen&0x1, "FTEID")
	}
}

// GPSI is a CHOICE: a generic public subscription identifier without the prefixes of TS 29.571.
type GPSI struct {
	// MSISDN has 1 to 15 digits.
	MSISDN string
	NAI    string
	Choice
}

func (v *GPSI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MSISDN != "" {
		n++
		b = appendText(append(b, 0x81), v.MSISDN)
	}
	if v.NAI != "" {
		n++
		b = appendText(append(b, 0x82), v.NAI)
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

func (v *GPSI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "mSISDN"
		v.MSISDN = d.some(d.digits(h), h)
	case ctx | 2:
		name = "nAI"
		if v.NAI = d.text(h); v.NAI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// GUAMI is a SEQUENCE: a globally unique AMF identifier.
type GUAMI struct {
	AMFID  AMFID
	PLMNID PLMNID
	Sequence
}

func (v *GUAMI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.AMFID.encode(b, e); b == nil {
			return e.in("aMFID")
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
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GUAMI) decode(d *decoder, pos, end int) {
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
			if name = "aMFID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.AMFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pLMNID"; d.first(&seen, 1, h) {
				if d.open(h) {
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
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "GUAMI")
	}
}

// GUTI is a SEQUENCE: a GUTI of EPS, TS 23.003 clause 2.8.1.
type GUTI struct {
	MCC string
	MNC string
	// MMEGroupID has 2 octets, MMECode 1, MTMSI 4.
	MMEGroupID []byte
	MMECode    []byte
	MTMSI      []byte
	Sequence
}

func (v *GUTI) encode(b []byte, e *encoder) []byte {
	if !(v.MCC != "") {
		return e.missing("mCC")
	}
	{
		b = appendText(append(b, 0x81), v.MCC)
	}
	if !(v.MNC != "") {
		return e.missing("mNC")
	}
	{
		b = appendText(append(b, 0x82), v.MNC)
	}
	if !(v.MMEGroupID != nil) {
		return e.missing("mMEGroupID")
	}
	{
		b = appendOctets(append(b, 0x83), v.MMEGroupID)
	}
	if !(v.MMECode != nil) {
		return e.missing("mMECode")
	}
	{
		b = appendOctets(append(b, 0x84), v.MMECode)
	}
	if !(v.MTMSI != nil) {
		return e.missing("mTMSI")
	}
	{
		b = appendOctets(append(b, 0x85), v.MTMSI)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GUTI) decode(d *decoder, pos, end int) {
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
			if name = "mCC"; d.first(&seen, 0, h) {
				v.MCC = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "mNC"; d.first(&seen, 1, h) {
				v.MNC = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "mMEGroupID"; d.first(&seen, 2, h) {
				v.MMEGroupID = d.octets(h)
			}
		case ctx | 4:
			if name = "mMECode"; d.first(&seen, 3, h) {
				v.MMECode = d.octets(h)
			}
		case ctx | 5:
			if name = "mTMSI"; d.first(&seen, 4, h) {
				v.MTMSI = d.octets(h)
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
		d.absent(at, ^seen&0x1f, "GUTI")
	}
}

// IMPU is a CHOICE: an IMS public identity.
type IMPU struct {
	SIPURI string
	TELURI string
	Choice
}

func (v *IMPU) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.SIPURI != "" {
		n++
		b = appendText(append(b, 0x81), v.SIPURI)
	}
	if v.TELURI != "" {
		n++
		b = appendText(append(b, 0x82), v.TELURI)
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

func (v *IMPU) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "sIPURI"
		if v.SIPURI = d.text(h); v.SIPURI == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "tELURI"
		if v.TELURI = d.text(h); v.TELURI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IMSSubscriberIDs is a CHOICE of TS 33.128 R19 annex A.
type IMSSubscriberIDs struct {
	IMPI string
	IMPU IMPU
	Choice
}

func (v *IMSSubscriberIDs) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMPI != "" {
		n++
		b = appendText(append(b, 0x81), v.IMPI)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.IMPU.encode(b, e); b == nil {
			return e.in("iMPU")
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

func (v *IMSSubscriberIDs) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMPI"
		if v.IMPI = d.text(h); v.IMPI == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "iMPU"
		if d.open(h) {
			v.IMPU.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IPAddress is a CHOICE of TS 33.128 R19 annex A.
type IPAddress struct {
	IPv4Address netip.Addr
	IPv6Address netip.Addr
	Choice
}

func (v *IPAddress) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IPv4Address.IsValid() {
		n++
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	if v.IPv6Address.IsValid() {
		n++
		if !v.IPv6Address.Is6() {
			return e.fail(ber.ErrValue, "iPv6Address", "16 octets", v.IPv6Address.String())
		}
		b = appendAddr(append(b, 0x82), v.IPv6Address)
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

func (v *IPAddress) decode(d *decoder, pos, end int) {
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
		name = "iPv6Address"
		v.IPv6Address = d.address(h, 16)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PLMNID is a SEQUENCE: a public land mobile network.
type PLMNID struct {
	// MCC has three digits, MNC two or three.
	MCC string
	MNC string
	Sequence
}

func (v *PLMNID) encode(b []byte, e *encoder) []byte {
	if !(v.MCC != "") {
		return e.missing("mCC")
	}
	{
		b = appendText(append(b, 0x81), v.MCC)
	}
	if !(v.MNC != "") {
		return e.missing("mNC")
	}
	{
		b = appendText(append(b, 0x82), v.MNC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PLMNID) decode(d *decoder, pos, end int) {
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
			if name = "mCC"; d.first(&seen, 0, h) {
				v.MCC = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "mNC"; d.first(&seen, 1, h) {
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
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "PLMNID")
	}
}

// PEI is a CHOICE: a permanent equipment identifier.
type PEI struct {
	// IMEI has 14 digits, IMEISV 16.
	IMEI   string
	IMEISV string
	// MACAddress has 6 octets, EUI64 has 8.
	MACAddress []byte
	EUI64      []byte
	Choice
}

func (v *PEI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMEI != "" {
		n++
		b = appendText(append(b, 0x81), v.IMEI)
	}
	if v.IMEISV != "" {
		n++
		b = appendText(append(b, 0x82), v.IMEISV)
	}
	if v.MACAddress != nil {
		n++
		b = appendOctets(append(b, 0x83), v.MACAddress)
	}
	if v.EUI64 != nil {
		n++
		b = appendOctets(append(b, 0x84), v.EUI64)
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

func (v *PEI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMEI"
		v.IMEI = d.some(d.digits(h), h)
	case ctx | 2:
		name = "iMEISV"
		v.IMEISV = d.some(d.digits(h), h)
	case ctx | 3:
		name = "mACAddress"
		v.MACAddress = d.octets(h)
	case ctx | 4:
		name = "eUI64"
		v.EUI64 = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// RANNodeName is a CHOICE of TS 33.128 R19 annex A.
type RANNodeName struct {
	RANNodeNameVisible []byte
	RANNodeNameUTF8    string
	Choice
}

func (v *RANNodeName) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.RANNodeNameVisible != nil {
		n++
		b = appendOctets(append(b, 0x81), v.RANNodeNameVisible)
	}
	if v.RANNodeNameUTF8 != "" {
		n++
		b = appendText(append(b, 0x82), v.RANNodeNameUTF8)
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

func (v *RANNodeName) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "rANNodeNameVisible"
		v.RANNodeNameVisible = d.octets(h)
	case ctx | 2:
		name = "rANNodeNameUTF8"
		if v.RANNodeNameUTF8 = d.text(h); v.RANNodeNameUTF8 == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// SNSSAI is a SEQUENCE: a slice, TS 23.003 clause 28.4.2.
type SNSSAI struct {
	SliceServiceType uint8
	// SliceDifferentiator has 3 octets.
	SliceDifferentiator            []byte
	MappedHPLMNSliceServiceType    Opt[uint8]
	MappedHPLMNSliceDifferentiator []byte
	Sequence
}

func (v *SNSSAI) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.SliceServiceType))
	}
	if v.SliceDifferentiator != nil {
		b = appendOctets(append(b, 0x82), v.SliceDifferentiator)
	}
	if v.MappedHPLMNSliceServiceType.Set {
		b = appendInt(append(b, 0x83), int64(v.MappedHPLMNSliceServiceType.Value))
	}
	if v.MappedHPLMNSliceDifferentiator != nil {
		b = appendOctets(append(b, 0x84), v.MappedHPLMNSliceDifferentiator)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SNSSAI) decode(d *decoder, pos, end int) {
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
			if name = "sliceServiceType"; d.first(&seen, 0, h) {
				v.SliceServiceType = uint8(d.integer(h, 0, 255))
			}
		case ctx | 2:
			if name = "sliceDifferentiator"; d.first(&seen, 1, h) {
				v.SliceDifferentiator = d.octets(h)
			}
		case ctx | 3:
			if name = "mappedHPLMNSliceServiceType"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 255, &v.Extra); ok {
					v.MappedHPLMNSliceServiceType = Some(uint8(x))
				}
			}
		case ctx | 4:
			if name = "mappedHPLMNSliceDifferentiator"; d.first(&seen, 3, h) {
				v.MappedHPLMNSliceDifferentiator = d.octets(h)
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
		d.absent(at, ^seen&0x1, "SNSSAI")
	}
}

// SUCI is a SEQUENCE: a subscription concealed identifier, TS 23.003 clause 2.2B.
type SUCI struct {
	MCC string
	MNC string
	// RoutingIndicator is the number its digits make, 0 to 9999.
	RoutingIndicator uint16
	// ProtectionSchemeID is 0 for the null scheme, 1 and 2 for profiles A and B.
	ProtectionSchemeID     uint8
	HomeNetworkPublicKeyID []byte
	SchemeOutput           []byte
	// RoutingIndicatorLength is the count of digits, where RoutingIndicator does not tell it.
	RoutingIndicatorLength Opt[uint8]
	SUPIType               Opt[uint8]
	HomeNetworkIdentifier  Opt[string]
	Sequence
}

func (v *SUCI) encode(b []byte, e *encoder) []byte {
	if !(v.MCC != "") {
		return e.missing("mCC")
	}
	{
		b = appendText(append(b, 0x81), v.MCC)
	}
	if !(v.MNC != "") {
		return e.missing("mNC")
	}
	{
		b = appendText(append(b, 0x82), v.MNC)
	}
	{
		if v.RoutingIndicator > 9999 {
			return e.outside("routingIndicator", int64(v.RoutingIndicator), 0, 9999)
		}
		b = appendInt(append(b, 0x83), int64(v.RoutingIndicator))
	}
	{
		if v.ProtectionSchemeID > 15 {
			return e.outside("protectionSchemeID", int64(v.ProtectionSchemeID), 0, 15)
		}
		b = appendInt(append(b, 0x84), int64(v.ProtectionSchemeID))
	}
	if !(v.HomeNetworkPublicKeyID != nil) {
		return e.missing("homeNetworkPublicKeyID")
	}
	{
		b = appendOctets(append(b, 0x85), v.HomeNetworkPublicKeyID)
	}
	if !(v.SchemeOutput != nil) {
		return e.missing("schemeOutput")
	}
	{
		b = appendOctets(append(b, 0x86), v.SchemeOutput)
	}
	if v.RoutingIndicatorLength.Set {
		if v.RoutingIndicatorLength.Value < 1 || v.RoutingIndicatorLength.Value > 4 {
			return e.outside("routingIndicatorLength", int64(v.RoutingIndicatorLength.Value), 1, 4)
		}
		b = appendInt(append(b, 0x87), int64(v.RoutingIndicatorLength.Value))
	}
	if v.SUPIType.Set {
		if v.SUPIType.Value > 7 {
			return e.outside("sUPIType", int64(v.SUPIType.Value), 0, 7)
		}
		b = appendInt(append(b, 0x88), int64(v.SUPIType.Value))
	}
	if v.HomeNetworkIdentifier.Set {
		b = appendText(append(b, 0x89), v.HomeNetworkIdentifier.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SUCI) decode(d *decoder, pos, end int) {
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
			if name = "mCC"; d.first(&seen, 0, h) {
				v.MCC = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "mNC"; d.first(&seen, 1, h) {
				v.MNC = d.some(d.digits(h), h)
			}
		case ctx | 3:
			if name = "routingIndicator"; d.first(&seen, 2, h) {
				v.RoutingIndicator = uint16(d.integer(h, 0, 9999))
			}
		case ctx | 4:
			if name = "protectionSchemeID"; d.first(&seen, 3, h) {
				v.ProtectionSchemeID = uint8(d.integer(h, 0, 15))
			}
		case ctx | 5:
			if name = "homeNetworkPublicKeyID"; d.first(&seen, 4, h) {
				v.HomeNetworkPublicKeyID = d.octets(h)
			}
		case ctx | 6:
			if name = "schemeOutput"; d.first(&seen, 5, h) {
				v.SchemeOutput = d.octets(h)
			}
		case ctx | 7:
			if name = "routingIndicatorLength"; d.first(&seen, 6, h) {
				if x, ok := d.maybeInteger(h, 1, 4, &v.Extra); ok {
					v.RoutingIndicatorLength = Some(uint8(x))
				}
			}
		case ctx | 8:
			if name = "sUPIType"; d.first(&seen, 7, h) {
				if x, ok := d.maybeInteger(h, 0, 7, &v.Extra); ok {
					v.SUPIType = Some(uint8(x))
				}
			}
		case ctx | 9:
			if name = "homeNetworkIdentifier"; d.first(&seen, 8, h) {
				v.HomeNetworkIdentifier = Some(d.text(h))
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
		d.absent(at, ^seen&0x3f, "SUCI")
	}
}

// SUPI is a CHOICE: a subscription permanent identifier without the prefixes of TS 29.571.
type SUPI struct {
	// IMSI has 6 to 15 digits.
	IMSI string
	NAI  string
	Choice
}

func (v *SUPI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMSI != "" {
		n++
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.NAI != "" {
		n++
		b = appendText(append(b, 0x82), v.NAI)
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

func (v *SUPI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMSI"
		v.IMSI = d.some(d.digits(h), h)
	case ctx | 2:
		name = "nAI"
		if v.NAI = d.text(h); v.NAI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// TAItem is a SEQUENCE of TS 33.128 R19 annex A.
type TAItem struct {
	TAC               []byte
	BroadcastPLMNList []BroadcastPLMNItem
	RATinformation    Opt[RATInformation]
	Sequence
}

func (v *TAItem) encode(b []byte, e *encoder) []byte {
	if !(v.TAC != nil) {
		return e.missing("tAC")
	}
	{
		b = appendOctets(append(b, 0x81), v.TAC)
	}
	if !(v.BroadcastPLMNList != nil) {
		return e.missing("broadcastPLMNList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BroadcastPLMNList); b == nil {
			return e.in("broadcastPLMNList")
		}
		b = closed(b, start)
	}
	if v.RATinformation.Set {
		b = appendInt(append(b, 0x83), int64(v.RATinformation.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TAItem) decode(d *decoder, pos, end int) {
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
			if name = "tAC"; d.first(&seen, 0, h) {
				v.TAC = d.octets(h)
			}
		case ctx | 2:
			if name = "broadcastPLMNList"; d.first(&seen, 1, h) {
				v.BroadcastPLMNList = sequences[BroadcastPLMNItem](d, h)
			}
		case ctx | 3:
			if name = "rATinformation"; d.first(&seen, 2, h) {
				v.RATinformation = Some(RATInformation(d.enumerated(h)))
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
		d.absent(at, ^seen&0x3, "TAItem")
	}
}

// UEEndpointAddress is a CHOICE: an address of the UE.
type UEEndpointAddress struct {
	IPv4Address netip.Addr
	IPv6Address netip.Addr
	// EthernetAddress has 6 octets.
	EthernetAddress []byte
	Choice
}

func (v *UEEndpointAddress) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IPv4Address.IsValid() {
		n++
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Address)
	}
	if v.IPv6Address.IsValid() {
		n++
		if !v.IPv6Address.Is6() {
			return e.fail(ber.ErrValue, "iPv6Address", "16 octets", v.IPv6Address.String())
		}
		b = appendAddr(append(b, 0x82), v.IPv6Address)
	}
	if v.EthernetAddress != nil {
		n++
		b = appendOctets(append(b, 0x83), v.EthernetAddress)
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

func (v *UEEndpointAddress) decode(d *decoder, pos, end int) {
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
		name = "iPv6Address"
		v.IPv6Address = d.address(h, 16)
	case ctx | 3:
		name = "ethernetAddress"
		v.EthernetAddress = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// UserIdentifiers is a SEQUENCE: further identifiers of the user.
type UserIdentifiers struct {
	FiveGSSubscriberIDs *FiveGSSubscriberIDs
	EPSSubscriberIDs    *EPSSubscriberIDs
	Sequence
}

func (v *UserIdentifiers) encode(b []byte, e *encoder) []byte {
	if v.FiveGSSubscriberIDs != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FiveGSSubscriberIDs.encode(b, e); b == nil {
			return e.in("fiveGSSubscriberIDs")
		}
		b = closed(b, start)
	}
	if v.EPSSubscriberIDs != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EPSSubscriberIDs.encode(b, e); b == nil {
			return e.in("ePSSubscriberIDs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UserIdentifiers) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "fiveGSSubscriberIDs"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.FiveGSSubscriberIDs = new(FiveGSSubscriberIDs)
					v.FiveGSSubscriberIDs.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "ePSSubscriberIDs"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EPSSubscriberIDs = new(EPSSubscriberIDs)
					v.EPSSubscriberIDs.decode(d, h.start, h.stop)
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

// Location is a SEQUENCE: all that is known of where the UE is.
type Location struct {
	LocationInfo           *LocationInfo
	PositioningInfo        *PositioningInfo
	LocationPresenceReport *LocationPresenceReport
	FourGPositioningInfo   *FourGPositioningInfo
	FourGLocationInfo      FourGLocationInfo
	IMSLocation            *IMSLocation
	CoarseLocation         CoarseLocation
	Sequence
}

func (v *Location) encode(b []byte, e *encoder) []byte {
	if v.LocationInfo != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.LocationInfo.encode(b, e); b == nil {
			return e.in("locationInfo")
		}
		b = closed(b, start)
	}
	if v.PositioningInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PositioningInfo.encode(b, e); b == nil {
			return e.in("positioningInfo")
		}
		b = closed(b, start)
	}
	if v.LocationPresenceReport != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.LocationPresenceReport.encode(b, e); b == nil {
			return e.in("locationPresenceReport")
		}
		b = closed(b, start)
	}
	if v.FourGPositioningInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.FourGPositioningInfo.encode(b, e); b == nil {
			return e.in("fourGPositioningInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.FourGLocationInfo.encode(b, e); b == nil {
			return e.in("fourGLocationInfo")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.IMSLocation != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.IMSLocation.encode(b, e); b == nil {
			return e.in("iMSLocation")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.CoarseLocation.encode(b, e); b == nil {
			return e.in("coarseLocation")
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

func (v *Location) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "locationInfo"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.LocationInfo = new(LocationInfo)
					v.LocationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "positioningInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PositioningInfo = new(PositioningInfo)
					v.PositioningInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "locationPresenceReport"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.LocationPresenceReport = new(LocationPresenceReport)
					v.LocationPresenceReport.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "fourGPositioningInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.FourGPositioningInfo = new(FourGPositioningInfo)
					v.FourGPositioningInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "fourGLocationInfo"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.FourGLocationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "iMSLocation"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.IMSLocation = new(IMSLocation)
					v.IMSLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "coarseLocation"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.CoarseLocation.decode(d, h.start, h.stop)
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

// CellSiteInformation is a SEQUENCE of TS 33.128 R19 annex A.
type CellSiteInformation struct {
	GeographicalCoordinates     GeographicalCoordinates
	Azimuth                     Opt[uint16]
	OperatorSpecificInformation Opt[string]
	Sequence
}

func (v *CellSiteInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GeographicalCoordinates.encode(b, e); b == nil {
			return e.in("geographicalCoordinates")
		}
		b = closed(b, start)
	}
	if v.Azimuth.Set {
		if v.Azimuth.Value > 359 {
			return e.outside("azimuth", int64(v.Azimuth.Value), 0, 359)
		}
		b = appendInt(append(b, 0x82), int64(v.Azimuth.Value))
	}
	if v.OperatorSpecificInformation.Set {
		b = appendText(append(b, 0x83), v.OperatorSpecificInformation.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *CellSiteInformation) decode(d *decoder, pos, end int) {
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
			if name = "geographicalCoordinates"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GeographicalCoordinates.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "azimuth"; d.first(&seen, 1, h) {
				if x, ok := d.maybeInteger(h, 0, 359, &v.Extra); ok {
					v.Azimuth = Some(uint16(x))
				}
			}
		case ctx | 3:
			if name = "operatorSpecificInformation"; d.first(&seen, 2, h) {
				v.OperatorSpecificInformation = Some(d.text(h))
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
		d.absent(at, ^seen&0x1, "CellSiteInformation")
	}
}

// LocationInfo is a SEQUENCE after ProvideLocInfo of TS 29.518 clause 6.4.6.2.6.
type LocationInfo struct {
	UserLocation *UserLocation
	// CurrentLoc says that the location is the one at the moment.
	CurrentLoc        Opt[bool]
	GeoInfo           GeographicArea
	RATType           Opt[RATType]
	TimeZone          Opt[string]
	AdditionalCellIDs []CellInformation
	Sequence
}

func (v *LocationInfo) encode(b []byte, e *encoder) []byte {
	if v.UserLocation != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.UserLocation.encode(b, e); b == nil {
			return e.in("userLocation")
		}
		b = closed(b, start)
	}
	if v.CurrentLoc.Set {
		b = appendBool(append(b, 0x82), v.CurrentLoc.Value)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.GeoInfo.encode(b, e); b == nil {
			return e.in("geoInfo")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x84), int64(v.RATType.Value))
	}
	if v.TimeZone.Set {
		b = appendText(append(b, 0x85), v.TimeZone.Value)
	}
	if v.AdditionalCellIDs != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalCellIDs); b == nil {
			return e.in("additionalCellIDs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LocationInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "userLocation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.UserLocation = new(UserLocation)
					v.UserLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "currentLoc"; d.first(&seen, 1, h) {
				v.CurrentLoc = Some(d.boolean(h))
			}
		case ctx | 3:
			if name = "geoInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GeoInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "rATType"; d.first(&seen, 3, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "timeZone"; d.first(&seen, 4, h) {
				v.TimeZone = Some(d.text(h))
			}
		case ctx | 6:
			if name = "additionalCellIDs"; d.first(&seen, 5, h) {
				v.AdditionalCellIDs = sequences[CellInformation](d, h)
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

// UserLocation is a SEQUENCE after TS 29.571 clause 5.4.4.7.
type UserLocation struct {
	EUTRALocation *EUTRALocation
	NRLocation    *NRLocation
	N3GALocation  *N3GALocation
	UTRALocation  *UTRALocation
	GERALocation  *GERALocation
	Sequence
}

func (v *UserLocation) encode(b []byte, e *encoder) []byte {
	if v.EUTRALocation != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EUTRALocation.encode(b, e); b == nil {
			return e.in("eUTRALocation")
		}
		b = closed(b, start)
	}
	if v.NRLocation != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.NRLocation.encode(b, e); b == nil {
			return e.in("nRLocation")
		}
		b = closed(b, start)
	}
	if v.N3GALocation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.N3GALocation.encode(b, e); b == nil {
			return e.in("n3GALocation")
		}
		b = closed(b, start)
	}
	if v.UTRALocation != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.UTRALocation.encode(b, e); b == nil {
			return e.in("uTRALocation")
		}
		b = closed(b, start)
	}
	if v.GERALocation != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GERALocation.encode(b, e); b == nil {
			return e.in("gERALocation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UserLocation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "eUTRALocation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.EUTRALocation = new(EUTRALocation)
					v.EUTRALocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "nRLocation"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.NRLocation = new(NRLocation)
					v.NRLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "n3GALocation"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.N3GALocation = new(N3GALocation)
					v.N3GALocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "uTRALocation"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.UTRALocation = new(UTRALocation)
					v.UTRALocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gERALocation"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GERALocation = new(GERALocation)
					v.GERALocation.decode(d, h.start, h.stop)
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

// EUTRALocation is a SEQUENCE of TS 33.128 R19 annex A.
type EUTRALocation struct {
	TAI                         TAI
	ECGI                        ECGI
	AgeOfLocationInfo           Opt[uint16]
	UELocationTimestamp         time.Time
	GeographicalInformation     Opt[string]
	GeodeticInformation         Opt[string]
	GlobalNGENbID               *GlobalRANNodeID
	CellSiteInformation         *CellSiteInformation
	GlobalENbID                 *GlobalRANNodeID
	IgnoreTAI                   Opt[bool]
	IgnoreECGI                  Opt[bool]
	CellRadioRelatedInformation []CellRadioRelatedInformation
	Sequence
}

func (v *EUTRALocation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TAI.encode(b, e); b == nil {
			return e.in("tAI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ECGI.encode(b, e); b == nil {
			return e.in("eCGI")
		}
		b = closed(b, start)
	}
	if v.AgeOfLocationInfo.Set {
		if v.AgeOfLocationInfo.Value > 32767 {
			return e.outside("ageOfLocationInfo", int64(v.AgeOfLocationInfo.Value), 0, 32767)
		}
		b = appendInt(append(b, 0x83), int64(v.AgeOfLocationInfo.Value))
	}
	if !v.UELocationTimestamp.IsZero() {
		b = appendTime(append(b, 0x84), v.UELocationTimestamp)
	}
	if v.GeographicalInformation.Set {
		b = appendText(append(b, 0x85), v.GeographicalInformation.Value)
	}
	if v.GeodeticInformation.Set {
		b = appendText(append(b, 0x86), v.GeodeticInformation.Value)
	}
	if v.GlobalNGENbID != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.GlobalNGENbID.encode(b, e); b == nil {
			return e.in("globalNGENbID")
		}
		b = closed(b, start)
	}
	if v.CellSiteInformation != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.CellSiteInformation.encode(b, e); b == nil {
			return e.in("cellSiteInformation")
		}
		b = closed(b, start)
	}
	if v.GlobalENbID != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.GlobalENbID.encode(b, e); b == nil {
			return e.in("globalENbID")
		}
		b = closed(b, start)
	}
	if v.IgnoreTAI.Set {
		b = appendBool(append(b, 0x8a), v.IgnoreTAI.Value)
	}
	if v.IgnoreECGI.Set {
		b = appendBool(append(b, 0x8b), v.IgnoreECGI.Value)
	}
	if v.CellRadioRelatedInformation != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = appendChoices(b, e, v.CellRadioRelatedInformation); b == nil {
			return e.in("cellRadioRelatedInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EUTRALocation) decode(d *decoder, pos, end int) {
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
			if name = "tAI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "eCGI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ECGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "ageOfLocationInfo"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 32767, &v.Extra); ok {
					v.AgeOfLocationInfo = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "uELocationTimestamp"; d.first(&seen, 3, h) {
				v.UELocationTimestamp = d.time(h)
			}
		case ctx | 5:
			if name = "geographicalInformation"; d.first(&seen, 4, h) {
				v.GeographicalInformation = Some(d.text(h))
			}
		case ctx | 6:
			if name = "geodeticInformation"; d.first(&seen, 5, h) {
				v.GeodeticInformation = Some(d.text(h))
			}
		case ctx | 7:
			if name = "globalNGENbID"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GlobalNGENbID = new(GlobalRANNodeID)
					v.GlobalNGENbID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "cellSiteInformation"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.CellSiteInformation = new(CellSiteInformation)
					v.CellSiteInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "globalENbID"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.GlobalENbID = new(GlobalRANNodeID)
					v.GlobalENbID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "ignoreTAI"; d.first(&seen, 9, h) {
				v.IgnoreTAI = Some(d.boolean(h))
			}
		case ctx | 11:
			if name = "ignoreECGI"; d.first(&seen, 10, h) {
				v.IgnoreECGI = Some(d.boolean(h))
			}
		case ctx | 12:
			if name = "cellRadioRelatedInformation"; d.first(&seen, 11, h) {
				v.CellRadioRelatedInformation = choices[CellRadioRelatedInformation](d, h)
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
		d.absent(at, ^seen&0x3, "EUTRALocation")
	}
}

// NRLocation is a SEQUENCE after TS 29.571 clause 5.4.4.9.
type NRLocation struct {
	TAI  TAI
	NCGI NCGI
	// AgeOfLocationInfo counts minutes.
	AgeOfLocationInfo   Opt[uint16]
	UELocationTimestamp time.Time
	// GeographicalInformation and GeodeticInformation are hexadecimal digits as in TS 29.571.
	GeographicalInformation     Opt[string]
	GeodeticInformation         Opt[string]
	GlobalGNbID                 *GlobalRANNodeID
	CellSiteInformation         *CellSiteInformation
	IgnoreNCGI                  Opt[bool]
	NRNTNTAIInfo                *NRNTNTAIInfo
	IABMTUserLocation           *IABMTUserLocation
	CellRadioRelatedInformation []CellRadioRelatedInformation
	Sequence
}

func (v *NRLocation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TAI.encode(b, e); b == nil {
			return e.in("tAI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.NCGI.encode(b, e); b == nil {
			return e.in("nCGI")
		}
		b = closed(b, start)
	}
	if v.AgeOfLocationInfo.Set {
		if v.AgeOfLocationInfo.Value > 32767 {
			return e.outside("ageOfLocationInfo", int64(v.AgeOfLocationInfo.Value), 0, 32767)
		}
		b = appendInt(append(b, 0x83), int64(v.AgeOfLocationInfo.Value))
	}
	if !v.UELocationTimestamp.IsZero() {
		b = appendTime(append(b, 0x84), v.UELocationTimestamp)
	}
	if v.GeographicalInformation.Set {
		b = appendText(append(b, 0x85), v.GeographicalInformation.Value)
	}
	if v.GeodeticInformation.Set {
		b = appendText(append(b, 0x86), v.GeodeticInformation.Value)
	}
	if v.GlobalGNbID != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.GlobalGNbID.encode(b, e); b == nil {
			return e.in("globalGNbID")
		}
		b = closed(b, start)
	}
	if v.CellSiteInformation != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.CellSiteInformation.encode(b, e); b == nil {
			return e.in("cellSiteInformation")
		}
		b = closed(b, start)
	}
	if v.IgnoreNCGI.Set {
		b = appendBool(append(b, 0x89), v.IgnoreNCGI.Value)
	}
	if v.NRNTNTAIInfo != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.NRNTNTAIInfo.encode(b, e); b == nil {
			return e.in("nRNTNTAIInfo")
		}
		b = closed(b, start)
	}
	if v.IABMTUserLocation != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.IABMTUserLocation.encode(b, e); b == nil {
			return e.in("iABMTUserLocation")
		}
		b = closed(b, start)
	}
	if v.CellRadioRelatedInformation != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = appendChoices(b, e, v.CellRadioRelatedInformation); b == nil {
			return e.in("cellRadioRelatedInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NRLocation) decode(d *decoder, pos, end int) {
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
			if name = "tAI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "nCGI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.NCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "ageOfLocationInfo"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 32767, &v.Extra); ok {
					v.AgeOfLocationInfo = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "uELocationTimestamp"; d.first(&seen, 3, h) {
				v.UELocationTimestamp = d.time(h)
			}
		case ctx | 5:
			if name = "geographicalInformation"; d.first(&seen, 4, h) {
				v.GeographicalInformation = Some(d.text(h))
			}
		case ctx | 6:
			if name = "geodeticInformation"; d.first(&seen, 5, h) {
				v.GeodeticInformation = Some(d.text(h))
			}
		case ctx | 7:
			if name = "globalGNbID"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.GlobalGNbID = new(GlobalRANNodeID)
					v.GlobalGNbID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "cellSiteInformation"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.CellSiteInformation = new(CellSiteInformation)
					v.CellSiteInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "ignoreNCGI"; d.first(&seen, 8, h) {
				v.IgnoreNCGI = Some(d.boolean(h))
			}
		case ctx | 10:
			if name = "nRNTNTAIInfo"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.NRNTNTAIInfo = new(NRNTNTAIInfo)
					v.NRNTNTAIInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "iABMTUserLocation"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.IABMTUserLocation = new(IABMTUserLocation)
					v.IABMTUserLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "cellRadioRelatedInformation"; d.first(&seen, 11, h) {
				v.CellRadioRelatedInformation = choices[CellRadioRelatedInformation](d, h)
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
		d.absent(at, ^seen&0x3, "NRLocation")
	}
}

// N3GALocation is a SEQUENCE of TS 33.128 R19 annex A.
type N3GALocation struct {
	TAI                 *TAI
	N3IWFID             Opt[uint64]
	UEIPAddr            *IPAddr
	PortNumber          Opt[int64]
	TNAPID              *TNAPID
	TWAPID              *TWAPID
	HFCNodeID           Opt[string]
	GLI                 []byte
	W5GBANLineType      Opt[W5GBANLineType]
	GCI                 Opt[string]
	AgeOfLocationInfo   Opt[uint16]
	UELocationTimestamp time.Time
	Protocol            Opt[TransportProtocol]
	Sequence
}

func (v *N3GALocation) encode(b []byte, e *encoder) []byte {
	if v.TAI != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TAI.encode(b, e); b == nil {
			return e.in("tAI")
		}
		b = closed(b, start)
	}
	if v.N3IWFID.Set {
		if v.N3IWFID.Value>>16 != 0 {
			return e.fail(ber.ErrValue, "n3IWFID", "16 bits", "more")
		}
		b = append(append(b, 0x82), 3, 0, byte(v.N3IWFID.Value>>8), byte(v.N3IWFID.Value>>0))
	}
	if v.UEIPAddr != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.UEIPAddr.encode(b, e); b == nil {
			return e.in("uEIPAddr")
		}
		b = closed(b, start)
	}
	if v.PortNumber.Set {
		b = appendInt(append(b, 0x84), int64(v.PortNumber.Value))
	}
	if v.TNAPID != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.TNAPID.encode(b, e); b == nil {
			return e.in("tNAPID")
		}
		b = closed(b, start)
	}
	if v.TWAPID != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.TWAPID.encode(b, e); b == nil {
			return e.in("tWAPID")
		}
		b = closed(b, start)
	}
	if v.HFCNodeID.Set {
		b = appendText(append(b, 0x87), v.HFCNodeID.Value)
	}
	if v.GLI != nil {
		b = appendOctets(append(b, 0x88), v.GLI)
	}
	if v.W5GBANLineType.Set {
		b = appendInt(append(b, 0x89), int64(v.W5GBANLineType.Value))
	}
	if v.GCI.Set {
		b = appendText(append(b, 0x8a), v.GCI.Value)
	}
	if v.AgeOfLocationInfo.Set {
		if v.AgeOfLocationInfo.Value > 32767 {
			return e.outside("ageOfLocationInfo", int64(v.AgeOfLocationInfo.Value), 0, 32767)
		}
		b = appendInt(append(b, 0x8b), int64(v.AgeOfLocationInfo.Value))
	}
	if !v.UELocationTimestamp.IsZero() {
		b = appendTime(append(b, 0x8c), v.UELocationTimestamp)
	}
	if v.Protocol.Set {
		b = appendInt(append(b, 0x8d), int64(v.Protocol.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *N3GALocation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "tAI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TAI = new(TAI)
					v.TAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "n3IWFID"; d.first(&seen, 1, h) {
				v.N3IWFID = Some(d.bits(h, 16))
			}
		case ctx | 3:
			if name = "uEIPAddr"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.UEIPAddr = new(IPAddr)
					v.UEIPAddr.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "portNumber"; d.first(&seen, 3, h) {
				v.PortNumber = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 5:
			if name = "tNAPID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.TNAPID = new(TNAPID)
					v.TNAPID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "tWAPID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.TWAPID = new(TWAPID)
					v.TWAPID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "hFCNodeID"; d.first(&seen, 6, h) {
				v.HFCNodeID = Some(d.text(h))
			}
		case ctx | 8:
			if name = "gLI"; d.first(&seen, 7, h) {
				v.GLI = d.octets(h)
			}
		case ctx | 9:
			if name = "w5GBANLineType"; d.first(&seen, 8, h) {
				v.W5GBANLineType = Some(W5GBANLineType(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "gCI"; d.first(&seen, 9, h) {
				v.GCI = Some(d.text(h))
			}
		case ctx | 11:
			if name = "ageOfLocationInfo"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 0, 32767, &v.Extra); ok {
					v.AgeOfLocationInfo = Some(uint16(x))
				}
			}
		case ctx | 12:
			if name = "uELocationTimestamp"; d.first(&seen, 11, h) {
				v.UELocationTimestamp = d.time(h)
			}
		case ctx | 13:
			if name = "protocol"; d.first(&seen, 12, h) {
				v.Protocol = Some(TransportProtocol(d.enumerated(h)))
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

// UTRALocation is a SEQUENCE of TS 33.128 R19 annex A.
type UTRALocation struct {
	CGI                     *CGI
	SAI                     *SAI
	LAI                     *LAI
	RAI                     *RAI
	AgeOfLocationInfo       Opt[int64]
	UELocationTimestamp     time.Time
	GeographicalInformation Opt[string]
	GeodeticInformation     Opt[string]
	CellSiteInformation     *CellSiteInformation
	Sequence
}

func (v *UTRALocation) encode(b []byte, e *encoder) []byte {
	if v.CGI != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.CGI.encode(b, e); b == nil {
			return e.in("cGI")
		}
		b = closed(b, start)
	}
	if v.SAI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SAI.encode(b, e); b == nil {
			return e.in("sAI")
		}
		b = closed(b, start)
	}
	if v.LAI != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.LAI.encode(b, e); b == nil {
			return e.in("lAI")
		}
		b = closed(b, start)
	}
	if v.RAI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.RAI.encode(b, e); b == nil {
			return e.in("rAI")
		}
		b = closed(b, start)
	}
	if v.AgeOfLocationInfo.Set {
		b = appendInt(append(b, 0x85), int64(v.AgeOfLocationInfo.Value))
	}
	if !v.UELocationTimestamp.IsZero() {
		b = appendTime(append(b, 0x86), v.UELocationTimestamp)
	}
	if v.GeographicalInformation.Set {
		b = appendText(append(b, 0x87), v.GeographicalInformation.Value)
	}
	if v.GeodeticInformation.Set {
		b = appendText(append(b, 0x88), v.GeodeticInformation.Value)
	}
	if v.CellSiteInformation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.CellSiteInformation.encode(b, e); b == nil {
			return e.in("cellSiteInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UTRALocation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "cGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.CGI = new(CGI)
					v.CGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "sAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SAI = new(SAI)
					v.SAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "lAI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.LAI = new(LAI)
					v.LAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "rAI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.RAI = new(RAI)
					v.RAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "ageOfLocationInfo"; d.first(&seen, 4, h) {
				v.AgeOfLocationInfo = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 6:
			if name = "uELocationTimestamp"; d.first(&seen, 5, h) {
				v.UELocationTimestamp = d.time(h)
			}
		case ctx | 7:
			if name = "geographicalInformation"; d.first(&seen, 6, h) {
				v.GeographicalInformation = Some(d.text(h))
			}
		case ctx | 8:
			if name = "geodeticInformation"; d.first(&seen, 7, h) {
				v.GeodeticInformation = Some(d.text(h))
			}
		case ctx | 9:
			if name = "cellSiteInformation"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.CellSiteInformation = new(CellSiteInformation)
					v.CellSiteInformation.decode(d, h.start, h.stop)
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

// GERALocation is a SEQUENCE of TS 33.128 R19 annex A.
type GERALocation struct {
	LocationNumber          string
	CGI                     *CGI
	RAI                     *RAI
	SAI                     *SAI
	LAI                     *LAI
	VLRNumber               Opt[string]
	MSCNumber               Opt[string]
	AgeOfLocationInfo       Opt[int64]
	UELocationTimestamp     time.Time
	GeographicalInformation Opt[string]
	GeodeticInformation     Opt[string]
	CellSiteInformation     *CellSiteInformation
	Sequence
}

func (v *GERALocation) encode(b []byte, e *encoder) []byte {
	if v.LocationNumber != "" {
		b = appendText(append(b, 0x81), v.LocationNumber)
	}
	if v.CGI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CGI.encode(b, e); b == nil {
			return e.in("cGI")
		}
		b = closed(b, start)
	}
	if v.RAI != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.RAI.encode(b, e); b == nil {
			return e.in("rAI")
		}
		b = closed(b, start)
	}
	if v.SAI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SAI.encode(b, e); b == nil {
			return e.in("sAI")
		}
		b = closed(b, start)
	}
	if v.LAI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.LAI.encode(b, e); b == nil {
			return e.in("lAI")
		}
		b = closed(b, start)
	}
	if v.VLRNumber.Set {
		b = appendText(append(b, 0x86), v.VLRNumber.Value)
	}
	if v.MSCNumber.Set {
		b = appendText(append(b, 0x87), v.MSCNumber.Value)
	}
	if v.AgeOfLocationInfo.Set {
		b = appendInt(append(b, 0x88), int64(v.AgeOfLocationInfo.Value))
	}
	if !v.UELocationTimestamp.IsZero() {
		b = appendTime(append(b, 0x89), v.UELocationTimestamp)
	}
	if v.GeographicalInformation.Set {
		b = appendText(append(b, 0x8a), v.GeographicalInformation.Value)
	}
	if v.GeodeticInformation.Set {
		b = appendText(append(b, 0x8b), v.GeodeticInformation.Value)
	}
	if v.CellSiteInformation != nil {
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.CellSiteInformation.encode(b, e); b == nil {
			return e.in("cellSiteInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GERALocation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "locationNumber"; d.first(&seen, 0, h) {
				v.LocationNumber = d.some(d.digits(h), h)
			}
		case ctx | 2:
			if name = "cGI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CGI = new(CGI)
					v.CGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "rAI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.RAI = new(RAI)
					v.RAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sAI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SAI = new(SAI)
					v.SAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "lAI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.LAI = new(LAI)
					v.LAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "vLRNumber"; d.first(&seen, 5, h) {
				v.VLRNumber = Some(d.text(h))
			}
		case ctx | 7:
			if name = "mSCNumber"; d.first(&seen, 6, h) {
				v.MSCNumber = Some(d.text(h))
			}
		case ctx | 8:
			if name = "ageOfLocationInfo"; d.first(&seen, 7, h) {
				v.AgeOfLocationInfo = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 9:
			if name = "uELocationTimestamp"; d.first(&seen, 8, h) {
				v.UELocationTimestamp = d.time(h)
			}
		case ctx | 10:
			if name = "geographicalInformation"; d.first(&seen, 9, h) {
				v.GeographicalInformation = Some(d.text(h))
			}
		case ctx | 11:
			if name = "geodeticInformation"; d.first(&seen, 10, h) {
				v.GeodeticInformation = Some(d.text(h))
			}
		case ctx | 12:
			if name = "cellSiteInformation"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.CellSiteInformation = new(CellSiteInformation)
					v.CellSiteInformation.decode(d, h.start, h.stop)
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

// IMSLocation is a SEQUENCE of TS 33.128 R19 annex A.
type IMSLocation struct {
	PANIHeaderInfo        []PANIHeaderInfo
	GeolocationHeaderInfo []SIPGeolocationHeaderInfo
	CNIHeaderInfo         []SIPCNIHeaderInfo
	Sequence
}

func (v *IMSLocation) encode(b []byte, e *encoder) []byte {
	if v.PANIHeaderInfo != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PANIHeaderInfo); b == nil {
			return e.in("pANIHeaderInfo")
		}
		b = closed(b, start)
	}
	if v.GeolocationHeaderInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.GeolocationHeaderInfo); b == nil {
			return e.in("geolocationHeaderInfo")
		}
		b = closed(b, start)
	}
	if v.CNIHeaderInfo != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CNIHeaderInfo); b == nil {
			return e.in("cNIHeaderInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSLocation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "pANIHeaderInfo"; d.first(&seen, 0, h) {
				v.PANIHeaderInfo = sequences[PANIHeaderInfo](d, h)
			}
		case ctx | 2:
			if name = "geolocationHeaderInfo"; d.first(&seen, 1, h) {
				v.GeolocationHeaderInfo = sequences[SIPGeolocationHeaderInfo](d, h)
			}
		case ctx | 3:
			if name = "cNIHeaderInfo"; d.first(&seen, 2, h) {
				v.CNIHeaderInfo = sequences[SIPCNIHeaderInfo](d, h)
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

// IPAddr is a SEQUENCE of TS 33.128 R19 annex A.
type IPAddr struct {
	IPv4Addr netip.Addr
	IPv6Addr netip.Addr
	Sequence
}

func (v *IPAddr) encode(b []byte, e *encoder) []byte {
	if v.IPv4Addr.IsValid() {
		if !v.IPv4Addr.Is4() {
			return e.fail(ber.ErrValue, "iPv4Addr", "4 octets", v.IPv4Addr.String())
		}
		b = appendAddr(append(b, 0x81), v.IPv4Addr)
	}
	if v.IPv6Addr.IsValid() {
		if !v.IPv6Addr.Is6() {
			return e.fail(ber.ErrValue, "iPv6Addr", "16 octets", v.IPv6Addr.String())
		}
		b = appendAddr(append(b, 0x82), v.IPv6Addr)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IPAddr) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "iPv4Addr"; d.first(&seen, 0, h) {
				v.IPv4Addr = d.address(h, 4)
			}
		case ctx | 2:
			if name = "iPv6Addr"; d.first(&seen, 1, h) {
				v.IPv6Addr = d.address(h, 16)
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

// GlobalRANNodeID is a SEQUENCE of TS 33.128 R19 annex A.
type GlobalRANNodeID struct {
	PLMNID   PLMNID
	ANNodeID ANNodeID
	NID      string
	Sequence
}

func (v *GlobalRANNodeID) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ANNodeID.encode(b, e); b == nil {
			return e.in("aNNodeID")
		}
		if len(b) == start {
			return e.missing("aNNodeID")
		}
		b = closed(b, start)
	}
	if v.NID != "" {
		b = appendText(append(b, 0x83), v.NID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GlobalRANNodeID) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "aNNodeID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ANNodeID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "nID"; d.first(&seen, 2, h) {
				v.NID = d.some(d.text(h), h)
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
		d.absent(at, ^seen&0x3, "GlobalRANNodeID")
	}
}

// ANNodeID is a CHOICE of TS 33.128 R19 annex A.
type ANNodeID struct {
	N3IWFID string
	GNbID   BitString
	NGENbID NGENbID
	ENbID   ENbID
	WAGFID  string
	TNGFID  string
	Choice
}

func (v *ANNodeID) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.N3IWFID != "" {
		n++
		b = appendText(append(b, 0x81), v.N3IWFID)
	}
	if v.GNbID.Octets != nil {
		n++
		if v.GNbID.Len < 0 || len(v.GNbID.Octets) != (v.GNbID.Len+7)/8 {
			return e.fail(ber.ErrValue, "gNbID", "as many octets as the bits need", "others")
		}
		b = appendBitString(append(b, 0x82), v.GNbID)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.NGENbID.encode(b, e); b == nil {
			return e.in("nGENbID")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ENbID.encode(b, e); b == nil {
			return e.in("eNbID")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.WAGFID != "" {
		n++
		b = appendText(append(b, 0x85), v.WAGFID)
	}
	if v.TNGFID != "" {
		n++
		b = appendText(append(b, 0x86), v.TNGFID)
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

func (v *ANNodeID) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "n3IWFID"
		if v.N3IWFID = d.text(h); v.N3IWFID == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "gNbID"
		v.GNbID = d.bitString(h)
	case ctx | 3:
		name = "nGENbID"
		if d.open(h) {
			v.NGENbID.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "eNbID"
		if d.open(h) {
			v.ENbID.decode(d, h.start, h.stop)
		}
	case ctx | 5:
		name = "wAGFID"
		if v.WAGFID = d.text(h); v.WAGFID == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 6:
		name = "tNGFID"
		if v.TNGFID = d.text(h); v.TNGFID == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// TAI is a SEQUENCE: a tracking area, TS 38.413 clause 9.3.3.11.
type TAI struct {
	PLMNID PLMNID
	// TAC has 3 octets in 5GS, 2 in EPS.
	TAC []byte
	// NID has 11 hexadecimal digits.
	NID string
	Sequence
}

func (v *TAI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if !(v.TAC != nil) {
		return e.missing("tAC")
	}
	{
		b = appendOctets(append(b, 0x82), v.TAC)
	}
	if v.NID != "" {
		b = appendText(append(b, 0x83), v.NID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TAI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "tAC"; d.first(&seen, 1, h) {
				v.TAC = d.octets(h)
			}
		case ctx | 3:
			if name = "nID"; d.first(&seen, 2, h) {
				v.NID = d.some(d.text(h), h)
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
		d.absent(at, ^seen&0x3, "TAI")
	}
}

// CGI is a SEQUENCE of TS 33.128 R19 annex A.
type CGI struct {
	LAI    LAI
	CellID []byte
	Sequence
}

func (v *CGI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.LAI.encode(b, e); b == nil {
			return e.in("lAI")
		}
		b = closed(b, start)
	}
	if !(v.CellID != nil) {
		return e.missing("cellID")
	}
	{
		b = appendOctets(append(b, 0x82), v.CellID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *CGI) decode(d *decoder, pos, end int) {
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
			if name = "lAI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.LAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "cellID"; d.first(&seen, 1, h) {
				v.CellID = d.octets(h)
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
		d.absent(at, ^seen&0x3, "CGI")
	}
}

// LAI is a SEQUENCE of TS 33.128 R19 annex A.
type LAI struct {
	PLMNID PLMNID
	LAC    []byte
	Sequence
}

func (v *LAI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if !(v.LAC != nil) {
		return e.missing("lAC")
	}
	{
		b = appendOctets(append(b, 0x82), v.LAC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LAI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "lAC"; d.first(&seen, 1, h) {
				v.LAC = d.octets(h)
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
		d.absent(at, ^seen&0x3, "LAI")
	}
}

// SAI is a SEQUENCE of TS 33.128 R19 annex A.
type SAI struct {
	PLMNID PLMNID
	LAC    []byte
	SAC    []byte
	Sequence
}

func (v *SAI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if !(v.LAC != nil) {
		return e.missing("lAC")
	}
	{
		b = appendOctets(append(b, 0x82), v.LAC)
	}
	if !(v.SAC != nil) {
		return e.missing("sAC")
	}
	{
		b = appendOctets(append(b, 0x83), v.SAC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SAI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "lAC"; d.first(&seen, 1, h) {
				v.LAC = d.octets(h)
			}
		case ctx | 3:
			if name = "sAC"; d.first(&seen, 2, h) {
				v.SAC = d.octets(h)
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
		d.absent(at, ^seen&0x7, "SAI")
	}
}

// RAI is a SEQUENCE of TS 33.128 R19 annex A.
type RAI struct {
	PLMNID PLMNID
	LAC    []byte
	RAC    []byte
	Sequence
}

func (v *RAI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	if !(v.LAC != nil) {
		return e.missing("lAC")
	}
	{
		b = appendOctets(append(b, 0x82), v.LAC)
	}
	if !(v.RAC != nil) {
		return e.missing("rAC")
	}
	{
		b = appendOctets(append(b, 0x83), v.RAC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RAI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "lAC"; d.first(&seen, 1, h) {
				v.LAC = d.octets(h)
			}
		case ctx | 3:
			if name = "rAC"; d.first(&seen, 2, h) {
				v.RAC = d.octets(h)
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
		d.absent(at, ^seen&0x7, "RAI")
	}
}

// ECGI is a SEQUENCE of TS 33.128 R19 annex A.
type ECGI struct {
	PLMNID      PLMNID
	EUTRACellID uint64
	NID         string
	Sequence
}

func (v *ECGI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	{
		if v.EUTRACellID>>28 != 0 {
			return e.fail(ber.ErrValue, "eUTRACellID", "28 bits", "more")
		}
		b = append(append(b, 0x82), 5, 4, byte(v.EUTRACellID>>20), byte(v.EUTRACellID>>12), byte(v.EUTRACellID>>4), byte(v.EUTRACellID<<4))
	}
	if v.NID != "" {
		b = appendText(append(b, 0x83), v.NID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ECGI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "eUTRACellID"; d.first(&seen, 1, h) {
				v.EUTRACellID = d.bits(h, 28)
			}
		case ctx | 3:
			if name = "nID"; d.first(&seen, 2, h) {
				v.NID = d.some(d.text(h), h)
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
		d.absent(at, ^seen&0x3, "ECGI")
	}
}

// NCGI is a SEQUENCE: an NR cell, TS 38.413 clause 9.3.1.7.
type NCGI struct {
	PLMNID PLMNID
	// NRCellID has 36 bits.
	NRCellID uint64
	// NID has 11 hexadecimal digits.
	NID string
	Sequence
}

func (v *NCGI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PLMNID.encode(b, e); b == nil {
			return e.in("pLMNID")
		}
		b = closed(b, start)
	}
	{
		if v.NRCellID>>36 != 0 {
			return e.fail(ber.ErrValue, "nRCellID", "36 bits", "more")
		}
		b = append(append(b, 0x82), 6, 4, byte(v.NRCellID>>28), byte(v.NRCellID>>20), byte(v.NRCellID>>12), byte(v.NRCellID>>4), byte(v.NRCellID<<4))
	}
	if v.NID != "" {
		b = appendText(append(b, 0x83), v.NID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NCGI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PLMNID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "nRCellID"; d.first(&seen, 1, h) {
				v.NRCellID = d.bits(h, 36)
			}
		case ctx | 3:
			if name = "nID"; d.first(&seen, 2, h) {
				v.NID = d.some(d.text(h), h)
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
		d.absent(at, ^seen&0x3, "NCGI")
	}
}

// RANCGI is a CHOICE of TS 33.128 R19 annex A.
type RANCGI struct {
	ECGI *ECGI
	NCGI *NCGI
	CGI  *CGI
	Choice
}

func (v *RANCGI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.ECGI != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ECGI.encode(b, e); b == nil {
			return e.in("eCGI")
		}
		b = closed(b, start)
	}
	if v.NCGI != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.NCGI.encode(b, e); b == nil {
			return e.in("nCGI")
		}
		b = closed(b, start)
	}
	if v.CGI != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.CGI.encode(b, e); b == nil {
			return e.in("cGI")
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

func (v *RANCGI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "eCGI"
		if d.open(h) {
			v.ECGI = new(ECGI)
			v.ECGI.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "nCGI"
		if d.open(h) {
			v.NCGI = new(NCGI)
			v.NCGI.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "cGI"
		if d.open(h) {
			v.CGI = new(CGI)
			v.CGI.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// CellInformation is a SEQUENCE of TS 33.128 R19 annex A.
type CellInformation struct {
	RANCGI                      RANCGI
	CellSiteinformation         *CellSiteInformation
	TimeOfLocation              time.Time
	CellRadioRelatedInformation CellRadioRelatedInformation
	Band                        Opt[string]
	Sequence
}

func (v *CellInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.RANCGI.encode(b, e); b == nil {
			return e.in("rANCGI")
		}
		if len(b) == start {
			return e.missing("rANCGI")
		}
		b = closed(b, start)
	}
	if v.CellSiteinformation != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CellSiteinformation.encode(b, e); b == nil {
			return e.in("cellSiteinformation")
		}
		b = closed(b, start)
	}
	if !v.TimeOfLocation.IsZero() {
		b = appendTime(append(b, 0x83), v.TimeOfLocation)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.CellRadioRelatedInformation.encode(b, e); b == nil {
			return e.in("cellRadioRelatedInformation")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.Band.Set {
		b = appendText(append(b, 0x85), v.Band.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *CellInformation) decode(d *decoder, pos, end int) {
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
			if name = "rANCGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.RANCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "cellSiteinformation"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CellSiteinformation = new(CellSiteInformation)
					v.CellSiteinformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "timeOfLocation"; d.first(&seen, 2, h) {
				v.TimeOfLocation = d.time(h)
			}
		case ctx | 4:
			if name = "cellRadioRelatedInformation"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.CellRadioRelatedInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "band"; d.first(&seen, 4, h) {
				v.Band = Some(d.text(h))
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
		d.absent(at, ^seen&0x1, "CellInformation")
	}
}

// CellRadioRelatedInformation is a CHOICE of TS 33.128 R19 annex A.
type CellRadioRelatedInformation struct {
	NGInformation *NGInformation
	F1Information *F1Information
	S1Information *S1Information
	Choice
}

func (v *CellRadioRelatedInformation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.NGInformation != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.NGInformation.encode(b, e); b == nil {
			return e.in("nGInformation")
		}
		b = closed(b, start)
	}
	if v.F1Information != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.F1Information.encode(b, e); b == nil {
			return e.in("f1Information")
		}
		b = closed(b, start)
	}
	if v.S1Information != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.S1Information.encode(b, e); b == nil {
			return e.in("s1Information")
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

func (v *CellRadioRelatedInformation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "nGInformation"
		if d.open(h) {
			v.NGInformation = new(NGInformation)
			v.NGInformation.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "f1Information"
		if d.open(h) {
			v.F1Information = new(F1Information)
			v.F1Information.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "s1Information"
		if d.open(h) {
			v.S1Information = new(S1Information)
			v.S1Information.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// TNAPID is a SEQUENCE of TS 33.128 R19 annex A.
type TNAPID struct {
	SSID         Opt[string]
	BSSID        Opt[string]
	CivicAddress []byte
	Sequence
}

func (v *TNAPID) encode(b []byte, e *encoder) []byte {
	if v.SSID.Set {
		b = appendText(append(b, 0x81), v.SSID.Value)
	}
	if v.BSSID.Set {
		b = appendText(append(b, 0x82), v.BSSID.Value)
	}
	if v.CivicAddress != nil {
		b = appendOctets(append(b, 0x83), v.CivicAddress)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TNAPID) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "sSID"; d.first(&seen, 0, h) {
				v.SSID = Some(d.text(h))
			}
		case ctx | 2:
			if name = "bSSID"; d.first(&seen, 1, h) {
				v.BSSID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "civicAddress"; d.first(&seen, 2, h) {
				v.CivicAddress = d.octets(h)
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

// TWAPID is a SEQUENCE of TS 33.128 R19 annex A.
type TWAPID struct {
	SSID         Opt[string]
	BSSID        Opt[string]
	CivicAddress []byte
	Sequence
}

func (v *TWAPID) encode(b []byte, e *encoder) []byte {
	if v.SSID.Set {
		b = appendText(append(b, 0x81), v.SSID.Value)
	}
	if v.BSSID.Set {
		b = appendText(append(b, 0x82), v.BSSID.Value)
	}
	if v.CivicAddress != nil {
		b = appendOctets(append(b, 0x83), v.CivicAddress)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TWAPID) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "sSID"; d.first(&seen, 0, h) {
				v.SSID = Some(d.text(h))
			}
		case ctx | 2:
			if name = "bSSID"; d.first(&seen, 1, h) {
				v.BSSID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "civicAddress"; d.first(&seen, 2, h) {
				v.CivicAddress = d.octets(h)
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

// NGENbID is a CHOICE of TS 33.128 R19 annex A.
type NGENbID struct {
	MacroNGENbID      Opt[uint64]
	ShortMacroNGENbID Opt[uint64]
	LongMacroNGENbID  Opt[uint64]
	Choice
}

func (v *NGENbID) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MacroNGENbID.Set {
		n++
		if v.MacroNGENbID.Value>>20 != 0 {
			return e.fail(ber.ErrValue, "macroNGENbID", "20 bits", "more")
		}
		b = append(append(b, 0x81), 4, 4, byte(v.MacroNGENbID.Value>>12), byte(v.MacroNGENbID.Value>>4), byte(v.MacroNGENbID.Value<<4))
	}
	if v.ShortMacroNGENbID.Set {
		n++
		if v.ShortMacroNGENbID.Value>>18 != 0 {
			return e.fail(ber.ErrValue, "shortMacroNGENbID", "18 bits", "more")
		}
		b = append(append(b, 0x82), 4, 6, byte(v.ShortMacroNGENbID.Value>>10), byte(v.ShortMacroNGENbID.Value>>2), byte(v.ShortMacroNGENbID.Value<<6))
	}
	if v.LongMacroNGENbID.Set {
		n++
		if v.LongMacroNGENbID.Value>>21 != 0 {
			return e.fail(ber.ErrValue, "longMacroNGENbID", "21 bits", "more")
		}
		b = append(append(b, 0x83), 4, 3, byte(v.LongMacroNGENbID.Value>>13), byte(v.LongMacroNGENbID.Value>>5), byte(v.LongMacroNGENbID.Value<<3))
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

func (v *NGENbID) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "macroNGENbID"
		v.MacroNGENbID = Some(d.bits(h, 20))
	case ctx | 2:
		name = "shortMacroNGENbID"
		v.ShortMacroNGENbID = Some(d.bits(h, 18))
	case ctx | 3:
		name = "longMacroNGENbID"
		v.LongMacroNGENbID = Some(d.bits(h, 21))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// ENbID is a CHOICE of TS 33.128 R19 annex A.
type ENbID struct {
	MacroENbID      Opt[uint64]
	HomeENbID       Opt[uint64]
	ShortMacroENbID Opt[uint64]
	LongMacroENbID  Opt[uint64]
	Choice
}

func (v *ENbID) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MacroENbID.Set {
		n++
		if v.MacroENbID.Value>>20 != 0 {
			return e.fail(ber.ErrValue, "macroENbID", "20 bits", "more")
		}
		b = append(append(b, 0x81), 4, 4, byte(v.MacroENbID.Value>>12), byte(v.MacroENbID.Value>>4), byte(v.MacroENbID.Value<<4))
	}
	if v.HomeENbID.Set {
		n++
		if v.HomeENbID.Value>>28 != 0 {
			return e.fail(ber.ErrValue, "homeENbID", "28 bits", "more")
		}
		b = append(append(b, 0x82), 5, 4, byte(v.HomeENbID.Value>>20), byte(v.HomeENbID.Value>>12), byte(v.HomeENbID.Value>>4), byte(v.HomeENbID.Value<<4))
	}
	if v.ShortMacroENbID.Set {
		n++
		if v.ShortMacroENbID.Value>>18 != 0 {
			return e.fail(ber.ErrValue, "shortMacroENbID", "18 bits", "more")
		}
		b = append(append(b, 0x83), 4, 6, byte(v.ShortMacroENbID.Value>>10), byte(v.ShortMacroENbID.Value>>2), byte(v.ShortMacroENbID.Value<<6))
	}
	if v.LongMacroENbID.Set {
		n++
		if v.LongMacroENbID.Value>>21 != 0 {
			return e.fail(ber.ErrValue, "longMacroENbID", "21 bits", "more")
		}
		b = append(append(b, 0x84), 4, 3, byte(v.LongMacroENbID.Value>>13), byte(v.LongMacroENbID.Value>>5), byte(v.LongMacroENbID.Value<<3))
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

func (v *ENbID) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "macroENbID"
		v.MacroENbID = Some(d.bits(h, 20))
	case ctx | 2:
		name = "homeENbID"
		v.HomeENbID = Some(d.bits(h, 28))
	case ctx | 3:
		name = "shortMacroENbID"
		v.ShortMacroENbID = Some(d.bits(h, 18))
	case ctx | 4:
		name = "longMacroENbID"
		v.LongMacroENbID = Some(d.bits(h, 21))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PositioningInfo is a SEQUENCE of TS 33.128 R19 annex A.
type PositioningInfo struct {
	PositionInfo   *LocationData
	RawMLPResponse RawMLPResponse
	Sequence
}

func (v *PositioningInfo) encode(b []byte, e *encoder) []byte {
	if v.PositionInfo != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PositionInfo.encode(b, e); b == nil {
			return e.in("positionInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RawMLPResponse.encode(b, e); b == nil {
			return e.in("rawMLPResponse")
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

func (v *PositioningInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "positionInfo"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PositionInfo = new(LocationData)
					v.PositionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rawMLPResponse"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RawMLPResponse.decode(d, h.start, h.stop)
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

// RawMLPResponse is a CHOICE of TS 33.128 R19 annex A.
type RawMLPResponse struct {
	MLPPositionData string
	MLPErrorCode    Opt[uint16]
	Choice
}

func (v *RawMLPResponse) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MLPPositionData != "" {
		n++
		b = appendText(append(b, 0x81), v.MLPPositionData)
	}
	if v.MLPErrorCode.Set {
		n++
		if v.MLPErrorCode.Value < 1 || v.MLPErrorCode.Value > 699 {
			return e.outside("mLPErrorCode", int64(v.MLPErrorCode.Value), 1, 699)
		}
		b = appendInt(append(b, 0x82), int64(v.MLPErrorCode.Value))
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

func (v *RawMLPResponse) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "mLPPositionData"
		if v.MLPPositionData = d.text(h); v.MLPPositionData == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "mLPErrorCode"
		v.MLPErrorCode = Some(uint16(d.integer(h, 1, 699)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// LocationData is a SEQUENCE of TS 33.128 R19 annex A.
type LocationData struct {
	LocationEstimate            GeographicArea
	AccuracyFulfilmentIndicator Opt[AccuracyFulfilmentIndicator]
	AgeOfLocationEstimate       Opt[uint16]
	VelocityEstimate            VelocityEstimate
	CivicAddress                *CivicAddress
	PositioningDataList         []PositioningMethodAndUsage
	GNSSPositioningDataList     []GNSSPositioningMethodAndUsage
	ECGI                        *ECGI
	NCGI                        *NCGI
	Altitude                    Opt[string]
	BarometricPressure          Opt[uint32]
	Sequence
}

func (v *LocationData) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.LocationEstimate.encode(b, e); b == nil {
			return e.in("locationEstimate")
		}
		if len(b) == start {
			return e.missing("locationEstimate")
		}
		b = closed(b, start)
	}
	if v.AccuracyFulfilmentIndicator.Set {
		b = appendInt(append(b, 0x82), int64(v.AccuracyFulfilmentIndicator.Value))
	}
	if v.AgeOfLocationEstimate.Set {
		if v.AgeOfLocationEstimate.Value > 32767 {
			return e.outside("ageOfLocationEstimate", int64(v.AgeOfLocationEstimate.Value), 0, 32767)
		}
		b = appendInt(append(b, 0x83), int64(v.AgeOfLocationEstimate.Value))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.VelocityEstimate.encode(b, e); b == nil {
			return e.in("velocityEstimate")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.CivicAddress != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.CivicAddress.encode(b, e); b == nil {
			return e.in("civicAddress")
		}
		b = closed(b, start)
	}
	if v.PositioningDataList != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PositioningDataList); b == nil {
			return e.in("positioningDataList")
		}
		b = closed(b, start)
	}
	if v.GNSSPositioningDataList != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.GNSSPositioningDataList); b == nil {
			return e.in("gNSSPositioningDataList")
		}
		b = closed(b, start)
	}
	if v.ECGI != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.ECGI.encode(b, e); b == nil {
			return e.in("eCGI")
		}
		b = closed(b, start)
	}
	if v.NCGI != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.NCGI.encode(b, e); b == nil {
			return e.in("nCGI")
		}
		b = closed(b, start)
	}
	if v.Altitude.Set {
		b = appendText(append(b, 0x8a), v.Altitude.Value)
	}
	if v.BarometricPressure.Set {
		if v.BarometricPressure.Value < 30000 || v.BarometricPressure.Value > 115000 {
			return e.outside("barometricPressure", int64(v.BarometricPressure.Value), 30000, 115000)
		}
		b = appendInt(append(b, 0x8b), int64(v.BarometricPressure.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LocationData) decode(d *decoder, pos, end int) {
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
			if name = "locationEstimate"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.LocationEstimate.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "accuracyFulfilmentIndicator"; d.first(&seen, 1, h) {
				v.AccuracyFulfilmentIndicator = Some(AccuracyFulfilmentIndicator(d.enumerated(h)))
			}
		case ctx | 3:
			if name = "ageOfLocationEstimate"; d.first(&seen, 2, h) {
				if x, ok := d.maybeInteger(h, 0, 32767, &v.Extra); ok {
					v.AgeOfLocationEstimate = Some(uint16(x))
				}
			}
		case ctx | 4:
			if name = "velocityEstimate"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.VelocityEstimate.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "civicAddress"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.CivicAddress = new(CivicAddress)
					v.CivicAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "positioningDataList"; d.first(&seen, 5, h) {
				v.PositioningDataList = sequences[PositioningMethodAndUsage](d, h)
			}
		case ctx | 7:
			if name = "gNSSPositioningDataList"; d.first(&seen, 6, h) {
				v.GNSSPositioningDataList = sequences[GNSSPositioningMethodAndUsage](d, h)
			}
		case ctx | 8:
			if name = "eCGI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.ECGI = new(ECGI)
					v.ECGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "nCGI"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.NCGI = new(NCGI)
					v.NCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "altitude"; d.first(&seen, 9, h) {
				v.Altitude = Some(d.text(h))
			}
		case ctx | 11:
			if name = "barometricPressure"; d.first(&seen, 10, h) {
				if x, ok := d.maybeInteger(h, 30000, 115000, &v.Extra); ok {
					v.BarometricPressure = Some(uint32(x))
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
		d.absent(at, ^seen&0x1, "LocationData")
	}
}

// GERANPositioningInfo is a SEQUENCE of TS 33.128 R19 annex A.
type GERANPositioningInfo struct {
	GERANPositioningData      []byte
	GERANGANSSPositioningData []byte
	Sequence
}

func (v *GERANPositioningInfo) encode(b []byte, e *encoder) []byte {
	if v.GERANPositioningData != nil {
		b = appendOctets(append(b, 0x81), v.GERANPositioningData)
	}
	if v.GERANGANSSPositioningData != nil {
		b = appendOctets(append(b, 0x82), v.GERANGANSSPositioningData)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GERANPositioningInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "gERANPositioningData"; d.first(&seen, 0, h) {
				v.GERANPositioningData = d.octets(h)
			}
		case ctx | 2:
			if name = "gERANGANSSPositioningData"; d.first(&seen, 1, h) {
				v.GERANGANSSPositioningData = d.octets(h)
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

// UTRANPositioningInfo is a SEQUENCE of TS 33.128 R19 annex A.
type UTRANPositioningInfo struct {
	UTRANPositioningData           []byte
	UTRANGANSSPositioningData      []byte
	UTRANAdditionalPositioningData []byte
	Sequence
}

func (v *UTRANPositioningInfo) encode(b []byte, e *encoder) []byte {
	if v.UTRANPositioningData != nil {
		b = appendOctets(append(b, 0x81), v.UTRANPositioningData)
	}
	if v.UTRANGANSSPositioningData != nil {
		b = appendOctets(append(b, 0x82), v.UTRANGANSSPositioningData)
	}
	if !(v.UTRANAdditionalPositioningData != nil) {
		return e.missing("uTRANAdditionalPositioningData")
	}
	{
		b = appendOctets(append(b, 0x83), v.UTRANAdditionalPositioningData)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UTRANPositioningInfo) decode(d *decoder, pos, end int) {
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
			if name = "uTRANPositioningData"; d.first(&seen, 0, h) {
				v.UTRANPositioningData = d.octets(h)
			}
		case ctx | 2:
			if name = "uTRANGANSSPositioningData"; d.first(&seen, 1, h) {
				v.UTRANGANSSPositioningData = d.octets(h)
			}
		case ctx | 3:
			if name = "uTRANAdditionalPositioningData"; d.first(&seen, 2, h) {
				v.UTRANAdditionalPositioningData = d.octets(h)
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
		d.absent(at, ^seen&0x4, "UTRANPositioningInfo")
	}
}

// FourGPositioningInfo is a SEQUENCE of TS 33.128 R19 annex A.
type FourGPositioningInfo struct {
	LocationData         LocationData
	CGI                  *CGI
	SAI                  *SAI
	ESMLCCellInfo        *ESMLCCellInfo
	GERANPositioningInfo *GERANPositioningInfo
	UTRANPositioningInfo *UTRANPositioningInfo
	RawMLPResponse       RawMLPResponse
	Sequence
}

func (v *FourGPositioningInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.LocationData.encode(b, e); b == nil {
			return e.in("locationData")
		}
		b = closed(b, start)
	}
	if v.CGI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CGI.encode(b, e); b == nil {
			return e.in("cGI")
		}
		b = closed(b, start)
	}
	if v.SAI != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SAI.encode(b, e); b == nil {
			return e.in("sAI")
		}
		b = closed(b, start)
	}
	if v.ESMLCCellInfo != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.ESMLCCellInfo.encode(b, e); b == nil {
			return e.in("eSMLCCellInfo")
		}
		b = closed(b, start)
	}
	if v.GERANPositioningInfo != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GERANPositioningInfo.encode(b, e); b == nil {
			return e.in("gERANPositioningInfo")
		}
		b = closed(b, start)
	}
	if v.UTRANPositioningInfo != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.UTRANPositioningInfo.encode(b, e); b == nil {
			return e.in("uTRANPositioningInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.RawMLPResponse.encode(b, e); b == nil {
			return e.in("rawMLPResponse")
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

func (v *FourGPositioningInfo) decode(d *decoder, pos, end int) {
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
			if name = "locationData"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.LocationData.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "cGI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CGI = new(CGI)
					v.CGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sAI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SAI = new(SAI)
					v.SAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "eSMLCCellInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.ESMLCCellInfo = new(ESMLCCellInfo)
					v.ESMLCCellInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gERANPositioningInfo"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GERANPositioningInfo = new(GERANPositioningInfo)
					v.GERANPositioningInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "uTRANPositioningInfo"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.UTRANPositioningInfo = new(UTRANPositioningInfo)
					v.UTRANPositioningInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "rawMLPResponse"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.RawMLPResponse.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "FourGPositioningInfo")
	}
}

// FourGLocationInfo is a CHOICE of TS 33.128 R19 annex A.
type FourGLocationInfo struct {
	EPSLocationInformation     *EPSLocationInformation
	EPSUserLocationInformation []byte
	Choice
}

func (v *FourGLocationInfo) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.EPSLocationInformation != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EPSLocationInformation.encode(b, e); b == nil {
			return e.in("ePSLocationInformation")
		}
		b = closed(b, start)
	}
	if v.EPSUserLocationInformation != nil {
		n++
		b = appendOctets(append(b, 0x82), v.EPSUserLocationInformation)
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

func (v *FourGLocationInfo) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "ePSLocationInformation"
		if d.open(h) {
			v.EPSLocationInformation = new(EPSLocationInformation)
			v.EPSLocationInformation.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "ePSUserLocationInformation"
		v.EPSUserLocationInformation = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// EPSLocationInformation is a SEQUENCE of TS 33.128 R19 annex A.
type EPSLocationInformation struct {
	MMELocationInformation  *MMELocationInformation
	SGSNLocationInformation *SGSNLocationInformation
	Sequence
}

func (v *EPSLocationInformation) encode(b []byte, e *encoder) []byte {
	if v.MMELocationInformation != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.MMELocationInformation.encode(b, e); b == nil {
			return e.in("mMELocationInformation")
		}
		b = closed(b, start)
	}
	if v.SGSNLocationInformation != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SGSNLocationInformation.encode(b, e); b == nil {
			return e.in("sGSNLocationInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EPSLocationInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "mMELocationInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.MMELocationInformation = new(MMELocationInformation)
					v.MMELocationInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "sGSNLocationInformation"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SGSNLocationInformation = new(SGSNLocationInformation)
					v.SGSNLocationInformation.decode(d, h.start, h.stop)
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

// MMELocationInformation is a SEQUENCE of TS 33.128 R19 annex A.
type MMELocationInformation struct {
	ECGI                     *ECGI
	TAI                      *TAI
	GeographicalInformation  []byte
	GeodeticInformation      []byte
	CurrentLocationRetrieved Opt[bool]
	AgeOfLocationInformation Opt[int64]
	UserCSGInformation       *UserCSGInformation
	ENbID                    ENbID
	AdditionalCellIDs        []CellInformation
	Sequence
}

func (v *MMELocationInformation) encode(b []byte, e *encoder) []byte {
	if v.ECGI != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ECGI.encode(b, e); b == nil {
			return e.in("eCGI")
		}
		b = closed(b, start)
	}
	if v.TAI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TAI.encode(b, e); b == nil {
			return e.in("tAI")
		}
		b = closed(b, start)
	}
	if v.GeographicalInformation != nil {
		b = appendOctets(append(b, 0x83), v.GeographicalInformation)
	}
	if v.GeodeticInformation != nil {
		b = appendOctets(append(b, 0x84), v.GeodeticInformation)
	}
	if v.CurrentLocationRetrieved.Set {
		b = appendBool(append(b, 0x85), v.CurrentLocationRetrieved.Value)
	}
	if v.AgeOfLocationInformation.Set {
		b = appendInt(append(b, 0x86), int64(v.AgeOfLocationInformation.Value))
	}
	if v.UserCSGInformation != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.UserCSGInformation.encode(b, e); b == nil {
			return e.in("userCSGInformation")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.ENbID.encode(b, e); b == nil {
			return e.in("eNbID")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.AdditionalCellIDs != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalCellIDs); b == nil {
			return e.in("additionalCellIDs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMELocationInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "eCGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ECGI = new(ECGI)
					v.ECGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "tAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TAI = new(TAI)
					v.TAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "geographicalInformation"; d.first(&seen, 2, h) {
				v.GeographicalInformation = d.octets(h)
			}
		case ctx | 4:
			if name = "geodeticInformation"; d.first(&seen, 3, h) {
				v.GeodeticInformation = d.octets(h)
			}
		case ctx | 5:
			if name = "currentLocationRetrieved"; d.first(&seen, 4, h) {
				v.CurrentLocationRetrieved = Some(d.boolean(h))
			}
		case ctx | 6:
			if name = "ageOfLocationInformation"; d.first(&seen, 5, h) {
				v.AgeOfLocationInformation = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "userCSGInformation"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.UserCSGInformation = new(UserCSGInformation)
					v.UserCSGInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "eNbID"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.ENbID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "additionalCellIDs"; d.first(&seen, 8, h) {
				v.AdditionalCellIDs = sequences[CellInformation](d, h)
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

// UserCSGInformation is a SEQUENCE of TS 33.128 R19 annex A.
type UserCSGInformation struct {
	CSGID                   int64
	CSGAccessMode           CSGAccessMode
	CSGMembershipIndication CSGMembershipIndication
	Sequence
}

func (v *UserCSGInformation) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.CSGID))
	}
	if !(v.CSGAccessMode != 0) {
		return e.missing("cSGAccessMode")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.CSGAccessMode))
	}
	if !(v.CSGMembershipIndication != 0) {
		return e.missing("cSGMembershipIndication")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.CSGMembershipIndication))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UserCSGInformation) decode(d *decoder, pos, end int) {
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
			if name = "cSGID"; d.first(&seen, 0, h) {
				v.CSGID = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "cSGAccessMode"; d.first(&seen, 1, h) {
				v.CSGAccessMode = CSGAccessMode(d.enumerated(h))
			}
		case ctx | 3:
			if name = "cSGMembershipIndication"; d.first(&seen, 2, h) {
				v.CSGMembershipIndication = CSGMembershipIndication(d.enumerated(h))
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
		d.absent(at, ^seen&0x7, "UserCSGInformation")
	}
}

// SGSNLocationInformation is a SEQUENCE of TS 33.128 R19 annex A.
type SGSNLocationInformation struct {
	CGI                      *CGI
	LAI                      *LAI
	SAI                      *SAI
	RAI                      *RAI
	GeographicalInformation  []byte
	GeodeticInformation      []byte
	CurrentLocationRetrieved Opt[bool]
	AgeOfLocationInformation Opt[int64]
	UserCSGInformation       *UserCSGInformation
	Sequence
}

func (v *SGSNLocationInformation) encode(b []byte, e *encoder) []byte {
	if v.CGI != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.CGI.encode(b, e); b == nil {
			return e.in("cGI")
		}
		b = closed(b, start)
	}
	if v.LAI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.LAI.encode(b, e); b == nil {
			return e.in("lAI")
		}
		b = closed(b, start)
	}
	if v.SAI != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SAI.encode(b, e); b == nil {
			return e.in("sAI")
		}
		b = closed(b, start)
	}
	if v.RAI != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.RAI.encode(b, e); b == nil {
			return e.in("rAI")
		}
		b = closed(b, start)
	}
	if v.GeographicalInformation != nil {
		b = appendOctets(append(b, 0x85), v.GeographicalInformation)
	}
	if v.GeodeticInformation != nil {
		b = appendOctets(append(b, 0x86), v.GeodeticInformation)
	}
	if v.CurrentLocationRetrieved.Set {
		b = appendBool(append(b, 0x87), v.CurrentLocationRetrieved.Value)
	}
	if v.AgeOfLocationInformation.Set {
		b = appendInt(append(b, 0x88), int64(v.AgeOfLocationInformation.Value))
	}
	if v.UserCSGInformation != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.UserCSGInformation.encode(b, e); b == nil {
			return e.in("userCSGInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SGSNLocationInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "cGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.CGI = new(CGI)
					v.CGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "lAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.LAI = new(LAI)
					v.LAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sAI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SAI = new(SAI)
					v.SAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "rAI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.RAI = new(RAI)
					v.RAI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "geographicalInformation"; d.first(&seen, 4, h) {
				v.GeographicalInformation = d.octets(h)
			}
		case ctx | 6:
			if name = "geodeticInformation"; d.first(&seen, 5, h) {
				v.GeodeticInformation = d.octets(h)
			}
		case ctx | 7:
			if name = "currentLocationRetrieved"; d.first(&seen, 6, h) {
				v.CurrentLocationRetrieved = Some(d.boolean(h))
			}
		case ctx | 8:
			if name = "ageOfLocationInformation"; d.first(&seen, 7, h) {
				v.AgeOfLocationInformation = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 9:
			if name = "userCSGInformation"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.UserCSGInformation = new(UserCSGInformation)
					v.UserCSGInformation.decode(d, h.start, h.stop)
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

// ESMLCCellInfo is a SEQUENCE of TS 33.128 R19 annex A.
type ESMLCCellInfo struct {
	ECGI          ECGI
	CellPortionID uint16
	Sequence
}

func (v *ESMLCCellInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ECGI.encode(b, e); b == nil {
			return e.in("eCGI")
		}
		b = closed(b, start)
	}
	{
		if v.CellPortionID > 4095 {
			return e.outside("cellPortionID", int64(v.CellPortionID), 0, 4095)
		}
		b = appendInt(append(b, 0x82), int64(v.CellPortionID))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ESMLCCellInfo) decode(d *decoder, pos, end int) {
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
			if name = "eCGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ECGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "cellPortionID"; d.first(&seen, 1, h) {
				v.CellPortionID = uint16(d.integer(h, 0, 4095))
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
		d.absent(at, ^seen&0x3, "ESMLCCellInfo")
	}
}

// LocationPresenceReport is a SEQUENCE of TS 33.128 R19 annex A.
type LocationPresenceReport struct {
	Type              AMFEventType
	Timestamp         time.Time
	AreaList          []AMFEventArea
	TimeZone          Opt[string]
	AccessTypes       []AccessType
	RMInfoList        []RMInfo
	CMInfoList        []CMInfo
	Reachability      Opt[UEReachability]
	Location          *UserLocation
	AdditionalCellIDs []CellInformation
	Sequence
}

func (v *LocationPresenceReport) encode(b []byte, e *encoder) []byte {
	if !(v.Type != 0) {
		return e.missing("type")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.Type))
	}
	if !(!v.Timestamp.IsZero()) {
		return e.missing("timestamp")
	}
	{
		b = appendTime(append(b, 0x82), v.Timestamp)
	}
	if v.AreaList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AreaList); b == nil {
			return e.in("areaList")
		}
		b = closed(b, start)
	}
	if v.TimeZone.Set {
		b = appendText(append(b, 0x84), v.TimeZone.Value)
	}
	if v.AccessTypes != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.AccessTypes {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if v.RMInfoList != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RMInfoList); b == nil {
			return e.in("rMInfoList")
		}
		b = closed(b, start)
	}
	if v.CMInfoList != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CMInfoList); b == nil {
			return e.in("cMInfoList")
		}
		b = closed(b, start)
	}
	if v.Reachability.Set {
		b = appendInt(append(b, 0x88), int64(v.Reachability.Value))
	}
	if v.Location != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalCellIDs != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalCellIDs); b == nil {
			return e.in("additionalCellIDs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LocationPresenceReport) decode(d *decoder, pos, end int) {
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
			if name = "type"; d.first(&seen, 0, h) {
				v.Type = AMFEventType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "timestamp"; d.first(&seen, 1, h) {
				v.Timestamp = d.time(h)
			}
		case ctx | 3:
			if name = "areaList"; d.first(&seen, 2, h) {
				v.AreaList = sequences[AMFEventArea](d, h)
			}
		case ctx | 4:
			if name = "timeZone"; d.first(&seen, 3, h) {
				v.TimeZone = Some(d.text(h))
			}
		case ctx | 5:
			if name = "accessTypes"; d.first(&seen, 4, h) {
				v.AccessTypes = list(d, h, 10, func(d *decoder, h header, v *AccessType) { *v = AccessType(d.enumerated(h)) })
			}
		case ctx | 6:
			if name = "rMInfoList"; d.first(&seen, 5, h) {
				v.RMInfoList = sequences[RMInfo](d, h)
			}
		case ctx | 7:
			if name = "cMInfoList"; d.first(&seen, 6, h) {
				v.CMInfoList = sequences[CMInfo](d, h)
			}
		case ctx | 8:
			if name = "reachability"; d.first(&seen, 7, h) {
				v.Reachability = Some(UEReachability(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(UserLocation)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "additionalCellIDs"; d.first(&seen, 9, h) {
				v.AdditionalCellIDs = sequences[CellInformation](d, h)
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
		d.absent(at, ^seen&0x3, "LocationPresenceReport")
	}
}

// AMFEventArea is a SEQUENCE of TS 33.128 R19 annex A.
type AMFEventArea struct {
	PresenceInfo *PresenceInfo
	LADNInfo     *LADNInfo
	Sequence
}

func (v *AMFEventArea) encode(b []byte, e *encoder) []byte {
	if v.PresenceInfo != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PresenceInfo.encode(b, e); b == nil {
			return e.in("presenceInfo")
		}
		b = closed(b, start)
	}
	if v.LADNInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.LADNInfo.encode(b, e); b == nil {
			return e.in("lADNInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AMFEventArea) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "presenceInfo"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PresenceInfo = new(PresenceInfo)
					v.PresenceInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "lADNInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.LADNInfo = new(LADNInfo)
					v.LADNInfo.decode(d, h.start, h.stop)
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

// PresenceInfo is a SEQUENCE of TS 33.128 R19 annex A.
type PresenceInfo struct {
	PresenceState       Opt[PresenceState]
	TrackingAreaList    []TAI
	ECGIList            []ECGI
	NCGIList            []NCGI
	GlobalRANNodeIDList []GlobalRANNodeID
	GlobalENbIDList     []GlobalRANNodeID
	Sequence
}

func (v *PresenceInfo) encode(b []byte, e *encoder) []byte {
	if v.PresenceState.Set {
		b = appendInt(append(b, 0x81), int64(v.PresenceState.Value))
	}
	if v.TrackingAreaList != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TrackingAreaList); b == nil {
			return e.in("trackingAreaList")
		}
		b = closed(b, start)
	}
	if v.ECGIList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.ECGIList); b == nil {
			return e.in("eCGIList")
		}
		b = closed(b, start)
	}
	if v.NCGIList != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.NCGIList); b == nil {
			return e.in("nCGIList")
		}
		b = closed(b, start)
	}
	if v.GlobalRANNodeIDList != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.GlobalRANNodeIDList); b == nil {
			return e.in("globalRANNodeIDList")
		}
		b = closed(b, start)
	}
	if v.GlobalENbIDList != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.GlobalENbIDList); b == nil {
			return e.in("globalENbIDList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PresenceInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "presenceState"; d.first(&seen, 0, h) {
				v.PresenceState = Some(PresenceState(d.enumerated(h)))
			}
		case ctx | 2:
			if name = "trackingAreaList"; d.first(&seen, 1, h) {
				v.TrackingAreaList = sequences[TAI](d, h)
			}
		case ctx | 3:
			if name = "eCGIList"; d.first(&seen, 2, h) {
				v.ECGIList = sequences[ECGI](d, h)
			}
		case ctx | 4:
			if name = "nCGIList"; d.first(&seen, 3, h) {
				v.NCGIList = sequences[NCGI](d, h)
			}
		case ctx | 5:
			if name = "globalRANNodeIDList"; d.first(&seen, 4, h) {
				v.GlobalRANNodeIDList = sequences[GlobalRANNodeID](d, h)
			}
		case ctx | 6:
			if name = "globalENbIDList"; d.first(&seen, 5, h) {
				v.GlobalENbIDList = sequences[GlobalRANNodeID](d, h)
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

// LADNInfo is a SEQUENCE of TS 33.128 R19 annex A.
type LADNInfo struct {
	LADN     string
	Presence Opt[PresenceState]
	Sequence
}

func (v *LADNInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.LADN)
	}
	if v.Presence.Set {
		b = appendInt(append(b, 0x82), int64(v.Presence.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LADNInfo) decode(d *decoder, pos, end int) {
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
			if name = "lADN"; d.first(&seen, 0, h) {
				v.LADN = d.text(h)
			}
		case ctx | 2:
			if name = "presence"; d.first(&seen, 1, h) {
				v.Presence = Some(PresenceState(d.enumerated(h)))
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
		d.absent(at, ^seen&0x1, "LADNInfo")
	}
}

// RMInfo is a SEQUENCE of TS 33.128 R19 annex A.
type RMInfo struct {
	RMState    RMState
	AccessType AccessType
	Sequence
}

func (v *RMInfo) encode(b []byte, e *encoder) []byte {
	if !(v.RMState != 0) {
		return e.missing("rMState")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.RMState))
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

func (v *RMInfo) decode(d *decoder, pos, end int) {
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
			if name = "rMState"; d.first(&seen, 0, h) {
				v.RMState = RMState(d.enumerated(h))
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
		d.absent(at, ^seen&0x3, "RMInfo")
	}
}

// CMInfo is a SEQUENCE of TS 33.128 R19 annex A.
type CMInfo struct {
	CMState    CMState
	AccessType AccessType
	Sequence
}

func (v *CMInfo) encode(b []byte, e *encoder) []byte {
	if !(v.CMState != 0) {
		return e.missing("cMState")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.CMState))
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

func (v *CMInfo) decode(d *decoder, pos, end int) {
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
			if name = "cMState"; d.first(&seen, 0, h) {
				v.CMState = CMState(d.enumerated(h))
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
		d.absent(at, ^seen&0x3, "CMInfo")
	}
}

// GeographicArea is a CHOICE of TS 33.128 R19 annex A.
type GeographicArea struct {
	Point                    *Point
	PointUncertaintyCircle   *PointUncertaintyCircle
	PointUncertaintyEllipse  *PointUncertaintyEllipse
	Polygon                  *Polygon
	PointAltitude            *PointAltitude
	PointAltitudeUncertainty *PointAltitudeUncertainty
	EllipsoidArc             *EllipsoidArc
	Choice
}

func (v *GeographicArea) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.Point != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Point.encode(b, e); b == nil {
			return e.in("point")
		}
		b = closed(b, start)
	}
	if v.PointUncertaintyCircle != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PointUncertaintyCircle.encode(b, e); b == nil {
			return e.in("pointUncertaintyCircle")
		}
		b = closed(b, start)
	}
	if v.PointUncertaintyEllipse != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PointUncertaintyEllipse.encode(b, e); b == nil {
			return e.in("pointUncertaintyEllipse")
		}
		b = closed(b, start)
	}
	if v.Polygon != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.Polygon.encode(b, e); b == nil {
			return e.in("polygon")
		}
		b = closed(b, start)
	}
	if v.PointAltitude != nil {
		n++
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PointAltitude.encode(b, e); b == nil {
			return e.in("pointAltitude")
		}
		b = closed(b, start)
	}
	if v.PointAltitudeUncertainty != nil {
		n++
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.PointAltitudeUncertainty.encode(b, e); b == nil {
			return e.in("pointAltitudeUncertainty")
		}
		b = closed(b, start)
	}
	if v.EllipsoidArc != nil {
		n++
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.EllipsoidArc.encode(b, e); b == nil {
			return e.in("ellipsoidArc")
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

func (v *GeographicArea) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "point"
		if d.open(h) {
			v.Point = new(Point)
			v.Point.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "pointUncertaintyCircle"
		if d.open(h) {
			v.PointUncertaintyCircle = new(PointUncertaintyCircle)
			v.PointUncertaintyCircle.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "pointUncertaintyEllipse"
		if d.open(h) {
			v.PointUncertaintyEllipse = new(PointUncertaintyEllipse)
			v.PointUncertaintyEllipse.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "polygon"
		if d.open(h) {
			v.Polygon = new(Polygon)
			v.Polygon.decode(d, h.start, h.stop)
		}
	case ctx | 5:
		name = "pointAltitude"
		if d.open(h) {
			v.PointAltitude = new(PointAltitude)
			v.PointAltitude.decode(d, h.start, h.stop)
		}
	case ctx | 6:
		name = "pointAltitudeUncertainty"
		if d.open(h) {
			v.PointAltitudeUncertainty = new(PointAltitudeUncertainty)
			v.PointAltitudeUncertainty.decode(d, h.start, h.stop)
		}
	case ctx | 7:
		name = "ellipsoidArc"
		if d.open(h) {
			v.EllipsoidArc = new(EllipsoidArc)
			v.EllipsoidArc.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// VelocityEstimate is a CHOICE of TS 33.128 R19 annex A.
type VelocityEstimate struct {
	HorVelocity                       *HorizontalVelocity
	HorWithVertVelocity               *HorizontalWithVerticalVelocity
	HorVelocityWithUncertainty        *HorizontalVelocityWithUncertainty
	HorWithVertVelocityAndUncertainty *HorizontalWithVerticalVelocityAndUncertainty
	Choice
}

func (v *VelocityEstimate) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.HorVelocity != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.HorVelocity.encode(b, e); b == nil {
			return e.in("horVelocity")
		}
		b = closed(b, start)
	}
	if v.HorWithVertVelocity != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.HorWithVertVelocity.encode(b, e); b == nil {
			return e.in("horWithVertVelocity")
		}
		b = closed(b, start)
	}
	if v.HorVelocityWithUncertainty != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.HorVelocityWithUncertainty.encode(b, e); b == nil {
			return e.in("horVelocityWithUncertainty")
		}
		b = closed(b, start)
	}
	if v.HorWithVertVelocityAndUncertainty != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.HorWithVertVelocityAndUncertainty.encode(b, e); b == nil {
			return e.in("horWithVertVelocityAndUncertainty")
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

func (v *VelocityEstimate) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "horVelocity"
		if d.open(h) {
			v.HorVelocity = new(HorizontalVelocity)
			v.HorVelocity.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "horWithVertVelocity"
		if d.open(h) {
			v.HorWithVertVelocity = new(HorizontalWithVerticalVelocity)
			v.HorWithVertVelocity.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "horVelocityWithUncertainty"
		if d.open(h) {
			v.HorVelocityWithUncertainty = new(HorizontalVelocityWithUncertainty)
			v.HorVelocityWithUncertainty.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "horWithVertVelocityAndUncertainty"
		if d.open(h) {
			v.HorWithVertVelocityAndUncertainty = new(HorizontalWithVerticalVelocityAndUncertainty)
			v.HorWithVertVelocityAndUncertainty.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// CivicAddress is a SEQUENCE of TS 33.128 R19 annex A.
type CivicAddress struct {
	Country string
	A1      Opt[string]
	A2      Opt[string]
	A3      Opt[string]
	A4      Opt[string]
	A5      Opt[string]
	A6      Opt[string]
	Prd     Opt[string]
	Pod     Opt[string]
	Sts     Opt[string]
	Hno     Opt[string]
	Hns     Opt[string]
	Lmk     Opt[string]
	Loc     Opt[string]
	Nam     Opt[string]
	Pc      Opt[string]
	Bld     Opt[string]
	Unit    Opt[string]
	Flr     Opt[string]
	Room    Opt[string]
	Plc     Opt[string]
	Pcn     Opt[string]
	Pobox   Opt[string]
	Addcode Opt[string]
	Seat    Opt[string]
	Rd      Opt[string]
	Rdsec   Opt[string]
	Rdbr    Opt[string]
	Rdsubbr Opt[string]
	Prm     Opt[string]
	Pom     Opt[string]
	Sequence
}

func (v *CivicAddress) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Country)
	}
	if v.A1.Set {
		b = appendText(append(b, 0x82), v.A1.Value)
	}
	if v.A2.Set {
		b = appendText(append(b, 0x83), v.A2.Value)
	}
	if v.A3.Set {
		b = appendText(append(b, 0x84), v.A3.Value)
	}
	if v.A4.Set {
		b = appendText(append(b, 0x85), v.A4.Value)
	}
	if v.A5.Set {
		b = appendText(append(b, 0x86), v.A5.Value)
	}
	if v.A6.Set {
		b = appendText(append(b, 0x87), v.A6.Value)
	}
	if v.Prd.Set {
		b = appendText(append(b, 0x88), v.Prd.Value)
	}
	if v.Pod.Set {
		b = appendText(append(b, 0x89), v.Pod.Value)
	}
	if v.Sts.Set {
		b = appendText(append(b, 0x8a), v.Sts.Value)
	}
	if v.Hno.Set {
		b = appendText(append(b, 0x8b), v.Hno.Value)
	}
	if v.Hns.Set {
		b = appendText(append(b, 0x8c), v.Hns.Value)
	}
	if v.Lmk.Set {
		b = appendText(append(b, 0x8d), v.Lmk.Value)
	}
	if v.Loc.Set {
		b = appendText(append(b, 0x8e), v.Loc.Value)
	}
	if v.Nam.Set {
		b = appendText(append(b, 0x8f), v.Nam.Value)
	}
	if v.Pc.Set {
		b = appendText(append(b, 0x90), v.Pc.Value)
	}
	if v.Bld.Set {
		b = appendText(append(b, 0x91), v.Bld.Value)
	}
	if v.Unit.Set {
		b = appendText(append(b, 0x92), v.Unit.Value)
	}
	if v.Flr.Set {
		b = appendText(append(b, 0x93), v.Flr.Value)
	}
	if v.Room.Set {
		b = appendText(append(b, 0x94), v.Room.Value)
	}
	if v.Plc.Set {
		b = appendText(append(b, 0x95), v.Plc.Value)
	}
	if v.Pcn.Set {
		b = appendText(append(b, 0x96), v.Pcn.Value)
	}
	if v.Pobox.Set {
		b = appendText(append(b, 0x97), v.Pobox.Value)
	}
	if v.Addcode.Set {
		b = appendText(append(b, 0x98), v.Addcode.Value)
	}
	if v.Seat.Set {
		b = appendText(append(b, 0x99), v.Seat.Value)
	}
	if v.Rd.Set {
		b = appendText(append(b, 0x9a), v.Rd.Value)
	}
	if v.Rdsec.Set {
		b = appendText(append(b, 0x9b), v.Rdsec.Value)
	}
	if v.Rdbr.Set {
		b = appendText(append(b, 0x9c), v.Rdbr.Value)
	}
	if v.Rdsubbr.Set {
		b = appendText(append(b, 0x9d), v.Rdsubbr.Value)
	}
	if v.Prm.Set {
		b = appendText(append(b, 0x9e), v.Prm.Value)
	}
	if v.Pom.Set {
		b = appendText(append(b, 0x9f, 0x1f), v.Pom.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *CivicAddress) decode(d *decoder, pos, end int) {
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
			if name = "country"; d.first(&seen, 0, h) {
				v.Country = d.text(h)
			}
		case ctx | 2:
			if name = "a1"; d.first(&seen, 1, h) {
				v.A1 = Some(d.text(h))
			}
		case ctx | 3:
			if name = "a2"; d.first(&seen, 2, h) {
				v.A2 = Some(d.text(h))
			}
		case ctx | 4:
			if name = "a3"; d.first(&seen, 3, h) {
				v.A3 = Some(d.text(h))
			}
		case ctx | 5:
			if name = "a4"; d.first(&seen, 4, h) {
				v.A4 = Some(d.text(h))
			}
		case ctx | 6:
			if name = "a5"; d.first(&seen, 5, h) {
				v.A5 = Some(d.text(h))
			}
		case ctx | 7:
			if name = "a6"; d.first(&seen, 6, h) {
				v.A6 = Some(d.text(h))
			}
		case ctx | 8:
			if name = "prd"; d.first(&seen, 7, h) {
				v.Prd = Some(d.text(h))
			}
		case ctx | 9:
			if name = "pod"; d.first(&seen, 8, h) {
				v.Pod = Some(d.text(h))
			}
		case ctx | 10:
			if name = "sts"; d.first(&seen, 9, h) {
				v.Sts = Some(d.text(h))
			}
		case ctx | 11:
			if name = "hno"; d.first(&seen, 10, h) {
				v.Hno = Some(d.text(h))
			}
		case ctx | 12:
			if name = "hns"; d.first(&seen, 11, h) {
				v.Hns = Some(d.text(h))
			}
		case ctx | 13:
			if name = "lmk"; d.first(&seen, 12, h) {
				v.Lmk = Some(d.text(h))
			}
		case ctx | 14:
			if name = "loc"; d.first(&seen, 13, h) {
				v.Loc = Some(d.text(h))
			}
		case ctx | 15:
			if name = "nam"; d.first(&seen, 14, h) {
				v.Nam = Some(d.text(h))
			}
		case ctx | 16:
			if name = "pc"; d.first(&seen, 15, h) {
				v.Pc = Some(d.text(h))
			}
		case ctx | 17:
			if name = "bld"; d.first(&seen, 16, h) {
				v.Bld = Some(d.text(h))
			}
		case ctx | 18:
			if name = "unit"; d.first(&seen, 17, h) {
				v.Unit = Some(d.text(h))
			}
		case ctx | 19:
			if name = "flr"; d.first(&seen, 18, h) {
				v.Flr = Some(d.text(h))
			}
		case ctx | 20:
			if name = "room"; d.first(&seen, 19, h) {
				v.Room = Some(d.text(h))
			}
		case ctx | 21:
			if name = "plc"; d.first(&seen, 20, h) {
				v.Plc = Some(d.text(h))
			}
		case ctx | 22:
			if name = "pcn"; d.first(&seen, 21, h) {
				v.Pcn = Some(d.text(h))
			}
		case ctx | 23:
			if name = "pobox"; d.first(&seen, 22, h) {
				v.Pobox = Some(d.text(h))
			}
		case ctx | 24:
			if name = "addcode"; d.first(&seen, 23, h) {
				v.Addcode = Some(d.text(h))
			}
		case ctx | 25:
			if name = "seat"; d.first(&seen, 24, h) {
				v.Seat = Some(d.text(h))
			}
		case ctx | 26:
			if name = "rd"; d.first(&seen, 25, h) {
				v.Rd = Some(d.text(h))
			}
		case ctx | 27:
			if name = "rdsec"; d.first(&seen, 26, h) {
				v.Rdsec = Some(d.text(h))
			}
		case ctx | 28:
			if name = "rdbr"; d.first(&seen, 27, h) {
				v.Rdbr = Some(d.text(h))
			}
		case ctx | 29:
			if name = "rdsubbr"; d.first(&seen, 28, h) {
				v.Rdsubbr = Some(d.text(h))
			}
		case ctx | 30:
			if name = "prm"; d.first(&seen, 29, h) {
				v.Prm = Some(d.text(h))
			}
		case ctx | 31:
			if name = "pom"; d.first(&seen, 30, h) {
				v.Pom = Some(d.text(h))
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
		d.absent(at, ^seen&0x1, "CivicAddress")
	}
}

// PositioningMethodAndUsage is a SEQUENCE of TS 33.128 R19 annex A.
type PositioningMethodAndUsage struct {
	Method     PositioningMethod
	Mode       PositioningMode
	Usage      Usage
	MethodCode Opt[uint8]
	Sequence
}

func (v *PositioningMethodAndUsage) encode(b []byte, e *encoder) []byte {
	if !(v.Method != 0) {
		return e.missing("method")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.Method))
	}
	if !(v.Mode != 0) {
		return e.missing("mode")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Mode))
	}
	if !(v.Usage != 0) {
		return e.missing("usage")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Usage))
	}
	if v.MethodCode.Set {
		if v.MethodCode.Value < 16 || v.MethodCode.Value > 31 {
			return e.outside("methodCode", int64(v.MethodCode.Value), 16, 31)
		}
		b = appendInt(append(b, 0x84), int64(v.MethodCode.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PositioningMethodAndUsage) decode(d *decoder, pos, end int) {
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
			if name = "method"; d.first(&seen, 0, h) {
				v.Method = PositioningMethod(d.enumerated(h))
			}
		case ctx | 2:
			if name = "mode"; d.first(&seen, 1, h) {
				v.Mode = PositioningMode(d.enumerated(h))
			}
		case ctx | 3:
			if name = "usage"; d.first(&seen, 2, h) {
				v.Usage = Usage(d.enumerated(h))
			}
		case ctx | 4:
			if name = "methodCode"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 16, 31, &v.Extra); ok {
					v.MethodCode = Some(uint8(x))
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
		d.absent(at, ^seen&0x7, "PositioningMethodAndUsage")
	}
}

// GNSSPositioningMethodAndUsage is a SEQUENCE of TS 33.128 R19 annex A.
type GNSSPositioningMethodAndUsage struct {
	Mode  PositioningMode
	GNSS  GNSSID
	Usage Usage
	Sequence
}

func (v *GNSSPositioningMethodAndUsage) encode(b []byte, e *encoder) []byte {
	if !(v.Mode != 0) {
		return e.missing("mode")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.Mode))
	}
	if !(v.GNSS != 0) {
		return e.missing("gNSS")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.GNSS))
	}
	if !(v.Usage != 0) {
		return e.missing("usage")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Usage))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GNSSPositioningMethodAndUsage) decode(d *decoder, pos, end int) {
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
			if name = "mode"; d.first(&seen, 0, h) {
				v.Mode = PositioningMode(d.enumerated(h))
			}
		case ctx | 2:
			if name = "gNSS"; d.first(&seen, 1, h) {
				v.GNSS = GNSSID(d.enumerated(h))
			}
		case ctx | 3:
			if name = "usage"; d.first(&seen, 2, h) {
				v.Usage = Usage(d.enumerated(h))
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
		d.absent(at, ^seen&0x7, "GNSSPositioningMethodAndUsage")
	}
}

// Point is a SEQUENCE of TS 33.128 R19 annex A.
type Point struct {
	GeographicalCoordinates GeographicalCoordinates
	Sequence
}

func (v *Point) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GeographicalCoordinates.encode(b, e); b == nil {
			return e.in("geographicalCoordinates")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *Point) decode(d *decoder, pos, end int) {
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
			if name = "geographicalCoordinates"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GeographicalCoordinates.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "Point")
	}
}

// PointUncertaintyCircle is a SEQUENCE of TS 33.128 R19 annex A.
type PointUncertaintyCircle struct {
	GeographicalCoordinates GeographicalCoordinates
	DeprecatedUncertainty   uint8
	UncertaintySBI          Opt[string]
	Sequence
}

func (v *PointUncertaintyCircle) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GeographicalCoordinates.encode(b, e); b == nil {
			return e.in("geographicalCoordinates")
		}
		b = closed(b, start)
	}
	{
		if v.DeprecatedUncertainty > 127 {
			return e.outside("deprecatedUncertainty", int64(v.DeprecatedUncertainty), 0, 127)
		}
		b = appendInt(append(b, 0x82), int64(v.DeprecatedUncertainty))
	}
	if v.UncertaintySBI.Set {
		b = appendText(append(b, 0x83), v.UncertaintySBI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PointUncertaintyCircle) decode(d *decoder, pos, end int) {
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
			if name = "geographicalCoordinates"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GeographicalCoordinates.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "deprecatedUncertainty"; d.first(&seen, 1, h) {
				v.DeprecatedUncertainty = uint8(d.integer(h, 0, 127))
			}
		case ctx | 3:
			if name = "uncertaintySBI"; d.first(&seen, 2, h) {
				v.UncertaintySBI = Some(d.text(h))
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
		d.absent(at, ^seen&0x3, "PointUncertaintyCircle")
	}
}

// PointUncertaintyEllipse is a SEQUENCE of TS 33.128 R19 annex A.
type PointUncertaintyEllipse struct {
	GeographicalCoordinates GeographicalCoordinates
	Uncertainty             UncertaintyEllipse
	Confidence              uint8
	Sequence
}

func (v *PointUncertaintyEllipse) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.GeographicalCoordinates.encode(b, e); b == nil {
			return e.in("geographicalCoordinates")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Uncertainty.encode(b, e); b == nil {
			return e.in("uncertainty")
		}
		b = closed(b, start)
	}
	{
		if v.Confidence > 100 {
			return e.outside("confidence", int64(v.Confidence), 0, 100)
		}
		b = appendInt(append(b, 0x83), int64(v.Confidence))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PointUncertaintyEllipse) decode(d *decoder, pos, end int) {
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
			if name = "geographicalCoordinates"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.GeographicalCoordinates.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "uncertainty"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Uncertainty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "confidence"; d.first(&seen, 2, h) {
				v.Confidence = uint8(d.integer(h, 0, 100))
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
		d.absent(at, ^seen&0x7, "PointUncertaintyEllipse")
	}
}

// Polygon is a SEQUENCE of TS 33.128 R19 annex A.
type Polygon struct {
	PointList []GeographicalCoordinates
	Sequence
}

func (v *Polygon) encode(b []byte, e *encoder) []byte {
	if !(v.PointList != nil) {
		return e.missing("pointList")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PointList); b == nil {
			return e.in("pointList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *Polygon) decode(d *decoder, pos, end int) {
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
			if name = "pointList"; d.first(&seen, 0, h) {
				v.PointList = sequences[GeographicalCoordinates](d, h)
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
		d.absent(at, ^seen&0x1, "Polygon")
	}
}

// PointAltitude is a SEQUENCE of TS 33.128 R19 annex A.
type PointAltitude struct {
	Point    GeographicalCoordinates
	Altitude string
	Sequence
}

func (v *PointAltitude) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Point.encode(b, e); b == nil {
			return e.in("point")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.Altitude)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PointAltitude) decode(d *decoder, pos, end int) {
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
			if name = "point"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Point.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "altitude"; d.first(&seen, 1, h) {
				v.Altitude = d.text(h)
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
		d.absent(at, ^seen&0x3, "PointAltitude")
	}
}

// PointAltitudeUncertainty is a SEQUENCE of TS 33.128 R19 annex A.
type PointAltitudeUncertainty struct {
	Point                         GeographicalCoordinates
	Altitude                      string
	UncertaintyEllipse            UncertaintyEllipse
	DeprecatedUncertaintyAltitude uint8
	Confidence                    uint8
	UncertaintyAltitudeSBI        Opt[string]
	Sequence
}

func (v *PointAltitudeUncertainty) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Point.encode(b, e); b == nil {
			return e.in("point")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.Altitude)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.UncertaintyEllipse.encode(b, e); b == nil {
			return e.in("uncertaintyEllipse")
		}
		b = closed(b, start)
	}
	{
		if v.DeprecatedUncertaintyAltitude > 127 {
			return e.outside("deprecatedUncertaintyAltitude", int64(v.DeprecatedUncertaintyAltitude), 0, 127)
		}
		b = appendInt(append(b, 0x84), int64(v.DeprecatedUncertaintyAltitude))
	}
	{
		if v.Confidence > 100 {
			return e.outside("confidence", int64(v.Confidence), 0, 100)
		}
		b = appendInt(append(b, 0x85), int64(v.Confidence))
	}
	if v.UncertaintyAltitudeSBI.Set {
		b = appendText(append(b, 0x86), v.UncertaintyAltitudeSBI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PointAltitudeUncertainty) decode(d *decoder, pos, end int) {
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
			if name = "point"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Point.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "altitude"; d.first(&seen, 1, h) {
				v.Altitude = d.text(h)
			}
		case ctx | 3:
			if name = "uncertaintyEllipse"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.UncertaintyEllipse.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "deprecatedUncertaintyAltitude"; d.first(&seen, 3, h) {
				v.DeprecatedUncertaintyAltitude = uint8(d.integer(h, 0, 127))
			}
		case ctx | 5:
			if name = "confidence"; d.first(&seen, 4, h) {
				v.Confidence = uint8(d.integer(h, 0, 100))
			}
		case ctx | 6:
			if name = "uncertaintyAltitudeSBI"; d.first(&seen, 5, h) {
				v.UncertaintyAltitudeSBI = Some(d.text(h))
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
		d.absent(at, ^seen&0x1f, "PointAltitudeUncertainty")
	}
}

// EllipsoidArc is a SEQUENCE of TS 33.128 R19 annex A.
type EllipsoidArc struct {
	Point                       GeographicalCoordinates
	InnerRadius                 uint32
	DeprecatedUncertaintyRadius uint8
	OffsetAngle                 uint16
	IncludedAngle               uint16
	Confidence                  uint8
	UncertaintyRadiusSBI        Opt[string]
	Sequence
}

func (v *EllipsoidArc) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Point.encode(b, e); b == nil {
			return e.in("point")
		}
		b = closed(b, start)
	}
	{
		if v.InnerRadius > 327675 {
			return e.outside("innerRadius", int64(v.InnerRadius), 0, 327675)
		}
		b = appendInt(append(b, 0x82), int64(v.InnerRadius))
	}
	{
		if v.DeprecatedUncertaintyRadius > 127 {
			return e.outside("deprecatedUncertaintyRadius", int64(v.DeprecatedUncertaintyRadius), 0, 127)
		}
		b = appendInt(append(b, 0x83), int64(v.DeprecatedUncertaintyRadius))
	}
	{
		if v.OffsetAngle > 360 {
			return e.outside("offsetAngle", int64(v.OffsetAngle), 0, 360)
		}
		b = appendInt(append(b, 0x84), int64(v.OffsetAngle))
	}
	{
		if v.IncludedAngle > 360 {
			return e.outside("includedAngle", int64(v.IncludedAngle), 0, 360)
		}
		b = appendInt(append(b, 0x85), int64(v.IncludedAngle))
	}
	{
		if v.Confidence > 100 {
			return e.outside("confidence", int64(v.Confidence), 0, 100)
		}
		b = appendInt(append(b, 0x86), int64(v.Confidence))
	}
	if v.UncertaintyRadiusSBI.Set {
		b = appendText(append(b, 0x87), v.UncertaintyRadiusSBI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *EllipsoidArc) decode(d *decoder, pos, end int) {
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
			if name = "point"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Point.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "innerRadius"; d.first(&seen, 1, h) {
				v.InnerRadius = uint32(d.integer(h, 0, 327675))
			}
		case ctx | 3:
			if name = "deprecatedUncertaintyRadius"; d.first(&seen, 2, h) {
				v.DeprecatedUncertaintyRadius = uint8(d.integer(h, 0, 127))
			}
		case ctx | 4:
			if name = "offsetAngle"; d.first(&seen, 3, h) {
				v.OffsetAngle = uint16(d.integer(h, 0, 360))
			}
		case ctx | 5:
			if name = "includedAngle"; d.first(&seen, 4, h) {
				v.IncludedAngle = uint16(d.integer(h, 0, 360))
			}
		case ctx | 6:
			if name = "confidence"; d.first(&seen, 5, h) {
				v.Confidence = uint8(d.integer(h, 0, 100))
			}
		case ctx | 7:
			if name = "uncertaintyRadiusSBI"; d.first(&seen, 6, h) {
				v.UncertaintyRadiusSBI = Some(d.text(h))
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
		d.absent(at, ^seen&0x3f, "EllipsoidArc")
	}
}

// GeographicalCoordinates is a SEQUENCE of TS 33.128 R19 annex A.
type GeographicalCoordinates struct {
	Latitude            string
	Longitude           string
	MapDatumInformation Opt[string]
	Sequence
}

func (v *GeographicalCoordinates) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Latitude)
	}
	{
		b = appendText(append(b, 0x82), v.Longitude)
	}
	if v.MapDatumInformation.Set {
		b = appendText(append(b, 0x83), v.MapDatumInformation.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GeographicalCoordinates) decode(d *decoder, pos, end int) {
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
			if name = "latitude"; d.first(&seen, 0, h) {
				v.Latitude = d.text(h)
			}
		case ctx | 2:
			if name = "longitude"; d.first(&seen, 1, h) {
				v.Longitude = d.text(h)
			}
		case ctx | 3:
			if name = "mapDatumInformation"; d.first(&seen, 2, h) {
				v.MapDatumInformation = Some(d.text(h))
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
		d.absent(at, ^seen&0x3, "GeographicalCoordinates")
	}
}

// UncertaintyEllipse is a SEQUENCE of TS 33.128 R19 annex A.
type UncertaintyEllipse struct {
	DeprecatedSemiMajor uint8
	DeprecatedSemiMinor uint8
	OrientationMajor    uint8
	SemiMajorSBI        Opt[string]
	SemiMinorSBI        Opt[string]
	Sequence
}

func (v *UncertaintyEllipse) encode(b []byte, e *encoder) []byte {
	{
		if v.DeprecatedSemiMajor > 127 {
			return e.outside("deprecatedSemiMajor", int64(v.DeprecatedSemiMajor), 0, 127)
		}
		b = appendInt(append(b, 0x81), int64(v.DeprecatedSemiMajor))
	}
	{
		if v.DeprecatedSemiMinor > 127 {
			return e.outside("deprecatedSemiMinor", int64(v.DeprecatedSemiMinor), 0, 127)
		}
		b = appendInt(append(b, 0x82), int64(v.DeprecatedSemiMinor))
	}
	{
		if v.OrientationMajor > 180 {
			return e.outside("orientationMajor", int64(v.OrientationMajor), 0, 180)
		}
		b = appendInt(append(b, 0x83), int64(v.OrientationMajor))
	}
	if v.SemiMajorSBI.Set {
		b = appendText(append(b, 0x84), v.SemiMajorSBI.Value)
	}
	if v.SemiMinorSBI.Set {
		b = appendText(append(b, 0x85), v.SemiMinorSBI.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *UncertaintyEllipse) decode(d *decoder, pos, end int) {
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
			if name = "deprecatedSemiMajor"; d.first(&seen, 0, h) {
				v.DeprecatedSemiMajor = uint8(d.integer(h, 0, 127))
			}
		case ctx | 2:
			if name = "deprecatedSemiMinor"; d.first(&seen, 1, h) {
				v.DeprecatedSemiMinor = uint8(d.integer(h, 0, 127))
			}
		case ctx | 3:
			if name = "orientationMajor"; d.first(&seen, 2, h) {
				v.OrientationMajor = uint8(d.integer(h, 0, 180))
			}
		case ctx | 4:
			if name = "semiMajorSBI"; d.first(&seen, 3, h) {
				v.SemiMajorSBI = Some(d.text(h))
			}
		case ctx | 5:
			if name = "semiMinorSBI"; d.first(&seen, 4, h) {
				v.SemiMinorSBI = Some(d.text(h))
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
		d.absent(at, ^seen&0x7, "UncertaintyEllipse")
	}
}

// HorizontalVelocity is a SEQUENCE of TS 33.128 R19 annex A.
type HorizontalVelocity struct {
	HSpeed  string
	Bearing uint16
	Sequence
}

func (v *HorizontalVelocity) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.HSpeed)
	}
	{
		if v.Bearing > 360 {
			return e.outside("bearing", int64(v.Bearing), 0, 360)
		}
		b = appendInt(append(b, 0x82), int64(v.Bearing))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *HorizontalVelocity) decode(d *decoder, pos, end int) {
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
			if name = "hSpeed"; d.first(&seen, 0, h) {
				v.HSpeed = d.text(h)
			}
		case ctx | 2:
			if name = "bearing"; d.first(&seen, 1, h) {
				v.Bearing = uint16(d.integer(h, 0, 360))
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
		d.absent(at, ^seen&0x3, "HorizontalVelocity")
	}
}

// HorizontalWithVerticalVelocity is a SEQUENCE of TS 33.128 R19 annex A.
type HorizontalWithVerticalVelocity struct {
	HSpeed     string
	Bearing    uint16
	VSpeed     string
	VDirection VerticalDirection
	Sequence
}

func (v *HorizontalWithVerticalVelocity) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.HSpeed)
	}
	{
		if v.Bearing > 360 {
			return e.outside("bearing", int64(v.Bearing), 0, 360)
		}
		b = appendInt(append(b, 0x82), int64(v.Bearing))
	}
	{
		b = appendText(append(b, 0x83), v.VSpeed)
	}
	if !(v.VDirection != 0) {
		return e.missing("vDirection")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.VDirection))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *HorizontalWithVerticalVelocity) decode(d *decoder, pos, end int) {
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
			if name = "hSpeed"; d.first(&seen, 0, h) {
				v.HSpeed = d.text(h)
			}
		case ctx | 2:
			if name = "bearing"; d.first(&seen, 1, h) {
				v.Bearing = uint16(d.integer(h, 0, 360))
			}
		case ctx | 3:
			if name = "vSpeed"; d.first(&seen, 2, h) {
				v.VSpeed = d.text(h)
			}
		case ctx | 4:
			if name = "vDirection"; d.first(&seen, 3, h) {
				v.VDirection = VerticalDirection(d.enumerated(h))
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
		d.absent(at, ^seen&0xf, "HorizontalWithVerticalVelocity")
	}
}

// HorizontalVelocityWithUncertainty is a SEQUENCE of TS 33.128 R19 annex A.
type HorizontalVelocityWithUncertainty struct {
	HSpeed      string
	Bearing     uint16
	Uncertainty string
	Sequence
}

func (v *HorizontalVelocityWithUncertainty) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.HSpeed)
	}
	{
		if v.Bearing > 360 {
			return e.outside("bearing", int64(v.Bearing), 0, 360)
		}
		b = appendInt(append(b, 0x82), int64(v.Bearing))
	}
	{
		b = appendText(append(b, 0x83), v.Uncertainty)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *HorizontalVelocityWithUncertainty) decode(d *decoder, pos, end int) {
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
			if name = "hSpeed"; d.first(&seen, 0, h) {
				v.HSpeed = d.text(h)
			}
		case ctx | 2:
			if name = "bearing"; d.first(&seen, 1, h) {
				v.Bearing = uint16(d.integer(h, 0, 360))
			}
		case ctx | 3:
			if name = "uncertainty"; d.first(&seen, 2, h) {
				v.Uncertainty = d.text(h)
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
		d.absent(at, ^seen&0x7, "HorizontalVelocityWithUncertainty")
	}
}

// HorizontalWithVerticalVelocityAndUncertainty is a SEQUENCE of TS 33.128 R19 annex A.
type HorizontalWithVerticalVelocityAndUncertainty struct {
	HSpeed       string
	Bearing      uint16
	VSpeed       string
	VDirection   VerticalDirection
	HUncertainty string
	VUncertainty string
	Sequence
}

func (v *HorizontalWithVerticalVelocityAndUncertainty) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.HSpeed)
	}
	{
		if v.Bearing > 360 {
			return e.outside("bearing", int64(v.Bearing), 0, 360)
		}
		b = appendInt(append(b, 0x82), int64(v.Bearing))
	}
	{
		b = appendText(append(b, 0x83), v.VSpeed)
	}
	if !(v.VDirection != 0) {
		return e.missing("vDirection")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.VDirection))
	}
	{
		b = appendText(append(b, 0x85), v.HUncertainty)
	}
	{
		b = appendText(append(b, 0x86), v.VUncertainty)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *HorizontalWithVerticalVelocityAndUncertainty) decode(d *decoder, pos, end int) {
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
			if name = "hSpeed"; d.first(&seen, 0, h) {
				v.HSpeed = d.text(h)
			}
		case ctx | 2:
			if name = "bearing"; d.first(&seen, 1, h) {
				v.Bearing = uint16(d.integer(h, 0, 360))
			}
		case ctx | 3:
			if name = "vSpeed"; d.first(&seen, 2, h) {
				v.VSpeed = d.text(h)
			}
		case ctx | 4:
			if name = "vDirection"; d.first(&seen, 3, h) {
				v.VDirection = VerticalDirection(d.enumerated(h))
			}
		case ctx | 5:
			if name = "hUncertainty"; d.first(&seen, 4, h) {
				v.HUncertainty = d.text(h)
			}
		case ctx | 6:
			if name = "vUncertainty"; d.first(&seen, 5, h) {
				v.VUncertainty = d.text(h)
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
		d.absent(at, ^seen&0x3f, "HorizontalWithVerticalVelocityAndUncertainty")
	}
}

// PANIHeaderInfo is a SEQUENCE of TS 33.128 R19 annex A.
type PANIHeaderInfo struct {
	AccessNetworkInformation SIPAccessNetworkInformation
	AccessInfo               []string
	PANILocation             []SIPLocationInfo
	Sequence
}

func (v *PANIHeaderInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.AccessNetworkInformation.encode(b, e); b == nil {
			return e.in("accessNetworkInformation")
		}
		b = closed(b, start)
	}
	if v.AccessInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.AccessInfo {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.PANILocation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PANILocation); b == nil {
			return e.in("pANILocation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PANIHeaderInfo) decode(d *decoder, pos, end int) {
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
			if name = "accessNetworkInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.AccessNetworkInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "accessInfo"; d.first(&seen, 1, h) {
				v.AccessInfo = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 3:
			if name = "pANILocation"; d.first(&seen, 2, h) {
				v.PANILocation = sequences[SIPLocationInfo](d, h)
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
		d.absent(at, ^seen&0x1, "PANIHeaderInfo")
	}
}

// SIPGeolocationHeaderInfo is a SEQUENCE of TS 33.128 R19 annex A.
type SIPGeolocationHeaderInfo struct {
	LocationValue string
	CidInfo       Opt[string]
	Sequence
}

func (v *SIPGeolocationHeaderInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.LocationValue)
	}
	if v.CidInfo.Set {
		b = appendText(append(b, 0x82), v.CidInfo.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPGeolocationHeaderInfo) decode(d *decoder, pos, end int) {
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
			if name = "locationValue"; d.first(&seen, 0, h) {
				v.LocationValue = d.text(h)
			}
		case ctx | 2:
			if name = "cidInfo"; d.first(&seen, 1, h) {
				v.CidInfo = Some(d.text(h))
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
		d.absent(at, ^seen&0x1, "SIPGeolocationHeaderInfo")
	}
}

// SIPCellularAccessInfo is a SEQUENCE of TS 33.128 R19 annex A.
type SIPCellularAccessInfo struct {
	AccessInfo  string
	CellInfoAge uint32
	Sequence
}

func (v *SIPCellularAccessInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AccessInfo)
	}
	{
		if v.CellInfoAge > 999999999 {
			return e.outside("cellInfoAge", int64(v.CellInfoAge), 0, 999999999)
		}
		b = appendInt(append(b, 0x82), int64(v.CellInfoAge))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPCellularAccessInfo) decode(d *decoder, pos, end int) {
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
			if name = "accessInfo"; d.first(&seen, 0, h) {
				v.AccessInfo = d.text(h)
			}
		case ctx | 2:
			if name = "cellInfoAge"; d.first(&seen, 1, h) {
				v.CellInfoAge = uint32(d.integer(h, 0, 999999999))
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
		d.absent(at, ^seen&0x3, "SIPCellularAccessInfo")
	}
}

// SIPLocationInfo is a SEQUENCE of TS 33.128 R19 annex A.
type SIPLocationInfo struct {
	LocationInfo    *LocationInfo
	CellInformation *CellInformation
	Sequence
}

func (v *SIPLocationInfo) encode(b []byte, e *encoder) []byte {
	if v.LocationInfo != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.LocationInfo.encode(b, e); b == nil {
			return e.in("locationInfo")
		}
		b = closed(b, start)
	}
	if v.CellInformation != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.CellInformation.encode(b, e); b == nil {
			return e.in("cellInformation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPLocationInfo) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "locationInfo"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.LocationInfo = new(LocationInfo)
					v.LocationInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "cellInformation"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.CellInformation = new(CellInformation)
					v.CellInformation.decode(d, h.start, h.stop)
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

// SIPAccessNetworkInformation is a SEQUENCE of TS 33.128 R19 annex A.
type SIPAccessNetworkInformation struct {
	AccessNetworkInfo string
	ServingPLMN       *PLMNID
	Sequence
}

func (v *SIPAccessNetworkInformation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AccessNetworkInfo)
	}
	if v.ServingPLMN != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ServingPLMN.encode(b, e); b == nil {
			return e.in("servingPLMN")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPAccessNetworkInformation) decode(d *decoder, pos, end int) {
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
			if name = "accessNetworkInfo"; d.first(&seen, 0, h) {
				v.AccessNetworkInfo = d.text(h)
			}
		case ctx | 2:
			if name = "servingPLMN"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ServingPLMN = new(PLMNID)
					v.ServingPLMN.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "SIPAccessNetworkInformation")
	}
}

// SIPCNIHeaderInfo is a SEQUENCE of TS 33.128 R19 annex A.
type SIPCNIHeaderInfo struct {
	CellularNetworkInformation SIPCellularNetworkInformation
	CellularAccessInfo         []SIPCellularAccessInfo
	CNILocation                []SIPLocationInfo
	Sequence
}

func (v *SIPCNIHeaderInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.CellularNetworkInformation.encode(b, e); b == nil {
			return e.in("cellularNetworkInformation")
		}
		b = closed(b, start)
	}
	if v.CellularAccessInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CellularAccessInfo); b == nil {
			return e.in("cellularAccessInfo")
		}
		b = closed(b, start)
	}
	if v.CNILocation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CNILocation); b == nil {
			return e.in("cNILocation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPCNIHeaderInfo) decode(d *decoder, pos, end int) {
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
			if name = "cellularNetworkInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.CellularNetworkInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "cellularAccessInfo"; d.first(&seen, 1, h) {
				v.CellularAccessInfo = sequences[SIPCellularAccessInfo](d, h)
			}
		case ctx | 3:
			if name = "cNILocation"; d.first(&seen, 2, h) {
				v.CNILocation = sequences[SIPLocationInfo](d, h)
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
		d.absent(at, ^seen&0x1, "SIPCNIHeaderInfo")
	}
}

// SIPCellularNetworkInformation is a SEQUENCE of TS 33.128 R19 annex A.
type SIPCellularNetworkInformation struct {
	CellularNetworkInfo string
	ServingPLMN         *PLMNID
	Sequence
}

func (v *SIPCellularNetworkInformation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.CellularNetworkInfo)
	}
	if v.ServingPLMN != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ServingPLMN.encode(b, e); b == nil {
			return e.in("servingPLMN")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SIPCellularNetworkInformation) decode(d *decoder, pos, end int) {
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
			if name = "cellularNetworkInfo"; d.first(&seen, 0, h) {
				v.CellularNetworkInfo = d.text(h)
			}
		case ctx | 2:
			if name = "servingPLMN"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ServingPLMN = new(PLMNID)
					v.ServingPLMN.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "SIPCellularNetworkInformation")
	}
}

// NRNTNTAIInfo is a SEQUENCE of TS 33.128 R19 annex A.
type NRNTNTAIInfo struct {
	ServingPLMN             PLMNID
	TACListNRNTN            [][]byte
	UELocationDerivedNTNTAC []byte
	Sequence
}

func (v *NRNTNTAIInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ServingPLMN.encode(b, e); b == nil {
			return e.in("servingPLMN")
		}
		b = closed(b, start)
	}
	if !(v.TACListNRNTN != nil) {
		return e.missing("tACListNRNTN")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.TACListNRNTN {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.UELocationDerivedNTNTAC != nil {
		b = appendOctets(append(b, 0x83), v.UELocationDerivedNTNTAC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *NRNTNTAIInfo) decode(d *decoder, pos, end int) {
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
			if name = "tACListNRNTN"; d.first(&seen, 1, h) {
				v.TACListNRNTN = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
			}
		case ctx | 3:
			if name = "uELocationDerivedNTNTAC"; d.first(&seen, 2, h) {
				v.UELocationDerivedNTNTAC = d.octets(h)
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
		d.absent(at, ^seen&0x3, "NRNTNTAIInfo")
	}
}

// IABMTUserLocation is a SEQUENCE of TS 33.128 R19 annex A.
type IABMTUserLocation struct {
	NRCGI NCGI
	TAI   *TAI
	Sequence
}

func (v *IABMTUserLocation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.NRCGI.encode(b, e); b == nil {
			return e.in("nRCGI")
		}
		b = closed(b, start)
	}
	if v.TAI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.TAI.encode(b, e); b == nil {
			return e.in("tAI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IABMTUserLocation) decode(d *decoder, pos, end int) {
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
			if name = "nRCGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.NRCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "tAI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.TAI = new(TAI)
					v.TAI.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "IABMTUserLocation")
	}
}

// CoarseLocation is a CHOICE of TS 33.128 R19 annex A.
type CoarseLocation struct {
	TS36413CoarseUELocation []byte
	Choice
}

func (v *CoarseLocation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.TS36413CoarseUELocation != nil {
		n++
		b = appendOctets(append(b, 0x81), v.TS36413CoarseUELocation)
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

func (v *CoarseLocation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "tS36413CoarseUELocation"
		v.TS36413CoarseUELocation = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// EncapsulatedRCSPayload is a CHOICE of TS 33.128 R19 annex A.
type EncapsulatedRCSPayload struct {
	MIME *MIMEEntity
	MSRP *MSRPMessage
	SIP  *SIPMessage
	Choice
}

func (v *EncapsulatedRCSPayload) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MIME != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.MIME.encode(b, e); b == nil {
			return e.in("mIME")
		}
		b = closed(b, start)
	}
	if v.MSRP != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.MSRP.encode(b, e); b == nil {
			return e.in("mSRP")
		}
		b = closed(b, start)
	}
	if v.SIP != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SIP.encode(b, e); b == nil {
			return e.in("sIP")
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

func (v *EncapsulatedRCSPayload) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "mIME"
		if d.open(h) {
			v.MIME = new(MIMEEntity)
			v.MIME.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "mSRP"
		if d.open(h) {
			v.MSRP = new(MSRPMessage)
			v.MSRP.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "sIP"
		if d.open(h) {
			v.SIP = new(SIPMessage)
			v.SIP.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PayloadModifications is a SEQUENCE of TS 33.128 R19 annex A.
type PayloadModifications struct {
	ModificationList []PayloadModification
	Sequence
}

func (v *PayloadModifications) encode(b []byte, e *encoder) []byte {
	if !(v.ModificationList != nil) {
		return e.missing("modificationList")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.ModificationList); b == nil {
			return e.in("modificationList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PayloadModifications) decode(d *decoder, pos, end int) {
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
			if name = "modificationList"; d.first(&seen, 0, h) {
				v.ModificationList = choices[PayloadModification](d, h)
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
		d.absent(at, ^seen&0x1, "PayloadModifications")
	}
}

// PayloadModification is a CHOICE of TS 33.128 R19 annex A.
type PayloadModification struct {
	PredefinedModification Opt[PredefinedPayloadModification]
	DescribedModification  *PayloadModificationDescription
	Choice
}

func (v *PayloadModification) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.PredefinedModification.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.PredefinedModification.Value))
	}
	if v.DescribedModification != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.DescribedModification.encode(b, e); b == nil {
			return e.in("describedModification")
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

func (v *PayloadModification) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "predefinedModification"
		v.PredefinedModification = Some(PredefinedPayloadModification(d.enumerated(h)))
	case ctx | 2:
		name = "describedModification"
		if d.open(h) {
			v.DescribedModification = new(PayloadModificationDescription)
			v.DescribedModification.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PayloadModificationDescription is a SEQUENCE of TS 33.128 R19 annex A.
type PayloadModificationDescription struct {
	ModificationLocation ModificationLocation
	ModificationType     ModificationType
	Sequence
}

func (v *PayloadModificationDescription) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ModificationLocation.encode(b, e); b == nil {
			return e.in("modificationLocation")
		}
		if len(b) == start {
			return e.missing("modificationLocation")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ModificationType.encode(b, e); b == nil {
			return e.in("modificationType")
		}
		if len(b) == start {
			return e.missing("modificationType")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PayloadModificationDescription) decode(d *decoder, pos, end int) {
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
			if name = "modificationLocation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ModificationLocation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "modificationType"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.ModificationType.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "PayloadModificationDescription")
	}
}

// ModificationLocation is a CHOICE of TS 33.128 R19 annex A.
type ModificationLocation struct {
	JSONPointer   string
	XPath         string
	SIPHeader     string
	SIPBody       bool
	MIMEHeader    string
	MIMEBody      MIMEBody
	UTF8Location  *IndexRange
	OctetLocation *IndexRange
	ABNFRule      string
	Choice
}

func (v *ModificationLocation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.JSONPointer != "" {
		n++
		b = appendText(append(b, 0x81), v.JSONPointer)
	}
	if v.XPath != "" {
		n++
		b = appendText(append(b, 0x82), v.XPath)
	}
	if v.SIPHeader != "" {
		n++
		b = appendText(append(b, 0x83), v.SIPHeader)
	}
	if v.SIPBody {
		n++
		b = append(append(b, 0x84), 0)
	}
	if v.MIMEHeader != "" {
		n++
		b = appendText(append(b, 0x85), v.MIMEHeader)
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.MIMEBody.encode(b, e); b == nil {
			return e.in("mIMEBody")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.UTF8Location != nil {
		n++
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.UTF8Location.encode(b, e); b == nil {
			return e.in("uTF8Location")
		}
		b = closed(b, start)
	}
	if v.OctetLocation != nil {
		n++
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.OctetLocation.encode(b, e); b == nil {
			return e.in("octetLocation")
		}
		b = closed(b, start)
	}
	if v.ABNFRule != "" {
		n++
		b = appendText(append(b, 0x89), v.ABNFRule)
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

func (v *ModificationLocation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "jSONPointer"
		if v.JSONPointer = d.text(h); v.JSONPointer == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "xPath"
		if v.XPath = d.text(h); v.XPath == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 3:
		name = "sIPHeader"
		if v.SIPHeader = d.text(h); v.SIPHeader == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 4:
		name = "sIPBody"
		v.SIPBody = d.null(h)
	case ctx | 5:
		name = "mIMEHeader"
		if v.MIMEHeader = d.text(h); v.MIMEHeader == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 6:
		name = "mIMEBody"
		if d.open(h) {
			v.MIMEBody.decode(d, h.start, h.stop)
		}
	case ctx | 7:
		name = "uTF8Location"
		if d.open(h) {
			v.UTF8Location = new(IndexRange)
			v.UTF8Location.decode(d, h.start, h.stop)
		}
	case ctx | 8:
		name = "octetLocation"
		if d.open(h) {
			v.OctetLocation = new(IndexRange)
			v.OctetLocation.decode(d, h.start, h.stop)
		}
	case ctx | 9:
		name = "aBNFRule"
		if v.ABNFRule = d.text(h); v.ABNFRule == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// ModificationType is a CHOICE of TS 33.128 R19 annex A.
type ModificationType struct {
	Removed                PayloadInformationRemoved
	ReplacedWithCharacters *PayloadInformationReplacedWithCharacters
	ReplacedWithOctets     []byte
	ReplacedWithBits       BitString
	Choice
}

func (v *ModificationType) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Removed.encode(b, e); b == nil {
			return e.in("removed")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.ReplacedWithCharacters != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ReplacedWithCharacters.encode(b, e); b == nil {
			return e.in("replacedWithCharacters")
		}
		b = closed(b, start)
	}
	if v.ReplacedWithOctets != nil {
		n++
		b = appendOctets(append(b, 0x83), v.ReplacedWithOctets)
	}
	if v.ReplacedWithBits.Octets != nil {
		n++
		if v.ReplacedWithBits.Len < 0 || len(v.ReplacedWithBits.Octets) != (v.ReplacedWithBits.Len+7)/8 {
			return e.fail(ber.ErrValue, "replacedWithBits", "as many octets as the bits need", "others")
		}
		b = appendBitString(append(b, 0x84), v.ReplacedWithBits)
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

func (v *ModificationType) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "removed"
		if d.open(h) {
			v.Removed.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "replacedWithCharacters"
		if d.open(h) {
			v.ReplacedWithCharacters = new(PayloadInformationReplacedWithCharacters)
			v.ReplacedWithCharacters.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "replacedWithOctets"
		v.ReplacedWithOctets = d.octets(h)
	case ctx | 4:
		name = "replacedWithBits"
		v.ReplacedWithBits = d.bitString(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PayloadInformationRemoved is a CHOICE of TS 33.128 R19 annex A.
type PayloadInformationRemoved struct {
	CharactersRemoved Opt[int64]
	OctetsRemoved     Opt[int64]
	BitsRemoved       Opt[int64]
	Choice
}

func (v *PayloadInformationRemoved) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.CharactersRemoved.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.CharactersRemoved.Value))
	}
	if v.OctetsRemoved.Set {
		n++
		b = appendInt(append(b, 0x82), int64(v.OctetsRemoved.Value))
	}
	if v.BitsRemoved.Set {
		n++
		b = appendInt(append(b, 0x83), int64(v.BitsRemoved.Value))
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

func (v *PayloadInformationRemoved) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "charactersRemoved"
		v.CharactersRemoved = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
	case ctx | 2:
		name = "octetsRemoved"
		v.OctetsRemoved = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
	case ctx | 3:
		name = "bitsRemoved"
		v.BitsRemoved = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PayloadInformationReplacedWithCharacters is a SEQUENCE of TS 33.128 R19 annex A.
type PayloadInformationReplacedWithCharacters struct {
	Characters string
	Sequence
}

func (v *PayloadInformationReplacedWithCharacters) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Characters)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PayloadInformationReplacedWithCharacters) decode(d *decoder, pos, end int) {
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
			if name = "characters"; d.first(&seen, 0, h) {
				v.Characters = d.text(h)
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
		d.absent(at, ^seen&0x1, "PayloadInformationReplacedWithCharacters")
	}
}

// IndexRange is a SEQUENCE of TS 33.128 R19 annex A.
type IndexRange struct {
	Start int64
	End   int64
	Sequence
}

func (v *IndexRange) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.Start))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.End))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IndexRange) decode(d *decoder, pos, end int) {
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
			if name = "start"; d.first(&seen, 0, h) {
				v.Start = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "end"; d.first(&seen, 1, h) {
				v.End = int64(d.integer(h, -1<<63, 1<<63-1))
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
		d.absent(at, ^seen&0x3, "IndexRange")
	}
}

// MSRPMessage is a SEQUENCE of TS 33.128 R19 annex A.
type MSRPMessage struct {
	EncapsulatedMSRP string
	Sequence
}

func (v *MSRPMessage) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.EncapsulatedMSRP)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MSRPMessage) decode(d *decoder, pos, end int) {
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
			if name = "encapsulatedMSRP"; d.first(&seen, 0, h) {
				v.EncapsulatedMSRP = d.text(h)
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
		d.absent(at, ^seen&0x1, "MSRPMessage")
	}
}

// SBIType is a SEQUENCE: a value in the JSON of a service based interface and where its schema stands.
type SBIType struct {
	SBIReference string
	SBIValue     string
	Sequence
}

func (v *SBIType) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.SBIReference)
	}
	{
		b = appendText(append(b, 0x82), v.SBIValue)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SBIType) decode(d *decoder, pos, end int) {
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
			if name = "sBIReference"; d.first(&seen, 0, h) {
				v.SBIReference = d.text(h)
			}
		case ctx | 2:
			if name = "sBIValue"; d.first(&seen, 1, h) {
				v.SBIValue = d.text(h)
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
		d.absent(at, ^seen&0x3, "SBIType")
	}
}

// XMLType is a SEQUENCE of TS 33.128 R19 annex A.
type XMLType struct {
	XMLNamespace string
	XMLValue     string
	Sequence
}

func (v *XMLType) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.XMLNamespace)
	}
	{
		b = appendText(append(b, 0x82), v.XMLValue)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *XMLType) decode(d *decoder, pos, end int) {
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
			if name = "xMLNamespace"; d.first(&seen, 0, h) {
				v.XMLNamespace = d.text(h)
			}
		case ctx | 2:
			if name = "xMLValue"; d.first(&seen, 1, h) {
				v.XMLValue = d.text(h)
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
		d.absent(at, ^seen&0x3, "XMLType")
	}
}

// MIMEEntity is a SEQUENCE of TS 33.128 R19 annex A.
type MIMEEntity struct {
	ContentType            string
	EncapsulatedMIMEEntity string
	Sequence
}

func (v *MIMEEntity) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.ContentType)
	}
	{
		b = appendText(append(b, 0x82), v.EncapsulatedMIMEEntity)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MIMEEntity) decode(d *decoder, pos, end int) {
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
			if name = "contentType"; d.first(&seen, 0, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 2:
			if name = "encapsulatedMIMEEntity"; d.first(&seen, 1, h) {
				v.EncapsulatedMIMEEntity = d.text(h)
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
		d.absent(at, ^seen&0x3, "MIMEEntity")
	}
}

// MIMEPartIdentifier is a CHOICE of TS 33.128 R19 annex A.
type MIMEPartIdentifier struct {
	Index Opt[int64]
	Choice
}

func (v *MIMEPartIdentifier) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.Index.Set {
		n++
		b = appendInt(append(b, 0x81), int64(v.Index.Value))
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

func (v *MIMEPartIdentifier) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "index"
		v.Index = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// MIMEBody is a CHOICE of TS 33.128 R19 annex A.
type MIMEBody struct {
	FullBody bool
	BodyPart MIMEPartIdentifier
	Choice
}

func (v *MIMEBody) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.FullBody {
		n++
		b = append(append(b, 0x81), 0)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.BodyPart.encode(b, e); b == nil {
			return e.in("bodyPart")
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

func (v *MIMEBody) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fullBody"
		v.FullBody = d.null(h)
	case ctx | 2:
		name = "bodyPart"
		if d.open(h) {
			v.BodyPart.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// ExternalASNType is a SEQUENCE of TS 33.128 R19 annex A.
type ExternalASNType struct {
	ModuleIdentifier []uint32
	ASNReference     Opt[string]
	EncodedASNValue  ExternalASNValue
	Sequence
}

func (v *ExternalASNType) encode(b []byte, e *encoder) []byte {
	if !(v.ModuleIdentifier != nil) {
		return e.missing("moduleIdentifier")
	}
	{
		if len(v.ModuleIdentifier) < 2 {
			return e.fail(ber.ErrValue, "moduleIdentifier", "two arcs", "less")
		}
		b = appendArcs(append(b, 0x81), v.ModuleIdentifier, true)
	}
	if v.ASNReference.Set {
		b = appendText(append(b, 0x82), v.ASNReference.Value)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.EncodedASNValue.encode(b, e); b == nil {
			return e.in("encodedASNValue")
		}
		if len(b) == start {
			return e.missing("encodedASNValue")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ExternalASNType) decode(d *decoder, pos, end int) {
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
			if name = "moduleIdentifier"; d.first(&seen, 0, h) {
				v.ModuleIdentifier = d.arcs(h, true)
			}
		case ctx | 2:
			if name = "aSNReference"; d.first(&seen, 1, h) {
				v.ASNReference = Some(d.text(h))
			}
		case ctx | 3:
			if name = "encodedASNValue"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.EncodedASNValue.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x5, "ExternalASNType")
	}
}

// ExternalASNValue is a CHOICE of TS 33.128 R19 annex A.
type ExternalASNValue struct {
	BER        []byte
	AlignedPER []byte
	Choice
}

func (v *ExternalASNValue) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.BER != nil {
		n++
		b = appendOctets(append(b, 0x81), v.BER)
	}
	if v.AlignedPER != nil {
		n++
		b = appendOctets(append(b, 0x82), v.AlignedPER)
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

func (v *ExternalASNValue) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "bER"
		v.BER = d.octets(h)
	case ctx | 2:
		name = "alignedPER"
		v.AlignedPER = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}
