package agw_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/pcaps"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/agw"
	"lilab/sim/ims/media"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const patience = 20 * time.Second

// lab has two phones, each behind a gateway of its own, and a core between.
type lab struct {
	t       testing.TB
	network *fabric.Virtual
	n6      [2]fabric.Link
	core    fabric.Link
	phones  [2]*media.Endpoint
	hosts   [2]fabric.Host
	addrs   [2]netip.Addr
	agws    [2]*agw.Gateway
	gwHosts [2]fabric.Host
	seen    [2]*watch
	writer  *pcaps.Writer
	file    bytes.Buffer
	log     *slog.Logger
}

// watch records what a gateway publishes.
type watch struct {
	mu      sync.Mutex
	packets []seen
}

type seen struct {
	context  uint32
	fromUser bool
	packet   []byte
}

func (w *watch) IMSMedia(m *event.IMSMedia) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.packets = append(w.packets, seen{m.Context, m.FromUser, bytes.Clone(m.Packet)})
}

func (w *watch) all() []seen {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]seen(nil), w.packets...)
}

func seeded(n byte) *rand.ChaCha8 { return rand.NewChaCha8([32]byte{n}) }

type labConfig struct {
	modes      [2]media.Mode
	protection [2]media.Mode
	codecs     []media.Codec
	tones      [2]float64
	duration   time.Duration
	six        bool
	capture    bool
	pace       media.Pace
	// observe says that somebody listens to the gateways.
	observe bool
}

func newLab(t testing.TB, cfg labConfig) *lab {
	l := &lab{t: t, log: slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelInfo}))}
	var err error
	l.network, err = fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, l.network.Close()) })
	tap := func(name string) fabric.Tap {
		if !cfg.capture {
			return nil
		}
		if l.writer == nil {
			l.writer, err = pcaps.NewWriter(&l.file, pcaps.WriterConfig{})
			require.NoError(t, err)
		}
		p, err := l.writer.PacketInterface(name)
		require.NoError(t, err)
		return p
	}
	link := func(name, four, six string) fabric.Link {
		prefix := netip.MustParsePrefix(four)
		if cfg.six && six != "" {
			prefix = netip.MustParsePrefix(six)
		}
		k, err := l.network.Link(fabric.LinkConfig{Name: name, Prefix: prefix, Tap: tap(name), MTU: 1500})
		require.NoError(t, err)
		return k
	}
	l.core = link("nl.ims", "10.9.0.0/24", "")
	if cfg.tones == [2]float64{} {
		cfg.tones = [2]float64{1000, 2200}
	}
	if cfg.pace == (media.Pace{}) {
		cfg.pace = media.Pace{Speed: 20, Acknowledged: true}
	}
	for i := range 2 {
		l.n6[i] = link(fmt.Sprintf("n%d.n6", i), fmt.Sprintf("10.%d.0.0/24", i+1), fmt.Sprintf("fd00:%d::/64", i+1))
		attach := func(h fabric.Host, k fabric.Link) netip.Addr {
			a, err := k.Attach(h)
			require.NoError(t, err)
			return a
		}
		l.hosts[i], err = l.network.Host(fmt.Sprintf("phone%d", i))
		require.NoError(t, err)
		l.addrs[i] = attach(l.hosts[i], l.n6[i])
		l.gwHosts[i], err = l.network.Host(fmt.Sprintf("agw%d", i))
		require.NoError(t, err)
		g := agw.Config{Host: l.gwHosts[i], Access: []netip.Addr{attach(l.gwHosts[i], l.n6[i])}, Core: attach(l.gwHosts[i], l.core), NF: event.NF{FQDN: "agw"},
			Rand: seeded(byte(10 + i)), Log: l.log}
		if cfg.protection[i] != "" {
			g.Protection = func(ims.ContextRequest) media.Mode { return cfg.protection[i] }
		}
		l.agws[i], err = agw.New(g)
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, l.agws[i].Close()) })
		l.seen[i] = &watch{}
		if cfg.observe {
			t.Cleanup(l.agws[i].Subscribe(l.seen[i]))
		}
		l.phones[i], err = media.New(media.Config{Host: l.hosts[i], Addr: l.addrs[i], Mode: cfg.modes[i], Codecs: cfg.codecs, Pace: cfg.pace,
			Source: media.Source{Tone: media.Tone{Hz: cfg.tones[i]}, Duration: cfg.duration}, Rand: seeded(byte(20 + i)), Log: l.log})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, l.phones[i].Close()) })
	}
	return l
}

// capture closes the capture and returns its path.
func (l *lab) capture() string {
	require.NoError(l.t, l.writer.Close())
	path := filepath.Join(l.t.TempDir(), "capture.pcapng")
	require.NoError(l.t, os.WriteFile(path, l.file.Bytes(), 0o600))
	return path
}

func (l *lab) deadline() context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	l.t.Cleanup(cancel)
	return ctx
}

// call is a call from phone 0 to phone 1.
type call struct {
	l        *lab
	ids      [2]uint32
	sessions [2]*media.Session
	// what the phones got: the offer at phone 1 and the answer at phone 0.
	offer, answer []byte
}

// open makes contexts and sessions.
func (l *lab) open(name string) *call {
	c := &call{l: l}
	var err error
	for i := range 2 {
		from := ims.Access
		if i == 1 {
			from = ims.Core
		}
		c.ids[i], err = l.agws[i].Add(ims.ContextRequest{Session: name, UE: l.addrs[i], From: from})
		require.NoError(l.t, err)
		c.sessions[i], err = l.phones[i].Open(l.deadline(), name)
		require.NoError(l.t, err)
	}
	return c
}

// exchange takes an offer of one phone through both gateways to the other and the answer back, as two P-CSCFs do.
func (c *call) exchange(from int, hold bool) error {
	l := c.l
	text, err := c.sessions[from].Offer(hold)
	if err != nil {
		return err
	}
	to := 1 - from
	if text, err = l.agws[from].Describe(c.ids[from], ims.Access, text, false); err != nil {
		return err
	}
	if text, err = l.agws[to].Describe(c.ids[to], ims.Core, text, false); err != nil {
		return err
	}
	c.offer = text
	if text, err = c.sessions[to].Answer(text); err != nil {
		return err
	}
	if text, err = l.agws[to].Describe(c.ids[to], ims.Access, text, true); err != nil {
		return err
	}
	if text, err = l.agws[from].Describe(c.ids[from], ims.Core, text, true); err != nil {
		return err
	}
	c.answer = text
	return c.sessions[from].Accept(text)
}

func (c *call) start() {
	for _, s := range c.sessions {
		require.NoError(c.l.t, s.Start(c.l.deadline()))
	}
}

// finish waits until both have said all, and ends the call.
func (c *call) finish() [2]media.Report {
	for _, s := range c.sessions {
		require.NoError(c.l.t, s.Settled(c.l.deadline()))
	}
	return c.hangUp()
}

func (c *call) hangUp() (r [2]media.Report) {
	for i, s := range c.sessions {
		require.NoError(c.l.t, s.Stop())
		r[i] = s.Summary()
		require.NoError(c.l.t, c.l.agws[i].Subtract(c.ids[i]))
	}
	return r
}
