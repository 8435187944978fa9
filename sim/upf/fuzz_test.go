package upf

import (
	"net"
	"net/netip"
	"testing"

	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/fabric"
	"lilab/sim/gtpu"
)

// started is a UPF with N3 and N6 and an association, and the octets of a request for a session.
func started(f *testing.F) (*UPF, []byte) {
	n, err := fabric.NewVirtual(fabric.VirtualConfig{})
	if err != nil {
		f.Fatal(err)
	}
	links := map[string]fabric.Link{}
	h, err := n.Host("upf")
	if err != nil {
		f.Fatal(err)
	}
	for i, name := range []string{"n3", "n4", "n6"} {
		l, err := n.Link(fabric.LinkConfig{Name: name, Prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i), 0, 0}), 24)})
		if err != nil {
			f.Fatal(err)
		}
		links[name] = l
		if _, err := l.Attach(h); err != nil {
			f.Fatal(err)
		}
	}
	u, err := New(Config{Host: h, NodeID: "upf", Listen: netip.AddrPortFrom(h.Addr("n4"), 0), Tunnels: []Tunnel{{Interface: N3, Addr: h.Addr("n3")}},
		DataNetworks: []DataNetwork{{Link: links["n6"], Pools: []netip.Prefix{netip.MustParsePrefix("10.45.0.0/16")}}}})
	if err != nil {
		f.Fatal(err)
	}
	if err := u.Start(f.Context()); err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() {
		if err := u.Close(); err != nil {
			f.Error(err)
		}
		if err := n.Close(); err != nil {
			f.Error(err)
		}
	})
	node, address := ie.NewNodeID("", "", "smf"), ie.NewUEIPAddress(2, "10.45.0.7", "", 0, 0)
	setup, err := message.NewAssociationSetupRequest(1, node, ie.NewRecoveryTimeStamp(u.started)).Marshal()
	if err != nil {
		f.Fatal(err)
	}
	establish, err := message.NewSessionEstablishmentRequest(0, 0, 0, 2, 0, node, ie.NewFSEID(9, net.IPv4(10, 1, 0, 9), nil),
		ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPrecedence(1), ie.NewPDI(ie.NewSourceInterface(0), ie.NewFTEID(5, 0, nil, nil, 0), address), ie.NewFARID(1), ie.NewURRID(1)),
		ie.NewCreatePDR(ie.NewPDRID(2), ie.NewPrecedence(1), ie.NewPDI(ie.NewSourceInterface(1), address, ie.NewSDFFilter("permit out ip from any to assigned", "", "", "", 0)), ie.NewFARID(2), ie.NewQERID(1)),
		ie.NewCreateFAR(ie.NewFARID(1), ie.NewApplyAction(2, 0), ie.NewForwardingParameters(ie.NewDestinationInterface(1))),
		ie.NewCreateFAR(ie.NewFARID(2), ie.NewApplyAction(2, 0), ie.NewForwardingParameters(ie.NewDestinationInterface(0), ie.NewOuterHeaderCreation(0x100, 7, "10.0.0.9", "", 0, 0, 0))),
		ie.NewCreateQER(ie.NewQERID(1), ie.NewGateStatus(0, 0), ie.NewQFI(9)),
		ie.NewCreateURR(ie.NewURRID(1), ie.NewMeasurementMethod(0, 1, 0), ie.NewReportingTriggers(0, 0))).Marshal()
	if err != nil {
		f.Fatal(err)
	}
	if a := u.handle(peer, setup); a == nil {
		f.Fatal("no association")
	}
	return u, establish
}

var peer = netip.MustParseAddrPort("10.1.0.9:8805")

// Whatever comes, the answer is a whole PFCP message of the right type and number, and the tables of packets and of
// sessions agree.
func FuzzPFCP(f *testing.F) {
	u, establish := started(f)
	f.Add(establish)
	for _, m := range []message.Message{
		message.NewHeartbeatRequest(3, ie.NewRecoveryTimeStamp(u.started), nil),
		message.NewSessionModificationRequest(0, 0, 1, 4, 0, ie.NewRemovePDR(ie.NewPDRID(2)), ie.NewQueryURR(ie.NewURRID(1)),
			ie.NewUpdateFAR(ie.NewFARID(1), ie.NewApplyAction(1, 0)), ie.NewUpdateQER(ie.NewQERID(1), ie.NewGateStatus(1, 1))),
		message.NewSessionDeletionRequest(0, 0, 1, 5, 0),
		message.NewAssociationReleaseRequest(6, ie.NewNodeID("", "", "smf")),
		message.NewAssociationSetupRequest(7, ie.NewNodeID("", "", "smf"), ie.NewRecoveryTimeStamp(u.started)),
	} {
		b := make([]byte, m.MarshalLen())
		if err := m.MarshalTo(b); err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		a := u.handle(peer, append([]byte(nil), b...))
		if a != nil {
			h, err := message.ParseHeader(a)
			if err != nil || int(h.Length)+4 != len(a) {
				t.Fatalf("%x was answered with %x: %v", b, a, err)
			}
			asked, _ := message.ParseHeader(b) // it has an answer, so it has a header
			if h.SequenceNumber != asked.SequenceNumber || h.Type != asked.Type+1 && h.Type != message.MsgTypeVersionNotSupportedResponse {
				t.Fatalf("%x was answered with %x", b, a)
			}
			if _, err := ie.ParseMultiIEs(h.Payload); err != nil {
				t.Fatalf("%x was answered with %x: %v", b, a, err)
			}
		}
		n := 0
		for _, as := range u.control.associations {
			n += len(as.sessions)
			for id, s := range as.sessions {
				if u.bySEID[id] != s {
					t.Fatalf("session %d of the association is another than that of the data path", id)
				}
			}
		}
		if n != len(u.bySEID) {
			t.Fatalf("%d sessions of associations, %d in the data path", n, len(u.bySEID))
		}
		for id, e := range u.teids {
			for _, d := range e.detectors {
				if u.bySEID[d.seid] == nil || d.teid != id {
					t.Fatalf("TEID %d leads to session %d, which does not exist", id, d.seid)
				}
			}
		}
		for a, ds := range u.addrs {
			for _, d := range ds {
				if u.bySEID[d.seid] == nil || d.seid != ds[0].seid {
					t.Fatalf("address %v leads to session %d, which does not exist", a, d.seid)
				}
			}
		}
	})
}

// Whatever comes through N3 is forwarded once or counted, and is only forwarded for the TEID and address of the session.
func FuzzTunnel(f *testing.F) {
	u, establish := started(f)
	if a := u.handle(peer, establish); a == nil || u.Sessions() != 1 {
		f.Fatal("no session")
	}
	var id uint32
	for id = range u.teids {
	}
	inner := []byte{0x45, 0, 0, 30, 0, 1, 0, 0, 64, 17, 0, 0, 10, 45, 0, 7, 10, 2, 0, 9, 0, 7, 0, 7, 0, 10, 0, 0, 'h', 'i'}
	whole, err := gtpu.AppendGPDU(nil, id, gtpu.PDUSession{Uplink: true, QFI: 9}, inner)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole)
	f.Add(gtpu.AppendEcho(nil, gtpu.EchoRequest, 1))
	f.Add(gtpu.AppendEndMarker(nil, id, nil))
	f.Add(gtpu.AppendErrorIndication(nil, gtpu.NoTunnel{TEID: 7, Peer: netip.MustParseAddr("10.0.0.9")}))
	w := u.newWorker()
	from := &net.UDPAddr{IP: net.IPv4(10, 0, 0, 9).To4(), Port: gtpu.Port}
	total := func() (n uint64) {
		for i := range u.drops {
			n += u.drops[i].Load()
		}
		return n
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		forwarded, dropped := u.forwarded[Uplink].Load(), total()
		w.fromTunnel(u.tunnels[0], from, b)
		forwarded, dropped = u.forwarded[Uplink].Load()-forwarded, total()-dropped
		m, err := gtpu.Parse(b)
		switch {
		case err != nil || m.Type == gtpu.GPDU:
			if forwarded+dropped == 0 || forwarded > 1 || forwarded == 1 && dropped > 0 {
				t.Fatalf("%x: forwarded %d, dropped %d", b, forwarded, dropped)
			}
		case forwarded > 0:
			t.Fatalf("%x was forwarded", b)
		}
		if forwarded == 1 {
			p, ok := parseInner(m.Payload)
			if m.TEID != id || !ok || p.src != netip.MustParseAddr("10.45.0.7") {
				t.Fatalf("%x was forwarded", b)
			}
		}
		w.fromN6(b) // no panic
	})
}

// A flow description that is taken is one, and matching does not depend on who wrote the packet.
func FuzzFlow(f *testing.F) {
	for _, s := range []string{"permit out ip from any to assigned", "permit out 17 from 10.0.0.1 53 to assigned", "permit out 6 from 2001:db8::/32 80,443-445 to any 1-65535"} {
		f.Add(s, []byte{0x45, 0, 0, 24, 0, 1, 0, 0, 64, 17, 0, 0, 10, 45, 0, 7, 10, 2, 0, 9, 0, 7, 0, 7})
	}
	f.Fuzz(func(t *testing.T, s string, b []byte) {
		w, err := parseFlow(s)
		p, ok := parseInner(b)
		if err != nil || !ok {
			return
		}
		back := inner{src: p.dst, dst: p.src, protocol: p.protocol, ports: p.ports, srcPort: p.dstPort, dstPort: p.srcPort}
		if w.matches(&p, Uplink) != w.matches(&back, Downlink) {
			t.Fatalf("%q: the two directions disagree about %x", s, b)
		}
	})
}
