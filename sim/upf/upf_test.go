package upf_test

import (
	"bytes"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"

	"lilab/internal/judge"
	"lilab/sim/gtpu"
	"lilab/sim/upf"
)

// watcher keeps what an observer sees.
type watcher struct {
	mu      sync.Mutex
	packets []upf.Packet
}

func (w *watcher) Packet(p *upf.Packet) {
	c := *p
	c.Received, c.Sent, c.Inner = bytes.Clone(p.Received), bytes.Clone(p.Sent), bytes.Clone(p.Inner)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.packets = append(w.packets, c)
}

func (w *watcher) all() []upf.Packet {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]upf.Packet(nil), w.packets...)
}

// judged writes the capture and lets tshark look for anything wrong. It returns the path.
func (l *lab) judged(want ...string) string {
	l.t.Helper()
	l.close()
	path := filepath.Join(l.t.TempDir(), "capture.pcapng")
	require.NoError(l.t, os.WriteFile(path, l.capture.Bytes(), 0o600))
	require.Empty(l.t, judge.Tshark(l.t, "-r", path, "-Y", "_ws.malformed || _ws.unreassembled || ip.checksum.status == 0 || _ws.expert.severity == error"))
	for _, w := range want {
		require.NotEmpty(l.t, judge.Tshark(l.t, "-r", path, "-Y", w), w)
	}
	return path
}

func TestDomestic(t *testing.T) {
	l := newLab(t, true)
	u, n4 := l.upf("upf1", true, false, "nl.n6", "10.45.0.0/16", "2001:db8:45::/48")
	var seen watcher
	defer u.Subscribe(&seen)()
	l.smf.associate(n4)
	ue := addrs("10.45.0.7", "2001:db8:45:7::1")
	x := l.smf.establish(n4, 0x1122334455667788, n3n6(ue, "nl.n3", 9, 0, netip.Addr{})...)
	require.Len(t, x.fteid, 1)
	require.NotZero(t, x.fteid[1].TEID)
	require.Equal(t, 1, u.Sessions())
	l.smf.modify(x, ie.NewUpdateFAR(ie.NewFARID(2), ie.NewApplyAction(2, 0), ie.NewUpdateForwardingParameters(
		ie.NewDestinationInterface(ie.DstInterfaceAccess), ie.NewNetworkInstance("nl.n3"), tunnelTo(0x70, l.gnb.addr))))
	d := l.device("pdu1", ue, 9, 0x70, x.fteid[1])
	for i, a := range l.dn.Addrs("nl.n6") {
		l.transfer(d, a, uint16(8000+i))
	}
	r := l.smf.delete(x)
	counted := u.Counters()
	require.Empty(t, counted.Dropped[upf.NoRule])
	var up, down, upPackets, downPackets uint64
	require.EqualValues(t, len(seen.all()), counted.Uplink+counted.Downlink)
	for _, p := range seen.all() {
		require.Equal(t, x.up, p.SEID)
		require.Equal(t, x.cp, p.CPSEID)
		require.EqualValues(t, 9, p.QFI)
		require.EqualValues(t, 1, p.QER)
		require.Equal(t, []uint32{1}, p.QERs)
		require.Equal(t, n4.Addr(), p.N4)
		tunnelled := p.GTPU(upf.N3)
		require.NotNil(t, tunnelled)
		m, err := gtpu.Parse(tunnelled)
		require.NoError(t, err)
		require.Equal(t, p.Inner, m.Payload)
		s, ok, err := m.PDUSession()
		require.NoError(t, err)
		require.True(t, ok)
		require.EqualValues(t, 9, s.QFI)
		if p.Direction == upf.Uplink {
			up, upPackets = up+uint64(len(p.Inner)), upPackets+1
			require.True(t, s.Uplink)
			require.Equal(t, x.fteid[1].TEID, p.TEID)
			require.EqualValues(t, 1, p.PDR)
			require.Nil(t, p.Sent)
			require.Equal(t, upf.N6, p.To)
			require.Equal(t, []any{"nl.n3", "internet"}, []any{p.FromInstance, p.ToInstance})
			require.Equal(t, x.fteid[1].IPv4Address.String(), p.LocalAddr.String())
			require.NotEmpty(t, p.Rule)
		} else {
			down, downPackets = down+uint64(len(p.Inner)), downPackets+1
			require.False(t, s.Uplink)
			require.EqualValues(t, 0x70, p.SentTEID)
			require.EqualValues(t, 2, p.PDR)
			require.Nil(t, p.GTPU(upf.N9))
			require.Equal(t, []any{"internet", "nl.n3"}, []any{p.FromInstance, p.ToInstance})
			require.Equal(t, l.gnb.addr, p.PeerAddr)
			require.Equal(t, x.fteid[1].IPv4Address.String(), p.SentAddr.String())
			require.False(t, p.LocalAddr.IsValid())
		}
	}
	require.Len(t, r.UsageReport, 1)
	v, err := r.UsageReport[0].VolumeMeasurement()
	require.NoError(t, err)
	require.Equal(t, []uint64{up + down, up, down, upPackets + downPackets, upPackets, downPackets},
		[]uint64{v.TotalVolume, v.UplinkVolume, v.DownlinkVolume, v.TotalNumberOfPackets, v.UplinkNumberOfPackets, v.DownlinkNumberOfPackets})
	fst, err := r.UsageReport[0].TimeOfFirstPacket()
	require.NoError(t, err)
	latest, err := r.UsageReport[0].TimeOfLastPacket()
	require.NoError(t, err)
	require.WithinDuration(t, seen.all()[0].Time, fst, 2*time.Second)
	require.False(t, latest.Before(fst))
	require.Zero(t, u.Sessions())
	require.NoError(t, d.Close())

	path := l.judged("pfcp.msg_type == 54", "pfcp.msg_type == 53", "gtp.message == 0xff && tcp", "gtp && ipv6 && udp", "pfcp.volume_measurement.tovol")
	count := func(filter string) int {
		return strings.Count(judge.Tshark(t, "-r", path, "-Y", filter, "-T", "fields", "-e", "frame.number"), "\n")
	}
	// The observer saw every frame of N3 and N6; what comes after the release of the session is dropped.
	gone := u.Counters().Dropped
	require.Equal(t, len(seen.all())+int(gone[upf.UnknownTEID]), count(`frame.interface_name == "nl.n3" && gtp.message == 0xff`))
	require.Equal(t, len(seen.all())+int(gone[upf.UnknownUE]), count(`frame.interface_name == "nl.n6"`))
}

func TestHomeRouted(t *testing.T) {
	l := newLab(t, true)
	v, vn4 := l.upf("upf.nl", true, true, "")
	h, hn4 := l.upf("upf.de", false, true, "de.n6", "10.46.0.0/16", "2001:db8:46::/48")
	var inV, inH watcher
	defer v.Subscribe(&inV)()
	defer h.Subscribe(&inH)()
	l.smf.associate(vn4)
	l.smf.associate(hn4)
	ue := addrs("10.46.0.9", "2001:db8:46:9::1")
	const n9 = "nl-de.n9"
	// The V-SMF chooses both ends of the V-UPF; the downlink to the gNB waits.
	xv := l.smf.establish(vn4, 1,
		ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPrecedence(1), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceAccess), choose()), ie.NewOuterHeaderRemoval(0, 0), ie.NewFARID(1), ie.NewURRID(1)),
		ie.NewCreatePDR(ie.NewPDRID(2), ie.NewPrecedence(1), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceCore), choose(), ie.NewNetworkInstance(n9)), ie.NewOuterHeaderRemoval(0, 0), ie.NewFARID(2), ie.NewURRID(1)),
		ie.NewCreateFAR(ie.NewFARID(1), ie.NewApplyAction(1, 0)), ie.NewCreateFAR(ie.NewFARID(2), ie.NewApplyAction(1, 0)),
		ie.NewCreateURR(ie.NewURRID(1), ie.NewMeasurementMethod(0, 1, 0), ie.NewReportingTriggers(0, 0, 0)))
	require.Len(t, xv.fteid, 2)
	vN9 := netip.MustParseAddr(xv.fteid[2].IPv4Address.String())
	require.True(t, netip.MustParsePrefix("10.9.0.0/24").Contains(vN9))
	require.True(t, netip.MustParsePrefix("10.3.0.0/24").Contains(netip.MustParseAddr(xv.fteid[1].IPv4Address.String())))
	xh := l.smf.establish(hn4, 2, n3n6(ue, n9, 5, xv.fteid[2].TEID, vN9)...)
	require.NotEqual(t, xv.fteid[1].TEID, xh.fteid[1].TEID)
	hN9 := netip.MustParseAddr(xh.fteid[1].IPv4Address.String())
	l.smf.modify(xv,
		ie.NewUpdateFAR(ie.NewFARID(1), ie.NewApplyAction(2, 0), ie.NewUpdateForwardingParameters(ie.NewDestinationInterface(ie.DstInterfaceCore), ie.NewNetworkInstance(n9), tunnelTo(xh.fteid[1].TEID, hN9))),
		ie.NewUpdateFAR(ie.NewFARID(2), ie.NewApplyAction(2, 0), ie.NewUpdateForwardingParameters(ie.NewDestinationInterface(ie.DstInterfaceAccess), tunnelTo(0x71, l.gnb.addr))))
	d := l.device("pdu1", ue, 5, 0x71, xv.fteid[1])
	for i, a := range l.dn.Addrs("de.n6") {
		l.transfer(d, a, uint16(8000+i))
	}
	// A path switch: the gNB changes, the old one gets an end marker.
	l.smf.modify(xv, ie.NewUpdateFAR(ie.NewFARID(2), ie.NewUpdateForwardingParameters(ie.NewDestinationInterface(ie.DstInterfaceAccess),
		tunnelTo(0x72, l.gnb.addr), ie.NewPFCPSMReqFlags(2))))
	require.Eventually(t, func() bool {
		l.gnb.mu.Lock()
		defer l.gnb.mu.Unlock()
		return len(l.gnb.signals) == 1 && l.gnb.signals[0].Type == gtpu.EndMarker && l.gnb.signals[0].TEID == 0x71
	}, patience, time.Millisecond)
	l.gnb.mu.Lock()
	l.gnb.devices[0x72] = d
	l.gnb.mu.Unlock()
	l.transfer(d, l.dn.Addrs("de.n6")[0], 8010)

	// IPUPS: after the release nothing passes N9 and nothing is answered.
	l.smf.delete(xh)
	before := h.Counters().Dropped[upf.IPUPSFiltered]
	s, err := d.Host().ListenPacket(t.Context(), netip.AddrPortFrom(ue[0], 0))
	require.NoError(t, err)
	_, err = s.WriteTo([]byte("late"), net.UDPAddrFromAddrPort(netip.AddrPortFrom(l.dn.Addr("de.n6"), 9)))
	require.NoError(t, err)
	require.Eventually(t, func() bool { return h.Counters().Dropped[upf.IPUPSFiltered] > before }, patience, time.Millisecond)
	require.NoError(t, s.Close())
	l.smf.delete(xv)
	require.NoError(t, d.Close())
	// What left the V-UPF on N9 is what came to the H-UPF, octet by octet and in order, both ways; only what was on
	// the way when a session ended was filtered.
	onN9 := func(w *watcher, dir upf.Direction) (out [][]byte) {
		for _, p := range w.all() {
			if p.Direction == dir {
				out = append(out, p.GTPU(upf.N9))
				require.EqualValues(t, 5, p.QFI)
				m, err := gtpu.Parse(p.GTPU(upf.N9))
				require.NoError(t, err)
				require.Equal(t, p.Inner, m.Payload)
			}
		}
		return out
	}
	for _, c := range []struct {
		sent, received [][]byte
		lost           uint64
	}{
		{onN9(&inV, upf.Uplink), onN9(&inH, upf.Uplink), h.Counters().Dropped[upf.IPUPSFiltered]},
		{onN9(&inH, upf.Downlink), onN9(&inV, upf.Downlink), v.Counters().Dropped[upf.IPUPSFiltered]},
	} {
		require.Greater(t, len(c.received), 100)
		require.Equal(t, len(c.sent), len(c.received)+int(c.lost))
		for i := range c.received {
			require.True(t, bytes.Equal(c.sent[i], c.received[i]), i)
		}
	}
	path := l.judged(`frame.interface_name == "nl-de.n9" && gtp.message == 0xff && tcp`, "gtp.message == 0xfe")
	require.Empty(t, judge.Tshark(t, "-r", path, "-Y", `frame.interface_name == "nl-de.n9" && gtp.message != 0xff`))
}
