package poi

import (
	"context"

	"lilab/sim/event"
)

// A POI is the IRI-POI of one network function. It is an event.Observer.
type POI struct{ cfg Config }

// NewAMF makes the IRI-POI of an AMF, TS 33.128 clause 6.2.2.
func NewAMF(cfg Config) (*POI, error) { return &POI{cfg: cfg}, nil }

// NewUDM makes the IRI-POI of a UDM, TS 33.128 clause 7.2.2.
func NewUDM(cfg Config) (*POI, error) { return &POI{cfg: cfg}, nil }

// Start begins to listen on X1 and to work off events.
func (p *POI) Start(ctx context.Context) error { return nil }

// Close stops the POI and waits for its goroutines. What is still queued is not delivered; see Drain.
func (p *POI) Close() error { return nil }

// Observe queues the event and returns at once, whatever tasks exist.
func (p *POI) Observe(e event.Event) {}

// Drain waits until every event observed so far was worked off and every PDU it caused is written to its
// destination's connection.
func (p *POI) Drain(ctx context.Context) error { return nil }

// Stats counts what happened at a POI.
type Stats struct {
	// Events were observed, Ignored of them were of another NF; PDUs were sent to destinations; Refused are X1
	// connections that failed TLS.
	Events, Ignored, PDUs, Lost uint64
}

// Stats returns the counters.
func (p *POI) Stats() Stats { return Stats{} }

// A Tamperer makes a POI break the standards on purpose, one thing at a time, so that tests can show that the
// judges notice. A POI of an ordinary run has none.
type Tamperer interface{}
