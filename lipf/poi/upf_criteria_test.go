package poi_test

import (
	"fmt"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// TestUPFCriteria plays every criterion against packets of an anchor UPF and of a V-UPF: up and down name the message
// that is copied, "" none.
func TestUPFCriteria(t *testing.T) {
	ext := func(x lipf.UPFLIT3Target) lipf.TargetIdentifier { return lipf.UPFLIT3Identifier(x) }
	text := func(kind lipf.TargetType, v string) lipf.TargetIdentifier {
		return lipf.TargetIdentifier{Type: kind, Value: v}
	}
	u32 := func(v uint32) *uint32 { return &v }
	fteid := func(teid uint32, a netip.Addr) lipf.TargetIdentifier {
		return ext(lipf.UPFLIT3Target{FTEID: &lipf.FTEID{TEID: teid, IPv4: a}})
	}
	type ids = []lipf.TargetIdentifier
	in, out := ext(lipf.UPFLIT3Target{GTPTunnelDirection: lipf.TunnelInbound}), ext(lipf.UPFLIT3Target{GTPTunnelDirection: lipf.TunnelOutbound})
	cases := []struct {
		name                           string
		targets                        ids
		anchorUp, anchorDown           string // "in", "out"
		visitedUp, visitedDown, asIPv6 string
	}{
		{"FSEID", ids{fseid(7)}, "in", "out", "out", "in", "in"},
		{"FSEID without address", ids{ext(lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: 7}})}, "in", "out", "out", "in", "in"},
		{"FSEID of another UPF", ids{ext(lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: 7, IPv4: upfN3}})}, "", "", "", "", ""},
		{"two FSEIDs", ids{fseid(70), fseid(7)}, "in", "out", "out", "in", "in"},
		{"FSEIDs in one extension", ids{lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: 70}}, lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: 7}})}, "in", "out", "out", "in", "in"},
		{"another FSEID", ids{fseid(70)}, "", "", "", "", ""},
		{"N3", ids{fseid(7), instance("n3")}, "in", "out", "in", "out", "in"},
		{"N9", ids{fseid(7), instance("n9")}, "", "", "out", "in", ""},
		{"N3 or N9", ids{fseid(7), instance("n9"), instance("n3")}, "in", "out", "out", "in", "in"},
		{"labels", ids{fseid(7), instance("\x02n3")}, "in", "out", "in", "out", "in"},
		{"data network", ids{fseid(7), instance("internet")}, "in", "out", "", "", "in"},
		{"Inbound", ids{fseid(7), in}, "in", "", "in", "in", "in"},
		{"Outbound", ids{fseid(7), out}, "", "out", "out", "out", ""},
		{"Inbound or Outbound", ids{fseid(7), in, out}, "in", "out", "out", "in", "in"},
		{"Inbound on N9", ids{fseid(7), in, instance("n9")}, "", "", "", "in", ""},
		{"PDRID", ids{fseid(7), ext(lipf.UPFLIT3Target{PDRID: u32(1)})}, "in", "", "out", "", "in"},
		{"two PDRIDs", ids{fseid(7), ext(lipf.UPFLIT3Target{PDRID: u32(1)}), ext(lipf.UPFLIT3Target{PDRID: u32(2)})}, "in", "out", "out", "in", "in"},
		{"PDR", ids{fseid(7), ext(lipf.UPFLIT3Target{PDR: []byte{0, 56, 0, 2, 0, 2}})}, "", "out", "", "in", ""},
		{"second QERID", ids{fseid(7), ext(lipf.UPFLIT3Target{QERID: u32(5)})}, "in", "out", "out", "in", "in"},
		{"another QERID", ids{fseid(7), ext(lipf.UPFLIT3Target{QERID: u32(6)})}, "", "", "", "", ""},
		{"F-TEID of the UPF on N3", ids{fteid(7, upfN3)}, "in", "", "in", "", "in"},
		{"F-TEID of the gNB", ids{fteid(0x1007, gnbN3)}, "", "out", "", "out", ""},
		{"both F-TEIDs of N3", ids{fteid(7, upfN3), fteid(0x1007, gnbN3)}, "in", "out", "in", "out", "in"},
		{"both F-TEIDs of N9", ids{fteid(0x2007, hupfN9), fteid(0x3007, upfN9)}, "", "", "out", "in", ""},
		{"F-TEID without address", ids{ext(lipf.UPFLIT3Target{FTEID: &lipf.FTEID{TEID: 7}})}, "in", "", "in", "", "in"},
		{"F-TEID at another address", ids{fteid(7, gnbN3)}, "", "", "", "", ""},
		{"F-TEID, not of this session", ids{fteid(8, upfN3), fseid(7)}, "", "", "", "", ""},
		{"F-TEID of N3, but N9", ids{fteid(7, upfN3), instance("n9")}, "", "", "", "", ""},
		{"UE address", ids{lipf.AddressTarget(ueAddr)}, "in", "out", "out", "in", ""},
		{"UE addresses", ids{lipf.AddressTarget(ueAddr), lipf.AddressTarget(ue6)}, "in", "out", "out", "in", "in"},
		{"another of the /64", ids{lipf.AddressTarget(netip.MustParseAddr("2001:db8:45:7::99"))}, "", "", "", "", "in"},
		{"address of a server", ids{lipf.AddressTarget(webAddr)}, "", "", "", "", ""},
		{"TCP port of the server", ids{fseid(7), text(lipf.TCPPortTarget, "80")}, "in", "out", "out", "in", ""},
		{"TCP port of the UE", ids{fseid(7), text(lipf.TCPPortTarget, "1000")}, "in", "out", "out", "in", ""},
		{"another TCP port", ids{fseid(7), text(lipf.TCPPortTarget, "81")}, "", "", "", "", ""},
		{"UDP port", ids{fseid(7), text(lipf.UDPPortTarget, "80")}, "", "", "", "", "in"},
		{"all", ids{fseid(7), instance("n3"), in, ext(lipf.UPFLIT3Target{PDRID: u32(1)}), ext(lipf.UPFLIT3Target{QERID: u32(1)}), fteid(7, upfN3),
			lipf.AddressTarget(ueAddr), text(lipf.TCPPortTarget, "80")}, "in", "", "in", "", ""},
	}
	r := newUPFRig(t)
	u, c := r.ccPOI(nil)
	up, down := ipPacket(ueAddr, webAddr, 6, 1000, 80, nil), ipPacket(webAddr, ueAddr, 6, 80, 1000, nil)
	packets := []*event.UPFPacket{anchor(7, true, up), anchor(7, false, down), visited(7, true, up), visited(7, false, down), anchor(7, true, ipPacket(ue6, web6, 17, 1000, 80, nil))}
	n := 0
	for _, k := range cases {
		t.Run(k.name, func(t *testing.T) {
			r.call(c, x1.ActivateTask{Task: r.task(10, 0x77, k.targets...)})
			defer r.call(c, x1.DeactivateTask{XID: uuid(10)})
			var want []string
			for i, w := range []string{k.anchorUp, k.anchorDown, k.visitedUp, k.visitedDown, k.asIPv6} {
				u.Packet(packets[i])
				switch w {
				case "in":
					want = append(want, fmt.Sprintf("%x", packets[i].Received))
				case "out":
					want = append(want, fmt.Sprintf("%x", packets[i].Sent))
				}
			}
			require.NoError(t, u.Drain(t.Context()))
			require.EqualValues(t, n+len(want), u.Stats().PDUs)
			var got []string
			for _, p := range r.md.wait(t, n+len(want))[n:] {
				got = append(got, fmt.Sprintf("%x", p.Payload))
			}
			require.Equal(t, want, got)
			n += len(want)
		})
	}
}

// TestUPFOnlyTheTarget plays random packets of random sessions against random tasks: each task gets what a plain reading of
// its criteria says, in order, once, and no packet of another session.
func TestUPFOnlyTheTarget(t *testing.T) {
	r := newUPFRig(t)
	u, c := r.ccPOI(nil)
	received := 0
	for seed := range uint64(60) {
		g := rand.New(rand.NewPCG(seed, 2))
		type task struct {
			seids, teids []uint64
			ues          []netip.Addr
			instance     string
			want         []string
		}
		tasks := map[lipf.UUID]*task{}
		ueOf := func(seid uint64) netip.Addr { return netip.AddrFrom4([4]byte{10, 45, 0, byte(seid)}) }
		for i := range 1 + g.IntN(6) {
			k := &task{}
			var ids []lipf.TargetIdentifier
			for len(ids) == 0 {
				for range g.IntN(3) {
					s := 1 + g.Uint64N(5)
					if !slices.Contains(k.seids, s) {
						k.seids, ids = append(k.seids, s), append(ids, fseid(s))
					}
				}
				if g.IntN(3) == 0 {
					s := 1 + g.Uint64N(5) + []uint64{0, 0x1000}[g.IntN(2)]
					k.teids, ids = append(k.teids, s), append(ids, lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FTEID: &lipf.FTEID{TEID: uint32(s)}}))
				}
				if g.IntN(3) == 0 {
					a := ueOf(1 + g.Uint64N(5))
					k.ues, ids = append(k.ues, a), append(ids, lipf.AddressTarget(a))
				}
			}
			if g.IntN(4) == 0 {
				k.instance = []string{"n3", "n9"}[g.IntN(2)]
				ids = append(ids, instance(k.instance))
			}
			g.Shuffle(len(ids), func(a, b int) { ids[a], ids[b] = ids[b], ids[a] })
			l := r.task(byte(10+i), uint64(i+1), ids...)
			r.call(c, x1.ActivateTask{Task: l})
			tasks[*l.ProductID] = k
		}
		total := 0
		for n := range 200 {
			s, way := 1+g.Uint64N(5), g.IntN(2) == 0
			ue, other := ueOf(s), ueOf(1+g.Uint64N(5)) // UEs talk to each other
			inner := ipPacket(ue, other, 17, uint16(n), 9, nil)
			if !way {
				inner = ipPacket(other, ue, 17, uint16(n), 9, nil)
			}
			p := anchor(s, way, inner)
			message, teid := p.Received, s
			if !way {
				message, teid = p.Sent, s+0x1000
			}
			for _, k := range tasks {
				if (len(k.seids) == 0 || slices.Contains(k.seids, s)) && (len(k.teids) == 0 || slices.Contains(k.teids, teid)) &&
					(len(k.ues) == 0 || slices.Contains(k.ues, ue)) && k.instance != "n9" {
					k.want = append(k.want, fmt.Sprintf("%x", message))
					total++
				}
			}
			u.Packet(p)
		}
		require.NoError(t, u.Drain(t.Context()))
		got := map[x2x3.UUID][]string{}
		for _, p := range r.md.wait(t, received+total)[received:] {
			require.EqualValues(t, len(got[p.XID]), p.SequenceNumber.Value, "seed %d", seed)
			got[p.XID] = append(got[p.XID], fmt.Sprintf("%x", p.Payload))
		}
		received += total
		require.EqualValues(t, received, u.Stats().PDUs)
		for xid, k := range tasks {
			require.Equal(t, k.want, got[x2x3.UUID(xid)], "seed %d", seed)
		}
		r.call(c, x1.DeactivateAllTasks{})
	}
	require.Greater(t, received, 5000)
}

// TestUPFConcurrent forwards packets of both directions of several sessions from several goroutines while tasks come, change
// and go. Within one direction the order stays, numbers have no gaps, and after the end of a task there is nothing.
func TestUPFConcurrent(t *testing.T) {
	r := newUPFRig(t)
	u, c := r.ccPOI(nil)
	work := make(chan struct{}, 10000) // one a packet
	var wg sync.WaitGroup
	for s := range uint64(4) {
		for _, up := range []bool{true, false} {
			wg.Go(func() {
				n := 0
				for range work {
					u.Packet(anchor(1+s/2, up, ipPacket(ueAddr, webAddr, 17, uint16(s), uint16(n), nil)))
					n++
				}
			})
		}
	}
	for i := range 20 {
		a, b := r.task(10, uint64(2*i+1), fseid(1)), r.task(11, uint64(2*i+2), fseid(2))
		for _, body := range []x1.Request{x1.ActivateTask{Task: a}, x1.ActivateTask{Task: b},
			x1.ModifyTask{Task: r.task(11, uint64(2*i+2), fseid(2), instance("n3"))}, x1.DeactivateTask{XID: a.XID}, x1.DeactivateTask{XID: b.XID}} {
			for range 500 {
				work <- struct{}{}
			}
			r.call(c, body)
		}
	}
	close(work)
	wg.Wait()
	before := u.Stats()
	for range 1000 {
		u.Packet(anchor(1, true, ipPacket(ueAddr, webAddr, 17, 1, 1, nil)))
	}
	require.Equal(t, before.PDUs, u.Stats().PDUs)
	require.NoError(t, u.Drain(t.Context()))
	require.Zero(t, u.Stats().Lost)
	type key struct {
		xid         x2x3.UUID
		correlation uint64
	}
	next := map[key]uint32{}
	last := map[string]int{}
	all := r.md.wait(t, int(u.Stats().PDUs))
	require.Greater(t, len(all), 1000)
	for _, p := range all {
		k := key{p.XID, p.CorrelationID}
		require.Equal(t, next[k], p.SequenceNumber.Value)
		next[k]++
		seid := uint64(1)
		if p.XID == x2x3.UUID(uuid(111)) {
			seid = 2
		}
		inner := p.Payload[16:]
		teid := uint32(p.Payload[4])<<24 | uint32(p.Payload[5])<<16 | uint32(p.Payload[6])<<8 | uint32(p.Payload[7])
		require.Contains(t, []uint32{uint32(seid), uint32(seid) + 0x1000}, teid)
		flow := strings.Join([]string{fmt.Sprint(p.XID, p.Direction), fmt.Sprint(inner[21])}, " ")
		n := int(inner[22])<<8 | int(inner[23])
		if had, ok := last[flow]; ok {
			require.Less(t, had, n)
		}
		last[flow] = n
	}
}
