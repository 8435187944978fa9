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

// ErrSpool means that the spool on disk took nothing: the disk is full or fails, or its limit is reached. It wraps
// ErrQueueFull.
var ErrSpool = link.ErrSpool

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
	// Queue bounds the octets that wait in memory, 8 MiB by default, Items the PDUs, 65536 by default (without a spool).
	Queue, Items int
	// BatchDelay is how long a sender that wrote just before waits for more, 250 µs by default, and Batch how many octets end
	// that waiting, 16 KiB by default. More of both costs delay and saves processor time at a high rate. The first PDU
	// after a pause never waits, nor does one that somebody waits for (Flush, Confirm, Close).
	BatchDelay time.Duration
	Batch      int
	// Retain bounds the octets that were written and are not confirmed by a keepalive acknowledgement, 4 MiB by default.
	// They are written again after a reconnection. While keepalives and TIME_P2 are on, no more are written until an
	// acknowledgement comes. Otherwise the oldest leave, and those that were written ten seconds ago.
	Retain int
	// ConfirmAfter is how long PDUs stay without a keepalive behind them, 50 ms by default: clause 6.2.4 has keepalives
	// at least every TIME_P1 and allows more. Fewer duplicates after an outage are the gain. Negative leaves it to TimeP1
	// and to Retain, a quarter of which calls for a keepalive.
	ConfirmAfter time.Duration
	// Spool is a folder where PDUs are kept until they are confirmed, so that they survive an outage of any length and the
	// end of this process. It belongs to this sender alone. Without it PDUs are in memory only.
	Spool string
	// SpoolLimit bounds the octets in the spool, 1 GiB by default. SpoolSync makes each PDU survive a loss of power too.
	SpoolLimit int64
	SpoolSync  bool
	// RetryMin is the pause after a failure to connect, 100 ms by default, doubled each time up to RetryMax, 5 s.
	RetryMin, RetryMax time.Duration
	// Linger bounds how long Close goes on writing, 2 s by default.
	Linger time.Duration
	// OnError is told each failure to connect and each loss of the connection, from the sender's goroutine, and the first
	// of several refusals of the spool, from the goroutine that hands over. The standard wants them reported over X1
	// (clause 6.2.4).
	OnError func(error)
	// Log may be nil.
	Log *slog.Logger
}

// Sender is the POI's end of one X2 or X3 connection, clause 6. PDUs wait in a bounded queue, or in a spool on disk, while
// there is no connection; a full one is an error, never a silent loss.
//
// What Send took without an error is delivered or still kept, in order. Clause 4.2.1 has no acknowledgement of data, so
// the sender takes the acknowledgement of a keepalive (clause 6.2.4) for the confirmation of everything before it,
// and writes what is not confirmed again after a reconnection. The PDUs that come twice are those behind the last
// keepalive whose acknowledgement the sender saw; their sequence numbers (clause 5.3.9) show it, and [Repeats] finds them.
// See package link.
//
// A PDU over which the mediation function closes the connection comes again too, and what is behind it waits: OnError
// tells of each attempt. Nothing is dropped without the caller; Close and a new sender (without the spool's folder) give up.
type Sender struct {
	link    *link.Sender
	version Version
}

// Defaults of [SenderConfig].
const (
	defaultRetain       = 4 << 20
	defaultConfirmAfter = 50 * time.Millisecond
	defaultAssume       = 10 * time.Second
)

// NewSender makes a sender that does nothing before Start, but opens its spool.
func NewSender(cfg SenderConfig) (*Sender, error) {
	if cfg.Version == 0 {
		cfg.Version = DefaultVersion
	}
	s := &Sender{version: cfg.Version}
	c := link.Config{Address: cfg.Address, Dial: cfg.Dial, TLS: cfg.TLS, Queue: cfg.Queue, Items: cfg.Items, Retain: max(cfg.Retain, 0),
		ConfirmAfter: timer(cfg.ConfirmAfter, defaultConfirmAfter), Spool: cfg.Spool, SpoolLimit: cfg.SpoolLimit, SpoolSync: cfg.SpoolSync,
		RetryMin: cfg.RetryMin, RetryMax: cfg.RetryMax, Linger: cfg.Linger, BatchDelay: cfg.BatchDelay, Batch: cfg.Batch, OnError: cfg.OnError, Log: cfg.Log, Read: s.read,
		Period: timer(cfg.TimeP1, DefaultTimeP1), Timeout: timer(cfg.TimeP2, DefaultTimeP2)}
	if c.Retain == 0 {
		c.Retain = defaultRetain
	}
	if c.Period > 0 {
		c.Keepalive = func(b []byte, sequence uint32) []byte {
			p := NewKeepalive(cfg.Version, sequence)
			b, _ = p.AppendBinary(b) // A keepalive has nothing that could fail.
			return b
		}
	}
	if c.Confirm = c.Period > 0 && c.Timeout > 0; !c.Confirm {
		c.Assume = defaultAssume
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

// SendOctets queues octets as they are, which negative tests use to send what no encoder makes. They are not written
// again when the connection breaks over them. It needs a sender without a spool.
func (s *Sender) SendOctets(ctx context.Context, octets []byte) error {
	return s.link.Send(ctx, link.Once(octets))
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

// Confirm waits until every PDU that was queued before is confirmed by the mediation function, and sends it a keepalive
// for that at once. Where keepalives or TIME_P2 are off it is Flush.
func (s *Sender) Confirm(ctx context.Context) error { return s.link.Confirm(ctx) }

// Unconfirmed returns how many PDUs are not confirmed, written or not: these may come twice.
func (s *Sender) Unconfirmed() int { return s.link.Unconfirmed() }

// Full says whether the spool refused the last PDU.
func (s *Sender) Full() bool { return s.link.Full() }

// Queued returns how many PDUs are not written yet.
func (s *Sender) Queued() int { return s.link.Queued() }

// Connected says whether there is a connection.
func (s *Sender) Connected() bool { return s.link.Connected() }

// Close writes what is queued if a connection is open or just being opened, waits for the confirmation, for at most twice
// Linger, stops and waits. It fails if PDUs were left unwritten or unconfirmed; a spool keeps them for the next sender.
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
