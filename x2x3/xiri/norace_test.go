//go:build !race

package xiri

const raceEnabled = false
