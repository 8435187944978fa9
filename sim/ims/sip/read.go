package sip

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"
)

// frame returns the length of the first message of a stream, 0 if it is not all there yet, and false if it cannot be one:
// without Content-Length, or longer than MaxMessage. Empty lines before a message (RFC 5626 clause 3.5.1) are messages of
// two octets.
func frame(b []byte) (size int, ok bool) {
	if b[0] == '\r' || b[0] == '\n' {
		if len(b) < 2 {
			return 0, b[0] == '\r'
		}
		return 2, b[0] == '\r' && b[1] == '\n'
	}
	end := bytes.Index(b, []byte("\r\n\r\n"))
	if end < 0 {
		return 0, len(b) <= MaxMessage
	}
	for line := range strings.SplitSeq(string(b[:end]), "\r\n") {
		name, value, found := strings.Cut(line, ":")
		name = strings.TrimSpace(name)
		if !found || (!same(name, "Content-Length") && !same(name, "l")) {
			continue
		}
		n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
		if err != nil || n > MaxMessage {
			return 0, false
		}
		total := end + 4 + int(n)
		if total > MaxMessage {
			return 0, false
		}
		if len(b) < total {
			return 0, true
		}
		return total, true
	}
	return 0, false
}

func (s *socket) readPackets() {
	b := make([]byte, 64<<10)
	for {
		n, from, err := s.packet.ReadFrom(b)
		if err != nil {
			if s.closed.Load() || errors.Is(err, net.ErrClosed) || s.ep.isClosed() {
				return
			}
			var ne net.Error
			if errors.As(err, &ne) && ne.Timeout() {
				continue
			}
			s.ep.cfg.Log.Debug("sip: read", "endpoint", s.ep.cfg.Name, "err", err)
			return
		}
		remote := localAddr(from, netip.AddrPort{})
		s.ep.receive(append([]byte(nil), b[:n]...), Flow{s, remote})
	}
}

func (e *Endpoint) isClosed() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.closed
}

// maxStreams bounds the streams of a listener.
const maxStreams = 1024

func (e *Endpoint) accept(l net.Listener, cfg *tls.Config, label string) {
	slots := make(chan struct{}, maxStreams)
	for {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		select {
		case slots <- struct{}{}:
		default:
			e.stats.refused.Add(1)
			_ = conn.Close()
			continue
		}
		network := "tcp"
		if cfg != nil {
			network = "tls"
		}
		err = e.own(conn, func() {
			defer func() { <-slots }()
			defer e.disown(conn)
			c := conn
			if cfg != nil {
				t := tls.Server(conn, cfg)
				ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
				err := t.HandshakeContext(ctx)
				cancel()
				if err != nil {
					e.cfg.Log.Debug("sip: TLS handshake", "endpoint", e.cfg.Name, "err", err)
					return
				}
				c = t
			}
			s := &socket{ep: e, label: label, network: network, local: localAddr(conn.LocalAddr(), netip.AddrPort{}), conn: c}
			s.readStream(Flow{s, localAddr(conn.RemoteAddr(), netip.AddrPort{})})
		})
		if err != nil {
			return
		}
	}
}

// readStream cuts a stream into messages, RFC 3261 clause 18.3.
func (s *socket) readStream(f Flow) {
	defer s.closed.Store(true)
	var buf []byte
	chunk := make([]byte, 16<<10)
	for {
		n, err := s.conn.Read(chunk)
		buf = append(buf, chunk[:n]...)
		for len(buf) > 0 {
			size, ok := frame(buf)
			if !ok {
				s.ep.stats.malformed.Add(1)
				_ = s.conn.Close()
				return
			}
			if size == 0 {
				break
			}
			if size > 2 {
				s.ep.receive(append([]byte(nil), buf[:size]...), f)
			}
			buf = append(buf[:0], buf[size:]...)
		}
		if err != nil {
			return
		}
	}
}
