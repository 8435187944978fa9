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

	"lilab/x2x3/link"
)

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
