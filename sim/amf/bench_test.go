package amf_test

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/ue"
)

// BenchmarkRegistration is one registration and deregistration of a UE with SUCI profile A and NEA2, through gNB and
// AMF, with a home network in the process. 64 UEs are at it at a time.
func BenchmarkRegistration(b *testing.B) {
	for _, c := range []struct {
		name   string
		memory bool
		scheme uint8
	}{{"virtual network, profile A", false, 1}, {"channels, profile A", true, 1}, {"channels, null scheme", true, 0}} {
		b.Run(c.name, func(b *testing.B) {
			l := startLab(b, func(cfg *labConfig) { cfg.memory = c.memory })
			l.forgetful = true
			const n = 64
			ues := make([]*ue.UE, n)
			for i := range ues {
				ues[i] = l.subscriber(i+1, german, func(cfg *ue.Config) { cfg.Scheme = c.scheme })
			}
			var left atomic.Int64
			left.Store(int64(b.N))
			b.ReportAllocs()
			before := cpuTime(b)
			b.ResetTimer()
			var wg sync.WaitGroup
			for _, u := range ues {
				wg.Go(func() {
					for left.Add(-1) >= 0 {
						r, err := u.Register(context.Background(), "a")
						if err != nil || r.Result != ue.Registered {
							b.Error(r.Reason, err)
							return
						}
						if err := u.Deregister(context.Background(), true); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "registrations/s")
			b.ReportMetric(float64((cpuTime(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
		})
	}
}

// cpuTime is what the process has used: a figure that other work on the machine disturbs less than the rate.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkRegistered reports the memory of the AMF, the gNB and the UE for one registered subscriber.
func BenchmarkRegistered(b *testing.B) {
	l := startLab(b, func(cfg *labConfig) { cfg.memory = true })
	l.forgetful = true
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc + m.StackInuse
	}
	ues := make([]*ue.UE, b.N)
	for i := range ues {
		ues[i] = l.subscriber(i+1, german, func(cfg *ue.Config) { cfg.Scheme = 1 })
	}
	before := heap()
	b.ResetTimer()
	for _, u := range ues {
		r, err := u.Register(context.Background(), "a")
		require.NoError(b, err)
		require.Equal(b, ue.Registered, r.Result)
	}
	b.StopTimer()
	require.Eventually(b, func() bool { return l.amf.Stats().Registered == b.N }, time.Minute, time.Millisecond)
	b.ReportMetric(float64(heap()-before)/float64(b.N), "B/subscriber")
	runtime.KeepAlive(ues)
}
