package poi_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf/poi"
	"lilab/sim/event"
)

// BenchmarkSMF works off PDU sessions, each with its user plane, establishment and release: of strangers while there is a
// task, and of the target, with three records over X2 and two requests over LI_T3. observe is the time that the SMF
// itself spends.
func BenchmarkSMF(b *testing.B) {
	for name, n := range map[string]uint8{"stranger": 2, "target": 1} {
		b.Run(name, func(b *testing.B) {
			w := newWorld(b, func(c *poi.SMFConfig) { c.IRITF = nil })
			w.task(supiOf(1), nil)
			all := make([]event.SMFSession, b.N)
			for i := range all {
				all[i] = session(event.VisitedSMF, n, 1, uint64(i+1))
			}
			var spent time.Duration
			b.ResetTimer()
			// Released only when the trigger was answered: a session that is over before is left out.
			for _, play := range []func(event.SMFSession){func(s event.SMFSession) { w.open(s) }, w.release} {
				before := time.Now()
				for _, s := range all {
					play(s)
				}
				spent += time.Since(before)
				require.NoError(b, w.smf.Drain(context.Background()))
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sessions/s")
			b.ReportMetric(float64(spent.Nanoseconds())/float64(b.N), "ns-observe/session")
		})
	}
}
