package ue

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/free5gc/nas/nasMessage"

	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/nas"
)

// leaving is a deregistration in progress; done is closed when the connection is released.
type leaving struct{ done chan struct{} }

// maxDeregistrations is how often a deregistration is requested, TS 24.501 R17 clause 5.5.2.2.6 c.
const maxDeregistrations = 5

// Deregister leaves the network (TS 24.501 R17 clause 5.5.2.2) and returns when the network has released the
// connection. A UE that is switched off does not wait for the network's accept.
func (u *UE) Deregister(ctx context.Context, switchOff bool) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	l := &leaving{done: make(chan struct{})}
	for range maxDeregistrations {
		var err error
		if e := u.ask(func() { err = u.leave(ctx, l, switchOff) }); e != nil {
			return e
		}
		if err != nil {
			return err
		}
		t := time.NewTimer(u.cfg.Timers.T3521)
		select {
		case <-l.done:
			t.Stop()
			return u.ask(func() { u.gone(switchOff) })
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			_ = u.ask(func() { u.leaving = nil; u.hangUp(); u.gone(switchOff) })
			return fmt.Errorf("ue: deregistration: %w", ctx.Err())
		case <-u.ctx.Done():
			t.Stop()
			return ErrClosed
		}
		if switchOff {
			break
		}
	}
	_ = u.ask(func() { u.leaving = nil; u.hangUp(); u.gone(switchOff) })
	return fmt.Errorf("ue: deregistration: the network did not answer")
}

// leave sends DEREGISTRATION REQUEST, on a new connection if there is none.
func (u *UE) leave(ctx context.Context, l *leaving, switchOff bool) error {
	select {
	case <-l.done:
		return nil
	default:
	}
	if !u.registered || u.guti == nil || u.sec == nil {
		return ErrNotRegistered
	}
	plain, err := deregistrationRequest(u.sec.KSI, switchOff, *u.guti)
	if err != nil {
		return err
	}
	u.leaving = l
	if u.conn != nil {
		return u.sendPlain(plain)
	}
	pdu, err := u.sec.Protect(nas.Uplink, nas.Integrity, plain)
	if err != nil {
		return err
	}
	return u.connect(ctx, u.cell, pdu)
}

// left is DEREGISTRATION ACCEPT of the network, which releases the connection next.
func (u *UE) left() { u.registered = false }

// gone makes the UE deregistered. 5G-GUTI and security context stay in the USIM for the next registration
// (TS 24.501 R17 annex C) unless the UE is switched off.
func (u *UE) gone(switchOff bool) {
	u.registered, u.secured = false, false
	u.forgetSessions()
	if switchOff {
		u.forgetIdentity()
	}
}

// sentAway is the network-initiated deregistration, TS 24.501 R17 clause 5.5.2.3.
func (u *UE) sentAway(m *nasMessage.DeregistrationRequestUETerminatedDeregistration) {
	u.sendMessage(deregistrationAccept)
	u.registered = false
	u.forgetSessions()
	if m.Cause5GMM != nil {
		switch m.Cause5GMM.Octet {
		case nas.CauseIllegalUE, 6, nas.CauseServicesNotAllowed, nas.CausePLMNNotAllowed:
			u.guti, u.area = nil, nil
		}
		u.cfg.Log.Info("deregistered by the network", "cause", nas.CauseText(m.Cause5GMM.Octet))
	}
}

// Move changes to another cell. A connected UE is handed over between the cells of a gNB. Between gNBs there is no
// handover: the connection is released, and the UE asks for service in the new cell (TS 24.501 R17 clause
// 5.6.1). An idle UE camps there without a word. A UE that finds itself outside its registration area performs a
// mobility registration update (clause 5.5.1.3.2).
func (u *UE) Move(ctx context.Context, cell string) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var err error
	var old link
	outside := false
	if e := u.ask(func() {
		switch {
		case !u.registered:
			err = ErrNotRegistered
		case u.conn != nil:
			if err = u.conn.Move(ctx, cell); err == nil {
				u.cell = cell
				outside = !slices.Contains(u.area, u.conn.TAI())
			} else if errors.Is(err, gnb.ErrNoCell) {
				old = u.conn
			}
		default:
			u.cell = cell
		}
	}); e != nil {
		return e
	}
	if old != nil {
		outside, err = u.reselect(ctx, cell)
	}
	if err != nil || !outside {
		return err
	}
	return u.update(ctx, cell, event.MobilityRegistration)
}

// reselect leaves the connection for one in a cell of another gNB.
func (u *UE) reselect(ctx context.Context, cell string) (outside bool, err error) {
	w := &waiting{done: make(chan error, 1)}
	var up chan struct{}
	if e := u.ask(func() {
		u.expectBearers()
		var pdu []byte
		if pdu, err = serviceRequest(u.sec.KSI, *u.guti, u.uplinkData()); err != nil {
			return
		}
		count := u.sec.Up
		if pdu, err = u.sec.Protect(nas.Uplink, nas.Integrity, pdu); err != nil {
			return
		}
		old := u.conn
		if err = u.connect(ctx, cell, pdu); err != nil {
			return
		}
		u.secured, u.kgnbUp, u.service = false, count, w
		if old != nil {
			u.wg.Go(func() {
				// The AMF releases the old connection when it sees the new one; this is for the gNB alone.
				if err := old.Release(u.ctx); err != nil && u.ctx.Err() == nil {
					u.cfg.Log.Debug("old connection", "err", err)
				}
			})
		}
	}); e != nil {
		return false, e
	}
	if err != nil {
		return false, err
	}
	t := time.NewTimer(u.cfg.Timers.T3510)
	defer t.Stop()
	select {
	case err = <-w.done:
	case <-t.C:
		err = errors.New("ue: SERVICE REQUEST was not answered")
	case <-ctx.Done():
		err = fmt.Errorf("ue: service request: %w", ctx.Err())
	case <-u.ctx.Done():
		return false, ErrClosed
	}
	e := u.ask(func() {
		u.service = nil
		up = u.bearersUp
		outside = err == nil && u.conn != nil && !slices.Contains(u.area, u.conn.TAI())
	})
	if err == nil && e == nil {
		u.awaitBearers(ctx, up)
	}
	return outside, errors.Join(err, e)
}

// waiting is a service request in progress.
type waiting struct{ done chan error }

// served ends a service request.
func (u *UE) served(err error) {
	if u.service != nil {
		u.service.done <- err
		u.service = nil
	}
}

// Update performs a periodic registration update in the cell where the UE is (TS 24.501 R17 clause 5.5.1.3.2).
func (u *UE) Update(ctx context.Context) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var cell string
	var ok bool
	if err := u.ask(func() { cell, ok = u.cell, u.registered }); err != nil {
		return err
	}
	if !ok {
		return ErrNotRegistered
	}
	return u.update(ctx, cell, event.PeriodicRegistration)
}

func (u *UE) update(ctx context.Context, cell string, kind event.RegistrationType) error {
	r, err := u.register(ctx, cell, kind, nil)
	if err != nil {
		return err
	}
	if r.Result != Registered {
		return fmt.Errorf("ue: registration update: %s %s", r.Result, r.Reason)
	}
	return nil
}

// Release gives the radio connection up, as after inactivity: a registered UE becomes idle.
func (u *UE) Release(ctx context.Context) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var c link
	if err := u.ask(func() { c, u.conn, u.secured = u.conn, nil, false }); err != nil {
		return err
	}
	if c == nil {
		return nil
	}
	return c.Release(ctx)
}
