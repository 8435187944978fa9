package xiri

import (
	"fmt"
	"reflect"
)

// Field describes one component of a type, as the codec declares it.
type Field struct {
	// Tag is the context-specific tag.
	Tag uint32
	// Name and Type are those of the ASN.1 module; a type without a name of its own has that of its base.
	Name, Type string
	// Kind is the base type: SEQUENCE, CHOICE, INTEGER, ENUMERATED, BOOLEAN, OCTET STRING, BIT STRING,
	// GeneralizedTime or a character string type; empty where the component is passed on untyped.
	Kind string
	// Of says that the component is a SEQUENCE OF that type.
	Of bool
	// Mandatory says that the ASN.1 has no OPTIONAL; Required that the ASN.1 or the table of the clause wants it.
	Mandatory, Required bool
	// Min and Max are the size or the range, where the type has one.
	Min, Max int64
	// Values are the names of an ENUMERATED, from Min on.
	Values []string
	// Typed is false where the component has no Go field yet and is kept as octets.
	Typed bool
	// Composite has the Go type of a SEQUENCE or CHOICE.
	Composite reflect.Type
}

// Finding is something that a record lacks or that breaks a constraint.
type Finding struct {
	// Path names the component.
	Path string
	// Clause is where the table of the record stands; empty outside of a record.
	Clause string
	// ASN1 is true where the ASN.1 demands it, false where only the table of the clause does or a
	// constraint is broken.
	ASN1 bool
	// Problem says what is wrong, for example "absent".
	Problem string
}

// String gives all of it in one line.
func (f Finding) String() string {
	s := f.Path + ": " + f.Problem
	if f.Clause != "" {
		s += " (" + f.Clause + ")"
	}
	return s
}

// Line is one value of a dump.
type Line struct {
	// Path names the component with the names of the ASN.1 module, for example "registration.gUTI.mCC".
	Path string
	// Value is a quoted string, a decimal number, true or false, the name of an enumerated value,
	// 0x… for octets or 0b… for bits.
	Value string
}

func (c *codec) find(name string, asn1 bool, problem string) {
	c.findings = append(c.findings, Finding{Path: c.at(name), Clause: c.clause, ASN1: asn1, Problem: problem})
}

func (c *codec) sized(name string, n, lo, hi int) {
	if c.mode == checking && (n < lo || hi > 0 && n > hi) {
		c.find(name, false, fmt.Sprintf("size %d, allowed are %d to %d", n, lo, hi))
	}
}

func (c *codec) line(name, value string) {
	if c.mode == dumping {
		c.lines = append(c.lines, Line{c.at(name), value})
	}
}

func (c *codec) field(tag uint32, name string, p presence, typ, kind string, lo, hi int) {
	c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: typ, Kind: kind, Mandatory: p == mandatory, Required: p != optional,
		Min: int64(lo), Max: int64(hi), Typed: true})
}

func (c *codec) describe(tag uint32, name string, p presence, v composite, of bool) {
	t := reflect.TypeOf(v).Elem()
	c.fields = append(c.fields, Field{Tag: tag, Name: name, Type: t.Name(), Kind: kindOf(v), Of: of, Mandatory: p == mandatory, Required: p != optional,
		Typed: true, Composite: t})
}

func kindOf(v composite) string {
	if v.isChoice() {
		return "CHOICE"
	}
	return "SEQUENCE"
}

// fieldsOf returns the components of a type in the order of the module.
func fieldsOf(v composite) (fields []Field, clause string) {
	c := newCodec(describing, "")
	defer c.release()
	v.walk(c)
	return c.fields, c.clause
}

// Describe returns the components of a record and the clause with its table, in the order of the module.
func Describe(e Event) (fields []Field, clause string) { return fieldsOf(e) }

// DescribeType returns the components of a SEQUENCE or CHOICE that a [Field] names, nil for another type.
func DescribeType(t reflect.Type) []Field {
	v, ok := reflect.New(t).Interface().(composite)
	if !ok {
		return nil
	}
	f, _ := fieldsOf(v)
	return f
}

// Check returns what a record lacks by the ASN.1 and by the table of its clause, and which constraints it
// breaks. A record without findings is complete, not therefore true.
func Check(e Event) []Finding {
	c := newCodec(checking, Name(e))
	defer c.release()
	c.inspectBody(e)
	return c.findings
}

// Dump returns the values of a record one by one, in the order of the module.
func Dump(e Event) []Line {
	c := newCodec(dumping, Name(e))
	defer c.release()
	c.inspectBody(e)
	return c.lines
}

// demand is for what the text of a clause wants and no single component can tell.
func (c *codec) demand(ok bool, problem string) {
	if c.mode == checking && !ok {
		c.find("", false, problem)
	}
}
