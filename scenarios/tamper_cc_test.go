package scenarios

import (
	"bytes"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/oracle"
	"lilab/pcaps"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// withData is a shipped scenario whose phones do one other thing, where they did the last of what they do.
func withData(t testing.TB, id string, what Transfer) *Scenario {
	t.Helper()
	sc, err := Get(id)
	require.NoError(t, err)
	out := *sc
	out.Script = nil
	last := -1
	for i, step := range sc.Script {
		if step.Data != nil {
			last = i
		}
	}
	require.GreaterOrEqual(t, last, 0)
	for i, step := range sc.Script {
		if step.Data != nil {
			if i != last {
				continue
			}
			step.Data = nil
			for _, name := range []string{"anna", "carla"} {
				what.From = name
				step.Data = append(step.Data, what)
			}
		}
		out.Script = append(out.Script, step)
	}
	return &out
}

// failedOf are the requirements that failed, by id.
func failedOf(res oracle.Result) map[string]oracle.Requirement {
	out := map[string]oracle.Requirement{}
	for _, q := range res.Requirements {
		if q.Result == oracle.Fail {
			out[q.ID] = q
		}
	}
	return out
}

// TestOneInAThousand makes the CC-POI of the target's UPF miss one packet in a thousand, once so that the sequence numbers
// show it and once so that nothing on X3 does. The verdict is fail both times, and the requirement names the frame on
// N3 of a packet that is nowhere on X3.
func TestOneInAThousand(t *testing.T) {
	sc := withData(t, "domestic/data-clear", Transfer{App: AppUDP, Messages: 1050, Octets: 300})
	for name, gap := range map[string]bool{"with a gap": true, "without a gap": false} {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			res := playScenario(t, sc, RunConfig{Out: out, Seed: 4, TamperCC: func(string) poi.CCTamperer {
				return &poi.DropCC{Every: 1000, Gap: gap}
			}})
			require.Equal(t, oracle.Fail, res.Verdict)
			failed := failedOf(res)
			require.Contains(t, failed, "CC-1")
			require.Equal(t, gap, contains(failed, "X3-SEQ-1"))
			c := res.Warrants[0].Sessions[0]
			require.Equal(t, 2, c.Missing)
			require.Equal(t, c.Due.Uplink+c.Due.Downlink-2, c.X3.Uplink+c.X3.Downlink)

			var named []int
			for _, e := range failed["CC-1"].Evidence {
				if e.Interface == "nl.n3" {
					named = append(named, e.Frame)
				}
			}
			require.Len(t, named, 2, "%+v", failed["CC-1"])
			var messages, delivered [][]byte
			frames(t, out, func(f pcaps.Frame) {
				for _, n := range named {
					if f.Number == n {
						require.Equal(t, "nl.n3", f.Interface)
						messages = append(messages, bytes.Clone(f.Data[28:])) // behind IPv4 and UDP
					}
				}
				if f.Interface == "nl.x3" {
					pdu, err := f.PDU()
					require.NoError(t, err)
					delivered = append(delivered, bytes.Clone(x2payload(t, pdu.Payload)))
				}
			})
			require.Len(t, messages, 2)
			require.Len(t, delivered, c.X3.Uplink+c.X3.Downlink)
			for _, m := range messages {
				for _, d := range delivered {
					require.NotEqual(t, m, d, "the packet that is said to be missing is on X3")
				}
			}
		})
	}
}

func contains[V any](m map[string]V, key string) bool { _, ok := m[key]; return ok }

// brokenCC is a CC-POI that does one thing wrong with a PDU.
type brokenCC struct {
	poi.CCUntampered
	pdu func(*x2x3.PDU)
}

func (b brokenCC) PDU(_ *lipf.Task, p *x2x3.PDU) bool { b.pdu(p); return true }

// TestOracleNoticesContent breaks the CC-POI of the visited network in one way at a time.
func TestOracleNoticesContent(t *testing.T) {
	for name, tc := range map[string]struct {
		pdu  func(*x2x3.PDU)
		want string
	}{
		"the direction is wrong": {func(p *x2x3.PDU) {
			p.Direction = map[x2x3.Direction]x2x3.Direction{x2x3.FromTarget: x2x3.ToTarget, x2x3.ToTarget: x2x3.FromTarget}[p.Direction]
		}, "CC-3"},
		"an octet is wrong":        {func(p *x2x3.PDU) { p.Payload = bytes.Clone(p.Payload); p.Payload[len(p.Payload)-1] ^= 1 }, "CC-1"},
		"the XID is nobody's":      {func(p *x2x3.PDU) { p.XID[0] ^= 1 }, "XID-1"},
		"the session is no one's":  {func(p *x2x3.PDU) { p.CorrelationID ^= 1 }, "CC-CORR-1"},
		"the function is nameless": {func(p *x2x3.PDU) { p.NFID = "" }, "ENV-1"},
		"the number is used twice": {func(p *x2x3.PDU) { p.SequenceNumber = x2x3.Some[uint32](0) }, "X3-SEQ-1"},
	} {
		t.Run(name, func(t *testing.T) {
			res := playScenario(t, withData(t, "inbound/data-hr-clear", Transfer{App: AppDNS, Requests: 2}), RunConfig{Seed: 5, TamperCC: func(net string) poi.CCTamperer {
				if net == "nl" {
					return brokenCC{pdu: tc.pdu}
				}
				return nil
			}})
			require.Equal(t, oracle.Fail, res.Verdict)
			require.Contains(t, failedOf(res), tc.want)
		})
	}
}

// oldXID is a CC-POI that puts the XID of the first task of a warrant into all PDUs.
type oldXID struct {
	poi.CCUntampered
	mu    sync.Mutex
	first map[uint64]x2x3.UUID // by Correlation ID
}

func (o *oldXID) PDU(_ *lipf.Task, p *x2x3.PDU) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if xid, ok := o.first[p.CorrelationID]; ok {
		p.XID = xid
	} else {
		o.first[p.CorrelationID] = p.XID
	}
	return true
}

// TestOracleNoticesOldTask has a warrant that is stopped and started again, and a CC-POI that goes on with the task that has
// ended.
func TestOracleNoticesOldTask(t *testing.T) {
	sc, err := Get("domestic/data-two-warrants")
	require.NoError(t, err)
	again := *sc
	again.Warrants, again.Script = map[string]Warrant{"again": sc.Warrants["again"]}, nil
	again.Expect = nil
	for _, step := range sc.Script {
		step.Activate = slices.DeleteFunc(slices.Clone(step.Activate), func(w string) bool { return w != "again" })
		again.Script = append(again.Script, step)
	}
	res := playScenario(t, &again, RunConfig{Seed: 5, TamperCC: func(string) poi.CCTamperer { return &oldXID{first: map[uint64]x2x3.UUID{}} }})
	require.Equal(t, oracle.Fail, res.Verdict)
	require.Contains(t, failedOf(res), "XID-1")
}

// TestOracleNoticesSessions breaks the IRI-POI of an SMF in one way at a time.
func TestOracleNoticesSessions(t *testing.T) {
	for name, tc := range map[string]struct {
		scenario, network string
		record            func(xiri.Event) xiri.Event
		want              string
	}{
		"an establishment is missed":  {"inbound/data-hr-clear", "nl", without[*xiri.SMFPDUSessionEstablishment], "SMF-EST-1"},
		"that at home is missed":      {"inbound/data-hr-clear", "de", without[*xiri.SMFPDUSessionEstablishment], "SMF-EST-1"},
		"a release is missed":         {"domestic/data-clear", "nl", without[*xiri.SMFPDUSessionRelease], "SMF-REL-1"},
		"a modification is missed":    {"domestic/session-changes", "nl", without[*xiri.SMFPDUSessionModification], "SMF-MOD-1"},
		"that at home is not told":    {"inbound/session-changes", "de", without[*xiri.SMFPDUSessionModification], "SMF-MOD-1"},
		"a refusal is missed":         {"domestic/session-refused", "nl", without[*xiri.SMFUnsuccessfulProcedure], "SMF-FAIL-1"},
		"a network release is missed": {"inbound/session-changes", "nl", without[*xiri.SMFPDUSessionRelease], "SMF-REL-1"},
		"the cause is wrong": {"domestic/session-refused", "nl", func(r xiri.Event) xiri.Event {
			if r, ok := r.(*xiri.SMFUnsuccessfulProcedure); ok {
				r.FailureCause = 26
			}
			return r
		}, "SMF-FAIL-1"},
		"the late start is missed": {"inbound/data-hr-task-after-session", "nl", without[*xiri.SMFStartOfInterceptionWithEstablishedPDUSession], "SMF-START-1"},
		"the H-SMF has no name": {"inbound/data-hr-clear", "nl", func(r xiri.Event) xiri.Event {
			if r, ok := r.(*xiri.SMFPDUSessionEstablishment); ok {
				r.HSMFURI = xiri.Opt[string]{}
			}
			return r
		}, "HSMF-URI"},
		"the DNN is wrong": {"domestic/data-clear", "nl", func(r xiri.Event) xiri.Event {
			if r, ok := r.(*xiri.SMFPDUSessionEstablishment); ok {
				r.DNN = "ims"
			}
			return r
		}, "SMF-EST-2"},
	} {
		t.Run(name, func(t *testing.T) {
			sc, err := Get(tc.scenario)
			require.NoError(t, err)
			if strings.Contains(tc.scenario, "/data-") {
				sc = withData(t, tc.scenario, Transfer{App: AppDNS, Requests: 2})
			}
			res := playScenario(t, sc, RunConfig{Seed: 5, Tamper: func(net string, nf event.NFType) poi.Tamperer {
				if net == tc.network && nf == event.SMF {
					return broken{record: tc.record}
				}
				return nil
			}})
			require.Equal(t, oracle.Fail, res.Verdict)
			require.Contains(t, failedOf(res), tc.want)
		})
	}
}
