package observe

import (
	"bytes"
	"hash/maphash"
	"net/netip"
	"strconv"

	"lilab/oracle/wire"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Signal is one SIP message as anyone could read it on a link: within an operator, between networks, or between phone and P-CSCF.
type Signal struct {
	Source
	Src, Dst netip.AddrPort
	// Sum is a hash of the octets of the message, the same within one Read.
	Sum uint64
	SIP *SIP
	// Unencrypted says that it was in ESP with the NULL cipher.
	Unencrypted bool
}

// signalling reads SIP from the packets of interfaces.
type signalling struct {
	points map[string]*signalPoint
}

// signalPoint is one interface.
type signalPoint struct {
	fragments wire.Defragmenter
	streams   wire.Streams
	held      map[*wire.Flow][]byte
	clear     map[*wire.Flow]bool
	src       Source
	esp       bool
}

// maxHeldSIP bounds what waits for the rest of a message in one direction of a connection.
const maxHeldSIP = 2 * wire.MaxSIP

func (o *observer) point(name string) *signalPoint {
	if o.signals.points == nil {
		o.signals.points = map[string]*signalPoint{}
	}
	p := o.signals.points[name]
	if p == nil {
		p = &signalPoint{held: map[*wire.Flow][]byte{}}
		p.streams = wire.Streams{Emit: func(c wire.Chunk) { o.sipChunk(p, c) }, Flows: 256, Held: 1 << 18}
		o.signals.points[name] = p
	}
	return p
}

// signal looks for SIP and media in an IP packet of a link.
func (o *observer) signal(src Source, ip []byte) {
	in, err := wire.ReadInner(ip)
	if err != nil {
		return
	}
	pt := o.point(src.Interface)
	p, ok, err := pt.fragments.Add(&in)
	if !ok || err != nil {
		return
	}
	pt.src, pt.esp = src, false
	if p.Protocol == wire.ProtocolESP {
		if p, ok = p.Clear(); !ok {
			o.out.Sealed[src.Interface]++
			return
		}
		pt.esp = true
	}
	switch p.Protocol {
	case wire.ProtocolUDP:
		if wire.IsSIP(p.Payload) {
			// The message is kept, and the frame may be lent.
			if m, err := wire.ReadSIP(bytes.Clone(p.Payload), true); err == nil {
				o.addSignal(pt, p.Src, p.Dst, &m)
			} else {
				o.out.Unreadable[src.Interface]++
			}
			return
		}
		o.userMedia(src, &p)
	case wire.ProtocolTCP:
		if pt.esp || p.Src.Port() == portSIP || p.Dst.Port() == portSIP {
			pt.streams.Packet(src.Frame, &p)
		}
	}
}

// portSIP is the port of SIP without protection, RFC 3261 section 19.1.2.
const portSIP = 5060

func (o *observer) addSignal(pt *signalPoint, src, dst netip.AddrPort, m *wire.SIP) {
	o.out.Signals = append(o.out.Signals, Signal{Source: pt.src, Src: src, Dst: dst, Sum: maphash.Bytes(o.users.seed, m.Octets), SIP: NewSIP(m), Unencrypted: pt.esp})
}

// sipChunk takes octets of a TCP connection in their order.
func (o *observer) sipChunk(p *signalPoint, c wire.Chunk) {
	b := append(p.held[c.Flow], c.Data...)
	if c.Lost != 0 || c.Start {
		b = append([]byte(nil), c.Data...)
	}
	for len(b) > 0 {
		for len(b) >= 2 && b[0] == '\r' && b[1] == '\n' {
			b = b[2:]
		}
		if len(b) == 0 || b[0] == '\r' && len(b) == 1 {
			break
		}
		m, err := wire.ReadSIP(b, false)
		if err != nil {
			at, _ := wire.Offset(err)
			if at < len(b) || len(b) > maxHeldSIP { // not for want of octets: no SIP
				b = nil
			}
			break
		}
		o.addSignal(p, c.Flow.Src, c.Flow.Dst, &m)
		b = b[len(m.Octets):]
	}
	if c.End || len(b) == 0 {
		delete(p.held, c.Flow)
		return
	}
	p.held[c.Flow] = append([]byte(nil), b...)
}

// SumOf returns the hash by which Signals are compared.
func (o *Observations) SumOf(octets []byte) uint64 { return maphash.Bytes(o.seed, octets) }
