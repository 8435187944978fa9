package mdf

import (
	"container/list"
	"sync"
	"time"
)

// CINs gives each session of each LIID its communication identity number (TS 102 232-1 clause 5.2.4, TS 33.128 R19 clause
// 6.2.3.7: one for each PDU session). MDF2 and MDF3 of an operator share one, so that IRI and content of a session meet.
//
// A session is known by the Correlation ID of X2 and X3, whichever function sent it. Numbers of an LIID begin at 1 and are
// not used again, also not after the session is forgotten. CINs are safe for concurrent use.
type CINs struct {
	// Grace is how long after its end a session keeps its number: content and late records still come (default 1 minute).
	Grace time.Duration
	// Max bounds the sessions of one LIID (default 65536); that which was not asked for longest goes first.
	Max int

	now func() time.Time

	mu     sync.Mutex
	liids  map[string]*numbered
	forget []func(liid string, correlation uint64, cin uint32)
	ends   []func(liid string, correlation uint64)
}

// numbered has the sessions of one LIID.
type numbered struct {
	last     uint32
	sessions map[uint64]*list.Element
	// recent has *session, the last asked for in front; ended those that have ended, the first in front.
	recent, ended list.List
}

type session struct {
	correlation uint64
	cin         uint32
	at          time.Time
	// end is the place in ended, nil while the session goes on.
	end *list.Element
}

// NewCINs makes an empty registry; a nil now is time.Now.
func NewCINs(now func() time.Time) *CINs {
	if now == nil {
		now = time.Now
	}
	return &CINs{now: now, liids: map[string]*numbered{}, Grace: time.Minute, Max: 65536}
}

// onForget asks to be told each session that is forgotten, without a lock held.
func (c *CINs) onForget(f func(liid string, correlation uint64, cin uint32)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget = append(c.forget, f)
}

// onEnd asks to be told each session that ends, without a lock held.
func (c *CINs) onEnd(f func(liid string, correlation uint64)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ends = append(c.ends, f)
}

// CIN returns the number of a session. The first to ask makes it known.
func (c *CINs) CIN(liid string, correlation uint64) uint32 { return c.get(liid, correlation, false) }

// Begin is CIN for what begins a session: one that has ended under the same Correlation ID is another.
func (c *CINs) Begin(liid string, correlation uint64) uint32 { return c.get(liid, correlation, true) }

func (c *CINs) get(liid string, correlation uint64, begins bool) uint32 {
	c.mu.Lock()
	n := c.liids[liid]
	if n == nil {
		n = &numbered{sessions: map[uint64]*list.Element{}}
		c.liids[liid] = n
	}
	gone := n.purge(c.now().Add(-c.Grace))
	e := n.sessions[correlation]
	if e != nil && begins && e.Value.(*session).end != nil {
		gone = append(gone, n.remove(e))
		e = nil
	}
	if e == nil {
		for len(n.sessions) >= max(c.Max, 1) {
			gone = append(gone, n.remove(n.recent.Back()))
		}
		n.last++
		e = n.recent.PushFront(&session{correlation: correlation, cin: n.last})
		n.sessions[correlation] = e
	}
	n.recent.MoveToFront(e)
	cin := e.Value.(*session).cin
	c.tell(liid, gone)
	return cin
}

// End says that a session is over. It keeps its number for the grace.
func (c *CINs) End(liid string, correlation uint64) {
	c.mu.Lock()
	var gone []*session
	ends := c.ends
	if n := c.liids[liid]; n != nil {
		now := c.now()
		gone = n.purge(now.Add(-c.Grace))
		if e := n.sessions[correlation]; e != nil {
			n.finish(e.Value.(*session), now)
		}
	}
	c.tell(liid, gone)
	for _, f := range ends {
		f(liid, correlation)
	}
}

// EndAll says that the interception of an LIID is over.
func (c *CINs) EndAll(liid string) {
	c.mu.Lock()
	var gone []*session
	if n := c.liids[liid]; n != nil {
		now := c.now()
		gone = n.purge(now.Add(-c.Grace))
		for _, e := range n.sessions {
			n.finish(e.Value.(*session), now)
		}
	}
	c.tell(liid, gone)
}

// Restart forgets the sessions of an LIID that have ended: what comes from now on is of another interception.
func (c *CINs) Restart(liid string) {
	c.mu.Lock()
	var gone []*session
	if n := c.liids[liid]; n != nil {
		for e := n.ended.Front(); e != nil; e = n.ended.Front() {
			gone = append(gone, n.remove(n.sessions[e.Value.(*session).correlation]))
		}
	}
	c.tell(liid, gone)
}

// Sessions counts what is known of an LIID.
func (c *CINs) Sessions(liid string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if n := c.liids[liid]; n != nil {
		return len(n.sessions)
	}
	return 0
}

// tell unlocks and tells who wants to know about forgotten sessions.
func (c *CINs) tell(liid string, gone []*session) {
	forget := c.forget
	c.mu.Unlock()
	for _, s := range gone {
		for _, f := range forget {
			f(liid, s.correlation, s.cin)
		}
	}
}

func (n *numbered) finish(s *session, now time.Time) {
	if s.end == nil {
		s.at = now
		s.end = n.ended.PushBack(s)
	}
}

func (n *numbered) remove(e *list.Element) *session {
	s := n.recent.Remove(e).(*session)
	if s.end != nil {
		n.ended.Remove(s.end)
	}
	delete(n.sessions, s.correlation)
	return s
}

// purge forgets the sessions that ended before a time.
func (n *numbered) purge(before time.Time) (gone []*session) {
	for e := n.ended.Front(); e != nil && e.Value.(*session).at.Before(before); e = n.ended.Front() {
		gone = append(gone, n.remove(n.sessions[e.Value.(*session).correlation]))
	}
	return gone
}
