//go:build unix

package scenarios

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/media"
	imsue "lilab/sim/ims/ue"
	"lilab/sim/ue"
)

// pairs is how many pairs of phones call each other at the same time.
const pairs = 8

// callers are pairs of phones that are registered with the IMS, and the LI side of the network where they are.
type callers struct {
	*crowd
	home   string
	phones []*sim.Phone // those that call
	to     []string
}

// newCallers makes the pairs: both in their home network, or the callers abroad, over home-routed IMS whose SIP is readable. The first
// tasked of the callers are targets, with content. speed is how much faster than in real time they speak, 0 for 1.
func newCallers(b *testing.B, abroad, deployed bool, tasked int, speed float64) *callers {
	b.Helper()
	home := "nl"
	if abroad {
		home = "de"
	}
	sc := &Scenario{
		ID: "calls", Title: "calls",
		Networks: map[string]Network{"nl": {PLMN: "001-01"}, "de": {PLMN: "999-70"}},
		Agreements: []Agreement{{Home: "de", Visited: "nl", Data: HomeRouted, IMS: HomeRouted, PrivacyEncryption: "off",
			HRLI: &HRLI{Deployed: &deployed, HPLMNConfigured: &deployed}}},
		Subscribers: map[string]Subscriber{}, Warrants: map[string]Warrant{},
		Script: []Step{{Call: Calls{{From: "a0", To: "b0"}}}},
	}
	c := &callers{crowd: &crowd{}, home: home}
	for i := range pairs {
		from, to := fmt.Sprint("a", i), fmt.Sprint("b", i)
		sc.Subscribers[from], sc.Subscribers[to] = Subscriber{Home: home, In: "nl", Gm: GmESPAES}, Subscriber{Home: "nl", In: "nl", Gm: GmESPAES}
		sc.Warrants[from] = Warrant{Agency: "nl", Target: Target(from + ".supi")}
		c.names = append(c.names, from, to)
	}
	p, err := sc.resolve(1)
	require.NoError(b, err)
	net, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(b, err)
	log := slog.New(slog.DiscardHandler)
	cfg := p.labConfig(net, time.Now, log, nil, nil)
	c.lab, err = sim.New(cfg)
	require.NoError(b, err)
	require.NoError(b, c.lab.Start(b.Context()))
	capture, err := pcaps.NewWriter(io.Discard, pcaps.WriterConfig{})
	require.NoError(b, err)
	c.li, err = newLISide(b.Context(), liConfig{net: p.network("nl"), lab: c.lab, fabric: net, capture: capture, now: time.Now, log: log, agreements: sc.Agreements})
	require.NoError(b, err)
	for i := range tasked {
		from := fmt.Sprint("a", i)
		_, err := c.li.admf.Activate(b.Context(), c.li.warrant(from, sc.Warrants[from], p.target(sc.Warrants[from].Target)))
		require.NoError(b, err)
	}
	clients := make([]*sim.Phone, len(c.names))
	var mu sync.Mutex
	at := map[string]int{}
	for i, name := range c.names {
		at[name] = i
	}
	require.NoError(b, c.each(func(name string) error {
		if r, err := c.lab.UE(name).Register(b.Context(), "cell1"); err != nil || r.Result != ue.Registered {
			return fmt.Errorf("%s: %v: %w", name, r.Result, err)
		}
		s, err := c.lab.UE(name).OpenSession(b.Context(), ue.SessionConfig{DNN: sim.DNNIMS})
		if err != nil {
			return err
		}
		phone, err := c.lab.Phone(name, s, sim.PhoneConfig{Network: cfg.Subscribers[name].Home, Pace: media.Pace{Speed: speed}})
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		clients[at[name]] = phone
		reg, err := phone.Register(b.Context())
		if err == nil && reg.Status != 200 {
			err = fmt.Errorf("%s: %d", name, reg.Status)
		}
		return err
	}))
	for i := range pairs {
		c.phones = append(c.phones, clients[2*i])
		c.to = append(c.to, ims.TelURI(cfg.Subscribers[fmt.Sprint("b", i)].GPSI))
	}
	require.NoError(b, c.li.drain(b.Context()))
	c.close = func() {
		for _, phone := range clients {
			require.NoError(b, phone.Close())
		}
		require.NoError(b, c.li.close())
		require.NoError(b, c.lab.Close())
		require.NoError(b, net.Close())
	}
	return c
}

// call has each pair make a number of calls, from set-up to release.
func (c *callers) call(ctx context.Context, n int) error {
	errs := make([]error, pairs)
	var wg sync.WaitGroup
	for i := range pairs {
		wg.Go(func() {
			for range n {
				call, err := c.phones[i].Call(ctx, c.to[i], imsue.CallConfig{})
				if err == nil {
					err = call.Hangup(ctx)
				}
				if err != nil {
					errs[i] = err
					return
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkCalls measures calls from set-up to release, at home and over home-routed IMS, without and with tasks for one of the
// callers and for all of them: with tasks until the last record and the last packet of media are at the agency. The variants take
// turns in one run, because a machine that others use is not equally fast at all times: what counts is the ratio of processor time to the
// first variant. Over home-routed IMS that is a network without home-routed interception; with it and without a task,
// what phase 1 costs.
func BenchmarkCalls(b *testing.B) {
	for _, abroad := range []bool{false, true} {
		b.Run(map[bool]string{false: "domestic", true: "n9hr"}[abroad], func(b *testing.B) {
			type variant struct {
				name     string
				deployed bool
				tasked   int
				c        *callers
				busy     time.Duration
				spent    time.Duration
				done     int
			}
			vs := []*variant{{name: "untasked", deployed: true}, {name: "one-tasked", deployed: true, tasked: 1}, {name: "all-tasked", deployed: true, tasked: pairs}}
			if abroad {
				vs = append([]*variant{{name: "no-hr-li"}}, vs...)
			}
			for _, v := range vs {
				v.c = newCallers(b, abroad, v.deployed, v.tasked, 0)
				defer v.c.close()
				require.NoError(b, v.c.call(b.Context(), 1))
				require.NoError(b, v.c.li.drain(b.Context()))
			}
			const each = 8
			for b.Loop() {
				for _, v := range vs {
					before := v.c.li.lemf.Stats().PDUs
					start, cpu := time.Now(), processorTime(b)
					require.NoError(b, v.c.call(b.Context(), each))
					require.NoError(b, v.c.li.drain(b.Context()))
					v.busy += time.Since(start)
					v.spent += processorTime(b) - cpu
					v.done += each * pairs
					require.Equal(b, v.tasked > 0, v.c.li.lemf.Stats().PDUs > before, "%s: what reaches the agency", v.name)
				}
			}
			cost := func(v *variant) float64 { return float64(v.spent.Microseconds()) / float64(v.done) }
			for i, v := range vs {
				b.ReportMetric(float64(v.done)/v.busy.Seconds(), v.name+"-calls/s")
				b.ReportMetric(cost(v), v.name+"-cpu-µs/call")
				if i > 0 {
					b.ReportMetric(cost(v)/cost(vs[0]), v.name+"/"+vs[0].name)
				}
			}
		})
	}
}

// BenchmarkMedia measures media of established calls, at home and over home-routed IMS, without and with tasks for all callers: the
// processor time of the whole process for each packet that the access gateway of the callers forwards, with phones, gNBs, UPFs and
// gateways in it, and with tasks everything up to the agency. streams/core is how many streams of 50 packets a second a core
// carries so. The variants take turns, as in BenchmarkCalls.
func BenchmarkMedia(b *testing.B) {
	const speed, slice = 2, 2 * time.Second
	for _, abroad := range []bool{false, true} {
		b.Run(map[bool]string{false: "domestic", true: "n9hr"}[abroad], func(b *testing.B) {
			type variant struct {
				name     string
				deployed bool
				tasked   int
				c        *callers
				spent    time.Duration
				packets  uint64
			}
			vs := []*variant{{name: "untasked", deployed: true}, {name: "all-tasked", deployed: true, tasked: pairs}}
			if abroad {
				vs = append([]*variant{{name: "no-hr-li"}}, vs...)
			}
			for _, v := range vs {
				v.c = newCallers(b, abroad, v.deployed, v.tasked, speed)
				defer v.c.close()
			}
			for b.Loop() {
				for _, v := range vs {
					var calls []*imsue.Call
					for i := range pairs {
						call, err := v.c.phones[i].Call(b.Context(), v.c.to[i], imsue.CallConfig{})
						require.NoError(b, err)
						calls = append(calls, call)
					}
					forwarded := func() uint64 {
						n := v.c.lab.Network(v.c.home).IMS().AGW.Counters()
						return n.FromAccess + n.FromCore
					}
					time.Sleep(slice / 4) // until triggers are in place
					arrived := v.c.li.lemf.Stats().PDUs
					before, cpu := forwarded(), processorTime(b)
					time.Sleep(slice) // they speak; what is on its way at the end is as much as at the beginning
					v.packets += forwarded() - before
					v.spent += processorTime(b) - cpu
					require.Equal(b, v.tasked > 0, v.c.li.lemf.Stats().PDUs > arrived, "%s: what reaches the agency", v.name)
					for _, call := range calls {
						require.NoError(b, call.Hangup(b.Context()))
					}
					require.NoError(b, v.c.li.drain(b.Context()))
				}
			}
			cost := func(v *variant) float64 { return float64(v.spent.Microseconds()) / float64(v.packets) }
			for i, v := range vs {
				require.NotZero(b, v.packets)
				b.ReportMetric(cost(v), v.name+"-cpu-µs/packet")
				b.ReportMetric(1e6/cost(v)/50, v.name+"-streams/core")
				if i > 0 {
					b.ReportMetric(cost(v)/cost(vs[0]), v.name+"/"+vs[0].name)
				}
			}
		})
	}
}
