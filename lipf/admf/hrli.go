package admf

import (
	"context"
	"errors"
	"fmt"

	"lilab/lipf"
)

// ErrNoHRLI is returned when home-routed LI is to be enabled and the functions for it are not registered.
var ErrNoHRLI = errors.New("no BBIFF-C or no LMISF-IRI is registered")

// HRLI is phase 1 of home-routed LI, TS 33.128 R19 clause 7.10.2.
type HRLI struct {
	// DNN is the data network of the IMS. Empty leaves it to the rule of the standard: another home network than the own one,
	// and "ims" in the network identifier.
	DNN string
}

// hrliWarrant is under which name phase 1 stands in the audit log. It belongs to no warrant.
const hrliWarrant = "(home-routed LI, phase 1)"

// EnableHRLI provisions phase 1 at the LMISF-IRI and at every BBIFF-C, with one XID: from now on the LMISF mirrors the IMS of
// every inbound home-routed user. Nothing of it goes to a mediation function. It returns the XID; a second call is an error.
func (a *ADMF) EnableHRLI(ctx context.Context, h HRLI) (lipf.UUID, error) {
	a.work.Lock()
	defer a.work.Unlock()
	a.mu.Lock()
	lmisf, again := a.only(LMISFIRI), a.hrli != nil
	var bbiffs []*element
	for _, e := range a.nes {
		if e.Type == BBIFFC {
			bbiffs = append(bbiffs, e)
		}
	}
	a.mu.Unlock()
	switch {
	case again:
		return lipf.UUID{}, errors.New("admf: home-routed LI is enabled already")
	case lmisf == nil || bbiffs == nil:
		return lipf.UUID{}, fmt.Errorf("admf: %w", ErrNoHRLI)
	}
	x := &execution{Warrant: lipf.Warrant{ID: hrliWarrant, By: "operator"}}
	var err error
	if x.task.XID, err = a.uuid(); err != nil {
		return lipf.UUID{}, err
	}
	if err = a.phase1(ctx, x, lipf.HRTarget{DNN: h.DNN}, lmisf, bbiffs); err != nil {
		err = errors.Join(fmt.Errorf("admf: home-routed LI: %w", err), a.undo(context.WithoutCancel(ctx), x.steps))
	}
	r := Record{Who: "operator", What: "enable home-routed LI", XID: x.task.XID.String(), Result: "done"}
	if err != nil {
		r.Result, r.Details = "failed", err.Error()
		a.audit.add(r)
		return lipf.UUID{}, err
	}
	a.audit.add(r)
	a.mu.Lock()
	a.hrli = x
	a.mu.Unlock()
	return x.task.XID, nil
}

// phase1 tasks the LMISF-IRI, which has no destination, and then those that send to it.
func (a *ADMF) phase1(ctx context.Context, x *execution, h lipf.HRTarget, lmisf *element, bbiffs []*element) error {
	task := lipf.Task{XID: x.task.XID, Targets: h.Identifiers(), DeliveryType: lipf.X2andX3}
	if err := a.task(ctx, x, lmisf, task); err != nil {
		return err
	}
	for _, b := range bbiffs {
		lite2, err := a.destination(ctx, x, b, lmisf.X2, lipf.X2Only, lmisf.ID)
		if err != nil {
			return err
		}
		lite3, err := a.destination(ctx, x, b, lmisf.X3, lipf.X3Only, lmisf.ID)
		if err != nil {
			return err
		}
		task.DIDs = []lipf.UUID{lite2, lite3}
		if err := a.task(ctx, x, b, task); err != nil {
			return err
		}
	}
	return nil
}

// DisableHRLI ends phase 1.
func (a *ADMF) DisableHRLI(ctx context.Context) error {
	a.work.Lock()
	defer a.work.Unlock()
	a.mu.Lock()
	x := a.hrli
	a.hrli = nil
	a.mu.Unlock()
	if x == nil {
		return errors.New("admf: home-routed LI is not enabled")
	}
	err := a.undo(ctx, x.steps)
	r := Record{Who: "operator", What: "disable home-routed LI", XID: x.task.XID.String(), Result: "done"}
	if err != nil {
		r.Result, r.Details = "failed", err.Error()
		err = fmt.Errorf("admf: home-routed LI: %w", err)
	}
	a.audit.add(r)
	return err
}

// lmisf tasks the LMISF-IRI with a target, phase 2: IRI to the MDF2; content goes out of the LMISF-CC, which has a task of its
// own.
func (a *ADMF) lmisf(ctx context.Context, x *execution, e *element, pl plan) error {
	task := lipf.Task{XID: x.task.XID, Targets: x.Targets, DeliveryType: lipf.X2Only, Services: x.Services}
	switch {
	case x.IRI && pl.media:
		task.DeliveryType = lipf.X2andX3
	case pl.media:
		task.DeliveryType = lipf.X3Only
	}
	if x.IRI {
		did, err := a.destination(ctx, x, e, pl.mdf2.X2, lipf.X2Only, pl.mdf2.ID)
		if err != nil {
			return err
		}
		task.DIDs = []lipf.UUID{did}
	}
	if err := a.task(ctx, x, e, task); err != nil {
		return err
	}
	x.task.POIs = append(x.task.POIs, e.ID)
	return nil
}
