// Package nrf is the network repository function, TS 23.501 R17 clause 6.2.6, with the services
// Nnrf_NFManagement and Nnrf_NFDiscovery of TS 29.510.
package nrf

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/sbi"
)

// Config describes an NRF.
type Config struct {
	Host   fabric.Host
	Listen netip.AddrPort
	// TLS is the server side of mutual TLS.
	TLS  *tls.Config
	PLMN event.PLMN
	NF   event.NF
	// SBI forwards discovery for other PLMNs through the own SEPP; nil refuses it. The caller closes it.
	SBI *sbi.Client
	// Port is where the NRFs of other PLMNs listen, 0 means 443.
	Port uint16
	// Validity is how long a discovery result may be kept, 0 means one hour. It is sent in whole seconds.
	Validity time.Duration
	// HeartBeat is the timer that NFs are told, 0 means one minute. An NF that was not heard of for two of them
	// is suspended: it is not discovered until it is heard of again.
	HeartBeat time.Duration
	// MaxInstances bounds the register, 0 means 10,000.
	MaxInstances int
	// Now is nil for time.Now.
	Now func() time.Time
	// Log is silent when nil.
	Log *slog.Logger
}

// NRF is one network repository function.
type NRF struct {
	cfg    Config
	router *sbi.Router
	server *sbi.Server

	mu        sync.Mutex
	instances map[string]*instance
}

// New checks the configuration.
func New(cfg Config) (*NRF, error) {
	if !sbi.ValidPLMN(cfg.PLMN) {
		return nil, errors.New("nrf: PLMN is not valid")
	}
	if cfg.Validity == 0 {
		cfg.Validity = time.Hour
	}
	if cfg.HeartBeat == 0 {
		cfg.HeartBeat = time.Minute
	}
	if cfg.MaxInstances == 0 {
		cfg.MaxInstances = 10_000
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	n := &NRF{cfg: cfg, instances: map[string]*instance{}}
	n.router = &sbi.Router{Origin: sbi.Origin(cfg.NF), Log: cfg.Log}
	n.router.Handle(http.MethodPut, "/nnrf-nfm/v1/nf-instances/*", n.register)
	n.router.Handle(http.MethodPatch, "/nnrf-nfm/v1/nf-instances/*", n.update)
	n.router.Handle(http.MethodDelete, "/nnrf-nfm/v1/nf-instances/*", n.deregister)
	n.router.Handle(http.MethodGet, "/nnrf-nfm/v1/nf-instances/*", n.profile)
	n.router.Handle(http.MethodGet, "/nnrf-disc/v1/nf-instances", n.search)
	var err error
	n.server, err = sbi.NewServer(sbi.ServerConfig{
		Host: cfg.Host, Listen: cfg.Listen, TLS: cfg.TLS, Handler: n.router, Log: cfg.Log,
	})
	return n, err
}

// Start listens.
func (n *NRF) Start(ctx context.Context) error { return n.server.Start(ctx) }

// Addr returns where the NRF listens.
func (n *NRF) Addr() netip.AddrPort { return n.server.Addr() }

// Handler returns the services without a connection, for tests.
func (n *NRF) Handler() http.Handler { return n.router }

// Close stops and waits.
func (n *NRF) Close() error { return n.server.Close() }
