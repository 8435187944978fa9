package scenarios

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	imsue "lilab/sim/ims/ue"
)

// waiting plays the call that comes to a phone in a call: the phone tells that it is in one (TS 24.615 R17 clause 4.2.1), puts it on hold
// (TS 24.610), takes the second call, and takes the first one back when the second one is over. first is the first call at that phone.
func (r *run) waiting(ctx context.Context, c Call, first *imsue.Call) error {
	select {
	case <-timer(time.Second / pace):
	case <-ctx.Done():
		return ctx.Err()
	}
	name := c.answerer(r.plan.scenario)
	var held atomic.Bool
	phone := r.phones[name]
	phone.answerAfter(func() error {
		if err := first.Hold(ctx); err != nil {
			return err
		}
		held.Store(true)
		return nil
	})
	err := r.call(ctx, Call{From: c.Waiting.From, To: name, Seconds: c.Waiting.Seconds})
	phone.answerAfter(nil)
	if err != nil {
		return fmt.Errorf("second call: %w", err)
	}
	if !held.Load() {
		return nil // the network did not let it through, which is a result
	}
	if err := first.Resume(ctx); err != nil {
		return fmt.Errorf("resumption: %w", err)
	}
	return nil
}

// answerAfter sets what the phone does before it answers a call.
func (p *imsPhone) answerAfter(first func() error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.first = first
}

// answerer is who takes a call in the end: the one who is called, or the one to whom the home network diverts the call.
func (c Call) answerer(sc *Scenario) string {
	if sub, err := sc.subscriber(c.To); err == nil && sub.DivertTo != "" {
		return sub.DivertTo
	}
	return c.To
}

// checkWaiting checks the second call.
func (sc *Scenario) checkWaiting(s *source, at path, c Call, registered map[string]bool, open openSessions) {
	from := c.Waiting.From
	if !sc.mustBeRegistered(s, at.sub("from"), from, registered) {
		return
	}
	sc.checkIMSUser(s, at.sub("from"), from, open)
	if from == c.From || from == c.To || from == c.answerer(sc) {
		s.add(s.value(at.sub("from")), "", "%s takes part in the first call, and another phone calls meanwhile", from)
	}
}
