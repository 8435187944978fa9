package event

import (
	"fmt"
	"time"
)

// PLMN is a public land mobile network identity, TS 23.003 clause 12.1.
type PLMN struct {
	// MCC has three digits, MNC two or three.
	MCC, MNC string
}

// String returns "mcc-mnc" with the digits as they are, for example "001-01".
func (p PLMN) String() string { return p.MCC + "-" + p.MNC }

// MNC3 returns the MNC padded to three digits as domain names and serving network names want it,
// TS 23.003 clause 28.2, TS 24.501 clause 9.12.1.
func (p PLMN) MNC3() string {
	if len(p.MNC) == 2 {
		return "0" + p.MNC
	}
	return p.MNC
}

// Domain returns the home network domain of the 5G core, TS 23.003 clause 28.2:
// "5gc.mnc<MNC>.mcc<MCC>.3gppnetwork.org".
func (p PLMN) Domain() string {
	return "5gc.mnc" + p.MNC3() + ".mcc" + p.MCC + ".3gppnetwork.org"
}

// ServingNetworkName returns "5G:mnc<MNC>.mcc<MCC>.3gppnetwork.org", TS 24.501 clause 9.12.1.
func (p PLMN) ServingNetworkName() string {
	return "5G:mnc" + p.MNC3() + ".mcc" + p.MCC + ".3gppnetwork.org"
}

// SUCI is a subscription concealed identifier of SUPI type IMSI, TS 23.003 clause 2.2B.
type SUCI struct {
	HomeNetwork PLMN
	// RoutingIndicator has one to four digits.
	RoutingIndicator string
	// Scheme is the protection scheme identifier: 0 null, 1 profile A, 2 profile B (TS 33.501 annex C.1).
	Scheme uint8
	// HomeNetworkPublicKeyID is 0 for the null scheme.
	HomeNetworkPublicKeyID uint8
	// SchemeOutput is the scheme output as octets; for the null scheme the MSIN in packed BCD
	// as it stands in the NAS mobile identity (TS 24.501 figure 9.11.3.4.3).
	SchemeOutput []byte
}

// GUTI is a 5G-GUTI, TS 23.003 clause 2.10.1.
type GUTI struct {
	PLMN        PLMN
	AMFRegionID uint8
	AMFSetID    uint16 // 10 bits
	AMFPointer  uint8  // 6 bits
	TMSI        uint32
}

// String returns "5gguti-MCC-MNC-RR-SSS-PP-TTTTTTTT" with hexadecimal fields.
func (g GUTI) String() string {
	return fmt.Sprintf("5gguti-%s-%s-%02x-%03x-%02x-%08x", g.PLMN.MCC, g.PLMN.MNC, g.AMFRegionID, g.AMFSetID, g.AMFPointer, g.TMSI)
}

// GUAMI names an AMF, TS 23.003 clause 2.10.1.
type GUAMI struct {
	PLMN        PLMN
	AMFRegionID uint8
	AMFSetID    uint16
	AMFPointer  uint8
}

// Subscriber is what a network function knows of whom an event is about. Empty means not known there.
type Subscriber struct {
	// SUPI holds the IMSI digits, without the "imsi-" prefix.
	SUPI string
	// Authenticated is true when SUPI was proved: the home network authenticated it and, at an AMF,
	// the NAS security mode procedure succeeded with keys bound to it (TS 33.501 clauses 6.1.3, A.7).
	// A SUPI that was only claimed (null scheme, home mismatch) has false.
	Authenticated bool
	SUCI          *SUCI
	// PEI holds the 16 digits of an IMEISV.
	PEI string
	// GPSI holds MSISDN digits, without the "msisdn-" prefix; empty where the home did not supply it.
	GPSI string
}

// TAI is a tracking area identity, TS 23.003 clause 19.4.2.3. TAC has 24 bits.
type TAI struct {
	PLMN PLMN
	TAC  uint32
}

// Location is where the radio network says the UE is.
type Location struct {
	TAI TAI
	// NCGIPLMN and NRCellID (36 bits) are the NR cell global identity.
	NCGIPLMN PLMN
	NRCellID uint64
	// Time is when the gNB reported it.
	Time time.Time
}

// SNSSAI is a slice, TS 23.003 clause 28.4.2. SD is nil or three octets.
type SNSSAI struct {
	SST uint8
	SD  []byte
}
