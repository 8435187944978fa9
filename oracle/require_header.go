package oracle

import (
	"fmt"
	"net/netip"
	"time"

	"lilab/oracle/observe"
)

// heading is what a header report says about the packets that it covers: one direction of a 5-tuple. For a report about
// one packet it includes the number of octets.
type heading struct {
	src, dst netip.AddrPort
	protocol uint8
	octets   int64
}

func (h heading) String() string {
	return fmt.Sprintf("%s > %s protocol %d", h.src, h.dst, h.protocol)
}

// headed are packets of one heading.
type headed struct {
	due, optional int64
	// octets are those of the packets that are due, more those of the others.
	octets, more  int64
	first, latest time.Time
	e             Evidence
}

// headerReports compares the reports of packet headers that were delivered with the packets on the network.
func (r *run) headerReports(w *warrant) {
	c := r.check("PH-1", w.id)
	ordered := w.data() && w.truth.HeaderReports != ""
	var reports []*observe.HI2
	for _, h := range w.hi2 {
		if h.Record.Header() {
			reports = append(reports, h)
		}
	}
	if !ordered {
		for _, h := range reports {
			c.fail("no report of packet headers, as none is ordered", "one was delivered", r.evRecord(h)...)
		}
		c.skip("the warrant orders no reports of packet headers")
		return
	}
	bySession, numbers := map[*session][]*observe.HI2{}, r.sessionsByCIN(w)
	for _, h := range reports {
		rep := h.Record.Report
		if want := w.truth.HeaderReports == "summary"; rep.Summary != want {
			c.fail("reports "+w.truth.HeaderReports, h.Record.Type+" of the other kind", r.evRecord(h)...)
			continue
		}
		s := numbers[h.PDU.CIN]
		if s == nil || !h.PDU.HasCIN {
			c.fail("a report that belongs to a PDU session of the target", fmt.Sprintf("communication identity number %d", h.PDU.CIN), r.evRecord(h)...)
			continue
		}
		bySession[s] = append(bySession[s], h)
	}
	for _, s := range r.own(w) {
		if s.ims() && len(bySession[s]) == 0 {
			continue // whether a task for data means the session of the IMS is an open question
		}
		name, net := s.side(w.truth.Agency)
		if net == nil {
			if len(bySession[s]) > 0 {
				c.fail("no report about "+s.String()+", which has no packet in the capture", fmt.Sprint(len(bySession[s])), r.evRecord(bySession[s][0])...)
			}
			continue
		}
		if w.truth.HeaderReports == "summary" {
			r.summaries(c, w, s, name, net, bySession[s])
		} else {
			r.perPacket(c, w, s, name, net, bySession[s])
		}
	}
	c.skip(orElse(r.noSessions(w), "no packet of a PDU session of the target crosses a user plane of the agency's network"))
}

// headings counts the IP packets of a session by heading. Router discovery and the like may go unreported.
func (r *run) headings(w *warrant, net *packets, each bool) (map[heading]*headed, []heading) {
	out := map[heading]*headed{}
	var order []heading
	for _, list := range net {
		for _, u := range list {
			if u.Flow < 0 {
				continue
			}
			f := &r.o.Flows[u.Flow]
			if !f.Src.Addr().IsValid() {
				continue
			}
			k := heading{src: f.Src, dst: f.Dst, protocol: f.Protocol}
			if each {
				k.octets = int64(u.Length)
			}
			p := w.covers(u.Time)
			if p == outside {
				continue
			}
			n := out[k]
			if n == nil {
				n = &headed{e: ev(r.o.UserSource(u), "a packet of "+k.String())}
				out[k] = n
				order = append(order, k)
			}
			if p == overlapping || r.local(u) {
				n.optional, n.more = n.optional+1, n.more+int64(u.Length)
				continue
			}
			n.due, n.octets = n.due+1, n.octets+int64(u.Length)
			if n.first.IsZero() {
				n.first = u.Time
			}
			n.latest = u.Time
		}
	}
	return out, order
}

// headingOf is the heading of a report.
func headingOf(rep *observe.HeaderReport, each bool) heading {
	k := heading{src: rep.Flow.Src, dst: rep.Flow.Dst, protocol: rep.Flow.Protocol}
	if each {
		k.octets = rep.Octets
	}
	return k
}

// perPacket expects one report for each packet.
func (r *run) perPacket(c *check, w *warrant, s *session, name string, net *packets, reports []*observe.HI2) {
	want, order := r.headings(w, net, true)
	got := map[heading][]*observe.HI2{}
	for _, h := range reports {
		k := headingOf(h.Record.Report, true)
		got[k] = append(got[k], h)
		r.reportDirection(c, s, h)
	}
	for _, k := range order {
		n, m := want[k], int64(len(got[k]))
		what := fmt.Sprintf("%s with %d octets on %s", k, k.octets, name)
		switch {
		case m < n.due:
			c.fail(fmt.Sprintf("%d reports of %s", n.due, what), fmt.Sprintf("%d, %d missing", m, n.due-m), n.e)
		case m > n.due+n.optional:
			c.fail(fmt.Sprintf("%d reports of %s", n.due, what), fmt.Sprint(m), append(r.evRecord(got[k][m-1]), n.e)...)
		case m > 0:
			c.ok(append(r.evRecord(got[k][0]), n.e)...)
		}
	}
	for _, h := range reports {
		if k := headingOf(h.Record.Report, true); want[k] == nil {
			c.fail("a packet of "+s.String()+" on "+name, fmt.Sprintf("a report of %s with %d octets", k, k.octets), r.evRecord(h)...)
		}
	}
}

// summaries expects the reports of each flow to add up to its packets.
func (r *run) summaries(c *check, w *warrant, s *session, name string, net *packets, reports []*observe.HI2) {
	want, order := r.headings(w, net, false)
	type sum struct {
		packets, octets int64
		first, latest   time.Time
		last            *observe.HI2
	}
	got := map[heading]*sum{}
	for _, h := range reports {
		rep := h.Record.Report
		k := headingOf(rep, false)
		n := got[k]
		if n == nil {
			n = &sum{first: rep.First}
			got[k] = n
		}
		r.reportDirection(c, s, h)
		if rep.Packets < 0 || rep.Octets < 0 {
			c.fail("packetCount and byteCount", "absent", r.evRecord(h)...)
			continue
		}
		n.packets, n.octets, n.last = n.packets+rep.Packets, n.octets+rep.Octets, h
		if rep.First.Before(n.first) {
			n.first = rep.First
		}
		if rep.Last.After(n.latest) {
			n.latest = rep.Last
		}
		if want[k] == nil {
			c.fail("a flow of "+s.String()+" on "+name, "a report of "+k.String(), r.evRecord(h)...)
		}
	}
	for _, k := range order {
		n, m := want[k], got[k]
		if m == nil || m.last == nil {
			if n.due > 0 {
				c.fail(fmt.Sprintf("a report of %s on %s, %d packets", k, name, n.due), "none", n.e)
			}
			continue
		}
		e := append(r.evRecord(m.last), n.e)
		switch {
		case m.packets < n.due || m.packets > n.due+n.optional:
			c.fail(fmt.Sprintf("%d packets of %s as on %s", n.due, k, name), fmt.Sprintf("%d packets in its reports", m.packets), e...)
		case m.octets < n.octets || m.octets > n.octets+n.more:
			c.fail(fmt.Sprintf("%d octets of %s as on %s", n.octets, k, name), fmt.Sprintf("%d octets in its reports", m.octets), e...)
		case n.due > 0 && m.first.Sub(n.first).Abs() > tolerance && n.optional == 0:
			c.fail("the first packet of "+k.String()+" at "+clock(n.first), clock(m.first), e...)
		case n.due > 0 && m.latest.Sub(n.latest).Abs() > tolerance && n.optional == 0:
			c.fail("the last packet of "+k.String()+" at "+clock(n.latest), clock(m.latest), e...)
		default:
			c.ok(e...)
		}
	}
}

// reportDirection compares the direction of a report with the end that is the phone's.
func (r *run) reportDirection(c *check, s *session, h *observe.HI2) {
	rep := h.Record.Report
	var want string
	switch {
	case s.sends(&rep.Flow) == s.receives(&rep.Flow):
		return
	case s.sends(&rep.Flow):
		want = "fromTarget"
	default:
		want = "toTarget"
	}
	if rep.Direction != "" && rep.Direction != want {
		c.fail("direction "+want, "direction "+rep.Direction, r.evRecord(h)...)
	}
	if x := r.x2of[h]; x != nil {
		code := map[string]uint16{"fromTarget": 3, "toTarget": 2}[want]
		if x.PDU.Direction != code {
			c.fail(fmt.Sprintf("payload direction %d", code), fmt.Sprint(x.PDU.Direction), ev(x.Source, h.Record.Type))
		}
	}
}
