package fabric

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/adapters/gonet"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv4"
	"gvisor.dev/gvisor/pkg/tcpip/network/ipv6"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
	"gvisor.dev/gvisor/pkg/tcpip/transport/tcp"
	"gvisor.dev/gvisor/pkg/tcpip/transport/udp"
	"gvisor.dev/gvisor/pkg/waiter"
)

const (
	// listenBacklog bounds the TCP connections that wait for Accept.
	listenBacklog = 1024
	// destroyLimit bounds the wait for the end of a host.
	destroyLimit = 5 * time.Second
	// minRTO is the least TCP retransmission time-out. Links here have no queues of other people's traffic.
	minRTO = 100 * time.Millisecond
	// receiveBuffer of a TCP connection in octets. It makes the window scale 3. With a greater scale the announced
	// window is rounded down so far that a window of one segment looks too small for a segment to the sender, while
	// the receiver believes that it is open and announces nothing more: the transfer stalls until a probe.
	receiveBuffer = 65535 << 3
)

// virtualHost is one netstack.
type virtualHost struct {
	network *Virtual
	name    string
	stack   *stack.Stack
	closed  atomic.Bool

	mu        sync.Mutex
	addrs     map[string][]netip.Addr // by link
	devices   map[*virtualDevice]struct{}
	mtus      map[netip.Addr]uint32
	ports     map[netip.Addr]*port
	nextNIC   tcpip.NICID
	muxes     map[netip.Addr]*sctpMux
	listeners map[*virtualListener]struct{}
}

// firstDynamicPort begins the range that IANA assigns to nobody, RFC 6335 clause 6.
const firstDynamicPort = 49152

func newVirtualHost(v *Virtual, name string) (*virtualHost, error) {
	h := &virtualHost{network: v, name: name, addrs: make(map[string][]netip.Addr), mtus: make(map[netip.Addr]uint32), ports: make(map[netip.Addr]*port),
		muxes: make(map[netip.Addr]*sctpMux), listeners: make(map[*virtualListener]struct{}),
		devices: make(map[*virtualDevice]struct{})}
	h.stack = stack.New(stack.Options{
		NetworkProtocols: []stack.NetworkProtocolFactory{ipv4.NewProtocol,
			// Neither router solicitation nor duplicate address detection: links carry the users' packets only.
			ipv6.NewProtocolWithOptions(ipv6.Options{})},
		TransportProtocols: []stack.TransportProtocolFactory{tcp.NewProtocol, udp.NewProtocol},
		HandleLocal:        true,
	})
	// The dynamic ports of IANA alone: on any other a reader of a capture may take a protocol of somebody's for ours.
	if err := h.stack.SetPortRange(firstDynamicPort, math.MaxUint16); err != nil {
		h.stack.Destroy()
		return nil, fmt.Errorf("fabric: host %q: ports: %s", name, err)
	}
	timeWait := tcpip.TCPTimeWaitTimeoutOption(time.Millisecond)
	// Without tail loss probes: their time-out is twice the round trip, which takes microseconds here, so on a busy
	// machine they would put retransmissions into captures of links that lose nothing.
	recovery := tcpip.TCPRecovery(0)
	rto := tcpip.TCPMinRTOOption(minRTO)
	sack := tcpip.TCPSACKEnabled(true)
	recv := tcpip.TCPReceiveBufferSizeRangeOption{Min: 4 << 10, Default: receiveBuffer, Max: receiveBuffer}
	send := tcpip.TCPSendBufferSizeRangeOption{Min: 4 << 10, Default: 1 << 20, Max: 4 << 20}
	// Datagrams, above all those of SCTP, come in bursts; the netstack's own default of 212 KiB holds few.
	datagrams := tcpip.ReceiveBufferSizeOption{Min: 4 << 10, Default: 2 << 20, Max: 8 << 20}
	if err := h.stack.SetOption(datagrams); err != nil {
		h.stack.Destroy()
		return nil, fmt.Errorf("fabric: host %q: datagram buffers: %s", name, err)
	}
	for _, o := range []tcpip.SettableTransportProtocolOption{&timeWait, &recovery, &rto, &sack, &recv, &send} {
		if err := h.stack.SetTransportProtocolOption(tcp.ProtocolNumber, o); err != nil {
			h.stack.Destroy()
			return nil, fmt.Errorf("fabric: host %q: TCP option %T: %s", name, o, err)
		}
	}
	return h, nil
}

// attach makes an interface for a link. The lock of the link is held.
func (h *virtualHost) attach(l *virtualLink, p *port, with []netip.Prefix) (tcpip.NICID, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	nic, err := h.addInterface(l.name, p, with)
	if err != nil {
		return 0, err
	}
	for _, w := range with {
		h.route(w.Masked(), nic)
		h.addrs[l.name] = append(h.addrs[l.name], w.Addr())
		h.mtus[w.Addr()] = l.mtu
		h.ports[w.Addr()] = p
	}
	return nic, nil
}

// addInterface makes an interface without routes. h.mu is held. After an error the port is stopped.
func (h *virtualHost) addInterface(name string, p *port, with []netip.Prefix) (tcpip.NICID, error) {
	if h.closed.Load() {
		p.stop()
		return 0, ErrClosed
	}
	h.nextNIC++
	nic := h.nextNIC
	fail := func(step string, err tcpip.Error) (tcpip.NICID, error) {
		p.stop()
		return 0, fmt.Errorf("fabric: host %q on %q: %s: %s", h.name, name, step, err)
	}
	if err := h.stack.CreateNICWithOptions(nic, p, stack.NICOptions{Name: name}); err != nil {
		return fail("interface", err)
	}
	for _, w := range with {
		protocol := tcpip.NetworkProtocolNumber(header.IPv4ProtocolNumber)
		if w.Addr().Is6() {
			protocol = header.IPv6ProtocolNumber
		}
		a := tcpip.AddressWithPrefix{Address: tcpip.AddrFromSlice(w.Addr().AsSlice()), PrefixLen: w.Bits()}
		if err := h.stack.AddProtocolAddress(nic, tcpip.ProtocolAddress{Protocol: protocol, AddressWithPrefix: a}, stack.AddressProperties{}); err != nil {
			h.stack.RemoveNIC(nic)
			return fail("address", err)
		}
	}
	return nic, nil
}

func subnet(p netip.Prefix) tcpip.Subnet {
	return tcpip.AddressWithPrefix{Address: tcpip.AddrFromSlice(p.Addr().AsSlice()), PrefixLen: p.Bits()}.Subnet()
}

// route sends what is for a prefix to an interface.
func (h *virtualHost) route(p netip.Prefix, nic tcpip.NICID) {
	h.stack.AddRoute(tcpip.Route{Destination: subnet(p), NIC: nic})
}

// unroute takes a route back.
func (h *virtualHost) unroute(p netip.Prefix, nic tcpip.NICID) {
	s := subnet(p)
	h.stack.RemoveRoutes(func(r tcpip.Route) bool { return r.NIC == nic && r.Destination.Equal(s) })
}

// Name is the name of the host.
func (h *virtualHost) Name() string { return h.name }

// Addr is the address on that link.
func (h *virtualHost) Addr(link string) netip.Addr {
	h.mu.Lock()
	defer h.mu.Unlock()
	if a := h.addrs[link]; len(a) > 0 {
		return a[0]
	}
	return netip.Addr{}
}

// Addrs are the addresses on that link.
func (h *virtualHost) Addrs(link string) []netip.Addr {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.addrs[link])
}

func full(a netip.AddrPort) (tcpip.FullAddress, tcpip.NetworkProtocolNumber) {
	addr := a.Addr().Unmap()
	out := tcpip.FullAddress{Port: a.Port()}
	if addr.IsValid() && !addr.IsUnspecified() {
		out.Addr = tcpip.AddrFromSlice(addr.AsSlice())
	}
	if addr.Is6() {
		return out, header.IPv6ProtocolNumber
	}
	return out, header.IPv4ProtocolNumber
}

// Listen accepts TCP connections at an address of the host or at the unspecified address.
func (h *virtualHost) Listen(ctx context.Context, at netip.AddrPort) (net.Listener, error) {
	return h.listen(ctx, at, 0)
}

// listen accepts TCP connections that come through an interface, 0 for any.
func (h *virtualHost) listen(ctx context.Context, at netip.AddrPort, nic tcpip.NICID) (net.Listener, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	fail := func(err error) (net.Listener, error) {
		return nil, &net.OpError{Op: "listen", Net: "tcp", Addr: net.TCPAddrFromAddrPort(at), Err: err}
	}
	if h.closed.Load() {
		return fail(ErrClosed)
	}
	local, protocol := full(at)
	local.NIC = nic
	wq := &waiter.Queue{}
	ep, terr := h.stack.NewEndpoint(tcp.ProtocolNumber, protocol, wq)
	if terr != nil {
		return fail(stackError(terr.String()))
	}
	// As the net package does: connections that are about to end do not keep the port.
	ep.SocketOptions().SetReuseAddress(true)
	if terr := ep.Bind(local); terr != nil {
		ep.Close()
		return fail(stackError(terr.String()))
	}
	if terr := ep.Listen(listenBacklog); terr != nil {
		ep.Close()
		return fail(stackError(terr.String()))
	}
	l := &virtualListener{TCPListener: gonet.NewTCPListener(h.stack, wq, ep), host: h}
	l.addr = l.TCPListener.Addr()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed.Load() {
		l.stop()
		return fail(ErrClosed)
	}
	h.listeners[l] = struct{}{}
	return l, nil
}

// DialContext opens a TCP connection from the address on the link that holds the remote address.
func (h *virtualHost) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	return h.dial(ctx, network, address, netip.AddrPort{}, 0)
}

// dial opens a TCP connection from an address, if it is valid, through an interface, 0 for the one that the routes say.
func (h *virtualHost) dial(ctx context.Context, network, address string, from netip.AddrPort, nic tcpip.NICID) (net.Conn, error) {
	if err := checkTCP(ctx, network); err != nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: err}
	}
	remote, err := h.network.names.resolve(address)
	if err != nil {
		return nil, &net.OpError{Op: "dial", Net: network, Err: err}
	}
	fail := func(err error) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: network, Addr: net.TCPAddrFromAddrPort(remote), Err: err}
	}
	if h.closed.Load() {
		return fail(ErrClosed)
	}
	to, protocol := full(remote)
	to.NIC = nic
	wq := &waiter.Queue{}
	ep, terr := h.stack.NewEndpoint(tcp.ProtocolNumber, protocol, wq)
	if terr != nil {
		return fail(stackError(terr.String()))
	}
	if from.IsValid() {
		ep.SocketOptions().SetReuseAddress(true)
		local, _ := full(from)
		local.NIC = nic
		if terr := ep.Bind(local); terr != nil {
			ep.Close()
			return fail(stackError(terr.String()))
		}
	}
	entry, connected := waiter.NewChannelEntry(waiter.WritableEvents | waiter.EventErr | waiter.EventHUp)
	wq.EventRegister(&entry)
	defer wq.EventUnregister(&entry)
	terr = ep.Connect(to)
	if _, ok := terr.(*tcpip.ErrConnectStarted); ok {
		select {
		case <-ctx.Done():
			ep.Close()
			return fail(ctx.Err())
		case <-connected:
		}
		terr = ep.LastError()
	}
	if terr != nil {
		ep.Close()
		if h.closed.Load() {
			return fail(ErrClosed)
		}
		return fail(stackError(terr.String()))
	}
	return newVirtualConn(h, gonet.NewTCPConn(wq, ep)), nil
}

// ListenPacket opens a UDP socket at an address of the host or at the unspecified address.
func (h *virtualHost) ListenPacket(ctx context.Context, at netip.AddrPort) (net.PacketConn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return h.packetConn(at, 0)
}

// packetConn is listenPacket without a typed nil.
func (h *virtualHost) packetConn(at netip.AddrPort, nic tcpip.NICID) (net.PacketConn, error) {
	c, err := h.listenPacket(at, nic)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (h *virtualHost) listenPacket(at netip.AddrPort, nic tcpip.NICID) (*virtualPacketConn, error) {
	fail := func(err error) (*virtualPacketConn, error) {
		return nil, &net.OpError{Op: "listen", Net: "udp", Addr: net.UDPAddrFromAddrPort(at), Err: err}
	}
	if h.closed.Load() {
		return fail(ErrClosed)
	}
	local, protocol := full(at)
	local.NIC = nic
	wq := &waiter.Queue{}
	ep, terr := h.stack.NewEndpoint(udp.ProtocolNumber, protocol, wq)
	if terr != nil {
		return fail(stackError(terr.String()))
	}
	if terr := ep.Bind(local); terr != nil {
		ep.Close()
		return fail(stackError(terr.String()))
	}
	c := &virtualPacketConn{UDPConn: gonet.NewUDPConn(wq, ep), host: h, six: protocol == header.IPv6ProtocolNumber}
	c.addr = c.UDPConn.LocalAddr()
	return c, nil
}

// mux returns the SCTP endpoint of one address of the host and makes it when it is the first use.
func (h *virtualHost) mux(addr netip.Addr) (*sctpMux, error) {
	addr = addr.Unmap()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed.Load() {
		return nil, ErrClosed
	}
	if m := h.muxes[addr]; m != nil {
		return m, nil
	}
	mtu, ok := h.mtus[addr]
	if !ok {
		return nil, fmt.Errorf("fabric: SCTP at %v: it is no address of host %q", addr, h.name)
	}
	pc, err := h.listenPacket(netip.AddrPortFrom(addr, PortSCTPInUDP), 0)
	if err != nil {
		return nil, err
	}
	m := newSCTPMux(pc, addr, mtu, h.network.rand, h.network.log.With("host", h.name))
	h.muxes[addr] = m
	return m, nil
}

// ListenSCTP accepts associations at one address of the host.
func (h *virtualHost) ListenSCTP(ctx context.Context, at netip.AddrPort) (SCTPListener, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m, err := h.mux(at.Addr())
	if err != nil {
		return nil, err
	}
	return m.listen(at.Port())
}

// DialSCTP opens an association from one address of the host.
func (h *virtualHost) DialSCTP(ctx context.Context, local netip.Addr, remote netip.AddrPort) (Association, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m, err := h.mux(local)
	if err != nil {
		return nil, err
	}
	return m.dial(ctx, remote)
}

// close ends the host. Its links are stopped already.
func (h *virtualHost) close() error {
	h.mu.Lock()
	h.closed.Store(true)
	muxes, listeners, devices := h.muxes, h.listeners, slices.Collect(maps.Keys(h.devices))
	h.listeners = nil
	h.mu.Unlock()
	for _, d := range devices {
		d.port.stop()
	}
	for l := range listeners {
		l.stop()
	}
	for _, m := range muxes {
		m.close()
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		h.stack.Destroy()
	}()
	t := time.NewTimer(destroyLimit)
	defer t.Stop()
	select {
	case <-done:
		return nil
	case <-t.C:
		return errors.New("fabric: host " + h.name + " did not end in time")
	}
}
