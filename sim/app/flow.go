package app

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"
)

// EncryptedBy says who started the encryption of a flow's content. A network operator has to remove encryption
// that it started itself and no other (Council Resolution of 17 January 1995, requirement 3.3; TS 33.126).
type EncryptedBy string

// Who encrypts.
const (
	// EncryptedByNone: the content is in clear.
	EncryptedByNone EncryptedBy = "none"
	// EncryptedByCSP: the provider of the service is the communication service provider whose data network it is.
	EncryptedByCSP EncryptedBy = "csp"
	// EncryptedByThirdParty: somebody else, or the two users themselves.
	EncryptedByThirdParty EncryptedBy = "third-party"
)

// Protection says how the content of a flow is protected.
type Protection string

// The protections.
const (
	ProtectionNone Protection = "none"
	// ProtectionTLS: TLS between client and server; the provider of the server reads.
	ProtectionTLS Protection = "tls"
	// ProtectionE2EE: only the two users read; who writes to whom is in clear on the way.
	ProtectionE2EE Protection = "e2ee"
	// ProtectionE2EETLS: only the two users read, and TLS to the server hides who writes to whom.
	ProtectionE2EETLS Protection = "e2ee+tls"
)

// owner checks that a client says of a flow what can be true. The zero value means a third party where there is
// encryption.
func owner(p Protection, by EncryptedBy) (EncryptedBy, error) {
	switch {
	case p == ProtectionNone && (by == "" || by == EncryptedByNone):
		return EncryptedByNone, nil
	case p == ProtectionNone:
		return "", fmt.Errorf("app: a flow in clear cannot be encrypted by %q", by)
	case by == "" || by == EncryptedByThirdParty:
		return EncryptedByThirdParty, nil
	case by == EncryptedByCSP && p == ProtectionTLS:
		return EncryptedByCSP, nil
	case by == EncryptedByCSP:
		return "", errors.New("app: end-to-end encryption is started by the two users, never by the CSP")
	}
	return "", fmt.Errorf("app: a flow with protection %q cannot be encrypted by %q", p, by)
}

// Flow is what a client knows of one flow: a TCP connection or a UDP socket with one peer. It is made for truth.json.
type Flow struct {
	// Service is "dns", "http", "messenger" or "udp".
	Service string `json:"service"`
	// Transport, Client and Server are the 5-tuple: "tcp" or "udp", address and port as the client's host has them.
	Transport string         `json:"transport"`
	Client    netip.AddrPort `json:"client"`
	Server    netip.AddrPort `json:"server"`
	// Name is the domain name by which the server was asked for, empty if by address.
	Name        string      `json:"name,omitempty"`
	Protection  Protection  `json:"protection"`
	EncryptedBy EncryptedBy `json:"encrypted_by"`
	// Up is what the client sent, Down what it received.
	Up   Direction `json:"up"`
	Down Direction `json:"down"`
	// Start is before the first packet, End after the last that the application saw.
	Start time.Time `json:"start"`
	End   time.Time `json:"end"`
	// Failure says why the flow ended too early, empty if it did not.
	Failure string `json:"failure,omitempty"`
}

// Direction is one direction of a flow.
type Direction struct {
	// Octets are those handed to or taken from the transport: the payload of TCP or UDP, with TLS in it and without
	// retransmissions.
	Octets uint64 `json:"octets"`
	// Datagrams counts UDP datagrams.
	Datagrams uint64 `json:"datagrams,omitempty"`
	// Messages counts requests, answers, messages or datagrams of the application.
	Messages uint64 `json:"messages"`
	// Canaries are those in the content in order of sending, each once. At most 65,536 are kept.
	Canaries []Canary `json:"canaries"`
}

const maxCanaries = 1 << 16

func (d *Direction) message(c Canary) {
	d.Messages++
	if n := len(d.Canaries); c != "" && n < maxCanaries && (n == 0 || d.Canaries[n-1] != c) {
		d.Canaries = append(d.Canaries, c)
	}
}

// ledger is a flow that is being written. It is safe for concurrent use.
type ledger struct {
	mu   sync.Mutex
	flow Flow
	now  func() time.Time
}

func (l *ledger) update(f func(*Flow)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f(&l.flow)
	l.flow.End = l.now()
}

// end notes the failure, if any, and returns the flow.
func (l *ledger) end(err error) Flow {
	l.update(func(f *Flow) {
		if err != nil && f.Failure == "" {
			f.Failure = err.Error()
		}
	})
	return l.snapshot()
}

func (l *ledger) snapshot() Flow {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.flow
	f.Up.Canaries = append([]Canary{}, f.Up.Canaries...)
	f.Down.Canaries = append([]Canary{}, f.Down.Canaries...)
	return f
}

// countedConn adds the octets of a connection to a flow.
type countedConn struct {
	net.Conn
	ledger *ledger
}

// Read takes octets.
func (c countedConn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if n > 0 {
		c.ledger.update(func(f *Flow) { f.Down.Octets += uint64(n) })
	}
	return n, err
}

// Write puts octets.
func (c countedConn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	if n > 0 {
		c.ledger.update(func(f *Flow) { f.Up.Octets += uint64(n) })
	}
	return n, err
}

func addrPort(a net.Addr) netip.AddrPort {
	switch a := a.(type) {
	case *net.TCPAddr:
		return unmapped(a.AddrPort())
	case *net.UDPAddr:
		return unmapped(a.AddrPort())
	}
	return netip.AddrPort{}
}

func unmapped(a netip.AddrPort) netip.AddrPort { return netip.AddrPortFrom(a.Addr().Unmap(), a.Port()) }
