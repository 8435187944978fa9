package media

import (
	"context"
	"fmt"
	mathrand "math/rand/v2"
	"net"
	"net/netip"

	"lilab/sim/fabric"
)

// Listen opens a UDP socket with a drawn even port, as RFC 3550 clause 11 wants it for RTP.
func Listen(ctx context.Context, host fabric.Host, addr netip.Addr, random *mathrand.Rand) (net.PacketConn, error) {
	const lowest, ports, attempts = 20000, 20000, 64
	var last error
	for range attempts {
		port := lowest + 2*uint16(random.UintN(ports/2))
		conn, err := host.ListenPacket(ctx, netip.AddrPortFrom(addr, port))
		if err == nil {
			return conn, nil
		}
		if last = err; ctx.Err() != nil {
			break
		}
	}
	return nil, fmt.Errorf("media: no port at %v: %w", addr, last)
}
