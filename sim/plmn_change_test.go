package sim_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/ue"
)

// atHome is a subscriber of de who is there.
func atHome() sim.SubscriberConfig {
	s := anna()
	s.In = "de"
	return s
}

// TestChangeOfPLMN takes a phone from home to another network and back, with a session that is routed home there: it keeps its address,
// and while the phone stays anywhere nothing of it is lost.
func TestChangeOfPLMN(t *testing.T) {
	for _, kind := range []event.PDUSessionType{event.IPv4, event.IPv4v6} {
		for _, idle := range []bool{false, true} {
			t.Run(fmt.Sprintf("type %d, idle %v", kind, idle), func(t *testing.T) {
				lab, ctx := start(t, withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": atHome()}))
				nl, de := lab.Network("nl"), lab.Network("de")
				visited, home, amfs, amfsHome, udm := &journal{}, &journal{}, &journal{}, &journal{}, &journal{}
				nl.SMFEvents.Subscribe(visited)
				de.SMFEvents.Subscribe(home)
				nl.AMFEvents.Subscribe(amfs)
				de.AMFEvents.Subscribe(amfsHome)
				de.UDMEvents.Subscribe(udm)
				server, err := de.Server("web")
				require.NoError(t, err)
				echo(t, server, "de.n6")
				at := server.Addr("de.n6")
				u := register(t, lab, "anna")
				first, _ := u.Registered()
				s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: kind})
				require.NoError(t, err)
				exchange(t, ctx, s, at)
				addresses := s.Addresses
				if idle {
					require.NoError(t, u.Release(ctx))
				}
				require.Equal(t, "de", lab.In("anna"))

				require.NoError(t, lab.MoveTo(ctx, "anna", "nl", "c1"))
				require.Equal(t, "nl", lab.In("anna"))
				require.Len(t, u.Sessions(), 1)
				require.Equal(t, addresses, s.Addresses)
				exchange(t, ctx, s, at)
				for _, a := range server.Addrs("de.n6") {
					if a.Is4() || kind == event.IPv4v6 {
						exchange(t, ctx, s, a)
					}
				}
				there := waitFor[event.AMFRegistered](t, amfs, 1)[0]
				require.Equal(t, event.MobilityRegistration, there.Type)
				require.Equal(t, first, *there.OldGUTI)
				require.Equal(t, atHome().SUPI, there.Subscriber.SUPI)
				require.True(t, there.Subscriber.Authenticated)
				waitFor[event.AMFDeregistered](t, amfsHome, 1)
				require.Eventually(t, func() bool { return de.AMF().Stats().Contexts == 0 && de.AMF().Stats().Connections == 0 }, 5*time.Second, time.Millisecond)
				require.True(t, waitFor[event.UDMServingSystem](t, udm, 2)[1].Roaming)
				began := waitFor[event.SMFPDUSessionEstablished](t, visited, 1)[0].Session
				require.Equal(t, event.VisitedSMF, began.Role)
				require.Equal(t, event.ExistingPDUSession, began.RequestType)
				require.NotEmpty(t, began.HSMFURI)
				anchor := waitFor[event.SMFPDUSessionEstablished](t, home, 1)[0].Session
				all := events[event.SMFPDUSessionModified](home)
				now := all[len(all)-1].Session
				require.Equal(t, event.HomeSMF, now.Role)
				require.Equal(t, nl.PLMN, now.ServingPLMN)
				require.Equal(t, anchor.CPFSEID, now.CPFSEID)
				require.Equal(t, anchor.UPFSEID, now.UPFSEID)
				require.Equal(t, began.VisitedN9, now.VisitedN9)
				require.Equal(t, began.HomeN9, now.HomeN9)
				require.Equal(t, event.FTEID{}, now.UplinkN3)
				require.Empty(t, events[event.SMFPDUSessionReleased](home))

				// Its H-SMF can change it, and the phone can be idle.
				if kind == event.IPv4 {
					flows, err := de.SMF().ModifySession(ctx, atHome().SUPI, s.ID, []event.QoSFlow{{FiveQI: 7, Filters: []event.PacketFilter{{Protocol: 17, LowPort: 7, HighPort: 7}}}})
					require.NoError(t, err)
					require.Len(t, flows, 1)
					exchange(t, ctx, s, at)
				}
				require.NoError(t, u.Release(ctx))
				require.NoError(t, u.Service(ctx))
				exchange(t, ctx, s, at)

				// And home again, and out once more.
				require.NoError(t, lab.MoveTo(ctx, "anna", "de", ""))
				require.Len(t, u.Sessions(), 1)
				exchange(t, ctx, s, at)
				require.Eventually(t, func() bool { return nl.AMF().Stats().Contexts == 0 && nl.AMF().Stats().Connections == 0 }, 5*time.Second, time.Millisecond)
				all = events[event.SMFPDUSessionModified](home)
				require.Equal(t, event.AnchorSMF, all[len(all)-1].Session.Role)
				require.True(t, all[len(all)-1].Session.UplinkN3.Addr.IsValid())
				require.NoError(t, lab.MoveTo(ctx, "anna", "nl", ""))
				exchange(t, ctx, s, at)
				require.Equal(t, addresses, s.Addresses)
				require.NoError(t, u.Deregister(ctx, false))
				waitFor[event.SMFPDUSessionReleased](t, home, 1)
				nothingLeft(t, lab)
				require.Empty(t, events[event.SMFProcedureFailed](home))
				require.Empty(t, events[event.SMFProcedureFailed](visited))
			})
		}
	}
}

// TestVisitorGoesHome begins abroad.
func TestVisitorGoesHome(t *testing.T) {
	lab, ctx := start(t, withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": anna()}))
	server, err := lab.Network("de").Server("web")
	require.NoError(t, err)
	echo(t, server, "de.n6")
	at := server.Addr("de.n6")
	u := register(t, lab, "anna")
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4v6})
	require.NoError(t, err)
	exchange(t, ctx, s, at)
	require.ErrorIs(t, lab.MoveTo(ctx, "anna", "de", "nowhere"), gnb.ErrNoCell)
	require.Equal(t, "nl", lab.In("anna"))
	exchange(t, ctx, s, at)
	require.NoError(t, lab.MoveTo(ctx, "anna", "de", "c1"))
	for _, a := range server.Addrs("de.n6") {
		exchange(t, ctx, s, a)
	}
	require.NoError(t, s.Close(ctx))
	require.NoError(t, u.Deregister(ctx, false))
	nothingLeft(t, lab)
}

// TestSessionsStayBehind has sessions that leave in the network before: they are released, and the phone knows.
func TestSessionsStayBehind(t *testing.T) {
	for _, from := range []string{"de", "nl"} {
		t.Run(from, func(t *testing.T) {
			sub := atHome()
			sub.In = from
			lab, ctx := start(t, withData(sim.LocalBreakout, map[string]sim.SubscriberConfig{"anna": sub}))
			to := map[string]string{"de": "nl", "nl": "de"}[from]
			u := register(t, lab, "anna")
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			require.NoError(t, lab.MoveTo(ctx, "anna", to, "c1"))
			require.Empty(t, u.Sessions())
			require.ErrorIs(t, s.Close(ctx), ue.ErrSessionClosed)
			nothingLeft(t, lab)
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			require.NoError(t, u.Deregister(ctx, false))
			nothingLeft(t, lab)
		})
	}
}

// TestShortMessagesMove has SMS over NAS go where the phone goes.
func TestShortMessagesMove(t *testing.T) {
	sub := atHome()
	sub.GPSI = "4915000001"
	cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": sub})
	for name, n := range cfg.Networks {
		n.SMS = true
		cfg.Networks[name] = n
	}
	lab, ctx := start(t, cfg)
	register(t, lab, "anna")
	serves := func() string {
		_, instance, _ := lab.Network("de").UDM().SMSRoute(sub.GPSI)
		return instance
	}
	require.Equal(t, lab.Network("de").SMSFNF.InstanceID, serves())
	for _, to := range []string{"nl", "de", "nl"} {
		require.NoError(t, lab.MoveTo(ctx, "anna", to, "c1"))
		require.Equal(t, lab.Network(to).SMSFNF.InstanceID, serves())
	}
	require.NoError(t, lab.UE("anna").Deregister(ctx, false))
	require.Empty(t, serves())
}
