package xiri

var (
	typeSBIReference = &textType{"SBIReference", "UTF8String", 0, 0}
	typeSBIValue     = &textType{"SBIValue", "UTF8String", 0, 0}
)

// UDMStartOfInterceptionWithRegisteredTarget is the record of a task that starts while the UDM knows a
// serving network of the target, TS 33.128 R19 clause 7.2.2.3.
type UDMStartOfInterceptionWithRegisteredTarget struct {
	SUPI SUPI
	GPSI GPSI
	// UDMSubscriptionDataSets holds SubscriptionDataSets of TS 29.503 in JSON.
	UDMSubscriptionDataSets SBIType
	Sequence
}

func (v *UDMStartOfInterceptionWithRegisteredTarget) walk(c *codec) {
	c.about("TS 33.128 R19 clause 7.2.2.3")
	c.value(1, "sUPI", mandatory, &v.SUPI)
	c.value(2, "gPSI", optional, &v.GPSI)
	c.value(3, "uDMSubscriptionDataSets", mandatory, &v.UDMSubscriptionDataSets)
}

func (*UDMStartOfInterceptionWithRegisteredTarget) alternative() (uint32, string) {
	return 124, "uDMStartOfInterceptionWithRegisteredTarget"
}

// SBIType is a SEQUENCE: a value in the JSON of a service based interface and where its schema stands.
type SBIType struct {
	SBIReference, SBIValue string
	Sequence
}

func (v *SBIType) walk(c *codec) {
	c.text(1, "sBIReference", mandatory, typeSBIReference, &v.SBIReference)
	c.text(2, "sBIValue", mandatory, typeSBIValue, &v.SBIValue)
}
