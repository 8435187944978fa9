package sip

import "time"

// Timers of RFC 3261 table 4. Zero means the default. TS 24.229 table 7.7.1 has T1 of 2 s towards a phone; the lab's links
// are short.
type Timers struct {
	// T1 is the estimate of the round trip (500 ms), T2 the longest interval of retransmissions (4 s), T4 how long a
	// message stays in the network (5 s).
	T1, T2, T4 time.Duration
	// C is how long a proxy waits for the final answer to INVITE after a provisional one (3 min).
	C time.Duration
	// After runs f after d in a goroutine of its own, as time.AfterFunc does, which nil means.
	After func(d time.Duration, f func()) (stop func() bool)
}

func (t Timers) complete() Timers {
	set := func(d *time.Duration, v time.Duration) {
		if *d == 0 {
			*d = v
		}
	}
	set(&t.T1, 500*time.Millisecond)
	set(&t.T2, 4*time.Second)
	set(&t.T4, 5*time.Second)
	set(&t.C, 3*time.Minute)
	if t.After == nil {
		t.After = func(d time.Duration, f func()) func() bool { return time.AfterFunc(d, f).Stop }
	}
	return t
}
