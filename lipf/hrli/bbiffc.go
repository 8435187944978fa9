package hrli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// Peer is a function that another one triggers over X1.
type Peer struct {
	// ID is its neIdentifier, URL its server, "https://host:port/X1/NE".
	ID, URL string
	// N4 is, of a BBIFF-U, the address of its UPF in F-SEIDs; invalid stands for every UPF that no other peer has.
	N4 netip.Addr
	// NFID is, of a BBIFF-C, what it puts into attribute 6; empty stands for every one that no other peer has.
	NFID string
}

// BBIFFCConfig is the configuration of a BBIFF-C.
//
// It is an NE towards the ADMF (LI_X1) and towards the LMISF-IRI (LI_T1), and an ADMF towards the BBIFF-U (LI_T3). On all of
// them it has one identifier, that of X1.
type BBIFFCConfig struct {
	// X1 is the end of LI_X1; X1.ID is the neIdentifier ("smf1-bbiff-c"). Now, Rand and Log are taken from here too. ADMF is
	// the identifier of the only ADMF it obeys, ADMFURL its server.
	X1            x1.Endpoint
	ADMF, ADMFURL string
	// NF is the V-SMF: events of other instances are ignored. With an empty InstanceID those of every SMF count, and the
	// BBIFF-C follows a session from one to another.
	NF event.NF
	// NFID and IPID are attributes 6 and 7 of each PDU. NFID names the V-SMF.
	NFID, IPID string
	// PLMN is the own network, Unconfigured are the home networks that nobody configured home-routed LI for: their
	// users are left out.
	PLMN         event.PLMN
	Unconfigured []event.PLMN
	// X2 opens LI_X2_LITE to the LMISF-IRI, whose address comes with the task.
	X2 Delivery
	// T3 is the ADMF side of LI_T3: its client sends tasks to the BBIFF-Us, its listener takes their reports at /X1/ADMF.
	T3      x1.Endpoint
	BBIFFUs []Peer
	// T1 is the NE side of LI_T1: its listener takes tasks of the LMISF-IRI, whose identifier is LMISF, at /X1/NE; reports go
	// to LMISFURL. Without a listener there is no phase 2 for media.
	T1              x1.Endpoint
	LMISF, LMISFURL string
	// Criteria says which packets of a session are meant; nil means poi.SessionCriteria.
	Criteria func(event.SMFSession) []lipf.TargetIdentifier
	// Retry is the pause before a request of LI_T3 that got no answer is sent again (default 100 ms), Keepalive is TIME_P1
	// there: 0 means one minute, negative never.
	Retry, Keepalive time.Duration
}

// BBIFFCStats counts what happened at a BBIFF-C.
type BBIFFCStats struct {
	// Events were observed, Ignored of them were of another network function or about no home-routed session at a V-SMF.
	// Records were sent over LI_X2_LITE, Lost did not fit into a buffer, Failed could not be encoded.
	Events, Ignored, Records, Lost, Failed uint64
	// Sessions is the number of home-routed sessions now, Applicable of those that a task of phase 1 is about.
	Sessions, Applicable int
	// Unconfigured counts sessions that were left out because of their home network.
	Unconfigured uint64
	// SingleFlow counts triggers for a session of which the V-SMF names one QoS flow: it is copied as a whole.
	SingleFlow uint64
	// T3 is LI_T3, by BBIFF-U.
	T3 map[string]TriggerStats
}

// A BBIFFC is the BBIFF-C in a V-SMF, TS 33.128 R19 clause 7.10.3. It is an event.Observer of the SMF.
//
// Like the IRI-POI of an SMF it keeps every home-routed session, so that a task that comes later finds those that are there
// (cause hRLIEnabled). Its Correlation ID of a session is a digest of the session's resource at the H-SMF, which stays when the
// V-SMF changes: another BBIFF-C has the same.
type BBIFFC struct {
	cfg    BBIFFCConfig
	log    *slog.Logger
	ne, t1 *x1.NE
	server *x1.Server
	peers  map[string]*trigger
	queue  *queue
	rand   *lockedReader
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	once   sync.Once
	err    error

	// What follows belongs to the goroutine of the queue.
	sinks    map[lipf.UUID]*sink
	dests    map[lipf.UUID]lipf.Destination // of X1 and of T1
	tasks    []*phase1
	media    []*mediaTask
	sessions map[string]*bbSession // by subscriber and PDU session ID
	contexts map[string]*bbSession // by the V-SMF's F-SEID
	seq      x2x3.Sequencer
	payload  []byte

	events, ignored, records, lost, failed, unconfigured, singleFlow atomic.Uint64
	count, applicable                                                atomic.Int64
}

// phase1 is a task of the ADMF.
type phase1 struct {
	lipf.Task
	target lipf.HRTarget
}

// mediaTask is a task of LI_T1.
type mediaTask struct {
	lipf.Task
	target lipf.HRMedia
}

// lockedReader lets several goroutines share a source of randomness.
type lockedReader struct {
	mu sync.Mutex
	r  io.Reader
}

func (l *lockedReader) Read(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.r.Read(b)
}

// inherit gives an endpoint what it has not of its own.
func inherit(e *x1.Endpoint, from *x1.Endpoint) {
	if e.ID == "" {
		e.ID = from.ID
	}
	if e.Now == nil {
		e.Now = from.Now
	}
	if e.Rand == nil {
		e.Rand = from.Rand
	}
	if e.Log == nil {
		e.Log = from.Log
	}
}

// begin fills what every function needs.
func begin(e *x1.Endpoint) *lockedReader {
	if e.Now == nil {
		e.Now = time.Now
	}
	if e.Log == nil {
		e.Log = slog.New(slog.DiscardHandler)
	}
	if e.Rand == nil {
		e.Rand = rand.Reader
	}
	r := &lockedReader{r: e.Rand}
	e.Rand = r
	return r
}

// NewBBIFFC makes a BBIFF-C.
func NewBBIFFC(cfg BBIFFCConfig) (*BBIFFC, error) {
	switch {
	case cfg.NFID == "" || cfg.IPID == "":
		return nil, errors.New("hrli: NFID and IPID must be set (TS 33.128 clause 5.3.1)")
	case len(cfg.BBIFFUs) == 0:
		return nil, errors.New("hrli: a BBIFF-C needs a BBIFF-U")
	case cfg.PLMN.MCC == "" || cfg.PLMN.MNC == "":
		return nil, errors.New("hrli: a BBIFF-C needs to know the own network")
	case cfg.NF.Type != "" && cfg.NF.Type != event.SMF:
		return nil, fmt.Errorf("hrli: a BBIFF-C cannot be part of a %s", cfg.NF.Type)
	}
	if err := cfg.X2.complete("LI_X2_LITE"); err != nil {
		return nil, err
	}
	if cfg.Criteria == nil {
		cfg.Criteria = poi.SessionCriteria
	}
	b := &BBIFFC{peers: map[string]*trigger{}, queue: newQueue(1 << 30), sinks: map[lipf.UUID]*sink{}, dests: map[lipf.UUID]lipf.Destination{},
		sessions: map[string]*bbSession{}, contexts: map[string]*bbSession{}}
	b.rand = begin(&cfg.X1)
	inherit(&cfg.T3, &cfg.X1)
	inherit(&cfg.T1, &cfg.X1)
	if cfg.T3.ID != cfg.X1.ID || cfg.T1.ID != cfg.X1.ID {
		return nil, errors.New("hrli: a BBIFF-C has one identifier on LI_X1, LI_T1 and LI_T3")
	}
	b.cfg, b.log = cfg, cfg.X1.Log.With("bbiff-c", cfg.X1.ID)
	b.ctx, b.cancel = context.WithCancel(context.Background())
	return b, b.connect()
}

// connect makes the ends of LI_X1, LI_T1 and LI_T3.
func (b *BBIFFC) connect() (err error) {
	for _, p := range b.cfg.BBIFFUs {
		if b.peers[p.ID], err = newTrigger(b.cfg.T3, p.ID, p.URL, b.cfg.Retry, b.cfg.Keepalive, b.log); err != nil {
			return err
		}
	}
	b.server, err = x1.NewADMFServer(b.cfg.T3, func(ne string) bool { return b.peers[ne] != nil }, b.reported)
	if err != nil {
		return err
	}
	b.ne, err = x1.NewNE(x1.NEConfig{
		Endpoint: b.cfg.X1, ADMF: b.cfg.ADMF, ADMFURL: b.cfg.ADMFURL, Handler: (*bbX1)(b), Delivery: lipf.X2andX3,
		Services:     []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging},
		CheckTargets: func(ts []lipf.TargetIdentifier) error { _, err := lipf.ReadHR(ts); return err },
		Settle:       func(ctx context.Context) { _ = b.Drain(ctx) }, SettleActivation: true,
	})
	if err != nil {
		return err
	}
	for _, p := range b.peers {
		p.fault, p.clear = b.ne.TaskFault, b.ne.TaskClear
	}
	if b.cfg.T1.Listener == nil {
		return nil
	}
	b.t1, err = x1.NewNE(x1.NEConfig{
		Endpoint: b.cfg.T1, ADMF: b.cfg.LMISF, ADMFURL: b.cfg.LMISFURL, Handler: (*bbT1)(b), Delivery: lipf.X3Only,
		Services:     []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging},
		CheckTargets: func(ts []lipf.TargetIdentifier) error { _, err := lipf.ReadHRMedia(ts); return err },
		Settle:       func(ctx context.Context) { _ = b.Drain(ctx) }, SettleActivation: true,
	})
	if err != nil {
		return err
	}
	for _, p := range b.peers {
		p.fault = func(owner lipf.UUID, why string) { b.ne.TaskFault(owner, why); b.t1.TaskFault(owner, why) }
		p.clear = func(owner lipf.UUID) { b.ne.TaskClear(owner); b.t1.TaskClear(owner) }
	}
	return nil
}

// reported takes reports of a BBIFF-U.
func (b *BBIFFC) reported(_ context.Context, peer string, body x1.Request) (x1.Response, error) {
	switch m := body.(type) {
	case x1.ReportTaskIssue, x1.ReportNEIssue:
		b.peers[peer].reported(body)
	case x1.ReportDestinationIssue:
		m.Details = peer + ": " + m.Details
		b.ne.Report(m)
	case x1.Ping:
	default:
		return nil, x1.Errorf(x1.ErrUnsupportedRequest, "a BBIFF-C does not take %s", body.Type())
	}
	return x1.OK{To: body.Type()}, nil
}

// Start begins to listen and to work off events.
func (b *BBIFFC) Start(context.Context) error {
	b.wg.Go(b.queue.run)
	b.server.Start()
	for _, p := range b.peers {
		p.start()
	}
	b.ne.Start()
	if b.t1 != nil {
		b.t1.Start()
	}
	return nil
}

// Close stops the BBIFF-C and waits for its goroutines. Tasks at the BBIFF-Us stay as they are.
func (b *BBIFFC) Close() error {
	b.once.Do(func() {
		b.cancel()
		for _, p := range b.peers {
			p.cancel()
		}
		b.queue.close()
		b.wg.Wait()
		b.err = b.ne.Close()
		if b.t1 != nil {
			b.err = errors.Join(b.err, b.t1.Close())
		}
		b.err = errors.Join(b.err, b.server.Close())
		for _, p := range b.peers {
			p.close()
		}
		for _, s := range b.sinks {
			s.close()
		}
	})
	return b.err
}

// Observe queues the event and returns at once, whatever tasks exist.
func (b *BBIFFC) Observe(e event.Event) { b.queue.put(func() { b.event(e) }) }

// Drain waits until every event observed so far was worked off, every PDU it caused is written, and the BBIFF-Us have
// answered every request that it caused.
func (b *BBIFFC) Drain(ctx context.Context) error {
	sinks, err := drain(ctx, b.ctx, b.queue, &b.sinks)
	if err != nil {
		return err
	}
	for _, s := range sinks {
		if err := s.sender.Flush(ctx); err != nil {
			return err
		}
	}
	for _, p := range b.peers {
		if err := p.drain(ctx); err != nil {
			return fmt.Errorf("hrli %s: %s has not answered: %w", b.cfg.X1.ID, p.peer, err)
		}
	}
	return nil
}

// drain waits until the queue has passed what is in it, and returns the sinks that there are then.
func drain(ctx, life context.Context, q *queue, of *map[lipf.UUID]*sink) ([]*sink, error) {
	done := make(chan []*sink, 1)
	if !q.put(func() {
		out := make([]*sink, 0, len(*of))
		for _, s := range *of {
			out = append(out, s)
		}
		done <- out
	}) {
		return nil, errClosed
	}
	select {
	case out := <-done:
		return out, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	case <-life.Done():
		return nil, errClosed
	}
}

// Stats returns the counters.
func (b *BBIFFC) Stats() BBIFFCStats {
	s := BBIFFCStats{Events: b.events.Load(), Ignored: b.ignored.Load(), Records: b.records.Load(), Lost: b.lost.Load(), Failed: b.failed.Load(),
		Sessions: int(b.count.Load()), Applicable: int(b.applicable.Load()), Unconfigured: b.unconfigured.Load(), SingleFlow: b.singleFlow.Load(),
		T3: map[string]TriggerStats{}}
	for id, p := range b.peers {
		s.T3[id] = p.stats()
	}
	return s
}
