package upf

import (
	"time"
)

// Direction is that of a packet, seen from the UE.
type Direction uint8

// The directions of packets.
const (
	Uplink Direction = iota
	Downlink
)

// String returns the direction.
func (d Direction) String() string {
	if d == Uplink {
		return "uplink"
	}
	return "downlink"
}

// Packet is one packet that the UPF forwards. Its slices are those of the data path: an observer must neither keep nor
// change them.
type Packet struct {
	// Time is the moment of forwarding by the clock of the UPF.
	Time time.Time
	// SEID is the UP F-SEID of the session, CPSEID that of the SMF, TS 29.244 clause 8.2.37.
	SEID, CPSEID uint64
	// PDR is the rule that detected the packet, QER the first QoS enforcement rule of it, 0 for none.
	PDR       uint16
	QER       uint32
	Direction Direction
	// From and To are the reference points that the packet came through and goes to.
	From, To Interface
	// Received is the GTP-U message as it came through N3 or N9, nil from N6; Sent is the one that goes out, nil to N6.
	Received, Sent []byte
	// TEID is that of Received, SentTEID that of Sent, 0 where there is none.
	TEID, SentTEID uint32
	// Inner is the user's IP packet.
	Inner []byte
	// QFI is the QoS flow identifier, 0 to 63.
	QFI uint8
}

// GTPU returns the GTP-U message of an interface of the packet, nil where the packet is on no tunnel of it.
func (p *Packet) GTPU(i Interface) []byte {
	switch i {
	case p.From:
		return p.Received
	case p.To:
		return p.Sent
	}
	return nil
}

// An Observer is called for every packet that is forwarded, when it was handed to the network, by the goroutine that
// forwards it. Packets of several tunnels and data networks are forwarded at the same time, so an observer is
// called by several goroutines at a time, but for one direction of one session in the order in which the packets were
// sent. It must return at once and must not call the UPF.
type Observer interface {
	Packet(p *Packet)
}

// ObserverFunc makes an Observer of a function.
type ObserverFunc func(*Packet)

// Packet calls f.
func (f ObserverFunc) Packet(p *Packet) { f(p) }

type subscription struct{ Observer }

// Subscribe adds an observer of all sessions and returns the function that removes it.
func (u *UPF) Subscribe(o Observer) (cancel func()) {
	s := &subscription{o}
	u.change(func(all []*subscription) []*subscription { return append(all, s) })
	return func() {
		u.change(func(all []*subscription) []*subscription {
			out := all[:0]
			for _, other := range all {
				if other != s {
					out = append(out, other)
				}
			}
			return out
		})
	}
}

// change replaces the list of observers. The data path reads one pointer, which is nil when nobody listens.
func (u *UPF) change(f func([]*subscription) []*subscription) {
	u.observing.Lock()
	defer u.observing.Unlock()
	var all []*subscription
	if old := u.observers.Load(); old != nil {
		all = append(all, *old...)
	}
	all = f(all)
	if len(all) == 0 {
		u.observers.Store(nil)
		return
	}
	u.observers.Store(&all)
}
