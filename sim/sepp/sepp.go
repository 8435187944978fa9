// Package sepp is the security edge protection proxy, TS 33.501 R17 clause 13 and TS 29.573.
//
// A SEPP stands between the service based interface of its own PLMN and N32, the connection with the SEPPs of
// roaming partners. Before it forwards, it negotiates on N32-c how N32-f is protected (TS 29.573 R17 clause 5.2.2).
// This one offers TLS, and forwards requests whose real target is in the header 3gpp-Sbi-Target-apiRoot. PRINS is
// not there yet: a partner that is configured for it is refused by New.
//
// Each direction has its own negotiation: a SEPP sends on N32-f after it negotiated with the partner, and accepts
// from a partner that negotiated with it. When the N32-f connection is lost, it negotiates again.
package sepp

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/sbi"
)

// SecurityCapability is how N32-f is protected, TS 29.573 R17 clause 6.1.5.3.3.
type SecurityCapability string

// Security capabilities.
const (
	TLS   SecurityCapability = "TLS"
	PRINS SecurityCapability = "PRINS"
)

// Partner is the SEPP of a roaming partner.
type Partner struct {
	PLMN event.PLMN
	// FQDN is the name of its SEPP; its certificate must carry it.
	FQDN string
	// Port is where it listens on N32, 0 means 443.
	Port uint16
	// Security is TLS when empty.
	Security SecurityCapability
}

// Config describes a SEPP.
type Config struct {
	Host fabric.Host
	// Listen is the address in the own PLMN, TLS its server side; SBI reaches NFs of the own PLMN. The caller closes
	// SBI, after the SEPP.
	Listen netip.AddrPort
	TLS    *tls.Config
	SBI    *sbi.Client
	// N32Listen is the address on N32. N32ServerTLS and N32ClientTLS are the two sides of mutual TLS there.
	N32Listen    netip.AddrPort
	N32ServerTLS *tls.Config
	N32ClientTLS *tls.Config
	PLMN         event.PLMN
	// NF.FQDN is the name of this SEPP on N32.
	NF       event.NF
	Partners []Partner
	// Register says that the SEPP registers at the NRF of SBI, under the name InnerFQDN (NF.FQDN when empty).
	Register  bool
	InnerFQDN string
	// Timeout bounds one handshake and one forwarded exchange, 0 means sbi.DefaultTimeout.
	Timeout time.Duration
	// OnRefusal is told of everything that was refused for security, nil for nobody. It must return at once.
	OnRefusal func(Refusal)
	// Now is nil for time.Now, Rand (handshake identifiers) nil for crypto/rand. Log is silent when nil.
	Now  func() time.Time
	Rand io.Reader
	Log  *slog.Logger
}

// RefusalKind says why something was refused.
type RefusalKind string

// Kinds of refusals.
const (
	// RefusedCertificate: the TLS peer on N32 is no partner's SEPP, or has no valid certificate at all.
	RefusedCertificate RefusalKind = "certificate"
	// RefusedHandshake: the negotiation on N32-c failed.
	RefusedHandshake RefusalKind = "handshake"
	// RefusedNoContext: a partner sent on N32-f without negotiation.
	RefusedNoContext RefusalKind = "no-context"
	// RefusedTarget: the target is not in the own PLMN (from N32) or not in a partner's (to N32).
	RefusedTarget RefusalKind = "target"
	// RefusedSpoofing: a message from N32 speaks for another PLMN than its sender's (TS 33.501 R17 clause 5.9.3.2).
	RefusedSpoofing RefusalKind = "spoofing"
)

// Refusal is one case.
type Refusal struct {
	Time time.Time
	Kind RefusalKind
	// Partner is the zero PLMN if the peer is nobody's SEPP.
	Partner event.PLMN
	Detail  string
}

// Stats counts.
type Stats struct {
	// HandshakesOut and HandshakesIn are completed negotiations on N32-c, by who began.
	HandshakesOut, HandshakesIn uint64
	// Outbound and Inbound are requests forwarded to and from N32.
	Outbound, Inbound uint64
	Refused           map[RefusalKind]uint64
}

// SEPP is one security edge protection proxy.
type SEPP struct {
	cfg    Config
	inner  *sbi.Server // own PLMN
	n32    *sbi.Server
	router *sbi.Router // N32-c
	links  []*link
	reg    *sbi.Registration

	mu    sync.Mutex
	stats Stats
}

// New checks the configuration.
func New(cfg Config) (*SEPP, error) {
	switch {
	case !sbi.ValidPLMN(cfg.PLMN):
		return nil, errors.New("sepp: PLMN is not valid")
	case cfg.SBI == nil:
		return nil, errors.New("sepp: no SBI client")
	case cfg.NF.FQDN == "":
		return nil, errors.New("sepp: no FQDN")
	case cfg.N32ServerTLS == nil || cfg.N32ClientTLS == nil:
		return nil, errors.New("sepp: no TLS configuration for N32")
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = sbi.DefaultTimeout
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
	s := &SEPP{cfg: cfg, stats: Stats{Refused: map[RefusalKind]uint64{}}}
	for _, p := range cfg.Partners {
		if err := s.addPartner(p); err != nil {
			return nil, errors.Join(err, s.closeLinks())
		}
	}
	if err := s.servers(); err != nil {
		return nil, errors.Join(err, s.closeLinks())
	}
	return s, nil
}

func (s *SEPP) addPartner(p Partner) error {
	switch p.Security {
	case "", TLS:
	case PRINS:
		return fmt.Errorf("sepp: partner %v: PRINS (TS 33.501 R17 clause 13.2) is not supported yet", p.PLMN)
	default:
		return fmt.Errorf("sepp: partner %v: unknown security capability %q", p.PLMN, p.Security)
	}
	if !sbi.ValidPLMN(p.PLMN) || sbi.SamePLMN(p.PLMN, s.cfg.PLMN) || p.FQDN == "" {
		return fmt.Errorf("sepp: partner %v %q is not valid", p.PLMN, p.FQDN)
	}
	if s.linkTo(p.PLMN) != nil {
		return fmt.Errorf("sepp: partner %v is there twice", p.PLMN)
	}
	l, err := newLink(s, p)
	if err != nil {
		return err
	}
	s.links = append(s.links, l)
	return nil
}

func (s *SEPP) servers() error {
	s.router = &sbi.Router{Origin: sbi.Origin(s.cfg.NF), Log: s.cfg.Log}
	s.router.Handle(http.MethodPost, pathExchangeCapability, s.exchangeCapability)
	var err error
	s.inner, err = sbi.NewServer(sbi.ServerConfig{
		Host: s.cfg.Host, Listen: s.cfg.Listen, TLS: s.cfg.TLS, Handler: http.HandlerFunc(s.outbound), Log: s.cfg.Log,
	})
	if err != nil {
		return err
	}
	conf := s.cfg.N32ServerTLS.Clone()
	before := conf.VerifyConnection
	conf.VerifyConnection = func(cs tls.ConnectionState) error {
		if before != nil {
			if err := before(cs); err != nil {
				return err
			}
		}
		if s.linkOf(cs.PeerCertificates) == nil {
			return errors.New("sepp: certificate is no partner's")
		}
		return nil
	}
	s.n32, err = sbi.NewServer(sbi.ServerConfig{
		Host: s.cfg.Host, Listen: s.cfg.N32Listen, TLS: conf, Handler: http.HandlerFunc(s.inbound), Log: s.cfg.Log,
		OnHandshakeError: func(remote netip.AddrPort, err error) {
			s.refuse(RefusedCertificate, event.PLMN{}, remote.String()+": "+err.Error())
		},
	})
	return err
}

// Start listens on both sides and registers at the NRF. It does not wait for partners: the first request to one
// begins the negotiation, or Connect does.
func (s *SEPP) Start(ctx context.Context) error {
	if err := s.inner.Start(ctx); err != nil {
		return err
	}
	if err := s.n32.Start(ctx); err != nil {
		return errors.Join(err, s.inner.Close())
	}
	if !s.cfg.Register {
		return nil
	}
	nf := s.cfg.NF
	if s.cfg.InnerFQDN != "" {
		nf.FQDN = s.cfg.InnerFQDN
	}
	p := sbi.Profile(nf, s.inner.Addr())
	p.SeppInfo = &models.SeppInfo{SeppPorts: map[string]int32{"https": int32(s.inner.Addr().Port())}}
	for _, l := range s.links {
		p.SeppInfo.RemotePlmnList = append(p.SeppInfo.RemotePlmnList, sbi.PLMNID(l.partner.PLMN))
	}
	var err error
	if s.reg, err = s.cfg.SBI.Register(ctx, p); err != nil {
		return errors.Join(fmt.Errorf("sepp: %w", err), s.n32.Close(), s.inner.Close())
	}
	return nil
}

// Connect negotiates with every partner now.
func (s *SEPP) Connect(ctx context.Context) error {
	for _, l := range s.links {
		if err := l.ensure(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Addr returns where the SEPP listens in its own PLMN, N32Addr where on N32.
func (s *SEPP) Addr() netip.AddrPort { return s.inner.Addr() }

// N32Addr returns where the SEPP listens on N32.
func (s *SEPP) N32Addr() netip.AddrPort { return s.n32.Addr() }

// Stats returns the counters.
func (s *SEPP) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.stats
	out.Refused = make(map[RefusalKind]uint64, len(s.stats.Refused))
	for k, v := range s.stats.Refused {
		out.Refused[k] = v
	}
	return out
}

func (s *SEPP) count(f func(*Stats)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&s.stats)
}

// Close stops and waits. That the NRF is gone already is no error.
func (s *SEPP) Close() error {
	if s.reg != nil {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := s.reg.Close(ctx); err != nil {
			s.cfg.Log.Info("sepp: not deregistered", "err", err)
		}
		s.reg = nil
	}
	return errors.Join(s.inner.Close(), s.n32.Close(), s.closeLinks())
}

func (s *SEPP) closeLinks() error {
	var errs []error
	for _, l := range s.links {
		errs = append(errs, l.close())
	}
	return errors.Join(errs...)
}

func (s *SEPP) linkTo(p event.PLMN) *link {
	for _, l := range s.links {
		if sbi.SamePLMN(l.partner.PLMN, p) {
			return l
		}
	}
	return nil
}

// linkOf returns the partner whose SEPP has that certificate, nil if nobody's.
func (s *SEPP) linkOf(certs []*x509.Certificate) *link {
	if len(certs) == 0 {
		return nil
	}
	for _, l := range s.links {
		for _, name := range certs[0].DNSNames {
			if strings.EqualFold(name, l.partner.FQDN) {
				return l
			}
		}
	}
	return nil
}

func (s *SEPP) refuse(kind RefusalKind, partner event.PLMN, detail string) {
	s.count(func(st *Stats) { st.Refused[kind]++ })
	s.cfg.Log.Warn("sepp: refused", "kind", string(kind), "partner", partner, "detail", detail)
	if s.cfg.OnRefusal != nil {
		s.cfg.OnRefusal(Refusal{Time: s.cfg.Now(), Kind: kind, Partner: partner, Detail: detail})
	}
}
