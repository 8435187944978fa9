package upf

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"lilab/sim/gtpu"
)

// Bounds of a bridge.
const (
	maxMACs = 4096
	// ageMAC is how long an address is known that is not seen, IEEE 802.1Q clause 8.8.3.
	ageMAC = 300 * time.Second
	// minFrame is an Ethernet header: addresses and type.
	minFrame = 14
)

type mac [6]byte

// bridge joins the Ethernet sessions of a data network with each other and with the ports of its servers, and learns
// where addresses are (TS 23.501 clause 5.6.10.2: each session is a port of the bridge). Its lock makes the order of the
// frames that go to one session; it is taken inside that of the rules.
type bridge struct {
	mu    sync.Mutex
	macs  map[mac]place
	ports []*EthernetPort
}

// place is a port of the bridge: a session or a server.
type place struct {
	seid   uint64
	server *EthernetPort
	seen   time.Time
}

func (p place) same(q place) bool { return p.seid == q.seid && p.server == q.server }

// EthernetPort is the port of a server on the bridge of a data network.
type EthernetPort struct {
	u       *UPF
	dn      *dataNetwork
	deliver func(frame []byte)
	mu      sync.Mutex
	w       *worker
	closed  bool
}

// EthernetPort adds a port to the bridge of a data network. deliver gets every frame for the port; it must return
// soon, must not keep or change the frame, and must not send.
func (u *UPF) EthernetPort(dataNetwork string, deliver func(frame []byte)) (*EthernetPort, error) {
	for _, d := range u.dns {
		if d.Name == dataNetwork && d.Ethernet && deliver != nil {
			p := &EthernetPort{u: u, dn: d, deliver: deliver, w: u.newWorker()}
			d.bridge.mu.Lock()
			defer d.bridge.mu.Unlock()
			d.bridge.ports = append(d.bridge.ports, p)
			return p, nil
		}
	}
	return nil, fmt.Errorf("upf: no Ethernet on data network %q", dataNetwork)
}

// Send puts a frame on the bridge. It does not keep it.
func (p *EthernetPort) Send(frame []byte) error {
	if !validFrame(frame) {
		return errors.New("upf: not an Ethernet frame")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errors.New("upf: port is closed")
	}
	p.u.mu.RLock()
	defer p.u.mu.RUnlock()
	p.w.bridge(p.dn, place{server: p}, frame)
	return nil
}

// Close takes the port off the bridge.
func (p *EthernetPort) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	b := &p.dn.bridge
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ports = slices.DeleteFunc(b.ports, func(o *EthernetPort) bool { return o == p })
	return nil
}

// validFrame says that octets are a frame that some station can have sent: its source is no group.
func validFrame(b []byte) bool { return len(b) >= minFrame && b[6]&1 == 0 }

// bridge gives a frame to where its destination was seen last, else to all ports. The lock of the rules is held.
func (w *worker) bridge(dn *dataNetwork, from place, frame []byte) {
	b := &dn.bridge
	b.mu.Lock()
	defer b.mu.Unlock()
	now := w.u.cfg.Now()
	from.seen = now
	b.learn(mac(frame[6:12]), from)
	if to, ok := b.macs[mac(frame[:6])]; ok && frame[0]&1 == 0 && now.Sub(to.seen) <= ageMAC && w.present(dn, to) {
		if !to.same(from) {
			w.hand(dn, to, frame)
		}
		return
	}
	for _, p := range b.ports {
		if p != from.server {
			p.deliver(frame)
		}
	}
	for seid := range w.u.bridged[dn] {
		if seid != from.seid {
			w.hand(dn, place{seid: seid}, frame)
		}
	}
}

// present says that a place is still there.
func (w *worker) present(dn *dataNetwork, p place) bool {
	if p.server != nil {
		return slices.Contains(dn.bridge.ports, p.server)
	}
	return len(w.u.bridged[dn][p.seid]) > 0
}

func (w *worker) hand(dn *dataNetwork, to place, frame []byte) {
	if to.server != nil {
		to.server.deliver(frame)
		return
	}
	for _, d := range w.u.bridged[dn][to.seid] {
		if d.takes(nil, 0) {
			w.forward(d, N6, frame, nil, 0, gtpu.PDUSession{})
			return
		}
	}
	w.u.drop(NoRule)
}

// learn notes where a station is. A full table forgets what is too old, or learns nothing new.
func (b *bridge) learn(m mac, at place) {
	if b.macs == nil {
		b.macs = map[mac]place{}
	}
	if _, ok := b.macs[m]; !ok && len(b.macs) >= maxMACs {
		for k, p := range b.macs {
			if at.seen.Sub(p.seen) > ageMAC {
				delete(b.macs, k)
			}
		}
		if len(b.macs) >= maxMACs {
			return
		}
	}
	b.macs[m] = at
}
