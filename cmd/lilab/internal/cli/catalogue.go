package cli

import (
	"fmt"
	"io"
	"strings"

	"lilab/oracle/rules"
)

func ruleItems() []item {
	var items []item
	for _, r := range rules.All() {
		items = append(items, item{ID: r.ID, Note: r.Tag})
	}
	return items
}

func rowItems() []item {
	var items []item
	for _, r := range rules.Rows() {
		items = append(items, item{ID: r.ID})
	}
	return items
}

func recordItems() []item { return nil }

func explainRule(w io.Writer, r rules.Definition) error {
	_, err := fmt.Fprintf(w, "%s\n", r.ID)
	return err
}

func explainRow(w io.Writer, r rules.Case) error {
	_, err := fmt.Fprintf(w, "%s\nscenarios  %s\n", r.ID, strings.Join(scenariosWithRow(r.ID), ", "))
	return err
}

func explainRecord(w io.Writer, name string) error {
	_, err := fmt.Fprintln(w, name)
	return err
}
