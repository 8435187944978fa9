package amf_test

import (
	"context"
	"fmt"
	"net/netip"
	"sync"

	"lilab/sim/fabric"
)

// memoryHost carries SCTP messages through channels: for fuzzing, and to measure the network functions without a
// network. Only its SCTP methods work.
type memoryHost struct {
	fabric.Host
	listener *memoryListener
}

type memoryListener struct {
	at     netip.AddrPort
	accept chan fabric.Association
	once   sync.Once
	closed chan struct{}
}

func newMemoryHost() *memoryHost {
	return &memoryHost{listener: &memoryListener{accept: make(chan fabric.Association), closed: make(chan struct{})}}
}

func (h *memoryHost) ListenSCTP(_ context.Context, at netip.AddrPort) (fabric.SCTPListener, error) {
	h.listener.at = at
	return h.listener, nil
}

func (h *memoryHost) DialSCTP(ctx context.Context, local netip.Addr, remote netip.AddrPort) (fabric.Association, error) {
	up, down := make(chan fabric.Message, 1024), make(chan fabric.Message, 1024)
	end := &memoryEnd{closed: make(chan struct{})}
	here := &memoryAssociation{out: up, in: down, memoryEnd: end, local: netip.AddrPortFrom(local, 9), remote: remote}
	there := &memoryAssociation{out: down, in: up, memoryEnd: end, local: remote, remote: here.local}
	select {
	case h.listener.accept <- there:
		return here, nil
	case <-h.listener.closed:
		return nil, fabric.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *memoryListener) Accept(ctx context.Context) (fabric.Association, error) {
	select {
	case a := <-l.accept:
		return a, nil
	case <-l.closed:
		return nil, fabric.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *memoryListener) Addr() netip.AddrPort { return l.at }
func (l *memoryListener) Close() error         { l.once.Do(func() { close(l.closed) }); return nil }

type memoryEnd struct {
	once   sync.Once
	closed chan struct{}
}

type memoryAssociation struct {
	*memoryEnd
	out           chan<- fabric.Message
	in            <-chan fabric.Message
	local, remote netip.AddrPort
}

func (a *memoryAssociation) Send(ctx context.Context, m fabric.Message) error {
	m.Data = append([]byte(nil), m.Data...)
	select {
	case a.out <- m:
		return nil
	case <-a.closed:
		return fmt.Errorf("memory: %w", fabric.ErrClosed)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (a *memoryAssociation) Receive(ctx context.Context) (fabric.Message, error) {
	select {
	case m := <-a.in:
		return m, nil
	default:
	}
	select {
	case m := <-a.in:
		return m, nil
	case <-a.closed:
		return fabric.Message{}, fmt.Errorf("memory: %w", fabric.ErrClosed)
	case <-ctx.Done():
		return fabric.Message{}, ctx.Err()
	}
}

func (a *memoryAssociation) LocalAddr() netip.AddrPort  { return a.local }
func (a *memoryAssociation) RemoteAddr() netip.AddrPort { return a.remote }
func (a *memoryAssociation) Close() error               { a.once.Do(func() { close(a.closed) }); return nil }
