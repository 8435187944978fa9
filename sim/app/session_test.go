package app_test

import (
	"net/netip"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/app"
	"lilab/sim/fabric"
	"lilab/sim/pki"
)

// A phone with two PDU sessions: devices of one host, behind a router, as a UPF is one. Each session has applications
// of its own, and a flow is of the session whose address it has, in IPv4 and in IPv6.
func TestSessions(t *testing.T) {
	network, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	defer func() { require.NoError(t, network.Close()) }()
	tap := &recorder{}
	n6, err := network.Link(fabric.LinkConfig{Name: "nl.n6", Prefix: netip.MustParsePrefix("10.6.0.0/24"), Prefix6: netip.MustParsePrefix("2001:db8:6::/64"), Tap: tap})
	require.NoError(t, err)
	server, err := network.Host("dn")
	require.NoError(t, err)
	_, err = n6.Attach(server)
	require.NoError(t, err)
	phone, err := network.Host("phone")
	require.NoError(t, err)
	var devices []fabric.Device
	down := func(p []byte) {
		for _, d := range devices {
			if slices.Contains(d.Addrs(), destination(p)) {
				_ = d.Inject(p) // an error is a lost packet, which the test sees
			}
		}
	}
	router, err := n6.AttachRouter("upf", netip.MustParsePrefix("10.45.0.0/16"), down)
	require.NoError(t, err)
	_, err = n6.AttachRouter("upf", netip.MustParsePrefix("2001:db8:45::/48"), down)
	require.NoError(t, err)
	sessions := [][]netip.Addr{
		{netip.MustParseAddr("10.45.0.1"), netip.MustParseAddr("2001:db8:45::1")},
		{netip.MustParseAddr("10.45.0.2")},
		{netip.MustParseAddr("2001:db8:45:3::1")},
	}
	for i, addrs := range sessions {
		d, err := network.Device(phone, "pdu"+string(rune('1'+i)), addrs, 1400, func(p []byte) { _ = router.Send(p) })
		require.NoError(t, err)
		devices = append(devices, d)
	}
	ca, err := pki.NewAuthority("lab CA", time.Now)
	require.NoError(t, err)
	dn, err := app.NewDataNetwork(app.DataNetworkConfig{Host: server, Addrs: server.Addrs("nl.n6"), Authority: ca})
	require.NoError(t, err)
	require.NoError(t, dn.Start(deadline(t)))
	defer func() { require.NoError(t, dn.Close()) }()
	ctx := deadline(t)
	for i, addrs := range sessions {
		c, err := dn.Client(app.ClientConfig{Host: devices[i].Host(), Addrs: addrs, Rand: seeded("session " + string(rune('1'+i)))}, i == 1)
		require.NoError(t, err)
		found, flows, err := c.Lookup(ctx, app.LookupRequest{Name: "www.data.test"})
		require.NoError(t, err)
		require.Len(t, found, len(addrs), "A for IPv4, AAAA for IPv6, both for both")
		more, err := c.Fetch(ctx, app.FetchRequest{URL: "http://www.data.test", Upload: 3000, Download: 30000})
		require.NoError(t, err)
		flows = append(flows, more...)
		_, more, err = c.Generate(ctx, app.GenerateRequest{Server: dn.EchoAt(), Datagrams: 10, Size: 300})
		require.NoError(t, err)
		flows = append(flows, more...)
		require.Len(t, flows, 5)
		for _, f := range flows {
			require.Contains(t, addrs, f.Client.Addr())
			require.Equal(t, f.Client.Addr().Is4(), f.Server.Addr().Is4())
			require.Empty(t, f.Failure)
		}
		canary := flows[2].Up.Canaries[0]
		seen := 0
		for _, p := range tap.all() {
			if contains(p, canary) {
				seen++
				require.Contains(t, addrs, source(p))
			}
		}
		require.Positive(t, seen)
	}
	// Sockets of the host itself leave through any session: a flow says so instead of being in the wrong one.
	c, err := dn.Client(app.ClientConfig{Host: phone, Addrs: sessions[1]}, false)
	require.NoError(t, err)
	_, err = c.Fetch(ctx, app.FetchRequest{URL: "http://" + server.Addrs("nl.n6")[0].String()})
	require.ErrorContains(t, err, "left from 10.45.0.1 instead of 10.45.0.2")
}

func destination(p []byte) netip.Addr {
	if p[0]>>4 == 6 {
		return netip.AddrFrom16([16]byte(p[24:40]))
	}
	return netip.AddrFrom4([4]byte(p[16:20]))
}
