package poi_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
)

var scscf = []event.NFType{event.SCSCF}

// TestIMSMediaOfACall has the media of one call copied: with the Correlation ID of the S-CSCF's records, the direction, and the
// session description when it is new.
func TestIMSMediaOfACall(t *testing.T) {
	r := newIMSRig(t, nil)
	xid := r.order(true, []lipf.ServiceType{lipf.Voice}, scscf, id(lipf.SUPIIMSI, anna.SUPI))
	r.observe(message(event.SCSCF, anna, event.IMSOriginating, true, "s1", "c1", request("INVITE", bramURI, annaURI, bramURI, "c1", "")))
	r.observe(message(event.PCSCF, anna, event.IMSOriginating, true, "p1", "c1", request("INVITE", bramURI, annaURI, bramURI, "c1", "")))
	iri := r.records(1)[0]
	require.Zero(t, r.pcscf.TFStats().Triggered, "not answered yet")
	up := answered(event.PCSCF, anna, event.IMSOriginating, "p1", annaURI, bramURI, 7)
	up.LocalSDP = []byte(sdp(4000, "RTP/SAVP", "crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secret", "3ge2ae:requested", "rtpmap:8 PCMA/8000"))
	r.observe(up)
	r.observe(answered(event.PCSCF, bram, event.IMSTerminating, "p2", annaURI, bramURI, 8))
	r.drain()
	require.Equal(t, poi.TFStats{Triggered: 1, Activated: 1}, r.pcscf.TFStats())
	for n := range 4 {
		r.agw.IMSMedia(mediaPacket(7, n%2 == 0, n))
		r.agw.IMSMedia(mediaPacket(8, n%2 == 0, n))
	}
	cc := r.x3.wait(t, 4)
	want := sdp(4000, "RTP/AVP", "3ge2ae:requested", "rtpmap:8 PCMA/8000")
	for n, p := range cc {
		require.Equal(t, x2x3.X3, p.Type)
		require.Equal(t, x2x3.FormatIPv4, p.Format)
		require.Equal(t, mediaPacket(7, n%2 == 0, n).Packet, p.Payload)
		require.Equal(t, x2x3.UUID(xid), p.XID)
		require.Equal(t, iri.pdu.CorrelationID, p.CorrelationID, "content of the P-CSCF, IRI of the S-CSCF")
		require.Equal(t, []x2x3.Direction{x2x3.FromTarget, x2x3.ToTarget}[n%2], p.Direction)
		require.Equal(t, uint32(n), p.SequenceNumber.Value)
		require.Equal(t, map[bool]string{true: want}[n == 0], p.SDP, "packets are RTP where the protection ends at the gateway, and no key leaves")
		require.Empty(t, p.Check())
	}
	// A re-INVITE: other media, and another context besides.
	up.LocalSDP, up.Contexts = []byte(sdp(4000, "RTP/AVP")), []uint32{7, 9}
	r.observe(up)
	r.drain()
	require.Equal(t, uint64(1), r.pcscf.TFStats().Modified)
	r.observe(up) // nothing new
	r.drain()
	require.Equal(t, uint64(1), r.pcscf.TFStats().Modified)
	r.agw.IMSMedia(mediaPacket(9, true, 4))
	r.agw.IMSMedia(mediaPacket(7, true, 5))
	cc = r.x3.wait(t, 6)
	require.Equal(t, sdp(4000, "RTP/AVP"), cc[4].SDP)
	require.Empty(t, cc[5].SDP)
	require.Equal(t, uint32(5), cc[5].SequenceNumber.Value, "one series")
	// The end.
	up.Ended = true
	r.observe(up)
	r.drain()
	require.Equal(t, uint64(1), r.pcscf.TFStats().Deactivated)
	r.agw.IMSMedia(mediaPacket(7, true, 6))
	require.Equal(t, uint64(6), r.agw.Stats().Matched)
	r.judged()

	r.x3.mu.Lock()
	raw := r.x3.raw
	r.x3.mu.Unlock()
	out := judge.Tshark(t, append(judge.Dissect(judge.Capture(t, raw...), "li5g"), "-d", "udp.port==4000,rtp", "-T", "fields", "-e", "li5g.pf", "-e", "li5g.pd", "-e", "rtp.p_type", "-e", "rtp.seq")...)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	require.Len(t, lines, 6)
	for n, line := range lines {
		f := strings.Fields(line)
		require.Equal(t, []string{fmt.Sprint(8), fmt.Sprint(n)}, f[len(f)-2:], "%q", lines)
	}
}

// TestIMSMediaEndToEnd leaves the description of media that the gateway cannot read as it is, but for the keys.
func TestIMSMediaEndToEnd(t *testing.T) {
	r := newIMSRig(t, nil)
	r.order(true, nil, scscf, id(lipf.SUPIIMSI, anna.SUPI))
	up := answered(event.PCSCF, anna, event.IMSOriginating, "p1", annaURI, bramURI, 7)
	up.LocalSDP = []byte(sdp(4000, "UDP/TLS/RTP/SAVPF", "fingerprint:sha-256 AA:BB"))
	up.RemoteSDP = []byte(sdp(6000, "UDP/TLS/RTP/SAVPF", "fingerprint:sha-256 CC:DD"))
	r.observe(up)
	r.drain()
	r.agw.IMSMedia(mediaPacket(7, true, 1))
	require.Equal(t, string(up.LocalSDP), r.x3.wait(t, 1)[0].SDP)
}

// TestIMSMediaTasks gives the gateway's POI every form of a task by hand.
func TestIMSMediaTasks(t *testing.T) {
	r := newIMSRig(t, nil)
	ep := r.endpoint("agw2-cc-poi")
	agw, err := poi.NewIMSAGW(poi.IMSAGWConfig{X1: ep, ADMF: r.upfRig.tf.ID, ADMFURL: r.tfURL, NF: nf(event.IMSAGW), NFID: "agw2", IPID: "p", X3TLS: ep.ClientTLS, X3Dial: dial})
	require.NoError(t, err)
	require.NoError(t, agw.Start(t.Context()))
	defer func() { require.NoError(t, agw.Close()) }()
	c := r.ims(ep, r.did, lipf.X3Only, r.x3.addr)
	target := func(d lipf.PayloadDirectionAssignment, s lipf.TriggerScope, contexts ...uint32) lipf.TargetIdentifier {
		return lipf.IMST3Target{Contexts: contexts, Direction: d, Scope: s}.Identifier()
	}
	for i, x := range []struct {
		target   lipf.TargetIdentifier
		from, to x2x3.Direction // 0 is none
	}{
		{target(lipf.AssignFromTarget, lipf.Bidirectional, 1), x2x3.FromTarget, x2x3.ToTarget},
		{target(lipf.AssignFromTarget, lipf.Unidirectional, 1), x2x3.FromTarget, 0},
		{target(lipf.AssignToTarget, lipf.Bidirectional, 2, 1), x2x3.ToTarget, x2x3.FromTarget},
		{target(lipf.AssignToTarget, lipf.Unidirectional, 1), x2x3.ToTarget, 0},
		{target(lipf.AssignNotDetermined, lipf.Bidirectional, 1), x2x3.DirectionUnknown, x2x3.DirectionUnknown},
		{target("", "", 1), x2x3.DirectionUnknown, x2x3.DirectionUnknown},
	} {
		task := r.task(byte(10+i), uint64(i+1), x.target)
		r.call(c, x1.ActivateTask{Task: task})
		before := len(r.x3.wait(t, 0))
		agw.IMSMedia(mediaPacket(1, true, 0))
		agw.IMSMedia(mediaPacket(1, false, 1))
		agw.IMSMedia(mediaPacket(3, true, 2))
		other := mediaPacket(1, true, 3)
		other.NF.InstanceID = "another gateway"
		agw.IMSMedia(other)
		var want, got []x2x3.Direction
		for _, d := range []x2x3.Direction{x.from, x.to} {
			if d != 0 {
				want = append(want, d)
			}
		}
		for _, p := range r.x3.wait(t, before+len(want))[before:] {
			got = append(got, p.Direction)
		}
		require.Equal(t, want, got, "task %d", i)
		r.call(c, x1.DeactivateTask{XID: task.XID})
	}
	bad := r.task(30, 1, target(lipf.AssignNotDetermined, lipf.Unidirectional, 1))
	r.refused(c, x1.ActivateTask{Task: bad}, x1.ErrActivateTask, "not determined")
	bad.Targets = []lipf.TargetIdentifier{target(lipf.AssignFromTarget, lipf.Bidirectional)}
	r.refused(c, x1.ActivateTask{Task: bad}, x1.ErrActivateTask, "H248ContextID")
	bad.Targets = []lipf.TargetIdentifier{fseid(7)}
	r.refused(c, x1.ActivateTask{Task: bad}, x1.ErrActivateTask, "IMST3")
	bad = r.task(30, 1, target(lipf.AssignFromTarget, lipf.Bidirectional, 1))
	bad.Extensions = []lipf.Extension{lipf.SMSFExtension()}
	r.refused(c, x1.ActivateTask{Task: bad}, x1.ErrActivateTask, "not known")
	// What is no packet is not delivered, and the ADMF hears of it.
	r.call(c, x1.ActivateTask{Task: r.task(31, 1, target(lipf.AssignFromTarget, lipf.Bidirectional, 1))})
	m := mediaPacket(1, true, 1)
	m.Packet = m.Packet[:30]
	agw.IMSMedia(m)
	require.Equal(t, uint64(1), agw.Stats().Failed)
	r.report(func(q x1.Request) bool {
		i, ok := q.(x1.ReportTaskIssue)
		return ok && strings.Contains(i.Details, "no IP packet")
	})
}

// TestIMSMediaBelongs is a property: whatever calls come, change and go, a packet is delivered for a task only if its context is
// that of a running call of the target, and then always.
func TestIMSMediaBelongs(t *testing.T) {
	r := newIMSRig(t, nil)
	users := []event.IMSUser{anna, bram}
	xids := map[x2x3.UUID]int{}
	for i, u := range users {
		xids[x2x3.UUID(r.order(true, nil, nil, id(lipf.SUPIIMSI, u.SUPI)))] = i
	}
	var session, packet, context int
	for seed := range uint64(60) {
		p := rand.New(rand.NewPCG(seed, 7))
		type call struct {
			user     int
			name     string
			contexts []uint32
		}
		var calls []call
		want := map[int]int{}
		for range 1 + p.IntN(15) {
			switch p.IntN(4) {
			case 0: // a call of anna, bram or somebody else
				session++
				context++
				c := call{p.IntN(3), fmt.Sprint("s", session), []uint32{uint32(context)}}
				calls = append(calls, c)
				r.change(c.user, c.name, false, c.contexts...)
			case 1: // its media change
				if len(calls) > 0 {
					i := p.IntN(len(calls))
					context++
					calls[i].contexts = []uint32{uint32(context), calls[i].contexts[0]}
					r.change(calls[i].user, calls[i].name, false, calls[i].contexts...)
				}
			case 2: // it ends
				if len(calls) > 0 {
					i := p.IntN(len(calls))
					r.change(calls[i].user, calls[i].name, true)
					calls = append(calls[:i:i], calls[i+1:]...)
				}
			case 3:
				require.NoError(t, r.pcscf.Drain(t.Context()))
				for c := 1; c <= context; c++ {
					packet++
					r.agw.IMSMedia(mediaPacket(uint32(c), true, packet))
					for _, x := range calls {
						if x.user < 2 && (x.contexts[0] == uint32(c) || len(x.contexts) > 1 && x.contexts[1] == uint32(c)) {
							want[packet] = x.user + 1
						}
					}
				}
			}
		}
		for _, c := range calls {
			r.change(c.user, c.name, true)
		}
		require.NoError(t, r.pcscf.Drain(t.Context()))
		require.NoError(t, r.agw.Drain(t.Context()))
		require.Eventually(t, func() bool { r.x3.mu.Lock(); defer r.x3.mu.Unlock(); return len(r.x3.pdus) >= len(want) }, patience, time.Millisecond)
		r.x3.mu.Lock()
		got := map[int]int{}
		for _, pdu := range r.x3.pdus {
			n := int(pdu.Timestamp.Sub(began) / (20 * time.Millisecond))
			require.Zero(t, got[n], "once")
			got[n] = xids[pdu.XID] + 1
		}
		require.Equal(t, want, got, "seed %d", seed)
		r.x3.pdus, r.x3.raw = nil, nil
		r.x3.mu.Unlock()
	}
}

// change changes a session of a user at the P-CSCF.
func (r *imsRig) change(user int, name string, ended bool, contexts ...uint32) {
	u := []event.IMSUser{anna, bram, {IMPUs: []string{"sip:x@example.org"}, SUPI: "001010000000003"}}[user]
	e := answered(event.PCSCF, u, event.IMSOriginating, name, u.IMPUs[0], carla, contexts...)
	e.Ended = ended
	r.pcscf.Observe(e)
}
