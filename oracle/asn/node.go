package asn

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"strconv"
	"time"
)

// Class is the class of a BER tag.
type Class uint8

// The classes of X.690 clause 8.1.2.2.
const (
	Universal Class = iota
	Application
	Context
	Private
)

// Node is one value of a decoded tree. Offsets count from the first octet that was given to Decode.
type Node struct {
	// Name is the member's name; "[n]" for an element of a list; "?" for what the schema does not know.
	Name string
	// Type is nil for what the schema does not know.
	Type  *Type
	Class Class
	Tag   uint32
	// Offset is that of the tag, Header the length of tag and length octets, Body the contents octets.
	Offset, Header int
	Body           []byte
	Children       []Node
}

// Child returns the first child with a name, or nil. A nil node has no children.
func (n *Node) Child(name string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Children {
		if n.Children[i].Name == name {
			return &n.Children[i]
		}
	}
	return nil
}

// At follows names from child to child and returns nil where one is missing.
func (n *Node) At(path ...string) *Node {
	for _, p := range path {
		n = n.Child(p)
	}
	return n
}

// Text returns the value in readable form, "" for a nil or constructed node.
func (n *Node) Text() string {
	if n == nil || n.Type == nil {
		if n != nil && len(n.Children) == 0 {
			return hex.EncodeToString(n.Body)
		}
		return ""
	}
	switch n.Type.Kind {
	case NumericString, PrintableString, IA5String, UTF8String, Time:
		return string(n.Body)
	case Integer:
		if v, ok := n.Int(); ok {
			return strconv.FormatInt(v, 10)
		}
		return signed(n.Body).String()
	case Enumerated:
		v, ok := n.Int()
		if name, known := n.Type.ValueName(v); ok && known {
			return name
		}
		return signed(n.Body).String()
	case Boolean:
		return strconv.FormatBool(len(n.Body) == 1 && n.Body[0] != 0)
	case Octets, Any, Wrap:
		if len(n.Children) > 0 {
			return ""
		}
		return hex.EncodeToString(n.Body)
	case Bits:
		v, bits, ok := n.BitString()
		if !ok {
			return hex.EncodeToString(n.Body)
		}
		return fmt.Sprintf("%0*x", (bits+3)/4, v)
	case OID:
		return arcs(n.Body, true)
	case RelativeOID:
		return arcs(n.Body, false)
	}
	return ""
}

// Int returns the value of an integer or enumerated of up to 64 bits.
func (n *Node) Int() (int64, bool) {
	if n == nil || len(n.Body) == 0 || len(n.Body) > 8 {
		return 0, false
	}
	v := int64(int8(n.Body[0]))
	for _, b := range n.Body[1:] {
		v = v<<8 | int64(b)
	}
	return v, true
}

func signed(b []byte) *big.Int {
	v := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return v
}

// Bool returns the value of a boolean and whether there is one.
func (n *Node) Bool() (value, ok bool) {
	if n == nil || len(n.Body) != 1 {
		return false, false
	}
	return n.Body[0] != 0, true
}

// BitString returns up to 64 bits, the last bit as the lowest, and how many there are.
func (n *Node) BitString() (value uint64, bits int, ok bool) {
	if n == nil || len(n.Body) < 1 || len(n.Body) > 9 || n.Body[0] > 7 || (len(n.Body) == 1 && n.Body[0] != 0) {
		return 0, 0, false
	}
	for _, b := range n.Body[1:] {
		value = value<<8 | uint64(b)
	}
	return value >> n.Body[0], 8*(len(n.Body)-1) - int(n.Body[0]), true
}

// Time returns the value of a GeneralizedTime, X.680 clause 46, with seconds and in UTC or with an offset.
func (n *Node) Time() (time.Time, bool) {
	if n == nil {
		return time.Time{}, false
	}
	return parseTime(n.Body)
}

func arcs(b []byte, absolute bool) string {
	var room [48]byte
	out := room[:0]
	var v uint64
	for _, c := range b {
		v = v<<7 | uint64(c&0x7f)
		if c&0x80 != 0 {
			continue
		}
		if absolute && len(out) == 0 {
			top := min(v/40, 2)
			out = strconv.AppendUint(out, top, 10)
			v -= 40 * top
		}
		if len(out) > 0 {
			out = append(out, '.')
		}
		out = strconv.AppendUint(out, v, 10)
		v = 0
	}
	return string(out)
}
