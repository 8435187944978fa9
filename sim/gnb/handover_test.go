package gnb_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/free5gc/ngap/aper"
	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/gnb"
	"lilab/sim/ngap"
	"lilab/sim/rrc"
)

// handoverRequest is a good one, for cell b.
func handoverRequest(t testing.TB, id int64) *message.HandoverRequest {
	t.Helper()
	container, err := ngap.SourceToTarget{
		RRC: rrc.PreparationInformation(), Sessions: []ngap.SourceSession{{ID: 5, QFI: 1}},
		Target: event.Location{NCGIPLMN: plmn, NRCellID: 0x12}, Visited: event.Location{NCGIPLMN: plmn, NRCellID: 0x99},
	}.MarshalBinary()
	require.NoError(t, err)
	b, err := ngap.SetupRequest{Uplink: event.FTEID{TEID: 1, Addr: netip.MustParseAddr("10.0.9.9")}, Type: event.IPv4, QFI: 1, FiveQI: 9}.MarshalBinary()
	require.NoError(t, err)
	transfer := aper.OctetString(b)
	return &message.HandoverRequest{
		AMFUENGAPID: &ie.AMFUENGAPID{Value: id}, HandoverType: &ie.HandoverType{}, Cause: ngap.RadioCause(16),
		UEAggregateMaximumBitRate: &ie.UEAggregateMaximumBitRate{UEAggregateMaximumBitRateDL: &ie.BitRate{}, UEAggregateMaximumBitRateUL: &ie.BitRate{}},
		UESecurityCapabilities:    ngap.UESecurityCapabilities(0xf0, 0xf0), SecurityContext: ngap.NextHop([32]byte{7}, 2),
		PDUSessionResourceSetupListHOReq: &ie.PDUSessionResourceSetupListHOReq{List: []ie.PDUSessionResourceSetupItemHOReq{{
			PDUSessionID: &ie.PDUSessionID{Value: 5}, SNSSAI: ngap.SNSSAI(event.SNSSAI{SST: 1}), HandoverRequestTransfer: &transfer,
		}}},
		AllowedNSSAI: ngap.AllowedNSSAI([]event.SNSSAI{{SST: 1}}), GUAMI: ngap.GUAMI(event.GUAMI{PLMN: plmn}),
		SourceToTargetTransparentContainer: &ie.SourceToTargetTransparentContainer{Value: container},
	}
}

// TestHandoverRequest asks a gNB to take a UE, in right and wrong ways; who comes has to have the key.
func TestHandoverRequest(t *testing.T) {
	g, p, err := startN3(t, setupResponse())
	require.NoError(t, err)
	refuse := func(want string, change func(*message.HandoverRequest)) {
		t.Helper()
		m := handoverRequest(t, 9)
		change(m)
		p.send(0, m)
		f, _ := next[*message.HandoverFailure](p)
		require.Equal(t, want, ngap.CauseText(f.Cause))
		require.Equal(t, int64(9), f.AMFUENGAPID.Value)
		require.Zero(t, g.Connections())
	}
	container := func(b []byte) func(*message.HandoverRequest) {
		return func(m *message.HandoverRequest) { m.SourceToTargetTransparentContainer.Value = b }
	}
	refuse("protocol 4", container([]byte{1}))
	refuse("protocol 4", container([]byte("nonsense that is no container")))
	other, err := ngap.SourceToTarget{RRC: rrc.PreparationInformation(), Target: event.Location{NCGIPLMN: plmn, NRCellID: 0x77},
		Visited: event.Location{NCGIPLMN: plmn}}.MarshalBinary()
	require.NoError(t, err)
	refuse("radioNetwork 11", container(other))
	bad, err := ngap.SourceToTarget{RRC: []byte{0xff, 0xff}, Target: event.Location{NCGIPLMN: plmn, NRCellID: 0x12},
		Visited: event.Location{NCGIPLMN: plmn}}.MarshalBinary()
	require.NoError(t, err)
	refuse("protocol 4", container(bad))
	refuse("radioNetwork 0", func(m *message.HandoverRequest) {
		wrong := aper.OctetString{1, 2}
		m.PDUSessionResourceSetupListHOReq.List[0].HandoverRequestTransfer = &wrong
	})
	g.Admit(false)
	refuse("radioNetwork 13", func(*message.HandoverRequest) {})
	g.Admit(true)

	p.send(0, handoverRequest(t, 9))
	ack, _ := next[*message.HandoverRequestAcknowledge](p)
	octets, err := ngap.ParseTargetToSource(ack.TargetToSourceTransparentContainer.Value)
	require.NoError(t, err)
	command, err := rrc.ParseCommand(octets)
	require.NoError(t, err)
	require.Equal(t, rrc.Command{PCI: 0x12, RNTI: command.RNTI, NCC: 2}, command)
	require.Equal(t, 1, g.Connections())
	key := aka.KNGRANStar([32]byte{7}, 0x12, rrc.ARFCN)
	x := &phone{down: make(chan []byte, 9), gone: make(chan struct{})}
	for _, a := range []struct {
		cell string
		rnti uint16
		key  [32]byte
	}{{"a", command.RNTI, key}, {"b", command.RNTI + 1, key}, {"b", command.RNTI, [32]byte{}}, {"nowhere", command.RNTI, key}} {
		_, err := g.Access(t.Context(), a.cell, gnb.Access{RNTI: a.rnti, MAC: gnb.AccessMAC(a.key, a.rnti), UE: x})
		require.ErrorIs(t, err, gnb.ErrHandover)
	}
	c, err := g.Access(t.Context(), "b", gnb.Access{RNTI: command.RNTI, MAC: gnb.AccessMAC(key, command.RNTI), UE: x})
	require.NoError(t, err)
	n, _ := next[*message.HandoverNotify](p)
	require.Equal(t, ack.RANUENGAPID.Value, n.RANUENGAPID.Value)
	k, _ := c.KgNB()
	require.Equal(t, key, k)
	// It comes once.
	_, err = g.Access(t.Context(), "b", gnb.Access{RNTI: command.RNTI, MAC: gnb.AccessMAC(key, command.RNTI), UE: x})
	require.ErrorIs(t, err, gnb.ErrHandover)
	// What nobody asked for changes nothing.
	ids := func() (*ie.AMFUENGAPID, *ie.RANUENGAPID) { return ack.AMFUENGAPID, ack.RANUENGAPID }
	amf, ran := ids()
	p.send(0, &message.HandoverCommand{AMFUENGAPID: amf, RANUENGAPID: ran, HandoverType: &ie.HandoverType{},
		TargetToSourceTransparentContainer: ack.TargetToSourceTransparentContainer})
	p.send(0, &message.HandoverPreparationFailure{AMFUENGAPID: amf, RANUENGAPID: ran, Cause: ngap.RadioCause(0)})
	p.send(0, &message.PathSwitchRequestAcknowledge{AMFUENGAPID: amf, RANUENGAPID: ran, SecurityContext: ngap.NextHop([32]byte{}, 3),
		PDUSessionResourceSwitchedList: &ie.PDUSessionResourceSwitchedList{List: []ie.PDUSessionResourceSwitchedItem{{
			PDUSessionID: &ie.PDUSessionID{Value: 5}, PathSwitchRequestAcknowledgeTransfer: &aper.OctetString{0}}}},
		AllowedNSSAI: ngap.AllowedNSSAI([]event.SNSSAI{{SST: 1}})})
	p.send(0, &message.PathSwitchRequestFailure{AMFUENGAPID: amf, RANUENGAPID: ran,
		PDUSessionResourceReleasedListPSFail: &ie.PDUSessionResourceReleasedListPSFail{List: []ie.PDUSessionResourceReleasedItemPSFail{{
			PDUSessionID: &ie.PDUSessionID{Value: 5}, PathSwitchRequestUnsuccessfulTransfer: &aper.OctetString{0}}}}})
	p.send(0, &message.UEContextReleaseCommand{Cause: ngap.NASCause(0),
		UENGAPIDs: &ie.UENGAPIDs{Choice: &ie.UENGAPIDPair{AMFUENGAPID: amf, RANUENGAPID: ran}}})
	next[*message.UEContextReleaseComplete](p)
	select {
	case <-x.gone:
	case <-time.After(5 * time.Second):
		require.Fail(t, "the phone is not told")
	}
}
