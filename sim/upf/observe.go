package upf

import "lilab/sim/event"

// Direction is that of a packet, seen from the UE. This and the types below are those that observers outside of the
// simulator know.
type Direction = event.UPFDirection

// The directions of packets.
const (
	Uplink   = event.UPFUplink
	Downlink = event.UPFDownlink
)

// Interface says which reference point a packet came through or goes to.
type Interface = event.UPFInterface

// The reference points of the user plane.
const (
	N3 = event.UPFN3
	N9 = event.UPFN9
	N6 = event.UPFN6
	N4 = event.UPFN4
)

// Packet is one packet that the UPF forwards.
type Packet = event.UPFPacket

// Observer is called for every packet that is forwarded.
type Observer = event.UPFObserver

// ObserverFunc makes an Observer of a function.
type ObserverFunc = event.UPFObserverFunc

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
