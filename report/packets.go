package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"lilab/oracle"
)

// arrows are the packets of a session up and down, seen from the phone; "–" where the session has no such point.
func arrows(c *oracle.PacketCount) string {
	if c == nil {
		return "–"
	}
	return fmt.Sprintf("%d↑ %d↓", c.Uplink, c.Downlink)
}

// stage is one point on the way of a session's packets to the agency.
type stage struct {
	Name string
	*oracle.PacketCount
	// Wrong says that it is not what is due, Judged that it has to be.
	Judged, Wrong bool
}

// Text is the number of packets.
func (s stage) Text() string { return arrows(s.PacketCount) }

// stagesOf are those of a session in the order of the packets' way: on the network, what the warrant covers, delivered
// by the point of interception, arrived at the agency.
func stagesOf(c oracle.SessionCount) []stage {
	return []stage{
		{Name: "N3", PacketCount: c.N3}, {Name: "N9", PacketCount: c.N9}, {Name: "due", PacketCount: &c.Due},
		{Name: "X3", PacketCount: &c.X3, Judged: true, Wrong: c.X3 != c.Due},
		{Name: "HI3", PacketCount: &c.HI3, Judged: true, Wrong: c.HI3 != c.Due || c.Missing > 0 || c.Extra > 0},
	}
}

// sessionName tells the sessions of a result apart.
func sessionName(c oracle.SessionCount) string {
	return fmt.Sprintf("%s, session %d to %s", c.Subscriber, c.Session, c.DNN)
}

// difference says how the packets at the agency differ from those due, "" if they do not.
func difference(c oracle.SessionCount) string {
	var parts []string
	if c.Missing > 0 {
		parts = append(parts, fmt.Sprintf("%d missing", c.Missing))
	}
	if c.Extra > 0 {
		parts = append(parts, fmt.Sprintf("%d too many", c.Extra))
	}
	return strings.Join(parts, ", ")
}

// early says how many packets passed before the point of interception was triggered, "" if none did.
func early(c oracle.SessionCount) string {
	if c.Early == 0 {
		return ""
	}
	return fmt.Sprintf("%d before the trigger", c.Early)
}

// packetTotals sums up what was due and what was missing or too many in all results, "" if no packet was due.
func packetTotals(results []oracle.Result) string {
	due, missing, extra := 0, 0, 0
	for _, r := range results {
		for _, w := range r.Warrants {
			for _, c := range w.Sessions {
				due += c.Due.Uplink + c.Due.Downlink
				missing += c.Missing
				extra += c.Extra
			}
		}
	}
	if due+missing+extra == 0 {
		return ""
	}
	text := plural(due, "packet") + " due"
	switch d := difference(oracle.SessionCount{Missing: missing, Extra: extra}); d {
	case "":
		return text + ", all delivered once"
	default:
		return text + ", " + d
	}
}

// ledgerRow is one field of the ledger, and what each warrant brought of it.
type ledgerRow struct {
	Field, About, Precision string
	// Cells are those of the warrants in their order; nil where nothing of it arrived.
	Cells   []*oracle.LedgerEntry
	Sources []string
}

// ledgerOf puts the ledgers of all warrants of a result side by side: about the target first, then by field.
func ledgerOf(r oracle.Result) []ledgerRow {
	var rows []ledgerRow
	for i, w := range r.Warrants {
		for j := range w.Ledger {
			e := &w.Ledger[j]
			at := slices.IndexFunc(rows, func(r ledgerRow) bool { return r.Field == e.Field && r.About == e.About && r.Precision == e.Precision })
			if at < 0 {
				at = len(rows)
				rows = append(rows, ledgerRow{Field: e.Field, About: e.About, Precision: e.Precision, Cells: make([]*oracle.LedgerEntry, len(r.Warrants))})
			}
			rows[at].Cells[i] = e
			for _, s := range e.Sources {
				if !slices.Contains(rows[at].Sources, s) {
					rows[at].Sources = append(rows[at].Sources, s)
				}
			}
		}
	}
	slices.SortStableFunc(rows, func(a, b ledgerRow) int {
		return cmp.Or(-strings.Compare(a.About, b.About), strings.Compare(strings.ToLower(a.Field), strings.ToLower(b.Field)), strings.Compare(a.Precision, b.Precision))
	})
	return rows
}

// bound is a cooperation upper bound.
type bound struct {
	Subscriber string
	Values     []oracle.Value
}

func boundsOf(r oracle.Result) []bound {
	var out []bound
	for _, name := range slices.Sorted(maps.Keys(r.CooperationUpperBound)) {
		a := r.CooperationUpperBound[name]
		out = append(out, bound{name, []oracle.Value{a.Identity, a.IRI, a.Location, a.Call, a.Content}})
	}
	return out
}

// packets lists sessions, ledger and bound of a result in text.
func (p *printer) packets(r oracle.Result) {
	for _, w := range r.Warrants {
		for _, c := range w.Sessions {
			var parts []string
			for _, s := range stagesOf(c) {
				if s.PacketCount == nil {
					continue
				}
				text := s.Name + " " + s.Text()
				if s.Wrong {
					text = p.paint(red, text+"!")
				}
				parts = append(parts, text)
			}
			line := fmt.Sprintf("  %s  %s (%s): %s", pad(w.ID, 8), sessionName(c), c.Route, strings.Join(parts, ", "))
			if d := difference(c); d != "" {
				line += ": " + p.paint(red, d)
			}
			if d := early(c); d != "" {
				line += ": " + p.paint(yellow, d)
			}
			p.linef("%s", line)
		}
		for _, e := range w.Ledger {
			p.linef("%s", p.paint(grey, fmt.Sprintf("  %s  received: %s  %s  %s  %s, %s", pad(w.ID, 8), pad(e.Field, 15), pad(e.About, 6), pad(e.Precision, 13),
				plural(e.Times, "time"), plural(e.Values, "value"))))
		}
	}
	for _, b := range boundsOf(r) {
		var values []string
		for i, v := range b.Values {
			values = append(values, axesOf(oracle.Warrant{})[i].Name+" "+string(v))
		}
		p.linef("  both agencies together could have of %s at most: %s", b.Subscriber, strings.Join(values, ", "))
	}
}
