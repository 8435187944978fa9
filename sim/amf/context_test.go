package amf

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/fabric"
)

// TestForgottenContextLosesNoConnection has the first message of a connection arrive while the context that it names
// is being forgotten, and afterwards.
func TestForgottenContextLosesNoConnection(t *testing.T) {
	for name, begin := range map[string]func(u *ueContext, l *link, pdu []byte){
		"while": func(u *ueContext, l *link, pdu []byte) {
			u.post(func() { u.begin(l, pdu, event.Location{}); u.forget() })
		},
		"afterwards": func(u *ueContext, l *link, pdu []byte) { u.forget(); u.begin(l, pdu, event.Location{}) },
	} {
		t.Run(name, func(t *testing.T) {
			a, err := New(Config{
				Host: struct{ fabric.Host }{}, Home: nobody{}, Events: &event.Bus{}, Name: "amf", PLMN: event.PLMN{MCC: "001", MNC: "01"},
			})
			require.NoError(t, err)
			a.ctx, a.cancel = context.WithCancel(context.Background())
			defer a.cancel()
			as := &association{a: a, sctp: sink{}, byRAN: map[uint64]*link{}, ready: true}
			u := a.newContext()
			l := &link{as: as, amfID: 1, ranID: 1, ue: u}
			a.links[1], as.byRAN[1] = l, l
			guti := []byte{0x7e, 0, 0x41, 0x01, 0, 11, 0xf2, 0, 0xf1, 0x10, 1, 0, 0x83, 1, 2, 3, 4, 0x2e, 2, 0xf0, 0xf0}
			begin(u, l, guti)
			var nu *ueContext
			require.Eventually(t, func() bool {
				a.mu.Lock()
				defer a.mu.Unlock()
				nu = l.ue
				return nu != u && nu != nil
			}, 5*time.Second, time.Millisecond)
			got := make(chan state, 1)
			nu.post(func() { got <- nu.state; nu.forget() })
			require.Equal(t, identifying, <-got)
			require.Zero(t, a.Stats().Contexts)
		})
	}
}
