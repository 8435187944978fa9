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
)

// TestIMSInWireshark plays registrations, calls, diversion, emergency, breakout and deregistration over both routes, and has tshark read
// every SIP message on every link.
func TestIMSInWireshark(t *testing.T) {
	for _, c := range []struct {
		name  string
		route sim.Route
		gm    gm.Mode
	}{{"local breakout", sim.LocalBreakout, gm.ESPAES}, {"home routed, null encryption", sim.HomeRouted, gm.ESPAES}, {"home routed, encrypted", sim.HomeRouted, gm.ESPAES}} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "capture.pcapng")
			f, err := os.Create(file)
			require.NoError(t, err)
			w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
			require.NoError(t, err)
			cfg := withIMS(c.route, map[string]sim.SubscriberConfig{"a": person("de", "nl", 1, c.gm), "b": person("nl", "nl", 2, gm.None), "c": person("de", "de", 3, gm.ESPNull)})
			encrypted := strings.HasSuffix(c.name, " encrypted")
			cfg.Agreements[0].PrivacyEncryption = encrypted
			cfg.Tap = func(link string) fabric.Tap {
				if strings.HasSuffix(link, ".tls") {
					return nil
				}
				tap, err := w.PacketInterface(link)
				require.NoError(t, err)
				return tap
			}
			t.Run("play", func(t *testing.T) {
				lab, ctx := start(t, cfg)
				busy := true
				a := phone(t, ctx, lab, "a", sim.PhoneConfig{})
				b := phone(t, ctx, lab, "b", sim.PhoneConfig{Accept: func(in *imsue.Incoming) {
					in.Ring()
					if busy {
						in.Reject(486)
						return
					}
					_ = in.Progress()
					_ = in.Answer()
				}})
				third := phone(t, ctx, lab, "c", sim.PhoneConfig{})
				_, err := a.Call(ctx, tel("nl", 2), imsue.CallConfig{})
				require.Equal(t, 486, status(t, err))
				busy = false
				call, err := a.Call(ctx, tel("nl", 2), imsue.CallConfig{})
				require.NoError(t, err)
				require.NoError(t, call.Hold(ctx))
				require.NoError(t, call.Resume(ctx))
				require.NoError(t, call.Hangup(ctx))
				call, err = b.Call(ctx, tel("de", 1), imsue.CallConfig{})
				require.NoError(t, err)
				require.NoError(t, call.Hangup(ctx))
				call, err = third.Call(ctx, "tel:+12025550100", imsue.CallConfig{})
				require.NoError(t, err)
				require.NoError(t, call.Hangup(ctx))
				call, err = b.Call(ctx, "", imsue.CallConfig{Emergency: true})
				require.NoError(t, err)
				require.NoError(t, call.Hangup(ctx))
				for _, p := range []*sim.Phone{a, b, third} {
					require.NoError(t, p.Deregister(ctx))
				}
				idle(t, lab)
			})
			require.NoError(t, w.Close())
			require.NoError(t, f.Close())

			base := []string{"-r", file, "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"}
			bad := judge.Tshark(t, append(base, "-Y", `(sip || sdp) && (_ws.malformed || _ws.expert.severity >= 0x600000)`,
				"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.protocols", "-e", "_ws.expert.message", "-e", "sip.Method")...)
			require.Empty(t, bad, "tshark finds errors")
			// One line for every packet to or from port 5060 on a link: what it is to tshark.
			type packet struct{ link, method, status, body, uri, algorithm string }
			var all []packet
			for line := range strings.Lines(judge.Tshark(t, append(base, "-Y", `udp.port == 5060 && udp && !icmp`, "-T", "fields", "-E", "occurrence=f",
				"-e", "frame.interface_name", "-e", "sip.Method", "-e", "sip.Status-Code", "-e", "sdp.version", "-e", "sip.r-uri", "-e", "sip.auth.algorithm")...)) {
				v := strings.Split(strings.TrimRight(line, "\n"), "\t")
				require.Len(t, v, 6)
				all = append(all, packet{v[0], v[1], v[2], v[3], v[4], v[5]})
			}
			count := func(fits func(packet) bool) (n int) {
				for _, x := range all {
					if fits(x) {
						n++
					}
				}
				return n
			}
			for _, link := range []string{"nl.ims", "de.ims", "nl-de.ici"} {
				require.NotZero(t, count(func(x packet) bool { return x.link == link && x.method == "INVITE" && x.body != "" }), link)
				require.NotZero(t, count(func(x packet) bool { return x.link == link && x.status == "200" }), link)
				require.Zero(t, count(func(x packet) bool { return x.link == link && x.method == "" && x.status == "" }), "%s: not SIP", link)
			}
			require.NotZero(t, count(func(x packet) bool { return x.method == "PRACK" }))
			require.NotZero(t, count(func(x packet) bool { return x.algorithm == "AKAv1-MD5" }))
			require.NotZero(t, count(func(x packet) bool { return x.link == "nl.ims" && strings.Contains(x.uri, "urn:service:sos") }))
			if c.route == sim.HomeRouted {
				null := append(base, "-o", "esp.enable_null_encryption_decode_heuristic:TRUE")
				invites := strings.Count(judge.Tshark(t, append(null, "-Y", `frame.interface_name == "nl.n9" && esp && sip.Method == "INVITE"`, "-T", "fields", "-e", "frame.number")...), "\n")
				esp := judge.Tshark(t, append(base, "-Y", `frame.interface_name == "nl.n9" && esp`, "-T", "fields", "-e", "frame.number")...)
				require.NotEmpty(t, esp)
				require.Equal(t, !encrypted, invites > 0, "SIP on N9 is readable exactly without encryption")
			}
		})
	}
}
