package xiri

// AMFRegistrationType says what kind of registration it was.
type AMFRegistrationType uint16

// Values of AMFRegistrationType.
const (
	AMFRegistrationTypeInitial          AMFRegistrationType = 1
	AMFRegistrationTypeMobility         AMFRegistrationType = 2
	AMFRegistrationTypePeriodic         AMFRegistrationType = 3
	AMFRegistrationTypeEmergency        AMFRegistrationType = 4
	AMFRegistrationTypeSNPNOnboarding   AMFRegistrationType = 5
	AMFRegistrationTypeDisasterMobility AMFRegistrationType = 6
	AMFRegistrationTypeDisasterInitial  AMFRegistrationType = 7
)

var enumAMFRegistrationType = &enumType{"AMFRegistrationType", 1, []string{"initial", "mobility", "periodic", "emergency", "sNPNOnboarding", "disasterMobility", "disasterInitial"}}

func (AMFRegistrationType) enum() *enumType { return enumAMFRegistrationType }

// String returns the name that the ASN.1 module gives the value.
func (v AMFRegistrationType) String() string { return enumAMFRegistrationType.text(uint16(v)) }

// AMFRegistrationResult says over which access the UE is registered.
type AMFRegistrationResult uint16

// Values of AMFRegistrationResult.
const (
	AMFRegistrationResultThreeGPPAccess               AMFRegistrationResult = 1
	AMFRegistrationResultNonThreeGPPAccess            AMFRegistrationResult = 2
	AMFRegistrationResultThreeGPPAndNonThreeGPPAccess AMFRegistrationResult = 3
)

var enumAMFRegistrationResult = &enumType{"AMFRegistrationResult", 1, []string{"threeGPPAccess", "nonThreeGPPAccess", "threeGPPAndNonThreeGPPAccess"}}

func (AMFRegistrationResult) enum() *enumType { return enumAMFRegistrationResult }

// String returns the name that the ASN.1 module gives the value.
func (v AMFRegistrationResult) String() string { return enumAMFRegistrationResult.text(uint16(v)) }

// AMFDirection says who started a deregistration.
type AMFDirection uint16

// Values of AMFDirection.
const (
	AMFDirectionNetworkInitiated AMFDirection = 1
	AMFDirectionUEInitiated      AMFDirection = 2
)

var enumAMFDirection = &enumType{"AMFDirection", 1, []string{"networkInitiated", "uEInitiated"}}

func (AMFDirection) enum() *enumType { return enumAMFDirection }

// String returns the name that the ASN.1 module gives the value.
func (v AMFDirection) String() string { return enumAMFDirection.text(uint16(v)) }

// AccessType is the access that a procedure was about.
type AccessType uint16

// Values of AccessType.
const (
	AccessTypeThreeGPPAccess               AccessType = 1
	AccessTypeNonThreeGPPAccess            AccessType = 2
	AccessTypeThreeGPPandNonThreeGPPAccess AccessType = 3
)

var enumAccessType = &enumType{"AccessType", 1, []string{"threeGPPAccess", "nonThreeGPPAccess", "threeGPPandNonThreeGPPAccess"}}

func (AccessType) enum() *enumType { return enumAccessType }

// String returns the name that the ASN.1 module gives the value.
func (v AccessType) String() string { return enumAccessType.text(uint16(v)) }

// AMFFailedProcedureType says which procedure failed.
type AMFFailedProcedureType uint16

// Values of AMFFailedProcedureType.
const (
	AMFFailedProcedureTypeRegistration            AMFFailedProcedureType = 1
	AMFFailedProcedureTypeSMS                     AMFFailedProcedureType = 2
	AMFFailedProcedureTypePDUSessionEstablishment AMFFailedProcedureType = 3
)

var enumAMFFailedProcedureType = &enumType{"AMFFailedProcedureType", 1, []string{"registration", "sMS", "pDUSessionEstablishment"}}

func (AMFFailedProcedureType) enum() *enumType { return enumAMFFailedProcedureType }

// String returns the name that the ASN.1 module gives the value.
func (v AMFFailedProcedureType) String() string { return enumAMFFailedProcedureType.text(uint16(v)) }

// RATType is the radio access technology, after TS 29.571 clause 5.4.3.2.
type RATType uint16

// Values of RATType.
const (
	RATTypeNR               RATType = 1
	RATTypeEUTRA            RATType = 2
	RATTypeWLAN             RATType = 3
	RATTypeVirtual          RATType = 4
	RATTypeNBIOT            RATType = 5
	RATTypeWireline         RATType = 6
	RATTypeWirelineCable    RATType = 7
	RATTypeWirelineBBF      RATType = 8
	RATTypeLTEM             RATType = 9
	RATTypeNRU              RATType = 10
	RATTypeEUTRAU           RATType = 11
	RATTypeTrustedN3GA      RATType = 12
	RATTypeTrustedWLAN      RATType = 13
	RATTypeUTRA             RATType = 14
	RATTypeGERA             RATType = 15
	RATTypeNRLEO            RATType = 16
	RATTypeNRMEO            RATType = 17
	RATTypeNRGEO            RATType = 18
	RATTypeNROTHERSAT       RATType = 19
	RATTypeNRREDCAP         RATType = 20
	RATTypeWBEUTRANLEO      RATType = 21
	RATTypeWBEUTRANMEO      RATType = 22
	RATTypeWBEUTRANGEO      RATType = 23
	RATTypeWBEUTRANOTHERSAT RATType = 24
	RATTypeNBIOTLEO         RATType = 25
	RATTypeNBIOTMEO         RATType = 26
	RATTypeNBIOTGEO         RATType = 27
	RATTypeNBIOTOTHERSAT    RATType = 28
	RATTypeLTEMLEO          RATType = 29
	RATTypeLTEMMEO          RATType = 30
	RATTypeLTEMGEO          RATType = 31
	RATTypeLTEMOTHERSAT     RATType = 32
	RATTypeNREREDCAP        RATType = 33
)

var enumRATType = &enumType{"RATType", 1, []string{"nR", "eUTRA", "wLAN", "virtual", "nBIOT", "wireline", "wirelineCable", "wirelineBBF", "lTEM", "nRU", "eUTRAU", "trustedN3GA", "trustedWLAN", "uTRA", "gERA", "nRLEO", "nRMEO", "nRGEO", "nROTHERSAT", "nRREDCAP", "wBEUTRANLEO", "wBEUTRANMEO", "wBEUTRANGEO", "wBEUTRANOTHERSAT", "nBIOTLEO", "nBIOTMEO", "nBIOTGEO", "nBIOTOTHERSAT", "lTEMLEO", "lTEMMEO", "lTEMGEO", "lTEMOTHERSAT", "nREREDCAP"}}

func (RATType) enum() *enumType { return enumRATType }

// String returns the name that the ASN.1 module gives the value.
func (v RATType) String() string { return enumRATType.text(uint16(v)) }

// SMSOverNASIndicator says whether SMS over NAS is allowed.
type SMSOverNASIndicator uint16

// Values of SMSOverNASIndicator.
const (
	SMSOverNASIndicatorSMSOverNASNotAllowed SMSOverNASIndicator = 1
	SMSOverNASIndicatorSMSOverNASAllowed    SMSOverNASIndicator = 2
)

var enumSMSOverNASIndicator = &enumType{"SMSOverNASIndicator", 1, []string{"sMSOverNASNotAllowed", "sMSOverNASAllowed"}}

func (SMSOverNASIndicator) enum() *enumType { return enumSMSOverNASIndicator }

// String returns the name that the ASN.1 module gives the value.
func (v SMSOverNASIndicator) String() string { return enumSMSOverNASIndicator.text(uint16(v)) }

// SwitchOffIndicator says why a UE deregistered.
type SwitchOffIndicator uint16

// Values of SwitchOffIndicator.
const (
	SwitchOffIndicatorNormalDetach SwitchOffIndicator = 1
	SwitchOffIndicatorSwitchOff    SwitchOffIndicator = 2
)

var enumSwitchOffIndicator = &enumType{"SwitchOffIndicator", 1, []string{"normalDetach", "switchOff"}}

func (SwitchOffIndicator) enum() *enumType { return enumSwitchOffIndicator }

// String returns the name that the ASN.1 module gives the value.
func (v SwitchOffIndicator) String() string { return enumSwitchOffIndicator.text(uint16(v)) }

// ReRegRequiredIndicator says whether the network asked for a new registration.
type ReRegRequiredIndicator uint16

// Values of ReRegRequiredIndicator.
const (
	ReRegRequiredIndicatorReRegistrationRequired    ReRegRequiredIndicator = 1
	ReRegRequiredIndicatorReRegistrationNotRequired ReRegRequiredIndicator = 2
)

var enumReRegRequiredIndicator = &enumType{"ReRegRequiredIndicator", 1, []string{"reRegistrationRequired", "reRegistrationNotRequired"}}

func (ReRegRequiredIndicator) enum() *enumType { return enumReRegRequiredIndicator }

// String returns the name that the ASN.1 module gives the value.
func (v ReRegRequiredIndicator) String() string { return enumReRegRequiredIndicator.text(uint16(v)) }

// EMMRegStatus is the state of the UE in EPS.
type EMMRegStatus uint16

// Values of EMMRegStatus.
const (
	EMMRegStatusUEEMMRegistered    EMMRegStatus = 1
	EMMRegStatusUENotEMMRegistered EMMRegStatus = 2
)

var enumEMMRegStatus = &enumType{"EMMRegStatus", 1, []string{"uEEMMRegistered", "uENotEMMRegistered"}}

func (EMMRegStatus) enum() *enumType { return enumEMMRegStatus }

// String returns the name that the ASN.1 module gives the value.
func (v EMMRegStatus) String() string { return enumEMMRegStatus.text(uint16(v)) }

// FiveGMMStatus is the state of the UE in 5GS.
type FiveGMMStatus uint16

// Values of FiveGMMStatus.
const (
	FiveGMMStatusUE5GMMRegistered    FiveGMMStatus = 1
	FiveGMMStatusUENot5GMMRegistered FiveGMMStatus = 2
)

var enumFiveGMMStatus = &enumType{"FiveGMMStatus", 1, []string{"uE5GMMRegistered", "uENot5GMMRegistered"}}

func (FiveGMMStatus) enum() *enumType { return enumFiveGMMStatus }

// String returns the name that the ASN.1 module gives the value.
func (v FiveGMMStatus) String() string { return enumFiveGMMStatus.text(uint16(v)) }

// MACRestrictionIndicator says whether a MAC address identifies the equipment.
type MACRestrictionIndicator uint16

// Values of MACRestrictionIndicator.
const (
	MACRestrictionIndicatorNoResrictions                             MACRestrictionIndicator = 1
	MACRestrictionIndicatorMACAddressNotUseableAsEquipmentIdentifier MACRestrictionIndicator = 2
	MACRestrictionIndicatorUnknown                                   MACRestrictionIndicator = 3
)

var enumMACRestrictionIndicator = &enumType{"MACRestrictionIndicator", 1, []string{"noResrictions", "mACAddressNotUseableAsEquipmentIdentifier", "unknown"}}

func (MACRestrictionIndicator) enum() *enumType { return enumMACRestrictionIndicator }

// String returns the name that the ASN.1 module gives the value.
func (v MACRestrictionIndicator) String() string { return enumMACRestrictionIndicator.text(uint16(v)) }

// UDMServingSystemMethod says what made the UDM report a serving system. It is the one enumeration that starts at 0.
type UDMServingSystemMethod uint16

// Values of UDMServingSystemMethod.
const (
	UDMServingSystemMethodAmf3GPPAccessRegistration    UDMServingSystemMethod = 0
	UDMServingSystemMethodAmfNon3GPPAccessRegistration UDMServingSystemMethod = 1
	UDMServingSystemMethodUnknown                      UDMServingSystemMethod = 2
)

var enumUDMServingSystemMethod = &enumType{"UDMServingSystemMethod", 0, []string{"amf3GPPAccessRegistration", "amfNon3GPPAccessRegistration", "unknown"}}

func (UDMServingSystemMethod) enum() *enumType { return enumUDMServingSystemMethod }

// String returns the name that the ASN.1 module gives the value.
func (v UDMServingSystemMethod) String() string { return enumUDMServingSystemMethod.text(uint16(v)) }

// UDMCancelLocationMethod says what made the UDM end the registration of an AMF.
type UDMCancelLocationMethod uint16

// Values of UDMCancelLocationMethod.
const (
	UDMCancelLocationMethodAMF3GPPAccessDeregistration    UDMCancelLocationMethod = 1
	UDMCancelLocationMethodAMFNon3GPPAccessDeregistration UDMCancelLocationMethod = 2
	UDMCancelLocationMethodUDMDeregistration              UDMCancelLocationMethod = 3
	UDMCancelLocationMethodUnknown                        UDMCancelLocationMethod = 4
)

var enumUDMCancelLocationMethod = &enumType{"UDMCancelLocationMethod", 1, []string{"aMF3GPPAccessDeregistration", "aMFNon3GPPAccessDeregistration", "uDMDeregistration", "unknown"}}

func (UDMCancelLocationMethod) enum() *enumType { return enumUDMCancelLocationMethod }

// String returns the name that the ASN.1 module gives the value.
func (v UDMCancelLocationMethod) String() string { return enumUDMCancelLocationMethod.text(uint16(v)) }

// UDMDeregReason is the reason of a deregistration, after TS 29.503 clause 6.2.6.3.5.
type UDMDeregReason uint16

// Values of UDMDeregReason.
const (
	UDMDeregReasonUEInitialRegistration                    UDMDeregReason = 1
	UDMDeregReasonUERegistrationAreaChange                 UDMDeregReason = 2
	UDMDeregReasonSubscriptionWithdrawn                    UDMDeregReason = 3
	UDMDeregReasonFiveGSToEPSMobility                      UDMDeregReason = 4
	UDMDeregReasonFiveGSToEPSMobilityUeInitialRegistration UDMDeregReason = 5
	UDMDeregReasonReregistrationRequired                   UDMDeregReason = 6
	UDMDeregReasonSMFContextTransferred                    UDMDeregReason = 7
	UDMDeregReasonDuplicatePDUSession                      UDMDeregReason = 8
	UDMDeregReasonFiveGSRVCCToUTRANMobility                UDMDeregReason = 9
	UDMDeregReasonPDUSessionReactivationRequired           UDMDeregReason = 10
	UDMDeregReasonDisasterConditionTerminated              UDMDeregReason = 11
)

var enumUDMDeregReason = &enumType{"UDMDeregReason", 1, []string{"uEInitialRegistration", "uERegistrationAreaChange", "subscriptionWithdrawn", "fiveGSToEPSMobility", "fiveGSToEPSMobilityUeInitialRegistration", "reregistrationRequired", "sMFContextTransferred", "duplicatePDUSession", "fiveGSRVCCToUTRANMobility", "pDUSessionReactivationRequired", "disasterConditionTerminated"}}

func (UDMDeregReason) enum() *enumType { return enumUDMDeregReason }

// String returns the name that the ASN.1 module gives the value.
func (v UDMDeregReason) String() string { return enumUDMDeregReason.text(uint16(v)) }

// UDMInfoRequestType says who asked for authentication data.
type UDMInfoRequestType uint16

// Values of UDMInfoRequestType.
const (
	UDMInfoRequestTypeHSS   UDMInfoRequestType = 1
	UDMInfoRequestTypeAUSF  UDMInfoRequestType = 2
	UDMInfoRequestTypeOther UDMInfoRequestType = 3
)

var enumUDMInfoRequestType = &enumType{"UDMInfoRequestType", 1, []string{"hSS", "aUSF", "other"}}

func (UDMInfoRequestType) enum() *enumType { return enumUDMInfoRequestType }

// String returns the name that the ASN.1 module gives the value.
func (v UDMInfoRequestType) String() string { return enumUDMInfoRequestType.text(uint16(v)) }

// PrimaryAuthenticationType is the authentication method.
type PrimaryAuthenticationType uint16

// Values of PrimaryAuthenticationType.
const (
	PrimaryAuthenticationTypeEAPAKAPrime PrimaryAuthenticationType = 1
	PrimaryAuthenticationTypeFiveGAKA    PrimaryAuthenticationType = 2
	PrimaryAuthenticationTypeEAPTLS      PrimaryAuthenticationType = 3
	PrimaryAuthenticationTypeNone        PrimaryAuthenticationType = 4
	PrimaryAuthenticationTypeEPSAKA      PrimaryAuthenticationType = 5
	PrimaryAuthenticationTypeEAPAKA      PrimaryAuthenticationType = 6
	PrimaryAuthenticationTypeIMSAKA      PrimaryAuthenticationType = 7
	PrimaryAuthenticationTypeGBAAKA      PrimaryAuthenticationType = 8
	PrimaryAuthenticationTypeUMTSAKA     PrimaryAuthenticationType = 9
)

var enumPrimaryAuthenticationType = &enumType{"PrimaryAuthenticationType", 1, []string{"eAPAKAPrime", "fiveGAKA", "eAPTLS", "none", "ePSAKA", "eAPAKA", "iMSAKA", "gBAAKA", "uMTSAKA"}}

func (PrimaryAuthenticationType) enum() *enumType { return enumPrimaryAuthenticationType }

// String returns the name that the ASN.1 module gives the value.
func (v PrimaryAuthenticationType) String() string {
	return enumPrimaryAuthenticationType.text(uint16(v))
}

// UDMDefinedCause is the cause of a refusal, after TS 29.503.
type UDMDefinedCause uint16

// Values of UDMDefinedCause.
const (
	UDMDefinedCauseUserNotFound         UDMDefinedCause = 1
	UDMDefinedCauseDataNotFound         UDMDefinedCause = 2
	UDMDefinedCauseContextNotFound      UDMDefinedCause = 3
	UDMDefinedCauseSubscriptionNotFound UDMDefinedCause = 4
	UDMDefinedCauseOther                UDMDefinedCause = 5
)

var enumUDMDefinedCause = &enumType{"UDMDefinedCause", 1, []string{"userNotFound", "dataNotFound", "contextNotFound", "subscriptionNotFound", "other"}}

func (UDMDefinedCause) enum() *enumType { return enumUDMDefinedCause }

// String returns the name that the ASN.1 module gives the value.
func (v UDMDefinedCause) String() string { return enumUDMDefinedCause.text(uint16(v)) }

// TargetIdentifierProvenance says where an identifier comes from.
type TargetIdentifierProvenance uint16

// Values of TargetIdentifierProvenance.
const (
	TargetIdentifierProvenanceLEAProvided TargetIdentifierProvenance = 1
	TargetIdentifierProvenanceObserved    TargetIdentifierProvenance = 2
	TargetIdentifierProvenanceMatchedOn   TargetIdentifierProvenance = 3
	TargetIdentifierProvenanceOther       TargetIdentifierProvenance = 4
)

var enumTargetIdentifierProvenance = &enumType{"TargetIdentifierProvenance", 1, []string{"lEAProvided", "observed", "matchedOn", "other"}}

func (TargetIdentifierProvenance) enum() *enumType { return enumTargetIdentifierProvenance }

// String returns the name that the ASN.1 module gives the value.
func (v TargetIdentifierProvenance) String() string {
	return enumTargetIdentifierProvenance.text(uint16(v))
}
