package fabric

import (
	"sync"
	"sync/atomic"
	"time"

	"gvisor.dev/gvisor/pkg/tcpip"
	"gvisor.dev/gvisor/pkg/tcpip/header"
	"gvisor.dev/gvisor/pkg/tcpip/stack"
)

// maxQueue bounds the packets that wait for one host on one link; more are dropped as a router would.
const maxQueue = 16384

// A port is one end of a link: the interface of a host, a router, or the device of a host. Packets wait in a queue
// of their own, so that a sender never waits for a receiver: two hosts that write to each other cannot block each
// other.
type port struct {
	mtu uint32
	cut *atomic.Bool              // nothing is delivered while it is true, nil for never
	out func(*stack.PacketBuffer) // takes packets of the host
	in  func(packet []byte)       // takes packets in place of a host, nil where there is one

	hook    atomic.Pointer[hooked]
	scratch sync.Pool // of *[]byte for packets that the hook sees

	mu         sync.Mutex
	dispatcher stack.NetworkDispatcher
	queue      []waiting
	dropped    uint64
	stopped    bool
	wake       chan struct{} // holds one token when queue is not empty
	done       chan struct{} // closed by stop
	idle       chan struct{} // closed when the goroutine is gone
}

type waiting struct {
	pkt *stack.PacketBuffer
	due time.Time // zero for at once
}

var _ stack.LinkEndpoint = (*port)(nil)

func newPort(mtu uint32, cut *atomic.Bool, in func([]byte)) *port {
	p := &port{mtu: mtu, cut: cut, in: in, wake: make(chan struct{}, 1), done: make(chan struct{}), idle: make(chan struct{})}
	go p.deliver()
	return p
}

// put queues the content of a packet for the host.
func (p *port) put(pkt *stack.PacketBuffer, delay time.Duration) {
	var due time.Time
	if delay > 0 {
		due = time.Now().Add(delay)
	}
	in := stack.NewPacketBuffer(stack.PacketBufferOptions{Payload: pkt.ToBuffer()})
	in.NetworkProtocolNumber = pkt.NetworkProtocolNumber
	p.enqueue(in, due)
}

// enqueue takes the packet over.
func (p *port) enqueue(in *stack.PacketBuffer, due time.Time) {
	p.mu.Lock()
	if p.stopped || len(p.queue) >= maxQueue {
		p.dropped++
		p.mu.Unlock()
		in.DecRef()
		return
	}
	p.queue = append(p.queue, waiting{in, due})
	p.mu.Unlock()
	select {
	case p.wake <- struct{}{}:
	default:
	}
}

// deliver hands packets to the host in the order of transmission.
func (p *port) deliver() {
	defer close(p.idle)
	var (
		batch   []waiting
		scratch []byte
	)
	for {
		select {
		case <-p.done:
			return
		case <-p.wake:
		}
		p.mu.Lock()
		batch, p.queue = p.queue, batch[:0]
		d := p.dispatcher
		p.mu.Unlock()
		for i, w := range batch {
			if p.pause(w.due) && (p.cut == nil || !p.cut.Load()) {
				switch {
				case p.in != nil:
					scratch = appendPacket(scratch[:0], w.pkt)
					p.in(scratch)
				case d == nil:
				case !p.passes(w.pkt, &scratch):
				default:
					d.DeliverNetworkPacket(w.pkt.NetworkProtocolNumber, w.pkt)
				}
			}
			w.pkt.DecRef()
			batch[i] = waiting{}
		}
	}
}

// pause waits until the time of delivery. It reports false when the port stops.
func (p *port) pause(due time.Time) bool {
	if due.IsZero() {
		select {
		case <-p.done:
			return false
		default:
			return true
		}
	}
	wait := time.Until(due)
	if wait <= 0 {
		return true
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-p.done:
		return false
	case <-t.C:
		return true
	}
}

// stop ends the goroutine, waits for it and releases what is left.
func (p *port) stop() {
	p.mu.Lock()
	if p.stopped {
		p.mu.Unlock()
		return
	}
	p.stopped = true
	p.mu.Unlock()
	close(p.done)
	<-p.idle
	for _, w := range p.queue {
		w.pkt.DecRef()
	}
	p.queue = nil
}

// WritePackets puts packets of the host on the link.
func (p *port) WritePackets(pkts stack.PacketBufferList) (int, tcpip.Error) {
	for _, pkt := range pkts.AsSlice() {
		x := p.hook.Load()
		if x == nil {
			p.out(pkt)
			continue
		}
		b, _ := p.scratch.Get().(*[]byte)
		if b == nil {
			b = new([]byte)
		}
		*b = appendPacket((*b)[:0], pkt)
		if x.hook.Outbound(*b, x.send) {
			p.out(pkt)
		}
		p.scratch.Put(b)
	}
	return pkts.Len(), nil
}

// passes shows a packet for the host to the hook, if there is one.
func (p *port) passes(pkt *stack.PacketBuffer, scratch *[]byte) bool {
	x := p.hook.Load()
	if x == nil {
		return true
	}
	*scratch = appendPacket((*scratch)[:0], pkt)
	return x.hook.Inbound(*scratch, x.deliver)
}

// Attach is called by the stack with what takes packets, and with nil when the interface goes.
func (p *port) Attach(d stack.NetworkDispatcher) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dispatcher = d
}

// IsAttached says whether the stack takes packets.
func (p *port) IsAttached() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dispatcher != nil
}

// MTU is the greatest IP packet in octets.
func (p *port) MTU() uint32 { return p.mtu }

// Capabilities says that received checksums need no check: nothing corrupts octets in memory. Sent ones are real, so
// that captures hold them.
func (p *port) Capabilities() stack.LinkEndpointCapabilities {
	return stack.CapabilityRXChecksumOffload
}

// SetMTU does nothing: the MTU is that of the link.
func (p *port) SetMTU(uint32) {}

// MaxHeaderLength is 0: a link has no header.
func (p *port) MaxHeaderLength() uint16 { return 0 }

// LinkAddress is empty: a link has no addresses below IP.
func (p *port) LinkAddress() tcpip.LinkAddress { return "" }

// SetLinkAddress does nothing.
func (p *port) SetLinkAddress(tcpip.LinkAddress) {}

// Wait returns at once: the owner of the port calls stop, which waits.
func (p *port) Wait() {}

// ARPHardwareType says that there is no link layer.
func (p *port) ARPHardwareType() header.ARPHardwareType { return header.ARPHardwareNone }

// AddHeader does nothing.
func (p *port) AddHeader(*stack.PacketBuffer) {}

// ParseHeader finds no header to parse.
func (p *port) ParseHeader(*stack.PacketBuffer) bool { return true }

// Close does nothing: the owner of the port calls stop.
func (p *port) Close() {}

// SetOnCloseAction does nothing.
func (p *port) SetOnCloseAction(func()) {}
