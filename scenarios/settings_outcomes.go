package scenarios

import "github.com/invopop/jsonschema"

// Outcome is how a call ends.
type Outcome string

// The outcomes of a call.
const (
	OutcomeAnswered  Outcome = "answered"
	OutcomeBusy      Outcome = "busy"
	OutcomeNoAnswer  Outcome = "no-answer"
	OutcomeCancelled Outcome = "cancelled"
	OutcomeRejected  Outcome = "rejected"
)

// JSONSchema implements the interface of package jsonschema.
func (Outcome) JSONSchema() *jsonschema.Schema {
	s := enum("answered", "busy", "no-answer", "cancelled", "rejected")
	s.Default = "answered"
	return s
}

// answered says that both speak in the end.
func (o Outcome) answered() bool { return o == "" || o == OutcomeAnswered }

// Diversion says when calls to a subscriber go to somebody else.
type Diversion string

// The occasions of diversion, TS 24.604 clause 4.2.1.
const (
	DivertAlways   Diversion = "always"
	DivertBusy     Diversion = "busy"
	DivertNoAnswer Diversion = "no-answer"
)

// JSONSchema implements the interface of package jsonschema.
func (Diversion) JSONSchema() *jsonschema.Schema {
	s := enum("always", "busy", "no-answer")
	s.Default = "always"
	return s
}
