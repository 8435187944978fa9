package pcscf

import (
	"net/netip"
	"strings"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// emergency says whether a URI is that of an emergency service, TS 24.229 R17 clause 5.2.10.
func emergency(uri string) bool {
	u := strings.ToLower(uri)
	return u == "urn:service:sos" || strings.HasPrefix(u, "urn:service:sos.")
}

// fromPhone passes a request of a phone on.
func (p *PCSCF) fromPhone(t *sip.Transaction) {
	m := t.Request
	p.mu.Lock()
	b := p.flows[keyOf(t.Flow)]
	p.mu.Unlock()
	if m.Tag("To") != "" {
		p.inDialogFromPhone(t, b)
		return
	}
	switch {
	case m.Method == "INVITE" && emergency(m.URI):
		if b == nil {
			b = p.anonymous(t, "", "")
			b.flow, b.emergency = t.Flow.To(phoneAddr(t)), true
			b.local = t.Flow.Local().String()
		}
		p.origin(t, b, event.IMSEmergency)
	case b == nil, b.sos, p.emergencyOnly(t):
		// Who has an emergency registration has nothing else by it (TS 24.229 clause 5.2.10).
		if m.Method != "ACK" {
			t.Reply(403)
		}
	case m.Method == "INVITE", m.Method == "MESSAGE", m.Method == "OPTIONS", m.Method == "SUBSCRIBE", m.Method == "PUBLISH", m.Method == "REFER":
		p.origin(t, b, event.IMSOriginating)
	case m.Method == "ACK":
	default:
		t.Reply(405)
	}
}

// emergencyOnly says whether a request comes from a PDU session for emergency services.
func (p *PCSCF) emergencyOnly(t *sip.Transaction) bool {
	return p.cfg.Emergency != nil && p.cfg.Emergency(t.Flow.Remote().Addr())
}

// phoneAddr is where a phone that is not registered gets requests: its address and the port of its Contact.
func phoneAddr(t *sip.Transaction) netip.AddrPort {
	if c := contactAddr(t.Request); c.IsValid() {
		return netip.AddrPortFrom(t.Flow.Remote().Addr(), c.Port())
	}
	return t.Flow.Remote()
}

// update takes the access network of a request.
func (b *binding) update(m *sip.Message) {
	if v := m.Get("P-Access-Network-Info"); v != "" {
		b.setAccess(v)
	}
}

// origin passes on a request outside of a dialog, TS 24.229 R17 clause 5.2.6.3.
func (p *PCSCF) origin(t *sip.Transaction, b *binding, role event.IMSRole) {
	m := t.Request.Clone()
	b.update(m)
	identity := p.identity(b, m)
	for _, h := range []string{"Route", "P-Asserted-Identity", "P-Preferred-Identity", "Security-Verify", "P-Charging-Vector", "Proxy-Require"} {
		m.Del(h)
	}
	if identity != "" {
		m.Add("P-Asserted-Identity", "<"+identity+">")
	}
	m.Add("P-Charging-Vector", `icid-value="`+p.ep.Token()+`";icid-generated-at=`+p.cfg.Mw.Addr().String())
	if role == event.IMSEmergency {
		m.Replace("Route", []string{"<sip:" + p.cfg.ECSCF + ";lr>"})
	} else {
		m.Replace("Route", b.serviceRoute)
	}
	var s *session
	name := ""
	if m.Method == "INVITE" {
		if s = p.newSession(b, role, m); s == nil {
			t.Reply(503)
			return
		}
		name = s.name
		m.Prepend("Record-Route", s.onMw())
	}
	p.publish(b, role, true, t.Request, t.Octets, t.Flow, name)
	if s != nil && !s.describe(m, ims.Access, false) {
		p.answer(t, b, role, s, 488)
		return
	}
	f, ok := p.next(m)
	if !ok {
		p.answer(t, b, role, s, 503)
		return
	}
	p.up(t, m, f, b, role, s)
}

// identity is the one that the P-CSCF asserts, TS 24.229 R17 clause 5.2.6.3.1: the preferred one if it is registered, or the
// default.
func (p *PCSCF) identity(b *binding, m *sip.Message) string {
	want := sip.URI(m.Get("P-Preferred-Identity"))
	for _, u := range b.impus {
		if want != "" && ims.SameUser(u, want) {
			return u
		}
	}
	if len(b.impus) > 0 {
		return b.impus[0]
	}
	return ""
}

// answer answers for the core.
func (p *PCSCF) answer(t *sip.Transaction, b *binding, role event.IMSRole, s *session, status int) {
	m := t.Response(status, "", "")
	octets, err := t.Respond(m)
	name := ""
	if s != nil {
		name = s.name
	}
	if err == nil {
		p.publish(b, role, false, m, octets, b.flow, name)
	}
	if s != nil && t.Request.Method == "INVITE" && t.Request.Tag("To") == "" {
		p.endSession(s)
	}
}

// up forwards a request of the phone towards the core and its responses to the phone.
func (p *PCSCF) up(t *sip.Transaction, m *sip.Message, f sip.Flow, b *binding, role event.IMSRole, s *session) {
	first := t.Request.Tag("To") == ""
	offered := ims.SessionDescription(t.Request) != nil
	name := ""
	if s != nil {
		name = s.name
	}
	p.ep.Forward(t, m, f, sip.Hooks{
		Cancel: func(c *sip.Transaction) {
			p.publish(b, role, true, c.Request, c.Octets, c.Flow, name)
		},
		Response: func(r *sip.Response, up *sip.Message) bool {
			up.Replace("Via", t.Request.All("Via"))
			for _, h := range []string{"P-Charging-Vector", "P-Access-Network-Info"} {
				up.Del(h)
			}
			if s == nil {
				return true
			}
			rr := up.List("Record-Route")
			up.Del("Record-Route")
			if first && r.Status < 300 {
				if tag := r.Tag("To"); tag != "" {
					s.route(tag, rr, true)
				}
				up.Prepend("Record-Route", s.onGm())
			}
			if !s.describe(up, ims.Core, offered) {
				// The other end sent what cannot be: the phone is told, the other end is ended by the phone's BYE or not at all.
				p.answer(t, b, role, s, 488)
				return false
			}
			p.finish(t, s, r.Status, first)
			return true
		},
		Passed: func(m *sip.Message, octets []byte) { p.publish(b, role, false, m, octets, b.flow, name) },
		Failed: func(error) bool {
			if s != nil && first {
				defer p.endSession(s)
			}
			return true
		},
	})
}

// finish ends the session after a BYE, or an INVITE that failed.
func (p *PCSCF) finish(t *sip.Transaction, s *session, status int, first bool) {
	switch {
	case t.Request.Method == "BYE" && status >= 200, t.Request.Method == "INVITE" && first && status >= 300,
		t.Request.Method == "INVITE" && (status == 408 || status == 481):
		p.endSession(s)
	}
}

// inDialogFromPhone passes on a request in a dialog.
func (p *PCSCF) inDialogFromPhone(t *sip.Transaction, b *binding) {
	m := t.Request.Clone()
	id, _ := p.own(sip.URI(m.Get("Route")))
	s := p.session(id)
	if s == nil || s.callID != m.CallID() || s.b.Load() != b && !(b == nil && s.b.Load().emergency && s.b.Load().flow.Remote().Addr() == t.Flow.Remote().Addr()) {
		if m.Method != "ACK" {
			t.Reply(481)
		}
		return
	}
	b = s.b.Load()
	b.update(m)
	p.publish(b, s.role, true, t.Request, t.Octets, t.Flow, s.name)
	routes, ok := s.routeTo(m.Tag("To"))
	if !ok {
		if m.Method != "ACK" {
			p.answer(t, b, s.role, s, 481)
		}
		return
	}
	m.Replace("Route", routes)
	for _, h := range []string{"P-Asserted-Identity", "P-Preferred-Identity", "Security-Verify", "Proxy-Require"} {
		m.Del(h)
	}
	if !s.describe(m, ims.Access, m.Method == "ACK") {
		if m.Method != "ACK" {
			p.answer(t, b, s.role, s, 488)
		}
		return
	}
	f, ok := p.next(m)
	if !ok {
		if m.Method != "ACK" {
			p.answer(t, b, s.role, s, 503)
		}
		return
	}
	p.up(t, m, f, b, s.role, s)
}

// fromCore passes a request on to a phone.
func (p *PCSCF) fromCore(t *sip.Transaction) {
	m := t.Request.Clone()
	user, ok := p.own(sip.URI(m.Pop("Route")))
	if !ok {
		if m.Method != "ACK" {
			t.Reply(404)
		}
		return
	}
	if m.Tag("To") != "" {
		s := p.session(user)
		if s == nil || s.callID != m.CallID() {
			if m.Method != "ACK" {
				t.Reply(481)
			}
			return
		}
		p.down(t, m, s.b.Load(), s.role, s)
		return
	}
	p.mu.Lock()
	b := p.tokens[user]
	p.mu.Unlock()
	if b == nil {
		if m.Method != "ACK" {
			t.Reply(480)
		}
		return
	}
	var s *session
	if m.Method == "INVITE" {
		if s = p.newSession(b, event.IMSTerminating, m); s == nil {
			t.Reply(503)
			return
		}
		s.route(m.Tag("From"), m.List("Record-Route"), false)
	}
	p.down(t, m, b, event.IMSTerminating, s)
}

// down forwards a request to the phone and its responses to the core, TS 24.229 R17 clause 5.2.6.4.
func (p *PCSCF) down(t *sip.Transaction, m *sip.Message, b *binding, role event.IMSRole, s *session) {
	first := t.Request.Tag("To") == ""
	offered := ims.SessionDescription(t.Request) != nil
	name := ""
	m.Del("Via")
	rr := t.Request.List("Record-Route")
	for _, h := range []string{"Record-Route", "Route", "P-Charging-Vector", "P-Access-Network-Info", "P-Visited-Network-ID"} {
		m.Del(h)
	}
	if s != nil {
		name = s.name
		if m.Method == "INVITE" && first {
			m.Prepend("Record-Route", s.onGm())
		}
		if !s.describe(m, ims.Core, m.Method == "ACK") {
			if m.Method != "ACK" {
				t.Reply(488)
			}
			if m.Method == "INVITE" && first {
				p.endSession(s)
			}
			return
		}
	}
	if m.Method == "ACK" {
		if octets, err := p.ep.Send(m, b.flow); err == nil {
			p.publish(b, role, false, m, octets, b.flow, name)
		}
		return
	}
	p.ep.Forward(t, m, b.flow, sip.Hooks{
		Sent:      func(c *sip.Client) { p.publish(b, role, false, c.Request, c.Octets, c.Flow, name) },
		Cancelled: func(m *sip.Message, octets []byte) { p.publish(b, role, false, m, octets, b.flow, name) },
		Response: func(r *sip.Response, up *sip.Message) bool {
			b.update(r.Message)
			p.publish(b, role, true, r.Message, r.Octets, r.Flow, name)
			up.Replace("Via", t.Request.All("Via"))
			up.Del("Record-Route")
			if s == nil {
				return true
			}
			if first && r.Status < 300 {
				up.Replace("Record-Route", append([]string{s.onMw()}, rr...))
				if len(b.impus) > 0 {
					up.Set("P-Asserted-Identity", "<"+p.called(b, s)+">")
				}
			}
			if !s.describe(up, ims.Access, offered) {
				t.Reply(488)
				p.endSession(s)
				return false
			}
			p.finish(t, s, r.Status, first)
			return true
		},
		Failed: func(error) bool {
			if s != nil && first {
				p.endSession(s)
			}
			return true
		},
	})
}

// called is the identity that the P-CSCF asserts for a phone that was called: the one that was called.
func (p *PCSCF) called(b *binding, s *session) string {
	for _, u := range b.impus {
		if ims.SameUser(u, s.terminating) {
			return u
		}
	}
	return b.impus[0]
}
