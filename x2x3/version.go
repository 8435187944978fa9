package x2x3

import "slices"

// Version values of published versions, clause 5.2.1: 1 for V1.1.1 and V1.2.1, 2 for V1.3.1, 3 for V1.4.1, 4 for V1.5.1, 5 for
// V1.6.1 to V1.9.1, 6 for V1.10.1.
const (
	OldestVersion Version = 1
	NewestVersion Version = 6
)

// AcceptMajor accepts every minor version of the majors, as clause 5.2.1 wants of a receiver: a minor grows with what can
// be skipped. The value 0x0000 was never published and is refused. Limits without Accept accept major 0.
func AcceptMajor(majors ...uint8) func(Version) bool {
	return func(v Version) bool { return v != 0 && slices.Contains(majors, v.Major()) }
}

func acceptMajor0(v Version) bool { return v != 0 && v.Major() == 0 }

// AcceptOnly accepts the versions of a list. Implementations exist that take one only.
func AcceptOnly(versions ...Version) func(Version) bool {
	return func(v Version) bool { return slices.Contains(versions, v) }
}

// AcceptAll accepts every value, for peers that write for example 0x0500 where 0x0005 is meant.
func AcceptAll(Version) bool { return true }
