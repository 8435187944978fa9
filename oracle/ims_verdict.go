package oracle

import (
	"slices"

	"lilab/oracle/observe"
	"lilab/oracle/rules"
	"lilab/oracle/truth"
	"lilab/oracle/verdict"
)

// use is a service of the target, the route of the session that it goes through, and the protection of Gm, empty where it has none or that
// of the subscriber.
type use struct{ service, route, gm string }

// uses returns the communications that the verdict about a warrant is for, none if it is about registration or data.
func (r *run) uses(w *warrant) []use {
	var out []use
	add := func(u use) {
		if !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	contacts := r.contacts(w)
	for i := range contacts {
		add(r.useOf(w, &contacts[i]))
	}
	if len(out) == 0 && r.refuses(w) && w.orders("voice") && w.view != "none" {
		add(use{service: verdict.Voice, route: "hr"})
	}
	return out
}

func (r *run) emergencyRoute(w *warrant) string {
	if w.target.Home == w.target.In {
		return "none"
	}
	return "lbo"
}

// imsRoute is the route of the session for the IMS of a party, as the rules name it.
func (r *run) imsRoute(w *warrant, p truth.Party) string {
	s, ok := r.t.Subscribers[p.Subscriber]
	if !ok || s.Home == s.In {
		return "none"
	}
	route := p.Route
	if p.Session != nil && *p.Session >= 0 && *p.Session < len(r.t.Sessions) {
		route = r.t.Sessions[*p.Session].Route
	}
	if route == "" {
		for _, a := range r.t.Agreements {
			if a.Home == s.Home && a.Visited == s.In {
				route = a.IMS
			}
		}
	}
	if route == truth.RouteLocal {
		return "lbo"
	}
	return "hr"
}

// predictIMS evaluates the rules for every communication of the target and joins the predictions.
func (r *run) predictIMS(w *warrant, base rules.Settings, uses []use) (rules.Prediction, error) {
	var out rules.Prediction
	var all []rules.Prediction
	w.byUse = map[use]rules.Prediction{}
	for i, u := range uses {
		in := rules.Settings{}
		for k, v := range base {
			in[k] = v
		}
		r.imsSettings(w, u, in)
		p, err := rules.Evaluate(in)
		if err != nil {
			return p, err
		}
		all = append(all, p)
		w.byUse[u] = p
		if i == 0 {
			out = p
			continue
		}
		joinPredictions(&out, p)
		if mixed(out.Axes.Call, p.Axes.Call) {
			out.Axes.Call = P
		}
		out.Rollup = verdict.Rollup(w.service, out.Axes)
	}
	if w.gmChanges = changesGm(uses); w.gmChanges {
		joinGm(&out, all)
	}
	return out, nil
}

// mixed tells whether one of two values is T and the other is not.
func mixed(a, b Value) bool { return a != b && (a == T || b == T) }

// joinPredictions joins the prediction for another session or communication.
func joinPredictions(out *rules.Prediction, p rules.Prediction) {
	if out.Axes.Content != verdict.NA && p.Axes.Content != verdict.NA && mixed(out.Axes.Content, p.Axes.Content) {
		out.Axes.Content = P
	} else {
		out.Axes.Content = verdict.Max(out.Axes.Content, p.Axes.Content)
	}
	out.Axes.Identity, out.Axes.IRI = verdict.Max(out.Axes.Identity, p.Axes.Identity), verdict.Max(out.Axes.IRI, p.Axes.IRI)
	out.Axes.Location = verdict.Max(out.Axes.Location, p.Axes.Location)
	if !mixed(out.Axes.Call, p.Axes.Call) {
		out.Axes.Call = verdict.Max(out.Axes.Call, p.Axes.Call)
	}
	for _, f := range p.Rules {
		if !slices.Contains(out.Rules, f) {
			out.Rules = append(out.Rules, f)
		}
	}
	for _, f := range p.Findings {
		if !slices.Contains(out.Findings, f) {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Ambiguous = append(out.Ambiguous, p.Ambiguous...)
}

// imsSettings adds what the rules want to know about a communication.
func (r *run) imsSettings(w *warrant, u use, in rules.Settings) {
	in["service"], in["pdu.route"] = u.service, u.route
	in["task.delivery"], in["task.headers"] = "iri", "no"
	if w.cc() {
		in["task.delivery"] = "iri+cc"
	}
	if w.truth.HeaderReports != "" && w.orders("data") {
		in["task.headers"] = "yes"
	}
	if s := serviceSet(w.truth.Services); s != "" {
		in["task.services"] = s
	}
	delete(in, "task.time")
	switch {
	case slices.ContainsFunc(r.contacts(w), func(k contact) bool { return k.running }):
		in["task.time"] = "mid_session"
	case w.late:
		in["task.time"] = "after_reg"
	}
	name, s := w.truth.Subscriber, w.target
	if w.truth.TargetType == "nli" {
		name = r.partner(w).Subscriber
		s = r.t.Subscribers[name]
		view := view(w.truth, s)
		in["view"] = view
		in["nas.nea"], in["suci.scheme"] = string(rune('0'+s.NEA&3)), "A"
		if u.service == verdict.Voice || u.service == verdict.SMSIP {
			in["pdu.route"] = r.imsRoute(w, r.partner(w))
		}
	}
	if in["view"] == "none" { // no function of the agency's network has anything to do with it
		in["pdu.route"] = map[bool]string{true: "none", false: u.route}[u.service == verdict.SMSNAS]
		if u.route == "none" && u.service != verdict.SMSNAS && s.Home != s.In {
			in["pdu.route"] = "hr"
		}
	}
	if g := s.Gm; g != nil {
		in["ims.sig"] = map[string]string{"esp-aes": "esp", "tls": "tls"}[orElse(u.gm, g.Protection)]
		if in["ims.sig"] == "" {
			in["ims.sig"] = "null"
		}
	}
	in["ims.media"] = r.mediaOf(w, s)
	in["hrli.deployed"], in["hrli.hplmn_configured"] = "no", "no"
	for _, a := range r.t.Agreements {
		if a.Home != s.Home || a.Visited != s.In || s.Home == s.In {
			continue
		}
		in["n32"] = a.N32
		if a.HRLI.Deployed {
			in["hrli.deployed"] = "yes"
		}
		if a.HRLI.HPLMNConfigured {
			in["hrli.hplmn_configured"] = "yes"
		}
		if v := map[string]string{"on": "on", "on-and-visited-refuses": "on_and_visited_refuses"}[a.PrivacyEncryption]; v != "" {
			in["agreement.pe"] = v
		}
	}
	if r.t.Networks[s.Home].RoamingInterception == "not-allowed" {
		in["home.roaming_interception"] = "not_allowed"
	}
	in["target.part"] = r.part(w)
	if u.service == verdict.Voice && !r.spoken(w) {
		in["call.media"] = "none"
	}
	if w.network.LI.TruncateSMS {
		in["sms.text"] = "cut"
	}
	if u.service == verdict.Emergency && w.unauth {
		in["auth.result"], in["pei.obtained"] = "none", in["pei.obtained"]
		if w.target.PEI != "" {
			in["pei.obtained"] = "yes"
		}
	}
}

// spoken tells whether any call of the target was answered, or he made none: what was not answered has no content.
func (r *run) spoken(w *warrant) bool {
	calls := false
	for _, k := range r.contacts(w) {
		if k.call >= 0 && !r.t.Calls[k.call].Answered.IsZero() {
			return true
		}
		calls = calls || k.call >= 0
	}
	return !calls
}

// part says in which of his calls the target takes part himself, as the rules name it.
func (r *run) part(w *warrant) string {
	in, out := false, false
	for _, k := range r.contacts(w) {
		in, out = in || k.part, out || !k.part
	}
	switch {
	case in && out:
		return "some"
	case out:
		return "none"
	}
	return "all"
}

// mediaOf is the protection of the media of the target's calls, as the rules name it.
func (r *run) mediaOf(w *warrant, s truth.Subscriber) string {
	names := map[string]string{"sdes-e2ae": "sdes_e2ae", "sdes-e2e": "sdes_e2e", "dtls-e2ae": "dtls_e2ae", "dtls-e2e": "dtls_e2e"}
	for _, k := range r.contacts(w) {
		if k.call >= 0 && names[r.t.Calls[k.call].Protection] != "" {
			return names[r.t.Calls[k.call].Protection]
		}
		if k.call >= 0 && r.t.Calls[k.call].Protection == "rtp" {
			return "rtp"
		}
	}
	if v := names[s.Media]; v != "" {
		return v
	}
	return "rtp"
}

// serviceSet names what a warrant orders as the rules do, empty for everything.
func serviceSet(services []string) string {
	out := ""
	for _, s := range []string{"voice", "messaging", "data"} {
		if slices.Contains(services, s) {
			if out != "" {
				out += "+"
			}
			out += s
		}
	}
	return out
}

// measureIMS finds the axes of communications from what was delivered.
func (r *run) measureIMS(w *warrant, m *verdict.Axes) {
	c := verdict.Communications{Ordered: w.cc()}
	if d := r.hi3by[w]; d != nil {
		for s, q := range d.sessions {
			if s.ims() {
				c.Packets += len(q[up]) + len(q[down])
			}
		}
	}
	numbers := r.sessionsByCIN(w)
	contacts := r.contacts(w)
	if !r.spoken(w) && !slices.ContainsFunc(contacts, func(k contact) bool { return k.message >= 0 }) {
		c.Ordered = false // nothing was said or written that could be delivered
	}
	if r.disjoint(w) {
		contacts = nil
	}
	for i := range contacts {
		k := &contacts[i]
		if k.call >= 0 {
			r.measureCall(w, k, &c)
		} else {
			r.measureMessage(w, k, &c)
		}
	}
	c.Media = r.listener.count(w.agency(), observe.OnHI3)
	if p := r.listener.packets[w.agency()]; p != nil && len(p.canaries) > 0 {
		c.Readable = true
	}
	for _, h := range w.hi2 {
		if s := numbers[h.PDU.CIN]; h.Record.Header() && h.Record.Report != nil && h.Record.Report.Flow.Src.IsValid() && s != nil && s.ims() {
			c.Packets++
			c.Reports++
		}
		if s := h.Record.IMS; s != nil && s.SIP != nil && s.SIP.Description != nil {
			for _, d := range s.SIP.Description.Media {
				c.Keys = c.Keys || d.Keys > 0
			}
		}
	}
	m.Call, m.Content = verdict.Parties(c), verdict.Spoken(c)
}

// disjoint tells whether a warrant is about communications that its agency's network has nothing to do with.
func (r *run) disjoint(w *warrant) bool { return w.view == "none" && w.truth.TargetType != "nli" }

func (r *run) measureCall(w *warrant, k *contact, c *verdict.Communications) {
	call := &r.t.Calls[k.call]
	c.Due++
	name := false
	for _, h := range r.imsRecords(w) {
		ids := named(h.Record)
		if h.call == k.call && common(ids, k.with) && (common(ids, k.self) || call.Unauthenticated) {
			name = true
		}
	}
	if name {
		c.Named++
	}
	if call.Answered.IsZero() {
		return
	}
	for _, from := range []bool{true, false} {
		tone := call.Tones.To
		if from {
			tone = call.Tones.From
		}
		if tone == 0 && g711(call.Codec) {
			continue
		}
		c.Planted++
		if r.listener.hears(w.agency(), observe.OnHI3, k.call, from) {
			c.Found++
		}
		if r.listener.hears(w.agency(), observe.InPackets, k.call, from) {
			c.Readable = true
		}
	}
}

func (r *run) measureMessage(w *warrant, k *contact, c *verdict.Communications) {
	m := &r.t.Messages[k.message]
	c.Due++
	c.Planted++
	name, found := false, false
	for _, h := range w.hi2 {
		rec := h.Record
		switch {
		case rec.SMS != nil && rec.Type == observe.SMSMessage && r.smsIs(rec.SMS, k, m):
			name = true
			if contains(rec.SMS.TPDU.Text, m.Canary) {
				found = true
			} else {
				c.Cut = true
			}
		case rec.IMS != nil && rec.IMS.SIP != nil && rec.IMS.SIP.Method == "MESSAGE":
			ids := rec.IMS.SIP.Parties()
			if s := rec.IMS.SIP.Short; s != nil {
				ids = append(ids, s.Originator, s.Destination)
				if s.Address != "" {
					ids = append(ids, s.Address)
				}
			}
			text := contains(rec.IMS.SIP.Text, m.Canary)
			if text || apart(h.PDU.Time, truth.Step{Start: m.Time, End: m.Time.Add(tolerance)}) <= tolerance {
				name = name || common(ids, k.self) && common(ids, k.with)
			}
			found = found || text
		}
	}
	if name {
		c.Named++
	}
	if found {
		c.Found++
	}
}

// smsIs tells whether a record of an SMSF is about a message: one party is named by each identity, and the text or the time agree.
func (r *run) smsIs(s *observe.Message, k *contact, m *truth.Message) bool {
	ids := func(p observe.MessageParty) []string {
		out := []string{p.GPSI, p.Address, s.TPDU.Address}
		return slices.DeleteFunc(out, func(v string) bool { return v == "" })
	}
	from, to := s.Originating, s.Terminating
	self := slices.Clone(k.self)
	if sub, ok := r.t.Subscribers[k.side.Subscriber]; ok {
		self = append(self, sub.SUPI)
	}
	mine := func(p observe.MessageParty) bool {
		return common(append(ids(p), p.SUPI, p.PEI), self)
	}
	if m.From.Subscriber == k.side.Subscriber {
		return mine(from) && common(ids(to), k.with)
	}
	return mine(to) && common(ids(from), k.with)
}
