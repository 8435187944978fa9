package fabric

import (
	"errors"
	"io"
	"log/slog"
	"net/netip"
	"time"
)

// VirtualConfig describes a network inside the process. The zero value is complete.
type VirtualConfig struct {
	// Now gives the times that taps see, nil for time.Now.
	Now func() time.Time
	// Rand gives the SCTP source ports and the seeds of the stacks, nil for crypto/rand.
	Rand io.Reader
	// Log is silent when nil.
	Log *slog.Logger
}

// A Virtual network lives inside the process: a gVisor netstack per host, SCTP in UDP encapsulation (RFC 6951).
type Virtual struct{}

var _ Network = (*Virtual)(nil)

// NewVirtual makes an empty network.
func NewVirtual(cfg VirtualConfig) (*Virtual, error) { return &Virtual{}, nil }

// Link makes a link.
func (v *Virtual) Link(cfg LinkConfig) (Link, error) { return nil, errors.ErrUnsupported }

// Host makes a host without addresses.
func (v *Virtual) Host(name string) (Host, error) { return nil, errors.ErrUnsupported }

// Name makes a domain name known to every host.
func (v *Virtual) Name(fqdn string, addr netip.Addr) error { return errors.ErrUnsupported }

// Close stops everything and waits.
func (v *Virtual) Close() error { return nil }
