package amf

import (
	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
)

// identify asks the UE for its SUCI, because the 5G-GUTI says nothing to this AMF (TS 24.501 R17 clause 5.4.3).
func (u *ueContext) identify() {
	u.state = identifying
	u.askIdentity(aka.IdentitySUCI)
}

// askIdentity sends IDENTITY REQUEST.
func (u *ueContext) askIdentity(kind uint8) {
	plain, err := nas.Encode(identityRequest(kind))
	if err != nil {
		u.log().Error("IDENTITY REQUEST", "err", err)
		u.reject(nas.CauseProtocolError)
		return
	}
	u.request(u.a.cfg.Timers.T3570, func() error { return u.sendPlain(plain) }, func() {
		u.log().Warn("no IDENTITY RESPONSE")
		u.registrationFailed(nas.CauseIdentityNotDerivable)
	})
}

// identityResponse goes on with the SUCI.
func (u *ueContext) identityResponse(m *nasMessage.IdentityResponse) {
	id := m.MobileIdentity.Buffer
	if u.reg.asksPEI {
		u.stop()
		u.presents(id)
		return
	}
	if t, err := aka.IdentityType(id); err == nil && t == aka.IdentityNone && u.reg.kind == event.EmergencyRegistration {
		// A UE without USIM, or one that does not tell.
		u.stop()
		u.unauthenticated(nas.CausePEINotAccepted, u.reject)
		return
	}
	if t, err := aka.IdentityType(id); err != nil || t != aka.IdentitySUCI {
		u.log().Error("IDENTITY RESPONSE without SUCI", "octets", len(id))
		u.reject(nas.CauseIdentityNotDerivable)
		return
	}
	u.stop()
	u.identified(id)
}
