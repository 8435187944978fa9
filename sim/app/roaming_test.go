package app_test

import (
	"bytes"
	"fmt"
	"maps"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/pcaps"
	"lilab/sim"
	"lilab/sim/app"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/pki"
	"lilab/sim/ue"
)

// userPlane taps the reference points that user packets cross.
type userPlane struct {
	mu    sync.Mutex
	taps  map[string]*recorder
	files map[string]*linkCapture
}

// linkCapture is a file for each link: tshark takes the second sighting of a TCP segment for a retransmission and does
// not put streams together again.
type linkCapture struct {
	file bytes.Buffer
	w    *pcaps.Writer
}

func (u *userPlane) tap(link string) fabric.Tap {
	for _, rp := range []string{".n3", ".n6", ".n9"} {
		if !strings.HasSuffix(link, rp) {
			continue
		}
		u.mu.Lock()
		defer u.mu.Unlock()
		c := &linkCapture{}
		var err error
		if c.w, err = pcaps.NewWriter(&c.file, pcaps.WriterConfig{}); err != nil {
			panic(err)
		}
		p, err := c.w.PacketInterface(link)
		if err != nil {
			panic(err)
		}
		u.taps[link], u.files[link] = &recorder{next: p}, c
		return u.taps[link]
	}
	return nil
}

// visitor is a lab with one visitor.
func visitor(network fabric.Network, route sim.Route, tap func(string) fabric.Tap) sim.Config {
	cells := map[string]sim.Cell{"c1": {TAC: 1, NRCellID: 0x10}}
	dnns := map[string]sim.DNN{"internet": {}}
	return sim.Config{
		Fabric: network, Tap: tap, Seed: 4,
		Networks: map[string]sim.NetworkConfig{
			"nl": {PLMN: event.PLMN{MCC: "001", MNC: "01"}, Cells: cells, DNNs: dnns},
			"de": {PLMN: event.PLMN{MCC: "999", MNC: "70"}, Cells: cells, DNNs: dnns},
		},
		Agreements:  []sim.Agreement{{Home: "de", Visited: "nl", N32: "tls", GPSISupplied: true, Data: route}},
		Subscribers: map[string]sim.SubscriberConfig{"anna": {Home: "de", In: "nl", SUPI: "999700000000001", GPSI: "4915100000001", PEI: "3569380356438030", Scheme: 1}},
	}
}

// TestRoaming runs every application over real PDU sessions of a visitor: in clear the canaries are on N3, N6 and N9,
// encrypted they are nowhere, whatever the route.
func TestRoaming(t *testing.T) {
	for _, c := range []struct {
		route  sim.Route
		anchor string
		kind   event.PDUSessionType
		links  []string // where the packets of the user are
	}{
		{sim.LocalBreakout, "nl", event.IPv4, []string{"nl.n3", "nl.n6"}},
		{sim.HomeRouted, "de", event.IPv4, []string{"de.n6", "de.n9", "nl-de.n9", "nl.n3", "nl.n9"}},
	} {
		t.Run(fmt.Sprint(c.route, c.kind), func(t *testing.T) {
			ctx := deadline(t)
			network, err := fabric.NewVirtual(fabric.VirtualConfig{})
			require.NoError(t, err)
			up := &userPlane{taps: map[string]*recorder{}, files: map[string]*linkCapture{}}
			lab, err := sim.New(visitor(network, c.route, up.tap))
			require.NoError(t, err)
			require.NoError(t, lab.Start(ctx))
			closed := false
			closeAll := func() {
				if closed {
					return
				}
				closed = true
				require.NoError(t, lab.Close())
				require.NoError(t, network.Close())
			}
			defer closeAll()

			anchor := lab.Network(c.anchor)
			server, err := anchor.Server("dn")
			require.NoError(t, err)
			ca, err := pki.NewAuthority("third party CA", time.Now)
			require.NoError(t, err)
			dn, err := app.NewDataNetwork(app.DataNetworkConfig{Host: server, Addrs: server.Addrs(anchor.N6()), Authority: ca})
			require.NoError(t, err)
			require.NoError(t, dn.Start(ctx))
			defer dn.Close()

			phone := lab.UE("anna")
			r, err := phone.Register(ctx, "c1")
			require.NoError(t, err)
			require.Equal(t, ue.Registered, r.Result)
			session, err := phone.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: c.kind})
			require.NoError(t, err)
			clear, encrypted := runAll(t, dn, session, server, server.Addrs(anchor.N6()), lab)
			require.NoError(t, session.Close(ctx))
			require.NoError(t, dn.Close())
			closeAll()

			require.Len(t, clear, 5, "two lookups, HTTP, messenger, datagrams")
			require.Len(t, encrypted, 4, "DNS over TLS, HTTPS, messenger in two ways")
			var crossed []string
			for _, link := range slices.Sorted(maps.Keys(up.taps)) {
				packets := up.taps[link].all()
				if len(packets) == 0 {
					continue
				}
				crossed = append(crossed, link)
				for _, f := range clear {
					for _, canary := range slices.Concat(f.Up.Canaries, f.Down.Canaries) {
						require.True(t, slices.ContainsFunc(packets, func(p []byte) bool { return contains(p, canary) }), "%s on %s", f.Service, link)
					}
				}
				for _, f := range encrypted {
					for _, canary := range slices.Concat(f.Up.Canaries, f.Down.Canaries) {
						require.False(t, slices.ContainsFunc(packets, func(p []byte) bool { return contains(p, canary) }), "%s on %s", f.Service, link)
					}
				}
			}
			require.Equal(t, c.links, crossed)

			for _, link := range c.links {
				require.NoError(t, up.files[link].w.Close())
				path := filepath.Join(t.TempDir(), link+".pcapng")
				require.NoError(t, os.WriteFile(path, up.files[link].file.Bytes(), 0o600))
				on := "gtp && "
				if strings.HasSuffix(link, ".n6") {
					on = "!gtp && "
				}
				require.Contains(t, tshark(t, path, "-Y", on+"http.request.method == POST", "-T", "fields", "-e", "http.request.uri"), string(clear[1].Up.Canaries[0]), link)
				require.Contains(t, tshark(t, path, "-Y", on+"dns.flags.response == 0", "-T", "fields", "-e", "dns.qry.name"), string(clear[0].Up.Canaries[0]), link)
				require.NotEmpty(t, tshark(t, path, "-Y", on+`tls.handshake.extensions_server_name == "www.data.test"`), link)
				require.Empty(t, tshark(t, path, "-Y", "_ws.malformed"), link)
			}
		})
	}
}

// runAll runs every application on a session.
func runAll(t *testing.T, dn *app.DataNetwork, session *ue.Session, server fabric.Host, addrs []netip.Addr, lab *sim.Lab) (clear, encrypted []app.Flow) {
	ctx := deadline(t)
	cfg := app.ClientConfig{Host: session.Host, Addrs: session.Addresses, Rand: lab.Rand("anna.apps")}
	plain, err := dn.Client(cfg, false)
	require.NoError(t, err)
	dot, err := dn.Client(cfg, true)
	require.NoError(t, err)

	flows, err := plain.Fetch(ctx, app.FetchRequest{URL: "http://www.data.test", Upload: 4000, Download: 20000})
	require.NoError(t, err)
	clear = append(clear, flows...)
	_, flows, err = plain.Generate(ctx, app.GenerateRequest{Server: dn.EchoAt(), Datagrams: 50, Size: 1200})
	require.NoError(t, err)
	clear = append(clear, flows...)
	flows, err = dot.Fetch(ctx, app.FetchRequest{URL: "https://www.data.test", Upload: 4000, Download: 20000})
	require.NoError(t, err)
	encrypted = append(encrypted, flows...)

	// The other user is on the data network itself.
	friend, err := dn.Client(app.ClientConfig{Host: server, Addrs: addrs, Rand: lab.Rand("friend")}, false)
	require.NoError(t, err)
	at := slices.IndexFunc(addrs, func(a netip.Addr) bool { return a.Is4() == session.Addresses[0].Is4() })
	for _, mode := range []struct{ tls, e2ee bool }{{false, false}, {true, false}, {false, true}} {
		request := app.MessengerRequest{Server: netip.AddrPortFrom(addrs[at], app.PortMessenger).String(), User: fmt.Sprint("bert", mode), EndToEnd: mode.e2ee, Answer: true}
		bert, _, err := friend.OpenMessenger(ctx, request)
		require.NoError(t, err)
		request.User, request.Answer = fmt.Sprint("anna", mode), false
		if request.TLS = mode.tls; mode.tls {
			request.Server = netip.AddrPortFrom(addrs[at], app.PortMessengerTLS).String()
		}
		anna, _, err := plain.OpenMessenger(ctx, request)
		require.NoError(t, err)
		for range 3 {
			sent, err := anna.Send(ctx, fmt.Sprint("bert", mode), "", 2000)
			require.NoError(t, err)
			in, err := anna.Receive(ctx)
			require.NoError(t, err)
			require.Equal(t, sent.Reply(), in.Canary)
		}
		require.NoError(t, anna.Close())
		require.NoError(t, bert.Close())
		if f := anna.Flow(); mode.tls || mode.e2ee {
			encrypted = append(encrypted, f)
		} else {
			clear = append(clear, f)
		}
	}
	return clear, encrypted
}
