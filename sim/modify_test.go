package sim_test

import (
	"context"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/smf"
	"lilab/sim/ue"
	"lilab/sim/upf"
)

// sorter notes the QoS flows of the UDP packets that a UPF forwards, by direction.
type sorter struct {
	mu  sync.Mutex
	all map[upf.Direction][]uint8
}

func (s *sorter) Packet(p *upf.Packet) {
	if len(p.Inner) > 20 && p.Inner[0]>>4 == 4 && p.Inner[9] == 17 {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.all == nil {
			s.all = map[upf.Direction][]uint8{}
		}
		s.all[p.Direction] = append(s.all[p.Direction], p.QFI)
	}
}

// take returns what was noted since the last time.
func (s *sorter) take() map[upf.Direction][]uint8 {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.all
	s.all = nil
	return out
}

// TestModification adds QoS flows at the request of UE and network and takes them away again, on every route; packets go through
// them on N3 and N9 in both directions, after an idle time and after a handover too.
func TestModification(t *testing.T) {
	for _, c := range []struct {
		name, in, anchor string
		route            sim.Route
	}{{"domestic", "de", "de", sim.NoData}, {"local breakout", "nl", "nl", sim.LocalBreakout}, {"home routed", "nl", "de", sim.HomeRouted}} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "capture.pcapng")
			f, err := os.Create(file)
			require.NoError(t, err)
			w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
			require.NoError(t, err)
			s := anna()
			s.In = c.in
			cfg := withData(c.route, map[string]sim.SubscriberConfig{"anna": s})
			for name, n := range cfg.Networks {
				n.NEAOrder = []uint8{0}
				cfg.Networks[name] = n
			}
			cfg.KeyLog = w.Secrets()
			cfg.Tap = func(link string) fabric.Tap {
				tap, err := w.PacketInterface(link)
				require.NoError(t, err)
				return tap
			}
			t.Run("play", func(t *testing.T) { playModification(t, cfg, s.SUPI, c.in, c.anchor) })
			require.NoError(t, w.Close())
			require.NoError(t, f.Close())
			args := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE", "-Y"}
			require.Empty(t, judge.Tshark(t, append(args, "(ngap || pfcp || gtp || http2) && (_ws.malformed || _ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)",
				"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "_ws.expert.message", "-e", "_ws.col.Info")...))
			field := func(filter, name string) string {
				return judge.Tshark(t, append(args, filter, "-T", "fields", "-e", name)...)
			}
			sm := field(`frame.interface_name == "`+c.in+`.n2"`, "nas_5gs.sm.message_type")
			for _, want := range []string{"0xc9", "0xca", "0xcb", "0xcc", "0xd3", "0xd4"} {
				require.Contains(t, sm, want, "5GSM message type")
			}
			require.Contains(t, field("nas_5gs.sm.message_type == 0xcb", "nas_5gs.sm.pf_type"), "48", "protocol of a packet filter")
			require.Contains(t, field(`frame.interface_name == "`+c.in+`.n2"`, "ngap.procedureCode"), "26")
			require.Contains(t, field(`frame.interface_name == "`+c.anchor+`.n4" && pfcp.msg_type == 52`, "pfcp.flow_desc"), "permit out 17 from")
			require.Equal(t, "1", strings.Join(uniq(field("pfcp.cause", "pfcp.cause")), " "))
			links := []string{c.in + ".n3"}
			if c.route == sim.HomeRouted {
				links = append(links, "nl-de.n9")
				require.Contains(t, field(`frame.interface_name == "nl-de.n32.tls"`, "http2.headers.path"), "/vsmf-pdu-sessions/")
			}
			for _, link := range links {
				up := uniq(field(`frame.interface_name == "`+link+`" && gtp.ext_hdr.pdu_ses_con.pdu_type == 1`, "gtp.ext_hdr.pdu_ses_con.qos_flow_id"))
				require.ElementsMatch(t, []string{"1", "2", "3"}, up, link)
				down := uniq(field(`frame.interface_name == "`+link+`" && gtp.ext_hdr.pdu_ses_con.pdu_type == 0`, "gtp.ext_hdr.pdu_ses_con.qos_flow_id"))
				require.ElementsMatch(t, []string{"1", "2", "3"}, down, link)
			}
		})
	}
}

func uniq(lines string) (out []string) {
	seen := map[string]bool{}
	for _, v := range strings.FieldsFunc(lines, func(r rune) bool { return r == '\n' || r == ',' }) {
		if !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

func playModification(t *testing.T, cfg sim.Config, supi, in, anchor string) {
	cfg.SMFTimers.T3591 = 200 * time.Millisecond
	lab, ctx := start(t, cfg)
	visited, home := &journal{}, &journal{}
	lab.Network(in).SMFEvents.Subscribe(visited)
	lab.Network(anchor).SMFEvents.Subscribe(home)
	flows := &sorter{}
	defer lab.Network(in).UPF().Subscribe(flows)()
	server, err := lab.Network(anchor).Server("web")
	require.NoError(t, err)
	link := lab.Network(anchor).N6()
	echo(t, server, link)
	at := server.Addr(link)
	second, err := server.ListenPacket(ctx, netip.AddrPortFrom(at, 9))
	require.NoError(t, err)
	defer second.Close()
	u := register(t, lab, "anna")
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
	require.NoError(t, err)
	exchange(t, ctx, s, at)
	p, err := s.Host.ListenPacket(ctx, netip.AddrPortFrom(s.Addresses[0], 0))
	require.NoError(t, err)
	defer p.Close()
	// sorted sends a datagram to port 7 and gets it back.
	sorted := func(want uint8) {
		t.Helper()
		var got map[upf.Direction][]uint8
		require.Eventually(t, func() bool { // the UE is ready before UPF and SMF are
			flows.take()
			_, err := p.WriteTo([]byte("x"), net.UDPAddrFromAddrPort(netip.AddrPortFrom(at, 7)))
			require.NoError(t, err)
			require.NoError(t, p.SetReadDeadline(time.Now().Add(5*time.Second)))
			_, _, err = p.ReadFrom(make([]byte, 10))
			require.NoError(t, err)
			got = flows.take()
			return reflect.DeepEqual(map[upf.Direction][]uint8{upf.Uplink: {want}, upf.Downlink: {want}}, got)
		}, 5*time.Second, 5*time.Millisecond, "QoS flows %v", got)
	}
	sorted(1)

	udp7 := event.PacketFilter{Remote: netip.PrefixFrom(at, 32), Protocol: 17, LowPort: 7, HighPort: 7}
	added, err := s.AddFlow(ctx, 5, udp7)
	require.NoError(t, err)
	require.Equal(t, event.QoSFlow{QFI: 2, FiveQI: 5, Filters: []event.PacketFilter{udp7}}, added)
	require.Equal(t, []event.QoSFlow{added}, s.Flows())
	for _, j := range []*journal{visited, home} {
		m := waitFor[event.SMFPDUSessionModified](t, j, 1)[0]
		require.Equal(t, []event.QoSFlow{added}, m.Added)
		require.Equal(t, event.ByUE, m.Initiator)
		require.Equal(t, event.ModificationRequest, m.Session.RequestType)
		require.Equal(t, []event.QoSFlow{added}, m.Session.Flows)
		require.NotZero(t, m.Session.PTI)
	}
	sorted(2)
	exchange(t, ctx, s, at) // TCP goes on through the default flow

	// The network adds two and takes one away.
	anchorSMF := lab.Network(anchor).SMF()
	more, err := anchorSMF.ModifySession(ctx, supi, s.ID, []event.QoSFlow{
		{FiveQI: 7, Filters: []event.PacketFilter{{Protocol: 17, LowPort: 5, HighPort: 8}}},
		{FiveQI: 8, Filters: []event.PacketFilter{{Protocol: 1}, {Protocol: 132, LowPort: 9, HighPort: 9}}},
	})
	require.NoError(t, err)
	require.Equal(t, uint8(3), more[0].QFI)
	require.Equal(t, uint8(4), more[1].QFI)
	require.Equal(t, append([]event.QoSFlow{added}, more...), s.Flows())
	sorted(2)
	_, err = anchorSMF.ModifySession(ctx, supi, s.ID, nil, 2)
	require.NoError(t, err)
	sorted(3)
	for _, j := range []*journal{visited, home} {
		m := waitFor[event.SMFPDUSessionModified](t, j, 3)
		require.Equal(t, event.ByNetwork, m[1].Initiator)
		require.Equal(t, more, m[1].Added)
		require.Equal(t, []event.QoSFlow{added}, m[2].Removed)
		require.Equal(t, more, m[2].Session.Flows)
		require.Zero(t, m[2].Session.PTI)
	}

	// Flows outlive idle mode and handovers.
	require.NoError(t, u.Release(ctx))
	require.Eventually(t, func() bool {
		all := events[event.SMFPDUSessionModified](visited)
		return all[len(all)-1].Deactivated
	}, 5*time.Second, time.Millisecond)
	_, err = anchorSMF.ModifySession(ctx, supi, s.ID, nil, 3)
	require.Error(t, err, "the UE is idle")
	require.NoError(t, u.Service(ctx))
	sorted(3)
	require.NoError(t, u.Move(ctx, "far"))
	sorted(3)

	refusedModifications(t, ctx, lab.Network(in), s, udp7)
	sorted(3)
	require.NoError(t, s.RemoveFlow(ctx, 3))
	sorted(1)
	require.NoError(t, s.RemoveFlow(ctx, 4))
	require.Empty(t, s.Flows())

	// The network releases the session.
	require.Error(t, anchorSMF.ReleaseSession(ctx, supi, 9, 39))
	require.NoError(t, anchorSMF.ReleaseSession(ctx, supi, s.ID, 39))
	require.Empty(t, u.Sessions())
	require.ErrorIs(t, s.Close(ctx), ue.ErrSessionClosed)
	require.ErrorIs(t, s.RemoveFlow(ctx, 3), ue.ErrSessionClosed)
	for _, j := range []*journal{visited, home} {
		r := waitFor[event.SMFPDUSessionReleased](t, j, 1)[0]
		require.Equal(t, event.ByNetwork, r.Initiator)
		require.Equal(t, uint8(39), r.Cause)
		require.NotZero(t, r.UplinkOctets)
	}
	for _, n := range []string{"nl", "de"} {
		require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
		require.Zero(t, lab.Network(n).UPF().Sessions())
	}
	// The identity is free, and what is idle is released without the UE.
	s, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", ID: s.ID})
	require.NoError(t, err)
	exchange(t, ctx, s, at)
	require.NoError(t, u.Release(ctx))
	require.Eventually(t, func() bool {
		all := events[event.SMFPDUSessionModified](visited)
		return all[len(all)-1].Deactivated
	}, 5*time.Second, time.Millisecond)
	require.NoError(t, anchorSMF.ReleaseSession(ctx, supi, s.ID, 39))
	waitFor[event.SMFPDUSessionReleased](t, visited, 2)
	for _, n := range []string{"nl", "de"} {
		require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
	}
}

// refusedModifications asks for what cannot be; nothing changes.
func refusedModifications(t *testing.T, ctx context.Context, n *sim.Network, s *ue.Session, udp7 event.PacketFilter) {
	before, had := n.UPF().Sessions(), s.Flows()
	refused := &journal{}
	defer n.SMFEvents.Subscribe(refused)()
	_, err := s.AddFlow(ctx, 1, udp7)
	refusedWith(t, err, 59)
	_, err = s.AddFlow(ctx, 9)
	refusedWith(t, err, 83)
	refusedWith(t, s.RemoveFlow(ctx, 2), 83)
	refusedWith(t, s.RemoveFlow(ctx, 1), 83)
	var more []event.QoSFlow
	for len(s.Flows()) < 8 {
		f, err := s.AddFlow(ctx, 80, event.PacketFilter{Protocol: uint8(100 + len(more))})
		require.NoError(t, err)
		more = append(more, f)
	}
	_, err = s.AddFlow(ctx, 9, udp7)
	refusedWith(t, err, 26)
	for _, f := range more {
		require.NoError(t, s.RemoveFlow(ctx, f.QFI))
	}
	require.Equal(t, had, s.Flows())
	require.Equal(t, before, n.UPF().Sessions())
	var causes []uint8
	for _, f := range events[event.SMFProcedureFailed](refused) {
		require.Equal(t, event.PDUSessionModification, f.Procedure)
		require.Equal(t, event.ByUE, f.Initiator)
		causes = append(causes, f.Cause)
	}
	require.Equal(t, []uint8{59, 83, 83, 83, 26}, causes)
}

// TestSilentUE has a phone whose battery is out: the network gives a modification up, and releases the session without it.
func TestSilentUE(t *testing.T) {
	for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
		s := anna()
		cfg := withData(route, map[string]sim.SubscriberConfig{"anna": s})
		cfg.SMFTimers = smf.Timers{T3591: 20 * time.Millisecond, T3592: 20 * time.Millisecond}
		lab, ctx := start(t, cfg)
		anchor := map[sim.Route]string{sim.LocalBreakout: "nl", sim.HomeRouted: "de"}[route]
		visited, home := &journal{}, &journal{}
		lab.Network("nl").SMFEvents.Subscribe(visited)
		lab.Network(anchor).SMFEvents.Subscribe(home)
		u := register(t, lab, "anna")
		session, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		require.NoError(t, u.Close())
		f := lab.Network(anchor).SMF()
		_, err = f.ModifySession(ctx, s.SUPI, session.ID, []event.QoSFlow{{FiveQI: 9, Filters: []event.PacketFilter{{Protocol: 17}}}})
		require.Error(t, err)
		for _, j := range []*journal{visited, home} {
			failed := waitFor[event.SMFProcedureFailed](t, j, 1)[0]
			require.Equal(t, event.PDUSessionModification, failed.Procedure)
			require.Equal(t, event.ByNetwork, failed.Initiator)
			require.Empty(t, failed.Session.Flows)
		}
		require.NoError(t, f.ReleaseSession(ctx, s.SUPI, session.ID, 36))
		for _, n := range []string{"nl", "de"} {
			require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
			require.Zero(t, lab.Network(n).UPF().Sessions())
		}
		waitFor[event.SMFPDUSessionReleased](t, visited, 1)
		waitFor[event.SMFPDUSessionReleased](t, home, 1)
	}
}
