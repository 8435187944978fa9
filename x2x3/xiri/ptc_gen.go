// Code generated from records/ptc.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// PTCRegistration is the record pTCRegistration [36] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCRegistration struct {
	PTCTargetInformation   PTCTargetInformation
	PTCServerURI           string
	PTCRegistrationRequest PTCRegistrationRequest
	PTCRegistrationOutcome PTCRegistrationOutcome
	Sequence
}

func (v *PTCRegistration) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.PTCServerURI)
	}
	if !(v.PTCRegistrationRequest != 0) {
		return e.missing("pTCRegistrationRequest")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PTCRegistrationRequest))
	}
	if !(v.PTCRegistrationOutcome != 0) {
		return e.missing("pTCRegistrationOutcome")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.PTCRegistrationOutcome))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCRegistration) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCServerURI"; d.first(&seen, 1, h) {
				v.PTCServerURI = d.text(h)
			}
		case ctx | 3:
			if name = "pTCRegistrationRequest"; d.first(&seen, 2, h) {
				v.PTCRegistrationRequest = PTCRegistrationRequest(d.enumerated(h))
			}
		case ctx | 4:
			if name = "pTCRegistrationOutcome"; d.first(&seen, 3, h) {
				v.PTCRegistrationOutcome = PTCRegistrationOutcome(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0xf, "PTCRegistration")
	}
}

func (*PTCRegistration) alternative() (uint32, string) { return 36, "pTCRegistration" }

// PTCSessionInitiation is the record pTCSessionInitiation [37] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCSessionInitiation struct {
	PTCTargetInformation         PTCTargetInformation
	PTCDirection                 Direction
	PTCServerURI                 string
	PTCSessionInfo               PTCSessionInfo
	PTCOriginatingID             PTCTargetInformation
	PTCParticipants              []PTCTargetInformation
	PTCParticipantPresenceStatus []PTCParticipantPresenceStatus
	Location                     *Location
	PTCBearerCapability          Opt[string]
	PTCHost                      *PTCTargetInformation
	Sequence
}

func (v *PTCSessionInitiation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = appendText(append(b, 0x83), v.PTCServerURI)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCOriginatingID.encode(b, e); b == nil {
			return e.in("pTCOriginatingID")
		}
		b = closed(b, start)
	}
	if v.PTCParticipants != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipants); b == nil {
			return e.in("pTCParticipants")
		}
		b = closed(b, start)
	}
	if v.PTCParticipantPresenceStatus != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipantPresenceStatus); b == nil {
			return e.in("pTCParticipantPresenceStatus")
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
	if v.PTCBearerCapability.Set {
		b = appendText(append(b, 0x89), v.PTCBearerCapability.Value)
	}
	if v.PTCHost != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.PTCHost.encode(b, e); b == nil {
			return e.in("pTCHost")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCSessionInitiation) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCServerURI"; d.first(&seen, 2, h) {
				v.PTCServerURI = d.text(h)
			}
		case ctx | 4:
			if name = "pTCSessionInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pTCOriginatingID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCOriginatingID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pTCParticipants"; d.first(&seen, 5, h) {
				v.PTCParticipants = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 7:
			if name = "pTCParticipantPresenceStatus"; d.first(&seen, 6, h) {
				v.PTCParticipantPresenceStatus = sequences[PTCParticipantPresenceStatus](d, h)
			}
		case ctx | 8:
			if name = "location"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "pTCBearerCapability"; d.first(&seen, 8, h) {
				v.PTCBearerCapability = Some(d.text(h))
			}
		case ctx | 10:
			if name = "pTCHost"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.PTCHost = new(PTCTargetInformation)
					v.PTCHost.decode(d, h.start, h.stop)
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
	if seen&0x1f != 0x1f {
		d.absent(at, ^seen&0x1f, "PTCSessionInitiation")
	}
}

func (*PTCSessionInitiation) alternative() (uint32, string) { return 37, "pTCSessionInitiation" }

// PTCSessionAbandon is the record pTCSessionAbandon [38] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCSessionAbandon struct {
	PTCTargetInformation PTCTargetInformation
	PTCDirection         Direction
	PTCSessionInfo       PTCSessionInfo
	Location             *Location
	PTCAbandonCause      int64
	Sequence
}

func (v *PTCSessionAbandon) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	if v.Location != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x85), int64(v.PTCAbandonCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCSessionAbandon) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCSessionInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "location"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pTCAbandonCause"; d.first(&seen, 4, h) {
				v.PTCAbandonCause = int64(d.integer(h, -1<<63, 1<<63-1))
			}
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
		d.absent(at, ^seen&0x17, "PTCSessionAbandon")
	}
}

func (*PTCSessionAbandon) alternative() (uint32, string) { return 38, "pTCSessionAbandon" }

// PTCSessionStart is the record pTCSessionStart [39] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCSessionStart struct {
	PTCTargetInformation         PTCTargetInformation
	PTCDirection                 Direction
	PTCServerURI                 string
	PTCSessionInfo               PTCSessionInfo
	PTCOriginatingID             PTCTargetInformation
	PTCParticipants              []PTCTargetInformation
	PTCParticipantPresenceStatus []PTCParticipantPresenceStatus
	Location                     *Location
	PTCHost                      *PTCTargetInformation
	PTCBearerCapability          Opt[string]
	Sequence
}

func (v *PTCSessionStart) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = appendText(append(b, 0x83), v.PTCServerURI)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCOriginatingID.encode(b, e); b == nil {
			return e.in("pTCOriginatingID")
		}
		b = closed(b, start)
	}
	if v.PTCParticipants != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipants); b == nil {
			return e.in("pTCParticipants")
		}
		b = closed(b, start)
	}
	if v.PTCParticipantPresenceStatus != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipantPresenceStatus); b == nil {
			return e.in("pTCParticipantPresenceStatus")
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
	if v.PTCHost != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.PTCHost.encode(b, e); b == nil {
			return e.in("pTCHost")
		}
		b = closed(b, start)
	}
	if v.PTCBearerCapability.Set {
		b = appendText(append(b, 0x8a), v.PTCBearerCapability.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCSessionStart) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCServerURI"; d.first(&seen, 2, h) {
				v.PTCServerURI = d.text(h)
			}
		case ctx | 4:
			if name = "pTCSessionInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pTCOriginatingID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCOriginatingID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pTCParticipants"; d.first(&seen, 5, h) {
				v.PTCParticipants = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 7:
			if name = "pTCParticipantPresenceStatus"; d.first(&seen, 6, h) {
				v.PTCParticipantPresenceStatus = sequences[PTCParticipantPresenceStatus](d, h)
			}
		case ctx | 8:
			if name = "location"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "pTCHost"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.PTCHost = new(PTCTargetInformation)
					v.PTCHost.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "pTCBearerCapability"; d.first(&seen, 9, h) {
				v.PTCBearerCapability = Some(d.text(h))
			}
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
		d.absent(at, ^seen&0x1f, "PTCSessionStart")
	}
}

func (*PTCSessionStart) alternative() (uint32, string) { return 39, "pTCSessionStart" }

// PTCSessionEnd is the record pTCSessionEnd [40] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCSessionEnd struct {
	PTCTargetInformation PTCTargetInformation
	PTCDirection         Direction
	PTCServerURI         string
	PTCSessionInfo       PTCSessionInfo
	PTCParticipants      []PTCTargetInformation
	Location             *Location
	PTCSessionEndCause   PTCSessionEndCause
	Sequence
}

func (v *PTCSessionEnd) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = appendText(append(b, 0x83), v.PTCServerURI)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	if v.PTCParticipants != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipants); b == nil {
			return e.in("pTCParticipants")
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
	if !(v.PTCSessionEndCause != 0) {
		return e.missing("pTCSessionEndCause")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.PTCSessionEndCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCSessionEnd) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCServerURI"; d.first(&seen, 2, h) {
				v.PTCServerURI = d.text(h)
			}
		case ctx | 4:
			if name = "pTCSessionInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pTCParticipants"; d.first(&seen, 4, h) {
				v.PTCParticipants = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "pTCSessionEndCause"; d.first(&seen, 6, h) {
				v.PTCSessionEndCause = PTCSessionEndCause(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x4f, "PTCSessionEnd")
	}
}

func (*PTCSessionEnd) alternative() (uint32, string) { return 40, "pTCSessionEnd" }

// PTCStartOfInterception is the record pTCStartOfInterception [41] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCStartOfInterception struct {
	PTCTargetInformation PTCTargetInformation
	PTCDirection         Direction
	PreEstSessionID      *PTCSessionInfo
	PTCOriginatingID     PTCTargetInformation
	PTCSessionInfo       *PTCSessionInfo
	PTCHost              *PTCTargetInformation
	PTCParticipants      []PTCTargetInformation
	PTCMediaStreamAvail  Opt[bool]
	PTCBearerCapability  Opt[string]
	Sequence
}

func (v *PTCStartOfInterception) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	if v.PreEstSessionID != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PreEstSessionID.encode(b, e); b == nil {
			return e.in("preEstSessionID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PTCOriginatingID.encode(b, e); b == nil {
			return e.in("pTCOriginatingID")
		}
		b = closed(b, start)
	}
	if v.PTCSessionInfo != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	if v.PTCHost != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.PTCHost.encode(b, e); b == nil {
			return e.in("pTCHost")
		}
		b = closed(b, start)
	}
	if v.PTCParticipants != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipants); b == nil {
			return e.in("pTCParticipants")
		}
		b = closed(b, start)
	}
	if v.PTCMediaStreamAvail.Set {
		b = appendBool(append(b, 0x88), v.PTCMediaStreamAvail.Value)
	}
	if v.PTCBearerCapability.Set {
		b = appendText(append(b, 0x89), v.PTCBearerCapability.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCStartOfInterception) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "preEstSessionID"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PreEstSessionID = new(PTCSessionInfo)
					v.PreEstSessionID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCOriginatingID"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PTCOriginatingID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pTCSessionInfo"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCSessionInfo = new(PTCSessionInfo)
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pTCHost"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PTCHost = new(PTCTargetInformation)
					v.PTCHost.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "pTCParticipants"; d.first(&seen, 6, h) {
				v.PTCParticipants = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 8:
			if name = "pTCMediaStreamAvail"; d.first(&seen, 7, h) {
				v.PTCMediaStreamAvail = Some(d.boolean(h))
			}
		case ctx | 9:
			if name = "pTCBearerCapability"; d.first(&seen, 8, h) {
				v.PTCBearerCapability = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0xb != 0xb {
		d.absent(at, ^seen&0xb, "PTCStartOfInterception")
	}
}

func (*PTCStartOfInterception) alternative() (uint32, string) { return 41, "pTCStartOfInterception" }

// PTCPreEstablishedSession is the record pTCPreEstablishedSession [42] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCPreEstablishedSession struct {
	PTCTargetInformation PTCTargetInformation
	PTCServerURI         string
	RTPSetting           RTPSetting
	PTCMediaCapability   string
	PTCPreEstSessionID   PTCSessionInfo
	PTCPreEstStatus      PTCPreEstStatus
	PTCMediaStreamAvail  Opt[bool]
	Location             *Location
	PTCFailureCode       Opt[PTCFailureCode]
	Sequence
}

func (v *PTCPreEstablishedSession) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.PTCServerURI)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.RTPSetting.encode(b, e); b == nil {
			return e.in("rTPSetting")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x84), v.PTCMediaCapability)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCPreEstSessionID.encode(b, e); b == nil {
			return e.in("pTCPreEstSessionID")
		}
		b = closed(b, start)
	}
	if !(v.PTCPreEstStatus != 0) {
		return e.missing("pTCPreEstStatus")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.PTCPreEstStatus))
	}
	if v.PTCMediaStreamAvail.Set {
		b = appendBool(append(b, 0x87), v.PTCMediaStreamAvail.Value)
	}
	if v.Location != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.PTCFailureCode.Set {
		b = appendInt(append(b, 0x89), int64(v.PTCFailureCode.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCPreEstablishedSession) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCServerURI"; d.first(&seen, 1, h) {
				v.PTCServerURI = d.text(h)
			}
		case ctx | 3:
			if name = "rTPSetting"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.RTPSetting.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCMediaCapability"; d.first(&seen, 3, h) {
				v.PTCMediaCapability = d.text(h)
			}
		case ctx | 5:
			if name = "pTCPreEstSessionID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCPreEstSessionID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pTCPreEstStatus"; d.first(&seen, 5, h) {
				v.PTCPreEstStatus = PTCPreEstStatus(d.enumerated(h))
			}
		case ctx | 7:
			if name = "pTCMediaStreamAvail"; d.first(&seen, 6, h) {
				v.PTCMediaStreamAvail = Some(d.boolean(h))
			}
		case ctx | 8:
			if name = "location"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "pTCFailureCode"; d.first(&seen, 8, h) {
				v.PTCFailureCode = Some(PTCFailureCode(d.enumerated(h)))
			}
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
		d.absent(at, ^seen&0x3f, "PTCPreEstablishedSession")
	}
}

func (*PTCPreEstablishedSession) alternative() (uint32, string) {
	return 42, "pTCPreEstablishedSession"
}

// PTCInstantPersonalAlert is the record pTCInstantPersonalAlert [43] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCInstantPersonalAlert struct {
	PTCTargetInformation PTCTargetInformation
	PTCIPAPartyID        PTCTargetInformation
	PTCIPADirection      Direction
	Sequence
}

func (v *PTCInstantPersonalAlert) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PTCIPAPartyID.encode(b, e); b == nil {
			return e.in("pTCIPAPartyID")
		}
		b = closed(b, start)
	}
	if !(v.PTCIPADirection != 0) {
		return e.missing("pTCIPADirection")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PTCIPADirection))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCInstantPersonalAlert) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCIPAPartyID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PTCIPAPartyID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pTCIPADirection"; d.first(&seen, 2, h) {
				v.PTCIPADirection = Direction(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x7, "PTCInstantPersonalAlert")
	}
}

func (*PTCInstantPersonalAlert) alternative() (uint32, string) { return 43, "pTCInstantPersonalAlert" }

// PTCPartyJoin is the record pTCPartyJoin [44] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCPartyJoin struct {
	PTCTargetInformation         PTCTargetInformation
	PTCDirection                 Direction
	PTCSessionInfo               PTCSessionInfo
	PTCParticipants              []PTCTargetInformation
	PTCParticipantPresenceStatus []PTCParticipantPresenceStatus
	PTCMediaStreamAvail          Opt[bool]
	PTCBearerCapability          Opt[string]
	Sequence
}

func (v *PTCPartyJoin) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	if v.PTCParticipants != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipants); b == nil {
			return e.in("pTCParticipants")
		}
		b = closed(b, start)
	}
	if v.PTCParticipantPresenceStatus != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipantPresenceStatus); b == nil {
			return e.in("pTCParticipantPresenceStatus")
		}
		b = closed(b, start)
	}
	if v.PTCMediaStreamAvail.Set {
		b = appendBool(append(b, 0x86), v.PTCMediaStreamAvail.Value)
	}
	if v.PTCBearerCapability.Set {
		b = appendText(append(b, 0x87), v.PTCBearerCapability.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCPartyJoin) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCSessionInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCParticipants"; d.first(&seen, 3, h) {
				v.PTCParticipants = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 5:
			if name = "pTCParticipantPresenceStatus"; d.first(&seen, 4, h) {
				v.PTCParticipantPresenceStatus = sequences[PTCParticipantPresenceStatus](d, h)
			}
		case ctx | 6:
			if name = "pTCMediaStreamAvail"; d.first(&seen, 5, h) {
				v.PTCMediaStreamAvail = Some(d.boolean(h))
			}
		case ctx | 7:
			if name = "pTCBearerCapability"; d.first(&seen, 6, h) {
				v.PTCBearerCapability = Some(d.text(h))
			}
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
		d.absent(at, ^seen&0x7, "PTCPartyJoin")
	}
}

func (*PTCPartyJoin) alternative() (uint32, string) { return 44, "pTCPartyJoin" }

// PTCPartyDrop is the record pTCPartyDrop [45] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCPartyDrop struct {
	PTCTargetInformation         PTCTargetInformation
	PTCDirection                 Direction
	PTCSessionInfo               PTCSessionInfo
	PTCPartyDrop                 PTCTargetInformation
	PTCParticipantPresenceStatus *PTCParticipantPresenceStatus
	Sequence
}

func (v *PTCPartyDrop) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PTCPartyDrop.encode(b, e); b == nil {
			return e.in("pTCPartyDrop")
		}
		b = closed(b, start)
	}
	if v.PTCParticipantPresenceStatus != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCParticipantPresenceStatus.encode(b, e); b == nil {
			return e.in("pTCParticipantPresenceStatus")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCPartyDrop) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCSessionInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCPartyDrop"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PTCPartyDrop.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pTCParticipantPresenceStatus"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCParticipantPresenceStatus = new(PTCParticipantPresenceStatus)
					v.PTCParticipantPresenceStatus.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0xf, "PTCPartyDrop")
	}
}

func (*PTCPartyDrop) alternative() (uint32, string) { return 45, "pTCPartyDrop" }

// PTCPartyHold is the record pTCPartyHold [46] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCPartyHold struct {
	PTCTargetInformation PTCTargetInformation
	PTCDirection         Direction
	PTCSessionInfo       PTCSessionInfo
	PTCParticipants      []PTCTargetInformation
	PTCHoldID            []PTCTargetInformation
	PTCHoldRetrieveInd   bool
	Sequence
}

func (v *PTCPartyHold) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	if v.PTCParticipants != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCParticipants); b == nil {
			return e.in("pTCParticipants")
		}
		b = closed(b, start)
	}
	if !(v.PTCHoldID != nil) {
		return e.missing("pTCHoldID")
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCHoldID); b == nil {
			return e.in("pTCHoldID")
		}
		b = closed(b, start)
	}
	{
		b = appendBool(append(b, 0x86), v.PTCHoldRetrieveInd)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCPartyHold) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCSessionInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCParticipants"; d.first(&seen, 3, h) {
				v.PTCParticipants = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 5:
			if name = "pTCHoldID"; d.first(&seen, 4, h) {
				v.PTCHoldID = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 6:
			if name = "pTCHoldRetrieveInd"; d.first(&seen, 5, h) {
				v.PTCHoldRetrieveInd = d.boolean(h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x37 != 0x37 {
		d.absent(at, ^seen&0x37, "PTCPartyHold")
	}
}

func (*PTCPartyHold) alternative() (uint32, string) { return 46, "pTCPartyHold" }

// PTCMediaModification is the record pTCMediaModification [47] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCMediaModification struct {
	PTCTargetInformation PTCTargetInformation
	PTCDirection         Direction
	PTCSessionInfo       PTCSessionInfo
	PTCMediaStreamAvail  Opt[bool]
	PTCBearerCapability  string
	Sequence
}

func (v *PTCMediaModification) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCSessionInfo.encode(b, e); b == nil {
			return e.in("pTCSessionInfo")
		}
		b = closed(b, start)
	}
	if v.PTCMediaStreamAvail.Set {
		b = appendBool(append(b, 0x84), v.PTCMediaStreamAvail.Value)
	}
	{
		b = appendText(append(b, 0x85), v.PTCBearerCapability)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCMediaModification) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCSessionInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PTCSessionInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCMediaStreamAvail"; d.first(&seen, 3, h) {
				v.PTCMediaStreamAvail = Some(d.boolean(h))
			}
		case ctx | 5:
			if name = "pTCBearerCapability"; d.first(&seen, 4, h) {
				v.PTCBearerCapability = d.text(h)
			}
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
		d.absent(at, ^seen&0x17, "PTCMediaModification")
	}
}

func (*PTCMediaModification) alternative() (uint32, string) { return 47, "pTCMediaModification" }

// PTCGroupAdvertisement is the record pTCGroupAdvertisement [48] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCGroupAdvertisement struct {
	PTCTargetInformation PTCTargetInformation
	PTCDirection         Direction
	PTCIDList            []PTCTargetInformation
	PTCGroupAuthRule     Opt[PTCGroupAuthRule]
	PTCGroupAdSender     PTCTargetInformation
	PTCGroupNickname     Opt[string]
	Sequence
}

func (v *PTCGroupAdvertisement) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	if v.PTCIDList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCIDList); b == nil {
			return e.in("pTCIDList")
		}
		b = closed(b, start)
	}
	if v.PTCGroupAuthRule.Set {
		b = appendInt(append(b, 0x84), int64(v.PTCGroupAuthRule.Value))
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCGroupAdSender.encode(b, e); b == nil {
			return e.in("pTCGroupAdSender")
		}
		b = closed(b, start)
	}
	if v.PTCGroupNickname.Set {
		b = appendText(append(b, 0x86), v.PTCGroupNickname.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCGroupAdvertisement) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCIDList"; d.first(&seen, 2, h) {
				v.PTCIDList = sequences[PTCTargetInformation](d, h)
			}
		case ctx | 4:
			if name = "pTCGroupAuthRule"; d.first(&seen, 3, h) {
				v.PTCGroupAuthRule = Some(PTCGroupAuthRule(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "pTCGroupAdSender"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCGroupAdSender.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pTCGroupNickname"; d.first(&seen, 5, h) {
				v.PTCGroupNickname = Some(d.text(h))
			}
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
		d.absent(at, ^seen&0x13, "PTCGroupAdvertisement")
	}
}

func (*PTCGroupAdvertisement) alternative() (uint32, string) { return 48, "pTCGroupAdvertisement" }

// PTCFloorControl is the record pTCFloorControl [49] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCFloorControl struct {
	PTCTargetInformation  PTCTargetInformation
	PTCDirection          Direction
	PTCSessioninfo        PTCSessionInfo
	PTCFloorActivity      []PTCFloorActivity
	PTCFloorSpeakerID     *PTCTargetInformation
	PTCMaxTBTime          Opt[int64]
	PTCQueuedFloorControl Opt[bool]
	PTCQueuedPosition     Opt[int64]
	PTCTalkBurstPriority  Opt[PTCTBPriorityLevel]
	PTCTalkBurstReason    Opt[PTCTBReasonCode]
	Sequence
}

func (v *PTCFloorControl) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCSessioninfo.encode(b, e); b == nil {
			return e.in("pTCSessioninfo")
		}
		b = closed(b, start)
	}
	if !(v.PTCFloorActivity != nil) {
		return e.missing("pTCFloorActivity")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.PTCFloorActivity {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if v.PTCFloorSpeakerID != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PTCFloorSpeakerID.encode(b, e); b == nil {
			return e.in("pTCFloorSpeakerID")
		}
		b = closed(b, start)
	}
	if v.PTCMaxTBTime.Set {
		b = appendInt(append(b, 0x86), int64(v.PTCMaxTBTime.Value))
	}
	if v.PTCQueuedFloorControl.Set {
		b = appendBool(append(b, 0x87), v.PTCQueuedFloorControl.Value)
	}
	if v.PTCQueuedPosition.Set {
		b = appendInt(append(b, 0x88), int64(v.PTCQueuedPosition.Value))
	}
	if v.PTCTalkBurstPriority.Set {
		b = appendInt(append(b, 0x89), int64(v.PTCTalkBurstPriority.Value))
	}
	if v.PTCTalkBurstReason.Set {
		b = appendInt(append(b, 0x8a), int64(v.PTCTalkBurstReason.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCFloorControl) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCSessioninfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PTCSessioninfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "pTCFloorActivity"; d.first(&seen, 3, h) {
				v.PTCFloorActivity = list(d, h, 10, func(d *decoder, h header, v *PTCFloorActivity) { *v = PTCFloorActivity(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "pTCFloorSpeakerID"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PTCFloorSpeakerID = new(PTCTargetInformation)
					v.PTCFloorSpeakerID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "pTCMaxTBTime"; d.first(&seen, 5, h) {
				v.PTCMaxTBTime = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "pTCQueuedFloorControl"; d.first(&seen, 6, h) {
				v.PTCQueuedFloorControl = Some(d.boolean(h))
			}
		case ctx | 8:
			if name = "pTCQueuedPosition"; d.first(&seen, 7, h) {
				v.PTCQueuedPosition = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 9:
			if name = "pTCTalkBurstPriority"; d.first(&seen, 8, h) {
				v.PTCTalkBurstPriority = Some(PTCTBPriorityLevel(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "pTCTalkBurstReason"; d.first(&seen, 9, h) {
				v.PTCTalkBurstReason = Some(PTCTBReasonCode(d.enumerated(h)))
			}
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
		d.absent(at, ^seen&0xf, "PTCFloorControl")
	}
}

func (*PTCFloorControl) alternative() (uint32, string) { return 49, "pTCFloorControl" }

// PTCTargetPresence is the record pTCTargetPresence [50] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCTargetPresence struct {
	PTCTargetInformation    PTCTargetInformation
	PTCTargetPresenceStatus PTCParticipantPresenceStatus
	Sequence
}

func (v *PTCTargetPresence) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PTCTargetPresenceStatus.encode(b, e); b == nil {
			return e.in("pTCTargetPresenceStatus")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCTargetPresence) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCTargetPresenceStatus"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PTCTargetPresenceStatus.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "PTCTargetPresence")
	}
}

func (*PTCTargetPresence) alternative() (uint32, string) { return 50, "pTCTargetPresence" }

// PTCParticipantPresence is the record pTCParticipantPresence [51] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCParticipantPresence struct {
	PTCTargetInformation         PTCTargetInformation
	PTCParticipantPresenceStatus PTCParticipantPresenceStatus
	Sequence
}

func (v *PTCParticipantPresence) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PTCParticipantPresenceStatus.encode(b, e); b == nil {
			return e.in("pTCParticipantPresenceStatus")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCParticipantPresence) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCParticipantPresenceStatus"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PTCParticipantPresenceStatus.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "PTCParticipantPresence")
	}
}

func (*PTCParticipantPresence) alternative() (uint32, string) { return 51, "pTCParticipantPresence" }

// PTCListManagement is the record pTCListManagement [52] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCListManagement struct {
	PTCTargetInformation     PTCTargetInformation
	PTCDirection             Direction
	PTCListManagementType    Opt[PTCListManagementType]
	PTCListManagementAction  Opt[PTCListManagementAction]
	PTCListManagementFailure Opt[PTCListManagementFailure]
	PTCContactID             *PTCTargetInformation
	PTCIDList                []PTCIDList
	PTCHost                  *PTCTargetInformation
	Sequence
}

func (v *PTCListManagement) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	if v.PTCListManagementType.Set {
		b = appendInt(append(b, 0x83), int64(v.PTCListManagementType.Value))
	}
	if v.PTCListManagementAction.Set {
		b = appendInt(append(b, 0x84), int64(v.PTCListManagementAction.Value))
	}
	if v.PTCListManagementFailure.Set {
		b = appendInt(append(b, 0x85), int64(v.PTCListManagementFailure.Value))
	}
	if v.PTCContactID != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.PTCContactID.encode(b, e); b == nil {
			return e.in("pTCContactID")
		}
		b = closed(b, start)
	}
	if v.PTCIDList != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PTCIDList); b == nil {
			return e.in("pTCIDList")
		}
		b = closed(b, start)
	}
	if v.PTCHost != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.PTCHost.encode(b, e); b == nil {
			return e.in("pTCHost")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCListManagement) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCListManagementType"; d.first(&seen, 2, h) {
				v.PTCListManagementType = Some(PTCListManagementType(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "pTCListManagementAction"; d.first(&seen, 3, h) {
				v.PTCListManagementAction = Some(PTCListManagementAction(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "pTCListManagementFailure"; d.first(&seen, 4, h) {
				v.PTCListManagementFailure = Some(PTCListManagementFailure(d.enumerated(h)))
			}
		case ctx | 6:
			if name = "pTCContactID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PTCContactID = new(PTCTargetInformation)
					v.PTCContactID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "pTCIDList"; d.first(&seen, 6, h) {
				v.PTCIDList = sequences[PTCIDList](d, h)
			}
		case ctx | 8:
			if name = "pTCHost"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.PTCHost = new(PTCTargetInformation)
					v.PTCHost.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "PTCListManagement")
	}
}

func (*PTCListManagement) alternative() (uint32, string) { return 52, "pTCListManagement" }

// PTCAccessPolicy is the record pTCAccessPolicy [53] of the PTC, TS 33.128 R19 clause 7.5.2.
type PTCAccessPolicy struct {
	PTCTargetInformation   PTCTargetInformation
	PTCDirection           Direction
	PTCAccessPolicyType    Opt[PTCAccessPolicyType]
	PTCUserAccessPolicy    Opt[PTCUserAccessPolicy]
	PTCGroupAuthRule       Opt[PTCGroupAuthRule]
	PTCContactID           *PTCTargetInformation
	PTCAccessPolicyFailure Opt[PTCAccessPolicyFailure]
	Sequence
}

func (v *PTCAccessPolicy) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCTargetInformation.encode(b, e); b == nil {
			return e.in("pTCTargetInformation")
		}
		b = closed(b, start)
	}
	if !(v.PTCDirection != 0) {
		return e.missing("pTCDirection")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCDirection))
	}
	if v.PTCAccessPolicyType.Set {
		b = appendInt(append(b, 0x83), int64(v.PTCAccessPolicyType.Value))
	}
	if v.PTCUserAccessPolicy.Set {
		b = appendInt(append(b, 0x84), int64(v.PTCUserAccessPolicy.Value))
	}
	if v.PTCGroupAuthRule.Set {
		b = appendInt(append(b, 0x85), int64(v.PTCGroupAuthRule.Value))
	}
	if v.PTCContactID != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.PTCContactID.encode(b, e); b == nil {
			return e.in("pTCContactID")
		}
		b = closed(b, start)
	}
	if v.PTCAccessPolicyFailure.Set {
		b = appendInt(append(b, 0x87), int64(v.PTCAccessPolicyFailure.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCAccessPolicy) decode(d *decoder, pos, end int) {
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
			if name = "pTCTargetInformation"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCTargetInformation.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCDirection"; d.first(&seen, 1, h) {
				v.PTCDirection = Direction(d.enumerated(h))
			}
		case ctx | 3:
			if name = "pTCAccessPolicyType"; d.first(&seen, 2, h) {
				v.PTCAccessPolicyType = Some(PTCAccessPolicyType(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "pTCUserAccessPolicy"; d.first(&seen, 3, h) {
				v.PTCUserAccessPolicy = Some(PTCUserAccessPolicy(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "pTCGroupAuthRule"; d.first(&seen, 4, h) {
				v.PTCGroupAuthRule = Some(PTCGroupAuthRule(d.enumerated(h)))
			}
		case ctx | 6:
			if name = "pTCContactID"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.PTCContactID = new(PTCTargetInformation)
					v.PTCContactID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "pTCAccessPolicyFailure"; d.first(&seen, 6, h) {
				v.PTCAccessPolicyFailure = Some(PTCAccessPolicyFailure(d.enumerated(h)))
			}
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
		d.absent(at, ^seen&0x3, "PTCAccessPolicy")
	}
}

func (*PTCAccessPolicy) alternative() (uint32, string) { return 53, "pTCAccessPolicy" }

// PTCRegistrationRequest is an ENUMERATED of TS 33.128 R19 annex A.
type PTCRegistrationRequest uint16

// Values of PTCRegistrationRequest.
const (
	PTCRegistrationRequestRegister   PTCRegistrationRequest = 1
	PTCRegistrationRequestReRegister PTCRegistrationRequest = 2
	PTCRegistrationRequestDeRegister PTCRegistrationRequest = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCRegistrationRequest) String() string {
	switch v {
	case PTCRegistrationRequestRegister:
		return "register"
	case PTCRegistrationRequestReRegister:
		return "reRegister"
	case PTCRegistrationRequestDeRegister:
		return "deRegister"
	}
	return strconv.Itoa(int(v))
}

// PTCRegistrationOutcome is an ENUMERATED of TS 33.128 R19 annex A.
type PTCRegistrationOutcome uint16

// Values of PTCRegistrationOutcome.
const (
	PTCRegistrationOutcomeSuccess PTCRegistrationOutcome = 1
	PTCRegistrationOutcomeFailure PTCRegistrationOutcome = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCRegistrationOutcome) String() string {
	switch v {
	case PTCRegistrationOutcomeSuccess:
		return "success"
	case PTCRegistrationOutcomeFailure:
		return "failure"
	}
	return strconv.Itoa(int(v))
}

// PTCSessionEndCause is an ENUMERATED of TS 33.128 R19 annex A.
type PTCSessionEndCause uint16

// Values of PTCSessionEndCause.
const (
	PTCSessionEndCauseInitiaterLeavesSession   PTCSessionEndCause = 1
	PTCSessionEndCauseDefinedParticipantLeaves PTCSessionEndCause = 2
	PTCSessionEndCauseNumberOfParticipants     PTCSessionEndCause = 3
	PTCSessionEndCauseSessionTimerExpired      PTCSessionEndCause = 4
	PTCSessionEndCausePTCSpeechInactive        PTCSessionEndCause = 5
	PTCSessionEndCauseAllMediaTypesInactive    PTCSessionEndCause = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCSessionEndCause) String() string {
	switch v {
	case PTCSessionEndCauseInitiaterLeavesSession:
		return "initiaterLeavesSession"
	case PTCSessionEndCauseDefinedParticipantLeaves:
		return "definedParticipantLeaves"
	case PTCSessionEndCauseNumberOfParticipants:
		return "numberOfParticipants"
	case PTCSessionEndCauseSessionTimerExpired:
		return "sessionTimerExpired"
	case PTCSessionEndCausePTCSpeechInactive:
		return "pTCSpeechInactive"
	case PTCSessionEndCauseAllMediaTypesInactive:
		return "allMediaTypesInactive"
	}
	return strconv.Itoa(int(v))
}

// PTCTargetInformation is a SEQUENCE of TS 33.128 R19 annex A.
type PTCTargetInformation struct {
	Identifiers []PTCIdentifiers
	Sequence
}

func (v *PTCTargetInformation) encode(b []byte, e *encoder) []byte {
	if !(v.Identifiers != nil) {
		return e.missing("identifiers")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.Identifiers); b == nil {
			return e.in("identifiers")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCTargetInformation) decode(d *decoder, pos, end int) {
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
			if name = "identifiers"; d.first(&seen, 0, h) {
				v.Identifiers = choices[PTCIdentifiers](d, h)
			}
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
		d.absent(at, ^seen&0x1, "PTCTargetInformation")
	}
}

// PTCIdentifiers is a CHOICE of TS 33.128 R19 annex A.
type PTCIdentifiers struct {
	MCPTTID               string
	InstanceIdentifierURN string
	PTCChatGroupID        *PTCChatGroupID
	IMPU                  IMPU
	IMPI                  string
	Choice
}

func (v *PTCIdentifiers) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MCPTTID != "" {
		n++
		b = appendText(append(b, 0x81), v.MCPTTID)
	}
	if v.InstanceIdentifierURN != "" {
		n++
		b = appendText(append(b, 0x82), v.InstanceIdentifierURN)
	}
	if v.PTCChatGroupID != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PTCChatGroupID.encode(b, e); b == nil {
			return e.in("pTCChatGroupID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
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
	if v.IMPI != "" {
		n++
		b = appendText(append(b, 0x85), v.IMPI)
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

func (v *PTCIdentifiers) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "mCPTTID"
		if v.MCPTTID = d.text(h); v.MCPTTID == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "instanceIdentifierURN"
		if v.InstanceIdentifierURN = d.text(h); v.InstanceIdentifierURN == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 3:
		name = "pTCChatGroupID"
		if d.open(h) {
			v.PTCChatGroupID = new(PTCChatGroupID)
			v.PTCChatGroupID.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "iMPU"
		if d.open(h) {
			v.IMPU.decode(d, h.start, h.stop)
		}
	case ctx | 5:
		name = "iMPI"
		if v.IMPI = d.text(h); v.IMPI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// PTCSessionInfo is a SEQUENCE of TS 33.128 R19 annex A.
type PTCSessionInfo struct {
	PTCSessionURI  string
	PTCSessionType PTCSessionType
	Sequence
}

func (v *PTCSessionInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.PTCSessionURI)
	}
	if !(v.PTCSessionType != 0) {
		return e.missing("pTCSessionType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PTCSessionType))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCSessionInfo) decode(d *decoder, pos, end int) {
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
			if name = "pTCSessionURI"; d.first(&seen, 0, h) {
				v.PTCSessionURI = d.text(h)
			}
		case ctx | 2:
			if name = "pTCSessionType"; d.first(&seen, 1, h) {
				v.PTCSessionType = PTCSessionType(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x3, "PTCSessionInfo")
	}
}

// PTCSessionType is an ENUMERATED of TS 33.128 R19 annex A.
type PTCSessionType uint16

// Values of PTCSessionType.
const (
	PTCSessionTypeOndemand       PTCSessionType = 1
	PTCSessionTypePreEstablished PTCSessionType = 2
	PTCSessionTypeAdhoc          PTCSessionType = 3
	PTCSessionTypePrearranged    PTCSessionType = 4
	PTCSessionTypeGroupSession   PTCSessionType = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCSessionType) String() string {
	switch v {
	case PTCSessionTypeOndemand:
		return "ondemand"
	case PTCSessionTypePreEstablished:
		return "preEstablished"
	case PTCSessionTypeAdhoc:
		return "adhoc"
	case PTCSessionTypePrearranged:
		return "prearranged"
	case PTCSessionTypeGroupSession:
		return "groupSession"
	}
	return strconv.Itoa(int(v))
}

// PTCParticipantPresenceStatus is a SEQUENCE of TS 33.128 R19 annex A.
type PTCParticipantPresenceStatus struct {
	PresenceID     PTCTargetInformation
	PresenceType   PTCPresenceType
	PresenceStatus bool
	Sequence
}

func (v *PTCParticipantPresenceStatus) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PresenceID.encode(b, e); b == nil {
			return e.in("presenceID")
		}
		b = closed(b, start)
	}
	if !(v.PresenceType != 0) {
		return e.missing("presenceType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PresenceType))
	}
	{
		b = appendBool(append(b, 0x83), v.PresenceStatus)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCParticipantPresenceStatus) decode(d *decoder, pos, end int) {
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
			if name = "presenceID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PresenceID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "presenceType"; d.first(&seen, 1, h) {
				v.PresenceType = PTCPresenceType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "presenceStatus"; d.first(&seen, 2, h) {
				v.PresenceStatus = d.boolean(h)
			}
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
		d.absent(at, ^seen&0x7, "PTCParticipantPresenceStatus")
	}
}

// PTCPresenceType is an ENUMERATED of TS 33.128 R19 annex A.
type PTCPresenceType uint16

// Values of PTCPresenceType.
const (
	PTCPresenceTypePTCClient PTCPresenceType = 1
	PTCPresenceTypePTCGroup  PTCPresenceType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCPresenceType) String() string {
	switch v {
	case PTCPresenceTypePTCClient:
		return "pTCClient"
	case PTCPresenceTypePTCGroup:
		return "pTCGroup"
	}
	return strconv.Itoa(int(v))
}

// PTCPreEstStatus is an ENUMERATED of TS 33.128 R19 annex A.
type PTCPreEstStatus uint16

// Values of PTCPreEstStatus.
const (
	PTCPreEstStatusEstablished PTCPreEstStatus = 1
	PTCPreEstStatusModified    PTCPreEstStatus = 2
	PTCPreEstStatusReleased    PTCPreEstStatus = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCPreEstStatus) String() string {
	switch v {
	case PTCPreEstStatusEstablished:
		return "established"
	case PTCPreEstStatusModified:
		return "modified"
	case PTCPreEstStatusReleased:
		return "released"
	}
	return strconv.Itoa(int(v))
}

// RTPSetting is a SEQUENCE of TS 33.128 R19 annex A.
type RTPSetting struct {
	IPAddress  IPAddress
	PortNumber uint16
	Sequence
}

func (v *RTPSetting) encode(b []byte, e *encoder) []byte {
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
		b = appendInt(append(b, 0x82), int64(v.PortNumber))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RTPSetting) decode(d *decoder, pos, end int) {
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
			if name = "portNumber"; d.first(&seen, 1, h) {
				v.PortNumber = uint16(d.integer(h, 0, 65535))
			}
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
		d.absent(at, ^seen&0x3, "RTPSetting")
	}
}

// PTCIDList is a SEQUENCE of TS 33.128 R19 annex A.
type PTCIDList struct {
	PTCPartyID     PTCTargetInformation
	PTCChatGroupID PTCChatGroupID
	Sequence
}

func (v *PTCIDList) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PTCPartyID.encode(b, e); b == nil {
			return e.in("pTCPartyID")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PTCChatGroupID.encode(b, e); b == nil {
			return e.in("pTCChatGroupID")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PTCIDList) decode(d *decoder, pos, end int) {
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
			if name = "pTCPartyID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PTCPartyID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pTCChatGroupID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PTCChatGroupID.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "PTCIDList")
	}
}

// PTCFloorActivity is an ENUMERATED of TS 33.128 R19 annex A.
type PTCFloorActivity uint16

// Values of PTCFloorActivity.
const (
	PTCFloorActivityTBCPRequest PTCFloorActivity = 1
	PTCFloorActivityTBCPGranted PTCFloorActivity = 2
	PTCFloorActivityTBCPDeny    PTCFloorActivity = 3
	PTCFloorActivityTBCPIdle    PTCFloorActivity = 4
	PTCFloorActivityTBCPTaken   PTCFloorActivity = 5
	PTCFloorActivityTBCPRevoke  PTCFloorActivity = 6
	PTCFloorActivityTBCPQueued  PTCFloorActivity = 7
	PTCFloorActivityTBCPRelease PTCFloorActivity = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCFloorActivity) String() string {
	switch v {
	case PTCFloorActivityTBCPRequest:
		return "tBCPRequest"
	case PTCFloorActivityTBCPGranted:
		return "tBCPGranted"
	case PTCFloorActivityTBCPDeny:
		return "tBCPDeny"
	case PTCFloorActivityTBCPIdle:
		return "tBCPIdle"
	case PTCFloorActivityTBCPTaken:
		return "tBCPTaken"
	case PTCFloorActivityTBCPRevoke:
		return "tBCPRevoke"
	case PTCFloorActivityTBCPQueued:
		return "tBCPQueued"
	case PTCFloorActivityTBCPRelease:
		return "tBCPRelease"
	}
	return strconv.Itoa(int(v))
}

// PTCTBPriorityLevel is an ENUMERATED of TS 33.128 R19 annex A.
type PTCTBPriorityLevel uint16

// Values of PTCTBPriorityLevel.
const (
	PTCTBPriorityLevelPreEmptive     PTCTBPriorityLevel = 1
	PTCTBPriorityLevelHighPriority   PTCTBPriorityLevel = 2
	PTCTBPriorityLevelNormalPriority PTCTBPriorityLevel = 3
	PTCTBPriorityLevelListenOnly     PTCTBPriorityLevel = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCTBPriorityLevel) String() string {
	switch v {
	case PTCTBPriorityLevelPreEmptive:
		return "preEmptive"
	case PTCTBPriorityLevelHighPriority:
		return "highPriority"
	case PTCTBPriorityLevelNormalPriority:
		return "normalPriority"
	case PTCTBPriorityLevelListenOnly:
		return "listenOnly"
	}
	return strconv.Itoa(int(v))
}

// PTCTBReasonCode is an ENUMERATED of TS 33.128 R19 annex A.
type PTCTBReasonCode uint16

// Values of PTCTBReasonCode.
const (
	PTCTBReasonCodeNoQueuingAllowed      PTCTBReasonCode = 1
	PTCTBReasonCodeOneParticipantSession PTCTBReasonCode = 2
	PTCTBReasonCodeListenOnly            PTCTBReasonCode = 3
	PTCTBReasonCodeExceededMaxDuration   PTCTBReasonCode = 4
	PTCTBReasonCodeTBPrevented           PTCTBReasonCode = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCTBReasonCode) String() string {
	switch v {
	case PTCTBReasonCodeNoQueuingAllowed:
		return "noQueuingAllowed"
	case PTCTBReasonCodeOneParticipantSession:
		return "oneParticipantSession"
	case PTCTBReasonCodeListenOnly:
		return "listenOnly"
	case PTCTBReasonCodeExceededMaxDuration:
		return "exceededMaxDuration"
	case PTCTBReasonCodeTBPrevented:
		return "tBPrevented"
	}
	return strconv.Itoa(int(v))
}

// PTCListManagementType is an ENUMERATED of TS 33.128 R19 annex A.
type PTCListManagementType uint16

// Values of PTCListManagementType.
const (
	PTCListManagementTypeContactListManagementAttempt PTCListManagementType = 1
	PTCListManagementTypeGroupListManagementAttempt   PTCListManagementType = 2
	PTCListManagementTypeContactListManagementResult  PTCListManagementType = 3
	PTCListManagementTypeGroupListManagementResult    PTCListManagementType = 4
	PTCListManagementTypeRequestUnsuccessful          PTCListManagementType = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCListManagementType) String() string {
	switch v {
	case PTCListManagementTypeContactListManagementAttempt:
		return "contactListManagementAttempt"
	case PTCListManagementTypeGroupListManagementAttempt:
		return "groupListManagementAttempt"
	case PTCListManagementTypeContactListManagementResult:
		return "contactListManagementResult"
	case PTCListManagementTypeGroupListManagementResult:
		return "groupListManagementResult"
	case PTCListManagementTypeRequestUnsuccessful:
		return "requestUnsuccessful"
	}
	return strconv.Itoa(int(v))
}

// PTCListManagementAction is an ENUMERATED of TS 33.128 R19 annex A.
type PTCListManagementAction uint16

// Values of PTCListManagementAction.
const (
	PTCListManagementActionCreate   PTCListManagementAction = 1
	PTCListManagementActionModify   PTCListManagementAction = 2
	PTCListManagementActionRetrieve PTCListManagementAction = 3
	PTCListManagementActionDelete   PTCListManagementAction = 4
	PTCListManagementActionNotify   PTCListManagementAction = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCListManagementAction) String() string {
	switch v {
	case PTCListManagementActionCreate:
		return "create"
	case PTCListManagementActionModify:
		return "modify"
	case PTCListManagementActionRetrieve:
		return "retrieve"
	case PTCListManagementActionDelete:
		return "delete"
	case PTCListManagementActionNotify:
		return "notify"
	}
	return strconv.Itoa(int(v))
}

// PTCAccessPolicyType is an ENUMERATED of TS 33.128 R19 annex A.
type PTCAccessPolicyType uint16

// Values of PTCAccessPolicyType.
const (
	PTCAccessPolicyTypePTCUserAccessPolicyAttempt     PTCAccessPolicyType = 1
	PTCAccessPolicyTypeGroupAuthorizationRulesAttempt PTCAccessPolicyType = 2
	PTCAccessPolicyTypePTCUserAccessPolicyQuery       PTCAccessPolicyType = 3
	PTCAccessPolicyTypeGroupAuthorizationRulesQuery   PTCAccessPolicyType = 4
	PTCAccessPolicyTypePTCUserAccessPolicyResult      PTCAccessPolicyType = 5
	PTCAccessPolicyTypeGroupAuthorizationRulesResult  PTCAccessPolicyType = 6
	PTCAccessPolicyTypeRequestUnsuccessful            PTCAccessPolicyType = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCAccessPolicyType) String() string {
	switch v {
	case PTCAccessPolicyTypePTCUserAccessPolicyAttempt:
		return "pTCUserAccessPolicyAttempt"
	case PTCAccessPolicyTypeGroupAuthorizationRulesAttempt:
		return "groupAuthorizationRulesAttempt"
	case PTCAccessPolicyTypePTCUserAccessPolicyQuery:
		return "pTCUserAccessPolicyQuery"
	case PTCAccessPolicyTypeGroupAuthorizationRulesQuery:
		return "groupAuthorizationRulesQuery"
	case PTCAccessPolicyTypePTCUserAccessPolicyResult:
		return "pTCUserAccessPolicyResult"
	case PTCAccessPolicyTypeGroupAuthorizationRulesResult:
		return "groupAuthorizationRulesResult"
	case PTCAccessPolicyTypeRequestUnsuccessful:
		return "requestUnsuccessful"
	}
	return strconv.Itoa(int(v))
}

// PTCUserAccessPolicy is an ENUMERATED of TS 33.128 R19 annex A.
type PTCUserAccessPolicy uint16

// Values of PTCUserAccessPolicy.
const (
	PTCUserAccessPolicyAllowIncomingPTCSessionRequest PTCUserAccessPolicy = 1
	PTCUserAccessPolicyBlockIncomingPTCSessionRequest PTCUserAccessPolicy = 2
	PTCUserAccessPolicyAllowAutoAnswerMode            PTCUserAccessPolicy = 3
	PTCUserAccessPolicyAllowOverrideManualAnswerMode  PTCUserAccessPolicy = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCUserAccessPolicy) String() string {
	switch v {
	case PTCUserAccessPolicyAllowIncomingPTCSessionRequest:
		return "allowIncomingPTCSessionRequest"
	case PTCUserAccessPolicyBlockIncomingPTCSessionRequest:
		return "blockIncomingPTCSessionRequest"
	case PTCUserAccessPolicyAllowAutoAnswerMode:
		return "allowAutoAnswerMode"
	case PTCUserAccessPolicyAllowOverrideManualAnswerMode:
		return "allowOverrideManualAnswerMode"
	}
	return strconv.Itoa(int(v))
}

// PTCGroupAuthRule is an ENUMERATED of TS 33.128 R19 annex A.
type PTCGroupAuthRule uint16

// Values of PTCGroupAuthRule.
const (
	PTCGroupAuthRuleAllowInitiatingPTCSession        PTCGroupAuthRule = 1
	PTCGroupAuthRuleBlockInitiatingPTCSession        PTCGroupAuthRule = 2
	PTCGroupAuthRuleAllowJoiningPTCSession           PTCGroupAuthRule = 3
	PTCGroupAuthRuleBlockJoiningPTCSession           PTCGroupAuthRule = 4
	PTCGroupAuthRuleAllowAddParticipants             PTCGroupAuthRule = 5
	PTCGroupAuthRuleBlockAddParticipants             PTCGroupAuthRule = 6
	PTCGroupAuthRuleAllowSubscriptionPTCSessionState PTCGroupAuthRule = 7
	PTCGroupAuthRuleBlockSubscriptionPTCSessionState PTCGroupAuthRule = 8
	PTCGroupAuthRuleAllowAnonymity                   PTCGroupAuthRule = 9
	PTCGroupAuthRuleForbidAnonymity                  PTCGroupAuthRule = 10
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCGroupAuthRule) String() string {
	switch v {
	case PTCGroupAuthRuleAllowInitiatingPTCSession:
		return "allowInitiatingPTCSession"
	case PTCGroupAuthRuleBlockInitiatingPTCSession:
		return "blockInitiatingPTCSession"
	case PTCGroupAuthRuleAllowJoiningPTCSession:
		return "allowJoiningPTCSession"
	case PTCGroupAuthRuleBlockJoiningPTCSession:
		return "blockJoiningPTCSession"
	case PTCGroupAuthRuleAllowAddParticipants:
		return "allowAddParticipants"
	case PTCGroupAuthRuleBlockAddParticipants:
		return "blockAddParticipants"
	case PTCGroupAuthRuleAllowSubscriptionPTCSessionState:
		return "allowSubscriptionPTCSessionState"
	case PTCGroupAuthRuleBlockSubscriptionPTCSessionState:
		return "blockSubscriptionPTCSessionState"
	case PTCGroupAuthRuleAllowAnonymity:
		return "allowAnonymity"
	case PTCGroupAuthRuleForbidAnonymity:
		return "forbidAnonymity"
	}
	return strconv.Itoa(int(v))
}

// PTCFailureCode is an ENUMERATED of TS 33.128 R19 annex A.
type PTCFailureCode uint16

// Values of PTCFailureCode.
const (
	PTCFailureCodeSessionCannotBeEstablished PTCFailureCode = 1
	PTCFailureCodeSessionCannotBeModified    PTCFailureCode = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCFailureCode) String() string {
	switch v {
	case PTCFailureCodeSessionCannotBeEstablished:
		return "sessionCannotBeEstablished"
	case PTCFailureCodeSessionCannotBeModified:
		return "sessionCannotBeModified"
	}
	return strconv.Itoa(int(v))
}

// PTCListManagementFailure is an ENUMERATED of TS 33.128 R19 annex A.
type PTCListManagementFailure uint16

// Values of PTCListManagementFailure.
const (
	PTCListManagementFailureRequestUnsuccessful PTCListManagementFailure = 1
	PTCListManagementFailureRequestUnknown      PTCListManagementFailure = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCListManagementFailure) String() string {
	switch v {
	case PTCListManagementFailureRequestUnsuccessful:
		return "requestUnsuccessful"
	case PTCListManagementFailureRequestUnknown:
		return "requestUnknown"
	}
	return strconv.Itoa(int(v))
}

// PTCAccessPolicyFailure is an ENUMERATED of TS 33.128 R19 annex A.
type PTCAccessPolicyFailure uint16

// Values of PTCAccessPolicyFailure.
const (
	PTCAccessPolicyFailureRequestUnsuccessful PTCAccessPolicyFailure = 1
	PTCAccessPolicyFailureRequestUnknown      PTCAccessPolicyFailure = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PTCAccessPolicyFailure) String() string {
	switch v {
	case PTCAccessPolicyFailureRequestUnsuccessful:
		return "requestUnsuccessful"
	case PTCAccessPolicyFailureRequestUnknown:
		return "requestUnknown"
	}
	return strconv.Itoa(int(v))
}
