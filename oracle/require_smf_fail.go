package oracle

import (
	"fmt"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// sessionFailures expects one record for each session that an SMF refuses.
func (r *run) sessionFailures(w *warrant) {
	c := r.check("SMF-FAIL-1", w.id)
	why := r.noSessions(w)
	if why != "" {
		r.none(c, w, observe.SMFUnsuccessful, why)
		return
	}
	var all []due
	unsure := 0
	for _, s := range r.sessions {
		if s.truth.Subscriber != w.truth.Subscriber || s.truth.Result == "established" {
			continue
		}
		end := r.refusal(s)
		switch {
		case s.truth.Cause == 0, !w.serves():
			unsure++ // the AMF may have refused it, and the visited network before the home network heard of it
		default:
			all = append(all, due{s, truth.Step{Kind: "open-session", Subscriber: s.truth.Subscriber, Start: s.truth.Requested, End: end, Result: "failed"}})
		}
	}
	dues, edge := w.phased(all)
	p := pairSessions(dues, w.of(observe.SMFUnsuccessful))
	r.counted(c, w, observe.SMFUnsuccessful, p.pairing, unsure+edge)
	for i, h := range p.records {
		r.timed = append(r.timed, timed{w, p.steps[i], h})
		r.isSUPI(c, w, h)
		r.is(c, "failedProcedureType", "pDUSessionEstablishment", h.Record.Procedure, h)
		r.is(c, "failureCause", fmt.Sprint(p.sessions[i].truth.Cause), fmt.Sprint(h.Record.Cause), h)
		if h.Record.Session.DNN != "" {
			r.is(c, "dNN", p.sessions[i].truth.DNN, h.Record.Session.DNN, h)
		}
	}
	c.skip("no PDU session of the target is refused while the warrant is active")
}

// homeURI checks that hSMFURI is there exactly in records of a V-SMF.
func (r *run) homeURI(w *warrant) {
	c := r.check("HSMF-URI", w.id)
	for _, h := range w.hi2 {
		if h.Record.Type != observe.SMFEstablishment && h.Record.Type != observe.SMFStart {
			continue
		}
		s := r.sessionOf(w, h.Record, h.PDU.Time)
		if s == nil {
			continue
		}
		want := present(w.serves() && s.routed())
		r.is(c, "hSMFURI", want, present(h.Record.Session.HSMFURI != ""), h)
	}
	c.skip(orElse(r.noSessions(w), "no record about a session was delivered"))
}
