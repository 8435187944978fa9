package sim_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ue"
)

// registerEmergency registers a phone for emergency services.
func registerEmergency(t testing.TB, ctx context.Context, lab *sim.Lab, name string, c ue.EmergencyConfig) ue.Registration {
	t.Helper()
	r, err := lab.UE(name).RegisterEmergency(ctx, "c1", c)
	require.NoError(t, err)
	return r
}

// emergencyPhone is the IMS client of a phone on an emergency session, not registered with the IMS.
func emergencyPhone(t testing.TB, ctx context.Context, lab *sim.Lab, name string, c sim.PhoneConfig) *sim.Phone {
	t.Helper()
	s, err := lab.UE(name).OpenSession(ctx, ue.SessionConfig{Emergency: true})
	require.NoError(t, err)
	require.Equal(t, sim.DNNEmergency, s.DNN)
	p, err := lab.Phone(name, s, c)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	return p
}

// TestEmergencyRegistration registers visitors for emergency services in every way: authenticated, refused by the home network, with and
// without a readable SUPI, without a card, and where there is no agreement.
func TestEmergencyRegistration(t *testing.T) {
	for _, c := range []struct {
		name      string
		fault     sim.Fault
		agreement bool
		cfg       ue.EmergencyConfig
		// what the AMF knows afterwards
		authenticated, supi, asked bool
	}{
		{name: "authenticated", agreement: true, authenticated: true, supi: true, asked: true},
		{name: "home rejects", fault: sim.HomeRejects, agreement: true, asked: true},
		{name: "home rejects, readable", fault: sim.HomeRejects, agreement: true, cfg: ue.EmergencyConfig{LimitedService: true}, supi: true, asked: true},
		{name: "wrong key", fault: sim.WrongKey, agreement: true, asked: true},
		{name: "no card", agreement: true, cfg: ue.EmergencyConfig{NoUSIM: true}},
		{name: "no agreement", cfg: ue.EmergencyConfig{LimitedService: true}, supi: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := anna()
			a.Fault = c.fault
			cfg := withIMS(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": a})
			if !c.agreement {
				cfg.Agreements = nil
			}
			lab, ctx := start(t, cfg)
			amf, smf, udm := &journal{}, &journal{}, &journal{}
			lab.Network("nl").AMFEvents.Subscribe(amf)
			lab.Network("nl").SMFEvents.Subscribe(smf)
			lab.Network("de").UDMEvents.Subscribe(udm)
			u := lab.UE("anna")
			r := registerEmergency(t, ctx, lab, "anna", c.cfg)
			require.Equal(t, ue.Registered, r.Result, r.Reason)
			require.True(t, r.Emergency)
			require.True(t, u.Emergency())
			require.Equal(t, !c.authenticated, r.Unauthenticated)
			require.Equal(t, !c.authenticated, r.NIA == 0)
			if !c.authenticated {
				require.Zero(t, r.NEA)
			}
			reg := waitFor[event.AMFRegistered](t, amf, 1)[0]
			require.Equal(t, event.EmergencyRegistration, reg.Type)
			require.Equal(t, c.authenticated, reg.Subscriber.Authenticated)
			require.Equal(t, a.PEI, reg.Subscriber.PEI)
			require.False(t, reg.SMSOverNAS)
			want := ""
			if c.supi {
				want = a.SUPI
			}
			require.Equal(t, want, reg.Subscriber.SUPI)
			require.Empty(t, map[bool]string{true: "", false: reg.Subscriber.GPSI}[c.authenticated], "no GPSI without authentication")

			s, err := u.OpenSession(ctx, ue.SessionConfig{Emergency: true})
			require.NoError(t, err)
			up := waitFor[event.SMFPDUSessionEstablished](t, smf, 1)[0].Session
			require.Equal(t, event.InitialEmergencyRequest, up.RequestType)
			require.Equal(t, event.AnchorSMF, up.Role)
			require.Equal(t, sim.DNNEmergency, up.DNN)
			require.Equal(t, event.Subscriber{SUPI: want, Authenticated: c.authenticated, PEI: a.PEI, GPSI: reg.Subscriber.GPSI}, up.Subscriber)
			server, err := lab.Network("nl").Server("web")
			require.NoError(t, err)
			echo(t, server, "nl.n6")
			exchange(t, ctx, s, server.Addr("nl.n6"))
			// Idle and back, another cell, another gNB.
			require.NoError(t, u.Release(ctx))
			require.NoError(t, u.Service(ctx))
			exchange(t, ctx, s, server.Addr("nl.n6"))
			require.NoError(t, u.Move(ctx, "c2"))
			require.NoError(t, u.Handover(ctx, "far"))
			exchange(t, ctx, s, server.Addr("nl.n6"))
			if c.authenticated {
				require.NotEmpty(t, lab.Network("de").UDM().SMFRegistrations(a.SUPI))
			} else {
				require.Empty(t, lab.Network("de").UDM().SMFRegistrations(a.SUPI))
			}

			// Nothing else.
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			var refused *ue.SessionError
			require.True(t, errors.As(err, &refused), "%v", err)
			require.Equal(t, nas.CausePayloadNotForwarded, refused.MMCause)
			_, err = u.OpenSession(ctx, ue.SessionConfig{Emergency: true})
			require.True(t, errors.As(err, &refused), "%v", err)
			require.NoError(t, s.Close(ctx))
			_, err = u.OpenSession(ctx, ue.SessionConfig{Emergency: true})
			require.NoError(t, err)
			require.NoError(t, u.Deregister(ctx, false))
			require.False(t, u.Emergency())
			waitFor[event.AMFDeregistered](t, amf, 1)
			waitFor[event.SMFPDUSessionReleased](t, smf, 2)

			// What the home network heard of it.
			require.Equal(t, c.asked, len(events[event.UDMAuthentication](udm)) > 0)
			require.Equal(t, c.authenticated, len(events[event.UDMServingSystem](udm)) > 0)
			require.Eventually(t, func() bool { return lab.Network("nl").AMF().Stats().Contexts == 0 }, 5*time.Second, time.Millisecond)

			// Null security is gone with it.
			if c.agreement && c.fault == sim.NoFault {
				n, err := u.Register(ctx, "c1")
				require.NoError(t, err)
				require.Equal(t, ue.Registered, n.Result, n.Reason)
				require.NotZero(t, n.NIA)
				require.False(t, n.Emergency)
			} else {
				n, err := u.Register(ctx, "c1")
				require.NoError(t, err)
				require.NotEqual(t, ue.Registered, n.Result)
			}
		})
	}
}

// TestEmergencyPolicy has networks that do not offer everything.
func TestEmergencyPolicy(t *testing.T) {
	for _, c := range []struct {
		policy sim.EmergencyPolicy
		cfg    ue.EmergencyConfig
		fault  sim.Fault
		result ue.Result
		cause  uint8
	}{
		{sim.EmergencyAuthenticated, ue.EmergencyConfig{}, sim.NoFault, ue.Registered, 0},
		{sim.EmergencyAuthenticated, ue.EmergencyConfig{NoUSIM: true}, sim.NoFault, ue.Rejected, nas.CausePEINotAccepted},
		{sim.EmergencyAuthenticated, ue.EmergencyConfig{}, sim.HomeRejects, ue.Rejected, nas.CauseIllegalUE},
		{sim.EmergencyNone, ue.EmergencyConfig{}, sim.NoFault, ue.Rejected, nas.CauseProtocolError},
		{sim.EmergencyNone, ue.EmergencyConfig{NoUSIM: true}, sim.NoFault, ue.Rejected, nas.CausePEINotAccepted},
	} {
		a := anna()
		a.Fault = c.fault
		cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": a})
		nl := cfg.Networks["nl"]
		nl.Emergency = c.policy
		cfg.Networks["nl"] = nl
		lab, ctx := start(t, cfg)
		r := registerEmergency(t, ctx, lab, "anna", c.cfg)
		require.Equal(t, c.result, r.Result, r.Reason)
		require.Equal(t, c.cause, r.Cause)
		require.Eventually(t, func() bool { return c.result == ue.Registered || lab.Network("nl").AMF().Stats().Contexts == 0 }, 5*time.Second, time.Millisecond)
	}
}
