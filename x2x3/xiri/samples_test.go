package xiri

import (
	"net/netip"
	"time"
)

func sampleSUCI() *SUCI {
	return &SUCI{MCC: "999", MNC: "70", RoutingIndicator: 17, ProtectionSchemeID: 1, HomeNetworkPublicKeyID: []byte{1}, SchemeOutput: make([]byte, 46),
		RoutingIndicatorLength: Some[uint8](4), SUPIType: Some[uint8](0), HomeNetworkIdentifier: Some("example.org")}
}

func sampleGUTI() FiveGGUTI {
	return FiveGGUTI{MCC: "001", MNC: "01", AMFRegionID: 0xca, AMFSetID: 1023, AMFPointer: 63, FiveGTMSI: 0xffffffff}
}

func sampleTAI() TAI {
	return TAI{PLMNID: PLMNID{MCC: "001", MNC: "01"}, TAC: []byte{0, 0, 1}, NID: "000007ed9d5"}
}

func sampleSlices() []SNSSAI {
	return []SNSSAI{{SliceServiceType: 1, SliceDifferentiator: []byte{1, 2, 3}, MappedHPLMNSliceServiceType: Some[uint8](0),
		MappedHPLMNSliceDifferentiator: []byte{4, 5, 6}}, {SliceServiceType: 255}}
}

func sampleLocation() *Location {
	return &Location{LocationInfo: &LocationInfo{
		UserLocation: &UserLocation{NRLocation: &NRLocation{
			TAI:                     sampleTAI(),
			NCGI:                    NCGI{PLMNID: PLMNID{MCC: "001", MNC: "01"}, NRCellID: 0xabcdef012, NID: "000007ed9d5"},
			AgeOfLocationInfo:       Some[uint16](0),
			UELocationTimestamp:     time.Date(2026, 1, 2, 3, 4, 5, 250_000_000, time.UTC),
			GeographicalInformation: Some("0123456789abcdef"), GeodeticInformation: Some(""), IgnoreNCGI: Some(false),
		}},
		CurrentLoc: Some(false), RATType: Some(RATTypeNR), TimeZone: Some("+01:00"),
	}}
}

func sampleIdentifiers() *UserIdentifiers {
	return &UserIdentifiers{
		FiveGSSubscriberIDs: &FiveGSSubscriberIDs{FiveGSSubscriberID: []FiveGSSubscriberID{
			{SUPI: SUPI{NAI: "anna@example.org"}}, {SUCI: sampleSUCI()}, {PEI: PEI{MACAddress: []byte{1, 2, 3, 4, 5, 6}}}, {GPSI: GPSI{NAI: "anna@example.org"}},
			{PEI: PEI{IMEI: "35123456789012"}}, {PEI: PEI{EUI64: []byte{1, 2, 3, 4, 5, 6, 7, 8}}},
		}},
		EPSSubscriberIDs: &EPSSubscriberIDs{IMSI: "999700000000001", MSISDN: "15550100001", IMEI: "35123456789012"},
	}
}

func sampleGUAMI() *GUAMI {
	return &GUAMI{AMFID: AMFID{AMFRegionID: 2, AMFSetID: 1, AMFPointer: 3}, PLMNID: PLMNID{MCC: "001", MNC: "01"}}
}

// samples has the records of the AMF and the UDM twice, written by hand: with nearly every component, and with none but the
// mandatory ones.
func samples() (full, bare []Event) {
	supi, gpsi := SUPI{IMSI: "999700000000001"}, GPSI{MSISDN: "15550100001"}
	pei := PEI{IMEISV: "3512345678901201"}
	guti := sampleGUTI()
	full = []Event{
		&AMFRegistration{
			RegistrationType: AMFRegistrationTypeDisasterInitial, RegistrationResult: AMFRegistrationResultThreeGPPAccess,
			Slice: &Slice{AllowedNSSAI: sampleSlices(), ConfiguredNSSAI: sampleSlices(), RejectedNSSAI: []RejectedSNSSAI{{CauseValue: 1, SNSSAI: sampleSlices()[0]}}},
			SUPI:  supi, SUCI: sampleSUCI(), PEI: pei, GPSI: gpsi, GUTI: guti, Location: sampleLocation(),
			Non3GPPAccessEndpoint: UEEndpointAddress{IPv4Address: netip.MustParseAddr("192.0.2.1")}, FiveGSTAIList: []TAI{sampleTAI(), sampleTAI()},
			SMSOverNASIndicator: Some(SMSOverNASIndicatorSMSOverNASAllowed), OldGUTI: EPS5GGUTI{FiveGGUTI: &guti},
			EMM5GRegStatus: &EMM5GMMStatus{EMMRegStatus: Some(EMMRegStatusUENotEMMRegistered), FiveGMMStatus: Some(FiveGMMStatusUE5GMMRegistered)},
			NonIMEISVPEI:   NonIMEISVPEI{EUI64: []byte{1, 2, 3, 4, 5, 6, 7, 8}}, MACRestIndicator: Some(MACRestrictionIndicatorUnknown),
			PagingRestrictionIndicator: []byte{1, 2}, RATType: Some(RATTypeNREREDCAP), SORTransparentContainer: make([]byte, 17),
			EquivalentPLMNList: []PLMNID{{MCC: "999", MNC: "70"}}, FiveGMMCapability: []byte{3}, MUSIMUERequestType: []byte{1},
			UnavailabilityPeriodDuration: []byte{2}, FiveGSUpdateType: []byte{1},
			UEAreaIndication:                &UEAreaIndication{Country: "NL", InternationalAreaIndication: Some(false)},
			EstablishmentCauseNon3GPPAccess: []byte{1}, AdditionalUserIdentifiers: sampleIdentifiers(),
		},
		&AMFDeregistration{
			DeregistrationDirection: AMFDirectionUEInitiated, AccessType: AccessTypeThreeGPPAccess, SUPI: supi, SUCI: sampleSUCI(), PEI: pei, GPSI: gpsi,
			GUTI: &guti, Cause: Some[uint8](0), Location: sampleLocation(), SwitchOffIndicator: Some(SwitchOffIndicatorSwitchOff),
			ReRegRequiredIndicator:       Some(ReRegRequiredIndicatorReRegistrationRequired),
			UnavailabilityPeriodDuration: []byte{9}, AdditionalUserIdentifiers: sampleIdentifiers(),
		},
		&AMFLocationUpdate{
			SUPI: supi, SUCI: sampleSUCI(), PEI: pei, GPSI: gpsi, GUTI: &guti, Location: *sampleLocation(),
			DeprecatedSMSOverNASIndicator: Some(SMSOverNASIndicatorSMSOverNASNotAllowed),
			DeprecatedOldGUTI:             EPS5GGUTI{GUTI: &GUTI{MCC: "001", MNC: "01", MMEGroupID: []byte{1, 2}, MMECode: []byte{3}, MTMSI: []byte{4, 5, 6, 7}}},
			UEAreaIndication:              &UEAreaIndication{Country: "DE", InternationalAreaIndication: Some(true)}, AdditionalUserIdentifiers: sampleIdentifiers(),
		},
		&AMFStartOfInterceptionWithRegisteredUE{
			RegistrationResult: AMFRegistrationResultThreeGPPAndNonThreeGPPAccess, RegistrationType: Some(AMFRegistrationTypePeriodic),
			Slice: &Slice{AllowedNSSAI: sampleSlices()}, SUPI: supi, SUCI: sampleSUCI(), PEI: pei, GPSI: gpsi, GUTI: guti, Location: sampleLocation(),
			Non3GPPAccessEndpoint: UEEndpointAddress{IPv6Address: netip.MustParseAddr("2001:db8::1")}, TimeOfRegistration: time.Date(2026, 12, 31, 23, 59, 59, 0, time.UTC),
			FiveGSTAIList: []TAI{sampleTAI()}, SMSOverNASIndicator: Some(SMSOverNASIndicatorSMSOverNASAllowed), OldGUTI: EPS5GGUTI{FiveGGUTI: &guti},
			EMM5GRegStatus: &EMM5GMMStatus{}, SORTransparentContainer: make([]byte, 20), UEPolicy: make([]byte, 16),
			UnavailabilityPeriodDuration: []byte{1}, FiveGSUpdateType: []byte{0}, UEAreaIndication: &UEAreaIndication{}, AdditionalUserIdentifiers: sampleIdentifiers(),
		},
		&AMFUnsuccessfulProcedure{
			FailedProcedureType: AMFFailedProcedureTypeRegistration, FailureCause: AMFFailureCause{FiveGMMCause: Some[uint8](111)}, RequestedSlice: sampleSlices(),
			SUPI: supi, SUCI: sampleSUCI(), PEI: pei, GPSI: gpsi, GUTI: &guti, Location: sampleLocation(), AdditionalUserIdentifiers: sampleIdentifiers(),
		},
		&UDMServingSystemMessage{
			SUPI: supi, PEI: pei, GPSI: gpsi, GUAMI: sampleGUAMI(), PLMNID: &PLMNID{MCC: "001", MNC: "01"},
			ServingSystemMethod: UDMServingSystemMethodAmfNon3GPPAccessRegistration, ServiceID: &ServiceID{NSSAI: sampleSlices(), CAGID: []string{"1", ""}},
			RoamingIndicator: Some(false),
		},
		&UDMCancelLocationMessage{
			SUPI: supi, PEI: pei, GPSI: gpsi, GUAMI: sampleGUAMI(), PLMNID: &PLMNID{MCC: "001", MNC: "01"},
			CancelLocationMethod:  UDMCancelLocationMethodAMF3GPPAccessDeregistration,
			AMFDeregistrationInfo: &UDMAMFDeregistrationInfo{GUAMI: *sampleGUAMI(), PurgeFlag: true},
			DeregistrationData: &UDMDeregistrationData{DeregReason: Some(UDMDeregReasonDisasterConditionTerminated), AccessType: Some(AccessTypeThreeGPPAccess),
				PDUSessionID: Some[uint8](0)},
		},
		&UDMUEAuthenticationResponse{
			SUPI: supi, AuthenticationInfoRequest: UDMAuthenticationInfoRequest{
				InfoRequestType: UDMInfoRequestTypeAUSF, RGAuthCtx: []SubscriberIdentifier{{SUCI: sampleSUCI()}, {SUPI: supi}},
				AuthType: PrimaryAuthenticationTypeFiveGAKA, ServingNetworkName: PLMNID{MCC: "001", MNC: "01"}, AUSFInstanceID: Some("ausf1"),
				CellCAGInfo: Some("cag"), N5GCIndicator: Some(false),
			},
			AKMAIndicator: Some(true), AuthAAA: Some(false),
			ProblemDetails: &UDMProblemDetails{Cause: UDMProblemDetailsCause{OtherCause: &UDMProblemDetailsOtherCause{
				ProblemDetailsType: Some("about:blank"), Title: Some("t"), Status: Some[int64](-404), Detail: Some("d"), Instance: Some("i"), Cause: Some("AUTHENTICATION_REJECTED"),
				UDMInvalidParameters: UDMInvalidParameters{Parameter: Some("p"), Reason: Some("")}, UDMSupportedFeatures: Some("0"),
			}}},
		},
		&UDMStartOfInterceptionWithRegisteredTarget{
			SUPI: supi, GPSI: gpsi, UDMSubscriptionDataSets: SBIType{SBIReference: "TS29503_Nudm_SDM.yaml#/components/schemas/SubscriptionDataSets", SBIValue: `{"ü":1}`},
		},
	}
	bare = []Event{
		&AMFRegistration{RegistrationType: 1, RegistrationResult: 1, SUPI: supi, GUTI: guti},
		&AMFDeregistration{DeregistrationDirection: 1, AccessType: 1},
		&AMFLocationUpdate{SUPI: supi},
		&AMFStartOfInterceptionWithRegisteredUE{RegistrationResult: 1, SUPI: supi, GUTI: guti},
		&AMFUnsuccessfulProcedure{FailedProcedureType: 1, FailureCause: AMFFailureCause{FiveGSMCause: Some[uint8](0)}},
		&UDMServingSystemMessage{SUPI: supi, ServingSystemMethod: 0},
		&UDMCancelLocationMessage{SUPI: supi, CancelLocationMethod: 1},
		&UDMUEAuthenticationResponse{SUPI: supi, AuthenticationInfoRequest: UDMAuthenticationInfoRequest{InfoRequestType: 1, RGAuthCtx: []SubscriberIdentifier{{SUPI: supi}},
			AuthType: 1, ServingNetworkName: PLMNID{MCC: "001", MNC: "01"}}},
		&UDMStartOfInterceptionWithRegisteredTarget{SUPI: supi, UDMSubscriptionDataSets: SBIType{SBIReference: "r", SBIValue: "v"}},
	}
	return full, bare
}
