package amf

import (
	"context"
	"io"
	"log/slog"
	"net/netip"
	"testing"

	"github.com/free5gc/openapi/models"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/nas"
)

type nobody struct{}

func (nobody) Authenticate(context.Context, event.PLMN, *models.AuthenticationInfo) (*models.UeAuthenticationCtx, string, error) {
	return nil, "", io.EOF
}
func (nobody) Confirm5GAKA(context.Context, event.PLMN, string, *models.ConfirmationData) (*models.ConfirmationDataResponse, error) {
	return nil, io.EOF
}
func (nobody) RegisterAMF(context.Context, event.PLMN, string, *models.Amf3GppAccessRegistration) error {
	return nil
}
func (nobody) PurgeAMF(context.Context, event.PLMN, string, *models.Amf3GppAccessRegistrationModification) error {
	return nil
}
func (nobody) AMData(context.Context, event.PLMN, string, event.PLMN) (*models.AccessAndMobilitySubscriptionData, error) {
	return nil, nil
}

// sink is a gNB that takes everything.
type sink struct{ fabric.Association }

func (sink) Send(context.Context, fabric.Message) error { return nil }
func (sink) RemoteAddr() netip.AddrPort                 { return netip.AddrPort{} }

// FuzzProtectedNAS gives any octets to the AMF as a plain message in a valid envelope, in every state.
func FuzzProtectedNAS(f *testing.F) {
	f.Add([]byte{0x7e, 0, 0x43}, uint8(accepting))
	f.Add([]byte{0x7e, 0, 0x45, 1, 0, 11, 0xf2, 0, 0xf1, 0x10, 1, 0, 0x83, 1, 2, 3, 4}, uint8(registered))
	f.Add([]byte{0x7e, 0, 0x48}, uint8(deregistering))
	f.Add([]byte{0x7e, 0, 0x5e, 0x77, 0, 9, 0x35, 1, 2, 3, 4, 5, 6, 7, 8, 0x71, 0, 4, 0x7e, 0, 0x41, 1}, uint8(securing))
	f.Add([]byte{0x7e, 0, 0x41, 0x02, 0, 11, 0xf2, 0, 0xf1, 0x10, 1, 0, 0x83, 1, 2, 3, 4, 0x2e, 2, 0xf0, 0xf0, 0x2f, 2, 1, 1}, uint8(registered))
	f.Add([]byte{0x7e, 0, 0x4c, 0, 0, 7, 0xf4, 0, 0x83, 1, 2, 3, 4}, uint8(registered))
	f.Add([]byte{0x7e, 0, 0x41, 0x04, 0, 9, 0x35, 0x65, 0x39, 0x08, 0x53, 0x46, 0x83, 0x03, 0xf0, 0x2e, 2, 0xf0, 0xf0}, uint8(registered))
	f.Add([]byte{0x7e, 0, 0x41, 0x04, 0, 11, 0xf2, 0, 0xf1, 0x10, 1, 0, 0x83, 1, 2, 3, 4, 0x2e, 2, 0xf0, 0xf0}, uint8(registered))
	f.Add([]byte{0x7e, 0, 0x67, 1, 0, 4, 0x2e, 1, 1, 0xc1, 0x12, 1, 0x83}, uint8(registered))
	f.Fuzz(func(t *testing.T, plain []byte, in uint8) {
		if len(plain) > nas.MaxPDU-16 {
			return
		}
		a, err := New(Config{
			Host: struct{ fabric.Host }{}, Home: nobody{}, Events: &event.Bus{}, Name: "amf",
			PLMN: event.PLMN{MCC: "001", MNC: "01"}, Log: slog.New(slog.DiscardHandler),
		})
		if err != nil {
			t.Fatal(err)
		}
		a.ctx, a.cancel = context.WithCancel(context.Background())
		defer a.cancel()
		as := &association{a: a, sctp: sink{}, byRAN: map[uint64]*link{}, ready: true}
		u := a.newContext()
		l := &link{as: as, amfID: 1, ranID: 1}
		a.links[1], as.byRAN[1] = l, l
		u.bind(l)
		u.state = state(in % uint8(deregistering+1))
		u.supi, u.indexed, u.capability = "999700000000001", "999700000000001", []byte{0xf0, 0xf0}
		a.bySUPI[u.supi] = u
		suci := event.SUCI{HomeNetwork: event.PLMN{MCC: "999", MNC: "70"}, RoutingIndicator: "0", SchemeOutput: []byte{0x10}}
		u.suci = &suci
		u.sec = nas.NewSecurity([32]byte{1}, 0, 2, 2)
		t1 := nas.IntegrityCiphered
		peer := nas.NewSecurity([32]byte{1}, 0, 2, 2)
		if u.state < registered && u.state != deregistered {
			u.reg = &registration{kind: event.InitialRegistration, sec: nas.NewSecurity([32]byte{1}, 0, 2, 2)}
		}
		if u.state == securing {
			t1 = nas.IntegrityCipheredNew
		}
		pdu, err := peer.Protect(nas.Uplink, t1, plain)
		if err != nil {
			t.Fatal(err)
		}
		u.uplink(pdu)
		u.uplink(pdu) // a replay
		u.initial(l, pdu, event.Location{})
		u.stop()
		a.wg.Wait()
		if s := a.Stats(); s.Contexts > 2 || s.Contexts < 0 {
			t.Fatalf("%+v", s)
		}
		if l.guard != nil {
			l.guard.Stop()
		}
	})
}
