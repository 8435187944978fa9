package sim_test

import (
	"bytes"
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/smf"
	"lilab/sim/ue"
	"lilab/sim/upf"
)

// frame is an Ethernet frame with an experimental type (IEEE 802 clause 9.2.3).
func frame(dst, src byte, text string) []byte {
	b := []byte{2, 0, 0, 0, 0, dst, 2, 0, 0, 0, 0, src, 0x88, 0xb5}
	if dst == 0xff {
		copy(b, bytes.Repeat([]byte{0xff}, 6))
	}
	return append(b, text...)
}

func received(t *testing.T, c <-chan []byte) []byte {
	t.Helper()
	select {
	case b, ok := <-c:
		require.True(t, ok)
		return b
	case <-time.After(5 * time.Second):
		require.Fail(t, "no frame came")
		return nil
	}
}

// otherTypes has data networks of every type.
func otherTypes(route sim.Route, in string) sim.Config {
	a, b := anna(), anna()
	a.In, b.In = in, in
	b.SUPI, b.GPSI, b.PEI = "999700000000002", "4915100000002", "3569380356438031"
	cfg := withData(route, map[string]sim.SubscriberConfig{"anna": a, "bert": b})
	for _, n := range cfg.Networks {
		n.DNNs["lan"] = sim.DNN{Types: []event.PDUSessionType{event.Ethernet}}
		n.DNNs["meter"] = sim.DNN{Types: []event.PDUSessionType{event.Unstructured}}
	}
	return cfg
}

// TestFrames carries Ethernet frames between two phones and a server on one bridge, and unstructured data through a tunnel on
// N6, over every route.
func TestFrames(t *testing.T) {
	for _, c := range []struct {
		name, in, anchor string
		route            sim.Route
	}{{"domestic", "de", "de", sim.NoData}, {"local breakout", "nl", "nl", sim.LocalBreakout}, {"home routed", "nl", "de", sim.HomeRouted}} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "capture.pcapng")
			f, err := os.Create(file)
			require.NoError(t, err)
			w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
			require.NoError(t, err)
			cfg := otherTypes(c.route, c.in)
			for name, n := range cfg.Networks {
				n.NEAOrder = []uint8{0}
				cfg.Networks[name] = n
			}
			cfg.KeyLog = w.Secrets()
			cfg.Tap = func(link string) fabric.Tap {
				tap, err := w.PacketInterface(link)
				require.NoError(t, err)
				return tap
			}
			t.Run("play", func(t *testing.T) { playFrames(t, cfg, c.in, c.anchor, c.route) })
			require.NoError(t, w.Close())
			require.NoError(t, f.Close())
			// Wireshark does not know the types of sessions.
			ethernet := judge.Tshark(t, "-r", file, "-o", "gtp.dissect_tpdu_as:ETHERNET", "-Y", "gtp && eth.type == 0x88b5", "-T", "fields", "-e", "eth.src")
			require.Contains(t, ethernet, "02:00:00:00:00:01")
			require.Contains(t, ethernet, "02:00:00:00:00:03")
			args := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE", "-o", "gtp.dissect_tpdu_as:None", "-Y"}
			require.Empty(t, judge.Tshark(t, append(args, "(ngap || pfcp || gtp) && _ws.malformed", "-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "_ws.col.Info")...))
			types := judge.Tshark(t, append(args, "nas_5gs.sm.message_type == 0xc2", "-T", "fields", "-e", "nas_5gs.sm.pdu_session_type")...)
			require.Contains(t, types, "5")
			require.Contains(t, types, "4")
			pdn := judge.Tshark(t, append(args, `frame.interface_name == "`+c.anchor+`.n4" && pfcp.msg_type == 50`, "-T", "fields", "-e", "pfcp.pdn_type")...)
			require.Contains(t, pdn, "5")
			require.Contains(t, pdn, "4")
			require.NotEmpty(t, judge.Tshark(t, append(args, fmt.Sprintf(`frame.interface_name == "%s.n6" && udp.dstport == %d && ipv6`, c.anchor, sim.PortUnstructured), "-o", "udp.check_checksum:TRUE", "-T", "fields", "-e", "udp.checksum.status")...))
			require.Empty(t, judge.Tshark(t, append(args, fmt.Sprintf(`udp.port == %d && ipv6 && udp.checksum.status == 0`, sim.PortUnstructured), "-o", "udp.check_checksum:TRUE")...))
		})
	}
}

func playFrames(t *testing.T, cfg sim.Config, in, anchor string, route sim.Route) {
	lab, ctx := start(t, cfg)
	events := &journal{}
	lab.Network(in).SMFEvents.Subscribe(events)
	observed := make(chan upf.Packet, 1000)
	defer lab.Network(in).UPF().Subscribe(upf.ObserverFunc(func(p *upf.Packet) {
		q := *p
		q.Inner = bytes.Clone(p.Inner)
		observed <- q
	}))()
	home := lab.Network(anchor)
	server := make(chan []byte, 100)
	port, err := home.EthernetPort("lan", func(b []byte) { server <- bytes.Clone(b) })
	require.NoError(t, err)
	_, err = home.EthernetPort("internet", func([]byte) {})
	require.Error(t, err)
	u, v := register(t, lab, "anna"), register(t, lab, "bert")
	a, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "lan", Type: event.Ethernet})
	require.NoError(t, err)
	b, err := v.OpenSession(ctx, ue.SessionConfig{DNN: "lan", Type: event.Ethernet})
	require.NoError(t, err)
	require.Equal(t, event.Ethernet, a.Type)
	require.Nil(t, a.Host)
	require.Empty(t, a.Addresses)
	require.Len(t, u.Sessions(), 1)
	up := waitFor[event.SMFPDUSessionEstablished](t, events, 2)[0].Session
	require.Equal(t, event.Ethernet, up.Type)
	require.Empty(t, up.Addresses)

	// A broadcast goes to all, what is known goes to one, a group to all.
	require.NoError(t, a.SendFrame(frame(0xff, 1, "who has 2")))
	require.Equal(t, frame(0xff, 1, "who has 2"), received(t, b.Frames()))
	require.Equal(t, frame(0xff, 1, "who has 2"), received(t, server))
	require.NoError(t, b.SendFrame(frame(1, 2, "I have")))
	require.Equal(t, frame(1, 2, "I have"), received(t, a.Frames()))
	require.NoError(t, port.Send(frame(1, 3, "hello from the server")))
	require.Equal(t, frame(1, 3, "hello from the server"), received(t, a.Frames()))
	big := frame(3, 1, string(bytes.Repeat([]byte("x"), 1400)))
	require.NoError(t, a.SendFrame(big))
	require.Equal(t, big, received(t, server), "only the answer to the server")
	require.NoError(t, port.Send(frame(2, 3, "to two")))
	require.Equal(t, frame(2, 3, "to two"), received(t, b.Frames()))
	require.Empty(t, a.Frames())
	require.Empty(t, server)
	require.ErrorIs(t, a.SendFrame(frame(3, 1, "")[:13]), ue.ErrFrame)
	require.ErrorIs(t, a.SendFrame(append(big, 0)), ue.ErrFrame)
	require.Error(t, port.Send([]byte("short")))
	require.Error(t, port.Send(append([]byte{2, 0, 0, 0, 0, 1, 0xff}, make([]byte, 20)...)), "a group as source")
	before := lab.Network(in).UPF().Counters().Dropped[upf.MalformedInner]
	require.NoError(t, a.SendFrame(append([]byte{2, 0, 0, 0, 0, 1, 0xff}, make([]byte, 20)...)))
	require.Eventually(t, func() bool { return lab.Network(in).UPF().Counters().Dropped[upf.MalformedInner] == before+1 }, 5*time.Second, time.Millisecond)
	// The phone that moves to another port of the bridge is found there.
	require.NoError(t, b.SendFrame(frame(0xff, 1, "now here")))
	require.Equal(t, frame(0xff, 1, "now here"), received(t, a.Frames()))
	require.Equal(t, frame(0xff, 1, "now here"), received(t, server))
	require.NoError(t, port.Send(frame(1, 3, "to one")))
	require.Equal(t, frame(1, 3, "to one"), received(t, b.Frames()))

	playUnstructured(t, lab, u, home, observed)

	require.NoError(t, b.Close(ctx))
	_, open := <-b.Frames()
	require.False(t, open)
	require.ErrorIs(t, b.SendFrame(frame(1, 2, "gone")), ue.ErrFrame)
	require.NoError(t, port.Send(frame(2, 3, "to nobody"))) // flooded again: the place of 2 is gone
	require.Equal(t, frame(2, 3, "to nobody"), received(t, a.Frames()))
	require.NoError(t, port.Close())
	require.Error(t, port.Send(frame(2, 3, "closed")))
	for _, s := range u.Sessions() {
		require.NoError(t, s.Close(ctx))
	}
	for _, f := range waitFor[event.SMFPDUSessionReleased](t, events, 3) {
		require.NotZero(t, f.UplinkOctets)
	}
	for _, n := range []string{"nl", "de"} {
		require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
		require.Zero(t, lab.Network(n).UPF().Sessions())
	}
	// What a data network does not offer.
	for _, r := range []struct {
		dnn   string
		t     event.PDUSessionType
		cause uint8
	}{{"internet", event.Ethernet, 28}, {"internet", event.Unstructured, 28}, {"lan", event.IPv4, 61}, {"lan", event.Unstructured, 28}, {"meter", event.IPv6, 58}, {"meter", event.IPv4v6, 58}, {"meter", event.Ethernet, 28}} {
		_, err := u.OpenSession(ctx, ue.SessionConfig{DNN: r.dnn, Type: r.t})
		refusedWith(t, err, r.cause)
	}
	if route == sim.HomeRouted {
		require.Equal(t, event.VisitedSMF, up.Role)
	}
}

// playUnstructured sends octets of no known form both ways.
func playUnstructured(t *testing.T, lab *sim.Lab, u *ue.UE, home *sim.Network, observed chan upf.Packet) {
	s, err := u.OpenSession(t.Context(), ue.SessionConfig{DNN: "meter", Type: event.Unstructured})
	require.NoError(t, err)
	require.Equal(t, event.Unstructured, s.Type)
	h := home.UnstructuredServer()
	var at netip.Addr
	for _, a := range h.Addrs(home.N6()) {
		if a.Is6() {
			at = a
		}
	}
	p, err := h.ListenPacket(t.Context(), netip.AddrPortFrom(at, sim.PortUnstructured))
	require.NoError(t, err)
	defer p.Close()
	for len(observed) > 0 {
		<-observed
	}
	buf := make([]byte, 2000)
	for _, text := range []string{"E", "meter says 4711", string(bytes.Repeat([]byte{0x45}, 1399))} {
		require.NoError(t, s.SendFrame([]byte(text)))
		require.NoError(t, p.SetReadDeadline(time.Now().Add(5*time.Second)))
		n, from, err := p.ReadFrom(buf)
		require.NoError(t, err)
		require.Equal(t, text, string(buf[:n]))
		require.Equal(t, sim.PortUnstructured, from.(*net.UDPAddr).Port)
		_, err = p.WriteTo([]byte("answer to "+text[:1]), from)
		require.NoError(t, err)
		require.Equal(t, "answer to "+text[:1], string(received(t, s.Frames())))
		// Observers hear of a packet when it is sent, so the answer may be quicker.
		var seen []string
		for range 2 {
			o := <-observed
			require.Equal(t, event.Unstructured, o.Type)
			seen = append(seen, string(o.Inner))
		}
		require.ElementsMatch(t, []string{text, "answer to " + text[:1]}, seen)
		// Somebody else than the far end, and another port.
		other, err := h.ListenPacket(t.Context(), netip.AddrPortFrom(at, 0))
		require.NoError(t, err)
		before := home.UPF().Counters().Dropped[upf.NoRule]
		_, err = other.WriteTo([]byte("false"), from)
		require.NoError(t, err)
		require.Eventually(t, func() bool { return home.UPF().Counters().Dropped[upf.NoRule] == before+1 }, 5*time.Second, time.Millisecond)
		require.NoError(t, other.Close())
	}
	require.ErrorIs(t, s.SendFrame(nil), ue.ErrFrame)
	require.ErrorIs(t, s.SendFrame(make([]byte, 1401)), ue.ErrFrame)
}
