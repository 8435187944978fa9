// Package verdict measures the five axes of a warrant from delivered records and rolls them up.
package verdict

// Value is the value of one axis: T tappable, P partly, O delivered but opaque, N not, "-" not applicable.
type Value string

// The values of an axis.
const (
	T  Value = "T"
	P  Value = "P"
	O  Value = "O"
	N  Value = "N"
	NA Value = "-"
)

// rank orders the values for Max; a value that is not known ranks below all others.
func rank(v Value) int {
	switch v {
	case T:
		return 4
	case P:
		return 3
	case O:
		return 2
	case N:
		return 1
	}
	return 0
}

// Max returns the better of two values.
func Max(a, b Value) Value {
	if rank(b) > rank(a) {
		return b
	}
	return a
}

// Axes are the five values of one warrant and one service.
type Axes struct {
	Identity, IRI, Location, Call, Content Value
}

// RollupRegistration is the roll-up for the service registration: N without an identity, T only if identity,
// IRI and location are all T, else P. Only for this service does location count.
func RollupRegistration(a Axes) Value {
	switch {
	case a.Identity == N:
		return N
	case a.Identity == T && a.IRI == T && a.Location == T:
		return T
	}
	return P
}
