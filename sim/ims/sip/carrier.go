package sip

import (
	"context"
	"net"
	"net/netip"
)

// A Carrier opens the sockets of an endpoint. A fabric.Host is one; what protects Gm puts another in front of it, whose
// sockets see the packets in clear.
type Carrier interface {
	ListenPacket(ctx context.Context, at netip.AddrPort) (net.PacketConn, error)
	Listen(ctx context.Context, at netip.AddrPort) (net.Listener, error)
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
}

// Keys are those of an IMS-AKA vector, TS 33.203 clause 6.1.
type Keys struct{ CK, IK [16]byte }

// A GmClient is the phone's side of the protection of Gm, TS 33.203 clause 7 with RFC 3329. Methods are called by the
// registration, one at a time.
type GmClient interface {
	// Open prepares a registration: it returns the value of Security-Client (empty for none) and the channel for what
	// goes before the challenge was answered. For TLS that is the TLS connection; for IPsec it is in clear.
	Open(ctx context.Context) (securityClient string, first Channel, err error)
	// Agree takes the values of Security-Server of the 401 and the keys of the challenge, and returns the protected
	// channel for everything from the second REGISTER on. verify is the value of Security-Verify, empty for none.
	Agree(ctx context.Context, securityServer []string, keys Keys) (verify string, protected Channel, err error)
	// Close ends every association.
	Close() error
}

// A Channel is where the phone sends and listens.
type Channel struct {
	// Carrier opens the sockets.
	Carrier Carrier
	// Network is "udp", or "tcp" for a stream. Conn is the stream when it is open already (TLS); then Carrier is not used.
	Network string
	Conn    net.Conn
	// Client is the local address that requests are sent from (port_uc), Server the one that requests arrive at and that
	// Via and Contact name (port_us). Both may be the same.
	Client, Server netip.AddrPort
	// Remote is where requests are sent to: the P-CSCF's port 5060 or its protected server port.
	Remote netip.AddrPort
}

// A GmRequest is what a P-CSCF knows when it passes a challenge on to a phone.
type GmRequest struct {
	// UE is where the REGISTER came from, Contact the address that its Via and Contact name.
	UE, Contact netip.AddrPort
	// IMPI is the private identity that registers.
	IMPI string
	// SecurityClient are the values of Security-Client.
	SecurityClient []string
	Keys           Keys
	// NullEncryption says that confidentiality must not be used: the agreement with the network that the phone visits
	// says so, or the operator's policy.
	NullEncryption bool
}

// A GmServer is the P-CSCF's side of the protection of Gm.
type GmServer interface {
	// Carrier opens the protected sockets of the P-CSCF. Ports are its protected client and server port (port_pc, port_ps);
	// both zero if it has none.
	Carrier() Carrier
	Ports() (client, server uint16)
	// Challenge makes the associations of a registration, which are not in force before Confirm. It returns the values of
	// Security-Server. An error means that no mechanism is shared: 494.
	Challenge(GmRequest) (GmAssociation, error)
	Close() error
}

// A GmAssociation is the set of associations of one registration at the P-CSCF.
type GmAssociation interface {
	// SecurityServer are the values for the 401.
	SecurityServer() []string
	// Verify checks the values of Security-Verify.
	Verify(values []string) bool
	// Same checks that Security-Client of the REGISTER that answers the challenge is that of the one that was challenged.
	Same(securityClient []string) bool
	// UE is the phone's protected address and server port (port_us), Client is its port_uc.
	UE() (server, client netip.AddrPort)
	// Confirm says that the registration succeeded: older associations of the phone end after a grace time.
	Confirm()
	// Close ends the associations.
	Close() error
}
