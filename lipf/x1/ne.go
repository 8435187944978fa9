package x1

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"lilab/lipf"
)

// A Handler does what the NE's tasks and destinations are for. Its methods are called one at a time, with the store
// locked, before the change becomes visible to Get and List requests; an error refuses the request. It must not
// call back into the NE.
type Handler interface {
	DestinationCreated(lipf.Destination) error
	DestinationModified(old, now lipf.Destination) error
	DestinationRemoved(lipf.Destination)
	TaskActivated(lipf.Task) error
	TaskModified(old, now lipf.Task) error
	TaskDeactivated(lipf.Task)
}

// NEConfig is the configuration of the NE side of X1.
type NEConfig struct {
	Endpoint
	// ADMF is the identifier of the only ADMF the NE obeys; ADMFURL is its server. Without a URL reports are only
	// logged.
	ADMF, ADMFURL string
	Handler       Handler
	// TargetTypes are the types the NE takes; others are refused with 3010.
	TargetTypes []lipf.TargetType
	// CheckTargets, when not nil, judges the targets of a task instead of TargetTypes, and CheckExtensions its extensions;
	// without it a task with an extension is refused. An error that is no [Error] becomes the general one of the request.
	CheckTargets    func([]lipf.TargetIdentifier) error
	CheckExtensions func([]lipf.Extension) error
	// Delivery is what tasks must deliver unless Mediation is set: X2Only when empty, X3Only for CC-POIs and CC-TFs.
	Delivery lipf.DeliveryType
	// Delivers, when not nil, judges the delivery type of a task instead of Delivery: it returns the part that this NE delivers
	// itself and that needs destinations, empty for none (TS 33.128 R19 clause 7.10 has tasks without any).
	Delivers func(lipf.Task) (lipf.DeliveryType, error)
	// Product, when not nil, is asked for the octets of a task and the time of the last when its status is wanted: a
	// function that counts on a data path keeps the count itself. They are X3 octets with X3Only in Delivery, else X2.
	Product func(xid lipf.UUID) (octets uint64, last time.Time)
	// Services are the service types the NE knows; others are refused with 3050.
	Services []lipf.ServiceType
	// Settle, when not nil, is called after a task was deactivated and before the answer, without the store locked: the
	// NE may hand over what it still has of the task, so that the mediation function gets it before it is told to
	// forget the task. It is given half of TIME1.
	Settle func(ctx context.Context)
	// SettleActivation makes Settle be called after a task was activated or modified too: a triggering function answers
	// when the POIs that it triggers have answered, or when the time is up.
	SettleActivation bool
	// TaskStatus, when not nil, returns the taskStatusExtensions of a task. It is called with the store locked.
	TaskStatus func(xid lipf.UUID) []lipf.Extension
	// Mediation says that this is a mediation function: tasks need MediationDetails and their delivery type is
	// ignored (TS 103 221-1 annex C.2.2, TS 33.128 clause 5.2). Otherwise Delivery counts.
	Mediation bool
	// Mediates is what a mediation function delivers; empty means HI2Only. MediationDetails of another type than this
	// and HI2andHI3 are refused.
	Mediates lipf.MediationDeliveryType
	// MaxDIDs is how many destinations a task may have; 0 means any number. More is refused with 3030.
	MaxDIDs int
	// KeepaliveTimeout is TIME_P2 of clause 6.6.2: after so long without any request the NE deactivates all tasks.
	// 0 means one hour, negative never.
	KeepaliveTimeout time.Duration
}

// NE is the NE side of X1: the server, the store of tasks and destinations, and the client for reports.
type NE struct {
	cfg    NEConfig
	server *Server
	report *reporter

	mu     sync.Mutex
	tasks  []*task
	dests  []*destination
	faults []Fault

	alive  chan struct{}
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

type task struct {
	lipf.Task
	faults        []Fault
	lastIntercept time.Time
	x2            uint64
	modified      time.Time
	modifications uint64
}

type destination struct {
	lipf.Destination
	faults []Fault
}

// NewNE makes the NE side.
func NewNE(cfg NEConfig) (*NE, error) {
	if cfg.Handler == nil {
		return nil, errors.New("x1: an NE needs a handler")
	}
	if cfg.Delivery == "" {
		cfg.Delivery = lipf.X2Only
	}
	if cfg.Mediates == "" {
		cfg.Mediates = lipf.HI2Only
	}
	if cfg.KeepaliveTimeout == 0 {
		cfg.KeepaliveTimeout = DefaultTimeP2
	}
	cfg.Endpoint = cfg.withDefaults()
	n := &NE{cfg: cfg, alive: make(chan struct{}, 1)}
	var err error
	if n.server, err = NewNEServer(cfg.Endpoint, cfg.ADMF, n.handle); err != nil {
		return nil, err
	}
	if n.report, err = newReporter(cfg); err != nil {
		return nil, err
	}
	n.server.onRefused = func(reason string) {
		n.ReportNE(NEAlert, IssueWarning, "X1 connection refused: %s", reason)
	}
	n.ctx, n.cancel = context.WithCancel(context.Background())
	return n, nil
}

// Start begins to serve.
func (n *NE) Start() {
	n.server.Start()
	n.wg.Go(func() { n.report.run(n.ctx) })
	if n.cfg.KeepaliveTimeout > 0 {
		n.wg.Go(n.watch)
	}
}

// Close stops the NE and waits for its goroutines.
func (n *NE) Close() error {
	n.cancel()
	err := n.server.Close()
	n.wg.Wait()
	n.report.close()
	return err
}

// Refused counts the connections that failed TLS.
func (n *NE) Refused() uint64 { return n.server.Refused() }

// watch deactivates everything when the ADMF was not heard of for TIME_P2.
func (n *NE) watch() {
	t := time.NewTimer(n.cfg.KeepaliveTimeout)
	defer t.Stop()
	for {
		select {
		case <-n.ctx.Done():
			return
		case <-n.alive:
			t.Reset(n.cfg.KeepaliveTimeout)
		case <-t.C:
			n.cfg.Log.Error("no X1 request for TIME_P2, deactivating all tasks", "ne", n.cfg.ID)
			n.mu.Lock()
			n.deactivateAll()
			n.mu.Unlock()
			n.ReportNE(NEAlert, IssueKeepalivesNotReceived, "no X1 request for TIME_P2, all tasks deactivated")
			t.Reset(n.cfg.KeepaliveTimeout)
		}
	}
}

func (n *NE) handle(ctx context.Context, _ string, body Request) (Response, error) {
	select {
	case n.alive <- struct{}{}:
	default:
	}
	resp, err := n.do(body)
	if err == nil && n.cfg.Settle != nil && n.settles(body.Type()) {
		ctx, cancel := context.WithTimeout(ctx, n.cfg.Time1/2)
		defer cancel()
		n.cfg.Settle(ctx)
	}
	return resp, err
}

func (n *NE) settles(t MessageType) bool {
	switch t {
	case TypeDeactivateTask, TypeDeactivateAllTasks:
		return true
	case TypeActivateTask, TypeModifyTask:
		return n.cfg.SettleActivation
	}
	return false
}

func (n *NE) do(body Request) (Response, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	ok := OK{To: body.Type()}
	switch m := body.(type) {
	case CreateDestination:
		return ok, n.createDestination(m.Destination)
	case ModifyDestination:
		return ok, n.modifyDestination(m.Destination)
	case RemoveDestination:
		return ok, n.removeDestination(m.DID)
	case RemoveAllDestinations:
		return ok, n.removeAllDestinations()
	case ActivateTask:
		return ok, n.activate(m.Task)
	case ModifyTask:
		return ok, n.modify(m.Task)
	case DeactivateTask:
		return ok, n.deactivate(m.XID)
	case DeactivateAllTasks:
		n.deactivateAll()
		return ok, nil
	case Ping, Keepalive:
		return ok, nil
	case GetTaskDetails:
		if t := n.task(m.XID); t != nil {
			return GetTaskDetailsResponse{n.details(t)}, nil
		}
		return nil, Errorf(ErrXIDUnknown, "the XID does not exist")
	case GetDestinationDetails:
		if d := n.dest(m.DID); d != nil {
			return GetDestinationDetailsResponse{d.details()}, nil
		}
		return nil, Errorf(ErrDIDUnknown, "the DID does not exist")
	case GetNEStatus:
		return GetNEStatusResponse{n.status()}, nil
	case GetAllDetails:
		return GetAllDetailsResponse{n.status(), n.allTasks(), n.allDests()}, nil
	case GetAllTaskDetails:
		return GetAllTaskDetailsResponse{n.allTasks()}, nil
	case GetAllDestinationDetails:
		return GetAllDestinationDetailsResponse{n.allDests()}, nil
	case ListAllDetails:
		var a ListAllDetailsResponse
		for _, t := range n.tasks {
			a.XIDs = append(a.XIDs, t.XID)
		}
		for _, d := range n.dests {
			a.DIDs = append(a.DIDs, d.DID)
		}
		return a, nil
	}
	return nil, Errorf(ErrUnsupportedRequest, "an NE does not take %s", body.Type())
}

func (n *NE) task(xid lipf.UUID) *task {
	if i := slices.IndexFunc(n.tasks, func(t *task) bool { return t.XID == xid }); i >= 0 {
		return n.tasks[i]
	}
	return nil
}

func (n *NE) dest(did lipf.UUID) *destination {
	if i := slices.IndexFunc(n.dests, func(d *destination) bool { return d.DID == did }); i >= 0 {
		return n.dests[i]
	}
	return nil
}

func (n *NE) status() NEStatus { return NEStatus{len(n.faults) > 0, slices.Clone(n.faults)} }

func (n *NE) allTasks() (ds []TaskDetails) {
	for _, t := range n.tasks {
		ds = append(ds, n.details(t))
	}
	return ds
}

func (n *NE) allDests() (ds []DestinationDetails) {
	for _, d := range n.dests {
		ds = append(ds, d.details())
	}
	return ds
}

func (n *NE) details(t *task) TaskDetails {
	x2, mods := t.x2, t.modifications
	d := TaskDetails{Task: t.Task, Provisioning: ProvisioningComplete, Faults: slices.Clone(t.faults),
		LastIntercept: t.lastIntercept, X2Octets: &x2, LastModification: t.modified, Modifications: &mods}
	if n.cfg.Product != nil {
		octets, last := n.cfg.Product(t.XID)
		if n.cfg.Delivery == lipf.X3Only {
			d.X3Octets = &octets
		} else {
			d.X2Octets = &octets
		}
		if last.After(d.LastIntercept) {
			d.LastIntercept = last
		}
	}
	if n.cfg.TaskStatus != nil {
		d.Extensions = n.cfg.TaskStatus(t.XID)
	}
	return d
}

func (d *destination) details() DestinationDetails {
	return DestinationDetails{Destination: d.Destination, DeliveryFault: len(d.faults) > 0, Faults: slices.Clone(d.faults)}
}

// CountX2 records product of a task for its status.
func (n *NE) CountX2(xid lipf.UUID, octets int, at time.Time) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if t := n.task(xid); t != nil {
		t.x2 += uint64(octets)
		t.lastIntercept = at
	}
}

// DestinationFault records what is wrong with delivery to a destination, and reports it once until it is over. What stands
// before the first colon of why is the kind of fault: "X2 connection: refused" and "X2 connection: reset" are one.
func (n *NE) DestinationFault(did lipf.UUID, why string) {
	n.mu.Lock()
	d := n.dest(did)
	known := d != nil && hasKind(d.faults, why)
	if d != nil && !known {
		d.faults = append(slices.Clip(d.faults), Fault{IssueNonTerminatingFault, why})
	}
	n.mu.Unlock()
	if d != nil && !known {
		n.Report(ReportDestinationIssue{DID: did, Report: NonTerminatingFault, Code: IssueNonTerminatingFault, Details: why})
	}
}

// DestinationClear records that a destination works again and reports it if there was a fault.
func (n *NE) DestinationClear(did lipf.UUID) {
	n.mu.Lock()
	d := n.dest(did)
	had := d != nil && len(d.faults) > 0
	if had {
		d.faults = nil
	}
	n.mu.Unlock()
	if had {
		n.Report(ReportDestinationIssue{DID: did, Report: AllClear, Code: IssueCleared, Details: "delivery works again"})
	}
}

// ReportNE reports something about the NE as a whole.
func (n *NE) ReportNE(issue NEIssueType, code Code, format string, args ...any) {
	n.Report(ReportNEIssue{Issue: issue, Code: code, Description: fmt.Sprintf(format, args...)})
}

// ReportTask reports something about a task.
func (n *NE) ReportTask(xid lipf.UUID, r ReportType, code Code, format string, args ...any) {
	n.Report(ReportTaskIssue{XID: xid, Report: r, Code: code, Details: fmt.Sprintf(format, args...)})
}

// Report queues a report to the ADMF and returns at once.
func (n *NE) Report(r Request) { n.report.add(r) }
