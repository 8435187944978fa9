package oracle

import (
	"fmt"
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
)

// emergency checks what is special about emergency services.
func (r *run) emergency(w *warrant) {
	r.unproved(w)
	r.staysLocal(w)
}

// notProved says why a warrant finds nothing.
const notProved = "nobody authenticated the identity that the warrant is about"

// unknown tells whether nobody authenticated the identity that the warrant is about.
func (w *warrant) unknown() bool { return w.unauth && w.truth.TargetType != "pei" }

// registrationType is what records of the AMF call the target's registrations.
func (w *warrant) registrationType() string {
	if w.unauth || w.target.Registration == truth.RegistrationEmergency {
		return "emergency"
	}
	return "initial"
}

// emergency tells whether a session is for emergency calls.
func (s *session) emergency() bool { return emergencyDNN(s.truth.DNN) }

// emergencyDNN tells whether a data network is that of emergency calls.
func emergencyDNN(dnn string) bool {
	name, _, _ := strings.Cut(strings.ToLower(dnn), ".")
	return name == "sos"
}

// requestType is what records of an SMF call the request for a session.
func (s *session) requestType() string {
	if s.emergency() {
		return "initialEmergencyRequest"
	}
	return "initialRequest"
}

// unproved checks that an identity of the subscription that nobody authenticated is not matched, and that no record passes it off
// as authenticated.
func (r *run) unproved(w *warrant) {
	c := r.check("E1-1", w.id)
	if !w.unauth {
		c.skip("the target has no service without authentication")
		return
	}
	if !slices.ContainsFunc(w.steps, func(s truth.Step) bool {
		if s.Kind != "register" || !succeeded(s) || w.phase(s) != within {
			return false
		}
		c.ok(r.evStep(w, s)...)
		return true
	}) {
		c.skip("the target does not register while the warrant is active")
	}
	if !w.unknown() {
		for _, h := range w.hi2 {
			if s := h.Record.Session; s != nil && h.Record.SUPI != "" && s.Unauthenticated != nil && !*s.Unauthenticated {
				c.fail("sUPIUnauthenticated true with sUPI "+h.Record.SUPI, "false", r.evRecord(h)...)
			}
		}
		return
	}
	nothing := "nothing on a task about the " + strings.ToUpper(w.truth.TargetType) + ", which nobody authenticated"
	for _, x := range w.x2 {
		c.fail(nothing, x.Record.Type, ev(x.Source, x.Record.Type))
	}
	for _, h := range w.hi2 {
		c.fail(nothing, h.Record.Type, r.evRecord(h)...)
	}
	for _, d := range []*delivery{r.x3by[w], r.hi3by[w]} {
		if d != nil && len(d.all) > 0 {
			c.fail(nothing, fmt.Sprintf("%d packets", len(d.all)), ev(r.source(&d.all[0]), "content"))
		}
	}
	for _, place := range []observe.MediaPlace{observe.OnX3, observe.OnHI3} {
		if list := r.mediaOfWarrant(w, place); len(list) > 0 {
			c.fail(nothing, fmt.Sprintf("%d packets of RTP", len(list)), ev(r.o.MediaSource(list[0]), "RTP"))
		}
	}
}

// staysLocal checks that an emergency session of the target leaves in the network that serves him: none of its packets is on N9, and
// nothing about the session or the call comes from the home network. What the home network hears of is the registration.
func (r *run) staysLocal(w *warrant) {
	c := r.check("E2-1", w.id)
	for _, s := range r.sessions {
		if s.truth.Subscriber != w.truth.Subscriber || !s.emergency() || s.truth.Result != "established" {
			continue
		}
		if w.phase(truth.Step{Start: s.truth.Requested, End: s.truth.Established}) == outside {
			continue
		}
		c.ok(r.evSession(w, s)...)
		for i := range r.o.User {
			p := &r.o.User[i]
			iface := r.o.Tunnels[p.Tunnel].Interface
			if p.Flow < 0 || !strings.HasSuffix(iface, ".n9") || !s.lives(p.Time) {
				continue
			}
			f := &r.o.Flows[p.Flow]
			mine := func(t *session) bool { return t.sends(f) || t.receives(f) }
			if mine(s) && !slices.ContainsFunc(r.sessions, func(t *session) bool { return t != s && t.may(iface) && t.lives(p.Time) && mine(t) }) {
				c.fail("no packet of "+s.String()+" on N9", "one", ev(r.o.UserSource(p), "a packet of "+s.String()))
			}
		}
		if w.truth.Agency == s.truth.Serving {
			continue
		}
		for _, h := range w.hi2 {
			if x := h.Record.Session; x != nil && emergencyDNN(x.DNN) {
				c.fail("nothing about "+s.String()+" from "+w.truth.Agency, h.Record.Type, r.evRecord(h)...)
			}
		}
	}
	if len(r.t.Calls) > 0 && w.truth.Agency != w.target.In {
		for _, h := range r.imsRecords(w) {
			if h.call >= 0 && r.t.Calls[h.call].Emergency {
				c.fail("nothing about an emergency call abroad", h.Record.Type, r.evRecord(h.HI2)...)
			}
		}
	}
	c.skip("the target has no emergency session while the warrant is active")
}
