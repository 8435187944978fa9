package xiri

var (
	typeSST           = &intType{"INTEGER", 0, 255}
	typeSD            = &octetsType{"OCTET STRING", 3, 3}
	typeRejectedCause = &intType{"RejectedSliceCauseValue", 0, 255}
)

// SNSSAI is a SEQUENCE: a slice, TS 23.003 clause 28.4.2.
type SNSSAI struct {
	SliceServiceType uint8
	// SliceDifferentiator has 3 octets.
	SliceDifferentiator            []byte
	MappedHPLMNSliceServiceType    Opt[uint8]
	MappedHPLMNSliceDifferentiator []byte
	Sequence
}

func (v *SNSSAI) walk(c *codec) {
	integer(c, 1, "sliceServiceType", mandatory, typeSST, &v.SliceServiceType)
	c.octets(2, "sliceDifferentiator", optional, typeSD, &v.SliceDifferentiator)
	maybeInteger(c, 3, "mappedHPLMNSliceServiceType", optional, typeSST, &v.MappedHPLMNSliceServiceType)
	c.octets(4, "mappedHPLMNSliceDifferentiator", optional, typeSD, &v.MappedHPLMNSliceDifferentiator)
}

// RejectedSNSSAI is a SEQUENCE: a slice that was refused and why, TS 24.501 clause 9.11.3.46.
type RejectedSNSSAI struct {
	CauseValue uint8
	SNSSAI     SNSSAI
	Sequence
}

func (v *RejectedSNSSAI) walk(c *codec) {
	integer(c, 1, "causeValue", mandatory, typeRejectedCause, &v.CauseValue)
	c.value(2, "sNSSAI", mandatory, &v.SNSSAI)
}

// Slice is a SEQUENCE: the slices of a registration.
type Slice struct {
	AllowedNSSAI, ConfiguredNSSAI []SNSSAI
	RejectedNSSAI                 []RejectedSNSSAI
	Sequence
}

func (v *Slice) walk(c *codec) {
	list(c, 1, "allowedNSSAI", optional, &v.AllowedNSSAI)
	list(c, 2, "configuredNSSAI", optional, &v.ConfiguredNSSAI)
	list(c, 3, "rejectedNSSAI", optional, &v.RejectedNSSAI)
}
