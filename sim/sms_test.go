package sim_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/ipsmgw"
	"lilab/sim/sms"
	"lilab/sim/ue"
)

// withSMS gives both networks short messages, and what cfg has besides.
func withSMS(cfg sim.Config) sim.Config {
	for name, n := range cfg.Networks {
		n.SMS = true
		cfg.Networks[name] = n
	}
	cfg.SMSRetry = 20 * time.Millisecond
	cfg.SMSTimers = sms.Timers{TC1: 2 * time.Second, TR: 5 * time.Second}
	return cfg
}

// smsLog keeps the events of an SMSF.
type smsLog struct {
	mu         sync.Mutex
	messages   []event.SMSFMessage
	registered []event.SMSFRegistered
}

func watchSMS(t testing.TB, n *sim.Network) *smsLog {
	l := &smsLog{}
	t.Cleanup(n.SMSFEvents.Subscribe(event.ObserverFunc(func(e event.Event) {
		l.mu.Lock()
		defer l.mu.Unlock()
		switch e := e.(type) {
		case event.SMSFMessage:
			l.messages = append(l.messages, e)
		case event.SMSFRegistered:
			l.registered = append(l.registered, e)
		}
	})))
	return l
}

// of returns the messages about a subscriber, when there are so many.
func (l *smsLog) of(t testing.TB, supi string, n int) []event.SMSFMessage {
	t.Helper()
	var out []event.SMSFMessage
	require.Eventually(t, func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		out = nil
		for _, m := range l.messages {
			if m.Subscriber.SUPI == supi {
				out = append(out, m)
			}
		}
		return len(out) >= n
	}, 5*time.Second, 2*time.Millisecond, "events of %s", supi)
	require.Len(t, out, n)
	return out
}

// inbox takes the messages of a phone.
func inbox(u *ue.UE) <-chan sms.Message {
	c := make(chan sms.Message, 16)
	u.ReceiveSMS(func(m sms.Message) uint8 { c <- m; return 0 })
	return c
}

func arrived(t testing.TB, c <-chan sms.Message) sms.Message {
	t.Helper()
	select {
	case m := <-c:
		return m
	case <-time.After(10 * time.Second):
		require.FailNow(t, "no short message came")
	}
	return sms.Message{}
}

func causeOf(t testing.TB, err error) uint8 {
	t.Helper()
	var f *sms.RPFailure
	require.ErrorAs(t, err, &f)
	return f.Cause
}

// TestSMSOverNAS sends short messages between phones at home and a visitor, who is served by the SMSF of the network where he is.
func TestSMSOverNAS(t *testing.T) {
	a, b, c := person("de", "nl", 1, gm.None), person("nl", "nl", 2, gm.None), person("de", "de", 3, gm.None)
	lab, ctx := start(t, withSMS(pair(map[string]sim.SubscriberConfig{"a": a, "b": b, "c": c})))
	nl, de := watchSMS(t, lab.Network("nl")), watchSMS(t, lab.Network("de"))
	var amf []event.AMFRegistered
	var mu sync.Mutex
	defer lab.Network("nl").AMFEvents.Subscribe(event.ObserverFunc(func(e event.Event) {
		mu.Lock()
		defer mu.Unlock()
		if e, ok := e.(event.AMFRegistered); ok {
			amf = append(amf, e)
		}
	}))()
	ua, ub, uc := register(t, lab, "a"), register(t, lab, "b"), register(t, lab, "c")
	require.Equal(t, 2, lab.Network("nl").SMSF().Contexts())
	inA, inB, inC := inbox(ua), inbox(ub), inbox(uc)

	require.NoError(t, ua.SendSMS(ctx, b.GPSI, "canary 1 {€}"))
	m := arrived(t, inB)
	require.Equal(t, "canary 1 {€}", m.Text)
	require.Equal(t, a.GPSI, m.From)
	require.NoError(t, ub.SendSMS(ctx, a.GPSI, "снова canary 2"))
	require.Equal(t, "снова canary 2", arrived(t, inA).Text)
	long := strings.Repeat("canary 3 ", 50)
	require.NoError(t, ub.SendSMS(ctx, c.GPSI, long))
	m = arrived(t, inC)
	require.Equal(t, long, m.Text)
	require.Equal(t, 3, m.Parts)

	// The visitor is seen by the SMSF of the visited network only: a submit, its report, a deliver, its report.
	got := nl.of(t, a.SUPI, 4)
	require.Equal(t, "99970", a.SUPI[:5])
	submit, report, deliver, ack := got[0], got[1], got[2], got[3]
	require.True(t, submit.FromUser && !submit.Report)
	require.Equal(t, b.GPSI, submit.Recipient)
	require.Equal(t, lab.Network("de").SMSCentre().Address(), submit.Centre, "the service centre is that of the home network")
	require.Equal(t, a.PEI, submit.Subscriber.PEI)
	require.NotNil(t, submit.Location)
	require.Equal(t, lab.Network("nl").PLMN, submit.Location.TAI.PLMN)
	s, err := sms.ParseSubmit(submit.TPDU)
	require.NoError(t, err)
	require.Equal(t, "canary 1 {€}", s.UserData.Text)
	require.True(t, report.Report && report.Delivered && !report.FromUser)
	require.Equal(t, submit.MessageReference, report.MessageReference)
	require.Equal(t, b.GPSI, report.Recipient)
	require.NotEmpty(t, report.TPDU)
	require.True(t, !deliver.FromUser && !deliver.Report)
	require.Equal(t, b.GPSI, deliver.Originator)
	require.True(t, ack.FromUser && ack.Report && ack.Delivered)
	require.NotEmpty(t, ack.TPDU)
	for _, e := range got {
		cp, err := sms.ParseCP(e.CP)
		require.NoError(t, err)
		require.Equal(t, cp.RPDU, e.RP)
		require.Contains(t, string(e.RP), string(e.TPDU))
	}
	de.of(t, a.SUPI, 0)
	de.of(t, c.SUPI, 6)

	mu.Lock()
	require.Len(t, amf, 2)
	require.True(t, amf[0].SMSOverNAS && amf[1].SMSOverNAS)
	mu.Unlock()
	require.NoError(t, ua.Deregister(ctx, false))
	require.Eventually(t, func() bool { return lab.Network("nl").SMSF().Contexts() == 1 }, 5*time.Second, 2*time.Millisecond)
	require.Eventually(t, func() bool {
		nl.mu.Lock()
		defer nl.mu.Unlock()
		last := nl.registered[len(nl.registered)-1]
		return len(nl.registered) == 3 && last.Ended && last.Subscriber.SUPI == a.SUPI
	}, 5*time.Second, 2*time.Millisecond)
}

// TestSMSFailures plays what goes wrong: an unknown recipient, one without memory, one who is not registered or idle, a phone in a network without
// SMS over NAS, an unknown service centre.
func TestSMSFailures(t *testing.T) {
	a, b := person("nl", "nl", 1, gm.None), person("nl", "nl", 2, gm.None)
	lab, ctx := start(t, withSMS(pair(map[string]sim.SubscriberConfig{"a": a, "b": b})))
	nl := watchSMS(t, lab.Network("nl"))
	ua := lab.UE("a")
	require.ErrorIs(t, ua.SendSMS(ctx, b.GPSI, "x"), ue.ErrNotRegistered)
	register(t, lab, "a")
	err := ua.SendSMS(ctx, "31699999999", "to nobody")
	require.Equal(t, sms.CauseUnassignedNumber, causeOf(t, err))
	got := nl.of(t, a.SUPI, 2)
	require.Equal(t, uint8(1), got[1].Cause)
	require.False(t, got[1].Delivered)
	r, err := sms.ParseReport(got[1].TPDU, true, true)
	require.NoError(t, err)
	require.Equal(t, sms.FailureInvalidSMEAddress, r.Failure)

	// Not registered: stored, and forwarded when he comes.
	centre := lab.Network("nl").SMSCentre()
	require.NoError(t, ua.SendSMS(ctx, b.GPSI, "for later"))
	require.Equal(t, 1, centre.Stats().Stored)
	ub := lab.UE("b")
	in := inbox(ub)
	register(t, lab, "b")
	require.Equal(t, "for later", arrived(t, in).Text)
	require.Eventually(t, func() bool { return centre.Stats().Stored == 0 }, 5*time.Second, 2*time.Millisecond)

	// No memory: refused with cause 22, and sent again after RP-SMMA.
	var mu sync.Mutex
	full := true
	ub.ReceiveSMS(func(m sms.Message) uint8 {
		mu.Lock()
		defer mu.Unlock()
		if full {
			return sms.CauseMemoryExceeded
		}
		require.Equal(t, "too much", m.Text)
		return 0
	})
	require.NoError(t, ua.SendSMS(ctx, b.GPSI, "too much"))
	got = nl.of(t, b.SUPI, 4)
	require.Equal(t, uint8(22), got[3].Cause)
	require.True(t, got[3].Report && got[3].FromUser && !got[3].Delivered)
	r, err = sms.ParseReport(got[3].TPDU, false, true)
	require.NoError(t, err)
	require.Equal(t, sms.FailureMemoryExceeded, r.Failure)
	require.Equal(t, 1, centre.Stats().Stored)
	mu.Lock()
	full = false
	mu.Unlock()
	require.NoError(t, ub.SMSMemoryAvailable(ctx))
	got = nl.of(t, b.SUPI, 6)
	require.True(t, got[5].Delivered)

	// Idle: nobody pages; the message comes when the phone asks for service.
	in = inbox(ub)
	require.NoError(t, ub.Release(ctx))
	require.NoError(t, ua.SendSMS(ctx, b.GPSI, "while idle"))
	require.NoError(t, ub.Service(ctx))
	require.Equal(t, "while idle", arrived(t, in).Text)
	// And an idle phone sends.
	require.NoError(t, ub.Release(ctx))
	back := inbox(ua)
	require.NoError(t, ub.SendSMS(ctx, a.GPSI, "from idle"))
	require.Equal(t, "from idle", arrived(t, back).Text)
}

// TestSMSNotOffered is a phone that asks for SMS over NAS in a visited network without it, and nothing of it in networks without SMS.
func TestSMSNotOffered(t *testing.T) {
	cfg := withSMS(pair(map[string]sim.SubscriberConfig{"a": person("de", "nl", 1, gm.None), "b": person("nl", "nl", 2, gm.None)}))
	nl := cfg.Networks["nl"]
	nl.SMS = false
	cfg.Networks["nl"] = nl
	lab, ctx := start(t, cfg)
	require.ErrorIs(t, register(t, lab, "a").SendSMS(ctx, "31600000002", "x"), ue.ErrSMSNotAllowed)
	require.ErrorIs(t, register(t, lab, "b").SendSMS(ctx, "31600000002", "x"), ue.ErrSMSNotAllowed)
	require.Nil(t, lab.Network("nl").SMSF())

	// A visitor whose home network has no short messages.
	cfg = withSMS(pair(map[string]sim.SubscriberConfig{"a": person("de", "nl", 1, gm.None)}))
	de := cfg.Networks["de"]
	de.SMS = false
	cfg.Networks["de"] = de
	lab, ctx = start(t, cfg)
	require.ErrorIs(t, register(t, lab, "a").SendSMS(ctx, "31600000002", "x"), ue.ErrSMSNotAllowed)
	require.Zero(t, lab.Network("nl").SMSF().Contexts())
}

// textPhone registers a phone with a client of short messages over IP.
func textPhone(t testing.TB, ctx context.Context, lab *sim.Lab, name string, take func(sms.Message) uint8) (*sim.Phone, *ipsmgw.Client) {
	t.Helper()
	u := lab.UE(name)
	if _, ok := u.Registered(); !ok {
		register(t, lab, name)
	}
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: sim.DNNIMS})
	require.NoError(t, err)
	p, c, err := lab.PhoneSMS(name, s, sim.PhoneConfig{}, take)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()); require.NoError(t, p.Close()) })
	r, err := p.Register(ctx)
	require.NoError(t, err)
	require.Equal(t, 200, r.Status, r.Reason)
	return p, c
}

// TestSMSOverIP sends short messages in SIP MESSAGEs, at home and abroad on both routes, and between SMS over IP and SMS over NAS.
func TestSMSOverIP(t *testing.T) {
	for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
		t.Run(string(route), func(t *testing.T) {
			a, b, c := person("de", "nl", 1, gm.ESPAES), person("nl", "nl", 2, gm.None), person("nl", "nl", 3, gm.None)
			lab, ctx := start(t, withSMS(withIMS(route, map[string]sim.SubscriberConfig{"a": a, "b": b, "c": c})))
			var mu sync.Mutex
			seen := map[event.NFType]int{}
			for _, n := range []string{"nl", "de"} {
				defer lab.Network(n).IMSEvents.Subscribe(event.ObserverFunc(func(e event.Event) {
					mu.Lock()
					defer mu.Unlock()
					if m, ok := e.(event.IMSMessage); ok && strings.HasPrefix(string(m.SIP), "MESSAGE ") {
						seen[m.NF.Type]++
					}
				}))()
			}
			inA, inB := make(chan sms.Message, 4), make(chan sms.Message, 4)
			_, ca := textPhone(t, ctx, lab, "a", func(m sms.Message) uint8 { inA <- m; return 0 })
			refuse := false
			pb, cb := textPhone(t, ctx, lab, "b", func(m sms.Message) uint8 {
				mu.Lock()
				defer mu.Unlock()
				if refuse {
					return sms.CauseMemoryExceeded
				}
				inB <- m
				return 0
			})
			uc := register(t, lab, "c")
			inC := inbox(uc)
			require.NoError(t, ca.SendSMS(ctx, b.GPSI, "canary over IP"))
			m := arrived(t, inB)
			require.Equal(t, "canary over IP", m.Text)
			require.Equal(t, a.GPSI, m.From)
			long := strings.Repeat("lang ", 60)
			require.NoError(t, cb.SendSMS(ctx, a.GPSI, long))
			require.Equal(t, long, arrived(t, inA).Text)
			require.NoError(t, cb.SendSMS(ctx, c.GPSI, "to NAS"))
			require.Equal(t, "to NAS", arrived(t, inC).Text)
			require.NoError(t, uc.SendSMS(ctx, a.GPSI, "from NAS"))
			require.Equal(t, "from NAS", arrived(t, inA).Text)
			require.Equal(t, sms.CauseUnassignedNumber, causeOf(t, ca.SendSMS(ctx, "31699999999", "nobody")))

			mu.Lock()
			refuse = true
			mu.Unlock()
			centre := lab.Network("de").SMSCentre()
			require.NoError(t, ca.SendSMS(ctx, b.GPSI, "full"))
			require.Equal(t, 1, centre.Stats().Stored)
			mu.Lock()
			refuse = false
			mu.Unlock()
			require.Eventually(t, func() bool {
				require.NoError(t, cb.MemoryAvailable(ctx))
				return len(inB) == 1
			}, 5*time.Second, 50*time.Millisecond)
			require.Equal(t, "full", arrived(t, inB).Text)

			// Without its IMS the phone is reached over NAS.
			nas := inbox(lab.UE("b"))
			require.NoError(t, pb.Deregister(ctx))
			require.NoError(t, ca.SendSMS(ctx, b.GPSI, "the other way"))
			require.Equal(t, "the other way", arrived(t, nas).Text)
			mu.Lock()
			defer mu.Unlock()
			require.NotZero(t, seen[event.SCSCF])
			require.NotZero(t, seen[event.PCSCF])
			require.NotZero(t, seen[event.IPSMGW])
		})
	}
}
