package oracle

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"time"

	"lilab/oracle/truth"
)

// Input is what the oracle judges: one run of one scenario.
type Input struct {
	// Capture is the run's capture.pcapng.
	Capture io.Reader
	// Truth is the run's truth.json.
	Truth truth.Truth
	// Tool names the program and version for Result.Tool.
	Tool string
	// Log may be nil.
	Log *slog.Logger
	// Now measures the wall time of judging; nil means the machine's clock.
	Now func() time.Time
}

// ErrCapture is returned, wrapped, when the capture cannot be read as a file.
var ErrCapture = errors.New("capture cannot be read")

// Judge reads a capture and a truth file and returns everything that can be said about them. The error
// is about the input as a file (errors.Is ErrCapture) or about the context; whatever is wrong inside the
// capture is a failed requirement in the result.
func Judge(ctx context.Context, in Input) (Result, error) {
	return Result{}, errors.New("oracle: judging is not built yet")
}
