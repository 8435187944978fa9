package mdf

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"lilab/lipf"
	"lilab/lipf/headers"
	"lilab/lipf/x1"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// reports makes the packet header reports of one task at an MDF3 and hands them to the MDF2 over LI_MDF (TS 33.128 R19
// clause 6.2.3.5, the second approach). A nil one makes none.
type reports struct {
	m   *MDF3
	cfg headers.Config
	// fragments are the task's targets, which count as matched.
	fragments []string

	order lipf.HeaderReporting
	// task is the latest definition.
	task atomic.Pointer[task]

	mu       sync.Mutex
	sessions map[uint64]*reporter
	closed   bool
	full     bool // maxReporters was reported
}

// reporter makes the reports of one session.
type reporter struct {
	*headers.Reporter
	// nfid and ipid are those of the POI that sent the session's first packet.
	nfid, ipid string
}

// maxReporters bounds the sessions of one task that reports are made of.
const maxReporters = 4096

// orderReports sets the header reports that a task orders. A task that was modified goes on with those it had if the order is
// the same; otherwise they end.
func (m *MDF3) orderReports(k, before *task) error {
	h, err := k.HeaderReporting()
	if err != nil {
		return err
	}
	if before != nil && before.reports != nil {
		old := before.reports
		if h != nil && reflect.DeepEqual(*h, old.order) && slices.Equal(k.Targets, before.Targets) && k.ProductXID() == before.ProductXID() {
			old.task.Store(k)
			k.reports = old
			return nil
		}
		now := m.x1.Now()
		m.wg.Go(func() { old.close(now) }) // The store of the NE is locked, and reports may have faults to tell it.
	}
	if h == nil {
		return nil
	}
	r := &reports{m: m, order: *h, sessions: map[uint64]*reporter{}}
	r.task.Store(k)
	r.cfg = headers.FromOrder(*h)
	r.cfg.Deprecated, r.cfg.Now = m.deprecated, m.x1.Now
	for _, t := range k.Targets {
		r.fragments = append(r.fragments, t.Fragment())
	}
	k.reports = r
	return nil
}

// session returns the reporter of the session that a PDU belongs to, nil where there is none.
func (r *reports) session(p *x2x3.PDU) *reporter {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.sessions[p.CorrelationID]; s != nil || r.closed {
		return s
	}
	if len(r.sessions) >= maxReporters {
		if !r.full {
			r.full = true
			r.m.ne.ReportTask(r.task.Load().XID, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "more than %d sessions at a time: no header reports of the others", maxReporters)
		}
		return nil
	}
	s := &reporter{nfid: p.NFID, ipid: p.IPID}
	cfg, correlation := r.cfg, p.CorrelationID
	cfg.Emit = func(record xiri.Event, at time.Time, fromTarget bool) { r.emit(s, correlation, record, at, fromTarget) }
	var err error
	if s.Reporter, err = headers.New(cfg); err != nil {
		r.m.ne.ReportTask(r.task.Load().XID, x1.NonTerminatingFault, x1.IssueNonTerminatingFault, "header reports can not be made: %v", err)
		return nil
	}
	r.sessions[p.CorrelationID] = s
	return s
}

// emit sends a report as an X2 PDU. Its POI is the one whose content it was made of.
func (r *reports) emit(s *reporter, correlation uint64, record xiri.Event, at time.Time, fromTarget bool) {
	m, k := r.m, r.task.Load()
	payload := xiri.XIRIPayload{Event: record}
	octets, err := payload.AppendBinary(nil)
	if err != nil {
		m.broken(k.XID, m.x1.ID, fmt.Errorf("header report: %w", err))
		return
	}
	p := x2x3.PDU{
		Type: x2x3.X2, Format: x2x3.FormatTS33128, Direction: x2x3.ToTarget, XID: x2x3.UUID(k.ProductXID()), CorrelationID: correlation,
		Attributes: x2x3.Attributes{NFID: s.nfid, IPID: s.ipid, Timestamp: at, MatchedTargets: r.fragments}, Payload: octets,
	}
	if fromTarget {
		p.Direction = x2x3.FromTarget
	}
	m.mu.RLock()
	var to []*destination
	for _, did := range k.DIDs {
		if d := m.dests[did]; d != nil && d.lmdf != nil {
			to = append(to, d)
		}
	}
	m.mu.RUnlock()
	m.reportsOut.Lock()
	defer m.reportsOut.Unlock()
	m.reportsSeq.Number(&p)
	for _, d := range to {
		err := d.lmdf.TrySend(&p)
		if err == nil {
			m.headerReports.Add(1)
			continue
		}
		m.lost.Add(1)
		why := "a header report could not be sent: " + err.Error()
		if errors.Is(err, x2x3.ErrQueueFull) {
			why = "the buffer for the MDF2 is full, header reports are lost"
			d.monitor.Watch()
		}
		m.log.Error("header report not sent", "xid", k.XID, "did", d.did, "err", err)
		m.ne.DestinationFault(d.did, why)
	}
}

// all returns the reporters.
func (r *reports) all() []*reporter {
	r.mu.Lock()
	defer r.mu.Unlock()
	out := make([]*reporter, 0, len(r.sessions))
	for _, s := range r.sessions {
		out = append(out, s)
	}
	return out
}

// tick lets time go by.
func (r *reports) tick(now time.Time) {
	if r == nil {
		return
	}
	for _, s := range r.all() {
		s.Tick(now)
	}
}

// close reports every flow a last time. Packets after that make no reports.
func (r *reports) close(now time.Time) {
	if r == nil {
		return
	}
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	for _, s := range r.all() {
		s.Close(now)
	}
	r.mu.Lock()
	clear(r.sessions)
	r.mu.Unlock()
	r.m.reportsSeq.Forget(x2x3.UUID(r.task.Load().ProductXID()))
}

// sessionEnded reports the flows of a session that is over.
func (r *reports) sessionEnded(correlation uint64, now time.Time) {
	if r == nil {
		return
	}
	r.mu.Lock()
	s := r.sessions[correlation]
	delete(r.sessions, correlation)
	r.mu.Unlock()
	if s != nil {
		s.Close(now)
	}
}
