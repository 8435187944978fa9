package poi_test

import (
	"bytes"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

// TestUPFDelivers has two tasks on one session, and a third on another: each PDU is what TS 33.128 clauses 5.2.5, 5.3.3 and
// 6.2.3.6 want.
func TestUPFDelivers(t *testing.T) {
	r := newUPFRig(t)
	u, c := r.ccPOI(nil)
	up := ipPacket(ueAddr, webAddr, 17, 1000, 53, []byte("question"))
	down := ipPacket(webAddr, ueAddr, 17, 53, 1000, []byte("answer"))
	u.Packet(anchor(7, true, up)) // nobody asked yet
	r.call(c, x1.ActivateTask{Task: r.task(10, 0x77, fseid(7), instance("n3"))})
	u.Packet(anchor(7, true, up))
	r.call(c, x1.ActivateTask{Task: r.task(11, 0x77, fseid(7))})
	r.call(c, x1.ActivateTask{Task: r.task(12, 0x88, fseid(8))})
	u.Packet(anchor(7, false, down))
	u.Packet(anchor(9, false, down))
	other := anchor(7, false, down)
	other.N4 = upfN3
	u.Packet(other) // the same SEID of another UPF
	require.NoError(t, u.Drain(t.Context()))
	got := r.md.wait(t, 3)
	require.Len(t, got, 3)
	for i, want := range []struct {
		product   byte
		sequence  uint32
		direction x2x3.Direction
		payload   []byte
	}{{110, 0, x2x3.FromTarget, anchor(7, true, up).Received}, {110, 1, x2x3.ToTarget, anchor(7, false, down).Sent}, {111, 0, x2x3.ToTarget, anchor(7, false, down).Sent}} {
		p := &got[i]
		require.Equal(t, x2x3.X3, p.Type)
		require.Equal(t, x2x3.FormatGTPU, p.Format)
		require.Equal(t, x2x3.UUID(uuid(want.product)), p.XID)
		require.EqualValues(t, 0x77, p.CorrelationID)
		require.Equal(t, x2x3.Some(want.sequence), p.SequenceNumber)
		require.Equal(t, want.direction, p.Direction)
		require.Equal(t, want.payload, p.Payload)
		require.Equal(t, []string{"upf1.example", "upf1-cc-poi"}, []string{p.NFID, p.IPID})
		require.True(t, began.Equal(p.Timestamp), p.Timestamp)
		require.Empty(t, p.Check())
	}
	require.Equal(t, poi.UPFStats{Matched: 3, PDUs: 3, Octets: uint64(len(got[0].Payload) + len(got[1].Payload) + len(got[2].Payload))}, u.Stats())

	// The status of a task, its end, and its sequence after a new beginning.
	d := r.call(c, x1.GetTaskDetails{XID: uuid(10)}).(x1.GetTaskDetailsResponse).Task
	require.EqualValues(t, len(got[0].Payload)+len(got[1].Payload), *d.X3Octets)
	require.WithinDuration(t, began, d.LastIntercept, time.Second)
	r.call(c, x1.DeactivateTask{XID: uuid(10)})
	u.Packet(anchor(7, true, up))
	r.call(c, x1.ActivateTask{Task: r.task(10, 0x77, fseid(7))})
	u.Packet(anchor(7, true, up))
	got = r.md.wait(t, 6)[3:]
	require.Equal(t, x2x3.UUID(uuid(111)), got[0].XID)
	require.Equal(t, x2x3.UUID(uuid(111)), got[1].XID)
	require.Equal(t, x2x3.UUID(uuid(110)), got[2].XID)
	require.Equal(t, x2x3.Some[uint32](0), got[2].SequenceNumber)

	// Two tasks with one Product ID and one Correlation ID have one series; a modified task goes on with its own.
	same := r.task(13, 0x77, fseid(20))
	same.ProductID = r.task(10, 0, fseid(1)).ProductID
	r.call(c, x1.ActivateTask{Task: same})
	u.Packet(anchor(20, true, up))
	r.call(c, x1.ModifyTask{Task: r.task(10, 0x77, fseid(21))})
	u.Packet(anchor(7, true, up)) // task 11 only
	u.Packet(anchor(21, true, up))
	got = r.md.wait(t, 9)[6:]
	require.Equal(t, x2x3.Some[uint32](1), got[0].SequenceNumber)
	require.Equal(t, x2x3.UUID(uuid(111)), got[1].XID)
	require.Equal(t, x2x3.Some[uint32](2), got[2].SequenceNumber)
	require.NoError(t, u.Close())
	u.Packet(anchor(21, true, up))
	require.Len(t, r.md.wait(t, 9), 9)
}

// TestUPFFormats has every payload format, and tshark decode it.
func TestUPFFormats(t *testing.T) {
	four, six := ipPacket(ueAddr, webAddr, 17, 1000, 9, []byte("hello")), ipPacket(ue6, web6, 17, 1000, 9, []byte("hello"))
	frame := append(append(bytes.Repeat([]byte{2}, 12), 8, 0), four...)
	ether, raw := anchor(7, true, frame), anchor(7, true, []byte{0x45, 1, 2})
	ether.Type, raw.Type = event.Ethernet, event.Unstructured
	long := ipPacket(ueAddr, webAddr, 17, 1000, 9, make([]byte, 65535-28))
	for _, c := range []struct {
		format poi.X3Format
		want   []x2x3.Format
	}{
		{poi.FormatGTPU, []x2x3.Format{x2x3.FormatGTPU, x2x3.FormatGTPU, x2x3.FormatGTPU, x2x3.FormatGTPU, x2x3.FormatIPv4}},
		{poi.FormatIP, []x2x3.Format{x2x3.FormatIPv4, x2x3.FormatIPv6, x2x3.FormatEthernet, x2x3.FormatUnstructured, x2x3.FormatIPv4}},
	} {
		r := newUPFRig(t)
		u, x := r.ccPOI(func(cfg *poi.UPFConfig) { cfg.Format = c.format })
		r.call(x, x1.ActivateTask{Task: r.task(10, 0x77, fseid(7))})
		untunnelled := anchor(7, true, four) // between two data networks
		untunnelled.From, untunnelled.Received, untunnelled.TEID, untunnelled.Inner = event.UPFN6, nil, 0, long
		for _, p := range []*event.UPFPacket{anchor(7, true, four), anchor(7, true, six), ether, raw, untunnelled, anchor(7, true, long[:65527])} {
			u.Packet(p)
		}
		got := r.md.wait(t, 6)
		for i, want := range c.want {
			require.Equal(t, want, got[i].Format)
			require.Empty(t, got[i].Check())
		}
		require.True(t, bytes.HasSuffix(got[2].Payload, frame))
		require.True(t, bytes.HasSuffix(got[3].Payload, raw.Inner))
		if c.format == poi.FormatIP {
			require.Equal(t, frame, got[2].Payload)
			require.Equal(t, raw.Inner, got[3].Payload)
		}
		require.Equal(t, long, got[4].Payload)
		require.True(t, bytes.HasSuffix(got[5].Payload, long[:65527]), "the greatest packet that GTP-U carries")
		r.md.mu.Lock()
		path := judge.Capture(t, r.md.raw[:2]...)
		r.md.mu.Unlock()
		require.Empty(t, judge.Tshark(t, append(judge.Dissect(path, "li5g"), "-Y", "_ws.malformed")...))
		out := judge.Tshark(t, append(judge.Dissect(path, "li5g"), "-T", "fields", "-E", "separator=/s", "-e", "li5g.pf", "-e", "li5g.pd", "-e", "gtp.teid", "-e", "ip.src", "-e", "ipv6.src", "-e", "udp.dstport")...)
		want := "12 3 0x00000007 10.45.0.7  9\n12 3 0x00000007  2001:db8:45:7::7 9\n"
		if c.format == poi.FormatIP {
			want = "5 3  10.45.0.7  9\n6 3   2001:db8:45:7::7 9\n"
		}
		require.Equal(t, want, out)
	}
	_, err := poi.NewUPF(poi.UPFConfig{Format: "gtp"})
	require.ErrorContains(t, err, "format")
}

// TestUPFRefuses has every task that the POI must not take.
func TestUPFRefuses(t *testing.T) {
	r := newUPFRig(t)
	_, c := r.ccPOI(nil)
	_, hc := r.headerPOI(nil)
	activate := func(change func(*lipf.Task), targets ...lipf.TargetIdentifier) x1.ActivateTask {
		if targets == nil {
			targets = []lipf.TargetIdentifier{fseid(7)}
		}
		k := r.task(10, 1, targets...)
		if change != nil {
			change(&k)
		}
		return x1.ActivateTask{Task: k}
	}
	ext := func(x lipf.UPFLIT3Target) lipf.TargetIdentifier { return lipf.UPFLIT3Identifier(x) }
	u32 := func(v uint32) *uint32 { return &v }
	reports := lipf.HeaderReporting{PerPacket: true}.Extension()
	for name, k := range map[string]struct {
		body x1.ActivateTask
		code x1.Code
		why  string
	}{
		"unknown DID":             {activate(func(k *lipf.Task) { k.DIDs = []lipf.UUID{uuid(99)} }), x1.ErrDIDUnknown, "DID"},
		"X2Only":                  {activate(func(k *lipf.Task) { k.DeliveryType = lipf.X2Only }), x1.ErrDeliveryType, ""},
		"no CorrelationID":        {activate(func(k *lipf.Task) { k.CorrelationID = nil }), x1.ErrActivateTask, "CorrelationID"},
		"no ProductID":            {activate(func(k *lipf.Task) { k.ProductID = nil }), x1.ErrActivateTask, "ProductID"},
		"extension of the task":   {activate(func(k *lipf.Task) { k.Extensions = []lipf.Extension{{Owner: "ACME", XML: "<a xmlns=\"urn:a\"/>"}} }), x1.ErrActivateTask, "ACME"},
		"header reports":          {activate(func(k *lipf.Task) { k.Extensions = []lipf.Extension{reports} }), x1.ErrActivateTask, "header reports"},
		"subscriber":              {activate(nil, lipf.TargetIdentifier{Type: lipf.SUPIIMSI, Value: "001010000000001"}), x1.ErrTargetType, "supiimsi"},
		"unknown target owner":    {activate(nil, lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: `<Owner xmlns="http://uri.etsi.org/03221/X1/2017/10">ACME</Owner><a xmlns="urn:a"/>`}), x1.ErrActivateTask, "ACME"},
		"unknown criterion":       {activate(nil, lipf.TargetIdentifier{Type: lipf.TargetExtension, Value: strings.ReplaceAll(fseid(7).Value, "FSEID", "GSEID")}), x1.ErrActivateTask, "not known"},
		"PDR of nobody":           {activate(nil, ext(lipf.UPFLIT3Target{PDRID: u32(1)})), x1.ErrTargetCombination, "many subscribers"},
		"network of nobody":       {activate(nil, instance("n3"), ext(lipf.UPFLIT3Target{GTPTunnelDirection: lipf.TunnelInbound})), x1.ErrTargetCombination, "many subscribers"},
		"TCP and UDP":             {activate(nil, fseid(7), lipf.TargetIdentifier{Type: lipf.TCPPortTarget, Value: "80"}, lipf.TargetIdentifier{Type: lipf.UDPPortTarget, Value: "53"}), x1.ErrTargetCombination, "TCP port and a UDP port"},
		"PDR and another PDR ID":  {activate(nil, fseid(7), ext(lipf.UPFLIT3Target{PDRID: u32(2)}), ext(lipf.UPFLIT3Target{PDR: []byte{0, 56, 0, 2, 0, 1}})), x1.ErrTargetCombination, "different rules"},
		"PDR that is none":        {activate(nil, fseid(7), ext(lipf.UPFLIT3Target{PDR: []byte{0, 1, 0, 9}})), x1.ErrActivateTask, "Create PDR"},
		"PDR ID of 17 bits":       {activate(nil, fseid(7), ext(lipf.UPFLIT3Target{PDRID: u32(0x10000)})), x1.ErrActivateTask, "16 bits"},
		"SEID 0":                  {activate(nil, fseid(0)), x1.ErrActivateTask, "SEID 0"},
		"TEID 0":                  {activate(nil, ext(lipf.UPFLIT3Target{FTEID: &lipf.FTEID{}})), x1.ErrActivateTask, "TEID 0"},
		"network instance broken": {activate(nil, fseid(7), ext(lipf.UPFLIT3Target{NetworkInstance: []byte{9, 'a'}})), x1.ErrActivateTask, "Network Instance"},
	} {
		t.Run(name, func(t *testing.T) { r.refused(c, k.body, k.code, k.why) })
	}
	// At the IRI-POI it is the order that must be there.
	header := func(es ...lipf.Extension) x1.ActivateTask {
		k := r.task(10, 1, fseid(7))
		k.DeliveryType, k.Extensions = lipf.X2Only, es
		return x1.ActivateTask{Task: k}
	}
	r.refused(hc, header(), x1.ErrActivateTask, "HeaderReporting")
	r.refused(hc, header(reports, reports), x1.ErrActivateTask, "HeaderReporting")
	r.refused(hc, header(lipf.Extension{Owner: "ACME", XML: "<a xmlns=\"urn:a\"/>"}), x1.ErrActivateTask, "ACME")

	// A refused change leaves the task as it was.
	r.call(c, activate(nil))
	r.refused(c, x1.ModifyTask{Task: r.task(10, 1, instance("n3"))}, x1.ErrTargetCombination, "many subscribers")
	r.refused(c, activate(nil), x1.ErrXIDExists, "")
	d := r.call(c, x1.GetTaskDetails{XID: uuid(10)}).(x1.GetTaskDetailsResponse).Task
	require.Equal(t, []lipf.TargetIdentifier{fseid(7)}, d.Task.Targets)
}

// TestUPFDestinations moves a destination, uses two, and loses one.
func TestUPFDestinations(t *testing.T) {
	r := newUPFRig(t)
	u, c := r.ccPOI(nil)
	second, third := r.receiver(), r.receiver()
	r.call(c, x1.CreateDestination{Destination: lipf.Destination{DID: uuid(2), DeliveryType: lipf.X3Only, Address: second.addr}})
	k := r.task(10, 0x77, fseid(7))
	k.DIDs = append(k.DIDs, uuid(2))
	r.call(c, x1.ActivateTask{Task: k})
	packet := anchor(7, true, ipPacket(ueAddr, webAddr, 17, 1, 2, nil))
	for range 3 {
		u.Packet(packet)
	}
	require.Equal(t, r.md.wait(t, 3), second.wait(t, 3), "the same numbers for both")
	r.call(c, x1.ModifyDestination{Destination: lipf.Destination{DID: uuid(2), DeliveryType: lipf.X3Only, Address: third.addr}})
	u.Packet(packet)
	require.Equal(t, x2x3.Some[uint32](3), third.wait(t, 1)[0].SequenceNumber)
	r.refused(c, x1.RemoveDestination{DID: uuid(2)}, x1.ErrDestinationInUse, "")
	k.DIDs = k.DIDs[:1]
	r.call(c, x1.ModifyTask{Task: k})
	r.call(c, x1.RemoveDestination{DID: uuid(2)})
	u.Packet(packet)
	require.Len(t, r.md.wait(t, 5), 5)
	require.Len(t, third.wait(t, 1), 1)
	require.Len(t, second.wait(t, 3), 3)
}

// TestUPFOverflow lets PDUs wait for a mediation function that is away until there is no more room: the packets are not
// held up, the gap shows, the triggering function is told, and told when it is over.
func TestUPFOverflow(t *testing.T) {
	r := newUPFRig(t)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	away := ln.Addr().String()
	require.NoError(t, ln.Close())
	u, c := r.ccPOI(func(cfg *poi.UPFConfig) { cfg.Buffer = 10 })
	d := lipf.Destination{DID: uuid(2), DeliveryType: lipf.X3Only, Address: r.md.addr}
	d.Address = mustAddrPort(away)
	r.call(c, x1.CreateDestination{Destination: d})
	k := r.task(10, 0x77, fseid(7))
	k.DIDs = []lipf.UUID{uuid(2)}
	r.call(c, x1.ActivateTask{Task: k})
	packet := anchor(7, true, ipPacket(ueAddr, webAddr, 17, 1, 2, nil))
	for range 25 {
		u.Packet(packet)
	}
	require.EqualValues(t, 15, u.Stats().Lost)
	full := func(m x1.Request) bool {
		i, ok := m.(x1.ReportDestinationIssue)
		return ok && i.DID == uuid(2) && i.Report == x1.NonTerminatingFault && strings.Contains(i.Details, "buffer is full")
	}
	r.report(full)
	// The mediation function is there again, at the same address.
	ln, err = net.Listen("tcp", away)
	require.NoError(t, err)
	m := r.receiverOn(ln)
	require.Len(t, m.wait(t, 10), 10)
	r.report(func(m x1.Request) bool {
		i, ok := m.(x1.ReportDestinationIssue)
		return ok && i.DID == uuid(2) && i.Report == x1.AllClear
	})
	u.Packet(packet)
	got := m.wait(t, 11)
	require.Equal(t, x2x3.Some[uint32](9), got[9].SequenceNumber)
	require.Equal(t, x2x3.Some[uint32](25), got[10].SequenceNumber, "the gap")
}

// TestUPFTamper drops packets with and without a trace.
func TestUPFTamper(t *testing.T) {
	for _, gap := range []bool{false, true} {
		r := newUPFRig(t)
		u, c := r.ccPOI(func(cfg *poi.UPFConfig) { cfg.Tamper = &poi.DropCC{Every: 1000, Gap: gap} })
		r.call(c, x1.ActivateTask{Task: r.task(10, 0x77, fseid(7))})
		for i := range 2500 {
			u.Packet(anchor(7, true, ipPacket(ueAddr, webAddr, 17, uint16(i), 2, nil)))
		}
		require.NoError(t, u.Drain(t.Context()))
		got := r.md.wait(t, 2498)
		require.Len(t, got, 2498)
		last := got[2497].SequenceNumber.Value
		require.Equal(t, map[bool]uint32{false: 2497, true: 2499}[gap], last)
		for i, p := range got { // the UDP source port is the number of the packet
			n := i + min(2, i/999)
			require.Equal(t, byte(n), p.Payload[len(p.Payload)-7], i)
		}
	}
}
