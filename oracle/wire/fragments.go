package wire

import (
	"bytes"
	"net/netip"
)

// ProtocolESP is the IP protocol number of ESP, PortESP the port of ESP in UDP (RFC 3948).
const (
	ProtocolESP = 50
	PortESP     = 4500
)

// Limits of a Defragmenter.
const (
	maxDatagrams   = 256
	maxPieces      = 128
	maxReassembled = 65535
)

// Defragmenter puts fragments of IP packets together. At most 256 packets wait at a time; the oldest is given up for a new
// one, as is one whose pieces overlap (RFC 5722) or are too many. The zero value is ready; it is not safe for concurrent use.
type Defragmenter struct {
	waiting map[datagramKey]*datagram
	order   []datagramKey
}

type datagramKey struct {
	src, dst netip.Addr
	protocol uint8 // of IPv4 only: the fragments of an IPv6 packet name it in the first
	id       uint32
}

type datagram struct {
	pieces   []piece
	octets   int
	total    int // 0 until the last piece is there
	protocol uint8
}

type piece struct {
	at   int
	data []byte
}

// Add takes a fragment and returns the packet that it completes, with what the transport header says. ok is false while
// pieces are missing.
func (d *Defragmenter) Add(p *Inner) (out Packet, ok bool, err error) {
	if !p.Fragment {
		out = Packet{Src: p.Src, Dst: p.Dst, Protocol: p.Protocol, Payload: p.Body}
		out, err = out.transport()
		return out, true, err
	}
	key := datagramKey{src: p.Src.Addr(), dst: p.Dst.Addr(), id: p.ID}
	if key.src.Is4() {
		key.protocol = p.Protocol
	}
	g := d.waiting[key]
	if g == nil {
		if d.waiting == nil {
			d.waiting = map[datagramKey]*datagram{}
		}
		if len(d.waiting) >= maxDatagrams {
			d.drop(d.order[0])
		}
		g = &datagram{protocol: p.Protocol}
		d.waiting[key] = g
		d.order = append(d.order, key)
	}
	if !g.add(p) {
		d.drop(key)
		return Packet{}, false, nil
	}
	if g.total == 0 || g.octets < g.total {
		return Packet{}, false, nil
	}
	d.drop(key)
	body := make([]byte, g.total)
	for _, q := range g.pieces {
		copy(body[q.at:], q.data)
	}
	out = Packet{Src: netip.AddrPortFrom(key.src, 0), Dst: netip.AddrPortFrom(key.dst, 0), Protocol: g.protocol, Payload: body}
	out, err = out.transport()
	return out, true, err
}

// add tells whether the piece fits.
func (g *datagram) add(p *Inner) bool {
	end := p.Offset + len(p.Body)
	if end > maxReassembled || len(g.pieces) == maxPieces || len(p.Body) == 0 || p.More && len(p.Body)%8 != 0 {
		return false
	}
	for _, q := range g.pieces {
		if q.at == p.Offset && len(q.data) == len(p.Body) {
			return string(q.data) == string(p.Body) // it came again
		}
		if p.Offset < q.at+len(q.data) && q.at < end {
			return false
		}
	}
	if !p.More {
		if g.total != 0 {
			return false
		}
		g.total = end
	}
	if p.Offset == 0 {
		g.protocol = p.Protocol
	}
	g.pieces = append(g.pieces, piece{p.Offset, bytes.Clone(p.Body)})
	g.octets += len(p.Body)
	if g.total != 0 {
		for _, q := range g.pieces {
			if q.at+len(q.data) > g.total {
				return false
			}
		}
	}
	return true
}

func (d *Defragmenter) drop(key datagramKey) {
	delete(d.waiting, key)
	for i, k := range d.order {
		if k == key {
			d.order = append(d.order[:i], d.order[i+1:]...)
			return
		}
	}
}
