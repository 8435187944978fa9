package poi

import (
	"slices"
	"strings"
	"time"

	"lilab/lipf"
	"lilab/lipf/content"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// imsPOI is what is special about the POI of an IMS function. Only the worker calls it.
type imsPOI struct {
	p  *POI
	tf *tf // nil for none
	// correlations are those of the operator.
	correlations *IMSCorrelations
	// local and nonLocal say which targets the IRI-POI is for.
	role                                  event.NFType
	everyUser, local, nonLocal, notAbroad bool

	parties partyCache
	// early has sessions that were not answered yet, sessions the others.
	early, sessions states[*imsSession]
	// touched is the session of the event at hand, released says that it is over.
	touched  *imsSession
	released bool
	more     []product
	// past has what is over and may have late messages still.
	past []imsPast
}

// imsPast is a session or a message that was over at a time.
type imsPast struct {
	at          time.Time
	correlation uint64
}

// imsSource is imsPOI as the source of a triggering function.
type imsSource imsPOI

// imsSession is what the POI keeps of a session of a served user.
type imsSession struct {
	key         string
	callID      string
	correlation uint64
	served      event.IMSUser
	local       []party
	// others are the far parties, as all messages so far name them.
	others    []party
	role      event.IMSRole
	roaming   event.IMSRoaming
	location  *event.Location
	access    []string
	cellular  []string
	dialled   string // the first request URI, before any translation
	diverted  bool
	answered  bool // by the served user
	changed   event.IMSSessionChanged
	copied    string // the local session description for the gateway's POI
	untaken   bool   // media pass no gateway here
	suspended []product
}

// Bounds of what is kept. late is how long after the end of a session its series of sequence numbers goes on, longer than a
// transaction of SIP can last (RFC 3261 clause 17).
const (
	maxEarly     = 1 << 16
	maxSuspended = 32
	late         = time.Minute
)

// over notes that nothing but late messages comes any more, and forgets what was over for long.
func (f *imsPOI) over(at time.Time, correlation uint64) {
	gone := 0
	for gone < len(f.past) && at.Sub(f.past[gone].at) > late {
		for _, t := range f.p.worker.tasks {
			f.p.worker.seq.ForgetSession(x2x3.UUID(t.ProductXID()), f.past[gone].correlation)
		}
		gone++
	}
	f.past = append(f.past[gone:], imsPast{at, correlation})
}

func (f *imsPOI) session(key string, correlation uint64) *imsSession {
	if s, ok := f.sessions.get(key); ok {
		return s
	}
	if s, ok := f.early.get(key); ok {
		return s
	}
	s := &imsSession{key: key, correlation: correlation}
	if f.early.len() >= maxEarly {
		f.early.remove(f.early.first.value.key)
	}
	f.early.put(key, s)
	return s
}

// serve takes what an event knows of the served user.
func (f *imsPOI) serve(s *imsSession, u event.IMSUser, role event.IMSRole, roaming event.IMSRoaming, at *event.Location) {
	if u.IMPI == "" {
		u.IMPI = s.served.IMPI
	}
	if len(u.IMPUs) == 0 {
		u.IMPUs = s.served.IMPUs
	}
	if u.SUPI == "" {
		u.SUPI = s.served.SUPI
	}
	if u.GPSI == "" {
		u.GPSI = s.served.GPSI
	}
	if u.PEI == "" {
		u.PEI = s.served.PEI
	}
	s.served, s.local, s.role = u, f.parties.list(u.IMPUs), role
	if roaming != event.IMSNotRoaming {
		s.roaming = roaming
	}
	if at != nil {
		s.location = at
	}
}

// far adds far parties to those of a session. The served user is none of them.
func (f *imsPOI) far(s *imsSession, uris []string) {
	s.others = f.parties.add(s.others, uris)
	s.others = slices.DeleteFunc(s.others, func(p party) bool { return slices.ContainsFunc(s.local, p.Same) })
}

func (f *imsPOI) observe(e event.Event) (product, bool) {
	f.touched, f.released, f.more = nil, false, f.more[:0]
	c, ok := e.(correlated)
	if !ok {
		return product{}, false
	}
	switch e := c.Event.(type) {
	case event.IMSMessage:
		return f.message(e, c.correlation), true
	case event.IMSSessionChanged:
		f.change(e, c.correlation)
		return product{}, true
	}
	return product{}, false
}

// further calls each with the products that a change of a session has.
func (f *imsPOI) further(each func(product)) {
	for i := range f.more {
		each(f.more[i])
	}
	clear(f.more)
}

// message makes the product of a message.
func (f *imsPOI) message(e event.IMSMessage, correlation uint64) product {
	h, readable := readSIPHead(e.SIP)
	var s *imsSession
	if e.Session == "" && h.method == "MESSAGE" {
		f.over(e.Time, correlation)
	}
	if e.Session != "" {
		s = f.session(sessionKey(e.NF, e.Role, e.Session), correlation)
		if s.callID == "" {
			// A message may come when its session is over already.
			s.callID = e.CallID
			s.diverted = s.diverted || f.role == event.SCSCF && f.correlations.diverts(e.CallID, e.Served)
		}
	} else {
		s = &imsSession{correlation: correlation}
	}
	f.serve(s, e.Served, e.Role, e.Roaming, e.Location)
	if readable {
		f.far(s, h.others(e.Direction == event.IMSFromUser))
		if len(h.access) > 0 {
			s.access = h.access
		}
		if len(h.cellular) > 0 {
			s.cellular = h.cellular
		}
	}
	if e.AccessNetworkInfo != "" && !slices.Contains(s.access, e.AccessNetworkInfo) {
		// What the function believes is better than what others said.
		s.access = []string{e.AccessNetworkInfo}
	}
	x := &imsSubject{
		f: f, session: s, services: servicesOf(&h, e.Session != ""), user: s.served, local: s.local, others: s.others,
		direction: e.Direction, src: e.Source, dst: e.Destination, roaming: s.roaming,
	}
	translated := f.translation(s, &h, e)
	location := s.location
	if e.Location != nil {
		location = e.Location
	}
	access, cellular := s.access, s.cellular
	x.record = func() xiri.Event { return imsMessage(&e, x, location, access, cellular, translated) }
	pr := product{at: e.Time, record: x.make, correlation: correlation, more: x, id: x.id()}
	if e.Session != "" && f.role == event.SCSCF && !s.diverted && sendsElsewhere(&e) {
		f.divert(s)
		f.more = append(f.more, pr) // behind those that were left out
		return product{}
	}
	if e.Session != "" && f.limits() && s.roaming != event.IMSNotRoaming && !s.diverted && len(s.suspended) < maxSuspended {
		again := *x
		again.again = true
		later := product{at: pr.at, record: again.make, correlation: correlation, more: &again, id: pr.id}
		again.record = func() xiri.Event { return imsMessage(&e, &again, location, access, cellular, translated) }
		s.suspended = append(s.suspended, later)
	}
	return pr
}

// servicesOf says which services a message belongs to. Registrations and the like serve all.
func servicesOf(h *sipHead, session bool) []lipf.ServiceType {
	switch {
	case h.method == "MESSAGE":
		return []lipf.ServiceType{lipf.Messaging}
	case session:
		return []lipf.ServiceType{lipf.Voice}
	}
	return []lipf.ServiceType{lipf.Voice, lipf.Messaging}
}

// translation is the number that the served user dialled where the network has made another of it: a request to begin a
// session goes to another number than the first one did, and nobody diverted the call.
func (f *imsPOI) translation(s *imsSession, h *sipHead, e event.IMSMessage) string {
	if h.response || h.method != "INVITE" || e.Session == "" {
		return ""
	}
	if s.dialled == "" {
		s.dialled = h.uri
		return ""
	}
	if e.Role != event.IMSOriginating {
		return ""
	}
	now, ok := f.parties.read(h.uri)
	first, was := f.parties.read(s.dialled)
	if !ok || !was || s.diverted || len(h.diverting) > 0 || now.Same(first) || now.Number == "" || !isNumber(s.dialled) {
		return ""
	}
	return s.dialled
}

// isNumber says whether a URI is one of a telephone number, global or not.
func isNumber(uri string) bool {
	uri = strings.ToLower(uri)
	return strings.HasPrefix(uri, "tel:") || strings.Contains(uri, "user=phone") || strings.HasPrefix(uri, "sip:+")
}

func sessionKey(nf event.NF, r event.IMSRole, session string) string {
	return nf.InstanceID + " " + side(r) + " " + session
}

// change follows a session.
func (f *imsPOI) change(e event.IMSSessionChanged, correlation uint64) {
	s := f.session(sessionKey(e.NF, e.Role, e.Session), correlation)
	f.serve(s, e.Served, e.Role, e.Roaming, e.Location)
	if !slices.ContainsFunc(s.local, func(p party) bool { q, ok := f.parties.read(e.Terminating); return ok && q.Same(p) }) {
		f.far(s, []string{e.Terminating})
	}
	f.far(s, e.Originating)
	if e.Diverting != "" {
		d, ok := f.parties.read(e.Diverting)
		switch {
		case ok && slices.ContainsFunc(s.local, d.Same):
			f.divert(s)
		case ok:
			f.far(s, []string{e.Diverting})
		}
	}
	f.touched = s
	if e.Ended {
		f.released = true
		f.over(e.Time, s.correlation)
		f.early.remove(s.key)
		f.sessions.remove(s.key)
		return
	}
	if e.LocalSDP == nil {
		e.LocalSDP = s.changed.LocalSDP
	}
	if e.RemoteSDP == nil {
		e.RemoteSDP = s.changed.RemoteSDP
	}
	s.changed = e
	s.copied = string(content.AsCopied(e.LocalSDP, e.RemoteSDP))
	if _, up := f.sessions.get(s.key); !up {
		f.early.remove(s.key)
		if f.sessions.len() >= maxSessions {
			f.sessions.remove(f.sessions.first.value.key)
		}
		f.sessions.put(s.key, s)
		s.answered = s.answered || !s.diverted
		if !s.diverted {
			s.suspended = nil
		}
	}
	untaken := !e.Anchored && len(e.Contexts) == 0 && f.role == event.SCSCF && (s.diverted && !f.correlations.anchored(s.callID) || !s.diverted && s.roaming == event.IMSRoamingLBO)
	if untaken && !s.untaken {
		f.more = append(f.more, f.unavailable(s, e.Time))
	}
	s.untaken = untaken
}

// divert notes that the network has sent the call elsewhere without the served user. What was left out because he is abroad is
// reported now.
func (f *imsPOI) divert(s *imsSession) {
	if s.diverted {
		return
	}
	s.diverted = true
	if !s.answered {
		f.more = append(f.more, s.suspended...)
	}
	s.suspended = nil
}

// subject is the subject of a record about a session as a whole.
func (f *imsPOI) subject(s *imsSession) *imsSubject {
	return &imsSubject{f: f, session: s, services: []lipf.ServiceType{lipf.Voice}, user: s.served, local: s.local, others: s.others,
		roaming: s.roaming, fixed: x2x3.NotApplicable}
}

func (f *imsPOI) unavailable(s *imsSession, at time.Time) product {
	x := f.subject(s)
	x.content = true
	x.record = func() xiri.Event { return imsUnavailable(s) }
	return product{at: at, record: x.make, correlation: s.correlation, more: x, id: x.id()}
}

func (f *imsPOI) begun(s *imsSession, at time.Time) product {
	x := f.subject(s)
	x.record = func() xiri.Event { return imsStart(s) }
	return product{at: at, record: x.make, correlation: s.correlation, more: x, id: x.id()}
}

// ongoing returns a start of interception for every session that was answered, in the order of the answers.
func (f *imsPOI) ongoing(each func(product)) {
	f.sessions.each(func(s *imsSession) {
		each(f.begun(s, s.changed.Time))
		if s.untaken {
			each(f.unavailable(s, s.changed.Time))
		}
	})
}

// reported has the triggering function follow the session of the event.
func (f *imsPOI) reported() {
	if f.touched != nil && f.tf != nil {
		f.tf.session(&imsFollowed{f: f, s: f.touched}, f.released)
	}
}

// imsFollowed is a session as the triggering function sees it.
type imsFollowed struct {
	f *imsPOI
	s *imsSession
	// correlation is that of the target's session, where that is another one: set by triggers, 0 for none.
	correlation uint64
}

func (x *imsFollowed) triggerKey() string { return x.s.key }

func (x *imsFollowed) triggerCorrelation() uint64 {
	if x.correlation != 0 {
		return x.correlation
	}
	return x.s.correlation
}

func (x *imsFollowed) triggers(_ *tf, k *lipf.Task) ([]lipf.TargetIdentifier, []lipf.Extension) {
	c := &x.s.changed
	u := x.f.subject(x.s)
	x.correlation = 0
	if len(c.Contexts) == 0 || !u.served(k) {
		return nil, nil
	}
	t := lipf.IMST3Target{Contexts: c.Contexts, Direction: lipf.AssignFromTarget, Scope: lipf.Bidirectional}
	matched := u.side(k.Targets)
	if x.f.role == event.IBCF {
		matched = noSide // the media of these are copied where the user of this network is served
	}
	if matched == nonLocalSide {
		t.Direction = lipf.AssignToTarget
	}
	if matched == localSide && u.suppressed(k) {
		return nil, nil
	}
	wanted := matched != noSide
	if !wanted {
		var d lipf.PayloadDirectionAssignment
		if d, wanted = x.diverted(k); wanted {
			t.Direction = d
		}
	}
	if x.f.p.cfg.Tamper != nil {
		wanted = x.f.p.cfg.Tamper.Match(*k, u.id(), wanted)
	}
	if !wanted {
		return nil, nil
	}
	d := lipf.SessionDescriptions{Local: x.s.copied, Remote: string(content.Without(c.RemoteSDP, content.Keys(c.RemoteSDP)))}
	if d == (lipf.SessionDescriptions{}) {
		return []lipf.TargetIdentifier{t.Identifier()}, nil
	}
	return []lipf.TargetIdentifier{t.Identifier()}, []lipf.Extension{d.Extension()}
}

func (f *imsSource) eachFollowed(each func(followed)) {
	f.sessions.each(func(s *imsSession) { each(&imsFollowed{f: (*imsPOI)(f), s: s}) })
}

// tasksChanged says for sessions that are up that their content cannot be had, now that it is ordered.
func (f *imsSource) tasksChanged(_ *tf, k *lipf.Task) {
	p := (*imsPOI)(f)
	w := &p.p.worker
	p.sessions.each(func(s *imsSession) {
		if !s.untaken {
			return
		}
		pr := p.unavailable(s, p.p.cfg.X1.Now())
		for _, t := range w.tasks {
			if t.ProductXID() == k.ProductXID() && w.about(t, &pr) {
				w.report(t, &pr)
			}
		}
	})
}

// contentOrdered says whether the triggering function has a task for the same product.
func (f *imsPOI) contentOrdered(t *lipf.Task) bool {
	return f.tf != nil && slices.ContainsFunc(f.tf.tasks, func(k *lipf.Task) bool { return k.ProductXID() == t.ProductXID() })
}
