package xiri

import "lilab/x2x3/ber"

// Opt is an optional scalar component whose zero value may be sent.
type Opt[T any] = ber.Opt[T]

// Some returns a component that is there.
func Some[T any](v T) Opt[T] { return ber.Some(v) }

// Raw is a component that has no Go field because a later release added it. It survives decoding and encoding.
type Raw struct {
	// Tag is the number of its context-specific tag.
	Tag uint32
	// Octets is the whole element with tag and length.
	Octets []byte
}

// Sequence is part of every SEQUENCE.
type Sequence struct {
	// Extra holds the components without a Go field. They are encoded behind the others.
	Extra []Raw
}

// Choice is part of every CHOICE. A CHOICE has a field for each alternative, exactly one of which is set;
// with none it is absent.
type Choice struct {
	// Other is an alternative without a Go field.
	Other *Raw
}

// BitString is a BIT STRING whose length varies. It is absent where Octets is nil.
type BitString struct {
	// Octets has the bits, the first of them the highest of the first octet. Its length is (Len+7)/8.
	Octets []byte
	// Len counts the bits.
	Len int
}
