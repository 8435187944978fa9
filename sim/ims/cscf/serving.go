package cscf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// A Filter is an initial filter criterion, TS 29.228 annex B: requests that fit go to an application server.
type Filter struct {
	// Methods that fit; none means any.
	Methods []string
	// ContentTypes that fit; none means any.
	ContentTypes []string
	// Originating and Terminating are the session cases; terminating includes that of users who are not registered.
	Originating, Terminating bool
	// Server is the name of the application server.
	Server string
	// SMS says that the filter is for users with the SMS subscription only.
	SMS bool
}

// ServingConfig describes an S-CSCF.
type ServingConfig struct {
	Carrier sip.Carrier
	Mw      netip.AddrPort
	PLMN    event.PLMN
	NF      event.NF
	HSS     ims.HSS
	// Directory knows the functions of this network; ICSCF, IBCF and BGCF (either empty for none) are names of them.
	Directory         *sip.Directory
	ICSCF, IBCF, BGCF string
	// Trusted are names of functions whose word is taken that a REGISTER came protected ("integrity-protected"): the P-CSCFs of this
	// network, and the I-CSCF and the IBCF, which pass on nothing of strangers. Anybody else's is not.
	Trusted []string
	// Number is the ENUM of RFC 6116: the home network domain of a number, false if it belongs to no IMS that is known.
	Number func(digits string) (domain string, ok bool)
	// Filters are those of every user, in the order of their priority.
	Filters []Filter
	// Registered is told of registrations (third-party registration, TS 24.229 clause 5.4.1.7, as a call): domain is
	// whether the user is registered. nil for nobody.
	Registered func(p ims.Profile, registered bool)
	// Expires is the longest registration time; 0 means 600000 s.
	Expires time.Duration
	Events  event.Publisher
	Timers  sip.Timers
	Now     func() time.Time
	Rand    io.Reader
	Log     *slog.Logger
}

// Serving is one S-CSCF.
type Serving struct {
	cfg ServingConfig
	ep  *sip.Endpoint
	rep ims.Reporter
	mw  sip.Flow

	mu         sync.Mutex
	users      map[string]*user // by ims.RegistrationKey: IMPI, or that of an emergency registration
	challenges map[string]challenge
	sessions   map[string]*session
	dialogs    map[string]*odi
}

// user is a registered user.
type user struct {
	profile ims.Profile
	contact string
	path    []string
	visited string // P-Visited-Network-ID
	access  string
	stop    func()
	// emergency says that it is an emergency registration: nobody is called there (TS 24.229 clause 5.4.1.1).
	emergency bool
}

// challenge is an authentication in progress, or none: the zero value.
type challenge struct {
	nonce string
	rand  [16]byte
	xres  [8]byte
	stop  func()
}

// challengeLife is reg-await-auth, TS 24.229 table 7.8.1.
const challengeLife = 4 * time.Minute

// Bounds.
const (
	maxSessions   = 100_000
	maxChallenges = 100_000
)

// NewServing checks the configuration.
func NewServing(cfg ServingConfig) (*Serving, error) {
	if cfg.Carrier == nil || !cfg.Mw.IsValid() || cfg.HSS == nil || cfg.Directory == nil {
		return nil, errors.New("cscf: S-CSCF: carrier, address, HSS or directory is missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Expires == 0 {
		cfg.Expires = 600_000 * time.Second
	}
	s := &Serving{
		cfg: cfg, rep: ims.Reporter{NF: cfg.NF, Events: cfg.Events, Now: cfg.Now},
		users: map[string]*user{}, challenges: map[string]challenge{}, sessions: map[string]*session{}, dialogs: map[string]*odi{},
	}
	var err error
	s.ep, err = sip.NewEndpoint(sip.EndpointConfig{Name: cfg.NF.FQDN, Handle: s.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log})
	return s, err
}

// Start opens the socket.
func (s *Serving) Start(ctx context.Context) error {
	var err error
	if s.mw, err = s.ep.ListenUDP(ctx, s.cfg.Carrier, s.cfg.Mw, "mw"); err != nil {
		return fmt.Errorf("cscf: %w", errors.Join(err, s.Close()))
	}
	return nil
}

// Close ends everything and waits.
func (s *Serving) Close() error { return s.ep.Close() }

// Stats are the counters of SIP.
func (s *Serving) Stats() sip.Stats { return s.ep.Stats() }

// Registered counts the registered users, Sessions the sessions.
func (s *Serving) Registered() int { s.mu.Lock(); defer s.mu.Unlock(); return len(s.users) }

// Sessions counts the sessions.
func (s *Serving) Sessions() int { s.mu.Lock(); defer s.mu.Unlock(); return len(s.sessions) }

func (s *Serving) host() string { return s.cfg.NF.FQDN }

// own returns the user part of a URI of this S-CSCF.
func (s *Serving) own(v string) (string, bool) {
	uri := sip.URI(v)
	host, _ := sip.HostPort(uri)
	if !strings.EqualFold(host, s.host()) {
		return "", false
	}
	return sip.UserOf(uri), true
}

// next is the flow towards the next function: one of this network, or the IBCF for everything else.
func (s *Serving) next(m *sip.Message) (sip.Flow, bool) {
	if at, ok := s.cfg.Directory.Resolve(sip.NextURI(m)); ok {
		return s.mw.To(at), true
	}
	if at, ok := s.cfg.Directory.Resolve("sip:" + s.cfg.IBCF); ok && s.cfg.IBCF != "" {
		return s.mw.To(at), true
	}
	return sip.Flow{}, false
}

// handle takes requests.
func (s *Serving) handle(t *sip.Transaction) {
	m := t.Request
	if m.Method == "REGISTER" {
		s.register(t)
		return
	}
	part, ok := s.own(m.Get("Route"))
	if !ok {
		if m.Method != "ACK" {
			t.Reply(404)
		}
		return
	}
	if m.Tag("To") != "" {
		s.inDialog(t, part)
		return
	}
	if m.Method == "ACK" {
		return
	}
	switch {
	case part == "orig":
		s.originate(t)
	case strings.HasPrefix(part, "odi-"):
		s.back(t, part)
	default:
		s.terminate(t)
	}
}

// find returns the registered user of a public identity.
func (s *Serving) find(impu string) *user {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.users {
		if !u.emergency && u.profile.Has(impu) {
			return u
		}
	}
	return nil
}

// imsUser is the user as events name him.
func imsUser(p ims.Profile) event.IMSUser {
	return event.IMSUser{IMPI: p.IMPI, IMPUs: slices.Clone(p.IMPUs), SUPI: p.SUPI, GPSI: p.GPSI}
}

// roaming says how the user's IMS is reached.
func (s *Serving) roaming(u *user) event.IMSRoaming {
	if u == nil {
		return event.IMSNotRoaming
	}
	if u.visited != "" && !strings.EqualFold(u.visited, ims.HomeDomain(s.cfg.PLMN)) {
		return event.IMSRoamingLBO
	}
	if l := ims.ParseAccessNetworkInfo(u.access); l != nil && (l.TAI.PLMN.MCC != s.cfg.PLMN.MCC || l.TAI.PLMN.MNC3() != s.cfg.PLMN.MNC3()) {
		return event.IMSRoamingN9HR
	}
	return event.IMSNotRoaming
}

// publish tells of a message for a user. fromUser says whose end it comes from.
func (s *Serving) publish(p ims.Profile, u *user, role event.IMSRole, fromUser bool, m *sip.Message, octets []byte, src, dst netip.AddrPort, session string) {
	e := event.IMSMessage{Served: imsUser(p), Role: role, Direction: event.IMSToUser, Source: src, Destination: dst, SIP: octets, CallID: m.CallID(), Session: session}
	if fromUser {
		e.Direction = event.IMSFromUser
	}
	if u != nil {
		s.mu.Lock()
		e.AccessNetworkInfo = u.access
		e.Roaming = s.roaming(u)
		s.mu.Unlock()
		if e.Location = ims.ParseAccessNetworkInfo(e.AccessNetworkInfo); e.Location != nil {
			e.Location.Time = s.cfg.Now()
		}
	}
	s.rep.Message(e)
}
