package lemf_test

import (
	"encoding/binary"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"lilab/lipf/content"
	"lilab/lipf/hi"
	"lilab/lipf/lemf"
)

// rtp makes an IP packet with RTP of a target at port 4000.
func rtp(fromTarget bool, kind uint8, sequence uint16, timestamp, ssrc uint32, payload []byte) []byte {
	be := binary.BigEndian
	b := make([]byte, 40, 40+len(payload))
	b[0], b[8], b[9] = 0x45, 64, 17
	be.PutUint16(b[2:], uint16(cap(b)))
	copy(b[12:], []byte{10, 0, 0, 2})
	copy(b[16:], []byte{10, 0, 0, 3})
	be.PutUint16(b[20:], 4000)
	be.PutUint16(b[22:], 5000)
	if !fromTarget {
		be.PutUint16(b[20:], 5000)
		be.PutUint16(b[22:], 4000)
	}
	be.PutUint16(b[24:], uint16(20+len(payload)))
	b[28], b[29] = 0x80, kind
	be.PutUint16(b[30:], sequence)
	be.PutUint32(b[32:], timestamp)
	be.PutUint32(b[36:], ssrc)
	return append(b, payload...)
}

// call is the product of one call.
type call struct {
	t   *testing.T
	dir string
	p   *lemf.Product
	n   uint32
}

func newCall(t *testing.T) *call {
	c := &call{t: t, dir: t.TempDir()}
	var err error
	c.p, err = lemf.NewProduct(lemf.ProductConfig{Dir: c.dir})
	require.NoError(t, err)
	return c
}

// take delivers a packet so long after the first.
func (c *call) take(after time.Duration, fromTarget bool, sdp string, packet []byte) {
	c.t.Helper()
	var e content.Encoder
	body := e.AroundMedia(packet, sdp)
	contents := append(append(append([]byte(nil), e.Head...), body...), e.Tail...)
	d := hi.ToTarget
	if fromTarget {
		d = hi.FromTarget
	}
	p := &hi.PSPDU{PSHeader: hi.PSHeader{LIID: "l", CommunicationIdentifier: hi.CommunicationIdentifier{OperatorIdentifier: "op", CIN: hi.Some[uint32](7)},
		SequenceNumber: c.n, MicroSecondTimeStamp: time.Unix(1767323045, 0).Add(after).UTC()}, CC: []hi.CCPayload{{Direction: hi.Some(d), Contents: contents}}}
	c.n++
	b, err := p.AppendBinary(nil)
	require.NoError(c.t, err)
	c.p.Take(p, b, "HI3", false)
}

func (c *call) wav(name string) []int16 {
	b, err := os.ReadFile(filepath.Join(c.dir, "l", name))
	require.NoError(c.t, err)
	le := binary.LittleEndian
	require.Equal(c.t, "RIFF", string(b[:4]))
	require.Equal(c.t, "WAVEfmt ", string(b[8:16]))
	require.Equal(c.t, len(b)-8, int(le.Uint32(b[4:])))
	require.Equal(c.t, [4]uint16{1, 1, 2, 16}, [4]uint16{le.Uint16(b[20:]), le.Uint16(b[22:]), le.Uint16(b[32:]), le.Uint16(b[34:])})
	require.Equal(c.t, uint32(8000), le.Uint32(b[24:]))
	require.Equal(c.t, len(b)-44, int(le.Uint32(b[40:])))
	out := make([]int16, (len(b)-44)/2)
	for i := range out {
		out[i] = int16(le.Uint16(b[44+2*i:]))
	}
	return out
}

func (c *call) close() lemf.Session {
	require.NoError(c.t, c.p.Close())
	x := read(c.t, filepath.Join(c.dir, "l", "index.json"))
	require.Len(c.t, x.Sessions, 1)
	return x.Sessions[0]
}

const clear = "v=0\r\no=- 1 1 IN IP4 10.0.0.2\r\ns=-\r\nc=IN IP4 10.0.0.2\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8 0\r\n"

// toULaw is the encoder of ITU-T G.711 by its definition: a segment and sixteen steps in it.
func toULaw(v float64) byte {
	sign := byte(0x80)
	if v < 0 {
		sign, v = 0, -v
	}
	n := int(math.Min(v, 32635)) + 0x84
	e := 0
	for n>>(e+8) > 0 {
		e++
	}
	return ^(^sign&0x80 | byte(e)<<4 | byte(n>>(e+3))&0xf)
}

// power is that of a frequency, by Goertzel, as a part of the whole.
func power(samples []int16, frequency float64) float64 {
	k := 2 * math.Cos(2*math.Pi*frequency/8000)
	var s1, s2, all float64
	for _, v := range samples {
		x := float64(v)
		s1, s2 = x+k*s1-s2, s1
		all += x * x
	}
	if all == 0 {
		return 0
	}
	return (s1*s1 + s2*s2 - k*s1*s2) / (all * float64(len(samples)) / 2)
}

// TestG711 compares single samples with the tables of ITU-T G.711.
func TestG711(t *testing.T) {
	c := newCall(t)
	c.take(0, true, clear, rtp(true, 0, 1, 0, 1, []byte{0x00, 0x0f, 0x7f, 0x80, 0x8f, 0xff, 0xf0}))
	c.take(0, false, "", rtp(false, 8, 1, 0, 2, []byte{0x00, 0x55, 0x2a, 0xd5, 0x80, 0xaa}))
	s := c.close()
	require.Equal(t, []int16{-32124, -16764, 0, 32124, 16764, 0, 120}, c.wav("cc/cin-7-fromTarget.wav"))
	require.Equal(t, []int16{-5504, -8, -32256, 8, 5504, 32256}, c.wav("cc/cin-7-toTarget.wav"))
	require.Equal(t, []lemf.Voice{
		{File: "cc/cin-7-fromTarget.wav", Direction: "fromTarget", Codec: "PCMU", Packets: 1, Samples: 7},
		{File: "cc/cin-7-toTarget.wav", Direction: "toTarget", Codec: "PCMA", Packets: 1, Samples: 6},
	}, s.Voice)
	require.False(t, s.Protected)
}

// TestTone plants a tone, lets packets come in disorder, twice and not at all, and finds it in the file: what did not come is
// silence, and everything is at its place.
func TestTone(t *testing.T) {
	c := newCall(t)
	const packets, hz = 200, 1000.0
	order := make([]int, 0, packets+2)
	for i := range packets {
		switch {
		case i == 50: // lost
		case i%10 == 3 && i+1 < packets:
			order = append(order, i+1, i)
		case i%10 == 4:
		default:
			order = append(order, i)
		}
	}
	order = append(order, 180, 10) // again, and far too late
	for _, i := range order {
		payload := make([]byte, 160)
		for j := range payload {
			payload[j] = toULaw(8000 * math.Sin(2*math.Pi*hz*float64(i*160+j)/8000))
		}
		sdp := ""
		if i == 0 {
			sdp = clear
		}
		c.take(time.Duration(i)*20*time.Millisecond, true, sdp, rtp(true, 0, uint16(65500+i), uint32(1<<32-1000+i*160), 9, payload))
	}
	// The other direction begins a second later.
	c.take(time.Second, false, "", rtp(false, 0, 1, 77, 10, make([]byte, 160)))
	require.NoError(t, c.p.Flush())
	s := c.close()
	got := c.wav("cc/cin-7-fromTarget.wav")
	require.Equal(t, packets*160, len(got))
	require.Greater(t, power(got[:50*160], hz), 0.95)
	require.Greater(t, power(got[51*160:], hz), 0.95)
	require.Less(t, power(got, 1300), 0.01)
	require.Equal(t, make([]int16, 160), got[50*160:51*160])
	for i, v := range got[51*160:] {
		want := 8000 * math.Sin(2*math.Pi*hz*float64(51*160+i)/8000)
		require.InDelta(t, want, float64(v), 8000*0.05, "sample %d", i)
	}
	require.Equal(t, lemf.Voice{File: "cc/cin-7-fromTarget.wav", Direction: "fromTarget", Codec: "PCMU", Packets: packets - 1, LeftOut: 2, Samples: packets * 160, Silence: 160}, s.Voice[0])
	other := c.wav("cc/cin-7-toTarget.wav")
	require.Equal(t, 8160, len(other))
	require.Equal(t, uint64(8000), s.Voice[1].Silence)
	require.Equal(t, uint64(s.FromTarget+s.ToTarget), s.Packets)
}

// TestJumps wants a pause, a stream that begins anew and times that lie to keep the file in bounds and in order.
func TestJumps(t *testing.T) {
	c := newCall(t)
	frame := make([]byte, 160)
	c.take(0, true, clear, rtp(true, 0, 1, 0, 1, frame))
	c.take(20*time.Millisecond, true, "", rtp(true, 0, 2, 160, 1, frame))
	// On hold for 5 seconds, the RTP time starts somewhere else.
	c.take(5*time.Second, true, "", rtp(true, 0, 3, 1<<31, 1, frame))
	// Another source two seconds later.
	c.take(7*time.Second, true, "", rtp(true, 0, 3, 5, 2, frame))
	// After three hours.
	c.take(3*time.Hour, true, "", rtp(true, 0, 3, 5, 3, frame))
	s := c.close()
	require.Equal(t, uint64(5), s.Voice[0].Packets)
	require.Zero(t, s.Voice[0].LeftOut)
	require.Equal(t, 7*8000+600*8000+160, len(c.wav("cc/cin-7-fromTarget.wav")))
}

// TestProtected wants no WAV of what the session description calls SRTP, whatever it looks like, and of nothing that is not G.711.
func TestProtected(t *testing.T) {
	for _, profile := range []string{"RTP/SAVP", "RTP/SAVPF", "UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF"} {
		c := newCall(t)
		sdp := "v=0\r\nc=IN IP4 10.0.0.2\r\nm=audio 4000 " + profile + " 0\r\nm=video 4002 RTP/AVP 96\r\n"
		for i := range 10 {
			if i > 0 {
				sdp = ""
			}
			c.take(0, i%2 == 0, sdp, rtp(i%2 == 0, 0, uint16(i), uint32(i)*160, uint32(i%2), make([]byte, 160)))
		}
		s := c.close()
		require.True(t, s.Protected, profile)
		require.Empty(t, s.Voice)
		require.Equal(t, uint64(10), s.Packets)
		files, err := filepath.Glob(filepath.Join(c.dir, "l", "cc", "*"))
		require.NoError(t, err)
		require.Len(t, files, 1, "the capture and nothing else")
	}
	c := newCall(t)
	c.take(0, true, clear, rtp(true, 96, 1, 0, 1, make([]byte, 33)))
	c.take(0, true, "", rtp(true, 72, 1, 0, 1, make([]byte, 33))) // RTCP: 72 with the marker is 200
	b := rtp(true, 0, 1, 0, 1, make([]byte, 160))
	b[28] = 0x40 // another version
	c.take(0, true, "", b)
	s := c.close()
	require.Empty(t, s.Voice)
	require.False(t, s.Protected)
	require.Equal(t, uint64(3), s.Packets)
}
