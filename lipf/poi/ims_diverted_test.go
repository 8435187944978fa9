package poi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

const dirkURI = "sip:+15550000003@ims.mnc001.mcc001.3gppnetwork.org;user=phone"

// dirk calls anna, who is a user of the network like him.
var dirk = event.IMSUser{IMPI: "001010000000003@ims.mnc001.mcc001.3gppnetwork.org", SUPI: "001010000000003", GPSI: "15550000003", IMPUs: []string{dirkURI}}

// diverts plays the call c1 to anna that her network sends to somebody else, up to the answer at her S-CSCF.
func (r *imsRig) diverts(to string, roaming event.IMSRoaming, anchors ...event.Event) {
	r.t.Helper()
	abroad := func(m event.IMSMessage) event.IMSMessage { m.Roaming = roaming; return m }
	r.observe(abroad(message(event.SCSCF, anna, event.IMSTerminating, false, "s1", "c1", request("INVITE", annaURI, dirkURI, annaURI, "c1", ""))))
	r.observe(abroad(message(event.SCSCF, anna, event.IMSTerminating, true, "s1", "c1",
		request("INVITE", to, dirkURI, annaURI, "c1", "", "Diversion: <"+annaURI+">;reason=user-busy;counter=1"))))
	for _, e := range anchors {
		r.observe(e)
	}
	d := answered(event.SCSCF, anna, event.IMSTerminating, "s1", dirkURI, to)
	d.Roaming, d.Diverting = roaming, annaURI
	r.observe(d)
}

// TestIMSDivertedContent has the content of a call that the target diverts copied once, by the gateway of the one to whom it goes, with the
// Correlation ID of the records about her; also where she may not be intercepted abroad.
func TestIMSDivertedContent(t *testing.T) {
	for _, roaming := range []event.IMSRoaming{event.IMSNotRoaming, event.IMSRoamingN9HR} {
		r := newIMSRig(t, nil)
		xid := uuid(77)
		task := lipf.Task{XID: xid, Targets: []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, Extensions: []lipf.Extension{lipf.NotAbroadExtension()},
			DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{r.did}}
		r.call(r.ne[event.SCSCF], x1.ActivateTask{Task: task})
		task.DeliveryType, task.DIDs = lipf.X3Only, []lipf.UUID{r.did3}
		r.call(r.tf[event.PCSCF], x1.ActivateTask{Task: task})

		r.observe(message(event.PCSCF, dirk, event.IMSOriginating, true, "p0", "c1", request("INVITE", annaURI, dirkURI, annaURI, "c1", "")))
		r.diverts(bramURI, roaming,
			message(event.PCSCF, bram, event.IMSTerminating, false, "p1", "c1", request("INVITE", bramURI, dirkURI, annaURI, "c1", "")),
			answered(event.PCSCF, bram, event.IMSTerminating, "p1", dirkURI, bramURI, 7))
		r.observe(answered(event.PCSCF, dirk, event.IMSOriginating, "p0", dirkURI, annaURI, 6))
		rs := r.records(2)
		require.Equal(t, poi.TFStats{Triggered: 1, Activated: 1}, r.pcscf.TFStats(), "one gateway is enough")
		for n := range 4 {
			r.agw.IMSMedia(mediaPacket(7, n%2 == 0, n))
			r.agw.IMSMedia(mediaPacket(6, n%2 == 0, n))
		}
		for n, p := range r.x3.wait(t, 4) {
			require.Equal(t, x2x3.UUID(xid), p.XID)
			require.Equal(t, rs[0].pdu.CorrelationID, p.CorrelationID)
			require.Equal(t, mediaPacket(7, n%2 == 0, n).Packet, p.Payload)
			require.Equal(t, []x2x3.Direction{x2x3.FromTarget, x2x3.ToTarget}[n%2], p.Direction, "who answers stands where the target would")
		}
		// The end: the answer to BYE comes when the session is over.
		over := answered(event.SCSCF, anna, event.IMSTerminating, "s1", dirkURI, bramURI)
		over.Roaming, over.Diverting, over.Ended = roaming, annaURI, true
		r.observe(over)
		last := message(event.SCSCF, anna, event.IMSTerminating, true, "s1", "c1", response("200 OK", "BYE", dirkURI, annaURI, "c1", ""))
		last.Roaming = roaming
		r.observe(last)
		require.Len(t, r.records(3), 3)
		gone := answered(event.PCSCF, bram, event.IMSTerminating, "p1", dirkURI, bramURI, 7)
		gone.Ended = true
		r.observe(gone)
		r.drain()
		require.Zero(t, r.pcscf.TFStats().Triggered)
		r.judged()
	}
}

// TestIMSDivertedElsewhere diverts calls whose media pass one gateway of the network, that of the caller, or none, which is reported.
func TestIMSDivertedElsewhere(t *testing.T) {
	order := func(r *imsRig) {
		xid := r.order(true, nil, scscf, id(lipf.SUPIIMSI, anna.SUPI))
		tf := r.ims(r.tfEndpoint(event.SCSCF), r.did3, lipf.X3Only, r.x3.addr)
		r.call(tf, x1.ActivateTask{Task: lipf.Task{XID: xid, Targets: []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, DeliveryType: lipf.X3Only, DIDs: []lipf.UUID{r.did3}}})
	}
	t.Run("caller", func(t *testing.T) {
		r := newIMSRig(t, nil)
		order(r)
		r.observe(message(event.PCSCF, dirk, event.IMSOriginating, true, "p0", "c1", request("INVITE", annaURI, dirkURI, annaURI, "c1", "")))
		r.diverts(carla, event.IMSRoamingN9HR)
		r.observe(answered(event.PCSCF, dirk, event.IMSOriginating, "p0", dirkURI, annaURI, 6))
		r.records(2)
		require.Equal(t, 1, r.pcscf.TFStats().Triggered)
		r.agw.IMSMedia(mediaPacket(6, true, 1))
		require.Equal(t, x2x3.ToTarget, r.x3.wait(t, 1)[0].Direction, "the caller speaks to the target's place")
	})
	t.Run("nowhere", func(t *testing.T) {
		r := newIMSRig(t, nil)
		order(r)
		r.diverts(carla, event.IMSRoamingN9HR)
		rs := r.records(3)
		u, ok := rs[2].event.(*xiri.IMSCCUnavailable)
		require.True(t, ok, "%T", rs[2].event)
		require.Contains(t, u.CCUnavailableReason, "Diversion")
		require.Zero(t, r.pcscf.TFStats().Activated)
	})
	t.Run("not the target's", func(t *testing.T) {
		// A phone that says in an INVITE of its own that somebody diverted it makes it nobody's.
		r := newIMSRig(t, nil)
		order(r)
		forged := request("INVITE", bramURI, dirkURI, annaURI, "c1", "", "Diversion: <"+annaURI+">;reason=user-busy")
		r.observe(message(event.PCSCF, dirk, event.IMSOriginating, true, "p0", "c1", forged))
		r.observe(message(event.SCSCF, dirk, event.IMSOriginating, true, "s0", "c1", forged))
		r.observe(message(event.SCSCF, bram, event.IMSTerminating, false, "s2", "c1", forged))
		r.observe(message(event.PCSCF, bram, event.IMSTerminating, false, "p1", "c1", forged))
		r.observe(answered(event.PCSCF, bram, event.IMSTerminating, "p1", dirkURI, bramURI, 7))
		r.observe(answered(event.PCSCF, dirk, event.IMSOriginating, "p0", dirkURI, bramURI, 6))
		r.drain()
		require.Zero(t, r.pcscf.TFStats().Triggered)
		require.Zero(t, r.scscf.Stats().PDUs)
	})
}

// TestIMSLimitIsATask has two tasks about one target, of which one leaves out what she takes part in abroad: each gets what it should, once,
// and an extension that nobody knows is refused.
func TestIMSLimitIsATask(t *testing.T) {
	r := newIMSRig(t, nil)
	all := r.order(false, nil, scscf, id(lipf.SUPIIMSI, anna.SUPI))
	limited := lipf.Task{XID: uuid(78), Targets: []lipf.TargetIdentifier{id(lipf.SUPIIMSI, anna.SUPI)}, Extensions: []lipf.Extension{lipf.NotAbroadExtension()},
		DeliveryType: lipf.X2Only, DIDs: []lipf.UUID{r.did}}
	r.call(r.ne[event.SCSCF], x1.ActivateTask{Task: limited})
	unknown := limited
	unknown.XID, unknown.Extensions = uuid(79), []lipf.Extension{{Owner: "nobody"}}
	_, err := r.ne[event.SCSCF].Call(t.Context(), x1.ActivateTask{Task: unknown})
	require.ErrorContains(t, err, "not known here")

	direct := message(event.SCSCF, anna, event.IMSOriginating, true, "s0", "c0", request("INVITE", bramURI, annaURI, bramURI, "c0", ""))
	direct.Roaming = event.IMSRoamingN9HR
	r.observe(direct)
	r.diverts(bramURI, event.IMSRoamingN9HR)
	count := map[x2x3.UUID]int{}
	for _, x := range r.records(5) {
		count[x.pdu.XID]++
	}
	require.Equal(t, map[x2x3.UUID]int{x2x3.UUID(all): 3, x2x3.UUID(limited.XID): 2}, count)
}
