package poi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// product is what an event is worth for interception, before anybody asks whether there is a task.
type product struct {
	// id is what tasks are matched against.
	id        lipf.Identity
	at        time.Time
	direction x2x3.Direction
	// record makes the record; each task gets its own. It is nil when the event only changes what the POI keeps.
	record func() xiri.Event
	// correlation is the Correlation ID of the session, 0 for records that belong to none; final says that it is the last.
	correlation uint64
	final       bool
	// more is what products of the IMS and of an SMSF have besides, nil for others.
	more subject
}

// A subject is whom and what a product is about, where an Identity and one record for all tasks do not say it.
type subject interface {
	// wanted says whether a task is about it.
	wanted(*lipf.Task) bool
	// fill is called for each task that it is sent for: it may change the direction and the record of the product, and the
	// attributes of the PDU.
	fill(*lipf.Task, *product, *x2x3.Attributes)
	// identifiers are those of attribute 18, the ones of the task among them.
	identifiers() []lipf.TargetIdentifier
}

// followers is implemented by functions whose events can have more than one product.
type followers interface {
	// further calls each with the products of the last event after the first, whether or not there was a first.
	further(each func(product))
}

// uncorrelated is the Correlation ID of records that belong to no session.
const uncorrelated = 0

// function is what differs between the POIs of network functions. Only the worker calls it.
type function interface {
	// observe keeps the state that the event changes and returns its product.
	observe(event.Event) (product, bool)
	// ongoing calls each with the start of interception of everything that goes on: a registration, a PDU session.
	ongoing(each func(product))
	// reported is called when the records of an event were handed to their destinations.
	reported()
}

// A POI is the IRI-POI of one network function. It is an event.Observer.
type POI struct {
	cfg  Config
	kind event.NFType
	log  *slog.Logger
	ne   *x1.NE

	queue  queue
	worker worker
	wg     sync.WaitGroup
	cancel context.CancelFunc
	ctx    context.Context
	closed sync.Once

	stats counters
}

// NewAMF makes the IRI-POI of an AMF, TS 33.128 clause 6.2.2.
func NewAMF(cfg Config) (*POI, error) { return newPOI(cfg, event.AMF, "", &amfPOI{}) }

// NewUDM makes the IRI-POI of a UDM, TS 33.128 clause 7.2.2.
func NewUDM(cfg Config) (*POI, error) { return newPOI(cfg, event.UDM, "", &udmPOI{}) }

// newPOI makes the POI of a kind of network function. Tasks that are limited to other services than service are taken but
// have no product; an empty service is all of them.
func newPOI(cfg Config, kind event.NFType, service lipf.ServiceType, f function) (*POI, error) {
	switch {
	case cfg.NFID == "" || cfg.IPID == "":
		return nil, errors.New("poi: NFID and IPID must be set (TS 33.128 clause 5.3.1)")
	case cfg.X2TLS == nil || len(cfg.X2TLS.Certificates) == 0 && cfg.X2TLS.GetClientCertificate == nil:
		return nil, errors.New("poi: X2 needs a client certificate")
	case cfg.X2TLS.MinVersion != 0 && cfg.X2TLS.MinVersion < tls.VersionTLS12:
		return nil, errors.New("poi: X2 needs TLS 1.2 or higher")
	case cfg.X2Dial == nil:
		return nil, errors.New("poi: no way to dial X2")
	case cfg.NF.Type != "" && cfg.NF.Type != kind:
		return nil, fmt.Errorf("poi: a POI of a %s cannot be part of a %s", kind, cfg.NF.Type)
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
	p := &POI{cfg: cfg, kind: kind, log: cfg.X1.Log.With("poi", cfg.X1.ID)}
	p.queue.init()
	p.worker = worker{p: p, f: f, service: service}
	ne := x1.NEConfig{TargetTypes: lipf.TargetTypes5GC()}
	if c, ok := f.(interface{ configure(*x1.NEConfig) }); ok {
		c.configure(&ne)
	}
	ne.Endpoint, ne.ADMF, ne.ADMFURL, ne.Handler = cfg.X1, cfg.ADMF, cfg.ADMFURL, (*tasking)(p)
	ne.Services = []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging}
	ne.Settle = func(ctx context.Context) { _ = p.Drain(ctx) }
	p.ctx, p.cancel = context.WithCancel(context.Background())
	var err error
	p.ne, err = x1.NewNE(ne)
	if err != nil {
		return nil, err
	}
	return p, nil
}

// Start begins to listen on X1 and to work off events.
func (p *POI) Start(context.Context) error {
	p.wg.Go(p.worker.run)
	p.ne.Start()
	return nil
}

// Close stops the POI and waits for its goroutines. What is still queued is not delivered; see Drain.
func (p *POI) Close() error {
	var err error
	p.closed.Do(func() {
		p.cancel()
		p.queue.close()
		p.wg.Wait()
		err = p.ne.Close()
	})
	return err
}

// Observe queues the event and returns at once, whatever tasks exist.
func (p *POI) Observe(e event.Event) { p.queue.put(item{event: e}) }

// Drain waits until every event observed so far was worked off and every PDU it caused is written to its
// destination's connection.
func (p *POI) Drain(ctx context.Context) error {
	done := make(chan []*destination, 1)
	if !p.queue.put(item{drain: done}) {
		return errClosed
	}
	select {
	case ds := <-done:
		for _, d := range ds {
			if err := d.sender.Flush(ctx); err != nil {
				return err
			}
		}
		return nil
	case <-ctx.Done():
		return fmt.Errorf("poi %s: %w", p.cfg.X1.ID, context.Cause(ctx))
	case <-p.ctx.Done():
		return errClosed
	}
}

var errClosed = errors.New("poi: closed")

// tasking is the POI as the handler of X1. Changes of tasks and destinations go through the same queue as events, so
// an event that happened before a task was activated is before the task for the worker too, whatever is waiting.
type tasking POI

func (t *tasking) put(i item) error {
	if !t.queue.put(i) {
		return errClosed
	}
	return nil
}

// DestinationCreated opens the sender.
func (t *tasking) DestinationCreated(d lipf.Destination) error {
	return t.put(item{create: &d})
}

// DestinationModified replaces the sender.
func (t *tasking) DestinationModified(_, now lipf.Destination) error {
	return t.put(item{create: &now})
}

// DestinationRemoved closes the sender.
func (t *tasking) DestinationRemoved(d lipf.Destination) { _ = t.put(item{remove: &d.DID}) }

// TaskActivated begins the interception.
func (t *tasking) TaskActivated(k lipf.Task) error {
	return t.put(item{activate: &k, at: t.cfg.X1.Now()})
}

// TaskModified goes on with another definition; the sequence numbers go on too.
func (t *tasking) TaskModified(_, now lipf.Task) error {
	return t.put(item{modify: &now, at: t.cfg.X1.Now()})
}

// TaskDeactivated ends the interception.
func (t *tasking) TaskDeactivated(k lipf.Task) { _ = t.put(item{deactivate: &k.XID}) }
