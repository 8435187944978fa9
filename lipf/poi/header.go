package poi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/headers"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// UPFHeadersConfig is the configuration of the IRI-POI of a UPF.
type UPFHeadersConfig struct {
	// X1 is the POI's end of LI_T2; X1.ID is the neIdentifier ("upf1-iri-poi"). Now, Rand and Log are taken from here too.
	X1 x1.Endpoint
	// ADMF is the identifier of the only triggering function the POI obeys (the IRI-TF of the SMF), ADMFURL its server.
	ADMF, ADMFURL string
	// NFID and IPID are the contents of attributes 6 and 7 of each PDU (TS 33.128 clause 5.3.1).
	NFID, IPID string
	// X2TLS must carry a client certificate. X2Dial opens connections to MDF2s.
	X2TLS  *tls.Config
	X2Dial x1.DialFunc
	// Deprecated makes the records PDHeaderReport and PDSummaryReport instead of IPIRIPacketReport.
	Deprecated bool
	// MaxFlows and Idle are those of headers.Config, for each task.
	MaxFlows int
	Idle     time.Duration
	// TickInterval is how often timers of flows are looked at (default 1 s); negative leaves it to Tick.
	TickInterval time.Duration
	// KeepalivePeriod, KeepaliveTimeout, RetryInterval, Buffer and BufferOctets are as in UPFConfig, for X2.
	KeepalivePeriod, KeepaliveTimeout, RetryInterval time.Duration
	Buffer, BufferOctets                             int
	// Tamper is the hook of negative tests. It is nil in every ordinary run; see HeaderTamperer.
	Tamper HeaderTamperer
}

// UPFHeaders is the IRI-POI of a UPF: packet header reporting, TS 33.128 R19 clause 6.2.3.5, approach 1. It is an observer
// of the user plane (event.UPFObserver). Tasks come over LI_T2; each orders reports per packet or per flow. When a
// task is deactivated, all its flows are reported a last time.
type UPFHeaders struct {
	upfPOI
	tick   time.Duration
	breaks HeaderTamperer // in a negative test
}

// NewUPFHeaders makes the IRI-POI of a UPF.
func NewUPFHeaders(cfg UPFHeadersConfig) (*UPFHeaders, error) {
	u := &UPFHeaders{tick: cfg.TickInterval, breaks: cfg.Tamper}
	if u.tick == 0 {
		u.tick = time.Second
	}
	u.prepare = func(now, old *tap) error { return u.prepareReports(&cfg, now, old) }
	err := u.init(triggeredConfig{X1: cfg.X1, ADMF: cfg.ADMF, ADMFURL: cfg.ADMFURL, NFID: cfg.NFID, IPID: cfg.IPID, Link: "X2", TLS: cfg.X2TLS, Dial: cfg.X2Dial,
		KeepalivePeriod: cfg.KeepalivePeriod, KeepaliveTimeout: cfg.KeepaliveTimeout, RetryInterval: cfg.RetryInterval,
		Buffer: cfg.Buffer, BufferOctets: cfg.BufferOctets}, x1.NEConfig{Delivery: lipf.X2Only, CheckExtensions: headerExtension})
	if err != nil {
		return nil, err
	}
	return u, nil
}

// headerExtension wants one order of header reports and nothing else.
func headerExtension(es []lipf.Extension) error {
	for _, e := range es {
		_, ok, err := e.HeaderReporting()
		switch {
		case err != nil:
			return err
		case !ok:
			return fmt.Errorf("the extension of %q is not known here", e.Owner)
		}
	}
	if len(es) != 1 {
		return errors.New("the IRI-POI of a UPF needs one order of header reports (HeaderReporting)")
	}
	return nil
}

// tapReporter is the reporter of a task and what the task is now.
type tapReporter struct {
	*headers.Reporter
	order headers.Config
	tap   atomic.Pointer[tap]
}

// prepareReports gives a task its reporter. A task that was modified goes on with the one it has unless the order of
// reports is another.
func (u *UPFHeaders) prepareReports(cfg *UPFHeadersConfig, now, old *tap) error {
	order, err := now.task.HeaderReporting()
	if err != nil {
		return err
	}
	if order == nil {
		return errors.New("no order of header reports")
	}
	c := headers.FromOrder(*order)
	now.pdu.Type, now.pdu.Format = x2x3.X2, x2x3.FormatTS33128
	now.pdu.MatchedTargets = matchedTargets(&now.task)
	if old != nil && sameOrder(old.reporter.order, c) {
		now.reporter = old.reporter
		now.reporter.tap.Store(now)
		return nil
	}
	r := &tapReporter{order: c}
	c.Deprecated, c.MaxFlows, c.Idle, c.Now = cfg.Deprecated, cfg.MaxFlows, cfg.Idle, u.cfg.X1.Now
	c.Emit = func(e xiri.Event, at time.Time, fromTarget bool) { u.emit(r.tap.Load(), e, at, fromTarget) }
	if r.Reporter, err = headers.New(c); err != nil {
		return err
	}
	r.tap.Store(now)
	now.reporter = r
	return nil
}

func sameOrder(a, b headers.Config) bool {
	return a.PerPacket == b.PerPacket && a.UseSessionTriggers == b.UseSessionTriggers && a.Interval == b.Interval &&
		a.Packets == b.Packets && a.Octets == b.Octets
}

// Packet reports the packet for each task that is about it. It neither waits nor keeps anything of the packet. Without
// tasks it reads one pointer.
func (u *UPFHeaders) Packet(p *event.UPFPacket) {
	ix := u.index.Load()
	if ix == nil {
		return
	}
	for _, t := range ix.bySEID[p.SEID] {
		u.take(t, p)
	}
	if ix.more {
		ix.others(p, func(t *tap) { u.take(t, p) })
	}
}

func (u *UPFHeaders) take(t *tap, p *event.UPFPacket) {
	if _, ok := t.match(p); !ok {
		return
	}
	u.matched.Add(1)
	if u.breaks != nil && !u.breaks.Packet(&t.task, p) {
		return
	}
	inner := p.Inner
	switch p.Type {
	case event.Unstructured:
		return
	case event.Ethernet:
		inner = headers.InEthernet(inner)
	}
	t.reporter.Packet(inner, p.Direction == event.UPFUplink, p.Time)
}

// emit sends a record of a task.
func (u *UPFHeaders) emit(t *tap, e xiri.Event, at time.Time, fromTarget bool) {
	t.series.mu.Lock()
	defer t.series.mu.Unlock()
	if t.ended {
		return
	}
	if u.breaks != nil {
		if e = u.breaks.Report(&t.task, e); e == nil {
			return
		}
	}
	x := xiri.XIRIPayload{Event: e}
	var err error
	if t.payload, err = x.AppendBinary(t.payload[:0]); err != nil {
		u.unmade(t, err)
		return
	}
	t.pdu.Payload, t.pdu.Direction = t.payload, x2x3.ToTarget
	if fromTarget {
		t.pdu.Direction = x2x3.FromTarget
	}
	u.send(t, at)
}

// Start begins to listen on LI_T2.
func (u *UPFHeaders) Start(ctx context.Context) error {
	if u.tick > 0 {
		u.wg.Go(u.run)
	}
	return u.start(ctx)
}

func (u *UPFHeaders) run() {
	t := time.NewTicker(u.tick)
	defer t.Stop()
	for {
		select {
		case <-u.ctx.Done():
			return
		case <-t.C:
			u.Tick(u.cfg.X1.Now())
		}
	}
}

// Tick looks after the timers of all flows.
func (u *UPFHeaders) Tick(now time.Time) {
	u.mu.Lock()
	taps := slices.Clone(u.taps)
	u.mu.Unlock()
	for _, t := range taps {
		t.reporter.Tick(now)
	}
}

// Close stops the POI and waits for its goroutines. Flows are reported a last time.
func (u *UPFHeaders) Close() error { return u.close() }

// Drain waits until every PDU of every packet observed so far is written to its destination's connection. Flows
// that go on are not reported for it.
func (u *UPFHeaders) Drain(ctx context.Context) error { return u.drain(ctx) }

// Stats returns the counters.
func (u *UPFHeaders) Stats() UPFStats { return u.statistics() }
