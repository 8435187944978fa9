package oracle

import (
	"bytes"
	"net/netip"
	"slices"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

// search looks for canaries in the content that reached agencies, while the capture is read. It keeps what TCP
// segments and fragments wait for and nothing else.
type search struct {
	// flows lead from addresses and protocol to what was planted there.
	flows map[flowKey][]*planted
	// frames are what was planted in frames that are no IP packets, and in unstructured data, by direction.
	frames [2][]*planted
	// agencies are keyed by network and LIID.
	agencies map[string]*reassembly
	last     *reassembly
	lastKey  observe.HI3Series
}

type flowKey struct {
	src, dst netip.AddrPort
	protocol uint8
}

// planted are the canaries of one direction of a flow.
type planted struct {
	flow      int // index in Truth.Flows
	direction int
	canaries  []string
	// prefix is common to all, longest the length of the longest.
	prefix  string
	longest int
	byText  map[string]int
}

// reassembly is what one agency got for one LIID.
type reassembly struct {
	s         *search
	streams   wire.Streams
	fragments wire.Defragmenter
	tails     map[*wire.Flow][]byte
	found     map[*planted]map[int]bool
	seam      []byte
	// packets counts packets with a transport header that names ports, frames Ethernet frames without, which name
	// stations; others counts octets without a known form by communication identity number.
	packets, frames int
	others          map[uint32]int
}

// newSearch prepares the search for everything that the truth says was planted.
func newSearch(t *truth.Truth) *search {
	s := &search{flows: map[flowKey][]*planted{}, agencies: map[string]*reassembly{}}
	for i := range t.Flows {
		f := &t.Flows[i]
		if !f.Client.IsValid() {
			s.frames[up] = append(s.frames[up], newPlanted(i, up, f.Up.Canaries)...)
			s.frames[down] = append(s.frames[down], newPlanted(i, down, f.Down.Canaries)...)
			continue
		}
		protocol := uint8(wire.ProtocolUDP)
		if f.Transport == "tcp" {
			protocol = wire.ProtocolTCP
		}
		for k, p := range map[flowKey][]*planted{
			{f.Client, f.Server, protocol}: newPlanted(i, up, f.Up.Canaries),
			{f.Server, f.Client, protocol}: newPlanted(i, down, f.Down.Canaries),
		} {
			s.flows[k] = append(s.flows[k], p...)
		}
	}
	return s
}

// newPlanted prepares the canaries of one direction of a flow; none if there are none.
func newPlanted(flow, direction int, canaries []string) []*planted {
	if len(canaries) == 0 {
		return nil
	}
	p := &planted{flow: flow, direction: direction, canaries: canaries}
	p.prefix, p.byText = p.canaries[0], map[string]int{}
	for i, c := range p.canaries {
		for n := range len(p.prefix) {
			if n >= len(c) || c[n] != p.prefix[n] {
				p.prefix = p.prefix[:n]
				break
			}
		}
		p.longest = max(p.longest, len(c))
		p.byText[c] = i
	}
	return []*planted{p}
}

// in looks for the canaries in octets that follow each other.
func (p *planted) in(b []byte, found func(int)) {
	if len(p.canaries) == 1 || p.prefix == "" {
		for i, c := range p.canaries {
			if c != "" && bytes.Contains(b, []byte(c)) {
				found(i)
			}
		}
		return
	}
	same := true
	for _, c := range p.canaries {
		same = same && len(c) == p.longest
	}
	for at := 0; ; at++ {
		n := bytes.Index(b[at:], []byte(p.prefix))
		if n < 0 {
			return
		}
		at += n
		if same {
			if len(b)-at < p.longest {
				return
			}
			if i, ok := p.byText[string(b[at:at+p.longest])]; ok {
				found(i)
			}
			continue
		}
		for i, c := range p.canaries {
			if bytes.HasPrefix(b[at:], []byte(c)) {
				found(i)
			}
		}
	}
}

// content takes one packet, frame or piece of unstructured data on its way to an agency; packet is the IP packet in it, nil
// if there is none.
func (s *search) content(series *observe.HI3Series, h *observe.HI3, octets, packet []byte) {
	a := s.last
	if a == nil || s.lastKey.Network != series.Network || s.lastKey.LIID != series.LIID {
		key := series.Network + " " + series.LIID
		if a = s.agencies[key]; a == nil {
			a = &reassembly{s: s, tails: map[*wire.Flow][]byte{}, found: map[*planted]map[int]bool{}, others: map[uint32]int{}}
			a.streams = wire.Streams{Emit: a.chunk, Held: 1 << 20}
			s.agencies[key] = a
		}
		s.last, s.lastKey = a, *series
	}
	p, err := wire.ReadInner(packet)
	if err != nil {
		a.frame(series, h, octets)
		return
	}
	if p.Src.Port() != 0 || p.Dst.Port() != 0 {
		a.packets++
	}
	t, ok, err := a.fragments.Add(&p)
	if !ok || err != nil {
		return
	}
	switch t.Protocol {
	case wire.ProtocolTCP:
		a.streams.Packet(0, &t)
	case wire.ProtocolUDP:
		a.look(flowKey{t.Src, t.Dst, t.Protocol}, t.Payload)
	}
}

func (a *reassembly) look(k flowKey, b []byte) { a.search(a.s.flows[k], b) }

// frame takes what is no IP packet.
func (a *reassembly) frame(series *observe.HI3Series, h *observe.HI3, octets []byte) {
	if h.Kind == wire.CCEthernet {
		a.frames++
	} else {
		a.others[series.CIN]++
	}
	switch h.Direction {
	case "fromTarget":
		a.search(a.s.frames[up], octets)
	case "toTarget":
		a.search(a.s.frames[down], octets)
	}
}

func (a *reassembly) search(list []*planted, b []byte) {
	for _, p := range list {
		p.in(b, func(i int) {
			if a.found[p] == nil {
				a.found[p] = map[int]bool{}
			}
			a.found[p][i] = true
		})
	}
}

// chunk takes octets of a TCP connection in their order. A canary may begin in the chunk before.
func (a *reassembly) chunk(c wire.Chunk) {
	k := flowKey{c.Flow.Src, c.Flow.Dst, wire.ProtocolTCP}
	longest := 0
	for _, p := range a.s.flows[k] {
		longest = max(longest, p.longest)
	}
	if longest == 0 {
		return
	}
	tail := a.tails[c.Flow]
	if c.Lost != 0 || c.Start {
		tail = tail[:0]
	}
	rest := c.Data
	if len(tail) > 0 {
		a.seam = append(append(a.seam[:0], tail...), c.Data[:min(len(c.Data), longest-1)]...)
		a.look(k, a.seam)
		if len(c.Data) < longest-1 {
			rest = a.seam
		}
	}
	a.look(k, c.Data)
	if c.End {
		delete(a.tails, c.Flow)
		return
	}
	a.tails[c.Flow] = append(tail[:0], rest[max(0, len(rest)-(longest-1)):]...)
}

// close hands over what still waits.
func (s *search) close() {
	for _, a := range s.agencies {
		a.streams.Close()
	}
}

// got returns how many of the canaries of a direction of a flow reached a warrant's agency.
func (s *search) got(w *warrant, flow, direction int) int {
	for _, a := range s.of(w) {
		for p, found := range a.found {
			if p.flow == flow && p.direction == direction {
				return len(found)
			}
		}
	}
	return 0
}

// of returns what a warrant's agency got.
func (s *search) of(w *warrant) []*reassembly {
	var out []*reassembly
	for _, t := range w.activations() {
		if a := s.agencies[w.truth.Agency+" "+t.LIID]; a != nil && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// packets returns how many packets with ports, frames without, and pieces of unstructured data reached a warrant's agency. What
// comes without a form is a frame where a record of the same communication says that the session is of frames.
func (s *search) packets(w *warrant) (packets, frames, others int) {
	ethernet := map[uint32]bool{}
	for _, h := range w.hi2 {
		if h.Record.Session != nil && h.PDU.HasCIN && h.Record.Session.Type == "ethernet" {
			ethernet[h.PDU.CIN] = true
		}
	}
	for _, a := range s.of(w) {
		packets, frames = packets+a.packets, frames+a.frames
		for cin, n := range a.others {
			if ethernet[cin] {
				frames += n
			} else {
				others += n
			}
		}
	}
	return packets, frames, others
}
