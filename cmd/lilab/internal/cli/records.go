package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"lilab/x2x3/xiri"
)

// recordItems lists the record types of TS 33.128, in the order of their tags.
func recordItems() []item {
	var items []item
	for _, a := range xiri.Records() {
		items = append(items, item{a.Name, fmt.Sprintf("[%d]", a.Tag), fmt.Sprintf("%s, TS 33.128 R19 clause %s", a.Alternative, a.Clause)})
	}
	return items
}

// recordType returns the name of the declared type, record or not, that this id means: the type itself or the alternative of
// XIRIEvent. Upper and lower case are one.
func recordType(id string) string {
	for _, a := range xiri.Records() {
		if strings.EqualFold(a.Name, id) || strings.EqualFold(a.Alternative, id) {
			return a.Name
		}
	}
	for _, name := range xiri.TypeNames() {
		if strings.EqualFold(name, id) {
			return name
		}
	}
	return ""
}

func explainRecord(w io.Writer, name string) error {
	a, _ := xiri.DescribeType(name)
	switch {
	case a.XIRI && a.IRI:
		fmt.Fprintf(w, "%s  %s [%d] of XIRIEvent and IRIEvent\n%s, TS 33.128 R19 clause %s\n\n", name, a.Alternative, a.Tag, a.NF, a.Clause)
	case a.XIRI:
		fmt.Fprintf(w, "%s  %s [%d] of XIRIEvent\n%s, TS 33.128 R19 clause %s\n\n", name, a.Alternative, a.Tag, a.NF, a.Clause)
	case a.IRI:
		fmt.Fprintf(w, "%s  %s [%d] of IRIEvent\n%s, TS 33.128 R19 clause %s\n\n", name, a.Alternative, a.Tag, a.NF, a.Clause)
	default:
		fmt.Fprintf(w, "%s  %s of the module %s\n\n", name, a.Kind, a.Module)
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, f := range a.Fields {
		presence := "optional"
		switch {
		case a.Kind == "CHOICE":
			presence = "or"
		case f.Mandatory:
			presence = "mandatory"
		case f.Required:
			presence = "required by the table"
		}
		fmt.Fprintf(tw, "[%d]\t%s\t%s\t%s\n", f.Tag, f.Name, presence, fieldType(f))
	}
	for _, v := range a.Values {
		fmt.Fprintf(tw, "%d\t%s\n", v.Value, v.Name)
	}
	if err := tw.Flush(); err != nil {
		return err
	}
	for _, any := range a.Any {
		fmt.Fprintf(w, "at least one of %s\n", strings.Join(any, ", "))
	}
	for _, pair := range a.When {
		fmt.Fprintf(w, "with %s also %s\n", pair[0], pair[1])
	}
	return nil
}

// fieldType is the type of a component and what it comes down to.
func fieldType(f xiri.Field) string {
	typ := f.Type
	switch {
	case f.Of && !strings.Contains(typ, " OF "):
		typ += " (" + f.Kind + " " + f.Elem + ")"
	case !strings.HasPrefix(typ, f.Kind):
		typ += " (" + f.Kind
		if f.Constraint != "" {
			typ += " " + f.Constraint
		}
		typ += ")"
	}
	return typ
}
