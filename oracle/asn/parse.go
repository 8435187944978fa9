package asn

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// parse reads texts; a type of first comes before one of the same name in then.
func parse(first, then map[string]string, override bool) (*Schema, error) {
	s := &Schema{types: map[string]map[string]*Type{}}
	p := &schemaParser{schema: s}
	for i, texts := range []map[string]string{first, then} {
		p.skip = override && i == 1
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			p.text, p.at = texts[name], 0
			if err := p.file(); err != nil {
				return nil, fmt.Errorf("asn: %s, line %d: %w", name, 1+strings.Count(p.text[:min(p.at, len(p.text))], "\n"), err)
			}
		}
	}
	for module, types := range s.types {
		for name, t := range types {
			if t.Name == "" {
				return nil, fmt.Errorf("asn: type %s.%s is not defined", module, name)
			}
		}
	}
	for _, t := range p.tagged {
		if err := p.makeIndex(t); err != nil {
			return nil, err
		}
	}
	for _, t := range p.aliases {
		if err := s.resolve(t, 0); err != nil {
			return nil, err
		}
	}
	for _, n := range []string{"XIRIPayload", "IRIPayload", "CCPayload", "LINotificationPayload"} {
		if t := s.Type("ts33128." + n); t != nil {
			t.release = true
		}
	}
	for _, n := range []string{"ts33128.XIRIEvent", "ts33128.IRIEvent", "ps.Payload", "ia.IEFRecord"} {
		if t := s.Type(n); t != nil {
			t.loud = true
		}
	}
	return s, nil
}

// resolve gives an alias the content of what it renames.
func (s *Schema) resolve(t *Type, depth int) error {
	if t.Alias == "" || t.Kind != Any {
		return nil
	}
	target := s.Type(t.Alias)
	if target == nil {
		return fmt.Errorf("asn: type %s is not defined", t.Alias)
	}
	if depth > 32 {
		return fmt.Errorf("asn: %s renames itself", t.Alias)
	}
	if err := s.resolve(target, depth+1); err != nil {
		return err
	}
	was := *t
	*t = *target
	t.Name, t.Module, t.Alias, t.Clause = was.Name, was.Module, was.Alias, was.Clause
	if was.Sized {
		t.Sized, t.Extensible, t.Min, t.Max = true, was.Extensible, was.Min, was.Max
	}
	return nil
}

// maxTag bounds the tags of a schema.
const maxTag = 4095

func (p *schemaParser) makeIndex(t *Type) error {
	top := uint32(0)
	for i := range t.Members {
		top = max(top, t.Members[i].Tag)
	}
	if top > maxTag {
		return fmt.Errorf("asn: %s has the tag %d", t.Name, top)
	}
	if len(p.indexes) <= int(top) {
		p.indexes = make([]uint16, max(4096, top+1))
	}
	t.index, p.indexes = p.indexes[:top+1:top+1], p.indexes[top+1:]
	for i := range t.Members {
		m := &t.Members[i]
		if t.index[m.Tag] == 0 {
			t.index[m.Tag] = uint16(i + 1)
		} else if t.Kind == Choice {
			return fmt.Errorf("asn: %s has the tag %d twice", t.Name, m.Tag)
		}
	}
	return nil
}

// place returns the place of the first member with a tag, -1 if there is none. One published type,
// IPv4AddressUDPTCPPortRange, has a tag twice: see again.
func (t *Type) place(tag uint32) int {
	if tag < uint32(len(t.index)) {
		return int(t.index[tag]) - 1
	}
	return -1
}

// again returns the place of a member with a tag among those from a place on, -1 if there is none.
func (t *Type) again(tag uint32, from int) int {
	for i := from; i < len(t.Members); i++ {
		if t.Members[i].Tag == tag {
			return i
		}
	}
	return -1
}

type schemaParser struct {
	schema  *Schema
	text    string
	at      int
	module  string
	types   map[string]*Type // of the module
	skip    bool             // pass over types that are there
	slab    []Type
	aliases []*Type
	tagged  []*Type
	members []Member // working memory
	pool    []Member
	value   []Value // working memory
	indexes []uint16
}

func (p *schemaParser) alloc() *Type {
	if len(p.slab) == 0 {
		p.slab = make([]Type, 256)
	}
	t := &p.slab[0]
	p.slab = p.slab[1:]
	return t
}

func punctuation(c byte) bool { return c == '{' || c == '}' || c == ';' || c == '?' || c == '=' }

// next returns the next word, "" at the end. "#" starts a comment.
func (p *schemaParser) next() string {
	for p.at < len(p.text) {
		c := p.text[p.at]
		switch {
		case c == '#':
			i := strings.IndexByte(p.text[p.at:], '\n')
			if i < 0 {
				p.at = len(p.text)
				return ""
			}
			p.at += i
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			p.at++
		case punctuation(c):
			p.at++
			return p.text[p.at-1 : p.at]
		default:
			from := p.at
			for p.at++; p.at < len(p.text); p.at++ {
				if c := p.text[p.at]; c <= ' ' || punctuation(c) {
					break
				}
			}
			return p.text[from:p.at]
		}
	}
	return ""
}

func (p *schemaParser) peek() string {
	at := p.at
	w := p.next()
	p.at = at
	return w
}

func (p *schemaParser) expect(w string) error {
	if got := p.next(); got != w {
		return fmt.Errorf("%q stands where %q should", got, w)
	}
	return nil
}

// specifications of the modules whose records have a clause.
var specifications = map[string]string{"ts33128": "TS 33.128 R19 clause ", "ps": "TS 102 232-1 V3.26.1 clause ", "ia": "TS 33.128 R19 clause "}

func (p *schemaParser) file() error {
	if err := p.expect("module"); err != nil {
		return err
	}
	p.module = p.next()
	p.types = p.schema.module(p.module)
	for {
		name := p.next()
		if name == "" {
			return nil
		}
		t := p.named(name)
		clause := ""
		if w := p.peek(); strings.HasPrefix(w, "@") {
			p.next()
			clause = specifications[p.module] + w[1:]
		}
		if t.Name != "" {
			if !p.skip {
				return fmt.Errorf("type %s.%s stands twice", p.module, name)
			}
			t.Clause = clause
			t = &Type{}
		}
		if err := p.expect("="); err != nil {
			return err
		}
		if err := p.typ(t, p.next()); err != nil {
			return fmt.Errorf("type %s: %w", name, err)
		}
		t.Name, t.Module = name, p.module
		if clause != "" {
			t.Clause = clause
		}
	}
}

// named returns the type of a name, which may come to be defined later. A name without a module is of this one.
func (p *schemaParser) named(name string) *Type {
	types := p.types
	if i := strings.IndexByte(name, '.'); i >= 0 {
		types = p.schema.module(name[:i])
		name = name[i+1:]
	}
	t := types[name]
	if t == nil {
		t = p.alloc()
		types[name] = t
	}
	return t
}

// module returns the types of a module.
func (s *Schema) module(name string) map[string]*Type {
	types := s.types[name]
	if types == nil {
		types = make(map[string]*Type, 64)
		s.types[name] = types
	}
	return types
}

func kindOf(word string) (Kind, bool) {
	if word == "" || word[0] < 'a' || word[0] > 'z' {
		return 0, false
	}
	for k, n := range kindNames {
		if n == word {
			return Kind(k), true
		}
	}
	return 0, false
}

// typ reads the type that begins with a word into t.
func (p *schemaParser) typ(t *Type, word string) error {
	if word == "" || punctuation(word[0]) {
		return errors.New("a type is missing")
	}
	base, size, sized := strings.Cut(word, "[")
	if sized {
		if err := t.bounds(strings.TrimSuffix(size, "]")); err != nil {
			return err
		}
	}
	kind, ok := kindOf(base)
	if !ok {
		t.Alias = p.qualified(base)
		p.aliases = append(p.aliases, t)
		return nil
	}
	t.Kind = kind
	switch kind {
	case Sequence, Choice:
		p.tagged = append(p.tagged, t)
		return p.fields(t)
	case Enumerated:
		return p.values(t)
	case ListOf, SetOf, Wrap:
		var err error
		t.Elem, err = p.ref()
		return err
	}
	return nil
}

func (p *schemaParser) qualified(name string) string {
	if strings.IndexByte(name, '.') >= 0 {
		return name
	}
	return p.module + "." + name
}

// ref reads a type in the place of a member: a bare name shares the named type.
func (p *schemaParser) ref() (*Type, error) {
	w := p.next()
	if w != "" && !punctuation(w[0]) && strings.IndexByte(w, '[') < 0 {
		if _, ok := kindOf(w); !ok {
			return p.named(w), nil
		}
	}
	t := p.alloc()
	return t, p.typ(t, w)
}

func (p *schemaParser) fields(t *Type) error {
	if err := p.expect("{"); err != nil {
		return err
	}
	from := len(p.members)
	for {
		tag, err := strconv.ParseUint(p.next(), 10, 31)
		if err != nil {
			return err
		}
		m := Member{Tag: uint32(tag), Name: p.next()}
		if m.Type, err = p.ref(); err != nil {
			return fmt.Errorf("member %s: %w", m.Name, err)
		}
		w := p.next()
		if w == "?" {
			m.Optional = true
			w = p.next()
		}
		p.members = append(p.members, m)
		switch w {
		case ";":
		case "}":
			t.Members = p.keep(p.members[from:])
			p.members = p.members[:from]
			return nil
		default:
			return fmt.Errorf("%q after member %s", w, m.Name)
		}
	}
}

func (p *schemaParser) keep(ms []Member) []Member {
	if len(p.pool) < len(ms) {
		p.pool = make([]Member, max(1024, len(ms)))
	}
	out := p.pool[:len(ms):len(ms)]
	p.pool = p.pool[len(ms):]
	copy(out, ms)
	return out
}

func (p *schemaParser) values(t *Type) error {
	if err := p.expect("{"); err != nil {
		return err
	}
	p.value = p.value[:0]
	for {
		n, err := strconv.ParseInt(p.next(), 10, 64)
		if err != nil {
			return err
		}
		p.value = append(p.value, Value{n, p.next()})
		switch w := p.next(); w {
		case ";":
		case "}":
			t.Values = slices.Clone(p.value)
			return nil
		default:
			return fmt.Errorf("%q after value %d", w, n)
		}
	}
}

// bounds reads "3", "1..8", "1..*" with a "+" behind it where the size is extensible.
func (t *Type) bounds(s string) error {
	s, t.Extensible = strings.CutSuffix(s, "+")
	lo, hi, isRange := strings.Cut(s, "..")
	if !isRange {
		hi = lo
	}
	var err error
	t.Sized = true
	if t.Min, err = strconv.ParseInt(lo, 10, 64); err != nil {
		return err
	}
	if hi == "*" {
		t.Max = Unbounded
		return nil
	}
	t.Max, err = strconv.ParseUint(hi, 10, 64)
	return err
}
