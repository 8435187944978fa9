package oracle

import (
	"math"
	"slices"

	"lilab/oracle/observe"
	"lilab/oracle/truth"
	"lilab/oracle/wire"
)

// listener hears what was delivered of calls and messages while the capture is read: it decodes speech and looks for the planted
// tones, and reads SIP in packets. It keeps what it found and half a second of each stream.
type listener struct {
	t *truth.Truth
	// sent are the streams of the truth by SSRC.
	sent map[uint32]sentStream
	ears map[earKey]*ear
	// packets is keyed by network and LIID.
	packets map[string]*inPackets
}

// sentStream is where a stream of the truth is.
type sentStream struct{ call, stream int }

// earKey names a stream that reached an agency.
type earKey struct {
	agency string // network and LIID
	place  observe.MediaPlace
	ssrc   uint32
}

// ear listens to one stream.
type ear struct {
	tones []float64
	pcm   []int16
	next  uint32
	// heard counts the pieces of a stream in which a tone is most of what is heard.
	heard map[float64]int
	// sums counts payloads as the sender sent them, packets all.
	sums, packets int
}

// inPackets is what can be read of SIP in packets that an agency got as content of a PDU session.
type inPackets struct {
	fragments wire.Defragmenter
	canaries  map[int]bool // index in Truth.Messages
}

// piece is how many samples are looked at together: half a second, which tells tones apart that lie 2 Hz from each other.
const (
	piece      = 4000
	sampleRate = 8000
	// loud is the share of the power that a tone has where it was planted; speech and noise beside it are weaker.
	loud = 0.5
)

func newListener(t *truth.Truth) *listener {
	l := &listener{t: t, sent: map[uint32]sentStream{}, ears: map[earKey]*ear{}, packets: map[string]*inPackets{}}
	for i := range t.Calls {
		for j := range t.Calls[i].Streams {
			l.sent[t.Calls[i].Streams[j].SSRC] = sentStream{i, j}
		}
	}
	return l
}

// hooks returns what the reader of the capture must tell.
func (l *listener) hooks(content observe.Content) observe.Hooks {
	h := observe.Hooks{Content: content, SSRC: map[uint32]bool{}}
	h.Signalling = len(l.t.Calls)+len(l.t.Messages) > 0 || slices.ContainsFunc(l.t.Sessions, func(s truth.Session) bool { return imsDNN(s.DNN) })
	if !h.Signalling {
		return h
	}
	for ssrc := range l.sent {
		h.SSRC[ssrc] = true
	}
	h.AnyMedia = len(l.sent) == 0 && len(l.t.Calls) > 0
	h.Media = l.media
	h.Content = func(s *observe.HI3Series, p *observe.HI3, octets, packet []byte) {
		content(s, p, octets, packet)
		if packet != nil {
			l.content(s, packet)
		}
	}
	return h
}

// media takes a packet of RTP.
func (l *listener) media(s *observe.HI3Series, m *observe.Media, payload []byte) {
	if m.Place != observe.OnHI3 && m.Place != observe.InPackets || s == nil {
		return
	}
	k := earKey{s.Network + " " + s.LIID, m.Place, m.SSRC}
	e := l.ears[k]
	if e == nil {
		e = &ear{heard: map[float64]int{}}
		for i := range l.t.Calls {
			if at, ok := l.sent[m.SSRC]; ok && at.call != i {
				continue
			}
			for _, f := range []float64{l.t.Calls[i].Tones.From, l.t.Calls[i].Tones.To} {
				if f > 0 && !slices.Contains(e.tones, f) {
					e.tones = append(e.tones, f)
				}
			}
		}
		l.ears[k] = e
	}
	e.packets++
	if at, ok := l.sent[m.SSRC]; ok {
		st := &l.t.Calls[at.call].Streams[at.stream]
		if i := int(m.Sequence - st.Sequence); i < len(st.Sums) && st.Sums[i] == m.Sum {
			e.sums++
		}
	}
	samples, ok := wire.G711(nil, m.PayloadType, payload)
	if !ok || len(e.tones) == 0 {
		return
	}
	switch gap := int32(m.Timestamp - e.next); {
	case len(e.pcm) == 0 || gap == 0:
	case gap > 0 && gap < piece:
		e.pcm = append(e.pcm, make([]int16, gap)...)
	case gap < 0 && gap > -piece: // it comes late or again
		return
	default:
		e.flush()
	}
	e.pcm = append(e.pcm, samples...)
	e.next = m.Timestamp + uint32(len(samples))
	for len(e.pcm) >= piece {
		e.listen(e.pcm[:piece])
		e.pcm = append(e.pcm[:0], e.pcm[piece:]...)
	}
}

// flush listens to what is left of a stream, if it is long enough to tell tones apart.
func (e *ear) flush() {
	if len(e.pcm) >= piece/5 {
		e.listen(e.pcm)
	}
	e.pcm = e.pcm[:0]
}

func (e *ear) listen(pcm []int16) {
	for _, f := range e.tones {
		if share(pcm, f) > loud {
			e.heard[f]++
		}
	}
}

// share is the power of samples at a frequency as a share of all their power, by Goertzel's algorithm.
func share(pcm []int16, hz float64) float64 {
	c := 2 * math.Cos(2*math.Pi*hz/sampleRate)
	var a, b, power float64
	for _, v := range pcm {
		x := float64(v)
		power += x * x
		a, b = x+c*a-b, a
	}
	if power == 0 {
		return 0
	}
	return 2 * (a*a + b*b - c*a*b) / (float64(len(pcm)) * power)
}

// content takes a packet of a PDU session on its way to an agency and reads SIP in it, if it is in clear.
func (l *listener) content(s *observe.HI3Series, packet []byte) {
	in, err := wire.ReadInner(packet)
	if err != nil || in.Protocol != wire.ProtocolUDP && in.Protocol != wire.ProtocolTCP && in.Protocol != wire.ProtocolESP {
		return
	}
	key := s.Network + " " + s.LIID
	a := l.packets[key]
	if a == nil {
		a = &inPackets{canaries: map[int]bool{}}
		l.packets[key] = a
	}
	p, ok, err := a.fragments.Add(&in)
	if !ok || err != nil {
		return
	}
	if p.Protocol == wire.ProtocolESP {
		if p, ok = p.Clear(); !ok {
			return
		}
	}
	if !wire.IsSIP(p.Payload) {
		return
	}
	m, err := wire.ReadSIP(p.Payload, p.Protocol == wire.ProtocolUDP)
	if _, method := m.CSeq(); err != nil || method == "REGISTER" { // registration begins in clear and is no content
		return
	}
	text := observe.NewSIP(&m).Text
	for i := range l.t.Messages {
		if contains(text, l.t.Messages[i].Canary) {
			a.canaries[i] = true
		}
	}
}

// close listens to what is left.
func (l *listener) close() {
	for _, e := range l.ears {
		e.flush()
	}
}

// hears tells whether what one party of a call said reached an agency in a place: as a tone, or octet by octet for a codec that is
// not decoded.
func (l *listener) hears(agency string, place observe.MediaPlace, call int, from bool) bool {
	c := &l.t.Calls[call]
	tone, side := c.Tones.To, "to"
	if from {
		tone, side = c.Tones.From, "from"
	}
	known := false
	for j := range c.Streams {
		st := &c.Streams[j]
		if st.Sender != side {
			continue
		}
		known = true
		e := l.ears[earKey{agency, place, st.SSRC}]
		if e == nil {
			continue
		}
		if tone > 0 && e.heard[tone] > 0 || !g711(c.Codec) && e.sums > 0 && e.sums*20 >= e.packets*19 {
			return true
		}
	}
	if known || tone == 0 {
		return false
	}
	for k, e := range l.ears {
		if k.agency == agency && k.place == place && e.heard[tone] > 0 {
			return true
		}
	}
	return false
}

// media counts the packets of RTP that reached an agency in a place.
func (l *listener) count(agency string, place observe.MediaPlace) int {
	n := 0
	for k, e := range l.ears {
		if k.agency == agency && k.place == place {
			n += e.packets
		}
	}
	return n
}

func g711(codec string) bool { return codec == "PCMA" || codec == "PCMU" || codec == "" }
