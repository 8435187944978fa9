package sim_test

import (
	"context"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ue"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// journal keeps what a bus carried.
type journal struct {
	mu     sync.Mutex
	events []event.Event
}

func (j *journal) Observe(e event.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.events = append(j.events, e)
}

func (j *journal) all() []event.Event {
	j.mu.Lock()
	defer j.mu.Unlock()
	return append([]event.Event(nil), j.events...)
}

// pair is a visited network nl and a home network de.
func pair(subscribers map[string]sim.SubscriberConfig) sim.Config {
	cells := map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}, "c2": {TAC: 2, NRCellID: 0x20}, "far": {TAC: 3, NRCellID: 1 << 30}}
	return sim.Config{
		Networks: map[string]sim.NetworkConfig{
			"nl": {PLMN: event.PLMN{MCC: "001", MNC: "01"}, Cells: cells},
			"de": {PLMN: event.PLMN{MCC: "999", MNC: "70"}, Cells: cells},
		},
		Agreements:  []sim.Agreement{{Home: "de", Visited: "nl", N32: "tls", GPSISupplied: true}},
		Subscribers: subscribers,
		Seed:        1,
	}
}

func start(t testing.TB, cfg sim.Config) (*sim.Lab, context.Context) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	net, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, net.Close()) })
	cfg.Fabric = net
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	lab, err := sim.New(cfg)
	require.NoError(t, err)
	require.NoError(t, lab.Start(ctx))
	t.Cleanup(func() { require.NoError(t, lab.Close()) })
	return lab, ctx
}

func anna() sim.SubscriberConfig {
	return sim.SubscriberConfig{
		Home: "de", In: "nl", SUPI: "999700000000001", GPSI: "4915100000001", PEI: "3569380356438030", Scheme: 1,
	}
}

// TestRoaming registers a foreign phone for every protection scheme and ciphering algorithm and looks at what
// both networks know afterwards.
func TestRoaming(t *testing.T) {
	for scheme := uint8(0); scheme <= 2; scheme++ {
		for nea := uint8(0); nea <= 3; nea++ {
			s := anna()
			s.Scheme, s.NEA = scheme, []uint8{nea}
			lab, ctx := start(t, pair(map[string]sim.SubscriberConfig{"anna": s}))
			amf, udm := &journal{}, &journal{}
			lab.Network("nl").AMFEvents.Subscribe(amf)
			lab.Network("de").UDMEvents.Subscribe(udm)

			phone := lab.UE("anna")
			r, err := phone.Register(ctx, "c1")
			require.NoError(t, err)
			require.Equal(t, ue.Registered, r.Result, r.Reason)
			require.Equal(t, nea, r.NEA)
			require.NoError(t, phone.Move(ctx, "c2"))
			require.Eventually(t, func() bool { return len(amf.all()) == 2 }, 5*time.Second, time.Millisecond, "location report")
			require.NoError(t, phone.Deregister(ctx, false))
			require.Eventually(t, func() bool { return len(amf.all()) == 3 && len(udm.all()) == 3 }, 5*time.Second, time.Millisecond)

			reg := amf.all()[0].(event.AMFRegistered)
			require.True(t, reg.Subscriber.Authenticated)
			require.Equal(t, s.SUPI, reg.Subscriber.SUPI)
			require.Equal(t, s.GPSI, reg.Subscriber.GPSI)
			require.Equal(t, s.PEI, reg.Subscriber.PEI)
			require.Equal(t, scheme, reg.Subscriber.SUCI.Scheme)
			require.Equal(t, r.GUTI, reg.GUTI)
			require.Equal(t, uint64(0x10), reg.Location.NRCellID)
			require.Equal(t, uint64(0x20), amf.all()[1].(event.AMFLocationChanged).Location.NRCellID)
			require.Equal(t, event.ByUE, amf.all()[2].(event.AMFDeregistered).Initiator)

			require.Empty(t, udm.all()[0].(event.UDMAuthentication).Problem)
			serving := udm.all()[1].(event.UDMServingSystem)
			require.True(t, serving.Roaming)
			require.Equal(t, "001", serving.ServingPLMN.MCC)
			require.True(t, udm.all()[2].(event.UDMLocationCancelled).Purged)
		}
	}
}

// TestFaults plays what goes wrong on purpose: the phone gets no service, and nobody claims an authenticated identity.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		fault  sim.Fault
		scheme uint8
		want   ue.Result
		supi   string // what the AMF knows of the identity
	}{
		{"home rejects, concealed", sim.HomeRejects, 1, ue.Rejected, ""},
		{"home rejects, null scheme", sim.HomeRejects, 0, ue.Rejected, "999700000000001"},
		{"wrong key", sim.WrongKey, 1, ue.SecurityFailed, ""},
		{"home returns another SUPI", sim.SUPIMismatch, 1, ue.SecurityFailed, "999700000000099"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := anna()
			s.Fault, s.Scheme, s.MismatchSUPI = c.fault, c.scheme, "999700000000099"
			lab, ctx := start(t, pair(map[string]sim.SubscriberConfig{"anna": s}))
			amf := &journal{}
			lab.Network("nl").AMFEvents.Subscribe(amf)
			r, err := lab.UE("anna").Register(ctx, "c1")
			require.NoError(t, err)
			require.Equal(t, c.want, r.Result, r.Reason)
			require.Eventually(t, func() bool { return len(amf.all()) == 1 }, 5*time.Second, time.Millisecond)
			failed, ok := amf.all()[0].(event.AMFRegistrationFailed)
			require.True(t, ok, "%T", amf.all()[0])
			require.False(t, failed.Subscriber.Authenticated)
			require.Equal(t, c.supi, failed.Subscriber.SUPI)
		})
	}
}

// TestTwoLabs runs two labs in one process: nothing is global.
func TestTwoLabs(t *testing.T) {
	a, ctx := start(t, pair(map[string]sim.SubscriberConfig{"anna": anna()}))
	b, _ := start(t, pair(map[string]sim.SubscriberConfig{"anna": anna()}))
	var wg sync.WaitGroup
	gutis := make([]event.GUTI, 2)
	for i, lab := range []*sim.Lab{a, b} {
		wg.Go(func() {
			r, err := lab.UE("anna").Register(ctx, "far")
			if err == nil {
				gutis[i] = r.GUTI
			}
		})
	}
	wg.Wait()
	require.NotZero(t, gutis[0].TMSI)
	require.Equal(t, gutis[0], gutis[1], "the same seed draws the same numbers")
}

// TestRefusedConfigurations lists what a lab does not start with.
func TestRefusedConfigurations(t *testing.T) {
	net, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	defer net.Close()
	for name, change := range map[string]func(*sim.Config){
		"no fabric":             func(c *sim.Config) { c.Fabric = nil },
		"unknown network":       func(c *sim.Config) { c.Agreements[0].Home = "fr" },
		"roaming at home":       func(c *sim.Config) { c.Agreements[0].Home = "nl" },
		"PRINS, not simulated":  func(c *sim.Config) { c.Agreements[0].N32 = "prins" },
		"subscriber of nowhere": func(c *sim.Config) { c.Subscribers["x"] = sim.SubscriberConfig{Home: "nl", In: "fr"} },
	} {
		cfg := pair(map[string]sim.SubscriberConfig{})
		cfg.Fabric = net
		change(&cfg)
		_, err := sim.New(cfg)
		require.Error(t, err, name)
	}
}
