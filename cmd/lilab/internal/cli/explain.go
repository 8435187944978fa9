package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lilab/oracle"
	"lilab/oracle/rules"
	"lilab/scenarios"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain ID",
		Short: "Explain a scenario, a rule, a row of the decision table, a record type, or a requirement",
		Long: `explain tells what is behind an id: a scenario (inbound/registration-suci-a), a decision rule (B7),
a row of the decision table (V02), a record or any other type of TS 33.128 (AMFRegistration, SUPI), or a requirement that
the oracle checks (AMF-REG-1).`,
		Args: cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return explainable(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: a.run(func(_ *cobra.Command, args []string) error { return explain(a.stdout, args[0]) }),
	}
}

// explainable lists every id that explain knows.
func explainable() []string {
	ids := scenarios.Shipped()
	for _, items := range [][]item{ruleItems(), rowItems(), recordItems(), requirementItems()} {
		for _, i := range items {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

func explain(w io.Writer, id string) error {
	if slices.Contains(scenarios.Shipped(), id) {
		return explainScenario(w, id)
	}
	if r, ok := rules.Rule(strings.ToUpper(id)); ok {
		return explainRule(w, r)
	}
	if r, ok := rules.Row(strings.ToUpper(id)); ok {
		return explainRow(w, r)
	}
	if name := recordType(id); name != "" {
		return explainRecord(w, name)
	}
	for _, r := range oracle.Catalogue() {
		if strings.EqualFold(r.ID, id) {
			_, err := fmt.Fprintf(w, "%s  %s\n\nclause   %s\n", r.ID, r.Title, r.Clause)
			return err
		}
	}
	hint := "`lilab list scenarios|rules|rows|records|requirements` shows what there is"
	if near := scenarios.Nearest(id, explainable()); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	return usage{fmt.Errorf("nothing is called %q; %s", id, hint)}
}

func explainScenario(w io.Writer, id string) error {
	s, err := scenarios.Get(id)
	if err != nil {
		return err
	}
	text, err := scenarios.Text(id)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s\n%s\n\n%s\n", s.ID, s.Title, wrap(s.About, 100))
	fmt.Fprintf(w, "\nrows     %s\nclauses  %s\nfile     %s\n\n", strings.Join(s.Rows, ", "), strings.Join(s.Clauses, "\n         "), s.File())
	for line := range strings.Lines(string(text)) {
		fmt.Fprintf(w, "    %s", line)
	}
	return nil
}

// wrap breaks a text into lines of at most width characters.
func wrap(text string, width int) string {
	var b strings.Builder
	n := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case n+1+len(word) > width:
			b.WriteByte('\n')
			n = 0
		default:
			b.WriteByte(' ')
			n++
		}
		b.WriteString(word)
		n += len(word)
	}
	return b.String()
}

// scenariosWithRow lists the shipped scenarios that play a row.
func scenariosWithRow(row string) []string {
	var ids []string
	all, err := scenarios.Find()
	if err != nil {
		return nil
	}
	for _, s := range all {
		if slices.Contains(s.Rows, row) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}
