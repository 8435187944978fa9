package cscf

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// session is a session that the S-CSCF serves for one user.
type session struct {
	s       *Serving
	id      string
	name    string
	profile ims.Profile
	u       *user
	role    event.IMSRole
	callID  string
	// caller is the From tag of the INVITE.
	caller                 string
	originating            []string
	terminating, diverting string

	mu            sync.Mutex
	local, remote []byte
	told, ended   bool
	// elsewhere says that an application server sends the call to somebody else; refusal publishes why, if the user's end
	// has refused it.
	elsewhere bool
	refusal   func()
}

// odi is a request that is at an application server: the original dialog identifier of TS 24.229 R17 clause 5.4.3.4.
type odi struct {
	sess       *session
	profile    ims.Profile
	u          *user
	uri        string // Request-URI when it left
	terminates bool
	next       int // filter
	access     string
}

// maxDialogs bounds the requests that are at application servers.
const maxDialogs = 100_000

func (s *Serving) newSession(p ims.Profile, u *user, role event.IMSRole, m *sip.Message) *session {
	x := &session{s: s, id: s.ep.Token(), profile: p, u: u, role: role, callID: m.CallID(), caller: m.Tag("From"), terminating: m.URI}
	x.name = s.cfg.NF.InstanceID + "/" + x.id
	x.originating = ims.Asserted(m)
	if v := m.List("Diversion"); len(v) > 0 {
		x.diverting = sip.URI(v[0])
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.sessions) >= maxSessions {
		return nil
	}
	s.sessions[x.id] = x
	return x
}

func (x *session) recordRoute() string { return "<sip:s." + x.id + "@" + x.s.host() + ";lr>" }

func (x *session) title() string {
	if x == nil {
		return ""
	}
	return x.name
}

// see takes the session description of a message. answer says that it completes an exchange.
func (x *session) see(m *sip.Message, fromUser, answer bool) {
	body := ims.SessionDescription(m)
	if body == nil {
		return
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	place := &x.remote
	if fromUser {
		place = &x.local
	}
	same := bytes.Equal(*place, body)
	*place = body
	if answer && !same && !x.ended {
		x.tell(false)
	}
}

// tell publishes the state. x is locked.
func (x *session) tell(ended bool) {
	x.told = true
	e := event.IMSSessionChanged{
		Served: imsUser(x.profile), Role: x.role, Session: x.name, Originating: x.originating, Terminating: x.terminating, Diverting: x.diverting,
		LocalSDP: x.local, RemoteSDP: x.remote, Ended: ended,
	}
	if x.u != nil {
		x.s.mu.Lock()
		e.Roaming = x.s.roaming(x.u)
		e.Location = ims.ParseAccessNetworkInfo(x.u.access)
		x.s.mu.Unlock()
		if e.Location != nil {
			e.Location.Time = x.s.cfg.Now()
		}
	}
	x.s.rep.Session(e)
}

func (x *session) end() {
	if x == nil {
		return
	}
	x.mu.Lock()
	if !x.ended {
		x.ended = true
		if x.told {
			x.tell(true)
		}
	}
	x.mu.Unlock()
	x.s.mu.Lock()
	defer x.s.mu.Unlock()
	delete(x.s.sessions, x.id)
}

// originate serves a request of a registered user, TS 24.229 R17 clause 5.4.3.2.
func (s *Serving) originate(t *sip.Transaction) {
	m := t.Request.Clone()
	m.Pop("Route")
	asserted := ims.Asserted(m)
	if !m.Has("P-Asserted-Identity") || len(asserted) == 0 {
		t.Reply(403)
		return
	}
	u := s.find(asserted[0])
	if u == nil {
		t.Reply(403)
		return
	}
	access := m.Get("P-Access-Network-Info")
	if access != "" {
		s.mu.Lock()
		u.access = access
		s.mu.Unlock()
	}
	s.assertBoth(m, u.profile, asserted)
	var x *session
	if m.Method == "INVITE" {
		if x = s.newSession(u.profile, u, event.IMSOriginating, m); x == nil {
			t.Reply(503)
			return
		}
		m.Prepend("Record-Route", x.recordRoute())
	}
	s.publish(u.profile, u, event.IMSOriginating, true, t.Request, t.Octets, t.Flow.Remote(), t.Flow.Local(), x.title())
	o := &odi{sess: x, profile: u.profile, u: u, access: access}
	s.onward(t, m, o, s.hooks(t, o, event.IMSOriginating, x))
}

// assertBoth adds the user's number or address to the asserted identity, TS 24.229 R17 clause 5.4.3.2 item 6.
func (s *Serving) assertBoth(m *sip.Message, p ims.Profile, asserted []string) {
	have := map[string]bool{}
	for _, a := range asserted {
		have[sip.Scheme(a)] = true
	}
	for _, i := range p.IMPUs {
		if !have[sip.Scheme(i)] {
			m.Add("P-Asserted-Identity", "<"+i+">")
			have[sip.Scheme(i)] = true
		}
	}
}

// terminate serves a request for a user of this network, TS 24.229 R17 clause 5.4.3.3.
func (s *Serving) terminate(t *sip.Transaction) {
	m := t.Request.Clone()
	m.Pop("Route")
	_, p, err := s.cfg.HSS.Locate(m.URI)
	if err != nil {
		t.Reply(404)
		return
	}
	s.mu.Lock()
	u := s.users[p.IMPI]
	s.mu.Unlock()
	var x *session
	if m.Method == "INVITE" {
		if x = s.newSession(p, u, event.IMSTerminating, m); x == nil {
			t.Reply(503)
			return
		}
		m.Prepend("Record-Route", x.recordRoute())
	}
	s.publish(p, u, event.IMSTerminating, false, t.Request, t.Octets, t.Flow.Remote(), t.Flow.Local(), x.title())
	o := &odi{sess: x, profile: p, u: u, terminates: true}
	s.onward(t, m, o, s.hooks(t, o, event.IMSTerminating, x))
}

// hooks publish what goes by for the user of a first pass.
func (s *Serving) hooks(t *sip.Transaction, o *odi, role event.IMSRole, x *session) sip.Hooks {
	fromUser := !o.terminates
	offered := ims.SessionDescription(t.Request) != nil
	if x != nil {
		x.see(t.Request, fromUser, false)
	}
	return sip.Hooks{
		Cancel: func(c *sip.Transaction) {
			s.publish(o.profile, o.u, role, fromUser, c.Request, c.Octets, c.Flow.Remote(), c.Flow.Local(), x.title())
		},
		Response: func(r *sip.Response, up *sip.Message) bool {
			if x != nil {
				x.see(r.Message, !fromUser, offered)
				if r.Status >= 300 {
					x.end()
				}
			}
			return true
		},
		Passed: func(m *sip.Message, octets []byte) {
			s.publish(o.profile, o.u, role, !fromUser, m, octets, t.Flow.Local(), t.Flow.Remote(), x.title())
		},
		Failed: func(error) bool { x.end(); return true },
	}
}

// onward sends a request to the next application server that its filters name, or to where it belongs.
func (s *Serving) onward(t *sip.Transaction, m *sip.Message, o *odi, h sip.Hooks) {
	for i := o.next; i < len(s.cfg.Filters); i++ {
		if !s.cfg.Filters[i].fits(m, o) {
			continue
		}
		at, ok := s.cfg.Directory.Resolve("sip:" + s.cfg.Filters[i].Server)
		if !ok {
			continue // TS 24.229 R17 clause 5.4.3.2: default handling SESSION_CONTINUED
		}
		o := *o
		o.next, o.uri = i+1, m.URI
		part := "odi-" + s.ep.Token()
		s.mu.Lock()
		full := len(s.dialogs) >= maxDialogs
		if !full {
			s.dialogs[part] = &o
		}
		s.mu.Unlock()
		if full {
			t.Reply(503)
			o.sess.end()
			return
		}
		forget := func() {
			s.mu.Lock()
			delete(s.dialogs, part)
			s.mu.Unlock()
		}
		m.Replace("Route", []string{"<sip:" + s.cfg.Filters[i].Server + ";lr>", "<sip:" + part + "@" + s.host() + ";lr>"})
		response, failed := h.Response, h.Failed
		h.Response = func(r *sip.Response, up *sip.Message) bool {
			if r.Status >= 200 {
				forget()
			}
			return response == nil || response(r, up)
		}
		h.Failed = func(err error) bool { forget(); return failed == nil || failed(err) }
		s.ep.Forward(t, m, s.mw.To(at), h)
		return
	}
	if o.terminates {
		s.deliver(t, m, o, h)
		return
	}
	s.out(t, m, o.sess, h)
}

func (f Filter) fits(m *sip.Message, o *odi) bool {
	if o.terminates && !f.Terminating || !o.terminates && !f.Originating || f.SMS && !o.profile.SMS {
		return false
	}
	if len(f.Methods) > 0 && !slices.Contains(f.Methods, m.Method) {
		return false
	}
	if len(f.ContentTypes) == 0 {
		return true
	}
	c, _, _ := strings.Cut(m.Get("Content-Type"), ";")
	return slices.ContainsFunc(f.ContentTypes, func(v string) bool { return strings.EqualFold(strings.TrimSpace(c), v) })
}

// back takes a request that comes back from an application server.
func (s *Serving) back(t *sip.Transaction, part string) {
	m := t.Request.Clone()
	m.Pop("Route")
	s.mu.Lock()
	o := s.dialogs[part]
	s.mu.Unlock()
	if o == nil {
		t.Reply(481)
		return
	}
	if o.terminates && !ims.SameUser(m.URI, o.uri) {
		// The server diverted it: from here it is a request of the served user (TS 24.229 R17 clause 5.4.3.3 item 8).
		x := o.sess
		if x != nil {
			x.mu.Lock()
			x.diverting, x.elsewhere = o.uri, true
			refusal := x.refusal
			x.mu.Unlock()
			if refusal != nil {
				refusal()
			}
		}
		s.out(t, m, nil, sip.Hooks{Sent: func(c *sip.Client) {
			s.publish(o.profile, o.u, event.IMSTerminating, true, c.Request, c.Octets, c.Flow.Local(), c.Flow.Remote(), x.title())
		}})
		return
	}
	s.onward(t, m, o, s.behind(t, o))
}

// behind publishes what goes by behind the application servers and never comes to the caller: how the user's end refuses a call, or stops
// ringing, that a server sends to somebody else. Everything else is published on the other side of the servers.
func (s *Serving) behind(t *sip.Transaction, o *odi) sip.Hooks {
	x := o.sess
	if x == nil || !o.terminates {
		return sip.Hooks{}
	}
	diverted := func() bool { x.mu.Lock(); defer x.mu.Unlock(); return x.elsewhere }
	return sip.Hooks{
		Cancel: func(c *sip.Transaction) {
			if diverted() {
				s.publish(o.profile, o.u, x.role, false, c.Request, c.Octets, c.Flow.Remote(), c.Flow.Local(), x.title())
			}
		},
		Passed: func(m *sip.Message, octets []byte) {
			if m.Status < 300 {
				return
			}
			tell := func() {
				s.publish(o.profile, o.u, x.role, true, m, octets, t.Flow.Local(), t.Flow.Remote(), x.title())
			}
			x.mu.Lock()
			now := x.elsewhere
			if !now {
				x.refusal = tell
			}
			x.mu.Unlock()
			if now {
				tell()
			}
		},
	}
}

// deliver sends a request to the phone of the user, TS 24.229 R17 clause 5.4.3.3 item 10.
func (s *Serving) deliver(t *sip.Transaction, m *sip.Message, o *odi, h sip.Hooks) {
	s.mu.Lock()
	u := s.users[o.profile.IMPI]
	s.mu.Unlock()
	if u == nil {
		s.refuse(t, h, 480)
		return
	}
	m.Set("P-Called-Party-ID", "<"+m.URI+">")
	m.URI = u.contact
	m.Replace("Route", u.path)
	f, ok := s.next(m)
	if !ok {
		s.refuse(t, h, 480)
		return
	}
	s.ep.Forward(t, m, f, h)
}

// refuse answers for whoever was not found; the hooks hear of it as of a forwarded response.
func (s *Serving) refuse(t *sip.Transaction, h sip.Hooks, status int) {
	m := t.Response(status, "", "")
	if h.Response != nil {
		h.Response(&sip.Response{Message: m, Octets: m.Octets(), Flow: t.Flow, At: s.cfg.Now()}, m)
	}
	if octets, err := t.Respond(m); err == nil && h.Passed != nil {
		h.Passed(m, octets)
	}
}

// out routes a request by its Request-URI, TS 24.229 R17 clause 5.4.3.2 items 10 to 12: a number by ENUM, what is no number of
// any IMS to the BGCF, users of this network to the I-CSCF, everybody else to the IBCF.
func (s *Serving) out(t *sip.Transaction, m *sip.Message, _ *session, h sip.Hooks) {
	m.Del("P-Access-Network-Info")
	m.Del("Route")
	domain := ""
	if digits, ok := ims.Telephone(m.URI); ok {
		if domain, ok = s.number(digits); ok {
			m.URI = "sip:+" + digits + "@" + domain + ";user=phone"
		} else {
			if s.cfg.BGCF == "" {
				s.refuse(t, h, 404)
				return
			}
			m.URI = ims.TelURI(digits)
			m.Prepend("Route", "<sip:"+s.cfg.BGCF+";lr>")
		}
	} else if sc := sip.Scheme(m.URI); sc == "sip" || sc == "sips" {
		domain, _ = sip.HostPort(m.URI)
	} else {
		s.refuse(t, h, 416)
		return
	}
	if strings.EqualFold(domain, ims.HomeDomain(s.cfg.PLMN)) {
		m.Prepend("Route", "<sip:"+s.cfg.ICSCF+";lr>")
	}
	f, ok := s.next(m)
	if !ok {
		s.refuse(t, h, 404)
		return
	}
	s.ep.Forward(t, m, f, h)
}

func (s *Serving) number(digits string) (string, bool) {
	if s.cfg.Number == nil {
		return "", false
	}
	return s.cfg.Number(digits)
}

// inDialog passes on a request in a dialog. Where this S-CSCF serves both users the message passes it once.
func (s *Serving) inDialog(t *sip.Transaction, part string) {
	m := t.Request.Clone()
	var list []*session
	for {
		p, ok := s.own(m.Get("Route"))
		if !ok {
			break
		}
		m.Pop("Route")
		s.mu.Lock()
		x := s.sessions[strings.TrimPrefix(p, "s.")]
		s.mu.Unlock()
		if x == nil || x.callID != m.CallID() {
			if m.Method != "ACK" {
				t.Reply(481)
			}
			return
		}
		list = append(list, x)
	}
	fromUser := make([]bool, len(list))
	for i, x := range list {
		fromUser[i] = (m.Tag("From") == x.caller) == (x.role == event.IMSOriginating)
		x.see(m, fromUser[i], m.Method == "ACK")
		s.publish(x.profile, x.u, x.role, fromUser[i], t.Request, t.Octets, t.Flow.Remote(), t.Flow.Local(), x.name)
	}
	f, ok := s.next(m)
	if !ok {
		if m.Method != "ACK" {
			t.Reply(404)
		}
		return
	}
	offered := ims.SessionDescription(t.Request) != nil
	s.ep.Forward(t, m, f, sip.Hooks{
		Response: func(r *sip.Response, up *sip.Message) bool {
			for i, x := range list {
				x.see(r.Message, !fromUser[i], offered)
				if m.Method == "BYE" && r.Status >= 200 || r.Status == 481 || r.Status == 408 {
					x.end()
				}
			}
			return true
		},
		Passed: func(up *sip.Message, octets []byte) {
			for i, x := range list {
				s.publish(x.profile, x.u, x.role, !fromUser[i], up, octets, t.Flow.Local(), t.Flow.Remote(), x.name)
			}
		},
		Failed: func(error) bool {
			if m.Method == "BYE" {
				for _, x := range list {
					x.end()
				}
			}
			return true
		},
	})
}
