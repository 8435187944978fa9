package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"lilab/oracle"
)

const (
	red    = "\x1b[31m"
	green  = "\x1b[32m"
	yellow = "\x1b[33m"
	grey   = "\x1b[90m"
	bold   = "\x1b[1m"
	plain  = "\x1b[0m"
)

type printer struct {
	bytes.Buffer
	color bool
}

func (p *printer) paint(code, s string) string {
	if !p.color || code == "" {
		return s
	}
	return code + s + plain
}

func (p *printer) linef(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// pad fills s with spaces to a width in characters.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-utf8.RuneCountInString(s)))
}

func colorOf(o oracle.Outcome) string {
	switch o {
	case oracle.Pass, oracle.XFail:
		return green
	case oracle.Fail, oracle.Error, oracle.XPass:
		return red
	case oracle.Inconclusive:
		return yellow
	}
	return grey
}

func sign(o oracle.Outcome) string {
	switch o {
	case oracle.Pass, oracle.XFail:
		return "✓"
	case oracle.Fail, oracle.XPass:
		return "✗"
	case oracle.Error:
		return "!"
	case oracle.Inconclusive:
		return "?"
	}
	return "○"
}

// Text writes the verdict table, the failures and one line of totals.
//
// A cell of the table shows what was measured and what the rules predicted, "T/T"; "!" marks a difference
// between the two or from what the scenario expects.
func Text(w io.Writer, results []oracle.Result, o Options) error {
	results = clean(results)
	p := &printer{color: o.Color}
	p.table(results)
	p.calls(results)
	p.readings(results)
	if o.Verbose {
		for _, r := range results {
			p.requirements(r)
			p.packets(r)
		}
	}
	for _, r := range results {
		for _, d := range deviations(r) {
			p.failure(d, o)
		}
	}
	p.linef("")
	p.linef("%s", o.totals(results))
	_, err := w.Write(p.Bytes())
	return err
}

func (p *printer) table(results []oracle.Result) {
	scenario, warrant := len("scenario"), len("warrant")
	for _, r := range results {
		scenario = max(scenario, utf8.RuneCountInString(r.Scenario))
		for _, w := range r.Warrants {
			warrant = max(warrant, utf8.RuneCountInString(w.ID))
		}
	}
	head := []string{pad("scenario", scenario), pad("warrant", warrant), pad("view", 8)}
	var widths []int
	all := 0
	for i, a := range axesOf(oracle.Warrant{}) {
		width := len("location")
		for _, r := range results {
			for _, w := range r.Warrants {
				width = max(width, len(axisText(axesOf(w)[i].Axis)))
			}
		}
		widths = append(widths, width)
		all += 2 + width
		head = append(head, pad(a.Name, width))
	}
	p.linef("%s", p.paint(bold, strings.Join(append(head, "verdict"), "  ")))
	for _, r := range results {
		name, verdict := r.Scenario, p.paint(colorOf(r.Verdict), sign(r.Verdict)+" "+string(r.Verdict))
		if len(r.Warrants) == 0 {
			p.linef("%s  %s  %s", pad(name, scenario), pad("–", warrant+2+8+all), verdict)
		}
		for _, w := range r.Warrants {
			cells := []string{pad(name, scenario), pad(w.ID, warrant), pad(w.View, 8)}
			for i, a := range axesOf(w) {
				cells = append(cells, p.axis(a.Axis, widths[i]))
			}
			p.linef("%s", strings.Join(append(cells, verdict), "  "))
			name, verdict = "", ""
		}
		if len(r.Findings) > 0 {
			p.linef("%s  %s", pad("", scenario), p.paint(yellow, "finding: "+strings.Join(r.Findings, ", ")))
		}
	}
	p.linef("%s", p.paint(grey, "measured/predicted: T tappable, P partly, O opaque, N not, - not applicable"))
	for _, f := range allFindings(results) {
		p.linef("%s", p.paint(grey, f.Name+": "+f.Meaning))
	}
}

// axisText is an axis as the table shows it: measured/predicted, with a mark where they or the expectation differ.
func axisText(a oracle.Axis) string {
	if a.Measured == oracle.NA && a.Predicted == oracle.NA && a.Agrees() {
		return "-"
	}
	text := fmt.Sprintf("%s/%s", a.Measured, a.Predicted)
	if a.Agrees() {
		return text
	}
	text += "!"
	if a.Expected != "" && a.Expected != a.Predicted {
		text += " exp " + string(a.Expected)
	}
	return text
}

func (p *printer) axis(a oracle.Axis, width int) string {
	text := pad(axisText(a), width)
	switch {
	case !a.Agrees():
		return p.paint(red, text)
	case a.Measured == oracle.NA:
		return p.paint(grey, text)
	}
	return text
}

func (p *printer) requirements(r oracle.Result) {
	p.linef("")
	p.linef("%s  %s", p.paint(bold, r.Scenario), r.Title)
	for _, q := range r.Requirements {
		line := fmt.Sprintf("  %s %s  %s  %s", p.paint(colorOf(q.Result), sign(q.Result)), pad(q.ID, 12), pad(q.Subject, 8), q.Title)
		if q.Result != oracle.Pass {
			line += p.paint(grey, "  "+string(q.Result))
			if q.Actual != "" && q.Result != oracle.Fail {
				line += p.paint(grey, ": "+q.Actual)
			}
		}
		p.linef("%s", line)
	}
}

// failure writes the block of one deviation.
func (p *printer) failure(d deviation, o Options) {
	p.linef("")
	p.linef("%s  %s", p.paint(colorOf(d.Result), sign(d.Result)+" "+d.ID), p.paint(bold, d.Title))
	field := func(name, text string) {
		if text != "" {
			p.linef("    %s  %s", pad(name, 8), text)
		}
	}
	subject := d.Scenario
	if d.Subject != "" {
		subject += ", " + d.Subject
	}
	field("where", subject)
	field("clause", d.Clause)
	if d.Result == oracle.Inconclusive {
		field("because", d.Actual)
	} else {
		field("expected", d.Expected)
		field("actual", d.Actual)
	}
	for i, e := range d.Evidence {
		if i == 6 {
			field("frame", fmt.Sprintf("and %d more", len(d.Evidence)-i))
			break
		}
		text := fmt.Sprintf("%d  %s", e.Frame, e.Interface)
		if e.Note != "" {
			text += "  " + e.Note
		}
		field("frame", text)
	}
	field("look", o.look(d))
	field("again", o.again(d))
}
