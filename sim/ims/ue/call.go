package ue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// EmergencyURN is the service URN of emergency calls, RFC 5031.
const EmergencyURN = "urn:service:sos"

// CallWaitingURN says in Alert-Info that the one who is called is in a call already, RFC 7462 clause 5.2.1.
const CallWaitingURN = "urn:alert:service:call-waiting"

// Call is a call of the phone, outgoing or incoming.
type Call struct {
	// ID is the Call-ID. To is the Request-URI of an outgoing call; From and To of an incoming one are the asserted identity of
	// the caller and the identity that was called (P-Called-Party-ID).
	ID, From, To string
	Outgoing     bool

	u     *UE
	ch    *channel
	media ims.MediaSession

	mu        sync.Mutex
	invite    *sip.Client
	localTag  string
	remoteTag string
	local     string // our From or To value without tag
	remote    string // the other's
	target    string
	routes    []string
	cseq      uint32
	confirmed bool
	ended     bool
	started   bool
	answer    []byte // the last description of the other side
	stopAck   func()
	err       error
	times     Times
	waiting   bool

	ringing  chan struct{}
	ringOnce sync.Once
	answered chan struct{}
	done     chan struct{}
}

// Times are those of a call by the phone's clock; zero if it did not come to that.
type Times struct{ Began, Ringing, Answered, Ended time.Time }

// Times returns the times so far.
func (c *Call) Times() Times {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.times
}

// Media is the call's media session, nil before there is one.
func (c *Call) Media() ims.MediaSession {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.media
}

// Ringing is closed when the other phone rings (180, or 183 with media). Answered is closed with the 2xx, Done when the call is over.
func (c *Call) Ringing() <-chan struct{}  { return c.ringing }
func (c *Call) Answered() <-chan struct{} { return c.answered }
func (c *Call) Done() <-chan struct{}     { return c.done }

// Err says why a call is over: nil for a call that was answered and ended with BYE, *StatusError for a refusal.
func (c *Call) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Waiting says that the other side told, when it rang, that it is in a call already.
func (c *Call) Waiting() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.waiting
}

// engaged says whether the phone is in a call that was answered: then it tells the network when another one comes, terminal-based
// communication waiting (TS 24.615 R17 clause 4.2.1).
func (u *UE) engaged() bool {
	u.mu.Lock()
	calls := slices.Collect(maps.Values(u.calls))
	u.mu.Unlock()
	return slices.ContainsFunc(calls, func(c *Call) bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		return c.confirmed && !c.ended
	})
}

func (u *UE) newCall(id string) *Call {
	return &Call{ID: id, u: u, ringing: make(chan struct{}), answered: make(chan struct{}), done: make(chan struct{})}
}

// Call calls and waits until the other side answers. When ctx ends before, the call is cancelled. A refusal is a *StatusError.
func (u *UE) Call(ctx context.Context, to string, cfg CallConfig) (*Call, error) {
	c, err := u.Dial(ctx, to, cfg)
	if err != nil {
		return nil, err
	}
	select {
	case <-c.answered:
		return c, nil
	case <-c.done:
		return nil, c.Err()
	case <-ctx.Done():
		c.Cancel()
		return nil, fmt.Errorf("ims/ue: call: %w", ctx.Err())
	}
}

// Dial begins a call and returns when the INVITE is sent.
func (u *UE) Dial(ctx context.Context, to string, cfg CallConfig) (*Call, error) {
	ch, reg := u.channel()
	if ch == nil {
		return nil, ErrNotRegistered
	}
	c := u.newCall(u.ep.Token() + "@" + u.cfg.Addr.String())
	c.Outgoing, c.ch, c.localTag = true, ch, u.ep.Token()
	c.From, c.To = u.identity(cfg, reg), to
	if cfg.Emergency {
		c.To = EmergencyURN
	}
	c.local, c.remote, c.target = "<"+c.From+">", "<"+c.To+">", c.To
	c.routes = u.routes(reg)
	media, err := u.session(c.ID)
	if err != nil {
		return nil, err
	}
	c.media = media
	offer, err := media.Offer(false)
	if err == nil {
		err = u.keep(c)
	}
	if err != nil {
		c.end(err)
		return nil, err
	}
	m := c.request("INVITE")
	m.Add("Contact", u.contact(ch.at))
	m.Add("Allow", allowed)
	m.Add("Supported", "100rel, timer")
	m.Add("Accept-Contact", `*;+g.3gpp.icsi-ref="urn%3Aurn-7%3A3gpp-service.ims.icsi.mmtel"`)
	m.Add("P-Preferred-Service", "urn:urn-7:3gpp-service.ims.icsi.mmtel")
	if reg != nil {
		m.Add("P-Preferred-Identity", "<"+c.From+">")
	}
	u.addAccessNetwork(m)
	for k, v := range cfg.Headers {
		m.Add(k, v)
	}
	if cfg.Body != nil {
		offer = cfg.Body
	}
	m.SetBody("application/sdp", offer)
	c.mu.Lock()
	c.times.Began = u.cfg.Now()
	c.mu.Unlock()
	if err := c.send(m); err != nil {
		c.end(err)
		return nil, err
	}
	return c, nil
}

const allowed = "INVITE, ACK, BYE, CANCEL, PRACK, UPDATE, MESSAGE, OPTIONS"

func (u *UE) identity(cfg CallConfig, reg *registration) string {
	switch {
	case cfg.From != "":
		return cfg.From
	case reg != nil && len(reg.Associated) > 0:
		return reg.Associated[0]
	case u.cfg.IMPU != "" && !u.cfg.Emergency:
		return u.cfg.IMPU
	}
	return "sip:anonymous@anonymous.invalid"
}

// routes are the preloaded routes: the P-CSCF, then the Service-Route (RFC 3608).
func (u *UE) routes(reg *registration) []string {
	if reg == nil {
		if u.cfg.NoRoute {
			return nil
		}
		return []string{"<sip:" + u.cfg.PCSCF.String() + ";lr>"}
	}
	return append([]string{"<sip:" + reg.ch.out.Remote().String() + ";lr>"}, reg.ServiceRoute...)
}

func (u *UE) keep(c *Call) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.closed {
		return ErrClosed
	}
	if len(u.calls) >= maxCalls {
		return errors.New("ims/ue: too many calls")
	}
	u.calls[c.ID] = c
	return nil
}

func (u *UE) session(call string) (ims.MediaSession, error) {
	if u.cfg.Media == nil {
		return noMedia{u.cfg.Addr.String()}, nil
	}
	return u.cfg.Media.Session(u.ctx, call)
}

// request makes a request of the call's dialog.
func (c *Call) request(method string) *sip.Message {
	m := &sip.Message{Method: method, URI: c.target}
	for _, r := range c.routes {
		m.Add("Route", r)
	}
	m.Add("Max-Forwards", "70")
	m.Add("From", c.local+";tag="+c.localTag)
	to := c.remote
	if c.remoteTag != "" {
		to += ";tag=" + c.remoteTag
	}
	m.Add("To", to)
	m.Add("Call-ID", c.ID)
	if method != "ACK" {
		c.cseq++
	}
	m.Add("CSeq", strconv.Itoa(int(c.cseq))+" "+method)
	return m
}

// send sends the first INVITE.
func (c *Call) send(m *sip.Message) error {
	responses := make(chan *sip.Response, 32)
	failed := make(chan error, 1)
	tx, err := c.u.ep.Request(m, c.way().out, func(r *sip.Response, err error) {
		if err != nil {
			failed <- err
			return
		}
		select {
		case responses <- r:
		case <-c.done:
			c.late(r)
		default:
		}
	})
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.invite = tx
	c.mu.Unlock()
	started := c.u.spawn(func() {
		for {
			select {
			case r := <-responses:
				c.response(m, r)
			case err := <-failed:
				if errors.Is(err, sip.ErrTimeout) {
					err = &StatusError{"INVITE", 408, "no answer"}
				}
				c.end(err)
			case <-c.done:
				return
			}
		}
	})
	if !started {
		return ErrClosed
	}
	return nil
}

// late acknowledges a 2xx of a call that is over, and ends the other side.
func (c *Call) late(r *sip.Response) {
	if r.Status < 200 || r.Status > 299 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.confirmed {
		return
	}
	c.confirmed = true
	c.dialog(r.Message)
	if _, err := c.u.ep.Send(c.ackFor(r.Message), c.way().out); err == nil {
		_, _ = c.u.ep.Request(c.request("BYE"), c.way().out, func(*sip.Response, error) {})
	}
}

// dialog takes the other end's tag, target and route set, RFC 3261 clause 12.1.2.
func (c *Call) dialog(m *sip.Message) {
	if t := m.Tag("To"); t != "" {
		c.remoteTag = t
	}
	if t := sip.URI(m.Get("Contact")); t != "" {
		c.target = t
	}
	rr := m.List("Record-Route")
	if len(rr) > 0 {
		c.routes = c.routes[:0:0]
		for i := len(rr) - 1; i >= 0; i-- {
			c.routes = append(c.routes, rr[i])
		}
	}
}

// ackFor makes the ACK of a 2xx.
func (c *Call) ackFor(m *sip.Message) *sip.Message {
	n, _ := m.CSeq()
	a := c.request("ACK")
	a.Set("CSeq", strconv.Itoa(int(n))+" ACK")
	return a
}

// response takes a response to the first INVITE.
func (c *Call) response(invite *sip.Message, r *sip.Response) {
	body := ims.SessionDescription(r.Message)
	switch {
	case r.Status < 200:
		c.mu.Lock()
		c.dialog(r.Message)
		if r.Status == 180 && c.times.Ringing.IsZero() {
			c.times.Ringing = c.u.cfg.Now()
		}
		if r.Status == 180 && slices.ContainsFunc(r.List("Alert-Info"), func(v string) bool { return strings.EqualFold(sip.URI(v), CallWaitingURN) }) {
			c.waiting = true
		}
		if seq := r.Get("RSeq"); seq != "" && strings.Contains(strings.ToLower(r.Get("Require")), "100rel") {
			n, _ := invite.CSeq()
			p := c.request("PRACK")
			p.Add("RAck", seq+" "+strconv.Itoa(int(n))+" INVITE")
			_, _ = c.u.ep.Request(p, c.way().out, func(*sip.Response, error) {})
		}
		c.mu.Unlock()
		if body != nil {
			c.take(body)
		}
		if r.Status == 180 || body != nil {
			c.ringOnce.Do(func() { close(c.ringing) })
		}
	case r.Status < 300:
		c.mu.Lock()
		c.dialog(r.Message)
		ack := c.ackFor(r.Message)
		again := c.confirmed
		c.confirmed = true
		if !again {
			c.times.Answered = c.u.cfg.Now()
		}
		c.mu.Unlock()
		if _, err := c.u.ep.Send(ack, c.way().out); err != nil {
			c.u.cfg.Log.Debug("ims/ue: ACK", "err", err)
		}
		if again {
			return
		}
		if err := c.take(body); err != nil {
			// The other side answered what cannot be: nothing is left but to end the call.
			c.u.spawn(func() { _ = c.Hangup(c.u.ctx) })
			return
		}
		close(c.answered)
	default:
		c.end(&StatusError{"INVITE", r.Status, r.Reason})
	}
}

// take takes the answer to our offer.
func (c *Call) take(body []byte) error {
	c.mu.Lock()
	if body == nil || c.answer != nil && bytes.Equal(body, c.answer) {
		c.mu.Unlock()
		return nil
	}
	c.answer = body
	c.mu.Unlock()
	if err := c.media.Accept(body); err != nil {
		c.u.cfg.Log.Debug("ims/ue: answer refused", "call", c.ID, "err", err)
		return err
	}
	return c.start()
}

func (c *Call) start() error {
	c.mu.Lock()
	first := !c.started && !c.ended
	c.started = true
	c.mu.Unlock()
	if !first {
		return nil
	}
	return c.media.Start(c.u.ctx)
}

// Cancel gives a call up that is not answered yet. Done is closed when the network has confirmed it.
func (c *Call) Cancel() {
	c.mu.Lock()
	tx := c.invite
	c.mu.Unlock()
	if tx != nil {
		tx.Cancel()
	}
}

// end is the end of the call at this phone.
func (c *Call) end(err error) {
	c.mu.Lock()
	if c.ended {
		c.mu.Unlock()
		return
	}
	c.ended, c.err = true, err
	c.times.Ended = c.u.cfg.Now()
	stop, media := c.stopAck, c.media
	c.mu.Unlock()
	if stop != nil {
		stop()
	}
	c.u.mu.Lock()
	delete(c.u.calls, c.ID)
	c.u.mu.Unlock()
	if media != nil {
		if e := media.Stop(); e != nil {
			c.u.cfg.Log.Debug("ims/ue: media", "call", c.ID, "err", e)
		}
	}
	close(c.done)
}
