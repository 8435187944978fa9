// Code generated from records/fivegddnmf.decl; DO NOT EDIT.

package xiri

import "unsafe"

// FiveGDDNMFProSeUNIDirectDiscovery is the record fiveGDDNMFProSeUNIDirectDiscovery [184] of the 5G DDNMF, TS
// 33.128 R19 clause 7.17.2.
type FiveGDDNMFProSeUNIDirectDiscovery struct {
	SUPI              SUPI
	GPSI              GPSI
	FiveGProSeMessage FiveGProSeMessage
	Sequence
}

func (v *FiveGDDNMFProSeUNIDirectDiscovery) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.SUPI.encode(b, e); b == nil {
			return e.in("sUPI")
		}
		if len(b) == start {
			return e.missing("sUPI")
		}
		b = closed(b, start)
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
		}
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FiveGProSeMessage.encode(b, e); b == nil {
			return e.in("fiveGProSeMessage")
		}
		if len(b) == start {
			return e.missing("fiveGProSeMessage")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGDDNMFProSeUNIDirectDiscovery) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "fiveGProSeMessage"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FiveGProSeMessage.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x5, "FiveGDDNMFProSeUNIDirectDiscovery")
	}
}

func (*FiveGDDNMFProSeUNIDirectDiscovery) alternative() (uint32, string) {
	return 184, "fiveGDDNMFProSeUNIDirectDiscovery"
}

// FiveGDDNMFProSeNNIDirectDiscovery is the record fiveGDDNMFProSeNNIDirectDiscovery [185] of the 5G DDNMF, TS
// 33.128 R19 clause 7.17.2.
type FiveGDDNMFProSeNNIDirectDiscovery struct {
	SUPI                                  SUPI
	GPSI                                  GPSI
	FiveGDDNMFProSeDirectDiscoveryMessage SBIType
	Sequence
}

func (v *FiveGDDNMFProSeNNIDirectDiscovery) encode(b []byte, e *encoder) []byte {
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
		}
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
		}
	}
	{
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.FiveGDDNMFProSeDirectDiscoveryMessage.encode(b, e); b == nil {
			return e.in("fiveGDDNMFProSeDirectDiscoveryMessage")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *FiveGDDNMFProSeNNIDirectDiscovery) decode(d *decoder, pos, end int) {
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
			if name = "sUPI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.SUPI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 2:
			if name = "gPSI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "fiveGDDNMFProSeDirectDiscoveryMessage"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.FiveGDDNMFProSeDirectDiscoveryMessage.decode(d, h.start, h.stop)
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
	if seen&0x4 != 0x4 {
		d.absent(at, ^seen&0x4, "FiveGDDNMFProSeNNIDirectDiscovery")
	}
}

func (*FiveGDDNMFProSeNNIDirectDiscovery) alternative() (uint32, string) {
	return 185, "fiveGDDNMFProSeNNIDirectDiscovery"
}

// FiveGProSeMessage is a CHOICE of TS 33.128 R19 annex A.
type FiveGProSeMessage struct {
	FiveGProSeDirectDiscoveryMessage        *XMLType
	FiveGProSeUsageInformationReportMessage *XMLType
	Choice
}

func (v *FiveGProSeMessage) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.FiveGProSeDirectDiscoveryMessage != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.FiveGProSeDirectDiscoveryMessage.encode(b, e); b == nil {
			return e.in("fiveGProSeDirectDiscoveryMessage")
		}
		b = closed(b, start)
	}
	if v.FiveGProSeUsageInformationReportMessage != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.FiveGProSeUsageInformationReportMessage.encode(b, e); b == nil {
			return e.in("fiveGProSeUsageInformationReportMessage")
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

func (v *FiveGProSeMessage) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "fiveGProSeDirectDiscoveryMessage"
		if d.open(h) {
			v.FiveGProSeDirectDiscoveryMessage = new(XMLType)
			v.FiveGProSeDirectDiscoveryMessage.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "fiveGProSeUsageInformationReportMessage"
		if d.open(h) {
			v.FiveGProSeUsageInformationReportMessage = new(XMLType)
			v.FiveGProSeUsageInformationReportMessage.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}
