package ber

// Opt is an optional component whose zero value may be sent.
type Opt[T any] struct {
	Value T
	// Set says that the component is there.
	Set bool
}

// Some returns a component that is there.
func Some[T any](v T) Opt[T] { return Opt[T]{Value: v, Set: true} }

// Get returns the value and whether the component is there.
func (o Opt[T]) Get() (T, bool) { return o.Value, o.Set }
