package ims

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims/sip"
)

// A RelaySide is one side of a relay: a socket and what is reached by it.
type RelaySide struct {
	Name string
	At   netip.AddrPort
	// Next finds where a request goes on this side, false if nowhere.
	Next func(m *sip.Message) (netip.AddrPort, bool)
	// Peer says whether somebody may send requests on this side, nil for anybody.
	Peer func(netip.AddrPort) bool
}

// RelayConfig describes a relay.
type RelayConfig struct {
	Carrier sip.Carrier
	NF      event.NF
	Role    event.IMSRole
	// Sides are two.
	Sides [2]RelaySide
	// Admit looks at a request outside of a dialog that came on a side and may change it: routes, Request-URI. It returns the user
	// that the function works for with it, whether the message comes from that user's end, how he is reached, and 0 or the status
	// of a refusal.
	Admit func(side int, m *sip.Message) (user event.IMSUser, fromUser bool, roaming event.IMSRoaming, status int)
	// Gateway anchors media between the sides, nil for none: side 0 is ims.Access of its contexts.
	Gateway Gateway
	Events  event.Publisher
	Timers  sip.Timers
	Now     func() time.Time
	Rand    io.Reader
	Log     *slog.Logger
}

// maxRelayed bounds the sessions of a relay.
const maxRelayed = 100_000

// Relay is a function between two sides that records its route: IBCF, MGCF and E-CSCF are relays. (TS 24.229 clause 5.10 lets an
// IBCF be a back-to-back user agent; here it is a proxy, so that a call has one Call-ID from end to end.)
type Relay struct {
	cfg   RelayConfig
	ep    *sip.Endpoint
	rep   Reporter
	flows [2]sip.Flow

	mu       sync.Mutex
	sessions map[string]*relayed
}

type relayed struct {
	r            *Relay
	id           string
	user         event.IMSUser
	fromCaller   bool // the user is the caller
	roaming      event.IMSRoaming
	from         int // side of the caller
	callID       string
	caller       string
	originating  []string
	terminating  string
	diverting    string
	access       string
	mu           sync.Mutex
	descriptions [2][]byte // of the caller's end, of the other
	told, ended  bool
	anchored     bool
	context      uint32
	last         [2][2][]byte // by side: as it came, as it went on
}

// NewRelay checks the configuration.
func NewRelay(cfg RelayConfig) (*Relay, error) {
	if cfg.Carrier == nil || cfg.Admit == nil || cfg.Sides[0].Next == nil || cfg.Sides[1].Next == nil {
		return nil, errors.New("ims: relay: carrier, sides or admission are missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	r := &Relay{cfg: cfg, rep: Reporter{cfg.NF, cfg.Events, cfg.Now}, sessions: map[string]*relayed{}}
	var err error
	r.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: cfg.NF.FQDN, Handle: r.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log})
	return r, err
}

// Start opens the sockets.
func (r *Relay) Start(ctx context.Context) error {
	for i, s := range r.cfg.Sides {
		var err error
		if r.flows[i], err = r.ep.ListenUDP(ctx, r.cfg.Carrier, s.At, s.Name); err != nil {
			return fmt.Errorf("ims: %s: %w", r.cfg.NF.FQDN, errors.Join(err, r.Close()))
		}
	}
	return nil
}

// Close ends everything and waits.
func (r *Relay) Close() error { return r.ep.Close() }

// Stats are the counters of SIP.
func (r *Relay) Stats() sip.Stats { return r.ep.Stats() }

// Sessions counts the sessions.
func (r *Relay) Sessions() int { r.mu.Lock(); defer r.mu.Unlock(); return len(r.sessions) }

func (r *Relay) handle(t *sip.Transaction) {
	side := 0
	if t.Flow.Label() == r.cfg.Sides[1].Name {
		side = 1
	}
	if peer := r.cfg.Sides[side].Peer; peer != nil && !peer(t.Flow.Remote()) {
		if t.Request.Method != "ACK" {
			t.Reply(403)
		}
		return
	}
	m := t.Request.Clone()
	var user string
	if uri := sip.URI(m.Get("Route")); uri != "" {
		if host, _ := sip.HostPort(uri); strings.EqualFold(host, r.cfg.NF.FQDN) {
			user = sip.UserOf(uri)
			m.Pop("Route")
		}
	}
	if m.Tag("To") != "" {
		r.inDialog(t, m, side, user)
		return
	}
	if m.Method == "ACK" {
		return
	}
	served, fromUser, roaming, status := r.cfg.Admit(side, m)
	if status != 0 {
		t.Reply(status)
		return
	}
	s := &relayed{r: r, user: served, fromCaller: fromUser, roaming: roaming, from: side, callID: m.CallID(), caller: m.Tag("From"), originating: Asserted(m), terminating: m.URI}
	s.access = m.Get("P-Access-Network-Info")
	if d := m.List("Diversion"); len(d) > 0 {
		s.diverting = sip.URI(d[0])
	}
	if m.Method == "INVITE" {
		s.id = r.ep.Token()
		r.mu.Lock()
		full := len(r.sessions) >= maxRelayed
		if !full {
			r.sessions[s.id] = s
		}
		r.mu.Unlock()
		if full {
			t.Reply(503)
			return
		}
		m.Prepend("Record-Route", "<sip:"+s.id+"@"+r.cfg.NF.FQDN+";lr>")
	}
	r.pass(t, m, s, side, true)
}

func (r *Relay) inDialog(t *sip.Transaction, m *sip.Message, side int, id string) {
	r.mu.Lock()
	s := r.sessions[id]
	r.mu.Unlock()
	if s == nil || s.callID != m.CallID() {
		if m.Method != "ACK" {
			t.Reply(481)
		}
		return
	}
	r.pass(t, m, s, side, m.Tag("From") == s.caller)
}

// pass forwards a request from a side to the other.
func (r *Relay) pass(t *sip.Transaction, m *sip.Message, s *relayed, side int, fromCaller bool) {
	first := t.Request.Tag("To") == ""
	fromUser := fromCaller == s.fromCaller
	silent := m.Method == "REGISTER"
	if !silent {
		s.see(m, fromCaller, m.Method == "ACK")
		s.publish(fromUser, t.Request, t.Octets, t.Flow.Remote(), t.Flow.Local())
		if !s.describe(m, side, m.Method == "ACK") {
			if m.Method != "ACK" {
				s.refuse(t, fromUser, 488)
			}
			return
		}
	}
	at, ok := r.cfg.Sides[1-side].Next(m)
	if !ok {
		if m.Method != "ACK" {
			s.refuse(t, fromUser, 404)
		}
		return
	}
	offered := SessionDescription(t.Request) != nil
	r.ep.Forward(t, m, r.flows[1-side].To(at), sip.Hooks{
		Cancel: func(c *sip.Transaction) { s.publish(fromUser, c.Request, c.Octets, c.Flow.Remote(), c.Flow.Local()) },
		Response: func(x *sip.Response, up *sip.Message) bool {
			if silent {
				return true
			}
			if !s.describe(up, 1-side, offered) {
				s.refuse(t, fromUser, 488)
				return false
			}
			s.see(x.Message, !fromCaller, offered)
			if m.Method == "BYE" && x.Status >= 200 || m.Method == "INVITE" && (first && x.Status >= 300 || x.Status == 481 || x.Status == 408) {
				s.end()
			}
			return true
		},
		Passed: func(up *sip.Message, octets []byte) {
			if !silent {
				s.publish(!fromUser, up, octets, t.Flow.Local(), t.Flow.Remote())
			}
		},
		Failed: func(error) bool {
			if m.Method == "BYE" || first {
				s.end()
			}
			return true
		},
	})
}

func (s *relayed) refuse(t *sip.Transaction, fromUser bool, status int) {
	m := t.Response(status, "", "")
	if octets, err := t.Respond(m); err == nil {
		s.publish(!fromUser, m, octets, t.Flow.Local(), t.Flow.Remote())
	}
	if t.Request.Tag("To") == "" {
		s.end()
	}
}

// describe has the gateway rewrite the session description of a message that came from a side.
func (s *relayed) describe(m *sip.Message, side int, answer bool) bool {
	in := SessionDescription(m)
	if in == nil || s.r.cfg.Gateway == nil || s.id == "" {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return false
	}
	if l := s.last[side]; answer && bytes.Equal(l[0], in) {
		m.Body = l[1]
		return true
	}
	g := s.r.cfg.Gateway
	if !s.anchored {
		id, err := g.Add(ContextRequest{Session: s.name(), Served: s.user, From: Side(side)})
		if err != nil {
			return false
		}
		s.context, s.anchored = id, true
	}
	out, err := g.Describe(s.context, Side(side), in, answer)
	if err != nil {
		s.r.cfg.Log.Debug("ims: session description refused", "session", s.name(), "err", err)
		return false
	}
	s.last[side] = [2][]byte{in, out}
	m.Body = out
	return true
}

func (s *relayed) name() string {
	if s.id == "" {
		return ""
	}
	return s.r.cfg.NF.InstanceID + "/" + s.id
}

func (s *relayed) publish(fromUser bool, m *sip.Message, octets []byte, src, dst netip.AddrPort) {
	e := event.IMSMessage{Served: s.user, Role: s.r.cfg.Role, Direction: event.IMSToUser, Source: src, Destination: dst, SIP: octets, CallID: m.CallID(), Session: s.name(), Roaming: s.roaming, AccessNetworkInfo: s.access}
	if fromUser {
		e.Direction = event.IMSFromUser
	}
	e.Location = s.location()
	s.r.rep.Message(e)
}

func (s *relayed) location() *event.Location {
	l := ParseAccessNetworkInfo(s.access)
	if l != nil {
		l.Time = s.r.cfg.Now()
	}
	return l
}

// see takes a session description. answer says that it completes an exchange.
func (s *relayed) see(m *sip.Message, fromCaller, answer bool) {
	body := SessionDescription(m)
	if body == nil || s.id == "" {
		return
	}
	i := 1
	if fromCaller {
		i = 0
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	same := bytes.Equal(s.descriptions[i], body)
	s.descriptions[i] = body
	if answer && !same && !s.ended {
		s.tell(false)
	}
}

// tell publishes the state. s is locked.
func (s *relayed) tell(ended bool) {
	s.told = true
	local, remote := s.descriptions[1], s.descriptions[0]
	if s.fromCaller {
		local, remote = remote, local
	}
	e := event.IMSSessionChanged{
		Served: s.user, Role: s.r.cfg.Role, Session: s.name(), Originating: s.originating, Terminating: s.terminating, Diverting: s.diverting,
		Roaming: s.roaming, Location: s.location(), LocalSDP: local, RemoteSDP: remote, Ended: ended, Anchored: s.anchored,
	}
	if s.anchored {
		e.Contexts = []uint32{s.context}
	}
	s.r.rep.Session(e)
}

func (s *relayed) end() {
	if s.id == "" {
		return
	}
	s.mu.Lock()
	if !s.ended {
		s.ended = true
		if s.told {
			s.tell(true)
		}
		if s.anchored {
			_ = s.r.cfg.Gateway.Subtract(s.context)
		}
	}
	s.mu.Unlock()
	s.r.mu.Lock()
	defer s.r.mu.Unlock()
	delete(s.r.sessions, s.id)
}
