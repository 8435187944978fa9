package pcscf

import (
	"encoding/hex"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// challengeLife is how long a challenge waits for its answer, reg-await-auth of TS 24.229 table 7.8.1.
const challengeLife = 4 * time.Minute

// register passes a REGISTER on, TS 24.229 R17 clause 5.2.2.
func (p *PCSCF) register(t *sip.Transaction) {
	req := t.Request
	auth, err := ims.ParseDigest(req.Get("Authorization"))
	if err != nil || auth["username"] == "" {
		p.refuse(t, nil, 403)
		return
	}
	impi := auth["username"]
	home, _ := sip.HostPort(req.URI)
	who := p.anonymous(t, impi, home)
	who.key = ims.RegistrationKey(impi, req)
	who.sos = who.key != impi
	if !who.sos && p.emergencyOnly(t) {
		p.refuse(t, who, 403)
		return
	}
	p.mu.Lock()
	old, pending := p.bindings[who.key], p.pending[who.key]
	p.mu.Unlock()
	protected := t.Flow.Label() == labelProtected
	if protected {
		if status := p.trusted(t, old, pending); status != 0 {
			p.refuse(t, who, status)
			return
		}
	}
	p.publish(who, event.IMSRegistration, true, req, t.Octets, t.Flow, "")

	m := req.Clone()
	m.Del("Route")
	client := m.List("Security-Client")
	for _, h := range []string{"Security-Client", "Security-Verify", "Proxy-Require", "P-Asserted-Identity", "P-Visited-Network-ID", "P-Charging-Vector"} {
		m.Del(h)
	}
	if protected || t.Flow.Network() == "tls" {
		auth["integrity-protected"] = "yes"
	} else {
		auth["integrity-protected"] = "no"
	}
	m.Set("Authorization", auth.String())
	token := p.ep.Token()
	if old != nil {
		token = old.token
	}
	m.Del("Path")
	m.Add("Path", "<sip:"+token+"@"+p.host()+";lr>")
	m.Set("Require", "path")
	m.Add("P-Visited-Network-ID", `"`+ims.HomeDomain(p.cfg.PLMN)+`"`)
	m.Add("P-Charging-Vector", `icid-value="`+p.ep.Token()+`";icid-generated-at=`+p.cfg.Mw.Addr().String())
	if strings.EqualFold(home, ims.HomeDomain(p.cfg.PLMN)) {
		m.Add("Route", "<sip:"+p.cfg.ICSCF+";lr>")
	}
	f, ok := p.next(m)
	if !ok {
		p.refuse(t, who, 403)
		return
	}
	p.ep.Forward(t, m, f, sip.Hooks{
		Response: func(r *sip.Response, up *sip.Message) bool {
			up.Replace("Via", req.All("Via"))
			switch {
			case r.Status == 401:
				return p.challenged(t, who, up, client)
			case r.Status >= 200 && r.Status < 300:
				p.registered(t, who, up, token)
			default:
				p.forgetChallenge(who.key)
			}
			return true
		},
		Passed: func(m *sip.Message, octets []byte) {
			p.publish(who, event.IMSRegistration, false, m, octets, t.Flow, "")
		},
	})
}

// refuse answers a REGISTER that goes nowhere.
func (p *PCSCF) refuse(t *sip.Transaction, who *binding, status int) {
	if who == nil {
		who = p.anonymous(t, "", "")
	}
	p.publish(who, event.IMSRegistration, true, t.Request, t.Octets, t.Flow, "")
	m := t.Response(status, "", "")
	if octets, err := t.Respond(m); err == nil {
		p.publish(who, event.IMSRegistration, false, m, octets, t.Flow, "")
	}
}

// anonymous is a phone that is not registered: what it says of itself, and what the 5G core knows of its address.
func (p *PCSCF) anonymous(t *sip.Transaction, impi, home string) *binding {
	b := &binding{impi: impi, home: home, flow: t.Flow}
	b.setAccess(t.Request.Get("P-Access-Network-Info"))
	b.user = event.IMSUser{IMPI: impi, PEI: ims.Instance(t.Request)}
	if impi != "" {
		if u := sip.URI(t.Request.Get("To")); u != "" {
			b.user.IMPUs = []string{u}
		}
	}
	p.identify(&b.user, t.Flow.Remote().Addr())
	return b
}

// identify adds what the 5G core knows of an address. A SUPI that was not authenticated is not taken.
func (p *PCSCF) identify(u *event.IMSUser, a netip.Addr) {
	if p.cfg.Subscriber == nil {
		return
	}
	s, _, ok := p.cfg.Subscriber(a)
	if !ok {
		return
	}
	if s.Authenticated {
		u.SUPI, u.GPSI = s.SUPI, s.GPSI
	}
	if s.PEI != "" {
		u.PEI = s.PEI
	}
}

// trusted says whether a protected REGISTER fits the associations of the private identity: 0, or the status of the refusal. One that
// comes from elsewhere is not the phone's (403). One that does not repeat what was agreed may have been changed on the way when the
// agreement was made, in clear: Security-Verify has to be the list that was offered (RFC 3329 clause 2.3.1: 494), and Security-Client
// of the answer to a challenge that of the REGISTER before it.
func (p *PCSCF) trusted(t *sip.Transaction, old *binding, pending *challenge) (status int) {
	verify, client := t.Request.List("Security-Verify"), t.Request.List("Security-Client")
	status = 403
	from := func(a sip.GmAssociation) bool {
		if a == nil {
			return false
		}
		s, c := a.UE()
		r := t.Flow.Remote()
		return r == c || r == s
	}
	if pending != nil && from(pending.assoc) {
		if pending.assoc.Verify(verify) && pending.assoc.Same(client) {
			return 0
		}
		status = 494
	}
	if old != nil && from(old.assoc) {
		if old.assoc.Verify(verify) {
			return 0
		}
		status = 494
	}
	return status
}

// challenged takes the keys out of a 401 and makes the associations, TS 33.203 R17 clause 7.2.
func (p *PCSCF) challenged(t *sip.Transaction, who *binding, up *sip.Message, client []string) bool {
	d, err := ims.ParseDigest(up.Get("WWW-Authenticate"))
	if err != nil {
		t.Reply(502)
		return false
	}
	ck, err1 := hex.DecodeString(d["ck"])
	ik, err2 := hex.DecodeString(d["ik"])
	delete(d, "ck")
	delete(d, "ik")
	up.Set("WWW-Authenticate", d.String())
	c := &challenge{}
	if p.cfg.Security != nil && len(client) > 0 {
		if err1 != nil || err2 != nil || len(ck) != 16 || len(ik) != 16 {
			t.Reply(502)
			return false
		}
		q := sip.GmRequest{
			UE: t.Flow.Remote(), Contact: contactAddr(t.Request), IMPI: who.impi, SecurityClient: client,
			Keys:           sip.Keys{CK: [16]byte(ck), IK: [16]byte(ik)},
			NullEncryption: p.nullEncryption(who),
		}
		if c.assoc, err = p.cfg.Security.Challenge(q); err != nil {
			p.cfg.Log.Debug("pcscf: no security agreement", "impi", who.impi, "err", err)
			m := t.Response(494, "", "")
			if octets, err := t.Respond(m); err == nil {
				p.publish(who, event.IMSRegistration, false, m, octets, t.Flow, "")
			}
			return false
		}
		for _, v := range c.assoc.SecurityServer() {
			up.Add("Security-Server", v)
		}
	}
	p.mu.Lock()
	prior := p.pending[who.key]
	if len(p.pending) >= maxBindings {
		p.mu.Unlock()
		t.Reply(503)
		return false
	}
	p.pending[who.key] = c
	c.stop = p.ep.After(challengeLife, func() {
		p.mu.Lock()
		if p.pending[who.key] == c {
			delete(p.pending, who.key)
		}
		p.mu.Unlock()
		c.close()
	})
	p.mu.Unlock()
	if prior != nil {
		prior.stop()
		prior.close()
	}
	return true
}

func (c *challenge) close() {
	if c.assoc != nil {
		_ = c.assoc.Close()
	}
}

func (p *PCSCF) forgetChallenge(key string) {
	p.mu.Lock()
	c := p.pending[key]
	delete(p.pending, key)
	p.mu.Unlock()
	if c != nil {
		c.stop()
		c.close()
	}
}

func contactAddr(m *sip.Message) netip.AddrPort {
	host, port := sip.HostPort(sip.URI(m.Get("Contact")))
	a, err := netip.ParseAddr(host)
	if err != nil {
		return netip.AddrPort{}
	}
	if port == 0 {
		port = 5060
	}
	return netip.AddrPortFrom(a, port)
}

// nullEncryption says whether the phone registers from a network where confidentiality must be off, TS 23.228 R17 clause W.3.
func (p *PCSCF) nullEncryption(who *binding) bool {
	l := ims.ParseAccessNetworkInfo(who.accessInfo())
	return p.cfg.NullEncryption != nil && l != nil && p.cfg.NullEncryption(l.TAI.PLMN)
}

// registered keeps or forgets a phone after a 200.
func (p *PCSCF) registered(t *sip.Transaction, who *binding, up *sip.Message, token string) {
	key := who.key
	var expires uint64
	if v := sip.Param(up.Get("Contact"), "expires"); v != "" {
		expires, _ = strconv.ParseUint(v, 10, 31)
	}
	up.Del("Path")
	p.mu.Lock()
	old, c := p.bindings[key], p.pending[key]
	delete(p.pending, key)
	if c != nil {
		c.stop()
	}
	if old != nil {
		p.forget(old)
	}
	if expires == 0 || len(p.bindings) >= maxBindings {
		p.mu.Unlock()
		if old != nil {
			p.dropped(old)
		}
		if c != nil {
			c.close()
		}
		return
	}
	b := who
	b.token, b.serviceRoute = token, up.List("Service-Route")
	b.impus = nil
	for _, v := range up.List("P-Associated-URI") {
		b.impus = append(b.impus, sip.URI(v))
	}
	b.user.IMPUs = slices.Clone(b.impus)
	b.user = p.known(b.user)
	p.attach(t, b, c)
	if b.assoc == nil && old != nil && b.from.label == labelProtected {
		// A registration anew without a challenge keeps its associations.
		b.assoc, b.flow, b.from, b.local = old.assoc, old.flow, old.from, old.local
	}
	b.stop = p.ep.After(time.Duration(expires)*time.Second+30*time.Second, func() {
		p.mu.Lock()
		current := p.bindings[key] == b
		if current {
			p.forget(b)
		}
		p.mu.Unlock()
		if current {
			p.dropped(b)
		}
	})
	p.bindings[key], p.tokens[b.token], p.flows[b.from] = b, b, b
	for _, s := range p.sessions {
		if old != nil && s.b.Load() == old {
			s.b.Store(b)
		}
	}
	p.mu.Unlock()
	if b.assoc != nil {
		b.assoc.Confirm()
	}
	if old != nil && old.assoc != nil && old.assoc != b.assoc {
		_ = old.assoc.Close()
	}
}

// known completes the identities: GPSI from a tel URI, SUPI from a private identity that is derived from an IMSI. The home network has
// authenticated it.
func (p *PCSCF) known(u event.IMSUser) event.IMSUser {
	if name, _, _ := strings.Cut(u.IMPI, "@"); len(name) >= 14 && strings.Trim(name, "0123456789") == "" {
		u.SUPI = name
	}
	for _, v := range u.IMPUs {
		if d, ok := ims.Telephone(v); ok {
			u.GPSI = d
			break
		}
	}
	return u
}

// attach finds the way to the phone.
func (p *PCSCF) attach(t *sip.Transaction, b *binding, c *challenge) {
	b.from = keyOf(t.Flow)
	b.flow = t.Flow
	local := t.Flow.Local()
	if t.Flow.Network() == "udp" {
		if at := contactAddr(t.Request); at.IsValid() && t.Flow.Label() == labelGm {
			b.flow = t.Flow.To(netip.AddrPortFrom(t.Flow.Remote().Addr(), at.Port()))
		}
	}
	if c != nil && c.assoc != nil {
		b.assoc = c.assoc
		server, client := c.assoc.UE()
		_, ps := p.cfg.Security.Ports()
		if t.Flow.Network() != "tls" { // its port is that of the connection
			local = netip.AddrPortFrom(local.Addr(), ps)
		}
		if t.Flow.Network() == "udp" {
			b.flow = p.client[local.Addr()].To(server)
			b.from = flowKey{labelProtected, client}
		}
	}
	b.local = local.String()
}

// forget takes a binding out of the indexes. p is locked.
func (p *PCSCF) forget(b *binding) {
	if b.stop != nil {
		b.stop()
	}
	if p.bindings[b.key] == b {
		delete(p.bindings, b.key)
	}
	if p.tokens[b.token] == b {
		delete(p.tokens, b.token)
	}
	if p.flows[b.from] == b {
		delete(p.flows, b.from)
	}
}

// dropped ends what a phone has that is not registered any more.
func (p *PCSCF) dropped(b *binding) {
	p.mu.Lock()
	var gone []*session
	for _, s := range p.sessions {
		if s.b.Load() == b {
			gone = append(gone, s)
		}
	}
	p.mu.Unlock()
	for _, s := range gone {
		p.endSession(s)
	}
	if b.assoc != nil {
		_ = b.assoc.Close()
	}
}
