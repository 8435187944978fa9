package lemf

import (
	"encoding/binary"
	"errors"
	"os"
	"path"
	"slices"
	"strconv"
	"time"

	"lilab/lipf/content"
)

// Voice is a WAV file of one direction of a session: G.711 decoded to 16-bit samples at 8 kHz.
type Voice struct {
	File      string `json:"file"`
	Direction string `json:"direction"`
	// Codec is that of the first packet, PCMU or PCMA.
	Codec string `json:"codec"`
	// Packets were decoded. Left out were those that came too late or said the same time as others.
	Packets uint64 `json:"packets"`
	LeftOut uint64 `json:"leftOut,omitempty"`
	// Samples are in the file, Silence of them stand for packets that did not come and for the time before the first one: the
	// files of both directions begin at the same moment.
	Samples uint64 `json:"samples"`
	Silence uint64 `json:"silence"`
}

// Bounds of voice.
const (
	sampleRate = 8000
	// maxPending packets wait for earlier ones at most, for maxWait samples at most.
	maxPending = 64
	maxWait    = sampleRate / 2
	// maxStep is how far the RTP time may go on between two packets of a stream, maxRest the longest silence that is written for a
	// pause, maxSamples what a file has at most.
	maxStep    = 10 * sampleRate
	maxRest    = 600 * sampleRate
	maxSamples = 1 << 30
	maxStreams = 16
)

// voice makes the WAV file of one direction.
type voice struct {
	Voice
	file    *file
	streams map[uint32]*voiceStream
	// pending is in the order of positions.
	pending []voicePacket
	newest  int64
}

// voiceStream is what is known of one SSRC: where the RTP time of its last packet is in the file.
type voiceStream struct {
	last uint32
	at   int64
}

type voicePacket struct {
	at      int64
	samples []int16
}

// media is what a session of the IMS has besides its capture.
type media struct {
	description content.Description
	begin       time.Time
	voices      map[string]*voice
}

// hear takes a packet of a session of the IMS.
func (p *Product) hear(f *folder, s *session, packet *content.Packet, direction string, at time.Time) {
	if packet.SDP != nil {
		s.media.description = content.ReadDescription(packet.SDP)
	}
	r, ok := content.ReadRTP(packet.Octets)
	if !ok || direction != "fromTarget" && direction != "toTarget" {
		return
	}
	if s.media.protected(&r) {
		s.Protected = true
		return
	}
	decode, codec := ulaw, "PCMU"
	switch r.PayloadType {
	case 0:
	case 8:
		decode, codec = alaw, "PCMA"
	default:
		return
	}
	if len(r.Payload) == 0 {
		return
	}
	if s.media.begin.IsZero() {
		s.media.begin = at
	}
	v := s.media.voices[direction]
	if v == nil {
		name := "no-cin"
		if s.CIN != nil {
			name = "cin-" + strconv.FormatUint(uint64(*s.CIN), 10)
		}
		v = &voice{Voice: Voice{File: path.Join("cc", name+"-"+direction+".wav"), Direction: direction, Codec: codec}, streams: map[uint32]*voiceStream{}}
		v.file = p.files.file(f.name, v.File)
		if _, err := v.file.Write(wavHeader(0)); err != nil {
			p.fail(err)
			return
		}
		if s.media.voices == nil {
			s.media.voices = map[string]*voice{}
		}
		s.media.voices[direction] = v
	}
	samples := make([]int16, len(r.Payload))
	for i, b := range r.Payload {
		samples[i] = decode(b)
	}
	if err := v.take(&r, samples, int64(at.Sub(s.media.begin).Seconds()*sampleRate)); err != nil {
		p.fail(err)
	}
}

// protected says whether the session description makes a packet SRTP: the media whose port it has, or any where none has.
func (m *media) protected(r *content.RTP) bool {
	some := false
	for i := range m.description.Media {
		d := &m.description.Media[i]
		if d.Port == 0 {
			continue
		}
		if d.Port == r.Source.Port() || d.Port == r.Destination.Port() {
			return d.Protected()
		}
		some = some || d.Protected()
	}
	return some
}

// take places a packet by its RTP time. A stream begins where the clock says, and goes on there after a jump of its time.
func (v *voice) take(r *content.RTP, samples []int16, clock int64) error {
	s := v.streams[r.SSRC]
	switch {
	case s == nil:
		if len(v.streams) >= maxStreams {
			clear(v.streams)
		}
		s = &voiceStream{last: r.Timestamp, at: min(max(clock, 0), v.newest+maxRest)}
		v.streams[r.SSRC] = s
	default:
		step := int64(int32(r.Timestamp - s.last))
		s.last = r.Timestamp
		if step < -maxStep || step > maxStep {
			s.at = max(s.at+int64(len(samples)), min(clock, s.at+maxRest))
		} else {
			s.at += step
		}
	}
	i, again := slices.BinarySearchFunc(v.pending, s.at, func(p voicePacket, at int64) int { return int(p.at - at) })
	if again || s.at < int64(v.Samples) || s.at > v.newest+maxRest+maxStep || s.at >= maxSamples {
		v.LeftOut++
		return nil
	}
	v.pending = slices.Insert(v.pending, i, voicePacket{s.at, samples})
	v.newest = max(v.newest, s.at)
	return v.write(false)
}

// write writes what need not wait any more.
func (v *voice) write(all bool) error {
	n := 0
	var b []byte
	for n < len(v.pending) && (all || len(v.pending)-n > maxPending || v.newest-v.pending[n].at > maxWait || v.pending[n].at == int64(v.Samples)) {
		p := v.pending[n]
		n++
		if gap := p.at - int64(v.Samples); gap > 0 {
			b = append(b, make([]byte, 2*gap)...)
			v.Samples += uint64(gap)
			v.Silence += uint64(gap)
		}
		from := int64(v.Samples) - p.at // what another packet had already
		if from >= int64(len(p.samples)) {
			v.LeftOut++
			continue
		}
		for _, s := range p.samples[from:] {
			b = binary.LittleEndian.AppendUint16(b, uint16(s))
		}
		v.Samples += uint64(int64(len(p.samples)) - from)
		v.Packets++
	}
	if n == 0 {
		return nil
	}
	v.pending = slices.Delete(v.pending, 0, n)
	_, err := v.file.Write(b)
	return err
}

// finish writes everything and the header; all is false when more may come.
func (v *voice) finish(all bool) error {
	var err error
	if all {
		err = v.write(true)
	}
	if v.file.at != nil {
		err = errors.Join(err, v.file.w.Flush())
	}
	f, e := v.file.in.root.OpenFile(v.file.name, os.O_WRONLY, 0o640)
	if e != nil {
		return errors.Join(err, e)
	}
	_, e = f.WriteAt(wavHeader(v.Samples), 0)
	return errors.Join(err, e, f.Close())
}

// voices brings the WAV files up to date; all says that nothing more comes.
func (p *Product) voices(all bool) error {
	var errs []error
	for _, f := range p.liids {
		for _, s := range f.sessions {
			s.Voice = nil
			for _, direction := range []string{"fromTarget", "toTarget"} {
				if v := s.media.voices[direction]; v != nil {
					errs = append(errs, v.finish(all))
					s.Voice = append(s.Voice, v.Voice)
				}
			}
		}
	}
	return errors.Join(errs...)
}

// wavHeader is that of a file with so many samples.
func wavHeader(samples uint64) []byte {
	le := binary.LittleEndian
	octets := uint32(2 * samples)
	b := append(make([]byte, 0, 44), "RIFF"...)
	b = le.AppendUint32(b, 36+octets)
	b = append(b, "WAVEfmt "...)
	b = le.AppendUint32(b, 16)
	b = le.AppendUint16(b, 1) // PCM
	b = le.AppendUint16(b, 1) // one channel
	b = le.AppendUint32(b, sampleRate)
	b = le.AppendUint32(b, 2*sampleRate)
	b = le.AppendUint16(b, 2)
	b = le.AppendUint16(b, 16)
	b = append(b, "data"...)
	return le.AppendUint32(b, octets)
}

// ulaw decodes an octet of PCMU, ITU-T G.711 table 2.
func ulaw(b byte) int16 {
	b = ^b
	v := (int16(b&0x0f)<<3 + 0x84) << (b >> 4 & 7)
	if b&0x80 != 0 {
		return 0x84 - v
	}
	return v - 0x84
}

// alaw decodes an octet of PCMA, ITU-T G.711 table 1.
func alaw(b byte) int16 {
	b ^= 0x55
	v := int16(b&0x0f)<<4 + 8
	if e := b >> 4 & 7; e > 0 {
		v = (v + 0x100) << (e - 1)
	}
	if b&0x80 == 0 {
		return -v
	}
	return v
}
