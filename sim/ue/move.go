package ue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/free5gc/nas/nasMessage"
	"github.com/free5gc/nas/nasType"

	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/nas"
)

// leftBehind is how long the network that the UE has left may take to release the connection there, before the radio does.
const leftBehind = 3 * time.Second

// MoveTo goes to a cell of another network, whose radio that is, as a UE does that has lost the cells of the one before: it camps there
// and performs a mobility registration update with its 5G-GUTI, PDU session status and uplink data status (TS 24.501 R17 clause
// 5.5.1.3.2). There is no handover between the networks: what is on its way to the UE meanwhile is lost.
//
// It returns when the UE is registered and the sessions that could go with it have their user plane; Sessions tells which these are.
// They keep their addresses. When the registration fails the UE is not registered any more, and its sessions are gone; when there is no
// such cell (gnb.ErrNoCell) nothing has changed.
func (u *UE) MoveTo(ctx context.Context, radio Radio, cell string) (Registration, error) {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var err error
	var old link
	var before Radio
	if e := u.ask(func() {
		if !u.registered || u.sec == nil || u.guti == nil {
			err = ErrNotRegistered
			return
		}
		before, old = u.cfg.Radio, u.conn
		u.cfg.Radio, u.conn, u.secured, u.moving = radio, nil, false, true
		u.expectBearers()
	}); e != nil {
		return Registration{}, e
	}
	if err != nil {
		return Registration{}, err
	}
	r, err := u.register(ctx, cell, event.MobilityRegistration, nil)
	var up chan struct{}
	e := u.ask(func() {
		u.moving = false
		if err != nil && u.conn == nil && errors.Is(err, gnb.ErrNoCell) {
			u.cfg.Radio, u.conn, u.secured = before, old, old != nil
			u.awaited, u.bearersUp = nil, nil
			return
		}
		if err != nil || r.Result != Registered {
			u.registered = false
			u.forgetSessions()
		}
		up = u.bearersUp
		u.leaveBehind(old)
	})
	switch {
	case err != nil:
		return r, errors.Join(err, e)
	case e != nil:
		return r, e
	case r.Result != Registered:
		return r, fmt.Errorf("ue: registration in another network: %s %s", r.Result, r.Reason)
	}
	u.awaitBearers(ctx, up)
	return r, nil
}

// leaveBehind lets the network that the UE has left release the connection there. If it does not, the radio gives it up.
func (u *UE) leaveBehind(old link) {
	c, ok := old.(*gnb.Connection)
	if !ok {
		return
	}
	u.wg.Go(func() {
		t := time.NewTimer(leftBehind)
		defer t.Stop()
		select {
		case <-c.Gone():
			return
		case <-t.C:
		case <-u.ctx.Done():
			return
		}
		if err := c.Release(u.ctx); err != nil && u.ctx.Err() == nil {
			u.cfg.Log.Debug("connection in the network that the UE has left", "err", err)
		}
	})
}

// withSessions adds PDU session status and uplink data status to a registration request: TS 24.501 R17 clauses 8.2.6.6 and 8.2.6.7.
func (u *UE) withSessions(request []byte) ([]byte, error) {
	m, err := nas.Decode(request)
	if err != nil {
		return nil, err
	}
	if m.RegistrationRequest == nil {
		return nil, errors.New("ue: no REGISTRATION REQUEST")
	}
	bits := u.uplinkData()
	b := []byte{byte(bits), byte(bits >> 8)}
	if bits != 0 {
		m.RegistrationRequest.UplinkDataStatus = &nasType.UplinkDataStatus{Iei: nasMessage.RegistrationRequestUplinkDataStatusType, Len: 2, Buffer: b}
	}
	m.RegistrationRequest.PDUSessionStatus = &nasType.PDUSessionStatus{Iei: nasMessage.RegistrationRequestPDUSessionStatusType, Len: 2, Buffer: b}
	return nas.Encode(func(w *bytes.Buffer) error { return m.RegistrationRequest.EncodeRegistrationRequest(w) })
}

// keepSessions forgets the sessions that the network does not have any more (TS 24.501 R17 clause 5.5.1.3.4).
func (u *UE) keepSessions(status []byte) {
	if len(status) < 2 {
		return
	}
	for id, s := range u.sessions {
		if status[id/8]&(1<<(id%8)) != 0 {
			continue
		}
		u.cfg.Log.Info("the network does not have the PDU session any more", "session", id)
		s.end(sessionAnswer{err: ErrSessionClosed})
		u.forgetSession(s)
		if u.awaited[id] {
			delete(u.awaited, id)
			if len(u.awaited) == 0 {
				close(u.bearersUp)
			}
		}
	}
}
