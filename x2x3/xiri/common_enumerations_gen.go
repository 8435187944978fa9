// Code generated from records/common_enumerations.decl; DO NOT EDIT.

package xiri

import "strconv"

// RDSAction is an ENUMERATED of TS 33.128 R19 annex A.
type RDSAction uint16

// Values of RDSAction.
const (
	RDSActionReservePort RDSAction = 1
	RDSActionReleasePort RDSAction = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v RDSAction) String() string {
	switch v {
	case RDSActionReservePort:
		return "reservePort"
	case RDSActionReleasePort:
		return "releasePort"
	}
	return strconv.Itoa(int(v))
}

// SerializationFormat is an ENUMERATED of TS 33.128 R19 annex A.
type SerializationFormat uint16

// Values of SerializationFormat.
const (
	SerializationFormatXml  SerializationFormat = 1
	SerializationFormatJson SerializationFormat = 2
	SerializationFormatCbor SerializationFormat = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v SerializationFormat) String() string {
	switch v {
	case SerializationFormatXml:
		return "xml"
	case SerializationFormatJson:
		return "json"
	case SerializationFormatCbor:
		return "cbor"
	}
	return strconv.Itoa(int(v))
}

// PriorityDT is an ENUMERATED of TS 33.128 R19 annex A.
type PriorityDT uint16

// Values of PriorityDT.
const (
	PriorityDTNoPriority PriorityDT = 1
	PriorityDTPriority   PriorityDT = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PriorityDT) String() string {
	switch v {
	case PriorityDTNoPriority:
		return "noPriority"
	case PriorityDTPriority:
		return "priority"
	}
	return strconv.Itoa(int(v))
}

// DeviceTriggerDeliveryResult is an ENUMERATED of TS 33.128 R19 annex A.
type DeviceTriggerDeliveryResult uint16

// Values of DeviceTriggerDeliveryResult.
const (
	DeviceTriggerDeliveryResultSuccess     DeviceTriggerDeliveryResult = 1
	DeviceTriggerDeliveryResultUnknown     DeviceTriggerDeliveryResult = 2
	DeviceTriggerDeliveryResultFailure     DeviceTriggerDeliveryResult = 3
	DeviceTriggerDeliveryResultTriggered   DeviceTriggerDeliveryResult = 4
	DeviceTriggerDeliveryResultExpired     DeviceTriggerDeliveryResult = 5
	DeviceTriggerDeliveryResultUnconfirmed DeviceTriggerDeliveryResult = 6
	DeviceTriggerDeliveryResultReplaced    DeviceTriggerDeliveryResult = 7
	DeviceTriggerDeliveryResultTerminate   DeviceTriggerDeliveryResult = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v DeviceTriggerDeliveryResult) String() string {
	switch v {
	case DeviceTriggerDeliveryResultSuccess:
		return "success"
	case DeviceTriggerDeliveryResultUnknown:
		return "unknown"
	case DeviceTriggerDeliveryResultFailure:
		return "failure"
	case DeviceTriggerDeliveryResultTriggered:
		return "triggered"
	case DeviceTriggerDeliveryResultExpired:
		return "expired"
	case DeviceTriggerDeliveryResultUnconfirmed:
		return "unconfirmed"
	case DeviceTriggerDeliveryResultReplaced:
		return "replaced"
	case DeviceTriggerDeliveryResultTerminate:
		return "terminate"
	}
	return strconv.Itoa(int(v))
}

// StationaryIndication is an ENUMERATED of TS 33.128 R19 annex A.
type StationaryIndication uint16

// Values of StationaryIndication.
const (
	StationaryIndicationStationary StationaryIndication = 1
	StationaryIndicationMobile     StationaryIndication = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v StationaryIndication) String() string {
	switch v {
	case StationaryIndicationStationary:
		return "stationary"
	case StationaryIndicationMobile:
		return "mobile"
	}
	return strconv.Itoa(int(v))
}

// BatteryIndication is an ENUMERATED of TS 33.128 R19 annex A.
type BatteryIndication uint16

// Values of BatteryIndication.
const (
	BatteryIndicationBatteryRecharge   BatteryIndication = 1
	BatteryIndicationBatteryReplace    BatteryIndication = 2
	BatteryIndicationBatteryNoRecharge BatteryIndication = 3
	BatteryIndicationBatteryNoReplace  BatteryIndication = 4
	BatteryIndicationNoBattery         BatteryIndication = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v BatteryIndication) String() string {
	switch v {
	case BatteryIndicationBatteryRecharge:
		return "batteryRecharge"
	case BatteryIndicationBatteryReplace:
		return "batteryReplace"
	case BatteryIndicationBatteryNoRecharge:
		return "batteryNoRecharge"
	case BatteryIndicationBatteryNoReplace:
		return "batteryNoReplace"
	case BatteryIndicationNoBattery:
		return "noBattery"
	}
	return strconv.Itoa(int(v))
}

// Day is an ENUMERATED of TS 33.128 R19 annex A.
type Day uint16

// Values of Day.
const (
	DayMonday    Day = 1
	DayTuesday   Day = 2
	DayWednesday Day = 3
	DayThursday  Day = 4
	DayFriday    Day = 5
	DaySaturday  Day = 6
	DaySunday    Day = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v Day) String() string {
	switch v {
	case DayMonday:
		return "monday"
	case DayTuesday:
		return "tuesday"
	case DayWednesday:
		return "wednesday"
	case DayThursday:
		return "thursday"
	case DayFriday:
		return "friday"
	case DaySaturday:
		return "saturday"
	case DaySunday:
		return "sunday"
	}
	return strconv.Itoa(int(v))
}

// TrafficProfile is an ENUMERATED of TS 33.128 R19 annex A.
type TrafficProfile uint16

// Values of TrafficProfile.
const (
	TrafficProfileSingleTransUL    TrafficProfile = 1
	TrafficProfileSingleTransDL    TrafficProfile = 2
	TrafficProfileDualTransULFirst TrafficProfile = 3
	TrafficProfileDualTransDLFirst TrafficProfile = 4
	TrafficProfileMultiTrans       TrafficProfile = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v TrafficProfile) String() string {
	switch v {
	case TrafficProfileSingleTransUL:
		return "singleTransUL"
	case TrafficProfileSingleTransDL:
		return "singleTransDL"
	case TrafficProfileDualTransULFirst:
		return "dualTransULFirst"
	case TrafficProfileDualTransDLFirst:
		return "dualTransDLFirst"
	case TrafficProfileMultiTrans:
		return "multiTrans"
	}
	return strconv.Itoa(int(v))
}

// ScheduledCommunicationType is an ENUMERATED of TS 33.128 R19 annex A.
type ScheduledCommunicationType uint16

// Values of ScheduledCommunicationType.
const (
	ScheduledCommunicationTypeDownlinkOnly  ScheduledCommunicationType = 1
	ScheduledCommunicationTypeUplinkOnly    ScheduledCommunicationType = 2
	ScheduledCommunicationTypeBidirectional ScheduledCommunicationType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v ScheduledCommunicationType) String() string {
	switch v {
	case ScheduledCommunicationTypeDownlinkOnly:
		return "downlinkOnly"
	case ScheduledCommunicationTypeUplinkOnly:
		return "uplinkOnly"
	case ScheduledCommunicationTypeBidirectional:
		return "bidirectional"
	}
	return strconv.Itoa(int(v))
}

// AForASSessionWithQoSResponseCode is an ENUMERATED of TS 33.128 R19 annex A.
type AForASSessionWithQoSResponseCode uint16

// Values of AForASSessionWithQoSResponseCode.
const (
	AForASSessionWithQoSResponseCodeOK200                   AForASSessionWithQoSResponseCode = 1
	AForASSessionWithQoSResponseCodeCreated201              AForASSessionWithQoSResponseCode = 2
	AForASSessionWithQoSResponseCodeNoContent204            AForASSessionWithQoSResponseCode = 3
	AForASSessionWithQoSResponseCodeTemporaryRedirect307    AForASSessionWithQoSResponseCode = 4
	AForASSessionWithQoSResponseCodePermanentRedirect308    AForASSessionWithQoSResponseCode = 5
	AForASSessionWithQoSResponseCodeBadRequest400           AForASSessionWithQoSResponseCode = 6
	AForASSessionWithQoSResponseCodeUnauthorized401         AForASSessionWithQoSResponseCode = 7
	AForASSessionWithQoSResponseCodeForbidden403            AForASSessionWithQoSResponseCode = 8
	AForASSessionWithQoSResponseCodeNotFound404             AForASSessionWithQoSResponseCode = 9
	AForASSessionWithQoSResponseCodeNotAcceptable406        AForASSessionWithQoSResponseCode = 10
	AForASSessionWithQoSResponseCodeLengthRequired411       AForASSessionWithQoSResponseCode = 11
	AForASSessionWithQoSResponseCodeUnsupportedMediaType415 AForASSessionWithQoSResponseCode = 12
	AForASSessionWithQoSResponseCodeTooManyRequests429      AForASSessionWithQoSResponseCode = 13
	AForASSessionWithQoSResponseCodeInternalServerError500  AForASSessionWithQoSResponseCode = 14
	AForASSessionWithQoSResponseCodeServiceUnavailable503   AForASSessionWithQoSResponseCode = 15
)

// String returns the name that the ASN.1 module gives the value.
func (v AForASSessionWithQoSResponseCode) String() string {
	switch v {
	case AForASSessionWithQoSResponseCodeOK200:
		return "oK200"
	case AForASSessionWithQoSResponseCodeCreated201:
		return "created201"
	case AForASSessionWithQoSResponseCodeNoContent204:
		return "noContent204"
	case AForASSessionWithQoSResponseCodeTemporaryRedirect307:
		return "temporaryRedirect307"
	case AForASSessionWithQoSResponseCodePermanentRedirect308:
		return "permanentRedirect308"
	case AForASSessionWithQoSResponseCodeBadRequest400:
		return "badRequest400"
	case AForASSessionWithQoSResponseCodeUnauthorized401:
		return "unauthorized401"
	case AForASSessionWithQoSResponseCodeForbidden403:
		return "forbidden403"
	case AForASSessionWithQoSResponseCodeNotFound404:
		return "notFound404"
	case AForASSessionWithQoSResponseCodeNotAcceptable406:
		return "notAcceptable406"
	case AForASSessionWithQoSResponseCodeLengthRequired411:
		return "lengthRequired411"
	case AForASSessionWithQoSResponseCodeUnsupportedMediaType415:
		return "unsupportedMediaType415"
	case AForASSessionWithQoSResponseCodeTooManyRequests429:
		return "tooManyRequests429"
	case AForASSessionWithQoSResponseCodeInternalServerError500:
		return "internalServerError500"
	case AForASSessionWithQoSResponseCodeServiceUnavailable503:
		return "serviceUnavailable503"
	}
	return strconv.Itoa(int(v))
}

// AForASSessionWithQoSOpType is an ENUMERATED of TS 33.128 R19 annex A.
type AForASSessionWithQoSOpType uint16

// Values of AForASSessionWithQoSOpType.
const (
	AForASSessionWithQoSOpTypePOST   AForASSessionWithQoSOpType = 1
	AForASSessionWithQoSOpTypePUT    AForASSessionWithQoSOpType = 2
	AForASSessionWithQoSOpTypePATCH  AForASSessionWithQoSOpType = 3
	AForASSessionWithQoSOpTypeDELETE AForASSessionWithQoSOpType = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v AForASSessionWithQoSOpType) String() string {
	switch v {
	case AForASSessionWithQoSOpTypePOST:
		return "pOST"
	case AForASSessionWithQoSOpTypePUT:
		return "pUT"
	case AForASSessionWithQoSOpTypePATCH:
		return "pATCH"
	case AForASSessionWithQoSOpTypeDELETE:
		return "dELETE"
	}
	return strconv.Itoa(int(v))
}

// TraceDirection is an ENUMERATED of TS 33.128 R19 annex A.
type TraceDirection uint16

// Values of TraceDirection.
const (
	TraceDirectionToAMF   TraceDirection = 1
	TraceDirectionFromAMF TraceDirection = 2
	TraceDirectionToMME   TraceDirection = 3
	TraceDirectionFromMME TraceDirection = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v TraceDirection) String() string {
	switch v {
	case TraceDirectionToAMF:
		return "toAMF"
	case TraceDirectionFromAMF:
		return "fromAMF"
	case TraceDirectionToMME:
		return "toMME"
	case TraceDirectionFromMME:
		return "fromMME"
	}
	return strconv.Itoa(int(v))
}

// TraceRecordType is an ENUMERATED of TS 33.128 R19 annex A.
type TraceRecordType uint16

// Values of TraceRecordType.
const (
	TraceRecordTypeTraceStart        TraceRecordType = 1
	TraceRecordTypeCellTrafficTrace  TraceRecordType = 2
	TraceRecordTypeTraceDataDelivery TraceRecordType = 3
	TraceRecordTypeTraceDeactivation TraceRecordType = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v TraceRecordType) String() string {
	switch v {
	case TraceRecordTypeTraceStart:
		return "traceStart"
	case TraceRecordTypeCellTrafficTrace:
		return "cellTrafficTrace"
	case TraceRecordTypeTraceDataDelivery:
		return "traceDataDelivery"
	case TraceRecordTypeTraceDeactivation:
		return "traceDeactivation"
	}
	return strconv.Itoa(int(v))
}

// EstablishmentCause is an ENUMERATED of TS 33.128 R19 annex A.
type EstablishmentCause uint16

// Values of EstablishmentCause.
const (
	EstablishmentCauseEmergency          EstablishmentCause = 1
	EstablishmentCauseHighPriorityAccess EstablishmentCause = 2
	EstablishmentCauseMtAccess           EstablishmentCause = 3
	EstablishmentCauseMoSignalling       EstablishmentCause = 4
	EstablishmentCauseMoData             EstablishmentCause = 5
	EstablishmentCauseMoVoiceCall        EstablishmentCause = 6
	EstablishmentCauseMoVideoCall        EstablishmentCause = 7
	EstablishmentCauseMoSMS              EstablishmentCause = 8
	EstablishmentCauseMpsPriorityAccess  EstablishmentCause = 9
	EstablishmentCauseMcsPriorityAccess  EstablishmentCause = 10
	EstablishmentCauseNotAvailable       EstablishmentCause = 11
	EstablishmentCauseExceptionData      EstablishmentCause = 12
)

// String returns the name that the ASN.1 module gives the value.
func (v EstablishmentCause) String() string {
	switch v {
	case EstablishmentCauseEmergency:
		return "emergency"
	case EstablishmentCauseHighPriorityAccess:
		return "highPriorityAccess"
	case EstablishmentCauseMtAccess:
		return "mtAccess"
	case EstablishmentCauseMoSignalling:
		return "moSignalling"
	case EstablishmentCauseMoData:
		return "moData"
	case EstablishmentCauseMoVoiceCall:
		return "moVoiceCall"
	case EstablishmentCauseMoVideoCall:
		return "moVideoCall"
	case EstablishmentCauseMoSMS:
		return "moSMS"
	case EstablishmentCauseMpsPriorityAccess:
		return "mpsPriorityAccess"
	case EstablishmentCauseMcsPriorityAccess:
		return "mcsPriorityAccess"
	case EstablishmentCauseNotAvailable:
		return "notAvailable"
	case EstablishmentCauseExceptionData:
		return "exceptionData"
	}
	return strconv.Itoa(int(v))
}

// IABAuthorizedIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type IABAuthorizedIndicator uint16

// Values of IABAuthorizedIndicator.
const (
	IABAuthorizedIndicatorAuthorized    IABAuthorizedIndicator = 1
	IABAuthorizedIndicatorNotAuthorized IABAuthorizedIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v IABAuthorizedIndicator) String() string {
	switch v {
	case IABAuthorizedIndicatorAuthorized:
		return "authorized"
	case IABAuthorizedIndicatorNotAuthorized:
		return "notAuthorized"
	}
	return strconv.Itoa(int(v))
}

// V2XUEAuthorizationIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type V2XUEAuthorizationIndicator uint16

// Values of V2XUEAuthorizationIndicator.
const (
	V2XUEAuthorizationIndicatorAuthorized    V2XUEAuthorizationIndicator = 1
	V2XUEAuthorizationIndicatorNotAuthorized V2XUEAuthorizationIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v V2XUEAuthorizationIndicator) String() string {
	switch v {
	case V2XUEAuthorizationIndicatorAuthorized:
		return "authorized"
	case V2XUEAuthorizationIndicatorNotAuthorized:
		return "notAuthorized"
	}
	return strconv.Itoa(int(v))
}

// EPSPDNConnectionRequestType is an ENUMERATED of TS 33.128 R19 annex A.
type EPSPDNConnectionRequestType uint16

// Values of EPSPDNConnectionRequestType.
const (
	EPSPDNConnectionRequestTypeInitialRequest                    EPSPDNConnectionRequestType = 1
	EPSPDNConnectionRequestTypeHandover                          EPSPDNConnectionRequestType = 2
	EPSPDNConnectionRequestTypeRLOS                              EPSPDNConnectionRequestType = 3
	EPSPDNConnectionRequestTypeEmergency                         EPSPDNConnectionRequestType = 4
	EPSPDNConnectionRequestTypeHandoverOfEmergencyBearerServices EPSPDNConnectionRequestType = 5
	EPSPDNConnectionRequestTypeReserved                          EPSPDNConnectionRequestType = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v EPSPDNConnectionRequestType) String() string {
	switch v {
	case EPSPDNConnectionRequestTypeInitialRequest:
		return "initialRequest"
	case EPSPDNConnectionRequestTypeHandover:
		return "handover"
	case EPSPDNConnectionRequestTypeRLOS:
		return "rLOS"
	case EPSPDNConnectionRequestTypeEmergency:
		return "emergency"
	case EPSPDNConnectionRequestTypeHandoverOfEmergencyBearerServices:
		return "handoverOfEmergencyBearerServices"
	case EPSPDNConnectionRequestTypeReserved:
		return "reserved"
	}
	return strconv.Itoa(int(v))
}

// EMMRegStatus is the state of the UE in EPS.
type EMMRegStatus uint16

// Values of EMMRegStatus.
const (
	EMMRegStatusUEEMMRegistered    EMMRegStatus = 1
	EMMRegStatusUENotEMMRegistered EMMRegStatus = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v EMMRegStatus) String() string {
	switch v {
	case EMMRegStatusUEEMMRegistered:
		return "uEEMMRegistered"
	case EMMRegStatusUENotEMMRegistered:
		return "uENotEMMRegistered"
	}
	return strconv.Itoa(int(v))
}

// FiveGMMStatus is the state of the UE in 5GS.
type FiveGMMStatus uint16

// Values of FiveGMMStatus.
const (
	FiveGMMStatusUE5GMMRegistered    FiveGMMStatus = 1
	FiveGMMStatusUENot5GMMRegistered FiveGMMStatus = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v FiveGMMStatus) String() string {
	switch v {
	case FiveGMMStatusUE5GMMRegistered:
		return "uE5GMMRegistered"
	case FiveGMMStatusUENot5GMMRegistered:
		return "uENot5GMMRegistered"
	}
	return strconv.Itoa(int(v))
}

// AccessType is the access that a procedure was about.
type AccessType uint16

// Values of AccessType.
const (
	AccessTypeThreeGPPAccess               AccessType = 1
	AccessTypeNonThreeGPPAccess            AccessType = 2
	AccessTypeThreeGPPandNonThreeGPPAccess AccessType = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v AccessType) String() string {
	switch v {
	case AccessTypeThreeGPPAccess:
		return "threeGPPAccess"
	case AccessTypeNonThreeGPPAccess:
		return "nonThreeGPPAccess"
	case AccessTypeThreeGPPandNonThreeGPPAccess:
		return "threeGPPandNonThreeGPPAccess"
	}
	return strconv.Itoa(int(v))
}

// Direction is an ENUMERATED of TS 33.128 R19 annex A.
type Direction uint16

// Values of Direction.
const (
	DirectionFromTarget Direction = 1
	DirectionToTarget   Direction = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v Direction) String() string {
	switch v {
	case DirectionFromTarget:
		return "fromTarget"
	case DirectionToTarget:
		return "toTarget"
	}
	return strconv.Itoa(int(v))
}

// FiveGSMRequestType is an ENUMERATED of TS 33.128 R19 annex A.
type FiveGSMRequestType uint16

// Values of FiveGSMRequestType.
const (
	FiveGSMRequestTypeInitialRequest              FiveGSMRequestType = 1
	FiveGSMRequestTypeExistingPDUSession          FiveGSMRequestType = 2
	FiveGSMRequestTypeInitialEmergencyRequest     FiveGSMRequestType = 3
	FiveGSMRequestTypeExistingEmergencyPDUSession FiveGSMRequestType = 4
	FiveGSMRequestTypeModificationRequest         FiveGSMRequestType = 5
	FiveGSMRequestTypeReserved                    FiveGSMRequestType = 6
	FiveGSMRequestTypeMAPDURequest                FiveGSMRequestType = 7
)

// String returns the name that the ASN.1 module gives the value.
func (v FiveGSMRequestType) String() string {
	switch v {
	case FiveGSMRequestTypeInitialRequest:
		return "initialRequest"
	case FiveGSMRequestTypeExistingPDUSession:
		return "existingPDUSession"
	case FiveGSMRequestTypeInitialEmergencyRequest:
		return "initialEmergencyRequest"
	case FiveGSMRequestTypeExistingEmergencyPDUSession:
		return "existingEmergencyPDUSession"
	case FiveGSMRequestTypeModificationRequest:
		return "modificationRequest"
	case FiveGSMRequestTypeReserved:
		return "reserved"
	case FiveGSMRequestTypeMAPDURequest:
		return "mAPDURequest"
	}
	return strconv.Itoa(int(v))
}

// Initiator is an ENUMERATED of TS 33.128 R19 annex A.
type Initiator uint16

// Values of Initiator.
const (
	InitiatorUE      Initiator = 1
	InitiatorNetwork Initiator = 2
	InitiatorUnknown Initiator = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v Initiator) String() string {
	switch v {
	case InitiatorUE:
		return "uE"
	case InitiatorNetwork:
		return "network"
	case InitiatorUnknown:
		return "unknown"
	}
	return strconv.Itoa(int(v))
}

// PeriodicCommunicationIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type PeriodicCommunicationIndicator uint16

// Values of PeriodicCommunicationIndicator.
const (
	PeriodicCommunicationIndicatorPeriodic    PeriodicCommunicationIndicator = 1
	PeriodicCommunicationIndicatorNonPeriodic PeriodicCommunicationIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v PeriodicCommunicationIndicator) String() string {
	switch v {
	case PeriodicCommunicationIndicatorPeriodic:
		return "periodic"
	case PeriodicCommunicationIndicatorNonPeriodic:
		return "nonPeriodic"
	}
	return strconv.Itoa(int(v))
}

// PDNConnectionType is an ENUMERATED of TS 33.128 R19 annex A.
type PDNConnectionType uint16

// Values of PDNConnectionType.
const (
	PDNConnectionTypeIPv4     PDNConnectionType = 1
	PDNConnectionTypeIPv6     PDNConnectionType = 2
	PDNConnectionTypeIPv4v6   PDNConnectionType = 3
	PDNConnectionTypeNonIP    PDNConnectionType = 4
	PDNConnectionTypeEthernet PDNConnectionType = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v PDNConnectionType) String() string {
	switch v {
	case PDNConnectionTypeIPv4:
		return "iPv4"
	case PDNConnectionTypeIPv6:
		return "iPv6"
	case PDNConnectionTypeIPv4v6:
		return "iPv4v6"
	case PDNConnectionTypeNonIP:
		return "nonIP"
	case PDNConnectionTypeEthernet:
		return "ethernet"
	}
	return strconv.Itoa(int(v))
}

// RATInformation is an ENUMERATED of TS 33.128 R19 annex A.
type RATInformation uint16

// Values of RATInformation.
const (
	RATInformationUnlicensed RATInformation = 1
	RATInformationNBIoT      RATInformation = 2
	RATInformationNRLEO      RATInformation = 3
	RATInformationNRMEO      RATInformation = 4
	RATInformationNRGEO      RATInformation = 5
	RATInformationNROTHERSAT RATInformation = 6
)

// String returns the name that the ASN.1 module gives the value.
func (v RATInformation) String() string {
	switch v {
	case RATInformationUnlicensed:
		return "unlicensed"
	case RATInformationNBIoT:
		return "nBIoT"
	case RATInformationNRLEO:
		return "nRLEO"
	case RATInformationNRMEO:
		return "nRMEO"
	case RATInformationNRGEO:
		return "nRGEO"
	case RATInformationNROTHERSAT:
		return "nROTHERSAT"
	}
	return strconv.Itoa(int(v))
}

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

// String returns the name that the ASN.1 module gives the value.
func (v RATType) String() string {
	switch v {
	case RATTypeNR:
		return "nR"
	case RATTypeEUTRA:
		return "eUTRA"
	case RATTypeWLAN:
		return "wLAN"
	case RATTypeVirtual:
		return "virtual"
	case RATTypeNBIOT:
		return "nBIOT"
	case RATTypeWireline:
		return "wireline"
	case RATTypeWirelineCable:
		return "wirelineCable"
	case RATTypeWirelineBBF:
		return "wirelineBBF"
	case RATTypeLTEM:
		return "lTEM"
	case RATTypeNRU:
		return "nRU"
	case RATTypeEUTRAU:
		return "eUTRAU"
	case RATTypeTrustedN3GA:
		return "trustedN3GA"
	case RATTypeTrustedWLAN:
		return "trustedWLAN"
	case RATTypeUTRA:
		return "uTRA"
	case RATTypeGERA:
		return "gERA"
	case RATTypeNRLEO:
		return "nRLEO"
	case RATTypeNRMEO:
		return "nRMEO"
	case RATTypeNRGEO:
		return "nRGEO"
	case RATTypeNROTHERSAT:
		return "nROTHERSAT"
	case RATTypeNRREDCAP:
		return "nRREDCAP"
	case RATTypeWBEUTRANLEO:
		return "wBEUTRANLEO"
	case RATTypeWBEUTRANMEO:
		return "wBEUTRANMEO"
	case RATTypeWBEUTRANGEO:
		return "wBEUTRANGEO"
	case RATTypeWBEUTRANOTHERSAT:
		return "wBEUTRANOTHERSAT"
	case RATTypeNBIOTLEO:
		return "nBIOTLEO"
	case RATTypeNBIOTMEO:
		return "nBIOTMEO"
	case RATTypeNBIOTGEO:
		return "nBIOTGEO"
	case RATTypeNBIOTOTHERSAT:
		return "nBIOTOTHERSAT"
	case RATTypeLTEMLEO:
		return "lTEMLEO"
	case RATTypeLTEMMEO:
		return "lTEMMEO"
	case RATTypeLTEMGEO:
		return "lTEMGEO"
	case RATTypeLTEMOTHERSAT:
		return "lTEMOTHERSAT"
	case RATTypeNREREDCAP:
		return "nREREDCAP"
	}
	return strconv.Itoa(int(v))
}

// SwitchOffIndicator says why a UE deregistered.
type SwitchOffIndicator uint16

// Values of SwitchOffIndicator.
const (
	SwitchOffIndicatorNormalDetach SwitchOffIndicator = 1
	SwitchOffIndicatorSwitchOff    SwitchOffIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v SwitchOffIndicator) String() string {
	switch v {
	case SwitchOffIndicatorNormalDetach:
		return "normalDetach"
	case SwitchOffIndicatorSwitchOff:
		return "switchOff"
	}
	return strconv.Itoa(int(v))
}

// TransportProtocol is an ENUMERATED of TS 33.128 R19 annex A.
type TransportProtocol uint16

// Values of TransportProtocol.
const (
	TransportProtocolUDP TransportProtocol = 1
	TransportProtocolTCP TransportProtocol = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v TransportProtocol) String() string {
	switch v {
	case TransportProtocolUDP:
		return "uDP"
	case TransportProtocolTCP:
		return "tCP"
	}
	return strconv.Itoa(int(v))
}

// W5GBANLineType is an ENUMERATED of TS 33.128 R19 annex A.
type W5GBANLineType uint16

// Values of W5GBANLineType.
const (
	W5GBANLineTypeDSL W5GBANLineType = 1
	W5GBANLineTypePON W5GBANLineType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v W5GBANLineType) String() string {
	switch v {
	case W5GBANLineTypeDSL:
		return "dSL"
	case W5GBANLineTypePON:
		return "pON"
	}
	return strconv.Itoa(int(v))
}

// CSGAccessMode is an ENUMERATED of TS 33.128 R19 annex A.
type CSGAccessMode uint16

// Values of CSGAccessMode.
const (
	CSGAccessModeClosedMode CSGAccessMode = 1
	CSGAccessModeHybridMode CSGAccessMode = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v CSGAccessMode) String() string {
	switch v {
	case CSGAccessModeClosedMode:
		return "closedMode"
	case CSGAccessModeHybridMode:
		return "hybridMode"
	}
	return strconv.Itoa(int(v))
}

// CSGMembershipIndication is an ENUMERATED of TS 33.128 R19 annex A.
type CSGMembershipIndication uint16

// Values of CSGMembershipIndication.
const (
	CSGMembershipIndicationNotCSGMember CSGMembershipIndication = 1
	CSGMembershipIndicationCSGMember    CSGMembershipIndication = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v CSGMembershipIndication) String() string {
	switch v {
	case CSGMembershipIndicationNotCSGMember:
		return "notCSGMember"
	case CSGMembershipIndicationCSGMember:
		return "cSGMember"
	}
	return strconv.Itoa(int(v))
}

// AMFEventType is an ENUMERATED of TS 33.128 R19 annex A.
type AMFEventType uint16

// Values of AMFEventType.
const (
	AMFEventTypeLocationReport      AMFEventType = 1
	AMFEventTypePresenceInAOIReport AMFEventType = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v AMFEventType) String() string {
	switch v {
	case AMFEventTypeLocationReport:
		return "locationReport"
	case AMFEventTypePresenceInAOIReport:
		return "presenceInAOIReport"
	}
	return strconv.Itoa(int(v))
}

// PresenceState is an ENUMERATED of TS 33.128 R19 annex A.
type PresenceState uint16

// Values of PresenceState.
const (
	PresenceStateInArea    PresenceState = 1
	PresenceStateOutOfArea PresenceState = 2
	PresenceStateUnknown   PresenceState = 3
	PresenceStateInactive  PresenceState = 4
)

// String returns the name that the ASN.1 module gives the value.
func (v PresenceState) String() string {
	switch v {
	case PresenceStateInArea:
		return "inArea"
	case PresenceStateOutOfArea:
		return "outOfArea"
	case PresenceStateUnknown:
		return "unknown"
	case PresenceStateInactive:
		return "inactive"
	}
	return strconv.Itoa(int(v))
}

// UEReachability is an ENUMERATED of TS 33.128 R19 annex A.
type UEReachability uint16

// Values of UEReachability.
const (
	UEReachabilityUnreachable    UEReachability = 1
	UEReachabilityReachable      UEReachability = 2
	UEReachabilityRegulatoryOnly UEReachability = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v UEReachability) String() string {
	switch v {
	case UEReachabilityUnreachable:
		return "unreachable"
	case UEReachabilityReachable:
		return "reachable"
	case UEReachabilityRegulatoryOnly:
		return "regulatoryOnly"
	}
	return strconv.Itoa(int(v))
}

// RMState is an ENUMERATED of TS 33.128 R19 annex A.
type RMState uint16

// Values of RMState.
const (
	RMStateRegistered   RMState = 1
	RMStateDeregistered RMState = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v RMState) String() string {
	switch v {
	case RMStateRegistered:
		return "registered"
	case RMStateDeregistered:
		return "deregistered"
	}
	return strconv.Itoa(int(v))
}

// CMState is an ENUMERATED of TS 33.128 R19 annex A.
type CMState uint16

// Values of CMState.
const (
	CMStateIdle      CMState = 1
	CMStateConnected CMState = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v CMState) String() string {
	switch v {
	case CMStateIdle:
		return "idle"
	case CMStateConnected:
		return "connected"
	}
	return strconv.Itoa(int(v))
}

// AccuracyFulfilmentIndicator is an ENUMERATED of TS 33.128 R19 annex A.
type AccuracyFulfilmentIndicator uint16

// Values of AccuracyFulfilmentIndicator.
const (
	AccuracyFulfilmentIndicatorRequestedAccuracyFulfilled    AccuracyFulfilmentIndicator = 1
	AccuracyFulfilmentIndicatorRequestedAccuracyNotFulfilled AccuracyFulfilmentIndicator = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v AccuracyFulfilmentIndicator) String() string {
	switch v {
	case AccuracyFulfilmentIndicatorRequestedAccuracyFulfilled:
		return "requestedAccuracyFulfilled"
	case AccuracyFulfilmentIndicatorRequestedAccuracyNotFulfilled:
		return "requestedAccuracyNotFulfilled"
	}
	return strconv.Itoa(int(v))
}

// VerticalDirection is an ENUMERATED of TS 33.128 R19 annex A.
type VerticalDirection uint16

// Values of VerticalDirection.
const (
	VerticalDirectionUpward   VerticalDirection = 1
	VerticalDirectionDownward VerticalDirection = 2
)

// String returns the name that the ASN.1 module gives the value.
func (v VerticalDirection) String() string {
	switch v {
	case VerticalDirectionUpward:
		return "upward"
	case VerticalDirectionDownward:
		return "downward"
	}
	return strconv.Itoa(int(v))
}

// PositioningMethod is an ENUMERATED of TS 33.128 R19 annex A.
type PositioningMethod uint16

// Values of PositioningMethod.
const (
	PositioningMethodCellID             PositioningMethod = 1
	PositioningMethodECID               PositioningMethod = 2
	PositioningMethodOTDOA              PositioningMethod = 3
	PositioningMethodBarometricPressure PositioningMethod = 4
	PositioningMethodWLAN               PositioningMethod = 5
	PositioningMethodBluetooth          PositioningMethod = 6
	PositioningMethodMBS                PositioningMethod = 7
	PositioningMethodMotionSensor       PositioningMethod = 8
	PositioningMethodDLTDOA             PositioningMethod = 9
	PositioningMethodDLAOD              PositioningMethod = 10
	PositioningMethodMultiRTT           PositioningMethod = 11
	PositioningMethodNRECID             PositioningMethod = 12
	PositioningMethodULTDOA             PositioningMethod = 13
	PositioningMethodULAOA              PositioningMethod = 14
	PositioningMethodNetworkSpecific    PositioningMethod = 15
)

// String returns the name that the ASN.1 module gives the value.
func (v PositioningMethod) String() string {
	switch v {
	case PositioningMethodCellID:
		return "cellID"
	case PositioningMethodECID:
		return "eCID"
	case PositioningMethodOTDOA:
		return "oTDOA"
	case PositioningMethodBarometricPressure:
		return "barometricPressure"
	case PositioningMethodWLAN:
		return "wLAN"
	case PositioningMethodBluetooth:
		return "bluetooth"
	case PositioningMethodMBS:
		return "mBS"
	case PositioningMethodMotionSensor:
		return "motionSensor"
	case PositioningMethodDLTDOA:
		return "dLTDOA"
	case PositioningMethodDLAOD:
		return "dLAOD"
	case PositioningMethodMultiRTT:
		return "multiRTT"
	case PositioningMethodNRECID:
		return "nRECID"
	case PositioningMethodULTDOA:
		return "uLTDOA"
	case PositioningMethodULAOA:
		return "uLAOA"
	case PositioningMethodNetworkSpecific:
		return "networkSpecific"
	}
	return strconv.Itoa(int(v))
}

// PositioningMode is an ENUMERATED of TS 33.128 R19 annex A.
type PositioningMode uint16

// Values of PositioningMode.
const (
	PositioningModeUEBased      PositioningMode = 1
	PositioningModeUEAssisted   PositioningMode = 2
	PositioningModeConventional PositioningMode = 3
)

// String returns the name that the ASN.1 module gives the value.
func (v PositioningMode) String() string {
	switch v {
	case PositioningModeUEBased:
		return "uEBased"
	case PositioningModeUEAssisted:
		return "uEAssisted"
	case PositioningModeConventional:
		return "conventional"
	}
	return strconv.Itoa(int(v))
}

// GNSSID is an ENUMERATED of TS 33.128 R19 annex A.
type GNSSID uint16

// Values of GNSSID.
const (
	GNSSIDGPS           GNSSID = 1
	GNSSIDGalileo       GNSSID = 2
	GNSSIDSBAS          GNSSID = 3
	GNSSIDModernizedGPS GNSSID = 4
	GNSSIDQZSS          GNSSID = 5
	GNSSIDGLONASS       GNSSID = 6
	GNSSIDBDS           GNSSID = 7
	GNSSIDNAVIC         GNSSID = 8
)

// String returns the name that the ASN.1 module gives the value.
func (v GNSSID) String() string {
	switch v {
	case GNSSIDGPS:
		return "gPS"
	case GNSSIDGalileo:
		return "galileo"
	case GNSSIDSBAS:
		return "sBAS"
	case GNSSIDModernizedGPS:
		return "modernizedGPS"
	case GNSSIDQZSS:
		return "qZSS"
	case GNSSIDGLONASS:
		return "gLONASS"
	case GNSSIDBDS:
		return "bDS"
	case GNSSIDNAVIC:
		return "nAVIC"
	}
	return strconv.Itoa(int(v))
}

// Usage is an ENUMERATED of TS 33.128 R19 annex A.
type Usage uint16

// Values of Usage.
const (
	UsageUnsuccess                            Usage = 1
	UsageSuccessResultsNotUsed                Usage = 2
	UsageSuccessResultsUsedToVerifyLocation   Usage = 3
	UsageSuccessResultsUsedToGenerateLocation Usage = 4
	UsageSuccessMethodNotDetermined           Usage = 5
)

// String returns the name that the ASN.1 module gives the value.
func (v Usage) String() string {
	switch v {
	case UsageUnsuccess:
		return "unsuccess"
	case UsageSuccessResultsNotUsed:
		return "successResultsNotUsed"
	case UsageSuccessResultsUsedToVerifyLocation:
		return "successResultsUsedToVerifyLocation"
	case UsageSuccessResultsUsedToGenerateLocation:
		return "successResultsUsedToGenerateLocation"
	case UsageSuccessMethodNotDetermined:
		return "successMethodNotDetermined"
	}
	return strconv.Itoa(int(v))
}

// PredefinedPayloadModification is an ENUMERATED of TS 33.128 R19 annex A.
type PredefinedPayloadModification uint16

// Values of PredefinedPayloadModification.
const (
	PredefinedPayloadModificationPANILocationRemoval                PredefinedPayloadModification = 1
	PredefinedPayloadModificationCNILocationRemoval                 PredefinedPayloadModification = 2
	PredefinedPayloadModificationSIPGeolocationInfoRemoval          PredefinedPayloadModification = 3
	PredefinedPayloadModificationPresenceInformationLocationRemoval PredefinedPayloadModification = 4
	PredefinedPayloadModificationTS33128SMSTPDURedaction            PredefinedPayloadModification = 5
	PredefinedPayloadModificationTS33128TruncatedSMSTPDU            PredefinedPayloadModification = 6
	PredefinedPayloadModificationIMSTextContentRemoval              PredefinedPayloadModification = 7
	PredefinedPayloadModificationIMSSubjectContentRemoval           PredefinedPayloadModification = 8
	PredefinedPayloadModificationRCSPresenceLocationRemoval         PredefinedPayloadModification = 9
	PredefinedPayloadModificationRCSCPIMLocationRemoval             PredefinedPayloadModification = 10
	PredefinedPayloadModificationRCSTextContentRemoval              PredefinedPayloadModification = 11
	PredefinedPayloadModificationRCSSubjectContentRemoval           PredefinedPayloadModification = 12
	PredefinedPayloadModificationRCSGeolocationPUSHContentRemoval   PredefinedPayloadModification = 13
	PredefinedPayloadModificationRCSFileURLContentRemoval           PredefinedPayloadModification = 14
	PredefinedPayloadModificationThreeGPP2SMSUserDataRedaction      PredefinedPayloadModification = 15
)

// String returns the name that the ASN.1 module gives the value.
func (v PredefinedPayloadModification) String() string {
	switch v {
	case PredefinedPayloadModificationPANILocationRemoval:
		return "pANILocationRemoval"
	case PredefinedPayloadModificationCNILocationRemoval:
		return "cNILocationRemoval"
	case PredefinedPayloadModificationSIPGeolocationInfoRemoval:
		return "sIPGeolocationInfoRemoval"
	case PredefinedPayloadModificationPresenceInformationLocationRemoval:
		return "presenceInformationLocationRemoval"
	case PredefinedPayloadModificationTS33128SMSTPDURedaction:
		return "tS33128SMSTPDURedaction"
	case PredefinedPayloadModificationTS33128TruncatedSMSTPDU:
		return "tS33128TruncatedSMSTPDU"
	case PredefinedPayloadModificationIMSTextContentRemoval:
		return "iMSTextContentRemoval"
	case PredefinedPayloadModificationIMSSubjectContentRemoval:
		return "iMSSubjectContentRemoval"
	case PredefinedPayloadModificationRCSPresenceLocationRemoval:
		return "rCSPresenceLocationRemoval"
	case PredefinedPayloadModificationRCSCPIMLocationRemoval:
		return "rCSCPIMLocationRemoval"
	case PredefinedPayloadModificationRCSTextContentRemoval:
		return "rCSTextContentRemoval"
	case PredefinedPayloadModificationRCSSubjectContentRemoval:
		return "rCSSubjectContentRemoval"
	case PredefinedPayloadModificationRCSGeolocationPUSHContentRemoval:
		return "rCSGeolocationPUSHContentRemoval"
	case PredefinedPayloadModificationRCSFileURLContentRemoval:
		return "rCSFileURLContentRemoval"
	case PredefinedPayloadModificationThreeGPP2SMSUserDataRedaction:
		return "threeGPP2SMSUserDataRedaction"
	}
	return strconv.Itoa(int(v))
}
