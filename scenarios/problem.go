package scenarios

// source is the text a scenario was read from.
type source struct{ name string }
