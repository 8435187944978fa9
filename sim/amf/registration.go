package amf

import (
	"bytes"
	"slices"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
)

// registration is a registration procedure in progress, TS 24.501 R17 clause 5.5.1.
type registration struct {
	kind event.RegistrationType
	// ueKSI is the key set identifier of the request, 7 for none.
	ueKSI uint8
	// oldGUTI is the 5G-GUTI of the request.
	oldGUTI   *event.GUTI
	requested []event.SNSSAI
	// sms says that the UE asks for SMS over NAS.
	sms bool
	// null says that the registration goes on without authentication, with null security: for emergency services only. asksPEI
	// says that the UE was asked for its PEI.
	null, asksPEI bool
	// proved says that the UE was authenticated in this procedure, or was known by its security context.
	proved bool

	challenge
	// sec and kamf belong to the security mode procedure in progress.
	sec  *nas.Security
	kamf [32]byte
	// from is the UE's context of another AMF, nil for none.
	from *transferred
	// status and uplink are the sets of PDU sessions that the UE has, and has data for; nil if it did not tell.
	status, uplink *uint16
	// atHome says that the UDM has this AMF as the one that serves the UE because of this procedure.
	atHome bool
}

// registrationRequest is TS 24.501 R17 clauses 5.5.1.2.2 and 5.5.1.3.2. verified says that the message passed the
// integrity check of the UE's security context.
func (u *ueContext) registrationRequest(m *nasMessage.RegistrationRequest, plain []byte, verified bool) {
	r := &registration{kind: event.RegistrationType(m.GetRegistrationType5GS()), ueKSI: m.NgksiAndRegistrationType5GS.GetNasKeySetIdentifiler()}
	if r.kind == 0 || r.kind > event.EmergencyRegistration {
		// TS 24.501 R17 table 9.11.3.7.1: other values are interpreted as initial registration.
		r.kind = event.InitialRegistration
	}
	u.reg = r
	if verified && u.sec.NIA == 0 && (r.kind == event.InitialRegistration || !u.emergency) {
		// Null integrity protection proves nothing, and is for emergency services only (TS 33.501 clause 10.2.2): the UE
		// presents itself anew.
		verified, u.secured = false, false
	}
	if verified && m.NASMessageContainer != nil {
		// TS 24.501 R17 clause 4.4.6: the whole message is in the container, ciphered with the count of the
		// message around it.
		inner := append([]byte(nil), m.NASMessageContainer.Buffer...)
		err := u.sec.CipherAt(nas.Uplink, u.sec.Up-1, inner)
		if err == nil {
			var g, e = nas.Decode(inner)
			if err = e; err == nil && g.RegistrationRequest != nil {
				m = g.RegistrationRequest
			}
		}
		if err != nil {
			u.log().Error("NAS message container not understood", "err", err)
			u.reject(nas.CauseInvalidMandatoryInformation)
			return
		}
	}
	if !u.take(m) {
		return
	}
	id := m.MobileIdentity5GS.Buffer
	kind, err := aka.IdentityType(id)
	if err != nil {
		u.reject(nas.CauseInvalidMandatoryInformation)
		return
	}
	if r.kind == event.EmergencyRegistration && u.a.cfg.Emergency == EmergencyNone {
		u.log().Info("registration for emergency services, which this network does not offer")
		if kind == aka.IdentityIMEI || kind == aka.IdentityIMEISV {
			u.reject(nas.CausePEINotAccepted)
		} else {
			u.reject(nas.CauseProtocolError)
		}
		return
	}
	switch kind {
	case aka.IdentityIMEI, aka.IdentityIMEISV:
		if r.kind != event.EmergencyRegistration {
			u.log().Error("registration with a PEI that is not for emergency services")
			u.reject(nas.CauseIdentityNotDerivable)
			return
		}
		u.presents(id)
	case aka.IdentitySUCI:
		if verified {
			// A UE that this AMF knows presents itself anew.
			u.secured = false
		}
		u.identified(id)
	case aka.Identity5GGUTI:
		g, err := aka.ParseGUTI(id)
		if err != nil {
			u.log().Error("5G-GUTI not understood", "err", err)
			u.reject(nas.CauseInvalidMandatoryInformation)
			return
		}
		r.oldGUTI = &g
		if verified {
			r.proved = true
			u.serve()
			return
		}
		if !u.fetch(g) {
			u.identify()
		}
	default:
		u.log().Error("registration with an identity that is not supported", "type", kind)
		u.reject(nas.CauseIdentityNotDerivable)
	}
}

// take copies what the AMF needs from the request, the whole one or the part that was sent in clear.
func (u *ueContext) take(m *nasMessage.RegistrationRequest) bool {
	if c := m.UESecurityCapability; c != nil {
		u.capability = append([]byte(nil), c.Buffer...)
	}
	if len(u.capability) < 2 {
		// TS 24.501 R17 clause 8.2.6.4: mandatory unless it is a periodic registration.
		u.log().Error("REGISTRATION REQUEST without UE security capability")
		u.reject(nas.CauseConditionalIE)
		return false
	}
	if n := m.RequestedNSSAI; n != nil {
		s, err := nas.ParseNSSAI(n.Buffer)
		if err != nil {
			u.log().Error("REGISTRATION REQUEST", "err", err)
			u.reject(nas.CauseConditionalIE)
			return false
		}
		u.reg.requested = s
	}
	u.reg.takeSessions(m)
	if t := m.UpdateType5GS; t != nil {
		u.reg.sms = t.GetSMSRequested() == 1
	}
	return true
}

// identified goes on with the value of a 5GS mobile identity of type SUCI.
func (u *ueContext) identified(id []byte) {
	s, err := aka.ParseSUCI(id)
	if err != nil {
		u.log().Error("SUCI not understood", "octets", len(id), "err", err)
		u.reject(nas.CauseIdentityNotDerivable)
		return
	}
	u.suci, u.home, u.supi, u.gpsi, u.authenticated = &s, s.HomeNetwork, claimed(s), "", false
	if !u.a.admits(s.HomeNetwork) {
		u.log().Info("no roaming agreement with the home network", "home", s.HomeNetwork)
		u.unauthenticated(nas.CausePLMNNotAllowed, u.reject)
		return
	}
	u.authenticate(nil)
}

// claimed is the SUPI that a SUCI of the null scheme shows to everybody, empty for every other scheme. Nothing
// proves it.
func claimed(s event.SUCI) string {
	if s.Scheme != 0 {
		return ""
	}
	msin, err := aka.MSIN(s.SchemeOutput)
	if err != nil {
		return ""
	}
	return s.HomeNetwork.MCC + s.HomeNetwork.MNC + msin
}

// admits says whether subscribers of a home network are let in.
func (a *AMF) admits(home event.PLMN) bool {
	return home == a.cfg.PLMN || a.cfg.RoamingPartners == nil || slices.Contains(a.cfg.RoamingPartners, home)
}

// serve goes on when the UE is known and the connection is secured: the home network learns of the AMF, the AMF
// of the subscription (TS 23.502 R17 clause 4.2.2.2.2 step 14).
func (u *ueContext) serve() {
	if cause, ok := u.a.cfg.Refused[u.home]; ok && u.reg.kind != event.EmergencyRegistration {
		u.log().Info("subscribers of the home network get no service", "home", u.home, "cause", nas.CauseText(cause))
		u.reject(cause)
		return
	}
	switch kind := u.reg.kind; {
	case kind == event.InitialRegistration, kind != event.EmergencyRegistration && u.indexed == "":
		u.confirmTransfer()
		if cause, ok := u.registerAtHome(); !ok {
			u.reject(cause)
			return
		}
		if u.emergency {
			u.dropSessions(func(*smContext) bool { return true })
		}
		u.emergency = false
	case kind == event.EmergencyRegistration:
		u.emergency = true
		u.serveEmergency()
		return
	}
	if !u.allow() {
		u.reject(nas.CauseNoNetworkSlices)
		return
	}
	if !u.emergency {
		u.activateSMS()
	}
	u.arrive()
	from := u.reg.from
	u.accept()
	u.present(from)
}

// allow sets the allowed slices: requested ones (all if none were requested) that the network serves and the
// subscription has. A subscription without slices has all. The result is false if nothing is left.
func (u *ueContext) allow() bool {
	subscription := u.allowed
	u.allowed = nil
	for _, s := range u.a.cfg.Slices {
		if (len(u.reg.requested) == 0 || contains(u.reg.requested, s)) && (len(subscription) == 0 || contains(subscription, s)) {
			u.allowed = append(u.allowed, s)
		}
	}
	return len(u.allowed) > 0
}

func contains(list []event.SNSSAI, s event.SNSSAI) bool {
	return slices.ContainsFunc(list, func(o event.SNSSAI) bool { return o.SST == s.SST && bytes.Equal(o.SD, s.SD) })
}

// accept gives the UE a new 5G-GUTI and sends REGISTRATION ACCEPT in INITIAL CONTEXT SETUP REQUEST (TS 24.501 R17
// clause 5.5.1.2.4, TS 38.413 R17 clause 8.3.1). Every UE is located from then on, whoever wants to know: the
// gNB is asked before (clause 8.12.1).
func (u *ueContext) accept() {
	a := u.a
	a.mu.Lock()
	tmsi, err := a.newTMSI(u)
	if err != nil {
		a.mu.Unlock()
		u.log().Error("registration fails", "err", err)
		u.reject(nas.CauseProtocolError)
		return
	}
	if u.hasFormer && a.byTMSI[u.former] == u {
		delete(a.byTMSI, u.former)
	}
	u.former, u.hasFormer = u.guti.TMSI, u.hasGUTI
	u.guti = event.GUTI{PLMN: a.guami.PLMN, AMFRegionID: a.guami.AMFRegionID, AMFSetID: a.guami.AMFSetID, AMFPointer: a.guami.AMFPointer, TMSI: tmsi}
	u.hasGUTI = true
	name := u.name()
	other := a.bySUPI[name]
	if u.indexed != name && a.bySUPI[u.indexed] == u {
		delete(a.bySUPI, u.indexed)
	}
	a.bySUPI[name], u.indexed = u, name
	a.mu.Unlock()
	if other != nil && other != u {
		other.post(other.replaced)
	}
	u.state = accepting
	plain, err := nas.Encode(registrationAccept(u.guti, u.registrationArea(), u.allowed, a.cfg.Timers.T3512, u.sms.active, u.emergency, a.offersEmergency()))
	if err == nil {
		plain, err = u.withSessions(plain)
	}
	if err != nil {
		u.log().Error("REGISTRATION ACCEPT", "err", err)
		u.reject(nas.CauseProtocolError)
		return
	}
	u.request(a.cfg.Timers.T3550, func() error {
		if u.contextUp {
			return u.send(plain)
		}
		return u.setUpContext(plain)
	}, func() {
		// TS 24.501 R17 clause 5.5.1.2.8 c: the UE counts as registered, with both 5G-GUTIs.
		u.log().Warn("no REGISTRATION COMPLETE", "guti", u.guti)
		u.complete()
	})
}

// registrationArea is the tracking area of the UE and the others of its gNB.
func (u *ueContext) registrationArea() []event.TAI {
	tais := []event.TAI{u.location.TAI}
	if u.link == nil {
		return tais
	}
	u.a.mu.Lock()
	defer u.a.mu.Unlock()
	for _, t := range u.link.as.tais {
		if len(tais) < nas.MaxTAIList && !slices.Contains(tais, t) {
			tais = append(tais, t)
		}
	}
	return tais
}

// setUpContext sends INITIAL CONTEXT SETUP REQUEST with a NAS message, and LOCATION REPORTING CONTROL before it.
// Both are on the stream of the UE, so the gNB reports every change of cell after the NAS message.
func (u *ueContext) setUpContext(plain []byte) error {
	l := u.link
	if l == nil {
		return errNoConnection
	}
	pdu, err := u.sec.Protect(nas.Downlink, nas.IntegrityCiphered, plain)
	if err != nil {
		return err
	}
	if err := u.controlLocationReporting(l); err != nil {
		return err
	}
	// The key is bound to the NAS COUNT of the uplink message that set up the connection's security
	// (TS 33.501 R17 clause 6.8.1.1.2.2).
	kgnb := aka.KgNB(u.kamf, u.sec.Up-1)
	u.contextUp, u.keys = true, aka.NewChain(u.kamf, kgnb)
	return l.as.send(ngap.Stream(l.ranID), &message.InitialContextSetupRequest{
		AMFUENGAPID:            &ie.AMFUENGAPID{Value: int64(l.amfID)},
		RANUENGAPID:            &ie.RANUENGAPID{Value: int64(l.ranID)},
		GUAMI:                  ngap.GUAMI(u.a.guami),
		AllowedNSSAI:           ngap.AllowedNSSAI(u.allowed),
		UESecurityCapabilities: u.radioCapabilities(),
		SecurityKey:            ngap.SecurityKey(kgnb),
		MaskedIMEISV:           ngap.MaskedIMEISV(u.pei),
		NASPDU:                 &ie.NASPDU{Value: pdu},
	})
}

// registrationComplete is TS 24.501 R17 clause 5.5.1.2.4: only the new 5G-GUTI is valid from now on.
func (u *ueContext) registrationComplete() {
	u.stop()
	if u.hasFormer {
		u.a.mu.Lock()
		if u.a.byTMSI[u.former] == u {
			delete(u.a.byTMSI, u.former)
		}
		u.a.mu.Unlock()
		u.hasFormer = false
	}
	u.complete()
}

// complete makes the UE 5GMM-REGISTERED.
func (u *ueContext) complete() {
	r := u.reg
	u.reg, u.state = nil, registered
	u.publish(event.AMFRegistered{
		Header: u.head(), Subscriber: u.subscriber(), Type: r.kind, GUTI: u.guti, OldGUTI: r.oldGUTI,
		Location: u.location, TAIList: u.registrationArea(), AllowedNSSAI: u.allowed,
		SMSOverNAS: u.sms.active,
	})
	u.flushSMS()
	if u.link == nil {
		u.idle()
	}
}

// contextSetUp is INITIAL CONTEXT SETUP RESPONSE: nothing is left to do.
func (u *ueContext) contextSetUp() {}

// contextSetupFailed is INITIAL CONTEXT SETUP FAILURE: the gNB has no context, so the connection is worth nothing.
func (u *ueContext) contextSetupFailed(cause *ie.Cause) {
	u.log().Error("INITIAL CONTEXT SETUP FAILURE", "state", u.state, "cause", ngap.CauseText(cause))
	u.release(ngap.RadioCause(ie.CauseRadioNetworkPresentUnspecified))
	u.connectionLost()
}

// reject ends the registration with REGISTRATION REJECT (TS 24.501 R17 clause 5.5.1.2.5).
func (u *ueContext) reject(cause uint8) {
	u.stop()
	u.sendMessage(registrationReject(cause))
	u.registrationFailed(cause)
}

// registrationFailed ends the registration without another NAS message.
func (u *ueContext) registrationFailed(cause uint8) {
	u.stop()
	r := u.reg
	if r != nil && r.atHome {
		u.purge()
	}
	where := u.location
	e := event.AMFRegistrationFailed{Header: u.head(), Subscriber: u.subscriber(), Cause: cause, Location: &where}
	if r != nil {
		e.RequestedNSSAI, e.GUTI = r.requested, r.oldGUTI
	}
	u.publish(e)
	u.state = deregistered
	u.release(ngap.NASCause(ie.CauseNasPresentUnspecified))
	if r != nil {
		u.dropArrivals(r.from)
	}
	u.forget()
}

// abandon ends what is in progress because the UE began something else; the UE context stays. A registration
// whose accept was sent is complete.
func (u *ueContext) abandon() {
	u.stop()
	switch u.state {
	case accepting:
		u.complete()
		u.stop()
	case identifying, authenticating, securing:
		u.reg, u.state = nil, deregistered
	case deregistering:
		u.state = registered
	}
}

// replaced forgets the context because the same subscriber registered anew with another one. The UE is
// registered all the time, so nothing is published.
func (u *ueContext) replaced() {
	u.state = deregistered
	u.sms.active = false // it is the other context's
	u.release(ngap.RadioCause(ie.CauseRadioNetworkPresentReleaseDueTo5gcGeneratedReason))
	u.forget()
}
