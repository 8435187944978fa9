package rules

import (
	"fmt"
	"slices"

	"lilab/oracle/verdict"
)

// Question is something that the standards leave open.
type Question struct {
	// Question is its number in the list of open cells of the decision table.
	Question int    `yaml:"question" json:"question"`
	Text     string `yaml:"text" json:"text"`
	// Rule is the rule that answers it, When the condition under which it matters.
	Rule string    `yaml:"rule" json:"rule"`
	When Condition `yaml:"when" json:"when,omitempty"`
	// Assumed is the answer of the rule.
	Assumed      string        `yaml:"assumed" json:"assumed"`
	Alternatives []Alternative `yaml:"alternatives" json:"alternatives"`
}

// Alternative is another answer to a question.
type Alternative struct {
	Text string                   `yaml:"text" json:"text"`
	Axis map[string]verdict.Value `yaml:"axis" json:"axis"`
	// Keep is a value of an axis that no answer changes.
	Keep verdict.Value `yaml:"keep" json:"keep,omitempty"`
}

// Reading is another reading of the standards and the prediction that it gives.
type Reading struct {
	Question int    `json:"question"`
	Text     string `json:"text"`
	// Assumed is the reading that the prediction follows, Alternative the other one.
	Assumed     string        `json:"assumed"`
	Alternative string        `json:"alternative"`
	Axes        verdict.Axes  `json:"axes"`
	Rollup      verdict.Value `json:"rollup"`
}

// Questions returns the questions that the standards leave open.
func Questions() []Question { return slices.Clone(load().open) }

func (t table) checkReadings() error {
	for _, q := range t.open {
		if q.Text == "" || q.Assumed == "" || len(q.Alternatives) == 0 || !slices.ContainsFunc(t.rules, func(r Definition) bool { return r.ID == q.Rule }) {
			return fmt.Errorf("rules: question %d lacks text, assumed reading, alternative or rule", q.Question)
		}
		if err := q.When.check(); err != nil {
			return fmt.Errorf("rules: question %d: %w", q.Question, err)
		}
		for _, a := range q.Alternatives {
			for name := range a.Axis {
				if !slices.Contains(axisNames[:], name) {
					return fmt.Errorf("rules: question %d: no axis %q", q.Question, name)
				}
			}
		}
	}
	return nil
}

// readings returns the other readings that concern a prediction.
func readings(s map[string][]string, p Prediction) []Reading {
	var out []Reading
	for _, q := range load().open {
		if !slices.Contains(p.Rules, q.Rule) || !q.When.holds(s) {
			continue
		}
		for _, a := range q.Alternatives {
			r := Reading{Question: q.Question, Text: q.Text, Assumed: q.Assumed, Alternative: a.Text, Axes: p.Axes}
			for name, v := range a.Axis {
				if at := r.axis(name); *at != a.Keep || a.Keep == "" {
					*at = v
				}
			}
			r.Rollup = verdict.Rollup(s["service"][0], r.Axes)
			out = append(out, r)
		}
	}
	return out
}

func (r *Reading) axis(name string) *verdict.Value {
	switch name {
	case "identity":
		return &r.Axes.Identity
	case "iri":
		return &r.Axes.IRI
	case "location":
		return &r.Axes.Location
	case "call":
		return &r.Axes.Call
	}
	return &r.Axes.Content
}
