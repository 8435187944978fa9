package sbi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"lilab/sim/fabric"
)

// ServerConfig describes a server.
type ServerConfig struct {
	Host   fabric.Host
	Listen netip.AddrPort
	// TLS is the server side of mutual TLS: certificate, ClientCAs, ClientAuth.
	TLS     *tls.Config
	Handler http.Handler
	// OnHandshakeError is told of each connection whose TLS handshake failed, nil for nobody.
	OnHandshakeError func(remote netip.AddrPort, err error)
	// Log is silent when nil.
	Log *slog.Logger
}

// Timeouts of a server.
const (
	handshakeTimeout = 10 * time.Second
	closeGrace       = 2 * time.Second
)

// Server serves HTTP/2 over mutual TLS and nothing else.
type Server struct {
	cfg  ServerConfig
	http *http.Server

	cancel   context.CancelFunc
	ln       net.Listener
	accepted chan net.Conn
	entering sync.WaitGroup // accept loop and handshakes
	serving  sync.WaitGroup // serve loop
	handlers sync.WaitGroup

	mu      sync.Mutex
	started bool
	closed  bool
	gone    bool                        // no operation may begin any more
	conns   map[net.Conn]http.ConnState // as net/http tells
	shaking map[net.Conn]struct{}       // connections in their TLS handshake
	changed chan struct{}               // closed and renewed when conns changes
}

// NewServer checks the configuration. The TLS configuration must demand and verify a client certificate.
func NewServer(cfg ServerConfig) (*Server, error) {
	switch {
	case cfg.Host == nil:
		return nil, errors.New("sbi: server without host")
	case cfg.TLS == nil:
		return nil, errors.New("sbi: server without TLS configuration")
	case cfg.TLS.ClientAuth != tls.RequireAndVerifyClientCert:
		return nil, errors.New("sbi: server does not demand a client certificate (mutual TLS, TS 33.501 R17 clause 13.1)")
	case cfg.Handler == nil:
		return nil, errors.New("sbi: server without handler")
	}
	cfg.Log = logger(cfg.Log)
	s := &Server{
		cfg: cfg, accepted: make(chan net.Conn),
		conns: map[net.Conn]http.ConnState{}, shaking: map[net.Conn]struct{}{}, changed: make(chan struct{}),
	}
	s.cfg.TLS = cfg.TLS.Clone()
	s.cfg.TLS.NextProtos = []string{"h2"}
	return s, nil
}

// Start listens and serves. It returns when the server is ready.
func (s *Server) Start(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.started || s.closed {
		return errors.New("sbi: server is started or closed already")
	}
	ln, err := s.cfg.Host.Listen(ctx, s.cfg.Listen)
	if err != nil {
		return fmt.Errorf("sbi: listen at %v: %w", s.cfg.Listen, err)
	}
	s.started, s.ln = true, ln
	base, cancel := context.WithCancel(context.WithoutCancel(ctx))
	s.cancel = cancel
	protos := new(http.Protocols)
	protos.SetHTTP2(true)
	s.http = &http.Server{
		Handler:   http.HandlerFunc(s.serve),
		Protocols: protos,
		// net/http changes what it is given, while handshakes read the other one.
		TLSConfig:         s.cfg.TLS.Clone(),
		ReadHeaderTimeout: 10 * time.Second,
		MaxHeaderBytes:    16 << 10,
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams:          1000,
			MaxReceiveBufferPerConnection: 2 << 20,
			MaxReceiveBufferPerStream:     MaxBody,
		},
		BaseContext: func(net.Listener) context.Context { return base },
		ConnState:   s.connState,
		ErrorLog:    slog.NewLogLogger(s.cfg.Log.Handler(), slog.LevelWarn),
	}
	s.entering.Go(func() { s.accept(base) })
	s.serving.Go(func() {
		// Serve ends with ErrServerClosed or when the listener does.
		_ = s.http.Serve((*handshaken)(s))
	})
	return nil
}

// Addr returns where the server listens, which tells the port when Listen had 0.
func (s *Server) Addr() netip.AddrPort {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ln == nil {
		return s.cfg.Listen
	}
	return addrPort(s.ln.Addr())
}

func addrPort(a net.Addr) netip.AddrPort {
	if a == nil {
		return netip.AddrPort{}
	}
	p, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return netip.AddrPort{}
	}
	return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	if s.gone {
		s.mu.Unlock()
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	s.handlers.Add(1)
	s.mu.Unlock()
	defer s.handlers.Done()
	s.cfg.Handler.ServeHTTP(w, r)
}

func (s *Server) accept(ctx context.Context) {
	for {
		c, err := s.ln.Accept()
		if err != nil {
			if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
				return
			}
			s.cfg.Log.Warn("sbi: accept", "err", err)
			select {
			case <-ctx.Done():
				return
			case <-time.After(10 * time.Millisecond):
			}
			continue
		}
		s.mu.Lock()
		if s.closed {
			s.mu.Unlock()
			c.Close()
			return
		}
		s.shaking[c] = struct{}{}
		s.mu.Unlock()
		s.entering.Go(func() { s.handshake(ctx, c) })
	}
}

// handshake is done here and not in net/http so that a failure can be told with its cause.
func (s *Server) handshake(ctx context.Context, c net.Conn) {
	defer func() {
		s.mu.Lock()
		delete(s.shaking, c)
		s.mu.Unlock()
	}()
	tc := tls.Server(c, s.cfg.TLS)
	hctx, cancel := context.WithTimeout(ctx, handshakeTimeout)
	err := tc.HandshakeContext(hctx)
	cancel()
	if err == nil && tc.ConnectionState().NegotiatedProtocol != "h2" {
		err = errors.New("peer does not offer HTTP/2 in ALPN")
	}
	if err != nil {
		c.Close()
		if ctx.Err() != nil {
			return
		}
		remote := addrPort(c.RemoteAddr())
		s.cfg.Log.Warn("sbi: TLS handshake failed", "remote", remote, "err", err)
		if s.cfg.OnHandshakeError != nil {
			s.cfg.OnHandshakeError(remote, err)
		}
		return
	}
	select {
	case s.accepted <- tc:
	case <-ctx.Done():
		c.Close()
	}
}

// handshaken is the listener that net/http sees: connections whose handshake is done.
type handshaken Server

func (l *handshaken) Accept() (net.Conn, error) {
	c, ok := <-l.accepted
	if !ok {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (l *handshaken) Close() error   { return nil }
func (l *handshaken) Addr() net.Addr { return l.ln.Addr() }

func (s *Server) connState(c net.Conn, st http.ConnState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch st {
	case http.StateClosed, http.StateHijacked:
		delete(s.conns, c)
	default:
		s.conns[c] = st
	}
	close(s.changed)
	s.changed = make(chan struct{})
}

// quiet waits until no connection has an open stream, at most for the grace period.
func (s *Server) quiet() {
	timeout := time.After(closeGrace)
	for {
		s.mu.Lock()
		active := false
		for _, st := range s.conns {
			active = active || st == http.StateActive
		}
		changed := s.changed
		s.mu.Unlock()
		if !active {
			return
		}
		select {
		case <-changed:
		case <-timeout:
			return
		}
	}
}

// Close stops accepting, lets running operations end (at most two seconds), closes every connection and waits.
func (s *Server) Close() error {
	s.mu.Lock()
	if s.closed || !s.started {
		s.closed = true
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.mu.Unlock()
	err := s.ln.Close()
	s.quiet()
	s.cancel()
	s.mu.Lock()
	for c := range s.shaking {
		c.Close()
	}
	s.mu.Unlock()
	s.entering.Wait()
	close(s.accepted)
	s.serving.Wait()
	if cerr := s.http.Close(); err == nil {
		err = cerr
	}
	s.mu.Lock()
	s.gone = true
	s.mu.Unlock()
	s.handlers.Wait()
	s.mu.Lock()
	for len(s.conns) > 0 {
		changed := s.changed
		s.mu.Unlock()
		<-changed
		s.mu.Lock()
	}
	s.mu.Unlock()
	return err
}
