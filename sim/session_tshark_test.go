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

// TestSessionsInWireshark plays a home-routed session from request to release, a refused one and a release by
// deregistration, and has tshark decode N2, N3, N4, N9 and N6 and, by the secrets in the capture, N11 and N16.
func TestSessionsInWireshark(t *testing.T) {
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	f, err := os.Create(file)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	cfg := withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": anna()})
	nl := cfg.Networks["nl"]
	nl.NEAOrder = []uint8{0}
	cfg.Networks["nl"] = nl
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
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4})
		require.NoError(t, err)
		exchange(t, ctx, s, server.Addr("de.n6"))
		require.NoError(t, u.Release(ctx))
		require.NoError(t, u.Service(ctx))
		exchange(t, ctx, s, server.Addr("de.n6"))
		_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "nowhere"})
		refusedWith(t, err, 27)
		require.NoError(t, s.Close(ctx))
		_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4v6})
		require.NoError(t, err)
		require.NoError(t, u.Deregister(ctx, false))
	})
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())

	null := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE"}
	// A reset or a retransmission inside a tunnel is between the phone and the server.
	bad := judge.Tshark(t, append(null, "-Y", "(ngap || pfcp || gtp || http2) && (_ws.malformed || "+
		"_ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)",
		"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.protocols", "-e", "_ws.expert.message")...)
	require.Empty(t, bad, "tshark finds errors")
	values := func(filter string, field string) map[string]int {
		out := map[string]int{}
		for line := range strings.Lines(judge.Tshark(t, append(null, "-Y", filter, "-T", "fields", "-e", field)...)) {
			for v := range strings.FieldsFuncSeq(strings.TrimSpace(line), func(r rune) bool { return r == ',' }) {
				out[v]++
			}
		}
		return out
	}
	sm := values(`frame.interface_name == "nl.n2"`, "nas_5gs.sm.message_type")
	for _, want := range []string{"0xc1", "0xc2", "0xc3", "0xd1", "0xd3", "0xd4"} {
		require.Contains(t, sm, want, "5GSM message type")
	}
	ngap := values(`frame.interface_name == "nl.n2"`, "ngap.procedureCode")
	require.Contains(t, ngap, "29")
	require.Contains(t, ngap, "28")
	for _, link := range []string{"nl.n4", "de.n4"} {
		pfcp := values(`frame.interface_name == "`+link+`"`, "pfcp.msg_type")
		for _, want := range []string{"5", "6", "50", "51", "54", "55"} {
			require.Contains(t, pfcp, want, "%s: PFCP message type", link)
		}
		require.Equal(t, []string{"1"}, keys(values(`frame.interface_name == "`+link+`" && pfcp.cause`, "pfcp.cause")), link)
	}
	// Every user packet on N3 is on N9 and on N6.
	count := func(link string) int {
		filter := `frame.interface_name == "` + link + `" && udp.dstport == 7`
		return strings.Count(judge.Tshark(t, append(null, "-Y", filter, "-T", "fields", "-e", "frame.number")...), "\n")
	}
	require.Equal(t, 6, count("nl.n3"))
	for _, link := range []string{"nl.n9", "nl-de.n9", "de.n9"} {
		require.Equal(t, 6, count(link), link)
	}
	require.Equal(t, 6, count("de.n6"))
	require.Contains(t, values(`frame.interface_name == "nl-de.n9"`, "gtp.ext_hdr.pdu_ses_con.qos_flow_id"), "1")
	for _, link := range []string{"de.n4", "nl-de.n9", "nl.n3"} {
		require.NotEmpty(t, values(`frame.interface_name == "`+link+`" && icmpv6.type == 134`, "icmpv6.opt.prefix"), "%s: router advertisement", link)
	}
	// N11 and N16 in clear.
	paths := values(`http2.headers.path contains "nsmf-pdusession"`, "http2.headers.path")
	joined := strings.Join(keys(paths), " ")
	require.Contains(t, joined, "/nsmf-pdusession/v1/sm-contexts")
	require.Contains(t, joined, "/nsmf-pdusession/v1/pdu-sessions")
	require.NotZero(t, values(`frame.interface_name == "nl-de.n32.tls"`, "http2.headers.path")["/nsmf-pdusession/v1/pdu-sessions"], "N16 goes through the SEPPs")
}

func keys(m map[string]int) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	return out
}
