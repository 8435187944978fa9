package app

import (
	"bufio"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/fabric"
)

// Bounds of the messenger server.
const (
	messengerConnections = 1024
	// messengerQueue is how many frames wait for one client.
	messengerQueue = 64
	messengerHello = 10 * time.Second
	messengerIdle  = 10 * time.Minute
	messengerWrite = 10 * time.Second
	// messengerPatience is how long a full queue is waited for.
	messengerPatience = 5 * time.Second
)

// MessengerServerConfig describes the server of a provider.
type MessengerServerConfig struct {
	Host fabric.Host
	// Listen has the places, with TLS or without. Users of all of them reach each other.
	Listen []Endpoint
	// OnForward is shown what the provider sees of each message, nil for nobody: with end-to-end encryption an envelope
	// that it has no key for. It must not keep or change content.
	OnForward func(from, to string, content []byte)
	// Log is silent when nil.
	Log *slog.Logger
}

// MessengerServer forwards messages between connected users and tells their public keys. It stores nothing.
type MessengerServer struct {
	cfg     MessengerServerConfig
	streams *streams

	forwarded, refused atomic.Uint64

	mu    sync.Mutex
	state state
	users map[string]*messengerUser
}

// messengerUser is one connected user.
type messengerUser struct {
	name string
	key  []byte
	conn net.Conn
	out  chan []byte // frames; it is never closed
	quit chan struct{}
	// dead is closed when nothing is taken from out any more.
	dead chan struct{}
}

// put queues a frame. While the queue is full it waits, so that who sends faster than others read is slowed down. It
// says false if the user takes nothing for too long.
func (u *messengerUser) put(f frame) bool {
	b, err := f.append(nil)
	if err != nil {
		return false
	}
	select {
	case u.out <- b:
		return true
	default:
	}
	late := time.NewTimer(messengerPatience)
	defer late.Stop()
	select {
	case u.out <- b:
		return true
	case <-u.dead:
	case <-late.C:
	}
	return false
}

// NewMessengerServer checks the configuration.
func NewMessengerServer(cfg MessengerServerConfig) (*MessengerServer, error) {
	if cfg.Host == nil || len(cfg.Listen) == 0 {
		return nil, errors.New("app: a messenger server needs a host and a place to listen")
	}
	cfg.Log = logger(cfg.Log)
	s := &MessengerServer{cfg: cfg, users: make(map[string]*messengerUser)}
	s.streams = newStreams(cfg.Log, s.serve)
	return s, nil
}

// Start listens. It returns when the server is ready; after an error the server is closed.
func (s *MessengerServer) Start(ctx context.Context) error {
	s.mu.Lock()
	if s.state != made {
		s.mu.Unlock()
		return errTwice
	}
	s.state = running
	s.mu.Unlock()
	for _, e := range s.cfg.Listen {
		if err := s.streams.start(ctx, s.cfg.Host, e, messengerConnections); err != nil {
			return errors.Join(err, s.Close())
		}
	}
	return nil
}

// Close stops the server and waits.
func (s *MessengerServer) Close() error {
	s.mu.Lock()
	if s.state == ended {
		s.mu.Unlock()
		return nil
	}
	s.state = ended
	s.mu.Unlock()
	return s.streams.close()
}

// Stats returns how many messages were forwarded and how many refused, as their recipient was not there or took nothing.
func (s *MessengerServer) Stats() (forwarded, refused uint64) {
	return s.forwarded.Load(), s.refused.Load()
}

func (s *MessengerServer) addrs() []netip.AddrPort { return s.streams.addrs() }

func (s *MessengerServer) serve(c net.Conn) {
	in := bufio.NewReader(c)
	if c.SetDeadline(time.Now().Add(messengerHello)) != nil {
		return
	}
	u, err := s.enter(c, in)
	if err != nil {
		s.cfg.Log.Debug("app: messenger", "remote", c.RemoteAddr(), "err", err)
		if b, ferr := (frame{kind: frameRefused, fields: [3][]byte{[]byte(err.Error())}}).append(nil); ferr == nil {
			_, _ = c.Write(b) // the client is told if it still listens
		}
		return
	}
	var writer sync.WaitGroup
	writer.Go(u.write)
	err = s.read(u, in)
	s.mu.Lock()
	delete(s.users, u.name)
	s.mu.Unlock()
	close(u.quit)
	_ = c.SetDeadline(time.Unix(1, 0)) // ends a write
	writer.Wait()
	if !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
		s.cfg.Log.Debug("app: messenger", "user", u.name, "err", err)
	}
}

// enter takes the first frame and makes the user known.
func (s *MessengerServer) enter(c net.Conn, in io.Reader) (*messengerUser, error) {
	f, err := readFrame(in)
	if err != nil {
		return nil, err
	}
	if f.kind != frameHello {
		return nil, errors.New("app: the first frame is no hello")
	}
	u := &messengerUser{name: string(f.fields[0]), key: f.fields[1], conn: c, out: make(chan []byte, messengerQueue), quit: make(chan struct{}), dead: make(chan struct{})}
	u.put(frame{kind: frameWelcome})
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state != running {
		return nil, net.ErrClosed
	}
	if s.users[u.name] != nil {
		return nil, errors.New("app: the user is connected already")
	}
	s.users[u.name] = u
	return u, nil
}

func (s *MessengerServer) user(name []byte) *messengerUser {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.users[string(name)]
}

// write sends what is queued.
func (u *messengerUser) write() {
	defer close(u.dead)
	for {
		select {
		case <-u.quit:
			return
		case b := <-u.out:
			err := u.conn.SetWriteDeadline(time.Now().Add(messengerWrite))
			if err == nil {
				_, err = u.conn.Write(b)
			}
			if err != nil {
				_ = u.conn.Close() // ends the reader
				return
			}
		}
	}
}

// read takes frames until the connection ends or the user misbehaves.
func (s *MessengerServer) read(u *messengerUser, in io.Reader) error {
	for {
		if err := u.conn.SetReadDeadline(time.Now().Add(messengerIdle)); err != nil {
			return err
		}
		f, err := readFrame(in)
		if err != nil {
			return err
		}
		var answer frame
		switch f.kind {
		case frameLookup:
			answer = frame{kind: frameKey, fields: [3][]byte{f.fields[0]}}
			if to := s.user(f.fields[0]); to != nil {
				answer.fields[1] = to.key
			}
		case frameSend:
			answer = frame{kind: frameReceipt, fields: [3][]byte{f.fields[0], {byte(s.forward(u, f))}}}
		default:
			return errors.New("app: a frame that is not for a server")
		}
		if !u.put(answer) {
			return errors.New("app: the client does not read")
		}
	}
}

func (s *MessengerServer) forward(from *messengerUser, f frame) receiptCode {
	to := s.user(f.fields[1])
	if to == nil {
		s.refused.Add(1)
		return receiptUnknown
	}
	if s.cfg.OnForward != nil {
		s.cfg.OnForward(from.name, to.name, f.fields[2])
	}
	if !to.put(frame{kind: frameDeliver, fields: [3][]byte{[]byte(from.name), f.fields[2]}}) {
		s.refused.Add(1)
		return receiptBusy
	}
	s.forwarded.Add(1)
	return receiptForwarded
}
