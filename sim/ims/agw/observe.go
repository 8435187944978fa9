package agw

import (
	"encoding/binary"
	"net/netip"

	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

type subscription struct{ event.IMSMediaObserver }

// ObserverFunc makes an observer of a function.
type ObserverFunc func(*event.IMSMedia)

// IMSMedia calls the function.
func (f ObserverFunc) IMSMedia(m *event.IMSMedia) { f(m) }

// Subscribe adds an observer of every forwarded packet and returns the function that removes it. An observer must not call
// the gateway: the context is locked meanwhile.
func (g *Gateway) Subscribe(o event.IMSMediaObserver) (cancel func()) {
	s := &subscription{o}
	g.change(func(all []*subscription) []*subscription { return append(all, s) })
	return func() {
		g.change(func(all []*subscription) []*subscription {
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
func (g *Gateway) change(f func([]*subscription) []*subscription) {
	g.observing.Lock()
	defer g.observing.Unlock()
	var all []*subscription
	if old := g.observers.Load(); old != nil {
		all = append(all, *old...)
	}
	if all = f(all); len(all) == 0 {
		g.observers.Store(nil)
		return
	}
	g.observers.Store(&all)
}

// publish hands a packet to the observers: with the headers that it has on the access leg and the payload as the
// gateway can read it. The headers are written before the payload.
func (c *relay) publish(all []*subscription, from ims.Side, b []byte, at int) {
	access := &c.legs[ims.Access]
	source, destination := access.peer, access.local
	if from == ims.Core {
		source, destination = destination, source
	}
	c.event = event.IMSMedia{Time: c.g.cfg.Now(), NF: c.g.cfg.NF, Context: c.id, FromUser: from == ims.Access, Packet: headers(b, at, source, destination)}
	for _, o := range all {
		o.IMSMedia(&c.event)
	}
	c.event.Packet = nil
}

// headers writes the headers of IP and UDP before the payload at an offset of at least headroom.
func headers(b []byte, at int, source, destination netip.AddrPort) []byte {
	be := binary.BigEndian
	length := len(b) - at + 8
	u := b[at-8:]
	be.PutUint16(u, source.Port())
	be.PutUint16(u[2:], destination.Port())
	be.PutUint16(u[4:], uint16(length))
	be.PutUint16(u[6:], 0)
	// The pseudo-header has the addresses, the protocol and the length.
	sum := uint64(17) + uint64(length)
	var ip []byte
	if s := source.Addr(); s.Is4() {
		ip = b[at-28:]
		s, d := s.As4(), destination.Addr().As4()
		be.PutUint32(ip, 0x4500<<16|uint32(20+length))
		be.PutUint32(ip[4:], 0x4000) // not to be fragmented
		be.PutUint32(ip[8:], 64<<24|17<<16)
		copy(ip[12:], s[:])
		copy(ip[16:], d[:])
		be.PutUint16(ip[10:], ^fold(add(0, ip[:20])))
		sum = add(sum, ip[12:20])
	} else {
		ip = b[at-48:]
		s, d := s.As16(), destination.Addr().As16()
		be.PutUint32(ip, 6<<28)
		be.PutUint32(ip[4:], uint32(length)<<16|17<<8|64)
		copy(ip[8:], s[:])
		copy(ip[24:], d[:])
		sum = add(sum, ip[8:40])
	}
	check := ^fold(add(sum, u))
	if check == 0 {
		check = 0xffff
	}
	be.PutUint16(u[6:], check)
	return ip
}

// add adds the 16-bit words of octets.
func add(sum uint64, b []byte) uint64 {
	for ; len(b) >= 4; b = b[4:] {
		sum += uint64(binary.BigEndian.Uint32(b))
	}
	if len(b) >= 2 {
		sum += uint64(binary.BigEndian.Uint16(b))
		b = b[2:]
	}
	if len(b) == 1 {
		sum += uint64(b[0]) << 8
	}
	return sum
}

func fold(sum uint64) uint16 {
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return uint16(sum)
}

// Counters is what a gateway counted since its start.
type Counters struct {
	// FromAccess and FromCore are forwarded packets.
	FromAccess, FromCore uint64
	// Dropped holds only reasons that occurred.
	Dropped map[media.Reason]uint64
	// Contexts are those that there are.
	Contexts int
}

// Counters returns the counters.
func (g *Gateway) Counters() Counters {
	g.mu.Lock()
	n := len(g.contexts)
	g.mu.Unlock()
	c := Counters{FromAccess: g.forwarded[ims.Access].Load(), FromCore: g.forwarded[ims.Core].Load(), Dropped: map[media.Reason]uint64{}, Contexts: n}
	for i := range g.drops {
		if n := g.drops[i].Load(); n > 0 {
			c.Dropped[media.Reason(i)] = n
		}
	}
	return c
}

func (g *Gateway) drop(r media.Reason) { g.drops[r].Add(1) }

// Leg is one side of a context.
type Leg struct {
	// Local is the gateway's address, Peer the other end's, invalid if it is not known.
	Local, Peer netip.AddrPort
	// Forwarded counts the packets that came from there and were sent on.
	Forwarded uint64
}

// ContextInfo is what a gateway knows of a context.
type ContextInfo struct {
	ID      uint32
	Request ims.ContextRequest
	Access  Leg
	Core    Leg
	// Mode is the protection of the access side that ends here, RTP for none. Through says that protection between the
	// phones passes.
	Mode    media.Mode
	Through bool
	// Keyed says that the gateway has the keys of the access side.
	Keyed bool
}

// Context tells about a context.
func (g *Gateway) Context(id uint32) (ContextInfo, bool) {
	c, err := g.context(id)
	if err != nil {
		return ContextInfo{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	side := func(l *leg) Leg { return Leg{Local: l.local, Peer: l.peer, Forwarded: l.forwarded} }
	return ContextInfo{ID: c.id, Request: c.request, Access: side(&c.legs[ims.Access]), Core: side(&c.legs[ims.Core]), Mode: c.access,
		Through: c.through, Keyed: c.legs[ims.Access].opener != nil}, true
}
