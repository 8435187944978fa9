package pki_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/pki"
)

func authority(t testing.TB, name string) *pki.Authority {
	t.Helper()
	a, err := pki.NewAuthority(name, time.Now)
	require.NoError(t, err)
	return a
}

func issue(t testing.TB, a *pki.Authority, leaf pki.Leaf) tls.Certificate {
	t.Helper()
	c, err := a.Issue(leaf)
	require.NoError(t, err)
	return c
}

// outcome is what both ends saw of one connection.
type outcome struct {
	server, client       error
	serverSaw, clientSaw tls.ConnectionState
}

// connect makes one connection over the loopback interface, with an exchange in both directions, so that a client
// of TLS 1.3 hears of a refused certificate.
func connect(t *testing.T, server, client *tls.Config) (o outcome) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer l.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var wg sync.WaitGroup
	wg.Go(func() {
		raw, err := l.Accept()
		if err != nil {
			o.server = err
			return
		}
		c := tls.Server(raw, server)
		defer c.Close()
		if o.server = c.HandshakeContext(ctx); o.server != nil {
			return
		}
		o.serverSaw = c.ConnectionState()
		_, o.server = io.CopyN(c, c, 4)
	})
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", l.Addr().String())
	require.NoError(t, err)
	c := tls.Client(raw, client)
	if o.client = c.HandshakeContext(ctx); o.client == nil {
		o.clientSaw = c.ConnectionState()
		if _, o.client = c.Write([]byte("ping")); o.client == nil {
			b := make([]byte, 4)
			if _, o.client = io.ReadFull(c, b); o.client == nil && string(b) != "ping" {
				o.client = fmt.Errorf("got %q", b)
			}
		}
	}
	raw.Close()
	wg.Wait()
	return o
}

func TestMutualTLS(t *testing.T) {
	ca := authority(t, "nl X1 CA")
	ne := issue(t, ca, pki.Leaf{CommonName: "AMF 1", UID: "amf-nl-1", DNSNames: []string{"amf1.nl"}, Server: true})
	admf := issue(t, ca, pki.Leaf{CommonName: "ADMF", UID: "admf-nl", Client: true})
	var keys bytes.Buffer
	server := pki.ServerConfig(ne, ca.Pool(), pki.Options{NextProtos: []string{"h2"}, KeyLog: &keys})
	for range 2 {
		keys.Reset()
		o := connect(t, server, pki.ClientConfig(admf, ca.Pool(), "amf1.nl", pki.Options{NextProtos: []string{"h2", "http/1.1"}}))
		require.NoError(t, o.server)
		require.NoError(t, o.client)
		require.Equal(t, "admf-nl", pki.PeerUID(&o.serverSaw))
		require.Equal(t, "amf-nl-1", pki.PeerUID(&o.clientSaw))
		require.Equal(t, uint16(tls.VersionTLS13), o.clientSaw.Version)
		require.Equal(t, "h2", o.clientSaw.NegotiatedProtocol)
		require.False(t, o.clientSaw.DidResume)
		// Everything that a capture needs is logged for each connection.
		for _, label := range []string{"CLIENT_HANDSHAKE_TRAFFIC_SECRET", "SERVER_HANDSHAKE_TRAFFIC_SECRET",
			"CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0"} {
			require.Equal(t, 1, strings.Count(keys.String(), label+" "), label)
		}
	}
	require.Empty(t, pki.PeerUID(nil))
	require.Empty(t, pki.PeerUID(&tls.ConnectionState{}))
}

func TestTLS12(t *testing.T) {
	ca := authority(t, "CA")
	both := issue(t, ca, pki.Leaf{CommonName: "NF", DNSNames: []string{"nf.test"}, Client: true, Server: true})
	old := pki.Options{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS12}
	require.Equal(t, uint16(tls.VersionTLS12), pki.ClientConfig(both, ca.Pool(), "nf.test", old).MinVersion)
	o := connect(t, pki.ServerConfig(both, ca.Pool(), pki.Options{MinVersion: tls.VersionTLS12}),
		pki.ClientConfig(both, ca.Pool(), "nf.test", old))
	require.NoError(t, errors.Join(o.server, o.client))
	require.Equal(t, uint16(tls.VersionTLS12), o.clientSaw.Version)
	require.Empty(t, pki.PeerUID(&o.clientSaw))
	o = connect(t, pki.ServerConfig(both, ca.Pool(), pki.Options{}), pki.ClientConfig(both, ca.Pool(), "nf.test", old))
	require.ErrorContains(t, o.server, "version", "TLS 1.3 is the default")
	require.Error(t, o.client)
}

func TestRefusedCertificates(t *testing.T) {
	ca, foreign := authority(t, "CA"), authority(t, "CA")
	good := pki.Leaf{CommonName: "server", DNSNames: []string{"nf.test"}, IPs: []netip.Addr{netip.MustParseAddr("10.1.2.3")}, Server: true}
	client := pki.Leaf{CommonName: "client", Client: true}
	change := func(l pki.Leaf, f func(*pki.Leaf)) pki.Leaf { f(&l); return l }
	expire := func(l *pki.Leaf) { l.NotBefore, l.NotAfter = time.Now().Add(-2*time.Hour), time.Now().Add(-time.Hour) }
	future := func(l *pki.Leaf) { l.NotBefore, l.NotAfter = time.Now().Add(time.Hour), time.Now().Add(2*time.Hour) }
	none := func(*pki.Leaf) {}
	for name, c := range map[string]struct {
		server, client               *pki.Authority
		serverLeaf, clientLeaf       func(*pki.Leaf)
		name                         string
		serverRefuses, clientRefuses string
	}{
		"good":                 {ca, ca, none, none, "nf.test", "", ""},
		"good, by address":     {ca, ca, none, none, "10.1.2.3", "", ""},
		"wrong address":        {ca, ca, none, none, "10.1.2.4", "", "10.1.2.4"},
		"wrong name":           {ca, ca, none, none, "other.test", "", "not other.test"},
		"foreign server":       {foreign, ca, none, none, "nf.test", "", "unknown authority"},
		"foreign client":       {ca, foreign, none, none, "nf.test", "unknown authority", ""},
		"expired server":       {ca, ca, expire, none, "nf.test", "", "expired"},
		"expired client":       {ca, ca, none, expire, "nf.test", "expired", ""},
		"server not valid yet": {ca, ca, future, none, "nf.test", "", "not yet valid"},
		"server as client":     {ca, ca, none, func(l *pki.Leaf) { l.Client, l.Server = false, true }, "nf.test", "key usage", ""},
		"client as server":     {ca, ca, func(l *pki.Leaf) { l.Client, l.Server = true, false }, none, "nf.test", "", "key usage"},
	} {
		t.Run(name, func(t *testing.T) {
			s := issue(t, c.server, change(good, c.serverLeaf))
			cl := issue(t, c.client, change(client, c.clientLeaf))
			o := connect(t, pki.ServerConfig(s, ca.Pool(), pki.Options{}), pki.ClientConfig(cl, ca.Pool(), c.name, pki.Options{}))
			switch {
			case c.serverRefuses != "":
				require.ErrorContains(t, o.server, c.serverRefuses)
				require.Error(t, o.client)
			case c.clientRefuses != "":
				require.ErrorContains(t, o.client, c.clientRefuses)
				require.Error(t, o.server)
			default:
				require.NoError(t, errors.Join(o.server, o.client))
			}
		})
	}
	t.Run("no client certificate", func(t *testing.T) {
		config := pki.ClientConfig(tls.Certificate{}, ca.Pool(), "nf.test", pki.Options{})
		config.Certificates = nil
		o := connect(t, pki.ServerConfig(issue(t, ca, good), ca.Pool(), pki.Options{}), config)
		require.ErrorContains(t, o.server, "didn't provide a certificate")
		require.Error(t, o.client)
	})
}

func TestIssueRefusals(t *testing.T) {
	_, err := pki.NewAuthority("", time.Now)
	require.Error(t, err)
	_, err = pki.NewAuthority("CA", nil)
	require.Error(t, err)
	ca := authority(t, "CA")
	for name, leaf := range map[string]pki.Leaf{
		"no name":     {Client: true},
		"no usage":    {CommonName: "x"},
		"bad address": {CommonName: "x", Client: true, IPs: []netip.Addr{{}}},
	} {
		_, err := ca.Issue(leaf)
		require.Error(t, err, name)
	}
}

// Two authorities have nothing in common, and serial numbers do not repeat under concurrent use.
func TestConcurrentIssue(t *testing.T) {
	ca := authority(t, "CA")
	var mu sync.Mutex
	serials := map[string]bool{}
	var wg sync.WaitGroup
	for range 32 {
		wg.Go(func() {
			c, err := ca.Issue(pki.Leaf{CommonName: "nf", Client: true})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				serials[c.Leaf.SerialNumber.String()] = true
			}
		})
	}
	wg.Wait()
	require.Len(t, serials, 32)
	p := ca.Pool()
	p.AddCert(authority(t, "other").Root())
	require.False(t, p.Equal(ca.Pool()), "a pool that a caller got is its own")
}

// The clock of the lab decides, not the machine's.
func TestClock(t *testing.T) {
	at := time.Date(2031, 5, 6, 7, 8, 9, 0, time.UTC)
	now := func() time.Time { return at }
	ca, err := pki.NewAuthority("CA", now)
	require.NoError(t, err)
	c := issue(t, ca, pki.Leaf{CommonName: "nf", DNSNames: []string{"nf.test"}, Client: true, Server: true})
	o := connect(t, pki.ServerConfig(c, ca.Pool(), pki.Options{Now: now}), pki.ClientConfig(c, ca.Pool(), "nf.test", pki.Options{Now: now}))
	require.NoError(t, errors.Join(o.server, o.client))
	o = connect(t, pki.ServerConfig(c, ca.Pool(), pki.Options{Now: now}), pki.ClientConfig(c, ca.Pool(), "nf.test", pki.Options{}))
	require.ErrorContains(t, o.client, "not yet valid")
}

func TestOpenSSL(t *testing.T) {
	openssl, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("openssl is absent")
	}
	ca := authority(t, "nl X2 CA")
	leaf := issue(t, ca, pki.Leaf{CommonName: "AMF 1", UID: "amf-nl-1", DNSNames: []string{"amf1.nl.test"},
		IPs: []netip.Addr{netip.MustParseAddr("10.1.2.3"), netip.MustParseAddr("2001:db8::1")}, Client: true, Server: true})
	dir := t.TempDir()
	write := func(name string, c *x509.Certificate) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw}), 0o600))
		return path
	}
	root, entity := write("ca.pem", ca.Root()), write("leaf.pem", leaf.Leaf)
	run := func(args ...string) string {
		out, err := exec.Command(openssl, args...).CombinedOutput()
		require.NoError(t, err, "openssl %s: %s", strings.Join(args, " "), out)
		return string(out)
	}
	for _, purpose := range []string{"sslclient", "sslserver"} {
		require.Contains(t, run("verify", "-x509_strict", "-purpose", purpose, "-CAfile", root, entity), "OK")
	}
	run("verify", "-x509_strict", "-CAfile", root, "-verify_hostname", "amf1.nl.test", "-verify_ip", "2001:db8::1", entity)
	text := run("x509", "-in", entity, "-noout", "-subject", "-nameopt", "RFC2253", "-ext", "subjectAltName,extendedKeyUsage")
	require.Contains(t, text, "UID=amf-nl-1")
	require.Contains(t, text, "CN=AMF 1")
	require.Contains(t, text, "DNS:amf1.nl.test, IP Address:10.1.2.3, IP Address:2001:DB8:0:0:0:0:0:1")
	other := authority(t, "nl X2 CA")
	out, err := exec.Command(openssl, "verify", "-CAfile", write("other.pem", other.Root()), entity).CombinedOutput()
	require.Error(t, err, "%s", out)
}

// BenchmarkLab is what a lab with twenty certificates of two authorities pays.
func BenchmarkLab(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		for _, name := range []string{"nl", "de"} {
			ca := authority(b, name)
			for range 10 {
				issue(b, ca, pki.Leaf{CommonName: "nf", UID: "nf", DNSNames: []string{"nf.test"}, Client: true, Server: true})
			}
		}
	}
}

// BenchmarkHandshake is one connection with mutual authentication, both ends, without a network.
func BenchmarkHandshake(b *testing.B) {
	ca := authority(b, "CA")
	c := issue(b, ca, pki.Leaf{CommonName: "nf", DNSNames: []string{"nf.test"}, Client: true, Server: true})
	server := pki.ServerConfig(c, ca.Pool(), pki.Options{KeyLog: io.Discard})
	client := pki.ClientConfig(c, ca.Pool(), "nf.test", pki.Options{KeyLog: io.Discard})
	b.ReportAllocs()
	for b.Loop() {
		x, y := net.Pipe()
		done := make(chan error, 1)
		go func() { done <- tls.Server(x, server).Handshake() }()
		if err := tls.Client(y, client).Handshake(); err != nil {
			b.Fatal(err)
		}
		if err := <-done; err != nil {
			b.Fatal(err)
		}
		x.Close()
		y.Close()
	}
}
