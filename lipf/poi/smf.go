package poi

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"lilab/lipf"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// SMFConfig is the configuration of the LI functions of one SMF.
type SMFConfig struct {
	// Config is that of the IRI-POI, an NE of its own on X1.
	Config
	// CCTF and IRITF are the triggering functions, each an NE of its own on X1; nil means that there is none.
	//
	// Tasks of the CC-TF are X3Only: for every PDU session of the target it has a task of its own at the UPF's CC-POI.
	// Tasks of the IRI-TF are X2Only and carry the order of header reports (lipf.HeaderReporting), which it hands to
	// the UPF's IRI-POI. What Config says of the network function counts for both.
	CCTF, IRITF *TFConfig
	// Correlations is shared by the SMFs of an operator, so that a home-routed session has one Correlation ID at all of them; nil
	// means that each SMF has its own.
	Correlations *SMFCorrelations
}

// An SMF is everything of LI in one SMF: IRI-POI, CC-TF and IRI-TF (TS 33.127 clause 6.2.3, TS 33.128 R19 clause 6.2.3).
// They are one object because they share the sessions, and with them the Correlation ID: one for each PDU session, the
// same in its xIRIs, in the tasks for the UPF, and so in the xCC. It is never 0. It is an event.Observer.
//
// It keeps every PDU session of every subscriber, so a task that comes later finds those that are established: the
// IRI-POI reports each with SMFStartOfInterceptionWithEstablishedPDUSession before anything else of the task, the
// triggering functions have the UPF's POIs begin.
//
// # When content begins
//
// Observe only queues: the SMF never waits for interception. The triggers are made of event.SMFUserPlane, that is of the
// PFCP answer that makes the session at the UPF (the F-SEID that names it there does not exist earlier), before the
// UE is told of the session. A UE can send its first packet only after its accept went through AMF and gNB, and
// triggering takes one exchange on a connection that is open already, so the trigger is usually in place first. Nothing
// guarantees it: on a busy machine, or when the POI is slow or away, what passes before the POI's answer is missed. The
// CC-TF reports a POI that does not answer to the ADMF (ReportTaskIssue); a lost race nobody notices. Who must not depend
// on this calls Drain between the session and the first packet. An X1 request that activates or changes a task of a triggering function is answered when
// the UPF's POI has answered for all running sessions, or after half of TIME1.
//
// # Order
//
// For one session and one task the requests to a triggered POI are never reordered, and each is answered before the
// next is sent: ActivateTask, ModifyTask when the criteria or the order change, DeactivateTask when the session is
// released, when its establishment fails, or when the task ends. Requests without an answer are repeated; what has
// changed in the meantime is left out. Two tasks on one session are two tasks at the POI.
type SMF struct {
	*POI
	tfs []*tf
}

// NewSMF makes the LI functions of an SMF.
func NewSMF(cfg SMFConfig) (*SMF, error) {
	f := &smfPOI{shared: cfg.Correlations}
	if f.shared == nil {
		f.shared = NewSMFCorrelations()
	}
	p, err := newPOI(cfg.Config, event.SMF, lipf.Data, f)
	if err != nil {
		return nil, err
	}
	s := &SMF{POI: p}
	for _, c := range []struct {
		cfg      *TFConfig
		delivery lipf.DeliveryType
	}{{cfg.CCTF, lipf.X3Only}, {cfg.IRITF, lipf.X2Only}} {
		if c.cfg == nil {
			continue
		}
		t, err := newTF(*c.cfg, p, f, c.delivery)
		if err != nil {
			return nil, errors.Join(err, s.Close())
		}
		s.tfs = append(s.tfs, t)
		f.tfs = append(f.tfs, t)
	}
	return s, nil
}

// Start begins to listen on X1 and to work off events.
func (s *SMF) Start(ctx context.Context) error {
	for _, t := range s.tfs {
		t.start()
	}
	return s.POI.Start(ctx)
}

// Close stops all functions and waits for their goroutines. Tasks at the UPF's POIs stay as they are: the ADMF ends a task
// before the network is taken down, or the POIs end them when nobody is heard of (TS 103 221-1 clause 6.6.2).
func (s *SMF) Close() error {
	for _, t := range s.tfs {
		t.stop()
	}
	err := s.POI.Close()
	for _, t := range s.tfs {
		err = errors.Join(err, t.close())
	}
	return err
}

// Drain waits until every event observed so far was worked off, every PDU it caused is written to its destination's
// connection, and the triggered POIs have answered every request that it caused.
func (s *SMF) Drain(ctx context.Context) error {
	if err := s.POI.Drain(ctx); err != nil {
		return err
	}
	for _, t := range s.tfs {
		if err := t.drain(ctx); err != nil {
			return err
		}
	}
	return nil
}

// TFStats returns the counters of the triggering functions, by neIdentifier.
func (s *SMF) TFStats() map[string]TFStats {
	out := map[string]TFStats{}
	for _, t := range s.tfs {
		out[t.cfg.X1.ID] = t.Stats()
	}
	return out
}

// maxSessions bounds the sessions that are kept: more than an SMF can have. The oldest goes when it is reached.
const maxSessions = 1 << 20

// smfPOI is what is special about the IRI-POI of an SMF. Only the worker calls it.
type smfPOI struct {
	sessions states[*smfSession]
	// correlations are the Correlation IDs of the sessions.
	correlations map[uint64]bool
	// shared are those of the sessions of several SMFs.
	shared *SMFCorrelations
	tfs    []*tf
	// touched is the session of the event at hand, released says that it is over.
	touched  *smfSession
	released bool
}

// smfSession is what the POI keeps of a PDU session.
type smfSession struct {
	key         string
	info        event.SMFSession
	correlation uint64
	// request is the request type of the establishment, which a later event no longer has.
	request event.SMRequestType
	// established says that there was a record of establishment, at is its time.
	established bool
	at          time.Time
	// joined is the resource at the H-SMF under which the session shares its Correlation ID.
	joined string
}

func (s *smfSession) triggerKey() string         { return s.key }
func (s *smfSession) triggerCorrelation() uint64 { return s.correlation }

func (s *smfSession) triggers(t *tf, k *lipf.Task) ([]lipf.TargetIdentifier, []lipf.Extension) {
	if !t.p.worker.matches(k, s.id()) {
		return nil, nil
	}
	return t.cfg.Criteria(s.info), nil
}

func (f *smfPOI) eachFollowed(each func(followed)) {
	f.sessions.each(func(s *smfSession) { each(s) })
}

func (f *smfPOI) tasksChanged(*tf, *lipf.Task) {}

func (s *smfSession) id() lipf.Identity { return claims(s.info.Subscriber, false) }

// smfKey names a session as long as it lives: by the SMF's F-SEID. A session that was refused before it got one has none.
func smfKey(h event.Header, s *event.SMFSession) string {
	if s.CPFSEID.SEID == 0 {
		return ""
	}
	return fmt.Sprintf("%s %s %x", h.NF.InstanceID, s.CPFSEID.Addr, s.CPFSEID.SEID)
}

// session returns the session of an event, with what the event knows and what earlier ones told. A new one is kept.
func (f *smfPOI) session(h event.Header, info event.SMFSession) *smfSession {
	key := smfKey(h, &info)
	s, ok := f.sessions.get(key)
	if !ok {
		s = &smfSession{key: key, at: h.Time}
		s.correlation = f.correlate(h, &info)
		if key != "" {
			f.join(s, &info)
			f.keep(s)
		}
	}
	if info.Subscriber.PEI == "" {
		info.Subscriber.PEI = s.info.Subscriber.PEI
	}
	if info.Subscriber.GPSI == "" {
		info.Subscriber.GPSI = s.info.Subscriber.GPSI
	}
	if info.Location == nil {
		info.Location = s.info.Location
	}
	if info.HSMFURI == "" {
		info.HSMFURI = s.info.HSMFURI
	}
	if info.UPFSEID.SEID == 0 {
		info.UPFSEID = s.info.UPFSEID
	}
	s.info = info
	if ok {
		f.join(s, &info)
	}
	return s
}

// join shares the Correlation ID of a home-routed session as soon as its resource at the H-SMF is known. A V-SMF that has taken the
// session over knows it from the beginning; another one tells the Correlation ID that it has chosen.
func (f *smfPOI) join(s *smfSession, info *event.SMFSession) {
	if s.joined == "" && info.Role == event.VisitedSMF && info.HSMFURI != "" {
		s.joined, s.correlation = info.HSMFURI, f.shared.join(info.HSMFURI, s.correlation)
	}
}

func (f *smfPOI) keep(s *smfSession) {
	if f.sessions.len() >= maxSessions {
		oldest := f.sessions.first.value
		f.forget(oldest)
		for _, t := range f.tfs {
			t.session(oldest, true)
		}
	}
	if f.correlations == nil {
		f.correlations = map[uint64]bool{}
	}
	f.correlations[s.correlation] = true
	f.sessions.put(s.key, s)
}

func (f *smfPOI) forget(s *smfSession) {
	f.sessions.remove(s.key)
	if s.joined == "" || !f.shared.leave(s.joined) {
		delete(f.correlations, s.correlation)
	}
	s.joined = ""
}

// correlate makes the Correlation ID of a session: a digest of the SMF, of the session's name there, and of when it was
// first seen. So it is stable for the session, differs between SMFs, and needs no state beyond the running sessions.
func (f *smfPOI) correlate(h event.Header, s *event.SMFSession) uint64 {
	b := fmt.Appendf(nil, "%s|%s|%d|%d|%s|%d|", h.NF.InstanceID, s.CPFSEID.Addr, s.CPFSEID.SEID, h.Time.UnixNano(), s.Subscriber.SUPI, s.ID)
	for i := uint64(0); ; i++ {
		d := sha256.Sum256(binary.BigEndian.AppendUint64(b, i))
		if id := binary.BigEndian.Uint64(d[:]); id != uncorrelated && !f.correlations[id] {
			return id
		}
	}
}

func (f *smfPOI) observe(e event.Event) (product, bool) {
	f.touched, f.released = nil, false
	switch e := e.(type) {
	case event.SMFUserPlane:
		f.touched = f.session(e.Header, e.Session)
		return product{id: f.touched.id(), at: e.Time}, true
	case event.SMFPDUSessionEstablished:
		s := f.session(e.Header, e.Session)
		s.established, s.at, s.request = true, e.Time, e.Session.RequestType
		return f.product(s, e.Time, x2x3.FromTarget, func() xiri.Event { return smfEstablishment(&s.info) }), true
	case event.SMFPDUSessionModified:
		s := f.session(e.Header, e.Session)
		return f.product(s, e.Time, initiator(e.Initiator), func() xiri.Event { return smfModification(&s.info) }), true
	case event.SMFPDUSessionReleased:
		s := f.session(e.Header, e.Session)
		e.Session = s.info
		f.forget(s)
		f.released = true
		if e.Continued {
			// The PDU session is not released, so there is no record: it goes on at another V-SMF, which reports it.
			f.touched = s
			return product{id: s.id(), at: e.Time}, true
		}
		return f.product(s, e.Time, initiator(e.Initiator), func() xiri.Event { return smfRelease(&e) }), true
	case event.SMFProcedureFailed:
		return f.failed(e), true
	}
	return product{}, false
}

// failed keeps what a session was when a procedure of it fails, and forgets one that could not be established.
func (f *smfPOI) failed(e event.SMFProcedureFailed) product {
	key := smfKey(e.Header, &e.Session)
	before, known := f.sessions.get(key)
	var was event.SMFSession
	if known {
		was = before.info
	}
	s := f.session(e.Header, e.Session)
	e.Session = s.info
	switch {
	case e.Procedure == event.PDUSessionEstablishment:
		f.forget(s)
		f.released = true
	case known:
		s.info = was
	default:
		f.forget(s)
		f.released = true
	}
	return f.product(s, e.Time, initiator(e.Initiator), func() xiri.Event { return smfUnsuccessful(&e) })
}

func (f *smfPOI) product(s *smfSession, at time.Time, d x2x3.Direction, record func() xiri.Event) product {
	f.touched = s
	return product{s.id(), at, d, record, s.correlation, f.released, nil}
}

// ongoing returns a start of interception for every session that is established, in the order of their beginning.
func (f *smfPOI) ongoing(each func(product)) {
	f.sessions.each(func(s *smfSession) {
		if s.established {
			each(product{s.id(), s.at, x2x3.NotApplicable, func() xiri.Event { return smfStart(s) }, s.correlation, false, nil})
		}
	})
}

// reported has the triggering functions follow the session of the event: after the IRI-POI, so that the record of a
// session is on its way before the trigger.
func (f *smfPOI) reported() {
	if f.touched == nil || f.touched.key == "" {
		return
	}
	for _, t := range f.tfs {
		t.session(f.touched, f.released)
	}
}
