package fabric

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
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

	// maxQueue bounds the packets that wait for one host on one link; more are dropped as a router would.
	maxQueue = 16384
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

	// tapMu makes the order of the tap that of transmission. It guards random and scratch.
	tapMu   sync.Mutex
	random  *rand.Rand
	scratch []byte

	mu    sync.RWMutex
	pool  pool
	ports map[netip.Addr]*port
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
	vh, ok := h.(*virtualHost)
	if !ok || vh.network != l.network {
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
	p := newPort(l)
	if err := vh.attach(l, p, addr); err != nil {
		return netip.Addr{}, err
	}
	l.ports[addr] = p
	return addr, nil
}

// close stops the link and waits until nothing is delivered any more.
func (l *virtualLink) close() {
	l.mu.Lock()
	l.closed.Store(true)
	ports := l.ports
	l.mu.Unlock()
	for _, p := range ports {
		p.stop()
	}
}

// transmit puts one packet of a host on the link.
func (l *virtualLink) transmit(pkt *stack.PacketBuffer) {
	if l.closed.Load() {
		return
	}
	loss := l.lossy.Load()
	if l.tap != nil || loss != 0 {
		l.tapMu.Lock()
		if l.tap != nil {
			l.scratch = l.scratch[:0]
			for _, s := range pkt.AsSlices() {
				l.scratch = append(l.scratch, s...)
			}
			l.tap.Packet(l.network.now(), l.scratch)
		}
		lost := loss != 0 && l.random.Uint64()>>11 < loss
		l.tapMu.Unlock()
		if lost {
			return
		}
	}
	if l.cut.Load() {
		return
	}
	dst, ok := destination(pkt)
	if !ok {
		return
	}
	l.mu.RLock()
	p := l.ports[dst]
	l.mu.RUnlock()
	if p == nil {
		return
	}
	p.put(pkt, time.Duration(l.delay.Load()))
}

func destination(pkt *stack.PacketBuffer) (netip.Addr, bool) {
	h := pkt.NetworkHeader().Slice()
	switch pkt.NetworkProtocolNumber {
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

// A port is one end of a link, the interface of one host. Packets for the host wait in a queue of their own, so that
// a sender never waits for a receiver: two hosts that write to each other cannot block each other.
type port struct {
	link *virtualLink

	mu         sync.Mutex
	dispatcher stack.NetworkDispatcher
	queue      []waiting
	dropped    uint64
	stopped    bool
	wake       chan struct{} // holds one token when queue is not empty
	done       chan struct{} // closed by stop
	idle       chan struct{} // closed when the goroutine is gone
}

type waiting struct {
	pkt *stack.PacketBuffer
	due time.Time // zero for at once
}

var _ stack.LinkEndpoint = (*port)(nil)

func newPort(l *virtualLink) *port {
	p := &port{link: l, wake: make(chan struct{}, 1), done: make(chan struct{}), idle: make(chan struct{})}
	go p.deliver()
	return p
}

// put queues the content of a packet for the host.
func (p *port) put(pkt *stack.PacketBuffer, delay time.Duration) {
	var due time.Time
	if delay > 0 {
		due = time.Now().Add(delay)
	}
	in := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: pkt.ToBuffer()})
	in.NetworkProtocolNumber = pkt.NetworkProtocolNumber
	p.mu.Lock()
	if p.stopped || len(p.queue) >= maxQueue {
		p.dropped++
		p.mu.Unlock()
		in.DecRef()
		return
	}
	p.queue = append(p.queue, waiting{in, due})
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// deliver hands packets to the host in the order of transmission.
func (p *port) deliver() {
	defer close(p.idle)
	var batch []waiting
	for {
		select {
		case <-p.done:
			return
		case <-p.wake:
		}
		p.mu.Lock()
		batch, p.queue = p.queue, batch[:0]
		d := p.dispatcher
		p.mu.Unlock()
		for i, w := range batch {
			if p.pause(w.due) && d != nil && !p.link.cut.Load() {
				d.DeliverNetworkPacket(w.pkt.NetworkProtocolNumber, w.pkt)
			}
			w.pkt.DecRef()
			batch[i] = waiting{}
		}
	}
}

// pause waits until the time of delivery. It reports false when the port stops.
func (p *port) pause(due time.Time) bool {
	if due.IsZero() {
		select {
		case <-p.done:
			return false
		default:
			return true
		}
	}
	wait := time.Until(due)
	if wait <= 0 {
		return true
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-p.done:
		return false
	case <-t.C:
		return true
	}
}

// stop ends the goroutine, waits for it and releases what is left.
func (p *port) stop() {
	p.mu.Lock()
	if p.stopped {
		p.mu.Unlock()
		return
	}
	p.stopped = true
	p.mu.Unlock()
	close(p.done)
	<-p.idle
	for _, w := range p.queue {
		w.pkt.DecRef()
	}
	p.queue = nil
}

// WritePackets puts packets of the host on the link.
func (p *port) WritePackets(pkts stack.PacketBufferList) (int, tcpip.Error) {
	for _, pkt := range pkts.AsSlice() {
		p.link.transmit(pkt)
	}
	return pkts.Len(), nil
}

// Attach is called by the stack with what takes packets, and with nil when the interface goes.
func (p *port) Attach(d stack.NetworkDispatcher) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dispatcher = d
}

// IsAttached says whether the stack takes packets.
func (p *port) IsAttached() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dispatcher != nil
}

// MTU is the greatest IP packet in octets.
func (p *port) MTU() uint32 { return p.link.mtu }

// Capabilities says that received checksums need no check: nothing corrupts octets in memory. Sent ones are real, so
// that captures hold them.
func (p *port) Capabilities() stack.LinkEndpointCapabilities {
	return stack.CapabilityRXChecksumOffload
}

// SetMTU does nothing: the MTU is that of the link.
func (p *port) SetMTU(uint32) {}

// MaxHeaderLength is 0: a link has no header.
func (p *port) MaxHeaderLength() uint16 { return 0 }

// LinkAddress is empty: a link has no addresses below IP.
func (p *port) LinkAddress() tcpip.LinkAddress { return "" }

// SetLinkAddress does nothing.
func (p *port) SetLinkAddress(tcpip.LinkAddress) {}

// Wait returns at once: the owner of the port calls stop, which waits.
func (p *port) Wait() {}

// ARPHardwareType says that there is no link layer.
func (p *port) ARPHardwareType() header.ARPHardwareType { return header.ARPHardwareNone }

// AddHeader does nothing.
func (p *port) AddHeader(*stack.PacketBuffer) {}

// ParseHeader finds no header to parse.
func (p *port) ParseHeader(*stack.PacketBuffer) bool { return true }

// Close does nothing: the owner of the port calls stop.
func (p *port) Close() {}

// SetOnCloseAction does nothing.
func (p *port) SetOnCloseAction(func()) {}
