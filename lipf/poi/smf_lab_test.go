package poi_test

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ue"
	"lilab/x2x3/xiri"
)

// tapped is a UPF's session and a network instance, as packets show them.
type tapped struct {
	seid     uint64
	instance string
}

// observed is a simulated network with the LI of its SMF.
type observed struct {
	*world
	mu      sync.Mutex
	packets map[tapped]int
}

func observe(t *testing.T, n *sim.Network) *observed {
	t.Helper()
	o := &observed{packets: map[tapped]int{}}
	o.world = newWorld(t, func(c *poi.SMFConfig) { c.NF = n.SMFNF })
	t.Cleanup(n.SMFEvents.Subscribe(o.smf))
	t.Cleanup(n.UPF().Subscribe(event.UPFObserverFunc(func(p *event.UPFPacket) {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.packets[tapped{p.SEID, p.FromInstance}]++
		o.packets[tapped{p.SEID, p.ToInstance}]++
	})))
	return o
}

// await waits for so many records, and lets the judges look at them.
func (o *observed) await(n int) (rs []record) {
	o.t.Helper()
	require.Eventually(o.t, func() bool { rs = append(rs, o.drain()...); return len(rs) >= n }, 20*time.Second, time.Millisecond)
	o.judged(rs)
	return rs
}

// triggered reads the one task that the CC-POI has, and how many packets its criteria name.
func (o *observed) triggered(t *testing.T) (lipf.Task, int) {
	t.Helper()
	require.Len(t, o.cc.has(), 1)
	k := o.cc.has()[0]
	cs := criteriaOf(t, k)
	o.mu.Lock()
	defer o.mu.Unlock()
	return k, o.packets[tapped{cs[0][0].FSEID.SEID, string(cs[1][0].NetworkInstance)}]
}

// TestSMFLab has real networks: a phone at home, broken out abroad and routed home, with the LI of every SMF on the way.
func TestSMFLab(t *testing.T) {
	for _, c := range []struct {
		name, in string
		route    sim.Route
		smfs     map[string]event.SMFRole
	}{
		{"domestic", "de", sim.NoData, map[string]event.SMFRole{"de": event.AnchorSMF}},
		{"breakout", "nl", sim.LocalBreakout, map[string]event.SMFRole{"nl": event.AnchorSMF}},
		{"home routed", "nl", sim.HomeRouted, map[string]event.SMFRole{"nl": event.VisitedSMF, "de": event.HomeSMF}},
	} {
		t.Run(c.name, func(t *testing.T) {
			lab, ctx := startLab(t, c.in, c.route)
			sides := map[string]*observed{}
			xids := map[string]lipf.UUID{}
			for name := range c.smfs {
				sides[name] = observe(t, lab.Network(name))
				xids[name] = sides[name].task(lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "999700000000001"}, nil)
			}
			u := lab.UE("anna")
			r, err := u.Register(ctx, "c1")
			require.NoError(t, err)
			require.Equal(t, ue.Registered, r.Result)
			s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			for name, o := range sides {
				t.Logf("%s: trigger in place when the phone has its session: %v", name, len(o.cc.has()) == 1)
			}
			send(t, ctx, s)
			for name, role := range c.smfs {
				o := sides[name]
				// The SMF tells of the session when the AMF has answered it, which may be after the phone has its accept.
				rs := o.await(1)
				require.Equal(t, []string{"pDUSessionEstablishment"}, names(rs))
				e := rs[0].event.(*xiri.SMFPDUSessionEstablishment)
				require.Equal(t, role == event.VisitedSMF, e.HSMFURI.Set)
				require.Equal(t, s.Addresses[0], e.UEEndpoint[0].IPv4Address)
				require.Equal(t, lab.Network(c.in).PLMN.MCC, e.ServingNetwork.PLMNID.MCC)
				k, packets := o.triggered(t)
				require.Equal(t, rs[0].pdu.CorrelationID, *k.CorrelationID)
				require.Equal(t, xids[name], *k.ProductID)
				require.NotZero(t, packets, "the criteria name the packets of the session")
			}

			// The user plane is given up and comes back, over another gNB.
			require.NoError(t, u.Release(ctx))
			require.NoError(t, u.Service(ctx))
			require.Equal(t, []string{"pDUSessionModification", "pDUSessionModification"}, names(sides[c.in].await(2)))
			// A second warrant comes while the session goes on.
			sides[c.in].task(lipf.TargetIdentifier{Type: lipf.PEIIMEISV, Value: "3569380356438030"}, nil)
			require.Len(t, sides[c.in].cc.has(), 2)
			require.NoError(t, s.Close(ctx))
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "nowhere"})
			require.Error(t, err)
			for name, role := range c.smfs {
				o := sides[name]
				if role == event.HomeSMF {
					require.Equal(t, []string{"pDUSessionRelease", "unsuccessfulSMProcedure"}, names(o.await(2)))
				} else {
					// Two warrants: the second one knows the session from its start of interception on.
					require.Equal(t, []string{"startOfInterceptionWithEstablishedPDUSession", "pDUSessionRelease", "pDUSessionRelease",
						"unsuccessfulSMProcedure", "unsuccessfulSMProcedure"}, names(o.await(5)))
				}
				require.Empty(t, o.cc.has())
				require.Empty(t, o.reported())
			}
			require.NoError(t, u.Deregister(ctx, false))
		})
	}
}

func startLab(t *testing.T, in string, route sim.Route) (*sim.Lab, context.Context) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 60*time.Second)
	t.Cleanup(cancel)
	virtual, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, virtual.Close()) })
	cells := map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}}
	network := func(p event.PLMN) sim.NetworkConfig {
		return sim.NetworkConfig{PLMN: p, Cells: cells, DNNs: map[string]sim.DNN{"internet": {Types: []event.PDUSessionType{event.IPv4}}}}
	}
	lab, err := sim.New(sim.Config{
		Networks:    map[string]sim.NetworkConfig{"nl": network(nlPLMN), "de": network(dePLMN)},
		Agreements:  []sim.Agreement{{Home: "de", Visited: "nl", N32: "tls", GPSISupplied: true, Data: route}},
		Subscribers: map[string]sim.SubscriberConfig{"anna": {Home: "de", In: in, SUPI: "999700000000001", GPSI: "4915100000001", PEI: "3569380356438030", Scheme: 1}},
		Seed:        1, Fabric: virtual, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	require.NoError(t, lab.Start(ctx))
	t.Cleanup(func() { require.NoError(t, lab.Close()) })
	return lab, ctx
}

// send sends packets that nobody answers.
func send(t *testing.T, ctx context.Context, s *ue.Session) {
	t.Helper()
	p, err := s.Host.ListenPacket(ctx, netip.AddrPortFrom(s.Addresses[0], 0))
	require.NoError(t, err)
	defer p.Close()
	for i := range 5 {
		_, err = p.WriteTo(fmt.Appendf(nil, "packet %d", i), &net.UDPAddr{IP: net.IP{192, 0, 2, 1}, Port: 9})
		require.NoError(t, err)
	}
}
