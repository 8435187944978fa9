package dissect

import (
	"context"
	"errors"
	"io"
	"net/netip"
	"runtime"
	"sync"
	"time"

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
