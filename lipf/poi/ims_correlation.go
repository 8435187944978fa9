package poi

import (
	"container/list"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"

	"lilab/sim/event"
)

// IMSCorrelations gives each session of a served user its Correlation ID, the same at every IMS function of an operator: the
// S-CSCF reports the signalling and the P-CSCF has the media copied, and both must lead to one CIN. Functions that share
// a session share one registry. It keeps the sessions of all users, whether or not there are tasks.
//
// A session is known by the name that a function gives it, and by the Call-IDs of its messages together with the side that
// is served: caller and callee of one network have two sessions. An interconnection function serves neither, and joins
// the session of the other.
type IMSCorrelations struct {
	mu   sync.Mutex
	keys map[string]*list.Element
	// recent has *imsNamed, the last asked for in front.
	recent list.List
	used   map[uint64]bool
}

// imsNamed is a session with its names.
type imsNamed struct {
	id   uint64
	keys []string
	// gateway says that the P-CSCF of the caller has the media, diverted that the call goes elsewhere than to the user.
	gateway  bool
	diverted *imsDiversion
	// proxied says that a P-CSCF handles the emergency call.
	proxied bool
}

// maxNamed bounds the sessions that are known, maxNames the names of one.
const (
	maxNamed = 1 << 17
	maxNames = 64
)

// NewIMSCorrelations makes an empty registry.
func NewIMSCorrelations() *IMSCorrelations {
	return &IMSCorrelations{keys: map[string]*list.Element{}, used: map[uint64]bool{}}
}

// side says which end of a call a role serves.
func side(r event.IMSRole) string {
	switch r {
	case event.IMSOriginating, event.IMSEmergency:
		return "o"
	case event.IMSTerminating:
		return "t"
	case event.IMSRegistration:
		return "r"
	}
	return "i"
}

// of returns the Correlation ID for a message or a change of a session. It is never 0.
func (c *IMSCorrelations) of(h event.Header, session, callID string, role event.IMSRole) uint64 {
	s := side(role)
	var names [2]string
	n := names[:0]
	if session != "" {
		n = append(n, "s"+h.NF.InstanceID+" "+s+" "+session)
	}
	if callID != "" {
		n = append(n, "c"+s+" "+callID)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	var e *list.Element
	for _, k := range n {
		if e == nil {
			e = c.keys[k]
		}
	}
	if e == nil && callID != "" {
		// What an interconnection function and a serving one see of a session is one session.
		for _, other := range map[string][]string{"i": {"o", "t"}, "o": {"i"}, "t": {"i"}}[s] {
			if e == nil {
				e = c.keys["c"+other+" "+callID]
			}
		}
	}
	if e == nil {
		if len(c.used) >= maxNamed {
			c.forget(c.recent.Back())
		}
		e = c.recent.PushFront(&imsNamed{id: c.digest(h, session, callID, s)})
	}
	c.recent.MoveToFront(e)
	x := e.Value.(*imsNamed)
	for _, k := range n {
		if c.keys[k] == nil && len(x.keys) < maxNames {
			c.keys[k] = e
			x.keys = append(x.keys, k)
		}
	}
	x.proxied = x.proxied || role == event.IMSEmergency && h.NF.Type == event.PCSCF
	return x.id
}

// handled says whether a P-CSCF handles an emergency call that an E-CSCF has. Then the P-CSCF reports it.
func (c *IMSCorrelations) handled(callID string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.keys["c"+side(event.IMSEmergency)+" "+callID]
	return e != nil && e.Value.(*imsNamed).proxied
}

// handledSession is the same for the session of a function.
func (c *IMSCorrelations) handledSession(nf event.NF, session string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.keys["s"+nf.InstanceID+" "+side(event.IMSEmergency)+" "+session]
	return e != nil && e.Value.(*imsNamed).proxied
}

func (c *IMSCorrelations) digest(h event.Header, session, callID, side string) uint64 {
	b := fmt.Appendf(nil, "%s|%s|%s|%s|%d|", h.NF.InstanceID, side, session, callID, h.Time.UnixNano())
	for i := uint64(0); ; i++ {
		d := sha256.Sum256(binary.BigEndian.AppendUint64(b, i))
		if id := binary.BigEndian.Uint64(d[:]); id != uncorrelated && !c.used[id] {
			c.used[id] = true
			return id
		}
	}
}

func (c *IMSCorrelations) forget(e *list.Element) {
	x := c.recent.Remove(e).(*imsNamed)
	delete(c.used, x.id)
	for _, k := range x.keys {
		delete(c.keys, k)
	}
}
