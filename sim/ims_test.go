package sim_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/media"
	"lilab/sim/ims/sip"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/ue"
)

// withIMS gives both networks an IMS; visitors' P-CSCF is where the route says.
func withIMS(route sim.Route, subscribers map[string]sim.SubscriberConfig) sim.Config {
	cfg := withData(route, subscribers)
	cfg.Agreements[0].IMS = route
	for name, n := range cfg.Networks {
		n.DNNs[sim.DNNEmergency] = sim.DNN{FiveQI: 5, Types: []event.PDUSessionType{event.IPv4}}
		n.IMS = &sim.IMSConfig{NoAnswer: 300 * time.Millisecond, Timers: sip.Timers{T1: 100 * time.Millisecond, T2: 400 * time.Millisecond, T4: 500 * time.Millisecond},
			PSTNTone: media.Tone{Hz: 700}, PSAPTone: media.Tone{Hz: 900}}
		cfg.Networks[name] = n
	}
	return cfg
}

// person is a subscriber of a network at a place.
func person(home, in string, n int, mode gm.Mode) sim.SubscriberConfig {
	plmn := map[string]string{"nl": "00101", "de": "99970"}[home]
	cc := map[string]string{"nl": "316", "de": "4915"}[home]
	return sim.SubscriberConfig{
		Home: home, In: in, SUPI: fmt.Sprintf("%s%010d", plmn, n), GPSI: fmt.Sprintf("%s%08d", cc, n), PEI: fmt.Sprintf("35693803564380%02d", n), Scheme: 1,
		Gm: mode, Tone: media.Tone{Hz: 400 + float64(50*n)},
	}
}

// phone registers a subscriber with 5G core and IMS.
func phone(t testing.TB, ctx context.Context, lab *sim.Lab, name string, c sim.PhoneConfig) *sim.Phone {
	t.Helper()
	p := attached(t, ctx, lab, name, sim.DNNIMS, c)
	r, err := p.Register(ctx)
	require.NoError(t, err)
	require.Equal(t, 200, r.Status, r.Reason)
	return p
}

// attached is a phone with a PDU session that is not registered with the IMS.
func attached(t testing.TB, ctx context.Context, lab *sim.Lab, name, dnn string, c sim.PhoneConfig) *sim.Phone {
	t.Helper()
	u := lab.UE(name)
	if _, ok := u.Registered(); !ok {
		register(t, lab, name)
	}
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: dnn, Emergency: dnn == sim.DNNEmergency})
	require.NoError(t, err)
	p, err := lab.Phone(name, s, c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return p
}

// idle waits until no function has a session. An answer that nobody acknowledges ends its session after 64*T1 (RFC 3261 clause
// 13.3.1.4), and the BYE for it may take as long again: a minute.
func idle(t testing.TB, lab *sim.Lab) {
	t.Helper()
	for _, n := range []string{"nl", "de"} {
		i := lab.Network(n).IMS()
		left := func() string {
			return fmt.Sprintf("P %d S %d TAS %d IBCF %d MGCF %d E %d", i.PCSCF.Sessions(), i.SCSCF.Sessions(), i.TAS.Sessions(), i.IBCF.Sessions(),
				i.MGCF.Sessions(), i.ECSCF.Sessions())
		}
		if !assert.Eventually(t, func() bool { return left() == "P 0 S 0 TAS 0 IBCF 0 MGCF 0 E 0" }, 90*time.Second, 5*time.Millisecond) {
			require.FailNow(t, "sessions are left in "+n, left())
		}
	}
}

func await(t testing.TB, c <-chan struct{}, what string) {
	t.Helper()
	select {
	case <-c:
	case <-time.After(10 * time.Second):
		require.FailNow(t, "no "+what)
	}
}

func incoming(t testing.TB, p *sim.Phone) *imsue.Call {
	t.Helper()
	select {
	case c := <-p.Incoming():
		return c
	case <-time.After(10 * time.Second):
		require.FailNow(t, "no call came")
	}
	return nil
}

// TestIMSCalls registers phones and makes calls, in one network and between two, over both routes and every protection of Gm.
func TestIMSCalls(t *testing.T) {
	for _, c := range []struct {
		name  string
		route sim.Route
		modes [2]gm.Mode
		a, b  [2]string // home and place
	}{
		{"one network", sim.LocalBreakout, [2]gm.Mode{gm.None, gm.None}, [2]string{"de", "de"}, [2]string{"de", "de"}},
		{"two networks", sim.LocalBreakout, [2]gm.Mode{gm.ESPNull, gm.ESPAES}, [2]string{"de", "de"}, [2]string{"nl", "nl"}},
		{"local breakout", sim.LocalBreakout, [2]gm.Mode{gm.ESPAES, gm.TLS}, [2]string{"de", "nl"}, [2]string{"de", "de"}},
		{"home routed", sim.HomeRouted, [2]gm.Mode{gm.ESPAES, gm.None}, [2]string{"de", "nl"}, [2]string{"nl", "nl"}},
		{"to a roamer", sim.LocalBreakout, [2]gm.Mode{gm.None, gm.ESPAESGCM}, [2]string{"nl", "nl"}, [2]string{"de", "nl"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lab, ctx := start(t, withIMS(c.route, map[string]sim.SubscriberConfig{
				"a": person(c.a[0], c.a[1], 1, c.modes[0]), "b": person(c.b[0], c.b[1], 2, c.modes[1]),
			}))
			a, b := phone(t, ctx, lab, "a", sim.PhoneConfig{}), phone(t, ctx, lab, "b", sim.PhoneConfig{})
			call, err := a.Call(ctx, ims.TelURI(person(c.b[0], "", 2, "").GPSI), imsue.CallConfig{})
			require.NoError(t, err)
			await(t, call.Ringing(), "ringing")
			other := incoming(t, b)
			require.Contains(t, other.From, person(c.a[0], "", 1, "").GPSI)
			require.NoError(t, call.Hold(ctx))
			require.NoError(t, call.Resume(ctx))
			require.NoError(t, other.Hangup(ctx))
			await(t, call.Done(), "end")
			require.NoError(t, call.Err())
			require.NoError(t, a.Deregister(ctx))
			require.NoError(t, b.Deregister(ctx))
			idle(t, lab)
		})
	}
}

// TestIMSMessages sends SIP MESSAGEs between networks, and looks at what the functions tell of them and of a registration.
func TestIMSMessages(t *testing.T) {
	a, b := person("de", "nl", 1, gm.ESPAES), person("nl", "nl", 2, gm.None)
	for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
		t.Run(string(route), func(t *testing.T) {
			lab, ctx := start(t, withIMS(route, map[string]sim.SubscriberConfig{"a": a, "b": b}))
			home, visited := &journal{}, &journal{}
			lab.Network("de").IMSEvents.Subscribe(home)
			lab.Network("nl").IMSEvents.Subscribe(visited)
			got := make(chan imsue.Message, 1)
			var known atomic.Int32
			lab.Network("de").IMS().OnRegistered(func(p ims.Profile, registered bool) {
				if registered && p.SUPI == a.SUPI {
					known.Add(1)
				}
			})
			from := phone(t, ctx, lab, "a", sim.PhoneConfig{})
			require.Eventually(t, func() bool { return known.Load() == 1 }, 5*time.Second, time.Millisecond)
			phone(t, ctx, lab, "b", sim.PhoneConfig{OnMessage: func(m imsue.Message) int { got <- m; return 202 }})
			n, err := from.SendMessage(ctx, imsue.Message{To: tel("nl", 2), ContentType: "text/plain", Body: []byte("canary")})
			require.NoError(t, err)
			require.Equal(t, 202, n)
			m := <-got
			require.Equal(t, "canary", string(m.Body))
			require.Contains(t, m.From, a.GPSI)
			n, err = from.SendMessage(ctx, imsue.Message{To: tel("nl", 99), ContentType: "text/plain", Body: []byte("x")})
			require.NoError(t, err)
			require.Equal(t, 405, n, "a telephone outside of the IMS takes no messages")

			want, at := event.IMSRoamingLBO, visited
			if route == sim.HomeRouted {
				want, at = event.IMSRoamingN9HR, home
			}
			var methods []string
			for _, e := range events[event.IMSMessage](at) {
				if e.NF.Type != event.PCSCF || e.Served.SUPI != a.SUPI {
					continue
				}
				require.Equal(t, want, e.Roaming)
				require.Equal(t, uint64(0x10), e.Location.NRCellID)
				require.Equal(t, "001", e.Location.TAI.PLMN.MCC)
				x, err := sip.Parse(e.SIP)
				require.NoError(t, err)
				require.Equal(t, e.CallID, x.CallID())
				if x.IsRequest() && e.Direction == event.IMSFromUser {
					methods = append(methods, x.Method)
				}
			}
			require.Equal(t, []string{"REGISTER", "REGISTER", "MESSAGE", "MESSAGE"}, methods)
			if route == sim.HomeRouted {
				for _, e := range events[event.IMSMessage](visited) {
					require.NotEqual(t, a.SUPI, e.Served.SUPI, "no function of the visited network knows the visitor")
				}
			}
			served := 0
			for _, e := range events[event.IMSMessage](home) {
				if e.NF.Type == event.SCSCF && e.Served.SUPI == a.SUPI {
					require.Equal(t, want, e.Roaming)
					require.Equal(t, a.GPSI, e.Served.GPSI)
					served++
				}
			}
			require.NotZero(t, served)
		})
	}
}
