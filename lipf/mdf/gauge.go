package mdf

import (
	"context"
	"sync"
	"sync/atomic"
)

// gauge counts what is being worked on.
type gauge struct {
	n    atomic.Int64
	mu   sync.Mutex
	idle chan struct{} // closed when the count comes to 0; nil when nobody waits
	// watched is true while idle is not nil.
	watched atomic.Bool
}

func (g *gauge) enter() { g.n.Add(1) }

func (g *gauge) leave() {
	if g.n.Add(-1) > 0 || !g.watched.Load() {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.idle != nil {
		close(g.idle)
		g.idle = nil
		g.watched.Store(false)
	}
}

// leaveMany is leave for n.
func (g *gauge) leaveMany(n int) {
	for range n {
		g.leave()
	}
}

// wait returns when nothing is being worked on, or was at some time since it was called.
func (g *gauge) wait(ctx context.Context) error {
	g.mu.Lock()
	if g.idle == nil {
		g.idle = make(chan struct{})
		g.watched.Store(true)
	}
	idle := g.idle
	g.mu.Unlock()
	if g.n.Load() == 0 { // Who left before watched was set did not see it.
		return nil
	}
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
