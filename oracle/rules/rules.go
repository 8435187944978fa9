// Package rules holds the decision rules of roaming interception as data and evaluates them.
package rules

// Definition is one rule.
type Definition struct {
	ID  string
	Tag string
}

// Case is one row of the decision table.
type Case struct {
	ID string
}

// All returns every rule in order of evaluation.
func All() []Definition { return nil }

// Rows returns every row, sorted by id.
func Rows() []Case { return nil }

// Rule returns the rule with an id such as "A1" or "B3".
func Rule(id string) (Definition, bool) { return Definition{}, false }

// Row returns the row of the decision table with an id such as "V02".
func Row(id string) (Case, bool) { return Case{}, false }
