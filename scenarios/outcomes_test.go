package scenarios

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
)

// TestUnanswered plays calls that end in every way without an answer: the truth says which, the records name the parties, and no media are
// delivered, because there are none.
func TestUnanswered(t *testing.T) {
	out := t.TempDir()
	sc, err := Get("domestic/voice-unanswered")
	require.NoError(t, err)
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 8})
	requirePass(t, sc, res)
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	var ends []string
	for _, c := range tr.Calls {
		ends = append(ends, c.Result)
		require.Equal(t, statuses[Outcome(c.Result)], c.Status)
		require.NotEmpty(t, c.CallIDs)
		require.Zero(t, c.Answered)
		require.Empty(t, c.Streams)
		require.Zero(t, c.Tones)
	}
	require.Equal(t, []string{"busy", "rejected", "no-answer", "cancelled", "busy"}, ends)
	require.Len(t, res.Warrants[0].Calls, 4)
	for _, c := range res.Warrants[0].Calls {
		require.Positive(t, c.Records, "call %d", c.Call)
		require.Zero(t, c.X3+c.HI3+c.Sent, "call %d", c.Call)
	}
}

// TestHold finds the silence in a call that is on hold: between the answer to the offer that holds and the one that resumes no RTP is on N6.
func TestHold(t *testing.T) {
	out := t.TempDir()
	sc, err := Get("domestic/voice-hold")
	require.NoError(t, err)
	playScenario(t, sc, RunConfig{Out: out, Seed: 9})
	var held, resumed []time.Time
	var spoken []time.Time
	frames(t, out, func(f pcaps.Frame) {
		switch {
		case f.Interface == "nl.ims" && bytes.Contains(f.Data, []byte("SIP/2.0 200")) && bytes.Contains(f.Data, []byte("a=recvonly")):
			if len(held) > len(resumed) {
				held[len(held)-1] = f.Time
			} else {
				held = append(held, f.Time)
			}
		case f.Interface == "nl.ims" && bytes.Contains(f.Data, []byte("INVITE sip:")) && bytes.Contains(f.Data, []byte("a=sendrecv")) && len(held) > len(resumed):
			resumed = append(resumed, f.Time)
		case f.Interface == "nl.n6" && len(f.Data) == 20+8+12+160 && f.Data[0] == 0x45 && f.Data[9] == 17 && f.Data[28] == 0x80:
			spoken = append(spoken, f.Time)
		}
	})
	require.Len(t, held, 3)
	require.Len(t, resumed, 3)
	require.Greater(t, len(spoken), 3*100)
	for i := range held {
		require.Greater(t, resumed[i].Sub(held[i]), 60*time.Millisecond)
		in := func(from, to time.Time) int {
			return len(slices.DeleteFunc(slices.Clone(spoken), func(at time.Time) bool { return at.Before(from) || at.After(to) }))
		}
		require.Zero(t, in(held[i].Add(50*time.Millisecond), resumed[i]), "media during hold %d", i)
		require.Positive(t, in(resumed[i], resumed[i].Add(time.Second)), "media after hold %d", i)
	}
}

// TestDiversions plays the call that the law lets the home network report with each occasion of diversion, and with parties in other
// networks: the records are always about it alone, and the content comes from the gateway that has it.
func TestDiversions(t *testing.T) {
	for name, change := range map[string]func(*Scenario){
		"always":              func(sc *Scenario) { divertWhen(sc, DivertAlways) },
		"no answer":           func(sc *Scenario) { divertWhen(sc, DivertNoAnswer) },
		"to another network":  func(sc *Scenario) { live(sc, "nl", "bram") },
		"from and to another": func(sc *Scenario) { live(sc, "nl", "bram", "dirk") },
	} {
		t.Run(name, func(t *testing.T) {
			sc, err := Get("outbound/voice-not-allowed")
			require.NoError(t, err)
			change(sc)
			out := t.TempDir()
			res := playScenario(t, sc, RunConfig{Out: out, Seed: 10})
			requirePass(t, sc, res)
			tr, err := readTruth(filepath.Join(out, TruthFile))
			require.NoError(t, err)
			require.Equal(t, []string{"bram"}, names(tr.Calls[1].Forwarded))
			calls := map[int]oracle.CallCount{}
			for _, c := range res.Warrants[0].Calls {
				calls[c.Call] = c
			}
			require.Zero(t, calls[0].Records+calls[0].X3, "she takes part")
			require.Positive(t, calls[1].Records)
			require.Positive(t, calls[1].X3)
			require.Equal(t, [2]bool{true, true}, calls[1].Heard)
		})
	}
}

func names(ps []truth.Party) (out []string) {
	for _, p := range ps {
		out = append(out, p.Subscriber)
	}
	return out
}

func divertWhen(sc *Scenario, when Diversion) {
	s := sc.Subscribers["anna"]
	s.DivertWhen = when
	sc.Subscribers["anna"] = s
}

func live(sc *Scenario, home string, who ...string) {
	for _, name := range who {
		s := sc.Subscribers[name]
		s.Home = home
		sc.Subscribers[name] = s
	}
}

// TestTruncation looks into the delivered records for what was written: it is there without truncate-sms and not with it.
func TestTruncation(t *testing.T) {
	for id, there := range map[string]bool{"domestic/sms-nas": true, "domestic/sms-nas-truncated": false} {
		out := t.TempDir()
		playShipped(t, id, RunConfig{Out: out, Seed: 11})
		tr, err := readTruth(filepath.Join(out, TruthFile))
		require.NoError(t, err)
		require.Equal(t, !there, tr.Networks["nl"].LI.TruncateSMS)
		redacted := 0
		frames(t, out, func(f pcaps.Frame) {
			if f.LinkType == pcaps.LinkTypeUpperPDU && f.Interface == "nl.x1" && bytes.Contains(f.Data, []byte("TruncateTPUserData")) {
				redacted++
			}
		})
		require.Equal(t, there, redacted == 0, "the order is in the task of the SMSF")
	}
}

// TestOutcomeKeys gives settings of calls and diversion that make no sense.
func TestOutcomeKeys(t *testing.T) {
	text, err := Text("domestic/voice-diverted")
	require.NoError(t, err)
	for name, c := range map[string]struct{ old, new, want string }{
		"outcome":                {"to: dirk, seconds: 1", "to: dirk, outcome: dropped", "want one of answered, busy, no-answer, cancelled, rejected"},
		"nobody speaks":          {"to: dirk, seconds: 1", "to: dirk, outcome: busy, seconds: 1", "is not answered, so seconds would change nothing"},
		"nobody holds":           {"to: dirk, seconds: 1", "to: dirk, outcome: cancelled, hold: true", "is not answered, so hold would change nothing"},
		"when without whom":      {"divert-to: bram, divert-when: busy", "divert-when: busy", "nobody is named to whom"},
		"to nobody":              {"divert-to: bram", "divert-to: brm", `there is no subscriber "brm"`},
		"to herself":             {"divert-to: bram", "divert-to: anna", "anna cannot divert calls to anna"},
		"twice":                  {"bram:  {home: nl}", "bram:  {home: nl, divert-to: dirk}", "a call is diverted once here"},
		"to the caller":          {"from: dirk, to: anna", "from: bram, to: anna", "anna diverts calls to bram, who calls"},
		"to a phone that is off": {"register: [anna, bram, carla, dirk]", "register: [anna, carla, dirk]", "bram is not registered here"},
		"a switch":               {"country: NL", "country: NL, truncate-sms: please", "want true or false"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Contains(t, string(text), c.old)
			_, err := Parse("domestic/voice-diverted.yaml", []byte(strings.Replace(string(text), c.old, c.new, 1)))
			require.ErrorContains(t, err, c.want)
		})
	}
}
