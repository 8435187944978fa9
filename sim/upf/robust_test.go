package upf_test

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/fabric"
	"lilab/sim/gtpu"
	"lilab/sim/upf"
)

// ipv4 makes a packet with a right header; only octets that a UPF looks at matter.
func ipv4(src, dst string, protocol byte, payload int, options ...byte) []byte {
	n := 20 + len(options)
	p := make([]byte, n+payload)
	p[0], p[8], p[9] = 0x40|byte(n/4), 64, protocol
	binary.BigEndian.PutUint16(p[2:], uint16(len(p)))
	copy(p[12:], netip.MustParseAddr(src).AsSlice())
	copy(p[16:], netip.MustParseAddr(dst).AsSlice())
	copy(p[20:], options)
	return p
}

// oneSession starts a UPF with a session 10.45.0.7 of QFI 9.
func oneSession(t testing.TB) (*lab, *upf.UPF, session, netip.AddrPort) {
	l := newLab(t, false)
	u, n4 := l.upf("upf1", true, true, "nl.n6", "10.45.0.0/16", "2001:db8:45::/48")
	l.smf.associate(n4)
	x := l.smf.establish(n4, 7, n3n6(addrs("10.45.0.7", "2001:db8:45:7::1"), "nl.n3", 9, 0x70, l.gnb.addr)...)
	return l, u, x, n4
}

func TestBadUserPlane(t *testing.T) {
	l, u, x, _ := oneSession(t)
	n3 := netip.MustParseAddr(x.fteid[1].IPv4Address.String())
	teid := x.fteid[1].TEID
	dn := l.dn.Addr("nl.n6").String()
	gpdu := func(inner []byte) []byte {
		b, err := gtpu.AppendGPDU(nil, teid, gtpu.PDUSession{Uplink: true, QFI: 9}, inner)
		require.NoError(t, err)
		return b
	}
	with := func(inner []byte, ext ...gtpu.Extension) []byte {
		b, err := gtpu.Append(nil, gtpu.Message{Type: gtpu.GPDU, TEID: teid, Payload: inner}, ext...)
		require.NoError(t, err)
		return b
	}
	edit := func(b []byte, at int, v byte) []byte { b[at] = v; return b }
	good := ipv4("10.45.0.7", dn, 17, 20)
	fragment := ipv4("10.45.0.7", dn, 17, 24)
	binary.BigEndian.PutUint16(fragment[6:], 3)
	six := func(next byte, payload []byte) []byte {
		p := make([]byte, 40, 40+len(payload))
		p[0], p[6] = 0x60, next
		binary.BigEndian.PutUint16(p[4:], uint16(len(payload)))
		copy(p[8:], netip.MustParseAddr("2001:db8:45:7::1").AsSlice())
		copy(p[24:], l.dn.Addrs("nl.n6")[1].AsSlice())
		return append(p, payload...)
	}
	passed := upf.Reason(255)
	wrongTEID, err := gtpu.AppendGPDU(nil, teid+1000, gtpu.PDUSession{Uplink: true, QFI: 9}, good)
	require.NoError(t, err)
	for _, c := range []struct {
		name   string
		octets []byte
		want   upf.Reason
	}{
		{"good", gpdu(good), passed},
		{"no octets", nil, upf.MalformedGTPU},
		{"a header cut", gpdu(good)[:7], upf.MalformedGTPU},
		{"cut", gpdu(good)[:30], upf.MalformedGTPU},
		{"wrong TEID", wrongTEID, upf.UnknownTEID},
		{"length of the extension header 0", edit(gpdu(good), 12, 0), upf.MalformedGTPU},
		{"extension header beyond the end", edit(gpdu(good), 12, 200), upf.MalformedGTPU},
		{"nested unknown extension header that may be ignored", with(good, gtpu.Extension{Type: 0x21, Content: []byte{1, 2}}, gtpu.PDUSession{Uplink: true, QFI: 9}.Extension()), passed},
		{"nested unknown extension header that must be understood", with(good, gtpu.PDUSession{Uplink: true}.Extension(), gtpu.Extension{Type: 0x99, Content: []byte{1, 2}}), upf.UnknownExtension},
		{"PDU type 5", with(good, gtpu.Extension{Type: gtpu.PDUSessionContainer, Content: []byte{0x50, 9}}), upf.MalformedContainer},
		{"a container with flags for what is not there", with(good, gtpu.Extension{Type: gtpu.PDUSessionContainer, Content: []byte{0x18, 9}}), upf.MalformedContainer},
		{"no container", with(good), passed},
		{"no T-PDU", gpdu(nil), upf.MalformedInner},
		{"not IP", gpdu([]byte("hello world, hello world, hello")), upf.MalformedInner},
		{"IPv4 cut", gpdu(good[:30]), upf.MalformedInner},
		{"IPv4 header length 4", gpdu(edit(ipv4("10.45.0.7", dn, 17, 20), 0, 0x41)), upf.MalformedInner},
		{"IPv4 header longer than the packet", gpdu(edit(ipv4("10.45.0.7", dn, 17, 0), 0, 0x4f)), upf.MalformedInner},
		{"IP options", gpdu(ipv4("10.45.0.7", dn, 17, 20, 7, 7, 4, 0, 0, 0, 0, 0)), passed},
		{"a fragment", gpdu(fragment), passed},
		{"unknown protocol", gpdu(ipv4("10.45.0.7", dn, 253, 20)), passed},
		{"a false source address", gpdu(ipv4("10.45.0.8", dn, 17, 20)), upf.NoRule},
		{"IPv6 cut", gpdu(six(17, make([]byte, 20))[:50]), upf.MalformedInner},
		{"IPv6 with an unknown next header", gpdu(six(253, make([]byte, 20))), passed},
		{"IPv6 with an extension header beyond the end", gpdu(six(0, []byte{17, 99, 0, 0, 0, 0, 0, 0})), passed},
		{"IPv6 fragment", gpdu(six(44, []byte{17, 0, 0x10, 0, 0, 0, 0, 1, 1, 2, 3, 4})), passed},
		{"longer than the MTU of N6", gpdu(ipv4("10.45.0.7", dn, 17, 20000)), upf.TooLong},
		{"as long as a datagram can be", gpdu(ipv4("10.45.0.7", dn, 17, 65507-16-20)), upf.TooLong},
		{"a request to create a PDP context", []byte{0x32, 16, 0, 4, 0, 0, 0, 0, 0, 1, 0, 0}, upf.UnknownMessage},
		{"an error indication without content", []byte{0x32, 26, 0, 4, 0, 0, 0, 0, 0, 1, 0, 0}, upf.MalformedGTPU},
		{"an end marker of an unknown tunnel", gtpu.AppendEndMarker(nil, teid+1, nil), upf.UnknownTEID},
	} {
		before := u.Counters()
		l.gnb.send(n3, c.octets)
		if c.want == passed {
			require.Eventually(t, func() bool { return u.Counters().Uplink == before.Uplink+1 }, patience, time.Millisecond, c.name)
			require.Equal(t, before.Dropped, u.Counters().Dropped, c.name)
			continue
		}
		require.Eventually(t, func() bool { return u.Counters().Dropped[c.want] == before.Dropped[c.want]+1 }, patience, time.Millisecond, "%s: %v", c.name, u.Counters())
		require.Equal(t, before.Uplink, u.Counters().Uplink, c.name)
	}
	// What the clause wants as an answer came, and nothing else.
	l.gnb.send(n3, gtpu.AppendEcho(nil, gtpu.EchoRequest, 4711))
	require.Eventually(t, func() bool {
		l.gnb.mu.Lock()
		defer l.gnb.mu.Unlock()
		return len(l.gnb.signals) == 3
	}, patience, time.Millisecond)
	l.gnb.mu.Lock()
	signals := l.gnb.signals
	l.gnb.mu.Unlock()
	e, err := signals[0].NoTunnel()
	require.NoError(t, err)
	require.Equal(t, gtpu.NoTunnel{TEID: teid + 1000, Peer: n3, SourcePort: gtpu.Port}, e)
	types, err := signals[1].SupportedExtensions()
	require.NoError(t, err)
	require.Equal(t, []gtpu.ExtensionType{gtpu.PDUSessionContainer}, types)
	require.Equal(t, gtpu.EchoResponse, signals[2].Type)
	require.EqualValues(t, 4711, signals[2].Sequence)
	require.NoError(t, signals[2].CheckEcho())

	// A tunnel of N3 is none on N9, where IPUPS says nothing.
	rogue := l.host("rogue", "nl-de.n9", "nl.n6")
	s, err := rogue.ListenPacket(t.Context(), netip.AddrPortFrom(rogue.Addr("nl-de.n9"), gtpu.Port))
	require.NoError(t, err)
	n9 := net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr("10.9.0.1"), gtpu.Port))
	_, err = s.WriteTo(gpdu(good), n9)
	require.NoError(t, err)
	require.Eventually(t, func() bool { return u.Counters().Dropped[upf.IPUPSFiltered] == 1 }, patience, time.Millisecond)

	// From the data network: an address without a session; and a packet that is not whole.
	port, err := l.links["nl.n6"].AttachRouter("rogue", netip.MustParsePrefix("10.77.0.0/16"), func([]byte) {})
	require.NoError(t, err)
	require.NoError(t, port.Send(ipv4("10.77.0.1", "10.45.9.9", 17, 8)))
	require.Eventually(t, func() bool { return u.Counters().Dropped[upf.UnknownUE] == 1 }, patience, time.Millisecond)
	before := u.Counters().Dropped[upf.MalformedInner]
	require.NoError(t, port.Send(edit(ipv4("10.77.0.1", "10.45.0.7", 17, 8), 3, 99)))
	require.Eventually(t, func() bool { return u.Counters().Dropped[upf.MalformedInner] == before+1 }, patience, time.Millisecond)
}

func TestBadPFCP(t *testing.T) {
	l, u, x, n4 := oneSession(t)
	s := l.smf
	fseid := ie.NewFSEID(99, net.IP(s.addr.AsSlice()), nil)
	recovery := ie.NewRecoveryTimeStamp(time.Unix(1, 0))
	pdi := func(ies ...*ie.IE) *ie.IE {
		return ie.NewPDI(append([]*ie.IE{ie.NewSourceInterface(0), choose()}, ies...)...)
	}
	pdr := func(ies ...*ie.IE) *ie.IE {
		return ie.NewCreatePDR(append([]*ie.IE{ie.NewPDRID(1), ie.NewPrecedence(1), ie.NewFARID(1)}, ies...)...)
	}
	far := ie.NewCreateFAR(ie.NewFARID(1), ie.NewApplyAction(1, 0))
	forward := func(ies ...*ie.IE) *ie.IE {
		return ie.NewCreateFAR(append([]*ie.IE{ie.NewFARID(1), ie.NewApplyAction(2, 0)}, ies...)...)
	}
	core := func(ies ...*ie.IE) *ie.IE {
		return forward(ie.NewForwardingParameters(append([]*ie.IE{ie.NewDestinationInterface(1)}, ies...)...))
	}
	down := func(ies ...*ie.IE) *ie.IE {
		return ie.NewPDI(append([]*ie.IE{ie.NewSourceInterface(1)}, ies...)...)
	}
	frames := func() *ie.IE { return down(ie.NewEthernetPDUSessionInformation(1)) }
	udp6 := func(to string, port uint16) *ie.IE { return ie.NewOuterHeaderCreation(0x800, 0, "", to, port, 0, 0) }
	establish := func(ies ...*ie.IE) message.Message {
		return message.NewSessionEstablishmentRequest(0, 0, 0, s.next(), 0, ies...)
	}
	full := func(ies ...*ie.IE) message.Message { return establish(append([]*ie.IE{nodeID(), fseid}, ies...)...) }
	change := func(ies ...*ie.IE) message.Message {
		return message.NewSessionModificationRequest(0, 0, x.up, s.next(), 0, ies...)
	}
	for _, c := range []struct {
		name      string
		m         message.Message
		cause     uint8
		offending uint16
	}{
		{"set-up without node", message.NewAssociationSetupRequest(s.next(), recovery), 66, ie.NodeID},
		{"set-up without recovery time", message.NewAssociationSetupRequest(s.next(), nodeID()), 66, ie.RecoveryTimeStamp},
		{"set-up with an empty node", message.NewAssociationSetupRequest(s.next(), ie.New(ie.NodeID, []byte{0}), recovery), 68, ie.NodeID},
		{"release without association", message.NewAssociationReleaseRequest(s.next(), ie.NewNodeID("", "", "other")), 72, 0},
		{"update without association", message.NewAssociationUpdateRequest(s.next(), ie.NewNodeID("", "", "other")), 72, 0},
		{"no node", establish(fseid, pdr(pdi()), far), 66, ie.NodeID},
		{"no F-SEID", establish(nodeID(), pdr(pdi()), far), 66, ie.FSEID},
		{"no association", establish(ie.NewNodeID("", "", "other"), fseid, pdr(pdi()), far), 72, 0},
		{"no PDR", full(far), 66, ie.CreatePDR},
		{"no FAR", full(pdr(pdi())), 66, ie.CreateFAR},
		{"PDR without identifier", full(ie.NewCreatePDR(ie.NewPrecedence(1), ie.NewFARID(1), pdi()), far), 66, ie.PDRID},
		{"PDR without precedence", full(ie.NewCreatePDR(ie.NewPDRID(1), ie.NewFARID(1), pdi()), far), 66, ie.Precedence},
		{"PDR without PDI", full(pdr(), far), 66, ie.PDI},
		{"PDR without FAR", full(ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPrecedence(1), pdi()), far), 67, ie.FARID},
		{"PDI without source", full(pdr(ie.NewPDI(choose())), far), 66, ie.SourceInterface},
		{"uplink without F-TEID", full(pdr(ie.NewPDI(ie.NewSourceInterface(0))), far), 67, ie.FTEID},
		{"downlink without UE address", full(pdr(ie.NewPDI(ie.NewSourceInterface(1))), far), 67, ie.UEIPAddress},
		{"F-TEID of the SMF", full(pdr(ie.NewPDI(ie.NewSourceInterface(0), ie.NewFTEID(1, 5, net.IPv4(10, 3, 0, 1), nil, 0))), far), 71, ie.FTEID},
		{"F-TEID of IPv6 on IPv4", full(pdr(ie.NewPDI(ie.NewSourceInterface(0), ie.NewFTEID(6, 0, nil, nil, 0))), far), 71, ie.FTEID},
		{"F-TEID cut", full(pdr(ie.NewPDI(ie.NewSourceInterface(0), ie.New(ie.FTEID, []byte{1, 0}))), far), 68, ie.FTEID},
		{"precedence cut", full(ie.NewCreatePDR(ie.NewPDRID(1), ie.New(ie.Precedence, []byte{0}), ie.NewFARID(1), pdi()), far), 68, ie.Precedence},
		{"FAR without action", full(pdr(pdi()), ie.NewCreateFAR(ie.NewFARID(1))), 66, ie.ApplyAction},
		{"FAR with two actions", full(pdr(pdi()), ie.NewCreateFAR(ie.NewFARID(1), ie.NewApplyAction(3, 0))), 69, ie.ApplyAction},
		{"FAR without parameters", full(pdr(pdi()), forward()), 67, ie.ForwardingParameters},
		{"FAR without destination", full(pdr(pdi()), forward(ie.NewForwardingParameters(ie.NewNetworkInstance("x")))), 66, ie.DestinationInterface},
		{"FAR to the access without tunnel", full(pdr(pdi()), forward(ie.NewForwardingParameters(ie.NewDestinationInterface(0)))), 67, ie.OuterHeaderCreation},
		{"FAR to an unknown network", full(pdr(pdi()), forward(ie.NewForwardingParameters(ie.NewDestinationInterface(1), ie.NewNetworkInstance("x")))), 73, 0},
		{"unknown FAR", full(ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPrecedence(1), ie.NewFARID(77), pdi()), far), 73, 0},
		{"unknown QER", full(pdr(pdi(), ie.NewQERID(5)), far), 73, 0},
		{"unknown URR", full(pdr(pdi(), ie.NewURRID(5)), far), 73, 0},
		{"two PDRs of one number", full(pdr(pdi()), pdr(pdi()), far), 73, 0},
		{"QER without gate", full(pdr(pdi()), far, ie.NewCreateQER(ie.NewQERID(1))), 66, ie.GateStatus},
		{"URR without method", full(pdr(pdi()), far, ie.NewCreateURR(ie.NewURRID(1), ie.NewReportingTriggers(0, 0))), 66, ie.MeasurementMethod},
		{"URR without triggers", full(pdr(pdi()), far, ie.NewCreateURR(ie.NewURRID(1), ie.NewMeasurementMethod(0, 1, 0))), 66, ie.ReportingTriggers},
		{"SDF filter that is none", full(pdr(pdi(ie.NewSDFFilter("deny in everything", "", "", "", 0))), far), 73, 0},
		{"UE address to choose", full(pdr(pdi(ie.NewUEIPAddress(0x10, "", "", 0, 0))), far), 73, 0},
		{"UE address of somebody else", full(pdr(ie.NewPDI(ie.NewSourceInterface(1), ueAddress(addrs("10.45.0.7"), true))), far), 73, 0},
		{"PDN type 7", full(ie.NewPDNType(7), pdr(pdi()), far), 76, 0},
		{"Ethernet without a bridge", full(ie.NewPDNType(ie.PDNTypeEthernet), pdr(pdi()), core()), 76, 0},
		{"Ethernet without a bridge, downlink", full(ie.NewPDNType(ie.PDNTypeEthernet), pdr(frames()), far), 76, 0},
		{"Ethernet with a UE address", full(ie.NewPDNType(ie.PDNTypeEthernet), pdr(down(ueAddress(addrs("10.45.0.9"), true))), far), 73, 0},
		{"Ethernet filter", full(ie.NewPDNType(ie.PDNTypeEthernet), pdr(down(ie.NewEthernetPacketFilter(ie.NewEthernetFilterID(1)))), far), 76, 0},
		{"frames of an IP session", full(pdr(frames()), far), 73, 0},
		{"frames that go back", full(ie.NewPDNType(ie.PDNTypeEthernet), pdr(frames()), core()), 73, 0},
		{"Ethernet information cut", full(ie.NewPDNType(ie.PDNTypeEthernet), pdr(down(ie.New(ie.EthernetPDUSessionInformation, nil))), far), 68, ie.EthernetPDUSessionInformation},
		{"unstructured without tunnel", full(ie.NewPDNType(ie.PDNTypeNonIP), pdr(pdi()), core()), 73, 0},
		{"unstructured with half a tunnel", full(ie.NewPDNType(ie.PDNTypeNonIP), pdr(pdi()), core(udp6("2001:db8::9", 30000))), 73, 0},
		{"UDP tunnel of an IP session", full(pdr(pdi()), core(udp6("2001:db8::9", 30000))), 73, 0},
		{"UDP tunnel without port", full(ie.NewPDNType(ie.PDNTypeNonIP), pdr(pdi()), core(udp6("2001:db8::9", 0))), 69, ie.OuterHeaderCreation},
		{"UDP tunnel to the access", full(ie.NewPDNType(ie.PDNTypeNonIP), pdr(pdi()), forward(ie.NewForwardingParameters(ie.NewDestinationInterface(0), udp6("2001:db8::9", 7)))), 69, ie.OuterHeaderCreation},
		{"header removal cut", full(pdr(pdi(), ie.New(ie.OuterHeaderRemoval, nil)), far), 68, ie.OuterHeaderRemoval},
		{"modification of an unknown session", message.NewSessionModificationRequest(0, 0, 4711, s.next(), 0), 65, 0},
		{"deletion of an unknown session", message.NewSessionDeletionRequest(0, 0, 4711, s.next(), 0), 65, 0},
		{"removal of an unknown PDR", change(ie.NewRemovePDR(ie.NewPDRID(9))), 73, 0},
		{"removal of a FAR in use", change(ie.NewRemoveFAR(ie.NewFARID(1))), 73, 0},
		{"removal of nothing", change(ie.NewRemovePDR(ie.NewFARID(9))), 66, ie.PDRID},
		{"update of an unknown FAR", change(ie.NewUpdateFAR(ie.NewFARID(9))), 73, 0},
		{"query of an unknown URR", change(ie.NewQueryURR(ie.NewURRID(9))), 73, 0},
		{"half a good modification", change(ie.NewRemovePDR(ie.NewPDRID(2)), ie.NewUpdateFAR(ie.NewFARID(9))), 73, 0},
	} {
		b := make([]byte, c.m.MarshalLen())
		require.NoError(t, c.m.MarshalTo(b))
		a := s.exchange(n4, b)
		require.NotNil(t, a, c.name)
		h, err := message.ParseHeader(a)
		require.NoError(t, err)
		require.Equal(t, b[1]+1, a[1], "%s: type of the answer", c.name)
		ies, err := ie.ParseMultiIEs(h.Payload)
		require.NoError(t, err)
		var cause uint8
		var offending uint16
		rule := false
		for _, i := range ies {
			switch i.Type {
			case ie.Cause:
				cause, _ = i.Cause()
			case ie.OffendingIE:
				offending, _ = i.OffendingIE()
			case ie.FailedRuleID:
				rule = true
			}
		}
		require.Equal(t, c.cause, cause, c.name)
		require.Equal(t, c.offending, offending, c.name)
		require.Equal(t, c.cause == 73, rule, "%s: failed rule", c.name)
		require.Equal(t, 1, u.Sessions(), c.name)
	}

	// Grouped elements in grouped elements, as deep as a datagram can hold, are refused at once.
	const depth = 15000
	nested := make([]byte, 16+4*depth)
	copy(nested, []byte{0x21, message.MsgTypeSessionEstablishmentRequest})
	binary.BigEndian.PutUint16(nested[2:], uint16(len(nested)-4))
	for i := range depth {
		binary.BigEndian.PutUint16(nested[16+4*i:], ie.CreatePDR)
		binary.BigEndian.PutUint16(nested[18+4*i:], uint16(4*(depth-1-i)))
	}
	start := time.Now()
	answer, err := message.Parse(s.exchange(n4, nested))
	require.NoError(t, err)
	requireCause(t, ie.CauseMandatoryIEIncorrect, answer.(*message.SessionEstablishmentResponse).Cause)
	require.Less(t, time.Since(start), time.Second)

	// What gets no answer is counted.
	ask := change()
	whole := make([]byte, ask.MarshalLen())
	require.NoError(t, ask.MarshalTo(whole))
	for n := 1; n < len(whole); n++ {
		before := u.Counters().Dropped[upf.MalformedPFCP]
		require.Nil(t, s.exchange(n4, whole[:n]), n)
		require.Equal(t, before+1, u.Counters().Dropped[upf.MalformedPFCP])
	}
	require.Nil(t, s.exchange(n4, []byte{0x20, 99, 0, 4, 0, 0, 1, 0}))
	require.EqualValues(t, 1, u.Counters().Dropped[upf.UnexpectedPFCP])
	v2 := s.exchange(n4, []byte{0x40, 1, 0, 4, 0, 0, 1, 0})
	require.EqualValues(t, message.MsgTypeVersionNotSupportedResponse, v2[1])

	// Repeated requests get the answer of the first, and nothing happens again.
	again := message.NewSessionEstablishmentRequest(0, 0, 0, s.next(), 0, append([]*ie.IE{nodeID(), fseid}, n3n6(addrs("10.45.0.99"), "nl.n3", 9, 0x99, l.gnb.addr)...)...)
	b := make([]byte, again.MarshalLen())
	require.NoError(t, again.MarshalTo(b))
	one := s.exchange(n4, b)
	require.Equal(t, 2, u.Sessions())
	require.Equal(t, one, s.exchange(n4, b))
	require.Equal(t, 2, u.Sessions())
	require.EqualValues(t, 1, u.Counters().Dropped[upf.RepeatedPFCP])

	// The session lives on after all this, until its association ends.
	d := l.device("pdu1", addrs("10.45.0.7", "2001:db8:45:7::1"), 9, 0x70, x.fteid[1])
	l.transfer(d, l.dn.Addr("nl.n6"), 8000)
	s.associate(n4)
	require.Zero(t, u.Sessions())
}

// Every prefix of every IE of a large request is answered with a cause or dropped.
func TestCutRequests(t *testing.T) {
	l, u, _, n4 := oneSession(t)
	m := message.NewSessionEstablishmentRequest(0, 0, 0, 1, 0, append([]*ie.IE{nodeID(), ie.NewFSEID(5, net.IPv4(10, 4, 0, 1), nil)},
		n3n6(addrs("10.45.0.50"), "nl.n3", 9, 0x99, l.gnb.addr)...)...)
	b := make([]byte, m.MarshalLen())
	require.NoError(t, m.MarshalTo(b))
	for n := 17; n < len(b); n += 3 {
		c := append([]byte(nil), b[:n]...)
		binary.BigEndian.PutUint16(c[2:], uint16(n-4))
		c[14] = byte(n) // sequence number
		c[13] = byte(n >> 8)
		a := l.smf.exchange(n4, c)
		require.NotNil(t, a, n)
		h, err := message.ParseHeader(a)
		require.NoError(t, err)
		ies, err := ie.ParseMultiIEs(h.Payload)
		require.NoError(t, err)
		require.Equal(t, ie.Cause, ies[1].Type, n)
		if cause, _ := ies[1].Cause(); cause == ie.CauseRequestAccepted { // the last rules are missing, but those that are there are whole
			f, err := ies[2].FSEID()
			require.NoError(t, err)
			l.smf.delete(session{to: n4, up: f.SEID})
		}
	}
	require.Equal(t, 1, u.Sessions())
}

// Rules are tried by precedence, filters and QFIs choose among them, gates and actions stop.
func TestRules(t *testing.T) {
	l, u, x, _ := oneSession(t)
	dn := l.dn.Addr("nl.n6")
	l.smf.modify(x,
		ie.NewCreateQER(ie.NewQERID(2), ie.NewGateStatus(0, 0), ie.NewQFI(1)),
		ie.NewCreatePDR(ie.NewPDRID(3), ie.NewPrecedence(10), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceCore), ie.NewNetworkInstance("internet"), ueAddress(addrs("10.45.0.7"), true),
			ie.NewSDFFilter(fmt.Sprintf("permit out 17 from %v 5000-5010 to assigned", dn), "", "", "", 0)), ie.NewFARID(2), ie.NewQERID(2)),
		ie.NewCreatePDR(ie.NewPDRID(4), ie.NewPrecedence(5), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceAccess), ie.NewNetworkInstance("nl.n3"),
			ie.NewFTEID(1, x.fteid[1].TEID, x.fteid[1].IPv4Address, nil, 0), ie.NewQFI(33)), ie.NewFARID(3)),
		ie.NewCreateFAR(ie.NewFARID(3), ie.NewApplyAction(1, 0)))
	send := func(port uint16) uint8 {
		s, err := l.dn.ListenPacket(t.Context(), netip.AddrPortFrom(dn, port))
		require.NoError(t, err)
		defer s.Close()
		l.gnb.mu.Lock()
		n := len(l.gnb.qfis)
		l.gnb.mu.Unlock()
		_, err = s.WriteTo([]byte("x"), net.UDPAddrFromAddrPort(netip.MustParseAddrPort("10.45.0.7:7")))
		require.NoError(t, err)
		var got uint8
		require.Eventually(t, func() bool {
			l.gnb.mu.Lock()
			defer l.gnb.mu.Unlock()
			if len(l.gnb.qfis) == n {
				return false
			}
			got = l.gnb.qfis[n]
			return true
		}, patience, time.Millisecond)
		return got
	}
	require.EqualValues(t, 1, send(5005))
	require.EqualValues(t, 9, send(6000))
	require.EqualValues(t, 1, send(5010))
	require.EqualValues(t, 9, send(5011))

	n3 := netip.MustParseAddr(x.fteid[1].IPv4Address.String())
	up := func(qfi uint8, reason upf.Reason) {
		t.Helper()
		b, err := gtpu.AppendGPDU(nil, x.fteid[1].TEID, gtpu.PDUSession{Uplink: true, QFI: qfi}, ipv4("10.45.0.7", dn.String(), 17, 8))
		require.NoError(t, err)
		before := u.Counters().Dropped[reason]
		l.gnb.send(n3, b)
		require.Eventually(t, func() bool { return u.Counters().Dropped[reason] == before+1 }, patience, time.Millisecond)
	}
	up(33, upf.Ordered)
	l.smf.modify(x, ie.NewUpdateQER(ie.NewQERID(1), ie.NewGateStatus(1, 1)))
	up(9, upf.GateClosed)
	l.smf.modify(x, ie.NewUpdateQER(ie.NewQERID(1), ie.NewGateStatus(0, 0)), ie.NewUpdateFAR(ie.NewFARID(1), ie.NewApplyAction(4, 0)))
	up(9, upf.Buffered)
	r := l.smf.modify(x, ie.NewQueryURR(ie.NewURRID(1)))
	require.Len(t, r.UsageReport, 1)
	v, err := r.UsageReport[0].VolumeMeasurement()
	require.NoError(t, err)
	require.EqualValues(t, 2, v.DownlinkNumberOfPackets, "those of PDR 3 have no usage reporting rule")
	require.EqualValues(t, 58, v.DownlinkVolume)
	require.Zero(t, v.UplinkNumberOfPackets)
}

func TestConfig(t *testing.T) {
	n, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	defer n.Close()
	h, err := n.Host("h")
	require.NoError(t, err)
	a := netip.MustParseAddrPort("10.0.0.1:0")
	for i, c := range []upf.Config{
		{}, {Host: h, NodeID: "x"}, {Host: h, NodeID: "x", Listen: a},
		{Host: h, NodeID: "x", Listen: a, Tunnels: []upf.Tunnel{{Interface: upf.N6, Addr: a.Addr()}}},
		{Host: h, NodeID: "x", Listen: a, Tunnels: []upf.Tunnel{{Interface: upf.N3}}},
	} {
		_, err := upf.New(c)
		require.Error(t, err, i)
	}
	u, err := upf.New(upf.Config{Host: h, NodeID: "x", Listen: a, Tunnels: []upf.Tunnel{{Interface: upf.N3, Addr: a.Addr()}}})
	require.NoError(t, err)
	require.Error(t, u.Start(t.Context()), "the host does not have the address")
	require.NoError(t, u.Close())
}
