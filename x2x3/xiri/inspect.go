package xiri

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"lilab/x2x3/ber"
	"lilab/x2x3/xiri/internal/decl"
)

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
	// 0x… for octets, 0b… for bits, {1 2} for an object identifier, NULL, or [] for a list without elements.
	Value string
}

// Check returns what a record, or another value of the modules, lacks by the ASN.1 and by the table of its clause, and which
// constraints it breaks. A record without findings is complete, not therefore true.
func Check(v Value) []Finding {
	i := &inspector{check: true}
	i.start(v)
	return i.findings
}

// Dump returns the values of a record, or of another value of the modules, one by one, in the order of the module.
func Dump(v Value) []Line {
	i := &inspector{}
	i.start(v)
	return i.lines
}

// inspector walks a value beside its declaration.
type inspector struct {
	check    bool
	clause   string
	findings []Finding
	lines    []Line
}

func (i *inspector) start(v Value) {
	rv := reflect.ValueOf(v)
	if !rv.IsValid() || rv.IsNil() {
		return
	}
	rv = rv.Elem()
	name := rv.Type().Name()
	t := schema().Get(name)
	path := name
	if e, ok := v.(Event); ok {
		path = Name(e)
		if d := schema().EventOf(name); d != nil {
			i.clause = clauseOf(d)
		}
	}
	switch {
	case t == nil:
	case t.Kind == decl.Named:
		i.value(t.Expr, rv, path)
	default:
		i.composite(t, rv, path)
	}
}

// fields has for each declared type the places of the Go fields of its members.
var fields sync.Map

// fieldOf returns the Go field of the member with this index.
func fieldOf(t *decl.Type, v reflect.Value, n int) reflect.Value {
	places, ok := fields.Load(t)
	if !ok {
		all := make([]int, len(t.Members))
		for i := range t.Members {
			f, _ := v.Type().FieldByName(t.Members[i].Go)
			all[i] = f.Index[0]
		}
		places, _ = fields.LoadOrStore(t, all)
	}
	return v.Field(places.([]int)[n])
}

func clauseOf(e *decl.Event) string { return "TS 33.128 R19 clause " + e.Clause }

func (i *inspector) find(path string, asn1 bool, problem string) {
	if i.check {
		i.findings = append(i.findings, Finding{Path: path, Clause: i.clause, ASN1: asn1, Problem: problem})
	}
}

func (i *inspector) line(path, value string) {
	if !i.check {
		i.lines = append(i.lines, Line{path, value})
	}
}

// composite walks a SEQUENCE or CHOICE and returns how many components are there.
func (i *inspector) composite(t *decl.Type, v reflect.Value, path string) int {
	there := map[string]bool{}
	for n := range t.Members {
		m := &t.Members[n]
		at := path + "." + m.Name
		f, ok := present(m, t.Kind == decl.Choice, fieldOf(t, v, n))
		if ok {
			there[m.Name] = true
			i.value(m.Type, f, at)
			continue
		}
		if t.Kind == decl.Choice {
			continue
		}
		if !m.Optional || m.Required {
			i.find(at, !m.Optional, "absent")
		}
	}
	for _, any := range t.Any {
		n := 0
		for _, name := range any {
			if there[name] {
				n++
			}
		}
		if n == 0 {
			i.find(path, false, "none of "+strings.Join(any[:len(any)-1], ", ")+" and "+any[len(any)-1]+" is present")
		}
	}
	for _, w := range t.When {
		if there[w[0]] && !there[w[1]] {
			i.find(path+"."+w[1], false, "absent although "+w[0]+" is present")
		}
	}
	n := len(there)
	switch x := v.Field(v.NumField() - 1).Field(0).Interface().(type) {
	case []Raw:
		for _, r := range x {
			i.line(path+".["+strconv.Itoa(int(r.Tag))+"]", fmt.Sprintf("raw %x", r.Octets))
			n++
		}
	case *Raw:
		if x != nil {
			i.line(path+".["+strconv.Itoa(int(x.Tag))+"]", fmt.Sprintf("raw %x", x.Octets))
			n++
		}
	}
	if t.Kind == decl.Choice && n > 1 {
		i.find(path, true, "more than one alternative of the CHOICE")
	}
	return n
}

// present returns the value of a field without its Opt or pointer, and whether the component is there.
func present(m *decl.Member, alternative bool, f reflect.Value) (reflect.Value, bool) {
	if f.Kind() == reflect.Struct && f.NumField() == 2 && f.Type().Field(1).Name == "Set" { // An Opt.
		return f.Field(0), f.Field(1).Bool()
	}
	e, t := schema().Resolve(m.Type)
	switch e.Kind {
	case decl.SequenceType:
		if f.Kind() == reflect.Pointer {
			return f.Elem(), !f.IsNil()
		}
	case decl.Choice:
		return f, !emptyChoice(t, f)
	case decl.UTF8, decl.Numeric:
		return f, f.Len() > 0 || !alternative && !m.Optional && (!e.Bound || e.Min == 0)
	case decl.Integer, decl.Boolean:
		return f, true
	case decl.Enumerated:
		for _, x := range t.Members {
			if x.Tag == 0 {
				return f, true
			}
		}
		return f, f.Uint() != 0
	case decl.BitString:
		if f.Kind() == reflect.Uint64 {
			return f, true
		}
		return f, !f.FieldByName("Octets").IsNil()
	case decl.Null:
		return f, f.Bool()
	case decl.Time:
		return f, !f.Interface().(time.Time).IsZero()
	}
	if a, ok := f.Interface().(netip.Addr); ok {
		return f, a.IsValid()
	}
	if f.Kind() == reflect.Slice {
		return f, !f.IsNil()
	}
	return f, true
}

func emptyChoice(t *decl.Type, v reflect.Value) bool {
	if v.Field(v.NumField()-1).Field(0).Interface().(*Raw) != nil {
		return false
	}
	for n := range t.Members {
		if _, ok := present(&t.Members[n], true, fieldOf(t, v, n)); ok {
			return false
		}
	}
	return true
}

// value walks a value that is there.
func (i *inspector) value(x *decl.Expr, v reflect.Value, path string) {
	e, t := schema().Resolve(x)
	switch e.Kind {
	case decl.SequenceType, decl.Choice:
		i.composite(t, v, path)
		return
	case decl.ListOf, decl.SetOf:
		i.sized(e, v.Len(), path)
		if v.Len() == 0 {
			i.line(path, "[]")
		}
		for n := range v.Len() {
			at := path + index(n)
			i.value(e.Elem, v.Index(n), at)
			if el, elt := schema().Resolve(e.Elem); el.Kind == decl.Choice && emptyChoice(elt, v.Index(n)) {
				i.find(at, true, "an element without an alternative")
			}
		}
		return
	case decl.Enumerated:
		s := fmt.Sprint(v.Interface())
		if _, err := strconv.Atoi(s); err == nil {
			i.find(path, false, "value "+s+" is not defined")
		}
		i.line(path, s)
		return
	}
	i.primitive(e, v, path)
}

func (i *inspector) primitive(e *decl.Expr, v reflect.Value, path string) {
	switch x := v.Interface().(type) {
	case string:
		i.sized(e, len([]rune(x)), path)
		i.line(path, strconv.Quote(x))
	case []byte:
		i.sized(e, len(x), path)
		i.line(path, "0x"+hex.EncodeToString(x))
	case netip.Addr:
		i.sized(e, x.BitLen()/8, path)
		i.line(path, "0x"+hex.EncodeToString(x.AsSlice()))
	case time.Time:
		i.line(path, strconv.Quote(string(ber.AppendTimeContents(nil, x))))
	case BitString:
		i.sized(e, x.Len, path)
		i.line(path, "0b"+x.String())
	case []uint32:
		i.line(path, "{"+strings.Trim(fmt.Sprint(x), "[]")+"}")
	case bool:
		if e.Kind == decl.Null {
			i.line(path, "NULL")
			return
		}
		i.line(path, strconv.FormatBool(x))
	default:
		if e.Kind == decl.BitString {
			i.line(path, fmt.Sprintf("0b%0*b", e.Max, x))
			return
		}
		s := fmt.Sprint(x)
		if n, err := strconv.ParseInt(s, 10, 64); e.Bound && (err != nil || n < e.Min || n > e.Max) {
			i.find(path, false, fmt.Sprintf("value %s, allowed are %d to %d", s, e.Min, e.Max))
		}
		i.line(path, s)
	}
}

func (i *inspector) sized(e *decl.Expr, n int, path string) {
	if !e.Bound || e.Open || int64(n) >= e.Min && int64(n) <= e.Max {
		return
	}
	if e.Max == decl.Unlimited {
		i.find(path, false, fmt.Sprintf("size %d, the least is %d", n, e.Min))
		return
	}
	i.find(path, false, fmt.Sprintf("size %d, allowed are %d to %d", n, e.Min, e.Max))
}

// String returns the bits as digits.
func (s BitString) String() string {
	var b strings.Builder
	for n := range min(s.Len, len(s.Octets)*8) {
		b.WriteByte('0' + s.Octets[n/8]>>(7-n%8)&1)
	}
	return b.String()
}
