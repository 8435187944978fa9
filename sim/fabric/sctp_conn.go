package fabric

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/pion/logging"
)

const (
	// maxSCTPPacket is what pion reads at most.
	maxSCTPPacket = 8192
	// maxInbound bounds the packets that wait for one association.
	maxInbound = 1024
	// pionPort is the only SCTP port that pion knows, for both ends.
	pionPort = 5000
)

// sctpConn is the connection below one pion association. pion knows the port 5000 only; the connection rewrites the
// ports and the checksum in both directions. It also checks what pion does not: the verification tag.
type sctpConn struct {
	mux    *sctpMux
	key    sctpKey
	to     net.Addr
	client bool

	in      chan []byte
	done    chan struct{}
	once    sync.Once
	readErr chan struct{} // closed when pion's reader got its error and is about to end
	readEnd sync.Once

	ownTag  atomic.Uint32 // what the peer must send; 0 before the handshake
	peerTag atomic.Uint32 // what this end sends
	initTag atomic.Uint32 // initiate tag of the client's INIT, server side
	aborted atomic.Bool   // the peer sent an ABORT

	mu       sync.Mutex
	deadline time.Time
	changed  chan struct{} // closed when deadline changes
}

func newSCTPConn(m *sctpMux, key sctpKey, client bool) *sctpConn {
	return &sctpConn{mux: m, key: key, to: net.UDPAddrFromAddrPort(key.peer), client: client,
		in: make(chan []byte, maxInbound), done: make(chan struct{}), readErr: make(chan struct{}), changed: make(chan struct{})}
}

// input checks a packet of the network and queues it for pion. The lock of the mux is held.
func (c *sctpConn) input(p sctpPacket) error {
	own, tag := c.ownTag.Load(), p.tag()
	switch kind := p.firstChunk(); {
	case kind == chunkInit:
		// A client has sent its own INIT; a server takes the INIT that made this connection and its repetitions.
		if c.client || tag != 0 || !c.initTag.CompareAndSwap(0, p.initiateTag()) && c.initTag.Load() != p.initiateTag() {
			return errors.New("unexpected INIT")
		}
	case kind == chunkInitAck && !c.client:
		return errors.New("unexpected INIT ACK")
	case (kind == chunkAbort || kind == chunkShutdownComplete) && p.firstFlags()&flagTagReflected != 0:
		if peer := c.peerTag.Load(); peer == 0 || tag != peer {
			return fmt.Errorf("reflected verification tag %08x", tag)
		}
	case own == 0 || tag != own:
		return fmt.Errorf("verification tag %08x", tag)
	}
	if p.has(chunkAbort) {
		c.aborted.Store(true)
	}
	b := append(sctpPacket(nil), p...)
	b.setPorts(pionPort, pionPort)
	select {
	case c.in <- b:
		return nil
	default:
		return errors.New("the association does not read")
	}
}

// Read gives pion the next packet.
func (c *sctpConn) Read(b []byte) (int, error) {
	for {
		c.mu.Lock()
		deadline, changed := c.deadline, c.changed
		c.mu.Unlock()
		var expired <-chan time.Time
		var t *time.Timer
		if !deadline.IsZero() {
			t = time.NewTimer(time.Until(deadline))
			expired = t.C
		}
		var (
			n   int
			err error
		)
		again := false
		select {
		case <-c.done:
			err = net.ErrClosed
		case p := <-c.in:
			n = copy(b, p)
		case <-expired:
			err = os.ErrDeadlineExceeded
		case <-changed:
			again = true
		}
		if t != nil {
			t.Stop()
		}
		if again {
			continue
		}
		if err != nil {
			c.readEnd.Do(func() { close(c.readErr) })
		}
		return n, err
	}
}

// waitReader waits until pion's read loop has met the end of a closed connection. An ABORT ends the loop without
// another Read.
func (c *sctpConn) waitReader() {
	if !c.aborted.Load() {
		<-c.readErr
	}
}

// Write sends a packet of pion.
func (c *sctpConn) Write(b []byte) (int, error) {
	select {
	case <-c.done:
		return 0, net.ErrClosed
	default:
	}
	if len(b) < sctpHeaderLen+chunkHeader {
		return 0, fmt.Errorf("fabric: SCTP packet of %d octets", len(b))
	}
	p := append(make(sctpPacket, 0, len(b)), b...)
	switch p.firstChunk() {
	case chunkInit, chunkInitAck:
		if len(p) >= sctpHeaderLen+initChunkLen {
			c.ownTag.Store(p.initiateTag())
		}
	case chunkAbort, chunkShutdownComplete:
	default:
		p.askImmediateSACK()
	}
	if tag := p.tag(); tag != 0 {
		c.peerTag.Store(tag)
	} else if p.firstChunk() == chunkInit {
		// An ABORT that answers an INIT carries the initiate tag without the T bit; nothing is reflected yet.
		c.peerTag.Store(0)
	}
	p.setPorts(c.key.local, c.key.remote)
	if _, err := c.mux.pc.WriteTo(p, c.to); err != nil && errors.Is(err, net.ErrClosed) {
		return 0, err
	}
	// Another error, such as no buffer space or no route, is the loss of a packet: SCTP sends it again.
	return len(b), nil
}

// Close takes the connection out of its mux.
func (c *sctpConn) Close() error {
	c.once.Do(func() {
		close(c.done)
		c.mux.forget(c)
	})
	return nil
}

// SetReadDeadline ends a Read at that time.
func (c *sctpConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.deadline = t
	close(c.changed)
	c.changed = make(chan struct{})
	return nil
}

// SetWriteDeadline does nothing: a Write never waits long.
func (c *sctpConn) SetWriteDeadline(time.Time) error { return nil }

// SetDeadline sets the deadline of reads.
func (c *sctpConn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

// LocalAddr is the own UDP address.
func (c *sctpConn) LocalAddr() net.Addr { return c.mux.pc.LocalAddr() }

// RemoteAddr is the UDP address of the peer.
func (c *sctpConn) RemoteAddr() net.Addr { return c.to }

// localAddr is the own address with the SCTP port.
func (c *sctpConn) localAddr() netip.AddrPort { return netip.AddrPortFrom(c.mux.addr, c.key.local) }

// remoteAddr is the address of the peer with its SCTP port.
func (c *sctpConn) remoteAddr() netip.AddrPort {
	return netip.AddrPortFrom(c.key.peer.Addr(), c.key.remote)
}

// pionLog lets pion write to the log of the network. What pion calls an error is one here only after it ended an
// association, which the user of the association learns; so all of it is for debugging.
type pionLog struct{ log *slog.Logger }

// NewLogger is called by pion for each association.
func (l pionLog) NewLogger(string) logging.LeveledLogger { return pionLogger(l) }

type pionLogger pionLog

func (l pionLogger) put(level slog.Level, format string, args ...any) {
	if ctx := context.Background(); l.log.Enabled(ctx, level) {
		if len(args) > 0 {
			format = fmt.Sprintf(format, args...)
		}
		l.log.Log(ctx, level, "sctp: "+format)
	}
}

const levelTrace = slog.LevelDebug - 4

func (l pionLogger) Trace(msg string)                  { l.put(levelTrace, msg) }
func (l pionLogger) Tracef(format string, args ...any) { l.put(levelTrace, format, args...) }
func (l pionLogger) Debug(msg string)                  { l.put(levelTrace, msg) }
func (l pionLogger) Debugf(format string, args ...any) { l.put(levelTrace, format, args...) }
func (l pionLogger) Info(msg string)                   { l.put(slog.LevelDebug, msg) }
func (l pionLogger) Infof(format string, args ...any)  { l.put(slog.LevelDebug, format, args...) }
func (l pionLogger) Warn(msg string)                   { l.put(slog.LevelDebug, msg) }
func (l pionLogger) Warnf(format string, args ...any)  { l.put(slog.LevelDebug, format, args...) }
func (l pionLogger) Error(msg string)                  { l.put(slog.LevelDebug, msg) }
func (l pionLogger) Errorf(format string, args ...any) { l.put(slog.LevelDebug, format, args...) }
