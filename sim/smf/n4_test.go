package smf

import (
	"context"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"github.com/wmnsk/go-pfcp/ie"
	"github.com/wmnsk/go-pfcp/message"
	"go.uber.org/goleak"

	"lilab/sim/event"
	"lilab/sim/fabric"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// upfPeer is a UPF that a test tells what to answer; nil is silence.
type upfPeer struct {
	conn   net.PacketConn
	mu     sync.Mutex
	got    []message.Message
	answer func(m message.Message) message.Message
}

func (p *upfPeer) serve() {
	b := make([]byte, 64<<10)
	for {
		n, from, err := p.conn.ReadFrom(b)
		if err != nil {
			return
		}
		m, err := message.Parse(append([]byte(nil), b[:n]...))
		if err != nil {
			continue
		}
		p.mu.Lock()
		p.got = append(p.got, m)
		a := p.answer(m)
		p.mu.Unlock()
		if a != nil {
			out := make([]byte, a.MarshalLen())
			if a.MarshalTo(out) == nil {
				_, _ = p.conn.WriteTo(out, from)
			}
		}
	}
}

func (p *upfPeer) count(kind uint8) (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, m := range p.got {
		if m.MessageType() == kind {
			n++
		}
	}
	return n
}

func (p *upfPeer) says(f func(m message.Message) message.Message) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.answer = f
}

// smfAt is where the SMF listens.
func (p *upfPeer) smfAt(s *SMF) netip.AddrPort { return netip.AddrPortFrom(s.cfg.N4, portPFCP) }

func newPeer(t *testing.T) (*SMF, *upfPeer) {
	t.Helper()
	v, err := fabric.NewVirtual(fabric.VirtualConfig{})
	require.NoError(t, err)
	link, err := v.Link(fabric.LinkConfig{Name: "n4", Prefix: netip.MustParsePrefix("10.0.0.0/24")})
	require.NoError(t, err)
	var hosts [2]fabric.Host
	var addrs [2]netip.Addr
	for i, name := range []string{"smf", "upf"} {
		hosts[i], err = v.Host(name)
		require.NoError(t, err)
		addrs[i], err = link.Attach(hosts[i])
		require.NoError(t, err)
	}
	p := &upfPeer{}
	p.conn, err = hosts[1].ListenPacket(t.Context(), netip.AddrPortFrom(addrs[1], portPFCP))
	require.NoError(t, err)
	done := make(chan struct{})
	p.answer = func(message.Message) message.Message { return nil }
	go func() { defer close(done); p.serve() }()
	s := &SMF{cfg: Config{
		Host: hosts[0], N4: addrs[0], UPF: netip.AddrPortFrom(addrs[1], portPFCP), Now: time.Now, Log: slog.New(slog.DiscardHandler), Events: new(event.Bus),
		Timers: Timers{T1: 20 * time.Millisecond, N1: 3, Heartbeat: 30 * time.Millisecond},
	}, sessions: map[string]*session{}, byUE: map[ueKey]*session{}}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.n4, err = newN4(s)
	require.NoError(t, err)
	t.Cleanup(func() {
		s.cancel()
		s.wg.Wait()
		require.NoError(t, s.n4.close())
		p.conn.Close()
		<-done
		require.NoError(t, v.Close())
	})
	return s, p
}

func associated(m message.Message) message.Message {
	switch m.(type) {
	case *message.AssociationSetupRequest:
		return message.NewAssociationSetupResponse(m.Sequence(), ie.NewNodeID("10.0.0.2", "", ""), ie.NewCause(ie.CauseRequestAccepted), ie.NewRecoveryTimeStamp(time.Unix(1e9, 0)))
	case *message.HeartbeatRequest:
		return message.NewHeartbeatResponse(m.Sequence(), ie.NewRecoveryTimeStamp(time.Unix(1e9, 0)))
	}
	return nil
}

// TestN4 has a UPF that is silent, refuses, forgets elements, restarts: each ends with an error that says so.
func TestN4(t *testing.T) {
	s, p := newPeer(t)
	require.ErrorIs(t, s.n4.associate(t.Context()), errUPFAway)
	require.Equal(t, 3, p.count(message.MsgTypeAssociationSetupRequest), "sent N1 times")
	p.says(func(m message.Message) message.Message {
		return message.NewAssociationSetupResponse(m.Sequence(), ie.NewCause(ie.CauseRequestRejected))
	})
	var refused *pfcpError
	require.ErrorAs(t, s.n4.associate(t.Context()), &refused)
	require.Equal(t, ie.CauseRequestRejected, refused.cause)
	p.says(associated)
	require.NoError(t, s.n4.associate(t.Context()))
	require.Eventually(t, func() bool { return p.count(message.MsgTypeHeartbeatRequest) > 1 }, 5*time.Second, time.Millisecond)

	x := &session{smf: s}
	x.info = event.SMFSession{Role: event.AnchorSMF, Type: event.IPv4, QFI: 1, DNN: "internet", CPFSEID: event.FSEID{SEID: 7, Addr: s.cfg.N4},
		Addresses: []netip.Prefix{netip.MustParsePrefix("100.64.0.1/32")}}
	up := ie.NewFSEID(9, net.IPv4(10, 0, 0, 2), nil)
	tunnel := func(id uint16) *ie.IE {
		return ie.NewCreatedPDR(ie.NewPDRID(id), ie.NewFTEID(1, 5, net.IPv4(10, 0, 3, 1), nil, 0))
	}
	ok := ie.NewCause(ie.CauseRequestAccepted)
	for _, c := range []struct {
		name string
		ies  []*ie.IE
		want string
	}{
		{"no cause", []*ie.IE{up, tunnel(1)}, "without cause"},
		{"refused", []*ie.IE{ie.NewCause(ie.CauseMandatoryIEMissing), ie.NewOffendingIE(ie.CreatePDR)}, "PFCP cause 66, offending IE 1"},
		{"no F-SEID", []*ie.IE{ok, tunnel(1)}, "without F-SEID"},
		{"no tunnel", []*ie.IE{ok, up, tunnel(2)}, "without F-TEID for PDR 1"},
		{"tunnel without address", []*ie.IE{ok, up, ie.NewCreatedPDR(ie.NewPDRID(1), ie.NewFTEID(0, 5, nil, nil, 0))}, "without address"},
		{"truncated", []*ie.IE{ok, up, ie.NewCreatedPDR(ie.New(ie.PDRID, nil))}, "Created PDR"},
	} {
		p.says(func(m message.Message) message.Message {
			if _, is := m.(*message.SessionEstablishmentRequest); is {
				return message.NewSessionEstablishmentResponse(0, 0, 7, m.Sequence(), 0, c.ies...)
			}
			return associated(m)
		})
		require.ErrorContains(t, x.establishN4(t.Context()), c.want, c.name)
	}
	p.says(func(m message.Message) message.Message {
		switch m.(type) {
		case *message.SessionEstablishmentRequest:
			return message.NewSessionEstablishmentResponse(0, 0, 7, m.Sequence(), 0, ok, up, tunnel(1))
		case *message.SessionModificationRequest:
			return message.NewSessionModificationResponse(0, 0, 7, m.Sequence(), 0, ie.NewCause(ie.CauseSessionContextNotFound))
		case *message.SessionDeletionRequest:
			return message.NewHeartbeatResponse(m.Sequence(), nil) // of the wrong type
		}
		return associated(m)
	})
	require.NoError(t, x.establishN4(t.Context()))
	require.Equal(t, uint64(9), x.info.UPFSEID.SEID)
	require.Equal(t, event.FTEID{TEID: 5, Addr: netip.MustParseAddr("10.0.3.1")}, x.info.UplinkN3)
	require.ErrorAs(t, x.modifyN4(t.Context(), false, true), &refused)
	require.Equal(t, ie.CauseSessionContextNotFound, refused.cause)
	_, err := x.deleteN4(t.Context())
	require.ErrorContains(t, err, "answers the session deletion request")

	// A UPF that restarted has lost the association; the next session makes a new one.
	before := p.count(message.MsgTypeAssociationSetupRequest)
	p.says(func(m message.Message) message.Message {
		if _, is := m.(*message.HeartbeatRequest); is {
			return message.NewHeartbeatResponse(m.Sequence(), ie.NewRecoveryTimeStamp(time.Unix(2e9, 0)))
		}
		return associated(m)
	})
	require.Eventually(t, func() bool { s.n4.mu.Lock(); defer s.n4.mu.Unlock(); return !s.n4.associated }, 5*time.Second, time.Millisecond)
	require.NoError(t, s.n4.associate(t.Context()))
	require.Greater(t, p.count(message.MsgTypeAssociationSetupRequest), before)
}

func TestPool(t *testing.T) {
	p, err := newPool(DNN{IPv4: netip.MustParsePrefix("192.168.0.0/30"), IPv6: netip.MustParsePrefix("2001:db8::/63")})
	require.NoError(t, err)
	seen := map[netip.Prefix]bool{}
	for range 2 {
		four, six, err := p.take(true, true)
		require.NoError(t, err)
		require.False(t, seen[four] || seen[six])
		seen[four], seen[six] = true, true
		require.Equal(t, 32, four.Bits())
		require.Equal(t, 64, six.Bits())
	}
	_, _, err = p.take(true, true)
	require.ErrorIs(t, err, errNoAddress)
	require.Equal(t, 4, p.used(), "what was taken for a session that cannot be is given back")
	four, _, err := p.take(true, false)
	require.NoError(t, err)
	_, _, err = p.take(true, false)
	require.ErrorIs(t, err, errNoAddress)
	p.give(four)
	again, _, err := p.take(true, false)
	require.NoError(t, err)
	require.Equal(t, four, again)
	for _, bad := range []DNN{{IPv4: netip.MustParsePrefix("192.168.0.0/32")}, {IPv4: netip.MustParsePrefix("2001:db8::/64")}, {IPv6: netip.MustParsePrefix("2001:db8::/65")}} {
		_, err := newPool(bad)
		require.Error(t, err)
	}
}
