package oracle

import (
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

// contentOrder checks that the MDF3 knew the task of a warrant before the CC-TF, and that nobody has one without an order.
func (r *run) contentOrder(w *warrant) {
	c := r.check("PROV-3", w.id)
	for _, a := range w.activations() {
		r.taskOrder(c, w, a)
	}
	if !w.copies() {
		c.skip("no content of PDU sessions is ordered")
	}
}

// taskOrder checks one activation.
func (r *run) taskOrder(c *check, w *warrant, task truth.Activation) {
	net := w.truth.Agency
	var ready *observe.X1
	tasked := 0
	for i := range r.o.X1 {
		q := &r.o.X1[i]
		if q.Network != net || q.Point != "x1" || q.Response || q.Kind != "ActivateTaskRequest" || q.DeliveryType != "X3Only" ||
			!strings.EqualFold(q.XID, task.XID) {
			continue
		}
		e := ev(q.Source, q.Kind+" to "+q.NE)
		switch {
		case q.Mediation:
			if a := r.answer(q); a != nil && a.ErrorCode == "" && ready == nil {
				ready = a
			}
			if q.LIID != task.LIID {
				c.fail("LIID "+task.LIID+" in the mediation details", fmt.Sprintf("LIID %q", q.LIID), e)
			}
		case !w.copies() && !(w.cc() && w.orders("voice")):
			tasked++
			c.fail("no task for content, as none is ordered", "one at "+q.NE, e)
		case ready == nil || q.Frame <= ready.Frame:
			tasked++
			c.fail("the task at an MDF3 before "+q.NE+" is tasked", "no MDF3 had acknowledged it", e)
		default:
			tasked++
			c.ok(ev(ready.Source, ready.Kind+" of "+ready.NE), e)
		}
	}
	switch {
	case !w.copies():
	case len(r.own(w)) == 0:
		c.skip(orElse(r.noSessions(w), "no PDU session of the target is established"))
	case tasked == 0 && r.o.Interfaces[net+".x1"] == 0:
		c.unsure("the capture has no frames of " + net + ".x1")
	case tasked == 0:
		c.fail("a task with XID "+task.XID+" at a CC-TF", "none")
	}
}

// fseid names a session at a UPF.
type fseid struct {
	seid uint64
	addr netip.Addr
}

// n4Sessions are the sessions of the truth by what names them on N4 of a network; nil for those of sessions that did not come
// about.
func (r *run) n4Sessions(net string) map[fseid]*session {
	type transaction struct {
		from, to netip.Addr
		sequence uint32
	}
	asked := map[transaction]*observe.N4{}
	out := map[fseid]*session{}
	for i := range r.o.N4 {
		m := &r.o.N4[i]
		if m.Network != net {
			continue
		}
		switch m.Type {
		case wire.PFCPEstablishmentRequest:
			asked[transaction{m.Src, m.Dst, m.Sequence}] = m
		case wire.PFCPEstablishmentResponse:
			q := asked[transaction{m.Dst, m.Src, m.Sequence}]
			if q == nil || m.FSEID.ID == 0 {
				continue
			}
			s := r.n4Session(net, q, m)
			out[fseid{m.FSEID.ID, m.FSEID.Addr}] = s
			out[fseid{m.FSEID.ID, netip.Addr{}}] = s
		}
	}
	return out
}

// n4Session finds the session that a PFCP session belongs to: by the phone's address, or by a tunnel that packets show.
func (r *run) n4Session(net string, q, a *observe.N4) *session {
	for _, s := range r.sessions {
		if !s.reaches(net) || q.Time.Before(s.requested.Add(-tolerance)) ||
			!s.truth.Established.IsZero() && q.Time.After(s.truth.Established.Add(tolerance)) && !r.onTheMove(s, q.Time) {
			continue
		}
		for _, u := range q.Addresses {
			if s.has(u, [6]byte{}) {
				return s
			}
		}
		all := []*packets{&s.n3}
		for _, p := range s.n9 {
			all = append(all, p)
		}
		for _, p := range all {
			for direction := range p {
				ends, _ := r.tunnels(p, direction)
				for _, t := range slices.Concat(q.Tunnels, a.Tunnels) {
					if slices.Contains(ends, observe.FTEID{Addr: t.Addr, TEID: uint32(t.ID)}) {
						return s
					}
				}
			}
		}
	}
	return r.asked(net, q)
}

// trigger is one triggered task: what was asked, and what became of it.
type trigger struct {
	ask, answer *observe.X1
	// stop is the request that ended it, stopped its answer; nil if it was not ended.
	stop, stopped *observe.X1
	// session is what the F-SEID names on N4, nil if it names no session that came about; known tells whether N4 has it at all,
	// hasFSEID whether there is one.
	session         *session
	known, hasFSEID bool
}

// triggers returns the tasks of triggered points of interception on a link of a network.
func (r *run) triggers(net, point string) []trigger {
	names := r.n4Sessions(net)
	var out []trigger
	for i := range r.o.X1 {
		q := &r.o.X1[i]
		if q.Network != net || q.Point != point || q.Response {
			continue
		}
		switch q.Kind {
		case "ActivateTaskRequest":
			t := trigger{ask: q, answer: r.answer(q)}
			var f fseid
			for _, u := range q.UPF {
				name, value, _ := strings.Cut(u, "=")
				switch name {
				case "FSEID.SEID":
					f.seid, _ = strconv.ParseUint(value, 10, 64)
					t.hasFSEID = true
				case "FSEID.IPv4Address", "FSEID.IPv6Address":
					f.addr, _ = netip.ParseAddr(value)
				}
			}
			t.session, t.known = names[f]
			out = append(out, t)
		case "DeactivateTaskRequest":
			for j := range out {
				if strings.EqualFold(out[j].ask.XID, q.XID) && out[j].stop == nil {
					out[j].stop, out[j].stopped = q, r.answer(q)
				}
			}
		case "DeactivateAllTasksRequest":
			for j := range out {
				if out[j].stop == nil {
					out[j].stop, out[j].stopped = q, r.answer(q)
				}
			}
		}
	}
	return out
}

// triggering checks the triggered tasks of a warrant: T3 for content, T2 for reports of packet headers.
func (r *run) triggering(w *warrant) {
	r.triggered33128(w, "T3-1", "t3", "X3Only", "", w.copies())
	headers := ""
	switch w.truth.HeaderReports {
	case "per-packet":
		headers = "PDHR"
	case "summary":
		headers = "PDSR"
	}
	r.triggered33128(w, "T2-1", "t2", "X2Only", headers, w.data() && headers != "" && w.truth.HeaderReportsBy != "mdf")
}

func (r *run) triggered33128(w *warrant, id, point, delivery, headers string, ordered bool) {
	c := r.check(id, w.id)
	net := w.truth.Agency
	var mine []trigger
	for _, t := range r.triggers(net, point) {
		if w.executes(t.ask.Product) && !r.imsTrigger(t.ask) {
			mine = append(mine, t)
		}
	}
	for _, t := range mine {
		e := ev(t.ask.Source, t.ask.Kind+" to "+t.ask.NE)
		if !ordered {
			c.fail("nothing triggered over LI_"+strings.ToUpper(point)+", as nothing of the kind is ordered", "a task with ProductID "+t.ask.Product, e)
			continue
		}
		r.triggerTask(c, w, &t, delivery, headers, e)
	}
	if !ordered {
		c.skip("the warrant orders nothing that is triggered over LI_" + strings.ToUpper(point))
		return
	}
	for _, s := range r.own(w) {
		first, last, n := r.triggersOf(w, s, mine)
		end, ended := r.end(s)
		covered := 0
		for _, v := range w.windows {
			if s.truth.Established.Before(v.to) && (!ended || end.Start.After(v.from)) {
				covered++
			}
		}
		// A V-SMF that takes the session over has its own V-UPF triggered.
		most := len(w.windows)
		for _, d := range w.vsmfChanges(s) {
			most++
			if w.phase(d.step) == within {
				covered++
			}
		}
		switch {
		case covered == 0, n == 0 && s.ims():
		case n == 0 && r.o.Interfaces[net+"."+point] == 0:
			c.fail("a task over LI_"+strings.ToUpper(point)+" for "+s.String(), "the capture has no frames of "+net+"."+point)
		case n == 0:
			c.fail("a task over LI_"+strings.ToUpper(point)+" for "+s.String(), "none", r.evSession(w, s)...)
		case n < covered, n > most:
			c.fail(fmt.Sprintf("%d task over LI_%s for %s, one for each time of activity and each V-SMF", covered, strings.ToUpper(point), s), fmt.Sprint(n), ev(first.ask.Source, first.ask.Kind))
		}
		if last != nil && ended && w.phase(end) == within && last.stop == nil {
			c.fail("the end of the task for "+s.String()+" with the session", "none", ev(last.ask.Source, last.ask.Kind+" to "+last.ask.NE))
		}
		for i := range mine {
			if t := &mine[i]; t.stop == nil && t != last && t.session == s {
				c.fail("the end of the task for "+s.String()+" with the time of activity of the warrant", "none", ev(t.ask.Source, t.ask.Kind+" to "+t.ask.NE))
			}
		}
	}
	c.skip(orElse(r.noSessions(w), "no PDU session of the target is established"))
}

// evSession names the first packet of a session, which should have been intercepted.
func (r *run) evSession(w *warrant, s *session) []Evidence {
	if _, p := s.side(w.truth.Agency); p != nil {
		for _, list := range p {
			if len(list) > 0 {
				return []Evidence{ev(r.o.UserSource(list[0]), "a packet of "+s.String())}
			}
		}
	}
	return r.evStep(w, s.establishment())
}

// triggersOf returns the first and the last task for a session and how many there are.
func (r *run) triggersOf(w *warrant, s *session, all []trigger) (first, last *trigger, n int) {
	number := fmt.Sprint(r.correlationOf(w, s))
	for i := range all {
		if all[i].session == s || all[i].session == nil && all[i].ask.Correlation == number {
			if first == nil {
				first = &all[i]
			}
			last = &all[i]
			n++
		}
	}
	return first, last, n
}

// triggerTask checks one triggered task.
func (r *run) triggerTask(c *check, w *warrant, t *trigger, delivery, headers string, e Evidence) {
	q := t.ask
	net := w.truth.Agency
	if t.answer == nil || t.answer.ErrorCode != "" || strings.HasSuffix(t.answer.Kind, "ErrorResponse") {
		c.fail("an acknowledgement of the task", "none", e)
	}
	if q.DeliveryType != delivery {
		c.fail("deliveryType "+delivery, "deliveryType "+orElse(q.DeliveryType, "absent"), e)
	}
	if r.byXID[net+" "+strings.ToLower(q.XID)] != nil {
		c.fail("an XID of its own for the triggered task", "the XID of a warrant", e)
	}
	if headers != "" && !slices.ContainsFunc(q.Headers, func(h string) bool {
		return slices.Contains(strings.FieldsFunc(h, func(c rune) bool { return c == '.' || c == '=' }), headers)
	}) {
		c.fail("HeaderReporting with "+headers, orElse(strings.Join(q.Headers, ", "), "absent"), e)
	}
	switch number, err := strconv.ParseUint(q.Correlation, 10, 64); {
	case err != nil || number == 0:
		c.fail("a CorrelationID", orElse(q.Correlation, "absent"), e)
	case t.session != nil:
		if want := r.correlationOf(w, t.session); want != 0 && want != number {
			c.fail(fmt.Sprintf("CorrelationID %d as in the records of %s", want, t.session), fmt.Sprint(number), e)
		}
	}
	r.triggerTarget(c, w, t, e)
	r.triggerDestination(c, net, q, e)
	r.triggerTimes(c, w, t, e)
	c.ok(e)
}

// triggerTarget checks what the task says about the packets that are meant.
func (r *run) triggerTarget(c *check, w *warrant, t *trigger, e Evidence) {
	switch {
	case len(t.ask.UPF) == 0 && len(t.ask.Targets) == 0:
		c.fail("identifiers that name the packets of the session", "none", e)
	case !t.hasFSEID, r.o.Interfaces[w.truth.Agency+".n4"] == 0:
	case t.session == nil && !(t.known && r.refusedAt(w, t.ask.Source.Time)):
		c.fail("an F-SEID that the UPF gave a PDU session on N4", strings.Join(t.ask.UPF, ", "), e)
	case t.session == nil: // the UPF had the session already when it was refused
	case t.session.truth.Subscriber != w.truth.Subscriber:
		c.fail("an F-SEID of "+w.truth.Subscriber, "that of "+t.session.String(), e)
	}
}

// refusedAt tells whether a PDU session of the target was asked for at a moment and refused then.
func (r *run) refusedAt(w *warrant, at time.Time) bool {
	for i, s := range r.t.Sessions {
		if s.Subscriber != w.truth.Subscriber || s.Result == "established" {
			continue
		}
		for _, t := range w.steps {
			if t.Session != nil && *t.Session == i && apart(at, t) <= tolerance {
				return true
			}
		}
	}
	return false
}

// triggerDestination checks that the destinations of a task were made known before it.
func (r *run) triggerDestination(c *check, net string, q *observe.X1, e Evidence) {
	if len(q.DIDs) == 0 {
		c.fail("a destination", "none", e)
	}
	for _, did := range q.DIDs {
		if !slices.ContainsFunc(r.o.X1, func(d observe.X1) bool {
			return d.Network == net && d.Point == q.Point && !d.Response && d.Kind == "CreateDestinationRequest" && strings.EqualFold(d.DID, did) &&
				d.NE == q.NE && d.Frame < q.Frame
		}) {
			c.fail("CreateDestination "+did+" before the task", "none", e)
		}
	}
}

// triggerTimes checks that what the point of interception delivered lies between the beginning and the end of its task.
func (r *run) triggerTimes(c *check, w *warrant, t *trigger, e Evidence) {
	number, _ := strconv.ParseUint(t.ask.Correlation, 10, 64)
	later := time.Time{}
	if t.stopped != nil {
		later = t.stopped.Source.Time
	}
	others := slices.ContainsFunc(r.triggers(w.truth.Agency, t.ask.Point), func(o trigger) bool {
		return o.ask.Frame != t.ask.Frame && strings.EqualFold(o.ask.Product, t.ask.Product) && o.ask.Correlation == t.ask.Correlation
	})
	if others {
		return // several tasks one after the other share the numbers
	}
	look := func(stamp time.Time, where func() Evidence) {
		switch {
		case stamp.Before(t.ask.Source.Time):
			at := where()
			c.fail("nothing from before the task", at.Interface+" with a time "+t.ask.Source.Time.Sub(stamp).String()+" before it", at, e)
		case !later.IsZero() && stamp.After(later):
			at := where()
			c.fail("nothing from after the end of the task", at.Interface+" with a time "+stamp.Sub(later).String()+" after it", at, ev(t.stopped.Source, t.stopped.Kind))
		}
	}
	if t.ask.Point == "t3" {
		for i := range r.o.X3 {
			x := &r.o.X3[i]
			s := &r.o.X3Series[x.Series]
			if s.Network == w.truth.Agency && strings.EqualFold(s.XID, t.ask.Product) && x.CorrelationID == number && x.HasStamp {
				look(x.Stamp, func() Evidence { return ev(r.o.X3Source(x), fmt.Sprintf("sequence number %d", x.Sequence)) })
			}
		}
		return
	}
	for _, x := range w.x2 {
		if x.Point == "x2" && x.Record.Header() && strings.EqualFold(x.XID, t.ask.Product) && x.PDU.CorrelationID == number && x.HasStamp && !x.Stamp.IsZero() {
			look(x.Stamp, func() Evidence { return ev(x.Source, x.Record.Type) })
		}
	}
}

// strayTriggers checks that a network triggers nothing that no warrant of it orders.
func (r *run) strayTriggers(net string) {
	for _, p := range []struct{ id, point string }{{"T3-1", "t3"}, {"T2-1", "t2"}} {
		if r.o.Interfaces[net+"."+p.point] == 0 {
			continue
		}
		c := r.check(p.id, net)
		for _, t := range r.triggers(net, p.point) {
			e := ev(t.ask.Source, t.ask.Kind+" to "+t.ask.NE)
			if r.imsTrigger(t.ask) {
				c.ok(e)
				continue
			}
			w := r.byXID[net+" "+strings.ToLower(t.ask.Product)]
			switch {
			case w == nil:
				c.fail("ProductID: the XID of a warrant of "+net, orElse(t.ask.Product, "absent"), e)
			case t.session != nil && r.t.Subscribers[t.session.truth.Subscriber].Control:
				c.fail("no task about "+t.session.truth.Subscriber, "one for "+t.session.String(), e)
			default:
				c.ok(e)
			}
		}
		c.skip("nothing was triggered")
	}
}
