// Code generated from records/ief.decl; DO NOT EDIT.

package xiri

import "time"
import "unsafe"
import "lilab/x2x3/ber"

// IEFRecord is a CHOICE of the module TS33128IdentityAssociation.
type IEFRecord struct {
	AssociationRecord   *IEFAssociationRecord
	DeassociationRecord *IEFDeassociationRecord
	Keepalive           *IEFKeepaliveMessage
	KeepaliveResponse   *IEFKeepaliveMessage
	Choice
}

func (v *IEFRecord) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.AssociationRecord != nil {
		n++
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.AssociationRecord.encode(b, e); b == nil {
			return e.in("associationRecord")
		}
		b = closed(b, start)
	}
	if v.DeassociationRecord != nil {
		n++
		b = append(b, 0xa2, 0)
		start := len(b)
		if b = v.DeassociationRecord.encode(b, e); b == nil {
			return e.in("deassociationRecord")
		}
		b = closed(b, start)
	}
	if v.Keepalive != nil {
		n++
		b = append(b, 0xa3, 0)
		start := len(b)
		if b = v.Keepalive.encode(b, e); b == nil {
			return e.in("keepalive")
		}
		b = closed(b, start)
	}
	if v.KeepaliveResponse != nil {
		n++
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.KeepaliveResponse.encode(b, e); b == nil {
			return e.in("keepaliveResponse")
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

func (v *IEFRecord) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "associationRecord"
		if d.open(h) {
			v.AssociationRecord = new(IEFAssociationRecord)
			v.AssociationRecord.decode(d, h.start, h.stop)
		}
	case ctx | 2:
		name = "deassociationRecord"
		if d.open(h) {
			v.DeassociationRecord = new(IEFDeassociationRecord)
			v.DeassociationRecord.decode(d, h.start, h.stop)
		}
	case ctx | 3:
		name = "keepalive"
		if d.open(h) {
			v.Keepalive = new(IEFKeepaliveMessage)
			v.Keepalive.decode(d, h.start, h.stop)
		}
	case ctx | 4:
		name = "keepaliveResponse"
		if d.open(h) {
			v.KeepaliveResponse = new(IEFKeepaliveMessage)
			v.KeepaliveResponse.decode(d, h.start, h.stop)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IEFAssociationRecord is a SEQUENCE of the module TS33128IdentityAssociation.
type IEFAssociationRecord struct {
	SUPI           IEFSUPI
	FiveGGUTI      []byte
	Timestamp      time.Time
	TAI            []byte
	NCGI           IEFNCGI
	NCGITime       time.Time
	SUCI           []byte
	PEI            IEFPEI
	FiveGSTAIList  [][]byte
	GPSI           IEFGPSI
	AdditionalCGIs *IEFAdditionalCGIs
	Sequence
}

func (v *IEFAssociationRecord) encode(b []byte, e *encoder) []byte {
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
	if !(v.FiveGGUTI != nil) {
		return e.missing("fiveGGUTI")
	}
	{
		b = appendOctets(append(b, 0x82), v.FiveGGUTI)
	}
	if !(!v.Timestamp.IsZero()) {
		return e.missing("timestamp")
	}
	{
		b = appendTime(append(b, 0x83), v.Timestamp)
	}
	if !(v.TAI != nil) {
		return e.missing("tAI")
	}
	{
		b = appendOctets(append(b, 0x84), v.TAI)
	}
	{
		b = append(b, 0xa5, 0)
		start := len(b)
		if b = v.NCGI.encode(b, e); b == nil {
			return e.in("nCGI")
		}
		b = closed(b, start)
	}
	if !(!v.NCGITime.IsZero()) {
		return e.missing("nCGITime")
	}
	{
		b = appendTime(append(b, 0x86), v.NCGITime)
	}
	if v.SUCI != nil {
		b = appendOctets(append(b, 0x87), v.SUCI)
	}
	{
		b = append(b, 0xa8, 0)
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
	if v.FiveGSTAIList != nil {
		b = append(b, 0xa9, 0)
		start := len(b)
		for _, x0 := range v.FiveGSTAIList {
			b = appendOctets(append(b, 0x04), x0)
		}
		b = closed(b, start)
	}
	{
		b = append(b, 0xaa, 0)
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
	if v.AdditionalCGIs != nil {
		b = append(b, 0xab, 0)
		start := len(b)
		if b = v.AdditionalCGIs.encode(b, e); b == nil {
			return e.in("additionalCGIs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IEFAssociationRecord) decode(d *decoder, pos, end int) {
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
			if name = "fiveGGUTI"; d.first(&seen, 1, h) {
				v.FiveGGUTI = d.octets(h)
			}
		case ctx | 3:
			if name = "timestamp"; d.first(&seen, 2, h) {
				v.Timestamp = d.time(h)
			}
		case ctx | 4:
			if name = "tAI"; d.first(&seen, 3, h) {
				v.TAI = d.octets(h)
			}
		case ctx | 5:
			if name = "nCGI"; d.first(&seen, 4, h) {
				if d.open(h) {
					v.NCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 6:
			if name = "nCGITime"; d.first(&seen, 5, h) {
				v.NCGITime = d.time(h)
			}
		case ctx | 7:
			if name = "sUCI"; d.first(&seen, 6, h) {
				v.SUCI = d.octets(h)
			}
		case ctx | 8:
			if name = "pEI"; d.first(&seen, 7, h) {
				if d.open(h) {
					v.PEI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 9:
			if name = "fiveGSTAIList"; d.first(&seen, 8, h) {
				v.FiveGSTAIList = list(d, h, 4, func(d *decoder, h header, v *[]byte) { *v = d.octets(h) })
			}
		case ctx | 10:
			if name = "gPSI"; d.first(&seen, 9, h) {
				if d.open(h) {
					v.GPSI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 11:
			if name = "additionalCGIs"; d.first(&seen, 10, h) {
				if d.open(h) {
					v.AdditionalCGIs = new(IEFAdditionalCGIs)
					v.AdditionalCGIs.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x3f, "IEFAssociationRecord")
	}
}

// IEFDeassociationRecord is a SEQUENCE of the module TS33128IdentityAssociation.
type IEFDeassociationRecord struct {
	SUPI           IEFSUPI
	FiveGGUTI      []byte
	Timestamp      time.Time
	NCGI           IEFNCGI
	NCGITime       time.Time
	AdditionalCGIs *IEFAdditionalCGIs
	Sequence
}

func (v *IEFDeassociationRecord) encode(b []byte, e *encoder) []byte {
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
	if !(v.FiveGGUTI != nil) {
		return e.missing("fiveGGUTI")
	}
	{
		b = appendOctets(append(b, 0x82), v.FiveGGUTI)
	}
	if !(!v.Timestamp.IsZero()) {
		return e.missing("timestamp")
	}
	{
		b = appendTime(append(b, 0x83), v.Timestamp)
	}
	{
		b = append(b, 0xa4, 0)
		start := len(b)
		if b = v.NCGI.encode(b, e); b == nil {
			return e.in("nCGI")
		}
		b = closed(b, start)
	}
	if !(!v.NCGITime.IsZero()) {
		return e.missing("nCGITime")
	}
	{
		b = appendTime(append(b, 0x85), v.NCGITime)
	}
	if v.AdditionalCGIs != nil {
		b = append(b, 0xa6, 0)
		start := len(b)
		if b = v.AdditionalCGIs.encode(b, e); b == nil {
			return e.in("additionalCGIs")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IEFDeassociationRecord) decode(d *decoder, pos, end int) {
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
			if name = "fiveGGUTI"; d.first(&seen, 1, h) {
				v.FiveGGUTI = d.octets(h)
			}
		case ctx | 3:
			if name = "timestamp"; d.first(&seen, 2, h) {
				v.Timestamp = d.time(h)
			}
		case ctx | 4:
			if name = "nCGI"; d.first(&seen, 3, h) {
				if d.open(h) {
					v.NCGI.decode(d, h.start, h.stop)
				}
			}
		case ctx | 5:
			if name = "nCGITime"; d.first(&seen, 4, h) {
				v.NCGITime = d.time(h)
			}
		case ctx | 6:
			if name = "additionalCGIs"; d.first(&seen, 5, h) {
				if d.open(h) {
					v.AdditionalCGIs = new(IEFAdditionalCGIs)
					v.AdditionalCGIs.decode(d, h.start, h.stop)
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
	if seen&0x1f != 0x1f {
		d.absent(at, ^seen&0x1f, "IEFDeassociationRecord")
	}
}

// IEFKeepaliveMessage is a SEQUENCE of the module TS33128IdentityAssociation.
type IEFKeepaliveMessage struct {
	SequenceNumber int64
	Sequence
}

func (v *IEFKeepaliveMessage) encode(b []byte, e *encoder) []byte {
	{
		b = appendInt(append(b, 0x81), int64(v.SequenceNumber))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IEFKeepaliveMessage) decode(d *decoder, pos, end int) {
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
			if name = "sequenceNumber"; d.first(&seen, 0, h) {
				v.SequenceNumber = int64(d.integer(h, -1<<63, 1<<63-1))
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
		d.absent(at, ^seen&0x1, "IEFKeepaliveMessage")
	}
}

// IEFAdditionalCGIs is a SEQUENCE of the module TS33128IdentityAssociation.
type IEFAdditionalCGIs struct {
	AdditionalNCGIList []IEFAdditionalNCGI
	Sequence
}

func (v *IEFAdditionalCGIs) encode(b []byte, e *encoder) []byte {
	if v.AdditionalNCGIList != nil {
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = appendSequences(b, e, v.AdditionalNCGIList); b == nil {
			return e.in("additionalNCGIList")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IEFAdditionalCGIs) decode(d *decoder, pos, end int) {
	if !d.spend(unsafe.Sizeof(*v), pos) {
		return
	}
	var seen uint64
	for pos < end {
		h := d.next(pos, end)
		name := ""
		switch h.tag {
		case ctx | 1:
			if name = "additionalNCGIList"; d.first(&seen, 0, h) {
				v.AdditionalNCGIList = sequences[IEFAdditionalNCGI](d, h)
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

// IEFAdditionalNCGI is a SEQUENCE of the module TS33128IdentityAssociation.
type IEFAdditionalNCGI struct {
	NCGI IEFNCGI
	Sequence
}

func (v *IEFAdditionalNCGI) encode(b []byte, e *encoder) []byte {
	{
		b = append(b, 0xa1, 0)
		start := len(b)
		if b = v.NCGI.encode(b, e); b == nil {
			return e.in("nCGI")
		}
		b = closed(b, start)
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IEFAdditionalNCGI) decode(d *decoder, pos, end int) {
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
			if name = "nCGI"; d.first(&seen, 0, h) {
				if d.open(h) {
					v.NCGI.decode(d, h.start, h.stop)
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
		d.absent(at, ^seen&0x1, "IEFAdditionalNCGI")
	}
}

// IEFNCGI is a SEQUENCE of the module TS33128IdentityAssociation.
type IEFNCGI struct {
	PLMNID []byte
	NCI    uint64
	Sequence
}

func (v *IEFNCGI) encode(b []byte, e *encoder) []byte {
	if !(v.PLMNID != nil) {
		return e.missing("pLMNID")
	}
	{
		b = appendOctets(append(b, 0x81), v.PLMNID)
	}
	{
		if v.NCI>>36 != 0 {
			return e.fail(ber.ErrValue, "nCI", "36 bits", "more")
		}
		b = append(append(b, 0x82), 6, 4, byte(v.NCI>>28), byte(v.NCI>>20), byte(v.NCI>>12), byte(v.NCI>>4), byte(v.NCI<<4))
	}
	for i := range v.Extra {
		b = append(b, v.Extra[i].Octets...)
	}
	return b
}

func (v *IEFNCGI) decode(d *decoder, pos, end int) {
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
			if name = "pLMNID"; d.first(&seen, 0, h) {
				v.PLMNID = d.octets(h)
			}
		case ctx | 2:
			if name = "nCI"; d.first(&seen, 1, h) {
				v.NCI = d.bits(h, 36)
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
		d.absent(at, ^seen&0x3, "IEFNCGI")
	}
}

// IEFSUPI is a CHOICE of the module TS33128IdentityAssociation.
type IEFSUPI struct {
	IMSI string
	NAI  string
	Choice
}

func (v *IEFSUPI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMSI != "" {
		n++
		b = appendText(append(b, 0x81), v.IMSI)
	}
	if v.NAI != "" {
		n++
		b = appendText(append(b, 0x82), v.NAI)
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

func (v *IEFSUPI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMSI"
		v.IMSI = d.some(d.digits(h), h)
	case ctx | 2:
		name = "nAI"
		if v.NAI = d.text(h); v.NAI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IEFPEI is a CHOICE of the module TS33128IdentityAssociation.
type IEFPEI struct {
	IMEI       string
	IMEISV     string
	MACAddress []byte
	EUI64      []byte
	Choice
}

func (v *IEFPEI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.IMEI != "" {
		n++
		b = appendText(append(b, 0x81), v.IMEI)
	}
	if v.IMEISV != "" {
		n++
		b = appendText(append(b, 0x82), v.IMEISV)
	}
	if v.MACAddress != nil {
		n++
		b = appendOctets(append(b, 0x83), v.MACAddress)
	}
	if v.EUI64 != nil {
		n++
		b = appendOctets(append(b, 0x84), v.EUI64)
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

func (v *IEFPEI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "iMEI"
		v.IMEI = d.some(d.digits(h), h)
	case ctx | 2:
		name = "iMEISV"
		v.IMEISV = d.some(d.digits(h), h)
	case ctx | 3:
		name = "mACAddress"
		v.MACAddress = d.octets(h)
	case ctx | 4:
		name = "eUI64"
		v.EUI64 = d.octets(h)
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}

// IEFGPSI is a CHOICE of the module TS33128IdentityAssociation.
type IEFGPSI struct {
	GPSIMSISDN string
	GPSINAI    string
	Choice
}

func (v *IEFGPSI) encode(b []byte, e *encoder) []byte {
	n := 0
	if v.GPSIMSISDN != "" {
		n++
		b = appendText(append(b, 0x81), v.GPSIMSISDN)
	}
	if v.GPSINAI != "" {
		n++
		b = appendText(append(b, 0x82), v.GPSINAI)
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

func (v *IEFGPSI) decode(d *decoder, pos, end int) {
	h, ok := d.alternative(pos, end)
	if !ok {
		return
	}
	name := ""
	switch h.tag {
	case ctx | 1:
		name = "gPSIMSISDN"
		v.GPSIMSISDN = d.some(d.digits(h), h)
	case ctx | 2:
		name = "gPSINAI"
		if v.GPSINAI = d.text(h); v.GPSINAI == "" {
			v.Choice.Other = d.raw(h)
		}
	default:
		v.Choice.Other = d.raw(h)
	}
	if d.err != nil {
		d.in(name)
	}
}
