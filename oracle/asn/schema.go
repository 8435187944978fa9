// Package asn reads BER against a schema: TS 33.128 payloads and the PS-PDU of TS 102 232-1.
//
// The schema is data, ts33128.schema and lipspdu.schema, in a notation of our own, one type after the other:
//
//	Name = seq {1 member Type; 2 member Type?}   SEQUENCE, context tags, "?" is OPTIONAL
//	Name = choice {1 alternative Type; …}         CHOICE
//	Name = enum {1 value; …}                      ENUMERATED
//	Name = list[1..*] Type                        SEQUENCE OF with a size; setof is SET OF
//	Name = num[6..15] | utf8 | int[0..255] | octets | bits[36] | bool | time | oid | reloid | null | printable
//	Name = wrap other.Type                        OCTET STRING that contains a value of a type
//	Name = any                                    kept as it is
//
// All tagging is implicit except that of a CHOICE, which is explicit (X.680 clause 31.2.7); every type may be
// extended (EXTENSIBILITY IMPLIED), so unknown members are kept and unknown enumeration values are no error.
package asn

import (
	"embed"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

// Kind is the kind of a type.
type Kind uint8

// The kinds of the notation.
const (
	Any Kind = iota
	Sequence
	Choice
	Enumerated
	ListOf
	SetOf
	NumericString
	PrintableString
	UTF8String
	Integer
	Octets
	Bits
	Boolean
	Time
	OID
	RelativeOID
	Null
	Wrap
)

var kindNames = [...]string{"any", "seq", "choice", "enum", "list", "setof", "num", "printable", "utf8", "int", "octets", "bits",
	"bool", "time", "oid", "reloid", "null", "wrap"}

// String returns the word of the notation.
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", k)
}

// Unbounded is the Max of a size that has none.
const Unbounded = math.MaxUint64

// Type is one type of a schema.
type Type struct {
	// Name is the ASN.1 name, empty for a type that is written in place.
	Name string
	Kind Kind
	// Members of a Sequence or Choice in the order of the module.
	Members []Member
	// Values of an Enumerated.
	Values map[int64]string
	// Elem is the element of a list or the content of a Wrap.
	Elem *Type
	// Sized says that Min and Max bound the length (characters, octets, bits, elements) or the value of an integer.
	Sized    bool
	Min, Max uint64
	// Alias is the name of the type that this one only renames.
	Alias string
}

// Member is one member of a sequence or alternative of a choice.
type Member struct {
	Tag      uint32
	Name     string
	Type     *Type
	Optional bool
}

// Schema is a set of types by qualified name ("ts33128.IRIPayload", "ps.PS-PDU").
type Schema struct {
	types map[string]*Type
	holes []*Type // the references of members, until Parse fills them
}

// Type returns a type by its qualified name, or nil.
func (s *Schema) Type(name string) *Type { return s.types[name] }

// Names returns all qualified names, in no order.
func (s *Schema) Names() []string {
	out := make([]string, 0, len(s.types))
	for n := range s.types {
		out = append(out, n)
	}
	return out
}

//go:embed ts33128.schema lipspdu.schema
var files embed.FS

var load = sync.OnceValues(func() (*Schema, error) {
	texts := map[string]string{}
	for _, name := range []string{"ts33128.schema", "lipspdu.schema"} {
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		texts[name] = string(b)
	}
	return Parse(texts)
})

// Load returns the schema that is part of the program. It is read once and never changed.
func Load() (*Schema, error) { return load() }

// Parse reads schema texts; the key of a text is its name in errors.
func Parse(texts map[string]string) (*Schema, error) {
	s := &Schema{types: map[string]*Type{}}
	var open []func() error
	for name, text := range texts {
		p := &schemaParser{words: words(text), schema: s}
		if err := p.file(); err != nil {
			return nil, fmt.Errorf("asn: %s: %w", name, err)
		}
		for _, f := range p.open {
			open = append(open, func() error {
				if err := f(); err != nil {
					return fmt.Errorf("asn: %s: %w", name, err)
				}
				return nil
			})
		}
	}
	for _, f := range open {
		if err := f(); err != nil {
			return nil, err
		}
	}
	for name, t := range s.types {
		if err := resolve(t, map[*Type]bool{}, s, name); err != nil {
			return nil, err
		}
	}
	for _, t := range s.holes {
		if err := resolve(t, map[*Type]bool{}, s, t.Alias); err != nil {
			return nil, err
		}
	}
	s.holes = nil
	return s, nil
}

// TypeName returns the name of the type or of the one that it renames, without the module.
func (t *Type) TypeName() string {
	if t.Name != "" || t.Alias == "" {
		return t.Name
	}
	return t.Alias[strings.IndexByte(t.Alias, '.')+1:]
}

// resolve gives an alias the content of what it renames.
func resolve(t *Type, busy map[*Type]bool, s *Schema, name string) error {
	if t.Alias == "" || t.Kind != Any {
		return nil
	}
	if busy[t] {
		return fmt.Errorf("asn: %s renames itself", name)
	}
	busy[t] = true
	target := s.types[t.Alias]
	if err := resolve(target, busy, s, t.Alias); err != nil {
		return err
	}
	sized, lo, hi := t.Sized, t.Min, t.Max
	own, alias := t.Name, t.Alias
	*t = *target
	t.Name, t.Alias = own, alias
	if sized {
		t.Sized, t.Min, t.Max = true, lo, hi
	}
	return nil
}

// words splits a schema text; "#" starts a comment.
func words(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if i := strings.IndexByte(line, '#'); i >= 0 {
			line = line[:i]
		}
		for _, c := range []string{"{", "}", ";", "?"} {
			line = strings.ReplaceAll(line, c, " "+c+" ")
		}
		out = append(out, strings.Fields(line)...)
	}
	return out
}

type schemaParser struct {
	words  []string
	at     int
	schema *Schema
	module string
	open   []func() error
}

func (p *schemaParser) peek() string {
	if p.at < len(p.words) {
		return p.words[p.at]
	}
	return ""
}

func (p *schemaParser) next() string {
	w := p.peek()
	p.at++
	return w
}

func (p *schemaParser) expect(w string) error {
	if got := p.next(); got != w {
		return fmt.Errorf("word %d is %q, want %q", p.at, got, w)
	}
	return nil
}

func (p *schemaParser) file() error {
	if err := p.expect("module"); err != nil {
		return err
	}
	p.module = p.next()
	for p.at < len(p.words) {
		name := p.next()
		if err := p.expect("="); err != nil {
			return err
		}
		t, err := p.typ()
		if err != nil {
			return fmt.Errorf("type %s: %w", name, err)
		}
		q := p.module + "." + name
		if _, ok := p.schema.types[q]; ok {
			return fmt.Errorf("type %s stands twice", q)
		}
		t.Name = name
		p.schema.types[q] = t
	}
	return nil
}

// typ reads one type. A reference becomes an alias that Parse resolves when every file is read.
func (p *schemaParser) typ() (*Type, error) {
	word, bounds, sized := strings.Cut(p.next(), "[")
	t := &Type{}
	if sized {
		if err := t.bounds(strings.TrimSuffix(bounds, "]")); err != nil {
			return nil, err
		}
	}
	for k, n := range kindNames {
		if n != word {
			continue
		}
		t.Kind = Kind(k)
		switch t.Kind {
		case Sequence, Choice, Enumerated:
			return t, p.members(t)
		case ListOf, SetOf, Wrap:
			var err error
			t.Elem, err = p.ref()
			return t, err
		}
		return t, nil
	}
	if word == "" {
		return nil, errors.New("a type is missing")
	}
	t.Alias = p.qualified(word)
	p.open = append(p.open, func() error {
		if p.schema.types[t.Alias] == nil {
			return fmt.Errorf("type %s is not defined", t.Alias)
		}
		return nil
	})
	return t, nil
}

func (p *schemaParser) qualified(name string) string {
	if strings.Contains(name, ".") {
		return name
	}
	return p.module + "." + name
}

// ref reads a type in the place of a member: a bare name shares the named type.
func (p *schemaParser) ref() (*Type, error) {
	w := p.peek()
	base, _, sized := strings.Cut(w, "[")
	for _, n := range kindNames {
		if n == base {
			return p.typ()
		}
	}
	if sized {
		return p.typ()
	}
	p.at++
	hole := &Type{Alias: p.qualified(w)}
	p.open = append(p.open, func() error {
		if p.schema.types[hole.Alias] == nil {
			return fmt.Errorf("type %s is not defined", hole.Alias)
		}
		return nil
	})
	p.schema.holes = append(p.schema.holes, hole)
	return hole, nil
}

func (p *schemaParser) members(t *Type) error {
	if err := p.expect("{"); err != nil {
		return err
	}
	if t.Kind == Enumerated {
		t.Values = map[int64]string{}
	}
	for {
		tag, err := strconv.ParseUint(p.next(), 10, 31)
		if err != nil {
			return fmt.Errorf("word %d: %w", p.at, err)
		}
		name := p.next()
		if t.Kind == Enumerated {
			t.Values[int64(tag)] = name
		} else {
			m := Member{Tag: uint32(tag), Name: name}
			if m.Type, err = p.ref(); err != nil {
				return err
			}
			if p.peek() == "?" {
				m.Optional = true
				p.at++
			}
			t.Members = append(t.Members, m)
		}
		switch w := p.next(); w {
		case ";":
		case "}":
			return nil
		default:
			return fmt.Errorf("word %d is %q, want ; or }", p.at, w)
		}
	}
}

func (t *Type) bounds(s string) error {
	lo, hi, isRange := strings.Cut(s, "..")
	if !isRange {
		hi = lo
	}
	var err error
	t.Sized = true
	if t.Min, err = strconv.ParseUint(lo, 10, 64); err != nil {
		return err
	}
	if hi == "*" {
		t.Max = Unbounded
		return nil
	}
	t.Max, err = strconv.ParseUint(hi, 10, 64)
	return err
}
