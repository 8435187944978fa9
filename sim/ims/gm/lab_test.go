package gm_test

import (
	"bytes"
	"log/slog"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims/gm"
	"lilab/sim/ue"
)

// TestHomeRouted registers a visitor's phone at a P-CSCF in the home network through a real PDU session: N3 and N9 show what each
// mode leaves to be seen.
func TestHomeRouted(t *testing.T) {
	for _, mode := range []gm.Mode{gm.ESPNull, gm.ESPAES, gm.ESPAESGCM} {
		for _, kind := range []event.PDUSessionType{event.IPv4, event.IPv6} {
			t.Run(string(mode), func(t *testing.T) { homeRouted(t, mode, kind) })
		}
	}
}

func homeRouted(t *testing.T, mode gm.Mode, kind event.PDUSessionType) {
	net, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, net.Close()) })
	// One capture a link: tshark would take a fragment on the next link for a repetition of the first.
	links := map[string]*recorder{"nl.n3": {}, "nl.n9": {}, "nl-de.n9": {}, "de.n9": {}}
	cells := map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}}
	dnns := map[string]sim.DNN{"ims": {FiveQI: 5, Types: []event.PDUSessionType{event.IPv4, event.IPv6}}}
	lab, err := sim.New(sim.Config{
		Networks: map[string]sim.NetworkConfig{
			"nl": {PLMN: event.PLMN{MCC: "001", MNC: "01"}, Cells: cells, DNNs: dnns},
			"de": {PLMN: visited, Cells: cells, DNNs: dnns},
		},
		Agreements:  []sim.Agreement{{Home: "de", Visited: "nl", N32: "tls", GPSISupplied: true, Data: sim.HomeRouted}},
		Subscribers: map[string]sim.SubscriberConfig{"anna": {Home: "de", In: "nl", SUPI: "999700000000001", GPSI: "4915100000001", PEI: "3569380356438030", Scheme: 1}},
		Seed:        1, Fabric: net, Log: slog.New(slog.DiscardHandler),
		Tap: func(link string) fabric.Tap {
			if tap := links[link]; tap != nil {
				return tap
			}
			return nil
		},
	})
	require.NoError(t, err)
	require.NoError(t, lab.Start(t.Context()))
	t.Cleanup(func() { require.NoError(t, lab.Close()) })
	host, err := lab.Network("de").Server("pcscf")
	require.NoError(t, err)
	n6 := lab.Network("de").N6()
	u := lab.UE("anna")
	reg, err := u.Register(t.Context(), "c1")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, reg.Result, reg.Reason)
	s, err := u.OpenSession(t.Context(), ue.SessionConfig{DNN: "ims", Type: kind})
	require.NoError(t, err)

	server, err := gm.NewServer(gm.ServerConfig{Modes: []gm.Mode{mode}, Host: host, Addrs: host.Addrs(n6), Rand: seeded(1)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, server.Close()) })
	pcscf := newRegistrar(t, server, host, host.Addrs(n6))
	var at netip.Addr
	for _, a := range host.Addrs(n6) {
		if a.Is4() == s.Addresses[0].Is4() {
			at = a
		}
	}
	client, err := gm.NewClient(gm.ClientConfig{Mode: mode, Host: s.Host, Addr: s.Addresses[0], PCSCF: netip.AddrPortFrom(at, 5060), Rand: seeded(2)})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, client.Close()) })
	h := newHandset(t, client)
	require.Equal(t, 200, h.register())
	for _, n := range []int{100, 1370, 4000} {
		pcscf.talk(t, h, n)
	}
	require.Equal(t, 200, h.register())
	pcscf.talk(t, h, 4000)
	require.Positive(t, client.Stats().Fragments)

	for link, tap := range links {
		got := map[string]int{}
		for line := range strings.Lines(judge.Tshark(t, "-r", capture(t, tap.all()), "-o", "esp.enable_null_encryption_decode_heuristic:TRUE",
			"-Y", "sip || esp", "-T", "fields", "-e", "sip.Method", "-e", "frame.protocols")) {
			c := strings.Split(strings.TrimRight(line, "\n"), "\t")
			got[c[0]]++
			require.Contains(t, c[1], ":gtp:")
			if strings.Contains(c[1], ":esp") {
				got["esp"]++
			}
		}
		require.Positive(t, got["esp"], "%s: %v", link, got)
		registers, messages := 1, 0
		if mode == gm.ESPNull {
			registers, messages = 4, 8
		}
		require.Equal(t, registers, got["REGISTER"], "%s: %v", link, got)
		require.Equal(t, messages, got["MESSAGE"], "%s: %v", link, got)
		seen := false
		for _, p := range tap.all() {
			seen = seen || bytes.Contains(p, []byte("canary"))
		}
		require.Equal(t, mode == gm.ESPNull, seen)
	}
}
