package sim_test

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
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
	"lilab/sim/gnb"
	"lilab/sim/smf"
	"lilab/sim/ue"
	"lilab/sim/upf"
)

// passed counts the packets that UPFs forward, by UPF and the reference points between which they do.
type passed struct {
	mu sync.Mutex
	by map[string]map[[2]upf.Interface]int
}

func watch(n *sim.Network) *passed {
	p := &passed{by: map[string]map[[2]upf.Interface]int{}}
	for i, u := range n.UPFs() {
		name := n.UPFNFs[i].FQDN[:4]
		p.by[name] = map[[2]upf.Interface]int{}
		u.Subscribe(upf.ObserverFunc(func(x *upf.Packet) {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.by[name][[2]upf.Interface{x.From, x.To}]++
		}))
	}
	return p
}

// since returns the counters of a UPF and sets them to zero.
func (p *passed) since(name string) map[[2]upf.Interface]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	out := p.by[name]
	p.by[name] = map[[2]upf.Interface]int{}
	return out
}

// settles waits until nothing goes through a UPF in a way any more: what was on its way has passed.
func (p *passed) settles(t testing.TB, x *stream, name string, way [2]upf.Interface) {
	t.Helper()
	require.Eventually(t, func() bool {
		p.since(name)
		before := x.arrived[0].Load()
		for end := time.Now().Add(time.Second); x.arrived[0].Load() < before+20 && time.Now().Before(end); {
			time.Sleep(time.Millisecond)
		}
		return p.since(name)[way] == 0
	}, 10*time.Second, time.Millisecond)
}

var (
	n3n6, n6n3 = [2]upf.Interface{upf.N3, upf.N6}, [2]upf.Interface{upf.N6, upf.N3}
	n3n9, n9n3 = [2]upf.Interface{upf.N3, upf.N9}, [2]upf.Interface{upf.N9, upf.N3}
	n9n6, n6n9 = [2]upf.Interface{upf.N9, upf.N6}, [2]upf.Interface{upf.N6, upf.N9}
)

// areas gives the visited network three gNBs in tracking areas of their own.
func areas(n2 bool, route sim.Route, change func(*sim.NetworkConfig)) sim.Config {
	cfg := handoverConfig(n2, route)
	nl := cfg.Networks["nl"]
	nl.Cells = map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}, "far": {TAC: 3, NRCellID: 1 << 30}, "third": {TAC: 4, NRCellID: 1 << 31}}
	change(&nl)
	cfg.Networks["nl"] = nl
	return cfg
}

// nothingLeft says that nobody has a session any more.
func nothingLeft(t testing.TB, lab *sim.Lab) {
	t.Helper()
	for _, name := range []string{"nl", "de"} {
		for i, s := range lab.Network(name).SMFs() {
			require.Eventually(t, func() bool { return s.Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond, "%s: SMF %d", name, i+1)
		}
		for i, u := range lab.Network(name).UPFs() {
			require.Eventually(t, func() bool { return u.Sessions() == 0 }, 5*time.Second, time.Millisecond, "%s: UPF %d", name, i+1)
		}
	}
}

// TestIntermediateUPF hands a phone over to places that its anchor does not serve: intermediate UPFs are put into the path, changed and
// taken out again, and nothing is lost.
func TestIntermediateUPF(t *testing.T) {
	for _, n2 := range []bool{false, true} {
		t.Run(fmt.Sprintf("n2 %v", n2), func(t *testing.T) {
			lab, ctx := start(t, areas(n2, sim.LocalBreakout, func(nl *sim.NetworkConfig) {
				nl.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1}}, {Name: "upf2", TACs: []uint32{3}, Intermediate: true}, {Name: "upf3", TACs: []uint32{4}, Intermediate: true}}
			}))
			nl := lab.Network("nl")
			smfs := &journal{}
			nl.SMFEvents.Subscribe(smfs)
			packets := watch(nl)
			server, err := nl.Server("web")
			require.NoError(t, err)
			echo(t, server, "nl.n6")
			at := server.Addr("nl.n6")
			u := register(t, lab, "anna")
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4v6})
			require.NoError(t, err)
			exchange(t, ctx, s, at)

			x := streams(t, s, server, at, time.Millisecond)
			loading := make(chan struct{})
			go func() { defer close(loading); exchange(t, ctx, s, at) }()
			for _, step := range []struct{ cell, between string }{{"far", "upf2"}, {"third", "upf3"}, {"c1", ""}, {"third", "upf3"}, {"far", "upf2"}, {"third", "upf3"}, {"c1", ""}} {
				x.flows(20)
				require.NoError(t, u.Handover(ctx, step.cell))
				x.flows(20)
				if step.between == "" {
					packets.settles(t, x, "upf1", n9n6)
				} else {
					packets.settles(t, x, "upf1", n3n6)
				}
				for _, name := range []string{"upf1", "upf2", "upf3"} {
					packets.since(name)
				}
				x.flows(20)
				own := packets.since("upf1")
				all := events[event.SMFPDUSessionModified](smfs)
				now := all[len(all)-1].Session
				require.Equal(t, nl.UPFNFs[0], now.UPF)
				if step.between == "" {
					require.Empty(t, now.Path)
					require.NotZero(t, own[n3n6])
					require.NotZero(t, own[n6n3])
					require.Zero(t, own[n9n6])
					continue
				}
				require.Len(t, now.Path, 1)
				require.Equal(t, event.IntermediateUPF, now.Path[0].Role)
				require.Equal(t, step.between, now.Path[0].NF.FQDN[:4])
				require.Equal(t, now.UplinkN3, now.Path[0].UplinkN3)
				require.NotZero(t, own[n9n6])
				require.NotZero(t, own[n6n9])
				require.Zero(t, own[n3n6])
				between := packets.since(step.between)
				require.NotZero(t, between[n3n9])
				require.NotZero(t, between[n9n3])
			}
			<-loading
			x.complete(false)
			for _, a := range server.Addrs("nl.n6") {
				exchange(t, ctx, s, a)
			}
			// It also goes there while it is idle.
			require.NoError(t, u.Release(ctx))
			require.NoError(t, u.Move(ctx, "far"))
			require.NoError(t, u.Service(ctx))
			exchange(t, ctx, s, at)
			require.NotZero(t, packets.since("upf2")[n3n9])
			require.NoError(t, u.Move(ctx, "third"))
			exchange(t, ctx, s, at)
			require.NotZero(t, packets.since("upf3")[n3n9])
			require.NoError(t, s.Close(ctx))
			gone := waitFor[event.SMFPDUSessionReleased](t, smfs, 1)[0]
			require.Greater(t, gone.UplinkOctets, uint64(700_000))
			// One that begins there has an intermediate UPF from the beginning.
			s, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv6})
			require.NoError(t, err)
			for _, a := range server.Addrs("nl.n6") {
				if a.Is6() {
					exchange(t, ctx, s, a)
				}
			}
			require.Len(t, waitFor[event.SMFPDUSessionEstablished](t, smfs, 2)[1].Session.Path, 1)
			require.NoError(t, u.Deregister(ctx, false))
			nothingLeft(t, lab)
			require.Empty(t, events[event.SMFProcedureFailed](smfs))
		})
	}
}

// TestVisitedChange hands a phone with a home-routed session over to another V-UPF, and to another V-SMF: the session goes on.
func TestVisitedChange(t *testing.T) {
	for _, smfs := range []int{1, 2} {
		for _, n2 := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d SMFs, n2 %v", smfs, n2), func(t *testing.T) {
				lab, ctx := start(t, areas(n2, sim.HomeRouted, func(nl *sim.NetworkConfig) {
					nl.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1}}, {Name: "upf2", TACs: []uint32{3, 4}}}
					if smfs == 2 {
						nl.SMFs = []sim.SMF{{Name: "smf1", TACs: []uint32{1}, UPFs: []string{"upf1"}}, {Name: "smf2", TACs: []uint32{3, 4}, UPFs: []string{"upf2"}}}
					}
				}))
				nl, de := lab.Network("nl"), lab.Network("de")
				visited, home := &journal{}, &journal{}
				nl.SMFEvents.Subscribe(visited)
				de.SMFEvents.Subscribe(home)
				packets := watch(nl)
				server, err := de.Server("web")
				require.NoError(t, err)
				echo(t, server, "de.n6")
				at := server.Addr("de.n6")
				u := register(t, lab, "anna")
				s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
				require.NoError(t, err)
				exchange(t, ctx, s, at)

				x := streams(t, s, server, at, time.Millisecond)
				loading := make(chan struct{})
				go func() { defer close(loading); exchange(t, ctx, s, at) }()
				changes := 0
				for i, step := range []struct {
					cell, upf string
					changes   bool
				}{{"far", "upf2", true}, {"third", "upf2", false}, {"c1", "upf1", true}, {"third", "upf2", true}, {"c1", "upf1", true}} {
					x.flows(20)
					require.NoError(t, u.Handover(ctx, step.cell), "step %d", i)
					x.flows(20)
					other := map[string]string{"upf1": "upf2", "upf2": "upf1"}[step.upf]
					packets.settles(t, x, other, n3n9)
					packets.since(step.upf)
					x.flows(20)
					require.NotZero(t, packets.since(step.upf)[n3n9])
					if step.changes {
						changes++
						h := waitFor[event.SMFPDUSessionModified](t, home, changes)[changes-1].Session
						require.True(t, h.VisitedN9.Addr.IsValid())
						require.Equal(t, event.HomeSMF, h.Role)
					}
				}
				<-loading
				x.complete(false)
				if smfs == 2 {
					established := waitFor[event.SMFPDUSessionEstablished](t, visited, 1+changes)
					for i, e := range established {
						require.Equal(t, nl.SMFNFs[i%2], e.NF, "each V-SMF tells of its own")
						require.Equal(t, established[0].Session.HSMFURI, e.Session.HSMFURI)
						require.Equal(t, established[0].Session.Addresses, e.Session.Addresses)
						if i > 0 {
							require.Equal(t, event.ExistingPDUSession, e.Session.RequestType)
						}
					}
					for _, e := range waitFor[event.SMFPDUSessionReleased](t, visited, changes) {
						require.True(t, e.Continued)
					}
				}
				// And while it is idle.
				require.NoError(t, u.Release(ctx))
				require.NoError(t, u.Move(ctx, "far"))
				require.NoError(t, u.Service(ctx))
				exchange(t, ctx, s, at)
				require.NotZero(t, packets.since("upf2")[n3n9])
				require.NoError(t, u.Deregister(ctx, false))
				waitFor[event.SMFPDUSessionReleased](t, home, 1)
				nothingLeft(t, lab)
				require.Empty(t, events[event.SMFProcedureFailed](visited))
			})
		}
	}
}

// TestUplinkClassifier has what goes to a prefix leave near the phone, and the rest at the anchor; the phone knows nothing of it.
func TestUplinkClassifier(t *testing.T) {
	for _, n2 := range []bool{false, true} {
		lab, ctx := start(t, areas(n2, sim.LocalBreakout, func(nl *sim.NetworkConfig) {
			nl.UPFs = []sim.UPF{{Name: "upf1"}, {Name: "edge", TACs: []uint32{3}, Local: map[string]netip.Prefix{"internet": netip.MustParsePrefix("172.20.3.0/24")}}}
		}))
		nl := lab.Network("nl")
		smfs := &journal{}
		nl.SMFEvents.Subscribe(smfs)
		packets := watch(nl)
		web, err := nl.Server("web")
		require.NoError(t, err)
		echo(t, web, "nl.n6")
		near, err := nl.LocalServer("edge", "cache")
		require.NoError(t, err)
		echo(t, near, nl.LocalN6("edge"))
		far, here := web.Addr("nl.n6"), near.Addr(nl.LocalN6("edge"))
		require.Equal(t, "172.20.3", here.String()[:8])
		u := register(t, lab, "anna")
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		other, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "ims"})
		require.NoError(t, err)
		addresses := s.Addresses
		exchange(t, ctx, s, far)
		require.Empty(t, packets.since("edge"))

		x := streams(t, s, web, far, time.Millisecond)
		for _, cell := range []string{"far", "third", "far"} {
			x.flows(20)
			require.NoError(t, u.Handover(ctx, cell))
		}
		x.complete(false)
		require.Equal(t, addresses, s.Addresses)
		packets.since("edge")
		packets.since("upf1")
		exchange(t, ctx, s, here)
		edge := packets.since("edge")
		require.Greater(t, edge[n3n6], 50)
		require.Greater(t, edge[n6n3], 50)
		require.Zero(t, edge[n3n9])
		require.Empty(t, packets.since("upf1"), "the anchor sees nothing of it")
		exchange(t, ctx, s, far)
		edge, own := packets.since("edge"), packets.since("upf1")
		require.NotZero(t, edge[n3n9])
		require.NotZero(t, edge[n9n3])
		require.Less(t, edge[n3n6], 5, "at most the end of the connection before")
		require.InDelta(t, edge[n3n9], own[n9n6], 5)
		require.InDelta(t, edge[n9n3], own[n6n9], 5)
		packets.since("edge")
		exchange(t, ctx, other, far)
		require.Zero(t, packets.since("edge")[n3n6], "the other data network has no local one")
		all := events[event.SMFPDUSessionModified](smfs)
		var path []event.SMFPathUPF
		for _, e := range all {
			if e.Session.ID == s.ID {
				path = e.Session.Path
			}
		}
		require.Len(t, path, 1)
		require.Equal(t, event.UplinkClassifier, path[0].Role)
		require.Equal(t, "172.20.3.0/24", path[0].Local.String())
		require.NoError(t, s.Close(ctx))
		gone := waitFor[event.SMFPDUSessionReleased](t, smfs, 1)[0]
		require.Greater(t, gone.UplinkOctets, uint64(3*140_000), "what left at both")
		require.NoError(t, u.Deregister(ctx, false))
		nothingLeft(t, lab)
	}
}

// TestRelocationFails has the UPF or the V-SMF of the new place not answer: through the AMF the phone is told before it goes; over Xn it
// is there already, so it loses its user plane, but not its session.
func TestRelocationFails(t *testing.T) {
	for _, c := range []struct {
		name  string
		n2    bool
		route sim.Route
	}{{"I-UPF", false, sim.LocalBreakout}, {"I-UPF", true, sim.LocalBreakout}, {"V-UPF", false, sim.HomeRouted}, {"V-UPF", true, sim.HomeRouted},
		{"V-SMF", false, sim.HomeRouted}, {"V-SMF", true, sim.HomeRouted}} {
		t.Run(fmt.Sprintf("%s, n2 %v", c.name, c.n2), func(t *testing.T) {
			cfg := areas(c.n2, c.route, func(nl *sim.NetworkConfig) {
				nl.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1, 4}}, {Name: "upf2", TACs: []uint32{3}}}
				if c.name == "V-SMF" {
					nl.SMFs = []sim.SMF{{Name: "smf1", TACs: []uint32{1, 4}, UPFs: []string{"upf1"}}, {Name: "smf2", TACs: []uint32{3}, UPFs: []string{"upf2"}}}
				}
			})
			cfg.SMFTimers.T1, cfg.SMFTimers.N1 = 30*time.Millisecond, 2
			lab, ctx := start(t, cfg)
			nl := lab.Network("nl")
			anchor := map[sim.Route]string{sim.LocalBreakout: "nl", sim.HomeRouted: "de"}[c.route]
			server, err := lab.Network(anchor).Server("web")
			require.NoError(t, err)
			echo(t, server, anchor+".n6")
			at := server.Addr(anchor + ".n6")
			u := register(t, lab, "anna")
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			exchange(t, ctx, s, at)
			require.NoError(t, u.Handover(ctx, "third"))
			exchange(t, ctx, s, at)

			if c.name == "V-SMF" {
				require.NoError(t, nl.SMFs()[1].Close())
			} else {
				require.NoError(t, nl.UPFs()[1].Close())
			}
			require.ErrorIs(t, u.Handover(ctx, "far"), gnb.ErrHandover)
			require.Len(t, u.Sessions(), 1)
			if !c.n2 {
				require.Nil(t, u.Connection())
				require.NoError(t, u.Move(ctx, "third"))
				require.NoError(t, u.Service(ctx))
			}
			exchange(t, ctx, s, at)
			require.NoError(t, u.Handover(ctx, "c1"))
			exchange(t, ctx, s, at)
			require.NoError(t, u.Deregister(ctx, false))
			for _, name := range []string{"nl", "de"} {
				require.Eventually(t, func() bool { return lab.Network(name).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
				require.Eventually(t, func() bool { return lab.Network(name).UPF().Sessions() == 0 }, 5*time.Second, time.Millisecond)
			}
		})
	}
}

// TestMobilityInWireshark has tshark look at an uplink classifier, an intermediate UPF and a change of V-SMF.
func TestMobilityInWireshark(t *testing.T) {
	for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
		file := filepath.Join(t.TempDir(), "capture.pcapng")
		f, err := os.Create(file)
		require.NoError(t, err)
		w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
		require.NoError(t, err)
		cfg := areas(route == sim.HomeRouted, route, func(nl *sim.NetworkConfig) {
			nl.NEAOrder = []uint8{0}
			nl.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1}}, {Name: "edge", TACs: []uint32{3}, Local: map[string]netip.Prefix{"internet": netip.MustParsePrefix("172.20.3.0/24")}},
				{Name: "upf3", TACs: []uint32{4}, Intermediate: true}}
			if route == sim.HomeRouted {
				nl.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1}}, {Name: "upf2", TACs: []uint32{3, 4}}}
				nl.SMFs = []sim.SMF{{Name: "smf1", TACs: []uint32{1}, UPFs: []string{"upf1"}}, {Name: "smf2", TACs: []uint32{3, 4}, UPFs: []string{"upf2"}}}
			}
		})
		cfg.KeyLog = w.Secrets()
		cfg.Tap = func(link string) fabric.Tap {
			tap, err := w.PacketInterface(link)
			require.NoError(t, err)
			return tap
		}
		t.Run("play", func(t *testing.T) {
			lab, ctx := start(t, cfg)
			anchor := map[sim.Route]string{sim.LocalBreakout: "nl", sim.HomeRouted: "de"}[route]
			server, err := lab.Network(anchor).Server("web")
			require.NoError(t, err)
			echo(t, server, anchor+".n6")
			at := server.Addr(anchor + ".n6")
			u := register(t, lab, "anna")
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			if route == sim.LocalBreakout {
				near, err := lab.Network("nl").LocalServer("edge", "cache")
				require.NoError(t, err)
				echo(t, near, "nl.edge.n6")
				require.NoError(t, u.Handover(ctx, "far"))
				exchange(t, ctx, s, near.Addr("nl.edge.n6"))
			}
			for _, cell := range []string{"third", "c1"} {
				require.NoError(t, u.Handover(ctx, cell))
				exchange(t, ctx, s, at)
			}
			require.NoError(t, u.Deregister(ctx, false))
			nothingLeft(t, lab)
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
		if route == sim.LocalBreakout {
			require.NotZero(t, count(`frame.interface_name == "nl.n4" && pfcp.flow_desc contains "172.20.3.0/24"`))
			require.Equal(t, 3, count(`frame.interface_name == "nl.edge.n6" && udp.dstport == 7`))
			require.Zero(t, count(`frame.interface_name == "nl.n9" && ip.addr == 172.20.3.0/24`))
			require.NotZero(t, count(`frame.interface_name == "nl.n9" && gtp.message == 0xff`))
			// The old intermediate UPF hands end markers of the anchor on.
			require.NotZero(t, count(`frame.interface_name == "nl.n9" && gtp.message == 0xfe`))
			continue
		}
		require.NotZero(t, count(`frame.interface_name == "nl.sbi.tls" && http2.headers.path contains "/retrieve"`))
		require.NotZero(t, count(`frame.interface_name == "nl-de.n32.tls" && http2.headers.path contains "/pdu-sessions/" && http2.headers.path contains "/modify"`))
		require.Equal(t, 2, count(`frame.interface_name == "nl-de.n9" && gtp.message == 0xfe`))
	}
}

// TestFlowsMove adds and removes QoS flows while the path of the session changes: behind an intermediate UPF, and at another V-SMF.
func TestFlowsMove(t *testing.T) {
	for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
		t.Run(string(route), func(t *testing.T) {
			lab, ctx := start(t, areas(false, route, func(nl *sim.NetworkConfig) {
				nl.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1}}, {Name: "upf2", TACs: []uint32{3, 4}}}
				if route == sim.HomeRouted {
					nl.SMFs = []sim.SMF{{Name: "smf1", TACs: []uint32{1}, UPFs: []string{"upf1"}}, {Name: "smf2", TACs: []uint32{3, 4}, UPFs: []string{"upf2"}}}
				}
			}))
			anchor := map[sim.Route]string{sim.LocalBreakout: "nl", sim.HomeRouted: "de"}[route]
			server, err := lab.Network(anchor).Server("web")
			require.NoError(t, err)
			echo(t, server, anchor+".n6")
			at := server.Addr(anchor + ".n6")
			u := register(t, lab, "anna")
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			exchange(t, ctx, s, at)
			flow := func(port uint16) event.QoSFlow {
				return event.QoSFlow{FiveQI: 7, Filters: []event.PacketFilter{{Protocol: 17, LowPort: port, HighPort: port}}}
			}
			modify := func(add []event.QoSFlow, remove ...uint8) []event.QoSFlow {
				t.Helper()
				got, err := lab.Network(anchor).SMF().ModifySession(ctx, anna().SUPI, s.ID, add, remove...)
				require.NoError(t, err)
				return got
			}
			first := modify([]event.QoSFlow{flow(7)})
			var noted [2]sorter
			for i, p := range lab.Network("nl").UPFs() {
				p.Subscribe(&noted[i])
			}
			carried := func(upf int, qfi uint8) {
				t.Helper()
				noted[upf].take()
				exchange(t, ctx, s, at)
				got := noted[upf].take()
				require.NotEmpty(t, got)
				for way, all := range got {
					for _, q := range all {
						require.Equal(t, qfi, q, "%v", way)
					}
				}
			}
			carried(0, first[0].QFI)
			require.NoError(t, u.Handover(ctx, "far"))
			carried(1, first[0].QFI)
			second := modify([]event.QoSFlow{flow(9)})
			carried(1, first[0].QFI)
			modify(nil, first[0].QFI)
			carried(1, 1)
			third := modify([]event.QoSFlow{flow(7)})
			carried(1, third[0].QFI)
			require.NoError(t, u.Handover(ctx, "third"))
			carried(1, third[0].QFI)
			require.NoError(t, u.Handover(ctx, "c1"))
			carried(0, third[0].QFI)
			modify(nil, second[0].QFI, third[0].QFI)
			carried(0, 1)
			require.NoError(t, u.Deregister(ctx, false))
			nothingLeft(t, lab)
		})
	}
}
