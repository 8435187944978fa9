package hi

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"time"

	"lilab/x2x3/ber"
	"lilab/x2x3/link"
)

// DefaultMaxPDU bounds the octets of one PS-PDU.
const DefaultMaxPDU = 16 << 20

// maxIndefinite bounds a PS-PDU of indefinite length, whose end is found only by looking at all of it.
const maxIndefinite = 64 << 10

// Reader reads PS-PDUs, which follow each other without anything between them, from a stream.
type Reader struct {
	r      io.Reader
	max    int
	buf    []byte
	lo, hi int
	off    int64
}

// NewReader returns a reader of r that takes PDUs of at most max octets, [DefaultMaxPDU] where max is 0.
func NewReader(r io.Reader, max int) *Reader {
	if max <= 0 {
		max = DefaultMaxPDU
	}
	return &Reader{r: r, max: max, buf: make([]byte, 64<<10)}
}

// Next returns the octets of the next PDU, which share memory that the next call uses again. At the end of the
// stream the error is [io.EOF]. After another error the stream has no framing any more.
func (r *Reader) Next() ([]byte, error) {
	for {
		b := r.buf[r.lo:r.hi]
		if len(b) > 0 && b[0] != 0x30 {
			return nil, r.at(&ber.Error{Err: ber.ErrTag, Off: 0, Path: "PS-PDU", Want: ber.Sequence.String(), Got: fmt.Sprintf("octet 0x%02X", b[0])})
		}
		limit := r.max
		if len(b) > 1 && b[1] == 0x80 {
			limit = min(limit, maxIndefinite)
		}
		n, ok, err := ber.Size(b, limit)
		if err != nil {
			return nil, r.at(err)
		}
		if ok && n <= len(b) {
			r.lo += n
			r.off += int64(n)
			return b[:n:n], nil
		}
		if !ok {
			n = len(b) + 1
		}
		if err := r.more(n); err != nil {
			return nil, err
		}
	}
}

func (r *Reader) at(err error) error {
	return fmt.Errorf("PS-PDU that begins at octet %d of the stream: %w", r.off, err)
}

// more reads once, into a buffer that grows only as octets arrive.
func (r *Reader) more(n int) error {
	if r.lo > 0 && (r.lo == r.hi || len(r.buf)-r.lo < n) {
		copy(r.buf, r.buf[r.lo:r.hi])
		r.lo, r.hi = 0, r.hi-r.lo
	}
	if r.hi == len(r.buf) {
		grown := make([]byte, min(2*len(r.buf), max(n, len(r.buf)+1)))
		r.hi = copy(grown, r.buf[:r.hi])
		r.buf = grown
	}
	m, err := r.r.Read(r.buf[r.hi:])
	r.hi += m
	switch {
	case m > 0 || err == nil:
		return nil
	case err == io.EOF && r.hi > r.lo:
		return fmt.Errorf("PS-PDU that begins at octet %d of the stream, %d octets of it are there: %w", r.off, r.hi-r.lo, io.ErrUnexpectedEOF)
	}
	return err
}

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
func (s *Sender) Send(ctx context.Context, p *PSPDU) error { return s.link.Send(ctx, p.AppendBinary) }

// TrySend queues a PDU and fails with [link.ErrQueueFull] where there is no room.
func (s *Sender) TrySend(p *PSPDU) error { return s.link.TrySend(p.AppendBinary) }

// SendOctets queues octets as they are, which negative tests use.
func (s *Sender) SendOctets(ctx context.Context, octets []byte) error {
	return s.link.Send(ctx, func(b []byte) ([]byte, error) { return append(b, octets...), nil })
}

// Flush waits until every PDU that was queued before is written to a connection.
func (s *Sender) Flush(ctx context.Context) error { return s.link.Flush(ctx) }

// Queued returns how many PDUs are not written yet.
func (s *Sender) Queued() int { return s.link.Queued() }

// Connected says whether there is a connection.
func (s *Sender) Connected() bool { return s.link.Connected() }

// Close writes what is queued if a connection is open, for at most Linger, stops and waits. It fails if PDUs were
// left unwritten.
func (s *Sender) Close() error { return s.link.Close() }

// ReceiverConfig configures a [Receiver].
type ReceiverConfig struct {
	// Listener takes the connections of delivery functions. Close closes it.
	Listener net.Listener
	// TLS must demand and verify client certificates.
	TLS *tls.Config
	// Admit decides about a peer whose certificate is valid; nil admits all.
	Admit func(link.Peer) error
	// MaxPDU bounds one PS-PDU, [DefaultMaxPDU] where it is 0.
	MaxPDU int
	// OnOctets, where it is not nil, sees every PDU as it arrived, before it is read, keep-alives too.
	OnOctets func(peer link.Peer, octets []byte)
	// Handle gets each PDU but keep-alives, in order, one call at a time for each connection. The octets share
	// memory that the next PDU uses again. An error ends the connection.
	Handle func(ctx context.Context, p *PSPDU, peer link.Peer, octets []byte) error
	// OnMalformed is told each PDU whose framing is right and whose contents are not. The connection goes on.
	OnMalformed func(peer link.Peer, octets []byte, err error)
	// IgnoreKeepAlives leaves keep-alives without an answer.
	IgnoreKeepAlives bool
	// OnRefused is told each connection that TLS or Admit refused.
	OnRefused func(remote netip.AddrPort, err error)
	// OnClosed is told each connection that ended, with nil where the peer closed it in order.
	OnClosed func(peer link.Peer, err error)
	// Now stamps answers; time.Now by default.
	Now func() time.Time
	// Log may be nil.
	Log *slog.Logger
}

// Receiver is the agency's end of sessions.
type Receiver struct {
	cfg    ReceiverConfig
	server *link.Server
}

// NewReceiver makes a receiver that does nothing before Start.
func NewReceiver(cfg ReceiverConfig) (*Receiver, error) {
	if cfg.Handle == nil {
		return nil, errors.New("hi: a receiver needs a handler")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.OnMalformed == nil {
		cfg.OnMalformed = func(link.Peer, []byte, error) {}
	}
	r := &Receiver{cfg: cfg}
	var err error
	r.server, err = link.NewServer(link.ServerConfig{Listener: cfg.Listener, TLS: cfg.TLS, Admit: cfg.Admit, Serve: r.serve, OnRefused: cfg.OnRefused,
		OnClosed: cfg.OnClosed, Log: cfg.Log})
	return r, err
}

// Start begins to accept and returns at once.
func (r *Receiver) Start(ctx context.Context) error { return r.server.Start(ctx) }

// Close stops the receiver, ends its connections and waits for its goroutines.
func (r *Receiver) Close() error { return r.server.Close() }

// answerTimeout is TIME2 of clause 6.3.4: how long the answer to a keep-alive may take to be written.
const answerTimeout = 30 * time.Second

func (r *Receiver) serve(ctx context.Context, conn net.Conn, peer link.Peer) error {
	in := NewReader(conn, r.cfg.MaxPDU)
	for {
		octets, err := in.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		if r.cfg.OnOctets != nil {
			r.cfg.OnOctets(peer, octets)
		}
		p, _, err := Parse(octets)
		switch {
		case err != nil:
			r.cfg.OnMalformed(peer, octets, err)
		case p.TRI == KeepAlive:
			if r.cfg.IgnoreKeepAlives {
				continue
			}
			p.TRI = KeepAliveResponse
			p.TimeStamp, p.MicroSecondTimeStamp = time.Time{}, r.cfg.Now()
			answer, err := p.AppendBinary(nil)
			if err != nil {
				return fmt.Errorf("hi: answer to a keep-alive: %w", err)
			}
			_ = conn.SetWriteDeadline(time.Now().Add(answerTimeout))
			if _, err := conn.Write(answer); err != nil {
				return fmt.Errorf("hi: answer to a keep-alive: %w", err)
			}
		default:
			if err := r.cfg.Handle(ctx, &p, peer, octets); err != nil {
				return err
			}
		}
	}
}
