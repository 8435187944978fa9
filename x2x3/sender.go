package x2x3

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"lilab/x2x3/link"
)

// ErrQueueFull means that a sender has no room. Nothing was taken.
var ErrQueueFull = link.ErrQueueFull

// Default timers of clause 6.2.4.
const (
	DefaultTimeP1 = 60 * time.Second
	DefaultTimeP2 = 180 * time.Second
)

// SenderConfig configures a [Sender].
type SenderConfig struct {
	// Address is where the mediation function listens, "host:port".
	Address string
	// Dial opens the connection below TLS.
	Dial link.DialFunc
	// TLS carries the client certificate and the roots. An empty ServerName is taken from Address.
	// Nil is a connection without TLS, which only tests use.
	TLS *tls.Config
	// Version goes into PDUs without one, and into keepalives; zero is [DefaultVersion].
	Version Version
	// TimeP1 is how often a keepalive goes out, whatever the other traffic; 60 s by default, none when negative.
	TimeP1 time.Duration
	// TimeP2 is how long the acknowledgement may take before the connection is given up and opened again,
	// 180 s by default, for ever when negative: peers exist that never answer.
	TimeP2 time.Duration
	// Queue bounds the octets that wait, 8 MiB by default, Items the PDUs, 65536 by default.
	Queue, Items int
	// RetryMin is the pause after a failure to connect, 100 ms by default, doubled each time up to RetryMax, 5 s.
	RetryMin, RetryMax time.Duration
	// Linger bounds how long Close goes on writing, 2 s by default.
	Linger time.Duration
	// OnError is told each failure to connect and each loss of the connection, from the sender's goroutine.
	// The standard wants them reported over X1.
	OnError func(error)
	// Log may be nil.
	Log *slog.Logger
}

// Sender is the POI's end of one X2 or X3 connection, clause 6. PDUs wait in a bounded queue while there is no
// connection; a full queue is an error, never a silent loss. Clause 4.2.1 has no acknowledgement of data: octets
// that the operating system had taken when a connection broke are lost, and show as a gap in the numbers.
type Sender struct {
	link    *link.Sender
	version Version
}

// NewSender makes a sender that does nothing before Start.
func NewSender(cfg SenderConfig) (*Sender, error) {
	if cfg.Version == 0 {
		cfg.Version = DefaultVersion
	}
	s := &Sender{version: cfg.Version}
	c := link.Config{Address: cfg.Address, Dial: cfg.Dial, TLS: cfg.TLS, Queue: cfg.Queue, Items: cfg.Items, RetryMin: cfg.RetryMin, RetryMax: cfg.RetryMax,
		Linger: cfg.Linger, OnError: cfg.OnError, Log: cfg.Log, Read: s.read, Period: timer(cfg.TimeP1, DefaultTimeP1), Timeout: timer(cfg.TimeP2, DefaultTimeP2)}
	if c.Period > 0 {
		c.Keepalive = func(b []byte, sequence uint32) []byte {
			p := NewKeepalive(cfg.Version, sequence)
			b, _ = p.AppendBinary(b) // A keepalive has nothing that could fail.
			return b
		}
	}
	var err error
	s.link, err = link.NewSender(c)
	return s, err
}

func timer(d, def time.Duration) time.Duration {
	switch {
	case d == 0:
		return def
	case d < 0:
		return 0
	}
	return d
}

// Start begins to connect and returns at once. PDUs may be sent before there is a connection.
func (s *Sender) Start(ctx context.Context) error { return s.link.Start(ctx) }

// Send queues a PDU and waits for room in the queue while the context lasts. The PDU may be reused afterwards.
func (s *Sender) Send(ctx context.Context, p *PDU) error {
	return s.link.Send(ctx, s.versioned(p))
}

// TrySend queues a PDU and fails with [ErrQueueFull] where there is no room.
func (s *Sender) TrySend(p *PDU) error {
	return s.link.TrySend(s.versioned(p))
}

// SendOctets queues octets as they are, which negative tests use to send what no encoder makes.
func (s *Sender) SendOctets(ctx context.Context, octets []byte) error {
	return s.link.Send(ctx, link.Octets(octets))
}

// versioned gives a PDU without a version that of the sender.
func (s *Sender) versioned(p *PDU) *PDU {
	if p.Version != 0 || s.version == DefaultVersion {
		return p
	}
	q := *p
	q.Version = s.version
	return &q
}

// Flush waits until every PDU that was queued before is written to a connection.
func (s *Sender) Flush(ctx context.Context) error { return s.link.Flush(ctx) }

// Queued returns how many PDUs are not written yet.
func (s *Sender) Queued() int { return s.link.Queued() }

// Connected says whether there is a connection.
func (s *Sender) Connected() bool { return s.link.Connected() }

// Close writes what is queued if a connection is open or just being opened, for at most twice Linger, stops and waits.
// It fails if PDUs were left unwritten.
func (s *Sender) Close() error { return s.link.Close() }

// read takes the acknowledgements of keepalives; a mediation function sends nothing else.
func (s *Sender) read(r io.Reader, ack func(uint32)) error {
	in := NewReader(r, Limits{Payload: 1 << 10})
	var p PDU
	for {
		if _, err := in.Next(&p); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if p.Type != KeepaliveAck {
			return fmt.Errorf("x2x3: the mediation function sent a PDU of type %s", p.Type)
		}
		ack(p.SequenceNumber.Value)
	}
}
