//go:build !race

package x2x3_test

// raceEnabled says that the race detector is on: it makes sync.Pool forget things.
const raceEnabled = false
