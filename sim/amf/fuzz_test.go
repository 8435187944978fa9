package amf_test

import (
	"context"
	"runtime"
	"testing"
	"time"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/ngap"
	"lilab/sim/ue"
)

func mustEncode(f testing.TB, m message.Message) []byte {
	b, err := m.MarshalBinary()
	require.NoError(f, err)
	return b
}

// settled waits until the AMF holds no UE.
func settled(t testing.TB, l *lab) {
	deadline := time.Now().Add(5 * time.Second)
	for {
		s := l.amf.Stats()
		if s.Contexts == 0 && s.Connections == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("the AMF keeps %+v", s)
		}
		runtime.Gosched()
	}
}

// FuzzNGAP gives any octets to the AMF as NGAP PDUs of a gNB that is set up, and then registers a UE.
func FuzzNGAP(f *testing.F) {
	where := ngap.UserLocation(event.Location{TAI: event.TAI{PLMN: visited, TAC: 1}, NCGIPLMN: visited, NRCellID: 5})
	amfID, ranID := &ie.AMFUENGAPID{Value: 1}, &ie.RANUENGAPID{Value: 1}
	for _, m := range []message.Message{
		&message.InitialUEMessage{RANUENGAPID: ranID, NASPDU: &ie.NASPDU{Value: request(1)}, UserLocationInformation: where, RRCEstablishmentCause: &ie.RRCEstablishmentCause{Value: 3}},
		&message.UplinkNASTransport{AMFUENGAPID: amfID, RANUENGAPID: ranID, NASPDU: &ie.NASPDU{Value: []byte{0x7e, 0, 0x57, 0x2d, 16, 0}}, UserLocationInformation: where},
		&message.UEContextReleaseRequest{AMFUENGAPID: amfID, RANUENGAPID: ranID, Cause: ngap.NASCause(0)},
		&message.UEContextReleaseComplete{AMFUENGAPID: amfID, RANUENGAPID: ranID},
		&message.InitialContextSetupFailure{AMFUENGAPID: amfID, RANUENGAPID: ranID, Cause: ngap.NASCause(0)},
		&message.ErrorIndication{Cause: ngap.NASCause(0)},
		&message.NGReset{Cause: ngap.NASCause(0), ResetType: &ie.ResetType{Choice: &ie.ResetAll{}}},
	} {
		f.Add(mustEncode(f, m))
	}
	l := startLab(f, shortTimers, func(c *labConfig) { c.memory = true })
	l.forgetful = true
	raw, err := l.host.DialSCTP(context.Background(), l.at.Addr(), l.at)
	require.NoError(f, err)
	f.Cleanup(func() { raw.Close() })
	setup := mustEncode(f, &message.NGSetupRequest{
		GlobalRANNodeID: ngap.GNBID(visited, 7, 32), DefaultPagingDRX: &ie.PagingDRX{},
		SupportedTAList: &ie.SupportedTAList{List: []ie.SupportedTAItem{{TAC: ngap.TAC(9), BroadcastPLMNList: &ie.BroadcastPLMNList{List: []ie.BroadcastPLMNItem{
			{PLMNIdentity: ngap.PLMN(visited), TAISliceSupportList: ngap.SliceSupport([]event.SNSSAI{{SST: 1}})}}}}}},
	})
	u := l.subscriber(1, german)
	f.Fuzz(func(t *testing.T, pdu []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		require.NoError(t, raw.Send(ctx, fabric.Message{PPID: fabric.PPIDNGAP, Data: setup}))
		for _, part := range [][]byte{pdu, pdu} {
			require.NoError(t, raw.Send(ctx, fabric.Message{PPID: fabric.PPIDNGAP, Data: part}))
		}
		// A second NG Setup drops what the gNB began, and its answer says that all before was handled.
		require.NoError(t, raw.Send(ctx, fabric.Message{PPID: fabric.PPIDNGAP, Data: setup}))
		for answers := 0; answers < 2; {
			m, err := raw.Receive(ctx)
			require.NoError(t, err)
			got, err := ngap.Parse(m.Data)
			require.NoError(t, err)
			switch got.(type) {
			case *message.NGSetupResponse:
				answers++
			case *message.NGSetupFailure: // the fuzzer made another setup request
			}
		}
		r, err := u.Register(ctx, "a")
		require.NoError(t, err)
		require.Equal(t, ue.Registered, r.Result, r.Reason)
		require.NoError(t, u.Deregister(ctx, true))
		settled(t, l)
	})
}

// FuzzNAS gives any octets to the AMF as initial and as later NAS message, and then registers a UE.
func FuzzNAS(f *testing.F) {
	f.Add(request(1))
	f.Add(request(7))
	f.Add([]byte{0x7e, 0, 0x57, 0x2d, 16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
	f.Add([]byte{0x7e, 0, 0x59, 21, 0x30, 14, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
	f.Add([]byte{0x7e, 0, 0x5c, 0, 1, 0})
	f.Add([]byte{0x7e, 1, 1, 2, 3, 4, 5, 0x7e, 0, 0x45, 1, 0, 11, 0xf2, 0, 0xf1, 0x10, 1, 0, 0x83, 1, 2, 3, 4})
	f.Add([]byte{0x7e, 0, 0x41, 0x79, 0, 11, 0xf2, 0, 0xf1, 0x10, 1, 0, 0x83, 1, 2, 3, 4, 0x2e, 2, 0xf0, 0xf0})
	f.Add([]byte{0x7e, 0, 0x41, 0x74, 0, 9, 0x35, 0x65, 0x39, 0x08, 0x53, 0x46, 0x83, 0x03, 0xf0, 0x2e, 2, 0xf0, 0xf0})
	f.Add([]byte{0x7e, 0, 0x5c, 0, 9, 0x35, 0x65, 0x39, 0x08, 0x53, 0x46, 0x83, 0x03, 0xf0})
	l := startLab(f, func(c *labConfig) { c.memory = true })
	l.forgetful = true
	l.subscriber(1, german)
	u := l.subscriber(2, german)
	f.Fuzz(func(t *testing.T, pdu []byte) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		r, err := u.Register(ctx, "b")
		require.NoError(t, err)
		require.Equal(t, ue.Registered, r.Result, r.Reason)
		require.NoError(t, u.Connection().Send(ctx, pdu)) // unprotected: without effect
		var conns []*gnb.Connection
		for _, first := range [][]byte{pdu, request(1)} {
			p := newPhone()
			c, err := l.gnb.Connect(ctx, "a", gnb.Establishment{NAS: first, UE: p})
			require.NoError(t, err)
			select {
			case <-p.down:
				_ = c.Send(ctx, pdu)
			case <-p.gone:
			case <-ctx.Done():
				t.Fatal("the AMF neither answers nor releases")
			}
			conns = append(conns, c)
		}
		for _, c := range conns {
			_ = c.Release(ctx)
		}
		_, still := u.Registered()
		require.True(t, still)
		require.NoError(t, u.Deregister(ctx, true))
		settled(t, l)
	})
}
