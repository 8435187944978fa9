// Package pcscf is the proxy call session control function, TS 23.228 clause 4.6.1 and TS 24.229 clause 5.2: the first function
// of the IMS that a phone talks to. It ends the protection of Gm, has media anchored by an access gateway, and hides from the
// phone what lies behind it.
//
// Towards the phone it keeps back Via and Record-Route of the core, and puts them in again: messages on Gm stay short enough
// for one packet.
package pcscf

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/sip"
)

// Labels of sockets.
const (
	labelGm        = "gm"
	labelProtected = "gm-protected"
	labelMw        = "mw"
)

// Config describes a P-CSCF.
type Config struct {
	// Carrier opens the sockets. Gm are the addresses towards phones, Mw that towards the core.
	Carrier sip.Carrier
	Gm      []netip.Addr
	Mw      netip.AddrPort
	PLMN    event.PLMN
	NF      event.NF
	// Directory knows the functions of this network; ICSCF, IBCF (empty for none) and ECSCF are their names.
	Directory          *sip.Directory
	ICSCF, IBCF, ECSCF string
	// Gateway anchors media, nil for no anchoring.
	Gateway ims.Gateway
	// Security protects Gm, nil for a P-CSCF without IPsec. TLS lets phones connect with TLS to port 5061, nil for none.
	Security sip.GmServer
	TLS      *tls.Config
	// NullEncryption says for which visited networks confidentiality on Gm is switched off, TS 23.228 clause W.3: nil for none.
	NullEncryption func(visited event.PLMN) bool
	// Subscriber is what the policy control of the 5G core knows of the user of an address (TS 23.503 clause 6.2.1), nil for
	// nothing. It serves emergency calls without registration.
	Subscriber func(netip.Addr) (event.Subscriber, *event.Location, bool)
	// Emergency says whether an address is that of a PDU session for emergency services, from which nothing else is taken (TS
	// 23.501 clause 5.16.4.9 has the policy control see to that); nil for none.
	Emergency func(netip.Addr) bool
	Events    event.Publisher
	Timers    sip.Timers
	Now       func() time.Time
	Rand      io.Reader
	Log       *slog.Logger
}

// PCSCF is one P-CSCF.
type PCSCF struct {
	cfg Config
	ep  *sip.Endpoint
	rep ims.Reporter
	mw  sip.Flow
	// gm are the unprotected sockets, client the protected client sockets (port_pc), by address.
	gm, client map[netip.Addr]sip.Flow

	mu       sync.Mutex
	bindings map[string]*binding   // by ims.RegistrationKey
	tokens   map[string]*binding   // by the user part of Path
	flows    map[flowKey]*binding  // by where its requests come from
	pending  map[string]*challenge // by ims.RegistrationKey
	sessions map[string]*session   // by the user part of Record-Route
}

type flowKey struct {
	label  string
	remote netip.AddrPort
}

func keyOf(f sip.Flow) flowKey {
	label := f.Label()
	if f.Network() != "udp" {
		label += "/" + f.Network()
	}
	return flowKey{label, f.Remote()}
}

// binding is a registered phone.
type binding struct {
	token        string
	impi, key    string // key is ims.RegistrationKey
	impus        []string
	user         event.IMSUser
	home         string // domain
	serviceRoute []string
	flow         sip.Flow // towards the phone
	from         flowKey
	local        string // host and port of Record-Route on Gm
	assoc        sip.GmAssociation
	access       atomic.Pointer[string] // the last P-Access-Network-Info
	stop         func()
	// emergency says that the phone is not registered and has an emergency call, sos that it has an emergency registration.
	emergency, sos bool
}

func (b *binding) accessInfo() string {
	if v := b.access.Load(); v != nil {
		return *v
	}
	return ""
}

func (b *binding) setAccess(v string) { b.access.Store(&v) }

// challenge is a registration between 401 and the answer.
type challenge struct {
	assoc sip.GmAssociation
	stop  func()
}

// Bounds.
const (
	maxSessions = 50_000
	maxBindings = 100_000
)

// New checks the configuration.
func New(cfg Config) (*PCSCF, error) {
	if cfg.Carrier == nil || len(cfg.Gm) == 0 || !cfg.Mw.IsValid() || cfg.Directory == nil {
		return nil, errors.New("pcscf: carrier, addresses or directory are missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	p := &PCSCF{
		cfg: cfg, rep: ims.Reporter{NF: cfg.NF, Events: cfg.Events, Now: cfg.Now},
		gm: map[netip.Addr]sip.Flow{}, client: map[netip.Addr]sip.Flow{},
		bindings: map[string]*binding{}, tokens: map[string]*binding{}, flows: map[flowKey]*binding{},
		pending: map[string]*challenge{}, sessions: map[string]*session{},
	}
	var err error
	p.ep, err = sip.NewEndpoint(sip.EndpointConfig{
		Name: cfg.NF.FQDN, Handle: p.handle, Timers: cfg.Timers, Now: cfg.Now, Rand: cfg.Rand, Log: cfg.Log,
	})
	return p, err
}

// Start opens the sockets.
func (p *PCSCF) Start(ctx context.Context) error {
	if err := p.start(ctx); err != nil {
		return errors.Join(fmt.Errorf("pcscf: %w", err), p.Close())
	}
	return nil
}

func (p *PCSCF) start(ctx context.Context) error {
	var err error
	if p.mw, err = p.ep.ListenUDP(ctx, p.cfg.Carrier, p.cfg.Mw, labelMw); err != nil {
		return err
	}
	for _, a := range p.cfg.Gm {
		at := netip.AddrPortFrom(a, 5060)
		if p.gm[a], err = p.ep.ListenUDP(ctx, p.cfg.Carrier, at, labelGm); err != nil {
			return err
		}
		if _, err = p.ep.ListenTCP(ctx, p.cfg.Carrier, at, nil, labelGm); err != nil {
			return err
		}
		if p.cfg.TLS != nil {
			if _, err = p.ep.ListenTCP(ctx, p.cfg.Carrier, netip.AddrPortFrom(a, 5061), p.cfg.TLS, labelGm); err != nil {
				return err
			}
		}
		if p.cfg.Security == nil {
			continue
		}
		pc, ps := p.cfg.Security.Ports()
		if pc == 0 || ps == 0 {
			continue
		}
		c := p.cfg.Security.Carrier()
		server, err := p.ep.ListenUDP(ctx, c, netip.AddrPortFrom(a, ps), labelProtected)
		if err != nil {
			return err
		}
		if p.client[a], err = p.ep.ListenUDP(ctx, c, netip.AddrPortFrom(a, pc), labelProtected); err != nil {
			return err
		}
		p.client[a].SentBy(netip.AddrPortFrom(a, ps))
		server.AnswerBy(p.client[a])
		if _, err := p.ep.ListenTCP(ctx, c, netip.AddrPortFrom(a, ps), nil, labelProtected); err != nil {
			return err
		}
	}
	return nil
}

// Stats are the counters of SIP.
func (p *PCSCF) Stats() sip.Stats { return p.ep.Stats() }

// Registered counts the phones that are registered, Sessions the sessions.
func (p *PCSCF) Registered() int { p.mu.Lock(); defer p.mu.Unlock(); return len(p.bindings) }

// Sessions counts the sessions.
func (p *PCSCF) Sessions() int { p.mu.Lock(); defer p.mu.Unlock(); return len(p.sessions) }

// Close ends everything and waits.
func (p *PCSCF) Close() error {
	err := p.ep.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.sessions {
		s.release()
	}
	for _, b := range p.bindings {
		if b.assoc != nil {
			err = errors.Join(err, b.assoc.Close())
		}
	}
	for _, c := range p.pending {
		if c.assoc != nil {
			err = errors.Join(err, c.assoc.Close())
		}
	}
	p.bindings, p.pending, p.sessions = map[string]*binding{}, map[string]*challenge{}, map[string]*session{}
	return err
}

// handle takes requests from both sides.
func (p *PCSCF) handle(t *sip.Transaction) {
	if t.Flow.Label() == labelMw {
		p.fromCore(t)
		return
	}
	if t.Request.Method == "REGISTER" {
		p.register(t)
		return
	}
	p.fromPhone(t)
}

// next is the flow towards the next function: one of this network, or the IBCF for everything else.
func (p *PCSCF) next(m *sip.Message) (sip.Flow, bool) {
	if at, ok := p.cfg.Directory.Resolve(sip.NextURI(m)); ok {
		return p.mw.To(at), true
	}
	if at, ok := p.cfg.Directory.Resolve("sip:" + p.cfg.IBCF); ok && p.cfg.IBCF != "" {
		return p.mw.To(at), true
	}
	return sip.Flow{}, false
}

// roaming says how the user's IMS is reached.
func (p *PCSCF) roaming(b *binding) event.IMSRoaming {
	switch {
	case b == nil:
		return event.IMSNotRoaming
	case b.home != ims.HomeDomain(p.cfg.PLMN):
		return event.IMSRoamingLBO
	}
	if l := ims.ParseAccessNetworkInfo(b.accessInfo()); l != nil && l.TAI.PLMN.MCC != "" && !samePLMN(l.TAI.PLMN, p.cfg.PLMN) {
		return event.IMSRoamingN9HR
	}
	return event.IMSNotRoaming
}

func samePLMN(a, b event.PLMN) bool { return a.MCC == b.MCC && a.MNC3() == b.MNC3() }

// publish tells of a message on Gm.
func (p *PCSCF) publish(b *binding, role event.IMSRole, fromUser bool, m *sip.Message, octets []byte, f sip.Flow, session string) {
	e := event.IMSMessage{Role: role, SIP: octets, CallID: m.CallID(), Session: session, Direction: event.IMSToUser, Source: f.Local(), Destination: f.Remote()}
	if fromUser {
		e.Direction, e.Source, e.Destination = event.IMSFromUser, f.Remote(), f.Local()
	}
	if b != nil {
		e.Served, e.Roaming, e.AccessNetworkInfo = b.user, p.roaming(b), b.accessInfo()
		e.Location = p.location(b)
	}
	p.rep.Message(e)
}

func (p *PCSCF) location(b *binding) *event.Location {
	l := ims.ParseAccessNetworkInfo(b.accessInfo())
	if l != nil {
		l.Time = p.cfg.Now()
		return l
	}
	return nil
}

// host is the name in URIs of the core.
func (p *PCSCF) host() string { return p.cfg.NF.FQDN }

// own says whether a URI is that of the P-CSCF, and returns its user part.
func (p *PCSCF) own(uri string) (user string, ok bool) {
	host, _ := sip.HostPort(uri)
	if strings.EqualFold(host, p.host()) {
		return sip.UserOf(uri), true
	}
	if a, err := netip.ParseAddr(host); err == nil {
		if _, mine := p.gm[a]; mine || a == p.cfg.Mw.Addr() {
			return sip.UserOf(uri), true
		}
	}
	return "", false
}
