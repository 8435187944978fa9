package scenarios

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"lilab/oracle/truth"
	"lilab/sim/ims"
	imsue "lilab/sim/ims/ue"
)

// Times of calls that are not answered, in real time: timers of SIP run so.
const (
	// ringing is how long a phone rings before the caller gives up.
	ringing = 300 * time.Millisecond
	// patience is how long a phone rings before it answers that nobody is there.
	patience = 2 * time.Second
	// noAnswer is how long it rings before the network diverts the call.
	noAnswer = time.Second
)

// statuses are the final answers to the INVITE that belong to the outcomes, RFC 3261 clause 21.
var statuses = map[Outcome]int{OutcomeBusy: 486, OutcomeNoAnswer: 480, OutcomeCancelled: 487, OutcomeRejected: 603}

// diverts says when calls to a subscriber are diverted, empty for never.
func (s Subscriber) diverts() Diversion {
	switch {
	case s.DivertTo == "":
		return ""
	case s.DivertWhen == "":
		return DivertAlways
	}
	return s.DivertWhen
}

// forwarding is what the TAS of the home network does with calls to a subscriber.
func (p *plan) forwarding(s *subscriber) (f ims.Forwarding) {
	switch s.diverts() {
	case DivertAlways:
		f.Unconditional = ims.TelURI(p.subscriber(s.DivertTo).GPSI)
	case DivertBusy:
		f.Busy = ims.TelURI(p.subscriber(s.DivertTo).GPSI)
	case DivertNoAnswer:
		f.NoAnswer = ims.TelURI(p.subscriber(s.DivertTo).GPSI)
	}
	return f
}

// behave sets how a phone takes the calls that come from now on.
func (p *imsPhone) behave(o Outcome) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.outcome, p.rang = o, nil
}

// rings are the calls that came since then.
func (p *imsPhone) rings() []*imsue.Incoming {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.rang)
}

// accept decides about an incoming call.
func (p *imsPhone) accept(in *imsue.Incoming) {
	p.mu.Lock()
	how, first := p.outcome, p.first
	p.rang = append(p.rang, in)
	p.mu.Unlock()
	if how == OutcomeBusy {
		in.Reject(statuses[how])
		return
	}
	in.Ring()
	switch how {
	case OutcomeRejected:
		in.Reject(statuses[how])
	case OutcomeNoAnswer:
		select {
		case <-time.After(patience):
			in.Reject(statuses[how])
		case <-in.Done():
		}
	case OutcomeCancelled: // it is the caller who gives up
	default:
		if first != nil && first() != nil {
			in.Reject(statuses[OutcomeBusy]) // the first call cannot be held
			return
		}
		_ = in.Answer() // it fails if the caller gave up
	}
}

// taker prepares the phones for a call: that of the called subscriber and, where the home network diverts it, the one that it goes to. It
// returns the last one, nil if it cannot be registered with the IMS.
func (r *run) taker(ctx context.Context, c Call, to *imsPhone, t *truth.Call) (*imsPhone, error) {
	sub := r.plan.subscriber(c.To)
	when := sub.diverts()
	if when == "" {
		to.behave(c.Outcome)
		return to, nil
	}
	last, err := r.imsPhone(ctx, sub.DivertTo)
	if err != nil || last == nil {
		return nil, err
	}
	switch when {
	case DivertBusy:
		to.behave(OutcomeBusy)
	case DivertNoAnswer:
		to.behave(OutcomeNoAnswer)
	}
	last.behave(c.Outcome)
	t.Forwarded = []truth.Party{r.party(sub.DivertTo, last)}
	return last, nil
}

// attempt plays a call that is not answered.
func (r *run) attempt(ctx context.Context, c Call, t *truth.Call, from *imsPhone, called ...*imsPhone) error {
	t.Tones = truth.Tones{}
	out, err := from.Dial(ctx, t.To.Identities[0], imsue.CallConfig{})
	if err != nil {
		return err
	}
	t.CallIDs = []string{out.ID}
	if c.Outcome == OutcomeCancelled {
		for _, wait := range []<-chan struct{}{out.Ringing(), timer(ringing)} {
			select {
			case <-wait:
			case <-out.Done():
			case <-ctx.Done():
				return fmt.Errorf("nobody rings: %w", ctx.Err())
			}
		}
		out.Cancel()
	}
	ends := []<-chan struct{}{out.Done()}
	select {
	case <-out.Done():
	case <-ctx.Done():
		return fmt.Errorf("the call does not end: %w", ctx.Err())
	}
	for _, p := range called {
		for _, in := range p.rings() {
			ends = append(ends, in.Done())
		}
	}
	for _, end := range ends {
		select {
		case <-end:
		case <-ctx.Done():
			return fmt.Errorf("a phone rings on: %w", ctx.Err())
		}
	}
	var refused *imsue.StatusError
	if !errors.As(out.Err(), &refused) {
		return fmt.Errorf("the call was meant to end as %s: %w", c.Outcome, errors.Join(out.Err(), errors.New("no refusal came")))
	}
	t.Status = refused.Status
	if refused.Status != statuses[c.Outcome] {
		t.Result = string(OutcomeRejected)
		return refused
	}
	t.Result = string(c.Outcome)
	return nil
}

// timer is a channel that is closed after a while.
func timer(d time.Duration) <-chan struct{} {
	c := make(chan struct{})
	time.AfterFunc(d, func() { close(c) })
	return c
}

// hold puts the other side on hold when the first second is spoken, for half a second of speech, and takes it back.
func hold(ctx context.Context, out *imsue.Call) error {
	wait := func(d time.Duration) error {
		select {
		case <-time.After(d / pace):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := wait(time.Second); err != nil {
		return err
	}
	if err := out.Hold(ctx); err != nil {
		return fmt.Errorf("hold: %w", err)
	}
	if err := wait(time.Second / 2); err != nil {
		return err
	}
	if err := out.Resume(ctx); err != nil {
		return fmt.Errorf("resumption: %w", err)
	}
	return nil
}

// middle is what the second half of a call's speech waits for: however long it takes what happens during the call, both speak before and
// behind it. over says that it has happened. A call in which nothing happens has no middle.
func (c Call) middle() (middle <-chan struct{}, over func()) {
	if !c.Hold && len(c.Activate) == 0 && c.Handover == nil {
		return nil, func() {}
	}
	m := make(chan struct{})
	return m, sync.OnceFunc(func() { close(m) })
}

// during does what happens in the middle of a call.
func (r *run) during(ctx context.Context, c Call, out, in *imsue.Call) error {
	if c.Hold {
		if err := hold(ctx, out); err != nil {
			return err
		}
	}
	if c.Waiting != nil {
		if err := r.waiting(ctx, c, in); err != nil {
			return err
		}
	}
	if len(c.Activate) == 0 && c.Handover == nil {
		return nil
	}
	select {
	case <-timer(time.Second / pace):
	case <-ctx.Done():
	}
	for _, w := range c.Activate {
		if err := r.activate(ctx, w); err != nil {
			return err
		}
	}
	if c.Handover == nil {
		return nil
	}
	return r.handOver(ctx, HandoverStep{Subscriber: c.From, To: c.Handover.To})
}

// checkOutcome checks what a call says about its end.
func (sc *Scenario) checkOutcome(s *source, at path, c Call, registered map[string]bool, open openSessions) {
	if sub, err := sc.subscriber(c.To); err == nil && sub.DivertTo != "" && sub.DivertTo != c.To {
		if sc.mustBeRegistered(s, at.sub("to"), sub.DivertTo, registered) {
			sc.checkIMSUser(s, at.sub("to"), sub.DivertTo, open)
		}
		if sub.DivertTo == c.From {
			s.add(s.value(at.sub("to")), "", "%s diverts calls to %s, who calls", c.To, c.From)
		}
	}
	if c.Outcome.answered() {
		return
	}
	for key, set := range map[string]bool{"seconds": c.Seconds != 0, "hold": c.Hold, "activate": len(c.Activate) > 0, "handover": c.Handover != nil, "waiting": c.Waiting != nil} {
		if set {
			s.add(s.key(at.sub(key)), "", "a call with outcome: %s is not answered, so %s would change nothing", c.Outcome, key)
		}
	}
}

// checkDiversion checks what a subscriber says about diversion.
func (sc *Scenario) checkDiversion(s *source, at path, name string, own Subscriber) {
	if own.DivertWhen != "" && own.DivertTo == "" {
		s.add(s.key(at.sub("divert-when")), "add divert-to", "divert-when says when calls are diverted, and nobody is named to whom")
	}
	if own.DivertTo == "" || !refer(s, at.sub("divert-to"), "subscriber", own.DivertTo, sc.Subscribers) {
		return
	}
	other, err := sc.subscriber(own.DivertTo)
	switch {
	case own.DivertTo == name:
		s.add(s.value(at.sub("divert-to")), "", "%s cannot divert calls to %s", name, name)
	case err == nil && other.DivertTo != "":
		s.add(s.value(at.sub("divert-to")), "", "%s diverts calls, too; a call is diverted once here", own.DivertTo)
	}
}
