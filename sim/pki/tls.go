package pki

import (
	"crypto/tls"
	"crypto/x509"
	"io"
	"time"
)

// Options are what the configurations of a lab differ in.
type Options struct {
	// KeyLog gets the secrets of every connection (NSS key log lines), so that the capture of the run can be
	// decrypted; nil for none.
	KeyLog io.Writer
	// NextProtos are the ALPN protocols in order of preference, for example "h2".
	NextProtos []string
	// MinVersion is tls.VersionTLS13 when 0. Below TLS 1.2 nothing is offered.
	MinVersion uint16
	// MaxVersion is the highest version known when 0. tls.VersionTLS12 provokes a peer.
	MaxVersion uint16
	// Now is the clock of certificate checks, time.Now when nil.
	Now func() time.Time
}

func (o Options) config() *tls.Config {
	return &tls.Config{
		KeyLogWriter: o.KeyLog,
		NextProtos:   o.NextProtos,
		MinVersion:   o.minVersion(),
		MaxVersion:   o.MaxVersion,
		Time:         o.Now,
		// Two classical groups: the hybrid with ML-KEM that Go offers otherwise makes each of the many handshakes
		// of a lab a third slower and its packets larger.
		CurvePreferences: []tls.CurveID{tls.X25519, tls.CurveP256},
		// Without tickets every connection makes a full handshake and logs all its secrets.
		SessionTicketsDisabled: true,
	}
}

func (o Options) minVersion() uint16 {
	if o.MinVersion == 0 {
		return tls.VersionTLS13
	}
	return max(o.MinVersion, tls.VersionTLS12)
}

// ServerConfig demands a client certificate that one of clientCAs issued.
func ServerConfig(cert tls.Certificate, clientCAs *x509.CertPool, o Options) *tls.Config {
	c := o.config()
	c.Certificates = []tls.Certificate{cert}
	c.ClientAuth = tls.RequireAndVerifyClientCert
	c.ClientCAs = clientCAs
	return c
}

// ClientConfig presents a certificate and checks the server against roots and serverName. An empty serverName
// leaves it to the dialer (net/http and tls.Dial take it from the address).
func ClientConfig(cert tls.Certificate, roots *x509.CertPool, serverName string, o Options) *tls.Config {
	c := o.config()
	c.Certificates = []tls.Certificate{cert}
	c.RootCAs = roots
	c.ServerName = serverName
	return c
}

// PeerUID returns the UID in the subject of the peer's end entity certificate, empty if there is none.
func PeerUID(state *tls.ConnectionState) string {
	if state == nil || len(state.PeerCertificates) == 0 {
		return ""
	}
	return UID(state.PeerCertificates[0])
}

// UID returns the UID in the subject of a certificate, empty if there is none.
func UID(cert *x509.Certificate) string {
	oid := uidOID()
	for _, n := range cert.Subject.Names {
		if n.Type.Equal(oid) {
			s, _ := n.Value.(string)
			return s
		}
	}
	return ""
}
