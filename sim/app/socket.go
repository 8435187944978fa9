package app

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"time"
)

// socket is a UDP socket with one peer whose datagrams go to a ledger.
type socket struct {
	net.PacketConn
	ctx    context.Context
	ledger *ledger
	to     *net.UDPAddr
	peer   netip.AddrPort
}

// socket opens a UDP socket at the address of the session, for the server of the ledger's flow. It breaks when the
// context ends; stop closes it.
func (c *Client) socket(ctx context.Context, l *ledger) (s *socket, stop func(), err error) {
	server := l.flow.Server
	source, err := c.source(server.Addr())
	if err != nil {
		return nil, nil, err
	}
	pc, err := c.cfg.Host.ListenPacket(ctx, netip.AddrPortFrom(source, 0))
	if err != nil {
		return nil, nil, fmt.Errorf("app: UDP socket at %v: %w", source, err)
	}
	local := addrPort(pc.LocalAddr())
	l.update(func(f *Flow) { f.Client = netip.AddrPortFrom(source, local.Port()) })
	cancel := context.AfterFunc(ctx, func() { _ = pc.SetDeadline(time.Unix(1, 0)) })
	s = &socket{PacketConn: pc, ctx: ctx, ledger: l, to: net.UDPAddrFromAddrPort(server), peer: server}
	return s, func() {
		cancel()
		_ = pc.Close()
	}, nil
}

func (s *socket) send(b []byte) (int, error) {
	n, err := s.WriteTo(b, s.to)
	if err == nil {
		s.ledger.update(func(f *Flow) {
			f.Up.Octets += uint64(n)
			f.Up.Datagrams++
		})
	}
	return n, err
}

// receive takes the next datagram of the peer; others are ignored.
func (s *socket) receive(b []byte, until time.Time) (int, error) {
	if err := s.SetReadDeadline(until); err != nil {
		return 0, err
	}
	for {
		// The end of the context may have set its deadline before ours.
		if err := s.ctx.Err(); err != nil {
			return 0, err
		}
		n, from, err := s.ReadFrom(b)
		if err != nil {
			return 0, err
		}
		if addrPort(from) != s.peer {
			continue
		}
		s.ledger.update(func(f *Flow) {
			f.Down.Octets += uint64(n)
			f.Down.Datagrams++
		})
		return n, nil
	}
}

func parsePort(text string) (uint16, error) {
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("port %q", text)
	}
	return uint16(n), nil
}
