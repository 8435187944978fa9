package ue

import (
	"context"
	"time"

	"lilab/sim/gnb"
)

// bearerWait is how long a service request waits for the radio bearers of its sessions after SERVICE ACCEPT.
const bearerWait = 2 * time.Second

// Service asks for a connection in the serving cell, with user plane for every PDU session (TS 24.501 R17 clause
// 5.6.1). A UE that has a connection does nothing.
func (u *UE) Service(ctx context.Context) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var cell string
	var connected, ok bool
	if err := u.ask(func() { cell, connected, ok = u.cell, u.conn != nil, u.registered && u.sec != nil && u.guti != nil }); err != nil {
		return err
	}
	if !ok {
		return ErrNotRegistered
	}
	if connected {
		return nil
	}
	_, err := u.reselect(ctx, cell)
	return err
}

// uplinkData has bit n set for every PDU session n.
func (u *UE) uplinkData() (bits uint16) {
	for id := range u.sessions {
		bits |= 1 << id
	}
	return bits
}

// expectBearers begins the wait for the bearers of every session.
func (u *UE) expectBearers() {
	u.awaited, u.bearersUp = nil, nil
	if len(u.sessions) == 0 {
		return
	}
	u.awaited, u.bearersUp = map[uint8]bool{}, make(chan struct{})
	for id := range u.sessions {
		u.awaited[id] = true
	}
}

// Bearer takes note of a bearer.
func (t *terminal) Bearer(c *gnb.Connection, session uint8) {
	u := (*UE)(t)
	u.post(func() {
		if u.conn != link(c) || !u.awaited[session] {
			return
		}
		delete(u.awaited, session)
		if len(u.awaited) == 0 {
			close(u.bearersUp)
		}
	})
}

// awaitBearers waits for the bearers, but not long: the network may leave sessions without user plane.
func (u *UE) awaitBearers(ctx context.Context, up chan struct{}) {
	if up == nil {
		return
	}
	t := time.NewTimer(bearerWait)
	defer t.Stop()
	select {
	case <-up:
	case <-t.C:
		u.cfg.Log.Warn("sessions without radio bearer after SERVICE ACCEPT")
	case <-ctx.Done():
	case <-u.ctx.Done():
	}
}
