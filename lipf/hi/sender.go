package hi

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

// SenderConfig configures a [Sender].
type SenderConfig struct {
	// Address is where the agency listens, "host:port".
	Address string
	// Dial opens the connection below TLS.
	Dial link.DialFunc
	// TLS carries the client certificate and the roots. An empty ServerName is taken from Address.
	TLS *tls.Config
	// Header is the template of keep-alives: its LIID and operator identifier are to be valid.
	Header PSHeader
	// Time1 is how long the connection is idle before a keep-alive goes out, clause 6.3.4; 0 is none.
	Time1 time.Duration
	// Time3 is how long the answer may take before the connection is closed and opened again, 60 s by default,
	// for ever when negative.
	Time3 time.Duration
	// Buffer is the size of the cyclic buffer in octets: what it holds is sent again after a reconnection,
	// clause 6.3.3, and the agency gets duplicates. 1 MiB by default, none when negative.
	Buffer int
	// Spool is a folder where PDUs are kept until they are confirmed by the answer to a keep-alive, so that they survive
	// the end of this process. It needs a Buffer, Time1 and Time3, and belongs to this sender alone. Then no more
	// than Buffer octets are written without an answer, and what an answer confirmed does not come again.
	Spool string
	// SpoolLimit bounds the octets in the spool, 1 GiB by default.
	SpoolLimit int64
	// Queue bounds the octets that wait, 8 MiB by default, Items the PDUs, 65536 by default.
	Queue, Items int
	// RetryMin is the pause after a failure to connect, 100 ms by default, doubled each time up to RetryMax, 5 s.
	RetryMin, RetryMax time.Duration
	// Linger bounds how long Close goes on writing, 2 s by default.
	Linger time.Duration
	// OnError is told each failure to connect and each loss of the connection, from the sender's goroutine.
	OnError func(error)
	// Now stamps keep-alives; time.Now by default.
	Now func() time.Time
	// Log may be nil.
	Log *slog.Logger
}

// Sender is the delivery function's end of a session, clause 6.3.
type Sender struct{ link *link.Sender }

// NewSender makes a sender that does nothing before Start.
func NewSender(cfg SenderConfig) (*Sender, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	c := link.Config{Address: cfg.Address, Dial: cfg.Dial, TLS: cfg.TLS, Queue: cfg.Queue, Items: cfg.Items, RetryMin: cfg.RetryMin, RetryMax: cfg.RetryMax,
		Linger: cfg.Linger, OnError: cfg.OnError, Log: cfg.Log, Read: read, Retain: cfg.Buffer, Period: cfg.Time1, Timeout: cfg.Time3, OnlyIdle: true}
	switch {
	case cfg.Buffer == 0:
		c.Retain = 1 << 20
	case cfg.Buffer < 0:
		c.Retain = 0
	}
	switch {
	case cfg.Time3 == 0:
		c.Timeout = 60 * time.Second
	case cfg.Time3 < 0:
		c.Timeout = 0
	}
	if cfg.Spool != "" {
		if cfg.Time1 <= 0 || c.Timeout == 0 {
			return nil, errors.New("hi: a spool needs keep-alives and their answers")
		}
		c.Spool, c.SpoolLimit, c.Confirm = cfg.Spool, cfg.SpoolLimit, true
	}
	if cfg.Time1 > 0 {
		alive := PSPDU{PSHeader: cfg.Header, TRI: KeepAlive}
		if _, err := alive.AppendBinary(nil); err != nil {
			return nil, fmt.Errorf("hi: header of keep-alives: %w", err)
		}
		c.Keepalive = func(b []byte, sequence uint32) []byte {
			p := alive
			p.SequenceNumber = sequence
			p.TimeStamp, p.MicroSecondTimeStamp = time.Time{}, cfg.Now()
			b, _ = p.AppendBinary(b) // The header was tried above.
			return b
		}
	}
	l, err := link.NewSender(c)
	return &Sender{l}, err
}

// read takes the answers to keep-alives.
func read(r io.Reader, ack func(uint32)) error {
	in := NewReader(r, 64<<10)
	for {
		octets, err := in.Next()
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		p, _, err := Parse(octets)
		if err != nil {
			return err
		}
		if p.TRI == KeepAliveResponse {
			ack(p.SequenceNumber)
		}
	}
}

// Start begins to connect and returns at once. PDUs may be sent before there is a connection.
func (s *Sender) Start(ctx context.Context) error { return s.link.Start(ctx) }

// Send queues a PDU and waits for room in the queue while the context lasts.
func (s *Sender) Send(ctx context.Context, p *PSPDU) error { return s.link.Send(ctx, p) }

// TrySendCC is TrySend for content.
func (s *Sender) TrySendCC(c *CC) error { return s.link.TrySend(c) }

// TrySend queues a PDU and fails with [link.ErrQueueFull] where there is no room.
func (s *Sender) TrySend(p *PSPDU) error { return s.link.TrySend(p) }

// SendOctets queues octets as they are, which negative tests use.
func (s *Sender) SendOctets(ctx context.Context, octets []byte) error {
	return s.link.Send(ctx, link.Octets(octets))
}

// Flush waits until every PDU that was queued before is written to a connection.
func (s *Sender) Flush(ctx context.Context) error { return s.link.Flush(ctx) }

// Confirm waits until every PDU that was queued before is confirmed, which it asks the agency for at once. Without a spool
// it is Flush.
func (s *Sender) Confirm(ctx context.Context) error { return s.link.Confirm(ctx) }

// Queued returns how many PDUs are not written yet.
func (s *Sender) Queued() int { return s.link.Queued() }

// Connected says whether there is a connection.
func (s *Sender) Connected() bool { return s.link.Connected() }

// Close writes what is queued if a connection is open or just being opened, for at most twice Linger, stops and waits.
// It fails if PDUs were left unwritten.
func (s *Sender) Close() error { return s.link.Close() }
