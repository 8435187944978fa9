package scenarios

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
	"lilab/sim/ims/media"
)

// TestWaiting plays two calls at a time of one target, and looks at what the agency has in its folder: each call is under a number of its
// own, and in its sound are the voices of its own parties and no others.
func TestWaiting(t *testing.T) {
	out := t.TempDir()
	sc, err := Get("domestic/voice-waiting")
	require.NoError(t, err)
	res := playScenario(t, sc, RunConfig{Out: out, Seed: 12})
	requirePass(t, sc, res)
	tr, err := readTruth(filepath.Join(out, TruthFile))
	require.NoError(t, err)
	require.Len(t, tr.Calls, 4)
	first, second := tr.Calls[0], tr.Calls[1]
	require.Equal(t, "dora", second.From.Subscriber)
	require.Equal(t, "anna", second.To.Subscriber)
	require.True(t, first.Answered.Before(second.Start) && second.End.Before(first.End), "one is in the middle of the other")

	require.Len(t, res.Warrants[0].Calls, 2)
	for i, n := range []int{2 * 5 * 50, 2 * 2 * 50} {
		c := res.Warrants[0].Calls[i]
		require.Equal(t, i, c.Call)
		require.Equal(t, n, c.Sent)
		require.Equal(t, [2]bool{true, true}, c.Heard)
	}
	files, err := filepath.Glob(filepath.Join(out, ProductFolder, "nl", liid("nl-1"), "cc", "*.wav"))
	require.NoError(t, err)
	require.Len(t, files, 4)
	heard := map[string][]float64{}
	for _, f := range files {
		number, _, _ := strings.Cut(strings.TrimPrefix(filepath.Base(f), "cin-"), "-")
		for _, c := range tr.Calls {
			for _, hz := range []float64{c.Tones.From, c.Tones.To} {
				// The first second is before the second call: afterwards the silence of the hold may be in the file.
				if pcm := wav(t, f); (media.Tone{Hz: hz}).Detected(pcm[:media.SampleRate]) {
					heard[number] = append(heard[number], hz)
				}
			}
		}
	}
	got := slices.Collect(maps.Values(heard))
	for _, tones := range got {
		slices.Sort(tones)
	}
	pair := func(a, b float64) []float64 { return []float64{min(a, b), max(a, b)} }
	require.ElementsMatch(t, [][]float64{pair(first.Tones.From, first.Tones.To), pair(second.Tones.From, second.Tones.To)}, got)

	// On the links: the phone says that it is in a call when the second one comes and not before, and the first call has no media while the
	// second one has.
	ssrc := map[uint32]int{}
	for i, c := range tr.Calls {
		for _, s := range c.Streams {
			ssrc[s.SSRC] = i
		}
	}
	told, media := make([]int, len(tr.Calls)), make([][]time.Time, len(tr.Calls))
	frames(t, out, func(f pcaps.Frame) {
		if f.Interface == "nl.ims" && bytes.Contains(f.Data, []byte("SIP/2.0 180")) {
			for i, c := range tr.Calls {
				if bytes.Contains(f.Data, []byte(c.CallIDs[0])) && bytes.Contains(f.Data, []byte("Alert-Info: <urn:alert:service:call-waiting>")) {
					told[i]++
				}
			}
		}
		if f.Interface == "nl.n6" && len(f.Data) == 20+8+12+160 && f.Data[0] == 0x45 && f.Data[9] == 17 && f.Data[28] == 0x80 {
			b := f.Data[36:40]
			if i, ok := ssrc[uint32(b[0])<<24|uint32(b[1])<<16|uint32(b[2])<<8|uint32(b[3])]; ok {
				media[i] = append(media[i], f.Time)
			}
		}
	})
	require.Zero(t, told[0]+told[2])
	require.Positive(t, told[1])
	require.Positive(t, told[3])
	require.NotEmpty(t, media[1])
	before, after := 0, 0
	for _, at := range media[0] {
		switch {
		case at.Before(second.Answered.Add(100 * time.Millisecond)): // what was under way
			before++
		case at.After(second.End):
			after++
		default:
			t.Fatalf("media of the first call at %s, and the second one lasted from %s to %s", at, second.Answered, second.End)
		}
	}
	require.Positive(t, before)
	require.Positive(t, after)
}

// TestWaitingKeys gives second calls that make no sense.
func TestWaitingKeys(t *testing.T) {
	text, err := Text("domestic/voice-waiting")
	require.NoError(t, err)
	const call = "{from: bram, to: anna, seconds: 5, waiting: {from: dora, seconds: 2}}"
	require.Contains(t, string(text), call)
	for name, c := range map[string]struct{ new, want string }{
		"nobody":       {"{from: bram, to: anna, waiting: {from: emil}}", `there is no subscriber "emil"`},
		"the caller":   {"{from: bram, to: anna, waiting: {from: bram}}", "bram takes part in the first call"},
		"the called":   {"{from: bram, to: anna, waiting: {from: anna}}", "anna takes part in the first call"},
		"not answered": {"{from: bram, to: anna, outcome: busy, waiting: {from: dora}}", "is not answered, so waiting would change nothing"},
		"emergency":    {"{from: bram, emergency: true, waiting: {from: dora}}", "takes one call at a time"},
		"no words":     {"{from: bram, to: anna, waiting: {from: dora, seconds: 0}}", "seconds"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("domestic/voice-waiting.yaml", []byte(strings.Replace(string(text), call, c.new, 1)))
			require.ErrorContains(t, err, c.want)
		})
	}
}
