package app_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/app"
	"lilab/sim/pki"
)

var v6Prefix = netip.MustParsePrefix("2001:db8:45::/64")

func both(t *testing.T, test func(t *testing.T, l *lab)) {
	for _, p := range []netip.Prefix{v4Prefix, v6Prefix} {
		name := "IPv4"
		if p.Addr().Is6() {
			name = "IPv6"
		}
		t.Run(name, func(t *testing.T) { test(t, newLab(t, p)) })
	}
}

// sameOctets compares a TCP flow with what crossed the link.
func sameOctets(t *testing.T, l *lab, f app.Flow) (up, down []byte) {
	t.Helper()
	up, down = l.tcp(f)
	require.EqualValues(t, f.Up.Octets, len(up), "octets up")
	require.EqualValues(t, f.Down.Octets, len(down), "octets down")
	return up, down
}

func TestHTTPInClear(t *testing.T) {
	both(t, func(t *testing.T, l *lab) {
		c, err := app.NewCanary(seeded("http"))
		require.NoError(t, err)
		flows, err := l.client(false).Fetch(deadline(t), app.FetchRequest{URL: "http://www.data.test", Canary: c, Requests: 3, Upload: 5000, Download: 100000})
		require.NoError(t, err)
		require.Len(t, flows, 2)
		require.Equal(t, "dns", flows[0].Service)
		f := flows[1]
		require.Equal(t, "http", f.Service)
		require.Equal(t, "tcp", f.Transport)
		require.Equal(t, l.mine[0], f.Client.Addr())
		require.Equal(t, netip.AddrPortFrom(l.addrs[0], 80), f.Server)
		require.Equal(t, "www.data.test", f.Name)
		require.Equal(t, app.ProtectionNone, f.Protection)
		require.Equal(t, app.EncryptedByNone, f.EncryptedBy)
		require.Empty(t, f.Failure)
		require.False(t, f.End.Before(f.Start))
		require.Len(t, f.Up.Canaries, 3)
		require.Equal(t, c, f.Up.Canaries[0])
		require.EqualValues(t, 3, f.Up.Messages)
		up, down := sameOctets(t, l, f)
		require.Greater(t, len(up), 15000)
		require.Greater(t, len(down), 300000)
		for i, c := range f.Up.Canaries {
			require.Equal(t, c.Reply(), f.Down.Canaries[i])
			u, d := l.has(string(c))
			require.Positive(t, u)
			require.Zero(t, d, "a canary has one direction")
			u, d = l.has(string(c.Reply()))
			require.Zero(t, u)
			// Each packet that is full of content holds a copy.
			require.GreaterOrEqual(t, d, 100000/1500)
		}
		require.NotContains(t, string(up), string(flows[0].Up.Canaries[0]), "that of the lookup is another one")

		path := l.capture()
		http := tshark(t, path, "-Y", "http", "-T", "fields", "-e", "http.request.method", "-e", "http.request.full_uri", "-e", "http.response.code", "-e", "http.content_length")
		require.Equal(t, 3, strings.Count(http, "POST\thttp://www.data.test/content/canary"), http)
		require.Equal(t, 3, strings.Count(http, "200\t100000"), http)
		require.Contains(t, http, string(c))
		require.Empty(t, tshark(t, path, "-Y", "_ws.malformed"))
	})
}

func TestHTTPS(t *testing.T) {
	both(t, func(t *testing.T, l *lab) {
		flows, err := l.client(false).Fetch(deadline(t), app.FetchRequest{URL: "https://www.data.test", Requests: 2, Upload: 40000, Download: 60000})
		require.NoError(t, err)
		f := flows[1]
		require.Equal(t, app.ProtectionTLS, f.Protection)
		require.Equal(t, app.EncryptedByThirdParty, f.EncryptedBy)
		require.EqualValues(t, 443, f.Server.Port())
		require.Len(t, f.Up.Canaries, 2)
		up, down := sameOctets(t, l, f)
		require.Greater(t, len(up), 80000, "the octets are there")
		require.Greater(t, len(down), 120000)
		for i, c := range f.Up.Canaries {
			for _, c := range []app.Canary{c, f.Down.Canaries[i]} {
				u, d := l.has(string(c))
				require.Zero(t, u+d)
				require.False(t, bytes.Contains(up, []byte(c)) || bytes.Contains(down, []byte(c)))
			}
		}
		require.NotContains(t, string(up)+string(down), "/content/")

		path := l.capture()
		require.NotEmpty(t, tshark(t, path, "-Y", "tls.handshake.type == 1 && tls.handshake.extensions_server_name == \"www.data.test\""))
		require.Empty(t, tshark(t, path, "-Y", "http"), "nobody reads it without the secrets")
		// With the secrets of the server it is all there: the content was really inside.
		http := tshark(t, path, append(l.opened(), "-Y", "http.request", "-T", "fields", "-e", "http.request.uri")...)
		for _, c := range f.Up.Canaries {
			require.Contains(t, http, string(c))
		}
		require.Empty(t, tshark(t, path, append(l.opened(), "-Y", "_ws.malformed")...))
	})
}

func TestFetchFails(t *testing.T) {
	l := newLab(t, v4Prefix)
	c := l.client(false)
	for _, r := range []app.FetchRequest{
		{URL: "ftp://www.data.test"}, {URL: "://"}, {URL: "http://www.data.test", Upload: -1}, {URL: "http://www.data.test", Download: app.MaxContent + 1},
		{URL: "http://www.data.test", Canary: "canary"}, {URL: "http://www.data.test", EncryptedBy: app.EncryptedByCSP},
		{URL: "https://www.data.test", EncryptedBy: app.EncryptedByNone}, {URL: "http://www.data.test:0"},
	} {
		flows, err := c.Fetch(deadline(t), r)
		require.Error(t, err, r)
		require.Empty(t, flows, r)
	}
	require.Empty(t, l.tap.all(), "a wrong request sends nothing")

	flows, err := c.Fetch(deadline(t), app.FetchRequest{URL: "http://nobody.data.test"})
	require.ErrorIs(t, err, app.ErrNoSuchName)
	require.Len(t, flows, 1)
	require.Contains(t, flows[0].Failure, "no such domain name")

	// Nobody listens there.
	flows, err = c.Fetch(deadline(t), app.FetchRequest{URL: fmt.Sprintf("http://%v:81", l.addrs[0])})
	require.ErrorContains(t, err, "refused")
	require.Len(t, flows, 1)
	require.NotEmpty(t, flows[0].Failure)
	require.Empty(t, flows[0].Up.Canaries)

	// Another authority than that of the servers.
	ca, err := pki.NewAuthority("other CA", time.Now)
	require.NoError(t, err)
	cfg := l.dn.ClientTLS()
	cfg.RootCAs = ca.Pool()
	resolver, err := l.dn.Resolver(l.mine, false)
	require.NoError(t, err)
	distrusts, err := app.NewClient(app.ClientConfig{Host: l.phone, Addrs: l.mine, Resolver: resolver, TLS: cfg})
	require.NoError(t, err)
	flows, err = distrusts.Fetch(deadline(t), app.FetchRequest{URL: "https://www.data.test"})
	var unknown x509.UnknownAuthorityError
	require.ErrorAs(t, err, &unknown)
	require.Len(t, flows, 2)
	require.NotEmpty(t, flows[1].Failure)
	require.Empty(t, flows[1].Up.Canaries, "nothing is sent to a server that is not trusted")

	// The context ends in the middle.
	ctx, cancel := context.WithCancelCause(deadline(t))
	why := fmt.Errorf("enough")
	before := len(l.tap.all())
	l.tap.watch(func(packets int) {
		if packets == before+50 {
			cancel(why)
		}
	})
	flows, err = c.Fetch(ctx, app.FetchRequest{URL: "http://www.data.test", Download: app.MaxContent})
	require.ErrorIs(t, err, why)
	require.Contains(t, flows[1].Failure, "enough")
	require.Positive(t, flows[1].Down.Octets)

	// A client says which address its flows have to leave from.
	stranger, err := l.dn.Client(app.ClientConfig{Host: l.phone, Addrs: []netip.Addr{netip.MustParseAddr("10.45.0.77")}}, false)
	require.NoError(t, err)
	flows, err = stranger.Fetch(deadline(t), app.FetchRequest{URL: fmt.Sprintf("http://%v", l.addrs[0])})
	require.ErrorContains(t, err, "left from")
	require.Len(t, flows, 1)
}

// What a careless or hostile client sends gets an answer with a reason or none, and the server lives on.
func TestHTTPServerIsRobust(t *testing.T) {
	l := newLab(t, v4Prefix)
	at := netip.AddrPortFrom(l.addrs[0], app.PortHTTP).String()
	good, err := app.NewCanary(seeded("robust"))
	require.NoError(t, err)
	for _, c := range []struct{ send, want string }{
		{"GET / HTTP/1.1\r\nHost: a\r\n\r\n", " 404 "},
		{"GET /content/x?octets=1 HTTP/1.1\r\nHost: a\r\n\r\n", " 404 "},
		{"GET /content/" + string(good) + " HTTP/1.1\r\nHost: a\r\n\r\n", " 400 "},
		{"GET /content/" + string(good) + "?octets=-1 HTTP/1.1\r\nHost: a\r\n\r\n", " 400 "},
		{"GET /content/" + string(good) + "?octets=99999999999 HTTP/1.1\r\nHost: a\r\n\r\n", " 400 "},
		{"DELETE /content/" + string(good) + "?octets=1 HTTP/1.1\r\nHost: a\r\n\r\n", " 405 "},
		{"POST /content/" + string(good) + "?octets=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz", " 400 "},
		{"GET /content/" + string(good) + "?octets=1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", string(good.Reply())},
		{"GET / HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("x", 1<<16) + "\r\n\r\n", " 431 "},
		{"\x16\x03\x01\x00\x05hello\r\n\r\n", " 400 "},
	} {
		conn, err := l.phone.DialContext(deadline(t), "tcp", at)
		require.NoError(t, err)
		_, err = conn.Write([]byte(c.send))
		require.NoError(t, err)
		require.NoError(t, conn.SetReadDeadline(time.Now().Add(10*time.Second)))
		var got []byte
		for b := make([]byte, 4096); !strings.Contains(string(got), c.want); {
			n, err := conn.Read(b)
			got = append(got, b[:n]...)
			require.NoError(t, err, "%q after %q", got, c.send[:min(len(c.send), 60)])
		}
		_ = conn.Close()
	}
	// Closing does not wait for connections that say nothing.
	var open []net.Conn
	for range 5 {
		conn, err := l.phone.DialContext(deadline(t), "tcp", at)
		require.NoError(t, err)
		open = append(open, conn)
	}
	start := time.Now()
	require.NoError(t, l.dn.Close())
	require.Less(t, time.Since(start), 5*time.Second)
	for _, conn := range open {
		_ = conn.Close()
	}
	require.Error(t, l.dn.Start(deadline(t)), "a data network starts once")
}
