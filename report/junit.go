package report

import (
	"encoding/xml"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"lilab/oracle"
)

type junitSuites struct {
	XMLName  xml.Name      `xml:"testsuites"`
	Name     string        `xml:"name,attr"`
	Tests    int           `xml:"tests,attr"`
	Failures int           `xml:"failures,attr"`
	Errors   int           `xml:"errors,attr"`
	Skipped  int           `xml:"skipped,attr"`
	Time     string        `xml:"time,attr"`
	Suites   []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Errors   int         `xml:"errors,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Stamp    string      `xml:"timestamp,attr,omitempty"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name       string          `xml:"name,attr"`
	Class      string          `xml:"classname,attr"`
	Properties []junitProperty `xml:"properties>property,omitempty"`
	Failure    *junitText      `xml:"failure,omitempty"`
	Error      *junitText      `xml:"error,omitempty"`
	Skipped    *junitText      `xml:"skipped,omitempty"`
	Out        string          `xml:"system-out,omitempty"`
}

type junitProperty struct {
	Name  string `xml:"name,attr"`
	Value string `xml:"value,attr"`
}

type junitText struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

var release = regexp.MustCompile(` (R\d+|V\d+\.\d+\.\d+) `)

// JUnit writes a JUnit XML file: a test suite is a clause, a test case a requirement for a subject, its class
// the scenario. Requirements that do not apply and inconclusive ones are skipped, with the reason.
func JUnit(w io.Writer, results []oracle.Result, o Options) error {
	results = clean(results)
	all := junitSuites{Name: "lilab", Time: fmt.Sprintf("%.3f", o.Wall.Seconds())}
	byClause := map[string]*junitSuite{}
	suite := func(clause string) *junitSuite {
		s := byClause[clause]
		if s == nil {
			s = &junitSuite{Name: clause}
			if !o.Generated.IsZero() {
				s.Stamp = o.Generated.UTC().Format("2006-01-02T15:04:05")
			}
			byClause[clause] = s
			all.Suites = append(all.Suites, s)
		}
		return s
	}
	for _, r := range results {
		for _, q := range r.Requirements {
			suite(q.Clause).add(o.junitCase(deviation{r.Scenario, r.Seed, q.Result, q}))
		}
		s := suite("decision table")
		wrong := map[string]deviation{}
		for _, d := range deviations(r) {
			if strings.HasPrefix(d.ID, "AXIS-") {
				wrong[d.Subject+d.ID] = d
			}
		}
		for _, wt := range r.Warrants {
			for _, a := range axesOf(wt) {
				id := "AXIS-" + strings.ToUpper(strings.Replace(a.Name, "Σ", "rollup", 1))
				d, bad := wrong[wt.ID+id]
				if !bad {
					d = deviation{r.Scenario, r.Seed, oracle.Pass, oracle.Requirement{ID: id, Subject: wt.ID, Clause: "decision table"}}
				}
				c := o.junitCase(d)
				if a.Name == "content" {
					for _, n := range wt.Sessions {
						c.Properties = append(c.Properties, junitProperty{"packets: " + sessionName(n), packetText(n)})
					}
				}
				s.add(c)
			}
		}
	}
	for _, s := range all.Suites {
		all.Tests += s.Tests
		all.Failures += s.Failures
		all.Errors += s.Errors
		all.Skipped += s.Skipped
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func (s *junitSuite) add(c junitCase) {
	s.Tests++
	switch {
	case c.Failure != nil:
		s.Failures++
	case c.Error != nil:
		s.Errors++
	case c.Skipped != nil:
		s.Skipped++
	}
	s.Cases = append(s.Cases, c)
}

func (o Options) junitCase(d deviation) junitCase {
	c := junitCase{Name: d.ID, Class: d.Scenario}
	if d.Subject != "" {
		c.Name += " " + d.Subject
	}
	property := func(name, value string) {
		if value != "" {
			c.Properties = append(c.Properties, junitProperty{name, value})
		}
	}
	property("clause", d.Clause)
	if m := release.FindStringSubmatch(d.Clause + " "); m != nil {
		property("release", m[1])
	}
	property("seed", strconv.FormatUint(d.Seed, 10))
	var nums []string
	for _, n := range frames(d.Evidence) {
		nums = append(nums, strconv.Itoa(n))
	}
	property("frames", strings.Join(nums, " "))
	p := &printer{}
	p.failure(d, o)
	block := strings.TrimLeft(p.String(), "\n")
	switch d.Result {
	case oracle.Pass, oracle.XFail:
	case oracle.Fail, oracle.XPass:
		c.Failure = &junitText{Message: fmt.Sprintf("expected %s, actual %s", d.Expected, d.Actual), Text: block}
		c.Out = block
	case oracle.Error:
		c.Error = &junitText{Message: d.Actual, Text: block}
		c.Out = block
	default:
		c.Skipped = &junitText{Message: string(d.Result) + reason(d.Actual)}
	}
	return c
}

// packetText is the way of a session's packets on one line.
func packetText(c oracle.SessionCount) string {
	var parts []string
	for _, s := range stagesOf(c) {
		if s.PacketCount != nil {
			parts = append(parts, s.Name+" "+s.Text())
		}
	}
	for _, d := range []string{difference(c), early(c)} {
		if d != "" {
			parts = append(parts, d)
		}
	}
	return strings.Join(parts, ", ")
}

func reason(s string) string {
	if s == "" {
		return ""
	}
	return ": " + s
}
