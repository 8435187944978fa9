package app

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"slices"
	"sync"
	"time"

	"lilab/sim/fabric"
)

// ClientConfig describes the applications of one phone, or of one PDU session of it.
type ClientConfig struct {
	// Host is where sockets are opened: that of the device of a PDU session (fabric.Device.Host).
	Host fabric.Host
	// Addrs are the addresses of the session: one of IPv4, IPv6 or both. A flow that leaves from another address of
	// the host fails.
	Addrs []netip.Addr
	// Resolver is the DNS server. With TLS its lookups are DNS over TLS.
	Resolver Resolver
	// TLS is the client side of TLS towards servers; the server name is filled in. Its KeyLogWriter should stay nil
	// where a capture must not open what only the users and the provider can read.
	TLS *tls.Config
	// Now is time.Now when nil; Rand is crypto/rand when nil. The client serializes the use of Rand.
	Now  func() time.Time
	Rand io.Reader
	// Log is silent when nil.
	Log *slog.Logger
}

// Resolver is a DNS server as a client knows it.
type Resolver struct {
	At netip.AddrPort
	// TLS makes it DNS over TLS, RFC 7858. Its ServerName authenticates the server.
	TLS *tls.Config
	// EncryptedBy says whose resolver it is where TLS is used; empty means a third party.
	EncryptedBy EncryptedBy
	// Retry is how long an answer over UDP is waited for before the query is sent again, at most three times; 0 means
	// two seconds.
	Retry time.Duration
}

// Client runs applications. It is safe for concurrent use and keeps nothing between calls.
type Client struct {
	cfg  ClientConfig
	rand serialRand
}

// serialRand serializes a source.
type serialRand struct {
	mu sync.Mutex
	r  io.Reader
}

// Read fills p.
func (s *serialRand) Read(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.r.Read(p)
}

// NewClient checks the configuration.
func NewClient(cfg ClientConfig) (*Client, error) {
	if cfg.Host == nil || len(cfg.Addrs) == 0 {
		return nil, errors.New("app: a client needs a host and an address")
	}
	cfg.Addrs = slices.Clone(cfg.Addrs)
	for i, a := range cfg.Addrs {
		if !a.IsValid() || a.IsUnspecified() {
			return nil, fmt.Errorf("app: address %v of a client", a)
		}
		cfg.Addrs[i] = a.Unmap()
	}
	if _, err := owner(protection(cfg.Resolver.TLS), cfg.Resolver.EncryptedBy); err != nil {
		return nil, err
	}
	if cfg.Resolver.Retry <= 0 {
		cfg.Resolver.Retry = 2 * time.Second
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	cfg.Now, cfg.Log = clock(cfg.Now), logger(cfg.Log)
	return &Client{cfg: cfg, rand: serialRand{r: cfg.Rand}}, nil
}

func protection(cfg *tls.Config) Protection {
	if cfg == nil {
		return ProtectionNone
	}
	return ProtectionTLS
}

// canary returns c, or draws one if it is empty.
func (c *Client) canary(given Canary) (Canary, error) {
	if given == "" {
		return NewCanary(&c.rand)
	}
	return ParseCanary(string(given))
}

// source is the own address from which a server can be reached.
func (c *Client) source(server netip.Addr) (netip.Addr, error) {
	for _, a := range c.cfg.Addrs {
		if a.Is4() == server.Unmap().Is4() {
			return a, nil
		}
	}
	return netip.Addr{}, fmt.Errorf("app: no address of the client is of the family of %v", server)
}

func (c *Client) ledger(service, transport string, server netip.AddrPort, name string, p Protection, by EncryptedBy) *ledger {
	now := c.cfg.Now()
	return &ledger{now: c.cfg.Now, flow: Flow{
		Service: service, Transport: transport, Server: unmapped(server), Name: name, Protection: p, EncryptedBy: by, Start: now, End: now}}
}

// dial opens a TCP connection, in TLS if cfg is not nil, whose octets go to the ledger. The connection breaks when the
// context ends; release has to be called when that is no longer wanted.
func (c *Client) dial(ctx context.Context, l *ledger, cfg *tls.Config) (conn *flowConn, release func(), err error) {
	source, err := c.source(l.flow.Server.Addr())
	if err != nil {
		return nil, nil, err
	}
	raw, err := c.cfg.Host.DialContext(ctx, "tcp", l.flow.Server.String())
	if err != nil {
		return nil, nil, err
	}
	local := addrPort(raw.LocalAddr())
	l.update(func(f *Flow) { f.Client = local })
	if local.Addr() != source {
		_ = raw.Close()
		return nil, nil, fmt.Errorf("app: connection to %v left from %v instead of %v", l.flow.Server, local.Addr(), source)
	}
	stop := context.AfterFunc(ctx, func() { _ = raw.SetDeadline(time.Unix(1, 0)) })
	conn = &flowConn{Conn: countedConn{raw, l}, raw: raw}
	if cfg == nil {
		return conn, func() { stop() }, nil
	}
	t := tls.Client(conn.Conn, cfg)
	if err := t.HandshakeContext(ctx); err != nil {
		stop()
		_ = raw.Close()
		return nil, nil, fmt.Errorf("app: TLS with %v: %w", l.flow.Server, because(ctx, err))
	}
	conn.Conn = t
	return conn, func() { stop() }, nil
}

// farewellTime bounds the end of a connection.
const farewellTime = time.Second

// flowConn is a connection of a client: TLS or what is under it.
type flowConn struct {
	net.Conn
	raw net.Conn
}

// finish says that nothing more will be sent.
func (c *flowConn) finish() {
	// What fails here leaves a connection that Close breaks.
	_ = c.SetWriteDeadline(time.Now().Add(farewellTime))
	if t, ok := c.Conn.(*tls.Conn); ok {
		_ = t.CloseWrite()
	}
	if h, ok := c.raw.(interface{ CloseWrite() error }); ok {
		_ = h.CloseWrite()
	}
}

// farewell ends the connection after what the server had still to say, so that the flow has every octet that crossed
// the network.
func (c *flowConn) farewell() {
	c.finish()
	_ = c.SetReadDeadline(time.Now().Add(farewellTime))
	_, _ = io.Copy(io.Discard, io.LimitReader(c, 1<<16))
	_ = c.Close()
}

// because prefers the end of the context to what it led to.
func because(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// serverName completes a client configuration.
func serverName(cfg *tls.Config, name string, protos ...string) *tls.Config {
	out := cfg.Clone()
	if out.ServerName == "" {
		out.ServerName = name
	}
	out.NextProtos = protos
	return out
}
