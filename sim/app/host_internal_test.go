package app

import "lilab/sim/fabric"

// noHost is a host for tests that never reach the network.
type noHost struct{ fabric.Host }
