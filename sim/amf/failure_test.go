package amf_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/free5gc/openapi/models"
	"github.com/stretchr/testify/require"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/sbi"
	"lilab/sim/ue"
)

// TestRefusals has every way in which a registration ends without success, with the null scheme and with a
// concealed identity: what the UE is told, and what the AMF may tell about the subscriber.
func TestRefusals(t *testing.T) {
	const supi = "999700000000001"
	problem := func(op string, status int, cause string) func(*lab) {
		return func(l *lab) { l.home.fail[op] = sbi.NewProblem(status, cause, "") }
	}
	for _, c := range []struct {
		name   string
		set    func(*lab)
		amf    option
		ue     func(*ue.Config)
		result ue.Result
		cause  uint8 // of the UE's result
		event  uint8 // of the event
		// shown is the SUPI of the event with a concealed identity.
		shown  string
		proved bool
	}{
		{name: "unknown subscriber", set: func(l *lab) { l.home.subs = map[string]*testSubscriber{} }, result: ue.Rejected, cause: 3, event: 3},
		{name: "authentication rejected", set: problem("Authenticate", 403, sbi.CauseAuthenticationRejected), result: ue.Rejected, cause: 3, event: 3},
		{name: "serving network not authorized", set: problem("Authenticate", 403, sbi.CauseServingNetworkNotAuthorized), result: ue.Rejected, cause: 11, event: 11},
		{name: "home says congestion", set: problem("Authenticate", 503, sbi.CauseNFCongestion), result: ue.Rejected, cause: 22, event: 22},
		{name: "home unreachable", set: func(l *lab) { l.home.fail["Authenticate"] = errors.New("no route") }, result: ue.Rejected, cause: 22, event: 22},
		{name: "home lost before confirmation", set: func(l *lab) { l.home.fail["Confirm5GAKA"] = errors.New("no route") }, result: ue.Rejected, cause: 22, event: 22},
		{name: "home does not confirm", set: func(l *lab) { l.home.confirm = models.AusfUeAuthenticationAuthResult_FAILURE }, result: ue.AuthenticationRejected, event: 3},
		{name: "vector for another serving network", set: func(l *lab) { l.home.snn = german.ServingNetworkName() }, result: ue.AuthenticationRejected, event: 3},
		{name: "wrong key in the USIM", ue: func(c *ue.Config) { c.K[3] ^= 1 }, result: ue.SecurityFailed, cause: 20, event: 20},
		{name: "vector not for 5G", set: func(l *lab) { l.home.amf = 0 }, result: ue.SecurityFailed, cause: 26, event: 26},
		{name: "another SUPI from home", set: func(l *lab) { l.home.supi = func(string) string { return "999700000000099" } },
			result: ue.SecurityFailed, cause: 24, event: 24, shown: "999700000000099"},
		{name: "no common integrity algorithm", amf: func(c *labConfig) { c.amf.NIAOrder = []uint8{3} }, ue: func(c *ue.Config) { c.NIA = []uint8{0, 1, 2} },
			result: ue.Rejected, cause: 23, event: 23, shown: supi},
		{name: "no common ciphering algorithm", amf: func(c *labConfig) { c.amf.NEAOrder = []uint8{3} }, ue: func(c *ue.Config) { c.NEA = []uint8{0, 1} },
			result: ue.Rejected, cause: 23, event: 23, shown: supi},
		{name: "roaming not allowed", set: problem("RegisterAMF", 403, sbi.CauseRoamingNotAllowed), result: ue.Rejected, cause: 11, event: 11, shown: supi, proved: true},
		{name: "no 5GS subscription", set: problem("AMData", 404, sbi.CauseUserNotFound), result: ue.Rejected, cause: 7, event: 7, shown: supi, proved: true},
		{name: "no roaming agreement", amf: func(c *labConfig) { c.amf.RoamingPartners = []event.PLMN{} }, result: ue.Rejected, cause: 11, event: 11},
		{name: "home network that is refused", amf: func(c *labConfig) { c.amf.Refused = map[event.PLMN]uint8{german: 15} }, result: ue.Rejected, cause: 15, event: 15, shown: supi, proved: true},
		{name: "no slice", ue: func(c *ue.Config) { c.RequestedNSSAI = []event.SNSSAI{{SST: 9}} }, result: ue.Rejected, cause: 62, event: 62, shown: supi, proved: true},
	} {
		for _, scheme := range []uint8{0, 1, 2} {
			t.Run(c.name+" scheme "+string('0'+rune(scheme)), func(t *testing.T) {
				var options []option
				if c.amf != nil {
					options = append(options, c.amf)
				}
				l := startLab(t, options...)
				u := l.subscriber(1, german, func(cfg *ue.Config) {
					cfg.Scheme = scheme
					if c.ue != nil {
						c.ue(cfg)
					}
				})
				if c.set != nil {
					c.set(l)
				}
				r, err := u.Register(ctxFor(t), "a")
				require.NoError(t, err)
				require.Equal(t, c.result, r.Result, r.Reason)
				require.Equal(t, c.cause, r.Cause)
				require.NotEmpty(t, r.Reason)
				e := wait[event.AMFRegistrationFailed](l, 1)[0]
				require.Equal(t, c.event, e.Cause)
				require.Equal(t, r.SUCI, e.Subscriber.SUCI)
				require.Equal(t, c.proved, e.Subscriber.Authenticated)
				shown := c.shown
				if shown == "" && scheme == 0 {
					shown = supi
				}
				require.Equal(t, shown, e.Subscriber.SUPI)
				require.NotNil(t, e.Location)
				require.Empty(t, all[event.AMFRegistered](l))
				require.Empty(t, l.home.regs)
				require.Eventually(t, func() bool { s := l.amf.Stats(); return s.Contexts == 0 && s.Connections == 0 }, 5*time.Second, time.Millisecond)
				if c.name == "no 5GS subscription" {
					require.Equal(t, []string{supi}, l.home.purged)
				}
				// The AMF and the UE live on.
				l.home.mu.Lock()
				clear(l.home.fail)
				l.home.mu.Unlock()
				other := l.subscriber(2, visited)
				l.home.snn, l.home.supi, l.home.amf, l.home.confirm = "", nil, 0x8000, models.AusfUeAuthenticationAuthResult_SUCCESS
				r, err = other.Register(ctxFor(t), "b")
				require.NoError(t, err)
				require.Equal(t, ue.Registered, r.Result, r.Reason)
			})
		}
	}
}

func TestResynchronisation(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german, func(c *ue.Config) { c.Scheme = 1 })
	l.home.subs["999700000000001"].sqn = 1 << 20
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.NoError(t, u.Deregister(ctxFor(t), false))
	l.home.subs["999700000000001"].sqn = 0
	before := l.home.called("Authenticate")
	r, err = u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.Equal(t, before+2, l.home.called("Authenticate"))
	require.Greater(t, l.home.subs["999700000000001"].sqn, uint64(1<<20))
	wait[event.AMFRegistered](l, 2)
}

// TestResynchronisationNeverWorks has a home network that keeps sending old sequence numbers.
func TestResynchronisationNeverWorks(t *testing.T) {
	l := startLab(t, func(c *labConfig) { c.home = func(h *testHome) amf.Home { return &staleHome{h} } })
	u := l.subscriber(1, german)
	r, err := u.Register(ctxFor(t), "a") // a fresh USIM takes any number
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.NoError(t, u.Deregister(ctxFor(t), true))
	r, err = u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.SecurityFailed, r.Result, r.Reason)
	require.Equal(t, uint8(21), r.Cause)
	require.Equal(t, uint8(21), wait[event.AMFRegistrationFailed](l, 1)[0].Cause)
}

// staleHome sets the sequence number of every subscriber back before each vector.
type staleHome struct{ *testHome }

func (h *staleHome) Authenticate(ctx context.Context, home event.PLMN, in *models.AuthenticationInfo) (*models.UeAuthenticationCtx, string, error) {
	h.mu.Lock()
	for _, s := range h.subs {
		s.sqn = 0
	}
	h.mu.Unlock()
	in.ResynchronizationInfo = nil
	return h.testHome.Authenticate(ctx, home, in)
}

var _ amf.Home = (*staleHome)(nil)

func TestUnknownGUTIAsksForTheSUCI(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german, func(c *ue.Config) { c.Scheme = 1 })
	first, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.NoError(t, u.Deregister(ctxFor(t), false))
	second, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, second.Result, second.Reason)
	require.NotEqual(t, first.GUTI, second.GUTI)
	require.NotEqual(t, first.SUCI.SchemeOutput, second.SUCI.SchemeOutput)
	e := wait[event.AMFRegistered](l, 2)[1]
	require.Equal(t, &first.GUTI, e.OldGUTI)
	require.Equal(t, second.SUCI, e.Subscriber.SUCI)
	require.Equal(t, 2, l.home.called("Authenticate"))
}

func TestKnownGUTINeedsNoAuthentication(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german, func(c *ue.Config) { c.Scheme = 2; c.RequestedNSSAI = []event.SNSSAI{{SST: 1}} })
	first, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	wait[event.AMFRegistered](l, 1)
	for i, connected := range []bool{true, false} {
		if !connected {
			require.NoError(t, u.Release(ctxFor(t)))
			require.Zero(t, l.gnb.Connections())
			require.Equal(t, 1, l.amf.Stats().Registered)
		}
		again, err := u.Register(ctxFor(t), "b")
		require.NoError(t, err)
		require.Equal(t, ue.Registered, again.Result, again.Reason)
		require.NotEqual(t, first.GUTI, again.GUTI)
		e := wait[event.AMFRegistered](l, i+2)[i+1]
		require.Equal(t, &first.GUTI, e.OldGUTI)
		require.Equal(t, first.SUCI, e.Subscriber.SUCI, "kept with the context")
		require.True(t, e.Subscriber.Authenticated)
		require.Equal(t, 1, l.home.called("Authenticate"))
		require.Equal(t, 1, l.amf.Stats().Contexts)
		k, _ := u.KgNB()
		got, ok := u.Connection().KgNB()
		require.True(t, ok)
		require.Equal(t, k, got)
		first.GUTI = again.GUTI
	}
	require.NoError(t, u.Release(ctxFor(t)))
	require.NoError(t, u.Deregister(ctxFor(t), true))
	require.True(t, wait[event.AMFDeregistered](l, 1)[0].SwitchOff)
	require.Eventually(t, func() bool { return l.amf.Stats() == amf.Stats{GNBs: 1} }, 5*time.Second, time.Millisecond)
}

func TestRegistrationUpdates(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german)
	_, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.NoError(t, u.Update(ctxFor(t)))
	require.Equal(t, event.PeriodicRegistration, wait[event.AMFRegistered](l, 2)[1].Type)
	require.Equal(t, 1, l.home.called("RegisterAMF"))
	require.NoError(t, u.Move(ctxFor(t), "c"))
	require.Equal(t, event.TAI{PLMN: visited, TAC: 2}, wait[event.AMFLocationChanged](l, 1)[0].Location.TAI)
	require.ErrorIs(t, u.Move(ctxFor(t), "nowhere"), gnb.ErrNoCell)
}

// TestSameSubscriberElsewhere has the same USIM register anew without its 5G-GUTI: one context stays.
func TestSameSubscriberElsewhere(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german)
	_, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	twin := l.subscriber(1, german)
	r, err := twin.Register(ctxFor(t), "b")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	wait[event.AMFRegistered](l, 2)
	require.Eventually(t, func() bool {
		return l.amf.Stats() == amf.Stats{GNBs: 1, Contexts: 1, Registered: 1, Connections: 1}
	}, 5*time.Second, time.Millisecond)
	require.Empty(t, all[event.AMFDeregistered](l))
}

func TestNetworkInitiatedDeregistration(t *testing.T) {
	notify := func(l *lab, path, body string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		l.amf.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, path, bytes.NewReader([]byte(body))))
		return w
	}
	const path = "/namf-callback/v1/imsi-999700000000001/dereg-notify"
	for _, c := range []struct {
		reason     string
		idle       bool
		reregister bool
		cause      uint8
		asked      bool // the UE hears of it
	}{
		{reason: "SUBSCRIPTION_WITHDRAWN", cause: 7, asked: true},
		{reason: "SUBSCRIPTION_WITHDRAWN", cause: 7, idle: true},
		{reason: "REREGISTRATION_REQUIRED", reregister: true, asked: true},
		{reason: "UE_INITIAL_REGISTRATION"},
		{reason: "UE_INITIAL_REGISTRATION", idle: true},
	} {
		t.Run(c.reason, func(t *testing.T) {
			l := startLab(t)
			u := l.subscriber(1, german)
			_, err := u.Register(ctxFor(t), "a")
			require.NoError(t, err)
			reg := wait[event.AMFRegistered](l, 1)[0]
			if c.idle {
				require.NoError(t, u.Release(ctxFor(t)))
			}
			w := notify(l, path, `{"deregReason":"`+c.reason+`","accessType":"3GPP_ACCESS"}`)
			require.Equal(t, http.StatusNoContent, w.Code, w.Body)
			e := wait[event.AMFDeregistered](l, 1)[0]
			require.Equal(t, event.ByNetwork, e.Initiator)
			require.Equal(t, c.cause, e.Cause)
			require.Equal(t, c.reregister, e.ReregistrationRequired)
			require.Equal(t, reg.Subscriber, e.Subscriber)
			require.Eventually(t, func() bool { return l.amf.Stats() == amf.Stats{GNBs: 1} }, 5*time.Second, time.Millisecond)
			require.Empty(t, l.home.purged)
			if c.asked {
				_, ok := u.Registered()
				require.False(t, ok)
			}
			require.Equal(t, http.StatusNotFound, notify(l, path, `{"deregReason":"SUBSCRIPTION_WITHDRAWN"}`).Code)
		})
	}
	l := startLab(t)
	require.Equal(t, http.StatusNotFound, notify(l, "/elsewhere", "{}").Code)
	require.Equal(t, http.StatusBadRequest, notify(l, path, "{").Code)
	require.Equal(t, http.StatusBadRequest, notify(l, path, "{}").Code)
	require.Equal(t, http.StatusBadRequest, notify(l, path, `{"deregReason":"SUBSCRIPTION_WITHDRAWN","accessType":"NON_3GPP_ACCESS"}`).Code)
	w := httptest.NewRecorder()
	l.amf.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	require.Equal(t, http.StatusMethodNotAllowed, w.Code)
}

func TestSetupOfAnotherPLMN(t *testing.T) {
	l := newLab(t, func(c *labConfig) { c.gnb.PLMN = german })
	err := l.gnb.Start(ctxFor(t))
	require.ErrorContains(t, err, "NG SETUP FAILURE, cause misc 4")
	require.False(t, l.gnb.Serving())
	require.Zero(t, l.amf.Stats().GNBs)
}

// TestGNBLost cuts the gNB off: a registered UE stays registered, a registration in progress fails.
func TestGNBLost(t *testing.T) {
	l := startLab(t)
	u, v := l.subscriber(1, german), l.subscriber(2, german)
	_, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	wait[event.AMFRegistered](l, 1)
	l.home.block = make(chan struct{})
	done := make(chan ue.Registration, 1)
	go func() {
		r, _ := v.Register(ctxFor(t), "a")
		done <- r
	}()
	require.Eventually(t, func() bool { return l.amf.Stats().Contexts == 2 }, 5*time.Second, time.Millisecond)
	require.NoError(t, l.gnb.Close())
	require.Equal(t, ue.NoAnswer, (<-done).Result)
	close(l.home.block)
	require.Equal(t, uint8(111), wait[event.AMFRegistrationFailed](l, 1)[0].Cause)
	require.Eventually(t, func() bool { return l.amf.Stats() == amf.Stats{Contexts: 1, Registered: 1} }, 5*time.Second, time.Millisecond)
	require.Empty(t, all[event.AMFDeregistered](l))
}

// TestAtOnceAgain has UEs come back with their 5G-GUTI at the moment when the AMF forgets them.
func TestAtOnceAgain(t *testing.T) {
	l := startLab(t, func(c *labConfig) { c.memory = true })
	l.forgetful = true
	u := l.subscriber(1, german)
	for i := range 500 {
		r, err := u.Register(ctxFor(t), "a")
		require.NoError(t, err)
		require.Equal(t, ue.Registered, r.Result, "%d: %s", i, r.Reason)
		require.NoError(t, u.Deregister(ctxFor(t), false))
	}
	empty(t, l)
}
