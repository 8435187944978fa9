package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"

	"lilab/oracle"
	"lilab/scenarios"
	"lilab/sim/fabric"
)

// The exit codes of lilab. They are a stable contract: scripts and CI systems read them.
const (
	// ExitOK says that everything is as expected.
	ExitOK = 0
	// ExitFailed says that a requirement or a verdict failed.
	ExitFailed = 1
	// ExitUsage says that the command line was wrong.
	ExitUsage = 2
	// ExitUnreadable says that a scenario, a schema or a capture could not be read.
	ExitUnreadable = 3
	// ExitInconclusive says that nothing failed, but something could not be tried, or not on this machine.
	ExitInconclusive = 4
	// ExitOurFault says that lilab itself went wrong, or a disk was full and the like.
	ExitOurFault = 5
	// ExitInterrupted says that somebody interrupted the run.
	ExitInterrupted = 130
)

// verdictError ends a command whose results were printed already and are not all as expected.
type verdictError struct{ code int }

func (e verdictError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// unreadable marks an error about a file or text that a user gave.
type unreadable struct{ error }

func (e unreadable) Unwrap() error { return e.error }

// usage marks an error about the command line.
type usage struct{ error }

func (e usage) Unwrap() error { return e.error }

// exitCode maps an error to the code, and prints it unless its message is out already.
func exitCode(ctx context.Context, err error, stderr io.Writer) int {
	var verdict verdictError
	var problems scenarios.Problems
	var file unreadable
	var line usage
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &verdict):
		return verdict.code
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(stderr, "lilab: interrupted")
		return ExitInterrupted
	case errors.As(err, &problems):
		fmt.Fprintln(stderr, problems)
		if len(problems) > 1 {
			fmt.Fprintf(stderr, "\n%d problems\n", len(problems))
		}
		return ExitUnreadable
	}
	fmt.Fprintf(stderr, "lilab: %v\n", err)
	switch {
	case errors.As(err, &line), errors.Is(err, scenarios.ErrUnknown):
		return ExitUsage
	case errors.As(err, &file), errors.Is(err, fs.ErrNotExist), errors.Is(err, oracle.ErrCapture):
		return ExitUnreadable
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, fabric.ErrUnsupported):
		return ExitInconclusive
	}
	return ExitOurFault
}

// resultsCode is the exit code of a run with these results.
func resultsCode(results []oracle.Result) int {
	code := ExitOK
	for _, r := range results {
		switch r.Verdict {
		case oracle.Pass, oracle.XFail, oracle.NotApplicable:
		case oracle.Fail, oracle.XPass:
			return ExitFailed
		case oracle.Error:
			code = ExitOurFault
		default:
			if code == ExitOK {
				code = ExitInconclusive
			}
		}
	}
	return code
}
