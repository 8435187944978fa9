package pcscf

import (
	"bytes"
	"sync"
	"sync/atomic"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// session is a session of a phone: everything of one INVITE and the dialogs that it makes.
type session struct {
	p    *PCSCF
	id   string // the user part of Record-Route
	name string // in events
	b    atomic.Pointer[binding]
	role event.IMSRole
	// callID is that of the INVITE, phoneTag the phone's tag, empty until it is known.
	callID string

	originating []string
	terminating string

	mu       sync.Mutex
	phoneTag string
	routes   map[string][]string // of requests towards the core, by the tag of the other end
	anchored bool
	context  uint32
	last     [2]described // by side it came from
	told     bool
	ended    bool
}

// described is a session description as it came and as it went on.
type described struct{ in, out []byte }

// newSession keeps a session; nil if there are too many.
func (p *PCSCF) newSession(b *binding, role event.IMSRole, invite *sip.Message) *session {
	s := &session{p: p, id: p.ep.Token(), role: role, callID: invite.CallID(), routes: map[string][]string{}}
	s.b.Store(b)
	s.name = p.cfg.NF.InstanceID + "/" + s.id
	s.originating = ims.Asserted(invite)
	s.terminating = invite.URI
	if v := sip.URI(invite.Get("P-Called-Party-ID")); v != "" {
		s.terminating = v
	}
	if role != event.IMSTerminating {
		s.phoneTag = invite.Tag("From")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.sessions) >= maxSessions {
		return nil
	}
	p.sessions[s.id] = s
	return s
}

func (p *PCSCF) session(id string) *session {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sessions[id]
}

// describe rewrites the session description of a message that came from a side. It says false if it cannot be.
func (s *session) describe(m *sip.Message, from ims.Side, answer bool) bool {
	in := ims.SessionDescription(m)
	if in == nil {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return false
	}
	out := in
	if s.p.cfg.Gateway != nil {
		if l := s.last[from]; bytes.Equal(l.in, in) && l.out != nil && answer {
			out = l.out
		} else {
			if !s.anchored {
				id, err := s.p.cfg.Gateway.Add(ims.ContextRequest{Session: s.name, Served: s.b.Load().user, From: from, UE: s.b.Load().flow.Remote().Addr()})
				if err != nil {
					s.p.cfg.Log.Debug("pcscf: no context", "err", err)
					return false
				}
				s.context, s.anchored = id, true
			}
			var err error
			if out, err = s.p.cfg.Gateway.Describe(s.context, from, in, answer); err != nil {
				s.p.cfg.Log.Debug("pcscf: session description refused", "session", s.name, "err", err)
				return false
			}
		}
	}
	repeated := bytes.Equal(s.last[from].in, in)
	s.last[from] = described{in, out}
	m.Body = out
	if answer && !repeated {
		s.tell(false)
	}
	return true
}

// tell publishes the state of the session. s is locked.
func (s *session) tell(ended bool) {
	s.told = true
	e := event.IMSSessionChanged{
		Served: s.b.Load().user, Role: s.role, Session: s.name, Originating: s.originating, Terminating: s.terminating,
		Roaming: s.p.roaming(s.b.Load()), Location: s.p.location(s.b.Load()),
		LocalSDP: s.last[ims.Access].in, RemoteSDP: s.last[ims.Core].out, Anchored: s.anchored, Ended: ended,
	}
	if s.anchored {
		e.Contexts = []uint32{s.context}
	}
	s.p.rep.Session(e)
}

// release gives the media up.
func (s *session) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	s.ended = true
	if s.told {
		s.tell(true)
	}
	if s.anchored {
		if err := s.p.cfg.Gateway.Subtract(s.context); err != nil {
			s.p.cfg.Log.Debug("pcscf: context", "err", err)
		}
	}
}

func (p *PCSCF) endSession(s *session) {
	s.release()
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.sessions, s.id)
}

// route keeps the route set of a dialog as the phone would have it, RFC 3261 clause 12.1.2: for a phone that called, Record-Route of
// the response in reverse, down to the P-CSCF; for one that was called, Record-Route of the request behind the P-CSCF.
func (s *session) route(tag string, recordRoute []string, reverse bool) {
	var out []string
	for _, v := range recordRoute {
		if user, ok := s.p.own(sip.URI(v)); ok && user == s.id {
			if reverse {
				break // what follows is on the phone's side
			}
			continue
		}
		out = append(out, v)
	}
	if reverse {
		for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
			out[i], out[j] = out[j], out[i]
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.routes) < 16 {
		s.routes[tag] = out
	}
}

func (s *session) routeTo(tag string) ([]string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, ok := s.routes[tag]
	return r, ok
}

// recordRoute is the P-CSCF's entry on Gm and on Mw.
func (s *session) onGm() string { return "<sip:" + s.id + "@" + s.b.Load().local + ";lr>" }
func (s *session) onMw() string { return "<sip:" + s.id + "@" + s.p.host() + ";lr>" }
