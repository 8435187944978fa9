package hrli

import "sync"

// queue hands work to the one goroutine that owns a function's state. Control work and events always fit: who asks must never
// wait while holding a lock, and a network function must never wait for LI. Packets wait for room, so a sender of copies
// is slowed down by TCP and drops with a gap in its numbers when it can keep no more.
type queue struct {
	mu      sync.Mutex
	ready   *sync.Cond
	room    *sync.Cond
	items   []func()
	limit   int
	closed  bool
	waiting int
}

func newQueue(limit int) *queue {
	q := &queue{limit: limit}
	q.ready, q.room = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

// put appends and returns; false after close.
func (q *queue) put(f func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.items = append(q.items, f)
	if len(q.items) == 1 {
		q.ready.Signal()
	}
	return true
}

// offer waits for room and appends; false after close.
func (q *queue) offer(f func()) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) >= q.limit && !q.closed {
		q.waiting++
		q.room.Wait()
		q.waiting--
	}
	if q.closed {
		return false
	}
	q.items = append(q.items, f)
	if len(q.items) == 1 {
		q.ready.Signal()
	}
	return true
}

// run does the work in order until close.
func (q *queue) run() {
	var spare []func()
	for {
		q.mu.Lock()
		for len(q.items) == 0 && !q.closed {
			q.ready.Wait()
		}
		if q.closed {
			q.mu.Unlock()
			return
		}
		got := q.items
		q.items = spare[:0]
		if q.waiting > 0 {
			q.room.Broadcast()
		}
		q.mu.Unlock()
		for i, f := range got {
			f()
			got[i] = nil
		}
		spare = got
	}
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.items = nil
	q.ready.Broadcast()
	q.room.Broadcast()
}
