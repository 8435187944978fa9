package media

import (
	"context"
	"crypto/tls"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	mathrand "math/rand/v2"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/pion/rtp"
)

// Session is the media of one call at one phone. It implements ims.MediaSession.
type Session struct {
	e      *Endpoint
	call   string
	source Source
	conn   net.PacketConn
	local  netip.AddrPort
	id     uint64 // of the session description
	noise  *mathrand.Rand
	began  time.Time
	// ctx ends with Stop.
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	// spoken is closed when the phone has sent all it had to say.
	spoken chan struct{}

	mu      sync.Mutex
	changed chan struct{} // closed and renewed when something below changes
	started bool
	stopped bool
	version uint64

	// own are the keys of SDES by suite, the same in every description of the session.
	own map[Suite]Keys
	// offer is the last one sent that has no answer yet.
	offer *offer
	// remote is what the other side said last, agreed that an offer was answered.
	remote *Description
	agreed bool
	held   bool
	// answerer says that the phone answered the first offer, open that something came from the other side or that it waited
	// long enough: then the path is known to stand.
	answerer, open bool
	mode           Mode
	codec          Codec   // what is sent, with the payload type of the other side
	allowed        []uint8 // payload types that may come
	mux            bool

	sealer             *Sealer
	opener             *Opener
	sealKeys, openKeys Keys
	association        *Association
	failure            string
	// early are packets that came before the keys that open them.
	early [][]byte

	in   Inbound
	send outbound
	got  []*reception
	// refused counts by reason.
	refused [Reasons]uint64
	sealed  []byte
	clear   []byte
	header  rtp.Header
}

// offer is what was offered.
type offer struct {
	audio
	mode Mode
	hold bool
}

// Open makes the media of one call: the socket, the SSRC, the keys. The context is for the opening only.
func (e *Endpoint) Open(ctx context.Context, call string) (*Session, error) {
	var seed [32]byte
	if _, err := io.ReadFull(e.cfg.Rand, seed[:]); err != nil {
		return nil, fmt.Errorf("media: draw for a session: %w", err)
	}
	be := binary.BigEndian
	noise := mathrand.New(mathrand.NewPCG(be.Uint64(seed[:]), be.Uint64(seed[8:])))
	s := &Session{e: e, call: call, source: e.cfg.Source, noise: noise, began: e.cfg.Now(), id: be.Uint64(seed[16:]) >> 2, own: map[Suite]Keys{},
		changed: make(chan struct{}), spoken: make(chan struct{}), mode: RTP}
	if e.cfg.Plan != nil {
		s.source = e.cfg.Plan(call)
	}
	for _, suite := range [...]Suite{AESCM128SHA80, AESCM128SHA32, AEADAES128GCM, AEADAES256GCM} {
		k, err := NewKeys(suite, e.cfg.Rand)
		if err != nil {
			return nil, err
		}
		s.own[suite] = k
	}
	s.send = outbound{ssrc: be.Uint32(seed[24:]), number: be.Uint16(seed[28:]), timestamp: uint32(be.Uint16(seed[30:])) << 8}
	s.send.first = s.send.number
	conn, err := Listen(ctx, e.cfg.Host, e.cfg.Addr, noise)
	if err != nil {
		return nil, err
	}
	s.conn, s.local = conn, addrPort(conn.LocalAddr())
	s.ctx, s.cancel = context.WithCancel(context.Background())
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		_ = conn.Close()
		return nil, ErrClosed
	}
	e.sessions[s] = struct{}{}
	return s, nil
}

// certificate is that of the endpoint.
func (e *Endpoint) certificate() (tls.Certificate, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.cert == nil {
		c, err := NewCertificate(e.cfg.Now())
		if err != nil {
			return tls.Certificate{}, err
		}
		e.cert = &c
	}
	return *e.cert, nil
}

// notify wakes those who wait for a change. mu is held.
func (s *Session) notify() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Start begins to send and to receive. Calls after the first have no effect.
//
// The phone that answered the first offer speaks when it hears the other side, or after half a second: its answer has still
// to pass the gateways, and what it said earlier would be dropped there.
func (s *Session) Start(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.stopped:
		return ErrClosed
	case !s.agreed:
		return fmt.Errorf("%w: no offer was answered", ErrState)
	case s.started:
		return nil
	}
	s.started = true
	s.wg.Add(2)
	go s.receive()
	if s.answerer {
		s.wg.Add(1)
		go s.reticent()
	}
	go s.speak()
	return s.secure()
}

// patience is how long a phone that answered waits for the first packet of the other side before it speaks.
const patience = 500 * time.Millisecond

// reticent ends the wait of the phone that answered.
func (s *Session) reticent() {
	defer s.wg.Done()
	if s.e.cfg.Wait(s.ctx, patience) == nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.hear()
	}
}

// hear notes that the path stands. mu is held.
func (s *Session) hear() {
	if !s.open {
		s.open = true
		s.notify()
	}
}

// Stop ends the session and waits.
func (s *Session) Stop() error {
	s.mu.Lock()
	if s.stopped {
		s.mu.Unlock()
		s.wg.Wait()
		return nil
	}
	s.stopped = true
	started, association := s.started, s.association
	s.association = nil
	s.notify()
	s.mu.Unlock()
	s.cancel()
	err := s.conn.Close()
	if association != nil {
		association.Close()
	}
	s.wg.Wait()
	if !started {
		close(s.spoken)
	}
	s.e.mu.Lock()
	delete(s.e.sessions, s)
	s.e.mu.Unlock()
	return err
}

// Hold says whether the phone has put the other side on hold.
func (s *Session) Hold() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.held
}

// Local is the address of the phone's media.
func (s *Session) Local() netip.AddrPort { return s.local }

// Spoken is closed when the phone has sent all that its source has, or the session ended.
func (s *Session) Spoken() <-chan struct{} { return s.spoken }

// Settled waits until everything was sent and the other side has reported that it arrived. Where RTCP was not agreed it
// waits for the first only.
func (s *Session) Settled(ctx context.Context) error {
	select {
	case <-s.spoken:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		s.mu.Lock()
		changed, done := s.changed, s.stopped || !s.mux || s.send.acknowledged() >= s.send.packets
		s.mu.Unlock()
		if done {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Report is a [Report].
func (s *Session) Report() any { return s.Summary() }

// Summary tells what was sent and received so far.
func (s *Session) Summary() Report {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := Report{Call: s.call, Mode: s.mode, Codec: s.codec, Source: s.source, Refused: map[Reason]uint64{}, Failure: s.failure}
	if s.send.packets > 0 {
		r.Sent = []Stream{s.send.stream(s.local)}
	}
	for _, g := range s.got {
		r.Received = append(r.Received, g.stream(s.local))
	}
	for i, n := range s.refused {
		if n > 0 {
			r.Refused[Reason(i)] = n
		}
	}
	return r
}

func addrPort(a net.Addr) netip.AddrPort {
	if u, ok := a.(*net.UDPAddr); ok {
		p := u.AddrPort()
		return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
	}
	return netip.AddrPort{}
}

var errNoAudio = errors.New("media: the description has no audio")
