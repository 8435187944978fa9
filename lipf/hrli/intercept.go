package hrli

import (
	"slices"
	"time"
	"unicode/utf8"

	"lilab/lipf"
	"lilab/lipf/sipmsg"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// activate begins the interception of a target: calls that are up begin with StartOfInterceptionForActiveIMSSession.
func (l *LMISFIRI) activate(t *target, at time.Time) {
	l.tasks = append(l.tasks, t)
	l.begin(t, at)
}

func (l *LMISFIRI) begin(t *target, at time.Time) {
	keys := make([]string, 0, len(l.users))
	for k := range l.users {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		u := l.users[k]
		for _, ex := range u.order {
			if ex.call && !ex.ended && ex.matched(t.XID) == nil && l.matches(t, u, ex) {
				l.intercept(t, u, ex, at, true)
			}
		}
	}
}

func (l *LMISFIRI) modify(t *target, at time.Time) {
	i := slices.IndexFunc(l.tasks, func(o *target) bool { return o.XID == t.XID })
	if i < 0 {
		return
	}
	l.tasks[i] = t
	for _, u := range l.users {
		for _, ex := range u.order {
			m := ex.matched(t.XID)
			switch {
			case m == nil:
			case !l.matches(t, u, ex):
				l.endMedia(u, ex, m, at)
				ex.matches = slices.DeleteFunc(ex.matches, func(o *match) bool { return o == m })
			default:
				m.task = t
				if !t.content() {
					l.endMedia(u, ex, m, at)
				} else if !m.media {
					l.beginMedia(u, ex, m, at)
				}
			}
		}
	}
	l.begin(t, at)
}

func (l *LMISFIRI) deactivate(xid lipf.UUID, at time.Time) {
	i := slices.IndexFunc(l.tasks, func(o *target) bool { return o.XID == xid })
	if i < 0 {
		return
	}
	for _, u := range l.users {
		for _, ex := range u.order {
			if m := ex.matched(xid); m != nil {
				l.endMedia(u, ex, m, at)
				ex.matches = slices.DeleteFunc(ex.matches, func(o *match) bool { return o == m })
			}
		}
	}
	product := l.tasks[i].ProductXID()
	l.tasks = slices.Delete(l.tasks, i, i+1)
	if !slices.ContainsFunc(l.tasks, func(o *target) bool { return o.ProductXID() == product }) {
		l.seq.Forget(x2x3.UUID(product))
	}
}

// intercept begins with an exchange. late says that messages of it went by before.
func (l *LMISFIRI) intercept(t *target, u *user, ex *exchange, at time.Time, late bool) {
	m := &match{task: t}
	ex.matches = append(ex.matches, m)
	if late && ex.call && !ex.ended && t.DeliveryType != lipf.X3Only {
		l.send(t, &x2x3.PDU{CorrelationID: ex.correlation, Direction: x2x3.NotApplicable}, l.start(u, ex), at, u, ex)
		l.counters.starts.Add(1)
	}
	if t.content() && ex.call && !ex.ended && t.covers(lipf.Voice) {
		l.beginMedia(u, ex, m, at)
	}
}

// start is StartOfInterceptionForActiveIMSSession [106], TS 33.128 R19 clause 7.12.4.2.
func (l *LMISFIRI) start(u *user, ex *exchange) *xiri.StartOfInterceptionForActiveIMSSession {
	r := &xiri.StartOfInterceptionForActiveIMSSession{VoIPRoamingIndication: xiri.Some(xiri.VoIPRoamingIndicationRoamingN9HR),
		Location: u.info.Location, AccessNetworkInformation: access(ex.access)}
	callers, called := ex.from, ex.to
	if ex.originating {
		callers = own(u, ex.from)
	} else if ex.asserted && len(ex.remote) > 0 {
		callers = ex.remote
	}
	for _, p := range callers {
		r.OriginatingId = append(r.OriginatingId, impu(p))
	}
	if len(called) > 0 {
		r.TerminatingId = impu(called[0])
	}
	for _, d := range []*sipmsg.Description{ex.ours, ex.theirs} {
		if d != nil {
			r.SDPState = append(r.SDPState, d.Octets)
		}
	}
	if len(ex.diverting) > 0 {
		r.DiversionIdentity = impu(ex.diverting[0])
	}
	return r
}

// own are the identities of the user as far as the home network named them, else those that the message has.
func own(u *user, from []sipmsg.Party) []sipmsg.Party {
	if u.registered {
		return u.impus
	}
	return from
}

func impu(p sipmsg.Party) xiri.IMPU {
	if len(p.URI) > 4 && p.URI[:4] == "tel:" {
		return xiri.IMPU{TELURI: p.URI}
	}
	return xiri.IMPU{SIPURI: p.URI}
}

func access(s string) []xiri.SIPAccessNetworkInformation {
	if s == "" || !utf8.ValidString(s) {
		return nil
	}
	return []xiri.SIPAccessNetworkInformation{{AccessNetworkInfo: s}}
}

// report is IMSMessage [105] for one message, TS 33.128 R19 clause 7.12.4.1.
func (l *LMISFIRI) report(x *match, u *user, ex *exchange, m *sipmsg.Message, c *carrier) {
	if x.task.DeliveryType == lipf.X3Only {
		return
	}
	r := &xiri.IMSMessage{
		Payload: xiri.IMSPayload{EncapsulatedSIPMessage: &xiri.SIPMessage{IPSourceAddress: ipAddress(c.src.Addr()),
			IPDestinationAddress: ipAddress(c.dst.Addr()), SIPContent: m.Octets}},
		SessionDirection: xiri.SessionDirectionToTarget, VoIPRoamingIndication: xiri.Some(xiri.VoIPRoamingIndicationRoamingN9HR),
		Location: u.info.Location, AccessNetworkInformation: access(m.Get("p-access-network-info")),
	}
	p := &x2x3.PDU{CorrelationID: ex.correlation, Direction: x.directionOf(c.up)}
	if p.Direction == x2x3.FromTarget {
		r.SessionDirection = xiri.SessionDirectionFromTarget
	}
	p.SourcePort, p.DestinationPort, p.IPProtocol = x2x3.Some(c.src.Port()), x2x3.Some(c.dst.Port()), x2x3.Some(c.protocol)
	if c.src.Addr().Is4() {
		p.SourceIPv4, p.DestinationIPv4 = c.src.Addr(), c.dst.Addr()
	} else {
		p.SourceIPv6, p.DestinationIPv6 = c.src.Addr(), c.dst.Addr()
	}
	l.send(x.task, p, r, c.at, u, ex)
	l.counters.imsMessages.Add(1)
}

// send fills the envelope of TS 33.128 R19 clause 5.3 and hands a record to the destinations of a task and to no other.
func (l *LMISFIRI) send(t *target, p *x2x3.PDU, record xiri.Event, at time.Time, of ...any) {
	var err error
	payload := xiri.XIRIPayload{Event: record}
	if l.octets, err = payload.AppendBinary(l.octets[:0]); err != nil {
		l.counters.failed.Add(1)
		l.log.Error("record not made", "xid", t.XID, "record", xiri.Name(record), "err", err)
		l.ne.ReportTask(t.XID, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "a record %s could not be encoded", xiri.Name(record))
		return
	}
	p.Type, p.Format, p.XID, p.Payload = x2x3.X2, x2x3.FormatTS33128, x2x3.UUID(t.ProductXID()), l.octets
	p.NFID, p.IPID, p.Timestamp = l.cfg.NFID, l.cfg.IPID, stamp(at, l.cfg.X1.Now)
	for _, id := range t.Targets {
		p.MatchedTargets = append(p.MatchedTargets, id.Fragment())
	}
	if len(of) == 2 && !t.nonLocal {
		// Of the other party nothing else is known, and the user is not the target.
		u, ex := of[0].(*user), of[1].(*exchange)
		for _, id := range known(u, ex) {
			if !slices.Contains(t.Targets, id) {
				p.OtherTargets = append(p.OtherTargets, id.Fragment())
			}
		}
	}
	l.seq.Number(p)
	for _, did := range t.DIDs {
		switch sink := l.sinks[did]; {
		case sink == nil:
		case sink.send(p):
			l.counters.pdus.Add(1)
		default:
			l.counters.lost.Add(1)
		}
	}
	l.ne.CountX2(t.XID, len(l.octets), p.Timestamp)
}

// known are the identifiers of a user.
func known(u *user, ex *exchange) []lipf.TargetIdentifier {
	ids := lipf.Identity{SUPI: u.info.SUPI.IMSI, PEI: u.info.PEI.IMEISV}.Identifiers()
	if u.impi != "" {
		ids = append(ids, lipf.TargetIdentifier{Type: lipf.IMPI, Value: u.impi})
	}
	const most = 8
	for i, p := range u.identities(ex) {
		if i < most {
			ids = append(ids, lipf.TargetIdentifier{Type: lipf.IMPU, Value: p.URI})
		}
	}
	return slices.DeleteFunc(ids, func(id lipf.TargetIdentifier) bool { return id.Validate() != nil })
}

// mediaKey names the request for the media of a call at a BBIFF-C.
func mediaKey(u *user, ex *exchange, m *match) string {
	return m.task.XID.String() + " " + u.key + " " + ex.callID
}

// beginMedia has the media of a call copied to the LMISF-CC, TS 33.128 R19 clause 7.10.4: over LI_T1.
func (l *LMISFIRI) beginMedia(u *user, ex *exchange, m *match, at time.Time) {
	if l.cfg.CC == nil {
		return
	}
	m.media = true
	l.cfg.CC.open(m.key(ex), m.task.nonLocal)
	l.askForMedia(u, ex, m)
	l.flowsOf(u, ex, m, at)
}

func (m *match) key(ex *exchange) xc { return xc{m.task.ProductXID(), ex.correlation} }

// askForMedia asks the BBIFF-C that has the session, and no other.
func (l *LMISFIRI) askForMedia(u *user, ex *exchange, m *match) {
	if !m.media {
		return
	}
	correlation, product := ex.correlation, m.task.ProductXID()
	task := &lipf.Task{Targets: lipf.HRMedia{SUPI: u.info.SUPI.IMSI, PDUSessionID: u.info.PDUSessionID}.Identifiers(), DeliveryType: lipf.X3Only,
		DIDs: []lipf.UUID{l.mediaDID}, CorrelationID: &correlation, ProductID: &product}
	at := l.peerOf(u)
	for id, p := range l.peers {
		if id == at {
			p.set(mediaKey(u, ex, m), m.task.XID, task, func() (lipf.UUID, error) { return lipf.NewUUID(l.rand) })
		} else {
			p.set(mediaKey(u, ex, m), m.task.XID, nil, nil)
		}
	}
}

func (l *LMISFIRI) peerOf(u *user) string {
	other := ""
	for _, p := range l.cfg.BBIFFCs {
		if p.NFID != "" && p.NFID == u.nfid {
			return p.ID
		}
		if p.NFID == "" && other == "" {
			other = p.ID
		}
	}
	return other
}

// endMedia ends it.
func (l *LMISFIRI) endMedia(u *user, ex *exchange, m *match, at time.Time) {
	if !m.media {
		return
	}
	m.media = false
	for _, p := range l.peers {
		p.set(mediaKey(u, ex, m), m.task.XID, nil, nil)
	}
	l.cfg.CC.end(m.key(ex), at)
}

// flows tells the LMISF-CC which media count now. Calls of the same user that share an end are told too.
func (l *LMISFIRI) flows(u *user, changed *exchange, at time.Time) {
	for _, ex := range u.order {
		if ex != changed && (ex.ended || ex.ours == nil) {
			continue
		}
		for _, m := range ex.matches {
			l.flowsOf(u, ex, m, at)
		}
	}
}

func (l *LMISFIRI) flowsOf(u *user, ex *exchange, m *match, at time.Time) {
	if !m.media || ex.answer == nil {
		return
	}
	sdp := ""
	if utf8.Valid(ex.answer.Octets) {
		sdp = string(ex.answer.Octets)
	}
	l.cfg.CC.flows(m.key(ex), ex.streams(u), sdp, at)
}
