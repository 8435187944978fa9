// Package fabric is the network between network functions: hosts with addresses, and links that join them.
//
// Virtual is a network inside the process (one gVisor netstack per host); Loopback uses the host's own
// sockets. Network functions see the interfaces of this file only and run on either.
//
// A link is one reference point of one network ("nl.n2", "nl.sbi", "nl-de.n32"). What crosses it can be
// tapped; a virtual link can be delayed, made lossy, and cut.
package fabric

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"time"
)

// A Network makes hosts and links. Names are unique within it; two networks never share anything.
type Network interface {
	// Link makes a link.
	Link(LinkConfig) (Link, error)
	// Host makes a host without addresses.
	Host(name string) (Host, error)
	// Name makes a domain name known to every host of the network, as DNS would.
	Name(fqdn string, addr netip.Addr) error
	// Close stops everything and waits until no goroutine of the network is left.
	Close() error
}

// LinkConfig describes a link.
type LinkConfig struct {
	// Name is the reference point, for example "nl.n2".
	Name string
	// Prefix is where the addresses of the attached hosts come from, for example 10.1.2.0/24.
	Prefix netip.Prefix
	// Tap sees every IP packet that is put on the link, nil for none.
	Tap Tap
	// Delay is added to each packet.
	Delay time.Duration
	// Loss is the share of packets dropped, 0 to 1, drawn from Seed.
	Loss float64
	Seed uint64
	// MTU is the greatest IP packet in octets, 0 for DefaultMTU.
	MTU int
}

// A Tap gets each packet as raw IP octets in the order of transmission. It must not keep or change octets.
// A lossy link shows the packet to the tap before it decides to drop it.
type Tap interface {
	Packet(at time.Time, octets []byte)
}

// A Link joins hosts.
type Link interface {
	Name() string
	// Attach gives the host an address on this link. A host may be on several links.
	Attach(Host) (netip.Addr, error)
	// SetDelay and SetLoss change the link while it runs.
	SetDelay(time.Duration)
	SetLoss(share float64)
	// Cut drops every packet until Restore.
	Cut()
	Restore()
}

// A Host is one machine of the network.
type Host interface {
	Name() string
	// Addr is the address of the host on that link, invalid if it is not attached.
	Addr(link string) netip.Addr
	// Listen accepts TCP connections. Port 0 picks one.
	Listen(ctx context.Context, at netip.AddrPort) (net.Listener, error)
	// DialContext opens a TCP connection; network is "tcp". address is "host:port", host an address or a
	// name made known with Network.Name. It has the signature that http.Transport wants.
	DialContext(ctx context.Context, network, address string) (net.Conn, error)
	// ListenPacket opens a UDP socket. Port 0 picks one.
	ListenPacket(ctx context.Context, at netip.AddrPort) (net.PacketConn, error)
	// ListenSCTP accepts SCTP associations.
	ListenSCTP(ctx context.Context, at netip.AddrPort) (SCTPListener, error)
	// DialSCTP opens an SCTP association from the given local address.
	DialSCTP(ctx context.Context, local netip.Addr, remote netip.AddrPort) (Association, error)
}

// A SCTPListener accepts associations.
type SCTPListener interface {
	Accept(ctx context.Context) (Association, error)
	Addr() netip.AddrPort
	Close() error
}

// PPIDNGAP is the SCTP payload protocol identifier of NGAP, TS 38.412 clause 7.
const PPIDNGAP = 60

// Message is one SCTP user message.
type Message struct {
	Stream uint16
	PPID   uint32
	Data   []byte
}

// An Association carries SCTP user messages. Send and Receive may run at the same time.
type Association interface {
	// Send hands a message over; it is delivered reliably and, within a stream, in order.
	Send(ctx context.Context, m Message) error
	// Receive returns the next message of any stream, or ErrClosed (wrapped) when the association ended.
	Receive(ctx context.Context) (Message, error)
	LocalAddr() netip.AddrPort
	RemoteAddr() netip.AddrPort
	Close() error
}

// Errors of every implementation.
var (
	// ErrClosed says that the network, host, listener or association is closed. It wraps net.ErrClosed.
	ErrClosed = errorf("fabric: closed", net.ErrClosed)
	// ErrUnsupported says that this machine lacks what is needed, for example kernel SCTP. Tests skip on it.
	ErrUnsupported = errors.New("fabric: not supported on this machine")
	// ErrUnknownHost says that a name was not made known with Network.Name.
	ErrUnknownHost = errors.New("fabric: unknown host name")
)

type wrapped struct {
	text string
	err  error
}

func errorf(text string, err error) error { return &wrapped{text, err} }

func (w *wrapped) Error() string { return w.text }
func (w *wrapped) Unwrap() error { return w.err }
