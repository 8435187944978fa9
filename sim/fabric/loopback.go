package fabric

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"
)

// LoopbackConfig describes a network on the machine's own sockets. The zero value is complete.
type LoopbackConfig struct {
	// Rand picks the /16 within 127.0.0.0/8 from which addresses come, nil for crypto/rand.
	Rand io.Reader
	// Log is silent when nil.
	Log *slog.Logger
}

// A Loopback network uses the machine's own sockets, at another address of 127.0.0.0/8 for each host and link. SCTP is
// that of the kernel; where it has none, ListenSCTP and DialSCTP return ErrUnsupported.
//
// Packets do not pass through this process: a link has no tap, no delay, no loss and no cut. A link configured with a
// delay or a loss is refused; a tap sees nothing, and the calls SetDelay, SetLoss and Cut change nothing; these are
// logged as warnings.
type Loopback struct {
	log   *slog.Logger
	names names

	mu       sync.Mutex
	reserved net.PacketConn // keeps other Loopback networks of the machine out of the /16
	block    byte           // second octet of the addresses
	links    []*loopbackLink
	hosts    map[string]*loopbackHost
	sockets  map[io.Closer]struct{}
	closed   bool
}

var _ Network = (*Loopback)(nil)

// Where a Loopback network shows others that it uses a /16: UDP 127.x.255.254:38411.
const reservationPort = 38411

// NewLoopback makes an empty network.
func NewLoopback(cfg LoopbackConfig) (*Loopback, error) {
	n := &Loopback{log: cfg.Log, hosts: make(map[string]*loopbackHost), sockets: make(map[io.Closer]struct{})}
	if n.log == nil {
		n.log = slog.New(slog.DiscardHandler)
	}
	source := cfg.Rand
	if source == nil {
		source = rand.Reader
	}
	var first [1]byte
	if _, err := io.ReadFull(source, first[:]); err != nil {
		return nil, fmt.Errorf("fabric: random loopback prefix: %w", err)
	}
	var errs []error
	for i := range 64 { // 127.64.0.0 to 127.127.255.255
		n.block = 64 + (first[0]+byte(i))%64
		at := netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, n.block, 255, 254}), reservationPort)
		c, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(at))
		if err == nil {
			n.reserved = c
			return n, nil
		}
		errs = append(errs, err)
	}
	return nil, fmt.Errorf("fabric: no free loopback prefix: %w", errors.Join(errs[0], errs[len(errs)-1]))
}

// Link makes a link. The prefix of the configuration is not used: addresses come from 127.0.0.0/8.
func (n *Loopback) Link(cfg LinkConfig) (Link, error) {
	if cfg.Name == "" {
		return nil, errors.New("fabric: a link needs a name")
	}
	if cfg.Delay != 0 || cfg.Loss != 0 {
		return nil, fmt.Errorf("fabric: link %q: delay and loss on the machine's own sockets: %w", cfg.Name, ErrUnsupported)
	}
	if cfg.Tap != nil {
		n.log.Warn("packets between the machine's own sockets are not tapped", "link", cfg.Name)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return nil, ErrClosed
	}
	for _, l := range n.links {
		if l.name == cfg.Name {
			return nil, fmt.Errorf("fabric: there is a link %q already", l.name)
		}
	}
	if len(n.links) == 255 {
		return nil, errors.New("fabric: more than 255 links on loopback")
	}
	p, err := newPool(netip.PrefixFrom(netip.AddrFrom4([4]byte{127, n.block, byte(len(n.links)), 0}), 24))
	if err != nil {
		return nil, err
	}
	l := &loopbackLink{network: n, name: cfg.Name, pool: p}
	n.links = append(n.links, l)
	return l, nil
}

// Host makes a host without addresses.
func (n *Loopback) Host(name string) (Host, error) {
	if name == "" {
		return nil, errors.New("fabric: a host needs a name")
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return nil, ErrClosed
	}
	if _, ok := n.hosts[name]; ok {
		return nil, fmt.Errorf("fabric: there is a host %q already", name)
	}
	h := &loopbackHost{network: n, name: name, addrs: make(map[string]netip.Addr)}
	n.hosts[name] = h
	return h, nil
}

// Name makes a domain name known to every host of the network. A later address replaces an earlier one.
func (n *Loopback) Name(fqdn string, addr netip.Addr) error { return n.names.set(fqdn, addr) }

// Device is not possible with the machine's own sockets.
func (n *Loopback) Device(host Host, name string, _ []netip.Addr, _ int, _ func([]byte)) (Device, error) {
	return nil, fmt.Errorf("fabric: device %q of host %v: %w", name, host, ErrUnsupported)
}

// Close closes every socket of the network.
func (n *Loopback) Close() error {
	n.mu.Lock()
	if n.closed {
		n.mu.Unlock()
		return nil
	}
	n.closed = true
	sockets := n.sockets
	n.sockets = nil
	n.mu.Unlock()
	errs := []error{n.reserved.Close()}
	for s := range sockets {
		if err := s.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// keep remembers a socket for Close. After Close it closes the socket.
func (n *Loopback) keep(s io.Closer) error {
	n.mu.Lock()
	if !n.closed {
		n.sockets[s] = struct{}{}
		n.mu.Unlock()
		return nil
	}
	n.mu.Unlock()
	_ = s.Close()
	return ErrClosed
}

func (n *Loopback) drop(s io.Closer) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.sockets, s)
}

func (n *Loopback) isClosed() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.closed
}

type loopbackLink struct {
	network *Loopback
	name    string
	pool    pool // guarded by network.mu
}

func (l *loopbackLink) Name() string { return l.name }

// Attach gives a host of the same network an address on this link.
func (l *loopbackLink) Attach(h Host) (netip.Addr, error) {
	lh, ok := h.(*loopbackHost)
	if !ok || lh.network != l.network {
		return netip.Addr{}, fmt.Errorf("fabric: host %v is not of the network of link %q", h, l.name)
	}
	l.network.mu.Lock()
	defer l.network.mu.Unlock()
	if l.network.closed {
		return netip.Addr{}, ErrClosed
	}
	if a, ok := lh.addrs[l.name]; ok {
		return netip.Addr{}, fmt.Errorf("fabric: host %q is on link %q already, at %v", lh.name, l.name, a)
	}
	a, err := l.pool.take()
	if err != nil {
		return netip.Addr{}, err
	}
	lh.addrs[l.name] = a
	return a, nil
}

// AttachRouter is not possible with the machine's own sockets.
func (l *loopbackLink) AttachRouter(name string, _ netip.Prefix, _ func([]byte)) (RouterPort, error) {
	return nil, fmt.Errorf("fabric: router %q on link %q: %w", name, l.name, ErrUnsupported)
}

func (l *loopbackLink) unsupported(what string) {
	l.network.log.Warn("the machine's own sockets cannot do this", "link", l.name, "what", what)
}

func (l *loopbackLink) SetDelay(time.Duration) { l.unsupported("delay") }
func (l *loopbackLink) SetLoss(float64)        { l.unsupported("loss") }
func (l *loopbackLink) Cut()                   { l.unsupported("cut") }
func (l *loopbackLink) Restore()               {}

type loopbackHost struct {
	network *Loopback
	name    string
	addrs   map[string]netip.Addr // by link, guarded by network.mu
}

func (h *loopbackHost) Name() string { return h.name }

func (h *loopbackHost) Addr(link string) netip.Addr {
	h.network.mu.Lock()
	defer h.network.mu.Unlock()
	return h.addrs[link]
}

func (h *loopbackHost) Addrs(link string) []netip.Addr {
	if a := h.Addr(link); a.IsValid() {
		return []netip.Addr{a}
	}
	return nil
}

// owns returns an error unless the address is one of the host's or the unspecified address.
func (h *loopbackHost) owns(addr netip.Addr) error {
	h.network.mu.Lock()
	defer h.network.mu.Unlock()
	if h.network.closed {
		return ErrClosed
	}
	for _, a := range h.addrs {
		if a == addr.Unmap() || addr.IsUnspecified() {
			return nil
		}
	}
	return errNotOwn
}

// source is the address from which to reach another: that on the same link, or invalid for the kernel's choice.
func (h *loopbackHost) source(to netip.Addr) netip.Addr {
	h.network.mu.Lock()
	defer h.network.mu.Unlock()
	for _, l := range h.network.links {
		if l.pool.prefix.Contains(to) {
			return h.addrs[l.name]
		}
	}
	return netip.Addr{}
}

func (h *loopbackHost) Listen(ctx context.Context, at netip.AddrPort) (net.Listener, error) {
	if err := h.owns(at.Addr()); err != nil {
		return nil, &net.OpError{Op: "listen", Net: "tcp", Addr: net.TCPAddrFromAddrPort(at), Err: err}
	}
	var cfg net.ListenConfig
	l, err := cfg.Listen(ctx, "tcp", at.String())
	if err != nil {
		return nil, err
	}
	k := &loopbackListener{TCPListener: l.(*net.TCPListener), network: h.network}
	if err := h.network.keep(k.TCPListener); err != nil {
		return nil, err
	}
	return k, nil
}

func (h *loopbackHost) DialContext(ctx context.Context, network, address string) (net.Conn, error) {
	fail := func(err error) (net.Conn, error) { return nil, &net.OpError{Op: "dial", Net: network, Err: err} }
	if err := checkTCP(ctx, network); err != nil {
		return fail(err)
	}
	if h.network.isClosed() {
		return fail(ErrClosed)
	}
	remote, err := h.network.names.resolve(address)
	if err != nil {
		return fail(err)
	}
	var d net.Dialer
	if a := h.source(remote.Addr()); a.IsValid() {
		d.LocalAddr = net.TCPAddrFromAddrPort(netip.AddrPortFrom(a, 0))
	}
	c, err := d.DialContext(ctx, network, remote.String())
	if err != nil {
		if ctx.Err() != nil { // the net package has a text of its own for this
			return fail(ctx.Err())
		}
		return nil, err
	}
	return h.network.conn(c.(*net.TCPConn))
}

func (h *loopbackHost) ListenPacket(ctx context.Context, at netip.AddrPort) (net.PacketConn, error) {
	if err := h.owns(at.Addr()); err != nil {
		return nil, &net.OpError{Op: "listen", Net: "udp", Addr: net.UDPAddrFromAddrPort(at), Err: err}
	}
	var cfg net.ListenConfig
	c, err := cfg.ListenPacket(ctx, "udp", at.String())
	if err != nil {
		return nil, err
	}
	k := &loopbackPacketConn{UDPConn: c.(*net.UDPConn), network: h.network}
	if err := h.network.keep(k.UDPConn); err != nil {
		return nil, err
	}
	return k, nil
}

// conn keeps a TCP connection for the Close of the network.
func (n *Loopback) conn(c *net.TCPConn) (net.Conn, error) {
	if err := n.keep(c); err != nil {
		return nil, err
	}
	return &loopbackConn{TCPConn: c, network: n}, nil
}

type loopbackListener struct {
	*net.TCPListener
	network *Loopback
}

func (l *loopbackListener) Accept() (net.Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return l.network.conn(c)
}

func (l *loopbackListener) Close() error {
	l.network.drop(l.TCPListener)
	return l.TCPListener.Close()
}

type loopbackConn struct {
	*net.TCPConn
	network *Loopback
}

func (c *loopbackConn) Close() error {
	c.network.drop(c.TCPConn)
	return c.TCPConn.Close()
}

type loopbackPacketConn struct {
	*net.UDPConn
	network *Loopback
}

func (c *loopbackPacketConn) Close() error {
	c.network.drop(c.UDPConn)
	return c.UDPConn.Close()
}
