package oracle

import (
	"fmt"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// udm checks the records of the UDM of the home network.
func (r *run) udm(w *warrant) {
	r.authentications(w)
	r.servingSystems(w)
	r.cancellations(w)
	c := r.check("UDM-START-1", w.id)
	if !w.owns() {
		r.none(c, w, observe.UDMStart, w.notHome())
		return
	}
	r.starts(c, w, observe.UDMStart, (*observe.Record).UDM, func(*observe.HI2, window) {})
	c.skip("the target was not registered when the warrant was activated")
}

func (w *warrant) notHome() string { return "the agency's network is not the target's home" }

func (r *run) authentications(w *warrant) {
	c := r.check("UDM-AUTH-1", w.id)
	if !w.owns() {
		r.none(c, w, observe.UDMAuthentication, w.notHome())
		return
	}
	attempts, unsure := w.during("register", func(truth.Step) bool { return true })
	// A UE that holds a 5G-GUTI and its keys may register without a new authentication. A request for authentication
	// data names no PEI (TS 29.503 clause 6.3.6.2.2), so a task on one need not match it.
	var needed []truth.Step
	for _, s := range attempts {
		if w.gutiBefore(s.Start) == "" && w.truth.TargetType != "pei" {
			needed = append(needed, s)
		}
	}
	got := w.of(observe.UDMAuthentication)
	p := pair(needed, got)
	for _, s := range p.missing {
		c.fail("one "+observe.UDMAuthentication+" for the "+stepText(s), "none was delivered to "+w.truth.LIID, r.evStep(w, s)...)
	}
	// A synchronisation failure makes a second request; anything beyond that has no cause.
	if most := 2 * (len(attempts) + unsure); len(got) > most {
		c.fail(fmt.Sprintf("at most %d %s", most, observe.UDMAuthentication), fmt.Sprint(len(got)), r.evRecord(got[len(got)-1])...)
	}
	for i, s := range p.steps {
		r.timed = append(r.timed, timed{w, s, p.records[i]})
	}
	serving := r.t.Networks[w.target.In].PLMN
	for _, h := range got {
		r.is(c, "sUPI", w.target.SUPI, h.Record.SUPI, h)
		r.is(c, "servingNetworkName", serving, h.Record.PLMN, h)
		if w.target.Fault == "home-rejects" {
			r.is(c, "problemDetails", "present", present(h.Record.Problem), h)
		} else {
			r.is(c, "problemDetails", "absent", present(h.Record.Problem), h)
		}
	}
	c.skip("the target does not register while the warrant is active")
}

func present(b bool) string {
	if b {
		return "present"
	}
	return "absent"
}

func (r *run) servingSystems(w *warrant) {
	c := r.check("UDM-SERV-1", w.id)
	if !w.owns() {
		r.none(c, w, observe.UDMServingSystem, w.notHome())
		return
	}
	// Registering again without having deregistered need not reach the UDM.
	fresh, unsure := w.during("register", func(s truth.Step) bool { return succeeded(s) && !registered(w.steps, s.Start) })
	again, _ := w.during("register", func(s truth.Step) bool { return succeeded(s) && registered(w.steps, s.Start) })
	p := pair(withoutGUTI(fresh), w.of(observe.UDMServingSystem))
	r.counted(c, w, observe.UDMServingSystem, p, unsure+len(again))
	serving, roaming := r.t.Networks[w.target.In].PLMN, w.target.In != w.target.Home
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.is(c, "sUPI", w.target.SUPI, h.Record.SUPI, h)
		r.is(c, "servingSystemMethod", "amf3GPPAccessRegistration", h.Record.Method, h)
		if roaming || h.Record.PLMN != "" {
			r.is(c, "pLMNID", serving, h.Record.PLMN, h)
		}
		indicator := "absent"
		if h.Record.Roaming != nil {
			indicator = strings.ToUpper(fmt.Sprint(*h.Record.Roaming))
		}
		r.is(c, "roamingIndicator", strings.ToUpper(fmt.Sprint(roaming)), indicator, h)
	}
	c.skip("the target does not register while the warrant is active")
}

// withoutGUTI drops what UDM records cannot be paired by.
func withoutGUTI(steps []truth.Step) []truth.Step {
	out := make([]truth.Step, len(steps))
	for i, s := range steps {
		out[i] = s
		out[i].GUTI = ""
	}
	return out
}

func (r *run) cancellations(w *warrant) {
	c := r.check("UDM-CANCEL-1", w.id)
	if !w.owns() {
		r.none(c, w, observe.UDMCancelLocation, w.notHome())
		return
	}
	steps, unsure := w.during("deregister", func(s truth.Step) bool { return succeeded(s) && registered(w.steps, s.Start) })
	p := pair(withoutGUTI(steps), w.of(observe.UDMCancelLocation))
	r.counted(c, w, observe.UDMCancelLocation, p, unsure)
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.is(c, "sUPI", w.target.SUPI, h.Record.SUPI, h)
		r.is(c, "cancelLocationMethod", "aMF3GPPAccessDeregistration", h.Record.Method, h)
		if h.Record.PLMN != "" {
			r.is(c, "pLMNID", r.t.Networks[w.target.In].PLMN, h.Record.PLMN, h)
		}
	}
	c.skip("the target does not deregister while the warrant is active")
}
