package scenarios

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/hrli"
	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
	"lilab/sim/ims/media"
	"lilab/x2x3/xiri"
)

// wav reads the samples of a file of G.711 at 8000 Hz that was written as linear 16 bits.
func wav(t *testing.T, name string) []int16 {
	t.Helper()
	b, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, "RIFF", string(b[:4]))
	at := strings.Index(string(b), "data")
	require.Positive(t, at)
	require.Equal(t, uint32(media.SampleRate), binary.LittleEndian.Uint32(b[24:]))
	b = b[at+8:]
	pcm := make([]int16, len(b)/2)
	for i := range pcm {
		pcm[i] = int16(binary.LittleEndian.Uint16(b[2*i:]))
	}
	return pcm
}

// TestOneSetting plays the two scenarios of which one setting of the agreement is all that differs. Both judges, the oracle
// and Wireshark, say what it changes: SIP between the operators is readable or it is ESP, and the visited agency has the voices of
// both parties in its folder or nothing of them.
func TestOneSetting(t *testing.T) {
	open, err := Get("inbound/voice-n9hr-open")
	require.NoError(t, err)
	closed, err := Get("inbound/voice-n9hr-esp")
	require.NoError(t, err)
	require.Equal(t, PrivacyOff, open.Agreements[0].PrivacyEncryption)
	require.Equal(t, PrivacyOn, closed.Agreements[0].PrivacyEncryption)
	same := slices.Clone(closed.Agreements)
	same[0].PrivacyEncryption = PrivacyOff
	require.Equal(t, open.Agreements, same)
	require.Equal(t, open.Networks, closed.Networks)
	require.Equal(t, open.Subscribers, closed.Subscribers)
	require.Equal(t, open.Warrants, closed.Warrants)
	require.Equal(t, open.Script, closed.Script)

	for _, sc := range []*Scenario{open, closed} {
		t.Run(sc.ID, func(t *testing.T) {
			out := t.TempDir()
			res := playScenario(t, sc, RunConfig{Out: out, Seed: 3})
			requirePass(t, sc, res)
			tr, err := readTruth(filepath.Join(out, TruthFile))
			require.NoError(t, err)
			count := func(filter string) int {
				fields := []string{"-r", filepath.Join(out, CaptureFile), "-o", "esp.enable_null_encryption_decode_heuristic:TRUE", "-Y",
					`frame.interface_name == "nl.n9" && ` + filter, "-T", "fields", "-e", "frame.number"}
				return len(strings.Fields(judge.Tshark(t, fields...)))
			}
			require.Zero(t, count("_ws.malformed"))
			require.Positive(t, count("esp"))
			heard := map[string]bool{}
			files, err := filepath.Glob(filepath.Join(out, ProductFolder, "nl", liid("nl-1"), "cc", "*.wav"))
			require.NoError(t, err)
			for _, f := range files {
				pcm := wav(t, f)
				require.InDelta(t, 2, float64(len(pcm))/media.SampleRate, 0.3, "two seconds were spoken")
				for who, hz := range map[string]float64{"from": tr.Calls[0].Tones.From, "to": tr.Calls[0].Tones.To, "other from": tr.Calls[1].Tones.From, "other to": tr.Calls[1].Tones.To} {
					if (media.Tone{Hz: hz}).Detected(pcm) {
						heard[who] = true
					}
				}
			}
			protection := tr.Subscribers["anna"].Gm.Protection
			if sc == closed {
				require.Equal(t, "esp-aes", protection)
				require.Zero(t, count("sip.Method == INVITE"))
				require.Empty(t, heard)
				return
			}
			require.Equal(t, "esp-null", protection, "the phone can do esp-aes, the home P-CSCF chose")
			require.Positive(t, count("sip.Method == INVITE"))
			require.Positive(t, count("sip.Method == BYE"))
			require.Equal(t, map[string]bool{"from": true, "to": true}, heard)
			// The home agency has the same call.
			both, err := filepath.Glob(filepath.Join(out, ProductFolder, "de", liid("de-1"), "cc", "*.wav"))
			require.NoError(t, err)
			require.NotEmpty(t, both)
		})
	}
}

// TestEndToEndIsSilent looks for the voices of a call between phones that encrypt end to end in what the agency got as sound: there is no
// tone in it.
func TestEndToEndIsSilent(t *testing.T) {
	out := t.TempDir()
	sc, err := Get("domestic/voice-dtls-e2e")
	require.NoError(t, err)
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 4})
	requirePass(t, sc, res)
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	require.Equal(t, "dtls-e2e", tr.Calls[0].Protection)
	files, err := filepath.Glob(filepath.Join(out, ProductFolder, "nl", liid("nl-1"), "cc", "*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		if filepath.Ext(f) != ".wav" {
			continue
		}
		pcm := wav(t, f)
		require.False(t, media.Tone{Hz: tr.Calls[0].Tones.From}.Detected(pcm), f)
		require.False(t, media.Tone{Hz: tr.Calls[0].Tones.To}.Detected(pcm), f)
	}
}

// brokenLMISF is an LMISF that does one thing wrong.
type brokenLMISF struct {
	hrli.Untampered
	leak, everybody bool
}

func (b brokenLMISF) Leak(lipf.Task, *xiri.N9HRPDUSessionInfo) bool { return b.leak }

func (b brokenLMISF) Match(_ lipf.Task, _ string, matched bool) bool { return matched || b.everybody }

// TestOracleNoticesLMISF breaks the LMISF: what has to stay inside goes out, or users who are no target are reported. Every invariant
// about it fails where it is about that, and names what was found.
func TestOracleNoticesLMISF(t *testing.T) {
	for name, tc := range map[string]struct {
		scenario string
		lmisf    brokenLMISF
		want     string
		actual   string
	}{
		"N9HRPDUSessionInfo leaks":                 {"inv/hri-internal", brokenLMISF{leak: true}, "HRI-1", "one on nl."},
		"N9HRPDUSessionInfo of a call leaks":       {"inbound/voice-n9hr-open", brokenLMISF{leak: true}, "HRI-1", "one on nl."},
		"somebody who is no target leaks":          {"inv/hri-internal", brokenLMISF{everybody: true}, "HR-1", " about "},
		"somebody who is no target leaks, busy":    {"inv/nontarget", brokenLMISF{everybody: true}, "HR-1", " about "},
		"somebody who is no target leaks in calls": {"inbound/voice-n9hr-open", brokenLMISF{everybody: true}, "HR-1", " about "},
	} {
		t.Run(name, func(t *testing.T) {
			res := playShipped(t, tc.scenario, RunConfig{Seed: 5, TamperHR: func(network string) hrli.Tamperer { return tc.lmisf }})
			require.Equal(t, oracle.Fail, res.Verdict)
			at := slices.IndexFunc(res.Requirements, func(q oracle.Requirement) bool {
				return q.ID == tc.want && q.Subject == "nl" && q.Result == oracle.Fail
			})
			require.GreaterOrEqual(t, at, 0, "%s", tc.want)
			require.Contains(t, res.Requirements[at].Actual, tc.actual)
			require.NotEmpty(t, res.Requirements[at].Evidence)
			if tc.lmisf.everybody {
				require.Positive(t, res.Control[slices.IndexFunc(res.Control, func(c oracle.Control) bool { return c.Subscriber == "carla" })].Records, "the control subscriber is reported")
			}
		})
	}
}

// TestPhaseOneIsSilent finds N9HRPDUSessionInfo inside home-routed interception about everybody, and LI_X2_LITE and LI_X3_LITE without
// any warrant: phase 1 is there before an order, and silent (HR-1, HRI-1).
func TestPhaseOneIsSilent(t *testing.T) {
	out := t.TempDir()
	res := playShipped(t, "inv/phase1-silent", RunConfig{Out: out, Seed: 6})
	for _, id := range []string{"HR-1", "HRI-1"} {
		require.Equal(t, oracle.Pass, resultOf(res, id, "nl"), id)
	}
	seen := map[string]int{}
	frames(t, out, func(f pcaps.Frame) {
		if f.LinkType == pcaps.LinkTypeUpperPDU {
			seen[f.Interface]++
		}
	})
	require.Positive(t, seen["nl.x2lite"])
	require.Positive(t, seen["nl.x3lite"])
	for _, point := range []string{"x2", "x3", "hi2", "hi3", "t1"} {
		require.Zero(t, seen["nl."+point], point)
		require.Zero(t, seen["de."+point], point)
	}
}

// TestInternalRecords plays the scenario about records that stay inside: there are some about the target and about the control subscriber
// on LI_X2_LITE, and none elsewhere.
func TestInternalRecords(t *testing.T) {
	out := t.TempDir()
	sc, err := Get("inv/hri-internal")
	require.NoError(t, err)
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 7})
	requirePass(t, sc, res)
	for _, id := range []string{"HR-1", "HRI-1"} {
		require.Equal(t, oracle.Pass, resultOf(res, id, "nl"), id)
	}
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	about := map[string]int{}
	frames(t, out, func(f pcaps.Frame) {
		if f.LinkType != pcaps.LinkTypeUpperPDU || !strings.HasPrefix(f.Interface, "nl.") {
			return
		}
		p, err := f.PDU()
		require.NoError(t, err)
		if p.Dissector != "li5g" || binary.BigEndian.Uint16(p.Payload[2:]) != 1 {
			return
		}
		x, _, err := xiri.ParseXIRIPayload(x2payload(t, p.Payload))
		require.NoError(t, err)
		info, ok := x.Event.(*xiri.N9HRPDUSessionInfo)
		require.Equal(t, f.Interface == "nl.x2lite", ok, "%T on %s", x.Event, f.Interface)
		if ok {
			about[string(info.SUPI.IMSI)]++
		}
	})
	require.GreaterOrEqual(t, about[tr.Subscribers["anna"].SUPI], 2, "established, released")
	require.GreaterOrEqual(t, about[tr.Subscribers["carla"].SUPI], 2, "established, released")
}

// resultOf is the result of a requirement for a subject, empty if it was not looked at.
func resultOf(res oracle.Result, id, subject string) oracle.Outcome {
	for _, q := range res.Requirements {
		if q.ID == id && q.Subject == subject {
			return q.Result
		}
	}
	return ""
}

// TestDesignExample reads the example of the design: every setting that a call over home-routed IMS has.
func TestDesignExample(t *testing.T) {
	const text = `id: inbound/voice
title: A visitor calls over home-routed IMS and the privacy encryption is left on
rows: [V31, H09]
networks:
  nl: {plmn: "001-01", country: NL}
  de: {plmn: "999-70", country: DE}
agreements:
  - {home: de, visited: nl, ims: home-routed, data: home-routed, n32: tls, privacy-encryption: on,
     gpsi-supplied: true, hr-li: {deployed: true, hplmn-configured: true}}
subscribers:
  anna:  {home: de, in: nl, suci: profile-a, nas: nea2, gm: esp-aes, media: rtp}
  bram:  {home: nl, in: nl}
  carla: {like: anna, control: true}
warrants:
  nl-1: {agency: nl, target: anna.supi, deliver: [iri, cc], services: [voice, data]}
  de-1: {agency: de, target: anna.supi, deliver: [iri, cc]}
script:
  - activate: [nl-1, de-1]
  - register: [anna, bram, carla]
  - call: {from: anna, to: bram, seconds: 2}
  - call: {from: carla, to: bram, seconds: 1}
  - deregister: anna
`
	sc, err := Parse("inbound/voice.yaml", []byte(text))
	require.NoError(t, err)
	require.Equal(t, truth.HRLI{Deployed: true, HPLMNConfigured: true}, sc.Agreements[0].hrLI())
	require.Equal(t, Calls{{From: "anna", To: "bram", Seconds: 2}}, sc.Script[2].Call)
	p, err := sc.resolve(1)
	require.NoError(t, err)
	require.Equal(t, GmESPAES, p.subscriber("carla").Gm)
	require.Equal(t, GmESPAES, p.subscriber("bram").Gm, "the default")
	require.True(t, sc.Agreements[0].sim().PrivacyEncryption)

	for name, c := range map[string]struct{ old, new, want string }{
		"no IMS abroad":            {"ims: home-routed, ", "", "there is home-routed interception with ims: home-routed only"},
		"encryption without N9HR":  {"ims: home-routed", "ims: local-breakout", "privacy-encryption says what the home P-CSCF does"},
		"calls herself":            {"to: bram, seconds: 2", "to: anna, seconds: 2", "anna cannot call anna"},
		"nobody":                   {"to: bram, seconds: 2", "to: brm, seconds: 2", `there is no subscriber "brm"`},
		"not registered":           {"register: [anna, bram, carla]", "register: [anna, carla]", "bram is not registered here"},
		"own user as non-local":    {"agency: nl, target: anna.supi", "agency: nl, target: bram.nli", "its identity is local there"},
		"configured in nothing":    {"deployed: true", "deployed: false", "cannot be configured in functions that are not there"},
		"planned":                  {"- deregister: anna", "- send: {from: anna, to: bram}", `"send" is not simulated yet`},
		"a protection of SIP":      {"gm: esp-aes", "gm: esp", `want one of none, esp-null, esp-aes, tls, got "esp"`},
		"a protection of media":    {"media: rtp", "media: srtp", "want one of rtp, sdes-e2ae"},
		"too long":                 {"seconds: 2", "seconds: 61", "want at most 60"},
		"a warrant that is active": {"to: bram, seconds: 2", "to: bram, activate: nl-1", "warrant nl-1 is active already"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, text, c.old)
			_, err := Parse("inbound/voice.yaml", []byte(strings.Replace(text, c.old, c.new, 1)))
			require.ErrorContains(t, err, c.want)
		})
	}
}
