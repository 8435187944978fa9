package scenarios

import (
	"context"
	"fmt"
	"sync/atomic"

	"lilab/sim/event"
)

// watched waits for events. The runner uses events as a signal that a function has finished with a procedure
// that the phone has finished already, and takes nothing else from them: truth.json says what the phones saw.
type watched struct {
	seen   chan struct{}
	cancel func()
}

func (r *run) watch(network string, match func(event.Event) bool) *watched {
	return newWatched(r.lab.Network(network).AMFEvents, 1, match)
}

func (r *run) watchHome(network string, match func(event.Event) bool) *watched {
	return newWatched(r.lab.Network(network).UDMEvents, 1, match)
}

// watchSMFs waits for a number of events at each of some SMFs.
func (r *run) watchSMFs(networks []string, count int, match func(event.Event) bool) watchedAll {
	var all watchedAll
	for _, n := range networks {
		all = append(all, newWatched(r.lab.Network(n).SMFEvents, count, match))
	}
	return all
}

// watchReleases waits until every SMF that knows of one of the sessions has released it.
func (r *run) watchReleases(sessions []*phoneSession) watchedAll {
	count := map[string]int{}
	for _, s := range sessions {
		for _, network := range s.smfs {
			count[network]++
		}
	}
	var all watchedAll
	for _, network := range sortedKeys(count) {
		all = append(all, r.watchSMFs([]string{network}, count[network], func(e event.Event) bool {
			switch e.(type) {
			case event.SMFPDUSessionReleased, *event.SMFPDUSessionReleased:
				return true
			}
			return false
		})...)
	}
	return all
}

// newWatched waits for count events of a bus.
func newWatched(bus *event.Bus, count int, match func(event.Event) bool) *watched {
	w := &watched{seen: make(chan struct{})}
	var n atomic.Int64
	w.cancel = bus.Subscribe(event.ObserverFunc(func(e event.Event) {
		if match(e) && n.Add(1) == int64(count) {
			close(w.seen)
		}
	}))
	return w
}

func (w *watched) stop() { w.cancel() }

func (w *watched) wait(ctx context.Context, what string) error {
	select {
	case <-w.seen:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for %s: %w", what, context.Cause(ctx))
	}
}

// watchedAll waits for all of several.
type watchedAll []*watched

func (all watchedAll) stop() {
	for _, w := range all {
		w.stop()
	}
}

func (all watchedAll) wait(ctx context.Context, what string) error {
	for _, w := range all {
		if err := w.wait(ctx, what); err != nil {
			return err
		}
	}
	return nil
}
