package sip

import (
	"errors"
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Response is a response that a client transaction got.
type Response struct {
	*Message
	// Octets are as they came, Flow is where they came from.
	Octets []byte
	Flow   Flow
	At     time.Time
}

// ErrTimeout says that nobody answered a request in time (timers B, C and F).
var ErrTimeout = errors.New("sip: no answer")

// Client is a client transaction, RFC 3261 clause 17.1 with RFC 6026.
type Client struct {
	// Request is what was sent, with the Via of this transaction; Octets are as sent, Flow is where to.
	Request *Message
	Octets  []byte
	Flow    Flow

	ep  *Endpoint
	key string
	on  func(*Response, error)

	mu          sync.Mutex
	provisional bool
	final       int
	failed      bool
	wantCancel  bool
	ack         []byte
	stop        func() // of the retransmission
	stopTimeout func()
	// onCancel is told of the CANCEL as it went out.
	onCancel func(m *Message, octets []byte)
}

// Request sends a request in a new transaction. The message gets a Via and belongs to the transaction from then on. on is called
// for every response, and once with an error if there is no final one; it is called by the goroutine that reads the socket and
// must not wait. A 2xx to INVITE may come more than once; the caller acknowledges it with Send.
func (e *Endpoint) Request(m *Message, f Flow, on func(*Response, error)) (*Client, error) {
	if !f.Valid() {
		return nil, errors.New("sip: no flow")
	}
	c := &Client{Request: m, Flow: f, ep: e, on: on}
	branch := "z9hG4bK" + e.Token()
	c.key = branch + "|" + m.Method
	e.addVia(m, f, branch)
	c.Octets = m.Octets()
	if len(c.Octets) > MaxMessage {
		return nil, fmt.Errorf("%w: %d octets to send", ErrTooLong, len(c.Octets))
	}
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return nil, ErrEndpointClosed
	}
	if len(e.clients) >= e.cfg.MaxTransactions {
		e.mu.Unlock()
		e.stats.refused.Add(1)
		return nil, fmt.Errorf("%w: too many transactions", ErrTooLong)
	}
	e.clients[c.key] = c
	e.mu.Unlock()
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := f.write(c.Octets); err != nil {
		e.stats.errors.Add(1)
		e.forgetClient(c)
		return nil, fmt.Errorf("sip: %s: %w", e.cfg.Name, err)
	}
	e.stats.sent.Add(1)
	t := e.cfg.Timers
	if f.s.conn == nil {
		c.retransmit(t.T1)
	}
	c.stopTimeout = e.After(64*t.T1, func() { c.timeout() })
	return c, nil
}

// addVia puts the Via of a transaction on top. Its sent-by is the local address of the flow, or the one that the socket
// was told with SentBy.
func (e *Endpoint) addVia(m *Message, f Flow, branch string) {
	m.Prepend("Via", "SIP/2.0/"+strings.ToUpper(f.s.network)+" "+hostText(f.sentBy())+";branch="+branch)
}

func (f Flow) sentBy() netip.AddrPort { return f.s.sentByAddr() }

// Send sends a request without a transaction: an ACK to a 2xx. The message gets a Via. It returns the octets.
func (e *Endpoint) Send(m *Message, f Flow) ([]byte, error) {
	if !f.Valid() {
		return nil, errors.New("sip: no flow")
	}
	e.addVia(m, f, "z9hG4bK"+e.Token())
	return e.send(m, f)
}

// retransmit is timer A or E. The transaction is locked.
func (c *Client) retransmit(interval time.Duration) {
	c.stop = c.ep.After(interval, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		if c.final != 0 || c.failed || (c.provisional && c.Request.Method == "INVITE") {
			return
		}
		c.ep.resend(c.Octets, c.Flow)
		next := 2 * interval
		if c.Request.Method != "INVITE" {
			next = min(next, c.ep.cfg.Timers.T2)
			if c.provisional {
				next = c.ep.cfg.Timers.T2
			}
		}
		c.retransmit(next)
	})
}

func (c *Client) timeout() {
	c.ep.forgetClient(c)
	c.fail(ErrTimeout)
}

// fail tells the owner that there is no answer.
func (c *Client) fail(err error) {
	c.mu.Lock()
	if c.final != 0 || c.failed {
		c.mu.Unlock()
		return
	}
	c.failed = true
	c.stopTimers()
	c.mu.Unlock()
	c.on(nil, err)
}

func (c *Client) stopTimers() {
	for _, stop := range []func(){c.stop, c.stopTimeout} {
		if stop != nil {
			stop()
		}
	}
	c.stop, c.stopTimeout = nil, nil
}

func (e *Endpoint) forgetClient(c *Client) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.clients[c.key] == c {
		delete(e.clients, c.key)
	}
}

// response finds the transaction of a response.
func (e *Endpoint) response(m *Message, octets []byte, f Flow, top via) {
	_, method := m.CSeq()
	e.mu.Lock()
	c := e.clients[top.branch()+"|"+method]
	e.mu.Unlock()
	if c == nil || m.CallID() != c.Request.CallID() {
		e.stats.unmatched.Add(1)
		return
	}
	c.take(&Response{Message: m, Octets: octets, Flow: f, At: e.cfg.Now()})
}

func (c *Client) take(r *Response) {
	invite := c.Request.Method == "INVITE"
	c.mu.Lock()
	switch {
	case c.failed:
		c.mu.Unlock()
		return
	case r.Status < 200:
		if c.final != 0 {
			c.mu.Unlock()
			return
		}
		first := !c.provisional
		c.provisional = true
		if invite {
			// Timer B has done its duty, timer C begins; RFC 3261 clause 16.7 item 2 starts it again.
			c.stopTimers()
			c.stopTimeout = c.ep.After(c.ep.cfg.Timers.C, func() { c.Cancel(); c.timeout() })
		}
		cancel := first && c.wantCancel
		c.mu.Unlock()
		if cancel {
			c.sendCancel()
		}
	case c.final != 0:
		// A repeated final response: acknowledge again, pass on another 2xx to INVITE.
		ack := c.ack
		again := invite && c.final < 300 && r.Status < 300
		c.mu.Unlock()
		if ack != nil && r.Status >= 300 {
			c.ep.resend(ack, c.Flow)
		}
		if !again {
			return
		}
	default:
		c.final = r.Status
		c.stopTimers()
		life := c.ep.cfg.Timers.T4
		if invite {
			life = 64 * c.ep.cfg.Timers.T1
		}
		if invite && r.Status >= 300 {
			a := c.hopAck(r.Message)
			c.ack = a.Octets()
			if c.Flow.write(c.ack) == nil {
				c.ep.stats.sent.Add(1)
			}
		}
		c.mu.Unlock()
		if c.Flow.s.conn != nil && !invite {
			c.ep.forgetClient(c)
		} else {
			c.ep.After(life, func() { c.ep.forgetClient(c) })
		}
	}
	c.on(r, nil)
}

// hopAck is the ACK of a final response other than 2xx, RFC 3261 clause 17.1.1.3.
func (c *Client) hopAck(r *Message) *Message {
	a := c.derived("ACK")
	a.Set("To", r.Get("To"))
	return a
}

// derived makes an ACK or CANCEL of the request.
func (c *Client) derived(method string) *Message {
	m := &Message{Method: method, URI: c.Request.URI}
	n, _ := c.Request.CSeq()
	m.Add("Via", c.Request.Get("Via"))
	for _, r := range c.Request.All("Route") {
		m.Add("Route", r)
	}
	m.Add("Max-Forwards", "70")
	for _, h := range []string{"From", "To", "Call-ID"} {
		m.Add(h, c.Request.Get(h))
	}
	m.Add("CSeq", strconv.Itoa(int(n))+" "+method)
	return m
}

// Cancel asks the other side to give up an INVITE, RFC 3261 clause 9.1: at once if it has answered provisionally, otherwise
// when it does.
func (c *Client) Cancel() {
	c.mu.Lock()
	if c.final != 0 || c.failed || c.wantCancel || c.Request.Method != "INVITE" {
		c.mu.Unlock()
		return
	}
	c.wantCancel = true
	now := c.provisional
	c.mu.Unlock()
	if now {
		c.sendCancel()
	}
}

func (c *Client) sendCancel() {
	m := c.derived("CANCEL")
	top, _ := parseVia(m.Get("Via"))
	x := &Client{Request: m, Flow: c.Flow, ep: c.ep, key: top.branch() + "|CANCEL", on: func(*Response, error) {}}
	x.Octets = m.Octets()
	e := c.ep
	e.mu.Lock()
	if e.closed || e.clients[x.key] != nil {
		e.mu.Unlock()
		return
	}
	e.clients[x.key] = x
	e.mu.Unlock()
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.Flow.write(x.Octets) == nil {
		e.stats.sent.Add(1)
		if c.onCancel != nil {
			c.onCancel(m, x.Octets)
		}
	}
	if x.Flow.s.conn == nil {
		x.retransmit(e.cfg.Timers.T1)
	}
	x.stopTimeout = e.After(64*e.cfg.Timers.T1, func() { x.timeout() })
	// RFC 3261 clause 9.1: without a 487 the INVITE ends all the same.
	e.After(64*e.cfg.Timers.T1, func() { c.timeout() })
}

func addrPort(a netip.AddrPort, port uint16) netip.AddrPort {
	return netip.AddrPortFrom(a.Addr(), port)
}
