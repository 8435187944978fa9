// Code generated from records/stirshaken.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// STIRSHAKENSignatureGeneration is the record sTIRSHAKENSignatureGeneration [103] of the STIR/SHAKEN, TS 33.128
// R19 clause 7.11.2.
type STIRSHAKENSignatureGeneration struct {
	PASSporTs              []PASSporT
	EncapsulatedSIPMessage *SIPMessage
	Sequence
}

func (v *STIRSHAKENSignatureGeneration) encode(b []byte, e *encoder) []byte {
	if !(v.PASSporTs != nil) {
		return e.missing("pASSporTs")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PASSporTs); b == nil {
			return e.in("pASSporTs")
		}
		b = closed(b, start)
	}
	if v.EncapsulatedSIPMessage != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.EncapsulatedSIPMessage.encode(b, e); b == nil {
			return e.in("encapsulatedSIPMessage")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *STIRSHAKENSignatureGeneration) decode(d *decoder, pos, end int) {
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
			if name = "pASSporTs"; d.first(&seen, 0, h) {
				v.PASSporTs = sequences[PASSporT](d, h)
			}
		case ctx | 2:
			if name = "encapsulatedSIPMessage"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.EncapsulatedSIPMessage = new(SIPMessage)
					v.EncapsulatedSIPMessage.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "STIRSHAKENSignatureGeneration")
	}
}

func (*STIRSHAKENSignatureGeneration) alternative() (uint32, string) {
	return 103, "sTIRSHAKENSignatureGeneration"
}

// STIRSHAKENSignatureValidation is the record sTIRSHAKENSignatureValidation [104] of the STIR/SHAKEN, TS 33.128
// R19 clause 7.11.2.
type STIRSHAKENSignatureValidation struct {
	PASSporTs                []PASSporT
	RCDTerminalDisplayInfo   *RCDDisplayInfo
	ECNAMTerminalDisplayInfo *ECNAMDisplayInfo
	SHAKENValidationResult   SHAKENValidationResult
	SHAKENFailureStatusCode  Opt[int64]
	EncapsulatedSIPMessage   *SIPMessage
	Sequence
}

func (v *STIRSHAKENSignatureValidation) encode(b []byte, e *encoder) []byte {
	if v.PASSporTs != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PASSporTs); b == nil {
			return e.in("pASSporTs")
		}
		b = closed(b, start)
	}
	if v.RCDTerminalDisplayInfo != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.RCDTerminalDisplayInfo.encode(b, e); b == nil {
			return e.in("rCDTerminalDisplayInfo")
		}
		b = closed(b, start)
	}
	if v.ECNAMTerminalDisplayInfo != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.ECNAMTerminalDisplayInfo.encode(b, e); b == nil {
			return e.in("eCNAMTerminalDisplayInfo")
		}
		b = closed(b, start)
	}
	if !(v.SHAKENValidationResult != 0) {
		return e.missing("sHAKENValidationResult")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.SHAKENValidationResult))
	}
	if v.SHAKENFailureStatusCode.Set {
		b = appendInt(append(b, 0x85), int64(v.SHAKENFailureStatusCode.Value))
	}
	if v.EncapsulatedSIPMessage != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.EncapsulatedSIPMessage.encode(b, e); b == nil {
			return e.in("encapsulatedSIPMessage")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *STIRSHAKENSignatureValidation) decode(d *decoder, pos, end int) {
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
			if name = "pASSporTs"; d.first(&seen, 0, h) {
				v.PASSporTs = sequences[PASSporT](d, h)
			}
		case ctx | 2:
			if name = "rCDTerminalDisplayInfo"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.RCDTerminalDisplayInfo = new(RCDDisplayInfo)
					v.RCDTerminalDisplayInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "eCNAMTerminalDisplayInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.ECNAMTerminalDisplayInfo = new(ECNAMDisplayInfo)
					v.ECNAMTerminalDisplayInfo.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "sHAKENValidationResult"; d.first(&seen, 3, h) {
				v.SHAKENValidationResult = SHAKENValidationResult(d.enumerated(h))
			}
		case ctx | 5:
			if name = "sHAKENFailureStatusCode"; d.first(&seen, 4, h) {
				v.SHAKENFailureStatusCode = Some(int64(d.integer(h, -1<<63, 1<<63-1)))
			}
		case ctx | 6:
			if name = "encapsulatedSIPMessage"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.EncapsulatedSIPMessage = new(SIPMessage)
					v.EncapsulatedSIPMessage.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x8, "STIRSHAKENSignatureValidation")
	}
}

func (*STIRSHAKENSignatureValidation) alternative() (uint32, string) {
	return 104, "sTIRSHAKENSignatureValidation"
}

// PASSporT is a SEQUENCE of TS 33.128 R19 annex A.
type PASSporT struct {
	PASSporTHeader    PASSporTHeader
	PASSporTPayload   PASSporTPayload
	PASSporTSignature []byte
	Sequence
}

func (v *PASSporT) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PASSporTHeader.encode(b, e); b == nil {
			return e.in("pASSporTHeader")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PASSporTPayload.encode(b, e); b == nil {
			return e.in("pASSporTPayload")
		}
		b = closed(b, start)
	}
	if !(v.PASSporTSignature != nil) {
		return e.missing("pASSporTSignature")
	}
	{
		b = appendOctets(append(b, 0x83), v.PASSporTSignature)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PASSporT) decode(d *decoder, pos, end int) {
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
			if name = "pASSporTHeader"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PASSporTHeader.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pASSporTPayload"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.PASSporTPayload.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pASSporTSignature"; d.first(&seen, 2, h) {
				v.PASSporTSignature = d.octets(h)
			}
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
		d.absent(at, ^seen&0x7, "PASSporT")
	}
}

// PASSporTHeader is a SEQUENCE of TS 33.128 R19 annex A.
type PASSporTHeader struct {
	Type      JWSTokenType
	Algorithm string
	Ppt       Opt[string]
	X5u       string
	Sequence
}

func (v *PASSporTHeader) encode(b []byte, e *encoder) []byte {
	if !(v.Type != 0) {
		return e.missing("type")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.Type))
	}
	{
		b = appendText(append(b, 0x82), v.Algorithm)
	}
	if v.Ppt.Set {
		b = appendText(append(b, 0x83), v.Ppt.Value)
	}
	{
		b = appendText(append(b, 0x84), v.X5u)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PASSporTHeader) decode(d *decoder, pos, end int) {
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
				v.Type = JWSTokenType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "algorithm"; d.first(&seen, 1, h) {
				v.Algorithm = d.text(h)
			}
		case ctx | 3:
			if name = "ppt"; d.first(&seen, 2, h) {
				v.Ppt = Some(d.text(h))
			}
		case ctx | 4:
			if name = "x5u"; d.first(&seen, 3, h) {
				v.X5u = d.text(h)
			}
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
		d.absent(at, ^seen&0xb, "PASSporTHeader")
	}
}

// JWSTokenType is an ENUMERATED of TS 33.128 R19 annex A.
type JWSTokenType uint16

// Values of JWSTokenType.
const (
	JWSTokenTypePassport JWSTokenType = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v JWSTokenType) String() string {
	switch v {
	case JWSTokenTypePassport:
		return "passport"
	}
	return strconv.Itoa(int(v))
}

// PASSporTPayload is a SEQUENCE of TS 33.128 R19 annex A.
type PASSporTPayload struct {
	IssuedAtTime time.Time
	Originator   STIRSHAKENOriginator
	Destination  []STIRSHAKENDestination
	Attestation  Attestation
	OrigId       string
	Diversion    STIRSHAKENDestination
	Sequence
}

func (v *PASSporTPayload) encode(b []byte, e *encoder) []byte {
	if !(!v.IssuedAtTime.IsZero()) {
		return e.missing("issuedAtTime")
	}
	{
		b = appendTime(append(b, 0x81), v.IssuedAtTime)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Originator.encode(b, e); b == nil {
			return e.in("originator")
		}
		if len(b) == start {
			return e.missing("originator")
		}
		b = closed(b, start)
	}
	if !(v.Destination != nil) {
		return e.missing("destination")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendChoices(b, e, v.Destination); b == nil {
			return e.in("destination")
		}
		b = closed(b, start)
	}
	if !(v.Attestation != 0) {
		return e.missing("attestation")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.Attestation))
	}
	{
		b = appendText(append(b, 0x85), v.OrigId)
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Diversion.encode(b, e); b == nil {
			return e.in("diversion")
		}
		if len(b) == start {
			return e.missing("diversion")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PASSporTPayload) decode(d *decoder, pos, end int) {
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
			if name = "issuedAtTime"; d.first(&seen, 0, h) {
				v.IssuedAtTime = d.time(h)
			}
		case ctx | 2:
			if name = "originator"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.Originator.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "destination"; d.first(&seen, 2, h) {
				v.Destination = choices[STIRSHAKENDestination](d, h)
			}
		case ctx | 4:
			if name = "attestation"; d.first(&seen, 3, h) {
				v.Attestation = Attestation(d.enumerated(h))
			}
		case ctx | 5:
			if name = "origId"; d.first(&seen, 4, h) {
				v.OrigId = d.text(h)
			}
		case ctx | 6:
			if name = "diversion"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Diversion.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3f, "PASSporTPayload")
	}
}

// STIRSHAKENOriginator is a CHOICE of TS 33.128 R19 annex A.
type STIRSHAKENOriginator struct {
	TelephoneNumber STIRSHAKENTN
	STIRSHAKENURI   string
	Choice
}

func (v *STIRSHAKENOriginator) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TelephoneNumber.encode(b, e); b == nil {
			return e.in("telephoneNumber")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.STIRSHAKENURI != "" {
		n++
		b = appendText(append(b, 0x82), v.STIRSHAKENURI)
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

func (v *STIRSHAKENOriginator) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "telephoneNumber"
		if d.open(h) {
			v.TelephoneNumber.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "sTIRSHAKENURI"
		if v.STIRSHAKENURI = d.text(h); v.STIRSHAKENURI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// STIRSHAKENDestination is a CHOICE of TS 33.128 R19 annex A.
type STIRSHAKENDestination struct {
	TelephoneNumber STIRSHAKENTN
	STIRSHAKENURI   string
	Choice
}

func (v *STIRSHAKENDestination) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TelephoneNumber.encode(b, e); b == nil {
			return e.in("telephoneNumber")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
			n++
		}
	}
	if v.STIRSHAKENURI != "" {
		n++
		b = appendText(append(b, 0x82), v.STIRSHAKENURI)
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

func (v *STIRSHAKENDestination) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "telephoneNumber"
		if d.open(h) {
			v.TelephoneNumber.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "sTIRSHAKENURI"
		if v.STIRSHAKENURI = d.text(h); v.STIRSHAKENURI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// STIRSHAKENTN is a CHOICE of TS 33.128 R19 annex A.
type STIRSHAKENTN struct {
	MSISDN string
	Choice
}

func (v *STIRSHAKENTN) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.MSISDN != "" {
		n++
		b = appendText(append(b, 0x81), v.MSISDN)
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

func (v *STIRSHAKENTN) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "mSISDN"
		v.MSISDN = d.some(d.digits(h), h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// Attestation is an ENUMERATED of TS 33.128 R19 annex A.
type Attestation uint16

// Values of Attestation.
const (
	AttestationAttestationA Attestation = 1
	AttestationAttestationB Attestation = 2
	AttestationAttestationC Attestation = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v Attestation) String() string {
	switch v {
	case AttestationAttestationA:
		return "attestationA"
	case AttestationAttestationB:
		return "attestationB"
	case AttestationAttestationC:
		return "attestationC"
	}
	return strconv.Itoa(int(v))
}

// SHAKENValidationResult is an ENUMERATED of TS 33.128 R19 annex A.
type SHAKENValidationResult uint16

// Values of SHAKENValidationResult.
const (
	SHAKENValidationResultTNValidationPassed SHAKENValidationResult = 1
	SHAKENValidationResultTNValidationFailed SHAKENValidationResult = 2
	SHAKENValidationResultNoTNValidation     SHAKENValidationResult = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v SHAKENValidationResult) String() string {
	switch v {
	case SHAKENValidationResultTNValidationPassed:
		return "tNValidationPassed"
	case SHAKENValidationResultTNValidationFailed:
		return "tNValidationFailed"
	case SHAKENValidationResultNoTNValidation:
		return "noTNValidation"
	}
	return strconv.Itoa(int(v))
}

// ECNAMDisplayInfo is a SEQUENCE of TS 33.128 R19 annex A.
type ECNAMDisplayInfo struct {
	Name           string
	AdditionalInfo []byte
	Sequence
}

func (v *ECNAMDisplayInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Name)
	}
	if v.AdditionalInfo != nil {
		b = appendOctets(append(b, 0x82), v.AdditionalInfo)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ECNAMDisplayInfo) decode(d *decoder, pos, end int) {
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
			if name = "name"; d.first(&seen, 0, h) {
				v.Name = d.text(h)
			}
		case ctx | 2:
			if name = "additionalInfo"; d.first(&seen, 1, h) {
				v.AdditionalInfo = d.octets(h)
			}
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
		d.absent(at, ^seen&0x1, "ECNAMDisplayInfo")
	}
}

// RCDDisplayInfo is a SEQUENCE of TS 33.128 R19 annex A.
type RCDDisplayInfo struct {
	Name string
	Jcd  []byte
	Jcl  []byte
	Sequence
}

func (v *RCDDisplayInfo) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Name)
	}
	if v.Jcd != nil {
		b = appendOctets(append(b, 0x82), v.Jcd)
	}
	if v.Jcl != nil {
		b = appendOctets(append(b, 0x83), v.Jcl)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *RCDDisplayInfo) decode(d *decoder, pos, end int) {
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
			if name = "name"; d.first(&seen, 0, h) {
				v.Name = d.text(h)
			}
		case ctx | 2:
			if name = "jcd"; d.first(&seen, 1, h) {
				v.Jcd = d.octets(h)
			}
		case ctx | 3:
			if name = "jcl"; d.first(&seen, 2, h) {
				v.Jcl = d.octets(h)
			}
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
		d.absent(at, ^seen&0x1, "RCDDisplayInfo")
	}
}
