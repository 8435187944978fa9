package report

import (
	"encoding/json"
	"io"
	"time"

	"lilab/oracle"
)

// SummarySchema is the value of summary.json's "schema". Fields are added, never changed.
const SummarySchema = "lilab/summary/v1"

type summary struct {
	Schema       string            `json:"schema"`
	Tool         string            `json:"tool,omitempty"`
	Run          string            `json:"run,omitempty"`
	Generated    *time.Time        `json:"generated,omitempty"`
	WallMS       int64             `json:"wall_ms"`
	Verdict      oracle.Outcome    `json:"verdict"`
	Scenarios    counts            `json:"scenarios"`
	Requirements counts            `json:"requirements"`
	Results      []scenarioSummary `json:"results"`
}

type scenarioSummary struct {
	Scenario string           `json:"scenario"`
	Title    string           `json:"title,omitempty"`
	Rows     []string         `json:"rows,omitempty"`
	Seed     uint64           `json:"seed"`
	Verdict  oracle.Outcome   `json:"verdict"`
	WallMS   int64            `json:"wall_ms"`
	Warrants []oracle.Warrant `json:"warrants"`
	// Requirements counts outcomes; Deviations are those that did not pass.
	Requirements counts               `json:"requirements"`
	Deviations   []oracle.Requirement `json:"deviations,omitempty"`
	Control      []oracle.Control     `json:"control,omitempty"`
	Findings     []string             `json:"findings,omitempty"`

	CooperationUpperBound map[string]oracle.BoundAxes `json:"cooperation_upper_bound,omitempty"`
}

// Summary writes summary.json: every verdict, and every requirement that did not pass.
func Summary(w io.Writer, results []oracle.Result, o Options) error {
	s := summary{Schema: SummarySchema, Tool: o.Tool, Run: o.Run, WallMS: o.Wall.Milliseconds(), Verdict: overall(results),
		Scenarios: countScenarios(results), Requirements: countRequirements(results), Results: []scenarioSummary{}}
	if !o.Generated.IsZero() {
		at := o.Generated.UTC()
		s.Generated = &at
	}
	for _, r := range results {
		one := scenarioSummary{Scenario: r.Scenario, Title: r.Title, Rows: r.Rows, Seed: r.Seed, Verdict: r.Verdict, WallMS: r.WallMS,
			Warrants: r.Warrants, Requirements: countRequirements([]oracle.Result{r}), Control: r.Control, Findings: r.Findings,
			CooperationUpperBound: r.CooperationUpperBound}
		if one.Warrants == nil {
			one.Warrants = []oracle.Warrant{}
		}
		for _, d := range deviations(r) {
			one.Deviations = append(one.Deviations, d.Requirement)
		}
		s.Results = append(s.Results, one)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(s)
}

// overall is the worst verdict of all results.
func overall(results []oracle.Result) oracle.Outcome {
	c := countScenarios(results)
	for _, o := range []oracle.Outcome{oracle.Error, oracle.Fail, oracle.XPass, oracle.Inconclusive} {
		if c[o] > 0 {
			return o
		}
	}
	return oracle.Pass
}
