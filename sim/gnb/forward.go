package gnb

import (
	"errors"
	"net"
	"sync"
	"time"

	"lilab/sim/event"
	"lilab/sim/gtpu"
)

// maxHeld bounds the packets that a bearer holds while its UE moves.
const maxHeld = 8192

// moving is what a bearer needs while its UE is handed over, so that no downlink packet is lost, comes twice, or
// overtakes another (TS 38.300 R17 clause 9.2.3.2.3). The source gNB forwards what comes from the UPF, until the end
// marker. The target gNB gives the UE first what was forwarded, and holds what comes from the UPF until the end
// marker was forwarded too.
type moving struct {
	mu   sync.Mutex
	term SessionTerminal // nil until the UE is there
	// forward is where packets go instead of the UE, at the source gNB.
	forward *peer
	// xn is the TEID for packets that the source gNB forwards, 0 for none; holding says that its end marker is awaited.
	xn      uint32
	holding bool
	// early came by Xn before the UE did, held came from the UPF before it may be delivered.
	early, held [][]byte
	timer       *time.Timer
	over        bool
}

// fromN3 does with a packet of the UPF what the state of the bearer says.
func (p *userPlane) fromN3(r *bearer, m *gtpu.Message) {
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case r.forward != nil:
		s, _, _ := m.PDUSession() // the flow stays as it is; without one it is 0
		b, err := gtpu.AppendGPDU(nil, r.forward.TEID, s, m.Payload)
		if err == nil {
			_, err = p.xn.WriteTo(b, r.forward.to)
		}
		if err != nil {
			p.heldLost.Add(1)
			return
		}
		p.forwarded.Add(1)
	case r.holding || r.term == nil:
		p.hold(&r.held, m.Payload)
	default:
		r.term.Packet(r.c, r.session, m.Payload)
	}
}

func (p *userPlane) hold(list *[][]byte, packet []byte) {
	if len(*list) >= maxHeld {
		p.heldLost.Add(1)
		return
	}
	*list = append(*list, append([]byte(nil), packet...))
}

// deliver hands packets to the UE. The lock of the bearer is held.
func (r *bearer) deliver(list *[][]byte) {
	for _, b := range *list {
		r.term.Packet(r.c, r.session, b)
	}
	*list = nil
}

// readXn takes what other gNBs forward.
func (p *userPlane) readXn() {
	defer close(p.xnDone)
	b := make([]byte, 64<<10)
	for {
		n, from, err := p.xn.ReadFrom(b)
		if err != nil {
			return
		}
		m, err := gtpu.Parse(b[:n])
		if err != nil {
			p.malformed.Add(1)
			continue
		}
		p.mu.RLock()
		r := p.byXn[m.TEID]
		p.mu.RUnlock()
		switch {
		case m.Type == gtpu.EchoRequest:
			_, _ = p.xn.WriteTo(gtpu.AppendEcho(nil, gtpu.EchoResponse, m.Sequence), from) // an error means that the socket is closed
		case m.Type == gtpu.GPDU && r == nil:
			p.noTunnel.Add(1)
			_, _ = p.xn.WriteTo(gtpu.AppendErrorIndication(nil, gtpu.NoTunnel{TEID: m.TEID, Peer: p.g.cfg.Xn}), from) // likewise
		case m.Type == gtpu.GPDU:
			p.fromXn.Add(1)
			r.mu.Lock()
			if r.term == nil {
				p.hold(&r.early, m.Payload)
			} else {
				r.term.Packet(r.c, r.session, m.Payload)
			}
			r.mu.Unlock()
		case m.Type == gtpu.EndMarker && r != nil:
			p.forwardingEnds(r)
		}
	}
}

// forwardingEnds says that nothing more comes by Xn: what the UPF sent is next.
func (p *userPlane) forwardingEnds(r *bearer) {
	p.mu.Lock()
	delete(p.byXn, r.xn)
	p.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.holding = false
	if r.timer != nil {
		r.timer.Stop()
	}
	if r.term != nil {
		r.deliver(&r.early)
		r.deliver(&r.held)
	}
}

// expect makes the tunnel for what the source gNB will forward.
func (p *userPlane) expect(r *bearer) event.FTEID {
	if p.xn == nil {
		return event.FTEID{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.xn, r.holding = p.teid(), true
	p.byXn[r.xn] = r
	return event.FTEID{TEID: r.xn, Addr: p.g.cfg.Xn}
}

// arrived says that the UE is there. What was forwarded before goes to it; an end marker that does not come is not
// awaited for long.
func (p *userPlane) arrived(r *bearer, t SessionTerminal) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.term = t
	if t == nil {
		return
	}
	t.Bearer(r.c, r.session)
	r.deliver(&r.early)
	if !r.holding {
		r.deliver(&r.held)
		return
	}
	r.timer = time.AfterFunc(p.g.cfg.ForwardTimeout, func() { p.forwardingEnds(r) })
}

// depart begins to forward the packets of the UPF. It is false where there is no way.
func (p *userPlane) depart(r *bearer, to event.FTEID) bool {
	if p.xn == nil || !to.Addr.IsValid() {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forward = newPeer(to)
	return true
}

// stay ends forwarding: the UE did not go.
func (p *userPlane) stay(r *bearer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.forward = nil
}

// ended is an end marker of the UPF: the last packet of the old tunnel is behind it.
func (p *userPlane) ended(r *bearer) {
	r.mu.Lock()
	to := r.forward
	if r.over {
		to = nil
	}
	r.mu.Unlock()
	if to == nil {
		return
	}
	if _, err := p.xn.WriteTo(gtpu.AppendEndMarker(nil, to.TEID, nil), to.to); err != nil && !errors.Is(err, net.ErrClosed) {
		p.g.cfg.Log.Error("gnb: end marker on Xn", "err", err)
	}
	p.drop(r)
}

// linger keeps a bearer that forwards after its connection is gone, until the end marker or Config.ForwardTimeout. It
// is false for every other bearer.
func (p *userPlane) linger(r *bearer) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.forward == nil || r.over {
		return false
	}
	r.timer = time.AfterFunc(p.g.cfg.ForwardTimeout, func() { p.ended(r) })
	return true
}

// drop forgets a bearer.
func (p *userPlane) drop(r *bearer) {
	p.mu.Lock()
	if p.byTEID[r.teid] == r {
		delete(p.byTEID, r.teid)
	}
	if r.xn != 0 && p.byXn[r.xn] == r {
		delete(p.byXn, r.xn)
	}
	p.mu.Unlock()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	if r.timer != nil {
		r.timer.Stop()
	}
	p.heldLost.Add(uint64(len(r.early) + len(r.held)))
	r.early, r.held = nil, nil
}

// stopMoving stops every timer.
func (p *userPlane) stopMoving() {
	p.mu.Lock()
	all := make([]*bearer, 0, len(p.byTEID)+len(p.byXn))
	for _, r := range p.byTEID {
		all = append(all, r)
	}
	for _, r := range p.byXn {
		all = append(all, r)
	}
	p.mu.Unlock()
	for _, r := range all {
		p.drop(r)
	}
}
