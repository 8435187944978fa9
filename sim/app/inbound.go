package app

import (
	"context"
	"crypto/ecdh"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// read takes frames of the server until the connection ends.
func (m *Messenger) read(in io.Reader) {
	for {
		f, err := readFrame(in)
		if err == nil {
			err = m.take(f)
		}
		if err != nil {
			m.fail(err)
			return
		}
	}
}

// take handles a frame. An error ends the connection.
func (m *Messenger) take(f frame) error {
	switch f.kind {
	case frameReceipt:
		id := binary.BigEndian.Uint64(f.fields[0])
		m.mu.Lock()
		ch := m.receipts[id]
		delete(m.receipts, id)
		m.mu.Unlock()
		if ch != nil { // an automatic answer waits for none
			ch <- receiptCode(f.fields[1][0])
		}
	case frameKey:
		m.mu.Lock()
		ch := m.lookups[string(f.fields[0])]
		delete(m.lookups, string(f.fields[0]))
		m.mu.Unlock()
		if ch != nil {
			ch <- f.fields[1]
		}
	case frameDeliver:
		if err := m.delivered(string(f.fields[0]), f.fields[1]); err != nil {
			m.c.cfg.Log.Debug("app: message refused", "user", m.r.User, "from", string(f.fields[0]), "err", err)
			m.mu.Lock()
			m.refused++
			m.mu.Unlock()
		}
	case frameRefused:
		return fmt.Errorf("the server ends the connection: %q", f.fields[0])
	default:
		return fmt.Errorf("a frame of type %d, which is not for a client", f.kind)
	}
	return nil
}

// delivered takes a message of another user.
func (m *Messenger) delivered(from string, b []byte) error {
	plain, err := m.unseal(from, b)
	if err != nil {
		return err
	}
	p, err := parsePayload(plain)
	if err != nil {
		return err
	}
	if len(p.text) < CanaryLength {
		return errors.New("app: a text shorter than a canary")
	}
	canary, err := ParseCanary(string(p.text[:CanaryLength]))
	if err != nil {
		return err
	}
	if _, err := newChecker(canary).Write(p.text); err != nil {
		return err
	}
	m.ledger.update(func(f *Flow) { f.Down.message(canary) })
	if m.r.Answer && p.kind == payloadAnswer {
		return nil
	}
	in := Incoming{From: from, Canary: canary, Octets: len(p.text), At: m.c.cfg.Now()}
	for { // Only this goroutine puts messages in, so the second attempt succeeds.
		select {
		case m.inbox <- in:
			return nil
		default:
		}
		select {
		case <-m.inbox:
		default:
		}
	}
}

// unseal opens what is in a frame. A user of end-to-end encryption takes nothing else.
func (m *Messenger) unseal(from string, b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("app: payload at offset 0: %w", io.ErrUnexpectedEOF)
	}
	switch {
	case b[0] == sealedNone && !m.r.EndToEnd:
		return b[1:], nil
	case b[0] == sealedE2EE && m.r.EndToEnd:
	default:
		return nil, fmt.Errorf("app: payload at offset 0: 0x%02x, end to end %v", b[0], m.r.EndToEnd)
	}
	e, err := parseEnvelope(b[1:])
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := sessionKey{from, e.flags&flagInitiator == 0}
	s := m.sessions[key]
	fresh := e.flags&flagOpening != 0 && (s == nil || string(s.opening[:keyLength]) != string(e.ephemeral))
	switch {
	case fresh && (m.opened[[keyLength]byte(e.ephemeral)] || len(m.opened) >= maxOpened):
		return nil, errLate
	case fresh:
		ident, err := ecdh.X25519().NewPublicKey(e.ident)
		if err != nil {
			return nil, err
		}
		if old := m.known[from]; old != nil && !old.Equal(ident) {
			return nil, fmt.Errorf("%w: %q", ErrOtherKey, from)
		}
		if s, err = respond(m.r.Identity, e, m.r.User, from); err != nil {
			return nil, err
		}
	case s == nil:
		return nil, fmt.Errorf("app: no session with %q", from)
	}
	plain, err := s.open(&m.c.rand, e, from, m.r.User)
	if err != nil || !fresh {
		return plain, err
	}
	m.sessions[key] = s
	m.opened[[keyLength]byte(e.ephemeral)] = true
	// A new session of the other user means that it has forgotten the old one.
	if mine, ok := m.speaks[from]; !ok || mine && m.sessions[sessionKey{from, true}].answered {
		m.speaks[from] = false
	}
	if m.known[from] == nil {
		if m.known[from], err = ecdh.X25519().NewPublicKey(e.ident); err != nil {
			return nil, err
		}
	}
	return plain, nil
}

// answer answers messages until the connection ends.
func (m *Messenger) answer() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for {
		select {
		case <-m.over:
			return
		case in := <-m.inbox:
			if _, err := m.post(ctx, in.From, payloadAnswer, in.Canary.Reply(), in.Octets, nil); err != nil {
				m.c.cfg.Log.Debug("app: no answer", "to", in.From, "err", err)
			}
		}
	}
}
