package poi_test

import (
	"context"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// criterion returns the UPF criteria of a task, one list for each identifier.
func criteriaOf(t *testing.T, k lipf.Task) (out [][]lipf.UPFLIT3Target) {
	t.Helper()
	for _, id := range k.Targets {
		c, err := id.UPFLIT3()
		require.NoError(t, err)
		out = append(out, c)
	}
	return out
}

// TestTriggers follows one session through both triggering functions, in each role of the SMF.
func TestTriggers(t *testing.T) {
	for role, instance := range map[event.SMFRole]string{event.AnchorSMF: "n3", event.VisitedSMF: "n9", event.HomeSMF: "n9"} {
		t.Run(instance, func(t *testing.T) {
			w := newWorld(t, nil)
			order := &lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{TimerExpiry: time.Minute}}}
			xid := w.task(supiOf(1), order)
			require.Empty(t, w.cc.has(), "no session yet")
			s := session(role, 1, 5, 7)
			w.smf.Observe(event.SMFUserPlane{Header: head(0), Session: s})
			w.drain()
			require.Equal(t, []string{"activate"}, w.cc.said(), "before the session is established")
			require.Equal(t, []string{"activate"}, w.pdhr.said())
			w.smf.Observe(event.SMFPDUSessionEstablished{Header: head(time.Second), Session: s})
			rs := w.drain()
			require.Len(t, rs, 1)

			cc, pdhr := w.cc.has()[0], w.pdhr.has()[0]
			require.NotEqual(t, xid, cc.XID, "an XID of its own")
			require.NotEqual(t, pdhr.XID, cc.XID)
			for _, k := range []lipf.Task{cc, pdhr} {
				require.Equal(t, xid, *k.ProductID)
				require.Equal(t, rs[0].pdu.CorrelationID, *k.CorrelationID)
				f := &lipf.FSEID{SEID: s.UPFSEID.SEID, IPv4: s.UPFSEID.Addr}
				require.Equal(t, [][]lipf.UPFLIT3Target{{{FSEID: f}}, {{NetworkInstance: []byte(instance)}}}, criteriaOf(t, k))
			}
			require.Equal(t, lipf.X3Only, cc.DeliveryType)
			require.Equal(t, []lipf.UUID{w.did3}, cc.DIDs)
			require.Empty(t, cc.Extensions)
			require.Equal(t, lipf.X2Only, pdhr.DeliveryType)
			require.Equal(t, []lipf.UUID{w.did2}, pdhr.DIDs)
			got, err := pdhr.HeaderReporting()
			require.NoError(t, err)
			require.Equal(t, order, got)

			// Another warrant on the session: a task of its own, with the same Correlation ID.
			second := w.task(lipf.TargetIdentifier{Type: lipf.PEIIMEISV, Value: s.Subscriber.PEI}, nil)
			require.Equal(t, []string{"activate"}, w.cc.said(), "answered before the ADMF is")
			require.Empty(t, w.pdhr.said())
			both := w.cc.has()
			require.Len(t, both, 2)
			require.Equal(t, *both[0].CorrelationID, *both[1].CorrelationID)
			require.ElementsMatch(t, []lipf.UUID{xid, second}, []lipf.UUID{*both[0].ProductID, *both[1].ProductID})
			resp := w.call(w.cctf, x1.GetTaskDetails{XID: xid}).(x1.GetTaskDetailsResponse)
			require.Len(t, resp.Task.Extensions, 1)
			require.Contains(t, resp.Task.Extensions[0].XML, "DelegatedTaskStatus")
			require.Contains(t, resp.Task.Extensions[0].XML, cc.XID.String())

			w.end(second, w.cctf)
			require.Equal(t, []string{"deactivate"}, w.cc.said())
			require.Equal(t, []lipf.Task{cc}, w.cc.has())
			w.release(s)
			w.judged(w.drain())
			require.Equal(t, []string{"deactivate"}, w.cc.said())
			require.Equal(t, []string{"deactivate"}, w.pdhr.said())
			require.Empty(t, w.cc.has())
			require.Empty(t, w.reported())
			w.end(xid, w.iri, w.cctf, w.itf)
			w.call(w.cctf, x1.RemoveDestination{DID: w.did3})
			w.drain()
			require.Equal(t, []string{"remove"}, w.cc.said())
		})
	}
}

// TestTriggersFollow: the POI's task changes with the session and with the task of the ADMF, and only then.
func TestTriggersFollow(t *testing.T) {
	w := newWorld(t, func(c *poi.SMFConfig) { c.CCTF.Criteria = poi.TunnelCriteria })
	xid := w.task(supiOf(1), &lipf.HeaderReporting{PerPacket: true})
	s := session(event.AnchorSMF, 1, 5, 7)
	w.open(s)
	w.drain()
	require.Equal(t, []string{"activate"}, w.cc.said())
	first := w.cc.has()[0]
	require.Equal(t, [][]lipf.UPFLIT3Target{{{FTEID: &lipf.FTEID{TEID: s.UplinkN3.TEID, IPv4: s.UplinkN3.Addr}}}}, criteriaOf(t, first))

	s.DownlinkN3 = event.FTEID{TEID: 0xdd, Addr: netip.MustParseAddr("2001:db8:3::9")}
	w.smf.Observe(event.SMFUserPlane{Header: head(1), Session: s})
	w.smf.Observe(event.SMFPDUSessionModified{Header: head(2), Session: s})
	w.drain()
	require.Equal(t, []string{"modify"}, w.cc.said())
	now := w.cc.has()[0]
	require.Equal(t, first.XID, now.XID)
	require.Equal(t, first.CorrelationID, now.CorrelationID)
	require.Contains(t, criteriaOf(t, now)[0], lipf.UPFLIT3Target{FTEID: &lipf.FTEID{TEID: 0xdd, IPv6: s.DownlinkN3.Addr}})
	require.Equal(t, []string{"activate"}, w.pdhr.said(), "the F-SEID stays")

	// The ADMF asks for other reports, then for somebody else, then for anna again.
	task := lipf.Task{XID: xid, Targets: []lipf.TargetIdentifier{supiOf(1)}, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{w.did2},
		Extensions: []lipf.Extension{lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{PacketCount: 5}}}.Extension()}}
	w.call(w.itf, x1.ModifyTask{Task: task})
	require.Equal(t, []string{"modify"}, w.pdhr.said())
	task.Targets[0] = supiOf(2)
	w.call(w.itf, x1.ModifyTask{Task: task})
	require.Equal(t, []string{"deactivate"}, w.pdhr.said())
	task.Targets[0] = supiOf(1)
	w.call(w.itf, x1.ModifyTask{Task: task})
	require.Equal(t, []string{"activate"}, w.pdhr.said())

	for _, c := range []struct {
		client *x1.Client
		task   lipf.Task
	}{
		{w.itf, lipf.Task{XID: w.uuid(), Targets: task.Targets, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{w.did2}}}, // no order
		{w.cctf, lipf.Task{XID: w.uuid(), Targets: task.Targets, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{w.did3}, Extensions: task.Extensions}},
		{w.cctf, lipf.Task{XID: w.uuid(), Targets: task.Targets, DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{w.did3}}},
	} {
		_, err := c.client.Call(t.Context(), x1.ActivateTask{Task: c.task})
		var refused *x1.Error
		require.ErrorAs(t, err, &refused)
	}
	w.call(w.cctf, x1.ModifyDestination{Destination: lipf.Destination{DID: w.did3, DeliveryType: lipf.X3Only, Address: netip.MustParseAddrPort("127.0.0.1:9104")}})
	w.drain()
	require.Equal(t, []string{"change"}, w.cc.said())
	w.call(w.cctf, x1.DeactivateAllTasks{})
	require.Equal(t, []string{"deactivate"}, w.cc.said())
	w.judged(w.drain())
}

// TestTriggersFail: a session whose establishment fails after its rules were in the UPF leaves nothing behind.
func TestTriggersFail(t *testing.T) {
	w := newWorld(t, nil)
	w.task(supiOf(1), nil)
	s := session(event.VisitedSMF, 1, 5, 7)
	w.smf.Observe(event.SMFUserPlane{Header: head(0), Session: s})
	w.drain()
	require.Len(t, w.cc.has(), 1)
	s.UPFSEID.SEID = 0
	w.smf.Observe(event.SMFProcedureFailed{Header: head(1), Session: s, Procedure: event.PDUSessionEstablishment, Cause: 38, Initiator: event.ByUE})
	rs := w.drain()
	require.Equal(t, []string{"unsuccessfulSMProcedure"}, names(rs))
	require.Empty(t, w.cc.has())
	require.Equal(t, []string{"activate", "deactivate"}, w.cc.said())
	// A session of the same name later is another one.
	w.open(session(event.VisitedSMF, 1, 5, 8))
	next := w.drain()
	require.NotEqual(t, rs[0].pdu.CorrelationID, next[0].pdu.CorrelationID)
	require.Equal(t, next[0].pdu.CorrelationID, *w.cc.has()[0].CorrelationID)
}

// issues returns the task reports about a task.
func (w *world) issues(xid lipf.UUID) (out []x1.ReportTaskIssue) {
	for _, r := range w.reported() {
		if i, ok := r.(x1.ReportTaskIssue); ok && i.XID == xid {
			out = append(out, i)
		}
	}
	return out
}

func (w *world) awaitIssue(xid lipf.UUID, n int) x1.ReportTaskIssue {
	w.t.Helper()
	require.Eventually(w.t, func() bool { return len(w.issues(xid)) >= n }, 10*time.Second, time.Millisecond)
	is := w.issues(xid)
	require.Len(w.t, is, n)
	return is[n-1]
}

// TestPOIRefuses: what the POI does not take becomes a ReportTaskIssue to the ADMF, and is over with the session.
func TestPOIRefuses(t *testing.T) {
	w := newWorld(t, nil)
	xid := w.task(supiOf(1), nil)
	w.cc.refuses(x1.Errorf(x1.ErrTargetCombination, "not this one"))
	s := w.open(session(event.AnchorSMF, 1, 5, 7))
	w.drain()
	i := w.awaitIssue(xid, 1)
	require.Equal(t, x1.NonTerminatingFault, i.Report)
	require.Contains(t, i.Details, "upf1-cc-poi refuses ActivateTask")
	require.Contains(t, i.Details, "3020")
	status := w.call(w.cctf, x1.GetTaskDetails{XID: xid}).(x1.GetTaskDetailsResponse)
	require.Len(t, status.Task.Faults, 1)
	require.Equal(t, uint64(1), w.smf.TFStats()["smf1-cc-tf"].Refused, "it is not asked again and again")

	w.cc.refuses(nil)
	next := w.open(session(event.AnchorSMF, 1, 6, 8))
	w.drain()
	require.Len(t, w.cc.has(), 1, "other sessions are not touched")
	s.UPFSEID.SEID++
	w.smf.Observe(event.SMFUserPlane{Header: head(1), Session: s})
	w.drain()
	require.Len(t, w.cc.has(), 2, "the rules have changed: a new attempt")
	require.Equal(t, x1.AllClear, w.awaitIssue(xid, 2).Report)

	// The POI gives a task up by itself.
	lost := w.cc.has()[0]
	w.cc.ne.ReportTask(lost.XID, x1.TerminatingFault, x1.IssueTerminatingFault, "out of memory")
	i = w.awaitIssue(xid, 3)
	require.Equal(t, x1.NonTerminatingFault, i.Report, "the task goes on for other sessions")
	require.Contains(t, i.Details, "out of memory")
	w.cc.ne.ReportTask(lost.XID, x1.Warning, x1.IssueWarning, "something")
	require.Equal(t, "upf1-cc-poi: something", w.awaitIssue(xid, 4).Details)
	w.cc.ne.DestinationFault(w.did3, "X3 connection: refused")
	w.cc.ne.ReportNE(x1.NEWarning, x1.IssueWarning, "hot")
	require.Eventually(t, func() bool {
		n := 0
		for _, r := range w.reported() {
			switch r := r.(type) {
			case x1.ReportDestinationIssue:
				require.Equal(t, w.did3, r.DID)
				require.Contains(t, r.Details, "X3 connection")
				n++
			case x1.ReportNEIssue:
				require.Contains(t, r.Description, "hot")
				n++
			}
		}
		return n == 2
	}, 10*time.Second, time.Millisecond)
	w.release(s)
	w.release(next)
	w.drain()
	require.Empty(t, w.cc.has())
	w.judged(nil)
}

// TestPOIAway: requests without an answer are repeated, what has changed meanwhile is left out, and the ADMF hears of it.
func TestPOIAway(t *testing.T) {
	w := newWorld(t, nil)
	xid := w.task(supiOf(1), nil)
	w.t3.set(true)
	before := time.Now()
	gone := w.open(session(event.AnchorSMF, 1, 5, 7))
	w.release(gone)
	stays := w.open(session(event.AnchorSMF, 1, 6, 8))
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	require.ErrorIs(t, w.smf.Drain(ctx), context.DeadlineExceeded)
	require.NoError(t, w.smf.POI.Drain(t.Context()), "records do not wait for the POI")
	require.Less(t, time.Since(before), 5*time.Second, "observing never waits")
	require.Contains(t, w.awaitIssue(xid, 1).Details, "upf1-cc-poi does not answer")
	w.t3.set(false)
	w.drain()
	require.Len(t, w.cc.has(), 1)
	f := criteriaOf(t, w.cc.has()[0])[0][0].FSEID
	require.Equal(t, stays.UPFSEID.SEID, f.SEID)
	require.Equal(t, x1.AllClear, w.awaitIssue(xid, 2).Report)
	require.NotZero(t, w.smf.TFStats()["smf1-cc-tf"].Repeated)
	require.Empty(t, w.call(w.cctf, x1.GetTaskDetails{XID: xid}).(x1.GetTaskDetailsResponse).Task.Faults)
	w.judged(nil)
}

// TestPOIForgets: a POI that lost everything and says so gets its destinations and tasks again; one that does not say so
// gets them when it contradicts.
func TestPOIForgets(t *testing.T) {
	w := newWorld(t, func(c *poi.SMFConfig) { c.CCTF.Criteria = poi.TunnelCriteria })
	w.task(supiOf(1), nil)
	s := w.open(session(event.AnchorSMF, 1, 5, 7))
	w.drain()
	xid := w.cc.has()[0].XID
	w.cc.forget(t, w)
	require.Empty(t, w.cc.has())
	w.cc.ne.ReportNE(x1.NEAlert, x1.IssueDatabaseCleared, "restarted")
	require.Eventually(t, func() bool { return len(w.cc.has()) == 1 }, 10*time.Second, time.Millisecond)
	require.Equal(t, xid, w.cc.has()[0].XID)

	w.cc.forget(t, w)
	s.DownlinkN3 = event.FTEID{TEID: 0xdd, Addr: netip.MustParseAddr("10.0.3.9")}
	w.smf.Observe(event.SMFUserPlane{Header: head(1), Session: s})
	w.drain()
	require.Len(t, w.cc.has(), 1)
	w.cc.forget(t, w)
	w.release(s)
	w.drain()
	require.Empty(t, w.cc.has())
	require.Empty(t, w.issues(*new(lipf.UUID)))
}

// forget makes the POI's X1 server lose its store, as a restart would.
func (u *upfPOI) forget(t *testing.T, w *world) {
	t.Helper()
	c := w.tfClient()
	defer c.Close()
	_, err := c.Call(t.Context(), x1.DeactivateAllTasks{})
	require.NoError(t, err)
	_, err = c.Call(t.Context(), x1.RemoveAllDestinations{})
	require.NoError(t, err)
}

// TestOrphans: tasks that an earlier life of the function left at the POI are ended before anything else.
func TestOrphans(t *testing.T) {
	w := prepare(t)
	c := w.tfClient()
	defer c.Close()
	did, product, correlation := w.uuid(), w.uuid(), uint64(1)
	w.call(c, x1.CreateDestination{Destination: lipf.Destination{DID: did, DeliveryType: lipf.X3Only, Address: netip.MustParseAddrPort("127.0.0.1:9103")}})
	w.call(c, x1.ActivateTask{Task: lipf.Task{XID: w.uuid(), DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{did}, ProductID: &product, CorrelationID: &correlation,
		Targets: []lipf.TargetIdentifier{lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{NetworkInstance: []byte("n3")})}}})
	require.Len(t, w.cc.has(), 1)
	require.Equal(t, []string{"create", "activate"}, w.cc.said())
	w.begin(w.config())
	require.Equal(t, []string{"deactivate", "create"}, w.cc.said())
}

// TestTriggersTampered: the hook of negative tests changes what the POI gets, or keeps it from getting anything.
func TestTriggersTampered(t *testing.T) {
	drop := false
	w := newWorld(t, func(c *poi.SMFConfig) {
		c.CCTF.Tamper = func(k *lipf.Task) bool {
			*k.CorrelationID++
			return !drop
		}
	})
	w.task(supiOf(1), nil)
	w.open(session(event.AnchorSMF, 1, 5, 7))
	rs := w.drain()
	require.Equal(t, rs[0].pdu.CorrelationID+1, *w.cc.has()[0].CorrelationID)
	drop = true
	w.open(session(event.AnchorSMF, 1, 6, 8))
	w.drain()
	require.Len(t, w.cc.has(), 1)
}

// TestSMFConfigs refuses what cannot work.
func TestSMFConfigs(t *testing.T) {
	for what, c := range map[string]func(*poi.SMFConfig){
		"one identifier": func(c *poi.SMFConfig) { c.CCTF.T.ID = "another" },
		"triggered POI":  func(c *poi.SMFConfig) { c.CCTF.POI = "" },
		"https":          func(c *poi.SMFConfig) { c.IRITF.POIURL = "http://upf1" },
		"part of a AMF":  func(c *poi.SMFConfig) { c.NF.Type = event.AMF },
		"no listener":    func(c *poi.SMFConfig) { c.CCTF.T.Listener = nil },
	} {
		w := prepare(t)
		cfg := w.config()
		c(&cfg)
		_, err := poi.NewSMF(cfg)
		require.ErrorContains(t, err, what)
	}
}
