package content_test

import (
	"encoding/hex"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"lilab/internal/judge"
	"lilab/lipf/content"
	"lilab/x2x3/xiri"
)

// media is RTP over IPv4.
func media(t testing.TB) []byte {
	b, err := hex.DecodeString("4500003000000000401100000a2d00070a060001" + "0fa04e20001c0000" + "8188000500000320deadbeef" + "00000001" + "aabb0000")
	require.NoError(t, err)
	return b
}

// TestAroundMedia goes to the octets of HI3 and back, with asn1ct as judge and every length of a length.
func TestAroundMedia(t *testing.T) {
	var e content.Encoder
	for _, n := range []int{20, 90, 127, 128, 200, 255, 256, 1400, 65535} {
		for _, sdp := range []string{"", "v=0\r\n", strings.Repeat("a=x\r\n", 50), strings.Repeat("a=x\r\n", 13000)} {
			p := make([]byte, n)
			p[0], p[2], p[3] = 0x45, byte(n>>8), byte(n)
			body := e.AroundMedia(p, sdp)
			b := append(append(append([]byte(nil), e.Head...), body...), e.Tail...)
			cc := xiri.CCPayload{PDU: xiri.CCPDU{IMSCCPDU: &xiri.IMSCCPDU{Payload: p}}}
			if sdp != "" {
				cc.PDU.IMSCCPDU.SDPInfo = []byte(sdp)
			}
			want, err := cc.AppendBinary(nil)
			require.NoError(t, err)
			require.Equal(t, want, b)
			got, err := content.FromHI3(b)
			require.NoError(t, err)
			require.Equal(t, "iMSCCPDU", got.Record())
			require.Equal(t, p, got.Octets)
			require.Equal(t, sdp, string(got.SDP))
			if n < 300 && len(sdp) < 300 {
				text, err := judge.Decode(t, "TS33128Payloads", "CCPayload", b)
				require.NoError(t, err)
				require.Contains(t, text, "iMSCCPDU.payload")
				require.Equal(t, sdp != "", strings.Contains(text, "iMSCCPDU.sDPInfo"))
			}
		}
	}
}

func TestReadRTP(t *testing.T) {
	b := media(t)
	r, ok := content.ReadRTP(b)
	require.True(t, ok)
	require.Equal(t, content.RTP{Source: netip.MustParseAddrPort("10.45.0.7:4000"), Destination: netip.MustParseAddrPort("10.6.0.1:20000"), PayloadType: 8, Sequence: 5,
		Timestamp: 800, SSRC: 0xdeadbeef, Payload: b[44:48]}, r)
	for n := range b {
		_, ok := content.ReadRTP(b[:n])
		require.False(t, ok, n)
	}
	for at, v := range map[int]byte{0: 0x65, 6: 0x20, 9: 6, 25: 4, 28: 0x51, 29: 0xc8} {
		x := append([]byte(nil), b...)
		x[at] = v
		_, ok := content.ReadRTP(x)
		require.False(t, ok, at)
	}
}

func TestDescription(t *testing.T) {
	d := content.ReadDescription([]byte("v=0\r\nc=IN IP4 10.0.0.1\nm=audio 4000/2 RTP/SAVP 8 97\r\na=rtpmap:97 AMR-WB/16000/1\r\na=3ge2ae:requested\r\na=crypto:1 X inline:y\r\n" +
		"m=video 0 udp/tls/rtp/savpf 96\r\nc=IN IP6 2001:db8::1\r\nm=x\r\nm=audio y RTP/AVP 0\r\na=3ge2ae:applied"))
	require.Equal(t, content.Description{Media: []content.Media{
		{Kind: "audio", Protocol: "RTP/SAVP", Addr: netip.MustParseAddr("10.0.0.1"), Port: 4000, Formats: []uint8{8, 97}, Codecs: map[uint8]string{97: "amr-wb/16000/1"}, ToAccessEdge: true},
		{Kind: "video", Protocol: "UDP/TLS/RTP/SAVPF", Addr: netip.MustParseAddr("2001:db8::1"), Port: 0, Formats: []uint8{96}},
	}}, d)
	require.True(t, d.Media[0].Protected())
	require.True(t, d.Media[1].Protected())
	require.Empty(t, content.ReadDescription(nil).Media)
}

// TestAsCopied makes of what the access side said what the gateway copies.
func TestAsCopied(t *testing.T) {
	access := "v=0\r\nm=audio 4000 RTP/SAVP 8\r\na=crypto:1 X inline:y\r\na=sendrecv\r\nm=video 4002 UDP/TLS/RTP/SAVPF 96\r\na=fingerprint:sha-256 AA\r\n"
	for core, want := range map[string]string{
		"m=audio 1 RTP/AVP 8\r\nm=video 2 RTP/AVPF 96\r\n":           "v=0\r\nm=audio 4000 RTP/AVP 8\r\na=sendrecv\r\nm=video 4002 RTP/AVPF 96\r\na=fingerprint:sha-256 AA\r\n",
		"m=audio 1 RTP/AVP 8\r\nm=video 2 UDP/TLS/RTP/SAVPF 96\r\n":  "v=0\r\nm=audio 4000 RTP/AVP 8\r\na=sendrecv\r\nm=video 4002 UDP/TLS/RTP/SAVPF 96\r\na=fingerprint:sha-256 AA\r\n",
		"m=audio 1 RTP/SAVP 8\r\nm=video 2 UDP/TLS/RTP/SAVPF 96\r\n": "v=0\r\nm=audio 4000 RTP/SAVP 8\r\na=sendrecv\r\nm=video 4002 UDP/TLS/RTP/SAVPF 96\r\na=fingerprint:sha-256 AA\r\n",
		"": "v=0\r\nm=audio 4000 RTP/SAVP 8\r\na=sendrecv\r\nm=video 4002 UDP/TLS/RTP/SAVPF 96\r\na=fingerprint:sha-256 AA\r\n",
	} {
		require.Equal(t, want, string(content.AsCopied([]byte(access), []byte(core))), core)
	}
}

// FuzzMedia reads any octets as a session description, as RTP and as content of HI3.
func FuzzMedia(f *testing.F) {
	f.Add(media(f), []byte("m=audio 4000 RTP/SAVP 8\r\na=crypto:1\r\n"), []byte("m=audio 1 RTP/AVP 8"))
	f.Add([]byte{0x60}, []byte("k=clear:x\nm=audio 1 RTP/SAVP 0"), []byte{})
	f.Fuzz(func(t *testing.T, packet, access, core []byte) {
		if r, ok := content.ReadRTP(packet); ok {
			require.LessOrEqual(t, len(r.Payload), len(packet)-40)
			var e content.Encoder
			body := e.AroundMedia(packet, string(access))
			b := append(append(append([]byte(nil), e.Head...), body...), e.Tail...)
			p, err := content.FromHI3(b)
			require.NoError(t, err)
			require.Equal(t, packet, p.Octets)
			require.Equal(t, string(access), string(p.SDP))
		}
		out := content.AsCopied(access, core)
		require.Empty(t, content.Keys(out))
		a, b := content.ReadDescription(access), content.ReadDescription(out)
		require.Len(t, b.Media, len(a.Media))
		for i := range a.Media {
			require.Equal(t, a.Media[i].Port, b.Media[i].Port)
			if b.Media[i].Protected() {
				require.True(t, a.Media[i].Protected())
			}
		}
	})
}
