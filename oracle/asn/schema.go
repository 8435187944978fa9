// Package asn reads BER against a schema: the payloads of TS 33.128 and of its identity association, the PS-PDU of
// TS 102 232-1 and the packet reports of TS 102 232-3.
//
// The schema is data, the files of schema/, in a notation of our own, one type after the other:
//
//	Name = seq {1 member Type; 2 member Type?}   SEQUENCE, context tags, "?" is OPTIONAL
//	Name = choice {1 alternative Type; …}         CHOICE
//	Name = enum {1 value; …}                      ENUMERATED
//	Name = list[1..*] Type                        SEQUENCE OF with a size; setof is SET OF
//	Name = num[6..15] | utf8 | int[0..255] | octets | bits[36] | bool | time | oid | reloid | null | printable | ia5
//	Name = wrap other.Type                        OCTET STRING that contains a value of a type
//	Name = any                                    kept as it is
//	Name @6.2.2.2.2 = …                           with the clause that describes the record
//
// All tagging is implicit except that of a CHOICE, which is explicit (X.680 clause 31.2.7); every type may be
// extended (EXTENSIBILITY IMPLIED), so unknown members are kept and unknown enumeration values are no error.
// A size that ends with "+" is itself extensible.
package asn

import (
	"embed"
	"fmt"
	"math"
	"path"
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
	IA5String
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

var kindNames = [...]string{"any", "seq", "choice", "enum", "list", "setof", "num", "printable", "ia5", "utf8", "int", "octets", "bits",
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
	// Name is the ASN.1 name, empty for a type that is written in place; Module is the module of the notation.
	Name, Module string
	Kind         Kind
	// Sized says that Min and Max bound the length (characters, octets, bits, elements) or the value of an integer;
	// Extensible that a later version may go beyond them.
	Sized, Extensible bool
	// release says that the first member tells the release of TS 33.128 that the value follows.
	release bool
	// loud says that a CHOICE must not have an alternative that is not known.
	loud bool
	Min  int64
	Max  uint64
	// Members of a Sequence or Choice in the order of the module.
	Members []Member
	// index has 1 + the place of the member with a tag.
	index []uint16
	// Values of an Enumerated in the order of the module.
	Values []Value
	// Elem is the element of a list or the content of a Wrap.
	Elem *Type
	// Alias is the qualified name of the type that this one only renames or sizes.
	Alias string
	// Clause describes the record, for example "TS 33.128 R19 clause 6.2.2.2.2"; empty for most types.
	Clause string
}

// Member is one member of a sequence or alternative of a choice.
type Member struct {
	Tag      uint32
	Name     string
	Type     *Type
	Optional bool
}

// Value is one value of an enumeration.
type Value struct {
	Number int64
	Name   string
}

// ValueName returns the name of an enumeration value and whether there is one.
func (t *Type) ValueName(n int64) (string, bool) {
	for i := range t.Values {
		if t.Values[i].Number == n {
			return t.Values[i].Name, true
		}
	}
	return "", false
}

// TypeName returns the name of the type or of the one that it renames, without the module.
func (t *Type) TypeName() string {
	if t.Name != "" || t.Alias == "" {
		return t.Name
	}
	return t.Alias[strings.IndexByte(t.Alias, '.')+1:]
}

// Schema is a set of types by qualified name ("ts33128.IRIPayload", "ps.PS-PDU"). It never changes after it was read.
type Schema struct {
	types map[string]map[string]*Type // by module and name
}

// Type returns a type by its qualified name, or nil.
func (s *Schema) Type(name string) *Type {
	module, name, _ := strings.Cut(name, ".")
	return s.types[module][name]
}

// Names returns all qualified names, in no order.
func (s *Schema) Names() []string {
	var out []string
	for module, types := range s.types {
		for name := range types {
			out = append(out, module+"."+name)
		}
	}
	return out
}

//go:embed schema
var files embed.FS

var (
	load    = sync.OnceValues(func() (*Schema, error) { return parse(read("schema/r16"), read("schema"), true) })
	loadNow = sync.OnceValues(func() (*Schema, error) { return parse(nil, read("schema"), false) })
)

// Load returns the schema that is part of the program, of R19. It is read once and never changed.
func Load() (*Schema, error) { return loadNow() }

// LoadR16 returns the schema with the types of TS 33.128 that R16 defines otherwise. R17 and R18 only add to R16 or
// are only added to by R19, as far as their modules are known here, and are read with the schema of R19.
func LoadR16() (*Schema, error) { return load() }

// read returns the schema files of a folder.
func read(folder string) map[string]string {
	out := map[string]string{}
	list, _ := files.ReadDir(folder)
	for _, e := range list {
		if b, err := files.ReadFile(path.Join(folder, e.Name())); err == nil && !e.IsDir() {
			out[e.Name()] = string(b)
		}
	}
	return out
}

// Parse reads schema texts; the key of a text is its name in errors.
func Parse(texts map[string]string) (*Schema, error) { return parse(nil, texts, false) }
