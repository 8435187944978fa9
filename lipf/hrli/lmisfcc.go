package hrli

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/lipf/x1"
	"lilab/x2x3"
)

// LMISFCCConfig is the configuration of an LMISF-CC.
type LMISFCCConfig struct {
	// X1 is the end of LI_X1; X1.ID is the neIdentifier ("lmisf-cc"). ADMF is the identifier of the only ADMF it obeys,
	// ADMFURL its server.
	X1            x1.Endpoint
	ADMF, ADMFURL string
	// NFID and IPID are attributes 6 and 7 of each PDU.
	NFID, IPID string
	// X3Lite takes LI_X3_LITE_M from BBIFF-Us.
	X3Lite Intake
	// X3 opens X3 to the MDF3, whose address comes with the tasks.
	X3 Delivery
}

// LMISFCCStats counts what happened at an LMISF-CC.
type LMISFCCStats struct {
	// Packets came over LI_X3_LITE_M. Delivered of them are media of intercepted calls; Discarded are anything else, Stray
	// belong to no call that the LMISF-IRI has asked for, NoTask to a call without a task here, Malformed are no IP packets.
	Packets, Delivered, Discarded, Stray, NoTask, Malformed uint64
	// PDUs were handed to destinations; Lost did not fit into a buffer.
	PDUs, Lost uint64
	// Calls are those that content is taken of now.
	Calls int
}

// An LMISFCC is the LMISF-CC, TS 33.127 R19 clause 7.4.7.4.2, TS 33.128 R19 clause 7.10.4. It delivers content as the CC-POI of an
// IMS does (clause 7.12): IP packets, with the session description that holds in attribute 22 of the first PDU and of
// each after it has changed.
//
// The LMISF-IRI of the same LMISF tells it which calls there are and between which ends their media go; the standard has no
// interface for that, so it is a call within the process. Only packets between these ends are content.
type LMISFCC struct {
	cfg    LMISFCCConfig
	log    *slog.Logger
	ne     *x1.NE
	in     *x2x3.Receiver
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup
	once   sync.Once
	err    error

	mu    sync.Mutex // never held while calling the NE
	sinks map[lipf.UUID]*sink
	tasks map[lipf.UUID]*ccTask // by product
	calls map[xc]*call
	ended []xc
	seq   x2x3.Sequencer

	packets, delivered, discarded, stray, noTask, malformed, pdus, lost atomic.Uint64
}

type ccTask struct {
	lipf.Task
	octets uint64
	last   time.Time
}

// call is what content is taken of.
type call struct {
	nonLocal bool
	flows    []flow
	sdp      string
	fresh    bool // sdp was not delivered yet
	since    time.Time
	endedAt  time.Time
	// early are packets that came before the LMISF-IRI said which ones count: the answer and the media that follow it take
	// different connections.
	early []*copied
	// fragments says what became of the first fragment of a packet.
	fragments map[fragmentKey]bool
}

// Bounds of what is kept.
const (
	maxEarly     = 128
	earlyFor     = time.Second
	maxEndedKept = 1024
	maxIDs       = 64
)

// NewLMISFCC makes an LMISF-CC.
func NewLMISFCC(cfg LMISFCCConfig) (*LMISFCC, error) {
	if cfg.NFID == "" || cfg.IPID == "" {
		return nil, errors.New("hrli: NFID and IPID must be set (TS 33.128 clause 5.3.1)")
	}
	if err := cfg.X3.complete("X3"); err != nil {
		return nil, err
	}
	begin(&cfg.X1)
	c := &LMISFCC{cfg: cfg, log: cfg.X1.Log.With("lmisf-cc", cfg.X1.ID), sinks: map[lipf.UUID]*sink{}, tasks: map[lipf.UUID]*ccTask{}, calls: map[xc]*call{}}
	c.ctx, c.cancel = context.WithCancel(context.Background())
	var err error
	if c.in, err = cfg.X3Lite.receiver("LI_X3_LITE_M", c.log, c.lite3); err != nil {
		return nil, err
	}
	c.ne, err = x1.NewNE(x1.NEConfig{
		Endpoint: cfg.X1, ADMF: cfg.ADMF, ADMFURL: cfg.ADMFURL, Handler: (*ccX1)(c), Delivery: lipf.X3Only,
		Services:     []lipf.ServiceType{lipf.Voice, lipf.Data, lipf.Messaging},
		CheckTargets: func(ts []lipf.TargetIdentifier) error { _, err := readTarget(lipf.Task{Targets: ts}); return err },
		Settle:       func(ctx context.Context) { _ = c.Drain(ctx) }, Product: c.product,
	})
	return c, err
}

// Start begins to listen.
func (c *LMISFCC) Start(ctx context.Context) error {
	if err := c.in.Start(ctx); err != nil {
		return err
	}
	c.ne.Start()
	return nil
}

// Close stops the LMISF-CC and waits for its goroutines.
func (c *LMISFCC) Close() error {
	c.once.Do(func() {
		c.cancel()
		c.err = errors.Join(c.in.Close(), c.ne.Close())
		c.mu.Lock()
		sinks := c.sinks
		c.sinks = map[lipf.UUID]*sink{}
		c.mu.Unlock()
		for _, s := range sinks {
			s.close()
		}
		c.wg.Wait()
	})
	return c.err
}

// Drain waits until every PDU of every packet that has arrived is written.
func (c *LMISFCC) Drain(ctx context.Context) error {
	c.mu.Lock()
	sinks := make([]*sink, 0, len(c.sinks))
	for _, s := range c.sinks {
		sinks = append(sinks, s)
	}
	c.mu.Unlock()
	for _, s := range sinks {
		if err := s.sender.Flush(ctx); err != nil {
			return fmt.Errorf("hrli %s: %w", c.cfg.X1.ID, err)
		}
	}
	return nil
}

// Stats returns the counters.
func (c *LMISFCC) Stats() LMISFCCStats {
	s := LMISFCCStats{Packets: c.packets.Load(), Delivered: c.delivered.Load(), Discarded: c.discarded.Load(), Stray: c.stray.Load(), NoTask: c.noTask.Load(),
		Malformed: c.malformed.Load(), PDUs: c.pdus.Load(), Lost: c.lost.Load()}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, x := range c.calls {
		if x.endedAt.IsZero() {
			s.Calls++
		}
	}
	return s
}

func (c *LMISFCC) product(xid lipf.UUID) (uint64, time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, t := range c.tasks {
		if t.XID == xid {
			return t.octets, t.last
		}
	}
	return 0, time.Time{}
}

// open begins to take content of a call.
func (c *LMISFCC) open(k xc, nonLocal bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.calls[k] = &call{nonLocal: nonLocal}
	c.ended = slices.DeleteFunc(c.ended, func(o xc) bool { return o == k })
}

// flows says which packets of a call are content from a time on.
func (c *LMISFCC) flows(k xc, fs []flow, sdp string, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.calls[k]
	if x == nil {
		return
	}
	if x.sdp != sdp {
		x.sdp, x.fresh = sdp, true
	}
	x.flows, x.since = fs, at
	early := x.early
	x.early = nil
	for _, p := range early {
		if !p.at.Before(at) {
			c.take(k, x, p, false)
		} else {
			c.discarded.Add(1)
		}
	}
}

// end says when a call ended: what comes later but was copied before is content still.
func (c *LMISFCC) end(k xc, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.calls[k]
	if x == nil {
		return
	}
	x.endedAt = at
	c.discarded.Add(uint64(len(x.early)))
	x.early = nil
	c.ended = append(c.ended, k)
	for len(c.ended) > maxEndedKept {
		delete(c.calls, c.ended[0])
		c.seq.ForgetSession(x2x3.UUID(c.ended[0].xid), c.ended[0].correlation)
		c.ended = c.ended[1:]
	}
}

// lite3 takes a PDU of LI_X3_LITE_M.
func (c *LMISFCC) lite3(p *x2x3.PDU) error {
	c.packets.Add(1)
	if p.Type != x2x3.X3 {
		c.malformed.Add(1)
		return nil
	}
	k := xc{lipf.UUID(p.XID), p.CorrelationID}
	in := &copied{k.xid, k.correlation, p.Format, p.Direction, p.Timestamp, p.Payload}
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.calls[k]
	if x == nil {
		c.stray.Add(1)
		return nil
	}
	c.take(k, x, in, true)
	return nil
}

// take delivers a packet if it is content. mu must be held.
func (c *LMISFCC) take(k xc, x *call, p *copied, first bool) {
	in, err := content.FromX3(p.format, p.payload)
	if err != nil || in.Kind != content.IP {
		c.malformed.Add(1)
		return
	}
	up := p.direction == x2x3.FromTarget
	switch {
	case !x.endedAt.IsZero() && p.at.After(x.endedAt):
		c.discarded.Add(1)
		return
	case !x.media(in.Octets, up):
		if !first || !x.endedAt.IsZero() {
			c.discarded.Add(1)
			return
		}
		x.keep(c, p)
		return
	}
	t := c.tasks[k.xid]
	if t == nil {
		c.noTask.Add(1)
		return
	}
	pdu := &x2x3.PDU{Type: x2x3.X3, Format: x2x3.FormatIPv4, Direction: x2x3.ToTarget, XID: x2x3.UUID(k.xid), CorrelationID: k.correlation,
		Attributes: x2x3.Attributes{NFID: c.cfg.NFID, IPID: c.cfg.IPID, Timestamp: stamp(p.at, c.cfg.X1.Now)}, Payload: in.Octets}
	if in.Octets[0]>>4 == 6 {
		pdu.Format = x2x3.FormatIPv6
	}
	if up != x.nonLocal {
		pdu.Direction = x2x3.FromTarget
	}
	if x.fresh {
		x.fresh, pdu.SDP = false, x.sdp
	}
	c.seq.Number(pdu)
	c.delivered.Add(1)
	t.octets, t.last = t.octets+uint64(len(in.Octets)), pdu.Timestamp
	for _, did := range t.DIDs {
		switch sink := c.sinks[did]; {
		case sink == nil:
		case sink.send(pdu):
			c.pdus.Add(1)
		default:
			c.lost.Add(1)
		}
	}
}

// keep holds a packet for the case that the LMISF-IRI says soon that it is content.
func (x *call) keep(c *LMISFCC, p *copied) {
	q := *p
	q.payload = slices.Clone(p.payload)
	x.early = append(x.early, &q)
	for len(x.early) > maxEarly || q.at.Sub(x.early[0].at) > earlyFor {
		x.early = x.early[1:]
		c.discarded.Add(1)
	}
}

// media says whether a packet goes between the ends of the negotiated media.
func (x *call) media(b []byte, up bool) bool {
	src, dst, id, first, more, ok := udpEnds(b)
	if !ok {
		return false
	}
	if !first {
		return x.fragments[id]
	}
	yes := x.between(src, dst, up)
	if more {
		if x.fragments == nil || len(x.fragments) >= maxIDs {
			x.fragments = map[fragmentKey]bool{}
		}
		x.fragments[id] = yes
	}
	return yes
}

func (x *call) between(src, dst netip.AddrPort, up bool) bool {
	for _, f := range x.flows {
		from, to := f.theirs, f.ours
		if up {
			from, to = f.ours, f.theirs
		}
		if dst == to && src.Addr() == from.Addr() && (!f.strict || src == from) {
			return true
		}
	}
	return false
}

// udpEnds reads the ends of a UDP packet. Of a fragment that is not the first only the addresses and its id are known.
func udpEnds(b []byte) (src, dst netip.AddrPort, id fragmentKey, first, more, ok bool) {
	first = true
	var p ipPacket
	switch {
	case len(b) >= 20 && b[0]>>4 == 4 && int(b[0]&15)*4 >= 20 && int(b[0]&15)*4 <= len(b):
		p = ipPacket{netip.AddrFrom4([4]byte(b[12:16])), netip.AddrFrom4([4]byte(b[16:20])), b[9], b[int(b[0]&15)*4:]}
		f := binary.BigEndian.Uint16(b[6:])
		first, more = f&0x1fff == 0, f&0x2000 != 0
		id = fragmentKey{p.src, p.dst, uint32(binary.BigEndian.Uint16(b[4:])), p.protocol}
	case len(b) >= 40 && b[0]>>4 == 6:
		p = ipPacket{netip.AddrFrom16([16]byte(b[8:24])), netip.AddrFrom16([16]byte(b[24:40])), b[6], b[40:]}
		for range 8 {
			if p.protocol != 0 && p.protocol != 43 && p.protocol != 60 && p.protocol != 44 || len(p.payload) < 8 {
				break
			}
			n := 8 + 8*int(p.payload[1])
			if p.protocol == 44 {
				f := binary.BigEndian.Uint16(p.payload[2:])
				n, first, more = 8, f&0xfff8 == 0, f&1 != 0
				id = fragmentKey{p.src, p.dst, binary.BigEndian.Uint32(p.payload[4:]), 0}
			}
			if n > len(p.payload) {
				return src, dst, id, first, more, false
			}
			p.protocol, p.payload = p.payload[0], p.payload[n:]
			if !first {
				break
			}
		}
	default:
		return src, dst, id, first, more, false
	}
	if p.protocol != protoUDP {
		return src, dst, id, first, more, false
	}
	src, dst = netip.AddrPortFrom(p.src, 0), netip.AddrPortFrom(p.dst, 0)
	if first {
		if len(p.payload) < 8 {
			return src, dst, id, first, more, false
		}
		src = netip.AddrPortFrom(p.src, binary.BigEndian.Uint16(p.payload))
		dst = netip.AddrPortFrom(p.dst, binary.BigEndian.Uint16(p.payload[2:]))
	}
	return src, dst, id, first, more, true
}

// ccX1 is an LMISF-CC as the handler of LI_X1.
type ccX1 LMISFCC

// DestinationCreated opens X3.
func (h *ccX1) DestinationCreated(d lipf.Destination) error { return h.set(d) }

// DestinationModified replaces it.
func (h *ccX1) DestinationModified(_, d lipf.Destination) error { return h.set(d) }

func (h *ccX1) set(d lipf.Destination) error {
	s, err := h.cfg.X3.open(h.ctx, h.ne, "X3", d, h.log.With("did", d.DID.String()))
	if err != nil {
		return err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.sinks[d.DID]; old != nil {
		h.wg.Go(old.close)
	}
	h.sinks[d.DID] = s
	return nil
}

// DestinationRemoved ends it.
func (h *ccX1) DestinationRemoved(d lipf.Destination) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if old := h.sinks[d.DID]; old != nil {
		delete(h.sinks, d.DID)
		h.wg.Go(old.close)
	}
}

// TaskActivated begins the delivery.
func (h *ccX1) TaskActivated(t lipf.Task) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.tasks[t.ProductXID()] = &ccTask{Task: t}
	return nil
}

// TaskModified goes on with another definition.
func (h *ccX1) TaskModified(old, t lipf.Task) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	was := h.tasks[old.ProductXID()]
	delete(h.tasks, old.ProductXID())
	now := &ccTask{Task: t}
	if was != nil {
		now.octets, now.last = was.octets, was.last
	}
	h.tasks[t.ProductXID()] = now
	return nil
}

// TaskDeactivated ends it. The calls are the LMISF-IRI's to end.
func (h *ccX1) TaskDeactivated(t lipf.Task) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.tasks, t.ProductXID())
	h.seq.Forget(x2x3.UUID(t.ProductXID()))
}
