// Package seg is a security gateway of network domain security (TS 33.210 R17 clause 5; TS 33.501 R17 clause 9.9 for N9): it joins a
// link inside its network with the link between operators, and protects what crosses the latter with ESP in tunnel mode. Towards a
// peer without associations it is a border gateway that protects nothing: it passes on packets between the addresses of both, and no others.
//
// TS 33.210 has the gateways negotiate security associations with IKEv2 and certificates. That is not simulated: the
// associations are configured on both sides.
package seg

import (
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/esp"
	"lilab/sim/fabric"
)

// Config describes a gateway.
type Config struct {
	Name string
	// Inner is the link of the own network, Outer the one to other operators.
	Inner, Outer fabric.Link
	// Protected are the addresses of the own network, those of Inner.
	Protected netip.Prefix
	// MTU is that of Outer in octets, 0 for 1500. A longer ESP packet is fragmented (RFC 4303 clause 3.3.4), and put together
	// by the other gateway.
	MTU int
	// Now is the clock, nil for time.Now.
	Now func() time.Time
	// Log is silent when nil.
	Log *slog.Logger
}

// Peer is another operator's gateway.
type Peer struct {
	// Addr is its address on the outer link, Prefix are the addresses behind it.
	Addr   netip.Addr
	Prefix netip.Prefix
	// Out and In are associations in tunnel mode, from and to this gateway. The first of Out that is not aging is used; all of
	// In are accepted. Without any, packets cross in clear, both ways.
	Out, In []*esp.SA
}

// Stats counts packets. What is not in Sealed or Opened was dropped.
type Stats struct {
	// Sealed went out in ESP, Opened came in. Fragments are the pieces of long ones that were sent.
	Sealed, Opened, Fragments uint64
	// Sent and Received crossed in clear, as they are meant to, to and from peers without associations.
	Sent, Received uint64
	// Clear came from outside without ESP although it should have been in ESP, UnknownSPI in ESP of no association, Refused in ESP that an association does not take
	// (esp.SA.Stats says why).
	Clear, UnknownSPI, Refused uint64
	// Policy is from or for addresses that the associations are not for, Expired found no association with lifetime left,
	// Undeliverable could not be sent, or its hop limit was over.
	Policy, Expired, Undeliverable uint64
	// Incomplete are packets of which fragments are missing or do not fit.
	Incomplete uint64
}

// Gateway is one security gateway.
type Gateway struct {
	cfg   Config
	outer fabric.RouterPort

	mu    sync.RWMutex
	peers []*peer
	bySPI map[uint32]inbound

	sealed, opened, fragments, sent, received, clear, unknown, refused, policy, expired, undeliverable, incomplete atomic.Uint64

	// of the goroutine of the outer port
	plain []byte
	parts reassembly
}

type peer struct {
	Peer
	port fabric.RouterPort // on Inner
	buf  []byte
}

type inbound struct {
	sa   *esp.SA
	peer *peer
}

// New puts a gateway on its links. It has no peers yet, so that it drops everything.
func New(cfg Config) (*Gateway, error) {
	if cfg.Inner == nil || cfg.Outer == nil || !cfg.Protected.IsValid() {
		return nil, errors.New("seg: two links and the own prefix are needed")
	}
	if cfg.MTU == 0 {
		cfg.MTU = 1500
	}
	if cfg.MTU < 576 {
		return nil, fmt.Errorf("seg: MTU %d", cfg.MTU)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	g := &Gateway{cfg: cfg, bySPI: map[uint32]inbound{}, plain: make([]byte, 0, 65536)}
	g.parts.now = cfg.Now
	var err error
	if g.outer, err = cfg.Outer.AttachRouter(cfg.Name, cfg.Protected, g.fromOutside); err != nil {
		return nil, fmt.Errorf("seg: %w", err)
	}
	return g, nil
}

// Addr is the address of the gateway on the outer link.
func (g *Gateway) Addr() netip.Addr { return g.outer.Addr() }

// AddPeer lets the hosts of the inner link reach those behind another gateway.
func (g *Gateway) AddPeer(p Peer) error {
	if (len(p.Out) == 0) != (len(p.In) == 0) || !p.Prefix.IsValid() || !p.Addr.IsValid() {
		return errors.New("seg: a peer needs an address, a prefix, and associations both ways or none")
	}
	x := &peer{Peer: p, buf: make([]byte, 0, 65536)}
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, sa := range p.In {
		if _, ok := g.bySPI[sa.SPI()]; ok {
			return fmt.Errorf("seg: SPI %#x is in use", sa.SPI())
		}
	}
	port, err := g.cfg.Inner.AttachRouter(g.cfg.Name, p.Prefix, func(b []byte) { g.fromInside(x, b) })
	if err != nil {
		return fmt.Errorf("seg: %w", err)
	}
	x.port = port
	g.peers = append(g.peers, x)
	for _, sa := range p.In {
		g.bySPI[sa.SPI()] = inbound{sa, x}
	}
	return nil
}

// Close takes the gateway off its links.
func (g *Gateway) Close() error {
	g.mu.RLock()
	peers := g.peers
	g.mu.RUnlock()
	var errs []error
	for _, p := range peers {
		errs = append(errs, p.port.Close())
	}
	return errors.Join(append(errs, g.outer.Close())...)
}

// Stats tells what the gateway did.
func (g *Gateway) Stats() Stats {
	return Stats{
		Sealed: g.sealed.Load(), Opened: g.opened.Load(), Fragments: g.fragments.Load(), Sent: g.sent.Load(), Received: g.received.Load(),
		Clear: g.clear.Load(), UnknownSPI: g.unknown.Load(), Refused: g.refused.Load(),
		Policy: g.policy.Load(), Expired: g.expired.Load(), Undeliverable: g.undeliverable.Load(), Incomplete: g.incomplete.Load(),
	}
}

// fromInside protects a packet of the own network for a peer. One goroutine calls it for each peer.
func (g *Gateway) fromInside(p *peer, b []byte) {
	src, dst, ok := addresses(b)
	if !ok || !g.cfg.Protected.Contains(src) || !p.Prefix.Contains(dst) {
		g.policy.Add(1)
		return
	}
	if !hop(b) {
		g.undeliverable.Add(1)
		return
	}
	if len(p.Out) == 0 {
		if err := g.outer.Send(b); err != nil {
			g.undeliverable.Add(1)
			g.cfg.Log.Error("seg: packet to the other gateway", "peer", p.Addr, "err", err)
			return
		}
		g.sent.Add(1)
		return
	}
	sa := p.Out[len(p.Out)-1]
	for _, c := range p.Out {
		if !c.Aging() {
			sa = c
			break
		}
	}
	out, err := sa.Seal(p.buf[:0], b)
	switch {
	case errors.Is(err, esp.ErrExpired):
		g.expired.Add(1)
		return
	case err != nil:
		g.policy.Add(1)
		return
	}
	if err := g.send(out); err != nil {
		g.undeliverable.Add(1)
		g.cfg.Log.Error("seg: packet to the other gateway", "peer", p.Addr, "err", err)
		return
	}
	g.sealed.Add(1)
}

// send puts an ESP packet on the outer link, in fragments if need be.
func (g *Gateway) send(b []byte) error {
	if len(b) <= g.cfg.MTU {
		return g.outer.Send(b)
	}
	n, err := fragment(b, g.cfg.MTU, g.outer.Send)
	g.fragments.Add(uint64(n))
	return err
}

// fromOutside takes a packet of the outer link. One goroutine calls it.
func (g *Gateway) fromOutside(b []byte) {
	if p := g.unprotected(b); p != nil {
		if !hop(b) || p.port.Send(b) != nil {
			g.undeliverable.Add(1)
			return
		}
		g.received.Add(1)
		return
	}
	b, done := g.parts.add(b)
	g.incomplete.Store(g.parts.lost)
	if !done {
		return
	}
	spi, ok := esp.SPI(b)
	if !ok {
		g.clear.Add(1)
		return
	}
	g.mu.RLock()
	in, ok := g.bySPI[spi]
	g.mu.RUnlock()
	if !ok {
		g.unknown.Add(1)
		return
	}
	plain, err := in.sa.Open(g.plain[:0], b)
	if err != nil {
		g.refused.Add(1)
		return
	}
	src, dst, ok := addresses(plain)
	if !ok || !in.peer.Prefix.Contains(src) || !g.cfg.Protected.Contains(dst) {
		// RFC 4301 clause 5.2 step 4: what an association carried has to be what it is for.
		g.policy.Add(1)
		return
	}
	if !hop(plain) || in.peer.port.Send(plain) != nil {
		g.undeliverable.Add(1)
		return
	}
	g.opened.Add(1)
}

// unprotected returns the peer from whose network a packet in clear comes, nil if the packet should have been in ESP or is not for the
// own network.
func (g *Gateway) unprotected(b []byte) *peer {
	src, dst, ok := addresses(b)
	if !ok || !g.cfg.Protected.Contains(dst) {
		return nil
	}
	g.mu.RLock()
	defer g.mu.RUnlock()
	for _, p := range g.peers {
		if len(p.In) == 0 && p.Prefix.Contains(src) {
			return p
		}
	}
	return nil
}
