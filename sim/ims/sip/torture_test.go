package sip_test

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/fabric"
	"lilab/sim/ims/sip"
	"lilab/sim/ims/sip/siptest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestTorture sends every torture message to an endpoint, and a good one behind each: it is answered as it must be, and
// the endpoint lives on.
func TestTorture(t *testing.T) {
	p := newPair(t)
	raw, err := p.hosts[1].ListenPacket(t.Context(), netip.AddrPortFrom(p.addrs[1], 5060))
	require.NoError(t, err)
	t.Cleanup(func() { raw.Close() })
	to := net.UDPAddrFromAddrPort(netip.AddrPortFrom(p.addrs[0], 5060))
	for i, c := range siptest.Torture() {
		_, err := raw.WriteTo(c.Octets, to)
		require.NoError(t, err, c.Name)
		sentinel := strings.ReplaceAll(strings.ReplaceAll(string(siptest.Options()), "z9hG4bKtorture", "z9hG4bKsentinel"+string(rune('A'+i))), "torture@", "sentinel@")
		_, err = raw.WriteTo([]byte(sentinel), to)
		require.NoError(t, err)
		got := 0
		for {
			b := make([]byte, 64<<10)
			require.NoError(t, raw.SetReadDeadline(time.Now().Add(5*time.Second)))
			n, _, err := raw.ReadFrom(b)
			require.NoError(t, err, "%s: the endpoint does not answer any more", c.Name)
			m, err := sip.Parse(b[:n])
			require.NoError(t, err, "%s: %q", c.Name, b[:n])
			if m.CallID() == "sentinel@10.0.0.2" {
				require.Equal(t, 200, m.Status)
				break
			}
			got = m.Status
		}
		require.Equal(t, c.Status, got, c.Name)
	}
	require.NotZero(t, p.eps[0].Stats().Malformed)
}

// pair is two hosts on a link, the first with an endpoint that answers 200 to everything.
type pair struct {
	network *fabric.Virtual
	link    fabric.Link
	hosts   [2]fabric.Host
	addrs   [2]netip.Addr
	eps     [2]*sip.Endpoint
	flows   [2]sip.Flow
	got     chan *sip.Transaction
}

func newPair(t testing.TB) *pair {
	network, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, network.Close()) })
	link, err := network.Link(fabric.LinkConfig{Name: "l", Prefix: netip.MustParsePrefix("10.0.0.0/24"), Seed: 7})
	require.NoError(t, err)
	p := &pair{network: network, link: link, got: make(chan *sip.Transaction, 64)}
	for i, name := range []string{"uas", "uac"} {
		p.hosts[i], err = network.Host(name)
		require.NoError(t, err)
		p.addrs[i], err = link.Attach(p.hosts[i])
		require.NoError(t, err)
	}
	p.listen(t, 0, func(x *sip.Transaction) { x.Reply(200) })
	return p
}

var fast = sip.Timers{T1: 20 * time.Millisecond, T2: 80 * time.Millisecond, T4: 100 * time.Millisecond}

func (p *pair) listen(t testing.TB, i int, handle func(*sip.Transaction)) {
	ep, err := sip.NewEndpoint(sip.EndpointConfig{Name: p.hosts[i].Name(), Handle: handle, Timers: fast})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, ep.Close()) })
	p.eps[i] = ep
	p.flows[i], err = ep.ListenUDP(context.Background(), p.hosts[i], netip.AddrPortFrom(p.addrs[i], 5060), "l")
	require.NoError(t, err)
}
