package upf

import "fmt"

// Reason is why something was dropped.
type Reason uint8

// The reasons, each with a counter of its own.
const (
	// MalformedGTPU: no GTP-U message.
	MalformedGTPU Reason = iota
	// UnknownTEID: a G-PDU for a tunnel that does not exist on that interface.
	UnknownTEID
	// IPUPSFiltered: likewise on an N9 with IPUPS, where nothing is answered.
	IPUPSFiltered
	// UnknownExtension: an extension header that must be understood and is not.
	UnknownExtension
	// MalformedContainer: a PDU session container that cannot be read.
	MalformedContainer
	// UnknownMessage: a GTP-U message of a type that a UPF does not take.
	UnknownMessage
	// MalformedInner: a T-PDU that is no whole IP packet.
	MalformedInner
	// NoRule: no packet detection rule of the session takes the packet.
	NoRule
	// UnknownUE: a packet of a data network for an address without a session.
	UnknownUE
	// Ordered: the apply action says drop.
	Ordered
	// Buffered: the apply action says buffer, and there was no room, the session ended, or the packet was uplink.
	Buffered
	// GateClosed: the gate of a QoS enforcement rule is closed.
	GateClosed
	// TooLong: with its tunnel header the packet does not fit, or the link refuses it.
	TooLong
	// NoWayOut: the forwarding rule leads to an interface that the UPF does not have for this packet.
	NoWayOut
	// SendFailed: the network refused the packet for another reason.
	SendFailed
	// MalformedPFCP: no PFCP message, or one whose answer could not carry a cause.
	MalformedPFCP
	// UnexpectedPFCP: a PFCP message of a type that a UPF does not take.
	UnexpectedPFCP
	// RepeatedPFCP: a repeated request, answered with the answer that was sent before.
	RepeatedPFCP

	reasons
)

var reasonNames = [reasons]string{"malformed-gtpu", "unknown-teid", "ipups-filtered", "unknown-extension-header", "malformed-pdu-session-container",
	"unknown-gtpu-message", "malformed-inner-packet", "no-rule", "unknown-ue-address", "ordered", "buffered", "gate-closed", "too-long",
	"no-way-out", "send-failed", "malformed-pfcp", "unexpected-pfcp", "repeated-pfcp"}

// String returns the name of the reason.
func (r Reason) String() string {
	if r < reasons {
		return reasonNames[r]
	}
	return fmt.Sprintf("Reason(%d)", uint8(r))
}

// Counters is what a UPF counted since its start.
type Counters struct {
	// Uplink and Downlink are forwarded packets.
	Uplink, Downlink uint64
	// Dropped holds only reasons that occurred.
	Dropped map[Reason]uint64
}

// Counters returns the counters.
func (u *UPF) Counters() Counters {
	c := Counters{Uplink: u.forwarded[Uplink].Load(), Downlink: u.forwarded[Downlink].Load(), Dropped: map[Reason]uint64{}}
	for r := range u.drops {
		if n := u.drops[r].Load(); n > 0 {
			c.Dropped[Reason(r)] = n
		}
	}
	return c
}

func (u *UPF) drop(r Reason) { u.drops[r].Add(1) }
