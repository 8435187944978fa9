package fabric

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"github.com/pion/sctp"
)

const (
	// MaxMessage is the greatest SCTP user message in octets, in both directions.
	MaxMessage = 64 << 10

	// receiveWindow is the receive buffer of an association in octets.
	receiveWindow = 1 << 20
	// maxMessages bounds the received messages that wait for Receive; the stream's window bounds the rest.
	maxMessages = 64
	// maxStreams bounds the streams of an association. NGAP uses a handful.
	maxStreams = 1024
	// closeLimit bounds the graceful shutdown of an association.
	closeLimit = time.Second
	// firstReadBuffer is enough for most messages; a greater message makes its stream's buffer grow.
	firstReadBuffer = 4 << 10
)

// association is an SCTP association over pion.
type association struct {
	mux  *sctpMux
	conn *sctpConn
	sctp *sctp.Association

	messages chan Message  // closed when the association ended and every stream is read to its end
	sending  chan struct{} // holds one token while a message is handed to pion
	done     chan struct{} // closed by Close
	ended    chan struct{} // closed when all goroutines are gone
	once     sync.Once

	mu      sync.Mutex
	streams map[uint16]*sctp.Stream
	over    bool // no new reader is started any more
	readers sync.WaitGroup
}

func newAssociation(m *sctpMux, c *sctpConn, sa *sctp.Association) *association {
	a := &association{mux: m, conn: c, sctp: sa, messages: make(chan Message, maxMessages), sending: make(chan struct{}, 1),
		done: make(chan struct{}), ended: make(chan struct{}), streams: make(map[uint16]*sctp.Stream)}
	go a.accept()
	return a
}

// accept takes the streams that the peer opens until the association ends.
func (a *association) accept() {
	defer close(a.ended)
	for {
		s, err := a.sctp.AcceptStream()
		if err != nil {
			break
		}
		if !a.read(s) {
			a.mux.log.Warn("ended an association with too many streams", "peer", a.RemoteAddr())
			_ = a.conn.Close()
		}
	}
	a.mu.Lock()
	a.over = true
	a.mu.Unlock()
	a.readers.Wait()
	close(a.messages)
	_ = a.sctp.Close()
	_ = a.conn.Close()
	a.mux.mu.Lock()
	delete(a.mux.live, a)
	a.mux.mu.Unlock()
}

// read starts to read a stream, whoever opened it. It reports false when there are too many.
func (a *association) read(s *sctp.Stream) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	id := s.StreamIdentifier()
	if a.over || a.streams[id] == s {
		return true
	}
	if len(a.streams) >= maxStreams && a.streams[id] == nil {
		return false
	}
	a.streams[id] = s
	a.readers.Go(func() { a.readStream(s) })
	return true
}

func (a *association) readStream(s *sctp.Stream) {
	buf := make([]byte, firstReadBuffer)
	for {
		n, ppid, err := s.ReadSCTP(buf)
		if n > len(buf) && n <= MaxMessage { // the message stays in its queue
			buf = make([]byte, MaxMessage)
			continue
		}
		if n > MaxMessage {
			a.mux.log.Warn("ended an association with a message that is too long", "peer", a.RemoteAddr(), "octets", n)
			_ = a.conn.Close()
			return
		}
		if err != nil {
			a.mu.Lock()
			if a.streams[s.StreamIdentifier()] == s { // the peer may open it anew after a reset
				delete(a.streams, s.StreamIdentifier())
			}
			a.mu.Unlock()
			return
		}
		m := Message{Stream: s.StreamIdentifier(), PPID: uint32(ppid), Data: append(make([]byte, 0, n), buf[:n]...)}
		select {
		case a.messages <- m:
		case <-a.done:
			return
		}
	}
}

func (a *association) errClosed(what string) error {
	return fmt.Errorf("%s SCTP %v: %w", what, a.RemoteAddr(), ErrClosed)
}

// Send hands a message to its stream. It waits while the peer's window is full.
func (a *association) Send(ctx context.Context, m Message) error {
	if len(m.Data) == 0 || len(m.Data) > MaxMessage {
		return fmt.Errorf("fabric: SCTP message of %d octets is not from 1 to %d", len(m.Data), MaxMessage)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-a.done:
		return a.errClosed("send on")
	default:
	}
	select {
	case a.sending <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	case <-a.done:
		return a.errClosed("send on")
	}
	defer func() { <-a.sending }()

	s, err := a.stream(m.Stream)
	if err != nil {
		return err
	}
	if ctx.Done() != nil {
		fired := make(chan struct{})
		stop := context.AfterFunc(ctx, func() {
			_ = s.SetWriteDeadline(time.Unix(1, 0))
			close(fired)
		})
		defer func() {
			if !stop() {
				<-fired
				_ = s.SetWriteDeadline(time.Time{})
			}
		}()
	}
	if _, err := s.WriteSCTP(m.Data, sctp.PayloadProtocolIdentifier(m.PPID)); err != nil {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, sctp.ErrPayloadDataStateNotExist), errors.Is(err, sctp.ErrStreamClosed):
			return a.errClosed("send on")
		}
		return fmt.Errorf("fabric: send on SCTP %v: %w", a.RemoteAddr(), err)
	}
	return nil
}

// stream finds or opens a stream.
func (a *association) stream(id uint16) (*sctp.Stream, error) {
	a.mu.Lock()
	s, n := a.streams[id], len(a.streams)
	a.mu.Unlock()
	if s != nil {
		return s, nil
	}
	if n >= maxStreams {
		return nil, fmt.Errorf("fabric: more than %d streams on SCTP %v", maxStreams, a.RemoteAddr())
	}
	s, err := a.sctp.OpenStream(id, PPIDNGAP)
	if err != nil {
		return nil, a.errClosed("send on")
	}
	a.read(s)
	return s, nil
}

// Receive returns the next message of any stream. Messages that came before the end come before ErrClosed.
func (a *association) Receive(ctx context.Context) (Message, error) {
	select {
	case <-a.done:
		return Message{}, a.errClosed("receive from")
	default:
	}
	select {
	case m, ok := <-a.messages:
		if !ok {
			return Message{}, a.errClosed("receive from")
		}
		return m, nil
	case <-ctx.Done():
		return Message{}, ctx.Err()
	case <-a.done:
		return Message{}, a.errClosed("receive from")
	}
}

// LocalAddr is the own address with the SCTP port.
func (a *association) LocalAddr() netip.AddrPort { return a.conn.localAddr() }

// RemoteAddr is the address of the peer with its SCTP port.
func (a *association) RemoteAddr() netip.AddrPort { return a.conn.remoteAddr() }

// Close ends the association. What was sent is still delivered, if the peer answers within a second; messages that
// wait for Receive are lost. It returns when no goroutine of the association is left.
func (a *association) Close() error {
	a.once.Do(func() {
		close(a.done)
		ctx, cancel := context.WithTimeout(context.Background(), closeLimit)
		defer cancel()
		if err := a.sctp.Shutdown(ctx); err != nil && !errors.Is(err, sctp.ErrShutdownNonEstablished) {
			a.sctp.Abort("closed")
		} else if err != nil {
			a.waitPeer(ctx)
		}
		_ = a.sctp.Close()
	})
	<-a.ended
	return nil
}

// waitPeer lets a shutdown that the peer began come to its end.
func (a *association) waitPeer(ctx context.Context) {
	select {
	case <-a.conn.done:
	case <-ctx.Done():
	}
}

// end ends the association without a word on the wire.
func (a *association) end() {
	a.once.Do(func() { close(a.done) })
	_ = a.conn.Close()
	<-a.ended
}
