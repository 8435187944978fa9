package ue_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/sip"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/ue"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lab is one network with two phones.
func lab(t *testing.T, mode gm.Mode) (context.Context, [2]*sim.Phone) {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	t.Cleanup(cancel)
	net, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, net.Close()) })
	subscriber := func(supi, gpsi string, m gm.Mode) sim.SubscriberConfig {
		return sim.SubscriberConfig{Home: "de", In: "de", SUPI: supi, GPSI: gpsi, PEI: "3569380356438091", Gm: m}
	}
	l, err := sim.New(sim.Config{
		Fabric: net,
		Networks: map[string]sim.NetworkConfig{"de": {
			PLMN: event.PLMN{MCC: "999", MNC: "70"}, Cells: map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 16}},
			DNNs: map[string]sim.DNN{sim.DNNIMS: {FiveQI: 5}},
			IMS:  &sim.IMSConfig{Timers: sip.Timers{T1: 50 * time.Millisecond, T2: 200 * time.Millisecond, T4: 200 * time.Millisecond}},
		}},
		Subscribers: map[string]sim.SubscriberConfig{"a": subscriber("999700000000001", "4915000001", mode), "b": subscriber("999700000000002", "4915000002", gm.None)},
	})
	require.NoError(t, err)
	require.NoError(t, l.Start(ctx))
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	var phones [2]*sim.Phone
	for i, name := range []string{"a", "b"} {
		u := l.UE(name)
		_, err := u.Register(ctx, "c1")
		require.NoError(t, err)
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: sim.DNNIMS})
		require.NoError(t, err)
		phones[i], err = l.Phone(name, s, sim.PhoneConfig{})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, phones[i].Close()) })
		r, err := phones[i].Register(ctx)
		require.NoError(t, err)
		require.Equal(t, 200, r.Status)
	}
	return ctx, phones
}

// call makes a call each way.
func call(t *testing.T, ctx context.Context, phones [2]*sim.Phone) {
	t.Helper()
	for i, number := range []string{"4915000002", "4915000001"} {
		c, err := phones[i].Call(ctx, ims.TelURI(number), imsue.CallConfig{})
		require.NoError(t, err)
		other := <-phones[1-i].Incoming()
		require.NoError(t, other.Hangup(ctx))
		<-c.Done()
		require.NoError(t, c.Err())
	}
}

// TestFailedReregistration has the network refuse a registration anew after the phone has agreed on other associations: those before
// go on, both ways, in a call and for new ones, and nothing is left of the others.
func TestFailedReregistration(t *testing.T) {
	for _, mode := range []gm.Mode{gm.ESPNull, gm.ESPAES, gm.ESPAESGCM, gm.TLS} {
		t.Run(string(mode), func(t *testing.T) {
			ctx, phones := lab(t, mode)
			a := phones[0]
			suite, sockets := a.Gm.Suite(), a.Sockets()
			c, err := a.Call(ctx, ims.TelURI("4915000002"), imsue.CallConfig{})
			require.NoError(t, err)
			other := <-phones[1].Incoming()
			for range 2 {
				a.AnswerWrongly(true)
				r, err := a.Register(ctx)
				require.NoError(t, err)
				require.Equal(t, 403, r.Status)
				require.Equal(t, suite, a.Gm.Suite())
				require.Equal(t, sockets, a.Sockets())
				_, ok := a.Registered()
				require.True(t, ok)
			}
			require.NoError(t, c.Hold(ctx))
			require.NoError(t, other.Hangup(ctx))
			<-c.Done()
			require.NoError(t, c.Err())
			call(t, ctx, phones)
			a.AnswerWrongly(false)
			r, err := a.Register(ctx)
			require.NoError(t, err)
			require.Equal(t, 200, r.Status)
			call(t, ctx, phones)
			// The sockets before go when no transaction can need them any more.
			require.Eventually(t, func() bool { return a.Sockets() == sockets }, 10*time.Second, 10*time.Millisecond)
			require.NoError(t, a.Deregister(ctx))
		})
	}
}

// TestLostConnection breaks the TLS connection of a phone: it registers anew on another one.
func TestLostConnection(t *testing.T) {
	ctx, phones := lab(t, gm.TLS)
	a := phones[0]
	call(t, ctx, phones)
	for range 2 {
		require.NoError(t, a.Cut())
		r, err := a.Register(ctx)
		require.NoError(t, err)
		require.Equal(t, 200, r.Status)
		require.Equal(t, 1, a.Sockets())
		call(t, ctx, phones)
	}
	require.NoError(t, a.Deregister(ctx))
}
