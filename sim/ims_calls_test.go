package sim_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/media"
	imsue "lilab/sim/ims/ue"
)

// status is the SIP status of a refusal.
func status(t testing.TB, err error) int {
	t.Helper()
	var e *imsue.StatusError
	require.True(t, errors.As(err, &e), "%v", err)
	return e.Status
}

func tel(home string, n int) string { return ims.TelURI(person(home, "", n, "").GPSI) }

// hears waits until enough media came, and looks for a tone in them.
func hears(t testing.TB, c *imsue.Call, hz float64) {
	t.Helper()
	s, ok := c.Media().(*media.Session)
	require.True(t, ok)
	heard := func() (pcm []int16) {
		for _, r := range s.Summary().Received {
			pcm = append(pcm, r.Samples()...)
		}
		return pcm
	}
	require.Eventually(t, func() bool { return len(heard()) > 4000 }, 10*time.Second, 10*time.Millisecond, "no media")
	pcm := heard()
	require.Greater(t, media.Goertzel(pcm, hz), 10*media.Goertzel(pcm, hz+313), "tone of %v Hz", hz)
}

// TestIMSOutcomes plays the ends that a call may have: refusal, cancellation, no answer, diversion, telephone network.
func TestIMSOutcomes(t *testing.T) {
	const wait = 10 * time.Second
	subs := map[string]sim.SubscriberConfig{}
	for i, n := range []string{"a", "b", "c", "busy", "away", "forward", "quiet"} {
		subs[n] = person("de", "de", i+1, gm.None)
	}
	subs["c"] = person("nl", "nl", 3, gm.ESPNull)
	divert := func(name string, f ims.Forwarding) {
		s := subs[name]
		s.Forwarding = f
		subs[name] = s
	}
	divert("busy", ims.Forwarding{Busy: tel("nl", 3)})
	divert("away", ims.Forwarding{NotReachable: tel("nl", 3)})
	divert("forward", ims.Forwarding{Unconditional: tel("nl", 3)})
	divert("quiet", ims.Forwarding{NoAnswer: tel("nl", 3)})
	lab, ctx := start(t, withIMS(sim.LocalBreakout, subs))
	j := &journal{}
	lab.Network("de").IMSEvents.Subscribe(j)
	a := phone(t, ctx, lab, "a", sim.PhoneConfig{})
	rings := make(chan *imsue.Incoming, 8)
	b := phone(t, ctx, lab, "b", sim.PhoneConfig{Accept: func(in *imsue.Incoming) { in.Ring(); rings <- in }})
	c := phone(t, ctx, lab, "c", sim.PhoneConfig{})
	phone(t, ctx, lab, "busy", sim.PhoneConfig{Accept: func(in *imsue.Incoming) { in.Reject(486) }})
	phone(t, ctx, lab, "forward", sim.PhoneConfig{})
	phone(t, ctx, lab, "quiet", sim.PhoneConfig{Accept: func(in *imsue.Incoming) { in.Ring(); <-in.Done() }})

	t.Run("declined", func(t *testing.T) {
		call, err := a.Dial(ctx, tel("de", 2), imsue.CallConfig{})
		require.NoError(t, err)
		(<-rings).Reject(603)
		await(t, call.Done(), "end")
		require.Equal(t, 603, status(t, call.Err()))
	})
	t.Run("cancelled", func(t *testing.T) {
		call, err := a.Dial(ctx, tel("de", 2), imsue.CallConfig{})
		require.NoError(t, err)
		in := <-rings
		await(t, call.Ringing(), "ringing")
		call.Cancel()
		await(t, in.Cancelled(), "CANCEL")
		await(t, call.Done(), "end")
		require.Equal(t, 487, status(t, call.Err()))
	})
	t.Run("early media and call waiting", func(t *testing.T) {
		call, err := a.Dial(ctx, tel("de", 2), imsue.CallConfig{})
		require.NoError(t, err)
		in := <-rings
		require.NoError(t, in.Progress())
		hears(t, call, subs["b"].Tone.Hz)
		require.NoError(t, in.Answer())
		await(t, call.Answered(), "answer")
		<-b.Incoming()
		second, err := c.Dial(ctx, tel("de", 2), imsue.CallConfig{})
		require.NoError(t, err)
		waiting := <-rings
		waiting.Ring()
		await(t, second.Ringing(), "ringing")
		require.True(t, second.Waiting(), "the phone says that it is in a call")
		require.False(t, call.Waiting())
		require.NoError(t, in.Hold(ctx))
		require.NoError(t, waiting.Answer())
		<-b.Incoming()
		await(t, second.Answered(), "answer of the waiting call")
		hears(t, second, subs["b"].Tone.Hz)
		require.NoError(t, second.Hangup(ctx))
		require.NoError(t, in.Resume(ctx))
		require.NoError(t, call.Hangup(ctx))
		await(t, in.Done(), "end")
	})
	t.Run("unknown", func(t *testing.T) {
		_, err := a.Call(ctx, "sip:nobody@ims.mnc070.mcc999.3gppnetwork.org", imsue.CallConfig{})
		require.Equal(t, 404, status(t, err))
		_, err = a.Call(ctx, "sip:nobody@elsewhere.example", imsue.CallConfig{})
		require.Equal(t, 404, status(t, err))
	})
	for _, who := range []struct {
		name string
		n    int
	}{{"busy", 4}, {"away", 5}, {"forward", 6}, {"quiet", 7}} {
		t.Run("diverted: "+who.name, func(t *testing.T) {
			within, cancel := context.WithTimeout(ctx, wait)
			defer cancel()
			call, err := a.Call(within, tel("de", who.n), imsue.CallConfig{})
			require.NoError(t, err)
			at := incoming(t, c)
			hears(t, call, subs["c"].Tone.Hz)
			hears(t, at, subs["a"].Tone.Hz)
			require.NoError(t, call.Hangup(ctx))
			await(t, at.Done(), "end")
		})
	}
	t.Run("telephone network", func(t *testing.T) {
		call, err := a.Call(ctx, "tel:+12025550100", imsue.CallConfig{})
		require.NoError(t, err)
		hears(t, call, 700)
		require.NoError(t, call.Hangup(ctx))
		back, err := lab.Network("de").IMS().PSTN.Dial(ctx, tel("de", 2), imsue.CallConfig{From: "tel:+12025550100"})
		require.NoError(t, err)
		in := <-rings
		require.Equal(t, "tel:+12025550100", in.From)
		require.NoError(t, in.Answer())
		await(t, back.Answered(), "answer")
		require.NoError(t, in.Hangup(ctx))
		await(t, back.Done(), "end")
	})
	idle(t, lab)
	diverted := 0
	for _, e := range events[event.IMSSessionChanged](j) {
		if e.Diverting != "" {
			diverted++
		}
	}
	require.NotZero(t, diverted)
}

// TestIMSEmergency calls the emergency centre of the network where the phone is: registered, only attached, and abroad.
func TestIMSEmergency(t *testing.T) {
	lab, ctx := start(t, withIMS(sim.HomeRouted, map[string]sim.SubscriberConfig{
		"home": person("de", "de", 1, gm.ESPAES), "abroad": person("de", "nl", 2, gm.ESPAES),
	}))
	for _, c := range []struct{ name, dnn, network string }{{"home", sim.DNNIMS, "de"}, {"abroad", sim.DNNEmergency, "nl"}} {
		j := &journal{}
		cancel := lab.Network(c.network).IMSEvents.Subscribe(j)
		var p *sim.Phone
		if c.dnn == sim.DNNIMS {
			p = phone(t, ctx, lab, c.name, sim.PhoneConfig{})
		} else {
			p = attached(t, ctx, lab, c.name, c.dnn, sim.PhoneConfig{})
			require.NoError(t, p.Listen(ctx))
		}
		require.Equal(t, c.network, p.Network)
		call, err := p.Call(ctx, "", imsue.CallConfig{Emergency: true})
		require.NoError(t, err)
		psap := <-lab.Network(c.network).IMS().PSAP.Incoming()
		hears(t, call, 900)
		require.NoError(t, call.Hold(ctx))
		require.NoError(t, psap.Hangup(ctx))
		await(t, call.Done(), "end")
		idle(t, lab)
		cancel()
		at := map[event.NFType]int{}
		for _, e := range events[event.IMSMessage](j) {
			if e.Role != event.IMSEmergency {
				continue
			}
			at[e.NF.Type]++
			if e.NF.Type == event.PCSCF {
				require.Equal(t, person("de", "", map[string]int{"home": 1, "abroad": 2}[c.name], "").SUPI, e.Served.SUPI, "the 5G core knows who it is")
				require.NotEmpty(t, e.Served.PEI)
				require.NotNil(t, e.Location)
			}
		}
		require.NotZero(t, at[event.PCSCF])
		require.NotZero(t, at[event.ECSCF])
	}
}
