package sms_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/sms"
)

// wire joins two ends; drop decides what is lost.
type wire struct {
	mu            sync.Mutex
	sent          [][]byte
	drop          func(n int, cp []byte) bool
	phone, centre *sms.Exchange
	seen          int
	incoming      chan sms.Incoming
	wg            sync.WaitGroup
}

func connect(t testing.TB, drop func(int, []byte) bool) *wire {
	w := &wire{drop: drop, incoming: make(chan sms.Incoming, 8)}
	to := func(other func() *sms.Exchange) func([]byte) error {
		return func(cp []byte) error {
			w.mu.Lock()
			n := len(w.sent)
			w.sent = append(w.sent, cp)
			lost := w.drop != nil && w.drop(n, cp)
			w.mu.Unlock()
			if !lost {
				w.wg.Go(func() { other().Take(cp) })
			}
			return nil
		}
	}
	timers := sms.Timers{TC1: 50 * time.Millisecond, TR: 500 * time.Millisecond}
	w.phone = sms.NewExchange(sms.ExchangeConfig{Send: to(func() *sms.Exchange { return w.centre }), Received: func(sms.Incoming) {}, Timers: timers})
	w.centre = sms.NewExchange(sms.ExchangeConfig{
		Network: true, Send: to(func() *sms.Exchange { return w.phone }), Received: func(in sms.Incoming) { w.incoming <- in }, Timers: timers,
		Seen: func([]byte, *sms.RP) { w.mu.Lock(); w.seen++; w.mu.Unlock() },
	})
	t.Cleanup(w.wg.Wait)
	return w
}

var data = &sms.RP{Kind: sms.RPData, Centre: sms.International("1"), TPDU: []byte{1}}

func (w *wire) serve(t testing.TB, cause uint8) {
	w.wg.Go(func() {
		select {
		case in := <-w.incoming:
			if err := w.centre.Reply(in, cause, []byte{1, 0}); err != nil {
				t.Error(err)
			}
		case <-time.After(2 * time.Second):
		}
	})
}

func TestExchange(t *testing.T) {
	w := connect(t, nil)
	w.serve(t, 0)
	r, err := w.phone.Transfer(t.Context(), data)
	require.NoError(t, err)
	require.Equal(t, sms.RPAck, r.Kind)
	require.Equal(t, []byte{1, 0}, r.TPDU)
	w.serve(t, 22)
	_, err = w.phone.Transfer(t.Context(), data)
	var f *sms.RPFailure
	require.ErrorAs(t, err, &f)
	require.Equal(t, uint8(22), f.Cause)
}

// TestExchangeLoss: an acknowledgement that is lost makes CP-DATA come again, which is acknowledged again and taken once.
func TestExchangeLoss(t *testing.T) {
	w := connect(t, nil)
	w.drop = func(n int, cp []byte) bool { return n == 0 || n == 2 } // the first CP-DATA and the first CP-ACK
	done := make(chan error, 1)
	w.wg.Go(func() { _, err := w.phone.Transfer(t.Context(), data); done <- err })
	in := <-w.incoming
	require.Eventually(t, func() bool { w.mu.Lock(); defer w.mu.Unlock(); return len(w.sent) >= 5 }, time.Second, time.Millisecond)
	require.NoError(t, w.centre.Reply(in, 0, nil))
	require.NoError(t, <-done)
	require.Empty(t, w.incoming)
	w.mu.Lock()
	defer w.mu.Unlock()
	require.Equal(t, 1, w.seen)
}

func TestExchangeNoAnswer(t *testing.T) {
	w := connect(t, func(int, []byte) bool { return true })
	_, err := w.phone.Transfer(t.Context(), data)
	require.ErrorIs(t, err, sms.ErrNoAnswer)
	require.Len(t, w.sent, 3, "CP-DATA is sent three times")
	w = connect(t, nil) // acknowledged, never reported
	_, err = w.phone.Transfer(t.Context(), data)
	require.ErrorIs(t, err, sms.ErrNoAnswer)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = w.phone.Transfer(ctx, data)
	require.ErrorIs(t, err, context.Canceled)
	done := make(chan error, 1)
	w.wg.Go(func() { _, err := w.phone.Transfer(t.Context(), data); done <- err })
	require.Eventually(t, func() bool { w.phone.Abort(sms.ErrTruncated); return len(done) == 1 }, time.Second, time.Millisecond)
	require.ErrorIs(t, <-done, sms.ErrTruncated)
}

// TestExchangeBadInput sends what does not fit to the end of the network; each is answered as TS 24.011 says, and none is taken.
func TestExchangeBadInput(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"unknown CP type":              {"29 02", "a9 10 61"},
		"RP message cut off":           {"19 01 03 00 05 00", "99 04|99 01 04 05 05 01 60"},
		"RP-DATA of the network":       {"19 01 02 01 07", "99 04|99 01 04 05 07 01 61"},
		"report out of nowhere":        {"19 01 02 02 07", "99 04|99 01 04 05 07 01 62"},
		"answer out of nowhere":        {"99 01 02 02 07", "19 10 51"},
		"acknowledgement from nowhere": {"99 04", ""},
		"error from nowhere":           {"19 10 51", ""},
		"no short message":             {"05", ""},
		"nothing":                      {"", ""},
	} {
		var got string
		e := sms.NewExchange(sms.ExchangeConfig{
			Network: true, Received: func(sms.Incoming) { t.Error(name) },
			Send: func(cp []byte) error {
				if got != "" {
					got += "|"
				}
				got += spaced(cp)
				return nil
			},
		})
		e.Take(octets(t, c.in))
		require.Equal(t, c.want, got, name)
	}
}

func spaced(b []byte) string {
	const digits = "0123456789abcdef"
	var s []byte
	for i, o := range b {
		if i > 0 {
			s = append(s, ' ')
		}
		s = append(s, digits[o>>4], digits[o&0xf])
	}
	return string(s)
}

func FuzzExchange(f *testing.F) {
	f.Add([]byte{0x19, 1, 3, 0, 5, 0}, true)
	f.Add([]byte{0x99, 4}, false)
	f.Fuzz(func(t *testing.T, b []byte, network bool) {
		sent := 0
		var e *sms.Exchange
		e = sms.NewExchange(sms.ExchangeConfig{Network: network, Send: func(cp []byte) error {
			sent++
			if _, err := sms.ParseCP(cp); err != nil {
				t.Fatalf("%x answered with %x: %v", b, cp, err)
			}
			return nil
		}, Received: func(in sms.Incoming) {
			if err := e.Reply(in, sms.CauseTemporaryFailure, nil); err != nil {
				t.Fatal(err)
			}
		}})
		e.Take(b)
		if sent > 2 {
			t.Fatalf("%x makes %d messages", b, sent)
		}
	})
}
