package sim_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/ue"
)

// stream sends numbered datagrams both ways between a phone and a server while something happens to the phone.
type stream struct {
	t        testing.TB
	ue, dn   net.PacketConn
	stop     chan struct{}
	wg       sync.WaitGroup
	senders  *sync.WaitGroup
	sent     [2]uint32
	got      [2][]uint32 // up, down
	arrived  [2]atomic.Int64
	interval time.Duration
}

// streams starts the datagrams, one each way every interval.
func streams(t testing.TB, s *ue.Session, server fabric.Host, at netip.Addr, interval time.Duration) *stream {
	t.Helper()
	x := &stream{t: t, stop: make(chan struct{}), interval: interval}
	var err error
	local := netip.AddrPortFrom(s.Addresses[0], 4000)
	x.ue, err = s.Host.ListenPacket(t.Context(), local)
	require.NoError(t, err)
	x.dn, err = server.ListenPacket(t.Context(), netip.AddrPortFrom(at, 4000))
	require.NoError(t, err)
	send := func(i int, from net.PacketConn, to netip.AddrPort) {
		b := make([]byte, 100)
		tick := time.NewTicker(interval)
		defer tick.Stop()
		for {
			select {
			case <-x.stop:
				return
			case <-tick.C:
				binary.BigEndian.PutUint32(b, x.sent[i])
				if _, err := from.WriteTo(b, net.UDPAddrFromAddrPort(to)); err == nil {
					x.sent[i]++
				}
			}
		}
	}
	var senders sync.WaitGroup
	senders.Go(func() { send(0, x.ue, netip.AddrPortFrom(at, 4000)) })
	senders.Go(func() { send(1, x.dn, local) })
	for i, c := range []net.PacketConn{x.dn, x.ue} {
		x.wg.Go(func() {
			b := make([]byte, 2000)
			for {
				n, _, err := c.ReadFrom(b)
				if err != nil {
					return
				}
				if n == 100 {
					x.arrived[i].Add(1)
					x.got[i] = append(x.got[i], binary.BigEndian.Uint32(b))
				}
			}
		})
	}
	x.senders = &senders
	return x
}

// flows waits until as many datagrams more have come each way.
func (x *stream) flows(n int64) {
	x.t.Helper()
	up, down := x.arrived[0].Load()+n, x.arrived[1].Load()+n
	require.Eventually(x.t, func() bool { return x.arrived[0].Load() >= up && x.arrived[1].Load() >= down }, 5*time.Second, time.Millisecond)
}

// complete ends the datagrams and says that each came once and, if ordered, in its order.
func (x *stream) complete(ordered bool) {
	x.t.Helper()
	close(x.stop)
	x.senders.Wait()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end) &&
		(x.arrived[0].Load() < int64(x.sent[0]) || x.arrived[1].Load() < int64(x.sent[1])); {
		time.Sleep(time.Millisecond)
	}
	// What comes twice comes soon.
	time.Sleep(20 * time.Millisecond)
	require.NoError(x.t, x.ue.Close())
	require.NoError(x.t, x.dn.Close())
	x.wg.Wait()
	for i, way := range []string{"up", "down"} {
		require.NotZero(x.t, x.sent[i])
		require.Equal(x.t, int(x.sent[i]), len(x.got[i]), "%slink packets", way)
		seen := map[uint32]bool{}
		for n, v := range x.got[i] {
			require.False(x.t, seen[v], "%slink packet %d came twice", way, v)
			seen[v] = true
			if ordered {
				require.Equal(x.t, uint32(n), v, "%slink packets change places", way)
			}
		}
	}
}

func handoverConfig(n2 bool, route sim.Route) sim.Config {
	cfg := withData(route, map[string]sim.SubscriberConfig{"anna": anna()})
	for name, n := range cfg.Networks {
		n.HandoverByN2 = n2
		// Three gNBs.
		n.Cells = map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}, "c2": {TAC: 2, NRCellID: 0x20}, "far": {TAC: 3, NRCellID: 1 << 30}, "third": {TAC: 1, NRCellID: 1 << 31}}
		cfg.Networks[name] = n
	}
	return cfg
}

// TestHandover hands a phone over while it sends and gets datagrams and downloads over TCP: nothing is lost, comes twice
// or changes places, over Xn and through the AMF.
func TestHandover(t *testing.T) {
	for _, n2 := range []bool{false, true} {
		for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
			t.Run(fmt.Sprintf("n2 %v, %s", n2, route), func(t *testing.T) {
				lab, ctx := start(t, handoverConfig(n2, route))
				anchor := map[sim.Route]string{sim.LocalBreakout: "nl", sim.HomeRouted: "de"}[route]
				amfs, smfs := &journal{}, &journal{}
				lab.Network("nl").AMFEvents.Subscribe(amfs)
				lab.Network("nl").SMFEvents.Subscribe(smfs)
				server, err := lab.Network(anchor).Server("web")
				require.NoError(t, err)
				echo(t, server, anchor+".n6")
				at := server.Addr(anchor + ".n6")
				u := register(t, lab, "anna")
				s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
				require.NoError(t, err)
				require.Eventually(t, func() bool { return up(lab) }, 5*time.Second, time.Millisecond)

				x := streams(t, s, server, at, time.Millisecond)
				loading := make(chan struct{})
				go func() { defer close(loading); exchange(t, ctx, s, at) }()
				keys := map[[32]byte]bool{}
				path := []string{"far", "third", "c1", "third", "far"}
				for _, cell := range path {
					x.flows(20)
					require.NoError(t, u.Handover(ctx, cell))
					k, ok := u.KgNB()
					require.True(t, ok)
					got, ok := u.Connection().KgNB()
					require.True(t, ok)
					require.Equal(t, k, got, "phone and gNB have the same key")
					require.False(t, keys[k], "a key was used before")
					keys[k] = true
				}
				<-loading
				x.complete(true)
				_, _, dropped := s.Packets()
				require.Zero(t, dropped)
				for _, cell := range []string{"c1", "far", "third"} {
					require.Zero(t, lab.Network("nl").GNB(cell).UserPlane().HeldLost)
				}

				moves := events[event.AMFHandedOver](amfs)
				require.Len(t, moves, len(path))
				for i, m := range moves {
					want := event.XnHandover
					if n2 {
						want = event.N2Handover
					}
					require.Equal(t, want, m.Procedure)
					to, _ := lab.Network("nl").Location(path[i])
					require.Equal(t, to.NRCellID, m.To.NRCellID)
					require.Equal(t, []uint8{s.ID}, m.Sessions)
				}
				require.Len(t, events[event.AMFLocationChanged](amfs), len(path))
				requests, commands := events[event.AMFHandoverRequest](amfs), events[event.AMFHandoverCommand](amfs)
				if n2 {
					require.Len(t, requests, len(path))
					require.Len(t, commands, len(path))
					require.NotEmpty(t, requests[0].SourceToTarget)
					require.NotEmpty(t, requests[0].TargetToSource)
					require.Equal(t, requests[0].TargetToSource, commands[0].TargetToSource)
					require.Equal(t, event.NGAPCause{Group: event.CauseRadioNetwork, Value: 16}, requests[0].Cause)
					require.Len(t, requests[0].Sessions, 1)
				} else {
					require.Empty(t, requests)
					require.Empty(t, commands)
				}
				changes := events[event.SMFPDUSessionModified](smfs)
				require.Len(t, changes, len(path))
				tunnels := map[event.FTEID]bool{}
				for _, c := range changes {
					require.Equal(t, event.HandoverCompleted, c.Handover)
					require.False(t, c.Deactivated)
					require.False(t, tunnels[c.Session.DownlinkN3])
					tunnels[c.Session.DownlinkN3] = true
				}
				require.NoError(t, u.Deregister(ctx, false))
				for _, cell := range []string{"c1", "far", "third"} {
					require.Eventually(t, func() bool { return lab.Network("nl").GNB(cell).Connections() == 0 }, 5*time.Second, time.Millisecond)
				}
				require.Eventually(t, func() bool { return lab.Network("nl").AMF().Stats().Connections == 0 }, 5*time.Second, time.Millisecond)
			})
		}
	}
}

// up says that the first phone's session has its tunnels.
func up(lab *sim.Lab) bool {
	for _, s := range lab.UE("anna").Sessions() {
		return s.Host != nil
	}
	return false
}

// TestHandoverRefused plays what goes wrong: the phone stays, or loses its user plane but not its session.
func TestHandoverRefused(t *testing.T) {
	for _, n2 := range []bool{false, true} {
		t.Run(fmt.Sprintf("n2 %v", n2), func(t *testing.T) {
			cfg := handoverConfig(n2, sim.LocalBreakout)
			cfg.SMFTimers.T1, cfg.SMFTimers.N1 = 30*time.Millisecond, 2
			lab, ctx := start(t, cfg)
			smfs := &journal{}
			lab.Network("nl").SMFEvents.Subscribe(smfs)
			server, err := lab.Network("nl").Server("web")
			require.NoError(t, err)
			echo(t, server, "nl.n6")
			at := server.Addr("nl.n6")
			u := register(t, lab, "anna")
			require.ErrorIs(t, u.Handover(ctx, "far"), gnb.ErrNoSession)
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			exchange(t, ctx, s, at)

			require.ErrorIs(t, u.Handover(ctx, "nowhere"), gnb.ErrNoCell)
			lab.Network("nl").GNB("far").Admit(false)
			x := streams(t, s, server, at, time.Millisecond)
			x.flows(20)
			require.ErrorIs(t, u.Handover(ctx, "far"), gnb.ErrHandover)
			x.complete(true)
			require.Zero(t, lab.Network("nl").GNB("far").Connections())
			require.Empty(t, events[event.SMFPDUSessionModified](smfs))
			// Elsewhere it can go, and back when there is room.
			require.NoError(t, u.Handover(ctx, "third"))
			lab.Network("nl").GNB("far").Admit(true)
			require.NoError(t, u.Handover(ctx, "far"))
			exchange(t, ctx, s, at)
			// An idle phone is not handed over.
			require.NoError(t, u.Release(ctx))
			require.ErrorIs(t, u.Handover(ctx, "c1"), ue.ErrIdle)
			require.NoError(t, u.Service(ctx))
			exchange(t, ctx, s, at)

			// The UPF does not answer.
			before := len(events[event.SMFProcedureFailed](smfs))
			require.NoError(t, lab.Network("nl").UPF().Close())
			err = u.Handover(ctx, "third")
			if n2 {
				require.NoError(t, err, "the phone is there, its session has no user plane")
			} else {
				require.ErrorIs(t, err, gnb.ErrHandover)
				require.Nil(t, u.Connection())
			}
			failed := waitFor[event.SMFProcedureFailed](t, smfs, before+1)[before]
			require.Equal(t, event.PDUSessionModification, failed.Procedure)
			require.Equal(t, uint8(38), failed.Cause)
			require.Len(t, u.Sessions(), 1)
			require.NoError(t, u.Deregister(ctx, true))
		})
	}
}

// TestHandoverInWireshark has tshark look at handovers of both kinds.
func TestHandoverInWireshark(t *testing.T) {
	for _, n2 := range []bool{false, true} {
		file := filepath.Join(t.TempDir(), "capture.pcapng")
		f, err := os.Create(file)
		require.NoError(t, err)
		w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
		require.NoError(t, err)
		cfg := handoverConfig(n2, sim.LocalBreakout)
		nl := cfg.Networks["nl"]
		nl.NEAOrder = []uint8{0}
		cfg.Networks["nl"] = nl
		cfg.KeyLog = w.Secrets()
		cfg.Tap = func(link string) fabric.Tap {
			tap, err := w.PacketInterface(link)
			require.NoError(t, err)
			return tap
		}
		t.Run("play", func(t *testing.T) {
			lab, ctx := start(t, cfg)
			server, err := lab.Network("nl").Server("web")
			require.NoError(t, err)
			u := register(t, lab, "anna")
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			x := streams(t, s, server, server.Addr("nl.n6"), 500*time.Microsecond)
			for _, cell := range []string{"far", "third", "c1"} {
				x.flows(5)
				require.NoError(t, u.Handover(ctx, cell))
			}
			x.flows(5)
			lab.Network("nl").GNB("far").Admit(false)
			require.ErrorIs(t, u.Handover(ctx, "far"), gnb.ErrHandover)
			x.complete(true)
			require.NoError(t, u.Deregister(ctx, false))
		})
		require.NoError(t, w.Close())
		require.NoError(t, f.Close())
		null := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE"}
		bad := judge.Tshark(t, append(null, "-Y", "(ngap || pfcp || gtp || http2) && (_ws.malformed || "+
			"_ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)",
			"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.protocols", "-e", "_ws.expert.message")...)
		require.Empty(t, bad, "tshark finds errors")
		count := func(filter string) int {
			return strings.Count(judge.Tshark(t, append(null, "-Y", filter, "-T", "fields", "-e", "frame.number")...), "\n")
		}
		if n2 {
			// HANDOVER REQUIRED and its answers, with RRC in the containers.
			require.Equal(t, 4, count("ngap.HandoverRequired_element"))
			require.Equal(t, 3, count("ngap.HandoverCommand_element"))
			require.Equal(t, 3, count("ngap.HandoverNotify_element"))
			require.Equal(t, 1, count("ngap.HandoverFailure_element"))
			require.Equal(t, 1, count("ngap.HandoverPreparationFailure_element"))
			require.NotZero(t, count("nr-rrc.reconfigurationWithSync_element"))
		} else {
			require.Equal(t, 3, count("ngap.PathSwitchRequest_element"))
			require.Equal(t, 3, count("ngap.PathSwitchRequestAcknowledge_element"))
		}
		// One end marker of the UPF for each change, and what was forwarded on Xn ends with one too.
		require.Equal(t, 3, count(`frame.interface_name == "nl.n3" && gtp.message == 0xfe`))
		require.Equal(t, 3, count(`frame.interface_name == "nl.xn" && gtp.message == 0xfe`))
	}
}
