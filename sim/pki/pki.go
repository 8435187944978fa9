// Package pki makes the throw-away certificates of a lab: one authority per network and role, end entities with
// names of the virtual network, and TLS configurations with mutual authentication. The keys live as long as the
// run.
//
// The subject of an end entity may carry a UID (RFC 4519 clause 2.39): ETSI TS 103 221-1 clause 8.2.4 demands that
// it equals the identifier of the ADMF or network element.
package pki

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"sync"
	"time"
)

// uidOID is the attribute type userId, 0.9.2342.19200300.100.1.1.
func uidOID() asn1.ObjectIdentifier {
	return asn1.ObjectIdentifier{0, 9, 2342, 19200300, 100, 1, 1}
}

// validity is how long certificates are good: a day before and a day after the time of issue, so that neither
// clocks that differ nor a lab that runs overnight matter.
const validity = 24 * time.Hour

// Authority is a certification authority with a self-signed root. It is safe for concurrent use.
type Authority struct {
	now  func() time.Time
	key  *ecdsa.PrivateKey
	root *x509.Certificate
	pool *x509.CertPool

	mu     sync.Mutex
	serial int64
}

// NewAuthority makes a root with a key of its own, ECDSA with P-256. name is the common name of the authority, for
// example "nl X1 CA"; now gives the time of issue, here and in Issue.
func NewAuthority(name string, now func() time.Time) (*Authority, error) {
	if name == "" || now == nil {
		return nil, errors.New("pki: an authority needs a name and a clock")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("pki: key of %s: %w", name, err)
	}
	issued := now()
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{CommonName: name},
		NotBefore:             issued.Add(-validity),
		NotAfter:              issued.Add(validity),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
		SubjectKeyId:          keyID(&key.PublicKey),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, fmt.Errorf("pki: root of %s: %w", name, err)
	}
	root, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("pki: root of %s: %w", name, err)
	}
	a := &Authority{now: now, key: key, root: root, pool: x509.NewCertPool(), serial: 1}
	a.pool.AddCert(root)
	return a, nil
}

// Root returns the certificate of the authority.
func (a *Authority) Root() *x509.Certificate { return a.root }

// Pool returns a new pool with the root alone.
func (a *Authority) Pool() *x509.CertPool { return a.pool.Clone() }

// Leaf describes an end entity.
type Leaf struct {
	// CommonName and UID make the subject; UID may be empty.
	CommonName, UID string
	// DNSNames and IPs are the subject alternative names.
	DNSNames []string
	IPs      []netip.Addr
	// Client and Server are the extended key usages; at least one.
	Client, Server bool
	// NotBefore and NotAfter replace the usual validity when they are set, for example in the past.
	NotBefore, NotAfter time.Time
}

// Issue makes a key and a certificate for it. The result is complete for tls.Config.Certificates: Leaf is parsed,
// the chain is the end entity alone, as peers hold the root.
func (a *Authority) Issue(leaf Leaf) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, fmt.Errorf("pki: key of %s: %w", leaf.CommonName, err)
	}
	return a.issue(leaf, key)
}

func (a *Authority) issue(leaf Leaf, key *ecdsa.PrivateKey) (tls.Certificate, error) {
	fail := func(err error) (tls.Certificate, error) {
		return tls.Certificate{}, fmt.Errorf("pki: certificate of %q: %w", leaf.CommonName, err)
	}
	if leaf.CommonName == "" {
		return fail(errors.New("no common name"))
	}
	var usage []x509.ExtKeyUsage
	if leaf.Client {
		usage = append(usage, x509.ExtKeyUsageClientAuth)
	}
	if leaf.Server {
		usage = append(usage, x509.ExtKeyUsageServerAuth)
	}
	if usage == nil {
		return fail(errors.New("neither client nor server"))
	}
	subject := pkix.Name{CommonName: leaf.CommonName}
	if leaf.UID != "" {
		// A UTF8String, as RFC 5280 clause 4.1.2.4 prefers: pkix would write a PrintableString, which Wireshark
		// calls malformed in a UID.
		value := asn1.RawValue{Tag: asn1.TagUTF8String, Bytes: []byte(leaf.UID)}
		subject.ExtraNames = []pkix.AttributeTypeAndValue{{Type: uidOID(), Value: value}}
	}
	var ips []net.IP
	for _, ip := range leaf.IPs {
		if !ip.IsValid() {
			return fail(errors.New("an invalid IP address"))
		}
		ips = append(ips, ip.Unmap().AsSlice())
	}
	a.mu.Lock()
	a.serial++
	serial := a.serial
	a.mu.Unlock()
	now := a.now()
	template := &x509.Certificate{
		SerialNumber:          big.NewInt(serial),
		Subject:               subject,
		NotBefore:             now.Add(-validity),
		NotAfter:              now.Add(validity),
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           usage,
		BasicConstraintsValid: true,
		DNSNames:              leaf.DNSNames,
		IPAddresses:           ips,
		SubjectKeyId:          keyID(&key.PublicKey),
	}
	if !leaf.NotBefore.IsZero() {
		template.NotBefore = leaf.NotBefore
	}
	if !leaf.NotAfter.IsZero() {
		template.NotAfter = leaf.NotAfter
	}
	der, err := x509.CreateCertificate(rand.Reader, template, a.root, key.Public(), a.key)
	if err != nil {
		return fail(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		return fail(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key, Leaf: parsed}, nil
}

// keyID is the first 160 bits of a SHA-256 hash of the key, RFC 7093 clause 2 method 1 (over the point).
func keyID(key crypto.PublicKey) []byte {
	point, err := key.(*ecdsa.PublicKey).Bytes()
	if err != nil {
		panic(err) // The key was just made on a known curve.
	}
	sum := sha256.Sum256(point)
	return sum[:20]
}
