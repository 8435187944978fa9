// Package event holds what network functions tell about themselves.
//
// A network function publishes an event for every subscriber, always, at the point of the procedure
// where the standard places it. It does not know who listens. Points of interception (package lipf/poi)
// subscribe from outside; so nothing that a network function does can depend on whether a task exists.
//
// Events carry only what the publishing function itself holds at that moment.
package event

import (
	"sync"
	"time"
)

// An Event is one of the concrete event types of this package.
type Event interface {
	// Head returns the fields that every event has.
	Head() Header
}

// Header says when and where an event happened.
type Header struct {
	// Time is the moment of the event by the lab's clock.
	Time time.Time
	// NF is the function that published it.
	NF NF
}

// Head returns the header itself; embedding Header makes a type an Event.
func (h Header) Head() Header { return h }

// NFType is the type of a network function as TS 29.510 names it.
type NFType string

// The network functions that publish events.
const (
	AMF NFType = "AMF"
	UDM NFType = "UDM"
)

// NF names one network function instance.
type NF struct {
	Type NFType
	// InstanceID is the NF instance identifier of TS 29.510, a UUID in text form.
	InstanceID string
	// FQDN is its name, for example "amf1.5gc.mnc001.mcc001.3gppnetwork.org".
	FQDN string
	PLMN PLMN
}

// A Publisher takes events. Network functions are given one.
type Publisher interface {
	Publish(Event)
}

// An Observer is called for each event, in order, by the goroutine that publishes it.
// It must return at once (queue, do not work) and must not call back into the network function.
type Observer interface {
	Observe(Event)
}

// ObserverFunc makes an Observer of a function.
type ObserverFunc func(Event)

// Observe calls f.
func (f ObserverFunc) Observe(e Event) { f(e) }

// A Bus hands every published event to every observer, in the order of publication.
// The zero value is ready. A Bus may be used by several goroutines at a time.
type Bus struct {
	mu   sync.Mutex
	subs []*subscription
}

type subscription struct{ o Observer }

// Publish calls each observer in turn before it returns.
func (b *Bus) Publish(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, s := range b.subs {
		s.o.Observe(e)
	}
}

// Subscribe adds an observer and returns the function that removes it again.
func (b *Bus) Subscribe(o Observer) (cancel func()) {
	s := &subscription{o}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.subs = append(b.subs, s)
	return func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for i := range b.subs {
			if b.subs[i] == s {
				b.subs = append(b.subs[:i:i], b.subs[i+1:]...)
				return
			}
		}
	}
}
