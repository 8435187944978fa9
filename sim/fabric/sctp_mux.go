package fabric

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"syscall"
	"time"

	"github.com/pion/sctp"
)

const (
	// maxPending bounds the handshakes of one listener that are under way. pion makes state at INIT already.
	maxPending = 256
	// maxBacklog bounds the associations that wait for Accept.
	maxBacklog = 128
	// maxAssociations bounds the associations of one address.
	maxAssociations = 4096
	// handshakeLimit ends a handshake that the client does not finish.
	handshakeLimit = 10 * time.Second

	ephemeralFirst = 49152
	ephemeralCount = 65536 - ephemeralFirst
)

// sctpMux is the SCTP endpoint of one address: one UDP socket, many associations. It finds the association of each
// packet by the peer's address and UDP port and both SCTP ports.
type sctpMux struct {
	pc   net.PacketConn
	addr netip.Addr
	mtu  uint32
	rand io.Reader
	log  *slog.Logger

	mu        sync.Mutex
	conns     map[sctpKey]*sctpConn
	listeners map[uint16]*sctpListener
	live      map[*association]struct{}
	closed    bool
	wg        sync.WaitGroup // the read loop and the handshakes
}

type sctpKey struct {
	peer          netip.AddrPort // IP address and UDP port
	local, remote uint16         // SCTP ports
}

// newSCTPMux starts to read from pc, which it owns from now on.
func newSCTPMux(pc net.PacketConn, addr netip.Addr, linkMTU uint32, rand io.Reader, log *slog.Logger) *sctpMux {
	headers := uint32(20 + 8) // IPv4 and UDP
	if addr.Is6() {
		headers = 40 + 8
	}
	m := &sctpMux{pc: pc, addr: addr, mtu: min(linkMTU-headers, maxSCTPPacket) &^ 3, rand: rand, log: log,
		conns: make(map[sctpKey]*sctpConn), listeners: make(map[uint16]*sctpListener), live: make(map[*association]struct{})}
	m.wg.Go(m.readLoop)
	return m
}

func (m *sctpMux) readLoop() {
	buf := make([]byte, 65536)
	for {
		n, from, err := m.pc.ReadFrom(buf)
		if err != nil {
			if !errors.Is(err, net.ErrClosed) {
				m.log.Warn("SCTP socket ended", "error", err)
			}
			return
		}
		u, ok := from.(*net.UDPAddr)
		if !ok {
			continue
		}
		peer := u.AddrPort()
		peer = netip.AddrPortFrom(peer.Addr().Unmap(), peer.Port())
		if err := m.input(peer, buf[:n]); err != nil {
			m.log.Warn("dropped an SCTP packet", "from", peer, "octets", n, "reason", err)
		}
	}
}

// input handles one received packet. An error says why it was dropped; octets are not kept.
func (m *sctpMux) input(peer netip.AddrPort, octets []byte) error {
	if len(octets) > maxSCTPPacket {
		return fmt.Errorf("SCTP packet of %d octets, at most %d are taken", len(octets), maxSCTPPacket)
	}
	p, err := parseSCTP(octets)
	if err != nil {
		return err
	}
	key := sctpKey{peer: peer, local: p.destinationPort(), remote: p.sourcePort()}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.closed {
		return nil
	}
	c := m.conns[key]
	if c == nil {
		l := m.listeners[key.local]
		if l == nil || p.firstChunk() != chunkInit {
			if answer := answerOutOfTheBlue(p); answer != nil {
				_, _ = m.pc.WriteTo(answer, net.UDPAddrFromAddrPort(peer)) // a lost answer is asked for again
			}
			return nil
		}
		if p.tag() != 0 || p.initiateTag() == 0 {
			return errors.New("INIT with a verification tag or without an initiate tag")
		}
		if l.pending >= maxPending || len(m.conns) >= maxAssociations {
			return errors.New("too many associations")
		}
		c = newSCTPConn(m, key, false)
		m.conns[key] = c
		l.pending++
		m.wg.Go(func() { l.handshake(c) })
	}
	return c.input(p)
}

// handshake lets pion answer the INIT of a new client and hands the association to Accept.
func (l *sctpListener) handshake(c *sctpConn) {
	m := l.mux
	limit := time.AfterFunc(handshakeLimit, func() { _ = c.Close() })
	sa, err := sctp.ServerWithOptions(m.options(c)...)
	limit.Stop()
	m.mu.Lock()
	l.pending--
	var a *association
	full := false
	if err == nil {
		full = m.closed || l.closed || len(l.backlog) == cap(l.backlog)
		if !full {
			a = newAssociation(m, c, sa)
			m.live[a] = struct{}{}
			l.backlog <- a
		}
	}
	m.mu.Unlock()
	switch {
	case err != nil:
		_ = c.Close()
		m.log.Debug("SCTP handshake failed", "from", c.key.peer, "error", err)
	case full:
		sa.Abort("no room")
		_ = sa.Close()
	}
}

// listen accepts associations at an SCTP port; 0 picks one.
func (m *sctpMux) listen(port uint16) (*sctpListener, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	fail := func(err error) (*sctpListener, error) {
		return nil, fmt.Errorf("fabric: listen on SCTP %v: %w", netip.AddrPortFrom(m.addr, port), err)
	}
	if m.closed {
		return fail(ErrClosed)
	}
	if port == 0 {
		var err error
		if port, err = m.freePort(func(p uint16) bool { return m.listeners[p] != nil }); err != nil {
			return fail(err)
		}
	}
	if m.listeners[port] != nil {
		return fail(syscall.EADDRINUSE)
	}
	l := &sctpListener{mux: m, port: port, backlog: make(chan *association, maxBacklog), done: make(chan struct{})}
	m.listeners[port] = l
	return l, nil
}

// freePort picks an ephemeral port at random. The lock is held.
func (m *sctpMux) freePort(used func(uint16) bool) (uint16, error) {
	var b [2]byte
	if _, err := io.ReadFull(m.rand, b[:]); err != nil {
		return 0, fmt.Errorf("random port: %w", err)
	}
	first := int(binary.BigEndian.Uint16(b[:]))
	for i := range ephemeralCount {
		if p := uint16(ephemeralFirst + (first+i)%ephemeralCount); !used(p) {
			return p, nil
		}
	}
	return 0, syscall.EADDRINUSE
}

// dial opens an association.
func (m *sctpMux) dial(ctx context.Context, remote netip.AddrPort) (*association, error) {
	fail := func(err error) (*association, error) {
		return nil, fmt.Errorf("fabric: dial SCTP %v: %w", remote, err)
	}
	if !remote.Addr().IsValid() || remote.Port() == 0 {
		return fail(syscall.EINVAL)
	}
	key := sctpKey{peer: netip.AddrPortFrom(remote.Addr().Unmap(), PortSCTPInUDP), remote: remote.Port()}
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return fail(ErrClosed)
	}
	if len(m.conns) >= maxAssociations {
		m.mu.Unlock()
		return fail(errors.New("too many associations"))
	}
	port, err := m.freePort(func(p uint16) bool {
		key.local = p
		return m.conns[key] != nil || m.listeners[p] != nil
	})
	if err != nil {
		m.mu.Unlock()
		return fail(err)
	}
	key.local = port
	c := newSCTPConn(m, key, true)
	m.conns[key] = c
	m.wg.Add(1)
	m.mu.Unlock()
	defer m.wg.Done()

	sa, err := sctp.ClientContext(ctx, m.clientOptions(c)...)
	if err != nil {
		_ = c.Close()
		c.waitReader()
		switch {
		case ctx.Err() != nil:
			err = ctx.Err()
		case errors.Is(err, sctp.ErrAssociationClosedBeforeConn) && c.aborted.Load():
			err = syscall.ECONNREFUSED
		case m.isClosed():
			err = ErrClosed
		}
		return fail(err)
	}
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		_ = sa.Close()
		return fail(ErrClosed)
	}
	a := newAssociation(m, c, sa)
	m.live[a] = struct{}{}
	m.mu.Unlock()
	return a, nil
}

func (m *sctpMux) isClosed() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.closed
}

func (m *sctpMux) common(c *sctpConn) []sctp.AssociationOption {
	return []sctp.AssociationOption{
		sctp.WithNetConn(c),
		sctp.WithName(c.remoteAddr().String()),
		sctp.WithLoggerFactory(pionLog{m.log}),
		sctp.WithMTU(m.mtu),
		sctp.WithMaxMessageSize(MaxMessage),
		sctp.WithMaxReceiveBufferSize(receiveWindow),
		sctp.WithBlockWrite(true),
		// Plain DATA chunks, as base stations and AMFs use them.
		sctp.WithEnableInterleaving(false),
	}
}

func (m *sctpMux) options(c *sctpConn) []sctp.ServerOption {
	var out []sctp.ServerOption
	for _, o := range m.common(c) {
		out = append(out, o)
	}
	return out
}

func (m *sctpMux) clientOptions(c *sctpConn) []sctp.ClientOption {
	var out []sctp.ClientOption
	for _, o := range m.common(c) {
		out = append(out, o)
	}
	return out
}

// forget removes a connection.
func (m *sctpMux) forget(c *sctpConn) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.conns[c.key] == c {
		delete(m.conns, c.key)
	}
}

// close ends all associations at once and waits.
func (m *sctpMux) close() {
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return
	}
	m.closed = true
	listeners, conns, live := m.listeners, m.conns, m.live
	m.listeners, m.conns, m.live = nil, nil, nil
	m.mu.Unlock()
	for _, l := range listeners {
		l.end()
	}
	for _, c := range conns {
		_ = c.Close()
	}
	for a := range live {
		a.end()
	}
	_ = m.pc.Close()
	m.wg.Wait()
}

// sctpListener accepts the associations of one port.
type sctpListener struct {
	mux     *sctpMux
	port    uint16
	pending int // guarded by mux.mu
	closed  bool
	backlog chan *association
	done    chan struct{}
	once    sync.Once
}

// Accept waits for the next association.
func (l *sctpListener) Accept(ctx context.Context) (Association, error) {
	select {
	case <-l.done:
		return nil, fmt.Errorf("accept on SCTP %v: %w", l.Addr(), ErrClosed)
	default:
	}
	select {
	case a := <-l.backlog:
		return a, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-l.done:
		return nil, fmt.Errorf("accept on SCTP %v: %w", l.Addr(), ErrClosed)
	}
}

// Addr is the local address.
func (l *sctpListener) Addr() netip.AddrPort { return netip.AddrPortFrom(l.mux.addr, l.port) }

// Close ends the listener; associations that were accepted live on, others are closed.
func (l *sctpListener) Close() error {
	l.mux.mu.Lock()
	if l.mux.listeners[l.port] == l {
		delete(l.mux.listeners, l.port)
	}
	l.closed = true
	l.mux.mu.Unlock()
	l.end()
	for {
		select {
		case a := <-l.backlog:
			_ = a.Close()
		default:
			return nil
		}
	}
}

func (l *sctpListener) end() { l.once.Do(func() { close(l.done) }) }
