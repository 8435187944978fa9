package cscf

import (
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// minExpires is the shortest registration time but zero.
const minExpires = 60 * time.Second

// register is TS 24.229 R17 clause 5.4.1: a REGISTER is challenged until it has the right response to a challenge that was not
// used before.
func (s *Serving) register(t *sip.Transaction) {
	m := t.Request
	d, err := ims.ParseDigest(m.Get("Authorization"))
	if err != nil || d["username"] == "" {
		t.Reply(403)
		return
	}
	impi, impu := d["username"], sip.URI(m.Get("To"))
	key := ims.RegistrationKey(impi, m)
	profile, u := s.who(key, impi, impu)
	respond := func(r *sip.Message) {
		if octets, err := t.Respond(r); err == nil {
			s.publish(profile, u, event.IMSRegistration, false, r, octets, t.Flow.Local(), t.Flow.Remote(), "")
		}
	}
	if u == nil {
		u = &user{visited: strings.Trim(m.Get("P-Visited-Network-ID"), `"`), access: m.Get("P-Access-Network-Info")}
	}
	s.publish(profile, u, event.IMSRegistration, true, m, t.Octets, t.Flow.Remote(), t.Flow.Local(), "")
	if profile.SUPI == "" {
		respond(t.Response(403, "", ""))
		return
	}
	expires, ok := s.expires(m)
	if !ok {
		r := t.Response(423, "", "")
		r.Add("Min-Expires", strconv.Itoa(int(minExpires/time.Second)))
		respond(r)
		return
	}
	if d["integrity-protected"] == "yes" && trusted(s.cfg.Directory, s.cfg.Trusted, t.Flow) && expires == 0 && s.registeredNow(key) {
		// Clause 5.4.1.4: the associations prove who it is.
		s.deregister(t, key, respond)
		return
	}
	p := s.take(key, d["nonce"])
	switch {
	case d["auts"] != "" && p.nonce != "":
		s.resynchronise(t, key, impi, d, p, respond)
	case d["response"] == "" && d["nonce"] != "" && p.nonce != "":
		respond(t.Response(403, "", "")) // clause 5.4.1.2.3: the phone did not accept the challenge
	case d["response"] == "" || p.nonce == "":
		s.challenge(t, key, impi, nil, respond)
	case !verify(d, m.Method, p.xres[:]):
		respond(t.Response(403, "", ""))
	case expires == 0:
		s.deregister(t, key, respond)
	default:
		s.accept(t, key, impi, impu, expires, respond)
	}
}

// trusted says whether a request came from one of the named functions. The parameter "integrity-protected" is worth what the network
// is worth that the request came through: Mw is protected hop by hop (TS 33.210).
func trusted(d *sip.Directory, names []string, f sip.Flow) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		at, ok := d.Resolve("sip:" + name)
		return ok && name != "" && at == f.Remote()
	})
}

// verify compares responses in constant time.
func verify(d ims.Digest, method string, xres []byte) bool {
	return strings.EqualFold(d["algorithm"], ims.AKAv1) && subtle.ConstantTimeCompare([]byte(d.Respond(method, xres)), []byte(strings.ToLower(d["response"]))) == 1
}

// who is the user of a REGISTER, as far as the HSS knows him; u is his registration, nil if he has none.
func (s *Serving) who(key, impi, impu string) (ims.Profile, *user) {
	s.mu.Lock()
	u := s.users[key]
	s.mu.Unlock()
	if u != nil && u.profile.Registers(impu) {
		return u.profile, u
	}
	_, p, err := s.cfg.HSS.Locate(impu)
	if err != nil || p.IMPI != impi {
		return ims.Profile{IMPI: impi, IMPUs: []string{impu}}, nil
	}
	return p, nil
}

func (s *Serving) expires(m *sip.Message) (time.Duration, bool) {
	v := sip.Param(m.Get("Contact"), "expires")
	if v == "" {
		v = m.Get("Expires")
	}
	if v == "" {
		return s.cfg.Expires, true
	}
	n, err := strconv.ParseUint(strings.TrimSpace(v), 10, 32)
	if err != nil {
		return s.cfg.Expires, true
	}
	d := min(time.Duration(n)*time.Second, s.cfg.Expires)
	return d, d == 0 || d >= minExpires
}

func (s *Serving) registeredNow(key string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.users[key] != nil
}

// take returns the challenge of a nonce, which is used up by that.
func (s *Serving) take(key, nonce string) challenge {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.challenges[key]
	if nonce == "" || c.nonce != nonce {
		return challenge{}
	}
	c.stop()
	delete(s.challenges, key)
	return c
}

// challenge sends 401 with a fresh vector, RFC 3310 clause 3.2 and TS 24.229 R17 clause 5.4.1.2.1.
func (s *Serving) challenge(t *sip.Transaction, key, impi string, re *ims.Resync, respond func(*sip.Message)) {
	v, err := s.cfg.HSS.Vector(impi, re)
	if err != nil {
		status := 403
		if !errors.Is(err, ims.ErrUnknownUser) {
			s.cfg.Log.Info("cscf: no vector", "impi", impi, "err", err)
		}
		respond(t.Response(status, "", ""))
		return
	}
	c := challenge{nonce: ims.Nonce(v.RAND, v.AUTN), rand: v.RAND, xres: v.XRES}
	s.mu.Lock()
	if len(s.challenges) >= maxChallenges {
		s.mu.Unlock()
		respond(t.Response(503, "", ""))
		return
	}
	if old := s.challenges[key]; old.stop != nil {
		old.stop()
	}
	c.stop = s.ep.After(challengeLife, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.challenges[key].nonce == c.nonce {
			delete(s.challenges, key)
		}
	})
	s.challenges[key] = c
	s.mu.Unlock()
	r := t.Response(401, "", "")
	r.Add("WWW-Authenticate", ims.Digest{
		"realm": ims.HomeDomain(s.cfg.PLMN), "nonce": c.nonce, "algorithm": ims.AKAv1, "qop": "auth",
		"ik": hex.EncodeToString(v.IK[:]), "ck": hex.EncodeToString(v.CK[:]),
	}.String())
	respond(r)
}

// resynchronise takes AUTS, RFC 3310 clause 3.4.
func (s *Serving) resynchronise(t *sip.Transaction, key, impi string, d ims.Digest, c challenge, respond func(*sip.Message)) {
	auts, err := base64.StdEncoding.DecodeString(d["auts"])
	if err != nil || len(auts) != 14 {
		respond(t.Response(403, "", ""))
		return
	}
	s.challenge(t, key, impi, &ims.Resync{RAND: c.rand, AUTS: [14]byte(auts)}, respond)
}

// accept registers the user, clause 5.4.1.2.2F.
func (s *Serving) accept(t *sip.Transaction, key, impi, impu string, expires time.Duration, respond func(*sip.Message)) {
	m := t.Request
	contact := sip.URI(m.Get("Contact"))
	profile, err := s.cfg.HSS.Assign(impi, s.host())
	if err != nil || contact == "" || !profile.Registers(impu) {
		respond(t.Response(403, "", ""))
		return
	}
	u := &user{profile: profile, contact: contact, path: m.List("Path"), visited: strings.Trim(m.Get("P-Visited-Network-ID"), `"`), access: m.Get("P-Access-Network-Info"), emergency: key != impi}
	s.mu.Lock()
	if old := s.users[key]; old != nil {
		old.stop()
	}
	u.stop = s.ep.After(expires, func() { s.expired(key, u) })
	s.users[key] = u
	s.mu.Unlock()
	r := t.Response(200, "", "")
	for _, p := range u.path {
		r.Add("Path", p)
	}
	r.Add("Service-Route", "<sip:orig@"+s.host()+";lr>")
	for _, i := range profile.IMPUs {
		r.Add("P-Associated-URI", "<"+i+">")
	}
	r.Add("Contact", "<"+contact+">;expires="+strconv.Itoa(int(expires/time.Second)))
	r.Add("P-Charging-Function-Addresses", "ccf=ccf."+ims.HomeDomain(s.cfg.PLMN))
	respond(r)
	if s.cfg.Registered != nil && !u.emergency {
		s.cfg.Registered(profile, true)
	}
}

func (s *Serving) expired(key string, u *user) {
	s.mu.Lock()
	current := s.users[key] == u
	if current {
		delete(s.users, key)
	}
	s.mu.Unlock()
	if current {
		s.gone(u)
	}
}

func (s *Serving) gone(u *user) {
	if u.emergency && s.registeredNow(u.profile.IMPI) {
		return // the registration for everything else goes on
	}
	if _, err := s.cfg.HSS.Assign(u.profile.IMPI, ""); err != nil {
		s.cfg.Log.Info("cscf: HSS", "err", err)
	}
	if s.cfg.Registered != nil && !u.emergency {
		s.cfg.Registered(u.profile, false)
	}
}

// deregister is clause 5.4.1.4.
func (s *Serving) deregister(t *sip.Transaction, key string, respond func(*sip.Message)) {
	s.mu.Lock()
	u := s.users[key]
	delete(s.users, key)
	s.mu.Unlock()
	r := t.Response(200, "", "")
	if c := sip.URI(t.Request.Get("Contact")); c != "" {
		r.Add("Contact", "<"+c+">;expires=0")
	}
	respond(r)
	if u != nil {
		u.stop()
		s.gone(u)
	}
}
