package admf

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// Errors of provisioning.
var (
	ErrUnknownNE      = errors.New("network element not registered")
	ErrNoMDF          = errors.New("no MDF2 is registered")
	ErrNoPOI          = errors.New("no point of interception can execute the warrant")
	ErrActive         = errors.New("warrant is active already")
	ErrNotActive      = errors.New("warrant is not active")
	ErrNotFullyUndone = errors.New("not everything could be undone")
)

func errUnknownNE(id string) error { return fmt.Errorf("admf: %w: %s", ErrUnknownNE, id) }

// Provisioned says what Activate has set up.
type Provisioned struct {
	// XID is the task identifier, the same at the MDF2 and at every POI.
	XID  lipf.UUID
	LIID string
	// MDF, MDF3, POIs and TFs are the NE identifiers of those that hold the task. MDF is the MDF2.
	MDF, MDF3 string
	POIs, TFs []string
	// Notes says what of the warrant no NE of this operator can execute.
	Notes []string
}

// step is one thing that was done at an NE and how to undo it.
type step struct {
	ne   *element
	undo func(ctx context.Context) error
	name string
}

// Activate provisions a warrant: the MDF2 first, then the MDF3, then every POI and triggering function that takes the types
// of the targets (TS 33.128 clause 5.2.2). All of them get the same XID, and each task one kind of product (clause 5.2.1). When a step fails, what was done is undone, and the error says which step it was and
// whether the undoing worked.
func (a *ADMF) Activate(ctx context.Context, w lipf.Warrant) (Provisioned, error) {
	a.work.Lock()
	defer a.work.Unlock()
	p, err := a.activate(ctx, w)
	r := Record{Who: w.By, What: "activate", Warrant: w.ID, Result: "done"}
	if !p.XID.IsZero() {
		r.XID = p.XID.String()
	}
	if err != nil {
		r.Result, r.Details = "failed", err.Error()
	}
	a.audit.add(r)
	return p, err
}

func (a *ADMF) activate(ctx context.Context, w lipf.Warrant) (Provisioned, error) {
	if err := w.Validate(); err != nil {
		return Provisioned{}, err
	}
	if !w.End.IsZero() && !w.End.After(a.cfg.X1.Now()) {
		return Provisioned{}, fmt.Errorf("%w %s: its validity has ended", lipf.ErrWarrant, w.ID)
	}
	a.mu.Lock()
	pl, exists := a.plan(&w), a.warrants[w.ID] != nil
	a.mu.Unlock()
	switch {
	case exists:
		return Provisioned{}, fmt.Errorf("admf: warrant %s: %w", w.ID, ErrActive)
	case pl.mdf2 == nil:
		return Provisioned{}, fmt.Errorf("admf: warrant %s: %w", w.ID, ErrNoMDF)
	case w.IRI && !pl.mdf2.takes(&w) || !pl.possible(&w):
		return Provisioned{}, fmt.Errorf("admf: warrant %s: %w", w.ID, ErrNoPOI)
	}
	x := &execution{Warrant: w}
	var err error
	if x.task.XID, err = a.uuid(); err != nil {
		return Provisioned{}, err
	}
	x.task.LIID, x.task.Notes = w.LIID, pl.notes
	if err := a.provision(ctx, x, pl); err != nil {
		undo := a.undo(context.WithoutCancel(ctx), x.steps)
		return Provisioned{}, errors.Join(fmt.Errorf("admf: warrant %s: %w", w.ID, err), undo)
	}
	a.mu.Lock()
	a.warrants[w.ID] = x
	a.mu.Unlock()
	return x.task, nil
}

// provision does the steps in order and records each that has an effect.
func (a *ADMF) provision(ctx context.Context, x *execution, pl plan) error {
	if x.IRI {
		if err := a.mediation2(ctx, x, pl); err != nil {
			return err
		}
	}
	if pl.mdf3 != nil {
		if err := a.mediation3(ctx, x, pl); err != nil {
			return err
		}
	}
	for _, e := range pl.points {
		to, at, kind := pl.mdf2, pl.mdf2.X2, lipf.X2Only
		if e.Type == CCTF || e.Type == CCTFIMS || e.Type == LMISFCC {
			to, at, kind = pl.mdf3, pl.mdf3.X3, lipf.X3Only
		}
		if e.Type == LMISFIRI {
			if err := a.lmisf(ctx, x, e, pl); err != nil {
				return err
			}
			continue
		}
		did, err := a.destination(ctx, x, e, at, kind, to.ID)
		if err != nil {
			return err
		}
		task := lipf.Task{XID: x.task.XID, Targets: x.Targets, DeliveryType: kind, DIDs: []lipf.UUID{did}, Services: x.Services}
		if e.Type == IRITF {
			task.Extensions = []lipf.Extension{x.HeaderReports.Extension()}
		}
		if e.Type == SMSF && x.TruncateSMS {
			task.Extensions = []lipf.Extension{lipf.SMSFExtension()}
		}
		if a.limited(x, e) {
			task.Extensions = append(task.Extensions, lipf.NotAbroadExtension())
		}
		if err := a.task(ctx, x, e, task); err != nil {
			return err
		}
		if e.Type == CCTF || e.Type == CCTFIMS || e.Type == IRITF {
			x.task.TFs = append(x.task.TFs, e.ID)
		} else {
			x.task.POIs = append(x.task.POIs, e.ID)
		}
	}
	return nil
}

// mediation2 tasks the MDF2: IRI to the agency. Where media are ordered, the MDF3 is a destination for X3Only: it gets the keys of media
// that the operator's own signalling has.
func (a *ADMF) mediation2(ctx context.Context, x *execution, pl plan) error {
	mdf := pl.mdf2
	lemf, err := a.destination(ctx, x, mdf, x.LEMF, lipf.X2Only, "LEMF")
	if err != nil {
		return err
	}
	task := lipf.Task{XID: x.task.XID, Targets: x.Targets, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{lemf}, Services: x.Services,
		Mediation: []lipf.MediationDetails{x.mediation(lipf.HI2Only)}}
	if pl.media && pl.mdf3.LMDF.IsValid() {
		did, err := a.destination(ctx, x, mdf, pl.mdf3.LMDF, lipf.X3Only, pl.mdf3.ID)
		if err != nil {
			return err
		}
		task.DIDs = append(task.DIDs, did)
		task.Mediation[0].DIDs = []lipf.UUID{lemf}
	}
	x.task.MDF = mdf.ID
	return a.task(ctx, x, mdf, task)
}

// mediation3 tasks the MDF3: content to the agency if it is ordered, and header reports to the MDF2 if the MDF3 makes them.
// The order of reports is in the task; the MDF2 is a destination for X2Only, and that of the LIID if it has no other.
func (a *ADMF) mediation3(ctx context.Context, x *execution, pl plan) error {
	task := lipf.Task{XID: x.task.XID, Targets: x.Targets, DeliveryType: lipf.X3Only, Services: x.Services,
		Mediation: []lipf.MediationDetails{x.mediation(lipf.HI3Only)}}
	if pl.reports {
		did, err := a.destination(ctx, x, pl.mdf3, pl.mdf2.LMDF, lipf.X2Only, pl.mdf2.ID)
		if err != nil {
			return err
		}
		task.DIDs = []lipf.UUID{did}
		task.Extensions = []lipf.Extension{x.HeaderReports.Extension()}
	}
	if pl.content {
		at := x.LEMF3
		if !at.IsValid() {
			at = x.LEMF
		}
		did, err := a.destination(ctx, x, pl.mdf3, at, lipf.X3Only, "LEMF")
		if err != nil {
			return err
		}
		task.DIDs = append(task.DIDs, did)
		task.Mediation[0].DIDs = []lipf.UUID{did}
	}
	x.task.MDF3 = pl.mdf3.ID
	return a.task(ctx, x, pl.mdf3, task)
}

// mediation is what a mediation function needs to know of the agency.
func (x *execution) mediation(kind lipf.MediationDeliveryType) lipf.MediationDetails {
	d := lipf.MediationDetails{LIID: x.LIID, DeliveryType: kind, Start: micro(x.Start), End: micro(x.End)}
	if len(x.Services) > 0 {
		d.Scoping = []lipf.ServiceScoping{{Services: x.Services}}
	}
	return d
}

// micro cuts a time to what X1 can carry.
func micro(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC().Truncate(time.Microsecond)
}

// destination makes an address known to an NE, or uses the destination that is there already.
func (a *ADMF) destination(ctx context.Context, x *execution, e *element, at netip.AddrPort, kind lipf.DeliveryType, name string) (lipf.UUID, error) {
	to := delivery{at, kind}
	d := e.dests[to]
	if d == nil {
		did, err := a.uuid()
		if err != nil {
			return lipf.UUID{}, err
		}
		_, err = e.client.Call(ctx, x1.CreateDestination{Destination: lipf.Destination{DID: did, FriendlyName: name, DeliveryType: kind, Address: at}})
		a.auditStep(x, e, "CreateDestination", err)
		d = &destination{did: did}
		if err != nil {
			a.unsure(x, e, err, "RemoveDestination", x1.RemoveDestination{DID: did})
			return lipf.UUID{}, fmt.Errorf("destination %s at %s: %w", name, e.ID, err)
		}
		e.dests[to] = d
	}
	d.uses++
	x.steps = append(x.steps, step{e, func(ctx context.Context) error {
		if d.uses--; d.uses > 0 {
			return nil
		}
		delete(e.dests, to)
		_, err := e.client.Call(ctx, x1.RemoveDestination{DID: d.did})
		a.auditStep(x, e, "RemoveDestination", err)
		return err
	}, "RemoveDestination"})
	return d.did, nil
}

func (a *ADMF) task(ctx context.Context, x *execution, e *element, t lipf.Task) error {
	_, err := e.client.Call(ctx, x1.ActivateTask{Task: t})
	a.auditStep(x, e, "ActivateTask", err)
	if err != nil {
		a.unsure(x, e, err, "DeactivateTask", x1.DeactivateTask{XID: t.XID})
		return fmt.Errorf("task at %s: %w", e.ID, err)
	}
	x.steps = append(x.steps, step{e, func(ctx context.Context) error {
		_, err := e.client.Call(ctx, x1.DeactivateTask{XID: t.XID})
		a.auditStep(x, e, "DeactivateTask", err)
		return err
	}, "DeactivateTask"})
	return nil
}

// unsure adds an undoing step for a request whose answer never came: the NE may have acted on it. An NE that answers
// that it does not know what we want to undo is as good.
func (a *ADMF) unsure(x *execution, e *element, cause error, name string, undo x1.Request) {
	var refused *x1.Error
	if errors.As(cause, &refused) || errors.Is(cause, x1.ErrIdentity) {
		return
	}
	x.steps = append(x.steps, step{e, func(ctx context.Context) error {
		_, err := e.client.Call(ctx, undo)
		a.auditStep(x, e, name, err)
		if errors.As(err, &refused) && (refused.Code == x1.ErrXIDUnknown || refused.Code == x1.ErrDIDUnknown) {
			return nil
		}
		return err
	}, name})
}

func (a *ADMF) auditStep(x *execution, e *element, what string, err error) {
	r := Record{Who: "lipf", What: what, Warrant: x.ID, NE: e.ID, XID: x.task.XID.String(), Result: "done"}
	if err != nil {
		r.Result, r.Details = "failed", err.Error()
	}
	a.audit.add(r)
}

// undo runs the undoing steps, the last first, all of them whatever fails.
func (a *ADMF) undo(ctx context.Context, steps []step) error {
	var errs []error
	for i := len(steps) - 1; i >= 0; i-- {
		if err := steps[i].undo(ctx); err != nil {
			errs = append(errs, fmt.Errorf("%w: %s at %s: %w", ErrNotFullyUndone, steps[i].name, steps[i].ne.ID, err))
		}
	}
	return errors.Join(errs...)
}

// Deactivate takes a warrant back in the reverse order: triggering functions and POIs first, so that a mediation function
// never gets product of a task it does not know. The warrant ends even when an NE does not answer; the error then says where something is left.
func (a *ADMF) Deactivate(ctx context.Context, warrantID string) error {
	a.work.Lock()
	defer a.work.Unlock()
	a.mu.Lock()
	x := a.warrants[warrantID]
	delete(a.warrants, warrantID)
	a.mu.Unlock()
	if x == nil {
		return fmt.Errorf("admf: warrant %s: %w", warrantID, ErrNotActive)
	}
	err := a.undo(ctx, x.steps)
	r := Record{Who: x.By, What: "deactivate", Warrant: x.ID, XID: x.task.XID.String(), Result: "done"}
	if err != nil {
		r.Result, r.Details = "failed", err.Error()
		err = fmt.Errorf("admf: warrant %s: %w", warrantID, err)
	}
	a.audit.add(r)
	return err
}

func (a *ADMF) uuid() (lipf.UUID, error) {
	if a.cfg.X1.Rand == nil {
		return lipf.NewUUID(rand.Reader)
	}
	return lipf.NewUUID(a.cfg.X1.Rand)
}
