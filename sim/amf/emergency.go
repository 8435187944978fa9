package amf

import (
	"context"
	"strings"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/openapi/models"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// EmergencyPolicy says whom a network lets register for emergency services, TS 23.501 clause 5.16.4.1.
type EmergencyPolicy string

// Policies for emergency services.
const (
	// EmergencyAnybody also serves UEs that cannot be authenticated.
	EmergencyAnybody EmergencyPolicy = ""
	// EmergencyAuthenticated serves UEs that were authenticated.
	EmergencyAuthenticated EmergencyPolicy = "authenticated"
	// EmergencyNone offers no emergency services.
	EmergencyNone EmergencyPolicy = "none"
)

// offersEmergency says whether the network has emergency services over NR: somebody may register for them, and there are sessions.
func (a *AMF) offersEmergency() bool {
	return a.cfg.Emergency != EmergencyNone && a.cfg.Sessions != nil
}

// unauthenticated goes on when a UE cannot be authenticated: without that if it registers for emergency services and the network allows
// it (TS 33.501 clause 10.2.2, TS 23.502 clause 4.2.2.2.2 step 9); else the registration ends with the cause.
func (u *ueContext) unauthenticated(cause uint8, reject func(uint8)) {
	r := u.reg
	if r.kind != event.EmergencyRegistration || u.a.cfg.Emergency != EmergencyAnybody {
		reject(cause)
		return
	}
	u.log().Info("registration for emergency services without authentication", "home", u.home, "cause", nas.CauseText(cause))
	if u.suci != nil {
		// What the home network may have said of another identity does not count.
		u.supi = claimed(*u.suci)
	}
	u.authenticated, u.gpsi, u.allowed, u.pei = false, "", nil, ""
	u.state, r.asksPEI = identifying, true
	u.askIdentity(aka.IdentityIMEISV)
}

// presents goes on with the value of a 5GS mobile identity that has to be a PEI.
func (u *ueContext) presents(id []byte) {
	pei, err := aka.ParsePEI(id)
	if err != nil {
		u.log().Error("PEI not understood", "octets", len(id), "err", err)
		u.reject(nas.CausePEINotAccepted)
		return
	}
	r := u.reg
	if u.a.cfg.Emergency != EmergencyAnybody {
		u.log().Info("registration for emergency services without authentication, which this network does not allow")
		u.reject(nas.CausePEINotAccepted)
		return
	}
	if !r.asksPEI {
		u.suci, u.home, u.supi = nil, event.PLMN{}, ""
	}
	u.pei, u.authenticated, u.gpsi, u.allowed = pei, false, "", nil
	r.null = true
	if u.capability[0]&0x80 == 0 || u.capability[1]&0x80 == 0 {
		// TS 33.501 clauses 5.2.2 and 5.2.3: every UE has the null algorithms.
		u.log().Error("UE without the null algorithms", "ea", u.capability[0], "ia", u.capability[1])
		u.reject(nas.CauseCapabilitiesMismatch)
		return
	}
	// There is no key, and nothing of an earlier registration counts. The key set identifier is 0 (TS 24.501 clause 5.4.2.2).
	u.secured, r.kamf = false, [32]byte{}
	u.propose(nas.NewSecurity(r.kamf, 0, 0, 0))
}

// serveEmergency ends the registration of a UE for emergency services. The home network of an authenticated one is told, and what it
// says does not matter (TS 23.502 clause 4.2.2.2.2 step 14); that of others is not asked. What the UE had besides ends.
func (u *ueContext) serveEmergency() {
	u.allowed = nil
	if u.authenticated {
		if _, ok := u.registerAtHome(); !ok {
			u.log().Info("the home network refuses a UE that registers for emergency services", "home", u.home)
		}
	}
	u.dropSessions(func(s *smContext) bool { return s.made.RequestType != models.RequestType_INITIAL_EMERGENCY_REQUEST })
	u.deactivateSMS()
	// No restriction of the subscription holds (TS 23.501 clause 5.16.4.1).
	u.allowed, u.reg.requested = nil, nil
	if !u.allow() {
		u.reject(nas.CauseNoNetworkSlices)
		return
	}
	u.accept()
}

// mayAsk says whether the UE may have a PDU session: one for emergency services, and beside that others if it is registered for more
// than that (TS 24.501 clause 5.4.5.2.5). That a session for emergency services moves from another access is not simulated.
func (u *ueContext) mayAsk(id uint8, request event.SMRequestType) bool {
	switch request {
	case event.InitialEmergencyRequest:
		for _, s := range u.sessions {
			if s.id != id && s.made.RequestType == models.RequestType_INITIAL_EMERGENCY_REQUEST {
				return false
			}
		}
		return u.a.cfg.Emergency != EmergencyNone
	case event.ExistingEmergencyPDUSession:
		return false
	}
	return !u.emergency
}

// selectEmergencySMF fills the DNN in and returns the apiRoot of an SMF of this network, which has the whole session, whoever the UE's
// home network is (TS 23.502 clause 4.3.2.2.1 step 2, TS 23.501 clause 5.16.4.9).
func (u *ueContext) selectEmergencySMF(ctx context.Context, in *models.SmfPduSessionSmContextCreateData) (string, error) {
	in.Dnn, in.RequestType = u.a.cfg.EmergencyDNN, models.RequestType_INITIAL_EMERGENCY_REQUEST
	root, instance, err := u.a.cfg.Sessions.FindSMFServing(ctx, u.a.cfg.PLMN, u.location.TAI, "")
	in.SmContextSmfId = instance // for the caller; it is sent with an SM context only
	return root, err
}

// dropSessions is Nsmf_PDUSession_ReleaseSMContext for sessions of a UE that loses its right to them.
func (u *ueContext) dropSessions(which func(*smContext) bool) {
	for id, s := range u.sessions {
		if !which(s) || u.a.ctx.Err() != nil {
			continue
		}
		delete(u.sessions, id)
		u.forgetNext(s)
		ctx, cancel := u.homeContext()
		err := u.a.cfg.Sessions.ReleaseSMContext(ctx, s.ref, &models.SmfPduSessionSmContextReleaseData{UeLocation: sbi.NRLocation(&u.location)})
		cancel()
		if err != nil && !sbi.IsCause(err, sbi.CauseContextNotFound) && u.a.ctx.Err() == nil {
			u.log().Error("Nsmf_PDUSession_ReleaseSMContext", "session", id, "err", err)
		}
	}
}

// name is the key of the context among those of registered UEs. A SUPI that is only claimed is not: nobody takes the place of somebody
// else with it.
func (u *ueContext) name() string {
	if u.authenticated {
		return u.supi
	}
	return peiName(u.pei)
}

// contextID is the ueContextId of TS 29.518 clause 6.1.3.2.2: the SUPI, or the PEI without authentication.
func (u *ueContext) contextID() string {
	if u.authenticated {
		return sbi.SUPI(u.supi)
	}
	return peiName(u.pei)
}

// peiName is a PEI as SBI writes it, TS 29.571 table 5.3.2-1.
func peiName(pei string) string {
	if len(pei) == 15 {
		return "imei-" + pei
	}
	return "imeisv-" + pei
}

// parsePEI says whether the text is a PEI.
func parsePEI(s string) (string, bool) {
	if d, ok := strings.CutPrefix(s, "imei-"); ok {
		return d, len(d) == 15 && strings.Trim(d, "0123456789") == ""
	}
	return sbi.ParsePEI(s)
}

// radioCapabilities are the UE security capabilities for the gNB: none but the null algorithms, which NGAP does not list, without
// authentication (TS 33.501 clause 10.2.2).
func (u *ueContext) radioCapabilities() *ie.UESecurityCapabilities {
	if u.sec != nil && u.sec.NIA == 0 {
		return ngap.UESecurityCapabilities(0, 0)
	}
	return ngap.UESecurityCapabilities(u.capability[0], u.capability[1])
}
