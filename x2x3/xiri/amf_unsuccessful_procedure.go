package xiri

var typeFiveGSMCause = &intType{"FiveGSMCause", 0, 255}

// AMFUnsuccessfulProcedure is the record of a registration, SMS or PDU session establishment that fails at
// the AMF, TS 33.128 R19 clause 6.2.2.2.6.
type AMFUnsuccessfulProcedure struct {
	FailedProcedureType       AMFFailedProcedureType
	FailureCause              AMFFailureCause
	RequestedSlice            []SNSSAI
	SUPI                      SUPI
	SUCI                      *SUCI
	PEI                       PEI
	GPSI                      GPSI
	GUTI                      *FiveGGUTI
	Location                  *Location
	AdditionalUserIdentifiers *UserIdentifiers
	Sequence
}

func (v *AMFUnsuccessfulProcedure) walk(c *codec) {
	c.about("TS 33.128 R19 clause 6.2.2.2.6")
	enum(c, 1, "failedProcedureType", mandatory, &v.FailedProcedureType)
	c.value(2, "failureCause", mandatory, &v.FailureCause)
	list(c, 3, "requestedSlice", optional, &v.RequestedSlice)
	c.value(4, "sUPI", optional, &v.SUPI)
	maybe(c, 5, "sUCI", optional, &v.SUCI)
	c.value(6, "pEI", optional, &v.PEI)
	c.value(7, "gPSI", optional, &v.GPSI)
	maybe(c, 8, "gUTI", optional, &v.GUTI)
	maybe(c, 9, "location", optional, &v.Location)
	maybe(c, 10, "additionalUserIdentifiers", optional, &v.AdditionalUserIdentifiers)
}

func (*AMFUnsuccessfulProcedure) alternative() (uint32, string) { return 5, "unsuccessfulAMProcedure" }

// AMFFailureCause is a CHOICE: the cause of a failure at the AMF.
type AMFFailureCause struct {
	// FiveGMMCause is a value of TS 24.501 clause 9.11.3.2, FiveGSMCause one of clause 9.11.4.2.
	FiveGMMCause, FiveGSMCause Opt[uint8]
	Choice
}

func (v *AMFFailureCause) walk(c *codec) {
	maybeInteger(c, 1, "fiveGMMCause", optional, typeFiveGMMCause, &v.FiveGMMCause)
	maybeInteger(c, 2, "fiveGSMCause", optional, typeFiveGSMCause, &v.FiveGSMCause)
}
