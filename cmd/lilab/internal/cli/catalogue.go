package cli

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"lilab/oracle"
	"lilab/oracle/rules"
)

func ruleItems() []item {
	var items []item
	for _, r := range rules.All() {
		items = append(items, item{r.ID, string(r.Tag), r.Title})
	}
	return items
}

func rowItems() []item {
	var items []item
	for _, r := range rules.Rows() {
		items = append(items, item{r.ID, axes(r), r.Title})
	}
	return items
}

func axes(r rules.TableRow) string {
	var values []string
	for _, v := range r.Axes {
		values = append(values, string(v))
	}
	return strings.Join(values, "/")
}

// requirementItems lists what the oracle checks.
func requirementItems() []item {
	var items []item
	for _, r := range oracle.Catalogue() {
		items = append(items, item{r.ID, r.Clause, r.Title})
	}
	return items
}

// tags says how certain a rule is.
var tags = map[rules.Tag]string{
	"C": "a clause says it", "A": "it follows from the ASN.1 or a table",
	"K": "it follows from how the system works", "I": "our reading of the clauses",
}

func explainRule(w io.Writer, r rules.Definition) error {
	fmt.Fprintf(w, "%s  %s\n\nif       %s\n", r.ID, r.Title, condition(r.When))
	if then := effect(r.Then); then != "" {
		fmt.Fprintf(w, "then     %s\n", then)
	}
	for _, c := range r.Cases {
		fmt.Fprintf(w, "         and if %s: %s\n", condition(c.When), effect(c.Then))
	}
	for _, f := range r.Findings {
		fmt.Fprintf(w, "         and if %s: finding %s\n", condition(f.When), f.Finding)
	}
	for i, s := range r.Because {
		head := "because "
		if i > 0 {
			head = "        "
		}
		fmt.Fprintf(w, "%s %s\n", head, s)
	}
	fmt.Fprintf(w, "tag      %s: %s\n", r.Tag, tags[r.Tag])
	for _, c := range r.Tags {
		fmt.Fprintf(w, "         and if %s %s: %s\n", condition(c.When), c.Tag, tags[c.Tag])
	}
	if r.Mark {
		fmt.Fprintln(w, "         it only defines a word or sets a mark, so it does not weaken a verdict")
	}
	if r.Overridable {
		fmt.Fprintln(w, "         a network may decide otherwise")
	}
	var rows []string
	for _, row := range rules.Rows() {
		if slices.Contains(row.Rules, r.ID) {
			rows = append(rows, row.ID)
		}
	}
	return printList(w, "rows    ", rows)
}

func printList(w io.Writer, head string, list []string) error {
	if len(list) == 0 {
		return nil
	}
	_, err := fmt.Fprintf(w, "%s %s\n", head, strings.Join(list, ", "))
	return err
}

func condition(c rules.Condition) string {
	var parts []string
	for _, k := range slices.Sorted(maps.Keys(c)) {
		parts = append(parts, k+" is "+strings.Join(c[k], " or "))
	}
	if len(parts) == 0 {
		return "always"
	}
	return strings.ReplaceAll(strings.Join(parts, " and "), "is !", "is not ")
}

func effect(e rules.Effect) string {
	var parts []string
	add := func(what string, values []string) {
		if len(values) > 0 {
			parts = append(parts, what+" "+strings.Join(values, ", "))
		}
	}
	if e.Knows != "" {
		parts = append(parts, "the serving network knows the "+e.Knows)
	}
	add("the target matches at", e.Matches)
	add("silent must be", e.Forbid)
	add("reported by", e.POIs)
	add("records", e.X2)
	add("content", e.X3)
	for _, k := range rules.AxisNames() {
		if v, ok := e.Axis[k]; ok {
			parts = append(parts, fmt.Sprintf("%s is at least %s", k, v))
		}
	}
	if e.Finding != "" {
		parts = append(parts, "finding "+e.Finding)
	}
	return strings.Join(parts, "; ")
}

func explainRow(w io.Writer, r rules.TableRow) error {
	fmt.Fprintf(w, "%s  %s\n\n", r.ID, r.Title)
	for i, name := range rules.AxisNames() {
		if i < len(r.Axes) {
			fmt.Fprintf(w, "%-10s %s\n", name, r.Axes[i])
		}
	}
	fmt.Fprintf(w, "%-10s %s\n", "roll-up", r.Rollup)
	fmt.Fprintf(w, "%-10s %s: %s\n", "certainty", r.Certainty, tags[r.Certainty])
	for i, k := range slices.Sorted(maps.Keys(r.Settings)) {
		head := ""
		if i == 0 {
			head = "settings"
		}
		fmt.Fprintf(w, "%-10s %s: %s\n", head, k, r.Settings[k])
	}
	for i, id := range r.Rules {
		head := ""
		if i == 0 {
			head = "rules"
		}
		rule, _ := rules.Rule(id)
		fmt.Fprintf(w, "%-10s %s  %s\n", head, id, rule.Title)
	}
	return printList(w, "scenarios ", scenariosWithRow(r.ID))
}
