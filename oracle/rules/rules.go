// Package rules holds the decision rules of roaming interception as data and evaluates them.
//
// The evaluator sees settings only: who holds the warrant, what the networks agreed, which encryption is on,
// what was made to go wrong. It never sees what was delivered; that is measured elsewhere and then compared.
package rules

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"

	"lilab/oracle/verdict"
)

// Values is one value of a condition or a list of them; any may match. "!x" matches everything but x.
type Values []string

// UnmarshalYAML takes a scalar or a list.
func (v *Values) UnmarshalYAML(f func(any) error) error {
	var list []string
	if err := f(&list); err == nil {
		*v = list
		return nil
	}
	var one string
	if err := f(&one); err != nil {
		return err
	}
	*v = Values{one}
	return nil
}

// Condition maps settings to the values that they must have.
type Condition map[string]Values

// Effect is what a rule brings about.
type Effect struct {
	// Knows and Matches become settings for the rules below.
	Knows   string `yaml:"serving.knows" json:"serving.knows,omitempty"`
	Matches Values `yaml:"target.matches" json:"target.matches,omitempty"`
	// Forbid names points of interception that must stay silent.
	Forbid Values `yaml:"forbid" json:"forbid,omitempty"`
	POIs   Values `yaml:"pois" json:"pois,omitempty"`
	// X2 names alternatives of XIRIEvent.
	X2 Values `yaml:"x2" json:"x2,omitempty"`
	// X3 names alternatives of CCPDU.
	X3 Values `yaml:"x3" json:"x3,omitempty"`
	// Copies names sessions whose packets the UPF copies, besides those of data.
	Copies  string                   `yaml:"copies" json:"copies,omitempty"`
	Axis    map[string]verdict.Value `yaml:"axis" json:"axis,omitempty"`
	Finding string                   `yaml:"finding" json:"finding,omitempty"`
}

// Case is an effect that holds under a further condition.
type Case struct {
	When Condition `yaml:"when" json:"when"`
	Then Effect    `yaml:"then" json:"then"`
}

// FindingCase is a finding that is raised under a further condition.
type FindingCase struct {
	When    Condition `yaml:"when" json:"when"`
	Finding string    `yaml:"finding" json:"finding"`
}

// TagCase is how certain a rule is under a further condition.
type TagCase struct {
	When Condition `yaml:"when" json:"when"`
	Tag  Tag       `yaml:"tag" json:"tag"`
}

// Source is where a rule comes from.
type Source struct {
	Spec string `yaml:"spec" json:"spec"`
	// Release is 0 for texts that have none; then Spec names the version.
	Release int    `yaml:"release" json:"release"`
	Clause  string `yaml:"clause" json:"clause"`
}

// String returns "TS 33.128 R19 clause 6.2.2.2".
func (s Source) String() string {
	if s.Release == 0 {
		return s.Spec + " clause " + s.Clause
	}
	return fmt.Sprintf("%s R%d clause %s", s.Spec, s.Release, s.Clause)
}

// Tag says how certain a rule is: C a clause says it, A the ASN.1 or a table, K how the system works, I our reading.
type Tag string

// Definition is one rule.
type Definition struct {
	ID       string        `yaml:"id" json:"id"`
	Title    string        `yaml:"title" json:"title"`
	When     Condition     `yaml:"when" json:"when"`
	Then     Effect        `yaml:"then" json:"then"`
	Cases    []Case        `yaml:"cases" json:"cases,omitempty"`
	Findings []FindingCase `yaml:"findings" json:"findings,omitempty"`
	Because  []Source      `yaml:"because" json:"because"`
	Tag      Tag           `yaml:"tag" json:"tag"`
	// Tags are other degrees of certainty under a condition; the last that holds counts.
	Tags []TagCase `yaml:"tags" json:"tags,omitempty"`
	// Mark says that the rule defines a word or sets a mark: it does not weaken the verdict that it takes part in.
	Mark bool `yaml:"mark" json:"mark,omitempty"`
	// Note rules say what is computed elsewhere, from more than one warrant; they are not evaluated.
	Note bool `yaml:"note" json:"note,omitempty"`
	// Overridable says that a network may decide otherwise.
	Overridable bool `yaml:"overridable" json:"overridable,omitempty"`
	// Continues says that the entry is a further part of the rule of that id above it, of which it has title, sources and tag.
	Continues bool `yaml:"continues" json:"continues,omitempty"`
	// Implied rules are evaluated and not listed.
	Implied bool `yaml:"implied" json:"implied,omitempty"`
}

// TableRow is one row of the decision table.
type TableRow struct {
	ID       string            `yaml:"id" json:"id"`
	Title    string            `yaml:"title" json:"title"`
	Settings map[string]string `yaml:"settings" json:"settings"`
	// POIs are the points of interception that see the case.
	POIs []string `yaml:"pois" json:"pois"`
	// X2 are the record families of the table: AM, AM4, AMx, SM, SM9, PH, UD, UDa, UD124, SS, IM, IM106, IM107, HRi. X3 is U for user
	// packets, M for media.
	X2        []string        `yaml:"x2" json:"x2"`
	X3        []string        `yaml:"x3" json:"x3,omitempty"`
	Axes      []verdict.Value `yaml:"axes" json:"axes"`
	Rollup    verdict.Value   `yaml:"rollup" json:"rollup"`
	Certainty Tag             `yaml:"certainty" json:"certainty"`
	Rules     []string        `yaml:"rules" json:"rules"`
}

// axisNames are the axes in the order of TableRow.Axes.
var axisNames = [...]string{"identity", "iri", "location", "call", "content"}

// AxisNames returns the names of the axes in the order of TableRow.Axes.
func AxisNames() []string { return slices.Clone(axisNames[:]) }

//go:embed rules.yaml
var rulesText []byte

//go:embed rows.yaml
var rowsText []byte

//go:embed readings.yaml
var readingsText []byte

type table struct {
	rules []Definition
	rows  []TableRow
	open  []Question
}

// load reads the embedded tables once; nobody changes them. A test reads them too, so the panic is for builders.
var load = sync.OnceValue(func() table {
	t, err := parse(rulesText, rowsText, readingsText)
	if err != nil {
		panic(err)
	}
	return t
})

func parse(rules, rows, open []byte) (table, error) {
	var t table
	if err := yaml.UnmarshalWithOptions(rules, &t.rules, yaml.Strict()); err != nil {
		return t, fmt.Errorf("rules: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(rows, &t.rows, yaml.Strict()); err != nil {
		return t, fmt.Errorf("rules: rows: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(open, &t.open, yaml.Strict()); err != nil {
		return t, fmt.Errorf("rules: readings: %w", err)
	}
	if err := t.checkReadings(); err != nil {
		return t, err
	}
	seen := map[string]bool{}
	for i, r := range t.rules {
		if at := slices.IndexFunc(t.rules[:i], func(d Definition) bool { return d.ID == r.ID }); r.Continues && at >= 0 {
			first := t.rules[at]
			r.Title, r.Because, r.Tag, r.Tags, r.Mark = first.Title, first.Because, first.Tag, first.Tags, first.Mark
			t.rules[i] = r
			delete(seen, r.ID)
		}
		if r.ID == "" || seen[r.ID] || r.Tag == "" || len(r.Because) == 0 || r.Title == "" || len(r.When) == 0 {
			return t, fmt.Errorf("rules: rule %q lacks an own id, title, condition, source or tag", r.ID)
		}
		seen[r.ID] = true
		conditions := []Condition{r.When}
		for _, c := range r.Cases {
			conditions = append(conditions, c.When)
		}
		for _, f := range r.Findings {
			conditions = append(conditions, f.When)
		}
		for _, g := range r.Tags {
			conditions = append(conditions, g.When)
		}
		for _, c := range conditions {
			if err := c.check(); err != nil {
				return t, fmt.Errorf("rules: rule %s: %w", r.ID, err)
			}
		}
		effects := []Effect{r.Then}
		for _, c := range r.Cases {
			effects = append(effects, c.Then)
		}
		for _, e := range effects {
			for a := range e.Axis {
				if !slices.Contains(axisNames[:], a) {
					return t, fmt.Errorf("rules: rule %s: no axis %q", r.ID, a)
				}
			}
		}
	}
	for _, r := range t.rows {
		if len(r.Axes) != len(axisNames) {
			return t, fmt.Errorf("rules: row %s has %d axes", r.ID, len(r.Axes))
		}
	}
	sort.Slice(t.rows, func(i, j int) bool { return t.rows[i].ID < t.rows[j].ID })
	return t, nil
}

// All returns every rule in order of evaluation; a rule that is evaluated in parts stands at the place of the first.
func All() []Definition {
	return slices.DeleteFunc(slices.Clone(load().rules), func(d Definition) bool { return d.Continues })
}

// Rows returns every row, sorted by id.
func Rows() []TableRow { return slices.Clone(load().rows) }

// Rule returns the rule with an id such as "A1" or "B3".
func Rule(id string) (Definition, bool) {
	for _, r := range load().rules {
		if strings.EqualFold(r.ID, id) {
			return r, true
		}
	}
	return Definition{}, false
}

// Row returns the row of the decision table with an id such as "V02".
func Row(id string) (TableRow, bool) {
	for _, r := range load().rows {
		if strings.EqualFold(r.ID, id) {
			return r, true
		}
	}
	return TableRow{}, false
}

// ErrSettings is wrapped by the errors of Evaluate.
var ErrSettings = errors.New("rules: settings")
