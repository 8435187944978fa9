package app_test

import (
	"context"
	"math"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/app"
)

func TestGenerate(t *testing.T) {
	both(t, func(t *testing.T, l *lab) {
		for _, size := range []int{app.MinDatagram, 100, 1400} {
			c, err := app.NewCanary(seeded("udp"))
			require.NoError(t, err)
			before, was := len(l.tap.all()), l.dn.Echo().Stats()
			result, flows, err := l.client(false).Generate(deadline(t), app.GenerateRequest{Server: l.dn.EchoAt(), Canary: c, Datagrams: 100, Size: size})
			require.NoError(t, err)
			require.Equal(t, 100, result.Sent)
			require.Equal(t, 100, result.Received)
			require.Zero(t, result.Lost+result.Duplicated+result.Reordered+result.Damaged)
			require.Positive(t, result.RTTMin)
			require.LessOrEqual(t, result.RTTMin, result.RTTMean)
			require.LessOrEqual(t, result.RTTMean, result.RTTMax)
			require.LessOrEqual(t, result.RTTMax, result.Elapsed)
			require.Len(t, flows, 2)
			f := flows[1]
			require.Equal(t, "udp", f.Service)
			require.Equal(t, []app.Canary{c}, f.Up.Canaries)
			require.Equal(t, []app.Canary{c.Reply()}, f.Down.Canaries)
			want := app.Direction{Octets: uint64(100 * size), Datagrams: 100, Messages: 100}
			f.Up.Canaries, f.Down.Canaries = nil, nil
			require.Equal(t, want, f.Up)
			require.Equal(t, want, f.Down)
			packets := l.tap.all()[before:]
			require.Len(t, packets, 2+200, "a lookup and the datagrams")
			up, down := 0, 0
			head := 28
			if l.mine[0].Is6() {
				head = 48
			}
			for _, p := range packets[2:] {
				require.Len(t, p, size+head)
				canary := c
				if source(p) == l.mine[0] {
					up++
				} else {
					down++
					canary = c.Reply()
				}
				// Copies, the last perhaps cut off.
				require.Equal(t, string(canary.AppendContent(nil, size-24)), string(p[head+24:]))
			}
			require.Equal(t, []int{100, 100}, []int{up, down})
			is := l.dn.Echo().Stats()
			require.EqualValues(t, 100, is.Received-was.Received)
			require.EqualValues(t, 100, is.Replied-was.Replied)
			require.EqualValues(t, 100*size, is.Octets-was.Octets)
		}
	})
}

func TestGenerateWithLoss(t *testing.T) {
	l := newLab(t, v4Prefix)
	c := l.client(false)
	at := netip.AddrPortFrom(l.addrs[0], app.PortEcho).String()
	l.link.SetLoss(0.2)
	result, flows, err := c.Generate(deadline(t), app.GenerateRequest{Server: at, Datagrams: 300, Size: 200, Window: 20, Patience: 10 * time.Millisecond})
	require.NoError(t, err)
	require.Equal(t, 300, result.Sent)
	require.Equal(t, result.Sent, result.Received+result.Lost)
	require.Greater(t, result.Lost, 50)
	require.Less(t, result.Lost, 200)
	require.EqualValues(t, 300, flows[0].Up.Datagrams)
	require.EqualValues(t, result.Received+result.Duplicated, flows[0].Down.Datagrams)
	l.link.SetLoss(0)
	l.link.Cut()
	result, _, err = c.Generate(deadline(t), app.GenerateRequest{Server: at, Datagrams: 5, Size: 200, Patience: 10 * time.Millisecond})
	require.NoError(t, err)
	require.Equal(t, app.GenerateResult{Sent: 5, Lost: 5, Elapsed: result.Elapsed}, result)
	ctx, cancel := context.WithTimeout(deadline(t), 20*time.Millisecond)
	defer cancel()
	_, flows, err = c.Generate(ctx, app.GenerateRequest{Server: at, Datagrams: 5, Size: 200, Patience: time.Minute})
	require.ErrorIs(t, err, context.DeadlineExceeded)
	require.NotEmpty(t, flows[0].Failure)
	l.link.Restore()
}

func TestGenerateAtARate(t *testing.T) {
	l := newLab(t, v4Prefix)
	result, flows, err := l.client(false).Generate(deadline(t), app.GenerateRequest{Server: l.dn.EchoAt(), Datagrams: 21, Size: 200, Rate: 200})
	require.NoError(t, err)
	require.Equal(t, 21, result.Received)
	require.GreaterOrEqual(t, result.Elapsed, 100*time.Millisecond, "20 intervals of 5 ms")
	require.EqualValues(t, 21, flows[1].Up.Datagrams)
	// One way: the server counts.
	before := l.dn.Echo().Stats()
	result, flows, err = l.client(false).Generate(deadline(t), app.GenerateRequest{Server: l.dn.EchoAt(), Datagrams: 50, Size: 200, OneWay: true, Rate: 5000})
	require.NoError(t, err)
	require.Equal(t, 50, result.Sent)
	require.Zero(t, result.Received+result.Lost)
	require.Zero(t, flows[1].Down.Datagrams)
	require.Eventually(t, func() bool { return l.dn.Echo().Stats().Received-before.Received == 50 }, 10*time.Second, time.Millisecond)
	require.Equal(t, before.Replied, l.dn.Echo().Stats().Replied)
}

func TestEchoIgnores(t *testing.T) {
	l := newLab(t, v4Prefix)
	pc, err := l.phone.ListenPacket(deadline(t), netip.AddrPortFrom(l.mine[0], 0))
	require.NoError(t, err)
	defer pc.Close()
	to := net.UDPAddrFromAddrPort(netip.AddrPortFrom(l.addrs[0], app.PortEcho))
	c, err := app.NewCanary(seeded("ignored"))
	require.NoError(t, err)
	good := append([]byte("lila\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00\x00"), c.AppendContent(nil, 100)...)
	n := uint64(0)
	send := func(b []byte) {
		n++
		_, err := pc.WriteTo(b, to)
		require.NoError(t, err)
	}
	for i := range app.MinDatagram {
		send(good[:i])
	}
	for at, value := range map[int]byte{0: 'x', 4: 2, 5: 2, 6: 1, 24: 'x'} { // kind 2 is a reply: two servers do not talk forever
		bad := append([]byte{}, good...)
		bad[at] = value
		send(bad)
	}
	require.Eventually(t, func() bool { return l.dn.Echo().Stats().Ignored == n }, 10*time.Second, time.Millisecond)
	require.Zero(t, l.dn.Echo().Stats().Received)
	send(good)
	require.NoError(t, pc.SetReadDeadline(time.Now().Add(10*time.Second)))
	in := make([]byte, 1500)
	m, _, err := pc.ReadFrom(in)
	require.NoError(t, err)
	require.Equal(t, len(good), m)
	require.Equal(t, string(c.Reply()), string(in[24:24+app.CanaryLength]))
	for _, r := range []app.GenerateRequest{{Datagrams: 0, Size: 100}, {Datagrams: 1, Size: 55}, {Datagrams: 1, Size: app.MaxDatagram + 1}, {Datagrams: app.MaxDatagrams + 1, Size: 100},
		{Datagrams: 1, Size: 100, Rate: -1}, {Datagrams: 1, Size: 100, Rate: math.NaN()}, {Datagrams: 1, Size: 100, Server: "nowhere"}} {
		_, _, err := l.client(false).Generate(deadline(t), r)
		require.Error(t, err, r)
	}
}
