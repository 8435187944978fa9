package sip

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"
	"sync"
)

// Hooks let a proxy look at what it forwards and change it. Any may be nil. They must not wait.
type Hooks struct {
	// Sent is told of the request as it went out.
	Sent func(c *Client)
	// Response is given each response but 100: as it came, and as it will go on, which may be changed. It returns false to
	// keep the response back; then whoever kept it answers the transaction.
	Response func(r *Response, m *Message) bool
	// Passed is told of a response as it went on.
	Passed func(m *Message, octets []byte)
	// Cancel is told of a CANCEL as it came, Cancelled of the one that went on.
	Cancel    func(t *Transaction)
	Cancelled func(m *Message, octets []byte)
	// Failed is asked when there is no answer. It returns false if it takes care of the transaction itself.
	Failed func(error) bool
}

// TrimForwards counts Max-Forwards down, RFC 3261 clause 16.6 item 3. It says false if there is none left.
func TrimForwards(m *Message) bool {
	v := m.Get("Max-Forwards")
	if v == "" {
		m.Add("Max-Forwards", "70")
		return true
	}
	n, err := strconv.ParseUint(v, 10, 8)
	if err != nil || n == 0 {
		return false
	}
	m.Set("Max-Forwards", strconv.Itoa(int(n)-1))
	return true
}

// Forward sends a request on as a stateful proxy, RFC 3261 clause 16. m is the request as it goes out, without the Via of this
// proxy; routes are done. An ACK goes without a transaction. The result is nil if it went nowhere, or was an ACK.
func (e *Endpoint) Forward(t *Transaction, m *Message, f Flow, h Hooks) *Client {
	if !TrimForwards(m) {
		t.Reply(483)
		return nil
	}
	if m.Method == "ACK" {
		if _, err := e.Send(m, f); err != nil {
			e.cfg.Log.Debug("sip: ACK not forwarded", "endpoint", e.cfg.Name, "err", err)
		}
		return nil
	}
	if t.Cancelled() {
		t.Reply(487)
		return nil
	}
	c, err := e.Request(m, f, func(r *Response, err error) {
		if err != nil {
			if h.Failed == nil || h.Failed(err) {
				t.Reply(failure(err))
			}
			return
		}
		if r.Status == 100 {
			return
		}
		up := r.Message.Clone()
		up.Pop("Via")
		if h.Response != nil && !h.Response(r, up) {
			return
		}
		octets, err := t.Respond(up)
		if err == nil && h.Passed != nil {
			h.Passed(up, octets)
		}
	})
	if err != nil {
		if h.Failed == nil || h.Failed(err) {
			t.Reply(failure(err))
		}
		return nil
	}
	if h.Sent != nil {
		h.Sent(c)
	}
	if m.Method == "INVITE" {
		c.mu.Lock()
		c.onCancel = h.Cancelled
		c.mu.Unlock()
		t.OnCancel(func(x *Transaction) {
			if h.Cancel != nil {
				h.Cancel(x)
			}
			c.Cancel()
		})
	}
	return c
}

func failure(err error) int {
	switch {
	case errors.Is(err, ErrTimeout):
		return 408
	case errors.Is(err, ErrTooLong):
		return 513
	}
	return 503
}

// Directory is what the functions of an operator know of each other's addresses: DNS for one network.
type Directory struct {
	mu    sync.RWMutex
	names map[string]netip.AddrPort
}

// Add makes a name known.
func (d *Directory) Add(name string, at netip.AddrPort) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.names == nil {
		d.names = map[string]netip.AddrPort{}
	}
	d.names[strings.ToLower(name)] = at
}

// Resolve finds where the host of a URI is. A literal address is itself.
func (d *Directory) Resolve(uri string) (netip.AddrPort, bool) {
	host, port := HostPort(uri)
	if a, err := netip.ParseAddr(host); err == nil {
		if port == 0 {
			port = 5060
		}
		return netip.AddrPortFrom(a, port), true
	}
	d.mu.RLock()
	defer d.mu.RUnlock()
	at, ok := d.names[strings.ToLower(host)]
	return at, ok
}

// NextURI is where a request goes: the first Route, or the Request-URI.
func NextURI(m *Message) string {
	if r := m.Get("Route"); r != "" {
		return URI(r)
	}
	return m.URI
}
