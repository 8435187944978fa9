// Package agw is the IMS access gateway, TS 23.228 annex G and TS 23.334: it anchors the media of calls between phones and
// the core of the IMS, and ends protection that the operator has started (end to access edge, TS 33.328 R17 clause 4).
//
// H.248 is not simulated: the P-CSCF calls [Gateway] within the process (ims.Gateway). Media are real: UDP through the
// sockets of the gateway's host, one for each side of each context. The gateway holds the keys of protection that ends at
// it, and no other; what is protected from end to end passes as it came. An IBCF uses it as its TrGW (TS 29.162).
//
// A packet is forwarded only if it comes from the address and port that the description of its side names, belongs to the
// stream (SSRC) that was named or came first, and was not there before. Everything else is dropped and counted.
package agw

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	mathrand "math/rand/v2"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

// Config describes a gateway.
type Config struct {
	// Host has the addresses: Access towards the phones, at most one of each family, Core towards the core.
	Host   fabric.Host
	Access []netip.Addr
	Core   netip.Addr
	// Protection is what the access side of a context gets where the core offers media in clear: the phone has said at its
	// registration that it takes protection to the access edge (TS 24.229 R17 clause 5.2.7.3). nil means none. Only
	// sdes-e2ae and dtls-e2ae have an effect.
	Protection func(ims.ContextRequest) media.Mode
	// MaxContexts bounds the contexts, 0 for 4096.
	MaxContexts int
	// KeyLog gets the secrets of DTLS in the format of NSS, nil for none.
	KeyLog io.Writer
	NF     event.NF
	Now    func() time.Time
	Rand   io.Reader
	Log    *slog.Logger
}

// Errors of a gateway.
var (
	ErrClosed = errors.New("agw: closed")
	// ErrFull says that there are as many contexts as may be.
	ErrFull = errors.New("agw: no more contexts")
	// ErrUnknownContext says that there is no such context.
	ErrUnknownContext = errors.New("agw: unknown context")
	// ErrPeer says that a description names an address to which or from which its sender's media cannot go.
	ErrPeer = errors.New("agw: not an address of that side")
	// ErrState says that an answer comes without an offer, or from the side that offered.
	ErrState = errors.New("agw: not now")
)

// Gateway is an IMS access gateway. It implements ims.Gateway.
type Gateway struct {
	cfg       Config
	forwarded [2]atomic.Uint64 // by the side that they came from
	drops     [media.Reasons]atomic.Uint64
	observers atomic.Pointer[[]*subscription]
	observing sync.Mutex
	wg        sync.WaitGroup

	mu       sync.Mutex
	closed   bool
	random   *mathrand.Rand // of ports
	contexts map[uint32]*relay
	last     uint32
	// peers says which context an address belongs to.
	peers map[peer]uint32
	cert  *tls.Certificate
}

// peer is an address on a side.
type peer struct {
	side ims.Side
	at   netip.AddrPort
}

var _ ims.Gateway = (*Gateway)(nil)

// New checks the configuration.
func New(cfg Config) (*Gateway, error) {
	if cfg.Host == nil || len(cfg.Access) == 0 || !cfg.Core.IsValid() {
		return nil, errors.New("agw: no host or no address on one side")
	}
	for _, a := range cfg.Access {
		if !a.IsValid() {
			return nil, errors.New("agw: invalid access address")
		}
	}
	if cfg.MaxContexts <= 0 {
		cfg.MaxContexts = 4096
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
	cfg.NF.Type = event.IMSAGW
	var seed [16]byte
	if _, err := io.ReadFull(cfg.Rand, seed[:]); err != nil {
		return nil, fmt.Errorf("agw: draw of a seed: %w", err)
	}
	return &Gateway{cfg: cfg, contexts: map[uint32]*relay{}, peers: map[peer]uint32{},
		random: mathrand.New(mathrand.NewPCG(binary.BigEndian.Uint64(seed[:]), binary.BigEndian.Uint64(seed[8:])))}, nil
}

// Start does nothing yet: sockets are opened for contexts.
func (g *Gateway) Start(context.Context) error { return nil }

// Close ends all contexts and waits.
func (g *Gateway) Close() error {
	g.mu.Lock()
	g.closed = true
	all := make([]*relay, 0, len(g.contexts))
	for _, c := range g.contexts {
		all = append(all, c)
	}
	clear(g.contexts)
	clear(g.peers)
	g.mu.Unlock()
	for _, c := range all {
		c.end()
	}
	g.wg.Wait()
	return nil
}

// Add makes a context with a socket on each side.
func (g *Gateway) Add(r ims.ContextRequest) (uint32, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case g.closed:
		return 0, ErrClosed
	case len(g.contexts) >= g.cfg.MaxContexts:
		return 0, ErrFull
	}
	access := g.cfg.Access[0]
	if r.UE.IsValid() {
		r.UE = r.UE.Unmap()
		found := false
		for _, a := range g.cfg.Access {
			if a.Is4() == r.UE.Is4() {
				access, found = a, true
				break
			}
		}
		if !found {
			return 0, fmt.Errorf("%w: no access address of the family of %v", ErrPeer, r.UE)
		}
	}
	// 0 is the null context, the last two are ALL and CHOOSE (H.248.1 clause 6.1.1).
	for g.last++; g.last == 0 || g.last >= 1<<32-2 || g.contexts[g.last] != nil; g.last++ {
	}
	c := &relay{g: g, id: g.last, request: r}
	ctx := context.Background() // opening a UDP socket does not wait
	for side, at := range [...]netip.Addr{ims.Access: access, ims.Core: g.cfg.Core} {
		conn, err := media.Listen(ctx, g.cfg.Host, at, g.random)
		if err != nil {
			if side > 0 {
				_ = c.legs[0].conn.Close()
			}
			return 0, fmt.Errorf("agw: %w", err)
		}
		c.legs[side].open(c, ims.Side(side), conn)
	}
	g.contexts[c.id] = c
	g.wg.Add(2)
	go c.legs[ims.Access].run()
	go c.legs[ims.Core].run()
	return c.id, nil
}

// Subtract ends a context. Packets that come later are dropped.
func (g *Gateway) Subtract(id uint32) error {
	g.mu.Lock()
	c := g.contexts[id]
	if c == nil {
		g.mu.Unlock()
		return fmt.Errorf("%w %d", ErrUnknownContext, id)
	}
	delete(g.contexts, id)
	for p, owner := range g.peers {
		if owner == id {
			delete(g.peers, p)
		}
	}
	g.mu.Unlock()
	c.end()
	return nil
}

func (g *Gateway) context(id uint32) (*relay, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c := g.contexts[id]; c != nil {
		return c, nil
	}
	if g.closed {
		return nil, ErrClosed
	}
	return nil, fmt.Errorf("%w %d", ErrUnknownContext, id)
}

func (g *Gateway) certificate() (tls.Certificate, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cert == nil {
		c, err := media.NewCertificate(g.cfg.Now())
		if err != nil {
			return tls.Certificate{}, err
		}
		g.cert = &c
	}
	return *g.cert, nil
}

// keys draws keys of SDES.
func (g *Gateway) keys(s media.Suite) (media.Keys, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return media.NewKeys(s, g.cfg.Rand)
}

// may checks that the media of a side can be at an address, as source filtering does (TS 23.334, whose
// clauses were not read): no phone and no other network names an address that is not its own, or that of another context.
func (g *Gateway) may(c *relay, side ims.Side, at netip.AddrPort) error {
	a := at.Addr()
	leg := &c.legs[side]
	other := c.legs[1-side].local.Addr()
	switch {
	case at.Port() == 0 || a.IsMulticast() || a.IsUnspecified() || a.IsLoopback() && !leg.local.Addr().IsLoopback():
		return fmt.Errorf("%w: %v", ErrPeer, at)
	case a.Is4() != leg.local.Addr().Is4():
		return fmt.Errorf("%w: %v is of another family than %v", ErrPeer, at, leg.local.Addr())
	case side == ims.Access && c.request.UE.IsValid() && a != c.request.UE:
		return fmt.Errorf("%w: %v for the phone %v", ErrPeer, at, c.request.UE)
	case at == leg.local || a == other && other != leg.local.Addr():
		return fmt.Errorf("%w: %v is the gateway's own", ErrPeer, at)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if owner, ok := g.peers[peer{side, at}]; ok && owner != c.id {
		return fmt.Errorf("%w: %v has media of another context", ErrPeer, at)
	}
	return nil
}

// bind notes the peers of a context. It fails if another context was faster.
func (g *Gateway) bind(c *relay, access, core netip.AddrPort) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.contexts[c.id] != c {
		return fmt.Errorf("%w %d", ErrUnknownContext, c.id)
	}
	now := [...]peer{{ims.Access, access}, {ims.Core, core}}
	for _, p := range now {
		if owner, ok := g.peers[p]; ok && owner != c.id {
			return fmt.Errorf("%w: %v has media of another context", ErrPeer, p.at)
		}
	}
	for side := range c.legs {
		if old := (peer{ims.Side(side), c.legs[side].peer}); old.at.IsValid() {
			delete(g.peers, old)
		}
	}
	for _, p := range now {
		if p.at.IsValid() {
			g.peers[p] = c.id
		}
	}
	return nil
}
