// Package headers makes packet header reports of users' packets: one record for each packet (PDHR), or summaries of
// flows (PDSR), TS 33.128 R19 clauses 6.2.3.5 and 6.2.3.9. The IRI-POI in the UPF and the MDF3 use the same engine: the
// one makes reports of what it forwards, the other of the xCC it receives.
//
// A flow is one direction of a 5-tuple. Every packet is in exactly one summary, so the counts of all summaries of a flow
// add up to its packets: the summary of the beginning has the first packet, each later one what came since the one
// before. A flow ends with RST of TCP, a second after the last packet of one that sent FIN, after Idle without packets,
// when it must make room for others, or with Close.
package headers

import (
	"errors"
	"sync"
	"time"

	"lilab/lipf"
	"lilab/x2x3/xiri"
)

// Config says what to report.
type Config struct {
	// PerPacket orders one report for each packet. Otherwise flows are summarized: a report when a flow begins, one when
	// it ends, and in between when a trigger strikes.
	PerPacket bool
	// Interval, Packets and Octets are the triggers of TS 33.128: a summary each time that so much time has gone by
	// (TimerExpiry), so many packets (PacketCount) or octets of IP packets (ByteCount) were seen since the last summary. Zero
	// is no such trigger. A timer never reports a flow without packets.
	Interval        time.Duration
	Packets, Octets uint64
	// UseSessionTriggers makes the triggers count over all flows of the session: when one strikes, each flow with packets
	// since its last summary gets one. The first packet of a flow, which has a summary of its own, does not count.
	// Otherwise each flow counts for itself.
	UseSessionTriggers bool
	// Deprecated makes the records PDHeaderReport and PDSummaryReport instead of IPIRIPacketReport.
	Deprecated bool
	// MaxFlows bounds the flows that are followed at a time (default 4096). The one that was quiet for longest makes room
	// and is reported as ended.
	MaxFlows int
	// Idle ends a flow after so much time without a packet (default 60 s; negative never).
	Idle time.Duration
	// Now is the clock, time.Now by default. It is asked only where a caller gives no time.
	Now func() time.Time
	// Emit gets each record. It is called with the reporter locked and must not call it. The record is its own.
	Emit func(record xiri.Event, at time.Time, fromTarget bool)
}

// FromOrder returns the part of a configuration that the order of X1 says. Of several triggers of one kind the least
// counts.
func FromOrder(h lipf.HeaderReporting) Config {
	c := Config{PerPacket: h.PerPacket, UseSessionTriggers: h.UseSessionTriggers}
	for _, t := range h.Summary {
		if v := t.TimerExpiry; v > 0 && (c.Interval == 0 || v < c.Interval) {
			c.Interval = v
		}
		if v := t.PacketCount; v > 0 && (c.Packets == 0 || v < c.Packets) {
			c.Packets = v
		}
		if v := t.ByteCount; v > 0 && (c.Octets == 0 || v < c.Octets) {
			c.Octets = v
		}
	}
	return c
}

// Defaults of [Config].
const (
	DefaultMaxFlows = 4096
	DefaultIdle     = time.Minute
)

// afterFIN is how long a flow whose sender said FIN is followed.
const afterFIN = time.Second

// Stats counts what a reporter did.
type Stats struct {
	// Packets were taken, NotIP of them are in no report. Reports were made. Flows were followed, Evicted of them had to make
	// room for others.
	Packets, NotIP, Reports, Flows, Evicted uint64
}

// A Reporter reports the packets of one session for one task. It may be used by several goroutines; for each of
// them records come in the order of the packets.
type Reporter struct {
	cfg Config

	mu            sync.Mutex
	closed        bool
	flows         map[key]*flow
	open, closing list
	stats         Stats

	// With triggers of the session: what was counted since they struck the last time, and the flows that have packets
	// since.
	packets, octets uint64
	reported        time.Time
	waiting         []*flow
}

// New makes a reporter.
func New(cfg Config) (*Reporter, error) {
	switch {
	case cfg.Emit == nil:
		return nil, errors.New("headers: nobody takes the reports")
	case cfg.Interval < 0 || cfg.MaxFlows < 0:
		return nil, errors.New("headers: a limit below zero")
	}
	if cfg.MaxFlows == 0 {
		cfg.MaxFlows = DefaultMaxFlows
	}
	if cfg.Idle == 0 {
		cfg.Idle = DefaultIdle
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	return &Reporter{cfg: cfg, flows: map[key]*flow{}}, nil
}

func (r *Reporter) time(at time.Time) time.Time {
	if at.IsZero() {
		return r.cfg.Now()
	}
	return at
}

// Packet takes one user's packet, from the target or to it. What is no IP packet is counted and not reported.
// The octets may be used again afterwards.
func (r *Reporter) Packet(inner []byte, fromTarget bool, at time.Time) {
	at = r.time(at)
	p, ok := parse(inner)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.stats.Packets++
	switch {
	case !ok:
		r.stats.NotIP++
	case r.cfg.PerPacket:
		r.emit(r.header(&p, inner, fromTarget), at, fromTarget)
	default:
		if r.reported.IsZero() {
			r.reported = at
		}
		r.summarize(&p, inner, fromTarget, at)
	}
}

// Tick looks after timers: summaries that are due, and flows that are idle.
func (r *Reporter) Tick(now time.Time) {
	now = r.time(now)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed || r.cfg.PerPacket {
		return
	}
	for f := r.closing.first; f != nil && now.Sub(f.latest) >= afterFIN; f = r.closing.first {
		r.end(f, xiri.PacketReportTriggerFlowEnd, now)
	}
	for f := r.open.first; r.cfg.Idle > 0 && f != nil && now.Sub(f.latest) >= r.cfg.Idle; f = r.open.first {
		r.end(f, xiri.PacketReportTriggerFlowTimeout, now)
	}
	switch {
	case r.cfg.Interval == 0:
	case r.cfg.UseSessionTriggers:
		if !r.reported.IsZero() {
			r.session(now)
		}
	default:
		for _, l := range [...]*list{&r.open, &r.closing} {
			for f := l.first; f != nil; f = f.next {
				if now.Sub(f.reported) < r.cfg.Interval {
					continue
				}
				if f.packets > 0 {
					r.tell(f, xiri.PacketReportTriggerFlowTimerExpiration, now)
				} else {
					f.reported = now
				}
			}
		}
	}
}

// Close reports every flow a last time, in the order of their last packets. Nothing is reported after it.
func (r *Reporter) Close(now time.Time) {
	now = r.time(now)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	r.closed = true
	for _, l := range [...]*list{&r.closing, &r.open} {
		for l.first != nil {
			r.end(l.first, xiri.PacketReportTriggerReportEnd, now)
		}
	}
}

// Stats returns the counters.
func (r *Reporter) Stats() Stats {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stats
}
