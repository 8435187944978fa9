package gm

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/sim/esp"
	"lilab/sim/fabric"
	"lilab/sim/ims/sip"
)

// Protected ports of a P-CSCF that are not configured.
const (
	DefaultServerPort = 5064
	DefaultClientPort = 5065
)

// maxAssociations bounds the sets of a P-CSCF.
const maxAssociations = 200_000

// ServerConfig describes the P-CSCF's side.
type ServerConfig struct {
	// Modes are what phones may use, the one that is preferred first. What a phone cannot do falls to the next; RFC 3329 keeps
	// anyone on the way from making it fall.
	Modes []Mode
	// Host is the P-CSCF, Addrs its addresses towards phones, at most one of each family and all on one link.
	Host  fabric.Host
	Addrs []netip.Addr
	// ServerPort and ClientPort are port_ps and port_pc, 0 for the defaults.
	ServerPort, ClientPort uint16
	// MTU is the greatest packet that a phone's PDU session takes, 0 for 1400 octets (TS 23.501 R17 annex J, and what sessions have
	// that ask for nothing else). ESP packets that are longer go out in fragments.
	MTU int
	// Suites take the place of those of the modes. Those without encryption are used where the request wants it so,
	// otherwise in their turn.
	Suites []Suite
	// TLS has the certificate of the P-CSCF (pki.ServerConfig), needed for the mode TLS. Phones are not asked for one.
	TLS *tls.Config
	// Lifetime is that of associations, 0 for 600030 s; Grace how long they live on after Close or when newer ones are confirmed,
	// 0 for 32 s: transactions under way end with them.
	Lifetime, Grace time.Duration
	// Hard bounds packets and octets of an association.
	Hard esp.Lifetime
	Now  func() time.Time
	Rand io.Reader
	Log  *slog.Logger
}

// Server is the P-CSCF's side of Gm. It is a sip.GmServer.
type Server struct {
	cfg    ServerConfig
	suites []Suite
	shim   *shim

	mu     sync.Mutex
	closed bool
	phones map[phone][]*Association
	count  int
	swept  time.Time
}

// phone is a private identity at an address.
type phone struct {
	impi string
	addr netip.Addr
}

var _ sip.GmServer = (*Server)(nil)

// NewServer makes the P-CSCF's side and, for IPsec, puts its hook at the interface.
func NewServer(cfg ServerConfig) (*Server, error) {
	if cfg.Host == nil || len(cfg.Addrs) == 0 || len(cfg.Modes) == 0 {
		return nil, errors.New("gm: a P-CSCF without host, addresses or modes")
	}
	common(&cfg.Now, &cfg.Rand, &cfg.Log, &cfg.Lifetime, &cfg.Grace)
	s := &Server{cfg: cfg, suites: cfg.Suites, phones: map[phone][]*Association{}, swept: cfg.Now()}
	ipsec := false
	for _, m := range cfg.Modes {
		if _, err := ParseMode(string(m)); err != nil {
			return nil, err
		}
		if m == TLS && cfg.TLS == nil {
			return nil, errors.New("gm: TLS without a configuration")
		}
		if !m.IPsec() {
			continue
		}
		ipsec = true
		if cfg.Suites == nil {
			for _, x := range serverSuites(m) {
				if !slices.Contains(s.suites, x) {
					s.suites = append(s.suites, x)
				}
			}
		}
	}
	if !ipsec {
		return s, nil
	}
	if s.cfg.ServerPort == 0 {
		s.cfg.ServerPort = DefaultServerPort
	}
	if s.cfg.ClientPort == 0 {
		s.cfg.ClientPort = DefaultClientPort
	}
	if s.cfg.ServerPort == s.cfg.ClientPort {
		return nil, fmt.Errorf("gm: port %d for server and client", s.cfg.ServerPort)
	}
	err := checkSuites(s.suites)
	if err != nil {
		return nil, err
	}
	if cfg.MTU == 0 {
		cfg.MTU = 1400
	}
	if s.shim, err = newShim(cfg.Host, cfg.Addrs, cfg.MTU, cfg.Now, saOptions{cfg.Hard, cfg.Rand}); err != nil {
		return nil, err
	}
	s.shim.protect(s.cfg.ServerPort)
	s.shim.protect(s.cfg.ClientPort)
	return s, nil
}

// Carrier is the host: what is protected is so at its interface.
func (s *Server) Carrier() sip.Carrier { return s.cfg.Host }

// Ports are the protected client and server port; zero without IPsec.
func (s *Server) Ports() (client, server uint16) {
	if s.shim == nil {
		return 0, 0
	}
	return s.cfg.ClientPort, s.cfg.ServerPort
}

// TLS is the configuration for connections of phones, nil without TLS.
func (s *Server) TLS() *tls.Config {
	if !slices.Contains(s.cfg.Modes, TLS) {
		return nil
	}
	c := s.cfg.TLS.Clone()
	c.ClientAuth, c.ClientCAs = tls.NoClientCert, nil
	return c
}

// Association is a registration at the P-CSCF. It is a sip.GmAssociation.
type Association struct {
	server    *Server
	phone     phone
	offer     []Mechanism // Security-Client
	list      []Mechanism // Security-Server
	set       *set        // nil without IPsec
	mechanism string
	// peer and client are port_us and port_uc of the phone.
	peer, client netip.AddrPort
	confirmed    bool // with server.mu
	closing      bool
}

var _ sip.GmAssociation = (*Association)(nil)

// Challenge agrees on a mechanism, TS 33.203 R18 clause 7.2.
func (s *Server) Challenge(r sip.GmRequest) (sip.GmAssociation, error) {
	a, err := s.challenge(r)
	if err != nil {
		return nil, err
	}
	return a, nil
}

func (s *Server) challenge(r sip.GmRequest) (*Association, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	s.sweep()
	offer, err := ParseMechanisms(r.SecurityClient)
	if err != nil {
		return nil, err
	}
	a := &Association{server: s, phone: phone{r.IMPI, r.UE.Addr().Unmap()}, offer: offer, peer: r.UE, client: r.UE}
	if len(offer) == 0 {
		if slices.Contains(s.cfg.Modes, None) {
			return a, nil
		}
		return nil, ErrNoAgreement
	}
	if s.shim != nil {
		done, err := s.ipsec(a, r)
		if done || err != nil {
			return a, err
		}
	}
	if slices.Contains(s.cfg.Modes, TLS) && slices.ContainsFunc(offer, func(m Mechanism) bool { return m.Name == tlsMechanism }) {
		a.mechanism, a.list = tlsMechanism, []Mechanism{{Name: tlsMechanism, Q: 1000}}
		return a, nil
	}
	return nil, ErrNoAgreement
}

// ipsec makes associations if the phone has a suite that is allowed; s.mu is held.
func (s *Server) ipsec(a *Association, r sip.GmRequest) (done bool, err error) {
	allowed := s.suites
	if r.NullEncryption {
		allowed = nil
		for _, x := range slices.Concat(s.suites, nullSuites) {
			if x.Encryption == "null" && !slices.Contains(allowed, x) {
				allowed = append(allowed, x)
			}
		}
	}
	// Clause 7.2: the first of the own list that the phone has.
	var theirs Mechanism
	found := false
	for _, x := range allowed {
		theirs, found = choose(a.offer, func(m Mechanism) bool { return m.usable() && m.Suite() == x })
		if found {
			break
		}
	}
	if !found {
		return false, nil
	}
	us := ends{portC: s.cfg.ClientPort, portS: s.cfg.ServerPort}
	for _, l := range s.cfg.Addrs {
		if l.Is4() == a.phone.addr.Is4() {
			us.addr = l
		}
	}
	if !us.addr.IsValid() || theirs.PortC == theirs.PortS {
		return false, fmt.Errorf("%w: phone at %v, ports %d and %d", ErrNoAgreement, a.phone.addr, theirs.PortC, theirs.PortS)
	}
	them := ends{a.phone.addr, theirs.PortC, theirs.PortS, theirs.SPIC, theirs.SPIS}
	if us.spiC, err = s.shim.drawSPI(them.spiC, them.spiS); err != nil {
		return false, err
	}
	if us.spiS, err = s.shim.drawSPI(them.spiC, them.spiS, us.spiC); err != nil {
		return false, err
	}
	if s.count >= maxAssociations {
		return false, fmt.Errorf("%w: too many associations", ErrNoAgreement)
	}
	if s.occupied(a.phone, them) {
		return false, fmt.Errorf("%w: %v", ErrCollision, a.phone.addr)
	}
	x, err := s.shim.makeSet(theirs.Suite(), us, them, r.Keys, s.cfg.Now().Add(awaitAuth))
	if err != nil {
		return false, err
	}
	// A challenge that was not answered makes place for this one.
	over := true
	for _, o := range slices.Clone(s.phones[a.phone]) {
		switch {
		case o.set == nil:
		case !o.confirmed && !o.closing:
			s.remove(o)
		case !o.closing:
			over = false
		}
	}
	if err := s.shim.install(x, over); err != nil {
		return false, err
	}
	for i, o := range allowed {
		a.list = append(a.list, us.mechanism(o, max(1000-100*(i+1), 100)))
	}
	a.set, a.mechanism = x, ipsec3GPP
	a.peer, a.client = netip.AddrPortFrom(them.addr, them.portS), netip.AddrPortFrom(them.addr, them.portC)
	s.phones[a.phone] = append(s.phones[a.phone], a)
	s.count++
	s.cfg.Log.Debug("gm: associations", "impi", r.IMPI, "encryption", x.suite.Encryption, "integrity", x.suite.Integrity)
	return true, nil
}

// occupied says whether ports of a phone's address belong to another private identity, TS 33.203 R18 clause 7.1.
func (s *Server) occupied(p phone, them ends) bool {
	s.shim.mu.RLock()
	defer s.shim.mu.RUnlock()
	for _, f := range []flow{{them.addr, s.cfg.ServerPort, them.portC}, {them.addr, s.cfg.ClientPort, them.portS}} {
		for _, x := range s.shim.sets[f] {
			if s.cfg.Now().UnixNano() <= x.until.Load() && !slices.ContainsFunc(s.phones[p], func(a *Association) bool { return a.set == x }) {
				return true
			}
		}
	}
	return false
}

// sweep removes what is over, now and then.
func (s *Server) sweep() {
	now := s.cfg.Now()
	if now.Sub(s.swept) < s.cfg.Grace/2 {
		return
	}
	s.swept = now
	for _, list := range s.phones {
		for _, a := range slices.Clone(list) {
			if now.UnixNano() > a.set.until.Load() {
				s.remove(a)
			}
		}
	}
}

// remove takes associations away; s.mu is held.
func (s *Server) remove(a *Association) {
	i := slices.Index(s.phones[a.phone], a)
	if i < 0 {
		return
	}
	s.shim.remove(a.set)
	s.phones[a.phone] = slices.Delete(s.phones[a.phone], i, i+1)
	if len(s.phones[a.phone]) == 0 {
		delete(s.phones, a.phone)
	}
	s.count--
	a.closing = true
}

// Associations counts the sets that are kept.
func (s *Server) Associations() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count
}

// Stats counts packets; zero without IPsec.
func (s *Server) Stats() Stats {
	if s.shim == nil {
		return Stats{}
	}
	return s.shim.stats()
}

// Close ends every association and takes the hook away.
func (s *Server) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	if s.shim == nil {
		return nil
	}
	for _, list := range s.phones {
		for _, a := range slices.Clone(list) {
			s.remove(a)
		}
	}
	s.shim.undo()
	return nil
}

// SecurityServer are the values for the 401.
func (a *Association) SecurityServer() []string { return write(a.list) }

// Verify says whether Security-Verify is what SecurityServer was, RFC 3329 clause 2.3.1. The order counts.
func (a *Association) Verify(values []string) bool {
	got, err := ParseMechanisms(values)
	return err == nil && slices.Equal(got, a.list)
}

// Same says whether Security-Client of the answered challenge is that of the first REGISTER, TS 33.203 R18 clause 7.2.
func (a *Association) Same(securityClient []string) bool {
	got, err := ParseMechanisms(securityClient)
	return err == nil && slices.Equal(got, a.offer)
}

// UE is the phone's port_us and port_uc; without IPsec where it registered from.
func (a *Association) UE() (server, client netip.AddrPort) { return a.peer, a.client }

// Suite are the algorithms, zero without IPsec.
func (a *Association) Suite() Suite {
	if a.set == nil {
		return Suite{}
	}
	return a.set.suite
}

// Mechanism is "ipsec-3gpp", "tls", or empty for none.
func (a *Association) Mechanism() string { return a.mechanism }

// Confirm puts the associations in force: they protect what goes to the phone, and older ones end after the grace time (TS 33.203
// R18 clause 7.4.2).
func (a *Association) Confirm() {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.set == nil || a.closing {
		return
	}
	now := s.cfg.Now()
	if !a.confirmed {
		a.confirmed = true
		a.set.until.Store(now.Add(s.cfg.Lifetime).UnixNano())
	}
	s.shim.takeOver(a.set)
	for _, o := range s.phones[a.phone] {
		if o != a && o.set.order < a.set.order {
			o.closing = true
			o.set.end(now.Add(s.cfg.Grace))
		}
	}
}

// Close ends the associations after the grace time, so that answers on their way are still protected.
func (a *Association) Close() error {
	s := a.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if a.set == nil || a.closing {
		return nil
	}
	a.closing = true
	a.set.end(s.cfg.Now().Add(s.cfg.Grace))
	return nil
}
