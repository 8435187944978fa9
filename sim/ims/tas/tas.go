// Package tas is the telephony application server, TS 24.173, with communication diversion (TS 24.604): unconditional, on busy, on
// no answer and on a user who cannot be reached. It stays in the path of what it served.
package tas

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// Config describes a TAS.
type Config struct {
	Carrier sip.Carrier
	ISC     netip.AddrPort
	NF      event.NF
	HSS     ims.HSS // Sh
	// Directory knows the functions of this network; IBCF is the name of the one that everything else goes to, empty for none.
	Directory *sip.Directory
	IBCF      string
	// NoAnswer is how long a phone rings before diversion on no answer, 0 means 20 s.
	NoAnswer time.Duration
	Events   event.Publisher
	Timers   sip.Timers
	Now      func() time.Time
	Rand     io.Reader
	Log      *slog.Logger
}

// maxDiversions is how often a call is diverted, TS 24.604 R17 clause 4.5.2.6.1.
const maxDiversions = 5

// maxSessions bounds the sessions.
const maxSessions = 100_000

// TAS is one telephony application server.
type TAS struct {
	cfg  Config
	ep   *sip.Endpoint
	rep  ims.Reporter
	flow sip.Flow

	mu       sync.Mutex
	sessions map[string]*session
}

// session is a call to a served user.
type session struct {
	a       *TAS
	id      string
	t       *sip.Transaction
	request *sip.Message // as it goes on, without diversion
	profile ims.Profile
	caller  string

	mu       sync.Mutex
	current  *sip.Client
	served   bool // diverted already
	over     bool
	stop     func() // no answer
	target   string
	local    []byte // of the user's end
	remote   []byte
	told     bool
	diverted bool
}

// New checks the configuration.
func New(cfg Config) (*TAS, error) {
	if cfg.Carrier == nil || !cfg.ISC.IsValid() || cfg.HSS == nil || cfg.Directory == nil {
		return nil, errors.New("tas: carrier, address, HSS or directory is missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.NoAnswer == 0 {
		cfg.NoAnswer = 20 * time.Second
	}
	a := &TAS{cfg: cfg, rep: ims.Reporter{NF: cfg.NF, Events: cfg.Events, Now: cfg.Now}, sessions: map[string]*session{}}
	var err error
	a.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: cfg.NF.FQDN, Handle: a.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log})
	return a, err
}

// Start opens the socket.
func (a *TAS) Start(ctx context.Context) error {
	var err error
	if a.flow, err = a.ep.ListenUDP(ctx, a.cfg.Carrier, a.cfg.ISC, "isc"); err != nil {
		return fmt.Errorf("tas: %w", errors.Join(err, a.Close()))
	}
	return nil
}

// Close ends everything and waits.
func (a *TAS) Close() error { return a.ep.Close() }

// Stats are the counters of SIP.
func (a *TAS) Stats() sip.Stats { return a.ep.Stats() }

// Sessions counts the sessions.
func (a *TAS) Sessions() int { a.mu.Lock(); defer a.mu.Unlock(); return len(a.sessions) }

func (a *TAS) handle(t *sip.Transaction) {
	m := t.Request.Clone()
	uri := sip.URI(m.Pop("Route"))
	if host, _ := sip.HostPort(uri); !strings.EqualFold(host, a.cfg.NF.FQDN) {
		if m.Method != "ACK" {
			t.Reply(404)
		}
		return
	}
	if m.Tag("To") != "" {
		a.inDialog(t, m, sip.UserOf(uri))
		return
	}
	if m.Method == "ACK" {
		return
	}
	if m.Method != "INVITE" {
		a.forward(t, m, sip.Hooks{})
		return
	}
	_, p, err := a.cfg.HSS.Locate(m.URI)
	if err != nil {
		t.Reply(404)
		return
	}
	s := &session{a: a, id: a.ep.Token(), t: t, profile: p, caller: m.Tag("From"), target: m.URI}
	s.remote = ims.SessionDescription(m)
	a.mu.Lock()
	full := len(a.sessions) >= maxSessions
	if !full {
		a.sessions[s.id] = s
	}
	a.mu.Unlock()
	if full {
		t.Reply(503)
		return
	}
	m.Prepend("Record-Route", "<sip:"+s.id+"@"+a.cfg.NF.FQDN+";lr>")
	s.request = m
	s.publish(false, t.Request, t.Octets, t.Flow.Remote(), t.Flow.Local())
	t.OnCancel(s.cancelled)
	if to := p.Forwarding.Unconditional; to != "" {
		s.divert(to, "unconditional", 302)
		return
	}
	s.try(m.Clone())
}

func (a *TAS) forward(t *sip.Transaction, m *sip.Message, h sip.Hooks) {
	at, ok := a.cfg.Directory.Resolve(sip.NextURI(m))
	if !ok {
		if m.Method != "ACK" {
			t.Reply(404)
		}
		return
	}
	a.ep.Forward(t, m, a.flow.To(at), h)
}

// try sends the INVITE to one target.
func (s *session) try(m *sip.Message) {
	at, ok := s.a.cfg.Directory.Resolve(sip.NextURI(m))
	if !ok || !sip.TrimForwards(m) {
		s.finish(503)
		return
	}
	diverted := s.wasDiverted()
	c, err := s.a.ep.Request(m, s.a.flow.To(at), func(r *sip.Response, err error) { s.response(diverted, r, err) })
	if err != nil {
		s.finish(503)
		return
	}
	s.mu.Lock()
	s.current = c
	over := s.over
	s.mu.Unlock()
	if over {
		c.Cancel()
	}
}

func (s *session) wasDiverted() bool { s.mu.Lock(); defer s.mu.Unlock(); return s.diverted }

// response takes a response of the current target. One of a target that was given up only matters if it is a 2xx, which cannot be after
// a CANCEL was sent in time; then the caller gets both, as RFC 3261 clause 16.7 has it.
func (s *session) response(diverted bool, r *sip.Response, err error) {
	status := 408
	if err == nil {
		status = r.Status
	}
	s.mu.Lock()
	stale := s.diverted != diverted
	s.mu.Unlock()
	if status == 100 || stale && (status < 200 || status >= 300) {
		return
	}
	switch {
	case status < 200:
		if status == 180 && !diverted && s.profile.Forwarding.NoAnswer != "" {
			s.ring()
		}
	case status >= 300:
		s.quiet()
		if to, why := s.reason(status); !diverted && to != "" {
			s.divert(to, why, status)
			return
		}
	default:
		s.quiet()
	}
	if err != nil {
		s.finish(status)
		return
	}
	up := r.Message.Clone()
	up.Pop("Via")
	s.see(ims.SessionDescription(r.Message))
	if octets, err := s.t.Respond(up); err == nil {
		s.publish(true, up, octets, s.t.Flow.Local(), s.t.Flow.Remote())
	}
	if status >= 300 {
		s.end()
	}
}

// reason chooses the diversion for a refusal, TS 24.604 R17 clause 4.5.2.6.
func (s *session) reason(status int) (to, why string) {
	f := s.profile.Forwarding
	switch status {
	case 486, 600:
		return f.Busy, "user-busy"
	case 408, 480, 503, 504:
		return f.NotReachable, "unavailable"
	}
	return "", ""
}

// ring starts the time of diversion on no answer.
func (s *session) ring() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stop != nil || s.over {
		return
	}
	s.stop = s.a.ep.After(s.a.cfg.NoAnswer, func() {
		s.mu.Lock()
		c := s.current
		s.mu.Unlock()
		s.divert(s.profile.Forwarding.NoAnswer, "no-answer", 408)
		if c != nil {
			c.Cancel()
		}
	})
}

func (s *session) quiet() {
	s.mu.Lock()
	stop := s.stop
	s.stop = func() {}
	s.mu.Unlock()
	if stop != nil {
		stop()
	}
}

// divert sends the call elsewhere, TS 24.604 R17 clause 4.5.2.6.2: 181 to the caller, History-Info (RFC 7044) and Diversion (RFC 5806)
// to the new target.
func (s *session) divert(to, why string, cause int) {
	s.mu.Lock()
	if s.diverted || s.over {
		s.mu.Unlock()
		return
	}
	s.diverted = true
	s.mu.Unlock()
	m := s.request.Clone()
	if len(m.List("Diversion")) >= maxDiversions {
		s.finish(480)
		return
	}
	r := s.t.Response(181, "", "")
	if octets, err := s.t.Respond(r); err == nil {
		s.publish(true, r, octets, s.t.Flow.Local(), s.t.Flow.Remote())
	}
	history := m.List("History-Info")
	if len(history) == 0 {
		m.Add("History-Info", "<"+m.URI+">;index=1")
		history = []string{"1"}
	}
	index := "1" + strings.Repeat(".1", len(history))
	sep := ";"
	if strings.Contains(to, "?") {
		sep = "&"
	}
	m.Add("History-Info", "<"+to+sep+"cause="+strconv.Itoa(cause)+">;index="+index+";mp="+strings.TrimSuffix(index, ".1"))
	diversions := append([]string{"<" + m.URI + ">;reason=" + why + ";counter=1"}, m.List("Diversion")...)
	m.Replace("Diversion", diversions)
	m.URI = to
	s.mu.Lock()
	s.target = to
	s.mu.Unlock()
	s.try(m)
}

// finish answers the caller.
func (s *session) finish(status int) {
	r := s.t.Response(status, "", "")
	if octets, err := s.t.Respond(r); err == nil {
		s.publish(true, r, octets, s.t.Flow.Local(), s.t.Flow.Remote())
	}
	s.end()
}

func (s *session) cancelled(c *sip.Transaction) {
	s.publish(false, c.Request, c.Octets, c.Flow.Remote(), c.Flow.Local())
	s.quiet()
	s.mu.Lock()
	s.over = true
	current := s.current
	s.mu.Unlock()
	if current == nil {
		s.finish(487)
		return
	}
	current.Cancel()
}

func (s *session) end() {
	s.mu.Lock()
	s.over = true
	if s.told {
		s.told = false
		s.tell(true)
	}
	s.mu.Unlock()
	s.a.mu.Lock()
	defer s.a.mu.Unlock()
	delete(s.a.sessions, s.id)
}

// see takes the answer of the served user's end.
func (s *session) see(body []byte) {
	if body == nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if string(s.local) == string(body) {
		return
	}
	s.local = body
	s.tell(false)
}

// tell publishes the state. s is locked.
func (s *session) tell(ended bool) {
	e := event.IMSSessionChanged{
		Served: s.user(), Role: event.IMSTerminating, Session: s.name(), Originating: ims.Asserted(s.request), Terminating: s.target,
		LocalSDP: s.local, RemoteSDP: s.remote, Ended: ended,
	}
	if s.diverted {
		e.Diverting = s.request.URI
	}
	if !ended {
		s.told = true
	}
	s.a.rep.Session(e)
}

func (s *session) name() string { return s.a.cfg.NF.InstanceID + "/" + s.id }

func (s *session) user() event.IMSUser {
	p := s.profile
	return event.IMSUser{IMPI: p.IMPI, IMPUs: p.IMPUs, SUPI: p.SUPI, GPSI: p.GPSI}
}

func (s *session) publish(fromUser bool, m *sip.Message, octets []byte, src, dst netip.AddrPort) {
	e := event.IMSMessage{Served: s.user(), Role: event.IMSTerminating, Direction: event.IMSToUser, Source: src, Destination: dst, SIP: octets, CallID: m.CallID(), Session: s.name()}
	if fromUser {
		e.Direction = event.IMSFromUser
	}
	s.a.rep.Message(e)
}

func (a *TAS) inDialog(t *sip.Transaction, m *sip.Message, id string) {
	a.mu.Lock()
	s := a.sessions[id]
	a.mu.Unlock()
	if s == nil || s.request.CallID() != m.CallID() {
		if m.Method != "ACK" {
			t.Reply(481)
		}
		return
	}
	fromUser := m.Tag("From") != s.caller
	s.publish(fromUser, t.Request, t.Octets, t.Flow.Remote(), t.Flow.Local())
	at, ok := a.cfg.Directory.Resolve(sip.NextURI(m))
	if !ok && a.cfg.IBCF != "" {
		at, ok = a.cfg.Directory.Resolve("sip:" + a.cfg.IBCF)
	}
	if !ok {
		if m.Method != "ACK" {
			t.Reply(404)
		}
		return
	}
	a.ep.Forward(t, m, a.flow.To(at), sip.Hooks{
		Response: func(r *sip.Response, _ *sip.Message) bool {
			if m.Method == "BYE" && r.Status >= 200 {
				s.end()
			}
			return true
		},
		Passed: func(up *sip.Message, octets []byte) {
			s.publish(!fromUser, up, octets, t.Flow.Local(), t.Flow.Remote())
		},
	})
}
