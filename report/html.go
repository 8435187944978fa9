package report

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"lilab/oracle"
)

//go:embed page.css
var pageCSS string

//go:embed page.html
var pageHTML string

// page is what the template shows.
type page struct {
	Tool, Run, Generated, Totals string
	Verdict                      oracle.Outcome
	CSS                          template.CSS
	CSP                          string
	Results                      []pageResult
}

type pageResult struct {
	oracle.Result
	Anchor     string
	Deviations []pageDeviation
	Counts     string
}

type pageDeviation struct {
	deviation
	Look, Again string
}

// HTML writes one self-contained page without scripts. Its content security policy lets nothing be loaded.
func HTML(w io.Writer, results []oracle.Result, o Options) error {
	results = clean(results)
	t, err := template.New("page").Funcs(template.FuncMap{
		"axes": axesOf,
		"sign": sign,
		"cell": func(a axis) string {
			if a.Measured == a.Predicted {
				return string(a.Measured)
			}
			return fmt.Sprintf("%s, predicted %s", a.Measured, a.Predicted)
		},
		"class": func(a axis) string {
			if !a.Agrees() {
				return "axis wrong"
			}
			return "axis v" + map[oracle.Value]string{oracle.T: "t", oracle.P: "p", oracle.O: "o", oracle.N: "n"}[a.Measured]
		},
		"denied":    func(w oracle.Warrant, a axis) bool { return denied(w) && a.Agrees() && a.Measured == oracle.N },
		"findings":  findingsOf,
		"questions": questionsOf,
		"join":      strings.Join,
		"stages":    stagesOf,
		"off":       difference,
		"early":     early,
		"delay":     delayOf,
		"gmcalls":   gmCallsOf,
		"bounds":    boundsOf,
		"value": func(v oracle.Value) string {
			return "axis v" + map[oracle.Value]string{oracle.T: "t", oracle.P: "p", oracle.O: "o", oracle.N: "n"}[v]
		},
		"sessions": func(r oracle.Result) bool {
			return slices.ContainsFunc(r.Warrants, func(w oracle.Warrant) bool { return len(w.Sessions) > 0 })
		},
		"ledger": ledgerOf,
		"frames": filter,
		"records": func(m map[string]int) []string {
			var out []string
			for k, n := range m {
				out = append(out, fmt.Sprintf("%s × %d", k, n))
			}
			slices.Sort(out)
			return out
		},
	}).Parse(pageHTML)
	if err != nil {
		return err
	}
	sum := sha256.Sum256([]byte(pageCSS))
	p := page{Tool: o.Tool, Run: o.Run, Totals: o.totals(results), Verdict: overall(results), CSS: template.CSS(pageCSS),
		CSP: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'"}
	if !o.Generated.IsZero() {
		p.Generated = o.Generated.UTC().Format("2006-01-02 15:04:05 UTC")
	}
	for i, r := range results {
		one := pageResult{Result: r, Anchor: fmt.Sprintf("s%d", i+1), Counts: countRequirements([]oracle.Result{r}).text()}
		for _, d := range deviations(r) {
			one.Deviations = append(one.Deviations, pageDeviation{d, o.look(d), o.again(d)})
		}
		p.Results = append(p.Results, one)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, p); err != nil {
		return err
	}
	_, err = w.Write(b.Bytes())
	return err
}
