package fabric

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"time"

	"gvisor.dev/gvisor/pkg/buffer"
	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
)

// virtualRouter is a port of a link without a host behind it.
type virtualRouter struct {
	link   *virtualLink
	name   string
	prefix netip.Prefix
	addr   netip.Addr
	port   *port
	once   sync.Once
}

var _ RouterPort = (*virtualRouter)(nil)

// AttachRouter puts a port on the link that gets every packet for the prefix.
func (l *virtualLink) AttachRouter(name string, prefix netip.Prefix, deliver func(packet []byte)) (RouterPort, error) {
	if name == "" || deliver == nil {
		return nil, errors.New("fabric: a router needs a name and somewhere to deliver")
	}
	if !prefix.IsValid() || prefix.Addr().Is4In6() || prefix.Bits() == 0 {
		return nil, fmt.Errorf("fabric: router %q on link %q: prefix %v", name, l.name, prefix)
	}
	prefix = prefix.Masked()
	fail := func(why string, args ...any) (RouterPort, error) {
		return nil, fmt.Errorf("fabric: router %q for %v on link %q: %s", name, prefix, l.name, fmt.Sprintf(why, args...))
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Load() {
		return nil, ErrClosed
	}
	p := &l.pool
	if prefix.Addr().Is6() != p.prefix.Addr().Is6() {
		p = l.pool6
	}
	if p == nil {
		return fail("the link has no addresses of this family")
	}
	if p.prefix.Overlaps(prefix) {
		return fail("overlaps %v of the link itself", p.prefix)
	}
	for _, r := range l.routers {
		if r.prefix == prefix {
			return fail("router %q has this prefix already", r.name)
		}
	}
	addr, err := p.take()
	if err != nil {
		return nil, err
	}
	r := &virtualRouter{link: l, name: name, prefix: prefix, addr: addr, port: newPort(l.mtu, &l.cut, deliver)}
	l.ports[addr] = r.port
	at, _ := slices.BinarySearchFunc(l.routers, r, func(a, b *virtualRouter) int { return b.prefix.Bits() - a.prefix.Bits() })
	l.routers = slices.Insert(l.routers, at, r)
	for _, e := range l.ends {
		e.host.route(prefix, e.nic)
	}
	return r, nil
}

// Addr is the own address on the link.
func (r *virtualRouter) Addr() netip.Addr { return r.addr }

// Send puts an IP packet on the link.
func (r *virtualRouter) Send(packet []byte) error {
	if r.link.closed.Load() {
		return ErrClosed
	}
	pkt, err := newPacket(packet, r.link.mtu)
	if err != nil {
		return err
	}
	dst, ok := destinationOf(pkt.NetworkProtocolNumber, packet)
	r.link.carry(pkt, dst, ok)
	pkt.DecRef()
	return nil
}

// Close removes the port and waits until deliver has returned.
func (r *virtualRouter) Close() error {
	r.once.Do(func() {
		l := r.link
		l.mu.Lock()
		delete(l.ports, r.addr)
		l.routers = slices.DeleteFunc(l.routers, func(o *virtualRouter) bool { return o == r })
		for _, e := range l.ends {
			e.host.unroute(r.prefix, e.nic)
		}
		l.mu.Unlock()
		r.port.stop()
	})
	return nil
}

// newPacket copies an IP packet into a buffer of the netstack.
func newPacket(packet []byte, mtu uint32) (*stack.PacketBuffer, error) {
	protocol, err := protocolOf(packet)
	if err != nil {
		return nil, err
	}
	if uint64(len(packet)) > uint64(mtu) {
		return nil, ErrTooLong
	}
	pkt := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: buffer.MakeWithData(packet)})
	pkt.NetworkProtocolNumber = protocol
	return pkt, nil
}

func protocolOf(packet []byte) (tcpip.NetworkProtocolNumber, error) {
	switch {
	case len(packet) >= header.IPv4MinimumSize && packet[0]>>4 == 4:
		return header.IPv4ProtocolNumber, nil
	case len(packet) >= header.IPv6MinimumSize && packet[0]>>4 == 6:
		return header.IPv6ProtocolNumber, nil
	}
	return 0, ErrPacket
}

// inject queues an IP packet that came from outside.
func (p *port) inject(packet []byte) error {
	pkt, err := newPacket(packet, p.mtu)
	if err != nil {
		return err
	}
	p.enqueue(pkt, time.Time{})
	return nil
}
