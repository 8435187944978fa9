package agw_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/sim/ims"
	"lilab/sim/ims/media"
)

// On hold nothing is sent; afterwards the same streams go on with the same keys.
func TestHoldAndResume(t *testing.T) {
	for _, mode := range []media.Mode{media.RTP, media.SDESE2AE, media.DTLSE2AE, media.SDESE2E, media.DTLSE2E} {
		t.Run(string(mode), func(t *testing.T) {
			cfg := labConfig{modes: [2]media.Mode{mode, mode}, observe: true, pace: media.Pace{Speed: 10}} // they speak until the end
			if mode.AccessEdge() {
				cfg.protection = cfg.modes
			}
			l := newLab(t, cfg)
			c := l.open("call")
			require.NoError(t, c.exchange(0, false))
			c.start()
			received := func(i int) uint64 {
				if r := c.sessions[i].Summary().Received; len(r) > 0 {
					return r[0].Packets
				}
				return 0
			}
			require.Eventually(t, func() bool { return received(0) > 20 && received(1) > 20 }, patience, time.Millisecond)
			require.NoError(t, c.exchange(0, true))
			require.True(t, c.sessions[0].Hold())
			require.Contains(t, string(c.offer), "a=sendonly")
			require.Contains(t, string(c.answer), "a=recvonly")
			sent := func() (n [2]uint64) {
				for i, s := range c.sessions {
					n[i] = s.Summary().Sent[0].Packets
				}
				return n
			}
			before := sent() // one frame may have been on its way to the socket
			require.Never(t, func() bool { now := sent(); return now[0] > before[0]+1 || now[1] > before[1]+1 }, 50*time.Millisecond, 5*time.Millisecond)
			require.NoError(t, c.exchange(1, false), "the other side offers anew while it is held")
			require.True(t, c.sessions[0].Hold())
			require.NoError(t, c.exchange(0, false))
			require.False(t, c.sessions[0].Hold())
			require.Eventually(t, func() bool { return received(0) > before[1]+20 && received(1) > before[0]+20 }, patience, time.Millisecond)
			require.NoError(t, c.exchange(1, true))
			require.Eventually(t, func() bool { n := sent(); return received(0) == n[1] && received(1) == n[0] }, patience, 10*time.Millisecond)
			r := c.hangUp()
			for i := range r {
				require.Len(t, r[i].Received, 1)
				require.Zero(t, r[i].Received[0].Lost, "%+v %v", r[i].Refused, l.agws[i].Counters())
				require.True(t, r[1-i].Source.Tone.Detected(r[i].Received[0].Samples()[:1600]))
				f := r[i].Sent[0].Frames
				marked := 0
				for k := range f {
					if f[k].Marker {
						marked++
					} else {
						require.EqualValues(t, 160, f[k].Timestamp-f[k-1].Timestamp)
					}
					require.Equal(t, f[k].Payload, r[1-i].Received[0].Frames[k].Payload)
				}
				require.GreaterOrEqual(t, marked, 2, "begin and resumption")
				require.Greater(t, f[len(f)-1].Timestamp-f[0].Timestamp, uint32((len(f)-1)*160), "the time of silence is in the timestamp")
			}
		})
	}
}

// AMR-WB and EVS pass as octets.
func TestOpaqueCodecs(t *testing.T) {
	for codec, size := range map[*media.Codec]int{&media.AMRWB: 62, &media.EVS: 61} {
		t.Run(codec.Name, func(t *testing.T) {
			l := newLab(t, labConfig{codecs: []media.Codec{*codec}, duration: time.Second, observe: true, capture: true})
			c := l.open("call")
			require.NoError(t, c.exchange(0, false))
			c.start()
			r := c.finish()
			for i := range r {
				require.Equal(t, codec.Name, r[i].Codec.Name)
				require.EqualValues(t, 50, r[i].Received[0].Packets)
				for k, f := range r[1-i].Sent[0].Frames {
					require.Len(t, f.Payload, size)
					require.Equal(t, f.Payload, r[i].Received[0].Frames[k].Payload)
				}
				require.EqualValues(t, 49*320, r[i].Sent[0].Frames[49].Timestamp-r[i].Sent[0].Frames[0].Timestamp)
				require.Zero(t, len(r[i].Received[0].Samples()))
			}
		})
	}
}

// Only the audio is anchored; other media, candidates of ICE and the RTCP port go.
func TestOnlyAudioIsAnchored(t *testing.T) {
	l := newLab(t, labConfig{})
	c := l.open("call")
	offer, err := c.sessions[0].Offer(false)
	require.NoError(t, err)
	text := strings.Replace(string(offer), "a=ptime", "a=rtcp:53020\r\na=candidate:1 1 UDP 2130706431 10.1.0.9 8998 typ host\r\na=ptime", 1) +
		"m=video 40000 RTP/AVP 97\r\nc=IN IP4 10.1.0.99\r\na=rtpmap:97 H264/90000\r\n"
	out, err := l.agws[0].Describe(c.ids[0], ims.Access, []byte(text), false)
	require.NoError(t, err)
	require.Contains(t, string(out), "m=video 0 RTP/AVP 97\r\n")
	for _, gone := range []string{"10.1.0.99", "candidate", "a=rtcp:", "c=IN IP4 " + l.addrs[0].String()} {
		require.NotContains(t, string(out), gone)
	}
	info, _ := l.agws[0].Context(c.ids[0])
	require.Contains(t, string(out), "m=audio "+portText(info.Core.Local)+" ")
	answer, err := c.sessions[1].Answer(out)
	require.NoError(t, err)
	require.Contains(t, string(answer), "m=video 0")
	// An answer that declines ends the media.
	declined := strings.Replace(string(answer), "m=audio "+portText(c.sessions[1].Local()), "m=audio 0", 1)
	back, err := l.agws[0].Describe(c.ids[0], ims.Core, []byte(declined), true)
	require.NoError(t, err)
	require.Contains(t, string(back), "m=audio 0 ")
	require.Error(t, c.sessions[0].Accept(back))
	for _, junk := range []string{"", "v=0", "v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=-\r\nt=0 0\r\nm=audio 1 RTP/AVP 0\r\n", strings.Repeat("a", 20000)} {
		_, err = l.agws[0].Describe(c.ids[0], ims.Access, []byte(junk), false)
		require.Error(t, err)
	}
}

// Two runs of one seed send the same octets.
func TestSeedDecides(t *testing.T) {
	var payloads [2][]byte
	for i := range payloads {
		l := newLab(t, labConfig{duration: 200 * time.Millisecond})
		c := l.open("call")
		require.NoError(t, c.exchange(0, false))
		c.start()
		for _, f := range c.finish()[0].Sent[0].Frames {
			payloads[i] = append(payloads[i], f.Payload...)
		}
	}
	require.NotEmpty(t, payloads[0])
	require.Equal(t, payloads[0], payloads[1])
}
