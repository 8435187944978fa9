package dissect

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"strconv"
	"strings"

	"lilab/oracle/wire"
	"lilab/pcaps"
)

// producer reads frames, puts streams together and hands out batches.
type producer struct {
	ctx         context.Context
	in          *pcaps.Reader
	o           Options
	jobs, order chan *batch
	now         *batch
	stats       Stats
	err         error
	// links has the TCP streams of each interface, held the octets of units that are not complete.
	held  int
	links map[string]*link
	frame pcaps.Frame
	// plain are the interfaces that had units, encrypted what is said of TLS at the end.
	plain     map[string]bool
	encrypted []raw
	// ends has the text of addresses.
	ends map[netip.AddrPort]string
}

// link is the TCP of one interface.
type link struct {
	tcp     *wire.Streams
	streams map[*wire.Flow]*stream
}

// maxHeld bounds the octets of incomplete units of all connections together.
const maxHeld = 512 << 20

// maxEncrypted bounds what is said of encrypted connections.
const maxEncrypted = 10000

// count is called by the reader of the units; the other statistics are the producer's.
func (p *producer) count(u *Unit) {
	p.stats.Units[u.Kind]++
	if len(u.Findings) > 0 {
		p.stats.Faulty++
	}
	if u.Error != "" {
		p.stats.Unreadable++
	}
}

func (p *producer) run() {
	for {
		if p.stats.Frames%256 == 0 && p.ctx.Err() != nil {
			return
		}
		f, err := p.in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			p.err = err
			break
		}
		p.stats.Frames++
		p.frame = f
		p.one(&f)
	}
	for _, name := range p.in.Interfaces() {
		if l := p.links[name]; l != nil {
			p.close(l)
			delete(p.links, name)
		}
	}
	for _, l := range p.links {
		p.close(l)
	}
	for _, e := range p.encrypted {
		if base, ok := strings.CutSuffix(e.iface, ".tls"); !ok || !p.plain[base] {
			p.give(e)
		}
	}
	p.flush()
}

func (p *producer) close(l *link) {
	l.tcp.Close()
	p.stats.GivenUp += l.tcp.Evicted
}

func (p *producer) one(f *pcaps.Frame) {
	r := raw{frame: f.Number, iface: f.Interface, time: f.Time}
	switch f.LinkType {
	case pcaps.LinkTypeUser0:
		// The usual way to give Wireshark bare PDUs; nothing says which kind they are.
		r.octets, r.lenient = f.Data, true
		p.give(r)
	case pcaps.LinkTypeUpperPDU:
		p.upper(f, r)
	default:
		pk, err := wire.ReadFrame(int(f.LinkType), f.Data)
		if err != nil || pk.Protocol != wire.ProtocolTCP {
			return
		}
		if pk.Fragment {
			p.stats.Fragments++
			return
		}
		if pk.Cut {
			p.stats.Cut++
		}
		p.link(f.Interface).tcp.Packet(f.Number, &pk)
	}
}

func (p *producer) upper(f *pcaps.Frame, r raw) {
	pdu, err := f.PDU()
	if err != nil {
		r.kind, r.problem = Lost, err.Error()
		p.give(r)
		return
	}
	_, point, _ := strings.Cut(f.Interface, ".")
	if r.kind = pointKind(point); r.kind == Auto {
		switch pdu.Dissector {
		case "li5g", "5gli":
			r.kind = X2X3
		case "xiri":
			r.kind = XIRI
		default:
			return
		}
	}
	p.plain[f.Interface] = true
	r.octets, r.source, r.dest = pdu.Payload, p.end(pdu.Src), p.end(pdu.Dst)
	p.give(r)
}

// maxEnds bounds the texts of addresses that are kept.
const maxEnds = 4096

// end writes an address. Few addresses send most, so the text is kept.
func (p *producer) end(a netip.AddrPort) string {
	if !a.IsValid() {
		return ""
	}
	text, ok := p.ends[a]
	if !ok {
		text = a.String()
		if len(p.ends) < maxEnds {
			p.ends[a] = text
		}
	}
	return text
}

func (p *producer) link(name string) *link {
	if p.links == nil {
		p.links = map[string]*link{}
	}
	l := p.links[name]
	if l == nil {
		l = &link{tcp: &wire.Streams{}, streams: map[*wire.Flow]*stream{}}
		l.tcp.Emit = func(c wire.Chunk) { p.chunk(l, name, c) }
		p.links[name] = l
	}
	return l
}

func (p *producer) chunk(l *link, iface string, c wire.Chunk) {
	s := l.streams[c.Flow]
	if s == nil {
		p.stats.Directions++
		s = &stream{flow: c.Flow, iface: iface, source: p.end(c.Flow.Src), dest: p.end(c.Flow.Dst)}
		for _, port := range []uint16{c.Flow.Dst.Port(), c.Flow.Src.Port()} {
			if k := p.o.Ports[port]; k != Auto && !s.forced {
				s.want, s.forced = k, true
			}
		}
		l.streams[c.Flow] = s
	}
	emit := func(t stretch) {
		p.plain[iface] = true
		r := raw{kind: t.kind, octets: t.octets, frame: p.frame.Number, iface: iface, source: s.source, dest: s.dest, time: p.frame.Time, problem: t.problem}
		if len(t.frames) > 1 || len(t.frames) == 1 && t.frames[0] != r.frame {
			r.frames = t.frames
		}
		p.give(r)
	}
	before := len(s.buf)
	s.take(c, emit)
	if p.held += len(s.buf) - before; p.held > maxHeld && len(s.buf) > 0 {
		p.held -= len(s.buf)
		s.fail("the memory for connections is used up", emit)
		s.buf, s.marks = nil, nil
	}
	if c.End {
		delete(l.streams, c.Flow)
		p.ended(s)
	}
}

// ended counts a direction that is over.
func (p *producer) ended(s *stream) {
	p.stats.Retransmitted += s.flow.Retransmitted
	p.stats.Lost += s.flow.Lost
	switch {
	case s.kind == TLS:
		p.stats.Encrypted++
		p.stats.EncryptedOctets += s.octets
		_, point, _ := strings.Cut(s.iface, ".")
		if len(p.encrypted) < maxEncrypted && (s.forced || pointKind(point) != Auto) {
			p.encrypted = append(p.encrypted, raw{kind: TLS, frame: s.first, frames: []int{s.first, s.last}, iface: s.iface, source: s.source,
				dest: s.dest, problem: "encrypted; " + strconv.FormatInt(s.octets, 10) + " octets"})
		}
	case s.kind == Auto || s.other:
		p.stats.Other++
	}
}

func (p *producer) give(r raw) {
	if p.now == nil {
		p.now = &batch{done: make(chan struct{}), raws: make([]raw, 0, batchUnits)}
	}
	p.now.raws = append(p.now.raws, r)
	p.now.size += len(r.octets)
	if len(p.now.raws) >= batchUnits || p.now.size >= batchOctets {
		p.flush()
	}
}

func (p *producer) flush() {
	b := p.now
	p.now = nil
	if b == nil {
		return
	}
	select {
	case p.order <- b:
	case <-p.ctx.Done():
		return
	}
	select {
	case p.jobs <- b:
	case <-p.ctx.Done():
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
