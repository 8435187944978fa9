package scenarios

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/oracle"
)

// playShipped plays a shipped scenario into a folder of the test.
func playShipped(t testing.TB, id string, cfg RunConfig) oracle.Result {
	t.Helper()
	sc, err := Get(id)
	require.NoError(t, err)
	return playScenario(t, sc, cfg)
}

func playScenario(t testing.TB, sc *Scenario, cfg RunConfig) oracle.Result {
	t.Helper()
	if cfg.Out == "" {
		cfg.Out = t.TempDir()
	}
	if cfg.Tool == "" {
		cfg.Tool = "lilab test"
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	res, err := Run(ctx, sc, cfg)
	if err != nil {
		log, _ := os.ReadFile(filepath.Join(cfg.Out, LogFile))
		t.Logf("%s", log)
	}
	require.NoError(t, err, sc.ID)
	return res
}

// requirePass wants everything in a result as it should be.
func requirePass(t testing.TB, sc *Scenario, res oracle.Result) {
	t.Helper()
	for _, q := range res.Requirements {
		require.NotContains(t, []oracle.Outcome{oracle.Fail, oracle.Error, oracle.Inconclusive}, q.Result,
			"%s: %s %s (%s): expected %s, actual %s", sc.ID, q.ID, q.Title, q.Subject, q.Expected, q.Actual)
	}
	require.Len(t, res.Warrants, len(sc.Warrants))
	for _, w := range res.Warrants {
		want := sc.Expect[w.ID]
		for axis, pair := range map[string]struct {
			got  oracle.Axis
			want Value
		}{
			"identity": {w.Axes.Identity, want.Identity}, "iri": {w.Axes.IRI, want.IRI}, "location": {w.Axes.Location, want.Location},
			"call": {w.Axes.Call, want.Call}, "content": {w.Axes.Content, want.Content},
		} {
			require.Equal(t, oracle.Axis{Predicted: oracle.Value(pair.want), Measured: oracle.Value(pair.want), Expected: oracle.Value(pair.want)},
				pair.got, "%s: %s: %s", sc.ID, w.ID, axis)
		}
	}
	require.NotEmpty(t, res.Control)
	for _, c := range res.Control {
		require.Zero(t, c.Records, "%s: records about %s", sc.ID, c.Subscriber)
		require.Zero(t, c.X3, "%s: content of %s", sc.ID, c.Subscriber)
	}
	require.Equal(t, oracle.Pass, res.Verdict, sc.ID)
}

// TestShippedScenariosPlay plays every shipped scenario once: what was measured is what the rules predict and what the
// author expects, nothing is delivered about the control subscriber, the run folder is complete, nothing goes on running; and judges
// that nobody here wrote agree with what crossed the interfaces (see judgeRun). The seed is another one than that of `make lab`.
func TestShippedScenariosPlay(t *testing.T) {
	counts, judged := map[string]int{}, 0
	for _, id := range Shipped() {
		t.Run(id, func(t *testing.T) {
			before := goleak.IgnoreCurrent()
			sc, err := Get(id)
			require.NoError(t, err)
			out := t.TempDir()
			res := playScenario(t, sc, RunConfig{Out: out, Seed: 9})
			requirePass(t, sc, res)
			for _, f := range []string{CaptureFile, TruthFile, LogFile, ResultFile} {
				info, err := os.Stat(filepath.Join(out, f))
				require.NoError(t, err)
				require.Positive(t, info.Size(), f)
			}
			goleak.VerifyNone(t, before)
			t.Run("judged", func(t *testing.T) {
				judgeRun(t, sc, out, res, counts)
				judged++
			})
		})
	}
	if judged == len(Shipped()) { // nobody wants to see some of them alone, and all judges are here
		requireMany(t, counts)
	}
}

// TestSeeds plays one scenario with other seeds: the identities differ, the verdict does not. The same seed gives the
// same verdict and the same identities.
func TestSeeds(t *testing.T) {
	sc, err := Get("inbound/registration-suci-a")
	require.NoError(t, err)
	first := playScenario(t, sc, RunConfig{Seed: 7})
	for _, seed := range []uint64{7, 8, 0} {
		res := playScenario(t, sc, RunConfig{Seed: seed})
		requirePass(t, sc, res)
		require.Equal(t, seed == 7, res.Warrants[0].Target == first.Warrants[0].Target)
		require.Equal(t, first.Warrants[0].Records, res.Warrants[0].Records)
		require.Equal(t, first.Warrants[0].Rules, res.Warrants[0].Rules)
	}
}

// TestLabsSideBySide plays four labs at the same time in one process: they do not see each other.
func TestLabsSideBySide(t *testing.T) {
	defer goleak.VerifyNone(t)
	ids := []string{"inbound/registration-suci-a", "inbound/registration-suci-a", "inbound/auth-fail-null-scheme", "inbound/data-hr-clear"}
	var wg sync.WaitGroup
	results := make([]oracle.Result, len(ids))
	errs := make([]error, len(ids))
	for i, id := range ids {
		sc, err := Get(id)
		require.NoError(t, err)
		out := t.TempDir()
		wg.Go(func() { results[i], errs[i] = Run(t.Context(), sc, RunConfig{Out: out, Seed: uint64(i % 2)}) })
	}
	wg.Wait()
	for i, id := range ids {
		require.NoError(t, errs[i], id)
		sc, _ := Get(id)
		requirePass(t, sc, results[i])
	}
}

// TestInterrupted cancels a run in the middle: it ends soon, with the context's error, and leaves nothing running.
func TestInterrupted(t *testing.T) {
	defer goleak.VerifyNone(t)
	for _, id := range []string{"inbound/registration-suci-a", "inbound/data-hr-e2ee"} {
		sc, err := Get(id)
		require.NoError(t, err)
		for _, after := range []time.Duration{0, 5 * time.Millisecond, 20 * time.Millisecond, 60 * time.Millisecond, 120 * time.Millisecond, 180 * time.Millisecond} {
			ctx, cancel := context.WithTimeout(context.Background(), after)
			_, err := Run(ctx, sc, RunConfig{Out: t.TempDir(), Seed: 1})
			cancel()
			if err != nil {
				require.ErrorIs(t, err, context.DeadlineExceeded, "%s after %s", id, after)
			}
		}
	}
}

// BenchmarkScenario plays one scenario from start to verdict.
func BenchmarkScenario(b *testing.B) {
	for _, id := range []string{"domestic/registration", "inbound/registration-suci-a", "domestic/data-clear", "inbound/data-hr-clear"} {
		b.Run(id, func(b *testing.B) {
			sc, err := Get(id)
			require.NoError(b, err)
			dir := b.TempDir()
			for b.Loop() {
				res, err := Run(b.Context(), sc, RunConfig{Out: dir, Seed: 1})
				require.NoError(b, err)
				require.Equal(b, oracle.Pass, res.Verdict)
			}
		})
	}
}
