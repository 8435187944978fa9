package sim_test

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	imsue "lilab/sim/ims/ue"
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

// TestEmergencyCalls calls the emergency centre of the visited network: registered with 5G core and home IMS, registered for emergency
// services with and without the IMS, and without authentication.
func TestEmergencyCalls(t *testing.T) {
	for _, c := range []struct {
		name      string
		fault     sim.Fault
		route     sim.Route
		gm        gm.Mode
		emergency bool // 5GS registration
		cfg       ue.EmergencyConfig
		ims       bool // IMS registration
	}{
		{name: "visitor", route: sim.HomeRouted, gm: gm.ESPAES, ims: true},
		{name: "visitor, not registered with the IMS", route: sim.HomeRouted},
		{name: "authenticated", route: sim.LocalBreakout, gm: gm.TLS, emergency: true, ims: true},
		{name: "home rejects", route: sim.HomeRouted, fault: sim.HomeRejects, emergency: true, cfg: ue.EmergencyConfig{LimitedService: true}},
		{name: "no card", route: sim.HomeRouted, emergency: true, cfg: ue.EmergencyConfig{NoUSIM: true}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := person("de", "nl", 1, c.gm)
			a.Fault = c.fault
			lab, ctx := start(t, withIMS(c.route, map[string]sim.SubscriberConfig{"a": a, "b": person("nl", "nl", 2, gm.None)}))
			nl, de := &journal{}, &journal{}
			lab.Network("nl").IMSEvents.Subscribe(nl)
			lab.Network("de").IMSEvents.Subscribe(de)
			known := true
			if c.emergency {
				r := registerEmergency(t, ctx, lab, "a", c.cfg)
				require.Equal(t, ue.Registered, r.Result, r.Reason)
				known = !r.Unauthenticated
			} else {
				register(t, lab, "a")
			}
			var other *sim.Phone
			if !c.emergency && c.ims {
				// Its registration for everything else goes on beside the one for emergency calls.
				other = phone(t, ctx, lab, "a", sim.PhoneConfig{})
			}
			p := emergencyPhone(t, ctx, lab, "a", sim.PhoneConfig{})
			require.Equal(t, "nl", p.Network)
			if c.ims {
				r, err := p.Register(ctx)
				require.NoError(t, err)
				require.Equal(t, 200, r.Status, r.Reason)
				require.NotEmpty(t, r.Associated)
			} else {
				require.NoError(t, p.Listen(ctx))
			}
			call, err := p.Call(ctx, "", imsue.CallConfig{Emergency: true})
			require.NoError(t, err)
			psap := <-lab.Network("nl").IMS().PSAP.Incoming()
			hears(t, call, 900)
			hears(t, psap, a.Tone.Hz)
			if c.ims {
				require.Contains(t, []string{"sip:+" + a.GPSI + "@" + lab.Network("de").IMS().Domain() + ";user=phone", "tel:+" + a.GPSI}, psap.From)
			} else {
				require.Equal(t, "sip:anonymous@anonymous.invalid", psap.From)
			}
			// No other call, and no message.
			_, err = p.Call(ctx, tel("nl", 2), imsue.CallConfig{})
			require.Equal(t, 403, status(t, err))
			require.NoError(t, call.Hangup(ctx))
			await(t, psap.Done(), "end")
			if other != nil {
				second := phone(t, ctx, lab, "b", sim.PhoneConfig{})
				more, err := second.Call(ctx, tel("de", 1), imsue.CallConfig{})
				require.NoError(t, err)
				mine := incoming(t, other)
				require.NoError(t, more.Hangup(ctx))
				await(t, mine.Done(), "end")
			}
			if c.ims {
				require.NoError(t, p.Deregister(ctx))
				require.Equal(t, other != nil, lab.Network("de").IMS().SCSCF.Registered() > 0)
			}
			idle(t, lab)

			roles := map[event.NFType]int{}
			for _, e := range events[event.IMSMessage](nl) {
				if e.Role != event.IMSEmergency {
					continue
				}
				roles[e.NF.Type]++
				switch e.NF.Type {
				case event.PCSCF:
					require.Equal(t, a.PEI, e.Served.PEI)
					require.Equal(t, known, e.Served.SUPI == a.SUPI)
					require.Equal(t, known, e.Served.GPSI == a.GPSI)
					require.NotNil(t, e.Location)
				case event.ECSCF:
					require.Equal(t, a.PEI[:14], e.Served.PEI)
					require.Equal(t, c.ims, len(e.Served.IMPUs) > 0)
				}
			}
			require.NotZero(t, roles[event.PCSCF])
			require.NotZero(t, roles[event.ECSCF])
			anchored := false
			for _, e := range events[event.IMSSessionChanged](nl) {
				if e.NF.Type == event.PCSCF && e.Role == event.IMSEmergency {
					anchored = anchored || e.Anchored && len(e.Contexts) == 1
					require.Equal(t, a.PEI, e.Served.PEI)
				}
			}
			require.True(t, anchored, "media pass the access gateway of the serving network")
			for _, e := range events[event.IMSMessage](de) {
				require.NotEqual(t, event.IMSEmergency, e.Role, "the call stays in the serving network")
			}
			if !c.ims {
				require.Empty(t, events[event.IMSMessage](de))
			}
		})
	}
}

// TestEmergencyGm registers with the IMS on an emergency session as if it were another one: refused.
func TestEmergencyGm(t *testing.T) {
	lab, ctx := start(t, withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": person("de", "nl", 1, gm.None)}))
	registerEmergency(t, ctx, lab, "a", ue.EmergencyConfig{})
	s, err := lab.UE("a").OpenSession(ctx, ue.SessionConfig{Emergency: true})
	require.NoError(t, err)
	who := person("de", "nl", 1, gm.None)
	home := lab.Network("de").PLMN
	p, err := imsue.New(imsue.Config{
		Carrier: s.Host, Addr: s.Addresses[0], PCSCF: netip.AddrPortFrom(lab.Network("nl").IMS().PCSCFAddrs()[0], 5060), Home: home,
		IMPI: ims.IMPI(who.SUPI, home), IMPU: ims.TemporaryIMPU(who.SUPI, home), PEI: who.PEI,
	})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, p.Close()) })
	r, err := p.Register(ctx)
	require.NoError(t, err)
	require.Equal(t, 403, r.Status)
	require.Zero(t, lab.Network("de").IMS().SCSCF.Registered())
}

// TestEmergencyIsAskedFor has a phone that is registered for everything name the data network of emergency calls: that is no emergency.
func TestEmergencyIsAskedFor(t *testing.T) {
	cfg := withIMS(sim.HomeRouted, map[string]sim.SubscriberConfig{"abroad": person("de", "nl", 1, gm.None), "home": person("de", "de", 2, gm.None)})
	// Neither network names the data network: both have it.
	for _, n := range cfg.Networks {
		delete(n.DNNs, sim.DNNEmergency)
	}
	lab, ctx := start(t, cfg)
	for _, name := range []string{"abroad", "home"} {
		u := register(t, lab, name)
		_, err := u.OpenSession(ctx, ue.SessionConfig{DNN: sim.DNNEmergency})
		refusedWith(t, err, nas.SMCauseRequestRejected)
		s, err := u.OpenSession(ctx, ue.SessionConfig{Emergency: true, Type: event.IPv4v6})
		require.NoError(t, err)
		require.Equal(t, sim.DNNEmergency, s.DNN)
		require.Len(t, s.Addresses, 2)
		other, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		require.NoError(t, other.Close(ctx))
		// A registration for emergency services ends what is not one.
		other, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		smf := &journal{}
		lab.Network(map[string]string{"abroad": "nl", "home": "de"}[name]).SMFEvents.Subscribe(smf)
		r := registerEmergency(t, ctx, lab, name, ue.EmergencyConfig{})
		require.Equal(t, ue.Registered, r.Result, r.Reason)
		released := waitFor[event.SMFPDUSessionReleased](t, smf, 1)
		require.Equal(t, other.ID, released[0].Session.ID)
		require.Equal(t, []*ue.Session{s}, u.Sessions())
	}
}
