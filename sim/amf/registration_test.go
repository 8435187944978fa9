package amf_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ue"
)

func TestRegisterAndLeave(t *testing.T) {
	for scheme := range uint8(3) {
		for nea := range uint8(4) {
			for nia := uint8(1); nia < 4; nia++ {
				t.Run(fmt.Sprintf("scheme %d NEA%d NIA%d", scheme, nea, nia), func(t *testing.T) {
					l := startLab(t, func(c *labConfig) { c.amf.NEAOrder, c.amf.NIAOrder = []uint8{nea}, []uint8{nia} })
					u := l.subscriber(1, german, func(c *ue.Config) { c.Scheme = scheme; c.RequestedNSSAI = []event.SNSSAI{{SST: 1}} })
					r, err := u.Register(ctxFor(t), "a")
					require.NoError(t, err)
					require.Equal(t, ue.Registered, r.Result, r.Reason)
					require.Equal(t, nea, r.NEA)
					require.Equal(t, nia, r.NIA)
					require.Equal(t, scheme, r.SUCI.Scheme)
					require.Equal(t, []event.SNSSAI{{SST: 1}}, r.AllowedNSSAI)

					e := wait[event.AMFRegistered](l, 1)[0]
					require.Equal(t, event.Subscriber{
						SUPI: "999700000000001", Authenticated: true, SUCI: r.SUCI, PEI: "3500000000000101", GPSI: "31600000001",
					}, e.Subscriber)
					require.Equal(t, r.GUTI, e.GUTI)
					require.Equal(t, event.InitialRegistration, e.Type)
					require.Equal(t, uint64(0x123001), e.Location.NRCellID)
					require.Equal(t, event.TAI{PLMN: visited, TAC: 1}, e.Location.TAI)
					require.WithinDuration(t, time.Now(), e.Location.Time, 3*time.Second)
					require.Equal(t, r.TAIList, e.TAIList)
					require.Len(t, e.TAIList, 2)
					require.Nil(t, e.OldGUTI)
					require.Equal(t, event.NF{Type: event.AMF, InstanceID: "0b7c0de2-96de-4b6c-b0ba-000000000001", FQDN: "amf1.5gc.mnc001.mcc001.3gppnetwork.org", PLMN: visited}, e.NF)

					k, ok := u.KgNB()
					require.True(t, ok)
					got, ok := u.Connection().KgNB()
					require.True(t, ok)
					require.Equal(t, k, got)

					require.Equal(t, "imeisv-3500000000000101", l.home.regs["999700000000001"].Pei)
					require.Equal(t, "https://amf1.5gc.mnc001.mcc001.3gppnetwork.org/namf-callback/v1/imsi-999700000000001/dereg-notify", l.home.regs["999700000000001"].DeregCallbackUri)
					require.Equal(t, "010083", l.home.regs["999700000000001"].Guami.AmfId)

					require.NoError(t, u.Move(ctxFor(t), "b"))
					m := wait[event.AMFLocationChanged](l, 1)[0]
					require.Equal(t, uint64(0x123002), m.Location.NRCellID)
					require.Equal(t, e.Subscriber, m.Subscriber)

					require.NoError(t, u.Deregister(ctxFor(t), false))
					d := wait[event.AMFDeregistered](l, 1)[0]
					require.Equal(t, event.ByUE, d.Initiator)
					require.False(t, d.SwitchOff)
					require.Equal(t, uint64(0x123002), d.Location.NRCellID)
					require.Equal(t, e.Subscriber, d.Subscriber)
					require.Equal(t, []string{"999700000000001"}, l.home.purged)
					require.Eventually(t, func() bool { s := l.amf.Stats(); return s.Contexts == 0 && s.Connections == 0 }, 5*time.Second, time.Millisecond)
					require.Zero(t, l.gnb.Connections())
					require.Empty(t, all[event.AMFRegistrationFailed](l))
				})
			}
		}
	}
}
