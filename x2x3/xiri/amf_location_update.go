package xiri

// AMFLocationUpdate is the record of a location that the AMF learns, TS 33.128 R19 clause 6.2.2.2.4.
type AMFLocationUpdate struct {
	SUPI                          SUPI
	SUCI                          *SUCI
	PEI                           PEI
	GPSI                          GPSI
	GUTI                          *FiveGGUTI
	Location                      Location
	DeprecatedSMSOverNASIndicator Opt[SMSOverNASIndicator]
	DeprecatedOldGUTI             EPS5GGUTI
	UEAreaIndication              *UEAreaIndication
	AdditionalUserIdentifiers     *UserIdentifiers
	Sequence
}

func (v *AMFLocationUpdate) walk(c *codec) {
	c.about("TS 33.128 R19 clause 6.2.2.2.4")
	c.value(1, "sUPI", mandatory, &v.SUPI)
	maybe(c, 2, "sUCI", optional, &v.SUCI)
	c.value(3, "pEI", optional, &v.PEI)
	c.value(4, "gPSI", optional, &v.GPSI)
	maybe(c, 5, "gUTI", optional, &v.GUTI)
	c.value(6, "location", mandatory, &v.Location)
	maybeEnum(c, 7, "deprecatedSMSOverNASIndicator", optional, &v.DeprecatedSMSOverNASIndicator)
	c.value(8, "deprecatedOldGUTI", optional, &v.DeprecatedOldGUTI)
	maybe(c, 9, "uEAreaIndication", optional, &v.UEAreaIndication)
	maybe(c, 10, "additionalUserIdentifiers", optional, &v.AdditionalUserIdentifiers)
}

func (*AMFLocationUpdate) alternative() (uint32, string) { return 3, "locationUpdate" }
