package oracle

import (
	"slices"
	"strings"

	"lilab/oracle/observe"
	"lilab/oracle/rules"
	"lilab/oracle/truth"
	"lilab/oracle/verdict"
)

// service is the service that the verdict about a warrant is for: data if the target has a PDU session and the warrant
// orders data, else the registration.
func (r *run) service(w *warrant) string {
	if u := r.uses(w); len(u) > 0 {
		return u[0].service
	}
	if w.data() && slices.ContainsFunc(r.t.Sessions, func(s truth.Session) bool {
		return s.Subscriber == w.truth.Subscriber && s.Result == "established" && !imsDNN(s.DNN)
	}) {
		return verdict.Data
	}
	return verdict.Registration
}

// predict evaluates the rules for a warrant. Where the target's sessions take different routes, each is evaluated, and the
// prediction has the best of each axis; content is only partly readable if it differs.
func (r *run) predict(w *warrant) (rules.Prediction, error) {
	base := w.settings(r.t)
	w.service = r.service(w)
	base["service"] = w.service
	w.refused = r.refuses(w)
	if u := r.uses(w); len(u) > 0 {
		return r.predictIMS(w, base, u)
	}
	if w.service == verdict.Registration {
		return rules.Evaluate(base)
	}
	base["task.delivery"], base["task.headers"] = "iri", "no"
	if w.content() {
		base["task.delivery"] = "iri+cc"
	}
	if w.truth.HeaderReports != "" {
		base["task.headers"] = "yes"
	}
	var all []rules.Prediction
	for _, route := range r.routes(w) {
		in := rules.Settings{}
		for k, v := range base {
			in[k] = v
		}
		r.dataSettings(w, route, in)
		p, err := rules.Evaluate(in)
		if err != nil {
			return p, err
		}
		all = append(all, p)
	}
	out := all[0]
	for _, p := range all[1:] {
		joinPredictions(&out, p)
		out.Rollup = verdict.Rollup(w.service, out.Axes)
	}
	return out, nil
}

// routes returns the routes of the target's sessions as the rules name them.
func (r *run) routes(w *warrant) []string {
	var out []string
	for _, s := range r.t.Sessions {
		if s.Subscriber != w.truth.Subscriber || s.Result != "established" || imsDNN(s.DNN) {
			continue
		}
		route := "none"
		if w.target.Home != w.target.In {
			route = map[string]string{"local-breakout": "lbo", "home-routed": "hr"}[s.Route]
		}
		if route != "" && !slices.Contains(out, route) {
			out = append(out, route)
		}
	}
	if len(out) == 0 {
		out = []string{"none"}
	}
	return out
}

// dataSettings adds what the rules want to know about sessions of one route.
func (r *run) dataSettings(w *warrant, route string, in rules.Settings) {
	if route != "none" {
		in["pdu.route"] = route
	}
	for _, a := range r.t.Agreements {
		if route == "hr" && a.Home == w.target.Home && a.Visited == w.target.In && a.N9 == "esp" {
			in["n9"] = "ndsip"
		}
	}
	for _, s := range r.t.Sessions {
		if s.Subscriber != w.truth.Subscriber || s.Result != "established" {
			continue
		}
		if s.Confidentiality == "not-needed" {
			in["up.conf"] = "off"
		}
		for _, v := range w.windows {
			if s.Established.Before(v.early) && (s.Released.IsZero() || s.Released.After(v.early)) {
				in["task.time"] = "mid_session"
			}
		}
	}
	in["app"] = r.app(w)
	in["pdu.type"] = r.carries(w)
}

// carries says what the sessions of the target carry: the first of IP packets, frames and unstructured data that one does.
func (r *run) carries(w *warrant) string {
	out := "unstructured"
	for _, s := range r.t.Sessions {
		switch {
		case s.Subscriber != w.truth.Subscriber || s.Result != "established" || s.Type == "unstructured":
		case s.Type == "ethernet":
			out = "ethernet"
		default:
			return "ip"
		}
	}
	return out
}

// wanted returns the flows that content is measured by: those of the target during the time of the warrant in which the
// user wrote or read something. Name lookups are such a flow only if there is no other: what else is looked up for is what
// the user wants, and the lookup is in clear before most encrypted flows. within has those that the warrant covers whole,
// partly the others.
func (r *run) wanted(w *warrant) (whole, partly []int) {
	lookups := true
	for pass := range 2 {
		for i := range r.t.Flows {
			f := &r.t.Flows[i]
			if f.Subscriber != w.truth.Subscriber || f.Failure != "" || (f.Service == "dns") != (pass == 1) || len(f.Up.Canaries)+len(f.Down.Canaries) == 0 {
				continue
			}
			end := f.End
			if end.IsZero() {
				end = f.Start
			}
			switch w.phase(truth.Step{Start: f.Start, End: end}) {
			case within:
				whole = append(whole, i)
			case overlapping:
				partly = append(partly, i)
			default:
				continue
			}
			lookups = false
		}
		if !lookups {
			break
		}
	}
	return whole, partly
}

// app says how the flows of the target are protected, as the rules name it.
func (r *run) app(w *warrant) string {
	whole, partly := r.wanted(w)
	out := "none"
	for _, i := range slices.Concat(whole, partly) {
		kind := "clear"
		switch p := r.t.Flows[i].Protection; {
		case strings.HasPrefix(p, "e2ee"):
			kind = "e2ee"
		case p != "none" && p != "":
			kind = "tls"
		}
		switch {
		case out == "none", out == kind:
			out = kind
		case out == "mixed", out == "clear", kind == "clear":
			out = "mixed"
		default:
			out = "e2ee"
		}
	}
	return out
}

// measure finds the axes of a warrant from what was delivered.
func (r *run) measure(w *warrant, records []*observe.Record) verdict.Axes {
	target := w.measured(r.t)
	target.Identities = r.targetIdentities(w)
	if w.truth.TargetType == "nli" {
		r.nonLocal(w, &target)
	}
	m := verdict.Measure(records, target)
	switch {
	case w.service == verdict.Registration:
		return m
	case w.service != verdict.Data:
		r.measureIMS(w, &m)
		return m
	}
	packets, frames, others := r.search.packets(w)
	c := verdict.Delivery{Ordered: w.content(), Packets: packets, Frames: frames, Others: others}
	whole, partly := r.wanted(w)
	for n, list := range [][]int{whole, partly} {
		for _, i := range list {
			for dir, canaries := range [][]string{r.t.Flows[i].Up.Canaries, r.t.Flows[i].Down.Canaries} {
				found := r.search.got(w, i, dir)
				c.Found += found
				if n == 0 {
					c.Planted += len(canaries)
				} else { // of a flow that began before the task or went on after it, what is there counts
					c.Planted += found
				}
			}
		}
	}
	for _, rec := range records {
		if rec.Header() && rec.Report != nil && rec.Report.Flow.Src.IsValid() {
			c.Reports++
		}
	}
	m.Content, m.Call = verdict.Content(c), verdict.Call(c)
	return m
}

// bound computes what cooperation of the agencies of both networks could add at most, for each subscriber abroad who has
// warrants in both (rule X1).
func (r *run) bound(out []Warrant) map[string]BoundAxes {
	var bounds map[string]BoundAxes
	for i, w := range r.warrants {
		if w.view != "visited" {
			continue
		}
		for j, h := range r.warrants {
			if h.view != "home" || h.truth.Subscriber != w.truth.Subscriber {
				continue
			}
			if bounds == nil {
				bounds = map[string]BoundAxes{}
			}
			b := bounds[w.truth.Subscriber]
			for _, a := range []Axes{out[i].Axes, out[j].Axes} {
				b.Identity, b.IRI = verdict.Max(b.Identity, a.Identity.Measured), verdict.Max(b.IRI, a.IRI.Measured)
				b.Location, b.Call = verdict.Max(b.Location, a.Location.Measured), verdict.Max(b.Call, a.Call.Measured)
				b.Content = verdict.Max(b.Content, a.Content.Measured)
			}
			bounds[w.truth.Subscriber] = b
		}
	}
	return bounds
}

// unchanged tells whether the packets of home-routed sessions are the same on N3 and N9. If not, the network changed or
// lost them, which says nothing about interception.
func (r *run) unchanged(w *warrant) {
	c := r.check("PRE-2", w.id)
	for _, s := range r.own(w) {
		name, net := s.onN9(w.truth.Agency)
		if !s.routed() || net == nil || s.n3.count() == nil {
			continue
		}
		for dir := range net {
			a, b := net[dir], s.n3[dir]
			want, got := make([]uint64, len(a)), make([]uint64, len(b))
			for i, p := range a {
				want[i] = p.Sum
			}
			for i, p := range b {
				got[i] = p.Sum
			}
			d := compare(want, got, func(i, j int) bool { return a[i].Flow == b[j].Flow })
			if len(a) > 0 && len(d.missing)+len(d.extra)+len(d.again)+len(d.damaged) == 0 {
				c.ok(ev(r.o.UserSource(a[0]), directionNames[dir]))
				continue
			}
			var e []Evidence
			for _, i := range d.missing {
				e = append(e, ev(r.o.UserSource(a[i]), "not on N3"))
			}
			for _, j := range slices.Concat(d.extra, d.again) {
				e = append(e, ev(r.o.UserSource(b[j]), "not on "+name))
			}
			for _, p := range d.damaged {
				e = append(e, ev(r.o.UserSource(a[p.want]), "other octets"), ev(r.o.UserSource(b[p.got]), "other octets"))
			}
			if len(e) > 0 {
				c.unsure("the " + directionNames[dir] + " packets of " + s.String() + " differ on " + s.truth.Serving + ".n3 and " + name)
				c.evidence(e)
				w.disturbed = true
			}
		}
	}
	c.skip("no home-routed session of the target goes through " + w.truth.Agency)
}

// nonLocal makes the target of a measurement one of another network: places are those of the own users with whom he communicates.
func (r *run) nonLocal(w *warrant, t *verdict.Target) {
	t.NonLocal, t.Cells = true, nil
	name := r.partner(w).Subscriber
	t.ServingPLMN = r.t.Networks[r.t.Subscribers[name].In].PLMN
	for _, s := range r.t.Steps {
		if s.Subscriber == name && s.Cell != nil {
			t.Cells = append(t.Cells, cellOf(*s.Cell))
		}
	}
}
