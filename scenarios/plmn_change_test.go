package scenarios

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
	"lilab/sim/ims/media"
)

const plmnChange = "inbound/voice-n9hr-plmn-change"

// tonesIn are the calls of which a tone is in what an agency got as sound.
func tonesIn(t *testing.T, out, network, warrant string, tr truth.Truth) map[int]bool {
	t.Helper()
	heard := map[int]bool{}
	files, err := filepath.Glob(filepath.Join(out, ProductFolder, network, liid(warrant), "cc", "*.wav"))
	require.NoError(t, err)
	for _, f := range files {
		pcm := wav(t, f)
		for i, c := range tr.Calls {
			if (media.Tone{Hz: c.Tones.From}).Detected(pcm) || (media.Tone{Hz: c.Tones.To}).Detected(pcm) {
				heard[i] = true
			}
		}
	}
	return heard
}

// callsOf are the calls of a warrant that have axes of their own: "esp-aes P/P".
func callsOf(w oracle.Warrant) map[int]string {
	out := map[int]string{}
	for _, c := range w.Calls {
		if c.Axes != nil {
			out[c.Call] = c.Gm + " " + string(c.Axes.Call.Measured) + "/" + string(c.Axes.Content.Measured)
		}
	}
	return out
}

// TestPLMNChange plays the change of the network between two registrations with the IMS: of the call at home the visited agency has
// nothing, of that with the encryption from home packets, of that after the registration abroad everything.
func TestPLMNChange(t *testing.T) {
	sc, err := Get(plmnChange)
	require.NoError(t, err)
	out := t.TempDir()
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 9})
	requirePass(t, sc, res)
	for _, id := range []string{"IMS-GM-1", "IMS-1", "IMS-CC-1", "AMF-REG-1", "AMF-REG-4", "SMF-EST-1", "SMF-EST-2"} {
		require.Equal(t, oracle.Pass, resultOf(res, id, "nl-1"), id)
	}
	require.Equal(t, oracle.Pass, resultOf(res, "HR-1", "nl"))
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	anna := tr.Subscribers["anna"]
	require.Equal(t, "nl", anna.In)
	require.Equal(t, "de", anna.Moved.From)
	require.Len(t, anna.Gm.Changes, 2)
	require.Equal(t, []string{"esp-aes 999-70", "esp-null 001-01"},
		[]string{anna.Gm.Changes[0].Protection + " " + anna.Gm.Changes[0].PLMN, anna.Gm.Changes[1].Protection + " " + anna.Gm.Changes[1].PLMN})
	require.Equal(t, "domestic", tr.Calls[0].From.Route)
	require.Equal(t, "home-routed", tr.Calls[1].From.Route)

	require.Equal(t, "de-1", res.Warrants[0].ID)
	require.Equal(t, map[int]string{1: "esp-aes T/T", 3: "esp-null T/T"}, callsOf(res.Warrants[0]))
	nl := res.Warrants[1]
	require.Equal(t, map[int]string{1: "esp-aes P/P", 3: "esp-null T/T"}, callsOf(nl))
	require.Equal(t, map[int]bool{3: true}, tonesIn(t, out, "nl", "nl-1", tr))
	require.Equal(t, map[int]bool{1: true, 3: true}, tonesIn(t, out, "de", "de-1", tr))

	// What the records and the packets say about the time in between is what the phone knows of it.
	require.Contains(t, nl.Findings, "gm-encrypted-until-reregistration")
	require.NotContains(t, res.Warrants[0].Findings, "gm-encrypted-until-reregistration")
	require.NotNil(t, nl.GmDelay)
	require.Equal(t, 1, nl.GmDelay.Calls)
	require.InDelta(t, anna.Gm.Changes[1].At.Sub(anna.Moved.At).Seconds(), nl.GmDelay.Seconds, 0.25)
	require.Greater(t, nl.GmDelay.Seconds, tr.Calls[1].End.Sub(tr.Calls[1].Start).Seconds())
	require.Len(t, nl.GmDelay.Evidence, 3)

	// Nothing reached the visited agency while she was at home, although its warrant was there.
	require.True(t, tr.Warrants["nl-1"].Activations[0].From.Before(tr.Calls[0].Start))
	handed := 0
	frames(t, out, func(f pcaps.Frame) {
		if f.LinkType != pcaps.LinkTypeUpperPDU || f.Interface != "nl.hi2" && f.Interface != "nl.hi3" {
			return
		}
		handed++
		require.True(t, f.Time.After(anna.Moved.Start), f.Interface)
	})
	require.Positive(t, handed)

	// Home-routed interception learns of the session when it comes, of both phones, and that it was there before.
	for _, name := range []string{"anna", "carla"} {
		info := recordsOf(t, out, "nl.x2lite", tr.Subscribers[name].SUPI)
		require.NotEmpty(t, info)
		require.True(t, strings.EqualFold(info[0].what, "sMFChanged"), "%s: %v", name, info)
	}
	require.Equal(t, "taken over", recordsOf(t, out, "nl.x2", "")[0].what)

	// And so does Wireshark see it.
	count := func(filter string) int {
		return len(strings.Fields(judge.Tshark(t, "-r", filepath.Join(out, CaptureFile), "-o", "esp.enable_null_encryption_decode_heuristic:TRUE", "-Y",
			`frame.interface_name == "nl.n9" && ip.addr == `+tr.Sessions[0].Addresses[0].Addr().String()+` && `+filter, "-T", "fields", "-e", "frame.number")))
	}
	require.Equal(t, "anna", tr.Sessions[0].Subscriber)
	require.Positive(t, count("esp && !sip"))
	invites := count("sip.Method == INVITE")
	require.Positive(t, invites)
	require.Equal(t, invites, count("sip.Method == INVITE && sip contains \""+tr.Calls[3].CallIDs[0]+"\""), "no other call can be read")
}

// TestPLMNChangeOtherwise varies the scenario: what is measured is what is predicted there, too.
func TestPLMNChangeOtherwise(t *testing.T) {
	text, err := Text(plmnChange)
	require.NoError(t, err)
	for name, tc := range map[string]struct {
		edit  []string
		call  Value
		calls map[int]string
		found bool
	}{
		"the home network encrypts abroad, too": {[]string{"privacy-encryption: off", "privacy-encryption: on"}, "P", map[int]string{}, false},
		"no registration abroad":                {[]string{"  - ims-register: [anna, carla] ", "  - ims-register: [bram] "}, "P", map[int]string{}, false},
		"a phone that does not encrypt":         {[]string{"gm: esp-aes", "gm: esp-null"}, "T", map[int]string{}, false},
		"SIP over TLS until then":               {[]string{"gm: esp-aes", "gm: tls"}, "P", map[int]string{}, false},
		"another cell":                          {[]string{"network: nl}", "network: nl, to: cell2}"}, "P", map[int]string{1: "esp-aes P/P", 3: "esp-null T/T"}, true},
		"the order comes after the phone":       {[]string{"  - activate: nl-1\n", "", "activate: de-1", "activate: [de-1, nl-1]"}, "P", map[int]string{1: "esp-aes P/P", 3: "esp-null T/T"}, false},
		"the IMS comes after the border": {[]string{"  - ims-register: [anna, bram, carla]  ", "  - ims-register: [bram]  ",
			"  - call: {from: anna, to: bram, seconds: 1}           # not due to the visited agency\n", ""}, "T", map[int]string{}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := string(text)
			for i := 0; i < len(tc.edit); i += 2 {
				require.Contains(t, s, tc.edit[i])
				s = strings.ReplaceAll(s, tc.edit[i], tc.edit[i+1])
			}
			sc, err := Parse("-", []byte(s))
			require.NoError(t, err)
			for id, e := range sc.Expect {
				if id == "nl-1" {
					e.Call, e.Content = tc.call, tc.call
					sc.Expect[id] = e
				}
			}
			res := playScenario(t, sc, RunConfig{Seed: 10})
			requirePass(t, sc, res)
			require.Equal(t, tc.calls, callsOf(res.Warrants[1]))
			require.Equal(t, tc.found, res.Warrants[1].GmDelay != nil)
		})
	}
}

// TestOracleNoticesGm tells the oracle something else about Gm than what was played: the calls do not agree with it.
func TestOracleNoticesGm(t *testing.T) {
	out := t.TempDir()
	sc, err := Get(plmnChange)
	require.NoError(t, err)
	requirePass(t, sc, playScenario(t, sc, RunConfig{Out: out, Seed: 11}))
	for name, lie := range map[string]func(tr *truth.Truth, g *truth.Gm){
		"the call before was readable": func(tr *truth.Truth, g *truth.Gm) { g.Changes[1].At = tr.Calls[1].Start },
		"the call after was encrypted": func(tr *truth.Truth, g *truth.Gm) { g.Changes[1].At = tr.Calls[3].End },
		"they were the other way about": func(_ *truth.Truth, g *truth.Gm) {
			g.Changes[0].Protection, g.Changes[1].Protection = "esp-null", "esp-aes"
		},
		"the call at home is due as well": func(tr *truth.Truth, _ *truth.Gm) { tr.Subscribers["anna"].Moved.Start = tr.Start },
	} {
		t.Run(name, func(t *testing.T) {
			tr, err := readTruth(filepath.Join(out, TruthFile))
			require.NoError(t, err)
			lie(&tr, tr.Subscribers["anna"].Gm)
			f, err := os.Open(filepath.Join(out, CaptureFile))
			require.NoError(t, err)
			defer f.Close()
			res, err := oracle.Judge(context.Background(), oracle.Input{Capture: f, Truth: tr})
			require.NoError(t, err)
			// That nothing was readable is also what another reading of the standards predicts.
			require.Contains(t, []oracle.Outcome{oracle.Fail, oracle.Inconclusive}, res.Verdict)
			require.NotEqual(t, name != "the call before was readable", res.Verdict == oracle.Inconclusive)
		})
	}
}

// TestPLMNChangeProblems gives the loader what is not played of phones that go to another network.
func TestPLMNChangeProblems(t *testing.T) {
	text, err := Text(plmnChange)
	require.NoError(t, err)
	for name, tc := range map[string]struct {
		old, new string
		want     []string
	}{
		"the home agency is early": {"activate: nl-1", "activate: [nl-1, de-1]", []string{"anna leaves de in step 5, and a warrant of de on a phone that leaves is played from then on",
			"warrant de-1 is active already"}},
		"in a call at home": {"seconds: 1}           # not", "seconds: 1, activate: de-1}           # not", []string{"anna leaves de in step 5", "warrant de-1 is active already"}},
		"nobody there":      {"anna, network: nl}", "anna, network: be}", []string{"carla is the control", `there is no network "be"`}},
		"no such cell":      {"anna, network: nl}", "anna, network: nl, to: nowhere}", []string{`there is no cell of nl "nowhere"`}},
		"nowhere":           {"anna, network: nl}", "anna}", []string{"the phone moves nowhere"}},
		"twice":             {"  - move: {subscriber: carla, network: nl}\n", "  - move: {subscriber: carla, network: nl}\n  - move: {subscriber: anna, network: de}\n", []string{"anna went to nl in step 5 already"}},
		"from abroad":       {"{home: de, gm: esp-aes", "{home: de, in: nl, gm: esp-aes", []string{"anna is in nl already", "carla is in nl already"}},
		"no agreement":      {"ims: home-routed, data: home-routed, privacy-encryption: off, hr-li: {deployed: true, hplmn-configured: true}", "data: home-routed", []string{"anna cannot take a session for the IMS to nl: no agreement with de routes it home", "carla cannot take"}},
		"local breakout":    {"ims: home-routed, data: home-routed, privacy-encryption: off, hr-li: {deployed: true, hplmn-configured: true}", "ims: local-breakout", []string{"anna cannot take", "carla cannot take"}},
		"refused":           {"privacy-encryption: off", "privacy-encryption: on-and-visited-refuses", []string{"nl gives subscribers of de no service", "nl gives subscribers of de no service"}},
		"control stays":     {"  - move: {subscriber: carla, network: nl}\n", "", []string{"carla is the control subscriber of anna, who goes to nl, and has to do the same"}},
		"data":              {"  - activate: de-1\n", "  - activate: de-1\n  - open-session: anna\n  - data: {from: anna, app: http}\n", []string{"open-session of such a phone is not played", "data of such a phone is not played"}},
		"message":           {"  - activate: de-1\n", "  - activate: de-1\n  - message: {from: bram, to: anna, kind: sms-ip}\n", []string{"message of such a phone is not played"}},
		"emergency":         {"  - activate: de-1\n", "  - activate: de-1\n  - call: {from: anna, emergency: true}\n", []string{"an emergency call of such a phone is not played"}},
		"registers again":   {"  - activate: de-1\n", "  - activate: de-1\n  - deregister: anna\n  - register: anna\n", []string{"a second registration of such a phone is not played"}},
		"an IMPU":           {"target: anna.supi, header-reports: summary", "target: anna.impu", []string{"a warrant on such a phone names an identity that the access knows"}},
		"not registered":    {"  - register: [anna, bram, carla]\n  - ims-register: [anna, bram, carla]", "  - register: [bram, carla]\n  - ims-register: [bram, carla]", []string{"anna is not registered here"}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, string(text), tc.old)
			_, err := Parse("-", []byte(strings.Replace(string(text), tc.old, tc.new, 1)))
			var p Problems
			require.ErrorAs(t, err, &p)
			for _, q := range p {
				require.Positive(t, q.Line)
			}
			if name != "not registered" { // where each step has the problem
				require.Len(t, p, len(tc.want), "%v", p)
			}
			for i, want := range tc.want {
				require.Contains(t, p[i].Message, want)
			}
		})
	}
}
