// Code generated from records/cc.decl; DO NOT EDIT.

package xiri

import "unsafe"

// ExtendedUPFCCPDU is a SEQUENCE of TS 33.128 R19 annex A.
type ExtendedUPFCCPDU struct {
	Payload UPFCCPDUPayload
	QFI     Opt[uint8]
	Sequence
}

func (v *ExtendedUPFCCPDU) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.Payload.encode(b, e); b == nil {
			return e.in("payload")
		}
		if len(b) == start {
			return e.missing("payload")
		}
		b = closed(b, start)
	}
	if v.QFI.Set {
		if v.QFI.Value > 63 {
			return e.outside("qFI", int64(v.QFI.Value), 0, 63)
		}
		b = appendInt(append(b, 0x82), int64(v.QFI.Value))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *ExtendedUPFCCPDU) decode(d *decoder, pos, end int) {
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
			if name = "payload"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.Payload.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "qFI"; d.first(&seen, 1, h) {
				if x, ok := d.maybeInteger(h, 0, 63, &v.Extra); ok {
					v.QFI = Some(uint8(x))
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
		d.absent(at, ^seen&0x1, "ExtendedUPFCCPDU")
	}
}

// UPFCCPDUPayload is a CHOICE of TS 33.128 R19 annex A.
type UPFCCPDUPayload struct {
	UPFIPCC           []byte
	UPFEthernetCC     []byte
	UPFUnstructuredCC []byte
	Choice
}

func (v *UPFCCPDUPayload) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.UPFIPCC != nil {
		n++
		b = appendOctets(append(b, 0x81), v.UPFIPCC)
	}
	if v.UPFEthernetCC != nil {
		n++
		b = appendOctets(append(b, 0x82), v.UPFEthernetCC)
	}
	if v.UPFUnstructuredCC != nil {
		n++
		b = appendOctets(append(b, 0x83), v.UPFUnstructuredCC)
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

func (v *UPFCCPDUPayload) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "uPFIPCC"
		v.UPFIPCC = d.octets(h)
	case ctx | 2:
		name = "uPFEthernetCC"
		v.UPFEthernetCC = d.octets(h)
	case ctx | 3:
		name = "uPFUnstructuredCC"
		v.UPFUnstructuredCC = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// MMSCCPDU is a SEQUENCE of TS 33.128 R19 annex A.
type MMSCCPDU struct {
	Version       MMSVersion
	TransactionID string
	MMSContent    []byte
	Sequence
}

func (v *MMSCCPDU) encode(b []byte, e *encoder) []byte {
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
	if !(v.MMSContent != nil) {
		return e.missing("mMSContent")
	}
	{
		b = appendOctets(append(b, 0x83), v.MMSContent)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *MMSCCPDU) decode(d *decoder, pos, end int) {
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
			if name = "mMSContent"; d.first(&seen, 2, h) {
				v.MMSContent = d.octets(h)
			}
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
		d.absent(at, ^seen&0x7, "MMSCCPDU")
	}
}

// IMSCCPDU is a SEQUENCE of TS 33.128 R19 annex A.
type IMSCCPDU struct {
	Payload []byte
	SDPInfo []byte
	Sequence
}

func (v *IMSCCPDU) encode(b []byte, e *encoder) []byte {
	if !(v.Payload != nil) {
		return e.missing("payload")
	}
	{
		b = appendOctets(append(b, 0x81), v.Payload)
	}
	if v.SDPInfo != nil {
		b = appendOctets(append(b, 0x82), v.SDPInfo)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IMSCCPDU) decode(d *decoder, pos, end int) {
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
			if name = "payload"; d.first(&seen, 0, h) {
				v.Payload = d.octets(h)
			}
		case ctx | 2:
			if name = "sDPInfo"; d.first(&seen, 1, h) {
				v.SDPInfo = d.octets(h)
			}
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
		d.absent(at, ^seen&0x1, "IMSCCPDU")
	}
}

// RCSCCPDU is a CHOICE of TS 33.128 R19 annex A.
type RCSCCPDU struct {
	EncapsulatedRCSPayload EncapsulatedRCSPayload
	Choice
}

func (v *RCSCCPDU) encode(b []byte, e *encoder) []byte {
	n := 0
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.EncapsulatedRCSPayload.encode(b, e); b == nil {
			return e.in("encapsulatedRCSPayload")
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

func (v *RCSCCPDU) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "encapsulatedRCSPayload"
		if d.open(h) {
			v.EncapsulatedRCSPayload.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}
