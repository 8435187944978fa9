package sip

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Transaction is a server transaction, RFC 3261 clause 17.2 with RFC 6026, or an ACK to a 2xx, which has none.
type Transaction struct {
	// Request must not be changed; Clone it. Octets are as they came. Flow is where it came from and At when.
	Request *Message
	Octets  []byte
	Flow    Flow
	At      time.Time

	ep  *Endpoint
	key string
	// reply is where responses go, RFC 3261 clause 18.2.2.
	reply Flow

	mu        sync.Mutex
	last      []byte // the response that answers retransmissions
	final     int
	acked     bool
	onCancel  func(*Transaction)
	cancelled *Transaction
	stop      func()
}

// OnCancel is called once when a CANCEL arrives for the INVITE, at once if it has arrived. The CANCEL is answered already.
func (t *Transaction) OnCancel(f func(cancel *Transaction)) {
	t.mu.Lock()
	late := t.cancelled
	if t.final != 0 {
		late = nil
	}
	t.onCancel = f
	t.mu.Unlock()
	if late != nil {
		f(late)
	}
}

// Cancelled says whether a CANCEL has arrived.
func (t *Transaction) Cancelled() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.cancelled != nil
}

// Response makes a response to the request. tag is the To tag unless the request has one; empty draws one for
// everything but 100.
func (t *Transaction) Response(status int, reason, tag string) *Message {
	return NewResponse(t.ep, t.Request, status, reason, tag)
}

// NewResponse makes a response to a request, RFC 3261 clause 8.2.6.
func NewResponse(e *Endpoint, req *Message, status int, reason, tag string) *Message {
	if reason == "" {
		reason = ReasonPhrase(status)
	}
	m := &Message{Status: status, Reason: reason}
	for _, h := range req.Headers {
		switch {
		case same(h.Name, "Via"), same(h.Name, "From"), same(h.Name, "Call-ID"), same(h.Name, "CSeq"):
			m.Headers = append(m.Headers, h)
		case same(h.Name, "To"):
			if status != 100 && !HasParam(h.Value, "tag") {
				if tag == "" {
					tag = e.Token()
				}
				h.Value += ";tag=" + tag
			}
			m.Headers = append(m.Headers, h)
		case same(h.Name, "Record-Route") && req.Method != "REGISTER" && status > 100 && status < 300:
			m.Headers = append(m.Headers, h)
		}
	}
	return m
}

// Reply responds with a status and nothing more.
func (t *Transaction) Reply(status int) {
	_, _ = t.Respond(t.Response(status, "", ""))
}

// ErrAnswered says that a transaction has had its final response.
var ErrAnswered = errors.New("sip: transaction is answered")

// Respond sends a response and returns its octets. After a final one only a further 2xx to INVITE goes out.
func (t *Transaction) Respond(m *Message) ([]byte, error) {
	octets := m.Octets()
	if t.Request.Method == "ACK" {
		return octets, ErrAnswered
	}
	t.mu.Lock()
	invite := t.Request.Method == "INVITE"
	if t.final != 0 && !(invite && t.final < 300 && m.Status >= 200 && m.Status < 300) {
		t.mu.Unlock()
		return octets, ErrAnswered
	}
	t.last = octets
	if m.Status >= 200 {
		t.final = m.Status
		t.endLocked(invite)
	}
	t.mu.Unlock()
	if err := t.reply.write(octets); err != nil {
		t.ep.stats.errors.Add(1)
		return octets, err
	}
	t.ep.stats.sent.Add(1)
	return octets, nil
}

// endLocked starts the timers after a final response: G and H for INVITE, L after a 2xx, J otherwise.
func (t *Transaction) endLocked(invite bool) {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	timers := t.ep.cfg.Timers
	stream := t.Flow.s.conn != nil
	life := 64 * timers.T1
	if !invite && stream {
		t.ep.forgetServer(t)
		return
	}
	if invite && t.final >= 300 {
		if !stream {
			t.retransmit(timers.T1, life)
		} else {
			t.stop = t.ep.After(life, func() { t.ep.forgetServer(t) })
		}
		return
	}
	t.ep.After(life, func() { t.ep.forgetServer(t) })
}

// retransmit repeats the final response until it is acknowledged or the time is over. The transaction is locked.
func (t *Transaction) retransmit(interval, left time.Duration) {
	if left <= 0 {
		// The timer of the endpoint removes the transaction; here only the repeating ends.
		t.stop = t.ep.After(0, func() { t.ep.forgetServer(t) })
		return
	}
	t.stop = t.ep.After(interval, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.acked {
			return
		}
		t.ep.resend(t.last, t.reply)
		t.retransmit(min(2*interval, t.ep.cfg.Timers.T2), left-interval)
	})
}

// acknowledge ends the repeating after an ACK of a final response other than 2xx.
func (t *Transaction) acknowledge() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.acked || t.final < 300 {
		return
	}
	t.acked = true
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	if t.Flow.s.conn != nil {
		t.ep.forgetServer(t)
		return
	}
	t.ep.After(t.ep.cfg.Timers.T4, func() { t.ep.forgetServer(t) })
}

func (t *Transaction) cancel(by *Transaction) {
	t.mu.Lock()
	first := t.cancelled == nil && t.final == 0
	if first {
		t.cancelled = by
	}
	f := t.onCancel
	t.mu.Unlock()
	if first && f != nil {
		f(by)
	}
}

// again answers a retransmission.
func (t *Transaction) again() {
	t.mu.Lock()
	last := t.last
	t.mu.Unlock()
	if last != nil {
		t.ep.resend(last, t.reply)
	}
}

func (e *Endpoint) forgetServer(t *Transaction) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.servers[t.key] == t {
		delete(e.servers, t.key)
	}
}

// receive takes one datagram or one message of a stream.
func (e *Endpoint) receive(octets []byte, f Flow) {
	if blank(octets) {
		return // keep-alive, RFC 5626 clause 3.5.1
	}
	m, err := Parse(octets)
	if err != nil {
		e.stats.malformed.Add(1)
		e.cfg.Log.Debug("sip: malformed", "endpoint", e.cfg.Name, "from", f.remote, "err", err)
		e.answerMalformed(m, f)
		return
	}
	e.stats.received.Add(1)
	top, ok := parseVia(m.Get("Via"))
	if !ok {
		e.stats.malformed.Add(1)
		return
	}
	if !m.IsRequest() {
		e.response(m, octets, f, top)
		return
	}
	e.request(m, octets, f, top)
}

func blank(b []byte) bool {
	for _, c := range b {
		if c != '\r' && c != '\n' && c != 0 {
			return false
		}
	}
	return true
}

// answerMalformed answers 400 to a request that says where answers go and is no ACK, RFC 3261 clause 8.2 and RFC 4475.
func (e *Endpoint) answerMalformed(m *Message, f Flow) {
	if m == nil || !m.IsRequest() || m.Method == "ACK" || !token(m.Method) {
		return
	}
	top, ok := parseVia(m.Get("Via"))
	if !ok {
		return
	}
	res := NewResponse(e, m, 400, "Bad Request", "")
	if res.check() != nil {
		return // it would be no better than the request
	}
	_, _ = e.send(res, replyFlow(f, top))
}

// replyFlow is where responses go, RFC 3261 clause 18.2.2 and RFC 3581.
func replyFlow(f Flow, top via) Flow {
	if f.s.conn != nil {
		return f
	}
	if a := f.s.answers.Load(); a != nil {
		f.s = a
	} else if _, ok := findParam(top.params, "rport"); ok {
		return f
	}
	port := top.port
	if port == 0 {
		port = 5060
	}
	// The address that the packet came from, whatever sent-by says ("received").
	return f.To(addrPort(f.remote, port))
}

func (e *Endpoint) request(m *Message, octets []byte, f Flow, top via) {
	branch := top.branch()
	method := m.Method
	if method == "ACK" {
		method = "INVITE"
	}
	key := branch + "|" + top.host + ":" + strconv.Itoa(int(top.port)) + "|" + method
	if !strings.HasPrefix(branch, "z9hG4bK") {
		// RFC 2543 elements have no unique branch; the rest of the message tells transactions apart.
		n, _ := m.CSeq()
		key = "2543|" + m.CallID() + "|" + m.Tag("From") + "|" + strconv.Itoa(int(n)) + "|" + key
	}
	if m.Method == "CANCEL" {
		e.cancelRequest(m, octets, f, top, branch+"|"+top.host+":"+strconv.Itoa(int(top.port))+"|INVITE")
		return
	}
	t := &Transaction{Request: m, Octets: octets, Flow: f, At: e.cfg.Now(), ep: e, key: key, reply: replyFlow(f, top)}
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		return
	}
	old := e.servers[key]
	if old == nil && m.Method != "ACK" {
		if len(e.servers) >= e.cfg.MaxTransactions {
			e.mu.Unlock()
			e.stats.refused.Add(1)
			_, _ = e.send(NewResponse(e, m, 503, "", ""), t.reply)
			return
		}
		e.servers[key] = t
	}
	e.mu.Unlock()
	switch {
	case old != nil && m.Method == "ACK":
		old.acknowledge()
	case old != nil:
		old.again()
	default:
		if m.Method == "INVITE" {
			// RFC 3261 clause 17.2.1: 100 at once, so that nobody repeats.
			t.mu.Lock()
			t.last = t.Response(100, "", "").Octets()
			t.mu.Unlock()
			e.resendFirst(t)
		}
		e.cfg.Handle(t)
	}
}

func (e *Endpoint) resendFirst(t *Transaction) {
	if t.reply.write(t.last) != nil {
		e.stats.errors.Add(1)
		return
	}
	e.stats.sent.Add(1)
}

// cancelRequest answers CANCEL and tells the INVITE, RFC 3261 clause 9.2.
func (e *Endpoint) cancelRequest(m *Message, octets []byte, f Flow, top via, key string) {
	e.mu.Lock()
	t := e.servers[key]
	e.mu.Unlock()
	status := 200
	if t == nil {
		status = 481
	}
	_, _ = e.send(NewResponse(e, m, status, "", ""), replyFlow(f, top))
	if t != nil {
		t.cancel(&Transaction{Request: m, Octets: octets, Flow: f, At: e.cfg.Now(), ep: e})
	}
}

// ReasonPhrase is the reason phrase of RFC 3261 clause 21 for a status.
func ReasonPhrase(status int) string {
	if s, ok := phrases[status]; ok {
		return s
	}
	return "Unknown"
}

var phrases = map[int]string{
	100: "Trying", 180: "Ringing", 181: "Call Is Being Forwarded", 182: "Queued", 183: "Session Progress", 199: "Early Dialog Terminated",
	200: "OK", 202: "Accepted", 302: "Moved Temporarily", 380: "Alternative Service",
	400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable",
	408: "Request Timeout", 415: "Unsupported Media Type", 416: "Unsupported URI Scheme", 420: "Bad Extension", 421: "Extension Required", 423: "Interval Too Brief",
	480: "Temporarily Unavailable", 481: "Call/Transaction Does Not Exist", 482: "Loop Detected", 483: "Too Many Hops", 484: "Address Incomplete",
	486: "Busy Here", 487: "Request Terminated", 488: "Not Acceptable Here", 491: "Request Pending", 494: "Security Agreement Required",
	500: "Server Internal Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Server Time-out",
	600: "Busy Everywhere", 603: "Decline", 604: "Does Not Exist Anywhere", 606: "Not Acceptable",
}
