package app

import (
	"bufio"
	"context"
	"crypto/ecdh"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
)

// Errors of the messenger.
var (
	// ErrNotConnected says that the recipient is not connected to the server.
	ErrNotConnected = errors.New("app: the recipient is not connected")
	// ErrBusy says that the recipient takes no more messages now.
	ErrBusy = errors.New("app: the recipient takes no more messages")
	// ErrNoKey says that a user has no public key: it is not there, or does not encrypt.
	ErrNoKey = errors.New("app: the user has no public key")
	// ErrOtherKey says that the key of a user is not the one that was known before.
	ErrOtherKey = errors.New("app: the user has another public key than known")
)

// inbox is how many messages wait for Receive; older ones give way.
const inbox = 256

// maxOpened bounds the sessions that other users may begin with one connection.
const maxOpened = 1 << 16

// MessengerRequest describes the connection of one user.
type MessengerRequest struct {
	// Server is "name:port" or "address:port"; User is the own name, up to 64 octets.
	Server, User string
	// TLS protects the connection with the client's TLS configuration.
	TLS bool
	// EndToEnd encrypts between users. A user with it talks to users with it only.
	EndToEnd bool
	// Identity is the own key with EndToEnd, drawn when nil.
	Identity *ecdh.PrivateKey
	// Known has public keys that the user knows from elsewhere. The key of another user is what the server says at first
	// and must not change then.
	Known map[string]*ecdh.PublicKey
	// Answer makes the client answer each message with one of the same length with the reply canary. Receive gets
	// nothing then.
	Answer bool
	// EncryptedBy says who provides the server where TLS is used without EndToEnd; empty means a third party.
	EncryptedBy EncryptedBy
}

// Incoming is a message as it was received.
type Incoming struct {
	From   string
	Canary Canary
	// Octets is the length of the text.
	Octets int
	At     time.Time
}

// Messenger is the connection of one user. It is safe for concurrent use.
type Messenger struct {
	c      *Client
	r      MessengerRequest
	ledger *ledger
	conn   *flowConn
	wg     sync.WaitGroup
	inbox  chan Incoming
	// over is closed when the connection has ended, err says why.
	over chan struct{}

	// sending serializes sealing and writing, so that messages leave in the order of their numbers.
	sending sync.Mutex

	mu       sync.Mutex
	closed   bool
	err      error
	refused  int
	next     uint64
	receipts map[uint64]chan receiptCode
	lookups  map[string]chan []byte
	known    map[string]*ecdh.PublicKey
	sessions map[sessionKey]*session
	// speaks tells which session is used to send to a user.
	speaks map[string]bool
	// opened has the openings that were accepted: an old one does not begin its session again.
	opened map[[keyLength]byte]bool
}

// sessionKey is a session with a user, one for each initiator: both may begin at once.
type sessionKey struct {
	user string
	mine bool
}

// OpenMessenger connects a user. It returns the flows of the lookup, and after an error also that of the connection;
// otherwise Messenger.Flow has it.
func (c *Client) OpenMessenger(ctx context.Context, r MessengerRequest) (*Messenger, []Flow, error) {
	p, cfg := ProtectionNone, (*tls.Config)(nil)
	if r.TLS {
		if c.cfg.TLS == nil {
			return nil, nil, errors.New("app: the client has no TLS configuration")
		}
		p, cfg = ProtectionTLS, c.cfg.TLS
	}
	switch {
	case r.EndToEnd && r.TLS:
		p = ProtectionE2EETLS
	case r.EndToEnd:
		p = ProtectionE2EE
	}
	by, err := owner(p, r.EncryptedBy)
	if err != nil {
		return nil, nil, err
	}
	if len(r.User) == 0 || len(r.User) > maxUser {
		return nil, nil, fmt.Errorf("app: user name of %d octets", len(r.User))
	}
	if r.EndToEnd && r.Identity == nil {
		if r.Identity, err = newKey(&c.rand); err != nil {
			return nil, nil, err
		}
	}
	if r.Identity != nil && r.Identity.Curve() != ecdh.X25519() {
		return nil, nil, errors.New("app: an identity has to be an X25519 key")
	}
	at, name, flows, err := c.resolve(ctx, r.Server)
	if err != nil {
		return nil, flows, err
	}
	m := &Messenger{c: c, r: r, ledger: c.ledger("messenger", "tcp", at, name, p, by), inbox: make(chan Incoming, inbox), over: make(chan struct{}),
		receipts: make(map[uint64]chan receiptCode), lookups: make(map[string]chan []byte), known: make(map[string]*ecdh.PublicKey),
		sessions: make(map[sessionKey]*session), speaks: make(map[string]bool), opened: make(map[[keyLength]byte]bool)}
	for user, key := range r.Known {
		m.known[user] = key
	}
	if cfg != nil {
		cfg = serverName(cfg, name)
		if cfg.ServerName == "" {
			cfg.ServerName = at.Addr().String()
		}
	}
	if err := m.open(ctx, cfg); err != nil {
		err = fmt.Errorf("app: messenger %s: %w", r.Server, err)
		return nil, append(flows, m.ledger.end(err)), err
	}
	return m, flows, nil
}

func (m *Messenger) open(ctx context.Context, cfg *tls.Config) error {
	conn, release, err := m.c.dial(ctx, m.ledger, cfg)
	if err != nil {
		return err
	}
	hello := frame{kind: frameHello, fields: [3][]byte{[]byte(m.r.User)}}
	if m.r.EndToEnd {
		hello.fields[1] = m.r.Identity.PublicKey().Bytes()
	}
	in := bufio.NewReader(conn)
	b, err := hello.append(nil)
	if err == nil {
		_, err = conn.Write(b)
	}
	var f frame
	if err == nil {
		f, err = readFrame(in)
	}
	if err == nil && f.kind != frameWelcome {
		err = fmt.Errorf("the server refuses: %q", f.fields[0])
	}
	release()
	if err = because(ctx, err); err == nil {
		err = conn.SetDeadline(time.Time{})
	}
	if err != nil {
		_ = conn.Close()
		return noEOF(err)
	}
	m.conn = conn
	m.wg.Go(func() { m.read(in) })
	if m.r.Answer {
		m.wg.Go(m.answer)
	}
	return nil
}

// Key is the own public key, nil without EndToEnd.
func (m *Messenger) Key() *ecdh.PublicKey {
	if m.r.Identity == nil {
		return nil
	}
	return m.r.Identity.PublicKey()
}

// Flow returns the flow as it is now. After Close it is complete.
func (m *Messenger) Flow() Flow { return m.ledger.snapshot() }

// Refused counts messages that came and could not be opened, or were not content.
func (m *Messenger) Refused() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.refused
}

// Close ends the connection and waits, at most a second for the server.
func (m *Messenger) Close() error {
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return nil
	}
	m.closed = true
	m.mu.Unlock()
	m.conn.finish()
	_ = m.conn.SetReadDeadline(time.Now().Add(farewellTime))
	m.wg.Wait() // for the reader, which reads what the server had still to say
	err := m.conn.Close()
	if errors.Is(err, net.ErrClosed) { // the server was first
		err = nil
	}
	return err
}

// fail notes why the connection ended. Only the reader calls it.
func (m *Messenger) fail(err error) {
	m.mu.Lock()
	if m.closed || err == io.EOF {
		err = net.ErrClosed
	}
	m.err = fmt.Errorf("app: messenger: %w", err)
	byUs := m.closed
	m.mu.Unlock()
	if byUs {
		m.ledger.end(nil)
	} else {
		m.ledger.end(m.err)
		_ = m.conn.Close()
	}
	close(m.over)
}

func (m *Messenger) ended() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.err
}

// Send sends a message with octets of content, at least one copy of the canary, which is drawn when empty. It
// returns when the server has forwarded it.
func (m *Messenger) Send(ctx context.Context, to string, canary Canary, octets int) (Canary, error) {
	canary, err := m.c.canary(canary)
	if err != nil {
		return "", err
	}
	// Space for kind, seal and envelope.
	if octets < 0 || octets > maxPayload-256 || len(to) == 0 || len(to) > maxUser {
		return "", fmt.Errorf("app: message of %d octets to %q", octets, to)
	}
	receipt := make(chan receiptCode, 1)
	id, err := m.post(ctx, to, payloadMessage, canary, octets, receipt)
	if err != nil {
		return "", err
	}
	defer func() {
		m.mu.Lock()
		delete(m.receipts, id)
		m.mu.Unlock()
	}()
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case <-m.over:
		return "", m.ended()
	case code := <-receipt:
		switch code {
		case receiptForwarded:
			return canary, nil
		case receiptUnknown:
			m.forget(to)
			return "", ErrNotConnected
		case receiptBusy:
			return "", ErrBusy
		}
		return "", fmt.Errorf("app: receipt with code %d", code)
	}
}

// forget drops the sessions with a user that has gone: it comes back with new ones.
func (m *Messenger) forget(user string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, sessionKey{user, true})
	delete(m.sessions, sessionKey{user, false})
	delete(m.speaks, user)
}

// Receive waits for the next message.
func (m *Messenger) Receive(ctx context.Context) (Incoming, error) {
	select {
	case in := <-m.inbox:
		return in, nil
	default:
	}
	select {
	case <-ctx.Done():
		return Incoming{}, context.Cause(ctx)
	case in := <-m.inbox:
		return in, nil
	case <-m.over:
		return Incoming{}, m.ended()
	}
}
