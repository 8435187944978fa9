package poi

import (
	"bytes"
	"slices"

	"lilab/lipf"
	"lilab/lipf/sipmsg"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// What a call is that the network diverts without the target. The S-CSCF of the target sees it and has no media. The functions that
// have media, the P-CSCFs of the one who calls and of the one to whom the call goes, and the IBCF towards those of other networks, serve
// others and do not know whose call it was. They ask the registry that they share, which the S-CSCF tells.

// imsDiversion is a call that was diverted.
type imsDiversion struct {
	// user is who diverted it; the S-CSCF serves him.
	user event.IMSUser
	// correlation is that of his session.
	correlation uint64
	// anchored says that a gateway of this network has its media, or will when it is answered.
	anchored bool
	// by is the session whose gateway has them copied: one is enough.
	by string
}

// diversion finds the diversion of a call, nil if there was none. c is locked.
func (c *IMSCorrelations) diversion(callID string) *imsDiversion {
	if callID == "" {
		return nil
	}
	if e := c.keys["ct "+callID]; e != nil {
		return e.Value.(*imsNamed).diverted
	}
	return nil
}

// heed takes what a message says about diversion and about where media are, when the function observes it. gateway says that the function
// has the contexts of a gateway with a CC-POI.
func (c *IMSCorrelations) heed(e *event.IMSMessage, role event.NFType, gateway bool) {
	if e.Session == "" || e.CallID == "" || !bytes.HasPrefix(e.SIP, []byte("INVITE ")) {
		return
	}
	switch {
	case gateway && (role == event.PCSCF || role == event.IBCF):
		c.mu.Lock()
		defer c.mu.Unlock()
		if x := c.keys["c"+side(e.Role)+" "+e.CallID]; x != nil && e.Role != event.IMSTerminating {
			x.Value.(*imsNamed).gateway = true
		}
		// The phone of the one who diverted rang before the diversion, if it did.
		if d := c.diversion(e.CallID); d != nil {
			d.anchored = true
		}
	case role == event.SCSCF && sendsElsewhere(e):
		c.mu.Lock()
		defer c.mu.Unlock()
		if x := c.keys["ct "+e.CallID]; x != nil && x.Value.(*imsNamed).diverted == nil {
			n := x.Value.(*imsNamed)
			n.diverted = &imsDiversion{user: e.Served, correlation: n.id}
			for _, of := range []string{"co ", "ci "} {
				if o := c.keys[of+e.CallID]; o != nil {
					n.diverted.anchored = n.diverted.anchored || o.Value.(*imsNamed).gateway
				}
			}
		}
	}
}

// sendsElsewhere says whether a message is the INVITE by which an S-CSCF sends a call of the user it serves to somebody else: it has his
// identity among those who diverted the call.
func sendsElsewhere(e *event.IMSMessage) bool {
	if e.Role != event.IMSTerminating || e.Direction != event.IMSFromUser || !bytes.HasPrefix(e.SIP, []byte("INVITE ")) {
		return false
	}
	h, ok := readSIPHead(e.SIP)
	if !ok {
		return false
	}
	mine := func(uri string) bool {
		p, ok := sipmsg.ReadParty(uri)
		return ok && slices.ContainsFunc(e.Served.IMPUs, func(u string) bool { q, ok := sipmsg.ReadParty(u); return ok && p.Same(q) })
	}
	return slices.ContainsFunc(h.diverting, mine) && !mine(h.uri)
}

// anchored says whether the media of a call that was diverted pass a gateway of this network.
func (c *IMSCorrelations) anchored(callID string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.diversion(callID)
	return d != nil && d.anchored
}

// diverts says whether a user has diverted a call.
func (c *IMSCorrelations) diverts(callID string, u event.IMSUser) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.diversion(callID)
	return d != nil && d.user.IMPI == u.IMPI
}

// take gives the interception of the media of a diverted call to the session of a gateway that asks first. matches says whether the
// one who diverted it is wanted.
func (c *IMSCorrelations) take(callID, session string, matches func(event.IMSUser) bool) (correlation uint64, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d := c.diversion(callID)
	if d == nil || d.by != "" && d.by != session || !matches(d.user) {
		return 0, false
	}
	d.by = session
	return d.correlation, true
}

// diverted says whether a session at a gateway is that of a call which a target of a task has diverted, and which way the packets of its
// user go then: somebody to whom the call went stands where the target would, whoever calls is the other party.
func (x *imsFollowed) diverted(k *lipf.Task) (lipf.PayloadDirectionAssignment, bool) {
	if x.f.role != event.PCSCF && x.f.role != event.IBCF || x.f.correlations == nil || isNonLocal(k.Targets) {
		return "", false
	}
	correlation, ok := x.f.correlations.take(x.s.callID, x.s.key, func(u event.IMSUser) bool {
		s := &imsSubject{f: x.f, user: u, local: x.f.parties.list(u.IMPUs)}
		return s.side(k.Targets) == localSide
	})
	if !ok {
		return "", false
	}
	x.correlation = correlation
	switch x.s.role {
	case event.IMSOriginating:
		return lipf.AssignToTarget, true
	case event.IMSTerminating:
		return lipf.AssignFromTarget, true
	}
	return lipf.AssignNotDetermined, true
}

// checkLimits takes the limit to sessions in which the target does not take part abroad, and no other extension.
func checkLimits(es []lipf.Extension) error {
	for _, e := range es {
		if !e.NotAbroad() {
			return x1.Errorf(x1.ErrActivateTask, "the extension of %q is not known here", e.Owner)
		}
	}
	return nil
}

// limited says whether a task leaves out what the target takes part in abroad.
func (f *imsPOI) limited(t *lipf.Task) bool { return f.notAbroad || t.NotAbroad() }

// limits says whether any task does.
func (f *imsPOI) limits() bool {
	return f.notAbroad || slices.ContainsFunc(f.p.worker.tasks, (*lipf.Task).NotAbroad)
}
