package report

import (
	"fmt"
	"slices"

	"lilab/oracle"
)

// delayOf says how long SIP stayed encrypted after the target of a warrant had come from another network, "" if it did not.
func delayOf(w oracle.Warrant) string {
	d := w.GmDelay
	if d == nil {
		return ""
	}
	calls := "no call"
	switch {
	case d.Calls == 1:
		calls = "1 call"
	case d.Calls > 1:
		calls = fmt.Sprintf("%d calls", d.Calls)
	}
	return fmt.Sprintf("%.3f s from the arrival of the target in %s to the first SIP message that could be read there, with %s in between", d.Seconds, w.Agency, calls)
}

// gmCall is one call of a target, where the protection of Gm changes between them.
type gmCall struct {
	Warrant, Gm   string
	Call          int
	Parties, Said axis
}

// gmCallsOf are those of a result.
func gmCallsOf(r oracle.Result) []gmCall {
	var out []gmCall
	for _, w := range r.Warrants {
		for _, c := range w.Calls {
			if c.Axes != nil {
				out = append(out, gmCall{w.ID, c.Gm, c.Call, axis{"Call", c.Axes.Call}, axis{"Content", c.Axes.Content}})
			}
		}
	}
	return out
}

// calls writes the calls one by one of results in which the protection of Gm changes between them.
func (p *printer) calls(results []oracle.Result) {
	for _, r := range results {
		list := gmCallsOf(r)
		if len(list) == 0 && !slices.ContainsFunc(r.Warrants, func(w oracle.Warrant) bool { return w.GmDelay != nil }) {
			continue
		}
		p.linef("")
		p.linef("%s", p.paint(bold, "Calls of "+r.Scenario+" one by one: the protection of SIP on Gm changes between them"))
		for _, c := range list {
			p.linef("  %s  call %d  Gm %s  call %s  content %s", c.Warrant, c.Call, pad(c.Gm, 8), p.axis(c.Parties.Axis, 3), axisText(c.Said.Axis))
		}
		for _, w := range r.Warrants {
			if d := delayOf(w); d != "" {
				p.linef("  %s  %s", w.ID, p.paint(yellow, d))
			}
		}
	}
}
