package ngap

import (
	"github.com/free5gc/ngap/ie"

	"lilab/sim/event"
)

// UESecurityCapabilities encodes the NR algorithms a UE supports, TS 38.413 R17 clause 9.3.1.86. ea and ia are the
// octets of the NAS UE security capability, whose highest bit stands for algorithm 0; NGAP leaves that bit out.
func UESecurityCapabilities(ea, ia uint8) *ie.UESecurityCapabilities {
	return &ie.UESecurityCapabilities{
		NRencryptionAlgorithms:             &ie.NRencryptionAlgorithms{Value: bits(uint64(ea)<<9&0xffff, 16)},
		NRintegrityProtectionAlgorithms:    &ie.NRintegrityProtectionAlgorithms{Value: bits(uint64(ia)<<9&0xffff, 16)},
		EUTRAencryptionAlgorithms:          &ie.EUTRAencryptionAlgorithms{Value: bits(0, 16)},
		EUTRAintegrityProtectionAlgorithms: &ie.EUTRAintegrityProtectionAlgorithms{Value: bits(0, 16)},
	}
}

// SecurityKey encodes KgNB, clause 9.3.1.87.
func SecurityKey(k [32]byte) *ie.SecurityKey {
	s := &ie.SecurityKey{}
	s.Value.Bytes = append([]byte(nil), k[:]...)
	s.Value.BitLength = 256
	return s
}

// ParseSecurityKey decodes KgNB.
func ParseSecurityKey(k *ie.SecurityKey) (key [32]byte, ok bool) {
	if k == nil || k.Value.BitLength != 256 || len(k.Value.Bytes) != 32 {
		return key, false
	}
	copy(key[:], k.Value.Bytes)
	return key, true
}

// AllowedNSSAI encodes the allowed slices, clause 9.3.1.31.
func AllowedNSSAI(slices []event.SNSSAI) *ie.AllowedNSSAI {
	out := &ie.AllowedNSSAI{}
	for _, s := range slices {
		out.List = append(out.List, ie.AllowedNSSAIItem{SNSSAI: SNSSAI(s)})
	}
	return out
}

// SliceSupport encodes a list of supported slices, clause 9.3.1.17.
func SliceSupport(slices []event.SNSSAI) *ie.SliceSupportList {
	out := &ie.SliceSupportList{}
	for _, s := range slices {
		out.List = append(out.List, ie.SliceSupportItem{SNSSAI: SNSSAI(s)})
	}
	return out
}

// MaskedIMEISV encodes an IMEISV with the last four digits of the serial number hidden, clause 9.3.1.54:
// digits in the order of the IMEISV, two an octet, the first in the high half.
func MaskedIMEISV(imeisv string) *ie.MaskedIMEISV {
	if len(imeisv) != 16 {
		return nil
	}
	d := []byte(imeisv)
	copy(d[10:14], "????")
	m := &ie.MaskedIMEISV{}
	m.Value.BitLength = 64
	m.Value.Bytes = make([]byte, 8)
	for i, c := range d {
		n := byte(0xf)
		if c >= '0' && c <= '9' {
			n = c - '0'
		}
		m.Value.Bytes[i/2] |= n << (4 * (1 - i%2))
	}
	return m
}
