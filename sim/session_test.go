package sim_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/smf"
	"lilab/sim/ue"
)

// withData gives the pair of networks data networks; visitors' data takes the route.
func withData(route sim.Route, subscribers map[string]sim.SubscriberConfig) sim.Config {
	cfg := pair(subscribers)
	for name, n := range cfg.Networks {
		n.DNNs = map[string]sim.DNN{"internet": {}, "ims": {FiveQI: 5, Integrity: "required", Types: []event.PDUSessionType{event.IPv4}}}
		cfg.Networks[name] = n
	}
	cfg.Agreements[0].Data = route
	return cfg
}

func register(t testing.TB, lab *sim.Lab, name string) *ue.UE {
	t.Helper()
	u := lab.UE(name)
	r, err := u.Register(t.Context(), "c1")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	return u
}

func refusedWith(t testing.TB, err error, cause uint8) {
	t.Helper()
	var e *ue.SessionError
	require.True(t, errors.As(err, &e), "%v", err)
	require.Equal(t, cause, e.Cause, "%v", err)
}

func TestSessionWithoutUPF(t *testing.T) {
	cfg := withData(sim.LocalBreakout, map[string]sim.SubscriberConfig{"anna": anna()})
	cfg.SMFTimers = smf.Timers{T1: 20 * time.Millisecond, N1: 2}
	lab, ctx := start(t, cfg)
	u := register(t, lab, "anna")
	_, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
	refusedWith(t, err, 38)
	_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "nowhere"})
	refusedWith(t, err, 27)
	require.NoError(t, u.Deregister(ctx, false))
}
