package fabric_test

import (
	"bytes"
	"context"
	"errors"
	"net/netip"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// associate opens an association from a to b, or skips where the machine has no SCTP.
func associate(t testing.TB, p pair) (client, server fabric.Association, l fabric.SCTPListener) {
	t.Helper()
	ctx := deadline(t)
	l, err := p.b.ListenSCTP(ctx, netip.AddrPortFrom(p.ba, 38412))
	// The kernel's SCTP is tested in a machine of its own, by TestKernelSCTP; so this skips under CI too.
	if errors.Is(err, fabric.ErrUnsupported) {
		t.Skip(err)
	}
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	require.Equal(t, netip.AddrPortFrom(p.ba, 38412), l.Addr())
	client, err = p.a.DialSCTP(ctx, p.aa, l.Addr())
	require.NoError(t, err)
	t.Cleanup(func() { _ = client.Close() })
	server, err = l.Accept(ctx)
	require.NoError(t, err)
	t.Cleanup(func() { _ = server.Close() })
	return client, server, l
}

func TestSCTPMessages(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		client, server, _ := associate(t, p)
		require.Equal(t, p.ba, client.RemoteAddr().Addr())
		require.EqualValues(t, 38412, client.RemoteAddr().Port())
		require.Equal(t, client.LocalAddr(), server.RemoteAddr())
		require.Equal(t, client.RemoteAddr(), server.LocalAddr())
		for _, m := range []fabric.Message{
			{Stream: 0, PPID: fabric.PPIDNGAP, Data: []byte("NG Setup Request")},
			{Stream: 1, PPID: fabric.PPIDNGAP, Data: bytes.Repeat([]byte{1}, 3000)},
			{Stream: 5, PPID: 0x01020304, Data: bytes.Repeat([]byte{2}, fabric.MaxMessage)},
			{Stream: 1, PPID: 0, Data: []byte{3}},
		} {
			for _, way := range [][2]fabric.Association{{client, server}, {server, client}} {
				require.NoError(t, way[0].Send(ctx, m))
				got, err := way[1].Receive(ctx)
				require.NoError(t, err)
				require.Equal(t, m, got)
			}
		}
		require.Error(t, client.Send(ctx, fabric.Message{Data: make([]byte, fabric.MaxMessage+1)}))
		require.Error(t, client.Send(ctx, fabric.Message{}))
	})
}

// Within a stream the order is kept, in both directions at the same time and with more than the windows hold.
func TestSCTPOrder(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		client, server, _ := associate(t, p)
		const count = 2000
		var wg sync.WaitGroup
		for _, way := range [][2]fabric.Association{{client, server}, {server, client}} {
			wg.Go(func() {
				for i := range count {
					b := make([]byte, 1000)
					b[0], b[1] = byte(i>>8), byte(i)
					if err := way[0].Send(ctx, fabric.Message{Stream: uint16(i % 3), PPID: 60, Data: b}); err != nil {
						t.Errorf("message %d: %v", i, err)
						return
					}
				}
			})
			wg.Go(func() {
				next := [3]int{0, 1, 2}
				for range count {
					m, err := way[1].Receive(ctx)
					if err != nil {
						t.Error(err)
						return
					}
					if n := int(m.Data[0])<<8 | int(m.Data[1]); n != next[m.Stream] {
						t.Errorf("stream %d: message %d, not %d", m.Stream, n, next[m.Stream])
						return
					}
					next[m.Stream] += 3
				}
			})
		}
		wg.Wait()
	})
}

// A peer's shutdown comes after its messages, and both ends see ErrClosed.
func TestSCTPClose(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		client, server, l := associate(t, p)
		const count = 50
		for i := range count {
			require.NoError(t, client.Send(ctx, fabric.Message{Stream: 2, PPID: 60, Data: []byte{byte(i)}}))
		}
		start := time.Now()
		require.NoError(t, client.Close())
		require.Less(t, time.Since(start), 900*time.Millisecond, "a shutdown that the peer answers is not waited for to its limit")
		require.NoError(t, client.Close(), "closing twice")
		for i := range count {
			m, err := server.Receive(ctx)
			require.NoError(t, err)
			require.Equal(t, []byte{byte(i)}, m.Data)
		}
		_, err := server.Receive(ctx)
		require.ErrorIs(t, err, fabric.ErrClosed)
		require.Eventually(t, func() bool {
			err := server.Send(ctx, fabric.Message{PPID: 60, Data: []byte{1}})
			return errors.Is(err, fabric.ErrClosed)
		}, 5*time.Second, time.Millisecond)
		_, err = client.Receive(ctx)
		require.ErrorIs(t, err, fabric.ErrClosed)
		require.ErrorIs(t, client.Send(ctx, fabric.Message{PPID: 60, Data: []byte{1}}), fabric.ErrClosed)

		again, err := p.a.DialSCTP(ctx, p.aa, l.Addr())
		require.NoError(t, err)
		require.NoError(t, again.Close())
	})
}

func TestSCTPWaits(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		client, _, l := associate(t, p)
		short, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
		defer cancel()
		_, err := client.Receive(short)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		_, err = l.Accept(short)
		require.ErrorIs(t, err, context.DeadlineExceeded)
		require.ErrorIs(t, client.Send(short, fabric.Message{Data: []byte{1}}), context.DeadlineExceeded)

		errs := make(chan error, 2)
		go func() { _, err := client.Receive(ctx); errs <- err }()
		go func() { _, err := l.Accept(ctx); errs <- err }()
		require.NoError(t, l.Close())
		require.ErrorIs(t, <-errs, fabric.ErrClosed)
		require.NoError(t, client.Close())
		require.ErrorIs(t, <-errs, fabric.ErrClosed)
	})
}

// A sender whose peer does not read is stopped by the window and by its context.
func TestSCTPBackPressure(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		client, server, _ := associate(t, p)
		short, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
		defer cancel()
		sent := 0
		for {
			err := client.Send(short, fabric.Message{Stream: 1, PPID: 60, Data: make([]byte, 32<<10)})
			if err != nil {
				require.ErrorIs(t, err, context.DeadlineExceeded)
				break
			}
			sent++
			require.Less(t, sent, 2000, "nothing stops the sender")
		}
		for range sent {
			m, err := server.Receive(ctx)
			require.NoError(t, err)
			require.Len(t, m.Data, 32<<10)
		}
		// Before Linux 5.x a refused message leaves nothing behind, and pion withdraws it: the stream goes on.
		require.NoError(t, client.Send(ctx, fabric.Message{Stream: 1, PPID: 60, Data: []byte("more")}))
		m, err := server.Receive(ctx)
		require.NoError(t, err)
		require.Equal(t, "more", string(m.Data))
	})
}

func TestSCTPRefused(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		_, _, l := associate(t, p) // on a virtual network a host without any SCTP socket does not answer at all
		at := netip.AddrPortFrom(l.Addr().Addr(), 38413)
		start := time.Now()
		_, err := p.a.DialSCTP(ctx, p.aa, at)
		require.ErrorIs(t, err, syscall.ECONNREFUSED)
		require.Less(t, time.Since(start), time.Second)
	})
}

func TestSCTPManyAssociations(t *testing.T) {
	everywhere(t, func(t *testing.T, p pair) {
		ctx := deadline(t)
		first, firstServer, l := associate(t, p)
		const count = 20
		var wg sync.WaitGroup
		for i := range count {
			wg.Go(func() {
				c, err := p.a.DialSCTP(ctx, p.aa, l.Addr())
				if err != nil {
					t.Error(err)
					return
				}
				defer c.Close()
				if err := c.Send(ctx, fabric.Message{Stream: 1, PPID: 60, Data: []byte{byte(i)}}); err != nil {
					t.Error(err)
					return
				}
				if m, err := c.Receive(ctx); err != nil || m.Data[0] != byte(i) {
					t.Errorf("%v %v", m, err)
				}
			})
		}
		for range count {
			s, err := l.Accept(ctx)
			require.NoError(t, err)
			wg.Go(func() {
				defer s.Close()
				m, err := s.Receive(ctx)
				if err == nil {
					err = s.Send(ctx, m)
				}
				if err == nil {
					_, err = s.Receive(ctx)
				}
				if !errors.Is(err, fabric.ErrClosed) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		require.NoError(t, first.Send(ctx, fabric.Message{PPID: 60, Data: []byte{9}}))
		_, err := firstServer.Receive(ctx)
		require.NoError(t, err)
	})
}

func TestLoopbackSaysWhyItHasNoSCTP(t *testing.T) {
	p := newPair(t, loopback(t), fabric.LinkConfig{})
	l, err := p.b.ListenSCTP(deadline(t), netip.AddrPortFrom(p.ba, 0))
	if err == nil {
		require.NoError(t, l.Close())
		t.Skip("this kernel has SCTP")
	}
	require.ErrorIs(t, err, fabric.ErrUnsupported)
	require.ErrorIs(t, err, syscall.EPROTONOSUPPORT)
	_, err = p.a.DialSCTP(deadline(t), p.aa, netip.AddrPortFrom(p.ba, 38412))
	require.ErrorIs(t, err, fabric.ErrUnsupported)
}
