package x2x3

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

	"lilab/x2x3/link"
)

// Peer is who sent a PDU.
type Peer = link.Peer

// ReceiverConfig configures a [Receiver].
type ReceiverConfig struct {
	// Listener takes the connections of points of interception. Close closes it.
	Listener net.Listener
	// TLS must demand and verify client certificates. Nil is a receiver without TLS, which only tests use.
	TLS *tls.Config
	// Admit decides about a peer whose certificate is valid, for example by its UID; nil admits all.
	Admit func(Peer) error
	// Limits bound what is taken.
	Limits Limits
	// Handle gets each X2 and X3 PDU in order, one call at a time for each connection. PDU and octets share
	// memory that the next PDU uses again: see [PDU.Clone]. An error ends the connection.
	Handle func(ctx context.Context, p *PDU, peer Peer, octets []byte) error
	// OnKeepalive, where it is not nil, sees each keepalive.
	OnKeepalive func(p *PDU, peer Peer)
	// IgnoreKeepalives leaves keepalives without an answer, as some peers do; for tests of senders.
	IgnoreKeepalives bool
	// OnRefused is told each connection that TLS or Admit refused.
	OnRefused func(remote netip.AddrPort, err error)
	// OnClosed is told each connection that ended, with nil where the peer closed it in order. Nonsense ends the
	// connection it came over and no other, with an error that wraps [*Error].
	OnClosed func(peer Peer, err error)
	// Log may be nil.
	Log *slog.Logger
}

// Receiver is the mediation function's end of X2 and X3, clause 6: a server that reads PDUs and answers keepalives.
type Receiver struct {
	cfg    ReceiverConfig
	server *link.Server
}

// NewReceiver makes a receiver that does nothing before Start.
func NewReceiver(cfg ReceiverConfig) (*Receiver, error) {
	if cfg.Handle == nil {
		return nil, errors.New("x2x3: a receiver needs a handler")
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

// ackTimeout bounds how long the answer to a keepalive may take to be written.
const ackTimeout = 10 * time.Second

func (r *Receiver) serve(ctx context.Context, conn net.Conn, peer Peer) error {
	in := NewReader(conn, r.cfg.Limits)
	var p PDU
	var answer []byte
	for {
		octets, err := in.Next(&p)
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		switch p.Type {
		case X2, X3:
			if err := r.cfg.Handle(ctx, &p, peer, octets); err != nil {
				return err
			}
		case Keepalive:
			if r.cfg.OnKeepalive != nil {
				r.cfg.OnKeepalive(&p, peer)
			}
			if r.cfg.IgnoreKeepalives {
				continue
			}
			ack := PDU{Version: p.Version, Type: KeepaliveAck, Attributes: Attributes{SequenceNumber: p.SequenceNumber}}
			if answer, err = ack.AppendBinary(answer[:0]); err != nil {
				return err
			}
			_ = conn.SetWriteDeadline(time.Now().Add(ackTimeout))
			if _, err := conn.Write(answer); err != nil {
				return fmt.Errorf("x2x3: answer to a keepalive: %w", err)
			}
		default:
			return fmt.Errorf("x2x3: the point of interception sent a PDU of type %s", p.Type)
		}
	}
}
