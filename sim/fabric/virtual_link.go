package fabric

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
)

const (
	// DefaultMTU is the greatest IP packet of a virtual link whose configuration gives none.
	DefaultMTU = 9000
	minMTU     = 1280
	maxMTU     = 65535
)

// virtualLink carries packets between the ports attached to it by their destination address.
type virtualLink struct {
	network *Virtual
	name    string
	mtu     uint32
	tap     Tap

	delay  atomic.Int64  // nanoseconds
	cut    atomic.Bool   // every packet is dropped
	closed atomic.Bool   // the network is closing: neither tap nor delivery
	lossy  atomic.Uint64 // share of lost packets as a fraction of 2^53, 0 for none

	// tapMu makes the order of the tap that of delivery: it is held until the packet waits at the port that it is for. It guards
	// random and scratch.
	tapMu   sync.Mutex
	random  *rand.Rand
	scratch []byte

	mu      sync.RWMutex
	pool    pool
	pool6   *pool // of LinkConfig.Prefix6
	ports   map[netip.Addr]*port
	ends    []end            // the hosts
	routers []*virtualRouter // the one with the longest prefix first
}

// end is the interface of one host.
type end struct {
	host *virtualHost
	nic  tcpip.NICID
}

func newVirtualLink(v *Virtual, cfg LinkConfig) (*virtualLink, error) {
	if cfg.Name == "" {
		return nil, errors.New("fabric: a link needs a name")
	}
	if cfg.Delay < 0 {
		return nil, fmt.Errorf("fabric: link %q: delay %v", cfg.Name, cfg.Delay)
	}
	if !(cfg.Loss >= 0 && cfg.Loss <= 1) {
		return nil, fmt.Errorf("fabric: link %q: loss %v is not a share from 0 to 1", cfg.Name, cfg.Loss)
	}
	if cfg.MTU == 0 {
		cfg.MTU = DefaultMTU
	}
	if cfg.MTU < minMTU || cfg.MTU > maxMTU {
		return nil, fmt.Errorf("fabric: link %q: MTU %d is not from %d to %d", cfg.Name, cfg.MTU, minMTU, maxMTU)
	}
	p, err := newPool(cfg.Prefix)
	if err != nil {
		return nil, fmt.Errorf("fabric: link %q: %w", cfg.Name, err)
	}
	l := &virtualLink{network: v, name: cfg.Name, mtu: uint32(cfg.MTU), tap: cfg.Tap, pool: p,
		random: rand.New(rand.NewPCG(cfg.Seed, 0)), ports: make(map[netip.Addr]*port)}
	if cfg.Prefix6.IsValid() {
		if !cfg.Prefix.Addr().Is4() || !cfg.Prefix6.Addr().Is6() {
			return nil, fmt.Errorf("fabric: link %q: %v and %v are not an IPv4 and an IPv6 prefix", cfg.Name, cfg.Prefix, cfg.Prefix6)
		}
		p6, err := newPool(cfg.Prefix6)
		if err != nil {
			return nil, fmt.Errorf("fabric: link %q: %w", cfg.Name, err)
		}
		l.pool6 = &p6
	}
	l.delay.Store(int64(cfg.Delay))
	l.SetLoss(cfg.Loss)
	return l, nil
}

// Name is the reference point.
func (l *virtualLink) Name() string { return l.name }

// SetDelay changes the delay of packets put on the link from now on.
func (l *virtualLink) SetDelay(d time.Duration) { l.delay.Store(int64(max(d, 0))) }

// SetLoss changes the share of lost packets; values outside 0 to 1 become the nearest bound.
func (l *virtualLink) SetLoss(share float64) {
	if !(share > 0) {
		share = 0
	}
	l.lossy.Store(uint64(min(share, 1) * (1 << 53)))
}

// Cut drops every packet, also those that are on the way, until Restore.
func (l *virtualLink) Cut() { l.cut.Store(true) }

// Restore ends a cut.
func (l *virtualLink) Restore() { l.cut.Store(false) }

// Attach gives a host of the same network an address on this link.
func (l *virtualLink) Attach(h Host) (netip.Addr, error) {
	vh := hostOf(h)
	if vh == nil || vh.network != l.network {
		return netip.Addr{}, fmt.Errorf("fabric: host %v is not of the network of link %q", h, l.name)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Load() {
		return netip.Addr{}, ErrClosed
	}
	if a := vh.Addr(l.name); a.IsValid() {
		return netip.Addr{}, fmt.Errorf("fabric: host %q is on link %q already, at %v", vh.name, l.name, a)
	}
	addr, err := l.pool.take()
	if err != nil {
		return netip.Addr{}, err
	}
	with := []netip.Prefix{netip.PrefixFrom(addr, l.pool.prefix.Bits())}
	if l.pool6 != nil {
		addr6, err := l.pool6.take()
		if err != nil {
			return netip.Addr{}, err
		}
		with = append(with, netip.PrefixFrom(addr6, l.pool6.prefix.Bits()))
	}
	p := newPort(l.mtu, &l.cut, nil)
	p.out = l.transmit
	nic, err := vh.attach(l, p, with)
	if err != nil {
		return netip.Addr{}, err
	}
	for _, w := range with {
		l.ports[w.Addr()] = p
	}
	l.ends = append(l.ends, end{vh, nic})
	for _, r := range l.routers {
		vh.route(r.prefix, nic)
	}
	return addr, nil
}

// close stops the link and waits until nothing is delivered any more.
func (l *virtualLink) close() {
	l.mu.Lock()
	l.closed.Store(true)
	ports := slices.Collect(maps.Values(l.ports))
	for _, r := range l.routers {
		ports = append(ports, r.port)
	}
	l.mu.Unlock()
	for _, p := range ports {
		p.stop()
	}
}

// transmit puts one packet of a host on the link.
func (l *virtualLink) transmit(pkt *stack.PacketBuffer) {
	dst, ok := destination(pkt)
	l.carry(pkt, dst, ok)
}

// carry shows a packet to the tap and gives it to whom it is for.
func (l *virtualLink) carry(pkt *stack.PacketBuffer, dst netip.Addr, ok bool) {
	if l.closed.Load() {
		return
	}
	loss := l.lossy.Load()
	if l.tap != nil || loss != 0 {
		l.tapMu.Lock()
		defer l.tapMu.Unlock()
		if l.tap != nil {
			l.scratch = appendPacket(l.scratch[:0], pkt)
			l.tap.Packet(l.network.now(), l.scratch)
		}
		if loss != 0 && l.random.Uint64()>>11 < loss {
			return
		}
	}
	if l.cut.Load() || !ok {
		return
	}
	if p := l.portFor(dst); p != nil {
		p.put(pkt, time.Duration(l.delay.Load()))
	}
}

// portFor returns where packets for an address go: to the host that has it, else to the router with the longest
// prefix, else nowhere.
func (l *virtualLink) portFor(dst netip.Addr) *port {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if p := l.ports[dst]; p != nil {
		return p
	}
	for _, r := range l.routers {
		if r.prefix.Contains(dst) {
			return r.port
		}
	}
	return nil
}

func appendPacket(b []byte, pkt *stack.PacketBuffer) []byte {
	for _, s := range pkt.AsSlices() {
		b = append(b, s...)
	}
	return b
}

func destination(pkt *stack.PacketBuffer) (netip.Addr, bool) {
	return destinationOf(pkt.NetworkProtocolNumber, pkt.NetworkHeader().Slice())
}

func destinationOf(protocol tcpip.NetworkProtocolNumber, h []byte) (netip.Addr, bool) {
	switch protocol {
	case header.IPv4ProtocolNumber:
		if len(h) >= header.IPv4MinimumSize {
			return netip.AddrFrom4([4]byte(h[16:20])), true
		}
	case header.IPv6ProtocolNumber:
		if len(h) >= header.IPv6MinimumSize {
			return netip.AddrFrom16([16]byte(h[24:40])), true
		}
	}
	return netip.Addr{}, false
}
