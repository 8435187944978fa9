package ue

import (
	"bytes"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/nas/nasType"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
)

// noKey is the NAS key set identifier of a UE without key, TS 24.501 R17 clause 9.11.3.32.
const noKey = 7

// registrationRequest is TS 24.501 R17 clause 8.2.6. With nothing but the elements that may be sent in clear
// (clause 4.4.6), slices and capability are left out.
func registrationRequest(kind event.RegistrationType, ksi uint8, identity, capability []byte, whole, sms bool, slices []event.SNSSAI, container []byte) ([]byte, error) {
	var m nasMessage.RegistrationRequest
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.RegistrationRequestMessageIdentity.Octet = codec.MsgTypeRegistrationRequest
	m.NgksiAndRegistrationType5GS.Octet = ksi<<4 | uint8(kind)
	m.MobileIdentity5GS.Len, m.MobileIdentity5GS.Buffer = uint16(len(identity)), identity
	m.UESecurityCapability = &nasType.UESecurityCapability{
		Iei: nasMessage.RegistrationRequestUESecurityCapabilityType, Len: uint8(len(capability)), Buffer: capability}
	if whole {
		m.Capability5GMM = &nasType.Capability5GMM{Iei: nasMessage.RegistrationRequestCapability5GMMType, Len: 1}
		if len(slices) > 0 {
			b := nas.NSSAI(slices)
			m.RequestedNSSAI = &nasType.RequestedNSSAI{
				Iei: nasMessage.RegistrationRequestRequestedNSSAIType, Len: uint8(len(b)), Buffer: b}
		}
		if sms {
			m.UpdateType5GS = &nasType.UpdateType5GS{Iei: nasMessage.RegistrationRequestUpdateType5GSType, Len: 1}
			m.UpdateType5GS.SetSMSRequested(1)
		}
	}
	if len(container) > 0 {
		m.NASMessageContainer = &nasType.NASMessageContainer{
			Iei: nasMessage.RegistrationRequestNASMessageContainerType, Len: uint16(len(container)), Buffer: container}
	}
	return nas.Encode(m.EncodeRegistrationRequest)
}

// registrationComplete is clause 8.2.8.
func registrationComplete(b *bytes.Buffer) error {
	var m nasMessage.RegistrationComplete
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.RegistrationCompleteMessageIdentity.Octet = codec.MsgTypeRegistrationComplete
	return m.EncodeRegistrationComplete(b)
}

// identityResponse is clause 8.2.22.
func identityResponse(identity []byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.IdentityResponse
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.IdentityResponseMessageIdentity.Octet = codec.MsgTypeIdentityResponse
		m.MobileIdentity.Len, m.MobileIdentity.Buffer = uint16(len(identity)), identity
		return m.EncodeIdentityResponse(b)
	}
}

// authenticationResponse is clause 8.2.2.
func authenticationResponse(resStar [16]byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.AuthenticationResponse
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.AuthenticationResponseMessageIdentity.Octet = codec.MsgTypeAuthenticationResponse
		m.AuthenticationResponseParameter = &nasType.AuthenticationResponseParameter{
			Iei: nasMessage.AuthenticationResponseAuthenticationResponseParameterType, Len: 16, Octet: resStar}
		return m.EncodeAuthenticationResponse(b)
	}
}

// authenticationFailure is clause 8.2.4; auts belongs to a synch failure only.
func authenticationFailure(cause uint8, auts *[14]byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.AuthenticationFailure
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.AuthenticationFailureMessageIdentity.Octet = codec.MsgTypeAuthenticationFailure
		m.Cause5GMM.Octet = cause
		if auts != nil {
			m.AuthenticationFailureParameter = &nasType.AuthenticationFailureParameter{
				Iei: nasMessage.AuthenticationFailureAuthenticationFailureParameterType, Len: 14, Octet: *auts}
		}
		return m.EncodeAuthenticationFailure(b)
	}
}

// securityModeComplete is clause 8.2.26 with the whole initial message.
func securityModeComplete(imeisv, initial []byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.SecurityModeComplete
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.SecurityModeCompleteMessageIdentity.Octet = codec.MsgTypeSecurityModeComplete
		if len(imeisv) == 9 {
			m.IMEISV = &nasType.IMEISV{Iei: nasMessage.SecurityModeCompleteIMEISVType, Len: 9, Octet: [9]byte(imeisv)}
		}
		m.NASMessageContainer = &nasType.NASMessageContainer{
			Iei: nasMessage.SecurityModeCompleteNASMessageContainerType, Len: uint16(len(initial)), Buffer: initial}
		return m.EncodeSecurityModeComplete(b)
	}
}

// securityModeReject is clause 8.2.27.
func securityModeReject(cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.SecurityModeReject
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.SecurityModeRejectMessageIdentity.Octet = codec.MsgTypeSecurityModeReject
		m.Cause5GMM.Octet = cause
		return m.EncodeSecurityModeReject(b)
	}
}

// deregistrationRequest is clause 8.2.12, for 3GPP access.
func deregistrationRequest(ksi uint8, switchOff bool, guti event.GUTI) ([]byte, error) {
	identity, err := aka.AppendGUTI(nil, guti)
	if err != nil {
		return nil, err
	}
	var m nasMessage.DeregistrationRequestUEOriginatingDeregistration
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.DeregistrationRequestMessageIdentity.Octet = codec.MsgTypeDeregistrationRequestUEOriginatingDeregistration
	m.NgksiAndDeregistrationType.Octet = ksi<<4 | nasMessage.AccessType3GPP
	if switchOff {
		m.NgksiAndDeregistrationType.Octet |= 8
	}
	m.MobileIdentity5GS.Len, m.MobileIdentity5GS.Buffer = uint16(len(identity)), identity
	return nas.Encode(m.EncodeDeregistrationRequestUEOriginatingDeregistration)
}

// serviceRequest is clause 8.2.16: for data if the uplink data status (clause 9.11.3.57) names PDU sessions, else for
// signalling.
func serviceRequest(ksi uint8, guti event.GUTI, uplinkData uint16) ([]byte, error) {
	identity, err := aka.AppendSTMSI(nil, guti)
	if err != nil {
		return nil, err
	}
	var m nasMessage.ServiceRequest
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.ServiceRequestMessageIdentity.Octet = codec.MsgTypeServiceRequest
	m.ServiceTypeAndNgksi.Octet = nasMessage.ServiceTypeSignalling<<4 | ksi
	m.TMSI5GS.Len = uint16(len(identity))
	copy(m.TMSI5GS.Octet[:], identity)
	if uplinkData != 0 {
		m.ServiceTypeAndNgksi.Octet = nasMessage.ServiceTypeData<<4 | ksi
		m.UplinkDataStatus = &nasType.UplinkDataStatus{
			Iei: nasMessage.ServiceRequestUplinkDataStatusType, Len: 2, Buffer: []byte{byte(uplinkData), byte(uplinkData >> 8)}}
	}
	return nas.Encode(m.EncodeServiceRequest)
}

// deregistrationAccept is clause 8.2.15, the answer to the network.
func deregistrationAccept(b *bytes.Buffer) error {
	var m nasMessage.DeregistrationAcceptUETerminatedDeregistration
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.DeregistrationAcceptMessageIdentity.Octet = codec.MsgTypeDeregistrationAcceptUETerminatedDeregistration
	return m.EncodeDeregistrationAcceptUETerminatedDeregistration(b)
}

// capabilityOf is the UE security capability, clause 9.11.3.54: two octets, algorithm 0 in the highest bit.
func capabilityOf(nea, nia []uint8) []byte {
	b := make([]byte, 2)
	for _, a := range nea {
		b[0] |= 0x80 >> a
	}
	for _, a := range nia {
		b[1] |= 0x80 >> a
	}
	return b
}
