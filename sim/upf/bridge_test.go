package upf

import (
	"bytes"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"

	"lilab/sim/fabric"
	"lilab/sim/gtpu"
)

// bridged is a UPF with a bridge and n Ethernet sessions, whose frames the gNB collects by TEID; now is its clock.
type bridged struct {
	u     *UPF
	n     int
	gnb   net.PacketConn
	teids []uint32 // of the sessions, uplink
	now   time.Time
}

func newBridged(t testing.TB, n int) *bridged {
	t.Helper()
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	h, err := v.Host("upf")
	require.NoError(t, err)
	g, err := v.Host("gnb")
	require.NoError(t, err)
	links := map[string]fabric.Link{}
	for i, name := range []string{"n3", "n4", "n6"} {
		links[name], err = v.Link(fabric.LinkConfig{Name: name, Prefix: netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(i), 0, 0}), 24)})
		require.NoError(t, err)
		_, err = links[name].Attach(h)
		require.NoError(t, err)
	}
	gnb, err := links["n3"].Attach(g)
	require.NoError(t, err)
	b := &bridged{n: n, now: time.Unix(1e9, 0)}
	b.u, err = New(Config{Host: h, NodeID: "upf", Listen: netip.AddrPortFrom(h.Addr("n4"), 0), Tunnels: []Tunnel{{Interface: N3, Addr: h.Addr("n3")}},
		DataNetworks: []DataNetwork{{Name: "lan", Link: links["n6"], Ethernet: true}}, Now: func() time.Time { return b.now }})
	require.NoError(t, err)
	require.NoError(t, b.u.Start(t.Context()))
	b.gnb, err = g.ListenPacket(t.Context(), netip.AddrPortFrom(gnb, gtpu.Port))
	require.NoError(t, err)
	t.Cleanup(func() {
		require.NoError(t, b.u.Close())
		b.gnb.Close()
		require.NoError(t, v.Close())
	})
	node := ie.NewNodeID("", "", "smf")
	setup, err := message.NewAssociationSetupRequest(1, node, ie.NewRecoveryTimeStamp(b.now)).Marshal()
	require.NoError(t, err)
	require.NotNil(t, b.u.handle(peer, setup))
	for i := range n {
		establish, err := message.NewSessionEstablishmentRequest(0, 0, 0, uint32(2+i), 0, node, ie.NewFSEID(uint64(100+i), net.IPv4(10, 1, 0, 9), nil), ie.NewPDNType(ie.PDNTypeEthernet),
			ie.NewCreatePDR(ie.NewPDRID(1), ie.NewPrecedence(1), ie.NewPDI(ie.NewSourceInterface(0), ie.NewFTEID(5, 0, nil, nil, 0)), ie.NewFARID(1)),
			ie.NewCreatePDR(ie.NewPDRID(2), ie.NewPrecedence(1), ie.NewPDI(ie.NewSourceInterface(1), ie.NewNetworkInstance("lan"), ie.NewEthernetPDUSessionInformation(1)), ie.NewFARID(2)),
			ie.NewCreateFAR(ie.NewFARID(1), ie.NewApplyAction(2, 0), ie.NewForwardingParameters(ie.NewDestinationInterface(1), ie.NewNetworkInstance("lan"))),
			ie.NewCreateFAR(ie.NewFARID(2), ie.NewApplyAction(2, 0), ie.NewForwardingParameters(ie.NewDestinationInterface(0), ie.NewOuterHeaderCreation(0x100, uint32(i), gnb.String(), "", 0, 0, 0)))).Marshal()
		require.NoError(t, err)
		answer, err := message.Parse(b.u.handle(peer, establish))
		require.NoError(t, err)
		f, err := answer.(*message.SessionEstablishmentResponse).CreatedPDR[0].FTEID()
		require.NoError(t, err)
		b.teids = append(b.teids, f.TEID)
	}
	return b
}

// send sends a frame up in a session.
func (b *bridged) send(t testing.TB, session int, frame []byte) {
	g, err := gtpu.AppendGPDU(nil, b.teids[session], gtpu.PDUSession{Uplink: true, QFI: 1}, frame)
	require.NoError(t, err)
	b.u.newWorker().fromTunnel(b.u.tunnels[0], &net.UDPAddr{IP: net.IPv4(10, 0, 0, 2).To4(), Port: gtpu.Port}, g)
}

// got are the sessions that got something, in a map of what.
func (b *bridged) got(t testing.TB, want int) map[uint32]string {
	out := map[uint32]string{}
	buf := make([]byte, 2000)
	for range want {
		require.NoError(t, b.gnb.SetReadDeadline(time.Now().Add(5*time.Second)))
		n, _, err := b.gnb.ReadFrom(buf)
		require.NoError(t, err)
		m, err := gtpu.Parse(buf[:n])
		require.NoError(t, err)
		out[m.TEID] = string(m.Payload[14:])
	}
	return out
}

func stationFrame(dst, src uint16, text string) []byte {
	return append([]byte{2, 0, 0, 0, byte(dst >> 8), byte(dst), 2, 0, 0, 0, byte(src >> 8), byte(src), 0x88, 0xb5}, text...)
}

// TestBridge learns, forgets with time and with the session, and bounds what it knows.
func TestBridge(t *testing.T) {
	b := newBridged(t, 4)
	b.send(t, 0, stationFrame(1, 10, "flood"))
	require.Equal(t, map[uint32]string{1: "flood", 2: "flood", 3: "flood"}, b.got(t, 3))
	b.send(t, 1, stationFrame(10, 1, "back"))
	require.Equal(t, map[uint32]string{0: "back"}, b.got(t, 1))
	b.now = b.now.Add(ageMAC + time.Second)
	b.send(t, 2, stationFrame(1, 2, "too old"))
	require.Len(t, b.got(t, 3), 3)
	// To itself a frame does not go.
	b.send(t, 2, stationFrame(2, 2, "hairpin"))
	b.send(t, 2, stationFrame(5, 2, "next"))
	require.Equal(t, map[uint32]string{0: "next", 1: "next", 3: "next"}, b.got(t, 3))
	// The table is bounded.
	for i := range maxMACs + 100 {
		b.send(t, 3, stationFrame(2, uint16(1000+i), "x"))
		b.got(t, 1)
	}
	require.Len(t, b.u.dns[0].macs, maxMACs)
	b.now = b.now.Add(ageMAC + time.Second)
	b.send(t, 3, stationFrame(2, 999, "room again"))
	b.got(t, 3)
	require.Len(t, b.u.dns[0].macs, 1)
	for _, bad := range [][]byte{{}, stationFrame(1, 2, "")[:13], func() []byte { f := stationFrame(1, 2, "group"); f[6] = 3; return f }()} {
		before := b.u.drops[MalformedInner].Load()
		b.send(t, 0, bad)
		require.Equal(t, before+1, b.u.drops[MalformedInner].Load())
	}
}

func TestUnstructuredTunnel(t *testing.T) {
	tunnel := udp6{local: netip.MustParseAddr("2001:db8::1"), remote: netip.MustParseAddrPort("[2001:db8:1::2]:30000")}
	back := udp6{local: tunnel.remote.Addr(), remote: netip.AddrPortFrom(tunnel.local, 30000)}
	for n := range 100 {
		data := bytes.Repeat([]byte{0xff}, n)
		p := tunnel.append([]byte{}, data)
		got, ok := back.payload(p)
		require.Equal(t, n > 0, ok)
		if ok {
			require.Equal(t, data, got)
		}
		for cut := range p {
			_, ok := back.payload(p[:cut])
			require.False(t, ok)
		}
		for bit := range 8 * len(p) {
			p[bit/8] ^= 0x80 >> (bit % 8)
			_, ok := back.payload(p)
			// The traffic class, the flow label and the hop limit are nobody's.
			require.False(t, ok && (bit < 4 || bit >= 32 && bit < 56 || bit >= 64), "bit %d of %d octets", bit, n)
			p[bit/8] ^= 0x80 >> (bit % 8)
		}
	}
}

// Whatever frames come, each is given to no more than the other ports, and a station is where it was seen.
func FuzzBridge(f *testing.F) {
	b := newBridged(f, 3)
	f.Add(uint8(0), stationFrame(1, 2, "x"))
	f.Add(uint8(1), bytes.Repeat([]byte{0xff}, 14))
	f.Fuzz(func(t *testing.T, session uint8, frame []byte) {
		i := int(session) % b.n
		up, down := b.u.forwarded[Uplink].Load(), b.u.forwarded[Downlink].Load()
		b.send(t, i, frame)
		up, down = b.u.forwarded[Uplink].Load()-up, b.u.forwarded[Downlink].Load()-down
		if len(frame) > 60000 {
			return
		}
		if valid := validFrame(frame); (up == 1) != valid || down > 2 || !valid && down > 0 {
			t.Fatalf("%x: up %d, down %d", frame, up, down)
		}
		if up == 1 && b.u.dns[0].macs[mac(frame[6:12])].server != nil {
			t.Fatal("learned at a port without server")
		}
	})
}
