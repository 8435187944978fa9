package scenarios

import (
	"fmt"
	"strings"

	"github.com/invopop/jsonschema"

	"lilab/sim/event"
)

// PLMN is a PLMN identity in the form MCC-MNC.
type PLMN string

// PLMN returns the two halves.
func (p PLMN) PLMN() event.PLMN {
	mcc, mnc, _ := strings.Cut(string(p), "-")
	return event.PLMN{MCC: mcc, MNC: mnc}
}

// JSONSchema implements the interface of package jsonschema.
func (PLMN) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: "^(001|999)-[0-9]{2,3}$", Examples: []any{"001-01", "999-70"}}
}

// N32 is the protection of an N32 interface.
type N32 string

// N32TLS is the only protection that is simulated so far.
const N32TLS N32 = "tls"

// JSONSchema implements the interface of package jsonschema.
func (N32) JSONSchema() *jsonschema.Schema { return enum("tls") }

// SUCIScheme is a protection scheme of TS 33.501 annex C.
type SUCIScheme string

// The protection schemes.
const (
	SUCINull     SUCIScheme = "null"
	SUCIProfileA SUCIScheme = "profile-a"
	SUCIProfileB SUCIScheme = "profile-b"
)

// Scheme is the protection scheme identifier of TS 33.501 annex C.1.
func (s SUCIScheme) Scheme() uint8 {
	switch s {
	case SUCIProfileA:
		return 1
	case SUCIProfileB:
		return 2
	}
	return 0
}

// JSONSchema implements the interface of package jsonschema. YAML reads a bare null as a null value,
// which means the null scheme here; see nullSchemes.
func (SUCIScheme) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Enum: []any{"null", "profile-a", "profile-b", nil}, Default: "profile-a"}
}

// NAS names a NAS ciphering algorithm.
type NAS string

// NEA is the algorithm's number.
func (n NAS) NEA() uint8 { return n[len(n)-1] - '0' }

// JSONSchema implements the interface of package jsonschema.
func (NAS) JSONSchema() *jsonschema.Schema {
	s := enum("nea0", "nea1", "nea2", "nea3")
	s.Default = "nea2"
	return s
}

// Fault is what goes wrong on purpose.
type Fault string

// The faults.
const (
	// FaultHomeRejects makes the home network refuse to authenticate the subscriber.
	FaultHomeRejects Fault = "home-rejects"
	// FaultWrongKey gives the phone another key than the home network has.
	FaultWrongKey Fault = "wrong-key"
	// FaultSUPIMismatch makes the home network return the SUPI of nobody in the phone's place after
	// the authentication, so that the keys of phone and AMF differ.
	FaultSUPIMismatch Fault = "supi-mismatch"
)

// JSONSchema implements the interface of package jsonschema.
func (Fault) JSONSchema() *jsonschema.Schema {
	return enum("home-rejects", "wrong-key", "supi-mismatch")
}

// Delivery is a kind of product.
type Delivery string

// The products.
const (
	DeliverIRI Delivery = "iri"
	DeliverCC  Delivery = "cc"
)

// JSONSchema implements the interface of package jsonschema.
func (Delivery) JSONSchema() *jsonschema.Schema { return enum("iri", "cc") }

// Service is a service an order may cover.
type Service string

// JSONSchema implements the interface of package jsonschema.
func (Service) JSONSchema() *jsonschema.Schema { return enum("voice", "messaging", "data") }

// Value is the value of one axis.
type Value string

// JSONSchema implements the interface of package jsonschema.
func (Value) JSONSchema() *jsonschema.Schema { return enum("T", "P", "O", "N", "-") }

// Target is a reference to an identity of a subscriber.
type Target string

// Subscriber and Type are the halves of "anna.supi".
func (t Target) Subscriber() string { s, _, _ := strings.Cut(string(t), "."); return s }

// Type is "supi", "gpsi", "pei", "impu" or "nli".
func (t Target) Type() string { _, s, _ := strings.Cut(string(t), "."); return s }

// JSONSchema implements the interface of package jsonschema.
func (Target) JSONSchema() *jsonschema.Schema {
	return &jsonschema.Schema{Type: "string", Pattern: `^[a-z][a-z0-9-]*\.(supi|gpsi|pei|impu|nli)$`, Examples: []any{"anna.supi"}}
}

// Names is one name or a list of names.
type Names []string

// JSONSchema implements the interface of package jsonschema.
func (Names) JSONSchema() *jsonschema.Schema {
	return oneOrList("string", &jsonschema.Schema{Type: "string"}, nil)
}

// UnmarshalYAML reads one name or a list.
func (n *Names) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[string](unmarshal)
	*n = v
	return err
}

// Deregistrations is one deregistration or a list; a bare name is a deregistration without switch-off.
type Deregistrations []Deregistration

// JSONSchema implements the interface of package jsonschema.
func (Deregistrations) JSONSchema() *jsonschema.Schema {
	item := object(Deregistration{})
	item.Type = ""
	item.Extras = map[string]any{"type": []string{"string", "object"}}
	return oneOrList("string,object", item, object(Deregistration{}))
}

// UnmarshalYAML reads the three forms.
func (d *Deregistrations) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[Deregistration](unmarshal)
	*d = v
	return err
}

// UnmarshalYAML reads a bare name or the members.
func (d *Deregistration) UnmarshalYAML(unmarshal func(any) error) error {
	var name string
	if err := unmarshal(&name); err == nil {
		*d = Deregistration{Subscriber: name}
		return nil
	}
	type plain Deregistration
	return unmarshal((*plain)(d))
}

// Moves is one move or a list.
type Moves []Move

// JSONSchema implements the interface of package jsonschema.
func (Moves) JSONSchema() *jsonschema.Schema {
	return oneOrList("object", object(Move{}), object(Move{}))
}

// UnmarshalYAML reads one or a list.
func (m *Moves) UnmarshalYAML(unmarshal func(any) error) error {
	v, err := list[Move](unmarshal)
	*m = v
	return err
}

// list reads a sequence of T or a single T.
func list[T any](unmarshal func(any) error) ([]T, error) {
	var many []T
	if err := unmarshal(&many); err == nil {
		return many, nil
	}
	var one T
	if err := unmarshal(&one); err != nil {
		return nil, fmt.Errorf("neither one nor a list: %w", err)
	}
	return []T{one}, nil
}
