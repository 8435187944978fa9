package sim_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"net"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/ims/gm"
	"lilab/sim/ims/sip"
	"lilab/sim/ims/sip/siptest"
	imsue "lilab/sim/ims/ue"
)

// TestIMSHostile sends every torture message, and every message of a real call with a header field missing, doubled, cut or broken, to
// every function of the IMS. Afterwards calls are as they were and nothing is left of it.
func TestIMSHostile(t *testing.T) {
	lab, ctx := start(t, withIMS(sim.LocalBreakout, map[string]sim.SubscriberConfig{"a": person("de", "nl", 1, gm.None), "b": person("de", "de", 2, gm.None)}))
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Minute) // thousands of messages take their time on a busy machine
	defer cancel()
	j := &journal{}
	for _, n := range []string{"nl", "de"} {
		lab.Network(n).IMSEvents.Subscribe(j)
	}
	a, b := phone(t, ctx, lab, "a", sim.PhoneConfig{}), phone(t, ctx, lab, "b", sim.PhoneConfig{})
	call := func() {
		c, err := a.Call(ctx, tel("de", 2), imsue.CallConfig{})
		require.NoError(t, err)
		require.NoError(t, c.Hold(ctx))
		require.NoError(t, c.Hangup(ctx))
		await(t, incoming(t, b).Done(), "end")
	}
	call()
	idle(t, lab)
	var octets [][]byte
	for _, c := range siptest.Torture() {
		octets = append(octets, c.Octets)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i, e := range events[event.IMSMessage](j) {
		if i%3 != 0 {
			continue
		}
		m, err := sip.Parse(e.SIP)
		require.NoError(t, err)
		for h := range m.Headers {
			less, more, broken := m.Clone(), m.Clone(), m.Clone()
			less.Headers = append(less.Headers[:h:h], less.Headers[h+1:]...)
			more.Headers = append(more.Headers, m.Headers[h])
			v := []byte(broken.Headers[h].Value)
			for range 1 + r.IntN(3) {
				if len(v) > 0 {
					v[r.IntN(len(v))] = byte(32 + r.IntN(95))
				}
			}
			broken.Headers[h].Value = string(v)
			octets = append(octets, less.Octets(), more.Octets(), broken.Octets())
		}
		octets = append(octets, e.SIP, e.SIP[:r.IntN(len(e.SIP))], bytes.ReplaceAll(e.SIP, []byte("5060"), []byte("0")))
	}
	t.Logf("%d messages", len(octets))
	for _, n := range []string{"nl", "de"} {
		i := lab.Network(n).IMS()
		h, err := lab.Network(n).Server("rogue")
		require.NoError(t, err)
		core, err := i.Link().Attach(h)
		require.NoError(t, err)
		inside, err := h.ListenPacket(ctx, netip.AddrPortFrom(core, 5060))
		require.NoError(t, err)
		defer inside.Close()
		outside, err := h.ListenPacket(ctx, netip.AddrPortFrom(h.Addr(lab.Network(n).N6()), 5060))
		require.NoError(t, err)
		defer outside.Close()
		for k, o := range octets {
			for _, f := range []string{"pcscf", "icscf", "scscf", "tas", "ibcf", "mgcf", "ecscf", "psap", "pstn"} {
				at, ok := i.Directory.Resolve("sip:" + i.FQDN(f))
				require.True(t, ok, f)
				_, _ = inside.WriteTo(o, net.UDPAddrFromAddrPort(at))
			}
			_, _ = outside.WriteTo(o, net.UDPAddrFromAddrPort(netip.AddrPortFrom(i.PCSCFAddrs()[0], 5060)))
			if k%20 == 0 {
				runtime.Gosched() // queues of sockets are short
			}
		}
	}
	require.Eventually(t, func() bool {
		for _, n := range []string{"nl", "de"} {
			if lab.Network(n).IMS().PCSCF.Stats().Malformed == 0 || lab.Network(n).IMS().SCSCF.Stats().Malformed == 0 {
				return false
			}
		}
		return true
	}, 10*time.Second, 10*time.Millisecond)
	// What somebody inside of the core has set up with valid messages and has not ended stays. A call of ours leaves nothing.
	sessions := func() (n int) {
		for _, name := range []string{"nl", "de"} {
			i := lab.Network(name).IMS()
			n += i.PCSCF.Sessions() + i.SCSCF.Sessions() + i.TAS.Sessions() + i.IBCF.Sessions() + i.MGCF.Sessions() + i.ECSCF.Sessions()
		}
		return n
	}
	left := -1
	require.Eventually(t, func() bool {
		n := sessions()
		same := n == left
		left = n
		return same
	}, 2*time.Minute, 2*time.Second)
	call()
	require.Eventually(t, func() bool { return sessions() <= left }, 90*time.Second, 10*time.Millisecond)
	require.NoError(t, a.Deregister(ctx))
	require.NoError(t, b.Deregister(ctx))
}
