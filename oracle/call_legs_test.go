package oracle_test

import (
	"bytes"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/oracle"
	"lilab/oracle/truth"
	"lilab/pcaps"
)

// otherLeg is the packet of media on the leg of bram: the gateway has other addresses there, and nothing is encrypted.
func otherLeg(m *rtpOf) []byte {
	b := bytes.Clone(m.clear)
	src, dst := agwIP, bramIP
	if m.down {
		src, dst = bramIP, agwIP
	}
	copy(b[12:], src.AsSlice())
	copy(b[16:], dst.AsSlice())
	copy(b[20:], join(u16(6000), u16(7000)))
	return b
}

// bothLegs puts bram into anna's network: his leg of the call is on the same interface, in another order, and the packets of a
// stream have one SSRC on both.
func (p *callPlay) bothLegs() {
	p.truth.Sessions = append(p.truth.Sessions, truth.Session{Subscriber: "bram", ID: 5, DNN: "ims", Type: "ipv4", Serving: p.truth.Subscribers["anna"].In, Route: "domestic",
		Result: "established", Addresses: []netip.Prefix{netip.PrefixFrom(bramIP, 32)}, Requested: epoch.Add(time.Second), Established: epoch.Add(time.Second), Released: epoch.Add(20 * time.Second)})
	p.extra = append(p.extra, func(w *pcaps.Writer, _ func(name, dissector string, b []byte)) {
		link, _ := w.PacketInterface(p.truth.Subscribers["anna"].In + ".n3")
		order := slices.Clone(p.rtp)
		slices.Reverse(order[20:40])
		for i, m := range order {
			at, direction := p.rtp[i].at.Add(time.Millisecond), 1
			if m.down {
				at, direction = p.rtp[i].at.Add(-time.Millisecond), 0
			}
			link.Packet(at, outer(gnbs[direction], gnbs[1-direction], gtpu(0x700+uint32(direction), direction, otherLeg(m))))
		}
	})
}

// TestLegsAreTold judges calls of which both phones are in one network: what is due is what is on the target's leg.
func TestLegsAreTold(t *testing.T) {
	gateway, open := callSetup{route: "domestic", media: "sdes-e2ae"}, callSetup{route: "home-routed", sig: "null", media: "sdes-e2ae"}
	for _, c := range []struct {
		name string
		s    setup
		c    callSetup
		// deliver changes what is delivered of a packet, nil for nothing.
		deliver func(m *rtpOf) []byte
		actual  string
	}{
		{"gateway", home, gateway, nil, ""},
		{"LMISF", visiting, open, nil, ""},
		{"gateway, the other leg", home, gateway, otherLeg, "150 with the addresses of another leg"},
		{"LMISF, the other leg", visiting, open, otherLeg, "150 with the addresses of another leg"},
		{"LMISF, what a gateway decrypted", visiting, open, func(m *rtpOf) []byte { return m.clear }, "150 with other octets"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newCallPlay(c.s, c.c)
			p.bothLegs()
			for _, m := range p.rtp {
				if c.deliver != nil {
					m.change = func([]byte) []byte { return c.deliver(m) }
				}
			}
			r := p.judge(t)
			wrong := ""
			for _, q := range r.Requirements {
				if q.ID == "IMS-CC-1" && q.Subject == "nl-1" && q.Result == oracle.Fail {
					wrong = q.Actual
				}
			}
			if c.deliver != nil {
				require.Contains(t, wrong, c.actual)
				return
			}
			require.Empty(t, wrong)
			require.Empty(t, amissCall(r))
			require.Equal(t, 2*packetsOfCall, warrantOf(r, "nl-1").Calls[0].Seen)
		})
	}
}

const (
	doraNumber = "155503000003"
	secondCall = "call-2@100.64.9.10"
)

// twoCalls gives anna a second call at the same time, to dora: another Call-ID, other streams, another number.
func (p *callPlay) twoCalls() {
	other := strings.NewReplacer(callID, secondCall, bramNumber, doraNumber, "m=audio 4000", "m=audio 4002", "z9hG4bK", "z9hG4bKb").Replace
	p.truth.Subscribers["dora"] = truth.Subscriber{Home: "nl", In: "nl", SUPI: "001010000000077", GPSI: doraNumber, IMPUs: []string{"tel:+" + doraNumber}}
	first := p.truth.Calls[0]
	second := first
	second.CallIDs = []string{secondCall}
	second.To = truth.Party{Subscriber: "dora", Identities: []string{"tel:+" + doraNumber}, MSISDN: doraNumber}
	second.Start = first.Start.Add(time.Millisecond)
	second.Streams = slices.Clone(first.Streams)
	for i := range second.Streams {
		second.Streams[i].SSRC ^= 0xff
	}
	p.truth.Calls = append(p.truth.Calls, second)
	const tie, cin = 0x8800, 32
	for _, s := range slices.Clone(p.sip) {
		p.sip = append(p.sip, &sipOf{at: s.at.Add(time.Millisecond), down: s.down, octets: []byte(other(string(s.octets)))})
	}
	for _, m := range slices.Clone(p.rtp) {
		b := bytes.Clone(m.clear)
		at := 20 // the phone's port
		if m.down {
			at = 22
		}
		copy(b[at:], u16(4002))
		b[39] ^= 0xff
		p.rtp = append(p.rtp, &rtpOf{at: m.at.Add(time.Millisecond), down: m.down, number: m.number, clear: b, link: b, tie: tie, cin: cin})
	}
	// In the order of time, as the network has them.
	slices.SortStableFunc(p.rtp, func(a, b *rtpOf) int { return a.at.Compare(b.at) })
	p.im["nl"] = nil
	p.signalling(p.truth.Warrants["nl-1"], "scscf", 0)
	for _, r := range p.im["nl"] {
		if bytes.Contains(r.event.body, []byte(secondCall)) {
			r.tieIs, r.cinIs = tie, cin
		}
	}
	slices.SortStableFunc(p.im["nl"], func(a, b *record) int { return a.at.Compare(b.at) })
}

// TestTwoCallsOfATarget judges calls at the same time: each has its number, and the media of one are none of the other.
func TestTwoCallsOfATarget(t *testing.T) {
	p := newCallPlay(home, callSetup{route: "domestic"})
	p.twoCalls()
	r := p.judge(t)
	require.Empty(t, amissCall(r))
	calls := warrantOf(r, "nl-1").Calls
	require.Len(t, calls, 2)
	for _, c := range calls {
		require.Equal(t, 2*packetsOfCall, c.Seen)
		require.Equal(t, 2*packetsOfCall, c.HI3)
	}

	for _, c := range []struct {
		name, id, actual string
		edit             func(p *callPlay)
	}{
		{"media under the number of the other call", "IMS-CIN-1", "", func(p *callPlay) {
			for _, m := range p.rtp {
				m.tie, m.cin = 0, 0
			}
		}},
		{"one packet of the second call is missing", "IMS-CC-1", "1 missing", func(p *callPlay) { p.rtp[41].noX3 = true }},
		{"octets of the other call", "IMS-CC-1", "1 with other octets", func(p *callPlay) {
			p.rtp[40].change = func(b []byte) []byte { return changed(b, 99) }
		}},
		{"a packet from the port of the other call", "IMS-CC-1", "1 with the addresses of another leg", func(p *callPlay) {
			p.rtp[40].change = func(b []byte) []byte { b = bytes.Clone(b); b[21] ^= 2; return b }
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newCallPlay(home, callSetup{route: "domestic"})
			p.twoCalls()
			c.edit(p)
			for _, q := range p.judge(t).Requirements {
				if q.ID == c.id && q.Result == oracle.Fail {
					require.Contains(t, q.Actual, c.actual)
					return
				}
			}
			t.Fatalf("%s did not fail", c.id)
		})
	}
}
