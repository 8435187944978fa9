// Code generated from records/unused.decl; DO NOT EDIT.

package xiri

import "strconv"
import "time"
import "unsafe"

// LINotificationMessage is a CHOICE of TS 33.128 R19 annex A.
type LINotificationMessage struct {
	LINotification *LINotification
	Choice
}

func (v *LINotificationMessage) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.LINotification != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.LINotification.encode(b, e); b == nil {
			return e.in("lINotification")
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

func (v *LINotificationMessage) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "lINotification"
		if d.open(h) {
			v.LINotification = new(LINotification)
			v.LINotification.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// KAFParams is a SEQUENCE of TS 33.128 R19 annex A.
type KAFParams struct {
	AKID         string
	KAF          []byte
	KAFExpTime   time.Time
	UaStarParams UAStarParams
	Sequence
}

func (v *KAFParams) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.AKID)
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

func (v *KAFParams) decode(d *decoder, pos, end int) {
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
			if name = "kAF"; d.first(&seen, 1, h) {
				v.KAF = d.octets(h)
			}
		case ctx | 3:
			if name = "kAFExpTime"; d.first(&seen, 2, h) {
				v.KAFExpTime = d.time(h)
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
		d.absent(at, ^seen&0xf, "KAFParams")
	}
}

// AreaScopeOfMDT is a CHOICE of TS 33.128 R19 annex A.
type AreaScopeOfMDT struct {
	CellBased [][]byte
	TABased   [][]byte
	PLMNWide  *PLMNID
	TAIBased  []TAI
	Choice
}

func (v *AreaScopeOfMDT) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.CellBased != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		for _, x0 := range v.CellBased {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.TABased != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		for _, x0 := range v.TABased {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	if v.PLMNWide != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.PLMNWide.encode(b, e); b == nil {
			return e.in("pLMNWide")
		}
		b = closed(b, start)
	}
	if v.TAIBased != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.TAIBased); b == nil {
			return e.in("tAIBased")
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

func (v *AreaScopeOfMDT) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "cellBased"
		v.CellBased = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
	case ctx | 2:
		name = "tABased"
		v.TABased = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
	case ctx | 3:
		name = "pLMNWide"
		if d.open(h) {
			v.PLMNWide = new(PLMNID)
			v.PLMNWide.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "tAIBased"
		v.TAIBased = sequences[TAI](d, h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// MDTActivation is an ENUMERATED of TS 33.128 R19 annex A.
type MDTActivation uint16

// Values of MDTActivation.
const (
	MDTActivationImmediateMDTOnly     MDTActivation = 1
	MDTActivationLoggedMDTOnly        MDTActivation = 2
	MDTActivationImmediateMDTandTrace MDTActivation = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v MDTActivation) String() string {
	switch v {
	case MDTActivationImmediateMDTOnly:
		return "immediateMDTOnly"
	case MDTActivationLoggedMDTOnly:
		return "loggedMDTOnly"
	case MDTActivationImmediateMDTandTrace:
		return "immediateMDTandTrace"
	}
	return strconv.Itoa(int(v))
}

// MDTConfigurationEUTRA is a SEQUENCE of TS 33.128 R19 annex A.
type MDTConfigurationEUTRA struct {
	MDTActivation              MDTActivation
	AreaScopeofMDT             AreaScopeOfMDT
	MDTMode                    MDTMode
	SignallingBasedMDTPLMNList []PLMNID
	Sequence
}

func (v *MDTConfigurationEUTRA) encode(b []byte, e *encoder) []byte {
	if !(v.MDTActivation != 0) {
		return e.missing("mDTActivation")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.MDTActivation))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.AreaScopeofMDT.encode(b, e); b == nil {
			return e.in("areaScopeofMDT")
		}
		if len(b) == start {
			return e.missing("areaScopeofMDT")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.MDTMode.encode(b, e); b == nil {
			return e.in("mDTMode")
		}
		if len(b) == start {
			return e.missing("mDTMode")
		}
		b = closed(b, start)
	}
	if !(v.SignallingBasedMDTPLMNList != nil) {
		return e.missing("signallingBasedMDTPLMNList")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.SignallingBasedMDTPLMNList); b == nil {
			return e.in("signallingBasedMDTPLMNList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MDTConfigurationEUTRA) decode(d *decoder, pos, end int) {
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
			if name = "mDTActivation"; d.first(&seen, 0, h) {
				v.MDTActivation = MDTActivation(d.enumerated(h))
			}
		case ctx | 2:
			if name = "areaScopeofMDT"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.AreaScopeofMDT.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "mDTMode"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.MDTMode.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "signallingBasedMDTPLMNList"; d.first(&seen, 3, h) {
				v.SignallingBasedMDTPLMNList = sequences[PLMNID](d, h)
			}
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
		d.absent(at, ^seen&0xf, "MDTConfigurationEUTRA")
	}
}

// MDTConfigurationNR is a SEQUENCE of TS 33.128 R19 annex A.
type MDTConfigurationNR struct {
	MDTActivation              MDTActivation
	AreaScopeofMDT             AreaScopeOfMDT
	MDTModeNR                  MDTMode
	SignallingBasedMDTPLMNList []PLMNID
	Sequence
}

func (v *MDTConfigurationNR) encode(b []byte, e *encoder) []byte {
	if !(v.MDTActivation != 0) {
		return e.missing("mDTActivation")
	}
	{
		b = appendInt(append(b, 0x81), int64(v.MDTActivation))
	}
	{
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.AreaScopeofMDT.encode(b, e); b == nil {
			return e.in("areaScopeofMDT")
		}
		if len(b) == start {
			return e.missing("areaScopeofMDT")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.MDTModeNR.encode(b, e); b == nil {
			return e.in("mDTModeNR")
		}
		if len(b) == start {
			return e.missing("mDTModeNR")
		}
		b = closed(b, start)
	}
	if !(v.SignallingBasedMDTPLMNList != nil) {
		return e.missing("signallingBasedMDTPLMNList")
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = appendSequences(b, e, v.SignallingBasedMDTPLMNList); b == nil {
			return e.in("signallingBasedMDTPLMNList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MDTConfigurationNR) decode(d *decoder, pos, end int) {
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
			if name = "mDTActivation"; d.first(&seen, 0, h) {
				v.MDTActivation = MDTActivation(d.enumerated(h))
			}
		case ctx | 2:
			if name = "areaScopeofMDT"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.AreaScopeofMDT.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "mDTModeNR"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.MDTModeNR.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "signallingBasedMDTPLMNList"; d.first(&seen, 3, h) {
				v.SignallingBasedMDTPLMNList = sequences[PLMNID](d, h)
			}
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
		d.absent(at, ^seen&0xf, "MDTConfigurationNR")
	}
}

// MDTMode is a CHOICE of TS 33.128 R19 annex A.
type MDTMode struct {
	ImmediateMDT []byte
	LoggedMDT    []byte
	Choice
}

func (v *MDTMode) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.ImmediateMDT != nil {
		n++
		b = appendOctets(append(b, 0x81), v.ImmediateMDT)
	}
	if v.LoggedMDT != nil {
		n++
		b = appendOctets(append(b, 0x82), v.LoggedMDT)
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

func (v *MDTMode) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "immediateMDT"
		v.ImmediateMDT = d.octets(h)
	case ctx | 2:
		name = "loggedMDT"
		v.LoggedMDT = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// MMSCancelStatus is an ENUMERATED of TS 33.128 R19 annex A.
type MMSCancelStatus uint16

// Values of MMSCancelStatus.
const (
	MMSCancelStatusCancelRequestSuccessfullyReceived MMSCancelStatus = 1
	MMSCancelStatusCancelRequestCorrupted            MMSCancelStatus = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v MMSCancelStatus) String() string {
	switch v {
	case MMSCancelStatusCancelRequestSuccessfullyReceived:
		return "cancelRequestSuccessfullyReceived"
	case MMSCancelStatusCancelRequestCorrupted:
		return "cancelRequestCorrupted"
	}
	return strconv.Itoa(int(v))
}

// MMSElementDescriptor is a SEQUENCE of TS 33.128 R19 annex A.
type MMSElementDescriptor struct {
	Reference string
	Parameter Opt[string]
	Value     Opt[string]
	Sequence
}

func (v *MMSElementDescriptor) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.Reference)
	}
	if v.Parameter.Set {
		b = appendText(append(b, 0x82), v.Parameter.Value)
	}
	if v.Value.Set {
		b = appendText(append(b, 0x83), v.Value.Value)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSElementDescriptor) decode(d *decoder, pos, end int) {
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
			if name = "reference"; d.first(&seen, 0, h) {
				v.Reference = d.text(h)
			}
		case ctx | 2:
			if name = "parameter"; d.first(&seen, 1, h) {
				v.Parameter = Some(d.text(h))
			}
		case ctx | 3:
			if name = "value"; d.first(&seen, 2, h) {
				v.Value = Some(d.text(h))
			}
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
		d.absent(at, ^seen&0x1, "MMSElementDescriptor")
	}
}
