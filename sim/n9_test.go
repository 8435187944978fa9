package sim_test

import (
	"bytes"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/seg"
	"lilab/sim/ue"
)

// TestN9InESP plays a home-routed session whose N9 is inside ESP, with packets of 1500 octets and TCP, and has tshark say what
// is on each link: the same GTP-U in both networks, ciphertext in fragments between them.
func TestN9InESP(t *testing.T) {
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	f, err := os.Create(file)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": anna()})
	cfg.Agreements[0].N9 = sim.N9ESP
	cfg.KeyLog = w.Secrets()
	cfg.Tap = func(link string) fabric.Tap {
		tap, err := w.PacketInterface(link)
		require.NoError(t, err)
		return tap
	}
	t.Run("play", func(t *testing.T) {
		lab, ctx := start(t, cfg)
		server, err := lab.Network("de").Server("web")
		require.NoError(t, err)
		echo(t, server, "de.n6")
		u := register(t, lab, "anna")
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", MTU: 1500})
		require.NoError(t, err)
		exchange(t, ctx, s, server.Addr("de.n6"))
		p, err := s.Host.ListenPacket(ctx, netip.AddrPortFrom(s.Addresses[0], 0))
		require.NoError(t, err)
		defer p.Close()
		full := bytes.Repeat([]byte("full"), 1472/4)
		_, err = p.WriteTo(full, net.UDPAddrFromAddrPort(netip.AddrPortFrom(server.Addr("de.n6"), 7)))
		require.NoError(t, err)
		require.NoError(t, p.SetReadDeadline(time.Now().Add(5*time.Second)))
		b := make([]byte, 2000)
		n, _, err := p.ReadFrom(b)
		require.NoError(t, err)
		require.Equal(t, full, b[:n])
		require.NoError(t, s.Close(ctx))
		for _, n := range []string{"nl", "de"} {
			st := lab.Network(n).Gateway().Stats()
			require.NotZero(t, st.Sealed)
			require.NotZero(t, st.Opened)
			require.NotZero(t, st.Fragments)
			require.Zero(t, st.Clear+st.UnknownSPI+st.Refused+st.Policy+st.Expired+st.Undeliverable+st.Incomplete)
		}
	})
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())

	field := func(filter, name string) string {
		return judge.Tshark(t, "-r", file, "-Y", filter, "-T", "fields", "-e", name)
	}
	count := func(filter string) int { return strings.Count(field(filter, "frame.number"), "\n") }
	require.Empty(t, field("(gtp || esp) && _ws.malformed", "frame.number"))
	require.Zero(t, count(`frame.interface_name == "nl-de.n9" && !esp && !(ip.flags.mf == 1)`))
	require.Zero(t, count(`frame.interface_name == "nl-de.n9" && gtp`))
	require.Zero(t, count(`frame.interface_name == "nl-de.n9" && frame.len > 1500`))
	require.NotZero(t, count(`frame.interface_name == "nl-de.n9" && ip.flags.mf == 1`))
	packets := count(`frame.interface_name == "nl.n9" && gtp`)
	require.Greater(t, packets, 200)
	// What comes to the V-UPF after the session is on N3 only.
	require.LessOrEqual(t, packets, count(`frame.interface_name == "nl.n3" && gtp`))
	require.Equal(t, packets, count(`frame.interface_name == "de.n9" && gtp`))
	require.Equal(t, packets, count(`frame.interface_name == "nl-de.n9" && esp`))
	up := func(link string) string { // in one direction the order is the same everywhere
		return field(`frame.interface_name == "`+link+`" && gtp.ext_hdr.pdu_ses_con.pdu_type == 1`, "ip.id")
	}
	require.Equal(t, up("nl.n9"), up("de.n9"))
	octets, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Contains(t, string(octets), "fullfull")
}

// TestN9InClear looks at the border gateways of N9 in clear: every packet crosses once each way, and what is not between the UPFs of both
// networks goes nowhere.
func TestN9InClear(t *testing.T) {
	cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": anna()})
	lab, ctx := start(t, cfg)
	server, err := lab.Network("de").Server("web")
	require.NoError(t, err)
	echo(t, server, "de.n6")
	u := register(t, lab, "anna")
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
	require.NoError(t, err)
	exchange(t, ctx, s, server.Addr("de.n6"))
	require.NoError(t, s.Close(ctx))
	visited, home := lab.Network("nl").Gateway().Stats(), lab.Network("de").Gateway().Stats()
	require.Greater(t, visited.Sent, uint64(100))
	require.Equal(t, visited.Sent, home.Received)
	require.Equal(t, home.Sent, visited.Received)
	for _, st := range []seg.Stats{visited, home} {
		require.Zero(t, st.Sealed+st.Opened+st.Fragments+st.Clear+st.UnknownSPI+st.Refused+st.Policy+st.Expired+st.Undeliverable+st.Incomplete)
	}
}

// TestN9Agreements has N9 that is not simulated, and location on N16 as the agreement says.
func TestN9Agreements(t *testing.T) {
	cfg := withData(sim.HomeRouted, nil)
	cfg.Agreements[0].N9 = "tls"
	fab, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	defer fab.Close()
	cfg.Fabric = fab
	_, err = sim.New(cfg)
	require.ErrorContains(t, err, "not simulated")
	cfg.Agreements[0].N9 = sim.N9ESP
	cfg.Agreements = append(cfg.Agreements, sim.Agreement{Home: "nl", Visited: "de", N32: "tls", Data: sim.HomeRouted})
	_, err = sim.New(cfg)
	require.ErrorContains(t, err, "not simulated")

	for _, told := range []bool{false, true} {
		cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": anna()})
		cfg.Agreements[0].LocationToHome = told
		lab, ctx := start(t, cfg)
		visited, home := &journal{}, &journal{}
		lab.Network("nl").SMFEvents.Subscribe(visited)
		lab.Network("de").SMFEvents.Subscribe(home)
		u := register(t, lab, "anna")
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
		require.NoError(t, err)
		require.NoError(t, s.Close(ctx))
		require.NotNil(t, waitFor[event.SMFPDUSessionReleased](t, visited, 1)[0].Session.Location)
		for _, l := range []*event.Location{waitFor[event.SMFPDUSessionEstablished](t, home, 1)[0].Session.Location, waitFor[event.SMFPDUSessionReleased](t, home, 1)[0].Session.Location} {
			require.Equal(t, told, l != nil)
			if told {
				require.Equal(t, uint64(0x10), l.NRCellID)
			}
		}
	}
}
