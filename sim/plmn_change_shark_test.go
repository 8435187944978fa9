package sim_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ue"
)

// TestChangeOfPLMNInWireshark has tshark read the way abroad and back: NAS, N2, N4, N9, and what the networks say to each other. At home
// there are gNBs that the anchor does not serve.
func TestChangeOfPLMNInWireshark(t *testing.T) {
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	f, err := os.Create(file)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": atHome()})
	for name, n := range cfg.Networks {
		n.NEAOrder = []uint8{0}
		if name == "de" {
			n.Cells = map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}, "far": {TAC: 3, NRCellID: 1 << 30}}
			n.UPFs = []sim.UPF{{Name: "upf1", TACs: []uint32{1}}, {Name: "upf2", TACs: []uint32{3}, Intermediate: true}}
		}
		cfg.Networks[name] = n
	}
	cfg.KeyLog = w.Secrets()
	cfg.Tap = func(link string) fabric.Tap {
		tap, err := w.PacketInterface(link)
		require.NoError(t, err)
		return tap
	}
	t.Run("play", func(t *testing.T) {
		lab, ctx := start(t, cfg)
		home := &journal{}
		lab.Network("de").SMFEvents.Subscribe(home)
		server, err := lab.Network("de").Server("web")
		require.NoError(t, err)
		echo(t, server, "de.n6")
		u := register(t, lab, "anna")
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4v6})
		require.NoError(t, err)
		all := func() {
			t.Helper()
			for _, a := range server.Addrs("de.n6") {
				exchange(t, ctx, s, a)
			}
		}
		path := func() []event.SMFPathUPF {
			m := events[event.SMFPDUSessionModified](home)
			return m[len(m)-1].Session.Path
		}
		require.NoError(t, u.Handover(ctx, "far"))
		all()
		require.Len(t, path(), 1)
		for _, back := range []string{"far", "c1"} {
			require.NoError(t, lab.MoveTo(ctx, "anna", "nl", "c1"))
			require.Empty(t, path())
			all()
			require.NoError(t, lab.MoveTo(ctx, "anna", "de", back))
			all()
			require.Equal(t, back == "far", len(path()) == 1)
		}
		require.NoError(t, u.Deregister(ctx, false))
		nothingLeft(t, lab)
		require.Empty(t, events[event.SMFProcedureFailed](home))
	})
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())
	null := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE"}
	bad := judge.Tshark(t, append(null, "-Y", "(ngap || pfcp || gtp || http2) && (_ws.malformed || "+
		"_ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)",
		"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.protocols", "-e", "_ws.expert.message")...)
	require.Empty(t, bad, "tshark finds errors")
	count := func(filter string) int {
		return strings.Count(judge.Tshark(t, append(null, "-Y", filter, "-T", "fields", "-e", "frame.number")...), "\n")
	}
	const n32 = `frame.interface_name == "nl-de.n32.tls" && `
	require.Equal(t, 4, count(n32+`http2.headers.path matches "/ue-contexts/5g-guti-[0-9a-f]+/transfer$"`))
	require.Equal(t, 4, count(n32+`http2.headers.path matches "/transfer-update$"`))
	require.Equal(t, 2, count(n32+`http2.headers.path matches "/sm-contexts/[^/]+/retrieve$"`))
	require.Equal(t, 2, count(n32+`http2.headers.path matches "/nsmf-pdusession/v1/pdu-sessions$"`))
	// PDU session status in both directions, and the data that wait.
	require.GreaterOrEqual(t, count(`frame.interface_name == "nl.n2" && nas_5gs.mm.message_type == 0x42 && nas_5gs.pdu_ses_sts_psi_1_b1 == 1`), 2)
	require.GreaterOrEqual(t, count(`frame.interface_name == "nl.n2" && nas_5gs.mm.message_type == 0x41 && nas_5gs.ul_data_sts_psi_1_b1 == 1`), 2)
	// The gNB that the phone has left gets an end marker behind its last packet.
	require.NotZero(t, count(`frame.interface_name == "de.n3" && gtp.message == 0xfe`))
	require.NotZero(t, count(`frame.interface_name == "nl-de.n9" && gtp.message == 0xff`))
}
