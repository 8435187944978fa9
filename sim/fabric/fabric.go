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
	// Device gives a host a network device whose packets leave through out and arrive through Device.Inject, and a
	// default route through it. It is how a UE sees a PDU session. addrs has at most one address of each family, mtu
	// is the greatest IP packet in octets. out may be called by several goroutines at a time, must return soon, and
	// must not keep or change the packet. The device is on no link, so nothing taps it.
	Device(host Host, name string, addrs []netip.Addr, mtu int, out func(packet []byte)) (Device, error)
	// Close stops everything and waits until no goroutine of the network is left.
	Close() error
}

// A Device is a network device of a host.
type Device interface {
	Name() string
	Addrs() []netip.Addr
	// Host is the host with every socket bound to this device, also where other devices have a default route too.
	// Its Addr and Addrs give the addresses of the device for the name of the device.
	Host() Host
	// Inject hands an IP packet to the host. It copies and queues the packet and never waits. What is no IP packet,
	// or does not fit the MTU, is dropped with an error.
	Inject(packet []byte) error
	// Close removes the device. out is not called for packets that are sent later.
	Close() error
}

// LinkConfig describes a link.
type LinkConfig struct {
	// Name is the reference point, for example "nl.n2".
	Name string
	// Prefix is where the addresses of the attached hosts come from, for example 10.1.2.0/24.
	Prefix netip.Prefix
	// Prefix6 is an IPv6 prefix beside an IPv4 Prefix. Attached hosts get an address of each.
	Prefix6 netip.Prefix
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
	// AttachRouter puts a port on the link that gets every packet whose destination is in the prefix and not the address
	// of a host; the longest prefix wins. The hosts of the link reach the prefix through it. deliver is called
	// by one goroutine, in the order of transmission; it must not keep the packet, but may change it.
	AttachRouter(name string, prefix netip.Prefix, deliver func(packet []byte)) (RouterPort, error)
	// SetDelay and SetLoss change the link while it runs.
	SetDelay(time.Duration)
	SetLoss(share float64)
	// Cut drops every packet until Restore.
	Cut()
	Restore()
}

// A RouterPort is one end of a link that sends and takes raw IP packets.
type RouterPort interface {
	// Addr is an address of the link that the port owns, of the family of its prefix. What is sent to it is delivered
	// too.
	Addr() netip.Addr
	// Send puts an IP packet on the link as it is. It copies the packet and never waits. The source address is not
	// checked. What is no IP packet, or does not fit the MTU of the link, is not sent: ErrPacket, ErrTooLong.
	Send(packet []byte) error
	// Close removes the port and its routes. deliver is not called after it; so it must not be called by deliver.
	Close() error
}

// A Host is one machine of the network.
type Host interface {
	Name() string
	// Addr is the address of the host on that link, invalid if it is not attached.
	Addr(link string) netip.Addr
	// Addrs are all addresses of the host on that link: two where the link has two prefixes.
	Addrs(link string) []netip.Addr
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
	// ErrPacket says that octets are no IP packet.
	ErrPacket = errors.New("fabric: not an IP packet")
	// ErrTooLong says that a packet is longer than the MTU.
	ErrTooLong = errors.New("fabric: packet longer than the MTU")
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
