// Package decl reads the declarations of the ASN.1 types of TS 33.128 that stand in x2x3/xiri/records. The
// generator makes Go of them, and package xiri looks into them to check, describe and print values.
//
// A file has one declaration a paragraph; "#" starts a comment line.
//
//	module TS33128Payloads
//	sequence AMFDeregistration "what it is"
//	  1 deregistrationDirection AMFDirection
//	  3 sUPI SUPI ?
//	  any sUPI sUCI
//	choice SUPI
//	  1 iMSI IMSI
//	enum AMFDirection
//	  1 networkInitiated
//	type IMSI numeric 6..15
//	event 2 deregistration AMFDeregistration AMF 6.2.2.2.3
//
// After the type of a component "?" says OPTIONAL, "!" says OPTIONAL in the ASN.1 and mandatory in the table of the
// clause, "=Name" gives the Go field another name, "opt" makes the Go field of a mandatory component an Opt, and "since N"
// that payloads of a release before N lack the mandatory component. "any" names components of which one has to be there, and "when A B" says that B has to be there when A is.
package decl

import (
	"bufio"
	"fmt"
	"io/fs"
	"math"
	"sort"
	"strconv"
	"strings"
)

// Kind is a built-in type of ASN.1.
type Kind uint8

// The kinds, with Named for a reference to another type.
const (
	Named Kind = iota
	SequenceType
	Choice
	Enumerated
	ListOf
	SetOf
	Integer
	Boolean
	Null
	OctetString
	BitString
	UTF8
	Numeric
	Time
	OID
	RelativeOID
)

var kinds = map[string]Kind{
	"int": Integer, "bool": Boolean, "null": Null, "octets": OctetString, "bits": BitString, "utf8": UTF8, "numeric": Numeric,
	"time": Time, "oid": OID, "reloid": RelativeOID, "of": ListOf, "setof": SetOf,
}

// String returns the name that ASN.1 has for it.
func (k Kind) String() string {
	return [...]string{"", "SEQUENCE", "CHOICE", "ENUMERATED", "SEQUENCE OF", "SET OF", "INTEGER", "BOOLEAN", "NULL", "OCTET STRING",
		"BIT STRING", "UTF8String", "NumericString", "GeneralizedTime", "OBJECT IDENTIFIER", "RELATIVE-OID"}[k]
}

// Unlimited is the upper end of a size without one.
const Unlimited = math.MaxInt64

// Expr is what stands after the name of a component or of a type.
type Expr struct {
	Kind Kind
	// Name is the type that is referred to, where Kind is Named.
	Name string
	// Bound says that Min and Max hold: a size, or the range of an INTEGER. Open says that the size may be exceeded.
	Bound    bool
	Min, Max int64
	Open     bool
	// Elem is the element of a list.
	Elem *Expr
}

// String returns the expression as ASN.1 writes it.
func (e *Expr) String() string {
	s := e.Kind.String()
	if e.Kind == Named {
		return e.Name
	}
	bound := ""
	if e.Bound {
		bound = strconv.FormatInt(e.Min, 10)
		if e.Max == Unlimited {
			bound += "..MAX"
		} else if e.Max != e.Min {
			bound += ".." + strconv.FormatInt(e.Max, 10)
		}
		if e.Open {
			bound += ", ..."
		}
		if e.Kind != Integer {
			bound = "SIZE(" + bound + ")"
		}
		bound = " (" + bound + ")"
	}
	if e.Elem != nil {
		return strings.TrimSuffix(s, " OF") + bound + " OF " + e.Elem.String()
	}
	return s + bound
}

// Member is a component of a SEQUENCE, an alternative of a CHOICE, or a value of an ENUMERATED.
type Member struct {
	// Tag is the context-specific tag, or the value.
	Tag  uint32
	Name string
	// Go is the name of the Go field or constant.
	Go   string
	Type *Expr
	// Optional is OPTIONAL in the ASN.1. Required is optional there and mandatory in the table of the clause.
	Optional, Required bool
	// Opt makes the Go field of a mandatory component an Opt.
	Opt bool
	// Since is the release that made it mandatory, 0 for always.
	Since int
	Doc   string
}

// Type is one declared type.
type Type struct {
	Module, Name string
	// Go is the name of the Go type.
	Go string
	// Kind is SequenceType, Choice, Enumerated or Named for a type that is another one with constraints.
	Kind    Kind
	Members []Member
	// Any has sets of components of which at least one has to be there.
	Any [][]string
	// When has pairs of components: with the first, the second has to be there.
	When [][2]string
	// Expr is what a type of kind Named is.
	Expr *Expr
	// Hand says that the Go code is written by hand.
	Hand bool
	Doc  string
	// File is the base name of the file of the declaration.
	File string
}

// Event is an alternative of XIRIEvent and IRIEvent.
type Event struct {
	Tag        uint32
	Name, Type string
	// NF is the network function, Clause the one of TS 33.128 R19 with the table.
	NF, Clause string
	XIRI, IRI  bool
}

// Schema is all declarations.
type Schema struct {
	// Types are in the order of the files, which Read sorts by name.
	Types  []*Type
	Events []Event
	byName map[string]*Type
	events map[string]*Event
}

// Get returns the type with this Go name, nil where there is none.
func (s *Schema) Get(goName string) *Type { return s.byName[goName] }

// EventOf returns the event whose record is this type, nil where there is none.
func (s *Schema) EventOf(goName string) *Event { return s.events[goName] }

// Resolve follows references until the expression is no alias. The type is that of a SEQUENCE, CHOICE or ENUMERATED.
func (s *Schema) Resolve(e *Expr) (*Expr, *Type) {
	for range 16 {
		if e.Kind != Named {
			return e, nil
		}
		t := s.byName[e.Name]
		if t == nil {
			return e, nil
		}
		if t.Kind != Named {
			return &Expr{Kind: t.Kind, Name: t.Name}, t
		}
		e = t.Expr
	}
	return e, nil
}

// Read reads every file of a folder.
func Read(dir fs.FS) (*Schema, error) {
	names, err := fs.Glob(dir, "*.decl")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	s := &Schema{byName: map[string]*Type{}, events: map[string]*Event{}}
	for _, n := range names {
		b, err := fs.ReadFile(dir, n)
		if err != nil {
			return nil, err
		}
		if err := s.file(strings.TrimSuffix(n, ".decl"), string(b)); err != nil {
			return nil, fmt.Errorf("%s:%w", n, err)
		}
	}
	for i := range s.Events {
		s.events[s.Events[i].Type] = &s.Events[i]
	}
	return s, s.check()
}

func (s *Schema) file(name, text string) error {
	f := &file{s: s, name: name}
	n := 0
	for sc := bufio.NewScanner(strings.NewReader(text)); sc.Scan(); {
		n++
		if err := f.line(sc.Text()); err != nil {
			return fmt.Errorf("%d: %w", n, err)
		}
	}
	return nil
}

type file struct {
	s            *Schema
	name         string
	module, head string
	t            *Type
}

func (f *file) line(text string) error {
	if strings.HasPrefix(strings.TrimSpace(text), "#") {
		return nil
	}
	text, doc, _ := strings.Cut(text, ` "`)
	doc = strings.TrimSuffix(strings.TrimSpace(doc), `"`)
	w := strings.Fields(text)
	switch {
	case len(w) == 0:
		return nil
	case text[0] == ' ':
		return f.member(w, doc)
	}
	switch {
	case w[0] == "module" && len(w) >= 2:
		f.module, f.head = w[1], ""
		if len(w) > 2 {
			f.head = w[2]
		}
		return nil
	case w[0] == "event" && len(w) >= 6:
		tag, err := strconv.ParseUint(w[1], 10, 16)
		e := Event{Tag: uint32(tag), Name: w[2], Type: w[3], NF: strings.ReplaceAll(w[4], "_", " "), Clause: w[5], XIRI: true, IRI: true}
		if len(w) > 6 {
			e.XIRI, e.IRI = w[6] == "xiri", w[6] == "iri"
		}
		f.s.Events = append(f.s.Events, e)
		return err
	case len(w) < 2:
		return fmt.Errorf("%q is no declaration", text)
	}
	f.t = &Type{Module: f.module, Name: w[1], Go: f.goName(w[1]), Doc: doc, File: f.name}
	rest := w[2:]
	switch w[0] {
	case "sequence":
		f.t.Kind = SequenceType
	case "choice":
		f.t.Kind = Choice
	case "enum":
		f.t.Kind = Enumerated
	case "type":
		var err error
		if f.t.Expr, rest, err = f.expr(rest); err != nil {
			return err
		}
	default:
		return fmt.Errorf("%q is no kind of declaration", w[0])
	}
	if len(rest) == 1 && rest[0] == "hand" {
		f.t.Hand, rest = true, nil
	}
	if len(rest) > 0 {
		return fmt.Errorf("%q is left over", rest)
	}
	if f.s.byName[f.t.Go] != nil {
		return fmt.Errorf("%s is declared twice", f.t.Go)
	}
	f.s.byName[f.t.Go] = f.t
	f.s.Types = append(f.s.Types, f.t)
	return nil
}

// goName is the name of a type, with the prefix of the module before it where it has not got that already.
func (f *file) goName(name string) string {
	name = Identifier(name)
	if strings.HasPrefix(name, f.head) {
		return name
	}
	return f.head + name
}

// Identifier makes an exported Go identifier of an ASN.1 name.
func Identifier(name string) string {
	var b strings.Builder
	for _, p := range strings.Split(name, "-") {
		b.WriteString(strings.ToUpper(p[:1]) + p[1:])
	}
	return b.String()
}

func (f *file) member(w []string, doc string) error {
	if f.t == nil {
		return fmt.Errorf("%q outside of a declaration", w)
	}
	if w[0] == "any" {
		f.t.Any = append(f.t.Any, w[1:])
		return nil
	}
	if w[0] == "when" && len(w) == 3 {
		f.t.When = append(f.t.When, [2]string{w[1], w[2]})
		return nil
	}
	tag, err := strconv.ParseUint(w[0], 10, 28)
	if err != nil || len(w) < 2 {
		return fmt.Errorf("%q is no component", w)
	}
	m := Member{Tag: uint32(tag), Name: w[1], Go: Identifier(w[1]), Doc: doc}
	rest := w[2:]
	if f.t.Kind == Enumerated {
		m.Go = f.t.Go + m.Go
	} else if m.Type, rest, err = f.expr(rest); err != nil {
		return err
	}
	for i := 0; i < len(rest); i++ {
		switch r := rest[i]; {
		case r == "?":
			m.Optional = true
		case r == "!":
			m.Optional, m.Required = true, true
		case r == "opt":
			m.Opt = true
		case r[0] == '=':
			m.Go = r[1:]
		case r == "since" && i+1 < len(rest):
			i++
			if m.Since, err = strconv.Atoi(rest[i]); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%q is left over", rest[i:])
		}
	}
	f.t.Members = append(f.t.Members, m)
	return nil
}

func (f *file) expr(w []string) (*Expr, []string, error) {
	if len(w) == 0 {
		return nil, nil, fmt.Errorf("a type is missing")
	}
	k, ok := kinds[w[0]]
	if !ok {
		return &Expr{Name: f.goName(w[0])}, w[1:], nil
	}
	e := &Expr{Kind: k, Max: Unlimited}
	w = w[1:]
	if len(w) > 0 && (w[0][0] >= '0' && w[0][0] <= '9' || w[0][0] == '-') {
		s, open := strings.CutSuffix(w[0], "+")
		lo, hi, span := strings.Cut(s, "..")
		var err error
		if e.Min, err = strconv.ParseInt(lo, 10, 64); err != nil {
			return nil, nil, err
		}
		switch {
		case !span:
			e.Max = e.Min
		case hi != "":
			if e.Max, err = strconv.ParseInt(hi, 10, 64); err != nil {
				return nil, nil, err
			}
		}
		e.Bound, e.Open, w = true, open, w[1:]
	}
	if k == Integer && !e.Bound {
		e.Min = math.MinInt64
	}
	var err error
	if k == ListOf || k == SetOf {
		e.Elem, w, err = f.expr(w)
	}
	return e, w, err
}

// check makes sure that every name leads somewhere and that no tag comes twice.
func (s *Schema) check() error {
	for _, t := range s.Types {
		if len(t.Members) > 64 && t.Kind != Enumerated {
			return fmt.Errorf("%s has more than 64 components", t.Name)
		}
		last := -1
		for i := range t.Members {
			m := &t.Members[i]
			// The module has one SEQUENCE of which two mandatory components have the same tag: their order tells them apart.
			twice := i > 0 && int(m.Tag) == last && t.Kind == SequenceType && !m.Optional && !t.Members[i-1].Optional
			if int(m.Tag) <= last && !twice {
				return fmt.Errorf("%s.%s: tag %d is out of order", t.Name, m.Name, m.Tag)
			}
			last = int(m.Tag)
			if err := s.leads(m.Type); err != nil {
				return fmt.Errorf("%s.%s: %w", t.Name, m.Name, err)
			}
		}
		if err := s.leads(t.Expr); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	for _, e := range s.Events {
		if s.byName[e.Type] == nil {
			return fmt.Errorf("event %s: no type %s", e.Name, e.Type)
		}
	}
	return nil
}

func (s *Schema) leads(e *Expr) error {
	for ; e != nil; e = e.Elem {
		if e.Kind == Named && s.byName[e.Name] == nil && e.Name != "XIRIEvent" && e.Name != "IRIEvent" {
			return fmt.Errorf("no type %s", e.Name)
		}
	}
	return nil
}
