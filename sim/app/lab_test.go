package app_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/internal/judge"
	"lilab/pcaps"
	"lilab/sim/app"
	"lilab/sim/fabric"
	"lilab/sim/pki"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// lab is a data network and a phone on one tapped link, and a second phone on another.
type lab struct {
	t       testing.TB
	network fabric.Network
	link    fabric.Link
	dn      *app.DataNetwork
	addrs   []netip.Addr // of the data network
	server  fabric.Host
	phone   fabric.Host
	other   fabric.Host
	mine    []netip.Addr
	others  []netip.Addr
	secrets secrets
	log     *slog.Logger
	clients int

	writer *pcaps.Writer
	file   bytes.Buffer
	tap    *recorder
}

// secrets is a key log that a capture gets only if a test wants it.
type secrets struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *secrets) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *secrets) bytes() []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.b.Bytes())
}

// recorder keeps packets, and hands them to a capture.
type recorder struct {
	mu      sync.Mutex
	packets [][]byte
	next    fabric.Tap
	watcher func(packets int)
}

// watch has a function called after each packet, with how many there were.
func (r *recorder) watch(f func(packets int)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.watcher = f
}

func (r *recorder) Packet(at time.Time, octets []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.packets = append(r.packets, slices.Clone(octets))
	if r.next != nil {
		r.next.Packet(at, octets)
	}
	if r.watcher != nil {
		r.watcher(len(r.packets))
	}
}

func (r *recorder) all() [][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.packets)
}

func deadline(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

var v4Prefix, otherPrefix = netip.MustParsePrefix("10.45.0.0/24"), netip.MustParsePrefix("10.46.0.0/24")

// newLab makes a lab; with a prefix of IPv6 everything is IPv6.
func newLab(t testing.TB, prefix netip.Prefix, options ...func(*app.DataNetworkConfig)) *lab {
	t.Helper()
	l := &lab{t: t, tap: &recorder{}}
	var err error
	l.writer, err = pcaps.NewWriter(&l.file, pcaps.WriterConfig{})
	require.NoError(t, err)
	l.tap.next, err = l.writer.PacketInterface("nl.n6")
	require.NoError(t, err)
	l.build(prefix, l.tap, options...)
	return l
}

func (l *lab) build(prefix netip.Prefix, tap fabric.Tap, options ...func(*app.DataNetworkConfig)) {
	t := l.t
	l.log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	virtual, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	l.network = virtual
	t.Cleanup(func() { require.NoError(t, l.network.Close()) })
	l.link, err = virtual.Link(fabric.LinkConfig{Name: "nl.n6", Prefix: prefix, Tap: tap, MTU: 1500})
	require.NoError(t, err)
	second, err := virtual.Link(fabric.LinkConfig{Name: "de.n6", Prefix: otherPrefix, MTU: 1500})
	require.NoError(t, err)
	l.server, err = virtual.Host("dn")
	require.NoError(t, err)
	l.phone, err = virtual.Host("phone")
	require.NoError(t, err)
	l.other, err = virtual.Host("other")
	require.NoError(t, err)
	attach := func(link fabric.Link, h fabric.Host) netip.Addr {
		a, err := link.Attach(h)
		require.NoError(t, err)
		return a
	}
	l.addrs = []netip.Addr{attach(l.link, l.server), attach(second, l.server)}
	l.mine = []netip.Addr{attach(l.link, l.phone)}
	l.others = []netip.Addr{attach(second, l.other)}
	ca, err := pki.NewAuthority("lab CA", time.Now)
	require.NoError(t, err)
	// The data network of the other phone is the same one, seen from its second address.
	cfg := app.DataNetworkConfig{Host: l.server, Addrs: l.addrs, Authority: ca, KeyLog: &l.secrets}
	for _, o := range options {
		o(&cfg)
	}
	l.dn, err = app.NewDataNetwork(cfg)
	require.NoError(t, err)
	require.NoError(t, l.dn.Start(deadline(t)))
	t.Cleanup(func() { require.NoError(t, l.dn.Close()) })
}

func seeded(name string) io.Reader {
	var seed [32]byte
	copy(seed[:], name)
	return rand.NewChaCha8(seed)
}

// seed is another one for each client: two that draw the same keys would be the same user to everybody.
func (l *lab) seed() io.Reader {
	l.clients++
	return seeded(fmt.Sprint("client ", l.clients))
}

// client is of the tapped phone. Its resolver is reached by address, its servers by the name's first address.
func (l *lab) client(dot bool) *app.Client {
	c, err := l.dn.Client(app.ClientConfig{Host: l.phone, Addrs: l.mine, Rand: l.seed(), Log: l.log}, dot)
	require.NoError(l.t, err)
	return c
}

// otherClient is of the second phone, which is not tapped. It names servers by address.
func (l *lab) otherClient() *app.Client {
	c, err := l.dn.Client(app.ClientConfig{Host: l.other, Addrs: l.others, Rand: l.seed(), Log: l.log}, false)
	require.NoError(l.t, err)
	return c
}

// has tells in how many packets of each direction octets occur.
func (l *lab) has(what string) (up, down int) {
	for _, p := range l.tap.all() {
		if !bytes.Contains(p, []byte(what)) {
			continue
		}
		if source(p) == l.mine[0] {
			up++
		} else {
			down++
		}
	}
	return up, down
}

func source(p []byte) netip.Addr {
	if p[0]>>4 == 6 {
		return netip.AddrFrom16([16]byte(p[8:24]))
	}
	return netip.AddrFrom4([4]byte(p[12:16]))
}

// capture closes the network and returns the file of the capture. It has no TLS secrets.
func (l *lab) capture() string {
	require.NoError(l.t, l.dn.Close())
	require.NoError(l.t, l.network.Close())
	require.NoError(l.t, l.writer.Close())
	path := filepath.Join(l.t.TempDir(), "capture.pcapng")
	require.NoError(l.t, os.WriteFile(path, l.file.Bytes(), 0o600))
	return path
}

// opened is what tshark wants in order to open TLS with the secrets of the servers.
func (l *lab) opened() []string {
	path := filepath.Join(l.t.TempDir(), "keys")
	require.NoError(l.t, os.WriteFile(path, l.secrets.bytes(), 0o600))
	return []string{"-o", "tls.keylog_file:" + path}
}

// stream is one direction of a TCP connection. Nothing is lost on the link, so octets are in order, but a busy machine
// may send some again.
type stream struct {
	octets []byte
	first  uint32
	begun  bool
}

func (s *stream) add(segment []byte) {
	seq, flags := binary.BigEndian.Uint32(segment[4:]), segment[13]
	if flags&2 != 0 { // SYN
		s.first, s.begun = seq+1, true
		return
	}
	payload := segment[segment[12]>>4*4:]
	at := int(int32(seq - s.first))
	if have := len(s.octets) - at; s.begun && have >= 0 && have < len(payload) {
		s.octets = append(s.octets, payload[have:]...)
	}
}

// tcp returns the octets of a connection each way.
func (l *lab) tcp(flow app.Flow) (up, down []byte) {
	var u, d stream
	for _, p := range l.tap.all() {
		head, protocol := 40, p[6]
		if p[0]>>4 == 4 {
			head, protocol = int(p[0]&15)*4, p[9]
		}
		if protocol != 6 {
			continue
		}
		segment := p[head:]
		from, to := binary.BigEndian.Uint16(segment), binary.BigEndian.Uint16(segment[2:])
		switch {
		case from == flow.Client.Port() && to == flow.Server.Port():
			u.add(segment)
		case to == flow.Client.Port() && from == flow.Server.Port():
			d.add(segment)
		}
	}
	return u.octets, d.octets
}

func tshark(t testing.TB, path string, args ...string) string {
	t.Helper()
	return judge.Tshark(t, append([]string{"-r", path}, args...)...)
}

func contains(p []byte, c app.Canary) bool { return bytes.Contains(p, []byte(c)) }
