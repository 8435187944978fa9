// Package link keeps the connections of delivery interfaces: one that a delivery function opens and opens again
// (Sender), and the server that takes them (Receiver). What crosses them is of no concern here; packages
// x2x3 and lipf/hi give it meaning.
//
// # What is lost, and what comes twice
//
// A message that Send or TrySend took without an error is delivered or still kept, in the order in which messages
// were taken. X2 and X3 have no acknowledgement of data (TS 103 221-2 clause 4.2.1), so nobody can tell how much of
// what was written to a connection arrived before it broke. The sender therefore keeps what it wrote until an answer
// to a keepalive confirms it: the peer answers after it has dealt with everything before the keepalive. After a
// reconnection, or after a restart with a spool, it begins again behind the last confirmed message. So
//
//   - each connection carries messages in order without a gap, and begins at or before the first one that did not
//     arrive over earlier connections;
//   - the messages that come twice are those written after the last keepalive whose answer the sender saw, at most
//     Config.Retain octets and one write (128 KiB, or one longer message) for each connection that broke.
//
// Without Config.Confirm nothing is confirmed for sure. Then the last Retain octets, written not longer ago than
// Assume, are kept and written again, and what left them is taken for delivered.
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
	"time"
)

// Errors of a [Sender].
var (
	// ErrQueueFull means that the queue has no room. Nothing was taken; the caller decides what to do.
	ErrQueueFull = errors.New("queue is full")
	// ErrSpool means that the spool on disk could not take a message, because the disk or what the spool may use of
	// it is full, or because it fails. Nothing was taken. It wraps ErrQueueFull.
	ErrSpool = fmt.Errorf("spool takes nothing: %w", ErrQueueFull)
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
	// Queue bounds the octets that wait in memory, 8 MiB by default. Items bounds the messages, 65536 by default;
	// with a spool it bounds nothing.
	Queue, Items int
	// Retain is how many octets that were written and are not confirmed are kept, to be written again after a
	// reconnection. With Confirm no more are written until an answer comes; without, the oldest leave.
	Retain int
	// Confirm says that the peer answers keepalives after it has dealt with what came before them, so that only
	// an answer confirms delivery. It needs Keepalive and Timeout.
	Confirm bool
	// ConfirmAfter is how long written messages stay without a keepalive behind them; 0 is until the next Period.
	// A quarter of Retain calls for one sooner when Confirm is set.
	ConfirmAfter time.Duration
	// Assume is how long ago messages were written that are taken for delivered where nothing confirms; 0 is never.
	Assume time.Duration
	// Spool is a folder where messages are kept until they are confirmed, so that they survive this process. It belongs
	// to this sender alone. Without it messages are in memory only.
	Spool string
	// SpoolLimit bounds the octets in the spool, 1 GiB by default. SpoolSync makes each message survive a loss of power
	// too, at the price of one fsync for each.
	SpoolLimit int64
	SpoolSync  bool
	// BatchDelay is how long a sender that wrote just before waits for more, so that small messages share a TLS record;
	// 250 µs by default, none when negative. The first message after a pause never waits.
	BatchDelay time.Duration
	// Batch is how many octets end that waiting, one TLS record (16 KiB) by default. With more, several records go out
	// with one write.
	Batch int
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
	// OnError is told each failure to connect and each loss of a connection, from the sender's goroutine, and the first
	// of several failures of the spool, from the goroutine that hands over.
	OnError func(error)
	// Log may be nil.
	Log *slog.Logger

	// create makes the files of the spool; tests put a full disk there.
	create func(name string) (file, error)
}

func (cfg *Config) defaults() error {
	if cfg.Dial == nil || cfg.Address == "" {
		return errors.New("link: a sender needs Dial and Address")
	}
	if cfg.Confirm && (cfg.Keepalive == nil || cfg.Timeout <= 0 || cfg.Retain <= 0) {
		return errors.New("link: Confirm needs Keepalive, Timeout and Retain")
	}
	if cfg.Spool != "" && cfg.Retain <= 0 {
		return errors.New("link: a spool needs Retain")
	}
	or(&cfg.RetryMin, 100*time.Millisecond)
	or(&cfg.RetryMax, 5*time.Second)
	cfg.RetryMax = max(cfg.RetryMin, cfg.RetryMax)
	or(&cfg.DialTimeout, 10*time.Second)
	or(&cfg.Linger, 2*time.Second)
	or(&cfg.BatchDelay, 250*time.Microsecond)
	or(&cfg.Batch, recordSize)
	or(&cfg.Queue, 8<<20)
	or(&cfg.Items, 65536)
	or(&cfg.SpoolLimit, 1<<30)
	or(&cfg.Log, slog.New(slog.DiscardHandler))
	if cfg.OnError == nil {
		cfg.OnError = func(error) {}
	}
	if cfg.create == nil {
		cfg.create = create
	}
	if cfg.Read == nil {
		cfg.Read = func(r io.Reader, _ func(uint32)) error {
			_, err := io.Copy(io.Discard, r)
			return err
		}
	}
	if cfg.TLS == nil {
		return nil
	}
	cfg.TLS = cfg.TLS.Clone()
	// Batches fill whole records from the beginning; there is no reader who waits for the first octets of a page.
	cfg.TLS.DynamicRecordSizingDisabled = true
	if cfg.TLS.ServerName == "" && !cfg.TLS.InsecureSkipVerify {
		host, _, err := net.SplitHostPort(cfg.Address)
		if err != nil {
			return fmt.Errorf("link: address %q: %w", cfg.Address, err)
		}
		cfg.TLS.ServerName = host
	}
	return nil
}

func or[T comparable](v *T, d T) {
	var zero T
	if *v == zero {
		*v = d
	}
}

// Octets is a message that is made already.
type Octets []byte

// AppendBinary appends the octets.
func (o Octets) AppendBinary(b []byte) ([]byte, error) { return append(b, o...), nil }

// Once are octets that go over one connection and are not written again when it breaks. Negative tests use it for what
// a peer has to refuse. A sender with a spool does not take them.
type Once []byte

// AppendBinary appends the octets.
func (o Once) AppendBinary(b []byte) ([]byte, error) { return append(b, o...), nil }

var _, _ encoding.BinaryAppender = Octets(nil), Once(nil)
