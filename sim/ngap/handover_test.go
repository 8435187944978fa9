package ngap_test

import (
	"net/netip"
	"testing"

	"github.com/free5gc/ngap/ie"
	"github.com/stretchr/testify/require"

	"lilab/sim/event"
	"lilab/sim/ngap"
	"lilab/sim/rrc"
)

// transfer is what every transfer of a handover can do.
type transfer interface{ MarshalBinary() ([]byte, error) }

// handoverTransfers are one of each, and how it is read.
func handoverTransfers() []struct {
	want  transfer
	parse func([]byte) (transfer, error)
} {
	n3, xn := event.FTEID{TEID: 9, Addr: netip.MustParseAddr("10.0.3.2")}, event.FTEID{TEID: 10, Addr: netip.MustParseAddr("10.0.4.2")}
	plmn := event.PLMN{MCC: "001", MNC: "01"}
	return []struct {
		want  transfer
		parse func([]byte) (transfer, error)
	}{
		{ngap.PathSwitch{Downlink: n3, QFIs: []uint8{1, 2}, Integrity: ngap.ProtectionPreferred, Confidentiality: ngap.ProtectionRequired, ConfidentialityPerformed: true},
			func(b []byte) (transfer, error) { return ngap.ParsePathSwitch(b) }},
		{ngap.PathSwitchAck{Uplink: n3}, func(b []byte) (transfer, error) { return ngap.ParsePathSwitchAck(b) }},
		{ngap.PathSwitchAck{}, func(b []byte) (transfer, error) { return ngap.ParsePathSwitchAck(b) }},
		{ngap.HandoverAck{Downlink: n3, Forwarding: xn, QFIs: []uint8{1}, IntegrityPerformed: true},
			func(b []byte) (transfer, error) { return ngap.ParseHandoverAck(b) }},
		{ngap.HandoverAck{Downlink: n3, QFIs: []uint8{63}}, func(b []byte) (transfer, error) { return ngap.ParseHandoverAck(b) }},
		{ngap.HandoverCmd{Forwarding: xn, QFIs: []uint8{1}}, func(b []byte) (transfer, error) { return ngap.ParseHandoverCmd(b) }},
		{ngap.HandoverCmd{}, func(b []byte) (transfer, error) { return ngap.ParseHandoverCmd(b) }},
		{ngap.SourceToTarget{RRC: rrc.PreparationInformation(), Sessions: []ngap.SourceSession{{ID: 1, QFI: 1}, {ID: 15, QFI: 63}},
			Target: event.Location{NCGIPLMN: plmn, NRCellID: 1<<36 - 1}, Visited: event.Location{NCGIPLMN: plmn, NRCellID: 1}},
			func(b []byte) (transfer, error) { return ngap.ParseSourceToTarget(b) }},
	}
}

func TestHandoverTransfers(t *testing.T) {
	for _, c := range handoverTransfers() {
		b, err := c.want.MarshalBinary()
		require.NoError(t, err)
		got, err := c.parse(b)
		require.NoError(t, err)
		if s, ok := c.want.(ngap.SourceToTarget); ok {
			// The history of the UE is not read.
			s.Visited = event.Location{}
			c.want = s
		}
		require.Equal(t, c.want, got)
		for n := range b {
			if _, err := c.parse(b[:n]); err == nil {
				require.Failf(t, "understood", "%T: prefix of %d of %d octets", c.want, n, len(b))
			}
		}
	}
	for _, f := range []func(*ie.Cause) ([]byte, error){
		ngap.PathSwitchUnsuccessful, ngap.PathSwitchSetupFailed, ngap.HandoverAllocationFailed, ngap.HandoverPreparationFailed,
	} {
		b, err := f(ngap.RadioCause(ie.CauseRadioNetworkPresentHoTargetNotAllowed))
		require.NoError(t, err)
		require.NotEmpty(t, b)
	}
	b, err := ngap.HandoverRequiredTransfer(true)
	require.NoError(t, err)
	direct, err := ngap.ParseHandoverRequiredTransfer(b)
	require.NoError(t, err)
	require.True(t, direct)

	g := ngap.GNBName{PLMN: event.PLMN{MCC: "999", MNC: "70"}, ID: 0x3fffff, Length: 22}
	tai := event.TAI{PLMN: g.PLMN, TAC: 7}
	got, where, err := ngap.ParseTargetGNB(ngap.TargetGNB(g.PLMN, g.ID, g.Length, tai))
	require.NoError(t, err)
	require.Equal(t, g, got)
	require.Equal(t, tai, where)
	_, _, err = ngap.ParseTargetGNB(nil)
	require.Error(t, err)

	nh, ncc, err := ngap.ParseNextHop(ngap.NextHop([32]byte{1, 31: 2}, 7))
	require.NoError(t, err)
	require.Equal(t, [32]byte{1, 31: 2}, nh)
	require.Equal(t, uint8(7), ncc)
	_, _, err = ngap.ParseNextHop(&ie.SecurityContext{NextHopChainingCount: &ie.NextHopChainingCount{}})
	require.Error(t, err)
}

// FuzzHandoverTransfers checks that what is understood is encoded to something that is understood alike.
func FuzzHandoverTransfers(f *testing.F) {
	all := handoverTransfers()
	for i, c := range all {
		b, err := c.want.MarshalBinary()
		require.NoError(f, err)
		f.Add(uint8(i), b)
	}
	f.Fuzz(func(t *testing.T, i uint8, b []byte) {
		c := all[int(i)%len(all)]
		got, err := c.parse(b)
		if err != nil {
			return
		}
		if s, ok := got.(ngap.SourceToTarget); ok {
			s.Visited = s.Target
			got = s
		}
		again, err := got.MarshalBinary()
		if err != nil {
			return // elements that this lab does not send
		}
		_, err = c.parse(again)
		require.NoError(t, err)
		_, _ = ngap.ParseTargetToSource(b) // must not panic
	})
}
