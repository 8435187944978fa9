// Package report renders results: text for a terminal, JUnit for a CI, JSON and one HTML page.
// It says nothing that is not in the results.
package report

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"lilab/oracle"
)

// Options say how to render.
type Options struct {
	// Color uses ANSI colours in text.
	Color bool
	// Verbose lists every requirement in text, not only those that did not pass.
	Verbose bool
	// CapturePath returns the path of the capture of a scenario as a reader of the report would type it;
	// nil means "out/<run>/<scenario>/capture.pcapng" with Run.
	CapturePath func(scenario string) string
	// Source returns what a reader would type after "lilab run" to play the scenario again: a file, or the id of a
	// shipped scenario. Nil means the id.
	Source func(scenario string) string
	// Run names the run folder.
	Run string
	// Tool is "lilab" and its version.
	Tool string
	// Wall is the time that the whole run took, 0 if not known.
	Wall time.Duration
	// Generated is the time printed in files, the zero time for none.
	Generated time.Time
}

func (o Options) capture(scenario string) string {
	if o.CapturePath != nil {
		return o.CapturePath(scenario)
	}
	return path.Join("out", o.Run, scenario, "capture.pcapng")
}

// axis is one axis of a warrant with its name.
type axis struct {
	Name string
	oracle.Axis
}

// axesOf returns the five axes and the roll-up in the order of reports.
func axesOf(w oracle.Warrant) []axis {
	return []axis{{"identity", w.Axes.Identity}, {"iri", w.Axes.IRI}, {"location", w.Axes.Location},
		{"call", w.Axes.Call}, {"content", w.Axes.Content}, {"Σ", w.Rollup}}
}

// deviation is one thing that is not as it should be: a requirement or an axis.
type deviation struct {
	Scenario string
	Seed     uint64
	Result   oracle.Outcome
	oracle.Requirement
}

// deviations returns what did not pass in a result; requirements first, then axes.
func deviations(r oracle.Result) []deviation {
	var out []deviation
	for _, q := range r.Requirements {
		switch q.Result {
		case oracle.Pass, oracle.NotApplicable, oracle.Skip, oracle.XFail:
		default:
			out = append(out, deviation{r.Scenario, r.Seed, q.Result, q})
		}
	}
	for _, w := range r.Warrants {
		for _, a := range axesOf(w) {
			if a.Agrees() {
				continue
			}
			want := fmt.Sprintf("%s predicted by rules %s", a.Predicted, strings.Join(w.Rules, " "))
			if a.Expected != "" {
				want += fmt.Sprintf(", %s expected by the scenario", a.Expected)
			}
			out = append(out, deviation{r.Scenario, r.Seed, oracle.Fail, oracle.Requirement{
				ID: "AXIS-" + strings.ToUpper(strings.Replace(a.Name, "Σ", "rollup", 1)), Clause: strings.TrimSpace("decision table " + strings.Join(r.Rows, " ")),
				Title: "the " + a.Name + " axis measures as predicted", Subject: w.ID, Result: oracle.Fail, Expected: want, Actual: string(a.Measured) + " measured"}})
		}
	}
	return out
}

// frames returns the frame numbers of evidence in order, each once.
func frames(ev []oracle.Evidence) []int {
	var out []int
	for _, e := range ev {
		if e.Frame > 0 {
			out = append(out, e.Frame)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// filter is the display filter that shows the frames in Wireshark and tshark, "" without frames.
func filter(ev []oracle.Evidence) string {
	n := frames(ev)
	if len(n) == 0 {
		return ""
	}
	parts := make([]string, len(n))
	for i, v := range n {
		parts[i] = strconv.Itoa(v)
	}
	if len(parts) == 1 {
		return "frame.number == " + parts[0]
	}
	return "frame.number in {" + strings.Join(parts, ", ") + "}"
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9_./:=@%+,-]+$`)

// quote makes a shell word of a text.
func quote(s string) string {
	if plainWord.MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// look is the command that shows the evidence, again the one that repeats the scenario.
func (o Options) look(d deviation) string {
	f := filter(d.Evidence)
	if f == "" {
		return ""
	}
	return "tshark -r " + quote(o.capture(d.Scenario)) + " -Y '" + f + "'"
}

func (o Options) again(d deviation) string {
	source := d.Scenario
	if o.Source != nil {
		source = o.Source(source)
	}
	return fmt.Sprintf("lilab run %s --seed %d", quote(source), d.Seed)
}

// counts counts outcomes.
type counts map[oracle.Outcome]int

func (c counts) total() int {
	n := 0
	for _, v := range c {
		n += v
	}
	return n
}

// text lists the outcomes that occur, the best known first.
func (c counts) text() string {
	var parts []string
	for _, o := range []oracle.Outcome{oracle.Pass, oracle.Fail, oracle.Inconclusive, oracle.Error, oracle.XFail, oracle.XPass, oracle.Skip, oracle.NotApplicable} {
		if c[o] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c[o], strings.ReplaceAll(string(o), "-", " ")))
		}
	}
	return strings.Join(parts, ", ")
}

func countRequirements(results []oracle.Result) counts {
	c := counts{}
	for _, r := range results {
		for _, q := range r.Requirements {
			c[q.Result]++
		}
	}
	return c
}

func countScenarios(results []oracle.Result) counts {
	c := counts{}
	for _, r := range results {
		c[r.Verdict]++
	}
	return c
}

// seeds lists the seeds of the results, each once.
func seeds(results []oracle.Result) string {
	var out []string
	for _, r := range results {
		s := strconv.FormatUint(r.Seed, 10)
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if len(out) > 3 {
		return fmt.Sprintf("%d seeds", len(out))
	}
	return "seed " + strings.Join(out, ", ")
}

// totals is the last line of a text report.
func (o Options) totals(results []oracle.Result) string {
	q, s := countRequirements(results), countScenarios(results)
	parts := []string{
		fmt.Sprintf("%s: %s", plural(s.total(), "scenario"), s.text()),
		fmt.Sprintf("%s: %s", plural(q.total(), "requirement"), q.text()),
	}
	if t := packetTotals(results); t != "" {
		parts = append(parts, t)
	}
	if o.Wall > 0 {
		parts = append(parts, fmt.Sprintf("%.1f s", o.Wall.Seconds()))
	}
	return strings.Join(append(parts, seeds(results)), " · ")
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
