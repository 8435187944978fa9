package headers

import (
	"net/netip"
	"time"

	"lilab/x2x3/xiri"
)

// key names a flow: one direction of a 5-tuple. Fragments without ports are a flow of their own.
type key struct {
	src, dst         netip.Addr
	srcPort, dstPort uint16
	protocol         uint8
	ports            bool
	fromTarget       bool
}

// flow is a flow that is followed.
type flow struct {
	key    key
	v6     bool
	label  uint32 // of the first packet
	header []byte // for summaries
	zeroed uint16 // what is not as in the first packet

	// packets and octets are those since the last summary, since the time of the first of them, latest that of the last
	// packet at all. reported is the time of the last summary.
	packets, octets uint64
	since, latest   time.Time
	reported        time.Time

	// closing says that the sender said that it has no more (FIN of TCP).
	closing    bool
	in         *list
	prev, next *flow
}

// list has flows, the one that was quiet for longest first.
type list struct{ first, last *flow }

func (l *list) push(f *flow) {
	f.in, f.prev, f.next = l, l.last, nil
	if l.last != nil {
		l.last.next = f
	} else {
		l.first = f
	}
	l.last = f
}

func (f *flow) unlink() {
	if f.prev != nil {
		f.prev.next = f.next
	} else {
		f.in.first = f.next
	}
	if f.next != nil {
		f.next.prev = f.prev
	} else {
		f.in.last = f.prev
	}
	f.in, f.prev, f.next = nil, nil, nil
}

// summarize takes a packet into the summary of its flow.
func (r *Reporter) summarize(p *packet, b []byte, fromTarget bool, at time.Time) {
	k := key{p.src, p.dst, p.srcPort, p.dstPort, p.protocol, p.ports, fromTarget}
	f := r.flows[k]
	begins := f == nil
	if begins {
		if len(r.flows) >= r.cfg.MaxFlows {
			oldest := r.open.first
			if c := r.closing.first; oldest == nil || c != nil && c.latest.Before(oldest.latest) {
				oldest = c
			}
			r.stats.Evicted++
			r.end(oldest, xiri.PacketReportTriggerFlowEnd, at)
		}
		f = &flow{key: k, v6: p.v6, label: p.label, reported: at}
		f.header, f.zeroed = template(p, b)
		r.flows[k] = f
		r.stats.Flows++
	} else {
		f.unlink()
	}
	f.closing = f.closing || p.flags&flagFIN != 0
	if f.closing {
		r.closing.push(f)
	} else {
		r.open.push(f)
	}
	if f.packets == 0 {
		f.since = at
		if r.cfg.UseSessionTriggers && !begins {
			r.wait(f)
		}
	}
	f.packets++
	f.octets += uint64(p.size)
	if at.After(f.latest) {
		f.latest = at
	}
	switch {
	case begins:
		r.tell(f, xiri.PacketReportTriggerFlowStart, at)
	case r.cfg.UseSessionTriggers:
		r.packets++
		r.octets += uint64(p.size)
		r.session(at)
	default:
		if t := r.struck(f, at); t != 0 {
			r.tell(f, t, at)
		}
	}
	if p.flags&flagRST != 0 {
		r.end(f, xiri.PacketReportTriggerFlowEnd, at)
	}
}

// struck says which trigger of a flow has struck, 0 for none.
func (r *Reporter) struck(f *flow, at time.Time) xiri.PacketReportTrigger {
	switch c := &r.cfg; {
	case c.Packets > 0 && f.packets >= c.Packets:
		return xiri.PacketReportTriggerFlowPacketCount
	case c.Octets > 0 && f.octets >= c.Octets:
		return xiri.PacketReportTriggerFlowByteCount
	case c.Interval > 0 && at.Sub(f.reported) >= c.Interval:
		return xiri.PacketReportTriggerFlowTimerExpiration
	}
	return 0
}

// wait notes a flow for the next trigger of the session.
func (r *Reporter) wait(f *flow) {
	if len(r.waiting) >= 2*r.cfg.MaxFlows { // most have ended
		kept := r.waiting[:0]
		for _, w := range r.waiting {
			if w.in != nil {
				kept = append(kept, w)
			}
		}
		clear(r.waiting[len(kept):])
		r.waiting = kept
	}
	r.waiting = append(r.waiting, f)
}

// session reports all flows that wait if a trigger of the session has struck.
func (r *Reporter) session(at time.Time) {
	var t xiri.PacketReportTrigger
	switch c := &r.cfg; {
	case c.Packets > 0 && r.packets >= c.Packets:
		t = xiri.PacketReportTriggerSessionPacketCount
	case c.Octets > 0 && r.octets >= c.Octets:
		t = xiri.PacketReportTriggerSessionByteCount
	case c.Interval > 0 && at.Sub(r.reported) >= c.Interval:
		t = xiri.PacketReportTriggerSessionTimerExpiration
	default:
		return
	}
	for _, f := range r.waiting {
		if f.in != nil && f.packets > 0 {
			r.tell(f, t, at)
		}
	}
	clear(r.waiting)
	r.waiting = r.waiting[:0]
	r.packets, r.octets, r.reported = 0, 0, at
}

// tell reports a flow and begins its next summary.
func (r *Reporter) tell(f *flow, t xiri.PacketReportTrigger, at time.Time) {
	r.emit(r.summary(f, t), at, f.key.fromTarget)
	f.packets, f.octets, f.reported = 0, 0, at
}

// end reports a flow a last time.
func (r *Reporter) end(f *flow, t xiri.PacketReportTrigger, at time.Time) {
	r.tell(f, t, at)
	f.unlink()
	delete(r.flows, f.key)
}
