package sip

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"
)

// EndpointConfig describes an endpoint.
type EndpointConfig struct {
	// Name is for logs.
	Name string
	// Handle takes requests outside of a running transaction, in the order of their arrival at a socket. It is called by the
	// goroutine of the socket and must not wait. It answers with Transaction.Respond, now or later. For ACK (of a 2xx) there is
	// nothing to answer.
	Handle func(*Transaction)
	Timers Timers
	// MaxTransactions bounds the transactions at a time; 0 means 200000.
	MaxTransactions int
	Now             func() time.Time
	// Rand makes branches and tags; nil means crypto/rand.
	Rand io.Reader
	Log  *slog.Logger
}

// Endpoint has sockets and transactions. Its methods may be called by several goroutines at a time.
type Endpoint struct {
	cfg EndpointConfig

	mu      sync.Mutex
	closed  bool
	closers []io.Closer
	clients map[string]*Client
	servers map[string]*Transaction
	timers  map[*timer]struct{}

	randMu sync.Mutex
	wg     sync.WaitGroup
	stats  counters
}

type counters struct{ received, sent, malformed, unmatched, refused, retransmitted, errors atomic.Uint64 }

// Stats are the counters of an endpoint.
type Stats struct {
	// Received and Sent count messages. Malformed counts what was no SIP message and was dropped or answered with 400,
	// Unmatched responses without a transaction, Refused what exceeded a bound, Retransmitted what was sent again,
	// Errors what a socket did not take.
	Received, Sent, Malformed, Unmatched, Refused, Retransmitted, Errors uint64
}

// ErrEndpointClosed says that the endpoint is closed.
var ErrEndpointClosed = fmt.Errorf("sip: endpoint: %w", net.ErrClosed)

// NewEndpoint makes an endpoint without sockets.
func NewEndpoint(cfg EndpointConfig) (*Endpoint, error) {
	if cfg.Handle == nil {
		return nil, errors.New("sip: endpoint without a handler")
	}
	cfg.Timers = cfg.Timers.complete()
	if cfg.MaxTransactions == 0 {
		cfg.MaxTransactions = 200_000
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
	return &Endpoint{cfg: cfg, clients: map[string]*Client{}, servers: map[string]*Transaction{}, timers: map[*timer]struct{}{}}, nil
}

// A Flow is a way to a peer: a UDP socket and the address of the peer, or a stream.
type Flow struct {
	s      *socket
	remote netip.AddrPort
}

// socket is a UDP socket or a stream.
type socket struct {
	ep      *Endpoint
	label   string
	network string // "udp", "tcp", "tls"
	local   netip.AddrPort
	packet  net.PacketConn
	conn    net.Conn
	wmu     sync.Mutex
	closed  atomic.Bool
	sentBy  atomic.Pointer[netip.AddrPort]
	answers atomic.Pointer[socket]
}

// Valid says whether the flow leads anywhere.
func (f Flow) Valid() bool { return f.s != nil }

// Network is "udp", "tcp" or "tls".
func (f Flow) Network() string { return f.s.network }

// Local and Remote are the ends.
func (f Flow) Local() netip.AddrPort  { return f.s.local }
func (f Flow) Remote() netip.AddrPort { return f.remote }

// Label is the one that the socket was opened with.
func (f Flow) Label() string { return f.s.label }

// To is the flow of the same socket to another peer. A stream has only one.
func (f Flow) To(remote netip.AddrPort) Flow {
	if f.s == nil || f.s.conn != nil {
		return f
	}
	return Flow{f.s, remote}
}

// SentBy sets what Via of requests names instead of the local address: a phone with IPsec sends from one port and is reached
// at another (TS 33.203 clause 7.1).
func (f Flow) SentBy(a netip.AddrPort) { f.s.sentBy.Store(&a) }

// AnswerBy makes the socket of another flow the one that responses to requests on this UDP socket leave by: with IPsec everything
// over UDP leaves by the client port and arrives at the server port (TS 33.203 R17 clause 7.1).
func (f Flow) AnswerBy(other Flow) { f.s.answers.Store(other.s) }

func (s *socket) sentByAddr() netip.AddrPort {
	if a := s.sentBy.Load(); a != nil {
		return *a
	}
	return s.local
}

// ListenUDP opens a UDP socket. The flow it returns has no peer: use To.
func (e *Endpoint) ListenUDP(ctx context.Context, c Carrier, at netip.AddrPort, label string) (Flow, error) {
	p, err := c.ListenPacket(ctx, at)
	if err != nil {
		return Flow{}, fmt.Errorf("sip: %s: UDP at %v: %w", e.cfg.Name, at, err)
	}
	s := &socket{ep: e, label: label, network: "udp", local: localAddr(p.LocalAddr(), at), packet: p}
	if err := e.own(p, func() { s.readPackets() }); err != nil {
		return Flow{}, err
	}
	return Flow{s: s}, nil
}

// ListenTCP accepts streams, with TLS if cfg is not nil. It returns where it listens.
func (e *Endpoint) ListenTCP(ctx context.Context, c Carrier, at netip.AddrPort, cfg *tls.Config, label string) (netip.AddrPort, error) {
	l, err := c.Listen(ctx, at)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("sip: %s: TCP at %v: %w", e.cfg.Name, at, err)
	}
	if err := e.own(l, func() { e.accept(l, cfg, label) }); err != nil {
		return netip.AddrPort{}, err
	}
	return localAddr(l.Addr(), at), nil
}

// Stream takes a connection that is open. network is "tcp" or "tls".
func (e *Endpoint) Stream(conn net.Conn, network, label string) (Flow, error) {
	s := &socket{ep: e, label: label, network: network, local: localAddr(conn.LocalAddr(), netip.AddrPort{}), conn: conn}
	remote := localAddr(conn.RemoteAddr(), netip.AddrPort{})
	if err := e.own(conn, func() { s.readStream(Flow{s, remote}) }); err != nil {
		return Flow{}, err
	}
	return Flow{s, remote}, nil
}

// CloseFlow closes the socket of a flow.
func (e *Endpoint) CloseFlow(f Flow) {
	if f.s == nil {
		return
	}
	f.s.closed.Store(true)
	if f.s.packet != nil {
		e.disown(f.s.packet)
	} else {
		e.disown(f.s.conn)
	}
}

func localAddr(a net.Addr, fallback netip.AddrPort) netip.AddrPort {
	switch t := a.(type) {
	case *net.UDPAddr:
		p := t.AddrPort()
		return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
	case *net.TCPAddr:
		p := t.AddrPort()
		return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
	}
	if p, err := netip.ParseAddrPort(a.String()); err == nil {
		return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
	}
	return fallback
}

// own keeps a socket until Close and starts its reader.
func (e *Endpoint) own(c io.Closer, read func()) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		_ = c.Close()
		return ErrEndpointClosed
	}
	e.closers = append(e.closers, c)
	e.wg.Go(read)
	return nil
}

func (e *Endpoint) disown(c io.Closer) {
	e.mu.Lock()
	for i := range e.closers {
		if e.closers[i] == c {
			e.closers = append(e.closers[:i:i], e.closers[i+1:]...)
			break
		}
	}
	e.mu.Unlock()
	_ = c.Close()
}

// Stats returns the counters.
func (e *Endpoint) Stats() Stats {
	c := &e.stats
	return Stats{c.received.Load(), c.sent.Load(), c.malformed.Load(), c.unmatched.Load(), c.refused.Load(), c.retransmitted.Load(), c.errors.Load()}
}

// Close closes every socket, ends every transaction and waits.
func (e *Endpoint) Close() error {
	e.mu.Lock()
	if e.closed {
		e.mu.Unlock()
		e.wg.Wait()
		return nil
	}
	e.closed = true
	closers := e.closers
	e.closers = nil
	for t := range e.timers {
		t.cancel()
	}
	var pending []*Client
	for _, c := range e.clients {
		pending = append(pending, c)
	}
	e.clients, e.servers = map[string]*Client{}, map[string]*Transaction{}
	e.mu.Unlock()
	var errs []error
	for _, c := range closers {
		if err := c.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	for _, c := range pending {
		c.fail(ErrEndpointClosed)
	}
	e.wg.Wait()
	return errors.Join(errs...)
}

// write sends octets.
func (f Flow) write(octets []byte) error {
	if f.s == nil {
		return errors.New("sip: no flow")
	}
	if f.s.conn != nil {
		f.s.wmu.Lock()
		defer f.s.wmu.Unlock()
		_ = f.s.conn.SetWriteDeadline(time.Now().Add(5 * time.Second))
		_, err := f.s.conn.Write(octets)
		return err
	}
	_, err := f.s.packet.WriteTo(octets, net.UDPAddrFromAddrPort(f.remote))
	return err
}

// send puts a message on a flow and returns its octets.
func (e *Endpoint) send(m *Message, f Flow) ([]byte, error) {
	octets := m.Octets()
	if err := f.write(octets); err != nil {
		e.stats.errors.Add(1)
		return octets, fmt.Errorf("sip: %s: %w", e.cfg.Name, err)
	}
	e.stats.sent.Add(1)
	return octets, nil
}

func (e *Endpoint) resend(octets []byte, f Flow) {
	if f.write(octets) != nil {
		e.stats.errors.Add(1)
		return
	}
	e.stats.retransmitted.Add(1)
}

// Token draws a random word for tags, branches and Call-IDs.
func (e *Endpoint) Token() string {
	var b [10]byte
	e.randMu.Lock()
	defer e.randMu.Unlock()
	if _, err := io.ReadFull(e.cfg.Rand, b[:]); err != nil {
		_, _ = rand.Read(b[:])
	}
	return hex.EncodeToString(b[:])
}

// Now is the clock.
func (e *Endpoint) Now() time.Time { return e.cfg.Now() }

// Timers are those in use.
func (e *Endpoint) Timers() Timers { return e.cfg.Timers }

// timer is one that Close stops.
type timer struct {
	e    *Endpoint
	stop func() bool
	once sync.Once
}

// After runs f after d unless it is stopped or the endpoint is closed. f must not wait.
func (e *Endpoint) After(d time.Duration, f func()) (stop func()) {
	t := &timer{e: e}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return func() {}
	}
	e.timers[t] = struct{}{}
	e.wg.Add(1)
	t.stop = e.cfg.Timers.After(d, func() {
		t.once.Do(func() {
			defer e.wg.Done()
			e.mu.Lock()
			_, live := e.timers[t]
			delete(e.timers, t)
			live = live && !e.closed
			e.mu.Unlock()
			if live {
				f()
			}
		})
	})
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		t.cancel()
	}
}

// cancel stops the timer; the endpoint is locked.
func (t *timer) cancel() {
	delete(t.e.timers, t)
	if t.stop() {
		t.once.Do(t.e.wg.Done)
	}
}
