package scenarios

import (
	"context"
	"fmt"
	"sync"
)

// drainPOIs waits until the points of interception have sent what the events and packets so far cause, and until every
// trigger is answered.
func (l *liSide) drainPOIs(ctx context.Context) error {
	for _, p := range l.pois {
		if err := p.Drain(ctx); err != nil {
			return fmt.Errorf("%s: points of interception: %w", l.cfg.net.name, err)
		}
	}
	if l.sessions != nil {
		if err := l.sessions.drainPOIs(ctx); err != nil {
			return fmt.Errorf("%s: points of interception of the session plane: %w", l.cfg.net.name, err)
		}
	}
	if l.ims != nil {
		if err := l.ims.drainPOIs(ctx); err != nil {
			return fmt.Errorf("%s: points of interception of the IMS: %w", l.cfg.net.name, err)
		}
	}
	if l.hr != nil {
		if err := l.drainHomeRouted(ctx); err != nil {
			return fmt.Errorf("%s: home-routed interception: %w", l.cfg.net.name, err)
		}
	}
	return nil
}

// drain waits until everything that the events and packets so far cause has reached the LEMF: points of interception,
// with the triggers answered; X2 and X3 up to the MDFs; the MDF2, where the end of a session makes the MDF3 report its
// flows; the MDF3, LI_MDF, and the MDF2 again; HI2 and HI3 up to the LEMF.
func (l *liSide) drain(ctx context.Context) error {
	if err := l.drainPOIs(ctx); err != nil {
		return err
	}
	var x2 uint64
	for _, p := range l.pois {
		x2 += p.Stats().PDUs
	}
	s := l.sessions
	if s != nil {
		records, x3 := s.sent()
		x2 += records
		if l.ims != nil {
			records, media := l.ims.sent()
			x2, x3 = x2+records, x3+media
		}
		if l.hr != nil {
			x2, x3 = x2+l.hr.iri.Stats().PDUs, x3+l.hr.cc.Stats().PDUs
		}
		if err := l.arrive(ctx, "x3", x3); err != nil {
			return err
		}
	}
	if err := l.arrive(ctx, "x2", x2); err != nil {
		return err
	}
	if err := l.mdf.Drain(ctx); err != nil {
		return fmt.Errorf("%s: MDF2: %w", l.cfg.net.name, err)
	}
	if s != nil {
		keys := l.mdf.Stats().MediaKeys
		if err := l.arrive(ctx, "lmdf", keys); err != nil {
			return err
		}
		if err := s.mdf3.Drain(ctx); err != nil {
			return fmt.Errorf("%s: MDF3: %w", l.cfg.net.name, err)
		}
		if err := l.arrive(ctx, "lmdf", keys+s.mdf3.Stats().HeaderReports); err != nil {
			return err
		}
		if err := l.mdf.Drain(ctx); err != nil {
			return fmt.Errorf("%s: MDF2: %w", l.cfg.net.name, err)
		}
		if err := l.arrive(ctx, hi3Link, s.mdf3.Stats().Delivered); err != nil {
			return err
		}
	}
	return l.arrive(ctx, hi2Link, l.mdf.Stats().Delivered)
}

// arrive waits until so many PDUs have arrived at the receiver of a reference point.
func (l *liSide) arrive(ctx context.Context, point string, n uint64) error {
	if err := l.arrived.wait(ctx, point, n); err != nil {
		return fmt.Errorf("%s.%s: %w", l.cfg.net.name, point, err)
	}
	return nil
}

// arrivals counts what arrived where, and lets others wait for a count.
type arrivals struct {
	mu      *sync.Mutex
	count   map[string]uint64
	changed chan struct{}
}

func newArrivals() arrivals {
	return arrivals{mu: new(sync.Mutex), count: map[string]uint64{}, changed: make(chan struct{})}
}

func (a *arrivals) add(where string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.count[where]++
	close(a.changed)
	a.changed = make(chan struct{})
}

func (a *arrivals) wait(ctx context.Context, where string, n uint64) error {
	for {
		a.mu.Lock()
		have, changed := a.count[where], a.changed
		a.mu.Unlock()
		if have >= n {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("%d of %d PDUs arrived: %w", have, n, ctx.Err())
		}
	}
}
