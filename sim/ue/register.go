package ue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
)

// attempt is a registration in progress.
type attempt struct {
	kind event.RegistrationType
	// identity is the 5GS mobile identity of the request.
	identity []byte
	suci     *event.SUCI
	done     chan Registration
	// emergency is set for a registration for emergency services only.
	emergency *EmergencyConfig

	// ended is the outcome that waits for the release of the connection.
	ended *Registration
	// refused is the cause that the UE sent to the network, 0 if none.
	refused uint8
	why     string

	// rand and res are the last challenge that was answered (TS 24.501 R17 clause 5.4.1.3.2).
	rand, res  [16]byte
	challenged bool
	kamf       [32]byte
	ksi        uint8
	// sec is the security context of the last security mode command that was accepted.
	sec *nas.Security
}

// Register performs an initial registration in the cell (TS 24.501 R17 clause 5.5.1.2). A registration that
// the network or the UE refused is a result without error; an error says that the procedure could not run.
//
// A result other than Registered comes when the network has released the connection, or T3540 has expired.
func (u *UE) Register(ctx context.Context, cell string) (Registration, error) {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	return u.register(ctx, cell, event.InitialRegistration, nil)
}

// update says that the UE is registered already.
func (a *attempt) update() bool {
	return a.kind == event.MobilityRegistration || a.kind == event.PeriodicRegistration
}

func (u *UE) register(ctx context.Context, cell string, kind event.RegistrationType, emergency *EmergencyConfig) (Registration, error) {
	a := &attempt{kind: kind, emergency: emergency, done: make(chan Registration, 1)}
	var err error
	if e := u.ask(func() { err = u.begin(ctx, a, cell) }); e != nil {
		return Registration{}, e
	}
	if err != nil {
		return Registration{}, err
	}
	t := time.NewTimer(u.cfg.Timers.T3510)
	defer t.Stop()
	for waited := false; ; {
		var expired error
		select {
		case r := <-a.done:
			return r, nil
		case <-u.ctx.Done():
			return Registration{}, ErrClosed
		case <-ctx.Done():
			expired = fmt.Errorf("ue: registration: %w", ctx.Err())
		case <-t.C:
			// An outcome that is known waits for the release of the connection, with T3540.
			known := false
			if err := u.ask(func() { known = a.ended != nil }); err != nil {
				return Registration{}, err
			}
			if known && !waited {
				waited = true
				t.Reset(u.cfg.Timers.T3540)
				continue
			}
		}
		if err := u.ask(func() { u.end(a, NoAnswer, 0, "T3510 expired") }); err != nil {
			return Registration{}, err
		}
		return <-a.done, expired
	}
}

// begin sends the registration request.
func (u *UE) begin(ctx context.Context, a *attempt, cell string) error {
	u.forgetUnfit(a)
	ksi := uint8(noKey)
	if u.sec != nil {
		ksi = u.sec.KSI
	}
	if a.withoutUSIM() {
		if len(u.imeisv) == 0 {
			return errors.New("ue: a UE without USIM and without PEI has no identity")
		}
		a.identity = u.imeisv
	}
	if u.guti != nil {
		id, err := aka.AppendGUTI(nil, *u.guti)
		if err != nil {
			return fmt.Errorf("ue: %w", err)
		}
		a.identity = id
	} else if a.identity == nil {
		if err := u.concealFor(a); err != nil {
			return err
		}
	}
	u.attempt = a
	if u.conn != nil && !a.update() {
		u.hangUp()
	}
	clear, err := u.initialRequest(a, ksi, false, nil)
	if err != nil {
		return err
	}
	if u.sec == nil || u.guti == nil {
		u.secured = false
		if err := u.connect(ctx, cell, clear); err != nil {
			u.attempt = nil
			return err
		}
		return nil
	}
	whole, err := u.initialRequest(a, ksi, true, nil)
	if err != nil {
		return err
	}
	if u.conn != nil {
		// A registration update on a connection that is secured already goes whole, ciphered.
		return u.sendPlain(whole)
	}
	if a.emergency == nil && (len(u.cfg.RequestedNSSAI) > 0 || u.cfg.SMSCentre != "" || u.moving) {
		// TS 24.501 R17 clause 4.4.6: what may not be sent in clear is ciphered in a container.
		if err := u.sec.CipherAt(nas.Uplink, u.sec.Up, whole); err != nil {
			return err
		}
		if clear, err = u.initialRequest(a, ksi, false, whole); err != nil {
			return err
		}
	}
	u.kgnbUp = u.sec.Up
	pdu, err := u.sec.Protect(nas.Uplink, nas.Integrity, clear)
	if err != nil {
		return err
	}
	u.secured = false
	if err := u.connect(ctx, cell, pdu); err != nil {
		u.attempt = nil
		return err
	}
	return nil
}

// concealFor puts a fresh SUCI into the attempt.
func (u *UE) concealFor(a *attempt) error {
	s, err := u.concealIn(a)
	if err != nil {
		return fmt.Errorf("ue: %w", err)
	}
	id, err := aka.AppendSUCI(nil, s)
	if err != nil {
		return fmt.Errorf("ue: %w", err)
	}
	a.suci = &s
	if len(a.identity) == 0 {
		a.identity = id
	}
	return nil
}

func (u *UE) initialRequest(a *attempt, ksi uint8, whole bool, container []byte) ([]byte, error) {
	if a.emergency != nil {
		return registrationRequest(a.kind, ksi, a.identity, u.capability, whole, false, nil, container)
	}
	request, err := registrationRequest(a.kind, ksi, a.identity, u.capability, whole, u.cfg.SMSCentre != "", u.cfg.RequestedNSSAI, container)
	if err == nil && whole && u.moving {
		return u.withSessions(request)
	}
	return request, err
}

// hangUp gives the connection up without waiting for the network.
func (u *UE) hangUp() {
	c := u.conn
	u.conn, u.secured = nil, false
	if c == nil {
		return
	}
	u.wg.Go(func() {
		if err := c.Release(u.ctx); err != nil && u.ctx.Err() == nil {
			u.cfg.Log.Error("radio connection not released by the network", "err", err)
		}
	})
}

// end finishes the attempt, once.
func (u *UE) end(a *attempt, result Result, cause uint8, reason string) {
	if u.attempt != a {
		return
	}
	if a.ended != nil {
		result, cause, reason = a.ended.Result, a.ended.Cause, a.ended.Reason
	} else if result != Registered && a.refused != 0 {
		result, cause, reason = SecurityFailed, a.refused, a.why
	}
	r := Registration{Result: result, Cause: cause, Reason: reason, SUCI: a.suci}
	if result == Registered {
		r.GUTI, r.NEA, r.NIA, r.TAIList = *u.guti, u.sec.NEA, u.sec.NIA, u.area
		r.Emergency, r.Unauthenticated = u.emergency, u.sec.NIA == 0
	} else {
		u.hangUp()
		if a.kind != event.InitialRegistration {
			u.registered, u.emergency = false, false
		}
	}
	u.attempt = nil
	a.done <- r
}

// ending keeps the outcome until the network releases the connection.
func (u *UE) ending(result Result, cause uint8, reason string) {
	a := u.attempt
	if a.ended == nil {
		a.ended = &Registration{Result: result, Cause: cause, Reason: reason}
		if result != SecurityFailed && a.refused != 0 {
			a.ended = &Registration{Result: SecurityFailed, Cause: a.refused, Reason: a.why}
		}
	}
	u.registered, u.emergency = false, false
	u.forgetSessions()
}

// refuse remembers that the UE did not accept something of the network and what it told it.
func (u *UE) refuse(cause uint8, why string) {
	u.cfg.Log.Warn("the UE refuses the network", "cause", nas.CauseText(cause), "why", why)
	u.attempt.refused, u.attempt.why = cause, why
}

// disconnected goes on when the connection is gone.
func (u *UE) disconnected() {
	u.secured = false
	u.served(errors.New("ue: the connection was released"))
	if l := u.leaving; l != nil {
		u.leaving = nil
		close(l.done)
	}
	if a := u.attempt; a != nil {
		u.end(a, NoAnswer, 0, "the connection was released")
	}
}

// registrationAccept is TS 24.501 R17 clause 5.5.1.2.4.
func (u *UE) registrationAccept(m *nasMessage.RegistrationAccept) {
	a := u.attempt
	emergency := m.RegistrationResult5GS.Octet&nas.ResultEmergency != 0
	if u.sec.NIA == 0 && !emergency {
		u.cfg.Log.Error("REGISTRATION ACCEPT for more than emergency services, with null integrity protection")
		u.sendMessage(nas.Status(nas.CauseMessageTypeIncompatible))
		return
	}
	if m.GUTI5G != nil {
		g, err := aka.ParseGUTI(m.GUTI5G.Octet[:])
		if err != nil {
			u.cfg.Log.Error("5G-GUTI not understood", "err", err)
			u.sendMessage(nas.Status(nas.CauseInvalidMandatoryInformation))
			return
		}
		u.guti = &g
	}
	if u.guti == nil {
		u.cfg.Log.Error("REGISTRATION ACCEPT without 5G-GUTI")
		u.sendMessage(nas.Status(nas.CauseConditionalIE))
		return
	}
	if m.TAIList != nil {
		tais, err := nas.ParseTAIList(m.TAIList.Buffer)
		if err != nil {
			u.cfg.Log.Error("TAI list not understood", "err", err)
		} else {
			u.area = tais
		}
	}
	var allowed []event.SNSSAI
	if m.AllowedNSSAI != nil {
		var err error
		if allowed, err = nas.ParseNSSAI(m.AllowedNSSAI.Buffer); err != nil {
			u.cfg.Log.Error("allowed NSSAI not understood", "err", err)
		}
	}
	u.registered, u.emergency = true, emergency
	if emergency {
		u.forgetOthers()
	}
	u.smsAllowed = m.GetSMSAllowed() == 1
	if m.PDUSessionStatus != nil {
		u.keepSessions(m.PDUSessionStatus.Buffer)
	}
	if m.GUTI5G != nil {
		u.sendMessage(registrationComplete)
	}
	if a == nil {
		return // repeated by the network, which did not get our answer
	}
	r := Registration{
		Result: Registered, GUTI: *u.guti, NEA: u.sec.NEA, NIA: u.sec.NIA, SUCI: a.suci,
		TAIList: u.area, AllowedNSSAI: allowed, Emergency: emergency, Unauthenticated: u.sec.NIA == 0,
	}
	u.attempt = nil
	a.done <- r
}

// registrationReject is clause 5.5.1.2.5.
func (u *UE) registrationReject(cause uint8) {
	if u.attempt == nil {
		return
	}
	switch cause {
	case nas.CauseIllegalUE, nas.CausePEINotAccepted, 6, nas.CauseServicesNotAllowed, nas.CausePLMNNotAllowed, 12, nas.CauseRoamingNotAllowedInTA,
		nas.CauseNoSuitableCells, nas.CauseNoNetworkSlices, nas.CauseServingNetworkNotAuthorized, nas.CauseIdentityNotDerivable:
		u.forgetIdentity()
	}
	u.ending(Rejected, cause, "REGISTRATION REJECT "+nas.CauseText(cause))
}

// forgetIdentity deletes 5G-GUTI, TAI list and security context.
func (u *UE) forgetIdentity() {
	u.guti, u.area, u.sec, u.secured = nil, nil, nil, false
}
