package scenarios

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"lilab/oracle/truth"
	"lilab/pcaps"
)

// Names of the files of a run folder.
const (
	CaptureFile = "capture.pcapng"
	TruthFile   = "truth.json"
	LogFile     = "log.jsonl"
	ResultFile  = "result.json"
	// ProductFolder is what the agencies received: a folder for each network, in it one for each LIID.
	ProductFolder = "product"
)

// folder is a run folder while it is written.
type folder struct {
	path    string
	capture *pcaps.Writer
	log     *slog.Logger

	captureFile, logFile     *os.File
	captureBuffer, logBuffer *bufio.Writer
}

// newFolder makes the folder and begins the capture and the log. extra gets the log, too, if it is not nil.
func newFolder(path, comment, application string, extra *slog.Logger, now func() time.Time) (*folder, error) {
	if err := os.MkdirAll(path, 0o777); err != nil {
		return nil, err
	}
	// Product of an earlier run into the same folder is replaced like the files.
	if err := os.RemoveAll(filepath.Join(path, ProductFolder)); err != nil {
		return nil, err
	}
	f := &folder{path: path}
	var err error
	if f.captureFile, err = os.Create(filepath.Join(path, CaptureFile)); err != nil {
		return nil, err
	}
	if f.logFile, err = os.Create(filepath.Join(path, LogFile)); err != nil {
		return nil, errors.Join(err, f.captureFile.Close())
	}
	f.captureBuffer = bufio.NewWriterSize(f.captureFile, 1<<18)
	f.logBuffer = bufio.NewWriterSize(f.logFile, 1<<16)
	f.capture, err = pcaps.NewWriter(f.captureBuffer, pcaps.WriterConfig{Comment: comment, Application: application, Now: now})
	if err != nil {
		return nil, errors.Join(err, f.captureFile.Close(), f.logFile.Close())
	}
	var h slog.Handler = slog.NewJSONHandler(f.logBuffer, &slog.HandlerOptions{Level: slog.LevelDebug})
	if extra != nil {
		h = slog.NewMultiHandler(h, extra.Handler())
	}
	f.log = slog.New(h)
	return f, nil
}

// close ends the capture and the log.
func (f *folder) close() error {
	return errors.Join(f.capture.Close(), f.captureBuffer.Flush(), f.captureFile.Close(), f.logBuffer.Flush(), f.logFile.Close())
}

// writeTruth writes truth.json.
func (f *folder) writeTruth(t *truth.Truth) error {
	return writeJSON(filepath.Join(f.path, TruthFile), t)
}

func writeJSON(path string, v any) error {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o666)
}

func readTruth(path string) (truth.Truth, error) {
	var t truth.Truth
	b, err := os.ReadFile(path)
	if err != nil {
		return t, err
	}
	if err := json.Unmarshal(b, &t); err != nil {
		return t, fmt.Errorf("%s: %w", path, err)
	}
	if t.Schema != truth.Schema {
		return t, fmt.Errorf("%s: schema %q, want %q", path, t.Schema, truth.Schema)
	}
	return t, nil
}
