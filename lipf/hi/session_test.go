package hi_test

import (
	"context"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/lipf/hi"
	"lilab/sim/pki"
	"lilab/x2x3/link"
)

const patience = 10 * time.Second

// agency is a receiver that counts.
type agency struct {
	mu        sync.Mutex
	numbers   []uint32
	seen      int
	malformed []error
	closed    []error
	refused   []error
	uid       string
}

func (a *agency) got() []uint32 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Clone(a.numbers)
}

func (a *agency) octets() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.seen
}

func listen(t testing.TB, address string) net.Listener {
	l, err := net.Listen("tcp", address)
	require.NoError(t, err)
	return l
}

func receive(t testing.TB, l net.Listener, cfg hi.ReceiverConfig) (*hi.Receiver, *agency) {
	a := &agency{}
	locked := func(f func()) {
		a.mu.Lock()
		defer a.mu.Unlock()
		f()
	}
	cfg.Listener = l
	cfg.Handle = func(_ context.Context, p *hi.PSPDU, peer link.Peer, _ []byte) error {
		locked(func() { a.numbers, a.uid = append(a.numbers, p.SequenceNumber), peer.UID })
		return nil
	}
	cfg.OnOctets = func(link.Peer, []byte) { locked(func() { a.seen++ }) }
	cfg.OnMalformed = func(_ link.Peer, _ []byte, err error) { locked(func() { a.malformed = append(a.malformed, err) }) }
	cfg.OnClosed = func(_ link.Peer, err error) { locked(func() { a.closed = append(a.closed, err) }) }
	cfg.OnRefused = func(_ netip.AddrPort, err error) { locked(func() { a.refused = append(a.refused, err) }) }
	r, err := hi.NewReceiver(cfg)
	require.NoError(t, err)
	require.NoError(t, r.Start(context.Background()))
	return r, a
}

func send(t testing.TB, address string, cfg hi.SenderConfig) *hi.Sender {
	cfg.Address, cfg.Dial = address, new(net.Dialer).DialContext
	cfg.RetryMin, cfg.RetryMax = 5*time.Millisecond, 20*time.Millisecond
	cfg.Header = header()
	s, err := hi.NewSender(cfg)
	require.NoError(t, err)
	require.NoError(t, s.Start(context.Background()))
	return s
}

func numbered(t testing.TB, n uint32) *hi.PSPDU {
	p := everything(t)[0]
	p.SequenceNumber = n
	return &p
}

func TestSession(t *testing.T) {
	defer goleak.VerifyNone(t)
	ca, err := pki.NewAuthority("test", time.Now)
	require.NoError(t, err)
	server, err := ca.Issue(pki.Leaf{CommonName: "lemf", UID: "lemf1", DNSNames: []string{"lemf1"}, Server: true})
	require.NoError(t, err)
	client, err := ca.Issue(pki.Leaf{CommonName: "mdf", UID: "mdf1", Client: true})
	require.NoError(t, err)
	l := listen(t, "127.0.0.1:0")
	r, a := receive(t, l, hi.ReceiverConfig{TLS: pki.ServerConfig(server, ca.Pool(), pki.Options{})})
	s := send(t, l.Addr().String(), hi.SenderConfig{TLS: pki.ClientConfig(client, ca.Pool(), "lemf1", pki.Options{})})
	for i := range uint32(1000) {
		require.NoError(t, s.Send(context.Background(), numbered(t, i)))
	}
	// Contents that do not decode do not cost the connection: the framing is right.
	require.NoError(t, s.SendOctets(context.Background(), []byte{0x30, 2, 0xa1, 0}))
	require.NoError(t, s.TrySend(numbered(t, 1000)))
	require.NoError(t, s.Flush(context.Background()))
	require.NoError(t, s.Close())
	require.Eventually(t, func() bool { return len(a.got()) == 1001 }, patience, time.Millisecond)
	for i, n := range a.got() {
		require.Equal(t, uint32(i), n)
	}
	require.Equal(t, "mdf1", a.uid)
	require.Len(t, a.malformed, 1)
	require.Equal(t, 1002, a.octets())
	require.NoError(t, r.Close())
	require.Empty(t, a.refused)
}

// TestCyclicBuffer loses the connection: what the buffer holds comes again, before new data.
func TestCyclicBuffer(t *testing.T) {
	defer goleak.VerifyNone(t)
	l := listen(t, "127.0.0.1:0")
	address := l.Addr().String()
	r, a := receive(t, l, hi.ReceiverConfig{})
	one, err := numbered(t, 0).AppendBinary(nil)
	require.NoError(t, err)
	s := send(t, address, hi.SenderConfig{Buffer: 5 * len(one), Queue: 1}) // One at a time, and room for five.
	for i := range uint32(20) {
		require.NoError(t, s.Send(context.Background(), numbered(t, i)))
	}
	require.Eventually(t, func() bool { return len(a.got()) == 20 }, patience, time.Millisecond)
	require.NoError(t, r.Close())
	require.Eventually(t, func() bool { return !s.Connected() }, patience, time.Millisecond)
	r, a = receive(t, listen(t, address), hi.ReceiverConfig{})
	require.NoError(t, s.Send(context.Background(), numbered(t, 20)))
	require.Eventually(t, func() bool { return len(a.got()) == 6 }, patience, time.Millisecond)
	require.Equal(t, []uint32{15, 16, 17, 18, 19, 20}, a.got())
	require.NoError(t, s.Close())
	require.NoError(t, r.Close())
}

// TestKeepAlive lets answers empty the cyclic buffer, and their absence end the connection.
func TestKeepAlive(t *testing.T) {
	defer goleak.VerifyNone(t)
	l := listen(t, "127.0.0.1:0")
	address := l.Addr().String()
	r, a := receive(t, l, hi.ReceiverConfig{})
	s := send(t, address, hi.SenderConfig{Time1: 5 * time.Millisecond, Time3: 5 * time.Second})
	for i := range uint32(10) {
		require.NoError(t, s.Send(context.Background(), numbered(t, i)))
	}
	require.Eventually(t, func() bool { return a.octets() >= 20 }, patience, time.Millisecond, "keep-alives are seen")
	require.Len(t, a.got(), 10, "and not handed over")
	require.NoError(t, r.Close())
	require.Eventually(t, func() bool { return !s.Connected() }, patience, time.Millisecond)
	r, a = receive(t, listen(t, address), hi.ReceiverConfig{})
	require.NoError(t, s.Send(context.Background(), numbered(t, 10)))
	require.Eventually(t, func() bool { return len(a.got()) > 0 }, patience, time.Millisecond)
	require.Equal(t, []uint32{10}, a.got(), "what was acknowledged is not sent again")
	require.NoError(t, s.Close())
	require.NoError(t, r.Close())

	var lost atomic.Int32
	l = listen(t, "127.0.0.1:0")
	r, _ = receive(t, l, hi.ReceiverConfig{IgnoreKeepAlives: true})
	s = send(t, l.Addr().String(), hi.SenderConfig{Time1: time.Millisecond, Time3: 10 * time.Millisecond, OnError: func(error) { lost.Add(1) }})
	require.Eventually(t, func() bool { return lost.Load() > 1 }, patience, time.Millisecond)
	require.NoError(t, s.Close())
	require.NoError(t, r.Close())
}

// TestSpool hands over to nobody, ends, and begins again: all of it arrives, in order and once.
func TestSpool(t *testing.T) {
	defer goleak.VerifyNone(t)
	l := listen(t, "127.0.0.1:0")
	address := l.Addr().String()
	require.NoError(t, l.Close())
	cfg := hi.SenderConfig{Spool: t.TempDir(), Time1: time.Minute}
	s := send(t, address, cfg)
	for i := range uint32(200) {
		require.NoError(t, s.TrySend(numbered(t, i)))
	}
	require.ErrorContains(t, s.Close(), "200 messages")
	r, a := receive(t, listen(t, address), hi.ReceiverConfig{})
	s = send(t, address, cfg)
	require.NoError(t, s.TrySend(numbered(t, 200)))
	require.NoError(t, s.Confirm(context.Background()))
	require.NoError(t, s.Close())
	require.Len(t, a.got(), 201)
	require.True(t, slices.IsSorted(a.got()))
	require.NoError(t, r.Close())
	_, err := hi.NewSender(hi.SenderConfig{Spool: t.TempDir(), Address: address, Dial: new(net.Dialer).DialContext})
	require.ErrorContains(t, err, "keep-alives")
}

// TestFramingLost closes the connection, because there is no way to find the next PDU.
func TestFramingLost(t *testing.T) {
	defer goleak.VerifyNone(t)
	l := listen(t, "127.0.0.1:0")
	r, a := receive(t, l, hi.ReceiverConfig{})
	c, err := net.Dial("tcp", l.Addr().String())
	require.NoError(t, err)
	_, err = c.Write([]byte("0\x00GET / HTTP/1.1"))
	require.NoError(t, err)
	require.NoError(t, c.SetReadDeadline(time.Now().Add(patience)))
	_, err = c.Read(make([]byte, 1))
	require.Error(t, err)
	require.NoError(t, c.Close())
	require.NoError(t, r.Close())
	require.Len(t, a.closed, 1)
	require.ErrorContains(t, a.closed[0], "PS-PDU that begins at octet 2 of the stream")
}
