package agw_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
	"lilab/sim/ims"
	"lilab/sim/ims/agw"
	"lilab/sim/ims/media"
)

// attacker puts packets with any source address on an access link.
func (l *lab) attacker(link fabric.Link) func(from, to netip.AddrPort, payload []byte) {
	port, err := link.AttachRouter("attacker", netip.MustParsePrefix("192.0.2.0/24"), func([]byte) {})
	require.NoError(l.t, err)
	l.t.Cleanup(func() { require.NoError(l.t, port.Close()) })
	return func(from, to netip.AddrPort, payload []byte) {
		ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolUDP, SrcIP: from.Addr().AsSlice(), DstIP: to.Addr().AsSlice()}
		u := &layers.UDP{SrcPort: layers.UDPPort(from.Port()), DstPort: layers.UDPPort(to.Port())}
		require.NoError(l.t, u.SetNetworkLayerForChecksum(ip))
		b := gopacket.NewSerializeBuffer()
		require.NoError(l.t, gopacket.SerializeLayers(b, gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}, ip, u, gopacket.Payload(payload)))
		require.NoError(l.t, port.Send(b.Bytes()))
	}
}

// until waits for a counter of drops.
func (l *lab) until(g int, r media.Reason, n uint64) {
	l.t.Helper()
	require.Eventually(l.t, func() bool { return l.agws[g].Counters().Dropped[r] >= n }, patience, time.Millisecond, "%v", r)
	require.Equal(l.t, n, l.agws[g].Counters().Dropped[r], "%v", r)
}

// What does not come from the phone, is not its stream, was there before or is not authentic is dropped with its
// reason, and nothing of it reaches the other side or an observer.
func TestHostilePackets(t *testing.T) {
	for _, mode := range []media.Mode{media.RTP, media.SDESE2AE, media.SDESE2E} {
		t.Run(string(mode), func(t *testing.T) {
			cfg := labConfig{modes: [2]media.Mode{mode, mode}, duration: time.Second, observe: true}
			if mode.AccessEdge() {
				cfg.protection = [2]media.Mode{mode, mode}
			}
			l := newLab(t, cfg)
			c := l.open("call")
			require.NoError(t, c.exchange(0, false))
			c.start()
			for _, s := range c.sessions {
				require.NoError(t, s.Settled(l.deadline()))
			}
			info, ok := l.agws[0].Context(c.ids[0])
			require.True(t, ok)
			require.Equal(t, mode.AccessEdge(), info.Keyed)
			published := len(l.seen[0].all())
			received := c.sessions[1].Summary().Received[0].Packets
			send := l.attacker(l.n6[0])
			phone, gw := info.Access.Peer, info.Access.Local
			last := c.sessions[0].Summary().Sent[0]
			// In SRTP modes the octets differ from these; the number alone shows the replay.
			frame := func(f media.Frame, ssrc uint32) []byte {
				p := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 8, SequenceNumber: f.Sequence, Timestamp: f.Timestamp, SSRC: ssrc}, Payload: f.Payload}
				b, err := p.Marshal()
				require.NoError(t, err)
				return b
			}
			final := last.Frames[len(last.Frames)-1]
			send(phone, gw, frame(final, last.SSRC))
			send(phone, gw, frame(last.Frames[0], last.SSRC)) // 50 frames ago
			l.until(0, media.Replayed, 2)
			next := final
			next.Sequence++
			send(phone, gw, frame(next, last.SSRC+1))
			l.until(0, media.WrongSSRC, 1)
			send(netip.AddrPortFrom(phone.Addr(), phone.Port()+2), gw, frame(next, last.SSRC))
			send(netip.MustParseAddrPort("10.1.0.77:20000"), gw, frame(next, last.SSRC))
			l.until(0, media.WrongSource, 2)
			send(phone, gw, []byte("nonsense that is no RTP"))
			send(phone, gw, []byte{0x8f, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}) // 15 CSRCs that are not there
			l.until(0, media.Malformed, 2)
			send(phone, gw, append([]byte{22, 254, 253}, make([]byte, 20)...))
			l.until(0, media.Unexpected, 1)
			if mode == media.RTP {
				far := next
				far.Sequence += 5000
				send(phone, gw, frame(far, last.SSRC)) // alone it is a doubt, not a restart
				l.until(0, media.WrongSSRC, 2)
			}
			if mode == media.SDESE2AE {
				send(phone, gw, append(frame(next, last.SSRC), make([]byte, 10)...)) // clear, with a tag of zeros
				key, err := media.NewKeys(media.AESCM128SHA80, seeded(99))
				require.NoError(t, err)
				wrong, err := media.NewSealer(key)
				require.NoError(t, err)
				b, err := wrong.RTP(nil, frame(next, last.SSRC))
				require.NoError(t, err)
				send(phone, gw, b)
				l.until(0, media.Unauthentic, 2)
			}
			if mode == media.SDESE2E { // the gateway cannot know, the phone does
				send(phone, gw, append(frame(next, last.SSRC), make([]byte, 10)...))
				require.Eventually(t, func() bool { return c.sessions[1].Summary().Refused[media.Unauthentic] == 1 }, patience, time.Millisecond)
				published++
			}
			require.Len(t, l.seen[0].all(), published)
			require.Equal(t, received, c.sessions[1].Summary().Received[0].Packets)
			c.hangUp()
			send(phone, gw, frame(next, last.SSRC)) // nobody is there
			require.Len(t, l.seen[0].all(), published)
		})
	}
}

// A phone of SRTP does not take a packet twice, even if it arrives twice from the right place.
func TestReplayToThePhone(t *testing.T) {
	l := newLab(t, labConfig{modes: [2]media.Mode{media.SDESE2AE, media.SDESE2AE}, protection: [2]media.Mode{media.SDESE2AE, media.SDESE2AE}, duration: time.Second})
	c := l.open("call")
	require.NoError(t, c.exchange(0, false))
	c.start()
	for _, s := range c.sessions {
		require.NoError(t, s.Settled(l.deadline()))
	}
	info, _ := l.agws[1].Context(c.ids[1])
	send := l.attacker(l.n6[1])
	got := c.sessions[1].Summary().Received[0]
	p := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 8, SequenceNumber: got.Frames[20].Sequence, SSRC: got.SSRC}, Payload: make([]byte, 170)}
	b, err := p.Marshal()
	require.NoError(t, err)
	send(info.Access.Local, info.Access.Peer, b)
	require.Eventually(t, func() bool { return c.sessions[1].Summary().Refused[media.Replayed] == 1 }, patience, time.Millisecond)
	p.SequenceNumber = got.Frames[49].Sequence + 1
	b, err = p.Marshal()
	require.NoError(t, err)
	send(info.Access.Local, info.Access.Peer, b)
	require.Eventually(t, func() bool { return c.sessions[1].Summary().Refused[media.Unauthentic] == 1 }, patience, time.Millisecond)
	require.Equal(t, got.Packets, c.sessions[1].Summary().Received[0].Packets)
}

// A description that names what is not its sender's is refused, and the call of the other stays as it is.
func TestDescriptionsThatLie(t *testing.T) {
	l := newLab(t, labConfig{duration: time.Second, observe: true})
	victim := l.open("victim")
	require.NoError(t, victim.exchange(0, false))
	v0, _ := l.agws[0].Context(victim.ids[0])
	v1, _ := l.agws[1].Context(victim.ids[1])
	liar := l.open("liar")
	honest, err := liar.sessions[0].Offer(false)
	require.NoError(t, err)
	own := liar.sessions[0].Local()
	lie := func(at netip.AddrPort) []byte {
		s := strings.ReplaceAll(string(honest), "IP4 "+own.Addr().String(), "IP4 "+at.Addr().String())
		return []byte(strings.Replace(s, "m=audio "+portText(own), "m=audio "+portText(at), 1))
	}
	for what, at := range map[string]netip.AddrPort{
		"port of another call": victim.sessions[0].Local(),
		"another phone":        netip.MustParseAddrPort("10.1.0.200:20000"),
		"the gateway":          v0.Access.Local,
		"multicast":            netip.MustParseAddrPort("239.1.2.3:20000"),
		"loopback":             netip.MustParseAddrPort("127.0.0.1:20000"),
		"another family":       netip.MustParseAddrPort("[fd00::1]:20000"),
	} {
		text := lie(at)
		if at.Addr().Is6() {
			text = []byte(strings.ReplaceAll(string(text), "IP4 "+at.Addr().String(), "IP6 "+at.Addr().String()))
		}
		_, err := l.agws[0].Describe(liar.ids[0], ims.Access, text, false)
		require.ErrorIs(t, err, agw.ErrPeer, what)
	}
	// An answer from the core with the address of the victim's context at the other gateway.
	_, err = l.agws[0].Describe(liar.ids[0], ims.Access, honest, false)
	require.NoError(t, err)
	answer, err := liar.sessions[1].Answer(honest)
	require.NoError(t, err)
	local := liar.sessions[1].Local()
	s := strings.ReplaceAll(string(answer), "IP4 "+local.Addr().String(), "IP4 "+v1.Core.Local.Addr().String())
	s = strings.Replace(s, "m=audio "+portText(local), "m=audio "+portText(v1.Core.Local), 1)
	_, err = l.agws[0].Describe(liar.ids[0], ims.Core, []byte(s), true)
	require.ErrorIs(t, err, agw.ErrPeer)
	// Its own access address from the core.
	s = strings.ReplaceAll(s, v1.Core.Local.Addr().String(), v0.Access.Local.Addr().String())
	_, err = l.agws[0].Describe(liar.ids[0], ims.Core, []byte(s), true)
	require.ErrorIs(t, err, agw.ErrPeer)

	victim.start()
	r := victim.finish()
	for i := range r {
		require.EqualValues(t, 50, r[i].Received[0].Packets)
		for _, p := range l.seen[i].all() {
			require.Equal(t, victim.ids[i], p.context)
		}
	}
	_, err = l.agws[0].Describe(victim.ids[0], ims.Access, honest, false)
	require.ErrorIs(t, err, agw.ErrUnknownContext)
}

func portText(a netip.AddrPort) string {
	return strings.Split(a.String(), ":")[strings.Count(a.String(), ":")]
}

// An offer that is not answered, or an answer that protects less, changes nothing.
func TestProtectionDoesNotFallBack(t *testing.T) {
	l := newLab(t, labConfig{modes: [2]media.Mode{media.SDESE2AE, media.RTP}})
	c := l.open("call")
	offer, err := c.sessions[0].Offer(false)
	require.NoError(t, err)
	core, err := l.agws[0].Describe(c.ids[0], ims.Access, offer, false)
	require.NoError(t, err)
	require.NotContains(t, string(core), "crypto")
	require.NotContains(t, string(core), "3ge2ae")
	require.Contains(t, string(core), "RTP/AVP")
	_, err = l.agws[0].Describe(c.ids[0], ims.Access, offer, true)
	require.ErrorIs(t, err, agw.ErrState, "the side that offered")
	answer, err := c.sessions[1].Answer(core)
	require.NoError(t, err)
	require.Error(t, c.sessions[0].Accept(answer), "in clear, without the gateway")
	// A core that answers an offer in clear with keys, and one that claims that its leg is an access.
	protected := strings.Replace(string(answer), "RTP/AVP", "RTP/SAVP", 1) + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n"
	_, err = l.agws[0].Describe(c.ids[0], ims.Core, []byte(protected), true)
	require.ErrorIs(t, err, media.ErrProtection)
	_, err = l.agws[0].Describe(c.ids[0], ims.Core, []byte(protected+"a=3ge2ae:requested\r\n"), false)
	require.ErrorIs(t, err, media.ErrProtection)
	// A phone with end-to-end protection does not answer in clear.
	strict := newLab(t, labConfig{modes: [2]media.Mode{media.RTP, media.DTLSE2E}})
	require.ErrorIs(t, strict.open("call").exchange(0, false), media.ErrProtection)
}

// A man in the middle that changes the fingerprint gets a handshake that fails, and no media.
func TestWrongFingerprint(t *testing.T) {
	l := newLab(t, labConfig{modes: [2]media.Mode{media.DTLSE2AE, media.RTP}, duration: 100 * time.Millisecond, observe: true})
	c := l.open("call")
	offer, err := c.sessions[0].Offer(false)
	require.NoError(t, err)
	i := strings.Index(string(offer), "sha-256 ") + len("sha-256 ")
	other := "00"
	if string(offer[i:i+2]) == other {
		other = "01"
	}
	forged := string(offer[:i]) + other + string(offer[i+2:])
	core, err := l.agws[0].Describe(c.ids[0], ims.Access, []byte(forged), false)
	require.NoError(t, err)
	answer, err := c.sessions[1].Answer(core)
	require.NoError(t, err)
	back, err := l.agws[0].Describe(c.ids[0], ims.Core, answer, true)
	require.NoError(t, err)
	require.NoError(t, c.sessions[0].Accept(back))
	require.NoError(t, c.sessions[0].Start(l.deadline()))
	require.Eventually(t, func() bool { return c.sessions[0].Summary().Failure != "" }, patience, time.Millisecond)
	info, _ := l.agws[0].Context(c.ids[0])
	require.False(t, info.Keyed)
	require.Empty(t, l.seen[0].all())
	require.Empty(t, c.sessions[0].Summary().Sent)
}

func TestContextsAreBounded(t *testing.T) {
	l := newLab(t, labConfig{})
	g, err := agw.New(agw.Config{Host: l.gwHosts[0], Access: []netip.Addr{l.gwHosts[0].Addr("n0.n6")}, Core: l.gwHosts[0].Addr("nl.ims"), MaxContexts: 2})
	require.NoError(t, err)
	a, err := g.Add(ims.ContextRequest{})
	require.NoError(t, err)
	_, err = g.Add(ims.ContextRequest{UE: l.addrs[0]})
	require.NoError(t, err)
	_, err = g.Add(ims.ContextRequest{})
	require.ErrorIs(t, err, agw.ErrFull)
	_, err = g.Add(ims.ContextRequest{UE: netip.MustParseAddr("fd00::9")})
	require.Error(t, err)
	require.NoError(t, g.Subtract(a))
	require.ErrorIs(t, g.Subtract(a), agw.ErrUnknownContext)
	_, err = g.Describe(a, ims.Access, nil, false)
	require.ErrorIs(t, err, agw.ErrUnknownContext)
	_, err = g.Add(ims.ContextRequest{})
	require.NoError(t, err)
	require.NoError(t, g.Close())
	_, err = g.Add(ims.ContextRequest{})
	require.ErrorIs(t, err, agw.ErrClosed)
}
