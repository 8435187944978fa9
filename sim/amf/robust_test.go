package amf_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"

	"lilab/sim/amf"
	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/nas"
	"lilab/sim/ngap"
	"lilab/sim/ue"
)

// phone is a UE without sense: the test says what it sends.
type phone struct {
	down chan []byte
	gone chan struct{}
}

func newPhone() *phone { return &phone{make(chan []byte, 64), make(chan struct{})} }

func (p *phone) Downlink(_ *gnb.Connection, pdu []byte) { p.down <- pdu }
func (p *phone) Released(*gnb.Connection)               { close(p.gone) }

func (p *phone) next(t testing.TB) []byte {
	t.Helper()
	select {
	case pdu := <-p.down:
		return pdu
	case <-time.After(5 * time.Second):
		t.Fatal("nothing came down")
		return nil
	}
}

// request is a registration request with the null scheme SUCI of subscriber n.
func request(n int) []byte {
	msin := fmt.Sprintf("%010d", n)
	b := []byte{0x7e, 0, 0x41, 0x71, 0, 13, 0x01, 0x99, 0xf9, 0x07, 0xf0, 0xff, 0, 0}
	for i := 0; i < 10; i += 2 {
		b = append(b, (msin[i+1]-'0')<<4|(msin[i]-'0'))
	}
	return append(b, 0x2e, 2, 0xf0, 0xf0)
}

func connect(t testing.TB, l *lab, pdu []byte) (*phone, *gnb.Connection) {
	t.Helper()
	p := newPhone()
	c, err := l.gnb.Connect(ctxFor(t), "a", gnb.Establishment{Cause: gnb.CauseMOSignalling, NAS: pdu, UE: p})
	require.NoError(t, err)
	return p, c
}

func empty(t testing.TB, l *lab) {
	t.Helper()
	require.Eventually(t, func() bool {
		s := l.amf.Stats()
		return s.Contexts == 0 && s.Connections == 0 && l.gnb.Connections() == 0
	}, 5*time.Second, time.Millisecond)
}

// alive registers somebody.
func alive(t testing.TB, l *lab) {
	t.Helper()
	u := l.subscriber(999, visited)
	r, err := u.Register(ctxFor(t), "b")
	require.NoError(t, err)
	require.Equal(t, ue.Registered, r.Result, r.Reason)
	require.NoError(t, u.Deregister(ctxFor(t), false))
}

func TestSilentUE(t *testing.T) {
	l := startLab(t, shortTimers)
	l.subscriber(1, german)
	p, _ := connect(t, l, request(1))
	first := p.next(t)
	require.Equal(t, byte(0x56), first[2], "AUTHENTICATION REQUEST")
	require.Equal(t, first, p.next(t))
	require.Equal(t, first, p.next(t))
	<-p.gone
	require.Empty(t, p.down)
	e := wait[event.AMFRegistrationFailed](l, 1)[0]
	require.Equal(t, uint8(111), e.Cause)
	require.Equal(t, "999700000000001", e.Subscriber.SUPI)
	require.False(t, e.Subscriber.Authenticated)
	empty(t, l)
}

func TestWrongRES(t *testing.T) {
	l := startLab(t)
	l.subscriber(1, german)
	p, c := connect(t, l, request(1))
	p.next(t)
	require.NoError(t, c.Send(ctxFor(t), append([]byte{0x7e, 0, 0x57, 0x2d, 16}, make([]byte, 16)...)))
	require.Equal(t, []byte{0x7e, 0, 0x58}, p.next(t), "AUTHENTICATION REJECT")
	<-p.gone
	require.Equal(t, 1, l.home.called("Confirm5GAKA"), "the home network is told")
	require.Equal(t, uint8(3), wait[event.AMFRegistrationFailed](l, 1)[0].Cause)
	empty(t, l)
}

func TestUnprotectedDeregistrationIsNotBelieved(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german)
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	g := r.GUTI
	id := []byte{0xf2, 0x00, 0xf1, 0x10, g.AMFRegionID, byte(g.AMFSetID >> 2), byte(g.AMFSetID<<6) | g.AMFPointer, byte(g.TMSI >> 24), byte(g.TMSI >> 16), byte(g.TMSI >> 8), byte(g.TMSI)}
	plain := append([]byte{0x7e, 0, 0x45, 0x01, 0, 11}, id...)
	p, _ := connect(t, l, plain)
	require.Equal(t, []byte{0x7e, 0, 0x46}, p.next(t))
	<-p.gone
	forged := append([]byte{0x7e, 1, 1, 2, 3, 4, 9}, plain...)
	p, _ = connect(t, l, forged)
	require.Equal(t, []byte{0x7e, 0, 0x46}, p.next(t))
	<-p.gone
	require.NoError(t, u.Connection().Send(ctxFor(t), plain))
	require.Empty(t, all[event.AMFDeregistered](l))
	require.NoError(t, u.Deregister(ctxFor(t), false))
	require.Len(t, all[event.AMFDeregistered](l), 1)
	empty(t, l)
}

// TestForgedGUTI has somebody use the 5G-GUTI of a registered UE: he is asked who he is, the UE keeps its service.
func TestForgedGUTI(t *testing.T) {
	l := startLab(t)
	u := l.subscriber(1, german)
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	g := r.GUTI
	id := []byte{0xf2, 0x00, 0xf1, 0x10, g.AMFRegionID, byte(g.AMFSetID >> 2), byte(g.AMFSetID<<6) | g.AMFPointer, byte(g.TMSI >> 24), byte(g.TMSI >> 16), byte(g.TMSI >> 8), byte(g.TMSI)}
	inner := append(append([]byte{0x7e, 0, 0x41, 0x01, 0, 11}, id...), 0x2e, 2, 0xf0, 0xf0)
	p, c := connect(t, l, append([]byte{0x7e, 1, 1, 2, 3, 4, 9}, inner...))
	require.Equal(t, []byte{0x7e, 0, 0x5b, 0x01}, p.next(t), "IDENTITY REQUEST for the SUCI")
	require.NoError(t, c.Send(ctxFor(t), []byte{0x7e, 0, 0x5c, 0, 1, 0}))
	require.Equal(t, []byte{0x7e, 0, 0x44, 9}, p.next(t))
	<-p.gone
	require.NoError(t, u.Move(ctxFor(t), "b"))
	wait[event.AMFLocationChanged](l, 1)
	require.NoError(t, u.Deregister(ctxFor(t), false))
	empty(t, l)
}

// TestNonsenseNAS sends nonsense at every point of a registration.
func TestNonsenseNAS(t *testing.T) {
	l := startLab(t, shortTimers)
	l.subscriber(1, german)
	valid := request(1)
	for n := range valid {
		p, _ := connect(t, l, valid[:n])
		select {
		case <-p.gone:
		case <-time.After(5 * time.Second):
			t.Fatalf("prefix of %d octets: the connection stays", n)
		}
	}
	for _, pdu := range [][]byte{{0x2e, 0, 0}, {0x7e, 0, 0xff, 1, 2}, {0x7e, 5, 0, 0, 0, 0, 0, 0}, {0x7e, 2, 0, 0, 0, 0, 0, 1, 2}, make([]byte, 20000), {0x7e, 0, 0x4c, 0, 0, 7, 0xf4, 0, 0, 0, 0, 0, 0}} {
		p, _ := connect(t, l, pdu)
		<-p.gone
	}
	p, c := connect(t, l, valid)
	p.next(t)
	for _, pdu := range [][]byte{nil, {0x7e}, {0x7e, 0, 0xff, 1, 2}, {0x7e, 4, 1, 2, 3, 4, 5, 6, 7}, {0x7e, 0, 0x5e}, {0x7e, 0, 0x43}, {0x7e, 0, 0x57}, make([]byte, 20000)} {
		require.NoError(t, c.Send(ctxFor(t), pdu))
	}
	var got []byte
	for len(got) < 4 {
		if pdu := p.next(t); pdu[2] == 0x64 {
			got = append(got, pdu[3])
		}
	}
	require.Equal(t, []byte{97, 98, 98, 100}, got, "causes of 5GMM STATUS")
	<-p.gone
	empty(t, l)
	alive(t, l)
}

func TestNonsenseNGAP(t *testing.T) {
	var log lines
	l := newLab(t, func(c *labConfig) { c.log = slog.New(slog.NewTextHandler(&log, nil)) })
	host, at := l.host, l.at
	a, err := host.DialSCTP(ctxFor(t), host.Addr("nl.n2"), at)
	require.NoError(t, err)
	defer a.Close()
	send := func(ppid uint32, pdu []byte) {
		require.NoError(t, a.Send(ctxFor(t), fabric.Message{PPID: ppid, Data: pdu}))
	}
	expect := func(cause string) *message.ErrorIndication {
		t.Helper()
		m, err := a.Receive(ctxFor(t))
		require.NoError(t, err)
		got, err := ngap.Parse(m.Data)
		require.NoError(t, err)
		require.IsType(t, &message.ErrorIndication{}, got)
		e := got.(*message.ErrorIndication)
		require.Equal(t, cause, ngap.CauseText(e.Cause))
		return e
	}
	encode := func(m message.Message) []byte {
		b, err := m.MarshalBinary()
		require.NoError(t, err)
		return b
	}
	send(60, []byte{0xff, 0xff})
	expect("protocol 0")
	send(60, []byte{1})
	expect("protocol 0")
	send(99, []byte("other protocol"))
	send(60, encode(&message.UEContextReleaseRequest{AMFUENGAPID: &ie.AMFUENGAPID{Value: 1}, RANUENGAPID: &ie.RANUENGAPID{Value: 1}, Cause: ngap.NASCause(0)}))
	expect("protocol 3") // before NG Setup
	require.NoError(t, l.gnb.Start(ctxFor(t)))
	setup := encode(&message.NGSetupRequest{
		GlobalRANNodeID: ngap.GNBID(visited, 7, 32), DefaultPagingDRX: &ie.PagingDRX{},
		SupportedTAList: &ie.SupportedTAList{List: []ie.SupportedTAItem{{TAC: ngap.TAC(9), BroadcastPLMNList: &ie.BroadcastPLMNList{List: []ie.BroadcastPLMNItem{
			{PLMNIdentity: ngap.PLMN(visited), TAISliceSupportList: ngap.SliceSupport([]event.SNSSAI{{SST: 1}})}}}}}},
	})
	for n := 1; n < len(setup); n++ {
		send(60, setup[:n])
		_, err := a.Receive(ctxFor(t))
		require.NoError(t, err, "prefix of %d octets", n)
	}
	send(60, setup)
	m, err := a.Receive(ctxFor(t))
	require.NoError(t, err)
	got, err := ngap.Parse(m.Data)
	require.NoError(t, err)
	require.IsType(t, &message.NGSetupResponse{}, got)
	send(60, encode(&message.UEContextReleaseRequest{AMFUENGAPID: &ie.AMFUENGAPID{Value: 77}, RANUENGAPID: &ie.RANUENGAPID{Value: 1}, Cause: ngap.NASCause(0)}))
	expect("radioNetwork 14")
	send(60, encode(&message.HandoverNotify{AMFUENGAPID: &ie.AMFUENGAPID{Value: 77}, RANUENGAPID: &ie.RANUENGAPID{Value: 1},
		UserLocationInformation: ngap.UserLocation(event.Location{TAI: event.TAI{PLMN: visited}, NCGIPLMN: visited})}))
	expect("radioNetwork 14")
	send(60, encode(&message.RANConfigurationUpdate{}))
	require.Equal(t, int64(35), expect("protocol 1").CriticalityDiagnostics.ProcedureCode.Value)
	send(60, encode(&message.NGReset{Cause: ngap.MiscCause(0), ResetType: &ie.ResetType{Choice: &ie.ResetAll{}}}))
	m, err = a.Receive(ctxFor(t))
	require.NoError(t, err)
	got, err = ngap.Parse(m.Data)
	require.NoError(t, err)
	require.IsType(t, &message.NGResetAcknowledge{}, got)
	for range 200 {
		b := make([]byte, 1+rand.IntN(100))
		for i := range b {
			b[i] = byte(rand.Uint32())
		}
		send(60, b)
	}
	require.Contains(t, log.String(), "octets=2")
	t.Cleanup(func() { l.gnb.Close() })
	alive(t, l)
	require.Eventually(t, func() bool { return l.amf.Stats().GNBs == 2 }, time.Second, time.Millisecond)
}

type lines struct {
	mu sync.Mutex
	b  strings.Builder
}

func (l *lines) Write(p []byte) (int, error) { l.mu.Lock(); defer l.mu.Unlock(); return l.b.Write(p) }
func (l *lines) String() string              { l.mu.Lock(); defer l.mu.Unlock(); return l.b.String() }

// TestTooManyContexts fills the AMF with UEs that never answer.
func TestTooManyContexts(t *testing.T) {
	l := startLab(t, func(c *labConfig) { c.amf.MaxContexts = 3 })
	l.subscriber(1, german)
	for range 3 {
		p, _ := connect(t, l, request(1))
		p.next(t)
	}
	p, _ := connect(t, l, request(1))
	<-p.gone
	require.Equal(t, 3, l.amf.Stats().Contexts)
}

// TestHomeNeverAnswers ends the registration with congestion, and Close does not wait for the home network.
func TestHomeNeverAnswers(t *testing.T) {
	l := startLab(t, func(c *labConfig) { c.amf.Timers.Home = 50 * time.Millisecond })
	l.home.block = make(chan struct{})
	u := l.subscriber(1, german)
	r, err := u.Register(ctxFor(t), "a")
	require.NoError(t, err)
	require.Equal(t, ue.Rejected, r.Result)
	require.Equal(t, nas.CauseCongestion, r.Cause)

	l = startLab(t, func(c *labConfig) { c.amf.Timers.Home = time.Hour })
	l.home.block = make(chan struct{})
	u = l.subscriber(1, german)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { _, err := u.Register(ctx, "a"); done <- err }()
	require.Eventually(t, func() bool { return l.amf.Stats().Contexts == 1 }, time.Second, time.Millisecond)
	cancel()
	require.ErrorIs(t, <-done, context.Canceled)
	require.NoError(t, l.amf.Close())
}

func TestConfigIsChecked(t *testing.T) {
	l := newLab(t)
	good := amf.Config{Host: l.host, Home: l.home, Events: l.bus, PLMN: visited, Name: "amf"}
	_, err := amf.New(good)
	require.NoError(t, err)
	for name, change := range map[string]func(*amf.Config){
		"no host": func(c *amf.Config) { c.Host = nil }, "no home": func(c *amf.Config) { c.Home = nil },
		"PLMN": func(c *amf.Config) { c.PLMN.MNC = "1" }, "NIA0": func(c *amf.Config) { c.NIAOrder = []uint8{2, 0} },
		"NEA": func(c *amf.Config) { c.NEAOrder = []uint8{4} }, "name": func(c *amf.Config) { c.Name = "" }, "set": func(c *amf.Config) { c.SetID = 1024 },
	} {
		c := good
		change(&c)
		_, err := amf.New(c)
		require.Error(t, err, name)
	}
	_, err = gnb.New(gnb.Config{Host: l.host, AMF: l.at, PLMN: visited, GNBID: 1, GNBIDLength: 24, Cells: []gnb.Cell{{Name: "x", NRCellID: 0x2001}}})
	require.ErrorContains(t, err, "does not begin with the gNB identifier")
	_, err = l.gnb.Connect(ctxFor(t), "a", gnb.Establishment{})
	require.True(t, errors.Is(err, gnb.ErrNotServing))
}
