package oracle

import (
	"fmt"
	"slices"
	"time"

	"lilab/oracle/observe"
	"lilab/oracle/rules"
	"lilab/oracle/truth"
	"lilab/oracle/verdict"
	"lilab/oracle/wire"
)

// entering is the kind of the step in which a phone comes to another network, with a mobility registration there.
const entering = "enter"

// arrived is how the target came to the agency's network from another one, nil if it did not. What was before is nobody's due there.
func (w *warrant) arrived() *truth.Moved {
	if w.truth.Agency != w.target.In {
		return nil
	}
	return w.target.Moved
}

// before tells whether a moment lies before the target came to the agency's network.
func (w *warrant) before(at time.Time) bool {
	m := w.arrived()
	return m != nil && at.Before(m.Start)
}

// entered finds the step that a mobility registration is about with which the target came to the agency's network.
func (w *warrant) entered(h *observe.HI2) *truth.Step {
	if h.Record.RegistrationType != "mobility" {
		return nil
	}
	for i := range w.steps {
		if s := &w.steps[i]; s.Kind == entering && apart(h.PDU.Time, *s) <= tolerance {
			return s
		}
	}
	return nil
}

// newSession makes the session of a truth. One that came from another network with its phone begins with that for every judgement; of the
// time before the H-SMF and the H-UPF, which it has had from the beginning, know more.
func newSession(index int, t truth.Session, home string) *session {
	s := &session{index: index, truth: t, home: home, n9: map[string]*packets{}, requested: t.Requested}
	if t.Moved != nil {
		s.truth.Requested, s.truth.Established = t.Moved.Start, t.Moved.At
	}
	return s
}

// anchored returns the packets that the anchor of a session has had: with those from before the phone went to another network.
func (s *session) anchored(net, iface string, at *packets) (string, *packets) {
	if s.truth.Moved == nil || at == nil || net != s.truth.Moved.From {
		return iface, at
	}
	out := &packets{}
	for dir := range out {
		out[dir] = slices.Concat(s.left[dir], at[dir])
		slices.SortStableFunc(out[dir], func(a, b *observe.UserPacket) int { return a.Frame - b.Frame })
	}
	return s.truth.Moved.From + ".n3 and " + iface, out
}

// gmAt is the protection of Gm of a subscriber at a moment: that of its last registration with the IMS before. It is empty where nothing
// is known of it.
func (r *run) gmAt(subscriber string, at time.Time) string {
	g := r.t.Subscribers[subscriber].Gm
	if g == nil {
		return ""
	}
	out := g.Protection
	for i, c := range g.Changes {
		if i == 0 || !c.At.After(at) {
			out = c.Protection
		}
	}
	return out
}

// useOf is the communication that a contact is, as the rules take it.
func (r *run) useOf(w *warrant, k *contact) use {
	side := k.side
	if w.truth.TargetType == "nli" {
		side = r.partner(w)
	}
	switch {
	case k.call >= 0 && (r.t.Calls[k.call].Emergency || side.Route == truth.RouteEmergency):
		return use{service: verdict.Emergency, route: r.emergencyRoute(w)}
	case k.call >= 0:
		return use{verdict.Voice, r.imsRoute(w, side), r.gmAt(side.Subscriber, r.t.Calls[k.call].Start)}
	case k.kind(r.t, w) == truth.SMSOverNAS:
		return use{service: verdict.SMSNAS, route: "none"}
	}
	return use{verdict.SMSIP, r.imsRoute(w, side), r.gmAt(side.Subscriber, r.t.Messages[k.message].Time)}
}

// changesGm tells whether the communications of the target are alike but for the protection of Gm, which is not the same in all.
func changesGm(uses []use) bool {
	changes := false
	for _, u := range uses {
		changes = changes || u.gm != uses[0].gm
		if u.gm = uses[0].gm; u != uses[0] {
			return false
		}
	}
	return changes
}

// joinGm completes the join of predictions for communications before and after a change of Gm: the functions report what any of them
// gives occasion for. A reading of the standards counts if it changes the whole.
func joinGm(out *rules.Prediction, all []rules.Prediction) {
	union := func(to *[]string, more []string) {
		for _, v := range more {
			if !slices.Contains(*to, v) {
				*to = append(*to, v)
			}
		}
	}
	out.POIs, out.X2, out.X3 = slices.Clone(out.POIs), slices.Clone(out.X2), slices.Clone(out.X3)
	for _, p := range all {
		union(&out.POIs, p.POIs)
		union(&out.X2, p.X2)
		union(&out.X3, p.X3)
	}
	out.Ambiguous = nil
	for i, p := range all {
		for _, a := range p.Ambiguous {
			whole := rules.Prediction{Axes: a.Axes}
			for j, q := range all {
				if j != i {
					whole.Axes = joinAxes(whole.Axes, q.Axes)
				}
			}
			if whole.Axes != out.Axes {
				a.Axes = whole.Axes
				out.Ambiguous = append(out.Ambiguous, a)
			}
		}
	}
}

// joinAxes joins the axes for two communications as predictIMS does.
func joinAxes(a, b verdict.Axes) verdict.Axes {
	out, more := rules.Prediction{Axes: a}, rules.Prediction{Axes: b}
	joinPredictions(&out, more)
	if mixed(out.Axes.Call, b.Call) {
		out.Axes.Call = P
	}
	return out.Axes
}

// hidden tells whether a contact of the target was encrypted on Gm where the agency's network could have read it, while others were not.
func (r *run) hidden(w *warrant, k *contact) bool {
	if !w.gmChanges {
		return false
	}
	p, ok := w.byUse[r.useOf(w, k)]
	return ok && slices.Contains(p.Rules, "D11") && !slices.Contains(p.X2, "iMSMessage")
}

// measureOne finds the axes call and content of one call.
func (r *run) measureOne(w *warrant, k *contact) (call, content Value) {
	c := verdict.Communications{Ordered: w.cc() && !r.t.Calls[k.call].Answered.IsZero()}
	for _, m := range r.mediaOfWarrant(w, observe.OnHI3) {
		if at, ok := r.listener.sent[m.SSRC]; ok && at.call == k.call && m.Header {
			c.Media++
		}
	}
	r.measureCall(w, k, &c)
	span := truth.Step{Start: r.t.Calls[k.call].Start, End: r.ended(&r.t.Calls[k.call])}
	if d := r.hi3by[w]; d != nil {
		for s, q := range d.sessions {
			for _, i := range slices.Concat(q[up], q[down]) {
				if s.ims() && apart(d.all[i].stamp(), span) == 0 {
					c.Packets++
				}
			}
		}
	}
	for _, h := range r.imsRecords(w) {
		if s := h.Record.IMS.SIP; h.call == k.call && s != nil && s.Description != nil {
			c.Keys = c.Keys || slices.ContainsFunc(s.Description.Media, func(d wire.SDPMedia) bool { return d.Keys > 0 })
		}
	}
	return verdict.Parties(c), verdict.Spoken(c)
}

// perCall checks, where the protection of Gm changes between the calls of the target, that each call is delivered as its own protection
// lets it.
func (r *run) perCall(w *warrant) {
	c := r.check("IMS-GM-1", w.id)
	contacts := r.contacts(w)
	for i := range contacts {
		k := &contacts[i]
		if k.call < 0 || !w.gmChanges {
			continue
		}
		u := r.useOf(w, k)
		p := w.byUse[u].Axes
		if r.t.Calls[k.call].Answered.IsZero() {
			p.Content = NA
		}
		call, content := r.measureOne(w, k)
		if w.calls == nil {
			w.calls = map[int]oneCall{}
		}
		w.calls[k.call] = oneCall{u.gm, CallAxes{Call: Axis{Predicted: p.Call, Measured: call}, Content: Axis{Predicted: p.Content, Measured: content}}}
		what := fmt.Sprintf("call %d with Gm %s: call ", k.call, u.gm)
		if want, got := string(p.Call)+", content "+string(p.Content), string(call)+", content "+string(content); want != got {
			c.fail(what+want, what+got, r.evFirstOf(w, k)...)
		} else {
			c.ok(r.evFirstOf(w, k)...)
		}
	}
	c.skip("the protection of Gm is the same in all calls of the target")
}

// oneCall is what was found of one call.
type oneCall struct {
	gm   string
	axes CallAxes
}

// evFirstOf names the first record of a call.
func (r *run) evFirstOf(w *warrant, k *contact) []Evidence {
	for _, h := range r.imsRecords(w) {
		if h.call == k.call {
			return r.evRecord(h.HI2)
		}
	}
	return nil
}

// untilReadable measures how long SIP of the target stayed encrypted in the agency's network after it had come from another one with what
// was agreed on there: from its mobility registration, as the AMF reported it, to the first SIP message of it that could be read. It is
// nil if SIP could be read from the beginning, or never.
func (r *run) untilReadable(w *warrant) *GmDelay {
	m := w.arrived()
	if m == nil || !w.serves() || w.target.Gm == nil || !encrypts(r.gmAt(w.truth.Subscriber, m.At)) || !slices.ContainsFunc(w.target.Gm.Changes, func(c truth.GmChange) bool {
		return c.At.After(m.At) && !encrypts(c.Protection)
	}) {
		return nil
	}
	var out *GmDelay
	for _, h := range w.of(observe.AMFRegistration) {
		if w.entered(h) != nil {
			out = &GmDelay{Entered: h.PDU.Time, Evidence: r.evRecord(h)}
			break
		}
	}
	if out == nil {
		return nil
	}
	ids := r.targetIdentities(w)
	for _, name := range r.wayHome(w) {
		for i := range r.o.Signals {
			if s := &r.o.Signals[i]; s.Interface == name && !s.Time.Before(m.At) && common(s.SIP.Parties(), ids) {
				out.Readable = s.Time
				out.Evidence = append(out.Evidence, ev(s.Source, s.SIP.Name()))
				break
			}
		}
		if !out.Readable.IsZero() {
			break
		}
	}
	if out.Readable.IsZero() {
		return nil
	}
	out.Seconds = out.Readable.Sub(out.Entered).Seconds()
	contacts := r.contacts(w)
	for i := range contacts {
		if k := &contacts[i]; k.call >= 0 && r.hidden(w, k) {
			out.Calls++
		}
	}
	return out
}

// encrypts tells whether a protection of Gm hides SIP from a network between the phone and its P-CSCF.
func encrypts(gm string) bool { return gm == "esp-aes" || gm == "tls" }
