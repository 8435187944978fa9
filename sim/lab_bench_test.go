package sim_test

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/ue"
)

// BenchmarkRegistration registers foreign phones, home network and SEPPs included, several at a time: NGAP over SCTP,
// NAS with NEA2, SUCI profile A, 5G-AKA, SBI over HTTP/2 in TLS, N32. Nothing is captured or intercepted.
// It reports registrations per second and the memory per registered subscriber, UE included.
func BenchmarkRegistration(b *testing.B) {
	for _, c := range []struct{ name, in string }{{"domestic", "de"}, {"roaming", "nl"}} {
		b.Run(c.name, func(b *testing.B) {
			subs := map[string]sim.SubscriberConfig{}
			for i := range b.N {
				s := anna()
				s.In = c.in
				s.SUPI = fmt.Sprintf("99970%010d", i+1)
				s.GPSI = fmt.Sprintf("49151%08d", i)
				s.PEI = fmt.Sprintf("35693803%08d", i)
				subs[fmt.Sprint(i)] = s
			}
			lab, ctx := start(b, pair(subs))
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			var next atomic.Int64
			b.SetParallelism(16)
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					r, err := lab.UE(fmt.Sprint(next.Add(1)-1)).Register(ctx, "c1")
					if err != nil || r.Result != ue.Registered {
						b.Errorf("%v %v %v", r.Result, r.Reason, err)
						return
					}
				}
			})
			b.StopTimer()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "registrations/s")
			runtime.GC()
			runtime.ReadMemStats(&after)
			b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/float64(b.N), "B/subscriber")
			require.Equal(b, b.N, lab.Network(c.in).AMF().Stats().Registered)
		})
	}
}
