package sepp_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/sepp"
	"lilab/sim/udm"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	nl = event.PLMN{MCC: "001", MNC: "01"}
	de = event.PLMN{MCC: "999", MNC: "70"}
	be = event.PLMN{MCC: "001", MNC: "002"}
)

// germans are subscribers of de: an ordinary one, one whom the home rejects, one whose SUPI it mixes up.
func germans() []udm.Subscriber {
	a, b, c := sbitest.Subscriber(de, 1), sbitest.Subscriber(de, 2), sbitest.Subscriber(de, 3)
	b.Fault, c.Fault = udm.HomeRejects, udm.SUPIMismatch
	return []udm.Subscriber{a, b, c}
}

func both(t *testing.T, f func(t *testing.T, opts ...sbitest.Option)) {
	t.Run("loopback", func(t *testing.T) { f(t) })
	t.Run("virtual", func(t *testing.T) { f(t, sbitest.OnVirtual(nil)) })
}

func TestRoamingRegistration(t *testing.T) {
	both(t, func(t *testing.T, opts ...sbitest.Option) {
		subs := germans()
		w := sbitest.New(t, []sbitest.PLMNConfig{
			{ID: nl},
			{ID: de, Subscribers: subs, UDM: func(c *udm.Config) { c.GPSISupplied = []event.PLMN{} }},
		}, opts...)
		home, visited := w.PLMN(de), w.PLMN(nl)
		c, nf := visited.AMF("amf1", nil)
		for _, scheme := range []uint8{aka.SchemeNull, aka.SchemeProfileA, aka.SchemeProfileB} {
			ue := home.NewUE(subs[0], scheme)
			am, err := ue.Register(t.Context(), c, nf, "https://"+nf.FQDN+"/namf-callback/v1/imsi-1/dereg-notify")
			require.NoError(t, err, "scheme %d", scheme)
			require.Empty(t, am.Gpsis, "the agreement does not supply the GPSI")
			require.NotEmpty(t, am.Nssai.DefaultSingleNssais)

			ev := home.Events.Take()
			var auth []event.UDMAuthentication
			var serving []event.UDMServingSystem
			for _, e := range ev {
				switch e := e.(type) {
				case event.UDMAuthentication:
					auth = append(auth, e)
				case event.UDMServingSystem:
					serving = append(serving, e)
				default:
					require.Fail(t, "unexpected event", "%T", e)
				}
			}
			// A new USIM accepts the counter of the home as it is, so one vector is enough.
			require.Len(t, auth, 1)
			require.Equal(t, subs[0].SUPI, auth[0].Subscriber.SUPI)
			require.Equal(t, scheme, auth[0].Subscriber.SUCI.Scheme)
			require.Equal(t, nl, auth[0].ServingNetwork)
			require.Empty(t, auth[0].Problem)
			require.Len(t, serving, 1)
			require.True(t, serving[0].Roaming)
			require.True(t, serving[0].Subscriber.Authenticated)
			require.Equal(t, event.Subscriber{
				SUPI: subs[0].SUPI, GPSI: subs[0].GPSI, PEI: "4370816125816151", Authenticated: true,
			}, serving[0].Subscriber)
			require.Equal(t, event.GUAMI{PLMN: nl, AMFRegionID: 2, AMFSetID: 1, AMFPointer: 3}, serving[0].GUAMI)
			var sets models.UdmSdmSubscriptionDataSets
			require.NoError(t, json.Unmarshal(serving[0].SubscriptionDataSets, &sets))
			require.Equal(t, []string{"msisdn-" + subs[0].GPSI}, sets.AmData.Gpsis)
		}
		require.Zero(t, home.AUSF.Pending())
		require.EqualValues(t, 1, visited.SEPP.Stats().HandshakesOut)
		require.EqualValues(t, 1, home.SEPP.Stats().HandshakesIn)
		require.Empty(t, home.SEPP.Stats().Refused)

		_, err := home.NewUE(subs[1], aka.SchemeProfileA).Authenticate(t.Context(), c, nl)
		require.True(t, sbi.IsCause(err, sbi.CauseAuthenticationRejected), "%v", err)
		unknown := sbitest.Subscriber(de, 99)
		_, err = home.NewUE(unknown, aka.SchemeProfileA).Authenticate(t.Context(), c, nl)
		require.True(t, sbi.IsCause(err, sbi.CauseUserNotFound), "%v", err)
		ev := home.Events.Take()
		require.Len(t, ev, 2)
		require.Equal(t, sbi.CauseAuthenticationRejected, ev[0].(event.UDMAuthentication).Problem)
		require.Equal(t, sbi.CauseUserNotFound, ev[1].(event.UDMAuthentication).Problem)

		supi, err := home.NewUE(subs[2], aka.SchemeProfileB).Authenticate(t.Context(), c, nl)
		require.NoError(t, err)
		require.NotEqual(t, subs[2].SUPI, supi, "the fault is that somebody else's SUPI comes back")
	})
}

func TestRegistrationAtHome(t *testing.T) {
	sub := sbitest.Subscriber(nl, 7)
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl, Subscribers: []udm.Subscriber{sub}}})
	c, nf := w.PLMN(nl).AMF("amf1", nil)
	ue := w.PLMN(nl).NewUE(sub, aka.SchemeNull)
	am, err := ue.Register(t.Context(), c, nf, "https://"+nf.FQDN+"/x")
	require.NoError(t, err)
	require.Equal(t, []string{"msisdn-" + sub.GPSI}, am.Gpsis)
	// No SEPP is there: another PLMN is an error and not a hang.
	_, err = c.AMData(t.Context(), de, "999700000000001", nl)
	require.Error(t, err)
}

func TestWrongRES(t *testing.T) {
	sub := sbitest.Subscriber(nl, 7)
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl, Subscribers: []udm.Subscriber{sub}}})
	c, nf := w.PLMN(nl).AMF("amf1", nil)
	_, link, err := c.Authenticate(t.Context(), nl, &models.AuthenticationInfo{
		SupiOrSuci: sbi.SUPI(sub.SUPI), ServingNetworkName: nl.ServingNetworkName(),
	})
	require.NoError(t, err)
	out, err := c.Confirm5GAKA(t.Context(), nl, link, &models.ConfirmationData{ResStar: "00000000000000000000000000000000"})
	require.NoError(t, err)
	require.Equal(t, models.AusfUeAuthenticationAuthResult_FAILURE, out.AuthResult)
	require.Empty(t, out.Supi)
	require.Empty(t, out.Kseaf)
	// RES* is looked at once.
	_, err = c.Confirm5GAKA(t.Context(), nl, link, &models.ConfirmationData{ResStar: "00000000000000000000000000000000"})
	require.True(t, sbi.IsCause(err, sbi.CauseContextNotFound), "%v", err)
	require.NoError(t, c.RegisterAMF(t.Context(), nl, sub.SUPI, sbitest.Registration(nf, "https://"+nf.FQDN+"/x")))
	ev := w.PLMN(nl).Events.Take()
	require.False(t, ev[len(ev)-1].(event.UDMServingSystem).Subscriber.Authenticated)
}

func TestResynchronisation(t *testing.T) {
	sub := sbitest.Subscriber(de, 1)
	stale := sub
	sub.SQN = 1000 << 5
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de, Subscribers: []udm.Subscriber{stale}}})
	c, _ := w.PLMN(nl).AMF("amf1", nil)
	ue := w.PLMN(de).NewUE(stale, aka.SchemeProfileA)
	// The USIM is ahead of the home network.
	av, err := aka.GenerateAV(sub.K, sub.OPc, aka.AMF5G, sub.SQN, [16]byte{1}, nl.ServingNetworkName())
	require.NoError(t, err)
	_, err = ue.USIM.Authenticate(av.RAND, av.AUTN, nl.ServingNetworkName())
	require.NoError(t, err)
	for range 40 {
		// Forty vectors go through every slot of the USIM's array, TS 33.102 annex C.2.2.
		supi, err := ue.Authenticate(t.Context(), c, nl)
		require.NoError(t, err)
		require.Equal(t, sub.SUPI, supi)
	}
	require.GreaterOrEqual(t, ue.USIM.SQN(), uint64(1000<<5))
}

func TestPurgeAndTakeOver(t *testing.T) {
	sub := sbitest.Subscriber(de, 1)
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: be}, {ID: de, Subscribers: []udm.Subscriber{sub}}})
	home := w.PLMN(de)
	told := make(chan *models.DeregistrationData, 10)
	callbacks := func() http.Handler {
		rt := &sbi.Router{}
		rt.Handle(http.MethodPost, "/cb/*/dereg-notify", func(r *sbi.Request) (*sbi.Reply, error) {
			var in models.DeregistrationData
			if err := r.Decode(&in); err != nil {
				return nil, err
			}
			told <- &in
			return nil, nil
		})
		return rt
	}
	cNL, nfNL := w.PLMN(nl).AMF("amf1", callbacks())
	cBE, nfBE := w.PLMN(be).AMF("amf1", callbacks())
	uri := func(nf event.NF) string {
		return sbi.APIRoot(nf.FQDN, sbitest.Port) + "/cb/imsi-" + sub.SUPI + "/dereg-notify"
	}
	ue := home.NewUE(sub, aka.SchemeProfileB)
	_, err := ue.Register(t.Context(), cNL, nfNL, uri(nfNL))
	require.NoError(t, err)
	home.Events.Take()

	_, err = ue.Register(t.Context(), cBE, nfBE, uri(nfBE))
	require.NoError(t, err)
	select {
	case in := <-told:
		require.EqualValues(t, models.DeregistrationReason_UE_INITIAL_REGISTRATION, in.DeregReason)
	case <-time.After(5 * time.Second):
		require.Fail(t, "no deregistration notification")
	}
	ev := home.Events.Take()
	require.Len(t, ev, 3) // authentication, serving system, cancellation
	require.Equal(t, be, ev[1].(event.UDMServingSystem).ServingPLMN)
	cancelled := ev[2].(event.UDMLocationCancelled)
	require.Equal(t, nl, cancelled.ServingPLMN)
	require.False(t, cancelled.Purged)

	// The AMF that lost the UE must not purge what the other one has.
	err = cNL.PurgeAMF(t.Context(), de, sub.SUPI, &models.Amf3GppAccessRegistrationModification{Guami: sbitest.GUAMI(nfNL), PurgeFlag: true})
	require.True(t, sbi.IsCause(err, sbi.CauseInvalidGUAMI), "%v", err)
	require.Empty(t, home.Events.Take())
	require.NoError(t, cBE.PurgeAMF(t.Context(), de, sub.SUPI, &models.Amf3GppAccessRegistrationModification{Guami: sbitest.GUAMI(nfBE), PurgeFlag: true}))
	ev = home.Events.Take()
	require.Len(t, ev, 1)
	require.True(t, ev[0].(event.UDMLocationCancelled).Purged)
	require.Equal(t, be, ev[0].(event.UDMLocationCancelled).ServingPLMN)

	// After the purge, a new registration cancels nothing and tells nobody.
	_, err = ue.Register(t.Context(), cNL, nfNL, uri(nfNL))
	require.NoError(t, err)
	require.Len(t, home.Events.Take(), 2)
	require.Empty(t, told)
}

func TestForeignDiscovery(t *testing.T) {
	w := sbitest.New(t, []sbitest.PLMNConfig{{ID: nl}, {ID: de}})
	c, _ := w.PLMN(nl).AMF("amf1", nil)
	found, until, err := c.Discover(t.Context(), sbi.AUSF, sbi.ServiceAUSFAuth, de)
	require.NoError(t, err)
	require.Len(t, found, 1)
	require.Equal(t, "https://ausf1.5gc.mnc070.mcc999.3gppnetwork.org:8443", found[0].APIRoot)
	require.True(t, until.After(time.Now()))
	own, _, err := c.Discover(t.Context(), sbi.AUSF, sbi.ServiceAUSFAuth, nl)
	require.NoError(t, err)
	require.Equal(t, "https://ausf1.5gc.mnc001.mcc001.3gppnetwork.org:8443", own[0].APIRoot)
	seppFound, _, err := c.Discover(t.Context(), sbi.SEPP, "", nl)
	require.NoError(t, err)
	require.Empty(t, seppFound, "a SEPP has no service")
	// A PLMN without an agreement cannot be reached.
	_, _, err = c.Discover(t.Context(), sbi.AUSF, sbi.ServiceAUSFAuth, be)
	require.True(t, sbi.IsCause(err, sbi.CauseTargetNFNotReachable), "%v", err)
	require.Equal(t, sepp.RefusedTarget, (<-w.PLMN(nl).Refusals).Kind)
}
