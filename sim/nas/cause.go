package nas

import "fmt"

// 5GMM causes of TS 24.501 R17 clause 9.11.3.2 that this lab sends.
const (
	CauseIllegalUE                    uint8 = 3
	CausePEINotAccepted               uint8 = 5
	CauseServicesNotAllowed           uint8 = 7
	CauseIdentityNotDerivable         uint8 = 9
	CauseImplicitlyDeregistered       uint8 = 10
	CausePLMNNotAllowed               uint8 = 11
	CauseRoamingNotAllowedInTA        uint8 = 13
	CauseNoSuitableCells              uint8 = 15
	CauseMACFailure                   uint8 = 20
	CauseSynchFailure                 uint8 = 21
	CauseCongestion                   uint8 = 22
	CauseCapabilitiesMismatch         uint8 = 23
	CauseSecurityModeRejected         uint8 = 24
	CauseNon5GAuthentication          uint8 = 26
	CauseNoNetworkSlices              uint8 = 62
	CauseServingNetworkNotAuthorized  uint8 = 73
	CauseSemanticallyIncorrect        uint8 = 95
	CauseInvalidMandatoryInformation  uint8 = 96
	CauseMessageTypeNonExistent       uint8 = 97
	CauseMessageTypeIncompatible      uint8 = 98
	CauseConditionalIE                uint8 = 100
	CauseMessageIncompatibleWithState uint8 = 101
	CauseProtocolError                uint8 = 111
)

var causeNames = map[uint8]string{
	CauseIllegalUE: "illegal UE", CausePEINotAccepted: "PEI not accepted", CauseServicesNotAllowed: "5GS services not allowed",
	CauseIdentityNotDerivable: "UE identity cannot be derived by the network", CauseImplicitlyDeregistered: "implicitly de-registered",
	CausePLMNNotAllowed: "PLMN not allowed", CauseRoamingNotAllowedInTA: "roaming not allowed in this tracking area",
	CauseNoSuitableCells: "no suitable cells in tracking area", CauseMACFailure: "MAC failure", CauseSynchFailure: "synch failure",
	CauseCongestion: "congestion", CauseCapabilitiesMismatch: "UE security capabilities mismatch",
	CauseSecurityModeRejected: "security mode rejected, unspecified", CauseNon5GAuthentication: "non-5G authentication unacceptable",
	CauseNoNetworkSlices: "no network slices available", CauseServingNetworkNotAuthorized: "serving network not authorized",
	CauseSemanticallyIncorrect: "semantically incorrect message", CauseInvalidMandatoryInformation: "invalid mandatory information",
	CauseMessageTypeNonExistent: "message type non-existent or not implemented", CauseMessageTypeIncompatible: "message type not compatible with the protocol state",
	CauseConditionalIE: "conditional IE error", CauseMessageIncompatibleWithState: "message not compatible with the protocol state",
	CauseProtocolError: "protocol error, unspecified",
}

// CauseText names a 5GMM cause as TS 24.501 does.
func CauseText(c uint8) string {
	if s, ok := causeNames[c]; ok {
		return fmt.Sprintf("#%d (%s)", c, s)
	}
	return fmt.Sprintf("#%d", c)
}
