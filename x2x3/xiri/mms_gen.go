// Code generated from records/mms.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// MMSSend is the record mMSSend [17] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSSend struct {
	TransactionID       string
	Version             MMSVersion
	DateTime            time.Time
	OriginatingMMSParty MMSParty
	TerminatingMMSParty []MMSParty
	CCRecipients        []MMSParty
	BCCRecipients       []MMSParty
	Direction           MMSDirection
	Subject             Opt[string]
	MessageClass        Opt[MMSMessageClass]
	Expiry              MMSExpiry
	DesiredDeliveryTime time.Time
	Priority            Opt[MMSPriority]
	SenderVisibility    Opt[bool]
	DeliveryReport      Opt[bool]
	ReadReport          Opt[bool]
	Store               Opt[bool]
	State               Opt[MMState]
	Flags               *MMFlags
	ReplyCharging       Opt[MMSReplyCharging]
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	ContentClass        Opt[MMSContentClass]
	DRMContent          Opt[bool]
	AdaptationAllowed   *MMSAdaptation
	ContentType         string
	ResponseStatus      MMSResponseStatus
	ResponseStatusText  Opt[string]
	MessageID           string
	Sequence
}

func (v *MMSSend) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	if !(!v.DateTime.IsZero()) {
		return e.missing("dateTime")
	}
	{
		b = appendTime(append(b, 0x83), v.DateTime)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.TerminatingMMSParty != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.CCRecipients != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CCRecipients); b == nil {
			return e.in("cCRecipients")
		}
		b = closed(b, start)
	}
	if v.BCCRecipients != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BCCRecipients); b == nil {
			return e.in("bCCRecipients")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x88), int64(v.Direction))
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x89), v.Subject.Value)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x8a), int64(v.MessageClass.Value))
	}
	{
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if !v.DesiredDeliveryTime.IsZero() {
		b = appendTime(append(b, 0x8c), v.DesiredDeliveryTime)
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x8d), int64(v.Priority.Value))
	}
	if v.SenderVisibility.Set {
		b = appendBool(append(b, 0x8e), v.SenderVisibility.Value)
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x8f), v.DeliveryReport.Value)
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x90), v.ReadReport.Value)
	}
	if v.Store.Set {
		b = appendBool(append(b, 0x91), v.Store.Value)
	}
	if v.State.Set {
		b = appendInt(append(b, 0x92), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xb3, 0)
		start := len(b)
		if b = v.Flags.encode(b, e); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if v.ReplyCharging.Set {
		b = appendInt(append(b, 0x94), int64(v.ReplyCharging.Value))
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x95), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x96), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x97), v.AuxApplicInfo.Value)
	}
	if v.ContentClass.Set {
		b = appendInt(append(b, 0x98), int64(v.ContentClass.Value))
	}
	if v.DRMContent.Set {
		b = appendBool(append(b, 0x99), v.DRMContent.Value)
	}
	if v.AdaptationAllowed != nil {
		b = append(b, 0xba, 0)
		start := len(b)
		if b = v.AdaptationAllowed.encode(b, e); b == nil {
			return e.in("adaptationAllowed")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x9b), v.ContentType)
	}
	if !(v.ResponseStatus != 0) {
		return e.missing("responseStatus")
	}
	{
		b = appendInt(append(b, 0x9c), int64(v.ResponseStatus))
	}
	if v.ResponseStatusText.Set {
		b = appendText(append(b, 0x9d), v.ResponseStatusText.Value)
	}
	{
		b = appendText(append(b, 0x9e), v.MessageID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSSend) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "dateTime"; d.first(&seen, 2, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 4:
			if name = "originatingMMSParty"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "terminatingMMSParty"; d.first(&seen, 4, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 6:
			if name = "cCRecipients"; d.first(&seen, 5, h) {
				v.CCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 7:
			if name = "bCCRecipients"; d.first(&seen, 6, h) {
				v.BCCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 8:
			if name = "direction"; d.first(&seen, 7, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 9:
			if name = "subject"; d.first(&seen, 8, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 10:
			if name = "messageClass"; d.first(&seen, 9, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "expiry"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "desiredDeliveryTime"; d.first(&seen, 11, h) {
				v.DesiredDeliveryTime = d.time(h)
			}
		case ctx | 13:
			if name = "priority"; d.first(&seen, 12, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 14:
			if name = "senderVisibility"; d.first(&seen, 13, h) {
				v.SenderVisibility = Some(d.boolean(h))
			}
		case ctx | 15:
			if name = "deliveryReport"; d.first(&seen, 14, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 16:
			if name = "readReport"; d.first(&seen, 15, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 17:
			if name = "store"; d.first(&seen, 16, h) {
				v.Store = Some(d.boolean(h))
			}
		case ctx | 18:
			if name = "state"; d.first(&seen, 17, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 19:
			if name = "flags"; d.first(&seen, 18, h) {
				if d.open(h) {
					v.Flags = new(MMFlags)
					v.Flags.decode(d, h.start, h.stop)
				}
			}
		case ctx | 20:
			if name = "replyCharging"; d.first(&seen, 19, h) {
				v.ReplyCharging = Some(MMSReplyCharging(d.enumerated(h)))
			}
		case ctx | 21:
			if name = "applicID"; d.first(&seen, 20, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 22:
			if name = "replyApplicID"; d.first(&seen, 21, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 23:
			if name = "auxApplicInfo"; d.first(&seen, 22, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		case ctx | 24:
			if name = "contentClass"; d.first(&seen, 23, h) {
				v.ContentClass = Some(MMSContentClass(d.enumerated(h)))
			}
		case ctx | 25:
			if name = "dRMContent"; d.first(&seen, 24, h) {
				v.DRMContent = Some(d.boolean(h))
			}
		case ctx | 26:
			if name = "adaptationAllowed"; d.first(&seen, 25, h) {
				if d.open(h) {
					v.AdaptationAllowed = new(MMSAdaptation)
					v.AdaptationAllowed.decode(d, h.start, h.stop)
				}
			}
		case ctx | 27:
			if name = "contentType"; d.first(&seen, 26, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 28:
			if name = "responseStatus"; d.first(&seen, 27, h) {
				v.ResponseStatus = MMSResponseStatus(d.enumerated(h))
			}
		case ctx | 29:
			if name = "responseStatusText"; d.first(&seen, 28, h) {
				v.ResponseStatusText = Some(d.text(h))
			}
		case ctx | 30:
			if name = "messageID"; d.first(&seen, 29, h) {
				v.MessageID = d.text(h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x2c00048f != 0x2c00048f {
		d.absent(at, ^seen&0x2c00048f, "MMSSend")
	}
}

func (*MMSSend) alternative() (uint32, string) { return 17, "mMSSend" }

// MMSSendByNonLocalTarget is the record mMSSendByNonLocalTarget [18] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSSendByNonLocalTarget struct {
	Version             MMSVersion
	TransactionID       string
	MessageID           string
	TerminatingMMSParty []MMSParty
	OriginatingMMSParty MMSParty
	Direction           MMSDirection
	ContentType         string
	MessageClass        Opt[MMSMessageClass]
	DateTime            time.Time
	Expiry              *MMSExpiry
	DeliveryReport      Opt[bool]
	Priority            Opt[MMSPriority]
	SenderVisibility    Opt[bool]
	ReadReport          Opt[bool]
	Subject             Opt[string]
	ForwardCount        Opt[int64]
	PreviouslySentBy    []MMSPreviouslySent
	PrevSentByDateTime  time.Time
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	ContentClass        Opt[MMSContentClass]
	DRMContent          Opt[bool]
	AdaptationAllowed   *MMSAdaptation
	Sequence
}

func (v *MMSSendByNonLocalTarget) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.TransactionID)
	}
	{
		b = appendText(append(b, 0x83), v.MessageID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x86), int64(v.Direction))
	}
	{
		b = appendText(append(b, 0x87), v.ContentType)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x88), int64(v.MessageClass.Value))
	}
	if !(!v.DateTime.IsZero()) {
		return e.missing("dateTime")
	}
	{
		b = appendTime(append(b, 0x89), v.DateTime)
	}
	if v.Expiry != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x8b), v.DeliveryReport.Value)
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x8c), int64(v.Priority.Value))
	}
	if v.SenderVisibility.Set {
		b = appendBool(append(b, 0x8d), v.SenderVisibility.Value)
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x8e), v.ReadReport.Value)
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x8f), v.Subject.Value)
	}
	if v.ForwardCount.Set {
		b = appendInt(append(b, 0x90), int64(v.ForwardCount.Value))
	}
	if v.PreviouslySentBy != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PreviouslySentBy); b == nil {
			return e.in("previouslySentBy")
		}
		b = closed(b, start)
	}
	if !v.PrevSentByDateTime.IsZero() {
		b = appendTime(append(b, 0x92), v.PrevSentByDateTime)
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x93), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x94), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x95), v.AuxApplicInfo.Value)
	}
	if v.ContentClass.Set {
		b = appendInt(append(b, 0x96), int64(v.ContentClass.Value))
	}
	if v.DRMContent.Set {
		b = appendBool(append(b, 0x97), v.DRMContent.Value)
	}
	if v.AdaptationAllowed != nil {
		b = append(b, 0xb8, 0)
		start := len(b)
		if b = v.AdaptationAllowed.encode(b, e); b == nil {
			return e.in("adaptationAllowed")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSSendByNonLocalTarget) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "transactionID"; d.first(&seen, 1, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 3:
			if name = "messageID"; d.first(&seen, 2, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 4:
			if name = "terminatingMMSParty"; d.first(&seen, 3, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 5:
			if name = "originatingMMSParty"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "direction"; d.first(&seen, 5, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 7:
			if name = "contentType"; d.first(&seen, 6, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 8:
			if name = "messageClass"; d.first(&seen, 7, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "dateTime"; d.first(&seen, 8, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 10:
			if name = "expiry"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Expiry = new(MMSExpiry)
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "deliveryReport"; d.first(&seen, 10, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 12:
			if name = "priority"; d.first(&seen, 11, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "senderVisibility"; d.first(&seen, 12, h) {
				v.SenderVisibility = Some(d.boolean(h))
			}
		case ctx | 14:
			if name = "readReport"; d.first(&seen, 13, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 15:
			if name = "subject"; d.first(&seen, 14, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 16:
			if name = "forwardCount"; d.first(&seen, 15, h) {
				v.ForwardCount = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 17:
			if name = "previouslySentBy"; d.first(&seen, 16, h) {
				v.PreviouslySentBy = sequences[MMSPreviouslySent](d, h)
			}
		case ctx | 18:
			if name = "prevSentByDateTime"; d.first(&seen, 17, h) {
				v.PrevSentByDateTime = d.time(h)
			}
		case ctx | 19:
			if name = "applicID"; d.first(&seen, 18, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 20:
			if name = "replyApplicID"; d.first(&seen, 19, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 21:
			if name = "auxApplicInfo"; d.first(&seen, 20, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		case ctx | 22:
			if name = "contentClass"; d.first(&seen, 21, h) {
				v.ContentClass = Some(MMSContentClass(d.enumerated(h)))
			}
		case ctx | 23:
			if name = "dRMContent"; d.first(&seen, 22, h) {
				v.DRMContent = Some(d.boolean(h))
			}
		case ctx | 24:
			if name = "adaptationAllowed"; d.first(&seen, 23, h) {
				if d.open(h) {
					v.AdaptationAllowed = new(MMSAdaptation)
					v.AdaptationAllowed.decode(d, h.start, h.stop)
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
	if seen&0x17f != 0x17f {
		d.absent(at, ^seen&0x17f, "MMSSendByNonLocalTarget")
	}
}

func (*MMSSendByNonLocalTarget) alternative() (uint32, string) { return 18, "mMSSendByNonLocalTarget" }

// MMSNotification is the record mMSNotification [19] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSNotification struct {
	TransactionID           string
	Version                 MMSVersion
	OriginatingMMSParty     *MMSParty
	Direction               MMSDirection
	Subject                 Opt[string]
	DeliveryReportRequested Opt[bool]
	Stored                  Opt[bool]
	MessageClass            MMSMessageClass
	Priority                Opt[MMSPriority]
	MessageSize             int64
	Expiry                  MMSExpiry
	ReplyCharging           Opt[MMSReplyCharging]
	Sequence
}

func (v *MMSNotification) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	if v.OriginatingMMSParty != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Direction))
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x85), v.Subject.Value)
	}
	if v.DeliveryReportRequested.Set {
		b = appendBool(append(b, 0x86), v.DeliveryReportRequested.Value)
	}
	if v.Stored.Set {
		b = appendBool(append(b, 0x87), v.Stored.Value)
	}
	if !(v.MessageClass != 0) {
		return e.missing("messageClass")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.MessageClass))
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x89), int64(v.Priority.Value))
	}
	{
		b = appendInt(append(b, 0x8a), int64(v.MessageSize))
	}
	{
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if v.ReplyCharging.Set {
		b = appendInt(append(b, 0x8c), int64(v.ReplyCharging.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSNotification) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "originatingMMSParty"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.OriginatingMMSParty = new(MMSParty)
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "direction"; d.first(&seen, 3, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 5:
			if name = "subject"; d.first(&seen, 4, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 6:
			if name = "deliveryReportRequested"; d.first(&seen, 5, h) {
				v.DeliveryReportRequested = Some(d.boolean(h))
			}
		case ctx | 7:
			if name = "stored"; d.first(&seen, 6, h) {
				v.Stored = Some(d.boolean(h))
			}
		case ctx | 8:
			if name = "messageClass"; d.first(&seen, 7, h) {
				v.MessageClass = MMSMessageClass(d.enumerated(h))
			}
		case ctx | 9:
			if name = "priority"; d.first(&seen, 8, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 10:
			if name = "messageSize"; d.first(&seen, 9, h) {
				v.MessageSize = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 11:
			if name = "expiry"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 12:
			if name = "replyCharging"; d.first(&seen, 11, h) {
				v.ReplyCharging = Some(MMSReplyCharging(d.enumerated(h)))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x68b != 0x68b {
		d.absent(at, ^seen&0x68b, "MMSNotification")
	}
}

func (*MMSNotification) alternative() (uint32, string) { return 19, "mMSNotification" }

// MMSSendToNonLocalTarget is the record mMSSendToNonLocalTarget [20] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSSendToNonLocalTarget struct {
	Version             MMSVersion
	TransactionID       string
	MessageID           string
	TerminatingMMSParty []MMSParty
	OriginatingMMSParty MMSParty
	Direction           MMSDirection
	ContentType         string
	MessageClass        Opt[MMSMessageClass]
	DateTime            time.Time
	Expiry              *MMSExpiry
	DeliveryReport      Opt[bool]
	Priority            Opt[MMSPriority]
	SenderVisibility    Opt[bool]
	ReadReport          Opt[bool]
	Subject             Opt[string]
	ForwardCount        Opt[int64]
	PreviouslySentBy    []MMSPreviouslySent
	PrevSentByDateTime  time.Time
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	ContentClass        Opt[MMSContentClass]
	DRMContent          Opt[bool]
	AdaptationAllowed   *MMSAdaptation
	Sequence
}

func (v *MMSSendToNonLocalTarget) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.TransactionID)
	}
	{
		b = appendText(append(b, 0x83), v.MessageID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x86), int64(v.Direction))
	}
	{
		b = appendText(append(b, 0x87), v.ContentType)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x88), int64(v.MessageClass.Value))
	}
	if !(!v.DateTime.IsZero()) {
		return e.missing("dateTime")
	}
	{
		b = appendTime(append(b, 0x89), v.DateTime)
	}
	if v.Expiry != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x8b), v.DeliveryReport.Value)
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x8c), int64(v.Priority.Value))
	}
	if v.SenderVisibility.Set {
		b = appendBool(append(b, 0x8d), v.SenderVisibility.Value)
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x8e), v.ReadReport.Value)
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x8f), v.Subject.Value)
	}
	if v.ForwardCount.Set {
		b = appendInt(append(b, 0x90), int64(v.ForwardCount.Value))
	}
	if v.PreviouslySentBy != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PreviouslySentBy); b == nil {
			return e.in("previouslySentBy")
		}
		b = closed(b, start)
	}
	if !v.PrevSentByDateTime.IsZero() {
		b = appendTime(append(b, 0x92), v.PrevSentByDateTime)
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x93), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x94), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x95), v.AuxApplicInfo.Value)
	}
	if v.ContentClass.Set {
		b = appendInt(append(b, 0x96), int64(v.ContentClass.Value))
	}
	if v.DRMContent.Set {
		b = appendBool(append(b, 0x97), v.DRMContent.Value)
	}
	if v.AdaptationAllowed != nil {
		b = append(b, 0xb8, 0)
		start := len(b)
		if b = v.AdaptationAllowed.encode(b, e); b == nil {
			return e.in("adaptationAllowed")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSSendToNonLocalTarget) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "transactionID"; d.first(&seen, 1, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 3:
			if name = "messageID"; d.first(&seen, 2, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 4:
			if name = "terminatingMMSParty"; d.first(&seen, 3, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 5:
			if name = "originatingMMSParty"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "direction"; d.first(&seen, 5, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 7:
			if name = "contentType"; d.first(&seen, 6, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 8:
			if name = "messageClass"; d.first(&seen, 7, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "dateTime"; d.first(&seen, 8, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 10:
			if name = "expiry"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Expiry = new(MMSExpiry)
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "deliveryReport"; d.first(&seen, 10, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 12:
			if name = "priority"; d.first(&seen, 11, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "senderVisibility"; d.first(&seen, 12, h) {
				v.SenderVisibility = Some(d.boolean(h))
			}
		case ctx | 14:
			if name = "readReport"; d.first(&seen, 13, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 15:
			if name = "subject"; d.first(&seen, 14, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 16:
			if name = "forwardCount"; d.first(&seen, 15, h) {
				v.ForwardCount = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 17:
			if name = "previouslySentBy"; d.first(&seen, 16, h) {
				v.PreviouslySentBy = sequences[MMSPreviouslySent](d, h)
			}
		case ctx | 18:
			if name = "prevSentByDateTime"; d.first(&seen, 17, h) {
				v.PrevSentByDateTime = d.time(h)
			}
		case ctx | 19:
			if name = "applicID"; d.first(&seen, 18, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 20:
			if name = "replyApplicID"; d.first(&seen, 19, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 21:
			if name = "auxApplicInfo"; d.first(&seen, 20, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		case ctx | 22:
			if name = "contentClass"; d.first(&seen, 21, h) {
				v.ContentClass = Some(MMSContentClass(d.enumerated(h)))
			}
		case ctx | 23:
			if name = "dRMContent"; d.first(&seen, 22, h) {
				v.DRMContent = Some(d.boolean(h))
			}
		case ctx | 24:
			if name = "adaptationAllowed"; d.first(&seen, 23, h) {
				if d.open(h) {
					v.AdaptationAllowed = new(MMSAdaptation)
					v.AdaptationAllowed.decode(d, h.start, h.stop)
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
	if seen&0x17f != 0x17f {
		d.absent(at, ^seen&0x17f, "MMSSendToNonLocalTarget")
	}
}

func (*MMSSendToNonLocalTarget) alternative() (uint32, string) { return 20, "mMSSendToNonLocalTarget" }

// MMSNotificationResponse is the record mMSNotificationResponse [21] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSNotificationResponse struct {
	TransactionID string
	Version       MMSVersion
	Direction     MMSDirection
	Status        MMStatus
	ReportAllowed Opt[bool]
	Sequence
}

func (v *MMSNotificationResponse) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Direction))
	}
	if !(v.Status != 0) {
		return e.missing("status")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Status))
	}
	if v.ReportAllowed.Set {
		b = appendBool(append(b, 0x85), v.ReportAllowed.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSNotificationResponse) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "direction"; d.first(&seen, 2, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 4:
			if name = "status"; d.first(&seen, 3, h) {
				v.Status = MMStatus(d.enumerated(h))
			}
		case ctx | 5:
			if name = "reportAllowed"; d.first(&seen, 4, h) {
				v.ReportAllowed = Some(d.boolean(h))
			}
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
		d.absent(at, ^seen&0xf, "MMSNotificationResponse")
	}
}

func (*MMSNotificationResponse) alternative() (uint32, string) { return 21, "mMSNotificationResponse" }

// MMSRetrieval is the record mMSRetrieval [22] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSRetrieval struct {
	TransactionID       string
	Version             MMSVersion
	MessageID           string
	DateTime            time.Time
	OriginatingMMSParty *MMSParty
	PreviouslySentBy    []MMSPreviouslySent
	PrevSentByDateTime  time.Time
	TerminatingMMSParty []MMSParty
	CCRecipients        []MMSParty
	Direction           MMSDirection
	Subject             Opt[string]
	State               Opt[MMState]
	Flags               *MMFlags
	MessageClass        Opt[MMSMessageClass]
	Priority            MMSPriority
	DeliveryReport      Opt[bool]
	ReadReport          Opt[bool]
	ReplyCharging       Opt[MMSReplyCharging]
	RetrieveStatus      Opt[MMSRetrieveStatus]
	RetrieveStatusText  Opt[string]
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	ContentClass        Opt[MMSContentClass]
	DRMContent          Opt[bool]
	ReplaceID           Opt[string]
	ContentType         Opt[string]
	Sequence
}

func (v *MMSRetrieval) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.MessageID)
	}
	if !(!v.DateTime.IsZero()) {
		return e.missing("dateTime")
	}
	{
		b = appendTime(append(b, 0x84), v.DateTime)
	}
	if v.OriginatingMMSParty != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.PreviouslySentBy != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PreviouslySentBy); b == nil {
			return e.in("previouslySentBy")
		}
		b = closed(b, start)
	}
	if !v.PrevSentByDateTime.IsZero() {
		b = appendTime(append(b, 0x87), v.PrevSentByDateTime)
	}
	if v.TerminatingMMSParty != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.CCRecipients != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CCRecipients); b == nil {
			return e.in("cCRecipients")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x8a), int64(v.Direction))
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x8b), v.Subject.Value)
	}
	if v.State.Set {
		b = appendInt(append(b, 0x8c), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xad, 0)
		start := len(b)
		if b = v.Flags.encode(b, e); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x8e), int64(v.MessageClass.Value))
	}
	if !(v.Priority != 0) {
		return e.missing("priority")
	}
	{
		b = appendInt(append(b, 0x8f), int64(v.Priority))
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x90), v.DeliveryReport.Value)
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x91), v.ReadReport.Value)
	}
	if v.ReplyCharging.Set {
		b = appendInt(append(b, 0x92), int64(v.ReplyCharging.Value))
	}
	if v.RetrieveStatus.Set {
		b = appendInt(append(b, 0x93), int64(v.RetrieveStatus.Value))
	}
	if v.RetrieveStatusText.Set {
		b = appendText(append(b, 0x94), v.RetrieveStatusText.Value)
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x95), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x96), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x97), v.AuxApplicInfo.Value)
	}
	if v.ContentClass.Set {
		b = appendInt(append(b, 0x98), int64(v.ContentClass.Value))
	}
	if v.DRMContent.Set {
		b = appendBool(append(b, 0x99), v.DRMContent.Value)
	}
	if v.ReplaceID.Set {
		b = appendText(append(b, 0x9a), v.ReplaceID.Value)
	}
	if v.ContentType.Set {
		b = appendText(append(b, 0x9b), v.ContentType.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSRetrieval) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "messageID"; d.first(&seen, 2, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 4:
			if name = "dateTime"; d.first(&seen, 3, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 5:
			if name = "originatingMMSParty"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OriginatingMMSParty = new(MMSParty)
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "previouslySentBy"; d.first(&seen, 5, h) {
				v.PreviouslySentBy = sequences[MMSPreviouslySent](d, h)
			}
		case ctx | 7:
			if name = "prevSentByDateTime"; d.first(&seen, 6, h) {
				v.PrevSentByDateTime = d.time(h)
			}
		case ctx | 8:
			if name = "terminatingMMSParty"; d.first(&seen, 7, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 9:
			if name = "cCRecipients"; d.first(&seen, 8, h) {
				v.CCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 10:
			if name = "direction"; d.first(&seen, 9, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 11:
			if name = "subject"; d.first(&seen, 10, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 12:
			if name = "state"; d.first(&seen, 11, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "flags"; d.first(&seen, 12, h) {
				if d.open(h) {
					v.Flags = new(MMFlags)
					v.Flags.decode(d, h.start, h.stop)
				}
			}
		case ctx | 14:
			if name = "messageClass"; d.first(&seen, 13, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 15:
			if name = "priority"; d.first(&seen, 14, h) {
				v.Priority = MMSPriority(d.enumerated(h))
			}
		case ctx | 16:
			if name = "deliveryReport"; d.first(&seen, 15, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 17:
			if name = "readReport"; d.first(&seen, 16, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 18:
			if name = "replyCharging"; d.first(&seen, 17, h) {
				v.ReplyCharging = Some(MMSReplyCharging(d.enumerated(h)))
			}
		case ctx | 19:
			if name = "retrieveStatus"; d.first(&seen, 18, h) {
				v.RetrieveStatus = Some(MMSRetrieveStatus(d.enumerated(h)))
			}
		case ctx | 20:
			if name = "retrieveStatusText"; d.first(&seen, 19, h) {
				v.RetrieveStatusText = Some(d.text(h))
			}
		case ctx | 21:
			if name = "applicID"; d.first(&seen, 20, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 22:
			if name = "replyApplicID"; d.first(&seen, 21, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 23:
			if name = "auxApplicInfo"; d.first(&seen, 22, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		case ctx | 24:
			if name = "contentClass"; d.first(&seen, 23, h) {
				v.ContentClass = Some(MMSContentClass(d.enumerated(h)))
			}
		case ctx | 25:
			if name = "dRMContent"; d.first(&seen, 24, h) {
				v.DRMContent = Some(d.boolean(h))
			}
		case ctx | 26:
			if name = "replaceID"; d.first(&seen, 25, h) {
				v.ReplaceID = Some(d.text(h))
			}
		case ctx | 27:
			if name = "contentType"; d.first(&seen, 26, h) {
				v.ContentType = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x420f != 0x420f {
		d.absent(at, ^seen&0x420f, "MMSRetrieval")
	}
}

func (*MMSRetrieval) alternative() (uint32, string) { return 22, "mMSRetrieval" }

// MMSDeliveryAck is the record mMSDeliveryAck [23] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSDeliveryAck struct {
	TransactionID string
	Version       MMSVersion
	ReportAllowed Opt[bool]
	Status        MMStatus
	Direction     MMSDirection
	Sequence
}

func (v *MMSDeliveryAck) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	if v.ReportAllowed.Set {
		b = appendBool(append(b, 0x83), v.ReportAllowed.Value)
	}
	if !(v.Status != 0) {
		return e.missing("status")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Status))
	}
	{
		b = appendInt(append(b, 0x85), int64(v.Direction))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSDeliveryAck) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "reportAllowed"; d.first(&seen, 2, h) {
				v.ReportAllowed = Some(d.boolean(h))
			}
		case ctx | 4:
			if name = "status"; d.first(&seen, 3, h) {
				v.Status = MMStatus(d.enumerated(h))
			}
		case ctx | 5:
			if name = "direction"; d.first(&seen, 4, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x1b, "MMSDeliveryAck")
	}
}

func (*MMSDeliveryAck) alternative() (uint32, string) { return 23, "mMSDeliveryAck" }

// MMSForward is the record mMSForward [24] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSForward struct {
	TransactionID         string
	Version               MMSVersion
	DateTime              time.Time
	OriginatingMMSParty   MMSParty
	TerminatingMMSParty   []MMSParty
	CCRecipients          []MMSParty
	BCCRecipients         []MMSParty
	Direction             MMSDirection
	Expiry                *MMSExpiry
	DesiredDeliveryTime   time.Time
	DeliveryReportAllowed Opt[bool]
	DeliveryReport        Opt[bool]
	Store                 Opt[bool]
	State                 Opt[MMState]
	Flags                 *MMFlags
	ContentLocationReq    string
	ReplyCharging         Opt[MMSReplyCharging]
	ResponseStatus        MMSResponseStatus
	ResponseStatusText    Opt[string]
	MessageID             Opt[string]
	ContentLocationConf   Opt[string]
	StoreStatus           Opt[MMSStoreStatus]
	StoreStatusText       Opt[string]
	Sequence
}

func (v *MMSForward) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	if !v.DateTime.IsZero() {
		b = appendTime(append(b, 0x83), v.DateTime)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.TerminatingMMSParty != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.CCRecipients != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CCRecipients); b == nil {
			return e.in("cCRecipients")
		}
		b = closed(b, start)
	}
	if v.BCCRecipients != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BCCRecipients); b == nil {
			return e.in("bCCRecipients")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x88), int64(v.Direction))
	}
	if v.Expiry != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if !v.DesiredDeliveryTime.IsZero() {
		b = appendTime(append(b, 0x8a), v.DesiredDeliveryTime)
	}
	if v.DeliveryReportAllowed.Set {
		b = appendBool(append(b, 0x8b), v.DeliveryReportAllowed.Value)
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x8c), v.DeliveryReport.Value)
	}
	if v.Store.Set {
		b = appendBool(append(b, 0x8d), v.Store.Value)
	}
	if v.State.Set {
		b = appendInt(append(b, 0x8e), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.Flags.encode(b, e); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x90), v.ContentLocationReq)
	}
	if v.ReplyCharging.Set {
		b = appendInt(append(b, 0x91), int64(v.ReplyCharging.Value))
	}
	if !(v.ResponseStatus != 0) {
		return e.missing("responseStatus")
	}
	{
		b = appendInt(append(b, 0x92), int64(v.ResponseStatus))
	}
	if v.ResponseStatusText.Set {
		b = appendText(append(b, 0x93), v.ResponseStatusText.Value)
	}
	if v.MessageID.Set {
		b = appendText(append(b, 0x94), v.MessageID.Value)
	}
	if v.ContentLocationConf.Set {
		b = appendText(append(b, 0x95), v.ContentLocationConf.Value)
	}
	if v.StoreStatus.Set {
		b = appendInt(append(b, 0x96), int64(v.StoreStatus.Value))
	}
	if v.StoreStatusText.Set {
		b = appendText(append(b, 0x97), v.StoreStatusText.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSForward) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "dateTime"; d.first(&seen, 2, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 4:
			if name = "originatingMMSParty"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "terminatingMMSParty"; d.first(&seen, 4, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 6:
			if name = "cCRecipients"; d.first(&seen, 5, h) {
				v.CCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 7:
			if name = "bCCRecipients"; d.first(&seen, 6, h) {
				v.BCCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 8:
			if name = "direction"; d.first(&seen, 7, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 9:
			if name = "expiry"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.Expiry = new(MMSExpiry)
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 10:
			if name = "desiredDeliveryTime"; d.first(&seen, 9, h) {
				v.DesiredDeliveryTime = d.time(h)
			}
		case ctx | 11:
			if name = "deliveryReportAllowed"; d.first(&seen, 10, h) {
				v.DeliveryReportAllowed = Some(d.boolean(h))
			}
		case ctx | 12:
			if name = "deliveryReport"; d.first(&seen, 11, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 13:
			if name = "store"; d.first(&seen, 12, h) {
				v.Store = Some(d.boolean(h))
			}
		case ctx | 14:
			if name = "state"; d.first(&seen, 13, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 15:
			if name = "flags"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.Flags = new(MMFlags)
					v.Flags.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "contentLocationReq"; d.first(&seen, 15, h) {
				v.ContentLocationReq = d.text(h)
			}
		case ctx | 17:
			if name = "replyCharging"; d.first(&seen, 16, h) {
				v.ReplyCharging = Some(MMSReplyCharging(d.enumerated(h)))
			}
		case ctx | 18:
			if name = "responseStatus"; d.first(&seen, 17, h) {
				v.ResponseStatus = MMSResponseStatus(d.enumerated(h))
			}
		case ctx | 19:
			if name = "responseStatusText"; d.first(&seen, 18, h) {
				v.ResponseStatusText = Some(d.text(h))
			}
		case ctx | 20:
			if name = "messageID"; d.first(&seen, 19, h) {
				v.MessageID = Some(d.text(h))
			}
		case ctx | 21:
			if name = "contentLocationConf"; d.first(&seen, 20, h) {
				v.ContentLocationConf = Some(d.text(h))
			}
		case ctx | 22:
			if name = "storeStatus"; d.first(&seen, 21, h) {
				v.StoreStatus = Some(MMSStoreStatus(d.enumerated(h)))
			}
		case ctx | 23:
			if name = "storeStatusText"; d.first(&seen, 22, h) {
				v.StoreStatusText = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x2808b != 0x2808b {
		d.absent(at, ^seen&0x2808b, "MMSForward")
	}
}

func (*MMSForward) alternative() (uint32, string) { return 24, "mMSForward" }

// MMSDeleteFromRelay is the record mMSDeleteFromRelay [25] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSDeleteFromRelay struct {
	TransactionID        string
	Version              MMSVersion
	Direction            MMSDirection
	ContentLocationReq   []string
	ContentLocationConf  []string
	DeleteResponseStatus MMSDeleteResponseStatus
	DeleteResponseText   []string
	Sequence
}

func (v *MMSDeleteFromRelay) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Direction))
	}
	if !(v.ContentLocationReq != nil) {
		return e.missing("contentLocationReq")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.ContentLocationReq {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if !(v.ContentLocationConf != nil) {
		return e.missing("contentLocationConf")
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.ContentLocationConf {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if !(v.DeleteResponseStatus != 0) {
		return e.missing("deleteResponseStatus")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.DeleteResponseStatus))
	}
	if !(v.DeleteResponseText != nil) {
		return e.missing("deleteResponseText")
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		for _, x0 := range v.DeleteResponseText {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSDeleteFromRelay) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "direction"; d.first(&seen, 2, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 4:
			if name = "contentLocationReq"; d.first(&seen, 3, h) {
				v.ContentLocationReq = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 5:
			if name = "contentLocationConf"; d.first(&seen, 4, h) {
				v.ContentLocationConf = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 6:
			if name = "deleteResponseStatus"; d.first(&seen, 5, h) {
				v.DeleteResponseStatus = MMSDeleteResponseStatus(d.enumerated(h))
			}
		case ctx | 7:
			if name = "deleteResponseText"; d.first(&seen, 6, h) {
				v.DeleteResponseText = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x7f != 0x7f {
		d.absent(at, ^seen&0x7f, "MMSDeleteFromRelay")
	}
}

func (*MMSDeleteFromRelay) alternative() (uint32, string) { return 25, "mMSDeleteFromRelay" }

// MMSMBoxStore is the record mMSMBoxStore [31] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSMBoxStore struct {
	TransactionID       string
	Version             MMSVersion
	Direction           MMSDirection
	ContentLocationReq  string
	State               Opt[MMState]
	Flags               *MMFlags
	ContentLocationConf Opt[string]
	StoreStatus         MMSStoreStatus
	StoreStatusText     Opt[string]
	Sequence
}

func (v *MMSMBoxStore) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Direction))
	}
	{
		b = appendText(append(b, 0x84), v.ContentLocationReq)
	}
	if v.State.Set {
		b = appendInt(append(b, 0x85), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Flags.encode(b, e); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if v.ContentLocationConf.Set {
		b = appendText(append(b, 0x87), v.ContentLocationConf.Value)
	}
	if !(v.StoreStatus != 0) {
		return e.missing("storeStatus")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.StoreStatus))
	}
	if v.StoreStatusText.Set {
		b = appendText(append(b, 0x89), v.StoreStatusText.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSMBoxStore) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "direction"; d.first(&seen, 2, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 4:
			if name = "contentLocationReq"; d.first(&seen, 3, h) {
				v.ContentLocationReq = d.text(h)
			}
		case ctx | 5:
			if name = "state"; d.first(&seen, 4, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 6:
			if name = "flags"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Flags = new(MMFlags)
					v.Flags.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "contentLocationConf"; d.first(&seen, 6, h) {
				v.ContentLocationConf = Some(d.text(h))
			}
		case ctx | 8:
			if name = "storeStatus"; d.first(&seen, 7, h) {
				v.StoreStatus = MMSStoreStatus(d.enumerated(h))
			}
		case ctx | 9:
			if name = "storeStatusText"; d.first(&seen, 8, h) {
				v.StoreStatusText = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x8f != 0x8f {
		d.absent(at, ^seen&0x8f, "MMSMBoxStore")
	}
}

func (*MMSMBoxStore) alternative() (uint32, string) { return 31, "mMSMBoxStore" }

// MMSMBoxUpload is the record mMSMBoxUpload [32] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSMBoxUpload struct {
	TransactionID   string
	Version         MMSVersion
	Direction       MMSDirection
	State           Opt[MMState]
	Flags           *MMFlags
	ContentType     string
	ContentLocation Opt[string]
	StoreStatus     MMSStoreStatus
	StoreStatusText Opt[string]
	MMessages       []MMBoxDescription
	Sequence
}

func (v *MMSMBoxUpload) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Direction))
	}
	if v.State.Set {
		b = appendInt(append(b, 0x84), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Flags.encode(b, e); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x86), v.ContentType)
	}
	if v.ContentLocation.Set {
		b = appendText(append(b, 0x87), v.ContentLocation.Value)
	}
	if !(v.StoreStatus != 0) {
		return e.missing("storeStatus")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.StoreStatus))
	}
	if v.StoreStatusText.Set {
		b = appendText(append(b, 0x89), v.StoreStatusText.Value)
	}
	if !(v.MMessages != nil) {
		return e.missing("mMessages")
	}
	{
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = appendSequences(b, e, v.MMessages); b == nil {
			return e.in("mMessages")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSMBoxUpload) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "direction"; d.first(&seen, 2, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 4:
			if name = "state"; d.first(&seen, 3, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 5:
			if name = "flags"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.Flags = new(MMFlags)
					v.Flags.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "contentType"; d.first(&seen, 5, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 7:
			if name = "contentLocation"; d.first(&seen, 6, h) {
				v.ContentLocation = Some(d.text(h))
			}
		case ctx | 8:
			if name = "storeStatus"; d.first(&seen, 7, h) {
				v.StoreStatus = MMSStoreStatus(d.enumerated(h))
			}
		case ctx | 9:
			if name = "storeStatusText"; d.first(&seen, 8, h) {
				v.StoreStatusText = Some(d.text(h))
			}
		case ctx | 10:
			if name = "mMessages"; d.first(&seen, 9, h) {
				v.MMessages = sequences[MMBoxDescription](d, h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x2a7 != 0x2a7 {
		d.absent(at, ^seen&0x2a7, "MMSMBoxUpload")
	}
}

func (*MMSMBoxUpload) alternative() (uint32, string) { return 32, "mMSMBoxUpload" }

// MMSMBoxDelete is the record mMSMBoxDelete [33] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSMBoxDelete struct {
	TransactionID       string
	Version             MMSVersion
	Direction           MMSDirection
	ContentLocationReq  []string
	ContentLocationConf []string
	ResponseStatus      MMSDeleteResponseStatus
	ResponseStatusText  Opt[string]
	Sequence
}

func (v *MMSMBoxDelete) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.Direction))
	}
	if !(v.ContentLocationReq != nil) {
		return e.missing("contentLocationReq")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.ContentLocationReq {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.ContentLocationConf != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		for _, x0 := range v.ContentLocationConf {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if !(v.ResponseStatus != 0) {
		return e.missing("responseStatus")
	}
	{
		b = appendInt(append(b, 0x86), int64(v.ResponseStatus))
	}
	if v.ResponseStatusText.Set {
		b = appendText(append(b, 0x87), v.ResponseStatusText.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSMBoxDelete) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "direction"; d.first(&seen, 2, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 4:
			if name = "contentLocationReq"; d.first(&seen, 3, h) {
				v.ContentLocationReq = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 5:
			if name = "contentLocationConf"; d.first(&seen, 4, h) {
				v.ContentLocationConf = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 6:
			if name = "responseStatus"; d.first(&seen, 5, h) {
				v.ResponseStatus = MMSDeleteResponseStatus(d.enumerated(h))
			}
		case ctx | 7:
			if name = "responseStatusText"; d.first(&seen, 6, h) {
				v.ResponseStatusText = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x2f != 0x2f {
		d.absent(at, ^seen&0x2f, "MMSMBoxDelete")
	}
}

func (*MMSMBoxDelete) alternative() (uint32, string) { return 33, "mMSMBoxDelete" }

// MMSDeliveryReport is the record mMSDeliveryReport [26] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSDeliveryReport struct {
	Version             MMSVersion
	MessageID           string
	TerminatingMMSParty []MMSParty
	MMSDateTime         time.Time
	ResponseStatus      MMSResponseStatus
	ResponseStatusText  Opt[string]
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	Sequence
}

func (v *MMSDeliveryReport) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.MessageID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if !(!v.MMSDateTime.IsZero()) {
		return e.missing("mMSDateTime")
	}
	{
		b = appendTime(append(b, 0x84), v.MMSDateTime)
	}
	if !(v.ResponseStatus != 0) {
		return e.missing("responseStatus")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.ResponseStatus))
	}
	if v.ResponseStatusText.Set {
		b = appendText(append(b, 0x86), v.ResponseStatusText.Value)
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x87), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x88), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x89), v.AuxApplicInfo.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSDeliveryReport) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "messageID"; d.first(&seen, 1, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 3:
			if name = "terminatingMMSParty"; d.first(&seen, 2, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 4:
			if name = "mMSDateTime"; d.first(&seen, 3, h) {
				v.MMSDateTime = d.time(h)
			}
		case ctx | 5:
			if name = "responseStatus"; d.first(&seen, 4, h) {
				v.ResponseStatus = MMSResponseStatus(d.enumerated(h))
			}
		case ctx | 6:
			if name = "responseStatusText"; d.first(&seen, 5, h) {
				v.ResponseStatusText = Some(d.text(h))
			}
		case ctx | 7:
			if name = "applicID"; d.first(&seen, 6, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 8:
			if name = "replyApplicID"; d.first(&seen, 7, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 9:
			if name = "auxApplicInfo"; d.first(&seen, 8, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
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
		d.absent(at, ^seen&0x1f, "MMSDeliveryReport")
	}
}

func (*MMSDeliveryReport) alternative() (uint32, string) { return 26, "mMSDeliveryReport" }

// MMSDeliveryReportNonLocalTarget is the record mMSDeliveryReportNonLocalTarget [27] of the MMS, TS 33.128 R19
// clause 7.4.3.
type MMSDeliveryReportNonLocalTarget struct {
	Version             MMSVersion
	TransactionID       string
	MessageID           string
	TerminatingMMSParty []MMSParty
	OriginatingMMSParty MMSParty
	Direction           MMSDirection
	MMSDateTime         time.Time
	ForwardToOriginator Opt[bool]
	Status              MMStatus
	StatusExtension     MMStatusExtension
	StatusText          string
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	Sequence
}

func (v *MMSDeliveryReportNonLocalTarget) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.TransactionID)
	}
	{
		b = appendText(append(b, 0x83), v.MessageID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x86), int64(v.Direction))
	}
	if !(!v.MMSDateTime.IsZero()) {
		return e.missing("mMSDateTime")
	}
	{
		b = appendTime(append(b, 0x87), v.MMSDateTime)
	}
	if v.ForwardToOriginator.Set {
		b = appendBool(append(b, 0x88), v.ForwardToOriginator.Value)
	}
	if !(v.Status != 0) {
		return e.missing("status")
	}
	{
		b = appendInt(append(b, 0x89), int64(v.Status))
	}
	{
		b = appendInt(append(b, 0x8a), int64(v.StatusExtension))
	}
	{
		b = appendText(append(b, 0x8b), v.StatusText)
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x8c), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x8d), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x8e), v.AuxApplicInfo.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSDeliveryReportNonLocalTarget) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "transactionID"; d.first(&seen, 1, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 3:
			if name = "messageID"; d.first(&seen, 2, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 4:
			if name = "terminatingMMSParty"; d.first(&seen, 3, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 5:
			if name = "originatingMMSParty"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "direction"; d.first(&seen, 5, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 7:
			if name = "mMSDateTime"; d.first(&seen, 6, h) {
				v.MMSDateTime = d.time(h)
			}
		case ctx | 8:
			if name = "forwardToOriginator"; d.first(&seen, 7, h) {
				v.ForwardToOriginator = Some(d.boolean(h))
			}
		case ctx | 9:
			if name = "status"; d.first(&seen, 8, h) {
				v.Status = MMStatus(d.enumerated(h))
			}
		case ctx | 10:
			if name = "statusExtension"; d.first(&seen, 9, h) {
				v.StatusExtension = MMStatusExtension(d.enumerated(h))
			}
		case ctx | 11:
			if name = "statusText"; d.first(&seen, 10, h) {
				v.StatusText = d.text(h)
			}
		case ctx | 12:
			if name = "applicID"; d.first(&seen, 11, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 13:
			if name = "replyApplicID"; d.first(&seen, 12, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 14:
			if name = "auxApplicInfo"; d.first(&seen, 13, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x77f != 0x77f {
		d.absent(at, ^seen&0x77f, "MMSDeliveryReportNonLocalTarget")
	}
}

func (*MMSDeliveryReportNonLocalTarget) alternative() (uint32, string) {
	return 27, "mMSDeliveryReportNonLocalTarget"
}

// MMSReadReport is the record mMSReadReport [28] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSReadReport struct {
	Version             MMSVersion
	MessageID           string
	TerminatingMMSParty []MMSParty
	OriginatingMMSParty []MMSParty
	Direction           MMSDirection
	MMSDateTime         time.Time
	ReadStatus          MMSReadStatus
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	Sequence
}

func (v *MMSReadReport) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.MessageID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if !(v.OriginatingMMSParty != nil) {
		return e.missing("originatingMMSParty")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.OriginatingMMSParty); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x85), int64(v.Direction))
	}
	if !(!v.MMSDateTime.IsZero()) {
		return e.missing("mMSDateTime")
	}
	{
		b = appendTime(append(b, 0x86), v.MMSDateTime)
	}
	if !(v.ReadStatus != 0) {
		return e.missing("readStatus")
	}
	{
		b = appendInt(append(b, 0x87), int64(v.ReadStatus))
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x88), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x89), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x8a), v.AuxApplicInfo.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSReadReport) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "messageID"; d.first(&seen, 1, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 3:
			if name = "terminatingMMSParty"; d.first(&seen, 2, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 4:
			if name = "originatingMMSParty"; d.first(&seen, 3, h) {
				v.OriginatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 5:
			if name = "direction"; d.first(&seen, 4, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 6:
			if name = "mMSDateTime"; d.first(&seen, 5, h) {
				v.MMSDateTime = d.time(h)
			}
		case ctx | 7:
			if name = "readStatus"; d.first(&seen, 6, h) {
				v.ReadStatus = MMSReadStatus(d.enumerated(h))
			}
		case ctx | 8:
			if name = "applicID"; d.first(&seen, 7, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 9:
			if name = "replyApplicID"; d.first(&seen, 8, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 10:
			if name = "auxApplicInfo"; d.first(&seen, 9, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x7f != 0x7f {
		d.absent(at, ^seen&0x7f, "MMSReadReport")
	}
}

func (*MMSReadReport) alternative() (uint32, string) { return 28, "mMSReadReport" }

// MMSReadReportNonLocalTarget is the record mMSReadReportNonLocalTarget [29] of the MMS, TS 33.128 R19 clause
// 7.4.3.
type MMSReadReportNonLocalTarget struct {
	Version             MMSVersion
	TransactionID       string
	TerminatingMMSParty []MMSParty
	OriginatingMMSParty []MMSParty
	Direction           MMSDirection
	MessageID           string
	MMSDateTime         time.Time
	ReadStatus          MMSReadStatus
	ReadStatusText      Opt[string]
	ApplicID            Opt[string]
	ReplyApplicID       Opt[string]
	AuxApplicInfo       Opt[string]
	Sequence
}

func (v *MMSReadReportNonLocalTarget) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.TransactionID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if !(v.OriginatingMMSParty != nil) {
		return e.missing("originatingMMSParty")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.OriginatingMMSParty); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x85), int64(v.Direction))
	}
	{
		b = appendText(append(b, 0x86), v.MessageID)
	}
	if !(!v.MMSDateTime.IsZero()) {
		return e.missing("mMSDateTime")
	}
	{
		b = appendTime(append(b, 0x87), v.MMSDateTime)
	}
	if !(v.ReadStatus != 0) {
		return e.missing("readStatus")
	}
	{
		b = appendInt(append(b, 0x88), int64(v.ReadStatus))
	}
	if v.ReadStatusText.Set {
		b = appendText(append(b, 0x89), v.ReadStatusText.Value)
	}
	if v.ApplicID.Set {
		b = appendText(append(b, 0x8a), v.ApplicID.Value)
	}
	if v.ReplyApplicID.Set {
		b = appendText(append(b, 0x8b), v.ReplyApplicID.Value)
	}
	if v.AuxApplicInfo.Set {
		b = appendText(append(b, 0x8c), v.AuxApplicInfo.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSReadReportNonLocalTarget) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "transactionID"; d.first(&seen, 1, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 3:
			if name = "terminatingMMSParty"; d.first(&seen, 2, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 4:
			if name = "originatingMMSParty"; d.first(&seen, 3, h) {
				v.OriginatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 5:
			if name = "direction"; d.first(&seen, 4, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
		case ctx | 6:
			if name = "messageID"; d.first(&seen, 5, h) {
				v.MessageID = d.text(h)
			}
		case ctx | 7:
			if name = "mMSDateTime"; d.first(&seen, 6, h) {
				v.MMSDateTime = d.time(h)
			}
		case ctx | 8:
			if name = "readStatus"; d.first(&seen, 7, h) {
				v.ReadStatus = MMSReadStatus(d.enumerated(h))
			}
		case ctx | 9:
			if name = "readStatusText"; d.first(&seen, 8, h) {
				v.ReadStatusText = Some(d.text(h))
			}
		case ctx | 10:
			if name = "applicID"; d.first(&seen, 9, h) {
				v.ApplicID = Some(d.text(h))
			}
		case ctx | 11:
			if name = "replyApplicID"; d.first(&seen, 10, h) {
				v.ReplyApplicID = Some(d.text(h))
			}
		case ctx | 12:
			if name = "auxApplicInfo"; d.first(&seen, 11, h) {
				v.AuxApplicInfo = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0xff != 0xff {
		d.absent(at, ^seen&0xff, "MMSReadReportNonLocalTarget")
	}
}

func (*MMSReadReportNonLocalTarget) alternative() (uint32, string) {
	return 29, "mMSReadReportNonLocalTarget"
}

// MMSCancel is the record mMSCancel [30] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSCancel struct {
	TransactionID string
	Version       MMSVersion
	CancelID      string
	Direction     MMSDirection
	Sequence
}

func (v *MMSCancel) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x83), v.CancelID)
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Direction))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSCancel) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "cancelID"; d.first(&seen, 2, h) {
				v.CancelID = d.text(h)
			}
		case ctx | 4:
			if name = "direction"; d.first(&seen, 3, h) {
				v.Direction = MMSDirection(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0xf, "MMSCancel")
	}
}

func (*MMSCancel) alternative() (uint32, string) { return 30, "mMSCancel" }

// MMSMBoxViewRequest is the record mMSMBoxViewRequest [34] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSMBoxViewRequest struct {
	TransactionID   string
	Version         MMSVersion
	ContentLocation Opt[string]
	State           []MMState
	Flags           []MMFlags
	Start           Opt[int64]
	Limit           Opt[int64]
	Attributes      []string
	Totals          Opt[int64]
	Quotas          *MMSQuota
	Sequence
}

func (v *MMSMBoxViewRequest) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	if v.ContentLocation.Set {
		b = appendText(append(b, 0x83), v.ContentLocation.Value)
	}
	if v.State != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.State {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if v.Flags != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.Flags); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if v.Start.Set {
		b = appendInt(append(b, 0x86), int64(v.Start.Value))
	}
	if v.Limit.Set {
		b = appendInt(append(b, 0x87), int64(v.Limit.Value))
	}
	if v.Attributes != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		for _, x0 := range v.Attributes {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.Totals.Set {
		b = appendInt(append(b, 0x89), int64(v.Totals.Value))
	}
	if v.Quotas != nil {
		b = append(b, 0xaa, 0)
		start := len(b)
		if b = v.Quotas.encode(b, e); b == nil {
			return e.in("quotas")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSMBoxViewRequest) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "contentLocation"; d.first(&seen, 2, h) {
				v.ContentLocation = Some(d.text(h))
			}
		case ctx | 4:
			if name = "state"; d.first(&seen, 3, h) {
				v.State = list(d, h, 10, func(d *decoder, h header, v *MMState) { *v = MMState(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "flags"; d.first(&seen, 4, h) {
				v.Flags = sequences[MMFlags](d, h)
			}
		case ctx | 6:
			if name = "start"; d.first(&seen, 5, h) {
				v.Start = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "limit"; d.first(&seen, 6, h) {
				v.Limit = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "attributes"; d.first(&seen, 7, h) {
				v.Attributes = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 9:
			if name = "totals"; d.first(&seen, 8, h) {
				v.Totals = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 10:
			if name = "quotas"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.Quotas = new(MMSQuota)
					v.Quotas.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3, "MMSMBoxViewRequest")
	}
}

func (*MMSMBoxViewRequest) alternative() (uint32, string) { return 34, "mMSMBoxViewRequest" }

// MMSMBoxViewResponse is the record mMSMBoxViewResponse [35] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSMBoxViewResponse struct {
	TransactionID   string
	Version         MMSVersion
	ContentLocation Opt[string]
	State           []MMState
	Flags           []MMFlags
	Start           Opt[int64]
	Limit           Opt[int64]
	Attributes      []string
	MMSTotals       Opt[bool]
	MMSQuotas       Opt[bool]
	MMessages       []MMBoxDescription
	Sequence
}

func (v *MMSMBoxViewResponse) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.TransactionID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	if v.ContentLocation.Set {
		b = appendText(append(b, 0x83), v.ContentLocation.Value)
	}
	if v.State != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.State {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	if v.Flags != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.Flags); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if v.Start.Set {
		b = appendInt(append(b, 0x86), int64(v.Start.Value))
	}
	if v.Limit.Set {
		b = appendInt(append(b, 0x87), int64(v.Limit.Value))
	}
	if v.Attributes != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		for _, x0 := range v.Attributes {
			b = appendText(append(b, 0x0c), x0)
		}
		b = closed(b, start)
	}
	if v.MMSTotals.Set {
		b = appendBool(append(b, 0x89), v.MMSTotals.Value)
	}
	if v.MMSQuotas.Set {
		b = appendBool(append(b, 0x8a), v.MMSQuotas.Value)
	}
	if !(v.MMessages != nil) {
		return e.missing("mMessages")
	}
	{
		b = append(b, 0xab, 0)
		start := len(b)
		if b = appendSequences(b, e, v.MMessages); b == nil {
			return e.in("mMessages")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSMBoxViewResponse) decode(d *decoder, pos, end int) {
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
			if name = "transactionID"; d.first(&seen, 0, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 2:
			if name = "version"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "contentLocation"; d.first(&seen, 2, h) {
				v.ContentLocation = Some(d.text(h))
			}
		case ctx | 4:
			if name = "state"; d.first(&seen, 3, h) {
				v.State = list(d, h, 10, func(d *decoder, h header, v *MMState) { *v = MMState(d.enumerated(h)) })
			}
		case ctx | 5:
			if name = "flags"; d.first(&seen, 4, h) {
				v.Flags = sequences[MMFlags](d, h)
			}
		case ctx | 6:
			if name = "start"; d.first(&seen, 5, h) {
				v.Start = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 7:
			if name = "limit"; d.first(&seen, 6, h) {
				v.Limit = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 8:
			if name = "attributes"; d.first(&seen, 7, h) {
				v.Attributes = list(d, h, 12, func(d *decoder, h header, v *string) { *v = d.text(h) })
			}
		case ctx | 9:
			if name = "mMSTotals"; d.first(&seen, 8, h) {
				v.MMSTotals = Some(d.boolean(h))
			}
		case ctx | 10:
			if name = "mMSQuotas"; d.first(&seen, 9, h) {
				v.MMSQuotas = Some(d.boolean(h))
			}
		case ctx | 11:
			if name = "mMessages"; d.first(&seen, 10, h) {
				v.MMessages = sequences[MMBoxDescription](d, h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x403 != 0x403 {
		d.absent(at, ^seen&0x403, "MMSMBoxViewResponse")
	}
}

func (*MMSMBoxViewResponse) alternative() (uint32, string) { return 35, "mMSMBoxViewResponse" }

// MMSConvertedFromEmail is the record mMSConvertedFromEmail [165] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSConvertedFromEmail struct {
	Version             MMSVersion
	TransactionID       string
	TerminatingMMSParty []MMSParty
	ContentType         string
	OriginatingMMSParty MMSParty
	MessageClass        Opt[MMSMessageClass]
	DateTime            time.Time
	Expiry              *MMSExpiry
	DeliveryReport      Opt[bool]
	Priority            Opt[MMSPriority]
	ReadReport          Opt[bool]
	Subject             Opt[string]
	MessageID           Opt[string]
	Sequence
}

func (v *MMSConvertedFromEmail) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.TransactionID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x84), v.ContentType)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x86), int64(v.MessageClass.Value))
	}
	if !(!v.DateTime.IsZero()) {
		return e.missing("dateTime")
	}
	{
		b = appendTime(append(b, 0x87), v.DateTime)
	}
	if v.Expiry != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x89), v.DeliveryReport.Value)
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x8a), int64(v.Priority.Value))
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x8b), v.ReadReport.Value)
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x8c), v.Subject.Value)
	}
	if v.MessageID.Set {
		b = appendText(append(b, 0x8d), v.MessageID.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSConvertedFromEmail) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "transactionID"; d.first(&seen, 1, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 3:
			if name = "terminatingMMSParty"; d.first(&seen, 2, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 4:
			if name = "contentType"; d.first(&seen, 3, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 5:
			if name = "originatingMMSParty"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "messageClass"; d.first(&seen, 5, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "dateTime"; d.first(&seen, 6, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 8:
			if name = "expiry"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.Expiry = new(MMSExpiry)
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "deliveryReport"; d.first(&seen, 8, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 10:
			if name = "priority"; d.first(&seen, 9, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "readReport"; d.first(&seen, 10, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 12:
			if name = "subject"; d.first(&seen, 11, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 13:
			if name = "messageID"; d.first(&seen, 12, h) {
				v.MessageID = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x5f != 0x5f {
		d.absent(at, ^seen&0x5f, "MMSConvertedFromEmail")
	}
}

func (*MMSConvertedFromEmail) alternative() (uint32, string) { return 165, "mMSConvertedFromEmail" }

// MMSConvertedToEmail is the record mMSConvertedToEmail [166] of the MMS, TS 33.128 R19 clause 7.4.3.
type MMSConvertedToEmail struct {
	Version             MMSVersion
	TransactionID       string
	TerminatingMMSParty []MMSParty
	ContentType         string
	OriginatingMMSParty MMSParty
	MessageClass        Opt[MMSMessageClass]
	DateTime            time.Time
	Expiry              *MMSExpiry
	DesiredDeliveryTime time.Time
	DeliveryReport      Opt[bool]
	Priority            Opt[MMSPriority]
	SenderVisibility    Opt[bool]
	Store               Opt[bool]
	State               Opt[MMState]
	Flags               *MMFlags
	ReadReport          Opt[bool]
	Subject             Opt[string]
	MessageID           Opt[string]
	Sequence
}

func (v *MMSConvertedToEmail) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Version.encode(b, e); b == nil {
			return e.in("version")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x82), v.TransactionID)
	}
	if !(v.TerminatingMMSParty != nil) {
		return e.missing("terminatingMMSParty")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	{
		b = appendText(append(b, 0x84), v.ContentType)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x86), int64(v.MessageClass.Value))
	}
	if !(!v.DateTime.IsZero()) {
		return e.missing("dateTime")
	}
	{
		b = appendTime(append(b, 0x87), v.DateTime)
	}
	if v.Expiry != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = v.Expiry.encode(b, e); b == nil {
			return e.in("expiry")
		}
		b = closed(b, start)
	}
	if !v.DesiredDeliveryTime.IsZero() {
		b = appendTime(append(b, 0x89), v.DesiredDeliveryTime)
	}
	if v.DeliveryReport.Set {
		b = appendBool(append(b, 0x8a), v.DeliveryReport.Value)
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x8b), int64(v.Priority.Value))
	}
	if v.SenderVisibility.Set {
		b = appendBool(append(b, 0x8c), v.SenderVisibility.Value)
	}
	if v.Store.Set {
		b = appendBool(append(b, 0x8d), v.Store.Value)
	}
	if v.State.Set {
		b = appendInt(append(b, 0x8e), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = v.Flags.encode(b, e); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x90), v.ReadReport.Value)
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x91), v.Subject.Value)
	}
	if v.MessageID.Set {
		b = appendText(append(b, 0x92), v.MessageID.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSConvertedToEmail) decode(d *decoder, pos, end int) {
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
			if name = "version"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Version.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "transactionID"; d.first(&seen, 1, h) {
				v.TransactionID = d.text(h)
			}
		case ctx | 3:
			if name = "terminatingMMSParty"; d.first(&seen, 2, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 4:
			if name = "contentType"; d.first(&seen, 3, h) {
				v.ContentType = d.text(h)
			}
		case ctx | 5:
			if name = "originatingMMSParty"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "messageClass"; d.first(&seen, 5, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 7:
			if name = "dateTime"; d.first(&seen, 6, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 8:
			if name = "expiry"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.Expiry = new(MMSExpiry)
					v.Expiry.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "desiredDeliveryTime"; d.first(&seen, 8, h) {
				v.DesiredDeliveryTime = d.time(h)
			}
		case ctx | 10:
			if name = "deliveryReport"; d.first(&seen, 9, h) {
				v.DeliveryReport = Some(d.boolean(h))
			}
		case ctx | 11:
			if name = "priority"; d.first(&seen, 10, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 12:
			if name = "senderVisibility"; d.first(&seen, 11, h) {
				v.SenderVisibility = Some(d.boolean(h))
			}
		case ctx | 13:
			if name = "store"; d.first(&seen, 12, h) {
				v.Store = Some(d.boolean(h))
			}
		case ctx | 14:
			if name = "state"; d.first(&seen, 13, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 15:
			if name = "flags"; d.first(&seen, 14, h) {
				if d.open(h) {
					v.Flags = new(MMFlags)
					v.Flags.decode(d, h.start, h.stop)
				}
			}
		case ctx | 16:
			if name = "readReport"; d.first(&seen, 15, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 17:
			if name = "subject"; d.first(&seen, 16, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 18:
			if name = "messageID"; d.first(&seen, 17, h) {
				v.MessageID = Some(d.text(h))
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x5f != 0x5f {
		d.absent(at, ^seen&0x5f, "MMSConvertedToEmail")
	}
}

func (*MMSConvertedToEmail) alternative() (uint32, string) { return 166, "mMSConvertedToEmail" }

// MMBoxDescription is a SEQUENCE of TS 33.128 R19 annex A.
type MMBoxDescription struct {
	ContentLocation          Opt[string]
	MessageID                Opt[string]
	State                    Opt[MMState]
	Flags                    []MMFlags
	DateTime                 time.Time
	OriginatingMMSParty      *MMSParty
	TerminatingMMSParty      []MMSParty
	CCRecipients             []MMSParty
	BCCRecipients            []MMSParty
	MessageClass             Opt[MMSMessageClass]
	Subject                  Opt[string]
	Priority                 Opt[MMSPriority]
	DeliveryTime             time.Time
	ReadReport               Opt[bool]
	MessageSize              Opt[int64]
	ReplyCharging            Opt[MMSReplyCharging]
	PreviouslySentBy         []MMSPreviouslySent
	PreviouslySentByDateTime time.Time
	ContentType              Opt[string]
	Sequence
}

func (v *MMBoxDescription) encode(b []byte, e *encoder) []byte {
	if v.ContentLocation.Set {
		b = appendText(append(b, 0x81), v.ContentLocation.Value)
	}
	if v.MessageID.Set {
		b = appendText(append(b, 0x82), v.MessageID.Value)
	}
	if v.State.Set {
		b = appendInt(append(b, 0x83), int64(v.State.Value))
	}
	if v.Flags != nil {
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.Flags); b == nil {
			return e.in("flags")
		}
		b = closed(b, start)
	}
	if !v.DateTime.IsZero() {
		b = appendTime(append(b, 0x85), v.DateTime)
	}
	if v.OriginatingMMSParty != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.OriginatingMMSParty.encode(b, e); b == nil {
			return e.in("originatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.TerminatingMMSParty != nil {
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TerminatingMMSParty); b == nil {
			return e.in("terminatingMMSParty")
		}
		b = closed(b, start)
	}
	if v.CCRecipients != nil {
		b = append(b, 0xa8, 0)
		start := len(b)
		if b = appendSequences(b, e, v.CCRecipients); b == nil {
			return e.in("cCRecipients")
		}
		b = closed(b, start)
	}
	if v.BCCRecipients != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = appendSequences(b, e, v.BCCRecipients); b == nil {
			return e.in("bCCRecipients")
		}
		b = closed(b, start)
	}
	if v.MessageClass.Set {
		b = appendInt(append(b, 0x8a), int64(v.MessageClass.Value))
	}
	if v.Subject.Set {
		b = appendText(append(b, 0x8b), v.Subject.Value)
	}
	if v.Priority.Set {
		b = appendInt(append(b, 0x8c), int64(v.Priority.Value))
	}
	if !v.DeliveryTime.IsZero() {
		b = appendTime(append(b, 0x8d), v.DeliveryTime)
	}
	if v.ReadReport.Set {
		b = appendBool(append(b, 0x8e), v.ReadReport.Value)
	}
	if v.MessageSize.Set {
		b = appendInt(append(b, 0x8f), int64(v.MessageSize.Value))
	}
	if v.ReplyCharging.Set {
		b = appendInt(append(b, 0x90), int64(v.ReplyCharging.Value))
	}
	if v.PreviouslySentBy != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PreviouslySentBy); b == nil {
			return e.in("previouslySentBy")
		}
		b = closed(b, start)
	}
	if !v.PreviouslySentByDateTime.IsZero() {
		b = appendTime(append(b, 0x92), v.PreviouslySentByDateTime)
	}
	if v.ContentType.Set {
		b = appendText(append(b, 0x93), v.ContentType.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMBoxDescription) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "contentLocation"; d.first(&seen, 0, h) {
				v.ContentLocation = Some(d.text(h))
			}
		case ctx | 2:
			if name = "messageID"; d.first(&seen, 1, h) {
				v.MessageID = Some(d.text(h))
			}
		case ctx | 3:
			if name = "state"; d.first(&seen, 2, h) {
				v.State = Some(MMState(d.enumerated(h)))
			}
		case ctx | 4:
			if name = "flags"; d.first(&seen, 3, h) {
				v.Flags = sequences[MMFlags](d, h)
			}
		case ctx | 5:
			if name = "dateTime"; d.first(&seen, 4, h) {
				v.DateTime = d.time(h)
			}
		case ctx | 6:
			if name = "originatingMMSParty"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.OriginatingMMSParty = new(MMSParty)
					v.OriginatingMMSParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "terminatingMMSParty"; d.first(&seen, 6, h) {
				v.TerminatingMMSParty = sequences[MMSParty](d, h)
			}
		case ctx | 8:
			if name = "cCRecipients"; d.first(&seen, 7, h) {
				v.CCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 9:
			if name = "bCCRecipients"; d.first(&seen, 8, h) {
				v.BCCRecipients = sequences[MMSParty](d, h)
			}
		case ctx | 10:
			if name = "messageClass"; d.first(&seen, 9, h) {
				v.MessageClass = Some(MMSMessageClass(d.enumerated(h)))
			}
		case ctx | 11:
			if name = "subject"; d.first(&seen, 10, h) {
				v.Subject = Some(d.text(h))
			}
		case ctx | 12:
			if name = "priority"; d.first(&seen, 11, h) {
				v.Priority = Some(MMSPriority(d.enumerated(h)))
			}
		case ctx | 13:
			if name = "deliveryTime"; d.first(&seen, 12, h) {
				v.DeliveryTime = d.time(h)
			}
		case ctx | 14:
			if name = "readReport"; d.first(&seen, 13, h) {
				v.ReadReport = Some(d.boolean(h))
			}
		case ctx | 15:
			if name = "messageSize"; d.first(&seen, 14, h) {
				v.MessageSize = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 16:
			if name = "replyCharging"; d.first(&seen, 15, h) {
				v.ReplyCharging = Some(MMSReplyCharging(d.enumerated(h)))
			}
		case ctx | 17:
			if name = "previouslySentBy"; d.first(&seen, 16, h) {
				v.PreviouslySentBy = sequences[MMSPreviouslySent](d, h)
			}
		case ctx | 18:
			if name = "previouslySentByDateTime"; d.first(&seen, 17, h) {
				v.PreviouslySentByDateTime = d.time(h)
			}
		case ctx | 19:
			if name = "contentType"; d.first(&seen, 18, h) {
				v.ContentType = Some(d.text(h))
			}
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

// MMSAdaptation is a SEQUENCE of TS 33.128 R19 annex A.
type MMSAdaptation struct {
	Allowed   bool
	Overriden bool
	Sequence
}

func (v *MMSAdaptation) encode(b []byte, e *encoder) []byte {
	{
		b = appendBool(append(b, 0x81), v.Allowed)
	}
	{
		b = appendBool(append(b, 0x82), v.Overriden)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSAdaptation) decode(d *decoder, pos, end int) {
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
			if name = "allowed"; d.first(&seen, 0, h) {
				v.Allowed = d.boolean(h)
			}
		case ctx | 2:
			if name = "overriden"; d.first(&seen, 1, h) {
				v.Overriden = d.boolean(h)
			}
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
		d.absent(at, ^seen&0x3, "MMSAdaptation")
	}
}

// MMSContentClass is an ENUMERATED of TS 33.128 R19 annex A.
type MMSContentClass uint16

// Values of MMSContentClass.
const (
	MMSContentClassText         MMSContentClass = 1
	MMSContentClassImageBasic   MMSContentClass = 2
	MMSContentClassImageRich    MMSContentClass = 3
	MMSContentClassVideoBasic   MMSContentClass = 4
	MMSContentClassVideoRich    MMSContentClass = 5
	MMSContentClassMegaPixel    MMSContentClass = 6
	MMSContentClassContentBasic MMSContentClass = 7
	MMSContentClassContentRich  MMSContentClass = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSContentClass) String() string {
	switch v {
	case MMSContentClassText:
		return "text"
	case MMSContentClassImageBasic:
		return "imageBasic"
	case MMSContentClassImageRich:
		return "imageRich"
	case MMSContentClassVideoBasic:
		return "videoBasic"
	case MMSContentClassVideoRich:
		return "videoRich"
	case MMSContentClassMegaPixel:
		return "megaPixel"
	case MMSContentClassContentBasic:
		return "contentBasic"
	case MMSContentClassContentRich:
		return "contentRich"
	}
	return strconv.Itoa(int(v))
}

// MMSDeleteResponseStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMSDeleteResponseStatus uint16

// Values of MMSDeleteResponseStatus.
const (
	MMSDeleteResponseStatusOk                                            MMSDeleteResponseStatus = 1
	MMSDeleteResponseStatusErrorUnspecified                              MMSDeleteResponseStatus = 2
	MMSDeleteResponseStatusErrorServiceDenied                            MMSDeleteResponseStatus = 3
	MMSDeleteResponseStatusErrorMessageFormatCorrupt                     MMSDeleteResponseStatus = 4
	MMSDeleteResponseStatusErrorSendingAddressUnresolved                 MMSDeleteResponseStatus = 5
	MMSDeleteResponseStatusErrorMessageNotFound                          MMSDeleteResponseStatus = 6
	MMSDeleteResponseStatusErrorNetworkProblem                           MMSDeleteResponseStatus = 7
	MMSDeleteResponseStatusErrorContentNotAccepted                       MMSDeleteResponseStatus = 8
	MMSDeleteResponseStatusErrorUnsupportedMessage                       MMSDeleteResponseStatus = 9
	MMSDeleteResponseStatusErrorTransientFailure                         MMSDeleteResponseStatus = 10
	MMSDeleteResponseStatusErrorTransientSendingAddressUnresolved        MMSDeleteResponseStatus = 11
	MMSDeleteResponseStatusErrorTransientMessageNotFound                 MMSDeleteResponseStatus = 12
	MMSDeleteResponseStatusErrorTransientNetworkProblem                  MMSDeleteResponseStatus = 13
	MMSDeleteResponseStatusErrorTransientPartialSuccess                  MMSDeleteResponseStatus = 14
	MMSDeleteResponseStatusErrorPermanentFailure                         MMSDeleteResponseStatus = 15
	MMSDeleteResponseStatusErrorPermanentServiceDenied                   MMSDeleteResponseStatus = 16
	MMSDeleteResponseStatusErrorPermanentMessageFormatCorrupt            MMSDeleteResponseStatus = 17
	MMSDeleteResponseStatusErrorPermanentSendingAddressUnresolved        MMSDeleteResponseStatus = 18
	MMSDeleteResponseStatusErrorPermanentMessageNotFound                 MMSDeleteResponseStatus = 19
	MMSDeleteResponseStatusErrorPermanentContentNotAccepted              MMSDeleteResponseStatus = 20
	MMSDeleteResponseStatusErrorPermanentReplyChargingLimitationsNotMet  MMSDeleteResponseStatus = 21
	MMSDeleteResponseStatusErrorPermanentReplyChargingRequestNotAccepted MMSDeleteResponseStatus = 22
	MMSDeleteResponseStatusErrorPermanentReplyChargingForwardingDenied   MMSDeleteResponseStatus = 23
	MMSDeleteResponseStatusErrorPermanentReplyChargingNotSupported       MMSDeleteResponseStatus = 24
	MMSDeleteResponseStatusErrorPermanentAddressHidingNotSupported       MMSDeleteResponseStatus = 25
	MMSDeleteResponseStatusErrorPermanentLackOfPrepaid                   MMSDeleteResponseStatus = 26
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSDeleteResponseStatus) String() string {
	switch v {
	case MMSDeleteResponseStatusOk:
		return "ok"
	case MMSDeleteResponseStatusErrorUnspecified:
		return "errorUnspecified"
	case MMSDeleteResponseStatusErrorServiceDenied:
		return "errorServiceDenied"
	case MMSDeleteResponseStatusErrorMessageFormatCorrupt:
		return "errorMessageFormatCorrupt"
	case MMSDeleteResponseStatusErrorSendingAddressUnresolved:
		return "errorSendingAddressUnresolved"
	case MMSDeleteResponseStatusErrorMessageNotFound:
		return "errorMessageNotFound"
	case MMSDeleteResponseStatusErrorNetworkProblem:
		return "errorNetworkProblem"
	case MMSDeleteResponseStatusErrorContentNotAccepted:
		return "errorContentNotAccepted"
	case MMSDeleteResponseStatusErrorUnsupportedMessage:
		return "errorUnsupportedMessage"
	case MMSDeleteResponseStatusErrorTransientFailure:
		return "errorTransientFailure"
	case MMSDeleteResponseStatusErrorTransientSendingAddressUnresolved:
		return "errorTransientSendingAddressUnresolved"
	case MMSDeleteResponseStatusErrorTransientMessageNotFound:
		return "errorTransientMessageNotFound"
	case MMSDeleteResponseStatusErrorTransientNetworkProblem:
		return "errorTransientNetworkProblem"
	case MMSDeleteResponseStatusErrorTransientPartialSuccess:
		return "errorTransientPartialSuccess"
	case MMSDeleteResponseStatusErrorPermanentFailure:
		return "errorPermanentFailure"
	case MMSDeleteResponseStatusErrorPermanentServiceDenied:
		return "errorPermanentServiceDenied"
	case MMSDeleteResponseStatusErrorPermanentMessageFormatCorrupt:
		return "errorPermanentMessageFormatCorrupt"
	case MMSDeleteResponseStatusErrorPermanentSendingAddressUnresolved:
		return "errorPermanentSendingAddressUnresolved"
	case MMSDeleteResponseStatusErrorPermanentMessageNotFound:
		return "errorPermanentMessageNotFound"
	case MMSDeleteResponseStatusErrorPermanentContentNotAccepted:
		return "errorPermanentContentNotAccepted"
	case MMSDeleteResponseStatusErrorPermanentReplyChargingLimitationsNotMet:
		return "errorPermanentReplyChargingLimitationsNotMet"
	case MMSDeleteResponseStatusErrorPermanentReplyChargingRequestNotAccepted:
		return "errorPermanentReplyChargingRequestNotAccepted"
	case MMSDeleteResponseStatusErrorPermanentReplyChargingForwardingDenied:
		return "errorPermanentReplyChargingForwardingDenied"
	case MMSDeleteResponseStatusErrorPermanentReplyChargingNotSupported:
		return "errorPermanentReplyChargingNotSupported"
	case MMSDeleteResponseStatusErrorPermanentAddressHidingNotSupported:
		return "errorPermanentAddressHidingNotSupported"
	case MMSDeleteResponseStatusErrorPermanentLackOfPrepaid:
		return "errorPermanentLackOfPrepaid"
	}
	return strconv.Itoa(int(v))
}

// MMSDirection is an ENUMERATED of TS 33.128 R19 annex A.
type MMSDirection uint16

// Values of MMSDirection.
const (
	MMSDirectionFromTarget MMSDirection = 0
	MMSDirectionToTarget   MMSDirection = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSDirection) String() string {
	switch v {
	case MMSDirectionFromTarget:
		return "fromTarget"
	case MMSDirectionToTarget:
		return "toTarget"
	}
	return strconv.Itoa(int(v))
}

// MMSExpiry is a SEQUENCE of TS 33.128 R19 annex A.
type MMSExpiry struct {
	ExpiryPeriod int64
	PeriodFormat MMSPeriodFormat
	Sequence
}

func (v *MMSExpiry) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.ExpiryPeriod))
	}
	if !(v.PeriodFormat != 0) {
		return e.missing("periodFormat")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.PeriodFormat))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSExpiry) decode(d *decoder, pos, end int) {
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
			if name = "expiryPeriod"; d.first(&seen, 0, h) {
				v.ExpiryPeriod = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "periodFormat"; d.first(&seen, 1, h) {
				v.PeriodFormat = MMSPeriodFormat(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x3, "MMSExpiry")
	}
}

// MMFlags is a SEQUENCE of TS 33.128 R19 annex A.
type MMFlags struct {
	Length     int64
	Flag       MMStateFlag
	FlagString string
	Sequence
}

func (v *MMFlags) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.Length))
	}
	if !(v.Flag != 0) {
		return e.missing("flag")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.Flag))
	}
	{
		b = appendText(append(b, 0x83), v.FlagString)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMFlags) decode(d *decoder, pos, end int) {
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
			if name = "length"; d.first(&seen, 0, h) {
				v.Length = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "flag"; d.first(&seen, 1, h) {
				v.Flag = MMStateFlag(d.enumerated(h))
			}
		case ctx | 3:
			if name = "flagString"; d.first(&seen, 2, h) {
				v.FlagString = d.text(h)
			}
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
		d.absent(at, ^seen&0x7, "MMFlags")
	}
}

// MMSMessageClass is an ENUMERATED of TS 33.128 R19 annex A.
type MMSMessageClass uint16

// Values of MMSMessageClass.
const (
	MMSMessageClassPersonal      MMSMessageClass = 1
	MMSMessageClassAdvertisement MMSMessageClass = 2
	MMSMessageClassInformational MMSMessageClass = 3
	MMSMessageClassAuto          MMSMessageClass = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSMessageClass) String() string {
	switch v {
	case MMSMessageClassPersonal:
		return "personal"
	case MMSMessageClassAdvertisement:
		return "advertisement"
	case MMSMessageClassInformational:
		return "informational"
	case MMSMessageClassAuto:
		return "auto"
	}
	return strconv.Itoa(int(v))
}

// MMSParty is a SEQUENCE of TS 33.128 R19 annex A.
type MMSParty struct {
	MMSPartyIDs []MMSPartyID
	NonLocalID  NonLocalID
	Sequence
}

func (v *MMSParty) encode(b []byte, e *encoder) []byte {
	if !(v.MMSPartyIDs != nil) {
		return e.missing("mMSPartyIDs")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.MMSPartyIDs); b == nil {
			return e.in("mMSPartyIDs")
		}
		b = closed(b, start)
	}
	if !(v.NonLocalID != 0) {
		return e.missing("nonLocalID")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.NonLocalID))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSParty) decode(d *decoder, pos, end int) {
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
			if name = "mMSPartyIDs"; d.first(&seen, 0, h) {
				v.MMSPartyIDs = choices[MMSPartyID](d, h)
			}
		case ctx | 2:
			if name = "nonLocalID"; d.first(&seen, 1, h) {
				v.NonLocalID = NonLocalID(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x3, "MMSParty")
	}
}

// MMSPartyID is a CHOICE of TS 33.128 R19 annex A.
type MMSPartyID struct {
	E164Number   string
	EmailAddress string
	IMSI         string
	IMPU         IMPU
	IMPI         string
	SUPI         SUPI
	GPSI         GPSI
	Choice
}

func (v *MMSPartyID) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.E164Number != "" {
		n++
		b = appendText(append(b, 0x81), v.E164Number)
	}
	if v.EmailAddress != "" {
		n++
		b = appendText(append(b, 0x82), v.EmailAddress)
	}
	if v.IMSI != "" {
		n++
		b = appendText(append(b, 0x83), v.IMSI)
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
	{
		b = append(b, 0xa6, 0)
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

func (v *MMSPartyID) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "e164Number"
		v.E164Number = d.some(d.digits(h), h)
	case ctx | 2:
		name = "emailAddress"
		if v.EmailAddress = d.text(h); v.EmailAddress == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 3:
		name = "iMSI"
		v.IMSI = d.some(d.digits(h), h)
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
	case ctx | 6:
		name = "sUPI"
		if d.open(h) {
			v.SUPI.decode(d, h.start, h.stop)
		}
	case ctx | 7:
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

// MMSPeriodFormat is an ENUMERATED of TS 33.128 R19 annex A.
type MMSPeriodFormat uint16

// Values of MMSPeriodFormat.
const (
	MMSPeriodFormatAbsolute MMSPeriodFormat = 1
	MMSPeriodFormatRelative MMSPeriodFormat = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSPeriodFormat) String() string {
	switch v {
	case MMSPeriodFormatAbsolute:
		return "absolute"
	case MMSPeriodFormatRelative:
		return "relative"
	}
	return strconv.Itoa(int(v))
}

// MMSPreviouslySent is a SEQUENCE of TS 33.128 R19 annex A.
type MMSPreviouslySent struct {
	PreviouslySentByParty MMSParty
	SequenceNumber        int64
	PreviousSendDateTime  time.Time
	Sequence
}

func (v *MMSPreviouslySent) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PreviouslySentByParty.encode(b, e); b == nil {
			return e.in("previouslySentByParty")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.SequenceNumber))
	}
	if !(!v.PreviousSendDateTime.IsZero()) {
		return e.missing("previousSendDateTime")
	}
	{
		b = appendTime(append(b, 0x83), v.PreviousSendDateTime)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSPreviouslySent) decode(d *decoder, pos, end int) {
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
			if name = "previouslySentByParty"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PreviouslySentByParty.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "sequenceNumber"; d.first(&seen, 1, h) {
				v.SequenceNumber = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 3:
			if name = "previousSendDateTime"; d.first(&seen, 2, h) {
				v.PreviousSendDateTime = d.time(h)
			}
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
		d.absent(at, ^seen&0x7, "MMSPreviouslySent")
	}
}

// MMSPriority is an ENUMERATED of TS 33.128 R19 annex A.
type MMSPriority uint16

// Values of MMSPriority.
const (
	MMSPriorityLow    MMSPriority = 1
	MMSPriorityNormal MMSPriority = 2
	MMSPriorityHigh   MMSPriority = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSPriority) String() string {
	switch v {
	case MMSPriorityLow:
		return "low"
	case MMSPriorityNormal:
		return "normal"
	case MMSPriorityHigh:
		return "high"
	}
	return strconv.Itoa(int(v))
}

// MMSQuota is a SEQUENCE of TS 33.128 R19 annex A.
type MMSQuota struct {
	Quota     int64
	QuotaUnit MMSQuotaUnit
	Sequence
}

func (v *MMSQuota) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.Quota))
	}
	if !(v.QuotaUnit != 0) {
		return e.missing("quotaUnit")
	}
	{
		b = appendInt(append(b, 0x82), int64(v.QuotaUnit))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSQuota) decode(d *decoder, pos, end int) {
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
			if name = "quota"; d.first(&seen, 0, h) {
				v.Quota = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 2:
			if name = "quotaUnit"; d.first(&seen, 1, h) {
				v.QuotaUnit = MMSQuotaUnit(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x3, "MMSQuota")
	}
}

// MMSQuotaUnit is an ENUMERATED of TS 33.128 R19 annex A.
type MMSQuotaUnit uint16

// Values of MMSQuotaUnit.
const (
	MMSQuotaUnitNumMessages MMSQuotaUnit = 1
	MMSQuotaUnitBytes       MMSQuotaUnit = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSQuotaUnit) String() string {
	switch v {
	case MMSQuotaUnitNumMessages:
		return "numMessages"
	case MMSQuotaUnitBytes:
		return "bytes"
	}
	return strconv.Itoa(int(v))
}

// MMSReadStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMSReadStatus uint16

// Values of MMSReadStatus.
const (
	MMSReadStatusRead                    MMSReadStatus = 1
	MMSReadStatusDeletedWithoutBeingRead MMSReadStatus = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSReadStatus) String() string {
	switch v {
	case MMSReadStatusRead:
		return "read"
	case MMSReadStatusDeletedWithoutBeingRead:
		return "deletedWithoutBeingRead"
	}
	return strconv.Itoa(int(v))
}

// MMSReplyCharging is an ENUMERATED of TS 33.128 R19 annex A.
type MMSReplyCharging uint16

// Values of MMSReplyCharging.
const (
	MMSReplyChargingRequested         MMSReplyCharging = 0
	MMSReplyChargingRequestedTextOnly MMSReplyCharging = 1
	MMSReplyChargingAccepted          MMSReplyCharging = 2
	MMSReplyChargingAcceptedTextOnly  MMSReplyCharging = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSReplyCharging) String() string {
	switch v {
	case MMSReplyChargingRequested:
		return "requested"
	case MMSReplyChargingRequestedTextOnly:
		return "requestedTextOnly"
	case MMSReplyChargingAccepted:
		return "accepted"
	case MMSReplyChargingAcceptedTextOnly:
		return "acceptedTextOnly"
	}
	return strconv.Itoa(int(v))
}

// MMSResponseStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMSResponseStatus uint16

// Values of MMSResponseStatus.
const (
	MMSResponseStatusOk                                            MMSResponseStatus = 1
	MMSResponseStatusErrorUnspecified                              MMSResponseStatus = 2
	MMSResponseStatusErrorServiceDenied                            MMSResponseStatus = 3
	MMSResponseStatusErrorMessageFormatCorrupt                     MMSResponseStatus = 4
	MMSResponseStatusErrorSendingAddressUnresolved                 MMSResponseStatus = 5
	MMSResponseStatusErrorMessageNotFound                          MMSResponseStatus = 6
	MMSResponseStatusErrorNetworkProblem                           MMSResponseStatus = 7
	MMSResponseStatusErrorContentNotAccepted                       MMSResponseStatus = 8
	MMSResponseStatusErrorUnsupportedMessage                       MMSResponseStatus = 9
	MMSResponseStatusErrorTransientFailure                         MMSResponseStatus = 10
	MMSResponseStatusErrorTransientSendingAddressUnresolved        MMSResponseStatus = 11
	MMSResponseStatusErrorTransientMessageNotFound                 MMSResponseStatus = 12
	MMSResponseStatusErrorTransientNetworkProblem                  MMSResponseStatus = 13
	MMSResponseStatusErrorTransientPartialSuccess                  MMSResponseStatus = 14
	MMSResponseStatusErrorPermanentFailure                         MMSResponseStatus = 15
	MMSResponseStatusErrorPermanentServiceDenied                   MMSResponseStatus = 16
	MMSResponseStatusErrorPermanentMessageFormatCorrupt            MMSResponseStatus = 17
	MMSResponseStatusErrorPermanentSendingAddressUnresolved        MMSResponseStatus = 18
	MMSResponseStatusErrorPermanentMessageNotFound                 MMSResponseStatus = 19
	MMSResponseStatusErrorPermanentContentNotAccepted              MMSResponseStatus = 20
	MMSResponseStatusErrorPermanentReplyChargingLimitationsNotMet  MMSResponseStatus = 21
	MMSResponseStatusErrorPermanentReplyChargingRequestNotAccepted MMSResponseStatus = 22
	MMSResponseStatusErrorPermanentReplyChargingForwardingDenied   MMSResponseStatus = 23
	MMSResponseStatusErrorPermanentReplyChargingNotSupported       MMSResponseStatus = 24
	MMSResponseStatusErrorPermanentAddressHidingNotSupported       MMSResponseStatus = 25
	MMSResponseStatusErrorPermanentLackOfPrepaid                   MMSResponseStatus = 26
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSResponseStatus) String() string {
	switch v {
	case MMSResponseStatusOk:
		return "ok"
	case MMSResponseStatusErrorUnspecified:
		return "errorUnspecified"
	case MMSResponseStatusErrorServiceDenied:
		return "errorServiceDenied"
	case MMSResponseStatusErrorMessageFormatCorrupt:
		return "errorMessageFormatCorrupt"
	case MMSResponseStatusErrorSendingAddressUnresolved:
		return "errorSendingAddressUnresolved"
	case MMSResponseStatusErrorMessageNotFound:
		return "errorMessageNotFound"
	case MMSResponseStatusErrorNetworkProblem:
		return "errorNetworkProblem"
	case MMSResponseStatusErrorContentNotAccepted:
		return "errorContentNotAccepted"
	case MMSResponseStatusErrorUnsupportedMessage:
		return "errorUnsupportedMessage"
	case MMSResponseStatusErrorTransientFailure:
		return "errorTransientFailure"
	case MMSResponseStatusErrorTransientSendingAddressUnresolved:
		return "errorTransientSendingAddressUnresolved"
	case MMSResponseStatusErrorTransientMessageNotFound:
		return "errorTransientMessageNotFound"
	case MMSResponseStatusErrorTransientNetworkProblem:
		return "errorTransientNetworkProblem"
	case MMSResponseStatusErrorTransientPartialSuccess:
		return "errorTransientPartialSuccess"
	case MMSResponseStatusErrorPermanentFailure:
		return "errorPermanentFailure"
	case MMSResponseStatusErrorPermanentServiceDenied:
		return "errorPermanentServiceDenied"
	case MMSResponseStatusErrorPermanentMessageFormatCorrupt:
		return "errorPermanentMessageFormatCorrupt"
	case MMSResponseStatusErrorPermanentSendingAddressUnresolved:
		return "errorPermanentSendingAddressUnresolved"
	case MMSResponseStatusErrorPermanentMessageNotFound:
		return "errorPermanentMessageNotFound"
	case MMSResponseStatusErrorPermanentContentNotAccepted:
		return "errorPermanentContentNotAccepted"
	case MMSResponseStatusErrorPermanentReplyChargingLimitationsNotMet:
		return "errorPermanentReplyChargingLimitationsNotMet"
	case MMSResponseStatusErrorPermanentReplyChargingRequestNotAccepted:
		return "errorPermanentReplyChargingRequestNotAccepted"
	case MMSResponseStatusErrorPermanentReplyChargingForwardingDenied:
		return "errorPermanentReplyChargingForwardingDenied"
	case MMSResponseStatusErrorPermanentReplyChargingNotSupported:
		return "errorPermanentReplyChargingNotSupported"
	case MMSResponseStatusErrorPermanentAddressHidingNotSupported:
		return "errorPermanentAddressHidingNotSupported"
	case MMSResponseStatusErrorPermanentLackOfPrepaid:
		return "errorPermanentLackOfPrepaid"
	}
	return strconv.Itoa(int(v))
}

// MMSRetrieveStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMSRetrieveStatus uint16

// Values of MMSRetrieveStatus.
const (
	MMSRetrieveStatusSuccess                          MMSRetrieveStatus = 1
	MMSRetrieveStatusErrorTransientFailure            MMSRetrieveStatus = 2
	MMSRetrieveStatusErrorTransientMessageNotFound    MMSRetrieveStatus = 3
	MMSRetrieveStatusErrorTransientNetworkProblem     MMSRetrieveStatus = 4
	MMSRetrieveStatusErrorPermanentFailure            MMSRetrieveStatus = 5
	MMSRetrieveStatusErrorPermanentServiceDenied      MMSRetrieveStatus = 6
	MMSRetrieveStatusErrorPermanentMessageNotFound    MMSRetrieveStatus = 7
	MMSRetrieveStatusErrorPermanentContentUnsupported MMSRetrieveStatus = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSRetrieveStatus) String() string {
	switch v {
	case MMSRetrieveStatusSuccess:
		return "success"
	case MMSRetrieveStatusErrorTransientFailure:
		return "errorTransientFailure"
	case MMSRetrieveStatusErrorTransientMessageNotFound:
		return "errorTransientMessageNotFound"
	case MMSRetrieveStatusErrorTransientNetworkProblem:
		return "errorTransientNetworkProblem"
	case MMSRetrieveStatusErrorPermanentFailure:
		return "errorPermanentFailure"
	case MMSRetrieveStatusErrorPermanentServiceDenied:
		return "errorPermanentServiceDenied"
	case MMSRetrieveStatusErrorPermanentMessageNotFound:
		return "errorPermanentMessageNotFound"
	case MMSRetrieveStatusErrorPermanentContentUnsupported:
		return "errorPermanentContentUnsupported"
	}
	return strconv.Itoa(int(v))
}

// MMSStoreStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMSStoreStatus uint16

// Values of MMSStoreStatus.
const (
	MMSStoreStatusSuccess                            MMSStoreStatus = 1
	MMSStoreStatusErrorTransientFailure              MMSStoreStatus = 2
	MMSStoreStatusErrorTransientNetworkProblem       MMSStoreStatus = 3
	MMSStoreStatusErrorPermanentFailure              MMSStoreStatus = 4
	MMSStoreStatusErrorPermanentServiceDenied        MMSStoreStatus = 5
	MMSStoreStatusErrorPermanentMessageFormatCorrupt MMSStoreStatus = 6
	MMSStoreStatusErrorPermanentMessageNotFound      MMSStoreStatus = 7
	MMSStoreStatusErrorMMBoxFull                     MMSStoreStatus = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSStoreStatus) String() string {
	switch v {
	case MMSStoreStatusSuccess:
		return "success"
	case MMSStoreStatusErrorTransientFailure:
		return "errorTransientFailure"
	case MMSStoreStatusErrorTransientNetworkProblem:
		return "errorTransientNetworkProblem"
	case MMSStoreStatusErrorPermanentFailure:
		return "errorPermanentFailure"
	case MMSStoreStatusErrorPermanentServiceDenied:
		return "errorPermanentServiceDenied"
	case MMSStoreStatusErrorPermanentMessageFormatCorrupt:
		return "errorPermanentMessageFormatCorrupt"
	case MMSStoreStatusErrorPermanentMessageNotFound:
		return "errorPermanentMessageNotFound"
	case MMSStoreStatusErrorMMBoxFull:
		return "errorMMBoxFull"
	}
	return strconv.Itoa(int(v))
}

// MMState is an ENUMERATED of TS 33.128 R19 annex A.
type MMState uint16

// Values of MMState.
const (
	MMStateDraft     MMState = 1
	MMStateSent      MMState = 2
	MMStateNew       MMState = 3
	MMStateRetrieved MMState = 4
	MMStateForwarded MMState = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v MMState) String() string {
	switch v {
	case MMStateDraft:
		return "draft"
	case MMStateSent:
		return "sent"
	case MMStateNew:
		return "new"
	case MMStateRetrieved:
		return "retrieved"
	case MMStateForwarded:
		return "forwarded"
	}
	return strconv.Itoa(int(v))
}

// MMStateFlag is an ENUMERATED of TS 33.128 R19 annex A.
type MMStateFlag uint16

// Values of MMStateFlag.
const (
	MMStateFlagAdd    MMStateFlag = 1
	MMStateFlagRemove MMStateFlag = 2
	MMStateFlagFilter MMStateFlag = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v MMStateFlag) String() string {
	switch v {
	case MMStateFlagAdd:
		return "add"
	case MMStateFlagRemove:
		return "remove"
	case MMStateFlagFilter:
		return "filter"
	}
	return strconv.Itoa(int(v))
}

// MMStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMStatus uint16

// Values of MMStatus.
const (
	MMStatusExpired       MMStatus = 1
	MMStatusRetrieved     MMStatus = 2
	MMStatusRejected      MMStatus = 3
	MMStatusDeferred      MMStatus = 4
	MMStatusUnrecognized  MMStatus = 5
	MMStatusIndeterminate MMStatus = 6
	MMStatusForwarded     MMStatus = 7
	MMStatusUnreachable   MMStatus = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v MMStatus) String() string {
	switch v {
	case MMStatusExpired:
		return "expired"
	case MMStatusRetrieved:
		return "retrieved"
	case MMStatusRejected:
		return "rejected"
	case MMStatusDeferred:
		return "deferred"
	case MMStatusUnrecognized:
		return "unrecognized"
	case MMStatusIndeterminate:
		return "indeterminate"
	case MMStatusForwarded:
		return "forwarded"
	case MMStatusUnreachable:
		return "unreachable"
	}
	return strconv.Itoa(int(v))
}

// MMStatusExtension is an ENUMERATED of TS 33.128 R19 annex A.
type MMStatusExtension uint16

// Values of MMStatusExtension.
const (
	MMStatusExtensionRejectionByMMSRecipient MMStatusExtension = 0
	MMStatusExtensionRejectionByOtherRS      MMStatusExtension = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v MMStatusExtension) String() string {
	switch v {
	case MMStatusExtensionRejectionByMMSRecipient:
		return "rejectionByMMSRecipient"
	case MMStatusExtensionRejectionByOtherRS:
		return "rejectionByOtherRS"
	}
	return strconv.Itoa(int(v))
}

// NonLocalID is an ENUMERATED of TS 33.128 R19 annex A.
type NonLocalID uint16

// Values of NonLocalID.
const (
	NonLocalIDLocal    NonLocalID = 1
	NonLocalIDNonLocal NonLocalID = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v NonLocalID) String() string {
	switch v {
	case NonLocalIDLocal:
		return "local"
	case NonLocalIDNonLocal:
		return "nonLocal"
	}
	return strconv.Itoa(int(v))
}
