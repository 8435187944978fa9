package app

import (
	"context"
	"crypto/ecdh"
	"encoding/binary"
	"fmt"
	"time"
)

// post seals and writes a message.
func (m *Messenger) post(ctx context.Context, to string, kind payloadKind, canary Canary, octets int, receipt chan receiptCode) (uint64, error) {
	m.sending.Lock()
	defer m.sending.Unlock()
	plain := payload{kind, canary.AppendContent(nil, max(octets, CanaryLength))}.append(nil)
	sealed := append(make([]byte, 0, 1+len(plain)), sealedNone)
	if m.r.EndToEnd {
		if err := m.ready(ctx, to); err != nil {
			return 0, err
		}
		var err error
		if sealed, err = m.seal(to, plain); err != nil {
			return 0, err
		}
	} else {
		sealed = append(sealed, plain...)
	}
	m.mu.Lock()
	id := m.next
	m.next++
	if receipt != nil {
		m.receipts[id] = receipt
	}
	m.mu.Unlock()
	m.ledger.update(func(f *Flow) { f.Up.message(canary) })
	return id, m.write(frame{kind: frameSend, fields: [3][]byte{binary.BigEndian.AppendUint64(nil, id), []byte(to), sealed}})
}

// write puts a frame on the connection. Its caller serializes.
func (m *Messenger) write(f frame) error {
	b, err := f.append(nil)
	if err != nil {
		return err
	}
	if err := m.conn.SetWriteDeadline(time.Now().Add(messengerWrite)); err != nil {
		return err
	}
	if _, err := m.conn.Write(b); err != nil {
		_ = m.conn.Close() // A part of a frame may be out.
		return fmt.Errorf("app: messenger: %w", err)
	}
	return nil
}

// ready makes sure that there is a session to send with.
func (m *Messenger) ready(ctx context.Context, to string) error {
	m.mu.Lock()
	_, ok := m.speaks[to]
	m.mu.Unlock()
	if ok {
		return nil
	}
	answer := make(chan []byte, 1)
	m.mu.Lock()
	m.lookups[to] = answer
	m.mu.Unlock()
	defer func() {
		m.mu.Lock()
		delete(m.lookups, to)
		m.mu.Unlock()
	}()
	if err := m.write(frame{kind: frameLookup, fields: [3][]byte{[]byte(to)}}); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-m.over:
		return m.ended()
	case raw := <-answer:
		if len(raw) == 0 {
			return fmt.Errorf("%w: %q", ErrNoKey, to)
		}
		return m.initiate(to, raw)
	}
}

func (m *Messenger) initiate(to string, raw []byte) error {
	key, err := ecdh.X25519().NewPublicKey(raw)
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.pin(to, key); err != nil {
		return err
	}
	if _, ok := m.speaks[to]; ok { // the other user was faster
		return nil
	}
	s, err := initiate(&m.c.rand, m.r.Identity, key, m.r.User, to)
	if err != nil {
		return err
	}
	m.sessions[sessionKey{to, true}] = s
	m.speaks[to] = true
	return nil
}

// pin holds the key of a user against the one that is known. The lock is held.
func (m *Messenger) pin(user string, key *ecdh.PublicKey) error {
	if old := m.known[user]; old != nil && !old.Equal(key) {
		return fmt.Errorf("%w: %q", ErrOtherKey, user)
	}
	m.known[user] = key
	return nil
}

func (m *Messenger) seal(to string, plain []byte) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sessions[sessionKey{to, m.speaks[to]}]
	if s == nil {
		return nil, fmt.Errorf("app: the session with %q has ended", to)
	}
	return s.seal([]byte{sealedE2EE}, plain, m.r.User, to)
}
