// Package admf is the administration function: it holds warrants (LICF) and provisions mediation functions and
// points of interception over X1 (LIPF), TS 33.127 R19 clause 5.3.4, TS 33.128 R19 clause 5.2.
package admf

import (
	"context"
	"io"
	"slices"
	"sync"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
)

// Config is the configuration of an ADMF.
type Config struct {
	// X1 is the ADMF's side of LI_X1; X1.ID is the admfIdentifier. X1.Listener serves /X1/ADMF.
	X1 x1.Endpoint
	// OnReport, when not nil, is called for every report of an NE. It must not call the ADMF.
	OnReport func(Report)
	// KeepalivePeriod is TIME_P1 of TS 103 221-1 clause 6.6.2 (60 s when zero); negative switches keepalives off.
	KeepalivePeriod time.Duration
	// Jurisdiction is what the law of the operator's state says; it goes into the tasks that it concerns.
	Jurisdiction lipf.Jurisdiction
	// Audit, when not nil, takes each record of the audit log as a line of JSON.
	Audit io.Writer
}

// ADMF administers the interception of one operator.
type ADMF struct {
	cfg    Config
	server *x1.Server
	audit  *Audit

	// work is held by Activate and Deactivate, so that provisioning steps of warrants do not mix. mu guards the
	// fields below; nobody waits for the network while holding it. Lock order: work, then mu.
	work     sync.Mutex
	mu       sync.Mutex
	nes      []*element
	warrants map[string]*execution
	reports  []Report
	// hrli is phase 1 of home-routed LI, nil while it is off.
	hrli *execution

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
}

// execution is a warrant that is active.
type execution struct {
	lipf.Warrant
	task Provisioned
	// steps undo what was done, in the order of the doing.
	steps []step
}

// New makes an ADMF.
func New(cfg Config) (*ADMF, error) {
	if cfg.X1.Now == nil {
		cfg.X1.Now = time.Now
	}
	if cfg.X1.Rand != nil {
		cfg.X1.Rand = &lockedReader{r: cfg.X1.Rand}
	}
	if cfg.KeepalivePeriod == 0 {
		cfg.KeepalivePeriod = x1.DefaultTimeP1
	}
	a := &ADMF{cfg: cfg, warrants: map[string]*execution{}, audit: &Audit{now: cfg.X1.Now, out: cfg.Audit}}
	a.ctx, a.cancel = context.WithCancel(context.Background())
	if cfg.Jurisdiction.NoRoamingInterception {
		a.audit.add(Record{Who: "operator", What: "jurisdiction", Details: "roaming interception is not allowed"})
	}
	var err error
	a.server, err = x1.NewADMFServer(cfg.X1, a.known, a.handle)
	return a, err
}

// lockedReader lets several clients share one source of randomness.
type lockedReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (l *lockedReader) Read(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.r.Read(b)
}

// Start begins to serve /X1/ADMF.
func (a *ADMF) Start(context.Context) error {
	a.server.Start()
	if a.cfg.KeepalivePeriod > 0 {
		a.wg.Go(a.keepalives)
	}
	return nil
}

// Close stops the ADMF and waits for its goroutines. Tasks stay where they are.
func (a *ADMF) Close() error {
	a.cancel()
	err := a.server.Close()
	a.wg.Wait()
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, e := range a.nes {
		e.client.Close()
	}
	return err
}

// Refused counts connections to /X1/ADMF that failed TLS.
func (a *ADMF) Refused() uint64 { return a.server.Refused() }

// Audit returns the audit log.
func (a *ADMF) Audit() *Audit { return a.audit }

// Warrants returns the IDs of the active warrants in alphabetical order.
func (a *ADMF) Warrants() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	ids := make([]string, 0, len(a.warrants))
	for id := range a.warrants {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// keepalives tells every NE that the ADMF is there. Any request would do; a keepalive is sent in any case.
func (a *ADMF) keepalives() {
	t := time.NewTicker(a.cfg.KeepalivePeriod)
	defer t.Stop()
	for {
		select {
		case <-a.ctx.Done():
			return
		case <-t.C:
		}
		a.mu.Lock()
		nes := slices.Clone(a.nes)
		a.mu.Unlock()
		for _, e := range nes {
			if _, err := e.client.Call(a.ctx, x1.Keepalive{}); err != nil && a.ctx.Err() == nil {
				a.log("keepalive not answered", "ne", e.ID, "err", err)
			}
		}
	}
}

func (a *ADMF) log(msg string, args ...any) {
	if a.cfg.X1.Log != nil {
		a.cfg.X1.Log.Warn(msg, args...)
	}
}

// Ping asks an NE whether it is there.
func (a *ADMF) Ping(ctx context.Context, neID string) error {
	a.mu.Lock()
	e := a.element(neID)
	a.mu.Unlock()
	if e == nil {
		return errUnknownNE(neID)
	}
	_, err := e.client.Call(ctx, x1.Ping{})
	return err
}

// Details asks an NE for everything it holds.
func (a *ADMF) Details(ctx context.Context, neID string) (x1.GetAllDetailsResponse, error) {
	a.mu.Lock()
	e := a.element(neID)
	a.mu.Unlock()
	if e == nil {
		return x1.GetAllDetailsResponse{}, errUnknownNE(neID)
	}
	r, err := e.client.Call(ctx, x1.GetAllDetails{})
	if err != nil {
		return x1.GetAllDetailsResponse{}, err
	}
	d, _ := r.(x1.GetAllDetailsResponse) // the client has checked the kind
	return d, nil
}

// Report is one report of an NE.
type Report struct {
	NE   string
	Time time.Time
	// Body is x1.ReportTaskIssue, x1.ReportDestinationIssue or x1.ReportNEIssue.
	Body x1.Request
}

// maxReports bounds what is kept; the oldest go first.
const maxReports = 10000

// Reports returns the reports so far.
func (a *ADMF) Reports() []Report {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.reports)
}

func (a *ADMF) known(ne string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.element(ne) != nil
}

// handle takes what NEs send. A report about a task that is not known here is taken all the same (clause 6.5.2).
func (a *ADMF) handle(_ context.Context, peer string, body x1.Request) (x1.Response, error) {
	r := Report{NE: peer, Time: a.cfg.X1.Now(), Body: body}
	rec := Record{Who: peer, What: string(body.Type()), NE: peer}
	switch b := body.(type) {
	case x1.Ping:
		return x1.OK{To: x1.TypePing}, nil
	case x1.ReportTaskIssue:
		rec.XID, rec.Result, rec.Details = b.XID.String(), string(b.Report), b.Details
	case x1.ReportDestinationIssue:
		rec.Result, rec.Details = string(b.Report), b.Details
	case x1.ReportNEIssue:
		rec.Result, rec.Details = string(b.Issue), b.Description
	default:
		return nil, x1.Errorf(x1.ErrUnsupportedRequest, "an ADMF does not take %s", body.Type())
	}
	a.audit.add(rec)
	a.mu.Lock()
	a.reports = append(a.reports, r)
	if n := len(a.reports) - maxReports; n > 0 {
		a.reports = slices.Delete(a.reports, 0, n)
	}
	a.mu.Unlock()
	if a.cfg.OnReport != nil {
		a.cfg.OnReport(r)
	}
	return x1.OK{To: body.Type()}, nil
}
