// Code generated from records/akma.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// AAnFAnchorKeyRegister is the record aAnFAnchorKeyRegister [92] of the AKMA, TS 33.128 R19 clause 7.9.1.3.
type AAnFAnchorKeyRegister struct {
	AKID  string
	SUPI  SUPI
	KAKMA []byte
	Sequence
}

func (v *AAnFAnchorKeyRegister) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AKID)
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
	}
	if v.KAKMA != nil {
		b = appendOctets(append(b, 0x83), v.KAKMA)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AAnFAnchorKeyRegister) decode(d *decoder, pos, end int) {
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
			if name = "aKID"; d.first(&seen, 0, h) {
				v.AKID = d.text(h)
			}
		case ctx | 2:
			if name = "sUPI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "kAKMA"; d.first(&seen, 2, h) {
				v.KAKMA = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "AAnFAnchorKeyRegister")
	}
}

func (*AAnFAnchorKeyRegister) alternative() (uint32, string) { return 92, "aAnFAnchorKeyRegister" }

// AAnFKAKMAApplicationKeyGet is the record aAnFKAKMAApplicationKeyGet [93] of the AKMA, TS 33.128 R19 clause
// 7.9.1.3.
type AAnFKAKMAApplicationKeyGet struct {
	Type    KeyGetType
	AKID    string
	KeyInfo AFKeyInfo
	Sequence
}

func (v *AAnFKAKMAApplicationKeyGet) encode(b []byte, e *encoder) []byte {
	if !(v.Type != 0) {
		return e.missing("type")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.Type))
	}
	{
		b = appendText(append(b, 0x82), v.AKID)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.KeyInfo.encode(b, e); b == nil {
			return e.in("keyInfo")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AAnFKAKMAApplicationKeyGet) decode(d *decoder, pos, end int) {
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
				v.Type = KeyGetType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "aKID"; d.first(&seen, 1, h) {
				v.AKID = d.text(h)
			}
		case ctx | 3:
			if name = "keyInfo"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.KeyInfo.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "AAnFKAKMAApplicationKeyGet")
	}
}

func (*AAnFKAKMAApplicationKeyGet) alternative() (uint32, string) {
	return 93, "aAnFKAKMAApplicationKeyGet"
}

// AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial is the record
// aAnFStartOfInterceptWithEstablishedAKMAKeyMaterial [94] of the AKMA, TS 33.128 R19 clause 7.9.1.3.
type AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial struct {
	AKID      string
	KAKMA     []byte
	AFKeyList []AFKeyInfo
	Sequence
}

func (v *AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AKID)
	}
	if v.KAKMA != nil {
		b = appendOctets(append(b, 0x82), v.KAKMA)
	}
	if v.AFKeyList != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AFKeyList); b == nil {
			return e.in("aFKeyList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial) decode(d *decoder, pos, end int) {
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
			if name = "aKID"; d.first(&seen, 0, h) {
				v.AKID = d.text(h)
			}
		case ctx | 2:
			if name = "kAKMA"; d.first(&seen, 1, h) {
				v.KAKMA = d.octets(h)
			}
		case ctx | 3:
			if name = "aFKeyList"; d.first(&seen, 2, h) {
				v.AFKeyList = sequences[AFKeyInfo](d, h)
			}
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
		d.absent(at, ^seen&0x1, "AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial")
	}
}

func (*AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial) alternative() (uint32, string) {
	return 94, "aAnFStartOfInterceptWithEstablishedAKMAKeyMaterial"
}

// AAnFAKMAContextRemovalRecord is the record aAnFAKMAContextRemovalRecord [95] of the AKMA, TS 33.128 R19
// clause 7.9.1.3.
type AAnFAKMAContextRemovalRecord struct {
	AKID string
	NFID string
	Sequence
}

func (v *AAnFAKMAContextRemovalRecord) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AKID)
	}
	{
		b = appendText(append(b, 0x82), v.NFID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AAnFAKMAContextRemovalRecord) decode(d *decoder, pos, end int) {
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
			if name = "aKID"; d.first(&seen, 0, h) {
				v.AKID = d.text(h)
			}
		case ctx | 2:
			if name = "nFID"; d.first(&seen, 1, h) {
				v.NFID = d.text(h)
			}
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
		d.absent(at, ^seen&0x3, "AAnFAKMAContextRemovalRecord")
	}
}

func (*AAnFAKMAContextRemovalRecord) alternative() (uint32, string) {
	return 95, "aAnFAKMAContextRemovalRecord"
}

// AFAKMAApplicationKeyRefresh is the record aFAKMAApplicationKeyRefresh [96] of the AKMA, TS 33.128 R19 clause
// 7.9.1.3.
type AFAKMAApplicationKeyRefresh struct {
	AFID         string
	AKID         string
	KAF          []byte
	UaStarParams UAStarParams
	Sequence
}

func (v *AFAKMAApplicationKeyRefresh) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = appendText(append(b, 0x82), v.AKID)
	}
	if !(v.KAF != nil) {
		return e.missing("kAF")
	}
	{
		b = appendOctets(append(b, 0x83), v.KAF)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.UaStarParams.encode(b, e); b == nil {
			return e.in("uaStarParams")
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

func (v *AFAKMAApplicationKeyRefresh) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "aKID"; d.first(&seen, 1, h) {
				v.AKID = d.text(h)
			}
		case ctx | 3:
			if name = "kAF"; d.first(&seen, 2, h) {
				v.KAF = d.octets(h)
			}
		case ctx | 4:
			if name = "uaStarParams"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.UaStarParams.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x7, "AFAKMAApplicationKeyRefresh")
	}
}

func (*AFAKMAApplicationKeyRefresh) alternative() (uint32, string) {
	return 96, "aFAKMAApplicationKeyRefresh"
}

// AFStartOfInterceptWithEstablishedAKMAApplicationKey is the record
// aFStartOfInterceptWithEstablishedAKMAApplicationKey [97] of the AKMA, TS 33.128 R19 clause 7.9.1.3.
type AFStartOfInterceptWithEstablishedAKMAApplicationKey struct {
	AFID         string
	AKID         string
	KAFParamList []AFSecurityParams
	Sequence
}

func (v *AFStartOfInterceptWithEstablishedAKMAApplicationKey) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = appendText(append(b, 0x82), v.AKID)
	}
	if !(v.KAFParamList != nil) {
		return e.missing("kAFParamList")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.KAFParamList); b == nil {
			return e.in("kAFParamList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AFStartOfInterceptWithEstablishedAKMAApplicationKey) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "aKID"; d.first(&seen, 1, h) {
				v.AKID = d.text(h)
			}
		case ctx | 3:
			if name = "kAFParamList"; d.first(&seen, 2, h) {
				v.KAFParamList = sequences[AFSecurityParams](d, h)
			}
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
		d.absent(at, ^seen&0x7, "AFStartOfInterceptWithEstablishedAKMAApplicationKey")
	}
}

func (*AFStartOfInterceptWithEstablishedAKMAApplicationKey) alternative() (uint32, string) {
	return 97, "aFStartOfInterceptWithEstablishedAKMAApplicationKey"
}

// AFAuxiliarySecurityParameterEstablishment is the record aFAuxiliarySecurityParameterEstablishment [98] of the
// AKMA, TS 33.128 R19 clause 7.9.1.3.
type AFAuxiliarySecurityParameterEstablishment struct {
	AFSecurityParams AFSecurityParams
	Sequence
}

func (v *AFAuxiliarySecurityParameterEstablishment) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.AFSecurityParams.encode(b, e); b == nil {
			return e.in("aFSecurityParams")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AFAuxiliarySecurityParameterEstablishment) decode(d *decoder, pos, end int) {
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
			if name = "aFSecurityParams"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.AFSecurityParams.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "AFAuxiliarySecurityParameterEstablishment")
	}
}

func (*AFAuxiliarySecurityParameterEstablishment) alternative() (uint32, string) {
	return 98, "aFAuxiliarySecurityParameterEstablishment"
}

// AFApplicationKeyRemoval is the record aFApplicationKeyRemoval [99] of the AKMA, TS 33.128 R19 clause 7.9.1.3.
type AFApplicationKeyRemoval struct {
	AFID         string
	AKID         string
	RemovalCause AFKeyRemovalCause
	Sequence
}

func (v *AFApplicationKeyRemoval) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = appendText(append(b, 0x82), v.AKID)
	}
	if !(v.RemovalCause != 0) {
		return e.missing("removalCause")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.RemovalCause))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AFApplicationKeyRemoval) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "aKID"; d.first(&seen, 1, h) {
				v.AKID = d.text(h)
			}
		case ctx | 3:
			if name = "removalCause"; d.first(&seen, 2, h) {
				v.RemovalCause = AFKeyRemovalCause(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0x7, "AFApplicationKeyRemoval")
	}
}

func (*AFApplicationKeyRemoval) alternative() (uint32, string) { return 99, "aFApplicationKeyRemoval" }

// AKMAAFID is a SEQUENCE of TS 33.128 R19 annex A.
type AKMAAFID struct {
	AFFQDN       string
	UaProtocolID []byte
	Sequence
}

func (v *AKMAAFID) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFFQDN)
	}
	if !(v.UaProtocolID != nil) {
		return e.missing("uaProtocolID")
	}
	{
		b = appendOctets(append(b, 0x82), v.UaProtocolID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AKMAAFID) decode(d *decoder, pos, end int) {
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
			if name = "aFFQDN"; d.first(&seen, 0, h) {
				v.AFFQDN = d.text(h)
			}
		case ctx | 2:
			if name = "uaProtocolID"; d.first(&seen, 1, h) {
				v.UaProtocolID = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "AKMAAFID")
	}
}

// UAStarParams is a CHOICE of TS 33.128 R19 annex A.
type UAStarParams struct {
	Tls12   *TLS12UAStarParams
	Generic *GenericUAStarParams
	Tls13   *TLS13UAStarParams
	Dtls12  *DTLS12UAStarParams
	Dtls13  *DTLS13UAStarParams
	Choice
}

func (v *UAStarParams) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.Tls12 != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Tls12.encode(b, e); b == nil {
			return e.in("tls12")
		}
		b = closed(b, start)
	}
	if v.Generic != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.Generic.encode(b, e); b == nil {
			return e.in("generic")
		}
		b = closed(b, start)
	}
	if v.Tls13 != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.Tls13.encode(b, e); b == nil {
			return e.in("tls13")
		}
		b = closed(b, start)
	}
	if v.Dtls12 != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.Dtls12.encode(b, e); b == nil {
			return e.in("dtls12")
		}
		b = closed(b, start)
	}
	if v.Dtls13 != nil {
		n++
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.Dtls13.encode(b, e); b == nil {
			return e.in("dtls13")
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

func (v *UAStarParams) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "tls12"
		if d.open(h) {
			v.Tls12 = new(TLS12UAStarParams)
			v.Tls12.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "generic"
		if d.open(h) {
			v.Generic = new(GenericUAStarParams)
			v.Generic.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "tls13"
		if d.open(h) {
			v.Tls13 = new(TLS13UAStarParams)
			v.Tls13.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "dtls12"
		if d.open(h) {
			v.Dtls12 = new(DTLS12UAStarParams)
			v.Dtls12.decode(d, h.start, h.stop)
		}
	case ctx | 5:
		name = "dtls13"
		if d.open(h) {
			v.Dtls13 = new(DTLS13UAStarParams)
			v.Dtls13.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// GenericUAStarParams is a SEQUENCE of TS 33.128 R19 annex A.
type GenericUAStarParams struct {
	GenericClientParams []byte
	GenericServerParams []byte
	Sequence
}

func (v *GenericUAStarParams) encode(b []byte, e *encoder) []byte {
	if !(v.GenericClientParams != nil) {
		return e.missing("genericClientParams")
	}
	{
		b = appendOctets(append(b, 0x81), v.GenericClientParams)
	}
	if !(v.GenericServerParams != nil) {
		return e.missing("genericServerParams")
	}
	{
		b = appendOctets(append(b, 0x82), v.GenericServerParams)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *GenericUAStarParams) decode(d *decoder, pos, end int) {
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
			if name = "genericClientParams"; d.first(&seen, 0, h) {
				v.GenericClientParams = d.octets(h)
			}
		case ctx | 2:
			if name = "genericServerParams"; d.first(&seen, 1, h) {
				v.GenericServerParams = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "GenericUAStarParams")
	}
}

// TLSCipherType is an ENUMERATED of TS 33.128 R19 annex A.
type TLSCipherType uint16

// Values of TLSCipherType.
const (
	TLSCipherTypeStream TLSCipherType = 1
	TLSCipherTypeBlock  TLSCipherType = 2
	TLSCipherTypeAead   TLSCipherType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v TLSCipherType) String() string {
	switch v {
	case TLSCipherTypeStream:
		return "stream"
	case TLSCipherTypeBlock:
		return "block"
	case TLSCipherTypeAead:
		return "aead"
	}
	return strconv.Itoa(int(v))
}

// TLSCompressionAlgorithm is an ENUMERATED of TS 33.128 R19 annex A.
type TLSCompressionAlgorithm uint16

// Values of TLSCompressionAlgorithm.
const (
	TLSCompressionAlgorithmNull    TLSCompressionAlgorithm = 1
	TLSCompressionAlgorithmDeflate TLSCompressionAlgorithm = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v TLSCompressionAlgorithm) String() string {
	switch v {
	case TLSCompressionAlgorithmNull:
		return "null"
	case TLSCompressionAlgorithmDeflate:
		return "deflate"
	}
	return strconv.Itoa(int(v))
}

// TLSPRFAlgorithm is an ENUMERATED of TS 33.128 R19 annex A.
type TLSPRFAlgorithm uint16

// Values of TLSPRFAlgorithm.
const (
	TLSPRFAlgorithmRfc5246 TLSPRFAlgorithm = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v TLSPRFAlgorithm) String() string {
	switch v {
	case TLSPRFAlgorithmRfc5246:
		return "rfc5246"
	}
	return strconv.Itoa(int(v))
}

// TLS12UAStarParams is a SEQUENCE of TS 33.128 R19 annex A.
type TLS12UAStarParams struct {
	PreMasterSecret      []byte
	MasterSecret         []byte
	PRFAlgorithm         TLSPRFAlgorithm
	CipherSuite          []uint8
	CipherType           TLSCipherType
	EncKeyLength         uint8
	BlockLength          uint8
	FixedIVLength        uint8
	RecordIVLength       uint8
	MacLength            uint8
	MacKeyLength         uint8
	CompressionAlgorithm TLSCompressionAlgorithm
	ClientRandom         []byte
	ServerRandom         []byte
	ClientSequenceNumber int64
	ServerSequenceNumber int64
	SessionID            []byte
	TLSServerExtensions  []byte
	TLSClientExtensions  []byte
	Sequence
}

func (v *TLS12UAStarParams) encode(b []byte, e *encoder) []byte {
	if v.PreMasterSecret != nil {
		b = appendOctets(append(b, 0x81), v.PreMasterSecret)
	}
	if !(v.MasterSecret != nil) {
		return e.missing("masterSecret")
	}
	{
		b = appendOctets(append(b, 0x82), v.MasterSecret)
	}
	if !(v.PRFAlgorithm != 0) {
		return e.missing("pRFAlgorithm")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PRFAlgorithm))
	}
	if !(v.CipherSuite != nil) {
		return e.missing("cipherSuite")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		for _, x0 := range v.CipherSuite {
			b = appendInt(append(b, 0x02), int64(x0))
		}
		b = closed(b, start)
	}
	if !(v.CipherType != 0) {
		return e.missing("cipherType")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.CipherType))
	}
	{
		b = appendInt(append(b, 0x86), int64(v.EncKeyLength))
	}
	{
		b = appendInt(append(b, 0x87), int64(v.BlockLength))
	}
	{
		b = appendInt(append(b, 0x88), int64(v.FixedIVLength))
	}
	{
		b = appendInt(append(b, 0x89), int64(v.RecordIVLength))
	}
	{
		b = appendInt(append(b, 0x8a), int64(v.MacLength))
	}
	{
		b = appendInt(append(b, 0x8b), int64(v.MacKeyLength))
	}
	if !(v.CompressionAlgorithm != 0) {
		return e.missing("compressionAlgorithm")
	}
	{
		b = appendInt(append(b, 0x8c), int64(v.CompressionAlgorithm))
	}
	if !(v.ClientRandom != nil) {
		return e.missing("clientRandom")
	}
	{
		b = appendOctets(append(b, 0x8d), v.ClientRandom)
	}
	if !(v.ServerRandom != nil) {
		return e.missing("serverRandom")
	}
	{
		b = appendOctets(append(b, 0x8e), v.ServerRandom)
	}
	{
		b = appendInt(append(b, 0x8f), int64(v.ClientSequenceNumber))
	}
	{
		b = appendInt(append(b, 0x90), int64(v.ServerSequenceNumber))
	}
	if !(v.SessionID != nil) {
		return e.missing("sessionID")
	}
	{
		b = appendOctets(append(b, 0x91), v.SessionID)
	}
	if !(v.TLSServerExtensions != nil) {
		return e.missing("tLSServerExtensions")
	}
	{
		b = appendOctets(append(b, 0x92), v.TLSServerExtensions)
	}
	if v.TLSClientExtensions != nil {
		b = appendOctets(append(b, 0x93), v.TLSClientExtensions)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS12UAStarParams) decode(d *decoder, pos, end int) {
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
			if name = "preMasterSecret"; d.first(&seen, 0, h) {
				v.PreMasterSecret = d.octets(h)
			}
		case ctx | 2:
			if name = "masterSecret"; d.first(&seen, 1, h) {
				v.MasterSecret = d.octets(h)
			}
		case ctx | 3:
			if name = "pRFAlgorithm"; d.first(&seen, 2, h) {
				v.PRFAlgorithm = TLSPRFAlgorithm(d.enumerated(h))
			}
		case ctx | 4:
			if name = "cipherSuite"; d.first(&seen, 3, h) {
				v.CipherSuite = list(d, h, 2, func(d *decoder, h header, v *uint8) { *v = uint8(d.integer(h, 0, 255)) })
			}
		case ctx | 5:
			if name = "cipherType"; d.first(&seen, 4, h) {
				v.CipherType = TLSCipherType(d.enumerated(h))
			}
		case ctx | 6:
			if name = "encKeyLength"; d.first(&seen, 5, h) {
				v.EncKeyLength = uint8(d.integer(h, 0, 255))
			}
		case ctx | 7:
			if name = "blockLength"; d.first(&seen, 6, h) {
				v.BlockLength = uint8(d.integer(h, 0, 255))
			}
		case ctx | 8:
			if name = "fixedIVLength"; d.first(&seen, 7, h) {
				v.FixedIVLength = uint8(d.integer(h, 0, 255))
			}
		case ctx | 9:
			if name = "recordIVLength"; d.first(&seen, 8, h) {
				v.RecordIVLength = uint8(d.integer(h, 0, 255))
			}
		case ctx | 10:
			if name = "macLength"; d.first(&seen, 9, h) {
				v.MacLength = uint8(d.integer(h, 0, 255))
			}
		case ctx | 11:
			if name = "macKeyLength"; d.first(&seen, 10, h) {
				v.MacKeyLength = uint8(d.integer(h, 0, 255))
			}
		case ctx | 12:
			if name = "compressionAlgorithm"; d.first(&seen, 11, h) {
				v.CompressionAlgorithm = TLSCompressionAlgorithm(d.enumerated(h))
			}
		case ctx | 13:
			if name = "clientRandom"; d.first(&seen, 12, h) {
				v.ClientRandom = d.octets(h)
			}
		case ctx | 14:
			if name = "serverRandom"; d.first(&seen, 13, h) {
				v.ServerRandom = d.octets(h)
			}
		case ctx | 15:
			if name = "clientSequenceNumber"; d.first(&seen, 14, h) {
				v.ClientSequenceNumber = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 16:
			if name = "serverSequenceNumber"; d.first(&seen, 15, h) {
				v.ServerSequenceNumber = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 17:
			if name = "sessionID"; d.first(&seen, 16, h) {
				v.SessionID = d.octets(h)
			}
		case ctx | 18:
			if name = "tLSServerExtensions"; d.first(&seen, 17, h) {
				v.TLSServerExtensions = d.octets(h)
			}
		case ctx | 19:
			if name = "tLSClientExtensions"; d.first(&seen, 18, h) {
				v.TLSClientExtensions = d.octets(h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x3fffe != 0x3fffe {
		d.absent(at, ^seen&0x3fffe, "TLS12UAStarParams")
	}
}

// DTLS12UAStarParams is a SEQUENCE of TS 33.128 R19 annex A.
type DTLS12UAStarParams struct {
	TLS12CommonParams TLS12UAStarParams
	ClientEpoch       int64
	ServerEpoch       int64
	ConnectionID      []byte
	Sequence
}

func (v *DTLS12UAStarParams) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TLS12CommonParams.encode(b, e); b == nil {
			return e.in("tLS12CommonParams")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.ClientEpoch))
	}
	{
		b = appendInt(append(b, 0x83), int64(v.ServerEpoch))
	}
	if v.ConnectionID != nil {
		b = appendOctets(append(b, 0x84), v.ConnectionID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *DTLS12UAStarParams) decode(d *decoder, pos, end int) {
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
			if name = "tLS12CommonParams"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TLS12CommonParams.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "clientEpoch"; d.first(&seen, 1, h) {
				v.ClientEpoch = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 3:
			if name = "serverEpoch"; d.first(&seen, 2, h) {
				v.ServerEpoch = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 4:
			if name = "connectionID"; d.first(&seen, 3, h) {
				v.ConnectionID = d.octets(h)
			}
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
		d.absent(at, ^seen&0x7, "DTLS12UAStarParams")
	}
}

// TLS13ExtensionType is an ENUMERATED of TS 33.128 R19 annex A.
type TLS13ExtensionType uint16

// Values of TLS13ExtensionType.
const (
	TLS13ExtensionTypeServerName                          TLS13ExtensionType = 1
	TLS13ExtensionTypeMaxFragmentLength                   TLS13ExtensionType = 2
	TLS13ExtensionTypeStatusRequest                       TLS13ExtensionType = 3
	TLS13ExtensionTypeSupportedGroups                     TLS13ExtensionType = 4
	TLS13ExtensionTypeSignatureAlgorithms                 TLS13ExtensionType = 5
	TLS13ExtensionTypeUseSRTP                             TLS13ExtensionType = 6
	TLS13ExtensionTypeHeartbeat                           TLS13ExtensionType = 7
	TLS13ExtensionTypeApplicationLayerProtocolNegotiation TLS13ExtensionType = 8
	TLS13ExtensionTypeSignedCertificateTimestamp          TLS13ExtensionType = 9
	TLS13ExtensionTypeClientCertificateType               TLS13ExtensionType = 10
	TLS13ExtensionTypeServerCertificateType               TLS13ExtensionType = 11
	TLS13ExtensionTypePadding                             TLS13ExtensionType = 12
	TLS13ExtensionTypePresharedKey                        TLS13ExtensionType = 13
	TLS13ExtensionTypeEarlyData                           TLS13ExtensionType = 14
	TLS13ExtensionTypeSupportedVersions                   TLS13ExtensionType = 15
	TLS13ExtensionTypeCookie                              TLS13ExtensionType = 16
	TLS13ExtensionTypePSKKeyExchangeModes                 TLS13ExtensionType = 17
	TLS13ExtensionTypeCertificateAuthorities              TLS13ExtensionType = 18
	TLS13ExtensionTypeOIDFilters                          TLS13ExtensionType = 19
	TLS13ExtensionTypePostHandshakeAuth                   TLS13ExtensionType = 20
	TLS13ExtensionTypeSignatureAlgorithmsCert             TLS13ExtensionType = 21
	TLS13ExtensionTypeKeyShare                            TLS13ExtensionType = 22
)

// String returns the name that the ASN.1 module gives the value.
func (v TLS13ExtensionType) String() string {
	switch v {
	case TLS13ExtensionTypeServerName:
		return "serverName"
	case TLS13ExtensionTypeMaxFragmentLength:
		return "maxFragmentLength"
	case TLS13ExtensionTypeStatusRequest:
		return "statusRequest"
	case TLS13ExtensionTypeSupportedGroups:
		return "supportedGroups"
	case TLS13ExtensionTypeSignatureAlgorithms:
		return "signatureAlgorithms"
	case TLS13ExtensionTypeUseSRTP:
		return "useSRTP"
	case TLS13ExtensionTypeHeartbeat:
		return "heartbeat"
	case TLS13ExtensionTypeApplicationLayerProtocolNegotiation:
		return "applicationLayerProtocolNegotiation"
	case TLS13ExtensionTypeSignedCertificateTimestamp:
		return "signedCertificateTimestamp"
	case TLS13ExtensionTypeClientCertificateType:
		return "clientCertificateType"
	case TLS13ExtensionTypeServerCertificateType:
		return "serverCertificateType"
	case TLS13ExtensionTypePadding:
		return "padding"
	case TLS13ExtensionTypePresharedKey:
		return "presharedKey"
	case TLS13ExtensionTypeEarlyData:
		return "earlyData"
	case TLS13ExtensionTypeSupportedVersions:
		return "supportedVersions"
	case TLS13ExtensionTypeCookie:
		return "cookie"
	case TLS13ExtensionTypePSKKeyExchangeModes:
		return "pSKKeyExchangeModes"
	case TLS13ExtensionTypeCertificateAuthorities:
		return "certificateAuthorities"
	case TLS13ExtensionTypeOIDFilters:
		return "oIDFilters"
	case TLS13ExtensionTypePostHandshakeAuth:
		return "postHandshakeAuth"
	case TLS13ExtensionTypeSignatureAlgorithmsCert:
		return "signatureAlgorithmsCert"
	case TLS13ExtensionTypeKeyShare:
		return "keyShare"
	}
	return strconv.Itoa(int(v))
}

// TLS13Extension is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13Extension struct {
	ExtensionType TLS13ExtensionType
	ExtensionData []byte
	Sequence
}

func (v *TLS13Extension) encode(b []byte, e *encoder) []byte {
	if !(v.ExtensionType != 0) {
		return e.missing("extensionType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.ExtensionType))
	}
	if !(v.ExtensionData != nil) {
		return e.missing("extensionData")
	}
	{
		b = appendOctets(append(b, 0x82), v.ExtensionData)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13Extension) decode(d *decoder, pos, end int) {
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
			if name = "extensionType"; d.first(&seen, 0, h) {
				v.ExtensionType = TLS13ExtensionType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "extensionData"; d.first(&seen, 1, h) {
				v.ExtensionData = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "TLS13Extension")
	}
}

// TLS13CipherSuite is a CHOICE of TS 33.128 R19 annex A.
type TLS13CipherSuite struct {
	Rfc8446 []uint8
	Choice
}

func (v *TLS13CipherSuite) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.Rfc8446 != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		for _, x0 := range v.Rfc8446 {
			b = appendInt(append(b, 0x02), int64(x0))
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

func (v *TLS13CipherSuite) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "rfc8446"
		v.Rfc8446 = list(d, h, 2, func(d *decoder, h header, v *uint8) { *v = uint8(d.integer(h, 0, 255)) })
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// TLS13KDFAlgorithm is an ENUMERATED of TS 33.128 R19 annex A.
type TLS13KDFAlgorithm uint16

// Values of TLS13KDFAlgorithm.
const (
	TLS13KDFAlgorithmRfc5869 TLS13KDFAlgorithm = 1
)

// String returns the name that the ASN.1 module gives the value.
func (v TLS13KDFAlgorithm) String() string {
	switch v {
	case TLS13KDFAlgorithmRfc5869:
		return "rfc5869"
	}
	return strconv.Itoa(int(v))
}

// TLS13PSKHashAlgorithm is an ENUMERATED of TS 33.128 R19 annex A.
type TLS13PSKHashAlgorithm uint16

// Values of TLS13PSKHashAlgorithm.
const (
	TLS13PSKHashAlgorithmSha256 TLS13PSKHashAlgorithm = 1
	TLS13PSKHashAlgorithmSha384 TLS13PSKHashAlgorithm = 2
	TLS13PSKHashAlgorithmSha512 TLS13PSKHashAlgorithm = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v TLS13PSKHashAlgorithm) String() string {
	switch v {
	case TLS13PSKHashAlgorithmSha256:
		return "sha256"
	case TLS13PSKHashAlgorithmSha384:
		return "sha384"
	case TLS13PSKHashAlgorithmSha512:
		return "sha512"
	}
	return strconv.Itoa(int(v))
}

// TLS13CertificateType is an ENUMERATED of TS 33.128 R19 annex A.
type TLS13CertificateType uint16

// Values of TLS13CertificateType.
const (
	TLS13CertificateTypeX509         TLS13CertificateType = 1
	TLS13CertificateTypeRawPublicKey TLS13CertificateType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v TLS13CertificateType) String() string {
	switch v {
	case TLS13CertificateTypeX509:
		return "x509"
	case TLS13CertificateTypeRawPublicKey:
		return "rawPublicKey"
	}
	return strconv.Itoa(int(v))
}

// TLS13CerificateEntry is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13CerificateEntry struct {
	TLSCertificateType TLS13CertificateType
	TLSCertificateData []byte
	Extensions         []TLS13Extension
	Sequence
}

func (v *TLS13CerificateEntry) encode(b []byte, e *encoder) []byte {
	if !(v.TLSCertificateType != 0) {
		return e.missing("tLSCertificateType")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.TLSCertificateType))
	}
	if !(v.TLSCertificateData != nil) {
		return e.missing("tLSCertificateData")
	}
	{
		b = appendOctets(append(b, 0x82), v.TLSCertificateData)
	}
	if v.Extensions != nil {
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.Extensions); b == nil {
			return e.in("extensions")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13CerificateEntry) decode(d *decoder, pos, end int) {
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
			if name = "tLSCertificateType"; d.first(&seen, 0, h) {
				v.TLSCertificateType = TLS13CertificateType(d.enumerated(h))
			}
		case ctx | 2:
			if name = "tLSCertificateData"; d.first(&seen, 1, h) {
				v.TLSCertificateData = d.octets(h)
			}
		case ctx | 3:
			if name = "extensions"; d.first(&seen, 2, h) {
				v.Extensions = sequences[TLS13Extension](d, h)
			}
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
		d.absent(at, ^seen&0x3, "TLS13CerificateEntry")
	}
}

// TLS13Certificate is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13Certificate struct {
	TLSCertificateRequestContext []byte
	TLSCertificateList           []TLS13CerificateEntry
	Sequence
}

func (v *TLS13Certificate) encode(b []byte, e *encoder) []byte {
	if !(v.TLSCertificateRequestContext != nil) {
		return e.missing("tLSCertificateRequestContext")
	}
	{
		b = appendOctets(append(b, 0x81), v.TLSCertificateRequestContext)
	}
	if !(v.TLSCertificateList != nil) {
		return e.missing("tLSCertificateList")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TLSCertificateList); b == nil {
			return e.in("tLSCertificateList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13Certificate) decode(d *decoder, pos, end int) {
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
			if name = "tLSCertificateRequestContext"; d.first(&seen, 0, h) {
				v.TLSCertificateRequestContext = d.octets(h)
			}
		case ctx | 2:
			if name = "tLSCertificateList"; d.first(&seen, 1, h) {
				v.TLSCertificateList = sequences[TLS13CerificateEntry](d, h)
			}
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
		d.absent(at, ^seen&0x3, "TLS13Certificate")
	}
}

// TLS13PSKKeyExchangeMode is an ENUMERATED of TS 33.128 R19 annex A.
type TLS13PSKKeyExchangeMode uint16

// Values of TLS13PSKKeyExchangeMode.
const (
	TLS13PSKKeyExchangeModePSKKE    TLS13PSKKeyExchangeMode = 1
	TLS13PSKKeyExchangeModePSKDHEKE TLS13PSKKeyExchangeMode = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v TLS13PSKKeyExchangeMode) String() string {
	switch v {
	case TLS13PSKKeyExchangeModePSKKE:
		return "pSKKE"
	case TLS13PSKKeyExchangeModePSKDHEKE:
		return "pSKDHEKE"
	}
	return strconv.Itoa(int(v))
}

// TLS13PSKIdentity is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13PSKIdentity struct {
	Identity            []byte
	ObfuscatedTicketAge uint32
	Sequence
}

func (v *TLS13PSKIdentity) encode(b []byte, e *encoder) []byte {
	if !(v.Identity != nil) {
		return e.missing("identity")
	}
	{
		b = appendOctets(append(b, 0x81), v.Identity)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.ObfuscatedTicketAge))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13PSKIdentity) decode(d *decoder, pos, end int) {
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
			if name = "identity"; d.first(&seen, 0, h) {
				v.Identity = d.octets(h)
			}
		case ctx | 2:
			if name = "obfuscatedTicketAge"; d.first(&seen, 1, h) {
				v.ObfuscatedTicketAge = uint32(d.integer(h, 0, 4294967295))
			}
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
		d.absent(at, ^seen&0x3, "TLS13PSKIdentity")
	}
}

// TLS13OfferedPSK is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13OfferedPSK struct {
	Identity TLS13PSKIdentity
	Binder   []byte
	Sequence
}

func (v *TLS13OfferedPSK) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Identity.encode(b, e); b == nil {
			return e.in("identity")
		}
		b = closed(b, start)
	}
	if !(v.Binder != nil) {
		return e.missing("binder")
	}
	{
		b = appendOctets(append(b, 0x82), v.Binder)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13OfferedPSK) decode(d *decoder, pos, end int) {
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
			if name = "identity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Identity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "binder"; d.first(&seen, 1, h) {
				v.Binder = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "TLS13OfferedPSK")
	}
}

// TLS13PSKInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13PSKInfo struct {
	PSKIdentity        TLS13PSKIdentity
	PSKValue           []byte
	PSKKeyExchangeMode TLS13PSKKeyExchangeMode
	HashAlgorithm      TLS13PSKHashAlgorithm
	Sequence
}

func (v *TLS13PSKInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PSKIdentity.encode(b, e); b == nil {
			return e.in("pSKIdentity")
		}
		b = closed(b, start)
	}
	if !(v.PSKValue != nil) {
		return e.missing("pSKValue")
	}
	{
		b = appendOctets(append(b, 0x82), v.PSKValue)
	}
	if !(v.PSKKeyExchangeMode != 0) {
		return e.missing("pSKKeyExchangeMode")
	}
	{
		b = appendInt(append(b, 0x83), int64(v.PSKKeyExchangeMode))
	}
	if !(v.HashAlgorithm != 0) {
		return e.missing("hashAlgorithm")
	}
	{
		b = appendInt(append(b, 0x84), int64(v.HashAlgorithm))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13PSKInfo) decode(d *decoder, pos, end int) {
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
			if name = "pSKIdentity"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.PSKIdentity.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "pSKValue"; d.first(&seen, 1, h) {
				v.PSKValue = d.octets(h)
			}
		case ctx | 3:
			if name = "pSKKeyExchangeMode"; d.first(&seen, 2, h) {
				v.PSKKeyExchangeMode = TLS13PSKKeyExchangeMode(d.enumerated(h))
			}
		case ctx | 4:
			if name = "hashAlgorithm"; d.first(&seen, 3, h) {
				v.HashAlgorithm = TLS13PSKHashAlgorithm(d.enumerated(h))
			}
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
		d.absent(at, ^seen&0xf, "TLS13PSKInfo")
	}
}

// TLS13NewSessionTicket is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13NewSessionTicket struct {
	TicketLifeTime uint32
	TicketAgeAdd   uint32
	TicketNonce    []byte
	Ticket         []byte
	Extensions     []TLS13Extension
	Sequence
}

func (v *TLS13NewSessionTicket) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.TicketLifeTime))
	}
	{
		b = appendInt(append(b, 0x82), int64(v.TicketAgeAdd))
	}
	if !(v.TicketNonce != nil) {
		return e.missing("ticketNonce")
	}
	{
		b = appendOctets(append(b, 0x83), v.TicketNonce)
	}
	if !(v.Ticket != nil) {
		return e.missing("ticket")
	}
	{
		b = appendOctets(append(b, 0x84), v.Ticket)
	}
	if v.Extensions != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.Extensions); b == nil {
			return e.in("extensions")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13NewSessionTicket) decode(d *decoder, pos, end int) {
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
			if name = "ticketLifeTime"; d.first(&seen, 0, h) {
				v.TicketLifeTime = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 2:
			if name = "ticketAgeAdd"; d.first(&seen, 1, h) {
				v.TicketAgeAdd = uint32(d.integer(h, 0, 4294967295))
			}
		case ctx | 3:
			if name = "ticketNonce"; d.first(&seen, 2, h) {
				v.TicketNonce = d.octets(h)
			}
		case ctx | 4:
			if name = "ticket"; d.first(&seen, 3, h) {
				v.Ticket = d.octets(h)
			}
		case ctx | 5:
			if name = "extensions"; d.first(&seen, 4, h) {
				v.Extensions = sequences[TLS13Extension](d, h)
			}
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
		d.absent(at, ^seen&0xf, "TLS13NewSessionTicket")
	}
}

// TLS13EstablishedSecrets is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13EstablishedSecrets struct {
	DHE []byte
	Sequence
}

func (v *TLS13EstablishedSecrets) encode(b []byte, e *encoder) []byte {
	if v.DHE != nil {
		b = appendOctets(append(b, 0x81), v.DHE)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13EstablishedSecrets) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "dHE"; d.first(&seen, 0, h) {
				v.DHE = d.octets(h)
			}
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

// TLS13EarlySecretInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13EarlySecretInfo struct {
	EarlySecretValue []byte
	TranscriptHash   []byte
	Sequence
}

func (v *TLS13EarlySecretInfo) encode(b []byte, e *encoder) []byte {
	if !(v.EarlySecretValue != nil) {
		return e.missing("earlySecretValue")
	}
	{
		b = appendOctets(append(b, 0x81), v.EarlySecretValue)
	}
	if !(v.TranscriptHash != nil) {
		return e.missing("transcriptHash")
	}
	{
		b = appendOctets(append(b, 0x82), v.TranscriptHash)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13EarlySecretInfo) decode(d *decoder, pos, end int) {
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
			if name = "earlySecretValue"; d.first(&seen, 0, h) {
				v.EarlySecretValue = d.octets(h)
			}
		case ctx | 2:
			if name = "transcriptHash"; d.first(&seen, 1, h) {
				v.TranscriptHash = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "TLS13EarlySecretInfo")
	}
}

// TLS13HandshakeSecretInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13HandshakeSecretInfo struct {
	HandshakeSecretValue []byte
	TranscriptHash       []byte
	Sequence
}

func (v *TLS13HandshakeSecretInfo) encode(b []byte, e *encoder) []byte {
	if !(v.HandshakeSecretValue != nil) {
		return e.missing("handshakeSecretValue")
	}
	{
		b = appendOctets(append(b, 0x81), v.HandshakeSecretValue)
	}
	if !(v.TranscriptHash != nil) {
		return e.missing("transcriptHash")
	}
	{
		b = appendOctets(append(b, 0x82), v.TranscriptHash)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13HandshakeSecretInfo) decode(d *decoder, pos, end int) {
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
			if name = "handshakeSecretValue"; d.first(&seen, 0, h) {
				v.HandshakeSecretValue = d.octets(h)
			}
		case ctx | 2:
			if name = "transcriptHash"; d.first(&seen, 1, h) {
				v.TranscriptHash = d.octets(h)
			}
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
		d.absent(at, ^seen&0x3, "TLS13HandshakeSecretInfo")
	}
}

// TLS13MasterSecretInfo is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13MasterSecretInfo struct {
	MasterSecretValue []byte
	TranscriptHashS   []byte
	TranscriptHashC   []byte
	Sequence
}

func (v *TLS13MasterSecretInfo) encode(b []byte, e *encoder) []byte {
	if !(v.MasterSecretValue != nil) {
		return e.missing("masterSecretValue")
	}
	{
		b = appendOctets(append(b, 0x81), v.MasterSecretValue)
	}
	if !(v.TranscriptHashS != nil) {
		return e.missing("transcriptHashS")
	}
	{
		b = appendOctets(append(b, 0x82), v.TranscriptHashS)
	}
	if !(v.TranscriptHashC != nil) {
		return e.missing("transcriptHashC")
	}
	{
		b = appendOctets(append(b, 0x83), v.TranscriptHashC)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13MasterSecretInfo) decode(d *decoder, pos, end int) {
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
			if name = "masterSecretValue"; d.first(&seen, 0, h) {
				v.MasterSecretValue = d.octets(h)
			}
		case ctx | 2:
			if name = "transcriptHashS"; d.first(&seen, 1, h) {
				v.TranscriptHashS = d.octets(h)
			}
		case ctx | 3:
			if name = "transcriptHashC"; d.first(&seen, 2, h) {
				v.TranscriptHashC = d.octets(h)
			}
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
		d.absent(at, ^seen&0x7, "TLS13MasterSecretInfo")
	}
}

// TLS13UAStarParams is a SEQUENCE of TS 33.128 R19 annex A.
type TLS13UAStarParams struct {
	OfferedPSKs                     []TLS13OfferedPSK
	OfferedPSKKeyExchangeModes      []TLS13PSKKeyExchangeMode
	SelectedPSKIdentity             uint16
	SelectedPSK                     TLS13PSKInfo
	KDFAlgorithm                    TLS13KDFAlgorithm
	ClientSupportedCipherSuites     []TLS13CipherSuite
	SelectedCipherSuite             TLS13CipherSuite
	ClientSequenceNumber            int64
	ServerSequenceNumber            int64
	ClientRandom                    []byte
	ServerRandom                    []byte
	LegacySessionID                 []byte
	TLSClientHelloExtensions        []TLS13Extension
	TLSServerHelloExtensions        []TLS13Extension
	TLSPlaintextEncryptedExtensions []TLS13Extension
	TLSPlaintextClientCertificate   *TLS13Certificate
	TLSPlaintextServerCertificate   *TLS13Certificate
	EarlySecret                     *TLS13EarlySecretInfo
	BinderKey                       []byte
	ClientEarlyTrafficSecret        []byte
	EarlyExporterMasterSecret       []byte
	SharedKey                       *TLS13EstablishedSecrets
	HandshakeSecret                 *TLS13HandshakeSecretInfo
	ClientHandshakeTrafficSecret    []byte
	ServerHandshakeTrafficSecret    []byte
	MasterSecret                    *TLS13MasterSecretInfo
	ClientApplicationTrafficSecret  []byte
	ServerApplicationTrafficSecret  []byte
	ExporterMasterSecret            []byte
	ResumptionMasterSecret          []byte
	TLSResumptionTickets            []TLS13NewSessionTicket
	Sequence
}

func (v *TLS13UAStarParams) encode(b []byte, e *encoder) []byte {
	if !(v.OfferedPSKs != nil) {
		return e.missing("offeredPSKs")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.OfferedPSKs); b == nil {
			return e.in("offeredPSKs")
		}
		b = closed(b, start)
	}
	if !(v.OfferedPSKKeyExchangeModes != nil) {
		return e.missing("offeredPSKKeyExchangeModes")
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.OfferedPSKKeyExchangeModes {
			b = appendInt(append(b, 0x0a), int64(x0))
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x83), int64(v.SelectedPSKIdentity))
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.SelectedPSK.encode(b, e); b == nil {
			return e.in("selectedPSK")
		}
		b = closed(b, start)
	}
	if !(v.KDFAlgorithm != 0) {
		return e.missing("kDFAlgorithm")
	}
	{
		b = appendInt(append(b, 0x85), int64(v.KDFAlgorithm))
	}
	if v.ClientSupportedCipherSuites != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = appendChoices(b, e, v.ClientSupportedCipherSuites); b == nil {
			return e.in("clientSupportedCipherSuites")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.SelectedCipherSuite.encode(b, e); b == nil {
			return e.in("selectedCipherSuite")
		}
		if len(b) == start {
			return e.missing("selectedCipherSuite")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x88), int64(v.ClientSequenceNumber))
	}
	{
		b = appendInt(append(b, 0x89), int64(v.ServerSequenceNumber))
	}
	if !(v.ClientRandom != nil) {
		return e.missing("clientRandom")
	}
	{
		b = appendOctets(append(b, 0x8a), v.ClientRandom)
	}
	if !(v.ServerRandom != nil) {
		return e.missing("serverRandom")
	}
	{
		b = appendOctets(append(b, 0x8b), v.ServerRandom)
	}
	if !(v.LegacySessionID != nil) {
		return e.missing("legacySessionID")
	}
	{
		b = appendOctets(append(b, 0x8c), v.LegacySessionID)
	}
	if !(v.TLSClientHelloExtensions != nil) {
		return e.missing("tLSClientHelloExtensions")
	}
	{
		b = append(b, 0xad, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TLSClientHelloExtensions); b == nil {
			return e.in("tLSClientHelloExtensions")
		}
		b = closed(b, start)
	}
	if !(v.TLSServerHelloExtensions != nil) {
		return e.missing("tLSServerHelloExtensions")
	}
	{
		b = append(b, 0xae, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TLSServerHelloExtensions); b == nil {
			return e.in("tLSServerHelloExtensions")
		}
		b = closed(b, start)
	}
	if v.TLSPlaintextEncryptedExtensions != nil {
		b = append(b, 0xaf, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TLSPlaintextEncryptedExtensions); b == nil {
			return e.in("tLSPlaintextEncryptedExtensions")
		}
		b = closed(b, start)
	}
	if v.TLSPlaintextClientCertificate != nil {
		b = append(b, 0xb0, 0)
		start := len(b)
		if b = v.TLSPlaintextClientCertificate.encode(b, e); b == nil {
			return e.in("tLSPlaintextClientCertificate")
		}
		b = closed(b, start)
	}
	if v.TLSPlaintextServerCertificate != nil {
		b = append(b, 0xb1, 0)
		start := len(b)
		if b = v.TLSPlaintextServerCertificate.encode(b, e); b == nil {
			return e.in("tLSPlaintextServerCertificate")
		}
		b = closed(b, start)
	}
	if v.EarlySecret != nil {
		b = append(b, 0xb2, 0)
		start := len(b)
		if b = v.EarlySecret.encode(b, e); b == nil {
			return e.in("earlySecret")
		}
		b = closed(b, start)
	}
	if v.BinderKey != nil {
		b = appendOctets(append(b, 0x93), v.BinderKey)
	}
	if !(v.ClientEarlyTrafficSecret != nil) {
		return e.missing("clientEarlyTrafficSecret")
	}
	{
		b = appendOctets(append(b, 0x94), v.ClientEarlyTrafficSecret)
	}
	if !(v.EarlyExporterMasterSecret != nil) {
		return e.missing("earlyExporterMasterSecret")
	}
	{
		b = appendOctets(append(b, 0x95), v.EarlyExporterMasterSecret)
	}
	if v.SharedKey != nil {
		b = append(b, 0xb6, 0)
		start := len(b)
		if b = v.SharedKey.encode(b, e); b == nil {
			return e.in("sharedKey")
		}
		b = closed(b, start)
	}
	if v.HandshakeSecret != nil {
		b = append(b, 0xb7, 0)
		start := len(b)
		if b = v.HandshakeSecret.encode(b, e); b == nil {
			return e.in("handshakeSecret")
		}
		b = closed(b, start)
	}
	if !(v.ClientHandshakeTrafficSecret != nil) {
		return e.missing("clientHandshakeTrafficSecret")
	}
	{
		b = appendOctets(append(b, 0x98), v.ClientHandshakeTrafficSecret)
	}
	if !(v.ServerHandshakeTrafficSecret != nil) {
		return e.missing("serverHandshakeTrafficSecret")
	}
	{
		b = appendOctets(append(b, 0x99), v.ServerHandshakeTrafficSecret)
	}
	if v.MasterSecret != nil {
		b = append(b, 0xba, 0)
		start := len(b)
		if b = v.MasterSecret.encode(b, e); b == nil {
			return e.in("masterSecret")
		}
		b = closed(b, start)
	}
	if !(v.ClientApplicationTrafficSecret != nil) {
		return e.missing("clientApplicationTrafficSecret")
	}
	{
		b = appendOctets(append(b, 0x9b), v.ClientApplicationTrafficSecret)
	}
	if !(v.ServerApplicationTrafficSecret != nil) {
		return e.missing("serverApplicationTrafficSecret")
	}
	{
		b = appendOctets(append(b, 0x9c), v.ServerApplicationTrafficSecret)
	}
	if !(v.ExporterMasterSecret != nil) {
		return e.missing("exporterMasterSecret")
	}
	{
		b = appendOctets(append(b, 0x9d), v.ExporterMasterSecret)
	}
	if !(v.ResumptionMasterSecret != nil) {
		return e.missing("resumptionMasterSecret")
	}
	{
		b = appendOctets(append(b, 0x9e), v.ResumptionMasterSecret)
	}
	if v.TLSResumptionTickets != nil {
		b = append(b, 0xbf, 0x1f, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TLSResumptionTickets); b == nil {
			return e.in("tLSResumptionTickets")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *TLS13UAStarParams) decode(d *decoder, pos, end int) {
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
			if name = "offeredPSKs"; d.first(&seen, 0, h) {
				v.OfferedPSKs = sequences[TLS13OfferedPSK](d, h)
			}
		case ctx | 2:
			if name = "offeredPSKKeyExchangeModes"; d.first(&seen, 1, h) {
				v.OfferedPSKKeyExchangeModes = list(d, h, 10, func(d *decoder, h header, v *TLS13PSKKeyExchangeMode) { *v = TLS13PSKKeyExchangeMode(d.enumerated(h)) })
			}
		case ctx | 3:
			if name = "selectedPSKIdentity"; d.first(&seen, 2, h) {
				v.SelectedPSKIdentity = uint16(d.integer(h, 0, 65535))
			}
		case ctx | 4:
			if name = "selectedPSK"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.SelectedPSK.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "kDFAlgorithm"; d.first(&seen, 4, h) {
				v.KDFAlgorithm = TLS13KDFAlgorithm(d.enumerated(h))
			}
		case ctx | 6:
			if name = "clientSupportedCipherSuites"; d.first(&seen, 5, h) {
				v.ClientSupportedCipherSuites = choices[TLS13CipherSuite](d, h)
			}
		case ctx | 7:
			if name = "selectedCipherSuite"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.SelectedCipherSuite.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "clientSequenceNumber"; d.first(&seen, 7, h) {
				v.ClientSequenceNumber = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 9:
			if name = "serverSequenceNumber"; d.first(&seen, 8, h) {
				v.ServerSequenceNumber = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 10:
			if name = "clientRandom"; d.first(&seen, 9, h) {
				v.ClientRandom = d.octets(h)
			}
		case ctx | 11:
			if name = "serverRandom"; d.first(&seen, 10, h) {
				v.ServerRandom = d.octets(h)
			}
		case ctx | 12:
			if name = "legacySessionID"; d.first(&seen, 11, h) {
				v.LegacySessionID = d.octets(h)
			}
		case ctx | 13:
			if name = "tLSClientHelloExtensions"; d.first(&seen, 12, h) {
				v.TLSClientHelloExtensions = sequences[TLS13Extension](d, h)
			}
		case ctx | 14:
			if name = "tLSServerHelloExtensions"; d.first(&seen, 13, h) {
				v.TLSServerHelloExtensions = sequences[TLS13Extension](d, h)
			}
		case ctx | 15:
			if name = "tLSPlaintextEncryptedExtensions"; d.first(&seen, 14, h) {
				v.TLSPlaintextEncryptedExtensions = sequences[TLS13Extension](d, h)
			}
		case ctx | 16:
			if name = "tLSPlaintextClientCertificate"; d.first(&seen, 15, h) {
				if d.open(h) {
					v.TLSPlaintextClientCertificate = new(TLS13Certificate)
					v.TLSPlaintextClientCertificate.decode(d, h.start, h.stop)
				}
			}
		case ctx | 17:
			if name = "tLSPlaintextServerCertificate"; d.first(&seen, 16, h) {
				if d.open(h) {
					v.TLSPlaintextServerCertificate = new(TLS13Certificate)
					v.TLSPlaintextServerCertificate.decode(d, h.start, h.stop)
				}
			}
		case ctx | 18:
			if name = "earlySecret"; d.first(&seen, 17, h) {
				if d.open(h) {
					v.EarlySecret = new(TLS13EarlySecretInfo)
					v.EarlySecret.decode(d, h.start, h.stop)
				}
			}
		case ctx | 19:
			if name = "binderKey"; d.first(&seen, 18, h) {
				v.BinderKey = d.octets(h)
			}
		case ctx | 20:
			if name = "clientEarlyTrafficSecret"; d.first(&seen, 19, h) {
				v.ClientEarlyTrafficSecret = d.octets(h)
			}
		case ctx | 21:
			if name = "earlyExporterMasterSecret"; d.first(&seen, 20, h) {
				v.EarlyExporterMasterSecret = d.octets(h)
			}
		case ctx | 22:
			if name = "sharedKey"; d.first(&seen, 21, h) {
				if d.open(h) {
					v.SharedKey = new(TLS13EstablishedSecrets)
					v.SharedKey.decode(d, h.start, h.stop)
				}
			}
		case ctx | 23:
			if name = "handshakeSecret"; d.first(&seen, 22, h) {
				if d.open(h) {
					v.HandshakeSecret = new(TLS13HandshakeSecretInfo)
					v.HandshakeSecret.decode(d, h.start, h.stop)
				}
			}
		case ctx | 24:
			if name = "clientHandshakeTrafficSecret"; d.first(&seen, 23, h) {
				v.ClientHandshakeTrafficSecret = d.octets(h)
			}
		case ctx | 25:
			if name = "serverHandshakeTrafficSecret"; d.first(&seen, 24, h) {
				v.ServerHandshakeTrafficSecret = d.octets(h)
			}
		case ctx | 26:
			if name = "masterSecret"; d.first(&seen, 25, h) {
				if d.open(h) {
					v.MasterSecret = new(TLS13MasterSecretInfo)
					v.MasterSecret.decode(d, h.start, h.stop)
				}
			}
		case ctx | 27:
			if name = "clientApplicationTrafficSecret"; d.first(&seen, 26, h) {
				v.ClientApplicationTrafficSecret = d.octets(h)
			}
		case ctx | 28:
			if name = "serverApplicationTrafficSecret"; d.first(&seen, 27, h) {
				v.ServerApplicationTrafficSecret = d.octets(h)
			}
		case ctx | 29:
			if name = "exporterMasterSecret"; d.first(&seen, 28, h) {
				v.ExporterMasterSecret = d.octets(h)
			}
		case ctx | 30:
			if name = "resumptionMasterSecret"; d.first(&seen, 29, h) {
				v.ResumptionMasterSecret = d.octets(h)
			}
		case ctx | 31:
			if name = "tLSResumptionTickets"; d.first(&seen, 30, h) {
				v.TLSResumptionTickets = sequences[TLS13NewSessionTicket](d, h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x3d983fdf != 0x3d983fdf {
		d.absent(at, ^seen&0x3d983fdf, "TLS13UAStarParams")
	}
}

// DTLS13UAStarParams is a SEQUENCE of TS 33.128 R19 annex A.
type DTLS13UAStarParams struct {
	TLS13CommonParams TLS13UAStarParams
	ClientEpoch       int64
	ServerEpoch       int64
	ClientSnKey       []byte
	ServerSnKey       []byte
	ConnectionID      []byte
	Sequence
}

func (v *DTLS13UAStarParams) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.TLS13CommonParams.encode(b, e); b == nil {
			return e.in("tLS13CommonParams")
		}
		b = closed(b, start)
	}
	{
		b = appendInt(append(b, 0x82), int64(v.ClientEpoch))
	}
	{
		b = appendInt(append(b, 0x83), int64(v.ServerEpoch))
	}
	if v.ClientSnKey != nil {
		b = appendOctets(append(b, 0x84), v.ClientSnKey)
	}
	if v.ServerSnKey != nil {
		b = appendOctets(append(b, 0x85), v.ServerSnKey)
	}
	if v.ConnectionID != nil {
		b = appendOctets(append(b, 0x86), v.ConnectionID)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *DTLS13UAStarParams) decode(d *decoder, pos, end int) {
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
			if name = "tLS13CommonParams"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.TLS13CommonParams.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "clientEpoch"; d.first(&seen, 1, h) {
				v.ClientEpoch = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 3:
			if name = "serverEpoch"; d.first(&seen, 2, h) {
				v.ServerEpoch = int64(d.integer(h, -1<<63, 1<<63-1))
			}
		case ctx | 4:
			if name = "clientSnKey"; d.first(&seen, 3, h) {
				v.ClientSnKey = d.octets(h)
			}
		case ctx | 5:
			if name = "serverSnKey"; d.first(&seen, 4, h) {
				v.ServerSnKey = d.octets(h)
			}
		case ctx | 6:
			if name = "connectionID"; d.first(&seen, 5, h) {
				v.ConnectionID = d.octets(h)
			}
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
		d.absent(at, ^seen&0x7, "DTLS13UAStarParams")
	}
}

// KeyGetType is an ENUMERATED of TS 33.128 R19 annex A.
type KeyGetType uint16

// Values of KeyGetType.
const (
	KeyGetTypeInternal KeyGetType = 1
	KeyGetTypeExternal KeyGetType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v KeyGetType) String() string {
	switch v {
	case KeyGetTypeInternal:
		return "internal"
	case KeyGetTypeExternal:
		return "external"
	}
	return strconv.Itoa(int(v))
}

// AFKeyInfo is a SEQUENCE of TS 33.128 R19 annex A.
type AFKeyInfo struct {
	AFID       AKMAAFID
	KAF        []byte
	KAFExpTime time.Time
	Sequence
}

func (v *AFKeyInfo) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.AFID.encode(b, e); b == nil {
			return e.in("aFID")
		}
		b = closed(b, start)
	}
	if !(v.KAF != nil) {
		return e.missing("kAF")
	}
	{
		b = appendOctets(append(b, 0x82), v.KAF)
	}
	if !(!v.KAFExpTime.IsZero()) {
		return e.missing("kAFExpTime")
	}
	{
		b = appendTime(append(b, 0x83), v.KAFExpTime)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AFKeyInfo) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.AFID.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "kAF"; d.first(&seen, 1, h) {
				v.KAF = d.octets(h)
			}
		case ctx | 3:
			if name = "kAFExpTime"; d.first(&seen, 2, h) {
				v.KAFExpTime = d.time(h)
			}
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
		d.absent(at, ^seen&0x7, "AFKeyInfo")
	}
}

// AFSecurityParams is a SEQUENCE of TS 33.128 R19 annex A.
type AFSecurityParams struct {
	AFID         string
	AKID         string
	KAF          []byte
	UaStarParams UAStarParams
	Sequence
}

func (v *AFSecurityParams) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AFID)
	}
	{
		b = appendText(append(b, 0x82), v.AKID)
	}
	if !(v.KAF != nil) {
		return e.missing("kAF")
	}
	{
		b = appendOctets(append(b, 0x83), v.KAF)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.UaStarParams.encode(b, e); b == nil {
			return e.in("uaStarParams")
		}
		if len(b) == start {
			return e.missing("uaStarParams")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *AFSecurityParams) decode(d *decoder, pos, end int) {
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
			if name = "aFID"; d.first(&seen, 0, h) {
				v.AFID = d.text(h)
			}
		case ctx | 2:
			if name = "aKID"; d.first(&seen, 1, h) {
				v.AKID = d.text(h)
			}
		case ctx | 3:
			if name = "kAF"; d.first(&seen, 2, h) {
				v.KAF = d.octets(h)
			}
		case ctx | 4:
			if name = "uaStarParams"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.UaStarParams.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0xf, "AFSecurityParams")
	}
}

// AFKeyRemovalCause is an ENUMERATED of TS 33.128 R19 annex A.
type AFKeyRemovalCause uint16

// Values of AFKeyRemovalCause.
const (
	AFKeyRemovalCauseUnknown             AFKeyRemovalCause = 1
	AFKeyRemovalCauseKeyExpiry           AFKeyRemovalCause = 2
	AFKeyRemovalCauseApplicationSpecific AFKeyRemovalCause = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v AFKeyRemovalCause) String() string {
	switch v {
	case AFKeyRemovalCauseUnknown:
		return "unknown"
	case AFKeyRemovalCauseKeyExpiry:
		return "keyExpiry"
	case AFKeyRemovalCauseApplicationSpecific:
		return "applicationSpecific"
	}
	return strconv.Itoa(int(v))
}
