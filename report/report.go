// Package report renders results: text for a terminal, JUnit for a CI, JSON and one HTML page.
// It says nothing that is not in the results.
package report

import (
	"errors"
	"io"
	"time"

	"lilab/oracle"
)

// Options say how to render.
type Options struct {
	// Color uses ANSI colours in text.
	Color bool
	// Verbose lists every requirement in text, not only those that did not pass.
	Verbose bool
	// CapturePath returns the path of the capture of a scenario as a reader of the report would type it;
	// nil means "out/<run>/<scenario>/capture.pcapng" with Run.
	CapturePath func(scenario string) string
	// Run names the run folder.
	Run string
	// Tool is "lilab" and its version.
	Tool string
	// Wall is the time that the whole run took, 0 if not known.
	Wall time.Duration
	// Generated is the time printed in files, the zero time for none.
	Generated time.Time
}

// Text writes the verdict table, the failures and one line of totals.
func Text(w io.Writer, results []oracle.Result, o Options) error {
	return errors.New("report: not built yet")
}

// JUnit writes a JUnit XML file.
func JUnit(w io.Writer, results []oracle.Result, o Options) error {
	return errors.New("report: not built yet")
}

// Summary writes summary.json.
func Summary(w io.Writer, results []oracle.Result, o Options) error {
	return errors.New("report: not built yet")
}

// HTML writes one self-contained page.
func HTML(w io.Writer, results []oracle.Result, o Options) error {
	return errors.New("report: not built yet")
}
