package dissect

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"lilab/oracle/wire"
	"lilab/pcaps"
)

// Options say how a capture is read.
type Options struct {
	// Ports says what is carried by TCP to or from a port: X2X3, PSPDU or IEF. Other connections are recognised by
	// their first octets.
	Ports map[uint16]Kind
	// Bare leaves the trees out: units have their summary, findings, remarks and error only.
	Bare bool
	// Workers is the number of goroutines that decode, 0 for one a processor.
	Workers int
	// Render, if set, makes the text of a unit. It is called by the workers.
	Render func(*Unit) ([]byte, error)
}

// Stats is what a capture had.
type Stats struct {
	Frames int          `json:"frames"`
	Units  map[Kind]int `json:"units"`
	// Faulty counts units that do not conform, Unreadable those that cannot be read.
	Faulty     int `json:"faulty"`
	Unreadable int `json:"unreadable"`
	// Directions counts those of TCP connections; Encrypted those that carry TLS, with their octets; Other those of
	// which the first octets are of no LI protocol.
	Directions      int   `json:"directions"`
	Encrypted       int   `json:"encrypted"`
	EncryptedOctets int64 `json:"encryptedOctets"`
	Other           int   `json:"other"`
	// Fragments counts IP fragments, which are not put together, and Cut packets that the capture has not whole.
	Fragments int `json:"fragments"`
	Cut       int `json:"cut"`
	// Retransmitted and Lost count octets of TCP, GivenUp directions that were given up to bound the memory.
	Retransmitted int64 `json:"retransmitted"`
	Lost          int64 `json:"lost"`
	GivenUp       int   `json:"givenUp"`
}

// Total is the number of units.
func (s *Stats) Total() int {
	n := 0
	for _, k := range s.Units {
		n += k
	}
	return n
}

// Capture decodes the LI units of a pcap or pcapng file and calls fn for each, in the order of the capture: Wireshark upper
// PDUs of the interfaces …x1, …x2, …x3, …hi2, bare PDUs of link type USER0, and what TCP carries in plain.
func Capture(ctx context.Context, r io.Reader, fn func(*Unit) error) error {
	_, err := CaptureWith(ctx, r, Options{}, func(u *Unit, _ []byte) error { return fn(u) })
	return err
}

// CaptureWith is Capture with options. fn also gets what Options.Render made of the unit.
func CaptureWith(ctx context.Context, r io.Reader, o Options, fn func(*Unit, []byte) error) (Stats, error) {
	in, err := pcaps.NewReader(r)
	if err != nil {
		return Stats{}, err
	}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	ctx, cancel := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer cancel()
	jobs, order := make(chan *batch, workers), make(chan *batch, 4*workers)
	for range workers {
		d, err := NewDecoder()
		if err != nil {
			return Stats{}, err
		}
		d.bare = o.Bare
		group.Go(func() {
			for b := range jobs {
				b.decode(d, o.Render)
			}
		})
	}
	p := &producer{ctx: ctx, in: in, o: o, jobs: jobs, order: order, plain: map[string]bool{}, ends: map[netip.AddrPort]string{},
		stats: Stats{Units: map[Kind]int{}}}
	group.Go(func() {
		defer close(order)
		defer close(jobs)
		p.run()
	})
	for b := range order {
		select {
		case <-b.done:
		case <-ctx.Done():
			return Stats{}, ctx.Err()
		}
		if b.err != nil {
			return Stats{}, b.err
		}
		for i, u := range b.units {
			var text []byte
			if o.Render != nil {
				text = b.texts[i]
			}
			if err := fn(u, text); err != nil {
				return Stats{}, err
			}
			p.count(u)
		}
	}
	if p.err == nil {
		p.err = ctx.Err()
	}
	return p.stats, p.err
}

// raw is a unit before it is decoded.
type raw struct {
	kind    Kind
	octets  []byte
	frame   int
	frames  []int
	iface   string
	source  string
	dest    string
	time    time.Time
	problem string
	lenient bool // pass over octets of no kind
}

// batch is a number of units that one worker decodes.
type batch struct {
	raws  []raw
	size  int
	units []*Unit
	texts [][]byte
	err   error
	done  chan struct{}
}

const (
	batchUnits  = 128
	batchOctets = 256 << 10
)

func (b *batch) decode(d *Decoder, render func(*Unit) ([]byte, error)) {
	defer close(b.done)
	b.units = make([]*Unit, 0, len(b.raws))
	for i := range b.raws {
		r := &b.raws[i]
		from := len(b.units)
		switch r.kind {
		case Lost, TLS:
			b.units = append(b.units, &Unit{Kind: r.kind, Length: len(r.octets)})
		default:
			units, err := d.Octets(r.octets, r.kind)
			if err != nil && !errors.Is(err, ErrUnknown) {
				b.err = err
				return
			}
			if err != nil && !r.lenient {
				units = []*Unit{{Kind: r.kind, Error: err.Error()}}
			}
			b.units = append(b.units, units...)
		}
		for _, u := range b.units[from:] {
			u.Frame, u.Frames, u.Interface, u.Source, u.Destination, u.Time = r.frame, r.frames, r.iface, r.source, r.dest, r.time
			switch {
			case r.kind == TLS:
				u.Summary = r.problem
			case r.problem != "" && u.Error == "":
				u.Error = r.problem
			}
		}
	}
	if render == nil {
		return
	}
	b.texts = make([][]byte, len(b.units))
	for i, u := range b.units {
		if b.texts[i], b.err = render(u); b.err != nil {
			return
		}
	}
}

// producer reads frames, puts streams together and hands out batches.
type producer struct {
	ctx         context.Context
	in          *pcaps.Reader
	o           Options
	jobs, order chan *batch
	now         *batch
	stats       Stats
	err         error
	// links has the TCP streams of each interface.
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
	s.take(c, func(t stretch) {
		p.plain[iface] = true
		r := raw{kind: t.kind, octets: t.octets, frame: p.frame.Number, iface: iface, source: s.source, dest: s.dest, time: p.frame.Time, problem: t.problem}
		if len(t.frames) > 1 || len(t.frames) == 1 && t.frames[0] != r.frame {
			r.frames = t.frames
		}
		p.give(r)
	})
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
