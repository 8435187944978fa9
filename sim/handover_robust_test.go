package sim_test

import (
	"log/slog"
	"net/netip"
	"sync"
	"testing"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ngap"
	"lilab/sim/ue"
)

// linked keeps the links of a fabric by name.
type linked struct {
	fabric.Network
	mu    sync.Mutex
	links map[string]fabric.Link
}

func (l *linked) Link(c fabric.LinkConfig) (fabric.Link, error) {
	x, err := l.Network.Link(c)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.links[c.Name] = x
	return x, err
}

// rogue is a gNB that says what the test wants.
type rogue struct {
	t testing.TB
	fabric.Association
}

func (r *rogue) tell(m message.Message) {
	r.t.Helper()
	b, err := m.MarshalBinary()
	require.NoError(r.t, err)
	require.NoError(r.t, r.Send(r.t.Context(), fabric.Message{PPID: fabric.PPIDNGAP, Data: b}))
}

func answer[M message.Message](r *rogue) M {
	r.t.Helper()
	b, err := r.Receive(r.t.Context())
	require.NoError(r.t, err)
	m, err := ngap.Parse(b.Data)
	require.NoError(r.t, err)
	got, ok := m.(M)
	require.True(r.t, ok, "%T", m)
	return got
}

// TestHandoverNonsense has a gNB send messages of handovers that make no sense: the AMF answers with the cause, and the
// phone that they name keeps its session, until the path is really switched.
func TestHandoverNonsense(t *testing.T) {
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, v.Close()) })
	net := &linked{Network: v, links: map[string]fabric.Link{}}
	cfg := handoverConfig(false, sim.LocalBreakout)
	cfg.Fabric, cfg.Log = net, slog.New(slog.DiscardHandler)
	lab, err := sim.New(cfg)
	require.NoError(t, err)
	require.NoError(t, lab.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, lab.Close()) })
	ctx := t.Context()
	server, err := lab.Network("nl").Server("web")
	require.NoError(t, err)
	echo(t, server, "nl.n6")
	at := server.Addr("nl.n6")
	u := register(t, lab, "anna")
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
	require.NoError(t, err)
	exchange(t, ctx, s, at)

	h, err := v.Host("rogue")
	require.NoError(t, err)
	own, err := net.links["nl.n2"].Attach(h)
	require.NoError(t, err)
	a, err := h.DialSCTP(ctx, own, lab.Network("nl").AMF().Addr())
	require.NoError(t, err)
	t.Cleanup(func() { a.Close() })
	r := &rogue{t, a}
	plmn := event.PLMN{MCC: "001", MNC: "01"}
	where := ngap.UserLocation(event.Location{TAI: event.TAI{PLMN: plmn, TAC: 9}, NCGIPLMN: plmn, NRCellID: 77})
	r.tell(&message.NGSetupRequest{
		GlobalRANNodeID: ngap.GNBID(plmn, 99, 22), DefaultPagingDRX: &ie.PagingDRX{},
		SupportedTAList: &ie.SupportedTAList{List: []ie.SupportedTAItem{{TAC: ngap.TAC(9), BroadcastPLMNList: &ie.BroadcastPLMNList{List: []ie.BroadcastPLMNItem{
			{PLMNIdentity: ngap.PLMN(plmn), TAISliceSupportList: ngap.SliceSupport([]event.SNSSAI{{SST: 1}})}}}}}},
	})
	answer[*message.NGSetupResponse](r)

	good, err := ngap.PathSwitch{Downlink: event.FTEID{TEID: 1, Addr: netip.MustParseAddr("10.0.99.99")}, QFIs: []uint8{1},
		Integrity: ngap.ProtectionPreferred, Confidentiality: ngap.ProtectionPreferred}.MarshalBinary()
	require.NoError(t, err)
	amf := func(id int64) *ie.AMFUENGAPID { return &ie.AMFUENGAPID{Value: id} }
	ran := &ie.RANUENGAPID{Value: 1}
	request := func(id int64, session int64, transfer []byte) *message.PathSwitchRequest {
		octets := aper.OctetString(transfer)
		return &message.PathSwitchRequest{
			RANUENGAPID: ran, SourceAMFUENGAPID: amf(id), UserLocationInformation: where,
			UESecurityCapabilities: ngap.UESecurityCapabilities(0x80, 0x80),
			PDUSessionResourceToBeSwitchedDLList: &ie.PDUSessionResourceToBeSwitchedDLList{List: []ie.PDUSessionResourceToBeSwitchedDLItem{{
				PDUSessionID: &ie.PDUSessionID{Value: session}, PathSwitchRequestTransfer: &octets,
			}}},
		}
	}
	indicated := func(want string, m message.Message) {
		t.Helper()
		r.tell(m)
		require.Equal(t, want, ngap.CauseText(answer[*message.ErrorIndication](r).Cause))
	}
	const anna = 1 // the first AMF UE NGAP ID
	unknown := "radioNetwork 14"
	container := &ie.SourceToTargetTransparentContainer{Value: []byte{1}}
	sessions := &ie.PDUSessionResourceListHORqd{List: []ie.PDUSessionResourceItemHORqd{{PDUSessionID: &ie.PDUSessionID{Value: 1}, HandoverRequiredTransfer: &aper.OctetString{0}}}}
	admitted := &ie.PDUSessionResourceAdmittedList{List: []ie.PDUSessionResourceAdmittedItem{{PDUSessionID: &ie.PDUSessionID{Value: 1}, HandoverRequestAcknowledgeTransfer: &aper.OctetString{0}}}}
	for _, id := range []int64{anna, 1 << 39} {
		if id != anna {
			indicated(unknown, request(id, 1, good))
		}
		indicated(unknown, &message.HandoverRequired{
			AMFUENGAPID: amf(id), RANUENGAPID: ran, HandoverType: &ie.HandoverType{}, Cause: ngap.RadioCause(16), PDUSessionResourceListHORqd: sessions,
			TargetID: ngap.TargetGNB(plmn, 1, 22, event.TAI{PLMN: plmn, TAC: 1}), SourceToTargetTransparentContainer: container,
		})
		indicated(unknown, &message.HandoverNotify{AMFUENGAPID: amf(id), RANUENGAPID: ran, UserLocationInformation: where})
		indicated(unknown, &message.HandoverCancel{AMFUENGAPID: amf(id), RANUENGAPID: ran, Cause: ngap.RadioCause(5)})
		indicated(unknown, &message.HandoverFailure{AMFUENGAPID: amf(id), Cause: ngap.RadioCause(0)})
		indicated(unknown, &message.HandoverRequestAcknowledge{AMFUENGAPID: amf(id), RANUENGAPID: ran,
			PDUSessionResourceAdmittedList: admitted, TargetToSourceTransparentContainer: &ie.TargetToSourceTransparentContainer{Value: []byte{1}}})
	}
	for _, bad := range []*message.PathSwitchRequest{request(anna, 1, []byte{1}), request(anna, 1, good[:len(good)-1]), request(anna, 9, good)} {
		r.tell(bad)
		f := answer[*message.PathSwitchRequestFailure](r)
		require.Len(t, f.PDUSessionResourceReleasedListPSFail.List, 1)
		exchange(t, ctx, s, at)
	}
	require.NoError(t, u.Handover(ctx, "far"))
	exchange(t, ctx, s, at)

	// A good one is obeyed, once; the wrong security capabilities are corrected.
	r.tell(request(anna, 1, good))
	ack := answer[*message.PathSwitchRequestAcknowledge](r)
	require.NotNil(t, ack.UESecurityCapabilities)
	nh, ncc, err := ngap.ParseNextHop(ack.SecurityContext)
	require.NoError(t, err)
	require.Equal(t, uint8(3), ncc)
	require.NotZero(t, nh)
	indicated("protocol 3", request(anna, 1, good))
	require.Equal(t, 1, lab.Network("nl").AMF().Stats().Connections)
}
