package poi_test

import (
	"bytes"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// TestUPFInANetwork puts both POIs into the UPF of a simulated network: what comes through N3 is what the tasks get,
// whichever criteria name it.
func TestUPFInANetwork(t *testing.T) {
	network, session, server := dataLab(t)
	client, err := session.Host.ListenPacket(t.Context(), netip.AddrPortFrom(session.Addresses[0], 0))
	require.NoError(t, err)
	defer client.Close()
	defer server.Close()
	var mu sync.Mutex
	var seen []event.UPFPacket
	defer network.UPF().Subscribe(event.UPFObserverFunc(func(p *event.UPFPacket) {
		c := *p
		c.Received, c.Sent, c.Rule = bytes.Clone(p.Received), bytes.Clone(p.Sent), bytes.Clone(p.Rule)
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, c)
	}))()
	buf := make([]byte, 2000)
	exchange := func(n int) {
		for i := range n {
			_, err := client.WriteTo(fmt.Append(nil, "question ", i), server.LocalAddr())
			require.NoError(t, err)
			require.NoError(t, server.SetReadDeadline(time.Now().Add(patience)))
			_, from, err := server.ReadFrom(buf)
			require.NoError(t, err)
			_, err = server.WriteTo(fmt.Append(nil, "answer ", i), from)
			require.NoError(t, err)
			require.NoError(t, client.SetReadDeadline(time.Now().Add(patience)))
			_, _, err = client.ReadFrom(buf)
			require.NoError(t, err)
		}
	}
	// all waits for the observers of n packets more than had.
	all := func(had, n int) []event.UPFPacket {
		require.Eventually(t, func() bool { mu.Lock(); defer mu.Unlock(); return len(seen) >= had+n }, patience, time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		require.Len(t, seen, had+n)
		return append([]event.UPFPacket(nil), seen[had:]...)
	}
	exchange(1)
	first := all(0, 2)
	up, down := first[0], first[1]
	if up.Direction != event.UPFUplink {
		up, down = down, up
	}

	r := newUPFRig(t)
	headers := r.receiver()
	content := r.md
	cc, t3 := r.ccPOI(nil)
	r.md = headers
	ih, t2 := r.headerPOI(nil)
	defer network.UPF().Subscribe(cc)()
	defer network.UPF().Subscribe(ih)()
	session7 := lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FSEID: &lipf.FSEID{SEID: up.SEID, IPv4: up.N4}})
	rule := lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{PDR: up.Rule})
	require.Greater(t, len(up.Rule), 20)
	ends := lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{FTEID: &lipf.FTEID{TEID: up.TEID, IPv4: up.LocalAddr}},
		lipf.UPFLIT3Target{FTEID: &lipf.FTEID{TEID: down.SentTEID, IPv4: down.PeerAddr}})
	r.call(t3, x1.ActivateTask{Task: r.task(10, 1, session7, instance("n3"))})
	r.call(t3, x1.ActivateTask{Task: r.task(11, 1, session7, rule)})
	r.call(t3, x1.ActivateTask{Task: r.task(12, 1, ends)})
	r.call(t3, x1.ActivateTask{Task: r.task(13, 1, lipf.AddressTarget(session.Addresses[0]))})
	r.call(t2, x1.ActivateTask{Task: r.headerTask(14, 1, lipf.HeaderReporting{PerPacket: true}, session7)})
	const n = 20
	exchange(n)
	packets := all(2, 2*n)
	// The observers are called one after the other.
	require.Eventually(t, func() bool { return cc.Stats().PDUs >= 7*n && ih.Stats().PDUs >= 2*n }, patience, time.Millisecond)
	require.NoError(t, cc.Drain(t.Context()))
	require.NoError(t, ih.Drain(t.Context()))
	require.EqualValues(t, 7*n, cc.Stats().PDUs)
	got := map[x2x3.UUID][][]byte{}
	for _, p := range content.wait(t, 7*n) {
		got[p.XID] = append(got[p.XID], p.Payload)
	}
	// Observers see each direction in order; an answer may be seen before its question.
	var uplink, downlink [][]byte
	for i := range packets {
		if packets[i].Direction == event.UPFUplink {
			uplink = append(uplink, packets[i].Received)
		} else {
			downlink = append(downlink, packets[i].Sent)
		}
	}
	of := func(task byte, direction []byte) (out [][]byte) {
		for _, b := range got[x2x3.UUID(uuid(task))] {
			if bytes.Contains(b, direction) {
				out = append(out, b)
			}
		}
		return out
	}
	for _, task := range []byte{110, 111, 112, 113} {
		require.Equal(t, uplink, of(task, []byte("question")), task)
		if task == 111 { // whose PDR is that of the uplink
			require.Empty(t, of(task, []byte("answer")))
			continue
		}
		require.Equal(t, downlink, of(task, []byte("answer")), task)
	}
	require.Len(t, headers.wait(t, 2*n), 2*n)
}
