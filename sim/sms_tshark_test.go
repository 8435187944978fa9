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
)

// TestSMSInWireshark sends short messages over NAS with null encryption, one of them to nobody, and over IP, and has tshark read the text out of
// NGAP, of the SBI and of SIP.
func TestSMSInWireshark(t *testing.T) {
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	f, err := os.Create(file)
	require.NoError(t, err)
	w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
	require.NoError(t, err)
	a, b := person("de", "nl", 1, gm.None), person("nl", "nl", 2, gm.None)
	cfg := withSMS(withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": a, "b": b}))
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
		ua, ub := register(t, lab, "a"), register(t, lab, "b")
		in := inbox(ub)
		require.NoError(t, ua.SendSMS(ctx, b.GPSI, "canary over NAS"))
		arrived(t, in)
		require.NoError(t, ua.SendSMS(ctx, b.GPSI, strings.Repeat("canary ж ", 10)))
		arrived(t, in)
		require.Error(t, ua.SendSMS(ctx, "31699999999", "nobody"))
		_, c := textPhone(t, ctx, lab, "a", nil)
		require.NoError(t, c.SendSMS(ctx, b.GPSI, "canary over IP"))
		arrived(t, in)
		require.NoError(t, ua.Deregister(ctx, false))
	})
	require.NoError(t, w.Close())
	require.NoError(t, f.Close())

	null := []string{"-r", file, "-o", "nas-5gs.null_decipher:TRUE"}
	read := func(filter string, fields ...string) []string {
		args := append(null[:len(null):len(null)], "-Y", filter, "-T", "fields")
		for _, v := range fields {
			args = append(args, "-e", v)
		}
		out := strings.TrimSpace(judge.Tshark(t, args...))
		if out == "" {
			return nil
		}
		return strings.Split(out, "\n")
	}
	// tshark takes the head of a SIP message together with its body for a string, and wonders about the zero octets of an RP message.
	require.Empty(t, read("(ngap || http2 || sip) && !_ws.string.trailing_stray_characters && (_ws.malformed || _ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)",
		"frame.number", "frame.interface_name", "frame.protocols", "_ws.expert.message"), "tshark finds errors")
	n2 := `frame.interface_name == "nl.n2" && `
	all := strings.Join(read(n2+"gsm_sms.sms_text", "gsm_sms.tp-mti", "gsm_sms.sms_text"), "\n")
	require.Equal(t, 2, strings.Count(all, "canary over NAS"), all)
	require.Contains(t, all, "canary over IP", "it came to the other phone over NAS")
	require.Contains(t, all, "ж", all)
	// RP: four submits up, and what came down; the refusal has cause 1.
	require.Len(t, read(n2+"gsm_a.rp.msg_type == 0", "frame.number"), 4)
	require.Len(t, read(n2+"gsm_a.rp.msg_type == 1", "frame.number"), 4)
	require.Equal(t, []string{"1"}, read(n2+"gsm_a.rp.msg_type == 5", "gsm_a.rp.cause"))
	require.NotEmpty(t, read(n2+"nas_5gs.mm.sms_requested == 1", "frame.number"))
	require.NotEmpty(t, read(n2+"nas_5gs.mm.reg_res.sms_all == 1", "frame.number"))
	require.Len(t, read(n2+`gsm_sms.tp-oa == "`+a.GPSI+`"`, "frame.number"), 4)

	paths := strings.Join(read("http2.headers.path", "frame.interface_name", "http2.headers.method", "http2.headers.path"), "\n")
	for _, want := range []string{
		"nl.sbi.tls\tPUT\t/nsmsf-sms/v2/ue-contexts/imsi-" + a.SUPI, "nl.sbi.tls\tPOST\t/nsmsf-sms/v2/ue-contexts/imsi-" + a.SUPI + "/sendsms",
		"nl.sbi.tls\tDELETE\t/nsmsf-sms/v2/ue-contexts/imsi-" + a.SUPI,
		"nl-de.n32.tls\tPUT\t/nudm-uecm/v1/imsi-" + a.SUPI + "/registrations/smsf-3gpp-access",
		"nl-de.n32.tls\tGET\t/nudm-sdm/v2/imsi-" + a.SUPI + "/sms-mng-data",
		"nl-de.n32.tls\tDELETE\t/nudm-uecm/v1/imsi-" + a.SUPI + "/registrations/smsf-3gpp-access",
		"/namf-comm/v1/ue-contexts/imsi-" + a.SUPI + "/n1-n2-messages",
	} {
		require.Contains(t, paths, want)
	}
	sip := read(`sip.Method == "MESSAGE"`, "frame.interface_name", "gsm_a.rp.msg_type", "gsm_sms.sms_text")
	require.Contains(t, strings.Join(sip, "\n"), "nl.n6\t0x00\tcanary over IP")
	require.Contains(t, strings.Join(sip, "\n"), "de.ims\t0x00\tcanary over IP")
	require.Contains(t, strings.Join(sip, "\n"), "nl.n6\t0x03", "the report")
}
