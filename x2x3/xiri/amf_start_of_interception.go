package xiri

import "time"

// AMFStartOfInterceptionWithRegisteredUE is the record of a task that starts while the UE is registered,
// one for each access type, TS 33.128 R19 clause 6.2.2.2.5.
type AMFStartOfInterceptionWithRegisteredUE struct {
	RegistrationResult           AMFRegistrationResult
	RegistrationType             Opt[AMFRegistrationType]
	Slice                        *Slice
	SUPI                         SUPI
	SUCI                         *SUCI
	PEI                          PEI
	GPSI                         GPSI
	GUTI                         FiveGGUTI
	Location                     *Location
	Non3GPPAccessEndpoint        UEEndpointAddress
	TimeOfRegistration           time.Time
	FiveGSTAIList                []TAI
	SMSOverNASIndicator          Opt[SMSOverNASIndicator]
	OldGUTI                      EPS5GGUTI
	EMM5GRegStatus               *EMM5GMMStatus
	SORTransparentContainer      []byte
	UEPolicy                     []byte
	UnavailabilityPeriodDuration []byte
	FiveGSUpdateType             []byte
	UEAreaIndication             *UEAreaIndication
	AdditionalUserIdentifiers    *UserIdentifiers
	Sequence
}

func (v *AMFStartOfInterceptionWithRegisteredUE) walk(c *codec) {
	c.about("TS 33.128 R19 clause 6.2.2.2.5")
	enum(c, 1, "registrationResult", mandatory, &v.RegistrationResult)
	maybeEnum(c, 2, "registrationType", optional, &v.RegistrationType)
	maybe(c, 3, "slice", optional, &v.Slice)
	c.value(4, "sUPI", mandatory, &v.SUPI)
	maybe(c, 5, "sUCI", optional, &v.SUCI)
	c.value(6, "pEI", optional, &v.PEI)
	c.value(7, "gPSI", optional, &v.GPSI)
	c.value(8, "gUTI", mandatory, &v.GUTI)
	maybe(c, 9, "location", optional, &v.Location)
	c.value(10, "non3GPPAccessEndpoint", optional, &v.Non3GPPAccessEndpoint)
	c.timestamp(11, "timeOfRegistration", optional, &v.TimeOfRegistration)
	list(c, 12, "fiveGSTAIList", optional, &v.FiveGSTAIList)
	maybeEnum(c, 13, "sMSOverNASIndicator", optional, &v.SMSOverNASIndicator)
	c.value(14, "oldGUTI", optional, &v.OldGUTI)
	maybe(c, 15, "eMM5GRegStatus", optional, &v.EMM5GRegStatus)
	c.octets(16, "sORTransparentContainer", optional, typeSORContainer, &v.SORTransparentContainer)
	c.octets(17, "uEPolicy", optional, typeUEPolicy, &v.UEPolicy)
	c.octets(18, "unavailabilityPeriodDuration", optional, typeUnavailability, &v.UnavailabilityPeriodDuration)
	c.octets(19, "fiveGSUpdateType", optional, typeFiveGSUpdateType, &v.FiveGSUpdateType)
	maybe(c, 20, "uEAreaIndication", optional, &v.UEAreaIndication)
	maybe(c, 21, "additionalUserIdentifiers", optional, &v.AdditionalUserIdentifiers)
}

func (*AMFStartOfInterceptionWithRegisteredUE) alternative() (uint32, string) {
	return 4, "startOfInterceptionWithRegisteredUE"
}
