package sim_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/smf"
	"lilab/sim/ue"
)

// withData gives the pair of networks data networks; visitors' data takes the route.
func withData(route sim.Route, subscribers map[string]sim.SubscriberConfig) sim.Config {
	cfg := pair(subscribers)
	for name, n := range cfg.Networks {
		n.DNNs = map[string]sim.DNN{"internet": {}, "ims": {FiveQI: 5, Integrity: "required", Types: []event.PDUSessionType{event.IPv4}}}
		cfg.Networks[name] = n
	}
	cfg.Agreements[0].Data = route
	return cfg
}

func register(t testing.TB, lab *sim.Lab, name string) *ue.UE {
	t.Helper()
	u := lab.UE(name)
	r, err := u.Register(t.Context(), "c1")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	return u
}

func refusedWith(t testing.TB, err error, cause uint8) {
	t.Helper()
	var e *ue.SessionError
	require.True(t, errors.As(err, &e), "%v", err)
	require.Equal(t, cause, e.Cause, "%v", err)
}

// echo serves TCP and UDP on port 7 of a host at every address that it has on the link.
func echo(t testing.TB, h fabric.Host, link string) {
	t.Helper()
	for _, a := range h.Addrs(link) {
		l, err := h.Listen(t.Context(), netip.AddrPortFrom(a, 7))
		require.NoError(t, err)
		u, err := h.ListenPacket(t.Context(), netip.AddrPortFrom(a, 7))
		require.NoError(t, err)
		var wg sync.WaitGroup
		stop := make(chan struct{})
		wg.Go(func() {
			for {
				c, err := l.Accept()
				if err != nil {
					return
				}
				wg.Go(func() { _, _ = io.Copy(c, c); c.Close() })
				// The last segment of a phone whose session is released may never come.
				wg.Go(func() { <-stop; c.Close() })
			}
		})
		wg.Go(func() {
			b := make([]byte, 64<<10)
			for {
				n, from, err := u.ReadFrom(b)
				if err != nil {
					return
				}
				_, _ = u.WriteTo(b[:n], from)
			}
		})
		t.Cleanup(func() { close(stop); l.Close(); u.Close(); wg.Wait() })
	}
}

// exchange sends real TCP and UDP from the UE's session to the server and compares what comes back.
func exchange(t testing.TB, ctx context.Context, s *ue.Session, server netip.Addr) {
	t.Helper()
	at := netip.AddrPortFrom(server, 7)
	c, err := s.Host.DialContext(ctx, "tcp", at.String())
	require.NoError(t, err)
	defer c.Close()
	sent := bytes.Repeat([]byte("canary "), 20_000)
	require.NoError(t, c.SetDeadline(time.Now().Add(time.Minute))) // TCP may have lost packets to a handover on a busy machine
	wrote := make(chan error, 1)
	go func() { _, err := c.Write(sent); wrote <- err }()
	got := make([]byte, len(sent))
	_, err = io.ReadFull(c, got)
	require.NoError(t, err)
	require.NoError(t, <-wrote)
	require.Equal(t, sent, got)

	local := s.Addresses[0]
	for _, a := range s.Addresses {
		if a.Is4() == server.Is4() {
			local = a
		}
	}
	p, err := s.Host.ListenPacket(ctx, netip.AddrPortFrom(local, 0))
	require.NoError(t, err)
	defer p.Close()
	for _, size := range []int{1, 1000, 1300} {
		b := bytes.Repeat([]byte{'u'}, size)
		_, err = p.WriteTo(b, net.UDPAddrFromAddrPort(at))
		require.NoError(t, err)
		require.NoError(t, p.SetReadDeadline(time.Now().Add(5*time.Second)))
		in := make([]byte, 2000)
		n, from, err := p.ReadFrom(in)
		require.NoError(t, err)
		require.Equal(t, at.String(), from.String())
		require.Equal(t, b, in[:n])
	}
}

// events returns those of one type that a journal has.
func events[E event.Event](j *journal) (out []E) {
	for _, e := range j.all() {
		if x, ok := e.(E); ok {
			out = append(out, x)
		}
	}
	return out
}

func waitFor[E event.Event](t testing.TB, j *journal, n int) []E {
	t.Helper()
	require.Eventually(t, func() bool { return len(events[E](j)) >= n }, 5*time.Second, time.Millisecond)
	got := events[E](j)
	require.Len(t, got, n)
	return got
}

// TestSessions carries data over every route, and looks at what the SMFs tell about it.
func TestSessions(t *testing.T) {
	for _, c := range []struct {
		name, in string
		route    sim.Route
		anchor   string // where the data network is
	}{
		{"domestic", "de", sim.NoData, "de"},
		{"local breakout", "nl", sim.LocalBreakout, "nl"},
		{"home routed", "nl", sim.HomeRouted, "de"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := anna()
			s.In = c.in
			lab, ctx := start(t, withData(c.route, map[string]sim.SubscriberConfig{"anna": s}))
			visited, home := &journal{}, &journal{}
			lab.Network(c.in).SMFEvents.Subscribe(visited)
			lab.Network("de").SMFEvents.Subscribe(home)
			server, err := lab.Network(c.anchor).Server("web")
			require.NoError(t, err)
			echo(t, server, lab.Network(c.anchor).N6())

			u := register(t, lab, "anna")
			session, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			require.Equal(t, event.IPv4, session.Type)
			require.Equal(t, "internet", session.DNN)
			exchange(t, ctx, session, server.Addr(lab.Network(c.anchor).N6()))

			up := waitFor[event.SMFPDUSessionEstablished](t, visited, 1)[0].Session
			checkSession(t, s, c.in, session, up)
			if c.route == sim.HomeRouted {
				require.Equal(t, event.VisitedSMF, up.Role)
				require.Contains(t, up.HSMFURI, "https://smf1.5gc.mnc070.mcc999.3gppnetwork.org")
				h := waitFor[event.SMFPDUSessionEstablished](t, home, 1)[0].Session
				require.Equal(t, event.HomeSMF, h.Role)
				require.Equal(t, up.VisitedN9, h.VisitedN9)
				require.Equal(t, up.HomeN9, h.HomeN9)
				require.True(t, h.HomeN9.Addr.IsValid())
				require.Equal(t, up.Addresses, h.Addresses)
				require.Equal(t, lab.Network("nl").PLMN, h.ServingPLMN)
			} else {
				require.Equal(t, event.AnchorSMF, up.Role)
				require.Empty(t, up.HSMFURI)
			}
			registered := lab.Network("de").UDM().SMFRegistrations(s.SUPI)
			require.Equal(t, map[uint8]string{session.ID: lab.Network(c.anchor).SMFNF.InstanceID}, registered, "the SMF where the data network is")
			require.NoError(t, session.Close(ctx))
			require.ErrorIs(t, session.Close(ctx), ue.ErrSessionClosed)
			require.Empty(t, lab.Network("de").UDM().SMFRegistrations(s.SUPI))
			gone := waitFor[event.SMFPDUSessionReleased](t, visited, 1)[0]
			require.Equal(t, uint8(36), gone.Cause)
			require.Equal(t, event.ByUE, gone.Initiator)
			require.Greater(t, gone.UplinkOctets, uint64(140_000))
			require.Greater(t, gone.DownlinkOctets, uint64(140_000))
			require.False(t, gone.FirstPacket.IsZero())
			require.False(t, gone.LastPacket.Before(gone.FirstPacket))
			require.True(t, gone.Session.DownlinkN3.Addr.IsValid())
			if c.route == sim.HomeRouted {
				h := waitFor[event.SMFPDUSessionReleased](t, home, 1)[0]
				require.Equal(t, gone.UplinkOctets, h.UplinkOctets, "both UPFs count the same")
			}
			for _, n := range []string{"nl", "de"} {
				require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
				require.Zero(t, lab.Network(n).UPF().Sessions())
			}
			// Another one takes the same identity.
			session, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err)
			exchange(t, ctx, session, server.Addr(lab.Network(c.anchor).N6()))
			require.NoError(t, u.Deregister(ctx, false))
			waitFor[event.SMFPDUSessionReleased](t, visited, 2)
			for _, n := range []string{"nl", "de"} {
				require.Eventually(t, func() bool { return lab.Network(n).SMF().Stats() == smf.Stats{} }, 5*time.Second, time.Millisecond)
				require.Zero(t, lab.Network(n).UPF().Sessions())
			}
			require.Empty(t, events[event.SMFProcedureFailed](visited))
		})
	}
}

// checkSession looks for everything that the SMF records of TS 33.128 want.
func checkSession(t testing.TB, s sim.SubscriberConfig, in string, session *ue.Session, e event.SMFSession) {
	t.Helper()
	require.Equal(t, event.Subscriber{SUPI: s.SUPI, GPSI: s.GPSI, PEI: s.PEI, Authenticated: true}, e.Subscriber)
	require.Equal(t, session.ID, e.ID)
	require.Equal(t, event.IPv4, e.Type)
	require.Equal(t, uint8(1), e.SNSSAI.SST)
	require.Equal(t, "internet", e.DNN)
	require.Equal(t, []netip.Prefix{netip.PrefixFrom(session.Addresses[0], 32)}, e.Addresses)
	require.Equal(t, event.InitialRequest, e.RequestType)
	require.Equal(t, uint64(0x10), e.Location.NRCellID)
	require.Equal(t, uint32(1), e.Location.TAI.TAC)
	require.NotNil(t, e.AMF)
	require.Equal(t, uint8(1), e.AMF.AMFRegionID)
	require.NotEmpty(t, e.AMFInstanceID)
	require.NotZero(t, e.UplinkN3.TEID)
	require.True(t, e.UplinkN3.Addr.IsValid())
	require.NotZero(t, e.CPFSEID.SEID)
	require.NotZero(t, e.UPFSEID.SEID)
	require.Equal(t, uint8(9), e.FiveQI)
	require.False(t, e.Established.IsZero())
	want := map[string]string{"nl": "001", "de": "999"}[in]
	require.Equal(t, want, e.ServingPLMN.MCC)
}

// TestSessionsRefused plays what the network does not grant; the UE gets the right cause, and nothing is left behind.
func TestSessionsRefused(t *testing.T) {
	for _, route := range []sim.Route{sim.LocalBreakout, sim.HomeRouted} {
		t.Run(string(route), func(t *testing.T) {
			s := anna()
			s.DNNs = []string{"internet"}
			cfg := withData(route, map[string]sim.SubscriberConfig{"anna": s, "bert": func() sim.SubscriberConfig {
				b := anna()
				b.SUPI, b.GPSI, b.PEI = "999700000000002", "4915100000002", "3569380356438031"
				return b
			}()})
			cfg.SMFTimers = smf.Timers{T1: 30 * time.Millisecond, N1: 2}
			for _, n := range []string{"nl", "de"} {
				// One address in all.
				cfg.Networks[n].DNNs["internet"] = sim.DNN{UEs: netip.MustParsePrefix("192.168.7.0/31"), Types: []event.PDUSessionType{event.IPv4}}
			}
			lab, ctx := start(t, cfg)
			visited := &journal{}
			lab.Network("nl").SMFEvents.Subscribe(visited)
			u := register(t, lab, "anna")
			bert := register(t, lab, "bert")

			_, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "nowhere"})
			refusedWith(t, err, 27)
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "ims"})
			refusedWith(t, err, 33)
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.Ethernet})
			refusedWith(t, err, 28)
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv6})
			refusedWith(t, err, 50)
			one, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4v6})
			require.NoError(t, err)
			require.Equal(t, uint8(50), one.Cause)
			require.Equal(t, event.IPv4, one.Type)
			_, err = bert.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			refusedWith(t, err, 26)
			require.NoError(t, one.Close(ctx))
			two, err := bert.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			require.NoError(t, err, "the address is free again")
			require.NoError(t, two.Close(ctx))

			var causes []uint8
			for _, f := range events[event.SMFProcedureFailed](visited) {
				require.Equal(t, event.PDUSessionEstablishment, f.Procedure)
				causes = append(causes, f.Cause)
			}
			require.Equal(t, []uint8{27, 33, 28, 50, 26}, causes)

			require.NoError(t, lab.Network("nl").UPF().Close())
			_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
			refusedWith(t, err, 38)
			require.Zero(t, lab.Network("nl").SMF().Stats().Addresses)
			require.Zero(t, lab.Network("de").SMF().Stats().Addresses)
			require.NoError(t, u.Deregister(ctx, false))
		})
	}
}

// TestSeveralSessions has three sessions of one phone at a time, to two data networks.
func TestSeveralSessions(t *testing.T) {
	lab, ctx := start(t, withData(sim.HomeRouted, map[string]sim.SubscriberConfig{"anna": anna()}))
	server, err := lab.Network("de").Server("web")
	require.NoError(t, err)
	echo(t, server, "de.n6")
	u := register(t, lab, "anna")
	var sessions []*ue.Session
	for i, dnn := range []string{"internet", "ims", "internet"} {
		s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: dnn})
		require.NoError(t, err)
		require.Equal(t, uint8(i+1), s.ID)
		sessions = append(sessions, s)
	}
	require.Len(t, u.Sessions(), 3)
	for _, s := range sessions {
		exchange(t, ctx, s, server.Addr("de.n6"))
		up, down, dropped := s.Packets()
		require.NotZero(t, up)
		require.NotZero(t, down)
		require.Zero(t, dropped)
	}
	require.NotEqual(t, sessions[0].Addresses, sessions[2].Addresses)
	require.NoError(t, sessions[1].Close(ctx))
	exchange(t, ctx, sessions[2], server.Addr("de.n6"))
	require.NoError(t, u.Deregister(ctx, true))
}

// BenchmarkSession establishes and releases PDU sessions of registered phones, several at a time.
func BenchmarkSession(b *testing.B) {
	for _, c := range []struct {
		name, in string
		route    sim.Route
	}{{"domestic", "de", sim.NoData}, {"local-breakout", "nl", sim.LocalBreakout}, {"home-routed", "nl", sim.HomeRouted}} {
		b.Run(c.name, func(b *testing.B) {
			const phones = 16
			subs := map[string]sim.SubscriberConfig{}
			for i := range phones {
				s := anna()
				s.In = c.in
				s.SUPI, s.GPSI, s.PEI = fmt.Sprintf("99970%010d", i+1), fmt.Sprintf("49151%08d", i), fmt.Sprintf("35693803%08d", i)
				subs[fmt.Sprint(i)] = s
			}
			lab, ctx := start(b, withData(c.route, subs))
			free := make(chan *ue.UE, phones)
			for i := range phones {
				free <- register(b, lab, fmt.Sprint(i))
			}
			b.SetParallelism(phones / 2)
			b.ReportAllocs()
			b.ResetTimer()
			b.RunParallel(func(p *testing.PB) {
				for p.Next() {
					u := <-free
					s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
					if err == nil {
						err = s.Close(ctx)
					}
					free <- u
					if err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "sessions/s")
		})
	}
}

// TestIdleAndMove keeps a session while the phone is idle and when it changes to another gNB: what comes down meanwhile
// waits in the UPF, and the SMF tells of every change.
func TestIdleAndMove(t *testing.T) {
	lab, ctx := start(t, withData(sim.LocalBreakout, map[string]sim.SubscriberConfig{"anna": anna()}))
	smfs := &journal{}
	lab.Network("nl").SMFEvents.Subscribe(smfs)
	server, err := lab.Network("nl").Server("web")
	require.NoError(t, err)
	echo(t, server, "nl.n6")
	at := server.Addr("nl.n6")
	u := register(t, lab, "anna")
	s, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet"})
	require.NoError(t, err)
	exchange(t, ctx, s, at)
	p, err := s.Host.ListenPacket(ctx, netip.AddrPortFrom(s.Addresses[0], 9))
	require.NoError(t, err)
	defer p.Close()

	require.NoError(t, u.Release(ctx))
	require.True(t, waitFor[event.SMFPDUSessionModified](t, smfs, 1)[0].Deactivated)
	q, err := server.ListenPacket(ctx, netip.AddrPortFrom(at, 9))
	require.NoError(t, err)
	defer q.Close()
	for _, text := range []string{"one", "two"} {
		_, err = q.WriteTo([]byte(text), net.UDPAddrFromAddrPort(netip.AddrPortFrom(s.Addresses[0], 9)))
		require.NoError(t, err)
	}
	require.NoError(t, u.Service(ctx))
	for _, want := range []string{"one", "two"} {
		b := make([]byte, 10)
		require.NoError(t, p.SetReadDeadline(time.Now().Add(5*time.Second)))
		n, _, err := p.ReadFrom(b)
		require.NoError(t, err)
		require.Equal(t, want, string(b[:n]))
	}
	exchange(t, ctx, s, at)
	back := waitFor[event.SMFPDUSessionModified](t, smfs, 2)[1]
	require.False(t, back.Deactivated)
	require.True(t, back.Session.DownlinkN3.Addr.IsValid())

	require.NoError(t, u.Move(ctx, "far"))
	exchange(t, ctx, s, at)
	// The old gNB may give the connection up before the AMF hears of the new one; then there is a deactivation between.
	var moved event.SMFSession
	require.Eventually(t, func() bool {
		all := events[event.SMFPDUSessionModified](smfs)
		moved = all[len(all)-1].Session
		return len(all) > 2 && !all[len(all)-1].Deactivated
	}, 5*time.Second, time.Millisecond)
	require.NotEqual(t, back.Session.DownlinkN3.Addr, moved.DownlinkN3.Addr, "another gNB")
	require.Equal(t, uint64(1<<30), moved.Location.NRCellID)
	require.NoError(t, s.Close(ctx))
}

// TestIPv6 carries data over IPv6, alone and beside IPv4: the phone learns its prefix from the SMF by router discovery,
// through every tunnel of the route.
func TestIPv6(t *testing.T) {
	for _, c := range []struct {
		in, anchor string
		route      sim.Route
	}{{"de", "de", sim.NoData}, {"nl", "nl", sim.LocalBreakout}, {"nl", "de", sim.HomeRouted}} {
		s := anna()
		s.In = c.in
		lab, ctx := start(t, withData(c.route, map[string]sim.SubscriberConfig{"anna": s}))
		smfs := &journal{}
		lab.Network(c.in).SMFEvents.Subscribe(smfs)
		link := lab.Network(c.anchor).N6()
		server, err := lab.Network(c.anchor).Server("web")
		require.NoError(t, err)
		echo(t, server, link)
		u := register(t, lab, "anna")
		both, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv4v6})
		require.NoError(t, err)
		require.Equal(t, event.IPv4v6, both.Type)
		require.Len(t, both.Addresses, 2)
		six, err := u.OpenSession(ctx, ue.SessionConfig{DNN: "internet", Type: event.IPv6})
		require.NoError(t, err)
		require.Len(t, six.Addresses, 1)
		require.Len(t, server.Addrs(link), 2)
		for _, at := range server.Addrs(link) {
			exchange(t, ctx, both, at)
			if at.Is6() {
				exchange(t, ctx, six, at)
			}
		}
		up := waitFor[event.SMFPDUSessionEstablished](t, smfs, 2)
		require.Len(t, up[0].Session.Addresses, 2)
		require.Equal(t, 64, up[1].Session.Addresses[0].Bits())
		require.True(t, up[1].Session.Addresses[0].Contains(six.Addresses[0]))
		_, err = u.OpenSession(ctx, ue.SessionConfig{DNN: "ims", Type: event.IPv6})
		refusedWith(t, err, 50)
		require.NoError(t, six.Close(ctx))
		require.NoError(t, u.Deregister(ctx, false))
	}
}
