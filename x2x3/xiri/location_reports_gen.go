// Code generated from records/location_reports.decl; DO NOT EDIT.

package xiri

import "unsafe"

// LALSReport is the record lALSReport [13] of the LALS, TS 33.128 R19 clause 7.3.1.4.
type LALSReport struct {
	SUPI          SUPI
	DeprecatedPEI PEI
	GPSI          GPSI
	Location      *Location
	IMPU          IMPU
	IMSI          string
	MSISDN        string
	Sequence
}

func (v *LALSReport) encode(b []byte, e *encoder) []byte {
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
		if b = v.DeprecatedPEI.encode(b, e); b == nil {
			return e.in("deprecatedPEI")
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
		if b = v.GPSI.encode(b, e); b == nil {
			return e.in("gPSI")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
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
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.IMPU.encode(b, e); b == nil {
			return e.in("iMPU")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.IMSI != "" {
		b = appendText(append(b, 0x87), v.IMSI)
	}
	if v.MSISDN != "" {
		b = appendText(append(b, 0x88), v.MSISDN)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *LALSReport) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
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
			if name = "deprecatedPEI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.DeprecatedPEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "gPSI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
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
			if name = "iMPU"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.IMPU.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "iMSI"; d.first(&seen, 5, h) {
				v.IMSI = d.some(d.digits(h), h)
			}
		case ctx | 8:
			if name = "mSISDN"; d.first(&seen, 6, h) {
				v.MSISDN = d.some(d.digits(h), h)
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

func (*LALSReport) alternative() (uint32, string) { return 13, "lALSReport" }

// SeparatedLocationReporting is the record separatedLocationReporting [102] of the Location, TS 33.128 R19
// clause 7.3.4.1.
type SeparatedLocationReporting struct {
	SUPI                  SUPI
	SUCI                  *SUCI
	PEI                   PEI
	GPSI                  GPSI
	GUTI                  *FiveGGUTI
	Location              Location
	Non3GPPAccessEndpoint UEEndpointAddress
	RATType               Opt[RATType]
	EPSIdentities         *EPSSubscriberIDs
	Sequence
}

func (v *SeparatedLocationReporting) encode(b []byte, e *encoder) []byte {
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
	if v.SUCI != nil {
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.SUCI.encode(b, e); b == nil {
			return e.in("sUCI")
		}
		b = closed(b, start)
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
		}
	}
	{
		b = append(b, 0xa4, 0)
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
	if v.GUTI != nil {
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.GUTI.encode(b, e); b == nil {
			return e.in("gUTI")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.Location.encode(b, e); b == nil {
			return e.in("location")
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xa7, 0)
		start := len(b)
		if b = v.Non3GPPAccessEndpoint.encode(b, e); b == nil {
			return e.in("non3GPPAccessEndpoint")
		}
		if len(b) == start {
			b = b[:start-2]
		} else {
			b = closed(b, start)
		}
	}
	if v.RATType.Set {
		b = appendInt(append(b, 0x88), int64(v.RATType.Value))
	}
	if v.EPSIdentities != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		if b = v.EPSIdentities.encode(b, e); b == nil {
			return e.in("ePSIdentities")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *SeparatedLocationReporting) decode(d *decoder, pos, end int) {
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
			if name = "sUCI"; d.first(&seen, 1, h) {
				if d.open(h) {
					v.SUCI = new(SUCI)
					v.SUCI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 3:
			if name = "pEI"; d.first(&seen, 2, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 4:
			if name = "gPSI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "gUTI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.GUTI = new(FiveGGUTI)
					v.GUTI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "location"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.Location.decode(d, h.start, h.stop)
				}
			}
		case ctx | 7:
			if name = "non3GPPAccessEndpoint"; d.first(&seen, 6, h) {
				if d.open(h) {
					v.Non3GPPAccessEndpoint.decode(d, h.start, h.stop)
				}
			}
		case ctx | 8:
			if name = "rATType"; d.first(&seen, 7, h) {
				v.RATType = Some(RATType(d.enumerated(h)))
			}
		case ctx | 9:
			if name = "ePSIdentities"; d.first(&seen, 8, h) {
				if d.open(h) {
					v.EPSIdentities = new(EPSSubscriberIDs)
					v.EPSIdentities.decode(d, h.start, h.stop)
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
	if seen&0x21 != 0x21 {
		d.absent(at, ^seen&0x21, "SeparatedLocationReporting")
	}
}

func (*SeparatedLocationReporting) alternative() (uint32, string) {
	return 102, "separatedLocationReporting"
}
