package rules

import (
	"fmt"
	"slices"
	"strings"

	"lilab/oracle/verdict"
)

// Settings are the inputs of an evaluation by name, with the values of the decision table:
//
//	view         domestic, visited, home, none (the agency's network neither serves nor owns the subscriber)
//	suci.scheme  null, A, B
//	nas.nea      0 to 3
//	n32          tls, prins, none
//	auth.result  ok, fail_home, fail_serving, supi_mismatch
//	             none: an emergency session without authentication
//	task.target  supi, gpsi, pei, impu, nli (a non-local identity)
//	task.time    before_reg, after_reg, mid_session
//	task.services  all, or what is ordered of voice, messaging and data, joined by "+"
//	gpsi.supplied, pei.obtained  yes, no
//	service      reg (registration), data (PDU sessions), voice, sms_ip, sms_nas, emergency
//	pdu.route    none (the subscriber is at home), lbo (local breakout), hr (home-routed), of the session that the service uses
//	pdu.type     ip, ethernet, unstructured: what the session carries
//	ims.sig      null, esp, tls: encryption of SIP between phone and P-CSCF
//	ims.media    rtp, sdes_e2ae, sdes_e2e, dtls_e2ae, dtls_e2e
//	hrli.deployed, hrli.hplmn_configured  yes, no: interception of home-routed IMS in the visited network
//	agreement.pe  off, on, on_and_visited_refuses: privacy encryption by the home network
//	home.roaming_interception  allowed, not_allowed
//	target.part  some, all, none: of the target's calls, in which he takes part himself and does not only divert them
//	sms.text     whole, cut: whether records of the SMSF have the text
//	call.media   yes, none: whether any of the target's calls was answered; without media there is no content to deliver
//	app          clear, tls, e2ee, mixed (some flows in clear), none (the target sends nothing)
//	up.conf      on, off: encryption of user packets on the radio
//	n9           plain, ndsip
//	task.delivery  iri, iri+cc
//	task.headers   no, yes: reports of packet headers are ordered
type Settings map[string]string

// known are the settings, their values, and the default (first).
var known = map[string][]string{
	"view":          {"domestic", "visited", "home", "none"},
	"suci.scheme":   {"A", "B", "null"},
	"nas.nea":       {"2", "0", "1", "3"},
	"n32":           {"tls", "prins", "none"},
	"auth.result":   {"ok", "fail_home", "fail_serving", "supi_mismatch", "none"},
	"task.target":   {"supi", "gpsi", "pei", "impu", "nli"},
	"task.time":     {"before_reg", "after_reg", "mid_session"},
	"gpsi.supplied": {"yes", "no"},
	"pei.obtained":  {"yes", "no"},
	"service":       {verdict.Registration, verdict.Data, verdict.Voice, verdict.SMSIP, verdict.SMSNAS, verdict.Emergency},
	"pdu.route":     {"none", "lbo", "hr"},
	"pdu.type":      {"ip", "ethernet", "unstructured"},
	"app":           {"clear", "tls", "e2ee", "mixed", "none"},
	"up.conf":       {"on", "off"},
	"n9":            {"plain", "ndsip"},
	"task.delivery": {"iri", "iri+cc"},
	"task.headers":  {"no", "yes"},
	"task.services": {"all", "voice", "messaging", "data", "voice+messaging", "voice+data", "messaging+data", "voice+messaging+data"},

	"ims.sig":                   {"null", "esp", "tls"},
	"ims.media":                 {"rtp", "sdes_e2ae", "sdes_e2e", "dtls_e2ae", "dtls_e2e"},
	"hrli.deployed":             {"yes", "no"},
	"hrli.hplmn_configured":     {"yes", "no"},
	"agreement.pe":              {"off", "on", "on_and_visited_refuses"},
	"home.roaming_interception": {"allowed", "not_allowed"},
	"target.part":               {"some", "all", "none"},
	"sms.text":                  {"whole", "cut"},
	"call.media":                {"yes", "none"},
}

// derived are the settings that follow from others, with their values.
var derived = map[string][]string{
	"ue.role":        {"domestic", "roaming"},
	"serving":        {"own", "other"},
	"home":           {"own", "other"},
	"user.plane":     {"own", "other"},
	"serving.knows":  {"supi"},
	"target.matches": {"amf", "smf", "udm", "smsf", "ims", "lmisf"},
	"copies":         {verdict.Data, "ims"},
	"barred":         {"no", "yes"},
	"ims.view":       {"none", "own", "visited", "scscf", "hrli", "hrli_blind", "raw", "emergency", "unauth", "denied"},
}

// Prediction is what the rules say.
type Prediction struct {
	Axes   verdict.Axes
	Rollup verdict.Value
	// Rules are the ids of the rules that fired, in order.
	Rules []string
	// POIs and X2 say who must report which alternatives of XIRIEvent, if the script gives occasion.
	POIs, X2 []string
	// X3 are the alternatives of CCPDU of which content may be delivered, none if no content is due.
	X3       []string
	Findings []string
	// Certainty is the weakest tag among the rules: C (A counts as C), K or I.
	Certainty Tag
	// Ambiguous are the questions that the standards leave open and that would change the prediction.
	Ambiguous []Reading
}

// Evaluate applies the rules, in the order of their file, to the settings of one warrant for one service. It refuses
// settings that it does not know and combinations that contradict each other.
func Evaluate(in Settings) (Prediction, error) {
	s, err := complete(in)
	if err != nil {
		return Prediction{}, err
	}
	p := Prediction{Certainty: "C", Axes: verdict.Axes{Identity: verdict.N, IRI: verdict.N, Location: verdict.N, Call: verdict.NA, Content: verdict.NA}}
	service := s["service"][0]
	if service != verdict.Registration {
		p.Axes.Call = verdict.N
		if s["task.delivery"][0] == "iri+cc" {
			p.Axes.Content = verdict.N
		}
	}
	for _, r := range load().rules {
		if r.Note || !r.When.holds(s) {
			continue
		}
		if !r.Implied && !slices.Contains(p.Rules, r.ID) {
			p.Rules = append(p.Rules, r.ID)
			p.Certainty = weaker(p.Certainty, r.certainty(s))
		}
		p.apply(r.Then, s)
		for _, c := range r.Cases {
			if c.When.holds(s) {
				p.apply(c.Then, s)
			}
		}
		for _, f := range r.Findings {
			if f.When.holds(s) {
				p.Findings = append(p.Findings, f.Finding)
			}
		}
	}
	if s["call.media"][0] == "none" {
		p.Axes.Content = verdict.NA
	}
	p.Rollup = verdict.Rollup(service, p.Axes)
	p.Ambiguous = readings(s, p)
	return p, nil
}

// certainty is the tag of a rule under the settings.
func (r Definition) certainty(s map[string][]string) Tag {
	if r.Mark {
		return "C"
	}
	tag := r.Tag
	for _, c := range r.Tags {
		if c.When.holds(s) {
			tag = c.Tag
		}
	}
	return tag
}

func complete(in Settings) (map[string][]string, error) {
	s := map[string][]string{}
	for k, values := range known {
		v, ok := in[k]
		if !ok {
			v = values[0]
		}
		if !slices.Contains(values, v) {
			return nil, fmt.Errorf("%w: %s is %q, want one of %s", ErrSettings, k, v, strings.Join(values, ", "))
		}
		s[k] = []string{v}
	}
	for k := range in {
		if known[k] == nil {
			return nil, fmt.Errorf("%w: no setting %q", ErrSettings, k)
		}
	}
	set := func(k, v string) { s[k] = []string{v} }
	set("serving", "other")
	set("home", "other")
	set("ue.role", "roaming")
	switch in["view"] {
	case "", "domestic":
		set("ue.role", "domestic")
		set("serving", "own")
		set("home", "own")
	case "visited":
		set("serving", "own")
	case "home":
		set("home", "own")
	}
	// The serving network has an SMF and a UPF in every session, the home network only in a home-routed one.
	set("user.plane", s["serving"][0])
	if s["pdu.route"][0] == "hr" && s["home"][0] == "own" {
		set("user.plane", "own")
	}
	if services := s["task.services"][0]; services == "all" {
		s["task.services"] = []string{"all", "voice", "messaging", "data"}
	} else {
		s["task.services"] = append(strings.Split(services, "+"), services)
	}
	if s["service"][0] == verdict.Data {
		set("copies", verdict.Data)
	}
	set("barred", "no")
	if s["home.roaming_interception"][0] == "not_allowed" && s["view"][0] == "home" {
		set("barred", "yes")
	}
	set("ims.view", imsView(s))
	return s, contradiction(s)
}

// imsView says how the agency's network meets the IMS communications of the target.
func imsView(s map[string][]string) string {
	is := func(k, v string) bool { return s[k][0] == v }
	switch {
	case is("service", verdict.Emergency):
		switch {
		case !is("serving", "own"):
			return "none"
		case is("auth.result", "none"):
			return "unauth"
		case is("auth.result", "ok"):
			return "emergency"
		}
		return "none"
	case !is("service", verdict.Voice) && !is("service", verdict.SMSIP) || !is("auth.result", "ok"):
		return "none"
	case is("ue.role", "domestic"):
		return "own"
	case is("agreement.pe", "on_and_visited_refuses"):
		return "denied"
	case is("serving", "own") && is("pdu.route", "lbo"):
		return "visited"
	case is("serving", "own") && !(is("hrli.deployed", "yes") && is("hrli.hplmn_configured", "yes")):
		return "raw"
	case is("serving", "own") && is("ims.sig", "null"):
		return "hrli"
	case is("serving", "own"):
		return "hrli_blind"
	case is("home", "own") && is("pdu.route", "lbo"):
		return "scscf"
	case is("home", "own"):
		return "own"
	}
	return "none"
}

// contradiction says which settings cannot go together.
func contradiction(s map[string][]string) error {
	is := func(k string, values ...string) bool { return slices.Contains(values, s[k][0]) }
	data := is("service", verdict.Data, verdict.Voice, verdict.SMSIP, verdict.Emergency)
	for _, c := range []struct {
		wrong bool
		why   string
	}{
		{data && is("view", "domestic") && !is("pdu.route", "none"), "pdu.route is lbo or hr and view is domestic: a subscriber at home has no roaming route"},
		{data && is("view", "visited", "home") && is("pdu.route", "none"), "pdu.route is none and view is visited or home: sessions of a roaming subscriber are broken out (lbo) or home-routed (hr)"},
		{is("service", verdict.Registration) && !is("pdu.route", "none"), "pdu.route is lbo or hr and service is reg: a registration has no route"},
		{is("service", verdict.SMSNAS) && !is("pdu.route", "none"), "pdu.route is lbo or hr and service is sms_nas: a message over NAS has no PDU session"},
		{is("service", verdict.Emergency) && is("pdu.route", "hr"), "pdu.route is hr and service is emergency: emergency sessions are local"},
		{is("auth.result", "none") && !is("service", verdict.Emergency), "auth.result is none and service is not emergency: nobody else gets service without authentication"},
		{is("service", verdict.Registration) && is("task.time", "mid_session"), "task.time is mid_session and service is reg: a registration has no session"},
		{!is("service", verdict.Data) && !is("pdu.type", "ip"), "pdu.type is ethernet or unstructured and the service is not data: nothing else is carried so"},
		{is("n9", "ndsip") && !is("pdu.route", "hr"), "n9 is ndsip and pdu.route is not hr: there is no N9"},
	} {
		if c.wrong {
			return fmt.Errorf("%w: %s", ErrSettings, c.why)
		}
	}
	return nil
}

// check refuses a condition about settings or values that there are not.
func (c Condition) check() error {
	for k, want := range c {
		values := slices.Concat(known[k], derived[k])
		if values == nil {
			return fmt.Errorf("no setting %q", k)
		}
		for _, w := range want {
			if !slices.Contains(values, strings.TrimPrefix(w, "!")) {
				return fmt.Errorf("%s is never %q", k, w)
			}
		}
	}
	return nil
}

// holds tells whether every setting has one of the wanted values.
func (c Condition) holds(s map[string][]string) bool {
	for k, want := range c {
		if !slices.ContainsFunc(want, func(w string) bool {
			if no, ok := strings.CutPrefix(w, "!"); ok {
				return !slices.Contains(s[k], no)
			}
			return slices.Contains(s[k], w)
		}) {
			return false
		}
	}
	return true
}

func (p *Prediction) apply(e Effect, s map[string][]string) {
	if e.Knows != "" {
		s["serving.knows"] = append(s["serving.knows"], e.Knows)
	}
	s["target.matches"] = append(s["target.matches"], e.Matches...)
	for _, f := range e.Forbid {
		s["target.matches"] = slices.DeleteFunc(s["target.matches"], func(m string) bool { return m == f })
	}
	p.POIs = with(p.POIs, e.POIs)
	p.X2 = with(p.X2, e.X2)
	p.X3 = with(p.X3, e.X3)
	if e.Copies != "" {
		s["copies"] = append(s["copies"], e.Copies)
	}
	if e.Finding != "" {
		p.Findings = append(p.Findings, e.Finding)
	}
	for name, v := range e.Axis {
		var at *verdict.Value
		switch name {
		case "identity":
			at = &p.Axes.Identity
		case "iri":
			at = &p.Axes.IRI
		case "location":
			at = &p.Axes.Location
		case "call":
			at = &p.Axes.Call
		case "content":
			at = &p.Axes.Content
		}
		*at = verdict.Max(*at, v)
	}
}

// with adds what is not in a list yet.
func with(list, more []string) []string {
	for _, m := range more {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}

func weaker(a, b Tag) Tag {
	rank := func(t Tag) int {
		switch t {
		case "I":
			return 2
		case "K":
			return 1
		}
		return 0
	}
	if rank(b) > rank(a) {
		return b
	}
	return a
}
