package oracle

import (
	"fmt"
	"slices"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// amf checks the records of the serving AMF.
func (r *run) amf(w *warrant) {
	r.registrations(w)
	r.deregistrations(w)
	r.moves(w)
	r.amfStart(w)
	r.failures(w)
	r.concealedFailures(w)
}

func initialType(h *observe.HI2) bool {
	return h.Record.RegistrationType != "mobility" && h.Record.RegistrationType != "periodic"
}

func (r *run) registrations(w *warrant) {
	once, guti, cell, kind := r.check("AMF-REG-1", w.id), r.check("AMF-REG-2", w.id), r.check("AMF-REG-3", w.id), r.check("AMF-REG-4", w.id)
	var initial []*observe.HI2
	for _, h := range w.of(observe.AMFRegistration) {
		if initialType(h) || w.entered(h) != nil {
			initial = append(initial, h)
		}
	}
	var steps []truth.Step
	unsure := 0
	if w.serves() {
		steps, unsure = w.during("register", succeeded)
		came, more := w.during(entering, succeeded)
		steps, unsure = append(steps, came...), unsure+more
		slices.SortFunc(steps, func(a, b truth.Step) int { return a.Start.Compare(b.Start) })
	}
	p := pair(steps, initial)
	r.counted(once, w, observe.AMFRegistration, p, unsure)
	for i, h := range p.records {
		s := p.steps[i]
		r.timed = append(r.timed, timed{w, s, h})
		r.isSUPI(once, w, h)
		if s.GUTI == "" {
			guti.unsure("the truth has no 5G-GUTI for the " + stepText(s))
		} else {
			r.is(guti, "gUTI", s.GUTI, h.Record.GUTI, h)
		}
		r.sameCell(cell, s, h)
		want := w.registrationType()
		if s.Kind == entering {
			want = "mobility"
		}
		r.is(kind, "registrationType", want, h.Record.RegistrationType, h)
		r.is(kind, "registrationResult", "threeGPPAccess", h.Record.Result, h)
	}
	for _, c := range []*check{once, guti, cell, kind} {
		c.skip(w.why("the target does not register while the warrant is active"))
	}
}

// why says why a requirement about the serving network does not apply.
func (w *warrant) why(other string) string {
	if !w.serves() {
		return "the agency's network does not serve the target"
	}
	return other
}

// sameCell compares the cell of a record with the one the UE was in.
func (r *run) sameCell(c *check, s truth.Step, h *observe.HI2) {
	if s.Cell == nil {
		c.unsure("the truth has no cell for the " + stepText(s))
		return
	}
	want := cellOf(*s.Cell)
	r.is(c, "cell", cellText(&want), cellText(h.Record.Cell), h)
}

func cellText(c *observe.Cell) string {
	if c == nil {
		return ""
	}
	out := "NCGI " + c.PLMN + " " + c.NRCellID + ", TAI " + c.TAIPLMN + " " + c.TAC
	return out
}

func (r *run) deregistrations(w *warrant) {
	c := r.check("AMF-DEREG-1", w.id)
	var steps []truth.Step
	unsure := 0
	if w.serves() {
		steps, unsure = w.during("deregister", func(s truth.Step) bool { return succeeded(s) && registered(w.steps, s.Start) })
	}
	p := pair(steps, w.of(observe.AMFDeregistration))
	r.counted(c, w, observe.AMFDeregistration, p, unsure)
	for i, h := range p.records {
		s := p.steps[i]
		r.timed = append(r.timed, timed{w, s, h})
		r.isSUPI(c, w, h)
		r.is(c, "deregistrationDirection", "uEInitiated", h.Record.Direction, h)
		r.is(c, "accessType", "threeGPPAccess", h.Record.Access, h)
		if g := w.gutiBefore(s.Start); g != "" && h.Record.GUTI != "" {
			r.is(c, "gUTI", g, h.Record.GUTI, h)
		}
		want := "normalDetach"
		if s.SwitchOff {
			want = "switchOff"
		}
		if s.SwitchOff || h.Record.SwitchOff != "" {
			r.is(c, "switchOffIndicator", want, h.Record.SwitchOff, h)
		}
	}
	c.skip(w.why("the target does not deregister while the warrant is active"))
}

// gutiBefore returns the 5G-GUTI that the target held at a moment.
func (w *warrant) gutiBefore(at time.Time) string {
	g := ""
	for _, s := range w.steps {
		if !s.End.After(at) && s.GUTI != "" {
			g = s.GUTI
		}
	}
	return g
}

// cellBefore returns the cell that the target was in at a moment.
func (w *warrant) cellBefore(at time.Time) *truth.Cell {
	var c *truth.Cell
	for _, s := range w.steps {
		if !s.End.After(at) && s.Cell != nil {
			c = s.Cell
		}
	}
	return c
}

// moves expects for each move a location update or a mobility registration with the new cell.
func (r *run) moves(w *warrant) {
	c := r.check("AMF-LOC-1", w.id)
	var records []*observe.HI2
	updates, mobility := w.of(observe.AMFLocationUpdate), 0
	records = append(records, updates...)
	for _, h := range w.of(observe.AMFRegistration) {
		if !initialType(h) && w.entered(h) == nil {
			records = append(records, h)
			mobility++
		}
	}
	var steps []truth.Step
	unsure := 0
	if w.serves() {
		for _, kind := range []string{"move", "handover"} {
			more, n := w.during(kind, func(s truth.Step) bool { return succeeded(s) && registered(w.steps, s.Start) })
			steps, unsure = append(steps, more...), unsure+n
		}
		slices.SortFunc(steps, func(a, b truth.Step) int { return a.Start.Compare(b.Start) })
	}
	p := pair(steps, updates)
	if len(updates) < len(steps) && mobility > 0 {
		p = pair(steps, records)
	}
	r.counted(c, w, observe.AMFLocationUpdate, p, unsure+mobility)
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.isSUPI(c, w, h)
		r.sameCell(c, p.steps[i], h)
	}
	c.skip(w.why("the target does not move while the warrant is active"))
}

// starts checks the start-of-interception records of one function. first says which record must come before all others.
func (r *run) starts(c *check, w *warrant, kind string, mine func(*observe.Record) bool, each func(*observe.HI2, window)) {
	var late []window
	for _, v := range w.windows {
		if registered(w.steps, v.early) {
			late = append(late, v)
		}
	}
	got := w.of(kind)
	if len(got) != len(late) {
		var e []Evidence
		for _, h := range got {
			e = append(e, r.evRecord(h)...)
		}
		c.fail(fmt.Sprintf("%d %s", len(late), kind), fmt.Sprintf("%d", len(got)), e...)
		return
	}
	for i, h := range got {
		each(h, late[i])
		for _, other := range w.hi2 {
			if other == h {
				break
			}
			if mine(other.Record) && !other.PDU.Time.Before(late[i].early) {
				c.fail(kind+" before every other record of the function", other.Record.Type+" came first", append(r.evRecord(other), r.evRecord(h)...)...)
				break
			}
		}
		r.isSUPI(c, w, h)
	}
}

func (r *run) amfStart(w *warrant) {
	c := r.check("AMF-START-1", w.id)
	if !w.serves() {
		r.none(c, w, observe.AMFStart, w.why(""))
		return
	}
	if w.unknown() {
		r.none(c, w, observe.AMFStart, notProved)
		return
	}
	r.starts(c, w, observe.AMFStart, (*observe.Record).AMF, func(h *observe.HI2, v window) {
		if g := w.gutiBefore(v.early); g != "" {
			r.is(c, "gUTI", g, h.Record.GUTI, h)
		}
		if cell := w.cellBefore(v.early); cell != nil && h.Record.Cell != nil {
			want := cellOf(*cell)
			r.is(c, "cell", cellText(&want), cellText(h.Record.Cell), h)
		}
		r.is(c, "registrationResult", "threeGPPAccess", h.Record.Result, h)
	})
	c.skip("the target was not registered when the warrant was activated")
}

// none expects no record of a type and says why.
func (r *run) none(c *check, w *warrant, kind, why string) {
	for _, h := range w.of(kind) {
		if s := h.Record.Session; s != nil && imsDNN(s.DNN) && (w.orders("voice") || w.orders("messaging")) && !w.public() && !w.unknown() {
			continue // the session that calls and messages go through
		}
		c.fail("no "+kind+": "+why, "one was delivered", r.evRecord(h)...)
	}
	c.skip(why)
}

// failures expects one record for each failed registration whose identity the AMF could read.
func (r *run) failures(w *warrant) {
	c := r.check("AMF-FAIL-1", w.id)
	readable := w.serves() && (w.target.SUCI == "null" && w.truth.TargetType == "supi" || w.refused)
	var steps []truth.Step
	unsure := 0
	if readable {
		steps, unsure = w.during("register", failed)
	}
	p := pair(steps, w.of(observe.AMFUnsuccessful))
	if readable || w.target.SUCI == "null" || w.refused {
		r.counted(c, w, observe.AMFUnsuccessful, p, unsure)
	}
	for i, h := range p.records {
		s := p.steps[i]
		r.timed = append(r.timed, timed{w, s, h})
		r.is(c, "failedProcedureType", "registration", h.Record.Procedure, h)
		r.isSUPI(c, w, h)
		if s.Result == "rejected" && s.Cause != 0 {
			r.is(c, "5GMM cause", fmt.Sprint(s.Cause), fmt.Sprint(h.Record.Cause), h)
		}
	}
	c.skip(w.why("no registration with a readable identity fails while the warrant is active"))
}

// concealedFailures expects silence of the AMF about failed registrations with a concealed identity.
func (r *run) concealedFailures(w *warrant) {
	c := r.check("A3-1", w.id)
	if !w.serves() || w.refused || w.target.SUCI == "null" || w.truth.TargetType == "pei" {
		c.skip(w.why("the identity is readable, or the task is on the equipment"))
		return
	}
	steps, _ := w.during("register", failed)
	for _, s := range steps {
		c.ok(r.evStep(w, s)...)
		for _, x := range w.x2 {
			if x.Record.AMF() && r.belongs(w, s, x.Stamp) {
				c.fail("no record of the AMF about the "+stepText(s), x.Record.Type, ev(x.Source, x.Record.Type))
			}
		}
		for _, h := range w.hi2 {
			if h.Record.AMF() && r.belongs(w, s, h.PDU.Time) {
				c.fail("no record of the AMF about the "+stepText(s), h.Record.Type, r.evRecord(h)...)
			}
		}
	}
	c.skip("no registration with a concealed identity fails while the warrant is active")
}

// belongs tells whether a time lies nearer to a step than to any other step of the target. With nothing but
// failed registrations every record belongs to one of them.
func (r *run) belongs(w *warrant, s truth.Step, t time.Time) bool {
	for _, o := range w.steps {
		if o.Start != s.Start && apart(t, o) < apart(t, s) && succeeded(o) {
			return false
		}
	}
	return true
}
