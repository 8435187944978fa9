package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"lilab/oracle/observe"
)

// contentOf checks what was delivered of the content of the target's PDU sessions.
func (r *run) contentOf(w *warrant) {
	start, x3, hi3, unordered := r.check("CC-START-1", w.id), r.check("CC-1", w.id), r.check("CC-2", w.id), r.check("CC-5", w.id)
	direction, others, med := r.check("CC-3", w.id), r.check("CC-4", w.id), r.check("CC-MED-1", w.id)
	r.unordered(unordered, w)
	r.unorderedMedia(unordered, w)
	r.directions(direction, r.x3by[w])
	r.directions(direction, r.hi3by[w])
	r.others(others, w, r.x3by[w])
	r.others(others, w, r.hi3by[w])
	for _, s := range r.sessions {
		if s.truth.Subscriber != w.truth.Subscriber || s.truth.Result != "established" {
			continue
		}
		r.counts[w] = append(r.counts[w], r.count(w, s))
		n := &r.counts[w][len(r.counts[w])-1]
		if !s.reaches(w.truth.Agency) || !w.copies() || s.ims() && !r.copied(w, s) {
			continue
		}
		name, net := s.side(w.truth.Agency)
		if net == nil {
			if s.n3.count() != nil {
				x3.unsure("the capture shows no packet of " + s.String() + " where " + w.truth.Agency + " copies them")
			}
			continue
		}
		for dir := range net {
			c := r.covered(w, s, name, net[dir], dir)
			a := c.arrived(r, x3, unordered, r.x3by[w], "X3")
			c.started(r, start, &a)
			if !w.content() {
				continue
			}
			b := c.arrived(r, hi3, unordered, r.hi3by[w], "HI3")
			n.Due.less(dir, len(b.early))
			n.Early += len(b.early)
			w.early = w.early || len(b.early) > 0
			n.Missing += len(b.missing) + len(b.damaged)
			n.Extra += b.more + len(b.damaged)
			r.same(med, c, a, b)
		}
	}
	why := "no packet of a PDU session of the target crosses a user plane of " + w.truth.Agency + " while the warrant is active"
	for _, c := range []*check{start, x3, hi3} {
		if !w.content() && (c == hi3 || !w.copies()) {
			c.skip("no content of PDU sessions is ordered")
		}
		c.skip(why)
	}
	for _, c := range []*check{direction, others, med} {
		c.skip("no content was delivered")
	}
}

// count counts the packets of a session.
func (r *run) count(w *warrant, s *session) SessionCount {
	n := SessionCount{Subscriber: s.truth.Subscriber, Session: s.truth.ID, DNN: s.truth.DNN, Route: s.truth.Route, N3: s.n3.count()}
	if _, p := s.onN9(w.truth.Agency); p != nil {
		n.N9 = p.count()
	}
	of := func(d *delivery) (c PacketCount) {
		if d != nil && d.sessions[s] != nil {
			c.Uplink, c.Downlink = len(d.sessions[s][up]), len(d.sessions[s][down])
		}
		return c
	}
	n.X3, n.HI3 = of(r.x3by[w]), of(r.hi3by[w])
	if _, net := s.side(w.truth.Agency); net != nil && w.content() {
		due := [2]int{}
		for dir := range net {
			for _, p := range net[dir] {
				if w.covers(p.Time) == within {
					due[dir]++
				}
			}
		}
		n.Due = PacketCount{Uplink: due[up], Downlink: due[down]}
	}
	return n
}

// coverage are the packets of one direction of a session where they are copied, as the warrant covers them.
type coverage struct {
	w         *warrant
	s         *session
	side      string
	direction int
	// due must be delivered. optional fall into an activation or deactivation; outside may not be delivered.
	due               []*observe.UserPacket
	optional, outside map[uint64]int
	// answers are those of the point of interception to its task in each window of the warrant, nil where it never
	// acknowledged one.
	answers []*observe.X1
}

// answer returns that of the point of interception to the task that a packet is due under, nil if there is none.
func (c *coverage) answer(p *observe.UserPacket) *observe.X1 {
	if n := c.w.window(p.Time); n < len(c.answers) {
		return c.answers[n]
	}
	return nil
}

func (r *run) covered(w *warrant, s *session, name string, list []*observe.UserPacket, dir int) *coverage {
	c := &coverage{w: w, s: s, side: name, direction: dir, optional: map[uint64]int{}, outside: map[uint64]int{}}
	for _, p := range list {
		switch w.covers(p.Time) {
		case within:
			c.due = append(c.due, p)
		case overlapping:
			c.optional[p.Sum]++
		default:
			c.outside[p.Sum]++
		}
	}
	for n := range w.windows {
		c.answers = append(c.answers, r.triggered(w, s, w.task(n).XID))
	}
	return c
}

// triggered returns the first answer of a point of interception in a UPF to its task for a session under a task of the
// warrant, nil if there is none.
func (r *run) triggered(w *warrant, s *session, xid string) *observe.X1 {
	ties := map[string]bool{}
	if d := r.x3by[w]; d != nil {
		for tie := range d.ties[s] {
			ties[fmt.Sprint(tie)] = true
		}
	}
	for i := range r.o.X1 {
		q := &r.o.X1[i]
		if q.Network != w.truth.Agency || q.Point != "t3" || q.Response || q.Kind != "ActivateTaskRequest" || !strings.EqualFold(q.Product, xid) ||
			len(ties) > 0 && !ties[q.Correlation] {
			continue
		}
		if a := r.answer(q); a != nil && a.ErrorCode == "" {
			return a
		}
	}
	return nil
}

// outcome is what became of the packets of a coverage on one interface.
type outcome struct {
	difference
	// list are the packets that arrived.
	list []*arrival
	// more counts those that arrived and were not due.
	more int
	// early are the indexes of those that passed before the point of interception had its task, and were not copied.
	early []int
}

// startGap is how long after a packet the task of a point of interception may come: triggering over LI_T3 follows the
// establishment of a session, and the network does not wait for it (TS 33.128 R19 clause 6.2.3.3; undetectability, rule J2).
const startGap = 2 * time.Second

// isEarly says whether a packet passed while a trigger that came in good time was under way.
func (c *coverage) isEarly(p *observe.UserPacket) bool {
	a := c.answer(p)
	return a != nil && p.Time.Before(a.Source.Time) && a.Source.Time.Sub(p.Time) <= startGap
}

// started checks that the interception of a session began with it.
func (c *coverage) started(r *run, check *check, o *outcome) {
	expected := "the task over LI_T3 before the first packet of " + c.s.String() + fmt.Sprintf(", or within %s of it", startGap)
	for _, i := range o.missing {
		p := c.due[i]
		a := c.answer(p)
		if a == nil {
			check.fail(expected, "no task of a point of interception over LI_T3", ev(r.o.UserSource(p), "missing"))
			return
		}
		if p.Time.Before(a.Source.Time) {
			check.fail(expected, fmt.Sprintf("%s later", a.Source.Time.Sub(p.Time)), ev(r.o.UserSource(p), "missing"), ev(a.Source, "the answer to the task"))
			return
		}
	}
	switch {
	case len(o.early) > 0:
		p := c.due[o.early[0]]
		a := c.answer(p)
		check.ok(ev(r.o.UserSource(p), fmt.Sprintf("%d %s not copied, the task came %s later", len(o.early), directionNames[c.direction], a.Source.Time.Sub(p.Time))),
			ev(a.Source, "the answer to the task"))
	case len(c.due) > 0 && c.answer(c.due[0]) != nil:
		check.ok(ev(c.answer(c.due[0]).Source, "the answer to the task"))
	}
}

// arrived compares the packets that were due with those that arrived on X3 or HI3.
func (c *coverage) arrived(r *run, check, unordered *check, d *delivery, point string) outcome {
	var o outcome
	if d != nil && d.sessions[c.s] != nil {
		for _, i := range d.sessions[c.s][c.direction] {
			o.list = append(o.list, &d.all[i])
		}
	}
	r.inTime(o.list)
	want, got := make([]uint64, len(c.due)), make([]uint64, len(o.list))
	for i, p := range c.due {
		want[i] = p.Sum
	}
	for i, a := range o.list {
		got[i] = a.Sum
	}
	o.difference = compare(want, got, func(i, j int) bool {
		return c.due[i].Flow == o.list[j].Flow && c.due[i].Flow >= 0 || c.due[i].Length == o.list[j].Length
	})
	between := r.betweenPoints(o.list, want, got, o.moved)
	o.moved = slices.DeleteFunc(o.moved, func(j int) bool { return between[j] || r.switches(c, int(o.match[j])) })
	o.missing = slices.DeleteFunc(o.missing, func(i int) bool {
		if !c.isEarly(c.due[i]) {
			return false
		}
		o.early = append(o.early, i)
		return true
	})
	if len(c.due) > len(o.early) && len(o.list) > 0 && len(o.missing)+len(o.damaged)+len(o.moved)+len(o.again)+len(o.extra) == 0 {
		check.ok(ev(r.o.UserSource(c.due[len(o.early)]), directionNames[c.direction]), ev(r.source(o.list[0]), directionNames[c.direction]))
	}
	expected := fmt.Sprintf("the %d %s packets of %s on %s, each once and in order on %s", len(c.due), directionNames[c.direction], c.s, c.side, point)
	if n := len(o.missing); n > 0 {
		c.missing(r, check, expected, &o)
	}
	c.wrong(r, check, expected, o.list, o.moved, "at another place in the order")
	if n := len(o.damaged); n > 0 {
		var e []Evidence
		for _, p := range o.damaged[:min(n, maxEvidence/2)] {
			e = append(e, ev(r.o.UserSource(c.due[p.want]), fmt.Sprintf("%d octets", c.due[p.want].Length)),
				ev(r.source(o.list[p.got]), fmt.Sprintf("other octets, %d", o.list[p.got].Length)))
		}
		check.fail(expected, fmt.Sprintf("%d with other octets", n), e...)
	}
	var again, outside, extra []int
	optional := maps.Clone(c.optional)
	for n, j := range slices.Concat(o.extra, o.again) {
		sum := got[j]
		switch {
		case optional[sum] > 0:
			optional[sum]--
			continue
		case c.outside[sum] > 0:
			outside = append(outside, j)
		case n >= len(o.extra):
			again = append(again, j)
		case !r.strange(c.s, o.list[j]): // of those CC-4 speaks
			extra = append(extra, j)
		}
		o.more++
	}
	c.wrong(r, check, expected, o.list, again, "once more")
	c.wrong(r, check, expected, o.list, extra, "that are not on "+c.side)
	c.wrong(r, unordered, "no content outside the time of the warrant", o.list, outside, "on "+point+" from before or after it")
	c.headers(r, check, &o, point)
	return o
}

// missing fails a check for packets that were not delivered.
func (c *coverage) missing(r *run, check *check, expected string, o *outcome) {
	late := 0
	var answer *observe.X1
	var e []Evidence
	for _, i := range o.missing {
		p := c.due[i]
		note := fmt.Sprintf("missing: %s, %d octets%s", directionNames[c.direction], p.Length, r.flowText(p.Flow))
		if a := c.answer(p); a == nil || p.Time.Before(a.Source.Time) {
			late++
			answer = a
			note += ", before the point of interception had its task"
		}
		if len(e) < maxEvidence {
			e = append(e, ev(r.o.UserSource(p), note))
		}
	}
	actual := fmt.Sprintf("%d missing", len(o.missing))
	switch {
	case late > 0 && answer == nil:
		actual += ", and no task of a point of interception over LI_T3"
	case late > 0:
		actual += fmt.Sprintf(", %d of them from before the point of interception had its task (late %d, frame %d)", late, late, answer.Frame)
	}
	check.fail(expected, actual, e...)
}

// flowText describes a flow.
func (r *run) flowText(flow int) string {
	if flow < 0 {
		return ""
	}
	f := &r.o.Flows[flow]
	if !f.Src.IsValid() {
		return ", " + macText(f.SrcMAC) + " > " + macText(f.DstMAC)
	}
	return fmt.Sprintf(", %s > %s protocol %d", f.Src, f.Dst, f.Protocol)
}

// wrong fails a check for packets that arrived in a way they should not.
func (c *coverage) wrong(r *run, check *check, expected string, list []*arrival, which []int, how string) {
	if len(which) == 0 {
		return
	}
	var e []Evidence
	for _, j := range which[:min(len(which), maxEvidence)] {
		e = append(e, ev(r.source(list[j]), fmt.Sprintf("%s, %d octets%s", directionNames[c.direction], list[j].Length, r.flowText(list[j].Flow))))
	}
	check.fail(expected, fmt.Sprintf("%d %s", len(which), how), e...)
}

// headers checks that a GTP-U message was delivered as it was on the network.
func (c *coverage) headers(r *run, check *check, o *outcome, point string) {
	n := 0
	var e []Evidence
	for j, a := range o.list {
		i := o.match[j]
		if i < 0 || !a.header || a.Header == c.due[i].Header {
			continue
		}
		if n++; len(e) < maxEvidence {
			e = append(e, ev(r.o.UserSource(c.due[i]), "GTP-U header"), ev(r.source(a), "another GTP-U header"))
		}
	}
	if n > 0 {
		check.fail("on "+point+" the GTP-U messages as they are on "+c.side, fmt.Sprintf("%d with another GTP-U header", n), e...)
	}
}

// same checks that HI3 says when and where a packet was intercepted, as X3 did.
func (r *run) same(c *check, v *coverage, x3, hi3 outcome) {
	sent := make(map[int32]*arrival, len(x3.list))
	for j, i := range x3.match {
		if i >= 0 {
			sent[i] = x3.list[j]
		}
	}
	for j, i := range hi3.match {
		x := sent[i]
		if i < 0 || x == nil {
			continue
		}
		h, series, s := hi3.list[j].hi3, &r.o.HI3Series[hi3.list[j].hi3.Series], &r.o.X3Series[x.x3.Series]
		c.tried = true
		pair := func() []Evidence {
			return []Evidence{ev(r.source(x), directionNames[v.direction]), ev(r.source(hi3.list[j]), directionNames[v.direction])}
		}
		if want := x.x3.Stamp.Truncate(time.Microsecond); x.x3.HasStamp && !h.Stamp.Equal(want) {
			c.fail("timestamp "+want.Format(time.RFC3339Nano), h.Stamp.Format(time.RFC3339Nano), pair()...)
		}
		if series.Qualifier != "timeOfInterception" {
			c.fail("timeStampQualifier timeOfInterception", fmt.Sprintf("%q", series.Qualifier), pair()...)
		}
		if series.NFID != s.NFID || series.IPID != s.IPID {
			c.fail(fmt.Sprintf("NFID %q, IPID %q", s.NFID, s.IPID), fmt.Sprintf("NFID %q, IPID %q", series.NFID, series.IPID), pair()...)
		}
		if c.Result == NotApplicable {
			c.ok(pair()...)
		}
	}
}

// unordered fails for content that no one ordered.
func (r *run) unordered(c *check, w *warrant) {
	for _, p := range []struct {
		d       *delivery
		ordered bool
		name    string
	}{{r.x3by[w], w.copies(), "X3"}, {r.hi3by[w], w.content(), "HI3"}} {
		switch {
		case p.ordered && p.d != nil && len(p.d.all) > 0:
			c.ok(ev(r.source(&p.d.all[0]), "content"))
		case p.ordered || !w.activated:
		case p.d == nil || len(p.d.all) == 0:
			if r.o.Interfaces[w.truth.Agency+".x2"]+r.o.Interfaces[w.truth.Agency+".x3"]+r.o.Interfaces[w.truth.Agency+".hi2"] > 0 {
				c.ok()
			}
		default:
			var e []Evidence
			for i := range p.d.all[:min(len(p.d.all), maxEvidence)] {
				e = append(e, ev(r.source(&p.d.all[i]), "content"))
			}
			c.fail("nothing on "+p.name+": the warrant does not order it", fmt.Sprintf("%d packets", len(p.d.all)), e...)
		}
	}
	c.skip("the warrant was not activated, or the capture has nothing of what its network delivers")
}

// directions checks the direction of delivered packets.
func (r *run) directions(c *check, d *delivery) {
	if d == nil {
		return
	}
	for _, s := range r.sessions {
		for dir, list := range d.of(s) {
			n := 0
			var e []Evidence
			for _, i := range list {
				if a := &d.all[i]; a.said != dir {
					if n++; len(e) < maxEvidence {
						e = append(e, ev(r.source(a), a.direction()))
					}
				}
			}
			switch {
			case n > 0:
				c.fail([2]string{"from the target", "to the target"}[dir]+": "+directionNames[dir]+" packets of "+s.String(),
					fmt.Sprintf("%d with another direction", n), e...)
			case len(list) > 0:
				c.ok(ev(r.source(&d.all[list[0]]), directionNames[dir]))
			}
		}
	}
}

// of returns what was delivered for a session, by direction.
func (d *delivery) of(s *session) [2][]int {
	if q := d.sessions[s]; q != nil {
		return *q
	}
	return [2][]int{}
}

// others fails for packets of anyone else's sessions, or of no session.
func (r *run) others(c *check, w *warrant, d *delivery) {
	if d == nil {
		return
	}
	if len(d.all) > 0 {
		c.ok(ev(r.source(&d.all[0]), "content"))
	}
	for _, f := range d.foreign {
		a := &d.all[f.at]
		c.fail("only packets of sessions of "+w.truth.Subscriber, "a packet of "+f.of.String()+r.flowText(a.Flow), ev(r.source(a), "of "+f.of.String()))
	}
	for _, i := range d.nobody {
		a := &d.all[i]
		c.fail("only packets of sessions of "+w.truth.Subscriber, "a packet of no session"+r.flowText(a.Flow), ev(r.source(a), "of no session"))
	}
	for s, q := range d.sessions {
		for _, i := range slices.Concat(q[up], q[down]) {
			if a := &d.all[i]; r.strange(s, a) {
				c.fail("the addresses of "+s.String(), "a packet with others"+r.flowText(a.Flow), ev(r.source(a), "addresses of nobody"))
			}
		}
	}
}
