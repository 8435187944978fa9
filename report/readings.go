package report

import (
	"fmt"
	"slices"
	"strings"

	"lilab/oracle"
)

// question is something that the standards leave open, with the verdicts about one warrant that its answers predict.
type question struct {
	Number   int
	Text     string
	Scenario string
	Rows     []string
	Warrant  string
	View     string
	Readings []reading
}

// reading is one answer. The first of a question is the one that the rules assume.
type reading struct {
	Text     string
	Assumed  bool
	Values   [6]oracle.Value
	Measured bool
}

// valuesOf are the five axes of a reading and the roll-up.
func valuesOf(r oracle.Reading) [6]oracle.Value {
	return [6]oracle.Value{r.Axes.Identity, r.Axes.IRI, r.Axes.Location, r.Axes.Call, r.Axes.Content, r.Rollup}
}

// questionsOf are the questions of a result, by warrant.
func questionsOf(r oracle.Result) []question {
	var out []question
	for _, w := range r.Warrants {
		var predicted, measured [6]oracle.Value
		for i, a := range axesOf(w) {
			predicted[i], measured[i] = a.Predicted, a.Measured
		}
		first := len(out)
		for _, a := range w.Ambiguous {
			at := slices.IndexFunc(out[first:], func(q question) bool { return q.Number == a.Question && q.Readings[0].Text == a.Assumed })
			if at < 0 {
				at = len(out) - first
				out = append(out, question{Number: a.Question, Text: a.Text, Scenario: r.Scenario, Rows: r.Rows, Warrant: w.ID, View: w.View,
					Readings: []reading{{a.Assumed, true, predicted, measured == predicted}}})
			}
			q := &out[first+at]
			other := reading{a.Alternative, false, valuesOf(a), measured == valuesOf(a)}
			if !slices.Contains(q.Readings, other) {
				q.Readings = append(q.Readings, other)
			}
		}
	}
	return out
}

// Outcome says which reading was measured.
func (q question) Outcome() string {
	var as []string
	for _, r := range q.Readings {
		switch {
		case r.Measured && r.Assumed:
			as = append(as, "the assumed reading")
		case r.Measured:
			as = append(as, "another reading")
		}
	}
	switch len(as) {
	case 0:
		return "neither reading was measured"
	case 1:
		return as[0] + " was measured"
	}
	return "both readings give what was measured"
}

// axesText writes five axes.
func axesText(v [6]oracle.Value) string {
	parts := make([]string, 5)
	for i := range parts {
		parts[i] = string(v[i])
	}
	return strings.Join(parts, "/")
}

// readings writes the questions that the standards leave open, those with the same answers together.
func (p *printer) readings(results []oracle.Result) {
	var all []question
	for _, r := range results {
		all = append(all, questionsOf(r)...)
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b question) int { return a.Number - b.Number })
	p.linef("")
	p.linef("%s", p.paint(bold, "Questions that the standards leave open: the rules assume one reading, another would predict other values"))
	key := func(q question) string {
		parts := []string{q.Text}
		for _, r := range q.Readings {
			parts = append(parts, r.Text)
		}
		return strings.Join(parts, "\n")
	}
	done := map[string]bool{}
	for _, q := range all {
		if done[key(q)] {
			continue
		}
		done[key(q)] = true
		p.linef("  question %d  %s", q.Number, q.Text)
		for _, r := range q.Readings {
			name := "other"
			if r.Assumed {
				name = "assumed"
			}
			p.linef("    %s  %s", pad(name, 8), r.Text)
		}
		var outcomes []string // each once, in the order of the scenarios
		where := map[string][]string{}
		for _, o := range all {
			if key(o) != key(q) {
				continue
			}
			values := make([]string, len(o.Readings))
			for i, r := range o.Readings {
				values[i] = axesText(r.Values)
			}
			outcome := fmt.Sprintf("assumed %s, other %s: %s", values[0], strings.Join(values[1:], " or "), o.Outcome())
			if where[outcome] == nil {
				outcomes = append(outcomes, outcome)
			}
			at := o.Scenario + " " + o.Warrant
			if len(o.Rows) > 0 {
				at += " (" + strings.Join(o.Rows, " ") + ")"
			}
			where[outcome] = append(where[outcome], at)
		}
		for _, o := range outcomes {
			p.linef("    %s  %s", pad("result", 8), o)
			for _, at := range where[o] {
				p.linef("    %s  %s", pad("", 8), p.paint(grey, at))
			}
		}
	}
}
