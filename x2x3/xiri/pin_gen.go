// Code generated from records/pin.decl; DO NOT EDIT.

package xiri

import "unsafe"

// FiveGPINAPPMessage is the record fiveGPINAPPMessage [188] of the PIN, TS 33.128 R19 clause 7.18.2.
type FiveGPINAPPMessage struct {
	PINEIdentities []PINEIdentity
	MACAddress     []byte
	PINID          Opt[string]
	PINServerID    string
	PINAPPMessage  XMLType
	Sequence
}

func (v *FiveGPINAPPMessage) encode(b []byte, e *encoder) []byte {
	if !(v.PINEIdentities != nil) {
		return e.missing("pINEIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.PINEIdentities); b == nil {
			return e.in("pINEIdentities")
		}
		b = closed(b, start)
	}
	if v.MACAddress != nil {
		b = appendOctets(append(b, 0x82), v.MACAddress)
	}
	if v.PINID.Set {
		b = appendText(append(b, 0x83), v.PINID.Value)
	}
	{
		b = appendText(append(b, 0x84), v.PINServerID)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.PINAPPMessage.encode(b, e); b == nil {
			return e.in("pINAPPMessage")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGPINAPPMessage) decode(d *decoder, pos, end int) {
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
			if name = "pINEIdentities"; d.first(&seen, 0, h) {
				v.PINEIdentities = choices[PINEIdentity](d, h)
			}
		case ctx | 2:
			if name = "mACAddress"; d.first(&seen, 1, h) {
				v.MACAddress = d.octets(h)
			}
		case ctx | 3:
			if name = "pINID"; d.first(&seen, 2, h) {
				v.PINID = Some(d.text(h))
			}
		case ctx | 4:
			if name = "pINServerID"; d.first(&seen, 3, h) {
				v.PINServerID = d.text(h)
			}
		case ctx | 5:
			if name = "pINAPPMessage"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.PINAPPMessage.decode(d, h.start, h.stop)
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
	if seen&0x19 != 0x19 {
		d.absent(at, ^seen&0x19, "FiveGPINAPPMessage")
	}
}

func (*FiveGPINAPPMessage) alternative() (uint32, string) { return 188, "fiveGPINAPPMessage" }

// FiveGStartOfInterceptionWithPINClientInPIN is the record fiveGStartOfInterceptionWithPINClientInPIN [189] of
// the PIN, TS 33.128 R19 clause 7.18.2.
type FiveGStartOfInterceptionWithPINClientInPIN struct {
	PINClientInPINS *PINClientInPINS
	PINClientsInPIN *PINClientsInPIN
	Choice
}

func (v *FiveGStartOfInterceptionWithPINClientInPIN) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.PINClientInPINS != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.PINClientInPINS.encode(b, e); b == nil {
			return e.in("pINClientInPINS")
		}
		b = closed(b, start)
	}
	if v.PINClientsInPIN != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.PINClientsInPIN.encode(b, e); b == nil {
			return e.in("pINClientsInPIN")
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

func (v *FiveGStartOfInterceptionWithPINClientInPIN) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "pINClientInPINS"
		if d.open(h) {
			v.PINClientInPINS = new(PINClientInPINS)
			v.PINClientInPINS.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "pINClientsInPIN"
		if d.open(h) {
			v.PINClientsInPIN = new(PINClientsInPIN)
			v.PINClientsInPIN.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

func (*FiveGStartOfInterceptionWithPINClientInPIN) alternative() (uint32, string) {
	return 189, "fiveGStartOfInterceptionWithPINClientInPIN"
}

// PINClientInPINS is a SEQUENCE of TS 33.128 R19 annex A.
type PINClientInPINS struct {
	PINEIdentities   []PINEIdentity
	MACAddress       []byte
	PINServerID      string
	PINClientProfile XMLType
	PINProfiles      []XMLType
	Sequence
}

func (v *PINClientInPINS) encode(b []byte, e *encoder) []byte {
	if !(v.PINEIdentities != nil) {
		return e.missing("pINEIdentities")
	}
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendChoices(b, e, v.PINEIdentities); b == nil {
			return e.in("pINEIdentities")
		}
		b = closed(b, start)
	}
	if v.MACAddress != nil {
		b = appendOctets(append(b, 0x82), v.MACAddress)
	}
	{
		b = appendText(append(b, 0x83), v.PINServerID)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PINClientProfile.encode(b, e); b == nil {
			return e.in("pINClientProfile")
		}
		b = closed(b, start)
	}
	if !(v.PINProfiles != nil) {
		return e.missing("pINProfiles")
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PINProfiles); b == nil {
			return e.in("pINProfiles")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PINClientInPINS) decode(d *decoder, pos, end int) {
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
			if name = "pINEIdentities"; d.first(&seen, 0, h) {
				v.PINEIdentities = choices[PINEIdentity](d, h)
			}
		case ctx | 2:
			if name = "mACAddress"; d.first(&seen, 1, h) {
				v.MACAddress = d.octets(h)
			}
		case ctx | 3:
			if name = "pINServerID"; d.first(&seen, 2, h) {
				v.PINServerID = d.text(h)
			}
		case ctx | 4:
			if name = "pINClientProfile"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PINClientProfile.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "pINProfiles"; d.first(&seen, 4, h) {
				v.PINProfiles = sequences[XMLType](d, h)
			}
		default:
			d.keep(&v.Extra, h)
		}
		if d.err != nil {
			d.in(name)
			return
		}
		pos = h.next
	}
	if seen&0x1d != 0x1d {
		d.absent(at, ^seen&0x1d, "PINClientInPINS")
	}
}

// PINClientsInPIN is a SEQUENCE of TS 33.128 R19 annex A.
type PINClientsInPIN struct {
	PINID             string
	PINServerID       string
	PINClientProfiles []XMLType
	PINProfile        XMLType
	Sequence
}

func (v *PINClientsInPIN) encode(b []byte, e *encoder) []byte {
	{
		b = appendText(append(b, 0x81), v.PINID)
	}
	{
		b = appendText(append(b, 0x82), v.PINServerID)
	}
	if !(v.PINClientProfiles != nil) {
		return e.missing("pINClientProfiles")
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = appendSequences(b, e, v.PINClientProfiles); b == nil {
			return e.in("pINClientProfiles")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.PINProfile.encode(b, e); b == nil {
			return e.in("pINProfile")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *PINClientsInPIN) decode(d *decoder, pos, end int) {
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
			if name = "pINID"; d.first(&seen, 0, h) {
				v.PINID = d.text(h)
			}
		case ctx | 2:
			if name = "pINServerID"; d.first(&seen, 1, h) {
				v.PINServerID = d.text(h)
			}
		case ctx | 3:
			if name = "pINClientProfiles"; d.first(&seen, 2, h) {
				v.PINClientProfiles = sequences[XMLType](d, h)
			}
		case ctx | 4:
			if name = "pINProfile"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.PINProfile.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0xf, "PINClientsInPIN")
	}
}

// PINEIdentity is a CHOICE of TS 33.128 R19 annex A.
type PINEIdentity struct {
	PINClientID   string
	GPSI          GPSI
	IdentityToken string
	Choice
}

func (v *PINEIdentity) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.PINClientID != "" {
		n++
		b = appendText(append(b, 0x81), v.PINClientID)
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
			n++
		}
	}
	if v.IdentityToken != "" {
		n++
		b = appendText(append(b, 0x83), v.IdentityToken)
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

func (v *PINEIdentity) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "pINClientID"
		if v.PINClientID = d.text(h); v.PINClientID == "" {
			v.Choice.Other = d.raw(h)
		}
	case ctx | 2:
		name = "gPSI"
		if d.open(h) {
			v.GPSI.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "identityToken"
		if v.IdentityToken = d.text(h); v.IdentityToken == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}
