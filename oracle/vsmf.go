package oracle

import (
	"fmt"
	"slices"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// changesVSMF tells whether a step took a home-routed session to another V-SMF: the phone went to a cell that another SMF serves, TS 23.502
// R17 clause 4.23. The V-SMF before it goes on with nothing; the PDU session is the same. before are the steps of the phone before it.
func (s *session) changesVSMF(before []truth.Step, t truth.Step) bool {
	if t.Kind != "handover" && t.Kind != "move" || !succeeded(t) || t.Cell == nil || !s.routed() || !s.lives(t.Start) || !s.lives(t.End) {
		return false
	}
	for i := len(before) - 1; i >= 0; i-- {
		if c := before[i].Cell; c != nil {
			return c.PLMN == t.Cell.PLMN && c.SMF != t.Cell.SMF
		}
	}
	return false
}

// vsmfChanges are the steps that took a session to another V-SMF of the agency's network.
func (w *warrant) vsmfChanges(s *session) []due {
	var out []due
	for i, t := range w.steps {
		if w.serves() && s.changesVSMF(w.steps[:i], t) {
			out = append(out, due{s, t})
		}
	}
	return out
}

// takenOver finds the change of V-SMF that a record of establishment is about.
func (w *warrant) takenOver(s *session, h *observe.HI2) *truth.Step {
	if h.Record.Type != observe.SMFEstablishment || h.Record.Session.RequestType != existingSession {
		return nil
	}
	for _, d := range w.vsmfChanges(s) {
		if apart(h.PDU.Time, d.step) <= tolerance {
			return &d.step
		}
	}
	return nil
}

// existingSession is the request type of a session that another function has taken over (TS 24.501 R17 clause 9.11.3.47).
const existingSession = "existingPDUSession"

// requestType is what a record about a session says of how it began: at a V-SMF that has taken it over, it was there already.
func (w *warrant) requestType(s *session, h *observe.HI2) string {
	changes := w.vsmfChanges(s)
	if s.truth.Moved != nil && w.serves() {
		return existingSession
	}
	if w.takenOver(s, h) != nil || h.Record.Type == observe.SMFStart && len(changes) > 0 && !h.PDU.Time.Before(changes[0].step.End) {
		return existingSession
	}
	return s.requestType()
}

// straggle is how long after a change of V-SMF a packet may still take the old way.
const straggle = 250 * time.Millisecond

// counted is the time from which the last V-SMF of a session has counted its packets: not before since, at the latest from sure on. Both
// are zero where the first one has the session still.
func (w *warrant) counted(s *session, until time.Time) (since, sure time.Time) {
	for _, d := range w.vsmfChanges(s) {
		if d.step.Start.Before(until) {
			since, sure = d.step.Start, d.step.End.Add(straggle)
		}
	}
	return since, sure
}

// point is the point of interception that delivered something.
func (r *run) point(a *arrival) string {
	switch {
	case a.x3 != nil:
		return r.o.X3Series[a.x3.Series].IPID
	case a.hi3 != nil:
		return r.o.HI3Series[a.hi3.Series].IPID
	}
	return ""
}

// inTime puts what several points of interception have delivered of a session in the order of the times of interception that they give:
// each has a connection of its own, and no order is defined between those. What one point delivers keeps its order.
func (r *run) inTime(list []*arrival) {
	points := map[string]time.Time{}
	stamps := make(map[*arrival]time.Time, len(list))
	for _, a := range list {
		id := r.point(a)
		// Of one point a time never goes back, so that sorting does not hide that it reorders.
		at := a.stamp()
		if at.Before(points[id]) {
			at = points[id]
		}
		points[id], stamps[a] = at, at
	}
	if len(points) > 1 {
		slices.SortStableFunc(list, func(a, b *arrival) int { return stamps[a].Compare(stamps[b]) })
	}
}

// betweenPoints returns those of the packets out of order that are from a point of interception that keeps its order, while
// another one had packets of the session, too. On their way to two UPFs packets have no order between them.
func (r *run) betweenPoints(list []*arrival, want, got []uint64, moved []int) map[int]bool {
	byPoint := map[string][]int{}
	for j, a := range list {
		byPoint[r.point(a)] = append(byPoint[r.point(a)], j)
	}
	if len(byPoint) < 2 || len(moved) == 0 {
		return nil
	}
	out := map[int]bool{}
	for _, j := range moved {
		out[j] = slices.ContainsFunc(list, func(a *arrival) bool {
			return r.point(a) != r.point(list[j]) && a.stamp().Sub(list[j].stamp()).Abs() <= straggle
		})
	}
	for _, own := range byPoint {
		mine := make([]uint64, len(own))
		for i, j := range own {
			mine[i] = got[j]
		}
		if len(compare(want, mine, func(int, int) bool { return false }).moved) > 0 {
			for _, j := range own {
				delete(out, j)
			}
		}
	}
	return out
}

// gap is a time in which the packets of a session may be missed: from the beginning of a change of V-SMF to the answer of the point of
// interception at the new V-UPF, which is triggered within startGap of the end of the change.
type gap struct{ from, to time.Time }

// gaps are those of a session in which the target of a warrant has the media of calls intercepted by home-routed interception.
func (r *run) gaps(w *warrant, party truth.Party) []gap {
	if party.Session == nil || *party.Session < 0 || *party.Session >= len(r.sessions) {
		return nil
	}
	var out []gap
	for _, d := range w.vsmfChanges(r.sessions[*party.Session]) {
		g := gap{from: d.step.Start}
		for i := range r.o.X1 {
			q := &r.o.X1[i]
			if q.Network != w.truth.Agency || q.Point != "t3" || q.Response || q.Kind != "ActivateTaskRequest" || !r.imsTrigger(q) ||
				q.Source.Time.Before(g.from) || q.Source.Time.Sub(d.step.End) > startGap {
				continue
			}
			if a := r.answer(q); a != nil && a.ErrorCode == "" && a.Source.Time.After(g.to) {
				g.to = a.Source.Time
			}
		}
		if !g.to.IsZero() {
			out = append(out, g)
		}
	}
	return out
}

func inGap(gaps []gap, at time.Time) bool {
	return slices.ContainsFunc(gaps, func(g gap) bool { return !at.Before(g.from) && at.Before(g.to) })
}

// onTheMove tells whether the phone of a session is handed over or moves at a moment, so that the session may get another UPF.
func (r *run) onTheMove(s *session, at time.Time) bool {
	return slices.ContainsFunc(r.t.Steps, func(t truth.Step) bool {
		return t.Subscriber == s.truth.Subscriber && (t.Kind == "handover" || t.Kind == "move" || t.Kind == entering) && succeeded(t) && apart(at, t) <= tolerance
	})
}

// changedSMF expects the LMISF to learn of each change of V-SMF from the new one, with the correlation of the session from before: what it
// knows of the user goes on (TS 33.128 R19 clauses 7.10.3, 7.10.4).
func (r *run) changedSMF(c *check, s *session, first *observe.X2) {
	var steps []truth.Step
	for _, t := range r.t.Steps {
		if t.Subscriber != s.truth.Subscriber {
			continue
		}
		if s.changesVSMF(steps, t) {
			at := slices.IndexFunc(r.o.Lite, func(x observe.X2) bool {
				return x.Network == first.Network && x.Record != nil && x.Record.HR != nil && x.Record.SUPI == first.Record.SUPI &&
					x.Record.HR.Session == first.Record.HR.Session && x.Record.HR.Cause == "sMFChanged" && apart(x.Time, t) <= tolerance
			})
			const want = observe.N9HRInfo + " with the cause sMFChanged"
			switch {
			case at < 0:
				c.fail(want+" for the "+stepText(t), "none", ev(first.Source, observe.N9HRInfo+" before"))
			case r.o.Lite[at].PDU.CorrelationID != first.PDU.CorrelationID:
				c.fail(fmt.Sprintf("%s and the correlation identity %d", want, first.PDU.CorrelationID), fmt.Sprint(r.o.Lite[at].PDU.CorrelationID),
					ev(first.Source, observe.N9HRInfo+" before"), ev(r.o.Lite[at].Source, observe.N9HRInfo))
			default:
				c.ok(ev(r.o.Lite[at].Source, want))
			}
		}
		steps = append(steps, t)
	}
}

// switches tells whether a packet is due shortly before or after the anchor got packets of the session through another reference point: it
// takes them from N3 and N9 at the same time, so they have no order between them. Elsewhere they have.
func (r *run) switches(c *coverage, i int) bool {
	if i < 0 || i >= len(c.due) {
		return false
	}
	at := func(p *observe.UserPacket) string { return r.o.Tunnels[p.Tunnel].Interface }
	own := c.due[i]
	other := func(p *observe.UserPacket) bool { return at(p) != at(own) }
	for _, step := range []int{-1, 1} {
		for k := i + step; k >= 0 && k < len(c.due); k += step {
			if d := c.due[k].Time.Sub(own.Time).Abs(); d > straggle {
				break
			}
			if other(c.due[k]) {
				return true
			}
		}
	}
	return false
}
