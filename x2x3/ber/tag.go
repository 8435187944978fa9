// Package ber holds the primitives of the basic encoding rules, ITU-T X.690, as far as the handover
// interfaces of lawful interception use them.
//
// Encoding appends to a slice, in the definite form with the shortest length octets, so the result obeys
// the distinguished encoding rules too. Decoding is zero-copy and accepts all of BER: long tags,
// indefinite lengths, needlessly long length octets and strings in constructed form. Every error names
// the offset.
package ber

import "strconv"

// Class is the class of a tag, X.690 clause 8.1.2.2.
type Class uint8

// Tag classes.
const (
	Universal       Class = 0
	Application     Class = 1
	ContextSpecific Class = 2
	Private         Class = 3
)

// Tag is an identifier, X.690 clause 8.1.2: class, number and whether the contents are constructed.
type Tag struct {
	Class       Class
	Constructed bool
	Number      uint32
}

// Numbers of universal tags, X.680 clause 8.4.
const (
	NumberEndOfContents   = 0
	NumberBoolean         = 1
	NumberInteger         = 2
	NumberBitString       = 3
	NumberOctetString     = 4
	NumberNull            = 5
	NumberObjectID        = 6
	NumberEnumerated      = 10
	NumberUTF8String      = 12
	NumberRelativeOID     = 13
	NumberSequence        = 16
	NumberSet             = 17
	NumberNumericString   = 18
	NumberPrintableString = 19
	NumberGeneralizedTime = 24
)

// Sequence is the universal tag of SEQUENCE and SEQUENCE OF.
var Sequence = Tag{Universal, true, NumberSequence}

// Context returns the context-specific tag n of a primitive encoding.
func Context(n uint32) Tag { return Tag{ContextSpecific, false, n} }

// ContextConstructed returns the context-specific tag n of a constructed encoding.
func ContextConstructed(n uint32) Tag { return Tag{ContextSpecific, true, n} }

// Is says whether t has this class and number, in whichever form.
func (t Tag) Is(c Class, number uint32) bool { return t.Class == c && t.Number == number }

// String returns the tag as ASN.1 writes it, for example "[4]" or "[UNIVERSAL 16]".
func (t Tag) String() string {
	n := strconv.FormatUint(uint64(t.Number), 10)
	switch t.Class {
	case Universal:
		return "[UNIVERSAL " + n + "]"
	case Application:
		return "[APPLICATION " + n + "]"
	case Private:
		return "[PRIVATE " + n + "]"
	}
	return "[" + n + "]"
}
