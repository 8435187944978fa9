// Package gen makes the Go code of package xiri of the declarations in x2x3/xiri/records.
package gen

import (
	"bytes"
	"fmt"
	"go/format"
	"math"
	"sort"
	"strings"

	"lilab/x2x3/xiri/internal/decl"
)

// Files returns the generated files by their names.
func Files(s *decl.Schema) (map[string][]byte, error) {
	byFile := map[string][]*decl.Type{}
	for _, t := range s.Types {
		if t.Kind != decl.Named && !t.Hand {
			byFile[t.File] = append(byFile[t.File], t)
		}
		if e := s.EventOf(t.Go); e != nil && t.Kind == decl.Named {
			byFile[t.File] = append(byFile[t.File], t)
		}
	}
	out := map[string][]byte{}
	add := func(name string, g *generator) error {
		b, err := g.file(name)
		out[name+"_gen.go"] = b
		return err
	}
	for name, types := range byFile {
		g := &generator{schema: s}
		for _, t := range types {
			g.declare(t)
		}
		if err := add(name, g); err != nil {
			return nil, err
		}
	}
	g := &generator{schema: s}
	g.events()
	return out, add("events", g)
}

type generator struct {
	schema *decl.Schema
	body   bytes.Buffer
}

func (g *generator) p(format string, args ...any) { fmt.Fprintf(&g.body, format+"\n", args...) }

func (g *generator) file(name string) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "// Code generated from records/%s.decl; DO NOT EDIT.\n\npackage xiri\n\n", name)
	for _, i := range [...][2]string{{"net/netip", "netip.Addr"}, {"strconv", "strconv.Itoa"}, {"time", "time.Time"}, {"unsafe", "unsafe.Sizeof"},
		{"lilab/x2x3/ber", "ber.Err"}} {
		if bytes.Contains(g.body.Bytes(), []byte(i[1])) {
			fmt.Fprintf(&b, "import %q\n", i[0])
		}
	}
	b.Write(g.body.Bytes())
	out, err := format.Source(b.Bytes())
	if err != nil {
		return b.Bytes(), fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

// comment writes a doc comment in lines of at most 112 characters.
func (g *generator) comment(indent, text string) {
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	line := indent + "//"
	for _, w := range strings.Fields(text) {
		if len(line)+1+len(w) > 112 {
			g.p("%s", line)
			line = indent + "//"
		}
		line += " " + w
	}
	g.p("%s", line)
}

func (g *generator) doc(t *decl.Type) {
	what, e := t.Doc, g.schema.EventOf(t.Go)
	kind := t.Kind.String()
	if t.Kind == decl.Choice || t.Kind == decl.SequenceType {
		kind = "a " + kind
	} else if t.Kind == decl.Enumerated {
		kind = "an " + kind
	}
	first, _, _ := strings.Cut(what, " ")
	switch {
	case what == "" && e != nil:
		what = fmt.Sprintf("is the record %s [%d] of the %s, TS 33.128 R19 clause %s", e.Name, e.Tag, e.NF, e.Clause)
	case what == "" && t.Module != "TS33128Payloads":
		what = "is " + kind + " of the module " + t.Module
	case what == "":
		what = "is " + kind + " of TS 33.128 R19 annex A"
	case e != nil || t.Kind == decl.Enumerated && first != "says":
		what = "is " + what
	case first == "says":
	case first == "after" || first == "around" || first == "of":
		what = "is " + kind + " " + what
	default:
		what = "is " + kind + ": " + what
	}
	g.comment("", t.Go+" "+what)
}

func (g *generator) declare(t *decl.Type) {
	g.p("")
	g.doc(t)
	switch t.Kind {
	case decl.Enumerated:
		g.enumeration(t)
		return
	case decl.Named:
		g.listRecord(t)
	default:
		g.p("type %s struct {", t.Go)
		for _, m := range t.Members {
			if m.Doc != "" {
				g.comment("\t", m.Doc)
			}
			g.p("\t%s %s", m.Go, g.fieldType(t, m))
		}
		if t.Kind == decl.Choice {
			g.p("\tChoice")
		} else {
			g.p("\tSequence")
		}
		g.p("}")
		g.encode(t)
		g.decode(t)
	}
	if e := g.schema.EventOf(t.Go); e != nil {
		g.p("\nfunc (*%s) alternative() (uint32, string) { return %d, %q }", t.Go, e.Tag, e.Name)
	}
}

// enumeration writes the type, the constants and String.
func (g *generator) enumeration(t *decl.Type) {
	g.p("type %s uint16\n\n// Values of %s.\nconst (", t.Go, t.Go)
	for _, m := range t.Members {
		g.p("\t%s %s = %d", m.Go, t.Go, m.Tag)
	}
	g.p(")\n\n// String returns the name that the ASN.1 module gives the value.\nfunc (v %s) String() string {\n\tswitch v {", t.Go)
	for _, m := range t.Members {
		g.p("\tcase %s:\n\t\treturn %q", m.Go, m.Name)
	}
	g.p("\t}\n\treturn strconv.Itoa(int(v))\n}")
}

// listRecord writes a record that is a SEQUENCE OF.
func (g *generator) listRecord(t *decl.Type) {
	e, _ := g.schema.Resolve(t.Expr)
	g.p("type %s []%s", t.Go, g.goType(e.Elem))
	g.p("\nfunc (v *%s) encode(b []byte, e *encoder) []byte {", t.Go)
	g.elements("b", "*v", e.Elem, 0)
	g.p("\treturn b\n}\n\nfunc (v *%s) decode(d *decoder, pos, end int) {", t.Go)
	g.p("\t*v = %s\n}", g.read(e, "header{constructed: true, at: pos, start: pos, stop: end, next: end}"))
}

// shape is a type after all references are followed.
type shape struct {
	*decl.Expr
	t *decl.Type
}

func (g *generator) shape(e *decl.Expr) shape {
	x, t := g.schema.Resolve(e)
	return shape{x, t}
}

// isAddress says whether octets are an IP address, which Go has a type for.
func isAddress(e *decl.Expr) bool { return e.Name == "IPv4Address" || e.Name == "IPv6Address" }

func integerType(e *decl.Expr) string {
	switch {
	case e.Min < 0 || !e.Bound:
		return "int64"
	case e.Max <= math.MaxUint8:
		return "uint8"
	case e.Max <= math.MaxUint16:
		return "uint16"
	case e.Max <= math.MaxUint32:
		return "uint32"
	}
	return "uint64"
}

// goType is the Go type of a value that is there.
func (g *generator) goType(e *decl.Expr) string {
	if isAddress(e) {
		return "netip.Addr"
	}
	s := g.shape(e)
	switch s.Kind {
	case decl.SequenceType, decl.Choice, decl.Enumerated:
		return s.t.Go
	case decl.ListOf, decl.SetOf:
		return "[]" + g.goType(s.Elem)
	case decl.Integer:
		return integerType(s.Expr)
	case decl.Boolean, decl.Null:
		return "bool"
	case decl.OctetString:
		return "[]byte"
	case decl.BitString:
		if fixed(s.Expr) {
			return "uint64"
		}
		return "BitString"
	case decl.UTF8, decl.Numeric:
		return "string"
	case decl.Time:
		return "time.Time"
	}
	return "[]uint32"
}

func fixed(e *decl.Expr) bool { return e.Bound && !e.Open && e.Min == e.Max && e.Max <= 64 }

// isOpt says whether the Go field is an Opt: where the zero value may be sent and the component may be absent.
func (g *generator) isOpt(t *decl.Type, m decl.Member) bool {
	s := g.shape(m.Type)
	if t.Kind != decl.Choice && !m.Optional {
		return m.Opt
	}
	switch s.Kind {
	case decl.Integer, decl.Enumerated, decl.Boolean:
		return true
	case decl.BitString:
		return fixed(s.Expr)
	case decl.UTF8, decl.Numeric:
		return t.Kind != decl.Choice && (!s.Bound || s.Min == 0)
	}
	return false
}

func (g *generator) fieldType(t *decl.Type, m decl.Member) string {
	typ := g.goType(m.Type)
	switch {
	case g.isOpt(t, m):
		return "Opt[" + typ + "]"
	case g.shape(m.Type).Kind == decl.SequenceType && (m.Optional || t.Kind == decl.Choice):
		return "*" + typ
	}
	return typ
}

// events writes what turns a tag into a record.
func (g *generator) events() {
	list := append([]decl.Event(nil), g.schema.Events...)
	sort.Slice(list, func(i, j int) bool { return list[i].Tag < list[j].Tag })
	g.p("\n// newEvent returns an empty record of the alternative with this tag, and whether XIRIEvent and IRIEvent have it.")
	g.p("func newEvent(tag uint32) (e Event, xiri, iri bool) {\n\tswitch tag {")
	for _, e := range list {
		g.p("\tcase %d:\n\t\treturn new(%s), %t, %t", e.Tag, e.Type, e.XIRI, e.IRI)
	}
	g.p("\t}\n\treturn nil, false, false\n}")
}
