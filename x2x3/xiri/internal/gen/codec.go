package gen

import (
	"fmt"
	"math"
	"strings"

	"lilab/x2x3/ber"
	"lilab/x2x3/xiri/internal/decl"
)

// constructed says whether the encoding has elements inside.
func constructed(k decl.Kind) bool {
	return k == decl.SequenceType || k == decl.Choice || k == decl.ListOf || k == decl.SetOf
}

// octets writes the identifier octets as arguments of append.
func octets(t ber.Tag) string {
	var s []string
	for _, o := range ber.AppendTag(nil, t) {
		s = append(s, fmt.Sprintf("0x%02x", o))
	}
	return strings.Join(s, ", ")
}

var universal = map[decl.Kind]uint32{
	decl.SequenceType: ber.NumberSequence, decl.ListOf: ber.NumberSequence, decl.SetOf: ber.NumberSet, decl.Enumerated: ber.NumberEnumerated,
	decl.Integer: ber.NumberInteger, decl.Boolean: ber.NumberBoolean, decl.Null: ber.NumberNull, decl.OctetString: ber.NumberOctetString,
	decl.BitString: ber.NumberBitString, decl.UTF8: ber.NumberUTF8String, decl.Numeric: ber.NumberNumericString, decl.Time: ber.NumberGeneralizedTime,
	decl.OID: ber.NumberObjectID, decl.RelativeOID: ber.NumberRelativeOID,
}

// write is the expression that appends length and contents of a value of a type that is no list, SEQUENCE or CHOICE.
func (g *generator) write(e *decl.Expr, b, v string) string {
	s := g.shape(e)
	switch {
	case isAddress(e):
		return fmt.Sprintf("appendAddr(%s, %s)", b, v)
	case s.Kind == decl.Integer || s.Kind == decl.Enumerated:
		return fmt.Sprintf("appendInt(%s, int64(%s))", b, v)
	case s.Kind == decl.Boolean:
		return fmt.Sprintf("appendBool(%s, %s)", b, v)
	case s.Kind == decl.Null:
		return fmt.Sprintf("append(%s, 0)", b)
	case s.Kind == decl.OctetString:
		return fmt.Sprintf("appendOctets(%s, %s)", b, v)
	case s.Kind == decl.BitString && fixed(s.Expr):
		n := int(s.Max)
		octets := (n + 7) / 8
		args := []string{fmt.Sprint(octets + 1), fmt.Sprint(octets*8 - n)}
		for i := octets - 1; i >= 0; i-- {
			shift := i*8 - (octets*8 - n)
			if shift < 0 {
				args = append(args, fmt.Sprintf("byte(%s<<%d)", v, -shift))
			} else {
				args = append(args, fmt.Sprintf("byte(%s>>%d)", v, shift))
			}
		}
		return fmt.Sprintf("append(%s, %s)", b, strings.Join(args, ", "))
	case s.Kind == decl.BitString:
		return fmt.Sprintf("appendBitString(%s, %s)", b, v)
	case s.Kind == decl.Time:
		return fmt.Sprintf("appendTime(%s, %s)", b, v)
	case s.Kind == decl.OID || s.Kind == decl.RelativeOID:
		return fmt.Sprintf("appendArcs(%s, %s, %t)", b, v, s.Kind == decl.OID)
	}
	return fmt.Sprintf("appendText(%s, %s)", b, v)
}

// guard writes the check of a value that the Go type admits and the ASN.1 type does not.
func (g *generator) guard(e *decl.Expr, v, name string) {
	s := g.shape(e)
	switch {
	case e.Name == "IPv4Address":
		g.p("if !%s.Is4() {\nreturn e.fail(ber.ErrValue, %s, \"4 octets\", %s.String())\n}", v, name, v)
	case e.Name == "IPv6Address":
		g.p("if !%s.Is6() {\nreturn e.fail(ber.ErrValue, %s, \"16 octets\", %s.String())\n}", v, name, v)
	case s.Kind == decl.Integer && s.Bound:
		var cond []string
		if s.Min > 0 {
			cond = append(cond, fmt.Sprintf("%s < %d", v, s.Min))
		}
		limit := map[string]int64{"uint8": math.MaxUint8, "uint16": math.MaxUint16, "uint32": math.MaxUint32}[integerType(s.Expr)]
		if s.Max != decl.Unlimited && s.Max != limit {
			cond = append(cond, fmt.Sprintf("%s > %d", v, s.Max))
		}
		if len(cond) > 0 {
			g.p("if %s {\nreturn e.outside(%s, int64(%s), %d, %d)\n}", strings.Join(cond, " || "), name, v, s.Min, s.Max)
		}
	case s.Kind == decl.BitString && fixed(s.Expr) && s.Max < 64:
		g.p("if %s>>%d != 0 {\nreturn e.fail(ber.ErrValue, %s, \"%d bits\", \"more\")\n}", v, s.Max, name, s.Max)
	case s.Kind == decl.BitString && !fixed(s.Expr):
		g.p("if %s.Len < 0 || len(%s.Octets) != (%s.Len+7)/8 {\nreturn e.fail(ber.ErrValue, %s, \"as many octets as the bits need\", \"others\")\n}", v, v, v, name)
	case s.Kind == decl.OID:
		g.p("if len(%s) < 2 {\nreturn e.fail(ber.ErrValue, %s, \"two arcs\", \"less\")\n}", v, name)
	}
}

// elements writes what appends the elements of a list.
func (g *generator) elements(b, v string, e *decl.Expr, depth int) {
	s := g.shape(e)
	switch s.Kind {
	case decl.SequenceType, decl.Choice:
		fn := map[decl.Kind]string{decl.SequenceType: "appendSequences", decl.Choice: "appendChoices"}[s.Kind]
		g.p("if b = %s(b, e, %s); b == nil {\nreturn nil\n}", fn, v)
		return
	}
	i, x, start := fmt.Sprintf("i%d", depth), fmt.Sprintf("x%d", depth), fmt.Sprintf("start%d", depth)
	tag := ber.Tag{Number: universal[s.Kind], Constructed: constructed(s.Kind)}
	if constructed(s.Kind) {
		g.p("for _, %s := range %s {\nb = append(b, %s, 0)\n%s := len(b)", x, v, octets(tag), start)
		g.elements("b", x, s.Elem, depth+1)
		g.p("b = closed(b, %s)\n}", start)
		return
	}
	var guard generator
	guard.schema = g.schema
	guard.guard(e, x, "index("+i+")")
	if guard.body.Len() == 0 {
		i = "_"
	}
	g.p("for %s, %s := range %s {\n%sb = %s\n}", i, x, v, guard.body.String(), g.write(e, "append(b, "+octets(tag)+")", x))
}

// present is the condition that a field has a value; empty where it always has.
func (g *generator) present(t *decl.Type, m decl.Member, v string) string {
	s := g.shape(m.Type)
	switch {
	case g.isOpt(t, m):
		return v + ".Set"
	case isAddress(m.Type):
		return v + ".IsValid()"
	}
	switch s.Kind {
	case decl.SequenceType:
		if m.Optional || t.Kind == decl.Choice {
			return v + " != nil"
		}
		return ""
	case decl.ListOf, decl.SetOf, decl.OctetString, decl.OID, decl.RelativeOID:
		return v + " != nil"
	case decl.BitString:
		if fixed(s.Expr) {
			return ""
		}
		return v + ".Octets != nil"
	case decl.UTF8, decl.Numeric:
		if t.Kind != decl.Choice && !m.Optional && (!s.Bound || s.Min == 0) {
			return ""
		}
		return v + ` != ""`
	case decl.Time:
		return "!" + v + ".IsZero()"
	case decl.Null:
		return v
	case decl.Enumerated:
		for _, x := range s.t.Members {
			if x.Tag == 0 {
				return ""
			}
		}
		return v + " != 0"
	}
	return ""
}

func (g *generator) encode(t *decl.Type) {
	g.p("\nfunc (v *%s) encode(b []byte, e *encoder) []byte {", t.Go)
	choice := t.Kind == decl.Choice
	if choice {
		g.p("n := 0")
	}
	for _, m := range t.Members {
		g.encodeMember(t, m)
	}
	if choice {
		g.p("if v.Choice.Other != nil {\nb = append(b, v.Choice.Other.Octets...)\nn++\n}\nif n > 1 {\nreturn e.several(n)\n}")
	} else {
		g.p("for i := range v.Extra {\nb = append(b, v.Extra[i].Octets...)\n}")
	}
	g.p("return b\n}")
}

func (g *generator) encodeMember(t *decl.Type, m decl.Member) {
	s := g.shape(m.Type)
	v := "v." + m.Go
	tag := octets(ber.Tag{Class: ber.ContextSpecific, Constructed: constructed(s.Kind), Number: m.Tag})
	choice := t.Kind == decl.Choice
	mandatory := !choice && !m.Optional
	if s.Kind == decl.Choice {
		// A CHOICE without an alternative is absent, which shows when it has been encoded.
		g.p("{\nb = append(b, %s, 0)\nstart := len(b)\nif b = %s.encode(b, e); b == nil {\nreturn e.in(%q)\n}", tag, v, m.Name)
		if mandatory {
			g.p("if len(b) == start {\nreturn e.missing(%q)\n}\nb = closed(b, start)\n}", m.Name)
			return
		}
		count := ""
		if choice {
			count = "\nn++"
		}
		g.p("if len(b) == start {\nb = b[:start-%d]\n} else {\nb = closed(b, start)%s\n}\n}", strings.Count(tag, "0x")+1, count)
		return
	}
	cond := g.present(t, m, v)
	switch {
	case cond != "" && mandatory:
		g.p("if !(%s) {\nreturn e.missing(%q)\n}", cond, m.Name)
		g.p("{")
	case cond != "":
		g.p("if %s {", cond)
	default:
		g.p("{")
	}
	if choice {
		g.p("n++")
	}
	if g.isOpt(t, m) {
		v += ".Value"
	}
	switch {
	case s.Kind == decl.SequenceType:
		g.p("b = append(b, %s, 0)\nstart := len(b)\nif b = %s.encode(b, e); b == nil {\nreturn e.in(%q)\n}\nb = closed(b, start)", tag, v, m.Name)
	case constructed(s.Kind):
		var in generator
		in.schema = g.schema
		in.elements("b", v, s.Elem, 0)
		body := strings.ReplaceAll(in.body.String(), "return nil\n", fmt.Sprintf("return e.in(%q)\n", m.Name))
		body = strings.ReplaceAll(body, "index(", fmt.Sprintf("%q+index(", m.Name))
		g.p("b = append(b, %s, 0)\nstart := len(b)\n%sb = closed(b, start)", tag, body)
	default:
		g.guard(m.Type, v, fmt.Sprintf("%q", m.Name))
		g.p("b = %s", g.write(m.Type, "append(b, "+tag+")", v))
	}
	g.p("}")
}

// read is the expression that decodes a value from the header h.
func (g *generator) read(e *decl.Expr, h string) string {
	s := g.shape(e)
	switch {
	case e.Name == "IPv4Address":
		return "d.address(" + h + ", 4)"
	case e.Name == "IPv6Address":
		return "d.address(" + h + ", 16)"
	}
	switch s.Kind {
	case decl.ListOf, decl.SetOf:
		el := g.shape(s.Elem)
		switch el.Kind {
		case decl.SequenceType:
			return fmt.Sprintf("sequences[%s](d, %s)", el.t.Go, h)
		case decl.Choice:
			return fmt.Sprintf("choices[%s](d, %s)", el.t.Go, h)
		}
		return fmt.Sprintf("list(d, %s, %d, func(d *decoder, h header, v *%s) { *v = %s })", h, universal[el.Kind], g.goType(s.Elem), g.read(s.Elem, "h"))
	case decl.Integer:
		return fmt.Sprintf("%s(d.integer(%s, %s))", integerType(s.Expr), h, bounds(s.Expr))
	case decl.Enumerated:
		return fmt.Sprintf("%s(d.enumerated(%s))", s.t.Go, h)
	case decl.Boolean:
		return "d.boolean(" + h + ")"
	case decl.Null:
		return "d.null(" + h + ")"
	case decl.OctetString:
		return "d.octets(" + h + ")"
	case decl.BitString:
		if fixed(s.Expr) {
			return fmt.Sprintf("d.bits(%s, %d)", h, s.Max)
		}
		return "d.bitString(" + h + ")"
	case decl.UTF8:
		return "d.text(" + h + ")"
	case decl.Numeric:
		return "d.digits(" + h + ")"
	case decl.Time:
		return "d.time(" + h + ")"
	}
	return fmt.Sprintf("d.arcs(%s, %t)", h, s.Kind == decl.OID)
}

func bounds(e *decl.Expr) string {
	if !e.Bound {
		return "-1<<63, 1<<63-1"
	}
	return fmt.Sprintf("%d, %d", e.Min, e.Max)
}

func (g *generator) decode(t *decl.Type) {
	g.p("\nfunc (v *%s) decode(d *decoder, pos, end int) {", t.Go)
	if t.Kind == decl.Choice {
		g.p("h, ok := d.alternative(pos, end)\nif !ok {\nreturn\n}\nname := \"\"\nswitch h.tag {")
		for _, m := range t.Members {
			g.p("case ctx | %d:\nname = %q", m.Tag, m.Name)
			g.decodeMember(t, m)
		}
		g.p("default:\nv.Choice.Other = d.raw(h)\n}\nif d.err != nil {\nd.in(name)\n}\n}")
		return
	}
	g.p("if !d.spend(unsafe.Sizeof(*v), pos) {\nreturn\n}")
	var mandatory uint64
	old := 0
	var later uint64
	for i, m := range t.Members {
		if !m.Optional {
			mandatory |= 1 << i
			if m.Since > 0 {
				old, later = m.Since, later|1<<i
			}
		}
	}
	if mandatory != 0 {
		g.p("at := pos")
	}
	if len(t.Members) > 0 {
		g.p("var seen uint64")
	}
	g.p("for pos < end {\nh := d.next(pos, end)\nname := \"\"\nswitch h.tag {")
	for i, m := range t.Members {
		if i > 0 && t.Members[i-1].Tag == m.Tag { // The second of the same tag.
			continue
		}
		g.p("case ctx | %d:", m.Tag)
		twice := i+1 < len(t.Members) && t.Members[i+1].Tag == m.Tag
		if twice {
			g.p("if seen>>%d != 0 {", i)
			g.decodeComponent(t, i+1)
			g.p("} else {")
		}
		g.decodeComponent(t, i)
		if twice {
			g.p("}")
		}
	}
	g.p("default:\nd.keep(&v.Extra, h)\n}\nif d.err != nil {\nd.in(name)\nreturn\n}\npos = h.next\n}")
	if later != 0 {
		g.p("if d.release < %d {\nseen |= %#x\n}", old, later)
	}
	if mandatory != 0 {
		g.p("if seen&%#x != %#x {\nd.absent(at, ^seen&%#x, %q)\n}", mandatory, mandatory, mandatory, t.Go)
	}
	g.p("}")
}

func (g *generator) decodeComponent(t *decl.Type, i int) {
	m := t.Members[i]
	g.p("if name = %q; d.first(&seen, %d, h) {", m.Name, i)
	g.decodeMember(t, m)
	g.p("}")
}

func (g *generator) decodeMember(t *decl.Type, m decl.Member) {
	s := g.shape(m.Type)
	v := "v." + m.Go
	choice := t.Kind == decl.Choice
	opt := g.isOpt(t, m)
	switch {
	case s.Kind == decl.SequenceType || s.Kind == decl.Choice:
		g.p("if d.open(h) {")
		if strings.HasPrefix(g.fieldType(t, m), "*") {
			g.p("%s = new(%s)", v, s.t.Go)
		}
		g.p("%s.decode(d, h.start, h.stop)\n}", v)
	case opt && !choice && s.Kind == decl.Integer && s.Bound:
		g.p("if x, ok := d.maybeInteger(h, %s, &v.Extra); ok {\n%s = Some(%s(x))\n}", bounds(s.Expr), v, integerType(s.Expr))
	case opt:
		g.p("%s = Some(%s)", v, g.read(m.Type, "h"))
	case (s.Kind == decl.UTF8 || s.Kind == decl.Numeric) && choice && (!s.Bound || s.Min == 0):
		g.p("if %s = %s; %s == \"\" {\nv.Choice.Other = d.raw(h)\n}", v, g.read(m.Type, "h"), v)
	case (s.Kind == decl.UTF8 || s.Kind == decl.Numeric) && s.Bound && s.Min > 0:
		g.p("%s = d.some(%s, h)", v, g.read(m.Type, "h"))
	default:
		g.p("%s = %s", v, g.read(m.Type, "h"))
	}
}
