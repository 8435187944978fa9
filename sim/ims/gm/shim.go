package gm

import (
	"errors"
	"fmt"
	"io"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"lilab/sim/esp"
	"lilab/sim/fabric"
	"lilab/sim/ims/sip"
)

// saOptions are what associations of an end share.
type saOptions struct {
	hard esp.Lifetime
	rand io.Reader
}

// ends are address, ports and indices of one end; C is the client port, S the server port.
type ends struct {
	addr         netip.Addr
	portC, portS uint16
	spiC, spiS   uint32
}

// flow is a selector of outgoing packets; the address of this end is known.
type flow struct {
	remote      netip.Addr
	local, port uint16 // port is the remote one
}

// inbound is an association for packets to this end, with its selectors.
type inbound struct {
	set  *set
	sa   *esp.SA
	from flow
}

// set are the four associations of one registration, TS 33.203 clause 7.1.
type set struct {
	us, them ends
	suite    Suite
	in       [2]*inbound // at the client port, at the server port
	out      [2]*esp.SA  // from the client port, from the server port
	// until is when the set ends, in nanoseconds; used says that a packet came under it.
	until atomic.Int64
	used  atomic.Bool
	order uint64
}

// flows are the selectors of the outgoing associations.
func (s *set) flows() [2]flow {
	return [2]flow{{s.them.addr, s.us.portC, s.them.portS}, {s.them.addr, s.us.portS, s.them.portC}}
}

// shim is the hook at an interface: the databases of RFC 4301 clause 4.4 for Gm.
type shim struct {
	now  func() time.Time
	opt  saOptions
	mtu  atomic.Int64
	undo func()

	mu    sync.RWMutex
	local map[netip.Addr]struct{}
	out   map[flow]outbound
	sets  map[flow][]*set // all that have the selector, the one that out has among them
	spi   map[uint32]*inbound
	ports map[uint16]int // protected ones, with the number of reasons
	peers map[netip.Addr]int
	order uint64

	parts reassembly
	ident atomic.Uint32
	pool  sync.Pool // of *scratch

	sealed, opened, fragments, unknown, integrity, replayed, expired, malformed, selectors, clear, nosa atomic.Uint64
}

// outbound is what protects packets of a flow.
type outbound struct {
	set *set
	sa  *esp.SA
}

// scratch are buffers for one packet.
type scratch struct{ a, b []byte }

var _ fabric.Hook = (*shim)(nil)

// newShim puts a hook at the interface with the first of the addresses. limit is the greatest packet that it makes, 0 for that of the
// interface.
func newShim(host fabric.Host, local []netip.Addr, limit int, now func() time.Time, opt saOptions) (*shim, error) {
	s := &shim{now: now, opt: opt, local: map[netip.Addr]struct{}{}, out: map[flow]outbound{}, sets: map[flow][]*set{},
		spi: map[uint32]*inbound{}, ports: map[uint16]int{}, peers: map[netip.Addr]int{}, parts: reassembly{now: now}}
	s.pool.New = func() any { return &scratch{make([]byte, 0, 2048), make([]byte, 0, 2048)} }
	if len(local) == 0 {
		return nil, errors.New("gm: no address")
	}
	for _, a := range local {
		s.local[a] = struct{}{}
	}
	if host == nil { // a test without a network
		s.mtu.Store(1500)
		s.undo = func() {}
		return s, nil
	}
	s.mtu.Store(1280) // until it is known
	mtu, undo, err := fabric.HookAt(host, local[0], s)
	if err != nil {
		return nil, fmt.Errorf("gm: %w", err)
	}
	if limit > 0 {
		mtu = min(mtu, max(limit, 576))
	}
	s.mtu.Store(int64(mtu))
	s.undo = undo
	return s, nil
}

func (s *shim) stats() Stats {
	return Stats{s.sealed.Load(), s.opened.Load(), s.fragments.Load(), s.unknown.Load(), s.integrity.Load(), s.replayed.Load(),
		s.expired.Load(), s.malformed.Load(), s.selectors.Load(), s.clear.Load(), s.nosa.Load(), s.parts.incomplete()}
}

// makeSet makes the associations of a registration. Packets from A to B are under the index that B chose for its port.
func (s *shim) makeSet(suite Suite, us, them ends, keys sip.Keys, until time.Time) (*set, error) {
	x := &set{us: us, them: them, suite: suite}
	x.until.Store(until.UnixNano())
	for i, port := range []struct {
		mine, theirs uint32
		from         flow
	}{
		{us.spiC, them.spiS, flow{them.addr, us.portC, them.portS}},
		{us.spiS, them.spiC, flow{them.addr, us.portS, them.portC}},
	} {
		in, err := suite.association(port.mine, them.addr, us.addr, keys, s.opt)
		if err != nil {
			return nil, err
		}
		if x.out[i], err = suite.association(port.theirs, us.addr, them.addr, keys, s.opt); err != nil {
			return nil, err
		}
		x.in[i] = &inbound{x, in, port.from}
	}
	return x, nil
}

// install takes a set in. Its outgoing associations are used at once where no other set has the selector; else if it takes over.
func (s *shim) install(x *set, over bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, in := range x.in {
		if s.spi[in.sa.SPI()] != nil {
			return fmt.Errorf("%w: SPI %d", ErrCollision, in.sa.SPI())
		}
	}
	s.order++
	x.order = s.order
	for i, in := range x.in {
		s.spi[in.sa.SPI()] = in
		f := x.flows()[i]
		s.sets[f] = append(s.sets[f], x)
		if over || len(s.sets[f]) == 1 {
			s.out[f] = outbound{x, x.out[i]}
		}
	}
	s.ports[x.us.portC]++
	s.ports[x.us.portS]++
	s.peers[x.them.addr]++
	return nil
}

// takeOver makes a set the one that protects packets.
func (s *shim) takeOver(x *set) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spi[x.in[0].sa.SPI()] != x.in[0] {
		return
	}
	for i, f := range x.flows() {
		s.out[f] = outbound{x, x.out[i]}
	}
}

// remove takes a set out; the newest of the others with its selectors takes over.
func (s *shim) remove(x *set) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spi[x.in[0].sa.SPI()] != x.in[0] {
		return
	}
	for i, in := range x.in {
		delete(s.spi, in.sa.SPI())
		f := x.flows()[i]
		left := s.sets[f][:0]
		var newest *set
		for _, o := range s.sets[f] {
			if o != x {
				left = append(left, o)
				if newest == nil || o.order > newest.order {
					newest = o
				}
			}
		}
		if newest == nil {
			delete(s.sets, f)
			delete(s.out, f)
			continue
		}
		s.sets[f] = left
		if s.out[f].set == x {
			s.out[f] = outbound{newest, newest.out[i]}
		}
	}
	s.unprotect(x.us.portC)
	s.unprotect(x.us.portS)
	if s.peers[x.them.addr]--; s.peers[x.them.addr] == 0 {
		delete(s.peers, x.them.addr)
	}
}

// protect says that nothing comes or goes at a port without protection; s.mu is held by unprotect's callers only.
func (s *shim) protect(port uint16) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ports[port]++
}

func (s *shim) unprotect(port uint16) {
	if s.ports[port]--; s.ports[port] == 0 {
		delete(s.ports, port)
	}
}

// taken says whether an index is in use here.
func (s *shim) taken(spi uint32) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.spi[spi] != nil
}

// Outbound protects packets that leave from a protected port.
func (s *shim) Outbound(packet []byte, send func([]byte)) bool {
	v, ok := look(packet)
	if !ok {
		return true
	}
	s.mu.RLock()
	_, local := s.local[v.src]
	peer := s.peers[v.dst] > 0
	any := len(s.ports) > 0
	s.mu.RUnlock()
	if !local || !any {
		return true
	}
	if v.fragment {
		if !peer && !v.ports {
			return true // nothing to anyone else is long enough and protected: its first fragment is dropped below
		}
		if peer {
			packet = s.parts.add(packet, v)
			if packet == nil {
				return false
			}
			if v, ok = look(packet); !ok {
				s.malformed.Add(1)
				return false
			}
			s.protectOut(packet, v, send, true)
			return false
		}
	}
	return s.protectOut(packet, v, send, false)
}

// protectOut seals a whole packet; joined says that it came in fragments.
func (s *shim) protectOut(packet []byte, v view, send func([]byte), joined bool) (pass bool) {
	var o outbound
	protected := false
	if v.ports {
		s.mu.RLock()
		o = s.out[flow{v.dst, v.sport, v.dport}]
		protected = s.ports[v.sport] > 0
		s.mu.RUnlock()
	}
	if o.sa == nil {
		switch {
		case protected:
			s.nosa.Add(1)
			return false
		case joined:
			s.emit(packet, send)
			return false
		}
		return true
	}
	if s.now().UnixNano() > o.set.until.Load() {
		s.expired.Add(1)
		return false
	}
	b := s.pool.Get().(*scratch)
	sealed, err := o.sa.Seal(b.a[:0], packet)
	if err != nil {
		s.refused(err)
	} else {
		b.a = sealed
		s.sealed.Add(1)
		if len(sealed) <= int(s.mtu.Load()) {
			send(sealed)
		} else {
			s.cut(sealed, b, send)
		}
	}
	s.pool.Put(b)
	return false
}

// emit sends a packet in as many pieces as it needs.
func (s *shim) emit(packet []byte, send func([]byte)) {
	if len(packet) <= int(s.mtu.Load()) {
		send(packet)
		return
	}
	b := s.pool.Get().(*scratch)
	s.cut(packet, b, send)
	s.pool.Put(b)
}

func (s *shim) cut(packet []byte, b *scratch, send func([]byte)) {
	mtu := int(s.mtu.Load())
	if cap(b.b) < mtu {
		b.b = make([]byte, 0, mtu)
	}
	s.fragments.Add(uint64(fragment(packet, mtu, s.ident.Add(1), b.b, send)))
}

// refused counts an error of an association.
func (s *shim) refused(err error) {
	switch {
	case errors.Is(err, esp.ErrReplay):
		s.replayed.Add(1)
	case errors.Is(err, esp.ErrIntegrity):
		s.integrity.Add(1)
	case errors.Is(err, esp.ErrExpired):
		s.expired.Add(1)
	case errors.Is(err, esp.ErrDummy): // RFC 4303 clause 2.6: no error
	default:
		s.malformed.Add(1)
	}
}

// Inbound opens ESP and drops what comes to a protected port without.
func (s *shim) Inbound(packet []byte, deliver func([]byte)) bool {
	v, ok := look(packet)
	if !ok {
		return true // the stack drops it and counts
	}
	s.mu.RLock()
	_, local := s.local[v.dst]
	peer := s.peers[v.src] > 0
	clear := v.ports && s.ports[v.dport] > 0
	s.mu.RUnlock()
	switch {
	case !local:
		return true
	case clear:
		s.clear.Add(1)
		return false
	case !v.isESP():
		return true
	}
	if v.fragment {
		// An IPv6 header between the fragment header and ESP is nothing that this end makes.
		if v.src.Is6() && packet[v.prefix] != esp.Protocol {
			return true
		}
		if !peer {
			s.unknown.Add(1)
			return false
		}
		if packet = s.parts.add(packet, v); packet == nil {
			return false
		}
	}
	s.open(packet, deliver)
	return false
}

// open takes a whole ESP packet.
func (s *shim) open(packet []byte, deliver func([]byte)) {
	spi, ok := esp.SPI(packet)
	if !ok {
		s.malformed.Add(1)
		return
	}
	s.mu.RLock()
	in := s.spi[spi]
	s.mu.RUnlock()
	if in == nil {
		s.unknown.Add(1)
		return
	}
	if s.now().UnixNano() > in.set.until.Load() {
		s.expired.Add(1)
		return
	}
	b := s.pool.Get().(*scratch)
	defer s.pool.Put(b)
	opened, err := in.sa.Open(b.a[:0], packet)
	if err != nil {
		s.refused(err)
		return
	}
	b.a = opened
	// RFC 4301 clause 5.2 step 4: the packet has to be one that the association is for.
	v, ok := look(opened)
	if !ok || !v.ports || v.fragment || v.src != in.from.remote || v.sport != in.from.port || v.dport != in.from.local {
		s.selectors.Add(1)
		return
	}
	in.set.used.Store(true)
	s.opened.Add(1)
	deliver(opened)
}
