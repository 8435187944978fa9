package xiri

import "lilab/x2x3/ber"

// Opt is an optional scalar component whose zero value may be sent.
type Opt[T any] = ber.Opt[T]

// Some returns a component that is there.
func Some[T any](v T) Opt[T] { return ber.Some(v) }

// Raw is a component that has no Go field: one that is not typed yet or one that a later release added.
// It survives decoding and encoding.
type Raw struct {
	// Tag is the number of its context-specific tag.
	Tag uint32
	// Octets is the whole element with tag and length.
	Octets []byte
}

// Sequence is part of every SEQUENCE.
type Sequence struct {
	// Extra holds the components without a Go field.
	Extra []Raw
}

func (s *Sequence) isChoice() bool { return false }
func (s *Sequence) rawList() []Raw { return s.Extra }
func (s *Sequence) addRaw(r Raw)   { s.Extra = append(s.Extra, r) }

// Choice is part of every CHOICE. A CHOICE has a field for each alternative, exactly one of which is set;
// with none it is absent.
type Choice struct {
	// Other is an alternative without a Go field.
	Other *Raw
}

func (s *Choice) isChoice() bool { return true }

func (s *Choice) rawList() []Raw {
	if s.Other == nil {
		return nil
	}
	return []Raw{*s.Other}
}

func (s *Choice) addRaw(r Raw) { s.Other = &r }
