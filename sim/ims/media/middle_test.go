package media_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/ims/media"
)

// At the middle of what it says a phone is silent until it may go on. Numbers go on without a gap, timestamps as the time.
func TestMiddle(t *testing.T) {
	middle := make(chan struct{})
	p := newPair(t, func(i int, cfg *media.Config) {
		cfg.Source.Duration = 200 * time.Millisecond
		if i == 0 {
			cfg.Source.Middle = middle
		}
	})
	require.NoError(t, p.call())
	require.NoError(t, p.calls[1].Settled(p.deadline()))
	sent := func() uint64 {
		if s := p.calls[0].Summary().Sent; len(s) > 0 {
			return s[0].Packets
		}
		return 0
	}
	require.Eventually(t, func() bool { return sent() == 5 }, patience, time.Millisecond)
	select {
	case <-p.calls[0].Spoken():
		t.Fatal("all is said before the middle is over")
	default:
	}
	require.EqualValues(t, 5, sent())
	close(middle)
	r := p.finish()
	for i := range r {
		require.EqualValues(t, 10, r[i].Sent[0].Packets)
		require.EqualValues(t, 10, r[1-i].Received[0].Packets)
	}
	f := r[0].Sent[0].Frames
	require.Len(t, f, 10)
	require.Equal(t, f[0].Sequence+9, f[9].Sequence)
}

// A call may end while a phone waits to go on.
func TestMiddleThatNeverEnds(t *testing.T) {
	p := newPair(t, func(_ int, cfg *media.Config) { cfg.Source.Middle = make(chan struct{}) })
	require.NoError(t, p.call())
	require.Eventually(t, func() bool {
		s := p.calls[0].Summary().Sent
		return len(s) > 0 && s[0].Packets == 25
	}, patience, time.Millisecond)
	for _, s := range p.calls {
		require.NoError(t, s.Stop())
	}
}
