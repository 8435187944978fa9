package poi

import (
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/sim/event"
)

// item is one entry of the queue: exactly one field is set.
type item struct {
	event      event.Event
	create     *lipf.Destination
	remove     *lipf.UUID
	activate   *lipf.Task
	modify     *lipf.Task
	deactivate *lipf.UUID
	drain      chan []*destination
	// run is called by the worker.
	run func()
	// at is when a task was activated or modified.
	at time.Time
}

// queue joins the goroutines of the network function and of X1 with the worker. It has no bound: the network function
// must never wait for the POI, and no event may be lost.
type queue struct {
	mu     sync.Mutex
	ready  *sync.Cond
	items  []item
	closed bool
}

func (q *queue) init() { q.ready = sync.NewCond(&q.mu) }

// put appends and returns; it fails only after close.
func (q *queue) put(i item) bool {
	q.mu.Lock()
	if q.closed {
		q.mu.Unlock()
		return false
	}
	q.items = append(q.items, i)
	first := len(q.items) == 1
	q.mu.Unlock()
	if first {
		q.ready.Signal()
	}
	return true
}

// take waits for items and returns all of them; spare is memory to use for the next ones. It returns nil after close.
func (q *queue) take(spare []item) []item {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.closed {
		q.ready.Wait()
	}
	if q.closed {
		return nil
	}
	got := q.items
	clear(spare)
	q.items = spare[:0]
	return got
}

func (q *queue) close() {
	q.mu.Lock()
	q.closed = true
	q.items = nil
	q.mu.Unlock()
	q.ready.Broadcast()
}

// Stats counts what happened at a POI.
type Stats struct {
	// Events were observed and worked off, Ignored of them were of another network function or of a kind without a
	// record. PDUs were handed to destinations; the same record for two destinations counts twice. Lost did not fit
	// into a destination's buffer, Failed are records that could not be encoded. Refused are X1 connections that
	// failed TLS.
	Events, Ignored, PDUs, Lost, Failed, Refused uint64
}

type counters struct{ events, ignored, pdus, lost, failed atomic.Uint64 }

// Stats returns the counters.
func (p *POI) Stats() Stats {
	c := &p.stats
	return Stats{Events: c.events.Load(), Ignored: c.ignored.Load(), PDUs: c.pdus.Load(), Lost: c.lost.Load(), Failed: c.failed.Load(), Refused: p.ne.Refused()}
}
