package hrli

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"time"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// maxSessions bounds the sessions that are kept: more than a V-SMF can have.
const maxSessions = 1 << 20

// bbSession is a home-routed PDU session, whichever V-SMF has it.
type bbSession struct {
	key         string // of the user
	context     string // at the V-SMF that has it
	info        event.SMFSession
	at          time.Time // of the last event
	correlation uint64
	established bool
	counted     bool // in unconfigured
	applicable  bool // counted as such
}

// userKey names a session whatever the V-SMF, as the LMISF does: SUPI and PDU session ID (TS 33.128 R19 clause 7.10.4).
func userKey(supi string, id uint8) string { return fmt.Sprintf("%s|%d", supi, id) }

// event follows the SMF.
func (b *BBIFFC) event(e event.Event) {
	b.events.Add(1)
	h := e.Head()
	if h.NF.Type != event.SMF || b.cfg.NF.InstanceID != "" && h.NF.InstanceID != b.cfg.NF.InstanceID {
		b.ignored.Add(1)
		return
	}
	switch e := e.(type) {
	case event.SMFUserPlane:
		b.changed(e.Header, &e.Session, 0, x2x3.NotApplicable)
	case event.SMFPDUSessionEstablished:
		b.changed(e.Header, &e.Session, xiri.N9HRMessageCausePDUSessionEstablished, x2x3.FromTarget)
	case event.SMFPDUSessionModified:
		b.changed(e.Header, &e.Session, xiri.N9HRMessageCausePDUSessionModified, direction(e.Initiator))
	case event.SMFPDUSessionReleased:
		b.released(e.Header, &e.Session, direction(e.Initiator))
	case event.SMFProcedureFailed:
		if e.Procedure == event.PDUSessionEstablishment {
			b.released(e.Header, &e.Session, direction(e.Initiator))
		}
	default:
		b.ignored.Add(1)
	}
}

func direction(i event.Initiator) x2x3.Direction {
	if i == event.ByUE {
		return x2x3.FromTarget
	}
	return x2x3.ToTarget
}

func contextKey(h event.Header, s *event.SMFSession) string {
	if s.CPFSEID.SEID == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s %x", h.NF.InstanceID, s.CPFSEID.Addr, s.CPFSEID.SEID)
}

// changed takes what a session is now. Cause 0 says that only its user plane changed.
func (b *BBIFFC) changed(h event.Header, info *event.SMFSession, cause xiri.N9HRMessageCause, dir x2x3.Direction) {
	context := contextKey(h, info)
	if info.Role != event.VisitedSMF || info.Subscriber.SUPI == "" || context == "" {
		b.ignored.Add(1)
		return
	}
	key := userKey(info.Subscriber.SUPI, info.ID)
	s := b.sessions[key]
	if s == nil {
		if len(b.sessions) >= maxSessions {
			b.ignored.Add(1)
			return
		}
		s = &bbSession{key: key}
		b.sessions[key] = s
		b.count.Store(int64(len(b.sessions)))
		if cause == xiri.N9HRMessageCausePDUSessionModified || cause == xiri.N9HRMessageCausePDUSessionEstablished && info.RequestType == event.ExistingPDUSession {
			// It was at a V-SMF that this BBIFF-C does not see.
			cause = xiri.N9HRMessageCauseSMFChanged
		}
	} else if s.context != context {
		// Another V-SMF has it, or another session took its place without a release: the H-SMF's resource tells.
		moved := s.info.HSMFURI != "" && s.info.HSMFURI == info.HSMFURI || info.RequestType == event.ExistingPDUSession
		delete(b.contexts, s.context)
		switch {
		case !moved && info.HSMFURI == "":
			// Not known yet; the next event of the session says it.
		case moved && cause == 0:
			cause = xiri.N9HRMessageCauseSMFChanged
		case moved && s.established:
			cause = xiri.N9HRMessageCauseSMFChanged
		case !moved:
			b.tell(s, xiri.N9HRMessageCausePDUSessionReleased, h.Time, x2x3.NotApplicable)
			b.forget(s)
			*s = bbSession{key: key}
			b.sessions[key] = s
			b.count.Store(int64(len(b.sessions)))
		}
	} else if cause == xiri.N9HRMessageCausePDUSessionEstablished && s.established {
		cause = 0 // It was told when the user plane moved.
	} else if cause == xiri.N9HRMessageCausePDUSessionEstablished && info.RequestType == event.ExistingPDUSession {
		cause = xiri.N9HRMessageCauseSMFChanged // Only its user plane was seen so far, which came first.
	} else if cause == xiri.N9HRMessageCausePDUSessionModified && onlyLocation(&s.info, info) {
		cause = xiri.N9HRMessageCauseUpdatedLocationAvailable
	}
	s.update(info, context, h.Time)
	b.contexts[context] = s
	switch cause {
	case 0:
	case xiri.N9HRMessageCausePDUSessionEstablished, xiri.N9HRMessageCauseSMFChanged:
		s.established = true
		b.tell(s, cause, h.Time, dir)
	default:
		b.tell(s, cause, h.Time, dir)
	}
	b.follow(s)
}

// update takes what is known now and keeps what an event does not say.
func (s *bbSession) update(info *event.SMFSession, context string, at time.Time) {
	was := s.info
	s.info, s.context, s.at = *info, context, at
	if s.info.Subscriber.PEI == "" {
		s.info.Subscriber.PEI = was.Subscriber.PEI
	}
	if s.info.Location == nil {
		s.info.Location = was.Location
	}
	if s.info.HSMFURI == "" {
		s.info.HSMFURI = was.HSMFURI
	}
	if s.info.UPFSEID.SEID == 0 {
		s.info.UPFSEID = was.UPFSEID
	}
	if s.correlation == 0 && s.info.HSMFURI != "" {
		s.correlation = correlate(s.key, s.info.HSMFURI)
	}
}

// correlate makes a Correlation ID, which is never 0.
func correlate(parts ...string) uint64 {
	b := []byte(strings.Join(parts, "\x00"))
	for i := uint64(0); ; i++ {
		d := sha256.Sum256(binary.BigEndian.AppendUint64(b, i))
		if id := binary.BigEndian.Uint64(d[:]); id != 0 {
			return id
		}
	}
}

// onlyLocation says whether the UE is elsewhere and nothing else of the session changed.
func onlyLocation(was, now *event.SMFSession) bool {
	return now.Location != nil && (was.Location == nil || !sameCell(was.Location, now.Location)) &&
		was.DownlinkN3 == now.DownlinkN3 && was.UplinkN3 == now.UplinkN3 && was.VisitedN9 == now.VisitedN9 && was.HomeN9 == now.HomeN9 && was.QFI == now.QFI
}

func sameCell(a, b *event.Location) bool {
	return a.TAI == b.TAI && a.NCGIPLMN == b.NCGIPLMN && a.NRCellID == b.NRCellID
}

// released ends a session, unless another V-SMF has it by now.
func (b *BBIFFC) released(h event.Header, info *event.SMFSession, dir x2x3.Direction) {
	s := b.contexts[contextKey(h, info)]
	if s == nil || s.context != contextKey(h, info) {
		b.ignored.Add(1)
		return
	}
	if s.established {
		b.tell(s, xiri.N9HRMessageCausePDUSessionReleased, h.Time, dir)
	}
	b.forget(s)
}

func (b *BBIFFC) forget(s *bbSession) {
	delete(b.sessions, s.key)
	delete(b.contexts, s.context)
	b.count.Store(int64(len(b.sessions)))
	b.judge(s, false)
	for _, t := range b.tasks {
		b.want(signallingKey(t, s), t.XID, nil, nil)
	}
	for _, m := range b.media {
		if userKey(m.target.SUPI, m.target.PDUSessionID) == s.key {
			b.withdraw(m)
		}
	}
}

// applies says whether a task of phase 1 is about a session, TS 33.128 R19 clause 7.10.2.
func (b *BBIFFC) applies(t *phase1, s *bbSession) bool {
	for _, p := range b.cfg.Unconfigured {
		if s.isFrom(p) {
			if !s.counted {
				s.counted = true
				b.unconfigured.Add(1)
			}
			return false
		}
	}
	ni, oi := splitDNN(s.info.DNN)
	if t.target.DNN != "" {
		tni, toi := splitDNN(t.target.DNN)
		return ni == tni && (toi == "" || oi == "" || oi == toi)
	}
	own := operatorIdentifier(b.cfg.PLMN)
	return (oi != "" && oi != own || oi == "" && !s.isFrom(b.cfg.PLMN)) && strings.Contains(ni, "ims")
}

// isFrom says whether the subscriber is of a network. The IMSI begins with the home network.
func (s *bbSession) isFrom(p event.PLMN) bool {
	prefix := p.MCC + p.MNC
	if len(p.MNC) == 3 && p.MNC[0] == '0' {
		// An MNC of two digits that was padded for a domain name.
		return strings.HasPrefix(s.info.Subscriber.SUPI, p.MCC+p.MNC[1:]) || strings.HasPrefix(s.info.Subscriber.SUPI, prefix)
	}
	return prefix != "" && strings.HasPrefix(s.info.Subscriber.SUPI, prefix)
}

// splitDNN splits a DNN into network identifier and operator identifier, TS 23.003 clause 9A, in lower case.
func splitDNN(dnn string) (ni, oi string) {
	dnn = strings.ToLower(strings.TrimSuffix(dnn, "."))
	if i := strings.Index(dnn, ".mnc"); i >= 0 && strings.HasSuffix(dnn, ".gprs") {
		return dnn[:i], dnn[i+1:]
	}
	return dnn, ""
}

func operatorIdentifier(p event.PLMN) string { return "mnc" + p.MNC3() + ".mcc" + p.MCC + ".gprs" }

// follow has the BBIFF-U copy what the tasks want of a session.
func (b *BBIFFC) follow(s *bbSession) {
	for _, t := range b.tasks {
		b.followSignalling(t, s)
	}
	for _, m := range b.media {
		if userKey(m.target.SUPI, m.target.PDUSessionID) == s.key {
			b.followMedia(m, s)
		}
	}
	b.judge(s, true)
}

func signallingKey(t *phase1, s *bbSession) string { return "s " + t.XID.String() + " " + s.key }

func (b *BBIFFC) followSignalling(t *phase1, s *bbSession) {
	if s.correlation == 0 {
		return
	}
	if !b.applies(t, s) {
		b.want(signallingKey(t, s), t.XID, nil, nil)
		return
	}
	cs := b.cfg.Criteria(s.info)
	if len(cs) == 0 {
		return
	}
	product, correlation := t.ProductXID(), s.correlation
	b.want(signallingKey(t, s), t.XID, s, &lipf.Task{Targets: cs, DeliveryType: lipf.X3Only, DIDs: b.content(t.DIDs), CorrelationID: &correlation, ProductID: &product})
	b.singleFlow.Add(1)
}

func (b *BBIFFC) followMedia(m *mediaTask, s *bbSession) {
	cs := b.cfg.Criteria(s.info)
	if len(cs) == 0 {
		return
	}
	correlation, product := s.correlation, m.ProductXID()
	if m.CorrelationID != nil {
		correlation = *m.CorrelationID
	}
	b.want("m "+m.XID.String(), m.XID, s, &lipf.Task{Targets: cs, DeliveryType: lipf.X3Only, DIDs: b.content(m.DIDs), CorrelationID: &correlation, ProductID: &product})
	b.singleFlow.Add(1)
}

func (b *BBIFFC) withdraw(m *mediaTask) { b.want("m "+m.XID.String(), m.XID, nil, nil) }

// want has the BBIFF-U of a session's UPF have a task, and the others not.
func (b *BBIFFC) want(key string, owner lipf.UUID, s *bbSession, task *lipf.Task) {
	at := ""
	if s != nil {
		at = b.peerOf(s)
	}
	for id, p := range b.peers {
		if id == at {
			p.set(key, owner, task, func() (lipf.UUID, error) { return lipf.NewUUID(b.rand) })
		} else {
			p.set(key, owner, nil, nil)
		}
	}
}

func (b *BBIFFC) peerOf(s *bbSession) string {
	other := ""
	for _, p := range b.cfg.BBIFFUs {
		if p.N4.IsValid() && p.N4 == s.info.UPFSEID.Addr {
			return p.ID
		}
		if !p.N4.IsValid() && other == "" {
			other = p.ID
		}
	}
	return other
}

// content are those of some destinations that take X3.
func (b *BBIFFC) content(dids []lipf.UUID) []lipf.UUID {
	return slices.DeleteFunc(slices.Clone(dids), func(did lipf.UUID) bool { return b.dests[did].DeliveryType == lipf.X2Only })
}

// judge counts a session if a task of phase 1 is about it.
func (b *BBIFFC) judge(s *bbSession, there bool) {
	now := there && s.established && slices.ContainsFunc(b.tasks, func(t *phase1) bool { return b.applies(t, s) })
	switch {
	case now && !s.applicable:
		b.applicable.Add(1)
	case !now && s.applicable:
		b.applicable.Add(-1)
	}
	s.applicable = now
}

// enable begins phase 1.
func (b *BBIFFC) enable(t *phase1) {
	b.tasks = append(b.tasks, t)
	keys := make([]string, 0, len(b.sessions))
	for k := range b.sessions {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		s := b.sessions[k]
		if s.established && b.applies(t, s) {
			b.record(t, s, xiri.N9HRMessageCauseHRLIEnabled, b.cfg.X1.Now(), x2x3.NotApplicable)
		}
		b.followSignalling(t, s)
		b.judge(s, true)
	}
}

// disable ends phase 1; for good unless the task goes on with another definition.
func (b *BBIFFC) disable(xid lipf.UUID, forGood bool) {
	i := slices.IndexFunc(b.tasks, func(o *phase1) bool { return o.XID == xid })
	if i < 0 {
		return
	}
	t := b.tasks[i]
	b.tasks = slices.Delete(b.tasks, i, i+1)
	for _, s := range b.sessions {
		if forGood {
			b.want(signallingKey(t, s), t.XID, nil, nil)
		}
		b.judge(s, true)
	}
	if forGood {
		b.seq.Forget(x2x3.UUID(t.ProductXID()))
	}
}

// destination opens, replaces or ends a destination. Those of LI_X1 for X2 are LI_X2_LITE; those for X3 are the BBIFF-Us'.
func (b *BBIFFC) destination(did lipf.UUID, d *lipf.Destination, x1Side bool) {
	if old := b.sinks[did]; old != nil {
		delete(b.sinks, did)
		b.wg.Go(old.close)
	}
	if d == nil {
		delete(b.dests, did)
	} else {
		b.dests[did] = *d
	}
	if d != nil && x1Side && d.DeliveryType != lipf.X3Only {
		s, err := b.cfg.X2.open(b.ctx, b.ne, "X2_LITE", *d, b.log.With("did", did.String()))
		if err != nil {
			b.ne.DestinationFault(did, err.Error())
			return
		}
		b.sinks[did] = s
	}
	if d == nil || d.DeliveryType != lipf.X2Only {
		for _, p := range b.peers {
			p.destination(did, d)
		}
	}
}

// tell sends a record for every task of phase 1 that is about a session.
func (b *BBIFFC) tell(s *bbSession, cause xiri.N9HRMessageCause, at time.Time, dir x2x3.Direction) {
	if s.correlation == 0 {
		// The resource at the H-SMF is not known: the session of this V-SMF must do.
		s.correlation = correlate(s.key, s.context)
	}
	for _, t := range b.tasks {
		if b.applies(t, s) {
			b.record(t, s, cause, at, dir)
		}
	}
}

// record is N9HRPDUSessionInfo, TS 33.128 R19 clause 7.10.3.3.
func (b *BBIFFC) record(t *phase1, s *bbSession, cause xiri.N9HRMessageCause, at time.Time, dir x2x3.Direction) {
	i := &s.info
	r := &xiri.N9HRPDUSessionInfo{
		SUPI: xiri.SUPI{IMSI: digits(i.Subscriber.SUPI, 6, 15)}, PEI: xiri.PEI{IMEISV: digits(i.Subscriber.PEI, 16, 16)}, PDUSessionID: i.ID,
		Location: location(i.Location), SNSSAI: slice(i.SNSSAI), MessageCause: cause,
	}
	if i.DNN != "" {
		r.DNN = xiri.Some(i.DNN)
	}
	var err error
	p := xiri.XIRIPayload{Event: r}
	if b.payload, err = p.AppendBinary(b.payload[:0]); err != nil {
		b.failed.Add(1)
		b.log.Error("record not made", "xid", t.XID, "err", err)
		b.ne.ReportTask(t.XID, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "a record N9HRPDUSessionInfo could not be encoded")
		return
	}
	pdu := &x2x3.PDU{Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: dir, XID: x2x3.UUID(t.ProductXID()), CorrelationID: s.correlation,
		Attributes: x2x3.Attributes{NFID: b.cfg.NFID, IPID: b.cfg.IPID, Timestamp: stamp(at, b.cfg.X1.Now)}, Payload: b.payload}
	for _, id := range (lipf.Identity{SUPI: i.Subscriber.SUPI, PEI: i.Subscriber.PEI}).Identifiers() {
		pdu.OtherTargets = append(pdu.OtherTargets, id.Fragment())
	}
	// What the task is about: the extensions with their namespaces.
	for _, id := range t.Targets {
		pdu.MatchedTargets = append(pdu.MatchedTargets, "<"+string(id.Type)+">"+id.Value+"</"+string(id.Type)+">")
	}
	b.seq.Number(pdu)
	for _, did := range t.DIDs {
		switch sink := b.sinks[did]; {
		case sink == nil:
		case sink.send(pdu):
			b.records.Add(1)
		default:
			b.lost.Add(1)
		}
	}
	b.ne.CountX2(t.XID, len(b.payload), pdu.Timestamp)
}
