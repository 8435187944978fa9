// Package smf is the session management function, TS 23.501 R17 clause 6.2.2, in each of its roles: of a network's own
// subscribers and of visitors in local breakout, as V-SMF and as H-SMF of home-routed sessions (clause 4.2.4).
//
// It serves Nsmf_PDUSession (TS 29.502) on N11 and N16, speaks 5GSM (TS 24.501) to the UE and NGAP transfers to the
// gNB through the AMF, and controls one UPF with PFCP (TS 29.244).
package smf

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ngap"
	"lilab/sim/sbi"
)

// DNN is a data network that the SMF's UPF reaches.
type DNN struct {
	// IPv4 and IPv6 are the pools of UE addresses; a UE gets one address of the first, a prefix of 64 bits of the
	// second. An invalid prefix means that the type is not offered.
	IPv4, IPv6 netip.Prefix
	// Ethernet says that it has a bridge for sessions of that type.
	Ethernet bool
	// Unstructured is the far end of the UDP tunnels for unstructured data on N6 (TS 23.501 R17 clause 5.6.10.3); invalid means
	// that the type is not offered. Each session has a prefix of IPv6 for its own end, of which the UE knows nothing.
	Unstructured netip.AddrPort
	// IPv6ForTunnels says that the pool of IPv6 is for these tunnels only.
	IPv6ForTunnels bool
	// Emergency says that it is for emergency services: sessions of that request type need no subscription, and others are
	// refused (TS 23.501 clause 5.16.4.9).
	Emergency bool
	// FiveQI is that of the QoS flow, 0 means 9 (TS 23.501 R17 table 5.7.4-1).
	FiveQI uint8
	// Integrity and Confidentiality are the user-plane security policy where the subscription has none.
	Integrity, Confidentiality ngap.Protection
}

// Timers of PFCP. Zero means the default.
type Timers struct {
	// T1 is how long an answer is awaited (1 s), N1 how often a request is sent in all (3), TS 29.244 clause 6.4.
	T1 time.Duration
	N1 int
	// Heartbeat is the interval of heartbeat requests (60 s).
	Heartbeat time.Duration
	// T3591 guards PDU SESSION MODIFICATION COMMAND, T3592 PDU SESSION RELEASE COMMAND of the network (16 s each), TS 24.501 R17
	// table 10.3.2; both are sent up to five times.
	T3591, T3592 time.Duration
	// Relocation is how long a UPF that a session has left still forwards what is on its way (2 s).
	Relocation time.Duration
	// SBI bounds one request to another function (5 s).
	SBI time.Duration
}

// Config describes an SMF.
type Config struct {
	Host   fabric.Host
	Listen netip.AddrPort
	// TLS is the server side of mutual TLS.
	TLS  *tls.Config
	PLMN event.PLMN
	NF   event.NF
	// SBI reaches NRF, UDM, AMF and other SMFs. The caller closes it, after the SMF.
	SBI *sbi.Client
	// N4 is the address to speak PFCP from, UPF where the UPF listens (port 8805).
	N4  netip.Addr
	UPF netip.AddrPort
	// DNNs by name.
	DNNs map[string]DNN
	// UPFs are those that the SMF controls, in the order of preference; none means the one at UPF, for every place, with
	// DNNs. Of the first UPF and DNNs the latter count.
	UPFs []UPF
	// TACs are the tracking areas that the SMF serves, none for every one.
	TACs []uint32
	// RoamingPartners are the PLMNs whose subscribers or networks this one serves; used to spell their MNC.
	RoamingPartners []event.PLMN
	// LocationToHome are the home PLMNs whose H-SMFs this SMF, as V-SMF, tells the location of the UE on N16.
	LocationToHome []event.PLMN
	Timers         Timers
	Events         event.Publisher
	Now            func() time.Time
	Rand           io.Reader
	Log            *slog.Logger
}

// Stats counts what an SMF holds.
type Stats struct {
	// Sessions is the number of PDU sessions, in every role.
	Sessions int
	// Addresses is the number of UE addresses and prefixes in use.
	Addresses int
}

// SMF is one session management function.
type SMF struct {
	cfg    Config
	router *sbi.Router
	server *sbi.Server
	reg    *sbi.Registration
	n4     *n4
	pools  map[string]*pool
	// nodes are all UPFs, n4 is the first.
	nodes []*n4
	// more are the pools of the other UPFs.
	more map[netip.Addr]map[string]*pool

	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu      sync.Mutex
	closing bool
	// telling counts notifications that are under way; settled is closed when there is none, nil if nobody waits.
	telling  int
	settled  chan struct{}
	sessions map[string]*session // by resource identifier
	byUE     map[ueKey]*session
	nextSEID uint64
	// announced are the IPv6 prefixes by the TEID of their N4-u.
	announced map[uint32]announced
	randMu    sync.Mutex
}

// ueKey finds a session; an SMF can be V-SMF and H-SMF of two sessions of one UE. The PEI, as SBI writes it, takes the place of a SUPI
// that is not there or not authenticated.
type ueKey struct {
	supi string
	id   uint8
	home bool
}

// New checks the configuration.
func New(cfg Config) (*SMF, error) {
	if len(cfg.UPFs) > 0 {
		cfg.UPF, cfg.DNNs = cfg.UPFs[0].Addr, cfg.UPFs[0].DNNs
	}
	switch {
	case !sbi.ValidPLMN(cfg.PLMN):
		return nil, errors.New("smf: PLMN is not valid")
	case cfg.SBI == nil || cfg.Events == nil || cfg.Host == nil:
		return nil, errors.New("smf: Host, SBI and Events are needed")
	case !cfg.N4.IsValid() || !cfg.UPF.IsValid():
		return nil, errors.New("smf: N4 and UPF are needed")
	}
	for _, d := range []struct {
		v *time.Duration
		d time.Duration
	}{{&cfg.Timers.T1, time.Second}, {&cfg.Timers.Heartbeat, time.Minute}, {&cfg.Timers.Relocation, 2 * time.Second}, {&cfg.Timers.SBI, 5 * time.Second},
		{&cfg.Timers.T3591, 16 * time.Second}, {&cfg.Timers.T3592, 16 * time.Second}} {
		if *d.v == 0 {
			*d.v = d.d
		}
	}
	if cfg.Timers.N1 == 0 {
		cfg.Timers.N1 = 3
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := &SMF{cfg: cfg, more: map[netip.Addr]map[string]*pool{}, sessions: map[string]*session{}, byUE: map[ueKey]*session{}, pools: map[string]*pool{}}
	for name, d := range cfg.DNNs {
		p, err := newPool(d)
		if err != nil {
			return nil, fmt.Errorf("smf: DNN %s: %w", name, err)
		}
		s.pools[name] = p
	}
	for _, u := range cfg.UPFs[min(1, len(cfg.UPFs)):] {
		pools := map[string]*pool{}
		for name, d := range u.DNNs {
			p, err := newPool(d)
			if err != nil {
				return nil, fmt.Errorf("smf: UPF %v: DNN %s: %w", u.Addr, name, err)
			}
			pools[name] = p
		}
		s.more[u.Addr.Addr()] = pools
	}
	s.router = &sbi.Router{Origin: sbi.Origin(cfg.NF), Log: cfg.Log}
	for path, h := range map[string]sbi.HandlerFunc{
		"/nsmf-pdusession/v1/sm-contexts":            s.createSMContext,
		"/nsmf-pdusession/v1/sm-contexts/*/modify":   s.updateSMContext,
		"/nsmf-pdusession/v1/sm-contexts/*/retrieve": s.retrieveSMContext,
		"/nsmf-pdusession/v1/sm-contexts/*/release":  s.releaseSMContext,
		"/nsmf-pdusession/v1/pdu-sessions":           s.createPDUSession,
		"/nsmf-pdusession/v1/pdu-sessions/*/release": s.releasePDUSession,
		"/nsmf-pdusession/v1/pdu-sessions/*/modify":  s.updatePDUSession,
		visitedPath + "*/modify":                     s.updateVisited,
	} {
		s.router.Handle(http.MethodPost, path, h)
	}
	var err error
	s.server, err = sbi.NewServer(sbi.ServerConfig{Host: cfg.Host, Listen: cfg.Listen, TLS: cfg.TLS, Handler: s.router, Log: cfg.Log})
	if err != nil {
		return nil, fmt.Errorf("smf: %w", err)
	}
	return s, nil
}

// Start opens N4, sets up the association with the UPF, serves, and registers at the NRF.
func (s *SMF) Start(ctx context.Context) error {
	if s.ctx != nil {
		return errors.New("smf: started twice")
	}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	var err error
	if s.n4, err = newN4(s); err != nil {
		return err
	}
	for _, n := range s.nodes {
		if err := n.associate(ctx); err != nil {
			// The UPF may come later: each session tries anew.
			s.cfg.Log.Error("smf: PFCP association", "upf", n.remote, "err", err)
		}
	}
	if err := s.server.Start(ctx); err != nil {
		return errors.Join(fmt.Errorf("smf: %w", err), s.Close())
	}
	profile := sbi.Profile(s.cfg.NF, s.server.Addr(), sbi.ServiceSMFPDUSession)
	sbi.ServiceArea(profile, s.cfg.PLMN, s.cfg.TACs)
	s.reg, err = s.cfg.SBI.Register(ctx, profile)
	if err != nil {
		return errors.Join(fmt.Errorf("smf: %w", err), s.Close())
	}
	return nil
}

// Close ends every session without a word to anybody but the UPF's association, and waits.
func (s *SMF) Close() error {
	if s.ctx == nil {
		return nil
	}
	s.mu.Lock()
	was := s.closing
	s.closing = true
	s.mu.Unlock()
	if was {
		s.wg.Wait()
		return nil
	}
	var errs []error
	if s.reg != nil {
		ctx, cancel := context.WithTimeout(context.Background(), s.cfg.Timers.SBI)
		if err := s.reg.Close(ctx); err != nil {
			s.cfg.Log.Debug("smf: deregistration at the NRF", "err", err)
		}
		cancel()
	}
	s.cancel()
	errs = append(errs, s.server.Close())
	s.wg.Wait()
	if s.n4 != nil {
		errs = append(errs, s.n4.close())
	}
	return errors.Join(errs...)
}

// Addr is where the SMF serves.
func (s *SMF) Addr() netip.AddrPort { return s.server.Addr() }

// Stats tells what the SMF holds now.
func (s *SMF) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	st := Stats{Sessions: len(s.sessions)}
	for _, p := range s.pools {
		st.Addresses += p.used()
	}
	for _, n := range s.nodes[min(1, len(s.nodes)):] {
		for _, p := range n.pools {
			st.Addresses += p.used()
		}
	}
	return st
}

// Dropped counts PFCP messages that an SMF did not take.
type Dropped struct {
	// Malformed could not be read, Stranger came from another address than the UPF's, Unexpected answered nothing that was
	// asked, or asked what a UPF does not ask.
	Malformed, Stranger, Unexpected uint64
}

// Dropped tells what was dropped on N4 since the start.
func (s *SMF) Dropped() Dropped {
	return Dropped{Malformed: s.n4.malformed.Load(), Stranger: s.n4.strangers.Load(), Unexpected: s.n4.unexpected.Load()}
}

// background runs f until it ends; Close waits for it. It is false when the SMF is closing.
func (s *SMF) background(f func()) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closing {
		return false
	}
	s.wg.Go(f)
	return true
}

// tell notifies the AMF of the end of a session in the background; see Settle.
func (s *SMF) tell(x *session) {
	s.mu.Lock()
	s.telling++
	s.mu.Unlock()
	told := func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.telling--; s.telling == 0 && s.settled != nil {
			close(s.settled)
			s.settled = nil
		}
	}
	if !s.background(func() { defer told(); x.notifyReleased() }) {
		told()
	}
}

// Settle waits until the AMF has heard of every session that ended. Whoever closes a network calls it before the AMF is gone.
func (s *SMF) Settle(ctx context.Context) error {
	s.mu.Lock()
	if s.telling == 0 {
		s.mu.Unlock()
		return nil
	}
	if s.settled == nil {
		s.settled = make(chan struct{})
	}
	done := s.settled
	s.mu.Unlock()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("smf: notifications: %w", context.Cause(ctx))
	}
}

func (s *SMF) random64() uint64 {
	var b [8]byte
	s.randMu.Lock()
	defer s.randMu.Unlock()
	if _, err := io.ReadFull(s.cfg.Rand, b[:]); err != nil {
		return 0
	}
	return binary.BigEndian.Uint64(b[:])
}

func (s *SMF) sbiContext(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, s.cfg.Timers.SBI)
}

func (s *SMF) head() event.Header { return event.Header{Time: s.cfg.Now(), NF: s.cfg.NF} }
