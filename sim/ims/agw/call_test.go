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

	"lilab/internal/judge"
	"lilab/sim/ims/media"
)

// udp opens an IP packet of an event.
func udp(t testing.TB, packet []byte) (source, destination netip.AddrPort, payload []byte) {
	first := layers.LayerTypeIPv4
	if packet[0]>>4 == 6 {
		first = layers.LayerTypeIPv6
	}
	p := gopacket.NewPacket(packet, first, gopacket.Default)
	require.Nil(t, p.ErrorLayer())
	u := p.Layer(layers.LayerTypeUDP).(*layers.UDP)
	addr := func(e gopacket.Endpoint, port layers.UDPPort) netip.AddrPort {
		a, _ := netip.AddrFromSlice(e.Raw())
		return netip.AddrPortFrom(a, uint16(port))
	}
	f := p.NetworkLayer().NetworkFlow()
	return addr(f.Src(), u.SrcPort), addr(f.Dst(), u.DstPort), u.Payload
}

// heard decodes what a gateway published of one direction as an agency would: payload of RTP in order, G.711.
func heard(t testing.TB, all []seen, fromUser bool) (pcm []int16, frames int) {
	for _, s := range all {
		_, _, payload := udp(t, s.packet)
		if s.fromUser != fromUser || media.KindOf(payload) != media.KindRTP {
			continue
		}
		var p rtp.Packet
		require.NoError(t, p.Unmarshal(payload))
		pcm = media.Decode(pcm, p.PayloadType, p.Payload)
		frames++
	}
	return pcm, frames
}

// Every protection, phone to phone through two gateways. The receiver hears the tone; the gateway's copy has it where the
// protection ends at the gateway, and not where it ends at the other phone.
func TestCallInEveryMode(t *testing.T) {
	for _, tt := range []struct {
		name  string
		modes [2]media.Mode
		clear bool
	}{
		{"rtp", [2]media.Mode{media.RTP, media.RTP}, true},
		{"sdes-e2ae", [2]media.Mode{media.SDESE2AE, media.SDESE2AE}, true},
		{"dtls-e2ae", [2]media.Mode{media.DTLSE2AE, media.DTLSE2AE}, true},
		{"sdes-e2ae to rtp", [2]media.Mode{media.SDESE2AE, media.RTP}, true},
		{"rtp to dtls-e2ae", [2]media.Mode{media.RTP, media.DTLSE2AE}, true},
		{"sdes-e2e", [2]media.Mode{media.SDESE2E, media.SDESE2E}, false},
		{"dtls-e2e", [2]media.Mode{media.DTLSE2E, media.DTLSE2E}, false},
	} {
		for _, six := range []bool{false, true} {
			name := tt.name
			if six {
				name += " over IPv6"
			}
			t.Run(name, func(t *testing.T) {
				cfg := labConfig{modes: tt.modes, duration: 2 * time.Second, observe: true, six: six, capture: !six || tt.name == "rtp" || tt.name == "dtls-e2ae"}
				for i, m := range tt.modes {
					if m.AccessEdge() {
						cfg.protection[i] = m
					}
				}
				l := newLab(t, cfg)
				c := l.open("call")
				require.NoError(t, c.exchange(0, false))
				c.start()
				r := c.finish()
				for i := range r {
					me, other := r[i], r[1-i]
					require.Empty(t, me.Failure)
					require.Equal(t, tt.modes[i], me.Mode)
					require.Equal(t, media.PCMA.Name, me.Codec.Name)
					require.Len(t, me.Sent, 1)
					require.Len(t, me.Received, 1)
					require.EqualValues(t, 100, me.Sent[0].Packets)
					require.EqualValues(t, 100, me.Received[0].Packets, "lost %d; gateways %v %v", me.Received[0].Lost, l.agws[0].Counters(), l.agws[1].Counters())
					require.Zero(t, me.Received[0].Lost+me.Received[0].Duplicated)
					require.Equal(t, other.Sent[0].SSRC, me.Received[0].SSRC)
					require.Empty(t, me.Refused)
					require.NotZero(t, me.Sent[0].Reported.Reports)
					for k, f := range other.Sent[0].Frames { // sample by sample
						got := me.Received[0].Frames[k]
						require.Equal(t, []any{f.Sequence, f.Timestamp, f.PayloadType, f.Payload}, []any{got.Sequence, got.Timestamp, got.PayloadType, got.Payload})
					}
					pcm := me.Received[0].Samples()
					require.Len(t, pcm, 16000)
					require.True(t, other.Source.Tone.Detected(pcm))
					require.False(t, me.Source.Tone.Detected(pcm))

					// The copies of the gateway of this phone.
					all := l.seen[i].all()
					up, n := heard(t, all, true)
					require.Equal(t, 100, n)
					down, n := heard(t, all, false)
					require.Equal(t, 100, n)
					require.Equal(t, tt.clear, me.Source.Tone.Detected(up))
					require.Equal(t, tt.clear, other.Source.Tone.Detected(down))
					require.Less(t, media.Goertzel(up, other.Source.Tone.Hz), 0.1)
					if !tt.clear {
						require.Less(t, media.Goertzel(up, me.Source.Tone.Hz), 0.1, "no trace")
					}
					if tt.clear {
						require.Equal(t, me.Sent[0].Samples(), up)
						require.Equal(t, pcm, down)
					}
					for _, s := range all {
						source, destination, _ := udp(t, s.packet)
						if !s.fromUser {
							source, destination = destination, source
						}
						require.Equal(t, me.Sent[0].From, source)
						require.Equal(t, me.Sent[0].To, destination)
						require.Equal(t, c.ids[i], s.context)
					}
					count := l.agws[i].Counters()
					delete(count.Dropped, media.NoPeer) // a last report may come after the end
					require.Empty(t, count.Dropped)
					require.Zero(t, count.Contexts)
					require.EqualValues(t, len(all), count.FromAccess+count.FromCore)
				}
				if cfg.capture {
					l.judge(tt.modes)
				}
			})
		}
	}
}

// judge lets tshark look at what crossed the links and at what the gateways published.
func (l *lab) judge(modes [2]media.Mode) {
	t := l.t
	for _, w := range l.seen { // with headers and checksums of the gateway's making
		p, err := l.writer.PacketInterface("published")
		require.NoError(t, err)
		for _, s := range w.all() {
			p.Packet(time.Now(), s.packet)
		}
	}
	path := l.capture()
	decode := []string{"-r", path, "--enable-heuristic", "rtp_udp", "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"}
	out := judge.Tshark(t, append(decode, "-Y", "rtp", "-T", "fields", "-e", "frame.interface_name", "-e", "rtp.p_type", "-e", "udp.length")...)
	lines := map[string]int{}
	for _, line := range strings.Split(strings.TrimSpace(out), "\n") {
		lines[line]++
	}
	dtls := judge.Tshark(t, append(decode, "-Y", "dtls.handshake.type", "-T", "fields", "-e", "frame.interface_name", "-e", "dtls.handshake.type")...)
	for i, m := range modes {
		n6 := []string{"n0.n6", "n1.n6"}[i]
		length := "180" // 8 of UDP, 12 of RTP, 160 samples
		if m != media.RTP {
			length = "190" // and a tag of 10 octets
		}
		require.Equal(t, 200, lines[n6+"\t8\t"+length], "%v", lines)
		require.Equal(t, m.DTLS(), strings.Contains(dtls, n6+"\t"), dtls)
		require.Equal(t, m == media.DTLSE2E, strings.Contains(dtls, "nl.ims\t"), dtls)
		if m.EndToEnd() {
			require.Equal(t, 200, lines["nl.ims\t8\t190"], "%v", lines)
		} else {
			require.Equal(t, 200, lines["nl.ims\t8\t180"], "%v", lines)
		}
	}
	if !modes[0].EndToEnd() { // on the core link
		require.NotEmpty(t, judge.Tshark(t, append(decode, "-Y", "rtcp")...))
	}
	require.Empty(t, judge.Tshark(t, append(decode, "-Y", "ip.checksum.status==0 || udp.checksum.status==0")...))
	if modes == [2]media.Mode{media.RTP, media.RTP} {
		require.Empty(t, judge.Tshark(t, append(decode, "-Y", "_ws.malformed")...))
		kinds := judge.Tshark(t, append(decode, "-Y", "rtcp", "-T", "fields", "-e", "rtcp.pt", "-e", "rtcp.sdes.text")...)
		require.Contains(t, kinds, "200,202")
		require.Contains(t, kinds, "201,202")
		require.Contains(t, kinds, "lilab@")
	}
}
