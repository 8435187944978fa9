package x2x3_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/pki"
	"lilab/x2x3"
	"lilab/x2x3/link"
)

// ends are the two TLS configurations of a connection.
type ends struct{ poi, mdf, stranger *tls.Config }

func certificates(t testing.TB) ends {
	a, err := pki.NewAuthority("test", time.Now)
	require.NoError(t, err)
	b, err := pki.NewAuthority("another", time.Now)
	require.NoError(t, err)
	issue := func(a *pki.Authority, l pki.Leaf) tls.Certificate {
		c, err := a.Issue(l)
		require.NoError(t, err)
		return c
	}
	roots := func(a *pki.Authority) *x509.CertPool { return a.Pool() }
	server := issue(a, pki.Leaf{CommonName: "mdf1", UID: "mdf1", DNSNames: []string{"mdf1"}, Server: true})
	client := issue(a, pki.Leaf{CommonName: "amf poi", UID: "amf-poi-1", Client: true})
	other := issue(b, pki.Leaf{CommonName: "amf poi", UID: "amf-poi-1", Client: true})
	return ends{
		poi:      pki.ClientConfig(client, roots(a), "mdf1", pki.Options{}),
		mdf:      pki.ServerConfig(server, roots(a), pki.Options{}),
		stranger: pki.ClientConfig(other, roots(a), "mdf1", pki.Options{}),
	}
}

// inbox collects what a receiver hands over.
type inbox struct {
	mu      sync.Mutex
	numbers []uint32
	peers   []x2x3.Peer
	closed  []error
	refused []error
}

func (i *inbox) count() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return len(i.numbers)
}

func (i *inbox) problems() (closed, refused []error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	return append([]error(nil), i.closed...), append([]error(nil), i.refused...)
}

func listen(t testing.TB, address string) net.Listener {
	l, err := net.Listen("tcp", address)
	require.NoError(t, err)
	return l
}

func receive(t testing.TB, l net.Listener, cfg x2x3.ReceiverConfig) (*x2x3.Receiver, *inbox) {
	in := &inbox{}
	cfg.Listener = l
	cfg.Handle = func(_ context.Context, p *x2x3.PDU, peer x2x3.Peer, _ []byte) error {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.numbers = append(in.numbers, p.SequenceNumber.Value)
		in.peers = append(in.peers, peer)
		return nil
	}
	cfg.OnClosed = func(_ x2x3.Peer, err error) {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.closed = append(in.closed, err)
	}
	cfg.OnRefused = func(_ netip.AddrPort, err error) {
		in.mu.Lock()
		defer in.mu.Unlock()
		in.refused = append(in.refused, err)
	}
	r, err := x2x3.NewReceiver(cfg)
	require.NoError(t, err)
	require.NoError(t, r.Start(context.Background()))
	return r, in
}

func sender(t testing.TB, address string, cfg x2x3.SenderConfig) *x2x3.Sender {
	cfg.Address = address
	if cfg.Dial == nil {
		cfg.Dial = new(net.Dialer).DialContext
	}
	cfg.RetryMin, cfg.RetryMax = 5*time.Millisecond, 20*time.Millisecond
	s, err := x2x3.NewSender(cfg)
	require.NoError(t, err)
	require.NoError(t, s.Start(context.Background()))
	return s
}

func numbered(n uint32) *x2x3.PDU {
	return &x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: x2x3.FromTarget, XID: x2x3.UUID{1},
		Attributes: x2x3.Attributes{NFID: "amf1", IPID: "poi", SequenceNumber: x2x3.Some(n)}, Payload: []byte{0x30, 0}}
}

const patience = 10 * time.Second

func within(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	return ctx
}

func TestDelivery(t *testing.T) {
	defer goleak.VerifyNone(t)
	c := certificates(t)
	l := listen(t, "127.0.0.1:0")
	r, in := receive(t, l, x2x3.ReceiverConfig{TLS: c.mdf})
	s := sender(t, l.Addr().String(), x2x3.SenderConfig{TLS: c.poi, Version: 6})
	const n = 5000
	for i := range uint32(n) {
		require.NoError(t, s.Send(within(t), numbered(i)))
	}
	require.NoError(t, s.Flush(within(t)))
	require.NoError(t, s.Close())
	require.Eventually(t, func() bool { return in.count() == n }, patience, time.Millisecond)
	for i, v := range in.numbers {
		require.Equal(t, uint32(i), v)
	}
	require.Equal(t, "amf-poi-1", in.peers[0].UID)
	require.Equal(t, "amf poi", in.peers[0].CommonName)
	require.True(t, in.peers[0].Remote.IsValid())
	require.Equal(t, l.Addr().String(), in.peers[0].Local.String())
	require.Eventually(t, func() bool { closed, _ := in.problems(); return len(closed) == 1 && closed[0] == nil }, patience, time.Millisecond)
	require.NoError(t, r.Close())
	require.ErrorIs(t, s.TrySend(numbered(0)), link.ErrClosed)
}

// TestReconnect starts before there is a receiver, and loses the receiver on the way.
func TestReconnect(t *testing.T) {
	defer goleak.VerifyNone(t)
	c := certificates(t)
	l := listen(t, "127.0.0.1:0")
	address := l.Addr().String()
	require.NoError(t, l.Close())
	var failures atomic.Int32
	s := sender(t, address, x2x3.SenderConfig{TLS: c.poi, OnError: func(error) { failures.Add(1) }})
	for i := range uint32(100) {
		require.NoError(t, s.TrySend(numbered(i)))
	}
	require.Eventually(t, func() bool { return failures.Load() > 1 }, patience, time.Millisecond)
	require.Equal(t, 100, s.Queued())
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	require.ErrorIs(t, s.Flush(ctx), context.DeadlineExceeded)

	r, in := receive(t, listen(t, address), x2x3.ReceiverConfig{TLS: c.mdf})
	require.Eventually(t, func() bool { return in.count() == 100 }, patience, time.Millisecond)
	require.True(t, s.Connected())
	require.NoError(t, s.Confirm(within(t)))
	require.Zero(t, s.Unconfirmed())
	require.NoError(t, r.Close())
	require.Eventually(t, func() bool { return !s.Connected() }, patience, time.Millisecond, "the loss is noticed without anything being sent")
	for i := range uint32(100) {
		require.NoError(t, s.TrySend(numbered(100+i)))
	}
	r, again := receive(t, listen(t, address), x2x3.ReceiverConfig{TLS: c.mdf})
	require.Eventually(t, func() bool { return again.count() == 100 }, patience, time.Millisecond)
	require.Equal(t, uint32(100), again.numbers[0], "what was confirmed is not sent twice")
	require.NoError(t, s.Close())
	require.NoError(t, r.Close())
}

// TestStranger has a client certificate of another authority. In TLS 1.3 the client learns that only after it wrote.
func TestStranger(t *testing.T) {
	defer goleak.VerifyNone(t)
	c := certificates(t)
	l := listen(t, "127.0.0.1:0")
	r, in := receive(t, l, x2x3.ReceiverConfig{TLS: c.mdf})
	errs := make(chan error, 1000)
	s := sender(t, l.Addr().String(), x2x3.SenderConfig{TLS: c.stranger, OnError: func(err error) {
		select {
		case errs <- err:
		default:
		}
	}})
	require.NoError(t, s.TrySend(numbered(0)))
	require.Eventually(t, func() bool { _, refused := in.problems(); return len(refused) > 1 }, patience, time.Millisecond)
	_, refused := in.problems()
	require.ErrorContains(t, refused[0], "certificate")
	require.Error(t, <-errs)
	err := s.Close()
	require.ErrorContains(t, err, "1 messages", "what a refused connection swallowed counts as not written")
	require.Zero(t, in.count())
	require.NoError(t, r.Close())

	// A certificate that is valid, of a peer that is not expected.
	l = listen(t, "127.0.0.1:0")
	r, in = receive(t, l, x2x3.ReceiverConfig{TLS: c.mdf, Admit: func(p x2x3.Peer) error { return fmt.Errorf("%s is not expected", p.UID) }})
	s = sender(t, l.Addr().String(), x2x3.SenderConfig{TLS: c.poi})
	require.Eventually(t, func() bool { _, refused := in.problems(); return len(refused) > 0 }, patience, time.Millisecond)
	_, refused = in.problems()
	require.ErrorContains(t, refused[0], "amf-poi-1 is not expected")
	require.NoError(t, s.Close())
	require.NoError(t, r.Close())

	_, err = x2x3.NewReceiver(x2x3.ReceiverConfig{Listener: l, TLS: &tls.Config{}, Handle: func(context.Context, *x2x3.PDU, x2x3.Peer, []byte) error { return nil }})
	require.Error(t, err, "a server that does not ask for certificates")
}

// TestQueueFull has nobody to send to.
func TestQueueFull(t *testing.T) {
	defer goleak.VerifyNone(t)
	dial := func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("nobody there") }
	s := sender(t, "mdf1:1", x2x3.SenderConfig{Dial: dial, Items: 3})
	for i := range uint32(3) {
		require.NoError(t, s.TrySend(numbered(i)))
	}
	require.ErrorIs(t, s.TrySend(numbered(3)), x2x3.ErrQueueFull)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancel()
	err := s.Send(ctx, numbered(3))
	require.ErrorIs(t, err, x2x3.ErrQueueFull)
	require.ErrorIs(t, err, context.DeadlineExceeded)

	require.ErrorContains(t, s.Close(), "3 messages")
}

// TestKeepalive has a receiver that answers, and one that never does.
func TestKeepalive(t *testing.T) {
	defer goleak.VerifyNone(t)
	for _, silent := range []bool{false, true} {
		var seen atomic.Int32
		l := listen(t, "127.0.0.1:0")
		r, in := receive(t, l, x2x3.ReceiverConfig{IgnoreKeepalives: silent, OnKeepalive: func(p *x2x3.PDU, _ x2x3.Peer) {
			if p.SequenceNumber.Value == uint32(seen.Load()) || silent {
				seen.Add(1)
			}
		}})
		errs := make(chan error, 100)
		s := sender(t, l.Addr().String(), x2x3.SenderConfig{TimeP1: 5 * time.Millisecond, TimeP2: 300 * time.Millisecond, OnError: func(err error) {
			select {
			case errs <- err:
			default:
			}
		}})
		if silent {
			select {
			case err := <-errs:
				require.ErrorIs(t, err, link.ErrNoAnswer)
			case <-time.After(patience):
				t.Fatal("the sender goes on without answers")
			}
		} else {
			require.Eventually(t, func() bool { return seen.Load() >= 100 }, patience, time.Millisecond)
			require.Empty(t, errs)
			closed, _ := in.problems()
			require.Empty(t, closed)
		}
		require.NoError(t, s.Close())
		require.NoError(t, r.Close())
	}
	// A peer that never answers and a sender that does not mind.
	var seen atomic.Int32
	l := listen(t, "127.0.0.1:0")
	r, in := receive(t, l, x2x3.ReceiverConfig{IgnoreKeepalives: true, OnKeepalive: func(*x2x3.PDU, x2x3.Peer) { seen.Add(1) }})
	s := sender(t, l.Addr().String(), x2x3.SenderConfig{TimeP1: time.Millisecond, TimeP2: -1})
	require.Eventually(t, func() bool { return seen.Load() > 50 }, patience, time.Millisecond)
	closed, _ := in.problems()
	require.Empty(t, closed)
	require.NoError(t, s.Close())
	require.NoError(t, r.Close())
}

// TestNonsense ends the connection it comes over and no other.
func TestNonsense(t *testing.T) {
	defer goleak.VerifyNone(t)
	c := certificates(t)
	l := listen(t, "127.0.0.1:0")
	r, in := receive(t, l, x2x3.ReceiverConfig{TLS: c.mdf})
	good := sender(t, l.Addr().String(), x2x3.SenderConfig{TLS: c.poi})
	bad, err := tls.Dial("tcp", l.Addr().String(), c.poi)
	require.NoError(t, err)
	p := numbered(0)
	octets, err := p.AppendBinary(nil)
	require.NoError(t, err)
	_, err = bad.Write(append(octets, "GET / HTTP/1.1\r\n"...))
	require.NoError(t, err)
	require.NoError(t, bad.SetReadDeadline(time.Now().Add(patience)))
	_, err = bad.Read(make([]byte, 1))
	require.ErrorIs(t, err, io.EOF)
	require.NoError(t, bad.Close())
	require.Eventually(t, func() bool { closed, _ := in.problems(); return len(closed) == 1 }, patience, time.Millisecond)
	closed, _ := in.problems()
	require.ErrorIs(t, closed[0], x2x3.ErrVersion)
	require.ErrorContains(t, closed[0], fmt.Sprintf("begins at octet %d of the stream", len(octets)))
	require.NoError(t, good.Send(within(t), numbered(1)))
	require.Eventually(t, func() bool { return in.count() == 2 }, patience, time.Millisecond)
	require.NoError(t, good.Close())
	// A keepalive acknowledgement has no place on the way to the receiver.
	odd := sender(t, l.Addr().String(), x2x3.SenderConfig{TLS: c.poi})
	ack := x2x3.NewKeepalive(5, 0)
	ack.Type = x2x3.KeepaliveAck
	require.NoError(t, odd.Send(within(t), &ack))
	require.Eventually(t, func() bool { closed, _ := in.problems(); return len(closed) == 3 }, patience, time.Millisecond)
	require.ErrorContains(t, odd.Close(), "1 messages", "what the receiver did not take is kept")
	require.NoError(t, r.Close())
}
