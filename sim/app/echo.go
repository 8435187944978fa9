package app

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/fabric"
)

// A datagram of the generator has, in this order: the four octets "lila", a version octet (1), a kind octet, two octets
// of zero, a sequence number and the time of sending in nanoseconds since 1970 by the clock of the client (8 octets each,
// most significant first), then content of a canary.
const (
	datagramMark    = "lila"
	datagramVersion = 1
	datagramHead    = 24
	// MinDatagram holds one canary; MaxDatagram is what UDP over IPv4 can carry.
	MinDatagram = datagramHead + CanaryLength
	MaxDatagram = 65507
)

// datagramKind says what is to be done with a datagram.
type datagramKind uint8

const (
	kindEcho   datagramKind = 1 // the server answers
	kindReply  datagramKind = 2
	kindOneWay datagramKind = 3 // the server counts
)

// datagram is one as it was parsed; content is a part of the buffer.
type datagram struct {
	kind    datagramKind
	seq     uint64
	sent    time.Time
	canary  Canary
	content []byte
}

func appendDatagram(b []byte, kind datagramKind, seq uint64, sent time.Time, c Canary, size int) []byte {
	b = append(b, datagramMark...)
	b = append(b, datagramVersion, byte(kind), 0, 0)
	b = binary.BigEndian.AppendUint64(b, seq)
	b = binary.BigEndian.AppendUint64(b, uint64(sent.UnixNano()))
	return c.AppendContent(b, size-datagramHead)
}

func parseDatagram(b []byte) (d datagram, err error) {
	if len(b) < MinDatagram {
		return d, fmt.Errorf("app: datagram of %d octets, at least %d", len(b), MinDatagram)
	}
	if string(b[:4]) != datagramMark || b[4] != datagramVersion {
		return d, errors.New("app: datagram at offset 0: no mark or another version")
	}
	d.kind = datagramKind(b[5])
	if d.kind < kindEcho || d.kind > kindOneWay {
		return d, fmt.Errorf("app: datagram at offset 5: kind %d", d.kind)
	}
	if b[6] != 0 || b[7] != 0 {
		return d, errors.New("app: datagram at offset 6: not zero")
	}
	d.seq = binary.BigEndian.Uint64(b[8:])
	d.sent = time.Unix(0, int64(binary.BigEndian.Uint64(b[16:])))
	d.content = b[datagramHead:]
	if d.canary, err = ParseCanary(string(d.content[:CanaryLength])); err != nil {
		return d, fmt.Errorf("datagram at offset %d: %w", datagramHead, err)
	}
	return d, nil
}

// EchoServerConfig describes an echo server.
type EchoServerConfig struct {
	Host fabric.Host
	// Listen has the places; TLS is refused.
	Listen []Endpoint
	// Log is silent when nil.
	Log *slog.Logger
}

// EchoServer answers each datagram of the generator that asks for it with one of the same length, in which the reply
// canary takes the place of the canary.
type EchoServer struct {
	cfg EchoServerConfig
	wg  sync.WaitGroup

	received, replied, ignored, octets atomic.Uint64

	mu      sync.Mutex
	state   state
	sockets []net.PacketConn
}

// EchoStats are the counters of an EchoServer.
type EchoStats struct {
	// Received and Octets count datagrams of the generator and their payload; Replied those answered; Ignored other
	// datagrams.
	Received, Octets, Replied, Ignored uint64
}

// NewEchoServer checks the configuration.
func NewEchoServer(cfg EchoServerConfig) (*EchoServer, error) {
	if cfg.Host == nil || len(cfg.Listen) == 0 {
		return nil, errors.New("app: an echo server needs a host and a place to listen")
	}
	for _, e := range cfg.Listen {
		if e.TLS != nil {
			return nil, errors.New("app: the echo server knows no TLS")
		}
	}
	cfg.Log = logger(cfg.Log)
	return &EchoServer{cfg: cfg}, nil
}

// Start listens. It returns when the server is ready; after an error the server is closed.
func (s *EchoServer) Start(ctx context.Context) error {
	s.mu.Lock()
	if s.state != made {
		s.mu.Unlock()
		return errTwice
	}
	s.state = running
	s.mu.Unlock()
	for _, e := range s.cfg.Listen {
		pc, err := s.cfg.Host.ListenPacket(ctx, e.At)
		if err != nil {
			return errors.Join(fmt.Errorf("app: listen at %v: %w", e.At, err), s.Close())
		}
		s.mu.Lock()
		s.sockets = append(s.sockets, pc)
		s.mu.Unlock()
		s.wg.Go(func() { s.run(pc) })
	}
	return nil
}

// Close stops the server and waits.
func (s *EchoServer) Close() error {
	s.mu.Lock()
	if s.state == ended {
		s.mu.Unlock()
		return nil
	}
	s.state = ended
	var errs []error
	for _, pc := range s.sockets {
		errs = append(errs, pc.Close())
	}
	s.mu.Unlock()
	s.wg.Wait()
	return errors.Join(errs...)
}

// Stats returns the counters.
func (s *EchoServer) Stats() EchoStats {
	return EchoStats{Received: s.received.Load(), Octets: s.octets.Load(), Replied: s.replied.Load(), Ignored: s.ignored.Load()}
}

// maxReplies bounds the memory of reply canaries of one socket.
const maxReplies = 1024

func (s *EchoServer) run(pc net.PacketConn) {
	in := make([]byte, 1<<16)
	replies := make(map[Canary]Canary)
	for {
		n, from, err := pc.ReadFrom(in)
		if err != nil {
			if errors.Is(err, net.ErrClosed) {
				return
			}
			s.cfg.Log.Debug("app: echo", "err", err)
			continue
		}
		d, err := parseDatagram(in[:n])
		if err != nil || d.kind == kindReply { // a reply is never answered: two servers do not talk forever
			s.ignored.Add(1)
			continue
		}
		s.received.Add(1)
		s.octets.Add(uint64(n))
		if d.kind == kindOneWay {
			continue
		}
		reply, ok := replies[d.canary]
		if !ok {
			if len(replies) >= maxReplies {
				clear(replies)
			}
			reply = d.canary.Reply()
			replies[d.canary] = reply
		}
		in[5] = byte(kindReply)
		for i := 0; i < len(d.content); i += ContentPeriod {
			copy(d.content[i:], reply[:min(CanaryLength, len(d.content)-i)])
		}
		s.replied.Add(1) // before the client can know of it
		if _, err := pc.WriteTo(in[:n], from); err != nil {
			s.replied.Add(^uint64(0))
			s.cfg.Log.Debug("app: echo", "to", from, "err", err)
		}
	}
}
