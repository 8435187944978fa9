package app

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"slices"
	"time"

	"lilab/sim/fabric"
	"lilab/sim/pki"
)

// Ports of the data network, beside PortDNS and PortDoT. Messenger and echo have ports that no published protocol claims
// in Wireshark.
const (
	PortHTTP         = 80
	PortHTTPS        = 443
	PortMessenger    = 47400
	PortMessengerTLS = 47443
	PortEcho         = 47007
)

// DefaultDomain is of a top-level domain for tests, RFC 6761 clause 6.2.
const DefaultDomain = "data.test"

// DataNetworkConfig describes a data network of one host.
type DataNetworkConfig struct {
	Host fabric.Host
	// Addrs are the addresses of the host on N6, one of IPv4, IPv6 or both.
	Addrs []netip.Addr
	// Domain is DefaultDomain when empty. The servers are dns., www., chat. and echo. of it.
	Domain string
	// Authority issues the certificate of the servers.
	Authority *pki.Authority
	// KeyLog gets the TLS secrets of the servers; nil for none, as in a run whose capture must not open what only
	// the users and the provider can read.
	KeyLog io.Writer
	// OnForward is that of the messenger server.
	OnForward func(from, to string, content []byte)
	// Now is time.Now when nil. Log is silent when nil.
	Now func() time.Time
	Log *slog.Logger
}

// DataNetwork is DNS, DNS over TLS, HTTP, HTTPS, messenger and echo on one host.
type DataNetwork struct {
	cfg       DataNetworkConfig
	dns       *DNSServer
	http      *HTTPServer
	messenger *MessengerServer
	echo      *EchoServer
}

// NewDataNetwork checks the configuration and issues the certificate.
func NewDataNetwork(cfg DataNetworkConfig) (*DataNetwork, error) {
	if cfg.Host == nil || len(cfg.Addrs) == 0 || cfg.Authority == nil {
		return nil, errors.New("app: a data network needs a host, an address and an authority")
	}
	if cfg.Domain == "" {
		cfg.Domain = DefaultDomain
	}
	cfg.Now, cfg.Log = clock(cfg.Now), logger(cfg.Log)
	d := &DataNetwork{cfg: cfg}
	zone := make(map[string][]netip.Addr)
	var names []string
	for _, host := range []string{"dns", "www", "chat", "echo"} {
		zone[d.Name(host)] = cfg.Addrs
		names = append(names, d.Name(host))
	}
	cert, err := cfg.Authority.Issue(pki.Leaf{CommonName: d.Name("www"), DNSNames: names, IPs: cfg.Addrs, Server: true})
	if err != nil {
		return nil, fmt.Errorf("app: %w", err)
	}
	server := pki.ServerConfig(cert, nil, pki.Options{KeyLog: cfg.KeyLog, Now: cfg.Now})
	server.ClientAuth = tls.NoClientCert // anybody may be a user
	at := func(port uint16, cfg *tls.Config) (out []Endpoint) {
		for _, a := range d.cfg.Addrs {
			out = append(out, Endpoint{At: netip.AddrPortFrom(a, port), TLS: cfg})
		}
		return out
	}
	if d.dns, err = NewDNSServer(DNSServerConfig{Host: cfg.Host, Listen: slices.Concat(at(PortDNS, nil), at(PortDoT, server)), Zone: zone, Log: cfg.Log}); err != nil {
		return nil, err
	}
	if d.http, err = NewHTTPServer(HTTPServerConfig{Host: cfg.Host, Listen: slices.Concat(at(PortHTTP, nil), at(PortHTTPS, server)), Log: cfg.Log}); err != nil {
		return nil, err
	}
	if d.messenger, err = NewMessengerServer(MessengerServerConfig{Host: cfg.Host, OnForward: cfg.OnForward, Log: cfg.Log,
		Listen: slices.Concat(at(PortMessenger, nil), at(PortMessengerTLS, server))}); err != nil {
		return nil, err
	}
	d.echo, err = NewEchoServer(EchoServerConfig{Host: cfg.Host, Listen: at(PortEcho, nil), Log: cfg.Log})
	return d, err
}

// Start starts every server. After an error the data network is closed.
func (d *DataNetwork) Start(ctx context.Context) error {
	for _, start := range []func(context.Context) error{d.dns.Start, d.http.Start, d.messenger.Start, d.echo.Start} {
		if err := start(ctx); err != nil {
			return errors.Join(err, d.Close())
		}
	}
	return nil
}

// Close stops every server and waits.
func (d *DataNetwork) Close() error {
	return errors.Join(d.echo.Close(), d.messenger.Close(), d.http.Close(), d.dns.Close())
}

// Name is the full name of a host of the domain: "dns", "www", "chat" or "echo".
func (d *DataNetwork) Name(host string) string { return host + "." + d.cfg.Domain }

// MessengerAt is the server for a MessengerRequest.
func (d *DataNetwork) MessengerAt(tls bool) string {
	if tls {
		return fmt.Sprintf("%s:%d", d.Name("chat"), PortMessengerTLS)
	}
	return fmt.Sprintf("%s:%d", d.Name("chat"), PortMessenger)
}

// EchoAt is the server for a GenerateRequest.
func (d *DataNetwork) EchoAt() string { return fmt.Sprintf("%s:%d", d.Name("echo"), PortEcho) }

// Echo returns the echo server, for its counters.
func (d *DataNetwork) Echo() *EchoServer { return d.echo }

// Messenger returns the messenger server, for its counters.
func (d *DataNetwork) Messenger() *MessengerServer { return d.messenger }

// ClientTLS is what a phone needs to trust the servers.
func (d *DataNetwork) ClientTLS() *tls.Config {
	cfg := pki.ClientConfig(tls.Certificate{}, d.cfg.Authority.Pool(), "", pki.Options{Now: d.cfg.Now})
	cfg.Certificates = nil
	return cfg
}

// Resolver is the DNS server for a client with these addresses. With dot it is DNS over TLS.
func (d *DataNetwork) Resolver(addrs []netip.Addr, dot bool) (Resolver, error) {
	for _, a := range addrs {
		for _, server := range d.cfg.Addrs {
			if a.Unmap().Is4() != server.Unmap().Is4() {
				continue
			}
			if !dot {
				return Resolver{At: netip.AddrPortFrom(server, PortDNS)}, nil
			}
			cfg := d.ClientTLS()
			cfg.ServerName = d.Name("dns")
			return Resolver{At: netip.AddrPortFrom(server, PortDoT), TLS: cfg}, nil
		}
	}
	return Resolver{}, fmt.Errorf("app: the data network has no address of the family of %v", addrs)
}

// Client makes the applications of a phone that uses this data network. Fields that are set in cfg stay.
func (d *DataNetwork) Client(cfg ClientConfig, dot bool) (*Client, error) {
	var err error
	if !cfg.Resolver.At.IsValid() {
		if cfg.Resolver, err = d.Resolver(cfg.Addrs, dot); err != nil {
			return nil, err
		}
	}
	if cfg.TLS == nil {
		cfg.TLS = d.ClientTLS()
	}
	if cfg.Now == nil {
		cfg.Now = d.cfg.Now
	}
	if cfg.Log == nil {
		cfg.Log = d.cfg.Log
	}
	return NewClient(cfg)
}
