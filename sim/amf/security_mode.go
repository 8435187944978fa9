package amf

import (
	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/aka"
	"lilab/sim/nas"
)

// secure runs the security mode control procedure (TS 24.501 R17 clause 5.4.2) with the new KAMF. The UE derives
// its KAMF from its own SUPI, so it can only verify the command if the home network named the same SUPI.
func (u *ueContext) secure() {
	r := u.reg
	nea, nia, ok := u.a.choose(u.capability[0], u.capability[1])
	if !ok {
		u.log().Error("no common NAS algorithm", "ea", u.capability[0], "ia", u.capability[1])
		u.reject(nas.CauseCapabilitiesMismatch)
		return
	}
	u.propose(nas.NewSecurity(r.kamf, r.ksi, nea, nia))
}

// propose takes a security context into use with SECURITY MODE COMMAND.
func (u *ueContext) propose(sec *nas.Security) {
	r := u.reg
	u.state, r.sec = securing, sec
	plain, err := nas.Encode(securityModeCommand(r.sec, u.capability))
	if err != nil {
		u.log().Error("SECURITY MODE COMMAND", "err", err)
		u.reject(nas.CauseProtocolError)
		return
	}
	u.request(u.a.cfg.Timers.T3560, func() error {
		pdu, err := r.sec.Protect(nas.Downlink, nas.IntegrityNew, plain)
		if err != nil {
			return err
		}
		return u.sendPlain(pdu)
	}, func() {
		// TS 24.501 R17 clause 5.4.2.7 b: the procedure is aborted.
		u.log().Warn("no SECURITY MODE COMPLETE")
		u.registrationFailed(nas.CauseSecurityModeRejected)
	})
}

// choose takes the algorithms that the AMF likes best of those the UE supports (TS 33.501 R17 clause 6.7.1.1). In
// the octets of the UE security capability the highest bit is algorithm 0 (TS 24.501 R17 clause 9.11.3.54).
func (a *AMF) choose(ea, ia uint8) (nea, nia uint8, ok bool) {
	pick := func(order []uint8, supported uint8) (uint8, bool) {
		for _, alg := range order {
			if supported&(0x80>>alg) != 0 {
				return alg, true
			}
		}
		return 0, false
	}
	nea, okEA := pick(a.cfg.NEAOrder, ea)
	nia, okIA := pick(a.cfg.NIAOrder, ia)
	return nea, nia, okEA && okIA
}

// securityModeComplete is TS 24.501 R17 clause 5.4.2.4. The message came with the new security context, so the UE
// has the keys that belong to the SUPI: identity and home authentication are proved.
func (u *ueContext) securityModeComplete(m *nasMessage.SecurityModeComplete) {
	u.stop()
	r := u.reg
	u.sec, u.kamf, u.secured = r.sec, r.kamf, true
	u.authenticated, r.proved = !r.null, !r.null
	if m.IMEISV != nil {
		pei, err := aka.ParsePEI(m.IMEISV.Octet[:])
		if err != nil {
			u.log().Error("IMEISV not understood", "err", err)
		} else if !r.null { // the one that the UE registers with counts
			u.pei = pei
		}
	}
	if m.NASMessageContainer == nil {
		u.log().Error("SECURITY MODE COMPLETE without the initial NAS message")
		u.reject(nas.CauseConditionalIE)
		return
	}
	inner, err := nas.Decode(m.NASMessageContainer.Buffer)
	if err != nil || inner.RegistrationRequest == nil {
		u.log().Error("initial NAS message in SECURITY MODE COMPLETE not understood", "err", err)
		u.reject(nas.CauseInvalidMandatoryInformation)
		return
	}
	if !u.take(inner.RegistrationRequest) {
		return
	}
	u.serve()
}

// securityModeReject is TS 24.501 R17 clause 5.4.2.5: the UE does not accept the command.
func (u *ueContext) securityModeReject(m *nasMessage.SecurityModeReject) {
	cause := m.Cause5GMM.Octet
	u.log().Warn("SECURITY MODE REJECT", "cause", nas.CauseText(cause))
	u.registrationFailed(cause)
}
