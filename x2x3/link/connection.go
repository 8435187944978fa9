package link

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"
)

// connection is the state of one connection, guarded by the sender's mutex.
type connection struct {
	began time.Time
	// ended is set when the reader is through, cause with its error.
	ended bool
	cause error
	seq   uint32
	marks []mark
	// tick is when the next regular keepalive is due, marked up to where the last one reaches, since when the first
	// message behind it was written, wrote when the last was, and until when a closing sender waits for confirmation.
	tick, since, wrote, until time.Time
	marked                    position
}

// mark remembers how much was written before a keepalive, and when it went.
type mark struct {
	seq uint32
	at  time.Time
	up  position
}

// maxMarks bounds the keepalives that are remembered without an answer.
const maxMarks = 1024

func (s *Sender) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.up = true
	now := time.Now()
	s.conn = connection{began: now, tick: now.Add(s.cfg.Period), marked: s.written, marks: s.conn.marks[:0]}
}

// acknowledge takes the answer to a keepalive: what was written before it has been received and dealt with.
func (s *Sender) acknowledge(seq uint32) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, m := range s.conn.marks {
		if m.seq == seq {
			s.conn.marks = append(s.conn.marks[:0], s.conn.marks[i+1:]...)
			if s.cfg.Retain > 0 {
				s.confirm(m.up)
			}
			if s.waiting {
				s.poke()
			}
			return
		}
	}
}

// step is what the writer does next.
type step int

const (
	stepWait step = iota
	stepWrite
	stepRead // from the spool
	stepKeepalive
	stepDone
)

// next decides what to do. With stepWait it says for how long; until then a poke wakes.
func (s *Sender) next() (step, *chunk, time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, c := time.Now(), &s.conn
	switch {
	case c.ended && c.cause != nil:
		return 0, nil, 0, c.cause
	case c.ended:
		return 0, nil, 0, errors.New("the peer closed the connection")
	case s.ctx.Err() != nil:
		return 0, nil, 0, context.Cause(s.ctx)
	case s.cfg.Timeout > 0 && len(c.marks) > 0 && now.Sub(c.marks[0].at) >= s.cfg.Timeout && s.cfg.Keepalive != nil:
		return 0, nil, 0, fmt.Errorf("%w: number %d to %s, %v", ErrNoAnswer, c.marks[0].seq, s.cfg.Address, s.cfg.Timeout)
	}
	s.assume(now)
	if s.markDue(now) {
		s.urgent = false
		c.marks = append(c.marks, mark{c.seq, now, s.written})
		c.marked = s.written
		if s.cfg.Timeout == 0 && len(c.marks) > maxMarks {
			c.marks = append(c.marks[:0], c.marks[1:]...)
		}
		c.tick = now.Add(s.cfg.Period)
		if s.cfg.Keepalive != nil {
			c.seq++
			return stepKeepalive, nil, 0, nil
		}
	}
	left := s.handed.octets > s.written.octets || s.handed.messages > s.written.messages
	room := !s.cfg.Confirm || s.written.octets-s.confirmed.octets < uint64(s.cfg.Retain)
	if left && room {
		// A sender that wrote just now lets small messages gather into a record.
		if d := c.wrote.Add(s.cfg.BatchDelay).Sub(now); d > 0 && s.live && s.queued < s.cfg.Batch && !s.closed && s.space == nil {
			s.waiting, s.want = true, s.cfg.Batch
			return stepWait, nil, min(d, s.untilDue(now)), nil
		}
		c.wrote = now
		if s.spool != nil && !s.live {
			return stepRead, nil, 0, nil
		}
		q := s.queue[0]
		s.queue = append(s.queue[:0], s.queue[1:]...)
		s.queued -= len(q.b)
		s.reading = q.end
		return stepWrite, q, 0, nil
	}
	if s.closed && !left {
		if !s.cfg.Confirm || s.confirmed == s.written {
			return stepDone, nil, 0, nil
		}
		if c.until.IsZero() {
			c.until = now.Add(s.cfg.Linger)
		}
		if !now.Before(c.until) {
			return stepDone, nil, 0, nil
		}
	}
	s.waiting, s.want = true, 1
	if left {
		s.want = 1 << 62 // Only an answer makes room.
	}
	return stepWait, nil, s.untilDue(now), nil
}

// recordSize is the most that a TLS record holds.
const recordSize = 16 << 10

// markDue says whether a keepalive is due, or a mark where there are no keepalives.
func (s *Sender) markDue(now time.Time) bool {
	c := &s.conn
	if s.cfg.Keepalive != nil && s.cfg.Period > 0 && !now.Before(c.tick) {
		return true
	}
	behind := s.written.octets - c.marked.octets
	switch {
	case behind == 0 || s.cfg.Retain == 0:
		return false
	case s.cfg.Confirm || s.spool != nil:
		if behind >= uint64(s.cfg.Retain)/4 {
			return true
		}
	}
	if s.cfg.Confirm && (s.urgent || s.closed && s.handed == s.written) {
		return true
	}
	return s.cfg.ConfirmAfter > 0 && now.Sub(c.since) >= s.cfg.ConfirmAfter
}

// untilDue says how long nothing has to be done.
func (s *Sender) untilDue(now time.Time) time.Duration {
	c := &s.conn
	at := now.Add(time.Hour)
	earlier := func(t time.Time) {
		if t.Before(at) {
			at = t
		}
	}
	if s.cfg.Keepalive != nil && s.cfg.Period > 0 {
		earlier(c.tick)
	}
	if s.written.octets > c.marked.octets && s.cfg.ConfirmAfter > 0 && s.cfg.Retain > 0 {
		earlier(c.since.Add(s.cfg.ConfirmAfter))
	}
	if len(c.marks) > 0 {
		if s.cfg.Timeout > 0 && s.cfg.Keepalive != nil {
			earlier(c.marks[0].at.Add(s.cfg.Timeout))
		}
		if !s.cfg.Confirm && s.cfg.Assume > 0 {
			earlier(c.marks[0].at.Add(s.cfg.Assume))
		}
	}
	if !c.until.IsZero() {
		earlier(c.until)
	}
	return max(0, at.Sub(now))
}

// assume takes for delivered what nothing will confirm: what is old, and in a spool what Retain has no room for.
func (s *Sender) assume(now time.Time) {
	if s.cfg.Confirm {
		return
	}
	c := &s.conn
	n := 0
	for n < len(c.marks) && (s.cfg.Assume > 0 && now.Sub(c.marks[n].at) >= s.cfg.Assume ||
		s.spool != nil && s.written.octets-c.marks[n].up.octets >= uint64(s.cfg.Retain)) {
		s.confirm(c.marks[n].up)
		n++
	}
	if s.cfg.Keepalive == nil || s.cfg.Timeout == 0 {
		c.marks = append(c.marks[:0], c.marks[n:]...)
	}
}

// wrote counts a chunk as written and keeps it where it may have to be written again.
func (s *Sender) wrote(q *chunk, tls bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &s.conn
	now := time.Now()
	if s.written.octets == c.marked.octets {
		c.since = now
	}
	s.written = q.end
	if s.cfg.OnlyIdle {
		c.tick = now.Add(s.cfg.Period)
	}
	switch {
	case s.spool != nil:
		s.recycle([]*chunk{q})
	case s.cfg.Retain > 0:
		s.window = append(s.window, q)
		if !s.cfg.Confirm {
			s.shed(uint64(s.cfg.Retain))
		}
	case tls && now.Sub(c.began) < unproved:
		s.window = append(s.window, q)
		s.shed(uint64(s.cfg.Queue))
	default:
		s.window = append(s.window, q)
		s.confirm(s.written)
	}
	s.signal()
}

// shed lets the oldest chunks go until no more than limit octets are kept.
func (s *Sender) shed(limit uint64) {
	for len(s.window) > 0 && s.written.octets-s.confirmed.octets > limit {
		s.confirm(s.window[0].end)
	}
}

// load reads a chunk from the spool. Where the writer has caught up, what is handed over next stays in memory.
func (s *Sender) load() (*chunk, error) {
	s.mu.Lock()
	from, to := s.reading, s.handed
	c := s.blank()
	s.mu.Unlock()
	err := s.spool.read(c, from, to.octets)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reading = c.end
	s.live = s.reading == s.handed
	return c, nil
}

// finish ends a connection in order: the peer learns that nothing follows, and has Linger to take it in.
func (s *Sender) finish(conn net.Conn, ended <-chan struct{}) {
	c, ok := conn.(interface{ CloseWrite() error })
	if !ok || c.CloseWrite() != nil {
		return
	}
	_ = conn.SetReadDeadline(time.Now().Add(s.cfg.Linger))
	<-ended
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn.cause == nil {
		// The peer read up to our end and closed in order.
		s.confirm(s.written)
	}
}
