package report

import (
	"slices"
	"strings"

	"lilab/oracle"
)

// clean returns the results without control characters: values come from captures that anyone may have made.
func clean(results []oracle.Result) []oracle.Result {
	out := slices.Clone(results)
	for i := range out {
		r := &out[i]
		r.Scenario, r.Title = printable(r.Scenario), printable(r.Title)
		r.Requirements = slices.Clone(r.Requirements)
		for j := range r.Requirements {
			q := &r.Requirements[j]
			q.Subject, q.Expected, q.Actual = printable(q.Subject), printable(q.Expected), printable(q.Actual)
			q.Evidence = slices.Clone(q.Evidence)
			for k := range q.Evidence {
				q.Evidence[k].Note, q.Evidence[k].Interface = printable(q.Evidence[k].Note), printable(q.Evidence[k].Interface)
			}
		}
		bound := map[string]oracle.BoundAxes{}
		for name, a := range r.CooperationUpperBound {
			bound[printable(name)] = a
		}
		r.CooperationUpperBound = bound
		r.Warrants = slices.Clone(r.Warrants)
		for j := range r.Warrants {
			w := &r.Warrants[j]
			w.ID, w.Target = printable(w.ID), printable(w.Target)
			records := map[string]int{}
			for k, n := range w.Records {
				records[printable(k)] += n
			}
			w.Records = records
			w.Sessions = slices.Clone(w.Sessions)
			for k := range w.Sessions {
				c := &w.Sessions[k]
				c.Subscriber, c.DNN, c.Route = printable(c.Subscriber), printable(c.DNN), printable(c.Route)
			}
			w.Calls = slices.Clone(w.Calls)
			for k := range w.Calls {
				w.Calls[k].Gm = printable(w.Calls[k].Gm)
			}
			w.Ledger = slices.Clone(w.Ledger)
			for k := range w.Ledger {
				e := &w.Ledger[k]
				e.Field, e.About, e.Precision = printable(e.Field), printable(e.About), printable(e.Precision)
				e.Sources = slices.Clone(e.Sources)
				for l := range e.Sources {
					e.Sources[l] = printable(e.Sources[l])
				}
			}
		}
	}
	return out
}

// printable puts U+FFFD in the place of control characters.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || (r >= 0x7f && r < 0xa0) {
			return 0xfffd
		}
		return r
	}, s)
}
