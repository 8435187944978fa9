package amf

import (
	"bytes"
	"time"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/nas/nasType"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
)

// abba is the anti-bidding down between architectures parameter, TS 33.501 R17 clause A.7.1.
var abba = [2]byte{0, 0}

// identityRequest is TS 24.501 R17 clause 8.2.21, asking for an identity of that type.
func identityRequest(kind uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.IdentityRequest
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.IdentityRequestMessageIdentity.Octet = codec.MsgTypeIdentityRequest
		m.SpareHalfOctetAndIdentityType.Octet = kind
		return m.EncodeIdentityRequest(b)
	}
}

// authenticationRequest is clause 8.2.1.
func authenticationRequest(ksi uint8, rand, autn [16]byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.AuthenticationRequest
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.AuthenticationRequestMessageIdentity.Octet = codec.MsgTypeAuthenticationRequest
		m.SpareHalfOctetAndNgksi.Octet = ksi
		m.ABBA.Len, m.ABBA.Buffer = uint8(len(abba)), abba[:]
		m.AuthenticationParameterRAND = &nasType.AuthenticationParameterRAND{
			Iei: nasMessage.AuthenticationRequestAuthenticationParameterRANDType, Octet: rand}
		m.AuthenticationParameterAUTN = &nasType.AuthenticationParameterAUTN{
			Iei: nasMessage.AuthenticationRequestAuthenticationParameterAUTNType, Len: 16, Octet: autn}
		return m.EncodeAuthenticationRequest(b)
	}
}

// authenticationReject is clause 8.2.5.
func authenticationReject(b *bytes.Buffer) error {
	var m nasMessage.AuthenticationReject
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.AuthenticationRejectMessageIdentity.Octet = codec.MsgTypeAuthenticationReject
	return m.EncodeAuthenticationReject(b)
}

// securityModeCommand is clause 8.2.25, asking for the IMEISV and for the whole initial message.
func securityModeCommand(sec *nas.Security, capability []byte) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.SecurityModeCommand
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.SecurityModeCommandMessageIdentity.Octet = codec.MsgTypeSecurityModeCommand
		m.SelectedNASSecurityAlgorithms.Octet = sec.NEA<<4 | sec.NIA
		m.SpareHalfOctetAndNgksi.Octet = sec.KSI
		m.ReplayedUESecurityCapabilities.Len = uint8(len(capability))
		m.ReplayedUESecurityCapabilities.Buffer = capability
		m.IMEISVRequest = &nasType.IMEISVRequest{
			Octet: nasMessage.SecurityModeCommandIMEISVRequestType<<4 | nasMessage.IMEISVRequested}
		m.Additional5GSecurityInformation = &nasType.Additional5GSecurityInformation{
			Iei: nasMessage.SecurityModeCommandAdditional5GSecurityInformationType, Len: 1, Octet: 2} // RINMR
		return m.EncodeSecurityModeCommand(b)
	}
}

// registrationAccept is clause 8.2.7.
func registrationAccept(guti event.GUTI, tais []event.TAI, allowed []event.SNSSAI, t3512 time.Duration, sms, emergency, offersEmergency bool) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.RegistrationAccept
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.RegistrationAcceptMessageIdentity.Octet = codec.MsgTypeRegistrationAccept
		m.RegistrationResult5GS.Len = 1
		m.RegistrationResult5GS.Octet = nasMessage.RegistrationResult5GS3GPPAccess
		if sms {
			m.SetSMSAllowed(1)
		}
		if emergency {
			m.RegistrationResult5GS.Octet |= nas.ResultEmergency
		}
		id, err := aka.AppendGUTI(nil, guti)
		if err != nil {
			return err
		}
		m.GUTI5G = &nasType.GUTI5G{Iei: nasMessage.RegistrationAcceptGUTI5GType, Len: uint16(len(id))}
		copy(m.GUTI5G.Octet[:], id)
		list, err := nas.TAIList(tais)
		if err != nil {
			return err
		}
		m.TAIList = &nasType.TAIList{Iei: nasMessage.RegistrationAcceptTAIListType, Len: uint8(len(list)), Buffer: list}
		slices := nas.NSSAI(allowed)
		m.AllowedNSSAI = &nasType.AllowedNSSAI{Iei: nasMessage.RegistrationAcceptAllowedNSSAIType, Len: uint8(len(slices)), Buffer: slices}
		// No interworking, and nothing about IMS voice: all bits 0 but that of emergency services.
		m.NetworkFeatureSupport5GS = &nasType.NetworkFeatureSupport5GS{Iei: nasMessage.RegistrationAcceptNetworkFeatureSupport5GSType, Len: 2}
		if offersEmergency {
			m.NetworkFeatureSupport5GS.Octet[0] |= nas.FeatureEmergency
		}
		m.T3512Value = &nasType.T3512Value{Iei: nasMessage.RegistrationAcceptT3512ValueType, Len: 1, Octet: gprsTimer3(t3512)}
		return m.EncodeRegistrationAccept(b)
	}
}

// gprsTimer3 encodes a duration as TS 24.008 clause 10.5.7.4a, rounded up to what the units can say.
func gprsTimer3(d time.Duration) uint8 {
	for _, u := range []struct {
		code uint8
		unit time.Duration
	}{
		{nasMessage.GPRSTimer3UnitMultiplesOf2Seconds, 2 * time.Second},
		{nasMessage.GPRSTimer3UnitMultiplesOf30Seconds, 30 * time.Second},
		{nasMessage.GPRSTimer3UnitMultiplesOf1Minute, time.Minute},
		{nasMessage.GPRSTimer3UnitMultiplesOf10Minutes, 10 * time.Minute},
		{nasMessage.GPRSTimer3UnitMultiplesOf1Hour, time.Hour},
		{nasMessage.GPRSTimer3UnitMultiplesOf10Hours, 10 * time.Hour},
	} {
		if n := (d + u.unit - 1) / u.unit; n <= 31 {
			return u.code<<5 | uint8(n)
		}
	}
	return 7 << 5 // deactivated
}

// registrationReject is clause 8.2.9.
func registrationReject(cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.RegistrationReject
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.RegistrationRejectMessageIdentity.Octet = codec.MsgTypeRegistrationReject
		m.Cause5GMM.Octet = cause
		return m.EncodeRegistrationReject(b)
	}
}

// deregistrationAccept is clause 8.2.13, the answer to a UE.
func deregistrationAccept(b *bytes.Buffer) error {
	var m nasMessage.DeregistrationAcceptUEOriginatingDeregistration
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.DeregistrationAcceptMessageIdentity.Octet = codec.MsgTypeDeregistrationAcceptUEOriginatingDeregistration
	return m.EncodeDeregistrationAcceptUEOriginatingDeregistration(b)
}

// deregistrationRequest is clause 8.2.14, for 3GPP access. cause is 0 for none.
func deregistrationRequest(reregister bool, cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.DeregistrationRequestUETerminatedDeregistration
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.DeregistrationRequestMessageIdentity.Octet = codec.MsgTypeDeregistrationRequestUETerminatedDeregistration
		m.SpareHalfOctetAndDeregistrationType.Octet = nasMessage.AccessType3GPP
		if reregister {
			m.SpareHalfOctetAndDeregistrationType.Octet |= 4
		}
		if cause != 0 {
			m.Cause5GMM = &nasType.Cause5GMM{
				Iei: nasMessage.DeregistrationRequestUETerminatedDeregistrationCause5GMMType, Octet: cause}
		}
		return m.EncodeDeregistrationRequestUETerminatedDeregistration(b)
	}
}

// serviceAccept and serviceReject are clauses 8.2.17 and 8.2.18.
func serviceAccept(b *bytes.Buffer) error {
	var m nasMessage.ServiceAccept
	m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
	m.ServiceAcceptMessageIdentity.Octet = codec.MsgTypeServiceAccept
	return m.EncodeServiceAccept(b)
}

func serviceReject(cause uint8) func(*bytes.Buffer) error {
	return func(b *bytes.Buffer) error {
		var m nasMessage.ServiceReject
		m.ExtendedProtocolDiscriminator.Octet = nas.EPD5GMM
		m.ServiceRejectMessageIdentity.Octet = codec.MsgTypeServiceReject
		m.Cause5GMM.Octet = cause
		return m.EncodeServiceReject(b)
	}
}
