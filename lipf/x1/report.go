package x1

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// reporter sends the reports of an NE to its ADMF, in order, without making anybody wait.
type reporter struct {
	client *Client // nil without an ADMF server
	queue  chan Request
	log    *slog.Logger
}

// reportQueue is how many reports wait; more are logged and dropped. reportTries is how often one is sent.
const (
	reportQueue = 1024
	reportTries = 5
)

func newReporter(cfg NEConfig) (*reporter, error) {
	r := &reporter{queue: make(chan Request, reportQueue), log: cfg.Log.With("ne", cfg.ID)}
	if cfg.ADMFURL == "" {
		return r, nil
	}
	var err error
	r.client, err = NewADMFClient(cfg.Endpoint, cfg.ADMF, cfg.ADMFURL)
	return r, err
}

func (r *reporter) add(q Request) {
	select {
	case r.queue <- q:
	default:
		r.log.Error("report dropped, too many wait", "type", q.Type())
	}
}

func (r *reporter) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case q := <-r.queue:
			r.send(ctx, q)
		}
	}
}

func (r *reporter) send(ctx context.Context, q Request) {
	if r.client == nil {
		r.log.Warn("report without an ADMF server", "type", q.Type(), "report", q)
		return
	}
	pause := 50 * time.Millisecond
	for try := 1; ; try++ {
		_, err := r.client.Call(ctx, q)
		var refused *Error
		switch {
		case err == nil:
			return
		case errors.As(err, &refused), try == reportTries, ctx.Err() != nil:
			r.log.Error("report not taken", "type", q.Type(), "err", err, "tries", try)
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
			pause *= 4
		}
	}
}

func (r *reporter) close() {
	if r.client != nil {
		r.client.Close()
	}
}
