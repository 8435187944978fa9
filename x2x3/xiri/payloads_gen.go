// Code generated from records/payloads.decl; DO NOT EDIT.

package xiri

import "net/netip"
import "strconv"
import "time"
import "unsafe"
import "lilab/x2x3/ber"

// IRITargetIdentifier is a SEQUENCE: an identifier of the target and where it comes from, TS 33.128 R19 clause
// 5.5.5.
type IRITargetIdentifier struct {
	Identifier TargetIdentifier
	Provenance Opt[TargetIdentifierProvenance]
	Sequence
}

func (v *IRITargetIdentifier) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Identifier.encode(b, e); b == nil {
			return e.in("identifier")
		}
		if len(b) == start {
			return e.missing("identifier")
		}
		b = closed(b, start)
	}
	if v.Provenance.Set {
		b = appendInt(append(b, 0x82), int64(v.Provenance.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IRITargetIdentifier) decode(d *decoder, pos, end int) {
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
			if name = "identifier"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Identifier.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "provenance"; d.first(&seen, 1, h) {
				v.Provenance = Some(TargetIdentifierProvenance(d.enumerated(h)))
			}
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
		d.absent(at, ^seen&0x1, "IRITargetIdentifier")
	}
}

// CCPDU is a CHOICE of TS 33.128 R19 annex A.
type CCPDU struct {
	UPFCCPDU         []byte
	ExtendedUPFCCPDU *ExtendedUPFCCPDU
	MMSCCPDU         *MMSCCPDU
	NIDDCCPDU        []byte
	PTCCCPDU         []byte
	IMSCCPDU         *IMSCCPDU
	RCSCCPDU         RCSCCPDU
	Choice
}

func (v *CCPDU) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.UPFCCPDU != nil {
		n++
		b = appendOctets(append(b, 0x81), v.UPFCCPDU)
	}
	if v.ExtendedUPFCCPDU != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.ExtendedUPFCCPDU.encode(b, e); b == nil {
			return e.in("extendedUPFCCPDU")
		}
		b = closed(b, start)
	}
	if v.MMSCCPDU != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.MMSCCPDU.encode(b, e); b == nil {
			return e.in("mMSCCPDU")
		}
		b = closed(b, start)
	}
	if v.NIDDCCPDU != nil {
		n++
		b = appendOctets(append(b, 0x84), v.NIDDCCPDU)
	}
	if v.PTCCCPDU != nil {
		n++
		b = appendOctets(append(b, 0x85), v.PTCCCPDU)
	}
	if v.IMSCCPDU != nil {
		n++
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.IMSCCPDU.encode(b, e); b == nil {
			return e.in("iMSCCPDU")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.RCSCCPDU.encode(b, e); b == nil {
			return e.in("rCSCCPDU")
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

func (v *CCPDU) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "uPFCCPDU"
		v.UPFCCPDU = d.octets(h)
	case ctx | 2:
		name = "extendedUPFCCPDU"
		if d.open(h) {
			v.ExtendedUPFCCPDU = new(ExtendedUPFCCPDU)
			v.ExtendedUPFCCPDU.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "mMSCCPDU"
		if d.open(h) {
			v.MMSCCPDU = new(MMSCCPDU)
			v.MMSCCPDU.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "nIDDCCPDU"
		v.NIDDCCPDU = d.octets(h)
	case ctx | 5:
		name = "pTCCCPDU"
		v.PTCCCPDU = d.octets(h)
	case ctx | 6:
		name = "iMSCCPDU"
		if d.open(h) {
			v.IMSCCPDU = new(IMSCCPDU)
			v.IMSCCPDU.decode(d, h.start, h.stop)
		}
	case ctx | 7:
		name = "rCSCCPDU"
		if d.open(h) {
			v.RCSCCPDU.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// LINotification is a SEQUENCE of TS 33.128 R19 annex A.
type LINotification struct {
	NotificationType           LINotificationType
	AppliedTargetID            TargetIdentifier
	AppliedDeliveryInformation []LIAppliedDeliveryInformation
	AppliedStartTime           time.Time
	AppliedEndTime             time.Time
	AppliedTargetIsLocal       Opt[bool]
	AppliedTargetIsNonLocal    Opt[bool]
	Sequence
}

func (v *LINotification) encode(b []byte, e *encoder) []byte {
	if !(v.NotificationType != 0) {
		return e.missing("notificationType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.NotificationType))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.AppliedTargetID.encode(b, e); b == nil {
			return e.in("appliedTargetID")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.AppliedDeliveryInformation != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AppliedDeliveryInformation); b == nil {
			return e.in("appliedDeliveryInformation")
		}
		b = closed(b, start)
	}
	if !v.AppliedStartTime.IsZero() {
		b = appendTime(append(b, 0x84), v.AppliedStartTime)
	}
	if !v.AppliedEndTime.IsZero() {
		b = appendTime(append(b, 0x85), v.AppliedEndTime)
	}
	if v.AppliedTargetIsLocal.Set {
		b = appendBool(append(b, 0x86), v.AppliedTargetIsLocal.Value)
	}
	if v.AppliedTargetIsNonLocal.Set {
		b = appendBool(append(b, 0x87), v.AppliedTargetIsNonLocal.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LINotification) decode(d *decoder, pos, end int) {
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
			if name = "notificationType"; d.first(&seen, 0, h) {
				v.NotificationType = LINotificationType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "appliedTargetID"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.AppliedTargetID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "appliedDeliveryInformation"; d.first(&seen, 2, h) {
				v.AppliedDeliveryInformation = sequences[LIAppliedDeliveryInformation](d, h)
			}
		case ctx | 4:
			if name = "appliedStartTime"; d.first(&seen, 3, h) {
				v.AppliedStartTime = d.time(h)
			}
		case ctx | 5:
			if name = "appliedEndTime"; d.first(&seen, 4, h) {
				v.AppliedEndTime = d.time(h)
			}
		case ctx | 6:
			if name = "appliedTargetIsLocal"; d.first(&seen, 5, h) {
				v.AppliedTargetIsLocal = Some(d.boolean(h))
			}
		case ctx | 7:
			if name = "appliedTargetIsNonLocal"; d.first(&seen, 6, h) {
				v.AppliedTargetIsNonLocal = Some(d.boolean(h))
			}
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
		d.absent(at, ^seen&0x1, "LINotification")
	}
}

// LINotificationType is an ENUMERATED of TS 33.128 R19 annex A.
type LINotificationType uint16

// Values of LINotificationType.
const (
	LINotificationTypeActivation   LINotificationType = 1
	LINotificationTypeDeactivation LINotificationType = 2
	LINotificationTypeModification LINotificationType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v LINotificationType) String() string {
	switch v {
	case LINotificationTypeActivation:
		return "activation"
	case LINotificationTypeDeactivation:
		return "deactivation"
	case LINotificationTypeModification:
		return "modification"
	}
	return strconv.Itoa(int(v))
}

// LIAppliedDeliveryInformation is a SEQUENCE of TS 33.128 R19 annex A.
type LIAppliedDeliveryInformation struct {
	HI2DeliveryIPAddress  IPAddress
	HI2DeliveryPortNumber Opt[uint16]
	HI3DeliveryIPAddress  IPAddress
	HI3DeliveryPortNumber Opt[uint16]
	Sequence
}

func (v *LIAppliedDeliveryInformation) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.HI2DeliveryIPAddress.encode(b, e); b == nil {
			return e.in("hI2DeliveryIPAddress")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.HI2DeliveryPortNumber.Set {
		b = appendInt(append(b, 0x82), int64(v.HI2DeliveryPortNumber.Value))
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.HI3DeliveryIPAddress.encode(b, e); b == nil {
			return e.in("hI3DeliveryIPAddress")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.HI3DeliveryPortNumber.Set {
		b = appendInt(append(b, 0x84), int64(v.HI3DeliveryPortNumber.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LIAppliedDeliveryInformation) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "hI2DeliveryIPAddress"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.HI2DeliveryIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "hI2DeliveryPortNumber"; d.first(&seen, 1, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.HI2DeliveryPortNumber = Some(uint16(x))
				}
			}
		case ctx | 3:
			if name = "hI3DeliveryIPAddress"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.HI3DeliveryIPAddress.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "hI3DeliveryPortNumber"; d.first(&seen, 3, h) {
				if x, ok := d.maybeInteger(h, 0, 65535, &v.Extra); ok {
					v.HI3DeliveryPortNumber = Some(uint16(x))
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

// TargetIdentifier is a CHOICE of identifiers.
type TargetIdentifier struct {
	SUPI        SUPI
	IMSI        string
	PEI         PEI
	IMEI        string
	GPSI        GPSI
	MSISDN      string
	NAI         string
	IPv4Address netip.Addr
	IPv6Address netip.Addr
	// EthernetAddress has 6 octets.
	EthernetAddress       []byte
	IMPU                  IMPU
	IMPI                  string
	E164Number            string
	EmailAddress          string
	MCPTTID               string
	InstanceIdentifierURN string
	PTCChatGroupID        *PTCChatGroupID
	Choice
}

func (v *TargetIdentifier) encode(b []byte, e *encoder) []byte {
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
	if v.IMSI != "" {
		n++
		b = appendText(append(b, 0x82), v.IMSI)
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
	if v.IMEI != "" {
		n++
		b = appendText(append(b, 0x84), v.IMEI)
	}
	{
		b = append(b, 0xa5, 0)
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
	if v.MSISDN != "" {
		n++
		b = appendText(append(b, 0x86), v.MSISDN)
	}
	if v.NAI != "" {
		n++
		b = appendText(append(b, 0x87), v.NAI)
	}
	if v.IPv4Address.IsValid() {
		n++
		if !v.IPv4Address.Is4() {
			return e.fail(ber.ErrValue, "iPv4Address", "4 octets", v.IPv4Address.String())
		}
		b = appendAddr(append(b, 0x88), v.IPv4Address)
	}
	if v.IPv6Address.IsValid() {
		n++
		if !v.IPv6Address.Is6() {
			return e.fail(ber.ErrValue, "iPv6Address", "16 octets", v.IPv6Address.String())
		}
		b = appendAddr(append(b, 0x89), v.IPv6Address)
	}
	if v.EthernetAddress != nil {
		n++
		b = appendOctets(append(b, 0x8a), v.EthernetAddress)
	}
	{
		b = append(b, 0xab, 0)
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
		b = appendText(append(b, 0x8c), v.IMPI)
	}
	if v.E164Number != "" {
		n++
		b = appendText(append(b, 0x8d), v.E164Number)
	}
	if v.EmailAddress != "" {
		n++
		b = appendText(append(b, 0x8e), v.EmailAddress)
	}
	if v.MCPTTID != "" {
		n++
		b = appendText(append(b, 0x8f), v.MCPTTID)
	}
	if v.InstanceIdentifierURN != "" {
		n++
		b = appendText(append(b, 0x90), v.InstanceIdentifierURN)
	}
	if v.PTCChatGroupID != nil {
		n++
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.PTCChatGroupID.encode(b, e); b == nil {
			return e.in("pTCChatGroupID")
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

func (v *TargetIdentifier) decode(d *decoder, pos, end int) {
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
		name = "iMSI"
		v.IMSI = d.some(d.digits(h), h)
	case ctx | 3:
		name = "pEI"
		if d.open(h) {
			v.PEI.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "iMEI"
		v.IMEI = d.some(d.digits(h), h)
	case ctx | 5:
		name = "gPSI"
		if d.open(h) {
			v.GPSI.decode(d, h.start, h.stop)
		}
	case ctx | 6:
		name = "mSISDN"
		v.MSISDN = d.some(d.digits(h), h)
	case ctx | 7:
		name = "nAI"
		if v.NAI = d.text(h); v.NAI == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 8:
		name = "iPv4Address"
		v.IPv4Address = d.address(h, 4)
	case ctx | 9:
		name = "iPv6Address"
		v.IPv6Address = d.address(h, 16)
	case ctx | 10:
		name = "ethernetAddress"
		v.EthernetAddress = d.octets(h)
	case ctx | 11:
		name = "iMPU"
		if d.open(h) {
			v.IMPU.decode(d, h.start, h.stop)
		}
	case ctx | 12:
		name = "iMPI"
		if v.IMPI = d.text(h); v.IMPI == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 13:
		name = "e164Number"
		v.E164Number = d.some(d.digits(h), h)
	case ctx | 14:
		name = "emailAddress"
		if v.EmailAddress = d.text(h); v.EmailAddress == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 15:
		name = "mCPTTID"
		if v.MCPTTID = d.text(h); v.MCPTTID == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 16:
		name = "instanceIdentifierURN"
		if v.InstanceIdentifierURN = d.text(h); v.InstanceIdentifierURN == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 17:
		name = "pTCChatGroupID"
		if d.open(h) {
			v.PTCChatGroupID = new(PTCChatGroupID)
			v.PTCChatGroupID.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// TargetIdentifierProvenance says where an identifier comes from.
type TargetIdentifierProvenance uint16

// Values of TargetIdentifierProvenance.
const (
	TargetIdentifierProvenanceLEAProvided TargetIdentifierProvenance = 1
	TargetIdentifierProvenanceObserved    TargetIdentifierProvenance = 2
	TargetIdentifierProvenanceMatchedOn   TargetIdentifierProvenance = 3
	TargetIdentifierProvenanceOther       TargetIdentifierProvenance = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v TargetIdentifierProvenance) String() string {
	switch v {
	case TargetIdentifierProvenanceLEAProvided:
		return "lEAProvided"
	case TargetIdentifierProvenanceObserved:
		return "observed"
	case TargetIdentifierProvenanceMatchedOn:
		return "matchedOn"
	case TargetIdentifierProvenanceOther:
		return "other"
	}
	return strconv.Itoa(int(v))
}
