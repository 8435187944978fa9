package ue

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/nas"
)

// registering is a UE that has sent a registration request for emergency services.
func registering(t testing.TB, c EmergencyConfig) (*UE, *ear, *attempt) {
	t.Helper()
	u, e, _ := at(t, 0)
	a := &attempt{kind: event.EmergencyRegistration, emergency: &c, done: make(chan Registration, 1)}
	require.NoError(t, u.ask(func() {
		require.NoError(t, u.begin(context.Background(), a, "a"))
		u.conn = e
	}))
	return u, e, a
}

// hear gives the UE a message.
func hear(t testing.TB, u *UE, pdu []byte) {
	t.Helper()
	require.NoError(t, u.ask(func() { u.receive(pdu) }))
}

func protected(t testing.TB, s *nas.Security, h nas.HeaderType, plain []byte) []byte {
	t.Helper()
	pdu, err := s.Protect(nas.Downlink, h, plain)
	require.NoError(t, err)
	return pdu
}

// TestNullSecurity has a UE accept null security in a registration for emergency services, and nothing that is less than that but more
// than nothing; the accept must be for emergency services too.
func TestNullSecurity(t *testing.T) {
	for _, c := range []struct {
		name     string
		nea, nia uint8
		cause    byte
	}{
		{"null", 0, 0, 0},
		{"ciphering without integrity", 2, 0, nas.CauseCapabilitiesMismatch},
		{"integrity without keys", 0, 2, nas.CauseCapabilitiesMismatch},
	} {
		t.Run(c.name, func(t *testing.T) {
			u, e, a := registering(t, EmergencyConfig{NoUSIM: true})
			network := nas.NewSecurity([32]byte{}, 0, c.nea, c.nia)
			hear(t, u, protected(t, network, nas.IntegrityNew, []byte{0x7e, 0, 0x5d, c.nea<<4 | c.nia, 0, 2, 0xf0, 0xf0, 0xe1}))
			last := e.sent[len(e.sent)-1]
			if c.cause != 0 {
				require.Equal(t, []byte{0x7e, 0, 0x5f, c.cause}, last)
				require.Nil(t, u.sec)
				return
			}
			require.Equal(t, []byte{0x7e, byte(nas.IntegrityCipheredNew), 0, 0, 0, 0, 0, 0x7e, 0, 0x5e}, last[:10], "SECURITY MODE COMPLETE in clear")
			accept := func(result byte) []byte {
				return protected(t, network, nas.IntegrityCiphered, []byte{0x7e, 0, 0x42, 1, result, 0x77, 0, 11, 0xf2, 0x99, 0xf9, 0x07, 1, 0, 0x83, 1, 2, 3, 4})
			}
			hear(t, u, accept(1))
			require.Empty(t, a.done, "null security is for emergency services only")
			_, ok := u.Registered()
			require.False(t, ok)
			hear(t, u, accept(1|nas.ResultEmergency))
			r := <-a.done
			require.Equal(t, Registered, r.Result)
			require.True(t, r.Emergency)
			require.True(t, r.Unauthenticated)
			require.True(t, u.Emergency())
			// A normal registration forgets all of it.
			b := &attempt{kind: event.InitialRegistration, done: make(chan Registration, 1)}
			require.NoError(t, u.ask(func() { u.forgetUnfit(b) }))
			require.Nil(t, u.sec)
			require.Nil(t, u.guti)
		})
	}
}

// TestPEIIsToldInEmergency has the PEI in clear there, and no SUCI that is not to be had.
func TestPEIIsToldInEmergency(t *testing.T) {
	u, e, a := registering(t, EmergencyConfig{LimitedService: true})
	require.Zero(t, a.suci.Scheme)
	hear(t, u, []byte{0x7e, 0, 0x5b, aka.IdentityIMEISV})
	require.Equal(t, append([]byte{0x7e, 0, 0x5c, 0, byte(len(u.imeisv))}, u.imeisv...), e.sent[len(e.sent)-1])
	u, e, a = registering(t, EmergencyConfig{NoUSIM: true})
	require.Nil(t, a.suci)
	require.Equal(t, u.imeisv, a.identity)
	hear(t, u, []byte{0x7e, 0, 0x5b, aka.IdentitySUCI})
	require.Equal(t, []byte{0x7e, 0, 0x5c, 0, 1, 0}, e.sent[len(e.sent)-1])
	n := len(e.sent)
	av, err := aka.GenerateAV(k, opc, aka.AMF5G, 32, [16]byte{1}, home.ServingNetworkName())
	require.NoError(t, err)
	hear(t, u, append(append(append([]byte{0x7e, 0, 0x56, 0, 2, 0, 0, 0x21}, av.RAND[:]...), 0x20, 16), av.AUTN[:]...))
	require.Len(t, e.sent, n, "there is no card to answer a challenge")
}
