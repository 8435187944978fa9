package link

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sort"
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

func (s *Sender) setUp(up bool) {
	s.mu.Lock()
	s.up = up
	s.mu.Unlock()
}

// run is the sender's goroutine.
func (s *Sender) run() {
	defer close(s.done)
	pause := s.cfg.RetryMin
	for first := true; first && s.Queued() > 0 || !s.isClosed(); first = false {
		conn, err := s.connect()
		if err == nil {
			began := time.Now()
			s.setUp(true)
			err = s.serve(conn)
			s.setUp(false)
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
	conn := tls.Client(raw, s.cfg.TLS)
	if err := conn.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, fmt.Errorf("TLS with %s: %w", s.cfg.Address, err)
	}
	return conn, nil
}

// serve writes to one connection until it fails or the sender is closed; then the error is nil.
func (s *Sender) serve(conn net.Conn) error {
	w := &s.w
	w.marks = nil
	acks := make(chan uint32, 16)
	ended := make(chan error, 1)
	go func() {
		ended <- s.cfg.Read(conn, func(seq uint32) {
			select {
			case acks <- seq:
			case <-s.ctx.Done():
			}
		})
	}()
	stop := context.AfterFunc(s.ctx, func() { conn.Close() })
	defer stop()
	began := time.Now()
	err := s.write(conn, began, acks, ended)
	if err == nil {
		s.finish(conn, acks, ended)
	}
	conn.Close()
	// The reader ends at the latest now. Its reason may be the better one.
	cause := s.await(acks, ended)
	if err != nil && cause != nil && !errors.Is(cause, net.ErrClosed) && !errors.Is(err, ErrNoAnswer) || refused(cause) {
		err = cause
	}
	if err != nil && s.cfg.Retain > 0 || refused(err) && time.Since(began) < 2*unproved {
		s.unwrite()
	}
	if s.cfg.Retain == 0 {
		w.drop()
	}
	return err
}

// await waits for the end of the reader and leaves its result in the channel.
func (s *Sender) await(acks <-chan uint32, ended chan error) error {
	for {
		select {
		case <-acks:
		case err := <-ended:
			ended <- err
			return err
		}
	}
}

// refused says whether the peer ended TLS with an alert, so that it took nothing of what was written.
func refused(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "remote error"
}

// finish ends a connection in order: the peer learns that nothing follows, and has Linger to take it in.
func (s *Sender) finish(conn net.Conn, acks <-chan uint32, ended chan error) {
	c, ok := conn.(interface{ CloseWrite() error })
	if !ok || c.CloseWrite() != nil {
		return
	}
	_ = conn.SetReadDeadline(time.Now().Add(s.cfg.Linger))
	s.await(acks, ended)
}

// write takes messages and writes them. It returns nil when the sender is closed and all is written.
func (s *Sender) write(conn net.Conn, began time.Time, acks <-chan uint32, ended chan error) error {
	w := &s.w
	var tick <-chan time.Time
	var ticker *time.Ticker
	if s.cfg.Keepalive != nil && s.cfg.Period > 0 {
		ticker = time.NewTicker(s.cfg.Period)
		defer ticker.Stop()
		tick = ticker.C
	}
	deadline := time.NewTimer(time.Hour)
	defer deadline.Stop()
	for {
		for w.next < len(w.out.ends) || s.take() {
			if err := s.writeOut(conn, began); err != nil {
				return err
			}
			if s.cfg.OnlyIdle && ticker != nil {
				ticker.Reset(s.cfg.Period)
			}
			select {
			case err := <-ended:
				ended <- err
				return readerEnded(err)
			case seq := <-acks:
				w.acknowledge(seq)
			case <-tick:
				if err := s.keepalive(conn); err != nil {
					return err
				}
			default:
			}
			if err := s.overdue(); err != nil {
				return err
			}
		}
		if s.isClosed() {
			return nil
		}
		if len(w.marks) > 0 && s.cfg.Timeout > 0 {
			deadline.Reset(time.Until(w.marks[0].at.Add(s.cfg.Timeout)))
		} else {
			deadline.Reset(time.Hour)
		}
		select {
		case <-s.wake:
		case err := <-ended:
			ended <- err
			return readerEnded(err)
		case seq := <-acks:
			w.acknowledge(seq)
		case <-tick:
			if err := s.keepalive(conn); err != nil {
				return err
			}
		case <-deadline.C:
			if err := s.overdue(); err != nil {
				return err
			}
		case <-s.ctx.Done():
			return context.Cause(s.ctx)
		}
	}
}

func readerEnded(err error) error {
	if err == nil {
		return errors.New("the peer closed the connection")
	}
	return err
}

func (s *Sender) overdue() error {
	if m := s.w.marks; s.cfg.Timeout > 0 && len(m) > 0 && time.Since(m[0].at) >= s.cfg.Timeout {
		return fmt.Errorf("%w: number %d to %s, %v", ErrNoAnswer, m[0].seq, s.cfg.Address, s.cfg.Timeout)
	}
	return nil
}

func (s *Sender) keepalive(conn net.Conn) error {
	w := &s.w
	w.marks = append(w.marks, mark{w.seq, time.Now(), w.base + uint64(len(w.kept.b))})
	if s.cfg.Timeout == 0 && len(w.marks) > 16 {
		w.marks = w.marks[1:]
	}
	b := s.cfg.Keepalive(nil, w.seq)
	w.seq++
	s.deadline(conn)
	if _, err := conn.Write(b); err != nil {
		return fmt.Errorf("write to %s: %w", s.cfg.Address, err)
	}
	return nil
}

// take makes the pending messages those to be written and says whether there are any.
func (s *Sender) take() bool {
	w := &s.w
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pending.ends) == 0 {
		return false
	}
	w.out, s.pending = s.pending, batch{w.out.b[:0], w.out.ends[:0]}
	w.next = 0
	s.flight, s.flightN = len(w.out.ends), len(w.out.b)
	return true
}

// writeSize is how much one call of Write gets at most: several TLS records, and few enough that the keepalive
// timers are looked at often.
const writeSize = 256 << 10

// writeOut writes one piece of the messages at hand, in whole messages.
func (s *Sender) writeOut(conn net.Conn, began time.Time) error {
	w := &s.w
	from := 0
	if w.next > 0 {
		from = w.out.ends[w.next-1]
	}
	// The last message that still fits, but at least one.
	to := w.next + sort.Search(len(w.out.ends)-w.next, func(i int) bool { return w.out.ends[w.next+i] > from+writeSize })
	to = max(to, w.next+1)
	s.deadline(conn)
	n, err := conn.Write(w.out.b[from:w.out.ends[to-1]])
	// A message that was written in part is written again as a whole: the peer drops what it has of it with
	// the connection.
	done := w.next + sort.Search(to-w.next, func(i int) bool { return w.out.ends[w.next+i] > from+n })
	switch {
	case s.cfg.Retain > 0:
		w.keep(from, w.next, done, s.cfg.Retain)
	case s.cfg.TLS != nil && time.Since(began) < unproved:
		w.keep(from, w.next, done, s.cfg.Queue)
	case len(w.kept.b) > 0:
		w.drop()
	}
	w.next = done
	left, leftN := len(w.out.ends)-done, 0
	if left > 0 {
		end := 0
		if done > 0 {
			end = w.out.ends[done-1]
		}
		leftN = len(w.out.b) - end
	}
	s.mu.Lock()
	s.flight, s.flightN = left, leftN
	if s.space != nil {
		close(s.space)
		s.space = nil
	}
	s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("write to %s: %w", s.cfg.Address, err)
	}
	return nil
}

func (s *Sender) deadline(conn net.Conn) {
	d := s.cfg.Timeout
	if s.isClosed() {
		d = s.cfg.Linger
	}
	if d > 0 {
		_ = conn.SetWriteDeadline(time.Now().Add(d))
	}
}
