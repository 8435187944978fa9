package fabric

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
)

// virtualDevice is an interface of a host that is on no link.
type virtualDevice struct {
	host  *virtualHost
	name  string
	addrs []netip.Addr
	nic   tcpip.NICID
	port  *port
	out   func(packet []byte)

	mu     sync.RWMutex // held for reading while out runs
	closed atomic.Bool
	pool   sync.Pool // of *[]byte, one packet each
}

var _ Device = (*virtualDevice)(nil)

// Device gives a host of this network a device and a default route through it.
func (v *Virtual) Device(host Host, name string, addrs []netip.Addr, mtu int, out func(packet []byte)) (Device, error) {
	h := hostOf(host)
	if h == nil || h.network != v {
		return nil, fmt.Errorf("fabric: host %v of device %q is not of this network", host, name)
	}
	if name == "" || out == nil {
		return nil, errors.New("fabric: a device needs a name and a way out")
	}
	if mtu < minMTU || mtu > maxMTU {
		return nil, fmt.Errorf("fabric: device %q: MTU %d is not from %d to %d", name, mtu, minMTU, maxMTU)
	}
	d := &virtualDevice{host: h, name: name, addrs: slices.Clone(addrs), out: out}
	d.pool.New = func() any { b := make([]byte, 0, mtu); return &b }
	var with []netip.Prefix
	for i, a := range addrs {
		if !a.IsValid() || a.Is4In6() || a.IsUnspecified() || i > 0 && a.Is4() == addrs[0].Is4() {
			return nil, fmt.Errorf("fabric: device %q: addresses %v", name, addrs)
		}
		with = append(with, netip.PrefixFrom(a, a.BitLen()))
	}
	if len(with) == 0 || len(with) > 2 {
		return nil, fmt.Errorf("fabric: device %q: addresses %v", name, addrs)
	}
	d.port = newPort(uint32(mtu), nil, nil)
	d.port.out = d.leave
	h.mu.Lock()
	defer h.mu.Unlock()
	if _, ok := h.addrs[name]; ok {
		d.port.stop()
		return nil, fmt.Errorf("fabric: host %q has an interface %q already", h.name, name)
	}
	nic, err := h.addInterface(name, d.port, with)
	if err != nil {
		return nil, err
	}
	d.nic = nic
	for _, a := range addrs {
		everywhere := netip.PrefixFrom(netip.IPv4Unspecified(), 0)
		if a.Is6() {
			everywhere = netip.PrefixFrom(netip.IPv6Unspecified(), 0)
		}
		h.route(everywhere, nic)
		h.mtus[a] = uint32(mtu)
		h.ports[a] = d.port
	}
	h.addrs[name] = d.addrs
	h.devices[d] = struct{}{}
	return d, nil
}

// leave hands a packet of the host out.
func (d *virtualDevice) leave(pkt *stack.PacketBuffer) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.closed.Load() {
		return
	}
	b := d.pool.Get().(*[]byte)
	*b = appendPacket((*b)[:0], pkt)
	d.out(*b)
	d.pool.Put(b)
}

// Name is the name of the device.
func (d *virtualDevice) Name() string { return d.name }

// Addrs are the addresses of the device.
func (d *virtualDevice) Addrs() []netip.Addr { return slices.Clone(d.addrs) }

// Inject hands an IP packet to the host.
func (d *virtualDevice) Inject(packet []byte) error {
	if d.host.closed.Load() || d.closed.Load() {
		return ErrClosed
	}
	return d.port.inject(packet)
}

// Close removes the device. It must not be called by out.
func (d *virtualDevice) Close() error {
	d.mu.Lock()
	already := d.closed.Swap(true)
	d.mu.Unlock()
	if already {
		return nil
	}
	h := d.host
	h.mu.Lock()
	delete(h.devices, d)
	delete(h.addrs, d.name)
	for _, a := range d.addrs {
		delete(h.mtus, a)
		delete(h.ports, a)
	}
	closed := h.closed.Load()
	h.mu.Unlock()
	d.port.stop()
	if !closed {
		h.stack.RemoveNIC(d.nic)
	}
	return nil
}

// Host is the host as seen through the device.
func (d *virtualDevice) Host() Host { return &deviceHost{virtualHost: d.host, device: d} }

// deviceHost is a host whose sockets are bound to one device.
type deviceHost struct {
	*virtualHost
	device *virtualDevice
}

// hostOf returns the host itself, nil if it is not of a virtual network.
func hostOf(h Host) *virtualHost {
	switch h := h.(type) {
	case *virtualHost:
		return h
	case *deviceHost:
		return h.virtualHost
	}
	return nil
}

// Listen accepts TCP connections that come through the device.
func (h *deviceHost) Listen(ctx context.Context, at netip.AddrPort) (net.Listener, error) {
	return h.listen(ctx, at, h.device.nic)
}

// DialContext opens a TCP connection from the address of the device.
func (h *deviceHost) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return h.dial(ctx, network, address, netip.AddrPort{}, h.device.nic)
}

// ListenPacket opens a UDP socket for what comes and goes through the device.
func (h *deviceHost) ListenPacket(ctx context.Context, at netip.AddrPort) (net.PacketConn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return h.packetConn(at, h.device.nic)
}
