package sim_test

import (
	"fmt"
	"testing"
	"time"

	"lilab/sim"
	"lilab/sim/ims"
	"lilab/sim/ims/gm"
	imsue "lilab/sim/ims/ue"
)

// BenchmarkIMSCall sets calls up and releases them, several at a time, with the media of the phones as they are.
func BenchmarkIMSCall(b *testing.B) {
	for _, c := range []struct {
		name   string
		route  sim.Route
		caller string // where
		mode   gm.Mode
	}{
		{"domestic", sim.LocalBreakout, "de", gm.None},
		{"domestic-esp", sim.LocalBreakout, "de", gm.ESPAES},
		{"local-breakout-esp", sim.LocalBreakout, "nl", gm.ESPAES},
		{"home-routed-esp", sim.HomeRouted, "nl", gm.ESPAES},
	} {
		b.Run(c.name, func(b *testing.B) {
			const pairs = 8
			subs := map[string]sim.SubscriberConfig{}
			for i := range pairs {
				subs[fmt.Sprint("a", i)] = person("de", c.caller, 2*i+1, c.mode)
				subs[fmt.Sprint("b", i)] = person("de", "de", 2*i+2, c.mode)
			}
			cfg := withIMS(c.route, subs)
			for _, n := range cfg.Networks {
				n.IMS.Timers.T1, n.IMS.Timers.T2 = 500*time.Millisecond, 4*time.Second
			}
			lab, ctx := start(b, cfg)
			free := make(chan [2]any, pairs)
			for i := range pairs {
				p := phone(b, ctx, lab, fmt.Sprint("a", i), sim.PhoneConfig{})
				phone(b, ctx, lab, fmt.Sprint("b", i), sim.PhoneConfig{})
				free <- [2]any{p, ims.TelURI(subs[fmt.Sprint("b", i)].GPSI)}
			}
			b.SetParallelism(pairs / 2)
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					who := <-free
					call, err := who[0].(*sim.Phone).Call(ctx, who[1].(string), imsue.CallConfig{})
					if err == nil {
						err = call.Hangup(ctx)
					}
					free <- who
					if err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
		})
	}
}
