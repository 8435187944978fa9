//go:build unix

package scenarios

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/fabric"
	"lilab/sim/ue"
)

// crowd is two networks with n phones in nl, without taps; with tasks, all of them are targets of the agency in nl. With
// a route of data for visitors there is a session plane.
type crowd struct {
	lab   *sim.Lab
	li    *liSide
	names []string
	close func()
}

func newCrowd(b *testing.B, n int, home string, data Route, tasked bool) *crowd {
	b.Helper()
	sc := &Scenario{
		ID: "crowd", Title: "crowd",
		Networks:    map[string]Network{"nl": {PLMN: "001-01"}, "de": {PLMN: "999-70"}},
		Agreements:  []Agreement{{Home: "de", Visited: "nl", Data: data}},
		Subscribers: map[string]Subscriber{}, Warrants: map[string]Warrant{},
	}
	c := &crowd{}
	for i := range n {
		name := fmt.Sprintf("s%05d", i)
		c.names = append(c.names, name)
		sc.Subscribers[name] = Subscriber{Home: home, In: "nl"}
		sc.Warrants[name] = Warrant{Agency: "nl", Target: Target(name + ".supi")}
	}
	p, err := sc.resolve(1)
	require.NoError(b, err)
	net, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(b, err)
	log := slog.New(slog.DiscardHandler)
	c.lab, err = sim.New(p.labConfig(net, time.Now, log, nil, nil))
	require.NoError(b, err)
	require.NoError(b, c.lab.Start(b.Context()))
	capture, err := pcaps.NewWriter(io.Discard, pcaps.WriterConfig{})
	require.NoError(b, err)
	c.li, err = newLISide(b.Context(), liConfig{net: p.network("nl"), lab: c.lab, fabric: net, capture: capture, now: time.Now, log: log})
	require.NoError(b, err)
	if tasked {
		for _, name := range c.names {
			w := sc.Warrants[name]
			_, err := c.li.admf.Activate(b.Context(), c.li.warrant(name, w, p.target(w.Target)))
			require.NoError(b, err)
		}
	}
	c.close = func() {
		require.NoError(b, c.li.close())
		require.NoError(b, c.lab.Close())
		require.NoError(b, net.Close())
	}
	return c
}

// each calls f for every name, a few at a time.
func (c *crowd) each(f func(name string) error) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	var first atomic.Pointer[error]
	for range 8 * runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(c.names) || first.Load() != nil {
					return
				}
				if err := f(c.names[i]); err != nil {
					first.CompareAndSwap(nil, &err)
				}
			}
		})
	}
	wg.Wait()
	if err := first.Load(); err != nil {
		return *err
	}
	return nil
}

// processorTime is the time that this process has spent on processors. Beside a wall clock it tells the cost of work on
// a machine that others use, too.
func processorTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkRegistrations measures full registrations (NGAP, NAS, SBI, 5G-AKA, SUCI profile A), at home and abroad (through
// two SEPPs and N32), with and without a task for every phone; with tasks until the last PS-PDU is at the LEMF.
// Deregistrations are not counted.
func BenchmarkRegistrations(b *testing.B) {
	for _, tc := range []struct {
		home   string
		tasked bool
	}{{"nl", false}, {"nl", true}, {"de", false}, {"de", true}} {
		tasked := tc.tasked
		b.Run(fmt.Sprintf("roaming=%t/tasked=%t", tc.home != "nl", tasked), func(b *testing.B) {
			c := newCrowd(b, 500, tc.home, "", tasked)
			defer c.close()
			ctx := context.Background()
			done, busy, spent := 0, time.Duration(0), time.Duration(0)
			for b.Loop() {
				start, cpu := time.Now(), processorTime(b)
				require.NoError(b, c.each(func(name string) error {
					r, err := c.lab.UE(name).Register(ctx, "cell1")
					if err == nil && r.Result != ue.Registered {
						err = fmt.Errorf("%s: %s: %s", name, r.Result, r.Reason)
					}
					return err
				}))
				if tasked {
					require.NoError(b, c.li.drain(ctx))
				}
				busy += time.Since(start)
				spent += processorTime(b) - cpu
				done += len(c.names)
				b.StopTimer()
				require.NoError(b, c.each(func(name string) error { return c.lab.UE(name).Deregister(ctx, true) }))
				b.StartTimer()
			}
			if tasked {
				require.NoError(b, c.li.drain(ctx))
			}
			b.ReportMetric(float64(done)/busy.Seconds(), "registrations/s")
			b.ReportMetric(float64(spent.Microseconds())/float64(done), "cpu-µs/registration")
		})
	}
}

// BenchmarkSessions measures PDU sessions: establishment and release (NAS, NGAP, N11, with home routing N16 through two
// SEPPs, PFCP), with and without a task for records and content of every phone. With tasks the records, the triggers at the UPF
// and their end are in it, until the last PS-PDU is at the LEMF.
func BenchmarkSessions(b *testing.B) {
	const phones = 100
	for _, tc := range []struct {
		name, home string
		data       Route
	}{{"domestic", "nl", LocalBreakout}, {"local-breakout", "de", LocalBreakout}, {"home-routed", "de", HomeRouted}} {
		for _, tasked := range []bool{false, true} {
			b.Run(fmt.Sprintf("%s/tasked=%t", tc.name, tasked), func(b *testing.B) {
				c := newCrowd(b, phones, tc.home, tc.data, tasked)
				defer c.close()
				ctx := context.Background()
				require.NoError(b, c.each(func(name string) error {
					_, err := c.lab.UE(name).Register(ctx, "cell1")
					return err
				}))
				require.NoError(b, c.li.drain(ctx))
				done, busy, spent := 0, time.Duration(0), time.Duration(0)
				for b.Loop() {
					start, cpu := time.Now(), processorTime(b)
					require.NoError(b, c.each(func(name string) error {
						s, err := c.lab.UE(name).OpenSession(ctx, ue.SessionConfig{DNN: DefaultDNN})
						if err != nil {
							return err
						}
						return s.Close(ctx)
					}))
					if tasked {
						require.NoError(b, c.li.drain(ctx))
					}
					busy += time.Since(start)
					spent += processorTime(b) - cpu
					done += phones
				}
				b.ReportMetric(float64(done)/busy.Seconds(), "sessions/s")
				b.ReportMetric(float64(spent.Microseconds())/float64(done), "cpu-µs/session")
			})
		}
	}
}

// BenchmarkMemoryPerSubscriber measures what one more registered visitor costs: the phone, the contexts in gNB, AMF,
// AUSF and UDM, and the task at the points of interception.
func BenchmarkMemoryPerSubscriber(b *testing.B) {
	const n = 2000
	heap := func() uint64 {
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	for b.Loop() {
		before := heap()
		c := newCrowd(b, n, "de", "", false)
		require.NoError(b, c.each(func(name string) error {
			_, err := c.lab.UE(name).Register(b.Context(), "cell1")
			return err
		}))
		b.ReportMetric(float64(heap()-before)/n, "B/subscriber")
		c.close()
	}
}
