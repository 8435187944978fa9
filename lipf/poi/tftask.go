package poi

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// TFStats counts what happened at a triggering function.
type TFStats struct {
	// Triggered is the number of tasks that the POI has now. Activated, Modified and Deactivated are the requests that the
	// POI accepted, Refused those that it did not, Repeated those that got no answer and were sent again.
	Triggered                                           int
	Activated, Modified, Deactivated, Refused, Repeated uint64
}

// tf is a triggering function. Its tasks and what follows from a session are the worker's; what is to be at the
// triggered POI is handed to one goroutine, the runner, which has it so.
type tf struct {
	cfg      TFConfig
	p        *POI
	f        source
	delivery lipf.DeliveryType
	ne       *x1.NE
	server   *x1.Server
	client   *x1.Client

	// tasks are those of the ADMF. Only the worker uses them.
	tasks []*lipf.Task

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu sync.Mutex
	// triggered are the tasks for the POI, by task of the ADMF and session; byXID by their own XID.
	triggered map[triggerKey]*triggered
	byXID     map[lipf.UUID]*triggered
	dests     map[lipf.UUID]*tfDestination
	// jobs are what differs from what the POI has, in order; wake tells the runner.
	jobs []tfJob
	wake chan struct{}
	// away says that the POI did not answer the last request. refusals counts the sessions of each task that the POI
	// refused to intercept.
	away     bool
	refusals map[lipf.UUID]int

	stats struct{ activated, modified, deactivated, refused, repeated atomic.Uint64 }
}

type triggerKey struct {
	own     lipf.UUID
	session string
}

// triggered is one task at the POI. want is changed by the worker, has by the runner; tf.mu guards both.
type triggered struct {
	key  triggerKey
	xid  lipf.UUID
	want *lipf.Task // nil: none
	has  *lipf.Task // what the POI accepted last
	// unsure says that a request got no answer, so the POI may have the task in spite of has.
	unsure bool
	// refused is what the POI did not take: it is not tried again.
	refused *lipf.Task
	queued  bool
}

// tfDestination is a destination at the POI.
type tfDestination struct {
	did       lipf.UUID
	want, has *lipf.Destination
	unsure    bool
	queued    bool
}

// tfJob is one entry of the runner's list: exactly one field is set.
type tfJob struct {
	task *triggered
	dest *tfDestination
	done chan struct{}
}

// A followed session is one that a triggering function may have intercepted.
type followed interface {
	triggerKey() string
	triggerCorrelation() uint64
	// triggers says what the task for the triggered POI has because of a task of the ADMF: no targets where that is not about
	// the session, or where the POI can not be told yet.
	triggers(*tf, *lipf.Task) ([]lipf.TargetIdentifier, []lipf.Extension)
}

// A source has the sessions of a network function. Only the worker calls it.
type source interface {
	eachFollowed(func(followed))
	// tasksChanged is called when a triggering function has another task or one less.
	tasksChanged(*tf, *lipf.Task)
}

func newTF(cfg TFConfig, p *POI, f source, delivery lipf.DeliveryType) (*tf, error) {
	if cfg.T.ID == "" {
		cfg.T.ID = cfg.X1.ID
	}
	switch {
	case cfg.T.ID != cfg.X1.ID:
		return nil, fmt.Errorf("poi: a triggering function has one identifier, not %q and %q", cfg.X1.ID, cfg.T.ID)
	case cfg.POI == "" || cfg.POIURL == "":
		return nil, errors.New("poi: a triggering function needs the triggered POI")
	}
	for _, e := range []*x1.Endpoint{&cfg.X1, &cfg.T} {
		if e.Now == nil {
			e.Now = p.cfg.X1.Now
		}
		if e.Rand == nil {
			e.Rand = p.cfg.X1.Rand
		}
		if e.Rand == nil {
			e.Rand = rand.Reader
		}
		if e.Log == nil {
			e.Log = p.cfg.X1.Log
		}
	}
	if cfg.Criteria == nil {
		cfg.Criteria = SessionCriteria
	}
	if cfg.Retry <= 0 {
		cfg.Retry = 100 * time.Millisecond
	}
	if cfg.Keepalive == 0 {
		cfg.Keepalive = x1.DefaultTimeP1
	}
	t := &tf{
		cfg: cfg, p: p, f: f, delivery: delivery, triggered: map[triggerKey]*triggered{}, byXID: map[lipf.UUID]*triggered{},
		dests: map[lipf.UUID]*tfDestination{}, wake: make(chan struct{}, 1), refusals: map[lipf.UUID]int{},
	}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	var err error
	if t.client, err = x1.NewNEClient(cfg.T, cfg.POI, cfg.POIURL); err != nil {
		return nil, err
	}
	if t.server, err = x1.NewADMFServer(cfg.T, func(ne string) bool { return ne == cfg.POI }, t.reportOfPOI); err != nil {
		return nil, err
	}
	ne := x1.NEConfig{TargetTypes: lipf.TargetTypes5GC(), CheckExtensions: t.checkExtensions}
	if c, ok := f.(interface{ configure(*x1.NEConfig) }); ok {
		c.configure(&ne)
	}
	ne.Endpoint, ne.ADMF, ne.ADMFURL, ne.Handler = cfg.X1, cfg.ADMF, cfg.ADMFURL, (*tfTasking)(t)
	ne.Services, ne.Delivery = []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging}, delivery
	ne.Settle, ne.SettleActivation, ne.TaskStatus = func(ctx context.Context) { _ = t.drain(ctx) }, true, t.status
	t.ne, err = x1.NewNE(ne)
	if err != nil {
		return nil, errors.Join(err, t.server.Close())
	}
	return t, nil
}

func (t *tf) start() {
	t.server.Start()
	t.ne.Start()
	t.wg.Go(t.run)
}

// stop ends the requests to the POI, close the rest.
func (t *tf) stop() { t.cancel() }

func (t *tf) close() error {
	t.cancel()
	err := errors.Join(t.ne.Close(), t.server.Close())
	t.wg.Wait()
	t.client.Close()
	return err
}

// Stats returns the counters.
func (t *tf) Stats() TFStats {
	s := TFStats{Activated: t.stats.activated.Load(), Modified: t.stats.modified.Load(), Deactivated: t.stats.deactivated.Load(),
		Refused: t.stats.refused.Load(), Repeated: t.stats.repeated.Load()}
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, x := range t.triggered {
		if x.has != nil {
			s.Triggered++
		}
	}
	return s
}

// checkExtensions takes the order of header reports at an IRI-TF, which makes no sense without it, and nothing else.
func (t *tf) checkExtensions(es []lipf.Extension) error {
	h, err := (&lipf.Task{Extensions: es}).HeaderReporting()
	switch {
	case err != nil:
		return err
	case t.delivery == lipf.X2Only && h == nil:
		return errors.New("an IRI-TF needs the order of header reports (HeaderReporting)")
	case t.delivery == lipf.X2Only && len(es) > 1, t.delivery == lipf.X3Only && len(es) > 0:
		return fmt.Errorf("the extension of %q is not known here", es[0].Owner)
	}
	return nil
}

// drain waits until the worker has passed everything that is queued now and the POI has answered what follows from it.
func (t *tf) drain(ctx context.Context) error {
	done := make(chan struct{})
	if !t.p.queue.put(item{run: func() { t.enqueue(tfJob{done: done}) }}) {
		return errClosed
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("poi %s: %s has not answered: %w", t.cfg.X1.ID, t.cfg.POI, context.Cause(ctx))
	case <-t.ctx.Done():
		return errClosed
	}
}

// session has the POI intercept a session for every task that is about it, and no longer when it is over.
func (t *tf) session(s followed, over bool) {
	for _, k := range t.tasks {
		t.follow(k, s, over)
	}
}

func (t *tf) follow(k *lipf.Task, s followed, over bool) {
	var want *lipf.Task
	if !over {
		if cs, es := s.triggers(t, k); len(cs) > 0 {
			product, correlation := k.ProductXID(), s.triggerCorrelation()
			want = &lipf.Task{
				Targets: cs, DeliveryType: t.delivery, DIDs: k.DIDs, CorrelationID: &correlation, ProductID: &product,
				Extensions: slices.Concat(passedOn(k.Extensions), es),
			}
		}
	}
	key := triggerKey{k.XID, s.triggerKey()}
	t.mu.Lock()
	x := t.triggered[key]
	t.mu.Unlock()
	if x == nil {
		if want == nil {
			return
		}
		xid, err := lipf.NewUUID(t.cfg.T.Rand)
		if err != nil {
			t.ne.TaskFault(k.XID, "no XID for a triggered task: "+err.Error())
			return
		}
		x = &triggered{key: key, xid: xid}
	}
	if want != nil {
		if want.XID = x.xid; t.cfg.Tamper != nil && !t.cfg.Tamper(want) {
			return
		}
	}
	t.wants(x, want)
}

// passedOn are the extensions of a task that are for the triggered POI, too.
func passedOn(es []lipf.Extension) []lipf.Extension {
	return slices.DeleteFunc(slices.Clone(es), lipf.Extension.NotAbroad)
}

// wants sets what is to be at the POI.
func (t *tf) wants(x *triggered, want *lipf.Task) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if sameTask(x.want, want) && (want != nil || !x.queued && x.has == nil && !x.unsure) {
		return
	}
	x.want = want
	t.triggered[x.key], t.byXID[x.xid] = x, x
	if !x.queued {
		x.queued = true
		t.enqueueLocked(tfJob{task: x})
	}
}

// sameTask compares what a triggered task can differ in.
func sameTask(a, b *lipf.Task) bool {
	if a == nil || b == nil {
		return a == b
	}
	return reflect.DeepEqual(a, b)
}

func (t *tf) enqueue(j tfJob) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.enqueueLocked(j)
}

func (t *tf) enqueueLocked(j tfJob) {
	t.jobs = append(t.jobs, j)
	select {
	case t.wake <- struct{}{}:
	default:
	}
}

// status is DelegatedTaskStatus: the tasks at the POI that a task of the ADMF has led to.
func (t *tf) status(own lipf.UUID) []lipf.Extension {
	t.mu.Lock()
	defer t.mu.Unlock()
	var ts []x1.DelegatedTask
	for _, x := range t.triggered {
		if x.key.own == own && x.has != nil {
			ts = append(ts, x1.DelegatedTask{NE: t.cfg.POI, Task: *x.has})
		}
	}
	if ts == nil {
		return nil
	}
	slices.SortFunc(ts, func(a, b x1.DelegatedTask) int { return slices.Compare(a.Task.XID[:], b.Task.XID[:]) })
	return []lipf.Extension{x1.DelegatedTaskStatus(ts)}
}

// tfTasking is a triggering function as the handler of X1. Like those of the IRI-POI, changes go through the queue of
// events.
type tfTasking tf

func (t *tfTasking) put(run func()) error {
	if !t.p.queue.put(item{run: run}) {
		return errClosed
	}
	return nil
}

// DestinationCreated makes the destination known to the POI, with the same DID.
func (t *tfTasking) DestinationCreated(d lipf.Destination) error {
	return t.put(func() { (*tf)(t).destination(d.DID, &d) })
}

// DestinationModified changes it there.
func (t *tfTasking) DestinationModified(_, now lipf.Destination) error {
	return t.put(func() { (*tf)(t).destination(now.DID, &now) })
}

// DestinationRemoved removes it there.
func (t *tfTasking) DestinationRemoved(d lipf.Destination) {
	_ = t.put(func() { (*tf)(t).destination(d.DID, nil) })
}

// TaskActivated triggers the POI for every running session of the target.
func (t *tfTasking) TaskActivated(k lipf.Task) error {
	return t.put(func() {
		t.tasks = append(t.tasks, &k)
		t.f.eachFollowed(func(s followed) { (*tf)(t).follow(&k, s, false) })
		t.f.tasksChanged((*tf)(t), &k)
	})
}

// TaskModified follows the new definition for every session.
func (t *tfTasking) TaskModified(_, now lipf.Task) error {
	return t.put(func() {
		i := slices.IndexFunc(t.tasks, func(o *lipf.Task) bool { return o.XID == now.XID })
		if i < 0 {
			return
		}
		t.tasks[i] = &now
		t.f.eachFollowed(func(s followed) { (*tf)(t).follow(&now, s, false) })
	})
}

// TaskDeactivated ends all of its tasks at the POI.
func (t *tfTasking) TaskDeactivated(k lipf.Task) {
	_ = t.put(func() {
		i := slices.IndexFunc(t.tasks, func(o *lipf.Task) bool { return o.XID == k.XID })
		if i < 0 {
			return
		}
		x := t.tasks[i]
		t.tasks = slices.Delete(t.tasks, i, i+1)
		t.f.eachFollowed(func(s followed) { (*tf)(t).follow(x, s, true) })
	})
}

func (t *tf) destination(did lipf.UUID, want *lipf.Destination) {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := t.dests[did]
	if d == nil {
		d = &tfDestination{did: did}
		t.dests[did] = d
	}
	d.want = want
	if !d.queued {
		d.queued = true
		t.enqueueLocked(tfJob{dest: d})
	}
}
