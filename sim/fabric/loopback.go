package fabric

import (
	"errors"
	"log/slog"
	"net/netip"
)

// LoopbackConfig describes a network on the machine's own sockets. The zero value is complete.
type LoopbackConfig struct {
	// Log is silent when nil.
	Log *slog.Logger
}

// A Loopback network uses the machine's own sockets at addresses of 127.0.0.0/8. It cannot tap, delay, lose or
// cut packets.
type Loopback struct{}

var _ Network = (*Loopback)(nil)

// NewLoopback makes an empty network.
func NewLoopback(cfg LoopbackConfig) (*Loopback, error) { return &Loopback{}, nil }

// Link makes a link.
func (l *Loopback) Link(cfg LinkConfig) (Link, error) { return nil, errors.ErrUnsupported }

// Host makes a host without addresses.
func (l *Loopback) Host(name string) (Host, error) { return nil, errors.ErrUnsupported }

// Name makes a domain name known to every host.
func (l *Loopback) Name(fqdn string, addr netip.Addr) error { return errors.ErrUnsupported }

// Close stops everything and waits.
func (l *Loopback) Close() error { return nil }
