package poi_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf"
	"lilab/lipf/poi"
	"lilab/lipf/x1"
	"lilab/sim/event"
	"lilab/x2x3"
	"lilab/x2x3/xiri"
)

// xiriOf reads the xIRI of a PDU after checking its envelope; the compiler of the published ASN.1 reads it too.
func xiriOf(t *testing.T, p *x2x3.PDU) xiri.Event {
	t.Helper()
	require.Equal(t, x2x3.X2, p.Type)
	require.Equal(t, x2x3.FormatTS33128, p.Format)
	require.Equal(t, []string{"upf1.example", "upf1-iri-poi"}, []string{p.NFID, p.IPID})
	require.NotEmpty(t, p.MatchedTargets)
	require.Empty(t, p.Check())
	x, n, err := xiri.ParseXIRIPayload(p.Payload)
	require.NoError(t, err)
	require.Len(t, p.Payload, n)
	_, err = judge.Decode(t, "TS33128Payloads", "XIRIPayload", p.Payload)
	require.NoError(t, err)
	return x.Event
}

func TestUPFHeadersPerPacket(t *testing.T) {
	up, down := ipPacket(ueAddr, webAddr, 6, 1000, 80, []byte("canary")), ipPacket(web6, ue6, 17, 53, 1000, []byte("canary"))
	for _, deprecated := range []bool{false, true} {
		r := newUPFRig(t)
		u, c := r.headerPOI(func(cfg *poi.UPFHeadersConfig) { cfg.Deprecated = deprecated })
		u.Packet(anchor(7, true, up))
		r.call(c, x1.ActivateTask{Task: r.headerTask(10, 0x77, lipf.HeaderReporting{PerPacket: true}, fseid(7), instance("n3"))})
		u.Packet(anchor(7, true, up))
		u.Packet(anchor(8, true, up))
		u.Packet(anchor(7, false, down))
		frame := anchor(7, true, append([]byte{0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 6, 0x81, 0, 0, 9, 8, 0}, up...))
		frame.Type = event.Ethernet
		u.Packet(frame)
		raw := anchor(7, true, up)
		raw.Type = event.Unstructured
		u.Packet(raw)
		require.NoError(t, u.Drain(t.Context()))
		require.EqualValues(t, 3, u.Stats().PDUs)
		got := r.md.wait(t, 3)
		for i := range got {
			p := &got[i]
			e := xiriOf(t, p)
			require.Equal(t, x2x3.UUID(uuid(110)), p.XID)
			require.EqualValues(t, 0x77, p.CorrelationID)
			require.Equal(t, x2x3.Some(uint32(i)), p.SequenceNumber)
			require.True(t, began.Equal(p.Timestamp))
			require.NotContains(t, string(p.Payload), "canary")
			want, headers, direction := up, 40, x2x3.FromTarget
			if i == 1 {
				want, headers, direction = down, 48, x2x3.ToTarget
			}
			require.Equal(t, direction, p.Direction)
			if !deprecated {
				require.Equal(t, want[:headers], e.(*xiri.IPIRIPacketReport).Report.Header.Header)
				continue
			}
			h := e.(*xiri.PDHeaderReport)
			require.EqualValues(t, len(want), h.PacketSize)
			require.Equal(t, i == 1, h.Direction == xiri.DirectionToTarget)
		}
		d := r.call(c, x1.GetTaskDetails{XID: uuid(10)}).(x1.GetTaskDetailsResponse).Task
		require.EqualValues(t, len(got[0].Payload)+len(got[1].Payload)+len(got[2].Payload), *d.X2Octets)
		require.Nil(t, d.X3Octets)
	}
}

// clock is a virtual one.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

// TestUPFHeadersPerFlow follows flows over a change of the task, of the order, and to the end.
func TestUPFHeadersPerFlow(t *testing.T) {
	r := newUPFRig(t)
	clk := &clock{now: began}
	u, c := r.headerPOI(func(cfg *poi.UPFHeadersConfig) { cfg.X1.Now = clk.Now })
	order := lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{TimerExpiry: 10 * time.Second}, {PacketCount: 3}}}
	r.call(c, x1.ActivateTask{Task: r.headerTask(10, 0x77, order, fseid(7))})
	r.call(c, x1.ActivateTask{Task: r.headerTask(11, 0x88, lipf.HeaderReporting{PerPacket: true}, fseid(8))})
	send := func(port uint16, n int) {
		for range n {
			p := anchor(7, true, ipPacket(ueAddr, webAddr, 17, port, 53, make([]byte, 72)))
			p.Time = clk.add(time.Second)
			u.Packet(p)
		}
	}
	had := 0
	reports := func() string {
		t.Helper()
		require.NoError(t, u.Drain(t.Context()))
		var out []string
		pdus := r.md.wait(t, int(u.Stats().PDUs))
		for i := range pdus[had:] {
			p := &pdus[had+i]
			require.Equal(t, x2x3.UUID(uuid(110)), p.XID)
			require.EqualValues(t, had+i, p.SequenceNumber.Value)
			m := xiriOf(t, p).(*xiri.IPIRIPacketReport).Report.Summary
			require.False(t, m.LastTimestamp.Before(m.FirstTimestamp))
			out = append(out, fmt.Sprintf("%s %d/%d", m.Trigger, m.PacketCount.Value, m.ByteCount.Value))
		}
		had = len(pdus)
		return strings.Join(out, ", ")
	}
	send(1, 1)
	send(2, 1)
	require.Equal(t, "flowStart 1/100, flowStart 1/100", reports())
	send(1, 3)
	require.Equal(t, "flowPacketCount 3/300", reports())
	send(2, 1)
	u.Tick(clk.add(10 * time.Second))
	require.Equal(t, "flowTimerExpiration 1/100", reports())
	// Other criteria: the flows go on.
	r.call(c, x1.ModifyTask{Task: r.headerTask(10, 0x77, order, fseid(7), instance("n3"))})
	send(1, 2)
	require.Empty(t, reports())
	// Another order: the flows are reported and begin anew.
	order.Summary = order.Summary[1:]
	r.call(c, x1.ModifyTask{Task: r.headerTask(10, 0x77, order, fseid(7))})
	require.Equal(t, "reportEnd 0/0, reportEnd 2/200", reports())
	send(1, 2)
	require.Equal(t, "flowStart 1/100", reports())
	// The end.
	r.call(c, x1.DeactivateTask{XID: uuid(10)})
	require.Equal(t, "reportEnd 1/100", reports())
	send(1, 2)
	u.Tick(clk.add(time.Hour))
	require.Empty(t, reports())
}

// TestUPFHeadersTicks lets the POI's own timer report a flow.
func TestUPFHeadersTicks(t *testing.T) {
	r := newUPFRig(t)
	u, c := r.headerPOI(func(cfg *poi.UPFHeadersConfig) { cfg.TickInterval, cfg.Idle = time.Millisecond, 5*time.Millisecond })
	order := lipf.HeaderReporting{Summary: []lipf.PDSRTrigger{{ByteCount: 1 << 40}}}
	r.call(c, x1.ActivateTask{Task: r.headerTask(10, 0x77, order, fseid(7))})
	p := anchor(7, true, ipPacket(ueAddr, webAddr, 17, 1, 53, nil))
	p.Time = time.Now()
	u.Packet(p)
	got := r.md.wait(t, 2)
	require.Equal(t, xiri.PacketReportTriggerFlowTimeout, xiriOf(t, &got[1]).(*xiri.IPIRIPacketReport).Report.Summary.Trigger)
}
