package media_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/ims/media"
)

// While the middle of what it says is open a phone goes on, and says the second half when it is closed.
func TestMiddle(t *testing.T) {
	middle := make(chan struct{})
	p := newPair(t, func(i int, cfg *media.Config) {
		cfg.Source.Duration = 200 * time.Millisecond
		if i == 0 {
			cfg.Source.Middle = middle
		}
	})
	require.NoError(t, p.call())
	sent := func() uint64 { return p.calls[0].Summary().Sent[0].Packets }
	require.NoError(t, p.calls[1].Settled(p.deadline()))
	require.Eventually(t, func() bool { return sent() > 50 }, patience, time.Millisecond)
	select {
	case <-p.calls[0].Spoken():
		t.Fatal("all is said before the middle is over")
	default:
	}
	before := sent()
	close(middle)
	r := p.finish()
	require.GreaterOrEqual(t, r[0].Sent[0].Packets, before+5, "the second half has five frames")
	require.EqualValues(t, 10, r[1].Sent[0].Packets)
}
