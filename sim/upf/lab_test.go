package upf_test

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"
	"go.uber.org/goleak"

	"lilab/pcaps"
	"lilab/sim/fabric"
	"lilab/sim/gtpu"
	"lilab/sim/upf"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 20 * time.Second

// lab is a network with a gNB, a UE, a data network and an SMF, all of the test, around UPFs.
type lab struct {
	t       testing.TB
	net     fabric.Network
	capture bytes.Buffer
	writer  *pcaps.Writer
	links   map[string]fabric.Link
	dn      fabric.Host
	smf     *smf
	gnb     *gnb
	ueHost  fabric.Host
	upfs    []*upf.UPF
	once    sync.Once
}

func newLab(t testing.TB, taps bool) *lab {
	t.Helper()
	n, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	l := &lab{t: t, net: n, links: map[string]fabric.Link{}}
	l.writer, err = pcaps.NewWriter(&l.capture, pcaps.WriterConfig{})
	require.NoError(t, err)
	for name, prefixes := range map[string][2]string{
		"nl.n3": {"10.3.0.0/24"}, "nl.n4": {"10.4.0.0/24"}, "nl.n6": {"10.6.0.0/24", "2001:db8:6::/64"}, "nl-de.n9": {"10.9.0.0/24"},
		"de.n6": {"10.7.0.0/24", "2001:db8:7::/64"},
	} {
		cfg := fabric.LinkConfig{Name: name, Prefix: netip.MustParsePrefix(prefixes[0])}
		if prefixes[1] != "" {
			cfg.Prefix6 = netip.MustParsePrefix(prefixes[1])
		}
		if taps {
			cfg.Tap, err = l.writer.PacketInterface(name)
			require.NoError(t, err)
		}
		l.links[name], err = n.Link(cfg)
		require.NoError(t, err)
	}
	l.dn = l.host("dn", "nl.n6", "de.n6")
	l.ueHost = l.host("ue")
	l.smf = newSMF(t, l.host("smf", "nl.n4"))
	l.gnb = newGNB(t, l.host("gnb", "nl.n3"))
	t.Cleanup(l.close)
	return l
}

func (l *lab) host(name string, links ...string) fabric.Host {
	l.t.Helper()
	h, err := l.net.Host(name)
	require.NoError(l.t, err)
	for _, k := range links {
		_, err := l.links[k].Attach(h)
		require.NoError(l.t, err)
	}
	return h
}

func (l *lab) close() { l.once.Do(l.shut) }

func (l *lab) shut() {
	for _, u := range l.upfs {
		require.NoError(l.t, u.Close())
	}
	l.smf.close()
	l.gnb.close()
	require.NoError(l.t, l.net.Close())
	require.NoError(l.t, l.writer.Close())
}

// upf starts a UPF; n6 is the link of its data network, "" for none.
func (l *lab) upf(name string, n3, n9 bool, n6 string, pools ...string) (*upf.UPF, netip.AddrPort) {
	l.t.Helper()
	links := []string{"nl.n4"}
	if n3 {
		links = append(links, "nl.n3")
	}
	if n9 {
		links = append(links, "nl-de.n9")
	}
	h := l.host(name, links...)
	cfg := upf.Config{Host: h, NodeID: name, Listen: netip.AddrPortFrom(h.Addr("nl.n4"), 0)}
	if n3 {
		cfg.Tunnels = append(cfg.Tunnels, upf.Tunnel{Interface: upf.N3, Name: "nl.n3", Addr: h.Addr("nl.n3")})
	}
	if n9 {
		cfg.Tunnels = append(cfg.Tunnels, upf.Tunnel{Interface: upf.N9, Name: "nl-de.n9", Addr: h.Addr("nl-de.n9"), IPUPS: true})
	}
	if n6 != "" {
		d := upf.DataNetwork{Name: "internet", Link: l.links[n6]}
		for _, p := range pools {
			d.Pools = append(d.Pools, netip.MustParsePrefix(p))
		}
		cfg.DataNetworks = append(cfg.DataNetworks, d)
	}
	u, err := upf.New(cfg)
	require.NoError(l.t, err)
	require.NoError(l.t, u.Start(l.t.Context()))
	l.upfs = append(l.upfs, u)
	return u, netip.AddrPortFrom(h.Addr("nl.n4"), upf.PortPFCP)
}

// smf is the peer on N4.
type smf struct {
	t    testing.TB
	conn net.PacketConn
	addr netip.Addr
	seq  uint32
}

func newSMF(t testing.TB, h fabric.Host) *smf {
	t.Helper()
	s := &smf{t: t, addr: h.Addr("nl.n4")}
	var err error
	s.conn, err = h.ListenPacket(t.Context(), netip.AddrPortFrom(s.addr, upf.PortPFCP))
	require.NoError(t, err)
	return s
}

func (s *smf) close() { require.NoError(s.t, s.conn.Close()) }

// exchange sends octets and returns the answer, nil if none comes before a heartbeat is answered: the UPF answers in order.
func (s *smf) exchange(to netip.AddrPort, b []byte) []byte {
	s.t.Helper()
	send := func(b []byte) {
		_, err := s.conn.WriteTo(b, net.UDPAddrFromAddrPort(to))
		require.NoError(s.t, err)
	}
	if len(b) > 0 {
		send(b)
	}
	const last = 0xfffffe
	beat, err := message.NewHeartbeatRequest(last, ie.NewRecoveryTimeStamp(time.Unix(1_700_000_000+int64(s.seq), 0)), nil).Marshal()
	require.NoError(s.t, err)
	s.seq++
	send(beat)
	require.NoError(s.t, s.conn.SetReadDeadline(time.Now().Add(patience)))
	var answer []byte
	buf := make([]byte, 65536)
	for {
		n, _, err := s.conn.ReadFrom(buf)
		require.NoError(s.t, err)
		h, err := message.ParseHeader(buf[:n])
		require.NoError(s.t, err)
		if h.Type == message.MsgTypeHeartbeatResponse && h.SequenceNumber == last {
			return answer
		}
		require.Nil(s.t, answer, "two answers")
		answer = bytes.Clone(buf[:n])
	}
}

// ask sends a request and returns the answer.
func (s *smf) ask(to netip.AddrPort, m message.Message) message.Message {
	s.t.Helper()
	b := make([]byte, m.MarshalLen())
	require.NoError(s.t, m.MarshalTo(b))
	a := s.exchange(to, b)
	require.NotNil(s.t, a, "no answer")
	out, err := message.Parse(a)
	require.NoError(s.t, err)
	require.Equal(s.t, m.Sequence(), out.Sequence())
	return out
}

func (s *smf) next() uint32 { s.seq++; return s.seq }

func nodeID() *ie.IE { return ie.NewNodeID("", "", "smf.example") }

func (s *smf) associate(to netip.AddrPort) {
	s.t.Helper()
	r := s.ask(to, message.NewAssociationSetupRequest(s.next(), nodeID(), ie.NewRecoveryTimeStamp(time.Unix(1_700_000_000, 0)))).(*message.AssociationSetupResponse)
	requireCause(s.t, ie.CauseRequestAccepted, r.Cause)
	require.True(s.t, r.UPFunctionFeatures.HasFTUP())
	require.True(s.t, r.UPFunctionFeatures.HasEMPU())
}

func requireCause(t testing.TB, want uint8, i *ie.IE) {
	t.Helper()
	require.NotNil(t, i, "no cause")
	got, err := i.Cause()
	require.NoError(t, err)
	require.Equal(t, want, got)
}

// session is what a request made.
type session struct {
	to     netip.AddrPort
	cp, up uint64
	fteid  map[uint16]*ie.FTEIDFields // by PDR
}

func (s *smf) establish(to netip.AddrPort, cp uint64, ies ...*ie.IE) session {
	s.t.Helper()
	all := append([]*ie.IE{nodeID(), ie.NewFSEID(cp, net.IP(s.addr.AsSlice()), nil)}, ies...)
	r := s.ask(to, message.NewSessionEstablishmentRequest(0, 0, 0, s.next(), 0, all...)).(*message.SessionEstablishmentResponse)
	requireCause(s.t, ie.CauseRequestAccepted, r.Cause)
	require.Equal(s.t, cp, r.SEID())
	f, err := r.UPFSEID.FSEID()
	require.NoError(s.t, err)
	return session{to, cp, f.SEID, fteids(s.t, r.CreatedPDR)}
}

func fteids(t testing.TB, created []*ie.IE) map[uint16]*ie.FTEIDFields {
	t.Helper()
	out := map[uint16]*ie.FTEIDFields{}
	for _, c := range created {
		id, err := c.PDRID()
		require.NoError(t, err)
		f, err := c.FTEID()
		require.NoError(t, err)
		out[id] = f
	}
	return out
}

func (s *smf) modify(x session, ies ...*ie.IE) *message.SessionModificationResponse {
	s.t.Helper()
	r := s.ask(x.to, message.NewSessionModificationRequest(0, 0, x.up, s.next(), 0, ies...)).(*message.SessionModificationResponse)
	requireCause(s.t, ie.CauseRequestAccepted, r.Cause)
	require.Equal(s.t, x.cp, r.SEID())
	return r
}

func (s *smf) delete(x session) *message.SessionDeletionResponse {
	s.t.Helper()
	r := s.ask(x.to, message.NewSessionDeletionRequest(0, 0, x.up, s.next(), 0)).(*message.SessionDeletionResponse)
	requireCause(s.t, ie.CauseRequestAccepted, r.Cause)
	return r
}

const choose4 = 0x05 // CH and V4 of F-TEID

func choose() *ie.IE { return ie.NewFTEID(choose4, 0, nil, nil, 0) }

func tunnelTo(teid uint32, a netip.Addr) *ie.IE {
	return ie.NewOuterHeaderCreation(0x0100, teid, a.String(), "", 0, 0, 0)
}

// ueAddress is that of a PDI; downlink says that it is the destination.
func ueAddress(addrs []netip.Addr, downlink bool) *ie.IE {
	var flags uint8
	var v4, v6 string
	for _, a := range addrs {
		if a.Is4() {
			flags, v4 = flags|2, a.String()
		} else {
			flags, v6 = flags|1, a.String()
		}
	}
	if downlink {
		flags |= 4
	}
	return ie.NewUEIPAddress(flags, v4, v6, 0, 0)
}

// n3n6 are the rules of a session between an access tunnel (of network instance side) and a data network.
func n3n6(addrs []netip.Addr, side string, qfi uint8, peerTEID uint32, peer netip.Addr) []*ie.IE {
	down := ie.NewCreateFAR(ie.NewFARID(2), ie.NewApplyAction(2, 0), ie.NewForwardingParameters(
		ie.NewDestinationInterface(ie.DstInterfaceAccess), ie.NewNetworkInstance(side), tunnelTo(peerTEID, peer)))
	if !peer.IsValid() {
		down = ie.NewCreateFAR(ie.NewFARID(2), ie.NewApplyAction(4, 0))
	}
	return []*ie.IE{
		ie.NewPDNType(ie.PDNTypeIPv4v6),
		ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPrecedence(100), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceAccess), choose(),
			ie.NewNetworkInstance(side), ueAddress(addrs, false)), ie.NewOuterHeaderRemoval(0, 0), ie.NewFARID(1), ie.NewURRID(1), ie.NewQERID(1)),
		ie.NewCreatePDR(ie.NewPDRID(2), ie.NewPrecedence(100), ie.NewPDI(ie.NewSourceInterface(ie.SrcInterfaceCore),
			ie.NewNetworkInstance("internet"), ueAddress(addrs, true)), ie.NewFARID(2), ie.NewURRID(1), ie.NewQERID(1)),
		ie.NewCreateFAR(ie.NewFARID(1), ie.NewApplyAction(2, 0), ie.NewForwardingParameters(
			ie.NewDestinationInterface(ie.DstInterfaceCore), ie.NewNetworkInstance("internet"))),
		down,
		ie.NewCreateQER(ie.NewQERID(1), ie.NewGateStatus(0, 0), ie.NewQFI(qfi)),
		ie.NewCreateURR(ie.NewURRID(1), ie.NewMeasurementMethod(0, 1, 1), ie.NewReportingTriggers(0, 0, 0)),
	}
}

// gnb is the peer on N3: it joins devices of UEs with tunnels.
type gnb struct {
	t    testing.TB
	conn net.PacketConn
	addr netip.Addr
	done chan struct{}

	mu      sync.Mutex
	devices map[uint32]fabric.Device // by the TEID of the gNB
	signals []gtpu.Message
	qfis    []uint8
}

func newGNB(t testing.TB, h fabric.Host) *gnb {
	t.Helper()
	g := &gnb{t: t, addr: h.Addr("nl.n3"), done: make(chan struct{}), devices: map[uint32]fabric.Device{}}
	var err error
	g.conn, err = h.ListenPacket(t.Context(), netip.AddrPortFrom(g.addr, gtpu.Port))
	require.NoError(t, err)
	go func() {
		defer close(g.done)
		buf := make([]byte, 65536)
		for {
			n, _, err := g.conn.ReadFrom(buf)
			if err != nil {
				return
			}
			g.take(buf[:n])
		}
	}()
	return g
}

func (g *gnb) take(b []byte) {
	m, err := gtpu.Parse(b)
	if err != nil {
		g.t.Errorf("the gNB got %x: %v", b, err)
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if m.Type != gtpu.GPDU {
		m, _ = gtpu.Parse(bytes.Clone(b)) // it was read before
		g.signals = append(g.signals, m)
		return
	}
	s, _, _ := m.PDUSession() // without one the QFI is 0
	g.qfis = append(g.qfis, s.QFI)
	if d := g.devices[m.TEID]; d != nil {
		_ = d.Inject(m.Payload) // what is lost is missed by the test
	}
}

func (g *gnb) close() {
	require.NoError(g.t, g.conn.Close())
	<-g.done
}

// send sends octets to a tunnel end.
func (g *gnb) send(to netip.Addr, b []byte) {
	g.t.Helper()
	_, err := g.conn.WriteTo(b, net.UDPAddrFromAddrPort(netip.AddrPortFrom(to, gtpu.Port)))
	require.NoError(g.t, err)
}

// device makes the device of a UE's session. teid is that of the gNB, up that of the UPF.
func (l *lab) device(name string, addrs []netip.Addr, qfi uint8, teid uint32, up *ie.FTEIDFields) fabric.Device {
	l.t.Helper()
	to := &net.UDPAddr{IP: up.IPv4Address, Port: gtpu.Port}
	pool := sync.Pool{New: func() any { b := make([]byte, 0, 65536); return &b }}
	d, err := l.net.Device(l.ueHost, name, addrs, 1400, func(p []byte) {
		b := pool.Get().(*[]byte)
		defer pool.Put(b)
		out, err := gtpu.AppendGPDU((*b)[:0], up.TEID, gtpu.PDUSession{Uplink: true, QFI: qfi}, p)
		if err == nil {
			_, _ = l.gnb.conn.WriteTo(out, to) // what is lost is missed by the test
		}
	})
	require.NoError(l.t, err)
	l.gnb.mu.Lock()
	l.gnb.devices[teid] = d
	l.gnb.mu.Unlock()
	return d
}

func addrs(all ...string) (out []netip.Addr) {
	for _, a := range all {
		out = append(out, netip.MustParseAddr(a))
	}
	return out
}

// transfer echoes over TCP and UDP between a device and an address of the data network. It returns the octets of TCP.
func (l *lab) transfer(d fabric.Device, server netip.Addr, port uint16) {
	t := l.t
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	ln, err := l.dn.Listen(ctx, netip.AddrPortFrom(server, port))
	require.NoError(t, err)
	served := make(chan struct{})
	go func() {
		defer close(served)
		c, err := ln.Accept()
		if err != nil {
			return
		}
		_, _ = io.Copy(c, c) // the client sees what is missing
		_ = c.Close()
	}()
	c, err := d.Host().DialContext(ctx, "tcp", ln.Addr().String())
	require.NoError(t, err)
	require.NoError(t, c.SetDeadline(time.Now().Add(patience)))
	sent := bytes.Repeat([]byte("the quick brown fox "), 5000)
	go func() { _, _ = c.Write(sent) }() // likewise
	got := make([]byte, len(sent))
	_, err = io.ReadFull(c, got)
	require.NoError(t, err)
	require.True(t, bytes.Equal(sent, got))
	require.NoError(t, c.Close())
	<-served
	require.NoError(t, ln.Close())

	source := d.Addrs()[0]
	for _, a := range d.Addrs() {
		if a.Is4() == server.Is4() {
			source = a
		}
	}
	s, err := l.dn.ListenPacket(ctx, netip.AddrPortFrom(server, port))
	require.NoError(t, err)
	u, err := d.Host().ListenPacket(ctx, netip.AddrPortFrom(source, 0))
	require.NoError(t, err)
	buf := make([]byte, 2000)
	for _, p := range []net.PacketConn{s, u} {
		require.NoError(t, p.SetDeadline(time.Now().Add(patience)))
	}
	_, err = u.WriteTo([]byte("ping"), s.LocalAddr())
	require.NoError(t, err)
	n, from, err := s.ReadFrom(buf)
	require.NoError(t, err)
	require.Equal(t, "ping", string(buf[:n]))
	require.Equal(t, source.String(), from.(*net.UDPAddr).IP.String())
	_, err = s.WriteTo([]byte("pong"), from)
	require.NoError(t, err)
	n, _, err = u.ReadFrom(buf)
	require.NoError(t, err)
	require.Equal(t, "pong", string(buf[:n]))
	require.NoError(t, u.Close())
	require.NoError(t, s.Close())
}
