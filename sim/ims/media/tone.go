package media

import (
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
)

// SampleRate is that of G.711 in Hz.
const SampleRate = 8000

// Tone is what is planted into a direction of a call so that its content can be recognized wherever it comes out.
type Tone struct {
	// Hz is the frequency, 0 for no tone; it is below 4000.
	Hz float64
	// Amplitude is that of the tone as a share of full scale, 0 for 0.4. Noise is the greatest amplitude of the white noise
	// beside it, 0 for 0.02, negative for none.
	Amplitude, Noise float64
}

// Tones draws a tone for each direction of a call: multiples of 25 Hz from 600 to 1600 Hz for the first and from 1900 to
// 2900 Hz for the second, so that neither is a harmonic of the other within what is measured.
func Tones(rand io.Reader) (first, second Tone, err error) {
	var b [2]byte
	if _, err := io.ReadFull(rand, b[:]); err != nil {
		return Tone{}, Tone{}, fmt.Errorf("media: draw of tones: %w", err)
	}
	return Tone{Hz: 600 + 25*float64(b[0]%41)}, Tone{Hz: 1900 + 25*float64(b[1]%41)}, nil
}

// speech is the samples of a tone with noise.
type speech struct {
	tone  Tone
	noise *rand.Rand
	n     uint64
}

func newSpeech(t Tone, noise *rand.Rand) *speech {
	if t.Amplitude == 0 {
		t.Amplitude = 0.4
	}
	if t.Hz <= 0 || t.Hz >= SampleRate/2 {
		t.Amplitude = 0
	}
	if t.Noise == 0 {
		t.Noise = 0.02
	}
	t.Noise = min(max(t.Noise, 0), 1)
	t.Amplitude = min(max(t.Amplitude, 0), 1)
	return &speech{tone: t, noise: noise}
}

// read makes the next samples.
func (s *speech) read(pcm []int16) {
	for i := range pcm {
		_, phase := math.Modf(s.tone.Hz * float64(s.n) / SampleRate)
		x := s.tone.Amplitude*math.Sin(2*math.Pi*phase) + s.tone.Noise*(2*s.noise.Float64()-1)
		pcm[i] = int16(math.Round(max(-1, min(1, x)) * math.MaxInt16))
		s.n++
	}
}

// Goertzel returns the power of the samples at a frequency as a share of all their power: near 1 for a pure tone of
// that frequency, near 0 without it. The samples are 8000 a second.
func Goertzel(pcm []int16, hz float64) float64 {
	if len(pcm) == 0 {
		return 0
	}
	w := 2 * math.Pi * hz / SampleRate
	c := 2 * math.Cos(w)
	var s1, s2, power float64
	for _, p := range pcm {
		x := float64(p)
		power += x * x
		s1, s2 = x+c*s1-s2, s1
	}
	if power == 0 {
		return 0
	}
	return 2 * (s1*s1 + s2*s2 - c*s1*s2) / (float64(len(pcm)) * power)
}

// Detected says whether the tone is the most of what is heard.
func (t Tone) Detected(pcm []int16) bool { return t.Hz > 0 && Goertzel(pcm, t.Hz) > 0.5 }

// WriteWAV writes samples as a file of RIFF WAVE: PCM, 16 bits, one channel, 8000 samples a second.
func WriteWAV(w io.Writer, pcm []int16) error {
	const header = 44
	if len(pcm) > (math.MaxUint32-header)/2 {
		return errors.New("media: too many samples for a WAV file")
	}
	n := uint32(len(pcm) * 2)
	b := make([]byte, 0, header+len(pcm)*2)
	b = append(b, "RIFF"...)
	b = le32(b, n+header-8)
	b = append(b, "WAVEfmt "...)
	b = le32(b, 16)
	b = le16(b, 1) // PCM
	b = le16(b, 1) // channels
	b = le32(b, SampleRate)
	b = le32(b, SampleRate*2)
	b = le16(b, 2)
	b = le16(b, 16)
	b = append(b, "data"...)
	b = le32(b, n)
	for _, p := range pcm {
		b = le16(b, uint16(p))
	}
	_, err := w.Write(b)
	return err
}

func le16(b []byte, v uint16) []byte { return append(b, byte(v), byte(v>>8)) }
func le32(b []byte, v uint32) []byte { return le16(le16(b, uint16(v)), uint16(v>>16)) }
