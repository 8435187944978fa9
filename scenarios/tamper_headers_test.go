package scenarios

import (
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/oracle"
	"lilab/sim/event"
	"lilab/x2x3/xiri"
)

// missing is an IRI-POI of a UPF that misses the fifth packet, or the second report.
type missing struct {
	poi.HeaderUntampered
	packet, report   uint64
	packets, reports atomic.Uint64
}

func (m *missing) Packet(*lipf.Task, *event.UPFPacket) bool { return m.packets.Add(1) != m.packet }

func (m *missing) Report(_ *lipf.Task, e xiri.Event) xiri.Event {
	if m.reports.Add(1) == m.report {
		return nil
	}
	return e
}

// TestOracleNoticesHeaders makes the IRI-POI of the UPF leave out one packet of a summary, one packet of the reports by packet, and
// one report of a flow. Nothing on X2 shows it: numbers and times are in order.
func TestOracleNoticesHeaders(t *testing.T) {
	for name, tc := range map[string]struct {
		kind           HeaderReports
		packet, report uint64
	}{
		"a packet is not counted":  {ReportSummary, 5, 0},
		"a packet is not reported": {ReportPerPacket, 5, 0},
		"a flow is not reported":   {ReportSummary, 0, 2},
		"a report is lost":         {ReportPerPacket, 0, 2},
	} {
		t.Run(name, func(t *testing.T) {
			sc := withData(t, "domestic/data-clear", Transfer{App: AppDNS, Requests: 4})
			w := sc.Warrants["nl-1"]
			w.HeaderReports = tc.kind
			sc.Warrants = map[string]Warrant{"nl-1": w}
			res := playScenario(t, sc, RunConfig{Seed: 5, TamperHeaders: func(string) poi.HeaderTamperer {
				return &missing{packet: tc.packet, report: tc.report}
			}})
			require.Equal(t, oracle.Fail, res.Verdict)
			failed := failedOf(res)
			require.Len(t, failed, 1)
			require.Contains(t, failed, "PH-1")
		})
	}
}
