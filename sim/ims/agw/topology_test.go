package agw_test

import (
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/ims"
	"lilab/sim/ims/agw"
	"lilab/sim/ims/media"
)

// A call within one network: both phones are behind the same gateway, which has a context for each.
func TestBothPhonesBehindOneGateway(t *testing.T) {
	for _, mode := range []media.Mode{media.RTP, media.SDESE2AE, media.DTLSE2E} {
		t.Run(string(mode), func(t *testing.T) {
			cfg := labConfig{modes: [2]media.Mode{mode, mode}, duration: time.Second, observe: true}
			if mode.AccessEdge() {
				cfg.protection = cfg.modes
			}
			l := newLab(t, cfg)
			// Phone 1 moves to the link of phone 0.
			at, err := l.n6[0].Attach(l.hosts[1])
			require.NoError(t, err)
			l.addrs[1], l.agws[1], l.seen[1] = at, l.agws[0], l.seen[0]
			l.phones[1], err = media.New(media.Config{Host: l.hosts[1], Addr: at, Mode: mode, Pace: media.Pace{Speed: 20, Acknowledged: true},
				Source: media.Source{Tone: media.Tone{Hz: 2200}, Duration: time.Second}, Rand: seeded(33)})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, l.phones[1].Close()) })
			c := l.open("call")
			require.NotEqual(t, c.ids[0], c.ids[1])
			require.NoError(t, c.exchange(0, false))
			c.start()
			r := c.finish()
			count := map[uint32]int{}
			for _, s := range l.seen[0].all() {
				if _, _, payload := udp(t, s.packet); media.KindOf(payload) == media.KindRTP {
					count[s.context]++
				}
			}
			for i := range r {
				require.EqualValues(t, 50, r[i].Received[0].Packets)
				require.True(t, r[1-i].Source.Tone.Detected(r[i].Received[0].Samples()))
				require.Equal(t, 100, count[c.ids[i]])
			}
			dropped := l.agws[0].Counters().Dropped
			delete(dropped, media.NoPeer) // a last report may come after the end
			require.Empty(t, dropped)
		})
	}
}

// Between two networks another gateway without phones (TrGW, TS 29.162) passes what it gets.
func TestThroughATransitGateway(t *testing.T) {
	for _, mode := range []media.Mode{media.RTP, media.DTLSE2AE, media.SDESE2E, media.DTLSE2E} {
		t.Run(string(mode), func(t *testing.T) {
			cfg := labConfig{modes: [2]media.Mode{mode, mode}, duration: time.Second}
			if mode.AccessEdge() {
				cfg.protection = cfg.modes
			}
			l := newLab(t, cfg)
			h, err := l.network.Host("trgw")
			require.NoError(t, err)
			inner, err := l.core.Attach(h)
			require.NoError(t, err)
			tr, err := agw.New(agw.Config{Host: h, Access: []netip.Addr{inner}, Core: inner})
			require.NoError(t, err)
			t.Cleanup(func() { require.NoError(t, tr.Close()) })
			id, err := tr.Add(ims.ContextRequest{Session: "transit", From: ims.Access})
			require.NoError(t, err)
			c := l.open("call")
			text, err := c.sessions[0].Offer(false)
			require.NoError(t, err)
			for _, step := range []func([]byte) ([]byte, error){
				func(b []byte) ([]byte, error) { return l.agws[0].Describe(c.ids[0], ims.Access, b, false) },
				func(b []byte) ([]byte, error) { return tr.Describe(id, ims.Access, b, false) },
				func(b []byte) ([]byte, error) { return l.agws[1].Describe(c.ids[1], ims.Core, b, false) },
				c.sessions[1].Answer,
				// A phone that begins at once loses nothing.
				func(b []byte) ([]byte, error) { return b, c.sessions[1].Start(l.deadline()) },
				func(b []byte) ([]byte, error) { return l.agws[1].Describe(c.ids[1], ims.Access, b, true) },
				func(b []byte) ([]byte, error) { return tr.Describe(id, ims.Core, b, true) },
				func(b []byte) ([]byte, error) { return l.agws[0].Describe(c.ids[0], ims.Core, b, true) },
				func(b []byte) ([]byte, error) { return nil, c.sessions[0].Accept(b) },
			} {
				text, err = step(text)
				require.NoError(t, err)
			}
			require.NoError(t, c.sessions[0].Start(l.deadline()))
			r := c.finish()
			for i := range r {
				require.EqualValues(t, 50, r[i].Received[0].Packets)
				require.Zero(t, r[i].Received[0].Lost)
				require.True(t, r[1-i].Source.Tone.Detected(r[i].Received[0].Samples()))
			}
			require.NotZero(t, tr.Counters().FromCore)
		})
	}
}
