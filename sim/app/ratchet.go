package app

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// End-to-end encryption of the messenger, version 1. H is HKDF with SHA-256 (RFC 5869), DH is X25519 (RFC 7748), AEAD is
// AES-256-GCM.
//
// Each user has an identity key pair. A session has an initiator a and a responder b:
//
//	root  = H(DH(e, B) ‖ DH(a, B), info "lilab messenger 1 root" ‖ a's name ‖ 0 ‖ b's name)   e is drawn by a for it
//	step  : root, chain = H(DH(own ratchet key, peer's ratchet key), salt root, info "lilab messenger 1 step")
//	message: chain, key, nonce = HKDF-Expand(chain, "lilab messenger 1 message")
//
// b's first ratchet key is its identity key; a draws one and makes a step before its first message. Who receives a new
// ratchet key makes a step with it to receive, draws a key, and makes a step to send. So keys change with each message,
// and each change of speaker brings new randomness: who learns the keys of today reads neither yesterday's
// messages nor, after an exchange, tomorrow's.
//
// An envelope: flags (1 octet), with opening: e and a's identity key (32 each); ratchet key (32); number in the chain
// (4); ciphertext with tag. The envelope before the ciphertext and both names are authenticated. An initiator sends the
// opening until it got a message. Messages of a chain may get lost, at most maxSkip in a row; one that comes
// late or again is refused, as its key is gone.
const (
	keyLength = 32
	// flagOpening: an opening follows. flagInitiator: the sender is the initiator of the session.
	flagOpening   = 1
	flagInitiator = 2
	maxSkip       = 1024
	minEnvelope   = 1 + keyLength + 4 + 16
)

// envelope is one as it was parsed; its parts are of the buffer.
type envelope struct {
	flags            byte
	ephemeral, ident []byte
	ratchet          []byte
	number           uint32
	head, sealed     []byte
}

func parseEnvelope(b []byte) (e envelope, err error) {
	if len(b) < minEnvelope {
		return e, fmt.Errorf("app: envelope of %d octets: %w", len(b), io.ErrUnexpectedEOF)
	}
	e.flags = b[0]
	at := 1
	take := func(n int) []byte {
		at += n
		return b[at-n : at : at]
	}
	switch e.flags {
	case flagOpening | flagInitiator:
		if len(b) < minEnvelope+2*keyLength {
			return e, fmt.Errorf("app: envelope with opening of %d octets: %w", len(b), io.ErrUnexpectedEOF)
		}
		e.ephemeral, e.ident = take(keyLength), take(keyLength)
	case flagInitiator, 0:
	default:
		return e, fmt.Errorf("app: envelope at offset 0: flags 0x%02x", e.flags)
	}
	e.ratchet = take(keyLength)
	e.number = binary.BigEndian.Uint32(take(4))
	e.head, e.sealed = b[:at:at], b[at:]
	return e, nil
}

// chain makes the keys of one direction.
type chain struct {
	key  [32]byte
	next uint32
}

// messageKey is for one message.
type messageKey struct {
	key   [32]byte
	nonce [12]byte
}

func (c *chain) step() (m messageKey, err error) {
	out, err := hkdf.Expand(sha256.New, c.key[:], "lilab messenger 1 message", len(c.key)+len(m.key)+len(m.nonce))
	if err != nil {
		return m, err
	}
	copy(c.key[:], out)
	copy(m.key[:], out[32:])
	copy(m.nonce[:], out[64:])
	c.next++
	return m, nil
}

func (m *messageKey) aead() (cipher.AEAD, error) {
	block, err := aes.NewCipher(m.key[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

// session is one end of a session. It is a value: a copy can be tried and thrown away.
type session struct {
	initiator bool
	// opening is e and a's identity key, as sent or received.
	opening [2 * keyLength]byte
	// answered: the initiator got a message, so no opening is needed any more.
	answered   bool
	root       [32]byte
	own        *ecdh.PrivateKey
	peer       *ecdh.PublicKey
	send, recv chain
	sends      bool // send is set
}

// newKey draws a key. X25519 takes any 32 octets, so that a seed decides it; ecdh's own generator would not use rand.
func newKey(rand io.Reader) (*ecdh.PrivateKey, error) {
	var b [keyLength]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return nil, fmt.Errorf("app: draw of a key: %w", err)
	}
	return ecdh.X25519().NewPrivateKey(b[:])
}

func rootOf(x, y []byte, initiator, responder string) (root [32]byte, err error) {
	secret := append(append([]byte{}, x...), y...)
	out, err := hkdf.Key(sha256.New, secret, nil, "lilab messenger 1 root"+initiator+"\x00"+responder, len(root))
	copy(root[:], out)
	return root, err
}

// advance makes a step of the root.
func (s *session) advance() (c chain, err error) {
	secret, err := s.own.ECDH(s.peer)
	if err != nil {
		return c, err
	}
	out, err := hkdf.Key(sha256.New, secret, s.root[:], "lilab messenger 1 step", 64)
	if err != nil {
		return c, err
	}
	copy(s.root[:], out)
	copy(c.key[:], out[32:])
	return c, nil
}

// initiate makes the end of an initiator.
func initiate(rand io.Reader, identity *ecdh.PrivateKey, peer *ecdh.PublicKey, me, you string) (*session, error) {
	e, err := newKey(rand)
	if err != nil {
		return nil, err
	}
	x, err := e.ECDH(peer)
	if err != nil {
		return nil, err
	}
	y, err := identity.ECDH(peer)
	if err != nil {
		return nil, err
	}
	s := &session{initiator: true, peer: peer, sends: true}
	copy(s.opening[:], e.PublicKey().Bytes())
	copy(s.opening[keyLength:], identity.PublicKey().Bytes())
	if s.root, err = rootOf(x, y, me, you); err != nil {
		return nil, err
	}
	if s.own, err = newKey(rand); err != nil {
		return nil, err
	}
	s.send, err = s.advance()
	return s, err
}

// respond makes the end of a responder from an opening. Nothing is proved until a message opens.
func respond(identity *ecdh.PrivateKey, e envelope, me, you string) (*session, error) {
	ephemeral, err := ecdh.X25519().NewPublicKey(e.ephemeral)
	if err != nil {
		return nil, err
	}
	peer, err := ecdh.X25519().NewPublicKey(e.ident)
	if err != nil {
		return nil, err
	}
	x, err := identity.ECDH(ephemeral)
	if err != nil {
		return nil, err
	}
	y, err := identity.ECDH(peer)
	if err != nil {
		return nil, err
	}
	s := &session{own: identity}
	copy(s.opening[:], e.ephemeral)
	copy(s.opening[keyLength:], e.ident)
	s.root, err = rootOf(x, y, you, me)
	return s, err
}

// additional is what is authenticated beside the ciphertext.
func additional(from, to string, head []byte) []byte {
	b := append(append([]byte(from), 0), to...)
	return append(append(b, 0), head...)
}

// seal appends an envelope to b.
func (s *session) seal(b, plain []byte, from, to string) ([]byte, error) {
	if !s.sends {
		return nil, errors.New("app: a responder cannot send before it received")
	}
	start := len(b)
	switch {
	case s.initiator && !s.answered:
		b = append(b, flagOpening|flagInitiator)
		b = append(b, s.opening[:]...)
	case s.initiator:
		b = append(b, flagInitiator)
	default:
		b = append(b, 0)
	}
	b = append(b, s.own.PublicKey().Bytes()...)
	b = binary.BigEndian.AppendUint32(b, s.send.next)
	m, err := s.send.step()
	if err != nil {
		return nil, err
	}
	aead, err := m.aead()
	if err != nil {
		return nil, err
	}
	return aead.Seal(b, m.nonce[:], plain, additional(from, to, b[start:])), nil
}

var errLate = errors.New("app: a message that came late or again")

// open returns the content of an envelope. The session changes only if it is authentic.
func (s *session) open(rand io.Reader, e envelope, from, to string) ([]byte, error) {
	t := *s
	if t.peer == nil || string(t.peer.Bytes()) != string(e.ratchet) {
		if err := t.turn(rand, e.ratchet); err != nil {
			return nil, err
		}
	}
	if e.number < t.recv.next {
		return nil, errLate
	}
	if e.number-t.recv.next > maxSkip {
		return nil, fmt.Errorf("app: %d messages are missing", e.number-t.recv.next)
	}
	for t.recv.next < e.number {
		if _, err := t.recv.step(); err != nil {
			return nil, err
		}
	}
	m, err := t.recv.step()
	if err != nil {
		return nil, err
	}
	aead, err := m.aead()
	if err != nil {
		return nil, err
	}
	plain, err := aead.Open(nil, m.nonce[:], e.sealed, additional(from, to, e.head))
	if err != nil {
		return nil, fmt.Errorf("app: envelope: %w", err)
	}
	t.answered = true
	*s = t
	return plain, nil
}

// turn takes a new ratchet key of the peer.
func (s *session) turn(rand io.Reader, key []byte) (err error) {
	if s.peer, err = ecdh.X25519().NewPublicKey(key); err != nil {
		return err
	}
	if s.recv, err = s.advance(); err != nil {
		return err
	}
	if s.own, err = newKey(rand); err != nil {
		return err
	}
	s.send, err = s.advance()
	s.sends = true
	return err
}
