package poi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/lipf"
	"lilab/lipf/x1"
	"lilab/sim/event"
)

// FuzzUPFPacket gives the POIs any octets as packets and as criteria: what is copied is what was there, and the session
// of somebody else is never touched.
func FuzzUPFPacket(f *testing.F) {
	r := newUPFRig(f)
	u, c := r.ccPOI(nil)
	ih, hc := r.headerPOI(nil)
	f.Add(ipPacket(ueAddr, webAddr, 17, 1, 53, []byte("x")), []byte("n3"), []byte{0, 56, 0, 2, 0, 1}, uint8(0))
	f.Add(ipPacket(ue6, web6, 6, 1, 80, []byte("x")), []byte{2, 'n', '9'}, []byte{0, 56, 0, 2}, uint8(5))
	f.Add([]byte{0x45}, []byte{}, []byte{}, uint8(4))
	f.Add([]byte{}, []byte{}, []byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, inner, instance, rule []byte, kind uint8) {
		call := func(c *x1.Client, body x1.Request) {
			t.Helper()
			_, err := c.Call(t.Context(), body)
			require.NoError(t, err)
		}
		targets := []lipf.TargetIdentifier{fseid(7), {Type: lipf.UDPPortTarget, Value: "53"}}
		if len(instance) > 0 {
			targets = append(targets, lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{NetworkInstance: instance}))
		}
		if len(rule) > 0 {
			targets = append(targets, lipf.UPFLIT3Identifier(lipf.UPFLIT3Target{PDR: rule}))
		}
		if _, err := c.Call(t.Context(), x1.ActivateTask{Task: r.task(10, 1, targets...)}); err == nil {
			defer func() { _, _ = c.Call(t.Context(), x1.DeactivateTask{XID: uuid(10)}) }() // the next activation shows a failure
		}
		call(c, x1.ActivateTask{Task: r.task(11, 1, fseid(7))})
		call(hc, x1.ActivateTask{Task: r.headerTask(12, 1, lipf.HeaderReporting{PerPacket: true}, fseid(7))})
		before := u.Stats()
		p := anchor(7, true, nil)
		p.Inner, p.Received, p.Rule, p.Type = inner, inner, rule, event.PDUSessionType(kind)
		u.Packet(p)
		ih.Packet(p)
		after := u.Stats()
		require.Contains(t, []uint64{1, 2}, after.PDUs-before.PDUs, "the task without criteria, and perhaps the other")
		p.SEID = 8
		u.Packet(p)
		require.Equal(t, after, u.Stats())
		require.Zero(t, ih.Stats().Failed+after.Failed+after.Lost)
		call(c, x1.DeactivateTask{XID: uuid(11)})
		call(hc, x1.DeactivateTask{XID: uuid(12)})
	})
}
