// Code generated from records/rcs.decl; DO NOT EDIT.

package xiri

import "strconv"
import "unsafe"

// RCSRegistration is the record rCSRegistration [140] of the RCS, TS 33.128 R19 clause 7.13.3.
type RCSRegistration struct {
	RCSTargetIdentities           []RCSIdentity
	RCSRegistrationType           RCSRegistrationType
	RCSRegistrationUpdateRequest  IMSPayload
	RCSRegistrationUpdateResponse IMSPayload
	Location                      *Location
	Sequence
}

func (v *RCSRegistration) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if !(v.RCSRegistrationType != 0) {
		return e.missing("rCSRegistrationType")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.RCSRegistrationType))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.RCSRegistrationUpdateRequest.encode(b, e); b == nil {
			return e.in("rCSRegistrationUpdateRequest")
		}
		if len(b) == start {
			return e.missing("rCSRegistrationUpdateRequest")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.RCSRegistrationUpdateResponse.encode(b, e); b == nil {
			return e.in("rCSRegistrationUpdateResponse")
		}
		if len(b) == start {
			return e.missing("rCSRegistrationUpdateResponse")
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

func (v *RCSRegistration) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "rCSRegistrationType"; d.first(&seen, 1, h) {
				v.RCSRegistrationType = RCSRegistrationType(d.enumerated(h))
			}
		case ctx | 3:
			if name = "rCSRegistrationUpdateRequest"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.RCSRegistrationUpdateRequest.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "rCSRegistrationUpdateResponse"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.RCSRegistrationUpdateResponse.decode(d, h.start, h.stop)
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
	if seen&0xf != 0xf {
		d.absent(at, ^seen&0xf, "RCSRegistration")
	}
}

func (*RCSRegistration) alternative() (uint32, string) { return 140, "rCSRegistration" }

// RCSMessage is the record rCSMessage [141] of the RCS, TS 33.128 R19 clause 7.13.3.
type RCSMessage struct {
	RCSTargetIdentities     []RCSIdentity
	GroupChatSessionID      Opt[string]
	OriginatingIdentity     []RCSIdentity
	DestinationIdentities   [][]RCSIdentity
	Direction               Direction
	MessageType             RCSMessageType
	ConversationID          []byte
	ContributionID          []byte
	InReplyToContributionID []byte
	MessageID               Opt[string]
	Location                *Location
	MessagePayload          RCSPayload
	Sequence
}

func (v *RCSMessage) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if v.GroupChatSessionID.Set {
		b = appendText(append(b, 0x82), v.GroupChatSessionID.Value)
	}
	if !(v.OriginatingIdentity != nil) {
		return e.missing("originatingIdentity")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendChoices(b, e, v.OriginatingIdentity); b == nil {
			return e.in("originatingIdentity")
		}
		b = closed(b, start)
	}
	if !(v.DestinationIdentities != nil) {
		return e.missing("destinationIdentities")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.DestinationIdentities {
			b = append(b, 0x30, 0)
			start0 := len(b)
			if b = appendChoices(b, e, x0); b == nil {
				return e.in("destinationIdentities")
			}
			b = closed(b, start0)
		}
		b = closed(b, start)
	}
	if !(v.Direction != 0) {
		return e.missing("direction")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.Direction))
	}
	if !(v.MessageType != 0) {
		return e.missing("messageType")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.MessageType))
	}
	if !(v.ConversationID != nil) {
		return e.missing("conversationID")
	}
	{
		b = appendOctets(append(b, 0x87), v.ConversationID)
	}
	if !(v.ContributionID != nil) {
		return e.missing("contributionID")
	}
	{
		b = appendOctets(append(b, 0x88), v.ContributionID)
	}
	if v.InReplyToContributionID != nil {
		b = appendOctets(append(b, 0x89), v.InReplyToContributionID)
	}
	if v.MessageID.Set {
		b = appendText(append(b, 0x8a), v.MessageID.Value)
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
		b = append(b, 0xac, 0)
		start := len(b)
		if b = v.MessagePayload.encode(b, e); b == nil {
			return e.in("messagePayload")
		}
		if len(b) == start {
			return e.missing("messagePayload")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCSMessage) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "groupChatSessionID"; d.first(&seen, 1, h) {
				v.GroupChatSessionID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "originatingIdentity"; d.first(&seen, 2, h) {
				v.OriginatingIdentity = choices[RCSIdentity](d, h)
			}
		case ctx | 4:
			if name = "destinationIdentities"; d.first(&seen, 3, h) {
				v.DestinationIdentities = list(d, h, 16, func(d *decoder, h header, v *[]RCSIdentity) { *v = choices[RCSIdentity](d, h) })
			}
		case ctx | 5:
			if name = "direction"; d.first(&seen, 4, h) {
				v.Direction = Direction(d.enumerated(h))
			}
		case ctx | 6:
			if name = "messageType"; d.first(&seen, 5, h) {
				v.MessageType = RCSMessageType(d.enumerated(h))
			}
		case ctx | 7:
			if name = "conversationID"; d.first(&seen, 6, h) {
				v.ConversationID = d.octets(h)
			}
		case ctx | 8:
			if name = "contributionID"; d.first(&seen, 7, h) {
				v.ContributionID = d.octets(h)
			}
		case ctx | 9:
			if name = "inReplyToContributionID"; d.first(&seen, 8, h) {
				v.InReplyToContributionID = d.octets(h)
			}
		case ctx | 10:
			if name = "messageID"; d.first(&seen, 9, h) {
				v.MessageID = Some(d.text(h))
			}
		case ctx | 11:
			if name = "location"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "messagePayload"; d.first(&seen, 11, h) {
				if d.open(h) {
					v.MessagePayload.decode(d, h.start, h.stop)
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
	if seen&0x8fd != 0x8fd {
		d.absent(at, ^seen&0x8fd, "RCSMessage")
	}
}

func (*RCSMessage) alternative() (uint32, string) { return 141, "rCSMessage" }

// RCSSessionEstablishment is the record rCSSessionEstablishment [143] of the RCS, TS 33.128 R19 clause 7.13.3.
type RCSSessionEstablishment struct {
	RCSTargetIdentities     []RCSIdentity
	ConversationID          []byte
	ContributionID          []byte
	InReplyToContributionID []byte
	SessionReplaces         []byte
	RCSSessionType          RCSSessionType
	SessionDirection        Direction
	RCSSessionMessage       RCSSIPSessionMessage
	Location                *Location
	Sequence
}

func (v *RCSSessionEstablishment) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if !(v.ConversationID != nil) {
		return e.missing("conversationID")
	}
	{
		b = appendOctets(append(b, 0x82), v.ConversationID)
	}
	if !(v.ContributionID != nil) {
		return e.missing("contributionID")
	}
	{
		b = appendOctets(append(b, 0x83), v.ContributionID)
	}
	if v.InReplyToContributionID != nil {
		b = appendOctets(append(b, 0x84), v.InReplyToContributionID)
	}
	if v.SessionReplaces != nil {
		b = appendOctets(append(b, 0x85), v.SessionReplaces)
	}
	if !(v.RCSSessionType != 0) {
		return e.missing("rCSSessionType")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.RCSSessionType))
	}
	if !(v.SessionDirection != 0) {
		return e.missing("sessionDirection")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.SessionDirection))
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.RCSSessionMessage.encode(b, e); b == nil {
			return e.in("rCSSessionMessage")
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
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCSSessionEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "conversationID"; d.first(&seen, 1, h) {
				v.ConversationID = d.octets(h)
			}
		case ctx | 3:
			if name = "contributionID"; d.first(&seen, 2, h) {
				v.ContributionID = d.octets(h)
			}
		case ctx | 4:
			if name = "inReplyToContributionID"; d.first(&seen, 3, h) {
				v.InReplyToContributionID = d.octets(h)
			}
		case ctx | 5:
			if name = "sessionReplaces"; d.first(&seen, 4, h) {
				v.SessionReplaces = d.octets(h)
			}
		case ctx | 6:
			if name = "rCSSessionType"; d.first(&seen, 5, h) {
				v.RCSSessionType = RCSSessionType(d.enumerated(h))
			}
		case ctx | 7:
			if name = "sessionDirection"; d.first(&seen, 6, h) {
				v.SessionDirection = Direction(d.enumerated(h))
			}
		case ctx | 8:
			if name = "rCSSessionMessage"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.RCSSessionMessage.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
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
	if seen&0xe7 != 0xe7 {
		d.absent(at, ^seen&0xe7, "RCSSessionEstablishment")
	}
}

func (*RCSSessionEstablishment) alternative() (uint32, string) { return 143, "rCSSessionEstablishment" }

// RCSSessionModification is the record rCSSessionModification [144] of the RCS, TS 33.128 R19 clause 7.13.3.
type RCSSessionModification struct {
	RCSTargetIdentities     []RCSIdentity
	ConversationID          []byte
	ContributionID          []byte
	InReplyToContributionID []byte
	SessionReplaces         []byte
	RCSSessionType          RCSSessionType
	SessionDirection        Direction
	SessionEndpoints        RCSSessionEndpoints
	RCSSIPSessionMessage    RCSSIPSessionMessage
	Location                *Location
	Sequence
}

func (v *RCSSessionModification) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if !(v.ConversationID != nil) {
		return e.missing("conversationID")
	}
	{
		b = appendOctets(append(b, 0x82), v.ConversationID)
	}
	if !(v.ContributionID != nil) {
		return e.missing("contributionID")
	}
	{
		b = appendOctets(append(b, 0x83), v.ContributionID)
	}
	if v.InReplyToContributionID != nil {
		b = appendOctets(append(b, 0x84), v.InReplyToContributionID)
	}
	if v.SessionReplaces != nil {
		b = appendOctets(append(b, 0x85), v.SessionReplaces)
	}
	if !(v.RCSSessionType != 0) {
		return e.missing("rCSSessionType")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.RCSSessionType))
	}
	if !(v.SessionDirection != 0) {
		return e.missing("sessionDirection")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.SessionDirection))
	}
	if !(v.SessionEndpoints != 0) {
		return e.missing("sessionEndpoints")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.SessionEndpoints))
	}
	{
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.RCSSIPSessionMessage.encode(b, e); b == nil {
			return e.in("rCSSIPSessionMessage")
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
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCSSessionModification) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "conversationID"; d.first(&seen, 1, h) {
				v.ConversationID = d.octets(h)
			}
		case ctx | 3:
			if name = "contributionID"; d.first(&seen, 2, h) {
				v.ContributionID = d.octets(h)
			}
		case ctx | 4:
			if name = "inReplyToContributionID"; d.first(&seen, 3, h) {
				v.InReplyToContributionID = d.octets(h)
			}
		case ctx | 5:
			if name = "sessionReplaces"; d.first(&seen, 4, h) {
				v.SessionReplaces = d.octets(h)
			}
		case ctx | 6:
			if name = "rCSSessionType"; d.first(&seen, 5, h) {
				v.RCSSessionType = RCSSessionType(d.enumerated(h))
			}
		case ctx | 7:
			if name = "sessionDirection"; d.first(&seen, 6, h) {
				v.SessionDirection = Direction(d.enumerated(h))
			}
		case ctx | 8:
			if name = "sessionEndpoints"; d.first(&seen, 7, h) {
				v.SessionEndpoints = RCSSessionEndpoints(d.enumerated(h))
			}
		case ctx | 9:
			if name = "rCSSIPSessionMessage"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.RCSSIPSessionMessage.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "location"; d.first(&seen, 9, h) {
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
	if seen&0x1e7 != 0x1e7 {
		d.absent(at, ^seen&0x1e7, "RCSSessionModification")
	}
}

func (*RCSSessionModification) alternative() (uint32, string) { return 144, "rCSSessionModification" }

// RCSSessionRelease is the record rCSSessionRelease [145] of the RCS, TS 33.128 R19 clause 7.13.3.
type RCSSessionRelease struct {
	RCSTargetIdentities  []RCSIdentity
	ConversationID       []byte
	ContributionID       []byte
	RCSSessionType       RCSSessionType
	SessionDirection     Direction
	RCSSIPSessionMessage RCSSIPSessionMessage
	Location             *Location
	Sequence
}

func (v *RCSSessionRelease) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if !(v.ConversationID != nil) {
		return e.missing("conversationID")
	}
	{
		b = appendOctets(append(b, 0x82), v.ConversationID)
	}
	if !(v.ContributionID != nil) {
		return e.missing("contributionID")
	}
	{
		b = appendOctets(append(b, 0x83), v.ContributionID)
	}
	if !(v.RCSSessionType != 0) {
		return e.missing("rCSSessionType")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.RCSSessionType))
	}
	if !(v.SessionDirection != 0) {
		return e.missing("sessionDirection")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.SessionDirection))
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.RCSSIPSessionMessage.encode(b, e); b == nil {
			return e.in("rCSSIPSessionMessage")
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

func (v *RCSSessionRelease) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "conversationID"; d.first(&seen, 1, h) {
				v.ConversationID = d.octets(h)
			}
		case ctx | 3:
			if name = "contributionID"; d.first(&seen, 2, h) {
				v.ContributionID = d.octets(h)
			}
		case ctx | 4:
			if name = "rCSSessionType"; d.first(&seen, 3, h) {
				v.RCSSessionType = RCSSessionType(d.enumerated(h))
			}
		case ctx | 5:
			if name = "sessionDirection"; d.first(&seen, 4, h) {
				v.SessionDirection = Direction(d.enumerated(h))
			}
		case ctx | 6:
			if name = "rCSSIPSessionMessage"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.RCSSIPSessionMessage.decode(d, h.start, h.stop)
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
	if seen&0x3f != 0x3f {
		d.absent(at, ^seen&0x3f, "RCSSessionRelease")
	}
}

func (*RCSSessionRelease) alternative() (uint32, string) { return 145, "rCSSessionRelease" }

// RCSCapabilityDiscovery is the record rCSCapabilityDiscovery [142] of the RCS, TS 33.128 R19 clause 7.13.3.
type RCSCapabilityDiscovery struct {
	RCSTargetIdentities        []RCSIdentity
	RCSTargetContactIdentities []RCSIdentity
	SIPMessage                 IMSPayload
	Direction                  Direction
	Location                   *Location
	Sequence
}

func (v *RCSCapabilityDiscovery) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if v.RCSTargetContactIdentities != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetContactIdentities); b == nil {
			return e.in("rCSTargetContactIdentities")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SIPMessage.encode(b, e); b == nil {
			return e.in("sIPMessage")
		}
		if len(b) == start {
			return e.missing("sIPMessage")
		}
		b = closed(b, start)
	}
	if !(v.Direction != 0) {
		return e.missing("direction")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Direction))
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

func (v *RCSCapabilityDiscovery) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "rCSTargetContactIdentities"; d.first(&seen, 1, h) {
				v.RCSTargetContactIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 3:
			if name = "sIPMessage"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SIPMessage.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "direction"; d.first(&seen, 3, h) {
				v.Direction = Direction(d.enumerated(h))
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
	if seen&0xd != 0xd {
		d.absent(at, ^seen&0xd, "RCSCapabilityDiscovery")
	}
}

func (*RCSCapabilityDiscovery) alternative() (uint32, string) { return 142, "rCSCapabilityDiscovery" }

// StartOfInterceptForRegisteredRCSUser is the record startOfInterceptForRegisteredRCSUser [157] of the RCS, TS
// 33.128 R19 clause 7.13.3.
type StartOfInterceptForRegisteredRCSUser struct {
	RCSTargetIdentities        []RCSIdentity
	RCSRegistrationInformation []RCSRegistrationInformation
	UserOnline                 bool
	Location                   *Location
	AdditionalInstanceLocation []AdditionalInstanceLocation
	Sequence
}

func (v *StartOfInterceptForRegisteredRCSUser) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if !(v.RCSRegistrationInformation != nil) {
		return e.missing("rCSRegistrationInformation")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSRegistrationInformation); b == nil {
			return e.in("rCSRegistrationInformation")
		}
		b = closed(b, start)
	}
	{
		b = appendBool(append(b, 0x83), v.UserOnline)
	}
	if v.Location != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	if v.AdditionalInstanceLocation != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalInstanceLocation); b == nil {
			return e.in("additionalInstanceLocation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *StartOfInterceptForRegisteredRCSUser) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "rCSRegistrationInformation"; d.first(&seen, 1, h) {
				v.RCSRegistrationInformation = choices[RCSRegistrationInformation](d, h)
			}
		case ctx | 3:
			if name = "userOnline"; d.first(&seen, 2, h) {
				v.UserOnline = d.boolean(h)
			}
		case ctx | 4:
			if name = "location"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "additionalInstanceLocation"; d.first(&seen, 4, h) {
				v.AdditionalInstanceLocation = sequences[AdditionalInstanceLocation](d, h)
			}
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
		d.absent(at, ^seen&0x7, "StartOfInterceptForRegisteredRCSUser")
	}
}

func (*StartOfInterceptForRegisteredRCSUser) alternative() (uint32, string) {
	return 157, "startOfInterceptForRegisteredRCSUser"
}

// StartOfInterceptWithEstablisedRCSSession is the record startOfInterceptWithEstablisedRCSSession [158] of the
// RCS, TS 33.128 R19 clause 7.13.3.
type StartOfInterceptWithEstablisedRCSSession struct {
	RCSTargetIdentities        []RCSIdentity
	Participants               [][][]RCSIdentity
	ConversationID             []byte
	ContributionID             []byte
	RCSSessionType             RCSSessionType
	RCSSessionEndpoints        RCSSessionEndpoints
	RCSSessionLegs             []RCSSIPSessionExchange
	RCSSessionInformation      []RCSSessionContext
	Location                   *Location
	AdditionalInstanceLocation []AdditionalInstanceLocation
	Sequence
}

func (v *StartOfInterceptWithEstablisedRCSSession) encode(b []byte, e *encoder) []byte {
	if !(v.RCSTargetIdentities != nil) {
		return e.missing("rCSTargetIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSTargetIdentities); b == nil {
			return e.in("rCSTargetIdentities")
		}
		b = closed(b, start)
	}
	if !(v.Participants != nil) {
		return e.missing("participants")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.Participants {
			b = append(b, 0x30, 0)
			start0 := len(b)
			for _, x1 := range x0 {
				b = append(b, 0x30, 0)
				start1 := len(b)
				if b = appendChoices(b, e, x1); b == nil {
					return e.in("participants")
				}
				b = closed(b, start1)
			}
			b = closed(b, start0)
		}
		b = closed(b, start)
	}
	if !(v.ConversationID != nil) {
		return e.missing("conversationID")
	}
	{
		b = appendOctets(append(b, 0x83), v.ConversationID)
	}
	if !(v.ContributionID != nil) {
		return e.missing("contributionID")
	}
	{
		b = appendOctets(append(b, 0x84), v.ContributionID)
	}
	if !(v.RCSSessionType != 0) {
		return e.missing("rCSSessionType")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.RCSSessionType))
	}
	if !(v.RCSSessionEndpoints != 0) {
		return e.missing("rCSSessionEndpoints")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.RCSSessionEndpoints))
	}
	if v.RCSSessionLegs != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.RCSSessionLegs); b == nil {
			return e.in("rCSSessionLegs")
		}
		b = closed(b, start)
	}
	if !(v.RCSSessionInformation != nil) {
		return e.missing("rCSSessionInformation")
	}
	{
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendChoices(b, e, v.RCSSessionInformation); b == nil {
			return e.in("rCSSessionInformation")
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
	if v.AdditionalInstanceLocation != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalInstanceLocation); b == nil {
			return e.in("additionalInstanceLocation")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *StartOfInterceptWithEstablisedRCSSession) decode(d *decoder, pos, end int) {
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
			if name = "rCSTargetIdentities"; d.first(&seen, 0, h) {
				v.RCSTargetIdentities = choices[RCSIdentity](d, h)
			}
		case ctx | 2:
			if name = "participants"; d.first(&seen, 1, h) {
				v.Participants = list(d, h, 16, func(d *decoder, h header, v *[][]RCSIdentity) {
					*v = list(d, h, 16, func(d *decoder, h header, v *[]RCSIdentity) { *v = choices[RCSIdentity](d, h) })
				})
			}
		case ctx | 3:
			if name = "conversationID"; d.first(&seen, 2, h) {
				v.ConversationID = d.octets(h)
			}
		case ctx | 4:
			if name = "contributionID"; d.first(&seen, 3, h) {
				v.ContributionID = d.octets(h)
			}
		case ctx | 5:
			if name = "rCSSessionType"; d.first(&seen, 4, h) {
				v.RCSSessionType = RCSSessionType(d.enumerated(h))
			}
		case ctx | 6:
			if name = "rCSSessionEndpoints"; d.first(&seen, 5, h) {
				v.RCSSessionEndpoints = RCSSessionEndpoints(d.enumerated(h))
			}
		case ctx | 7:
			if name = "rCSSessionLegs"; d.first(&seen, 6, h) {
				v.RCSSessionLegs = sequences[RCSSIPSessionExchange](d, h)
			}
		case ctx | 8:
			if name = "rCSSessionInformation"; d.first(&seen, 7, h) {
				v.RCSSessionInformation = choices[RCSSessionContext](d, h)
			}
		case ctx | 9:
			if name = "location"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Location = new(Location)
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "additionalInstanceLocation"; d.first(&seen, 9, h) {
				v.AdditionalInstanceLocation = sequences[AdditionalInstanceLocation](d, h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0xbf != 0xbf {
		d.absent(at, ^seen&0xbf, "StartOfInterceptWithEstablisedRCSSession")
	}
}

func (*StartOfInterceptWithEstablisedRCSSession) alternative() (uint32, string) {
	return 158, "startOfInterceptWithEstablisedRCSSession"
}

// AdditionalInstanceLocation is a SEQUENCE of TS 33.128 R19 annex A.
type AdditionalInstanceLocation struct {
	Instance string
	Location Location
	Sequence
}

func (v *AdditionalInstanceLocation) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Instance)
	}
	{
		b = append(b, 0xa2, 0)
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

func (v *AdditionalInstanceLocation) decode(d *decoder, pos, end int) {
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
			if name = "instance"; d.first(&seen, 0, h) {
				v.Instance = d.text(h)
			}
		case ctx | 2:
			if name = "location"; d.first(&seen, 1, h) {
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
	if seen&0x3 != 0x3 {
		d.absent(at, ^seen&0x3, "AdditionalInstanceLocation")
	}
}

// MSRPPath is a SEQUENCE of TS 33.128 R19 annex A.
type MSRPPath struct {
	Path string
	Sequence
}

func (v *MSRPPath) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Path)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MSRPPath) decode(d *decoder, pos, end int) {
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
			if name = "path"; d.first(&seen, 0, h) {
				v.Path = d.text(h)
			}
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
		d.absent(at, ^seen&0x1, "MSRPPath")
	}
}

// RCSIdentity is a CHOICE of TS 33.128 R19 annex A.
type RCSIdentity struct {
	FiveGSIdentities *FiveGSSubscriberIDs
	EPSIdentities    *EPSSubscriberIDs
	IMSIdentities    IMSSubscriberIDs
	Choice
}

func (v *RCSIdentity) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.FiveGSIdentities != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FiveGSIdentities.encode(b, e); b == nil {
			return e.in("fiveGSIdentities")
		}
		b = closed(b, start)
	}
	if v.EPSIdentities != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EPSIdentities.encode(b, e); b == nil {
			return e.in("ePSIdentities")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
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

func (v *RCSIdentity) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fiveGSIdentities"
		if d.open(h) {
			v.FiveGSIdentities = new(FiveGSSubscriberIDs)
			v.FiveGSIdentities.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "ePSIdentities"
		if d.open(h) {
			v.EPSIdentities = new(EPSSubscriberIDs)
			v.EPSIdentities.decode(d, h.start, h.stop)
		}
	case ctx | 3:
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

// RCSMessageType is an ENUMERATED of TS 33.128 R19 annex A.
type RCSMessageType uint16

// Values of RCSMessageType.
const (
	RCSMessageTypeMessageWithUserContent RCSMessageType = 1
	RCSMessageTypeFileTransferMessage    RCSMessageType = 2
	RCSMessageTypeGeoLocationPUSHMessage RCSMessageType = 3
	RCSMessageTypeIMDNNotification       RCSMessageType = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v RCSMessageType) String() string {
	switch v {
	case RCSMessageTypeMessageWithUserContent:
		return "messageWithUserContent"
	case RCSMessageTypeFileTransferMessage:
		return "fileTransferMessage"
	case RCSMessageTypeGeoLocationPUSHMessage:
		return "geoLocationPUSHMessage"
	case RCSMessageTypeIMDNNotification:
		return "iMDNNotification"
	}
	return strconv.Itoa(int(v))
}

// RCSRegistrationInformation is a CHOICE of TS 33.128 R19 annex A.
type RCSRegistrationInformation struct {
	SIPRegistration  *RCSSIPRegistrationExchange
	UserProfile      *XMLType
	MultiDevice      *XMLType
	PresenceDocument *XMLType
	Choice
}

func (v *RCSRegistrationInformation) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.SIPRegistration != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SIPRegistration.encode(b, e); b == nil {
			return e.in("sIPRegistration")
		}
		b = closed(b, start)
	}
	if v.UserProfile != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.UserProfile.encode(b, e); b == nil {
			return e.in("userProfile")
		}
		b = closed(b, start)
	}
	if v.MultiDevice != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.MultiDevice.encode(b, e); b == nil {
			return e.in("multiDevice")
		}
		b = closed(b, start)
	}
	if v.PresenceDocument != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PresenceDocument.encode(b, e); b == nil {
			return e.in("presenceDocument")
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

func (v *RCSRegistrationInformation) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "sIPRegistration"
		if d.open(h) {
			v.SIPRegistration = new(RCSSIPRegistrationExchange)
			v.SIPRegistration.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "userProfile"
		if d.open(h) {
			v.UserProfile = new(XMLType)
			v.UserProfile.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "multiDevice"
		if d.open(h) {
			v.MultiDevice = new(XMLType)
			v.MultiDevice.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "presenceDocument"
		if d.open(h) {
			v.PresenceDocument = new(XMLType)
			v.PresenceDocument.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// RCSRegistrationType is an ENUMERATED of TS 33.128 R19 annex A.
type RCSRegistrationType uint16

// Values of RCSRegistrationType.
const (
	RCSRegistrationTypeRegistration          RCSRegistrationType = 1
	RCSRegistrationTypeReRegistration        RCSRegistrationType = 2
	RCSRegistrationTypeUEDeregistration      RCSRegistrationType = 3
	RCSRegistrationTypeNetworkDeregistration RCSRegistrationType = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v RCSRegistrationType) String() string {
	switch v {
	case RCSRegistrationTypeRegistration:
		return "registration"
	case RCSRegistrationTypeReRegistration:
		return "reRegistration"
	case RCSRegistrationTypeUEDeregistration:
		return "uEDeregistration"
	case RCSRegistrationTypeNetworkDeregistration:
		return "networkDeregistration"
	}
	return strconv.Itoa(int(v))
}

// RCSSessionEndpoints is an ENUMERATED of TS 33.128 R19 annex A.
type RCSSessionEndpoints uint16

// Values of RCSSessionEndpoints.
const (
	RCSSessionEndpointsRemoteOnly     RCSSessionEndpoints = 1
	RCSSessionEndpointsLocalOnly      RCSSessionEndpoints = 2
	RCSSessionEndpointsLocalAndRemote RCSSessionEndpoints = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v RCSSessionEndpoints) String() string {
	switch v {
	case RCSSessionEndpointsRemoteOnly:
		return "remoteOnly"
	case RCSSessionEndpointsLocalOnly:
		return "localOnly"
	case RCSSessionEndpointsLocalAndRemote:
		return "localAndRemote"
	}
	return strconv.Itoa(int(v))
}

// RCSSessionLeg is an ENUMERATED of TS 33.128 R19 annex A.
type RCSSessionLeg uint16

// Values of RCSSessionLeg.
const (
	RCSSessionLegRemoteLeg RCSSessionLeg = 1
	RCSSessionLegLocalLeg  RCSSessionLeg = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v RCSSessionLeg) String() string {
	switch v {
	case RCSSessionLegRemoteLeg:
		return "remoteLeg"
	case RCSSessionLegLocalLeg:
		return "localLeg"
	}
	return strconv.Itoa(int(v))
}

// RCSSessionContext is a CHOICE of TS 33.128 R19 annex A.
type RCSSessionContext struct {
	CPMSessionInfo *MIMEEntity
	Choice
}

func (v *RCSSessionContext) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.CPMSessionInfo != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.CPMSessionInfo.encode(b, e); b == nil {
			return e.in("cPMSessionInfo")
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

func (v *RCSSessionContext) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "cPMSessionInfo"
		if d.open(h) {
			v.CPMSessionInfo = new(MIMEEntity)
			v.CPMSessionInfo.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// RCSSessionType is an ENUMERATED of TS 33.128 R19 annex A.
type RCSSessionType uint16

// Values of RCSSessionType.
const (
	RCSSessionTypeLargeMessageStandalone RCSSessionType = 1
	RCSSessionTypeOneTo1Chat             RCSSessionType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v RCSSessionType) String() string {
	switch v {
	case RCSSessionTypeLargeMessageStandalone:
		return "largeMessageStandalone"
	case RCSSessionTypeOneTo1Chat:
		return "oneTo1Chat"
	}
	return strconv.Itoa(int(v))
}

// RCSSIPRegistrationExchange is a SEQUENCE of TS 33.128 R19 annex A.
type RCSSIPRegistrationExchange struct {
	RCSRegistrationUpdateRequest  IMSPayload
	RCSRegistrationUpdateResponse IMSPayload
	Sequence
}

func (v *RCSSIPRegistrationExchange) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.RCSRegistrationUpdateRequest.encode(b, e); b == nil {
			return e.in("rCSRegistrationUpdateRequest")
		}
		if len(b) == start {
			return e.missing("rCSRegistrationUpdateRequest")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RCSRegistrationUpdateResponse.encode(b, e); b == nil {
			return e.in("rCSRegistrationUpdateResponse")
		}
		if len(b) == start {
			return e.missing("rCSRegistrationUpdateResponse")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCSSIPRegistrationExchange) decode(d *decoder, pos, end int) {
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
			if name = "rCSRegistrationUpdateRequest"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.RCSRegistrationUpdateRequest.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "rCSRegistrationUpdateResponse"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RCSRegistrationUpdateResponse.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "RCSSIPRegistrationExchange")
	}
}

// RCSSIPSessionExchange is a SEQUENCE of TS 33.128 R19 annex A.
type RCSSIPSessionExchange struct {
	SessionLeg  RCSSessionLeg
	SIPRequest  IMSPayload
	SIPResponse IMSPayload
	Sequence
}

func (v *RCSSIPSessionExchange) encode(b []byte, e *encoder) []byte {
	if !(v.SessionLeg != 0) {
		return e.missing("sessionLeg")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.SessionLeg))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SIPRequest.encode(b, e); b == nil {
			return e.in("sIPRequest")
		}
		if len(b) == start {
			return e.missing("sIPRequest")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.SIPResponse.encode(b, e); b == nil {
			return e.in("sIPResponse")
		}
		if len(b) == start {
			return e.missing("sIPResponse")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCSSIPSessionExchange) decode(d *decoder, pos, end int) {
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
			if name = "sessionLeg"; d.first(&seen, 0, h) {
				v.SessionLeg = RCSSessionLeg(d.enumerated(h))
			}
		case ctx | 2:
			if name = "sIPRequest"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SIPRequest.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "sIPResponse"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.SIPResponse.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "RCSSIPSessionExchange")
	}
}

// RCSSIPSessionMessage is a SEQUENCE of TS 33.128 R19 annex A.
type RCSSIPSessionMessage struct {
	SessionLeg       RCSSessionLeg
	SIPMessage       IMSPayload
	RCSSessionResult RCSSessionResult
	MSRPPathInfo     MSRPPath
	Sequence
}

func (v *RCSSIPSessionMessage) encode(b []byte, e *encoder) []byte {
	if !(v.SessionLeg != 0) {
		return e.missing("sessionLeg")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.SessionLeg))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SIPMessage.encode(b, e); b == nil {
			return e.in("sIPMessage")
		}
		if len(b) == start {
			return e.missing("sIPMessage")
		}
		b = closed(b, start)
	}
	if !(v.RCSSessionResult != 0) {
		return e.missing("rCSSessionResult")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.RCSSessionResult))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.MSRPPathInfo.encode(b, e); b == nil {
			return e.in("mSRPPathInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCSSIPSessionMessage) decode(d *decoder, pos, end int) {
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
			if name = "sessionLeg"; d.first(&seen, 0, h) {
				v.SessionLeg = RCSSessionLeg(d.enumerated(h))
			}
		case ctx | 2:
			if name = "sIPMessage"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SIPMessage.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "rCSSessionResult"; d.first(&seen, 2, h) {
				v.RCSSessionResult = RCSSessionResult(d.enumerated(h))
			}
		case ctx | 4:
			if name = "mSRPPathInfo"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.MSRPPathInfo.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0xf, "RCSSIPSessionMessage")
	}
}

// RCSSessionResult is an ENUMERATED of TS 33.128 R19 annex A.
type RCSSessionResult uint16

// Values of RCSSessionResult.
const (
	RCSSessionResultNewLegRequested          RCSSessionResult = 1
	RCSSessionResultNewLegEstablished        RCSSessionResult = 2
	RCSSessionResultLegModificationRequested RCSSessionResult = 3
	RCSSessionResultLegModificationComplete  RCSSessionResult = 4
	RCSSessionResultLegRemovalRequest        RCSSessionResult = 5
	RCSSessionResultLegRemovalComplete       RCSSessionResult = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v RCSSessionResult) String() string {
	switch v {
	case RCSSessionResultNewLegRequested:
		return "newLegRequested"
	case RCSSessionResultNewLegEstablished:
		return "newLegEstablished"
	case RCSSessionResultLegModificationRequested:
		return "legModificationRequested"
	case RCSSessionResultLegModificationComplete:
		return "legModificationComplete"
	case RCSSessionResultLegRemovalRequest:
		return "legRemovalRequest"
	case RCSSessionResultLegRemovalComplete:
		return "legRemovalComplete"
	}
	return strconv.Itoa(int(v))
}

// RCSPayload is a CHOICE of TS 33.128 R19 annex A.
type RCSPayload struct {
	FullPayload     EncapsulatedRCSPayload
	ModifiedPayload *ModifiedRCSPayload
	Choice
}

func (v *RCSPayload) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FullPayload.encode(b, e); b == nil {
			return e.in("fullPayload")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.ModifiedPayload != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ModifiedPayload.encode(b, e); b == nil {
			return e.in("modifiedPayload")
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

func (v *RCSPayload) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fullPayload"
		if d.open(h) {
			v.FullPayload.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "modifiedPayload"
		if d.open(h) {
			v.ModifiedPayload = new(ModifiedRCSPayload)
			v.ModifiedPayload.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// ModifiedRCSPayload is a SEQUENCE of TS 33.128 R19 annex A.
type ModifiedRCSPayload struct {
	ModifiedRCSPayload EncapsulatedRCSPayload
	Modifications      PayloadModifications
	Sequence
}

func (v *ModifiedRCSPayload) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.ModifiedRCSPayload.encode(b, e); b == nil {
			return e.in("modifiedRCSPayload")
		}
		if len(b) == start {
			return e.missing("modifiedRCSPayload")
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

func (v *ModifiedRCSPayload) decode(d *decoder, pos, end int) {
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
			if name = "modifiedRCSPayload"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.ModifiedRCSPayload.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "ModifiedRCSPayload")
	}
}
