package oracle_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
)

// second gives anna another session at the same time, with a correlation of its own.
func (sc *dataPlay) second() {
	w := sc.truth.Warrants["nl-1"]
	sc.session(len(sc.truth.Sessions), "anna")
	i := len(sc.truth.Sessions) - 1
	sc.truth.Sessions[i].ID = 2
	for _, old := range slices.Clone(sc.sm) {
		r := *old
		addr := p(1, sc.truth.Sessions[i].Addresses[0].Addr().AsSlice()...)
		r.event.body = bytes.Replace(r.event.body, p(5, 1), p(5, 2), 1)
		if r.event.tag == 8 {
			r.event.body = bytes.Replace(r.event.body, p(4, 1), p(4, 2), 1)
		}
		r.event.body = bytes.Replace(r.event.body, p(1, sc.truth.Sessions[0].Addresses[0].Addr().AsSlice()...), addr, 1)
		sc.sm = append(sc.sm, &r)
		sc.smTie[&r] = tieOf + 1
		r.cinIs = cinOf + 1
	}
	for _, q := range sc.packets {
		if q.session == i {
			sc.copies = append(sc.copies, &delivered{warrant: "nl-1", packet: q, direction: q.direction, tie: tieOf + 1, cin: cinOf + 1, x3: true, hi3: true,
				hiDirection: -1, seqX3: -1, seqHI3: -1, xid: w.XID, liid: w.LIID})
		}
	}
}

// TestTwoSessions keeps two sessions of one target apart.
func TestTwoSessions(t *testing.T) {
	first := func(r oracle.Result, id string) oracle.Requirement {
		return r.Requirements[slices.IndexFunc(r.Requirements, func(q oracle.Requirement) bool { return q.ID == id && q.Subject == "nl-1" })]
	}
	play := func() *dataPlay {
		p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
		p.second()
		return p
	}
	p := play()
	r := p.judge(t)
	require.Empty(t, amiss(r))
	require.Equal(t, "TTTPTT", axesText(r.Warrants[0]))
	require.Len(t, r.Warrants[0].Sessions, 2)
	require.Equal(t, r.Warrants[0].Sessions[0].X3, r.Warrants[0].Sessions[1].X3)

	p = play() // one packet under the number of the other session
	p.copies[4].tie, p.copies[4].cin = tieOf+1, cinOf+1
	r = p.judge(t)
	require.Equal(t, oracle.Pass, first(r, "CC-1").Result)
	require.Equal(t, oracle.Fail, first(r, "CC-CORR-1").Result)
	require.Contains(t, first(r, "CC-CORR-1").Actual, "(1 packets)")

	p = play() // one number for both
	for _, d := range p.copies {
		d.cin = cinOf
	}
	r = p.judge(t)
	require.Contains(t, first(r, "CC-CORR-1").Actual, "as for PDU session")

	p = play() // a packet of the second is lost
	p.copies[len(p.copies)-3].hi3 = false
	r = p.judge(t)
	require.Equal(t, oracle.Pass, first(r, "CC-1").Result)
	require.Contains(t, first(r, "CC-2").Expected, "PDU session 2 of anna")
	require.Equal(t, []int{0, 1}, []int{r.Warrants[0].Sessions[0].Missing, r.Warrants[0].Sessions[1].Missing})
}

// TestContentAxis takes away what the axis is measured by.
func TestContentAxis(t *testing.T) {
	for _, c := range []struct {
		name string
		d    dataSetup
		edit func(*dataPlay)
		want string
	}{
		{"all there", dataSetup{protection: "none"}, func(*dataPlay) {}, "TTTPTT"},
		{"a fragment is lost", dataSetup{protection: "none"}, func(p *dataPlay) {
			for _, d := range p.copies {
				if d.packet.session == 0 && d.packet.inner[6]&0x20 != 0 {
					d.hi3 = false
				}
			}
		}, "TTTPPP but predicted TTTPTT"},
		{"segments arrive in reverse", dataSetup{protection: "none"}, func(p *dataPlay) {
			slices.Reverse(p.copies[3:6])
			for _, d := range p.copies[3:6] {
				d.x3 = false
			}
		}, "TTTPTT"},
		{"the request is lost between two segments", dataSetup{protection: "none"}, func(p *dataPlay) { p.copies[4].hi3 = false }, "TTTPPP but predicted TTTPTT"},
		{"nothing is delivered", dataSetup{protection: "none"}, func(p *dataPlay) { p.copies = nil }, "TTTNNN but predicted TTTPTT"},
		{"the canary is in another flow", dataSetup{protection: "tls"}, func(p *dataPlay) {
			d := *p.copies[3]
			d.innerX3 = ipPacket(p.truth.Sessions[0].Addresses[0].Addr(), server4, 17, 1, udpBody(1, 2, []byte(mark(canaryUp, 0))))
			d.innerHI3 = d.innerX3
			p.copies = append(p.copies, &d)
		}, "TTTPOP"},
		{"encrypted, they say", dataSetup{protection: "none"}, func(p *dataPlay) {
			for i := range p.truth.Flows {
				p.truth.Flows[i].Protection = "tls"
			}
		}, "TTTPTT but predicted TTTPOP"},
		{"in clear, they say", dataSetup{protection: "e2ee"}, func(p *dataPlay) {
			for i := range p.truth.Flows {
				p.truth.Flows[i].Protection = "none"
			}
		}, "TTTPOP but predicted TTTPTT"},
		{"one of two encrypted", dataSetup{protection: "none"}, func(p *dataPlay) {
			p.truth.Flows[0].Protection = "e2ee+tls"
			p.truth.Flows[0].Up.Canaries, p.truth.Flows[0].Down.Canaries = []string{"nowhere to be seen"}, nil
		}, "TTTPPP"},
		{"lookups in clear before encrypted flows", dataSetup{protection: "tls"}, func(p *dataPlay) {
			f := p.truth.Flows[1]
			f.Service, f.Protection = "dns", "none"
			p.truth.Flows = append(p.truth.Flows, f)
		}, "TTTPOP"},
		{"nothing but lookups", dataSetup{protection: "none"}, func(p *dataPlay) {
			for i := range p.truth.Flows {
				p.truth.Flows[i].Service = "dns"
			}
		}, "TTTPTT"},
		{"no content ordered", dataSetup{protection: "none", iri: true}, func(*dataPlay) {}, "TTTN-N"},
		{"only calls ordered", dataSetup{protection: "none", iri: true}, func(p *dataPlay) {
			w := p.truth.Warrants["nl-1"]
			w.Services = []string{"voice"}
			p.truth.Warrants["nl-1"] = w
			p.sm = nil
		}, "TTT--T"},
		{"a flow that failed", dataSetup{protection: "none"}, func(p *dataPlay) {
			p.truth.Flows[0].Failure = "refused"
			p.truth.Flows[0].Up.Canaries = []string{"never sent at all"}
		}, "TTTPTT"},
	} {
		c.d.route = "domestic"
		p := newDataPlay(home, c.d)
		c.edit(p)
		require.Equal(t, c.want, axesText(p.judge(t).Warrants[0]), c.name)
	}
}

// TestBothRoutes has one session broken out and one routed home: the home network has half of the content.
func TestBothRoutes(t *testing.T) {
	p := newDataPlay(visiting, dataSetup{route: "home-routed", protection: "none"})
	p.second()
	p.truth.Sessions[3].Route = "local-breakout"
	r := p.judge(t)
	for _, w := range r.Warrants {
		require.Equal(t, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPPP"}[w.ID], axesText(w))
	}
	require.Equal(t, "T", string(r.CooperationUpperBound["anna"].Content))
}

// TestEthernet finds sessions by the address of the phone's frames.
func TestEthernet(t *testing.T) {
	p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
	for i := range p.truth.Sessions {
		s := &p.truth.Sessions[i]
		s.Type, s.Addresses, s.MAC = "ethernet", nil, "02:00:00:00:00:0"+string(rune('1'+i))
	}
	for _, q := range p.packets {
		mac, peer := []byte{2, 0, 0, 0, 0, byte(1 + q.session)}, []byte{2, 0, 0, 0, 0, 0xff}
		if q.direction == 0 {
			mac, peer = peer, mac
		}
		q.inner = join(mac, peer, []byte{8, 0}, q.inner)
	}
	r := p.judge(t)
	require.Empty(t, amiss(r))
	up, down := p.counts()
	require.Equal(t, oracle.PacketCount{Uplink: up, Downlink: down}, *r.Warrants[0].Sessions[0].N3)
	require.Equal(t, "TTTPTT", axesText(r.Warrants[0]))
}

// FuzzJudgeContent puts one strange unit into a run in which one packet did not reach X3 and HI3. Nothing on N3 or HI3 can
// make up for what X3 lacks, and nothing on X3 for what HI3 lacks.
func FuzzJudgeContent(f *testing.F) {
	good := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
	f.Add(byte(0), outer(gnbs[0], gnbs[1], gtpu(0x100, 0, good.packets[3].inner)))
	f.Add(byte(1), good.x3(good.copies[3], 3))
	f.Add(byte(2), good.hi3(good.copies[3], 3))
	f.Add(byte(0), good.packets[3].inner)
	for _, b := range fragments(good.truth.Sessions[0].Addresses[0].Addr(), server4, 17, 1, bytes.Repeat([]byte{1}, 64), 32) {
		f.Add(byte(0), outer(gnbs[0], gnbs[1], gtpu(0x100, 0, b)))
		f.Add(byte(0), b)
	}
	f.Fuzz(func(t *testing.T, where byte, unit []byte) {
		p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
		p.copies[3].x3, p.copies[3].hi3 = false, false
		p.extra = append(p.extra, func(w *pcaps.Writer, put func(name, dissector string, b []byte)) {
			switch where % 3 {
			case 0:
				link, err := w.PacketInterface("nl.n9")
				if err == nil {
					link.Packet(p.now, unit)
				}
				if link, err = w.PacketInterface("nl.n3"); err == nil {
					link.Packet(p.now, unit)
				}
			case 1:
				put("nl.x3", "li5g", unit)
			case 2:
				put("nl.hi3", "ber", unit)
			}
		})
		r := p.judge(t)
		for _, q := range r.Requirements {
			if q.Result == oracle.Fail {
				continue
			}
			if q.ID == "CC-1" && where%3 != 1 || q.ID == "CC-2" && where%3 != 2 {
				t.Fatalf("%s is %s: %s", q.ID, q.Result, q.Actual)
			}
		}
	})
}

// TestUnusedSession has a session that nobody sends anything in.
func TestUnusedSession(t *testing.T) {
	p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
	p.packets = slices.DeleteFunc(p.packets, func(q *userPacket) bool { return q.session == 0 })
	p.copies, p.truth.Flows = nil, slices.DeleteFunc(p.truth.Flows, func(f truth.Flow) bool { return f.Session == 0 })
	r := p.judge(t)
	require.Empty(t, amiss(r))
	require.Equal(t, "TTTNNN", axesText(r.Warrants[0]))
	for _, q := range r.Requirements {
		if q.ID == "CC-1" {
			require.Equal(t, oracle.NotApplicable, q.Result)
			require.True(t, strings.HasPrefix(q.Actual, "no packet"))
		}
	}
}

// TestBeforeTheTask has packets of a new session pass before the point of interception has its task: that is a finding
// while triggering is under way, and a fault when it comes late or not at all.
func TestBeforeTheTask(t *testing.T) {
	p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
	p.tasked["nl-1"] = p.packets[2].at.Add(500 * time.Microsecond)
	for _, d := range p.copies[:3] {
		d.x3, d.hi3 = false, false
	}
	outcomes := func(r oracle.Result) map[string]oracle.Requirement {
		m := map[string]oracle.Requirement{}
		for _, q := range r.Requirements {
			m[q.ID] = q
		}
		return m
	}
	r := p.judge(t)
	q := outcomes(r)
	for _, id := range []string{"CC-START-1", "CC-1", "CC-2"} {
		require.Equal(t, oracle.Pass, q[id].Result, id)
	}
	require.True(t, slices.ContainsFunc(q["CC-START-1"].Evidence, func(e oracle.Evidence) bool { return strings.Contains(e.Note, "2 uplink not copied") }))
	require.Contains(t, r.Findings, "cc-start-gap")
	n := r.Warrants[0].Sessions[0]
	up, down := p.counts()
	require.Equal(t, 3, n.Early)
	require.Equal(t, up+down-3, n.Due.Uplink+n.Due.Downlink)
	require.Equal(t, n.Due, n.HI3)
	require.Zero(t, n.Missing+n.Extra)

	p.tasked["nl-1"] = p.packets[2].at.Add(5 * time.Second)
	q = outcomes(p.judge(t))
	require.Equal(t, oracle.Fail, q["CC-START-1"].Result)
	require.Equal(t, oracle.Fail, q["CC-1"].Result)
	require.Contains(t, q["CC-1"].Evidence[0].Note, "before the point of interception had its task")

	p.tasked = nil
	q = outcomes(p.judge(t))
	require.Equal(t, oracle.Fail, q["CC-START-1"].Result)
	require.Contains(t, q["CC-1"].Actual, "no task of a point of interception over LI_T3")
}

// TestHandover gives a session other tunnels on the way, and a tunnel to another session later.
func TestHandover(t *testing.T) {
	p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
	for i, q := range p.packets {
		if q.session == 0 && i > 10 {
			q.again = 1
		}
	}
	r := p.judge(t)
	require.Empty(t, amiss(r))
	up, down := p.counts()
	require.Equal(t, oracle.PacketCount{Uplink: up, Downlink: down}, *r.Warrants[0].Sessions[0].N3)

	// The UPF gives bram the TEIDs that anna had, after she is gone.
	p = newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
	p.truth.Sessions[0].Released = epoch.Add(5 * time.Second)
	p.truth.Sessions[1].Requested, p.truth.Sessions[1].Established = epoch.Add(8*time.Second), epoch.Add(9*time.Second)
	for _, q := range p.packets {
		if q.session == 1 {
			q.at, q.again = q.at.Add(10*time.Second), 0xffffff00
		}
	}
	for _, s := range p.sm {
		if s.event.tag == 8 {
			s.at, s.hi2Time = epoch.Add(5*time.Second), epoch.Add(5*time.Second)
		}
	}
	r = p.judge(t)
	require.Empty(t, amiss(r))
	up, down = p.counts()
	require.Equal(t, oracle.PacketCount{Uplink: up, Downlink: down}, *r.Warrants[0].Sessions[0].N3)
}

// TestBetweenSubscribers has the target write to another subscriber: each packet is on N3 twice, in the sessions of both.
func TestBetweenSubscribers(t *testing.T) {
	for _, to := range []int{1, 2} {
		p := newDataPlay(home, dataSetup{route: "domestic", protection: "none"})
		a, b := p.truth.Sessions[0].Addresses[0].Addr(), p.truth.Sessions[to].Addresses[0].Addr()
		at := epoch.Add(3 * time.Second)
		w := p.truth.Warrants["nl-1"]
		for i := range 40 {
			at = at.Add(time.Millisecond)
			src, dst, from := a, b, 0
			if i%2 == 1 {
				src, dst, from = b, a, to
			}
			inner := ipPacket(src, dst, 17, i, udpBody(9, 9, []byte("hello")))
			first := p.packet(from, 0, at, inner)
			second := p.packet(to-from, 1, at, inner)
			mine := first
			if from != 0 {
				mine = second
			}
			p.copies = append(p.copies, &delivered{warrant: "nl-1", packet: mine, direction: mine.direction, tie: tieOf, cin: cinOf, x3: true, hi3: true,
				hiDirection: -1, seqX3: -1, seqHI3: -1, xid: w.XID, liid: w.LIID})
		}
		require.Empty(t, amiss(p.judge(t)), "%d", to)
	}
}
