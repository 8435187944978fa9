//go:build !linux

package cli

// machine looks at what the operating system offers.
func machine() []check {
	return []check{{Name: "kernel SCTP", Without: "it is looked for on Linux only"}}
}
