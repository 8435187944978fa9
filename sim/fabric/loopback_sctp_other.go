//go:build !linux || 386

package fabric

import (
	"context"
	"fmt"
	"net/netip"
	"syscall"
)

var errNotOwn = fmt.Errorf("fabric: the host does not have this address: %w", syscall.EADDRNOTAVAIL)

// ListenSCTP is not there: kernel SCTP is used on Linux only.
func (h *loopbackHost) ListenSCTP(context.Context, netip.AddrPort) (SCTPListener, error) {
	return nil, fmt.Errorf("%w: kernel SCTP is used on Linux only", ErrUnsupported)
}

// DialSCTP is not there: kernel SCTP is used on Linux only.
func (h *loopbackHost) DialSCTP(context.Context, netip.Addr, netip.AddrPort) (Association, error) {
	return nil, fmt.Errorf("%w: kernel SCTP is used on Linux only", ErrUnsupported)
}
