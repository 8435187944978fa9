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
//	task.target  supi, gpsi, pei
//	task.time    before_reg, after_reg
//	gpsi.supplied, pei.obtained  yes, no
type Settings map[string]string

// known are the settings, their values, and the default (first).
var known = map[string][]string{
	"view":          {"domestic", "visited", "home", "none"},
	"suci.scheme":   {"A", "B", "null"},
	"nas.nea":       {"2", "0", "1", "3"},
	"n32":           {"tls", "prins", "none"},
	"auth.result":   {"ok", "fail_home", "fail_serving", "supi_mismatch"},
	"task.target":   {"supi", "gpsi", "pei"},
	"task.time":     {"before_reg", "after_reg"},
	"gpsi.supplied": {"yes", "no"},
	"pei.obtained":  {"yes", "no"},
}

// Prediction is what the rules say.
type Prediction struct {
	Axes   verdict.Axes
	Rollup verdict.Value
	// Rules are the ids of the rules that fired, in order.
	Rules []string
	// POIs and X2 say who must report which alternatives of XIRIEvent, if the script gives occasion.
	POIs, X2 []string
	Findings []string
	// Certainty is the weakest tag among the rules: C (A counts as C), K or I.
	Certainty Tag
}

// Evaluate applies the rules, in the order of their file, to the settings of one warrant for the service registration.
func Evaluate(in Settings) (Prediction, error) {
	s, err := complete(in)
	if err != nil {
		return Prediction{}, err
	}
	p := Prediction{Certainty: "C", Axes: verdict.Axes{Identity: verdict.N, IRI: verdict.N, Location: verdict.N, Call: verdict.NA, Content: verdict.NA}}
	for _, r := range load().rules {
		if !r.When.holds(s) {
			continue
		}
		if !r.Implied {
			p.Rules = append(p.Rules, r.ID)
			p.Certainty = weaker(p.Certainty, r.Tag)
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
	p.Rollup = verdict.RollupRegistration(p.Axes)
	return p, nil
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
	return s, nil
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
	p.POIs = append(p.POIs, e.POIs...)
	p.X2 = append(p.X2, e.X2...)
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
