// Package sbitest builds networks of NRF, AUSF, UDM and SEPP for tests of the service based interface.
package sbitest

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/aka"
	"lilab/sim/ausf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/nrf"
	"lilab/sim/pki"
	"lilab/sim/sbi"
	"lilab/sim/sepp"
	"lilab/sim/udm"
)

// Port is where every function of a World listens.
const Port = 8443

// World is an interconnect of PLMNs.
type World struct {
	TB     testing.TB
	Fabric fabric.Network
	KeyLog io.Writer
	Log    *slog.Logger
	N32    fabric.Link
	plmns  []*PLMN
}

// PLMN is one network.
type PLMN struct {
	W         *World
	ID        event.PLMN
	Inner     *pki.Authority // of the SBI
	Outer     *pki.Authority // of N32
	SBI       fabric.Link
	NRF       *nrf.NRF
	AUSF      *ausf.AUSF
	UDM       *udm.UDM
	SEPP      *sepp.SEPP
	Events    *Events
	SEPPHost  fabric.Host
	Refusals  chan sepp.Refusal
	Keys      map[uint8]aka.HomeNetworkPublicKey
	Partners  []*PLMN
	udmConfig func(*udm.Config)
	seppAddr  netip.AddrPort
}

// Events records what is published.
type Events struct {
	mu  sync.Mutex
	all []event.Event
}

// Publish implements event.Publisher.
func (e *Events) Publish(ev event.Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.all = append(e.all, ev)
}

// Take returns the events so far and forgets them.
func (e *Events) Take() []event.Event {
	e.mu.Lock()
	defer e.mu.Unlock()
	out := e.all
	e.all = nil
	return out
}

// Option changes a World before anything is built.
type Option func(*World, *taps)

type taps struct{ tap func(link string) fabric.Tap }

// OnVirtual builds the world on a virtual network, with taps if tap is not nil.
func OnVirtual(tap func(link string) fabric.Tap) Option {
	return func(w *World, t *taps) {
		v, err := fabric.NewVirtual(fabric.VirtualConfig{})
		require.NoError(w.TB, err)
		w.Fabric = v
		if tap != nil {
			t.tap = tap
		}
	}
}

// WithKeyLog writes TLS secrets.
func WithKeyLog(out io.Writer) Option { return func(w *World, _ *taps) { w.KeyLog = out } }

// WithLog sets the logger of every function.
func WithLog(l *slog.Logger) Option { return func(w *World, _ *taps) { w.Log = l } }

// PLMNConfig describes one network of a World.
type PLMNConfig struct {
	ID          event.PLMN
	Subscribers []udm.Subscriber
	// UDM changes the configuration of the UDM, nil for nothing.
	UDM func(*udm.Config)
}

// New builds networks that all roam with each other, negotiates N32, and closes everything with the test.
func New(tb testing.TB, networks []PLMNConfig, opts ...Option) *World {
	w := &World{TB: tb}
	t := &taps{tap: func(string) fabric.Tap { return nil }}
	for _, o := range opts {
		o(w, t)
	}
	if w.Log == nil {
		w.Log = slog.New(slog.DiscardHandler)
	}
	if w.Fabric == nil {
		l, err := fabric.NewLoopback(fabric.LoopbackConfig{})
		require.NoError(tb, err)
		w.Fabric = l
	}
	tb.Cleanup(func() { require.NoError(tb, w.Fabric.Close()) })
	var err error
	w.N32, err = w.Fabric.Link(fabric.LinkConfig{Name: "n32", Prefix: netip.MustParsePrefix("10.250.0.0/24"), Tap: t.tap("n32")})
	require.NoError(tb, err)
	for i, c := range networks {
		p := &PLMN{
			W: w, ID: c.ID, Events: &Events{}, Refusals: make(chan sepp.Refusal, 100), udmConfig: c.UDM,
			Keys: map[uint8]aka.HomeNetworkPublicKey{},
		}
		p.SBI, err = w.Fabric.Link(fabric.LinkConfig{
			Name: c.ID.String() + ".sbi", Tap: t.tap(c.ID.String() + ".sbi"),
			Prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i + 1), 0, 0}), 24),
		})
		require.NoError(tb, err)
		p.Inner, err = pki.NewAuthority(c.ID.Domain(), time.Now)
		require.NoError(tb, err)
		p.Outer, err = pki.NewAuthority("ipx."+c.ID.Domain(), time.Now)
		require.NoError(tb, err)
		w.plmns = append(w.plmns, p)
	}
	ctx := tb.Context()
	for _, p := range w.plmns {
		p.startNRF(ctx)
	}
	for _, p := range w.plmns {
		for _, q := range w.plmns {
			if q != p {
				p.Partners = append(p.Partners, q)
			}
		}
		if len(p.Partners) > 0 {
			p.StartSEPP(ctx)
		}
	}
	for i, p := range w.plmns {
		p.startUDM(ctx, networks[i].Subscribers)
		p.startAUSF(ctx)
	}
	return w
}

// PLMN returns a network.
func (w *World) PLMN(id event.PLMN) *PLMN {
	for _, p := range w.plmns {
		if p.ID == id {
			return p
		}
	}
	require.FailNow(w.TB, "no such PLMN", id)
	return nil
}

// NF names a function.
func (p *PLMN) NF(t event.NFType, name string) event.NF {
	sum := 0
	for _, c := range p.ID.String() + name {
		sum = sum*31 + int(c)
	}
	return event.NF{
		Type: t, FQDN: name + "." + p.ID.Domain(), PLMN: p.ID,
		InstanceID: fmt.Sprintf("00000000-0000-4000-8000-%012x", uint64(sum)&(1<<48-1)),
	}
}

// Host makes a host on the SBI that is known by the NF's name.
func (p *PLMN) Host(nf event.NF) (fabric.Host, netip.AddrPort) {
	h, err := p.W.Fabric.Host(nf.FQDN)
	require.NoError(p.W.TB, err)
	a, err := p.SBI.Attach(h)
	require.NoError(p.W.TB, err)
	require.NoError(p.W.TB, p.W.Fabric.Name(nf.FQDN, a))
	return h, netip.AddrPortFrom(a, Port)
}

func (p *PLMN) cert(a *pki.Authority, names ...string) tls.Certificate {
	c, err := a.Issue(pki.Leaf{CommonName: names[0], DNSNames: names, Client: true, Server: true})
	require.NoError(p.W.TB, err)
	return c
}

func (p *PLMN) options() pki.Options { return pki.Options{KeyLog: p.W.KeyLog, Now: time.Now} }

// ServerTLS and ClientTLS are the two sides of mutual TLS on the SBI.
func (p *PLMN) ServerTLS(nf event.NF) *tls.Config {
	return pki.ServerConfig(p.cert(p.Inner, nf.FQDN), p.Inner.Pool(), p.options())
}

// ClientTLS is the client side.
func (p *PLMN) ClientTLS(nf event.NF) *tls.Config {
	return pki.ClientConfig(p.cert(p.Inner, nf.FQDN), p.Inner.Pool(), "", p.options())
}

// Client makes a consumer on a host.
func (p *PLMN) Client(nf event.NF, h fabric.Host) *sbi.Client {
	cfg := sbi.ClientConfig{
		Host: h, TLS: p.ClientTLS(nf), PLMN: p.ID, Consumer: nf, Log: p.W.Log,
		NRF: sbi.APIRoot(nrf.FQDN(p.ID), Port),
	}
	if len(p.W.plmns) > 1 {
		cfg.SEPP = sbi.APIRoot(p.NF(sbi.SEPP, "sepp1").FQDN, Port)
	}
	c, err := sbi.NewClient(cfg)
	require.NoError(p.W.TB, err)
	p.W.TB.Cleanup(func() { require.NoError(p.W.TB, c.Close()) })
	return c
}

// AMF makes a consumer of type AMF and serves its callbacks with h, nil for none.
func (p *PLMN) AMF(name string, h http.Handler) (*sbi.Client, event.NF) {
	nf := p.NF(event.AMF, name)
	host, at := p.Host(nf)
	c := p.Client(nf, host)
	if h != nil {
		p.Serve(host, at, p.ServerTLS(nf), h)
	}
	return c, nf
}

// Serve starts a server that ends with the test.
func (p *PLMN) Serve(host fabric.Host, at netip.AddrPort, conf *tls.Config, h http.Handler) *sbi.Server {
	s, err := sbi.NewServer(sbi.ServerConfig{Host: host, Listen: at, TLS: conf, Handler: h, Log: p.W.Log})
	require.NoError(p.W.TB, err)
	require.NoError(p.W.TB, s.Start(p.W.TB.Context()))
	p.W.TB.Cleanup(func() { require.NoError(p.W.TB, s.Close()) })
	return s
}

func (p *PLMN) startNRF(ctx context.Context) {
	nf := p.NF(sbi.NRF, "nrf")
	h, at := p.Host(nf)
	var err error
	p.NRF, err = nrf.New(nrf.Config{
		Host: h, Listen: at, TLS: p.ServerTLS(nf), PLMN: p.ID, NF: nf, SBI: p.Client(nf, h), Port: Port, Log: p.W.Log,
	})
	require.NoError(p.W.TB, err)
	require.NoError(p.W.TB, p.NRF.Start(ctx))
	p.W.TB.Cleanup(func() { require.NoError(p.W.TB, p.NRF.Close()) })
}

// N32Name is the name of the SEPP on N32.
func (p *PLMN) N32Name() string { return "n32.sepp1." + p.ID.Domain() }

// N32TLS makes both sides of mutual TLS on N32 for a certificate with that name of that authority; the partners'
// authorities are trusted.
func (p *PLMN) N32TLS(a *pki.Authority, name string) (server, client *tls.Config) {
	roots := x509.NewCertPool()
	for _, q := range p.Partners {
		roots.AddCert(q.Outer.Root())
	}
	cert := p.cert(a, name)
	return pki.ServerConfig(cert, roots, p.options()), pki.ClientConfig(cert, roots, "", p.options())
}

// StartSEPP starts the SEPP, once more after p.SEPP.Close().
func (p *PLMN) StartSEPP(ctx context.Context) {
	nf := p.NF(sbi.SEPP, "sepp1")
	inner := nf.FQDN
	if p.SEPPHost == nil {
		p.SEPPHost, p.seppAddr = p.Host(nf)
		a, err := p.W.N32.Attach(p.SEPPHost)
		require.NoError(p.W.TB, err)
		require.NoError(p.W.TB, p.W.Fabric.Name(p.N32Name(), a))
	}
	server, client := p.N32TLS(p.Outer, p.N32Name())
	innerTLS := p.ServerTLS(nf)
	c := p.Client(nf, p.SEPPHost)
	nf.FQDN = p.N32Name()
	cfg := sepp.Config{
		Host: p.SEPPHost, Listen: p.seppAddr, TLS: innerTLS, SBI: c, PLMN: p.ID, NF: nf, InnerFQDN: inner, Register: true,
		N32Listen: netip.AddrPortFrom(p.SEPPHost.Addr("n32"), Port), N32ServerTLS: server, N32ClientTLS: client, Log: p.W.Log,
		OnRefusal: func(r sepp.Refusal) {
			select {
			case p.Refusals <- r:
			default:
			}
		},
	}
	for _, q := range p.Partners {
		cfg.Partners = append(cfg.Partners, sepp.Partner{PLMN: q.ID, FQDN: q.N32Name(), Port: Port})
	}
	s, err := sepp.New(cfg)
	require.NoError(p.W.TB, err)
	require.NoError(p.W.TB, s.Start(ctx))
	p.SEPP = s
	p.W.TB.Cleanup(func() { require.NoError(p.W.TB, s.Close()) })
}

func (p *PLMN) partners() []event.PLMN {
	out := []event.PLMN{}
	for _, q := range p.Partners {
		out = append(out, q.ID)
	}
	return out
}

func (p *PLMN) startUDM(ctx context.Context, subs []udm.Subscriber) {
	nf := p.NF(event.UDM, "udm1")
	h, at := p.Host(nf)
	cfg := udm.Config{
		Host: h, Listen: at, TLS: p.ServerTLS(nf), PLMN: p.ID, NF: nf, SBI: p.Client(nf, h), Subscribers: subs,
		RoamingPartners: p.partners(), Events: p.Events, Log: p.W.Log,
	}
	for _, profile := range []uint8{aka.SchemeProfileA, aka.SchemeProfileB} {
		pub, private, err := aka.GenerateHomeNetworkKey(profile, profile, bytes.NewReader(bytes.Repeat([]byte{0x42, 7, profile}, 100)))
		require.NoError(p.W.TB, err)
		p.Keys[profile] = pub
		cfg.Keys = append(cfg.Keys, private)
	}
	if p.udmConfig != nil {
		p.udmConfig(&cfg)
	}
	var err error
	p.UDM, err = udm.New(cfg)
	require.NoError(p.W.TB, err)
	require.NoError(p.W.TB, p.UDM.Start(ctx))
	p.W.TB.Cleanup(func() { require.NoError(p.W.TB, p.UDM.Close()) })
}

func (p *PLMN) startAUSF(ctx context.Context) {
	nf := p.NF(sbi.AUSF, "ausf1")
	h, at := p.Host(nf)
	var err error
	p.AUSF, err = ausf.New(ausf.Config{
		Host: h, Listen: at, TLS: p.ServerTLS(nf), PLMN: p.ID, NF: nf, SBI: p.Client(nf, h), RoamingPartners: p.partners(), Log: p.W.Log,
	})
	require.NoError(p.W.TB, err)
	require.NoError(p.W.TB, p.AUSF.Start(ctx))
	p.W.TB.Cleanup(func() { require.NoError(p.W.TB, p.AUSF.Close()) })
}
