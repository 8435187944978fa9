package ue

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/rrc"
)

// ErrIdle says that the procedure needs a connection.
var ErrIdle = errors.New("ue: no connection")

// Handover has the network hand the UE over to another cell, as after a measurement report, with every PDU session that
// has user plane. Between gNBs it goes over Xn or through the AMF, as the gNBs are joined (TS 23.502 R17 clauses 4.9.1.2
// and 4.9.1.3). It returns when the core network has switched. A UE that finds itself outside its registration area then
// performs a mobility registration update.
//
// After a refusal (gnb.ErrHandover) the UE is where it was, with its connection. When the core network does not switch,
// the UE is idle, and the error is gnb.ErrHandover too.
func (u *UE) Handover(ctx context.Context, cell string) error {
	u.procedure.Lock()
	defer u.procedure.Unlock()
	var old *gnb.Connection
	var err error
	if e := u.ask(func() {
		var ok bool
		switch old, ok = u.conn.(*gnb.Connection); {
		case !u.registered || u.sec == nil:
			err = ErrNotRegistered
		case !ok:
			err = ErrIdle
		}
	}); e != nil {
		return e
	}
	if err != nil {
		return err
	}
	command, err := old.Handover(ctx, cell)
	if err != nil {
		return err
	}
	target := old
	if e := u.ask(func() {
		if command == nil {
			u.cell = cell
			return
		}
		target, err = u.obey(ctx, old, cell, command)
	}); e != nil {
		return e
	}
	if err != nil {
		old.Stay()
		return err
	}
	if target != old {
		if err := u.switched(ctx, old, target); err != nil {
			return err
		}
	}
	outside := false
	if e := u.ask(func() { outside = u.conn == link(target) && !slices.Contains(u.area, target.TAI()) }); e != nil {
		return e
	}
	if !outside {
		return nil
	}
	return u.update(ctx, cell, event.MobilityRegistration)
}

// obey does what HandoverCommand says: it derives the key of the target cell and goes there.
func (u *UE) obey(ctx context.Context, old *gnb.Connection, cell string, command []byte) (*gnb.Connection, error) {
	if u.conn != link(old) {
		return nil, fmt.Errorf("ue: handover: %w", gnb.ErrReleased)
	}
	c, err := rrc.ParseCommand(command)
	if err != nil {
		return nil, fmt.Errorf("ue: handover: %w", err)
	}
	keys := aka.NewChain(u.kamf, aka.KgNB(u.kamf, u.kgnbUp))
	if u.keys != nil {
		*keys = *u.keys
	}
	keys.Handover(c.NCC, c.PCI, rrc.ARFCN)
	u.routes.moving.Lock()
	defer u.routes.moving.Unlock()
	target, err := u.cfg.Radio.Access(ctx, cell, gnb.Access{RNTI: c.RNTI, MAC: gnb.AccessMAC(keys.KgNB, c.RNTI), UE: (*terminal)(u)})
	if err != nil {
		return nil, fmt.Errorf("ue: handover: %w", err)
	}
	u.conn, u.cell, u.keys = target, cell, keys
	u.routes.conn.Store(target)
	return target, nil
}

// switched waits until the gNB that the UE left has forgotten it.
func (u *UE) switched(ctx context.Context, old, target *gnb.Connection) error {
	select {
	case <-old.Gone():
	case <-target.Gone():
	case <-ctx.Done():
		return fmt.Errorf("ue: handover: %w", ctx.Err())
	case <-u.ctx.Done():
		return ErrClosed
	}
	select {
	case <-target.Gone():
		return fmt.Errorf("%w: the path was not switched", gnb.ErrHandover)
	default:
		return nil
	}
}
