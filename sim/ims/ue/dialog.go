package ue

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"time"

	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// ErrCallOver says that the call is over, or not answered yet.
var ErrCallOver = errors.New("ims/ue: the call is over or not answered")

// Hangup ends an answered call with BYE and waits for the answer. A call that is not answered is cancelled.
func (c *Call) Hangup(ctx context.Context) error {
	c.mu.Lock()
	switch {
	case c.ended:
		c.mu.Unlock()
		return ErrCallOver
	case !c.confirmed:
		c.mu.Unlock()
		if !c.Outgoing {
			return ErrCallOver
		}
		c.Cancel()
		select {
		case <-c.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		return nil
	}
	m := c.request("BYE")
	c.mu.Unlock()
	c.u.addAccessNetwork(m)
	_, err := c.u.do(ctx, m, c.way().out)
	c.end(nil)
	return err
}

// Hold puts the other side on hold, Resume takes it back (TS 24.610 R17 clause 4.5.2.1).
func (c *Call) Hold(ctx context.Context) error   { return c.reinvite(ctx, true) }
func (c *Call) Resume(ctx context.Context) error { return c.reinvite(ctx, false) }

func (c *Call) reinvite(ctx context.Context, hold bool) error {
	offer, err := c.media.Offer(hold)
	if err != nil {
		return err
	}
	c.mu.Lock()
	if c.ended || !c.confirmed {
		c.mu.Unlock()
		return ErrCallOver
	}
	m := c.request("INVITE")
	n := c.cseq
	c.mu.Unlock()
	m.Add("Contact", c.u.contact(c.ch.at))
	m.Add("Allow", allowed)
	c.u.addAccessNetwork(m)
	m.SetBody("application/sdp", offer)
	r, err := c.u.do(ctx, m, c.way().out)
	if err != nil {
		return err
	}
	if r.Status >= 300 {
		return &StatusError{"INVITE", r.Status, r.Reason}
	}
	c.mu.Lock()
	if t := sip.URI(r.Get("Contact")); t != "" {
		c.target = t
	}
	a := c.request("ACK")
	a.Set("CSeq", strconv.Itoa(int(n))+" ACK")
	c.mu.Unlock()
	if _, err := c.u.ep.Send(a, c.way().out); err != nil {
		return err
	}
	body := ims.SessionDescription(r.Message)
	if body == nil {
		return fmt.Errorf("ims/ue: re-INVITE was answered without a session description")
	}
	c.mu.Lock()
	c.answer = body
	c.mu.Unlock()
	return c.media.Accept(body)
}

// handle takes requests. It is called by the reader of a socket.
func (u *UE) handle(t *sip.Transaction) {
	m := t.Request
	u.mu.Lock()
	c := u.calls[m.CallID()]
	u.mu.Unlock()
	if m.Tag("To") != "" {
		if c == nil || !c.mine(m) {
			if m.Method != "ACK" {
				t.Reply(481)
			}
			return
		}
		c.inDialog(t)
		return
	}
	switch m.Method {
	case "INVITE":
		if c != nil {
			t.Reply(482)
			return
		}
		if !u.spawn(func() { u.invited(t) }) {
			t.Reply(503)
		}
	case "MESSAGE":
		if !u.spawn(func() { u.messaged(t) }) {
			t.Reply(503)
		}
	case "OPTIONS":
		r := t.Response(200, "", "")
		r.Add("Allow", allowed)
		_, _ = t.Respond(r)
	case "ACK":
	case "BYE", "PRACK", "UPDATE":
		t.Reply(481)
	default:
		r := t.Response(405, "", "")
		r.Add("Allow", allowed)
		_, _ = t.Respond(r)
	}
}

// mine says whether a request belongs to the dialog: both tags fit.
func (c *Call) mine(m *sip.Message) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return m.Tag("To") == c.localTag && (c.remoteTag == "" || m.Tag("From") == c.remoteTag)
}

func (c *Call) inDialog(t *sip.Transaction) {
	switch t.Request.Method {
	case "ACK":
		c.mu.Lock()
		stop := c.stopAck
		c.stopAck = nil
		c.mu.Unlock()
		if stop != nil {
			stop()
		}
	case "BYE":
		t.Reply(200)
		c.u.spawn(func() { c.end(nil) })
	case "INVITE", "UPDATE":
		if !c.u.spawn(func() { c.offered(t) }) {
			t.Reply(503)
		}
	case "PRACK", "OPTIONS":
		t.Reply(200)
	default:
		t.Reply(405)
	}
}

// offered answers a re-INVITE or UPDATE.
func (c *Call) offered(t *sip.Transaction) {
	body := ims.SessionDescription(t.Request)
	res := t.Response(200, "", c.localTag)
	res.Add("Contact", c.u.contact(c.ch.at))
	if body != nil {
		c.mu.Lock()
		if u := sip.URI(t.Request.Get("Contact")); u != "" {
			c.target = u
		}
		c.mu.Unlock()
		answer, err := c.media.Answer(body)
		if err != nil {
			t.Reply(488)
			return
		}
		res.SetBody("application/sdp", answer)
	} else if t.Request.Method == "INVITE" {
		// An INVITE without an offer wants one in the 200; the phone offers what holds.
		offer, err := c.media.Offer(false)
		if err != nil {
			t.Reply(488)
			return
		}
		res.SetBody("application/sdp", offer)
	}
	if t.Request.Method == "INVITE" {
		c.respondUntilAck(t, res)
		return
	}
	_, _ = t.Respond(res)
}

// respondUntilAck repeats a 2xx until it is acknowledged, RFC 3261 clause 13.3.1.4. Without an ACK the call ends.
func (c *Call) respondUntilAck(t *sip.Transaction, res *sip.Message) {
	timers := c.u.ep.Timers()
	var again func(interval, left time.Duration)
	again = func(interval, left time.Duration) {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.ended {
			return
		}
		c.stopAck = c.u.ep.After(interval, func() {
			if left <= 0 {
				c.u.spawn(func() { _ = c.Hangup(c.u.ctx) })
				return
			}
			c.mu.Lock()
			waits := c.stopAck != nil
			c.mu.Unlock()
			if !waits {
				return
			}
			_, _ = t.Respond(res)
			again(min(2*interval, timers.T2), left-interval)
		})
	}
	again(timers.T1, 64*timers.T1)
	_, _ = t.Respond(res)
}

// SendMessage sends a SIP MESSAGE (RFC 3428) and waits for the final answer. It returns the status.
func (u *UE) SendMessage(ctx context.Context, m Message) (int, error) {
	ch, reg := u.channel()
	if ch == nil || reg == nil {
		return 0, ErrNotRegistered
	}
	from := m.From
	if from == "" {
		from = u.identity(CallConfig{}, reg)
	}
	r := &sip.Message{Method: "MESSAGE", URI: m.To}
	for _, x := range u.routes(reg) {
		r.Add("Route", x)
	}
	r.Add("Max-Forwards", "70")
	r.Add("From", "<"+from+">;tag="+u.ep.Token())
	r.Add("To", "<"+m.To+">")
	id := m.CallID
	if id == "" {
		id = u.ep.Token() + "@" + u.cfg.Addr.String()
	}
	r.Add("Call-ID", id)
	r.Add("CSeq", "1 MESSAGE")
	r.Add("P-Preferred-Identity", "<"+from+">")
	if m.InReplyTo != "" {
		r.Add("In-Reply-To", m.InReplyTo)
	}
	u.addAccessNetwork(r)
	r.SetBody(m.ContentType, m.Body)
	res, err := u.do(ctx, r, ch.out)
	if err != nil {
		return 0, err
	}
	return res.Status, nil
}

func (u *UE) messaged(t *sip.Transaction) {
	if u.cfg.OnMessage == nil {
		t.Reply(405)
		return
	}
	m := t.Request
	status := u.cfg.OnMessage(Message{
		From: ims.Origin(m), To: m.URI, ContentType: m.Get("Content-Type"), Body: m.Body, InReplyTo: m.Get("In-Reply-To"), CallID: m.CallID(),
	})
	t.Reply(status)
}

// noMedia describes media that nobody makes.
type noMedia struct{ addr string }

func (n noMedia) sdp(direction string) []byte {
	family := "IP4"
	if a, err := netip.ParseAddr(n.addr); err == nil && a.Is6() {
		family = "IP6"
	}
	return []byte("v=0\r\no=- 1 1 IN " + family + " " + n.addr + "\r\ns=-\r\nc=IN " + family + " " + n.addr +
		"\r\nt=0 0\r\nm=audio 49152 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\na=" + direction + "\r\n")
}

func (n noMedia) Offer(hold bool) ([]byte, error) {
	if hold {
		return n.sdp("sendonly"), nil
	}
	return n.sdp("sendrecv"), nil
}
func (n noMedia) Answer([]byte) ([]byte, error) { return n.sdp("sendrecv"), nil }
func (noMedia) Accept([]byte) error             { return nil }
func (noMedia) Start(context.Context) error     { return nil }
func (noMedia) Stop() error                     { return nil }
func (noMedia) Report() any                     { return nil }
