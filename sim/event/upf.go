package event

import (
	"fmt"
	"net/netip"
	"time"
)

// UPFDirection is that of a user's packet, seen from the UE.
type UPFDirection uint8

// The directions of packets.
const (
	UPFUplink UPFDirection = iota
	UPFDownlink
)

// String returns the direction.
func (d UPFDirection) String() string {
	if d == UPFUplink {
		return "uplink"
	}
	return "downlink"
}

// UPFInterface says which reference point a packet came through or goes to.
type UPFInterface uint8

// The reference points of the user plane.
const (
	UPFN3 UPFInterface = iota + 1
	UPFN9
	UPFN6
	// UPFN4 is N4-u: what SMF and UE send each other through the UPF.
	UPFN4
)

// String returns the name of the reference point.
func (i UPFInterface) String() string {
	switch i {
	case UPFN3:
		return "N3"
	case UPFN9:
		return "N9"
	case UPFN6:
		return "N6"
	case UPFN4:
		return "N4"
	}
	return fmt.Sprintf("Interface(%d)", uint8(i))
}

// UPFPacket is one packet that a UPF forwards. Its slices are those of the data path: an observer must neither keep nor
// change them.
type UPFPacket struct {
	// Time is the moment of forwarding by the clock of the UPF.
	Time time.Time
	// SEID is the UP F-SEID of the session, CPSEID that of the SMF, TS 29.244 clause 8.2.37. N4 is the address of the UPF on
	// N4, the one in its UP F-SEID.
	SEID, CPSEID uint64
	N4           netip.Addr
	// PDR is the rule that detected the packet, QER the first QoS enforcement rule of it, 0 for none. QERs are all of them.
	PDR  uint16
	QER  uint32
	QERs []uint32
	// Rule is the Create PDR information element that made the rule, without type and length (TS 29.244 table
	// 7.5.2.2-1); nil when the rule was changed since.
	Rule      []byte
	Direction UPFDirection
	// From and To are the reference points that the packet came through and goes to.
	From, To UPFInterface
	// FromInstance and ToInstance are the Network Instances of both (TS 29.244 clause 8.2.4): the name of the tunnel end
	// or of the data network.
	FromInstance, ToInstance string
	// Received is the GTP-U message as it came through N3 or N9, nil from N6; Sent is the one that goes out, nil to N6.
	Received, Sent []byte
	// TEID is that of Received, SentTEID that of Sent, 0 where there is none.
	TEID, SentTEID uint32
	// LocalAddr is the UPF's tunnel address at which Received came in; with TEID it is the UPF's F-TEID. PeerAddr is the
	// tunnel address that Sent goes to; with SentTEID it is the peer's F-TEID. SentAddr is the UPF's own tunnel address
	// that Sent leaves from. They are invalid where there is no such message.
	LocalAddr, PeerAddr, SentAddr netip.Addr
	// Type is the type of the PDU session where the UPF tells it: Ethernet or Unstructured. Otherwise Inner is an IP packet.
	Type PDUSessionType
	// Inner is the user's packet: an IP packet, an Ethernet frame, or unstructured data.
	Inner []byte
	// QFI is the QoS flow identifier, 0 to 63.
	QFI uint8
}

// GTPU returns the GTP-U message of an interface of the packet, nil where the packet is on no tunnel of it.
func (p *UPFPacket) GTPU(i UPFInterface) []byte {
	switch i {
	case p.From:
		return p.Received
	case p.To:
		return p.Sent
	}
	return nil
}

// A UPFObserver is called for every packet that a UPF forwards, when it was handed to the network, by the goroutine that
// forwards it. Packets of several tunnels and data networks are forwarded at the same time, so an observer is
// called by several goroutines at a time, but for one direction of one session in the order in which the packets were
// sent. It must return at once and must not call the UPF.
type UPFObserver interface {
	Packet(p *UPFPacket)
}

// UPFObserverFunc makes a UPFObserver of a function.
type UPFObserverFunc func(*UPFPacket)

// Packet calls f.
func (f UPFObserverFunc) Packet(p *UPFPacket) { f(p) }
