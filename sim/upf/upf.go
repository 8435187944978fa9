// Package upf is the user plane function (TS 23.501 clause 6.2.3) as a PFCP node (TS 29.244 R18): it serves N4, joins
// the tunnels of N3 and N9 with each other and with data networks on N6, measures usage, and filters N9 as an
// IPUPS does (TS 23.501 clause 5.8.2.14). One type plays every role: UPF with N3 and N6, V-UPF with N3 and N9, H-UPF
// with N9 and N6.
//
// It tells every subscriber of Subscribe about every packet of every session that it forwards, always. What
// it does with a packet does not depend on whether somebody listens.
package upf

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/fabric"
	"lilab/sim/gtpu"
)

// PortPFCP is the UDP port of PFCP, TS 29.244 clause 6.4.2.
const PortPFCP = 8805

// Tunnel is one end of GTP-U: an address of the host on N3 or on an N9.
type Tunnel struct {
	// Interface is N3, N9, or N4 for N4-u.
	Interface Interface
	// Name is the Network Instance (TS 29.244 clause 8.2.4) by which the SMF names this end, for example the link
	// "nl-de.n9". Without one in its rules the first tunnel of the interface is meant.
	Name string
	Addr netip.Addr
	// IPUPS drops what belongs to no session without an answer; otherwise a G-PDU for an unknown TEID is answered with
	// an error indication.
	IPUPS bool
}

// DataNetwork is one N6.
type DataNetwork struct {
	// Name is the Network Instance by which the SMF names it.
	Name string
	Link fabric.Link
	// Pools are the prefixes of the UE addresses that are reached through this UPF.
	Pools []netip.Prefix
	// Ethernet says that the data network has a bridge for sessions of that type (UPF.EthernetPort).
	Ethernet bool
}

// Config describes a UPF.
type Config struct {
	Host fabric.Host
	// NodeID is the Node ID of TS 29.244 clause 8.2.38: a domain name or an address.
	NodeID string
	// Listen is where PFCP is served; port 0 means PortPFCP.
	Listen netip.AddrPort
	// Tunnels are the ends of N3 and N9, DataNetworks those of N6. One of them has to be there.
	Tunnels      []Tunnel
	DataNetworks []DataNetwork
	// Now is the clock, nil for time.Now.
	Now func() time.Time
	// Log is silent when nil.
	Log *slog.Logger
}

// UPF is one user plane function.
type UPF struct {
	cfg     Config
	log     *slog.Logger
	started time.Time

	n4      net.PacketConn
	tunnels []*tunnel
	dns     []*dataNetwork

	control   control // of the PFCP goroutine only
	drops     [reasons]atomic.Uint64
	forwarded [2]atomic.Uint64 // by Direction

	observing sync.Mutex
	observers atomic.Pointer[[]*subscription]

	// mu guards the tables that packets are looked up in. It is held for reading until a packet is on its way, so
	// that a change of rules, a usage report and an end marker come after the last packet under the old rules.
	mu     sync.RWMutex
	teids  map[uint32]*teid
	addrs  map[netip.Addr][]*detector // UE addresses; of IPv6 the first address of the /64
	bySEID map[uint64]*session        // sessions by UP SEID
	// bridged are the downlink rules of Ethernet sessions by data network and UP SEID.
	bridged map[*dataNetwork]map[uint64][]*detector

	cancel  context.CancelFunc
	wg      sync.WaitGroup
	closing sync.Once
	err     error
}

// teid is one local tunnel end.
type teid struct {
	tunnel    *tunnel
	detectors []*detector
}

// tunnel is an open Tunnel.
type tunnel struct {
	Tunnel
	conn net.PacketConn
}

// dataNetwork is an attached DataNetwork.
type dataNetwork struct {
	DataNetwork
	ports []fabric.RouterPort // as Pools
	bridge
}

// New checks the configuration.
func New(cfg Config) (*UPF, error) {
	if cfg.Host == nil || cfg.NodeID == "" || !cfg.Listen.Addr().IsValid() {
		return nil, errors.New("upf: host, node identifier and N4 address are required")
	}
	if len(cfg.Tunnels) == 0 {
		return nil, errors.New("upf: it has neither N3 nor N9")
	}
	for i, t := range cfg.Tunnels {
		if t.Interface != N3 && t.Interface != N9 && t.Interface != N4 || !t.Addr.IsValid() {
			return nil, fmt.Errorf("upf: tunnel %d: %v at %v", i, t.Interface, t.Addr)
		}
	}
	if cfg.Listen.Port() == 0 {
		cfg.Listen = netip.AddrPortFrom(cfg.Listen.Addr(), PortPFCP)
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	u := &UPF{cfg: cfg, log: cfg.Log.With("upf", cfg.NodeID), teids: map[uint32]*teid{}, addrs: map[netip.Addr][]*detector{}, bySEID: map[uint64]*session{}, bridged: map[*dataNetwork]map[uint64][]*detector{}}
	u.control = newControl(cfg.NodeID)
	return u, nil
}

// Start opens N4, N3, N9 and N6. After an error everything is closed again.
func (u *UPF) Start(ctx context.Context) (err error) {
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("upf: %w", err), u.Close())
		}
	}()
	u.started = u.cfg.Now()
	run, cancel := context.WithCancel(context.WithoutCancel(ctx))
	u.cancel = cancel
	if u.n4, err = u.cfg.Host.ListenPacket(ctx, u.cfg.Listen); err != nil {
		return err
	}
	for _, t := range u.cfg.Tunnels {
		c, err := u.cfg.Host.ListenPacket(ctx, netip.AddrPortFrom(t.Addr, gtpu.Port))
		if err != nil {
			return err
		}
		u.tunnels = append(u.tunnels, &tunnel{Tunnel: t, conn: c})
	}
	for _, d := range u.cfg.DataNetworks {
		dn := &dataNetwork{DataNetwork: d}
		u.dns = append(u.dns, dn)
		w := u.newWorker()
		var one sync.Mutex // the packets of IPv4 and IPv6 of a session stay in one order
		for _, p := range d.Pools {
			port, err := d.Link.AttachRouter(u.cfg.NodeID, p, func(packet []byte) {
				one.Lock()
				defer one.Unlock()
				w.fromN6(packet)
			})
			if err != nil {
				return err
			}
			dn.ports = append(dn.ports, port)
		}
	}
	for _, t := range u.tunnels {
		u.wg.Go(func() { u.receive(run, t) })
	}
	u.wg.Go(func() { u.serve(run) })
	return nil
}

// Close ends every session and waits until nothing of the UPF runs any more.
func (u *UPF) Close() error {
	u.closing.Do(func() {
		var errs []error
		if u.cancel != nil {
			u.cancel()
		}
		closeConn := func(c net.PacketConn) {
			if err := c.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
				errs = append(errs, err)
			}
		}
		if u.n4 != nil {
			closeConn(u.n4)
		}
		for _, t := range u.tunnels {
			closeConn(t.conn)
		}
		for _, d := range u.dns {
			for _, p := range d.ports {
				errs = append(errs, p.Close())
			}
		}
		u.wg.Wait()
		u.err = errors.Join(errs...)
	})
	return u.err
}

// receive reads one tunnel.
func (u *UPF) receive(ctx context.Context, t *tunnel) {
	w := u.newWorker()
	buf := make([]byte, 65536)
	for {
		n, from, err := t.conn.ReadFrom(buf)
		if err != nil {
			if ctx.Err() == nil && !errors.Is(err, net.ErrClosed) {
				u.log.Error("a tunnel end stopped", "interface", t.Interface, "err", err)
			}
			return
		}
		peer, ok := from.(*net.UDPAddr)
		if !ok {
			continue
		}
		w.fromTunnel(t, peer, buf[:n])
	}
}

// tunnelFor returns the tunnel end of an interface, by its name unless that is empty.
func (u *UPF) tunnelFor(i Interface, name string) *tunnel {
	at := slices.IndexFunc(u.tunnels, func(t *tunnel) bool { return (i == 0 || t.Interface == i) && (name == "" || t.Name == name) })
	if at < 0 {
		return nil
	}
	return u.tunnels[at]
}

// Sessions is the number of PFCP sessions.
func (u *UPF) Sessions() int {
	u.mu.RLock()
	defer u.mu.RUnlock()
	return len(u.bySEID)
}
