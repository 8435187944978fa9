package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"lilab/oracle/observe"
)

// contentSequences checks the numbering on X3 and HI3 of a network.
func (r *run) contentSequences(net string) {
	x3, hi3 := r.check("X3-SEQ-1", net), r.check("HI3-SEQ-1", net)
	type line struct {
		series int
		tie    uint64
	}
	xs := map[line]*counter{}
	same := sameSeries(r.o.X3Series, func(s *observe.X3Series) series {
		return series{point: "X3", id: s.XID, a: s.DID, b: s.NFID, c: s.IPID, payload: s.Network}
	})
	for i := range r.o.X3 {
		x := &r.o.X3[i]
		if !x.HasSequence || r.o.X3Series[x.Series].Network != net {
			continue
		}
		at := line{same[x.Series], x.CorrelationID}
		n := xs[at]
		if n == nil {
			n = &counter{}
			xs[at] = n
		}
		if n.step(x3, x.Sequence) {
			continue
		}
		s := &r.o.X3Series[x.Series]
		n.follow(x3, series{point: "X3", id: s.XID, a: s.DID, b: s.NFID, c: s.IPID, number: x.CorrelationID, hasNumber: true}, x.Sequence, r.o.X3Source(x))
	}
	hs := map[int]*counter{}
	same = sameSeries(r.o.HI3Series, func(s *observe.HI3Series) series {
		return series{point: "HI3", id: s.LIID, a: s.Operator, b: s.NEID, c: s.Delivery, number: uint64(s.CIN), hasNumber: s.HasCIN, payload: s.Network}
	})
	unit := 0
	for i := range r.o.HI3 {
		h := &r.o.HI3[i]
		if h.Unit == unit || r.o.HI3Series[h.Series].Network != net {
			continue
		}
		unit = h.Unit
		at := same[h.Series]
		n := hs[at]
		if n == nil {
			n = &counter{}
			hs[at] = n
		}
		if n.step(hi3, h.Sequence) {
			continue
		}
		s := &r.o.HI3Series[h.Series]
		n.follow(hi3, series{point: "HI3", id: s.LIID, a: s.Operator, b: s.NEID, c: s.Delivery, number: uint64(s.CIN), hasNumber: s.HasCIN, payload: "cCPayloadSequence"},
			h.Sequence, r.o.HI3Source(h))
	}
	x3.skip("the capture has no X3 PDU of " + net)
	hi3.skip("the capture has no content on HI3 of " + net)
}

// step takes a number that is the next one and not the first, of which there is nothing to tell.
func (n *counter) step(c *check, got uint32) bool {
	if !n.seen || got != n.next || c.Result == NotApplicable {
		return false
	}
	n.next++
	return true
}

// sameSeries gives series that count together the same number.
func sameSeries[T any](list []T, key func(*T) series) []int {
	first, out := map[series]int{}, make([]int, len(list))
	for i := range list {
		k := key(&list[i])
		n, ok := first[k]
		if !ok {
			n = i
			first[k] = i
		}
		out[i] = n
	}
	return out
}

// tied is a value that joins content to records of a session, and a frame that has it.
type tied struct {
	value uint64
	ok    bool
	ev    Evidence
}

// contentCorrelation checks that content can be joined to the records of its session: by the Correlation ID on X2 and X3, by the
// communication identity number on HI2 and HI3.
func (r *run) contentCorrelation(w *warrant) {
	c := r.check("CC-CORR-1", w.id)
	x2, hi2 := map[episode][]tied{}, map[episode][]tied{}
	for _, x := range w.x2 {
		if s := r.sessionOf(w, x.Record, x.Stamp); s != nil && x.Record.Type != observe.SMFUnsuccessful {
			k := episode{s, w.window(x.Stamp)}
			x2[k] = append(x2[k], tied{x.PDU.CorrelationID, x.PDU.CorrelationID != 0, ev(x.Source, x.Record.Type)})
		}
	}
	for _, h := range w.hi2 {
		if s := r.sessionOf(w, h.Record, h.PDU.Time); s != nil && h.Record.Type != observe.SMFUnsuccessful {
			k := episode{s, w.window(h.PDU.Time)}
			hi2[k] = append(hi2[k], tied{uint64(h.PDU.CIN), h.PDU.HasCIN, ev(h.Source, h.Record.Type)})
		}
	}
	for _, p := range []struct {
		d          *delivery
		records    map[episode][]tied
		name       string
		here, from string
	}{{r.x3by[w], x2, "Correlation ID", "X3", "X2"}, {r.hi3by[w], hi2, "communication identity number", "HI3", "HI2"}} {
		if p.d == nil {
			continue
		}
		for _, s := range r.sessions {
			for n := range max(1, len(w.windows)) {
				r.ties(c, w, p.d, episode{s, n}, p.records[episode{s, n}], p.name, p.here, p.from)
			}
		}
		for _, i := range p.d.untied[:min(len(p.d.untied), maxEvidence)] {
			c.fail("a "+p.name+" on "+p.here, "none", ev(r.source(&p.d.all[i]), "without "+p.name))
		}
	}
	c.skip("no content was delivered")
}

// ties checks the content of one session in one time of activity.
func (r *run) ties(c *check, w *warrant, d *delivery, k episode, records []tied, name, here, from string) {
	s, values, firsts := k.s, map[uint64]int{}, map[uint64]int{}
	q := d.of(s)
	for _, i := range slices.Concat(q[up], q[down]) {
		a := &d.all[i]
		if !a.hasTie || w.window(a.stamp()) != k.window {
			continue
		}
		if at, ok := firsts[a.tie]; !ok || i < at {
			firsts[a.tie] = i
		}
		values[a.tie]++
	}
	if len(values) == 0 {
		return
	}
	numbers := slices.Sorted(maps.Keys(values))
	first := func(v uint64) Evidence { return ev(r.source(&d.all[firsts[v]]), fmt.Sprintf("%s %d", name, v)) }
	if len(numbers) > 1 {
		var text []string
		var e []Evidence
		for _, v := range numbers {
			text = append(text, fmt.Sprintf("%d (%d packets)", v, values[v]))
			if len(e) < maxEvidence {
				e = append(e, first(v))
			}
		}
		c.fail("one "+name+" on "+here+" for "+s.String(), strings.Join(text[:min(len(text), 8)], ", "), e...)
		return
	}
	v := numbers[0]
	for _, other := range r.sessions {
		if other != s && d.ties[other][v] > 0 {
			c.fail("a "+name+" of its own on "+here+" for "+s.String(), fmt.Sprintf("%d, as for %s", v, other), first(v))
		}
	}
	if len(records) == 0 {
		c.fail("a record of an SMF on "+from+" for "+s.String()+" with "+name+fmt.Sprintf(" %d", v), "no record", first(v))
		return
	}
	for _, t := range records {
		switch {
		case t.ok && t.value == v:
			c.ok(t.ev, first(v))
		case !t.ok:
			c.fail(fmt.Sprintf("%s %d in records of %s on %s", name, v, s, from), "none", t.ev, first(v))
		default:
			c.fail(fmt.Sprintf("%s %d in records of %s on %s", name, v, s, from), fmt.Sprint(t.value), t.ev, first(v))
		}
	}
}

// contentHeaders checks attributes and task of X3 PDUs.
func (r *run) contentHeaders(net string, attrs, xid *check) {
	type lack struct {
		series int
		what   string
	}
	missing := map[lack]bool{}
	warrants := make([]*warrant, len(r.o.X3Series))
	for i := range r.o.X3Series {
		warrants[i] = r.byXID[net+" "+r.o.X3Series[i].XID]
	}
	for i := range r.o.X3 {
		x := &r.o.X3[i]
		s := &r.o.X3Series[x.Series]
		if s.Network != net {
			continue
		}
		if w := warrants[x.Series]; w != nil && x.HasStamp {
			w.timely(xid, s.XID, x.Stamp, func() Evidence { return ev(r.o.X3Source(x), "XID "+s.XID) })
		}
		attrs.tried = true
		for _, a := range []struct {
			name string
			good bool
		}{{"NFID [6]", s.NFID != ""}, {"IPID [7]", s.IPID != ""}, {"sequence number [8] of 4 octets", x.HasSequence}, {"timestamp [9] of 8 octets", x.HasStamp}} {
			if !a.good && !missing[lack{x.Series, a.name}] {
				missing[lack{x.Series, a.name}] = true
				attrs.fail("attribute "+a.name, "absent", ev(r.o.X3Source(x), "XID "+s.XID))
			}
		}
	}
	seen := make([]bool, len(r.o.X3Series))
	for i := range r.o.X3 {
		x := &r.o.X3[i]
		s := &r.o.X3Series[x.Series]
		if seen[x.Series] || s.Network != net {
			continue
		}
		seen[x.Series] = true
		e := ev(r.o.X3Source(x), "XID "+s.XID)
		attrs.ok(e)
		if r.byXID[net+" "+s.XID] == nil {
			xid.fail("an XID of a warrant of "+net, "XID "+s.XID, e)
		} else {
			xid.ok(e)
		}
	}
}

// handoverHeaders checks warrant and operator of content on HI3.
func (r *run) handoverHeaders(net string, liid, plmn *check) {
	n := r.t.Networks[net]
	seen := make([]bool, len(r.o.HI3Series))
	for i := range r.o.HI3 {
		h := &r.o.HI3[i]
		s := &r.o.HI3Series[h.Series]
		if seen[h.Series] || s.Network != net {
			continue
		}
		seen[h.Series] = true
		e := ev(r.o.HI3Source(h), "LIID "+s.LIID)
		if r.byLIID[net+" "+s.LIID] == nil {
			liid.fail("an LIID of a warrant of "+net, fmt.Sprintf("LIID %q", s.LIID), e)
		} else {
			liid.ok(e)
		}
		if s.Country != n.Country || n.Operator != "" && s.Operator != n.Operator {
			plmn.fail(fmt.Sprintf("country %q, operator %q", n.Country, n.Operator), fmt.Sprintf("country %q, operator %q", s.Country, s.Operator), e)
		} else {
			plmn.ok(e)
		}
	}
}
