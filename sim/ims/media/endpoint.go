package media

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/netip"
	"sync"
	"time"

	"lilab/sim/fabric"
	"lilab/sim/ims"
)

// Config describes the media function of a phone.
type Config struct {
	// Host has the phone's address Addr: that of its PDU session for the IMS.
	Host fabric.Host
	Addr netip.Addr
	// Mode is the protection that the phone offers. A phone with an end-to-end mode refuses offers without it; every
	// other phone answers as it is asked.
	Mode Mode
	// Codecs are in order of preference, empty for PCMA and PCMU.
	Codecs []Codec
	// Suites are the SDES suites that are offered, empty for AES_CM_128_HMAC_SHA1_80.
	Suites []Suite
	// Source is what the phone says in calls. Plan overrides it for a call, nil for the same in all.
	Source Source
	Plan   func(call string) Source
	Pace   Pace
	// MaxFrames bounds the frames that are kept of each stream, 0 for 15,000 (five minutes). More are only counted.
	MaxFrames int
	// KeyLog gets the secrets of DTLS in the format of NSS, nil for none.
	KeyLog io.Writer
	Now    func() time.Time
	// Wait waits for a duration or for the end of the context, nil for a timer of the system.
	Wait func(ctx context.Context, d time.Duration) error
	Rand io.Reader
	Log  *slog.Logger
}

// Source is what a phone sends.
type Source struct {
	// Tone is planted into what is sent with G.711.
	Tone Tone
	// Duration is how long the phone speaks in media time, 0 for as long as the call lasts.
	Duration time.Duration
	// Middle holds the second half of what is said back until it is closed: so long the phone is silent. It is nil where nothing has to
	// happen between the halves.
	Middle <-chan struct{}
}

// Pace says how fast frames are sent. Sequence numbers and timestamps are the same at every pace.
type Pace struct {
	// Speed is how much faster than in real time, 0 for 1: a frame of 20 ms every 20 ms.
	Speed float64
	// Acknowledged sends as fast as the other side reports reception: it has at most 16 frames on the way, and reports
	// come with every eighth frame. Where the other side does not report, Speed holds.
	Acknowledged bool
}

// Endpoint is the media function of a phone. It implements ims.Media.
type Endpoint struct {
	cfg Config

	mu       sync.Mutex
	closed   bool
	sessions map[*Session]struct{}
	cert     *tls.Certificate
}

// Errors of endpoints and sessions.
var (
	ErrClosed = errors.New("media: closed")
	// ErrProtection says that the other side does not offer the protection that is asked for, or one that is not known.
	ErrProtection = errors.New("media: no common protection")
	// ErrCodec says that there is no common codec.
	ErrCodec = errors.New("media: no common codec")
	// ErrState says that an answer comes without an offer, or something else out of order.
	ErrState = errors.New("media: not now")
)

// New checks the configuration.
func New(cfg Config) (*Endpoint, error) {
	if cfg.Host == nil || !cfg.Addr.IsValid() {
		return nil, errors.New("media: no host or no address")
	}
	m, err := ParseMode(string(cfg.Mode))
	if err != nil {
		return nil, err
	}
	cfg.Mode = m
	if len(cfg.Codecs) == 0 {
		cfg.Codecs = []Codec{PCMA, PCMU}
	}
	if len(cfg.Suites) == 0 {
		cfg.Suites = []Suite{AESCM128SHA80}
	}
	for _, s := range cfg.Suites {
		if !s.known() {
			return nil, fmt.Errorf("media: SDES suite %q", s)
		}
	}
	if cfg.Pace.Speed <= 0 {
		cfg.Pace.Speed = 1
	}
	if cfg.MaxFrames <= 0 {
		cfg.MaxFrames = 15_000
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Wait == nil {
		cfg.Wait = wait
	}
	if cfg.Rand == nil {
		cfg.Rand = rand.Reader
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	return &Endpoint{cfg: cfg, sessions: map[*Session]struct{}{}}, nil
}

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// Session makes the media of one call.
func (e *Endpoint) Session(ctx context.Context, call string) (ims.MediaSession, error) {
	s, err := e.Open(ctx, call)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Close stops all sessions and waits.
func (e *Endpoint) Close() error {
	e.mu.Lock()
	e.closed = true
	all := make([]*Session, 0, len(e.sessions))
	for s := range e.sessions {
		all = append(all, s)
	}
	e.mu.Unlock()
	var errs []error
	for _, s := range all {
		errs = append(errs, s.Stop())
	}
	return errors.Join(errs...)
}
