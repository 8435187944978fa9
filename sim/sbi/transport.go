package sbi

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"lilab/sim/fabric"
)

// TransportConfig describes the client side of connections.
type TransportConfig struct {
	Host fabric.Host
	// TLS is the client side of mutual TLS: certificate and RootCAs. The server name is taken from the URI.
	TLS *tls.Config
	// OnLost is called when an established connection ended, nil for nobody. It must return at once.
	OnLost func()
}

// Transport is an http.RoundTripper for HTTP/2 over mutual TLS on a host of the fabric. It keeps one connection to
// each server open for all requests.
type Transport struct {
	cfg  TransportConfig
	http *http.Transport
	// base ends with Close, so that no connection attempt outlives it.
	base   context.Context
	cancel context.CancelFunc

	mu     sync.Mutex
	closed bool
	conns  map[*clientConn]struct{}
	wg     sync.WaitGroup // one for each open connection
}

// NewTransport checks the configuration.
func NewTransport(cfg TransportConfig) (*Transport, error) {
	switch {
	case cfg.Host == nil:
		return nil, errors.New("sbi: client without host")
	case cfg.TLS == nil:
		return nil, errors.New("sbi: client without TLS configuration")
	case cfg.TLS.InsecureSkipVerify && cfg.TLS.VerifyConnection == nil && cfg.TLS.VerifyPeerCertificate == nil:
		return nil, errors.New("sbi: client does not verify servers (mutual TLS, TS 33.501 R17 clause 13.1)")
	}
	t := &Transport{cfg: cfg, conns: map[*clientConn]struct{}{}}
	t.base, t.cancel = context.WithCancel(context.Background())
	conf := cfg.TLS.Clone()
	conf.NextProtos = []string{"h2"}
	protos := new(http.Protocols)
	protos.SetHTTP2(true)
	t.http = &http.Transport{
		DialContext:         t.dial,
		TLSClientConfig:     conf,
		Protocols:           protos,
		TLSHandshakeTimeout: handshakeTimeout,
		DisableCompression:  true,
		HTTP2: &http.HTTP2Config{
			MaxReceiveBufferPerConnection: 2 << 20,
			MaxReceiveBufferPerStream:     maxAnswer,
			SendPingTimeout:               15 * time.Second,
			PingTimeout:                   5 * time.Second,
		},
	}
	return t, nil
}

type clientConn struct {
	net.Conn
	t    *Transport
	once sync.Once
}

func (c *clientConn) Close() error {
	err := c.Conn.Close()
	c.once.Do(func() {
		c.t.mu.Lock()
		delete(c.t.conns, c)
		c.t.mu.Unlock()
		if c.t.cfg.OnLost != nil {
			c.t.cfg.OnLost()
		}
		c.t.wg.Done()
	})
	return err
}

func (t *Transport) dial(ctx context.Context, network, address string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(t.base, cancel)()
	c, err := t.cfg.Host.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		c.Close()
		return nil, net.ErrClosed
	}
	cc := &clientConn{Conn: c, t: t}
	t.conns[cc] = struct{}{}
	t.wg.Add(1)
	return cc, nil
}

// RoundTrip implements http.RoundTripper.
func (t *Transport) RoundTrip(r *http.Request) (*http.Response, error) { return t.http.RoundTrip(r) }

// CloseIdle closes connections without open requests.
func (t *Transport) CloseIdle() { t.http.CloseIdleConnections() }

// Close closes every connection and waits until they are gone.
func (t *Transport) Close() error {
	t.mu.Lock()
	t.closed = true
	open := make([]*clientConn, 0, len(t.conns))
	for c := range t.conns {
		open = append(open, c)
	}
	t.mu.Unlock()
	t.cancel()
	t.http.CloseIdleConnections()
	for _, c := range open {
		c.Close()
	}
	t.wg.Wait()
	return nil
}
