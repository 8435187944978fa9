package media

import (
	"context"
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"

	"lilab/sim/fabric"
)

// The sequence number wraps, and the session is negotiated anew with the same keys: the roll-over counter of SRTP
// (RFC 3711 clause 3.3.1) goes on, because the context of the keys does.
func TestNegotiatedAnewAfterRollover(t *testing.T) {
	for _, mode := range []Mode{RTP, SDESE2E, DTLSE2E} {
		t.Run(string(mode), func(t *testing.T) {
			network, err := fabric.NewVirtual(fabric.VirtualConfig{})
			require.NoError(t, err)
			defer func() { require.NoError(t, network.Close()) }()
			link, err := network.Link(fabric.LinkConfig{Name: "nl.n6", Prefix: netip.MustParsePrefix("10.1.0.0/24")})
			require.NoError(t, err)
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			var calls [2]*Session
			for i, name := range []string{"a", "b"} {
				h, err := network.Host(name)
				require.NoError(t, err)
				at, err := link.Attach(h)
				require.NoError(t, err)
				e, err := New(Config{Host: h, Addr: at, Mode: mode, Pace: Pace{Speed: 10}, Source: Source{Tone: Tone{Hz: 1000}, Duration: 2 * time.Second}})
				require.NoError(t, err)
				defer func() { require.NoError(t, e.Close()) }()
				calls[i], err = e.Open(ctx, "call")
				require.NoError(t, err)
				calls[i].send.number, calls[i].send.first = 65530, 65530
			}
			exchange := func(hold bool) {
				offer, err := calls[0].Offer(hold)
				require.NoError(t, err)
				answer, err := calls[1].Answer(offer)
				require.NoError(t, err)
				require.NoError(t, calls[0].Accept(answer))
			}
			exchange(false)
			for _, s := range calls {
				require.NoError(t, s.Start(ctx))
			}
			require.Eventually(t, func() bool {
				for _, s := range calls {
					if r := s.Summary().Received; len(r) == 0 || r[0].Packets < 20 {
						return false
					}
				}
				return true
			}, 20*time.Second, time.Millisecond)
			exchange(true)
			exchange(false)
			for i, s := range calls {
				require.NoError(t, s.Settled(ctx))
				r := calls[1-i].Summary()
				require.EqualValues(t, 100, r.Received[0].Packets, "%v", r.Refused)
				require.EqualValues(t, 65530+99, calls[i].Summary().Sent[0].Reported.Highest)
				require.Empty(t, r.Refused)
			}
		})
	}
}

func TestOnlyAgreedPayloadTypes(t *testing.T) {
	peer := netip.MustParseAddrPort("192.0.2.1:20000")
	s := &Session{e: &Endpoint{cfg: Config{Now: time.Now, MaxFrames: 10}}, remote: &Description{Peer: peer}, mode: RTP, codec: PCMA, allowed: []uint8{8}, changed: make(chan struct{})}
	for i, pt := range []uint8{0, 18, 8} {
		p := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: pt, SequenceNumber: uint16(i)}, Payload: []byte{1}}
		b, err := p.Marshal()
		require.NoError(t, err)
		s.datagram(peer, b)
	}
	require.EqualValues(t, 2, s.refused[WrongPayloadType])
	require.Len(t, s.got, 1)
	require.EqualValues(t, 1, s.got[0].packets)
	// RTCP where it was not agreed, DTLS where there is none, and padding that is longer than the packet.
	s.datagram(peer, appendRTCP(nil, 1, nil, nil, ""))
	s.datagram(peer, []byte{22, 254, 253, 0, 0, 0, 0, 0})
	require.EqualValues(t, 2, s.refused[Unexpected])
	s.datagram(peer, []byte{0xa0, 8, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 7})
	require.EqualValues(t, 1, s.refused[Malformed])
}
