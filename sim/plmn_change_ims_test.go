package sim_test

import (
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
	"lilab/sim/ims/gm"
	"lilab/sim/ims/media"
	imsue "lilab/sim/ims/ue"
)

// heard counts the samples that came in a call.
func heard(t testing.TB, c *imsue.Call) (n int) {
	t.Helper()
	s, ok := c.Media().(*media.Session)
	require.True(t, ok)
	for _, r := range s.Summary().Received {
		n += len(r.Samples())
	}
	return n
}

// goesOn waits until new media come at both ends of a call.
func goesOn(t testing.TB, calls ...*imsue.Call) {
	t.Helper()
	for _, c := range calls {
		before := heard(t, c)
		require.Eventually(t, func() bool { return heard(t, c) > before+4000 }, 10*time.Second, 5*time.Millisecond, "media stop")
	}
}

// TestIMSChangeOfPLMN takes a phone abroad between calls and during one. Its protection of Gm is that of home until it registers anew
// there; then it is null encryption by the agreement, and at home again it is not.
func TestIMSChangeOfPLMN(t *testing.T) {
	for _, privacy := range []bool{false, true} {
		name := map[bool]string{false: "null abroad", true: "privacy encryption"}[privacy]
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "capture.pcapng")
			f, err := os.Create(file)
			require.NoError(t, err)
			w, err := pcaps.NewWriter(f, pcaps.WriterConfig{})
			require.NoError(t, err)
			cfg := withIMS(sim.HomeRouted, map[string]sim.SubscriberConfig{"a": person("de", "de", 1, gm.ESPAES), "b": person("de", "de", 2, gm.None)})
			cfg.Agreements[0].PrivacyEncryption = privacy
			cfg.Tap = func(link string) fabric.Tap {
				if strings.HasSuffix(link, ".tls") {
					return nil
				}
				tap, err := w.PacketInterface(link)
				require.NoError(t, err)
				return tap
			}
			// The Call-IDs in the order of the calls, as the P-CSCF sees them.
			j := &journal{}
			t.Run("play", func(t *testing.T) {
				lab, ctx := start(t, cfg)
				lab.Network("de").IMSEvents.Subscribe(j)
				a, b := phone(t, ctx, lab, "a", sim.PhoneConfig{}), phone(t, ctx, lab, "b", sim.PhoneConfig{})
				aes := a.Gm.Suite()
				require.Equal(t, "aes-cbc", aes.Encryption)
				abroad := aes
				if !privacy {
					abroad.Encryption = "null"
				}
				address := lab.UE("a").Sessions()[0].Addresses
				again := func(want gm.Suite) {
					t.Helper()
					r, err := a.Register(ctx)
					require.NoError(t, err)
					require.Equal(t, 200, r.Status)
					require.Equal(t, want.Encryption, a.Gm.Suite().Encryption)
				}
				talk := func(during func(call, other *imsue.Call)) {
					t.Helper()
					call, err := a.Call(ctx, tel("de", 2), imsue.CallConfig{})
					require.NoError(t, err)
					other := incoming(t, b)
					goesOn(t, call, other)
					if during != nil {
						during(call, other)
						goesOn(t, call, other)
						require.NoError(t, call.Hold(ctx))
						require.NoError(t, call.Resume(ctx))
						goesOn(t, call, other)
					}
					require.NoError(t, other.Hangup(ctx))
					await(t, call.Done(), "end")
					require.NoError(t, call.Err())
				}
				talk(nil)
				// Away in mid-call: what protects Gm is what was agreed on at home.
				talk(func(call, other *imsue.Call) {
					require.NoError(t, lab.MoveTo(ctx, "a", "nl", "c1"))
					require.Equal(t, aes, a.Gm.Suite())
				})
				require.Equal(t, address, lab.UE("a").Sessions()[0].Addresses)
				talk(nil)
				// And it changes in mid-call.
				talk(func(call, other *imsue.Call) { again(abroad) })
				talk(nil)
				call, err := b.Call(ctx, tel("de", 1), imsue.CallConfig{})
				require.NoError(t, err)
				goesOn(t, call, incoming(t, a))
				require.NoError(t, call.Hangup(ctx))
				// Home again in mid-call.
				talk(func(call, other *imsue.Call) { require.NoError(t, lab.MoveTo(ctx, "a", "de", "c1")) })
				again(aes)
				talk(nil)
				require.NoError(t, a.Deregister(ctx))
				idle(t, lab)
			})
			require.NoError(t, w.Close())
			require.NoError(t, f.Close())
			var roaming []event.IMSRoaming
			for _, e := range events[event.IMSMessage](j) {
				if e.Role == event.IMSRegistration && e.Direction == event.IMSFromUser && strings.HasPrefix(string(e.SIP), "REGISTER") && e.NF.Type == event.PCSCF {
					roaming = append(roaming, e.Roaming)
				}
			}
			require.Contains(t, roaming, event.IMSRoamingN9HR)

			base := []string{"-r", file, "-o", "esp.enable_null_encryption_decode_heuristic:TRUE"}
			read := judge.Tshark(t, append(base, "-Y", `frame.interface_name == "nl-de.n9" && esp`, "-T", "fields", "-E", "occurrence=f",
				"-e", "frame.number", "-e", "sip.Method", "-e", "sip.Status-Code", "-e", "esp.spi")...)
			var ciphered, invites, before int
			for line := range strings.Lines(read) {
				v := strings.Split(strings.TrimRight(line, "\n"), "\t")
				require.Len(t, v, 4)
				switch {
				case v[1] == "" && v[2] == "":
					ciphered++
					if invites == 0 {
						before++
					}
				case v[1] == "INVITE":
					invites++
				}
			}
			t.Logf("on N9: %d ESP packets that are not readable, %d of them before the first readable INVITE; %d readable INVITEs", ciphered, before, invites)
			require.NotZero(t, before, "what was agreed on at home goes on abroad")
			if privacy {
				require.Zero(t, invites)
				return
			}
			require.GreaterOrEqual(t, invites, 4)
			// RTP, which is in clear, does not stop at the border.
			require.NotZero(t, strings.Count(judge.Tshark(t, "-r", file, "-o", "rtp.heuristic_rtp:TRUE", "-Y", `frame.interface_name == "nl-de.n9" && gtp && udp && !esp`, "-T", "fields", "-e", "frame.number"), "\n"))
			// The same packet on several links is none that came twice.
			bad := judge.Tshark(t, append(base, "-o", "esp.do_esp_sequence_analysis:FALSE", "-Y", `(ngap || pfcp || gtp) && (_ws.malformed || _ws.expert.severity >= 0x600000 && !tcp.analysis.flags && !tcp.connection.rst)`,
				"-T", "fields", "-e", "frame.number", "-e", "frame.interface_name", "-e", "frame.protocols", "-e", "_ws.expert.message")...)
			require.Empty(t, bad, "tshark finds errors")
		})
	}
}
