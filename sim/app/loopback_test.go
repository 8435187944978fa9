package app_test

import (
	"net/netip"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/sim/app"
	"lilab/sim/fabric"
)

// The same applications run on the sockets of the machine, at ports that need no privilege.
func TestLoopback(t *testing.T) {
	network, err := fabric.NewLoopback(fabric.LoopbackConfig{})
	require.NoError(t, err)
	defer func() { require.NoError(t, network.Close()) }()
	link, err := network.Link(fabric.LinkConfig{Name: "nl.n6", Prefix: netip.MustParsePrefix("10.45.0.0/24")})
	require.NoError(t, err)
	server, err := network.Host("dn")
	require.NoError(t, err)
	phone, err := network.Host("phone")
	require.NoError(t, err)
	here, err := link.Attach(server)
	require.NoError(t, err)
	mine, err := link.Attach(phone)
	require.NoError(t, err)
	ctx := deadline(t)
	at := func(port uint16) []app.Endpoint { return []app.Endpoint{{At: netip.AddrPortFrom(here, port)}} }
	dns, err := app.NewDNSServer(app.DNSServerConfig{Host: server, Listen: at(47053), Zone: map[string][]netip.Addr{"data.test": {here}}})
	require.NoError(t, err)
	require.NoError(t, dns.Start(ctx))
	defer func() { require.NoError(t, dns.Close()) }()
	web, err := app.NewHTTPServer(app.HTTPServerConfig{Host: server, Listen: at(47080)})
	require.NoError(t, err)
	require.NoError(t, web.Start(ctx))
	defer func() { require.NoError(t, web.Close()) }()
	chat, err := app.NewMessengerServer(app.MessengerServerConfig{Host: server, Listen: at(47400)})
	require.NoError(t, err)
	require.NoError(t, chat.Start(ctx))
	defer func() { require.NoError(t, chat.Close()) }()
	echo, err := app.NewEchoServer(app.EchoServerConfig{Host: server, Listen: at(47007)})
	require.NoError(t, err)
	require.NoError(t, echo.Start(ctx))
	defer func() { require.NoError(t, echo.Close()) }()

	c, err := app.NewClient(app.ClientConfig{Host: phone, Addrs: []netip.Addr{mine}, Resolver: app.Resolver{At: netip.AddrPortFrom(here, 47053)}, Rand: seeded("loopback")})
	require.NoError(t, err)
	flows, err := c.Fetch(ctx, app.FetchRequest{URL: "http://data.test:47080", Requests: 2, Upload: 10000, Download: 10000})
	require.NoError(t, err)
	require.Len(t, flows, 2)
	require.Equal(t, mine, flows[1].Client.Addr())
	result, _, err := c.Generate(ctx, app.GenerateRequest{Server: "data.test:47007", Datagrams: 20, Size: 500})
	require.NoError(t, err)
	require.Equal(t, 20, result.Received)
	anna, _, err := c.OpenMessenger(ctx, app.MessengerRequest{Server: "data.test:47400", User: "anna", EndToEnd: true})
	require.NoError(t, err)
	bert, _, err := c.OpenMessenger(ctx, app.MessengerRequest{Server: "data.test:47400", User: "bert", EndToEnd: true, Answer: true})
	require.NoError(t, err)
	sent, err := anna.Send(ctx, "bert", "", 100)
	require.NoError(t, err)
	in, err := anna.Receive(ctx)
	require.NoError(t, err)
	require.Equal(t, sent.Reply(), in.Canary)
	require.NoError(t, anna.Close())
	require.NoError(t, bert.Close())
}
