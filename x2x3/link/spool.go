package link

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// A spool is a folder of segments. A segment is a file of records, each a message behind its length and the
// CRC-32C of its octets; its name is the position of its first record, counted in octets of records since the spool
// was made. The file "confirmed" has the position up to which messages are confirmed; segments below it go. A record is
// written with one call before the message counts as taken, so it survives the end of the process at any time; a
// record that is not whole at the end of the last segment was never taken.
type spool struct {
	dir     string
	limit   int64
	sync    bool
	create  func(string) (file, error)
	lock    *os.File
	cursor  file
	mu      sync.Mutex // guards segments; the rest belongs to the holder of the sender's mutex
	segs    []*segment
	end     uint64 // position behind the last record
	record  []byte
	raw     []byte // belongs to the reader
	segment int64
	closed  bool
	failed  bool // the last record did not fit on the disk

	// What was found when the spool was opened.
	confirmed uint64
	messages  uint64
}

// file is what a spool needs of a file.
type file interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Sync() error
}

func create(name string) (file, error) { return os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600) }

type segment struct {
	f    file
	name string
	base uint64
	size uint64
}

func (g *segment) end() uint64 { return g.base + g.size }

const (
	recordHead  = 8
	segmentSize = 8 << 20
	segmentName = ".spool"
	cursorName  = "confirmed"
	maxRecord   = 64 << 20
)

// errLimit is how a spool says that it has no room until something is confirmed.
var errLimit = fmt.Errorf("%w: the limit is reached", ErrSpool)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// openSpool opens or makes a spool. Damage is what it had to leave out.
func openSpool(dir string, limit int64, syncs bool, create func(string) (file, error)) (s *spool, damage, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, fmt.Errorf("link: spool: %w", err)
	}
	s = &spool{dir: dir, limit: limit, sync: syncs, create: create, segment: max(64<<10, min(segmentSize, limit/8))}
	defer func() {
		if err != nil {
			err = fmt.Errorf("link: spool: %w", err)
			_ = s.close(false)
		}
	}()
	if s.lock, err = lock(filepath.Join(dir, "lock")); err != nil {
		return s, nil, err
	}
	if s.cursor, err = create(filepath.Join(dir, cursorName)); err != nil {
		return s, nil, err
	}
	var b [12]byte
	if n, _ := s.cursor.ReadAt(b[:], 0); n == len(b) && crc32.Checksum(b[:8], castagnoli) == binary.BigEndian.Uint32(b[8:]) {
		s.confirmed = binary.BigEndian.Uint64(b[:])
	}
	damage, err = s.scan()
	return s, damage, err
}

// scan finds the segments and counts what is not confirmed.
func (s *spool) scan() (damage, err error) {
	entries, err := os.ReadDir(s.dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), segmentName)
		if !ok || len(name) != 16 {
			continue
		}
		g := &segment{name: filepath.Join(s.dir, e.Name())}
		if _, err := fmt.Sscanf(name, "%016x", &g.base); err != nil {
			continue
		}
		if g.f, err = s.create(g.name); err != nil {
			return nil, err
		}
		s.segs = append(s.segs, g)
	}
	slices.SortFunc(s.segs, func(a, b *segment) int { return strings.Compare(a.name, b.name) })
	s.end = s.confirmed
	first := true
	for i, g := range s.segs {
		if err := s.count(g, &first); err != nil {
			return nil, err
		}
		info, err := os.Stat(g.name)
		if err != nil {
			return nil, err
		}
		if lost := uint64(info.Size()) - g.size; lost > 0 {
			damage = errors.Join(damage, fmt.Errorf("spool %s: %d octets behind %d in %s are no whole message", s.dir, lost, g.size, filepath.Base(g.name)))
			if i == len(s.segs)-1 {
				if err := os.Truncate(g.name, int64(g.size)); err != nil {
					return nil, err
				}
			}
		}
		s.end = max(s.end, g.end())
	}
	if first {
		s.confirmed = s.end
	}
	return damage, s.drop(s.confirmed)
}

// count walks over the records of a segment, finds its true end, and the first record that is not confirmed.
func (s *spool) count(g *segment, first *bool) error {
	in := &window{f: g.f}
	for {
		at := g.base + g.size
		n, err := in.record(int64(g.size))
		if err != nil {
			return nil // The end, or nothing that can be used.
		}
		g.size += uint64(n)
		if g.base+g.size <= s.confirmed {
			continue
		}
		if *first {
			*first, s.confirmed = false, at
		}
		s.messages++
	}
}

// window reads records of a file through a buffer.
type window struct {
	f   file
	b   []byte
	off int64
}

// record returns the size of the record at an offset, whose CRC is right.
func (w *window) record(off int64) (int, error) {
	head, err := w.at(off, recordHead)
	if err != nil {
		return 0, err
	}
	n, sum := binary.BigEndian.Uint32(head), binary.BigEndian.Uint32(head[4:])
	if n > maxRecord {
		return 0, errors.New("no record")
	}
	b, err := w.at(off, recordHead+int(n))
	if err != nil {
		return 0, err
	}
	if crc32.Checksum(b[recordHead:], castagnoli) != sum {
		return 0, errors.New("no record")
	}
	return len(b), nil
}

func (w *window) at(off int64, n int) ([]byte, error) {
	if off < w.off || off+int64(n) > w.off+int64(len(w.b)) {
		size := max(n, 256<<10)
		if cap(w.b) < size {
			w.b = make([]byte, size)
		}
		m, err := w.f.ReadAt(w.b[:size], off)
		w.b, w.off = w.b[:m], off
		if m < n {
			return nil, errors.Join(io.ErrUnexpectedEOF, err)
		}
	}
	return w.b[off-w.off:][:n], nil
}

// append writes one message and says how far that moves the end: when it begins a segment after a damaged one, further
// than the record is long. Nothing is written when the spool has no room beyond what is confirmed.
func (s *spool) append(b []byte, confirmed uint64) (int, error) {
	if s.closed {
		return 0, ErrClosed
	}
	size := uint64(recordHead + len(b))
	if len(b) > maxRecord {
		return 0, fmt.Errorf("link: spool: a message of %d octets, the limit is %d", len(b), maxRecord)
	}
	if s.end > confirmed && s.end-confirmed+size > uint64(s.limit) {
		return 0, errLimit
	}
	if s.failed && confirmed >= s.end {
		// Nothing of what is on the disk is needed, and it is room.
		s.failed = false
		if err := s.dropBut(0, confirmed); err != nil {
			return 0, fmt.Errorf("%w: %w", ErrSpool, err)
		}
	}
	g := s.last()
	if g == nil || g.size > 0 && g.size+size > uint64(s.segment) || g.end() != s.end {
		name := filepath.Join(s.dir, fmt.Sprintf("%016x%s", s.end, segmentName))
		f, err := s.create(name)
		if err != nil {
			s.failed = true
			return 0, fmt.Errorf("%w: %w", ErrSpool, err)
		}
		g = &segment{f: f, name: name, base: s.end}
		s.mu.Lock()
		s.segs = append(s.segs, g)
		s.mu.Unlock()
	}
	r := binary.BigEndian.AppendUint32(s.record[:0], uint32(len(b)))
	r = binary.BigEndian.AppendUint32(r, crc32.Checksum(b, castagnoli))
	r = append(r, b...)
	s.record = r
	// After a failure the next record goes to the same offset.
	if _, err := g.f.WriteAt(r, int64(g.size)); err != nil {
		s.failed = true
		_ = os.Truncate(g.name, int64(g.size))
		return 0, fmt.Errorf("%w: %w", ErrSpool, err)
	}
	if s.sync {
		if err := g.f.Sync(); err != nil {
			return 0, fmt.Errorf("%w: %w", ErrSpool, err)
		}
	}
	if cap(s.record) > 4*chunkSize {
		s.record = nil
	}
	s.mu.Lock()
	g.size += size
	s.mu.Unlock()
	s.end += size
	return int(size), nil
}

func (s *spool) last() *segment {
	if n := len(s.segs); n > 0 {
		return s.segs[n-1]
	}
	return nil
}

// read fills c with messages from a position on, at least one, up to the position to.
func (s *spool) read(c *chunk, from position, to uint64) error {
	c.end = from
	for c.n == 0 {
		s.mu.Lock()
		i := slices.IndexFunc(s.segs, func(g *segment) bool { return g.end() > c.end.octets })
		if i < 0 {
			s.mu.Unlock()
			return fmt.Errorf("link: spool %s has nothing at %d", s.dir, from.octets)
		}
		g := *s.segs[i]
		s.mu.Unlock()
		c.end.octets = max(c.end.octets, g.base) // What damage left out is not there.
		if err := s.readFrom(c, &g, min(to, g.end())); err != nil {
			return fmt.Errorf("link: spool %s: %w", g.name, err)
		}
	}
	return nil
}

func (s *spool) readFrom(c *chunk, g *segment, to uint64) error {
	want := int(min(chunkSize, to-c.end.octets))
	for {
		if cap(s.raw) < want {
			s.raw = make([]byte, want)
		}
		raw := s.raw[:want]
		if _, err := g.f.ReadAt(raw, int64(c.end.octets-g.base)); err != nil {
			return err
		}
		for len(raw) >= recordHead {
			n := int(binary.BigEndian.Uint32(raw))
			if n > maxRecord || recordHead+n > len(raw) {
				break
			}
			b := raw[recordHead : recordHead+n]
			if crc32.Checksum(b, castagnoli) != binary.BigEndian.Uint32(raw[4:]) {
				return fmt.Errorf("the record at %d is damaged", c.end.octets-g.base)
			}
			c.b = append(c.b, b...)
			c.n++
			c.end.octets += uint64(recordHead + n)
			c.end.messages++
			raw = raw[recordHead+n:]
		}
		if c.n > 0 {
			if cap(s.raw) > 4*chunkSize {
				s.raw = nil
			}
			return nil
		}
		// A message longer than a chunk.
		n := recordHead
		if len(raw) >= recordHead {
			n += int(binary.BigEndian.Uint32(raw))
		}
		if n <= want || uint64(n) > to-c.end.octets {
			return fmt.Errorf("the record at %d is damaged", c.end.octets-g.base)
		}
		want = n
	}
}

// confirm remembers that everything before a position is confirmed, and removes the segments that are not needed.
func (s *spool) confirm(at uint64) error {
	var b [12]byte
	binary.BigEndian.PutUint64(b[:], at)
	binary.BigEndian.PutUint32(b[8:], crc32.Checksum(b[:8], castagnoli))
	_, err := s.cursor.WriteAt(b[:], 0)
	// Without the note a restart finds its place by the first segment that is left.
	return errors.Join(err, s.drop(at))
}

// drop removes the segments below a position, but not the last, which takes what comes next.
func (s *spool) drop(at uint64) error { return s.dropBut(1, at) }

// dropBut removes the segments below a position, but not the last few.
func (s *spool) dropBut(few int, at uint64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for len(s.segs) > few && s.segs[0].end() <= at {
		err = errors.Join(err, s.segs[0].f.Close(), os.Remove(s.segs[0].name))
		s.segs = slices.Delete(s.segs, 0, 1)
	}
	return err
}

// close closes the files, and removes the messages when none is needed any more.
func (s *spool) close(empty bool) error {
	if s.closed {
		return nil
	}
	s.closed = true
	var err error
	for _, g := range s.segs {
		err = errors.Join(err, g.f.Close())
		if empty {
			err = errors.Join(err, os.Remove(g.name))
		}
	}
	if s.cursor != nil {
		err = errors.Join(err, s.cursor.Close())
	}
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	return err
}
