package link

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

const patience = 10 * time.Second

// message is a length, a number and filling; a length of 0 is a keepalive, which the peer sends back.
func message(n uint32, size int) Octets {
	b := make([]byte, 8+size)
	binary.BigEndian.PutUint32(b, uint32(size)+1)
	binary.BigEndian.PutUint32(b[4:], n)
	return b
}

// peer takes messages and answers keepalives.
type peer struct {
	server *Server
	silent atomic.Bool
	hold   chan struct{} // closed when it may read; nil is always
	mu     sync.Mutex
	got    []uint32
}

func (p *peer) serve(_ context.Context, conn net.Conn, _ Peer) error {
	if p.hold != nil {
		<-p.hold
	}
	var head [8]byte
	for {
		if _, err := io.ReadFull(conn, head[:]); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		size := binary.BigEndian.Uint32(head[:])
		if size == 0 {
			if !p.silent.Load() {
				if _, err := conn.Write(head[:]); err != nil {
					return err
				}
			}
			continue
		}
		if _, err := io.CopyN(io.Discard, conn, int64(size-1)); err != nil {
			return err
		}
		p.mu.Lock()
		p.got = append(p.got, binary.BigEndian.Uint32(head[4:]))
		p.mu.Unlock()
	}
}

func (p *peer) numbers() []uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]uint32(nil), p.got...)
}

func start(t *testing.T, p *peer, address string) string {
	l, err := net.Listen("tcp", address)
	require.NoError(t, err)
	p.server, err = NewServer(ServerConfig{Listener: l, Serve: p.serve})
	require.NoError(t, err)
	require.NoError(t, p.server.Start(t.Context()))
	t.Cleanup(func() { _ = p.server.Close() })
	return l.Addr().String()
}

func config(address string) Config {
	return Config{Address: address, Dial: new(net.Dialer).DialContext, Retain: 1 << 20, Confirm: true, Period: time.Minute, Timeout: time.Minute,
		ConfirmAfter: time.Millisecond, RetryMin: time.Millisecond, RetryMax: 5 * time.Millisecond,
		Keepalive: func(b []byte, n uint32) []byte { return binary.BigEndian.AppendUint32(append(b, 0, 0, 0, 0), n) },
		Read: func(r io.Reader, ack func(uint32)) error {
			var b [8]byte
			for {
				if _, err := io.ReadFull(r, b[:]); err != nil {
					if errors.Is(err, io.EOF) {
						return nil
					}
					return err
				}
				ack(binary.BigEndian.Uint32(b[4:]))
			}
		}}
}

func open(t *testing.T, cfg Config) *Sender {
	s, err := NewSender(cfg)
	require.NoError(t, err)
	require.NoError(t, s.Start(t.Context()))
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func limited(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	return ctx
}

func inOrder(t *testing.T, p *peer, n int) {
	t.Helper()
	require.Eventually(t, func() bool { return len(p.numbers()) >= n }, patience, time.Millisecond)
	got := p.numbers()
	require.Len(t, got, n)
	for i, v := range got {
		require.Equal(t, uint32(i), v)
	}
}

// nobody is an address where nobody listens.
func nobody(t *testing.T) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, l.Close())
	return l.Addr().String()
}

// TestSpoolRestart hands over to nobody, closes, opens again, and gets everything once and in order: messages small, long
// and longer than a chunk, in several segments, and more than memory takes.
func TestSpoolRestart(t *testing.T) {
	defer goleak.VerifyNone(t)
	cfg := config(nobody(t))
	cfg.Spool, cfg.Queue, cfg.SpoolLimit, cfg.Items = t.TempDir(), 1000, 32<<20, 10
	sizes := []int{0, 10, 300, 70_000, 1 << 20}
	const each = 20
	n := uint32(0)
	for run := range 3 {
		s := open(t, cfg)
		require.Equal(t, int(n), s.Queued(), "what was handed over before is there")
		for range each {
			for _, size := range sizes[:3+run] {
				require.NoError(t, s.TrySend(message(n, size)))
				n++
			}
		}
		require.ErrorContains(t, s.Close(), fmt.Sprintf("%d messages", n))
	}
	segments, err := filepath.Glob(filepath.Join(cfg.Spool, "*"+segmentName))
	require.NoError(t, err)
	require.Greater(t, len(segments), 3)
	p := &peer{}
	start(t, p, cfg.Address)
	s := open(t, cfg)
	require.NoError(t, s.Confirm(limited(t)))
	require.Zero(t, s.Unconfirmed())
	for range 100 { // And on, with what is in memory.
		require.NoError(t, s.Send(limited(t), message(n, 10)))
		n++
	}
	require.NoError(t, s.Confirm(limited(t)))
	require.NoError(t, s.Close())
	inOrder(t, p, int(n))
	segments, err = filepath.Glob(filepath.Join(cfg.Spool, "*"+segmentName))
	require.NoError(t, err)
	require.Empty(t, segments, "what is confirmed does not stay on disk")
	s = open(t, cfg)
	require.Zero(t, s.Queued(), "and does not come back")
	require.NoError(t, s.Close())
	require.NoError(t, p.server.Close())
}

// TestSpoolUnconfirmed has a peer that takes everything and answers nothing: all comes again after a restart.
func TestSpoolUnconfirmed(t *testing.T) {
	defer goleak.VerifyNone(t)
	p := &peer{}
	p.silent.Store(true)
	cfg := config(start(t, p, "127.0.0.1:0"))
	cfg.Spool, cfg.Linger = t.TempDir(), 20*time.Millisecond
	dial := cfg.Dial
	var conn atomic.Pointer[net.TCPConn]
	cfg.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if err == nil {
			conn.Store(c.(*net.TCPConn))
		}
		return c, err
	}
	s := open(t, cfg)
	for i := range uint32(100) {
		require.NoError(t, s.Send(limited(t), message(i, 10)))
	}
	require.NoError(t, s.Flush(limited(t)))
	require.Equal(t, 100, s.Unconfirmed())
	inOrder(t, p, 100)
	require.NoError(t, p.server.Close())
	require.Eventually(t, func() bool { return s.Queued() == 100 }, patience, time.Millisecond)
	_ = s.Close()
	q := &peer{}
	start(t, q, cfg.Address)
	s = open(t, cfg)
	require.NoError(t, s.Confirm(limited(t)))
	inOrder(t, q, 100)
	require.NoError(t, s.Close())
	require.NoError(t, q.server.Close())
}

// TestSpoolTorn has half a message at the end of the last segment, as a process leaves it that dies while it hands over.
func TestSpoolTorn(t *testing.T) {
	cfg := config(nobody(t))
	cfg.Spool = t.TempDir()
	s := open(t, cfg)
	for i := range uint32(10) {
		require.NoError(t, s.TrySend(message(i, 10)))
	}
	require.Error(t, s.Close())
	_, err := NewSender(Config{Address: "a:1", Dial: cfg.Dial, Spool: cfg.Spool})
	require.ErrorContains(t, err, "Retain")
	names, err := filepath.Glob(filepath.Join(cfg.Spool, "*"+segmentName))
	require.NoError(t, err)
	require.Len(t, names, 1)
	whole, err := os.ReadFile(names[0])
	require.NoError(t, err)
	for cut := range 26 {
		require.NoError(t, os.WriteFile(names[0], append(append([]byte(nil), whole...), whole[:cut%26]...), 0o600))
		var told error
		cfg.OnError = func(err error) { told = err }
		s, err := NewSender(cfg)
		require.NoError(t, err)
		require.Equal(t, 10, s.Queued())
		require.Equal(t, cut > 0, told != nil)
		_, err = NewSender(cfg)
		require.ErrorContains(t, err, "another sender")
		require.NoError(t, s.TrySend(message(10, 10)))
		require.Error(t, s.Close())
		b, err := os.ReadFile(names[0])
		require.NoError(t, err)
		require.Len(t, b, 11*26)
	}
	// A position that cannot be read costs duplicates only.
	require.NoError(t, os.WriteFile(filepath.Join(cfg.Spool, cursorName), []byte("nonsense"), 0o600))
	cfg.OnError = nil
	p := &peer{}
	start(t, p, cfg.Address)
	s = open(t, cfg)
	require.NoError(t, s.Confirm(limited(t)))
	inOrder(t, p, 11)
}

// full is a file on a disk that is full while no is set.
type full struct {
	*os.File
	no *atomic.Bool
}

func (f full) WriteAt(b []byte, off int64) (int, error) {
	if f.no.Load() {
		n, _ := f.File.WriteAt(b[:len(b)/2], off) // As a disk does that has room for a half.
		return n, &os.PathError{Op: "write", Path: f.Name(), Err: syscall.ENOSPC}
	}
	return f.File.WriteAt(b, off)
}

func TestDiskFull(t *testing.T) {
	defer goleak.VerifyNone(t)
	var no atomic.Bool
	var told atomic.Int32
	cfg := config(nobody(t))
	cfg.Spool, cfg.RetryMin, cfg.RetryMax = t.TempDir(), time.Hour, time.Hour
	cfg.create = func(name string) (file, error) {
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
		return full{f, &no}, err
	}
	cfg.OnError = func(err error) {
		if errors.Is(err, ErrSpool) {
			told.Add(1)
		}
	}
	s := open(t, cfg)
	require.NoError(t, s.TrySend(message(0, 100)))
	no.Store(true)
	for range 3 {
		err := s.TrySend(message(1, 100))
		require.ErrorIs(t, err, ErrSpool)
		require.ErrorIs(t, err, ErrQueueFull)
		require.ErrorIs(t, err, syscall.ENOSPC)
	}
	require.Equal(t, int32(1), told.Load(), "told once")
	require.True(t, s.Full())
	short, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	err := s.Send(short, message(1, 100))
	require.ErrorIs(t, err, ErrSpool)
	require.ErrorIs(t, err, context.DeadlineExceeded)
	sent := make(chan error, 1)
	go func() { sent <- s.Send(context.Background(), message(1, 100)) }()
	no.Store(false)
	require.NoError(t, <-sent, "Send waits until the disk has room")
	require.False(t, s.Full())
	no.Store(true)
	require.ErrorIs(t, s.TrySend(message(2, 100)), ErrSpool)
	require.Equal(t, int32(2), told.Load(), "told again")
	no.Store(false)
	require.ErrorContains(t, s.Close(), "2 messages")
	p := &peer{}
	start(t, p, cfg.Address)
	s = open(t, cfg)
	require.NoError(t, s.Confirm(limited(t)))
	inOrder(t, p, 2)
	require.NoError(t, s.Close())
	require.NoError(t, p.server.Close())
}

// TestDiskReallyFull fills a file system of 256 KiB.
func TestDiskReallyFull(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skipf("no right to mount a file system: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	cfg := config(nobody(t))
	cfg.Spool = filepath.Join(dir, "spool")
	var told atomic.Int32
	cfg.OnError = func(err error) {
		if errors.Is(err, syscall.ENOSPC) {
			told.Add(1)
		}
	}
	s := open(t, cfg)
	n := uint32(0)
	for ; n < 10_000; n++ {
		if err := s.TrySend(message(n, 1000)); err != nil {
			require.ErrorIs(t, err, ErrSpool)
			require.ErrorIs(t, err, syscall.ENOSPC)
			break
		}
	}
	require.Greater(t, n, uint32(100))
	require.Less(t, n, uint32(260))
	require.Equal(t, int32(1), told.Load())
	require.Error(t, s.Close())
	p := &peer{}
	start(t, p, cfg.Address)
	s = open(t, cfg)
	require.NoError(t, s.Confirm(limited(t)))
	inOrder(t, p, int(n))
	// What is confirmed makes room: the disk takes as much as before, many times.
	for range 1000 {
		require.NoError(t, s.Send(limited(t), message(n, 1000)))
		n++
	}
	require.NoError(t, s.Confirm(limited(t)))
	inOrder(t, p, int(n))
	require.NoError(t, s.Close())
}

// TestSpoolLimit is back-pressure: Send waits for confirmations, TrySend says that there is no room and OnError tells.
func TestSpoolLimit(t *testing.T) {
	defer goleak.VerifyNone(t)
	p := &peer{hold: make(chan struct{})}
	cfg := config(start(t, p, "127.0.0.1:0"))
	var told atomic.Int32
	cfg.OnError = func(error) { told.Add(1) }
	cfg.Spool, cfg.SpoolLimit = t.TempDir(), 1<<20
	s := open(t, cfg)
	n := uint32(0)
	for ; ; n++ {
		if err := s.TrySend(message(n, 10_000)); err != nil {
			require.ErrorIs(t, err, ErrSpool)
			break
		}
	}
	require.Equal(t, uint32(1<<20/(10_016)), n)
	require.Equal(t, int32(1), told.Load())
	close(p.hold)
	for ; n < 1000; n++ {
		require.NoError(t, s.Send(limited(t), message(n, 10_000)))
	}
	require.NoError(t, s.Confirm(limited(t)))
	require.False(t, s.Full())
	require.NoError(t, s.Close())
	inOrder(t, p, 1000)
	require.NoError(t, p.server.Close())
}
