package gm

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"sync/atomic"

	"lilab/sim/ims/sip"
)

// stream is the TLS connection of a phone. Requests of both directions use it (RFC 5923, TS 33.203 R18 clause O.2).
type stream struct {
	*tls.Conn
	dead atomic.Bool
}

// Read reads, and notes the end.
func (s *stream) Read(b []byte) (int, error) {
	n, err := s.Conn.Read(b)
	s.note(err)
	return n, err
}

// Write writes, and notes the end.
func (s *stream) Write(b []byte) (int, error) {
	n, err := s.Conn.Write(b)
	s.note(err)
	return n, err
}

func (s *stream) note(err error) {
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		s.dead.Store(true)
	}
}

// Close ends the connection.
func (s *stream) Close() error {
	if s.dead.Swap(true) {
		_ = s.Conn.Close()
		return nil
	}
	if err := s.Conn.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("gm: %w", err)
	}
	return nil
}

func (s *stream) channel() sip.Channel {
	local, remote := addrPort(s.LocalAddr()), addrPort(s.RemoteAddr())
	return sip.Channel{Network: "tls", Conn: s, Client: local, Server: local, Remote: remote}
}

func addrPort(a net.Addr) netip.AddrPort {
	if t, ok := a.(*net.TCPAddr); ok {
		p := t.AddrPort()
		return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
	}
	return netip.AddrPort{}
}

// connect opens the connection, or takes the one that is open. c.mu is held.
func (c *Client) connect(ctx context.Context) (sip.Channel, error) {
	if c.conn != nil && !c.conn.dead.Load() {
		return c.conn.channel(), nil
	}
	raw, err := c.cfg.Host.DialContext(ctx, "tcp", c.cfg.PCSCF.String())
	if err != nil {
		return sip.Channel{}, fmt.Errorf("gm: %w", err)
	}
	t := tls.Client(raw, c.cfg.TLS)
	if err := t.HandshakeContext(ctx); err != nil {
		_ = raw.Close()
		return sip.Channel{}, fmt.Errorf("gm: %w", err)
	}
	c.conn = &stream{Conn: t}
	return c.conn.channel(), nil
}
