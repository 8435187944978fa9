package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"lilab/scenarios"
)

func (a *app) listCommand() *cobra.Command {
	var asJSON bool
	kinds := []string{"scenarios", "rules", "rows", "records", "requirements"}
	cmd := &cobra.Command{
		Use:       "list [scenarios|rules|rows|records|requirements]",
		Short:     "List scenarios, decision rules, rows of the decision table, record types, or requirements",
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: kinds,
		RunE: a.run(func(_ *cobra.Command, args []string) error {
			kind := "scenarios"
			if len(args) > 0 {
				kind = args[0]
			}
			items, err := catalogue(kind)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(a.stdout, items)
			}
			w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, i := range items {
				fmt.Fprintf(w, "%s\t%s\t%s\n", i.ID, i.Note, i.Title)
			}
			return w.Flush()
		}),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// item is one line of a list.
type item struct {
	ID    string `json:"id"`
	Note  string `json:"note,omitempty"`
	Title string `json:"title"`
}

func catalogue(kind string) ([]item, error) {
	var items []item
	switch kind {
	case "scenarios":
		all, err := scenarios.Find()
		if err != nil {
			return nil, err
		}
		for _, s := range all {
			items = append(items, item{s.ID, strings.Join(s.Rows, " "), s.Title})
		}
	case "rules":
		items = ruleItems()
	case "rows":
		items = rowItems()
	case "records":
		items = recordItems()
	case "requirements":
		items = requirementItems()
	}
	return items, nil
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenario files",
		Args:  cobra.NoArgs,
		RunE: a.run(func(*cobra.Command, []string) error {
			_, err := a.stdout.Write(scenarios.Schema())
			return err
		}),
	}
}
