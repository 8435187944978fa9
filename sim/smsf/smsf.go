// Package smsf is the SMS function, TS 23.501 clause 6.2.13: short messages over NAS. It serves Nsmsf_SMService (TS 29.540) to AMFs of
// its network, sends CP messages with Namf_Communication_N1N2MessageTransfer (TS 29.518), registers in the UDM of the subscriber's home
// network (TS 29.503), and has the network's end of the control and relay layers (TS 24.011).
//
// Towards service centres it uses calls within the process, see package smsc.
package smsf

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/sbi"
	"lilab/sim/sms"
	"lilab/sim/smsc"
)

// Config describes an SMSF.
type Config struct {
	Host   fabric.Host
	Listen netip.AddrPort
	// TLS is the server side of mutual TLS.
	TLS  *tls.Config
	PLMN event.PLMN
	NF   event.NF
	// SBI reaches NRF, AMF and UDMs. The caller closes it, after the SMSF.
	SBI *sbi.Client
	// Homes are the networks whose subscribers are served, the own one and those of roaming agreements: they tell the home network of a
	// SUPI.
	Homes []event.PLMN
	// Centre finds a service centre by its address, nil for none.
	Centre func(address string) *smsc.Centre
	// Available is told that a subscriber can be reached or has memory again. It must not wait.
	Available func(home event.PLMN, supi string)
	Timers    sms.Timers
	// MaxContexts bounds the UEs, 0 means 1,000,000.
	MaxContexts int
	Events      event.Publisher
	Now         func() time.Time
	Log         *slog.Logger
}

// SMSF is one SMS function.
type SMSF struct {
	cfg    Config
	router *sbi.Router
	server *sbi.Server
	reg    *sbi.Registration
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu     sync.Mutex
	closed bool
	ues    map[string]*ueContext // by IMSI digits
}

// New checks the configuration.
func New(cfg Config) (*SMSF, error) {
	if cfg.SBI == nil || cfg.Events == nil || cfg.Centre == nil {
		return nil, errors.New("smsf: SBI client, publisher of events or service centres are missing")
	}
	if cfg.MaxContexts == 0 {
		cfg.MaxContexts = 1_000_000
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Available == nil {
		cfg.Available = func(event.PLMN, string) {}
	}
	f := &SMSF{cfg: cfg, ues: map[string]*ueContext{}}
	f.ctx, f.cancel = context.WithCancel(context.Background())
	f.router = &sbi.Router{Origin: sbi.Origin(cfg.NF), Log: cfg.Log}
	const path = "/nsmsf-sms/v2/ue-contexts/*"
	f.router.Handle(http.MethodPut, path, f.activate)
	f.router.Handle(http.MethodDelete, path, f.deactivate)
	f.router.Handle(http.MethodPost, path+"/sendsms", f.uplink)
	var err error
	f.server, err = sbi.NewServer(sbi.ServerConfig{Host: cfg.Host, Listen: cfg.Listen, TLS: cfg.TLS, Handler: f.router, Log: cfg.Log})
	return f, err
}

// Start listens and registers at the NRF.
func (f *SMSF) Start(ctx context.Context) error {
	if err := f.server.Start(ctx); err != nil {
		return err
	}
	var err error
	f.reg, err = f.cfg.SBI.Register(ctx, sbi.Profile(f.cfg.NF, f.server.Addr(), sbi.ServiceSMSF))
	if err != nil {
		return errors.Join(fmt.Errorf("smsf: %w", err), f.server.Close())
	}
	return nil
}

// Addr returns where the SMSF listens.
func (f *SMSF) Addr() netip.AddrPort { return f.server.Addr() }

// Handler returns the services without a connection, for tests.
func (f *SMSF) Handler() http.Handler { return f.router }

// Contexts counts the UEs that are registered for SMS over NAS.
func (f *SMSF) Contexts() int { f.mu.Lock(); defer f.mu.Unlock(); return len(f.ues) }

// Close deregisters, stops and waits. Nothing is published for the UEs.
func (f *SMSF) Close() error {
	f.mu.Lock()
	f.closed = true
	f.mu.Unlock()
	f.cancel()
	if f.reg != nil {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := f.reg.Close(ctx); err != nil {
			f.cfg.Log.Info("smsf: not deregistered", "err", err)
		}
		f.reg = nil
	}
	err := f.server.Close()
	f.wg.Wait()
	return err
}

// home is the network that a SUPI belongs to.
func (f *SMSF) home(supi string) (event.PLMN, bool) {
	for _, p := range f.cfg.Homes {
		if strings.HasPrefix(supi, p.MCC+p.MNC) {
			return p, true
		}
	}
	return event.PLMN{}, false
}

func (f *SMSF) head() event.Header { return event.Header{Time: f.cfg.Now(), NF: f.cfg.NF} }

// Path is the way to a subscriber through this SMSF.
func (f *SMSF) Path(supi string) smsc.Path { return path{f, supi} }

type path struct {
	f    *SMSF
	supi string
}

// Deliver implements smsc.Path.
func (p path) Deliver(ctx context.Context, d smsc.Delivery) error {
	p.f.mu.Lock()
	u := p.f.ues[p.supi]
	p.f.mu.Unlock()
	if u == nil {
		return smsc.ErrAbsent
	}
	_, err := u.exchange.Transfer(ctx, &sms.RP{Kind: sms.RPData, Centre: sms.International(d.Centre), TPDU: d.TPDU})
	return err
}
