// Code generated from records/events.decl; DO NOT EDIT.

package xiri

// newEvent returns an empty record of the alternative with this tag, and whether XIRIEvent and IRIEvent have it.
func newEvent(tag uint32) (e Event, xiri, iri bool) {
	switch tag {
	case 1:
		return new(AMFRegistration), true, true
	case 2:
		return new(AMFDeregistration), true, true
	case 3:
		return new(AMFLocationUpdate), true, true
	case 4:
		return new(AMFStartOfInterceptionWithRegisteredUE), true, true
	case 5:
		return new(AMFUnsuccessfulProcedure), true, true
	case 6:
		return new(SMFPDUSessionEstablishment), true, true
	case 7:
		return new(SMFPDUSessionModification), true, true
	case 8:
		return new(SMFPDUSessionRelease), true, true
	case 9:
		return new(SMFStartOfInterceptionWithEstablishedPDUSession), true, true
	case 10:
		return new(SMFUnsuccessfulProcedure), true, true
	case 11:
		return new(UDMServingSystemMessage), true, true
	case 12:
		return new(SMSMessage), true, true
	case 13:
		return new(LALSReport), true, true
	case 14:
		return new(PDHeaderReport), true, true
	case 15:
		return new(PDSummaryReport), true, true
	case 16:
		return new(MDFCellSiteReport), false, true
	case 17:
		return new(MMSSend), true, true
	case 18:
		return new(MMSSendByNonLocalTarget), true, true
	case 19:
		return new(MMSNotification), true, true
	case 20:
		return new(MMSSendToNonLocalTarget), true, true
	case 21:
		return new(MMSNotificationResponse), true, true
	case 22:
		return new(MMSRetrieval), true, true
	case 23:
		return new(MMSDeliveryAck), true, true
	case 24:
		return new(MMSForward), true, true
	case 25:
		return new(MMSDeleteFromRelay), true, true
	case 26:
		return new(MMSDeliveryReport), true, true
	case 27:
		return new(MMSDeliveryReportNonLocalTarget), true, true
	case 28:
		return new(MMSReadReport), true, true
	case 29:
		return new(MMSReadReportNonLocalTarget), true, true
	case 30:
		return new(MMSCancel), true, true
	case 31:
		return new(MMSMBoxStore), true, true
	case 32:
		return new(MMSMBoxUpload), true, true
	case 33:
		return new(MMSMBoxDelete), true, true
	case 34:
		return new(MMSMBoxViewRequest), true, true
	case 35:
		return new(MMSMBoxViewResponse), true, true
	case 36:
		return new(PTCRegistration), true, true
	case 37:
		return new(PTCSessionInitiation), true, true
	case 38:
		return new(PTCSessionAbandon), true, true
	case 39:
		return new(PTCSessionStart), true, true
	case 40:
		return new(PTCSessionEnd), true, true
	case 41:
		return new(PTCStartOfInterception), true, true
	case 42:
		return new(PTCPreEstablishedSession), true, true
	case 43:
		return new(PTCInstantPersonalAlert), true, true
	case 44:
		return new(PTCPartyJoin), true, true
	case 45:
		return new(PTCPartyDrop), true, true
	case 46:
		return new(PTCPartyHold), true, true
	case 47:
		return new(PTCMediaModification), true, true
	case 48:
		return new(PTCGroupAdvertisement), true, true
	case 49:
		return new(PTCFloorControl), true, true
	case 50:
		return new(PTCTargetPresence), true, true
	case 51:
		return new(PTCParticipantPresence), true, true
	case 52:
		return new(PTCListManagement), true, true
	case 53:
		return new(PTCAccessPolicy), true, true
	case 54:
		return new(UDMSubscriberRecordChangeMessage), true, true
	case 55:
		return new(UDMCancelLocationMessage), true, true
	case 56:
		return new(SMSReport), true, true
	case 57:
		return new(SMFMAPDUSessionEstablishment), true, true
	case 58:
		return new(SMFMAPDUSessionModification), true, true
	case 59:
		return new(SMFMAPDUSessionRelease), true, true
	case 60:
		return new(SMFStartOfInterceptionWithEstablishedMAPDUSession), true, true
	case 61:
		return new(SMFMAUnsuccessfulProcedure), true, true
	case 62:
		return new(AMFIdentifierAssociation), true, true
	case 63:
		return new(MMEIdentifierAssociation), true, true
	case 64:
		return new(SMFPDUtoMAPDUSessionModification), true, true
	case 65:
		return new(NEFPDUSessionEstablishment), true, true
	case 66:
		return new(NEFPDUSessionModification), true, true
	case 67:
		return new(NEFPDUSessionRelease), true, true
	case 68:
		return new(NEFUnsuccessfulProcedure), true, true
	case 69:
		return new(NEFStartOfInterceptionWithEstablishedPDUSession), true, true
	case 70:
		return new(NEFDeviceTrigger), true, true
	case 71:
		return new(NEFDeviceTriggerReplace), true, true
	case 72:
		return new(NEFDeviceTriggerCancellation), true, true
	case 73:
		return new(NEFDeviceTriggerReportNotify), true, true
	case 74:
		return new(NEFMSISDNLessMOSMS), true, true
	case 75:
		return new(NEFExpectedUEBehaviourUpdate), true, true
	case 76:
		return new(SCEFPDNConnectionEstablishment), true, true
	case 77:
		return new(SCEFPDNConnectionUpdate), true, true
	case 78:
		return new(SCEFPDNConnectionRelease), true, true
	case 79:
		return new(SCEFUnsuccessfulProcedure), true, true
	case 80:
		return new(SCEFStartOfInterceptionWithEstablishedPDNConnection), true, true
	case 81:
		return new(SCEFDeviceTrigger), true, true
	case 82:
		return new(SCEFDeviceTriggerReplace), true, true
	case 83:
		return new(SCEFDeviceTriggerCancellation), true, true
	case 84:
		return new(SCEFDeviceTriggerReportNotify), true, true
	case 85:
		return new(SCEFMSISDNLessMOSMS), true, true
	case 86:
		return new(SCEFCommunicationPatternUpdate), true, true
	case 87:
		return new(MMEAttach), true, true
	case 88:
		return new(MMEDetach), true, true
	case 89:
		return new(MMELocationUpdate), true, true
	case 90:
		return new(MMEStartOfInterceptionWithEPSAttachedUE), true, true
	case 91:
		return new(MMEUnsuccessfulProcedure), true, true
	case 92:
		return new(AAnFAnchorKeyRegister), true, true
	case 93:
		return new(AAnFKAKMAApplicationKeyGet), true, true
	case 94:
		return new(AAnFStartOfInterceptWithEstablishedAKMAKeyMaterial), true, true
	case 95:
		return new(AAnFAKMAContextRemovalRecord), true, true
	case 96:
		return new(AFAKMAApplicationKeyRefresh), true, true
	case 97:
		return new(AFStartOfInterceptWithEstablishedAKMAApplicationKey), true, true
	case 98:
		return new(AFAuxiliarySecurityParameterEstablishment), true, true
	case 99:
		return new(AFApplicationKeyRemoval), true, true
	case 100:
		return new(N9HRPDUSessionInfo), true, false
	case 101:
		return new(S8HRBearerInfo), true, false
	case 102:
		return new(SeparatedLocationReporting), true, true
	case 103:
		return new(STIRSHAKENSignatureGeneration), true, true
	case 104:
		return new(STIRSHAKENSignatureValidation), true, true
	case 105:
		return new(IMSMessage), true, true
	case 106:
		return new(StartOfInterceptionForActiveIMSSession), true, true
	case 107:
		return new(IMSCCUnavailable), true, true
	case 108:
		return new(UDMLocationInformationResult), true, true
	case 109:
		return new(UDMUEInformationResponse), true, true
	case 110:
		return new(UDMUEAuthenticationResponse), true, true
	case 111:
		return new(AMFPositioningInfoTransfer), true, true
	case 112:
		return new(MMEPositioningInfoTransfer), true, true
	case 113:
		return new(AMFRANHandoverCommand), true, true
	case 114:
		return new(AMFRANHandoverRequest), true, true
	case 115:
		return new(EESEECRegistration), true, true
	case 116:
		return new(EESEASDiscovery), true, true
	case 117:
		return new(EESEASDiscoverySubscription), true, true
	case 118:
		return new(EESEASDiscoveryNotification), true, true
	case 119:
		return new(EESAppContextRelocation), true, true
	case 120:
		return new(EESACRSubscription), true, true
	case 121:
		return new(EESACRNotification), true, true
	case 122:
		return new(EESEECContextRelocation), true, true
	case 123:
		return new(EESStartOfInterceptionWithRegisteredEEC), true, true
	case 124:
		return new(UDMStartOfInterceptionWithRegisteredTarget), true, true
	case 125:
		return new(FiveGMSAFServiceAccessInformation), true, true
	case 126:
		return new(FiveGMSAFConsumptionReporting), true, true
	case 127:
		return new(FiveGMSAFDynamicPolicyInvocation), true, true
	case 128:
		return new(FiveGMSAFMetricsReporting), true, true
	case 129:
		return new(FiveGMSAFNetworkAssistance), true, true
	case 130:
		return new(FiveGMSAFUnsuccessfulProcedure), true, true
	case 131:
		return new(FiveGMSAFStartOfInterceptionWithAlreadyConfiguredUE), true, true
	case 132:
		return new(AMFUEConfigurationUpdate), true, true
	case 133:
		return new(HSSServingSystemMessage), true, true
	case 134:
		return new(HSSStartOfInterceptionWithRegisteredTarget), true, true
	case 135:
		return new(NEFAFSessionWithQoSProvision), true, true
	case 136:
		return new(NEFAFSessionWithQoSNotification), true, true
	case 137:
		return new(SCEFASSessionWithQoSProvision), true, true
	case 138:
		return new(SCEFASSessionWithQoSNotification), true, true
	case 139:
		return new(AMFRANTraceReport), true, true
	case 140:
		return new(RCSRegistration), true, true
	case 141:
		return new(RCSMessage), true, true
	case 142:
		return new(RCSCapabilityDiscovery), true, true
	case 143:
		return new(RCSSessionEstablishment), true, true
	case 144:
		return new(RCSSessionModification), true, true
	case 145:
		return new(RCSSessionRelease), true, true
	case 146:
		return new(AMFUEPolicyTransfer), true, true
	case 147:
		return new(AMFUEServiceAccept), true, true
	case 148:
		return new(EPSRANHandoverCommand), true, true
	case 149:
		return new(EPSRANHandoverRequest), true, true
	case 150:
		return new(MMERANTraceReport), true, true
	case 151:
		return new(MMEUEServiceAccept), true, true
	case 152:
		return new(NWDAFEventsSubscription), true, true
	case 153:
		return new(NWDAFEventsNotification), true, true
	case 154:
		return new(NWDAFAnalyticsInfoQuery), true, true
	case 155:
		return new(NWDAFRoamingAnalyticsSubscription), true, true
	case 156:
		return new(NWDAFRoamingAnalyticsNotification), true, true
	case 157:
		return new(StartOfInterceptForRegisteredRCSUser), true, true
	case 158:
		return new(StartOfInterceptWithEstablisedRCSSession), true, true
	case 159:
		return new(UDMProSeTargetIdentifierDeconcealment), true, true
	case 160:
		return new(UDMProSeTargetAuthentication), true, true
	case 161:
		return new(IPIRIPacketReport), true, false
	case 162:
		return new(IMSDataChannelSetup), true, true
	case 163:
		return new(IMSDataChannelModification), true, true
	case 164:
		return new(IMSDataChannelTermination), true, true
	case 165:
		return new(MMSConvertedFromEmail), true, true
	case 166:
		return new(MMSConvertedToEmail), true, true
	case 167:
		return new(NEF5GVNGroupCreation), true, true
	case 168:
		return new(NEF5GVNGroupUpdate), true, true
	case 169:
		return new(NEF5GVNGroupDeletion), true, true
	case 170:
		return new(NEF5GVNGroupQuery), true, true
	case 171:
		return new(HSSSubscriberRecordChange), true, true
	case 172:
		return new(IMSHSSServingSystemMessage), true, true
	case 173:
		return new(IMSHSSStartOfInterceptionWithRegisteredTarget), true, true
	case 174:
		return new(IMSHSSSubscriberRecordChange), true, true
	case 175:
		return new(AMFUEContextUpdate), true, true
	case 176:
		return new(EPSPDNConnectionEstablishment), true, true
	case 177:
		return new(EPSPDNConnectionModification), true, true
	case 178:
		return new(EPSPDNConnectionRelease), true, true
	case 179:
		return new(EPSStartOfInterceptionWithEstablishedPDNConnection), true, true
	case 180:
		return new(EPSPDNUnsuccessfulProcedure), true, true
	case 181:
		return new(StartOfInterceptionWithEstablishedIMSDataChannel), true, true
	case 182:
		return new(SMFProSeRemoteUEReport), true, true
	case 183:
		return new(SMFStartOfInterceptionWithConnectedProSeRemoteUE), true, true
	case 184:
		return new(FiveGDDNMFProSeUNIDirectDiscovery), true, true
	case 185:
		return new(FiveGDDNMFProSeNNIDirectDiscovery), true, true
	case 186:
		return new(AMFIdentifierDeassociation), true, true
	case 187:
		return new(MMEIdentifierDeassociation), true, true
	case 188:
		return new(FiveGPINAPPMessage), true, true
	case 189:
		return new(FiveGStartOfInterceptionWithPINClientInPIN), true, true
	case 190:
		return new(ChargingDataEvent), true, true
	}
	return nil, false, false
}
