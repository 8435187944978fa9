package hrli

import (
	"context"
	"errors"
	"log/slog"
	"reflect"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// trigger has a triggered function do what is wanted of it: the BBIFF-U over LI_T3, the BBIFF-C over LI_T1 (TS 33.128 R19
// clauses 5.2.5, 7.10.4). What is wanted is set at any time and from any goroutine; one goroutine has it so, one
// request at a time, and repeats what got no answer.
type trigger struct {
	peer   string
	client *x1.Client
	log    *slog.Logger
	retry  time.Duration
	beat   time.Duration
	// fault is told what the peer refuses or does not answer, of the task of an owner; clear when that is over.
	fault func(owner lipf.UUID, why string)
	clear func(owner lipf.UUID)

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	wake   chan struct{}

	mu    sync.Mutex
	tasks map[string]*wanted
	byXID map[lipf.UUID]*wanted
	dests map[lipf.UUID]*wantedDestination
	jobs  []any // *wanted, *wantedDestination, or chan struct{}

	activated, modified, deactivated, refused, repeated atomic.Uint64
}

// wanted is a task at the peer.
type wanted struct {
	key     string
	owner   lipf.UUID
	xid     lipf.UUID
	want    *lipf.Task
	has     *lipf.Task
	unsure  bool // a request got no answer
	refused *lipf.Task
	queued  bool
}

type wantedDestination struct {
	did       lipf.UUID
	want, has *lipf.Destination
	queued    bool
}

// TriggerStats counts the requests to a triggered function: those that it accepted, refused, and did not answer. Triggered is
// how many tasks it has now.
type TriggerStats struct {
	Triggered                                           int
	Activated, Modified, Deactivated, Refused, Repeated uint64
}

func newTrigger(ep x1.Endpoint, peer, url string, retry, beat time.Duration, log *slog.Logger) (*trigger, error) {
	c, err := x1.NewNEClient(ep, peer, url)
	if err != nil {
		return nil, err
	}
	if retry <= 0 {
		retry = 100 * time.Millisecond
	}
	if beat == 0 {
		beat = x1.DefaultTimeP1
	}
	t := &trigger{peer: peer, client: c, log: log, retry: retry, beat: beat, fault: func(lipf.UUID, string) {}, clear: func(lipf.UUID) {},
		wake: make(chan struct{}, 1), tasks: map[string]*wanted{}, byXID: map[lipf.UUID]*wanted{}, dests: map[lipf.UUID]*wantedDestination{}}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t, nil
}

func (t *trigger) start() { t.wg.Go(t.run) }

func (t *trigger) close() {
	t.cancel()
	t.wg.Wait()
	t.client.Close()
}

// set says which task the peer is to have under a key; nil is none. newXID makes its XID the first time.
func (t *trigger) set(key string, owner lipf.UUID, task *lipf.Task, newXID func() (lipf.UUID, error)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	x := t.tasks[key]
	if x == nil {
		if task == nil {
			return
		}
		xid, err := newXID()
		if err != nil {
			t.log.Error("no XID for a triggered task", "err", err)
			return
		}
		x = &wanted{key: key, owner: owner, xid: xid}
		t.tasks[key], t.byXID[xid] = x, x
	}
	if task != nil {
		c := *task
		c.XID = x.xid
		task = &c
		if reflect.DeepEqual(x.want, task) {
			return
		}
	}
	x.want = task
	t.enqueue(x, &x.queued)
}

// destination says which destination the peer is to know; nil is none any more. A peer is told of one with the first task that
// needs it: one without tasks is not asked for anything.
func (t *trigger) destination(did lipf.UUID, d *lipf.Destination) {
	t.mu.Lock()
	defer t.mu.Unlock()
	x := t.dests[did]
	if x == nil {
		if d == nil {
			return
		}
		x = &wantedDestination{did: did}
		t.dests[did] = x
	}
	x.want = d
	switch {
	case x.has != nil:
		t.enqueue(x, &x.queued)
	case d == nil && !x.queued:
		delete(t.dests, did)
	}
}

func (t *trigger) enqueue(job any, queued *bool) {
	if queued != nil {
		if *queued {
			return
		}
		*queued = true
	}
	t.jobs = append(t.jobs, job)
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// drain waits until the peer has answered everything that was wanted before.
func (t *trigger) drain(ctx context.Context) error {
	done := make(chan struct{})
	t.mu.Lock()
	t.enqueue(done, nil)
	t.mu.Unlock()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-t.ctx.Done():
		return errClosed
	}
}

func (t *trigger) stats() TriggerStats {
	s := TriggerStats{Activated: t.activated.Load(), Modified: t.modified.Load(), Deactivated: t.deactivated.Load(), Refused: t.refused.Load(), Repeated: t.repeated.Load()}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, x := range t.tasks {
		if x.has != nil {
			s.Triggered++
		}
	}
	return s
}

func (t *trigger) run() {
	var beat <-chan time.Time
	if t.beat > 0 {
		tick := time.NewTicker(t.beat)
		defer tick.Stop()
		beat = tick.C
	}
	audited := false
	for {
		t.mu.Lock()
		var job any
		if len(t.jobs) > 0 {
			job, t.jobs = t.jobs[0], t.jobs[1:]
		}
		t.mu.Unlock()
		if job == nil {
			select {
			case <-t.ctx.Done():
				return
			case <-t.wake:
			case <-beat:
				if _, err := t.client.Call(t.ctx, x1.Keepalive{}); err != nil && t.ctx.Err() == nil {
					t.log.Warn("triggered function does not answer Keepalive", "peer", t.peer, "err", err)
				}
			}
			continue
		}
		if t.ctx.Err() != nil {
			return
		}
		if _, marker := job.(chan struct{}); !audited && !marker {
			audited = t.audit()
		}
		switch j := job.(type) {
		case chan struct{}:
			close(j)
		case *wanted:
			t.bring(func() (x1.Request, func(error) bool) { return t.taskStep(j) }, j.owner)
		case *wantedDestination:
			t.bring(func() (x1.Request, func(error) bool) { return t.destinationStep(j) }, lipf.UUID{})
		}
	}
}

// audit ends what the peer still has of an earlier life of this function.
func (t *trigger) audit() bool {
	r, err := t.client.Call(t.ctx, x1.ListAllDetails{})
	l, ok := r.(x1.ListAllDetailsResponse)
	if err != nil || !ok {
		return false
	}
	for _, xid := range l.XIDs {
		t.mu.Lock()
		ours := t.byXID[xid] != nil
		t.mu.Unlock()
		if ours {
			continue
		}
		if _, err := t.client.Call(t.ctx, x1.DeactivateTask{XID: xid}); err != nil {
			t.log.Warn("task of an earlier life not deactivated", "peer", t.peer, "xid", xid, "err", err)
		}
	}
	return true
}

// maxCorrections bounds how often a peer is believed that its state is another one than it said before.
const maxCorrections = 4

// bring makes requests until there is none left. The function behind a request gets its answer; for an error it says whether
// to go on at once, because the error told what the peer really has.
func (t *trigger) bring(step func() (x1.Request, func(error) bool), owner lipf.UUID) {
	corrections, away := 0, false
	for pause := t.retry; ; pause = min(2*pause, 20*t.retry) {
		req, answered := step()
		if req == nil {
			return
		}
		_, err := t.client.Call(t.ctx, req)
		var refusal *x1.Error
		switch {
		case err == nil:
			answered(nil)
			if away {
				t.clear(owner)
			}
			pause = t.retry
		case errors.As(err, &refusal), errors.Is(err, x1.ErrTopLevel), errors.Is(err, x1.ErrIdentity):
			corrections++
			if corrections <= maxCorrections && refusal != nil && answered(refusal) {
				continue
			}
			t.refused.Add(1)
			t.log.Error("triggered function refuses", "peer", t.peer, "request", req.Type(), "err", err)
			t.fault(owner, t.peer+" refuses "+string(req.Type())+": "+err.Error())
			answered(errGivenUp)
		default:
			if t.ctx.Err() != nil {
				return
			}
			t.repeated.Add(1)
			if !away {
				t.log.Error("triggered function does not answer", "peer", t.peer, "err", err)
				t.fault(owner, t.peer+" does not answer: "+err.Error())
			}
			away = true
			answered(errUnanswered)
			timer := time.NewTimer(pause)
			select {
			case <-t.ctx.Done():
				timer.Stop()
				return
			case <-timer.C:
			}
		}
	}
}

var (
	errUnanswered = errors.New("no answer")
	// errGivenUp notes that what was wanted is refused: it is not asked again until it changes.
	errGivenUp = errors.New("refused")
)

// taskStep says what to ask next about a task.
func (t *trigger) taskStep(x *wanted) (x1.Request, func(error) bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	want := x.want
	var req x1.Request
	switch {
	case want == nil && (x.has != nil || x.unsure):
		req = x1.DeactivateTask{XID: x.xid}
	case want == nil:
		if t.tasks[x.key] == x {
			delete(t.tasks, x.key)
		}
		delete(t.byXID, x.xid)
	case x.refused != nil && reflect.DeepEqual(x.refused, want):
	case x.unsure || !reflect.DeepEqual(x.has, want):
		for _, did := range want.DIDs {
			if d := t.dests[did]; d != nil && d.want != nil && d.has == nil {
				return t.destinationRequest(d) // It comes first.
			}
		}
	}
	switch {
	case req != nil || want == nil || x.refused != nil && reflect.DeepEqual(x.refused, want):
	case x.has == nil:
		req = x1.ActivateTask{Task: *want}
	case x.unsure || !reflect.DeepEqual(x.has, want):
		req = x1.ModifyTask{Task: *want}
	}
	if req == nil {
		x.queued = false
		return nil, nil
	}
	return req, func(err error) bool { return t.taskAnswered(x, req, want, err) }
}

func (t *trigger) taskAnswered(x *wanted, req x1.Request, want *lipf.Task, err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	var refusal *x1.Error
	switch {
	case err == nil:
		switch req.(type) {
		case x1.ActivateTask:
			t.activated.Add(1)
		case x1.ModifyTask:
			t.modified.Add(1)
		case x1.DeactivateTask:
			t.deactivated.Add(1)
		}
		x.has, x.unsure, x.refused = want, false, nil
	case errors.Is(err, errUnanswered):
		x.unsure = true
	case errors.Is(err, errGivenUp):
		if x.refused = want; want == nil {
			x.has, x.unsure = nil, false
		}
	case errors.As(err, &refusal) && refusal.Code == x1.ErrXIDExists && want != nil:
		x.has, x.unsure = &lipf.Task{}, true
	case errors.As(err, &refusal) && refusal.Code == x1.ErrXIDUnknown:
		x.has, x.unsure = nil, false
	case errors.As(err, &refusal) && refusal.Code == x1.ErrDIDUnknown && want != nil:
		// The peer has lost its destinations.
		for _, did := range want.DIDs {
			if d := t.dests[did]; d != nil && d.want != nil {
				d.has = nil
			}
		}
		x.has, x.unsure = nil, false
	default:
		return false
	}
	return true
}

func (t *trigger) destinationStep(x *wantedDestination) (x1.Request, func(error) bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	req, answered := t.destinationRequest(x)
	if req == nil {
		x.queued = false
		if x.want == nil && t.dests[x.did] == x {
			delete(t.dests, x.did)
		}
	}
	return req, answered
}

// destinationRequest says what to ask next about a destination. mu must be held.
func (t *trigger) destinationRequest(x *wantedDestination) (x1.Request, func(error) bool) {
	want := x.want
	var req x1.Request
	switch {
	case want == nil && x.has != nil:
		req = x1.RemoveDestination{DID: x.did}
	case want == nil:
		return nil, nil
	case x.has == nil:
		req = x1.CreateDestination{Destination: *want}
	case !reflect.DeepEqual(*x.has, *want):
		req = x1.ModifyDestination{Destination: *want}
	default:
		return nil, nil
	}
	return req, func(err error) bool {
		t.mu.Lock()
		defer t.mu.Unlock()
		var refusal *x1.Error
		switch {
		case err == nil, errors.Is(err, errGivenUp):
			x.has = want
		case errors.As(err, &refusal) && refusal.Code == x1.ErrDIDExists:
			x.has = &lipf.Destination{}
		case errors.As(err, &refusal) && refusal.Code == x1.ErrDIDUnknown:
			x.has = nil
		case errors.As(err, &refusal):
			return false
		}
		return true
	}
}

// reported takes a report of the peer about one of its tasks.
func (t *trigger) reported(m x1.Request) {
	switch m := m.(type) {
	case x1.ReportTaskIssue:
		t.mu.Lock()
		x := t.byXID[m.XID]
		t.mu.Unlock()
		if x != nil && m.Report != x1.AllClear && m.Report != x1.Warning {
			t.fault(x.owner, t.peer+": "+m.Details)
		}
	case x1.ReportNEIssue:
		if m.Code != x1.IssueDatabaseCleared {
			return
		}
		t.mu.Lock()
		defer t.mu.Unlock()
		for _, d := range t.dests {
			d.has = nil
		}
		for _, x := range t.tasks {
			x.has = nil
			t.enqueue(x, &x.queued)
		}
	}
}

var errClosed = errors.New("hrli: closed")
