package ue

import (
	"context"

	"lilab/sim/aka"
	"lilab/sim/event"
)

// EmergencyConfig says how a UE registers for emergency services.
type EmergencyConfig struct {
	// LimitedService says that the UE knows that it gets no normal service here and expects no authentication: its SUCI is one
	// of the null scheme, whatever the scheme of the USIM is (TS 33.501 clause 6.12.2). Everybody can read it, and nothing proves it.
	LimitedService bool
	// NoUSIM says that there is no USIM: the UE has no other identity than its PEI.
	NoUSIM bool
}

// RegisterEmergency registers for emergency services in the cell (TS 24.501 clause 5.5.1.2, 5GS registration type "emergency
// registration"). The network may authenticate the UE or go on without that; then the UE accepts null security, and
// Registration.Unauthenticated is true. Such a UE can open a session for emergency services and nothing else.
func (u *UE) RegisterEmergency(ctx context.Context, cell string, c EmergencyConfig) (Registration, error) {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	return u.register(ctx, cell, event.EmergencyRegistration, &c)
}

// Emergency says whether the UE is registered, and only for emergency services.
func (u *UE) Emergency() (emergency bool) {
	_ = u.ask(func() { emergency = u.registered && u.emergency })
	return emergency
}

// withoutUSIM says that the attempt, which may be nil, is made as if there were no USIM.
func (a *attempt) withoutUSIM() bool { return a != nil && a.emergency != nil && a.emergency.NoUSIM }

// concealIn makes the SUCI of an attempt, which may be nil.
func (u *UE) concealIn(a *attempt) (event.SUCI, error) {
	if a != nil && a.emergency != nil && a.emergency.LimitedService {
		return aka.Conceal(u.cfg.PLMN, u.cfg.SUPI, u.cfg.RoutingIndicator, aka.HomeNetworkPublicKey{}, u.cfg.Rand)
	}
	return u.conceal()
}

// forgetUnfit deletes what does not go with an attempt: a security context without integrity protection is good for emergency
// services only (TS 33.501 clause 10.2.2), and a UE without USIM, or in limited service state, has none of a USIM.
func (u *UE) forgetUnfit(a *attempt) {
	switch null := u.sec != nil && u.sec.NIA == 0; {
	case a.emergency == nil && null && !a.update(), a.emergency != nil && !null && (a.emergency.NoUSIM || a.emergency.LimitedService):
		u.forgetIdentity()
	}
}

// forgetOthers takes the sessions away that are not for emergency services: the UE is registered for nothing else.
func (u *UE) forgetOthers() {
	for _, s := range u.sessions {
		if !s.emergency {
			u.forgetSession(s)
		}
	}
}
