package scenarios

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"strconv"
	"sync"
	"time"

	"lilab/oracle/truth"
	"lilab/sim"
	"lilab/sim/ims"
	"lilab/sim/ims/ipsmgw"
	"lilab/sim/ims/media"
	imsue "lilab/sim/ims/ue"
)

// imsPhone is the IMS client of a phone that is registered with the IMS.
type imsPhone struct {
	*sim.Phone
	session *phoneSession
	// sms is the client of short messages, nil where there are none.
	sms *ipsmgw.Client

	mu     sync.Mutex
	source media.Source // of the next call
	// outcome is how the phone takes calls, rang are those that came.
	outcome Outcome
	rang    []*imsue.Incoming
	// first is done before it answers a call, nil for nothing.
	first func() error
}

// Close closes both clients.
func (p *imsPhone) Close() error {
	if p.sms == nil {
		return p.Phone.Close()
	}
	return errors.Join(p.sms.Close(), p.Phone.Close())
}

func (p *imsPhone) say(s media.Source) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.source = s
}

func (p *imsPhone) plan(string) media.Source {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.source
}

// registerIMS registers a phone with the IMS. That the network refuses is a result, not an error.
func (r *run) registerIMS(ctx context.Context, name string) error {
	if r.guti[name] == "" {
		return r.failed("register-ims", name)
	}
	s := r.imsSession(name)
	if s == nil {
		if err := r.openSession(ctx, SessionOpening{Subscriber: name, DNN: sim.DNNIMS}); err != nil {
			return err
		}
		if s = r.imsSession(name); s == nil {
			return r.failed("register-ims", name)
		}
	}
	p := r.phones[name]
	if p == nil {
		p = &imsPhone{session: s}
		var err error
		cfg := sim.PhoneConfig{Network: s.network, Accept: p.accept, Plan: p.plan, Pace: media.Pace{Speed: pace}}
		if r.plan.scenario.carriesSMS() {
			p.Phone, p.sms, err = r.lab.PhoneSMS(name, s.Session, cfg, r.receive(name))
		} else {
			p.Phone, err = r.lab.Phone(name, s.Session, cfg)
		}
		if err != nil {
			return fmt.Errorf("ims-register %s: %w", name, err)
		}
		r.phones[name] = p
	}
	start := r.now()
	reg, err := p.Register(ctx)
	if err != nil {
		return fmt.Errorf("ims-register %s: %w", name, err)
	}
	step := truth.Step{Kind: "register-ims", Subscriber: name, Session: &s.index, Result: "done", Cell: r.where(name), GUTI: r.guti[name]}
	if reg.Status != 200 {
		r.log.Warn("a registration with the IMS failed", "subscriber", name, "status", reg.Status, "reason", reg.Reason)
		step.Result = "failed"
		r.did(step, start)
		delete(r.phones, name)
		return p.Close()
	}
	r.did(step, start)
	r.protected(name, p)
	return r.drain(ctx)
}

// protected notes how Gm of a phone is protected since its last registration.
func (r *run) protected(name string, p *imsPhone) {
	sub := r.plan.subscriber(name)
	protection := string(sub.Gm)
	if p.Gm != nil {
		switch p.Gm.Suite().Encryption {
		case "":
		case "null":
			protection = string(GmESPNull)
		default:
			protection = string(GmESPAES)
		}
	}
	t := r.truth.Subscribers[name]
	t.Gm = &truth.Gm{Protection: protection, Changes: append(t.Gm.Changes, truth.GmChange{At: r.now(), Protection: protection, PLMN: r.plan.network(sub.In).plmn.String()})}
	r.truth.Subscribers[name] = t
}

// imsSession is the open session of a subscriber for the IMS, nil if there is none.
func (r *run) imsSession(name string) *phoneSession {
	for _, s := range r.sessions[name] {
		if s.ims {
			return s
		}
	}
	return nil
}

// leaveIMS ends the registration of a phone with the IMS, if it has one: with a word to the network, or without.
func (r *run) leaveIMS(ctx context.Context, name string, deregister bool) error {
	p := r.phones[name]
	if p == nil {
		return nil
	}
	delete(r.phones, name)
	var err error
	if deregister {
		start := r.now()
		err = p.Deregister(ctx)
		r.did(truth.Step{Kind: "deregister-ims", Subscriber: name, Session: &p.session.index, Result: "done", Cell: r.where(name), GUTI: r.guti[name]}, start)
	}
	if err = errors.Join(err, p.Close()); err != nil {
		return fmt.Errorf("deregistration from the IMS: %w", err)
	}
	r.quiet(ctx, p.session)
	// What the deregistration caused belongs before the release of the session.
	return r.drain(ctx)
}

// imsPhone is the phone of a subscriber, registered with the IMS; nil if it cannot be.
func (r *run) imsPhone(ctx context.Context, name string) (*imsPhone, error) {
	if r.phones[name] == nil {
		if err := r.registerIMS(ctx, name); err != nil {
			return nil, err
		}
	}
	return r.phones[name], nil
}

// tones draws those of a call, none of which another call of the run has.
func (r *run) tones(call int) (from, to media.Tone, err error) {
	src := random(r.cfg.Seed, "call", strconv.Itoa(call))
	near := func(hz float64) bool {
		for _, c := range r.truth.Calls {
			if hz == c.Tones.From || hz == c.Tones.To {
				return true
			}
		}
		return false
	}
	for range 1000 {
		if from, to, err = media.Tones(src); err != nil || !near(from.Hz) && !near(to.Hz) {
			break
		}
	}
	return from, to, err
}

// call makes a call in which both speak and that the caller ends, unless its outcome is another one.
func (r *run) call(ctx context.Context, c Call) error {
	if c.Emergency {
		return r.emergencyCall(ctx, c)
	}
	from, err := r.imsPhone(ctx, c.From)
	if err != nil {
		return err
	}
	to, err := r.imsPhone(ctx, c.To)
	if err != nil {
		return err
	}
	if from == nil || to == nil {
		return r.failed("call", c.From)
	}
	if c.Waiting != nil {
		if p, err := r.imsPhone(ctx, c.Waiting.From); err != nil {
			return err
		} else if p == nil {
			return r.failed("call", c.Waiting.From)
		}
	}
	index := len(r.truth.Calls)
	speaks := time.Duration(either(c.Seconds, defaultSeconds)) * time.Second
	mine, theirs, err := r.tones(index)
	if err != nil {
		return err
	}
	t := truth.Call{From: r.party(c.From, from), To: r.party(c.To, to), Start: r.now(), Result: "failed", Tones: truth.Tones{From: mine.Hz, To: theirs.Hz}}
	last, err := r.taker(ctx, c, to, &t)
	if err != nil {
		return err
	}
	if last == nil {
		return r.failed("call", c.From)
	}
	middle, over := c.middle()
	defer over()
	from.say(media.Source{Tone: mine, Duration: speaks, Middle: middle})
	last.say(media.Source{Tone: theirs, Duration: speaks, Middle: middle})
	t.Start = r.now()
	step := truth.Step{Kind: "call", Subscriber: c.From, Call: &index, Result: "done", Cell: r.where(c.From), GUTI: r.guti[c.From]}
	r.truth.Calls = append(r.truth.Calls, t) // its place: another call may come during it
	if c.Outcome.answered() {
		err = r.talk(ctx, &t, from, last, func(out, in *imsue.Call) error { defer over(); return r.during(ctx, c, out, in) })
	} else {
		err = r.attempt(ctx, c, &t, from, to, last)
	}
	t.End = r.now()
	r.truth.Calls[index] = t
	if err != nil {
		step.Result = "failed"
	}
	r.did(step, t.Start)
	var refused *imsue.StatusError
	switch {
	case errors.As(err, &refused):
		r.log.Warn("a call was refused", "from", c.From, "to", c.To, "status", refused.Status, "reason", refused.Reason)
	case err != nil:
		return fmt.Errorf("call from %s to %s: %w", c.From, c.To, err)
	}
	return r.drain(ctx)
}

// party is one end of a call: it is called by its number.
func (r *run) party(name string, p *imsPhone) truth.Party {
	sub := r.plan.subscriber(name)
	route, _, _ := r.plan.scenario.imsRoute(sub.Subscriber) // the phone is registered, so there is one
	return truth.Party{Subscriber: name, Identities: []string{ims.TelURI(sub.GPSI), ims.SIPURI(sub.GPSI, r.plan.network(sub.Home).plmn)},
		MSISDN: sub.GPSI, Session: &p.session.index, Route: route}
}

// talk plays a call from the first ring to the end. meanwhile is done when both have begun to speak.
func (r *run) talk(ctx context.Context, t *truth.Call, from, to *imsPhone, meanwhile func(out, in *imsue.Call) error) error {
	out, err := from.Call(ctx, t.To.Identities[0], imsue.CallConfig{})
	if err != nil {
		var refused *imsue.StatusError
		if errors.As(err, &refused) {
			t.Result, t.Status = "rejected", refused.Status
		}
		return err
	}
	return r.converse(ctx, t, out, to.Incoming(), meanwhile)
}

// converse plays a call that was answered to its end. incoming has the other end of it.
func (r *run) converse(ctx context.Context, t *truth.Call, out *imsue.Call, incoming <-chan *imsue.Call, meanwhile func(out, in *imsue.Call) error) error {
	t.Answered, t.Status = out.Times().Answered, 200
	t.CallIDs = []string{out.ID}
	var in *imsue.Call
	select {
	case in = <-incoming:
	case <-ctx.Done():
		return fmt.Errorf("nobody took the call: %w", ctx.Err())
	}
	if in.ID != out.ID {
		t.CallIDs = append(t.CallIDs, in.ID)
	}
	if err := meanwhile(out, in); err != nil {
		return err
	}
	ends := []*imsue.Call{out, in}
	for _, c := range ends {
		s, ok := c.Media().(*media.Session)
		if !ok {
			return errors.New("a call has no media")
		}
		if err := s.Settled(ctx); err != nil {
			return fmt.Errorf("waiting for the end of what is said: %w", err)
		}
	}
	// What was said is delivered before the call ends: the end of a call ends its interception, and a queue must not blur that.
	if err := r.drain(ctx); err != nil {
		return err
	}
	if err := out.Hangup(ctx); err != nil {
		return err
	}
	t.Result = "answered"
	for i, c := range ends {
		select {
		case <-c.Done():
		case <-ctx.Done():
			return fmt.Errorf("a call does not end: %w", ctx.Err())
		}
		rep := c.Media().(*media.Session).Summary()
		if i == 0 {
			t.Codec, t.Protection = rep.Codec.Name, string(rep.Mode)
		}
		if rep.Failure != "" {
			r.log.Warn("media of a call failed", "call", c.ID, "failure", rep.Failure)
		}
		for _, s := range rep.Sent {
			t.Streams = append(t.Streams, stream([]string{"from", "to"}[i], s))
		}
	}
	return nil
}

// stream is what a phone sent.
func stream(sender string, s media.Stream) truth.Stream {
	out := truth.Stream{Sender: sender, SSRC: s.SSRC, Source: s.From, Destination: s.To, PayloadType: s.Codec.PayloadType, Packets: s.Packets}
	for i, f := range s.Frames {
		if i == 0 {
			out.Sequence, out.First = f.Sequence, f.At
		}
		out.Last = f.At
		out.Sums = append(out.Sums, crc32.ChecksumIEEE(f.Payload))
	}
	return out
}
