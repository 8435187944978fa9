package app_test

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/app"
)

// provider keeps what the provider of the messenger sees.
type provider struct {
	mu   sync.Mutex
	seen [][]byte
	who  []string
}

func (p *provider) sees(from, to string, content []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.seen = append(p.seen, slices.Clone(content))
	p.who = append(p.who, from+">"+to)
}

func (p *provider) has(what string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.ContainsFunc(p.seen, func(b []byte) bool { return bytes.Contains(b, []byte(what)) })
}

func (p *provider) observe(c *app.DataNetworkConfig) { c.OnForward = p.sees }

// open connects a user of the tapped phone.
func (l *lab) open(r app.MessengerRequest) *app.Messenger {
	l.t.Helper()
	if r.Server == "" {
		r.Server = l.dn.MessengerAt(r.TLS)
	}
	m, _, err := l.client(false).OpenMessenger(deadline(l.t), r)
	require.NoError(l.t, err)
	l.t.Cleanup(func() { require.NoError(l.t, m.Close()) })
	return m
}

// openOther connects a user of the phone that is not tapped.
func (l *lab) openOther(r app.MessengerRequest) *app.Messenger {
	l.t.Helper()
	port := uint16(app.PortMessenger)
	if r.TLS {
		port = app.PortMessengerTLS
	}
	r.Server = netip.AddrPortFrom(l.addrs[1], port).String()
	m, flows, err := l.otherClient().OpenMessenger(deadline(l.t), r)
	require.NoError(l.t, err)
	require.Empty(l.t, flows, "no lookup where the server is an address")
	l.t.Cleanup(func() { require.NoError(l.t, m.Close()) })
	return m
}

func TestMessengerModes(t *testing.T) {
	for _, c := range []struct {
		protection app.Protection
		tls, e2ee  bool
		by         app.EncryptedBy
		// onTheWire, atTheProvider, opened: who reads the content: the network, the provider, the network if it had the
		// TLS secrets. names: the network sees who writes to whom.
		onTheWire, atTheProvider, opened, names bool
	}{
		{app.ProtectionNone, false, false, app.EncryptedByNone, true, true, true, true},
		{app.ProtectionTLS, true, false, app.EncryptedByThirdParty, false, true, true, false},
		{app.ProtectionE2EE, false, true, app.EncryptedByThirdParty, false, false, false, true},
		{app.ProtectionE2EETLS, true, true, app.EncryptedByThirdParty, false, false, false, false},
	} {
		t.Run(string(c.protection), func(t *testing.T) {
			p := &provider{}
			l := newLab(t, v4Prefix, p.observe)
			anna := l.open(app.MessengerRequest{User: "anna-of-nl", TLS: c.tls, EndToEnd: c.e2ee})
			bert := l.openOther(app.MessengerRequest{User: "bert-of-de", TLS: c.tls, EndToEnd: c.e2ee, Answer: true})
			ctx := deadline(t)
			var up, down []app.Canary
			for i := range 4 {
				sent, err := anna.Send(ctx, "bert-of-de", "", 1000*i)
				require.NoError(t, err)
				up, down = append(up, sent), append(down, sent.Reply())
				in, err := anna.Receive(ctx)
				require.NoError(t, err)
				require.Equal(t, "bert-of-de", in.From)
				require.Equal(t, sent.Reply(), in.Canary)
				require.Equal(t, max(1000*i, app.CanaryLength), in.Octets)
			}
			require.NoError(t, anna.Close())
			require.NoError(t, bert.Close())
			require.Zero(t, anna.Refused()+bert.Refused())
			f := anna.Flow()
			require.Equal(t, "messenger", f.Service)
			require.Equal(t, c.protection, f.Protection)
			require.Equal(t, c.by, f.EncryptedBy)
			require.Equal(t, "chat.data.test", f.Name)
			require.Equal(t, up, f.Up.Canaries)
			require.Equal(t, down, f.Down.Canaries)
			require.EqualValues(t, 4, f.Up.Messages)
			require.EqualValues(t, 4, f.Down.Messages)
			require.Empty(t, f.Failure)
			require.Equal(t, up, bert.Flow().Down.Canaries)
			require.Equal(t, down, bert.Flow().Up.Canaries)
			forwarded, refused := l.dn.Messenger().Stats()
			require.EqualValues(t, []uint64{8, 0}, []uint64{forwarded, refused})
			require.Equal(t, slices.Repeat([]string{"anna-of-nl>bert-of-de", "bert-of-de>anna-of-nl"}, 4), p.who, "the provider sees who writes to whom")

			wireUp, wireDown := sameOctets(t, l, f)
			require.Greater(t, len(wireUp), 6000)
			require.Greater(t, len(wireDown), 6000)
			for i := range up {
				require.Equal(t, c.onTheWire, bytes.Contains(wireUp, []byte(up[i])))
				require.Equal(t, c.onTheWire, bytes.Contains(wireDown, []byte(down[i])))
				require.False(t, bytes.Contains(wireDown, []byte(up[i])) || bytes.Contains(wireUp, []byte(down[i])))
				u, _ := l.has(string(up[i]))
				_, d := l.has(string(down[i]))
				require.Equal(t, c.onTheWire, u > 0)
				require.Equal(t, c.onTheWire, d > 0)
				require.Equal(t, c.atTheProvider, p.has(string(up[i])))
				require.Equal(t, c.atTheProvider, p.has(string(down[i])))
			}
			require.Equal(t, c.names, bytes.Contains(wireUp, []byte("bert-of-de")))

			// The judge reassembles the stream and, with the secrets of the server, opens TLS.
			path := l.capture()
			follow := "follow,tcp,raw,"
			if c.tls {
				require.NotEmpty(t, tshark(t, path, "-Y", "tls.app_data"))
				follow = "follow,tls,raw,"
			}
			stream := fmt.Sprint(tcpStream(t, path, f))
			text := tshark(t, path, append(l.opened(), "-q", "-z", follow+stream)...)
			require.Contains(t, text, fmt.Sprintf("%x", "bert-of-de"), "the judge did see the frames")
			for i := range up {
				require.Equal(t, c.opened, bytes.Contains([]byte(text), fmt.Appendf(nil, "%x", string(up[i]))))
			}
			require.Empty(t, tshark(t, path, append(l.opened(), "-Y", "_ws.malformed")...))
		})
	}
}

// tcpStream is the number that tshark gives to the stream of a flow.
func tcpStream(t *testing.T, path string, f app.Flow) string {
	out := tshark(t, path, "-Y", fmt.Sprintf("tcp.srcport == %d && tcp.flags.syn == 1 && tcp.flags.ack == 0", f.Client.Port()), "-T", "fields", "-e", "tcp.stream")
	require.NotEmpty(t, out)
	return string(bytes.TrimSpace([]byte(out)))
}

func TestMessengerRefusals(t *testing.T) {
	l := newLab(t, v4Prefix)
	ctx := deadline(t)
	anna := l.open(app.MessengerRequest{User: "anna"})
	_, err := anna.Send(ctx, "nobody", "", 10)
	require.ErrorIs(t, err, app.ErrNotConnected)
	_, flows, err := l.client(false).OpenMessenger(ctx, app.MessengerRequest{Server: l.dn.MessengerAt(false), User: "anna"})
	require.ErrorContains(t, err, "connected already")
	require.Len(t, flows, 2)
	require.NotEmpty(t, flows[1].Failure)

	// Who encrypts from end to end neither sends to nor takes from who does not.
	eva := l.openOther(app.MessengerRequest{User: "eva", EndToEnd: true})
	_, err = eva.Send(ctx, "anna", "", 10)
	require.ErrorIs(t, err, app.ErrNoKey)
	_, err = eva.Send(ctx, "nobody", "", 10)
	require.ErrorIs(t, err, app.ErrNoKey)
	require.Empty(t, eva.Flow().Up.Canaries, "nothing left the phone")
	_, err = anna.Send(ctx, "eva", "", 10)
	require.NoError(t, err, "the server forwards it")
	require.Eventually(t, func() bool { return eva.Refused() == 1 }, 10*time.Second, time.Millisecond)
	require.Empty(t, eva.Flow().Down.Canaries)

	for _, r := range []app.MessengerRequest{
		{Server: "chat.data.test:1"}, {Server: "chat.data.test", User: "x"}, {User: string(make([]byte, 65)), Server: l.dn.MessengerAt(false)},
		{Server: l.dn.MessengerAt(true), User: "x", TLS: true, EndToEnd: true, EncryptedBy: app.EncryptedByCSP},
		{Server: l.dn.MessengerAt(false), User: "x", EncryptedBy: app.EncryptedByThirdParty},
	} {
		_, _, err := l.client(false).OpenMessenger(ctx, r)
		require.Error(t, err, r)
	}
	for _, octets := range []int{-1, 60000} {
		_, err := anna.Send(ctx, "eva", "", octets)
		require.Error(t, err)
	}
	// The server goes; everybody notices.
	require.NoError(t, l.dn.Messenger().Close())
	_, err = anna.Receive(ctx)
	require.Error(t, err)
	_, err = anna.Send(ctx, "eva", "", 10)
	require.Error(t, err)
	require.NotEmpty(t, anna.Flow().Failure)
}

// A known key protects against a server that tells another one.
func TestMessengerKnownKeys(t *testing.T) {
	l := newLab(t, v4Prefix)
	ctx := deadline(t)
	key := func(name string) *ecdh.PrivateKey {
		b := make([]byte, 32)
		_, err := seeded(name).Read(b)
		require.NoError(t, err)
		k, err := ecdh.X25519().NewPrivateKey(b)
		require.NoError(t, err)
		return k
	}
	annas, berts, mallorys := key("anna"), key("bert"), key("mallory")
	anna := l.open(app.MessengerRequest{User: "anna", EndToEnd: true, Identity: annas, Known: map[string]*ecdh.PublicKey{"bert": berts.PublicKey()}})
	require.True(t, anna.Key().Equal(annas.PublicKey()))
	false1 := l.openOther(app.MessengerRequest{User: "bert", EndToEnd: true, Identity: mallorys})
	_, err := anna.Send(ctx, "bert", "", 100)
	require.ErrorIs(t, err, app.ErrOtherKey)
	_, err = false1.Send(ctx, "anna", "", 100)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return anna.Refused() == 1 }, 10*time.Second, time.Millisecond)
	require.NoError(t, false1.Close())
	// The true one, and again after it was away: with a new connection it begins a new session.
	for range 3 {
		var bert *app.Messenger
		require.Eventually(t, func() bool { // the server may still hold the former connection
			var err error
			bert, _, err = l.otherClient().OpenMessenger(ctx, app.MessengerRequest{Server: netip.AddrPortFrom(l.addrs[1], app.PortMessenger).String(),
				User: "bert", EndToEnd: true, Identity: berts})
			return err == nil
		}, 10*time.Second, 5*time.Millisecond)
		sent, err := bert.Send(ctx, "anna", "", 100)
		require.NoError(t, err)
		in, err := anna.Receive(ctx)
		require.NoError(t, err)
		require.Equal(t, sent, in.Canary)
		sent, err = anna.Send(ctx, "bert", "", 100)
		require.NoError(t, err)
		in, err = bert.Receive(ctx)
		require.NoError(t, err)
		require.Equal(t, sent, in.Canary)
		require.NoError(t, bert.Close())
	}
}

// Everybody writes to everybody at once, and everything arrives in order.
func TestMessengerCrowd(t *testing.T) {
	l := newLab(t, v4Prefix)
	ctx := deadline(t)
	const users, each = 5, 12
	var ms []*app.Messenger
	for i := range users {
		open := l.open
		if i%2 == 1 {
			open = l.openOther
		}
		ms = append(ms, open(app.MessengerRequest{User: fmt.Sprint("user", i), EndToEnd: true, TLS: i%3 == 0}))
	}
	sent := make([]map[string][]app.Canary, users)
	got := make([]map[string][]app.Canary, users)
	errs := make(chan error, 2*users)
	var wg sync.WaitGroup
	for i, m := range ms {
		sent[i], got[i] = map[string][]app.Canary{}, map[string][]app.Canary{}
		wg.Go(func() {
			for range each {
				for j := range users {
					if i == j {
						continue
					}
					to := fmt.Sprint("user", j)
					c, err := m.Send(ctx, to, "", 300)
					if err != nil {
						errs <- fmt.Errorf("user%d to %s: %w", i, to, err)
						return
					}
					sent[i][to] = append(sent[i][to], c)
				}
			}
		})
		wg.Go(func() {
			for range each * (users - 1) {
				in, err := m.Receive(ctx)
				if err != nil {
					errs <- err
					return
				}
				got[i][in.From] = append(got[i][in.From], in.Canary)
			}
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		require.NoError(t, err)
	}
	for i, m := range ms {
		require.Zero(t, m.Refused())
		for j := range ms {
			require.Equal(t, sent[i][fmt.Sprint("user", j)], got[j][fmt.Sprint("user", i)])
		}
	}
}

// Connections that say nothing, half a frame, or too much do not keep the server from others, nor from its end.
func TestMessengerServerIsRobust(t *testing.T) {
	l := newLab(t, v4Prefix)
	ctx := deadline(t)
	at := netip.AddrPortFrom(l.addrs[0], app.PortMessenger).String()
	for _, send := range []string{"", "\x01", "\x01\x01\x00\x00\x00\x08\x00\x04mall\x00\x00", "\x01\x01\xff\xff\xff\xff", "GET / HTTP/1.1\r\n\r\n", "\x01\x05\x00\x00\x00\x00"} {
		conn, err := l.phone.DialContext(ctx, "tcp", at)
		require.NoError(t, err)
		defer conn.Close()
		_, err = conn.Write([]byte(send))
		require.NoError(t, err)
	}
	anna := l.open(app.MessengerRequest{User: "anna"})
	bert := l.openOther(app.MessengerRequest{User: "bert"})
	c, err := anna.Send(ctx, "bert", "", 10)
	require.NoError(t, err)
	in, err := bert.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, c, in.Canary)
	short, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
	defer cancel()
	_, err = bert.Receive(short)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	start := time.Now()
	require.NoError(t, l.dn.Close())
	require.Less(t, time.Since(start), 5*time.Second)
}

// Who reads nothing slows senders down, gets no more than fits, and hinders nobody else.
func TestMessengerSlowReader(t *testing.T) {
	l := newLab(t, v4Prefix)
	ctx := deadline(t)
	mute, err := l.phone.DialContext(ctx, "tcp", netip.AddrPortFrom(l.addrs[0], app.PortMessenger).String())
	require.NoError(t, err)
	defer mute.Close()
	_, err = mute.Write([]byte("\x01\x01\x00\x00\x00\x08\x00\x04mute\x00\x00"))
	require.NoError(t, err)
	anna := l.openOther(app.MessengerRequest{User: "anna"})
	bert := l.openOther(app.MessengerRequest{User: "bert", Answer: true})
	require.Eventually(t, func() bool { // until the server knows of mute
		_, err = anna.Send(ctx, "mute", "", 50000)
		return !errors.Is(err, app.ErrNotConnected)
	}, 10*time.Second, time.Millisecond)
	sent := 0
	for ; err == nil; sent++ {
		require.Less(t, sent*50000, 20<<20, "bounded")
		_, err = anna.Send(ctx, "mute", "", 50000)
	}
	require.True(t, errors.Is(err, app.ErrBusy) || errors.Is(err, app.ErrNotConnected), err)
	require.Greater(t, sent, 10)
	c, err := anna.Send(ctx, "bert", "", 100)
	require.NoError(t, err)
	in, err := anna.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, c.Reply(), in.Canary)
	require.Eventually(t, func() bool { return len(bert.Flow().Up.Canaries) == 1 }, 10*time.Second, time.Millisecond)
}
