package scenarios

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"lilab/oracle/truth"
	"lilab/sim/event"
	"lilab/sim/ue"
)

// stepTimeout bounds one step of a script, so that a lab that hangs ends with an error instead of silence.
const stepTimeout = 20 * time.Second

// play plays the script, then takes back the warrants that are still active, in the order of their names, so that a
// script need not say so: a run ends as it began, without a task anywhere.
func (r *run) play(ctx context.Context) error {
	for i, step := range r.plan.scenario.Script {
		if err := r.step(ctx, step); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	if err := r.drain(ctx); err != nil {
		return err
	}
	for _, open := range r.sessions {
		for _, s := range open {
			r.counted(s)
		}
	}
	for _, w := range sortedKeys(r.active) {
		if err := r.deactivate(ctx, w); err != nil {
			return fmt.Errorf("at the end: %w", err)
		}
	}
	return r.drain(ctx)
}

func (r *run) step(ctx context.Context, step Step) error {
	limit := stepTimeout
	for _, c := range step.Call {
		limit += stepTimeout + time.Duration(either(c.Seconds, defaultSeconds))*time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for _, w := range step.Activate {
		if err := r.activate(ctx, w); err != nil {
			return err
		}
	}
	for _, w := range step.Deactivate {
		if err := r.deactivate(ctx, w); err != nil {
			return err
		}
	}
	for _, s := range step.Register {
		if err := r.register(ctx, s); err != nil {
			return err
		}
	}
	for _, d := range step.Deregister {
		if err := r.deregister(ctx, d); err != nil {
			return err
		}
	}
	for _, m := range step.Move {
		if err := r.move(ctx, m); err != nil {
			return err
		}
	}
	for _, o := range step.OpenSession {
		if err := r.openSession(ctx, o); err != nil {
			return err
		}
	}
	for _, d := range step.Data {
		if err := r.transfer(ctx, d); err != nil {
			return err
		}
	}
	for _, m := range step.ModifySession {
		if err := r.modifySession(ctx, m); err != nil {
			return err
		}
	}
	for _, h := range step.Handover {
		if err := r.handover(ctx, h); err != nil {
			return err
		}
	}
	for _, c := range step.ReleaseSession {
		if err := r.releaseSession(ctx, c); err != nil {
			return err
		}
	}
	for _, c := range step.CloseSession {
		if err := r.closeSession(ctx, c); err != nil {
			return err
		}
	}
	for _, name := range step.IMSRegister {
		if err := r.registerIMS(ctx, name); err != nil {
			return err
		}
	}
	for _, c := range step.Call {
		if err := r.call(ctx, c); err != nil {
			return err
		}
	}
	for _, m := range step.Message {
		if err := r.message(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// did notes a step that ran until now. It may be one that another ran in.
func (r *run) did(s truth.Step, start time.Time) {
	s.Start, s.End = start, r.now()
	at := len(r.truth.Steps)
	for at > 0 && r.truth.Steps[at-1].Start.After(start) {
		at--
	}
	r.truth.Steps = slices.Insert(r.truth.Steps, at, s)
}

// activate provisions a warrant. The points of interception first work off what they have seen so far: a warrant
// covers what happens after its activation, and a queue must not blur that.
func (r *run) activate(ctx context.Context, name string) error {
	w := r.plan.scenario.Warrants[name]
	li := r.li[w.Agency]
	if err := li.drainPOIs(ctx); err != nil {
		return err
	}
	start := r.now()
	order := li.warrant(name, w, r.plan.target(w.Target))
	p, err := li.admf.Activate(ctx, order)
	if err != nil {
		return fmt.Errorf("activate %s: %w", name, err)
	}
	// A warrant covers what happens when the sessions that are there already are triggered, too.
	if err := li.drainPOIs(ctx); err != nil {
		return err
	}
	for _, note := range p.Notes {
		r.log.Warn("part of a warrant is not executed", "warrant", name, "note", note)
	}
	r.active[name] = true
	t := r.truth.Warrants[name]
	t.LIID, t.XID = p.LIID, p.XID.String()
	t.Activations = append(t.Activations, truth.Activation{XID: t.XID, LIID: t.LIID, From: r.now()})
	r.truth.Warrants[name] = t
	r.did(truth.Step{Kind: "activate", Warrant: name, Result: "done"}, start)
	return nil
}

// deactivate takes a warrant back when all that it covers is delivered.
func (r *run) deactivate(ctx context.Context, name string) error {
	li := r.li[r.plan.scenario.Warrants[name].Agency]
	if err := li.drain(ctx); err != nil {
		return err
	}
	start := r.now()
	if err := li.admf.Deactivate(ctx, name); err != nil {
		return fmt.Errorf("deactivate %s: %w", name, err)
	}
	delete(r.active, name)
	activations := r.truth.Warrants[name].Activations
	activations[len(activations)-1].To = start
	r.did(truth.Step{Kind: "deactivate", Warrant: name, Result: "done"}, start)
	return nil
}

// register switches a phone on. That the network refuses is a result, not an error.
func (r *run) register(ctx context.Context, name string) error {
	sub := r.plan.subscriber(name)
	done := r.watch(sub.In, func(e event.Event) bool {
		switch e.(type) {
		case event.AMFRegistered, *event.AMFRegistered, event.AMFRegistrationFailed, *event.AMFRegistrationFailed:
			return true
		}
		return false
	})
	defer done.stop()
	start := r.now()
	reg, err := r.registerPhone(ctx, name)
	if err != nil {
		return fmt.Errorf("register %s: %w", name, err)
	}
	s := truth.Step{Kind: "register", Subscriber: name, Result: string(reg.Result), Cause: reg.Cause, Cell: r.where(name)}
	if reg.Result == ue.Registered {
		s.GUTI = reg.GUTI.String()
		r.guti[name] = s.GUTI
	}
	r.did(s, start)
	if (reg.Result == ue.Registered) != (sub.Fault == "" && !r.plan.scenario.refused(sub.Subscriber)) {
		r.log.Warn("a registration did not end as the scenario means it", "subscriber", name, "fault", sub.Fault, "result", reg.Result, "reason", reg.Reason)
	}
	if reg.Result == ue.NoAnswer {
		return nil // the AMF may know nothing of it
	}
	return done.wait(ctx, "the AMF's end of the registration of "+name)
}

// failed notes a step that could not run because the phone is not registered, although the script means it to be.
// The oracle judges what is missing then.
func (r *run) failed(kind, name string) error {
	r.log.Warn("a step cannot run: the phone is not registered", "step", kind, "subscriber", name)
	r.did(truth.Step{Kind: kind, Subscriber: name, Result: "failed", Cell: r.where(name)}, r.now())
	return nil
}

func (r *run) deregister(ctx context.Context, d Deregistration) error {
	if r.guti[d.Subscriber] == "" {
		return r.failed("deregister", d.Subscriber)
	}
	done := r.watch(r.plan.subscriber(d.Subscriber).In, func(e event.Event) bool {
		switch e.(type) {
		case event.AMFDeregistered, *event.AMFDeregistered:
			return true
		}
		return false
	})
	defer done.stop()
	purged := r.watchHome(r.plan.subscriber(d.Subscriber).Home, func(e event.Event) bool {
		switch e.(type) {
		case event.UDMLocationCancelled, *event.UDMLocationCancelled:
			return true
		}
		return false
	})
	defer purged.stop()
	if err := r.leaveIMS(ctx, d.Subscriber, !d.SwitchOff); err != nil {
		return fmt.Errorf("deregister %s: %w", d.Subscriber, err)
	}
	open := slices.Collect(maps.Values(r.sessions[d.Subscriber]))
	released := r.watchReleases(open)
	defer released.stop()
	start := r.now()
	s := truth.Step{Kind: "deregister", Subscriber: d.Subscriber, Result: "done", Cell: r.where(d.Subscriber), GUTI: r.guti[d.Subscriber], SwitchOff: d.SwitchOff}
	if err := r.lab.UE(d.Subscriber).Deregister(ctx, d.SwitchOff); err != nil {
		return fmt.Errorf("deregister %s: %w", d.Subscriber, err)
	}
	delete(r.guti, d.Subscriber)
	for _, x := range open {
		r.released(d.Subscriber, x)
	}
	r.did(s, start)
	if err := released.wait(ctx, "the SMF's end of the sessions of "+d.Subscriber); err != nil {
		return err
	}
	if err := done.wait(ctx, "the AMF's end of the deregistration of "+d.Subscriber); err != nil {
		return err
	}
	if r.plan.subscriber(d.Subscriber).unauthenticated() {
		return nil // the home network never knew
	}
	return purged.wait(ctx, "the UDM's end of the deregistration of "+d.Subscriber)
}

func (r *run) move(ctx context.Context, m Move) error {
	if m.Network != "" {
		return r.moveTo(ctx, m)
	}
	if r.guti[m.Subscriber] == "" {
		return r.failed("move", m.Subscriber)
	}
	done := r.watch(r.plan.subscriber(m.Subscriber).In, func(e event.Event) bool {
		switch e.(type) {
		case event.AMFLocationChanged, *event.AMFLocationChanged:
			return true
		}
		return false
	})
	defer done.stop()
	start, from := r.now(), r.cell[m.Subscriber]
	if err := r.lab.UE(m.Subscriber).Move(ctx, m.To); err != nil {
		return fmt.Errorf("move %s: %w", m.Subscriber, err)
	}
	r.arrived(m.Subscriber, m.To)
	r.did(truth.Step{Kind: "move", Subscriber: m.Subscriber, Result: "done", Cell: r.where(m.Subscriber), GUTI: r.guti[m.Subscriber]}, start)
	if from == m.To {
		return nil
	}
	return done.wait(ctx, "the AMF's knowledge of the move of "+m.Subscriber)
}

// where is the cell a phone is in.
func (r *run) where(name string) *truth.Cell {
	net := r.plan.network(r.plan.subscriber(name).In)
	for _, c := range net.cells {
		if c.name == r.cell[name] {
			smf, upf := net.serving(c)
			return &truth.Cell{Name: c.name, PLMN: net.plmn.String(), TAC: fmt.Sprintf("%06x", c.tac), NRCellID: fmt.Sprintf("%09x", c.nrCellID), SMF: smf, UPF: upf}
		}
	}
	return nil
}

// drain waits until everything that happened so far has reached the agencies.
func (r *run) drain(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, stepTimeout)
	defer cancel()
	for _, name := range sortedKeys(r.li) {
		if err := r.li[name].drain(ctx); err != nil {
			return fmt.Errorf("delivery of %s: %w", name, err)
		}
	}
	return nil
}
