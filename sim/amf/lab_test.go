package amf_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/aka"
	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/ue"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	visited = event.PLMN{MCC: "001", MNC: "01"}
	german  = event.PLMN{MCC: "999", MNC: "70"}
)

// lab is a network of one AMF and one gNB with three cells in two tracking areas.
type lab struct {
	t    testing.TB
	net  *fabric.Virtual
	amf  *amf.AMF
	gnb  *gnb.GNB
	home *testHome
	bus  *event.Bus
	log  *slog.Logger
	keys map[uint8]aka.HomeNetworkPublicKey
	// host is that of the gNB, at the N2 address of the AMF.
	host fabric.Host
	at   netip.AddrPort
	link fabric.Link

	mu     sync.Mutex
	events []event.Event
	count  int
	// forgetful keeps the number of events only.
	forgetful bool
}

type option func(*labConfig)

type labConfig struct {
	amf amf.Config
	gnb gnb.Config
	tap fabric.Tap
	log *slog.Logger
	// memory takes channels instead of the virtual network.
	memory bool
	// home is put in front of the home network.
	home func(*testHome) amf.Home
}

// shortTimers makes a silent UE fail soon.
func shortTimers(c *labConfig) {
	c.amf.Timers = amf.Timers{T3550: 50 * time.Millisecond, T3560: 50 * time.Millisecond, T3570: 50 * time.Millisecond, T3522: 50 * time.Millisecond, MaxSend: 3, Home: time.Second}
}

func newLab(t testing.TB, options ...option) *lab {
	t.Helper()
	l := &lab{t: t, home: newTestHome(), bus: &event.Bus{}, keys: map[uint8]aka.HomeNetworkPublicKey{}}
	c := labConfig{}
	c.log = slog.New(slog.DiscardHandler)
	for _, o := range options {
		o(&c)
	}
	l.log = c.log
	for _, profile := range []uint8{aka.SchemeProfileA, aka.SchemeProfileB} {
		public, private, err := aka.GenerateHomeNetworkKey(profile, profile+10, rand.Reader)
		require.NoError(t, err)
		l.keys[profile], l.home.keys[profile] = public, private
	}
	var err error
	aa, ga := netip.MustParseAddr("10.1.2.1"), netip.MustParseAddr("10.1.2.2")
	var ah, gh fabric.Host
	if c.memory {
		h := newMemoryHost()
		ah, gh = h, h
	} else {
		l.net, err = fabric.NewVirtual(fabric.VirtualConfig{Log: c.log})
		require.NoError(t, err)
		t.Cleanup(func() { require.NoError(t, l.net.Close()) })
		link, err := l.net.Link(fabric.LinkConfig{Name: "nl.n2", Prefix: netip.MustParsePrefix("10.1.2.0/24"), Tap: c.tap})
		require.NoError(t, err)
		l.link = link
		ah, err = l.net.Host("amf1")
		require.NoError(t, err)
		aa, err = link.Attach(ah)
		require.NoError(t, err)
		gh, err = l.net.Host("gnb1")
		require.NoError(t, err)
		ga, err = link.Attach(gh)
		require.NoError(t, err)
	}
	l.bus.Subscribe(event.ObserverFunc(func(e event.Event) {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.count++
		if !l.forgetful {
			l.events = append(l.events, e)
		}
	}))
	if c.amf.Home == nil {
		c.amf.Home = l.home
	}
	if c.home != nil {
		c.amf.Home = c.home(l.home)
	}
	at := netip.AddrPortFrom(aa, 38412)
	l.host, l.at = gh, at
	c.amf.Host, c.amf.Listen, c.amf.Events, c.amf.Log = ah, at, l.bus, c.log
	c.amf.PLMN, c.amf.RegionID, c.amf.SetID, c.amf.Pointer = visited, 1, 2, 3
	c.amf.NF = event.NF{Type: event.AMF, InstanceID: "0b7c0de2-96de-4b6c-b0ba-000000000001", FQDN: "amf1." + visited.Domain(), PLMN: visited}
	c.amf.CallbackURI = "https://amf1." + visited.Domain() + "/namf-callback/v1"
	l.amf, err = amf.New(c.amf)
	require.NoError(t, err)
	require.NoError(t, l.amf.Start(context.Background()))
	t.Cleanup(func() { l.amf.Close() })

	c.gnb.Host, c.gnb.Local, c.gnb.AMF, c.gnb.Log = gh, ga, at, c.log
	if c.gnb.PLMN == (event.PLMN{}) {
		c.gnb.PLMN = visited
	}
	c.gnb.GNBID, c.gnb.GNBIDLength, c.gnb.GNBName = 0x123, 24, "gnb1"
	c.gnb.Cells = []gnb.Cell{{Name: "a", TAC: 1, NRCellID: 0x123001}, {Name: "b", TAC: 1, NRCellID: 0x123002}, {Name: "c", TAC: 2, NRCellID: 0x123003}}
	l.gnb, err = gnb.New(c.gnb)
	require.NoError(t, err)
	return l
}

func startLab(t testing.TB, options ...option) *lab {
	t.Helper()
	l := newLab(t, options...)
	require.NoError(t, l.gnb.Start(context.Background()))
	t.Cleanup(func() { l.gnb.Close() })
	return l
}

// subscriber makes a subscription at home and the UE for it.
func (l *lab) subscriber(n int, home event.PLMN, change ...func(*ue.Config)) *ue.UE {
	l.t.Helper()
	supi := fmt.Sprintf("%s%s%010d", home.MCC, home.MNC, n)
	k := [16]byte{byte(n), byte(n >> 8), byte(n >> 16), 1}
	opc := [16]byte{byte(n), byte(n >> 8), byte(n >> 16), 2}
	l.home.mu.Lock()
	l.home.subs[supi] = &testSubscriber{k: k, opc: opc, msisdn: fmt.Sprintf("31600%06d", n)}
	l.home.mu.Unlock()
	c := ue.Config{
		SUPI: supi, PLMN: home, PEI: fmt.Sprintf("35%012d01", n), K: k, OPc: opc, Radio: l.gnb, Log: l.log,
		RoutingIndicator: "0",
	}
	for _, f := range change {
		f(&c)
	}
	if c.Scheme != 0 {
		key := l.keys[c.Scheme]
		c.HomeNetworkPublicKey = ue.PublicKey{ID: key.ID, Key: key.Key}
	}
	u, err := ue.New(c)
	require.NoError(l.t, err)
	l.t.Cleanup(func() { u.Close() })
	return u
}

func ctxFor(t testing.TB) context.Context {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// all returns the events of one type so far.
func all[E event.Event](l *lab) (out []E) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, e := range l.events {
		if x, ok := e.(E); ok {
			out = append(out, x)
		}
	}
	return out
}

// wait returns the events of one type when there are n.
func wait[E event.Event](l *lab, n int) []E {
	l.t.Helper()
	require.Eventually(l.t, func() bool { return len(all[E](l)) >= n }, 5*time.Second, time.Millisecond)
	got := all[E](l)
	require.Len(l.t, got, n)
	return got
}
