package x1

import (
	"context"
	"crypto/tls"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"time"
)

// Paths of the two servers, clause 7.2.2.
const (
	PathNE   = "/X1/NE"
	PathADMF = "/X1/ADMF"
)

// Default timers, clauses 5.2.2, 5.2.3, 6.6.2.
const (
	DefaultTime1  = 5 * time.Second
	DefaultTime2  = 15 * time.Second
	DefaultTimeP1 = time.Minute
	DefaultTimeP2 = time.Hour
)

// DialFunc opens a connection; net.Dialer.DialContext has this form.
type DialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// An ExchangeFunc sees the body of every request and of every response as a server received and sent them:
// src and dst are the addresses of the octets' sender and receiver. It is called in the order of each
// exchange and must not keep octets.
type ExchangeFunc func(src, dst netip.AddrPort, octets []byte)

// Endpoint holds what every X1 party needs. Both an ADMF and an NE run a server and a client.
type Endpoint struct {
	// ID is the admfIdentifier or neIdentifier of this party; the certificates in both TLS configurations must
	// carry it as UID (clause 8.2.4).
	ID string
	// Listener takes the other side's requests. The endpoint closes it.
	Listener net.Listener
	// ServerTLS must require and verify client certificates; ClientTLS must carry a client certificate.
	// An empty ClientTLS.ServerName means the host of the peer's URL.
	ServerTLS, ClientTLS *tls.Config
	// DialContext opens connections to the other side.
	DialContext DialFunc
	// HTTP1 makes the client speak HTTP/1.1 instead of HTTP/2.
	HTTP1 bool
	// Time1 is how long a server may work on a message (default 5 s), Time2 how long a client waits (15 s).
	Time1, Time2 time.Duration
	// OnExchange, when not nil, sees what crosses this party's server. Set on every party, it sees every
	// exchange of X1 exactly once.
	OnExchange ExchangeFunc
	Now        func() time.Time
	Rand       io.Reader
	Log        *slog.Logger
}
