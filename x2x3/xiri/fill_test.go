package xiri

import (
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"time"

	"lilab/x2x3/xiri/internal/decl"
)

// filler fills values after their declarations. It goes through the alternatives of a CHOICE and the values of an
// ENUMERATED one after the other, so that filling often enough covers them all.
type filler struct {
	// full fills the optional components too.
	full bool
	next map[string]int
	// filled counts how often a SEQUENCE was full, depth how deep the filler is inside of a record.
	filled map[string]int
	depth  int
	// covered has "Type.component" for every component and alternative that was filled; inside has for a type those that are not.
	covered map[string]bool
	inside  map[string]map[string]bool
}

func newFiller(full bool) *filler {
	return &filler{full: full, next: map[string]int{}, filled: map[string]int{}, covered: map[string]bool{}, inside: map[string]map[string]bool{}}
}

// record fills a new record of this tag.
func (f *filler) record(tag uint32) Event {
	e := NewEvent(tag)
	f.fill(e)
	return e
}

func (f *filler) fill(p any) {
	v := reflect.ValueOf(p).Elem()
	t := schema().Get(v.Type().Name())
	if t.Kind == decl.Named {
		f.value(t.Expr, v)
		return
	}
	f.composite(t, v)
}

func (f *filler) turn(key string, n int) int {
	i := f.next[key]
	f.next[key]++
	return i % n
}

func (f *filler) composite(t *decl.Type, v reflect.Value) {
	if t.Kind == decl.Choice {
		m := t.Members[f.turn(t.Go, len(t.Members))]
		for _, other := range t.Members { // One that has something new to offer comes first.
			if !f.covered[t.Go+"."+other.Name] || f.lacks(other.Type) {
				m = other
				break
			}
		}
		f.covered[t.Go+"."+m.Name] = true
		f.member(m, v)
		return
	}
	// Inside a record, a type that was full twice and has nothing new to offer is bare from then on: the samples stay
	// small, and still each component and each alternative is in one of them.
	full := f.full && (f.depth == 0 || f.filled[t.Go] < 2 || f.lacks(&decl.Expr{Name: t.Go}))
	if full {
		f.filled[t.Go]++
	}
	f.depth++
	for _, m := range t.Members {
		if full || !m.Optional {
			f.covered[t.Go+"."+m.Name] = true
			f.member(m, v)
		}
	}
	f.depth--
}

// lacks says whether a component or an alternative inside of a type was not filled yet.
func (f *filler) lacks(e *decl.Expr) bool {
	for e.Elem != nil {
		e = e.Elem
	}
	if e.Kind != decl.Named {
		return false
	}
	inside := f.inside[e.Name]
	if inside == nil {
		inside = map[string]bool{}
		components(e, inside, map[string]bool{})
		f.inside[e.Name] = inside
	}
	for a := range inside {
		if !f.covered[a] {
			return true
		}
		delete(inside, a)
	}
	return false
}

func (f *filler) member(m decl.Member, v reflect.Value) {
	x := v.FieldByName(m.Go)
	switch x.Kind() {
	case reflect.Pointer:
		x.Set(reflect.New(x.Type().Elem()))
		x = x.Elem()
	case reflect.Struct:
		if set := x.FieldByName("Set"); set.IsValid() && set.Kind() == reflect.Bool {
			set.SetBool(true)
			x = x.Field(0)
		}
	}
	f.value(m.Type, x)
}

func (f *filler) value(e *decl.Expr, v reflect.Value) {
	x, t := schema().Resolve(e)
	size := 3
	if x.Bound && x.Kind != decl.Integer {
		size = int(max(x.Min, min(3, x.Max)))
	}
	switch x.Kind {
	case decl.SequenceType, decl.Choice:
		f.composite(t, v)
	case decl.ListOf, decl.SetOf:
		n := 1
		if x.Bound {
			n = int(max(x.Min, 1))
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			f.value(x.Elem, v.Index(i))
		}
	case decl.Enumerated:
		v.SetUint(uint64(t.Members[f.turn(t.Go, len(t.Members))].Tag))
	case decl.Integer:
		n := int64(-1) << 40
		if x.Bound {
			if n = x.Max; f.turn("int", 3) == 0 {
				n = x.Min
			}
			if e.Kind != decl.Named { // asn1ct's lists of small numbers look like text.
				n = x.Max
			}
		}
		if v.CanInt() {
			v.SetInt(n)
		} else {
			v.SetUint(uint64(n))
		}
	case decl.Boolean:
		v.SetBool(f.turn("bool", 2) == 0)
	case decl.Null:
		v.SetBool(true)
	case decl.UTF8:
		v.SetString(strings.Repeat("u", size))
	case decl.Numeric:
		v.SetString("1234567890123456"[:size])
	case decl.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 1, 2, 3, 4, 5, 250_000_000, time.UTC)))
	case decl.OID:
		v.Set(reflect.ValueOf([]uint32{1, 2, 840, 113549}))
	case decl.RelativeOID:
		v.Set(reflect.ValueOf([]uint32{5, 3, 18, 4}))
	default:
		f.octets(x, v, size)
	}
}

func (f *filler) octets(x *decl.Expr, v reflect.Value, size int) {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte(0xa0 + i)
	}
	switch v.Interface().(type) {
	case uint64:
		v.SetUint(0x5555555555555555 & (1<<(x.Max-1)<<1 - 1))
	case netip.Addr:
		a, _ := netip.AddrFromSlice(b)
		v.Set(reflect.ValueOf(a))
	case BitString:
		n := 5
		if x.Bound {
			n = int(x.Min)
		}
		v.Set(reflect.ValueOf(BitString{Octets: append(make([]byte, (n+7)/8-1), 0x80), Len: n}))
	default:
		v.SetBytes(b)
	}
}

// erlang writes a value as the term that asn1ct encodes.
func erlang(e *decl.Expr, v reflect.Value) string {
	x, t := schema().Resolve(e)
	switch x.Kind {
	case decl.SequenceType, decl.Choice:
		return erlangComposite(t, v)
	case decl.ListOf, decl.SetOf:
		var s []string
		for i := range v.Len() {
			s = append(s, erlang(x.Elem, v.Index(i)))
		}
		return "[" + strings.Join(s, ",") + "]"
	case decl.Enumerated:
		return "'" + fmt.Sprint(v.Interface()) + "'"
	case decl.Null:
		return "'NULL'"
	case decl.Numeric:
		return `"` + v.String() + `"`
	case decl.UTF8:
		return erlangBinary([]byte(v.String()))
	case decl.Time:
		return `"20260102030405.25Z"`
	case decl.OID, decl.RelativeOID:
		return strings.ReplaceAll(strings.Trim(strings.ReplaceAll(fmt.Sprint(v.Interface()), "[", "{"), "]"), " ", ",") + "}"
	}
	switch b := v.Interface().(type) {
	case []byte:
		return erlangBinary(b)
	case netip.Addr:
		return erlangBinary(b.AsSlice())
	case BitString:
		return fmt.Sprintf("<<2#%s:%d>>", b, b.Len)
	}
	if x.Kind == decl.BitString {
		return fmt.Sprintf("<<%d:%d>>", v.Uint(), x.Max)
	}
	return fmt.Sprint(v.Interface())
}

func erlangBinary(b []byte) string {
	return "<<" + strings.Trim(strings.ReplaceAll(fmt.Sprint(b), " ", ","), "[]") + ">>"
}

func erlangComposite(t *decl.Type, v reflect.Value) string {
	var s []string
	for i := range t.Members {
		m := &t.Members[i]
		f, ok := present(m, t.Kind == decl.Choice, v.FieldByName(m.Go))
		switch {
		case !ok:
		case t.Kind == decl.Choice:
			return "{'" + m.Name + "'," + erlang(m.Type, f) + "}"
		default:
			s = append(s, "'"+m.Name+"' => "+erlang(m.Type, f))
		}
	}
	return "#{" + strings.Join(s, ", ") + "}"
}

// generated fills every record with all components and with none but the mandatory ones, and the full ones again until
// every component and every alternative of a CHOICE that a record can hold was filled.
func generated() (events []Event, missed []string) {
	bare, full := newFiller(false), newFiller(true)
	reach := map[uint32]map[string]bool{}
	wanted := map[string]bool{}
	for _, tag := range append(Tags(), 16) {
		events = append(events, bare.record(tag), full.record(tag))
		reach[tag] = map[string]bool{}
		components(&decl.Expr{Name: reflect.TypeOf(NewEvent(tag)).Elem().Name()}, reach[tag], map[string]bool{})
		for a := range reach[tag] {
			wanted[a] = true
		}
	}
	for range 100 {
		for _, tag := range append(Tags(), 16) {
			for a := range reach[tag] {
				if !full.covered[a] {
					events = append(events, full.record(tag))
					break
				}
			}
		}
	}
	for a := range wanted {
		if !full.covered[a] {
			missed = append(missed, a)
		}
	}
	return events, missed
}

// components collects the components of every SEQUENCE and the alternatives of every CHOICE inside a type.
func components(e *decl.Expr, out, done map[string]bool) {
	x, t := schema().Resolve(e)
	if x.Elem != nil {
		components(x.Elem, out, done)
	}
	if t == nil || done[t.Go] || t.Kind == decl.Enumerated {
		return
	}
	done[t.Go] = true
	for i := range t.Members {
		out[t.Go+"."+t.Members[i].Name] = true
		components(t.Members[i].Type, out, done)
	}
}
