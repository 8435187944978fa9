package media

import (
	"net/netip"
	"testing"
	"time"

	"github.com/pion/rtp"
	"github.com/stretchr/testify/require"
)

// FuzzReceive throws datagrams at a session of SRTP: only the authentic one is in the record.
func FuzzReceive(f *testing.F) {
	k := Keys{Suite: AESCM128SHA80, Master: make([]byte, 16), Salt: make([]byte, 14)}
	sealer, err := NewSealer(k)
	require.NoError(f, err)
	packet := rtp.Packet{Header: rtp.Header{Version: 2, PayloadType: 8, SequenceNumber: 5, SSRC: 9}, Payload: make([]byte, 160)}
	clear, err := packet.Marshal()
	require.NoError(f, err)
	good, err := sealer.RTP(nil, clear)
	require.NoError(f, err)
	rtcp, err := sealer.RTCP(nil, appendRTCP(nil, 9, &sender{}, &Reception{SSRC: 1, Highest: 4}, "x"))
	require.NoError(f, err)
	f.Add(good)
	f.Add(rtcp)
	f.Add(clear)
	f.Add(good[:30])
	f.Add([]byte{22, 254, 253, 0, 0, 0, 0, 0, 0})
	peer := netip.MustParseAddrPort("192.0.2.1:20000")
	f.Fuzz(func(t *testing.T, b []byte) {
		opener, err := NewOpener(k)
		require.NoError(t, err)
		e := &Endpoint{cfg: Config{Now: time.Now, MaxFrames: 10}}
		for _, mode := range []Mode{SDESE2E, RTP} {
			s := &Session{e: e, remote: &Description{Peer: peer}, mode: mode, codec: PCMA, allowed: []uint8{8}, mux: true, opener: opener, changed: make(chan struct{}), send: outbound{ssrc: 1}}
			due := s.datagram(peer, append([]byte(nil), b...))
			refused := uint64(0)
			for _, n := range s.refused {
				refused += n
			}
			switch {
			case mode == SDESE2E && string(b) == string(good):
				require.Len(t, s.got, 1)
				require.Len(t, s.got[0].frames, 1)
				require.Equal(t, packet.Payload, s.got[0].frames[0].Payload)
			case mode == SDESE2E && string(b) == string(rtcp):
				require.True(t, due)
				require.EqualValues(t, 4, s.send.reported.Highest)
			case mode == SDESE2E:
				require.Empty(t, s.got)
				require.False(t, due)
				require.EqualValues(t, 1, refused)
			default:
				n := uint64(0)
				if len(s.got) > 0 {
					n = s.got[0].packets
				}
				require.LessOrEqual(t, n+refused, uint64(1))
			}
		}
	})
}
