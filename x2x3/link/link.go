// Package link keeps the connections of delivery interfaces: one that a delivery function opens and opens again
// (Sender), and the server that takes them (Receiver). What crosses them is of no concern here; packages
// x2x3 and lipf/hi give it meaning.
package link

import (
	"context"
	"crypto/tls"
	"encoding"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"
)

// Errors of a [Sender].
var (
	// ErrQueueFull means that the queue has no room. Nothing was taken; the caller decides what to do.
	ErrQueueFull = errors.New("queue is full")
	// ErrClosed means that the sender was closed.
	ErrClosed = errors.New("sender is closed")
	// ErrNoAnswer means that the peer did not answer a keepalive in time.
	ErrNoAnswer = errors.New("no answer to a keepalive in time")
)

// DialFunc opens a connection.
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// Config configures a [Sender].
type Config struct {
	// Address is where the peer listens, "host:port".
	Address string
	// Dial opens the connection below TLS.
	Dial DialFunc
	// TLS carries the client certificate and the roots. An empty ServerName is taken from Address.
	// Nil is a connection without TLS, which only tests use.
	TLS *tls.Config
	// Queue bounds the octets that wait, 8 MiB by default, Items the messages, 65536 by default.
	Queue, Items int
	// Retain is how many octets that were written stay in a cyclic buffer and are written again after a
	// reconnection. Octets that a keepalive answer proves to be received leave it.
	Retain int
	// RetryMin is the pause after the first failure to connect, 100 ms by default. Each further failure doubles it,
	// up to RetryMax, 5 s by default.
	RetryMin, RetryMax time.Duration
	// DialTimeout bounds connecting and the TLS handshake, 10 s by default.
	DialTimeout time.Duration
	// Linger bounds how long Close goes on writing to an open connection, 2 s by default.
	Linger time.Duration
	// Keepalive makes the octets of a keepalive; nil is none. Period is how often, Timeout how long the answer may
	// take before the connection is given up; 0 is for ever. OnlyIdle sends keepalives after Period without
	// other traffic, otherwise they come whatever the traffic.
	Keepalive       func(b []byte, sequence uint32) []byte
	Period, Timeout time.Duration
	OnlyIdle        bool
	// Read reads what the peer sends, calls ack for each answer to a keepalive, and returns at the end.
	Read func(r io.Reader, ack func(sequence uint32)) error
	// OnError is told each failure to connect and each loss of a connection, from the sender's goroutine.
	OnError func(error)
	// Log may be nil.
	Log *slog.Logger
}

// Sender writes messages to one peer, in order, over connections that it opens when needed. Messages that
// were not written stay queued while there is no connection. Its methods may be called by many goroutines.
type Sender struct {
	cfg    Config
	cancel context.CancelFunc
	ctx    context.Context
	wake   chan struct{}
	done   chan struct{}

	mu      sync.Mutex
	started bool
	closed  bool
	pending batch
	flight  int // messages taken by the writer and not written yet
	flightN int // their octets
	space   chan struct{}
	up      bool

	w writer
}

// batch is a run of messages. ends has the offset behind each.
type batch struct {
	b    []byte
	ends []int
}

// writer is what only the sender's goroutine touches.
type writer struct {
	out  batch
	next int // index of the first message of out that is not written
	// kept is the cyclic buffer. Its first gone messages have left it, and their octets are moved out in one go now
	// and then. base is the count of octets before kept, so base+len(kept.b) counts all that was written.
	kept  batch
	gone  int
	base  uint64
	marks []mark
	seq   uint32
}

// mark remembers how much was written before a keepalive, and when it went.
type mark struct {
	seq uint32
	at  time.Time
	n   uint64
}

// NewSender makes a sender that does nothing before Start.
func NewSender(cfg Config) (*Sender, error) {
	if cfg.Dial == nil || cfg.Address == "" {
		return nil, errors.New("link: a sender needs Dial and Address")
	}
	def := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	def(&cfg.RetryMin, 100*time.Millisecond)
	def(&cfg.RetryMax, 5*time.Second)
	cfg.RetryMax = max(cfg.RetryMin, cfg.RetryMax)
	def(&cfg.DialTimeout, 10*time.Second)
	def(&cfg.Linger, 2*time.Second)
	if cfg.Queue == 0 {
		cfg.Queue = 8 << 20
	}
	if cfg.Items == 0 {
		cfg.Items = 65536
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.OnError == nil {
		cfg.OnError = func(error) {}
	}
	if cfg.Read == nil {
		cfg.Read = func(r io.Reader, _ func(uint32)) error {
			_, err := io.Copy(io.Discard, r)
			return err
		}
	}
	if cfg.TLS != nil && cfg.TLS.ServerName == "" && !cfg.TLS.InsecureSkipVerify {
		host, _, err := net.SplitHostPort(cfg.Address)
		if err != nil {
			return nil, fmt.Errorf("link: address %q: %w", cfg.Address, err)
		}
		cfg.TLS = cfg.TLS.Clone()
		cfg.TLS.ServerName = host
	}
	s := &Sender{cfg: cfg, wake: make(chan struct{}, 1), done: make(chan struct{})}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, nil
}

// Start begins to connect and returns at once. Messages may be sent before there is a connection.
func (s *Sender) Start(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	if !s.started {
		s.started = true
		go s.run()
	}
	return nil
}

// Octets is a message that is made already.
type Octets []byte

// AppendBinary appends the octets.
func (o Octets) AppendBinary(b []byte) ([]byte, error) { return append(b, o...), nil }

// Send queues the octets of one message and waits for room. It fails with the error of the message, of the context,
// or with ErrClosed; then nothing was queued.
func (s *Sender) Send(ctx context.Context, m encoding.BinaryAppender) error {
	for {
		space, err := s.put(m, true)
		if err != ErrQueueFull {
			return err
		}
		select {
		case <-space:
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", ErrQueueFull, context.Cause(ctx))
		case <-s.ctx.Done():
			return ErrClosed
		}
	}
}

// TrySend is Send without waiting: it fails with ErrQueueFull.
func (s *Sender) TrySend(m encoding.BinaryAppender) error {
	_, err := s.put(m, false)
	return err
}

func (s *Sender) put(m encoding.BinaryAppender, wait bool) (<-chan struct{}, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	p := &s.pending
	if len(p.ends)+s.flight >= s.cfg.Items || len(p.b)+s.flightN >= s.cfg.Queue {
		if wait && s.space == nil {
			s.space = make(chan struct{})
		}
		return s.space, ErrQueueFull
	}
	b, err := m.AppendBinary(p.b)
	if err != nil {
		return nil, err
	}
	p.b = b
	p.ends = append(p.ends, len(b))
	if len(p.ends) == 1 {
		s.poke()
	}
	return nil, nil
}

func (s *Sender) poke() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Queued returns how many messages are not written yet.
func (s *Sender) Queued() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.pending.ends) + s.flight
}

// Connected says whether there is a connection.
func (s *Sender) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.up
}

// Flush waits until every message that was queued before is written to a connection.
func (s *Sender) Flush(ctx context.Context) error {
	for {
		s.mu.Lock()
		if len(s.pending.ends)+s.flight == 0 {
			s.mu.Unlock()
			return nil
		}
		if s.closed {
			s.mu.Unlock()
			return ErrClosed
		}
		if s.space == nil {
			s.space = make(chan struct{})
		}
		space := s.space
		s.mu.Unlock()
		select {
		case <-space:
		case <-ctx.Done():
			return fmt.Errorf("link: %d messages for %s are not written: %w", s.Queued(), s.cfg.Address, context.Cause(ctx))
		case <-s.ctx.Done():
			return ErrClosed
		}
	}
}

// Close writes what is queued if a connection is open or just being opened, for at most twice Linger, and stops. It
// fails if messages were left unwritten, and says how many.
func (s *Sender) Close() error {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	started := s.started
	s.mu.Unlock()
	if first {
		s.poke()
		if started {
			t := time.AfterFunc(2*s.cfg.Linger, s.cancel)
			<-s.done
			t.Stop()
		}
		s.cancel()
	} else if started {
		<-s.done
	}
	if n := s.Queued(); n > 0 {
		return fmt.Errorf("link: closed with %d messages for %s not written", n, s.cfg.Address)
	}
	return nil
}
