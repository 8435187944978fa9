// Package ausf is the authentication server function, TS 23.501 R17 clause 6.2.8, with the service
// Nausf_UEAuthentication of TS 29.509 and 5G AKA of TS 33.501 R17 clause 6.1.3.2.
package ausf

import (
	"context"
	"crypto/rand"
	"crypto/tls"
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
	"lilab/sim/sbi"
)

// Config describes an AUSF.
type Config struct {
	Host   fabric.Host
	Listen netip.AddrPort
	// TLS is the server side of mutual TLS.
	TLS  *tls.Config
	PLMN event.PLMN
	NF   event.NF
	// SBI reaches the NRF and the UDM. The caller closes it, after the AUSF.
	SBI *sbi.Client
	// RoamingPartners are the PLMNs besides the own one whose serving network name is authorised.
	RoamingPartners []event.PLMN
	// MaxContexts bounds the authentications that wait for their confirmation, 0 means 100,000. The oldest one
	// goes first.
	MaxContexts int
	// Lifetime is how long a context waits, 0 means one minute.
	Lifetime time.Duration
	// Now is nil for time.Now, Rand (context identifiers) nil for crypto/rand. Log is silent when nil.
	Now  func() time.Time
	Rand io.Reader
	Log  *slog.Logger
}

// AUSF is one authentication server function.
type AUSF struct {
	cfg    Config
	router *sbi.Router
	server *sbi.Server
	reg    *sbi.Registration

	mu       sync.Mutex
	contexts map[string]*authContext
	order    []*authContext // oldest first; finished ones are skipped
}

// New checks the configuration.
func New(cfg Config) (*AUSF, error) {
	if !sbi.ValidPLMN(cfg.PLMN) {
		return nil, errors.New("ausf: PLMN is not valid")
	}
	if cfg.SBI == nil {
		return nil, errors.New("ausf: no SBI client")
	}
	if cfg.MaxContexts == 0 {
		cfg.MaxContexts = 100_000
	}
	if cfg.Lifetime == 0 {
		cfg.Lifetime = time.Minute
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
	a := &AUSF{cfg: cfg, contexts: map[string]*authContext{}}
	a.router = &sbi.Router{Origin: sbi.Origin(cfg.NF), Log: cfg.Log}
	a.router.Handle(http.MethodPost, "/nausf-auth/v1/ue-authentications", a.authenticate)
	a.router.Handle(http.MethodPut, "/nausf-auth/v1/ue-authentications/*/5g-aka-confirmation", a.confirm)
	a.router.Handle(http.MethodDelete, "/nausf-auth/v1/ue-authentications/*/5g-aka-confirmation", a.remove)
	var err error
	a.server, err = sbi.NewServer(sbi.ServerConfig{
		Host: cfg.Host, Listen: cfg.Listen, TLS: cfg.TLS, Handler: a.router, Log: cfg.Log,
	})
	return a, err
}

// Start listens and registers at the NRF.
func (a *AUSF) Start(ctx context.Context) error {
	if err := a.server.Start(ctx); err != nil {
		return err
	}
	var err error
	a.reg, err = a.cfg.SBI.Register(ctx, sbi.Profile(a.cfg.NF, a.server.Addr(), sbi.ServiceAUSFAuth))
	if err != nil {
		return errors.Join(fmt.Errorf("ausf: %w", err), a.server.Close())
	}
	return nil
}

// Addr returns where the AUSF listens.
func (a *AUSF) Addr() netip.AddrPort { return a.server.Addr() }

// Handler returns the service without a connection, for tests.
func (a *AUSF) Handler() http.Handler { return a.router }

// Close deregisters, stops and waits. That the NRF is gone already is no error.
func (a *AUSF) Close() error {
	if a.reg != nil {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if err := a.reg.Close(ctx); err != nil {
			a.cfg.Log.Info("ausf: not deregistered", "err", err)
		}
		a.reg = nil
	}
	return a.server.Close()
}
