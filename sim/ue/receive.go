package ue

import (
	"bytes"
	"errors"
	"fmt"

	codec "github.com/free5gc/nas"
	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/aka"
	"lilab/sim/nas"
)

// receive handles one downlink NAS PDU. It never fails: what the network did wrong is logged and, where TS 24.501
// says so, answered.
func (u *UE) receive(pdu []byte) {
	h, err := nas.ParseHeader(pdu)
	if err != nil {
		// TS 24.501 R17 clauses 7.2.1 and 9.2: too short or another protocol, ignored.
		u.cfg.Log.Error("NAS PDU not understood", "octets", len(pdu), "err", err)
		return
	}
	plain := h.Body
	switch h.Type {
	case nas.Plain:
		if u.secured {
			u.cfg.Log.Error("unprotected NAS message discarded: the connection is secured", "octets", len(pdu))
			return
		}
	case nas.IntegrityNew:
		u.securityModeCommand(pdu, h)
		return
	case nas.IntegrityCipheredNew:
		u.cfg.Log.Error("security header type 4 is never sent downlink")
		return
	default:
		if u.sec == nil {
			u.cfg.Log.Error("protected NAS message without security context", "octets", len(pdu))
			return
		}
		if plain, err = u.sec.Open(nas.Downlink, pdu, h); err != nil {
			u.cfg.Log.Error("NAS message discarded", "octets", len(pdu), "err", err)
			return
		}
		u.secured = true
	}
	m, err := nas.Decode(plain)
	if err != nil {
		u.cfg.Log.Error("NAS message not understood", "err", err)
		var de *nas.DecodeError
		cause := nas.CauseInvalidMandatoryInformation
		if errors.As(err, &de) && !nas.KnownMessage(de.MessageType) {
			cause = nas.CauseMessageTypeNonExistent
		}
		u.sendMessage(nas.Status(cause))
		return
	}
	u.dispatch(m, h.Type != nas.Plain)
}

// dispatch runs the procedure that a message belongs to. TS 24.501 R17 clause 4.4.4.2 lists what is taken without
// integrity protection.
func (u *UE) dispatch(m *codec.GmmMessage, verified bool) {
	busy := u.attempt != nil && u.attempt.ended == nil
	switch {
	case m.IdentityRequest != nil:
		u.identityRequest(m.IdentityRequest, verified)
	case m.AuthenticationRequest != nil && busy:
		u.authenticationRequest(m.AuthenticationRequest)
	case m.AuthenticationReject != nil && busy:
		u.forgetIdentity()
		u.ending(AuthenticationRejected, 0, "AUTHENTICATION REJECT")
	case m.RegistrationAccept != nil && verified && (busy || u.registered):
		u.registrationAccept(m.RegistrationAccept)
	case m.RegistrationReject != nil && busy:
		u.registrationReject(m.RegistrationReject.Cause5GMM.Octet)
	case m.DeregistrationAcceptUEOriginatingDeregistration != nil:
		u.left()
	case m.DeregistrationRequestUETerminatedDeregistration != nil && verified:
		u.sentAway(m.DeregistrationRequestUETerminatedDeregistration)
	case m.DLNASTransport != nil && verified && u.registered:
		u.dlTransport(m.DLNASTransport)
	case m.ServiceAccept != nil && verified:
		u.served(nil)
	case m.ServiceReject != nil && u.service != nil:
		// TS 24.501 R17 clause 5.6.1.5: the network does not know the UE any more.
		cause := m.ServiceReject.Cause5GMM.Octet
		if cause == nas.CauseIdentityNotDerivable || cause == nas.CauseImplicitlyDeregistered {
			u.registered = false
			u.forgetIdentity()
		}
		u.served(fmt.Errorf("ue: SERVICE REJECT %s", nas.CauseText(cause)))
	case m.Status5GMM != nil:
		u.cfg.Log.Error("5GMM STATUS of the network", "cause", nas.CauseText(m.Status5GMM.Cause5GMM.Octet))
	default:
		u.cfg.Log.Error("NAS message does not fit", "type", m.GetMessageType(), "verified", verified)
		u.sendMessage(nas.Status(nas.CauseMessageTypeIncompatible))
	}
}

// identityRequest is TS 24.501 R17 clause 5.4.3: unprotected, only the SUCI is told, and only while it is needed; in a registration for
// emergency services also the PEI.
func (u *UE) identityRequest(m *nasMessage.IdentityRequest, verified bool) {
	kind := m.SpareHalfOctetAndIdentityType.Octet & 7
	emergency := u.attempt != nil && u.attempt.emergency != nil
	switch {
	case kind == aka.IdentitySUCI && u.attempt.withoutUSIM():
		u.sendMessage(identityResponse([]byte{aka.IdentityNone}))
	case kind == aka.IdentitySUCI && (u.attempt != nil || verified):
		s, err := u.concealIn(u.attempt)
		var id []byte
		if err == nil {
			id, err = aka.AppendSUCI(nil, s)
		}
		if err != nil {
			u.cfg.Log.Error("SUCI", "err", err)
			return
		}
		if u.attempt != nil {
			u.attempt.suci = &s
		}
		u.sendMessage(identityResponse(id))
	case kind == aka.IdentityIMEISV && (verified || emergency) && len(u.imeisv) > 0:
		u.sendMessage(identityResponse(u.imeisv))
	case kind == aka.Identity5GGUTI && verified && u.guti != nil:
		id, err := aka.AppendGUTI(nil, *u.guti)
		if err != nil {
			u.cfg.Log.Error("5G-GUTI", "err", err)
			return
		}
		u.sendMessage(identityResponse(id))
	default:
		u.cfg.Log.Error("identity not told", "type", kind, "verified", verified)
		if verified || emergency {
			u.sendMessage(identityResponse([]byte{aka.IdentityNone}))
		}
	}
}

// authenticationRequest is TS 24.501 R17 clause 5.4.1.3.
func (u *UE) authenticationRequest(m *nasMessage.AuthenticationRequest) {
	a := u.attempt
	if m.AuthenticationParameterRAND == nil || m.AuthenticationParameterAUTN == nil || m.ABBA.Len < 2 {
		u.cfg.Log.Error("AUTHENTICATION REQUEST without a 5G AKA challenge")
		u.sendMessage(nas.Status(nas.CauseConditionalIE))
		return
	}
	rand, autn := m.AuthenticationParameterRAND.Octet, m.AuthenticationParameterAUTN.Octet
	if a.challenged && a.rand == rand {
		// Repeated by the network: the USIM is not asked again.
		u.sendMessage(authenticationResponse(a.res))
		return
	}
	if u.conn == nil || a.withoutUSIM() {
		return
	}
	network := u.conn.TAI().PLMN.ServingNetworkName()
	r, err := u.usim.Authenticate(rand, autn, network)
	var sync *aka.SyncFailure
	switch {
	case errors.As(err, &sync):
		u.refuse(nas.CauseSynchFailure, "AUTN is not fresh")
		u.sendMessage(authenticationFailure(nas.CauseSynchFailure, &sync.AUTS))
		return
	case errors.Is(err, aka.ErrSeparationBit):
		u.refuse(nas.CauseNon5GAuthentication, "AUTN is not for 5G")
		u.sendMessage(authenticationFailure(nas.CauseNon5GAuthentication, nil))
		return
	case err != nil:
		u.refuse(nas.CauseMACFailure, "AUTN is not of the home network")
		u.sendMessage(authenticationFailure(nas.CauseMACFailure, nil))
		return
	}
	a.refused, a.why = 0, ""
	a.rand, a.res, a.challenged = rand, r.RESStar, true
	a.ksi = m.SpareHalfOctetAndNgksi.Octet & 7
	a.kamf = aka.KAMF(aka.KSEAF(r.KAUSF, network), u.cfg.SUPI, m.ABBA.Buffer)
	a.sec = nil
	u.sendMessage(authenticationResponse(r.RESStar))
}

// securityModeCommand is TS 24.501 R17 clause 5.4.2. The command is verified with a KAMF that the UE derived from
// its own SUPI; that is where a network with another SUPI for this UE fails.
func (u *UE) securityModeCommand(pdu []byte, h nas.Header) {
	a := u.attempt
	if a == nil || a.ended != nil || !a.challenged && a.emergency == nil {
		u.cfg.Log.Error("SECURITY MODE COMMAND without authentication")
		return
	}
	reject := func(cause uint8, why string) {
		u.refuse(cause, why)
		u.sendMessage(securityModeReject(cause))
	}
	g, err := nas.Decode(h.Body)
	if err != nil || g.SecurityModeCommand == nil {
		u.cfg.Log.Error("SECURITY MODE COMMAND not understood", "octets", len(pdu), "err", err)
		reject(nas.CauseSecurityModeRejected, "the command is not understood")
		return
	}
	m := g.SecurityModeCommand
	nea, nia := m.SelectedNASSecurityAlgorithms.Octet>>4, m.SelectedNASSecurityAlgorithms.Octet&0xf
	// In a registration for emergency services null security is accepted, authenticated or not (TS 33.501 clause 10.2.2, TS 24.501
	// clause 5.4.2.3). There are no keys then.
	null := a.emergency != nil && nea == 0 && nia == 0
	sec := a.sec
	switch {
	case !null && !a.challenged:
		reject(nas.CauseCapabilitiesMismatch, "there are no keys for the selected algorithms")
		return
	case sec != nil && sec.NEA == nea && sec.NIA == nia:
	case null:
		a.refused, a.why, a.kamf = 0, "", [32]byte{}
		sec = nas.NewSecurity(a.kamf, m.SpareHalfOctetAndNgksi.Octet&7, 0, 0)
	default:
		if nia == 0 || nia > 3 || nea > 3 {
			reject(nas.CauseCapabilitiesMismatch, "the selected algorithms are not accepted")
			return
		}
		sec = nas.NewSecurity(a.kamf, a.ksi, nea, nia)
	}
	if _, err := sec.Open(nas.Downlink, pdu, h); err != nil {
		reject(nas.CauseSecurityModeRejected, "the security mode command fails the integrity check")
		return
	}
	if !bytes.Equal(m.ReplayedUESecurityCapabilities.Buffer, u.capability) {
		reject(nas.CauseCapabilitiesMismatch, "the replayed UE security capabilities are not those of the UE")
		return
	}
	if u.capability[0]&(0x80>>nea) == 0 || u.capability[1]&(0x80>>nia) == 0 {
		reject(nas.CauseCapabilitiesMismatch, "the selected algorithms are not supported")
		return
	}
	ksi := uint8(noKey)
	if u.sec != nil {
		ksi = u.sec.KSI
	}
	whole, err := u.initialRequest(a, ksi, true, nil)
	if err != nil {
		u.cfg.Log.Error("whole initial message", "err", err)
		return
	}
	var imeisv []byte
	if m.IMEISVRequest != nil && m.IMEISVRequest.Octet&7 == nasMessage.IMEISVRequested {
		imeisv = u.imeisv
	}
	plain, err := nas.Encode(securityModeComplete(imeisv, whole))
	if err == nil {
		u.kgnbUp = sec.Up
		plain, err = sec.Protect(nas.Uplink, nas.IntegrityCipheredNew, plain)
	}
	if err == nil {
		err = u.sendPDU(plain)
	}
	if err != nil {
		u.cfg.Log.Error("SECURITY MODE COMPLETE", "err", err)
		return
	}
	a.sec, u.sec, u.kamf, u.secured = sec, sec, a.kamf, true
}
