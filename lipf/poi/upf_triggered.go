package poi

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// triggeredConfig is what the configurations of both POIs of a UPF have.
type triggeredConfig struct {
	X1                                x1.Endpoint
	ADMF, ADMFURL                     string
	NFID, IPID                        string
	Link                              string // "X2" or "X3"
	TLS                               *tls.Config
	Dial                              x1.DialFunc
	KeepalivePeriod, KeepaliveTimeout time.Duration
	RetryInterval                     time.Duration
	Buffer, BufferOctets              int
}

// upfPOI is what the two POIs of a UPF have in common: an NE that obeys a triggering function, tasks with criteria,
// destinations. The data path reads one pointer to an index of the tasks; changes of tasks replace the index.
type upfPOI struct {
	cfg    triggeredConfig
	tamper CCTamperer // of a CC-POI in a negative test
	// read reads the targets of a task; nil is readCriteria.
	read func([]lipf.TargetIdentifier) (*criteria, error)
	// prepare makes what a task at an IRI-POI, or at the CC-POI of a gateway, needs besides; nil at the CC-POI of a UPF.
	prepare func(now, old *tap) error
	log     *slog.Logger
	ne      *x1.NE
	ctx     context.Context
	cancel  context.CancelFunc
	wg      sync.WaitGroup
	closing sync.Once
	err     error

	// index is nil while there is no task.
	index atomic.Pointer[tapIndex]

	// What follows belongs to the handler of X1.
	mu     sync.Mutex
	taps   []*tap
	dests  map[lipf.UUID]*tapDestination
	series map[seriesKey]*series

	faults chan fault

	matched, pdus, octets, lost, failed atomic.Uint64
}

// UPFStats counts what happened at a POI of a UPF.
type UPFStats struct {
	// Matched counts packets, each once for every task that is about it. PDUs were handed to destinations, with so many
	// Octets of payload; the same PDU for two destinations counts twice. Lost did not fit into a destination's buffer, Failed
	// could not be encoded. Refused are X1 connections that failed TLS.
	Matched, PDUs, Octets, Lost, Failed, Refused uint64
}

// seriesKey names a series of sequence numbers (TS 103 221-2 clause 5.3.9) of one POI.
type seriesKey struct {
	xid         lipf.UUID
	correlation uint64
}

// series puts the PDUs of a series in one order: numbers are given and PDUs queued with it locked.
type series struct {
	mu   sync.Mutex
	next uint32
	refs int // tasks, in the keeping of upfPOI.mu
}

// tap is a task as the data path sees it. Only what the lock of its series guards changes.
type tap struct {
	*criteria
	task   lipf.Task
	key    seriesKey
	series *series
	// octets and last are what the task has delivered and when, however often it was modified.
	octets *atomic.Uint64
	last   *atomic.Int64
	// reporter makes header reports, nil at a CC-POI.
	reporter *tapReporter

	// With series.mu locked:
	ended   bool
	dests   []*tapDestination
	sdp     string // of a session of the IMS, until it was sent
	pdu     x2x3.PDU
	payload []byte
}

// tapIndex finds the tasks that may be about a packet.
type tapIndex struct {
	// bySEID has the tasks with an F-SEID, byTEID those without that have an F-TEID, rest the others.
	bySEID map[uint64][]*tap
	byTEID map[uint32][]*tap
	rest   []*tap
	more   bool // there are tasks without an F-SEID
	// byContext has the tasks of an IMS access gateway, which have none of the others.
	byContext map[uint32][]*tap
}

// others calls f once for each task without an F-SEID that may be about the packet.
func (x *tapIndex) others(p *event.UPFPacket, f func(*tap)) {
	first := x.byTEID[p.TEID]
	for _, t := range first {
		f(t)
	}
	if p.SentTEID != p.TEID {
		for _, t := range x.byTEID[p.SentTEID] {
			if !slices.Contains(first, t) {
				f(t)
			}
		}
	}
	for _, t := range x.rest {
		f(t)
	}
}

func (g *upfPOI) init(cfg triggeredConfig, ne x1.NEConfig) error {
	switch {
	case cfg.NFID == "" || cfg.IPID == "":
		return errors.New("poi: NFID and IPID must be set (TS 33.128 clause 5.3.1)")
	case cfg.TLS == nil || len(cfg.TLS.Certificates) == 0 && cfg.TLS.GetClientCertificate == nil:
		return errors.New("poi: " + cfg.Link + " needs a client certificate")
	case cfg.TLS.MinVersion != 0 && cfg.TLS.MinVersion < tls.VersionTLS12:
		return errors.New("poi: " + cfg.Link + " needs TLS 1.2 or higher")
	case cfg.Dial == nil:
		return errors.New("poi: no way to dial " + cfg.Link)
	}
	if cfg.X1.Now == nil {
		cfg.X1.Now = time.Now
	}
	if cfg.X1.Log == nil {
		cfg.X1.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.RetryInterval == 0 {
		cfg.RetryInterval = 100 * time.Millisecond
	}
	if cfg.Buffer == 0 {
		cfg.Buffer = 65536
	}
	if cfg.BufferOctets == 0 {
		cfg.BufferOctets = 64 << 20
	}
	g.cfg, g.log = cfg, cfg.X1.Log.With("poi", cfg.X1.ID)
	g.dests, g.series, g.faults = map[lipf.UUID]*tapDestination{}, map[seriesKey]*series{}, make(chan fault, 64)
	g.ctx, g.cancel = context.WithCancel(context.Background())
	ne.Endpoint, ne.ADMF, ne.ADMFURL, ne.Handler = cfg.X1, cfg.ADMF, cfg.ADMFURL, (*tapTasking)(g)
	ne.Services = []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging}
	if g.read == nil {
		g.read = readCriteria
	}
	ne.CheckTargets = func(ts []lipf.TargetIdentifier) error { _, err := g.read(ts); return err }
	ne.Settle = func(ctx context.Context) { _ = g.drain(ctx) }
	ne.Product = g.product
	var err error
	g.ne, err = x1.NewNE(ne)
	return err
}

func (g *upfPOI) start(context.Context) error {
	g.wg.Go(g.report)
	g.ne.Start()
	return nil
}

func (g *upfPOI) close() error {
	g.closing.Do(func() {
		g.mu.Lock()
		g.cancel()
		for _, t := range g.taps {
			g.end(t)
		}
		g.taps = nil
		g.index.Store(nil)
		dests := slices.Collect(maps.Values(g.dests))
		clear(g.dests)
		g.mu.Unlock()
		for _, d := range dests {
			g.wg.Go(d.close)
		}
		g.wg.Wait()
		g.err = g.ne.Close()
	})
	return g.err
}

// drain waits until everything that was handed over is written.
func (g *upfPOI) drain(ctx context.Context) error {
	g.mu.Lock()
	dests := slices.Collect(maps.Values(g.dests))
	g.mu.Unlock()
	for _, d := range dests {
		if err := d.sender.Flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (g *upfPOI) statistics() UPFStats {
	return UPFStats{g.matched.Load(), g.pdus.Load(), g.octets.Load(), g.lost.Load(), g.failed.Load(), g.ne.Refused()}
}

// product is what a task has delivered, for its status.
func (g *upfPOI) product(xid lipf.UUID) (octets uint64, last time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if i := slices.IndexFunc(g.taps, func(t *tap) bool { return t.task.XID == xid }); i >= 0 {
		octets = g.taps[i].octets.Load()
		if at := g.taps[i].last.Load(); at != 0 {
			last = time.Unix(0, at)
		}
	}
	return octets, last
}

// send numbers the PDU of a task and hands it to the destinations of the task and to no other. The series is locked.
func (g *upfPOI) send(t *tap, at time.Time) {
	pdu := &t.pdu
	pdu.SequenceNumber = x2x3.Some(t.series.next)
	if pdu.Timestamp = at; !validTime(at) {
		pdu.Timestamp = g.cfg.X1.Now()
	}
	t.series.next++
	if g.tamper != nil && !g.tamper.PDU(&t.task, pdu) {
		return
	}
	for _, d := range t.dests {
		if err := d.sender.TrySend(pdu); err != nil {
			g.undelivered(t, d, err)
			continue
		}
		g.pdus.Add(1)
		g.octets.Add(uint64(len(pdu.Payload)))
		if d.full.Load() {
			d.full.Store(false)
		}
	}
	t.octets.Add(uint64(len(pdu.Payload)))
	t.last.Store(at.UnixNano())
	pdu.Payload = nil
}
