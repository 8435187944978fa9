package link

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"time"
)

// Peer is who is at the other end of a connection.
type Peer struct {
	Local, Remote netip.AddrPort
	// UID is the user identifier (attribute 0.9.2342.19200300.100.1.1) of the subject of the peer's certificate,
	// CommonName its common name. Both are empty without TLS.
	UID, CommonName string
	// Certificate is nil without TLS.
	Certificate *x509.Certificate
}

// ServerConfig configures a [Server].
type ServerConfig struct {
	// Listener takes the connections. Close closes it.
	Listener net.Listener
	// TLS must demand and verify client certificates. Nil is a server without TLS, which only tests use.
	TLS *tls.Config
	// Admit decides about a peer that passed TLS; nil admits all.
	Admit func(Peer) error
	// Serve handles a connection until it ends. It is closed afterwards. The context ends with the server.
	Serve func(ctx context.Context, conn net.Conn, peer Peer) error
	// OnRefused is told each connection that TLS or Admit refused.
	OnRefused func(remote netip.AddrPort, err error)
	// OnClosed is told each admitted connection that ended, with nil where the peer closed it in order.
	OnClosed func(peer Peer, err error)
	// HandshakeTimeout bounds the TLS handshake, 10 s by default.
	HandshakeTimeout time.Duration
	// MaxConns bounds the open connections, 1024 by default; more are refused.
	MaxConns int
	// Log may be nil.
	Log *slog.Logger
}

// Server takes connections and serves each in a goroutine of its own.
type Server struct {
	cfg    ServerConfig
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu    sync.Mutex
	conns map[net.Conn]struct{}
	state int // 0 new, 1 started, 2 closed
}

// NewServer makes a server that does nothing before Start.
func NewServer(cfg ServerConfig) (*Server, error) {
	if cfg.Listener == nil || cfg.Serve == nil {
		return nil, errors.New("link: a server needs a listener and a handler")
	}
	if cfg.TLS != nil && cfg.TLS.GetConfigForClient == nil && cfg.TLS.ClientAuth != tls.RequireAndVerifyClientCert {
		return nil, errors.New("link: the TLS configuration of a server has to demand and verify client certificates")
	}
	if cfg.HandshakeTimeout == 0 {
		cfg.HandshakeTimeout = 10 * time.Second
	}
	if cfg.MaxConns == 0 {
		cfg.MaxConns = 1024
	}
	if cfg.OnRefused == nil {
		cfg.OnRefused = func(netip.AddrPort, error) {}
	}
	if cfg.OnClosed == nil {
		cfg.OnClosed = func(Peer, error) {}
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{cfg: cfg, conns: make(map[net.Conn]struct{})}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, nil
}

// Start begins to accept and returns at once.
func (s *Server) Start(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state != 0 {
		return errors.New("link: the server was started or closed before")
	}
	s.state = 1
	s.wg.Add(1)
	go s.accept()
	return nil
}

// Close stops the server, ends its connections and waits for its goroutines.
func (s *Server) Close() error {
	s.mu.Lock()
	s.state = 2
	for c := range s.conns {
		c.Close()
	}
	s.mu.Unlock()
	s.cancel()
	err := s.cfg.Listener.Close()
	s.wg.Wait()
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

func (s *Server) accept() {
	defer s.wg.Done()
	pause := 5 * time.Millisecond
	for {
		c, err := s.cfg.Listener.Accept()
		if err != nil {
			if s.ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
				return
			}
			s.cfg.Log.Warn("accept", "error", err)
			select {
			case <-s.ctx.Done():
				return
			case <-time.After(pause):
			}
			pause = min(2*pause, time.Second)
			continue
		}
		pause = 5 * time.Millisecond
		s.mu.Lock()
		switch {
		case s.state == 2:
			s.mu.Unlock()
			c.Close()
			return
		case len(s.conns) >= s.cfg.MaxConns:
			s.mu.Unlock()
			remote := addrPort(c.RemoteAddr())
			c.Close()
			s.cfg.OnRefused(remote, fmt.Errorf("link: %d connections are open already", s.cfg.MaxConns))
			continue
		}
		s.conns[c] = struct{}{}
		s.wg.Add(1)
		s.mu.Unlock()
		go s.handle(c)
	}
}

func (s *Server) handle(raw net.Conn) {
	defer s.wg.Done()
	defer func() {
		raw.Close()
		s.mu.Lock()
		delete(s.conns, raw)
		s.mu.Unlock()
	}()
	peer := Peer{Local: addrPort(raw.LocalAddr()), Remote: addrPort(raw.RemoteAddr())}
	conn := raw
	if s.cfg.TLS != nil {
		t := tls.Server(newEager(raw), s.cfg.TLS)
		ctx, cancel := context.WithTimeout(s.ctx, s.cfg.HandshakeTimeout)
		err := t.HandshakeContext(ctx)
		cancel()
		if err == nil && len(t.ConnectionState().PeerCertificates) == 0 {
			err = errors.New("no client certificate")
		}
		if gone(err) {
			// Nobody was refused: the peer closed the connection before it said anything that could be.
			s.cfg.Log.Info("delivery connection ended in its handshake", "remote", peer.Remote, "error", err)
			return
		}
		if err != nil {
			s.refuse(peer, fmt.Errorf("link: TLS: %w", err))
			return
		}
		peer.Certificate = t.ConnectionState().PeerCertificates[0]
		peer.CommonName = peer.Certificate.Subject.CommonName
		peer.UID = uid(peer.Certificate)
		conn = t
	}
	if s.cfg.Admit != nil {
		if err := s.cfg.Admit(peer); err != nil {
			s.refuse(peer, err)
			conn.Close()
			return
		}
	}
	err := s.cfg.Serve(s.ctx, conn, peer)
	if s.ctx.Err() != nil {
		err = nil
	}
	if err != nil {
		s.cfg.Log.Warn("delivery connection ended", "remote", peer.Remote, "uid", peer.UID, "error", err)
	}
	conn.Close()
	s.cfg.OnClosed(peer, err)
}

// gone says that the other side ended the connection, without an alert of TLS.
func gone(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)
}

func (s *Server) refuse(p Peer, err error) {
	if s.ctx.Err() != nil {
		return
	}
	s.cfg.Log.Warn("delivery connection refused", "remote", p.Remote, "uid", p.UID, "error", err)
	s.cfg.OnRefused(p.Remote, err)
}

// uid returns the user identifier of the subject of a certificate, RFC 4519 clause 2.39.
func uid(c *x509.Certificate) string {
	oid := asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}
	for _, n := range c.Subject.Names {
		if s, ok := n.Value.(string); ok && n.Type.Equal(oid) {
			return s
		}
	}
	return ""
}

func addrPort(a net.Addr) netip.AddrPort {
	if t, ok := a.(*net.TCPAddr); ok {
		ap := t.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	if a != nil {
		if ap, err := netip.ParseAddrPort(a.String()); err == nil {
			return ap
		}
	}
	return netip.AddrPort{}
}
