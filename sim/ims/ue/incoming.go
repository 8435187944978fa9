package ue

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"sync"

	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// Incoming is a call that rings at the phone. Its methods are for Config.Accept, which runs in a goroutine of its own.
type Incoming struct {
	*Call
	// Emergency says that it went to an emergency service.
	Emergency bool
	// Diverted are the URIs of Diversion or History-Info, the last first.
	Diverted []string

	t         *sip.Transaction
	cancelled chan struct{}
	once      sync.Once
	described []byte
	rseq      int
}

// invited is a first INVITE.
func (u *UE) invited(t *sip.Transaction) {
	m := t.Request
	ch, _ := u.channel()
	if ch == nil {
		t.Reply(480)
		return
	}
	c := u.newCall(m.CallID())
	c.ch, c.localTag, c.remoteTag = ch, u.ep.Token(), m.Tag("From")
	c.From, c.To = ims.Origin(m), m.URI
	if v := sip.URI(m.Get("P-Called-Party-ID")); v != "" {
		c.To = v
	}
	c.local, c.remote = bare(m.Get("To")), bare(m.Get("From"))
	c.target = sip.URI(m.Get("Contact"))
	c.routes = m.List("Record-Route")
	c.times.Began = u.cfg.Now()
	in := &Incoming{Call: c, Emergency: strings.HasPrefix(strings.ToLower(m.URI), EmergencyURN), t: t, cancelled: make(chan struct{})}
	for _, v := range m.List("Diversion") {
		in.Diverted = append(in.Diverted, sip.URI(v))
	}
	if c.target == "" {
		t.Reply(400)
		return
	}
	if err := u.keep(c); err != nil {
		t.Reply(486)
		return
	}
	t.OnCancel(func(*sip.Transaction) {
		in.once.Do(func() { close(in.cancelled) })
		r := t.Response(487, "", c.localTag)
		_, _ = t.Respond(r)
		u.spawn(func() { c.end(&StatusError{"INVITE", 487, "cancelled"}) })
	})
	accept := u.cfg.Accept
	if accept == nil {
		accept = func(in *Incoming) {
			in.Ring()
			_ = in.Answer()
		}
	}
	accept(in)
}

// bare is a name-addr without its tag.
func bare(v string) string { return "<" + sip.URI(v) + ">" }

// Cancelled is closed when the caller gave up.
func (in *Incoming) Cancelled() <-chan struct{} { return in.cancelled }

// Ring says that the phone rings (180).
func (in *Incoming) Ring() {
	in.provisional(180, nil)
	in.ringOnce.Do(func() { close(in.ringing) })
}

// Progress begins media before the answer (183 with a session description), reliably if the caller can (RFC 3262).
func (in *Incoming) Progress() error {
	answer, err := in.describe()
	if err != nil {
		return err
	}
	in.provisional(183, answer)
	return in.start()
}

func (in *Incoming) provisional(status int, body []byte) {
	in.mu.Lock()
	if in.ended {
		in.mu.Unlock()
		return
	}
	if status == 180 {
		in.times.Ringing = in.u.cfg.Now()
	}
	in.mu.Unlock()
	r := in.t.Response(status, "", in.localTag)
	r.Add("Contact", in.u.contact(in.ch.at))
	if status == 180 && in.u.engaged() {
		r.Add("Alert-Info", "<"+CallWaitingURN+">")
	}
	if body != nil {
		if strings.Contains(strings.ToLower(strings.Join(in.t.Request.All("Supported"), ",")), "100rel") {
			in.rseq++
			r.Add("Require", "100rel")
			r.Add("RSeq", strconv.Itoa(in.rseq))
		}
		r.SetBody("application/sdp", body)
	}
	_, _ = in.t.Respond(r)
}

// describe answers the caller's offer, or makes one if there is none, once.
func (in *Incoming) describe() ([]byte, error) {
	if in.described != nil {
		return in.described, nil
	}
	var err error
	if in.media == nil {
		media, err := in.u.session(in.ID)
		if err != nil {
			in.Reject(500)
			return nil, err
		}
		in.mu.Lock()
		in.media = media
		over := in.ended
		in.mu.Unlock()
		if over {
			return nil, errors.Join(ErrCallOver, media.Stop())
		}
	}
	if offer := ims.SessionDescription(in.t.Request); offer != nil {
		in.described, err = in.media.Answer(offer)
	} else {
		in.described, err = in.media.Offer(false)
	}
	if err != nil {
		in.Reject(488)
	}
	return in.described, err
}

// Answer answers the call.
func (in *Incoming) Answer() error {
	answer, err := in.describe()
	if err != nil {
		return err
	}
	in.mu.Lock()
	if in.ended || in.t.Cancelled() {
		in.mu.Unlock()
		return ErrCallOver
	}
	in.confirmed = true
	in.times.Answered = in.u.cfg.Now()
	in.mu.Unlock()
	r := in.t.Response(200, "", in.localTag)
	r.Add("Contact", in.u.contact(in.ch.at))
	r.Add("Allow", allowed)
	in.u.addAccessNetwork(r)
	r.SetBody("application/sdp", answer)
	if err := in.start(); err != nil {
		in.Reject(500)
		return err
	}
	in.respondUntilAck(in.t, r)
	close(in.answered)
	select {
	case in.u.incoming <- in.Call:
	default:
	}
	return nil
}

// Reject refuses the call: 486 is busy, 603 declined.
func (in *Incoming) Reject(status int) {
	_, _ = in.t.Respond(in.t.Response(status, "", in.localTag))
	in.end(&StatusError{"INVITE", status, sip.ReasonPhrase(status)})
}

// Wait waits for the end of the call, for scripts of Accept.
func (in *Incoming) Wait(ctx context.Context) error {
	select {
	case <-in.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
