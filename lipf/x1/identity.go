package x1

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"fmt"
	"net"
	"net/netip"
)

// ErrIdentity says that a peer's certificate does not carry the identifier it must (clause 8.2.4).
var ErrIdentity = errors.New("x1: the certificate's UID is not the expected identifier")

// CertificateUID returns the UID (OID 0.9.2342.19200300.100.1.1) of a certificate's subject, or "" if there is none or
// more than one.
func CertificateUID(c *x509.Certificate) string {
	oid := asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}
	uid := ""
	for _, n := range c.Subject.Names {
		if !n.Type.Equal(oid) {
			continue
		}
		s, ok := n.Value.(string)
		if !ok || uid != "" {
			return ""
		}
		uid = s
	}
	return uid
}

// PeerUID returns the UID of the certificate that the peer of a connection proved to hold.
func PeerUID(cs *tls.ConnectionState) string {
	if cs == nil || len(cs.VerifiedChains) == 0 || len(cs.PeerCertificates) == 0 {
		return ""
	}
	return CertificateUID(cs.PeerCertificates[0])
}

// RequireUID returns a copy of a TLS configuration that also refuses every peer whose certificate does not carry the
// UID. The refusal happens in the handshake, before anything is sent.
func RequireUID(c *tls.Config, uid string) *tls.Config {
	c = c.Clone()
	before := c.VerifyConnection
	c.VerifyConnection = func(cs tls.ConnectionState) error {
		if before != nil {
			if err := before(cs); err != nil {
				return err
			}
		}
		if got := PeerUID(&cs); got != uid {
			return fmt.Errorf("%w: want %q, got %q", ErrIdentity, uid, got)
		}
		return nil
	}
	return c
}

// addrPort converts an address of a connection.
func addrPort(a net.Addr) netip.AddrPort {
	if t, ok := a.(*net.TCPAddr); ok {
		ap := t.AddrPort()
		return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
	}
	if a == nil {
		return netip.AddrPort{}
	}
	ap, _ := netip.ParseAddrPort(a.String())
	return ap
}
