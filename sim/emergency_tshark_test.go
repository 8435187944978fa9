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
	"lilab/sim/fabric"
	"lilab/sim/ims/gm"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/ue"
)

// TestEmergencyInWireshark plays emergency calls of phones that nobody can authenticate, with and without a card, and of one that is
// authenticated and registers with its IMS, and has tshark read NGAP, NAS, PFCP, GTP-U, SBI and SIP of them.
func TestEmergencyInWireshark(t *testing.T) {
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	f, err := os.Create(file)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	refused := person("de", "nl", 1, gm.None)
	refused.Fault = sim.HomeRejects
	cfg := withIMS(sim.HomeRouted, map[string]sim.SubscriberConfig{"refused": refused, "none": person("de", "nl", 2, gm.None), "known": person("de", "nl", 3, gm.ESPNull)})
	nl := cfg.Networks["nl"]
	nl.NEAOrder = []uint8{0}
	nl.HandoverByN2 = true
	cfg.Networks["nl"] = nl
	cfg.KeyLog = w.Secrets()
	cfg.Tap = func(link string) fabric.Tap {
		tap, err := w.PacketInterface(link)
		require.NoError(t, err)
		return tap
	}
	t.Run("play", func(t *testing.T) {
		lab, ctx := start(t, cfg)
		for name, c := range map[string]ue.EmergencyConfig{"refused": {LimitedService: true}, "none": {NoUSIM: true}, "known": {}} {
			r := registerEmergency(t, ctx, lab, name, c)
			require.Equal(t, ue.Registered, r.Result, r.Reason)
			require.Equal(t, name != "known", r.Unauthenticated)
			p := emergencyPhone(t, ctx, lab, name, sim.PhoneConfig{})
			if name == "known" {
				r, err := p.Register(ctx)
				require.NoError(t, err)
				require.Equal(t, 200, r.Status)
			} else {
				require.NoError(t, p.Listen(ctx))
			}
			call, err := p.Call(ctx, "", imsue.CallConfig{Emergency: true})
			require.NoError(t, err)
			require.NoError(t, lab.UE(name).Handover(ctx, "far"))
			hears(t, call, 900)
			require.NoError(t, call.Hangup(ctx))
			<-lab.Network("nl").IMS().PSAP.Incoming()
			require.NoError(t, lab.UE(name).Deregister(ctx, false))
		}
		idle(t, lab)
	})
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())

	// The same ESP packet is on several links.
	null := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE", "-o", "esp.do_esp_sequence_analysis:FALSE", "-o", "esp.enable_null_encryption_decode_heuristic:TRUE"}
	bad := judge.Tshark(t, append(null, "-Y", "(ngap || pfcp || gtp || http2 || sip || sdp) && (_ws.malformed || "+
		"_ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)",
		"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.protocols", "-e", "_ws.expert.message")...)
	require.Empty(t, bad, "tshark finds errors")
	values := func(filter, field string) (out []string) {
		for line := range strings.Lines(judge.Tshark(t, append(null, "-Y", filter, "-T", "fields", "-E", "occurrence=f", "-e", field)...)) {
			out = append(out, strings.TrimSpace(line))
		}
		return out
	}
	n2 := `frame.interface_name == "nl.n2" && `
	requests := n2 + `ngap.procedureCode == 15 && nas_5gs.mm.message_type == 0x41`
	require.Equal(t, []string{"4", "4", "4"}, values(requests, "nas_5gs.mm.5gs_reg_type"))
	require.Equal(t, []string{"0", "0", "0"}, values(requests, "ngap.RRCEstablishmentCause"), "emergency")
	require.ElementsMatch(t, []string{"1", "1", "5"}, values(requests, "nas_5gs.mm.type_id"), "two SUCIs and a PEI")
	require.ElementsMatch(t, []string{"0", "1", ""}, values(requests, "nas_5gs.mm.suci.scheme_id"), "the SUPI of a phone in limited service state is readable")
	require.Equal(t, []string{"5"}, values(n2+`nas_5gs.mm.message_type == 0x5b`, "nas_5gs.mm.type_id"), "one is asked for its PEI")
	require.Equal(t, []string{refused.PEI}, values(n2+`nas_5gs.mm.message_type == 0x5c`, "nas_5gs.mm.imeisv"))
	require.ElementsMatch(t, []string{"0", "0", "2"}, values(n2+`nas_5gs.mm.message_type == 0x5d`, "nas_5gs.mm.nas_sec_algo_ip"), "null integrity protection")
	// Each registers, and anew in the tracking area that it was handed over to.
	six := []string{"1", "1", "1", "1", "1", "1"}
	require.Equal(t, six, values(n2+`nas_5gs.mm.message_type == 0x42`, "nas_5gs.mm.reg_res.emergency_reg"))
	require.Equal(t, six, values(n2+`nas_5gs.mm.message_type == 0x42`, "nas_5gs.nw_feat_sup.emc"))
	require.Equal(t, []string{"3", "3", "3"}, values(n2+`nas_5gs.sm.message_type == 0xc1`, "nas_5gs.mm.req_type"), "initial emergency request")
	for _, dnn := range values(n2+`nas_5gs.sm.message_type == 0xc2`, "nas_5gs.cmn.dnn") {
		require.Equal(t, "sos", dnn)
	}
	require.Len(t, values(n2+`nas_5gs.mm.message_type == 0x56`, "frame.number"), 1, "one can be authenticated")
	// The SMF has the PEI where there is no SUPI; the AMF is found by it.
	paths := strings.Join(values(`frame.interface_name == "nl.sbi.tls" && http2.headers.path contains "n1-n2-messages"`, "http2.headers.path"), " ")
	require.Contains(t, paths, "/ue-contexts/imeisv-"+refused.PEI)
	require.Contains(t, paths, "/ue-contexts/imsi-"+person("de", "nl", 3, "").SUPI)
	require.NotContains(t, paths, refused.SUPI)
	// Over N32 nothing but the authentication of two, registration and session of one.
	n32 := strings.Join(values(`frame.interface_name == "nl-de.n32.tls" && http2.headers.path`, "http2.headers.path"), " ")
	require.NotContains(t, n32, "nsmf-pdusession")
	require.NotContains(t, n32, "imsi-"+refused.SUPI)
	require.Contains(t, n32, "imsi-"+person("de", "nl", 3, "").SUPI+"/registrations/smf-registrations/1")
	require.Empty(t, values(`frame.interface_name == "nl-de.n9"`, "frame.number"), "nothing is routed home")
	// SIP: the IMEI is in the INVITE on N6, the contact of the registration says "sos".
	invites := values(`frame.interface_name == "nl.n6" && sip.Method == "INVITE" && !esp`, "sip.Contact")
	require.Len(t, invites, 2, "those without IPsec")
	for _, c := range invites {
		require.Contains(t, c, "anonymous@")
		require.Contains(t, c, "urn:gsma:imei:")
	}
	for _, c := range values(`frame.interface_name == "nl-de.ici" && sip.Method == "REGISTER"`, "sip.Contact") {
		require.Contains(t, c, ";sos>")
	}
}
