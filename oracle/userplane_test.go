package oracle_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/oracle"
	"lilab/pcaps"
)

// mine are the requirements that these tests are about.
var mine = []string{"PRE-", "PARSE-X3", "PARSE-HI3", "X3-SEQ", "HI3-SEQ", "CC-", "ENV-", "XID-", "LIID-", "CTRL-"}

// amiss lists those of them that did not pass.
func amiss(r oracle.Result) []string {
	var out []string
	for _, line := range wrong(r) {
		for _, id := range mine {
			if strings.HasPrefix(line, id) {
				out = append(out, line)
			}
		}
	}
	return out
}

var (
	home     = setup{home: "nl", in: "nl", scheme: "profile-a"}
	visiting = setup{home: "de", in: "nl", scheme: "profile-a"}
)

// TestFaultlessSessions judges what a lab without faults would produce for every row about data.
func TestFaultlessSessions(t *testing.T) {
	for _, c := range []struct {
		rows string
		s    setup
		d    dataSetup
		want map[string]string
	}{
		{"L09", home, dataSetup{route: "domestic", protection: "none"}, map[string]string{"nl-1": "TTTPTT"}},
		{"L10", home, dataSetup{route: "domestic", protection: "tls"}, map[string]string{"nl-1": "TTTPOP"}},
		{"L11 IPv6", home, dataSetup{route: "domestic", protection: "e2ee", six: true}, map[string]string{"nl-1": "TTTPOP"}},
		{"L09 IPv6, packets", home, dataSetup{route: "domestic", protection: "none", six: true, ip: true}, map[string]string{"nl-1": "TTTPTT"}},
		{"V16 H06", visiting, dataSetup{route: "local-breakout", protection: "none"}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPNNN"}},
		{"V18 H07", visiting, dataSetup{route: "home-routed", protection: "none"}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPTP"}},
		{"V20 H08", visiting, dataSetup{route: "home-routed", protection: "e2ee"}, map[string]string{"nl-1": "TTTPOP", "de-1": "TPPPOP"}},
		{"V22", visiting, dataSetup{route: "home-routed", protection: "none", mid: true}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPTP"}},
		{"V23", visiting, dataSetup{route: "home-routed", protection: "none", n9: "esp"}, map[string]string{"nl-1": "TTTPTT", "de-1": "TPPPTP"}},
	} {
		t.Run(c.rows, func(t *testing.T) {
			p := newDataPlay(c.s, c.d)
			r := p.judge(t)
			require.Empty(t, amiss(r))
			for _, w := range r.Warrants {
				require.Equal(t, c.want[w.ID], axesText(w), w.ID)
			}
		})
	}
}

// counts are the packets of one session as the test made them.
func (sc *dataPlay) counts() (up, down int) {
	for _, q := range sc.packets {
		if q.session == 0 {
			up, down = up+1-q.direction, down+q.direction
		}
	}
	return up, down
}

func TestCountsAreThoseOfTheCapture(t *testing.T) {
	p := newDataPlay(visiting, dataSetup{route: "home-routed", protection: "none", n9: "esp"})
	r := p.judge(t)
	up, down := p.counts()
	all := oracle.PacketCount{Uplink: up, Downlink: down}
	for _, w := range r.Warrants {
		require.Equal(t, []oracle.SessionCount{{Subscriber: "anna", Session: 1, DNN: "internet", Route: "home-routed", N3: &all, N9: &all, Due: all, X3: all, HI3: all}}, w.Sessions)
		require.Equal(t, up+down, w.X3.PDUs)
	}
	require.Equal(t, map[string]oracle.BoundAxes{"anna": {Identity: "T", IRI: "T", Location: "T", Call: "P", Content: "T"}}, r.CooperationUpperBound)

	p = newDataPlay(visiting, dataSetup{route: "local-breakout", protection: "none"})
	for _, w := range p.judge(t).Warrants {
		if w.ID == "de-1" {
			require.Zero(t, w.Sessions[0].Due)
			require.Nil(t, w.Sessions[0].N9)
			require.Zero(t, w.X3)
		}
	}
	require.Nil(t, newDataPlay(home, dataSetup{route: "domestic", protection: "none"}).judge(t).CooperationUpperBound)
}

// swap changes the order of two deliveries.
func (sc *dataPlay) swap(a, b *delivered) {
	i, j := slices.Index(sc.copies, a), slices.Index(sc.copies, b)
	sc.copies[i], sc.copies[j] = sc.copies[j], sc.copies[i]
}

// changed returns the packet with one octet altered.
func changed(b []byte, at int) []byte {
	out := bytes.Clone(b)
	out[at] ^= 1
	return out
}

// TestEachContentRequirementFails makes one thing wrong at a time.
func TestEachContentRequirementFails(t *testing.T) {
	domestic := dataSetup{route: "domestic", protection: "none"}
	routed := dataSetup{route: "home-routed", protection: "none"}
	for _, c := range []struct {
		name             string
		s                setup
		d                dataSetup
		edit             func(*dataPlay)
		id               string
		expected, actual string
		// at are interfaces of which a frame must be in the evidence.
		at []string
	}{
		{"a packet is not on X3", home, domestic, func(p *dataPlay) { p.copies[3].x3 = false }, "CC-1", "uplink packets of PDU session 1 of anna on nl.n3", "1 missing", []string{"nl.n3"}},
		{"a packet is not on X3 of the home network", visiting, routed, func(p *dataPlay) { p.copiesOf("de-1")[3].x3 = false }, "CC-1", "nl-de.n9", "1 missing", []string{"nl-de.n9"}},
		{"a packet is not on X3 with N9 in ESP", visiting, dataSetup{route: "home-routed", protection: "none", n9: "esp"},
			func(p *dataPlay) { p.copiesOf("de-1")[3].x3 = false }, "CC-1", "de.n9", "1 missing", []string{"de.n9"}},
		{"a packet twice on X3", home, domestic, func(p *dataPlay) {
			p.copies = slices.Insert(p.copies, 5, p.copies[4])
			d := *p.copies[4]
			d.hi3 = false
			p.copies[5] = &d
		},
			"CC-1", "once", "1 once more", []string{"nl.x3"}},
		{"two packets change places on X3", home, domestic, func(p *dataPlay) {
			a, b := *p.copies[3], *p.copies[4]
			p.copies[3].hi3, p.copies[4].hi3 = false, false
			a.x3, b.x3 = false, false
			p.copies = append(p.copies, &a, &b)
			p.swap(p.copies[3], p.copies[4])
		}, "CC-1", "in order", "1 at another place", []string{"nl.x3"}},
		{"an octet is altered on X3", home, domestic, func(p *dataPlay) { p.copies[4].innerX3 = changed(p.copies[4].packet.inner, 41) }, "CC-1", "uplink packets", "1 with other octets", []string{"nl.n3", "nl.x3"}},
		{"an octet is added on X3", home, domestic, func(p *dataPlay) { p.copies[4].innerX3 = append(bytes.Clone(p.copies[4].packet.inner), 0) }, "CC-1", "uplink packets", "1 with other octets", []string{"nl.n3", "nl.x3"}},
		{"another tunnel on X3", home, domestic, func(p *dataPlay) { p.copies[4].teid = 99 }, "CC-1", "GTP-U messages", "1 with another GTP-U header", []string{"nl.n3", "nl.x3"}},
		{"a packet out of nowhere on X3", home, domestic, func(p *dataPlay) {
			d := *p.copies[4]
			d.innerX3, d.hi3 = changed(append(bytes.Clone(d.packet.inner), 1, 2, 3), 30), false
			p.copies = append(p.copies, &d)
		}, "CC-1", "uplink packets", "1 that are not on nl.n3", []string{"nl.x3"}},
		{"a packet is not on HI3", home, domestic, func(p *dataPlay) { p.copies[3].hi3 = false }, "CC-2", "on HI3", "1 missing", []string{"nl.n3"}},
		{"an octet is altered on HI3", home, domestic, func(p *dataPlay) { p.copies[4].innerHI3 = changed(p.copies[4].packet.inner, 41) }, "CC-2", "on HI3", "1 with other octets", []string{"nl.hi3"}},
		{"a packet twice on HI3", home, domestic, func(p *dataPlay) { d := *p.copies[4]; d.x3 = false; p.copies = slices.Insert(p.copies, 5, &d) }, "CC-2", "on HI3", "1 once more", []string{"nl.hi3"}},
		{"the wrong direction on X3", home, domestic, func(p *dataPlay) {
			p.copies[4].direction, p.copies[4].hiDirection = 1-p.copies[4].direction, p.copies[4].direction
		}, "CC-3", "from the target", "1 with another", []string{"nl.x3"}},
		{"the wrong direction on HI3", home, domestic, func(p *dataPlay) { p.copies[4].hiDirection = 1 - p.copies[4].direction }, "CC-3", "from the target", "1 with another", []string{"nl.hi3"}},
		{"a packet of a bystander", home, domestic, func(p *dataPlay) { p.foreign(1) }, "CC-4", "only packets of sessions of anna", "of bram", []string{"nl.x3"}},
		{"a packet of the control subscriber", home, domestic, func(p *dataPlay) { p.foreign(2) }, "CTRL-1", "nothing about carla", "PDU session 1 of carla", []string{"nl.x3"}},
		{"a packet between strangers", home, domestic, func(p *dataPlay) {
			d := *p.copies[4]
			d.innerX3 = ipPacket(netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("192.0.2.2"), 17, 1, udpBody(1, 2, []byte("who")))
			d.innerHI3 = d.innerX3
			p.copies = append(p.copies, &d)
		}, "CC-4", "the addresses of", "192.0.2.1:1 > 192.0.2.2:2", []string{"nl.x3"}},
		{"content without an order", home, domestic, func(p *dataPlay) {
			w := p.truth.Warrants["nl-1"]
			w.Deliver = []string{"iri"}
			p.truth.Warrants["nl-1"] = w
		},
			"CC-5", "does not order it", "packets", []string{"nl.x3"}},
		{"content from before the task", visiting, dataSetup{route: "home-routed", protection: "none", mid: true}, func(p *dataPlay) {
			d := *p.copies[0]
			d.packet = p.packets[0]
			d.packet.inner = changed(d.packet.inner, 30)
			p.copies = slices.Insert(p.copies, 0, &d)
		}, "CC-5", "outside the time of the warrant", "from before or after", []string{"nl.x3"}},
		{"another Correlation ID", home, domestic, func(p *dataPlay) { p.copies[4].tie = 77; p.copies[4].seqX3 = 0 }, "CC-CORR-1", "one Correlation ID on X3", "77 (1 packets)", []string{"nl.x3"}},
		{"no Correlation ID", home, domestic, func(p *dataPlay) { p.copies[4].tie = 0 }, "CC-CORR-1", "a Correlation ID on X3", "none", []string{"nl.x3"}},
		{"records with another Correlation ID", home, domestic, func(p *dataPlay) { p.smTie[p.sm[1]] = 78 }, "CC-CORR-1", "in records of", "78", []string{"nl.x2", "nl.x3"}},
		{"another communication identity number", home, domestic, func(p *dataPlay) { p.copies[4].cin = 6 }, "CC-CORR-1", "one communication identity number on HI3", "6 (1 packets)", []string{"nl.hi3"}},
		{"no communication identity number", home, domestic, func(p *dataPlay) { p.copies[4].noCIN = true }, "CC-CORR-1", "a communication identity number", "none", []string{"nl.hi3"}},
		{"no record of the session", home, domestic, func(p *dataPlay) { p.sm = nil }, "CC-CORR-1", "a record of an SMF", "no record", []string{"nl.x3"}},
		{"the time of mediation on HI3", home, domestic, func(p *dataPlay) { p.copies[4].stampHI3 = p.copies[4].packet.at.Add(time.Second) }, "CC-MED-1", "timestamp", ":", []string{"nl.x3", "nl.hi3"}},
		{"a gap on X3", home, domestic, func(p *dataPlay) { p.copies[4].seqX3 = 9 }, "X3-SEQ-1", "sequence number 4", "9 (a gap)", []string{"nl.x3"}},
		{"a gap on HI3", home, domestic, func(p *dataPlay) { p.copies[4].seqHI3 = 9 }, "HI3-SEQ-1", "sequence number 4", "9 (a gap)", []string{"nl.hi3"}},
		{"X3 that cannot be read", home, domestic, func(p *dataPlay) { d := *p.copies[4]; d.hi3, d.cut = false, true; p.copies = append(p.copies, &d) }, "PARSE-X3", "can be read", "octet", []string{"nl.x3"}},
		{"no packet on X3", home, domestic, func(p *dataPlay) { p.copies[4].innerX3 = []byte{0x45, 0, 0, 20} }, "CC-1", "uplink", "missing", nil},
		{"no packet in X3 of packets", home, dataSetup{route: "domestic", protection: "none", ip: true}, func(p *dataPlay) { p.copies[4].innerX3 = []byte{0x45, 0, 0, 20} }, "PARSE-X3", "can be read", "IPv4 header", []string{"nl.x3"}},
		{"HI3 that cannot be read", home, domestic, func(p *dataPlay) { d := *p.copies[4]; d.x3, d.cut = false, true; p.copies = append(p.copies, &d) }, "PARSE-HI3", "can be read", "octet", []string{"nl.hi3"}},
		{"another XID on X3", home, domestic, func(p *dataPlay) { p.copies[4].xid = xidDE }, "XID-1", "a warrant of nl", xidDE, []string{"nl.x3"}},
		{"another LIID on HI3", home, domestic, func(p *dataPlay) { p.copies[4].liid = "LIID-X" }, "LIID-1", "a warrant of nl", "LIID-X", []string{"nl.hi3"}},
		{"the network loses a packet", visiting, routed, func(p *dataPlay) {
			q := p.packets[4]
			q.onN9 = false
			p.copies = slices.DeleteFunc(p.copies, func(d *delivered) bool { return d.packet == q })
		}, "PRE-2", "", "differ on nl.n3 and nl-de.n9", []string{"nl.n3"}},
	} {
		t.Run(c.id+" "+c.name, func(t *testing.T) {
			p := newDataPlay(c.s, c.d)
			c.edit(p)
			r := p.judge(t)
			require.NotEqual(t, oracle.Pass, r.Verdict)
			for _, q := range r.Requirements {
				if q.ID != c.id || q.Result == oracle.Pass || q.Result == oracle.NotApplicable {
					continue
				}
				require.Contains(t, q.Expected, c.expected)
				require.Contains(t, q.Actual, c.actual)
				for _, name := range c.at {
					require.True(t, slices.ContainsFunc(q.Evidence, func(e oracle.Evidence) bool { return e.Interface == name && e.Frame > 0 }), "%v", q.Evidence)
				}
				if c.id == "PRE-2" {
					require.Equal(t, oracle.Inconclusive, q.Result)
					require.Contains(t, r.Findings, "user-plane-disturbed")
				}
				return
			}
			t.Fatalf("%s did not fail; what did: %s", c.id, strings.Join(wrong(r), "\n"))
		})
	}
}

// foreign delivers a packet of somebody else for anna's warrant.
func (sc *dataPlay) foreign(session int) {
	for _, q := range sc.packets {
		if q.session == session {
			d := *sc.copies[4]
			d.packet = q
			sc.copies = append(sc.copies, &d)
			return
		}
	}
}

// framesOn finds the frames of anna's packets on an interface of a capture, by packet.
func (sc *dataPlay) framesOn(t *testing.T, capture []byte, name string) map[*userPacket]int {
	order := slices.DeleteFunc(slices.Clone(sc.packets), func(q *userPacket) bool {
		return strings.HasSuffix(name, ".n9") && sc.truth.Sessions[q.session].Route != "home-routed"
	})
	slices.SortStableFunc(order, func(a, b *userPacket) int { return a.at.Compare(b.at) })
	r, err := pcaps.NewReader(bytes.NewReader(capture))
	require.NoError(t, err)
	out := map[*userPacket]int{}
	for {
		f, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		require.NoError(t, err)
		if f.Interface == name {
			require.True(t, bytes.HasSuffix(f.Data, order[0].inner))
			out[order[0]] = f.Number
			order = order[1:]
		}
	}
}

// TestOneInAThousand loses one packet in a thousand between the UPF and the mediation function, as a broken point of
// interception does, and wants to hear which: by the number of its frame on N3, or on N9 for the home network.
func TestOneInAThousand(t *testing.T) {
	for _, c := range []struct{ warrant, at string }{{"nl-1", "nl-de.n9"}, {"de-1", "nl-de.n9"}} {
		p := newDataPlay(visiting, dataSetup{route: "home-routed", protection: "none", requests: 150})
		var lost []*userPacket
		for i, d := range p.copiesOf(c.warrant) {
			if i%1000 == 999 {
				d.x3, d.hi3 = false, false
				lost = append(lost, d.packet)
			}
		}
		require.GreaterOrEqual(t, len(lost), 2)
		// Where acknowledgements that are octet by octet the same follow each other, any of them is as good.
		frames := p.framesOn(t, p.capture(t), c.at)
		r := p.judge(t)
		for _, id := range []string{"CC-1", "CC-2"} {
			named := []int{}
			for _, q := range r.Requirements {
				if q.ID == id && q.Subject == c.warrant {
					require.Equal(t, oracle.Fail, q.Result)
					for _, e := range q.Evidence {
						require.Equal(t, c.at, e.Interface)
						named = append(named, e.Frame)
					}
				}
			}
			require.Len(t, named, len(lost))
			for i, q := range lost {
				same := slices.ContainsFunc(p.packets, func(o *userPacket) bool {
					return frames[o] == named[i] && bytes.Equal(o.inner, q.inner) && o.at.Sub(q.at).Abs() <= 2*time.Millisecond
				})
				require.True(t, same, "%s names frame %d, lost was frame %d", id, named[i], frames[q])
			}
		}
		for _, w := range r.Warrants {
			want := 0
			if w.ID == c.warrant {
				want = len(lost)
			}
			require.Equal(t, want, w.Sessions[0].Missing)
		}
	}
}

// TestCountsAgreeWithWireshark compares the counts of sessions with those of tshark.
func TestCountsAgreeWithWireshark(t *testing.T) {
	p := newDataPlay(visiting, dataSetup{route: "home-routed", protection: "none", six: true})
	file := filepath.Join(t.TempDir(), "capture.pcapng")
	require.NoError(t, os.WriteFile(file, p.capture(t), 0o600))
	up, down := p.counts()
	for _, name := range []string{"nl.n3", "nl-de.n9"} {
		for direction, want := range []int{up, down} {
			q := userPacket{direction: direction}
			filter := fmt.Sprintf("frame.interface_name == %q && gtp.message == 255 && gtp.teid == 0x%08x", name, q.tunnel())
			require.Len(t, strings.Fields(judge.Tshark(t, "-r", file, "-Y", filter, "-T", "fields", "-e", "frame.number")), want)
		}
	}
	for _, w := range p.judge(t).Warrants {
		require.Equal(t, oracle.PacketCount{Uplink: up, Downlink: down}, *w.Sessions[0].N3)
		require.Equal(t, oracle.PacketCount{Uplink: up, Downlink: down}, *w.Sessions[0].N9)
	}
}

// BenchmarkJudgeContent judges user packets on N3 and what was delivered of them over X3 and HI3.
func BenchmarkJudgeContent(b *testing.B) {
	p := newDataPlay(home, dataSetup{route: "domestic", protection: "none", requests: 1000})
	capture := p.capture(b)
	b.SetBytes(int64(len(capture)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := oracle.Judge(b.Context(), oracle.Input{Capture: bytes.NewReader(capture), Truth: p.truth}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(2*len(p.copies))*float64(b.N)/b.Elapsed().Seconds(), "PDU/s")
	b.ReportMetric(float64(len(p.packets))*float64(b.N)/b.Elapsed().Seconds(), "packets/s")
}
