package ue

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/nas"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ear is a radio connection that keeps what the UE sends.
type ear struct{ sent [][]byte }

func (e *ear) Send(_ context.Context, pdu []byte) error { e.sent = append(e.sent, pdu); return nil }
func (e *ear) Move(context.Context, string) error       { return nil }
func (e *ear) Release(context.Context) error            { return nil }
func (e *ear) TAI() event.TAI                           { return event.TAI{PLMN: home, TAC: 1} }

// air is a radio whose connections lead nowhere.
type air struct{}

func (air) Access(context.Context, string, gnb.Access) (*gnb.Connection, error) {
	return nil, gnb.ErrNoCell
}

func (air) Connect(context.Context, string, gnb.Establishment) (*gnb.Connection, error) {
	return &gnb.Connection{}, nil
}

var (
	home   = event.PLMN{MCC: "999", MNC: "70"}
	k, opc = [16]byte{1}, [16]byte{2}
	random = [16]byte{3}
)

// at brings a UE to a point of its life: 0 idle, 1 registering, 2 authenticated, 3 secured, 4 registered. network
// is the other side's security context from 3 on.
func at(t testing.TB, stage uint8) (u *UE, e *ear, network *nas.Security) {
	t.Helper()
	u, err := New(Config{SUPI: "999700000000001", PLMN: home, PEI: "3512345678901201", K: k, OPc: opc, Radio: air{}})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, u.Close()) })
	e = &ear{}
	if stage == 0 {
		return u, e, nil
	}
	a := &attempt{kind: event.InitialRegistration, done: make(chan Registration, 1)}
	require.NoError(t, u.ask(func() {
		require.NoError(t, u.begin(context.Background(), a, "a"))
		u.conn = e
	}))
	if stage == 1 {
		return u, e, nil
	}
	snn := home.ServingNetworkName()
	av, err := aka.GenerateAV(k, opc, aka.AMF5G, 32, random, snn)
	require.NoError(t, err)
	request := append([]byte{0x7e, 0, 0x56, 0, 2, 0, 0, 0x21}, av.RAND[:]...)
	request = append(append(request, 0x20, 16), av.AUTN[:]...)
	require.NoError(t, u.ask(func() { u.receive(request) }))
	require.Equal(t, append([]byte{0x7e, 0, 0x57, 0x2d, 16}, av.XRESStar[:]...), e.sent[0])
	if stage == 2 {
		return u, e, nil
	}
	kamf := aka.KAMF(aka.KSEAF(av.KAUSF, snn), "999700000000001", []byte{0, 0})
	network = nas.NewSecurity(kamf, 0, 2, 2)
	command, err := network.Protect(nas.Downlink, nas.IntegrityNew, []byte{0x7e, 0, 0x5d, 0x22, 0, 2, 0xf0, 0xf0, 0xe1})
	require.NoError(t, err)
	require.NoError(t, u.ask(func() { u.receive(command) }))
	require.Equal(t, byte(nas.IntegrityCipheredNew), e.sent[1][1])
	if stage == 3 {
		return u, e, network
	}
	accept, err := network.Protect(nas.Downlink, nas.IntegrityCiphered,
		[]byte{0x7e, 0, 0x42, 1, 1, 0x77, 0, 11, 0xf2, 0x99, 0xf9, 0x07, 1, 0, 0x83, 1, 2, 3, 4, 0x54, 7, 0, 0x99, 0xf9, 0x07, 0, 0, 1})
	require.NoError(t, err)
	require.NoError(t, u.ask(func() { u.receive(accept) }))
	r := <-a.done
	require.Equal(t, Registered, r.Result)
	require.Equal(t, uint32(0x01020304), r.GUTI.TMSI)
	require.Equal(t, []event.TAI{{PLMN: home, TAC: 1}}, r.TAIList)
	return u, e, network
}

func TestStages(t *testing.T) {
	for stage := range uint8(5) {
		at(t, stage)
	}
}

// TestSecurityModeCommandIsChecked has every way in which the UE refuses one.
func TestSecurityModeCommandIsChecked(t *testing.T) {
	good := []byte{0x7e, 0, 0x5d, 0x22, 0, 2, 0xf0, 0xf0, 0xe1}
	for _, c := range []struct {
		name  string
		plain []byte
		key   byte
		cause byte
	}{
		{"another key", good, 1, 24},
		{"capabilities not replayed", []byte{0x7e, 0, 0x5d, 0x22, 0, 2, 0xf0, 0x20, 0xe1}, 0, 23},
		{"null integrity", []byte{0x7e, 0, 0x5d, 0x20, 0, 2, 0xf0, 0xf0, 0xe1}, 0, 23},
		{"unknown algorithm", []byte{0x7e, 0, 0x5d, 0x72, 0, 2, 0xf0, 0xf0, 0xe1}, 0, 23},
		{"cut off", good[:5], 0, 24},
	} {
		t.Run(c.name, func(t *testing.T) {
			u, e, _ := at(t, 2)
			kamf := u.attempt.kamf
			kamf[0] ^= c.key
			pdu, err := nas.NewSecurity(kamf, 0, 2, 2).Protect(nas.Downlink, nas.IntegrityNew, c.plain)
			require.NoError(t, err)
			require.NoError(t, u.ask(func() { u.receive(pdu) }))
			require.Equal(t, []byte{0x7e, 0, 0x5f, c.cause}, e.sent[len(e.sent)-1])
			require.Nil(t, u.sec)
		})
	}
}

// TestIdentityIsNotTold has a network without security ask for more than the SUCI.
func TestIdentityIsNotTold(t *testing.T) {
	for kind := byte(2); kind < 8; kind++ {
		u, e, _ := at(t, 1)
		require.NoError(t, u.ask(func() { u.receive([]byte{0x7e, 0, 0x5b, kind}) }))
		require.Empty(t, e.sent)
	}
	u, e, _ := at(t, 4)
	n := len(e.sent)
	for _, pdu := range [][]byte{{0x7e, 0, 0x5b, 1}, {0x7e, 0, 0x44, 3}, {0x7e, 0, 0x58}, {0x7e, 0, 0x47, 1}} {
		require.NoError(t, u.ask(func() { u.receive(pdu) }))
	}
	require.Len(t, e.sent, n, "a secured UE answers nothing that is not protected")
	_, ok := u.Registered()
	require.True(t, ok)
}

// FuzzNAS gives any octets to the UE at every point of its life, as they are and in a valid envelope. The UE goes on:
// a registration that it begins afterwards succeeds.
func FuzzNAS(f *testing.F) {
	for stage := range uint8(5) {
		f.Add([]byte{0x7e, 0, 0x56, 0, 2, 0, 0, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0x20, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, stage)
		f.Add([]byte{0x7e, 3, 1, 2, 3, 4, 0, 0x7e, 0, 0x5d, 0x22, 0, 2, 0xf0, 0xf0, 0xe1}, stage)
		f.Add([]byte{0x7e, 0, 0x42, 1, 1, 0x77, 0, 11, 0xf2, 0x99, 0xf9, 0x07, 1, 0, 0x83, 1, 2, 3, 4, 0x54, 7, 0, 0x99, 0xf9, 0x07, 0, 0, 1}, stage)
		f.Add([]byte{0x7e, 0, 0x47, 1, 0x58, 3}, stage)
		f.Add([]byte{0x7e, 0, 0x5b, 1}, stage)
		f.Add([]byte{0x7e, 0, 0x44, 3}, stage)
	}
	f.Fuzz(func(t *testing.T, pdu []byte, stage uint8) {
		u, _, network := at(t, stage%5)
		require.NoError(t, u.ask(func() { u.receive(pdu) }))
		if network != nil && len(pdu) < nas.MaxPDU-16 {
			p, err := network.Protect(nas.Downlink, nas.IntegrityCiphered, pdu)
			require.NoError(t, err)
			require.NoError(t, u.ask(func() { u.receive(p); u.receive(p) }))
		}
		// Begin anew: whatever happened, the UE answers a challenge.
		e := &ear{}
		a := &attempt{kind: event.InitialRegistration, done: make(chan Registration, 1)}
		require.NoError(t, u.ask(func() {
			if u.attempt != nil {
				u.end(u.attempt, NoAnswer, 0, "again")
			}
			require.NoError(t, u.begin(context.Background(), a, "a"))
			u.conn = e
		}))
		av, err := aka.GenerateAV(k, opc, aka.AMF5G, 1<<20, [16]byte{9}, home.ServingNetworkName())
		require.NoError(t, err)
		request := append([]byte{0x7e, 0, 0x56, 0, 2, 0, 0, 0x21}, av.RAND[:]...)
		request = append(append(request, 0x20, 16), av.AUTN[:]...)
		require.NoError(t, u.ask(func() { u.receive(request) }))
		require.NotEmpty(t, e.sent)
		require.Equal(t, append([]byte{0x7e, 0, 0x57, 0x2d, 16}, av.XRESStar[:]...), e.sent[len(e.sent)-1])
	})
}
