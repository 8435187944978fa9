package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"lilab/sim/fabric"
)

// Endpoint is where a server listens.
type Endpoint struct {
	At netip.AddrPort
	// TLS is the server side of TLS, nil for clear.
	TLS *tls.Config
}

// Bounds of every server.
const (
	handshakeTimeout = 10 * time.Second
	// acceptPause follows a failed accept.
	acceptPause = 10 * time.Millisecond
)

// bounded is a listener that has at most so many connections open; others wait in its backlog. Close is idempotent.
type bounded struct {
	net.Listener
	slots chan struct{}
	done  chan struct{}
	once  sync.Once
	err   error
}

func newBounded(l net.Listener, limit int) *bounded {
	return &bounded{Listener: l, slots: make(chan struct{}, limit), done: make(chan struct{})}
}

// Accept waits for a free place, then for a connection.
func (b *bounded) Accept() (net.Conn, error) {
	select {
	case b.slots <- struct{}{}:
	case <-b.done:
		return nil, net.ErrClosed
	}
	c, err := b.Listener.Accept()
	if err != nil {
		<-b.slots
		return nil, err
	}
	return &boundedConn{Conn: c, release: sync.OnceFunc(func() { <-b.slots })}, nil
}

// Close ends the listener.
func (b *bounded) Close() error {
	b.once.Do(func() {
		close(b.done)
		b.err = b.Listener.Close()
	})
	return b.err
}

type boundedConn struct {
	net.Conn
	release func()
}

// Close ends the connection and frees its place.
func (c *boundedConn) Close() error {
	defer c.release()
	return c.Conn.Close()
}

// streams serves TCP connections, with TLS or without, one goroutine each.
type streams struct {
	serve func(net.Conn)
	log   *slog.Logger

	wg sync.WaitGroup

	mu        sync.Mutex
	closed    bool
	listeners []net.Listener
	conns     map[net.Conn]struct{}
}

func newStreams(log *slog.Logger, serve func(net.Conn)) *streams {
	return &streams{serve: serve, log: log, conns: make(map[net.Conn]struct{})}
}

// start listens at an endpoint. It may be called for several.
func (s *streams) start(ctx context.Context, h fabric.Host, e Endpoint, limit int) error {
	l, err := h.Listen(ctx, e.At)
	if err != nil {
		return fmt.Errorf("app: listen at %v: %w", e.At, err)
	}
	b := newBounded(l, limit)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return errors.Join(net.ErrClosed, b.Close())
	}
	s.listeners = append(s.listeners, b)
	s.wg.Go(func() { s.accept(b, e.TLS) })
	return nil
}

func (s *streams) accept(l *bounded, cfg *tls.Config) {
	for {
		c, err := l.Accept()
		if err != nil {
			if errors.Is(err, net.ErrClosed) {
				return
			}
			s.log.Warn("app: accept", "at", l.Addr(), "err", err)
			select {
			case <-l.done:
				return
			case <-time.After(acceptPause):
			}
			continue
		}
		s.mu.Lock()
		if s.closed {
			s.mu.Unlock()
			_ = c.Close()
			return
		}
		s.conns[c] = struct{}{}
		s.mu.Unlock()
		s.wg.Go(func() { s.one(c, cfg) })
	}
}

func (s *streams) one(c net.Conn, cfg *tls.Config) {
	defer func() {
		_ = c.Close()
		s.mu.Lock()
		delete(s.conns, c)
		s.mu.Unlock()
	}()
	if cfg == nil {
		s.serve(c)
		return
	}
	t := tls.Server(c, cfg)
	// The end of the server closes the connection, which ends the handshake too.
	ctx, cancel := context.WithTimeout(context.Background(), handshakeTimeout)
	err := t.HandshakeContext(ctx)
	cancel()
	if err != nil {
		s.log.Debug("app: TLS handshake failed", "remote", c.RemoteAddr(), "err", err)
		return
	}
	s.serve(t)
	_ = c.SetWriteDeadline(time.Now().Add(time.Second)) // for the alert that says farewell
	_ = t.Close()
}

// addrs tells where the listeners are.
func (s *streams) addrs() []netip.AddrPort {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]netip.AddrPort, len(s.listeners))
	for i, l := range s.listeners {
		out[i] = addrPort(l.Addr())
	}
	return out
}

// close ends listeners and connections and waits.
func (s *streams) close() error {
	s.mu.Lock()
	s.closed = true
	var errs []error
	for _, l := range s.listeners {
		errs = append(errs, l.Close())
	}
	for c := range s.conns {
		_ = c.Close()
	}
	s.mu.Unlock()
	s.wg.Wait()
	return errors.Join(errs...)
}

func logger(l *slog.Logger) *slog.Logger {
	if l == nil {
		return slog.New(slog.DiscardHandler)
	}
	return l
}

func clock(now func() time.Time) func() time.Time {
	if now == nil {
		return time.Now
	}
	return now
}
