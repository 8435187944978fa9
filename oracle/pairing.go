package oracle

import (
	"fmt"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// of returns the delivered records of a type.
func (w *warrant) of(kind string) []*observe.HI2 {
	var out []*observe.HI2
	for _, h := range w.hi2 {
		if h.Record.Type == kind {
			out = append(out, h)
		}
	}
	return out
}

// pairing joins steps and the records that they caused.
type pairing struct {
	steps   []truth.Step
	records []*observe.HI2
	missing []truth.Step
	extra   []*observe.HI2
}

// pair finds the record of each step: first by the 5G-GUTI, then, among what is left, the nearest in time, or in
// order where as many steps as records are left.
func pair(steps []truth.Step, records []*observe.HI2) pairing {
	var p pairing
	used := make([]bool, len(records))
	match := make([]*observe.HI2, len(steps))
	take := func(i, j int) { match[i], used[j] = records[j], true }
	for i, s := range steps {
		for j, h := range records {
			// The record of a handover may have the 5G-GUTI from before it.
			if !used[j] && s.GUTI != "" && s.Kind != "handover" && h.Record.GUTI == s.GUTI {
				take(i, j)
				break
			}
		}
	}
	left, free := 0, 0
	for i := range steps {
		if match[i] == nil {
			left++
		}
	}
	for j := range records {
		if !used[j] {
			free++
		}
	}
	for i, s := range steps {
		if match[i] != nil {
			continue
		}
		best, distance := -1, tolerance+1
		for j, h := range records {
			if used[j] {
				continue
			}
			d := apart(h.PDU.Time, s)
			if left == free {
				d = 0
			}
			if d < distance {
				best, distance = j, d
			}
		}
		if best >= 0 {
			take(i, best)
		}
	}
	for i, s := range steps {
		if match[i] == nil {
			p.missing = append(p.missing, s)
			continue
		}
		p.steps, p.records = append(p.steps, s), append(p.records, match[i])
	}
	for j, h := range records {
		if !used[j] {
			p.extra = append(p.extra, h)
		}
	}
	return p
}

// apart is how far a time lies outside a step, 0 within it.
func apart(t time.Time, s truth.Step) time.Duration {
	switch {
	case t.Before(s.Start):
		return s.Start.Sub(t)
	case t.After(s.End):
		return t.Sub(s.End)
	}
	return 0
}

// evRecord names the frame of a delivered record and that of the xIRI it was made from.
func (r *run) evRecord(h *observe.HI2) []Evidence {
	out := []Evidence{ev(h.Source, h.Record.Type)}
	if x := r.x2of[h]; x != nil {
		out = append(out, ev(x.Source, h.Record.Type))
	}
	return out
}

// evStep names the first message of a UE on N2 during a step, which should have led to a record, or else the last
// record that was delivered before the step ended.
func (r *run) evStep(w *warrant, s truth.Step) []Evidence {
	for i := range r.o.N2 {
		n := &r.o.N2[i]
		if n.Network == w.target.In && !n.Time.Before(s.Start) && !n.Time.After(s.End) && n.NAS != nil {
			return []Evidence{ev(n.Source, s.Kind+" of "+s.Subscriber+" on N2")}
		}
	}
	for i := len(w.hi2) - 1; i >= 0; i-- {
		if h := w.hi2[i]; !h.PDU.Time.After(s.End) {
			return []Evidence{ev(h.Source, h.Record.Type+", the last record before")}
		}
	}
	return nil
}

func stepText(s truth.Step) string {
	return fmt.Sprintf("%s of %s at %s", s.Kind, s.Subscriber, s.Start.UTC().Format("15:04:05.000000"))
}

// counted fails a check for records that are missing or too many; unsure steps may have one or none.
func (r *run) counted(c *check, w *warrant, kind string, p pairing, unsure int) {
	for _, s := range p.missing {
		c.fail("one "+kind+" for the "+stepText(s), "none was delivered to "+w.truth.LIID, r.evStep(w, s)...)
	}
	if len(p.extra) > unsure {
		for _, h := range p.extra {
			c.fail(fmt.Sprintf("%d %s", len(p.steps)+len(p.missing), kind),
				fmt.Sprintf("%d more, for nothing the target did", len(p.extra)), r.evRecord(h)...)
		}
	}
}

// isSUPI checks the SUPI of a record, which one about a phone that was not authenticated need not have.
func (r *run) isSUPI(c *check, w *warrant, h *observe.HI2) bool {
	if w.unauth && h.Record.SUPI == "" {
		return true
	}
	return r.is(c, "sUPI", w.target.SUPI, h.Record.SUPI, h)
}

// is fails a check when a value is not the expected one and else counts it as right.
func (r *run) is(c *check, what, expected, actual string, h *observe.HI2) bool {
	if expected == actual {
		c.ok(r.evRecord(h)...)
		return true
	}
	if actual == "" {
		actual = "absent"
	}
	c.fail(what+" "+expected, what+" "+actual, r.evRecord(h)...)
	return false
}
