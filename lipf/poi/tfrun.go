package poi

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// maxCorrections bounds how often the runner follows what the POI says of its own state ("exists already", "does not
// exist") for one job; a POI that contradicts itself is not asked for ever.
const maxCorrections = 4

// run has the POI have what is wanted, one request at a time.
func (t *tf) run() {
	var beat <-chan time.Time
	if t.cfg.Keepalive > 0 {
		tick := time.NewTicker(t.cfg.Keepalive)
		defer tick.Stop()
		beat = tick.C
	}
	audited := false
	for {
		j, ok := t.next()
		if !ok {
			select {
			case <-t.ctx.Done():
				return
			case <-t.wake:
			case <-beat:
				if _, err := t.client.Call(t.ctx, x1.Keepalive{}); err != nil && t.ctx.Err() == nil {
					t.p.log.Warn("triggered POI does not answer Keepalive", "poi", t.cfg.POI, "err", err)
				}
			}
			continue
		}
		if !audited && j.done == nil {
			audited = true
			t.audit()
		}
		switch {
		case j.done != nil:
			close(j.done)
		case j.dest != nil:
			t.bringDestination(j.dest)
		default:
			t.bringTask(j.task)
		}
	}
}

func (t *tf) next() (tfJob, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.jobs) == 0 || t.ctx.Err() != nil {
		return tfJob{}, false
	}
	j := t.jobs[0]
	t.jobs[0] = tfJob{}
	if t.jobs = t.jobs[1:]; len(t.jobs) == 0 {
		t.jobs = nil
	}
	return j, true
}

// audit ends what the POI still has of an earlier life of this function, before anything else is asked of it.
func (t *tf) audit() {
	r, err := t.client.Call(t.ctx, x1.ListAllDetails{})
	l, ok := r.(x1.ListAllDetailsResponse)
	if err != nil || !ok {
		t.p.log.Debug("triggered POI does not list its tasks", "poi", t.cfg.POI, "err", err)
		return
	}
	for _, xid := range l.XIDs {
		if _, err := t.client.Call(t.ctx, x1.DeactivateTask{XID: xid}); err != nil {
			t.p.log.Warn("task of an earlier life not deactivated", "poi", t.cfg.POI, "xid", xid, "err", err)
		}
	}
}

// bringTask makes the POI's task what is wanted now, which may change while it tries.
func (t *tf) bringTask(x *triggered) {
	corrections := 0
	for pause := t.cfg.Retry; ; pause = min(2*pause, 20*t.cfg.Retry) {
		req, want := t.step(x)
		if req == nil {
			return
		}
		_, err := t.client.Call(t.ctx, req)
		var refusal *x1.Error
		switch {
		case err == nil:
			t.accepted(x, req, want)
			pause = t.cfg.Retry
			t.answered()
		case errors.As(err, &refusal), errors.Is(err, x1.ErrTopLevel):
			t.answered()
			if corrections++; refusal == nil || corrections > maxCorrections || !t.correct(x, want, refusal) {
				t.refuse(x, req, want, err)
			}
		default:
			if !t.unanswered(x, err, pause) {
				return
			}
		}
	}
}

// step says what to ask of the POI next; nil when it has what is wanted.
func (t *tf) step(x *triggered) (x1.Request, *lipf.Task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case x.want == nil && (x.has != nil || x.unsure):
		return x1.DeactivateTask{XID: x.xid}, nil
	case x.want == nil:
		delete(t.triggered, x.key)
		delete(t.byXID, x.xid)
		if x.refused != nil {
			x.refused = nil
			if t.refusals[x.key.own]--; t.refusals[x.key.own] <= 0 {
				delete(t.refusals, x.key.own)
			}
		}
	case !x.unsure && sameTask(x.has, x.want), sameTask(x.refused, x.want):
	case x.has != nil:
		return x1.ModifyTask{Task: *x.want}, x.want
	default:
		return x1.ActivateTask{Task: *x.want}, x.want
	}
	x.queued = false
	return nil, nil
}

// accepted records what the POI has now.
func (t *tf) accepted(x *triggered, req x1.Request, want *lipf.Task) {
	switch req.(type) {
	case x1.ActivateTask:
		t.stats.activated.Add(1)
	case x1.ModifyTask:
		t.stats.modified.Add(1)
	case x1.DeactivateTask:
		t.stats.deactivated.Add(1)
	}
	t.mu.Lock()
	x.has, x.unsure = want, false
	over := x.refused != nil && want != nil
	if over {
		x.refused = nil
		if t.refusals[x.key.own]--; t.refusals[x.key.own] <= 0 {
			delete(t.refusals, x.key.own)
		}
	}
	clear := over && t.refusals[x.key.own] == 0
	t.mu.Unlock()
	if clear {
		t.ne.TaskClear(x.key.own)
	}
}

// correct follows what an error says of the POI's state; false when it is a refusal.
func (t *tf) correct(x *triggered, want *lipf.Task, e *x1.Error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case e.Code == x1.ErrXIDExists && want != nil:
		// An earlier request was executed, its answer lost.
		x.has, x.unsure = &lipf.Task{}, true
	case e.Code == x1.ErrXIDUnknown:
		x.has, x.unsure = nil, false
	case e.Code == x1.ErrDIDUnknown && want != nil:
		// The POI has lost its destinations.
		var dests []*tfDestination
		for _, did := range want.DIDs {
			if d := t.dests[did]; d != nil && d.want != nil {
				d.has = nil
				dests = append(dests, d)
			}
		}
		t.mu.Unlock()
		for _, d := range dests {
			t.bringDestination(d)
		}
		t.mu.Lock()
		return len(dests) > 0
	default:
		return false
	}
	return true
}

// refuse records that the POI does not take what is wanted, and tells the ADMF.
func (t *tf) refuse(x *triggered, req x1.Request, want *lipf.Task, err error) {
	t.stats.refused.Add(1)
	t.p.log.Error("triggered POI refuses", "poi", t.cfg.POI, "request", req.Type(), "xid", x.xid, "err", err)
	t.mu.Lock()
	if want == nil {
		// Nothing more can be done about it.
		x.has, x.unsure = nil, false
	} else {
		if x.refused == nil {
			t.refusals[x.key.own]++
		}
		x.refused, x.unsure = want, false
	}
	t.mu.Unlock()
	t.ne.TaskFault(x.key.own, fmt.Sprintf("%s refuses %s: %v", t.cfg.POI, req.Type(), err))
}

// unanswered waits before a request is repeated; false when the function is being closed.
func (t *tf) unanswered(x *triggered, err error, pause time.Duration) bool {
	if t.ctx.Err() != nil {
		return false
	}
	t.mu.Lock()
	if x != nil {
		x.unsure = true
	}
	first := !t.away
	t.away = true
	owners := map[lipf.UUID]bool{}
	for _, y := range t.triggered {
		if y.queued {
			owners[y.key.own] = true
		}
	}
	t.mu.Unlock()
	t.stats.repeated.Add(1)
	if first {
		t.p.log.Error("triggered POI does not answer", "poi", t.cfg.POI, "err", err)
	}
	for own := range owners {
		t.ne.TaskFault(own, fmt.Sprintf("%s does not answer: %v", t.cfg.POI, err))
	}
	return pauseFor(t.ctx, pause)
}

func pauseFor(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// answered notes that the POI is there, and that faults are over if it was away.
func (t *tf) answered() {
	t.mu.Lock()
	was := t.away
	t.away = false
	owners := map[lipf.UUID]bool{}
	if was {
		for k := range t.triggered {
			if t.refusals[k.own] == 0 {
				owners[k.own] = true
			}
		}
	}
	t.mu.Unlock()
	for own := range owners {
		t.ne.TaskClear(own)
	}
}

// bringDestination makes a destination known to the POI, or forgotten.
func (t *tf) bringDestination(d *tfDestination) {
	corrections := 0
	for pause := t.cfg.Retry; ; pause = min(2*pause, 20*t.cfg.Retry) {
		req, want := t.destinationStep(d)
		if req == nil {
			return
		}
		_, err := t.client.Call(t.ctx, req)
		var refusal *x1.Error
		switch {
		case err == nil:
			t.answered()
			t.destinationIs(d, want)
			if want != nil {
				t.ne.DestinationClear(d.did)
			}
			pause = t.cfg.Retry
		case errors.As(err, &refusal), errors.Is(err, x1.ErrTopLevel):
			t.answered()
			if corrections++; corrections <= maxCorrections && refusal != nil {
				if refusal.Code == x1.ErrDIDExists {
					t.destinationIs(d, &lipf.Destination{})
					continue
				}
				if refusal.Code == x1.ErrDIDUnknown {
					t.destinationIs(d, nil)
					continue
				}
			}
			t.stats.refused.Add(1)
			t.p.log.Error("triggered POI refuses a destination", "poi", t.cfg.POI, "request", req.Type(), "did", d.did, "err", err)
			t.ne.DestinationFault(d.did, fmt.Sprintf("%s refuses %s: %v", t.cfg.POI, req.Type(), err))
			t.destinationIs(d, want)
		default:
			t.ne.DestinationFault(d.did, fmt.Sprintf("%s does not answer: %v", t.cfg.POI, err))
			if !t.unanswered(nil, err, pause) {
				return
			}
		}
	}
}

func (t *tf) destinationStep(d *tfDestination) (x1.Request, *lipf.Destination) {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case d.want == nil && d.has != nil:
		return x1.RemoveDestination{DID: d.did}, nil
	case d.want == nil:
		delete(t.dests, d.did)
	case d.has == nil:
		return x1.CreateDestination{Destination: *d.want}, d.want
	case !sameDestination(d.has, d.want):
		return x1.ModifyDestination{Destination: *d.want}, d.want
	}
	d.queued = false
	return nil, nil
}

func sameDestination(a, b *lipf.Destination) bool {
	return a.DID == b.DID && a.FriendlyName == b.FriendlyName && a.DeliveryType == b.DeliveryType && a.Address == b.Address && a.UDP == b.UDP
}

func (t *tf) destinationIs(d *tfDestination, has *lipf.Destination) {
	t.mu.Lock()
	defer t.mu.Unlock()
	d.has = has
}

// reportOfPOI takes the reports of the triggered POI and passes them on as reports about the function's own tasks and
// destinations (TS 33.128 R19 clause 5.2.5).
func (t *tf) reportOfPOI(_ context.Context, peer string, body x1.Request) (x1.Response, error) {
	ok := x1.OK{To: body.Type()}
	switch m := body.(type) {
	case x1.ReportTaskIssue:
		t.taskIssue(peer, m)
	case x1.ReportDestinationIssue:
		m.Details = peer + ": " + m.Details
		t.ne.Report(m)
	case x1.ReportNEIssue:
		if m.Code == x1.IssueDatabaseCleared {
			t.startOver()
		}
		m.Description = peer + ": " + m.Description
		t.ne.Report(m)
	case x1.Ping:
	default:
		return nil, x1.Errorf(x1.ErrUnsupportedRequest, "a triggering function does not take %s", body.Type())
	}
	return ok, nil
}

func (t *tf) taskIssue(peer string, m x1.ReportTaskIssue) {
	t.mu.Lock()
	x := t.byXID[m.XID]
	gone := false
	switch m.Report {
	case x1.TerminatingFault, x1.ImplicitDeactivation, x1.FullyActionedAndUnsuccessful:
		gone = true
	}
	if x != nil && gone {
		// The POI has ended the task. It is not asked again: the fault would come again.
		if x.refused == nil && x.want != nil {
			t.refusals[x.key.own]++
		}
		x.has, x.unsure, x.refused = nil, true, x.want
	}
	t.mu.Unlock()
	if x == nil {
		t.p.log.Warn("triggered POI reports about an unknown task", "poi", peer, "xid", m.XID, "report", m.Report)
		return
	}
	if gone {
		// One session is not intercepted any more; the task goes on for the others.
		t.ne.TaskFault(x.key.own, fmt.Sprintf("%s ended the interception of a session: %s", peer, m.Details))
		return
	}
	t.ne.Report(x1.ReportTaskIssue{XID: x.key.own, Report: m.Report, Code: m.Code, Details: peer + ": " + m.Details})
}

// startOver tells a POI that has lost everything what it should have.
func (t *tf) startOver() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, d := range t.dests {
		if d.has = nil; !d.queued {
			d.queued = true
			t.enqueueLocked(tfJob{dest: d})
		}
	}
	for _, x := range t.triggered {
		if x.has = nil; !x.queued {
			x.queued = true
			t.enqueueLocked(tfJob{task: x})
		}
	}
}
