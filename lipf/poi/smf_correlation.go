package poi

import "sync"

// SMFCorrelations lets a home-routed PDU session keep its Correlation ID when it goes to another V-SMF of the operator: it is one session
// with one CIN (TS 33.128 R19 clause 6.2.3.7), known by its resource at the H-SMF, which stays. The standard leaves to the operator
// how V-SMFs agree about it. Those that share a registry do.
type SMFCorrelations struct {
	mu         sync.Mutex
	byResource map[string]*sharedCorrelation
}

// sharedCorrelation is a Correlation ID and how many SMFs have the session.
type sharedCorrelation struct {
	id   uint64
	uses int
}

// NewSMFCorrelations makes an empty registry.
func NewSMFCorrelations() *SMFCorrelations {
	return &SMFCorrelations{byResource: map[string]*sharedCorrelation{}}
}

// join returns the Correlation ID of a session that an SMF has from now on: that which another SMF has told, or its own. Each join is
// ended by leave.
func (c *SMFCorrelations) join(resource string, own uint64) uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.byResource[resource]
	if x == nil {
		if len(c.byResource) >= maxSessions {
			return own
		}
		x = &sharedCorrelation{id: own}
		c.byResource[resource] = x
	}
	x.uses++
	return x.id
}

// leave says that an SMF has the session no more. It tells whether another one has it.
func (c *SMFCorrelations) leave(resource string) (goesOn bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	x := c.byResource[resource]
	if x == nil {
		return false
	}
	if x.uses--; x.uses > 0 {
		return true
	}
	delete(c.byResource, resource)
	return false
}
