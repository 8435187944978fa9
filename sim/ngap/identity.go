package ngap

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
	"lilab/sim/nas"
)

var errMissing = errors.New("missing")

func bits(v uint64, n uint) aper.BitString {
	octets := (n + 7) / 8
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], v<<(octets*8-n))
	return aper.BitString{Bytes: append([]byte(nil), b[8-octets:]...), BitLength: uint64(n)}
}

func uintOf(b aper.BitString, n uint) (uint64, error) {
	octets := (n + 7) / 8
	if b.BitLength != uint64(n) || uint(len(b.Bytes)) != octets {
		return 0, fmt.Errorf("%d bits in %d octets, want %d bits", b.BitLength, len(b.Bytes), n)
	}
	var w [8]byte
	copy(w[8-octets:], b.Bytes)
	return binary.BigEndian.Uint64(w[:]) >> (octets*8 - n), nil
}

// PLMN encodes a PLMN identity, TS 38.413 R17 clause 9.3.3.5.
func PLMN(p event.PLMN) *ie.PLMNIdentity {
	o := nas.PLMN(p)
	return &ie.PLMNIdentity{Value: o[:]}
}

// ParsePLMN decodes a PLMN identity.
func ParsePLMN(p *ie.PLMNIdentity) (event.PLMN, error) {
	if p == nil {
		return event.PLMN{}, fmt.Errorf("PLMN identity: %w", errMissing)
	}
	return nas.ParsePLMN(p.Value)
}

// TAI encodes a tracking area identity, clause 9.3.3.11.
func TAI(t event.TAI) *ie.TAI {
	return &ie.TAI{PLMNIdentity: PLMN(t.PLMN), TAC: TAC(t.TAC)}
}

// TAC encodes a tracking area code, clause 9.3.3.10.
func TAC(tac uint32) *ie.TAC {
	return &ie.TAC{Value: []byte{byte(tac >> 16), byte(tac >> 8), byte(tac)}}
}

// ParseTAI decodes a tracking area identity.
func ParseTAI(t *ie.TAI) (event.TAI, error) {
	if t == nil {
		return event.TAI{}, fmt.Errorf("TAI: %w", errMissing)
	}
	p, err := ParsePLMN(t.PLMNIdentity)
	if err != nil {
		return event.TAI{}, fmt.Errorf("TAI: %w", err)
	}
	tac, err := ParseTAC(t.TAC)
	if err != nil {
		return event.TAI{}, fmt.Errorf("TAI: %w", err)
	}
	return event.TAI{PLMN: p, TAC: tac}, nil
}

// ParseTAC decodes a tracking area code.
func ParseTAC(t *ie.TAC) (uint32, error) {
	if t == nil || len(t.Value) != 3 {
		return 0, fmt.Errorf("TAC: %w", errMissing)
	}
	return uint32(t.Value[0])<<16 | uint32(t.Value[1])<<8 | uint32(t.Value[2]), nil
}

// SNSSAI encodes a slice, clause 9.3.1.24.
func SNSSAI(s event.SNSSAI) *ie.SNSSAI {
	out := &ie.SNSSAI{SST: &ie.SST{Value: []byte{s.SST}}}
	if len(s.SD) == 3 {
		out.SD = &ie.SD{Value: append([]byte(nil), s.SD...)}
	}
	return out
}

// GUAMI encodes a globally unique AMF identifier, clause 9.3.3.3.
func GUAMI(g event.GUAMI) *ie.GUAMI {
	return &ie.GUAMI{
		PLMNIdentity: PLMN(g.PLMN),
		AMFRegionID:  &ie.AMFRegionID{Value: bits(uint64(g.AMFRegionID), 8)},
		AMFSetID:     &ie.AMFSetID{Value: bits(uint64(g.AMFSetID), 10)},
		AMFPointer:   &ie.AMFPointer{Value: bits(uint64(g.AMFPointer), 6)},
	}
}

// STMSI encodes the 5G-S-TMSI of a 5G-GUTI, clause 9.3.3.20.
func STMSI(g event.GUTI) *ie.FiveGSTMSI {
	return &ie.FiveGSTMSI{
		AMFSetID:   &ie.AMFSetID{Value: bits(uint64(g.AMFSetID), 10)},
		AMFPointer: &ie.AMFPointer{Value: bits(uint64(g.AMFPointer), 6)},
		FiveGTMSI:  &ie.FiveGTMSI{Value: binary.BigEndian.AppendUint32(nil, g.TMSI)},
	}
}

// GNBID encodes a global gNB identifier of the given length in bits, clause 9.3.1.6.
func GNBID(p event.PLMN, id uint32, length int) *ie.GlobalRANNodeID {
	return &ie.GlobalRANNodeID{Choice: &ie.GlobalGNBID{
		PLMNIdentity: PLMN(p),
		GNBID:        &ie.GNBID{Choice: &ie.GNBIDForGNBID{Value: bits(uint64(id), uint(length))}},
	}}
}
