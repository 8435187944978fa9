package xiri

import (
	"reflect"

	"lilab/x2x3/xiri/internal/decl"
)

// Field describes one component of a type, as it is declared.
type Field struct {
	// Tag is the context-specific tag.
	Tag uint32
	// Name and Type are those of the ASN.1 module; a type without a name of its own is written as there.
	Name, Type string
	// Kind is the base type after all references are followed: SEQUENCE, CHOICE, INTEGER, ENUMERATED, BOOLEAN, NULL,
	// OCTET STRING, BIT STRING, GeneralizedTime, an object identifier or a character string type, or the list that it is.
	Kind string
	// Of says that the component is a SEQUENCE OF or SET OF, whose element Elem names.
	Of   bool
	Elem string
	// Mandatory says that the ASN.1 has no OPTIONAL; Required that the ASN.1 or the table of the clause wants it.
	Mandatory, Required bool
	// Constraint is the size or the range, empty without one.
	Constraint string
	// Values are the names and numbers of an ENUMERATED.
	Values []EnumValue
}

// EnumValue is one value of an ENUMERATED.
type EnumValue struct {
	Value uint16
	Name  string
}

// About says what a type is: the module, the kind, and for a record where it stands.
type About struct {
	// Module is the ASN.1 module and Name the name there, Kind is SEQUENCE, CHOICE or the base type.
	Module, Name, Kind string
	// Tag and Alternative are those of XIRIEvent and IRIEvent, NF the network function that makes the record, Clause the one
	// of TS 33.128 R19. They are empty for a type that is no record.
	Tag                     uint32
	Alternative, NF, Clause string
	// XIRI and IRI say which of the CHOICEs has the record.
	XIRI, IRI bool
	// Doc is a short text, File the Go file.
	Doc, File string
	// Any has sets of components one of which has to be there by the table of the clause.
	Any [][]string
	// When has pairs: with the first, the second has to be there by the table.
	When   [][2]string
	Fields []Field
	// Values are those of an ENUMERATED.
	Values []EnumValue
}

// Records returns what is declared of every record, in the order of the tags.
func Records() []About {
	var out []About
	for _, e := range schema().Events {
		a, _ := DescribeType(e.Type)
		out = append(out, a)
	}
	return out
}

// Describe returns the components of a record and the clause with its table, in the order of the module.
func Describe(e Event) (fields []Field, clause string) {
	a, _ := DescribeType(reflect.TypeOf(e).Elem().Name())
	if a.Clause != "" {
		clause = "TS 33.128 R19 clause " + a.Clause
	}
	return a.Fields, clause
}

// DescribeType returns what is declared of the type with this Go name.
func DescribeType(name string) (About, bool) {
	t := schema().Get(name)
	if t == nil {
		return About{}, false
	}
	a := About{Module: t.Module, Name: t.Name, Kind: t.Kind.String(), Doc: t.Doc, File: "x2x3/xiri/" + t.File + "_gen.go", Any: t.Any, When: t.When}
	if t.Hand {
		a.File = "x2x3/xiri/payload.go"
	}
	if t.Kind == decl.Named {
		e, _ := schema().Resolve(t.Expr)
		a.Kind = e.String()
	}
	if e := schema().EventOf(name); e != nil {
		a.Tag, a.Alternative, a.NF, a.Clause, a.XIRI, a.IRI = e.Tag, e.Name, e.NF, e.Clause, e.XIRI, e.IRI
	}
	if t.Kind == decl.Enumerated {
		a.Values = values(t)
		return a, true
	}
	for _, m := range t.Members {
		a.Fields = append(a.Fields, field(&m, t.Kind == decl.Choice))
	}
	return a, true
}

// TypeNames returns the Go names of all declared types, in the order of the declarations.
func TypeNames() []string {
	var out []string
	for _, t := range schema().Types {
		out = append(out, t.Go)
	}
	return out
}

func field(m *decl.Member, alternative bool) Field {
	e, t := schema().Resolve(m.Type)
	f := Field{Tag: m.Tag, Name: m.Name, Type: m.Type.String(), Kind: e.Kind.String(), Mandatory: !m.Optional && !alternative, Required: !alternative && (!m.Optional || m.Required)}
	if m.Type.Kind == decl.Named {
		if x := schema().Get(m.Type.Name); x != nil {
			f.Type = x.Name
		}
		if m.Type.Name == "XIRIEvent" || m.Type.Name == "IRIEvent" {
			f.Kind = "CHOICE"
		}
	}
	if e.Elem != nil {
		f.Of, f.Elem = true, e.Elem.String()
	}
	if e.Bound {
		bare := *e
		bare.Bound = false
		if s, b := e.String(), bare.String(); e.Elem == nil {
			f.Constraint = s[len(b)+1:]
		}
	}
	if t != nil && t.Kind == decl.Enumerated {
		f.Values = values(t)
	}
	return f
}

func values(t *decl.Type) (out []EnumValue) {
	for _, x := range t.Members {
		out = append(out, EnumValue{uint16(x.Tag), x.Name})
	}
	return out
}
