package xiri

var typeFiveGMMCause = &intType{"FiveGMMCause", 0, 255}

// AMFDeregistration is the record of a UE that becomes 5GMM-DEREGISTERED, TS 33.128 R19 clause 6.2.2.2.3.
// At least one of SUPI, SUCI, PEI and GPSI is to be there.
type AMFDeregistration struct {
	DeregistrationDirection AMFDirection
	AccessType              AccessType
	SUPI                    SUPI
	SUCI                    *SUCI
	PEI                     PEI
	GPSI                    GPSI
	GUTI                    *FiveGGUTI
	// Cause is a 5GMM cause of TS 24.501 clause 9.11.3.2.
	Cause                        Opt[uint8]
	Location                     *Location
	SwitchOffIndicator           Opt[SwitchOffIndicator]
	ReRegRequiredIndicator       Opt[ReRegRequiredIndicator]
	UnavailabilityPeriodDuration []byte
	AdditionalUserIdentifiers    *UserIdentifiers
	Sequence
}

func (v *AMFDeregistration) walk(c *codec) {
	c.about("TS 33.128 R19 clause 6.2.2.2.3")
	enum(c, 1, "deregistrationDirection", mandatory, &v.DeregistrationDirection)
	enum(c, 2, "accessType", mandatory, &v.AccessType)
	before := c.set
	c.value(3, "sUPI", optional, &v.SUPI)
	maybe(c, 4, "sUCI", optional, &v.SUCI)
	c.value(5, "pEI", optional, &v.PEI)
	c.value(6, "gPSI", optional, &v.GPSI)
	c.demand(c.set > before, "none of sUPI, sUCI, pEI and gPSI is present")
	maybe(c, 7, "gUTI", optional, &v.GUTI)
	maybeInteger(c, 8, "cause", optional, typeFiveGMMCause, &v.Cause)
	maybe(c, 9, "location", optional, &v.Location)
	maybeEnum(c, 10, "switchOffIndicator", optional, &v.SwitchOffIndicator)
	maybeEnum(c, 11, "reRegRequiredIndicator", optional, &v.ReRegRequiredIndicator)
	c.octets(12, "unavailabilityPeriodDuration", optional, typeUnavailability, &v.UnavailabilityPeriodDuration)
	maybe(c, 13, "additionalUserIdentifiers", optional, &v.AdditionalUserIdentifiers)
}

func (*AMFDeregistration) alternative() (uint32, string) { return 2, "deregistration" }
