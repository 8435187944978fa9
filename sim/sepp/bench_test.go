package sepp_test

import (
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/aka"
	"lilab/sim/event"
	"lilab/sim/sbi/sbitest"
	"lilab/sim/udm"
)

// BenchmarkRegistration is the SBI share of a registration: 5G AKA with SUCI profile A, UECM, SDM. Exchanges at the
// AMF are 4; hops count every HTTP request between two functions: 6 at home, 14 through two SEPPs.
func BenchmarkRegistration(b *testing.B) {
	for _, c := range []struct {
		name    string
		home    event.PLMN
		virtual bool
		hops    float64
	}{{"home/loopback", nl, false, 6}, {"home/virtual", nl, true, 6}, {"roaming/loopback", de, false, 14}, {"roaming/virtual", de, true, 14}} {
		b.Run(c.name, func(b *testing.B) {
			const n = 512
			var subs []udm.Subscriber
			for i := range n {
				subs = append(subs, sbitest.Subscriber(c.home, i+1))
			}
			networks := []sbitest.PLMNConfig{{ID: nl}, {ID: de}}
			if c.home == nl {
				networks = networks[:1]
			}
			networks[len(networks)-1].Subscribers = subs
			var opts []sbitest.Option
			if c.virtual {
				opts = append(opts, sbitest.OnVirtual(nil))
			}
			w := sbitest.New(b, networks, opts...)
			client, nf := w.PLMN(nl).AMF("amf1", nil)
			var ues [n]*sbitest.UE
			for i := range subs {
				ues[i] = w.PLMN(c.home).NewUE(subs[i], aka.SchemeProfileA)
			}
			uri := "https://" + nf.FQDN + "/x"
			_, err := ues[0].Register(b.Context(), client, nf, uri)
			require.NoError(b, err)
			var next atomic.Int64
			b.SetParallelism(32)
			b.ReportAllocs()
			before := processorTime(b)
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				// A USIM is not safe for concurrent use: each goroutine takes UEs of its own.
				mine := ues[(next.Add(1)-1)*8%n:][:8]
				for i := 0; pb.Next(); i++ {
					if _, err := mine[i%8].Register(b.Context(), client, nf, uri); err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.StopTimer()
			rate := float64(b.N) / b.Elapsed().Seconds()
			b.ReportMetric(rate, "registrations/s")
			b.ReportMetric(rate*c.hops, "exchanges/s")
			// Independent of what else runs on the machine. The UE's part, about 150 µs of X25519, is in it.
			b.ReportMetric(float64(processorTime(b)-before)/float64(b.N)/1e3, "cpu-µs/op")
			for _, p := range []event.PLMN{nl, c.home} {
				w.PLMN(p).Events.Take()
			}
		})
	}
}

// processorTime is what this process used so far, in nanoseconds.
func processorTime(b *testing.B) int64 {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return u.Utime.Nano() + u.Stime.Nano()
}
