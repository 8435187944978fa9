package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"lilab/oracle"
	"lilab/report"
	"lilab/scenarios"
)

// runFlags are the flags of lilab run.
type runFlags struct {
	out            string
	seed           uint64
	jobs           int
	json, failFast bool
	quiet          bool
	verbose        int
}

func (a *app) runCommand() *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run [FILE|DIR|ID ...]",
		Short: "Play scenarios and judge them",
		Long: `run plays scenarios and judges them from the octets that reached the agency.

An argument is a scenario file, a folder with scenario files, or the id or family of a shipped scenario
("inbound/registration-suci-a", "inbound"). Without arguments run plays every shipped scenario.

Each run leaves a folder OUT/<run>/ with a folder for each scenario (capture.pcapng, truth.json,
result.json, log.jsonl, and product/ with what the agencies received) and summary.json, junit.xml and index.html; OUT/latest points to it.`,
		Example: "  lilab run\n  lilab run inbound/registration-suci-a --seed 7\n  lilab run my-scenario.yaml -v",
		RunE:    a.run(func(cmd *cobra.Command, args []string) error { return a.play(cmd.Context(), args, f) }),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return scenarios.Shipped(), cobra.ShellCompDirectiveDefault
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "out", "folder for the runs")
	flags.Uint64Var(&f.seed, "seed", 1, "seed of everything that is invented; same seed, same verdicts")
	flags.IntVarP(&f.jobs, "jobs", "j", runtime.GOMAXPROCS(0), "scenarios to play at the same time")
	flags.BoolVar(&f.json, "json", false, "print the results as JSON instead of the table")
	flags.BoolVar(&f.failFast, "fail-fast", false, "stop after the first scenario that does not pass")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print nothing unless something is not as expected")
	flags.CountVarP(&f.verbose, "verbose", "v", "list every requirement; -vv also shows the log on stderr")
	cmd.MarkFlagsMutuallyExclusive("quiet", "verbose")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if f.jobs < 1 {
			return fmt.Errorf("--jobs: want at least 1, got %d", f.jobs)
		}
		return nil
	}
	return cmd
}

// play is lilab run.
func (a *app) play(ctx context.Context, args []string, f runFlags) error {
	list, err := scenarios.Find(args...)
	if err != nil {
		return err
	}
	start := time.Now()
	name, err := newRun(f.out, start)
	if err != nil {
		return err
	}
	folder := filepath.Join(f.out, name)
	results, err := a.playAll(ctx, list, folder, f)
	if len(results) > 0 {
		o := report.Options{
			Color: a.useColor(), Verbose: f.verbose > 0, Run: name, Tool: Tool, Wall: time.Since(start), Generated: start,
			Source:      func(id string) string { return sourceOf(list, id) },
			CapturePath: func(id string) string { return filepath.Join(folder, filepath.FromSlash(id), "capture.pcapng") },
		}
		if werr := writeReports(folder, results, o); err == nil {
			err = werr
		}
		if perr := a.printResults(results, o, f); err == nil {
			err = perr
		}
	}
	if err != nil {
		return err
	}
	if err := pointLatest(f.out, name); err != nil {
		return err
	}
	if code := resultsCode(results); code != ExitOK {
		return verdictError{code}
	}
	return nil
}

// sourceOf is what names the scenario on the command line.
func sourceOf(list []*scenarios.Scenario, id string) string {
	for _, sc := range list {
		if sc.ID == id {
			return sc.Source()
		}
	}
	return id
}

// playAll plays the scenarios, f.jobs at a time, and returns the results in the order of the list. Those that
// could not be played are missing; the error says why.
func (a *app) playAll(ctx context.Context, list []*scenarios.Scenario, folder string, f runFlags) ([]oracle.Result, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	status := newStatus(a.stderr, len(list), f.quiet)
	defer status.clear()
	log := slog.New(slog.DiscardHandler)
	if f.verbose > 1 {
		log = slog.New(slog.NewTextHandler(a.stderr, nil))
	}
	results, errs := make([]*oracle.Result, len(list)), make([]error, len(list))
	work := make(chan int)
	var wg sync.WaitGroup
	for range min(f.jobs, len(list)) {
		wg.Go(func() {
			for i := range work {
				status.begin(list[i].ID)
				r, err := scenarios.Run(ctx, list[i], scenarios.RunConfig{
					Out: filepath.Join(folder, filepath.FromSlash(list[i].ID)), Seed: f.seed, Log: log, Tool: Tool,
				})
				if err != nil {
					errs[i] = fmt.Errorf("%s: %w", list[i].ID, err)
				} else {
					results[i] = &r
				}
				if f.failFast && (err != nil || resultsCode([]oracle.Result{r}) != ExitOK) {
					stop(errFailFast)
				}
				status.end()
			}
		})
	}
feed:
	for i := range list {
		select {
		case work <- i:
		case <-ctx.Done():
			break feed
		}
	}
	close(work)
	wg.Wait()
	if errors.Is(context.Cause(ctx), errFailFast) {
		// What was cut short because of another scenario is not an error of its own.
		for i, err := range errs {
			if errors.Is(err, context.Canceled) {
				errs[i] = nil
			}
		}
	} else if ctx.Err() != nil {
		errs = append([]error{ctx.Err()}, errs...)
	}
	var done []oracle.Result
	for _, r := range results {
		if r != nil {
			done = append(done, *r)
		}
	}
	return done, errors.Join(errs...)
}

var errFailFast = errors.New("stopped by --fail-fast")

func (a *app) printResults(results []oracle.Result, o report.Options, f runFlags) error {
	switch {
	case f.json:
		return report.Summary(a.stdout, results, o)
	case f.quiet && resultsCode(results) == ExitOK:
		return nil
	}
	return report.Text(a.stdout, results, o)
}

// newRun makes the folder of a run, named by its time.
func newRun(out string, now time.Time) (string, error) {
	if err := os.MkdirAll(out, 0o777); err != nil {
		return "", err
	}
	base := now.Format("20060102-150405")
	for i := 1; ; i++ {
		name := base
		if i > 1 {
			name = fmt.Sprintf("%s-%d", base, i)
		}
		err := os.Mkdir(filepath.Join(out, name), 0o777)
		if err == nil || !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
}

// pointLatest makes OUT/latest a symbolic link to the run. Where there are no links it leaves it out.
func pointLatest(out, name string) error {
	link, tmp := filepath.Join(out, "latest"), filepath.Join(out, ".latest-"+name)
	if os.Symlink(name, tmp) != nil {
		return nil //nolint:nilerr // a convenience that some file systems do not have
	}
	if err := os.Rename(tmp, link); err != nil {
		_ = os.Remove(tmp)
		return err
	}
	return nil
}

func writeReports(folder string, results []oracle.Result, o report.Options) error {
	o.Color = false
	for name, write := range map[string]func(io.Writer, []oracle.Result, report.Options) error{
		"summary.json": report.Summary, "junit.xml": report.JUnit, "index.html": report.HTML,
	} {
		f, err := os.Create(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		err = write(f, results, o)
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// status is the one line on stderr that tells how far a run is; only a terminal gets it.
type status struct {
	mu          sync.Mutex
	w           io.Writer
	done, total int
	id          string
}

func newStatus(w io.Writer, total int, quiet bool) *status {
	if quiet || !terminal(w) {
		w = nil
	}
	return &status{w: w, total: total}
}

func (s *status) begin(id string) { s.update(func() { s.id = id }) }
func (s *status) end()            { s.update(func() { s.done++ }) }

func (s *status) update(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
	if s.w != nil {
		fmt.Fprintf(s.w, "\r\x1b[K%d/%d %s", s.done, s.total, s.id)
	}
}

func (s *status) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.w != nil {
		fmt.Fprint(s.w, "\r\x1b[K")
	}
}
