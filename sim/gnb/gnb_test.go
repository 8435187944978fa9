package gnb_test

import (
	"context"
	"math/rand/v2"
	"net/netip"
	"testing"
	"time"

	"github.com/free5gc/ngap/ie"
	"github.com/free5gc/ngap/message"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/sim/event"
	"lilab/sim/fabric"
	"lilab/sim/gnb"
	"lilab/sim/ngap"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var plmn = event.PLMN{MCC: "001", MNC: "01"}

// peer is the AMF's end of an association: the test says what it sends.
type peer struct {
	t testing.TB
	fabric.Association
}

func (p *peer) send(stream uint16, m message.Message) {
	p.t.Helper()
	b, err := m.MarshalBinary()
	require.NoError(p.t, err)
	require.NoError(p.t, p.Send(context.Background(), fabric.Message{Stream: stream, PPID: 60, Data: b}))
}

func next[M message.Message](p *peer) (M, uint16) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	for {
		m, err := p.Receive(ctx)
		require.NoError(p.t, err)
		require.Equal(p.t, uint32(60), m.PPID)
		got, err := ngap.Parse(m.Data)
		require.NoError(p.t, err)
		want, ok := got.(M)
		require.True(p.t, ok, "%T", got)
		return want, m.Stream
	}
}

func start(t testing.TB, answer message.Message) (*gnb.GNB, *peer, error) {
	t.Helper()
	return startWith(t, answer, func(*gnb.Config) {})
}

// startN3 starts a gNB with a user plane.
func startN3(t testing.TB, answer message.Message) (*gnb.GNB, *peer, error) {
	t.Helper()
	return startWith(t, answer, func(c *gnb.Config) { c.N3 = c.Local })
}

func startWith(t testing.TB, answer message.Message, change func(*gnb.Config)) (*gnb.GNB, *peer, error) {
	t.Helper()
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	t.Cleanup(func() { v.Close() })
	link, err := v.Link(fabric.LinkConfig{Name: "n2", Prefix: netip.MustParsePrefix("10.0.0.0/24")})
	require.NoError(t, err)
	ah, err := v.Host("amf")
	require.NoError(t, err)
	aa, err := link.Attach(ah)
	require.NoError(t, err)
	gh, err := v.Host("gnb")
	require.NoError(t, err)
	ga, err := link.Attach(gh)
	require.NoError(t, err)
	at := netip.AddrPortFrom(aa, 38412)
	l, err := ah.ListenSCTP(context.Background(), at)
	require.NoError(t, err)
	t.Cleanup(func() { l.Close() })
	cfg := gnb.Config{Host: gh, Local: ga, AMF: at, PLMN: plmn, GNBID: 1, GNBIDLength: 32, SetupTimeout: 500 * time.Millisecond, ReleaseTimeout: 50 * time.Millisecond,
		Cells: []gnb.Cell{{Name: "a", TAC: 1, NRCellID: 0x11}, {Name: "b", TAC: 1, NRCellID: 0x12}}}
	change(&cfg)
	g, err := gnb.New(cfg)
	require.NoError(t, err)
	t.Cleanup(func() { g.Close() })
	accepted := make(chan *peer, 1)
	go func() {
		a, err := l.Accept(context.Background())
		if err != nil {
			close(accepted)
			return
		}
		p := &peer{t, a}
		m, err := a.Receive(context.Background())
		if err == nil && m.Stream == 0 && answer != nil {
			p.send(0, answer)
		}
		accepted <- p
	}()
	err = g.Start(context.Background())
	p := <-accepted
	require.NotNil(t, p)
	t.Cleanup(func() { p.Close() })
	return g, p, err
}

func setupResponse() message.Message {
	g := event.GUAMI{PLMN: plmn, AMFRegionID: 1}
	return &message.NGSetupResponse{
		AMFName: &ie.AMFName{Value: "amf"}, RelativeAMFCapacity: &ie.RelativeAMFCapacity{},
		ServedGUAMIList: &ie.ServedGUAMIList{List: []ie.ServedGUAMIItem{{GUAMI: ngap.GUAMI(g)}}},
		PLMNSupportList: &ie.PLMNSupportList{List: []ie.PLMNSupportItem{{PLMNIdentity: ngap.PLMN(plmn), SliceSupportList: ngap.SliceSupport([]event.SNSSAI{{SST: 1}})}}},
	}
}

type phone struct {
	down chan []byte
	gone chan struct{}
}

func (p *phone) Downlink(_ *gnb.Connection, b []byte) { p.down <- b }
func (p *phone) Released(*gnb.Connection)             { close(p.gone) }

func call(t testing.TB, g *gnb.GNB) (*phone, *gnb.Connection) {
	t.Helper()
	p := &phone{make(chan []byte, 10), make(chan struct{})}
	c, err := g.Connect(context.Background(), "a", gnb.Establishment{Cause: gnb.CauseMOSignalling, NAS: []byte{0x7e, 0, 0x41}, UE: p,
		GUTI: &event.GUTI{PLMN: plmn, AMFSetID: 5, AMFPointer: 6, TMSI: 7}})
	require.NoError(t, err)
	return p, c
}

func TestSetup(t *testing.T) {
	g, _, err := start(t, setupResponse())
	require.NoError(t, err)
	require.True(t, g.Serving())
	_, _, err = start(t, &message.NGSetupFailure{Cause: ngap.MiscCause(ie.CauseMiscPresentUnknownPLMNOrSNPN)})
	require.ErrorContains(t, err, "cause misc 4")
	_, _, err = start(t, nil)
	require.ErrorIs(t, err, context.DeadlineExceeded)
}

func TestConnection(t *testing.T) {
	g, p, err := start(t, setupResponse())
	require.NoError(t, err)
	ph, c := call(t, g)
	first, stream := next[*message.InitialUEMessage](p)
	require.NotZero(t, stream)
	require.Equal(t, []byte{0, 0, 0, 7}, []byte(first.FiveGSTMSI.FiveGTMSI.Value))
	require.Equal(t, ie.RRCEstablishmentCausePresentMoSignalling, first.RRCEstablishmentCause.Value)
	where, err := ngap.ParseUserLocation(first.UserLocationInformation, time.Now())
	require.NoError(t, err)
	require.Equal(t, uint64(0x11), where.NRCellID)
	require.ErrorContains(t, c.Send(context.Background(), []byte{1}), "not answered")
	require.NoError(t, c.Move(context.Background(), "b")) // nobody asked to be told
	amfID, ranID := &ie.AMFUENGAPID{Value: 1 << 39}, first.RANUENGAPID
	p.send(stream, &message.DownlinkNASTransport{AMFUENGAPID: amfID, RANUENGAPID: ranID, NASPDU: &ie.NASPDU{Value: []byte{1, 2, 3}}})
	require.Equal(t, []byte{1, 2, 3}, <-ph.down)
	require.NoError(t, c.Send(context.Background(), []byte{9}))
	up, at := next[*message.UplinkNASTransport](p)
	require.Equal(t, stream, at)
	require.Equal(t, amfID, up.AMFUENGAPID)
	where, err = ngap.ParseUserLocation(up.UserLocationInformation, time.Now())
	require.NoError(t, err)
	require.Equal(t, uint64(0x12), where.NRCellID)

	control := func(e *ie.EventType) {
		p.send(stream, &message.LocationReportingControl{AMFUENGAPID: amfID, RANUENGAPID: ranID,
			LocationReportingRequestType: &ie.LocationReportingRequestType{EventType: e, ReportArea: &ie.ReportArea{}}})
	}
	control(&ie.EventType{Value: ie.EventTypePresentDirect})
	report, _ := next[*message.LocationReport](p)
	require.Equal(t, ie.EventTypePresentDirect, report.LocationReportingRequestType.EventType.Value)
	control(&ie.EventType{Value: ie.EventTypePresentUePresenceInAreaOfInterest})
	next[*message.LocationReportingFailureIndication](p)
	control(&ie.EventType{Value: ie.EventTypePresentChangeOfServeCell})
	_, ok := c.KgNB()
	require.False(t, ok)
	p.send(stream, &message.InitialContextSetupRequest{AMFUENGAPID: amfID, RANUENGAPID: ranID, GUAMI: ngap.GUAMI(event.GUAMI{PLMN: plmn}),
		AllowedNSSAI: ngap.AllowedNSSAI([]event.SNSSAI{{SST: 1}}), UESecurityCapabilities: ngap.UESecurityCapabilities(0xf0, 0xf0), SecurityKey: ngap.SecurityKey([32]byte{5})})
	next[*message.InitialContextSetupResponse](p)
	k, ok := c.KgNB()
	require.True(t, ok)
	require.Equal(t, byte(5), k[0])
	require.NoError(t, c.Move(context.Background(), "b"), "the same cell")
	require.NoError(t, c.Move(context.Background(), "a"))
	report, _ = next[*message.LocationReport](p)
	where, err = ngap.ParseUserLocation(report.UserLocationInformation, time.Now())
	require.NoError(t, err)
	require.Equal(t, uint64(0x11), where.NRCellID)
	require.ErrorIs(t, c.Move(context.Background(), "z"), gnb.ErrNoCell)

	p.send(stream, &message.UEContextReleaseCommand{Cause: ngap.NASCause(0), UENGAPIDs: &ie.UENGAPIDs{Choice: &ie.UENGAPIDPair{AMFUENGAPID: amfID, RANUENGAPID: ranID}}})
	next[*message.UEContextReleaseComplete](p)
	<-ph.gone
	require.ErrorIs(t, c.Send(context.Background(), []byte{1}), gnb.ErrReleased)
	require.ErrorIs(t, c.Move(context.Background(), "a"), gnb.ErrReleased)
	require.NoError(t, c.Release(context.Background()))
	require.Zero(t, g.Connections())

	// The AMF does not answer the release: the gNB drops the connection.
	ph, c = call(t, g)
	first, stream = next[*message.InitialUEMessage](p)
	p.send(stream, &message.DownlinkNASTransport{AMFUENGAPID: amfID, RANUENGAPID: first.RANUENGAPID, NASPDU: &ie.NASPDU{Value: []byte{1}}})
	<-ph.down
	require.ErrorIs(t, c.Release(context.Background()), context.DeadlineExceeded)
	next[*message.UEContextReleaseRequest](p)
	<-ph.gone

	// NG RESET and the end of the association drop what is left.
	ph, _ = call(t, g)
	next[*message.InitialUEMessage](p)
	p.send(0, &message.NGReset{Cause: ngap.MiscCause(0), ResetType: &ie.ResetType{Choice: &ie.ResetAll{}}})
	next[*message.NGResetAcknowledge](p)
	<-ph.gone
	ph, _ = call(t, g)
	require.NoError(t, p.Close())
	<-ph.gone
	require.Eventually(t, func() bool { return !g.Serving() }, 5*time.Second, time.Millisecond)
}

// TestNonsense has an AMF send nonsense: the gNB reports it and lives on.
func TestNonsense(t *testing.T) {
	g, p, err := start(t, setupResponse())
	require.NoError(t, err)
	cause := func() string {
		e, stream := next[*message.ErrorIndication](p)
		require.Zero(t, stream)
		return ngap.CauseText(e.Cause)
	}
	raw := func(ppid uint32, b []byte) {
		require.NoError(t, p.Send(context.Background(), fabric.Message{PPID: ppid, Data: b}))
	}
	raw(60, []byte{0xff})
	require.Equal(t, "protocol 0", cause())
	raw(47, []byte("not NGAP"))
	p.send(1, &message.DownlinkNASTransport{AMFUENGAPID: &ie.AMFUENGAPID{Value: 1}, RANUENGAPID: &ie.RANUENGAPID{Value: 99}, NASPDU: &ie.NASPDU{Value: []byte{1}}})
	require.Equal(t, "radioNetwork 14", cause())
	p.send(0, &message.UEContextReleaseCommand{Cause: ngap.NASCause(0), UENGAPIDs: &ie.UENGAPIDs{Choice: &ie.AMFUENGAPID{Value: 5}}})
	require.Equal(t, "radioNetwork 14", cause())
	p.send(1, &message.AMFConfigurationUpdate{})
	require.Equal(t, "protocol 1", cause())
	ph, _ := call(t, g)
	first, stream := next[*message.InitialUEMessage](p)
	down := &message.DownlinkNASTransport{AMFUENGAPID: &ie.AMFUENGAPID{Value: 1}, RANUENGAPID: first.RANUENGAPID, NASPDU: &ie.NASPDU{Value: []byte{1}}}
	p.send(stream, down)
	<-ph.down
	down.AMFUENGAPID = &ie.AMFUENGAPID{Value: 2}
	p.send(stream, down)
	require.Equal(t, "radioNetwork 15", cause())
	b, err := down.MarshalBinary()
	require.NoError(t, err)
	for n := 1; n < len(b); n++ {
		raw(60, b[:n])
		next[*message.ErrorIndication](p)
	}
	for range 300 {
		b := make([]byte, 1+rand.IntN(80))
		for i := range b {
			b[i] = byte(rand.Uint32())
		}
		raw(60, b)
	}
	require.True(t, g.Serving())
	call(t, g)
}
