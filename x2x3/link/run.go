package link

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"time"
)

// unproved is how long a new connection may still turn out to be one that the peer refuses: in TLS 1.3 the client
// learns only after its first octets that the server rejects its certificate.
const unproved = 2 * time.Second

func (s *Sender) isClosed() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// run is the sender's goroutine.
func (s *Sender) run() {
	defer close(s.done)
	pause := s.cfg.RetryMin
	for first := true; first && s.Queued() > 0 || !s.isClosed(); first = false {
		conn, err := s.connect()
		if err == nil {
			began := time.Now()
			err = s.serve(conn)
			if err == nil {
				return
			}
			if time.Since(began) > s.cfg.RetryMax {
				pause = s.cfg.RetryMin
			}
		}
		if s.isClosed() {
			return
		}
		s.cfg.Log.Warn("delivery connection", "address", s.cfg.Address, "error", err)
		s.cfg.OnError(err)
		if !s.sleep(pause) {
			return
		}
		pause = min(2*pause, s.cfg.RetryMax)
	}
}

// sleep waits and says whether the sender is still open.
func (s *Sender) sleep(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			return true
		case <-s.ctx.Done():
			return false
		case <-s.wake:
			if s.isClosed() {
				return false
			}
		}
	}
}

func (s *Sender) connect() (net.Conn, error) {
	ctx, cancel := context.WithTimeout(s.ctx, s.cfg.DialTimeout)
	defer cancel()
	// Close must not have to wait for a peer that does not answer, if nothing waits for it.
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case <-stop:
				return
			case <-s.wake:
				if s.isClosed() && s.Queued() == 0 {
					cancel()
					return
				}
			}
		}
	}()
	raw, err := s.cfg.Dial(ctx, "tcp", s.cfg.Address)
	if err != nil {
		return nil, fmt.Errorf("connect to %s: %w", s.cfg.Address, err)
	}
	if s.cfg.TLS == nil {
		return raw, nil
	}
	conn := tls.Client(&gather{Conn: raw}, s.cfg.TLS)
	if err := conn.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, fmt.Errorf("TLS with %s: %w", s.cfg.Address, err)
	}
	return conn, nil
}

// serve writes to one connection until it fails or the sender is closed; then the error is nil.
func (s *Sender) serve(conn net.Conn) error {
	s.begin()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		err := s.cfg.Read(conn, s.acknowledge)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.conn.ended, s.conn.cause = true, err
		s.poke()
	}()
	stop := context.AfterFunc(s.ctx, func() { conn.Close() })
	defer stop()
	err := s.write(conn)
	if err == nil {
		s.finish(conn, ended)
	}
	conn.Close()
	// The reader ends at the latest now. Its reason may be the better one.
	<-ended
	s.mu.Lock()
	defer s.mu.Unlock()
	s.up = false
	if cause := s.conn.cause; err != nil && cause != nil && !errors.Is(cause, net.ErrClosed) && !errors.Is(err, ErrNoAnswer) || refused(cause) {
		err = cause
	}
	switch {
	case s.cfg.Retain > 0 && err != nil, refused(err) && time.Since(s.conn.began) < 2*unproved:
		s.rewind()
	case s.cfg.Retain == 0:
		s.confirm(s.written)
	}
	s.signal()
	return err
}

// refused says whether the peer ended TLS with an alert, so that it took nothing of what was written.
func refused(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "remote error"
}

// write takes messages and writes them. It returns nil when the sender is closed and all is written.
func (s *Sender) write(conn net.Conn) error {
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	_, secure := conn.(*tls.Conn)
	var alive []byte
	for {
		what, c, wait, err := s.next()
		if err != nil {
			return err
		}
		switch what {
		case stepDone:
			return nil
		case stepWait:
			timer.Reset(wait)
			select {
			case <-s.wake:
			case <-timer.C:
			}
			continue
		case stepRead:
			if c, err = s.load(); err != nil {
				return err
			}
		case stepKeepalive:
			alive = s.cfg.Keepalive(alive[:0], s.sequence())
			if err := s.writeTo(conn, alive); err != nil {
				return err
			}
			continue
		}
		if err := s.writeTo(conn, c.b); err != nil {
			s.back(c)
			return err
		}
		s.wrote(c, secure)
	}
}

// sequence is the number of the keepalive that goes out now.
func (s *Sender) sequence() uint32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.conn.seq - 1
}

// back takes a chunk again that was not written, or only in part: the peer drops a message of which it has a part
// with the connection.
func (s *Sender) back(c *chunk) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spool != nil {
		s.recycle([]*chunk{c}) // It is read again from the disk.
		return
	}
	s.queue = append([]*chunk{c}, s.queue...)
	s.queued += len(c.b)
}

// writeTo writes octets. A write that takes longer than an answer to a keepalive may take has failed.
func (s *Sender) writeTo(conn net.Conn, b []byte) error {
	d := s.cfg.Timeout
	if s.isClosed() {
		d = s.cfg.Linger
	}
	if d > 0 {
		_ = conn.SetWriteDeadline(time.Now().Add(d))
	}
	if len(b) == 0 {
		return nil
	}
	write := func() error { _, err := conn.Write(b); return err }
	var err error
	if t, ok := conn.(*tls.Conn); ok && len(b) > recordSize {
		err = t.NetConn().(*gather).together(write)
	} else {
		err = write()
	}
	if err != nil {
		return fmt.Errorf("write to %s: %w", s.cfg.Address, err)
	}
	return nil
}
