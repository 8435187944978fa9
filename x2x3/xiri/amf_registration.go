package xiri

var (
	typeFiveGMMCapability   = &octetsType{"FiveGMMCapability", 1, 13}
	typeFiveGSUpdateType    = &octetsType{"FiveGSUpdateType", 1, 1}
	typeUnavailability      = &octetsType{"UnavailabilityPeriodDuration", 1, 1}
	typePagingRestriction   = &octetsType{"PagingRestrictionIndicator", 1, 33}
	typeSORContainer        = &octetsType{"SORTransparentContainer", 17, 65535}
	typeMUSIMUERequest      = &octetsType{"MUSIMUERequestType", 1, 1}
	typeEstablishmentNon3GP = &octetsType{"EstablishmentCauseNon3GPPAccess", 0, 0}
	typeUEPolicy            = &octetsType{"UEPolicy", 16, 65540}
	typeCountry             = &textType{"UTF8String", "UTF8String", 2, 2}
)

// AMFRegistration is the record of a registration that succeeded, TS 33.128 R19 clause 6.2.2.2.2. It is made
// when the AMF has sent REGISTRATION ACCEPT and the UE is 5GMM-REGISTERED.
type AMFRegistration struct {
	RegistrationType             AMFRegistrationType
	RegistrationResult           AMFRegistrationResult
	Slice                        *Slice
	SUPI                         SUPI
	SUCI                         *SUCI
	PEI                          PEI
	GPSI                         GPSI
	GUTI                         FiveGGUTI
	Location                     *Location
	Non3GPPAccessEndpoint        UEEndpointAddress
	FiveGSTAIList                []TAI
	SMSOverNASIndicator          Opt[SMSOverNASIndicator]
	OldGUTI                      EPS5GGUTI
	EMM5GRegStatus               *EMM5GMMStatus
	NonIMEISVPEI                 NonIMEISVPEI
	MACRestIndicator             Opt[MACRestrictionIndicator]
	PagingRestrictionIndicator   []byte
	RATType                      Opt[RATType]
	SORTransparentContainer      []byte
	EquivalentPLMNList           []PLMNID
	FiveGMMCapability            []byte
	MUSIMUERequestType           []byte
	UnavailabilityPeriodDuration []byte
	FiveGSUpdateType             []byte
	UEAreaIndication             *UEAreaIndication
	// EstablishmentCauseNon3GPPAccess is coded as in TS 24.502.
	EstablishmentCauseNon3GPPAccess []byte
	AdditionalUserIdentifiers       *UserIdentifiers
	Sequence
}

func (v *AMFRegistration) walk(c *codec) {
	c.about("TS 33.128 R19 clause 6.2.2.2.2")
	enum(c, 1, "registrationType", mandatory, &v.RegistrationType)
	enum(c, 2, "registrationResult", mandatory, &v.RegistrationResult)
	maybe(c, 3, "slice", optional, &v.Slice)
	c.value(4, "sUPI", mandatory, &v.SUPI)
	maybe(c, 5, "sUCI", optional, &v.SUCI)
	c.value(6, "pEI", optional, &v.PEI)
	c.value(7, "gPSI", optional, &v.GPSI)
	c.value(8, "gUTI", mandatory, &v.GUTI)
	maybe(c, 9, "location", optional, &v.Location)
	c.value(10, "non3GPPAccessEndpoint", optional, &v.Non3GPPAccessEndpoint)
	list(c, 11, "fiveGSTAIList", optional, &v.FiveGSTAIList)
	maybeEnum(c, 12, "sMSOverNasIndicator", optional, &v.SMSOverNASIndicator)
	c.value(13, "oldGUTI", optional, &v.OldGUTI)
	maybe(c, 14, "eMM5GRegStatus", optional, &v.EMM5GRegStatus)
	c.value(15, "nonIMEISVPEI", optional, &v.NonIMEISVPEI)
	maybeEnum(c, 16, "mACRestIndicator", optional, &v.MACRestIndicator)
	c.octets(17, "pagingRestrictionIndicator", optional, typePagingRestriction, &v.PagingRestrictionIndicator)
	maybeEnum(c, 18, "rATType", optional, &v.RATType)
	c.untyped(19, "rRCEstablishmentCause", "RRCEstablishmentCause")
	c.untyped(20, "deprecatedNGInformation", "NGInformation")
	c.untyped(21, "nASTransportInitialInformation", "NASTransportInitialInformation")
	c.octets(22, "sORTransparentContainer", optional, typeSORContainer, &v.SORTransparentContainer)
	list(c, 23, "equivalentPLMNList", optional, &v.EquivalentPLMNList)
	c.octets(24, "fiveGMMCapability", optional, typeFiveGMMCapability, &v.FiveGMMCapability)
	c.untyped(25, "initialRANUEContextSetup", "InitialRANUEContextSetup")
	c.octets(26, "mUSIMUERequestType", optional, typeMUSIMUERequest, &v.MUSIMUERequestType)
	c.octets(27, "unavailabilityPeriodDuration", optional, typeUnavailability, &v.UnavailabilityPeriodDuration)
	c.octets(28, "fiveGSUpdateType", optional, typeFiveGSUpdateType, &v.FiveGSUpdateType)
	maybe(c, 29, "uEAreaIndication", optional, &v.UEAreaIndication)
	c.octets(30, "establishmentCauseNon3GPPAccess", optional, typeEstablishmentNon3GP, &v.EstablishmentCauseNon3GPPAccess)
	maybe(c, 31, "additionalUserIdentifiers", optional, &v.AdditionalUserIdentifiers)
}

func (*AMFRegistration) alternative() (uint32, string) { return 1, "registration" }

// EMM5GMMStatus is a SEQUENCE: the registration state of a UE in both systems.
type EMM5GMMStatus struct {
	EMMRegStatus  Opt[EMMRegStatus]
	FiveGMMStatus Opt[FiveGMMStatus]
	Sequence
}

func (v *EMM5GMMStatus) walk(c *codec) {
	maybeEnum(c, 1, "eMMRegStatus", optional, &v.EMMRegStatus)
	maybeEnum(c, 2, "fiveGMMStatus", optional, &v.FiveGMMStatus)
}

// UEAreaIndication is a SEQUENCE: the country or international area of a UE on satellite access,
// TS 29.572 clause 6.1.6.2.
type UEAreaIndication struct {
	// Country has two letters.
	Country                     string
	InternationalAreaIndication Opt[bool]
	Sequence
}

func (v *UEAreaIndication) walk(c *codec) {
	c.text(1, "country", optional, typeCountry, &v.Country)
	c.maybeBool(2, "internationalAreaIndication", optional, typeBoolean, &v.InternationalAreaIndication)
}
