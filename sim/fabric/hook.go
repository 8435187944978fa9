package fabric

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
)

// A Hook stands between the stack of a host and one of its interfaces. It sees every packet, fragments as the stack makes and
// takes them, and may let it pass, drop it, or put others in its place. It is how a host does IPsec in transport mode.
//
// Packets must not be kept. A hook must not wait, and must not use sockets of the host.
type Hook interface {
	// Outbound sees a packet that the host sends; several goroutines may call it at a time. True lets the packet pass. send
	// puts a packet on the interface instead; what is longer than the MTU is dropped.
	Outbound(packet []byte, send func(packet []byte)) (pass bool)
	// Inbound sees a packet that came for the host; it is called by one goroutine in the order of arrival. True lets the packet
	// pass. deliver gives a packet to the stack instead, of any length.
	Inbound(packet []byte, deliver func(packet []byte)) (pass bool)
}

// ErrHooked says that an interface has a hook already.
var ErrHooked = errors.New("fabric: the interface has a hook already")

// HookAt puts a hook at the interface of a host that has the address. It returns the MTU of the interface. remove takes the hook
// away; calls that are under way may end later. Hosts of a Loopback network take no hooks: ErrUnsupported.
func HookAt(host Host, at netip.Addr, hook Hook) (mtu int, remove func(), err error) {
	h := hostOf(host)
	if h == nil {
		return 0, nil, fmt.Errorf("%w: hook at %v", ErrUnsupported, at)
	}
	if hook == nil {
		return 0, nil, errors.New("fabric: no hook")
	}
	h.mu.Lock()
	p := h.ports[at.Unmap()]
	h.mu.Unlock()
	if p == nil {
		return 0, nil, fmt.Errorf("fabric: hook at %v: it is no address of host %q", at, h.name)
	}
	x := &hooked{hook: hook, port: p}
	x.send, x.deliver = x.sendPacket, x.deliverPacket
	if !p.hook.CompareAndSwap(nil, x) {
		return 0, nil, fmt.Errorf("%w: %v of host %q", ErrHooked, at, h.name)
	}
	return int(p.mtu), func() { p.hook.CompareAndSwap(x, nil) }, nil
}

// DialFrom opens a TCP connection from an address and port of a host, as Host.DialContext does from a port that it picks. Hosts of a
// Loopback network do not: ErrUnsupported.
func DialFrom(ctx context.Context, host Host, from netip.AddrPort, network, address string) (net.Conn, error) {
	switch h := host.(type) {
	case *virtualHost:
		return h.dial(ctx, network, address, from, 0)
	case *deviceHost:
		return h.dial(ctx, network, address, from, h.device.nic)
	}
	return nil, fmt.Errorf("%w: dialling from %v", ErrUnsupported, from)
}

// hooked is a hook at a port.
type hooked struct {
	hook          Hook
	port          *port
	send, deliver func([]byte)
}

func (x *hooked) sendPacket(b []byte) {
	pkt, err := newPacket(b, x.port.mtu)
	if err != nil {
		x.port.drop()
		return
	}
	// The link looks for the destination in the network header.
	n := 20
	if b[0]>>4 == 6 {
		n = 40
	}
	if _, ok := pkt.NetworkHeader().Consume(n); ok {
		x.port.out(pkt)
	}
	pkt.DecRef()
}

func (x *hooked) deliverPacket(b []byte) {
	x.port.mu.Lock()
	d := x.port.dispatcher
	x.port.mu.Unlock()
	if d == nil { // the interface is going
		return
	}
	pkt, err := newPacket(b, maxMTU)
	if err != nil {
		x.port.drop()
		return
	}
	d.DeliverNetworkPacket(pkt.NetworkProtocolNumber, pkt)
	pkt.DecRef()
}

func (p *port) drop() {
	p.mu.Lock()
	p.dropped++
	p.mu.Unlock()
}
