package link

import (
	"context"
	"encoding"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Sender writes messages to one peer, in order, over connections that it opens when needed. Its methods may be called
// by many goroutines.
type Sender struct {
	cfg    Config
	cancel context.CancelFunc
	ctx    context.Context
	wake   chan struct{}
	done   chan struct{}

	mu      sync.Mutex
	started bool
	closed  bool
	up      bool
	space   chan struct{} // closed when a position moves; nil when nobody waits
	// waiting says that the sender's goroutine sleeps and wants to be woken when want octets wait.
	waiting bool
	want    int
	// urgent asks for a keepalive at once, because somebody waits for the confirmation.
	urgent bool
	full   bool // the last message did not fit into the spool

	store
	conn connection
}

// position counts from the beginning: octets and messages. Octets of a spool have its framing with them.
type position struct{ octets, messages uint64 }

// store is what was handed over and is not confirmed. confirmed ≤ written ≤ handed.
type store struct {
	handed, written, confirmed position
	// queue has what follows written, window what is between confirmed and written. With a spool only the queue is in
	// memory, and only while it is live: else the writer reads from the disk.
	queue, window []*chunk
	queued        int // octets of queue
	free          []*chunk
	spool         *spool
	live          bool
	reading       position // with a spool: up to where chunks were taken
	scratch       []byte
}

// chunk is a run of messages that is written with one call.
type chunk struct {
	b   []byte
	n   int
	end position
	// once is set for octets of negative tests, which are not written again: a peer that closes the connection over them
	// would get them for ever.
	once bool
}

// chunkSize is where a chunk is full: several TLS records, and few enough that timers are looked at often.
const chunkSize = 128 << 10

// NewSender makes a sender that does nothing before Start, but opens its spool.
func NewSender(cfg Config) (*Sender, error) {
	if err := cfg.defaults(); err != nil {
		return nil, err
	}
	s := &Sender{cfg: cfg, wake: make(chan struct{}, 1), done: make(chan struct{})}
	s.live = true
	if cfg.Spool != "" {
		sp, damage, err := openSpool(cfg.Spool, cfg.SpoolLimit, cfg.SpoolSync, cfg.create)
		if err != nil {
			return nil, err
		}
		if damage != nil {
			cfg.Log.Error("spool is damaged", "address", cfg.Address, "error", damage)
			cfg.OnError(damage)
		}
		s.spool = sp
		s.confirmed = position{sp.confirmed, 0}
		s.written, s.reading = s.confirmed, s.confirmed
		s.handed = position{sp.end, sp.messages}
		s.live = s.handed == s.reading
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s, nil
}

// Start begins to connect and returns at once. Messages may be sent before there is a connection.
func (s *Sender) Start(context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return ErrClosed
	}
	if !s.started {
		s.started = true
		go s.run()
	}
	return nil
}

// diskRetry is how often Send tries again while the disk is full.
const diskRetry = 20 * time.Millisecond

// Send queues the octets of one message and waits for room. It fails with the error of the message, of the context,
// or with ErrClosed; then nothing was queued.
func (s *Sender) Send(ctx context.Context, m encoding.BinaryAppender) error {
	for {
		space, err := s.put(m, true)
		if err == nil || !errors.Is(err, ErrQueueFull) {
			return err
		}
		var again <-chan time.Time
		if space == nil {
			again = time.After(diskRetry)
		}
		select {
		case <-space:
		case <-again:
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", err, context.Cause(ctx))
		case <-s.ctx.Done():
			return ErrClosed
		}
	}
}

// TrySend is Send without waiting: it fails with ErrQueueFull, or with ErrSpool, which wraps it.
func (s *Sender) TrySend(m encoding.BinaryAppender) error {
	_, err := s.put(m, false)
	return err
}

// put takes one message. With ErrQueueFull it returns a channel that is closed when there may be room, unless only the
// disk knows.
func (s *Sender) put(m encoding.BinaryAppender, wait bool) (<-chan struct{}, error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil, ErrClosed
	}
	var err error
	once, raw := m.(Once)
	if raw && s.spool != nil {
		s.mu.Unlock()
		return nil, errors.New("link: octets of negative tests do not go into a spool")
	}
	if s.spool != nil {
		err = s.putSpool(m)
	} else if s.handed.messages-s.written.messages >= uint64(s.cfg.Items) || s.handed.octets-s.written.octets >= uint64(s.cfg.Queue) {
		err = ErrQueueFull
	} else if raw {
		c := s.blank()
		c.b, c.once = append(c.b, once...), true
		s.queue = append(s.queue, c)
		s.took(c, len(c.b), len(c.b))
	} else {
		c := s.tail()
		size := len(c.b)
		if c.b, err = m.AppendBinary(c.b); err == nil {
			s.took(c, len(c.b)-size, len(c.b)-size)
		}
	}
	if err == nil {
		s.full = false
		if s.waiting && (s.queued >= s.want || !s.live) {
			s.poke()
		}
		s.mu.Unlock()
		return nil, nil
	}
	var space <-chan struct{}
	limit := errors.Is(err, ErrQueueFull)
	disk := limit && s.spool != nil && !errors.Is(err, errLimit)
	if limit && wait && !disk {
		space = s.moved()
	}
	tell := limit && s.spool != nil && !s.full && (disk || !wait)
	s.full = s.full || tell
	s.mu.Unlock()
	if tell {
		s.cfg.Log.Error("spool takes nothing", "address", s.cfg.Address, "error", err)
		s.cfg.OnError(err)
	}
	return space, err
}

// putSpool writes a message to the disk, and keeps it in memory too while the writer is close behind.
func (s *Sender) putSpool(m encoding.BinaryAppender) error {
	if s.live && s.queued >= s.cfg.Queue {
		s.live = false
		s.recycle(s.queue)
		s.queue, s.queued = s.queue[:0], 0
	}
	if !s.live {
		b, err := m.AppendBinary(s.scratch[:0])
		if err != nil {
			return err
		}
		s.scratch = b
		n, err := s.spool.append(b, s.confirmed.octets)
		s.handed.octets += uint64(n)
		if err == nil {
			s.handed.messages++
		}
		return err
	}
	c := s.tail()
	size := len(c.b)
	b, err := m.AppendBinary(c.b)
	if err != nil {
		return err
	}
	n, err := s.spool.append(b[size:], s.confirmed.octets)
	if err != nil {
		c.b = b[:size]
		return err
	}
	c.b = b
	s.took(c, len(b)-size, n)
	return nil
}

// took counts a message of some octets in c, which take others in the count of positions.
func (s *Sender) took(c *chunk, octets, counted int) {
	s.handed.octets += uint64(counted)
	s.handed.messages++
	c.n++
	c.end = s.handed
	s.queued += octets
}

// tail returns the chunk that takes the next message.
func (s *Sender) tail() *chunk {
	if n := len(s.queue); n > 0 && len(s.queue[n-1].b) < chunkSize && !s.queue[n-1].once {
		return s.queue[n-1]
	}
	c := s.blank()
	s.queue = append(s.queue, c)
	return c
}

func (s *store) blank() *chunk {
	if n := len(s.free); n > 0 {
		c := s.free[n-1]
		s.free = s.free[:n-1]
		return c
	}
	return &chunk{}
}

// maxFree bounds the memory that is kept for the next burst.
const maxFree = 64

// recycle keeps the memory of chunks for the next ones, but not of those that one long message made big.
func (s *store) recycle(cs []*chunk) {
	for _, c := range cs {
		if cap(c.b) <= 4*chunkSize && len(s.free) < maxFree {
			*c = chunk{b: c.b[:0]}
			s.free = append(s.free, c)
		}
	}
	clear(cs)
}

// confirm drops what ends at or before p.
func (s *Sender) confirm(p position) {
	if p.octets <= s.confirmed.octets && p.messages <= s.confirmed.messages {
		return
	}
	s.confirmed = p
	s.full = false
	if s.spool != nil {
		if err := s.spool.confirm(p.octets); err != nil {
			s.cfg.Log.Error("spool", "address", s.cfg.Address, "error", err)
		}
	}
	n := 0
	for n < len(s.window) && s.window[n].end.octets <= p.octets {
		n++
	}
	s.recycle(s.window[:n])
	s.window = append(s.window[:0], s.window[n:]...)
	s.signal()
}

// rewind makes everything that is not confirmed wait again.
func (s *Sender) rewind() {
	s.written, s.reading = s.confirmed, s.confirmed
	if s.spool != nil {
		s.recycle(s.queue)
		s.queue, s.queued = s.queue[:0], 0
		s.live = s.handed == s.reading
		return
	}
	for _, c := range s.window {
		if c.once {
			c.b = c.b[:0]
		}
		s.queued += len(c.b)
	}
	s.queue = append(s.window, s.queue...)
	s.window = nil
}

func (s *Sender) poke() {
	s.waiting = false
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// moved returns a channel that is closed when a position moves.
func (s *Sender) moved() <-chan struct{} {
	if s.space == nil {
		s.space = make(chan struct{})
	}
	return s.space
}

// signal tells those who wait for a position.
func (s *Sender) signal() {
	if s.space != nil {
		close(s.space)
		s.space = nil
	}
}

// Queued returns how many messages are not written yet.
func (s *Sender) Queued() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int(s.handed.messages - s.written.messages)
}

// Unconfirmed returns how many messages are not confirmed yet, written or not.
func (s *Sender) Unconfirmed() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int(s.handed.messages - s.confirmed.messages)
}

// Connected says whether there is a connection.
func (s *Sender) Connected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.up
}

// Full says whether the spool refused the last message and nothing was confirmed since, which makes room.
func (s *Sender) Full() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.full && s.handed != s.confirmed
}

// Flush waits until every message that was queued before is written to a connection.
func (s *Sender) Flush(ctx context.Context) error {
	return s.until(ctx, "written", func() uint64 { return s.written.messages })
}

// Confirm waits until every message that was queued before is confirmed; it asks the peer for that at once.
// Without Config.Confirm it is Flush.
func (s *Sender) Confirm(ctx context.Context) error {
	if !s.cfg.Confirm {
		return s.Flush(ctx)
	}
	return s.until(ctx, "confirmed", func() uint64 {
		if s.confirmed.messages != s.handed.messages && !s.urgent {
			s.urgent = true
			s.poke()
		}
		return s.confirmed.messages
	})
}

func (s *Sender) until(ctx context.Context, what string, at func() uint64) error {
	s.mu.Lock()
	target := s.handed.messages
	for {
		now := at()
		if now >= target {
			s.mu.Unlock()
			return nil
		}
		if s.closed {
			s.mu.Unlock()
			return ErrClosed
		}
		space := s.moved()
		if s.waiting {
			s.poke()
		}
		s.mu.Unlock()
		select {
		case <-space:
		case <-ctx.Done():
			return fmt.Errorf("link: %d messages for %s are not %s: %w", target-now, s.cfg.Address, what, context.Cause(ctx))
		case <-s.ctx.Done():
			return ErrClosed
		}
		s.mu.Lock()
	}
}

// Close writes what is queued if a connection is open or just being opened, waits for the confirmation, for at most
// twice Linger, and stops. It fails if messages were left unwritten, and says how many; a spool keeps them, and
// those that are not confirmed, for the next sender.
func (s *Sender) Close() error {
	s.mu.Lock()
	first := !s.closed
	s.closed = true
	started := s.started
	s.poke()
	s.mu.Unlock()
	if first {
		if started {
			t := time.AfterFunc(2*s.cfg.Linger, s.cancel)
			<-s.done
			t.Stop()
		}
		s.cancel()
	} else if started {
		<-s.done
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.spool != nil {
		err = s.spool.close(s.handed.octets == s.confirmed.octets)
	}
	s.signal()
	switch n := s.handed.messages - s.written.messages; {
	case err != nil:
		return fmt.Errorf("link: spool for %s: %w", s.cfg.Address, err)
	case n > 0 && s.spool != nil:
		return fmt.Errorf("link: closed with %d messages for %s in the spool", n, s.cfg.Address)
	case n > 0:
		return fmt.Errorf("link: closed with %d messages for %s not written", n, s.cfg.Address)
	case s.cfg.Confirm && s.spool == nil && s.handed != s.confirmed:
		return fmt.Errorf("link: closed with %d messages for %s not confirmed", s.handed.messages-s.confirmed.messages, s.cfg.Address)
	}
	return nil
}
