package media

import (
	"bytes"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestG711(t *testing.T) {
	// Values of ITU-T G.711 tables 1 and 2, scaled to 16 bits: silence, the least and the greatest of each law.
	for _, v := range []struct {
		alaw  bool
		code  byte
		value int16
	}{{true, 0xd5, 8}, {true, 0x55, -8}, {true, 0xaa, 32256}, {true, 0x2a, -32256}, {false, 0xff, 0}, {false, 0x7f, 0}, {false, 0x80, 32124}, {false, 0x00, -32124},
		{true, 0x80, 5504}, {false, 0xf0, 120}} {
		if v.alaw {
			require.Equal(t, v.value, FromALaw(v.code), "%02x", v.code)
		} else {
			require.Equal(t, v.value, FromMuLaw(v.code), "%02x", v.code)
		}
	}
	for i := range 256 {
		b := byte(i)
		require.Equal(t, b, ALaw(FromALaw(b)), "A-law %02x", b)
		if b != 0x7f { // minus zero
			require.Equal(t, b, MuLaw(FromMuLaw(b)), "µ-law %02x", b)
		}
	}
	// Every sample comes back within half a step of its segment.
	for s := math.MinInt16; s <= math.MaxInt16; s++ {
		step := math.Max(16, math.Abs(float64(s))/16)
		for name, d := range map[string]int16{"A": FromALaw(ALaw(int16(s))), "µ": FromMuLaw(MuLaw(int16(s)))} {
			if math.Abs(float64(d)-float64(s)) > step+1 && s > -32700 && s < 32700 {
				t.Fatalf("%s-law: %d became %d", name, s, d)
			}
		}
	}
}

func TestToneAndGoertzel(t *testing.T) {
	for _, hz := range []float64{600, 1025, 1600, 1900, 2900} {
		s := newSpeech(Tone{Hz: hz}, rand.New(rand.NewPCG(1, 2)))
		pcm := make([]int16, 16000)
		s.read(pcm)
		require.Greater(t, Goertzel(pcm, hz), 0.95)
		require.Less(t, Goertzel(pcm, hz+200), 0.05)
		require.True(t, Tone{Hz: hz}.Detected(pcm))
		require.False(t, Tone{Hz: hz + 50}.Detected(pcm))
		for _, c := range []Codec{PCMA, PCMU} { // it survives the codec, and 160 samples are enough
			require.True(t, Tone{Hz: hz}.Detected(Decode(nil, c.PayloadType, c.encode(nil, pcm[:160]))))
		}
	}
	noise := make([]int16, 16000)
	newSpeech(Tone{Noise: 0.3}, rand.New(rand.NewPCG(1, 2))).read(noise)
	require.Less(t, Goertzel(noise, 1000), 0.01)
	require.Zero(t, Goertzel(make([]int16, 100), 1000))
	require.Zero(t, Goertzel(nil, 1000))
	a, b, err := Tones(bytes.NewReader([]byte{255, 255}))
	require.NoError(t, err)
	require.Less(t, a.Hz, 1601.0)
	require.Greater(t, b.Hz, 1899.0)
	require.Less(t, b.Hz, 2901.0)
	_, _, err = Tones(bytes.NewReader(nil))
	require.Error(t, err)
}

func TestWAV(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, WriteWAV(&b, []int16{0, 1, -1, 32767}))
	require.Equal(t, 44+8, b.Len())
	require.Equal(t, []byte{0, 0, 1, 0, 0xff, 0xff, 0xff, 0x7f}, b.Bytes()[44:])
	path := filepath.Join(t.TempDir(), "a.wav")
	require.NoError(t, os.WriteFile(path, b.Bytes(), 0o600))
	if bin, err := exec.LookPath("file"); err == nil { // a judge where there is one
		out, err := exec.Command(bin, "-b", path).Output()
		require.NoError(t, err)
		require.Contains(t, string(out), "Microsoft PCM, 16 bit, mono 8000 Hz")
	}
}

func TestSamplesPutFramesInOrder(t *testing.T) {
	frame := func(ts uint32, b byte) Frame {
		return Frame{Timestamp: ts, PayloadType: 8, Payload: bytes.Repeat([]byte{b}, 160)}
	}
	// The second overtook the first, the third is missing, and the timestamp wraps.
	start := uint32(math.MaxUint32 - 159)
	pcm := Stream{Frames: []Frame{frame(start+160, 0xaa), frame(start, 0x2a), frame(start+480, 0xaa)}}.Samples()
	require.Len(t, pcm, 640)
	require.EqualValues(t, []int16{-32256, 32256, 0, 32256}, []int16{pcm[0], pcm[160], pcm[320], pcm[480]})
	long := Stream{Frames: []Frame{frame(0, 0xaa), frame(1<<30, 0xaa)}}.Samples()
	require.Len(t, long, 320, "a gap that no call has is not filled")
	require.Empty(t, Stream{}.Samples())
}
