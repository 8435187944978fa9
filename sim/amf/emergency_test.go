package amf_test

import (
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/aka"
	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/nas"
	"lilab/sim/ue"
)

// imeisv is a 5GS mobile identity.
func imeisv(t testing.TB, digits string) []byte {
	t.Helper()
	b, err := aka.AppendPEI(nil, digits)
	require.NoError(t, err)
	return b
}

// presenting is a registration request of that type with an identity.
func presenting(kind byte, identity, capability []byte) []byte {
	b := append([]byte{0x7e, 0, 0x41, 0x70 | kind, 0, byte(len(identity))}, identity...)
	return append(append(b, 0x2e, byte(len(capability))), capability...)
}

var everything = []byte{0xf0, 0xf0}

// TestEmergencyRefused has every way in which a registration for emergency services, or one that only looks like it, fails.
func TestEmergencyRefused(t *testing.T) {
	const emergency, initial = 4, 1
	pei := imeisv(t, "3569380356438030")
	reject := func(cause byte) []byte { return []byte{0x7e, 0, 0x44, cause} }
	for _, c := range []struct {
		name    string
		policy  amf.EmergencyPolicy
		request []byte
		// answers are sent to what comes down, in turn; the last that comes down is last.
		answers [][]byte
		last    []byte
	}{
		{name: "PEI for something else", request: presenting(initial, pei, everything), last: reject(nas.CauseIdentityNotDerivable)},
		{name: "PEI for a reserved type", request: presenting(7, pei, everything), last: reject(nas.CauseIdentityNotDerivable)},
		{name: "PEI that is none", request: presenting(emergency, append([]byte{0xf5}, pei[1:]...), everything), last: reject(nas.CausePEINotAccepted)},
		{name: "PEI cut off", request: presenting(emergency, pei[:5], everything), last: reject(nas.CausePEINotAccepted)},
		{name: "no identity", request: presenting(emergency, []byte{0}, everything), last: reject(nas.CauseIdentityNotDerivable)},
		{name: "without null algorithms", request: presenting(emergency, pei, []byte{0x70, 0x70}), last: reject(nas.CauseCapabilitiesMismatch)},
		{name: "not offered", policy: amf.EmergencyNone, request: presenting(emergency, pei, everything), last: reject(nas.CausePEINotAccepted)},
		{name: "authenticated only", policy: amf.EmergencyAuthenticated, request: presenting(emergency, pei, everything), last: reject(nas.CausePEINotAccepted)},
		{name: "identity refused", request: append([]byte{0x7e, 0, 0x41, 0x74}, request(1)[4:]...), answers: [][]byte{{0x7e, 0, 0x5c, 0, 1, 0}}, last: reject(nas.CausePEINotAccepted)},
		{name: "SUCI for PEI", request: append([]byte{0x7e, 0, 0x41, 0x74}, request(1)[4:]...), answers: [][]byte{append([]byte{0x7e, 0, 0x5c}, request(1)[4:19]...)}, last: reject(nas.CausePEINotAccepted)},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := startLab(t, func(x *labConfig) { x.amf.Emergency = c.policy })
			l.home.fail["Authenticate"] = errors.New("no route")
			p, conn := connect(t, l, c.request)
			for _, a := range c.answers {
				require.Equal(t, []byte{0x7e, 0, 0x5b, aka.IdentityIMEISV}, p.next(t), "IDENTITY REQUEST")
				require.NoError(t, conn.Send(ctxFor(t), a))
			}
			require.Equal(t, c.last, p.next(t))
			<-p.gone
			e := wait[event.AMFRegistrationFailed](l, 1)[0]
			require.Equal(t, c.last[3], e.Cause)
			require.False(t, e.Subscriber.Authenticated)
			require.Empty(t, all[event.AMFRegistered](l))
			empty(t, l)
			require.Zero(t, l.home.called("RegisterAMF"))
			delete(l.home.fail, "Authenticate")
			alive(t, l)
		})
	}
}

// TestEmergencySilent has UEs that do not answer when they are asked for the PEI or given null security.
func TestEmergencySilent(t *testing.T) {
	l := startLab(t, shortTimers)
	l.home.fail["Authenticate"] = errors.New("no route")
	p, _ := connect(t, l, append([]byte{0x7e, 0, 0x41, 0x74}, request(1)[4:]...))
	for range 3 {
		require.Equal(t, []byte{0x7e, 0, 0x5b, aka.IdentityIMEISV}, p.next(t))
	}
	<-p.gone
	p, _ = connect(t, l, presenting(4, imeisv(t, "3569380356438030"), everything))
	for range 3 {
		command := p.next(t)
		require.Equal(t, []byte{0x7e, 3, 0, 0, 0, 0}, command[:6], "null integrity protection")
		require.Equal(t, []byte{0x7e, 0, 0x5d, 0x00, 0}, command[7:12], "NEA0, NIA0 and key set identifier 0")
	}
	<-p.gone
	require.Len(t, wait[event.AMFRegistrationFailed](l, 2), 2)
	empty(t, l)
}

// TestEmergencyClaim has a phone that claims the SUPI of somebody who is registered: each has a context of his own.
func TestEmergencyClaim(t *testing.T) {
	l := startLab(t)
	owner := l.subscriber(1, german)
	r, err := owner.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result)
	other := l.subscriber(1, german, func(c *ue.Config) { c.K[0] ^= 1; c.PEI = "3500000000000999" })
	r, err = other.RegisterEmergency(ctxFor(t), "b", ue.EmergencyConfig{LimitedService: true})
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.True(t, r.Unauthenticated)
	e := wait[event.AMFRegistered](l, 2)[1]
	require.Equal(t, event.EmergencyRegistration, e.Type)
	require.Equal(t, "999700000000001", e.Subscriber.SUPI)
	require.Equal(t, "3500000000000999", e.Subscriber.PEI)
	require.False(t, e.Subscriber.Authenticated)
	require.Empty(t, e.Subscriber.GPSI)
	require.Equal(t, 2, l.amf.Stats().Registered)
	require.NoError(t, owner.Update(ctxFor(t)))
	require.NoError(t, other.Update(ctxFor(t)))
	require.True(t, other.Emergency())
	// What the home network says about its subscriber is about him.
	require.NoError(t, other.Deregister(ctxFor(t), false))
	require.Empty(t, l.home.purged)
	_, ok := owner.Registered()
	require.True(t, ok)
	require.Equal(t, 1, l.amf.Stats().Registered)
	require.NoError(t, owner.Deregister(ctxFor(t), false))
	require.Equal(t, []string{"999700000000001"}, l.home.purged)
	empty(t, l)
}

// TestNullSecurityIsForEmergency has a UE with null security ask for more: its 5G-GUTI and its messages prove nothing.
func TestNullSecurityIsForEmergency(t *testing.T) {
	l := startLab(t)
	pei := imeisv(t, "3569380356438030")
	p, c := connect(t, l, presenting(4, pei, everything))
	send := func(h nas.HeaderType, s *nas.Security, plain []byte) {
		t.Helper()
		pdu, err := s.Protect(nas.Uplink, h, plain)
		require.NoError(t, err)
		require.NoError(t, c.Send(ctxFor(t), pdu))
	}
	p.next(t) // SECURITY MODE COMMAND
	null := nas.NewSecurity([32]byte{}, 0, 0, 0)
	initial := presenting(4, pei, everything)
	send(nas.IntegrityCipheredNew, null, append([]byte{0x7e, 0, 0x5e, 0x71, 0, byte(len(initial))}, initial...))
	accept := p.next(t)
	require.Equal(t, []byte{0x7e, 0, 0x42, 1, 0x21, 0x77, 0, 11}, accept[7:15], "registered for emergency services")
	guti := accept[15:26]
	send(nas.IntegrityCiphered, null, []byte{0x7e, 0, 0x43})
	wait[event.AMFRegistered](l, 1)

	// An initial registration with it: the UE is asked who it is.
	send(nas.IntegrityCiphered, null, presenting(1, guti, everything))
	require.Equal(t, []byte{0x7e, 0, 0x5b, aka.IdentitySUCI}, p.next(t))
	require.NoError(t, c.Send(ctxFor(t), []byte{0x7e, 0, 0x5c, 0, 1, 0}))
	require.Equal(t, []byte{0x7e, 0, 0x44, nas.CauseIdentityNotDerivable}, p.next(t))
	<-p.gone
	require.Len(t, all[event.AMFRegistered](l), 1)
	empty(t, l)
	alive(t, l)
}

// TestEmergencyHome has an authenticated UE whose home network refuses the rest: it is served all the same, and leaves as others do.
func TestEmergencyHome(t *testing.T) {
	l := startLab(t)
	l.home.fail["RegisterAMF"] = errors.New("no")
	u := l.subscriber(1, german, func(c *ue.Config) { c.Scheme = 1 })
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.NotEqual(t, ue.Registered, r.Result)
	r, err = u.RegisterEmergency(ctxFor(t), "a", ue.EmergencyConfig{})
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.True(t, r.Emergency)
	require.False(t, r.Unauthenticated)
	require.NotZero(t, r.NIA)
	e := wait[event.AMFRegistered](l, 1)[0]
	require.True(t, e.Subscriber.Authenticated)
	delete(l.home.fail, "RegisterAMF")
	r, err = u.RegisterEmergency(ctxFor(t), "a", ue.EmergencyConfig{})
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.True(t, l.home.regs["999700000000001"].EmergencyRegistrationInd)
	require.NoError(t, u.Release(ctxFor(t)))
	require.Eventually(t, func() bool { return l.gnb.Connections() == 0 }, 5*time.Second, time.Millisecond)
	r, err = u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.False(t, r.Emergency)
	require.False(t, u.Emergency())
	require.False(t, l.home.regs["999700000000001"].EmergencyRegistrationInd)
}
